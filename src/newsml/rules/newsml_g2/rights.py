"""Rules on rights: data mining and what it refers to, rights expressions, several blocks.

NewsML-G2 2.35 (``rightsInfo``), PLUS (data mining), ODRL 2.2 and RightsML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsml.rules.newsml_g2.checks import Found, g2_rule
from newsml.rules.newsml_g2.item import Item, children, name_of, words_of
from newsml.rules.registry import shown
from newsml.vocabularies.iptc import DATA_MINING, SCHEMES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ODRL = ("http://www.w3.org/ns/odrl/2", "https://www.w3.org/ns/odrl/2", "http://odrl.net")
_RIGHTSML = ("odrl", "rightsml")


def _beside(element: Element, *names: str) -> list[Element]:
    parent = element.getparent()
    return [] if parent is None else children(parent, *names)


def _mining(element: Element) -> str:
    """What a dataMining element says, without the scheme: the code of PLUS, if it is one."""
    said = element.get("uri") or element.get("qcode") or element.get("literal") or ""
    return re.split(r"[/:]", said.strip())[-1]


@g2_rule("G2-MINING-VALUE", "error", "dataMining", covers="RIGHTS-MINING")
def mining_not_plus(elements: Iterable[Element], item: Item) -> Found:
    """Data mining is said by a value of PLUS.

    Why: crawlers and licensing systems know nine values. Any other, "no" or one with a wrong prefix, counts as
    nothing said, so that the reservation is lost.
    See: PLUS Coalition, LDF vocabulary, Data Mining; NewsML-G2 2.34, ``rightsInfo/dataMining``.
    """
    for element in elements:
        said = element.get("uri") or element.get("qcode") or element.get("literal")
        alias = element.get("qcode", "").partition(":")[0]
        if alias and not element.get("uri") and item.scheme(alias) is None:
            continue  # nobody can tell what it stands for: said elsewhere
        uri = item.identity(element)
        if said and not (uri.startswith(SCHEMES["plus"]) and uri[len(SCHEMES["plus"]) :] in DATA_MINING):
            meant = next((code for code in DATA_MINING if said.endswith(f"{code}")), DATA_MINING[2])
            yield (
                element,
                f'dataMining {shown(said)} is no value of PLUS: write uri="{SCHEMES["plus"]}{meant}"',
            )


@g2_rule("G2-MINING-TERMS", "error", "dataMining", covers="RIGHTS-MINING-TERMS")
def constraint_not_said(elements: Iterable[Element], item: Item) -> Found:
    """Where data mining is "prohibited, see constraint", usageTerms beside it say the constraint.

    Why: the value refers to a text. Without it nobody knows what is allowed, and no schema notices.
    See: PLUS, DMI-PROHIBITED-SEECONSTRAINT; NewsML-G2 2.34, ``dataMining`` with ``usageTerms``.
    """
    for element in elements:
        if _mining(element).endswith("-SEECONSTRAINT") and not any(
            words_of(terms) or terms.get("href") for terms in _beside(element, "usageTerms")
        ):
            yield (
                element,
                "dataMining says SEECONSTRAINT, and no usageTerms stand beside it: write the constraint there",
            )


@g2_rule("G2-MINING-EXPRESSION", "error", "dataMining", covers="RIGHTS-MINING-EXPRESSION")
def expression_not_there(elements: Iterable[Element], item: Item) -> Found:
    """Where data mining is "prohibited, see embedded rights expression", there is one beside it.

    Why: the value refers to a machine-readable statement within the item. Without it the exception that was sold to
    one customer cannot be proved.
    See: PLUS, DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR; NewsML-G2 2.35, ``rightsExpressionXML``.
    """
    for element in elements:
        if _mining(element).endswith("-SEEEMBEDDEDRIGHTSEXPR") and not _beside(
            element, "rightsExpressionXML", "rightsExpressionData"
        ):
            yield (
                element,
                "dataMining says SEEEMBEDDEDRIGHTSEXPR, and no rightsExpressionXML or -Data stands beside it: add it",
            )


@g2_rule("G2-MINING-LINK", "error", "dataMining", covers="RIGHTS-MINING-LINK")
def linked_rights_not_there(elements: Iterable[Element], item: Item) -> Found:
    """Where data mining is "prohibited, see linked rights expression", there is a link beside it.

    Why: the value refers to a page. Without its address no crawler can read what is permitted.
    See: PLUS, DMI-PROHIBITED-SEELINKEDRIGHTSEXPR; NewsML-G2 2.35, ``rightsInfo/link``.
    """
    for element in elements:
        if _mining(element).endswith("-SEELINKEDRIGHTSEXPR") and not any(
            one.get("href") or one.get("residref")
            for one in _beside(element, "link", "usageTerms", "copyrightNotice")
        ):
            yield (
                element,
                "dataMining says SEELINKEDRIGHTSEXPR, and no link stands beside it: add link with href",
            )


@g2_rule("G2-MINING-SEVERAL", "error", "dataMining")
def minings_differ(elements: list[Element], item: Item) -> Found:
    """Two blocks of rights that apply to the same do not differ on data mining.

    Why: a crawler takes the one that permits. Blocks for parts, times or regions say so by ``scope``, ``idrefs``,
    ``validfrom`` …
    See: NewsML-G2 2.35, several ``rightsInfo``.
    """
    if len(elements) < 2:
        return
    seen: dict[tuple[object, ...], str] = {}
    for element in elements:
        parent = element.getparent()
        key = () if parent is None else _scope(parent)
        said = _mining(element)
        if seen.setdefault(key, said) != said:
            yield (
                element,
                f"dataMining {said}, and {seen[key]} in another rightsInfo: say what each applies to, or keep one",
            )


def _scope(block: Element) -> tuple[object, ...]:
    """What a block of rights applies to: its attributes, but for those that only describe it."""
    about = ("scope", "scopeuri", "aspect", "aspecturi", "idrefs", "validfrom", "validto")
    links = tuple((one.get("rel"), one.get("href"), one.get("residref")) for one in children(block, "link"))
    return (*map(block.get, about), links)


@g2_rule("G2-RIGHTS-SEVERAL", "warning", "rightsInfo")
def blocks_not_told_apart(elements: list[Element], item: Item) -> Found:
    """Several blocks of rights say what each applies to.

    Why: with two that apply to everything, each receiver obeys the one it reads first, or the one it likes.
    See: NewsML-G2 2.35, ``rightsInfo`` with ``scope``, ``aspect``, ``idrefs``, ``validfrom``, ``validto``.
    """
    if len(elements) < 2 or len(item.all("dataMining")) > 1:
        return  # that they differ on data mining is said of dataMining
    seen: set[tuple[object, ...]] = set()
    for element in elements:
        key = (element.getparent(), *_scope(element))
        if key in seen:
            yield (
                element,
                "two rightsInfo apply to the same: say by scope, aspect, idrefs or dates what each is for",
            )
        seen.add(key)


@g2_rule("G2-RIGHTSML", "warning", "rightsExpressionXML")
def language_of_rights(elements: Iterable[Element], item: Item) -> Found:
    """A rights expression is in the language that langid declares.

    Why: programs pick their reader by it. An ODRL policy under another name, or under ODRL's name something else, is
    skipped, and the licence with it.
    See: NewsML-G2 2.35, ``rightsExpressionXML/@langid``; ODRL 2.2; IPTC RightsML.
    """
    for element in elements:
        root = next(iter(children(element)), None)
        langid = element.get("langid", "").strip()
        if root is None:
            yield element, "rightsExpressionXML is empty: put the policy in, or leave it out"
            continue
        odrl = str(root.tag)[1:].startswith(_ODRL)
        declared = any(name in langid.lower() for name in _RIGHTSML)
        if odrl and not declared:
            yield (
                element,
                f"the policy is ODRL (RightsML), and langid says {shown(langid)}: write http://www.w3.org/ns/odrl/2/",
            )
        elif declared and not odrl:
            yield (
                element,
                f"langid says {shown(langid)}, and the element {name_of(root)} is not ODRL: correct one of them",
            )


@g2_rule("G2-RIGHTS-DATA", "warning", "rightsExpressionData")
def rights_that_do_not_parse(elements: Iterable[Element], item: Item) -> Found:
    """A rights expression that says it is JSON is JSON.

    Why: a licence that no program can read is a licence that was not given.
    See: NewsML-G2 2.35, ``rightsExpressionData/@enctype``; RFC 8259.
    """
    import json

    for element in elements:
        text = (element.text or "").strip()
        if not text:
            yield element, "rightsExpressionData is empty: put the expression in, or leave it out"
        elif "json" in element.get("enctype", "").lower():
            try:
                json.loads(text)
            except (ValueError, RecursionError):
                yield (
                    element,
                    f"rightsExpressionData {shown(text, 40)} is not JSON, as enctype says: correct one of them",
                )

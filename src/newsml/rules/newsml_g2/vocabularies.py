"""Rules on codes of closed vocabularies: item class, publishing status, modes of groups …

IPTC NewsCodes (https://cv.iptc.org/newscodes/), of which receivers' programs depend.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsml.rules.newsml_g2.checks import Found, g2_rule
from newsml.rules.newsml_g2.item import Item, name_of
from newsml.rules.registry import shown
from newsml.vocabularies.iptc import SCHEMES
from newsml.vocabularies.newscodes import CLASSES, CLOSED

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def _written(element: Element, name: str = "qcode") -> str:
    return element.get(name) or element.get("uri" if name == "qcode" else f"{name}uri") or ""


def _wrong(element: Element, item: Item, alias: str, name: str = "qcode") -> str | None:
    """What to say of a code that its closed vocabulary lacks; None where it is fine, or of another vocabulary."""
    code = item.code(element, alias, name)
    if code is None or code in CLOSED[alias]:
        return None
    from difflib import get_close_matches

    codes = sorted(CLOSED[alias])
    near = get_close_matches(code.lower(), codes, n=1, cutoff=0.5)
    hint = f"did you mean {alias}:{near[0]}?" if near else f"it is one of {', '.join(codes)}"
    return f"{shown(_written(element, name))} is no code of {alias}; {hint}"


def _unknown_alias(element: Element, item: Item) -> bool:
    """Whether nobody can tell what the code stands for, which is said elsewhere."""
    prefix = element.get("qcode", "").partition(":")[0]
    return bool(prefix) and item.scheme(prefix) is None and prefix not in SCHEMES


@g2_rule("G2-CLASS-CODE", "error", "itemClass", nears="MODEL, UNKNOWN")
def unknown_class(elements: Iterable[Element], item: Item) -> Found:
    """The class of an item is a code of the IPTC.

    Why: receivers route by it: text to the desk, pictures to the picture system. "ninat:graphics" or "ninat:photo"
    reach neither.
    See: NewsML-G2 2.35, ``itemClass``; NewsCodes ninature, cinature, plinature, catinature.
    """
    for element in elements:
        prefix, _, code = element.get("qcode", "").partition(":")
        if code in CLOSED.get(prefix, ()):
            continue
        for alias in ("ninat", "cinat", "plinat", "catinat"):
            if wrong := _wrong(element, item, alias):
                yield element, f"itemClass {wrong}"


@g2_rule("G2-CLASS-KIND", "error", "itemClass", nears="MODEL, UNKNOWN")
def class_of_another_kind(elements: Iterable[Element], item: Item) -> Found:
    """The class of an item is of the vocabulary for its kind.

    Why: a concept item of the class ninat:text is filed as a story without text, and a news item of another
    provider's class is filed nowhere.
    See: NewsML-G2 2.35, ``itemClass`` (the IPTC vocabulary for the kind of item is mandatory).
    """
    alias = CLASSES.get(item.kind)
    for element in elements:
        parent = element.getparent()
        prefix = element.get("qcode", "").partition(":")[0]
        if alias is None or prefix == alias or parent is None or name_of(parent) != "itemMeta":
            continue
        if not _written(element):
            continue
        if _unknown_alias(element, item):
            continue
        if item.code(element, alias) is None:
            codes = ", ".join(f"{alias}:{code}" for code in sorted(CLOSED[alias])[:8])
            yield element, f"itemClass {shown(_written(element))} is not for a {item.kind}: write {codes}"


@g2_rule("G2-STATUS-CODE", "error", "pubStatus", nears="MODEL, UNKNOWN")
def unknown_status(elements: Iterable[Element], item: Item) -> Found:
    """The publishing status is usable, withheld or canceled.

    Why: a receiver that does not know the code takes the item for usable. A kill spelled "stat:cancelled" is then
    published.
    See: NewsML-G2 2.35, ``pubStatus``; NewsCodes pubstatusg2.
    """
    for element in elements:
        if wrong := _wrong(element, item, "stat"):
            yield element, f"pubStatus {wrong}"
        elif _written(element) and item.code(element, "stat") is None and not _unknown_alias(element, item):
            said = shown(_written(element))
            yield (
                element,
                f"pubStatus {said} is not of IPTC's vocabulary: write stat:usable, stat:withheld or stat:canceled",
            )


@g2_rule("G2-GROUP-MODE", "error", "group")
def unknown_mode(elements: Iterable[Element], item: Item) -> Found:
    """The mode of a group is a code of the IPTC: bag, seq or alt.

    Why: alternatives that are taken for a sequence are all printed, one below the other.
    See: NewsML-G2 2.35, ``group/@mode``; NewsCodes pkggroupmode.
    """
    for element in elements:
        if wrong := _wrong(element, item, "pgrmod", "mode"):
            yield element, f"mode {wrong}"


@g2_rule("G2-COVERAGE-STATUS", "error", "newsCoverageStatus")
def unknown_coverage_status(elements: Iterable[Element], item: Item) -> Found:
    """The status of a coverage is a code of the IPTC.

    Why: desks plan their own staff by it. A status that their system does not know is shown as none.
    See: NewsML-G2 2.35, ``newsCoverageStatus``; NewsCodes newscoveragestatus.
    """
    for element in elements:
        if wrong := _wrong(element, item, "ncostat"):
            yield element, f"newsCoverageStatus {wrong}"


@g2_rule("G2-OCCUR-STATUS", "error", "occurStatus")
def unknown_occurrence(elements: Iterable[Element], item: Item) -> Found:
    """How sure an event is to take place is a code of the IPTC.

    Why: a cancelled event whose code is not known stays in every calendar.
    See: NewsML-G2 2.35, ``eventDetails/occurStatus``; NewsCodes eventoccurstatus.
    """
    for element in elements:
        if wrong := _wrong(element, item, "eocstat"):
            yield element, f"occurStatus {wrong}"

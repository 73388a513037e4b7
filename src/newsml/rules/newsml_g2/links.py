"""Rules on links: somewhere, not to itself, and to what is there.

NewsML-G2 2.35 (``link``, ``itemRef``, ids and references), RFC 3986.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsml.rules.newsml_g2.checks import Attribute, Found, g2_rule
from newsml.rules.newsml_g2.item import Item, name_of
from newsml.rules.newsml_g2.names import LINKS
from newsml.rules.registry import shown

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SPACE = re.compile(r"\s")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:", re.ASCII)
# What is packed beside the item has a path to it; all else must be found from anywhere.
_MAY_BE_LOCAL = frozenset({"remoteContent", "icon", "catalogRef", "a"})


@g2_rule("G2-LINK-NOWHERE", "error", " ".join(LINKS), covers="LINK-TARGET")
def link_to_nothing(elements: Iterable[Element], item: Item) -> Found:
    """A link names an item or an address.

    Why: a package whose member has neither shows an empty place. The schema asks for neither of the two, since
    either may stand.
    See: NewsML-G2 2.35, ``residref`` and ``href``.
    """
    for element in elements:
        name = name_of(element)
        if name == "deliveredItemRef" and len(element):
            continue  # told by its title: what is delivered by other means has no id here
        if not (element.get("href") or element.get("residref") or element.get("guidref")):
            yield element, f"{name} has neither residref nor href: say what it leads to"


@g2_rule("G2-LINK-SELF", "warning", "@residref", nears="LINK-SELF")
def link_to_itself(attributes: Iterable[Attribute], item: Item) -> Found:
    """An item does not link to itself.

    Why: readers who click it arrive where they are, and a package that holds itself is unpacked without end.
    See: NewsML-G2 2.35, ``residref`` and ``version``.
    """
    guid, version = item.root.get("guid"), item.root.get("version", "1")
    for value, element, _ in attributes:
        if value == guid and name_of(element) in LINKS and element.get("version", version) == version:
            yield element, f"{name_of(element)} leads to the item itself: take it out, or correct residref"


@g2_rule("G2-LINK-MESSAGE", "warning", "@residref")
def member_not_in_message(attributes: list[Attribute], item: Item) -> Found:
    """What a package refers to is in the message that carries the package with other members.

    Why: a message that brings a package and its stories, but one, was cut. The receiver cannot tell whether the
    last one will follow.
    See: NewsML-G2 2.35, newsMessage, ``itemRef/@residref``; NewsCodes newsmsgsignal (atomic).
    """
    if item.message is None or item.kind != "packageItem":
        return
    guids = item.message.guids
    members = [(value, element) for value, element, _ in attributes if name_of(element) == "itemRef"]
    if not any(value in guids for value, _ in members):
        return
    for value, element in members:
        if value not in guids and not element.get("href"):
            yield (
                element,
                f"itemRef {shown(value)}: other members are in this message, and this one is not: add it",
            )


@g2_rule("G2-LINK-VERSION", "warning", "@residref")
def other_version_in_message(attributes: Iterable[Attribute], item: Item) -> Found:
    """The version that a link names is the one in the message.

    Why: a package that asks for version 3 of a story, and arrives with version 2, is held back for a version that
    may never come.
    See: NewsML-G2 2.35, ``residref`` with ``version``.
    """
    if item.message is None:
        return
    for value, element, _ in attributes:
        target, version = item.message.guids.get(value), element.get("version")
        if target is None or target is item.root or version is None or name_of(element) not in LINKS:
            continue
        there = target.get("version", "1")
        if version.isdecimal() and there.isdecimal() and _digits(version) > _digits(there):
            yield (
                element,
                f"{name_of(element)} asks for version {version} of {shown(value)}, and the message has {there}",
            )


def _digits(number: str) -> tuple[int, str]:
    """The order of whole numbers, of any number of digits."""
    plain = number.lstrip("0")
    return len(plain), plain


@g2_rule("G2-LINK-RESIDREF", "warning", "@residref")
def id_with_spaces(attributes: Iterable[Attribute], item: Item) -> Found:
    """What names another item is an id as items have them.

    Why: an id that is empty or holds spaces is that of no item, so that nothing is ever found by it.
    See: NewsML-G2 2.35, ``residref`` (the guid of an item, or the id of a file).
    """
    for value, element, _ in attributes:
        if not value.strip() and (element.get("href") or name_of(element) not in LINKS):
            yield element, f"residref of {name_of(element)} is empty: give the guid, or leave it out"
        elif value and _SPACE.search(value.strip()):
            yield element, f"residref {shown(value)} holds spaces: write the guid as the item has it"


@g2_rule("G2-HREF", "warning", "@href", nears="MODEL, BODY-LINK, RIGHTS-LINK")
def address_not_absolute(attributes: Iterable[Attribute], item: Item) -> Found:
    """An address leads somewhere from anywhere.

    Why: items travel. "terms.html" and "www.agency.example" led somewhere in the sender's system, and lead nowhere in
    the receiver's. A file that is packed beside its item may be named by its path.
    See: NewsML-G2 2.35, ``href``; RFC 3986 section 4.1.
    """
    for value, element, name in attributes:
        if value.startswith(("http://", "https://")) and not _SPACE.search(value):
            continue
        address, where = value.strip(), name_of(element)
        if not address:
            if where not in ("catalogRef", "remoteContent", "icon") and where not in LINKS:
                yield element, f"{name} of {where} is empty: give the address, or leave it out"
        elif _SPACE.search(address):
            yield element, f"{name} {shown(value)} of {where} holds spaces: write them as %20"
        elif not _ABSOLUTE.match(address) and where not in _MAY_BE_LOCAL:
            yield (
                element,
                f"{name} {shown(value)} of {where} is not absolute: write it in full, such as https://…",
            )
        elif address.lower().startswith("www."):
            yield element, f"{name} {shown(value)} of {where} lacks its beginning: write https://{address}"


@g2_rule("G2-HREF-LOCAL", "error", "@href", covers="MEDIA-LOCAL")
def address_on_own_disk(attributes: Iterable[Attribute], item: Item) -> Found:
    """An address is one that others can reach.

    Why: file: and localhost are the sender's own disk and machine. Every receiver gets a dead link.
    See: NewsML-G2 2.35, ``href``; RFC 8089; RFC 6761.
    """
    for value, element, name in attributes:
        start = value.strip().lower()
        if start.startswith(("file:///./", "file://./", "file:./")):
            continue  # packed beside the item, as IPTC's own examples have it
        if start.startswith(
            ("file:", "http://localhost", "https://localhost", "http://127.", "https://127.", "c:\\")
        ):
            yield (
                element,
                f"{name} {shown(value)} of {name_of(element)} is on the sender's own machine: give the public address",
            )


@g2_rule("G2-IDREF", "error", "@idref")
def reference_to_no_id(attributes: Iterable[Attribute], item: Item) -> Found:
    """What an item refers to within itself is there.

    Why: rights that apply to part "p3", metadata of the content "c2": if no element has that id, they apply to
    nothing, or by mistake to all.
    See: NewsML-G2 2.35, ``idrefs``, ``contentrefs``, ``sourceidref``, ``original`` (ids of the same item).
    """
    for value, element, name in attributes:
        if name_of(element) == "groupRef":
            continue
        for id in value.split():
            if id not in item.ids:
                yield (
                    element,
                    f"{name} {shown(id)} of {name_of(element)} is the id of nothing in this item: correct it",
                )


@g2_rule("G2-PART-REF", "error", "partMeta")
def part_of_no_content(elements: Iterable[Element], item: Item) -> Found:
    """What is said of parts of the content refers to content, or to the part that it lies within.

    Why: a caption for the id of a subject is shown nowhere.
    See: NewsML-G2 2.35, ``partMeta/@contentrefs`` (ids of content, or partids).
    """
    if item.kind != "newsItem":
        return  # other items have no content, but members, concepts or coverage
    fine = ("remoteContent", "inlineXML", "inlineData", "partMeta", "channel", "contentSet")
    for element in elements:
        for id in element.get("contentrefs", "").split():
            target = item.ids.get(id)
            # The id may be within inline content, whose elements are of another standard.
            if target is not None and name_of(target) not in fine and _is_of_item(target, item):
                yield (
                    element,
                    f"contentrefs {shown(id)} is a {name_of(target)}, no content: give the id of a part of contentSet",
                )


def _is_of_item(element: Element, item: Item) -> bool:
    return str(element.tag).rpartition("}")[0] == str(item.root.tag).rpartition("}")[0]


@g2_rule("G2-DEPRECATED", "info", "facet confirmation @old")
def no_longer_in_use(values: Iterable[Element | Attribute], item: Item) -> Found:
    """An item uses what the standard still recommends.

    Why: receivers that were written since do not look at ``guidref``, ``hreftype``, ``facet`` and ``confirmation``.
    See: NewsML-G2 2.35 (deprecated; still allowed).
    """
    instead = {
        "guidref": "residref",
        "hreftype": "contenttype",
        "facet": "related",
        "confirmation": "confirmationstatus",
    }
    for value in values:
        element, name = (value[1], value[2]) if isinstance(value, tuple) else (value, name_of(value))
        yield element, f"{name} is deprecated: use {instead[name]}"

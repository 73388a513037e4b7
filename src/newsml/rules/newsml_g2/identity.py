"""Rules on what an item says it is: guid, version, standard, conformance.

NewsML-G2 2.35 (item attributes), RFC 3987 (IRIs).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsml.model.values import is_iri
from newsml.rules.newsml_g2.checks import Found, g2_rule
from newsml.rules.newsml_g2.item import ITEMS, Item, name_of
from newsml.rules.registry import shown
from newsml.vocabularies.newscodes import LACKING, NEWEST, POWER

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ITEMS = " ".join(ITEMS)
_STANDARDS = ("NewsML-G2", "EventsML-G2", "SportsML-G2", "NAR")
_VERSION = re.compile(r"([12])\.(\d{1,2})", re.ASCII)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SPACES = re.compile(r"\s")


def minor_version(item: Item) -> int | None:
    """The ``x`` of the version 2.x that the item claims; 0 for NAR 1.x, None for what is no version."""
    found = _VERSION.fullmatch(item.root.get("standardversion", "").strip())
    return (int(found[2]) if found[1] == "2" else 0) if found else None


@g2_rule("G2-GUID-IRI", "warning", _ITEMS, covers="ID-IRI")
def guid_no_iri(elements: Iterable[Element], item: Item) -> Found:
    """The guid of an item is an IRI.

    Why: "4711" is unique for its sender at most, and two agencies that both count overwrite each other's stories.
    The schema takes any text, even "hello world".
    See: NewsML-G2 2.35, ``guid`` (globally unique for all time); RFC 3987; RFC 4151 (tag:).
    """
    for element in elements:
        guid = element.get("guid")
        if guid and not _SPACES.search(guid) and not is_iri(guid):
            example = f"urn:uuid:{guid}" if _UUID.fullmatch(guid) else "tag:agency.example,2026:news/1"
            yield element, f"guid {shown(guid)} is no IRI: write one, such as {example}"


@g2_rule("G2-GUID-SPACES", "error", _ITEMS, covers="ID-SPACES")
def guid_with_spaces(elements: Iterable[Element], item: Item) -> Found:
    """A guid is there and holds no spaces.

    Why: spaces are lost or doubled on the way, and the next version is then another item. An empty guid is the
    same for all items.
    See: NewsML-G2 2.35, ``guid``; RFC 3986 appendix C.
    """
    for element in elements:
        guid = element.get("guid")
        if guid is not None and not guid.strip():
            yield element, "guid is empty: give each item its own, such as tag:agency.example,2026:news/1"
        elif guid and _SPACES.search(guid):
            yield element, f"guid {shown(guid)} holds spaces: take them out"


@g2_rule("G2-GUID-REPEATED", "error", "newsMessage")
def same_item_twice(elements: Iterable[Element], item: Item) -> Found:
    """No two items of a message have the same guid and version.

    Why: receivers keep one of them, each its own choice, and the other story is lost without a word.
    See: NewsML-G2 2.35, ``guid`` and ``version``.
    """
    seen: dict[tuple[str, str], Element] = {}
    for element in item.message.items if item.message else ():
        key = element.get("guid", "").strip(), element.get("version", "1").strip()
        if key[0] and key in seen:
            other = seen[key]
            yield (
                element,
                f"guid {shown(key[0])} version {key[1]} is also the {name_of(other)} of line {other.sourceline}",
            )
        seen.setdefault(key, element)


@g2_rule("G2-VERSION", "info", _ITEMS)
def no_version(elements: Iterable[Element], item: Item) -> Found:
    """An item says its version.

    Why: without one, it is version 1. A second version that does not say so is thrown away as a repetition of the
    first.
    See: NewsML-G2 2.35, ``version`` (default: 1).
    """
    for element in elements:
        if "version" not in element.attrib and element.get("guid"):
            yield element, "the item has no version, so it counts as version 1: say it, and count it up"


@g2_rule("G2-STANDARD", "warning", _ITEMS)
def unknown_standard(elements: Iterable[Element], item: Item) -> Found:
    """The standard and its version are ones that exist.

    Why: receivers choose the schema by it. "NewsML 2" or version 2.99 sends the item to the wrong one, or to none.
    See: NewsML-G2 2.35, ``standard`` and ``standardversion``.
    """
    for element in elements:
        standard, version = element.get("standard"), element.get("standardversion")
        if standard is not None and standard.strip() not in _STANDARDS:
            yield element, f"standard {shown(standard)} is not known: write NewsML-G2"
        minor = minor_version(item)
        if version is not None and (minor is None or minor > NEWEST):
            yield element, f"standardversion {shown(version)} does not exist: the newest is 2.{NEWEST}"


@g2_rule("G2-STANDARD-OLD", "warning", " ".join(LACKING))
def newer_than_it_claims(elements: list[Element], item: Item) -> Found:
    """An item claims a version of the standard that has all its elements.

    Why: a receiver that checks against the version that is claimed refuses the whole item, for one element that
    came later.
    See: NewsML-G2, the schemas of the versions 2.9 to 2.35.
    """
    claimed = minor_version(item)
    if claimed is None or claimed > max(LACKING.values()):
        return
    said: set[str] = set()
    for element in elements:
        name = name_of(element)
        if claimed <= LACKING[name] and name not in said:
            said.add(name)
            version = item.root.get("standardversion")
            yield (
                element,
                f"{name} came after version {version}, which the item claims: raise standardversion",
            )


@g2_rule("G2-CONFORMANCE", "warning", _ITEMS)
def less_than_it_holds(elements: Iterable[Element], item: Item) -> Found:
    """An item says the level of conformance that it needs.

    Why: without the attribute, or with any other word than power, an item is of level "core", and receivers of
    that level refuse or skip elements such as ``assert``, ``signal`` and ``rightsExpressionXML``.
    See: NewsML-G2 2.35, ``conformance`` (default: core); NewsML-G2 2.24, core schema.
    """
    for element in elements:
        level = element.get("conformance", "core").strip()
        if level == "power":
            continue
        beyond = next((name for name in item.elements if name in POWER), None)
        if level != "core":
            yield element, f"conformance {shown(level)} is not a level: write core or power"
        elif beyond:
            yield element, f'{beyond} needs conformance="power", and the item is core: add the attribute'

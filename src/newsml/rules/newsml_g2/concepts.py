"""Rules on concepts: their ids, types, details and places, and how they hang together.

NewsML-G2 2.35 (conceptItem, knowledgeItem, ``assert``), IPTC NewsCodes cpnature.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsml.rules.newsml_g2.checks import Found, g2_rule
from newsml.rules.newsml_g2.item import Item, child, children, name_of
from newsml.rules.registry import shown
from newsml.vocabularies.newscodes import DETAILS

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def _id(concept: Element, item: Item) -> str:
    for found in children(concept, "conceptId"):
        return item.identity(found) or found.get("qcode", "")
    return ""


def _key(element: Element, item: Item) -> str:
    return item.identity(element) or element.get("qcode", "")


@g2_rule("G2-CONCEPT-REPEATED", "error", "concept")
def concept_twice(elements: list[Element], item: Item) -> Found:
    """A concept is told of once in a set.

    Why: of two entries with one id, a receiver keeps the last, and the names of the other are lost.
    See: NewsML-G2 2.35, ``conceptSet/concept/conceptId``.
    """
    seen: dict[str, Element] = {}
    for element in elements if len(elements) > 1 else ():
        id = _id(element, item)
        if id and id in seen:
            yield (
                element,
                f"concept {shown(id)} is also told of in line {seen[id].sourceline}: make one of the two",
            )
        seen.setdefault(id, element)


@g2_rule("G2-CONCEPT-CIRCLE", "error", "concept", nears="SUBJECT-BROADER")
def broader_than_itself(elements: list[Element], item: Item) -> Found:
    """No concept is broader than itself, by any number of steps.

    Why: programs climb from a topic to its broader ones until there is none. In a circle there is always one more.
    See: NewsML-G2 2.35, ``broader``; SKOS Reference, section 8.
    """
    above: dict[str, list[str]] = {}
    for element in elements:
        above.setdefault(_id(element, item), []).extend(
            _key(one, item) for one in children(element, "broader")
        )
    if not any(above.values()):
        return
    said: set[str] = set()
    for element in elements:
        id = _id(element, item)
        way = _way_back(above, id) if id and id not in said else []
        if way:
            said.update(way)
            yield (
                element,
                f"concept {shown(id)} is broader than itself, by way of {', '.join(way)}: take one broader out",
            )


def _way_back(above: dict[str, list[str]], start: str) -> list[str]:
    """The steps from a concept up to itself; none if it is in no circle."""
    waiting, seen = [[one] for one in above.get(start, ())], {""}
    while waiting:
        way = waiting.pop()
        if way[-1] == start:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            waiting += [[*way, one] for one in above.get(way[-1], ())]
    return []


@g2_rule("G2-CONCEPT-SELF", "warning", "broader narrower related sameAs", nears="SUBJECT-BROADER")
def related_to_itself(elements: Iterable[Element], item: Item) -> Found:
    """A concept is not broader than, narrower than, related to or the same as itself.

    Why: it says nothing, and programs that follow the relation run in place.
    See: NewsML-G2 2.35, ``broader``, ``narrower``, ``related``, ``sameAs``.
    """
    for element in elements:
        parent = element.getparent()
        if parent is None or element.get("rank") is not None:
            continue
        # Of a concept, the id stands in a child; that it is broader than itself is said as a circle.
        named = parent if name_of(parent) != "concept" else child(parent, "conceptId")
        if named is None or (named is not parent and name_of(element) == "broader"):
            continue
        key = element.get("uri") or element.get("qcode")
        if key and key == (named.get("uri") if element.get("uri") else named.get("qcode")):
            yield element, f"{name_of(element)} {shown(key)} is the concept itself: take it out"


@g2_rule("G2-CONCEPT-TYPE", "info", "conceptItem")
def concept_without_type(elements: Iterable[Element], item: Item) -> Found:
    """A concept item says what kind of thing it tells of.

    Why: a person is listed among persons and an event in the calendar by the type alone.
    See: NewsML-G2 2.35, ``concept/type``; NewsCodes cpnature.
    """
    for element in elements:
        for concept in children(element, "concept"):
            if not children(concept, "type"):
                yield concept, "the concept has no type: say what it is, such as cpnat:person or cpnat:event"


@g2_rule("G2-CONCEPT-DETAILS", "error", " ".join(DETAILS.values()))
def details_of_another_type(elements: Iterable[Element], item: Item) -> Found:
    """The details of a concept are those of its type.

    Why: a person with the details of an organisation is filed as either, and one half is lost.
    See: NewsML-G2 2.35, ``personDetails``, ``organisationDetails`` …; NewsCodes cpnature.
    """
    for element in elements:
        parent = element.getparent()
        if parent is None:
            continue
        name = name_of(element)
        types = [item.code(one, "cpnat") for one in children(parent, "type")]
        if not types and (parent.get("type") or parent.get("typeuri")):
            types = [item.code(parent, "cpnat", "type")]
        for said in types:
            if said in DETAILS and DETAILS[said] != name and {said, name} != {"poi", "geoAreaDetails"}:
                yield (
                    element,
                    f"{name}, but the type is cpnat:{said}, which has {DETAILS[said]}: correct one of them",
                )


@g2_rule("G2-GEO", "error", "position", nears="MODEL")
def off_the_earth(elements: Iterable[Element], item: Item) -> Found:
    """A position is on the earth.

    Why: latitudes end at 90 and longitudes at 180. Mostly the two were swapped, or the decimal point was lost.
    See: NewsML-G2 2.35, ``position`` (WGS 84); ISO 6709.
    """
    for element in elements:
        for name, limit in (("latitude", 90), ("longitude", 180)):
            number = _number(element.get(name))
            if number is not None and abs(number) > limit:
                yield (
                    element,
                    f"{name} {element.get(name)} is off the earth (at most {limit}): were the two swapped?",
                )


@g2_rule("G2-GEO-ZERO", "warning", "position", nears="PLACE-ZERO")
def in_the_gulf_of_guinea(elements: Iterable[Element], item: Item) -> Found:
    """A place is not at 0° 0°.

    Why: programs write two zeros where they know nothing. The story is pinned to the sea off Africa.
    See: NewsML-G2 2.35, ``position`` (may be left out).
    """
    for element in elements:
        if _number(element.get("latitude")) == 0 and _number(element.get("longitude")) == 0:
            yield element, "position 0, 0 is in the sea: give the position, or leave it out"


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


@g2_rule("G2-GEO-AREA", "error", "polygon circle line")
def area_of_nothing(elements: Iterable[Element], item: Item) -> Found:
    """A polygon has three corners, a line two ends, a circle a radius.

    Why: a map cannot draw less, and mostly shows an error in place of the whole map.
    See: NewsML-G2 2.35, ``geoAreaDetails``.
    """
    least = {"polygon": 3, "line": 2, "circle": 1}
    for element in elements:
        parent, name = element.getparent(), name_of(element)
        if parent is None or name_of(parent) != "geoAreaDetails":
            continue
        corners = len(children(element, "position"))
        if corners < least[name]:
            yield element, f"{name} has {corners} of at least {least[name]} positions: add the others"
        elif name == "circle" and (_number(element.get("radius")) or 0) <= 0:
            yield element, f"the circle has the radius {element.get('radius')}: give one above 0"


@g2_rule("G2-RATING", "error", "rating")
def rating_off_the_scale(elements: Iterable[Element], item: Item) -> Found:
    """A rating lies on its scale.

    Why: seven of five stars cannot be shown. Scale and value come from two systems.
    See: NewsML-G2 2.35, ``rating`` with ``value``, ``scalemin``, ``scalemax``.
    """
    for element in elements:
        value, low, high = (_number(element.get(name)) for name in ("value", "scalemin", "scalemax"))
        if value is None or low is None or high is None:
            continue
        # A scale may run down: 9 the least, 1 the best.
        if not min(low, high) <= value <= max(low, high):
            scale = f"{element.get('scalemin')} to {element.get('scalemax')}"
            yield element, f"rating {element.get('value')} is off its scale, {scale}: correct one of them"


@g2_rule("G2-ASSERT", "info", "assert")
def assert_of_nothing_here(elements: Iterable[Element], item: Item) -> Found:
    """What an item asserts, it refers to elsewhere.

    Why: ``assert`` tells more of a concept that a subject, creator … names. If nothing names it, the details of the
    company belong to a story that is not about it.
    See: NewsML-G2 2.35, ``assert`` (further properties of a concept that the item uses).
    """
    used = {
        value
        for kind in ("@code", "@iri", "@literal")
        for value, element, name in item.attributes.get(kind, ())
        if name in ("qcode", "uri", "literal") and name_of(element) != "assert"
    }
    for element in elements:
        keys = [key for name in ("qcode", "uri", "literal") if (key := element.get(name))]
        if keys and not any(key in used for key in keys) and item.identity(element) not in used:
            yield (
                element,
                f"nothing in the item refers to {shown(keys[0])}, which is asserted: add the subject, or take it out",
            )

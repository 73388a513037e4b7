"""Where people, organisations, places and events are, and how they are reached, as plain values.

Specification: NewsML-G2 2.35, geoAreaDetails, POIDetails, ContactInfoType, AddressType.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import Attributes, attributes_of, elements, name_of
from newsml.formats.newsml_g2.reading_relations import (
    CONCEPT,
    Child,
    children,
    concept,
    date_as,
    reference_as,
    relation_as,
    take_word,
    text_as,
)
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.formats.newsml_g2.texts import one_line, plain
from newsml.model.values import is_url
from newsml.vocabularies import iptc

_COUNTRIES = frozenset({iptc.SCHEMES["iso3166-1a2"], iptc.SCHEMES["iso3166-1a3"]})


# --- contacts ------------------------------------------------------------------------------------


def contact(source: Source, element: Element, fields: Fields) -> bool:
    """How to reach somebody, whole."""
    found: Fields = {}
    attributes = attributes_of(element)
    take_word(source, element, attributes, found, "role")
    children(source, element, found, CONTACT)
    source.rest(element, attributes)
    if found:
        fields.setdefault("contacts", []).append(found)
    return True


def plain_contact(source: Source, element: Element, fields: Fields) -> bool:
    """How to reach a person or organisation: e-mail and page by themselves where nothing more is said."""
    if "contacts" in fields or not _is_plain(element, fields):
        return contact(source, element, fields)
    for child in elements(element):
        words = one_line(child.text or "")
        if name_of(child) == "email":
            fields.setdefault("email", []).append(words)
        else:
            fields["url"] = words
    return True


def _is_plain(element: Element, fields: Fields) -> bool:
    found = elements(element)
    pages = [child for child in found if name_of(child) == "web"]
    return (
        not element.attrib
        and {"email", "url"}.isdisjoint(fields)
        and all(name_of(child) in ("email", "web") and not child.attrib and plain(child) for child in found)
        and len(pages) <= 1
        and all(is_url((page.text or "").strip()) for page in pages)
    )


def _way(field: str) -> Child:
    def read(source: Source, element: Element, fields: Fields) -> bool:
        words = one_line(element.text or "")
        if not words:
            return False
        attributes = attributes_of(element)
        found: Fields = {"value": words}
        take_word(source, element, attributes, found, "role")
        take_word(source, element, attributes, found, "tech")
        fields.setdefault(field, []).append(found)
        source.rest(element, attributes, elements(element))
        return True

    return read


def _postal_code(source: Source, element: Element, fields: Fields) -> bool:
    words = one_line(element.text or "")
    if not words or "postal_code" in fields:
        return False
    fields["postal_code"] = words
    source.rest(element, attributes_of(element))
    return True


ADDRESS: dict[str, Child] = {
    "line": text_as("lines"),
    "locality": reference_as("localities"),
    "area": reference_as("areas"),
    "country": reference_as("country", many=False),
    "postalCode": _postal_code,
    "worldRegion": reference_as("world_region", many=False),
}


def _address(source: Source, element: Element) -> Fields:
    found: Fields = {}
    attributes = attributes_of(element)
    take_word(source, element, attributes, found, "role")
    children(source, element, found, ADDRESS)
    source.rest(element, attributes)
    return found


def _addresses(source: Source, element: Element, fields: Fields) -> bool:
    if found := _address(source, element):
        fields.setdefault("addresses", []).append(found)
    return True


CONTACT: dict[str, Child] = {
    "email": _way("emails"),
    "im": _way("messengers"),
    "phone": _way("phones"),
    "fax": _way("faxes"),
    "web": _way("pages"),
    "address": _addresses,
    "note": text_as("notes"),
}


# --- areas ---------------------------------------------------------------------------------------


def point(source: Source, element: Element) -> Fields | None:
    """A point on the earth; None, and a report, for what is none."""
    attributes = attributes_of(element)
    latitude = source.number(element, attributes, "latitude")
    longitude = source.number(element, attributes, "longitude")
    if latitude is None or longitude is None:
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        source.wrong(element, "position", f"{latitude} {longitude}", "a point on the earth (90, 180 degrees)")
        return None
    found: Fields = {"latitude": latitude, "longitude": longitude}
    altitude = source.number(element, attributes, "altitude")
    if altitude is not None and altitude == int(altitude):
        found["altitude"] = int(altitude)
    elif altitude is not None:
        attributes["altitude"] = element.get("altitude", "")
    if attributes.get("gpsdatum"):
        found["datum"] = attributes.pop("gpsdatum")
    source.rest(element, attributes, elements(element))
    return found


def _position(source: Source, element: Element, fields: Fields) -> bool:
    if "geo" in fields:
        return False
    found = point(source, element)
    if found is not None:
        fields["geo"] = found
    return found is not None


def _points(source: Source, element: Element) -> list[Fields] | None:
    """All points of a line; None if one of them is none, for then it would be another line."""
    positions = elements(element)
    if not positions or any(name_of(child) != "position" for child in positions):
        return None
    points = [point(source, child) for child in positions]
    return [found for found in points if found is not None] if None not in points else None


def _line(field: str) -> Child:
    def read(source: Source, element: Element, fields: Fields) -> bool:
        points = _points(source, element)
        if points is None:
            return False
        fields.setdefault(field, []).append({"points": points})
        source.rest(element, attributes_of(element))
        return True

    return read


def _circle(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    points = _points(source, element)
    radius = source.number(element, attributes, "radius")
    if points is None or len(points) != 1 or radius is None:
        return False
    found: Fields = {"centre": points[0], "radius": radius}
    take_word(source, element, attributes, found, "radunit", "unit")
    fields.setdefault("circles", []).append(found)
    source.rest(element, attributes)
    return True


AREA: dict[str, Child] = {
    "position": _position,
    "founded": date_as("founded"),
    "dissolved": date_as("dissolved"),
    "line": _line("lines"),
    "circle": _circle,
    "polygon": _line("polygons"),
}


def details(table: dict[str, Child]) -> Child:
    """A reader of the details of an entity, whose children go into its fields."""

    def read(source: Source, element: Element, fields: Fields) -> bool:
        if not source.own_manner:
            source.odd()
        children(source, element, fields, table)
        source.rest(element, attributes_of(element))
        return True

    return read


# --- points of interest --------------------------------------------------------------------------


def _poi_address(source: Source, element: Element, fields: Fields) -> bool:
    if "address" in fields:
        return False
    if found := _address(source, element):
        fields["address"] = found
    return True


POI: dict[str, Child] = {
    "position": _position,
    "address": _poi_address,
    "openHours": text_as("open_hours", many=False),
    "capacity": text_as("capacity", many=False),
    "contactInfo": contact,
    "access": text_as("access"),
    "details": text_as("details"),
    "created": date_as("made"),
    "ceasedToExist": date_as("ceased"),
}


# --- places --------------------------------------------------------------------------------------

_broader = relation_as("broader")


def _country_or_broader(source: Source, element: Element, fields: Fields) -> bool:
    qcode = element.get("qcode", "")
    kind = element.get("type")
    if kind is None:
        source.odd()
    if "country" in fields or len(element) or ":" not in qcode or kind not in (None, "cpnat:geoArea"):
        return _broader(source, element, fields)
    halves = source.resolved(qcode, element)
    if halves is None or halves[0] not in _COUNTRIES or set(attributes_of(element)) - {"type", "qcode"}:
        return _broader(source, element, fields)
    fields["country"] = halves[1]
    return True


PLACE: dict[str, Child] = {
    **CONCEPT,
    "broader": _country_or_broader,
    "geoAreaDetails": details(AREA),
    "POIDetails": details(POI),
}


def place(source: Source, element: Element, attributes: Attributes) -> Fields:
    """A place with all that is said of it."""
    return concept(source, element, attributes, PLACE)

"""Events, and concepts of any kind, as plain values under the model's names.

Specification: NewsML-G2 2.35, eventDetails, ConceptType; recurrence as in RFC 5545, section 3.3.10.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import RULE_PARTS, attributes_of, elements
from newsml.formats.newsml_g2.reading_concepts import PARTY, THING, instrument, party_as
from newsml.formats.newsml_g2.reading_extensions import ext_as
from newsml.formats.newsml_g2.reading_places import PLACE, contact, details, place
from newsml.formats.newsml_g2.reading_relations import (
    CONCEPT,
    Child,
    children,
    concept,
    identity,
    reference_as,
    take_dates,
    take_type,
    take_word,
    text_as,
)
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.formats.newsml_g2.texts import date_value, one_line

# --- dates ---------------------------------------------------------------------------------------


def _limit(field: str) -> Child:
    """The start or end of an event, with its limits and how sure it is."""

    def read(source: Source, element: Element, fields: Fields) -> bool:
        if field in fields:
            return False
        when = date_value(source, element, field, element.text or "")
        if when is None:
            return False
        fields[field] = when
        attributes = attributes_of(element)
        limits = {"approxstart": f"{field}_earliest", "approxend": f"{field}_latest"}
        take_dates(source, element, attributes, fields, **limits)
        take_word(source, element, attributes, fields, "confirmationstatus", f"{field}_confirmed")
        source.rest(element, attributes)
        return True

    return read


def _duration(source: Source, element: Element, fields: Fields) -> bool:
    words = one_line(element.text or "")
    if not words or "duration" in fields:
        return False
    fields["duration"] = words
    attributes = attributes_of(element)
    take_word(source, element, attributes, fields, "confirmationstatus", "end_confirmed")
    source.rest(element, attributes)
    return True


def _date_of(field: str) -> Child:
    def read(source: Source, element: Element, fields: Fields) -> bool:
        when = date_value(source, element, field, element.text or "")
        if when is None:
            return False
        fields.setdefault(field, []).append(when)
        source.rest(element, attributes_of(element))
        return True

    return read


def _rule(field: str) -> Child:
    def read(source: Source, element: Element, fields: Fields) -> bool:
        attributes = attributes_of(element)
        found: Fields = {}
        for name in ("interval", "count"):
            if (number := source.count(element, attributes, name)) is not None:
                found[name] = number
        take_dates(source, element, attributes, found, until="until")
        for name, part in RULE_PARTS.items():
            if name in attributes and name not in ("interval", "count", "until"):
                found[part] = attributes.pop(name)
        if not found:
            return False
        fields.setdefault(field, []).append(found)
        source.rest(element, attributes, elements(element))
        return True

    return read


def _confirmation(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    if "confirmed" in fields:
        return False
    if "qcode" in attributes:
        attributes["code"] = attributes.pop("qcode")
    if "uri" in attributes:
        attributes["codeuri"] = attributes.pop("uri")
    take_word(source, element, attributes, fields, "code", "confirmed")
    left = {{"code": "qcode", "codeuri": "uri"}.get(name, name): value for name, value in attributes.items()}
    source.rest(element, left, elements(element))
    return True


DATES: dict[str, Child] = {
    "start": _limit("start"),
    "end": _limit("end"),
    "duration": _duration,
    "rDate": _date_of("repeats_on"),
    "rRule": _rule("repeats"),
    "exDate": _date_of("except_on"),
    "exRule": _rule("except_repeats"),
    "confirmation": _confirmation,
}


# --- details -------------------------------------------------------------------------------------


def _keyword(source: Source, element: Element, fields: Fields) -> bool:
    words = one_line(element.text or "")
    if not words:
        return False
    fields.setdefault("keywords", []).append(words)
    source.rest(element, attributes_of(element), elements(element))
    return True


def _language(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    tag = source.lang(element, attributes, "tag")
    if tag is None:
        return False
    fields.setdefault("languages", []).append(tag)
    source.rest(element, attributes, elements(element))
    return True


def _whole(field: str, table: dict[str, Child]) -> Child:
    """A reader of a child that is a concept with all that is said of it, and its role."""

    def read(source: Source, element: Element, fields: Fields) -> bool:
        attributes = attributes_of(element)
        found = concept(source, element, attributes, table)
        take_word(source, element, attributes, found, "role")
        if not found:
            return False
        fields.setdefault(field, []).append(found)
        source.rest(element, attributes)
        return True

    return read


EVENT_DETAILS: dict[str, Child] = {
    "dates": details(DATES),
    "eventStatus": reference_as("status", many=False),
    "occurStatus": reference_as("occurrence", many=False),
    "newsCoverageStatus": reference_as("coverage_status", many=False),
    "registration": text_as("registration"),
    "keyword": _keyword,
    "accessStatus": reference_as("access_status"),
    "participationRequirement": _whole("requirements", CONCEPT),
    "subject": _whole("subjects", CONCEPT),
    "location": _whole("locations", PLACE),
    "participant": party_as("participants"),
    "organiser": party_as("organisers"),
    "contactInfo": contact,
    "language": _language,
}
EVENT: dict[str, Child] = {**CONCEPT, "eventDetails": details(EVENT_DETAILS)}


# --- concepts of any kind ------------------------------------------------------------------------


def _id(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    take_dates(source, element, attributes, fields, created="created", retired="retired")
    fields.update(identity(source, element, attributes))
    source.rest(element, attributes, elements(element))
    return True


def _type(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    if "concept_type" in fields:
        return False
    for name, own in (("qcode", "type"), ("uri", "typeuri")):
        if name in attributes:
            attributes[own] = attributes.pop(name)
    take_type(source, element, attributes, fields)
    left = {{"type": "qcode", "typeuri": "uri"}.get(name, name): value for name, value in attributes.items()}
    source.rest(element, left, elements(element))
    return True


ENTITY: dict[str, Child] = {
    **PARTY,
    "geoAreaDetails": PLACE["geoAreaDetails"],
    "POIDetails": PLACE["POIDetails"],
    "objectDetails": THING["objectDetails"],
    "eventDetails": EVENT["eventDetails"],
    "hasInstrument": instrument,
    "conceptId": _id,
    "type": _type,
    "conceptExtProperty": ext_as(),
}


def entity(source: Source, element: Element) -> Fields:
    """The concept that a ``concept`` element describes, of whatever kind it is."""
    fields: Fields = {}
    attributes = attributes_of(element)
    if attributes.get("id"):
        fields["id"] = attributes.pop("id")
    take_dates(source, element, attributes, fields, modified="modified")
    children(source, element, fields, ENTITY)
    if fields.get("party_type") == fields.get("concept_type"):
        fields.pop("party_type", None)
    source.rest(element, attributes)
    return fields


def event(source: Source, element: Element) -> Fields:
    """The event that an ``event`` element describes."""
    fields: Fields = {}
    children(source, element, fields, EVENT)
    source.rest(element, attributes_of(element))
    return fields


__all__ = ["ENTITY", "EVENT", "entity", "event", "place"]

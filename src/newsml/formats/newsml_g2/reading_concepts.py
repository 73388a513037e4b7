"""People, organisations, works and products as plain values under the model's names.

Specification: NewsML-G2 2.35, FlexPartyPropType, FlexAuthorPropType, personDetails, organisationDetails,
objectDetails.
"""

from __future__ import annotations

from typing import Any

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import Attributes, attributes_of, elements
from newsml.formats.newsml_g2.reading_places import PLACE, details, place, plain_contact
from newsml.formats.newsml_g2.reading_relations import (
    CONCEPT,
    CPNATURE,
    NATURES,
    Child,
    children,
    concept,
    concept_type,
    date_as,
    digest,
    identity,
    link,
    name,
    reference,
    relation,
    take_dates,
    take_type,
    take_word,
    text_as,
)
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.formats.newsml_g2.source_codes import own_word
from newsml.formats.newsml_g2.texts import plain, text_fields
from newsml.model.values import is_iri
from newsml.vocabularies import iptc

__all__ = [
    "CONCEPT", "CPNATURE", "NATURES", "PARTY", "PLACE", "Child", "children", "concept", "concept_type", "digest",
    "identity",
    "instrument", "link", "name", "party", "place", "reference", "take_dates", "take_type", "take_word", "text_as",
]  # fmt: skip

_PARTY_TYPES = {"person": "person", "organisation": "organisation"}


# --- people and organisations --------------------------------------------------------------------


def party(source: Source, element: Element, attributes: Attributes, person: bool = False) -> Fields:
    """A person or organisation, with role and job title; ``person`` tells which is meant where nothing says it."""
    fields: Fields = {}
    kind = _PARTY_TYPES.get(concept_type(source, element, attributes) or "")
    if kind:
        if attributes.pop("type", None) != f"cpnat:{kind}":
            attributes.pop("typeuri", None)
            source.odd()
        fields["party_type"] = kind
    take_type(source, element, attributes, fields)
    if "role" in attributes or "roleuri" in attributes:
        fields["role"] = source.word(element, attributes, "role", "cpprole", iptc.PARTY_ROLES)
    _job_title(source, element, attributes, fields)
    fields.update(identity(source, element, attributes))
    if len(element):
        children(source, element, fields, PARTY)
        usual = "person" if person else "organisation"
        if not kind and fields.get("party_type") == usual:
            del fields["party_type"]  # the writer takes it for one as well
    return fields


def _job_title(source: Source, element: Element, attributes: Attributes, fields: Fields) -> None:
    if (uri := source.iri(element, attributes, "jobtitleuri")) is not None:
        if (title := own_word(uri)) is not None:
            fields["job_title"] = title
            source.odd()
        else:
            fields["job_title_uri"] = uri
    if "jobtitle" not in attributes:
        return
    word = source.word(element, attributes, "jobtitle")
    if word and is_iri(word) and not word.startswith("x-") and word.startswith(("http", "urn")):
        source.odd()
        fields.setdefault("job_title_uri", word)
    elif word:
        fields["job_title"] = word


def _details(kind: str, table: dict[str, Child]) -> Child:
    def read(source: Source, element: Element, fields: Fields) -> bool:
        if not source.own_manner:
            source.odd()
        fields.setdefault("party_type", kind)
        children(source, element, fields, table)
        source.rest(element, attributes_of(element))
        return True

    return read


def _affiliation(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    found = relation(source, element, attributes)
    if "role" in attributes or "roleuri" in attributes:
        found["role"] = source.word(element, attributes, "role", "cpprole", iptc.PARTY_ROLES)
    source.rest(element, attributes)
    if found:
        fields.setdefault("affiliation", []).append(found)
    return bool(found)


def _location(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    found = place(source, element, attributes)
    take_word(source, element, attributes, found, "role")
    if not found:
        return False
    fields.setdefault("locations", []).append(found)
    source.rest(element, attributes)
    return True


def instrument(source: Source, element: Element, fields: Fields) -> bool:
    """A symbol under which something is traded."""
    attributes = attributes_of(element)
    symbol = attributes.pop("symbol", "")
    if not symbol:
        return False
    found: dict[str, Any] = {"symbol": symbol}
    if "marketlabel" in attributes:
        found["exchange"] = attributes.pop("marketlabel")
    take_word(source, element, attributes, found, "type", "symbol_type")
    for key, field in (("symbolsrc", "source"), ("market", "market"), ("marketlabelsrc", "exchange_source")):
        take_word(source, element, attributes, found, key, field)
    if (rank := source.count(element, attributes, "rank")) is not None:
        found["rank"] = rank
    fields.setdefault("symbols", []).append(found)
    source.rest(element, attributes, elements(element))
    return True


_SHARED: dict[str, Child] = {
    "affiliation": _affiliation, "contactInfo": plain_contact, "hasInstrument": instrument,
}  # fmt: skip
PERSON: dict[str, Child] = {**_SHARED, "born": date_as("born"), "died": date_as("died")}
ORGANISATION: dict[str, Child] = {
    **_SHARED,
    "founded": date_as("founded"),
    "dissolved": date_as("dissolved"),
    "location": _location,
}
PARTY: dict[str, Child] = {
    **CONCEPT,
    "personDetails": _details("person", PERSON),
    "organisationDetails": _details("organisation", ORGANISATION),
}


# --- works and products --------------------------------------------------------------------------


def party_as(field: str, *, person: bool = False) -> Child:
    """A reader of a child that is a person or organisation."""

    def read(source: Source, element: Element, fields: Fields) -> bool:
        attributes = attributes_of(element)
        found = party(source, element, attributes, person)
        if not found:
            return False
        fields.setdefault(field, []).append(found)
        source.rest(element, attributes)
        return True

    return read


def _notice(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    if not plain(element) or (found := text_fields(source, element, attributes)) is None:
        return False
    take_word(source, element, attributes, found, "role")
    if (href := source.iri(element, attributes, "href")) is not None:
        found["href"] = href
    fields.setdefault("copyright_notice", []).append(found)
    source.rest(element, attributes)
    return True


THING: dict[str, Child] = {
    **CONCEPT,
    "objectDetails": details(
        {
            "created": date_as("made"),
            "creator": party_as("creators", person=True),
            "copyrightNotice": _notice,
            "ceasedToExist": date_as("ceased"),
        }
    ),
}

"""Concepts, people, organisations and places as plain values under the model's names.

Specification: NewsML-G2 2.35, flexible properties (FlexPropType, Flex1ConceptPropType, FlexPartyPropType …).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import LIKE_QCODE
from newsml.formats.newsml_g2.source import Attributes, Fields, Source, attributes_of, elements, name_of
from newsml.formats.newsml_g2.texts import one_line, plain
from newsml.model.values import is_iri, is_url
from newsml.vocabularies import iptc
from newsml.xml import XML_LANG

CPNATURE = iptc.SCHEMES["cpnat"]
_COUNTRIES = frozenset({iptc.SCHEMES["iso3166-1a2"], iptc.SCHEMES["iso3166-1a3"]})
_PARTY_TYPES = {"person": "person", "organisation": "organisation"}

Child = Callable[[Source, Element, Fields], bool]
"""Takes a child into the fields of a concept; False if no field takes it."""


# --- identity ------------------------------------------------------------------------------------


def identity(source: Source, element: Element, attributes: Attributes) -> Fields:
    """QCode, URI, scheme, code and literal of a property; QCodes are resolved, and kept for the way back."""
    found: Fields = {}
    uri = source.iri(element, attributes, "uri")
    if uri is not None:
        found["uri"] = uri
    qcode = attributes.get("qcode")
    if qcode is not None:
        _qcode(source, element, attributes, qcode.strip(), found)
    literal = attributes.pop("literal", None)
    if literal is not None:
        if found or literal != " ".join(literal.split()):
            source.odd()
        found["literal"] = literal
    if element.text and element.text.strip():
        source.more("text")
    return found


def _qcode(source: Source, element: Element, attributes: Attributes, qcode: str, found: Fields) -> None:
    if not qcode:
        return
    if found or attributes.pop("qcode") != qcode:
        source.odd()
        attributes.pop("qcode", None)
    found["qcode"] = qcode
    halves = source.resolved(qcode, element)
    if halves is None:
        if not source.elsewhere or not LIKE_QCODE.fullmatch(qcode):
            source.odd()
        return
    scheme, code = halves
    uri = scheme + code
    if found.get("uri") in (None, uri) and is_iri(uri):
        found.update(uri=uri, scheme=scheme, code=code)
    else:
        source.odd()


def concept_type(source: Source, element: Element, attributes: Attributes) -> str | None:
    """``person`` of ``type="cpnat:person"``; None for a type of another scheme."""
    qcode = attributes.get("type")
    if qcode is not None:
        alias, _, code = qcode.partition(":")
        if source.scheme(alias, element) == CPNATURE:
            return code
        return None
    uri = attributes.get("typeuri", "")
    return uri[len(CPNATURE) :] if uri.startswith(CPNATURE) else None


# --- children ------------------------------------------------------------------------------------


def name(source: Source, element: Element, fields: Fields) -> bool:
    """A name: in the language it says, else in the article's. A second one in the same language is kept."""
    attributes = attributes_of(element)
    words = plain(element)
    if not words:
        return False
    lang = source.lang(element, attributes) or source.text_language
    if attributes:
        return False
    if words != element.text or (source.text_language and XML_LANG not in element.keys()):  # noqa: SIM118 - lxml
        source.odd()
    if lang is None:
        if "name" in fields:
            return False
        fields["name"] = words
        return True
    names = fields.setdefault("names", {})
    if lang in names:
        return False
    names[lang] = words
    return True


def _definition(source: Source, element: Element, fields: Fields) -> bool:
    words = plain(element)
    if "definition" in fields or not words or element.attrib:
        return False
    if words != element.text:
        source.odd()
    fields["definition"] = words
    return True


def _same_as(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    found = identity(source, element, attributes)
    uri = found.get("uri")
    if uri is None or attributes or len(element) or "literal" in found:
        return False
    if "qcode" in found:
        source.odd()
    fields.setdefault("same_as", []).append(uri)
    return True


def _broader(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    found = reference(source, element, attributes)
    source.rest(element, attributes)
    if not found:
        return False
    fields.setdefault("broader", []).append(found)
    return True


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


def _geo(source: Source, element: Element, fields: Fields) -> bool:
    if not source.own_manner:
        source.odd()
    left = []
    for child in elements(element):
        if "geo" in fields or name_of(child) != "position" or not _position(source, child, fields):
            left.append(child)
    source.rest(element, attributes_of(element), left)
    return True


def _position(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    latitude = source.number(element, attributes, "latitude")
    longitude = source.number(element, attributes, "longitude")
    if latitude is None or longitude is None:
        return False
    if abs(latitude) > 90 or abs(longitude) > 180:
        source.wrong(element, "position", f"{latitude} {longitude}", "a point on the earth (90, 180 degrees)")
        return False
    fields["geo"] = {"latitude": latitude, "longitude": longitude}
    source.rest(element, attributes)
    return True


REFERENCE: dict[str, Child] = {"name": name, "sameAs": _same_as}
CONCEPT: dict[str, Child] = {**REFERENCE, "definition": _definition, "broader": _broader}
PLACE: dict[str, Child] = {**CONCEPT, "broader": _country_or_broader, "geoAreaDetails": _geo}


def children(source: Source, element: Element, fields: Fields, take: dict[str, Child]) -> None:
    """Take the children into the fields; what none takes is kept."""
    for child in element:
        tag = child.tag
        if type(tag) is str:
            taken = take.get(tag.rpartition("}")[2])
            if taken is None or not taken(source, child, fields):
                source.keep(child)


# --- whole properties ----------------------------------------------------------------------------


def reference(source: Source, element: Element, attributes: Attributes) -> Fields:
    """A property that has identity, names and sameAs only."""
    fields = identity(source, element, attributes)
    if len(element):
        children(source, element, fields, REFERENCE)
    return fields


def concept(
    source: Source, element: Element, attributes: Attributes, take: dict[str, Child] = CONCEPT
) -> Fields:
    """A property with what describes a concept, its weight included."""
    fields = identity(source, element, attributes)
    for key in ("relevance", "confidence"):
        if key in attributes and (value := source.count(element, attributes, key, 100)) is not None:
            fields[key] = value
    if len(element):
        children(source, element, fields, take)
    return fields


def party(source: Source, element: Element, attributes: Attributes, person: bool = False) -> Fields:
    """A person or organisation, with role and job title; ``person`` tells which is meant where nothing says it."""
    fields: Fields = {}
    kind = _PARTY_TYPES.get(concept_type(source, element, attributes) or "")
    if kind:
        if attributes.pop("type", None) != f"cpnat:{kind}":
            attributes.pop("typeuri", None)
            source.odd()
        fields["party_type"] = kind
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
        fields["job_title_uri"] = uri
    if "jobtitle" not in attributes:
        return
    word = source.word(element, attributes, "jobtitle")
    if word and is_iri(word) and not word.startswith("x-") and word.startswith(("http", "urn")):
        source.odd()
        fields.setdefault("job_title_uri", word)
    elif word:
        fields["job_title"] = word


def _person_details(source: Source, element: Element, fields: Fields) -> bool:
    return _details(source, element, fields, "person")


def _organisation_details(source: Source, element: Element, fields: Fields) -> bool:
    return _details(source, element, fields, "organisation")


def _details(source: Source, element: Element, fields: Fields, kind: str) -> bool:
    if not source.own_manner:
        source.odd()
    fields.setdefault("party_type", kind)
    children(source, element, fields, DETAILS)
    source.rest(element, attributes_of(element))
    return True


def _affiliation(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    found = reference(source, element, attributes)
    if "role" in attributes or "roleuri" in attributes:
        found["role"] = source.word(element, attributes, "role", "cpprole", iptc.PARTY_ROLES)
    source.rest(element, attributes)
    if found:
        fields.setdefault("affiliation", []).append(found)
    return bool(found)


def _contact(source: Source, element: Element, fields: Fields) -> bool:
    children(source, element, fields, CONTACT)
    source.rest(element, attributes_of(element))
    return True


def _email(source: Source, element: Element, fields: Fields) -> bool:
    words = one_line(element.text or "")
    if not words or element.attrib:
        return False
    fields.setdefault("email", []).append(words)
    return True


def _web(source: Source, element: Element, fields: Fields) -> bool:
    address = (element.text or "").strip()
    if "url" in fields or element.attrib:
        return False
    if not is_url(address):
        source.wrong(element, "web", address, "an absolute web address, such as https://example.org/")
        return False
    fields["url"] = address
    return True


def _instrument(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    symbol = attributes.pop("symbol", "")
    if not symbol:
        return False
    found: dict[str, Any] = {"symbol": symbol}
    if "marketlabel" in attributes:
        found["exchange"] = attributes.pop("marketlabel")
    if (kind := source.word(element, attributes, "type")) is not None:
        found["symbol_type"] = kind
    fields.setdefault("symbols", []).append(found)
    source.rest(element, attributes, elements(element))
    return True


DETAILS: dict[str, Child] = {
    "affiliation": _affiliation, "contactInfo": _contact, "hasInstrument": _instrument,
}  # fmt: skip
CONTACT: dict[str, Child] = {"email": _email, "web": _web}
PARTY: dict[str, Child] = {
    **CONCEPT,
    "personDetails": _person_details,
    "organisationDetails": _organisation_details,
}


# --- asserts -------------------------------------------------------------------------------------

ASSERT: dict[str, Child] = {**PARTY, "hasInstrument": _instrument}
_ASSERTED = ("people", "organisations", "places", "located", "subjects", "events", "objects", "genres")
_OF_ALL = frozenset({"name", "definition", "sameAs", "broader"})
_OF_PARTY = _OF_ALL | {"personDetails", "organisationDetails", "hasInstrument"}
_OF_PLACE = _OF_ALL | {"geoAreaDetails"}
_TAKES = {"people": _OF_PARTY, "organisations": _OF_PARTY, "places": _OF_PLACE, "located": _OF_PLACE}


Mention = tuple[str, int, Fields]
"""A concept that the item names: field, index, and what is known of it."""


def read_asserts(source: Source, asserts: list[Element]) -> None:
    """Lay what the item asserts of a concept over its first mention."""
    if not asserts:
        return
    known = _by_identity(source.fields)

    def read(source: Source, element: Element) -> None:
        identified = identity(_Silent(source), element, attributes_of(element))
        key = identified.get("uri") or identified.get("qcode") or identified.get("literal")
        mentions = known.get(key, []) if key else []
        if mentions:
            mention = _meant(element, mentions)
            mentions.remove(mention)
            field, index, fields = mention
            source.took(field, index)
            source.keep_mention(field, index)
            source.odd()
            _assert(source, element, fields, field)
        else:
            source.keep(element)

    for element in asserts:
        source.property(element, read)


def _meant(element: Element, mentions: list[Mention]) -> Mention:
    """The mention that has a field for what is asserted; the first if none has."""
    said = {name_of(child) for child in elements(element)}
    return next((mention for mention in mentions if said <= _TAKES.get(mention[0], _OF_ALL)), mentions[0])


class _Silent(Source):
    """The same item, for a second look that reports nothing again."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.root, lambda issue: None, source.options)
        self.aliases, self.lenient, self.elsewhere = source.aliases, source.lenient, source.elsewhere


def _by_identity(fields: Fields) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for field in _ASSERTED:
        for index, item in enumerate(fields.get(field, ())):
            for key in ("uri", "qcode", "literal"):
                if key in item:
                    found.setdefault(item[key], []).append((field, index, item))
    return found


def _assert(source: Source, element: Element, item: Fields, path: str) -> None:
    attributes = {
        key: value for key, value in attributes_of(element).items() if key not in ("qcode", "uri", "literal")
    }
    left = []
    takes = _TAKES.get(path, _OF_ALL)
    for child in elements(element):
        tag = name_of(child)
        if tag == "name" and _has_name(source, child, item):
            continue
        if tag not in takes or not (PLACE if takes is _OF_PLACE else ASSERT)[tag](source, child, item):
            left.append(child)
    source.rest(element, attributes, left)
    label = item.get("name") or next(iter(item.get("names", {}).values()), "")
    if "uri" not in item and "qcode" not in item and item.get("literal") == " ".join(label.split()):
        del item["literal"]  # the writer identifies by its name what has nothing else


def _has_name(source: Source, element: Element, item: Fields) -> bool:
    lang = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    words = plain(element)
    return words == (item.get("names", {}).get(lang) if lang else item.get("name"))

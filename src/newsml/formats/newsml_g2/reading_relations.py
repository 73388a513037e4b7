"""References and concepts as plain values under the model's names: identity, names, definitions, relations.

Specification: NewsML-G2 2.35, flexible properties (FlexPropType, Flex1ConceptPropType …),
ConceptDefinitionGroup, ConceptRelationshipsGroup.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import LIKE_QCODE
from newsml.formats.newsml_g2.elements import Attributes, attributes_of, elements, name_of
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.formats.newsml_g2.texts import date_value, one_line, plain, text_fields
from newsml.model.values import is_iri
from newsml.vocabularies import iptc
from newsml.xml import XML_LANG

CPNATURE = iptc.SCHEMES["cpnat"]
_RANKED = frozenset({"subject", "genre"})
NATURES = frozenset({"abstract", "person", "organisation", "geoArea", "poi", "object", "event"})

Child = Callable[[Source, Element, Fields], bool]
"""Takes a child into the fields of a concept; False if no field takes it."""


# --- identity ------------------------------------------------------------------------------------


def identity(source: Source, element: Element, attributes: Attributes) -> Fields:
    """QCode, URI, scheme, code and literal of a property; QCodes are resolved, and kept for the way back."""
    found: Fields = {}
    if "uri" in attributes and (uri := source.iri(element, attributes, "uri")) is not None:
        found["uri"] = uri
    if "qcode" in attributes:
        _qcode(source, element, attributes, attributes["qcode"].strip(), found)
    if "literal" in attributes:
        literal = attributes.pop("literal")
        if found or literal != " ".join(literal.split()):
            source.odd()
        found["literal"] = literal
    text = element.text
    if text and not text.isspace():
        _bare_name(source, element, found)
    return found


def _bare_name(source: Source, element: Element, found: Fields) -> None:
    """Take text that stands in the property itself for the name that NewsML-G2 has in an element of its own."""
    words = one_line(element.text or "")
    if any(name_of(child) == "name" for child in elements(element)):
        source.more("text")
        return
    found["name"] = words
    shown = words if len(words) <= 60 else words[:57] + "..."
    message = (
        f"{name_of(element)} holds the text {shown!r}, which is read as its name: give it in a name element"
    )
    source.say("UNKNOWN", "warning", element, message)
    source.odd()


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


def take_type(source: Source, element: Element, attributes: Attributes, fields: Fields) -> None:
    """The type of a concept: a plain word of IPTC's, else the sender's own."""
    if ("type" in attributes or "typeuri" in attributes) and (
        word := source.word(element, attributes, "type", "cpnat", NATURES)
    ):
        code = word.removeprefix(CPNATURE)
        fields["concept_type"] = code if code in NATURES else word


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


# --- dates and words of attributes ---------------------------------------------------------------


def take_dates(
    source: Source, element: Element, attributes: Attributes, fields: Fields, **names: str
) -> None:
    """Dates of attributes: ``take_dates(…, validfrom="valid_from")``."""
    for name, field in names.items():
        if name in attributes and (when := date_value(source, element, field, attributes[name])):
            fields[field] = when
            del attributes[name]


def date_child(source: Source, element: Element, fields: Fields, field: str) -> bool:
    """A child that is a date."""
    if field in fields:
        return False
    when = date_value(source, element, field, element.text or "")
    if when is None:
        return False
    fields[field] = when
    source.rest(element, attributes_of(element))
    return True


def date_as(field: str) -> Child:
    """A reader of a child that is a date."""
    return lambda source, element, fields: date_child(source, element, fields, field)


def take_word(
    source: Source, element: Element, attributes: Attributes, fields: Fields, name: str, field: str = ""
) -> None:
    """A code of an attribute."""
    if (name in attributes or f"{name}uri" in attributes) and (
        word := source.word(element, attributes, name)
    ) is not None:
        fields[field or name] = word


def text_value(source: Source, element: Element) -> Fields | None:
    """A text with its language and role; None if it is empty. What is left of it is kept."""
    if not plain(element):
        return None
    attributes = attributes_of(element)
    value = text_fields(source, element, attributes)
    if value is None:
        return None
    take_word(source, element, attributes, value, "role")
    source.rest(element, attributes)
    return value


def text_as(field: str, many: bool = True) -> Child:
    """A reader of a child that is a text."""

    def read(source: Source, element: Element, fields: Fields) -> bool:
        if not many and field in fields:
            return False
        value = text_value(source, element)
        if value is None:
            return False
        if many:
            fields.setdefault(field, []).append(value)
        else:
            fields[field] = value
        return True

    return read


def _loose(read: Child) -> Child:
    """A reader of what the sender may say in more ways than the writer does: the whole property is kept as it was."""

    def kept(source: Source, element: Element, fields: Fields) -> bool:
        if not source.own_manner:
            source.odd()
        return read(source, element, fields)

    return kept


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


def any_name(source: Source, element: Element, fields: Fields, field: str = "more_names") -> bool:
    """The usual name of a language, or a further one: a second, or one with a role, a part, a time."""
    if field == "more_names" and name(source, element, fields):
        return True
    words = plain(element)
    if not words:
        return False
    if not source.own_manner:
        source.odd()
    attributes = attributes_of(element)
    found: Fields = {"text": words}
    if lang := source.lang(element, attributes) or source.text_language:
        found["lang"] = lang
    for key in ("role", "part"):
        take_word(source, element, attributes, found, key)
    take_dates(source, element, attributes, found, validfrom="valid_from", validto="valid_to")
    fields.setdefault(field, []).append(found)
    source.rest(element, attributes)
    return True


def _definition(source: Source, element: Element, fields: Fields) -> bool:
    """The definition; one that says its language or role, or has markup, stands among all others."""
    if "definition" in fields or "definitions" in fields or element.attrib:
        return _definitions(source, element, fields)
    if any(name_of(child) != "br" for child in elements(element)):
        return _definitions(source, element, fields)
    words = plain(element)
    if words != element.text:
        source.odd()
    if words:
        fields["definition"] = words
    return bool(words)


_definitions = _loose(text_as("definitions"))


def _same_as(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    found = identity(source, element, attributes)
    uri = found.get("uri")
    if uri is None or attributes or len(element) or "literal" in found or "name" in found:
        return False
    if "qcode" in found:
        source.odd()
    fields.setdefault("same_as", []).append(uri)
    return True


def _equivalent(source: Source, element: Element, fields: Fields) -> bool:
    """The IRI of the same concept; where more is said than that, with all of it."""
    if set(element.keys()) <= {"qcode", "uri"} and _same_as(source, element, fields):
        return True
    return relation_as("equivalents")(source, element, fields)


def relation(source: Source, element: Element, attributes: Attributes) -> Fields:
    """A concept that stands in a relation to another."""
    fields = reference(source, element, attributes)
    take_type(source, element, attributes, fields)
    take_word(source, element, attributes, fields, "rel")
    if (rank := source.count(element, attributes, "rank")) is not None:
        fields["rank"] = rank
    if "value" in attributes:
        fields["value"] = attributes.pop("value")
        take_word(source, element, attributes, fields, "valueunit", "value_unit")
    take_dates(source, element, attributes, fields, validfrom="valid_from", validto="valid_to")
    return fields


def relation_as(field: str, many: bool = True) -> Child:
    """A reader of a child that is a relation to another concept."""
    return _into(field, many, relation)


def reference_as(field: str, many: bool = True) -> Child:
    """A reader of a child that is a reference."""
    return _into(field, many, _reference)


def _reference(source: Source, element: Element, attributes: Attributes) -> Fields:
    found = reference(source, element, attributes)
    take_word(source, element, attributes, found, "role")
    return found


def _into(field: str, many: bool, look: Callable[[Source, Element, Attributes], Fields]) -> Child:
    """A reader that puts what is found of a child into a field, or into a list that a field holds."""

    def read(source: Source, element: Element, fields: Fields) -> bool:
        if not many and field in fields:
            return False
        attributes = attributes_of(element)
        found = look(source, element, attributes)
        if not found:
            return False
        source.rest(element, attributes)
        if many:
            fields.setdefault(field, []).append(found)
        else:
            fields[field] = found
        return True

    return read


def _bag(source: Source, element: Element, fields: Fields) -> bool:
    if "bag" in fields:
        return False
    bits = []
    for child in elements(element):
        attributes = attributes_of(child)
        found = identity(source, child, attributes) if name_of(child) == "bit" else {}
        if not found:
            source.keep(child)
            continue
        take_type(source, child, attributes, found)
        for key in ("significance", "relevance", "confidence"):
            if (value := source.count(child, attributes, key, 100)) is not None:
                found[key] = value
        source.rest(child, attributes, elements(child))
        bits.append(found)
    if not bits:
        return True
    fields["bag"] = bits
    source.rest(element, attributes_of(element))
    return True


def _hierarchy(source: Source, element: Element, fields: Fields) -> bool:
    words = one_line(element.text or "")
    if not words or element.attrib or len(element):
        return False
    fields.setdefault("hierarchy", []).append(words)
    return True


def digest(source: Source, element: Element) -> Fields:
    """The digest of a file or an item; nothing, where it says no algorithm or no value."""
    attributes = attributes_of(element)
    words = (element.text or "").strip()
    if not words or not {"hashtype", "hashtypeuri"} & attributes.keys():
        return {}
    found: Fields = {"value": words}
    if words != element.text:
        source.odd()
    take_word(source, element, attributes, found, "hashtype", "type")
    take_word(source, element, attributes, found, "scope")
    source.rest(element, attributes, elements(element))
    return found if "type" in found else {}


def link(source: Source, element: Element, attributes: Attributes) -> Fields:
    """A link to an item or a page."""
    found: Fields = {}
    take_word(source, element, attributes, found, "rel")
    if (href := source.iri(element, attributes, "href")) is not None:
        found["href"] = href
    for key, field in (("residref", "residref"), ("version", "version"), ("title", "title")):
        if attributes.get(key, "").strip():
            found[field] = attributes.pop(key).strip()
    if (mime := source.mime(element, attributes)) is not None:
        found["mime"] = mime
    return found


def linked_language(source: Source, element: Element, found: Fields) -> list[Element]:
    """Take the language of what is linked to; the other children are returned."""
    left = []
    for child in elements(element):
        plain_one = name_of(child) == "language" and not len(child) and len(child.attrib) == 1
        if plain_one and "lang" not in found:
            tag = source.lang(child, attributes_of(child), "tag")
            if tag is not None:
                found["lang"] = tag
                continue
        left.append(child)
    return left


def _remote_info(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    found = link(source, element, attributes)
    if not found:
        return False
    fields.setdefault("remote_info", []).append(found)
    source.rest(element, attributes, linked_language(source, element, found))
    return True


def _only_name(source: Source, element: Element, fields: Fields) -> bool:
    """The name; where no plain one came before it, one for a purpose (``nrol:display``) is better than none."""
    if name(source, element, fields):
        return True
    words = plain(element)
    if not words or "name" in fields or "names" in fields:
        return False
    source.odd()
    attributes = attributes_of(element)
    lang = source.lang(element, attributes) or source.text_language
    if lang is None:
        fields["name"] = words
    else:
        fields["names"] = {lang: words}
    source.rest(element, attributes)
    return True


REFERENCE: dict[str, Child] = {"name": _only_name, "sameAs": _same_as}
CONCEPT: dict[str, Child] = {
    "name": any_name,
    "sameAs": _equivalent,
    "definition": _definition,
    "note": _loose(text_as("notes")),
    "facet": _loose(relation_as("facets")),
    "remoteInfo": _loose(_remote_info),
    "hierarchyInfo": _loose(_hierarchy),
    "broader": relation_as("broader"),
    "narrower": _loose(relation_as("narrower")),
    "related": _loose(relation_as("related")),
    "bag": _loose(_bag),
    "mainConcept": _loose(relation_as("main_concept", many=False)),
    "facetConcept": _loose(relation_as("facet_concepts")),
}


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
    """A property with what describes a concept, its weight and its type included."""
    fields = identity(source, element, attributes)
    take_type(source, element, attributes, fields)
    if attributes:
        for key in ("relevance", "confidence"):
            if key in attributes and (value := source.count(element, attributes, key, 100)) is not None:
                fields[key] = value
    ranked = "rank" in attributes and name_of(element) in _RANKED
    if ranked and (rank := source.count(element, attributes, "rank")) is not None:
        fields["rank"] = rank
    if len(element):
        children(source, element, fields, take)
    return fields

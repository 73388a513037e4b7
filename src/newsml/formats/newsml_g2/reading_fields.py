"""Readers of the properties that most items have: each reads an element into one field of the model.

Specification: NewsML-G2 2.35. A property that its field does not take whole is kept, see `Source.property`.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import reading_concepts as concepts
from newsml.formats.newsml_g2.draft import NAMESPACE
from newsml.formats.newsml_g2.elements import Attributes, attributes_of, elements
from newsml.formats.newsml_g2.reading_extensions import ext_property
from newsml.formats.newsml_g2.reading_relations import linked_language
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.formats.newsml_g2.texts import date_value, one_line, text_fields
from newsml.model.values import is_iri

Reader = Callable[[Source, Element], None]
_NO_ROLE: frozenset[str] = frozenset()
_NAR = f"{{{NAMESPACE}}}"
_NAME = len(_NAR)


def within(source: Source, parent: Element, table: dict[str, Reader]) -> None:
    """Read the children by the table; what it does not name is kept, and so are the parent's own attributes."""
    for child in parent:
        tag = child.tag
        if type(tag) is str:
            read = table.get(tag[_NAME:]) if tag.startswith(_NAR) else None
            if read is None:
                source.keep_original(child)
            else:
                source.property(child, read)
        tail = child.tail
        if tail and not tail.isspace():
            source.stray(child, tail)
    text = parent.text
    if text and not text.isspace():
        source.stray(parent, text)
    if parent.attrib:
        source.rest(parent, attributes_of(parent))


def once(source: Source, element: Element, field: str) -> bool:
    """Whether a field is still free; a second element for it is kept."""
    if field in source.fields:
        source.keep(element)
        return False
    return True


def append(source: Source, element: Element, field: str, value: object) -> None:
    """Append a value to a field, and remember its line."""
    values = source.fields.setdefault(field, [])
    source.took(field, len(values))
    values.append(value)


def put(source: Source, element: Element, field: str, value: object) -> None:
    """Set a field, and remember its line."""
    source.fields[field] = value
    source.took(field)


def line_into(field: str) -> Reader:
    """A reader of a property that is one line of text."""

    def read(source: Source, element: Element) -> None:
        words = one_line(element.text or "")
        if words != element.text:
            source.odd()
        if words and once(source, element, field):
            put(source, element, field, words)
            source.rest(element, attributes_of(element), elements(element))
        elif not words:
            source.keep(element)

    return read


def text_into(field: str, many: bool, *, role: bool = True, href: bool = False) -> Reader:
    """A reader of a label or block with its language and role."""

    def read(source: Source, element: Element) -> None:
        if not many and not once(source, element, field):
            return
        attributes = attributes_of(element)
        value = text_fields(source, element, attributes)
        if value is None:
            return
        if role and (word := source.word(element, attributes, "role")) is not None:
            value["role"] = word
        if href and (address := source.iri(element, attributes, "href")) is not None:
            value["href"] = address
        if many:
            append(source, element, field, value)
        else:
            put(source, element, field, value)
        source.rest(element, attributes)

    return read


def date_into(field: str, many: bool = False) -> Reader:
    """A reader of a date; what cannot be read is kept as it was."""

    def read(source: Source, element: Element) -> None:
        if not many and not once(source, element, field):
            return
        found = date_value(source, element, field, element.text or "")
        if found is None:
            source.keep(element)
            return
        if many:
            append(source, element, field, found)
        else:
            put(source, element, field, found)
        source.rest(element, attributes_of(element), element)

    return read


def concept_into(field: str, many: bool = True) -> Reader:
    """A reader of a concept."""

    def read(source: Source, element: Element) -> None:
        if not many and not once(source, element, field):
            return
        attributes = attributes_of(element)
        found = concepts.concept(source, element, attributes)
        take(source, element, field, found, attributes, many)

    return read


def take(
    source: Source, element: Element, field: str, found: Fields, attributes: Attributes, many: bool
) -> None:
    """Put what was found where it belongs, and keep what no field takes."""
    if not found:
        source.keep(element)
        return
    if many:
        append(source, element, field, found)
    else:
        put(source, element, field, found)
    source.rest(element, attributes)


def party_into(field: str, many: bool, *, person: bool = False, unsaid: frozenset[str] = _NO_ROLE) -> Reader:
    """A reader of a person or organisation; a role of `unsaid` is what the field itself says."""

    def read(source: Source, element: Element) -> None:
        if not many and not once(source, element, field):
            return
        attributes = attributes_of(element)
        found = concepts.party(source, element, attributes, person)
        if found.get("role") in unsaid:
            del found["role"]
            if not source.own_manner:
                source.odd()
        take(source, element, field, found, attributes, many)

    return read


def ext_into(field: str) -> Reader:
    """A reader of an extension property."""

    def read(source: Source, element: Element) -> None:
        attributes = attributes_of(element)
        take(source, element, field, ext_property(source, element, attributes), attributes, True)

    return read


def link_into(field: str) -> Reader:
    """A reader of a link to an item or a page."""

    def read(source: Source, element: Element) -> None:
        attributes = attributes_of(element)
        found = concepts.link(source, element, attributes)
        if not found:
            source.keep(element)
            return
        left = linked_language(source, element, found)
        append(source, element, field, found)
        source.rest(element, attributes, left)

    return read


def uri_into(field: str) -> Reader:
    """A reader of a code of one vocabulary, which the model has as URI."""

    def read(source: Source, element: Element) -> None:
        attributes = attributes_of(element)
        found = concepts.identity(source, element, attributes)
        uri = found.get("uri")
        if uri is None and found.get("literal"):
            literal = found["literal"]
            uri = literal if is_iri(literal) and "//" in literal else None
        if uri is None or field in source.fields:
            source.keep(element)
            return
        if "qcode" in found or "literal" in found:
            source.odd()
        put(source, element, field, uri)
        source.rest(element, attributes, elements(element))

    return read

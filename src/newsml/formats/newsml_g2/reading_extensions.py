"""Extension properties as plain values under the model's names.

Specification: NewsML-G2 2.35, Flex2ExtPropType: itemMetaExtProperty, contentMetaExtProperty, conceptExtProperty ….
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import Attributes, attributes_of
from newsml.formats.newsml_g2.reading_relations import Child, concept, take_dates, take_word
from newsml.formats.newsml_g2.source import Fields, Source

XSD = "http://www.w3.org/2001/XMLSchema"


def ext_property(source: Source, element: Element, attributes: Attributes) -> Fields:
    """One property: what relates it to its carrier, its value, and the concept that it names."""
    found = concept(source, element, attributes)
    if "relevance" in found or "confidence" in found:
        source.odd()  # the standard does not have them here
    take_word(source, element, attributes, found, "rel")
    if "value" in attributes:
        found["value"] = attributes.pop("value")
    _value_type(source, element, attributes, found)
    take_word(source, element, attributes, found, "valueunit", "value_unit")
    take_dates(source, element, attributes, found, validfrom="valid_from", validto="valid_to")
    return found


def _value_type(source: Source, element: Element, attributes: Attributes, found: Fields) -> None:
    """The data type of XML Schema, called ``xs:…`` whatever the prefix is; others stay left over."""
    prefix, colon, name = attributes.get("valuedatatype", "").strip().rpartition(":")
    if name and element.nsmap.get(prefix if colon else None) == XSD:
        found["value_type"] = f"xs:{name}"
        if attributes.pop("valuedatatype") != found["value_type"]:
            source.odd()


def ext_as(field: str = "ext_properties") -> Child:
    """A reader of a child that is an extension property."""

    def read(source: Source, element: Element, fields: Fields) -> bool:
        attributes = attributes_of(element)
        found = ext_property(source, element, attributes)
        if not found:
            return False
        if not source.own_manner:
            source.odd()
        fields.setdefault(field, []).append(found)
        source.rest(element, attributes)
        return True

    return read

"""The technical characteristics of files, their channels and other locations as plain values under the model's names.

Specification: NewsML-G2 2.35, NewsContentAttributes, NewsContentCharacteristics, ChannelType, altLoc.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import Attributes, attributes_of, elements
from newsml.formats.newsml_g2.reading_relations import take_dates, take_word
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.formats.newsml_g2.technical import CHARACTERISTICS
from newsml.model.values import is_iri

_BY_ATTRIBUTE = {row.attribute: row for row in CHARACTERISTICS}
_BY_ATTRIBUTE |= {f"{row.attribute}uri": row for row in CHARACTERISTICS if row.kind == "word"}


def technical(source: Source, element: Element, attributes: Attributes, found: Fields) -> None:
    """Take the characteristics among the attributes; what is not as it should be stays there."""
    taken: Fields = {}
    for name in [name for name in attributes if name in _BY_ATTRIBUTE]:
        field, attribute, kind = _BY_ATTRIBUTE[name]
        if name not in attributes or field in taken:
            continue
        value = attributes[name]
        if kind == "word":
            take_word(source, element, attributes, taken, attribute, field)
        elif kind in ("count", "ordinal"):
            low = 1 if kind == "ordinal" else 0
            if value.strip().lstrip("0") or low == 0:
                number = source.count(element, attributes, name)
                taken |= {} if number is None else {field: number}
        elif kind == "number":
            fraction = source.number(element, attributes, name)
            taken |= {} if fraction is None else {field: fraction}
        elif kind == "date":
            take_dates(source, element, attributes, taken, **{name: field})
        elif kind == "bool":
            if value.strip() in ("true", "1", "false", "0"):
                taken[field] = attributes.pop(name).strip() in ("true", "1")
                if value not in ("true", "false"):
                    source.odd()
        elif kind == "text" or value in ("progressive", "interlaced"):
            taken[field] = attributes.pop(name)
            if kind == "text" and value != " ".join(value.split()):
                source.odd()
    if taken:
        found["technical"] = taken


def channel(source: Source, element: Element, fields: Fields) -> bool:
    """One channel of a file."""
    attributes = attributes_of(element)
    found: Fields = {}
    if attributes.get("chnlid", "").strip().lstrip("0") and (
        number := source.count(element, attributes, "chnlid")
    ):
        found["number"] = number
    take_word(source, element, attributes, found, "type")
    take_word(source, element, attributes, found, "role")
    if (lang := source.lang(element, attributes, "language")) is not None:
        found["lang"] = lang
    technical(source, element, attributes, found)
    if not found:
        return False
    fields.setdefault("channels", []).append(found)
    source.rest(element, attributes, elements(element))
    return True


def alt_location(source: Source, element: Element, fields: Fields) -> bool:
    """Another place of the file."""
    url = (element.text or "").strip()
    if not is_iri(url):
        return False
    if url != element.text:
        source.odd()
    attributes = attributes_of(element)
    found: Fields = {"url": url}
    take_word(source, element, attributes, found, "type")
    if "roleruri" in attributes:  # as the schema of 2.18 to 2.35 spells it
        attributes.setdefault("roleuri", attributes.pop("roleruri"))
    if "roleuri" in attributes:
        source.odd()
    take_word(source, element, attributes, found, "role")
    fields.setdefault("alt_locations", []).append(found)
    source.rest(element, attributes, elements(element))
    return True

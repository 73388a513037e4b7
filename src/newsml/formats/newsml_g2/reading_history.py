"""hopHistory and pubHistory: the way of an item. NewsML-G2 2.35, HopHistoryType, PubHistoryType."""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import reading_concepts as concepts
from newsml.formats.newsml_g2.elements import Attributes, attributes_of, elements, name_of
from newsml.formats.newsml_g2.reading_extensions import ext_as
from newsml.formats.newsml_g2.reading_fields import append, put
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.formats.newsml_g2.texts import date_value

_PROPERTY = ext_as()


def hop_history(source: Source, element: Element) -> None:
    """The stations on the item's way, in the order that ``seq`` says."""
    source.property(element, _hop_history)


def _hop_history(source: Source, element: Element) -> None:
    hops: list[tuple[int, Fields]] = []
    for index, hop in enumerate(elements(element)):
        if name_of(hop) == "hop":
            attributes = attributes_of(hop)
            seq = source.count(hop, attributes, "seq")
            if seq != len(hops) + 1:
                source.odd()
            hops.append((index if seq is None else seq, _hop(source, hop, attributes)))
            source.rest(hop, attributes)
        else:
            source.keep(hop)
    source.rest(element, attributes_of(element))
    found = [fields for _, fields in sorted(hops, key=lambda item: item[0])]
    if found:
        put(source, element, "hops", found)


def _hop(source: Source, hop: Element, attributes: Attributes) -> Fields:
    fields: Fields = {}
    if "timestamp" in attributes and (when := date_value(source, hop, "hops", attributes["timestamp"])):
        del attributes["timestamp"]
        fields["when"] = when
    for child in elements(hop):
        tag = name_of(child)
        if tag not in ("party", "action") or tag in fields:
            source.keep(child)
            continue
        own = attributes_of(child)
        found = concepts.reference(source, child, own)
        source.rest(child, own)
        if found:
            fields[tag] = found
    return fields


def pub_history(source: Source, element: Element) -> None:
    """When and where it was published."""
    source.property(element, _pub_history)


def _pub_history(source: Source, element: Element) -> None:
    for published in elements(element):
        if name_of(published) == "published":
            _published(source, published)
        else:
            source.keep(published)
    _publisher(source, element)
    source.rest(element, attributes_of(element))
    if "published" in source.fields or "publisher" in source.fields:
        source.took("published")


def _published(source: Source, element: Element) -> None:
    fields: Fields = {}
    attributes = attributes_of(element)
    channel = concepts.identity(source, element, attributes)
    for child in elements(element):
        tag = name_of(child)
        if tag == "timestamp" and "when" not in fields:
            when = date_value(source, child, "published", child.text or "")
            if when:
                fields["when"] = when
                source.rest(child, attributes_of(child))
                continue
        elif (tag == "name" and concepts.name(source, child, channel)) or (
            tag == "publishedExtProperty" and _PROPERTY(source, child, fields)
        ):
            continue
        source.keep(child)
    if channel:
        fields["channel"] = channel
    source.rest(element, attributes)
    if fields:
        append(source, element, "published", fields)
    else:
        source.keep(element)


def _publisher(source: Source, element: Element) -> None:
    """A channel without a time, before all others, is the publisher."""
    published = source.fields.get("published", [])
    if published and set(published[0]) == {"channel"} and all("channel" in item for item in published):
        put(source, element, "publisher", published.pop(0)["channel"])

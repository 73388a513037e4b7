"""What items of all kinds have in common, read.

Specification: NewsML-G2 2.35, AnyItemType. Each kind adds its own tables and its content.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import attributes_of, elements
from newsml.formats.newsml_g2.reading import PARTS, ReadOptions, finished, read_parts
from newsml.formats.newsml_g2.reading_fields import Reader, once, put, within
from newsml.formats.newsml_g2.reading_meta import ITEM_META
from newsml.formats.newsml_g2.source import Source
from newsml.issues import Report
from newsml.model import Item

Kind = TypeVar("Kind", bound=Item)


def item_of(
    kind: type[Kind],
    root: Element,
    report: Report,
    options: ReadOptions,
    header: list[Element] | None,
    parts: Mapping[str, Reader],
    *,
    language: bool = True,
) -> Kind:
    """An item of a kind, read by the table of the blocks that this kind has."""
    source = Source(root, report, options, options.keep)
    read_parts(source, parts, language=language)
    for element in header or ():
        source.keep_at("newsMessage", element)
    return finished(kind, source)


def parts_with(content: Mapping[str, Reader], item_class: Reader | None = None) -> dict[str, Reader]:
    """The blocks of a kind of item: those of all kinds, and its own."""
    if item_class is None:
        return {**PARTS, **content}
    table = {**ITEM_META, "itemClass": item_class}

    def item_meta(source: Source, element: Element) -> None:
        within(source, element, table)

    return {**PARTS, "itemMeta": item_meta, **content}


def class_into(alias: str, known: frozenset[str]) -> Reader:
    """A reader of itemClass: a plain word of the vocabulary that this kind takes it from, else the sender's own."""

    def read(source: Source, element: Element) -> None:
        if not once(source, element, "item_type"):
            return
        attributes = attributes_of(element)
        found = {"class": attributes.pop("qcode")} if "qcode" in attributes else {}
        if "uri" in attributes:
            found["classuri"] = attributes.pop("uri")
        word = source.word(element, found, "class", alias, known)
        if word is None:
            source.keep(element)
            return
        if len(element.attrib) > 1 or not (source.own_manner or element.get("qcode") == f"{alias}:{word}"):
            source.odd()
        put(source, element, "item_type", word)
        left = {{"class": "qcode", "classuri": "uri"}[name]: value for name, value in found.items()}
        source.rest(element, {**attributes, **left}, elements(element))

    return read

"""Parts of an item that are read like items themselves: plans, hints of links, parts of the content, scoped rights.

Specification: NewsML-G2 2.35, DescriptiveMetadataGroup, AdministrativeMetadataGroup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import NAMESPACE
from newsml.formats.newsml_g2.elements import attributes_of, elements, name_of
from newsml.formats.newsml_g2.source import Fields, Source


@contextmanager
def apart(source: Source) -> Iterator[Fields]:
    """Read into fields of their own, as a part of an item has them; the item's are put back afterwards."""
    held = source.fields, source._medium
    source.fields, source._medium = {}, None
    try:
        yield source.fields
    finally:
        source.fields.pop("extra", None)  # dates as they were written, which the kept property has
        source.fields, source._medium = held


def part(
    source: Source, children: list[Element], table: Mapping[str, Callable[[Source, Element], None]]
) -> Fields:
    """The fields of a part of an item, read by a table of the readers of items."""
    with apart(source) as fields:
        for child in children:
            read = table.get(name_of(child)) if child.tag.startswith(f"{{{NAMESPACE}}}") else None
            if read is None:
                source.keep(child)
            else:
                read(source, child)
        source.put_medium_first()
    return fields


def language(source: Source, element: Element) -> None:
    """The language that a part of an item says itself."""
    attributes = attributes_of(element)
    if "language" not in source.fields and (tag := source.lang(element, attributes, "tag")) is not None:
        source.fields["language"] = tag
        if not {"role", "roleuri", "rank"} & attributes.keys():
            source.rest(element, attributes, elements(element))
            return
    language_use(source, element)


def language_use(source: Source, element: Element) -> None:
    """A language of the content, and what it is used for."""
    attributes = attributes_of(element)
    found: Fields = {}
    if (tag := source.lang(element, attributes, "tag")) is None:
        source.keep(element)
        return
    found["tag"] = tag
    if (role := source.word(element, attributes, "role")) is not None:
        found["role"] = role
    if (rank := source.count(element, attributes, "rank")) is not None:
        found["rank"] = rank
    values = source.fields.setdefault("languages", [])
    source.took("languages", len(values))
    values.append(found)
    source.rest(element, attributes, elements(element))

"""Extension properties as NewsML-G2 has them.

Specification: NewsML-G2 2.35, Flex2ExtPropType: itemMetaExtProperty, contentMetaExtProperty, conceptExtProperty ….
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import concepts
from newsml.formats.newsml_g2.draft import NAMESPACE, Draft
from newsml.formats.newsml_g2.relations import validity
from newsml.model.concepts import ExtProperty

XS = {"xs": "http://www.w3.org/2001/XMLSchema"}

_TYPE = re.compile(r"xs:[A-Za-z_][\w.\-]*", re.ASCII)
_UNSAID = ("role", "relevance", "confidence", "rank", *concepts.BAG, *concepts.LIFE)


def ext_properties(
    parent: Element, tag: str, draft: Draft, items: tuple[ExtProperty, ...], path: str = "ext_properties"
) -> None:
    """The extension properties of one carrier."""
    for index, item in enumerate(items):
        ext_property(parent, tag, draft, item, f"{path}.{index}")


def ext_property(parent: Element, tag: str, draft: Draft, item: ExtProperty, path: str) -> None:
    """One property: its relation to the carrier, its value, the concept that it names."""
    kind = item.value_type
    if kind is not None and not _TYPE.fullmatch(kind):
        draft.lose(f"{path}.value_type", kind, "only types of XML Schema are written, such as xs:decimal")
        kind = None
    rel, rel_uri = draft.coded(item.rel, "rel")
    unit, unit_uri = draft.coded(item.value_unit, "unit")
    attributes = {
        **concepts.identity(draft, item, path), **concepts.type_of(draft, item), "rel": rel, "reluri": rel_uri,
        "value": item.value, "valuedatatype": kind, "valueunit": unit, "valueunituri": unit_uri,
        **validity(draft, item, path),
    }  # fmt: skip
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", nsmap=XS if kind else None)
    for name, value in attributes.items():
        if value is not None:
            element.set(name, value)
    concepts.definitions(element, draft, item, path)
    concepts.relations(element, draft, item, path)
    concepts.left_out(draft, item, path, _UNSAID)

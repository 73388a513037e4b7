"""What of a newsItem has no field of the model, and is kept for NewsML-G2 only: told by reading each element with all
its attributes. A table for docs/newsml-g2.md."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from newsml.formats import newsml_g2
from newsml.g2_grammar import TAG, XML_TAG, Shape, grammar

BLOCKS = ("", "rightsInfo", "itemMeta", "contentMeta", "partMeta", "contentSet")
"""Those whose children are looked at; with the item itself."""
EVERYWHERE = frozenset(
    {"id", "creator", "modified", "custom", "how", "why", "pubconstraint", "dir", "xml:lang", "media"}
)
"""Attributes that nearly every element may have."""
HOLDERS = frozenset(
    {"itemMeta", "contentMeta", "rightsInfo", "partMeta", "contentSet", "catalog", "catalogRef"}
)
VALUES = {
    "amount": "12", "ordinal": "3", "whole": "12", "percent": "40", "one-to-nine": "4", "decimal": "2.5", "tag": "fr",
    "tag-or-nothing": "fr", "qcode": "x:code", "qcodes": "x:code", "iri": "https://x.example/a", "iris": "https://x.example/a",
    "uri": "https://x.example/a", "boolean": "true", "scan": "interlaced", "moment": "2026-05-04T09:30:00Z",
    "moment-or-nothing": "2026-05-04T09:30:00Z", "day-or-moment": "2026-05-04",
    "partial": "2026-05", "qname": "xs:string",
    "idref": "i1", "idrefs": "i1", "direction": "rtl", "tokens": "screen",
}  # fmt: skip
USUAL = {"contenttype": "image/png", "duration": "5"}
TEXTS = {"altRep": "https://x.example/a", "origRep": "https://x.example/a", "urgency": "4"}
CONTENT = {"inlineXML": "application/xhtml+xml", "inlineData": "text/plain"}
REASONS = {
    "derivedFrom": "bookkeeping of tagging software",
    "derivedFromValue": "bookkeeping of tagging software",
    "assert": "read into the subject that it is about; one about nothing the item names stays",
    "catalogRef": "about the document: read for its aliases, and kept as it was",
    "catalog": "about the document: read for its aliases, and kept as it was",
}
BY_ATTRIBUTE = {
    "derivedfrom": "bookkeeping of tagging software",
    "persistidref": "for systems that fetch items", "residrefformat": "for systems that fetch items",
    "guidref": "for systems that fetch items", "hreftype": "for systems that fetch items",
    "version": "for systems that fetch items",
    "contenttypestandardversion": "versions of formats", "contenttypevariantstandardversion": "versions of formats",
    "formatstandardversion": "versions of formats", "versioninfo": "versions of formats",
    "contenttypevariant": "formats beside the media type", "format": "formats beside the media type",
    "rank": "an order beside that of the document", "confidence": "weights of texts", "relevance": "weights of texts",
    "validfrom": "validity of a link or file", "validto": "validity of a link or file",
    "severity": "how grave a signal is",
    "size": "the size of what is linked to",
}  # fmt: skip


class Kept(NamedTuple):
    """An element, the attributes of it that no field takes (nothing: all of it), and why."""

    path: str
    attributes: tuple[str, ...]
    reason: str


def kept() -> Iterator[Kept]:
    """What stays in ``foreign``, in the order of the grammar."""
    item = grammar().alone("newsItem")
    assert item is not None
    for block in BLOCKS:
        shape = item.child(block) if block else item
        assert shape is not None
        for name, child in shape.children.items():
            if block or name not in HOLDERS:
                left = _left(block, name, grammar().shape(child.shape))
                if left is not None:
                    yield Kept(f"{block}/{name}".strip("/"), left, _reason(name, left))


def _reason(name: str, attributes: tuple[str, ...]) -> str:
    if name in CONTENT:
        return "what files are like; a text is counted by newsml itself"
    if not attributes:
        return REASONS.get(name, "rare")
    return "; ".join(dict.fromkeys(BY_ATTRIBUTE.get(attribute, "rare") for attribute in attributes))


def _left(block: str, name: str, shape: Shape) -> tuple[str, ...] | None:
    """The attributes that are left over; none at all where the whole element is; None if a field takes everything."""
    root = _document()
    parent = root.find(f"{TAG}{block}") if block in ("itemMeta", "contentMeta") else root
    assert parent is not None
    if parent is root and block:
        parent = etree.SubElement(root, f"{TAG}{block}")
    _filled(parent, name, shape)
    (item,) = newsml_g2.read(io.BytesIO(etree.tostring(root)))
    left: list[str] = []
    for fragment in item.foreign:
        place = fragment.place.replace("[2]", "").replace("[1]", "")
        if place == f"{block}/{name}".strip("/"):
            if fragment.field is None and not fragment.more:
                return ()
            left += [more[1:] for more in fragment.more if more.startswith("@")]
        elif block == "partMeta" and place == block:
            if name in fragment.more:
                return ()
            left += [more.partition("@")[2] for more in fragment.more if more.startswith(f"{name}/@")]
    plain = [name for name in dict.fromkeys(left) if name not in EVERYWHERE and not _is_twin(name, shape)]
    return tuple(plain) or None


def _is_twin(name: str, shape: Shape) -> bool:
    return name.endswith("uri") and (name.removesuffix("uri") in shape.attributes or name == "uri")


def _document() -> etree._Element:
    root = etree.Element(
        f"{TAG}newsItem", nsmap={None: TAG.strip("{}"), "xs": "http://www.w3.org/2001/XMLSchema"}
    )
    for key, value in (
        ("guid", "urn:x:1"),
        ("version", "1"),
        ("standard", "NewsML-G2"),
        (f"{XML_TAG}lang", "en"),
    ):
        root.set(key, value)
    etree.SubElement(
        root, f"{TAG}catalogRef", href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
    )
    own = etree.SubElement(root, f"{TAG}catalog")
    etree.SubElement(own, f"{TAG}scheme", alias="x", uri="https://x.example/terms/")
    meta = etree.SubElement(root, f"{TAG}itemMeta")
    etree.SubElement(meta, f"{TAG}altRep", contenttype="text/html").text = "https://x.example/page"
    etree.SubElement(root, f"{TAG}contentMeta")
    return root


def _filled(parent: etree._Element, name: str, shape: Shape) -> None:
    """The element with a value for each of its attributes, codes as QCodes."""
    node = etree.SubElement(parent, f"{TAG}{name}")
    for attribute in shape.attributes.values():
        if (
            attribute.name not in EVERYWHERE
            and not _is_twin(attribute.name, shape)
            and attribute.name != "literal"
        ):
            key = attribute.name.replace("xml:", XML_TAG)
            node.set(key, USUAL.get(attribute.name) or VALUES.get(attribute.value, "text"))
    if name == "itemClass":
        node.set("qcode", "ninat:text")
    if name == "pubStatus":
        node.set("qcode", "stat:usable")
    if name in CONTENT:
        node.set("contenttype", CONTENT[name])
        node.attrib.pop("encoding", "")
    if shape.text or shape.mixed:
        node.text = TEXTS.get(name) or VALUES.get(shape.text, "words")
    if name in ("hopHistory", "pubHistory"):
        inner = etree.SubElement(node, f"{TAG}{'hop' if name == 'hopHistory' else 'published'}")
        etree.SubElement(inner, f"{TAG}{'party' if name == 'hopHistory' else 'name'}").text = "x"
    if name in ("inlineXML", "rightsExpressionXML"):
        etree.SubElement(node, "{http://www.w3.org/1999/xhtml}p").text = "words"


def kept_table() -> str:
    """The table for the page: elements that have the same left over stand on one line."""
    rows: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for one in kept():
        rows.setdefault((one.attributes, one.reason), []).append(one.path)
    lines = ["| element | what of it stays | why |", "| --- | --- | --- |"]
    for (attributes, reason), paths in rows.items():
        what = ", ".join(f"`@{name}`" for name in attributes) or "all"
        lines.append(f"| {', '.join(f'`{path}`' for path in paths)} | {what} | {reason} |")
    return "\n".join(lines) + "\n"


__all__ = ["Kept", "kept", "kept_table"]

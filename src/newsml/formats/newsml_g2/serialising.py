"""Elements as bytes: a document, or a piece of one, indented or not."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import NAMESPACE
from newsml.xhtml import XHTML


def serialised(root: Element, pretty: bool) -> bytes:
    """The document; ``pretty`` indents elements, but never within text."""
    if pretty:
        _indent(root, 1)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def piece(element: Element, level: int, *, pretty: bool) -> bytes:
    """An element that stands `level` levels deep in a document of NewsML-G2."""
    if pretty:
        _indent(element, level + 1)
    data = etree.tostring(element, encoding="UTF-8", xml_declaration=False, with_tail=False)
    name = etree.QName(element).localname
    said_above = f'<{name} xmlns="{NAMESPACE}"'.encode()
    if data.startswith(said_above):
        data = f"<{name}".encode() + data[len(said_above) :]
    return b"  " * level + data + b"\n" if pretty else data


def _indent(element: Element, level: int) -> None:
    """Put each child on its own line, down to where text begins; blocks of the body each on one line."""
    body = element.tag == f"{{{XHTML}}}body"
    if not len(element) or element.text or any(child.tail for child in element):
        return
    element.text = "\n" + "  " * level
    for child in element:
        if not body:
            _indent(child, level + 1)
        child.tail = element.text
    element[-1].tail = "\n" + "  " * (level - 1)

"""Elements of a document: their names, attributes, words, lines and markup."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import NAMESPACE

Attributes = dict[str, str]

_NAR = f"{{{NAMESPACE}}}"
_PREFIXES = {
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
}
_ESCAPED = re.compile("[&<>{\t\n\r]")
"""What canonical XML escapes in text or in attributes; a brace is in the name of an attribute with a namespace."""


def name_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attributes_of(element: Element) -> Attributes:
    """The attributes of an element as a dict of their own, from which the readers take what they read."""
    found: Any = element.items()
    return dict(found)


def plain_name(name: str) -> str:
    """The name of an attribute for people: ``xml:lang``, ``xsi:type``."""
    namespace, brace, local = name.rpartition("}")
    return f"{_PREFIXES.get(namespace[1:], 'x')}:{local}" if brace else name


def words_of(element: Element) -> str:
    """All text within an element."""
    words: Any = element.itertext()
    return "".join(words)


def line_of(element: Element) -> int | None:
    """The line of an element in the file."""
    line: Any = element.sourceline
    return None if line is None else int(line)


def canonical(element: Element) -> str:
    """The markup of an element as canonical XML, with the namespaces that it uses."""
    if not len(element) and element.prefix is None and (leaf := _canonical_leaf(element)) is not None:
        return leaf
    try:
        found = _exclusive(element)
        if "valuedatatype=" in found and (prefixes := _prefixes_of_types(element)):
            return _exclusive(element, prefixes)
        return found
    except etree.C14NError:  # a namespace that is no absolute IRI, such as xmlns:x="www.example.org"
        return etree.tostring(element, encoding="unicode", with_tail=False)


def _exclusive(element: Element, prefixes: list[str] | None = None) -> str:
    return etree.tostring(
        element, method="c14n", exclusive=True, with_comments=False, inclusive_ns_prefixes=prefixes
    ).decode()


def _prefixes_of_types(element: Element) -> list[str]:
    """The prefixes of QNames in values, which are part of the value: xs of valuedatatype="xs:string"."""
    types: Any = element.xpath(".//@valuedatatype | @valuedatatype")
    return sorted({name.partition(":")[0] for name in types if ":" in name})


def _canonical_leaf(element: Element) -> str | None:
    """The same for an element of NewsML-G2 that holds at most text; None where anything has to be escaped.

    Most of what is kept is such, and lxml takes twice as long for it.
    """
    tag = element.tag
    if type(tag) is not str or not tag.startswith(_NAR):
        return None
    name = tag[len(_NAR) :]
    items: Any = element.items()
    said = "".join([f' {key}="{value}"' for key, value in sorted(items)])
    text = element.text or ""
    if _ESCAPED.search(said) or (text and _ESCAPED.search(text)):
        return None
    if said.count('"') != 2 * len(items) or "valuedatatype" in said:
        return None
    return f'<{name} xmlns="{NAMESPACE}"{said}>{text}</{name}>'


def elements(parent: Element) -> list[Element]:
    """The child elements, without comments and processing instructions."""
    return [child for child in parent if type(child.tag) is str]

"""Elements of a document: their names, attributes, words, lines and markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import NAMESPACE, NSMAP

Attributes = dict[str, str]

_NAR = f"{{{NAMESPACE}}}"
_PREFIXES = {
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
}
_XML = "{http://www.w3.org/XML/1998/namespace}"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_OF_TEXT = re.compile("[&<>\r]")
_OF_ATTRIBUTES = re.compile("[&<\t\n\r{]")
"""What canonical XML escapes in text and in attributes; a brace is in the name of an attribute with a namespace."""
_FEW = 3
"""Up to so many children, an element is written faster here than by lxml."""


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
    if len(element) <= _FEW:
        parts: list[str] = []
        if _write(element, parts, f' xmlns="{NAMESPACE}"'):
            return "".join(parts)
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


def canonical_tag(element: Element, attributes: Attributes) -> str:
    """The markup of an element of NewsML-G2 with these attributes alone."""
    said = _attributes(attributes.items(), xsi=True)
    if said is None:  # a namespace that the sender chose a prefix for
        shell = etree.Element(element.tag, nsmap=NSMAP)
        for name, value in attributes.items():
            shell.set(name, value)
        return canonical(shell)
    declared = f' xmlns="{NAMESPACE}"'
    if " xsi:" in said and any(name.startswith(_XSI) for name in attributes):
        declared += f' xmlns:xsi="{_XSI[1:-1]}"'
    name = name_of(element)
    return f"<{name}{declared}{said}></{name}>"


def _write(element: Element, parts: list[str], declared: str = "") -> bool:
    """Write the same for an element of NewsML-G2 that holds text, or others like it; False for any other.

    Most of what is kept is such, and lxml takes twice as long for it.
    """
    tag = element.tag
    if type(tag) is not str or element.prefix is not None or not tag.startswith(_NAR):
        return False
    items: Any = element.items()
    said = _attributes(items) if items else ""
    if said is None:
        return False
    name = tag[len(_NAR) :]
    parts.append(f"<{name}{declared}{said}>{_escaped(element.text)}")
    for child in element:
        if not _write(child, parts):
            return False
        parts.append(_escaped(child.tail))
    parts.append(f"</{name}>")
    return True


def _escaped(text: str | None) -> str:
    if not text:
        return ""
    if _OF_TEXT.search(text):
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#xD;")
    return text


def _attributes(items: Iterable[tuple[str, str]], *, xsi: bool = False) -> str | None:
    """Attributes in canonical order; None where one is of a namespace of which the prefix is not sure."""
    pairs = sorted(items)
    said = "".join([f' {name}="{value}"' for name, value in pairs])
    if "valuedatatype" in said:
        return None
    if not _OF_ATTRIBUTES.search(said) and said.count('"') == 2 * len(pairs):
        return said
    parts = []
    for name, value in pairs:
        if name[0] == "{":
            prefix = "xml:" if name.startswith(_XML) else "xsi:" if xsi and name.startswith(_XSI) else None
            if prefix is None:
                return None
            name = prefix + name.partition("}")[2]
        value = value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        value = value.replace("\t", "&#x9;").replace("\n", "&#xA;").replace("\r", "&#xD;")
        parts.append(f' {name}="{value}"')
    return "".join(parts)


def elements(parent: Element) -> list[Element]:
    """The child elements, without comments and processing instructions."""
    return list(parent.iterchildren("*")) if len(parent) else []

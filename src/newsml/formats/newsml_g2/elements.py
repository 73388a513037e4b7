"""Elements of a document: their names, attributes, words, lines and markup."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import NAMESPACE, NSMAP

Attributes = dict[str, str]

_PREFIXES = {
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
}
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;"), ("\t", "&#x9;"), ("\n", "&#xA;"), ("\r", "&#xD;"))
_ESCAPED = re.compile('[&<"\t\n\r]')
"""What canonical XML escapes in attributes."""
CONTAINERS = (
    "itemMeta",
    "contentMeta",
    "rightsInfo",
    "contentSet",
    "groupSet",
    "conceptSet",
    "newsCoverageSet",
)
"""The blocks of an item that hold its properties, in their order."""
RULE_PARTS = {
    "interval": "interval", "count": "count", "until": "until", "freq": "freq", "bysecond": "by_second",
    "byminute": "by_minute", "byhour": "by_hour", "byday": "by_day", "bymonthday": "by_month_day",
    "bymonth": "by_month", "byyearday": "by_year_day", "byweekno": "by_week", "bysetpos": "by_set_position",
    "wkst": "week_start",
}  # fmt: skip
"""Attributes of a rule of recurrence, and the model's names for them."""


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
    """The markup of an element of NewsML-G2 with these attributes alone: built here, for that takes half the time."""
    said = _canonical_attributes(attributes)
    if said is None or not element.tag.startswith(f"{{{NAMESPACE}}}"):
        shell = etree.Element(element.tag, nsmap=NSMAP)
        for name, value in attributes.items():
            shell.set(name, value)
        return canonical(shell)
    name = name_of(element)
    return f'<{name} xmlns="{NAMESPACE}"{said}></{name}>'


def _canonical_attributes(attributes: Attributes) -> str | None:
    """Attributes in canonical order, after the namespace that they need; None where its prefix is not sure."""
    parts = []
    declared = ""
    for name, value in sorted(attributes.items()):
        if name[0] == "{":
            namespace, _, local = name.rpartition("}")
            prefix = _PREFIXES.get(namespace[1:])
            if prefix is None:
                return None
            name = f"{prefix}:{local}"
            if prefix == "xsi":
                declared = f' xmlns:xsi="{namespace[1:]}"'
        if _ESCAPED.search(value):
            for mark, escaped in _ESCAPES:
                value = value.replace(mark, escaped)
        parts.append(f' {name}="{value}"')
    return declared + "".join(parts)


def elements(parent: Element) -> list[Element]:
    """The child elements, without comments and processing instructions."""
    return [child for child in parent if type(child.tag) is str] if len(parent) else []

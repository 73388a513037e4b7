"""What a walk through markup carries along: who hears of losses, where the text is, what addresses mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from lxml.etree import _Element as Element

from newsml.issues import Issue, Report
from newsml.model.body import MAX_DEPTH
from newsml.model.values import canonical_language, is_iri

MAX_LEVELS = MAX_DEPTH - 4
"""Elements deeper than this are read as their text; a body may nest no deeper."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Schemes that locate or name something and run no code.
SAFE_SCHEMES = frozenset(
    {
        "http",
        "https",
        "mailto",
        "tel",
        "sms",
        "ftp",
        "ftps",
        "sftp",
        "geo",
        "urn",
        "tag",
        "doi",
        "news",
        "xmpp",
    }
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
# Browsers take these out of an address before they look at its scheme.
_IGNORED_IN_ADDRESSES = re.compile("[\x00-\x20\x7f]+")
_LINE_ENDS = re.compile("[\t\r\n\f]+")


@dataclass(slots=True)
class Reading:
    """One walk through one text."""

    report: Report
    file: str | None = None
    first_line: int = 1
    base: str | None = None
    dropped: dict[str, tuple[int, int]] = field(default_factory=dict)
    """What is said once at the end: how often it occurred, and the first line."""

    def line(self, element: Element) -> int:
        """The line of an element in the file."""
        sourceline: Any = element.sourceline
        return self.first_line + int(sourceline or 1) - 1

    def lost(self, element: Element, message: str) -> None:
        """Report what is not kept of this element."""
        self.report(Issue("LOSS", "warning", "body", message, self.file, self.line(element)))

    def drop(self, element: Element, what: str) -> None:
        """Note something to be reported once, however often it occurs."""
        count, line = self.dropped.get(what, (0, self.line(element)))
        self.dropped[what] = (count + 1, line)

    def report_dropped(self) -> None:
        """Report all that was noted."""
        for what, (count, line) in self.dropped.items():
            times = f" ({count} times)" if count > 1 else ""
            self.report(Issue("LOSS", "warning", "body", f"{what}{times}", self.file, line))
        self.dropped.clear()

    def href(self, element: Element, name: str) -> str | None:
        """An address that may stay relative; None, and a report, for one that could run code."""
        value = _LINE_ENDS.sub("", element.get(name, "")).strip()
        if not is_safe(value):
            shown = value if len(value) <= 60 else value[:57] + "..."
            self.lost(
                element,
                f"{name} {shown!r} of <{tag_of(element)}> is dropped: addresses of this kind can run code",
            )
            return None
        return value or None

    def address(self, element: Element, name: str) -> tuple[str | None, str | None]:
        """An absolute address, or else the relative one that no base makes absolute."""
        value = self.href(element, name)
        if value is None:
            return None, None
        if value.startswith("//"):
            value = f"https:{value}"
        if not _SCHEME.match(value) and self.base:
            value = _joined(self.base, value)
        value = value.replace(" ", "%20")
        if is_iri(value):
            return value, None
        return None, value

    def lang(self, element: Element) -> str | None:
        """The language of an element's text; what is no language tag is dropped and reported."""
        value = element.get("lang") or element.get(XML_LANG) or element.get("xml:lang")
        if not value:
            return None
        try:
            return canonical_language(value.strip())
        except ValueError as error:
            self.lost(element, f"lang of <{tag_of(element)}> is dropped: {error}")
            return None


def is_safe(address: object) -> bool:
    """Whether an address is relative, or of a scheme that only locates or names something."""
    if not isinstance(address, str):
        return address is None
    scheme = _SCHEME.match(_IGNORED_IN_ADDRESSES.sub("", address))
    return scheme is None or scheme[1].lower() in SAFE_SCHEMES


def _joined(base: str, value: str) -> str:
    try:
        return urljoin(base, value)
    except ValueError:  # a broken IPv6 address
        return value


def direction(element: Element) -> str | None:
    """``ltr``, ``rtl`` or None."""
    value = element.get("dir", "").lower()
    return value if value in ("ltr", "rtl") else None


def tag_of(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and processing instructions."""
    tag: Any = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2].lower()


def classes(element: Element) -> frozenset[str]:
    """The words of its class, in lower case; a comment has none."""
    return frozenset((element.get("class") or "").lower().split())


def text_of(element: Element) -> str:
    """The text within an element, comments and code left out.

    >>> from lxml.html import fragment_fromstring
    >>> text_of(fragment_fromstring("<p>a<b>b<i>c</i></b>d</p>"))
    'abcd'
    """
    return "".join(text for text, _ in _texts(element))


_LINES = frozenset({
    "p", "br", "hr", "div", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre",
    "table", "tr", "td", "th", "caption", "figure", "figcaption", "section", "article", "header", "footer", "aside",
})  # fmt: skip
"""What begins and ends a line, so that the words before it and after it are two."""


def line_of(element: Element) -> str:
    """The words within an element on one line, comments and code left out.

    >>> from lxml.html import fragment_fromstring
    >>> line_of(fragment_fromstring("<div><p>Two <b>boa</b>ts.</p>One<br>raft.</div>"))
    'Two boats. One raft.'
    """
    parts = (f" {text}" if name in _LINES else text for text, name in _texts(element))
    return " ".join("".join(parts).split())


def _texts(element: Element) -> Iterator[tuple[str, str]]:
    """The texts within an element in their order, each with the name of the tag, of start or end, before it."""
    yield _own_text(element)
    stack = [(element, iter(element))]
    while stack:
        node, children = stack[-1]
        child = next(children, None)
        if child is not None:
            yield _own_text(child)
            stack.append((child, iter(child)))
            continue
        stack.pop()
        if stack:
            yield node.tail or "", tag_of(node)


def _own_text(element: Element) -> tuple[str, str]:
    name = tag_of(element)
    return (element.text or "") if name and name not in ("script", "style") else "", name


def whole_number(element: Element, name: str) -> int | None:
    """A whole number (pixels may be written ``640px``), or None."""
    match = re.fullmatch(r"\s*(\d{1,9})(?:px)?\s*", element.get(name, ""), re.ASCII)
    return int(match[1]) if match else None


def child(element: Element, *names: str) -> Element | None:
    """The first child with one of these names."""
    return next((item for item in element if tag_of(item) in names), None)


def descendants(element: Element, *names: str) -> list[Element]:
    """All elements within that have one of these names, in order."""
    return [item for item in element.iter() if item is not element and tag_of(item) in names]

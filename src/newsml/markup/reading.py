"""What a walk through markup carries along: who hears of losses, where the text is, what addresses mean."""

from __future__ import annotations

import re
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
    """The text within an element, comments and code left out."""
    parts = []
    for event in element.iter():
        name = tag_of(event)
        if name and name not in ("script", "style"):
            parts.append(event.text or "")
        if event is not element:
            parts.append(event.tail or "")
    return "".join(parts)


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

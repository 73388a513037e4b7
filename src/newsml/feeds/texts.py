"""What an element of a feed says: plain words, or HTML that is escaped, in CDATA, as XHTML, escaped twice.

Specifications: RFC 4287 section 3.1 (text constructs), RSS 2.0 (entity-encoded HTML).
"""

from __future__ import annotations

import html
import re
from base64 import b64decode
from binascii import Error
from copy import deepcopy
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from newsml.errors import ParseError
from newsml.feeds.html import joined, plain
from newsml.feeds.names import name_of
from newsml.markup import parse_html
from newsml.markup.reading import line_of as line_within
from newsml.markup.reading import text_of

_NAMES = (
    "a|abbr|acronym|address|article|aside|audio|b|big|blockquote|br|center|cite|code|dd|del|details|div|dl|dt|em|"
    "embed|figcaption|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|main|mark|nobr|object|ol|p|"
    "picture|pre|q|s|samp|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|time|"
    "tr|tt|u|ul|var|video|wbr"
)
TAG = re.compile(rf"</?(?:{_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
BLOCK = re.compile(
    r"<(?:p|div|br|ul|ol|table|h[1-6]|blockquote|figure|pre|img|section|article|hr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
TWICE = re.compile(rf"&lt;(/?)(?:{_NAMES})(?:\s(?:[^<>&]|&(?![lg]t;))*)?/?&gt;", re.IGNORECASE)
_ADDRESSES = ("href", "src", "cite", "longdesc", "poster", "data", "action")


class Content(NamedTuple):
    """What an element holds: ``kind`` is ``text``, ``html``, or the media type of something else."""

    kind: str
    value: str


def words(text: str | None) -> str:
    """The text on one line."""
    return " ".join((text or "").split())


def text_in(element: Element) -> str:
    """All text within an element, without comments."""
    if len(element) == 0:
        return element.text or ""
    return text_of(element)


def line_of(element: Element) -> str:
    """All text within an element, on one line."""
    return " ".join((element.text or "").split()) if len(element) == 0 else words(text_of(element))


def content_of(element: Element) -> Content:
    """What an element holds, as its type says or, where none is said, as it looks."""
    atom = name_of(element.tag)[0] == "atom"
    kind = (element.get("type") or "").strip().lower().partition(";")[0]
    mode = (element.get("mode") or "").strip().lower()
    if mode == "base64" or element.get("encoding", "").lower() == "base64":
        return _base64(element, kind)
    if any(isinstance(child.tag, str) for child in element):
        if atom and kind not in (
            "",
            "xhtml",
            "text/html",
            "html",
            "application/xhtml+xml",
            "text/plain",
            "text",
        ):
            return Content(kind, markup_within(element))
        return Content("html", html_within(element))
    text = text_in(element)
    if mode == "escaped" and kind in ("", "text/html", "html", "text/plain"):
        return _looked_at(text) if kind != "text/plain" else Content("text", text)
    if kind in ("html", "text/html", "application/xhtml+xml", "xhtml"):
        return Content("html", _once(text))
    if kind in ("text", "text/plain", "plain"):
        return Content("text", text)
    if kind and atom and "/" in kind:
        return (
            Content(kind, text)
            if kind.startswith("text/") or kind.endswith("xml")
            else _base64(element, kind)
        )
    return Content("text", text) if atom else _looked_at(text)


def _looked_at(text: str) -> Content:
    """Text of RSS, which does not say whether it is HTML: it is if it has tags or entities of HTML."""
    if TAG.search(text) or ENTITY.search(text):
        return Content("html", _once(text))
    return Content("text", text)


def _once(text: str) -> str:
    """HTML that was escaped once too often, as it was meant."""
    if not TAG.search(text) and len(TWICE.findall(text)) > 1:
        return html.unescape(text)
    return text


def _base64(element: Element, kind: str) -> Content:
    try:
        text = b64decode(text_in(element), validate=False).decode("utf-8")
    except (Error, ValueError):
        return Content(kind or "application/octet-stream", text_in(element))
    if kind in ("text/plain", "text"):
        return Content("text", text)
    if kind in ("", "html", "xhtml", "application/octet-stream") or kind.endswith("html"):
        return _looked_at(text)
    return Content(kind, text)


def markup_within(element: Element) -> str:
    """The markup within an element, as it is."""
    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode") for child in element]
    return "".join(parts)


def html_within(element: Element) -> str:
    """The markup within an element as HTML: XHTML without its namespace, its addresses as their base says."""
    inner = deepcopy(element)
    _resolve(element, inner)
    plain(inner)
    parts = [html.escape(inner.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode") for child in inner]
    return "".join(parts)


def _resolve(element: Element, copy: Element) -> None:
    """Make addresses absolute where something within has a base of its own."""
    own = element.base
    for original, child in zip(element.iter(), copy.iter(), strict=True):
        if original.base == own:
            continue
        for name in _ADDRESSES:
            if value := original.get(name):
                child.set(name, joined(original.base or "", value))


def plain_of(content: Content) -> str:
    """The words of what an element holds, on one line."""
    if content.kind != "html":
        return words(content.value)
    if "<" not in content.value:
        return words(html.unescape(content.value))
    try:
        return words(line_within(parse_html(content.value)))
    except ParseError:
        return words(html.unescape(re.sub(r"<[^<>]*>", " ", content.value)))


_MIME = re.compile(
    r"([A-Za-z0-9][A-Za-z0-9!#$&^_.+\-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+\-]*)"
    r"((?:[ \t]*;[ \t]*[A-Za-z0-9!#$&^_.+\-]+=(?:[A-Za-z0-9!#$&^_.+\-]+|\"[^\"\\\r\n]*\"))*)\s*;?"
)


def media_type(text: str | None) -> str | None:
    """A media type; None for what is none."""
    found = _MIME.fullmatch((text or "").strip())
    return found[1].lower() + found[2] if found else None

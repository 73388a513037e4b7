"""HTML that is safe by construction: text is escaped unless it is `Markup`, and only `tag` and `raw` make that.

Syntax: https://html.spec.whatwg.org/multipage/syntax.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsml.patterns import pattern


class Markup(str):
    """A piece of HTML that was made by this module, and is written as it is."""

    __slots__ = ()


NOTHING = Markup("")
_VOID = frozenset({"br", "hr", "img", "link", "meta", "source", "track"})
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_SPECIAL = pattern('[&<>"\r]')

_UNWRITABLE = pattern("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BEYOND = pattern("[\U00010000-\U0010ffff]")


def unwritable(text: str) -> list[str]:
    """The characters of a text that no HTML file may hold: controls, surrogates, noncharacters."""
    found = set(_UNWRITABLE.findall(text))
    if _BEYOND.search(text):
        found.update(c for c in _BEYOND.findall(text) if ord(c) & 0xFFFE == 0xFFFE)
    return sorted(found)


def escaped(text: str) -> str:
    """Text between tags."""
    if isinstance(text, Markup) or not _SPECIAL.search(text):
        return text
    return text.translate(_TEXT).replace("\r\n", "\n").replace("\r", "\n")


def tag(name: str, /, *children: str | None, **attributes: str | int | bool | None) -> Markup:
    """An element: ``None`` among children and attributes is left out, ``True`` is an attribute without a value.

    ``class_`` stands for ``class``, other underscores for hyphens.

    >>> tag("a", "AT&T", href="/x?a=1&b=2", class_="b")
    '<a href="/x?a=1&amp;b=2" class="b">AT&amp;T</a>'
    """
    opening = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        attribute = key.rstrip("_").replace("_", "-")
        opening.append(attribute if value is True else f'{attribute}="{str(value).translate(_VALUE)}"')
    start = f"<{' '.join(opening)}>"
    if name in _VOID:
        return Markup(start)
    return Markup(f"{start}{''.join(escaped(child) for child in children if child is not None)}</{name}>")


def joined(parts: Iterable[str | None], by: str = "") -> Markup:
    """The parts that there are, escaped and in a row."""
    return Markup(escaped(by).join(escaped(part) for part in parts if part))


def lines(*parts: str | None) -> Markup:
    """The parts that there are, each on lines of its own, with a line end before and after."""
    found = [escaped(part) for part in parts if part]
    return Markup("\n" + "\n".join(found) + "\n") if found else NOTHING


# Browsers drop these before they look at the scheme (WHATWG URL, section 4.4).
_IGNORED = re.compile(r"^[\x00-\x20]+|[\x00-\x20]+$|[\t\n\r]")
_SCHEME = re.compile(r"([^/?#:]*):")
_LINKED = frozenset({"http", "https", "mailto", "tel"})
_LOADED = frozenset({"http", "https"})


def link_url(url: str | None) -> str | None:
    """The address if a link may lead there: http, https, mailto, tel, or relative to the page; else None."""
    return _with_scheme(url, _LINKED)


def file_url(url: str | None) -> str | None:
    """The address if a page may load a file from there: http, https, or relative to the page; else None."""
    return _with_scheme(url, _LOADED)


def _with_scheme(url: str | None, schemes: frozenset[str]) -> str | None:
    plain = _IGNORED.sub("", url or "")
    if not plain:
        return None
    found = _SCHEME.match(plain)
    if found is not None and found[1].lower() not in schemes:
        return None
    return _percent_encoded(plain)


# In all of an address; after the host also brackets, which only an IPv6 address has.
_NOT_IN_A_URL = re.compile(r'[\x00-\x20"<>\\^`{|}\x7f-\x9f\xa0\u2028\u2029]|%(?![0-9A-Fa-f]{2})')
_NOT_AFTER_THE_HOST = re.compile(r"[\[\]]")
_HOST = re.compile(r"(?:[A-Za-z]+:)?//[^/?#]*")


def _percent_encoded(url: str) -> str:
    """The address without a character that the HTML standard's valid URLs do not have."""
    if _NOT_IN_A_URL.search(url):
        url = _NOT_IN_A_URL.sub(_encoded, url)
    if _NOT_AFTER_THE_HOST.search(url):
        found = _HOST.match(url)
        host = found[0] if found else ""
        url = host + _NOT_AFTER_THE_HOST.sub(_encoded, url[len(host) :])
    return url


def _encoded(found: re.Match[str]) -> str:
    from urllib.parse import quote

    return quote(found[0], safe="")

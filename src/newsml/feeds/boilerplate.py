"""What content management systems put around a text in feeds, and what is no part of it: WordPress, Drupal."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

_END = 4000
"""How far from its end a text is looked at."""
_FOOTER = re.compile(
    r"<p>[^<]{0,200}<a\s[^<>]*?href=[\"']([^\"'<>]+)[\"'][^<>]*>(?:(?!</?p[\s>]|</a>).){0,1000}</a>[^<]{0,200}"
    r"<a\s[^<>]*?href=[\"']([^\"'<>]+)[\"'][^<>]*>[^<]{0,300}</a>[^<]{0,40}</p>\s*$",
    re.IGNORECASE | re.DOTALL,
)
_FIELD = re.compile(
    r"\s*<span class=\"field field--name-(?:title|uid|created)\b[^\"<>]*\"[^<>]*>"
    r"(?:[^<]|<span\b[^<>]*>(?:[^<]|<(?!/?span\b)[^<>]*>)*</span>|<(?!/?span\b)[^<>]*>)*</span>",
    re.IGNORECASE,
)


def without_footer(markup: str, link: str) -> str:
    """A text without the line that WordPress puts below it, in any language: a link to itself, one to its site.

    >>> without_footer('<p>A</p><p>The post <a href="https://a.example/1">A</a> first was on '
    ...     '<a href="https://a.example/">B</a>.</p>', "https://a.example/1")
    '<p>A</p>'
    """
    start = max(0, len(markup) - _END)
    start = markup.rfind("<p>", start)
    found = _FOOTER.match(markup, start) if start >= 0 and link else None
    if found is None:
        return markup
    one, other = html.unescape(found[1]).strip(), html.unescape(found[2]).strip()
    if _page(one) != _page(link) or _page(other) != (_page(link)[0], ""):
        return markup
    return markup[:start].rstrip()


def _page(url: str) -> tuple[str, str]:
    """Host and path of an address, without what counts visits."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return "", url
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")


def without_fields(markup: str) -> str:
    """A text without title, author and date that Drupal puts before it."""
    at = 0
    while found := _FIELD.match(markup, at):
        at = found.end()
    return markup[at:].lstrip() if at else markup

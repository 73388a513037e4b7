"""Sitemaps as articles: each address with what Google's extensions for news, pictures and videos say of it.

Specifications: https://www.sitemaps.org/protocol.html, Google's news, image and video sitemaps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from lxml.etree import _Element as Element

from newsml.feeds.entry import Entry, Feed, ReadOptions
from newsml.feeds.media import seconds
from newsml.feeds.names import name_of
from newsml.feeds.reading import finished
from newsml.feeds.stream import SITEMAPS, FeedParts
from newsml.feeds.texts import line_of
from newsml.issues import Report
from newsml.model import Article

Take = Callable[[Entry, Element], bool]


def read_sitemap(stream: BinaryIO, report: Report, options: ReadOptions) -> Iterator[Article]:
    """The articles that a sitemap lists. The sitemaps of an index are reported, for nothing is fetched.

    Raises ParseError for what is no sitemap.
    """
    feed = Feed("news-sitemap", "sitemaps", report, options)
    listed = 0
    for part in FeedParts(stream, report, options.file, SITEMAPS):
        name = name_of(part.element.tag)[1]
        if name == "sitemap":
            listed += 1
            if listed <= _NAMED:
                address = next(
                    (line_of(child) for child in part.element if name_of(child.tag)[1] == "loc"), ""
                )
                message = f"this is an index of sitemaps; its articles are in {address}"
                feed.say("UNKNOWN", "warning", message, part.lines + 1)
        elif name == "url":
            entry = Entry(feed, part.lines, "urlset/url")
            read_url(entry, part.element)
            article = finished(entry)
            if article is not None:
                yield article
    if listed > _NAMED:
        feed.say("UNKNOWN", "warning", f"the index names {listed - _NAMED} more sitemaps", None)


_NAMED = 20
"""How many sitemaps of an index are named one by one."""


def read_url(entry: Entry, element: Element) -> None:
    """Take in all that is said of one address."""
    for child in element:
        name = name_of(child.tag)
        take = _URL.get(name)
        if not name[1] or (not len(child) and not child.attrib and not (child.text or "").strip()):
            continue
        if take is None or not take(entry, child):
            entry.keep(child)


def _loc(entry: Entry, element: Element) -> bool:
    found = entry.url(element, line_of(element), "loc")
    return found is not None and entry.put("canonical_url", found, element)


def _lastmod(entry: Entry, element: Element) -> bool:
    found = entry.date("content_modified", element, line_of(element))
    return found is not None and entry.put("content_modified", found, element)


def _parts(table: dict[str, Take]) -> Take:
    """The parts of an extension, each by its name; what none takes is kept."""

    def take(entry: Entry, element: Element) -> bool:
        for child in element:
            local = name_of(child.tag)[1]
            if local and (local not in table or not table[local](entry, child)):
                entry.keep(child)
        return True

    return take


# --- news ----------------------------------------------------------------------------------------


def _publication(entry: Entry, element: Element) -> bool:
    for child in element:
        local, text = name_of(child.tag)[1], line_of(child)
        if local == "name" and text:
            entry.put("publisher", {"name": text}, child)
        elif local == "language" and text:
            tag = entry.language(child, {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}.get(text.lower(), text))
            if tag is not None:
                entry.put("language", tag, child)
        elif local:
            entry.keep(child)
    return True


def _published(entry: Entry, element: Element) -> bool:
    found = entry.date("published", element, line_of(element))
    return found is not None and entry.put("published", [{"when": found}], element)


def _title(entry: Entry, element: Element) -> bool:
    text = line_of(element)
    return not text or entry.put("headlines", [{"text": text, "role": "main"}], element)


def _words(name: str) -> Take:
    def take(entry: Entry, element: Element) -> bool:
        for word in line_of(element).split(","):
            if word.strip():
                value: Any = word.strip() if name == "keywords" else {"name": word.strip()}
                entry.append(name, value, element)
        return True

    return take


def _tickers(entry: Entry, element: Element) -> bool:
    """The shares that an article is about: ``NASDAQ:AMAT, BOM:500325``."""
    for word in line_of(element).split(","):
        exchange, colon, symbol = word.strip().partition(":")
        if colon and symbol.strip():
            symbols = [{"exchange": exchange.strip(), "symbol": symbol.strip()}]
            entry.append("organisations", {"symbols": symbols}, element)
        elif exchange:
            entry.append("organisations", {"symbols": [{"symbol": exchange}]}, element)
    return True


def _access(entry: Entry, element: Element) -> bool:
    said = line_of(element).lower()
    return said in ("subscription", "registration") and entry.put("is_free", False, element)


# --- pictures and videos -------------------------------------------------------------------------


def _image(entry: Entry, element: Element) -> bool:
    return _media(
        entry,
        element,
        "image",
        {"loc": "url", "license": "license_url"},
        {"caption": "caption", "title": "title"},
    )


def _video(entry: Entry, element: Element) -> bool:
    addresses = {"content_loc": "url", "player_loc": "embed_url", "thumbnail_loc": "thumbnail"}
    return _media(entry, element, "video", addresses, {"title": "title", "description": "caption"})


def _media(
    entry: Entry, element: Element, medium: str, addresses: dict[str, str], texts: dict[str, str]
) -> bool:
    found: dict[str, Any] = {"medium": medium}
    for child in element:
        local, text = name_of(child.tag)[1], line_of(child)
        if not local or not text:
            continue
        if local in addresses:
            url = entry.url(child, text, local)
            if url is None or found.setdefault(addresses[local], url) != url:
                entry.keep(child, "media", [local])
        elif local in texts:
            if found.setdefault(texts[local], text) != text:
                entry.keep(child, "media", [local])
        elif local == "duration" and (length := seconds(text)) is not None:
            found["duration"] = length
        elif local == "publication_date" and (when := entry.date("uploaded", child, text)) and "T" in when:
            found["uploaded"] = when
        elif local == "tag":
            entry.append("keywords", text, child)
        else:
            entry.keep(child, "media", [local])
    if len(found) > 1:
        entry.media.append(found)
    return True


_NEWS: dict[str, Take] = {
    "publication": _publication, "publication_date": _published, "title": _title, "keywords": _words("keywords"),
    "genres": _words("genres"), "stock_tickers": _tickers, "access": _access,
}  # fmt: skip
_URL: dict[tuple[str, str], Take] = {
    ("sitemap", "loc"): _loc, ("rss", "loc"): _loc, ("sitemap", "lastmod"): _lastmod, ("rss", "lastmod"): _lastmod,
    ("news", "news"): _parts(_NEWS), ("image", "image"): _image, ("video", "video"): _video,
}  # fmt: skip

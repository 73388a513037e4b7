"""What a document is that somebody took for NewsML-G2, and what to read it with."""

from __future__ import annotations

_XML = {
    "rss": ("an RSS feed", "rss"),
    "RDF": ("RDF, perhaps an RSS 1.0 feed", "rss"),
    "feed": ("an Atom feed", "atom"),
    "html": ("an HTML page", "html"),
    "svg": ("an SVG picture", ""),
    "NewsML": ("NewsML 1", "newsml-1"),
    "NewsItem": ("NewsML 1", "newsml-1"),
    "nitf": ("NITF", "nitf"),
    "sports-content": ("SportsML", ""),
    "urlset": ("a sitemap", "news-sitemap"),
    "sitemapindex": ("a sitemap", "news-sitemap"),
    "opml": ("an OPML list of feeds", ""),
    "xmpmeta": ("XMP metadata", ""),
    "article": ("an article in some other XML", ""),
    "Envelope": ("a SOAP message", ""),
    "schema": ("an XML Schema", ""),
    "newsMessage": ("a message", ""),
}

READABLE = frozenset({"atom", "html", "json", "news-sitemap", "rss"})
"""Those of these formats that newsml reads."""


def what_this_is(name: str, version: str | None = None) -> str:
    """The message for a document whose root element is `name`."""
    known = _XML.get(name) or _XML.get(name.lower())
    if known is None:
        return f"this is not NewsML-G2: its root element is {name}, where newsItem or newsMessage is expected"
    what, format_name = known
    said = f" {version}" if version and name == "NewsML" and not version.startswith("1") else ""
    return f"this is {what}{said}, not NewsML-G2 (its root element is {name})" + _way_out(format_name)


def what_text_this_is(head: bytes) -> str | None:
    """The message for a document, in UTF-8, that is no XML at all; None if it may be some."""
    begun = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not begun:
        return "the file is empty"
    if begun.startswith((b"{", b"[")):
        ninjs = b'"uri"' in begun and b'"headline' in begun
        what, name = ("ninjs", "ninjs") if ninjs else ("JSON", "json")
        return f"this is {what}, not NewsML-G2" + _way_out(name)
    if not begun.startswith(b"<"):
        return "this is not XML: it does not begin with a tag"
    return None


def _way_out(name: str) -> str:
    if name in READABLE:
        return f": read it with --from {name}"
    return f"; newsml does not read {name} yet" if name else ""

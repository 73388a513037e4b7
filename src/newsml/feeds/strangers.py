"""What a document is that somebody took for a feed, and what to read it with."""

from __future__ import annotations

import re

from newsml.mistaken import binary

_XML = {
    "html": "an HTML page", "newsitem": "NewsML", "newsmessage": "NewsML-G2", "packageitem": "NewsML-G2",
    "newsml": "NewsML 1", "nitf": "NITF", "opml": "an OPML list of feeds", "svg": "an SVG picture",
    "envelope": "a SOAP message", "rss": "an RSS feed", "rdf": "an RSS 1.0 feed", "feed": "an Atom feed",
    "urlset": "a sitemap", "sitemapindex": "an index of sitemaps",
}  # fmt: skip
_READ_WITH = {
    "newsmessage": "newsml-g2", "packageitem": "newsml-g2", "newsitem": "newsml-g2", "rss": "rss", "rdf": "rss",
    "feed": "atom", "urlset": "news-sitemap", "sitemapindex": "news-sitemap",
}  # fmt: skip
_FEED_LINK = re.compile(
    rb"<link\b(?=[^<>]*application/(?:rss\+xml|atom\+xml|feed\+json))[^<>]*?\bhref\s*=\s*[\"']([^\"'<>]{1,300})[\"']",
    re.IGNORECASE,
)


def what_this_is(name: str, head: bytes, *, sitemap: bool) -> str:
    """The message for a document whose root element is `name`, in lower case."""
    wanted = "a sitemap" if sitemap else "a feed"
    what = _XML.get(name)
    if what is None:
        return f"this is not {wanted}: its root element is {name}"
    message = f"this is {what}, not {wanted}"
    if name == "html":
        link = _FEED_LINK.search(head)
        where = f": its feed is at {link.group(1).decode('utf-8', 'replace')}" if link else ""
        return f"{message}{where}; servers send a page where a feed has moved or a login is needed"
    with_ = _READ_WITH.get(name)
    return f"{message}: read it with --from {with_}" if with_ else message


def what_text_this_is(head: bytes, *, sitemap: bool) -> str:
    """The message for a document that is no XML at all, or in which no element begins."""
    if what := binary(head):
        return what
    wanted = "a sitemap" if sitemap else "a feed"
    begun = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not begun:
        return "the file is empty"
    if begun.startswith((b"{", b"[")):
        return f"this is JSON, not {wanted} in XML: read it with --from {'json' if sitemap else 'jsonfeed'}"
    if not begun.startswith(b"<"):
        return "this is not XML: it does not begin with a tag"
    return f"this is not {wanted}: no element begins in it"

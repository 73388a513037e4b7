"""The namespaces of feeds: which vocabulary each is, however it is spelt, and the prefix it is written with.

Specifications: RSS 2.0 (https://www.rssboard.org/rss-specification), RSS 1.0 and its modules
(http://web.resource.org/rss/1.0/), RFC 4287 (Atom), Media RSS (https://www.rssboard.org/media-rss).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
MEDIA = "http://search.yahoo.com/mrss/"
GEORSS = "http://www.georss.org/georss"
PRISM = "http://prismstandard.org/namespaces/basic/2.0/"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
CC = "http://backend.userland.com/creativeCommonsRssModule"
XHTML = "http://www.w3.org/1999/xhtml"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
VIDEO = "http://www.google.com/schemas/sitemap-video/1.1"

_VOCABULARIES = {
    "": "rss", "http://purl.org/rss/1.0": "rss", "http://my.netscape.com/rdf/simple/0.9": "rss",
    "http://channel.netscape.com/rdf/simple/0.9": "rss", "http://purl.org/net/rss1.1#": "rss",
    "http://backend.userland.com/rss": "rss", "http://backend.userland.com/rss2": "rss",
    "http://blogs.law.harvard.edu/tech/rss": "rss", "http://www.rssboard.org/rss-specification": "rss",
    "http://www.w3.org/2005/atom": "atom", "http://purl.org/atom/ns#": "atom",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/dc/elements/1.0": "dc", "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/rss/1.0/modules/dcterms": "dcterms", "http://purl.org/dc/terms": "dcterms",
    "http://search.yahoo.com/mrss": "media", "http://video.search.yahoo.com/mrss": "media",
    "http://tools.search.yahoo.com/mrss": "media", "http://www.rssboard.org/media-rss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://www.georss.org/georss": "georss", "http://www.georss.org/georss/10": "georss",
    "http://www.opengis.net/gml": "gml", "http://www.opengis.net/gml/3.2": "gml",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://prismstandard.org/namespaces/basic/1.2": "prism", "http://prismstandard.org/namespaces/basic/2.0": "prism",
    "http://prismstandard.org/namespaces/basic/2.1": "prism", "http://prismstandard.org/namespaces/1.2/basic": "prism",
    "http://prismstandard.org/namespaces/1.3/basic": "prism", "http://prismstandard.org/namespaces/basic/3.0": "prism",
    "http://backend.userland.com/creativecommonsrssmodule": "cc", "http://web.resource.org/cc": "cc",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "cc",
    "http://creativecommons.org/ns#": "cc",
    "http://purl.org/rss/1.0/modules/slash": "slash", "http://purl.org/syndication/thread/1.0": "thr",
    "http://wellformedweb.org/commentapi": "wfw", "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.pheedo.com/namespace/pheedo": "feedburner",
    "http://purl.org/rss/1.0/modules/syndication": "sy", "http://purl.org/rss/1.0/modules/link": "l",
    "http://www.w3.org/1999/xhtml": "xhtml", "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/atompub/tombstones/1.0": "at", "http://webns.net/mvcb": "admin",
    "http://news.yandex.ru": "yandex", "http://turbo.yandex.ru": "turbo",
    "http://www.w3.org/2007/app": "app", "http://purl.org/atom/app#": "app",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "sitemap", "http://www.google.com/schemas/sitemap/0.84": "sitemap",
    "http://www.google.com/schemas/sitemap/0.9": "sitemap",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.google.com/schemas/sitemap-image/1.1": "image",
    "http://www.google.com/schemas/sitemap-video/1.1": "video",
    "http://www.google.com/schemas/sitemap-video/1.0": "video",
}  # fmt: skip
"""Vocabulary by namespace, in lower case and without the slash at its end, since feeds leave that out."""

PREFIXES = {
    "atom": ATOM, "content": CONTENT, "dc": DC, "dcterms": DCTERMS, "media": MEDIA, "georss": GEORSS,
    "prism": PRISM, "creativeCommons": CC, "itunes": ITUNES,
    "slash": "http://purl.org/rss/1.0/modules/slash/", "wfw": "http://wellformedweb.org/CommentAPI/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/", "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "gml": "http://www.opengis.net/gml", "thr": "http://purl.org/syndication/thread/1.0", "rdf": RDF,
    "cc": "http://web.resource.org/cc/", "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "admin": "http://webns.net/mvcb/", "a10": ATOM, "xhtml": XHTML, "news": NEWS, "image": IMAGE, "video": VIDEO,
    "googleplay": "http://www.google.com/schemas/play-podcasts/1.0", "xlink": "http://www.w3.org/1999/xlink",
    "podcast": "https://podcastindex.org/namespace/1.0", "snf": "http://www.smartnews.be/snf",
    "dcmitype": "http://purl.org/dc/dcmitype/", "yandex": "http://news.yandex.ru",
    "turbo": "http://turbo.yandex.ru", "app": "http://www.w3.org/2007/app",
}  # fmt: skip
"""The namespace that a prefix stands for in a feed that uses it without saying so."""


@lru_cache(maxsize=4096)
def name_of(tag: Any) -> tuple[str, str]:
    """Vocabulary and local name of a tag, both in lower case: ``("media", "content")``; the namespace itself where
    it is none of these, and nothing for a comment.
    """
    if not isinstance(tag, str):
        return "", ""
    namespace, _, local = tag.rpartition("}")
    return vocabulary(namespace.lstrip("{")), local.lower()


@lru_cache(maxsize=1024)
def vocabulary(namespace: str) -> str:
    """The short name of a namespace, or the namespace itself."""
    plain = namespace.strip().lower().replace("https://", "http://").rstrip("/")
    return _VOCABULARIES.get(plain, namespace or "rss")

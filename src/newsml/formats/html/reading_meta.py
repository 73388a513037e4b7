"""What ``meta`` and ``link`` say: OpenGraph, Dublin Core, Parse.ly, Sailthru, cXense, citation, plain names."""

from __future__ import annotations

import re

from newsml.formats.html.reading_claims import Claims
from newsml.html5 import Page, Tag
from newsml.webdata.values import language, plain, web

# field: (name of the meta element, kind of source), in the order they are asked
_TEXTS: dict[str, tuple[tuple[str, str], ...]] = {
    "headline": (
        ("og:title", "opengraph"), ("twitter:title", "twitter"), ("dc.title", "dublin core"),
        ("dcterms.title", "dublin core"), ("parsely-title", "parsely"), ("sailthru.title", "meta"),
        ("citation_title", "meta"), ("cxenseparse:recs:title", "meta"), ("headline", "meta"), ("title", "meta"),
    ),
    "summary": (
        ("description", "meta"), ("og:description", "opengraph"), ("twitter:description", "twitter"),
        ("dc.description", "dublin core"), ("dcterms.description", "dublin core"), ("dcterms.abstract", "dublin core"),
        ("sailthru.description", "meta"),
    ),
    "published": (
        ("article:published_time", "opengraph"), ("article:published", "opengraph"), ("og:published_time", "opengraph"),
        ("og:article:published_time", "opengraph"), ("datepublished", "meta"), ("date", "meta"), ("pubdate", "meta"),
        ("publish-date", "meta"), ("publish_date", "meta"), ("publishdate", "meta"), ("publication_date", "meta"),
        ("date.published", "meta"), ("article_date_original", "meta"), ("originalpublicationdate", "meta"),
        ("parsely-pub-date", "parsely"), ("sailthru.date", "meta"), ("cxenseparse:recs:publishtime", "meta"),
        ("cxenseparse:publishtime", "meta"), ("citation_publication_date", "meta"), ("citation_date", "meta"),
        ("dcterms.issued", "dublin core"), ("dc.date.issued", "dublin core"), ("dcterms.date", "dublin core"),
        ("dcterms.created", "dublin core"), ("dc.date", "dublin core"), ("dc.date.created", "dublin core"),
        ("rnews:datepublished", "meta"), ("bt:pubdate", "meta"), ("displaydate", "meta"), ("ptime", "meta"),
        ("last_updated_date", "meta"), ("timestamp", "meta"),
    ),
    "modified": (
        ("article:modified_time", "opengraph"), ("og:updated_time", "opengraph"), ("article:updated", "opengraph"),
        ("datemodified", "meta"), ("last-modified", "meta"), ("lastmod", "meta"), ("revised", "meta"),
        ("dcterms.modified", "dublin core"), ("dc.date.modified", "dublin core"), ("utime", "meta"),
    ),
    "section": (
        ("article:section", "opengraph"), ("parsely-section", "parsely"), ("section", "meta"),
        ("cxenseparse:category", "meta"), ("sailthru.verticals", "meta"), ("dcterms.type", "dublin core"),
    ),
    "publisher": (
        ("og:site_name", "opengraph"), ("application-name", "meta"), ("dc.publisher", "dublin core"),
        ("dcterms.publisher", "dublin core"), ("citation_journal_title", "meta"), ("copyright", "copyright"),
    ),
    "copyright": (("copyright", "meta"), ("dcterms.rights", "dublin core"), ("dc.rights", "dublin core")),
    "item_type": (("og:type", "opengraph"),),
    "content_tier": (("article:content_tier", "opengraph"),),
}  # fmt: skip
_AUTHORS = (
    ("author", "meta"), ("article:author", "opengraph"), ("og:article:author", "opengraph"), ("og:author", "opengraph"),
    ("article:author_name", "opengraph"), ("parsely-author", "parsely"), ("sailthru.author", "meta"), ("byl", "meta"),
    ("byline", "meta"), ("authors", "meta"), ("article.author", "meta"), ("citation_author", "meta"),
    ("cxenseparse:author", "meta"), ("dc.creator", "dublin core"), ("dcterms.creator", "dublin core"),
    ("dc.contributor", "dublin core"), ("twitter:creator", "twitter"), ("rnews:author", "meta"), ("writer", "meta"),
)  # fmt: skip
_KEYWORDS = (
    ("news_keywords", "meta"), ("keywords", "meta"), ("article:tag", "opengraph"), ("parsely-tags", "parsely"),
    ("sailthru.tags", "meta"), ("dc.subject", "dublin core"), ("dcterms.subject", "dublin core"),
    ("citation_keywords", "meta"),
)  # fmt: skip
_LANGUAGES = (("content-language", "meta"), ("og:locale", "opengraph"), ("dc.language", "dublin core"),
              ("dcterms.language", "dublin core"), ("language", "meta"))  # fmt: skip
_URLS = (
    ("og:url", "opengraph"),
    ("parsely-link", "parsely"),
    ("twitter:url", "twitter"),
    ("citation_public_url", "meta"),
)
_IMAGES = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
    "thumbnail",
)


def claim_meta(page: Page, claims: Claims, base: str | None) -> None:
    """Note what the ``meta`` and ``link`` elements of a page say."""
    lines = _Lines(page)
    meta = page.meta
    for field, names in _TEXTS.items():
        for name, kind in names:
            for value in meta.get(name, ())[:1]:
                claims.add(field, _one_line(value), name, kind, lines.of(name))
    for name, kind in _AUTHORS:
        if values := [found for value in meta.get(name, ()) if (found := _one_line(value))]:
            claims.add("authors", values, name, kind, lines.of(name))
    for name, kind in _KEYWORDS:
        values = [plain(value) for value in meta.get(name, ()) if value]
        if values:
            claims.add("keywords", _split(values), name, kind, lines.of(name))
    for name, kind in _LANGUAGES:
        for value in meta.get(name, ())[:1]:
            claims.add("language", language(value.split(",")[0]), name, kind, lines.of(name))
    for name, kind in _URLS:
        for value in meta.get(name, ())[:1]:
            claims.add("canonical_url", web(value, base), name, kind, lines.of(name))
    claims.add("language", language(page.language), "html lang", "element", 1)
    html = next(page.starts("html"), None)
    direction = page.attributes(html).get("dir", "").strip().lower() if html else ""
    claims.add("text_direction", direction if direction in ("ltr", "rtl") else None, "html dir", "element", 1)
    _claim_images(page, claims, base, lines)
    _claim_links(page, claims, base)


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())


def _split(values: list[str]) -> list[str]:
    """Words that stand in one text with commas, or one by one."""
    if len(values) == 1:
        values = re.split(r"[,;，、]", values[0])
    return list(
        dict.fromkeys(word for value in values if (word := " ".join(value.split())) and len(word) <= 100)
    )[:100]


class _Lines:
    """The line of each ``meta`` element, found when asked."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._found: dict[str, Tag] | None = None

    def of(self, name: str) -> int | None:
        if self._found is None:
            self._found = {}
            page = self.page
            for tag in page.starts("meta"):
                attributes = page.attributes(tag)
                for key in ("name", "property", "http-equiv"):
                    for word in attributes.get(key, "").lower().split():
                        self._found.setdefault(word, tag)
        tag_ = self._found.get(name)
        return self.page.line_and_column(self.page.byte_offset(tag_.start))[0] if tag_ else None


def _claim_images(page: Page, claims: Claims, base: str | None, lines: _Lines) -> None:
    for name in _IMAGES:
        for index, value in enumerate(page.meta.get(name, ())[:10]):
            if url := web(value, base):
                image: dict[str, object] = {"url": url}
                if name == "og:image":
                    for prop, key in (("width", "width"), ("height", "height"), ("alt", "alt")):
                        found = page.meta.get(f"og:image:{prop}", [])
                        if index < len(found) and found[index] and (key == "alt" or found[index].isdecimal()):
                            image[key] = plain(found[index]) if key == "alt" else int(found[index][:9])
                elif name.startswith("twitter:image") and (alt := page.meta.get("twitter:image:alt")):
                    image["alt"] = plain(alt[0])
                kind = (
                    "opengraph" if name.startswith("og:") else "twitter" if name.startswith("tw") else "meta"
                )
                claims.add("images", image, name, kind, lines.of(name))


def _claim_links(page: Page, claims: Claims, base: str | None) -> None:
    for rels, attributes in page.links:
        url = web(attributes.get("href", ""), base)
        if url is None:
            continue
        if "canonical" in rels:
            claims.add("canonical_url", url, "link canonical", "link")
        elif "amphtml" in rels:
            claims.add("amphtml", url, "link amphtml", "link")
        elif "author" in rels and attributes.get("title"):
            claims.add("authors", [_one_line(attributes["title"])], "link author", "link")
        elif "alternate" in rels and attributes.get("hreflang"):
            tag = language(attributes["hreflang"])
            if tag and attributes["hreflang"].lower() != "x-default":
                claims.add(
                    "translations", {"href": url, "lang": tag, "rel": "translation"}, "link alternate", "link"
                )

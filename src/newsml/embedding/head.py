"""The ``meta`` and ``link`` elements of an article's page: canonical, OpenGraph, robots, text and data mining.

https://ogp.me, https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag,
https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/. They say what the JSON-LD says; what the page
says itself, in elements without our mark, is left to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from newsml.embedding.errors import issue_at
from newsml.embedding.patch import META
from newsml.embedding.script import MARK, json_of
from newsml.html5 import Page
from newsml.issues import Report

if TYPE_CHECKING:
    from newsml.model import Article


class Meta(NamedTuple):
    """One element: ``meta`` with ``name`` or ``property`` as `attribute`, or ``link`` with ``rel``."""

    attribute: str
    name: str
    value: str


def meta_of(article: Article, page: Page, report: Report, **options: Any) -> list[str]:
    """The elements for an article, as markup, without those whose name the page has already."""
    flat = {**options, "shape": "flat", "profile": "full", "pretty": False}
    node = json.loads(json_of(article, **flat))
    own = said_by_others(page)
    xhtml = "xhtml" in page.view[:1000].lower()
    found = []
    for meta in _metas(node, article):
        value = " ".join(meta.value.split())
        group = _group(meta.name)
        if group in own:
            _compare(meta.name, value, own[group], page, report)
        elif value:
            found.append(_markup(meta, value, xhtml))
    return found


def _metas(node: dict[str, Any], article: Article) -> Iterator[Meta]:
    def one(attribute: str, name: str, value: Any) -> Iterator[Meta]:
        if isinstance(value, str | int) and not isinstance(value, bool):
            yield Meta(attribute, name, str(value))

    url, description = node.get("url"), node.get("description")
    title = node.get("headline") or node.get("name")
    image = next((i for i in _list(node.get("image")) if isinstance(i, dict)), {})
    yield from one("rel", "canonical", url)
    yield from one("name", "description", description)
    yield Meta("name", "robots", "max-image-preview:large")
    yield Meta("property", "og:type", "article")
    yield from one("property", "og:title", title)
    yield from one("property", "og:description", description)
    yield from one("property", "og:url", url)
    yield from one("property", "og:site_name", _dict(node.get("publisher")).get("name"))
    yield from one("property", "og:locale", _locale(article.language))
    yield from one("property", "og:image", image.get("contentUrl") or image.get("url"))
    for size in ("width", "height"):
        yield from one("property", f"og:image:{size}", image.get(size))
    yield from one("property", "og:image:alt", image.get("description") or image.get("caption"))
    yield from one("property", "article:published_time", node.get("datePublished"))
    yield from one("property", "article:modified_time", node.get("dateModified"))
    yield from one("property", "article:expiration_time", node.get("expires"))
    for author in _list(node.get("author")):
        yield from one("property", "article:author", _dict(author).get("url"))
    yield from one("property", "article:section", next(iter(_list(node.get("articleSection"))), None))
    for keyword in _list(node.get("keywords")):
        yield from one("property", "article:tag", keyword)
    if image:
        yield Meta("name", "twitter:card", "summary_large_image")
    yield from _mining(article, node.get("usageInfo"))


_RESERVED = {"DMI-ALLOWED": "0", "DMI-UNSPECIFIED": ""}


def _mining(article: Article, policy: Any) -> Iterator[Meta]:
    """The reservation of rights (TDMRep), by the data mining value of PLUS; unknown ones say nothing."""
    code = (article.data_mining or "").rstrip("/").rpartition("/")[2]
    if not code.startswith("DMI-"):
        return
    reserved = _RESERVED.get(code, "1")
    if reserved:
        yield Meta("name", "tdm-reservation", reserved)
    if reserved == "1" and isinstance(policy, str):
        yield Meta("name", "tdm-policy", policy)


def _locale(language: str | None) -> str | None:
    """``nb_NO`` of nb-NO: OpenGraph wants a country, and none is guessed."""
    parts = (language or "").split("-")
    country = next((part for part in parts[1:] if len(part) == 2 and part.isalpha()), None)
    return f"{parts[0]}_{country.upper()}" if country else None


def said_by_others(page: Page) -> dict[str, list[str]]:
    """What the page says in elements without our mark, by name; structured properties by that of their root."""
    found: dict[str, list[str]] = {}
    for tag in page.starts("meta", "link"):
        attributes = page.attributes(tag)
        if attributes.get(MARK) == META:
            continue
        if tag.name == "link":
            for rel in attributes.get("rel", "").lower().split():
                found.setdefault(rel, []).append(attributes.get("href", "").strip())
            continue
        for key in ("name", "property"):
            for name in attributes.get(key, "").lower().split():
                found.setdefault(_group(name), []).append(attributes.get("content", "").strip())
    return found


def _group(name: str) -> str:
    return "og:image" if name.startswith("og:image") else name


_SAME = ("canonical", "og:url", "og:title")


def _compare(name: str, value: str, theirs: list[str], page: Page, report: Report) -> None:
    """Say where the page contradicts the article in what readers and search engines go by."""
    if name in _SAME and value and theirs[0] and value != theirs[0]:
        message = f"{name} of the page is {theirs[0]!r}, the article has {value!r}: the page's own stays"
        report(issue_at(page, 0, "warning", message)._replace(line=None, column=None))


def _markup(meta: Meta, value: str, xhtml: bool) -> str:
    shown = escape(value)
    end = " />" if xhtml else ">"
    if meta.attribute == "rel":
        return f'<link rel="{meta.name}" href="{shown}" {MARK}="{META}"{end}'
    return f'<meta {meta.attribute}="{meta.name}" content="{shown}" {MARK}="{META}"{end}'


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}

"""Input made to cost the square of its size, in feeds, JSON-LD and pages: the end comes all the same.

Each of these took minutes once; `tests.hang` says that it is no measure of speed.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

import newsml
from newsml import api
from newsml.errors import NewsmlError
from newsml.rules import check_feed
from newsml.rules.jsonld import check_json_ld, check_page
from tests.hang import ends

MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'


def rss(item: str = "", channel: str = "") -> str:
    return f'<rss version="2.0"><channel><title>t</title>{channel}<item><title>x</title>{item}</item></channel></rss>'


def many(text: str, count: int) -> str:
    return "".join(text.replace("#", str(n)) for n in range(count))


FEEDS: dict[str, str] = {
    "elements of the channel": rss(channel="<x>1</x>" * 80_000),
    "categories": rss(many("<category>c#</category>", 60_000)),
    "categories of a scheme": rss(many('<category domain="urn:x:s">c#</category>', 40_000)),
    "files": rss(many(f'<media:content {MEDIA} url="https://a.example/#.jpg" type="image/jpeg"/>', 20_000)),
    "files and credits": rss(
        many(
            f'<media:content {MEDIA} url="https://a.example/#.jpg"/><media:credit {MEDIA} role="x">p#</media:credit>',
            800,
        )
    ),
    "authors": rss(many("<dc:creator>Person P#</dc:creator>", 15_000)),
    "coordinates": rss("<geo:lat>1</geo:lat><geo:long>1</geo:long>" * 6_000),
    "sections": rss(many("<prism:section>c#</prism:section><category>d#</category>", 20_000)),
    "links of a page that is no feed": "<html>" + "<link " * 40_000,
    "document types": "<!DOCTYPE x>" * 80_000 + "<rss>",
    "prefixes": f"<rss><channel>{many('<item><title>t</title><q#:a/></item>', 6_000)}</channel></rss>",
    "tags that are escaped twice": rss(f"<description>{'&amp;lt;p ' * 40_000}</description>"),
}


@pytest.mark.parametrize("name", FEEDS)
def test_feeds(name: str) -> None:
    for look in (
        lambda data: list(api.read(data, None, "rss")),
        lambda data: list(check_feed(data, "rss")),
    ):
        with ends(20), suppress(NewsmlError):
            look(io.BytesIO(FEEDS[name].encode()))


FILE = f'<media:content {MEDIA} url="https://a.example/#.jpg" type="image/jpeg" x="1"/>'
KEPT: dict[str, str] = {
    "files": many(FILE, 20_000),
    "files of a group": f"<media:group {MEDIA}>{many(FILE, 20_000)}</media:group>",
    "credits": FILE.replace("/>", ">") + many("<media:credit>p#</media:credit>", 12_000) + "</media:content>",
    "texts": FILE.replace("/>", ">")
    + many('<media:text start="#">t#</media:text>', 12_000)
    + "</media:content>",
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_kept_of_files(name: str) -> None:
    (article,) = api.read(io.BytesIO(rss(KEPT[name]).encode()), None, "rss")
    with ends(20):
        written = newsml.dumps(article, "rss").decode()
    assert written.count("media:") >= 12_000


def test_a_fault_in_a_long_json_feed_is_said_at_its_place() -> None:
    text = (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "t",\n "items": [{"id": "1",,}'
        + ',{"id": "2"}' * 4_000_000
    )
    with pytest.raises(NewsmlError, match="not JSON") as caught:
        list(api.read(io.BytesIO(text.encode()), None, "jsonfeed"))
    assert caught.value.issues[0].line == 2


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Tide breaks wall",
    "datePublished": "2025-07-25",
}


TERMS = {f"t{n}": f"https://a.example/{n}" for n in range(20_000)}


def within_terms(inner: list[Any]) -> str:
    """Data whose outer context has many terms, around nodes with contexts of their own."""
    return json.dumps({**ARTICLE, "@context": ["https://schema.org", TERMS], "about": inner})


def facts(**more: Any) -> str:
    return json.dumps({**ARTICLE, **more}, indent=1)


JSON_LD: dict[str, Callable[[], str]] = {
    "keywords": lambda: facts(keywords=[f"k{n}" for n in range(60_000)]),
    "authors": lambda: facts(author=[{"@type": "Person", "name": f"P{n}"} for n in range(10_000)]),
    "thumbnails": lambda: facts(thumbnailUrl=[f"https://a.example/{n}" for n in range(30_000)]),
    "articles": lambda: json.dumps(
        [{**ARTICLE, "headline": f"Tide {n}", "license": "x y"} for n in range(6_000)], indent=1
    ),
    "descriptions": lambda: facts(description=[f"d {n}" for n in range(30_000)]),
    "contexts in many nodes": lambda: within_terms(
        [{"@context": {f"u{n}": "x:y"}, "@type": "Thing", "name": f"N{n}"} for n in range(20_000)]
    ),
    "languages in many nodes": lambda: within_terms(
        [
            {
                "@context": {f"u{n}": {"@id": "x:y", "@container": "@language"}},
                "@type": "Thing",
                "name": f"N{n}",
            }
            for n in range(15_000)
        ]
    ),
    "contexts in a list": lambda: json.dumps(
        {**ARTICLE, "@context": ["https://schema.org", *({f"t{n}": f"x:{n}"} for n in range(40_000))]}
        | {f"t{n}": 1 for n in range(20_000)}
    ),
    "properties with a prefix": lambda: facts(**{f"schema:p{n}": 1 for n in range(40_000)}),
}


@pytest.mark.parametrize("name", JSON_LD)
def test_json_ld(name: str) -> None:
    text = JSON_LD[name]()
    told: list[Any] = []
    with ends(20):
        list(api.read(io.BytesIO(text.encode()), None, "jsonld", sources=told.append))
    with ends(20):
        check_json_ld(text)


def page(head: str = "", body: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><h1>Tide breaks wall</h1>{body}<p>Words.</p></body></html>'


def block(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


TITLE = "a | " * 15_000
PAGES: dict[str, Callable[[], str | bytes]] = {
    "scripts without end": lambda: page(body="<script>" * 60_000 + "x" * 1_000_000),
    "drawings without end": lambda: page(body="<svg>" * 60_000 + "x " * 500_000),
    "a title of separators": lambda: page(f'<title>{TITLE}</title><meta property="og:title" content="{TITLE}">'),
    "names of meta": lambda: page(many('<meta name="n#" content="x">', 40_000) + '<meta name="description" content="x">'),
    "authors in meta": lambda: page(many('<meta name="author" content="Jane Doe#">', 15_000)),
    "headings in headings": lambda: page(body="<div><h1>" * 50 + "<i></i>" * 6_000),
    "keywords": lambda: page(block(facts(keywords=[f"k{n}" for n in range(40_000)]))),
    "blocks in UTF-16": lambda: page(block("{}") * 12_000).encode("utf-16"),
    "spaces behind a comment": lambda: page(block("<!--" + " " * 100_000 + "x")),
    "open items": lambda: page(
        block(facts(author="Jane Doe")),
        '<div itemscope itemtype="https://schema.org/NewsArticle">' + '<i itemx itemprop="y">' * 60_000,
    ),
    "addresses of dots": lambda: page(
        block(facts(image=f"https://a.example/{'.abc' * 60_000}!"))
        + f'<meta property="og:image" content="https://a.example/{".abd" * 60_000}!">'
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str) -> None:
    made = PAGES[name]()
    data = made if isinstance(made, bytes) else made.encode()
    with ends(30), suppress(NewsmlError):
        list(api.read(io.BytesIO(data), None, "html"))
    with ends(30):
        check_page(data)

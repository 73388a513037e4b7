"""Web pages as publishers make them: every source of every field, which of them is believed, and what breaks pages."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import newsml
from newsml import Article, Issue, ParseError
from newsml.formats.html.reading_headline import without_site
from newsml.formats.html.reading_people import people_in
from tests.cli import newsml as command

URL = "https://post.example/2025/07/bridge"
TEXT = (
    "The harbour bridge reopened on Friday after two years of repairs, and the first tram crossed it at dawn.",
    "The steel arch of 1931 had been closed since inspectors found cracks in eleven of its hangers, the council said.",
    "Shopkeepers on Quay Street, who lost a third of their customers, hung lanterns in their windows for the day.",
)
DATA = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Bridge reopens",
    "url": URL,
    "datePublished": "2025-07-25T08:00:00+01:00",
    "author": [{"@type": "Person", "name": "Jane Doe"}],
    "publisher": {"@type": "Organization", "name": "The Post"},
}


def block(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def page(head: str = "", body: str = "", html: str = ' lang="en"') -> str:
    return f"<!DOCTYPE html>\n<html{html}>\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"


def read(text: str | bytes, report: list[Issue] | None = None, **options: Any) -> Article:
    listen = (report if report is not None else []).append
    data = text if isinstance(text, bytes) else text.encode()
    return newsml.loads(data, "html", kind=Article, report=listen, **options)


ARTICLE = "<main><article><h1>Bridge reopens</h1>{}</article></main>".format(
    "".join(f"<p>{p}</p>\n" for p in TEXT)
)


# --- each source by itself -----------------------------------------------------------------------

HEADLINES = {
    "JSON-LD": (block(DATA), ""),
    "og:title": ('<meta property="og:title" content="Bridge reopens">', ""),
    "og:title with the site": ('<meta property="og:title" content="Bridge reopens | The Post"><meta property="og:site_name" content="The Post">', ""),
    "twitter:title": ('<meta name="twitter:title" content="Bridge reopens">', ""),
    "dublin core": ('<meta name="DC.title" content="Bridge reopens">', ""),
    "dcterms": ('<meta name="dcterms.title" content="Bridge reopens">', ""),
    "parsely": ('<meta name="parsely-title" content="Bridge reopens">', ""),
    "sailthru": ('<meta name="sailthru.title" content="Bridge reopens">', ""),
    "citation": ('<meta name="citation_title" content="Bridge reopens">', ""),
    "h1": ("", "<h1>Bridge <em>reopens</em></h1>"),
    "title": (f'<title>Bridge reopens - post.example</title><link rel="canonical" href="{URL}">', ""),
    "microdata": ("", '<div itemscope itemtype="https://schema.org/NewsArticle"><b itemprop="headline">Bridge reopens</b></div>'),
    "rdfa": ("", '<div vocab="https://schema.org/" typeof="NewsArticle"><b property="headline">Bridge reopens</b></div>'),
    "rdfa with prefix": ("", '<div typeof="schema:NewsArticle"><b property="schema:headline">Bridge reopens</b></div>'),
    "escaped twice": ('<meta property="og:title" content="Bridge&amp;#32;reopens">', ""),
}  # fmt: skip


@pytest.mark.parametrize(("head", "body"), HEADLINES.values(), ids=HEADLINES)
def test_the_headline_of_each_source(head: str, body: str) -> None:
    assert read(page(head, body), body="no").headline == "Bridge reopens"


AUTHORS = {
    "meta": '<meta name="author" content="By Jane Doe and John Smith">',
    "meta twice": '<meta name="author" content="Jane Doe"><meta name="author" content="John Smith">',
    "article:author": '<meta property="article:author" content="Jane Doe"><meta property="article:author" content="John Smith">',
    "parsely": '<meta name="parsely-author" content="Jane Doe"><meta name="parsely-author" content="John Smith">',
    "sailthru": '<meta name="sailthru.author" content="Jane Doe, John Smith">',
    "citation": '<meta name="citation_author" content="Jane Doe"><meta name="citation_author" content="John Smith">',
    "dublin core": '<meta name="dc.creator" content="Jane Doe; John Smith">',
    "names and a page": '<meta property="article:author" content="https://post.example/a/x"><meta name="author" content="Jane Doe, John Smith">',
    "signs": '<meta name="author" content="Jane Doe (jdo), John Smith (jsm)">',
}  # fmt: skip
BYLINES = {
    "class": '<p class="byline">By Jane Doe and John Smith</p>',
    "rel": '<a rel="author" href="/jd">Jane Doe</a> and <a rel="author" href="/js">John Smith</a>',
    "german": '<span class="autor">Von Jane Doe und John Smith</span>',
    "with a title": '<div class="byline-name">By Jane Doe and John Smith</div><div class="byline-title">Political editor</div>',
    "with its date": '<div class="article-byline">By Jane Doe and John Smith | Published 25 July 2025</div>',
    "list": '<ul class="authors"><li class="author-name">Jane Doe</li><li class="author-name">John Smith</li></ul>',
    "microdata": '<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Bridge reopens</h1>'
    '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="name">Jane Doe</a></span>'
    '<span itemprop="author">John Smith</span></div>',
    "rdfa": '<div vocab="https://schema.org/" typeof="NewsArticle"><h1 property="headline">Bridge reopens</h1>'
    '<span property="author" typeof="Person"><a property="name">Jane Doe</a></span><i property="author">John Smith</i></div>',
}  # fmt: skip


@pytest.mark.parametrize("head", AUTHORS.values(), ids=AUTHORS)
def test_the_authors_of_each_meta_element(head: str) -> None:
    article = read(page(f"<title>Bridge reopens</title>{head}"), body="no")
    assert [one.name for one in article.authors] == ["Jane Doe", "John Smith"]


@pytest.mark.parametrize("body", BYLINES.values(), ids=BYLINES)
def test_the_authors_that_the_page_shows(body: str) -> None:
    article = read(page("<title>Bridge reopens</title>", f"<article>{body}</article>"), body="no")
    assert [one.name for one in article.authors] == ["Jane Doe", "John Smith"]


NO_AUTHORS = ("admin", "", "https://facebook.com/post", "@thepost", "12345", "webmaster", "post@post.example")


@pytest.mark.parametrize("name", NO_AUTHORS)
def test_what_names_nobody_is_no_author(name: str) -> None:
    head = f'<title>Bridge reopens</title><meta name="author" content="{name}">'
    assert read(page(head), body="no").authors == ()


def test_people_in_what_content_systems_write() -> None:
    def names(text: str) -> list[str]:
        return [one["name"] for one in people_in(text)]

    assert names("Written by Jane Doe") == ["Jane Doe"]
    assert names("Jane Doe, Transport Correspondent") == ["Jane Doe"]
    assert names("jane-doe") == ["Jane Doe"]
    assert names("Jane Doe jane@post.example") == ["Jane Doe"]
    assert names("Von Dörte Müller, Berlin") == ["Dörte Müller"]
    assert names("Jane Doe | Photos by Ana Lima") == ["Jane Doe"]


DATES = {
    "JSON-LD": block(DATA),
    "page around it": block(
        {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "datePublished": "2025-07-25",
            "mainEntity": {"@type": "Article", "headline": "Bridge reopens"},
        }
    ),
    "article:published_time": '<meta property="article:published_time" content="2025-07-25T08:00:00+01:00">',
    "date": '<meta name="date" content="2025-07-25 08:00:00+0100">',
    "pubdate": '<meta name="pubdate" content="2025-07-25T07:00:00Z">',
    "parsely": '<meta name="parsely-pub-date" content="2025-07-25T07:00:00Z">',
    "dcterms": '<meta name="DCTERMS.issued" content="2025-07-25">',
    "citation": '<meta name="citation_publication_date" content="2025/07/25">',
    "time": '</head><body><article><h1>Bridge reopens</h1><time datetime="2025-07-25T08:00:00+01:00">today</time></article>',
    "time without datetime": "</head><body><article><h1>Bridge reopens</h1><time>25 July 2025</time></article>",
    "class": '</head><body><h1>Bridge reopens</h1><span class="publish-date">Published: 25.07.2025, 08:00</span>',
    "chinese": '</head><body><h1>Bridge reopens</h1><div class="pubtime">2025年07月25日08:00</div>',
    "text": "</head><body><h1>Bridge reopens</h1><p>2025-07-25 08:00</p>",
    "address": '<link rel="canonical" href="https://post.example/2025/07/25/bridge">',
}


@pytest.mark.parametrize("head", DATES.values(), ids=DATES)
def test_the_date_of_each_source(head: str) -> None:
    article = read(page(f"<title>Bridge reopens</title>{head}"), body="no")
    assert str(article.published[0].when)[:10] == "2025-07-25"


def test_the_rest_of_the_head() -> None:
    head = (
        '<title>Bridge reopens</title><meta name="description" content="Trams run again.">'
        f'<link rel="canonical" href="{URL}"><meta property="og:site_name" content="The Post">'
        '<meta property="og:image" content="/b.jpg"><meta property="og:image:width" content="1200">'
        '<meta property="og:image:alt" content="A bridge"><meta property="article:section" content="Local">'
        '<meta name="news_keywords" content="bridge, trams"><meta property="article:modified_time" content="2025-07-26T08:00:00Z">'
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"><meta name="copyright" content="© The Post">'
        f'<link rel="alternate" hreflang="de" href="{URL}/de"><link rel="alternate" hreflang="en" href="{URL}">'
        '<meta property="article:content_tier" content="locked">'
    )
    article = read(page(head), body="no")
    assert article.canonical_url == URL
    assert article.summary[0].text == "Trams run again."
    assert article.publisher is not None
    assert article.publisher.name == "The Post"
    assert article.images[0].url == "https://post.example/b.jpg"
    assert (article.images[0].width, article.images[0].alt) == (1200, "A bridge")
    assert article.section == ("Local",)
    assert article.keywords == ("bridge", "trams")
    assert str(article.content_modified) == "2025-07-26 08:00:00+00:00"
    assert article.license_url == "https://creativecommons.org/licenses/by/4.0/"
    assert article.copyright_notice[0].text == "© The Post"
    assert [(link.href, link.lang, link.rel) for link in article.related] == [
        (f"{URL}/de", "de", "translation")
    ]
    assert (article.language, article.is_free) == ("en", False)


# --- sources that differ -------------------------------------------------------------------------


def test_sources_that_differ_are_said() -> None:
    issues: list[Issue] = []
    head = (
        block(DATA)
        + '<meta property="og:title" content="Another thing altogether"><meta name="author" content="Ana Lima">'
        '<meta property="article:published_time" content="2025-07-20T08:00:00Z"><link rel="canonical" href="https://post.example/other">'
    )
    article = read(page(head), issues, body="no")
    assert article.headline == "Bridge reopens"
    assert article.authors[0].name == "Jane Doe"
    assert {issue.rule for issue in issues} >= {"JP001", "JP002", "JP003", "JP004"}
    said = next(issue for issue in issues if issue.rule == "JP002")
    assert "og:title" in said.message
    assert said.line is not None


@pytest.mark.parametrize(
    ("data", "og", "h1", "title", "headline"),
    [
        # What the title of the page repeats is the headline, the other was made for social networks.
        ("Bridge reopens", "You will not believe this bridge", "Bridge reopens", "Bridge reopens | The Post", "Bridge reopens"),
        ("Bridge opens for seo reasons", "Bridge reopens", "Bridge reopens", "Bridge reopens | The Post", "Bridge reopens"),
        # A kicker is told from the headline where one source leaves it out.
        ("Trams: Bridge reopens", "Bridge reopens", "Trams: Bridge reopens", "Trams: Bridge reopens", "Bridge reopens"),
        # Two kickers before one headline.
        ("Harbour: Bridge reopens at last", "Harbour: Bridge reopens at last", "Trams - Bridge reopens at last", "x", "Bridge reopens at last"),
    ],
)  # fmt: skip
def test_headlines_are_weighed(data: str, og: str, h1: str, title: str, headline: str) -> None:
    head = (
        f'{block({**DATA, "headline": data})}<meta property="og:title" content="{og}"><title>{title}</title>'
    )
    assert read(page(head, f"<h1>{h1}</h1>"), body="no").headline == headline


def test_a_preview_in_slightly_other_words_is_the_headline_without_its_kicker() -> None:
    data = "Ferries: Harbour bridge reopens to trams after three long winters"
    preview = "Harbour bridge reopens to trams after three winters"
    head = f'{block({**DATA, "headline": data})}<meta property="og:title" content="{preview}">'
    shown = f"<h1>{data}</h1>"
    assert read(page(f"{head}<title>{data}</title>", shown), body="no").headline == preview
    # What the card for Twitter repeats is written for social networks; other words are another text.
    card = f'<meta name="twitter:title" content="{preview}">'
    assert read(page(f"{head}{card}<title>{data}</title>", shown), body="no").headline == data
    other = head.replace(preview, "Trams are back on the harbour bridge for the first time")
    assert read(page(f"{other}<title>{data}</title>", shown), body="no").headline == data


def test_the_spelling_is_that_of_most_sources() -> None:
    curly, straight = "Bridge ‘reopens’ to trams", "Bridge 'reopens' to trams"
    head = f'{block({**DATA, "headline": curly})}<meta property="og:title" content="{straight} | The Post">'
    site = '<meta property="og:site_name" content="The Post">'
    text = page(f"{head}{site}<title>{straight} | The Post</title>", f"<h1>{curly}</h1>")
    assert read(text, body="no").headline == straight
    text = page(f"{head}{site}<title>{curly} | The Post</title>", f"<h1>{curly}</h1>")
    assert read(text, body="no").headline == curly


def test_what_follows_the_heading_in_a_preview_is_no_headline() -> None:
    said = "Harbour bridge reopens - Jane Doe and John Smith"
    head = f'<meta property="og:title" content="{said}"><title>{said}</title>'
    assert read(page(head, "<h1>Harbour bridge reopens</h1>"), body="no").headline == "Harbour bridge reopens"
    assert read(page(head, "<h1>News</h1>"), body="no").headline == said


def test_the_name_of_the_site_is_no_part_of_the_headline() -> None:
    assert without_site("Bridge reopens | DW | 19.01.2020", ["DW"]) == "Bridge reopens"
    assert without_site("Bridge reopens - 2020", ["DW"]) == "Bridge reopens - 2020"
    assert without_site("Bridge reopens | Local | The Post", ["The Post"]) == "Bridge reopens | Local"
    assert without_site("The Post: Bridge reopens", ["The Post"]) == "The Post: Bridge reopens"
    assert without_site("Bridge reopens – post.example", ["post.example"]) == "Bridge reopens"
    assert without_site("Post office - what next?", ["The Post"]) == "Post office - what next?"


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("Jane Doe and John Smith", ["Jane Doe", "John Smith"]),
        ("Jane Doe (jdo)", ["Jane Doe"]),
        ("Jane Doe, Transport Correspondent", ["Jane Doe"]),
        ("Martin Luther King, Jr.", ["Martin Luther King, Jr."]),
    ],
)
def test_a_byline_as_the_name_of_an_author(name: str, people: list[str]) -> None:
    data = {**DATA, "author": {"@type": "Person", "name": name}}
    assert [one.name for one in read(page(block(data)), body="no").authors] == people


def test_an_organisation_as_author_gives_way_to_people() -> None:
    data = {**DATA, "author": {"@type": "Organization", "name": "The Post"}}
    article = read(page(block(data), '<article><p class="byline">By Jane Doe</p></article>'), body="no")
    assert [one.name for one in article.authors] == ["Jane Doe"]
    assert [one.name for one in read(page(block(data)), body="no").authors] == ["The Post"]


def test_of_several_articles_the_one_of_the_page_is_read() -> None:
    others = [{**DATA, "url": f"https://post.example/{n}", "headline": f"Other {n}"} for n in range(3)]
    issues: list[Issue] = []
    head = block([*others, DATA]) + f'<link rel="canonical" href="{URL}">'
    assert read(page(head), issues, body="no").headline == "Bridge reopens"
    assert any("3 more articles" in issue.message for issue in issues)


def test_a_clip_on_the_page_is_not_the_article() -> None:
    clip = {
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": "A clip",
        "contentUrl": "https://post.example/c.mp4",
    }
    article = read(page(block(clip) + "<title>Bridge reopens</title>", "<h1>Bridge reopens</h1>"), body="no")
    assert (article.item_type, article.headline) == ("text", "Bridge reopens")
    video = '<meta property="og:type" content="video.other">'
    article = read(page(block(clip) + video, "<h1>A clip</h1>"), body="no")
    assert (article.item_type, article.renditions[0].url) == ("video", "https://post.example/c.mp4")


def test_a_page_of_teasers_is_none_of_them() -> None:
    teasers = [{**DATA, "url": f"https://post.example/{n}", "headline": f"Other {n}"} for n in range(9)]
    issues: list[Issue] = []
    head = (
        block(teasers) + '<title>Local news</title><link rel="canonical" href="https://post.example/local">'
    )
    article = read(page(head), issues, body="no")
    assert article.headline == "Local news"
    assert any("lists 9 articles" in issue.message for issue in issues)


def test_what_one_source_leaves_open_the_next_fills() -> None:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge reopens"}
    micro = (
        '<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="headline" content="Bridge reopens">'
        '<meta itemprop="datePublished" content="2025-07-25"><meta itemprop="articleSection" content="Local"></div>'
    )
    article = read(page(block(data), micro), body="no")
    assert article.section == ("Local",)
    assert str(article.published[0].when) == "2025-07-25"


def test_where_each_value_came_from(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        page(
            block(DATA) + '\n<meta name="description" content="Trams run again.">', "<h1>Bridge reopens</h1>"
        )
    )
    done = command("convert", str(path), "--to", "json", "--explain", "-O", "body=no")
    assert done.code == 0
    lines = done.err.splitlines()
    assert any(line.endswith("headlines: 'Bridge reopens' from JSON-LD headline, line 4") for line in lines)
    assert any(line.endswith("summary: 'Trams run again.' from description, line 5") for line in lines)


# --- text ----------------------------------------------------------------------------------------


def test_the_text_keeps_its_markup() -> None:
    pytest.importorskip("trafilatura")
    body = (
        f'<nav><a href="/">Home</a></nav><main><article><h1>Bridge reopens</h1><p>{TEXT[0]}</p>'
        f'<figure><img src="/b.jpg" alt="A tram"><figcaption>The first tram.</figcaption></figure>'
        f'<h2>Two years of repairs</h2><p>{TEXT[1]} <a href="/more">More of it</a> and <strong>bold</strong>.</p>'
        f"<ul><li>Trams run every ten minutes from the station to the harbour.</li><li>Ferries run until June.</li></ul>"
        f"<blockquote><p>We have waited long enough, and I mean to cross it twice a day.</p></blockquote><p>{TEXT[2]}</p>"
        "<script>evil()</script></article></main><footer><p>All rights reserved. Subscribe to our newsletter.</p></footer>"
    )
    article = read(page(block(DATA), body))
    kinds = [node.kind for node in article.body]
    assert kinds == ["paragraph", "figure", "heading", "paragraph", "list", "quote", "paragraph"]
    figure = article.body[1]
    assert figure.media.url == "https://post.example/b.jpg"
    assert "evil" not in str(article.body)
    assert "Subscribe" not in article.plain_text()
    links = [node.href for node in article.walk() if getattr(node, "kind", "") == "link"]
    assert links in (["/more"], ["https://post.example/more"])


def test_without_the_extra_the_data_says_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    issues: list[Issue] = []
    article = read(page(block({**DATA, "articleBody": "One.\n\nTwo."}), ARTICLE), issues)
    assert article.plain_text() == "One.\n\nTwo."
    assert any("newsml[web]" in issue.message for issue in issues)
    article = read(page(block(DATA), ARTICLE), issues)
    assert article.body == ()
    assert issues[-1].severity == "warning"


def test_the_text_can_be_that_of_the_data() -> None:
    article = read(page(block({**DATA, "articleBody": "One.\n\nTwo."}), ARTICLE), body="data")
    assert article.plain_text() == "One.\n\nTwo."


@pytest.mark.parametrize(
    "folder", sorted(Path("samples").glob("*/expected.html")), ids=lambda p: p.parent.name
)
def test_own_pages_read_back(folder: Path) -> None:
    article = read(folder.read_bytes())
    source = newsml.loads((folder.parent / "expected.json").read_bytes(), "json", kind=Article)
    assert article.headline == " ".join((source.headline or "").split())
    if source.authors:
        assert [one.name for one in article.authors] == [one.label(source.language) for one in source.authors]
    words = source.plain_text().split()
    found = article.plain_text().split()
    assert len([word for word in words if word in found]) >= len(words) * 0.95


# --- what breaks pages ---------------------------------------------------------------------------

ENCODINGS = {
    "utf-8 mark": ("utf-8-sig", "", {}),
    "utf-16 mark": ("utf-16", "", {}),
    "meta": ("windows-1251", '<meta charset="windows-1251">', {}),
    "http-equiv": (
        "shift_jis",
        '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">',
        {},
    ),
    "header": ("euc-kr", "", {"charset": "euc-kr"}),
    "saved as utf-8 under an old meta": ("utf-8", '<meta charset="gb2312">', {}),
}
LETTERS = {
    "windows-1251": "Мост снова открыт для трамваев",
    "shift_jis": "港の橋が再開した",
    "euc-kr": "항구 다리가 다시 열렸다",
}


@pytest.mark.parametrize(("codec", "head", "options"), ENCODINGS.values(), ids=ENCODINGS)
def test_encodings(codec: str, head: str, options: dict[str, str]) -> None:
    headline = LETTERS.get(codec, "Мост снова открыт — 橋が再開")
    data = page(f"{head}<title>{headline}</title>", f"<h1>{headline}</h1>").encode(codec)
    assert read(data, body="no", **options).headline == headline


BROKEN = {
    "no head": f"<h1>Bridge reopens</h1><p>{TEXT[0]}",
    "unclosed": page(block(DATA), f"<div><p><b>{TEXT[0]}<p>{TEXT[1]}</div></span></i>"),
    "attributes": page(block(DATA), '<p class="a" class=b id=\'c" onclick=x>text</p><h1 =>Bridge</h1>'),
    "nul": page(block(DATA), "a\0b"),
    "script never ends": page(block(DATA), "<script>var a = '"),
    "comment never ends": page(block(DATA), "<!-- "),
    "xhtml": '<?xml version="1.0" encoding="utf-8"?>\n' + page(block(DATA), "", ' xmlns="http://www.w3.org/1999/xhtml"'),
    "entities": '<!DOCTYPE html [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>' + page(block(DATA), "&c;&c;"),
    "deep": page(block(DATA), "<div>" * 30_000 + "x" + "</div>" * 30_000),
    "deep inline": page(block(DATA), "<b><i>" * 3_000 + "x"),
    "many attributes": page(block(DATA), "<p " + " ".join(f"a{n}=1" for n in range(5000)) + ">x</p>"),
    "block broken beside a good one": page('<script type="application/ld+json">{"@type": "NewsArticle", </script>' + block(DATA)),
    "block within comment signs": page(f'<script type="application/ld+json"><!-- {json.dumps(DATA)} --></script>'),
    "entity-encoded block": page('<script type="application/ld+json">' + json.dumps(DATA).replace('"', "&quot;") + "</script>"),
    "block twice": page(block(DATA) * 2),
    "many blocks": page(block(DATA) + block({"@type": "Thing", "name": "x"}) * 1000),
    "cycle": page(block({"@context": "https://schema.org", "@graph": [
        {**DATA, "@id": "#a", "author": {"@id": "#b"}}, {"@id": "#b", "@type": "Person", "name": "Jane Doe", "knows": {"@id": "#b"},
         "worksFor": {"@id": "#c"}}, {"@id": "#c", "@type": "Organization", "name": "C", "employee": {"@id": "#b"}}]})),
    "microdata in itself": page(block(DATA), '<div id="a" itemscope itemref="a b" itemprop="author"><p id="b" itemscope itemref="a" itemprop="author">x</p></div>'),
    "refresh and base": page('<base href="javascript:alert(1)">' + block(DATA)),
}  # fmt: skip


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken_pages_are_read(text: str) -> None:
    article = read(text)
    assert article.headline
    assert newsml.loads(newsml.dumps(article, "json"), "json") == article


def test_a_hostile_page_gives_nothing_that_runs() -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a>"
    data = {
        **DATA,
        "headline": f"Bridge {hostile}",
        "url": "javascript:alert(1)",
        "image": "data:text/html,x",
    }
    body = f"<article><h1>Bridge</h1><p>{TEXT[0]} {hostile}</p><p>{TEXT[1]}</p><p>{TEXT[2]}</p></article>"
    article = read(page(block(data).replace("</script><img", "<\\/script><img"), body))
    hrefs = [node.href for node in article.walk() if getattr(node, "kind", "") == "link"]
    assert not any(href.startswith("javascript:") for href in hrefs)
    assert article.canonical_url is None


def cut_pages() -> Iterator[bytes]:
    whole = page(block({**DATA, "articleBody": "x"}), ARTICLE).encode()
    for end in range(0, len(whole), 97):
        yield whole[:end]


@pytest.mark.parametrize("data", list(cut_pages()))
def test_cut_pages_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(ParseError):
        assert read(data, body="data").headline


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"just text", "no tag"),
        (b"<html><body><p></p></body></html>", "no article"),
    ],
)
def test_what_is_no_page_is_said(data: bytes, said: str) -> None:
    with pytest.raises(ParseError, match=said):
        read(data)


def test_a_page_on_standard_input() -> None:
    done = command(
        "convert", "-", "--from", "html", "--to", "jsonld", "-O", "body=no", stdin=page(block(DATA)).encode()
    )
    assert done.code == 0
    assert json.loads(done.out)["headline"] == "Bridge reopens"

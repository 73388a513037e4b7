"""Odd input of feeds, JSON-LD and pages: read, or refused with a message; nothing wrong is made of it."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest

import newsml
from newsml import Article, Issue, api
from newsml.rules import Context, check_feed
from newsml.webdata.context import Context as JsonLdContext

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
RSS = '<rss version="2.0"><channel><title>t</title><link>https://post.example/</link>{}<item><title>x</title>{}</item></channel></rss>'
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
    "<url><loc>https://post.example/1</loc><news:news><news:publication><news:name>Post</news:name>"
    "<news:language>en</news:language></news:publication><news:publication_date>{}</news:publication_date>"
    "<news:title>Tide breaks wall</news:title></news:news></url></urlset>"
)


def read(text: str, format_name: str, **options: Any) -> tuple[list[Any], list[Issue]]:
    issues: list[Issue] = []
    stream = io.BytesIO(text.encode())
    return list(api.read(stream, None, format_name, report=issues.append, **options)), issues


def checked(text: str, format_name: str) -> set[str]:
    return {i.rule for i in check_feed(io.BytesIO(text.encode()), format_name, context=Context(now=NOW))}


def json_feed(item: str) -> str:
    return f'{{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [{item}]}}'


# --- feeds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format_name", "place", "markup"),
    [
        ("jsonfeed", "feed", "no JSON"),
        ("jsonfeed", "feed", "[1]"),
        ("jsonfeed", "feed", '{"title": NaN}'),
        ("rss", "channel", "<title>x"),
        ("rss", "channel", "</channel><item>"),
        ("atom", "feed", "<a:title>x</a:title>"),
    ],
)
def test_what_a_feed_cannot_hold_is_not_put_back(format_name: str, place: str, markup: str) -> None:
    kept = {"format": format_name, "place": place, "markup": markup}
    article = Article.build({
        "id": "urn:x:1", "headline": "Tide breaks wall", "language": "en", "foreign": [kept],
        "content_modified": "2025-07-25T10:00:00Z",
    })  # fmt: skip
    issues: list[Issue] = []
    data = newsml.dumps(article, format_name, report=issues.append)
    assert [one.headline for one in read(data.decode(), format_name)[0]] == ["Tide breaks wall"]
    assert any("foreign" in issue.path for issue in issues)


def test_numbers_of_a_json_feed_beyond_all_measure() -> None:
    attachment = '{"url": "https://post.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1e999, "duration_in_seconds": 1e999}'
    item = f'{{"id": "1", "content_text": "Words.", "_own": 1e999, "attachments": [{attachment}]}}'
    (article,), _ = read(json_feed(item), "jsonfeed")
    (clip,) = article.audio
    assert (clip.size, clip.duration) == (None, None)
    assert "Infinity" not in newsml.dumps(article, "jsonfeed").decode()


def test_rules_on_numbers_of_thousands_of_digits() -> None:
    hours = f"<skipHours><hour>{'9' * 5000}</hour></skipHours>"
    image = f"<image><url>https://post.example/i.png</url><width>{'9' * 5000}</width></image>"
    assert {"FD119", "FD114"} <= checked(RSS.format(hours + image, ""), "rss")
    assert "FD503" in checked(json_feed('{"id": "1", "content_text": "x", "authors": 5}'), "jsonfeed")


@pytest.mark.parametrize(
    "date", ["9999-12-31", "0001-01-01", "9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+05:00"]
)
def test_the_first_and_last_days_of_the_calendar_in_sitemaps(date: str) -> None:
    text = SITEMAP.format(date)
    assert checked(text, "news-sitemap") & {"FD408", "FD409"}
    (article,), _ = read(text, "news-sitemap")
    issues: list[Issue] = []
    data = newsml.dumps(article, "news-sitemap", now=NOW, report=issues.append)
    assert b"<url>" not in data
    assert any("not within the last two days" in issue.message for issue in issues)


def test_long_head_of_a_json_feed() -> None:
    said = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Post",
            "_a": "a" * 150_000,
            "_b": "b" * 90_000,
        }
    )
    articles, issues = read(
        f'{said[:-1]}, "_c": 1, "items": [{{"id": "1", "title": "x", "content_text": "y"}}]}}', "jsonfeed"
    )
    (kept,) = (part for part in articles[0].foreign if part.place == "feed")
    assert json.loads(kept.markup).keys() == {"version", "title", "_a", "_c"}
    (loss,) = (issue for issue in issues if issue.rule == "UNKNOWN")
    assert "_b is not kept" in loss.message


# --- JSON-LD -------------------------------------------------------------------------------------


def json_ld(**facts: Any) -> str:
    return json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Tide", **facts})


def test_prefixes_that_explain_each_other() -> None:
    context = {"@vocab": "https://schema.org/", "a": "b:x", "b": "a:y", "c": "c:z"}
    data = {
        "@context": context,
        "@type": "NewsArticle",
        "headline": "Tide",
        "a:foo": "1",
        "c:foo": "2",
        "@id": "a:1",
    }
    (article,), _ = read(json.dumps(data), "jsonld")
    assert article.headline == "Tide"


def test_prefixes_by_way_of_others() -> None:
    context = JsonLdContext(
        terms={"s": "https://schema.org/", "t": "s:", "w": "https://wire.example/", "v": "w:terms/"}
    )
    assert [context.name(key) for key in ("s:headline", "t:headline", "v:desk")] == [
        "headline", "headline", "https://wire.example/terms/desk",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999"])
def test_numbers_that_are_none_are_not_written_again(number: str) -> None:
    data = f'{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Tide", "wordCount": {number}, "a:b": [{number}]}}'
    (article,), _ = read(data, "jsonld")
    issues: list[Issue] = []
    written = json.loads(newsml.dumps(article, "jsonld", report=issues.append))
    assert "wordCount" not in written
    assert [issue for issue in issues if issue.path.startswith("foreign")]


ODD_ADDRESSES = ("http://[::1", "http://[x]/a", "https://a\u2100b.example/1", "http://")


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_addresses_that_are_none(address: str) -> None:
    facts = json_ld(url=address, mainEntityOfPage=f"{address}/a", image=address, **{"@id": address})
    assert read(facts, "jsonld")[0]
    head = f'<title>Tide</title><link rel="canonical" href="{address}"><meta property="og:url" content="{address}/a">'
    picture = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "ImageObject",
            "contentUrl": "/i.jpg",
            "mainEntityOfPage": address,
        }
    )
    blocks = "".join(f'<script type="application/ld+json">{one}</script>' for one in (facts, picture))
    text = f"<!DOCTYPE html><head>{head}{blocks}</head><body><h1>Tide</h1><p>Words.</body>"
    for base in ("", address, "https://post.example/a"):
        (article,), _ = read(text, "html", base=base)
        assert article.headline == "Tide"


# --- pages ---------------------------------------------------------------------------------------

CAMEL = (
    '<article itemScope itemType="https://schema.org/NewsArticle"><h1 itemProp="headline">Tide breaks wall</h1>'
    '<span itemProp="datePublished" content="2025-07-25">today</span></article>'
)


def small(text: str) -> str:
    return re.sub("item[A-Z]", lambda found: found[0].lower(), text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("change", [str, small, lambda text: text.replace("item", "ITEM")])
def test_microdata_in_any_case_and_encoding(change: Any, encoding: str) -> None:
    page = f"<!DOCTYPE html><html><head></head><body>{change(CAMEL)}</body></html>".encode(encoding)
    (article,) = api.read(io.BytesIO(page), None, "html")
    assert str(article.published[0].when) == "2025-07-25"
    issues: list[Issue] = []
    own = Article.build({"headline": "Tide breaks wall"})
    assert newsml.embed(page, own, report=issues.append) == page
    assert ["microdata" in issue.message for issue in issues] == [True]


@pytest.mark.parametrize("change", [str, small])
def test_microdata_that_differs_in_any_case(change: Any) -> None:
    from newsml.rules.jsonld import check_page

    block = f'<script type="application/ld+json">{json_ld(datePublished="2024-01-01")}</script>'
    page = f"<!DOCTYPE html><html><head>{block}</head><body>{change(CAMEL)}</body></html>"
    assert "JL211" in {issue.rule for issue in check_page(page.encode())}


def test_microdata_in_a_template_is_none() -> None:
    template = '<template><div><span itemprop="headline">{{title}}</span></div></template>'
    page = CAMEL.replace("<h1", f"{template}<h1").replace(">", ">", 1)
    (article,), _ = read(f"<html><body>{page}</body></html>", "html")
    assert [headline.text for headline in article.headlines] == ["Tide breaks wall"]


def test_a_publisher_without_id_is_not_the_article() -> None:
    other = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": "https://post.example/#o",
        "name": "The Post",
        "url": "https://post.example/",
    }
    page = f'<!DOCTYPE html><head><title>Tide</title><script type="application/ld+json">{json.dumps(other)}</script></head>'
    article = Article.build({"headline": "Tide", "publisher": "The Post"})
    embedded = newsml.embed(page.encode(), article).decode()
    block = json.loads(embedded.partition('id="newsml-jsonld">')[2].partition("</script>")[0])
    assert block["publisher"]["@id"] == "https://post.example/#o"


# --- nothing lost without a word -----------------------------------------------------------------

GML = 'xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml"'
RING = "<gml:LinearRing><gml:posList>1 1 1 5 5 5 1 1</gml:posList></gml:LinearRing>"


def kept(article: Any) -> list[str]:
    return [one.place.rpartition("/")[2] for one in article.foreign if "/" in one.place]


def test_places_of_several_parts() -> None:
    def placed(shapes: str) -> tuple[Any, list[str]]:
        (article,), _ = read(RSS.format("", f"<georss:where {GML}>{shapes}</georss:where>"), "rss")
        return article.places[0] if article.places else None, kept(article)

    line, rest = placed("<gml:LineString><gml:pos>1 2</gml:pos><gml:pos>3 4</gml:pos></gml:LineString>")
    assert ([(p.latitude, p.longitude) for p in line.lines[0].points], rest) == ([(1, 2), (3, 4)], [])
    hole, rest = placed(
        f"<gml:Polygon><gml:exterior>{RING}</gml:exterior><gml:interior>{RING}</gml:interior></gml:Polygon>"
    )
    assert (len(hole.polygons[0].points), rest) == (4, ["georss:where"])
    first, rest = placed(
        "<gml:Point><gml:pos>1 2</gml:pos></gml:Point><gml:Point><gml:pos>3 4</gml:pos></gml:Point>"
    )
    assert (first.geo.latitude, rest) == (1, ["georss:where"])
    assert placed("<gml:MultiPoint><gml:pos>1 2</gml:pos></gml:MultiPoint>") == (None, ["georss:where"])


def test_what_is_said_of_all_files_and_each_contradicts() -> None:
    media = 'xmlns:media="http://search.yahoo.com/mrss/"'
    item = (
        f'<media:content {media} url="https://post.example/1.jpg" medium="image"><media:copyright>Jane</media:copyright>'
        f"</media:content><media:copyright {media}>The Post</media:copyright>"
    )
    (article,), _ = read(RSS.format("", item), "rss")
    assert article.images[0].copyright_notice == "Jane"
    assert kept(article) == ["media:copyright"]


def test_players_of_google() -> None:
    google = 'xmlns:googleplay="http://www.google.com/schemas/play-podcasts/1.0"'
    item = f"<googleplay:description {google}>On the tide.</googleplay:description><googleplay:author {google}>Jane Doe</googleplay:author>"
    (article,), _ = read(RSS.format("", item), "rss")
    assert (article.summary[0].text, article.authors[0].name, kept(article)) == (
        "On the tide.",
        "Jane Doe",
        [],
    )


def test_pictures_of_a_sitemap_that_cannot_be_read() -> None:
    image = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    picture = f"<image:image {image}><image:loc>no address</image:loc><image:title>One</image:title><image:title>Two</image:title></image:image>"
    text = SITEMAP.format("2026-03-01").replace("</url>", f"{picture}</url>")
    (article,), _ = read(text, "news-sitemap")
    assert [one.markup.partition(">")[2].partition("<")[0] for one in article.foreign] == [
        "no address",
        "Two",
    ]


def test_a_json_feed_with_replacement_characters_is_not_called_broken() -> None:
    item = '{"id": "1", "content_text": "Tide \ufffd breaks wall"}'
    assert not [issue for issue in read(json_feed(item), "jsonfeed")[1] if issue.rule == "ENCODING"]
    issues: list[Issue] = []
    data = json_feed(item).encode().replace(b"Tide", b"T\xefde") + b" " * 600_000 + b"\xff"
    (article,) = api.read(io.BytesIO(data), None, "jsonfeed", report=issues.append)
    assert "T\ufffdde" in article.plain_text()
    assert [issue.rule for issue in issues if issue.rule == "ENCODING"] == ["ENCODING"]


def test_the_difference_of_a_page_with_other_line_ends() -> None:
    from newsml.cli.embed_output import difference

    old = "<p>a\u2028b\rc\n<p>d\n<p>e".encode()
    said = difference("page.html", old, old.replace(b"d", b"x"))
    assert said.count("No newline at end of file") == 1
    assert "-<p>d\n+<p>x\n" in said


def test_pictures_of_authors_and_more_of_attachments_go_back_to_a_json_feed() -> None:
    authors = [
        {"name": "Jane Doe", "avatar": "https://post.example/j.png"},
        {"url": "https://post.example/r", "_role": "editor"},
    ]
    files = [{"url": "https://post.example/a.mp3", "mime_type": "audio/mpeg", "_chapters": [1, 2]}]
    item = {"id": "1", "content_text": "Words.", "authors": authors, "attachments": files}
    (article,), _ = read(json_feed(json.dumps(item)), "jsonfeed")
    issues: list[Issue] = []
    written = json.loads(newsml.dumps(article, "jsonfeed", report=issues.append))["items"][0]
    assert (written["authors"], written["attachments"]) == (authors, files)
    assert {issue.path for issue in issues if issue.rule == "LOSS"} <= {"publisher.name"}
    other = article.model_copy(update={"authors": article.authors[1:]})
    newsml.dumps(other, "jsonfeed", report=issues.append)
    assert "authors" in {issue.path for issue in issues if issue.rule == "LOSS"}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("isAccessibleForFree", [False, True]),
        ("version", ["2", "3"]),
        ("creativeWorkStatus", ["usable", "Draft"]),
        ("digitalSourceType", ["https://schema.org/DigitalCaptureDigitalSource", "https://wire.example/x"]),
        ("printPage", ["A1", "A7"]),
        ("copyrightYear", [2025, 2026]),
    ],
)
def test_second_values_of_what_has_one(name: str, values: list[Any]) -> None:
    (article,), _ = read(json_ld(**{name: values}), "jsonld")
    written = json.loads(newsml.dumps(article, "jsonld", profile="full"))
    assert sorted(map(str, written[name])) == sorted(map(str, values))


def test_values_of_one_list_that_the_model_refuses() -> None:
    from newsml.options import ReadOptions
    from newsml.webdata.finishing import finished

    issues: list[Issue] = []
    dates = ["soon", "2026-01-01", "later", "2026-02-02"]
    article = finished({"expires": dates, "headlines": ["Tide"]}, issues.append, ReadOptions(), dict)
    assert [str(date) for date in article.expires] == ["2026-01-01", "2026-02-02"]
    assert [issue.path for issue in issues if "left out" in issue.message] == ["expires.0", "expires.2"]


def test_lines_of_each_of_several_articles() -> None:
    context = {"@context": "https://schema.org"}
    made = [
        {"@type": "NewsArticle", "headline": f"Tide {n}", "datePublished": "2025-07-25", "author": f"A{n} B"}
        for n in range(4)
    ]
    shapes = [
        [{**context, **one} for one in made],
        {**context, "@graph": [{"@type": "WebPage", "mainEntity": made[0]}, *made[1:]]},
        {
            **context,
            "@type": "ItemList",
            "itemListElement": [{"@type": "ListItem", "item": one} for one in made],
        },
    ]
    for shape in shapes:
        text = json.dumps(shape, indent=1)
        told: list[dict[str, str]] = []
        articles, _ = read(text, "jsonld", sources=told.append)
        assert len(articles) == len(told) == 4
        for article, origins in zip(articles, told, strict=True):
            line = text.split("\n")[int(origins["headlines"].rpartition(" ")[2]) - 1]
            assert json.dumps(article.headline) in line


@pytest.mark.parametrize("id", ["\ud800", "https://post.example/\ud800", "\0x"])
def test_half_characters_in_ids(id: str) -> None:
    update = {"@type": "BlogPosting", "@id": id, "headline": "Wall holds"}
    (article,), _ = read(
        json_ld(**{"@id": id, "liveBlogUpdate": [update], "about": {"@id": id, "name": "Tides"}}), "jsonld"
    )
    assert newsml.loads(newsml.dumps(article, "json"), "json") == article


KINDS = ("5", "true", '["x"]', '{"a": "b"}', "[[]]", "1e999", '""', "[5]", '[{"url": 5}]')


@pytest.mark.parametrize("value", KINDS)
@pytest.mark.parametrize(
    "name",
    [
        "id",
        "url",
        "title",
        "summary",
        "content_html",
        "image",
        "authors",
        "author",
        "tags",
        "attachments",
        "date_published",
        "language",
    ],
)
def test_members_of_a_json_feed_of_any_kind(name: str, value: str) -> None:
    text = json_feed(f'{{"id": "1", "content_text": "Words.", "{name}": {value}}}').replace(
        '"title": "Post"', f'"title": {value}'
    )
    assert checked(text, "jsonfeed")
    for article in read(text, "jsonfeed")[0]:
        newsml.dumps(article, "jsonfeed")

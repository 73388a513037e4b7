"""Entries of other sites in one feed: where they were taken from, and whose the feed is."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from newsml import Article, Issue, api
from newsml.site import site_of
from tests.cli import newsml as run

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
POST = """<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>The Post</title>
<link>https://post.example/</link><description>Post</description><sy:updatePeriod>hourly</sy:updatePeriod>
<item><title>Tide</title><guid isPermaLink="false">p1</guid><pubDate>Fri, 25 Jul 2025 14:30:00 GMT</pubDate></item></channel></rss>"""
COURIER = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Courier</title><id>urn:x:courier</id>
<updated>2025-07-25T15:00:00Z</updated><rights>© Courier</rights><link rel="self" href="https://courier.example/atom"/>
<link href="https://courier.example/"/><entry><id>urn:x:c1</id><title>Ferry</title><updated>2025-07-25T14:00:00Z</updated>
<link href="https://courier.example/1"/></entry></feed>"""


def read(text: str | bytes) -> list[Article]:
    data = text.encode() if isinstance(text, str) else text
    return [one for one in api.read(io.BytesIO(data), "feed.xml") if isinstance(one, Article)]


def written(articles: list[Article], format_name: str, **options: Any) -> tuple[bytes, list[Issue]]:
    issues: list[Issue] = []
    pieces = api.write(articles, format_name, report=issues.append, **{"now": NOW, "stamp": NOW, **options})
    return b"".join(pieces), issues


def test_rss_names_the_source_of_what_is_from_another_site() -> None:
    data, issues = written([*read(POST), *read(COURIER)], "rss", title="All", link="https://all.example/")
    sources = etree.fromstring(data).findall("channel/item/source")
    assert [(one.text, one.get("url")) for one in sources] == [
        ("The Post", "https://post.example/"),
        ("The Courier", "https://courier.example/"),
    ]
    assert not [issue for issue in issues if "publisher.url" in issue.message]
    again = read(data)
    assert [article.provider and article.provider.url for article in again] == [
        "https://post.example/",
        "https://courier.example/",
    ]
    twice, _ = written(again, "rss", title="All", link="https://all.example/")
    assert twice.count(b"<source ") == 2
    assert read(twice)[1].provider == again[1].provider


def test_atom_copies_what_the_source_says_of_itself_and_keeps_it() -> None:
    data, _ = written([*read(POST), *read(COURIER)], "atom", title="All", link="https://all.example/")
    post, courier = etree.fromstring(data).findall(f"{ATOM}entry/{ATOM}source")
    assert [child.tag for child in post] == [f"{ATOM}title", f"{ATOM}link"]
    assert courier.findtext(f"{ATOM}id") == "urn:x:courier"
    assert courier.findtext(f"{ATOM}updated") == "2025-07-25T15:00:00Z"
    assert [link.get("rel") for link in courier.findall(f"{ATOM}link")] == ["alternate", "self"]
    again = read(data)
    assert again[1].provider is not None
    assert (again[1].provider.name, again[1].provider.url) == ("The Courier", "https://courier.example/")
    assert again[1].copyright_notice[0].text == "© Courier"
    twice, issues = written(again, "atom", title="All", link="https://all.example/")
    (kept,) = etree.fromstring(twice).xpath("//*[local-name()='source'][*[local-name()='id']]")
    assert etree.tostring(kept, method="c14n") == etree.tostring(courier, method="c14n")
    assert not [issue for issue in issues if issue.path.startswith("provider")]


def test_a_changed_provider_is_written_in_place_of_the_kept_source() -> None:
    (article,) = read(written(read(COURIER), "atom", title="All", link="https://all.example/")[0])
    changed = article.model_copy(
        update={"provider": article.provider.model_copy(update={"name": "Courier & Co"})}
    )  # type: ignore[union-attr]
    data, issues = written([changed], "atom", title="All", link="https://all.example/")
    (source,) = etree.fromstring(data).iter(f"{ATOM}source")
    assert source.findtext(f"{ATOM}title") == "Courier & Co"
    assert source.find(f"{ATOM}id") is None
    assert any(issue.path == "provider" for issue in issues), "the rest of the source is reported"


def test_an_entry_without_author_is_not_by_the_feed_that_lists_it() -> None:
    data, _ = written(read(POST), "atom", title="All", link="https://all.example/")
    assert etree.fromstring(data).findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == "The Post"


@pytest.mark.parametrize("format_name", ["rss", "atom"])
def test_what_the_site_publishes_itself_has_no_source(format_name: str) -> None:
    site = site_of({"publisher": {"name": "The Post Group", "url": "https://www.post.example/"}})
    data, _ = written(read(POST), format_name, site=site)
    assert b"<source" not in data
    data, issues = written(read(POST), format_name)
    assert b"<source" not in data
    assert not [issue for issue in issues if issue.severity == "warning" and issue.rule == "SUPPLIED"]


def test_that_a_feed_takes_the_title_of_its_first_article_is_said_once() -> None:
    articles = [*read(POST), *read(COURIER), *read(COURIER.replace("c1", "c2"))]
    _, issues = written(articles, "rss")
    (said,) = [issue for issue in issues if issue.rule == "SUPPLIED" and issue.severity == "warning"]
    assert "The Post" in said.message
    assert "The Courier" in said.message
    _, issues = written(articles, "rss", title="All", link="https://all.example/")
    assert not [issue for issue in issues if issue.rule == "SUPPLIED" and issue.severity == "warning"]


def test_several_inputs_are_none_of_their_feeds(tmp_path: Path) -> None:
    (tmp_path / "post.xml").write_text(POST)
    (tmp_path / "courier.xml").write_text(COURIER)
    done = run("convert", str(tmp_path / "courier.xml"), str(tmp_path / "post.xml"), "--to", "atom")
    assert "takes title and page from its first article (The Courier)" in done.err
    feed = etree.fromstring(done.out)
    assert feed.findtext(f"{ATOM}id") != "urn:x:courier"
    assert all(link.get("rel") != "self" for link in feed.findall(f"{ATOM}link"))
    alone = run("convert", str(tmp_path / "courier.xml"), "--to", "atom")
    assert etree.fromstring(alone.out).findtext(f"{ATOM}id") == "urn:x:courier"


def test_a_channel_with_modules_of_rss_1_is_kept() -> None:
    data, _ = written(read(POST), "rss")
    assert b"updatePeriod" in data


def test_an_agency_is_a_source_and_the_house_itself_is_none() -> None:
    site = site_of({"publisher": {"name": "The Post", "url": "https://post.example/"}})
    fields = {"id": "urn:x:1", "headline": "Tide", "language": "en", "published": "2025-07-25T14:30:00Z"}
    for name, wanted in (("Marsh Wire", ["Marsh Wire"]), ("The Post", [])):
        article = Article.build({**fields, "provider": {"name": name}})
        data, issues = written([article], "atom", site=site)
        assert [
            one.findtext(f"{ATOM}title") for one in etree.fromstring(data).iter(f"{ATOM}source")
        ] == wanted
        assert any(issue.path == "provider.name" for issue in issues) is not bool(wanted)

"""Several versions of an article in one run: the newest is listed, and what was withdrawn is not."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree

from newsml import Article, Issue, api
from newsml.feeds.listing import Listing

NOW = datetime(2025, 7, 26, tzinfo=UTC)
FORMATS = ["rss", "atom", "jsonfeed", "news-sitemap"]


def made(headline: str, *, id: str = "urn:x:1", **fields: Any) -> Article:
    number = id.rpartition(":")[2]
    return Article.build(
        {
            "id": id, "headline": headline, "language": "en", "canonical_url": f"https://post.example/{number}",
            "publisher": {"name": "The Post", "url": "https://post.example/"}, "published": "2025-07-25T14:00:00Z",
            **fields,
        }
    )  # fmt: skip


def written(format_name: str, *articles: Article) -> tuple[list[str], list[Issue], bytes]:
    """The headlines that a feed lists, what is said of versions, and the feed."""
    issues: list[Issue] = []
    data = b"".join(api.write(articles, format_name, report=issues.append, now=NOW, stamp=NOW))
    if format_name == "jsonfeed":
        titles = [item["title"] for item in json.loads(data)["items"]]
    else:
        entries = "//*[local-name()='item' or local-name()='entry' or local-name()='url']"
        titles = etree.fromstring(data).xpath(f"{entries}//*[local-name()='title'][1]/text()")
    said = [issue for issue in issues if issue.path in ("id", "canonical_url", "pub_status")]
    return titles, said, data


OLD = made("Tide", content_modified="2025-07-25T14:30:00Z")
NEW = made("Tide breaks wall", content_modified="2025-07-25T16:30:00Z")
OTHER = made("Ferry", id="urn:x:2")


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_newer_version_takes_the_place(format_name: str) -> None:
    titles, said, _ = written(format_name, OLD, OTHER, NEW)
    assert titles == ["Ferry", "Tide breaks wall"]
    assert [issue.severity for issue in said] == ["info"]
    assert "2025-07-25T16:30:00+00:00 takes the place of the older" in said[0].message


@pytest.mark.parametrize("format_name", FORMATS)
def test_an_older_version_is_left_out(format_name: str) -> None:
    titles, said, _ = written(format_name, NEW, OTHER, OLD)
    assert titles == ["Tide breaks wall", "Ferry"]
    assert [issue.severity for issue in said] == ["info"]


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_number_of_a_version_counts_before_its_dates(format_name: str) -> None:
    older = made("Tide", version="3", content_modified="2025-07-25T18:00:00Z")
    newer = made("Tide breaks wall", version="11")
    titles, said, _ = written(format_name, older, newer)
    assert titles == ["Tide breaks wall"]
    assert "version 11" in said[0].message


@pytest.mark.parametrize("format_name", FORMATS)
def test_of_what_cannot_be_told_apart_the_first_stays(format_name: str) -> None:
    titles, said, _ = written(format_name, made("Tide"), made("Tide, again"))
    assert titles == ["Tide"]
    assert [issue.severity for issue in said] == ["warning"]


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_what_is_withdrawn_later_is_taken_out(format_name: str, status: str) -> None:
    gone = made("Tide", pub_status=status, content_modified="2025-07-25T17:00:00Z")
    for articles in ((OLD, OTHER, gone), (OTHER, gone, OLD)):
        titles, said, data = written(format_name, *articles)
        assert titles == ["Ferry"]
        assert sum("withdrawn" in issue.message for issue in said) == 1
        assert (b"deleted-entry" in data) is (format_name == "atom" and status == "canceled")


@pytest.mark.parametrize("format_name", FORMATS)
def test_what_is_published_again_is_listed(format_name: str) -> None:
    gone = made("Tide", pub_status="canceled", content_modified="2025-07-25T15:00:00Z")
    assert written(format_name, OLD, gone, NEW)[0] == ["Tide breaks wall"]
    assert written(format_name, NEW, gone)[0] == ["Tide breaks wall"]


def test_a_new_embargo_takes_nothing_out() -> None:
    later = made("Tide", embargoed_until="2025-08-01T00:00:00Z", content_modified="2025-07-25T17:00:00Z")
    assert written("rss", OLD, later)[0] == ["Tide"]


def test_what_is_written_already_stays_and_that_is_said() -> None:
    issues: list[Issue] = []
    listing = Listing(issues.append, held=5)
    assert listing.admits(OLD)
    assert list(listing.put(OLD, b"123456")) == [b"123456"]
    assert not listing.admits(NEW)
    assert "is written" in issues[0].message
    assert listing.refuses(made("Tide", pub_status="canceled", content_modified="2025-07-25T17:00:00Z"), NOW)
    assert issues[-1].severity == "error"
    assert "cannot be taken back" in issues[-1].message


def test_what_has_neither_id_nor_address_is_never_the_same() -> None:
    article = Article.build({"headline": "Tide", "language": "en", "published": "2025-07-25T14:00:00Z"})
    assert written("rss", article, article)[0] == ["Tide", "Tide"]

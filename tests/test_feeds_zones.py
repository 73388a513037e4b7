"""Dates of feeds with names of time zones that RFC 822 does not define."""

from __future__ import annotations

import io

import pytest

from newsml import Article, Issue, api
from newsml.feeds.dates import feed_date
from newsml.feeds.zones import Origin
from newsml.site import site_of

BRITISH = Origin(("en-GB",))
INDIAN = Origin(("en",), ("https://post.example.in/a",))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Fri, 25 Jul 2025 14:30:00 JST", "2025-07-25T14:30:00+09:00"),
        ("25 Jul 07 00:33 JST", "2007-07-25T00:33:00+09:00"),
        ("Fri, 25 Jul 2025 24:00 CEST", "2025-07-26T00:00:00+02:00"),
        ("Tue, 10 Feb 2026 10:00:00 CET", "2026-02-10T10:00:00+01:00"),
        ("Tue, 10 Feb 2026 10:00:00 (EET)", "2026-02-10T10:00:00+02:00"),
        ("Sat Mar 01 10:00:00 CET 2025", "2025-03-01T10:00:00+01:00"),
        ("Sat Mar 01 10:00:00 UTC 2025", "2025-03-01T10:00:00+00:00"),
        ("2026-09-24 15:29 AEST", "2026-09-24T15:29:00+10:00"),
        ("Tuesday, January 08, 2008 5:00:24 PM NZDT", "2008-01-08T17:00:24+13:00"),
        ("September 5, 2025 3:04 pm ET", "2025-09-05T15:04:00-04:00"),
        ("January 5, 2025 3:04 pm ET", "2025-01-05T15:04:00-05:00"),
        ("July 5, 2025 3:04 pm EST", "2025-07-05T15:04:00-05:00"),
        ("Tue, 12 Feb 2013 10:00:00 MSK", "2013-02-12T10:00:00+04:00"),
        ("Tue, 12 Feb 2019 10:00:00 MSK", "2019-02-12T10:00:00+03:00"),
        ("2025-07-25 14:30:00 +0000 UTC", "2025-07-25T14:30:00+00:00"),
        ("2025-07-25 14:30:00.5 +0200 CEST", "2025-07-25T14:30:00.500000+02:00"),
        ("Thu, 25 Dec 2025 08:00:00 BRT", "2025-12-25T08:00:00-03:00"),
    ],
)
def test_names_that_mean_one_thing(said: str, meant: str) -> None:
    assert feed_date(said).value == meant


@pytest.mark.parametrize(
    ("said", "origin", "meant"),
    [
        ("Wed, 08 Oct 2025 06:45:00 BST", BRITISH, "2025-10-08T06:45:00+01:00"),
        ("Wed, 08 Oct 2025 06:45:00 BST", Origin((), ("https://post.example.uk/",)), "2025-10-08T06:45:00+01:00"),
        ("Wed, 08 Oct 2025 06:45:00 BST", Origin(zone="Europe/London"), "2025-10-08T06:45:00+01:00"),
        ("Wed, 10 Dec 2025 06:45:00 BST", BRITISH, "2025-12-10"),
        ("Wed, 08 Oct 2025 06:45:00 BST", Origin(("en",)), "2025-10-08"),
        ("Wed, 08 Oct 2025 06:45:00 BST", Origin(("bn-BD",)), "2025-10-08T06:45:00+06:00"),
        ("Wed, 08 Oct 2025 06:45:00 IST", INDIAN, "2025-10-08T06:45:00+05:30"),
        ("Wed, 08 Oct 2025 06:45:00 IST", Origin(("hi",)), "2025-10-08T06:45:00+05:30"),
        ("Wed, 08 Oct 2025 06:45:00 IST", Origin(("he",)), "2025-10-08T06:45:00+02:00"),
        ("Wed, 08 Oct 2025 06:45:00 IST", Origin(("en-IE",)), "2025-10-08T06:45:00+01:00"),
        ("Wed, 08 Oct 2025 06:45:00 IST", Origin(("en-US",)), "2025-10-08"),
        ("Wed, 08 Oct 2025 06:45:00 IST", Origin(("en-IN",), ("https://x.example.ie/",)), "2025-10-08"),
        ("Wed, 08 Oct 2025 06:45:00 CST", Origin(("zh-CN",)), "2025-10-08T06:45:00+08:00"),
        ("Wed, 08 Oct 2025 06:45:00 CST", Origin(("en-US",)), "2025-10-08T06:45:00-06:00"),
        ("Wed, 08 Oct 2025 06:45:00 EST", Origin(("zh-CN",)), "2025-10-08T06:45:00-05:00"),
        ("Wed, 08 Oct 2025 06:45:00 AST", Origin(("ar-SA",)), "2025-10-08T06:45:00+03:00"),
        ("Wed, 08 Oct 2025 06:45:00 ABC", BRITISH, "2025-10-08"),
    ],
)  # fmt: skip
def test_names_that_mean_what_the_sender_means(said: str, origin: Origin, meant: str) -> None:
    assert feed_date(said, None, origin).value == meant


def test_winter_time_in_summer_is_taken_at_its_word_and_named() -> None:
    found = feed_date("Fri, 25 Jul 2025 14:30:00 CET")
    assert found.value == "2025-07-25T14:30:00+01:00"
    assert "clocks there show +02:00" in found.note


def _read(text: str, format_name: str, **options: object) -> tuple[list[Article], list[Issue]]:
    issues: list[Issue] = []
    articles = api.read(io.BytesIO(text.encode()), "feed", format_name, report=issues.append, **options)
    return [article for article in articles if isinstance(article, Article)], issues


def _rss(head: str, *dates: str) -> str:
    items = "".join(f"<item><title>Tide</title><pubDate>{date}</pubDate></item>\n" for date in dates)
    return f'<rss version="2.0"><channel><title>Post</title>{head}{items}</channel></rss>'


def test_what_was_assumed_is_said_once_for_each_name() -> None:
    dates = (
        "Fri, 25 Jul 2025 14:30:00 JST",
        "Fri, 25 Jul 2025 15:30:00 JST",
        "Fri, 25 Jul 2025 15:30:00 KST",
    )
    articles, issues = _read(_rss("", *dates), "rss")
    assert str(articles[1].published[0].when) == "2025-07-25 15:30:00+09:00"
    assert not articles[1].extra
    zones = [issue for issue in issues if issue.rule == "ZONE"]
    assert [(issue.severity, issue.message.partition("zone ")[2][:3]) for issue in zones] == [
        ("info", "JST"),
        ("info", "KST"),
    ]


def test_what_the_place_of_the_feed_decided_is_kept() -> None:
    said = "Wed, 08 Oct 2025 06:45:00 BST"
    articles, issues = _read(_rss("<language>en-gb</language>", said), "rss")
    assert str(articles[0].published[0].when) == "2025-10-08 06:45:00+01:00"
    assert articles[0].extra["dates"]["published"] == said
    (zone,) = (issue for issue in issues if issue.rule == "ZONE")
    assert zone.severity == "info"
    assert "British Summer Time" in zone.message
    articles, issues = _read(_rss("<link>https://post.example.com/</link>", said), "rss")
    assert str(articles[0].published[0].when) == "2025-10-08"
    (zone,) = (issue for issue in issues if issue.rule == "ZONE")
    assert zone.severity == "warning"
    assert "BST" in zone.message
    site = site_of({"time_zone": "Europe/London"})
    articles, _ = _read(_rss("", said), "rss", site=site)
    assert str(articles[0].published[0].when) == "2025-10-08 06:45:00+01:00"


def test_json_feeds_too() -> None:
    feed = (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "language": "en-IN", "items": ['
        '{"id": "1", "title": "Tide", "content_text": "x", "date_published": "Wed, 08 Oct 2025 06:45:00 IST"}]}'
    )
    articles, issues = _read(feed, "jsonfeed")
    assert str(articles[0].published[0].when) == "2025-10-08 06:45:00+05:30"
    assert [issue.severity for issue in issues if issue.rule == "ZONE"] == ["info"]

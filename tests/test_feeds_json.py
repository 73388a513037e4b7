"""JSON Feed 1 and 1.1 in, 1.1 out."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

import newsml
from newsml import Article, Issue, api
from newsml.errors import NewsmlError, ParseError
from newsml.formats import detect

NOW = datetime(2026, 1, 1, tzinfo=UTC)
VERSION = "https://jsonfeed.org/version/1.1"


def read(value: Any, **options: Any) -> tuple[list[Any], list[Issue]]:
    issues: list[Issue] = []
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(api.read(io.BytesIO(data), "feed", "jsonfeed", report=issues.append, **options)), issues


def feed(*items: dict[str, Any], **members: Any) -> dict[str, Any]:
    head = {"version": VERSION, "title": "Post", "home_page_url": "https://post.example/"}
    return {**head, **members, "items": list(items)}


def written(*articles: Article, **options: Any) -> tuple[Any, list[Issue]]:
    issues: list[Issue] = []
    data = b"".join(api.write(articles, "jsonfeed", report=issues.append, **{"now": NOW, **options}))
    return json.loads(data), issues


def made(**fields: Any) -> Article:
    return Article.build({"id": "urn:x:1", "headline": "Tide breaks wall", "language": "en", **fields})


def test_an_item() -> None:
    articles, issues = read(
        feed(
            {
                "id": "1", "url": "https://post.example/a", "external_url": "https://wire.example/1",
                "title": "Wall & tide", "content_html": "<p>The <b>wall</b> broke.</p>", "content_text": "The wall broke.",
                "summary": "Short.", "image": "https://post.example/i.jpg", "banner_image": "/b.jpg",
                "date_published": "2025-07-25T10:00:00+02:00", "date_modified": "2025-07-25T11:00:00Z",
                "authors": [{"name": "Jane Doe", "url": "https://post.example/jane", "avatar": "https://post.example/j.png"}],
                "tags": ["Floods", "Wrenholt"], "language": "en-GB",
                "attachments": [
                    {"url": "https://post.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12,
                     "duration_in_seconds": 61.5, "title": "Listen"},
                    {"url": "https://post.example/a.pdf", "mime_type": "application/pdf"},
                ],
                "_shop": {"price": 3},
            }
        )
    )  # fmt: skip
    (article,) = articles
    assert (article.id, article.canonical_url, article.headline) == (
        "1",
        "https://post.example/a",
        "Wall & tide",
    )
    assert article.plain_text() == "The wall broke."
    assert article.summary[0].text == "Short."
    assert [image.url for image in article.images] == [
        "https://post.example/i.jpg",
        "https://post.example/b.jpg",
    ]
    assert article.images[1].role == "banner"
    assert article.published[0].when.isoformat() == "2025-07-25T10:00:00+02:00"
    assert (article.authors[0].name, article.authors[0].url) == ("Jane Doe", "https://post.example/jane")
    assert article.keywords == ("Floods", "Wrenholt")
    clip = article.audio[0]
    assert (clip.size, clip.duration, clip.title) == (12, 61.5, "Listen")
    assert [(link.rel, link.href) for link in article.related] == [
        ("external", "https://wire.example/1"),
        ("enclosure", "https://post.example/a.pdf"),
    ]
    assert article.publisher.name == "Post"
    assert [issue.message for issue in issues if issue.rule == "UNKNOWN"] == [
        "the pictures of authors are kept for JSON Feed only",
        "_shop is kept for JSON Feed only: newsml has no field for it",
    ]
    again, _ = written(article)
    assert again["items"][0]["_shop"] == {"price": 3}


def test_version_1_has_one_author() -> None:
    value = feed(
        {"id": 7, "content_text": "One.\n\nTwo."},
        version="https://jsonfeed.org/version/1",
        author={"name": "Jane"},
    )
    value["items"] = value.pop("items")
    articles, issues = read(value)
    (article,) = articles
    assert (article.id, article.authors[0].name) == ("7", "Jane")
    assert article.plain_text() == "One.\n\nTwo."
    assert any("is a number" in issue.message for issue in issues)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"  ", "the file is empty"),
        (b"[]", "does not begin with {"),
        (b"<rss/>", "does not begin with {"),
        (b'{"a": 1}', "has no version and no title"),
        (b'{"version": "x", "items": [{"id": "1"}', "the file ends early"),
        (b'{"version": "x", "items": [{"id": "1', "the file ends early"),
        (b'{"version": "x"\n\n"items": []}', "3: error: expected a comma"),
        (b'{"version": "x",\n"items": [{"id": NaN}]}', "not JSON"),
        (b'{"version": "x", "items": [' + b"[" * 100_000, "nest too deep|the file ends early"),
    ],
)
def test_what_is_no_feed_is_said(data: bytes, message: str) -> None:
    with pytest.raises(ParseError, match=message):
        read(data)


def test_what_comes_before_the_fault_is_read() -> None:
    stream = io.BytesIO(
        b'{"version": "%s", "items": [{"id": "1", "title": "x"}, {"id": ]}' % VERSION.encode()
    )
    articles = api.read(stream, None, "jsonfeed")
    assert next(articles).id == "1"
    with pytest.raises(NewsmlError):
        next(articles)


def test_odd_feeds_are_read_and_it_is_said() -> None:
    data = (
        b'\xef\xbb\xbf{"version": "%s", "items": [{"id": "1", "title": "a\\ud800b"},], } ' % VERSION.encode()
    )
    articles, issues = read(data)
    assert articles[0].headline == "a\ufffdb"
    assert {issue.rule for issue in issues} >= {"CONTROL", "SYNTAX"}
    wide = json.dumps(feed({"id": "1", "title": "Café"}), ensure_ascii=False).encode("utf-16")
    assert read(wide)[0][0].headline == "Café"
    strange, issues = read(
        feed({"id": ["x"], "title": {"a": 1}, "tags": "x", "date_published": "soon", "url": "x y"})
    )
    assert len(strange) == 1
    assert {f.place for f in strange[0].foreign} >= {
        "items/id",
        "items/title",
        "items/tags",
        "items/date_published",
    }
    assert read(feed(3, {"id": "1"}))[1][0].severity == "error"  # type: ignore[arg-type]


class Endless(io.RawIOBase):
    """Items without end."""

    def __init__(self) -> None:
        self.begun, self.taken = False, 0

    def read(self, size: int = -1) -> bytes:
        if not self.begun:
            self.begun = True
            return b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "0"}'
        self.taken += 50
        return b',{"id": "1", "title": "x"}' * 50


def test_items_come_one_by_one() -> None:
    stream = Endless()
    articles = api.read(stream, "endless", "jsonfeed")  # type: ignore[arg-type]
    for _ in range(500):
        next(articles)
    assert stream.taken < 50_000


def test_an_item_is_written() -> None:
    article = made(
        canonical_url="https://post.example/a", published="2025-07-25T09:00:00Z", summary="Short.", body_text="One.",
        authors=[{"name": "Jane Doe", "url": "https://post.example/jane"}], keywords=["Floods"],
        images=[{"url": "https://post.example/i.jpg"}],
        audio=[{"url": "https://post.example/a.mp3", "mime": "audio/mpeg", "size": 12, "duration": 61}],
    )  # fmt: skip
    value, issues = written(article)
    assert value["version"] == VERSION
    assert value["title"] == "post.example"
    (item,) = value["items"]
    assert item == {
        "id": "urn:x:1",
        "url": "https://post.example/a",
        "title": "Tide breaks wall",
        "summary": "Short.",
        "content_html": "<p>One.</p>",
        "date_published": "2025-07-25T09:00:00Z",
        "authors": [{"name": "Jane Doe", "url": "https://post.example/jane"}],
        "tags": ["Floods"],
        "image": "https://post.example/i.jpg",
        "attachments": [
            {
                "url": "https://post.example/a.mp3",
                "mime_type": "audio/mpeg",
                "size_in_bytes": 12,
                "duration_in_seconds": 61,
            }
        ],
    }
    assert not [issue for issue in issues if issue.rule == "LOSS"]
    assert newsml.loads(newsml.dumps(article, "jsonfeed"), "jsonfeed").plain_text() == "One."


def test_every_item_has_a_text() -> None:
    assert written(made(summary="Short."))[0]["items"][0]["content_text"] == "Short."
    assert written(made())[0]["items"][0]["content_text"] == "Tide breaks wall"


def test_what_must_not_be_published_is_left_out() -> None:
    value, issues = written(made(id="urn:x:s", headline="Secret", embargoed_until="open"), made())
    assert [item["id"] for item in value["items"]] == ["urn:x:1"]
    assert [issue.rule for issue in issues if issue.severity == "error"] == ["REFUSED"]


def test_an_empty_feed() -> None:
    value, _ = written()
    assert value["items"] == []


def test_detection() -> None:
    data = json.dumps(feed({"id": "1", "content_html": '{"@context": 1}'})).encode()
    for name in ("x.feed.json", "feed.json", None):
        found = detect(name, data)
        assert found is not None
        assert found.name == "jsonfeed"
    named = detect("x.feed.json", b"")
    assert named is not None
    assert named.name == "jsonfeed"


def test_the_corpus(shared: Any) -> None:
    for path in (shared / "corpus" / "feeds" / "feedparser" / "json").iterdir():
        articles, _ = read(path.read_bytes())
        assert articles


@pytest.mark.parametrize("name", ["rss", "atom", "jsonfeed"])
def test_a_wire_item_has_the_date_when_it_was_made_and_an_author(name: str) -> None:
    made = "2025-08-01T10:00:00Z"
    article = Article.build({
        "id": "urn:x:1", "headline": "Gulls", "pub_status": "usable", "first_created": made, "version_created": made,
        "canonical_url": "https://gull.example/1", "authors": [{"literal": "Gull Press"}], "language": "en",
    })  # fmt: skip
    issues: list[Issue] = []
    data = newsml.dumps(article, name, report=issues.append)
    assert [str(issue) for issue in issues if issue.rule == "LOSS"] == []
    assert {issue.path for issue in issues if issue.rule == "DERIVED"} == {"authors.0"}
    again = newsml.loads(data, name, kind=Article)
    assert [one.name for one in again.authors] == ["Gull Press"]
    when = again.content_modified if name == "atom" else again.published[0].when
    assert when == article.version_created

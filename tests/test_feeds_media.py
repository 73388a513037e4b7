"""Files of feeds: what Media RSS and podcasts say and no field holds comes back in the same format."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree
from lxml.etree import _Element as Element

from newsml import Article, Issue, api

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MEDIA = "{http://search.yahoo.com/mrss/}"
NAMES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:mi="http://schemas.ingestion.microsoft.com/common/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"'
)
CONTENT = """<media:content url="https://a.example/v.mp4" type="video/mp4" bitrate="1200" framerate="25" medium="video">
  <media:title>Pier</media:title>
  <media:credit role="producer" scheme="urn:ebu">Jane Doe</media:credit>
  <media:credit role="agency" scheme="urn:post">Marsh Wire</media:credit>
  <media:copyright url="https://a.example/terms">© Marsh</media:copyright>
  <media:thumbnail url="https://a.example/1.jpg" width="75" height="50" time="12:05:01.123"/>
  <media:thumbnail url="https://a.example/2.jpg" time="12:06"/>
  <media:player url="https://a.example/player" height="200" width="400"/>
  <media:restriction relationship="allow" type="country">au us</media:restriction>
  <media:rating scheme="urn:simple">adult</media:rating>
  <media:hash algo="md5">dfdec888b72151965a34b4b59031290a</media:hash>
  <mi:hasSyndicationRights>1</mi:hasSyndicationRights>
  <media:text type="plain" lang="en" start="00:00:03" end="00:00:10">Oh.</media:text>
</media:content>"""
GROUP = """<media:group><media:content url="https://a.example/1.mp3" type="audio/mpeg" isDefault="true" channels="2"/>
<media:content url="https://a.example/2.ogg" type="audio/ogg" samplingrate="44.1"><media:hash>a</media:hash></media:content>
<media:title>Song</media:title><media:category scheme="urn:x">music</media:category>
<media:community><media:statistics views="5"/></media:community></media:group>"""


def feed(format_name: str, *parts: str) -> str:
    inner = "".join(parts)
    if format_name == "rss":
        item = f"<item><title>x</title><guid isPermaLink='false'>1</guid>{inner}</item>"
        return f'<rss version="2.0" {NAMES}><channel><title>Post</title><link>https://a.example/</link>{item}</channel></rss>'
    entry = f"<entry><id>urn:x:1</id><title>x</title><updated>2025-01-01T00:00:00Z</updated>{inner}</entry>"
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {NAMES}><title>Post</title><id>urn:x:f</id>{entry}</feed>'
    )


def read(text: str | bytes) -> Article:
    data = text.encode() if isinstance(text, str) else text
    (article,) = api.read(io.BytesIO(data), "feed.xml")
    assert isinstance(article, Article)
    return article


def written(article: Article, format_name: str) -> tuple[bytes, list[Issue]]:
    issues: list[Issue] = []
    data = b"".join(api.write([article], format_name, report=issues.append, now=NOW, stamp=NOW))
    return data, [issue for issue in issues if issue.rule == "LOSS" and issue.path != "publisher.url"]


def parts(data: str | bytes, name: str) -> list[tuple[str, dict[str, str]]]:
    """Words and attributes of all elements of a name, without what is a matter of form."""
    root = etree.fromstring(data.encode() if isinstance(data, str) else data)
    found: list[Element] = list(root.iter(f"{{*}}{name}"))
    form = ("type", "scheme", "isDefault", "medium")
    return [
        ((one.text or "").strip(), {str(k): str(v) for k, v in one.attrib.items() if k not in form})
        for one in found
    ]


@pytest.mark.parametrize("format_name", ["rss", "atom"])
def test_what_is_said_of_a_file_comes_back(format_name: str) -> None:
    source = feed(format_name, CONTENT)
    article = read(source)
    assert [thing.name for thing in article.video[0].creator] == ["Jane Doe"]
    data, losses = written(article, format_name)
    assert losses == []
    for name in (
        "credit", "copyright", "thumbnail", "player", "restriction", "rating", "hash", "hasSyndicationRights", "text",
    ):  # fmt: skip
        assert sorted(parts(data, name), key=str) == sorted(parts(source, name), key=str), name
    (content,) = etree.fromstring(data).iter(f"{MEDIA}content")
    assert (content.get("bitrate"), content.get("framerate")) == ("1200", "25")
    again = read(data)
    assert again.video == article.video
    twice = written(again, format_name)[0]
    for name in ("credit", "thumbnail", "restriction", "hash", "hasSyndicationRights"):
        assert sorted(parts(twice, name), key=str) == sorted(parts(data, name), key=str), name


@pytest.mark.parametrize("format_name", ["rss", "atom"])
def test_a_group_comes_back_with_all_its_files(format_name: str) -> None:
    article = read(feed(format_name, GROUP))
    assert article.audio[0].renditions[0].url == "https://a.example/2.ogg"
    data, losses = written(article, format_name)
    assert losses == []
    first, second = etree.fromstring(data).iter(f"{MEDIA}content")
    assert (first.get("channels"), second.get("samplingrate")) == ("2", "44.1")
    assert second.findtext(f"{MEDIA}hash") == "a"
    assert [one.text for one in first.iter(f"{MEDIA}category")] == ["music"]
    assert first.find(f"{MEDIA}community/{MEDIA}statistics") is not None
    assert read(data).audio == article.audio


def _changed(article: Article, **media: Any) -> Article:
    return article.model_copy(update={"video": (article.video[0].model_copy(update=media),)})


def test_a_changed_field_wins_over_what_was_kept() -> None:
    article = read(feed("rss", CONTENT))
    changed = _changed(
        article, title="The pier", copyright_notice="© Post", thumbnail="https://a.example/9.jpg"
    )
    data, _ = written(changed, "rss")
    content = next(etree.fromstring(data).iter(f"{MEDIA}content"))
    assert [one.text for one in content.iter(f"{MEDIA}title")] == ["The pier"]
    assert [dict(one.attrib) for one in content.iter(f"{MEDIA}copyright")] == [{}]
    assert next(one.get("url") for one in content.iter(f"{MEDIA}thumbnail")) == "https://a.example/9.jpg"
    assert content.find(f"{MEDIA}restriction") is not None


def test_what_was_said_of_a_file_that_is_gone_is_reported() -> None:
    article = read(feed("rss", CONTENT))
    data, losses = written(_changed(article, url="https://a.example/other.mp4"), "rss")
    assert b"restriction" not in data
    assert [issue.path for issue in losses] == ["media"]


def test_another_format_says_what_it_leaves_out() -> None:
    article = read(feed("rss", CONTENT))
    _, losses = written(article, "atom")
    assert any("bitrate" in issue.message for issue in losses)


def test_credits_without_a_file_come_back() -> None:
    text = '<media:credit role="author">Jane Doe</media:credit><media:copyright>© Post</media:copyright>'
    data, losses = written(read(feed("rss", text)), "rss")
    assert losses == []
    assert parts(data, "credit") == [("Jane Doe", {"role": "author"})]
    assert parts(data, "copyright") == [("© Post", {})]


def test_a_caption_beside_a_file_is_its_caption() -> None:
    picture = '<media:content url="https://a.example/a.jpg" medium="image"/>'
    beside = "<media:credit>Ann Poe</media:credit><media:description>The lake.</media:description>"
    article = read(feed("rss", "<description>Talks resume.</description>", picture, beside))
    assert [one.text for one in article.summary] == ["Talks resume."]
    assert (article.images[0].caption, article.images[0].credit) == ("The lake.", "Ann Poe")
    alone = read(feed("rss", picture, beside))
    assert [one.text for one in alone.summary] == ["The lake."]


def test_an_episode_comes_back() -> None:
    source = feed(
        "rss",
        '<itunes:title>Who owns the sea?</itunes:title><enclosure url="https://a.example/1.mp3" length="9" type="audio/mpeg"/>',
        "<description>A long talk.</description><itunes:summary>A talk.</itunes:summary><itunes:duration>1:05:03</itunes:duration>",
        '<itunes:image href="https://a.example/1.jpg"/><itunes:episode>12</itunes:episode><itunes:explicit>no</itunes:explicit>',
        '<podcast:transcript url="https://a.example/1.vtt" type="text/vtt"/><podcast:person role="guest">Ann Poe</podcast:person>',
    )
    article = read(source)
    data, losses = written(article, "rss")
    assert losses == []
    for name in ("summary", "episode", "explicit", "transcript", "person", "image"):
        assert parts(data, name) == parts(source, name), name
    root = etree.fromstring(data)
    assert [one.text for one in root.iter("{*}title")] == ["Post", "x", "Who owns the sea?"]
    assert [one.text for one in root.iter("{*}duration")] == ["3903"]
    again = read(data)
    assert (again.audio, again.images, again.headlines) == (article.audio, article.images, article.headlines)


def test_an_article_with_a_recording_is_no_episode() -> None:
    audio = '<enclosure url="https://a.example/1.mp3" length="9" type="audio/mpeg"/>'
    plain = read(feed("rss", audio).replace('xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"', ""))
    assert b"itunes" not in written(plain, "rss")[0]

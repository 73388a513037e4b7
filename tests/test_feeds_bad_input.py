"""Whatever stands where a feed is expected: articles or a message, never another exception, never without end."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsml
from newsml import api
from newsml.errors import NewsmlError
from newsml.rules import check_feed

ROOT = Path(__file__).resolve().parents[1]
FORMATS = ("rss", "atom", "jsonfeed", "news-sitemap")
PIECES = (
    b"<", b">", b"&", b"&amp;", b"&nbsp;", b"&#0;", b"&#x110000;", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"</item>", b"<item>",
    b"<entry>", b"</entry>", b"<media:group>", b"\x00", b"\xff", b"\xed\xa0\x80", b"<?xml version='1.0' encoding='utf-16'?>",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"xmlns=''", b"xmlns:a=''", b" type='xhtml'", b" xml:base='http://['", b"{", b"}", b"[", b'"', b",",
    b"null", b"\\ud800", b"1e999", b"-", b"href='javascript:x'", b"2025-99-99T99:99:99Z", b"\r\n", b"\xef\xbb\xbf",
)  # fmt: skip


def samples() -> list[bytes]:
    """Feeds of the project's own: the samples of rules, the aggregated feed, what newsml writes."""
    found = [
        path.read_bytes()
        for path in sorted(ROOT.glob("tests/rules/FD*/bad.*"))
        if path.stat().st_size < 10_000
    ]
    found += [path.read_bytes() for path in sorted(ROOT.glob("samples/*/expected.rss"))]
    found += [path.read_bytes() for path in sorted(ROOT.glob("samples/*/expected.atom"))]
    return [*found, (ROOT / "samples" / "saltmarsh-feed" / "feed.xml").read_bytes()]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The same with one to four things wrong."""
    for _ in range(chance.randint(1, 4)):
        at, end = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
        end = min(end, at + chance.choice((1, 5, 50, 500)))
        kind = chance.randrange(5)
        if kind == 0:
            data = data[:at] + data[end:]
        elif kind == 1:
            data = data[:at] + chance.choice(PIECES) + data[at:]
        elif kind == 2:
            data = data[:end] + data[at:end] * chance.randint(1, 3) + data[end:]
        elif kind == 3 and at < len(data):
            data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        else:
            data = data[:at] + chance.choice(PIECES) + data[end:]
    return data


def is_said(error: NewsmlError) -> None:
    assert str(error)


def looked_at(data: bytes, format_name: str) -> None:
    """Read and check it; what is read can be written as JSON and as a feed."""
    try:
        for article in api.read(io.BytesIO(data), None, format_name):
            assert newsml.loads(newsml.dumps(article, "json"), "json") == article
            newsml.dumps(article, format_name)
    except NewsmlError as error:
        is_said(error)
    try:
        for issue in check_feed(io.BytesIO(data), format_name):
            assert issue.message
    except NewsmlError as error:
        is_said(error)


def format_of(data: bytes) -> str:
    if data.lstrip()[:1] == b"{":
        return "jsonfeed"
    return "news-sitemap" if b"<urlset" in data else "atom" if b"<feed" in data else "rss"


@pytest.mark.parametrize("seed", range(8))
def test_damaged_feeds(seed: int) -> None:
    chance = random.Random(seed)
    for data in samples()[seed::8]:
        for _ in range(3):
            looked_at(damaged(data, chance), format_of(data))


def test_damaged_feeds_of_the_corpus(shared: Path) -> None:
    chance = random.Random(8)
    paths = sorted((shared / "corpus" / "feeds").rglob("*.xml")) + sorted(
        (shared / "corpus" / "feeds").rglob("*.json")
    )
    for path in paths[::5]:
        data = path.read_bytes()
        looked_at(damaged(data, chance), format_of(data))


@pytest.mark.parametrize("format_name", FORMATS)
def test_other_formats_bytes(format_name: str) -> None:
    for path in sorted(ROOT.glob("samples/harbour-bridge/expected.*")):
        looked_at(path.read_bytes(), format_name)
    looked_at(b"\x00" * 5000, format_name)
    looked_at(bytes(range(256)) * 20, format_name)


class Piecemeal(io.RawIOBase):
    """Bytes that come a few at a time, as from a slow connection."""

    def __init__(self, data: bytes, step: int) -> None:
        self.data, self.step, self.at = data, step, 0

    def read(self, size: int = -1) -> bytes:
        piece = self.data[self.at : self.at + self.step]
        self.at += len(piece)
        return piece


@pytest.mark.parametrize("step", [1, 7, 100, 4097])
def test_the_pieces_in_which_a_feed_comes_make_no_difference(step: int) -> None:
    for path in (ROOT / "samples/saltmarsh-feed/feed.xml", ROOT / "samples/rente-nb/expected.feed.json"):
        data = path.read_bytes()
        format_name = format_of(data)
        whole = list(api.read(io.BytesIO(data), None, format_name))
        assert list(api.read(Piecemeal(data, step), None, format_name)) == whole  # type: ignore[arg-type]


def deep() -> Iterator[tuple[str, bytes]]:
    """Feeds that nest, repeat and go on beyond all measure."""
    many = 20_000
    yield "rss", b"<rss>" * many
    yield "rss", b"<rss><channel>" + b"<item>" * many
    yield "rss", b"<rss><channel><item>" + b"<a>" * many + b"</a>" * many + b"</item></channel></rss>"
    yield (
        "rss",
        b"<rss><channel><item><description>" + b"&lt;b>" * many + b"</description></item></channel></rss>",
    )
    yield "rss", b"<rss><channel>" + b"<title>x" * many
    yield "rss", b"<rss><channel><item><title>" + b"x" * 5_000_000 + b"</title></item></channel></rss>"
    yield "rss", b"<rss><channel><item>" + b"<category>x</category>" * many + b"</item></channel></rss>"
    yield "rss", b"<rss " + b" ".join(b"a%d='x'" % n for n in range(many)) + b"><channel/></rss>"
    yield "rss", b"<!--" + b"x" * 6_000_000
    yield "rss", b"<!DOCTYPE rss [" + b"<!ENTITY a 'b'>" * many
    yield (
        "rss",
        b"<!DOCTYPE rss [<!ENTITY a '"
        + b"x" * 60
        + b"'>]><rss><channel><item><title>"
        + b"&a;" * many
        + b"</title></item></channel></rss>",
    )
    yield "atom", b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"<entry><source>" * many
    yield "jsonfeed", b'{"version": "https://jsonfeed.org/version/1.1", "items": [' + b'{"id": [' * many
    yield (
        "jsonfeed",
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "' + b"x" * 5_000_000 + b'"}]}',
    )
    yield (
        "jsonfeed",
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"_a": '
        + b"[" * 900
        + b"]" * 900
        + b"}]}",
    )
    yield (
        "jsonfeed",
        json.dumps({"version": "x", "items": [{"id": str(n)} for n in range(many // 4)]}).encode(),
    )
    yield "jsonfeed", b'{"a": ' + b"9" * many + b"}"
    yield "news-sitemap", b"<urlset>" + b"<url><loc>x</loc>" * many


CASES = list(deep())


@pytest.mark.parametrize("index", range(len(CASES)))
def test_beyond_all_measure(index: int) -> None:
    format_name, data = CASES[index]
    articles = 0
    try:
        for _ in api.read(io.BytesIO(data), None, format_name):
            articles += 1
    except NewsmlError as error:
        is_said(error)
    try:
        assert sum(1 for _ in check_feed(io.BytesIO(data), format_name)) < 200_000
    except NewsmlError as error:
        is_said(error)
    assert articles <= 20_000


def test_nothing_is_fetched_and_no_file_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    feed, atom = secret.as_uri(), 'xmlns="http://www.w3.org/2005/Atom"'
    including = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{feed}" parse="text"/>'
    entity = f'<!DOCTYPE feed [<!ENTITY x SYSTEM "{feed}">]>'
    content = f'<content src="{feed}"/>'
    for before, title, after in ((entity, "&x;", ""), ("", including, ""), ("", "x", content)):
        data = f"{before}<feed {atom}><entry><title>{title}</title><id>urn:x:1</id>{after}</entry></feed>"
        (article,) = api.read(io.BytesIO(data.encode()), None, "atom")
        assert b"hidden words" not in newsml.dumps(article, "json")

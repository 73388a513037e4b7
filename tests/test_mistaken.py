"""Files that are not what their names say: each is named, with what to do, and nothing is made of it."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from newsml.api import format_of_stream
from newsml.mistaken import not_a_page, not_json
from tests.cli import newsml_here as newsml

FEED = (
    b'<?xml version="1.0"?>\n<!-- a feed -->\n<rss version="2.0"><channel><title>Post</title></channel></rss>'
)
PAGE = b"<!-- saved --><!DOCTYPE html><html><head><title>Tide</title></head><body><h1>Tide</h1></body></html>"
NOISE = b"<" + bytes(number * number * 31 % 251 for number in range(4000))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.html", FEED, "an RSS feed, not an HTML page: read it with --from rss"),
        ("a.html", b"\xef\xbb\xbf<feed xmlns='http://www.w3.org/2005/Atom'/>", "an Atom feed"),
        ("a.html", '<?xml version="1.0" encoding="UTF-16"?><urlset/>'.encode("utf-16"), "a sitemap"),
        ("a.html", b'{"@type": "NewsArticle"}', "this is JSON, not an HTML page"),
        ("a.html", NOISE, "a binary file"),
        ("a.html", b" \n", "the file is empty"),
        ("a.jsonld", PAGE, "this is HTML or XML, not JSON: read it with --from html"),
        ("a.rss.gz", gzip.compress(FEED, mtime=0), "data compressed with gzip: unpack it first"),
        ("a.html", gzip.compress(PAGE, mtime=0), "data compressed with gzip: unpack it first"),
        ("a.docx", b"PK\x03\x04word", "a ZIP archive, as are .docx"),
        ("a.pdf", b"%PDF-1.7", "a PDF: save what it says as text or HTML first"),
    ],
)
@pytest.mark.parametrize("command", [("convert", "--to", "json"), ("validate",)])
def test_what_it_is_is_said(
    name: str, data: bytes, said: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    done = newsml(*command, name, cwd=tmp_path)
    assert done.code == 1
    assert said in done.text + done.err
    assert command == ("validate",) or not done.out


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        b"{% debug %}<!DOCTYPE html><title>x</title>",
        b"<p>a piece",
        "<title>潮</title><p>防波堤が壊れた</p>".encode("utf-16"),
        "<title>潮</title><p>防波堤が壊れた</p>".encode("iso2022_jp"),
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<feedback>is a tag of somebody's own</feedback>",
    ],
)
def test_pages_are_pages(page: bytes) -> None:
    assert not_a_page(page) is None


def test_many_comments_take_no_time() -> None:
    assert not_a_page(b"<!---->" * 280 + b"x <") is None
    assert not_json("<!---->" * 100_000 + "{}") is None


def test_data_in_comments_is_data() -> None:
    assert not_json('<!-- {"@type": "NewsArticle"} -->') is None
    assert not_json('<!--{"@type": "NewsArticle"}//-->') is None


@pytest.mark.parametrize(
    "mark", [b"", b"\xef\xbb\xbf", b"<!-- saved from the web -->\n", b"<?xml version='1.0'?>\n"]
)
def test_a_page_on_standard_input_is_told_from_the_data_in_it(mark: bytes) -> None:
    data = b'<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Tide"}</script>'
    page = mark + b"<!DOCTYPE html><html><head><title>Tide</title>" + data + b"</head></html>"
    done = newsml("convert", "-", "--to", "json", "-q", stdin=page)
    assert (done.code, b'"text":"Tide"' in done.out) == (0, True)


def test_names_that_are_endings_or_other_words_for_formats(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Headline: Tide\n\nIt came.\n")
    assert (
        "did you mean rss or atom or news-sitemap or newsml-g2?"
        in newsml("convert", "a.txt", "--to", "xml", cwd=tmp_path).err
    )
    assert newsml("convert", "a.txt", "--to", "schema.org", "-q", cwd=tmp_path).code == 0
    assert (
        "the name a.foo does not say what to write"
        in newsml("convert", "a.txt", "-o", "a.foo", cwd=tmp_path).err
    )
    done = newsml("convert", "a.txt", "-o", "no/a.html", cwd=tmp_path)
    assert (done.code, "there is no folder no" in done.err) == (3, True)


@pytest.mark.parametrize("option", ["teaser", "teaser=", "profile"])
def test_an_option_without_its_value(option: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Headline: Tide\n\nIt came.\n")
    done = newsml("convert", "a.txt", "--to", "html", "-O", option, cwd=tmp_path)
    assert done.code == 2
    assert f"no value is given, {option.rstrip('=')}= wants " in done.err


@pytest.mark.parametrize("format_name", ["rss", "atom", "jsonfeed", "news-sitemap", "newsml-g2"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (gzip.compress(FEED, mtime=0), "this is not text but data compressed with gzip: unpack it first"),
        (b"PK\x03\x04feed", "this is not text but a ZIP archive"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "this is not text but a PDF"),
    ],
    ids=["gzip", "zip", "pdf"],
)
@pytest.mark.parametrize("command", [("convert", "--to", "json"), ("validate",)])
def test_it_is_said_where_the_format_is_named(
    format_name: str, data: bytes, said: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "a.xml").write_bytes(data)
    done = newsml(*command, "--from", format_name, "a.xml", cwd=tmp_path)
    assert done.code == 1
    assert said in done.text + done.err
    if command[0] == "convert":
        done = newsml(*command, "--from", format_name, "-", stdin=data, cwd=tmp_path)
        assert (done.code, said in done.err) == (1, True)


def test_a_stream_is_read_from_where_it_stands() -> None:
    stream = io.BytesIO(b"a head of somebody's own\n" + FEED)
    stream.readline()
    assert format_of_stream(stream, None, "rss")[1].read() == FEED
    stream.seek(len(b"a head of somebody's own\n"))
    found, rest = format_of_stream(stream, None, None)
    assert (found.name, rest.read()) == ("rss", FEED)

"""News sitemaps: what is listed, what is left out, many files, and reading any sitemap."""

from __future__ import annotations

import io
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from newsml import Article, Issue, api
from newsml.errors import ParseError
from newsml.files import FileBreak
from newsml.formats.news_sitemap import iso_639
from newsml.site import site_of
from tests.cli import newsml as run

NOW = datetime(2026, 1, 3, 12, tzinfo=UTC)
SITE = site_of(
    tomllib.loads('publisher = {name = "The Post (print)", url = "https://post.example/"}\nlanguage = "en"')
)
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


def made(number: int = 1, **fields: Any) -> Article:
    base = {
        "id": f"urn:x:{number}", "headline": f"News {number}", "canonical_url": f"https://post.example/{number}",
        "published": "2026-01-03T10:00:00+01:00", "language": "en-GB",
    }  # fmt: skip
    return Article.build({**base, **fields})


def written(*articles: Article, **options: Any) -> tuple[Any, list[Issue]]:
    issues: list[Issue] = []
    data = b"".join(
        api.write(articles, "news-sitemap", report=issues.append, **{"now": NOW, "site": SITE, **options})
    )
    notices = [issue for issue in issues if "nothing else of them" in issue.message]
    root = etree.fromstring(data)
    assert [issue.severity for issue in notices] == (
        ["info"] if len(root) else []
    )  # once, however many there are
    return root, [issue for issue in issues if issue not in notices]


def said(root: Any, path: str) -> list[str]:
    return [element.text for element in root.iterfind(path, NAMES)]


def test_an_entry() -> None:
    article = made(content_modified="2026-01-03T11:00:00Z", images=["https://post.example/i.jpg"])
    root, issues = written(article)
    assert said(root, "s:url/s:loc") == ["https://post.example/1"]
    assert said(root, "s:url/n:news/n:publication/n:name") == ["The Post"]
    assert said(root, "s:url/n:news/n:publication/n:language") == ["en"]
    assert said(root, "s:url/n:news/n:publication_date") == ["2026-01-03T10:00:00+01:00"]
    assert said(root, "s:url/n:news/n:title") == ["News 1"]
    assert said(root, "s:url/s:lastmod") == ["2026-01-03T11:00:00Z"]
    assert b"sitemap-image" in etree.tostring(root)
    assert issues == []


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"), ("pt-BR", "pt"), ("nb-NO", "nb"), ("zh", "zh-cn"), ("zh-Hans", "zh-cn"), ("zh-CN", "zh-cn"),
        ("zh-TW", "zh-tw"), ("zh-Hant-HK", "zh-tw"), ("zh-Hans-TW", "zh-cn"), ("gsw", "gsw"), ("und", None), ("mul", None),
    ],
)  # fmt: skip
def test_languages(tag: str, code: str | None) -> None:
    assert iso_639(tag) == code


@pytest.mark.parametrize(
    ("published", "listed"),
    [
        ("2026-01-03T12:00:00Z", True),
        ("2026-01-01T12:00:00Z", True),
        ("2026-01-01T11:59:59Z", False),
        ("2026-01-03T12:00:01Z", False),
        ("2026-01-03", True),
        ("2026-01-01", True),
        ("2025-12-31", False),
        ("2026-01-05", False),
    ],
)
def test_the_window_of_two_days(published: str, listed: bool) -> None:
    root, issues = written(made(published=published))
    assert bool(said(root, "s:url/s:loc")) == listed
    assert [issue.path for issue in issues] == ([] if listed else ["published"])
    assert said(written(made(published=published), window=False)[0], "s:url/s:loc")


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"canonical_url": None}, "canonical_url"),
        ({"headline": None}, "headlines"),
        ({"published": []}, "published"),
        ({"pub_status": "withheld"}, "pub_status"),
        ({"embargoed_until": "2026-01-04T00:00:00Z"}, "embargoed_until"),
    ],
)
def test_what_cannot_be_listed_is_left_out_and_said(fields: dict[str, Any], path: str) -> None:
    root, issues = written(made(**fields), made(2))
    assert said(root, "s:url/s:loc") == ["https://post.example/2"]
    assert [(issue.path, issue.severity) for issue in issues] == [(path, "error")]


def test_an_address_is_listed_once() -> None:
    root, issues = written(made(), made())
    assert len(said(root, "s:url/s:loc")) == 1
    assert [issue.path for issue in issues] == ["id"]
    root, issues = written(made(), made(id="urn:x:other"))
    assert len(said(root, "s:url/s:loc")) == 1
    assert [issue.path for issue in issues] == ["canonical_url"]


def test_a_thousand_in_one_file() -> None:
    root, issues = written(*(made(number) for number in range(1002)))
    assert len(said(root, "s:url/s:loc")) == 1000
    assert [issue.message for issue in issues if issue.severity == "error"] == [
        "2 more are left out: a news sitemap holds 1000; with -o or -d they go to several files"
    ]


def test_several_files_with_an_index() -> None:
    options = {"now": NOW, "site": SITE, "split": "news"}
    chunks = list(api.write((made(number) for number in range(2001)), "news-sitemap", **options))
    assert [chunk.name for chunk in chunks if isinstance(chunk, FileBreak)] == ["news-2", "news-3", "news"]
    index = etree.fromstring(chunks[-1])
    assert said(index, "s:sitemap/s:loc") == [
        f"https://post.example/news-{number}.xml" for number in (1, 2, 3)
    ]


def test_the_command_writes_several_files(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    source.write_bytes(b"".join(api.write((made(number) for number in range(1001)), "jsonl")))
    (tmp_path / "newsml.toml").write_text('publisher = {name = "The Post", url = "https://post.example/"}')
    done = run(
        "convert",
        str(source),
        "--to",
        "news-sitemap",
        "-o",
        str(tmp_path / "news.xml"),
        "--now",
        NOW.isoformat(),
    )
    assert done.code == 0, done.err
    assert sorted(path.name for path in tmp_path.glob("news*.xml")) == [
        "news-1.xml",
        "news-2.xml",
        "news.xml",
    ]
    assert len(said(etree.parse(tmp_path / "news-2.xml"), "s:url/s:loc")) == 1
    assert said(etree.parse(tmp_path / "news.xml"), "s:sitemap/s:loc")[1] == "https://post.example/news-2.xml"
    few = tmp_path / "few"
    few.mkdir()
    done = run(
        "convert",
        str(source),
        "--to",
        "news-sitemap",
        "-d",
        str(few),
        "--now",
        (NOW + timedelta(9)).isoformat(),
    )
    assert [path.name for path in few.iterdir()] == ["articles.sitemap.xml"]
    assert done.code == 0


# --- reading --------------------------------------------------------------------------------------


def read(data: str) -> tuple[list[Any], list[Issue]]:
    issues: list[Issue] = []
    return list(api.read(io.BytesIO(data.encode()), "sitemap", "news-sitemap", report=issues.append)), issues


def test_a_sitemap_is_read() -> None:
    articles, issues = read(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
        ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">'
        "<url><loc>https://post.example/1</loc><lastmod>2026-01-03</lastmod><changefreq>daily</changefreq>"
        "<news:news><news:publication><news:name>Post</news:name><news:language>zh-tw</news:language></news:publication>"
        "<news:genres>Blog, Opinion</news:genres><news:publication_date>2026-01-02T10:00:00Z</news:publication_date>"
        "<news:title>Tide</news:title><news:keywords>sea, wall</news:keywords>"
        "<news:stock_tickers>NASDAQ:AMAT, BOM:500325</news:stock_tickers></news:news>"
        "<image:image><image:loc>https://post.example/i.jpg</image:loc><image:caption>The wall</image:caption></image:image>"
        "<video:video><video:thumbnail_loc>https://post.example/t.jpg</video:thumbnail_loc><video:title>See</video:title>"
        "<video:description>It</video:description><video:content_loc>https://post.example/v.mp4</video:content_loc>"
        "<video:duration>61</video:duration></video:video></url></urlset>"
    )
    (article,) = articles
    assert (article.id, article.canonical_url, article.headline) == (
        "https://post.example/1",
        "https://post.example/1",
        "Tide",
    )
    assert (article.publisher.name, article.language) == ("Post", "zh-Hant")
    assert article.keywords == ("sea", "wall")
    assert [genre.name for genre in article.genres] == ["Blog", "Opinion"]
    assert [(o.symbols[0].exchange, o.symbols[0].symbol) for o in article.organisations] == [
        ("NASDAQ", "AMAT"),
        ("BOM", "500325"),
    ]
    assert (article.images[0].url, article.images[0].caption) == ("https://post.example/i.jpg", "The wall")
    video = article.video[0]
    assert (video.url, video.thumbnail, video.duration) == (
        "https://post.example/v.mp4",
        "https://post.example/t.jpg",
        61,
    )
    assert any("changefreq" in issue.message for issue in issues)


def test_an_index_is_named() -> None:
    articles, issues = read(
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://post.example/1.xml</loc></sitemap></sitemapindex>'
    )
    assert articles == []
    assert "https://post.example/1.xml" in issues[0].message


def test_a_feed_is_no_sitemap() -> None:
    with pytest.raises(ParseError, match="read it with --from rss"):
        read("<rss/>")


def test_what_newsml_wrote() -> None:
    article = made(images=["https://post.example/i.jpg"], content_modified="2026-01-03T11:00:00Z")
    (again,), _ = read(etree.tostring(written(article)[0], encoding="unicode"))
    for name in ("canonical_url", "headlines", "published", "content_modified", "images"):
        assert getattr(again, name) == getattr(article, name)


def test_the_corpus(shared: Path) -> None:
    counts = {}
    for path in sorted((shared / "corpus" / "feeds" / "sitemap").glob("*.xml")):
        counts[path.name] = len(read(path.read_text("utf-8"))[0])
    assert counts["alltags.xml"] > 0

"""`newsml embed` and `newsml unembed` as a newsroom runs them: pages, folders, CI, refusals."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from newsml.embedding.addresses import path_key, url_key
from newsml.html5 import Page
from tests.cli import newsml as newsml_process
from tests.cli import newsml_here as newsml

HEAD = "<!DOCTYPE html>\n<html>\n<head>\n<title>{0}</title>\n{1}</head>\n<body>\n<p>{0}\n</body>\n</html>\n"
CANONICAL = '<link rel="canonical" href="{}">\n'
SITE = 'language = "en"\n[publisher]\nname = "Weekly"\nurl = "https://weekly.example/"\n'


def page(title: str, url: str = "") -> bytes:
    return HEAD.format(title, CANONICAL.format(url) if url else "").encode()


def article(headline: str, *lines: str) -> str:
    return "\n".join([f"Headline: {headline}", "Language: en", *lines, "", f"{headline} came.", ""])


def headline_in(path: Path) -> str | None:
    blocks = [b for b in Page(path.read_bytes()).blocks if b.attributes.get("data-newsml") == "article"]
    return json.loads(blocks[0].text)["headline"] if blocks else None


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with an article and its page."""
    (tmp_path / "tide.txt").write_text(article("Tide"))
    (tmp_path / "tide.html").write_bytes(page("Tide"))
    (tmp_path / "newsml.toml").write_text(SITE)
    return tmp_path


def test_in_and_out_again(desk: Path) -> None:
    before = (desk / "tide.html").read_bytes()
    os.chmod(desk / "tide.html", 0o640)
    done = newsml("embed", "tide.html", "--article", "tide.txt", cwd=desk)
    assert (done.code, done.out) == (0, b"")
    assert done.err.splitlines()[-2:] == ["tide.html: embedded", "1 page: 1 embedded"]
    assert headline_in(desk / "tide.html") == "Tide"
    assert (desk / "tide.html").stat().st_mode & 0o777 == 0o640
    assert b"Weekly" in (desk / "tide.html").read_bytes()
    time = (desk / "tide.html").stat().st_mtime_ns
    done = newsml("embed", "tide.html", "--article", "tide.txt", cwd=desk)
    assert (done.code, done.err) == (0, "1 page: 1 unchanged\n")
    assert (desk / "tide.html").stat().st_mtime_ns == time
    (desk / "tide.txt").write_text(article("Ebb"))
    assert "tide.html: updated" in newsml("embed", "tide.html", "--article", "tide.txt", cwd=desk).err
    assert headline_in(desk / "tide.html") == "Ebb"
    done = newsml("unembed", "tide.html", cwd=desk)
    assert (done.code, done.err) == (0, "tide.html: block removed\n1 page: 1 removed\n")
    assert (desk / "tide.html").read_bytes() == before
    assert newsml("unembed", "tide.html", cwd=desk).err == "1 page: 1 unchanged\n"
    assert sorted(path.name for path in desk.iterdir()) == ["newsml.toml", "tide.html", "tide.txt"]


def test_check(desk: Path) -> None:
    before = (desk / "tide.html").read_bytes()
    arguments = ("embed", "tide.html", "--article", "tide.txt")
    done = newsml(*arguments, "--check", cwd=desk)
    assert done.code == 1
    assert done.err.splitlines()[-2:] == ["tide.html: would be embedded", "1 page: 1 would be embedded"]
    assert (desk / "tide.html").read_bytes() == before
    assert newsml(*arguments, "--check", "-q", cwd=desk) == (1, b"", "")
    assert newsml(*arguments, "--dry-run", cwd=desk).code == 0
    assert (desk / "tide.html").read_bytes() == before
    newsml(*arguments, cwd=desk)
    assert newsml(*arguments, "--check", cwd=desk).code == 0
    assert newsml("unembed", "tide.html", "--check", cwd=desk).code == 1
    assert headline_in(desk / "tide.html") == "Tide"


def test_diff(desk: Path) -> None:
    done = newsml("embed", "tide.html", "--article", "tide.txt", "--diff", cwd=desk)
    lines = done.text.splitlines()
    assert lines[:2] == ["--- tide.html", "+++ tide.html"]
    assert [line[:44] for line in lines if line.startswith(("+<", "-<"))] == [
        '+<script type="application/ld+json" data-new'
    ]
    assert headline_in(desk / "tide.html") is None
    (desk / "short.html").write_bytes(b"<title>\xe9</title>")
    done = newsml("embed", "short.html", "--article", "tide.txt", "--diff", cwd=desk)
    assert "\\ No newline at end of file\n+<title>é</title><script" in done.text


def test_standard_input_and_output(desk: Path) -> None:
    text = (desk / "tide.html").read_bytes()
    done = newsml_process("embed", "-", "--article", "tide.txt", "-q", stdin=text, cwd=desk)
    assert done.code == 0
    assert newsml("unembed", "-", "-q", stdin=done.out, cwd=desk) == (0, text, "")
    other = newsml_process("embed", "tide.html", "--article", "tide.txt", "-o", "-", "-q", cwd=desk)
    assert other.out == done.out
    assert (
        newsml("embed", "-", "--article", "tide.txt", "-o", "new.html", "-q", stdin=text, cwd=desk).out == b""
    )
    assert (desk / "new.html").read_bytes() == done.out
    done = newsml(
        "embed", "tide.html", "--article", "-", "--from", "text", stdin=article("Flood").encode(), cwd=desk
    )
    assert (done.code, headline_in(desk / "tide.html")) == (0, "Flood")


# --- which article -------------------------------------------------------------------------------


def site(folder: Path) -> Path:
    """The output of a generator, with pages that are no articles."""
    public = folder / "public"
    for name, title, url in [
        ("index.html", "Home", "https://weekly.example/"),
        ("2026/tide/index.html", "Tide", "https://weekly.example/2026/tide/"),
        ("2026/ebb.html", "Ebb", ""),
        ("posts/flood/index.html", "Flood", ""),
        ("2026/11/23/storm.html", "Storm", ""),
        ("about/index.html", "About", ""),
    ]:
        (public / name).parent.mkdir(parents=True, exist_ok=True)
        (public / name).write_bytes(page(title, url))
    content = folder / "content"
    content.mkdir()
    (content / "a.txt").write_text(
        article("Tide", "URL: https://www.weekly.example/2026/tide/index.html?utm_source=x")
    )
    (content / "b.md").write_text("---\ntitle: Ebb\nurl: /2026/ebb.html\n---\nIt came.\n")
    (content / "posts").mkdir()
    (content / "posts/flood.md").write_text("---\ntitle: Flood\n---\nIt came.\n")
    (content / "2026-11-23-storm.md").write_text("---\ntitle: Storm\n---\nIt came.\n")
    (folder / "newsml.toml").write_text(SITE)
    return public


def test_a_folder_of_pages(tmp_path: Path) -> None:
    public = site(tmp_path)
    done = newsml("embed", "public", "--article", "content", cwd=tmp_path)
    assert done.code == 0
    assert done.err.splitlines()[-1] == "6 pages: 4 embedded, 2 without an article"
    assert headline_in(public / "2026/tide/index.html") == "Tide"
    assert headline_in(public / "2026/ebb.html") == "Ebb"
    assert headline_in(public / "posts/flood/index.html") == "Flood"
    assert headline_in(public / "2026/11/23/storm.html") == "Storm"
    assert headline_in(public / "index.html") is headline_in(public / "about/index.html") is None
    assert newsml("embed", "public", "--article", "content", "--check", cwd=tmp_path).code == 0
    done = newsml("unembed", "public", cwd=tmp_path)
    assert done.err.splitlines()[-1] == "6 pages: 4 removed, 2 unchanged"


def test_by_name_and_headline(tmp_path: Path) -> None:
    """Generators that make addresses of dates, slugs and languages."""
    public, content = tmp_path / "public", tmp_path / "content/posts"
    content.mkdir(parents=True)
    pages = {
        "2026/03/tide/index.html": "Tide", "2026/03/ebb/index.html": "Ebb | Weekly", "fr/flood.html": "La crue",
        "de/flood.html": "Die Flut", "2026/opinion.html": "Another", "other/wave.html": "Wave", "index.html": "Tide",
        "posts/index.html": "Posts",
    }  # fmt: skip
    for name, title in pages.items():
        (public / name).parent.mkdir(parents=True, exist_ok=True)
        (public / name).write_bytes(page(title, f"https://weekly.example/{name}"))
    sources = {
        "Tide.md": "title: Tide", "2026-03-04-water.md": "title: Ebb\nslug: ebb", "flood.fr.md": "title: La crue",
        "flood.de.md": "title: Die Flut", "opinion.md": "title: Mine", "_index.md": "title: Posts",
        "wave.md": "title: Wave\nurl: https://weekly.example/elsewhere/",
    }  # fmt: skip
    for name, head in sources.items():
        (content / name).write_text(f"---\n{head}\n---\nIt came.\n")
    done = newsml("embed", "public", "--article", "content", cwd=tmp_path)
    assert done.code == 0
    assert {name: headline_in(public / name) for name in pages} == {
        "2026/03/tide/index.html": "Tide", "2026/03/ebb/index.html": "Ebb", "fr/flood.html": "La crue",
        "de/flood.html": "Die Flut", "2026/opinion.html": None, "other/wave.html": None, "index.html": None,
        "posts/index.html": None,
    }  # fmt: skip


def test_feeds_and_other_files_among_the_articles(tmp_path: Path) -> None:
    public = site(tmp_path)
    (tmp_path / "content/package.json").write_text('{"name": "tide"}')
    (tmp_path / "content/feed.xml").write_text(
        "<rss><channel><item><title>Tide</title></item></channel></rss>"
    )
    (tmp_path / "content/about.json").write_text('{"@context": "https://schema.org", "@type": "NewsArticle"}')
    (tmp_path / "content/README.md").write_text("Read me.\n")
    done = newsml("embed", "public", "--article", "content", cwd=tmp_path)
    assert done.code == 0
    assert "README" not in done.err
    assert done.err.splitlines()[-1] == "6 pages: 4 embedded, 2 without an article"
    assert headline_in(public / "about/index.html") is None


def test_a_block_whose_article_is_gone(tmp_path: Path) -> None:
    public = site(tmp_path)
    newsml("embed", "public", "--article", "content", cwd=tmp_path)
    (tmp_path / "content/posts/flood.md").unlink()
    done = newsml("embed", "public", "--article", "content", cwd=tmp_path)
    assert done.code == 0
    assert "flood/index.html: warning: our block is in the page, but no article was found for it" in done.err
    assert headline_in(public / "posts/flood/index.html") == "Flood"


def test_a_folder_of_output(tmp_path: Path) -> None:
    public = site(tmp_path)
    (tmp_path / "out").mkdir()
    assert newsml("embed", "public", "--article", "content", "-d", "out", cwd=tmp_path).code == 0
    assert headline_in(public / "2026/ebb.html") is None
    assert headline_in(tmp_path / "out/2026/ebb.html") == "Ebb"
    assert (tmp_path / "out/about/index.html").read_bytes() == (public / "about/index.html").read_bytes()
    time = (tmp_path / "out/2026/ebb.html").stat().st_mtime_ns
    newsml("embed", "public", "--article", "content", "-d", "out", cwd=tmp_path)
    assert (tmp_path / "out/2026/ebb.html").stat().st_mtime_ns == time


def test_one_file_with_many_articles(tmp_path: Path) -> None:
    public = site(tmp_path)
    (tmp_path / "all.jsonl").write_bytes(
        newsml("convert", "content", "--to", "jsonl", "-q", cwd=tmp_path).out
    )
    done = newsml("embed", public, "--article", "all.jsonl", cwd=tmp_path)
    assert done.err.splitlines()[-1] == "6 pages: 2 embedded, 4 without an article"
    assert headline_in(public / "2026/tide/index.html") == "Tide"


def test_one_article_does_not_go_into_all_pages_of_a_folder(tmp_path: Path) -> None:
    public = site(tmp_path)
    done = newsml("embed", "public", "--article", "content/a.txt", cwd=tmp_path)
    assert done.err.splitlines()[-1] == "6 pages: 1 embedded, 5 without an article"
    assert headline_in(public / "2026/tide/index.html") == "Tide"
    done = newsml(
        "embed", "public/2026/ebb.html", "public/about/index.html", "--article", "content/a.txt", cwd=tmp_path
    )
    assert headline_in(public / "2026/ebb.html") == headline_in(public / "about/index.html") == "Tide"


def test_beside_the_page(desk: Path) -> None:
    (desk / "ebb.html").write_bytes(page("Ebb"))
    (desk / "ebb.json").write_text('{"name": "a manifest"}')
    (desk / "flood").mkdir()
    (desk / "flood/index.html").write_bytes(page("Flood"))
    (desk / "flood/index.xml").write_text("<rss/>")
    (desk / "flood/article.md").write_text("---\ntitle: Flood\n---\nIt came.\n")
    done = newsml("embed", ".", cwd=desk)
    assert done.err.splitlines()[-1] == "3 pages: 2 embedded, 1 without an article"
    assert [headline_in(desk / name) for name in ("tide.html", "ebb.html", "flood/index.html")] == [
        "Tide", None, "Flood",
    ]  # fmt: skip


MAPS = {
    "map.csv": "page,article\npublic/about/,content/a.txt\nhttps://weekly.example/,content/b.md\npublic/2026/ebb.html,\n",
    "map.tsv": "public/about/index.html\tcontent/a.txt\nhttp://weekly.example\tcontent/b.md\npublic/2026/ebb.html\t\n",
    "semicolon.csv": "public/about/;content/a.txt\nhttps://weekly.example/;content/b.md\n",
    "map.toml": '[pages]\n"public/about/" = "content/a.txt"\n"https://weekly.example/" = "content/b.md"\n"public/2026/ebb.html" = false\n',
    "map.json": '{"public/about/": "content/a.txt", "https://weekly.example/": "content/b.md", "public/2026/ebb.html": null}',
    "map.yaml": "public/about/: content/a.txt\nhttps://weekly.example/: content/b.md\npublic/2026/ebb.html: false\n",
}  # fmt: skip


@pytest.mark.parametrize("name", MAPS)
def test_mapping(tmp_path: Path, name: str) -> None:
    public = site(tmp_path)
    (tmp_path / name).write_text(MAPS[name])
    done = newsml("embed", tmp_path / "public", "--map", tmp_path / name)
    assert done.err.splitlines()[-1] == "6 pages: 2 embedded, 4 without an article"
    assert headline_in(public / "about/index.html") == "Tide"
    assert headline_in(public / "index.html") == "Ebb"


def test_mapping_wins_over_articles(tmp_path: Path) -> None:
    public = site(tmp_path)
    (tmp_path / "map.csv").write_text("public/2026/tide/,content/b.md\npublic/2026/ebb.html,\n")
    assert newsml("embed", "public", "--article", "content", "--map", "map.csv", cwd=tmp_path).code == 0
    assert headline_in(public / "2026/tide/index.html") == "Ebb"
    assert headline_in(public / "2026/ebb.html") is None
    assert headline_in(public / "posts/flood/index.html") == "Flood"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("map.csv", "a,b,c\n", "map.csv:1: error: expected two columns, the page and its article; found 3"),
        ("map.csv", 'a,"b\n', "map.csv:1: error: this is no CSV"),
        ("map.json", '{"a": 7}', "map.json: error: a: expected the file of its article, or false; found 7"),
        ("map.json", "{", "map.json:1"),
        ("map.ini", "", "is read from .csv, .tsv, .toml, .yaml or .json files"),
    ],
)  # fmt: skip
def test_wrong_mapping(desk: Path, name: str, text: str, words: str) -> None:
    (desk / name).write_text(text)
    done = newsml("embed", "tide.html", "--map", name, cwd=desk)
    assert done.code in (1, 2)
    assert words in done.err


def test_a_mapping_to_nowhere_stops_one_page_only(tmp_path: Path) -> None:
    public = site(tmp_path)
    (tmp_path / "map.csv").write_text("public/about/,gone.txt\npublic/2026/ebb.html,content/b.md\n")
    done = newsml("embed", "public", "--map", "map.csv", cwd=tmp_path)
    assert done.code == 3
    assert "gone.txt: error: cannot read: no such file" in done.err
    assert headline_in(public / "2026/ebb.html") == "Ebb"
    assert done.err.splitlines()[-1] == "6 pages: 1 embedded, 4 without an article, 1 failed"


def test_a_page_that_was_named_must_have_an_article(desk: Path) -> None:
    (desk / "ebb.html").write_bytes(page("Ebb"))
    done = newsml("embed", "tide.html", "ebb.html", cwd=desk)
    assert done.code == 1
    assert "ebb.html: error: no article was found for this page: name it with --article" in done.err
    assert headline_in(desk / "tide.html") == "Tide"


def test_articles_that_cannot_be_read_are_said_once(tmp_path: Path) -> None:
    site(tmp_path)
    done = newsml("embed", "public", "--article", "gone.txt", cwd=tmp_path)
    assert (done.code, done.err) == (3, "gone.txt: error: cannot read: no such file or directory [FILE]\n")


def test_a_file_without_article(desk: Path, samples: Path) -> None:
    package = samples / "lantern-package/item.xml"
    done = newsml("embed", "tide.html", "--article", package, cwd=desk)
    assert (done.code, done.err) == (1, f"{package}: error: there is no article in this file [EMBED]\n")


def test_two_articles_that_fit(tmp_path: Path) -> None:
    site(tmp_path)
    (tmp_path / "content/c.txt").write_text(article("Tide 2", "URL: https://weekly.example/2026/tide"))
    done = newsml("embed", "public", "--article", "content", cwd=tmp_path)
    assert done.code == 2
    assert "public/2026/tide/index.html: error: several articles fit this page" in done.err
    assert "content/a.txt, content/c.txt; say which with --map" in done.err


def test_an_article_of_another_page_is_not_taken_for_its_path(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "public/a.html").write_bytes(page("Tide", "https://weekly.example/other"))
    (tmp_path / "content/a.txt").write_text(article("Tide", "URL: https://weekly.example/2026/tide"))
    done = newsml("embed", "public", "--article", "content", cwd=tmp_path)
    assert done.err.splitlines()[-1] == "1 page: 1 without an article"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("https://www.Weekly.example/a/index.html?utm_source=x&fbclid=z#y", "http://weekly.example/A"),
        ("https://weekly.example/a?p=1&utm_id=3", "https://weekly.example/a/?p=1"),
        ("https://weekly.example/caf%C3%A9/", "https://weekly.example/café"),
        ("https://weekly.example/a.html", "https://weekly.example/a/"),
        ("https://weekly.example", "https://weekly.example/index.html"),
    ],
)
def test_addresses_of_one_page(one: str, two: str) -> None:
    assert url_key(one) == url_key(two)


@pytest.mark.parametrize(
    ("path", "key"),
    [("a/index.html", "a"), ("index.html", ""), ("a/My Story.md", "a/my-story"), ("reindex.html", "reindex")],
)
def test_places(path: str, key: str) -> None:
    assert path_key(path) == key


# --- never ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["Status: withheld", "Status: canceled", "Embargo: 2026-03-01T06:00:00Z"])
def test_refusal(desk: Path, line: str) -> None:
    before = (desk / "tide.html").read_bytes()
    (desk / "tide.txt").write_text(article("Tide", line))
    for more in ([], ["--check"], ["--diff"], ["--withdraw"]):
        done = newsml("embed", "tide.html", "--now", "2026-01-01T00:00:00Z", *more, cwd=desk)
        assert done.code == 1, more
        assert "[REFUSED]" in done.err
        assert done.err.splitlines()[-1] == "1 page: 1 refused"
        assert (desk / "tide.html").read_bytes() == before
    done = newsml(
        "embed", "-", "--article", "tide.txt", "--now", "2026-01-01T00:00:00Z", stdin=before, cwd=desk
    )
    assert (done.code, done.out) == (1, b"")


def test_withdrawal(desk: Path) -> None:
    before = (desk / "tide.html").read_bytes()
    newsml("embed", "tide.html", cwd=desk)
    (desk / "tide.txt").write_text(article("Tide", "Status: canceled"))
    done = newsml("embed", "tide.html", cwd=desk)
    assert done.code == 1
    assert "tide.txt: error: the article is cancelled" in done.err
    assert (
        "tide.html: error: the block is still in the page: take it out with newsml unembed, or with --withdraw"
        in done.err
    )
    assert headline_in(desk / "tide.html") == "Tide"
    done = newsml("embed", "tide.html", "--withdraw", "--check", cwd=desk)
    assert (done.code, headline_in(desk / "tide.html")) == (1, "Tide")
    assert "tide.html: block would be removed" in done.err
    done = newsml("embed", "tide.html", "--withdraw", cwd=desk)
    assert (done.code, (desk / "tide.html").read_bytes()) == (0, before)
    assert done.err.splitlines()[-1] == "1 page: 1 removed"


def test_the_rest_of_a_batch_goes_on(tmp_path: Path) -> None:
    public = site(tmp_path)
    (tmp_path / "content/b.md").write_text(
        "---\ntitle: Ebb\nurl: /2026/ebb.html\ndraft: true\n---\nIt came.\n"
    )
    (tmp_path / "content/wrong.txt").write_text(article("Wrong", "Urgency: 12"))
    (public / "posts/flood/index.html").write_text("<!DOCTYPE html>\n<script>")
    done = newsml("embed", "public", "--article", "content", cwd=tmp_path)
    assert done.code == 1
    assert "urgency '12' is not between 1 and 9" in done.err
    assert "public/posts/flood/index.html:2:1: error: <script> that begins here has no end" in done.err
    assert done.err.splitlines()[-1] == "6 pages: 2 embedded, 2 without an article, 1 refused, 1 failed"


# --- what else -----------------------------------------------------------------------------------


def test_conflicts(desk: Path) -> None:
    theirs = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "a", "author": "b", "name": "c"}</script>\n'
    (desk / "tide.html").write_bytes(HEAD.format("Tide", theirs).encode())
    done = newsml("embed", "tide.html", cwd=desk)
    assert done.code == 0
    assert "tide.html:5:1: warning: the page has NewsArticle of another hand (JSON-LD)" in done.err
    assert done.err.splitlines()[-1] == "1 page: 1 left alone"
    assert newsml("embed", "tide.html", "--on-conflict", "fail", cwd=desk).code == 1
    assert newsml("embed", "tide.html", "--on-conflict", "add", cwd=desk).code == 0
    assert headline_in(desk / "tide.html") == "Tide"


def test_meta(desk: Path) -> None:
    before = (desk / "tide.html").read_bytes()
    newsml("embed", "tide.html", "--meta", cwd=desk)
    assert Page((desk / "tide.html").read_bytes()).meta["og:title"] == ["Tide"]
    assert newsml("embed", "tide.html", "--check", cwd=desk).code == 0
    newsml("embed", "tide.html", "--no-meta", cwd=desk)
    assert "og:title" not in Page((desk / "tide.html").read_bytes()).meta
    newsml("embed", "tide.html", "--meta", cwd=desk)
    newsml("unembed", "tide.html", cwd=desk)
    assert (desk / "tide.html").read_bytes() == before


def test_report_for_programs(tmp_path: Path) -> None:
    site(tmp_path)
    done = newsml(
        "embed", "public", "--article", "content", "--report", "json", "--loss", "ignore", cwd=tmp_path
    )
    pages = json.loads(done.out)["pages"]
    assert done.err == ""
    assert {entry["page"]: (entry["article"], entry["result"]) for entry in pages}[
        "public/2026/ebb.html"
    ] == (
        "content/b.md",
        "embedded",
    )
    done = newsml("embed", "-", "--report", "json", "--article", "content/b.md", stdin=b"<p>", cwd=tmp_path)
    assert (done.code, done.out) == (2, b"")


def test_losses(desk: Path) -> None:
    (desk / "tide.txt").write_text(article("Tide", "Urgency: 5"))
    assert (
        "tide.txt: warning: urgency (5) is not written"
        in newsml("embed", "tide.html", "--dry-run", cwd=desk).err
    )
    assert "urgency" not in newsml("embed", "tide.html", "--dry-run", "--loss", "ignore", cwd=desk).err
    done = newsml("embed", "tide.html", "--loss", "error", cwd=desk)
    assert (done.code, headline_in(desk / "tide.html")) == (1, None)
    assert "1 page: 1 failed" in done.err


def test_options_of_the_format(desk: Path) -> None:
    newsml("embed", "tide.html", "-O", "shape=graph", "--pretty", cwd=desk)
    assert b'  "@graph": [\n' in (desk / "tide.html").read_bytes()
    done = newsml("embed", "tide.html", "-O", "shap=graph", cwd=desk)
    assert done.code == 2
    assert "did you mean shape?" in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["tide.html", "tide.html", "-o", "x.html"], 2, "-o is for one page"),
        (["tide.html", "-o", "x.html", "-d", "."], 2, "give one of them"),
        (["tide.html", "-d", "nowhere"], 3, "there is no such folder"),
        (["tide.html", "--article", ""], 2, "the name of --article is empty"),
        (["tide.html", "--article", "x", "--from-page"], 2, "give one"),
        (["gone.html", "--article", "tide.txt"], 3, "gone.html: error: cannot read"),
        (["empty"], 3, "no article in this folder"),
        (["tide.html", "--article", "gone.txt"], 3, "gone.txt: error: cannot read"),
        (["-", "-", "--article", "tide.txt"], 2, "given twice"),
        (["tide.txt", "--article", "tide.txt"], 1, "this is no HTML page: there is no tag in it"),
        (["tide.html", "--site", "gone.toml"], 3, "gone.toml: error: cannot read"),
    ],
)  # fmt: skip
def test_wrong_usage(desk: Path, arguments: list[str], code: int, words: str) -> None:
    (desk / "empty").mkdir()
    before = (desk / "tide.html").read_bytes()
    done = newsml("embed", *arguments, cwd=desk)
    assert done.code == code
    assert words in done.err
    assert (desk / "tide.html").read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_link_stays_a_link(desk: Path) -> None:
    (desk / "link.html").symlink_to("tide.html")
    assert newsml("embed", "link.html", "--article", "tide.txt", cwd=desk).code == 0
    assert (desk / "link.html").is_symlink()
    assert headline_in(desk / "tide.html") == "Tide"


def test_the_hooks_of_pre_commit_run(desk: Path) -> None:
    """https://pre-commit.com calls the entry with the args of the user."""
    hooks = yaml.safe_load((Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text())
    (hook,) = [hook for hook in hooks if hook["id"] == "newsml-embed-check"]
    assert hook["pass_filenames"] is False
    command, *entry = hook["entry"].split()
    assert command == "newsml"
    check = (*entry, ".", "--article", ".")
    assert newsml(*check, cwd=desk).code == 1
    assert newsml("embed", "tide.html", cwd=desk).code == 0
    assert newsml(*check, cwd=desk).code == 0


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(desk: Path) -> None:
    os.chmod(desk, 0o500)
    try:
        done = newsml("embed", "tide.html", cwd=desk)
    finally:
        os.chmod(desk, 0o700)
    assert done.code == 3
    assert headline_in(desk / "tide.html") is None


def test_a_page_that_cannot_be_written_has_failed(desk: Path) -> None:
    (desk / "out" / "tide.html").mkdir(parents=True)
    done = newsml("embed", "tide.html", "-d", "out", cwd=desk)
    assert done.code == 3
    assert "cannot write: it is a folder" in done.err
    assert done.err.splitlines()[-1] == "1 page: 1 failed"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_page_that_is_write_protected(desk: Path) -> None:
    os.chmod(desk / "tide.html", 0o400)
    done = newsml("embed", "tide.html", cwd=desk)
    assert done.code == 3
    assert "cannot write: the file is write-protected" in done.err
    assert headline_in(desk / "tide.html") is None


# --- from the page itself ------------------------------------------------------------------------

TELLS = HEAD.format(
    "Tide",
    """<meta name="description" content="Water &amp; wind">
<meta property="og:type" content="article">
<meta property="og:image" content="https://weekly.example/a.jpg">
<meta property="article:published_time" content="2026-11-23T10:00:00+01:00">
<meta name="author" content="Jane Doe">
<link rel="canonical" href="https://weekly.example/tide">
""",
).replace("<p>Tide", "<h1>Tide</h1>\n<p>Water stood knee-deep on the quay.")


def test_from_the_page_itself(desk: Path) -> None:
    (desk / "tide.html").write_text(TELLS)
    done = newsml("embed", "tide.html", "--from-page", cwd=desk)
    assert done.code == 0, done.err
    data = json.loads(Page((desk / "tide.html").read_bytes()).blocks[0].text)
    assert (data["headline"], data["description"], data["url"]) == (
        "Tide",
        "Water & wind",
        "https://weekly.example/tide",
    )
    assert data["datePublished"] == "2026-11-23T10:00:00+01:00"
    assert data["author"][0]["name"] == "Jane Doe"
    assert data["publisher"]["name"] == "Weekly"
    assert "articleBody" not in data
    assert "body" not in done.err
    done = newsml("embed", "tide.html", "--from-page", "--check", cwd=desk)
    assert (done.code, done.err) == (0, "1 page: 1 unchanged\n")
    newsml("unembed", "tide.html", cwd=desk)
    assert (desk / "tide.html").read_text() == TELLS


def test_what_is_ours_does_not_confirm_itself(desk: Path) -> None:
    (desk / "tide.html").write_text(TELLS)
    newsml("embed", "tide.html", "--from-page", "--meta", cwd=desk)
    page = (desk / "tide.html").read_text()
    assert page.count("Jane Doe") == 2
    (desk / "tide.html").write_text(page.replace('content="Jane Doe">', 'content="John Okafor">'))
    newsml("embed", "tide.html", "--from-page", cwd=desk)
    assert "Jane Doe" not in (desk / "tide.html").read_text()


def test_a_folder_of_pages_that_tell(tmp_path: Path) -> None:
    public = tmp_path / "public"
    public.mkdir()
    (public / "tide.html").write_text(TELLS)
    (public / "index.html").write_bytes(page("Home", "https://weekly.example/"))
    (public / "empty.html").write_text("<!DOCTYPE html>\n")
    theirs = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Ebb","datePublished":"2026-01-01","author":"A"}</script>\n'
    (public / "ebb.html").write_text(HEAD.format("Ebb", theirs))
    done = newsml("embed", "public", "--from-page", cwd=tmp_path)
    assert done.code == 0, done.err
    assert done.err.splitlines()[-1] == "4 pages: 1 embedded, 1 left alone, 2 without an article"
    assert newsml("embed", "public", "--from-page", "--on-conflict", "add", "-q", cwd=tmp_path).code == 0
    assert headline_in(public / "ebb.html") == "Ebb"


def test_the_mapping_wins_over_the_page(desk: Path) -> None:
    (desk / "ebb.txt").write_text(article("Ebb"))
    (desk / "tide.html").write_text(TELLS)
    (desk / "map.csv").write_text("tide.html,ebb.txt\n")
    newsml("embed", "tide.html", "--from-page", "--map", "map.csv", cwd=desk)
    assert headline_in(desk / "tide.html") == "Ebb"


def test_real_pages_that_tell(shared: Path, tmp_path: Path) -> None:
    pages = sorted((shared / "corpus/html-pages").rglob("*.html"))[::4]
    for path in pages:
        shutil.copy(path, tmp_path / path.name)
    done = newsml("embed", ".", "--from-page", "--on-conflict", "add", "-q", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    done = newsml("embed", ".", "--from-page", "--on-conflict", "add", "--check", cwd=tmp_path)
    assert done.code == 0
    assert done.err.splitlines()[-1] == f"{len(pages)} pages: {len(pages)} unchanged"
    assert newsml("embed", ".", "--from-page", "--check", "-q", cwd=tmp_path).code == 0
    assert newsml("unembed", ".", "-q", cwd=tmp_path).code == 0
    assert [(tmp_path / path.name).read_bytes() for path in pages] == [path.read_bytes() for path in pages]


def test_what_is_the_same_of_many_articles_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "content").mkdir()
    for name in ("tide", "ebb", "quay"):
        (tmp_path / "public" / f"{name}.html").write_bytes(page(name))
        (tmp_path / "content" / f"{name}.txt").write_text(article(name))
    done = newsml("embed", "public", "--article", "content", cwd=tmp_path)
    said = [line for line in done.err.splitlines() if ": info: body is not written" in line]
    assert said == [
        "3 articles: info: body is not written: -O body=yes writes the plain text as articleBody [LOSS]"
    ]
    (tmp_path / "content" / "tide.txt").write_text(article("Tide", "Keywords: sea"))
    done = newsml("embed", "public", "--article", "content", cwd=tmp_path)
    assert "content/tide.txt: info: body is not written" in done.err


def test_a_mapping_that_names_a_page_that_is_not_there(desk: Path) -> None:
    (desk / "map.csv").write_text(
        "tide.html,tide.txt\ntied.html,tide.txt\nhttps://weekly.example/ebb,tide.txt\n"
    )
    done = newsml("embed", "tide.html", "--map", "map.csv", cwd=desk)
    assert done.code == 0
    said = [line for line in done.err.splitlines() if "no such page" in line]
    assert said == [
        "map.csv: warning: tied.html: there is no such page; pages and articles are as seen from this file [EMBED]"
    ]
    (desk / "map.txt").write_text("tide.html,tide.txt\n")
    done = newsml("embed", "tide.html", "--map", "map.txt", cwd=desk)
    assert (done.code, "is read from .csv, .tsv, .toml" in done.err) == (2, True)

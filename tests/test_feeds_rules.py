"""The rules of feeds and sitemaps: each finds its bad sample, at its line, and leaves its good one alone."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import newsml
from newsml.formats import detect
from newsml.issues import Issue
from newsml.rules import RULES, Context, Rule, check_feed
from newsml.rules.feeds.checks import CHECKS, FORMATS, MOST
from newsml.site import site_of
from tests.cli import newsml as run

SAMPLES = Path(__file__).parent / "rules"
OURS = [rule for rule in RULES.values() if re.match(r"FD\d", rule.id)]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CONTEXT = Context(now=NOW)
RANK = ("info", "warning", "error")
LARGE = 60 * 1024 * 1024

BESIDE: dict[str, set[str]] = {"FD503": set()}
"""What else a bad sample cannot but show."""


def sample(id: str, name: str) -> tuple[str, bytes]:
    """The format of a sample and its bytes; where a rule is about the size of a file, it is the good one."""
    path = next(iter((SAMPLES / id).glob(f"{name}.*")), None) or next((SAMPLES / id).glob("good.*"))
    data = path.read_bytes()
    if path.suffix == ".json":
        return "jsonfeed", data
    format_ = "news-sitemap" if b"<urlset" in data else "atom" if b"<feed" in data else "rss"
    return format_, data


def found(format_name: str, data: bytes) -> list[Issue]:
    return list(check_feed(io.BytesIO(data), format_name, context=CONTEXT))


def bad(one: Rule) -> tuple[bytes, list[Issue]]:
    format_name, data = sample(one.id, "bad")
    return data, found(format_name, data + b" " * LARGE if one.id == "FD417" else data)


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_bad_sample_is_found(one: Rule) -> None:
    _, issues = bad(one)
    assert one.id in {issue.rule for issue in issues}
    loud = {issue.rule for issue in issues if issue.severity != "info"} - {one.id}
    assert loud <= BESIDE.get(one.id, set()), [str(issue) for issue in issues if issue.rule in loud]


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_good_sample_is_left_alone(one: Rule) -> None:
    issues = found(*sample(one.id, "good"))
    assert one.id not in {issue.rule for issue in issues}
    assert [str(issue) for issue in issues if issue.severity != "info"] == []


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_message_is_for_a_person(one: Rule) -> None:
    data, issues = bad(one)
    for issue in issues:
        assert re.fullmatch(r"[^\n]{20,400}", issue.message), "one line, and not just a word"
        assert not issue.message.endswith(".")
        assert RANK.index(issue.severity) <= RANK.index(RULES[issue.rule].severity)
        assert issue.line is not None
        assert 1 <= issue.line <= data.count(b"\n") + 1


def test_there_are_rules_for_all_formats() -> None:
    assert len(OURS) >= 40
    for format_name in FORMATS:
        assert sum(len(checks) for (name, _), checks in CHECKS.items() if name == format_name) >= 15


def test_the_line_and_the_entry_are_said() -> None:
    format_name, data = sample("FD205", "bad")
    (issue,) = [issue for issue in found(format_name, data) if issue.rule == "FD205"]
    assert (issue.path, issue.line) == ("channel/item[2]", 20)
    assert "line 13" in issue.message


def test_many_findings_are_counted() -> None:
    item = "<item><title>x</title><link>https://a.example/</link><guid>no address</guid></item>\n"
    data = f"<rss version='2.0'><channel>{item * 30}</channel></rss>".encode()
    issues = [issue for issue in found("rss", data) if issue.rule == "FD204"]
    assert len(issues) == MOST + 1
    assert issues[-1].message.startswith("20 more")


def test_validate_takes_feeds(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(sample("FD204", "bad")[1])
    done = run("validate", str(path))
    assert done.code == 1
    assert re.search(
        r"feed\.xml:\d+: error: guid 'wrenholt-1' is no web address.*\[FD204\]", done.out.decode() + done.err
    )
    assert [issue.rule for issue in newsml.validate(path, select=["FD2"])] == ["FD204"]
    path.write_bytes(sample("FD204", "good")[1])
    assert run("validate", str(path), "--now", NOW.isoformat()).code == 0


def test_what_is_no_feed_is_said() -> None:
    (issue,) = newsml.validate(b"<rss", format="rss")
    assert issue.rule == "SYNTAX"
    assert newsml.validate(b"", format="jsonfeed")[0].rule == "SYNTAX"


def test_older_versions_are_no_errors() -> None:
    data = (
        b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        b' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/"><title>A</title>'
        b"<link>https://a.example/</link><description>B</description><dc:language>en</dc:language></channel>"
        b'<item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link>'
        b"<dc:date>2026-02-28</dc:date></item></rdf:RDF>"
    )
    assert [str(issue) for issue in found("rss", data) if issue.severity != "info"] == []


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parents[1].glob("samples/*/article.*")), ids=lambda path: path.parent.name
)
@pytest.mark.parametrize("format_name", FORMATS)
def test_what_newsml_writes_passes(path: Path, format_name: str) -> None:
    """No error and no warning in a feed of any sample, where the publisher says its name and address."""
    if ".meta" in path.suffixes:
        pytest.skip("no article")
    site = site_of({
        "publisher": {"name": "The Post", "url": "https://post.example/"}, "language": "en",
        "feed": {"urls": {name: f"https://post.example/{name}" for name in FORMATS}},
    })  # fmt: skip
    article = newsml.load(path, kind=newsml.Article, site=site)
    article = article.model_copy(update={"embargoed_until": None, "pub_status": None})
    if article.canonical_url is None:
        article = article.model_copy(update={"canonical_url": "https://post.example/1"})
    later = datetime(2027, 1, 1, tzinfo=UTC)
    options = {"window": False} if format_name == "news-sitemap" else {}
    data = newsml.dumps(article, format_name, site=site, now=later, stamp=later, **options)
    issues = list(check_feed(io.BytesIO(data), format_name, context=Context(now=later)))
    wanted = [issue for issue in issues if issue.severity != "info" and issue.rule != "FD408"]
    assert [str(issue) for issue in wanted] == []
    known = detect(f"x.{format_name}", data)
    assert known is None or known.name == format_name


def test_a_large_feed_is_looked_at_entry_by_entry() -> None:
    from newsml.large import LARGE as MOST_AT_ONCE
    from newsml.large import validate_stream

    item = (
        f"<item><title>x</title><guid>no address</guid><description>{'word ' * 20_000}</description></item>\n"
    )
    data = f"<rss version='2.0'><channel>{item * (MOST_AT_ONCE // len(item) + 2)}".encode()
    stream = io.BytesIO(data)
    issues = validate_stream(stream, "feed.xml", context=CONTEXT)
    assert next(issue for issue in issues if issue.rule == "FD204").line == 1
    assert [issue.rule for issue in issues][-1] != "LARGE"

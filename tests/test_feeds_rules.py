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
from newsml.rules import RULES, Context, Rule, check, check_feed
from newsml.rules.feeds.articles import ASKED
from newsml.rules.feeds.checks import CHECKS, FORMATS, MOST
from newsml.site import site_of
from newsml.validation import Sieve
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
    known = {"FD408", *(issue.rule for issue in check(article, context=Context(now=later)))}
    wanted = [issue for issue in issues if issue.severity != "info" and issue.rule not in known]
    assert [str(issue) for issue in wanted] == []
    told = detect(f"x.{format_name}", data)
    assert told is None or told.name == format_name


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


# --- the rules of the model on entries -----------------------------------------------------------


def test_the_rules_asked_of_entries_exist() -> None:
    assert all(RULES[id].format is None and RULES[id].function for id in ASKED)
    assert list(ASKED) == sorted(set(ASKED))


def _of_model(format_name: str, data: str) -> list[tuple[str, str, int | None]]:
    issues = check_feed(io.BytesIO(data.encode()), format_name, context=CONTEXT)
    return [(issue.rule, issue.path, issue.line) for issue in issues if not issue.rule.startswith("FD")]


ITEM = """<item>
  <title>{title}</title>
  <link>https://post.example/1</link>
  <guid>https://post.example/1</guid>
  <description>{text}</description>
  <dc:creator>{author}</dc:creator>
</item>"""


def _rss(*items: str) -> str:
    around = (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">'
        "<channel><title>The Post</title><language>en</language>\n{}\n</channel></rss>"
    )
    return around.format("\n".join(items))


def test_entries_are_asked_what_articles_are_asked() -> None:
    good = ITEM.format(title="Tide breaks wall", text="Forty cottages stand in water.", author="Jane Doe")
    bad = ITEM.format(title="TIDE BREAKS WALL AT WRENHOLT", text="Forty.", author="Jane Doe and admin")
    assert _of_model("rss", _rss(good)) == []
    assert _of_model("rss", _rss(good, bad)) == [
        ("AUTHOR-JOINED", "channel/item[2]/authors.0.name", 14),
        ("HEADLINE-CAPS", "channel/item[2]/headlines.0.text", 10),
    ]


def test_authors_that_convert_takes_apart_are_not_joined() -> None:
    for author in ("Jane Doe and John Roe", "Jane Doe, John Roe &amp; Ana Lima", "By Jane Doe and John Roe"):
        assert _of_model("rss", _rss(ITEM.format(title="Tide", text="Forty.", author=author))) == []
    several = ITEM.format(title="Tide", text="Forty.", author="Jane Doe and John Roe (admin@post.example)")
    assert "AUTHOR-JOINED" in {rule for rule, _, _ in _of_model("rss", _rss(several))}


def test_a_summary_is_not_asked_for_the_whole_article() -> None:
    item = "<item><title>Tide breaks wall</title><guid isPermaLink='false'>7</guid><media:content medium='image' url='https://post.example/a.jpg'/></item>"
    assert _of_model("rss", _rss(item)) == []


def test_entries_of_atom_and_json_feed_are_asked_too() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Post</title><id>urn:x:f</id>\n'
        "<entry><id>urn:x:1</id><title>Tide</title><updated>2026-01-01T00:00:00Z</updated>\n"
        "<author><name>by Jane Doe</name></author><content>The wall gave way.</content></entry></feed>"
    )
    assert _of_model("atom", atom) == [("AUTHOR-BY", "feed/entry[1]/authors.0.name", 3)]
    assert _of_model("rss", atom) == [("AUTHOR-BY", "feed/entry[1]/authors.0.name", 3)]
    feed = """{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "language": "en", "items": [
      {"id": "1", "title": "Tide", "content_text": "The wall gave way.",
       "authors": [{"name": "admin"}]}]}"""
    assert _of_model("jsonfeed", feed) == [("AUTHOR-PLACEHOLDER", "items/0/authors.0.name", 2)]


def test_a_news_sitemap_is_asked_too() -> None:
    data = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "<url>\n<loc>https://localhost/1</loc></url></urlset>"
    )
    assert _of_model("news-sitemap", data) == [("URL-LOCAL", "urlset/url[1]/canonical_url", 2)]


def test_many_findings_of_the_model_are_counted_and_can_be_left_out() -> None:
    item = ITEM.format(title="Tide", text="Forty.", author="admin")
    issues = newsml.validate(_rss(*[item] * 30).encode(), format="rss", select=["AUTHOR"])
    assert [issue.rule for issue in issues] == ["AUTHOR-PLACEHOLDER"] * (MOST + 1)
    assert "20 more" in " ".join(issue.message for issue in issues)
    assert newsml.validate(_rss(item).encode(), format="rss", ignore=["AUTHOR", "FD"]) == []


def test_what_a_rule_of_feeds_says_is_not_said_twice() -> None:
    item = ITEM.format(title="Fish &amp;amp; &lt;b&gt;chips&lt;/b&gt;", text="Forty.", author="Jane Doe")
    issues = newsml.validate(_rss(item).encode(), format="rss", ignore=["FD1", "FD2"])
    assert [issue.rule for issue in issues] == ["FD301"]


def _atom(entries: int, before: str = "", after: str = "") -> bytes:
    entry = "<entry><id>urn:x:{0}</id><title>Tide {0}</title><updated>2026-01-01T00:00:00Z</updated></entry>"
    around = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{}\n{}\n{}</feed>'
    return around.format(before, "\n".join(map(entry.format, range(entries))), after).encode()


AUTHOR = "<author><name>The Wrenholt Post</name></author>"


@pytest.mark.parametrize("format_name", ["atom", "rss"])
def test_the_author_of_an_atom_feed_may_stand_anywhere_in_it(format_name: str) -> None:
    for data in (_atom(2, before=AUTHOR), _atom(2, after=AUTHOR)):
        assert "FD242" not in {issue.rule for issue in found(format_name, data)}
    missing = [issue for issue in found(format_name, _atom(2)) if issue.rule == "FD242"]
    assert [(issue.path, issue.line) for issue in missing] == [("feed/entry[1]", 2), ("feed/entry[2]", 3)]
    said = [issue for issue in found(format_name, _atom(MOST + 25)) if issue.rule == "FD242"]
    assert [issue.line for issue in said[:-1]] == list(range(2, MOST + 2))
    assert "25 more" in said[-1].message


@pytest.mark.parametrize("format_name", ["rss", "atom", "jsonfeed"])
def test_what_a_rule_covers_it_covers_in_all_its_formats(format_name: str) -> None:
    said = [
        Issue(rule, "warning", "published", "cannot be read", None, 3) for rule in ("DATE", "ZONE", "MODEL")
    ]
    sieve = Sieve((), (), None, None)
    assert [issue.rule for issue in sieve.sifted(said, format_name, set)] == ["MODEL"]
    without = Sieve((), ("FD221",), None, None)
    assert {issue.rule for issue in without.sifted(said, format_name, set)} == {"DATE", "ZONE", "MODEL"}


@pytest.mark.parametrize(
    ("summary", "content", "same"),
    [
        ("The wall held.", "<p>The wall <b>held</b>.</p>", True),
        ("The wall held.", "<p>" + " " * 500 + "The&nbsp;wall held.</p>", True),
        ("The wall held.", "<style>" + "p { color: red } " * 40 + "</style><p>The wall held.</p>", True),
        ("The wall held.", "<!-- " + "a word " * 40 + "--><p>The wall held.</p>", True),
        ("The wall held.", f"<p title='a > b {'c ' * 40}'>The wall held.</p>", True),
        ("The wall held.", "<p>" + "&#84;" * 10 + "</p><p>The wall held.</p>", False),
        ("The wall held.", "<p>The wall held.</p>" * 3, False),
        ("The wall held.", "The wall held, and much more was said of it that night in the harbour.", False),
    ],
)
def test_a_summary_that_says_the_same_is_found_whatever_the_markup(
    summary: str, content: str, same: bool
) -> None:
    data = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>
<description>{summary}</description><content:encoded><![CDATA[{content}]]></content:encoded></item></channel></rss>"""
    assert ("FD304" in {issue.rule for issue in found("rss", data.encode())}) is same


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ('<a href="javascript:go()">x</a>', "javascript"),
        ("<a HREF = ' JavaScript:go()'>x</a>", "javascript"),
        ("<img src=data:text/html,x>", "data:text"),
        ('<a href="https://post.example/javascript:1">x</a>', None),
        ("a text = javascript", None),
    ],
)
def test_code_in_addresses_is_found(markup: str, what: str | None) -> None:
    data = f"<rss version='2.0'><channel><item><description><![CDATA[<p>{markup}</p>]]></description></item></channel></rss>"
    said = [issue.message for issue in found("rss", data.encode()) if issue.rule == "FD302"]
    assert len(said) == (what is not None)
    assert what is None or repr(what) in said[0]

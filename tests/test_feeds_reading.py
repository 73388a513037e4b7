"""What a news desk would stumble over in feeds of real senders: withdrawals, glued words, invented addresses."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest
from lxml import etree

from newsml import Article, Issue, api

NOW = datetime(2026, 1, 1, tzinfo=UTC)
AT = "{http://purl.org/atompub/tombstones/1.0}"
TOMBSTONE = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">
<title>Post</title><id>urn:x:f</id>
<at:deleted-entry ref="urn:x:2" when="2025-03-06T11:00:00Z"><link href="https://post.example/2"/>
<at:by><name>Desk</name></at:by><at:comment>Wrong name</at:comment></at:deleted-entry>
<entry><id>urn:x:1</id><title>Tide</title><updated>2025-03-06T10:00:00Z</updated></entry>
<entry><id>urn:x:2</id><title>Ferry</title><updated>2025-03-06T10:00:00Z</updated></entry></feed>"""


def read(text: str | bytes) -> list[Article]:
    data = text.encode() if isinstance(text, str) else text
    return [one for one in api.read(io.BytesIO(data), "feed.xml") if isinstance(one, Article)]


def written(articles: list[Article], format_name: str) -> tuple[bytes, list[Issue]]:
    issues: list[Issue] = []
    return b"".join(api.write(articles, format_name, report=issues.append, now=NOW, stamp=NOW)), issues


def rss(item: str, names: str = "") -> str:
    head = "<title>Post</title><link>https://post.example/news</link>"
    return f'<rss version="2.0" {names}><channel>{head}<item>{item}</item></channel></rss>'


def test_a_withdrawn_entry_is_a_cancelled_article() -> None:
    gone, tide, ferry = read(TOMBSTONE)
    assert (gone.id, gone.pub_status, gone.canonical_url) == ("urn:x:2", "canceled", "https://post.example/2")
    assert gone.version_created == datetime(2025, 3, 6, 11, tzinfo=UTC)
    assert [note.text for note in gone.ed_notes] == ["Wrong name"]
    assert tide.pub_status is None
    data, issues = written([gone, tide, ferry], "atom")
    root = etree.fromstring(data)
    (element,) = root.iter(f"{AT}deleted-entry")
    assert (element.get("ref"), element.get("when")) == ("urn:x:2", "2025-03-06T11:00:00Z")
    assert element.find(f"{AT}by") is not None
    assert [one.text for one in root.iter("{*}title")] == ["Post", "Tide"]
    assert [issue.severity for issue in issues if issue.rule == "REFUSED"] == ["info", "error"]


def test_a_notice_of_withdrawal_alone_is_no_error() -> None:
    for format_name in ("rss", "jsonfeed", "news-sitemap"):
        _, issues = written(read(TOMBSTONE)[:1], format_name)
        assert [issue.severity for issue in issues if issue.rule == "REFUSED"] == ["info"]


@pytest.mark.parametrize(
    ("state", "status"), [("deleted", "canceled"), ("blocked", "withheld"), ("active", None)]
)
def test_the_status_of_media_rss_is_that_of_the_article(state: str, status: str | None) -> None:
    text = rss(
        f'<title>x</title><guid>https://post.example/1</guid><media:status state="{state}"/>',
        'xmlns:media="http://search.yahoo.com/mrss/"',
    )
    (article,) = read(text)
    assert article.pub_status == status
    data, issues = written([article], "rss")
    assert (b"media:status" in data) is (state == "active")
    assert any(issue.rule == "REFUSED" for issue in issues) is (status is not None)


def test_words_of_two_blocks_are_two_words() -> None:
    blocks = "&lt;p&gt;Six piers&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Why&lt;/li&gt;&lt;li&gt;When&lt;/li&gt;&lt;/ul&gt;The mayor&lt;br&gt;speaks"
    (article,) = read(rss(f"<title>Tide&lt;br/&gt;breaks wall</title><description>{blocks}</description>"))
    assert article.summary[0].text == "Six piers Why When The mayor speaks"
    assert article.headline == "Tide breaks wall"
    (article,) = read(rss("<title>H&lt;sub&gt;2&lt;/sub&gt;O</title>"))
    assert article.headline == "H2O"


@pytest.mark.parametrize("format_name", ["rss", "atom"])
def test_until_when_an_article_may_be_used_comes_back(format_name: str) -> None:
    fields = {
        "id": "urn:x:1",
        "headline": "Tide",
        "published": "2025-07-25T14:30:00Z",
        "expires": "2025-08-01T00:00:00Z",
    }
    article = Article.build(fields)
    data, issues = written([article], format_name)
    assert not [issue for issue in issues if issue.path.startswith("expires")]
    assert read(data)[0].expires == article.expires


@pytest.mark.parametrize("format_name", ["rss", "atom", "jsonfeed"])
def test_what_a_feed_says_of_itself_is_no_loss_of_its_entries(format_name: str) -> None:
    articles = read(
        rss(
            "<title>Tide</title><guid isPermaLink='false'>urn:x:1</guid><pubDate>Fri, 25 Jul 2025 14:30:00 GMT</pubDate>"
        )
    )
    data, issues = written(articles, format_name)
    assert not [issue for issue in issues if issue.path.startswith("publisher")]
    assert b"dc:publisher>" not in data
    again = json.loads(data)["home_page_url"] if format_name == "jsonfeed" else read(data)[0].publisher.url  # type: ignore[union-attr]
    assert again == "https://post.example/news"


def test_scheme_and_term_of_atom_make_an_address_only_where_they_do() -> None:
    entry = "<entry><id>urn:x:1</id><title>x</title><updated>2025-01-01T00:00:00Z</updated>{}</entry>"
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><id>urn:x:f</id>{}</feed>'
    (article,) = read(feed.format(entry.format('<category scheme="https://post.example" term="Apps"/>')))
    data, _ = written([article], "atom")
    assert read(data)[0].subjects == article.subjects
    (coded,) = read(
        feed.format(entry.format('<category scheme="https://post.example" term="7" label="Apps"/>'))
    )
    assert [(one.code, one.uri, one.name) for one in coded.subjects] == [("7", None, "Apps")]
    (under,) = read(
        feed.format(entry.format('<category scheme="https://post.example/t/" term="7" label="Apps"/>'))
    )
    assert under.subjects[0].uri == "https://post.example/t/7"


@pytest.mark.parametrize(
    ("data", "format_name"),
    [
        (
            '<rss version="2.0" xmlns="http://www.w3.org/2005/Atom"><channel><title>Post</title>{}</channel></rss>',
            "rss",
        ),
        ('<rss version="2.0" xmlns="urn:x:own"><channel><title>Post</title>{}</channel></rss>', "rss"),
        (
            '<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><title>Post</title>{}</channel></rss>',
            "rss",
        ),
    ],
)
def test_rss_in_a_namespace_is_read(data: str, format_name: str) -> None:
    item = """<item><title>Tide</title><guid isPermaLink="false">1</guid><pubDate>Fri, 25 Jul 2025 14:30:00 GMT</pubDate>
    <description>&lt;p&gt;Six&lt;/p&gt;</description><media:credit xmlns:media="http://search.yahoo.com/mrss/">Ann</media:credit>
    <own:x xmlns:own="urn:x:own">1</own:x></item>"""
    issues: list[Issue] = []
    (article,) = api.read(io.BytesIO(data.format(item).encode()), "feed.xml", report=issues.append)
    assert isinstance(article, Article)
    assert (article.id, article.headline, article.summary[0].text) == ("1", "Tide", "Six")
    assert article.published[0].when == datetime(2025, 7, 25, 14, 30, tzinfo=UTC)
    assert article.publisher is not None
    assert [one.place for one in article.foreign[1:]] == ["channel/item/own:x", "channel/item/media:credit"]
    said = [issue for issue in issues if "is in the namespace" in issue.message]
    assert len(said) == ("userland" not in data)


def test_atom_in_a_namespace_of_its_own_is_read() -> None:
    entry = '<entry><id>urn:x:1</id><title>Tide</title><updated>2025-01-01T00:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Six</p></div></content></entry>'
    (article,) = read(
        f'<feed xmlns="https://post.example/atom"><title>Post</title><id>urn:x:f</id>{entry}</feed>'
    )
    assert (article.id, article.headline, article.plain_text()) == ("urn:x:1", "Tide", "Six")


FOOT = '<p>{} <a href="https://post.example/tide/">Tide &amp; time</a> {} <a href="https://post.example">The Post</a>.</p>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The post", "appeared first on"),
        ("Der Beitrag", "erschien zuerst auf"),
        ("L'articolo", "proviene da"),
    ],
)
def test_the_line_of_wordpress_is_no_part_of_the_text(before: str, after: str) -> None:
    foot = FOOT.format(before, after)
    item = (
        "<title>Tide</title><link>https://post.example/tide/?utm_source=rss</link><guid>https://post.example/?p=1</guid>"
        f"<description><![CDATA[<p>The wall gave way. [&#8230;]</p>\n{foot}\n]]></description>"
        f"<content:encoded><![CDATA[<p>The wall gave way at four.</p>\n{foot}]]></content:encoded>"
    )
    (article,) = read(rss(item, 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'))
    assert article.summary[0].text == "The wall gave way. […]"
    assert article.plain_text() == "The wall gave way at four."


@pytest.mark.parametrize(
    "last",
    [
        '<p>See <a href="https://post.example/tide/">this</a> and <a href="https://else.example/">that</a>.</p>',
        '<p>See <a href="https://post.example/other">this</a> and <a href="https://post.example/">that</a>.</p>',
        '<p>See <a href="https://post.example/tide/">this</a> and <a href="https://post.example/b">that</a>.</p>',
    ],
)
def test_other_links_at_the_end_are_text(last: str) -> None:
    item = f"<title>Tide</title><link>https://post.example/tide/</link><description><![CDATA[<p>Six.</p>{last}]]></description>"
    (article,) = read(rss(item))
    assert article.summary[0].text == "Six. See this and that."


def test_fields_of_drupal_are_no_part_of_the_text() -> None:
    fields = (
        '<span class="field field--name-title field--type-string">Council votes</span>\n'
        '<span class="field field--name-uid field--label-hidden"><span lang="" typeof="schema:Person">editor</span></span>\n'
        '<span class="field field--name-created"><time datetime="2025-03-06T10:00:00Z">Thu</time></span>\n'
        '<div class="field field--name-body"><p>The council votes.</p></div>'
    )
    (article,) = read(rss(f"<title>Council votes</title><description><![CDATA[{fields}]]></description>"))
    assert article.summary[0].text == "The council votes."


def test_people_with_a_word_in_brackets() -> None:
    names = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    (article,) = read(
        rss("<title>x</title><dc:creator>Jane Doe (now) and John Roe (earlier)</dc:creator>", names)
    )
    assert [author.name for author in article.authors] == ["Jane Doe", "John Roe"]
    assert article.byline is not None
    assert article.byline.text == "Jane Doe (now) and John Roe (earlier)"
    (article,) = read(rss("<title>x</title><dc:creator>Jane Doe (AP)</dc:creator>", names))
    assert [author.name for author in article.authors] == ["Jane Doe (AP)"]


def test_texts_and_pictures_of_other_dialects() -> None:
    item = (
        "<title>x</title><yandex:full-text>One.\n\nTwo.</yandex:full-text><description>Short.</description>"
        "<image><url>https://post.example/a.jpg</url></image>"
    )
    (article,) = read(rss(item, 'xmlns:yandex="http://news.yandex.ru"'))
    assert article.plain_text() == "One.\n\nTwo."
    assert [image.url for image in article.images] == ["https://post.example/a.jpg"]
    (article,) = read(rss("<title>x</title><image>https://post.example/a.jpg</image>"))
    assert [image.url for image in article.images] == ["https://post.example/a.jpg"]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("jane@post.example (Jane Doe), john@post.example (John Roe)", ["Jane Doe", "John Roe"]),
        ("Jane Doe &lt;jane@post.example&gt;; John Roe &lt;john@post.example&gt;", ["Jane Doe", "John Roe"]),
        ("jane@post.example, john@post.example", [None, None]),
        ("jane@post.example (Doe, Jane)", ["Doe, Jane"]),
        ("Doe, Jane", ["Doe, Jane"]),
    ],
)
def test_several_addresses_are_several_authors(said: str, names: list[str | None]) -> None:
    (article,) = read(rss(f"<title>x</title><author>{said}</author>"))
    assert [author.name for author in article.authors] == names
    assert all(author.email for author in article.authors) is ("@" in said)

"""RSS of all versions as the web has it, and what newsml writes."""

from __future__ import annotations

import io
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import newsml
from newsml import Article, Issue, api
from newsml.errors import ContentError, ParseError
from newsml.feeds.dates import feed_date, rfc822
from newsml.formats import detect
from newsml.site import site_of
from tests import feedparser_corpus as corpus

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SITE = site_of(
    tomllib.loads(
        """
        language = "en"
        copyright_notice = "© 2026 The Saltmarsh Post"
        [publisher]
        name = "The Saltmarsh Post"
        url = "https://saltmarsh.example/"
        logo = "https://saltmarsh.example/logo.png"
        [feed]
        title = "The Saltmarsh Post: all news"
        description = "Everything from the marsh"
        hub = "https://hub.example/"
        ttl = 15
        urls = { rss = "https://saltmarsh.example/feed.rss" }
        """
    )
)


def read(data: bytes | str, **options: Any) -> tuple[list[Article], list[Issue]]:
    issues: list[Issue] = []
    content = data.encode() if isinstance(data, str) else data
    articles = list(api.read(io.BytesIO(content), "feed.xml", "rss", report=issues.append, **options))
    assert all(isinstance(article, Article) for article in articles)
    return articles, issues  # type: ignore[return-value]


def channel(
    *items: str, head: str = "<title>Post</title><link>https://post.example/</link>", names: str = ""
) -> str:
    inner = "".join(f"<item>{item}</item>\n" for item in items)
    return f'<rss version="2.0" {names}><channel>{head}\n{inner}</channel></rss>'


def one(item: str, **options: Any) -> Article:
    names = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
        'xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:georss="http://www.georss.org/georss" '
        'xmlns:gml="http://www.opengis.net/gml" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" '
        'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" '
        'xmlns:cc="http://backend.userland.com/creativeCommonsRssModule"'
    )
    articles, _ = read(channel(item, names=names), **options)
    return articles[0]


def made(**fields: Any) -> Article:
    return Article.build({"id": "urn:x:1", "headline": "Tide breaks wall", "language": "en", **fields})


def written(*articles: Article, **options: Any) -> tuple[str, list[Issue]]:
    issues: list[Issue] = []
    data = b"".join(api.write(articles, "rss", report=issues.append, **{"now": NOW, "site": SITE, **options}))
    return data.decode(), issues


# --- reading: versions ----------------------------------------------------------------------------


def test_rss_2() -> None:
    article = one(
        "<title>Wall &amp; tide</title><link>https://post.example/a</link><guid isPermaLink='false'>post-1</guid>"
        "<pubDate>Fri, 25 Jul 2025 14:30:00 +0100</pubDate><author>jane@post.example (Jane Doe)</author>"
        "<category>Weather</category><category domain='https://post.example/topics'>Floods</category>"
        "<description>Short.</description>"
        "<content:encoded><![CDATA[<p>The <b>wall</b> broke.</p>]]></content:encoded>"
    )
    assert article.id == "post-1"
    assert article.canonical_url == "https://post.example/a"
    assert article.headline == "Wall & tide"
    assert str(article.published[0].when) == "2025-07-25 14:30:00+01:00"
    assert (article.authors[0].name, article.authors[0].email) == ("Jane Doe", ("jane@post.example",))
    assert article.keywords == ("Weather",)
    assert (article.subjects[0].name, article.subjects[0].scheme) == ("Floods", "https://post.example/topics")
    assert article.summary[0].text == "Short."
    assert article.plain_text() == "The wall broke."


def test_rss_1_and_0_90() -> None:
    for namespace in ("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"):
        data = (
            '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            f'xmlns="{namespace}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<channel rdf:about='https://post.example/'><title>Post</title><link>https://post.example/</link>"
            "<dc:language>de</dc:language><items><rdf:Seq><rdf:li rdf:resource='https://post.example/1'/></rdf:Seq>"
            "</items></channel><item rdf:about='https://post.example/1'><title>Deich</title>"
            "<link>https://post.example/1</link><dc:date>2025-07-25</dc:date><dc:creator>Jana Dorn</dc:creator>"
            "</item></rdf:RDF>"
        )
        articles, _ = read(data)
        (article,) = articles
        assert (article.id, article.headline, article.language) == ("https://post.example/1", "Deich", "de")
        assert str(article.published[0].when) == "2025-07-25"
        assert article.authors[0].name == "Jana Dorn"


def test_rss_0_91_has_a_document_type() -> None:
    data = (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Post</title>'
        "<item><title>Caf&eacute; floods</title><link>https://post.example/1</link></item></channel></rss>"
    )
    articles, issues = read(data)
    assert articles[0].headline == "Café floods"
    assert {issue.rule for issue in issues} == {"SYNTAX", "DERIVED"}


@pytest.mark.parametrize(
    ("guid", "id_", "url"),
    [
        ("<guid>https://post.example/g</guid>", "https://post.example/g", "https://post.example/g"),
        ("<guid isPermaLink='false'>https://post.example/g</guid>", "https://post.example/g", None),
        ("<guid>tag:post.example,2025:1</guid>", "tag:post.example,2025:1", None),
        ("<guid>17</guid><link>https://post.example/l</link>", "17", "https://post.example/l"),
        ("<link>https://post.example/l</link>", "https://post.example/l", "https://post.example/l"),
        (
            "<guid>https://post.example/g</guid><link>https://post.example/l</link>",
            "https://post.example/g",
            "https://post.example/l",
        ),
        ("<link>/relative</link>", "https://post.example/relative", "https://post.example/relative"),
        (
            "<link>https://count.example/1</link><feedburner:origLink>https://post.example/o</feedburner:origLink>",
            "https://post.example/o",
            "https://post.example/o",
        ),
    ],
)
def test_identity(guid: str, id_: str, url: str | None) -> None:
    article = one(f"<title>x</title>{guid}")
    assert (article.id, article.canonical_url) == (id_, url)


# --- reading: text --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T &amp;#8211; up", "AT&T \u2013 up"),
        ("&lt;b&gt;Bold&lt;/b&gt; move", "Bold move"),
        ("<![CDATA[A <i>slanted</i> title]]>", "A slanted title"),
        ("5 &lt; 6", "5 < 6"),
        ("x &lt;y&gt; z", "x <y> z"),
        ("  two\n lines ", "two lines"),
    ],
)
def test_titles(title: str, text: str) -> None:
    assert one(f"<title>{title}</title>").headline == text


LONG = "The wall broke at four in the morning. " * 20


@pytest.mark.parametrize(
    ("description", "summary", "body"),
    [
        ("Plain words.", "Plain words.", ""),
        ("&lt;p&gt;Short.&lt;/p&gt;", "Short.", ""),
        ("&amp;lt;p&amp;gt;Twice.&amp;lt;/p&amp;gt;", "Twice.", ""),
        (f"<![CDATA[<p>{LONG}</p>]]>", "", LONG.strip()),
        (f"&lt;p&gt;{LONG}&lt;/p&gt;&lt;p&gt;End.&lt;/p&gt;", "", f"{LONG.strip()}\n\nEnd."),
        ("<p>In <b>place</b>.</p>", "In place.", ""),
    ],
)
def test_descriptions(description: str, summary: str, body: str) -> None:
    article = one(f"<title>x</title><description>{description}</description>")
    assert "".join(text.text for text in article.summary) == summary
    assert article.plain_text() == body


def test_description_is_what_the_option_says() -> None:
    item = "<title>x</title><description>Short.</description>"
    assert one(item, description="body").plain_text() == "Short."
    assert one(f"<title>x</title><description>{LONG}</description>", description="summary").body == ()


def test_code_in_a_text_is_never_kept() -> None:
    article = one(
        "<title>x</title><content:encoded><![CDATA[<p onclick='a()'>Hi<script>alert(1)</script>"
        "<a href='javascript:alert(1)'>link</a></p>]]></content:encoded>"
    )
    again = newsml.dumps(article, "rss")
    assert b"alert" not in again
    assert b"onclick" not in again
    assert article.plain_text() == "Hilink"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("Fri, 25 Jul 2025 14:30:00 GMT", "2025-07-25T14:30:00+00:00"),
        ("25 Jul 2025 14:30 EST", "2025-07-25T14:30:00-05:00"),
        ("Fri, 25 Jul 25 14:30:00 +0530", "2025-07-25T14:30:00+05:30"),
        ("Friday, 25-Jul-99 14:30:00 PDT", "1999-07-25T14:30:00-07:00"),
        ("2025-07-25T14:30:00Z", "2025-07-25T14:30:00+00:00"),
        ("2025-07-25 14:30:00 +02:00", "2025-07-25T14:30:00+02:00"),
        ("2025-07-25", "2025-07-25"),
        ("2025-07", "2025-07"),
        ("25 juillet 2025", "2025-07-25"),
        ("Fri, 25 Jul 2025 24:00:00 GMT", "2025-07-26T00:00:00+00:00"),
        ("Wed, 31 Dec 2025 23:59:60 GMT", "2025-12-31T23:59:59+00:00"),
    ],
)
def test_dates(said: str, value: str) -> None:
    assert feed_date(said).value == value


@pytest.mark.parametrize(
    "said", ["yesterday", "Fri, 32 Jul 2025 14:30:00 GMT", "25 Jul 2025 14:61:00 GMT", "0", "x" * 500]
)
def test_no_dates(said: str) -> None:
    articles, issues = read(channel(f"<title>x</title><pubDate>{said}</pubDate>"))
    assert articles[0].published == ()
    assert [issue.line for issue in issues if issue.rule == "DATE"] == [2]
    assert any(fragment.place == "channel/item/pubDate" for fragment in articles[0].foreign)


def test_a_date_goes_there_and_back() -> None:
    for text in ("2025-07-25T14:30:00+05:30", "2025-01-01T00:00:00+00:00", "1999-12-31T23:59:59-08:00"):
        moment = datetime.fromisoformat(text)
        assert feed_date(rfc822(moment)).value == text


# --- reading: files and places --------------------------------------------------------------------


def test_enclosure_and_media_content_are_one_file() -> None:
    article = one(
        "<title>x</title><enclosure url='https://post.example/a.mp3' length='1234' type='audio/mpeg'/>"
        "<media:content url='https://post.example/a.mp3' medium='audio' duration='61.5'>"
        "<media:title>Listen</media:title></media:content><itunes:duration>1:01</itunes:duration>"
    )
    (clip,) = article.audio
    assert (clip.size, clip.mime, clip.duration, clip.title) == (1234, "audio/mpeg", 61.5, "Listen")


def test_media_group() -> None:
    article = one(
        "<title>x</title><media:group><media:content url='https://post.example/s.jpg' medium='image' width='320'/>"
        "<media:content url='https://post.example/l.jpg' medium='image' width='1920' isDefault='true'/>"
        "<media:description type='html'>The &lt;i&gt;wall&lt;/i&gt;</media:description>"
        "<media:credit role='photographer' scheme='urn:ebu'>Ivo Marsh</media:credit><media:text>A gap</media:text>"
        "<media:credit role='provider' scheme='urn:ebu'>Marsh Pictures</media:credit>"
        "<media:copyright>© Ivo Marsh</media:copyright></media:group>"
        "<media:thumbnail url='https://post.example/t.jpg' width='75' height='50'/>"
    )
    (image,) = article.images
    assert (image.url, image.width, image.caption) == ("https://post.example/l.jpg", 1920, "The wall")
    assert (image.creator[0].name, image.copyright_notice) == ("Ivo Marsh", "© Ivo Marsh")
    assert (image.alt, image.credit) == ("A gap", "Marsh Pictures")
    assert [rendition.width for rendition in image.renditions] == [320]
    assert (article.thumbnail[0].url, article.thumbnail[0].width) == ("https://post.example/t.jpg", 75)


def test_a_file_that_is_no_medium_is_a_link() -> None:
    article = one(
        "<title>x</title><enclosure url='https://post.example/a.pdf' length='0' type='application/pdf'/>"
    )
    assert (article.related[0].href, article.related[0].mime) == (
        "https://post.example/a.pdf",
        "application/pdf",
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<georss:point>54.25 -9.97</georss:point>",
        "<geo:lat>54.25</geo:lat><geo:long>-9.97</geo:long>",
        "<georss:where><gml:Point><gml:pos>54.25 -9.97</gml:pos></gml:Point></georss:where>",
        "<geo:Point><geo:lat>54.25</geo:lat><geo:long>-9.97</geo:long></geo:Point>",
    ],
)
def test_points(markup: str) -> None:
    geo = one(f"<title>x</title>{markup}").places[0].geo
    assert geo is not None
    assert (geo.latitude, geo.longitude) == (54.25, -9.97)


def test_a_point_that_is_none_is_kept() -> None:
    article = one("<title>x</title><georss:point>north</georss:point>")
    assert article.places == ()
    assert any("north" in fragment.markup for fragment in article.foreign)


# --- reading: the feed as a whole -----------------------------------------------------------------


def test_what_the_feed_says_holds_for_its_items() -> None:
    head = (
        "<title>Post</title><link>https://post.example/</link><language>nb_NO</language>"
        "<copyright>© Post</copyright><ttl>60</ttl>"
    )
    articles, issues = read(channel("<title>x</title><guid>1</guid>", head=head))
    (article,) = articles
    assert (article.language, article.copyright_notice[0].text) == ("nb-NO", "© Post")
    assert article.publisher is not None
    assert (article.publisher.name, article.publisher.url) == ("Post", "https://post.example/")
    assert article.derived == ("publisher",)
    assert [issue.path for issue in issues if issue.rule == "DERIVED"] == ["publisher"]
    again = newsml.dumps(article, "rss").decode()
    assert "<ttl>60</ttl>" in again
    assert "<language>nb-NO</language>" in again  # a language tag has hyphens


def test_nothing_is_derived_unless_it_may_be() -> None:
    articles, _ = read(channel("<title>x</title><link>https://post.example/1</link>"), derive=False)
    assert (articles[0].publisher, articles[0].id) == (None, None)


def test_what_no_field_takes_goes_back() -> None:
    article = one(
        "<title>x</title><slash:comments>7</slash:comments><comments>https://post.example/c</comments>"
    )
    again = newsml.dumps(article, "rss").decode()
    assert "<slash:comments" in again
    assert "<comments>https://post.example/c</comments>" in again
    losses: list[Issue] = []
    newsml.dumps(article, "jsonld", report=losses.append)
    assert any("slash:comments" in issue.message for issue in losses)


def test_what_cannot_be_read_does_not_go_back() -> None:
    article = one("<title>x</title><pubDate>yesterday</pubDate><georss:point>north</georss:point>")
    issues: list[Issue] = []
    again = newsml.dumps(article, "rss", report=issues.append).decode()
    assert "yesterday" not in again
    assert "north" not in again
    assert any("foreign" in issue.path for issue in issues)


def test_relative_addresses_in_texts() -> None:
    article = one(
        "<title>x</title><link>https://post.example/a</link><content:encoded>&lt;p&gt;&lt;a href='/b'&gt;b&lt;/a&gt;"
        "&lt;img src='c.jpg'&gt;&lt;/p&gt;</content:encoded>"
    )
    data = newsml.dumps(article, "rss").decode()
    assert 'href="https://post.example/b"' in data
    assert 'src="https://post.example/c.jpg"' in data
    markdown = newsml.loads("---\nurl: https://post.example/x/\ntitle: x\n---\n[y](y.html)\n", "markdown")
    issues: list[Issue] = []
    assert b'href="https://post.example/x/y.html"' in newsml.dumps(markdown, "rss", report=issues.append)
    assert any(issue.path == "body" and "relative" in issue.message for issue in issues)


def test_the_time_of_a_zone_that_means_several_is_kept() -> None:
    article = one("<title>x</title><pubDate>Wed, 08 Oct 2025 06:45:00 BST</pubDate>")
    assert article.extra["dates"]["published"] == "Wed, 08 Oct 2025 06:45:00 BST"


def test_a_byline_in_place_of_a_name() -> None:
    article = one("<title>x</title><dc:creator>By Jane Doe and John Roe</dc:creator>")
    assert [author.name for author in article.authors] == ["Jane Doe", "John Roe"]
    assert article.byline is not None
    assert article.byline.text == "By Jane Doe and John Roe"
    assert "authors" in article.derived
    kept = one("<title>x</title><dc:creator>By Jane Doe and John Roe</dc:creator>", derive=False)
    assert [author.name for author in kept.authors] == ["By Jane Doe and John Roe"]
    for name in ("Jane Doe", "The Saltmarsh Post", "Doe, Jane", "newsdesk"):
        assert [
            author.name for author in one(f"<title>x</title><dc:creator>{name}</dc:creator>").authors
        ] == [name]


def test_players_and_periods() -> None:
    article = one(
        "<title>x</title><dcterms:valid>start=2025-05-01T10:00:00Z; end=2025-06-01T00:00:00Z</dcterms:valid>"
        "<media:group><media:content url='https://video.example/v/1' type='application/x-shockwave-flash' width='640'/>"
        "<media:thumbnail url='https://video.example/1.jpg'/></media:group>"
    )
    assert str(article.expires[0]) == "2025-06-01 00:00:00+00:00"
    assert article.images == ()
    assert article.video[0].thumbnail == "https://video.example/1.jpg"


# --- reading: broken feeds ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("\n\n<?xml version='1.0'?>" + channel("<title>x</title>"), "white space stands before"),
        (channel("<title>a&nbsp;b</title>"), "&nbsp; is an entity of HTML"),
        (channel("<title>a & b</title>"), "& stands for itself"),
        (
            channel("<media:content url='https://post.example/a.jpg'/><title>x</title>"),
            "prefix media is not declared",
        ),
        (
            channel("<title>x</title><description><p>a<br>b</p></description>"),
            "what can be read of this item is",
        ),
        (channel("<title>x</title>").encode("utf-16").decode("latin-1"), ""),
    ],
)
def test_broken_feeds_are_read_and_it_is_said(data: str, message: str) -> None:
    articles, issues = read(data.encode("latin-1") if not message else data)
    assert len(articles) == 1
    assert not message or any(message in issue.message and issue.line for issue in issues)


def test_an_encoding_that_is_not_the_one_declared() -> None:
    data = f"<?xml version='1.0' encoding='us-ascii'?>{channel('<title>Café</title>')}".encode()
    articles, issues = read(data)
    assert articles[0].headline == "Café"
    assert any(issue.rule == "ENCODING" for issue in issues)
    old = f"<?xml version='1.0' encoding='ISO-8859-1'?>{channel('<title>“Café”</title>')}".encode("cp1252")
    assert read(old)[0][0].headline == "“Café”"


def test_a_broken_item_does_not_take_the_others_along() -> None:
    whole = channel("<title>one</title>", "<title>two", "<title>three</title>")
    articles, issues = read(whole)
    assert articles[0].headline == "one"
    assert articles[-1].headline == "three"
    assert any(issue.severity == "error" for issue in issues)


def test_a_truncated_feed() -> None:
    data = channel("<title>one</title>", "<title>two</title><description>It is cut")
    articles, issues = read(data[: data.index("is cut")])
    assert [article.headline for article in articles] == ["one"]
    assert any("the file ends before it does" in issue.message for issue in issues)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "the file is empty"),
        ("  \n ", "the file is empty"),
        ("<!DOCTYPE html><html><head></head></html>", "an HTML page, not a feed"),
        (
            '<html><head><link rel="alternate" type="application/rss+xml" href="/f.rss"></head></html>',
            "its feed is at /f.rss",
        ),
        ('{"version": "https://jsonfeed.org/version/1.1"}', "read it with --from jsonfeed"),
        ("<opml version='1.0'/>", "an OPML list of feeds"),
        ("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'></urlset>", "--from news-sitemap"),
        ("plain words", "does not begin with a tag"),
        ("<", "not a feed"),
        ("<!-- no end", "not a feed"),
    ],
)
def test_what_is_no_feed_is_named(data: str, message: str) -> None:
    with pytest.raises(ParseError, match=message):
        read(data)


def test_a_feed_without_items() -> None:
    assert read(channel())[0] == []


def test_entities_do_not_multiply_and_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    lol = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    data = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{lol}<!ENTITY x SYSTEM "{secret.as_uri()}">'
        '<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;]>' + channel("<title>&l9; &x; &l0;</title>")
    )
    articles, issues = read(data)
    assert articles[0].headline == "&l9; &x; lol"
    assert any("document type declaration" in issue.message for issue in issues)


def test_a_deep_item_and_a_long_text() -> None:
    deep = "<b>" * 400 + "x" + "</b>" * 400
    articles, issues = read(
        channel(
            f"<title>deep</title><description>{deep}</description>",
            f"<title>long</title><description>{'word ' * 1_000_000}</description>",
        )
    )
    assert articles[-1].headline == "long"
    assert len(articles[-1].plain_text()) > 4_000_000
    assert all(issue.line for issue in issues if issue.severity == "error")


def test_control_characters_are_taken_out() -> None:
    articles, issues = read(channel("<title>a\x00b\x0bc</title>"))
    assert articles[0].headline == "abc"
    assert any(issue.rule == "CONTROL" for issue in issues)


class Endless(io.RawIOBase):
    """A feed of so many items that nobody could hold them; it says how much was read of it."""

    def __init__(self, item: bytes, count: int) -> None:
        self.pieces: Iterator[bytes] = iter(
            [b"<rss version='2.0'><channel><title>Post</title>\n", *[], *(item for _ in range(0))]
        )
        self.item, self.left, self.begun = item, count, False
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        if not self.begun:
            self.begun = True
            return b"<rss version='2.0'><channel><title>Post</title>\n"
        many = min(self.left, 50)
        self.left -= many
        self.taken += many
        return self.item * many


def test_items_come_one_by_one() -> None:
    stream = Endless(b"<item><title>x</title></item>\n", 10**9)
    articles = api.read(stream, "endless", "rss")  # type: ignore[arg-type]
    for _ in range(300):
        next(articles)
    assert stream.taken < 50_000
    chunks = api.write(api.read(Endless(stream.item, 10**9), "endless", "rss"), "rss")  # type: ignore[arg-type]
    for _ in range(100):
        next(chunks)


# --- writing --------------------------------------------------------------------------------------


def test_the_channel_is_that_of_the_site() -> None:
    data, issues = written(made())
    for line in (
        "<title>The Saltmarsh Post: all news</title>",
        "<link>https://saltmarsh.example/</link>",
        "<description>Everything from the marsh</description>",
        '<atom:link rel="self" type="application/rss+xml" href="https://saltmarsh.example/feed.rss"/>',
        '<atom:link rel="hub" href="https://hub.example/"/>',
        "<language>en</language>",
        "<copyright>© 2026 The Saltmarsh Post</copyright>",
        "<ttl>15</ttl>",
        "<generator>newsml</generator>",
    ):
        assert line in data
    assert "<url>https://saltmarsh.example/logo.png</url>" in data
    assert [issue for issue in issues if issue.severity == "error"] == []


def test_options_win_over_the_site() -> None:
    data, _ = written(
        made(),
        title="Sport",
        link="https://saltmarsh.example/sport",
        feed_url="https://saltmarsh.example/s.rss",
    )
    assert "<title>Sport</title>" in data
    assert "<link>https://saltmarsh.example/sport</link>" in data
    assert 'href="https://saltmarsh.example/s.rss"' in data


def test_a_feed_without_a_page_says_so() -> None:
    data, issues = written(made(), site=None)
    assert "<link>about:blank</link>" in data
    assert [issue.severity for issue in issues if "has no page" in issue.message] == ["warning"]


def test_guids() -> None:
    url = "https://saltmarsh.example/1"
    assert f'<guid isPermaLink="true">{url}</guid>' in written(made(id=url, canonical_url=url))[0]
    assert '<guid isPermaLink="false">urn:x:1</guid>' in written(made(canonical_url=url))[0]
    data, issues = written(made(id=None, canonical_url=url))
    assert f'<guid isPermaLink="true">{url}</guid>' in data
    assert [issue.path for issue in issues if issue.rule == "SUPPLIED"] == ["id"]
    bare = made(id=None)
    assert written(bare)[0] == written(bare.model_copy(deep=True))[0]
    assert written(bare)[0] != written(made(id=None, headline="Another"))[0]


@pytest.mark.parametrize(
    "fields",
    [
        {"pub_status": "withheld"},
        {"pub_status": "canceled"},
        {"embargoed_until": "open"},
        {"embargoed_until": "2026-01-01T00:00:01Z"},
    ],
)
def test_what_must_not_be_published_is_left_out_and_the_rest_goes_on(fields: dict[str, Any]) -> None:
    data, issues = written(made(headline="Secret", id="urn:x:s", **fields), made())
    assert "Secret" not in data
    assert "urn:x:s" not in data
    assert "Tide breaks wall" in data
    (refused,) = [issue for issue in issues if issue.rule == "REFUSED"]
    assert refused.severity == "error"
    assert "urn:x:s" in refused.message


@pytest.mark.parametrize("format_name", ["rss", "atom", "jsonfeed"])
def test_an_article_is_in_a_feed_once(format_name: str) -> None:
    issues: list[Issue] = []
    twice = [
        made(content_modified="2025-07-25T10:00:00Z"),
        made(id="urn:x:2", content_modified="2025-07-25T10:00:00Z"),
    ]
    data = b"".join(api.write([*twice, twice[0]], format_name, report=issues.append, site=SITE))
    assert data.count(b"urn:x:1") == 1
    assert data.count(b"urn:x:2") == 1
    assert [issue.path for issue in issues if "already" in issue.message] == ["id"]


def test_an_embargo_that_is_over() -> None:
    assert "Tide breaks wall" in written(made(embargoed_until="2025-12-31T23:59:59Z"))[0]
    assert "Tide breaks wall" not in written(made(embargoed_until="2025-12-31T23:59:59Z"), now=None)[0]


def test_content_can_be_left_out() -> None:
    data, issues = written(made(body_text="One.", summary="Short."), content=False)
    assert "One." not in data
    assert "<description>Short.</description>" in data
    assert any(issue.path == "body" for issue in issues)


def test_a_text_that_ends_a_cdata_section() -> None:
    article = made(body_text="a ]]> b <script>x</script>")
    data, _ = written(article)
    assert newsml.loads(data.encode(), "rss").plain_text() == article.plain_text()


def test_notes_for_editors_are_never_public() -> None:
    data, issues = written(made(ed_notes=["Call the lawyer"], title="Working title"))
    assert "lawyer" not in data
    assert "Working title" not in data
    assert {"ed_notes", "title"} <= {issue.path.split(".")[0] for issue in issues}


def test_detection(tmp_path: Path) -> None:
    data = channel("<title>x</title>").encode()
    for name in ("feed.rss", "feed.xml", "feed", None):
        found = detect(name, data)
        assert found is not None
        assert found.name == "rss"
    wide = detect("feed.xml", data.decode().encode("utf-16"))
    assert wide is not None
    assert wide.name == "rss"


# --- the corpus -----------------------------------------------------------------------------------

DIFFERENT = {
    "entry_created_multiple_values.xml": "newsml takes the first of several dates",
    "entry_published_parsed_date_overwriting.xml": "newsml takes the first of several dates",
    "entry_updated_multiple_values.xml": "newsml takes the first of several dates",
    "feed_xml_lang.xml": "a feed in which nothing stands",
    "feed_xml_lang_underscore.xml": "a feed in which nothing stands",
    "media_group.xml": "the description of a file is its caption",
    "unknown-namespace.xml": "an element of nobody is kept as it is",
    "item_description_and_summary.xml": "two summaries, which are kept as such",
    "item_summary_and_description.xml": "two summaries, which are kept as such",
    "item_description_not_a_doctype.xml": "markup without words is no summary",
    "atommathml.xml": "formulas have no place in a body; that is said",
    "atomsvgtitle.xml": "drawings have no place in a body; that is said",
    "atomsvgdesc.xml": "drawings have no place in a body; that is said",
    "atomxlink.xml": "drawings have no place in a body; that is said",
    "rss2.0xlink.xml": "drawings have no place in a body; that is said",
    "channel_language.xml": "a language tag is written en-US",
}
"""Files of the corpus in which newsml differs on purpose."""
_BY_HTTP = ("http_", "content_location", "docuri")


def test_expectations_of_the_corpus(shared: Path) -> None:
    asked: Counter[str] = Counter()
    wrong = []
    for path in corpus.files(shared):
        data = path.read_bytes()
        expected = corpus.expectation(data)
        if expected is None or path.name in DIFFERENT:
            continue
        if path.name.startswith(_BY_HTTP[0]) and b"Header:" in data:
            continue  # what only the server said
        found = corpus.read(data)
        for question in corpus.questions(expected):
            if isinstance(question, str):
                continue
            assert found is not None, path
            try:
                value = corpus.answer(found, question.path)
            except corpus.Unasked:
                continue
            asked[path.parent.name] += 1
            if not (
                corpus.same(value, question.value)
                or _needs_base(path.name)
                or not corpus.plain(str(question.value))
            ):
                wrong.append(f"{path.name}: {question.path} is {value!r}, not {question.value!r}")
    assert wrong == []
    assert sum(asked.values()) >= 280, asked


def _needs_base(name: str) -> bool:
    return any(part in name for part in _BY_HTTP[1:])


def test_all_of_the_corpus_is_read_or_refused(shared: Path) -> None:
    for path in corpus.files(shared):
        try:
            articles, _ = read(path.read_bytes())
        except ContentError:
            continue
        for article in articles:
            assert newsml.loads(newsml.dumps(article, "json"), "json") == article


@pytest.mark.parametrize("name", ["rss", "atom", "jsonfeed"])
def test_spaces_are_no_loss(name: str) -> None:
    article = Article.build({
        "headline": "高知に津波注意報\u3000気象庁", "summary": "Two  boats\nwent out.", "id": "urn:x:1",
        "canonical_url": "https://gull.example/1", "published": "2025-08-01T10:00:00Z", "language": "ja",
    })  # fmt: skip
    issues: list[Issue] = []
    newsml.dumps(article, name, report=issues.append, site=SITE, now=NOW)
    assert [str(issue) for issue in issues if issue.rule == "LOSS"] == []


def test_words_of_a_summary_keep_their_order_and_their_lines_apart() -> None:
    (article,), _ = read(channel("<description>&lt;p&gt;He &lt;b&gt;said &lt;i&gt;no&lt;/i&gt;&lt;/b&gt; to it.&lt;/p&gt;"
                                 "&lt;p&gt;One&lt;br&gt;raft.&lt;/p&gt;Gone</description>"
                                 "<link>https://gull.example/1</link><title>Boats</title>"))  # fmt: skip
    said = [text.text for text in article.summary] or [article.plain_text()]
    assert " ".join(said[0].split()) == "He said no to it. One raft. Gone"

"""Atom 1.0 and 0.3 in, 1.0 out."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree

import newsml
from newsml import Article, Issue, api
from newsml.formats import detect

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


def read(data: str, **options: Any) -> tuple[list[Any], list[Issue]]:
    issues: list[Issue] = []
    return list(api.read(io.BytesIO(data.encode()), "feed", "atom", report=issues.append, **options)), issues


def feed(*entries: str, head: str = "<title>Post</title>", names: str = "") -> str:
    inner = "".join(f"<entry>{entry}</entry>\n" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/" {names}>{head}\n{inner}</feed>'


def one(entry: str, head: str = "<title>Post</title>", **options: Any) -> Any:
    return read(feed(entry, head=head), **options)[0][0]


def made(**fields: Any) -> Article:
    base = {
        "id": "urn:x:1",
        "headline": "Tide breaks wall",
        "language": "en",
        "content_modified": "2025-07-25T10:00:00Z",
    }
    return Article.build({**base, **fields})


def written(*articles: Article, **options: Any) -> tuple[Any, list[Issue]]:
    issues: list[Issue] = []
    data = b"".join(api.write(articles, "atom", report=issues.append, **{"now": NOW, **options}))
    return etree.fromstring(data), issues


def test_an_entry() -> None:
    article = one(
        "<id>tag:post.example,2025:1</id><title>Wall &amp; tide</title><updated>2025-07-25T11:00:00Z</updated>"
        "<published>2025-07-25T10:00:00+02:00</published>"
        "<author><name>Jane Doe</name><uri>/jane</uri><email>jane@post.example</email></author>"
        "<contributor><name>Ivo</name></contributor>"
        "<category term='20000065' scheme='https://cv.example/topics/' label='Floods'/><category term='Wrenholt'/>"
        "<link href='/a'/><link rel='related' href='/b' title='More'/><link rel='via' href='https://wire.example/1'/>"
        "<link rel='license' href='https://licence.example/'/>"
        "<link rel='enclosure' type='audio/mpeg' length='12' href='/a.mp3'/>"
        "<rights>© Post</rights><summary>Short.</summary>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>The <b>wall</b> <a href='c'>broke</a>.</p></div></content>"
    )
    assert article.id == "tag:post.example,2025:1"
    assert article.canonical_url == "https://post.example/a"
    assert article.headline == "Wall & tide"
    assert article.content_modified.isoformat() == "2025-07-25T11:00:00+00:00"
    assert article.published[0].when.isoformat() == "2025-07-25T10:00:00+02:00"
    author = article.authors[0]
    assert (author.name, author.url, author.email) == (
        "Jane Doe",
        "https://post.example/jane",
        ("jane@post.example",),
    )
    assert article.contributors[0].name == "Ivo"
    subject = article.subjects[0]
    assert (subject.code, subject.name, subject.uri) == (
        "20000065",
        "Floods",
        "https://cv.example/topics/20000065",
    )
    assert article.keywords == ("Wrenholt",)
    assert (article.related[0].href, article.related[0].title) == ("https://post.example/b", "More")
    assert article.derived_from[0].href == "https://wire.example/1"
    assert article.license_url == "https://licence.example/"
    assert (article.audio[0].url, article.audio[0].size) == ("https://post.example/a.mp3", 12)
    assert article.copyright_notice[0].text == "© Post"
    assert article.summary[0].text == "Short."
    assert article.plain_text() == "The wall broke."
    (link,) = [node for node in article.walk() if getattr(node, "kind", "") == "link"]
    assert link.href == "https://post.example/c"


def test_atom_0_3() -> None:
    articles, _ = read(
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="de"><title>Post</title><entry>'
        "<title mode='escaped' type='text/html'>A &amp;amp; B</title><id>tag:x:1</id>"
        "<issued>2004-05-01T10:00:00Z</issued><modified>2004-05-02T10:00:00Z</modified>"
        "<created>2004-04-30T10:00:00Z</created>"
        "<content type='text/html' mode='base64'>PHA+SGFsbG88L3A+</content></entry></feed>"
    )
    (article,) = articles
    assert (article.headline, article.language, article.plain_text()) == ("A & B", "de", "Hallo")
    assert article.published[0].when.day == 1
    assert article.content_modified.day == 2
    assert article.content_created.day == 30


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<content>5 &lt; 6</content>", "5 < 6"),
        ("<content type='html'>&lt;p&gt;5 &amp;lt; 6&lt;/p&gt;</content>", "5 < 6"),
        ("<content type='text/plain'>a\n\nb</content>", "a\n\nb"),
        ("<summary type='html'>&lt;i&gt;x&lt;/i&gt;</summary>", ""),
    ],
)
def test_kinds_of_content(content: str, text: str) -> None:
    assert one(f"<title>x</title>{content}").plain_text() == text


def test_what_the_feed_says_holds_for_its_entries() -> None:
    head = "<title>Post</title><author><name>The desk</name></author><rights>© Post</rights>"
    article = one("<title>x</title><id>urn:x:1</id>", head=head)
    assert article.authors[0].name == "The desk"
    assert article.copyright_notice[0].text == "© Post"


def test_the_feed_an_entry_was_taken_from() -> None:
    article = one(
        "<title>x</title><id>urn:x:1</id><source><id>urn:x:s</id><title>Wire</title><link href='https://wire.example/'/>"
        "<author><name>Wire desk</name></author><rights>© Wire</rights></source>"
    )
    assert (article.provider.name, article.provider.url) == ("Wire", "https://wire.example/")
    assert article.authors[0].name == "Wire desk"
    assert article.copyright_notice[0].text == "© Wire"


def test_a_feed_without_namespace() -> None:
    articles, _ = read(
        "<feed><title>Post</title><entry><title>x</title><id>urn:x:1</id><link href='https://a.example/'/></entry></feed>"
    )
    assert (articles[0].headline, articles[0].canonical_url) == ("x", "https://a.example/")


def test_rss_in_its_place_is_read_and_said() -> None:
    articles, issues = read("<rss version='2.0'><channel><item><title>x</title></item></channel></rss>")
    assert articles[0].headline == "x"
    assert any("the feed is RSS" in issue.message for issue in issues)


def test_an_entry_is_written() -> None:
    article = made(
        canonical_url="https://post.example/a", published="2025-07-25T09:00:00Z", summary="Short.", body_text="One.",
        authors=[{"name": "Jane Doe", "url": "https://post.example/jane"}], license_url="https://licence.example/",
        subjects=[{"uri": "https://cv.example/t/1", "scheme": "https://cv.example/t/", "code": "1", "name": "Floods"}],
        audio=[{"url": "https://post.example/a.mp3", "mime": "audio/mpeg", "size": 12}],
    )  # fmt: skip
    root, issues = written(article)
    entry = root.find(f"{ATOM}entry")
    said = {child.tag.replace(ATOM, ""): child for child in entry}
    assert said["id"].text == "urn:x:1"
    assert said["updated"].text == "2025-07-25T10:00:00Z"
    assert said["published"].text == "2025-07-25T09:00:00Z"
    assert said["category"].attrib == {"term": "1", "scheme": "https://cv.example/t/", "label": "Floods"}
    assert said["content"].get("type") == "html"
    assert said["content"].text == "<p>One.</p>"
    links = {link.get("rel"): link for link in entry.findall(f"{ATOM}link")}
    assert links["alternate"].get("href") == "https://post.example/a"
    assert links["license"].get("href") == "https://licence.example/"
    assert links["enclosure"].attrib["length"] == "12"
    assert not [issue for issue in issues if issue.rule == "LOSS"]


def test_ids_are_iris() -> None:
    root, issues = written(made(id="88121"))
    assert root.find(f"{ATOM}entry/{ATOM}id").text.startswith("urn:uuid:")
    assert [issue.path for issue in issues if issue.rule == "LOSS"] == ["id"]
    assert etree.tostring(written(made(id="88121"))[0]) == etree.tostring(root)


def test_an_entry_without_a_time_is_left_out() -> None:
    article = made(content_modified=None)
    root, issues = written(article)
    assert root.find(f"{ATOM}entry") is None
    assert [issue.severity for issue in issues if issue.rule == "SUPPLIED" and "--now" in issue.message] == [
        "error"
    ]
    assert written(article, stamp=NOW)[0].find(f"{ATOM}entry/{ATOM}updated").text == "2026-01-01T00:00:00Z"


def test_a_cancelled_entry_is_withdrawn_not_listed() -> None:
    gone = made(
        id="urn:x:gone", headline="Secret", pub_status="canceled", version_created="2025-08-01T10:00:00Z"
    )
    root, issues = written(gone, made())
    text = etree.tostring(root, encoding="unicode")
    assert "Secret" not in text
    (tombstone,) = root.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert (tombstone.get("ref"), tombstone.get("when")) == ("urn:x:gone", "2025-08-01T10:00:00Z")
    assert [issue.rule for issue in issues if issue.severity == "error"] == ["REFUSED"]
    held = made(id="urn:x:held", pub_status="withheld", version_created="2025-08-01T10:00:00Z")
    assert "urn:x:held" not in etree.tostring(written(held, made())[0], encoding="unicode")


def test_what_a_feed_said_of_itself_goes_back() -> None:
    head = "<title>Post</title><id>urn:x:feed</id><subtitle>All of it</subtitle><generator version='2'>Press</generator>"
    article = one("<title>x</title><id>urn:x:1</id><updated>2025-07-25T10:00:00Z</updated>", head=head)
    root, _ = written(article)
    assert root.find(f"{ATOM}subtitle").text == "All of it"
    assert [generator.text for generator in root.findall(f"{ATOM}generator")] == ["newsml"]


def test_detection() -> None:
    data = feed("<title>x</title>").encode()
    for name in ("feed.atom", "feed.xml", None):
        found = detect(name, data)
        assert found is not None
        assert found.name == "atom"


def test_a_language_of_its_own() -> None:
    root, _ = written(made(language="de"), made(id="urn:x:2", language="fr"))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    entries = root.findall(f"{ATOM}entry")
    assert [entry.get("{http://www.w3.org/XML/1998/namespace}lang") for entry in entries] == [None, "fr"]
    again = list(api.read(io.BytesIO(etree.tostring(root)), None, "atom"))
    assert [article.language for article in again] == ["de", "fr"]  # type: ignore[attr-defined]


def test_newsml_reads_what_it_wrote() -> None:
    article = made(headline="5 < 6 & <b>x</b> &amp;", body_text="<p>no tag</p>")
    again = newsml.loads(newsml.dumps(article, "atom"), "atom")
    assert again.headline == article.headline
    assert again.plain_text() == "<p>no tag</p>"


def test_an_entry_without_page_has_a_text() -> None:
    root, issues = written(made(summary="Short."))
    assert root.find(f"{ATOM}entry/{ATOM}content").text == "Short."
    assert [issue.path for issue in issues if issue.rule == "SUPPLIED" and issue.path == "body"] == ["body"]
    paged, _ = written(made(summary="Short.", canonical_url="https://post.example/a"))
    assert paged.find(f"{ATOM}entry/{ATOM}content") is None

"""Reading NewsML-G2: what is written comes back, what real feeds do is read and said, nothing is lost."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from lxml import etree

import newsml
from newsml.errors import ContentError, InvalidArticle, NewsmlError
from newsml.formats import newsml_g2
from newsml.formats.newsml_g2 import ReadOptions
from newsml.issues import Issue
from newsml.losses import plain_path, set_fields
from newsml.model import Article
from newsml.modeljson import dumped
from newsml.site import site_of
from tests.strategies import articles, bodied, ordinary
from tests.test_newsml_g2_writer import EVERYTHING, STAMP

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "newsml-g2"
SAMPLES = sorted(
    path for path in (ROOT / "samples").glob("*/expected.xml") if b"<newsItem" in path.read_bytes()[:200]
)
XMLNS = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
IPTC = '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>'


def item(
    meta: str = "",
    content: str = "",
    after: str = "",
    *,
    catalog: str = IPTC,
    head: str = f'{XMLNS} guid="urn:example:news:1" version="2" xml:lang="en"',
) -> bytes:
    """A newsItem with these pieces."""
    management = '<itemClass qcode="ninat:text"/><versionCreated>2025-07-25T10:00:00+02:00</versionCreated>'
    return (
        f"<newsItem {head}>{catalog}<itemMeta>{management}{meta}</itemMeta>"
        f"<contentMeta>{content}</contentMeta>{after}</newsItem>"
    ).encode()


def read_all(data: bytes, **options: Any) -> tuple[list[Article], list[Issue]]:
    issues: list[Issue] = []
    found = newsml_g2.read(io.BytesIO(data), issues.append, options=ReadOptions(**options))
    return list(found), issues


def read(data: bytes, **options: Any) -> Article:
    (article,), _ = read_all(data, **options)
    return article


def written(article: Article) -> tuple[bytes, list[Issue]]:
    issues: list[Issue] = []
    return b"".join(newsml_g2.write([article], issues.append, options=STAMP)), issues


def body_of(markup: str, mime: str = "application/xhtml+xml") -> list[dict[str, Any]]:
    inline = f'<contentSet><inlineXML contenttype="{mime}">{markup}</inlineXML></contentSet>'
    return json.loads(dumped(read(item(after=inline)))).get("body", [])  # type: ignore[no-any-return]


def xhtml(markup: str) -> list[dict[str, Any]]:
    return body_of(f'<html xmlns="http://www.w3.org/1999/xhtml"><head/><body>{markup}</body></html>')


# --- the way back --------------------------------------------------------------------------------

# Fields whose written form says the same in other words.
SAME = {
    "version", "provider", "people", "organisations", "publisher", "published", "hops", "derived", "foreign",
}  # fmt: skip


def differences(before: Article, after: Article, lost: set[str]) -> Iterator[str]:
    """Leaves that were written without a report of loss and did not come back."""
    found = dict(set_fields(after))
    shorter = {place.partition(".")[0] for place in lost if re.fullmatch(r"\w+\.\d+", place)}
    for path, value in set_fields(before):
        top = path.partition(".")[0]
        named = any(path == place or path.startswith(f"{place}.") for place in lost)
        if named or top in SAME | shorter:
            continue
        if found.get(path) != value and not _says_the_same(path, value, before, after):
            yield f"{path}: {value!r} came back as {found.get(path)!r}"


def _says_the_same(path: str, value: Any, before: Article, after: Article) -> bool:
    plain = plain_path(path)
    if plain.endswith((".creator.role", "authors.role")) and value == "author":
        return True
    if plain.endswith("role") and str(value).startswith("cpprole:"):
        return True
    if plain == "summary.role" and value == "summary":
        return True
    return plain.rpartition(".")[2] in ("scheme", "code")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_samples_come_back(path: Path) -> None:
    article = read(path.read_bytes())
    before = newsml.load(str(path.with_name("expected.json")))
    _, issues = written(before)
    lost = {issue.path for issue in issues}
    assert not list(differences(before, article, lost))
    if not any(issue.path.startswith("body") for issue in issues):
        assert article.body == before.body


def test_everything_comes_back() -> None:
    before = Article.build(EVERYTHING)
    data, issues = written(before)
    lost = {issue.path for issue in issues} | {"related.1", "keywords.1", "corrections"}
    assert not list(differences(before, read(data), lost))


def test_a_picture_comes_back() -> None:
    before = Article.build(
        {
            "id": "urn:example:photo:1", "version": "1", "item_type": "picture", "language": "en",
            "version_created": "2025-07-25T10:00:00+02:00", "provider": {"name": "Harbour News"},
            "images": [
                {"url": "https://img.example/a.jpg", "mime": "image/jpeg", "width": 1600, "height": 900,
                 "caption": "The bridge at dawn.", "alt": "A bridge", "id": "urn:example:file:1"},
                {"url": "https://img.example/b.jpg"},
            ],
            "renditions": [{"name": "web", "url": "https://img.example/w.jpg", "hash": [{"type": "sha256", "value": "0f"}]}],
        }
    )  # fmt: skip
    data, issues = written(before)
    assert not [issue for issue in issues if issue.rule == "LOSS"]
    assert read(data) == before


QUOTED = {"kind": "quote", "children": [{"kind": "embed", "url": "https://example.org/a"}]}


@given(ordinary)
@example(Article.build({"body": [{"kind": "pull_quote", "children": [QUOTED]}]}))
@example(Article.build({"content_parts": [{"interactions": [{"count": 10**18}]}]}))
def test_what_is_read_is_written_and_read_again_as_it_was(article: Article) -> None:
    first = read(written(article)[0])
    second = read(written(first)[0])
    aside = {"foreign": (), "provider": None}  # elements that say nothing, and what the writer supplies
    assert second.model_copy(update=aside) == first.model_copy(update=aside)


@given(articles | bodied)
def test_any_article_is_written_and_read(article: Article) -> None:
    first = read(written(article)[0])
    assert first.language == article.language
    assert len(first.headlines) <= len(article.headlines)


def test_validate_reads_the_goldens_without_errors() -> None:
    for path in SAMPLES:
        errors = [issue for issue in newsml.validate(str(path)) if issue.severity == "error"]
        before = newsml.validate(str(path.with_name("expected.json")))
        known = {issue.rule for issue in before}
        assert not [issue for issue in errors if issue.rule not in known], path


# --- identity and codes --------------------------------------------------------------------------


def test_defaults() -> None:
    article = read(f"<newsItem {XMLNS} guid='urn:example:1'><itemMeta/></newsItem>".encode())
    assert (article.version, article.pub_status, article.item_type, article.language) == (
        None,
        None,
        "text",
        "und",
    )


def test_qcodes_are_resolved_and_kept() -> None:
    subject = read(item(content='<subject type="cpnat:abstract" qcode="medtop:20000350"/>')).subjects[0]
    assert subject.qcode == "medtop:20000350"
    assert subject.uri == "http://cv.iptc.org/newscodes/mediatopic/20000350"
    assert (subject.scheme, subject.code) == ("http://cv.iptc.org/newscodes/mediatopic/", "20000350")


def test_a_code_may_hold_a_colon() -> None:
    catalog = '<catalog><scheme alias="x" uri="https://codes.example/"/></catalog>'
    subject = read(item(content='<subject qcode="x:a:b"/>', catalog=catalog)).subjects[0]
    assert (subject.uri, subject.code) == ("https://codes.example/a:b", "a:b")
    again = read(written(read(item(content='<subject qcode="x:a:b"/>', catalog=catalog)))[0])
    assert again.subjects[0].qcode == "x:a:b"


def test_catalogues_are_not_shared_between_items() -> None:
    one = item(
        content='<subject qcode="x:1"/>',
        catalog='<catalog><scheme alias="x" uri="https://one.example/"/></catalog>',
    )
    two = item(content='<subject qcode="x:1"/>')
    message = (
        b"<newsMessage " + XMLNS.encode() + b"><header/><itemSet>" + one + two + b"</itemSet></newsMessage>"
    )
    (first, second), issues = read_all(message)
    assert first.subjects[0].uri == "https://one.example/1"
    assert (second.subjects[0].uri, second.subjects[0].qcode) == (None, "x:1")
    assert [issue.rule for issue in issues] == ["UNKNOWN"]


def test_iptc_aliases_where_the_catalogue_is_not_at_hand() -> None:
    (article,), issues = read_all(item(content='<genre qcode="genre:Current"/>', catalog=""))
    assert article.genres[0].uri == "http://cv.iptc.org/newscodes/genre/Current"
    assert "taken as IPTC's" in issues[0].message


def test_names_by_language() -> None:
    names = (
        '<name>ports</name><name xml:lang="nb">havner</name><name role="nrol:short" xml:lang="nb">h</name>'
    )
    article = read(item(content=f'<subject uri="https://facts.example/p">{names}</subject>'))
    assert article.subjects[0].name == "ports"
    assert article.subjects[0].names == {"nb": "havner"}
    (short,) = article.subjects[0].more_names
    assert (short.text, short.lang, short.role) == ("h", "nb", "nrol:short")


def test_texts_of_the_item_in_another_language_than_its_content() -> None:
    article = read(
        item(
            content='<language tag="nb"/><headline>Bridge</headline><subject uri="urn:a:b"><name>x</name></subject>'
        )
    )
    assert article.language == "nb"
    assert article.headlines[0].lang == "en"
    assert article.subjects[0].names == {"en": "x"}


# --- texts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "text", "html"),
    [
        ("The bridge\n      opens", "The bridge opens", None),
        ('See <a href="https://x.example/">the page</a> now', "See the page now",
         'See <a href="https://x.example/">the page</a> now'),
        ('<span>Bold</span> first &amp; <a href="javascript:x()">then</a>', "Bold first & then",
         "<span>Bold</span> first &amp; <a>then</a>"),
        ("<ruby><rb>東京</rb><rt>とうきょう</rt></ruby>発", "東京(とうきょう)発", "<ruby><rb>東京</rb><rt>とうきょう</rt></ruby>発"),
        ("one<br/>two", "one\ntwo", None),
    ],
)  # fmt: skip
def test_mixed_content(markup: str, text: str, html: str | None) -> None:
    headline = read(item(content=f"<headline>{markup}</headline>")).headlines[0]
    assert (headline.text, headline.html) == (text, html)


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (["", ""], ["main", None]),
        (["x:title", "x:subtitle"], ["main", "sub"]),
        (["x:web", "x:print"], ["main", "x:print"]),
        (["x:web", ""], ["x:web", "main"]),
    ],
)
def test_the_main_headline(roles: list[str], expected: list[str | None]) -> None:
    headlines = "".join(f"<headline{f' role={role!r}' if role else ''}>H</headline>" for role in roles)
    assert [found.role for found in read(item(content=headlines)).headlines] == expected


# --- dates ---------------------------------------------------------------------------------------


def test_dates_keep_their_zone_and_precision() -> None:
    article = read(item(content="<contentCreated>2025-07</contentCreated>"))
    assert str(article.content_created) == "2025-07"
    assert article.version_created is not None
    assert article.version_created.isoformat() == "2025-07-25T10:00:00+02:00"


@pytest.mark.parametrize(
    ("markup", "rule", "field", "value"),
    [
        (
            "<firstCreated>2017-10-11T10:41:00+0100</firstCreated>",
            "DATE",
            "first_created",
            "2017-10-11 10:41:00+01:00",
        ),
        ("<firstCreated/>", "DATE", "first_created", "None"),
        ("<firstCreated>yesterday</firstCreated>", "DATE", "first_created", "None"),
        ("<firstCreated>2025-13-45T10:00:00Z</firstCreated>", "DATE", "first_created", "None"),
        ("<firstCreated>2025-07-25T10:00:00</firstCreated>", "ZONE", "first_created", "None"),
        ("<expires>2025-07-25T10:00:00</expires>", "ZONE", "expires", "(PartialDate('2025-07-25'),)"),
        ("<expires>2025-07-25+02:00</expires>", "ZONE", "expires", "(PartialDate('2025-07-25'),)"),
    ],
)
def test_odd_dates_are_said_and_reading_goes_on(markup: str, rule: str, field: str, value: str) -> None:
    (article,), issues = read_all(item(markup))
    assert str(getattr(article, field)) == value
    assert (issues[0].rule, issues[0].line) == (rule, 1)
    said = "2025" in markup and rule == "ZONE"
    assert not said or article.extra["dates"][field] in markup


def test_the_zone_of_the_site_is_applied() -> None:
    data = item("<firstCreated>2025-07-25T10:00:00</firstCreated>")
    article = read(data, site=site_of({"time_zone": "Europe/Oslo"}))
    assert article.first_created is not None
    assert article.first_created.isoformat() == "2025-07-25T10:00:00+02:00"


@pytest.mark.parametrize("said", ["", "soon", "2025-07-25", "2025-07-25T10:00:00"])
def test_an_embargo_that_cannot_be_read_has_no_end(said: str) -> None:
    assert read(item(f"<embargoed>{said}</embargoed>")).embargoed_until == "open"


# --- odd feeds -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meta", "content", "field", "value"),
    [
        ("", "<urgency>high</urgency>", "urgency", None),
        ("", '<headline xml:lang="nb_NO">H</headline>', "headline", "H"),
        ("", '<subject uri="no iri" literal="x"/>', "headline", None),
        ("", '<subject qcode="medtop:1" relevance="300"/>', "headline", None),
        ('<pubStatus qcode="stat:gone"/>', "", "pub_status", None),
        ("", '<located literal="x"><geoAreaDetails><position latitude="99" longitude="x"/></geoAreaDetails></located>', "urgency", None),
        ('<link rel="irel:seeAlso" href="h h" contenttype="c"/>', "", "related", ()),
    ],
)  # fmt: skip
def test_bad_values_are_said_and_kept(meta: str, content: str, field: str, value: object) -> None:
    (article,), issues = read_all(item(meta, content))
    assert getattr(article, field) == value
    assert {issue.rule for issue in issues} == {"MODEL"}
    assert article.foreign


@pytest.mark.parametrize(
    ("code", "kind"), [("icls:picture", "picture"), ("ninat:graphics", "graphic"), ("x:poem", "text")]
)
def test_item_class(code: str, kind: str) -> None:
    data = item().replace(b"ninat:text", code.encode())
    (article,), issues = read_all(data)
    assert article.item_type == kind
    assert code in issues[0].message


def test_prefixed_and_no_and_wrong_namespace() -> None:
    plain = item(content="<headline>H</headline>")
    tree = etree.fromstring(plain)
    prefixed = etree.Element(tree.tag, {**tree.attrib}, nsmap={"nar": "http://iptc.org/std/nar/2006-10-01/"})
    prefixed.extend(list(tree))
    assert b"<nar:headline>" in etree.tostring(prefixed)
    again = read(etree.tostring(prefixed))
    assert again.model_copy(update={"foreign": ()}) == read(plain).model_copy(update={"foreign": ()})
    assert [fragment.place for fragment in again.foreign] == [kept.place for kept in read(plain).foreign]
    for namespace in ("", 'xmlns="http://iptc.org/std/nar/2006/"'):
        (article,), issues = read_all(plain.replace(XMLNS.encode(), namespace.encode()))
        assert article.model_copy(update={"foreign": ()}) == read(plain).model_copy(update={"foreign": ()})
        assert "namespace" in issues[0].message


def test_elements_out_of_order() -> None:
    content = '<contentMeta xmlns="http://iptc.org/std/nar/2006-10-01/"><language tag="nb"/><headline>H</headline></contentMeta>'
    data = (
        item()
        .replace(b"<contentMeta></contentMeta>", b"")
        .replace(b"<itemMeta>", content.encode() + b"<itemMeta>")
    )
    article = read(data)
    assert (article.headline, article.language) == ("H", "nb")


@pytest.mark.parametrize("kind", ["eventsMLItem"])
def test_items_of_other_kinds_are_never_silent(kind: str) -> None:
    alone = f"<{kind} {XMLNS}/>"
    with pytest.raises(ContentError, match=f"{kind} is not read yet"):
        read(alone.encode())
    header = f"<newsMessage {XMLNS}><header/><itemSet>"
    with pytest.raises(ContentError, match=f"{kind} is not read yet"):
        read_all(f"{header}{alone}</itemSet></newsMessage>".encode())
    (article,), issues = read_all(f"{header}{alone}{item().decode()}</itemSet></newsMessage>".encode())
    assert article.id == "urn:example:news:1"
    assert f"{kind} is not read yet" in issues[0].message


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("<rss/>", "this is an RSS feed"),
        ("<NewsML/>", "this is NewsML 1,"),
        ("<a/>", "its root element is a"),
        (f"<newsMessage {XMLNS}><header/><itemSet/></newsMessage>", "holds no item"),
    ],
)
def test_other_documents(markup: str, message: str) -> None:
    with pytest.raises(ContentError, match=message) as raised:
        read(markup.encode())
    assert raised.value.issues[0].line == 1


def test_an_item_of_a_message_that_cannot_be_read() -> None:
    good = item().decode()
    bad = item(
        content="<headline>H</headline>",
        after=f"<contentSet><inlineXML>{'<div>' * 70}x{'</div>' * 70}</inlineXML></contentSet>",
    ).decode()
    message = f"<newsMessage {XMLNS}><itemSet>{bad}{good}</itemSet></newsMessage>"
    found, _ = read_all(message.encode())
    assert len(found) == 2
    assert "x" in found[0].plain_text()


def test_wrong_values_from_outside_are_refused() -> None:
    with pytest.raises(InvalidArticle, match="urgency"):
        read(item(), overlay=((("urgency",), 12),))


def test_places_of_fields() -> None:
    seen: dict[str, Any] = {}
    data = item(content="<headline>H</headline>").replace(b"<headline>", b"\n\n<headline>")
    read(data, locate=seen.update)
    assert seen["headlines.0"] == (3, None)


# --- what no field takes -------------------------------------------------------------------------


def test_everything_else_is_kept_with_its_place() -> None:
    content = (
        '<subject qcode="medtop:1"/><subject qcode="medtop:2" why="why:direct"><facet qcode="medtop:3"/></subject>'
        '<x:own xmlns:x="https://own.example/">1</x:own>'
    )
    article = read(item('<origRep href="urn:a"/>', content, "<partMeta/>"))
    kept = {
        (fragment.place, fragment.field, fragment.more, re.sub(r' xmlns(:x)?="[^"]*"', "", fragment.markup))
        for fragment in article.foreign
        if "catalog" not in fragment.place and fragment.place != "newsItem"
    }
    subject = '<subject qcode="medtop:2" why="why:direct"><facet qcode="medtop:3"></facet></subject>'
    assert kept == {
        ("itemMeta/origRep", None, (), '<origRep href="urn:a"></origRep>'),
        ("contentMeta/subject[2]", "subjects.1", ("@why",), subject),
        ("contentMeta/own", None, (), "<x:own>1</x:own>"),
        ("partMeta", None, (), "<partMeta></partMeta>"),
    }
    data, _ = written(article)
    assert b'<x:own xmlns:x="https://own.example/">1</x:own>' in data


def test_what_is_asserted_of_a_concept() -> None:
    asserted = (
        '<assert literal="harbour"><sameAs uri="https://facts.example/h"/><organisationDetails>'
        "<contactInfo><web>https://harbour.example/</web></contactInfo><founded>1900</founded></organisationDetails></assert>"
    )
    content = '<subject type="cpnat:organisation" literal="harbour"><name>Harbour</name></subject>'
    article = read(item(content=content, after=asserted))
    assert article.organisations[0].url == "https://harbour.example/"
    assert article.organisations[0].same_as == ("https://facts.example/h",)
    assert str(article.organisations[0].founded) == "1900"
    kept = [(fragment.place, fragment.field, fragment.more) for fragment in article.foreign]
    assert kept[-2:] == [
        ("contentMeta/subject", "organisations.0", ()),
        ("assert", "organisations.0", ()),
    ]


# --- bodies --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "children"),
    [
        ("<p>Hello <b>bold</b> tail</p>", ["Hello ", {"kind": "strong", "children": ["bold"]}, " tail"]),
        ("<p><b>Bold</b> first</p>", [{"kind": "strong", "children": ["Bold"]}, " first"]),
        ("<div>bare</div>", ["bare"]),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", ["<script>alert(1)</script>"]),
    ],
)
def test_xhtml(markup: str, children: list[Any]) -> None:
    assert xhtml(markup) == [{"kind": "paragraph", "children": children}]


def test_scripts_are_never_kept() -> None:
    assert xhtml('<p onclick="x()">a<script>x()</script></p>') == [{"kind": "paragraph", "children": ["a"]}]


@pytest.mark.parametrize(
    ("attributes", "text", "expected"),
    [
        ("", "One.\n\nTwo.", ["One.", "Two."]),
        ('contenttype="text/html"', "<![CDATA[<p>One.</p><p>Two.</p>]]>", ["One.", "Two."]),
        ('contenttype="text/html"', "&lt;p&gt;One.&lt;/p&gt;", ["One."]),
        ('contenttype="text/plain"', "<![CDATA[<p>One.</p>]]>", ["One."]),
        ('contenttype="text/plain"', "<![CDATA[a < b and c > d]]>", ["a < b and c > d"]),
    ],
)
def test_inline_data(attributes: str, text: str, expected: list[str]) -> None:
    article = read(item(after=f"<contentSet><inlineData {attributes}>{text}</inlineData></contentSet>"))
    assert article.plain_text().split("\n\n") == expected


@pytest.mark.parametrize(
    "content",
    [
        '<inlineData encoding="encd:base64">QUJD</inlineData>',
        "<inlineXML><sports-content>x</sports-content></inlineXML>",
    ],
)
def test_content_that_is_not_read_is_kept(content: str) -> None:
    (article,), issues = read_all(item(after=f"<contentSet>{content}</contentSet>"))
    assert not article.body
    assert article.foreign[-1].place.startswith("contentSet/inline")
    assert issues[0].rule == "UNKNOWN"


NITF = """<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head>
<hedline><hl1>Ferry returns</hl1><hl2>After a month in dock</hl2></hedline>
<byline>By Kari Strand</byline><dateline><location>Skard</location>, July 25</dateline>
<abstract><p>The ferry sails again.</p></abstract></body.head><body.content>
<block><p lede="true">The <org idsrc="reg" value="7">Skard Line</org> ferry, led by
<person><name.given>Ola</name.given> <name.family>Vik</name.family></person>, sailed on
<chron norm="20250725T0800+0200">Friday</chron> for <money unit="NOK">12 million</money>.</p>
<hl2>Repairs</hl2><p>It was <em class="bold">quick</em> and <em>quiet</em><sup>1</sup>.</p>
<media media-type="image"><media-reference source="https://img.example/f.jpg" mime-type="image/jpeg" width="800"
 height="600" alternate-text="A ferry"/><media-caption><p>The ferry at dawn.</p></media-caption>
<media-producer>Ola Vik</media-producer></media>
<table><tr><th>Year</th><td>Cars</td></tr></table>
<ul><li>one</li><li>two</li></ul><bq><block><p>Good.</p></block><credit>The mayor</credit></bq>
<fn><p>At high tide.</p></fn></block></body.content>
<body.end><tagline>(Editing by Siv Dahl)</tagline></body.end></body></nitf>"""


def test_nitf() -> None:
    article = read(
        item(
            after=f'<contentSet><inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML></contentSet>'
        )
    )
    assert article.headline == "Ferry returns"
    assert article.headlines[1].text == "After a month in dock"
    assert article.byline is not None
    assert article.byline.text == "By Kari Strand"
    assert article.dateline is not None
    assert article.dateline.text == "Skard, July 25"
    assert article.summary[0].text == "The ferry sails again."
    assert json.loads(dumped(article))["body"] == [
        {"kind": "paragraph", "role": "lead", "children": [
            "The ",
            {"kind": "entity", "entity_type": "organisation", "identifiers": [["reg", "7"]], "children": ["Skard Line"]},
            " ferry, led by ",
            {"kind": "entity", "entity_type": "person", "children": ["Ola Vik"]},
            ", sailed on ",
            {"kind": "entity", "entity_type": "date", "value": "2025-07-25T08:00:00+02:00", "children": ["Friday"]},
            " for ",
            {"kind": "entity", "entity_type": "money", "unit": "NOK", "children": ["12 million"]},
            ".",
        ]},
        {"kind": "heading", "children": ["Repairs"]},
        {"kind": "paragraph", "children": [
            "It was ", {"kind": "strong", "children": ["quick"]}, " and ", {"kind": "emphasis", "children": ["quiet"]},
            {"kind": "superscript", "children": ["1"]}, ".",
        ]},
        {"kind": "figure",
         "media": {"url": "https://img.example/f.jpg", "mime": "image/jpeg", "width": 800, "height": 600,
                   "alt": "A ferry", "credit": "Ola Vik"},
         "caption": ["The ferry at dawn."]},
        {"kind": "table", "rows": [[{"header": True, "children": ["Year"]}, {"children": ["Cars"]}]]},
        {"kind": "list", "items": [[{"kind": "paragraph", "children": ["one"]}], [{"kind": "paragraph", "children": ["two"]}]]},
        {"kind": "quote", "attribution": ["The mayor"], "children": [{"kind": "paragraph", "children": ["Good."]}]},
        {"kind": "paragraph", "children": ["At high tide."]},
        {"kind": "paragraph", "role": "signoff", "children": ["(Editing by Siv Dahl)"]},
    ]  # fmt: skip


# --- the corpus ----------------------------------------------------------------------------------


def corpus() -> Iterator[Path]:
    for path in sorted(CORPUS.rglob("*")):
        if path.is_file() and not {"xsd", "catalogs"} & set(path.parts) and b"<" in path.read_bytes()[:500]:
            yield path


@pytest.fixture(scope="module")
def readings() -> list[tuple[Path, list[Article], list[Issue]]]:
    if not CORPUS.exists():
        pytest.skip("the corpus is not beside the project")
    found = []
    for path in corpus():
        issues: list[Issue] = []
        items: list[Article] = []
        try:
            stream, options = io.BytesIO(path.read_bytes()), ReadOptions(file=path.name)
            read = list(newsml_g2.read(stream, issues.append, options=options))
            if not any(isinstance(item, Article) for item in read):
                continue  # tests/test_items.py
            items.extend(item for item in read if isinstance(item, Article))
        except NewsmlError as error:
            issues.extend(error.issues)
        found.append((path, items, issues))
    return found


def visible_words(path: Path) -> set[str]:
    """The words of the bodies in a file, script and head left out."""
    root = etree.parse(path).getroot()
    words: set[str] = set()
    for element in root.iter("{*}inlineXML", "{*}inlineData"):
        for child in element.iter():
            inside = isinstance(child.tag, str) and etree.QName(child).localname.lower() not in (
                "script",
                "style",
                "title",
            )
            text = f"{child.text or ''}" if inside else ""
            words |= set(re.findall(r"\w+", re.sub(r"<[^<>]*>", " ", text)))
            words |= set(re.findall(r"\w+", child.tail or "")) if child is not element else set()
    return words


def test_the_corpus_is_read(readings: list[tuple[Path, list[Article], list[Issue]]]) -> None:
    items = [article for _, found, _ in readings for article in found]
    assert len(items) >= 211
    assert sum(bool(article.body) for article in items) >= 84
    assert sum(article.version_created is None for article in items) <= 5
    for path, found, issues in readings:
        assert found or any(issue.severity == "error" for issue in issues), path
        for article in found:
            headlines = b"headline" in path.read_bytes() or b"hl1" in path.read_bytes()
            assert not article.body or not headlines or article.headline, path


def test_no_word_of_the_corpus_is_lost(readings: list[tuple[Path, list[Article], list[Issue]]]) -> None:
    for path, found, _ in readings:
        if found:
            kept = set(
                re.findall(
                    r"\w+", " ".join(dumped(article).decode() for article in found).replace("\\n", " ")
                )
            )
            assert not visible_words(path) - kept, path


def test_the_corpus_is_written_and_read_again(
    readings: list[tuple[Path, list[Article], list[Issue]]],
) -> None:
    for path, found, _ in readings:
        for article in found:
            if article.version_created is not None:
                again = read(written(article)[0])
                assert not list(differences(article, again, {issue.path for issue in written(article)[1]})), (
                    path
                )


@pytest.mark.parametrize(
    ("attributes", "seconds"),
    [
        ('duration="41"', 41.0),
        ('duration="41" durationunit="timeunit:seconds"', 41.0),
        ('duration="00:02:05.5" durationunit="timeunit:normalPlayTime"', 125.5),
        ('duration="02:05" durationunit="timeunit:normalPlayTime"', 125.0),
        ('duration="41500" durationunit="timeunit:milliseconds"', 41.5),
        ('duration="00:02:05:11" durationunit="timeunit:timeCode"', 125.0),
    ],
)
def test_durations(attributes: str, seconds: float | None) -> None:
    file = f'<remoteContent href="https://a.example/v.mp4" rendition="rnd:web" {attributes}/>'
    article = read(item(after=f"<contentSet>{file}</contentSet>"))
    assert article.renditions[0].duration == seconds
    data, issues = written(article)
    assert attributes.split()[0].encode() in data
    assert not [issue for issue in issues if issue.rule == "LOSS"]

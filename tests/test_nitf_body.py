"""NITF bodies: what is written is valid, comes back as it was, and what NITF cannot say is reported."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from lxml import etree

import newsml
from newsml.issues import Issue
from newsml.markup import nitf
from newsml.markup.nitf_writing import document
from newsml.markup.normal import normal_blocks
from newsml.markup.reading import Reading
from newsml.model import Article
from newsml.modeljson import dumped
from newsml.xhtml import Writing
from tests.strategies import ordinary

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT.parent / "shared" / "corpus" / "nitf" / "xsd" / "nitf-3-6.xsd"
SAMPLES = sorted(
    path
    for path in (ROOT / "samples").glob("*/expected.json")
    if b"urn:x-newsml:article:" in path.read_bytes()
)
N = f"{{{nitf.NAMESPACE}}}"


def article_of(*blocks: dict[str, Any], **fields: Any) -> Article:
    return Article.build({"language": "en", "body": list(blocks), **fields})


def paragraph(*children: Any, **fields: Any) -> dict[str, Any]:
    return {"kind": "paragraph", **fields, "children": list(children)}


def written(article: Article) -> tuple[Any, list[Issue]]:
    issues: list[Issue] = []
    return document(None, article, Writing(issues.append, "NITF")), issues


def blocks_of(root: Any) -> list[dict[str, Any]]:
    again = etree.fromstring(etree.tostring(root))
    return nitf.blocks(again, Reading(lambda issue: None))


def body_of(article: Article) -> list[dict[str, Any]]:
    return json.loads(dumped(article)).get("body", [])  # type: ignore[no-any-return]


def there_and_back(*blocks: dict[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    root, issues = written(article_of(*blocks))
    return body_of(Article.build({"language": "en", "body": blocks_of(root)})), [
        str(issue) for issue in issues
    ]


@cache
def official() -> Any:
    if not SCHEMA.exists():
        pytest.skip("the schemas of NITF are not there: ../shared/corpus/nitf/xsd")
    return etree.XMLSchema(file=str(SCHEMA))


def assert_valid(root: Any) -> None:
    schema = official()
    assert schema.validate(etree.fromstring(etree.tostring(root))), schema.error_log.last_error


MEDIA = {
    "url": "https://img.example/f.jpg", "mime": "image/jpeg", "width": 800, "height": 600, "alt": "A ferry",
    "title": "Ferry", "credit": "Harbour News", "creator": [{"name": "Ola Vik"}], "id": "f-1", "size": 1200,
    "copyright_notice": "© Harbour News", "license_url": "https://harbour.example/licence",
    "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
}  # fmt: skip
CARRIED: list[dict[str, Any]] = [
    paragraph("The first.", role="lead"),
    paragraph("Un mot.", lang="fr"),
    paragraph("At high tide.", role="footnote"),
    paragraph({"kind": "strong", "children": ["Strong"]}, " and ", {"kind": "emphasis", "children": ["quiet"]}),
    paragraph("H", {"kind": "subscript", "children": ["2"]}, "O, the 1",
              {"kind": "superscript", "children": ["st"]}, " of m", {"kind": "superscript", "children": ["2"]}),
    paragraph("Run ", {"kind": "code", "text": "make  all"}, ".", {"kind": "line_break"}, "Then wait."),
    paragraph("See ", {"kind": "link", "href": "https://a.example/", "title": "A", "rel": "nofollow", "children": ["a"]}),
    paragraph("He said ", {"kind": "inline_quote", "cite": "https://a.example/q", "children": ["no"]}, "."),
    paragraph({"kind": "language_span", "lang": "el", "children": ["α"]}, " leads."),
    paragraph(
        {"kind": "entity", "entity_type": "person", "uri": "https://a.example/ola",
         "identifiers": [["wikidata", "Q1"], ["staff", "7 b"]], "children": ["Ola Vik"]},
        " of ", {"kind": "entity", "entity_type": "organisation", "identifiers": [["reg", "7"]], "children": ["Vik"]},
        " in ", {"kind": "entity", "entity_type": "place", "identifiers": [["geonames", "3143244"]], "children": ["Oslo"]},
        " at ", {"kind": "entity", "entity_type": "event", "children": ["the fair"]},
        " with ", {"kind": "entity", "entity_type": "object", "children": ["the Fram"]},
        " as ", {"kind": "entity", "entity_type": "function", "children": ["mayor"]},
        " on ", {"kind": "entity", "entity_type": "date", "value": "2025-07-25", "children": ["Friday"]},
        " at ", {"kind": "entity", "entity_type": "date", "value": "2025-07-25T08:30:00+02:00", "children": ["half eight"]},
        " or ", {"kind": "entity", "entity_type": "date", "children": ["later"]},
        " for ", {"kind": "entity", "entity_type": "money", "unit": "NOK", "children": ["12 million"]},
        " or ", {"kind": "entity", "entity_type": "number", "value": "12", "unit": "km", "children": ["12"]},
    ),
    {"kind": "heading", "children": ["Two"]},
    {"kind": "heading", "level": 4, "children": ["Four"]},
    {"kind": "list", "items": [[paragraph("one")], [paragraph("two"), {"kind": "list", "items": [[paragraph("inner")]]}]]},
    {"kind": "list", "ordered": True, "start": 3, "items": [[paragraph("three")]]},
    {"kind": "quote", "cite": "https://a.example/", "attribution": ["The mayor"], "children": [paragraph("Good.")]},
    {"kind": "pull_quote", "attribution": ["She"], "children": [paragraph("Then it moved.")]},
    {"kind": "preformatted", "language": "python", "text": "a = 1\n  b = 2"},
    {"kind": "preformatted", "text": "1  2"},
    {"kind": "table", "caption": ["Cars"], "rows": [
        [{"header": True, "colspan": 2, "children": ["Year"]}],
        [{"align": "right", "children": ["1"]}, {"rowspan": 2, "children": ["2"]}],
    ]},
    {"kind": "figure", "media": MEDIA, "caption": ["The ", {"kind": "emphasis", "children": ["ferry"]}]},
    {"kind": "figure", "media_type": "video", "media": {
        "url": "https://v.example/f.mp4", "mime": "video/mp4", "duration": 12.5, "alt": "Waves",
        "embed_url": "https://v.example/p", "thumbnail": "https://v.example/t.jpg", "transcript": "Splash."}},
    {"kind": "figure", "media": {"url": "https://img.example/g.jpg", "creator": [{"name": "Ola Vik"}]}},
    {"kind": "embed", "url": "https://www.youtube.com/watch?v=1", "provider": "YouTube", "title": "The film"},
    {"kind": "horizontal_rule"},
    paragraph("(Editing by Siv Dahl)", role="signoff"),
]  # fmt: skip


@pytest.mark.parametrize("block", CARRIED, ids=lambda block: block["kind"])
def test_what_nitf_carries_comes_back(block: dict[str, Any]) -> None:
    assert there_and_back(block) == (body_of(article_of(block)), [])


def test_all_of_it_is_valid() -> None:
    root, _ = written(article_of(*CARRIED, headlines=[{"text": "Ferry returns"}]))
    assert_valid(root)


LOST: list[tuple[dict[str, Any], dict[str, Any] | None, str]] = [
    (paragraph("Four ", {"kind": "strike", "children": ["five"]}, " boats"), paragraph("Four boats"),
     "body.0.strike (five) is not written: NITF cannot strike words through"),
    (paragraph("Four ", {"kind": "strike", "children": ["five"]}, "."), paragraph("Four."), "body.0.strike (five)"),
    (paragraph("سوق", text_direction="rtl"), paragraph("سوق"), "body.0.text_direction (rtl) is not written: NITF has no"),
    (paragraph({"kind": "link", "href": "javascript:alert(1)", "children": ["x"]}), paragraph("x"),
     "body.0.href (javascript:alert(1)) is not written: an address of this kind can run code"),
    (paragraph({"kind": "entity", "entity_type": "money", "value": "1200", "unit": "GBP", "children": ["£1,200"]}),
     paragraph({"kind": "entity", "entity_type": "money", "unit": "GBP", "children": ["£1,200"]}), "body.0.money (1200)"),
    (paragraph({"kind": "entity", "entity_type": "person", "children": ["Ola ", {"kind": "strong", "children": ["Vik"]}]}),
     paragraph({"kind": "entity", "entity_type": "person", "children": ["Ola Vik"]}), "body.0.person"),
    ({"kind": "foreign", "format": "hugo", "markup": "{{< x >}}"}, None, "it is a block of hugo"),
    ({"kind": "figure", "media": {"url": "https://img.example/g.jpg", "renditions": [{"url": "https://img.example/h.jpg"}]}},
     {"kind": "figure", "media": {"url": "https://img.example/g.jpg"}}, "body.0.media.renditions.0.url"),
    ({"kind": "embed", "url": "https://a.example/1", "provider": "Acme"},
     {"kind": "embed", "url": "https://a.example/1", "provider": "a.example"}, "body.0.provider (Acme)"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "left", "message"), LOST)
def test_what_nitf_cannot_carry_is_said(
    block: dict[str, Any], left: dict[str, Any] | None, message: str
) -> None:
    back, issues = there_and_back(block)
    assert back == (body_of(article_of(left)) if left else [])
    assert len(issues) == 1
    assert message in issues[0]


def test_markup_around_a_whole_mention_goes_around_the_mention() -> None:
    link = {"kind": "link", "href": "https://a.example/", "children": ["Ola"]}
    root, issues = written(
        article_of(paragraph({"kind": "entity", "entity_type": "person", "children": [link]}))
    )
    assert root.find(f".//{N}a/{N}person").text == "Ola"
    assert not issues


def test_above_the_text_stand_headline_byline_dateline_and_abstract() -> None:
    root, issues = written(
        article_of(
            paragraph("It sailed."),
            headlines=[{"text": "Ferry returns"}, {"text": "After a month", "role": "sub"}],
            byline={"text": "By Kari Strand"},
            dateline={"text": "SKARD, July 25"},
            summary=[{"text": "It sails again.\nAt last."}],
        )
    )
    assert not issues
    assert_valid(root)
    assert root.get("baselang") == "en"
    assert root.findtext(f"{N}head/{N}title") == "Ferry returns"
    head = root.find(f"{N}body/{N}body.head")
    assert head.findtext(f"{N}hedline/{N}hl1") == "Ferry returns"
    assert head.findtext(f"{N}hedline/{N}hl2") == "After a month"
    assert head.findtext(f"{N}byline") == "By Kari Strand"
    assert head.findtext(f"{N}dateline") == "SKARD, July 25"
    assert [p.text for p in head.iterfind(f"{N}abstract/{N}p")] == ["It sails again.", "At last."]


def test_a_sign_off_at_the_end_is_the_tagline() -> None:
    root, _ = written(article_of(paragraph("It sailed."), paragraph("(Ed: Siv)", role="signoff")))
    assert root.findtext(f"{N}body/{N}body.end/{N}tagline") == "(Ed: Siv)"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_samples_are_valid_and_come_back(path: Path) -> None:
    article = newsml.load(str(path))
    root, issues = written(article)
    assert_valid(root)
    if not any(issue.path.startswith("body") for issue in issues):
        assert Article.build({"language": "en", "body": blocks_of(root)}).body == article.body


@given(ordinary)
def test_any_article_is_valid_and_the_second_writing_is_the_first(article: Article) -> None:
    root, _ = written(article)
    assert_valid(root)
    first = Article.build({"language": "en", "body": normal_blocks(blocks_of(root))})
    again, issues = written(first)
    assert_valid(again)
    assert not [issue for issue in issues if not issue.path.endswith((".provider", ".media"))]
    assert normal_blocks(blocks_of(again)) == normal_blocks(blocks_of(root))


def test_a_source_in_words_is_credited() -> None:
    markup = f"<body xmlns='{nitf.NAMESPACE}'><body.content><bq quote-source='The mayor'><block><p>Good.</p></block></bq></body.content></body>"
    (quote,) = nitf.blocks(etree.fromstring(markup), Reading(lambda issue: None))
    assert quote["attribution"] == ["The mayor"]
    assert "cite" not in quote

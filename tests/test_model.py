"""The model: its values, its messages and its body."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from newsml import Article, InvalidArticle
from newsml.model import PartialDate
from newsml.model.body import KINDS, MAX_DEPTH, Paragraph, Strong, depth, plain_text, walk, word_count
from newsml.model.values import FrozenDict, Value

BASE = {
    "headline": "Bridge reopens",
    "authors": "Jane Doe",
    "subjects": ["medtop:20000735"],
    "extra": {"desk": {"line": 17, "tags": ["a", "b"]}},
    "body": "The bridge reopened.\n\nIt had been closed for two years.",
    "version_created": "2025-07-25T14:30:00+05:00",
}


def messages(fields: dict[str, Any]) -> dict[str, str]:
    """The message by path of every wrong field."""
    with pytest.raises(InvalidArticle) as caught:
        Article.build(fields)
    return {issue.path: issue.message for issue in caught.value.issues}


# --- values ---------------------------------------------------------------------------------------

GOOD = [
    (
        "version_created",
        "2025-07-25T14:30:00+05:00",
        datetime(2025, 7, 25, 14, 30, tzinfo=timezone(timedelta(hours=5))),
    ),
    ("version_created", "2025-07-25T14:30Z", datetime(2025, 7, 25, 14, 30, tzinfo=UTC)),
    ("version_created", "2025-07-25 14:30:00.250z", datetime(2025, 7, 25, 14, 30, 0, 250000, UTC)),
    ("version_created", "2025-07-25T14:30:00-0330", datetime(2025, 7, 25, 18, 0, tzinfo=UTC)),
    ("content_created", "2025", PartialDate(2025)),
    ("content_created", "2025-07", PartialDate(2025, 7)),
    ("content_created", "2024-02-29", PartialDate(2024, 2, 29)),
    ("content_created", date(2025, 7, 25), PartialDate(2025, 7, 25)),
    ("content_created", "2025-07-25T14:30:00Z", datetime(2025, 7, 25, 14, 30, tzinfo=UTC)),
    ("embargoed_until", "open", "open"),
    ("embargoed_until", "2025-07-25T14:30:00Z", datetime(2025, 7, 25, 14, 30, tzinfo=UTC)),
    ("language", "nb-no", "nb-NO"),
    ("language", "ZH-hant-tw", "zh-Hant-TW"),
    ("language", "de-1996", "de-1996"),
    ("language", "x-desk", "x-desk"),
    ("canonical_url", "https://例え.example/日本?q=ä#frag", "https://例え.example/日本?q=ä#frag"),
    ("data_mining", "urn:x:1", "urn:x:1"),
    ("urgency", 1, 1),
    ("urgency", "9", 9),
    ("copyright_year", 2025, 2025),
    ("is_free", False, False),
]


@pytest.mark.parametrize(("field", "given", "expected"), GOOD, ids=lambda v: str(v)[:30])
def test_value_is_read(field: str, given: object, expected: object) -> None:
    assert getattr(Article.build({field: given}), field) == expected


ZONED = "is not a date and time with a time zone, such as 2025-07-25T14:30:00+05:00"
ANY_DATE = "is not a year, a month, a date or a date and time with a time zone, such as 2025-07-25"
OR_OPEN = ', or "open" for an embargo without an end'
SURROGATE = "holds a lone surrogate (half of a character), which no file can carry: take it out"
TAG = "is not a BCP 47 language tag, such as en, nb-NO or zh-Hant (a hyphen, no underscore)"
WEB = "is not an absolute web address, such as https://example.org/news/1"
IRI = "is not an absolute IRI, such as https://example.org/a or urn:x:1"

BAD = [
    ("version_created", "2025-07-25", f"version_created '2025-07-25' {ZONED}"),
    ("version_created", "2025-07-25T14:30:00", f"version_created '2025-07-25T14:30:00' {ZONED}"),
    ("version_created", "2025-13-01T00:00:00Z", f"version_created '2025-13-01T00:00:00Z' {ZONED}"),
    ("version_created", "2025-02-29T00:00:00Z", f"version_created '2025-02-29T00:00:00Z' {ZONED}"),
    ("version_created", "2025-07-25T14:30:00+99:00", f"version_created '2025-07-25T14:30:00+99:00' {ZONED}"),
    ("version_created", "yesterday", f"version_created 'yesterday' {ZONED}"),
    ("version_created", 1753432200, f"version_created 1753432200 {ZONED}"),
    ("version_created", datetime(2025, 7, 25), f"version_created 2025-07-25T00:00:00 {ZONED}"),  # noqa: DTZ001
    ("content_created", "2025-13-01", f"content_created '2025-13-01' {ANY_DATE}"),
    ("content_created", "0000", f"content_created '0000' {ANY_DATE}"),
    ("content_created", "25.7.2025", f"content_created '25.7.2025' {ANY_DATE}"),
    ("content_created", "٢٠٢٥", f"content_created '٢٠٢٥' {ANY_DATE}"),
    ("embargoed_until", "2025-07-25", f"embargoed_until '2025-07-25' {ZONED}{OR_OPEN}"),
    ("language", "nb_NO", f"language 'nb_NO' {TAG}"),
    ("language", "", f"language '' {TAG}"),
    ("language", "englisch1", f"language 'englisch1' {TAG}"),
    ("language", 7, "language 7 is not text"),
    ("canonical_url", "/news/1", f"canonical_url '/news/1' {WEB}"),
    ("canonical_url", "urn:x:1", f"canonical_url 'urn:x:1' {WEB}"),
    ("canonical_url", "https://a b.example", f"canonical_url 'https://a b.example' {WEB}"),
    ("canonical_url", "javascript:alert(1)", f"canonical_url 'javascript:alert(1)' {WEB}"),
    ("data_mining", "prohibited", f"data_mining 'prohibited' {IRI}"),
    ("urgency", 12, "urgency 12 is not between 1 and 9"),
    ("urgency", True, "urgency true is not between 1 and 9"),
    ("urgency", "high", "urgency 'high' is not between 1 and 9"),
    ("urgency", 1.5, "urgency 1.5 is not between 1 and 9"),
    ("copyright_year", "MMXXV", "copyright_year 'MMXXV' is not a year, such as 2025"),
    ("is_free", "perhaps", "is_free 'perhaps' is not true or false"),
    ("pub_status", "killed", "pub_status 'killed' is not one of 'usable', 'withheld' or 'canceled'"),
    ("text_direction", "up", "text_direction 'up' is not one of 'ltr' or 'rtl'"),
    ("extra", "x", "extra 'x' is not an object"),
    ("extra", {"a": float("nan")}, "extra (an object) is not a number that JSON can carry"),
    ("provider", ["a"], "provider (a list) is not an object with the fields of this part"),
    ("id", "half a \ud83d character", f"id {SURROGATE}"),
]  # fmt: skip


def test_a_field_that_is_none_is_not_given() -> None:
    given = {"headline": "Bridge", "summary": None, "body": None, "published": None, "urgency": None}
    assert Article.build(given) == Article.build({"headline": "Bridge"})


@pytest.mark.parametrize(("field", "given", "expected"), BAD, ids=lambda v: ascii(v)[:30])
def test_wrong_value_says_field_value_and_expectation(field: str, given: object, expected: str) -> None:
    assert messages({field: given}) == {field: expected}


NESTED = [
    ({"images": [{"url": "https://a.example/1.jpg", "mime": "jpeg"}]}, "images.0.mime",
     "images.0.mime 'jpeg' is not a media type, such as image/jpeg"),
    ({"images": [{"width": -1}]}, "images.0.width", "images.0.width -1 is not a whole number, 0 or more"),
    ({"subjects": [{"name": "a"}, {"name": "b", "relevance": 101}]}, "subjects.1.relevance",
     "subjects.1.relevance 101 is not between 0 and 100"),
    ({"places": [{"name": "x", "geo": {"latitude": 91, "longitude": 0}}]}, "places.0.geo.latitude",
     "places.0.geo.latitude 91 is more than 90"),
    ({"authors": [{"name": "x", "emial": "a@b"}]}, "authors.0.emial", "authors.0.emial is not a field here"),
    ({"headlines": [{"role": "main"}]}, "headlines.0.text", "headlines.0.text is missing"),
    ({"subjects": [{"names": {"en_US": "x"}}]}, "subjects.0.names.en_US",
     f"subjects.0.names.en_US 'en_US' {TAG}"),
    ({"body": [{"kind": "paragraph", "children": [{"kind": "strong", "children": [7]}]}]},
     "body.0.children.0.children.0", "body.0.children.0.children.0 7 is not an inline of the body"),
    ({"body": [{"kind": "paragraph", "children": [{"kind": "table"}]}]}, "body.0.children.0", None),
    ({"body": [{"kind": "heading", "level": 7}]}, "body.0.level", "body.0.level 7 is more than 6"),
    ({"foreign": [{"format": "nitf", "markup": 7}]}, "foreign.0.markup", "foreign.0.markup 7 is not text"),
    ({"subjects": [{"code": 7}]}, "subjects.0.code", "subjects.0.code 7 is not text"),
    ({"body": [{"kind": "list", "items": [[{"kind": "embed", "url": "nope"}]]}]}, "body.0.items.0.0.url",
     f"body.0.items.0.0.url 'nope' {IRI}"),
    ({"ratings": [{"value": float("inf")}]}, "ratings.0.value", "ratings.0.value inf is not a finite number"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "path", "expected"), NESTED, ids=[row[1] for row in NESTED])
def test_wrong_value_within_says_its_path(fields: dict[str, Any], path: str, expected: str | None) -> None:
    found = messages(fields)
    assert list(found) == [path]
    if expected is not None:
        assert found[path] == expected


def test_a_block_among_inlines_says_what_may_stand_there() -> None:
    found = messages({"body": [{"kind": "paragraph", "children": [{"kind": "table"}]}]})
    assert "emphasis" in found["body.0.children.0"]
    assert "strong" in found["body.0.children.0"]


def test_all_wrong_fields_are_named_in_one_go() -> None:
    found = messages({
        "urgency": 12, "language": "nb_NO", "version_created": "yesterday", "headlin": "x",
        "images": [{"mime": "jpeg"}, {"width": "wide"}], "subjects": [{"uri": "no iri"}],
        "body": [{"kind": "heading", "level": 9}, {"kind": "paragraph", "children": [7]}],
    })  # fmt: skip
    assert set(found) == {
        "urgency", "language", "version_created", "headlin", "images.0.mime", "images.1.width",
        "subjects.0.uri", "body.0.level", "body.1.children.0",
    }  # fmt: skip
    assert found["headlin"] == "headlin is not a field of an article; did you mean headline?"


def test_issues_carry_file_line_and_column() -> None:
    with pytest.raises(InvalidArticle) as caught:
        Article.build({"urgency": 12}, file="article.txt", places={"urgency": (3, 10)})
    (issue,) = caught.value.issues
    assert str(issue) == "article.txt:3:10: error: urgency 12 is not between 1 and 9 [MODEL]"
    assert str(caught.value) == str(issue)


def test_the_place_of_a_part_is_that_of_the_nearest_whole() -> None:
    with pytest.raises(InvalidArticle) as caught:
        Article.build({"authors": [{"name": "x", "url": "nope"}]}, file="a.txt", places={"authors": (2, 1)})
    assert [(i.path, i.line, i.column) for i in caught.value.issues] == [("authors.0.url", 2, 1)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [("lead", "lead is not a field of an article; `newsml schema json` lists the fields"),
     ("keyword", "keyword is not a field of an article; did you mean keywords?"),
     ("canonical", "canonical is not a field of an article; did you mean canonical_url?")],
)  # fmt: skip
def test_an_unknown_field_names_the_nearest(given: str, expected: str) -> None:
    assert messages({given: "x"}) == {given: expected}


def test_too_deep_a_body_is_refused() -> None:
    block: dict[str, Any] = {"kind": "paragraph", "children": ["x"]}
    for _ in range(MAX_DEPTH + 1):
        block = {"kind": "quote", "children": [block]}
    assert messages({"body": [block]}) == {"body": f"body nests more than {MAX_DEPTH} levels: flatten it"}


# --- partial dates and offsets --------------------------------------------------------------------


@pytest.mark.parametrize("text", ["2025", "2025-07", "2025-07-25", "0001-01-01"])
def test_partial_date_is_never_padded(text: str) -> None:
    assert str(PartialDate.parse(text)) == text
    assert pickle.loads(pickle.dumps(PartialDate.parse(text))) == PartialDate.parse(text)


@pytest.mark.parametrize(
    "text", ["", "25", "2025-7", "2025-00", "2025-02-30", "2025-07-25T00:00", "20250725", "2025-07-25 "]
)
def test_what_is_no_partial_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"2025|out of range|must be in"):
        PartialDate.parse(text)


def test_partial_date_does_not_change_and_knows_its_day() -> None:
    day = PartialDate(2025, 7, 25)
    with pytest.raises(AttributeError):
        day.year = 2026
    assert day.date() == date(2025, 7, 25)
    assert PartialDate(2025, 7).date() is None
    assert PartialDate(2025) != PartialDate(2025, 1)
    assert PartialDate(2025) != "2025"
    with pytest.raises(ValueError, match="a day needs a month"):
        PartialDate(2025, None, 3)


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (datetime(2025, 7, 25, 12, tzinfo=ZoneInfo("Asia/Karachi")), "2025-07-25T12:00:00+05:00"),
        (
            datetime(2025, 10, 26, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")),
            "2025-10-26T02:30:00+01:00",
        ),
        (datetime(1880, 1, 1, 12, tzinfo=ZoneInfo("Europe/Berlin")), "1880-01-01T11:06:32Z"),
        (datetime(2025, 7, 25, 12, tzinfo=UTC), "2025-07-25T12:00:00Z"),
    ],
)
def test_the_rules_of_a_zone_become_an_offset(given: datetime, written: str) -> None:
    article = Article.build({"version_created": given})
    assert json.loads(article.model_dump_json(exclude_defaults=True)) == {"version_created": written}
    assert Article.build({"version_created": written}) == article


# --- immutability ---------------------------------------------------------------------------------


def test_equal_articles_are_equal_and_hash_alike() -> None:
    one, two = Article.build(BASE), Article.build(BASE)
    assert one == two
    assert hash(one) == hash(two)
    assert one != Article.build({**BASE, "headline": "Bridge closes"})
    assert len({one, two}) == 1


def test_an_article_does_not_change() -> None:
    article = Article.build(BASE)
    with pytest.raises(ValidationError, match="frozen"):
        article.urgency = 1  # type: ignore[misc]
    for change in (
        lambda e: e.update(a=1),
        lambda e: e.__setitem__("a", 1),
        lambda e: e.pop("desk"),
        lambda e: e.clear(),
    ):
        with pytest.raises(TypeError, match="make a copy"):
            change(article.extra)
    assert article == Article.build(BASE)


def test_extra_is_frozen_all_the_way_down() -> None:
    inner = Article.build(BASE).extra["desk"]
    assert isinstance(inner, FrozenDict)
    assert inner["tags"] == ("a", "b")


def test_a_copy_with_changes_leaves_the_first_alone() -> None:
    article = Article.build(BASE)
    changed = article.model_copy(update={"urgency": 2})
    assert (article.urgency, changed.urgency) == (None, 2)
    assert changed.headlines is article.headlines


def test_pickle_and_deepcopy_give_an_equal_article() -> None:
    article = Article.build(BASE)
    assert pickle.loads(pickle.dumps(article)) == article
    assert copy.deepcopy(article) == article


# --- short forms ----------------------------------------------------------------------------------

SHORT = [
    ("subjects", "medtop:20000735", {"qcode": "medtop:20000735"}),
    (
        "subjects",
        "http://cv.iptc.org/newscodes/mediatopic/1",
        {"uri": "http://cv.iptc.org/newscodes/mediatopic/1"},
    ),
    ("subjects", "Bridges: a history", {"name": "Bridges: a history"}),
    ("authors", "Jane Doe", {"name": "Jane Doe"}),
    ("images", "https://a.example/1.jpg", {"url": "https://a.example/1.jpg"}),
    ("related", "https://a.example/1", {"href": "https://a.example/1"}),
    ("related", "urn:newsml:a.example:1", {"residref": "urn:newsml:a.example:1"}),
    ("corrections", "The age was wrong.", {"text": "The age was wrong."}),
    ("series", "Bridges", {"name": "Bridges"}),
    ("alt_ids", 88213, {"value": "88213"}),
]


@pytest.mark.parametrize(("field", "short", "long"), SHORT, ids=lambda v: str(v)[:25])
def test_short_form_is_the_long_one(field: str, short: object, long: dict[str, object]) -> None:
    assert Article.build({field: short}) == Article.build({field: [short]}) == Article.build({field: [long]})


def test_headline_names() -> None:
    article = Article.build(
        {
            "headline": "Main",
            "subheadline": ["One", "Two"],
            "headlines": [{"text": "Old"}, {"text": "SEO", "role": "seo"}],
        }
    )
    assert [(h.text, h.role) for h in article.headlines] == [
        ("Main", "main"),
        ("SEO", "seo"),
        ("One", "sub"),
        ("Two", "sub"),
    ]
    assert article.headline == "Main"


@pytest.mark.parametrize(
    ("headlines", "main"),
    [
        ([], None),
        ([{"text": "a"}], "a"),
        ([{"text": "a", "role": "sub"}], None),
        ([{"text": "a"}, {"text": "b", "role": "main"}], "b"),
    ],
)
def test_the_main_headline(headlines: list[dict[str, str]], main: str | None) -> None:
    assert Article.build({"headlines": headlines}).headline == main


def test_numbers_of_yaml_are_text_where_text_is_meant() -> None:
    assert Article.build({"version": 3, "keywords": [2025, "x"]}).keywords == ("2025", "x")


@pytest.mark.parametrize(
    ("lang", "label"),
    [("de", "Brücke"), ("de-AT", "Brücke"), ("fr", "Pont"), ("ja", "The bridge"), (None, "The bridge")],
)
def test_the_label_of_a_concept(lang: str | None, label: str) -> None:
    concept = Article.build(
        {"subjects": [{"name": "The bridge", "names": {"de": "Brücke", "fr": "Pont"}}]}
    ).subjects[0]
    assert concept.label(lang) == label


def test_a_concept_without_a_plain_name_is_called_in_english_or_else_in_any_language() -> None:
    both, one, none = Article.build(
        {"subjects": [{"names": {"fr": "Pont", "en": "Bridge"}}, {"names": {"fr": "Pont"}}, {"code": "1"}]}
    ).subjects
    assert (both.label("ja"), one.label("ja"), none.label("ja")) == ("Bridge", "Pont", None)


# --- body -----------------------------------------------------------------------------------------

TREE = [
    {"kind": "heading", "level": 2, "children": ["Why"]},
    {"kind": "paragraph", "children": [
        "The ", {"kind": "strong", "children": ["old ", {"kind": "code", "text": "x1"}]}, " bridge",
        {"kind": "line_break"}, "reopened."]},
    {"kind": "list", "items": [[{"kind": "paragraph", "children": ["one"]}],
                               [{"kind": "paragraph", "children": ["two"]}]]},
    {"kind": "quote", "children": [{"kind": "paragraph", "children": ["We waited."]}],
     "attribution": ["Marta"]},
    {"kind": "pull_quote", "children": [{"kind": "paragraph", "children": ["We waited."]}]},
    {"kind": "table", "caption": ["Tolls"], "rows": [[{"children": ["Car"]}, {"children": ["2"]}]]},
    {"kind": "figure", "media": {"url": "https://a.example/1.jpg"}, "caption": ["At dawn"]},
    {"kind": "preformatted", "text": "a  b\n c"},
    {"kind": "horizontal_rule"},
]  # fmt: skip


def test_plain_text_has_the_words_and_no_captions() -> None:
    article = Article.build({"body": TREE})
    expected = "Why|The old x1 bridge\nreopened.|one|two|We waited.|Marta|Tolls|Car\t2|a  b\n c"
    assert article.plain_text().split("\n\n") == expected.split("|")
    assert "At dawn" in article.plain_text(media=True)


def test_walk_goes_in_reading_order_and_reaches_everything() -> None:
    article = Article.build({"body": TREE})
    words = [node for node in article.walk() if isinstance(node, str)]
    assert words[:4] == ["Why", "The ", "old ", " bridge"]
    assert words[-1] == "At dawn"
    kinds = [node.kind for node in article.walk() if not isinstance(node, str)]
    assert kinds[:4] == ["heading", "paragraph", "strong", "code"]
    assert depth(article.body) == 3


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0), ("The bridge reopened.", 3), ("It's a well-known 1,200.50 co-op's – yes", 6),
        ("港町線が再開", 6), ("東京 and Osaka", 4), ("सूखे तालाब में", 3), ("فتح سوق الورّاقين", 3),
        ("Зелёный мост", 2), ("l’été d'avant", 2), ("— … !", 0), ("서울 다리", 2), ("e\u0301te\u0301", 1),
    ],
)  # fmt: skip
def test_word_count(text: str, count: int) -> None:
    assert Article.build({"body": text}).word_count() == count


def test_a_text_body_becomes_paragraphs() -> None:
    body = Article.build({"body": "One\ntwo.\n\n \n\nThree.\r\n\r\nFour."}).body
    assert [b.children for b in body] == [("One two.",), ("Three.",), ("Four.",)]


def test_the_functions_on_trees_take_parts_of_one() -> None:
    tree = (Paragraph(children=("a ", Strong(children=("b",)))),)
    assert plain_text(tree) == "a b"
    assert word_count(tree) == 2
    assert len(list(walk(tree))) == 4


@pytest.mark.parametrize(
    ("children", "text"),
    [
        (["three ", ("three",), " four degrees"], "three four degrees"),
        (["rest ", ("and cleaning",), "."], "rest."),
        ([("Old",), " New"], "New"),
        (["New", (" old",)], "New"),
        (["a ", ("b",), ("c",), " ; d"], "a ; d"),
        (["un", ("dis",), "covered"], "uncovered"),
        (["the ", ("old ",), "new"], "the new"),
    ],
)
def test_struck_words_are_not_stated(children: list[Any], text: str) -> None:
    inlines = [{"kind": "strike", "children": [*c]} if isinstance(c, tuple) else c for c in children]
    article = Article.build({"body": [{"kind": "paragraph", "children": inlines}]})
    assert article.plain_text() == text
    assert article.char_count() == len(text)


def test_every_kind_has_a_docstring_and_a_name_of_its_own() -> None:
    assert len({kind.__name__ for kind in KINDS.values()}) == len(KINDS) == 22
    assert all(kind.__doc__ and kind.__doc__ != Value.__doc__ for kind in KINDS.values())

"""Writing plain text: what is written reads back equal, what is not is reported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsml
from newsml import Article, Issue
from newsml.losses import is_carried, set_fields, uncarried
from tests.strategies import TRICKY, bodied


def written(article: Article) -> tuple[str, Article, list[Issue]]:
    losses: list[Issue] = []
    data = newsml.dumps(article, "text", report=losses.append)
    return data.decode(), newsml.loads(data, "text"), losses


FULL: dict[str, Any] = {
    "id": "urn:x:1", "version": "3", "canonical_url": "https://lomm.example/1", "provider": {"name": "Lomm Wire", "uri": "https://lomm.example/"},
    "pub_status": "usable", "ed_notes": ["hold page 3", "see: map"], "series": ["Trams"], "file_name": "tram.txt",
    "first_created": "2025-07-25T10:00:00Z", "version_created": "2025-07-25T11:00:00+02:00", "content_created": "2025-07",
    "content_modified": "2025-07-26", "published": ["2025-07-25", "2025-07-26"], "embargoed_until": "2030-01-01T06:00:00Z",
    "expires": ["2026"], "headline": "First tram: a band plays", "subheadline": ["One", "Two"], "title": "tram-desk",
    "slugline": "tram-opens", "byline": "By our own", "dateline": "PORT ELLERY, May 3 (LW)", "credit_line": ["Lomm Wire"],
    "summary": ["One line\nand another\n\nafter an empty one"], "language": "nb-NO", "text_direction": "ltr", "genres": ["feature"],
    "keywords": ["trams, old", "sea"], "section": ["Arts, Culture"], "backstory": "How we know",
    "authors": [{"name": "Jane Doe", "job_title": "Staff Reporter", "url": "https://lomm.example/jane"}, {"name": "Bo Ek", "email": ["bo@lomm.example"]}],
    "contributors": [{"name": "Sam Whit", "role": "editor"}, {"name": "Lee Po"}], "subjects": ["medtop:20000735", {"name": "trams", "qcode": "x:1"}],
    "people": ["Ada Lunde"], "places": ["Lomm"], "located": [{"name": "Port Ellery", "uri": "https://lomm.example/p"}], "organisations": ["Lomm Wire"],
    "copyright_holder": "Lomm Wire", "copyright_year": 2025, "copyright_notice": "© Lomm", "usage_terms": "no archive",
    "license_url": "https://lomm.example/l", "urgency": 4, "derived": ["headlines"],
    "images": [{"url": "https://lomm.example/1.jpg", "caption": "One", "alt": "A", "credit": "Bo Ek"}, {"url": "https://lomm.example/2.jpg"}],
    "extra": {"Weather": "fine", "desk": {"page": 3}, "Headline": "not this"},
    "body": "The tram came.\n\nIt runs every hour.",
}  # fmt: skip


def test_everything_that_has_a_key_reads_back_equal() -> None:
    article = Article.build(FULL)
    text, back, losses = written(article)
    assert losses == []
    assert back == article
    assert text.startswith("Headline: First tram: a band plays\nSubhead: One\nSubhead: Two\n")


@pytest.mark.parametrize("name", FULL)
def test_each_field_alone(name: str) -> None:
    article = Article.build({"headline": "A tram", "body": "The tram came.", name: FULL[name]})
    _, back, losses = written(article)
    assert (back, losses) == (article, [])


def test_a_plain_article_has_a_plain_text() -> None:
    article = Article.build({"headline": "A tram", "language": "en", "body": "The tram came.\n\nIt runs."})
    assert newsml.dumps(article, "text") == b"Headline: A tram\nLanguage: en\n\nThe tram came.\n\nIt runs.\n"


@pytest.mark.parametrize(
    "lead",
    ["By Jane Doe", "LONDON (XYZ) - The tram came.", "Headline: x", "- one\n- two", "1. no list", "EMBARGOED UNTIL FRIDAY", "A title",
     "date 2025-07-25 The tram came.", "(Reporting by Jane Doe)", "-30-", "(LW) - x", "Body: as written", "a\nb", "two  spaces", "【潮見浜】x"],
)  # fmt: skip
def test_words_that_look_like_more_stay_words(lead: str) -> None:
    for body in ([lead], [lead, "The tram came."], ["The tram came.", lead]):
        children = [[line] for line in lead.split("\n")]
        node = {
            "kind": "paragraph",
            "children": [part for line in children for part in (*line, {"kind": "line_break"})][:-1],
        }
        blocks = [node if text == lead else text for text in body]
        article = Article.build({"headline": "A tram", "body": blocks})
        text, back, losses = written(article)
        assert (back, losses) == (article, []), text


def test_the_body_is_marked_only_where_it_must_be() -> None:
    text, _, _ = written(Article.build({"headline": "A tram", "body": ["By Jane Doe", "The tram came."]}))
    assert text == "Headline: A tram\nBody: as written\n\nBy Jane Doe\n\nThe tram came.\n"


def test_what_text_has_no_form_for_is_reported() -> None:
    article = Article.build({
        "headline": "A tram", "paywall": [".paid"],
        "body": [
            {"kind": "heading", "children": ["More"]},
            {"kind": "paragraph", "children": ["a ", {"kind": "strong", "children": ["b"]}]},
            {"kind": "embed", "url": "https://x.example/1"},
            {"kind": "table", "rows": [[{"children": ["a"]}, {"children": ["b"]}]]},
        ],
    })  # fmt: skip
    text, _, losses = written(article)
    assert [issue.path for issue in losses] == ["paywall.0", "body.0", "body.1", "body.2", "body.3"]
    assert {issue.rule for issue in losses} == {"LOSS"}
    assert text.endswith("More\n\na b\n\na\tb\n")


def test_who_has_no_name_is_called_by_code_and_not_by_role() -> None:
    authors = [{"qcode": "photCode:X01390", "role": "photographer"}, {"literal": "crew-4", "role": "camera"}]
    article = Article.build({"headline": "Count begins", "authors": authors})
    text = written(article)[0]
    assert "Author: <photCode:X01390>; crew-4 (camera)\n" in text


def test_an_item_without_text_says_nothing_of_its_text() -> None:
    article = Article.build({"headline": "Count begins", "item_type": "picture", "is_free": True})
    assert "Body:" not in written(article)[0]


def test_a_list_that_becomes_lines_is_reported() -> None:
    """Where the body is marked as written, for another part of it would be read as something else."""
    blocks = [
        {"kind": "heading", "children": ["Quay"]},
        {"kind": "list", "items": [[{"kind": "paragraph", "children": ["one"]}]]},
        {"kind": "paragraph", "role": "footnote", "children": ["Corrected."]},
    ]
    _, back, losses = written(Article.build({"headline": "Count begins", "body": blocks}))
    assert [issue.path for issue in losses if issue.path.startswith("body")] == ["body.0", "body.1", "body.2"]
    assert "list" not in {block.kind for block in back.body}


@pytest.mark.parametrize("body", ["- Quay\n- Market", "3. Quay\n4. Market"])
def test_lists_stay_lists(body: str) -> None:
    article = newsml.loads(f"Headline: A tram\n\nStops:\n\n{body}\n".encode(), "text")
    assert article.body[1].kind == "list"
    assert written(article)[1:] == (article, [])


def test_samples_survive(samples: Path) -> None:
    paths = sorted(samples.glob("*/article.txt"))
    assert paths
    for path in paths:
        article = newsml.load(path)
        assert written(article)[1:] == (article, []), path


@given(article=bodied)
def test_any_article_says_what_it_lost(article: Article) -> None:
    losses: list[Issue] = []
    data = newsml.dumps(article, "text", report=losses.append)
    kept = dict(set_fields(newsml.loads(data, "text")))
    lost = {issue.path for issue in losses}
    for path, _, value in uncarried(article, frozenset()):
        assert kept.get(path) == value or is_carried(path, frozenset(lost))


pieces = st.sampled_from(
    [
        *TRICKY,
        "Headline: ",
        "By Jane Doe\n",
        "\n\n",
        "\n",
        "LONDON (XYZ) - ",
        "Tags: a, b\n",
        "The tram came. ",
        "- a\n",
        "  b\n",
    ]
)


@given(text=st.lists(pieces, max_size=12).map("".join))
def test_whatever_was_read_survives_or_is_reported(text: str) -> None:
    try:
        article = newsml.loads(text, "text")
    except newsml.NewsmlError:
        return
    _, back, losses = written(article)
    assert losses or back == article


@pytest.mark.parametrize("name", ["newsml-g2", "jsonld", "rss"])
def test_how_a_source_wrote_a_date_is_no_loss_where_the_field_has_it(name: str) -> None:
    spelt = {"dates": {"published": "Wed, 08 Oct 2025 06:45:00 BST", "expires": "soon"}}
    article = Article.build({
        "headline": "A tram", "published": "2025-10-08T06:45:00+01:00", "provider": "Lomm Wire", "extra": spelt,
        "canonical_url": "https://lomm.example/1",
    })  # fmt: skip
    issues: list[Issue] = []
    newsml.dumps(article, name, report=issues.append)
    said = " ".join(issue.message for issue in issues if issue.rule == "LOSS")
    assert "BST" not in said
    assert "extra" in said

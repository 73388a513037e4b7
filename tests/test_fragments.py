"""What is lost with kept fragments of another format: their names, each kind on one line."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

import newsml
from newsml.fragments import told_fragments, words_of
from newsml.issues import Issue
from newsml.model.concepts import ForeignFragment

SOURCE = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Dunes", "datePublished": "2026-05-04",
    "author": [
        {"@type": "Person", "name": "Ada Moor", "knowsAbout": "sand", "telephone": "+44 1"},
        {"@type": "Person", "name": "Bo Ness", "knowsAbout": "surf", "telephone": "+44 2"},
    ],
    "timeRequired": "PT3M",
    "accessMode": ["textual"],
    "teaches": {"@type": "DefinedTerm", "name": "walking", "termCode": "w"},
}  # fmt: skip
TARGETS = ["text", "newsml-g2", "atom", "rss", "jsonfeed"]


def losses(source: dict[str, Any], target: str, **options: Any) -> dict[str, str]:
    """What is said of kept fragments, by path."""
    article = newsml.loads(json.dumps(source), "jsonld", kind=newsml.Article)
    issues: list[Issue] = []
    newsml.dumps(article, target, report=issues.append, **options)
    return {one.path: one.message for one in issues if one.rule == "LOSS" and "of jsonld" in one.message}


@pytest.mark.parametrize("target", TARGETS)
def test_the_names_of_what_is_lost_are_said(target: str) -> None:
    options = {"stamp": datetime(2026, 5, 4, tzinfo=UTC)} if target == "newsml-g2" else {}
    found = losses(SOURCE, target, **options)
    assert found["authors"].startswith("authors (knowsAbout, telephone of jsonld, 2 times) is not written")
    rest = " ".join(message for path, message in found.items() if path.startswith("foreign"))
    assert 'timeRequired of jsonld: "PT3M"' in rest
    assert "teaches of jsonld with @type, name, termCode: {" in rest
    assert 'accessMode of jsonld: ["textual"]' in rest


def test_json_ld_says_which_profile_takes_them() -> None:
    found = losses(SOURCE, "jsonld", profile="core")
    assert all("-O profile=news writes it" in message for message in found.values())
    assert not losses(SOURCE, "jsonld")


def test_many_kinds_stand_in_one_line() -> None:
    terms = ["abridged", "accessMode", "alternateName", "archivedAt", "assesses", "award", "backstory", "character",
             "comment", "contentRating", "countryOfOrigin", "edition", "educationalLevel", "eduQuestionType", "exampleOfWork"]  # fmt: skip
    found = losses({**SOURCE, **{term: f"of {term}" for term in terms}}, "text")
    (message,) = (message for path, message in found.items() if path == "foreign")
    assert message.startswith("foreign (")
    for term in ("accessMode", "educationalLevel", "timeRequired"):
        assert term in message


def test_words() -> None:
    xml = '<m:mood xmlns:m="urn:m" level="2" on="sea"><m:wind>calm</m:wind> &amp; so on</m:mood>'
    assert words_of(ForeignFragment(format="rss", markup=xml)).startswith(
        "m:mood of rss with @level, @on, m:wind: calm"
    )
    assert words_of(ForeignFragment(format="x", place="head/mood", markup="calm")) == "mood of x: calm"
    assert words_of(ForeignFragment(format="jsonld", markup='{"a": [{"b": 1}, {"c": 2}]}')) == (
        'a of jsonld with b, c: [{"b":1},{"c":2}]'
    )
    for odd in ("{", "[[[[", "<", "", '{"a":' * 9000, "<a " * 9000, "\\u0000"):
        assert len(words_of(ForeignFragment(format="jsonld", place="p", markup=odd))) < 200


def test_reasons_are_not_mixed() -> None:
    one = ForeignFragment(format="rss", markup="<a/>")
    found = list(
        told_fragments([("foreign.0", one, "old"), ("foreign.1", one, "new"), ("foreign.2", one, "new")])
    )
    assert [(each.path, each.why) for each in found] == [("foreign.0", "old"), ("foreign", "new")]

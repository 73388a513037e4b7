"""The rules of JSON-LD and pages: each finds its bad sample and leaves its good one alone, at the right place."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsml.issues import Issue
from newsml.rules import RULES, Context, Rule
from newsml.rules.jsonld import check_json_ld, check_page
from newsml.rules.jsonld.checks import MOST
from newsml.site import Site

SAMPLES = Path(__file__).parent / "rules"
OURS = [rule for rule in RULES.values() if re.match(r"J[LP]\d", rule.id)]
CONTEXT = Context(now=datetime(2026, 3, 1, 12, tzinfo=UTC), site=Site(time_zone="Europe/Oslo"))
RANK = ("info", "warning", "error")

BESIDE = {
    "JL102": set(),
    "JL208": {"JL209"},
    "JL304": {"JL610"},
}
"""What else a bad sample cannot but show."""


def sample(id: str, name: str) -> tuple[str, bytes]:
    path = next((SAMPLES / id).glob(f"{name}.*"))
    return path.suffix, path.read_bytes()


def found(suffix: str, data: bytes) -> list[Issue]:
    if suffix == ".html":
        return check_page(data, context=CONTEXT)
    return check_json_ld(data.decode(), context=CONTEXT)


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_bad_sample_is_found(one: Rule) -> None:
    issues = found(*sample(one.id, "bad"))
    assert one.id in {issue.rule for issue in issues}
    loud = {issue.rule for issue in issues if issue.severity != "info"} - {one.id}
    assert loud <= BESIDE.get(one.id, set()), [str(i) for i in issues if i.rule in loud]


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_good_sample_is_left_alone(one: Rule) -> None:
    issues = found(*sample(one.id, "good"))
    assert one.id not in {issue.rule for issue in issues}
    assert [str(issue) for issue in issues if issue.severity != "info"] == []


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_message_is_for_a_person(one: Rule) -> None:
    suffix, data = sample(one.id, "bad")
    lines = data.decode().splitlines()
    for issue in found(suffix, data):
        assert re.fullmatch(r"[^\n]{20,400}", issue.message), "one line, and not just a word"
        assert not issue.message.endswith(".")
        assert RANK.index(issue.severity) <= RANK.index(RULES[issue.rule].severity)
        assert issue.line is not None
        assert issue.column is not None
        assert 1 <= issue.column <= len(lines[issue.line - 1]) + 1


# --- what real pages taught ----------------------------------------------------------------------

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "@id": "https://fjordposten.example/a/1#article",
    "url": "https://fjordposten.example/a/1",
    "headline": "The ferry sails again",
    "description": "After nine weeks in the dock the ferry takes cars again.",
    "inLanguage": "en",
    "datePublished": "2026-02-14T09:30:00+01:00",
    "image": [{"@type": "ImageObject", "url": "https://fjordposten.example/img/ferry-1600x900.jpg"}],
    "author": [{"@type": "Person", "name": "Liv Strand", "url": "https://fjordposten.example/staff/liv"}],
    "publisher": {
        "@type": "NewsMediaOrganization",
        "name": "Fjordposten",
        "url": "https://fjordposten.example/",
        "logo": "https://fjordposten.example/logo.png",
        "publishingPrinciples": "https://fjordposten.example/principles",
    },
}


def of(changes: dict[str, Any], *, page: str = "") -> list[Issue]:
    """What is found in our article with some changes; in a page, where one is given (``%s`` is the block)."""
    text = json.dumps({**ARTICLE, **changes})
    if not page:
        return check_json_ld(text, context=CONTEXT)
    script = f'<script type="application/ld+json">{text}</script>'
    return check_page(page.replace("%s", script).encode(), context=CONTEXT)


def named(issues: list[Issue], id: str) -> list[Issue]:
    return [issue for issue in issues if issue.rule == id]


@pytest.mark.parametrize("count", ["350 words", "many", "~350", "350px"])
def test_texts_where_only_numbers_are_taken(count: str) -> None:
    (issue,) = named(of({"wordCount": count}), "JL304")
    assert f"wordCount takes a number, not the text {count!r}" in issue.message


@pytest.mark.parametrize("count", [350, "350", "1,350", "1 350", "1.5e3", "-1"])
def test_numbers_as_texts_are_numbers(count: Any) -> None:
    assert not named(of({"wordCount": count}), "JL304")


HEAD = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">%s'
BODY = "</head><body><h1>The ferry sails again</h1><p>By Liv Strand</p>"


@pytest.mark.parametrize(
    ("rule", "changes", "page"),
    [
        ("JL604", {"author": [{"@type": "Person", "name": "Lindsey O&#039;Donnell"}]}, ""),
        ("JL604", {"author": '{"@type": "Person", "name": "Liv Strand"}'}, ""),
        ("JL605", {"author": '{"@type": "Person", "name": "Liv Strand"}'}, ""),
        ("JL605", {"author": "Fjordposten"}, ""),
        ("JP004", {"author": '{"@type": "Person", "name": "Liv Strand"}'}, HEAD + BODY),
        ("JL501", {"@type": "ScholarlyArticle", "headline": None, "name": "On ferries"}, ""),
        ("JL504", {"@type": "DiscussionForumPosting", "datePublished": None}, ""),
        ("JL709", {"mentions": {"@type": "MediaReview", "itemReviewed": {"@type": "VideoObject", "name": "x"}}}, ""),
        ("JL202", {"@context": {"@base": "https://a.example/", "schema": "https://schema.org/"}}, ""),
        ("JL806", {"hasPart": {"@type": "SiteNavigationElement", "name": "More"}}, ""),
        (
            "JP005",
            {},
            HEAD + '<meta property="og:image" content="https://fjordposten.example/img/ferry-1200x630.jpg">' + BODY,
        ),
        (
            "JP005",
            {"image": "https://img.example/commons/f/fe/Kernel.svg"},
            HEAD + '<meta property="og:image" content="https://img.example/thumb/Kernel.svg/1200px-Kernel.svg.png">' + BODY,
        ),
        (
            "JP005",
            {"image": "https://img.example/2026/old-ferry-in-the-dock-images/wide__1280x720"},
            HEAD + '<meta property="og:image" content="https://img.example/2026/old-ferry-in-the-dock-images/square__9">'
            + BODY,
        ),
    ],
)  # fmt: skip
def test_a_false_alarm_of_real_pages_is_not_raised(rule: str, changes: dict[str, Any], page: str) -> None:
    assert named(of(changes, page=page), rule) == []


@pytest.mark.parametrize(
    ("rule", "severity", "words", "changes", "page"),
    [
        ("JL308", "warning", "JSON in quotes", {"author": '{"@type": "Person", "name": "Liv Strand"}'}, ""),
        ("JL308", "warning", '"Organization"', {"author": "Fjordposten"}, ""),
        ("JL202", "warning", "a list", {"@context": ["https://schema.org", {"x": "https://x.example/"}]}, ""),
        ("JL202", "warning", "'https://schema.org/'", {"@context": "https://schema.org/"}, ""),
        ("JL402", "error", "write 2026-02-14T09:30:00+08:00", {"datePublished": "2026-02-14 09:30:00+0800"}, ""),
        ("JL402", "error", "write 2026-02-14T09:30:00Z", {"datePublished": "2026-02-14 09:30:00.0 Z"}, ""),
        ("JL402", "error", "the day alone", {"datePublished": "Tue Jan 28 15:28:56 CET 2026"}, ""),
        ("JL302", "error", "is no property of schema.org", {"byline": "Liv"}, ""),
        ("JL806", "warning", "isAccessibleForFree", {"hasPart": {"@type": "WebPageElement"}}, ""),
        ("JL814", "info", "interactionStatistic", {"interactionStatistic": {"@type": "InteractionCounter"}}, ""),
        ("JL805", "warning", "make sure", {"isAccessibleForFree": False, "articleBody": "The ferry sails."}, ""),
        ("JL805", "error", "leave it out", {"isAccessibleForFree": False, "articleBody": "So it goes. " * 80}, ""),
        (
            "JL702",
            "warning",
            "a higher one",
            {"image": {"@type": "ImageObject", "url": "https://a.example/i.jpg", "width": 1600, "height": 120}},
            "",
        ),
        (
            "JL804",
            "warning",
            "within another",
            {"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"}},
            HEAD + BODY + '<div class="paid"><p>One</p><section class="x paid">Two</section></div>',
        ),
        (
            "JL804",
            "warning",
            "nothing on the page",
            {"speakable": {"@type": "SpeakableSpecification", "cssSelector": [".lead"]}},
            HEAD + BODY,
        ),
        (
            "JP003",
            "warning",
            "the page shows '2026-01-01'",
            {},
            HEAD + BODY + '<time pubdate datetime="2026-01-01">New Year</time>',
        ),
    ],
)  # fmt: skip
def test_a_finding_that_was_missed_or_unclear(
    rule: str, severity: str, words: str, changes: dict[str, Any], page: str
) -> None:
    (issue, *_) = named(of(changes, page=page), rule)
    assert issue.severity == severity
    assert words in issue.message


def test_paid_parts_beside_each_other_are_not_nested() -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"}
    page = HEAD + BODY + '<div><p class="paid">One<p class="paid">Two<br><p class="paid">Three</div>'
    assert named(of({"hasPart": part, "isAccessibleForFree": False}, page=page), "JL804") == []


@pytest.mark.parametrize(
    ("head", "severity"),
    [
        ('<meta property="article:published_time" content="2026-02-14">', "error"),
        ('<meta property="og:type" content="article">', "warning"),
        ('<body><div itemscope itemtype="https://schema.org/NewsArticle">', "warning"),
        ("<title>Search</title>", "info"),
    ],
)
def test_a_page_without_a_block_is_an_error_only_where_news_is_told(head: str, severity: str) -> None:
    (issue,) = check_page(f"<!DOCTYPE html><html><head>{head}".encode(), context=CONTEXT)
    assert (issue.rule, issue.severity) == ("JL101", severity)


def test_findings_of_one_kind_are_gathered_where_they_are_many() -> None:
    names = ["Ada", "Bo", "Cleo", "Dag", "Eli"]
    three, five = ([{"@type": "Person", "name": name} for name in names[:n]] for n in (3, 5))
    assert len(named(of({"author": three}), "JL606")) == 3
    (issue,) = named(of({"author": five}), "JL606")
    assert issue.path == "/author/0"
    assert issue.message.endswith("(and 4 more like this)")


def test_findings_of_many_kinds_are_cut_and_counted() -> None:
    wrong = {f"zq{chr(97 + n)}x": "1" for n in range(20)}
    issues = named(of(wrong), "JL302")
    counted = sum(int(found[1]) for i in issues if (found := re.search(r"and (\d+) more", i.message)))
    assert len(issues) <= MOST
    assert len(issues) + counted == 20


@pytest.mark.parametrize(
    "left", ["{{ title }}", " {{.Title}} ", "{% block title %}", "${title}", "<%= title %>", "%%title%%"]
)
def test_what_a_template_has_not_filled_in_is_found(left: str) -> None:
    (issue,) = named(of({"headline": left}), "JL415")
    assert "a template has not filled it in" in issue.message
    assert not named(of({"headline": f"How {left} is written in templates"}), "JL415")


def test_a_person_as_publisher_is_said() -> None:
    (issue,) = named(of({"publisher": {"@type": "Person", "name": "Fjordposten"}}), "JL611")
    assert "the publisher is a Person" in issue.message

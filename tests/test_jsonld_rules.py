"""The rules of JSON-LD and pages: each finds its bad sample and leaves its good one alone, at the right place."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsml.issues import Issue
from newsml.rules import RULES, Context, Rule
from newsml.rules.jsonld import check_json_ld, check_page
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

"""YAML and TOML as people write them: what is read, what is refused, and where."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newsml.errors import ParseError
from newsml.tomltext import parse_toml
from newsml.yamltext import Plain, dump_yaml, parse_yaml

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0o17", "0o17"),
        ("007", "007"),
        ("1.10", "1.10"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("+49", "+49"),
        ("-0", "-0"),
        ("2025-07-25", "2025-07-25"),
        ("2025-07-25T10:00:00Z", "2025-07-25T10:00:00Z"),
        ("=", "="),
        ("12", 12),
        ("-3", -3),
        ("1.5", 1.5),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("''", ""),
    ],
)
def test_only_what_json_has_is_more_than_text(written, meant):
    value, _ = parse_yaml(f"a: {written}\n")
    assert value == {"a": meant}
    assert type(value["a"]) is type(meant)


def test_lists_mappings_and_blocks():
    text = "title: >-\n  Two lines\n  in one\ntags: [a, 'b']\nauthors:\n  - name: Ida Moen\n    url: https://ida.example\n"
    value, _ = parse_yaml(text)
    assert value == {
        "title": "Two lines in one",
        "tags": ["a", "b"],
        "authors": [{"name": "Ida Moen", "url": "https://ida.example"}],
    }


def test_every_value_has_its_place():
    _, places = parse_yaml("title: A\nauthors:\n  - name: Ida\n  - name: Ole\n", first_line=2)
    assert places["title"] == (2, 1)
    assert places["authors.1"] == (5, 5)
    assert places["authors.1.name"] == (5, 5)


def test_nothing_is_none():
    assert parse_yaml("")[0] is None
    assert parse_yaml("# only a comment\n")[0] is None


def test_merge_keys_fill_in():
    value, _ = parse_yaml("base: &b {a: 1, c: 2}\nuse:\n  <<: *b\n  a: 3\n")
    assert value["use"] == {"a": 3, "c": 2}


REFUSED = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", "key 'a' is given twice", 3, 1),
    "duplicate merge key": ("a: &a {}\nb:\n  <<: *a\n  <<: *a\n", "'<<' is given twice", 4, 3),
    "tag": ("a: !!python/object/apply:os.system [ls]\n", "tag", 1, 4),
    "alias to nothing": ("a: *b\n", "alias *b", 1, 4),
    "alias to itself": ("a: &a [*a]\n", "alias *a", 1, 8),
    "merge of text": ("a: &a word\nb:\n  <<: *a\n", "<< merges mappings", 3, 7),
    "list as key": ("? [a]\n: b\n", "expected text", 1, 3),
    "alias as key": ("- &a x\n- {*a : b}\n", "expected text", 2, 4),
    "second document": ("a: 1\n---\nb: 2\n", "second YAML document", 2, 1),
    "tab": ("a:\n\tb: 1\n", "a tab indents", 2, None),
    "colon": ("title: News: old\n", "put the value in quotes", 1, 12),
    "cut off": ("a: [1, 2\n", "not valid YAML", None, None),
    "NUL": ("a: b\x00\n", "U+0000", 1, 5),
    "lone surrogate": ("a: \ud800\n", "U+D800", 1, 4),
    "deep": ("[" * 600, "more than 200 levels", 1, 201),
    "deeper than libyaml goes": ("[" * 20000, "more than 200 levels", 1, None),
    "deep blocks": ("\n".join(" " * n + "a:" for n in range(2000)), "more than 200 levels", 201, None),
}


@pytest.mark.parametrize(("text", "said", "line", "column"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_says_where(text, said, line, column):
    with pytest.raises(ParseError) as caught:
        parse_yaml(text, "a.yaml")
    issue = caught.value.issues[0]
    assert said in issue.message
    assert issue.rule == "SYNTAX"
    assert line is None or issue.line == line
    assert column is None or issue.column == column


def test_an_alias_bomb_is_refused_at_once():
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for n in range(1, 30):
        bomb += f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n"
    with pytest.raises(ParseError, match="aliases repeat"):
        parse_yaml(bomb)


@given(VALUES)
def test_what_is_written_reads_back(value):
    assert parse_yaml(dump_yaml({"a": value}))[0] == {"a": value}


@given(st.dictionaries(TEXT, TEXT, min_size=1, max_size=4))
def test_other_yaml_parsers_read_the_same_text(value):
    assert yaml.safe_load(dump_yaml(value)) == value


def test_text_is_quoted_only_where_it_must_be():
    value = {
        "title": "Bridge reopens",
        "lang": "no",
        "date": Plain("2025-07-25"),
        "tags": ["a b", "12"],
        "none": [],
    }
    assert dump_yaml(value) == (
        'title: Bridge reopens\nlang: "no"\ndate: 2025-07-25\ntags:\n  - a b\n  - "12"\nnone: []\n'
    )


def test_toml_and_its_places():
    text = 'title = "A"\ndate = 2025-07-25\n\n[params]\ndescription = """\nkey = 1\n"""\n[[authors]]\nname = "Ida"\n'
    value, places = parse_toml(text, first_line=2)
    assert value["date"] == date(2025, 7, 25)
    assert value["authors"] == [{"name": "Ida"}]
    assert places["date"] == (3, 1)
    assert places["params.description"] == (6, 1)
    assert places["authors.0.name"] == (10, 1)
    assert "params.key" not in places
    assert parse_toml("a = 2025-07-25T10:00:00Z")[0]["a"] == datetime(2025, 7, 25, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("a = 1\na = 2\n", "not valid TOML", 2),
        ("a = \n", "not valid TOML", 1),
        ("a = [1, 2", "not valid TOML", 1),
        ("a = " + "[" * 2000, "not valid TOML|more than 200 levels", None),
        ("a = " + "[" * 300 + "]" * 300, "more than 200 levels", None),
        ("a = " + "9" * 5000, "not valid TOML", None),
    ],
)
def test_broken_toml_says_where(text, said, line):
    with pytest.raises(ParseError, match=said) as caught:
        parse_toml(text, "a.toml")
    assert line is None or caught.value.issues[0].line == line

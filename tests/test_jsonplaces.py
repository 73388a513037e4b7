"""JSON for checking: every fault is found, with its place, and the value that was meant is there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsml.jsonplaces import places, pointer, read

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def problems(text: str) -> list[tuple[str, int, str]]:
    return [(one.kind, one.position, one.pointer) for one in read(text).problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1}', []),
        ("", [("empty", 0, "")]),
        (" \n", [("empty", 0, "")]),
        ('\ufeff{"a": NaN}', [("bom", 0, ""), ("constant", 7, "/a")]),
        ('{"a": 1,}', [("syntax", 7, "")]),
        ('{"a": [1,2,]}', [("syntax", 10, "")]),
        ('{"a": 1', [("syntax", 7, "")]),
        ('{"a": "1', [("syntax", 6, "")]),
        ("{'a': 1}", [("syntax", 1, "")]),
        ('{"a": 1} x', [("syntax", 9, "")]),
        ('// x\n{"a": 1}', [("syntax", 0, "")]),
        ('{"a": [-Infinity, NaN]}', [("constant", 7, "/a/0"), ("constant", 18, "/a/1")]),
        ('{"a": {"b/c": 1, "b/c": 2}, "a": 3}', [("repeated", 17, "/a/b~1c"), ("repeated", 28, "/a")]),
        ('[{"a": 1}, {"a": 1}]', []),
        ('{"a": "x\ny"}', [("control", 8, "/a")]),
        ('{"a": "x\ty", "b": "\x01"}', [("control", 8, "/a"), ("control", 19, "/b")]),
        (r'{"a": "\ud800"}', [("surrogate", 6, "/a")]),
        (r'{"a": "\ud83d\ude00"}', []),
        (r'{"a": "\u0000"}', [("nul", 6, "/a")]),
        (r'{"a": "\\u0000"}', []),
        ('{"a": "\ud800"}', [("surrogate", 6, "/a")]),
        ("[" * 300 + "]" * 300, [("depth", 0, "")]),
        ("[" * 100_000, [("depth", 0, "")]),
        ("1" * 5000, [("syntax", 0, "")]),
    ],
)
def test_what_is_wrong(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert problems(text) == expected


def test_what_was_meant_is_read() -> None:
    assert read('{"a": "x\ny", "a": 2}').value == {"a": 2}
    assert not read('{"a": 1,}').is_read
    assert read("null").is_read


def test_many_faults_are_counted() -> None:
    found = read("[" + ",".join(["NaN"] * 1000) + "]").problems
    assert len(found) == 21
    assert found[-1].message == "and 980 more of this kind"


@given(VALUES)
@settings(max_examples=200, deadline=None)
def test_good_json_is_good_and_every_value_has_its_place(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    reading = read(text)
    assert (reading.value, reading.is_read) == (value, True)
    assert [p.kind for p in reading.problems if p.kind != "nul"] == []
    wanted = {pointer(path): inner for path, inner in every(value, ())}
    found = places(text, set(wanted))
    assert found.keys() == wanted.keys()
    for name, position in found.items():
        rest = text[position:]
        if name and isinstance(parent(value, name), dict):
            _, length = json.JSONDecoder().raw_decode(rest)
            rest = rest[length:].lstrip().removeprefix(":").lstrip()
        assert json.JSONDecoder().raw_decode(rest)[0] == wanted[name]


def every(value: Any, path: tuple[Any, ...]) -> Any:
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from every(one, (*path, key))


def parent(value: Any, name: str) -> Any:
    for part in name.split("/")[1:-1]:
        key = part.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value

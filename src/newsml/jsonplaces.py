"""JSON read for checking: everything that strict JSON (RFC 8259, I-JSON) forbids, each with its place, and the value.

Where `newsml.jsontext` stops at the first fault, this goes on: a repeated key, NaN or a raw line break in a text is a
finding, and what was meant is looked at all the same.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, cast

MAX_DEPTH = 200
"""How many levels of arrays and objects are read."""

Kind = Literal["syntax", "empty", "depth", "bom", "constant", "control", "repeated", "surrogate", "nul"]


class Problem(NamedTuple):
    """What is wrong with the text, and where: a position in it, and the JSON Pointer (RFC 6901) of the value."""

    kind: Kind
    message: str
    position: int
    pointer: str = ""


class Reading(NamedTuple):
    """The value of a text, which ``is_read`` or not, how deep it goes at most, and what is wrong with it."""

    value: Any
    is_read: bool
    problems: list[Problem]


_ODD = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
_RAW_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f]")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}:,]|[^\s\[\]{}:,"]++', re.DOTALL)
_NO_BRACKETS = re.compile(r'(?:"(?:[^"\\]|\\.)*+(?:"|\Z)|[^\[\]{}"]++)++', re.DOTALL)
_DEEP = re.compile(rf"[\[{{]{{{MAX_DEPTH + 1},}}")
_PAIRS = re.compile(r"(?:\[\]|\{\})++")
_MOST = 20
"""How many problems of one kind are told apart."""


def read(text: str) -> Reading:
    """Read a JSON text and say all that is wrong with it.

    >>> reading = read('{"a": 1, "a": NaN}')
    >>> [(problem.kind, problem.position, problem.pointer) for problem in reading.problems]
    [('repeated', 9, '/a'), ('constant', 14, '/a')]
    """
    problems: list[Problem] = []
    start = 0
    if text.startswith("\ufeff"):
        problems.append(Problem("bom", "a byte order mark stands before it", 0))
        text, start = text[1:], 1
    if not text.strip():
        return Reading(None, False, [*problems, Problem("empty", "nothing is in it", start)])
    if depth_of(text) > MAX_DEPTH:
        message = f"more than {MAX_DEPTH} levels of nesting"
        return Reading(None, False, [*problems, Problem("depth", message, start)])
    marks: set[str] = set()
    value, wrong = _value(text, marks)
    if wrong is not None:
        return Reading(None, False, [*problems, wrong._replace(position=wrong.position + start)])
    if ("\\u" in text and _ODD.search(text)) or (not text.isascii() and _RAW_SURROGATE.search(text)):
        marks.add("odd")
    if marks:
        problems += (p._replace(position=p.position + start) for p in _located(text))
    return Reading(value, True, problems)


def _value(text: str, marks: set[str]) -> tuple[Any, Problem | None]:
    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(found)
        if len(result) != len(found):
            marks.add("repeated")
        return result

    def constant(name: str) -> float:
        marks.add("constant")
        return float(name.replace("Infinity", "inf"))

    for strict in (True, False):
        decoder = json.JSONDecoder(object_pairs_hook=pairs, parse_constant=constant, strict=strict)
        try:
            value = decoder.decode(text)
        except json.JSONDecodeError as error:
            if strict and error.msg.startswith("Invalid control character"):
                marks.add("control")
                continue
            return None, _syntax(text, error)
        except RecursionError:
            return None, Problem("depth", f"more than {MAX_DEPTH} levels of nesting", 0)
        except ValueError as error:  # a number of thousands of digits
            return None, Problem("syntax", f"a number that is too long ({error})", 0)
        return value, None
    raise AssertionError("unreachable")


def _syntax(text: str, error: json.JSONDecodeError) -> Problem:
    position = error.pos
    if position >= len(text.rstrip()):
        return Problem("syntax", "it ends too early (cut off?)", min(position, len(text)))
    if error.msg.startswith("Unterminated string"):
        message = (
            "it ends within the text that begins here: cut off, a quote is missing, or </script> stands in it"
        )
        return Problem("syntax", message, position)
    before = text[:position].rstrip()
    rest = text[position : position + 2]
    if before.endswith(",") and text[position : position + 1] in ("}", "]"):
        return Problem("syntax", "a comma stands before the closing bracket", len(before) - 1)
    if rest[:1] == "," and before[-1:] in (",", "[", "{"):
        return Problem("syntax", "there is a comma too many", position)
    if rest in ("//", "/*", "<!"):
        return Problem("syntax", "JSON has no comments", position)
    if rest[:1] == "'":
        return Problem("syntax", "texts stand in double quotes, not in single ones", position)
    if rest[:1] in ("“", "”", "„", "«"):
        return Problem("syntax", "texts stand in straight quotes, not in typographic ones", position)
    if error.msg == "Extra data":
        return Problem("syntax", "something follows after the end of the value", position)
    message = error.msg[:1].lower() + error.msg[1:]
    return Problem("syntax", f"{message}, at {text[position : position + 20]!r}", position)


def depth_of(text: str) -> int:
    """How many levels of arrays and objects a text has at most; 64 for one that has no more brackets than that."""
    if text.count("[") + text.count("{") <= 64:
        return 64
    brackets, levels, before = _NO_BRACKETS.sub("", text), 0, None
    if run := _DEEP.search(brackets):
        return len(run.group())
    while brackets and brackets != before and levels <= MAX_DEPTH:  # the innermost pairs go, level by level
        brackets, before, levels = _PAIRS.sub("", brackets), brackets, levels + 1
    if brackets == before:  # what is left has no partner
        levels += brackets.count("[") + brackets.count("{") - 1
    return levels


def _located(text: str) -> Iterator[Problem]:
    """The problems that are no obstacle to reading, with their places."""
    counts: dict[str, int] = {}
    for problem in _all_located(text):
        counts[problem.kind] = counts.get(problem.kind, 0) + 1
        if counts[problem.kind] <= _MOST:
            yield problem
    for kind, count in counts.items():
        if count > _MOST:
            found: Any = kind
            yield Problem(found, f"and {count - _MOST} more of this kind", len(text))


def _all_located(text: str) -> Iterator[Problem]:
    seen: list[set[str]] = []
    for token, path, is_key in walk(text, seen):
        sign = token.group()
        position = token.start()
        if sign[0] != '"':
            if sign in ("NaN", "Infinity", "-Infinity"):
                yield Problem("constant", f"{sign} is not JSON", position, pointer(path))
            continue
        if is_key:
            key = json.loads(sign, strict=False)
            if key in seen[-1]:
                yield Problem(
                    "repeated", f"key {_quoted(key)} is given twice in one object", position, pointer(path)
                )
            seen[-1].add(key)
        if control := _CONTROL.search(sign):
            yield Problem(
                "control",
                f"a raw {_called(control.group())} stands in a text: write it as an escape",
                position + control.start(),
                pointer(path),
            )
        if _ODD.search(sign) or _RAW_SURROGATE.search(sign):
            words = json.loads(sign, strict=False)
            if _RAW_SURROGATE.search(words):
                yield Problem(
                    "surrogate",
                    "half a character (a lone surrogate) stands in a text",
                    position,
                    pointer(path),
                )
            if "\0" in words:
                yield Problem("nul", "U+0000 stands in a text", position, pointer(path))


def _called(control: str) -> str:
    return {"\n": "line break", "\r": "line break", "\t": "tab"}.get(
        control, f"control character U+{ord(control):04X}"
    )


def _quoted(key: str) -> str:
    return repr(key if len(key) <= 60 else key[:59] + "…")


def pointer(path: list[Any] | tuple[Any, ...]) -> str:
    """The JSON Pointer of a path of keys and indexes.

    >>> pointer(["@graph", 0, "a/b"])
    '/@graph/0/a~1b'
    """
    return "".join(f"/{_escaped(part)}" for part in path)


def _escaped(part: Any) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")


def walk(text: str, seen: list[set[str]] | None = None) -> Iterator[tuple[re.Match[str], list[Any], bool]]:
    """The keys and plain values of a well-formed text, and its opening brackets: token, path, whether it is a key.

    The path is one list that changes as the walk goes on. ``seen`` gets a set for each object that is open.
    """
    path: list[Any] = []
    after_key = False
    for token in _TOKEN.finditer(text):
        sign = token.group()
        first = sign[0]
        if first == ":":
            after_key = True
        elif first == ",":
            if isinstance(path[-1], int):
                path[-1] += 1
            else:
                path[-1] = None
            after_key = False
        elif first in "]}":
            path.pop()
            if seen is not None and first == "}":
                seen.pop()
            after_key = False
        elif path and path[-1] is None and not after_key:
            path[-1] = json.loads(sign, strict=False)
            yield token, path, True
        else:
            yield token, path, False
            after_key = False
            if first == "[":
                path.append(0)
            elif first == "{":
                path.append(None)
                if seen is not None:
                    seen.append(set())


def places(text: str, wanted: set[str], start: int | None = None) -> dict[str, int]:
    """The positions of the values with these JSON Pointers; a member of an object is where its key is.

    With ``start``, the pointers are seen from the value that begins there, or from that of the key that does.

    >>> places('{"a": [1, {"b": 2}]}', {"/a/1/b", "/a"})
    {'/a': 1, '/a/1/b': 11}
    """
    found: dict[str, int] = {}
    if start is None:
        start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    elif text[start] == '"':
        start = _after_space(text, _after_space(text, _text(text, start + 1, False)[1]) + 1)
    if "" in wanted:
        found[""] = start
    branches: Branch = {}
    for name in wanted:
        branch = branches
        for part in name.split("/")[1:]:
            branch = branch.setdefault(part.replace("~1", "/").replace("~0", "~"), {})
    if branches:
        _locate(text, start, branches, "", found)
    return {name: position for name, position in found.items() if name in wanted}


class Lines:
    """Line and column, from 1, of positions in a text, whose newlines are looked at once.

    >>> Lines("a\\nbc").of(3)
    (2, 2)
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def of(self, position: int) -> tuple[int, int]:
        row = bisect_right(self._starts, position)
        return row, position - self._starts[row - 1] + 1


Branch = dict[str, "Branch"]
"""The parts of pointers, as a tree."""

_skip = json.JSONDecoder(strict=False).scan_once  # type: ignore[attr-defined]
_space = json.decoder.WHITESPACE.match  # type: ignore[attr-defined]
_text = json.decoder.scanstring  # type: ignore[attr-defined]


def _locate(text: str, position: int, branch: Branch, path: str, found: dict[str, int]) -> int:
    """Note where the members of a value are that are part of the tree; the end of the value. Others are skipped."""
    bracket = text[position]
    if bracket not in "{[":
        return cast(int, _skip(text, position)[1])
    close = "}" if bracket == "{" else "]"
    position = _after_space(text, position + 1)
    if text[position] == close:
        return position + 1
    index = 0
    while True:
        start = position
        if bracket == "{":
            key, position = _text(text, position + 1, False)
            position = _after_space(text, _after_space(text, position) + 1)
        else:
            key = str(index)
            index += 1
        below = branch.get(key)
        if below is not None:  # the last of a repeated key is the one that parsers keep
            found[(name := f"{path}/{_escaped(key)}")] = start
            position = _locate(text, position, below, name, found)
        else:
            position = _skip(text, position)[1]
        position = _after_space(text, position)
        if text[position] == close:
            return position + 1
        position = _after_space(text, position + 1)


def _after_space(text: str, position: int) -> int:
    return int(_space(text, position).end()) if text[position] in " \t\n\r" else position

"""Strict JSON (RFC 8259): no key twice, no NaN, a limit to nesting, and a place for every value."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from newsml.errors import ParseError

MAX_DEPTH = 200
"""How many levels of arrays and objects are read; deeper is refused, with a message."""


class _Repeated(Exception):
    def __init__(self, key: str) -> None:
        self.key = key


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Repeated(key)
            seen.add(key)
    return result


def _no_constant(name: str) -> Any:
    raise ValueError(name)


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)


def parse_json(text: str, *, file: str | None = None, first_line: int = 1) -> Any:
    """The value of a JSON text.

    Raises ParseError with line and column for what is not JSON, for a key given twice, for NaN and
    Infinity, and for more than 200 levels.
    """
    if text.count("[") + text.count("{") > MAX_DEPTH:
        _check_depth(text, file, first_line)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        message = f"not valid JSON: {_said(error.msg)}"
        if not text.strip():
            message = "the file is empty: expected JSON"
        elif error.pos >= len(text.rstrip()):
            message = "not valid JSON: the text ends too early (cut off?)"
        raise ParseError.at(message, file, error.lineno + first_line - 1, error.colno) from error
    except _Repeated as error:
        line, column = _repeated_place(text, error.key)
        message = f"key {error.key!r} is given twice in one object; parsers keep different ones"
        raise ParseError.at(message, file, line + first_line - 1, column) from error
    except RecursionError as error:
        raise ParseError.at(f"more than {MAX_DEPTH} levels of nesting", file) from error
    except ValueError as error:
        line, column = _constant_place(text, str(error))
        what = (
            f"{error} is not JSON"
            if str(error) in ("NaN", "Infinity", "-Infinity")
            else f"not valid JSON: {error}"
        )
        raise ParseError.at(what, file, line + first_line - 1, column) from error


def kept_json(text: str) -> Any:
    """The value of JSON that was kept as text.

    Raises ValueError for what is not JSON, nests too deep, or holds a number that JSON cannot write: NaN, 1e999.
    """
    try:
        return json.loads(text, parse_constant=_no_constant, parse_float=_finite)
    except RecursionError as error:
        raise ValueError(f"more than {MAX_DEPTH} levels of nesting") from error


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is beyond all numbers")
    return number


def _said(message: str) -> str:
    return message[:1].lower() + message[1:]


_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+', re.DOTALL)


def _check_depth(text: str, file: str | None, first_line: int) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        sign = token.group()
        if sign in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                line, column = line_and_column(text, token.start())
                message = f"more than {MAX_DEPTH} levels of nesting: no article needs them"
                raise ParseError.at(message, file, line + first_line - 1, column)
        elif sign in "]}":
            depth -= 1


def line_and_column(text: str, position: int) -> tuple[int, int]:
    """Line and column, from 1, of a position in a text."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _constant_place(text: str, name: str) -> tuple[int, int]:
    for token in _TOKEN.finditer(text):
        if token.group() == name:
            return line_and_column(text, token.start())
    return 1, 1


def _repeated_place(text: str, key: str) -> tuple[int, int]:
    seen: set[tuple[str, ...]] = set()
    for path, start, is_key in _positions(text):
        if is_key:
            if path in seen and path[-1] == key:
                return line_and_column(text, start)
            seen.add(path)
    return 1, 1


def positions(text: str, first_line: int = 1) -> dict[str, tuple[int | None, int | None]]:
    """Line and column of every value of a well-formed JSON text, by dotted path; a member is where its key is."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    from bisect import bisect_right

    places: dict[str, tuple[int | None, int | None]] = {}
    for path, start, _ in _positions(text):
        row = bisect_right(starts, start)
        places.setdefault(".".join(path), (row + first_line - 1, start - starts[row - 1] + 1))
    return places


def _positions(text: str) -> Iterator[tuple[tuple[str, ...], int, bool]]:
    """Path, start and whether it is a key, for every key and every value of an array."""
    stack: list[Any] = []  # the index within an array, or the key (None before it) within an object
    after_key = False
    for token in _TOKEN.finditer(text):
        sign, start = token.group(), token.start()
        if sign == ":":
            after_key = True
            continue
        if sign == ",":
            stack[-1] = stack[-1] + 1 if isinstance(stack[-1], int) else None
            after_key = False
            continue
        if sign in ("]", "}"):
            stack.pop()
            after_key = False
            continue
        if stack and stack[-1] is None and not after_key:  # a key
            stack[-1] = json.loads(sign, strict=False)
            yield tuple(map(str, stack)), start, True
            continue
        if not stack or isinstance(stack[-1], int):
            yield tuple(map(str, stack)), start, False
        after_key = False
        if sign == "[":
            stack.append(0)
        elif sign == "{":
            stack.append(None)

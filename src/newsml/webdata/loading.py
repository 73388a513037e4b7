"""JSON of publishers, read as far as it can be understood; every mending is said, none changes what is meant."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, NamedTuple

from newsml.jsonplaces import Problem, read


class Loaded(NamedTuple):
    """A JSON value, the text that it was read from after mending, and what was wrong with it."""

    value: Any
    is_read: bool
    text: str
    problems: list[Problem]
    mended: list[str]


_BEFORE = re.compile(r"(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)+")
_AFTER = re.compile(r"(?:-->|(?://|/\*)?\s*\]\]>\s*(?:\*/)?)\Z")
_TAIL = 60
"""How far before its end a text is looked at for the end of what is around it."""
_TEXT = r'("(?:[^"\\]|\\.)*+(?:"|\Z))'
_TRAILING_COMMA = re.compile(_TEXT + r"|,(?=\s*[}\]])", re.DOTALL)
_COMMENT = re.compile(_TEXT + r'|/\*.*?\*/|//[^\n"]*+(?=\n)|(/\*.*\Z|//[^\n"]*+)', re.DOTALL)
"""A text, which stays; a comment; what begins as one and does not end, which stays too."""
_ESCAPED_QUOTES = re.compile(r"^\s*(?:&#?\w+;|[\[{\s])*&(?:quot|#34|#x22);")


def loaded(text: str) -> Loaded:
    """The value of a JSON text. Comments around it, entity-encoded quotes, commas too many and JSON within a JSON
    text are seen through."""
    reading = read(text)
    mended: list[str] = []
    if not reading.is_read:
        for what, mend in _MENDINGS:
            changed = mend(text)
            if changed == text:
                continue
            again = read(changed)
            text, mended = changed, [*mended, what]
            if again.is_read:
                reading = again
                break
    if reading.is_read and isinstance(reading.value, str) and reading.value.lstrip()[:1] in ("{", "["):
        inner = read(reading.value)
        if inner.is_read:
            return Loaded(
                inner.value, True, reading.value, inner.problems, [*mended, "it is JSON within a JSON text"]
            )
    return Loaded(reading.value, reading.is_read, text, reading.problems, mended if reading.is_read else [])


def _unwrapped(text: str) -> str:
    for _ in range(2):  # comments around CDATA
        text = text.strip()
        text = _BEFORE.sub("", text, count=1) if _BEFORE.match(text) else text
        at = max(0, len(text) - _TAIL)
        text = text[:at] + _AFTER.sub("", text[at:])
    return text


def _entities(text: str) -> str:
    return unescape(text) if _ESCAPED_QUOTES.match(text) else text


def _no_comments(text: str) -> str:
    return _COMMENT.sub(lambda found: found[1] or found[2] or "", text)


def _no_commas(text: str) -> str:
    return _TRAILING_COMMA.sub(lambda found: found[1] or "", text)


def _no_semicolon(text: str) -> str:
    return text.rstrip().removesuffix(";")


_MENDINGS = (
    ("comment signs stand around it", _unwrapped),
    ("its quotes are written as character references", _entities),
    ("a semicolon stands after it", _no_semicolon),
    ("comments stand in it", _no_comments),
    ("commas stand before closing brackets", _no_commas),
)

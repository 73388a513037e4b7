"""A JSON Feed, item by item: the text is read as it comes, so that memory stays flat.

Specification: RFC 8259; https://www.jsonfeed.org/version/1.1/.
"""

from __future__ import annotations

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from newsml.decoding import MARKS, utf16_without_mark
from newsml.errors import ParseError
from newsml.issues import Issue, Report

MAX_ITEM = 32 * 1024 * 1024
"""How many characters one item, or one value of the feed, may have."""
_PIECE = 256 * 1024
_LONGEST_TOKEN = 16
"""As many characters from its start a word or an escape may have: -Infinity, \\ud83d\\udea2."""
_SPACE = re.compile(r"[ \t\r\n\ufeff]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Member(NamedTuple):
    """A member of the feed, or one of its items: name, value, and the line where the value begins."""

    name: str
    value: Any
    line: int
    is_item: bool = False


class JsonMembers:
    """The members of the feed in their order; those of the list ``items`` one by one.

    Iterating raises ParseError, with the line, for what is not JSON or not an object.
    """

    def __init__(self, stream: BinaryIO, report: Report, file: str | None, lists: str = "items") -> None:
        self._read, self._report, self._file, self._lists = stream.read, report, file, lists
        self._decoder: Any = None
        self._coding: Any = None
        self._text, self._at, self._line = "", 0, 1
        self._ended = False
        self.has_list = False
        """Whether the list of items was there."""
        self._json = json.JSONDecoder(parse_constant=_no_constant)

    def __iter__(self) -> Iterator[Member]:
        if not self._peek():
            raise ParseError.at("the file is empty", self._file)
        self._expect("{", "this is not a JSON Feed: it does not begin with {")
        first = True
        while self._peek() != "}":
            if not first:
                self._expect(",", "expected a comma or } after a value")
                if self._peek() == "}":
                    self._say("a comma stands before }")
                    break
            first = False
            line = self._line
            name = self._value()
            if not isinstance(name, str):
                raise self._wrong("expected a name in double quotes", line)
            self._expect(":", f"expected a colon after {name!r}")
            if name == self._lists and self._peek() == "[":
                yield from self._items(name)
            else:
                self._peek()
                line = self._line
                yield Member(name, self._value(), line)
        self._expect("}", "the file ends early")
        if self._peek():
            self._say("something stands after the end of the feed, and is not read")

    def _items(self, name: str) -> Iterator[Member]:
        self._expect("[", "")
        self.has_list = True
        while self._peek() != "]":
            line = self._line
            yield Member(name, self._value(), line, is_item=True)
            if self._peek() == "]":
                break
            self._expect(",", "expected a comma or ] after an item")
            if self._peek() == "]":
                self._say("a comma stands before ]")
        self._expect("]", "the file ends early")

    # --- text ------------------------------------------------------------------------------------

    def _more(self) -> bool:
        """Read on; False at the end of the file."""
        if self._ended:
            return False
        data = self._read(_PIECE)
        if self._decoder is None:
            self._coding = getincrementaldecoder(_encoding(data))
            self._decoder = self._coding("strict")
        self._ended = not data
        found = self._decoded(data)
        self._text = self._text[self._at :] + found
        self._at = 0
        return bool(found) or not self._ended

    def _decoded(self, data: bytes) -> str:
        """The text of the bytes. From the first that are not in the encoding on, such are read as U+FFFD."""
        state = self._decoder.getstate()
        try:
            return str(self._decoder.decode(data, final=self._ended))
        except UnicodeDecodeError:
            self._say("some bytes are not in the encoding of the file: they are read as U+FFFD", "ENCODING")
        self._decoder = self._coding("replace")
        self._decoder.setstate(state)
        return str(self._decoder.decode(data, final=self._ended))

    def _peek(self) -> str:
        """The next character that is no white space; nothing at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            end = found.end() if found else self._at
            self._line += self._text.count("\n", self._at, end)
            self._at = end
            if end < len(self._text):
                return self._text[end]
            if not self._more():
                return ""

    def _expect(self, character: str, message: str) -> None:
        if self._peek() != character:
            raise self._wrong(message if self._peek() else "the file ends early", self._line)
        self._at += 1

    def _value(self) -> Any:
        """The next JSON value. What is not whole yet is read on, twice as much each time."""
        self._peek()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError):
                    raise self._wrong("values nest too deep", self._line) from error
                if self._ended or self._is_wrong(error):
                    raise self._not_json(error) from error
            else:
                if end < len(self._text) or self._ended:  # a number may go on
                    return self._taken(value, end)
            if len(self._text) - self._at > MAX_ITEM:
                raise self._wrong(f"one value is longer than {MAX_ITEM >> 20} million characters", self._line)
            wanted = 2 * (len(self._text) - self._at)
            while len(self._text) - self._at < wanted and self._more():
                pass

    def _taken(self, value: Any, end: int) -> Any:
        self._line += self._text.count("\n", self._at, end)
        text = self._text[self._at : end]
        self._at = end
        if "\\u" in text and _has_surrogates(value):
            self._say("half of a character (a lone surrogate) is read as U+FFFD", "CONTROL")
            return _whole(value)
        return value

    def _is_wrong(self, error: ValueError) -> bool:
        """Whether it is no JSON whatever follows: the fault is not where what has been read ends."""
        at = getattr(error, "pos", None)
        cut = getattr(error, "msg", "").startswith("Unterminated string")
        return at is not None and not cut and at < len(self._text) - _LONGEST_TOKEN

    # --- what is wrong ---------------------------------------------------------------------------

    def _not_json(self, error: ValueError) -> ParseError:
        message, at = getattr(error, "msg", str(error)), getattr(error, "pos", self._at)
        line = self._line + self._text.count("\n", self._at, at)
        if at >= len(self._text.rstrip()) or message.startswith("Unterminated string"):
            return self._wrong("the file ends early", self._line + self._text.count("\n", self._at))
        return self._wrong(f"not JSON: {message[:1].lower()}{message[1:]}", line)

    def _wrong(self, message: str, line: int) -> ParseError:
        return ParseError.at(message, self._file, line)

    def _say(self, message: str, rule: str = "SYNTAX") -> None:
        self._report(Issue(rule, "warning", "", message, self._file, self._line))


def _encoding(head: bytes) -> str:
    for mark, name in MARKS:
        if head.startswith(mark):
            return "utf-8-sig" if name.startswith("utf-8") else name
    return (utf16_without_mark(head) if b"\x00" in head[:64] else None) or "utf-8"


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no value of JSON")


def _has_surrogates(value: Any) -> bool:
    if isinstance(value, str):
        return _SURROGATE.search(value) is not None
    if isinstance(value, list):
        return any(map(_has_surrogates, value))
    if isinstance(value, dict):
        return any(_has_surrogates(key) or _has_surrogates(item) for key, item in value.items())
    return False


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return value

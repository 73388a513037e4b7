"""YAML as people write it for articles: front matter, sidecars, ``--meta``. https://yaml.org/spec/1.2.2/

A careful subset: text stays text. Only what JSON has besides text is told apart (``true``, ``null``,
``12``, ``1.5``), so that ``lang: no`` is Norwegian, ``12:30`` no number and ``1.10`` no version 1.1; dates
stay text for the model. No key twice, no tags, few aliases, a limit to nesting, and a place for every value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from newsml.errors import ParseError

MAX_DEPTH = 200
"""How many levels of lists and mappings are read; deeper is refused, with a message."""

MAX_ALIASED = 10_000
"""How many values aliases may repeat in all: a few hundred bytes can stand for gigabytes."""

Places = dict[str, tuple[int | None, int | None]]

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,300})((?:\.\d{1,300})?(?:e[+-]\d{1,3})?)", re.ASCII)
_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


def parse_yaml(text: str, file: str | None = None, first_line: int = 1) -> tuple[Any, Places]:
    """The value of a YAML text, and line and column of every value by dotted path.

    The member of a mapping is where its key is. Raises ParseError with line and column for what is not YAML
    and for what is not read: a key given twice, tags, aliases that multiply, more than 200 levels, more than
    one document.
    """
    import yaml

    builder = _Builder(file, first_line)
    if bad := _UNPRINTABLE.search(text):
        builder.refuse(
            f"character U+{ord(bad.group()):04X} is not allowed in YAML", _mark_of(text, bad.start())
        )
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _syntax_error(error, mark, text, file, first_line) from error
    except yaml.YAMLError as error:
        raise ParseError.at(f"not valid YAML: {error}", file, first_line) from error
    return builder.value, builder.places


@dataclass(slots=True)
class _Mark:
    line: int
    column: int


def _mark_of(text: str, position: int) -> _Mark:
    return _Mark(text.count("\n", 0, position), position - text.rfind("\n", 0, position) - 1)


def _syntax_error(error: Any, mark: Any, text: str, file: str | None, first_line: int) -> ParseError:
    problem = str(error.problem or error.context or "cannot be read")
    lines = text.split("\n")
    if mark is not None and mark.line < len(lines) and re.match(r" *\t", lines[mark.line]):
        problem = "a tab indents this line; YAML wants spaces"
    elif "mapping values are not allowed" in problem:
        problem = "a colon within a value; put the value in quotes"
    elif "nesting depth" in problem:  # libyaml looks ahead, and has a limit of its own
        problem = f"more than {MAX_DEPTH} levels of nesting: no article needs them"
    place = (mark.line + first_line, mark.column + 1) if mark is not None else (first_line, None)
    return ParseError.at(f"not valid YAML: {problem}", file, *place)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    value: Any
    path: str
    anchor: str | None
    mark: Any
    size: int = 1
    key: str | None = None
    waiting: bool = False
    """Whether a mapping has its key and waits for the value."""
    merging: bool = False
    """Whether that key is ``<<``."""
    merged: list[Any] = field(default_factory=list)


class _Builder:
    """Values out of parser events, without recursion."""

    def __init__(self, file: str | None, first_line: int) -> None:
        self.file, self.first_line = file, first_line
        self.value: Any = None
        self.places: Places = {}
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.stack: list[_Open] = []
        self.aliased = 0
        self.documents = 0

    def refuse(self, message: str, mark: Any) -> NoReturn:
        raise ParseError.at(message, self.file, mark.line + self.first_line, mark.column + 1)

    def take(self, event: Any) -> None:
        kind = type(event).__name__
        if getattr(event, "tag", None) is not None:
            self.refuse(f"YAML tag {event.tag!r} is not read: write a plain value", event.start_mark)
        if kind == "ScalarEvent":
            value = event.value if event.style else _plain(event.value)
            self._add(value, 1, event, event.value)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._open({} if kind == "MappingStartEvent" else [], event)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._close()
        elif kind == "AliasEvent":
            self._alias(event)
        elif kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self.refuse("a second YAML document starts here: expected one", event.start_mark)

    def _open(self, value: Any, event: Any) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self.refuse(f"more than {MAX_DEPTH} levels of nesting: no article needs them", event.start_mark)
        if self._expects_key():
            self.refuse("a key is a list or mapping: expected text", event.start_mark)
        path = self._place(event.start_mark)
        self.stack.append(_Open(value, path, event.anchor, event.start_mark))

    def _close(self) -> None:
        done = self.stack.pop()
        for source in done.merged:
            done.value = {**source, **done.value}
        self._store(done.value, done.size, done.anchor, done.mark)

    def _alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            self.refuse(f"alias *{event.anchor} has no anchor that ends before it", event.start_mark)
        value, size = self.anchors[event.anchor]
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            self.refuse("aliases repeat too many values: write them out", event.start_mark)
        if self._expects_key():
            self.refuse("a key is an alias: expected text", event.start_mark)
        self._place(event.start_mark)
        self._store(value, size, None, event.start_mark)

    def _add(self, value: Any, size: int, event: Any, text: str) -> None:
        if self._expects_key():
            self._key(text, event)
            return
        self._place(event.start_mark)
        self._store(value, size, event.anchor, event.start_mark)

    def _expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and not self.stack[-1].waiting

    def _key(self, text: str, event: Any) -> None:
        inside = self.stack[-1]
        inside.merging = text == "<<" and not event.style
        if text in inside.value or (inside.merging and inside.merged):
            self.refuse(f"key {text!r} is given twice", event.start_mark)
        inside.key, inside.waiting = text, True
        path = f"{inside.path}.{text}" if inside.path else text
        self.places[path] = (event.start_mark.line + self.first_line, event.start_mark.column + 1)

    def _place(self, mark: Any) -> str:
        """The path of the value that comes, and note where it is unless its key said so."""
        if not self.stack:
            path = ""
        else:
            inside = self.stack[-1]
            step = inside.key if isinstance(inside.value, dict) else str(len(inside.value))
            path = f"{inside.path}.{step}" if inside.path else str(step)
        self.places.setdefault(path, (mark.line + self.first_line, mark.column + 1))
        return path

    def _store(self, value: Any, size: int, anchor: str | None, mark: Any) -> None:
        if anchor:
            self.anchors[anchor] = (value, size)
        if not self.stack:
            self.value = value
            return
        inside = self.stack[-1]
        inside.size += size
        if isinstance(inside.value, list):
            inside.value.append(value)
            return
        inside.waiting = False
        if inside.merging:
            inside.merged.extend(self._mappings(value, mark))
        else:
            inside.value[inside.key] = value

    def _mappings(self, value: Any, mark: Any) -> Iterator[Mapping[str, Any]]:
        for source in value if isinstance(value, list) else [value]:
            if not isinstance(source, dict):
                self.refuse("<< merges mappings, and this is none", mark)
            yield source


def _plain(text: str) -> Any:
    """What an unquoted scalar means: a number only if the number, written out, is the same text again."""
    if text in _WORDS:
        return _WORDS[text]
    match = _NUMBER.fullmatch(text)
    if not match:
        return text
    number = float(text) if match.group(1) else int(text)
    return number if str(number) == text else text


# --- writing -------------------------------------------------------------------------------------


class Plain(str):
    """Text that is written without quotes: a date, which other programs shall take for a date."""

    __slots__ = ()


# What YAML 1.1 and 1.2 parsers both take for the same text without quotes: it begins with a letter, and
# holds no sign of YAML and no space that editors change.
_SIGNS = r':#"\[\]{}&*!|>%@`\\'
_UNSEEN = r"\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2060-\u206f\ufeff\ufffe\uffff"
_SAFE = re.compile(rf"[^\W\d_](?:[^\s{_UNSEEN}{_SIGNS}]|[ ](?=\S)|:(?=\w))*")
_WORD_OF_YAML = re.compile(r"y|yes|n|no|on|off|true|false|null|nan|inf", re.IGNORECASE)
_ESCAPED = re.compile("[\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff\ufffe\uffff]")


def dump_yaml(value: Mapping[str, Any]) -> str:
    """A mapping as YAML, in its own order: what `parse_yaml` reads back equal, and other YAML parsers too.

    Values are text, numbers, booleans, null, lists and mappings.
    """
    return "".join(f"{line}\n" for line in _members(value, ""))


def _members(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, item in value.items():
        yield from _entry(f"{indent}{_scalar(str(key))}:", item, f"{indent}  ")


def _items(value: Iterable[Any], indent: str) -> Iterator[str]:
    for item in value:
        if isinstance(item, Mapping) and item:
            first, *rest = _members(item, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield from _entry(f"{indent}-", item, f"{indent}  ")


def _entry(head: str, item: Any, indent: str) -> Iterator[str]:
    if isinstance(item, Mapping):
        yield f"{head} {{}}" if not item else head
        yield from _members(item, indent)
    elif isinstance(item, list | tuple):
        yield f"{head} []" if not item else head
        yield from _items(item, indent)
    else:
        yield f"{head} {_scalar(item)}"


def _scalar(value: Any) -> str:
    if isinstance(value, Plain):
        return value
    if isinstance(value, str):
        if _SAFE.fullmatch(value) and not _WORD_OF_YAML.fullmatch(value):
            return value
        quoted = json.dumps(value, ensure_ascii=False)
        return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)
    return json.dumps(value)

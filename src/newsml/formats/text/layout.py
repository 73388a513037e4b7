"""Paragraphs and lists of plain text: empty lines, hard-wrapped lines, indented lines of the wires."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from newsml.patterns import pattern


class Passage(NamedTuple):
    """Lines without an empty one between them, and the number of the first."""

    lines: list[str]
    line: int


_BULLET = pattern(r"[ \t]{0,6}(?:[-*•‣–]|\d{1,3}[.)])[ \t]+(?=\S)")
_NUMBERED = pattern(r"[ \t]*(\d{1,3})[.)]")
_SPACES = pattern(r"[ \t]{2,}|\t")
_END_OF_SENTENCE = tuple(".!?…:;。！？।؟۔\"”»'’)*")
_EAST_ASIAN = pattern("[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
_KEEPS_ITS_HYPHEN = frozenset(["und", "oder", "bzw", "and", "or", "et", "y", "e", "og", "och", "en", "i"])
WIDE = 100
"""Hard-wrapped lines are shorter than this."""


def passages(text: str, first_line: int) -> list[Passage]:
    """The passages of a text, split at empty lines."""
    found: list[Passage] = []
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=first_line):
        if line and not line.isspace():
            lines.append(line)
        elif lines:
            found.append(Passage(lines, number - len(lines)))
            lines = []
    if lines:
        found.append(Passage(lines, number - len(lines) + 1))
    return found


def blocks_of(all_passages: Iterable[Passage], text: str) -> Iterator[dict[str, Any]]:
    """The blocks of the body: paragraphs, and lists where each line has its bullet or number."""
    pending: dict[str, Any] | None = None
    for passage in all_passages:
        for kind, lines in _runs(passage.lines):
            if kind == "verse":
                kept: list[Any] = []
                for line in lines:
                    kept += [{"kind": "line_break"}, spaced(line)] if kept else [spaced(line)]
                if pending:
                    yield pending
                    pending = None
                yield {"kind": "paragraph", "children": kept}
                continue
            if kind != "list":
                if pending:
                    yield pending
                    pending = None
                yield paragraph(unwrapped(lines, text))
                continue
            found = _list_of(lines, text)
            if pending and _continues(pending, found):
                pending["items"] += found["items"]
            else:
                if pending:
                    yield pending
                pending = found
    if pending:
        yield pending


def paragraph(text: str, role: str | None = None) -> dict[str, Any]:
    """A paragraph as the model has it."""
    node: dict[str, Any] = {"kind": "paragraph", "children": [text]}
    if role:
        node["role"] = role
    return node


def _runs(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The runs of lines that belong together: one for each paragraph, one for each list."""
    if len(lines) == 1 and (not _BULLET.match(lines[0]) or _SPEECH.match(lines[0])):
        yield "paragraph", lines
        return
    if _is_list(lines):
        yield "list", lines
        return
    if _is_verse(lines):
        yield "verse", lines
        return
    yield from (("paragraph", run) for run in _paragraph_runs(lines))


_SPEAKER = pattern(
    r"(?:[A-ZÀ-ÞА-Я]|Question|Answer|Frage|Antwort|Pregunta|Respuesta"
    r"|[A-ZÀ-ÞА-Я]{2,20}(?: [A-ZÀ-ÞА-Я]{2,20})?)\s?[:：]\s+\S"
)
_LABELLED = pattern(r"[^\W\d_][^:：.!?]{0,24}[:：]\s+\S")
_SPEECH = pattern(r"[ \t]*[–—][ \t\xa0]+\S.*[.!?…,:;»”\"][ \t]*$")


def _is_verse(lines: list[str]) -> bool:
    """Whether lines were broken on purpose (verses, tables, addresses): the next word would have fitted on most."""
    if all("\t" in line.strip() for line in lines) or all(map(_LABELLED.match, lines)):
        return True
    wide = max(map(len, lines))
    if len(lines) < 3 or wide > 60 or any(line.rstrip()[-1:] == "-" for line in lines):
        return False
    if _EAST_ASIAN.search(lines[0]):
        return False
    room = sum(
        len(line.rstrip()) + 1 + len(after.split(None, 1)[0]) <= wide for line, after in pairwise(lines)
    )
    return 5 * room >= 3 * (len(lines) - 1)


def _is_list(lines: list[str]) -> bool:
    """Whether the first line has a bullet, and each following one a bullet or a deeper indent."""
    if not _BULLET.match(lines[0]) or all(map(_SPEECH.match, lines)):
        return False
    if _NUMBERED.match(lines[0]) and len(lines) == 1 and not lines[0].lstrip().startswith("1"):
        return True
    return all(_BULLET.match(line) or line[:1] in " \t" for line in lines)


def is_bulleted(lines: list[str]) -> bool:
    """Whether lines are points of a list."""
    return not _NUMBERED.match(lines[0]) and _is_list(lines) and all(map(_BULLET.match, lines))


def unbulleted(line: str) -> str:
    """A point without its bullet."""
    return _BULLET.sub("", line, count=1)


def _list_of(lines: list[str], text: str) -> dict[str, Any]:
    items: list[list[str]] = []
    for line in lines:
        if bullet := _BULLET.match(line):
            items.append([line[bullet.end() :]])
        else:
            items[-1].append(line)
    node: dict[str, Any] = {"kind": "list", "items": [[paragraph(unwrapped(item, text))] for item in items]}
    if number := _NUMBERED.match(lines[0]):
        node["ordered"] = True
        if number[1] != "1":
            node["start"] = int(number[1])
    return node


def _continues(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether a list goes on after an empty line."""
    if before.get("ordered") != after.get("ordered"):
        return False
    return not before.get("ordered") or after.get("start", 1) == before.get("start", 1) + len(before["items"])


def _paragraph_runs(lines: list[str]) -> Iterator[list[str]]:
    """Lines that one paragraph is made of: an indented line starts one, among lines that are not."""
    indents = [line[0] in " \t" and (line.startswith(("  ", "\t"))) for line in lines]
    speakers = [_SPEAKER.match(line) is not None or _SPEECH.match(line) is not None for line in lines]
    if speakers[0] and sum(speakers) > 1:
        yield from _split(lines, speakers)
    elif any(indents) and not all(indents[1:]):
        yield from _split(lines, indents)
    elif _are_paragraphs(lines):
        yield from _split(
            lines, [True, *(line.rstrip().endswith(_END_OF_SENTENCE) for line in lines)][: len(lines)]
        )
    else:
        yield lines


def _split(lines: list[str], starts: list[bool]) -> Iterator[list[str]]:
    run: list[str] = []
    for line, start in zip(lines, starts, strict=True):
        if start and run:
            yield run
            run = []
        run.append(line)
    yield run


def _are_paragraphs(lines: list[str]) -> bool:
    """Whether each line is a paragraph of its own, rather than a line of hard-wrapped text."""
    if len(lines) < 2:
        return False
    if max(map(len, lines)) <= WIDE:
        closed = sum(line.rstrip().endswith(_END_OF_SENTENCE) for line in lines[:-1])
        return closed == len(lines) - 1 and min(map(len, lines)) >= 40
    return True


def unwrapped(lines: list[str], text: str = "") -> str:
    """The lines as one: a hyphen at the end of a line stays, unless the text has the word without it elsewhere."""
    if len(lines) == 1:
        return spaced(lines[0])
    parts = [lines[0].strip(" \t")]
    for line in lines[1:]:
        after = line.strip(" \t")
        joint = _joint(parts[-1], after, text)
        if joint is None:
            parts[-1] = parts[-1][:-1]
        elif joint:
            parts.append(joint)
        parts.append(after)
    return spaced("".join(parts))


def _joint(before: str, after: str, text: str) -> str | None:
    """What comes between two lines: a space, nothing, or None where the hyphen is to go as well."""
    if before.endswith("-") and len(before) > 1 and before[-2].isalpha() and after[:1].islower():
        first = re.split(r"\W", after, maxsplit=1)[0]
        if first in _KEEPS_ITS_HYPHEN:
            return " "
        stem = re.split(r"\W", before[-60:-1])[-1]
        return None if f"{stem}{first}" in _vocabulary(text) else ""
    return "" if _EAST_ASIAN.match(before[-1:]) and _EAST_ASIAN.match(after[:1]) else " "


@lru_cache(maxsize=1)
def _vocabulary(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(re.findall(r"\w+", text))


def spaced(text: str) -> str:
    """The text without space around it and without doubled spaces; no-break spaces stay."""
    text = text.strip(" \t")
    return _SPACES.sub(" ", text) if "  " in text or "\t" in text else text

"""The rules of JSON-LD and of pages: how one is registered, and how all are run.

A rule is a function that is given the whole `Document` and yields the places at fault, each with what to say of it, and
with a severity of its own where the rule has two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from inspect import getdoc
from typing import TYPE_CHECKING, Literal

from newsml.html5 import Page
from newsml.issues import Issue, Severity
from newsml.jsonplaces import places
from newsml.rules.jsonld.document import Document, Place
from newsml.rules.registry import GOOGLE, Rule, add

if TYPE_CHECKING:
    from newsml.rules.registry import Context

FORMATS = ("jsonld", "html")

Found = Iterator[tuple[Place, str] | tuple[Place, str, Severity]]
Check = Callable[[Document], Found]

CHECKS: list[tuple[str, Severity, Check, bool]] = []
"""Id, severity and function of each rule, and whether it needs a page."""

MOST = 10
"""How many findings of one rule are told apart in one document; the rest is counted."""

ALIKE = 3
"""How many findings that differ only in values and numbers are told apart; of more, the first, with their number."""

Told = tuple[str, Severity, Place, str]
"""A finding: rule, severity, place, message."""


def jl_rule(
    id: str, severity: Severity, *, google: Severity | Literal["off", "same"] = "same"
) -> Callable[[Check], Check]:
    """Register a rule on JSON-LD; those of the group JP need a page. ``google`` is its severity in that profile."""

    def registered(function: Check) -> Check:
        page = id.startswith("JP")
        add(Rule(id, severity, getdoc(function) or "", function, "html" if page else "jsonld"))
        CHECKS.append((id, severity, function, page))
        if google != "same":
            GOOGLE[id] = google
        return function

    return registered


def check_json_ld(text: str, *, context: Context | None = None, file: str | None = None) -> list[Issue]:
    """What the rules find in a JSON-LD file."""
    document = Document([text], now=context.now if context else None, site=context.site if context else None)
    return _check(document, file)


def check_page(page: Page | bytes, *, context: Context | None = None, file: str | None = None) -> list[Issue]:
    """What the rules find in the JSON-LD of a page, and between it and the page."""
    page = page if isinstance(page, Page) else Page(page)
    texts = [block.text for block in page.blocks]
    now, site = (context.now, context.site) if context else (None, None)
    return _check(Document(texts, page=page, now=now, site=site), file)


def faults(text: str, *, context: Context | None = None) -> Iterator[Issue]:
    """What the rules find in a JSON-LD file, each finding for itself, with a JSON Pointer and without a line."""
    document = Document([text], now=context.now if context else None, site=context.site if context else None)
    for id, severity, function, needs_page in CHECKS:
        for one in () if needs_page else function(document):
            yield Issue(id, one[2] if len(one) > 2 else severity, one[0].pointer, one[1])


def _check(document: Document, file: str | None) -> list[Issue]:
    found: list[Told] = []
    for id, severity, function, needs_page in CHECKS:
        if needs_page and document.page is None:
            continue
        if told := list(function(document)):
            results = [(id, one[2] if len(one) > 2 else severity, one[0], one[1]) for one in told]
            found += results if len(results) <= ALIKE else _gathered(results)
    return list(_placed(document, found, file))


def _gathered(results: list[Told]) -> Iterator[Told]:
    """The findings of one rule, those of one kind as one where they are many."""
    kinds: dict[tuple[Severity, str], list[Told]] = {}
    for one in results:
        kinds.setdefault((one[1], _VALUE.sub("", one[3])), []).append(one)
    told: list[tuple[Told, int]] = []
    for alike in kinds.values():
        many = len(alike) > ALIKE
        told += [(alike[0], len(alike) - 1)] if many else [(one, 0) for one in alike]
    rest = sum(1 + more for _, more in told[MOST:])
    for index, (one, more) in enumerate(told[:MOST], start=1):
        more += rest if index == MOST else 0
        yield (*one[:3], f"{one[3]} (and {more} more like this)") if more else one


_VALUE = re.compile(r"""'[^']*'|"[^"]*"|\d+""")


def _placed(document: Document, found: list[Told], file: str | None) -> Iterator[Issue]:
    wanted: dict[int, set[str]] = {}
    for _, _, place, _ in found:
        if place.block is not None and place.offset is None:
            wanted.setdefault(place.block, set()).add(place.pointer)
    lines = _Lines(document, wanted)
    for id, severity, place, message in found:
        line, column = lines.of(place)
        path = place.pointer
        if document.page is not None and place.block is not None:
            path = f"block {place.block + 1}{f' {path}' if path else ''}"
        yield Issue(id, severity, path, message, file, line, column)


class _Lines:
    """Line and column of places, looked up once for a document."""

    def __init__(self, document: Document, wanted: dict[int, set[str]]) -> None:
        self.document = document
        self.positions = {
            index: places(document.pieces[index].text, pointers)
            for index, pointers in wanted.items()
            if document.pieces[index].reading.is_read
        }
        self.starts: dict[int, list[int]] = {}

    def of(self, place: Place) -> tuple[int | None, int | None]:
        if place.block is None:
            if place.offset is None or self.document.page is None:
                return (1, 1) if self.document.page is not None else (None, None)
            return self.document.page.line_and_column(place.offset)
        position = place.offset
        if position is None:
            position = self.positions.get(place.block, {}).get(place.pointer, 0)
        line, column = self._in_text(place.block, position)
        source = self.document.pieces[place.block].source
        if source is None or self.document.page is None:
            return line, column
        first, start = self._of_block(place.block)
        return first + line - 1, column + start - 1 if line == 1 else column

    def _of_block(self, block: int) -> tuple[int, int]:
        source, page = self.document.pieces[block].source, self.document.page
        assert source is not None
        assert page is not None
        if block not in self._firsts:
            self._firsts[block] = page.line_and_column(source.text_start)
        return self._firsts[block]

    @property
    def _firsts(self) -> dict[int, tuple[int, int]]:
        held: dict[int, tuple[int, int]] = self.__dict__.setdefault("firsts", {})
        return held

    def _in_text(self, block: int, position: int) -> tuple[int, int]:
        if block not in self.starts:
            text = self.document.pieces[block].text
            found = [0]
            at = text.find("\n")
            while at >= 0:
                found.append(at + 1)
                at = text.find("\n", at + 1)
            self.starts[block] = found
        starts = self.starts[block]
        row = bisect_right(starts, position)
        return row, position - starts[row - 1] + 1


__all__ = ["CHECKS", "FORMATS", "Check", "Found", "check_json_ld", "check_page", "faults", "jl_rule"]

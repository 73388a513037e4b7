"""A large XML document in parts, each parsed by itself: flat memory, and a broken part does not take the others along.

The parts are found by their tags in the bytes; that a part was cut out rightly is proved by its being well-formed.
What is around them is checked by expat, see `newsml.xmloutside`. Specification: https://www.w3.org/TR/xml/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from newsml.issues import Issue, Report
from newsml.xml import plain_words, safe_parser
from newsml.xmlmend import mended
from newsml.xmloutside import Outside, Root
from newsml.xmlwindow import Window

MAX_PART = 32 * 1024 * 1024
"""How many bytes one part may have: what is in memory at a time."""
_SECTIONS = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
_FREE = 8 * 1024 * 1024
"""How much may be looked at in vain in any document."""
_KEPT = 1024 * 1024
"""What is kept of markup that has begun and does not end, before it is given up."""


class Part(NamedTuple):
    """One part: its element, within copies of its ancestors, and how many lines of the document come before it."""

    element: Element
    lines: int
    markup: bytes = b""
    """The bytes that the element was parsed from."""
    number: int = 0
    """Which slice of an element it is that was too large to be one part, from 1; 0 for a whole part."""
    last: bool = True
    """Whether no other slice of the same element follows."""
    spans: tuple[tuple[int, int], ...] = ()
    """Of a slice: from which of its lines on how many lines of the document come before, the latest first."""

    def line(self, line: int) -> int:
        """The line in the document of a line of the part."""
        for start, lines in self.spans:
            if line >= start:
                return line + lines
        return line + self.lines

    def is_said_before(self, line: int) -> bool:
        """Whether a line is of what the slice repeats of those before it."""
        return self.number > 1 and line < self.spans[-1][0]


class Parts:
    """The parts of one document, in its order.

    `names` are the elements that are parts. What is broken is reported, and the next part found.
    """

    def __init__(
        self, chunks: Iterable[bytes], names: Iterable[str], root: Root, report: Report, file: str | None
    ) -> None:
        self._look_for(names)
        self._bytes = Window(chunks)
        self._outside = Outside(root, report, file)
        self._report, self._file = report, file
        self._parser = safe_parser(encoding="utf-8")
        self._vain = 0
        """How many bytes were looked at without making a part of them."""
        self._unended: set[bytes] = set()
        """Ends of sections of which the document has no more."""
        self._vain_until: dict[bytes, int] = {}
        """Up to where in the document there is no such end."""
        self._no_end: dict[bytes, int] = {}
        """Up to where in the document there is no end tag of this name."""

    def _look_for(self, names: Iterable[str], end: str = "") -> None:
        """Take the elements of these names for parts, and stop at the end tag of another."""
        either = "|".join(sorted(names))
        stop = rf"|/(?:[\w.\-]+:)?{end}" if end else ""
        self._next = re.compile(
            rf"<!--|<!\[CDATA\[|<\?|<((?:[\w.\-]+:)?(?:{either}){stop})(?=[\s/>])".encode("ascii")
        )
        self._tags = re.compile(
            rf"<!--|<!\[CDATA\[|<\?|<(/?)(?:[\w.\-]+:)?(?:{either})(?=[\s/>])".encode("ascii")
        )

    def __iter__(self) -> Iterator[Part]:
        window = self._bytes
        while self._to_next():
            found = self._next.match(window.data, window.at)
            assert found is not None
            yield from self._part(found.group(1))
        self._outside.end(window.lines)

    # --- between the parts -----------------------------------------------------------------------

    def _to_next(self) -> bool:
        """Go on to where the next part begins; False at the end of the document."""
        window = self._bytes
        at = window.at
        while True:
            found = self._next.search(window.data, at)
            if found is None:
                tail = window.data.rfind(b"<", max(window.at, len(window.data) - 200))
                at = len(window.data) if tail < 0 else tail
                if not window.more():
                    self._outside.take(window, len(window.data))
                    return False
                at = self._give(at - window.shifted())
            elif found.group(1):
                self._outside.take(window, found.start())
                return True
            else:
                start = window.base + found.end()
                end = self._section_end(found)
                at = start - window.base if end is None else self._give(end)

    def _give(self, end: int) -> int:
        """What is before `end` is read, and goes, if it is much; gives the new place of `end`."""
        window = self._bytes
        if end - window.at > _KEPT // 16:
            self._outside.take(window, end)
            return window.at
        return end

    def _section_end(self, found: re.Match[bytes]) -> int | None:
        """The end of a comment, CDATA section or processing instruction; None if it has none."""
        window = self._bytes
        terminator = _SECTIONS[found.group()]
        if terminator in self._unended:
            return None
        place = window.find(terminator, found.end(), MAX_PART)
        if place is None:
            self._unended.add(terminator)
        return None if place is None else place + len(terminator)

    # --- one part --------------------------------------------------------------------------------

    def _part(self, name: bytes) -> Iterator[Part]:
        self._outside.part()
        length = self._first_length(name)
        element, error = self._parsed(length) if length and not self._hopeless(length) else (None, None)
        better = None
        if element is None and length and not self._tired():
            other = self._exact_length() or length
            if other != length:
                length = other
                element, error = self._parsed(length)
            if element is None:
                element, better = self._mended(length)
        if element is None:
            self._broken(name, length, error)
            return
        window = self._bytes
        yield Part(element, window.lines, better or window.data[window.at : window.at + length])
        window.advance(window.at + length)

    def _hopeless(self, length: int) -> bool:
        """Whether so much has been tried in vain that a part with another within is not tried at all."""
        return self._tired() and self._next_start(self._bytes.at + length) is not None

    def _tired(self) -> bool:
        """Whether what was tried in vain outgrows the document: of one made to be tried again and again."""
        return self._vain > 8 * (self._bytes.base + self._bytes.at) + _FREE

    def _first_length(self, name: bytes) -> int:
        """How long the part most probably is: its own start tag if that is empty, else to its first end tag.

        0 if there is no end tag within reach.
        """
        window = self._bytes
        tag = START_TAG.match(window.data, window.at)
        if tag is not None and tag.group(1):
            return tag.end() - window.at
        close = b"</" + name
        start = max(window.at, self._no_end.get(name, 0) - window.base)
        while (place := window.find(close, start, MAX_PART)) is not None:
            self._no_end[name] = window.base + place
            end = window.find(b">", place + len(close), MAX_PART)
            if end is None:
                break
            place = self._no_end[name] - window.base
            if window.data[place + len(close) : end].strip() == b"":
                return end + 1 - window.at
            start = place + 1
        self._no_end[name] = window.base + max(len(window.data) - len(close), 0)
        return 0

    def _exact_length(self) -> int:
        """The length of a part that holds others like it, or speaks of them in CDATA; 0 if it has no end."""
        window = self._bytes
        depth, at = 0, window.at
        while True:
            found = self._tags.search(window.data, at)
            if found is not None and found.group() in _SECTIONS:
                end = self._section_end(found)
            else:
                end = window.data.find(b">", found.end()) + 1 if found else 0
            if found is None or not end:
                if end is None or len(window.data) - window.at > MAX_PART or not window.more():
                    break
                at = max(at - window.shifted(), 0)
                continue
            at = end
            if found.group() in _SECTIONS:
                continue
            tag = None if found.group(1) else START_TAG.match(window.data, found.start())
            at = tag.end() if tag else end
            depth += -1 if found.group(1) else not (tag and tag.group(1))
            if depth <= 0:
                self._vain += at - window.at
                return at - window.at
        self._vain += len(window.data) - window.at
        return 0

    def _parsed(
        self, length: int, data: bytes | None = None
    ) -> tuple[Element | None, etree.XMLSyntaxError | None]:
        """The element of the next bytes, or of what they were mended to."""
        window = self._bytes
        before, after, depth = self._outside.around
        markup = window.data[window.at : window.at + length] if data is None else data
        try:
            element = etree.fromstring(before + markup + after, self._parser)
        except etree.XMLSyntaxError as error:
            self._vain += length
            return None, error
        for _ in range(depth):
            element = element[0]
        return element, None

    def _mended(self, length: int) -> tuple[Element | None, bytes]:
        """Markup whose small mistakes are mended, which is reported, and its element; None if that does not help."""
        window = self._bytes
        data = window.data[window.at : window.at + length]
        better, found = mended(data)
        self._vain += length
        element, _ = self._parsed(length, better) if found else (None, None)
        if element is not None:
            for offset, message in found:
                line = window.lines + data.count(b"\n", 0, offset) + 1
                self._report(Issue("SYNTAX", "warning", "", message, self._file, line))
        return element, better

    # --- a part that cannot be read --------------------------------------------------------------

    def _broken(self, name: bytes, length: int, error: etree.XMLSyntaxError | None) -> None:
        window = self._bytes
        stop = self._next_start(window.at + length if length else None)
        line, why = window.lines + 1, "it has no end tag"
        if not length and stop is None:
            line, why = self._cut()
        elif error is not None:
            line, why = window.lines + (error.position[0] or 1), plain_words(error.msg or str(error))
        if stop is None:
            stop = window.at + length if length else len(window.data)
        self._report(Issue("SYNTAX", "error", "", f"{self._said(name, stop)}: {why}", self._file, line))
        window.advance(stop)

    def _cut(self) -> tuple[int, str]:
        """The line and the words for a part that goes on to the end of the file, or too long."""
        window = self._bytes
        if len(window.data) - window.at > MAX_PART:
            return (
                window.lines + 1,
                f"it is larger than {MAX_PART >> 20} MB, which is more than newsml takes at once",
            )
        _, error = self._parsed(len(window.data))
        return window.lines + (error.position[0] if error else 1), "the file ends before it does"

    def _said(self, name: bytes, stop: int) -> str:
        """What is left out, with where it stood and how much it is."""
        window = self._bytes
        first, size = window.lines + 1, stop - window.at
        last = first + window.data[window.at : stop].rstrip().count(b"\n")
        lines = f"line {first}" if first == last else f"lines {first} to {last}"
        guid = _GUID.search(window.data, window.at, min(stop, window.at + 2000))
        which = f" {guid.group(1).decode('utf-8', 'replace')}" if guid else ""
        return f"{name.decode()}{which} ({lines}, {size} bytes) is left out"

    def _next_start(self, end: int | None) -> int | None:
        """Where the next part begins within what seems to be this one: it lacks its end, or a comment has none."""
        window = self._bytes
        limit = len(window.data) if end is None else end
        at = window.at + 1
        while (found := self._tags.search(window.data, at, limit)) is not None:
            at = found.end()
            if found.group() in _SECTIONS:
                close = self._closed(_SECTIONS[found.group()], at, limit)
                inner = self._tags.search(window.data, at, close) if close >= 0 else None
                if close >= 0 and (inner is None or not inner.group(1)):
                    at = close
            elif not found.group(1):
                return found.start()
        return None

    def _closed(self, terminator: bytes, start: int, limit: int) -> int:
        """Where a section ends, if that is before `limit`; else -1."""
        window = self._bytes
        if self._vain_until.get(terminator, 0) >= window.base + limit:
            return -1
        place = window.data.find(terminator, start, limit)
        if place < 0:
            self._vain_until[terminator] = window.base + limit
        return place


START_TAG = re.compile(rb"<[^\s/>]+(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*?(/?)>")
_GUID = re.compile(rb"\bguid\s*=\s*[\"']([^\"'<>]{1,200})[\"']")

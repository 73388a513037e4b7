"""A large XML document in parts, of which one may be too large itself: that comes in slices.

A slice is the large element with all that it holds beside its own parts, and some of these: an element as the
whole is, only shorter. The last slice has what stands behind the parts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from newsml.issues import Issue, Report
from newsml.xml import plain_words
from newsml.xmloutside import Root
from newsml.xmlparts import START_TAG, Part, Parts

WHOLE = 2 * 1024 * 1024
"""How many bytes an element may have before it is read in slices."""
SLICE = 1024 * 1024
"""About how many bytes of parts a slice has."""
MOST = 1000
"""How many parts a slice has at most."""

_NO_CONTENT = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)


class SlicedParts(Parts):
    """The parts of one document, in its order; see `newsml.xmlparts.Parts`.

    ``sliced`` says which of them may be large, and what their own parts are: ``{"knowledgeItem": "concept"}``.
    """

    def __init__(
        self,
        chunks: Iterable[bytes],
        names: Iterable[str],
        root: Root,
        report: Report,
        file: str | None,
        sliced: Mapping[str, str],
    ) -> None:
        self._names = frozenset(names)
        self._sliced = sliced
        super().__init__(chunks, self._names, root, report, file)

    def _part(self, name: bytes) -> Iterator[Part]:
        local = name.rpartition(b":")[2].decode()
        inner = self._sliced.get(local)
        if inner is None or self._fits(name) or self._outside.failed:
            yield from super()._part(name)
        else:
            self._look_for({inner}, local)
            try:
                yield from self._slices()
            finally:
                self._look_for(self._names)
                self._outside.heard = None

    def _fits(self, name: bytes) -> bool:
        """Whether the element is small enough to be one part; also if it does not end."""
        window = self._bytes
        tag = START_TAG.match(window.data, window.at)
        if tag is not None and tag.group(1):
            return True
        found = window.find(b"</" + name, window.at, WHOLE)
        return (len(window.data) if found is None else found) - window.at <= WHOLE

    def _slices(self) -> Iterator[Part]:
        window, outside = self._bytes, self._outside
        heard = outside.heard = bytearray()
        slices = _Slices(outside.around, window.lines)
        while self._to_next():
            found = self._next.match(window.data, window.at)
            assert found is not None
            if found.group(1).startswith(b"/"):
                yield from self._ended(slices, heard)
                return
            if slices.begins_anew(heard):
                yield from self._made(slices)
                slices.head += heard
            heard.clear()
            slices.close = outside.close(slices.depth)
            for part in super()._part(found.group(1)):
                if slices.size >= SLICE or len(slices.parts) >= MOST:
                    yield from self._made(slices)
                slices.add(part)
        yield from self._made(slices, last=True)

    def _ended(self, slices: _Slices, heard: bytearray) -> Iterator[Part]:
        """The last slice, with what stands behind the parts."""
        window = self._bytes
        end = window.find(b">", window.at, WHOLE)
        lines = window.lines - heard.count(b"\n")
        self._outside.take(window, len(window.data) if end is None else end + 1)
        slices.close = bytes(heard)
        yield from self._made(slices, last=True, lines=lines)

    def _made(self, slices: _Slices, *, last: bool = False, lines: int | None = None) -> Iterator[Part]:
        """The next slice, if there is anything for it, or if it is the last."""
        if not last and not slices.parts:
            return
        markup, spans = slices.markup(lines)
        try:
            element = etree.fromstring(markup, self._parser)
        except etree.XMLSyntaxError as error:
            if not slices.broken:
                why = plain_words(error.msg or str(error))
                message = f"what stands around the concepts cannot be read: {why}"
                self._report(Issue("SYNTAX", "error", "", message, self._file, slices.lines + 1))
            slices.broken = True
        else:
            for _ in range(slices.depth):
                element = element[0]
            slices.number += 1
            yield Part(element, slices.lines, markup, slices.number, last, spans)
        slices.parts.clear()
        slices.size = 0


class _Slices:
    """What is at hand of an element that is read in slices."""

    def __init__(self, around: tuple[bytes, bytes, int], lines: int) -> None:
        self._before, self._after, self.depth = around
        self.lines = lines
        """The lines before the element."""
        self.head = bytearray()
        """All that has been read of it beside its parts."""
        self.close = b""
        """What closes it behind the parts."""
        self.parts: list[Part] = []
        self.size = 0
        self.number = 0
        self.broken = False

    def begins_anew(self, heard: bytearray) -> bool:
        """Whether what stands before the next part belongs to the element: not comments and white space alone."""
        return not self.head or bool(_NO_CONTENT.sub(b"", heard).strip())

    def add(self, part: Part) -> None:
        """Take one more part."""
        self.parts.append(part)
        self.size += len(part.markup)

    def markup(self, lines_before_close: int | None) -> tuple[bytes, tuple[tuple[int, int], ...]]:
        """The slice, and from which of its lines on how many lines come before it in the document."""
        pieces = [self._before, bytes(self.head), b"\n"]
        line = self.head.count(b"\n") + 2
        spans = [(line, self.parts[0].lines + 1 - line if self.parts else self.lines)]
        here = self.parts[0].lines if self.parts else 0
        for part in self.parts:
            gap = max(part.lines - here, 0)
            pieces += [b"\n" * gap, part.markup]
            count = part.markup.count(b"\n")
            line += gap + count
            here += gap + count
        pieces += [b"\n", self.close, self._after]
        if lines_before_close is not None:
            spans.insert(0, (line + 1, lines_before_close - line))
        return b"".join(pieces), tuple(spans)

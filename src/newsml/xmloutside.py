"""What is around the parts of a large XML document, read by expat: their ancestors, and what is wrong there."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from xml.parsers import expat

from newsml.errors import ParseError
from newsml.issues import Issue, Report
from newsml.xml import DOCTYPE, PASSED_DOCTYPE
from newsml.xmlwindow import Window

Root = Callable[[str, dict[str, str] | None, int], None]
"""Told the root element's name, its attributes (None: a document type names it) and its line; may raise."""

MAX_BESIDE = 8 * 1024 * 1024
"""How many bytes may stand beside the parts of an element that is read in slices."""


class Outside:
    """What is around the parts: read by expat, for the ancestors of the parts and for what is wrong with it."""

    def __init__(self, root: Root, report: Report, file: str | None) -> None:
        self._root, self._report, self._file = root, report, file
        self._open: list[tuple[str, str]] = []
        self._lines = 0
        self._several = False
        self.heard: bytearray | None = None
        """What was read of late, while somebody wants to know."""
        self._begin()

    def _begin(self) -> None:
        parser = self._expat = expat.ParserCreate("UTF-8")
        self._fed = self._before = 0
        self._begun = False
        self._failed = False
        self._known: tuple[bytes, bytes, int] | None = None
        self._open.clear()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype

    @property
    def around(self) -> tuple[bytes, bytes, int]:
        """The start tags that are open, on one line, their end tags, and how many they are."""
        if self._known is None:
            before = "".join(tag for _, tag in self._open).encode()
            after = "".join(f"</{name}>" for name, _ in reversed(self._open)).encode()
            self._known = before, after, len(self._open)
        return self._known

    def take(self, window: Window, end: int) -> None:
        """Read what stands between two parts, and be done with it."""
        data = window.data[window.at : end]
        if self.heard is not None:
            self._hear(data, window.lines)
        if data and not (self._begun and data.isspace()):
            self._feed(data, window.lines)
        window.advance(end)

    def _hear(self, data: bytes, lines: int) -> None:
        assert self.heard is not None
        self.heard += data
        if len(self.heard) > MAX_BESIDE:
            message = f"more than {MAX_BESIDE >> 20} MB stand beside the concepts: newsml does not take that at once"
            raise ParseError.at(message, self._file, lines + 1)

    @property
    def failed(self) -> bool:
        """Whether what is around the parts has turned out not to be XML."""
        return self._failed

    def close(self, depth: int) -> bytes:
        """The end tags of all that is open but the `depth` outermost."""
        return "".join(f"</{name}>" for name, _ in reversed(self._open[depth:])).encode()

    def part(self) -> None:
        """A part stands here."""
        if not self._open:
            self._feed(_PLACE, self._lines)

    def end(self, lines: int) -> None:
        """The document ends here."""
        self._feed(b"", lines, final=True)

    def _feed(self, data: bytes, lines: int, *, final: bool = False) -> None:
        self._lines = lines
        if self._failed:
            return
        self._before = self._expat.CurrentLineNumber - 1 if self._fed else 0
        try:
            self._expat.Parse(data, final)
        except expat.ExpatError as error:
            rest = data[max(self._expat.ErrorByteIndex - self._fed, 0) :]
            second = error.code in _SECOND or rest.startswith(BOM_UTF8)
            if second and self._begun and not self._open:
                self._again(rest, lines)
            else:
                self._wrong(error)
            return
        self._fed += len(data)

    def _line(self, line: int) -> int:
        """The line in the document of a line of what expat was given, which are the lines between the parts."""
        return max(line - self._before, 1) + self._lines

    def _again(self, data: bytes, lines: int) -> None:
        """A second document in the same file: what follows is read as one of its own."""
        if not self._several:
            self._several = True
            message = "the file holds several XML documents, one after the other; each is read"
            self._report(
                Issue("SYNTAX", "warning", "", message, self._file, self._line(self._expat.ErrorLineNumber))
            )
        skipped = self._expat.ErrorLineNumber - 1 - self._before
        self._begin()
        rest = data.lstrip(b"\xef\xbb\xbf \t\r\n")
        self._feed(rest, lines + max(skipped, 0) + data[: len(data) - len(rest)].count(b"\n"))

    def _wrong(self, error: expat.ExpatError) -> None:
        self._failed = True
        if error.code == _NOTHING:
            message = "the file ends early" if self._begun else "no element found: this is not XML"
        else:
            message = f"not well-formed XML: {expat.ErrorString(error.code)}"
        if self._open:
            message += f", within {self._open[-1][0]}"
        issue = Issue("SYNTAX", "error", "", message, self._file, self._line(error.lineno), error.offset + 1)
        self._report(issue)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._begun:
            self._begun = True
            if name != _PLACE_NAME:
                self._root(name, attributes, self._line(self._expat.CurrentLineNumber))
        declared = "".join(
            f' {key}="{value.translate(_ESCAPES)}"'
            for key, value in attributes.items()
            if ":" not in key or key.split(":")[0] in _INHERITED
        )
        self._open.append((name, f"<{name}{declared}>"))
        self._known = None

    def _end(self, name: str) -> None:
        self._open.pop()
        self._known = None

    def _doctype(self, name: str, system: str | None, public: str | None, defines: bool) -> None:
        line = self._line(self._expat.CurrentLineNumber)
        self._root(name, None, line)
        if not defines:
            self._report(Issue("SYNTAX", "info", "", PASSED_DOCTYPE, self._file, line))
            return
        raise ParseError.at(DOCTYPE, self._file, line, self._expat.CurrentColumnNumber + 1)


_PLACE_NAME = "newsml-part"
_PLACE = f"<{_PLACE_NAME}/>".encode()
_INHERITED = ("xmlns", "xml")
"""Prefixes of attributes that hold for what is within: namespaces, language, base address."""
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
"""What is escaped in attributes."""
_NOTHING = 3
_SECOND = (9, 17)
"""expat's codes: no element found; junk after the document element, a misplaced XML declaration."""

"""XML as UTF-8, piece by piece: in the encoding that it declares, or in the one that it really is.

Specification: Extensible Markup Language (XML) 1.0, section 4.3.3 and appendix F, https://www.w3.org/TR/xml/.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from newsml.decoding import MARKS, encoding_of_others, utf16_without_mark
from newsml.issues import Issue, Report
from newsml.xml import PLAIN_PROLOG

PIECE = 256 * 1024
"""How much is read at a time."""

_DECLARED = re.compile(rb"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']\s*([^\"'>]*?)\s*[\"']")
_DECLARATION = re.compile(r"\A<\?xml\s[^>]*\?>")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
# Codecs of Python that are no encodings of documents, or were only ever used to hide markup.
_NO_ENCODINGS = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7", "mbcs", "oem"}
)
_LATIN = ("iso8859-1", "ascii")
_WIDE = ("utf-16", "utf-32")
_ONE_BYTE = re.compile(r"iso8859-|cp12|cp4|cp8|koi8|mac|ascii|windows|latin|tis-620")


def declared_encoding(head: bytes) -> str | None:
    """The encoding that an XML declaration says, as it says it."""
    narrow = head[:2000].replace(b"\x00", b"")  # UTF-16 has a zero for every other byte
    found = _DECLARED.match(narrow.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n"))
    return found.group(1).decode("ascii", "replace") if found else None


def is_plain_utf8(head: bytes) -> bool:
    """Whether a parser may be trusted to read this as it is: it says UTF-8, or nothing."""
    if PLAIN_PROLOG.match(head):
        return True
    if not head.startswith((b"<", b"\xef\xbb\xbf<")) or head[1:2] == b"\x00":
        return False
    declared = declared_encoding(head)
    return declared is None or declared.lower() in ("utf-8", "utf8")


def as_utf8(chunks: Iterable[bytes], report: Report, file: str | None = None) -> Iterator[bytes]:
    """The document as UTF-8 without declaration and control characters, its lines where they were.

    What had to be read in another way than it says is reported, once for each kind.
    """
    decoder: _Decoder | None = None
    head = b""
    for chunk in chunks:
        if decoder is None:
            head += chunk
            if len(head) < _ENOUGH:
                continue
            decoder, head = _Decoder(head, report, file), b""
            yield from decoder.start()
            continue
        yield decoder.take(chunk)
    if decoder is None:
        decoder = _Decoder(head, report, file)
        yield from decoder.start()
    yield decoder.take(b"", final=True)


_ENOUGH = 4096


def pieces(stream: object, first: bytes = b"") -> Iterator[bytes]:
    """What a stream holds, after what was read of it before."""
    if first:
        yield first
    read = stream.read  # type: ignore[attr-defined]
    while piece := read(PIECE):
        yield piece


class _Decoder:
    """What is known of one document's encoding so far."""

    def __init__(self, head: bytes, report: Report, file: str | None) -> None:
        self._report = report
        self._file = file
        self._said: set[str] = set()
        self._lines = 0
        self._head = head
        self._declared = declared_encoding(head)
        self._sure = False
        self.encoding = self._told(head)
        self._codec = codecs.getincrementaldecoder(self.encoding)()

    def start(self) -> Iterator[bytes]:
        """The first piece, without mark and declaration."""
        data = self._decoded(self._unmarked(self._head), final=False)
        text = data.lstrip("\ufeff")
        begun = text.lstrip("\ufeff \t\r\n")
        if begun.startswith("<?xml") and len(begun) < len(text):
            self._say("white space stands before the XML declaration, which begins a file", "SYNTAX")
        begun = _DECLARATION.sub(lambda found: re.sub(r"\S", " ", found.group()), begun, count=1)
        text = text[: len(text) - len(begun)].replace("\ufeff", "") + begun
        self._head = b""
        yield self._clean(text)

    def take(self, chunk: bytes, *, final: bool = False) -> bytes:
        """The next piece."""
        return self._clean(self._decoded(chunk, final=final))

    # --- which encoding --------------------------------------------------------------------------

    def _told(self, head: bytes) -> str:
        """The encoding to begin with: by mark, by zero bytes, by declaration."""
        declared = self._declared
        for mark, name in MARKS:
            if head.startswith(mark):
                self._sure = True
                if declared and _family(declared) != _family(name):
                    self._say(f"the file says that it is {declared}; its mark says {name}, and that it is")
                return name
        wide = utf16_without_mark(head) if b"\x00" in head[:64] else None
        if wide:
            self._sure = True
            self._say(f"the file is {wide} without a byte order mark")
            return wide
        if declared is None:
            return "utf-8"
        known = _codec_named(declared)
        if known is None:
            self._say(f"encoding {declared!r} is not known; read as UTF-8")
            return "utf-8"
        if known.startswith(_WIDE):
            self._say(f"the file says that it is {declared}, but it is not; read as UTF-8")
            return "utf-8"
        return "cp1252" if known in _LATIN else known

    def _unmarked(self, head: bytes) -> bytes:
        for mark, name in MARKS:
            if name == self.encoding and head.startswith(mark):
                return head[len(mark) :]
        return head

    def _decoded(self, chunk: bytes, *, final: bool) -> str:
        if not self._sure and not chunk.isascii():
            self._look(chunk)
        before = self._codec.getstate()
        try:
            return self._codec.decode(chunk, final)
        except UnicodeDecodeError as error:
            return self._otherwise(before[0] + chunk, error, final)

    def _look(self, chunk: bytes) -> None:
        """At the first letters outside ASCII, tell UTF-8 that says it is something older."""
        self._sure = True
        if self.encoding == "utf-8" or not _ONE_BYTE.match(self.encoding):
            return
        try:
            codecs.getincrementaldecoder("utf-8")().decode(chunk)
        except UnicodeDecodeError:
            if _codec_named(self._declared or "") in _LATIN and any(0x80 <= byte < 0xA0 for byte in chunk):
                self._say(f"the file says that it is {self._declared}; it is windows-1252, and read as such")
            return
        self._say(f"the file says that it is {self._declared}, but it is UTF-8, and read as such")
        self._codec, self.encoding = codecs.getincrementaldecoder("utf-8")(), "utf-8"

    def _otherwise(self, data: bytes, error: UnicodeDecodeError, final: bool) -> str:
        """Bytes that are not in the encoding: those alone are read in an older one, or all from here on."""
        line = self._lines + error.object.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{error.object[error.start]:02X} is not {self.encoding}"
        errors = "replace"
        if self.encoding == "utf-8":
            name = encoding_of_others(data)
            if name is None:
                errors = _AS_WINDOWS
                self._say(f"{byte}: it, and others like it, are read as windows-1252", line=line)
            else:
                self._say(f"{byte}: read as {name} from here on", line=line)
                self.encoding = name
        elif self.encoding == "cp1252":
            errors = _AS_WINDOWS
            self._say(f"{byte}: it, and others like it, are read as control characters", line=line)
        else:
            self._say(f"{byte}: it, and others like it, are read as U+FFFD", line=line)
        self._codec = codecs.getincrementaldecoder(self.encoding)(errors)
        return self._codec.decode(data, final)

    # --- what XML cannot carry -------------------------------------------------------------------

    def _clean(self, text: str) -> bytes:
        data = text.encode("utf-8", "replace")
        cleaned = data.translate(None, _CONTROLS)
        if len(cleaned) < len(data):
            place = next(index for index, byte in enumerate(data) if byte in _CONTROLS)
            line = self._lines + data.count(b"\n", 0, place) + 1
            self._say(f"control character U+{data[place]:04X}, and others like it, removed", "CONTROL", line)
        self._lines += cleaned.count(b"\n")
        return cleaned

    def _say(self, message: str, rule: str = "ENCODING", line: int | None = None) -> None:
        kind = rule if rule != "ENCODING" else message.partition(":")[2] or message
        if kind not in self._said:
            self._said.add(kind)
            self._report(Issue(rule, "warning", "", message, self._file, line or self._lines + 1))


def _codec_named(name: str) -> str | None:
    """Python's name of an encoding of documents; None if it has none of this name."""
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except (LookupError, ValueError):  # a name with a NUL in it is a ValueError
        return None
    plain = found.name.replace("_", "-")
    return None if plain in _NO_ENCODINGS else plain


def _family(name: str) -> str:
    """``utf-16`` for utf-16-le, which a declaration does not tell apart."""
    plain = _codec_named(name) or name.lower()
    return re.sub(r"-[lb]e$", "", plain)


_AS_WINDOWS = "newsml-windows-1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    text = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in wrong)
    return text, error.end


codecs.register_error(_AS_WINDOWS, _as_windows)

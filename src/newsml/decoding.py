"""From bytes to text: by byte order mark, by what is declared, by UTF-8's own rules, at last by detection."""

from __future__ import annotations

import codecs
import re

from newsml.errors import ParseError, UsageError
from newsml.issues import Issue, Report, ignore

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and what they say."""
_SAMPLE = 256 * 1024

# C0 and C1 controls other than tab and line ends; U+0085 is a line end and dealt with before.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile(r"\r\n|\r|\x85|\u2028|\u2029")


def decode(
    data: bytes, report: Report = ignore, *, file: str | None = None, encoding: str | None = None
) -> str:
    """The text of a file, whatever its encoding; an encoding that had to be guessed is reported.

    ``encoding`` is what the caller knows, and is followed. Raises ParseError for a file that is not text
    or does not decode, UsageError for an ``encoding`` that does not exist.
    """
    if encoding:
        return _as_told(data, encoding, file)
    for mark, name in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name, file, len(mark))
    if wide := utf16_without_mark(data):
        report(_guessed(wide, file))
        return _strict(data, wide, file)
    if b"\x00" in data:
        position = data.index(b"\x00")
        raise ParseError.at(f"this is not text: byte {position} is NUL", file)
    if b"\x1b$" in data and (text := _japanese_mail(data)) is not None:
        report(_guessed("iso2022_jp", file))
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _detected(data, error, report, file)


def clean_text(text: str, report: Report = ignore, *, file: str | None = None) -> str:
    """The text with ``\\n`` for every line end and without control characters, which are reported.

    Soft hyphens are taken out (they are hints for a line breaker that is gone); no-break spaces, zero-width
    joiners and direction marks stay, because they carry meaning in many scripts.
    """
    if text.isascii() and "\r" not in text and not CONTROLS.search(text):
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = text.replace("\ufeff", "").replace("\xad", "")
    if found := CONTROLS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        count = len(CONTROLS.findall(text))
        code = f"U+{ord(found.group()):04X}"
        what = f"control character {code}" if count == 1 else f"{count} control characters, the first {code},"
        report(Issue("CONTROL", "warning", "", f"{what} removed", file, line, column))
        text = CONTROLS.sub("", text)
    return text


def _as_told(data: bytes, encoding: str, file: str | None) -> str:
    try:
        codec = codecs.lookup(encoding)
        text = data.decode(codec.name)
    except LookupError as error:
        raise UsageError(
            f"encoding {encoding!r} is not one that Python knows; use a name such as windows-1252"
        ) from error
    except UnicodeDecodeError as error:
        raise _undecodable(error, encoding, file, 0) from error
    except (UnicodeError, ValueError) as error:
        raise ParseError.at(f"the file is not {encoding}: {error}", file) from error
    return text.removeprefix("\ufeff")


def _strict(data: bytes, name: str, file: str | None, offset: int = 0) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise _undecodable(error, name, file, offset) from error


def _undecodable(error: UnicodeDecodeError, name: str, file: str | None, offset: int) -> ParseError:
    line = error.object.count(b"\n", 0, error.start) + 1
    message = f"byte {error.start + offset} is not {name}: save the file as UTF-8, or name its encoding"
    return ParseError.at(message, file, line)


def utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every other byte is zero."""
    head = data[:2000]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _japanese_mail(data: bytes) -> str | None:
    """Japanese as mails and old wires have it, in seven bits."""
    try:
        return data.decode("iso2022_jp")
    except UnicodeDecodeError:
        return None


def _guessed(name: str, file: str | None) -> Issue:
    message = (
        f"the file does not say its encoding; read as {name} (name it with -O encoding=… if that is wrong)"
    )
    return Issue("ENCODING", "warning", "", message, file)


def _detected(data: bytes, error: UnicodeDecodeError, report: Report, file: str | None) -> str:
    if _looks_binary(data):
        raise ParseError.at("this is not text: it holds binary data", file)
    nearly = _nearly_utf8(data, error, report, file)
    if nearly is not None:
        return nearly
    name = _code_page(data)
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        name, text = "latin-1", data.decode("latin-1")
    report(_guessed({"cp1252": "windows-1252"}.get(name, name), file))
    return text


def _code_page(data: bytes) -> str:
    """The likeliest of the older encodings."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_USED).best()
    name = best.encoding if best else "cp1252"
    # What detectors call these is, in newsrooms, the Windows code page that contains them.
    name = {
        "latin_1": "cp1252",
        "iso8859_1": "cp1252",
        "ascii": "cp1252",
        "cp1250": name,
        "cp1254": "cp1252",
    }.get(name, name)
    if _is_western(data):
        name = "cp1252"
    return _told_by_letters(data[:_SAMPLE], name)


def encoding_of_others(data: bytes) -> str | None:
    """The encoding of bytes that are not UTF-8; None if most are UTF-8 after all, or Western letters of one byte."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if sum(c > "\x7f" for c in text) - bad >= bad or (name := _code_page(data)) == "cp1252":
        return None
    return name


_USED = [
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "iso8859_5",
    "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_9", "latin_1", "koi8_r", "koi8_u", "cp866", "cp852", "cp850",
    "cp437", "mac_roman", "mac_cyrillic", "shift_jis", "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "cp949",
    "tis_620",
]  # fmt: skip
"""Encodings that newsrooms had; rarer ones only make short texts ambiguous."""


def _told_by_letters(data: bytes, name: str) -> str:
    """The encoding, among those that differ in a few letters only."""
    high = {byte for byte in data if byte >= 0x80}
    if name in ("cp1252", "latin_1", "iso8859_9") and high & _TURKISH and not high & _NOT_TURKISH:
        return "cp1254"
    if name in ("cp1250", "iso8859_2", "cp1257", "cp852") and not any(byte < 0xA0 for byte in high):
        polish = high & {0xB3, 0xEA}
        return "iso8859_2" if high & _ISO_2 or (0xB9 in high and not polish) else "cp1250"
    return name


_TURKISH = frozenset(b"\xd0\xdd\xde\xf0\xfd\xfe")
_NOT_TURKISH = frozenset(b"\xe1\xe3\xe6\xed\xf3\xf5\xf8\xfa")
_ISO_2 = frozenset(b"\xa6\xa9\xac\xae\xb1\xb6\xbc\xbe")


def _is_western(data: bytes) -> bool:
    """Few bytes outside ASCII, each alone among letters: a Western language in a one-byte encoding."""
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE])
    if high > 0.12 * min(len(data), _SAMPLE):
        return False
    sample = data[:_SAMPLE].decode("cp1252", "replace")
    letters = [c for c in sample if c >= "\x80"]
    return all(c in _WESTERN for c in letters)


_WESTERN = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿœŒ–—‘’“”„‚«»‹›…•€£°§©®™·¡¿´\xa0\xad½¼²³ºª†"
)


def _looks_binary(data: bytes) -> bool:
    head = data[:4096]
    controls = sum(byte < 9 or (13 < byte < 32 and byte != 27) for byte in head)
    return controls > max(2, len(head) // 50)


def _nearly_utf8(data: bytes, error: UnicodeDecodeError, report: Report, file: str | None) -> str | None:
    """UTF-8 with a few bad bytes: one paste from elsewhere must not turn the whole article to mojibake."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(c > "\x7f" for c in text) - bad
    if good < 4 * bad:
        return None
    line = data.count(b"\n", 0, error.start) + 1
    message = f"{bad} byte(s) are not UTF-8, the first at byte {error.start}: written as U+FFFD"
    report(Issue("ENCODING", "warning", "", message, file, line))
    return text

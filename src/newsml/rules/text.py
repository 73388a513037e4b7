"""Rules on characters, wherever people read text: wrong decoding, control characters, entities, spaces.

Unicode 16 (UAX #9 bidi, UAX #15 normal forms), XML 1.0 section 2.2, WHATWG Encoding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from unicodedata import is_normalized

from newsml.model import Article
from newsml.rules.contents import Words
from newsml.rules.headlines import TAG
from newsml.rules.registry import Context, Finding, rule, shown

# What the bytes 80-BF of UTF-8 look like when they are read as Windows-1252 or Latin-1.
_TYPOGRAPHIC = "\xa0‘’“”‚„…–—‹›•"
_LATE = _TYPOGRAPHIC + "€ƒ†‡ˆ‰Š‹ŒŽ˜™šœžŸ\x80-\x9f¡-¿"
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_SPACE_FOR_ASCII = bytes(32 if byte < 128 else byte for byte in range(256))


@cache
def _mojibake() -> re.Pattern[str]:
    symbols = f"[{_LATE[len(_TYPOGRAPHIC) :]}]"
    return re.compile(
        "|".join(
            [
                f"Ã{symbols}|(?<![{_CAPITAL}])Ã[{_TYPOGRAPHIC}]",
                "(?<![A-ZÀ-Þ])Â[\xa0-\xbf]",
                "â€[™˜œ\x9d“”¦¢º\x80-\x9f]|â\x80[\x80-\xbf]|â„¢|ï»¿|ðŸ",
                f"(?<=[a-z])[ÄÅ]{symbols}|[ÄÅ]{symbols}(?=[a-z])",
                f"(?:[ÐÑ][{_LATE}]){{2}}|(?:[ØÙÚ][{_LATE}]){{2}}|(?:à[¤¥¦§¨©ª«¬®¯°][{_LATE}]){{2}}",
                f"(?:[ã-é][{_LATE}][{_LATE}]){{2}}",
            ]
        )
    )


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_FILLER = re.compile(r"[Ll]orem ipsum|\[(?:TK|tk|tbd|TBD|XX+)\]")


def _each(
    words: Iterable[Words], find: Callable[[str], object], say: Callable[[str, str], str]
) -> Iterator[Finding]:
    """One finding for every path whose text has what is looked for."""
    told: set[str] = set()
    for path, text in words:
        found = find(text)
        if found and path not in told:
            told.add(path)
            quoted = found[0] if isinstance(found, re.Match) else str(found)
            yield Finding(path, say(text, quoted))


def _around(text: str, part: str) -> str:
    at = text.find(part)
    return shown(text[max(0, at - 15) : at + len(part) + 15], 80)


def _hex(character: str) -> str:
    return f"U+{ord(character[0]):04X}"


@rule("TEXT-MOJIBAKE", "error")
def wrong_decoding(article: Article, context: Context) -> Iterator[Finding]:
    """Text was decoded as what it was written in.

    Why: "Ã¦" and "â€™" are UTF-8 that someone read as Windows-1252. Names are misspelt, searches miss
    them, and each further hop makes it worse, until no one can undo it.
    See: WHATWG Encoding Standard section 4; W3C, "Declaring character encodings".
    """
    contents = context.contents(article)
    if not contents.joined.isascii() and _may_be_mojibake(contents.joined):
        search = _mojibake().search
        if search(contents.joined):
            yield from _each(contents.all(), search, _say_mojibake)


def _may_be_mojibake(text: str) -> bool:
    """Whether two characters stand together of which both look like bytes of UTF-8; quick on real text."""
    runs = text.encode("utf-8", "replace").translate(_SPACE_FOR_ASCII).split()
    long = b" ".join([run for run in runs if len(run) > 3])
    return bool(long) and _two_bytes().search(long.decode("utf-8", "replace")) is not None


def garbled_part(text: str) -> str:
    """The part of a text that was UTF-8, read as Windows-1252; empty if there is none."""
    found = _mojibake().search(text) if _may_be_mojibake(text) else None
    return found[0] if found else ""


@cache
def _two_bytes() -> re.Pattern[str]:
    return re.compile(f"[ÂÃÄÅÐÑØÙÚà-ðï][{_LATE}]")


def _say_mojibake(text: str, part: str) -> str:
    return f"{_around(text, part)} was UTF-8, read as Windows-1252: decode the source as UTF-8"


@rule("TEXT-CONTROL", "error")
def control_characters(article: Article, context: Context) -> Iterator[Finding]:
    """Text holds no control characters.

    Why: XML cannot carry them in any spelling, so that a whole feed becomes unreadable through one story.
    They come from wire lines, databases and copying out of PDF.
    See: XML 1.0 section 2.2 (Char); RFC 8259 section 7.
    """
    contents = context.contents(article)
    if not contents.printable and _CONTROL.search(contents.joined):
        yield from _each(
            contents.all(),
            _CONTROL.search,
            lambda text, part: f"control character {_hex(part)} in the text: remove it",
        )


@rule("TEXT-REPLACEMENT", "error")
def lost_characters(article: Article, context: Context) -> Iterator[Finding]:
    """No character was lost on the way.

    Why: U+FFFD stands where a program could not read a byte. The letter is gone: a name, an amount or a
    quotation is wrong, and only the source can say what it was.
    See: Unicode 16 section 3.9 (U+FFFD); WHATWG Encoding Standard section 4.1.
    """
    contents = context.contents(article)
    if "\ufffd" in contents.joined:
        yield from _each(
            contents.all(),
            lambda text: "\ufffd" in text and "\ufffd",
            lambda text, part: (
                f"{_around(text, part)} has lost a character (U+FFFD): take the text from its source again"
            ),
        )


@rule("TEXT-ENTITY", "warning")
def entities_left(article: Article, context: Context) -> Iterator[Finding]:
    """Text holds characters, not their names in HTML.

    Why: "&amp;" was escaped twice somewhere. Some receivers decode it once more, others show it, so
    that no spelling of it is right everywhere but the plain character.
    See: W3C json-ld-syntax issue 498; next-seo issue 954; HTML Standard section 13.5.
    """
    contents = context.contents(article)
    if "&" in contents.readable and _ENTITY.search(contents.readable):
        yield from _each(
            contents.people_read(),
            known_entity,
            lambda text, part: f"{_around(text, part)} holds {part}: write the character itself",
        )


def known_entity(text: str) -> re.Match[str] | None:
    from html.entities import html5

    for match in _ENTITY.finditer(text):
        if match[0][1] == "#" or match[0][1:] in html5:
            return match
    return None


@rule("TEXT-MARKUP", "warning")
def markup_in_fields(article: Article, context: Context) -> Iterator[Finding]:
    """Summaries, captions and names are plain text.

    Why: what reads as bold in one system stands as <b> in the next, and in a web page foreign markup is a
    way in for scripts. The marked-up form has a field of its own, html.
    See: schema.org ``description``; ninjs 3.1 ``descriptions`` (plain unless contentType says otherwise).
    """
    contents = context.contents(article)
    if "<" in contents.readable and TAG.search(contents.readable):
        yield from _each(
            (words for words in contents.fields if not words.path.startswith("headlines.")),
            TAG.search,
            lambda text, part: f"{_around(text, part)} holds markup: give plain text",
        )


@rule("TEXT-SPACES", "info")
def spaces(article: Article, context: Context) -> Iterator[Finding]:
    """Fields have no spaces before, after, or twice within.

    Why: "Jane Doe" and "Jane  Doe " are two people to a database. Values are compared, sorted and
    deduplicated as they stand.
    See: XML Schema Part 2 section 4.3.6 (whiteSpace collapse); NewsML-G2 2.35, IntlStringType.
    """
    contents = context.contents(article)
    yield from _each(
        contents.fields, _stray_space, lambda text, part: f"{shown_raw(text)} has {part}: remove it"
    )


def _stray_space(text: str) -> str:
    if text[:1] == " " or text[-1:] == " ":
        return "a space at its " + ("start" if text[0] == " " else "end") if text.strip() else ""
    return "two spaces in a row" if "  " in text else ""


def shown_raw(text: str) -> str:
    """A text with its spaces as they are, cut for a message."""
    return repr(text if len(text) <= 60 else text[:40] + "…" + text[-19:])


@rule("TEXT-BIDI", "warning")
def open_bidi_controls(article: Article, context: Context) -> Iterator[Finding]:
    """Every change of the writing direction is ended.

    Why: an open override turns around whatever follows it on the page: the next headline, a number, a
    file name. It is also a known trick to make text read otherwise than it is.
    See: UAX #9 section 2 (explicit directional embeddings and isolates); Unicode TR #36.
    """
    contents = context.contents(article)
    if contents.printable:
        return
    yield from _each(
        contents.all(),
        open_direction,
        lambda text, part: f"{part} in {shown(text)} is not ended: close it or remove it",
    )


_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def open_direction(text: str) -> str:
    if text.isprintable() or not _DIRECTION.search(text):
        return ""
    for opening, closing in (("\u202a\u202b\u202d\u202e", "\u202c"), ("\u2066\u2067\u2068", "\u2069")):
        depth, last = 0, ""
        for character in text:
            if character in opening:
                depth, last = depth + 1, character
            elif character == closing:
                depth = max(0, depth - 1)
        if depth:
            return f"the direction control {_hex(last)}"
    return ""


@rule("TEXT-NFC", "info")
def decomposed_letters(article: Article, context: Context) -> Iterator[Finding]:
    """Accented letters are one character each (Unicode normal form C).

    Why: "é" can also be "e" with an accent after it. Both look the same, but searches, comparisons and
    file names tell them apart. Texts from macOS and from PDF come so.
    See: UAX #15; W3C Character Model for the Web, section 3 (NFC).
    """
    contents = context.contents(article)
    if contents.joined.isascii() or is_normalized("NFC", contents.joined):
        return
    yield from _each(
        contents.all(),
        lambda text: "" if is_normalized("NFC", text) else "x",
        lambda text, part: f"{shown(text)} holds decomposed letters: normalise it to NFC",
    )


@rule("TEXT-INVISIBLE", "info")
def invisible_characters(article: Article, context: Context) -> Iterator[Finding]:
    """Fields hold no characters that nobody sees.

    Why: a soft hyphen or a zero width space within a name makes it another name to every search, filter
    and match. (Joiners that a script needs, such as Persian's, are not meant.)
    See: Unicode 16 section 23.2 (layout controls).
    """
    contents = context.contents(article)
    if not contents.printable and _INVISIBLE.search(contents.readable):
        yield from _each(
            contents.fields,
            _INVISIBLE.search,
            lambda text, part: f"{shown(text)} holds the invisible character {_hex(part)}: remove it",
        )


@rule("TEXT-PRIVATE", "warning")
def private_characters(article: Article, context: Context) -> Iterator[Finding]:
    """Text holds no characters that only one font knows.

    Why: the private use area has no meaning of its own. Bullets and logos typed with a house font are
    boxes or nothing everywhere else.
    See: Unicode 16 section 23.5 (private-use characters).
    """
    contents = context.contents(article)
    if not contents.printable and _PRIVATE.search(contents.joined):
        yield from _each(
            contents.all(),
            _PRIVATE.search,
            lambda text, part: f"{_hex(part)} is a private character that other fonts lack: replace it",
        )


@rule("TEXT-PLACEHOLDER", "warning")
def filler_text(article: Article, context: Context) -> Iterator[Finding]:
    """Text is not filler.

    Why: "lorem ipsum" and "[TK]" mark what is still to come. They are seen by everyone but the person who
    pressed publish.
    See: Merriam-Webster, "TK" (to come); WCAG 2.2 success criterion 2.4.6 (descriptive text).
    """
    contents = context.contents(article)
    if "[" in contents.readable or "ipsum" in contents.readable:
        yield from _each(
            contents.people_read(),
            _FILLER.search,
            lambda text, part: f"{_around(text, part)} holds the filler {part}: write what belongs there",
        )

"""Text as bytes of a page: in its encoding, with what that cannot say escaped, and with its line ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from newsml.html5 import Page
from newsml.html5.encoding import decode

_UNICODE = frozenset({"utf-8", "utf-16-le", "utf-16-be"})
_DECLARED = frozenset({"bom", "header", "meta"})
_NEWLINE = re.compile(r"\r\n|\n|\r")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")

Escape = Callable[[str], str]


def newline_of(page: Page) -> str:
    """How the page ends its lines: as the first of them; empty for a page of one line."""
    found = _NEWLINE.search(page.view)
    return found[0] if found else ""


def json_escape(character: str) -> str:
    """A character within a JSON text: ``\\u00e9``, beyond U+FFFF two of them (RFC 8259, section 7)."""
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def html_escape(character: str) -> str:
    """A character within an attribute: ``&#xE9;``."""
    return f"&#x{ord(character):X};"


def encoded(text: str, page: Page, escape: Escape, *, ascii_only: bool = False) -> bytes:
    """The text in the encoding of the page.

    What the encoding lacks is escaped; so is all beyond ASCII where the page declares no encoding, or one whose
    characters are of several bytes: such text is right however the page is read.
    """
    name, source = page.encoding.name, page.encoding.source
    native = not ascii_only and source in _DECLARED
    if native and name in _UNICODE:
        return text.encode(name)
    has = _has if native and name.startswith(("cp125", "iso8859")) else _has_not
    return _BEYOND_ASCII.sub(lambda c: c[0] if has(name, c[0]) else escape(c[0]), text).encode(name)


def _has_not(name: str, character: str) -> bool:
    return False


@lru_cache(maxsize=1024)
def _has(name: str, character: str) -> bool:
    """Whether an encoding of one byte a character has this one, to Python as to browsers."""
    try:
        data = character.encode(name)
    except UnicodeEncodeError:
        return False
    return decode(data, name) == character

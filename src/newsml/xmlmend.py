"""Small mistakes in XML that feeds make, mended: entities of HTML, a bare &, characters XML does not have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

Found = list[tuple[int, str]]
"""Where something was mended, in bytes, and what."""

_TOKEN = re.compile(
    rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"
    rb"|\xef\xbf[\xbe\xbf]|&(?:#(x[0-9A-Fa-f]{1,8}|[0-9]{1,9});|([A-Za-z][A-Za-z0-9]{0,40});)?",
    re.DOTALL,
)
_XML = frozenset({b"lt", b"gt", b"amp", b"quot", b"apos"})
_SPECIAL = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}


def mended(data: bytes, entities: Mapping[bytes, bytes] = MappingProxyType({})) -> tuple[bytes, Found]:
    """The markup with such mistakes put right, and what they were: the first of each kind.

    ``entities`` are those that the document declares, with what they stand for in XML.
    """
    found: dict[str, int] = {}

    def put_right(match: re.Match[bytes]) -> bytes:
        whole = match.group()
        if whole.startswith(b"<"):
            return whole
        if match.group(2) in entities and match.group(2) not in _XML:
            found.setdefault("the entities that the document declares itself are read", match.start())
            return entities[match.group(2)]
        better, what = _better(whole, match.group(1), match.group(2))
        if what:
            found.setdefault(what, match.start())
        return better

    better = _TOKEN.sub(put_right, data)
    return better, [(offset, what) for what, offset in found.items()]


def _better(whole: bytes, number: bytes | None, name: bytes | None) -> tuple[bytes, str]:
    if number is not None:
        code = int(number[1:], 16) if number.startswith(b"x") else int(number)
        if _is_char(code):
            return whole, ""
        return b"", f"{whole.decode()} is no character that XML has; removed"
    if name is None:
        if whole.startswith(b"&"):
            return b"&amp;", "& stands for itself in the text; XML writes it &amp;"
        return b"", "U+FFFE or U+FFFF, which are no characters, removed"
    if name in _XML:
        return whole, ""
    from html.entities import html5

    text = html5.get(f"{name.decode()};")
    if text is None:
        return (
            b"&amp;" + name + b";",
            f"{whole.decode()} is an entity that nobody declares; read as these letters",
        )
    safe = "".join(_SPECIAL.get(letter, letter) for letter in text)
    return (
        safe.encode(),
        f"{whole.decode()} is an entity of HTML, which XML does not have; read as its character",
    )


def _is_char(code: int) -> bool:
    """Whether XML 1.0 has a character of this number (section 2.2)."""
    return (
        code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    )

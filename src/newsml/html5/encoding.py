"""The encoding of a page: https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import Literal, NamedTuple

_PRESCAN = 1024

Source = Literal["bom", "header", "meta", "content", "default"]


class Encoding(NamedTuple):
    """An encoding as Python calls it, and who said so; ``bom`` is how many bytes of mark stand before the text."""

    name: str
    source: Source
    bom: int = 0


_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"))


def encoding_of(data: bytes, content_type: str | None = None) -> Encoding:
    """The encoding of a page: its byte order mark, else the ``Content-Type`` it came with, else its ``meta``.

    A page that says nothing is UTF-8 if its bytes are (step 8 allows a look at them), else windows-1252. Beyond the
    standard, a ``meta`` of another encoding is not believed where all of the page is UTF-8: pages that a tool
    has saved are UTF-8 under the ``meta`` of their time.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Encoding(name, "bom", len(bom))
    if content_type and (found := charset_in(content_type)) and (codec := codec_of(found)):
        return Encoding(codec, "header")
    if codec := _prescan(data[:_PRESCAN]):
        if codec != "utf-8" and _is_really_utf8(data):
            return Encoding("utf-8", "content")
        return Encoding(codec, "meta")
    if not data.isascii():
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return Encoding("cp1252", "default")
        return Encoding("utf-8", "content")
    return Encoding("cp1252", "default")


def _is_really_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 with so many characters beyond ASCII that it is no chance."""
    if data.isascii():
        return False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(data) - len(text) >= _NO_CHANCE


_NO_CHANCE = 8


# --- names ---------------------------------------------------------------------------------------

_BY_CODEC = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""What the Encoding Standard means by a name where it is more than the name says."""

_CODECS = frozenset(
    {
        "utf-8", "utf-16-le", "utf-16-be", "cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic",
        "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949",
        *(f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *(f"cp125{n}" for n in range(9)),
    }
)  # fmt: skip
"""The encodings of https://encoding.spec.whatwg.org, as Python calls them; no others are taken."""

_LABELS = {
    "unicode-1-1-utf-8": "utf-8", "unicode11utf8": "utf-8", "unicode20utf8": "utf-8", "x-unicode20utf8": "utf-8",
    "utf-16": "utf-16-le", "ucs-2": "utf-16-le", "iso-10646-ucs-2": "utf-16-le", "unicode": "utf-16-le",
    "csunicode": "utf-16-le", "unicodefeff": "utf-16-le", "unicodefffe": "utf-16-be", "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be", "logical": "iso8859-8", "visual": "iso8859-8", "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8", "csiso88598e": "iso8859-8", "csiso88598i": "iso8859-8", "iso-8859-6-e": "iso8859-6",
    "iso-8859-6-i": "iso8859-6", "csiso88596e": "iso8859-6", "csiso88596i": "iso8859-6",
    "sun_eu_greek": "iso8859-7", "ecma-118": "iso8859-7", "elot_928": "iso8859-7", "asmo-708": "iso8859-6",
    "koi": "koi8-r", "koi8": "koi8-r", "koi8_r": "koi8-r", "cskoi8r": "koi8-r", "koi8-ru": "koi8-u",
    "macintosh": "mac-roman", "mac": "mac-roman", "x-mac-roman": "mac-roman", "csmacintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic", "x-mac-ukrainian": "mac-cyrillic", "dos-874": "cp874", "windows-874": "cp874",
    "iso885911": "cp874", "x-gbk": "gb18030", "gb_2312": "gb18030", "gb_2312-80": "gb18030", "chinese": "gb18030",
    "csgb2312": "gb18030", "csiso58gb231280": "gb18030", "iso-ir-58": "gb18030", "big5-hkscs": "big5hkscs",
    "cn-big5": "big5hkscs", "csbig5": "big5hkscs", "x-x-big5": "big5hkscs", "x-euc-jp": "euc_jp",
    "cseucpkdfmtjapanese": "euc_jp", "csiso2022jp": "iso2022_jp", "x-sjis": "cp932", "sjis": "cp932",
    "ms_kanji": "cp932", "ms932": "cp932", "windows-31j": "cp932", "csshiftjis": "cp932", "shift-jis": "cp932",
    "korean": "cp949", "ks_c_5601-1987": "cp949", "ks_c_5601-1989": "cp949", "ksc5601": "cp949",
    "ksc_5601": "cp949", "windows-949": "cp949", "csksc56011987": "cp949", "cseuckr": "cp949", "iso-ir-149": "cp949",
    "x-user-defined": "cp1252", "csisolatin9": "iso8859-15", **{f"x-cp125{n}": f"cp125{n}" for n in range(9)},
}  # fmt: skip
"""Labels of the Encoding Standard that Python does not have, or takes for something else."""


_ISO = re.compile(r"(?:cs)?iso[-_]?8859[-_]?(\d{1,2})(?::\d{4})?", re.A)


@lru_cache(maxsize=128)
def codec_of(label: str) -> str | None:
    """Python's name of the encoding of this label; None for what is no encoding of the web.

    >>> codec_of("ISO-8859-1"), codec_of(" utf8 "), codec_of("utf-7")
    ('cp1252', 'utf-8', None)
    """
    label = label.strip("\t\n\f\r ").lower()
    if label in _LABELS:
        return _LABELS[label]
    if not label.isascii() or "\0" in label:
        return None
    try:
        name = codecs.lookup(_ISO.sub(r"iso-8859-\1", label)).name
    except LookupError:
        return None
    name = _BY_CODEC.get(name, name)
    return name if name in _CODECS else None


_CHARSET = re.compile(
    r"""charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^"'\t\n\f\r ;][^\t\n\f\r ;]*))""",
    re.I | re.A,
)


def charset_in(content: str) -> str | None:
    """The encoding that a ``Content-Type`` names ("extracting a character encoding from a meta element")."""
    found = _CHARSET.search(content)
    return next((group for group in found.groups() if group is not None), None) if found else None


# --- the prescan of the first 1024 bytes ---------------------------------------------------------

_THING = re.compile(
    rb"<!--|<(meta)(?=[\t\n\f\r /])|<(/?[a-zA-Z])|<[!/?]", re.I
)  # what the prescan stops at; text is skipped
_ATTRIBUTE = re.compile(
    rb"""[\t\n\f\r /]*+([^\t\n\f\r />][^\t\n\f\r />=]*+)"""
    rb"""(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"([^"]*+)"|'([^']*+)'|([^\t\n\f\r >"'][^\t\n\f\r >]*+)))?+"""
)
_XML = re.compile(
    rb"""<\?xml[^>]*?encoding[\x00-\x20]*=[\x00-\x20]*(?:"([^"\x00-\x20]+)"|'([^'\x00-\x20]+)')[^>]*>"""
)


def _prescan(head: bytes) -> str | None:
    position = 0
    while thing := _THING.search(head, position):
        if thing.group() == b"<!--":
            end = head.find(b"-->", thing.start() + 2)
            if end < 0:
                break
            position = end + 3
        elif thing[1] or thing[2]:
            attributes, position = _attributes(
                head, thing.end() if thing[1] else _name_end(head, thing.end())
            )
            if thing[1] and (codec := _of_meta(attributes)):
                return codec
        else:
            end = head.find(b">", thing.end())
            if end < 0:
                break
            position = end + 1
    if found := _XML.match(head):
        return _not_utf16(codec_of((found[1] or found[2]).decode("latin-1")))
    return None


def _name_end(head: bytes, position: int) -> int:
    while position < len(head) and head[position] not in b"\t\n\f\r >":
        position += 1
    return position


def _attributes(head: bytes, position: int) -> tuple[dict[bytes, bytes], int]:
    found: dict[bytes, bytes] = {}
    while one := _ATTRIBUTE.match(head, position):
        found.setdefault(one[1].lower(), one[2] or one[3] or one[4] or b"")
        position = one.end()
    return found, position


def _of_meta(attributes: dict[bytes, bytes]) -> str | None:
    label: str | None = None
    if b"charset" in attributes:
        label = attributes[b"charset"].decode("latin-1")
    elif attributes.get(b"http-equiv", b"").lower() == b"content-type":
        label = charset_in(attributes.get(b"content", b"").decode("latin-1"))
    return _not_utf16(codec_of(label)) if label else None


def _not_utf16(codec: str | None) -> str | None:
    """UTF-16 in a page that could be read so far is UTF-8."""
    return "utf-8" if codec in ("utf-16-le", "utf-16-be") else codec


# --- decoding ------------------------------------------------------------------------------------


def decode(data: bytes, encoding: str) -> str:
    """The text of some bytes, as browsers decode: what is wrong becomes U+FFFD, windows-1252 has no holes."""
    if encoding == "cp1252":
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1").translate(_CP1252)
    return data.decode(encoding, "replace")


_CP1252 = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}

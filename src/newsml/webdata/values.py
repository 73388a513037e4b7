"""Plain values out of what publishers write: texts, addresses, dates, numbers, durations, languages."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import quote, urljoin

from newsml.dates import ReadDate, read_date
from newsml.model.values import canonical_language, is_iri, is_media_type, is_url
from newsml.webdata.graph import Node, Words

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def plain(text: str) -> str:
    """A text without character references and half characters; data of the web is often escaped once too often.

    >>> plain("AT&amp;amp;T &quot;splits&quot;")
    'AT&T "splits"'
    """
    if "&" in text and _REFERENCE.search(text):
        text = _unescaped(text)
        if _REFERENCE.search(text):
            text = _unescaped(text)
    return _UNWRITABLE.sub("\ufffd", text)


def _unescaped(text: str) -> str:
    return _REFERENCE.sub(lambda found: unescape(found.group()), text)


def text_of(value: Any) -> str | None:
    """The text of a value: its own, or the name of the thing it is; None if it says nothing."""
    if isinstance(value, str):
        return plain(value).strip() or None
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Node):
        for name in ("name", "headline", "text", "termCode", "value", "alternateName"):
            for one in value.properties.get(name, ()):
                if not isinstance(one, Node) and (found := text_of(one)):
                    return found
    return None


def texts_of(values: list[Any]) -> list[str]:
    """The texts of some values."""
    return [found for value in values if (found := text_of(value))]


def lang_of(value: Any) -> str | None:
    """The language that a text says."""
    return language(value.lang) if isinstance(value, Words) and value.lang else None


def text_object(value: Any) -> dict[str, Any] | None:
    """A text as the model has it: its words, with its markup and its language beside them if it has these."""
    text = text_of(value)
    if text is None:
        return None
    found = {"text": text}
    if "<" in text and _MARKUP.search(text) and (words := _words_of(text)):
        found = {"text": words, "html": text}
    if lang := lang_of(value):
        found["lang"] = lang
    return found


_MARKUP = re.compile(
    r"</?(?:p|br|b|i|u|s|em|strong|a|span|div|font|small|sub|sup|q|cite|ul|ol|li|h[1-6]|blockquote|img)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""Tags that content systems leave in what schema.org says are plain texts."""


def _words_of(text: str) -> str:
    from newsml.errors import ParseError
    from newsml.markup import parse_html
    from newsml.markup.reading import line_of

    try:
        return line_of(parse_html(text))
    except ParseError:
        return " ".join(unescape(_MARKUP.sub(" ", text)).split())


# --- addresses -----------------------------------------------------------------------------------

_SPACES = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_UNSAFE = re.compile(r'[\s<>"{}|\\^`\x00-\x20\x7f-\x9f]')


def url_of(value: Any, base: str | None = None) -> str | None:
    """The web address of a value: text, or what a node says of itself; None for what is none."""
    if isinstance(value, Node):
        for one in (*value.properties.get("url", ()), *value.properties.get("contentUrl", ()), value.id):
            if isinstance(one, str) and (found := web(one, base)):
                return found
        return None
    return web(value, base) if isinstance(value, str) else None


def web(text: str, base: str | None = None) -> str | None:
    """An absolute http or https address, with unsafe characters escaped; relative ones are seen from ``base``.

    >>> web("//post.example/a b"), web("/a", "https://post.example/x"), web("n/a")
    ('https://post.example/a%20b', 'https://post.example/a', None)
    """
    text = plain(text).strip()
    if not text or len(text) > _LONGEST:
        return None
    if text.startswith("//"):
        text = f"{'http' if (base or '').lower().startswith('http:') else 'https'}:{text}"
    if base and not is_iri(text.split("?")[0]):
        if " " in text and "/" not in text:
            return None
        try:
            text = urljoin(base, text)
        except ValueError:
            return None
    text = _SPACES.sub("%20", text)
    if _UNSAFE.search(text):
        text = _UNSAFE.sub(lambda found: quote(found.group()), text)
    return text if is_url(text) else None


_LONGEST = 4096


_PAGE = re.compile(r"https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#]*)([^?#]*)", re.IGNORECASE)


def page_key(url: str) -> str:
    """A web address as far as it tells pages apart: its host without ``www.``, and its path.

    >>> page_key("https://www.Post.example/a/?x=1#top")
    'post.example/a'
    """
    found = _PAGE.match(url)
    return found[1].lower() + found[2].rstrip("/") if found else url.rstrip("/")


def iri(text: str | None) -> str | None:
    """The text if it is an absolute IRI."""
    if text is None:
        return None
    text = text.strip()
    return text if len(text) <= _LONGEST and is_iri(text) and not text.startswith("_:") else None


# --- dates and numbers ---------------------------------------------------------------------------

_EPOCH = re.compile(r"\d{10}|\d{13}")
_DOUBLE_ZONE = re.compile(r"([+-]\d\d:?\d\d)Z$")
_COMMA_FRACTION = re.compile(r"(T\d\d:\d\d:\d\d)[,:](\d{1,9})")
_SPACED_OFFSET = re.compile(r"(\d\d:\d\d(?::\d\d)?) ([+-]\d\d:?\d\d)$")
_JAVA = re.compile(r"\[[A-Za-z_/+\-0-9]+\]$")


def moment(value: Any, zone: str | None = None) -> ReadDate | None:
    """The date that a value says; None if it says none. Raises ValueError with a message for people."""
    if isinstance(value, bool) or value is None:
        return None
    text = day_of(value)
    if not text:
        return None
    if _EPOCH.fullmatch(text):
        return _of_epoch(int(text) / (1000 if len(text) == 13 else 1))
    text = _JAVA.sub("", text)
    text = _DOUBLE_ZONE.sub(r"\1", text)
    text = _COMMA_FRACTION.sub(r"\1.\2", text)
    text = _SPACED_OFFSET.sub(r"\1\2", text)
    return read_date(text, zone=zone)


def quiet_date(value: Any, zone: str | None = None, *, whole: bool = False) -> str | None:
    """A date without a word about it: None for one that cannot be read in whole; with ``whole``, a time is needed."""
    try:
        found = moment(value, zone)
    except ValueError:
        return None
    if found is None or (found.note and found.zone != "applied") or (whole and "T" not in found.value):
        return None
    return found.value


def day_of(value: Any) -> str:
    """A date as it is written."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return (text_of(value) or "").strip()


def _of_epoch(seconds: float) -> ReadDate:
    from datetime import UTC, datetime

    return ReadDate(datetime.fromtimestamp(seconds, UTC).isoformat(), "said")


_NUMBER = re.compile(r"(\d{1,15})(?:[.,]0+)?\s*(?:px|pixels?)?", re.IGNORECASE)


def count_of(value: Any) -> int | None:
    """A whole number: a number, a text such as ``1200px``, or a QuantitativeValue."""
    if isinstance(value, Node):
        found = value.properties.get("value", [None])[0]
        return None if isinstance(found, Node) else count_of(found)
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if 0 <= value < 10**15 else None
    if isinstance(value, float):
        return int(value) if value.is_integer() and 0 <= value < 10**15 else None
    if isinstance(value, str) and (match := _NUMBER.fullmatch(value.strip())):
        return int(match[1])
    return None


_SIZE = re.compile(r"([\d.,]+)\s*(bytes?|b|kb|kib|mb|mib|gb|gib)?", re.IGNORECASE)
_UNIT = {"": 1, "b": 1, "byte": 1, "bytes": 1}


def bytes_of(value: Any) -> int | None:
    """A size in bytes (``contentSize``); one in rounded units is no number of bytes."""
    if isinstance(value, int | float):
        return count_of(value)
    found = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found or (found[2] or "").lower() not in _UNIT or not found[1].isdecimal():
        return None
    return int(found[1]) if len(found[1]) < 16 else None


_DURATION = re.compile(
    r"P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2}(?:\.\d+)?)")


def seconds_of(value: Any) -> float | None:
    """A duration in seconds: ISO 8601, ``1:30``, or a number of seconds.

    >>> seconds_of("PT1M30.5S"), seconds_of("1:30"), seconds_of("soon")
    (90.5, 90.0, None)
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if 0 <= value < 10**9 else None
    if not isinstance(value, str):
        return None
    text = value.strip().replace(",", ".")
    if (found := _DURATION.fullmatch(text)) and any(found.groups()):
        days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
        return days * 86400 + hours * 3600 + minutes * 60 + seconds
    if found := _CLOCK.fullmatch(text):
        return float(found[1] or 0) * 3600 + float(found[2]) * 60 + float(found[3])
    return None


_TRUE = frozenset({"true", "yes", "1", "https://schema.org/true", "http://schema.org/true"})
_FALSE = frozenset({"false", "no", "0", "https://schema.org/false", "http://schema.org/false"})


def flag_of(value: Any) -> bool | None:
    """A Boolean, also as text or as the address of schema.org's own."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    return True if word in _TRUE else False if word in _FALSE else None


def media_type(value: Any) -> str | None:
    """A media type, such as image/jpeg; ``encodingFormat`` may be an address too."""
    text = text_of(value) if isinstance(value, str) else None
    return text if text and is_media_type(text) else None


def language(text: str) -> str | None:
    """A language tag in canonical form; ``en_US`` is meant as en-US. None for what is none."""
    try:
        found = canonical_language(text.strip().replace("_", "-"))
    except ValueError:
        return None
    return found if len(found.partition("-")[0]) <= 3 else None

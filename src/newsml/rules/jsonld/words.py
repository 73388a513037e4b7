"""What the rules of JSON-LD ask of texts: is it an address, a time, the same words, the same page?"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_WEB = re.compile(r"https?://", re.I)
_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?"
    r"(?:[T](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(Z|[+-]\d\d(?::?\d\d)?)?)?"
)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d(?::?\d\d)?)?)?")
_DURATION = re.compile(
    r"-?P(?=\d|T\d)(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?W)?(?:\d+(?:[.,]\d+)?D)?"
    r"(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?"
)


def absolute(text: str) -> bool:
    """Whether a text begins with a scheme, as absolute IRIs do."""
    return bool(_ABSOLUTE.match(text))


def is_web(text: str) -> bool:
    """Whether a text begins as an address of the web."""
    return bool(_WEB.match(text))


def host_of(url: str) -> str:
    """The host of an address in small letters, without ``www.`` and port; empty where there is none."""
    found = re.match(r"https?://(?:[^/?#@]*@)?([^/?#:]+)", url.strip(), re.I)
    return found[1].lower().removeprefix("www.") if found else ""


def called(name: str) -> str:
    """A name as readers see it: on one line, without character references; the beginning of a very long one."""
    from html import unescape

    return " ".join(unescape(name[:_NAME]).split())


_NAME = 400


def is_json(text: str) -> bool:
    """Whether a text looks like JSON that was put into a text."""
    text = text.strip()
    return text[:1] in ("{", "[") and text[-1:] in ("}", "]") and '"' in text


def same_page(one: str, two: str) -> bool:
    """Whether two addresses are of one page: scheme, ``www.``, query, fragment and last slash do not count.

    >>> same_page("http://www.post.example/a/?x=1#top", "https://post.example/a")
    True
    """
    return page_of(one) == page_of(two)


def page_of(url: str) -> str:
    """An address as far as it tells pages apart."""
    from urllib.parse import unquote

    url = re.split(r"[?#]", url.strip(), maxsplit=1)[0]
    found = re.match(r"https?://(?:www\.)?([^/]*)(.*)", url, re.I | re.S)
    return found[1].lower() + unquote(found[2]).rstrip("/") if found else url.rstrip("/")


def comparable(text: str) -> str:
    """A text for comparison: without markup, accents of typography, case, spaces and signs.

    >>> comparable("«Bridge&nbsp;re-opens!»") == comparable("bridge reopens")
    True
    """
    from html import unescape

    if "&" in text:
        text = unescape(unescape(text))
    if "<" in text:
        text = re.sub(r"<[^<>]*>", "", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return _SIGNS.sub("", text.casefold())


_SIGNS = re.compile(r"[\W_]+")


# --- times ---------------------------------------------------------------------------------------


class Moment(NamedTuple):
    """A date as it is written: the day, the time if there is one, whether it has an offset."""

    start: datetime
    end: datetime
    has_time: bool
    has_zone: bool


def moment_of(text: str) -> Moment | None:
    """The moment of an ISO 8601 date or time as schema.org takes it; None for any other text.

    ``start`` and ``end`` are the first and last moment it may mean: a day is long, a time without zone may be anywhere.
    """
    text = text.strip()
    return _moment_of(text) if len(text) < 60 else None


@lru_cache(maxsize=512)
def _moment_of(text: str) -> Moment | None:
    found = _DATE.fullmatch(text) or _BASIC.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    if hour is not None and day is None:
        return None
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        offset = _offset(zone)
        start = datetime(first.year, first.month, first.day, tzinfo=UTC)
        if hour is not None:
            if int(hour) > 24 or int(minute) > 59 or int(second or 0) > 60:
                return None
            start += timedelta(hours=int(hour), minutes=int(minute), seconds=int(second or 0))
            end = start
        else:
            end = start + timedelta(days=1 if day else 31 if month else 366)
        if offset is not None:
            start, end = start - offset, end - offset
        else:
            start, end = start - timedelta(hours=14), end + timedelta(hours=12)
    except (ValueError, OverflowError):
        return None
    return Moment(start, end, hour is not None, zone is not None)


def _offset(zone: str | None) -> timedelta | None:
    if zone is None:
        return None
    if zone == "Z":
        return timedelta()
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    if minutes > 14 * 60:
        raise ValueError(zone)
    return timedelta(minutes=-minutes if zone[0] == "-" else minutes)


def surely_before(one: Any, two: Any) -> bool:
    """Whether one date, a text, is before another however they are read."""
    if not isinstance(one, str) or not isinstance(two, str):
        return False
    first, second = moment_of(one), moment_of(two)
    if first is None or second is None:
        return False
    if not (first.has_zone and second.has_zone):  # of one author: as they are written, as far as both go
        size = min(len(one.strip()), len(two.strip()), 19 if first.has_time and second.has_time else 10)
        return one.strip()[:size] < two.strip()[:size]
    return first.end < second.start


def is_duration(text: str) -> bool:
    """Whether a text is an ISO 8601 duration.

    >>> is_duration("PT1M30S"), is_duration("1:30")
    (True, False)
    """
    return bool(_DURATION.fullmatch(text.strip()))

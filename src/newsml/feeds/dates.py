"""Dates of feeds: RFC 822 as RSS has it, RFC 3339 as Atom has it, and whatever else stands there.

Specifications: RFC 822 section 5, RFC 2822 section 4.3 (years of two digits, names of zones), RFC 3339.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from newsml.dates import LONGEST, ReadDate, read_date
from newsml.feeds.zones import Origin, depends, offset_of
from newsml.model.values import PartialDate

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
# RFC 822 section 5.1: these names have a meaning in feeds that they have nowhere else.
ZONES = {
    "ut": 0, "gmt": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7,
}  # fmt: skip
RFC822 = re.compile(
    r"(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*\.?,?\s+)?(?P<day>\d{1,2})[\s\-](?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"\w*\.?,?[\s\-](?P<year>\d{4}|\d\d)\s+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"(?:\s*(?P<zone>UTC|UT|GMT|Z|[ECMP][SD]T)|\s*(?:GMT|UTC)?\s*(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)(?:\s*\([^()]{0,40}\))?)",
    re.ASCII | re.IGNORECASE,
)
RFC822_STRICT = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?:\d{4}|\d\d)"
    r" \d\d:\d\d(?::\d\d)? (?:UT|GMT|[ECMP][SD]T|[A-IK-Za-ik-z]|[+-]\d{4})",
    re.ASCII,
)
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
W3CDTF = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?", re.ASCII
)
_PLAIN_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s?([Zz]|[+-]\d\d:?\d\d)", re.ASCII
)
_NAMED = re.compile(
    r"(.{4,60}?\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:\s?[ap]\.?m\.?)?)\s?\(?((?-i:[A-Z]{2,5}))\)?(\s\d{4})?",
    re.ASCII | re.IGNORECASE,
)
"""A time with the name of its zone, after which the year may stand, as ``date`` of Unix writes it."""
_SAID_TWICE = re.compile(r"(.*\d:\d\d.*[+-]\d\d:?\d\d) (?:[A-Z]{1,5}|[+-]\d{2,4})", re.ASCII)
"""An offset and the name of its zone, as Go writes it: ``2025-07-25 14:30:00 +0200 CEST``."""
_NOWHERE = Origin()


def feed_date(text: str, zone: str | None = None, origin: Origin = _NOWHERE) -> ReadDate:
    """The date that a feed says, in the model's form. ``zone`` is that of times that say none.

    ``origin`` is who says it: names of zones that mean several are read as these people mean them. What was assumed
    is in the ``note``. Raises ValueError, with a message for people, for what is no date.

    >>> feed_date("Fri, 25 Jul 2025 14:30:00 EST").value
    '2025-07-25T14:30:00-05:00'
    """
    said = " ".join(text.split())
    whole = _whole_short_date(said) if len(said) <= LONGEST else _whole_date(said)
    if whole is not None:
        return whole
    found = RFC822.fullmatch(said)
    if len(said) <= LONGEST:
        if twice := _SAID_TWICE.fullmatch(said):
            said = twice[1]
        elif (named := _NAMED.fullmatch(said)) and (read := _in_named_zone(named, origin)) is not None:
            return read
    return ReadDate(_rfc822(said, found).isoformat(), "said") if found else read_date(said, zone=zone)


def _whole_date(said: str) -> ReadDate | None:
    """A date that means the same whoever says it; None for any other text. Raises ValueError for one of no calendar."""
    found = RFC822.fullmatch(said)
    if found and not (found["zone"] and depends(found["zone"].upper())):
        return ReadDate(_rfc822(said, found).isoformat(), "said")
    iso = _PLAIN_ISO.fullmatch(said)
    if iso is None:
        return None
    try:
        return ReadDate(datetime.fromisoformat("{}T{}{}".format(*iso.groups()).upper()).isoformat(), "said")
    except ValueError as error:
        raise ValueError(f"{said!r} is not a date of the calendar: {error}") from error


_whole_short_date = lru_cache(maxsize=64)(_whole_date)
"""The same, remembered: checking a feed asks for each date several times."""


def _in_named_zone(found: re.Match[str], origin: Origin) -> ReadDate | None:
    """A time in the zone that its name means; None where nobody can tell, or it says no time.

    What RFC 822 defines is as it says, whatever stands around it, unless the sender's place says otherwise.
    """
    name = found[2].upper()
    try:
        said = feed_date(f"{found[1]}{found[3] or ''} +0000").value
    except ValueError:
        return None
    moment = datetime.fromisoformat(said).replace(tzinfo=None)
    offset = offset_of(name, moment, origin)
    if offset is not None:
        value = moment.replace(tzinfo=timezone(offset.value)).isoformat()
        return ReadDate(value, "applied" if offset.by_place else "said", offset.note)
    hours = ZONES.get(name.lower())
    if hours is None:
        return None
    return ReadDate(moment.replace(tzinfo=timezone(timedelta(hours=hours))).isoformat(), "said")


def _rfc822(said: str, found: re.Match[str]) -> datetime:
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year < 50 else 1900
    if found["zone"]:
        offset = timedelta(hours=ZONES[found["zone"].lower()])
    else:
        offset = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]))
        offset = -offset if found["sign"] == "-" else offset
    if abs(offset) >= timedelta(hours=24):
        raise ValueError(f"{said!r} has an offset of a day or more: write one such as +0500")
    month = _NUMBERS[found["month"].lower()]
    clock = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    later = clock[0] == 24 and clock[1:] == (0, 0)
    if clock[2] == 60:  # a leap second, which Python does not count
        clock = (*clock[:2], 59)
    try:
        day = datetime(year, month, int(found["day"]), tzinfo=timezone(offset))
        return (
            day + timedelta(days=1) if later else day.replace(hour=clock[0], minute=clock[1], second=clock[2])
        )
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{said!r} is not a date of the calendar: {error}") from error


def rfc822(moment: datetime) -> str:
    """The date as RSS has it: ``Fri, 25 Jul 2025 14:30:00 +0500``."""
    offset = moment.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    zone = f"{'-' if minutes < 0 else '+'}{hours:02}{rest:02}" if minutes else "GMT"
    day = f"{DAYS[moment.weekday()]}, {moment.day:02} {MONTHS[moment.month - 1]} {moment.year:04}"
    return f"{day} {moment.hour:02}:{moment.minute:02}:{moment.second:02} {zone}"


def rfc3339(moment: datetime) -> str:
    """The date as Atom has it: ``2025-07-25T14:30:00+05:00``; UTC as ``Z``."""
    text = moment.isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def midnight(date: PartialDate | datetime) -> datetime | None:
    """A date as the moment at which its day begins in UTC; None for a year or a month."""
    if isinstance(date, datetime):
        return date
    if date.month is None or date.day is None:
        return None
    return datetime(date.year, date.month, date.day, tzinfo=UTC)

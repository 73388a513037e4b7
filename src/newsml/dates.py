"""Dates as people write them, in the form the model reads: ISO 8601 (https://www.rfc-editor.org/rfc/rfc3339).

Nothing is guessed: no year, no zone, no order of day and month. What is not clear is refused with a
message that says why.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, Literal, NamedTuple, NoReturn

from newsml.assemble import sets
from newsml.issues import Issue, Report
from newsml.options import ReadOptions
from newsml.patterns import pattern

Zone = Literal["said", "applied", "missing"]

DAY_FIRST = {"yes": True, "no": False}
"""What the option ``day_first`` of a reader means; anything else is: nobody said."""

LONGEST = 100
"""No date is longer than this; what is longer is prose."""


class ReadDate(NamedTuple):
    """A date in the model's form, and what became of its time zone (None where there is no time)."""

    value: str
    zone: Zone | None = None
    note: str = ""
    """What had to be decided, for the report."""


# --- the parts of a date -------------------------------------------------------------------------

_ISO = pattern(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?[ ]?(Z|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_BASIC = pattern(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?", re.ASCII)
_NAMED_ZONE = pattern(r"(.*\d.*?)[ ]?[\[(]?([A-Z][A-Za-z]+/[A-Za-z_/+\-]+)[\])]?")
_COMMENT = pattern(r"(?<=[+-]\d{4})\s*\([A-Za-z ]{2,40}\)$")  # RFC 5322: +0200 (CEST)
_HAS_CLOCK = pattern(r":|\d\s?[ap]\.?m|\dh|UTC|GMT|Uhr", re.IGNORECASE)
_OFFSET = pattern(r"(?:^|(?<=[\s\d]))(?:(?:UTC|GMT|Z)[ ]?)?([+\u2212-])(\d{1,2})(?::?(\d\d))?$")
_UTC = pattern(r"(?:(?<=[\s\d(])|^)\(?(?:UTC|GMT|UT|Z)\)?$", re.IGNORECASE)
_ABBREVIATION = pattern(r"(?<=[\s\d])\(?(?!AM$|PM$|UHR$|HRS?$)([A-Z]{2,5})\)?$")
_CLOCK = pattern(
    r"(?<![\d.:/-])(\d{1,2})(?:[:h](\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?[ ]?"
    r"(?P<half>[ap]\.?m\.?(?!\w))?(?:[ ]?(?:Uhr|hrs?|h)\b)?"
    r"|(?:[.](\d\d))?[ ]?(?:(?P<half2>[ap]\.?m\.?(?!\w))|Uhr\b|o.clock\b|h(?:eures?)?\b))",
    re.IGNORECASE,
)
_DOTTED = pattern(
    r"(\b\d{4},?\s+)(?:(?:klo|kl\.?|at|um|om|ore|alle)\s*)?(\d{1,2})\.(\d\d)(?=\s*$)", re.IGNORECASE
)
_EAST_ASIAN = pattern(
    r"(\d{4})\s?[年년]\s?(?:(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日号號일])?)?"
    r"(?:\s*[(（][^()（）]{1,4}[)）])?\s*(?:(午前|午後|上午|下午)?(\d{1,2})[时時點点](?:(\d{1,2})分)?)?(.*)"
)
_YEAR_FIRST = pattern(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})")
_NUMBERS = pattern(r"(\d{1,2})([./-])[ ]?(\d{1,2})\2[ ]?(\d{4})")
_SHORT_YEAR = pattern(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_WORD = pattern(r"\d+|[^\W\d_][^\s,;\d]*")
_ORDINAL = pattern(r"(\d)(?:st|nd|rd|th|er|ère|º|ª|°|:a|:e|-го|\.)(?=[\s,]|$)", re.IGNORECASE)
_MARKS = pattern("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_PARTICLES = frozenset({
    "of", "the", "de", "del", "do", "da", "di", "le", "la", "el", "il", "den", "der", "dem", "am", "vom", "on",
    "du", "à", "às", "as", "a", "alle", "las", "om", "kl", "um", "at", "ab", "ore", "klo", "г", "года", "року", "р",
    "godz", "w", "v", "und", "et", "y", "e", "i", "o", "u", "l", "r", "о", "в", "у", "m", "d", "gada", "dne", "dnia",
})  # fmt: skip
_RELATIVE = frozenset({
    "yesterday", "today", "tomorrow", "now", "tonight", "gestern", "heute", "morgen", "jetzt", "aujourd'hui",
    "demain", "hier", "ayer", "hoy", "mañana", "ieri", "oggi", "domani", "ontem", "hoje", "amanhã", "gisteren",
    "vandaag", "igår", "idag", "вчера", "сегодня", "завтра", "вчора", "сьогодні", "أمس", "اليوم", "昨日", "今日",
    "昨天",
    "今天",
})  # fmt: skip

Clock = tuple[str | None, str | None, str | None, str | None]
"""Hour, minute, second and fraction, as written."""
Parts = tuple[str, str | None, str | None]
"""Year, month and day, as written."""


def read_date(text: str, *, zone: str | None = None, day_first: bool | None = None) -> ReadDate:
    """The date that the text says, as ISO 8601, as precise as the text is.

    ``zone`` is the IANA name of the zone of times that say none; without it such a time is left out.
    ``day_first`` says what 03/04/2025 means. Raises ValueError with a message for people.

    >>> read_date("Fri, 25 July 2025 14:30 UTC").value
    '2025-07-25T14:30:00+00:00'
    """
    said = text.strip()
    if not said or len(said) > LONGEST:
        _refuse(said, "is not a date")
    if not said.isascii():
        said = _with_ascii_digits(said)
    if found := _ISO.fullmatch(said):
        year, month, day, hour, minute, second, fraction, offset = found.groups()
        clock = (hour, minute, second, fraction) if hour else None
        return _dated(said, (year, month, day), clock, _offset_of(offset), zone)
    if found := _BASIC.fullmatch(said):
        year, month, day, hour, minute, second, offset = found.groups()
        clock = (hour, minute, second, None) if hour else None
        return _dated(said, (year, month, day), clock, _offset_of(offset), zone)
    if found := _EAST_ASIAN.fullmatch(said):
        return _of_east_asian(said, found, zone)
    return _of_words(said, zone, day_first)


def _with_ascii_digits(text: str) -> str:
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    return _MARKS.sub("", plain).replace("\xa0", " ").replace("\u202f", " ")


def _refuse(text: str, why: str) -> NoReturn:
    shown = text if len(text) <= 60 else text[:57] + "..."
    raise ValueError(f"{shown!r} {why}")


# --- zone and time of day ------------------------------------------------------------------------


def _offset_of(text: str | None) -> timedelta | None:
    if not text:
        return None
    return timedelta() if text in "Zz" else _offset(text[0], text[1:3], text[-2:])


def _offset(sign: str, hours: str, minutes: str | None) -> timedelta:
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return offset if sign == "+" else -offset


def _take_zone(said: str, text: str) -> tuple[str, timedelta | None, str | None]:
    """The text without its zone, and the zone as an offset or by its IANA name."""
    if "/" in text and (named := _NAMED_ZONE.fullmatch(text)):
        if zone_rules(named[2]) is None:
            _refuse(
                said,
                f"names the time zone {named[2]}, which does not exist: use a name such as Europe/Berlin",
            )
        return named[1], None, named[2]
    text = _COMMENT.sub("", text)
    if not _HAS_CLOCK.search(text):
        return text, None, None
    if offset := _OFFSET.search(text):
        sign = "+" if offset[1] == "+" else "-"
        return text[: offset.start()], _offset(sign, offset[2], offset[3]), None
    if utc := _UTC.search(text):
        return text[: utc.start()], timedelta(), None
    if (short := _ABBREVIATION.search(text)) and not _names_a_day(short[1]):
        return text[: short.start()], None, f"?{short[1]}"
    return text, None, None


def _names_a_day(word: str) -> bool:
    from newsml.vocabularies.calendar import is_weekday, month_number

    return bool(month_number(word)) or is_weekday(word)


def _take_clock(said: str, text: str) -> tuple[str, Clock | None]:
    """The text without its time of day, and that time."""
    text = re.sub(r"(?<=\d)T(?=\d\d:)", " ", text)
    text = _DOTTED.sub(r"\1\2:\3", text)
    found = _CLOCK.search(text)
    if not found:
        return text, None
    hour, minute = found[1], found[2] or found[6] or "00"
    half = (found["half"] or found["half2"] or "").lower()
    if half:
        if not 1 <= int(hour) <= 12:
            _refuse(said, f"has no time of day: there is no {hour} {half}")
        hour = str(int(hour) % 12 + (12 if half[0] == "p" else 0))
    return f"{text[: found.start()]} {text[found.end() :]}", (hour, minute, found[3], found[4])


# --- kinds of dates ------------------------------------------------------------------------------


def _of_east_asian(said: str, found: re.Match[str], zone: str | None) -> ReadDate:
    year, month, day, half, hour, minute, rest = found.groups()
    left, offset, zone_said = _take_zone(said, f" {rest.strip()}" if ":" in rest else rest.strip())
    clock: Clock | None = None
    if hour is None:
        left, clock = _take_clock(said, left)
    else:
        later = half in ("午後", "下午") and int(hour) < 12
        clock = (str(int(hour) + 12) if later else hour, minute, None, None)
    if left.strip():
        _refuse(said, f"is not a date: {left.strip()!r} is not understood")
    return _in_zone(said, (year, month, day), clock, offset, zone_said, zone)


def _of_words(said: str, zone: str | None, day_first: bool | None) -> ReadDate:
    rest, offset, zone_said = _take_zone(said, said)
    rest, clock = _take_clock(said, rest)
    parts = _date_parts(said, rest.strip(" ,;-–—|@"), day_first)
    return _in_zone(said, parts, clock, offset, zone_said, zone)


def _in_zone(
    said: str,
    parts: Parts,
    clock: Clock | None,
    offset: timedelta | None,
    zone_said: str | None,
    zone: str | None,
) -> ReadDate:
    if zone_said and zone_said[0] == "?":
        why = (
            f"its time zone {zone_said[1:]} means different things in different places: only the day is kept"
        )
        day = (
            _dated(said, parts, clock, timedelta(), None) if clock else _dated(said, parts, None, None, None)
        )
        return ReadDate(day.value[:10], "missing", f"{why}; write the offset, such as +01:00, or UTC")
    found = _dated(said, parts, clock, offset, zone_said or zone)
    return found._replace(zone="said", note="") if zone_said and clock else found


def _date_parts(said: str, text: str, day_first: bool | None) -> Parts:
    """Year, month and day of a text without time."""
    numeric = _without_weekday(text)
    if not numeric:
        _refuse(said, "has no date: write it with the year, such as 2025-07-25")
    if found := _ISO.fullmatch(numeric):
        return found[1], found[2], found[3]
    if found := _YEAR_FIRST.fullmatch(numeric):
        return found[1], found[3], found[4]
    if found := _NUMBERS.fullmatch(numeric):
        return _ordered(said, found[1], found[2], found[3], found[4], day_first)
    if _SHORT_YEAR.fullmatch(numeric):
        _refuse(said, "has a year of two digits: write four, best as 2025-07-25")
    return _named_parts(said, text)


def _without_weekday(text: str) -> str:
    first, _, rest = text.partition(" ")
    if rest and not first[0].isdigit():
        from newsml.vocabularies.calendar import is_weekday

        if is_weekday(first):
            return rest.strip(" ,")
    return text


def _ordered(said: str, one: str, mark: str, two: str, year: str, day_first: bool | None) -> Parts:
    if mark == "." or int(one) > 12 or one == two:  # with full stops the day is first everywhere
        return year, two, one
    if int(two) > 12:
        return year, one, two
    if day_first is None:
        ways = f"{year}-{int(two):02}-{int(one):02} or {year}-{int(one):02}-{int(two):02}"
        _refuse(said, f"may be {ways}: write one of these, or say which with -O day_first=yes or no")
    return (year, two, one) if day_first else (year, one, two)


def _named_parts(said: str, text: str) -> Parts:
    """Year, month and day of a date with the name of a month: ``Friday, July 25th, 2025``."""
    months, numbers = _words_of_date(said, text)
    if len(set(months)) != 1:
        _refuse(said, "is not a date such as 2025-07-25 or 25 July 2025")
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if not years:
        _refuse(said, "has no year (four digits), and newsml does not guess it: write it as 2025-07-25")
    if len(years) > 1 or len(days) > 1 or len(years) + len(days) != len(numbers):
        _refuse(said, "has more numbers than a date: write it as 2025-07-25")
    return years[0], str(months[0]), days[0] if days else None


def _words_of_date(said: str, text: str) -> tuple[list[int], list[str]]:
    """The months and the numbers of a text; a word that no date has is refused."""
    from newsml.vocabularies.calendar import is_weekday, month_number

    months: list[int] = []
    numbers: list[str] = []
    for word in _WORD.findall(_ORDINAL.sub(r"\1", text)):
        if word.isdecimal():
            numbers.append(word)
        elif is_weekday(word) and not (month_number(word) and not months):
            continue
        elif month := month_number(word):
            months.append(month)
        elif word.casefold() in _RELATIVE:
            _refuse(said, "is not a date: write the day itself, such as 2025-07-25")
        elif word.rstrip(".").casefold() not in _PARTICLES:
            _refuse(said, f"is not a date: {word!r} is not understood; write it as 2025-07-25")
    return months, numbers


# --- in the form of the model --------------------------------------------------------------------


def _dated(
    said: str, parts: Parts, clock: Clock | None, offset: timedelta | None, zone: str | None
) -> ReadDate:
    """The date of its parts. Raises ValueError for what no calendar and no clock has."""
    year, month, day = (int(part) if part is not None else None for part in parts)
    try:
        date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise ValueError(f"{said!r} is not a date of the calendar: {error}") from error
    text = "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])
    if clock is None:
        return ReadDate(text)
    if month is None or day is None:
        _refuse(said, "has a time but no day")
    moment = _moment(said, date(year or 0, month, day), clock)
    if offset is None:
        return _zoned(said, moment, zone)
    if abs(offset) >= timedelta(hours=24):
        _refuse(said, "has an offset of a day or more: write one such as +05:00")
    return ReadDate(moment.replace(tzinfo=timezone(offset)).isoformat(), "said")


def _moment(said: str, day: date, clock: Clock) -> datetime:
    hour, minute, second = (int(part or 0) for part in clock[:3])
    fraction = int((clock[3] or "0").ljust(6, "0")[:6])
    try:
        return datetime(day.year, day.month, day.day, hour, minute, second, fraction)  # noqa: DTZ001 (the zone follows)
    except ValueError as error:
        raise ValueError(f"{said!r} has no time of day: {error}") from error


@lru_cache(maxsize=32)
def zone_rules(name: str) -> Any:
    """The time zone of an IANA name, or None if there is none."""
    from newsml.site import zone_of

    return zone_of(name)


def _zoned(said: str, moment: datetime, zone: str | None) -> ReadDate:
    """A time that says no zone, in the zone given; without one only its day."""
    rules = zone_rules(zone) if zone else None
    if rules is None:
        why = "it says no time zone: only the day is kept; add an offset such as +05:00, or set time_zone for the site"
        return ReadDate(moment.date().isoformat(), "missing", why)
    try:
        return ReadDate(
            moment.replace(tzinfo=rules).isoformat(), "applied", f"it says no time zone: read as {zone}"
        )
    except (OverflowError, ValueError) as error:
        raise ValueError(f"{said!r} is too far from the present for a time zone") from error


# --- for readers ---------------------------------------------------------------------------------

_MOMENTS = frozenset({"first_created", "version_created", "embargoed_until"})
"""Fields that take a date and time only; a day is wrong there, and the model says so."""


def take_date(
    field: str,
    value: Any,
    fields: dict[str, Any],
    report: Report,
    options: ReadOptions,
    line: int | None = None,
) -> Any:
    """The value for a date field of the model: from text, or from what YAML and TOML make of a date.

    A zone that had to be applied or is missing is reported (ZONE), and the original kept in ``extra``
    under ``dates``. What cannot be read is reported (DATE) and given back as it is, so that the model
    refuses it together with all that is wrong. None for an empty value, or where the field comes from
    outside. An option ``day_first`` (yes, no) of the reader is followed.
    """
    if value is None or value == "" or sets(options, field):
        return None
    value = _as_text(value)
    if not isinstance(value, str):
        return value
    zone = options.site.time_zone if options.site else None
    try:
        found = read_date(value, zone=zone, day_first=DAY_FIRST.get(getattr(options, "day_first", "")))
    except ValueError as error:
        report(Issue("DATE", "warning", field, f"{field}: {error}", options.file, line))
        return value
    if found.zone == "missing" and field in _MOMENTS:
        return value
    if found.zone in ("applied", "missing"):
        _keep(field, value, fields)
        severity: Literal["info", "warning"] = "info" if found.zone == "applied" else "warning"
        report(Issue("ZONE", severity, field, f"{field} {value!r}: {found.note}", options.file, line))
    return found.value


def _as_text(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _keep(field: str, value: str, fields: dict[str, Any]) -> None:
    """Keep what the sender wrote in ``extra``."""
    extra = fields.setdefault("extra", {})
    kept = extra.setdefault("dates", {}) if isinstance(extra, dict) else None
    if isinstance(kept, dict):
        kept[field] = value

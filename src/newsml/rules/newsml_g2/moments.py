"""Dates of NewsML-G2 compared as far as they are known (XML Schema 1.1 part 2, dateTime and its truncated forms)."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)", re.ASCII)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|T|Z|[+-]\d\d:)", re.ASCII)


def has_clock(text: str) -> bool:
    """Whether the date has a time of day."""
    return text[10:11] == "T"


def lacks_zone(text: str) -> bool:
    """Whether the date has a time of day and no zone."""
    return (
        text[10:11] == "T"
        and text[-1:] != "Z"
        and not _ZONE.fullmatch(text[-6:])
        and not _ZONE.fullmatch(text[-5:])
    )


@lru_cache(maxsize=1024)
def moment(text: str) -> datetime | None:
    """The date and time with a zone that the text says; None for any other text."""
    if text[10:11] != "T":
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def before(one: str, other: str) -> bool:
    """Whether one date is before the other: as moments, or as far as both go in the sender's own calendar."""
    if not one or not other or one == other:
        return False
    early, late = moment(one), moment(other)
    if early is not None and late is not None:
        return early < late
    first, second = _DATE.match(one), _DATE.match(other)
    if not first or not second:
        return False
    length = min(len(first[0]), len(second[0]))
    return first[0][:length] < second[0][:length]

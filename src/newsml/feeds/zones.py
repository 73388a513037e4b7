"""Names of time zones that feeds hold and RFC 822 does not define: what they mean, and to whom.

Sources: the IANA time zone database (https://www.iana.org/time-zones) for offsets and their changes; names such as
``BST`` or ``IST`` stand for several zones, of which language, country and host of a feed tell one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from newsml.site import zone_of

_MINUTES = {
    "WET": 0, "WEST": 60, "CET": 60, "MET": 60, "MEZ": 60, "CEST": 120, "MEST": 120, "MESZ": 120, "EET": 120,
    "EEST": 180, "MSD": 240, "TRT": 180, "IDT": 180, "IRST": 210, "IRDT": 270, "PKT": 300, "NPT": 345, "ICT": 420,
    "WIB": 420, "WITA": 480, "WIT": 540, "HKT": 480, "SGT": 480, "MYT": 480, "PHT": 480, "JST": 540, "KST": 540,
    "AWST": 480, "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "SAST": 120,
    "CAT": 120, "EAT": 180, "WAT": 60, "BRT": -180, "BRST": -120, "ART": -180, "UYT": -180, "CLT": -240,
    "CLST": -180, "COT": -300, "PET": -300, "NDT": -150, "AKST": -540, "AKDT": -480, "HST": -600,
}  # fmt: skip
"""Minutes east of Greenwich of names that news feeds use in one sense."""
_PLACES = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "MSK": "Europe/Moscow", "AET": "Australia/Sydney", "VET": "America/Caracas",
}  # fmt: skip
"""Names whose offset depends on the day."""
_WINTER = frozenset({"WET", "CET", "MET", "MEZ", "EET"})
"""Names of European winter time, which some programs write all year."""


class _Sense(NamedTuple):
    """One of several meanings of a name, and who means it: countries, which hosts name too, languages, and zones that
    the IANA database does not call so itself.
    """

    name: str
    minutes: int
    countries: frozenset[str]
    languages: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    summer: bool = False
    """Whether it is said in Europe's summer only."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SENSES = {
    "BST": (
        _Sense("British Summer Time", 60, _set("gb uk im je gg"), summer=True),
        _Sense("Bangladesh Standard Time", 360, _set("bd"), zones=_set("Asia/Dhaka")),
    ),
    "IST": (
        _Sense("Indian Standard Time", 330, _set("in"), _set("hi ta te kn ml mr gu pa or as")),
        _Sense("Israel Standard Time", 120, _set("il"), _set("he")),
        _Sense("Irish Standard Time", 60, _set("ie"), _set("ga"), summer=True),
    ),
    "CST": (_Sense("China Standard Time", 480, _set("cn tw hk mo")),),
    "AST": (
        _Sense("Arabia Standard Time", 180, _set("sa kw qa bh iq ye"), zones=_set("Asia/Riyadh Asia/Baghdad")),
        _Sense("Atlantic Standard Time", -240, _set("ca bm pr tt bb")),
    ),
    "ADT": (_Sense("Atlantic Daylight Time", -180, _set("ca bm")),),
    "GST": (_Sense("Gulf Standard Time", 240, _set("ae om"), zones=_set("Asia/Dubai Asia/Muscat")),),
    "AMT": (
        _Sense("Armenia Time", 240, _set("am"), _set("hy"), _set("Asia/Yerevan")),
        _Sense("Amazon Time", -240, _set("br"), zones=_set("America/Manaus")),
    ),
}  # fmt: skip


class Origin(NamedTuple):
    """What is known of who wrote a date: BCP 47 tags of languages, web addresses, the site's zone (IANA)."""

    languages: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    zone: str | None = None

    def words(self) -> tuple[frozenset[str], frozenset[str]]:
        """Languages and countries, in lower case; the end of a host counts as a country."""
        tags = [tag.lower().split("-") for tag in self.languages]
        countries = {part for tag in tags for part in tag[1:] if len(part) == 2}
        return frozenset(tag[0] for tag in tags), frozenset(countries | set(_ends(self.urls)))


def _ends(urls: Iterable[str]) -> Iterable[str]:
    for url in urls:
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            continue
        yield host.rpartition(".")[2]


class Offset(NamedTuple):
    """What a name of a zone means: the offset from UTC, a note for people, whether the sender's place decided."""

    value: timedelta
    note: str
    by_place: bool = False


def depends(name: str) -> bool:
    """Whether what a name means depends on who says it."""
    return name in _SENSES


def offset_of(name: str, moment: datetime, origin: Origin) -> Offset | None:
    """The offset of a zone by its name at a time of day there (``moment``, without zone); None if nobody can tell.

    >>> offset_of("JST", datetime(2025, 7, 25, 14, 30), Origin()).value
    datetime.timedelta(seconds=32400)
    """
    if (by_site := _of_site(name, moment, origin.zone)) is not None:
        return by_site
    if name in _MINUTES:
        found = timedelta(minutes=_MINUTES[name])
        note = f"its time zone {name} is read as {_shown(found)}"
        if name in _WINTER and _is_summer(moment.date()):
            note += (
                f", which it says, though on that day clocks there show {_shown(found + timedelta(hours=1))}"
            )
        return Offset(found, note)
    if name in _PLACES:
        place = _PLACES[name]
        there = _at(place, moment)
        return (
            None
            if there is None
            else Offset(there, f"its time zone {name} is read as {place}, {_shown(there)}")
        )
    sense = _sense(name, moment, origin)
    if sense is None:
        return None
    found = timedelta(minutes=sense.minutes)
    note = f"its time zone {name} is read as {sense.name}, {_shown(found)}, as language or address of the feed say"
    return Offset(found, note, by_place=True)


def _of_site(name: str, moment: datetime, zone: str | None) -> Offset | None:
    """The site's own zone, if that is what it is called on that day."""
    rules = zone_of(zone) if zone else None
    if rules is None:
        return None
    there = moment.replace(tzinfo=rules)
    found = there.utcoffset()
    if there.tzname() != name or found is None:
        return None
    return Offset(found, f"its time zone {name} is read as {zone}, {_shown(found)}")


def _at(place: str, moment: datetime) -> timedelta | None:
    rules = zone_of(place)
    return None if rules is None else moment.replace(tzinfo=rules).utcoffset()


def _sense(name: str, moment: datetime, origin: Origin) -> _Sense | None:
    """The one sense that the sender's country, zone or language speaks for."""
    senses = _SENSES.get(name, ())
    languages, countries = origin.words()
    for speaks in (
        lambda sense: origin.zone in sense.zones,
        lambda sense: countries & sense.countries,
        lambda sense: languages & sense.languages,
    ):
        found = [sense for sense in senses if speaks(sense)]
        if found:
            one = found[0] if len(found) == 1 else None
            return one if one is None or not one.summer or _is_summer(moment.date()) else None
    return None


def _is_summer(day: date) -> bool:
    """Whether it is summer time in Europe: from the last Sunday of March to the last of October."""
    return _last_sunday(day.year, 3) <= day <= _last_sunday(day.year, 10)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def _shown(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"

"""Rules on durations and the parts of a clip: numbers where numbers are meant, ends after starts.

NewsML-G2 2.35 (``duration``, ``timeDelim``), IPTC NewsCodes timeunit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsml.rules.newsml_g2.checks import Found, g2_rule
from newsml.rules.newsml_g2.item import Item
from newsml.rules.registry import shown

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_WHOLE = re.compile(r"\d+", re.ASCII)
_CLOCK = re.compile(r"(?:(\d+):)?(\d?\d):(\d\d(?:\.\d+)?)", re.ASCII)
_WITH_FRAMES = re.compile(r"\d\d:\d\d:\d\d[:;.,]\d\d\d?", re.ASCII)
_SPOKEN = {
    "seconds": ("a number of seconds, such as 90", _NUMBER),
    "milliseconds": ("a whole number of milliseconds, such as 90000", _WHOLE),
    "frames": ("a whole number of frames, such as 2250", _WHOLE),
    "editUnit": ("a whole number of edit units, such as 2250", _WHOLE),
    "normalPlayTime": (
        "a play time, such as 00:01:30.000 or 90",
        re.compile(f"{_NUMBER.pattern}|{_CLOCK.pattern}"),
    ),
    "timeCode": ("a time code, such as 00:01:30:12", _WITH_FRAMES),
    "timeCodeDropFrame": ("a time code, such as 00:01:30;12", _WITH_FRAMES),
}


def _fits(value: str, unit: str | None) -> bool:
    return unit not in _SPOKEN or _SPOKEN[unit][1].fullmatch(value.strip()) is not None


def _seconds(value: str) -> float | None:
    if _NUMBER.fullmatch(value):
        return float(value)
    found = _CLOCK.fullmatch(value)
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + float(found[3]) if found else None


@g2_rule(
    "G2-DURATION", "warning", "remoteContent inlineXML inlineData newsContentCharacteristics", nears="MODEL"
)
def duration_no_number(elements: Iterable[Element], item: Item) -> Found:
    """A duration is a number in the unit that stands beside it, or in seconds.

    Why: the schema takes any text. "PT1M30S" and "1:30" come to nothing in programs that expect 90, so that the
    clip is listed as having no length.
    See: NewsML-G2 2.35, ``duration`` and ``durationunit`` (default: seconds); NewsCodes timeunit.
    """
    for element in elements:
        value = element.get("duration")
        if value is None:
            continue
        said = element.get("durationunit") or element.get("durationunituri")
        unit = item.code(element, "timeunit", "durationunit") if said else "seconds"
        if not _fits(value, unit):
            yield element, f"duration {shown(value)} is not {_SPOKEN[unit or 'seconds'][0]} ({unit})"


@g2_rule("G2-TIMEDELIM", "warning", "timeDelim")
def time_mark_no_time(elements: Iterable[Element], item: Item) -> Found:
    """The start and end of a part are written in the unit that is said.

    Why: a player that is told editUnit counts frames. Given "00:02:10" or nothing at all, it cuts at the wrong
    place or not at all.
    See: NewsML-G2 2.35, ``partMeta/timeDelim`` with ``timeunit``; NewsCodes timeunit.
    """
    for element in elements:
        unit = item.code(element, "timeunit", "timeunit")
        for name in ("start", "end"):
            value = element.get(name, "0")
            if not value.strip():
                yield element, f"{name} of timeDelim is empty: give the time, such as 00:01:30.000"
            elif not _fits(value, unit):
                yield (
                    element,
                    f"{name} {shown(value)} of timeDelim is not {_SPOKEN[unit or 'seconds'][0]} ({unit})",
                )


@g2_rule("G2-TIMEDELIM-ORDER", "error", "timeDelim")
def part_ends_before_start(elements: Iterable[Element], item: Item) -> Found:
    """A part of a clip ends after it starts.

    Why: a shot of minus two seconds cannot be played, and the shot list of which it is one is out of step from
    there on.
    See: NewsML-G2 2.35, ``partMeta/timeDelim``.
    """
    for element in elements:
        start, end = element.get("start", "").strip(), element.get("end", "").strip()
        first, last = _seconds(start), _seconds(end)
        if first is not None and last is not None and last < first:
            yield element, f"the part ends at {end}, before it starts at {start}: correct one of them"

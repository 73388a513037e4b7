"""Durations in seconds: said in seconds, milliseconds, frames, as normal play time or as a time code.

Specifications: NewsML-G2 2.35, durationunit; SMPTE ST 12-1.
"""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import Attributes
from newsml.formats.newsml_g2.source import Source

_PLAY_TIME = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,2}):)?(\d{1,6}(?:\.\d{1,6})?)", re.ASCII)
_TIME_CODE = re.compile(
    r"(?P<hours>\d{1,3}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d)(?P<mark>[:;.])(?P<frames>\d{1,3})",
    re.ASCII,
)
_NUMBER_OF_FRAMES = re.compile(r"\d{1,3}(?:\.\d{1,6})?", re.ASCII)
_NTSC = 30000 / 1001


def said_by_default(source: Source, attributes: Attributes, name: str) -> None:
    """Take a unit that the model has anyway; the writer leaves it out."""
    if attributes.pop(name, None) is not None:
        source.odd()


def seconds_of(source: Source, element: Element, attributes: Attributes) -> float | None:
    """A duration in seconds, also one said in milliseconds, frames, or as normal play time (``00:02:05.5``)."""
    unit = attributes.get("durationunit", "seconds").rpartition(":")[2]
    said = attributes["duration"]
    found: float | None = None
    if unit == "normalPlayTime" and (match := _PLAY_TIME.fullmatch(said.strip())):
        hours, minutes, seconds = (float(part or 0) for part in match.groups())
        found = hours * 3600 + minutes * 60 + seconds
        del attributes["duration"]
        source.odd()
    elif unit in ("timeCode", "timeCodeDropFrame", "editUnit"):
        found = _of_frames(source, element, attributes, unit)
        if found is not None:
            del attributes["duration"]
            source.odd()
    elif unit in ("seconds", "milliseconds"):
        found = source.number(element, attributes, "duration")
        found = found / 1000 if found is not None and unit == "milliseconds" else found
    if found is None:
        return None
    if found < 0:
        attributes["duration"] = said
        source.wrong(element, "duration", said, "a number of seconds, 0 or more")
        return None
    said_by_default(source, attributes, "durationunit")
    return found


def _of_frames(source: Source, element: Element, attributes: Attributes, unit: str) -> float | None:
    """A duration in seconds that is said in frames, or as a time code with frames; None if it is neither."""
    said, rate = attributes["duration"].strip(), frame_rate(attributes.get("videoframerate", ""))
    if unit == "editUnit":
        return round(int(said) / rate, 3) if said.isdecimal() and rate else None
    match = _TIME_CODE.fullmatch(said)
    if match is None:
        return None
    drop = unit == "timeCodeDropFrame" or match["mark"] in (";", ".")
    hours, minutes, seconds, frames = (int(match[name]) for name in ("hours", "minutes", "seconds", "frames"))
    found = duration_of(hours, minutes, seconds, frames, rate or (_NTSC if drop else None), drop=drop)
    if rate is None and frames and not drop:
        message = (
            f"duration {said!r}: the frames are not counted, for no videoframerate says how many a second has"
        )
        source.say("UNKNOWN", "info", element, message)
    return found


def frame_rate(said: str) -> float | None:
    """Frames a second; 29.97 and its like are what they stand for, 30000/1001."""
    if not _NUMBER_OF_FRAMES.fullmatch(said.strip()) or not (rate := float(said)):
        return None
    nominal = round(rate)
    return nominal * 1000 / 1001 if 0 < nominal - rate < 0.1 else rate


def duration_of(
    hours: int, minutes: int, seconds: int, frames: int, rate: float | None, *, drop: bool
) -> float:
    """Seconds of an SMPTE time code (ST 12-1): of each minute but the tenth, drop frame leaves two numbers out.

    >>> duration_of(0, 1, 0, 2, 30000 / 1001, drop=True), duration_of(0, 0, 10, 12, 25, drop=False)
    (60.06, 10.48)
    """
    whole = (hours * 60 + minutes) * 60 + seconds
    if rate is None:
        return float(whole)
    nominal = round(rate)
    count = whole * nominal + frames
    if drop and nominal % 30 == 0:
        passed = hours * 60 + minutes
        count -= nominal // 15 * (passed - passed // 10)
    return round(count / rate, 3)

"""JL4: dates, durations and their order."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from newsml.rules.jsonld.checks import Found, jl_rule
from newsml.rules.jsonld.document import Document
from newsml.rules.jsonld.vocabulary import dated, takes, takes_only
from newsml.rules.jsonld.words import is_duration, moment_of, surely_before
from newsml.rules.registry import shown

_SOON = timedelta(minutes=5)


@jl_rule("JL402", "error")
def no_date(document: Document) -> Found:
    """A date is written as ISO 8601 says.

    Why: "12/02/2026" is February or December, "yesterday" is nothing; a consumer drops it, or shows a wrong day.
    See: schema.org 30.0, Date and DateTime; ISO 8601-1:2019.
    """
    for words, text in dated(document):
        if text.strip() and moment_of(text) is None:
            hint = _hint(text)
            yield words.place, f"{words.name} {shown(text)} is no ISO 8601 date: write {hint}"


def _hint(text: str) -> str:
    found = re.match(
        r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d)?", text.strip()
    )
    if found and found[3]:
        offset = found[3] if found[3] == "Z" or ":" in found[3] else f"{found[3][:3]}:{found[3][3:]}"
        return f"{found[1]}T{found[2]}{offset}"
    if found:
        return f"{found[1]}T{found[2]} with the offset, such as +01:00"
    return "it in the form of 2026-02-14T09:30:00+01:00, or the day alone, 2026-02-14"


@jl_rule("JL403", "warning")
def no_offset(document: Document) -> Found:
    """A time says its offset from UTC.

    Why: without it a consumer takes its own zone; an article is then hours older, or from tomorrow.
    See: Google Search Central, "Influence your byline dates"; RFC 3339 section 4.
    """
    for words, text in dated(document):
        if words.name == "uploadDate":
            continue  # JL713
        moment = moment_of(text)
        if moment and moment.has_time and not moment.has_zone:
            yield (
                words.place,
                f"{words.name} {shown(text)} has no offset: write it with one, such as {text.strip()}+01:00",
            )


@jl_rule("JL404", "warning")
def other_offset(document: Document) -> Found:
    """The offset is that of the site's zone on that day.

    Why: where summer time was forgotten, the clock shows an hour more or less, and the moment is wrong.
    See: Google Search Central, "Influence your byline dates"; IANA time zone database.
    """
    site = document.site
    if site is None or not site.time_zone:
        return
    from newsml.site import zone_of

    zone = zone_of(site.time_zone)
    for words, text in dated(document):
        if zone is None or words.name not in ("datePublished", "dateModified", "dateCreated", "uploadDate"):
            continue
        found = re.search(r"([+-]\d\d):?(\d\d)\Z", text.strip())
        moment = moment_of(text)
        if not found or moment is None or not moment.has_time:
            continue
        try:
            right = moment.start.astimezone(zone).isoformat()[-6:]
        except (ValueError, OverflowError):
            continue
        said = f"{found[1]}:{found[2]}"
        if right != said and said not in ("+00:00", "-00:00"):
            yield (
                words.place,
                f"{words.name} {shown(text)}: in {site.time_zone} the offset is {right} on that day",
            )


def _as_moment(now: datetime) -> datetime:
    return now + _SOON


@jl_rule("JL405", "error", google="warning")
def in_the_future(document: Document) -> Found:
    """An article was published before now.

    Why: search engines hold such a date to be wrong and choose one of their own; an embargoed story may have gone out.
    See: Google Search Central, "Influence your byline dates".
    """
    if document.now is None:
        return
    for node in document.kind("CreativeWork"):
        text = node.text("datePublished")
        moment = moment_of(text) if text else None
        if moment and moment.start > _as_moment(document.now):
            yield (
                node.at("datePublished"),
                f"datePublished {shown(text)} is in the future: give the time of first publication",
            )


@jl_rule("JL406", "error", google="warning")
def modified_first(document: Document) -> Found:
    """An article is changed after it is published.

    Why: one of the two is wrong, and a consumer that sorts by change shows the article too late or never.
    See: project decision; schema.org, ``dateModified``.
    """
    for node in document.kind("Article"):
        one, two = node.text("dateModified"), node.text("datePublished")
        if one and two and surely_before(one, two) and not _within(one, two, 60):
            yield (
                node.at("dateModified"),
                f"dateModified {shown(one)} is before datePublished {shown(two)}: correct one of them",
            )


def _within(one: str, two: str, seconds: float) -> bool:
    """Whether two times are so near that only the order of writing made one the first."""
    first, second = moment_of(one), moment_of(two)
    if not (first and second and first.has_time and second.has_time):
        return False
    return abs((second.start - first.start).total_seconds()) < seconds and first.has_zone == second.has_zone


@jl_rule("JL407", "warning", google="off")
def created_later(document: Document) -> Found:
    """An article is created before it is published.

    Why: the two were swapped, or ``dateCreated`` is the time of the page and not of the text.
    See: project decision; schema.org, ``dateCreated``.
    """
    for node in document.kind("Article"):
        one, two = node.text("datePublished"), node.text("dateCreated")
        if one and two and surely_before(one, two) and not _within(one, two, 60):
            yield node.at("dateCreated"), f"dateCreated {shown(two)} is after datePublished {shown(one)}"


def _is_duration(name: str) -> bool:
    return takes(name, "Duration") and takes_only(name, "Duration", "QuantitativeValue")


@jl_rule("JL408", "error")
def no_duration(document: Document) -> Found:
    """A duration is written as ISO 8601 says.

    Why: "1:30" and "90" are read as nothing, and the video is shown without its length.
    See: Google Search Central, "Video structured data"; ISO 8601-1:2019 section 5.5.2.
    """
    for words in document.words_where(_is_duration):
        name, text = words.name, words.text
        if text.strip() and not is_duration(text):
            yield (
                words.place,
                f"{name} {shown(text)} is no ISO 8601 duration: write PT1M30S for 1 minute 30",
            )
    for node in document.nodes:
        value = node.properties.get("duration")
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield node.at("duration"), f"duration {value} is a number: write PT{value:g}S for seconds"

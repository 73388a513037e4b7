"""Rules on the dates of entries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from newsml.feeds.dates import DAYS, RFC822, RFC822_STRICT, RFC3339, W3CDTF, feed_date
from newsml.rules.feeds.checks import ALL_FEEDS, Found, fd_rule
from newsml.rules.feeds.view import FeedView, Said, Unit
from newsml.rules.registry import shown


@fd_rule("FD221", "error", ALL_FEEDS, covers="DATE, ZONE")
def date_form(entry: Unit, feed: FeedView) -> Found:
    """Dates are in the form that their element has.

    Why: pubDate is a date of RFC 822 with its time and zone, Atom and JSON Feed have RFC 3339, Dublin Core
    the W3C's profile of
    ISO 8601; in another form readers take the entry for as old as the day they saw it.
    See: RSS 2.0, pubDate; RFC 4287 section 3.3; JSON Feed 1.1, date_published; W3C NOTE-datetime.
    """
    for said in entry.dates:
        local = said.name.rpartition(":")[2].lower()
        if local in ("pubdate", "lastbuilddate"):
            right, form = RFC822_STRICT, "Fri, 25 Jul 2025 14:30:00 +0100"
        elif entry.format == "rss" or said.name.startswith("dc"):
            right, form = W3CDTF, "2025-07-25T14:30:00+01:00"
        else:
            right, form = RFC3339, "2025-07-25T14:30:00+01:00"
        if not right.fullmatch(said.text) or moment_of(said) is None:
            yield said.line, f"{said.name} {shown(said.text)} is not a date of its form, such as {form}"


def moment_of(said: Said) -> datetime | None:
    """The moment that a date says; a day begins at midnight; None for what is none."""
    return _moment_of(said.text) if len(said.text) < _SHORT else _moment(said.text)


_SHORT = 100
"""Longer texts are no dates, and would only take up memory."""


def _moment(text: str) -> datetime | None:
    try:
        value = feed_date(text).value
    except ValueError:
        return None
    if "T" in value:
        return datetime.fromisoformat(value)
    try:
        return (
            datetime.fromisoformat(f"{value}T00:00:00+00:00")
            if len(value) == 10
            else datetime(int(value[:4]), 1, 1, tzinfo=UTC)
        )
    except ValueError:
        return None


_moment_of = lru_cache(maxsize=64)(_moment)
"""The same, remembered: several rules ask for the same dates, one after the other."""


@fd_rule("FD222", "warning", "rss")
def weekday(entry: Unit, feed: FeedView) -> Found:
    """The day of the week is that of the date.

    Why: if the two contradict each other one of them is wrong, and nobody knows which; mostly the date was
    put together by hand.
    See: RFC 822 section 5.2.
    """
    for said in entry.all("rss:pubdate"):
        found, moment = RFC822.fullmatch(said.text), moment_of(said)
        if found and moment is not None and found["weekday"]:
            right = DAYS[moment.weekday()]
            if found["weekday"].title() != right and found["hour"] != "24":
                yield said.line, f"{shown(said.text)} is a {right}, not a {found['weekday']}"


@fd_rule("FD223", "warning", ALL_FEEDS)
def future(entry: Unit, feed: FeedView) -> Found:
    """No entry is from the future.

    Why: readers sort it to the top until its day comes, or hide it until then; mostly the time zone is wrong.
    See: MSN Partner Hub (publish date in the past); W3C Feed Validation Service, "ImplausibleDate".
    """
    if feed.now is None:
        return
    for said in entry.dates:
        moment = moment_of(said)
        if moment is not None and moment > feed.now + timedelta(minutes=10):
            yield said.line, f"{said.name} {shown(said.text)} is in the future: look at its time zone"


@fd_rule("FD224", "warning", ALL_FEEDS)
def implausible(entry: Unit, feed: FeedView) -> Found:
    """Dates are of the time in which there are feeds.

    Why: 1970, 1904 or the year 0 is what a program writes that has no date; readers sort the entry to the
    very end.
    See: W3C Feed Validation Service, "ImplausibleDate".
    """
    for said in entry.dates:
        moment = moment_of(said)
        if moment is not None and moment.year < 1990:
            yield said.line, f"{said.name} {shown(said.text)} is older than the web: the program had no date"


@fd_rule("FD225", "info", "rss jsonfeed")
def no_date(entry: Unit, feed: FeedView) -> Found:
    """An entry says when it was published.

    Why: readers sort by it; an entry without date is as old as the day on which it was first fetched, for
    each of them another.
    See: RSS 2.0, pubDate; JSON Feed 1.1, date_published; MSN Partner Hub (publish date is required).
    """
    if entry.format == "jsonfeed" and not isinstance(entry.value, dict):
        return
    if not entry.dates:
        yield entry.line, "the entry does not say when it was published"


@fd_rule("FD226", "error", "atom")
def no_updated(entry: Unit, feed: FeedView) -> Found:
    """An entry of Atom says when it was updated.

    Why: Atom demands it; readers compare it to know whether they have the latest version.
    See: RFC 4287 sections 4.1.2 and 4.2.15.
    """
    if not entry.has("atom:updated", "atom:modified", "rss:updated"):
        yield (
            entry.line,
            "the entry does not say when it was updated: without a change it is the time of publication",
        )


@fd_rule("FD227", "warning", ALL_FEEDS)
def order(entry: Unit, feed: FeedView) -> Found:
    """Nothing was changed before it was published.

    Why: one of the two dates is wrong, and readers that show both show nonsense; mostly one of them lost
    its time zone.
    See: RFC 4287 sections 4.2.9 and 4.2.15; JSON Feed 1.1, date_modified.
    """
    published = entry.first("rss:pubdate", "atom:published", "date_published")
    changed = entry.first("atom:updated", "dcterms:modified", "date_modified")
    if published is not None and changed is not None:
        one, two = moment_of(published), moment_of(changed)
        if one is not None and two is not None and "T" in changed.text and two < one:
            yield (
                changed.line,
                f"{changed.name} {shown(changed.text)} is before the publication, {shown(published.text)}",
            )


@fd_rule("FD228", "info", "rss")
def obsolete_date(entry: Unit, feed: FeedView) -> Found:
    """Dates have years of four digits, and an offset or GMT.

    Why: RFC 822 allows 25 for 2025 and EST for -0500, but its successors call both obsolete, and not all
    readers know them.
    See: RFC 5322 section 4.3; RSS 2.0 ("four-digit years are preferred").
    """
    for said in entry.all("rss:pubdate"):
        found = RFC822_STRICT.fullmatch(said.text) and RFC822.fullmatch(said.text)
        if found and (len(found["year"]) == 2 or (found["zone"] or "GMT").upper() not in ("GMT", "UT")):
            yield (
                said.line,
                f"{shown(said.text)} has an obsolete form: write year and offset with four digits",
            )

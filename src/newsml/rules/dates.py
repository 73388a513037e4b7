"""Rules on dates: their order, the embargo, and values that only a program makes up.

NewsML-G2 2.35 (dates and embargo), RFC 3339, Google Search Central "Publication dates".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from newsml.model import Article
from newsml.model.values import PartialDate, date_text
from newsml.rules.registry import Context, Finding, rule

_DAY = 86_400
_TOLERANCE = 5 * 60
_PAST = ("first_created", "version_created", "content_created", "content_modified")


def span(value: datetime | PartialDate) -> tuple[float, float]:
    """The first and last second that the value may mean, counted from the year 1.

    A date without a zone lasts from its start at UTC+14 to its end at UTC-12.
    """
    if isinstance(value, datetime):
        offset = value.utcoffset() or timedelta()
        second = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
        moment = value.toordinal() * _DAY + second - offset.total_seconds()
        return moment, moment
    start = datetime(value.year, value.month or 1, value.day or 1).toordinal()  # noqa: DTZ001 (a day count)
    days = 1 if value.day else 31 if value.month else 366
    return start * _DAY - 14 * 3600, (start + days) * _DAY + 12 * 3600


def surely_before(one: Any, other: Any) -> bool:
    """Whether one date is before the other in every zone of the world; for dates against the clock."""
    if not isinstance(one, datetime | PartialDate) or not isinstance(other, datetime | PartialDate):
        return False
    return span(one)[1] < span(other)[0]


def before(one: Any, other: Any) -> bool:
    """Whether one date of an article is before another; False if one is missing.

    Two times are compared as moments, everything else as the sender wrote it, as far as both go.
    """
    if not isinstance(one, datetime | PartialDate) or not isinstance(other, datetime | PartialDate):
        return False
    if isinstance(one, datetime) and isinstance(other, datetime):
        return span(one) < span(other)
    known = [(x, y) for x, y in zip(_calendar(one), _calendar(other), strict=True) if x and y]
    return [x for x, _ in known] < [y for _, y in known]


def _calendar(value: datetime | PartialDate) -> tuple[int, int | None, int | None]:
    return value.year, value.month, value.day


def all_dates(article: Article) -> Iterator[tuple[str, datetime | PartialDate]]:
    """Path and value of the dates of the article itself."""
    for name in _PAST:
        value = getattr(article, name)
        if value is not None:
            yield name, value
    for index, publication in enumerate(article.published):
        if publication.when is not None:
            yield f"published.{index}.when", publication.when
    if isinstance(article.embargoed_until, datetime):
        yield "embargoed_until", article.embargoed_until
    for index, value in enumerate(article.expires):
        yield f"expires.{index}", value


def publications(article: Article) -> Iterator[tuple[str, datetime | PartialDate]]:
    """Path and time of every publication that has a time."""
    for index, publication in enumerate(article.published):
        if publication.when is not None:
            yield f"published.{index}.when", publication.when


def first_publication(article: Article) -> tuple[str, datetime | PartialDate] | None:
    """Path and time of the first publication."""
    return min(publications(article), key=lambda item: span(item[1])[0], default=None)


@rule("DATE-MISSING", "warning")
def no_date(article: Article, context: Context) -> Iterator[Finding]:
    """An article has a date.

    Why: news without a date cannot be sorted, expires never, and is taken for today's by whoever finds it
    years later. Search engines guess one.
    See: NewsML-G2 2.35, ``versionCreated`` (required); Google Search Central, "Publication dates".
    """
    if not article.published and not any(getattr(article, name) for name in _PAST):
        yield Finding("published", "no date at all: give the time of publication or of this version")


@rule("DATE-ORDER", "error")
def modified_before_created(article: Article, context: Context) -> Iterator[Finding]:
    """Nothing is changed before it was created.

    Why: one of the two dates is wrong, and receivers that show "updated" or sort by it put the story in
    the wrong place. It mostly comes from a time zone that was added twice or left out.
    See: NewsML-G2 2.35, ``contentCreated`` and ``contentModified``.
    """
    created, modified = article.content_created, article.content_modified
    if modified and created and before(modified, created):
        message = (
            f"content_modified {date_text(modified)} is before content_created {date_text(created)}: "
            "check both, and their zones"
        )
        yield Finding("content_modified", message)


@rule("DATE-VERSION", "error")
def version_before_first(article: Article, context: Context) -> Iterator[Finding]:
    """No version is older than the first.

    Why: receivers decide by these dates which version is the newest; an update that claims to be older
    than the first version is thrown away.
    See: NewsML-G2 2.35, ``firstCreated`` and ``versionCreated``.
    """
    first, this = article.first_created, article.version_created
    if before(this, first) and this and first:
        message = (
            f"version_created {date_text(this)} is before first_created {date_text(first)}: "
            "check both, and their zones"
        )
        yield Finding("version_created", message)


@rule("DATE-MODIFIED", "warning")
def modified_before_published(article: Article, context: Context) -> Iterator[Finding]:
    """The last change is not older than the publication.

    Why: on the page it becomes dateModified, and a page that was changed before it existed makes search
    engines drop both dates.
    See: Google Search Central, "Article structured data" (dateModified); schema.org ``dateModified``.
    """
    modified, first = article.content_modified, first_publication(article)
    if modified and first and before(modified, first[1]):
        message = (
            f"content_modified {date_text(modified)} is before the publication {date_text(first[1])}: "
            "leave it out or correct it"
        )
        yield Finding("content_modified", message)


@rule("DATE-CREATED", "warning")
def created_after_published(article: Article, context: Context) -> Iterator[Finding]:
    """An article is created before it is published.

    Why: one of the dates is wrong. Often the time of the import was written over the time of creation,
    and an archive then holds old stories as new ones.
    See: NewsML-G2 2.35, ``contentCreated``; schema.org ``dateCreated``.
    """
    created, first = article.content_created or article.first_created, first_publication(article)
    if created and first and before(first[1], created):
        message = (
            f"published {date_text(first[1])}, but created {date_text(created)}: check both, and their zones"
        )
        yield Finding(first[0], message)


@rule("DATE-FUTURE", "error")
def in_the_future(article: Article, context: Context) -> Iterator[Finding]:
    """What has happened did not happen in the future.

    Why: an article from tomorrow stays at the top of every list, and Google refuses dates to come. It
    mostly comes from a local time that was stamped as UTC. (An embargo has a field of its own.)
    See: Google Search Central, "Publication dates"; NewsML-G2 2.35, ``embargoed``.
    """
    if context.now is None:
        return
    latest = span(context.now)[1] + _TOLERANCE
    for path, value in all_dates(article):
        if not path.startswith(("embargoed", "expires")) and span(value)[0] > latest:
            message = f"{path} {date_text(value)} lies in the future: check its zone, or use embargoed_until"
            yield Finding(path, message)


@rule("DATE-EMBARGO-PUBLISHED", "error")
def published_under_embargo(article: Article, context: Context) -> Iterator[Finding]:
    """Nothing is published before its embargo ends.

    Why: a broken embargo costs the source's trust, and sometimes a contract. Either the story went out
    too early or one of the two times is wrong.
    See: NewsML-G2 2.35, ``embargoed``.
    """
    until = article.embargoed_until
    if not isinstance(until, datetime):
        return
    for path, when in publications(article):
        if before(when, until):
            message = f"published {date_text(when)}, before the embargo ends at {date_text(until)}"
            yield Finding(path, message + ": correct one of them")


@rule("DATE-EMBARGO-OPEN", "warning")
def embargo_without_end(article: Article, context: Context) -> Iterator[Finding]:
    """An embargo has an end.

    Why: NewsML-G2 allows an embargo without a time, "until we say so". Systems that schedule by time hold
    the story for ever, and those that read no time as no embargo send it at once.
    See: NewsML-G2 2.35, ``embargoed`` (empty element).
    """
    if article.embargoed_until == "open":
        yield Finding(
            "embargoed_until", "the embargo has no end: give a time, or send a new version to lift it"
        )


@rule("DATE-EMBARGO-OVER", "info")
def embargo_over(article: Article, context: Context) -> Iterator[Finding]:
    """An embargo that has passed can go.

    Why: it does no harm to a system that compares times, but many refuse whatever has the field at all.
    See: NewsML-G2 2.35, ``embargoed``.
    """
    until = article.embargoed_until
    if context.now and isinstance(until, datetime) and surely_before(until, context.now):
        yield Finding("embargoed_until", f"the embargo ended at {date_text(until)}: leave it out from now on")


@rule("DATE-EXPIRES", "error")
def expires_before_published(article: Article, context: Context) -> Iterator[Finding]:
    """An article expires after its publication and its embargo.

    Why: it is deleted before anyone may read it. The two fields were confused, or a year was mistyped.
    See: NewsML-G2 2.35, ``contentMeta/expires``; schema.org ``expires``.
    """
    if not article.expires:
        return
    first = first_publication(article)
    start = article.embargoed_until if isinstance(article.embargoed_until, datetime) else first and first[1]
    for index, end in enumerate(article.expires):
        if start and before(end, start):
            message = (
                f"expires {date_text(end)}, before anyone may read it from {date_text(start)}: "
                "correct one of them"
            )
            yield Finding(f"expires.{index}", message)


@rule("DATE-EXPIRED", "warning")
def expired(article: Article, context: Context) -> Iterator[Finding]:
    """An article has not expired yet.

    Why: the licence or the usefulness of the text has ended; publishing it now breaks a contract or
    misleads, as an old weather warning does.
    See: NewsML-G2 2.35, ``contentMeta/expires``.
    """
    for index, end in enumerate(article.expires):
        if surely_before(end, context.now):
            yield Finding(
                f"expires.{index}", f"expired {date_text(end)}: do not publish it, or get a new date"
            )


@rule("DATE-TIME", "info")
def published_without_time(article: Article, context: Context) -> Iterator[Finding]:
    """A publication has a time of day.

    Why: a reader's newest-first list needs the minute, and feeds and news sitemaps want a full time with
    its zone. From a bare date they take midnight, somewhere.
    See: Google Search Central, "Publication dates" (give the time and the zone); RFC 4287 section 3.3.
    """
    for path, when in publications(article):
        if isinstance(when, PartialDate):
            yield Finding(
                path, f"published {when}: no time of day; add it with its zone, such as {_with_time(when)}"
            )


def _with_time(when: PartialDate) -> str:
    return f"{when.year:04}-{when.month or 1:02}-{when.day or 1:02}T14:30:00+01:00"


@rule("DATE-MIDNIGHT", "info")
def published_at_midnight(article: Article, context: Context) -> Iterator[Finding]:
    """Midnight to the second is mostly a date that a program padded.

    Why: a time that nobody said looks exact, and puts the story before everything else of that day, or in
    another zone on the day before.
    See: Google Search Central, "Publication dates".
    """
    for path, when in publications(article):
        if isinstance(when, datetime) and not (when.hour or when.minute or when.second or when.microsecond):
            message = (
                f"published {date_text(when)}, midnight to the second: "
                f"if only the day is known, write {when:%Y-%m-%d}"
            )
            yield Finding(path, message)


@rule("DATE-YEAR", "warning")
def before_there_was_news(article: Article, context: Context) -> Iterator[Finding]:
    """No date is older than newspapers.

    Why: the first newspaper appeared in 1605. A year such as 0001, 0025 or 1025 is an empty field or a
    typing error of a program, and many formats cannot even write it.
    See: RFC 3339 section 1; RFC 5322 section 3.3 (years from 1900 in RSS and mail dates).
    """
    for path, value in all_dates(article):
        if value.year < 1600:
            yield Finding(path, f"{path} {date_text(value)} is older than any newspaper: correct the year")


@rule("DATE-OFFSET", "warning")
def strange_offset(article: Article, context: Context) -> Iterator[Finding]:
    """A time has an offset that some place on earth has.

    Why: civil time lies between -12:00 and +14:00, in steps of 15 minutes. Anything else is a program's
    mistake, and the moment is wrong by hours.
    See: RFC 3339 section 4; IANA time zone database.
    """
    for path, value in all_dates(article):
        if isinstance(value, datetime) and value.year >= 1972:
            minutes = (value.utcoffset() or timedelta()).total_seconds() / 60
            if minutes % 15 or not -720 <= minutes <= 840:
                yield Finding(path, f"{path} {date_text(value)}: no place has this offset; check the zone")


@rule("DATE-EVENT", "error")
def event_ends_first(article: Article, context: Context) -> Iterator[Finding]:
    """An event ends after it starts.

    Why: calendars and planning systems refuse such an event or show it for ever; a day and a month were
    swapped, or the year was forgotten at New Year.
    See: NewsML-G2 2.35, ``eventDetails/dates``; RFC 5545 section 3.8.2.2.
    """
    details = article.event_details
    spans = [(f"events.{index}", event.start, event.end) for index, event in enumerate(article.events)]
    if details:
        spans.append(("event_details", details.start, details.end))
    for path, start, end in spans:
        if start and end and before(end, start):
            yield Finding(
                f"{path}.end",
                f"the event ends {date_text(end)}, before it starts {date_text(start)}: correct one of them",
            )


@rule("LIVE-TIME", "warning")
def update_without_time(article: Article, context: Context) -> Iterator[Finding]:
    """Every entry of running coverage has its time.

    Why: a live page is read by time. Without one, entries cannot be sorted, and search engines ignore the
    whole coverage.
    See: schema.org ``liveBlogUpdate`` (BlogPosting with datePublished).
    """
    for index, update in enumerate(article.live_updates):
        if update.when is None:
            yield Finding(
                f"live_updates.{index}.when", f"entry {index + 1} of the coverage has no time: add it"
            )


@rule("LIVE-ID", "warning")
def update_ids_repeat(article: Article, context: Context) -> Iterator[Finding]:
    """No two entries of running coverage share an id or an address.

    Why: the second replaces the first wherever entries are merged by id, and readers lose an update.
    See: schema.org ``liveBlogUpdate``; JSON-LD 1.1, node identifiers.
    """
    seen: set[str] = set()
    for index, update in enumerate(article.live_updates):
        for name, value in (("id", update.id), ("url", update.url)):
            if value and f"{name} {value}" in seen:
                yield Finding(
                    f"live_updates.{index}.{name}", f"{name} {value} stands at two entries: give each its own"
                )
            seen.add(f"{name} {value}")

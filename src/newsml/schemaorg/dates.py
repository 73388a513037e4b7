"""The dates of an article: published, modified, expires; never more precise than the article says."""

from __future__ import annotations

from datetime import UTC, datetime

from newsml.issues import Issue
from newsml.model import Article
from newsml.model.values import PartialDate, date_text
from newsml.schemaorg.scope import Scope

AnyDate = datetime | PartialDate


def earliest(dates: list[AnyDate]) -> AnyDate:
    """The first of dates of any precision; a day begins before its hours."""
    return dates[0] if len(dates) == 1 else min(dates, key=order)


def latest(dates: list[AnyDate]) -> AnyDate:
    """The last of dates of any precision."""
    return max(dates, key=order)


def order(value: AnyDate) -> str:
    if isinstance(value, PartialDate):
        return str(value)
    try:
        return value.astimezone(UTC).isoformat()
    except OverflowError:
        return value.isoformat()


def published(article: Article) -> AnyDate | None:
    """The first publication, or, where the article does not say it, when it was first created."""
    dates = [one.when for one in article.published if one.when is not None]
    return earliest(dates) if dates else article.first_created


def date_published(article: Article, scope: Scope) -> str | None:
    """The date of the first publication, without a word about where it came from."""
    return scope.date(published(article))


def reported_date_published(article: Article, scope: Scope) -> str | None:
    """The same; a stand-in, and the dates that are not written, are reported."""
    first = published(article)
    if first is None:
        return None
    chosen = False
    for index, one in enumerate(article.published):
        if one.when == first and not chosen:
            chosen = True
        elif one.when is not None:
            scope.lost(f"published.{index}.when", one.when, "only the first publication counts")
    if chosen and article.first_created is not None and article.first_created != first:
        scope.lost("first_created", article.first_created, "the date of publication is written")
    if not chosen:
        message = f"first_created {date_text(first)} stands for the date of publication, which is not given"
        scope.report(Issue("DERIVED", "info", "published", message))
    return scope.date(first)


def date_modified(article: Article, scope: Scope) -> str | None:
    """The last change of the content, else of the item; never one before the publication."""
    first = published(article)
    fallback = article.version_created
    changed = article.content_modified
    if (
        changed is not None
        and fallback is not None
        and fallback != changed
        and scope.options.profile != "full"
    ):
        scope.lost("version_created", fallback, "the date of the last change is written")
    field = "version_created" if changed is None else "content_modified"
    changed = fallback if changed is None else changed
    if changed is None:
        return None
    if first is not None and _is_before(changed, first):
        scope.lost(field, changed, "it is before the date of publication")
        return None
    return scope.date(changed)


def _is_before(one: AnyDate, other: AnyDate) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    first, second = date_text(one), date_text(other)
    shared = min(len(first), len(second))
    return first[:shared] < second[:shared]


def expires(article: Article, scope: Scope) -> str | None:
    """The first of the dates after which the article is of no use; the others are reported."""
    if not article.expires:
        return None
    first = earliest(list(article.expires))
    for index, one in enumerate(article.expires):
        if one is not first:
            scope.lost(f"expires.{index}", one, "there is one date only")
    return scope.date(first)


def structured_data_date(article: Article, scope: Scope) -> str | None:
    """The day of this version, as the date of its JSON-LD."""
    when = scope.date(article.version_created)
    if when is None:
        return None
    if article.content_modified not in (None, article.version_created):
        scope.lost("version_created", article.version_created, "only its day is written (sdDatePublished)")
    return when[:10]


def date_created(article: Article, scope: Scope) -> str | None:
    """When the content was made, as precisely as the article says."""
    return scope.date(article.content_created)

"""What must not be in a feed now: embargoed, withheld and cancelled articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from newsml.issues import Issue, Report
from newsml.model import Article
from newsml.publication import why_not


def publishable(
    articles: Iterable[Article], now: datetime | None, report: Report, target: str
) -> Iterator[Article]:
    """The articles that may be published; the others are reported, and left out."""
    for article in articles:
        reason = why_not(article, now)
        if reason is None:
            yield article
        else:
            leave_out(article, reason, report, target)


def leave_out(article: Article, reason: tuple[str, str], report: Report, target: str) -> None:
    """Report an article that may not be published; ``reason`` is what `newsml.publication.why_not` says."""
    field, why = reason
    report(Issue("REFUSED", "error", field, f"{called(article)} is left out of the {target}: {why}"))


def is_repeated(article: Article, seen: set[str], report: Report) -> bool:
    """Whether an article of the same id is in the feed already: readers would drop one of the two. It is reported."""
    key = article.id or article.canonical_url
    if key is None:
        return False
    if key in seen:
        message = f"{called(article)} is in the feed already: it is left out the second time"
        report(Issue("LOSS", "warning", "id", message))
        return True
    seen.add(key)
    return False


def once(articles: Iterable[Article], report: Report) -> Iterator[Article]:
    """The articles without those whose id was there before."""
    seen: set[str] = set()
    for article in articles:
        if not is_repeated(article, seen, report):
            yield article


def called(article: Article) -> str:
    """What a message calls an article: by its id, its address or its headline."""
    name = article.id or article.canonical_url or article.headline or "an article without id and headline"
    return name if len(name) <= 100 else f"{name[:99]}…"

"""The rules of feeds and sitemaps: how one is registered, and how all are run in one pass over the entries.

A rule is a function that is given an entry (or, ``at="feed"``, the feed once all entries have passed) and the feed. It
yields the line, what to say of it and, where they differ, the severity and the place. What a rule on the feed must know
of each entry is noted by a function with ``@fd_note``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from inspect import getdoc
from typing import TYPE_CHECKING, Any, Literal

from newsml.issues import Issue, Severity
from newsml.rules.feeds.view import FeedView, Unit
from newsml.rules.registry import Rule, add

if TYPE_CHECKING:
    from typing import BinaryIO

    from newsml.rules.registry import Context

FORMATS = ("rss", "atom", "jsonfeed", "news-sitemap")
ALL_FEEDS = "rss atom jsonfeed"

Found = Iterator[tuple[int, str] | tuple[int, str, Severity] | tuple[int, str, Severity, str]]
Check = Callable[[Unit, FeedView], Found]

CHECKS: dict[tuple[str, str], list[tuple[str, Severity, Check]]] = {}
"""The checks by format and by what they look at: ``entry`` or ``feed``."""

NOTES: dict[str, list[Callable[[Unit, FeedView], None]]] = {}
"""What notes something of each entry, by format."""

MOST = 10
"""How many findings of one rule are told apart in one feed; the rest is counted."""


def fd_rule(
    id: str, severity: Severity, formats: str, *, at: Literal["entry", "feed"] = "entry", covers: str = ""
) -> Callable[[Check], Check]:
    """Register a rule on feeds of these formats. ``covers``: see `newsml.rules.registry.Rule`."""

    def registered(function: Check) -> Check:
        names = formats.split()
        listed = tuple(name.strip() for name in covers.split(",") if name.strip())
        first, *others = ["atom" if name == "atom-0.3" else name for name in names]
        add(Rule(id, severity, getdoc(function) or "", function, first, listed, others=tuple(others)))
        for name in names:
            CHECKS.setdefault((name, at), []).append((id, severity, function))
        return function

    return registered


def fd_note(formats: str) -> Callable[[Callable[[Unit, FeedView], None]], Callable[[Unit, FeedView], None]]:
    """Have a function look at each entry of these formats, for what a rule on the feed says once all have passed."""

    def registered(function: Callable[[Unit, FeedView], None]) -> Callable[[Unit, FeedView], None]:
        for name in formats.split():
            NOTES.setdefault(name, []).append(function)
        return function

    return registered


def check_feed(
    stream: BinaryIO, format_name: str, *, context: Context | None = None, file: str | None = None
) -> Iterator[Issue]:
    """What is wrong with a feed, as it is read: what the parser says, and what the rules find.

    Raises ParseError for what is no feed.
    """
    from newsml.rules.feeds.articles import Articles

    feed = FeedView(format_name, context.now if context else None, context.site if context else None)
    articles = Articles(format_name, context, file)
    reported: list[Issue] = []
    counts: Counter[str] = Counter()
    for unit in feed.entries_of(stream, reported.append, file, articles.hear):
        yield from reported
        reported.clear()
        for note in NOTES.get(unit.format, ()):
            note(unit, feed)
        said = set()
        for issue in _found(unit, feed, "entry", counts, file):
            said.add(issue.rule)
            yield issue
        for issue in articles.found(unit, said):
            counts[issue.rule] += 1
            if counts[issue.rule] <= MOST:
                yield issue
    yield from reported
    yield from _found(feed.head, feed, "feed", counts, file)
    for id, count in counts.items():
        if count > MOST:
            more = f"{count - MOST} more like those before: see newsml rule {id}"
            yield Issue(id, "info", "", more, file, None)


def _found(unit: Unit, feed: FeedView, at: str, counts: Counter[str], file: str | None) -> Iterator[Issue]:
    for id, severity, function in CHECKS.get((unit.format, at), ()):
        for one in function(unit, feed):
            counts[id] += 1
            if counts[id] <= MOST:
                more: Any = one[2:]
                own = more[0] if more else severity
                path = more[1] if len(more) > 1 else unit.path
                yield Issue(id, own, path, one[1], file, one[0] or None)

"""What a feed lists while it is written: of each article the newest version, and nothing that was withdrawn.

What is written is held back for a while, so that a newer version can take the place of an older one; memory does not
grow with the feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from newsml.feeds.dates import midnight
from newsml.feeds.publishing import called, leave_out
from newsml.issues import Issue, Report, Severity
from newsml.model import Article
from newsml.publication import why_not

HELD = 16 * 1024 * 1024
"""How many bytes are held back."""


class _Rank(NamedTuple):
    """How new a version is: its number, and when it was last touched."""

    version: int | None
    moment: datetime | None


class Listing:
    """The entries of one feed. ``target`` is what messages call it."""

    def __init__(self, report: Report, target: str = "feed", held: int = HELD) -> None:
        self._report, self._target, self._most = report, target, held
        self._ranks: dict[str, _Rank] = {}
        self._withdrawn: dict[str, _Rank] = {}
        self._held: dict[str | int, bytes] = {}
        """What waits, by id, or by number for what has none."""
        self._size = self._count = 0

    def listed(self, articles: Iterable[Article], now: datetime | None) -> Iterator[Article]:
        """The articles that are to be written; the others are reported."""
        for article in articles:
            if self.refuses(article, now) is None and self.admits(article):
                yield article

    def refuses(self, article: Article, now: datetime | None) -> tuple[str, str] | None:
        """Why an article must not be published, which is reported; one that is withdrawn takes older versions along."""
        reason = why_not(article, now)
        if reason is not None:
            leave_out(article, reason, self._report, self._target)
            if reason[0] == "pub_status":
                self._withdraw(article)
        return reason

    def admits(self, article: Article) -> bool:
        """Whether an article is to be written: not if the same, or a newer version, is there or was withdrawn."""
        key = key_of(article)
        if key is None:
            return True
        rank = _rank(article)
        gone = self._withdrawn.get(key)
        if gone is not None and not _is_newer(rank, gone):
            self._say(
                "error", "REFUSED", f"{called(article)} is left out of the {self._target}: it was withdrawn"
            )
            return False
        there = self._ranks.get(key)
        if there is not None and not self._replaces(article, key, rank, there):
            return False
        self._ranks[key] = rank
        return True

    def _replaces(self, article: Article, key: str, rank: _Rank, there: _Rank) -> bool:
        """Whether a version takes the place of one that waits; what is left out is reported."""
        already = f"{called(article)} is in the {self._target} already"
        if _is_newer(there, rank):
            self._say("info", "LOSS", f"{already}, in a newer version: {_shown(rank, there)} is left out")
            return False
        if not _is_newer(rank, there):
            self._say("warning", "LOSS", f"{already}: it is left out the second time")
            return False
        if not self._drop(key):
            self._say(
                "warning", "LOSS", f"{already}, and is written: the newer {_shown(rank, there)} is left out"
            )
            return False
        self._say("info", "LOSS", f"{already}: the newer {_shown(rank, there)} takes the place of the older")
        return True

    def _withdraw(self, article: Article) -> None:
        key = key_of(article)
        if key is None:
            return
        rank = _rank(article)
        there = self._ranks.get(key)
        if there is not None:
            if _is_newer(there, rank):
                return
            gone = self._drop(key)
            what = (
                "an older version is taken out"
                if gone
                else "an older version is written, and cannot be taken back"
            )
            self._say(
                "info" if gone else "error",
                "REFUSED",
                f"{called(article)} is withdrawn: {what} of the {self._target}",
            )
            del self._ranks[key]
        self._withdrawn[key] = rank

    def put(self, article: Article | None, piece: bytes) -> Iterator[bytes]:
        """Take in what was written of an article, or between articles; give what no longer waits."""
        self._count += 1
        key = key_of(article) if article is not None else None
        self._held[self._count if key is None else key] = piece
        self._size += len(piece)
        while self._size > self._most and self._held:
            first = next(iter(self._held))
            yield self._taken(first)

    def rest(self) -> Iterator[bytes]:
        """All that still waits."""
        while self._held:
            yield self._taken(next(iter(self._held)))

    def _taken(self, key: str | int) -> bytes:
        piece = self._held.pop(key)
        self._size -= len(piece)
        return piece

    def _drop(self, key: str) -> bool:
        """Whether what was written under a key still waited; then it is gone."""
        if key not in self._held:
            return False
        self._taken(key)
        return True

    def _say(self, severity: Severity, rule: str, message: str) -> None:
        self._report(Issue(rule, severity, "id", message))


def key_of(article: Article) -> str | None:
    """By what an article is told from others: its id, else its address."""
    return article.id or article.canonical_url


def _rank(article: Article) -> _Rank:
    dates = [article.content_modified, article.version_created, *(one.when for one in article.published)]
    moments = [moment for date in dates if date is not None and (moment := midnight(date)) is not None]
    version = str(article.version or "")
    return _Rank(
        int(version) if version.isascii() and version.isdecimal() and len(version) < 20 else None,
        max(moments, default=None),
    )


def _is_newer(one: _Rank, other: _Rank) -> bool:
    """Whether it can be told that one is newer than the other: by the number, else by the dates."""
    if one.version is not None and other.version is not None and one.version != other.version:
        return one.version > other.version
    return one.moment is not None and other.moment is not None and one.moment > other.moment


def _shown(one: _Rank, other: _Rank) -> str:
    """What tells one version from the other."""
    if one.version is not None and one.version != other.version:
        return f"version {one.version}"
    return f"one of {one.moment.isoformat()}" if one.moment is not None else "one"

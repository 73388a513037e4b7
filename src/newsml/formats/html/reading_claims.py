"""What the parts of a page say of its article, each with its source, and which of them is believed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple


class Claim(NamedTuple):
    """A value for a field, who says it (``og:title``), where, and what kind of source that is."""

    field: str
    value: Any
    source: str
    kind: str
    line: int | None = None


RANKS: dict[str, tuple[str, ...]] = {
    "": (
        "data",
        "microdata",
        "rdfa",
        "meta",
        "opengraph",
        "dublin core",
        "parsely",
        "twitter",
        "link",
        "microformats",
        "visible",
        "url",
    ),
    "published": (
        "data",
        "microdata",
        "rdfa",
        "opengraph",
        "meta",
        "parsely",
        "dublin core",
        "microformats",
        "visible",
        "url",
    ),
    "modified": ("data", "microdata", "rdfa", "opengraph", "meta", "dublin core", "microformats", "visible"),
    "canonical_url": ("link", "opengraph", "data", "microdata", "rdfa", "meta", "parsely", "twitter"),
    "language": ("element", "data", "microdata", "rdfa", "meta", "opengraph", "dublin core"),
    "publisher": ("data", "microdata", "rdfa", "opengraph", "meta", "dublin core", "parsely", "twitter"),
    "authors": (
        "data",
        "microdata",
        "rdfa",
        "meta",
        "opengraph",
        "parsely",
        "dublin core",
        "microformats",
        "visible",
        "twitter",
    ),
    "keywords": ("data", "microdata", "rdfa", "meta", "parsely", "opengraph", "dublin core"),
}
"""The kinds of sources by field, the most trusted first; headlines are weighed against each other instead."""


class Claims:
    """All claims of a page, by field."""

    def __init__(self) -> None:
        self._by_field: dict[str, list[Claim]] = {}

    def add(self, field: str, value: Any, source: str, kind: str, line: int | None = None) -> None:
        """Note what a source says, if it says something."""
        if value not in (None, "", [], {}):
            self._by_field.setdefault(field, []).append(Claim(field, value, source, kind, line))

    def of(self, field: str) -> list[Claim]:
        """The claims for a field, the most trusted first."""
        ranks = RANKS.get(field, RANKS[""])
        order = {kind: at for at, kind in enumerate(ranks)}
        return sorted(self._by_field.get(field, ()), key=lambda claim: order.get(claim.kind, len(order)))

    def best(self, field: str) -> Claim | None:
        """The most trusted claim for a field."""
        return next(iter(self.of(field)), None)

    def listed(self, field: str) -> list[Claim]:
        """The claims of the most trusted kind, where a field holds several values that stand one by one."""
        found = self.of(field)
        return [claim for claim in found if claim.kind == found[0].kind] if found else []


def differing(chosen: Claim, others: Iterable[Claim], key: Any) -> list[Claim]:
    """The claims that say something else than the chosen one, the first of each kind of source."""
    seen: set[str] = set()
    found = []
    mine = key(chosen.value)
    for claim in others:
        if claim is chosen or claim.kind in seen or key(claim.value) == mine:
            continue
        seen.add(claim.kind)
        found.append(claim)
    return found

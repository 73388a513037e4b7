"""JSON-LD that would be larger than consumers take: what gives way, so that the article itself always stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from newsml.errors import ContentError
from newsml.issues import Issue
from newsml.schemaorg.scope import TARGET, Node, Scope
from newsml.schemaorg.serialize import serialized

STANDING = frozenset({
    "@context", "@type", "@id", "url", "mainEntityOfPage", "headline", "datePublished", "dateModified", "inLanguage",
    "publisher", "isAccessibleForFree",
})  # fmt: skip
"""What never gives way: without it nobody knows which article this is."""
ENTRIES = "liveBlogUpdate"
_OF_AN_ENTRY = frozenset({
    "@type", "@id", "url", "headline", "articleBody", "datePublished", "author", "identifier",
})  # fmt: skip
"""What newsml itself writes of an entry; more is kept from the source."""


def fitted(node: Node, scope: Scope, whole: Callable[[Node], bytes]) -> bytes:
    """The bytes of a flat node, at most as many as the option ``max_size`` says; what gave way for that is reported.

    ``whole`` makes the bytes of a node. The largest property gives way first, down to the next. Of running
    coverage the oldest entries lose what is kept from their source, then their text, then they go; lists lose their
    end. Raises ContentError if that is not enough.
    """
    data = whole(node)
    limit = scope.options.max_size * 1024
    if not limit or len(data) <= limit:
        return data
    size = f"{len(data) / 1024:,.0f} KB"
    gone = _Gone(size, scope)
    while len(data) > limit:
        sizes = sorted(_sizes(node), reverse=True)
        if not sizes:
            raise _refusal(size, scope)
        excess = len(data) - limit
        (most, term), (second, _) = sizes[0], (*sizes, (0, ""))[1]
        left = _fewer(term, node[term], min(excess, max(most - second, excess // 8)), gone)
        node = {name: left if name == term else value for name, value in node.items() if name != term or left}
        data = whole(node)
    gone.tell(node)
    return data


def _sizes(node: Node) -> list[tuple[int, str]]:
    """What may give way, with its bytes. The text of running coverage is in its entries too, and is the first."""
    if "articleBody" in node and ENTRIES in node:
        return [(_size(node["articleBody"]), "articleBody")]
    return [(_size(value), name) for name, value in node.items() if name not in STANDING]


def _size(value: Any) -> int:
    return len(serialized({"": value}))


class _Gone:
    """What gave way, counted."""

    def __init__(self, size: str, scope: Scope) -> None:
        limit = scope.options.max_size
        self.why = f"the JSON-LD would have {size}, {limit} KB is the limit (-O max-size=KB, 0 for none)"
        self.scope = scope
        self.kept = self.texts = self.entries = 0
        self.names: dict[str, None] = {}
        self.parts: dict[str, int] = {}
        self.all_entries = 0

    def tell(self, node: Node) -> None:
        """Report it: a line for each property."""
        if self.kept:
            names = ", ".join(self.names)
            self._say("live_updates", f"{names} of {self._oldest(self.kept)} are not written")
        if self.texts:
            self._say("live_updates", f"the text of {self._oldest(self.texts)} is not written", True)
        if self.entries:
            self._say("live_updates", f"{self._oldest(self.entries)} are not written", True)
        for term, number in self.parts.items():
            if not number or term not in node:
                self._say("", f"{term} is not written", term == "articleBody")
            else:
                self._say("", f"the last {number} of {term} are not written")

    def _oldest(self, number: int) -> str:
        every = self.all_entries
        return f"the {number} oldest of {every} entries" if number < every else f"all {every} entries"

    def _say(self, path: str, what: str, is_shown: bool = False) -> None:
        """Report one loss; of what a page shows its readers all the same, as an info."""
        is_lost = self.scope.target == TARGET or not is_shown
        where = "" if is_lost else " in its JSON-LD"
        self.scope.report(Issue("LOSS", "warning" if is_lost else "info", path, f"{what}{where}: {self.why}"))


def _fewer(term: str, value: Any, excess: int, gone: _Gone) -> Any:
    """The value with some bytes less, as many as needed if it has them; None if nothing of it is left."""
    if not isinstance(value, list):
        gone.parts[term] = 0
        return None
    if term == ENTRIES and all(isinstance(entry, dict) for entry in value):
        return _fewer_entries(value, excess, gone)
    left = list(value)
    while left and excess > 0:
        excess -= _size(left.pop())
    gone.parts[term] = gone.parts.get(term, 0) + len(value) - len(left)
    return left


def _fewer_entries(entries: list[Node], excess: int, gone: _Gone) -> list[Node]:
    gone.all_entries = max(gone.all_entries, len(entries))
    lighter = _without_kept if any(not _OF_AN_ENTRY.issuperset(entry) for entry in entries) else (
        _without_text if any("articleBody" in entry for entry in entries) else _without
    )  # fmt: skip
    left: list[Node | None] = list(entries)
    for at in _oldest_first(entries):
        if excess <= 0:
            break
        entry = entries[at]
        left[at] = lighter(entry, gone)
        excess -= _size(entry) - (_size(left[at]) if left[at] else 0)
    return [entry for entry in left if entry is not None]


def _without_kept(entry: Node, gone: _Gone) -> Node:
    own = {name: value for name, value in entry.items() if name in _OF_AN_ENTRY}
    gone.kept += len(own) < len(entry)
    gone.names.update(dict.fromkeys(name for name in entry if name not in own))
    return own


def _without_text(entry: Node, gone: _Gone) -> Node | None:
    """The entry without its text; one that has no headline says nothing then, and goes."""
    if "headline" not in entry:
        gone.entries += 1
        return None
    gone.texts += "articleBody" in entry
    return {name: value for name, value in entry.items() if name != "articleBody"}


def _without(entry: Node, gone: _Gone) -> Node | None:
    gone.entries += 1
    return None


def _oldest_first(entries: list[Node]) -> list[int]:
    """The entries by age, as indexes; one without a time is as old as the one before it."""
    return sorted(range(len(entries)), key=list(_ages(entries)).__getitem__)


def _ages(entries: list[Node]) -> Iterator[float]:
    """The time of each entry. Where none has one, those at the end are the oldest: blogs show the newest first."""
    times = [_time(entry.get("datePublished")) for entry in entries]
    known = next((time for time in times if time is not None), None)
    for at, time in enumerate(times):
        if known is None:
            yield -at
        else:
            known = time if time is not None else known
            yield known


def _time(text: Any) -> float | None:
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def _refusal(size: str, scope: Scope) -> ContentError:
    message = (
        f"the JSON-LD has {size} without all that can be left out, {scope.options.max_size} KB is the limit: "
        "shorten it, or give -O max-size=KB (0 for none)"
    )
    return ContentError(message, [Issue("JSONLD", "error", "", message)])

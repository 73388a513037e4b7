"""The rules of NewsML-G2 documents: how one is registered, and how all are run in one pass over an item.

A rule is a function that is given a list, all elements of one name (or all attributes of one kind), and the
item. It yields each element at fault, and what to say of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import getdoc
from typing import TYPE_CHECKING, Any, NamedTuple

from newsml.issues import Issue, Severity
from newsml.rules.newsml_g2.item import ITEMS, Item, Message, name_of
from newsml.rules.registry import Rule, add

if TYPE_CHECKING:
    from datetime import datetime

    from lxml.etree import _Element as Element

FORMAT = "newsml-g2"


class Attribute(NamedTuple):
    """What a rule on attributes is given: the value, its element, the name of the attribute."""

    value: str
    element: Element
    name: str


Found = Iterator[tuple["Element", str]]
Check = Callable[[Any, Item], Found]

CHECKS: dict[str, list[tuple[str, Severity, Check]]] = {}
"""The checks by what they look at: names of elements and kinds of attribute (``@code``), with spaces between."""

GROUPS: dict[str, list[str]] = {}
"""The keys of `CHECKS` that a name is part of."""


def g2_rule(
    id: str, severity: Severity, looks_at: str, *, covers: str = "", nears: str = ""
) -> Callable[[Check], Check]:
    """Register a rule on elements of these names or attributes of these kinds; see `newsml.rules.registry.Rule`.

    ``covers`` and ``nears`` are ids with commas between them.
    """

    def registered(function: Check) -> Check:
        doc = getdoc(function) or ""
        add(Rule(id, severity, doc, function, FORMAT, _listed(covers), _listed(nears)))
        if looks_at not in CHECKS:
            CHECKS[looks_at] = []
            for name in looks_at.split():
                GROUPS.setdefault(name, []).append(looks_at)
        CHECKS[looks_at].append((id, severity, function))
        return function

    return registered


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


def check_document(root: Element, now: datetime | None = None, file: str | None = None) -> list[Issue]:
    """What the rules find in a document: in its item, or in each item of a message."""
    found: list[Issue] = []
    kind = name_of(root)
    if kind == "newsMessage":
        message = Message(root)
        _check(Item(root, now, message, whole=False), found, file)
        for element in message.items:
            _check(Item(element, now, message), found, file)
    elif kind in ITEMS:
        _check(Item(root, now), found, file)
    return found


def check_item(
    element: Element, message: Element | None, now: datetime | None = None, file: str | None = None
) -> list[Issue]:
    """What the rules find in one item of a message, of which the header is there and not all other items."""
    found: list[Issue] = []
    if name_of(element) in ITEMS:
        _check(Item(element, now, Message(message) if message is not None else None), found, file)
    return found


def check_header(message: Element, now: datetime | None = None, file: str | None = None) -> list[Issue]:
    """What the rules find in what a message has around its items."""
    found: list[Issue] = []
    _check(Item(message, now, Message(message), whole=False), found, file)
    return found


def _check(item: Item, found: list[Issue], file: str | None) -> None:
    for key, values in _grouped(item).items():
        for id, severity, function in CHECKS[key]:
            for element, message in function(values, item):
                line: Any = element.sourceline
                found.append(Issue(id, severity, item.place_of(element), message, file, line))


def _grouped(item: Item) -> dict[str, list[Any]]:
    """What the item has of that which rules look at, in one list for each set of names."""
    groups: dict[str, list[Any]] = {}
    for part in (item.elements, item.attributes):
        for name, values in part.items():
            if name in GROUPS:
                for key in GROUPS[name]:
                    groups[key] = groups[key] + values if key in groups else values
    return groups

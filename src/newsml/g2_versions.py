"""What an older version of NewsML-G2 asked for that 2.35 no longer does, found in a document.

What an older version does not have at all, `newsml.g2_grammar.later_than` says. Both facts are in
``schemas/newsml-g2/grammar.txt``. Specification: https://iptc.org/std/NewsML-G2/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from newsml.g2_grammar import TAG, Stricter, Version, grammar, own_name, shape_of, tag_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class Demand(NamedTuple):
    """What a version before ``until`` does not accept: the element, the attribute or child at fault, and a sentence."""

    element: Element
    name: str
    until: Version
    message: str


def demands(root: Element, version: Version) -> Iterator[Demand]:
    """What an older version would refuse in a document although it has the elements and attributes."""
    for element in root.iter(f"{TAG}*"):
        shape = shape_of(element)
        for rule in _rules(shape.name) if shape else ():
            if rule.until > version:
                for name, message in _FINDERS[rule.how](element, rule.what):
                    yield Demand(element, name, rule.until, f"before {_dotted(rule.until)} {message}")


def _dotted(version: Version) -> str:
    return ".".join(map(str, version))


@cache
def _rules(shape: str) -> tuple[Stricter, ...]:
    """The rules of a shape and of all that it is like."""
    facts = grammar()
    name = shape.removeprefix("element ")
    entry = facts.elements[name] if shape != name else facts.shapes[name]
    own = tuple(rule for rule in facts.stricter if rule.shape == name and _is_meant(rule, shape))
    return own + (_rules(entry.like) if entry.like else ())


def _is_meant(rule: Stricter, shape: str) -> bool:
    """A rule's name is that of a shape, if there is one, else that of an element."""
    return (rule.shape in grammar().shapes) != shape.startswith("element ")


def _must(element: Element, what: str) -> Iterator[tuple[str, str]]:
    for name in what.replace("@", "").split():
        if element.get(name) is None:
            yield name, f"{own_name(element)} needed its attribute {name}"


def _as(element: Element, what: str) -> Iterator[tuple[str, str]]:
    name, _, kind = what.removeprefix("@").partition("=")
    value = element.get(name)
    if value is not None and not _LOOKS[kind].fullmatch(str(value).strip()):
        yield name, f"{name} of {own_name(element)} was {grammar().values[kind].words}"


_LOOKS = {"moment": re.compile(r"-?\d{4,}-\d\d-\d\dT.+"), "amount": re.compile(r"\+?\d+")}


def _one(element: Element, what: str) -> Iterator[tuple[str, str]]:
    for name in what.split():
        if len(element.findall(f"{TAG}{name}")) > 1:
            yield name, f"{own_name(element)} had one {name} at most"


def _some(element: Element, what: str) -> Iterator[tuple[str, str]]:
    names = what.split("|")
    if not any(own_name(child) in names for child in element):
        yield names[0], f"{own_name(element)} needed a {' or a '.join(names)}"


def _closed(element: Element, what: str) -> Iterator[tuple[str, str]]:
    for child in element:
        if tag_of(child) and not own_name(child):
            yield tag_of(child), f"{own_name(element)} held no elements of other namespaces"


_FINDERS: dict[str, Callable[[Any, str], Iterator[tuple[str, str]]]] = {
    "must": _must,
    "as": _as,
    "one": _one,
    "some": _some,
    "closed": _closed,
}

"""The terms of schema.org 30.0: types, properties, enumerations and how they hang together. Names only.

Source: https://schema.org/docs/releases.html, release 30.0 of 2026-03-19; schema.org is under CC BY-SA 3.0. The table
beside this module, ``schema_terms.txt``, is written by ``scripts/schema_org_terms.py`` and read on first use.
A name is the last part of the IRI: ``NewsArticle`` of https://schema.org/NewsArticle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

VERSION = "30.0"

_Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Terms:
    """The table, as it was read."""

    parents: dict[str, _Names] = field(default_factory=dict)
    data_types: set[str] = field(default_factory=set)
    domains: dict[str, _Names] = field(default_factory=dict)
    ranges: dict[str, _Names] = field(default_factory=dict)
    kinds_of_member: dict[str, _Names] = field(default_factory=dict)
    members: dict[str, _Names] = field(default_factory=dict)
    superseded: dict[str, _Names] = field(default_factory=dict)
    pending: set[str] = field(default_factory=set)


@lru_cache(maxsize=1)
def _terms() -> _Terms:
    terms = _Terms()
    section = ""
    text = Path(__file__).with_suffix(".txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif not line.startswith("#"):
            _take(terms, section, line)
    return terms


def _take(terms: _Terms, section: str, line: str) -> None:
    name, *words = line.split(" ")
    if name[0] == "~":
        name = name[1:]
        terms.pending.add(name)
    parts = {word[0]: tuple(word[1:].split(",")) for word in words}
    if ">" in parts:
        terms.superseded[name] = parts[">"]
    if section == "properties":
        terms.domains[name] = parts.get("@", ())
        terms.ranges[name] = parts.get("<", ())
    elif section == "members":
        terms.kinds_of_member[name] = parts["="]
        for kind in parts["="]:
            terms.members[kind] = (*terms.members.get(kind, ()), name)
    else:
        terms.parents[name] = parts.get("=", ())
        if section == "data types":
            terms.data_types.add(name)


def is_type(name: str) -> bool:
    """Whether it is a type that a node can have: a class that is no data type."""
    terms = _terms()
    return name in terms.parents and name not in terms.data_types


def is_data_type(name: str) -> bool:
    """Whether it is a kind of plain value, such as Text, Date, URL, CssSelectorType, Duration."""
    return name in _terms().data_types


def is_property(name: str) -> bool:
    """Whether it is a property."""
    return name in _terms().domains


def is_member(name: str) -> bool:
    """Whether it is a member of an enumeration, such as ItemAvailability's InStock."""
    return name in _terms().kinds_of_member


def is_enumeration(name: str) -> bool:
    """Whether it is a type whose values are members that schema.org lists, itself or a kind of it."""
    return is_type(name) and "Enumeration" in ancestors(name)


def is_pending(name: str) -> bool:
    """Whether the term is in the pending area: in use, but its meaning may still change."""
    return name in _terms().pending


def superseded_by(name: str) -> tuple[str, ...]:
    """The terms that replace this one; none if it is current.

    >>> superseded_by("ingredients"), superseded_by("headline")
    (('recipeIngredient',), ())
    """
    return _terms().superseded.get(name, ())


def parents(name: str) -> tuple[str, ...]:
    """The types directly above a type, or the enumerations that a member is of.

    >>> parents("NewsArticle"), parents("InStock")
    (('Article',), ('ItemAvailability',))
    """
    terms = _terms()
    return terms.parents.get(name) or terms.kinds_of_member.get(name, ())


@lru_cache(maxsize=2048)
def ancestors(name: str) -> frozenset[str]:
    """The type itself and every type above it; empty for what is no type.

    >>> sorted(ancestors("NewsArticle"))
    ['Article', 'CreativeWork', 'NewsArticle', 'Thing']
    """
    terms = _terms()
    if name not in terms.parents:
        return frozenset()
    found = {name}
    for parent in terms.parents[name]:
        found |= ancestors(parent)
    return frozenset(found)


def is_a(name: str, kind: str) -> bool:
    """Whether a type is this kind or below it.

    >>> is_a("ReportageNewsArticle", "Article"), is_a("Person", "Organization")
    (True, False)
    """
    return kind in ancestors(name)


def domain_includes(name: str) -> tuple[str, ...]:
    """The types that have this property, as schema.org lists them: the types below them have it too."""
    return _terms().domains.get(name, ())


def range_includes(name: str) -> tuple[str, ...]:
    """The types of value that the property takes, as schema.org lists them.

    >>> range_includes("publisher")
    ('Organization', 'Person')
    """
    return _terms().ranges.get(name, ())


@lru_cache(maxsize=4096)
def has_property(kind: str, name: str) -> bool:
    """Whether nodes of this type have this property.

    >>> has_property("NewsArticle", "dateline"), has_property("BlogPosting", "dateline")
    (True, False)
    """
    return not ancestors(kind).isdisjoint(domain_includes(name))


@lru_cache(maxsize=512)
def properties_of(*kinds: str) -> frozenset[str]:
    """The properties that nodes of these types have, those of the types above them included.

    >>> "dateline" in properties_of("Article", "ReportageNewsArticle"), "name" in properties_of("NewsArticles")
    (True, False)
    """
    above = frozenset().union(*map(ancestors, kinds))
    return frozenset(name for name, domain in _terms().domains.items() if not above.isdisjoint(domain))


@lru_cache(maxsize=256)
def enumeration_members(name: str) -> tuple[str, ...]:
    """The members of an enumeration and of the kinds of it that have their own.

    >>> enumeration_members("BookFormatType")[:2]
    ('AudiobookFormat', 'EBook')
    """
    terms = _terms()
    return terms.members.get(name, ()) + tuple(_members_below(terms, name))


def _members_below(terms: _Terms, name: str) -> Iterator[str]:
    for kind, members in terms.members.items():
        if kind != name and name in ancestors(kind):
            yield from members


@lru_cache(maxsize=1024)
def nearest(name: str, *, of: str = "property") -> str | None:
    """The type, property or member that was most likely meant; None if none is near.

    ``of`` is ``type``, ``property`` or ``member``. A name of other letter case is nearest.

    >>> nearest("headlne"), nearest("newsarticle", of="type"), nearest("zzzz")
    ('headline', 'NewsArticle', None)
    """
    by_folded = _folded(of)
    folded = name.casefold()
    if folded in by_folded:
        return by_folded[folded]
    if not 2 < len(folded) <= _LONGEST:
        return None
    from difflib import get_close_matches

    for start in (folded[:1], ""):  # most slips spare the first letter, and this is eight times as fast
        names = [n for n in by_folded if n.startswith(start) and abs(len(n) - len(folded)) <= _SLIP]
        found = get_close_matches(folded, names, n=1, cutoff=_NEAR)
        if found:
            return by_folded[found[0]]
    return None


_LONGEST = 60
_SLIP = 4
_NEAR = 0.8


@lru_cache(maxsize=3)
def _folded(of: str) -> dict[str, str]:
    terms = _terms()
    names: dict[str, set[str]] = {
        "type": terms.parents.keys() - terms.data_types,
        "property": set(terms.domains),
        "member": set(terms.kinds_of_member),
    }
    return {name.casefold(): name for name in sorted(names[of])}


def spelt(name: str, *, of: str = "property") -> str | None:
    """The type, property or member of this name in any case, as schema.org spells it; None if there is none.

    >>> spelt("datepublished"), spelt("newsarticle", of="type"), spelt("headlne")
    ('datePublished', 'NewsArticle', None)
    """
    return _folded(of).get(name.casefold())

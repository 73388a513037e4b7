"""What is lost with a kept fragment of another format, in words: the names of it first, then some of its value."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from newsml.model.concepts import ForeignFragment

MOST_NAMES = 8
"""How many names within a fragment are said."""
MOST_LINES = 12
"""How many kinds of fragments have a line of their own; of more, the names stand in one line."""
_VALUE = 60
_TAG = re.compile(r"<([A-Za-z_][\w.:-]*)")
_MARKUP = re.compile(r"<[A-Za-z/!?][^<>]*>")
_ATTRIBUTE = re.compile(r"""\s(?!xmlns)([A-Za-z_][\w.:-]*)\s*=\s*(?:"[^"]*"|'[^']*')""")


class Words(str):
    """Words that are short as they are."""

    __slots__ = ()


class LostFragments(NamedTuple):
    """Fragments of one kind that are not written: their place, what they are, why."""

    path: str
    words: Words
    why: str


def told_fragments(found: Iterable[tuple[str, ForeignFragment, str]]) -> Iterator[LostFragments]:
    """What to say of fragments that are not written, given with path and reason: a line for each kind of them.

    Of a fragment that belongs to a field the names of what the field leaves out are said; of others the name of the
    property or element, the names of what is in it, and the beginning of its value.
    """
    kinds: dict[tuple[str, str, tuple[str, ...], str], list[tuple[str, ForeignFragment]]] = {}
    for path, fragment, why in found:
        partial = fragment.field if fragment.more else None
        name = plain_path(partial) if partial else name_of(fragment)
        more = fragment.more if partial else ()
        kinds.setdefault((fragment.format, name, more, why), []).append((path, fragment))
    wholes = {kind: alike for kind, alike in kinds.items() if not kind[2]}
    if len(wholes) > MOST_LINES:
        yield from _together(wholes)
        kinds = {kind: alike for kind, alike in kinds.items() if kind[2]}
    for (format_name, name, more, why), alike in kinds.items():
        path, fragment = alike[0]
        if len(alike) > 1:
            path = plain_path(path)
        times = f", {len(alike)} times" if len(alike) > 1 else ""
        if more:
            yield LostFragments(path, Words(f"{_listed(more)} of {format_name}{times}"), why)
            continue
        inner = _listed(names_within(fragment))
        within = f" with {inner}" if inner else ""
        value = _cut(_value(fragment)) if len(alike) == 1 else ""
        words = f"{name} of {format_name}{within}{times}{f': {value}' if value else ''}"
        yield LostFragments(path, Words(words), why)


def _together(
    kinds: dict[tuple[str, str, tuple[str, ...], str], list[tuple[str, ForeignFragment]]],
) -> Iterator[LostFragments]:
    """One line for each format and reason."""
    lines: dict[tuple[str, str], list[str]] = {}
    counts: dict[tuple[str, str], int] = {}
    for (format_name, name, _, why), alike in kinds.items():
        lines.setdefault((format_name, why), []).append(name)
        counts[format_name, why] = counts.get((format_name, why), 0) + len(alike)
    for (format_name, why), names_ in lines.items():
        listed = _listed(tuple(dict.fromkeys(names_)), 40)
        words = f"{counts[format_name, why]} pieces of {format_name}: {listed}"
        yield LostFragments("foreign", Words(words), why)


def words_of(fragment: ForeignFragment) -> Words:
    """One fragment in words.

    >>> print(words_of(ForeignFragment(format="jsonld", markup='{"isPartOf":{"@type":"Blog","name":"Dunes"}}')))
    isPartOf of jsonld with @type, name: {"@type":"Blog","name":"Dunes"}
    >>> print(words_of(ForeignFragment(format="rss", markup='<x:mood xmlns:x="urn:x" level="2">calm</x:mood>')))
    x:mood of rss with @level: calm
    """
    return next(told_fragments([("foreign", fragment, "")])).words


def name_of(fragment: ForeignFragment) -> str:
    """The name of the property or element that was kept."""
    value = _json(fragment)
    if isinstance(value, dict) and len(value) == 1:
        return str(next(iter(value)))
    if tag := _TAG.search(fragment.markup):
        return tag[1]
    return fragment.place.rpartition("/")[2] or fragment.place or "a piece"


def names_within(fragment: ForeignFragment) -> tuple[str, ...]:
    """The names of what is in it: of properties, else of attributes and elements, each once."""
    value = _json(fragment)
    if value is not None:
        inner = next(iter(value.values())) if isinstance(value, dict) and len(value) == 1 else value
        listed = inner if isinstance(inner, list) else [inner]
        return tuple(dict.fromkeys(str(name) for one in listed if isinstance(one, dict) for name in one))
    tags = list(_TAG.finditer(fragment.markup))
    if not tags:
        return ()
    head = fragment.markup[tags[0].end() : fragment.markup.find(">", tags[0].end())]
    attributes = [f"@{name}" for name in _ATTRIBUTE.findall(head)]
    return tuple(dict.fromkeys([*attributes, *(tag[1] for tag in tags[1:])]))


def _value(fragment: ForeignFragment) -> str:
    value = _json(fragment)
    if isinstance(value, dict) and len(value) == 1:
        return json.dumps(next(iter(value.values())), ensure_ascii=False, separators=(",", ":"))
    return _MARKUP.sub(" ", fragment.markup).strip() if value is None else fragment.markup


def _json(fragment: ForeignFragment) -> Any:
    if fragment.markup[:1] not in "{[":
        return None
    try:
        return json.loads(fragment.markup)
    except (ValueError, RecursionError):
        return None


def plain_path(path: str) -> str:
    """The path without list indexes."""
    return ".".join(part for part in path.split(".") if not part.isdigit())


def _listed(names: tuple[str, ...], most: int = MOST_NAMES) -> str:
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def _cut(text: str) -> str:
    text = " ".join(text[: 4 * _VALUE].split())
    return text if len(text) <= _VALUE else f"{text[: _VALUE - 3]}..."

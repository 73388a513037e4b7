"""What a target cannot carry: found by looking at every field that is set, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from newsml.fragments import Words, told_fragments, words_of
from newsml.fragments import plain_path as plain_path
from newsml.issues import Issue
from newsml.model.body import Node
from newsml.model.concepts import ForeignFragment
from newsml.model.values import PartialDate, Value

_NOT_LEAVES = ("body", "derived")
"""The body counts as one, and what was derived is no content."""


def uncarried(
    article: Value, carried: frozenset[str], done: Collection[str] = ()
) -> Iterator[tuple[str, str, Any]]:
    """Path, path without list indexes, and value of every set leaf that `carried` does not name.

    ``carried`` holds dotted paths without list indexes: ``subjects.uri``; a name alone, ``subjects``,
    stands for all that is within. ``done`` names paths with indexes, ``subjects.3``, of which all is written.
    """
    for name, value in _differing(article):
        if name in carried or name in _NOT_LEAVES:
            continue
        if name == "foreign":
            yield from lost_fragments(value)
        else:
            for found in _uncarried(name, name, value, carried, done):
                if name != "extra" or not _is_spelling(article, found[0]):
                    yield found


def _is_spelling(article: Value, path: str) -> bool:
    """Whether it is how the source wrote a date that its field has."""
    return path.startswith(_SPELLINGS) and bool(getattr(article, path[len(_SPELLINGS) :], None))


_SPELLINGS = "extra.dates."


def lost_fragments(
    fragments: tuple[ForeignFragment, ...], kept: str | None = None
) -> Iterator[tuple[str, str, Any]]:
    """What fragments say that no field does: of one that a field takes in part, what that leaves out.

    Those of the format ``kept`` are not lost.
    """
    for index, fragment in enumerate(fragments):
        if fragment.format == kept:
            continue
        if fragment.more and fragment.field:
            yield fragment.field, plain_path(fragment.field), fragment
        elif fragment.field is None and not fragment.is_about_form:
            yield f"foreign.{index}", "foreign", fragment


def _uncarried(
    path: str, plain: str, value: Any, carried: frozenset[str], done: Collection[str]
) -> Iterator[tuple[str, str, Any]]:
    if path in done:
        return
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _uncarried(f"{path}.{index}", plain, item, carried, done)
    elif isinstance(value, Value) and not isinstance(value, Node):
        for name, item in _differing(value):
            inner = f"{plain}.{name}"
            if inner not in carried:
                yield from _uncarried(f"{path}.{name}", inner, item, carried, done)
    else:
        for place, leaf in leaves(path, value):
            yield place, plain_path(place), leaf


def is_carried(path: str, carried: frozenset[str]) -> bool:
    """Whether a path, or one above it, is named."""
    while path:
        if path in carried:
            return True
        path = path.rpartition(".")[0]
    return False


def loss(path: str, value: Any, target: str, why: str = "") -> Issue:
    """The issue that says what gets lost."""
    shown = _shown(value)
    reason = why or f"{target} has no place for it"
    return Issue("LOSS", "warning", path, f"{path} ({shown!s}) is not written: {reason}")


def _shown(value: Any) -> str:
    if isinstance(value, ForeignFragment):
        return words_of(value)
    shown = str(value) if not isinstance(value, datetime) else value.isoformat()
    return shown if len(shown) <= 60 or isinstance(value, Words) else shown[:57] + "..."


class Lost(NamedTuple):
    """One value that is not written, where it stands, and why; no reason is that there is no place for it."""

    path: str
    value: Any
    why: str = ""


def largest(article: Value, lost: Iterable[Lost]) -> Iterator[Lost]:
    """The same losses, with all parts of a value that is lost as a whole as one: ``signals.0`` for its uri and qcode.

    They are one only where the reason is one. Kept fragments are told by name, those of one kind together.
    """
    every = list(lost)
    given = [one for one in every if not isinstance(one.value, ForeignFragment)]
    why = {one.path: one.why for one in given}
    wholes: dict[str, tuple[str, str]] = {}
    for name in dict.fromkeys(one.path.partition(".")[0] for one in given):
        _join(name, getattr(article, name, None), why, wholes)
    said = set()
    for one in given:
        path, words = wholes.get(one.path, (one.path, one.value))
        if path == one.path or path not in said:
            said.add(path)
            yield Lost(path, words, one.why)
    if len(given) < len(every):
        kept = ((one.path, one.value, one.why) for one in every if isinstance(one.value, ForeignFragment))
        yield from (Lost(*found) for found in told_fragments(kept))


def _join(
    path: str, value: Any, why: Mapping[str, str], wholes: dict[str, tuple[str, str]]
) -> list[str] | None:
    """The paths of all leaves of a value if all are lost, for one reason; they are noted as parts of it."""
    within = _parts(path, value)
    if within is None:
        return [path] if path in why else None
    found = [_join(place, part, why, wholes) for place, part in within]
    lost = [place for places in found for place in places or ()]
    if None in found or len({why[place] for place in lost}) != 1:
        return None
    if len(lost) > 1:
        wholes.update(dict.fromkeys(lost, (path, _words(value))))
    return lost


def _parts(path: str, value: Any) -> list[tuple[str, Any]] | None:
    """Path and value of the parts of a value; None for what has none."""
    if isinstance(value, tuple):
        return [(f"{path}.{index}", item) for index, item in enumerate(value)]
    if isinstance(value, Value) and not isinstance(value, Node):
        return [(f"{path}.{name}", item) for name, item in _differing(value)]
    if isinstance(value, Mapping):
        return [(f"{path}.{name}", item) for name, item in value.items()]
    return None


_KNOWN_BY = (
    "name", "title", "headline", "text", "value", "caption", "url", "href", "uri", "qcode", "literal", "markup", "id",
)  # fmt: skip


def _words(value: Any) -> str:
    """What a person knows a value by."""
    if isinstance(value, tuple):
        return ", ".join(map(_words, value))
    if isinstance(value, Value):
        known = (getattr(value, name, None) for name in _KNOWN_BY)
        if words := next((str(words) for words in known if words), None):
            return words
    return str(next((leaf for _, leaf in leaves("", value)), ""))


def set_fields(article: Value) -> Iterator[tuple[str, Any]]:
    """Dotted path and value of every leaf that differs from its default; the body counts as one."""
    for name, value in _differing(article):
        if name not in _NOT_LEAVES:
            yield from leaves(name, value)


def leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Dotted path and value of every leaf within a value."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from leaves(f"{path}.{index}", item)
    elif isinstance(value, Node):
        yield path, value.kind
    elif isinstance(value, Value):
        for name, item in _differing(value):
            yield from leaves(f"{path}.{name}", item)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from leaves(f"{path}.{name}", item)
    elif isinstance(value, PartialDate):
        yield path, str(value)
    else:
        yield path, value


def _differing(value: Value) -> Iterator[tuple[str, Any]]:
    own = value.__dict__
    defaults, position = _defaults(type(value))
    given = [name for name in value.model_fields_set if name in defaults]
    for name in sorted(given, key=position):
        if own[name] != defaults[name]:
            yield name, own[name]


@cache
def _defaults(kind: type[Value]) -> tuple[dict[str, Any], Callable[[str], int]]:
    """The default of each field, and where it stands among all."""
    fields = kind.model_fields
    places = {name: index for index, name in enumerate(fields)}
    return {name: field.default for name, field in fields.items()}, places.__getitem__

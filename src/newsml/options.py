"""What a reader or writer may be told, as small checked classes; formats add their own fields to these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, get_args, get_type_hints

from newsml.errors import UsageError

if TYPE_CHECKING:
    from newsml.catalogs import Catalog
    from newsml.site import Site

Assignment = tuple[tuple[str | int, ...], Any]
"""A value from outside and where it goes: a path into the fields of the model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What every reader may be told."""

    file: str | None = field(default=None, metadata={"internal": True})
    """The name to say in messages."""
    derive: bool = field(default=True, metadata={"internal": True})
    """Whether a missing headline, byline or language may be inferred from the text."""
    strict: bool = field(default=False, metadata={"internal": True})
    """Whether an inference is an error."""
    overlay: tuple[Assignment, ...] = field(default=(), metadata={"internal": True})
    """Values from outside; they win over what the file says."""
    site: Site | None = field(default=None, metadata={"internal": True})
    """The publisher's own facts; they fill what the file does not say."""
    catalogs: tuple[Catalog, ...] = field(default=(), metadata={"internal": True})
    """Catalogues of other providers, for the aliases of NewsML-G2."""
    locate: Callable[[Mapping[str, tuple[int | None, int | None]]], None] | None = field(
        default=None, metadata={"internal": True}
    )
    """Told, for each article, the line and column of its fields by dotted path."""
    keep: bool = field(default=True, metadata={"internal": True})
    """Whether what no field takes is kept, for the way back; not where only the values are looked at."""
    sources: Callable[[Mapping[str, str]], None] | None = field(default=None, metadata={"internal": True})
    """Told, for each article, which part of the file each field is from, in words; by formats that have several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """What every writer may be told."""

    pretty: bool = field(default=False, metadata={"internal": True})
    """Whether the output is indented for people."""
    now: datetime | None = field(default=None, metadata={"internal": True})
    """The present, for embargoes; writers look at no clock."""
    stamp: datetime | None = field(default=None, metadata={"internal": True})
    """The time to write where a standard demands one and the article has none (``--now``,
    SOURCE_DATE_EPOCH, or when the source file was last changed)."""
    site: Site | None = field(default=None, metadata={"internal": True})
    """The publisher's own facts, for the public web."""
    catalogs: tuple[Catalog, ...] = field(default=(), metadata={"internal": True})
    """Catalogues of other providers: what they declare, an item that refers to them need not."""

    CONTAINER: ClassVar[str] = ""
    """The option that puts all articles into one file, where a format has one, as the command line takes it."""

    @property
    def one_container(self) -> bool:
        """Whether all articles go into one file here, though the format usually holds one article a file."""
        return False


Options = TypeVar("Options", ReadOptions, WriteOptions)


@cache
def internal_names(kind: type[Any]) -> frozenset[str]:
    """The options that have a switch of their own on the command line."""
    return frozenset(item.name for item in fields(kind) if item.metadata.get("internal"))


def own_names(kind: type[Any]) -> list[str]:
    """The options that belong to the format: set with ``-O name=value``."""
    return [item.name for item in fields(kind) if not item.metadata.get("internal")]


def options_of(kind: type[Options], given: Mapping[str, Any], format_name: str) -> Options:
    """The options object for these values; text from a command line is read as the field's type.

    Raises UsageError for a name the format does not have or a value the option does not take.
    """
    of: Any = kind  # the type of a class is hashable, though mypy says that its protocol is not
    hints = _hints(of)
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in hints:
            raise UsageError(unknown_option(name, [kind], format_name))
        internal = name in internal_names(of)
        values[name] = value if internal else _typed(name, value, hints[name], format_name)
    return kind(**values)


def unknown_option(name: str, kinds: Iterable[type[Any]], format_name: str) -> str:
    """The message for an option that no one takes."""
    from difflib import get_close_matches

    known = sorted({own for kind in kinds for own in own_names(kind)})
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(known) or 'none'}"
    return f"{format_name} has no option {name}: {hint}"


def elsewhere(kind: type[WriteOptions]) -> str:
    """What to do with several articles where a file holds one."""
    folder = "give a folder with -d"
    return f"{folder}, or {kind.CONTAINER} for one file with all of them" if kind.CONTAINER else folder


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    from newsml.catalogs import Catalog
    from newsml.site import Site

    return get_type_hints(kind, localns={"Site": Site, "Catalog": Catalog})


def _typed(name: str, value: Any, hint: Any, format_name: str) -> Any:
    choices = [arg for arg in get_args(hint) if isinstance(arg, str)]
    said = f"no value is given, {name}= wants " if value == "" else f"{value!r} is not "
    wrong = f"option {name} of {format_name}: {said}"
    if choices:
        if value not in choices:
            raise UsageError(wrong + f"one of {', '.join(choices)}")
        return value
    if hint is bool:
        if isinstance(value, bool):
            return value
        word = str(value).lower()
        if word not in _BOOLEANS:
            raise UsageError(wrong + "yes or no")
        return _BOOLEANS[word]
    if hint is int:
        try:
            return int(value)
        except ValueError as error:
            raise UsageError(wrong + "a whole number") from error
    return value


_BOOLEANS = {
    "yes": True,
    "true": True,
    "on": True,
    "1": True,
    "": True,
    "no": False,
    "false": False,
    "off": False,
    "0": False,
}

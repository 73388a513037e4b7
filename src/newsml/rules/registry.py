"""What a rule is: a small function with an id, a severity and a docstring that says why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from inspect import getdoc
from typing import Any, NamedTuple

from newsml.issues import Severity
from newsml.model import Article
from newsml.rules.contents import Contents
from newsml.site import Site


class Finding(NamedTuple):
    """Where in the article, and what is wrong there: the value, what was expected, the way out."""

    path: str
    message: str


@dataclass(frozen=True)
class Context:
    """What a rule knows beside the article: the present and the publisher's facts, if they were said."""

    now: datetime | None = None
    site: Site | None = None
    _held: list[Contents] = field(default_factory=list, init=False, repr=False, compare=False)

    def contents(self, article: Article) -> Contents:
        """The words, nodes and codes of the article, collected once for all rules."""
        for held in self._held:
            if held.article is article:
                return held
        made = Contents(article)
        self._held[:] = [made]
        return made


Check = Callable[[Article, Context], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `function` is None for a notice: a finding of a reader, writer or schema, documented here.

    A rule of a `format` looks at documents of that format, not at the model. Where it is asked for, what it
    `covers` is not said again: rules of the model (``ID-IRI``), or notices that begin with certain words
    (``UNKNOWN alias``). What it `nears` is not said again on the lines where it found something.
    `others` are further formats whose documents it looks at.
    """

    id: str
    severity: Severity
    doc: str
    function: Callable[..., Any] | None = None
    format: str | None = None
    covers: tuple[str, ...] = ()
    nears: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the rule looks for, in one line."""
        return self.doc.partition("\n")[0].rstrip(".")

    @property
    def group(self) -> str:
        """The first part of the id, by which rules are selected: ``DATE`` of ``DATE-ORDER``, ``JL3`` of ``JL301``."""
        numbered = _NUMBERED.fullmatch(self.id)
        return numbered[1] if numbered else self.id.partition("-")[0]


_NUMBERED = re.compile(r"([A-Z]+\d)\d\d")

TABLE: dict[str, Rule] = {}
"""The rules by id that are imported so far, in that order: all of them are `newsml.rules.RULES`."""

GOOGLE: dict[str, str] = {}
"""What the profile ``google`` changes, by rule; rules of JSON-LD say so where they are registered."""


def rule(id: str, severity: Severity) -> Callable[[Check], Check]:
    """Register a function as the rule of this id; an id stays what it is for good and is never used again."""

    def registered(function: Check) -> Check:
        add(Rule(id, severity, getdoc(function) or "", function))
        return function

    return registered


def add(rule: Rule) -> None:
    """Put a rule into the table. Raises ValueError if its id is taken."""
    if rule.id in TABLE:
        raise ValueError(f"there are two rules with the id {rule.id}")
    TABLE[rule.id] = rule


def wanted(id: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    """Whether a rule is asked for, by its id or the beginning of it (``DATE`` for all rules on dates)."""
    return (not select or _named(id, select)) and not _named(id, ignore)


def _named(id: str, names: Sequence[str]) -> bool:
    return any(named(id, name) for name in map(str.upper, names))


def named(id: str, name: str) -> bool:
    """Whether a name in capitals is that of a rule, or of a group that it is in: ``DATE`` or ``JL``, ``JL3``."""
    if not id.startswith(name):
        return False
    rest = id[len(name) :]
    return not rest or rest.startswith("-") or name.endswith("-") or rest.isdecimal()


def shown(value: object, length: int = 60) -> str:
    """A value as a message quotes it: on one line, not too long."""
    text = " ".join(str(value).split())
    return repr(text if len(text) <= length else text[: length - 1] + "…")

"""What newsml has to say about an article: findings, as plain values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]


class Issue(NamedTuple):
    """One finding: which rule, how bad, where in the article, what is wrong and what helps.

    ``path`` is a dotted path in the words of the model (``subjects.0.uri``); of JSON-LD the JSON Pointer
    (``/author/0``), in a page with its block before it (``block 1 /author/0``). ``line`` and ``column`` count from 1
    and are None where the format has none.
    """

    rule: str
    severity: Severity
    path: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """``article.txt:3: error: urgency 12 is not between 1 and 9 [MODEL]``."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        head = f"{place}: {self.severity}" if place else self.severity
        where = f"{self.path}: " if self.path.startswith(("/", "block ")) else ""
        return f"{head}: {where}{self.message} [{self.rule}]"


Report = Callable[[Issue], None]


def ignore(issue: Issue) -> None:
    """The report that nobody listens to."""

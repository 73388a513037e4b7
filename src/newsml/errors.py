"""What is raised when newsml cannot go on. Everything else is an `Issue`.

NewsmlError
├── UsageError       asked for something that does not exist (format, field, option): exit code 2
├── FileError        a file cannot be read or written: exit code 3
└── ContentError     the content is at fault: exit code 1
    ├── ParseError      not well-formed
    ├── InvalidArticle  well-formed, but values are wrong: all of them are listed
    └── Refused         must not be written: embargoed, withheld or cancelled
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from newsml.issues import Issue


class NewsmlError(Exception):
    """The base of all errors raised on purpose; `issues` says what is wrong, one by one."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, issues: Iterable[Issue] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.issues = tuple(issues)

    def __reduce__(self) -> tuple[type[NewsmlError], tuple[str, tuple[Issue, ...]]]:
        return (type(self), (self.message, self.issues))


class UsageError(NewsmlError):
    """A format, field, option or setting that does not exist."""

    exit_code = 2


class FileError(NewsmlError):
    """A file that cannot be read or written."""

    exit_code = 3


class ContentError(NewsmlError):
    """The content itself is at fault."""


class ParseError(ContentError):
    """Not well-formed: the reader cannot go on."""

    @classmethod
    def at(
        cls,
        message: str,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        path: str = "",
    ) -> ParseError:
        """The error for one place in one file, as an issue with the rule SYNTAX."""
        issue = Issue("SYNTAX", "error", path, message, file, line, column)
        return cls(str(issue), [issue])


class InvalidArticle(ContentError):
    """Values that the model does not allow; every wrong field is in `issues`."""

    @classmethod
    def of(cls, issues: Iterable[Issue]) -> InvalidArticle:
        """The error that carries these issues."""
        found = tuple(issues)
        return cls("\n".join(map(str, found)), found)


class Refused(ContentError):
    """An article that must not be written to this format now."""

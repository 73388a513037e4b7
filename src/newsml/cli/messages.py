"""Messages on stderr: one line a finding, in colour where a person is looking."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

import click

from newsml.errors import NewsmlError
from newsml.issues import Issue

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


def say(issue: Issue, *, err: bool = True) -> None:
    """Print one finding."""
    line = _printable(str(issue).replace("\n", "\\n"))  # a file's name may hold a line end
    stream = sys.stderr if err else sys.stdout
    terminal = stream is not None and stream.isatty()
    if coloured(terminal):
        word = f"{issue.severity}:"
        line = line.replace(word, click.style(word, fg=_COLOURS[issue.severity], bold=True), 1)
    if err:
        _tell(line, coloured(terminal))
    else:
        click.echo(line, color=coloured(terminal))


def complain(error: NewsmlError) -> None:
    """Print what stopped a command."""
    if error.issues:
        for issue in error.issues:
            say(issue)
    else:
        note(f"error: {error.message}")


def note(text: str) -> None:
    """Print a line for the person at the terminal."""
    _tell(_printable(text))


class Origins:
    """Prints which part of the input each field of an article is from; of formats that have but one part, the line."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._told = False

    def sources(self, found: Mapping[str, str]) -> None:
        """Print the sources that a reader names."""
        self._told = True
        for path, source in found.items():
            note(f"{self.name}: {path}: {source}")

    def lines(self, found: Mapping[str, tuple[int | None, int | None]]) -> None:
        """Print the lines, unless the sources were."""
        for path, (line, _) in () if self._told else found.items():
            if path and line is not None:
                note(f"{self.name}: {path}: line {line}")
        self._told = False


def _tell(line: str, colour: bool | None = None) -> None:
    """A line on standard error; that it cannot be written is no reason to lose the results too."""
    try:
        click.echo(line, err=True, color=colour)
    except OSError:
        return


def coloured(terminal: bool) -> bool:
    """Whether to use colours: on a terminal, unless NO_COLOR is set (https://no-color.org)."""
    return terminal and not os.environ.get("NO_COLOR")


def _printable(text: str) -> str:
    """The text without what would move a terminal's cursor or cannot be encoded."""
    shown = "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)
    return shown.encode("utf-8", "backslashreplace").decode("utf-8")

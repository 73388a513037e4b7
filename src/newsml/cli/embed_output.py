"""Where changed pages go: into their files, elsewhere, or nowhere (``--check``, ``--dry-run``, ``--diff``)."""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from newsml.cli.inputs import Input, refuse_empty, standard
from newsml.errors import FileError, UsageError
from newsml.files import file_error, write_file
from newsml.issues import Issue


class Output(NamedTuple):
    """What is done with a page that was looked at."""

    check: bool = False
    dry_run: bool = False
    diff: bool = False
    file: str | None = None
    directory: str | None = None

    def expect(self, items: Sequence[Input | FileError], *, report: bool = False) -> None:
        """Raise UsageError or FileError for what does not go together, before anything is read.

        ``report`` says that standard output is for a report.
        """
        refuse_empty(out=self.file, directory=self.directory)
        count = len(items)
        standard = [item for item in items if isinstance(item, Input) and item.path is None]
        if len(standard) > 1:
            raise UsageError("- is given twice, and there is one standard input")
        piped = self.writes and self.directory is None and (self.file == "-" or (standard and not self.file))
        if report and (piped or self.diff):
            what = "changes" if self.diff else "page"
            raise UsageError(f"--report json and the {what} would both go to standard output")
        if self.file is not None and self.directory is not None:
            raise UsageError("-o names one file and -d a folder: give one of them")
        if self.file is not None and count > 1:
            raise UsageError(f"-o is for one page, and there are {count}: give a folder with -d")
        if self.directory is not None and not os.path.isdir(self.directory):
            why = "there is no such folder: make it first"
            issue = Issue(
                "FILE", "error", "", why if not os.path.exists(self.directory) else "this is no folder"
            )
            issue = issue._replace(file=self.directory)
            raise FileError(str(issue), [issue])

    @property
    def writes(self) -> bool:
        """Whether anything is written at all."""
        return not (self.check or self.dry_run or self.diff)

    def put(self, item: Input, old: bytes, new: bytes) -> None:
        """Write the page to where it goes, if that is not where it is already. Raises FileError."""
        if self.diff and new != old:
            _show(difference(item.name, old, new))
        if not self.writes:
            return
        if self.directory is not None:
            place = Path(self.directory, item.relative)
            place = place.with_suffix(".html") if item.path is None else place
            _make_folder(place.parent)
            if not _holds(place, new):
                write_file(place, [new])
        elif self.file is not None and self.file != "-":
            write_file(self.file, [new])
        elif self.file == "-" or item.path is None:
            _send(new)
        elif new != old:
            write_file(item.path, [new])


def difference(name: str, old: bytes, new: bytes) -> str:
    """The change of a page as a unified diff."""
    from newsml.html5 import Page
    from newsml.html5.encoding import decode

    page = Page(old)
    before, after = (
        re.findall(r"[^\n]*\n|[^\n]+\Z", decode(data[page.encoding.bom :], page.encoding.name))
        for data in (old, new)
    )
    lines = []
    for line in difflib.unified_diff(before, after, name, name):
        lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines)


def _holds(place: Path, data: bytes) -> bool:
    try:
        return place.stat().st_size == len(data) and place.read_bytes() == data
    except OSError:
        return False


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_error(folder, "make", error) from error


def _send(data: bytes) -> None:
    stream = standard(sys.stdout, "write").buffer
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise file_error("<stdout>", "write", error) from error


def _show(text: str) -> None:
    click.echo(text, nl=False)

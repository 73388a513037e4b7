"""From the arguments of a command to the files it works on: files, folders, globs, ``-`` for stdin."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO

from newsml.errors import FileError, UsageError
from newsml.files import file_error, open_file, read_bytes
from newsml.formats import FORMATS
from newsml.issues import Issue


class Input(NamedTuple):
    """One file to work on. ``relative`` is its place below the folder that was named, for output names."""

    name: str
    path: Path | None
    relative: Path

    def read(self) -> bytes:
        """All its bytes. Raises FileError."""
        if self.path is None:
            try:
                return standard(sys.stdin, "read").buffer.read()
            except OSError as error:
                raise file_error(self.name, "read", error) from error
        return read_bytes(self.path)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Its bytes as a stream; standard input stays open. Raises FileError."""
        if self.path is None:
            yield standard(sys.stdin, "read").buffer
            return
        with open_file(self.path) as stream:
            yield stream

    @property
    def folder(self) -> Path:
        """Where its settings are looked for."""
        return self.path.parent if self.path is not None else Path.cwd()

    def changed(self) -> datetime | None:
        """When the file was last changed; None for stdin."""
        if self.path is None:
            return None
        try:
            return datetime.fromtimestamp(int(self.path.stat().st_mtime), UTC)
        except OSError:
            return None


EMPTY = "the name of {} is empty: was it meant to come from a variable of the shell?"


def refuse_empty(**names: str | None) -> None:
    """Raise UsageError for the first switch whose file has no name, which would mean the folder we are in."""
    for switch, name in names.items():
        if name == "":
            raise UsageError(EMPTY.format(f"-{'-' * (len(switch) > 1)}{switch}"))


def standard(stream: TextIO | None, doing: str) -> TextIO:
    """The standard input or output. Raises FileError if whoever started us closed it."""
    if stream is None:
        name = "<stdin>" if doing == "read" else "<stdout>"
        raise file_error(name, doing, OSError(9, "it is closed"))
    return stream


def inputs_of(arguments: Iterable[str], suffixes: Iterable[str]) -> Iterator[Input | FileError]:
    """The files that the arguments mean; an error in the place of one that means none."""
    wanted = frozenset(suffixes)
    for argument in arguments:
        path = Path(argument)
        if not argument:
            raise UsageError(EMPTY.format("a file to read"))
        if argument == "-":
            yield Input("<stdin>", None, Path("stdin"))
        elif os.path.isdir(argument):  # unlike `Path.is_dir`, false for a name that is too long
            yield from _in_folder(path, wanted)
        elif glob.has_magic(argument) and not os.path.exists(argument):
            found = sorted(glob.glob(argument, recursive=True))
            files = [Path(name) for name in found if os.path.isfile(name)]
            if not files:
                yield _nothing(argument, "no file matches this pattern")
            for file in files:
                yield Input(str(file), file, Path(file.name))
        else:
            yield Input(argument, path, Path(path.name))


def _in_folder(folder: Path, suffixes: frozenset[str]) -> Iterator[Input | FileError]:
    errors: list[OSError] = []
    found = False
    for place, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if path.suffix.lower() in suffixes and not name.startswith(".") and not _is_sidecar(path):
                found = True
                yield Input(str(path), path, path.relative_to(folder))
    for error in errors:
        yield file_error(error.filename or folder, "read", error)
    if not found and not errors:
        known = ", ".join(sorted(suffixes))
        yield _nothing(str(folder), f"no article in this folder (looked for {known})")


def _is_sidecar(path: Path) -> bool:
    return path.stem.lower().endswith(".meta")


def _nothing(name: str, message: str) -> FileError:
    issue = Issue("FILE", "error", "", message, name)
    return FileError(str(issue), [issue])


def readable_suffixes() -> list[str]:
    """The suffixes of the formats that newsml reads."""
    return [suffix for format_ in FORMATS if format_.reads for suffix in format_.suffixes]


def all_suffixes() -> list[str]:
    """The suffixes of all formats."""
    return [suffix for format_ in FORMATS for suffix in format_.suffixes]


def told_time(now: str | None) -> datetime | None:
    """The time that was given: ``--now``, else SOURCE_DATE_EPOCH, else None. Raises UsageError."""
    if now is not None:
        try:
            value = datetime.fromisoformat(now.upper().replace("Z", "+00:00"))
        except ValueError as error:
            raise UsageError(
                f"--now {now!r}: expected a date and time with its zone, such as 2025-07-25T12:00:00Z"
            ) from error
        if value.tzinfo is None:
            missing = (
                "the time zone is missing" if ":" in now or "T" in now.upper() else "the time is missing"
            )
            raise UsageError(f"--now {now!r}: {missing}; give it as in 2025-07-25T12:00:00Z, or with +05:00")
        return value
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH {epoch!r} is not a number of seconds since 1970") from error

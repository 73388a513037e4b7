"""Files in and out: errors in the user's words, and nothing half-written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from newsml.errors import FileError
from newsml.issues import Issue


class FileBreak(bytes):
    """Stands, itself empty, before what a writer puts into another file, and says its name without suffix."""

    name: str

    def __new__(cls, name: str) -> FileBreak:
        """A break before the file of this name."""
        made = super().__new__(cls)
        made.name = name
        return made


def files_of(chunks: Iterable[bytes], name: str) -> Iterator[tuple[str, list[bytes]]]:
    """The files that a writer made, each with its name; the first is numbered only if there are several."""
    first = name
    pieces: list[bytes] = []
    several = False
    for chunk in chunks:
        if isinstance(chunk, FileBreak):
            yield first if several else f"{name}-1", pieces
            first, pieces, several = chunk.name, [], True
        else:
            pieces.append(chunk)
    yield first, pieces


def file_error(path: str | Path, doing: str, error: OSError) -> FileError:
    """The FileError of an OSError: which file, what was being done, why it failed."""
    reason = (error.strerror or str(error)).lower()
    issue = Issue("FILE", "error", "", f"cannot {doing}: {reason}", str(path))
    return FileError(str(issue), [issue])


def open_file(path: str | Path) -> BinaryIO:
    """Open a file for reading. Raises FileError."""
    try:
        if Path(path).is_dir():
            raise IsADirectoryError(21, "it is a folder")
        return open(path, "rb")
    except OSError as error:
        raise file_error(path, "read", error) from error
    except ValueError as error:
        raise FileError(f"{path!r}: {error}") from error


def read_bytes(path: str | Path) -> bytes:
    """All bytes of a file. Raises FileError."""
    with open_file(path) as stream:
        try:
            return stream.read()
        except OSError as error:
            raise file_error(path, "read", error) from error


def write_file(path: str | Path, chunks: Iterable[bytes], *, force: bool = True) -> None:
    """Write a file whole or not at all: beside its place, then renamed into it, keeping its permissions.

    Without ``force`` a file that exists is left as it is. Raises FileError; whatever ``chunks`` raises
    leaves no trace either.
    """
    import tempfile  # with all that it needs, 5 ms that a conversion to standard output does not

    target = Path(os.path.realpath(path) if os.path.islink(path) else path)
    try:
        exists = target.exists()
        special = exists and not target.is_file()
        if target.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        if exists and not force and not special:
            raise FileExistsError(17, "the file exists; --force overwrites it")
        if exists and not os.access(target, os.W_OK):  # a rename would not ask
            raise PermissionError(13, "the file is write-protected")
        if special:
            with target.open("wb") as stream:  # a device or pipe cannot be renamed onto
                stream.writelines(chunks)
            return
        if not target.parent.is_dir():
            raise FileNotFoundError(2, f"there is no folder {target.parent}")
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:60]}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise file_error(target, "write", error) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, target.stat().st_mode & 0o7777 if exists else 0o666 & ~_umask())
        os.replace(name, target)
    except OSError as error:
        _remove(name)
        raise file_error(target, "write", error) from error
    except BaseException:  # whatever the chunks raise, Ctrl-C too, must leave no file behind; it goes on up
        _remove(name)
        raise


class Spool:
    """What is set aside until it is its turn: in memory while it is little, then in a file without a name."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, data: bytes) -> None:
        """Set aside. Raises FileError if the disk is full."""
        try:
            self._file.write(data)
        except OSError as error:
            raise file_error("a temporary file", "write", error) from error

    def read_all(self) -> Iterator[bytes]:
        """All that was set aside, in pieces."""
        self._file.seek(0)
        while data := self._file.read(1 << 20):
            yield data


@contextmanager
def spool() -> Iterator[Spool]:
    """A place to set bytes aside, which is gone when it is left."""
    import tempfile

    with tempfile.SpooledTemporaryFile(max_size=1 << 20) as file:
        yield Spool(file)


def _remove(name: str) -> None:
    try:
        os.unlink(name)
    except OSError:
        return


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

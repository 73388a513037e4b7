"""newsml JSON Lines: one article a line; read and written one by one, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from newsml.decoding import decode
from newsml.errors import ContentError
from newsml.issues import Report, ignore
from newsml.model import Item
from newsml.modeljson import article_of, dumped
from newsml.options import ReadOptions, WriteOptions

__all__ = ["ReadOptions", "WriteOptions", "read", "write"]


def read(
    stream: BinaryIO, report: Report = ignore, *, options: ReadOptions = ReadOptions()
) -> Iterator[Item]:
    """The articles of the stream, one by one. A line that is wrong is reported as an error; the rest goes on."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            yield article_of(decode(line.rstrip(b"\r\n"), report, file=options.file), report, options, number)
        except ContentError as error:
            for issue in error.issues:
                report(issue if issue.line else issue._replace(line=number))


def write(
    articles: Iterable[Item], report: Report = ignore, *, options: WriteOptions = WriteOptions()
) -> Iterator[bytes]:
    """Each article on one line, UTF-8. Nothing is lost."""
    for article in articles:
        yield dumped(article) + b"\n"

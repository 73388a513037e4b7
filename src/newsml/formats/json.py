"""newsml's own JSON: one article, as the model has it. Schema: ``schemas/article/``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from newsml.decoding import decode
from newsml.issues import Report, ignore
from newsml.model import Item
from newsml.model.parts import runs
from newsml.modeljson import article_of, dumped, dumped_parts
from newsml.options import ReadOptions, WriteOptions

__all__ = ["ReadOptions", "WriteOptions", "read", "write"]


def read(
    stream: BinaryIO, report: Report = ignore, *, options: ReadOptions = ReadOptions()
) -> Iterator[Item]:
    """The one article of the stream.

    Raises ParseError for what is not JSON, InvalidArticle with line and column for every wrong value.
    """
    yield article_of(decode(stream.read(), report, file=options.file), report, options)


def write(
    articles: Iterable[Item], report: Report = ignore, *, options: WriteOptions = WriteOptions()
) -> Iterator[bytes]:
    """The article as one JSON object, UTF-8; fields at their defaults are left out. Nothing is lost.

    Of a large scheme that comes in parts, the parts become one object again, written as they come; a part that is
    alone stays what it is.
    """
    for run in runs(articles):
        first, second = next(run), next(run, None)
        if second is None:
            yield dumped(first, pretty=options.pretty) + b"\n"
        else:
            yield from dumped_parts(chain([first, second], run), report, pretty=options.pretty)

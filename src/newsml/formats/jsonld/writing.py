"""Writing schema.org JSON-LD for the public web, one node an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsml.issues import Report, ignore
from newsml.model import Article
from newsml.publication import refuse_unpublishable
from newsml.schemaorg import WriteOptions, json_ld

__all__ = ["WriteOptions", "write"]


def write(
    articles: Iterable[Article], report: Report = ignore, *, options: WriteOptions = WriteOptions()
) -> Iterator[bytes]:
    """The JSON-LD of each article, safe to stand inside a ``script`` element as it is.

    What schema.org has no place for, and what is not for the public, is reported. Raises Refused for an
    embargoed, withheld or cancelled article; ContentError for text that no page can carry.
    """
    for article in articles:
        refuse_unpublishable(article, options.now)
        yield json_ld(article, report, options) + b"\n"

"""HTML pages: what their data, head and text say of the article, merged field by field. https://html.spec.whatwg.org/.

JSON-LD blocks as browsers find them, microdata, RDFa Lite, OpenGraph, Dublin Core and other ``meta``, ``link``,
``time``, headings, byline, and the text. Nothing is fetched, no script is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, Literal

from newsml.errors import ParseError
from newsml.formats.html.reading_merge import Merging
from newsml.formats.html.reading_view import View
from newsml.issues import Report, ignore
from newsml.mistaken import not_a_page
from newsml.model import Article
from newsml.options import ReadOptions as CommonOptions
from newsml.webdata.finishing import finished


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions(CommonOptions):
    """How pages are read."""

    charset: str = ""
    """The encoding that the server said (``Content-Type``); else as the page says."""
    base: str = ""
    """The address that the page is from: for relative addresses, and to tell which of several articles it is."""
    body: Literal["auto", "data", "no"] = "auto"
    """auto: the text of the page, with newsml[web] installed, else what its data says; data: only that; no: none."""


def read(
    stream: BinaryIO, report: Report = ignore, *, options: ReadOptions = ReadOptions()
) -> Iterator[Article]:
    """The article of the page. Sources that differ are reported (JP001 to JP004).

    Raises ParseError for what is no page, or says nothing of an article.
    """
    data = stream.read()
    _refuse_others(data, options)
    view = View(data, report, options)
    merging = Merging(view, report, options)
    merging.merge()
    fields = merging.fields
    if not merging.has_data and not fields.keys() & {"headlines", "body", "summary", "published", "authors"}:
        raise ParseError.at(
            "no article in it: neither its data nor its head nor its text says anything of one", options.file
        )
    if options.sources is not None:
        options.sources(merging.origins())

    def places() -> dict[str, tuple[int | None, int | None]]:
        return {path: (line, None) for path, line in merging.lines().items()}

    if options.locate is not None:
        options.locate(places())
    yield finished(
        fields, report, options if options.locate is None else replace(options, locate=None), places
    )


def _refuse_others(data: bytes, options: ReadOptions) -> None:
    """Raise ParseError for what is no page at all."""
    if what := not_a_page(data):
        raise ParseError.at(what, options.file)


__all__ = ["ReadOptions", "read"]

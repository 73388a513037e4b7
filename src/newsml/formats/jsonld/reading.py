"""JSON-LD files: every article in them, whatever its shape. https://www.w3.org/TR/json-ld11/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, BinaryIO

from newsml.decoding import decode
from newsml.errors import ParseError
from newsml.issues import Issue, Report, ignore
from newsml.jsonplaces import Lines, Problem, places
from newsml.mistaken import not_json
from newsml.model import Article
from newsml.options import ReadOptions as CommonOptions

if TYPE_CHECKING:
    from newsml.webdata.draft import Draft
    from newsml.webdata.graph import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions(CommonOptions):
    """How JSON-LD is read."""

    base: str = ""
    """The address of the page that the data is from: relative addresses are seen from there."""


def read(
    stream: BinaryIO, report: Report = ignore, *, options: ReadOptions = ReadOptions()
) -> Iterator[Article]:
    """The articles of the stream: NewsArticle and its relatives, flat, in a ``@graph``, in lists, nested.

    Without an article: pictures, clips and episodes, else a page that has a headline. No context is fetched. Raises
    ParseError for what is not JSON, or holds none of these.
    """
    from newsml.webdata import Graph, articles_of, read_article
    from newsml.webdata.finishing import finished
    from newsml.webdata.loading import loaded

    text = decode(stream.read(), report, file=options.file)
    found = loaded(text)
    if not found.is_read:
        raise _syntax(text, found.problems, options)
    _say_mended(text, found.problems, found.mended, report, options)
    unknown: list[str] = []
    graph = Graph(options.base or None, unknown.append)
    graph.add(found.value)
    for address in dict.fromkeys(unknown):
        message = f"the context {address} is not fetched: what only it explains is not understood"
        report(Issue("UNKNOWN", "info", "", message, options.file))
    if graph.is_cut:
        report(
            Issue(
                "UNKNOWN",
                "warning",
                "",
                "there are too many objects: the first 200,000 are read",
                options.file,
            )
        )
    nodes = articles_of(graph)
    if not nodes:
        raise ParseError.at(_no_article(graph), options.file)
    places_of = _Places(found.text, [node.place.pointer for node in nodes])
    for node in nodes:
        draft = read_article(node, graph, report, options)
        lines = partial(places_of.lines, node.place.pointer, draft.places)
        if options.sources is not None:
            options.sources(_origins(draft, lines()))
        yield finished(draft.fields, report, options, lines)


def _origins(draft: Draft, lines: Mapping[str, tuple[int | None, int | None]]) -> dict[str, str]:
    """The property that each field is from, with its line."""
    return {
        path: f"{name}, line {lines[path][0]}" if path in lines else name
        for path, name in draft.sources.items()
        if "." not in path
    }


class _Places:
    """Where values are in a file, looked up for one of its articles after the other: each in its own part."""

    def __init__(self, text: str, articles: list[str]) -> None:
        self.text, self.articles = text, articles

    @cached_property
    def _starts(self) -> dict[str, int]:
        return places(self.text, set(self.articles)) if len(self.articles) > 1 else {}

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def lines(self, article: str, of: dict[str, Place]) -> dict[str, tuple[int | None, int | None]]:
        """Line and column of the values of an article, by the same names; ``article`` is its JSON Pointer."""
        pointers = {place.pointer for place in of.values()}
        inner = (
            {one for one in pointers if one.startswith(f"{article}/")} if article in self._starts else set()
        )
        found = places(self.text, pointers - inner) if pointers - inner else {}
        if inner:
            within = places(self.text, {one[len(article) :] for one in inner}, self._starts[article])
            found |= {article + one: position for one, position in within.items()}
        return {
            name: self._lines.of(found[place.pointer]) for name, place in of.items() if place.pointer in found
        }


def _line_and_column(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _syntax(text: str, problems: list[Problem], options: ReadOptions) -> ParseError:
    if what := not_json(text):
        return ParseError.at(what, options.file, 1)
    problem = problems[-1]
    line, column = _line_and_column(text, min(problem.position, len(text)))
    return ParseError.at(f"not JSON: {problem.message}", options.file, line, column)


def _say_mended(
    text: str, problems: list[Problem], mended: list[str], report: Report, options: ReadOptions
) -> None:
    for what in mended:
        report(Issue("SYNTAX", "warning", "", f"{what}: strict readers refuse it", options.file))
    for problem in problems if not mended else ():
        line, column = _line_and_column(text, min(problem.position, len(text)))
        report(
            Issue(
                "SYNTAX",
                "warning",
                "",
                f"{problem.message}: strict readers refuse it",
                options.file,
                line,
                column,
            )
        )


_LONG = 60


def _no_article(graph: Any) -> str:
    kinds = list(dict.fromkeys(kind for found in graph.found for kind in found.node.types))
    if not kinds:
        return "no article in it: it holds no object with a type of schema.org"
    shown = ", ".join(kind[:_LONG] for kind in kinds[:6]) + (" …" if len(kinds) > 6 else "")
    return f"no article in it: it holds {shown}; newsml reads NewsArticle, Article and their kinds, pictures and clips"

"""All formats, as one table. A format's module is imported when the format is first used.

The command line, the README table, the docs and the tests are made from `FORMATS`. Formats of other
packages come in through the entry-point group ``newsml.formats``: an object with `Format`'s fields.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import PurePath
from types import ModuleType
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, Protocol, cast

from newsml.errors import UsageError
from newsml.issues import Report

if TYPE_CHECKING:
    from newsml.model import Item


class Format(NamedTuple):
    """One format: how it is called, told apart, read and written."""

    name: str
    title: str
    module: str
    suffixes: tuple[str, ...]
    media_type: str
    reads: bool = True
    writes: bool = True
    many: bool = False
    """Whether one file holds any number of articles."""
    public: bool = False
    """Whether it is for the public web: embargoed, withheld and cancelled articles are refused."""
    items: bool = False
    """Whether it holds items of all kinds, not articles alone."""
    container: bool = False
    """Whether a file has a head of its own, so that the articles of all inputs go into one."""
    splits: bool = False
    """Whether it has a limit, so that many articles may go to several files."""
    marks: tuple[bytes, ...] = ()
    """Bytes near the start that tell it from other formats."""


class Reader(Protocol):
    """A format module that reads."""

    ReadOptions: type[Any]

    def read(self, stream: BinaryIO, report: Report = ..., *, options: Any = ...) -> Iterator[Item]: ...


class Writer(Protocol):
    """A format module that writes."""

    WriteOptions: type[Any]

    def write(
        self, articles: Iterable[Item], report: Report = ..., *, options: Any = ...
    ) -> Iterator[bytes]: ...


_OWN_MARKS = tuple(
    f"urn:x-newsml:{kind}:".encode()
    for kind in ("article", "package", "concept", "scheme", "catalog", "planning")
)

FORMATS: tuple[Format, ...] = (
    Format("text", "Plain text", "newsml.formats.text", (".txt", ".text"), "text/plain"),
    Format("markdown", "Markdown with front matter", "newsml.formats.markdown", (".md", ".markdown"), "text/markdown"),
    Format("jsonld", "schema.org JSON-LD", "newsml.formats.jsonld", (".jsonld", ".json"), "application/ld+json",
           public=True, marks=(b'"@context"',)),
    Format("html", "HTML page", "newsml.formats.html", (".html", ".htm"), "text/html", public=True),
    Format("rss", "RSS 2.0 feed", "newsml.formats.rss", (".rss", ".rdf", ".xml"), "application/rss+xml", many=True,
           public=True, container=True, marks=(b"<rss", b"http://purl.org/rss/1.0/", b"http://my.netscape.com/rdf/simple/0.9/")),
    Format("atom", "Atom 1.0 feed", "newsml.formats.atom", (".atom", ".xml"), "application/atom+xml", many=True,
           public=True, container=True, marks=(b"http://www.w3.org/2005/Atom", b"http://purl.org/atom/ns#", b"<feed")),
    Format("jsonfeed", "JSON Feed 1.1", "newsml.formats.jsonfeed", (".feed.json", ".json"), "application/feed+json",
           many=True, public=True, container=True, marks=(b"jsonfeed.org/version/",)),
    Format("news-sitemap", "News sitemap", "newsml.formats.news_sitemap", (".sitemap.xml", ".xml"), "application/xml",
           many=True, public=True, container=True, splits=True,
           marks=(b"http://www.sitemaps.org/schemas/sitemap/", b"http://www.google.com/schemas/sitemap")),
    Format("newsml-g2", "NewsML-G2 2.35", "newsml.formats.newsml_g2", (".xml", ".g2"),
           "application/vnd.iptc.g2.newsitem+xml", items=True,
           marks=(b"http://iptc.org/std/nar/2006-10-01/", b"<newsMessage", b"<newsItem")),
    Format("json", "newsml JSON", "newsml.formats.json", (".json",), "application/json", items=True,
           marks=_OWN_MARKS),
    Format("jsonl", "newsml JSON Lines", "newsml.formats.jsonl", (".jsonl", ".ndjson"), "application/jsonl",
           many=True, items=True),
)  # fmt: skip

ALIASES = {
    "md": "markdown",
    "txt": "text",
    "json-ld": "jsonld",
    "g2": "newsml-g2",
    "ndjson": "jsonl",
    "sitemap": "news-sitemap",
    "htm": "html",
    "schema.org": "jsonld",
}


def by_name(name: str) -> Format:
    """The format of this name. Raises UsageError for an unknown one, saying the nearest."""
    wanted = ALIASES.get(name.lower(), name.lower())
    for format_ in FORMATS:
        if format_.name == wanted:
            return format_
    for format_ in third_party():
        if format_.name == wanted:
            return format_
    from difflib import get_close_matches

    names = [format_.name for format_ in FORMATS]
    near = [format_.name for format_ in FORMATS if f".{wanted.lstrip('.')}" in format_.suffixes]
    near = near or get_close_matches(wanted, names, n=1, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"known formats are {', '.join(names)}"
    raise UsageError(f"{name!r} is not a format that newsml knows; {hint}")


def third_party() -> Iterator[Format]:
    """Formats of other installed packages; only looked for when the table has no such name."""
    from importlib.metadata import entry_points

    for entry in entry_points(group="newsml.formats"):
        found = entry.load()
        yield found if isinstance(found, Format) else Format(*found)


def reader(format_: Format) -> Reader:
    """The module that reads a format. Raises UsageError if newsml only writes it."""
    if not format_.reads:
        readable = ", ".join(f.name for f in FORMATS if f.reads)
        raise UsageError(f"newsml does not read {format_.name} yet; it reads {readable}")
    return cast("Reader", import_module(format_.module))


def writer(format_: Format) -> Writer:
    """The module that writes a format. Raises UsageError if newsml only reads it."""
    if not format_.writes:
        writable = ", ".join(f.name for f in FORMATS if f.writes)
        raise UsageError(f"newsml does not write {format_.name}; it writes {writable}")
    return cast("Writer", import_module(format_.module))


def detect(name: str | None, head: bytes) -> Format | None:
    """The format of a file, told by its first bytes and its name; None if neither says."""
    file_name = PurePath(name).name.lower() if name else ""
    suffix = PurePath(file_name).suffix
    candidates = _by_suffix(file_name)
    if b"\x00" in head[:200]:
        head = head.replace(b"\x00", b"")  # UTF-16, as far as marks go
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not candidates and _is_page(start):  # it may hold the marks of data
        return by_name("html")
    for format_ in sorted(
        FORMATS, key=lambda format_: not format_.container
    ):  # a feed may hold what marks others
        if any(mark in head for mark in format_.marks) and (format_ in candidates or not candidates):
            return format_
    if candidates:
        return candidates[0]
    if suffix or not head:
        return None
    if start.startswith(b"{"):
        return by_name("json")
    if start.startswith((b"---\n", b"---\r\n", b"+++\n", b"+++\r\n")):
        return by_name("markdown")
    if start.startswith(b"<"):
        return None
    return by_name("text")


def _is_page(start: bytes) -> bool:
    """Whether a file begins as an HTML page, behind comments and an XML declaration."""
    if not start.startswith(b"<"):
        return False
    import re

    before = rb"(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*+"
    return re.match(before + rb"<(?:!doctype html|html|head)\b", start, re.DOTALL | re.IGNORECASE) is not None


def _by_suffix(name: str) -> list[Format]:
    """The formats that a file of this name may be, the likeliest first: of the longest ending, then in its order."""
    found = []
    for format_ in FORMATS:
        fitting = [place for place, suffix in enumerate(format_.suffixes) if name.endswith(suffix)]
        if fitting:
            best = min(fitting, key=lambda place: -len(format_.suffixes[place]))
            found.append((-len(format_.suffixes[best]), best, format_))
    found.sort(key=lambda entry: entry[:2])
    return [format_ for _, _, format_ in found]


class _Callable(ModuleType):
    """``newsml.formats`` is this package and, called, the public function that lists the formats."""

    def __call__(self) -> tuple[Format, ...]:
        return FORMATS


sys.modules[__name__].__class__ = _Callable

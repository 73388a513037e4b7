"""The public functions: read an article, write an article, do both, check."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields as option_fields
from itertools import chain
from os import PathLike, fspath
from typing import Any, BinaryIO, TypeVar, overload

from newsml.errors import ContentError, ParseError, UsageError
from newsml.files import file_error, open_file, write_file
from newsml.formats import FORMATS, Format, by_name, detect, reader, writer
from newsml.issues import Issue, Report, ignore
from newsml.model import Article, Item
from newsml.model.parts import joined, part_of, runs
from newsml.options import ReadOptions, elsewhere, options_of, unknown_option

Path = str | PathLike[str]

Kind = TypeVar("Kind", bound=Item)

_HEAD = 4096
_MARK = 16
"""How much of a file is looked at to tell that it is no text."""


def formats() -> tuple[Format, ...]:
    """All formats that newsml knows, with what it can do in each.

    >>> [format.name for format in newsml.formats() if format.reads][:2]
    ['text', 'markdown']
    """
    return FORMATS


@overload
def load(
    path: Path, format: str | None = None, *, kind: type[Kind], report: Report = ..., **options: Any
) -> Kind: ...
@overload
def load(path: Path, format: str | None = None, *, report: Report = ..., **options: Any) -> Item: ...
def load(
    path: Path,
    format: str | None = None,
    *,
    kind: type[Item] = Item,
    report: Report = ignore,
    **options: Any,
) -> Item:
    """The article, or other item, of a file; its format is told by name and content unless given.

    With ``kind``, such as `newsml.Article` or `newsml.Package`, an item of another kind is a ContentError.
    Raises FileError, ParseError, InvalidArticle; UsageError if the file holds more than one item.

    >>> newsml.load("samples/harbour-bridge/article.txt").language
    'en'
    """
    return of_kind(kind, only(load_all(path, format, report=report, **options), fspath(path)), fspath(path))


def load_all(
    path: Path, format: str | None = None, *, report: Report = ignore, **options: Any
) -> Iterator[Item]:
    """The articles and other items of a file, one by one.

    >>> [article.headline for article in newsml.load_all("samples/harbour-bridge/article.txt")]
    ['Harbour bridge reopens after two years of repairs']
    """
    name = fspath(path)
    stream = open_file(name)
    with stream:
        try:
            yield from read(stream, name, format, report=report, **options)
        except OSError as error:
            raise file_error(name, "read", error) from error


@overload
def loads(
    data: bytes | str, format: str | None = None, *, kind: type[Kind], report: Report = ..., **options: Any
) -> Kind: ...
@overload
def loads(data: bytes | str, format: str | None = None, *, report: Report = ..., **options: Any) -> Item: ...
def loads(
    data: bytes | str,
    format: str | None = None,
    *,
    kind: type[Item] = Item,
    report: Report = ignore,
    **options: Any,
) -> Item:
    """The article, or other item, of bytes; text is taken as UTF-8. ``kind`` as in `load`.

    >>> newsml.loads(b'{"headlines": [{"text": "Bridge reopens"}]}', "json").headline
    'Bridge reopens'
    """
    content = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return of_kind(kind, only(read(io.BytesIO(content), None, format, report=report, **options), "the data"))


def dump(
    article: Item, path: Path, format: str | None = None, *, report: Report = ignore, **options: Any
) -> None:
    """Write an article to a file: whole or not at all. The format is told by the name unless given.

    >>> newsml.dump(article, "bridge.jsonld")
    """
    name = fspath(path)
    target = by_name(format) if format else detect(name, b"")
    if target is None:
        raise UsageError(f"{name}: the name does not tell the format; give one, such as format='jsonld'")
    write_file(name, write([article], target.name, report=report, **options))


def dumps(article: Item, format: str = "json", *, report: Report = ignore, **options: Any) -> bytes:
    """The bytes of an article in a format: the same article gives the same bytes, on any machine.

    >>> newsml.dumps(article, "text").splitlines()[0]
    b'Headline: Harbour bridge reopens after two years of repairs'
    """
    return b"".join(write([article], format, report=report, **options))


def convert(
    source: Path | bytes, *, to: str, from_: str | None = None, report: Report = ignore, **options: Any
) -> bytes:
    """Read ``source`` (a path, or bytes) and write its articles in another format.

    Options go to the reader or the writer that has them. An issue reported on the way (a guess, a loss)
    goes to ``report``.

    >>> newsml.convert(b"Bridge reopens\\n\\nIt reopened on Friday.", from_="text", to="json")[:20]
    b'{"$schema":"urn:x-ne'
    """
    target = by_name(to)
    into, out = split_options(options, _format_of(source, from_), target)
    if isinstance(source, bytes):
        articles = read(io.BytesIO(source), None, from_, report=report, **into)
    else:
        articles = load_all(source, from_, report=report, **into)
    return b"".join(write(articles, target.name, report=report, **out))


def validate(
    source: Path | bytes, *, format: str | None = None, report: Report = ignore, **options: Any
) -> list[Issue]:
    """Everything that is wrong with a file: well-formed, then its schema, then the rules; an empty list is good.

    Raises FileError if there is no such file, UsageError for an unknown format.

    >>> [issue.rule for issue in newsml.validate(b'{"urgency": 12}', format="json")]
    ['SCHEMA']
    """
    from newsml.large import validate_stream

    if isinstance(source, bytes):
        return list(validate_stream(io.BytesIO(source), None, format, **options))
    name = fspath(source)
    with open_file(name) as stream:
        try:
            return list(validate_stream(stream, name, format, **options))
        except OSError as error:
            raise file_error(name, "read", error) from error


# --- the two halves of the way, as the command line uses them too --------------------------------


def read(
    stream: BinaryIO, name: str | None, format: str | None = None, *, report: Report = ignore, **options: Any
) -> Iterator[Item]:
    """The articles of an open stream. ``name`` is the file's name, for its format and for messages."""
    format_, stream = format_of_stream(stream, name, format)
    module = reader(format_)
    given = options_of(module.ReadOptions, {"file": name, **_with_catalogs(options)}, format_.name)
    yield from module.read(stream, report, options=given)


def write(
    articles: Iterable[Item], format: str, *, report: Report = ignore, **options: Any
) -> Iterator[bytes]:
    """The bytes of articles in a format, piece by piece."""
    format_ = by_name(format)
    module = writer(format_)
    given = options_of(module.WriteOptions, _with_catalogs(options), format_.name)
    many = format_.many or given.one_container
    fitting = articles if format_.items else _articles(articles, format_)
    found = fitting if many else _single(fitting, format_, elsewhere(type(given)))
    yield from module.write(found, report, options=given)


def _with_catalogs(options: dict[str, Any]) -> dict[str, Any]:
    """The options, with the files of catalogues read: those given, then those of the site."""
    site = options.get("site")
    files = [*options.get("catalogs", ()), *(site.catalogs if site is not None else ())]
    if not files:
        return options
    from newsml.catalogs import load_catalogs

    return {**options, "catalogs": load_catalogs(files)}


def format_of_stream(stream: BinaryIO, name: str | None, format: str | None) -> tuple[Format, BinaryIO]:
    """The format of a stream, and the stream from where it stood.

    Raises ParseError for what cannot be told, and for archives, pictures and such, even if a format is named.
    """
    from newsml.mistaken import binary

    if format:
        named = by_name(format)
        if what := binary(_begun(stream)):
            raise ParseError.at(what, name)
        return named, stream
    start = stream.tell() if stream.seekable() else None
    head = stream.read(_HEAD)
    if what := binary(head):
        raise ParseError.at(what, name)
    found = detect(name, head)
    if found is None:
        message = "cannot tell the format of this: name it with --from (or format=)"
        if not head:
            message = "the file is empty"
        raise ParseError.at(message, name)
    if start is not None:
        stream.seek(start)
        return found, stream
    return found, io.BufferedReader(Again(head, stream))


def _begun(stream: BinaryIO) -> bytes:
    """The next bytes of a stream, which stays where it is; none of one that can neither go back nor show them."""
    if isinstance(stream, io.BufferedReader):
        return stream.peek(_MARK)[:_MARK]
    if not stream.seekable():
        return b""
    start = stream.tell()
    head = stream.read(_MARK)
    stream.seek(start)
    return head


class Again(io.RawIOBase):
    """A stream that cannot go back, such as a pipe, from its start: what was read of it, then the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        size = len(target)
        data, self._head = self._head[:size] or self._rest.read(size), self._head[size:]
        target[: len(data)] = data
        return len(data)


def split_options(
    options: Mapping[str, Any], source: Format | None, target: Format
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Options for the reader and options for the writer. Raises UsageError for one that neither has."""
    read_kind: type[Any] = reader(source).ReadOptions if source else ReadOptions
    write_kind: type[Any] = writer(target).WriteOptions
    readable = {item.name for item in option_fields(read_kind)}
    writable = {item.name for item in option_fields(write_kind)}
    for name in options:
        if name not in readable | writable:
            raise UsageError(unknown_option(name, [read_kind, write_kind], target.name))
    into = {name: value for name, value in options.items() if name in readable}
    return into, {name: value for name, value in options.items() if name in writable}


def only(articles: Iterable[Item], name: str) -> Item:
    """The one article there is, its parts put together. Raises ParseError for none, UsageError for more."""
    found = iter(articles)
    first = next(found, None)
    if first is None:
        raise ParseError.at("no article in it", name)
    if part_of(first) is not None:
        return joined(_one_run(found, first, name))
    if next(found, None) is not None:
        raise UsageError(f"{name} holds more than one article: use load_all")
    return first


def _one_run(found: Iterator[Item], first: Item, name: str) -> Iterator[Item]:
    for count, run in enumerate(runs(chain([first], found))):
        if count:
            raise UsageError(f"{name} holds more than one article: use load_all")
        yield from run


def of_kind(kind: type[Kind], item: Item, name: str = "the data") -> Kind:
    """The item, which must be of this kind. Raises ContentError if it is not."""
    if isinstance(item, kind):
        return item
    message = f"{name} holds {item.called}, where {kind.called} is expected"
    raise ContentError(message, [Issue("UNKNOWN", "error", "", message)])


def _articles(items: Iterable[Item], format_: Format) -> Iterator[Item]:
    """The items, all of which must be articles. Raises ContentError for another kind."""
    for item in items:
        if not isinstance(item, Article):
            able = " or ".join(known.name for known in FORMATS if known.items and known.writes)
            message = f"{format_.name} holds articles, and this is {item.called}: write it as {able}"
            raise ContentError(message, [Issue("UNKNOWN", "error", "", message)])
        yield item


def _single(articles: Iterable[Item], format_: Format, way_out: str) -> Iterator[Item]:
    for count, run in enumerate(runs(articles)):
        if count:
            raise UsageError(f"{format_.name} holds one article a file, and there are more: {way_out}")
        yield from run


def _format_of(source: Path | bytes, from_: str | None) -> Format | None:
    if from_:
        return by_name(from_)
    if isinstance(source, bytes):
        return detect(None, source[:_HEAD])
    with open_file(fspath(source)) as stream:
        return detect(fspath(source), stream.read(_HEAD))


__all__ = ["convert", "dump", "dumps", "formats", "load", "load_all", "loads", "validate"]

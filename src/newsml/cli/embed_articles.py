"""Which article belongs to a page: the one that was named, or by a mapping, by address, by path, or beside it."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newsml.cli.inputs import Input, inputs_of
from newsml.embedding import canonical_of
from newsml.embedding.addresses import path_key, url_key
from newsml.errors import ContentError, FileError, NewsmlError, ParseError, UsageError
from newsml.files import open_file, read_bytes
from newsml.formats import FORMATS
from newsml.issues import Issue

if TYPE_CHECKING:
    from newsml.html5 import Page
    from newsml.model import Article

_JEKYLL = re.compile(r"(?:^|/)(\d{4})-(\d\d)-(\d\d)-([^/]+)$")
_HEAD = 4096


class Source(NamedTuple):
    """An article, the file that it is from, and what was to be said when it was read."""

    article: Article
    file: Path | None
    name: str
    said: tuple[Issue, ...] = ()


Read = Callable[[Input], Iterator["Source"]]


def source_suffixes() -> list[str]:
    """The suffixes of files that articles are looked for in: not those of pages and feeds, which are made of them."""
    kinds = [known for known in FORMATS if known.reads and not known.public]
    return [suffix for known in kinds for suffix in known.suffixes]


def _is_source(path: Path) -> bool:
    """Whether a file says that it holds articles: most JSON and XML does not, feeds are made of articles."""
    if path.stem == "_index":  # Hugo's name for what stands above a list
        return False
    if path.suffix.lower() not in (".json", ".xml"):
        return True
    with open_file(path) as stream:
        head = stream.read(_HEAD)
    return any(mark in head for known in FORMATS if known.reads and not known.public for mark in known.marks)


def _inputs(name: str) -> Iterator[Input | FileError]:
    """The files that a name given with ``--article`` means."""
    in_folder = os.path.isdir(name)
    for item in inputs_of([name], source_suffixes()):
        if not in_folder or isinstance(item, FileError) or item.path is None or _is_source(item.path):
            yield item


class Articles:
    """The articles that were named with ``--article``, by address and path; ``alone`` is the one of a single file."""

    def __init__(self, names: Iterable[str], read: Read) -> None:
        self.failed: list[NewsmlError] = []
        self.alone: Source | None = None
        self._by_key: dict[str, list[Source]] = {}
        self._by_name: dict[str, list[Source]] = {}
        count = 0
        listed = list(names)
        for item in (item for name in listed for item in _inputs(name)):
            try:
                if isinstance(item, FileError):
                    raise item
                sources = list(read(item))
                if not sources and not any(os.path.isdir(name) for name in listed):
                    raise _empty(item.name)
                for source in sources:
                    self._take(source, item.relative)
                count += len(sources)
                self.alone = sources[-1] if sources else self.alone
            except NewsmlError as error:
                self.failed.append(error)
        if count != 1 or any(os.path.isdir(name) for name in listed):
            self.alone = None
        self.count = count

    def _take(self, source: Source, relative: Path) -> None:
        for key in dict.fromkeys(_keys_of_article(source.article, relative)):
            self._by_key.setdefault(key, []).append(source)
        for name in dict.fromkeys(_names_of_article(source.article, relative)):
            self._by_name.setdefault(name, []).append(source)

    def find(self, page: Page, relative: Path, name: str) -> Source | None:
        """The article of a page: by its address, its place in the folder, or its name with the same headline.

        Raises UsageError if several fit.
        """
        canonical = canonical_of(page)
        for key in keys_of_page(canonical, relative):
            if found := _only(self._by_key.get(key, ()), canonical, name):
                return found
        for key in _names_of_page(canonical, relative):
            known = [one for one in self._by_name.get(key, ()) if _has_headline(page, one.article)]
            if found := _only(known, canonical, name):
                return found
        return None


def _empty(name: str) -> ContentError:
    issue = Issue("EMBED", "error", "", "there is no article in this file", name)
    return ContentError(str(issue), [issue])


def _only(sources: Iterable[Source], canonical: str | None, page: str) -> Source | None:
    fitting = [one for one in sources if not _is_elsewhere(one.article, canonical)]
    if len(fitting) > 1:
        names = ", ".join(source.name for source in fitting[:3])
        raise ambiguous(page, f"several articles fit this page: {names}; say which with --map")
    return fitting[0] if fitting else None


def _has_headline(page: Page, article: Article) -> bool:
    """Whether the page shows the headline of the article, or says it in its head."""
    from newsml.rules.jsonld.words import comparable

    wanted = comparable(article.headline or "")
    shown = [one.text for one in page.elements("h1", "title")] + page.meta.get("og:title", [])
    return bool(wanted) and any(comparable(text).startswith(wanted) for text in shown)


def ambiguous(page: str, message: str) -> UsageError:
    """The error of a page whose article cannot be told."""
    issue = Issue("EMBED", "error", "", message, page)
    return UsageError(str(issue), [issue])


# --- keys: what an article and its page have in common -------------------------------------------


def keys_of_page(canonical: str | None, relative: Path) -> Iterator[str]:
    """What a page may be found by: its address, its place in the folder, the path of its address."""
    if canonical:
        yield url_key(canonical)
    if place := path_key(relative.as_posix()):
        yield f"path:{place}"
    if canonical and (place := url_key(canonical).partition("/")[2]):
        yield f"path:{place}"


def _is_elsewhere(article: Article, canonical: str | None) -> bool:
    """Whether article and page say that they are at different places; the host does not count."""
    if not canonical or not article.canonical_url:
        return False
    return url_key(canonical).partition("/")[2] != url_key(article.canonical_url).partition("/")[2]


def _keys_of_article(article: Article, relative: Path) -> Iterator[str]:
    if article.canonical_url:
        key = url_key(article.canonical_url)
        yield key
        yield f"path:{key.partition('/')[2]}"
    for name in ("url", "permalink"):  # of front matter: a path on the site
        said = article.extra.get(name)
        if isinstance(said, str) and not re.search(r"[:{]", said):
            yield f"path:{path_key(said)}"
    place = path_key(relative.as_posix())
    if not place:
        return
    yield f"path:{place}"
    if dated := _JEKYLL.search(place):
        yield f"path:{place[: dated.start()]}/{'/'.join(dated.groups())}".replace(":/", ":")


def _names_of_article(article: Article, relative: Path) -> Iterator[str]:
    """How the page of an article may be called: as its file, without date and language, or as its slug."""
    place = path_key(relative.as_posix())
    name = place.rpartition("/")[2]
    yield name
    if dated := _JEKYLL.search(place):
        yield dated[4]
    stem, _, language = name.rpartition(".")
    if stem and re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", language):
        yield stem
    if article.slugline:
        yield path_key(article.slugline[0].text)


def _names_of_page(canonical: str | None, relative: Path) -> Iterator[str]:
    for key in (path_key(relative.as_posix()), url_key(canonical).partition("?")[0] if canonical else ""):
        if name := key.rpartition("/")[2]:
            yield name


# --- beside the page -----------------------------------------------------------------------------


def beside(page: Path) -> Path | None:
    """The article's file beside its page: ``tide.md`` for ``tide.html``; for ``index.html`` also ``article.txt``."""
    stems = [page.stem]
    if page.stem == "index":
        stems.append("article")
    for stem in stems:
        for suffix in dict.fromkeys(source_suffixes()):
            candidate = page.with_name(stem + suffix)
            if candidate.is_file() and _is_source(candidate):
                return candidate
    return None


# --- the mapping ---------------------------------------------------------------------------------


class PageMap:
    """Which article each page has, from a CSV, TOML, YAML or JSON file; names are as seen from that file."""

    def __init__(self, file: str) -> None:
        self.file = file
        folder = Path(file).resolve().parent
        self._by_place: dict[str, Path | None] = {}
        self._by_url: dict[str, Path | None] = {}
        self.astray: list[str] = []
        """The pages that it names and that are not there."""
        for page, article in _pairs(file):
            target = folder / article if article else None
            if re.match(r"https?://", page, re.I):
                self._by_url[url_key(page)] = target
            else:
                self._by_place[place := _place(folder / page)] = target
                if not os.path.exists(place):
                    self.astray.append(page)

    def find(self, page: Path | None, canonical: str | None) -> tuple[bool, Path | None]:
        """Whether the page is in the mapping, and its article there; none is for a page without."""
        if page is not None and (key := _place(page.resolve())) in self._by_place:
            return True, self._by_place[key]
        if canonical and (key := url_key(canonical)) in self._by_url:
            return True, self._by_url[key]
        return False, None


def _place(page: Path) -> str:
    """The place of a page: a folder stands for its ``index.html``."""
    path = os.path.normpath(page)
    return os.path.join(path, "index.html") if os.path.isdir(path) else path


def _pairs(file: str) -> Iterator[tuple[str, str]]:
    suffix = Path(file).suffix.lower()
    if suffix in (".csv", ".tsv"):
        yield from _of_csv(file)
        return
    if suffix not in (".toml", ".yaml", ".yml", ".json"):
        raise UsageError(
            f"{file}: which article each page has is read from .csv, .tsv, .toml, .yaml or .json files"
        )
    from newsml.meta import load_settings

    settings: Mapping[str, Any] = load_settings(file)
    inner = settings.get("pages")
    for page, article in (inner if isinstance(inner, dict) else settings).items():
        if not isinstance(article, str) and article not in (None, False):
            raise ParseError.at(
                f"{page}: expected the file of its article, or false; found {article!r}", file
            )
        yield str(page), article or ""


def _of_csv(file: str) -> Iterator[tuple[str, str]]:
    from newsml.decoding import decode

    text = decode(read_bytes(file), file=file)
    delimiter = "\t" if file.lower().endswith(".tsv") else ";" if ";" in text.partition("\n")[0] else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != 2:
                raise ParseError.at(
                    f"expected two columns, the page and its article; found {len(row)}", file, rows.line_num
                )
            page, article = (cell.strip() for cell in row)
            if rows.line_num > 1 or page.lower() not in ("page", "url", "file"):
                yield page, article
    except csv.Error as error:
        raise ParseError.at(f"this is no CSV: {error}", file, rows.line_num) from error

"""What the commands share: ``-O`` pairs, the site near a file, the present."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsml.cli.inputs import refuse_empty
from newsml.errors import NewsmlError, UsageError

if TYPE_CHECKING:
    from newsml.catalogs import Catalog
    from newsml.formats import Format
    from newsml.site import Site


def pairs_of(texts: Iterable[str]) -> dict[str, str]:
    """``-O name=value`` texts as a dict; a name alone means yes. Raises UsageError."""
    pairs: dict[str, str] = {}
    for text in texts:
        name, _, value = text.partition("=")
        name = name.strip().replace("-", "_")
        if not name.isidentifier():
            raise UsageError(f"-O {text}: expected name=value, such as -O profile=core")
        pairs[name] = value.strip()
    return pairs


def check_options(names: Iterable[str], kinds: Iterable[type[Any]], whose: str) -> None:
    """Raise UsageError for a ``-O`` option that none of these has."""
    from newsml.options import own_names, unknown_option

    known = list(kinds)
    for name in names:
        if not any(name in own_names(kind) for kind in known):
            raise UsageError(unknown_option(name, known, whose))


def reading_options(pairs: Mapping[str, str], format_: Format | None) -> dict[str, str]:
    """Those of the ``-O`` pairs that the reader of this format has."""
    from newsml.formats import reader
    from newsml.options import own_names

    if not pairs or format_ is None or not format_.reads:
        return {}
    own = own_names(reader(format_).ReadOptions)
    return {name: value for name, value in pairs.items() if name in own}


def writing_options(pairs: Mapping[str, str], format_: Format) -> dict[str, str]:
    """Those of the ``-O`` pairs that the writer of this format has."""
    from newsml.formats import writer
    from newsml.options import own_names

    own = own_names(writer(format_).WriteOptions) if pairs else ()
    return {name: value for name, value in pairs.items() if name in own}


def catalogs_of(files: tuple[str, ...]) -> tuple[Catalog, ...]:
    """The catalogues named with ``--catalog``. Raises FileError or ContentError for one that is none."""
    if not files:
        return ()
    from newsml.catalogs import load_catalogs

    refuse_empty(catalog="" if "" in files else None)
    return load_catalogs(files)


def present(told: datetime | None) -> datetime:
    """The time that was given, else the clock's."""
    return told or datetime.now(UTC)


class Sites:
    """The publisher's settings: one file for all, or for each folder the nearest upwards, read once."""

    def __init__(self, file: str | None) -> None:
        self._by_folder: dict[Path, Site | NewsmlError | None] = {}
        self._given: Site | None = None
        self._fixed = file is not None
        if file is not None:
            from newsml.meta import load_site

            self._given = load_site(file)

    def near(self, folder: Path) -> Site | None:
        """The site for files of a folder. Raises FileError, ParseError or InvalidArticle for a wrong settings file:
        the same one each time."""
        if self._fixed:
            return self._given
        if folder not in self._by_folder:
            self._by_folder[folder] = _find(folder)
        found = self._by_folder[folder]
        if isinstance(found, NewsmlError):
            raise found.with_traceback(None)
        return found


def _find(folder: Path) -> Site | NewsmlError | None:
    from newsml.meta import find_site

    try:
        return find_site(folder)
    except NewsmlError as error:
        return error

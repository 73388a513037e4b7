"""What the commands share: ``-O`` pairs, the site near a file, the present."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsml.errors import UsageError

if TYPE_CHECKING:
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


def present(told: datetime | None) -> datetime:
    """The time that was given, else the clock's."""
    return told or datetime.now(UTC)


class Sites:
    """The publisher's settings: one file for all, or for each folder the nearest upwards, read once."""

    def __init__(self, file: str | None) -> None:
        self._by_folder: dict[Path, Site | None] = {}
        self._given: Site | None = None
        self._fixed = file is not None
        if file is not None:
            from newsml.meta import load_site

            self._given = load_site(file)

    def near(self, folder: Path) -> Site | None:
        """The site for files of a folder. Raises FileError, ParseError or InvalidArticle for a wrong settings file."""
        if self._fixed:
            return self._given
        if folder not in self._by_folder:
            self._by_folder[folder] = _find(folder)
        return self._by_folder[folder]


def _find(folder: Path) -> Site | None:
    from newsml.meta import find_site

    return find_site(folder)

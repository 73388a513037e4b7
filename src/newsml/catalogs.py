"""Catalogues of aliases from files: what other providers than IPTC mean by ``acme:``. None is ever fetched.

Specification: https://iptc.org/standards/newsml-g2/, catalog, catalogRef and catalogItem.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from os import PathLike, fspath
from typing import NamedTuple

from newsml.errors import ContentError, UsageError
from newsml.files import file_error, read_bytes
from newsml.issues import Issue


class Catalog(NamedTuple):
    """What one file declares: its schemes by alias, and the addresses it is known under."""

    schemes: Mapping[str, str]
    names: frozenset[str] = frozenset()
    file: str = ""

    def is_at(self, href: str) -> bool:
        """Whether a reference means this catalogue: by address, or by the name of the file."""
        return href in self.names or (bool(self.file) and _last(href) == _last(self.file))


Given = str | PathLike[str] | Catalog
"""A file, an address and a file (``http://…=acme.xml``), or a catalogue."""


def load_catalogs(given: Iterable[Given]) -> tuple[Catalog, ...]:
    """The catalogues of these files, each read once while it does not change.

    Raises FileError for a file that cannot be read, ContentError for one that holds no catalogue.
    """
    if isinstance(given, str | PathLike):
        raise UsageError("catalogs takes a list of files")
    return tuple(item if isinstance(item, Catalog) else _loaded(fspath(item)) for item in given)


def _loaded(name: str) -> Catalog:
    pair = None if os.path.exists(name) else _AT.fullmatch(name)
    address, path = (pair[1], pair[2]) if pair else ("", name)
    try:
        status = os.stat(path)
    except (OSError, ValueError) as error:
        raise file_error(
            path, "read", error if isinstance(error, OSError) else OSError(22, str(error))
        ) from error
    found = _read(path, status.st_mtime_ns, status.st_size)
    return found._replace(names=found.names | {address}) if address else found


_AT = re.compile(r"([A-Za-z][\w+.\-]*:.*)=(.+)")


@lru_cache(maxsize=64)
def _read(path: str, changed: int, size: int) -> Catalog:
    from newsml.xml import parse_xml

    root = parse_xml(read_bytes(path), path)
    schemes: dict[str, str] = {}
    names = {root.get("guid", "")}
    for element in root.iter("{*}catalog"):
        names.update(re.split(r"[\s,]+", element.get("url", "")))
        for scheme in element.iterchildren("{*}scheme"):
            alias, uri = scheme.get("alias", "").strip(), scheme.get("uri", "").strip()
            if alias and uri:
                schemes.setdefault(alias, uri)
    if not schemes:
        message = (
            "this holds no catalog: expected is a catalog, or a catalogItem, with the schemes of its aliases"
        )
        issue = Issue("UNKNOWN", "error", "", message, path)
        raise ContentError(str(issue), [issue])
    return Catalog(schemes, frozenset(names - {""}), path)


def _last(path: str) -> str:
    return re.split(r"[/\\]", path.partition("?")[0].partition("#")[0])[-1]

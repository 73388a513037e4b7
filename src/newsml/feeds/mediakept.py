"""What Media RSS said of files and no field holds, written back: laid over what newsml writes of the same files.

What newsml has a field for is written from the field; of a kept element only the rest goes back.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from newsml.feeds.draft import Draft
from newsml.feeds.media import READ
from newsml.feeds.mediadetails import DETAILS
from newsml.feeds.names import name_of
from newsml.feeds.texts import line_of
from newsml.xml import safe_parser

_CONTENT = ("media", "content")
_SEVERAL = frozenset({"thumbnail", "text", "player", "credit"})
"""What may stand several times, of which a field holds the first."""


def lay_over(parent: Element, draft: Draft, format_name: str) -> None:
    """Write back what an earlier feed of this format said more of the files that stand in ``parent``."""
    whole, written = True, _Written(parent)
    for fragment in draft.article.foreign:
        if fragment.field != "media":
            continue
        if fragment.format != format_name:
            whole = False
            continue
        try:
            kept = etree.fromstring(fragment.markup, safe_parser())
        except (etree.XMLSyntaxError, ValueError):
            whole = False
            continue
        whole = _laid(written, kept) and whole
    if whole:
        draft.take("media")


class _Written:
    """What newsml wrote of files, each found without a search through all of it."""

    def __init__(self, parent: Element) -> None:
        self.parent = parent
        self._files: dict[tuple[str, str], Element] = {}
        self._of_players: dict[str, Element] = {}
        self._children: dict[Element, dict[tuple[str, str], Element]] = {}
        self.namespaces: set[str] = set()
        """Those in which files are written."""
        for element in parent.iter(etree.Element):
            name, url = name_of(element.tag), element.get("url")
            above = element.getparent()
            if name == _CONTENT:
                self.namespaces.add(_namespace(element))
                self._files.setdefault((str(element.tag), url or ""), element)
            elif name == ("media", "player") and url and above is not None:
                self._of_players.setdefault(url, above)

    def file(self, kept: Element) -> Element | None:
        """The file of the same address."""
        url = (kept.get("url") or "").strip()
        return self._files.get((str(kept.tag), url)) if url else None

    def file_of_player(self, players: Iterable[str]) -> Element | None:
        """What is written of a group without files: its player, which stands in a file without address."""
        return next((self._of_players[url] for url in players if url in self._of_players), None)

    def same(self, within: Element, kept: Element) -> Element | None:
        """What newsml wrote of the same: what has an address by it, all else by its words."""
        return self._known(within).get((str(kept.tag), _identity(kept)))

    def add(self, within: Element, kept: Element) -> None:
        """Write what was kept as it is."""
        alone = _copied(kept)
        self._known(within).setdefault((str(alone.tag), _identity(alone)), alone)
        within.append(alone)

    def _known(self, within: Element) -> dict[tuple[str, str], Element]:
        known = self._children.get(within)
        if known is None:
            known = self._children[within] = {}
            for child in within.iterchildren(etree.Element):
                known.setdefault((str(child.tag), _identity(child)), child)
        return known


def _laid(written: _Written, kept: Element) -> bool:
    """Whether what was kept of files found its place: the file may be gone, or another."""
    name = name_of(kept.tag)
    if name == ("media", "group"):
        return _group(written, kept)
    if name == _CONTENT:
        file = written.file(kept)
        if file is None:
            return False
        _content(written, file, kept)
        return True
    if name == ("media", "thumbnail"):
        small = written.same(written.parent, kept)
        if small is not None:
            _attributes(small, kept)
        return small is not None
    if name[0] == "media" and _namespace(kept) in written.namespaces:
        written.add(written.parent, kept)
        return True
    return False


def _group(written: _Written, kept: Element) -> bool:
    files = [child for child in kept if name_of(child.tag) == _CONTENT]
    found = [(child, file) for child in files if (file := written.file(child)) is not None]
    for child, file in found:
        _content(written, file, child)
    main = next(
        (file for child, file in found if child.get("isDefault") == "true"), found[0][1] if found else None
    )
    if main is None:
        players = (child.get("url") or "" for child in kept if name_of(child.tag) == ("media", "player"))
        main = written.file_of_player(players)
    if main is None:
        return False
    _details(written, main, kept)
    return len(found) == len(files)


def _content(written: _Written, file: Element, kept: Element) -> None:
    for name, value in kept.attrib.items():
        if name not in READ or (name == "expression" and value != "full"):
            file.set(name, value)
    _details(written, file, kept)


def _details(written: _Written, file: Element, kept: Element) -> None:
    """Of what is said within, what no field takes; of what a field takes, the attributes and the second of a kind."""
    seen: set[str] = set()
    for child in kept:
        name = name_of(child.tag)
        if not name[1] or name == _CONTENT:
            continue
        first = child.tag not in seen
        seen.add(child.tag)
        same = written.same(file, child)
        if same is not None:
            _attributes(same, child)
        elif name not in DETAILS or (not first and name[1] in _SEVERAL):
            written.add(file, child)


def _identity(element: Element) -> str:
    if name_of(element.tag)[1] in ("thumbnail", "player", "license"):
        return (element.get("url") or element.get("href") or line_of(element)).strip()
    return line_of(element)


def _attributes(one: Element, kept: Element) -> None:
    for name, value in kept.attrib.items():
        if one.get(name) is None:
            one.set(name, value)
    if line_of(kept) and not line_of(one):
        one.text = line_of(kept)


def _copied(kept: Element) -> Element:
    alone = deepcopy(kept)
    alone.tail = None
    return alone


def _namespace(element: Element) -> str:
    return str(element.tag).partition("}")[0].lstrip("{")

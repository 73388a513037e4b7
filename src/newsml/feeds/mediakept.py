"""What Media RSS said of files and no field holds, written back: laid over what newsml writes of the same files.

What newsml has a field for is written from the field; of a kept element only the rest goes back.
"""

from __future__ import annotations

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
    whole = True
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
        whole = _laid(parent, kept) and whole
    if whole:
        draft.take("media")


def _laid(parent: Element, kept: Element) -> bool:
    """Whether what was kept of files found its place: the file may be gone, or another."""
    name = name_of(kept.tag)
    if name == ("media", "group"):
        return _group(parent, kept)
    if name == _CONTENT:
        file = _file(parent, kept)
        if file is None:
            return False
        _content(file, kept)
        return True
    if name == ("media", "thumbnail"):
        small = _same(parent, kept)
        if small is not None:
            _attributes(small, kept)
        return small is not None
    if name[0] == "media" and (parent.find(f".//{{{_namespace(kept)}}}content") is not None):
        parent.append(_copied(kept))
        return True
    return False


def _group(parent: Element, kept: Element) -> bool:
    files = [child for child in kept if name_of(child.tag) == _CONTENT]
    found = [(child, file) for child in files if (file := _file(parent, child)) is not None]
    for child, file in found:
        _content(file, child)
    main = next(
        (file for child, file in found if child.get("isDefault") == "true"), found[0][1] if found else None
    )
    if main is None:
        main = _alone(parent, kept)
    if main is None:
        return False
    _details(main, kept)
    return len(found) == len(files)


def _alone(parent: Element, group: Element) -> Element | None:
    """What is written of a group without files: its player, which stands in a file without address."""
    players = {child.get("url") for child in group if name_of(child.tag) == ("media", "player")}
    for child in parent.iter():
        if name_of(child.tag) == ("media", "player") and child.get("url") in players:
            return child.getparent()
    return None


def _file(parent: Element, kept: Element) -> Element | None:
    url = kept.get("url")
    return next((one for one in parent.iter(kept.tag) if url and one.get("url") == url.strip()), None)


def _content(file: Element, kept: Element) -> None:
    for name, value in kept.attrib.items():
        if name not in READ or (name == "expression" and value != "full"):
            file.set(name, value)
    _details(file, kept)


def _details(file: Element, kept: Element) -> None:
    """Of what is said within, what no field takes; of what a field takes, the attributes and the second of a kind."""
    seen: set[str] = set()
    for child in kept:
        name = name_of(child.tag)
        if not name[1] or name == _CONTENT:
            continue
        first = child.tag not in seen
        seen.add(child.tag)
        same = _same(file, child)
        if same is not None:
            _attributes(same, child)
        elif name not in DETAILS or (not first and name[1] in _SEVERAL):
            file.append(_copied(child))


def _same(within: Element, kept: Element) -> Element | None:
    """What newsml wrote of the same: what has an address by it, all else by its words."""
    return next((one for one in within.iterchildren(kept.tag) if _identity(one) == _identity(kept)), None)


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

"""Ids within an item, and what refers to them: each id once, no reference that leads nowhere.

Specification: NewsML-G2 2.35, id and partid (xs:ID), contentrefs and idrefs (xs:IDREFS).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import Draft
from newsml.formats.newsml_g2.elements import name_of

_ID = re.compile(r"[A-Za-z_][\w.\-]*", re.ASCII)


class Mark(NamedTuple):
    """An attribute that newsml wrote: an id, or references."""

    element: Element
    attribute: str
    values: tuple[str, ...]
    path: str


def identify(draft: Draft, element: Element, value: str | None, path: str, attribute: str = "id") -> None:
    """Give an element its id, which `settle` looks at again when the item is whole."""
    if value is None:
        return
    if not _ID.fullmatch(value):
        draft.lose(path, value, "ids are names as XML has them: letters, digits, -, _ and .")
        return
    element.set(attribute, value)
    draft.ids.append(Mark(element, attribute, (value,), path))


def refer(draft: Draft, element: Element, values: tuple[str, ...], path: str, attribute: str) -> None:
    """Let an element refer to others, which `settle` looks for when the item is whole."""
    if values:
        element.set(attribute, " ".join(values))
        draft.refs.append(Mark(element, attribute, values, path))


def settle(root: Element, draft: Draft) -> None:
    """Take out ids that another element has, and references to ids that no element has, and report them."""
    if not draft.ids and not draft.refs:
        return
    own = {(id(mark.element), mark.attribute) for mark in draft.ids}
    known = {
        value
        for element in root.iter()
        for name in ("id", "partid")
        if (value := element.get(name)) is not None and (id(element), name) not in own
    }
    for mark in draft.ids:
        if not _stands(root, mark):
            continue
        (value,) = mark.values
        if value in known:
            draft.lose(mark.path, value, "another part of the item has this id")
            mark.element.attrib.pop(mark.attribute, "")
        known.add(value)
    for mark in draft.refs:
        if _stands(root, mark):
            _settle_references(draft, mark, known)


def _settle_references(draft: Draft, mark: Mark, known: set[str]) -> None:
    found = [value for value in mark.values if value in known]
    for index, value in enumerate(mark.values):
        if value not in known:
            draft.lose(f"{mark.path}.{index}", value, "no part of the item has this id")
    parent = mark.element.getparent()
    if found:
        mark.element.set(mark.attribute, " ".join(found))
    elif mark.attribute == "idrefs" and parent is not None:
        what = mark.path.rpartition(".")[0]
        draft.lose(what, name_of(mark.element), "without what it is for, it would be said of the whole item")
        parent.remove(mark.element)
    else:
        mark.element.attrib.pop(mark.attribute, "")


def _stands(root: Element, mark: Mark) -> bool:
    """Whether the element is in the item: not one that only told what has changed."""
    return any(parent is root for parent in mark.element.iterancestors())

"""Where libxml2 found a mistake: its paths, and paths for people.

libxml2 writes ``/*/*[2]/g:title``, ``*`` being an element without a prefix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def name_of(element: Any) -> str:
    """The local name of an element; nothing for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def line_of(element: Any) -> int | None:
    """The line of an element's start tag; None in a tree that was built."""
    return element.sourceline or None


class Places:
    """The elements of a document by libxml2's paths, and paths for people; what is asked twice is looked up once."""

    def __init__(self, root: Element) -> None:
        self._elements: dict[str, Element] = {"": root}
        self._children: dict[tuple[str, str], list[Element]] = {}
        self._positions: dict[Element, dict[Element, str]] = {}

    def element(self, path: str) -> Element:
        """The element at ``/*/*[2]/g:title[3]``: a position counts among all children, or among those so named."""
        return self._at("/" + path.lstrip("/").partition("/")[2] if path.count("/") > 1 else "")

    def _at(self, path: str) -> Element:
        found = self._elements.get(path)
        if found is None:
            outer, _, step = path.rpartition("/")
            kind, _, position = step.rstrip("]").partition("[")
            children = self._named(outer, kind)
            index = int(position or 1) - 1
            found = self._elements[path] = children[index] if index < len(children) else self._at(outer)
        return found

    def _named(self, path: str, kind: str) -> list[Element]:
        key = (path, kind)
        if key not in self._children:
            prefix, _, name = kind.rpartition(":")
            alike = self._at(path).iterchildren("*" if kind == "*" else f"{{*}}{name}")
            self._children[key] = [child for child in alike if kind == "*" or (child.prefix or "") == prefix]
        return self._children[key]

    def path(self, element: Element) -> str:
        """``newsItem/contentMeta/subject[2]``: where an element is, by local names."""
        parent = element.getparent()
        if parent is None:
            return name_of(element)
        if parent not in self._positions:
            self._positions[parent] = _numbered(parent)
        return f"{self.path(parent)}/{name_of(element)}{self._positions[parent][element]}"


def _numbered(parent: Element) -> dict[Element, str]:
    """A position for each child that has others of its name beside it."""
    by_tag: dict[str, list[Element]] = {}
    for child in parent:
        by_tag.setdefault(str(child.tag), []).append(child)
    return {
        child: f"[{position}]" if len(alike) > 1 else ""
        for alike in by_tag.values()
        for position, child in enumerate(alike, 1)
    }

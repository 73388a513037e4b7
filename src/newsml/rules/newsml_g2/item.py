"""One NewsML-G2 item as its rules see it: its elements by name, its attributes by kind, its catalogues.

Specification: https://iptc.org/standards/newsml-g2/. The elements are looked at once; every rule then has
a list of those it is about, and knows the whole item.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from newsml.rules.newsml_g2.names import ATTRIBUTE_KINDS
from newsml.vocabularies.iptc import SCHEMES

if TYPE_CHECKING:
    from datetime import datetime

    from lxml.etree import _Element as Element
    from lxml.etree import _ElementTree as ElementTree

ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")

IPTC_CATALOG = re.compile(
    r"https?://(?:www\.)?iptc\.org/std/catalog/(?:catalog\.)?IPTC-G2-Standards(?:_(\d+))?\.xml",
    re.IGNORECASE | re.ASCII,
)

_NAMESPACE = re.compile(r"\{[^{}]*\}")


def name_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def words_of(element: Element) -> str:
    """All text within an element, spaces joined."""
    text: Any = element.itertext()
    return " ".join("".join(text).split())


def children(element: Element, *names: str) -> list[Element]:
    """The children of these names, in the namespace of the element; all elements in it, if no name is given."""
    if not names:
        return list(element.iterchildren("*"))
    tag: Any = element.tag
    namespace = tag[: tag.rfind("}") + 1]
    return list(element.iterchildren(*[namespace + name for name in names]))


def child(element: Element, name: str) -> Element | None:
    """The first child of a name, in the namespace of the element."""
    tag: Any = element.tag
    return next(element.iterchildren(tag[: tag.rfind("}") + 1] + name), None)


class Message:
    """What a newsMessage tells of all its items."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.items: list[Element] = []
        for part in children(root):
            self.items += children(part, *ITEMS) if name_of(part) == "itemSet" else []
            self.items += [part] if name_of(part) in ITEMS else []

    @cached_property
    def guids(self) -> dict[str, Element]:
        """The items by guid, the last of each."""
        return {guid.strip(): item for item in self.items if (guid := item.get("guid"))}

    @cached_property
    def sent(self) -> str:
        """When it was sent, as written."""
        found = self.root.findtext("{*}header/{*}sent")
        return (found or "").strip()


class Item:
    """One item, or what a newsMessage has around its items."""

    def __init__(
        self,
        root: Element,
        now: datetime | None = None,
        message: Message | None = None,
        *,
        whole: bool = True,
    ) -> None:
        self.root = root
        self.kind = name_of(root)
        self.now = now
        self.message = message
        self.elements: dict[str, list[Element]] = {}
        self.attributes: dict[str, list[tuple[str, Element, str]]] = {}
        self._collect(whole)
        self._read_catalogs()
        self._read_aliases()

    def _collect(self, whole: bool) -> None:
        tag: Any = self.root.tag
        start = tag.rfind("}") + 1
        wild = f"{{{tag[1 : start - 1]}}}*" if start else "{}*"
        by_tag: defaultdict[str, list[Element]] = defaultdict(list)
        by_kind: defaultdict[str, list[tuple[str, Element, str]]] = defaultdict(list)
        kind_of = ATTRIBUTE_KINDS.get
        found: Iterator[Any] = self.root.iter(wild) if whole else self._around_items(wild)
        for element in found:
            by_tag[element.tag].append(element)
            for name, value in element.items():
                if kind := kind_of(name):
                    by_kind[kind].append((value, element, name))
        self.elements = {tag[start:]: elements for tag, elements in by_tag.items()}
        self.attributes = dict(by_kind)

    def _around_items(self, wild: str) -> Iterator[Element]:
        yield self.root
        for part in children(self.root, "header", "itemSet"):
            yield from part.iter(wild) if name_of(part) == "header" else (part,)

    @cached_property
    def _tree(self) -> ElementTree:
        from lxml import etree

        return etree.ElementTree(self.root)

    def place_of(self, element: Element) -> str:
        """The path of an element within the item: ``contentMeta/subject[3]``."""
        if element is self.root:
            return self.kind
        return _NAMESPACE.sub("", self._tree.getelementpath(element))

    def all(self, name: str) -> list[Element]:
        """The elements of a name, in the order of the document."""
        return self.elements.get(name, [])

    def text(self, name: str) -> str:
        """The text of the first element of a name; empty where there is none."""
        found = self.elements.get(name)
        return (found[0].text or "").strip() if found else ""

    # --- catalogues ------------------------------------------------------------------------------

    def _read_catalogs(self) -> None:
        """What the item's catalogues declare, as far as they are at hand."""
        self.own_aliases: dict[str, str] = {}
        """The aliases that the item declares itself, with their schemes."""
        for scheme in self.elements.get("scheme", ()):
            if alias := scheme.get("alias", "").strip():
                self.own_aliases[alias] = scheme.get("uri", "").strip()
        self.iptc_catalog: int | None = None
        """The newest IPTC catalogue that the item refers to; 0 if its number is not said."""
        self.other_catalogs: list[str] = []
        """The catalogues elsewhere, which are not fetched."""
        for ref in self.elements.get("catalogRef", ()):
            href = ref.get("href", "").strip()
            if found := IPTC_CATALOG.match(href):
                self.iptc_catalog = max(self.iptc_catalog or 0, int(found[1] or 0))
            else:
                self.other_catalogs.append(href)

    def _read_aliases(self) -> None:
        self.aliases: dict[str, tuple[str, Element, str]] = {}
        """The first code of each alias that the item uses: the code, its element, the attribute."""
        found = self.aliases
        for value, element, name in self.attributes.get("@code", ()):
            alias, colon, code = value.partition(":")
            if " " in code:
                for one in value.split():
                    found.setdefault(one.partition(":")[0], (one, element, name))
            elif colon and alias not in found:
                found[alias] = (value, element, name)

    def scheme(self, alias: str) -> str | None:
        """The scheme that an alias stands for; None if no catalogue at hand declares it."""
        own = self.own_aliases.get(alias)
        if own is not None:
            return own
        return SCHEMES.get(alias) if self.iptc_catalog is not None else None

    def identity(self, element: Element) -> str:
        """The URI by which an element names a concept: its own, or that of its QCode; empty if neither resolves."""
        uri = element.get("uri", "").strip()
        if uri:
            return uri
        alias, _, code = element.get("qcode", "").strip().partition(":")
        scheme = self.scheme(alias) or SCHEMES.get(alias)
        return scheme + code if scheme and code else ""

    def code(self, element: Element, alias: str, name: str = "qcode") -> str | None:
        """The code of an element in a scheme of the IPTC, by QCode or URI; None if it is of another scheme."""
        qcode = element.get(name, "").strip()
        if qcode:
            prefix, _, code = qcode.partition(":")
            return code if prefix == alias or self.own_aliases.get(prefix) == SCHEMES[alias] else None
        uri = element.get("uri" if name == "qcode" else f"{name}uri", "").strip()
        uri = "http" + uri[5:] if uri[:6] == "https:" else uri
        return uri[len(SCHEMES[alias]) :] if uri.startswith(SCHEMES[alias]) else None

    # --- ids -------------------------------------------------------------------------------------

    @cached_property
    def ids(self) -> dict[str, Element]:
        """The elements of the item by their id or partid."""
        found: dict[str, Element] = {}
        for elements in self.elements.values():
            for element in elements:
                for name in ("id", "partid"):
                    if value := element.get(name):
                        found[value.strip()] = element
        return found

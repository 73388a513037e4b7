"""A JSON-LD file or the JSON-LD of a page, taken apart once for all rules: blocks, nodes, texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from newsml.html5 import Page
from newsml.jsonplaces import Reading, read
from newsml.vocabularies import schema_terms as terms

if TYPE_CHECKING:
    from newsml.html5 import Block
    from newsml.site import Site

MOST_NODES = 20_000
"""How many nodes of a document are looked at: JL109 says so where there are more."""

_ROOTS = ("https://schema.org/", "http://schema.org/", "schema:")


class Place(NamedTuple):
    """Where a finding is: a block (counted from 0) and a JSON Pointer in it; or an offset in the page."""

    block: int | None
    pointer: str = ""
    offset: int | None = None


@lru_cache(maxsize=8192)
def name_of(term: str) -> str:
    """The name of a term of schema.org without namespace; other terms as they stand.

    >>> name_of("http://schema.org/headline"), name_of("dc:title")
    ('headline', 'dc:title')
    """
    for root in _ROOTS:
        if term.startswith(root):
            return term[len(root) :]
    return term


def as_list(value: Any) -> Sequence[Any]:
    """The values of a property, one or several."""
    return value if isinstance(value, list) else (value,)


def literal(value: Any) -> Any:
    """What a value object (``@value``) says; other values as they are."""
    if isinstance(value, dict) and "@value" in value:
        return value["@value"]
    return value


class Node:
    """An object of the document: its types, its properties by name, where it stands."""

    __slots__ = ("_kinds", "block", "id", "name", "parent", "pointer", "properties", "raw", "types", "value")

    def __init__(
        self, value: dict[str, Any], block: int, pointer: str, parent: Node | None, name: str
    ) -> None:
        self.value = value
        self.block = block
        self.pointer = pointer
        self.parent = parent
        self.name = name
        self.raw: dict[str, str] | None = None
        types = value.get("@type", value.get("type"))
        self.types: list[str] = [name_of(t) for t in as_list(types) if isinstance(t, str)] if types else []
        id = value.get("@id", value.get("id"))
        self.id: str | None = id if isinstance(id, str) else None
        self._kinds: frozenset[str] | None = None
        self.properties: dict[str, Any] = {}

    @property
    def kinds(self) -> frozenset[str]:
        """The types and all types above them."""
        if self._kinds is None:
            found = [terms.ancestors(t) for t in self.types]
            self._kinds = found[0] if len(found) == 1 else frozenset().union(*found)
        return self._kinds

    def is_a(self, *kinds: str) -> bool:
        return any(kind in self.kinds for kind in kinds)

    @property
    def is_reference(self) -> bool:
        """Whether it says nothing but an ``@id``."""
        return self.id is not None and not self.types and not self.properties

    def at(self, name: str | None = None, index: int | None = None) -> Place:
        """The place of a property, or of one of its values."""
        if name is None:
            return Place(self.block, self.pointer)
        key = self.raw.get(name, name) if self.raw else name
        pointer = f"{self.pointer}/{key.replace('~', '~0').replace('/', '~1')}"
        if index is not None and isinstance(self.value.get(key), list):
            pointer = f"{pointer}/{index}"
        return Place(self.block, pointer)

    def values(self, name: str) -> list[Any]:
        """The values of a property: plain ones, dicts, nothing of ``null``."""
        found = self.properties.get(name)
        if found is None:
            return []
        return [literal(v) for v in as_list(found) if v is not None and v != ""]

    def text(self, name: str) -> str:
        """The first text of a property, trimmed; empty if there is none."""
        return next((v.strip() for v in self.values(name) if isinstance(v, str)), "")

    def has(self, *names: str) -> bool:
        """Whether a property says anything."""
        return any(v not in ([], {}) for name in names for v in self.values(name))

    @property
    def publisher(self) -> str:
        """The name of its publisher, if it stands in the node."""
        found = self.properties.get("publisher")
        name = found.get("name") if isinstance(found, dict) else found
        return name.strip() if isinstance(name, str) else ""

    @property
    def called(self) -> str:
        """How a message names it."""
        return self.types[0] if self.types else "node"


class Words(NamedTuple):
    """A text of the document, and where it is."""

    node: Node
    name: str
    nth: int
    text: str

    @property
    def place(self) -> Place:
        return self.node.at(self.name, self.nth)


class Piece:
    """A block of a page, or a file, that was read as JSON."""

    def __init__(self, index: int, text: str, reading: Reading, source: Block | None) -> None:
        self.index = index
        self.text = text
        self.reading = reading
        self.source = source
        self.roots: list[Node] = []
        self.contexts: list[tuple[str, Any]] = []
        self.defined: set[str] = set()
        self.is_schema_org = True
        self.has_context = False


class Document:
    """All that rules look at: the pieces, their nodes and texts, the page around them, the present."""

    def __init__(
        self,
        texts: Sequence[str],
        *,
        page: Page | None = None,
        now: datetime | None = None,
        site: Site | None = None,
    ) -> None:
        self.page, self.now, self.site = page, now, site
        self.nodes: list[Node] = []
        self._of_value: dict[int, Node] = {}
        self.words: list[Words] = []
        self.too_many = False
        self.pieces: list[Piece] = []
        sources = page.blocks if page else []
        for index, text in enumerate(texts):
            piece = Piece(index, text, read(text), sources[index] if sources else None)
            self.pieces.append(piece)
            if piece.reading.is_read:
                self._take(piece)

    def _take(self, piece: Piece) -> None:
        value = piece.reading.value
        roots = (
            [(one, f"/{index}") for index, one in enumerate(value)]
            if isinstance(value, list)
            else [(value, "")]
        )
        for one, pointer in roots:
            if isinstance(one, dict):
                self._context(piece, one, pointer)
        said = [one for _, value in piece.contexts for one in as_list(value)]
        piece.is_schema_org = not said or any("schema.org" in str(one) for one in said)
        self._look_at(piece, roots)

    def _context(self, piece: Piece, value: dict[str, Any], pointer: str) -> None:
        if "@context" not in value:
            return
        piece.has_context = True
        piece.contexts.append((f"{pointer}/@context", value["@context"]))
        for one in as_list(value["@context"]):
            if isinstance(one, dict):
                piece.defined.update(one)

    def _look_at(self, piece: Piece, roots: list[tuple[Any, str]]) -> None:
        waiting: list[tuple[Any, str, Node | None, str]] = [(v, p, None, "") for v, p in reversed(roots)]
        while waiting:
            value, pointer, parent, name = waiting.pop()
            if isinstance(value, list):
                waiting += [(v, f"{pointer}/{i}", parent, name) for i, v in reversed(list(enumerate(value)))
                            if isinstance(v, dict | list)]  # fmt: skip
                continue
            if not isinstance(value, dict) or "@value" in value:
                continue
            if len(self.nodes) >= MOST_NODES:
                self.too_many = True
                return
            inner = next((key for key in ("@list", "@set") if key in value), None)
            if inner:
                waiting.append((value[inner], f"{pointer}/{inner}", parent, name))
                continue
            node = Node(value, piece.index, pointer, parent, name)
            self._properties(node, waiting)
            if "@graph" in value:
                waiting.append((value["@graph"], f"{pointer}/@graph", None, ""))
                if not node.types and not node.properties:
                    continue
            if parent is None:
                piece.roots.append(node)
            self.nodes.append(node)
            self._of_value[id(value)] = node

    def _properties(self, node: Node, waiting: list[tuple[Any, str, Node | None, str]]) -> None:
        later: list[tuple[Any, str, Node | None, str]] = []
        words = self.words
        for key, value in node.value.items():
            if key[:1] == "@" or key in ("type", "id"):
                if key in ("@reverse", "@included", "@nest") and isinstance(value, dict | list):
                    later.append((value, f"{node.pointer}/{key}", None, key))
                continue
            name = name_of(key)
            if name != key:
                node.raw = node.raw if node.raw is not None else {}
                node.raw[name] = key
            node.properties[name] = value
            if isinstance(value, str):
                words.append(Words(node, name, 0, value))
            elif isinstance(value, dict):
                if "@value" in value:
                    if isinstance(value["@value"], str):
                        words.append(Words(node, name, 0, value["@value"]))
                else:
                    later.append((value, node.at(name).pointer, node, name))
            elif isinstance(value, list):
                for index, one in enumerate(value):
                    if isinstance(one, str):
                        words.append(Words(node, name, index, one))
                if any(isinstance(one, dict | list) for one in value):
                    later.append((value, node.at(name).pointer, node, name))
        waiting += reversed(later)

    # --- what rules ask for ----------------------------------------------------------------------

    @cached_property
    def by_id(self) -> dict[str, list[Node]]:
        """The nodes that say something, by ``@id``."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            if node.id is not None and not node.is_reference:
                found.setdefault(node.id, []).append(node)
        return found

    def nodes_of(self, node: Node, name: str) -> Iterator[tuple[int, Node]]:
        """The nodes that a property holds or refers to, each with its index."""
        found = node.properties.get(name)
        if found is None:
            return
        for index, value in enumerate(found if isinstance(found, list) else (found,)):
            if isinstance(value, dict):
                child = self._of_value.get(id(value))
                if child is not None:
                    yield index, self.resolved(child)

    def resolved(self, node: Node) -> Node:
        """The node that a reference leads to, if it is in the document; else the node itself."""
        if node.id is None or len(node.properties) > 2:
            return node
        return self.fullest.get(node.id, node)

    @cached_property
    def fullest(self) -> dict[str, Node]:
        """Of the nodes with one ``@id``, the first of those that say most."""
        return {id: max(nodes, key=lambda n: len(n.properties)) for id, nodes in self.by_id.items()}

    def kind(self, *names: str) -> list[Node]:
        """The nodes of these types, or types below them."""
        if len(names) == 1:
            return self._by_kind.get(names[0], [])
        if any(name in self._by_kind for name in names):
            return [n for n in self.nodes if not n.kinds.isdisjoint(names)]
        return []

    @cached_property
    def _by_kind(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            for kind in node.kinds:
                found.setdefault(kind, []).append(node)
        return found

    @cached_property
    def words_by_name(self) -> dict[str, list[Words]]:
        """The texts by the property that they stand in."""
        found: dict[str, list[Words]] = {}
        for words in self.words:
            found.setdefault(words.name, []).append(words)
        return found

    def words_of(self, *names: str) -> Iterator[Words]:
        """The texts of these properties."""
        for name in names:
            yield from self.words_by_name.get(name, ())

    def words_where(self, wanted: Callable[[str], object]) -> Iterator[Words]:
        """The texts of the properties that are wanted."""
        for name, found in self.words_by_name.items():
            if wanted(name):
                yield from found

    @cached_property
    def beyond_ascii(self) -> list[Words]:
        """The texts with other characters than those of ASCII."""
        return [words for words in self.words if not words.text.isascii()]

    @cached_property
    def articles(self) -> list[Node]:
        """The articles that the document is about: no related ones, no updates of a live blog, no papers or posts."""
        return [n for n in self.kind("Article") if is_main(n) and not _is_other(n)]

    @cached_property
    def news(self) -> list[Node]:
        """Of the articles, those that one would read: what is only a link to another page is none."""
        return [n for n in self.articles if len(n.properties) > 2 or n.properties.keys() >= _TOLD]

    @property
    def language(self) -> str:
        """The language of the page, if it says one."""
        return self.page.language if self.page else ""

    @cached_property
    def page_url(self) -> str:
        """The address of the page: its canonical link, else what OpenGraph says."""
        if self.page is None:
            return ""
        for found in (self.page.linked("canonical"), self.page.meta.get("og:url", [])):
            if found and found[0].startswith(("http://", "https://")):
                return found[0]
        return ""


def _is_other(node: Node) -> bool:
    """Whether a node is an article of another kind than news: a scholarly one, a post in a forum, a page of an API."""
    if "NewsArticle" in node.kinds or "BlogPosting" in node.kinds:
        return False
    return not node.kinds.isdisjoint(_OTHERS)


_TOLD = frozenset({"headline", "datePublished"})
_OTHERS = frozenset({"ScholarlyArticle", "SocialMediaPosting", "APIReference"})


def is_main(node: Node) -> bool:
    """Whether a node stands by itself or is the main entity of a page."""
    parent = node.parent
    if parent is None:
        return node.name in ("", "@included")
    return node.name == "mainEntity" and is_main(parent) and "WebPage" in parent.kinds

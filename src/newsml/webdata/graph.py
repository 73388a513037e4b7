"""The nodes of schema.org data, taken as they are asked for; references by ``@id`` are followed one at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urljoin

from newsml.vocabularies import schema_terms as terms
from newsml.webdata.context import Context, context_of, contexts

MOST_NODES = 200_000
"""How many objects of a document are looked at."""
MAX_DEPTH = 64
"""How deep what is kept may nest; what lies deeper is left out."""


_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
"""What no file can carry; JSON escapes bring it."""


class Words(str):
    """A text that says its language."""

    __slots__ = ("lang",)
    lang: str | None

    @classmethod
    def of(cls, text: str, lang: str | None) -> str:
        if not lang:
            return text
        found = cls(text)
        found.lang = lang
        return found


class Place(NamedTuple):
    """Where something stands: in which block of the source, and its JSON Pointer there."""

    block: int = 0
    pointer: str = ""


class Node:
    """An object of the data: its types, its ``@id``, its properties by name."""

    def __init__(self, raw: dict[str, Any], context: Context, place: Place, graph: Graph) -> None:
        self.raw, self.context, self.place, self.graph = raw, context, place, graph
        self.keys: dict[str, str] = {}
        """The key of each property, as it stands in the source."""

    @cached_property
    def types(self) -> list[str]:
        """The types, as schema.org spells them; others as IRIs."""
        found = [self.context.name(t.strip()) for t in self._listed("@type") if isinstance(t, str)]
        return [terms.spelt(t, of="type") or t for t in found if t]

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The types and all types above them."""
        return frozenset().union(*(terms.ancestors(t) for t in self.types))

    def is_a(self, *kinds: str) -> bool:
        """Whether it is of one of these types, or of one below them."""
        return not self.kinds.isdisjoint(kinds)

    @cached_property
    def id(self) -> str | None:
        """The ``@id``, in full."""
        found = next((one for one in self._listed("@id") if isinstance(one, str)), "").strip()
        return _UNWRITABLE.sub("\ufffd", self.context.expanded(found)) if found else None

    def _listed(self, keyword: str) -> list[Any]:
        for key, value in self.raw.items():
            if key == keyword or (key[:1] != "@" and self.context.name(key) == keyword):
                return value if isinstance(value, list) else [value]
        return []

    @cached_property
    def properties(self) -> dict[str, list[Any]]:
        """The values of each property: texts, numbers, nodes; nothing that says nothing."""
        found: dict[str, list[Any]] = {}
        for key, value in self.raw.items():
            name = self.context.name(key)
            if name is None or name[:1] == "@":
                continue
            name = terms.spelt(name, of="property") or name
            values = list(
                self._values(key, value, Place(self.place.block, f"{self.place.pointer}/{escaped(key)}"))
            )
            if values:
                self.keys.setdefault(name, key)
                found.setdefault(name, []).extend(values)
        return found

    def _values(self, key: str, value: Any, place: Place) -> Iterator[Any]:
        if isinstance(value, list):
            for index, one in enumerate(value):
                yield from self._values(key, one, Place(place.block, f"{place.pointer}/{index}"))
        elif isinstance(value, dict):
            yield from self._of_object(key, value, place)
        elif isinstance(value, str):
            if value and not value.isspace():
                yield Words.of(value, self.context.language)
        elif value is not None:
            yield value

    def _of_object(self, key: str, value: dict[str, Any], place: Place) -> Iterator[Any]:
        if "@value" in value:
            text, lang = value["@value"], value.get("@language")
            if isinstance(text, str):
                if text and not text.isspace():
                    yield Words.of(text, lang if isinstance(lang, str) else None)
            elif isinstance(text, bool | int | float):
                yield text
        elif "@list" in value or "@set" in value:
            yield from self._values(key, value.get("@list", value.get("@set")), place)
        elif key in self.context.by_language:
            for lang, text in value.items():
                for one in text if isinstance(text, list) else [text]:
                    if isinstance(one, str) and one.strip():
                        yield Words.of(one, lang if lang[:1] != "@" else None)
        elif value:
            yield self.graph.node(value, self.context, place)

    @property
    def is_reference(self) -> bool:
        """Whether it says nothing but who it is."""
        return self.id is not None and not self.properties

    def place_of(self, name: str) -> Place:
        """Where a property stands."""
        key = self.keys.get(name, name)
        return Place(self.place.block, f"{self.place.pointer}/{escaped(key)}")

    def json(self) -> dict[str, Any]:
        """The node as JSON whose names are schema.org's, and others' in full; it needs no other context."""
        return _plain(self, 0)


def _plain(node: Node, depth: int) -> dict[str, Any]:
    result: dict[str, Any] = {}
    if node.types:
        result["@type"] = node.types if len(node.types) > 1 else node.types[0]
    if node.id:
        result["@id"] = node.id
    for name, values in node.properties.items():
        found = [_absolute(name, plain_value(value, depth + 1), node.graph.base) for value in values]
        found = [value for value in found if value is not None]
        if found:
            is_list = isinstance(node.raw.get(node.keys.get(name, name)), list)
            result[name] = found if len(found) > 1 or is_list else found[0]
    return result


def _absolute(name: str, value: Any, base: str | None) -> Any:
    """A relative address as it is seen from the page, for what is kept leaves the page."""
    if not base or not isinstance(value, str) or not value.startswith(("/", "./", "../")) or " " in value:
        return value
    if "URL" not in terms.range_includes(name):
        return value
    try:
        return urljoin(base, value)
    except ValueError:
        return value


def plain_value(value: Any, depth: int = 0) -> Any:
    """A value of a property as JSON; None for what nests too deep."""
    if isinstance(value, Node):
        return _plain(value, depth) if depth < MAX_DEPTH else None
    if isinstance(value, Words):
        return {"@value": str(value), "@language": value.lang}
    return value


def kept_value(name: str, value: Any, base: str | None) -> Any:
    """A value of a property as it is kept."""
    return _absolute(name, plain_value(value), base)


def escaped(part: str) -> str:
    """A key as part of a JSON Pointer (RFC 6901)."""
    return part.replace("~", "~0").replace("/", "~1") if "~" in part or "/" in part else part


class Found(NamedTuple):
    """A node with the property it stands in, and whose."""

    node: Node
    parent: Found | None
    name: str


class Graph:
    """The nodes of one or several blocks of data. ``base`` is the address that relative ones are seen from."""

    def __init__(self, base: str | None = None, unknown: Callable[[str], None] | None = None) -> None:
        self.base = base
        self.found: list[Found] = []
        self.is_cut = False
        self._unknown = unknown or (lambda address: None)
        self._by_id: dict[str, list[Node]] = {}
        self._seen: set[int] = set()
        self._fullest: dict[str, tuple[int, Node]] = {}
        self._referred: dict[str, set[str]] = {}

    def add(self, value: Any, block: int = 0) -> None:
        """Take the data of one block: an object, or a list of objects."""
        waiting: list[tuple[Any, Context, Place, Found | None, str]] = [
            (value, Context(), Place(block), None, "")
        ]
        while waiting:
            value, context, place, parent, name = waiting.pop()
            if isinstance(value, list):
                for index in range(len(value) - 1, -1, -1):
                    if isinstance(value[index], dict | list):
                        inner = Place(block, f"{place.pointer}/{index}")
                        waiting.append((value[index], context, inner, parent, name))
                continue
            if not isinstance(value, dict) or "@value" in value:
                continue
            if id(value) in self._seen:  # of data that is no JSON: an object that holds itself
                continue
            self._seen.add(id(value))
            if len(self.found) >= MOST_NODES:
                self.is_cut = True
                return
            self._take(value, context, place, parent, name, waiting)

    def _take(
        self,
        value: dict[str, Any],
        context: Context,
        place: Place,
        parent: Found | None,
        name: str,
        waiting: list[tuple[Any, Context, Place, Found | None, str]],
    ) -> None:
        node = self.node(value, context, place, is_root=parent is None)
        context = node.context
        here = Found(node, parent, name)
        self.found.append(here)
        if node.id:
            self._by_id.setdefault(node.id, []).append(node)
            if name:
                self._referred.setdefault(node.id, set()).add(name)
        for key in reversed(value):
            inner = value[key]
            if not isinstance(inner, dict | list) or key == "@context":
                continue
            known = context.name(key)
            if known is None:
                continue
            within = Place(place.block, f"{place.pointer}/{escaped(key)}")
            if known in ("@graph", "@included", "@list", "@set", "@nest"):
                waiting.append((inner, context, within, parent, name))
            else:
                waiting.append((inner, context, within, here, known))

    def node(self, raw: dict[str, Any], context: Context, place: Place, *, is_root: bool = False) -> Node:
        """The node of an object, with the context it brings."""
        if "@context" in raw:
            if is_root and context.is_plain:
                context = contexts(raw["@context"], self._unknown)
            else:
                context = context_of(raw["@context"], context, self._unknown)
        return Node(raw, context, place, self)

    def resolved(self, node: Node) -> Node:
        """The node, with what others of the same ``@id`` say of it beside it."""
        others = self._by_id.get(node.id or "", ())
        if not others or (len(others) == 1 and others[0].raw is node.raw):
            return node
        fullest = self._fullest_of(node.id or "", others)
        whole = node if len(node.properties) >= len(fullest.properties) else fullest
        found = Node(whole.raw, whole.context, whole.place, self)
        found.keys = dict(whole.keys)
        properties = dict(whole.properties)
        types = list(whole.types)
        for other in (node, *others[:_MOST_OF_ONE]):
            types += [one for one in other.types if one not in types]
            for name, values in other.properties.items():
                properties.setdefault(name, values)
                found.keys.setdefault(name, other.keys.get(name, name))
        found.types, found.properties, found.id = types, properties, node.id
        return found

    def _fullest_of(self, id: str, nodes: Sequence[Node]) -> Node:
        """The first of the nodes with one ``@id`` that says most of it."""
        count, known = self._fullest.get(id, (0, None))
        if known is None or count != len(nodes):
            known = max(nodes, key=lambda one: len(one.properties))
            self._fullest[id] = len(nodes), known
        return known

    def referred(self, node: Node) -> set[str]:
        """The properties through which other nodes hold this one, or refer to it."""
        return self._referred.get(node.id or "", set())


_MOST_OF_ONE = 20

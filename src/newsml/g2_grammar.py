"""The grammar of NewsML-G2, asked about one place in a document: what may stand there, in which order, since when.

The facts and their notation are in ``schemas/newsml-g2/grammar.txt``; this module reads them and answers.
Specification: NewsML-G2 2.35, https://iptc.org/std/NewsML-G2/specification/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
LATEST = (2, 35)
FIRST = (1, 9)
"""What has no version of its own is at least as old as NAR 1.9."""

Version = tuple[int, int]
TAG = "{" + NAMESPACE + "}"
XML_TAG = "{http://www.w3.org/XML/1998/namespace}"


def version_of(text: str) -> Version:
    """``(2, 9)`` of ``2.9``. Raises ValueError for what is no version."""
    major, minor = text.strip().split(".")
    return int(major), int(minor)


# --- What a shape is made of -------------------------------------------------------------------------------------


class Value(NamedTuple):
    """A kind of text: ``rule`` as the grammar says it, ``words`` for people."""

    name: str
    rule: str
    words: str


class Attribute(NamedTuple):
    name: str
    value: str
    required: bool
    since: Version


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a content model: an element, a wildcard (``<other>``), a group (``{…}``), a sequence or a choice."""

    kind: str
    name: str = ""
    shape: str = ""
    since: Version = FIRST
    times: str = ""
    parts: tuple[Part, ...] = ()


class Child(NamedTuple):
    """A child in its parent: of which shape, at which place in the order, since when, and how often."""

    name: str
    shape: str
    rank: int
    since: Version
    required: bool
    repeats: bool


class Stricter(NamedTuple):
    """What versions before ``until`` asked of a shape: see the top of the file."""

    until: Version
    shape: str
    how: str
    what: str


@dataclass(slots=True)
class Entry:
    """One entry of the file, its lines as they stand there."""

    kind: str
    name: str
    since: Version = FIRST
    like: str = ""
    text: str = ""
    mixed: bool = False
    has: str = ""
    holds: str = ""
    foreign: str = ""


@dataclass
class Shape:
    """What an element is, in its place. Attributes of the xml namespace are named ``xml:lang`` and so on."""

    name: str
    grammar: Grammar
    entry: Entry
    text: str = ""
    mixed: bool = False
    foreign: str = ""
    attributes: dict[str, Attribute] = field(default_factory=dict)
    content: tuple[Part, ...] = ()

    @cached_property
    def order(self) -> tuple[Part, ...]:
        """The content as a flat sequence: groups opened, each choice one place."""
        return tuple(self.grammar.flat(self.content))

    @cached_property
    def children(self) -> dict[str, Child]:
        """The children of NewsML-G2 by name, in the order of the grammar."""
        found: dict[str, Child] = {}
        for rank, part in enumerate(self.order):
            for child in self.grammar.named_in(part, rank):
                found.setdefault(child.name, child)
        return found

    @cached_property
    def wildcards(self) -> dict[str, int]:
        """The places of foreign children: of ``other``, ``any``, ``item`` or ``signature``."""
        return {name: rank for rank, part in enumerate(self.order) for name in wildcards_in(part)}

    def child(self, name: str) -> Shape | None:
        """The shape of a child by its local name; where any element may stand, that of the element alone."""
        child = self.children.get(name)
        return self.grammar.shape(child.shape) if child else self.grammar.alone(name)

    def rank(self, tag: str) -> int | None:
        """The place of a child in the order; None for one that has no place here."""
        if not tag:
            return None
        if tag.startswith(TAG):
            child = self.children.get(tag[len(TAG) :])
            if child:
                return child.rank
            wanted: tuple[str, ...] = ("any", "item")
        else:
            signed = tag == "{http://www.w3.org/2000/09/xmldsig#}Signature"
            wanted = ("signature", "other", "any") if signed else ("other", "any")
        return next((self.wildcards[name] for name in wanted if name in self.wildcards), None)


def wildcards_in(part: Part) -> Iterator[str]:
    if part.kind == "wildcard":
        yield part.name
    for inner in part.parts:
        yield from wildcards_in(inner)


# --- The file ----------------------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"(?P<open>\()|\)(?P<close>[?*+]?)|(?P<or>\|)|<(?P<wild>\w+)>(?P<wild_times>[?*+]?)|\{(?P<group>\w+)\}"
    r"|(?P<name>\w+)(?:=(?P<shape>[\w-]+))?(?:@(?P<since>[\d.]+))?(?P<times>[?*+]?)"
)
_ATTRIBUTE = re.compile(r"(?P<name>[\w:-]+)(?:(?P<must>!?)=(?P<value>[\w-]+))?(?:@(?P<since>[\d.]+))?")


class Grammar:
    """The entries of the file; shapes are put together when they are first asked for."""

    def __init__(self, text: str) -> None:
        self.elements: dict[str, Entry] = {}
        self.shapes: dict[str, Entry] = {}
        self.attributes: dict[str, Entry] = {}
        self.groups: dict[str, Entry] = {}
        self.values: dict[str, Value] = {}
        self.stricter: list[Stricter] = []
        self.roots: tuple[str, ...] = ()
        self.twins: Version = FIRST
        self._built: dict[str, Shape] = {}
        self._read(text)
        named = re.findall(r"(\w+)=[\w-]+", " ".join(entry.holds for entry in self.entries()))
        self._by_place = frozenset(named)

    def entries(self) -> Iterator[Entry]:
        """The elements, shapes and groups of children."""
        yield from self.elements.values()
        yield from self.shapes.values()
        yield from self.groups.values()

    def _read(self, text: str) -> None:
        tables = {
            "element": self.elements,
            "shape": self.shapes,
            "attributes": self.attributes,
            "children": self.groups,
        }
        entry = Entry("", "")
        for line in text.splitlines():
            word, _, rest = line.strip().partition(" ")
            if not word or word == "#":
                continue
            if line[0] == " ":
                _take(entry, word, rest)
            elif word in tables:
                name, _, since = rest.partition(" @")
                entry = tables[word][name] = Entry(word, name, version_of(since) if since else FIRST)
            elif word == "value":
                name, _, rule = rest.partition(": ")
                rule, _, words = rule.partition(" ~ ")
                self.values[name] = Value(name, rule, words)
            elif word == "until":
                until, shape, how, what = (*rest.split(" ", 3), "")[:4]
                self.stricter.append(Stricter(version_of(until), shape, how, what))
            elif word == "root":
                self.roots = tuple(rest.split())
            else:
                self.twins = version_of(rest.lstrip("@"))

    def alone(self, name: str) -> Shape | None:
        """The shape of an element that may stand alone; None if there is none of that name."""
        return self.shape(f"element {name}") if name in self.elements else None

    def shape(self, name: str) -> Shape:
        """A shape by its name; ``element X`` for that of an element that may stand alone."""
        shape = self._built.get(name)
        if shape is None:
            shape = self._built[name] = self._build(name)
        return shape

    def _build(self, name: str) -> Shape:
        word, _, rest = name.partition(" ")
        entry = self.elements[rest] if word == "element" and rest else self.shapes[name]
        base = self.shape(entry.like) if entry.like else None
        shape = Shape(name, self, entry, entry.text, entry.mixed, entry.foreign)
        if base:
            shape.text = shape.text or base.text
            shape.mixed = shape.mixed or base.mixed
            shape.foreign = shape.foreign or base.foreign
            shape.attributes.update(base.attributes)
            shape.content = base.content
        for attribute in self.listed(entry.has):
            shape.attributes[attribute.name] = attribute
        shape.content += self.parts(entry.holds)
        return shape

    # --- attributes

    def listed(self, has: str, since: Version = FIRST) -> Iterator[Attribute]:
        """The attributes of a ``has`` line, groups opened and pairs told apart."""
        for match in _ATTRIBUTE.finditer(has):
            name, value = match["name"], match["value"]
            mark = max(since, version_of(match["since"])) if match["since"] else since
            if value is None:
                yield from self.listed(self.attributes[name].has, mark)
            elif value in _PAIRS:
                code, iri = _PAIRS[value]
                yield Attribute(name, code, False, mark)
                yield Attribute(f"{name}uri", iri, False, max(mark, self.twins))
            else:
                yield Attribute(name, value, bool(match["must"]), mark)

    # --- children

    def parts(self, holds: str) -> tuple[Part, ...]:
        """The parts of a ``holds`` line, in order."""
        levels: list[list[Part]] = [[]]
        bars: list[bool] = [False]
        for match in _TOKEN.finditer(holds):
            if match["open"]:
                levels.append([])
                bars.append(False)
            elif match["or"]:
                bars[-1] = True
                levels[-1].append(Part("or"))
            elif match["close"] is not None:
                inner, alternatives = levels.pop(), bars.pop()
                levels[-1].append(_bracket(inner, alternatives, match["close"]))
            elif match["wild"]:
                levels[-1].append(Part("wildcard", match["wild"], times=match["wild_times"]))
            elif match["group"]:
                levels[-1].append(Part("group", match["group"]))
            else:
                levels[-1].append(self._element(match))
        return tuple(levels[0])

    def _element(self, match: re.Match[str]) -> Part:
        name, shape = match["name"], match["shape"]
        since = version_of(match["since"]) if match["since"] else FIRST
        if shape is None:
            shape = f"element {name}"
            since = max(since, self.elements[name].since)
        return Part("element", name, shape, since, match["times"])

    def flat(self, parts: Iterable[Part]) -> Iterator[Part]:
        for part in parts:
            if part.kind == "group":
                yield from self.flat(self.parts(self.groups[part.name].holds))
            elif part.kind == "sequence":
                yield from self.flat(part.parts)
            else:
                yield part

    def named_in(
        self, part: Part, rank: int, alternative: bool = False, repeats: bool = False
    ) -> Iterator[Child]:
        repeats = repeats or part.times in ("*", "+")
        optional = alternative or part.times in ("?", "*")
        if part.kind == "element":
            yield Child(part.name, part.shape, rank, part.since, not optional, repeats)
        for inner in part.parts:
            yield from self.named_in(inner, rank, optional or part.kind == "choice", repeats)

    def shape_by_name(self, name: str) -> Shape | None:
        """The shape of an element whose name alone says it, wherever it stands."""
        return None if name in self._by_place else self.alone(name)


_PAIRS = {"code": ("qcode", "iri"), "codes": ("qcodes", "iris")}


def _take(entry: Entry, word: str, rest: str) -> None:
    if word == "has":
        entry.has += f" {rest}"
    elif word == "holds":
        entry.holds += f" {rest}"
    elif word == "mixed":
        entry.mixed = True
    else:
        setattr(entry, word, rest.strip())


def _bracket(inner: list[Part], alternatives: bool, times: str) -> Part:
    if not alternatives:
        return Part("sequence", times=times, parts=tuple(inner))
    options: list[list[Part]] = [[]]
    for part in inner:
        if part.kind == "or":
            options.append([])
        else:
            options[-1].append(part)
    parts = tuple(
        option[0] if len(option) == 1 else Part("sequence", parts=tuple(option)) for option in options
    )
    return Part("choice", times=times, parts=parts)


@cache
def grammar() -> Grammar:
    """The grammar of the version that newsml writes. Raises FileError if the installation lacks it."""
    from newsml.files import read_bytes
    from newsml.schemas import schemas_folder

    return Grammar(read_bytes(schemas_folder() / "newsml-g2" / "grammar.txt").decode())


# --- Questions about an element ------------------------------------------------------------------------------------


def tag_of(node: Any) -> str:
    """The tag of an element; nothing for comments and processing instructions."""
    return node.tag if isinstance(node.tag, str) else ""


def own_name(node: Any) -> str:
    """The local name of an element of NewsML-G2; nothing for whatever else."""
    tag = tag_of(node)
    return tag[len(TAG) :] if tag.startswith(TAG) else ""


def shape_at(*path: str) -> Shape | None:
    """The shape at a path of local names: ``shape_at("newsItem", "itemMeta")``. It begins where one may stand alone."""
    shape = grammar().alone(path[0])
    for name in path[1:]:
        # SportsML stands within an item in the same namespace: what is in an unknown element is known again.
        shape = shape.child(name) if shape else grammar().alone(name)
    return shape


def shape_of(element: Element) -> Shape | None:
    """What an element is, in its place; None for what the grammar does not know."""
    name = own_name(element)
    return (grammar().shape_by_name(name) or shape_at(*_path(element))) if name else None


def _path(element: Element) -> tuple[str, ...]:
    """The local names down to an element, from the outermost that nothing foreign parts from it."""
    names = []
    node: Element | None = element
    while node is not None and own_name(node):
        names.append(own_name(node))
        node = node.getparent()
    return tuple(reversed(names))


def allowed_children(element: Element) -> dict[str, Child]:
    """The children of NewsML-G2 that an element may have, in order; none for what the grammar does not know."""
    shape = shape_of(element)
    return shape.children if shape else {}


def allowed_attributes(element: Element) -> dict[str, Attribute]:
    """The attributes that an element may have, by name; none for what the grammar does not know."""
    shape = shape_of(element)
    return shape.attributes if shape else {}


def since(element: Element, attribute: str | None = None) -> Version:
    """The version that brought an element to this place, or an attribute to this element."""
    brought = _element_since(element)
    found = allowed_attributes(element).get(attribute_name(attribute)) if attribute else None
    return max(found.since, brought) if found else brought


def _element_since(element: Element) -> Version:
    name, parent = own_name(element), element.getparent()
    outer = shape_of(parent) if parent is not None else None
    child = outer.children.get(name) if outer else None
    if child:
        return child.since
    entry = grammar().elements.get(name)
    return entry.since if entry else FIRST


def attribute_name(name: str) -> str:
    """The name of an attribute as the grammar writes it: ``xml:lang``, not the namespace in braces."""
    return name.replace(XML_TAG, "xml:")


class Later(NamedTuple):
    """What a version lacks: an element, or an attribute of it (named as lxml does)."""

    element: Element
    attribute: str | None
    since: Version


def later_than(root: Element, version: Version) -> Iterator[Later]:
    """What in a document an older version lacks. What is within such an element is not named again."""
    brought = _element_since(root)
    if brought > version:
        yield Later(root, None, brought)
        return
    shape = shape_of(root)
    for name in map(str, root.attrib if shape else ()):
        found = shape.attributes.get(attribute_name(name)) if shape else None
        if found and found.since > version:
            yield Later(root, name, found.since)
    for child in root:
        if tag_of(child):
            yield from later_than(child, version)


# --- Order -----------------------------------------------------------------------------------------------------------


def place(parent: Element, child: Element) -> None:
    """Put a child where the grammar wants it: after its last sibling of the same place or an earlier one.

    In text with markup, and for what has no place here, that is the end.
    """
    shape = shape_of(parent)
    rank = shape.rank(tag_of(child)) if shape and not shape.mixed else None
    if shape is None or rank is None:
        parent.append(child)
        return
    for index in range(len(parent) - 1, -1, -1):
        found = shape.rank(tag_of(parent[index]))
        if found is not None and found <= rank:
            parent.insert(index + 1, child)
            return
    parent.insert(0, child)


def sort_children(parent: Element) -> bool:
    """Bring the children into the order of the grammar, those of one place as they were. True if that moved any.

    A comment stays before the element it stands before, what has no place here behind the one it follows.
    """
    shape = shape_of(parent)
    if shape is None or shape.mixed or len(parent) < 2:
        return False
    children = list(parent)
    ranks = _ranks(shape, children)
    if ranks == sorted(ranks):
        return False
    tails = [child.tail for child in children]
    parent[:] = [child for _, child in sorted(zip(ranks, children, strict=True), key=lambda pair: pair[0])]
    if not any((tail or "").strip() for tail in tails):  # the indent belongs to the place, not to the child
        for child, tail in zip(parent, tails, strict=True):
            child.tail = tail
    return True


def _ranks(shape: Shape, children: list[Element]) -> list[int]:
    found = [shape.rank(tag_of(child)) for child in children]
    ranks: list[int] = []
    for index, rank in enumerate(found):
        if not tag_of(children[index]):
            rank = next((later for later in found[index + 1 :] if later is not None), None)
        ranks.append(rank if rank is not None else ranks[-1] if ranks else -1)
    return ranks

"""The body of an article: a tree of blocks and inlines. Text is plain `str`, so no script can exist in it.

In JSON a node is an object with its ``kind`` and its fields; text is a string::

    {"kind": "paragraph", "children": ["The bridge ", {"kind": "strong", "children": ["reopened"]}, "."]}
"""

# No `from __future__ import annotations`: pydantic would have to evaluate 300 texts at start (5 ms of CPU).

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from newsml.model.concepts import Media
from newsml.model.values import Deferred, Iri, LanguageTag, Ordinal, Value

MAX_DEPTH = 64
"""How many levels of nodes a body may nest; deeper is refused, with a message (pydantic writes 84 levels at most)."""


class Node(Value):
    """A part of the body. `kind` names it in JSON."""

    kind: ClassVar[str] = ""


KINDS: dict[str, type[Node]] = {}
"""Node class by kind, in the order of this module."""

INLINE_KINDS: set[str] = set()
BLOCK_KINDS: set[str] = set()


class _NodeSchema:
    """Text or a node given as object or instance; validated by its kind, so that only what occurs is built."""

    def __init__(self, name: str, kinds: set[str]) -> None:
        self.name, self.kinds = name, kinds
        self.words = f"an {name}" if name == "inline" else f"a {name}"

    def node(self, value: object) -> Node:
        if isinstance(value, Node):
            if value.kind in self.kinds:
                return value
            raise PydanticCustomError("newsml", "is a {kind}, which cannot stand here", {"kind": value.kind})
        if not isinstance(value, Mapping):
            raise PydanticCustomError(
                "newsml", "is not {expected}", {"expected": f"{self.words} of the body"}
            )
        kind = value.get("kind")
        if not isinstance(kind, str) or kind not in self.kinds:
            expected = f"{self.words} (known kinds: {', '.join(sorted(self.kinds))})"
            raise PydanticCustomError("newsml", "has a kind that is not {expected}", {"expected": expected})
        return KINDS[kind].model_validate({key: item for key, item in value.items() if key != "kind"})

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        dump = core_schema.plain_serializer_function_ser_schema(_dumped, info_arg=True)
        if self.name == "block":
            return core_schema.no_info_plain_validator_function(self.node, serialization=dump)

        # One callable rather than a union: its errors name one thing that was wrong, not two.
        def inline(value: object) -> str | Node:
            if isinstance(value, str):
                if value.isascii() or not _SURROGATES.search(value):
                    return value
                raise PydanticCustomError(
                    "newsml", "is not {expected}", {"expected": "text without lone surrogates"}
                )
            return self.node(value)

        return core_schema.no_info_plain_validator_function(inline, serialization=dump)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"$comment": f"newsml:{self.name}"}  # scripts/generate.py writes the reference


_SURROGATES = re.compile("[\ud800-\udfff]")


def _dumped(value: str | Node, info: core_schema.SerializationInfo) -> Any:
    if isinstance(value, str):
        return value
    fields = value.model_dump(
        mode=info.mode, exclude_defaults=info.exclude_defaults, exclude_none=info.exclude_none
    )
    return {"kind": value.kind, **fields}


if TYPE_CHECKING:
    Inline: TypeAlias = (
        "str | Emphasis | Strong | Link | Code | Subscript | Superscript | Strike | LineBreak"
        " | InlineQuote | Entity | LanguageSpan"
    )
    Block: TypeAlias = (
        "Paragraph | Heading | List | Quote | PullQuote | Preformatted | Table | Figure | Embed"
        " | HorizontalRule | Foreign"
    )
else:
    Inline = Annotated[Any, _NodeSchema("inline", INLINE_KINDS)]
    Block = Annotated[Any, _NodeSchema("block", BLOCK_KINDS)]

Inlines = tuple[Inline, ...]
Blocks = tuple[Block, ...]


# --- inlines -------------------------------------------------------------------------------------


class Emphasis(Node):
    """Stressed text (HTML ``em``, NITF ``em``)."""

    kind: ClassVar[str] = "emphasis"
    children: Inlines = ()


class Strong(Node):
    """Important text (HTML ``strong``)."""

    kind: ClassVar[str] = "strong"
    children: Inlines = ()


class Link(Node):
    """A link (HTML ``a``): an absolute IRI, or an address relative to the article's page."""

    kind: ClassVar[str] = "link"
    href: str
    title: str | None = None
    rel: str | None = None
    children: Inlines = ()


class Code(Node):
    """Computer text within a line (HTML ``code``)."""

    kind: ClassVar[str] = "code"
    text: str


class Subscript(Node):
    """Lowered text (HTML ``sub``)."""

    kind: ClassVar[str] = "subscript"
    children: Inlines = ()


class Superscript(Node):
    """Raised text (HTML ``sup``)."""

    kind: ClassVar[str] = "superscript"
    children: Inlines = ()


class Strike(Node):
    """Text no longer true (HTML ``s`` and ``del``)."""

    kind: ClassVar[str] = "strike"
    children: Inlines = ()


class LineBreak(Node):
    """A line break that belongs to the text (HTML ``br``)."""

    kind: ClassVar[str] = "line_break"


class InlineQuote(Node):
    """A quotation within a sentence (HTML ``q``, NITF ``q``); the quotation marks are not in the text."""

    kind: ClassVar[str] = "inline_quote"
    cite: str | None = None
    children: Inlines = ()


class Entity(Node):
    """A mention marked as person, place, amount … (NITF ``person``, ``location``, ``money``; hNews)."""

    kind: ClassVar[str] = "entity"
    entity_type: Literal[
        "person", "organisation", "place", "event", "object", "date", "money", "number", "function"
    ]
    uri: Iri | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    """Further identifiers as pairs of scheme and value (NITF ``idsrc`` and ``value``)."""
    value: str | None = None
    """The normalised value: an ISO 8601 date, an amount, a number."""
    unit: str | None = None
    """Currency (ISO 4217) or unit of `value`."""
    children: Inlines = ()


class LanguageSpan(Node):
    """Text in another language or direction (HTML ``span`` with ``lang`` and ``dir``)."""

    kind: ClassVar[str] = "language_span"
    lang: LanguageTag | None = None
    text_direction: Literal["ltr", "rtl"] | None = None
    children: Inlines = ()


# --- blocks --------------------------------------------------------------------------------------


class Paragraph(Node):
    """A paragraph. `role` is the sender's word for its part in the text (lead, footnote, sign-off)."""

    kind: ClassVar[str] = "paragraph"
    role: str | None = None
    lang: LanguageTag | None = None
    text_direction: Literal["ltr", "rtl"] | None = None
    children: Inlines = ()


class Heading(Node):
    """A heading within the body, levels 1 to 6."""

    kind: ClassVar[str] = "heading"
    level: Annotated[int, Field(ge=1, le=6)] = 2
    children: Inlines = ()


class List(Node):
    """An ordered or unordered list; each item is a run of blocks."""

    kind: ClassVar[str] = "list"
    ordered: bool = False
    start: Annotated[int, Field(ge=0)] = 1
    items: tuple[Blocks, ...] = ()


class Quote(Node):
    """A block quotation, with its source where the sender gives one."""

    kind: ClassVar[str] = "quote"
    attribution: Inlines = ()
    cite: str | None = None
    children: Blocks = ()


class PullQuote(Node):
    """A sentence of the article set apart to draw the reader in (HTML ``aside``)."""

    kind: ClassVar[str] = "pull_quote"
    attribution: Inlines = ()
    children: Blocks = ()


class Preformatted(Node):
    """Text whose spaces and lines count (tables of the wires, code)."""

    kind: ClassVar[str] = "preformatted"
    language: str | None = None
    """The computer language, if it is code."""
    text: str


class Cell(Value):
    """One cell of a table."""

    header: bool = False
    colspan: Ordinal = 1
    rowspan: Ordinal = 1
    align: Literal["left", "center", "right"] | None = None
    children: Inlines = ()


class Table(Node):
    """A table: rows of cells."""

    kind: ClassVar[str] = "table"
    caption: Inlines = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


class Figure(Node):
    """An image, video or audio clip within the text, with what stands beside it."""

    kind: ClassVar[str] = "figure"
    media_type: Literal["image", "video", "audio"] = "image"
    media: Annotated[Media, Deferred()]
    caption: Inlines = ()


class Embed(Node):
    """A social post, player or frame from elsewhere: its address and provider, never its code."""

    kind: ClassVar[str] = "embed"
    url: Iri
    provider: str | None = None
    title: str | None = None


class HorizontalRule(Node):
    """A break between parts (HTML ``hr``)."""

    kind: ClassVar[str] = "horizontal_rule"


class Foreign(Node):
    """A block the tree has no kind for, kept as its own format has it."""

    kind: ClassVar[str] = "foreign"
    format: str
    markup: str


_INLINE: tuple[type[Node], ...] = (
    Emphasis, Strong, Link, Code, Subscript, Superscript, Strike, LineBreak, InlineQuote, Entity, LanguageSpan,
)  # fmt: skip
_BLOCK: tuple[type[Node], ...] = (
    Paragraph, Heading, List, Quote, PullQuote, Preformatted, Table, Figure, Embed, HorizontalRule, Foreign,
)  # fmt: skip
KINDS.update({node.kind: node for node in (*_BLOCK, *_INLINE)})
INLINE_KINDS.update(node.kind for node in _INLINE)
BLOCK_KINDS.update(node.kind for node in _BLOCK)


# --- looking at the tree -------------------------------------------------------------------------


def nested(node: Any) -> Iterator[Any]:
    """The nodes and strings directly within a node, in reading order."""
    if isinstance(node, List):
        for item in node.items:
            yield from item
    elif isinstance(node, Table):
        yield from node.caption
        for row in node.rows:
            for cell in row:
                yield from cell.children
    elif isinstance(node, Figure):
        yield from node.caption
    elif not isinstance(node, str):
        yield from getattr(node, "children", ())
        yield from getattr(node, "attribution", ())


def walk(blocks: Iterable[Any]) -> Iterator[Any]:
    """All nodes and strings of a body, depth first, in reading order."""
    stack = [iter(blocks)]
    while stack:
        for node in stack[-1]:
            yield node
            if not isinstance(node, str):
                stack.append(nested(node))
                break
        else:
            stack.pop()


_SPACES = re.compile(r"[ \t\r\n\f]+")


def inline_text(children: Iterable[Inline]) -> str:
    """The text of a run of inlines, without markup; a line break becomes a newline.

    Words that are struck through are left out: without the line through them they would be stated.
    """
    text = ""
    parts: list[str] = []
    for child in children:
        if isinstance(child, str):
            parts.append(child)
        elif isinstance(child, LineBreak):
            parts.append("\n")
        elif isinstance(child, Code):
            parts.append(child.text)
        elif isinstance(child, Strike):
            text, parts = _closed(text, "".join(parts)), []
        else:
            parts.append(inline_text(child.children))
    return _closed(text, "".join(parts)) if text else "".join(parts)


def _closed(before: str, after: str) -> str:
    """Text around struck words: no two spaces where they stood, and none before a full stop."""
    if not before or not after:
        return before + after
    if after[0] in ".,;:!?…)]":
        return before.rstrip(" ") + after
    return before + (after.lstrip(" ") if before[-1] in " \n" else after)


def block_texts(blocks: Iterable[Block], *, media: bool = True) -> Iterator[str]:
    """The text of each block that has some; ``media=False`` leaves out what stands beside pictures."""
    for block in blocks:
        yield from TEXT[type(block)](block, media)


def _of_children(block: Any, media: bool) -> Iterator[str]:
    text = inline_text(block.children)
    if text.strip():
        yield _SPACES.sub(" ", text).strip() if "\n" not in text else _lines(text)


def _lines(text: str) -> str:
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.strip().split("\n"))


def _of_list(block: List, media: bool) -> Iterator[str]:
    for item in block.items:
        yield from block_texts(item, media=media)


def _of_quote(block: Any, media: bool) -> Iterator[str]:
    yield from block_texts(block.children, media=media)
    if block.attribution:
        yield _lines(inline_text(block.attribution))


def _of_preformatted(block: Preformatted, media: bool) -> Iterator[str]:
    if block.text.strip():
        yield block.text.strip("\n")


def _of_table(block: Table, media: bool) -> Iterator[str]:
    if block.caption:
        yield _lines(inline_text(block.caption))
    for row in block.rows:
        cells = [_SPACES.sub(" ", inline_text(cell.children)).strip() for cell in row]
        if any(cells):
            yield "\t".join(cells)


def _of_figure(block: Figure, media: bool) -> Iterator[str]:
    text = inline_text(block.caption) or block.media.caption or ""
    if media and text.strip():
        yield _lines(text)


def _nothing(block: Block, media: bool) -> Iterator[str]:
    return iter(())


TEXT: dict[type[Node], Callable[[Any, bool], Iterator[str]]] = {
    Paragraph: _of_children,
    Heading: _of_children,
    List: _of_list,
    Quote: _of_quote,
    PullQuote: _nothing,  # repeats a sentence of the text
    Preformatted: _of_preformatted,
    Table: _of_table,
    Figure: _of_figure,
    Embed: _nothing,
    HorizontalRule: _nothing,
    Foreign: _nothing,
}


def plain_text(blocks: Iterable[Block], *, media: bool = False) -> str:
    """The text of a body, blocks separated by an empty line; captions only with ``media=True``.

    >>> plain_text((Paragraph(children=("One ", Strong(children=("two",)))), Paragraph(children=("three",))))
    'One two\\n\\nthree'
    """
    return "\n\n".join(block_texts(blocks, media=media))


# Scripts written without spaces: each character counts as a word, as word processors count them.
_FIRST_IDEOGRAM = "\u3005"
_IDEOGRAMS = (
    "\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)


def word_count(blocks: Iterable[Block]) -> int:
    """The number of words of `plain_text`: what stands between spaces and holds a letter or digit."""
    text = plain_text(blocks)
    if max(text, default="") < _FIRST_IDEOGRAM:
        runs = re.split(r"[\s—–…]+", text)
    else:
        runs = re.findall(rf"[{_IDEOGRAMS}]|[^\s—–…{_IDEOGRAMS}]+", text)  # slow to compile, seldom needed
    return sum(1 for run in runs if run[:1].isalnum() or re.search(r"\w", run))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Plain text as paragraphs: an empty line separates them, other line ends are spaces."""
    parts = (
        _SPACES.sub(" ", part).strip()
        for part in re.split(r"\n[ \t]*(?:\r?\n[ \t]*)+", text.replace("\r\n", "\n"))
    )
    return tuple(Paragraph(children=(part,)) for part in parts if part)


def depth(blocks: Iterable[Any]) -> int:
    """How many levels of nodes the deepest branch has."""
    deepest = 0
    level = [node for node in blocks if not isinstance(node, str)]
    while level:
        deepest += 1
        level = [inner for node in level for inner in nested(node) if not isinstance(inner, str)]
    return deepest

"""Text in a vocabulary that newsml does not know, such as a newsroom system's own: told by its structure alone.

An element that holds words beside other elements, or nothing but words, is a paragraph; one that holds only elements is
looked into. What an element is called, or what its ``type`` says, tells headings, quotations and lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml.etree import _Element as Element

from newsml.markup.flow import blocks_of, pieces_within
from newsml.markup.inlines import NODES, WRAPPERS
from newsml.markup.reading import MAX_LEVELS, Reading, tag_of, text_of

Block = dict[str, Any]

_ASIDE = frozenset(
    {
        "object", "objects", "metadata", "meta", "metas", "head", "header", "link", "links", "style", "script", "data",
        "properties", "property", "attributes", "settings", "template", "administration", "identification",
    }
)  # fmt: skip
"""What newsroom systems put beside the words: pictures, widgets, settings."""
_SAID_BY = ("type", "role", "class", "style", "name", "kind", "format")
_HEADLINE = re.compile(
    r"headline|head|title|hl\d?|heading|h1|rubrik|uberschrift|titel|titre|titulo|otsikko|overskrift"
)
_SUBHEAD = re.compile(
    r"(?:sub|cross|mid|mellan|mellom|inter|zwischen|vali|under)-?_?(?:head(?:line|ing)?|title|rubrik|titel|titre|"
    r"otsikko|uberschrift)s?\d?|h[2-6]|ladder|intertitre|ladillo|heading\d|headline[2-9]|title[2-9]"
)
_QUOTE = re.compile(r"(?:block|pull)?-?_?(?:quote|citation|citat|zitat|cita)\d?|sitat")
_ITEM = re.compile(r"li|(?:un)?(?:ordered)?-?_?list-?_?item|bullet|item")
_LIST = re.compile(r"ul|ol|(?:un)?(?:ordered)?-?_?list|bullets")
_SENTENCE = re.compile(r"\w\S*\s+\S+\s+\S+\s+\S+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{8}")
"""Four words in a row, or eight letters of a script that has no spaces."""


class Prose(NamedTuple):
    """The words of a document: its own headline, the blocks of its text, and what stands beside them."""

    headline: Element | None
    blocks: list[Block]
    aside: int


def prose_of(root: Element, reading: Reading) -> Prose | None:
    """The text of an element that newsml does not know; None if it holds data rather than text.

    It is text if most of its words stand in sentences.
    """
    if tag_of(root) in _ASIDE:
        return None
    found = [(root, "paragraph")] if _is_text(root) else list(_leaves(root, 0))
    words = [" ".join(text_of(element).split()) for element, _ in found]
    told = sum(len(text) for text in words if _SENTENCE.search(text))
    if not told or told * 2 < sum(map(len, words)):
        return None
    headline = next((element for element, _ in found if _is_first_headline(element, found)), None)
    blocks: list[Block] = []
    for element, kind in found:
        if element is not headline:
            _add(blocks, element, kind, reading)
    aside = sum(
        1 for element in root.iter() if tag_of(element) in _ASIDE and not _within_aside(element, root)
    )
    return Prose(headline, blocks, aside)


def _leaves(element: Element, level: int) -> Iterator[tuple[Element, str]]:
    """The elements that hold words, in order, and what each is."""
    for child in element:
        if not tag_of(child) or tag_of(child) in _ASIDE:
            continue
        if _is_text(child) or level > MAX_LEVELS:
            if text_of(child).strip():
                yield child, _kind_of(child)
        else:
            yield from _leaves(child, level + 1)


def _is_text(element: Element) -> bool:
    """Whether an element holds words of its own, or nothing but markup of words."""
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        return True
    inner = [child for child in element if tag_of(child)]
    return bool(inner) and all(tag_of(child) in _MARKUP for child in inner)


_MARKUP = frozenset({*WRAPPERS, *NODES, "br", "span"})


def _names_of(element: Element) -> list[str]:
    said = [element.get(name, "") for name in _SAID_BY]
    return [re.split("[:/]", word.strip())[-1].lower() for word in (tag_of(element), *said) if word.strip()]


def _kind_of(element: Element) -> str:
    names = _names_of(element)
    for kind, pattern in (("subhead", _SUBHEAD), ("headline", _HEADLINE), ("quote", _QUOTE), ("item", _ITEM)):
        if any(pattern.fullmatch(name) for name in names):
            return kind
    parent = element.getparent()
    if parent is not None and any(_LIST.fullmatch(name) for name in _names_of(parent)):
        return "item"
    return "paragraph"


def _is_first_headline(element: Element, found: list[tuple[Element, str]]) -> bool:
    return found[0] == (element, "headline") and len(found) > 1


def _within_aside(element: Element, root: Element) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not root:
        if tag_of(parent) in _ASIDE:
            return True
        parent = parent.getparent()
    return False


def _add(blocks: list[Block], element: Element, kind: str, reading: Reading) -> None:
    pieces = pieces_within(element, reading, 1)
    if kind == "item":
        item = blocks_of(pieces, split=True)
        if blocks and blocks[-1]["kind"] == "list":
            blocks[-1]["items"].append(item)
        else:
            blocks.append({"kind": "list", "items": [item]})
    elif kind == "quote":
        blocks.append({"kind": "quote", "children": blocks_of(pieces, split=True)})
    elif kind in ("headline", "subhead"):
        blocks += blocks_of(pieces, {"kind": "heading", "level": 2})
    else:
        blocks += blocks_of(pieces, split=True)

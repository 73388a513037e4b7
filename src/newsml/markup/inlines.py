"""Runs of text and inline nodes: their normal form, and the elements that make them.

The normal form, which every reader of markup gives: adjacent texts are one; a run of spaces and line ends is
one space; there is no space at the start or end of a block, beside a line break, or after another space;
no line break begins or ends a block; a node without content is none. Code keeps its spaces, on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from lxml.etree import _Element as Element

from newsml.markup.reading import Reading, classes, direction, tag_of, text_of
from newsml.model.values import is_iri

Piece = str | dict[str, Any]

BREAK = "line_break"
SPACES = re.compile(r"[ \t\r\n\f]+")

ENTITY_TYPES = {
    "person": "person", "organisation": "organisation", "organization": "organisation", "org": "organisation",
    "place": "place", "location": "place", "event": "event", "object": "object", "date": "date",
    "money": "money", "number": "number", "function": "function",
}  # fmt: skip

WRAPPERS = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "dfn": "emphasis", "var": "emphasis",
    "strong": "strong", "b": "strong", "sub": "subscript", "sup": "superscript",
    "s": "strike", "del": "strike", "strike": "strike",
}  # fmt: skip
CODE = frozenset({"code", "kbd", "samp", "tt"})

# Elements whose text stays and whose own meaning is only one of looks.
TRANSPARENT = frozenset(
    {
        "font", "big", "nobr", "wbr", "bdi", "bdo", "ruby", "small", "center", "rb", "rtc", "rbc", "slot",
        "label", "span", "u", "ins",
    }
)  # fmt: skip
INLINE_KINDS = frozenset(
    {
        "emphasis", "strong", "link", "code", "subscript", "superscript", "strike", "line_break",
        "inline_quote", "entity", "language_span",
    }
)  # fmt: skip


def is_inline(piece: Piece) -> bool:
    """Whether a piece is text or an inline node, rather than a block."""
    return isinstance(piece, str) or piece["kind"] in INLINE_KINDS


# --- the normal form -----------------------------------------------------------------------------


def tidy(run: Iterable[Piece]) -> list[Piece]:
    """A run of inlines in its normal form (see the module)."""
    children = _collapsed(run, [True])
    _strip_start(children)
    _strip_end(children)
    return children if any(map(_shows, children)) else []


def _shows(piece: Piece) -> bool:
    """Whether there is something to see: a no-break space alone, as some editors leave, is nothing."""
    if isinstance(piece, str):
        return not piece.isspace()
    return piece["kind"] == "code" or any(map(_shows, piece.get("children", ())))


def _with_single_spaces(text: str) -> str:
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        return SPACES.sub(" ", text)
    return text


def _collapsed(run: Iterable[Piece], after_space: list[bool]) -> list[Piece]:
    result: list[Piece] = []
    for piece in _joined(run):
        if isinstance(piece, str):
            text = _with_single_spaces(piece)
            if after_space[0] and text.startswith(" "):
                text = text[1:]
            if text:
                after_space[0] = text.endswith(" ")
                result.append(text)
        elif piece["kind"] == BREAK:
            _strip_spaces(result)
            result.append(piece)
            after_space[0] = True
        elif piece["kind"] == "code":
            if piece["text"]:
                result.append({**piece, "text": re.sub(r"\r\n|[\r\n\f]", " ", piece["text"])})
                after_space[0] = False
        elif children := _collapsed(piece.get("children", ()), after_space):
            result.append({**piece, "children": children})
    return _joined(result)


def _joined(run: Iterable[Piece]) -> list[Piece]:
    result: list[Piece] = []
    for piece in run:
        if isinstance(piece, str) and result and isinstance(result[-1], str):
            result[-1] += piece
        elif piece != "":
            result.append(piece)
    return result


def _strip_spaces(children: list[Piece]) -> None:
    """Take away spaces at the end, also within nodes."""
    while children:
        last = children[-1]
        if isinstance(last, str):
            if not last.endswith(" "):
                return
            children[-1] = last.rstrip(" ")
            if children[-1]:
                return
            children.pop()
        elif last.get("children"):
            _strip_spaces(last["children"])
            if last["children"]:
                return
            children.pop()
        else:
            return


def _strip_end(children: list[Piece]) -> None:
    """Take away spaces and line breaks at the end, also within nodes."""
    while children:
        last = children[-1]
        if isinstance(last, str):
            children[-1] = last.rstrip(" ")
            if children[-1]:
                return
        elif last["kind"] != BREAK:
            if last["kind"] == "code":
                return
            _strip_end(last["children"])
            if last["children"]:
                return
        children.pop()


def _strip_start(children: list[Piece]) -> None:
    while children:
        first = children[0]
        if isinstance(first, str):
            children[0] = first.lstrip(" ")
            if children[0]:
                return
        elif first["kind"] != BREAK:
            if first["kind"] == "code":
                return
            _strip_start(first["children"])
            if first["children"]:
                return
        children.pop(0)


# --- elements ------------------------------------------------------------------------------------


def wrapped(node: dict[str, Any], pieces: Iterable[Piece]) -> list[Piece]:
    """The node around each run of inlines; blocks among them stand by themselves."""
    result: list[Piece] = []
    run: list[Piece] = []
    for piece in pieces:
        if is_inline(piece):
            run.append(piece)
            continue
        if run:
            result.append({**node, "children": run})
            run = []
        result.append(piece)
    if run:
        result.append({**node, "children": run})
    return result


def inline_node(element: Element, reading: Reading) -> dict[str, Any] | None:
    """The node, without its children, that an element with inline content stands for; None for text alone."""
    tag = tag_of(element)
    if tag in WRAPPERS:
        return {"kind": WRAPPERS[tag]}
    if tag in NODES:
        return NODES[tag](element, reading)
    return None


def code(element: Element) -> Piece:
    """Code within a line: what is marked up in it is its text."""
    return {"kind": "code", "text": text_of(element)}


def language_span(element: Element, reading: Reading) -> dict[str, Any] | None:
    """The span of another language or direction that an element is, if it is one."""
    lang, dir_ = reading.lang(element), direction(element)
    if not lang and not dir_:
        return None
    node: dict[str, Any] = {"kind": "language_span"}
    if lang:
        node["lang"] = lang
    if dir_:
        node["text_direction"] = dir_
    return node


def _link(element: Element, reading: Reading) -> dict[str, Any] | None:
    href = reading.href(element, "href")
    if href is None:
        return None
    node = {"kind": "link", "href": href}
    return node | {name: element.get(name) for name in ("title", "rel") if element.get(name)}


def _inline_quote(element: Element, reading: Reading) -> dict[str, Any]:
    cite = reading.href(element, "cite")
    return {"kind": "inline_quote", **({"cite": cite} if cite else {})}


def _span(element: Element, reading: Reading) -> dict[str, Any] | None:
    kind = next((ENTITY_TYPES[word] for word in classes(element) if word in ENTITY_TYPES), None)
    return entity(element, kind, reading) if kind else None


def entity(element: Element, kind: str, reading: Reading) -> dict[str, Any]:
    """A marked mention: ``<span class="person" data-uri="…" data-identifiers="scheme value …">``."""
    node: dict[str, Any] = {"kind": "entity", "entity_type": kind}
    if uri := element.get("data-uri"):
        if is_iri(uri):
            node["uri"] = uri
        else:
            reading.lost(element, f"data-uri {uri!r} is dropped: it is not an absolute IRI")
    words = [unquote(word) if word != "%" else "" for word in element.get("data-identifiers", "").split()]
    if pairs := list(zip(words[::2], words[1::2], strict=False)):
        node["identifiers"] = pairs
    return node | {
        name: element.get(f"data-{name}") for name in ("value", "unit") if element.get(f"data-{name}")
    }


def _time(element: Element, reading: Reading) -> dict[str, Any] | None:
    value = element.get("datetime")
    return {"kind": "entity", "entity_type": "date", "value": value} if value else None


def _data(element: Element, reading: Reading) -> dict[str, Any] | None:
    value = element.get("value", "")
    if re.fullmatch(r"-?\d+(?:\.\d+)?", value, re.ASCII):
        return {"kind": "entity", "entity_type": "number", "value": value}
    reading.drop(element, "value of <data>: only numbers are kept")
    return None


def _explained(element: Element, reading: Reading) -> None:
    if title := element.get("title"):
        reading.drop(element, f"title {title[:60]!r} of <{tag_of(element)}>: the short form is kept")


NODES = {
    "a": _link, "q": _inline_quote, "span": _span, "time": _time, "data": _data, "abbr": _explained,
    "acronym": _explained,
}  # fmt: skip

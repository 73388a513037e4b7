"""The normal form of a body: what is left of it once markup has carried it.

Beside the normal form of inlines: a block without words is none; a list has items, a table rows; preformatted
text neither begins nor ends with an empty line; only an ordered list has a start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from newsml.markup.inlines import tidy

Block = dict[str, Any]


def normal_blocks(blocks: Iterable[Block]) -> list[Block]:
    """Blocks, as plain values of the body tree, in normal form; a new tree."""
    return [tidied for block in blocks for tidied in NORMAL.get(block["kind"], _same)(block)]


def _same(block: Block) -> list[Block]:
    return [block]


def _run(block: Block) -> list[Block]:
    children = tidy(block.get("children", ()))
    return [{**block, "children": children}] if children else []


def _list(block: Block) -> list[Block]:
    items = [normal_blocks(item) for item in block.get("items", ())]
    kept = {name: value for name, value in block.items() if name != "start" or block.get("ordered")}
    return [{**kept, "items": items}] if items else []


def _quotation(block: Block) -> list[Block]:
    children = normal_blocks(block.get("children", ()))
    attribution = tidy(block.get("attribution", ()))
    kept = {name: value for name, value in block.items() if name not in ("children", "attribution")}
    parts = {name: part for name, part in (("attribution", attribution), ("children", children)) if part}
    return [{**kept, **parts}] if parts else []


def _preformatted(block: Block) -> list[Block]:
    text = re.sub(r"\r\n?", "\n", block["text"]).strip("\n")
    return [{**block, "text": text}] if text else []


def _table(block: Block) -> list[Block]:
    caption = tidy(block.get("caption", ()))
    rows = [
        [{**cell, "children": tidy(cell.get("children", ()))} for cell in row]
        for row in block.get("rows", ())
    ]
    rows = [row for row in rows if row]
    if not rows:
        return [{"kind": "paragraph", "children": caption}] if caption else []
    return [{"kind": "table", "rows": rows, **({"caption": caption} if caption else {})}]


def _figure(block: Block) -> list[Block]:
    caption = tidy(block.get("caption", ()))
    kept = {name: value for name, value in block.items() if name != "caption"}
    return [{**kept, **({"caption": caption} if caption else {})}]


NORMAL: dict[str, Callable[[Block], list[Block]]] = {
    "paragraph": _run, "heading": _run, "list": _list, "quote": _quotation, "pull_quote": _quotation,
    "preformatted": _preformatted, "table": _table, "figure": _figure,
}  # fmt: skip

"""Elements with blocks within them: paragraphs, lists, quotations, tables, figures.

Each element gives *pieces*: text, inline nodes and blocks in reading order. Who needs blocks makes paragraphs
of the runs of inlines between them; so a picture in a link in a sentence comes out beside the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml.etree import _Element as Element

from newsml.markup import media
from newsml.markup.inlines import (
    CODE,
    NODES,
    TRANSPARENT,
    WRAPPERS,
    Piece,
    code,
    inline_node,
    is_inline,
    language_span,
    tidy,
    wrapped,
)
from newsml.markup.reading import (
    MAX_LEVELS,
    Reading,
    child,
    classes,
    direction,
    tag_of,
    text_of,
    whole_number,
)

Block = dict[str, Any]

ROLES = frozenset(
    {
        "lead", "lede", "intro", "standfirst", "summary", "footnote", "note", "signoff", "sign-off",
        "byline", "dateline", "correction", "caption", "credit", "question", "answer",
    }
)  # fmt: skip
"""Classes of a paragraph that say its part in the text rather than its looks."""

NEVER = frozenset(
    {
        "script", "style", "template", "noscript", "head", "meta", "link", "base", "title", "source",
        "track", "param", "rp",
    }
)  # fmt: skip
CONTROLS = frozenset(
    {
        "input", "select", "textarea", "button", "canvas", "svg", "math", "applet", "map", "area", "dialog",
    }
)  # fmt: skip
CONTAINERS = frozenset(
    {
        "div", "section", "article", "main", "header", "footer", "address", "hgroup", "body", "html",
        "details", "dl", "dd", "figcaption", "caption", "li", "tr", "td", "th", "tbody", "thead", "tfoot",
        "picture", "search",
    }
)  # fmt: skip


def blocks_within(element: Element, reading: Reading, level: int = 0) -> list[Block]:
    """The blocks of an element's content; text that stands in no block becomes paragraphs."""
    return blocks_of(pieces_within(element, reading, level), split=True)


def pieces_within(element: Element, reading: Reading, level: int, skip: Element | None = None) -> list[Piece]:
    """Text, inline nodes and blocks of an element's content, in order."""
    pieces: list[Piece] = []
    if element.text:
        pieces.append(element.text)
    for item in element:
        if item is not skip:
            pieces.extend(pieces_of(item, reading, level + 1))
        if item.tail:
            pieces.append(item.tail)
    return pieces


def pieces_of(element: Element, reading: Reading, level: int) -> list[Piece]:
    """What one element gives."""
    tag = tag_of(element)
    if not tag or tag in NEVER:
        return _never_kept(element, tag, reading)
    if level > MAX_LEVELS:
        reading.drop(element, f"elements nested more than {MAX_LEVELS} levels are read as their text")
        return [text_of(element)]
    if tag in BLOCKS:
        return list(BLOCKS[tag](element, reading, level))
    if tag in CODE:
        return [code(element)]
    if "-" in tag and (found := _custom(element, reading, level)) is not None:
        return found
    return _inline(element, tag, reading, level)


def _never_kept(element: Element, tag: str, reading: Reading) -> list[Piece]:
    if tag == "template" and "foreign" in classes(element):
        return [{"kind": "foreign", "format": element.get("data-format", "html"), "markup": text_of(element)}]
    if tag in ("script", "style"):
        reading.drop(element, f"<{tag}> is never kept")
    return []


def _inline(element: Element, tag: str, reading: Reading, level: int) -> list[Piece]:
    pieces = pieces_within(element, reading, level)
    node = inline_node(element, reading)
    if span := language_span(element, reading):
        pieces = wrapped(span, pieces)
    if node is not None:
        if node["kind"] == "link" and not all(map(is_inline, pieces)):
            reading.lost(element, f"link to {node['href'][:60]!r} around a picture or block is not kept")
        return wrapped(node, pieces)
    if tag not in TRANSPARENT and tag not in WRAPPERS and tag not in NODES:
        reading.drop(element, f"<{tag}>: only its text is kept")
    return pieces


def _custom(element: Element, reading: Reading, level: int) -> list[Piece] | None:
    """What an element of a sender's own, such as dnl-image, shows: a picture, a clip, a post; None for words alone."""
    medium = media.custom(element, reading)
    if medium is None:
        return None
    pieces = pieces_within(element, reading, level) or [element.get("caption", "")]
    if medium["kind"] == "figure" and (caption := tidy([piece for piece in pieces if _is_words(piece)])):
        return [{**medium, "caption": caption}, *(piece for piece in pieces if not _is_words(piece))]
    return [medium, *(piece for piece in pieces if piece)]


def _is_words(piece: Piece) -> bool:
    return isinstance(piece, str) or is_inline(piece)


# --- pieces into blocks --------------------------------------------------------------------------


def blocks_of(pieces: Iterable[Piece], node: Block | None = None, *, split: bool = False) -> list[Block]:
    """Blocks: each run of inlines as a paragraph (or as `node`).

    With ``split``, two line breaks in a row end a paragraph, as pages write that have no paragraphs.
    """
    blocks: list[Block] = []
    run: list[Piece] = []

    def flush() -> None:
        if not run:
            return
        for part in _paragraphs(run) if split else [run]:
            if children := tidy(part):
                blocks.append({**(node or {"kind": "paragraph"}), "children": children})
        run.clear()

    for piece in pieces:
        if isinstance(piece, str) or is_inline(piece):
            run.append(piece)
        else:
            flush()
            blocks.append(piece)
    flush()
    return blocks


def _paragraphs(run: list[Piece]) -> Iterator[list[Piece]]:
    part: list[Piece] = []
    breaks = 0
    for piece in run:
        if isinstance(piece, dict) and piece["kind"] == "line_break":
            breaks += 1
        elif not (isinstance(piece, str) and not piece.strip()):
            if breaks > 1:
                yield part
                part = []
            breaks = 0
        part.append(piece)
    yield part


def run_of(pieces: Iterable[Piece], element: Element, reading: Reading) -> list[Piece]:
    """One run of inlines, for a part of `element` that holds no blocks: line breaks part its paragraphs.

    Lists, tables and pictures give their text, which is reported.
    """
    found = list(pieces)
    if any(
        not is_inline(piece) and piece["kind"] != "paragraph" for piece in found if isinstance(piece, dict)
    ):
        reading.drop(
            element, f"<{tag_of(element)}>: of lists, tables and pictures in it only the text is kept"
        )
    return _run_of(found)


def _run_of(pieces: Iterable[Piece]) -> list[Piece]:
    run: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) or is_inline(piece):
            run.append(piece)
            continue
        if tidy(run) and run[-1] != {"kind": "line_break"}:
            run.append({"kind": "line_break"})
        run.extend(_inlines_of(piece))
        run.append({"kind": "line_break"})
    return tidy(run)


def _inlines_of(block: Block) -> list[Piece]:
    if block["kind"] == "list":
        return _run_of(part for item in block["items"] for part in item)
    if block["kind"] in ("quote", "pull_quote"):
        return _run_of(block.get("children", ()))
    if block["kind"] == "table":
        return [piece for row in block["rows"] for cell in row for piece in (*cell["children"], " ")]
    if block["kind"] == "preformatted":
        return [{"kind": "code", "text": block["text"]}]
    children: list[Piece] = block.get("children") or block.get("caption") or []
    return children


# --- blocks --------------------------------------------------------------------------------------

Pieces = Iterable[Piece]
BlockReader = Callable[[Element, Reading, int], Pieces]


def _container(element: Element, reading: Reading, level: int) -> Pieces:
    post = media.social_post(element, reading)
    return [post] if post else blocks_within(element, reading, level)


def _paragraph(element: Element, reading: Reading, level: int) -> Pieces:
    node: Block = {"kind": "paragraph"}
    role = element.get("data-role") or next(iter(sorted(classes(element) & ROLES)), None)
    for name, value in (
        ("role", role),
        ("lang", reading.lang(element)),
        ("text_direction", direction(element)),
    ):
        if value:
            node[name] = value
    return _beside(pieces_within(element, reading, level), node)


def _beside(pieces: list[Piece], node: Block) -> list[Block]:
    """A paragraph or heading; pictures and embeds within its text follow it."""
    lifted = [
        piece
        for piece in pieces
        if isinstance(piece, dict) and piece["kind"] in ("figure", "embed", "foreign")
    ]
    rest = [piece for piece in pieces if not any(piece is item for item in lifted)] if lifted else pieces
    return [*blocks_of(rest, node), *lifted]


def _heading(element: Element, reading: Reading, level: int) -> Pieces:
    pieces = pieces_within(element, reading, level)
    if span := language_span(element, reading):
        pieces = wrapped(span, pieces)
    return _beside(pieces, {"kind": "heading", "level": int(tag_of(element)[1])})


def _list(element: Element, reading: Reading, level: int) -> Pieces:
    items: list[list[Block]] = []
    for item in element:
        if tag_of(item) == "li":
            items.append(blocks_within(item, reading, level + 1))
        elif tag_of(item) not in ("", *NEVER):
            items.append(blocks_of(pieces_of(item, reading, level + 1)))
    if not items:
        return []
    block: Block = {"kind": "list", "items": items}
    if tag_of(element) == "ol":
        block["ordered"] = True
        start = whole_number(element, "start")
        if start is not None and start != 1:
            block["start"] = start
    return [block]


def _quote(element: Element, reading: Reading, level: int) -> Pieces:
    if post := media.social_post(element, reading):
        return [post]
    if _is_pull_quote(element):
        return _pull_quote(element, reading, level)
    node: Block = {"kind": "quote"}
    if cite := reading.href(element, "cite"):
        node["cite"] = cite
    return _quotation(node, element, reading, level)


def _quotation(node: Block, element: Element, reading: Reading, level: int) -> list[Piece]:
    source = _attribution_of(element)
    children = blocks_of(pieces_within(element, reading, level, skip=source), split=True)
    attribution: list[Piece] = []
    if source is not None:
        inner = source[0] if _only_cite(source) else source
        attribution = run_of(pieces_within(inner, reading, level + 1), inner, reading)
    if not children and not attribution:
        return []
    return [{**node, **({"attribution": attribution} if attribution else {}), "children": children}]


def _attribution_of(element: Element) -> Element | None:
    """The last child, if it names the source and stands after the words."""
    children = [item for item in element if tag_of(item)]
    if not children or (children[-1].tail or "").strip():
        return None
    if tag_of(children[-1]) in ("footer", "figcaption"):
        return children[-1]
    follows_block = len(children) > 1 and tag_of(children[-2]) in ("p", "ul", "ol", "blockquote")
    return children[-1] if tag_of(children[-1]) == "cite" and follows_block else None


def _only_cite(element: Element) -> bool:
    return (
        len(element) == 1
        and tag_of(element[0]) == "cite"
        and not (element.text or "").strip()
        and not (element[0].tail or "").strip()
    )


def _is_pull_quote(element: Element) -> bool:
    return any("pullquote" in word.replace("-", "") for word in classes(element))


def _pull_quote(element: Element, reading: Reading, level: int) -> Pieces:
    inner = element
    words = [item for item in element if tag_of(item)]
    if len(words) == 1 and tag_of(words[0]) == "blockquote" and not (element.text or "").strip():
        inner = words[0]
    return _quotation({"kind": "pull_quote"}, inner, reading, level)


def _aside(element: Element, reading: Reading, level: int) -> Pieces:
    if _is_pull_quote(element):
        return _pull_quote(element, reading, level)
    reading.drop(element, "<aside>: its content is kept as part of the text")
    return blocks_within(element, reading, level)


def _preformatted(element: Element, reading: Reading, level: int) -> Pieces:
    text = "".join(_lines_of(element)).strip("\n")
    if not text:
        return []
    inner = child(element, "code")
    language = element.get("data-language")
    for word in (inner.get("class", "") if inner is not None else "").split():
        language = language or (word.removeprefix("language-") if word.startswith("language-") else None)
    return [{"kind": "preformatted", "text": text, **({"language": language} if language else {})}]


def _lines_of(element: Element) -> Iterator[str]:
    for item in element.iter():
        if tag_of(item) == "br":
            yield "\n"
        elif tag_of(item):
            yield item.text or ""
        if item is not element:
            yield item.tail or ""


def _figure(element: Element, reading: Reading, level: int) -> Pieces:
    if found := media.linked_embed(element, reading):
        return [found]
    if _is_pull_quote(element):
        return _pull_quote(element, reading, level)
    words = child(element, "figcaption")
    blocks = blocks_of(pieces_within(element, reading, level, skip=words), split=True)
    if words is None:
        return blocks
    caption, credit = _caption(words, reading, level)
    return _captioned(blocks, caption, credit)


def _captioned(blocks: list[Block], caption: list[Piece], credit: str | None) -> list[Block]:
    figures = [block for block in blocks if block["kind"] == "figure"]
    if credit:
        media.credited(figures, credit)
    if credit and not figures:
        caption = tidy([*caption, " ", credit])
    if not caption:
        return blocks
    if len(figures) == 1:
        figures[0]["caption"] = caption
    elif len(blocks) == 1 and blocks[0]["kind"] == "table":
        blocks[0].setdefault("caption", caption)
    elif len(blocks) == 1 and blocks[0]["kind"] == "quote":
        blocks[0].setdefault("attribution", caption)
    else:
        blocks.append({"kind": "paragraph", "role": "caption", "children": caption})
    return blocks


def _caption(words: Element, reading: Reading, level: int) -> tuple[list[Piece], str | None]:
    """The words beside a picture, and the credit if it is marked as such."""
    marked = next((item for item in words.iter() if any("credit" in word for word in classes(item))), None)
    if marked is None or marked is words:
        return run_of(pieces_within(words, reading, level + 1), words, reading), None
    credit = re.sub(r"\s+", " ", text_of(marked)).strip()
    marked.text = None
    for item in list(marked):
        marked.remove(item)
    return run_of(pieces_within(words, reading, level + 1), words, reading), credit or None


def _image(element: Element, reading: Reading, level: int) -> Pieces:
    return media.image(element, reading)


def _clip(element: Element, reading: Reading, level: int) -> Pieces:
    return media.clip(element, reading)


def _frame(element: Element, reading: Reading, level: int) -> Pieces:
    return media.frame(element, reading)


def _rule(element: Element, reading: Reading, level: int) -> Pieces:
    return [{"kind": "horizontal_rule"}]


def _break(element: Element, reading: Reading, level: int) -> Pieces:
    return [{"kind": "line_break"}]


def _reading_aid(element: Element, reading: Reading, level: int) -> Pieces:
    return ["(", *pieces_within(element, reading, level), ")"]


def _term(element: Element, reading: Reading, level: int) -> Pieces:
    return blocks_of(wrapped({"kind": "strong"}, pieces_within(element, reading, level)))


def _control(element: Element, reading: Reading, level: int) -> Pieces:
    reading.drop(element, f"<{tag_of(element)}> is dropped with all that is in it")
    return []


# --- tables --------------------------------------------------------------------------------------


def _table(element: Element, reading: Reading, level: int) -> Pieces:
    rows = [
        [_cell(cell, reading, level) for cell in row if tag_of(cell) in ("td", "th")]
        for row in _rows(element)
    ]
    caption = child(element, "caption")
    words = (
        run_of(pieces_within(caption, reading, level + 1), caption, reading) if caption is not None else []
    )
    rows = [row for row in rows if row]
    if not rows:
        return blocks_of(words)
    return [{"kind": "table", "rows": rows, **({"caption": words} if words else {})}]


def _rows(element: Element) -> Iterator[Element]:
    for item in element:
        if tag_of(item) == "tr":
            yield item
        elif tag_of(item) in ("thead", "tbody", "tfoot"):
            yield from (row for row in item if tag_of(row) == "tr")


_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right)")


def _cell(element: Element, reading: Reading, level: int) -> Block:
    cell: Block = {"children": run_of(pieces_within(element, reading, level + 2), element, reading)}
    if tag_of(element) == "th":
        cell["header"] = True
    for name in ("colspan", "rowspan"):
        if (number := whole_number(element, name)) and number > 1:
            cell[name] = number
    found = _ALIGN.search(element.get("style", "").lower())
    align = found[1] if found else element.get("align", "").lower()
    if align in ("left", "center", "right"):
        cell["align"] = align
    return cell


BLOCKS: dict[str, BlockReader] = {
    **dict.fromkeys(CONTAINERS, _container),
    **dict.fromkeys(CONTROLS, _control),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _list),
    **dict.fromkeys(("video", "audio"), _clip),
    **dict.fromkeys(("iframe", "object", "embed", "frame"), _frame),
    **dict.fromkeys(("pre", "listing", "xmp"), _preformatted),
    **dict.fromkeys(("dt", "summary"), _term),
    "p": _paragraph,
    "blockquote": _quote,
    "aside": _aside,
    "figure": _figure,
    "img": _image,
    "hr": _rule,
    "br": _break,
    "rt": _reading_aid,
    "table": _table,
}

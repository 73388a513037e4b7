"""The body as Markdown; what Markdown cannot say stands in it as HTML, which reads back the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from newsml.formats.markdown.escaping import (
    INVISIBLE,
    attribute,
    escape_edges,
    escape_html,
    escape_lines,
    escape_text,
    is_word_edge,
    readable,
    token,
)
from newsml.formats.markdown.shortcodes import code_at, is_known, kind_of
from newsml.markup.flow import ROLES
from newsml.model.values import is_iri

Block = dict[str, Any]
Piece = str | dict[str, Any]

SEPARATOR = "<!-- -->"
"""Stands between two lists, or two pieces of code, which would else be one."""


# --- inlines -------------------------------------------------------------------------------------

_TAGS = {"emphasis": "em", "strong": "strong", "subscript": "sub", "superscript": "sup", "strike": "s"}
_SIGNS = {"emphasis": "*", "strong": "**", "strike": "~~"}
_ODD = r"\x00-\x1f\x7f-\x9f\xad\u2028\u2029\ufeff"
_PLAIN_ADDRESS = re.compile(rf"""(?:[^\s<>()\[\]\\"'`|{{}}&{_ODD}]|&(?!#?\w+;))+""")
_PLAIN_TITLE = re.compile(rf"""(?! )(?:[^\\"&<>|{{}}`*_\[\]~^{_ODD}]|&(?!#?\w+;))+(?<! )""")


def markdown(run: Iterable[Piece], line_break: str = "\\\n", starred: bool = True) -> str:
    """A run of inlines in normal form as Markdown; ``starred`` allows signs of emphasis, which nest badly."""
    out = ""
    for piece in run:
        if isinstance(piece, str):
            out += escape_text(piece)
        elif piece["kind"] == "line_break":
            out += line_break
        elif piece["kind"] == "code":
            out += _code(piece["text"], out)
        elif piece["kind"] == "link" and _is_plain_link(piece):
            out = _before_link(out) + _link(piece, line_break, starred)
        else:
            out += _marked(piece, out, line_break, starred)
    return out


def _marked(piece: dict[str, Any], before: str, line_break: str, starred: bool) -> str:
    sign = _SIGNS.get(piece["kind"])
    if sign and starred:
        inner = markdown(piece["children"], line_break, starred=False)
        free = sign[0] not in inner and not before.endswith(sign[0])
        if free and is_word_edge(inner[0]) and is_word_edge(inner[-1]):
            return f"{sign}{inner}{sign}"
    start, end = tags(piece)
    return f"{start}{markdown(piece['children'], line_break, starred)}{end}"


def _code(text: str, before: str) -> str:
    text = readable(text)
    if INVISIBLE.search(text) or not text:
        return f"<code>{escape_text(text)}</code>"
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" or (text[0] == text[-1] == " " and text.strip(" ")) else ""
    return f"{SEPARATOR if before.endswith('`') else ''}{fence}{pad}{text}{pad}{fence}"


def _is_plain_link(piece: dict[str, Any]) -> bool:
    title = piece.get("title")
    return (
        "rel" not in piece
        and _PLAIN_ADDRESS.fullmatch(piece["href"]) is not None
        and (title is None or _PLAIN_TITLE.fullmatch(title) is not None)
        and not _holds_link(piece)
    )


def _holds_link(piece: dict[str, Any]) -> bool:
    return any(
        isinstance(child, dict) and (child["kind"] == "link" or _holds_link(child))
        for child in piece.get("children", ())
    )


def _before_link(out: str) -> str:
    """``!`` before a link would make a picture of it."""
    return f"{out[:-1]}\\!" if out.endswith("!") else out


def _link(piece: dict[str, Any], line_break: str, starred: bool) -> str:
    title = f' "{piece["title"]}"' if piece.get("title") else ""
    return f"[{markdown(piece['children'], line_break, starred)}]({piece['href']}{title})"


def html(run: Iterable[Piece]) -> str:
    """A run of inlines as HTML, on one line."""
    out = ""
    for piece in run:
        if isinstance(piece, str):
            out += escape_html(piece)
        elif piece["kind"] == "line_break":
            out += "<br>"
        elif piece["kind"] == "code":
            out += f"<code>{escape_html(piece['text'])}</code>"
        else:
            start, end = tags(piece)
            out += f"{start}{html(piece['children'])}{end}"
    return out


def tags(piece: dict[str, Any]) -> tuple[str, str]:
    """The tags of an inline node."""
    kind = piece["kind"]
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    if kind == "link":
        return opened("a", href=piece["href"], title=piece.get("title"), rel=piece.get("rel")), "</a>"
    if kind == "inline_quote":
        return opened("q", cite=piece.get("cite")), "</q>"
    if kind == "entity":
        pairs = " ".join(f"{token(scheme)} {token(value)}" for scheme, value in piece.get("identifiers", ()))
        start = opened(
            "span",
            class_=piece["entity_type"],
            data_uri=piece.get("uri"),
            data_identifiers=pairs,
            data_value=piece.get("value"),
            data_unit=piece.get("unit"),
        )
        return start, "</span>"
    return opened("span", lang=piece.get("lang"), dir=piece.get("text_direction")), "</span>"


def opened(tag: str, /, **attributes: Any) -> str:
    """A start tag with the attributes that are set."""
    written = (
        f" {name.rstrip('_').replace('_', '-')}={attribute(str(value))}"
        for name, value in attributes.items()
        if value is not None and value != ""
    )
    return f"<{tag}{''.join(written)}>"


# --- blocks as Markdown --------------------------------------------------------------------------


def markdown_blocks(blocks: Iterable[Block]) -> str:
    """Blocks in normal form as Markdown, without a line end at the end."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before and before["kind"] == block["kind"] == "list" and _is_ordered(before) == _is_ordered(block):
            parts.append(SEPARATOR)
        parts.append(MARKDOWN[block["kind"]](block) or html_block(block))
        before = block
    return "\n\n".join(parts)


def _is_ordered(block: Block) -> bool:
    return bool(block.get("ordered"))


def _paragraph(block: Block) -> str | None:
    if set(block) != {"kind", "children"}:
        return None
    return escape_lines(markdown(block["children"]))


def _heading(block: Block) -> str | None:
    if block.get("html"):
        return None
    words = escape_edges(markdown(block["children"], line_break="<br>"))
    words = f"{words[:-1]}\\#" if words.endswith("#") else words
    return f"{'#' * block.get('level', 2)} {words}"


def _list(block: Block) -> str | None:
    number = block.get("start", 1)
    if number + len(block["items"]) > 999_999_999:
        return None
    tight = all(_is_tight(item) for item in block["items"])
    items = []
    for item in block["items"]:
        mark = f"{number}." if _is_ordered(block) else "-"
        number += 1
        items.append(_indented(f"{mark} ", _item(item, tight)))
    return ("\n" if tight else "\n\n").join(items)


def _is_tight(item: list[Block]) -> bool:
    if not item or item[0]["kind"] != "paragraph" or set(item[0]) != {"kind", "children"}:
        return not item
    return len(item) == 1 or (len(item) == 2 and item[1]["kind"] == "list" and _follows_closely(item[1]))


def _follows_closely(block: Block) -> bool:
    """Whether a list may stand right below a paragraph: it must be plain that it is one."""
    return not _is_ordered(block) and bool(block["items"][0]) and all(map(_is_tight, block["items"]))


def _item(item: list[Block], tight: bool) -> str:
    if tight and len(item) == 2:
        return f"{markdown_blocks(item[:1])}\n{markdown_blocks(item[1:])}"
    return markdown_blocks(item)


def _indented(mark: str, text: str) -> str:
    first, *rest = text.split("\n")
    space = " " * len(mark)
    return "\n".join(
        [f"{mark}{first}" if first else mark.rstrip(), *(f"{space}{line}" if line else "" for line in rest)]
    )


def _quote(block: Block) -> str | None:
    if block.get("attribution") or block.get("cite"):
        return None
    return "\n".join(f"> {line}" if line else ">" for line in markdown_blocks(block["children"]).split("\n"))


def _preformatted(block: Block) -> str | None:
    text, language = block["text"], block.get("language", "")
    if INVISIBLE.search(text) or not re.fullmatch(r"[\w+#.\-]*", language) or text != readable(text):
        return None
    fence = "`" * max(3, max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _table(block: Block) -> str | None:
    head, *rows = block["rows"]
    if block.get("caption") or not _is_grid(head, rows):
        return None
    signs = {"left": ":---", "right": "---:", "center": ":---:"}
    rule = [signs.get(cell.get("align", ""), "---") for cell in head]
    lines = [[_cell(cell) for cell in head], rule, *([_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _is_grid(head: list[Block], rows: list[list[Block]]) -> bool:
    """Whether a Markdown table can say it: one row of header cells, no spans, columns aligned as one."""
    cells = [*head, *(cell for row in rows for cell in row)]
    aligned = [cell.get("align") for cell in head]
    return (
        all(cell.get("header") for cell in head)
        and not any(cell.get("header") for row in rows for cell in row)
        and not any("colspan" in cell or "rowspan" in cell for cell in cells)
        and all([cell.get("align") for cell in row] == aligned for row in rows)
    )


def _cell(cell: Block) -> str:
    return escape_edges(markdown(cell["children"], line_break="<br>")).replace("|", "\\|")


def _figure(block: Block) -> str | None:
    media, caption = block["media"], block.get("caption", [])
    if "media_type" in block or not {"url"} <= set(media) <= {"url", "alt"} or len(caption) > 1:
        return None
    title = caption[0] if caption else ""
    if not _PLAIN_ADDRESS.fullmatch(media["url"]) or not isinstance(title, str):
        return None
    if (
        any(words and not _PLAIN_TITLE.fullmatch(words) for words in (title, media.get("alt")))
        or media.get("alt") == ""
    ):
        return None
    shown = f' "{title}"' if title else ""
    return f"![{media.get('alt', '')}]({media['url']}{shown})"


def _rule(block: Block) -> str:
    return "***"


def _foreign(block: Block) -> str | None:
    """A code of a site generator as it is: what it shows is not for newsml to say."""
    markup = block["markup"]
    if "\n" in markup or INVISIBLE.search(markup) or markup != readable(markup) or is_known(markup):
        return None
    return markup if code_at(markup) == markup and kind_of(markup) == block["format"] else None


def _none(block: Block) -> None:
    return None


MARKDOWN: dict[str, Callable[[Block], str | None]] = {
    "paragraph": _paragraph, "heading": _heading, "list": _list, "quote": _quote, "pull_quote": _none,
    "preformatted": _preformatted, "table": _table, "figure": _figure, "embed": _none,
    "horizontal_rule": _rule, "foreign": _foreign,
}  # fmt: skip


# --- blocks as HTML ------------------------------------------------------------------------------


def html_block(block: Block) -> str:
    """A block in normal form as HTML, on one line: an empty line would end it."""
    return HTML[block["kind"]](block)


def _html_blocks(blocks: Iterable[Block]) -> str:
    return "".join(map(html_block, blocks))


def _html_paragraph(block: Block) -> str:
    role = block.get("role")
    named = role if role in ROLES else None
    start = opened(
        "p",
        class_=named,
        data_role=None if named else role,
        lang=block.get("lang"),
        dir=block.get("text_direction"),
    )
    return f"{start}{html(block['children'])}</p>"


def _html_heading(block: Block) -> str:
    level = block.get("level", 2)
    return f"<h{level}>{html(block['children'])}</h{level}>"


def _html_list(block: Block) -> str:
    tag = "ol" if _is_ordered(block) else "ul"
    items = "".join(f"<li>{_html_blocks(item)}</li>" for item in block["items"])
    return f"{opened(tag, start=block.get('start'))}{items}</{tag}>"


def _html_quote(block: Block) -> str:
    start = opened("blockquote", cite=block.get("cite"))
    return f"{start}{_html_blocks(block.get('children', ()))}{_html_attribution(block)}</blockquote>"


def _html_pull_quote(block: Block) -> str:
    children = block.get("children", [])
    # A quotation alone in an aside is read as the aside's own words.
    alone = len(children) == 1 and children[0]["kind"] == "quote" and not block.get("attribution")
    end = "<footer></footer>" if alone else _html_attribution(block)
    return f'<aside class="pullquote">{_html_blocks(children)}{end}</aside>'


def _html_attribution(block: Block) -> str:
    words = block.get("attribution")
    return f"<footer><cite>{html(words)}</cite></footer>" if words else ""


def _html_preformatted(block: Block) -> str:
    language = block.get("language")
    if not language:
        return f"<pre>{escape_html(block['text'])}</pre>"
    return f"{opened('pre', data_language=language)}<code>{escape_html(block['text'])}</code></pre>"


def _html_table(block: Block) -> str:
    caption = f"<caption>{html(block['caption'])}</caption>" if block.get("caption") else ""
    rows = "".join(f"<tr>{''.join(map(_html_cell, row))}</tr>" for row in block["rows"])
    return f"<table>{caption}{rows}</table>"


def _html_cell(cell: Block) -> str:
    tag = "th" if cell.get("header") else "td"
    style = f"text-align:{cell['align']}" if cell.get("align") else None
    start = opened(tag, colspan=cell.get("colspan"), rowspan=cell.get("rowspan"), style=style)
    return f"{start}{html(cell['children'])}</{tag}>"


def _html_figure(block: Block) -> str:
    kind, rest = block.get("media_type", "image"), dict(block["media"])
    words = html(block.get("caption", ()))
    credit = rest.get("credit", "")
    if credit and credit == re.sub(r"\s+", " ", credit).strip() == readable(credit):
        words += f'{" " if words else ""}<small class="credit">{escape_html(rest.pop("credit"))}</small>'
    names = {"url": "src", "title": "title", "width": "width", "height": "height"}
    names |= {"alt": "alt"} if kind == "image" else {"alt": "aria-label", "thumbnail": "poster"}
    shown = {names[name]: rest.pop(name) for name in list(rest) if name in names and _fits(name, rest[name])}
    left = json.dumps(rest, ensure_ascii=False, separators=(",", ":")) if rest or not shown else None
    tag = "img" if kind == "image" else kind
    start = opened(
        tag, **{name.replace("-", "_"): value for name, value in shown.items()}, data_newsml_media=left
    )
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f"<figure>{start}{'' if tag == 'img' else f'</{tag}>'}{caption}</figure>"


def _fits(name: str, value: Any) -> bool:
    """Whether an attribute says the value in a way that reads back as the same."""
    if name in ("width", "height"):
        return 0 <= int(value) < 10**9
    return bool(value) and readable(value) == value and (name not in ("url", "thumbnail") or is_iri(value))


def _html_embed(block: Block) -> str:
    url = block["url"]
    start = opened("figure", class_="embed", data_provider=block.get("provider"))
    return f"{start}{opened('a', href=url)}{escape_html(block.get('title') or url)}</a></figure>"


def _html_rule(block: Block) -> str:
    return "<hr>"


def _html_foreign(block: Block) -> str:
    start = opened("template", class_="foreign", data_format=block["format"])
    return f"<div>{start}{escape_html(block['markup'])}</template></div>"


HTML: dict[str, Callable[[Block], str]] = {
    "paragraph": _html_paragraph, "heading": _html_heading, "list": _html_list, "quote": _html_quote,
    "pull_quote": _html_pull_quote, "preformatted": _html_preformatted, "table": _html_table,
    "figure": _html_figure, "embed": _html_embed, "horizontal_rule": _html_rule, "foreign": _html_foreign,
}  # fmt: skip

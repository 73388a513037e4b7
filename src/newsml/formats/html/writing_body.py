"""The body tree as HTML. Only the elements of this module and of `writing_media` are ever written: no script, no
handler, no address that runs code; text is always escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from newsml.formats.html.writing_media import embed, figure
from newsml.formats.html.writing_scope import Scope
from newsml.formats.html.writing_tags import NOTHING, Markup, escaped, joined, lines, link_url, tag
from newsml.model import body as tree
from newsml.model.body import inline_text
from newsml.model.values import PartialDate
from newsml.vocabularies.directions import direction

MAX_COLSPAN = 1000
"""HTML, section 4.9.11."""
UNSAFE = "only http, https, mailto, tel and relative addresses are written"


class Body:
    """The body of one article, written block by block; it knows how deep the headings are."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.level = scope.options.heading_level
        self.in_link = False
        self.lang = scope.lang
        self.start = NOTHING
        """What the first paragraph begins with."""
        self.first = "body.0"
        """Its path."""

    def blocks(self, blocks: Sequence[Any], path: str = "body", skip: int = 0) -> Markup:
        """Blocks from the one after `skip` on, each on a line of its own."""
        self.first = f"{path}.{skip}" if path == "body" else self.first
        return joined(
            (
                BLOCKS[type(block)](self, block, f"{path}.{at}")
                for at, block in enumerate(blocks)
                if at >= skip
            ),
            Markup("\n"),
        )

    def inlines(self, children: Iterable[Any], path: str) -> Markup:
        """A run of text and inline nodes."""
        return Markup("".join(
            escaped(child) if isinstance(child, str) else INLINES[type(child)](self, child, path)
            for child in children
        ))  # fmt: skip

    def direction(self, lang: str | None, said: str | None) -> str | None:
        """The direction to say: the sender's, or that of a language which runs the other way than the page's."""
        if said is not None or lang is None:
            return said
        own = direction(lang)
        return own if own != (self.scope.article.text_direction or direction(self.lang) or "ltr") else None


# --- inlines -------------------------------------------------------------------------------------


def _wrapped(name: str, body: Body, node: Any, path: str) -> Markup:
    return tag(name, body.inlines(node.children, path))


# https://html.spec.whatwg.org/multipage/links.html#linkTypes, and what search engines added.
_LINK_TYPES = frozenset(
    [
        "alternate",
        "author",
        "bookmark",
        "external",
        "help",
        "license",
        "me",
        "next",
        "nofollow",
        "noopener",
        "noreferrer",
        "prev",
        "privacy-policy",
        "search",
        "sponsored",
        "tag",
        "terms-of-service",
        "ugc",
    ]
)


def _link(body: Body, node: tree.Link, path: str) -> Markup:
    url = link_url(node.href)
    if url is None or body.in_link:
        why = UNSAFE if url is None else "a link cannot stand within a link"
        body.scope.lost(f"{path}.href", node.href, why)
        if node.rel:
            body.scope.lost(f"{path}.rel", node.rel, "the link is not written")
        text = body.inlines(node.children, path)
        return tag("span", text, title=node.title) if node.title else text
    types = (node.rel or "").lower().split()
    if others := [word for word in types if word not in _LINK_TYPES]:
        body.scope.lost(f"{path}.rel", " ".join(others), "HTML has no such type of link")
    body.in_link = True
    text = body.inlines(node.children, path)
    body.in_link = False
    if not text.strip():
        text = Markup(escaped(node.title or node.href))
    rel = " ".join(word for word in types if word in _LINK_TYPES)
    return tag("a", text, href=url, title=node.title, rel=rel or None)


def _code(body: Body, node: tree.Code, path: str) -> Markup:
    return tag("code", node.text)


def _line_break(body: Body, node: tree.LineBreak, path: str) -> Markup:
    return tag("br")


def _inline_quote(body: Body, node: tree.InlineQuote, path: str) -> Markup:
    return tag("q", body.inlines(node.children, path), cite=_cite(body, node.cite, path))


def _cite(body: Body, cite: str | None, path: str) -> str | None:
    url = link_url(cite)
    if cite and url is None:
        body.scope.lost(f"{path}.cite", cite, UNSAFE)
    return url


def _entity(body: Body, node: tree.Entity, path: str) -> Markup:
    """``<time>`` for a date that HTML can say, ``<span class="person" data-uri="…">`` for all others."""
    text = body.inlines(node.children, path)
    identifiers = " ".join(f"{scheme} {value}" for scheme, value in node.identifiers)
    more = {"data_uri": node.uri, "data_identifiers": identifiers or None, "data_unit": node.unit}
    if node.entity_type == "date" and node.value and _is_html_date(node.value):
        return tag("time", text, datetime=node.value, **more)
    return tag("span", text, class_=node.entity_type, **more, data_value=node.value)


_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def _is_html_date(text: str) -> bool:
    if not _DATE.fullmatch(text) or text.startswith("0000"):
        return False
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True


def _language_span(body: Body, node: tree.LanguageSpan, path: str) -> Markup:
    way = body.direction(node.lang, node.text_direction)
    return tag("span", body.inlines(node.children, path), lang=node.lang, dir=way)


INLINES: dict[type[Any], Callable[[Body, Any, str], Markup]] = {
    tree.Emphasis: partial(_wrapped, "em"),
    tree.Strong: partial(_wrapped, "strong"),
    tree.Link: _link,
    tree.Code: _code,
    tree.Subscript: partial(_wrapped, "sub"),
    tree.Superscript: partial(_wrapped, "sup"),
    tree.Strike: partial(_wrapped, "s"),
    tree.LineBreak: _line_break,
    tree.InlineQuote: _inline_quote,
    tree.Entity: _entity,
    tree.LanguageSpan: _language_span,
}


# --- blocks --------------------------------------------------------------------------------------


def _paragraph(body: Body, block: tree.Paragraph, path: str) -> Markup:
    way = body.direction(block.lang, block.text_direction)
    text = body.inlines(block.children, path)
    if path == body.first:
        text = joined((body.start, text))
    return tag("p", text, class_=_class(block.role), lang=block.lang, dir=way)


_NOT_IN_A_CLASS = re.compile(r"[^\w-]+")


def _class(role: str | None) -> str | None:
    """The sender's word as a class of its own, apart from those of the page: ``role-lead``."""
    word = _NOT_IN_A_CLASS.sub("-", role or "").strip("-")
    return f"role-{word}" if word else None


def _heading(body: Body, block: tree.Heading, path: str) -> Markup:
    """A heading below the headline, where no level is skipped."""
    wanted = body.scope.options.heading_level + max(block.level, 2) - 1
    level = min(wanted, max(body.level + 1, body.scope.options.heading_level + 1), 6)
    if level != block.level + body.scope.options.heading_level - 1:
        body.scope.note(
            f"{path}.level", f"{path}.level {block.level} is written as h{level}: headings skip no level"
        )
    body.level = level
    return tag(f"h{level}", body.inlines(block.children, path))


def _list(body: Body, block: tree.List, path: str) -> Markup:
    start = block.start if block.ordered and block.start != 1 else None
    if not block.ordered and block.start != 1:
        body.scope.lost(f"{path}.start", block.start, "an unordered list has no numbers")
    items = (tag("li", _item(body, item, f"{path}.items.{at}")) for at, item in enumerate(block.items))
    return tag("ol" if block.ordered else "ul", lines(*items), start=start)


def _item(body: Body, item: tree.Blocks, path: str) -> Markup:
    """An item; one paragraph alone needs no element of its own."""
    first = item[0] if len(item) == 1 else None
    if isinstance(first, tree.Paragraph) and not (first.role or first.lang or first.text_direction):
        return body.inlines(first.children, path)
    return body.blocks(item, path)


def _quote(body: Body, block: tree.Quote, path: str) -> Markup:
    text = body.blocks(block.children, f"{path}.children")
    source = _attribution(body, block.attribution, path)
    return tag("blockquote", lines(text, source), cite=_cite(body, block.cite, path))


def _attribution(body: Body, attribution: tree.Inlines, path: str) -> Markup | None:
    return tag("footer", tag("cite", body.inlines(attribution, path))) if attribution else None


def _pull_quote(body: Body, block: tree.PullQuote, path: str) -> Markup:
    text = body.blocks(block.children, f"{path}.children")
    if not block.attribution and len(block.children) == 1 and isinstance(block.children[0], tree.Quote):
        text = tag("blockquote", lines(text))  # readers take the only one for the frame of the pull quote
    return tag("aside", lines(text, _attribution(body, block.attribution, path)), class_="pullquote")


def _preformatted(body: Body, block: tree.Preformatted, path: str) -> Markup:
    # A browser drops the first line end within pre.
    text = "\n" + block.text if block.text.startswith(("\n", "\r")) else block.text
    if block.language is None:
        return tag("pre", text)
    language = _NOT_IN_A_CLASS.sub("-", block.language).strip("-") or "text"
    return tag("pre", tag("code", text, class_=f"language-{language}"))


def _table(body: Body, block: tree.Table, path: str) -> Markup:
    """A table with its caption; rows of header cells at the top are the head. It scrolls by itself where it is wide."""
    head = 0
    while head < len(block.rows) - 1 and block.rows[head] and all(cell.header for cell in block.rows[head]):
        head += 1
    if head and any(cell.rowspan > head - at for at, row in enumerate(block.rows[:head]) for cell in row):
        head = 0
    rows = [
        _row(
            body,
            row,
            f"{path}.rows.{at}",
            in_head=at < head,
            left=(head if at < head else len(block.rows)) - at,
        )
        for at, row in enumerate(block.rows)
    ]
    caption = tag("caption", body.inlines(block.caption, path)) if block.caption else None
    parts = [caption, tag("thead", lines(*rows[:head])) if head else None]
    if rows[head:]:
        parts.append(tag("tbody", lines(*rows[head:])))
    name = inline_text(block.caption).strip()
    # A wide table scrolls by itself, and so must be reached by keyboard.
    return tag("div", tag("table", lines(*parts)), class_="table", role="group" if name else None,
               tabindex="0" if name else None, aria_label=name or None)  # fmt: skip


def _row(body: Body, row: tuple[tree.Cell, ...], path: str, *, in_head: bool, left: int) -> Markup:
    """A row; ``left`` rows of its part of the table begin with it."""
    scope = "col" if in_head or all(cell.header for cell in row) else "row"
    return tag("tr", joined(_cell(body, cell, f"{path}.{at}", scope, left) for at, cell in enumerate(row)))


def _cell(body: Body, cell: tree.Cell, path: str, scope: str, left: int) -> Markup:
    if cell.rowspan > left:
        body.scope.note(
            f"{path}.rowspan", f"{path}.rowspan {cell.rowspan} is written as {left}: the table ends there"
        )
    if cell.colspan > MAX_COLSPAN:
        body.scope.note(f"{path}.colspan", f"{path}.colspan {cell.colspan} is written as {MAX_COLSPAN}")
    rowspan, colspan = min(cell.rowspan, left), min(cell.colspan, MAX_COLSPAN)
    return tag(
        "th" if cell.header else "td",
        body.inlines(cell.children, path),
        scope=scope if cell.header else None,
        colspan=colspan if colspan != 1 else None,
        rowspan=rowspan if rowspan != 1 else None,
        class_=f"align-{cell.align}" if cell.align else None,
    )


def _figure(body: Body, block: tree.Figure, path: str) -> Markup:
    caption = body.inlines(block.caption, path) if block.caption else None
    return figure(
        block.media, block.media_type, f"{path}.media", body.scope, caption=caption, inlines=block.caption
    )


def _embed(body: Body, block: tree.Embed, path: str) -> Markup:
    return embed(block, path, body.scope)


def _horizontal_rule(body: Body, block: tree.HorizontalRule, path: str) -> Markup:
    return tag("hr")


def _foreign(body: Body, block: tree.Foreign, path: str) -> Markup:
    body.scope.lost(path, block.markup, f"it is a block of {block.format}")
    return NOTHING


BLOCKS: dict[type[Any], Callable[[Body, Any, str], Markup]] = {
    tree.Paragraph: _paragraph,
    tree.Heading: _heading,
    tree.List: _list,
    tree.Quote: _quote,
    tree.PullQuote: _pull_quote,
    tree.Preformatted: _preformatted,
    tree.Table: _table,
    tree.Figure: _figure,
    tree.Embed: _embed,
    tree.HorizontalRule: _horizontal_rule,
    tree.Foreign: _foreign,
}

"""The body tree as XHTML elements, for formats that carry XHTML.

Specification: HTML in its XML syntax, https://html.spec.whatwg.org/multipage/xhtml.html. Only elements of
this module are ever written: no script, no frame, no handler, no address that runs code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from urllib.parse import quote

from lxml import etree
from lxml.etree import _Element as Element

from newsml.issues import Report, ignore
from newsml.losses import leaves, loss, plain_path
from newsml.model import body as tree
from newsml.model.body import inline_text
from newsml.model.concepts import Media
from newsml.xml import XML_LANG, decimal

XHTML = "http://www.w3.org/1999/xhtml"
NSMAP: Any = {None: XHTML}

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
# Browsers drop these before they look at the scheme (WHATWG URL, section 4.4).
_IGNORED = re.compile(r"^[\x00-\x20]+|[\t\n\r]")
_SAFE_SCHEMES = frozenset(
    {"http", "https", "mailto", "tel", "sms", "ftp", "ftps", "sftp", "geo", "urn", "tag", "doi"}
)


class Writing(NamedTuple):
    """Who hears about losses, what the target is called there, and the media it carries elsewhere."""

    report: Report = ignore
    target: str = "XHTML"
    media: tuple[Media, ...] = ()


def document(
    parent: Element | None, blocks: Iterable[Any], title: str, lang: str | None, writing: Writing
) -> Element:
    """The ``html`` element of a body, within `parent` if there is one."""
    tag = f"{{{XHTML}}}html"
    html = etree.Element(tag, nsmap=NSMAP) if parent is None else etree.SubElement(parent, tag, nsmap=NSMAP)
    if lang:
        html.set(XML_LANG, lang)
    _within(_within(html, "head"), "title", title)
    append_blocks(_within(html, "body"), blocks, writing)
    return html


def append_blocks(parent: Element, blocks: Iterable[Any], writing: Writing, path: str = "body") -> None:
    """Append the XHTML of these blocks to an element."""
    for index, block in enumerate(blocks):
        BLOCKS[type(block)](parent, block, writing, f"{path}.{index}")


def append_inlines(parent: Element, children: Iterable[Any], writing: Writing, path: str = "body") -> None:
    """Append a run of text and inline nodes: text goes before the first element or after the last."""
    last: Element | None = parent[-1] if len(parent) else None
    for child in children:
        if not isinstance(child, str):
            last = INLINES[type(child)](parent, child, writing, path)
        elif last is None:
            parent.text = (parent.text or "") + child
        else:
            last.tail = (last.tail or "") + child


def safe_href(href: str) -> bool:
    """Whether an address cannot run code: relative, or of a scheme that only locates or names."""
    match = _SCHEME.match(_IGNORED.sub("", href))
    return match is None or match[1].lower() in _SAFE_SCHEMES


def _within(parent: Element, name: str, text: str | None = None, /, **attributes: str | None) -> Element:
    element = etree.SubElement(parent, f"{{{XHTML}}}{name}")
    if text:
        element.text = text
    for key, value in attributes.items():
        if value is not None:
            element.set(key.rstrip("_").replace("_", "-"), value)
    return element


# --- inlines -------------------------------------------------------------------------------------


def _wrapped(name: str) -> Callable[[Element, Any, Writing, str], Element]:
    def write(parent: Element, node: Any, writing: Writing, path: str) -> Element:
        element = _within(parent, name)
        append_inlines(element, node.children, writing, path)
        return element

    return write


def _link(parent: Element, node: tree.Link, writing: Writing, path: str) -> Element:
    if not safe_href(node.href):
        writing.report(
            loss(f"{path}.href", node.href, writing.target, "an address of this kind can run code")
        )
        element = _within(parent, "span", title=node.title)
    elif _stands_in_link(parent):
        writing.report(loss(f"{path}.href", node.href, writing.target, "a link cannot stand within a link"))
        element = _within(parent, "span", title=node.title)
    else:
        element = _within(parent, "a", href=node.href, title=node.title, rel=node.rel)
    append_inlines(element, node.children, writing, path)
    return element


def _stands_in_link(element: Element | None) -> bool:
    while element is not None:
        if element.tag == f"{{{XHTML}}}a":
            return True
        element = element.getparent()
    return False


def _code(parent: Element, node: tree.Code, writing: Writing, path: str) -> Element:
    return _within(parent, "code", node.text)


def _line_break(parent: Element, node: tree.LineBreak, writing: Writing, path: str) -> Element:
    return _within(parent, "br")


def _inline_quote(parent: Element, node: tree.InlineQuote, writing: Writing, path: str) -> Element:
    element = _within(parent, "q", cite=_cite(node.cite, writing, path))
    append_inlines(element, node.children, writing, path)
    return element


def _cite(cite: str | None, writing: Writing, path: str) -> str | None:
    if cite is None or safe_href(cite):
        return cite
    writing.report(loss(f"{path}.cite", cite, writing.target, "an address of this kind can run code"))
    return None


def _entity(parent: Element, node: tree.Entity, writing: Writing, path: str) -> Element:
    """``<span class="person" data-uri="…">``; further identifiers as pairs of scheme and value."""
    identifiers = " ".join(f"{_token(scheme)} {_token(value)}" for scheme, value in node.identifiers)
    element = _within(
        parent,
        "span",
        class_=node.entity_type,
        data_uri=node.uri,
        data_identifiers=identifiers or None,
        data_value=node.value,
        data_unit=node.unit,
    )
    append_inlines(element, node.children, writing, path)
    return element


def _token(text: str) -> str:
    """Text without spaces, so that a list of them can be told apart again: percent-encoded."""
    return re.sub(r"[\s%]", lambda match: quote(match[0], safe=""), text) or "%"


def _language_span(parent: Element, node: tree.LanguageSpan, writing: Writing, path: str) -> Element:
    element = _within(parent, "span", dir=node.text_direction)
    _set_lang(element, node.lang)
    append_inlines(element, node.children, writing, path)
    return element


def _set_lang(element: Element, lang: str | None) -> None:
    if lang:
        element.set(XML_LANG, lang)


INLINES: dict[type[Any], Callable[[Element, Any, Writing, str], Element]] = {
    tree.Emphasis: _wrapped("em"),
    tree.Strong: _wrapped("strong"),
    tree.Link: _link,
    tree.Code: _code,
    tree.Subscript: _wrapped("sub"),
    tree.Superscript: _wrapped("sup"),
    tree.Strike: _wrapped("s"),
    tree.LineBreak: _line_break,
    tree.InlineQuote: _inline_quote,
    tree.Entity: _entity,
    tree.LanguageSpan: _language_span,
}


# --- blocks --------------------------------------------------------------------------------------


def _paragraph(parent: Element, block: tree.Paragraph, writing: Writing, path: str) -> None:
    element = _within(parent, "p", class_=block.role, dir=block.text_direction)
    _set_lang(element, block.lang)
    append_inlines(element, block.children, writing, path)


def _heading(parent: Element, block: tree.Heading, writing: Writing, path: str) -> None:
    append_inlines(_within(parent, f"h{block.level}"), block.children, writing, path)


def _list(parent: Element, block: tree.List, writing: Writing, path: str) -> None:
    start = str(block.start) if block.ordered and block.start != 1 else None
    element = _within(parent, "ol" if block.ordered else "ul", start=start)
    for index, item in enumerate(block.items):
        append_blocks(_within(element, "li"), item, writing, f"{path}.items.{index}")


def _quote(parent: Element, block: tree.Quote, writing: Writing, path: str) -> None:
    element = _within(parent, "blockquote", cite=_cite(block.cite, writing, path))
    append_blocks(element, block.children, writing, f"{path}.children")
    _attribution(element, block.attribution, writing, path)


def _attribution(parent: Element, attribution: tree.Inlines, writing: Writing, path: str) -> None:
    if attribution:
        append_inlines(_within(_within(parent, "footer"), "cite"), attribution, writing, path)


def _pull_quote(parent: Element, block: tree.PullQuote, writing: Writing, path: str) -> None:
    """Words lifted out of the text. A quotation that is all of them stands in a second: readers take the first away."""
    element = _within(parent, "aside", class_="pullquote")
    alone = not block.attribution and len(block.children) == 1 and isinstance(block.children[0], tree.Quote)
    within = _within(element, "blockquote") if alone else element
    append_blocks(within, block.children, writing, f"{path}.children")
    _attribution(element, block.attribution, writing, path)


def _preformatted(parent: Element, block: tree.Preformatted, writing: Writing, path: str) -> None:
    element = _within(parent, "pre")
    if block.language is not None and (not block.language or re.search(r"\s", block.language)):
        why = "a language of code is one word there"
        writing.report(loss(f"{path}.language", block.language, writing.target, why))
        element.text = block.text
    elif block.language is None:
        element.text = block.text
    else:
        _within(element, "code", block.text, class_=f"language-{block.language}")


def _table(parent: Element, block: tree.Table, writing: Writing, path: str) -> None:
    element = _within(parent, "table")
    if block.caption:
        append_inlines(_within(element, "caption"), block.caption, writing, path)
    rows = _within(element, "tbody")
    for row in block.rows:
        line = _within(rows, "tr")
        for cell in row:
            _cell(line, cell, writing, path)


def _cell(parent: Element, cell: tree.Cell, writing: Writing, path: str) -> None:
    element = _within(
        parent,
        "th" if cell.header else "td",
        colspan=str(cell.colspan) if cell.colspan != 1 else None,
        rowspan=str(cell.rowspan) if cell.rowspan != 1 else None,
        style=f"text-align: {cell.align}" if cell.align else None,
    )
    append_inlines(element, cell.children, writing, path)


def _figure(parent: Element, block: tree.Figure, writing: Writing, path: str) -> None:
    """Picture, video or audio clip with its caption and credit; what XHTML has no place for is reported."""
    media = _safe_media(block.media, writing, f"{path}.media")
    element = _within(parent, "figure")
    FIGURES[block.media_type](element, media)
    caption = block.caption or ((media.caption,) if media.caption else ())
    if caption or media.credit:
        _figcaption(element, caption, media, writing, path)
    if block.media in writing.media:
        return
    placed = _PLACED | _PLACED_IN[block.media_type] | (set() if block.caption else {"caption"})
    for place, value in leaves(f"{path}.media", media):
        name = plain_path(place[len(path) + 7 :])
        if name not in placed and not (name == "caption" and value == inline_text(block.caption)):
            writing.report(loss(place, value, writing.target))


_PLACED = {"url", "id", "mime", "duration", "creator.name", "license_url", "title", "alt", "credit", "lang"}
_PLACED_IN = {
    "image": {"width", "height"},
    "video": {"width", "height", "embed_url", "thumbnail"},
    "audio": {"embed_url"},
}


def _safe_media(media: Media, writing: Writing, path: str) -> Media:
    """The media without addresses that can run code."""
    unsafe = [name for name in ("url", "thumbnail") if not safe_href(getattr(media, name) or "")]
    for name in unsafe:
        writing.report(
            loss(
                f"{path}.{name}", getattr(media, name), writing.target, "an address of this kind can run code"
            )
        )
    return media.model_copy(update=dict.fromkeys(unsafe)) if unsafe else media


def _figcaption(parent: Element, caption: tree.Inlines, media: Media, writing: Writing, path: str) -> None:
    element = _within(parent, "figcaption")
    _set_lang(element, media.lang)
    append_inlines(element, caption, writing, path)
    if media.credit:
        if caption:
            append_inlines(element, (" ",), writing, path)
        _within(element, "small", media.credit, class_="credit")


def _image(parent: Element, media: Media) -> None:
    element = _within(
        parent,
        "img",
        src=media.url,
        alt=media.alt or "",
        title=media.title,
        width=_number(media.width),
        height=_number(media.height),
    )
    _common(element, media)


def _clip(name: str) -> Callable[[Element, Media], None]:
    def write(parent: Element, media: Media) -> None:
        size = {"width": _number(media.width), "height": _number(media.height)} if name == "video" else {}
        poster = media.thumbnail if name == "video" else None
        element = _within(
            parent, name, controls="controls", src=media.url, title=media.title, poster=poster, **size
        )
        if media.alt:
            element.set("aria-label", media.alt)
        _common(element, media)
        if media.embed_url:
            _within(element, "a", media.title or media.embed_url, href=media.embed_url)

    return write


def _common(element: Element, media: Media) -> None:
    for name, value in (
        ("data-id", media.id),
        ("data-type", media.mime),
        ("data-duration", _number(media.duration)),
        ("data-creator", "; ".join(party.name for party in media.creator if party.name) or None),
        ("data-license", media.license_url),
    ):
        if value:
            element.set(name, value)


def _number(value: float | None) -> str | None:
    return None if value is None else decimal(value)


FIGURES: dict[str, Callable[[Element, Media], None]] = {
    "image": _image,
    "video": _clip("video"),
    "audio": _clip("audio"),
}


def _embed(parent: Element, block: tree.Embed, writing: Writing, path: str) -> None:
    """A link to the post or player: the code that shows it belongs to the page, not to the article."""
    if not safe_href(block.url):
        writing.report(loss(f"{path}.url", block.url, writing.target, "an address of this kind can run code"))
        return
    figure = _within(parent, "figure", class_="embed", data_provider=block.provider)
    _within(figure, "a", block.title or block.url, href=block.url)


def _horizontal_rule(parent: Element, block: tree.HorizontalRule, writing: Writing, path: str) -> None:
    _within(parent, "hr")


def _foreign(parent: Element, block: tree.Foreign, writing: Writing, path: str) -> None:
    writing.report(loss(path, block.markup, writing.target, f"it is a block of {block.format}"))


BLOCKS: dict[type[Any], Callable[[Element, Any, Writing, str], None]] = {
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

"""The body tree as NITF, for formats that are NITF or carry it.

Specification: NITF 3.6, https://iptc.org/standards/nitf/ (body.head, body.content, body.end). What HTML knows and
NITF does not is said by the class of the nearest NITF element, and read again from there; the rest is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from newsml.losses import leaves, loss, plain_path
from newsml.markup.media import provider_of
from newsml.markup.nitf import MEDIA_METADATA, NAMESPACE, VERSION
from newsml.model import Article
from newsml.model import body as tree
from newsml.model.body import inline_text
from newsml.model.concepts import Media
from newsml.xhtml import Writing, safe_href
from newsml.xml import add, decimal

MEDIA_TYPE = "application/nitf+xml"
_NSMAP: Any = {None: NAMESPACE}
_TOKEN = re.compile(r"[\w.:\-]+", re.ASCII)
_CODE = "an address of this kind can run code"


def document(parent: Element | None, article: Article, writing: Writing) -> Element:
    """The ``nitf`` element with title, the texts above the body, and the body; within `parent` if there is one."""
    tag = f"{{{NAMESPACE}}}nitf"
    root = etree.Element(tag, nsmap=_NSMAP) if parent is None else etree.SubElement(parent, tag, nsmap=_NSMAP)
    root.set("version", VERSION)
    if article.language != "und":
        root.set("baselang", article.language)
    if article.headline:
        _within(_within(root, "head"), "title", article.headline)
    append_body(root, article, writing)
    return root


def append_body(root: Element, article: Article, writing: Writing) -> None:
    """Append ``body``: head, content and, for a sign-off that ends the text, end."""
    body = _within(root, "body")
    _head(body, article)
    blocks = article.body
    last = blocks[-1] if blocks else None
    signed = isinstance(last, tree.Paragraph) and last.role == "signoff"
    append_blocks(_within(body, "body.content"), blocks[:-1] if signed else blocks, writing)
    if isinstance(last, tree.Paragraph) and signed:
        path = f"body.{len(blocks) - 1}"
        line = _within(_within(body, "body.end"), "tagline", xml_lang=last.lang)
        _undirected(last.text_direction, writing, path)
        append_inlines(line, last.children, writing, path)


def append_blocks(parent: Element, blocks: Iterable[Any], writing: Writing, path: str = "body") -> None:
    """Append the NITF of these blocks to an element."""
    for index, block in enumerate(blocks):
        BLOCKS[type(block)](parent, block, writing, f"{path}.{index}")


def append_inlines(parent: Element, children: Iterable[Any], writing: Writing, path: str = "body") -> None:
    """Append a run of text and inline nodes: text goes before the first element or after the last."""
    last: Element | None = parent[-1] if len(parent) else None
    for child in _without_struck(tuple(children), writing, path):
        if not isinstance(child, str):
            last = INLINES[type(child)](parent, child, writing, path)
        elif last is None:
            parent.text = (parent.text or "") + child
        else:
            last.tail = (last.tail or "") + child


def _within(parent: Element, name: str, text: str | None = None, /, **attributes: Any) -> Element:
    return add(parent, f"{{{NAMESPACE}}}{name}", text or None, **attributes)


def _undirected(direction: str | None, writing: Writing, path: str) -> None:
    if direction:
        writing.report(loss(f"{path}.text_direction", direction, writing.target))


def _address(value: str | None, writing: Writing, path: str) -> str | None:
    if value is None or safe_href(value):
        return value
    writing.report(loss(path, value, writing.target, _CODE))
    return None


# --- above the text ------------------------------------------------------------------------------


def _head(body: Element, article: Article) -> None:
    """Headlines, byline, dateline and abstract, as far as they are in the language of the article."""
    head = _within(body, "body.head")
    if article.headline:
        lines = _within(head, "hedline")
        _within(lines, "hl1", article.headline)
        for line in article.headlines:
            if line.role == "sub" and line.lang in (None, article.language):
                _within(lines, "hl2", line.text)
    for name in ("byline", "dateline"):
        if text := getattr(article, name):
            _within(head, name, text.text, xml_lang=text.lang)
    for text in article.summary:
        if text.lang in (None, article.language) and text.role in (None, "summary"):
            abstract = _within(head, "abstract")
            for part in filter(None, map(str.strip, text.text.split("\n"))):
                _within(abstract, "p", part)
            if not len(abstract):
                head.remove(abstract)
            break
    if not len(head):
        body.remove(head)


# --- inlines -------------------------------------------------------------------------------------


def _without_struck(children: tuple[Any, ...], writing: Writing, path: str) -> tuple[Any, ...]:
    """The run without what is struck through: without the line through them, the words would be stated."""
    if not any(isinstance(child, tree.Strike) for child in children):
        return children
    kept: list[Any] = []
    struck = False
    for child in children:
        if isinstance(child, tree.Strike):
            why = "NITF cannot strike words through, and without the line they would be stated"
            writing.report(loss(f"{path}.strike", inline_text(child.children), writing.target, why))
            struck = True
            continue
        if struck and isinstance(child, str) and kept and isinstance(kept[-1], str):
            kept[-1], child = _closed(kept[-1], child)
        struck = False
        kept.append(child)
    return tuple(kept)


def _closed(before: str, after: str) -> tuple[str, str]:
    if after[:1] and after[0] in ".,;:!?…)]":
        return before.rstrip(" "), after
    return before, after.lstrip(" ") if before.endswith(" ") else after


Inline = Callable[[Element, Any, Writing, str], Element]


def _wrapped(name: str, class_: str | None = None) -> Inline:
    def write(parent: Element, node: Any, writing: Writing, path: str) -> Element:
        element = _within(parent, name, class_=class_)
        append_inlines(element, node.children, writing, path)
        return element

    return write


def _link(parent: Element, node: tree.Link, writing: Writing, path: str) -> Element:
    href = _address(node.href, writing, f"{path}.href")
    if href is not None and any(
        item.tag == f"{{{NAMESPACE}}}a" for item in (parent, *parent.iterancestors())
    ):
        writing.report(loss(f"{path}.href", href, writing.target, "a link cannot stand within a link"))
        href = None
    rel = node.rel if href else None
    if rel and not _TOKEN.fullmatch(rel):
        writing.report(loss(f"{path}.rel", rel, writing.target, "NITF has one word for it"))
        rel = None
    element = _within(parent, "a", href=href, title=node.title, rel=rel)
    append_inlines(element, node.children, writing, path)
    return element


def _code(parent: Element, node: tree.Code, writing: Writing, path: str) -> Element:
    return _within(parent, "em", node.text, class_="code")


def _shifted(name: str) -> Inline:
    """NITF raises and lowers within numbers only; words are marked by class."""

    def write(parent: Element, node: Any, writing: Writing, path: str) -> Element:
        text = "".join(child if isinstance(child, str) else "x" for child in node.children)
        if re.fullmatch(r"[\d.,+\-−]+", text):
            element = _within(parent, "num")
            _within(element, name, text)
            return element
        return _wrapped("em", name)(parent, node, writing, path)

    return write


def _line_break(parent: Element, node: tree.LineBreak, writing: Writing, path: str) -> Element:
    return _within(parent, "br")


def _inline_quote(parent: Element, node: tree.InlineQuote, writing: Writing, path: str) -> Element:
    cite = _address(node.cite, writing, f"{path}.cite")
    element = _within(parent, "q", **{"quote-source": cite})
    append_inlines(element, node.children, writing, path)
    return element


def _language_span(parent: Element, node: tree.LanguageSpan, writing: Writing, path: str) -> Element:
    _undirected(node.text_direction, writing, path)
    element = _within(parent, "lang", xml_lang=node.lang)
    append_inlines(element, node.children, writing, path)
    return element


# --- mentions ------------------------------------------------------------------------------------

_ELEMENTS = {
    "person": "person", "organisation": "org", "place": "location", "event": "event", "object": "object.title",
    "function": "function", "date": "chron", "money": "money", "number": "num",
}  # fmt: skip
_VALUES = frozenset({"chron", "money", "num"})
"""Elements that normalise a value; the others identify something."""
_EXTENDED = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII
)


def _entity(parent: Element, node: tree.Entity, writing: Writing, path: str) -> Element:
    """A mention holds words only: markup around all its words goes around the mention."""
    if len(node.children) == 1 and isinstance(node.children[0], _CARRIERS):
        outer = node.children[0]
        inner = node.model_copy(update={"children": outer.children})
        return INLINES[type(outer)](parent, outer.model_copy(update={"children": (inner,)}), writing, path)
    if any(not isinstance(child, str) for child in node.children):
        why = "a mention holds words only"
        writing.report(
            loss(f"{path}.{node.entity_type}", inline_text(node.children), "NITF", f"its markup: {why}")
        )
    words = " ".join(inline_text(node.children).split("\n"))
    name = _ELEMENTS[node.entity_type]
    element = _within(parent, name, words)
    _identify(element, name, node, writing, path)
    _normalise(element, name, node, words, writing, path)
    return element


_CARRIERS = (tree.Link, tree.Emphasis, tree.Strong, tree.LanguageSpan, tree.InlineQuote)


def _identify(element: Element, name: str, node: tree.Entity, writing: Writing, path: str) -> None:
    pairs = ([("uri", node.uri)] if node.uri else []) + list(node.identifiers)
    for index, (source, value) in enumerate(pairs):
        if name in _VALUES:
            writing.report(
                loss(f"{path}.{node.entity_type}", value, writing.target, f"{name} has no identifier")
            )
        elif index:
            _within(element, "alt-code", idsrc=source, value=value)
        elif name == "location":
            element.attrib.update({"location-code": value, "code-source": source})
        else:
            element.attrib.update({"idsrc": source, "value": value})


def _normalise(
    element: Element, name: str, node: tree.Entity, words: str, writing: Writing, path: str
) -> None:
    where = f"{path}.{node.entity_type}"
    match = _EXTENDED.fullmatch(node.value or "") if name == "chron" else None
    if match:
        element.set("norm", _basic(match))
    elif node.value is not None and node.value != words.strip():
        writing.report(loss(where, node.value, writing.target, "its value has no place in NITF"))
    if node.unit is not None:
        if name in ("money", "num"):
            element.set("unit" if name == "money" else "units", node.unit)
        else:
            writing.report(loss(where, node.unit, writing.target, "its unit has no place in NITF"))


def _basic(match: re.Match[str]) -> str:
    year, month, day, hour, minute, second, zone = match.groups()
    date = f"{year}{month}{day}"
    return date if hour is None else f"{date}T{hour}{minute}{second or '00'}{(zone or '').replace(':', '')}"


INLINES: dict[type[Any], Inline] = {
    tree.Emphasis: _wrapped("em"),
    tree.Strong: _wrapped("em", "bold"),
    tree.Link: _link,
    tree.Code: _code,
    tree.Subscript: _shifted("sub"),
    tree.Superscript: _shifted("sup"),
    tree.LineBreak: _line_break,
    tree.InlineQuote: _inline_quote,
    tree.Entity: _entity,
    tree.LanguageSpan: _language_span,
}


# --- blocks --------------------------------------------------------------------------------------


def _paragraph(parent: Element, block: tree.Paragraph, writing: Writing, path: str) -> None:
    _undirected(block.text_direction, writing, path)
    role = block.role
    lede = "true" if role in ("lead", "lede") else None
    holder = parent
    if role == "footnote" and parent.tag == f"{{{NAMESPACE}}}body.content":
        holder = _within(_within(parent, "fn"), "body.content")
    element = _within(holder, "p", class_=None if lede else role, lede=lede, xml_lang=block.lang)
    append_inlines(element, block.children, writing, path)


def _heading(parent: Element, block: tree.Heading, writing: Writing, path: str) -> None:
    class_ = f"h{block.level}" if block.level != 2 else None
    append_inlines(_within(parent, "hl2", class_=class_), block.children, writing, path)


def _list(parent: Element, block: tree.List, writing: Writing, path: str) -> None:
    if not block.items:
        return
    start = block.start if block.ordered and block.start != 1 else None
    element = _within(parent, "ol" if block.ordered else "ul", seqnum=start)
    for index, item in enumerate(block.items):
        line, where = _within(element, "li"), f"{path}.items.{index}"
        only = item[0] if len(item) == 1 else None
        if isinstance(only, tree.Paragraph) and not (only.role or only.lang or only.text_direction):
            append_inlines(line, only.children, writing, f"{where}.0")
        else:
            append_blocks(line, item, writing, where)


def _quote(parent: Element, block: tree.Quote, writing: Writing, path: str) -> None:
    cite = _address(block.cite, writing, f"{path}.cite")
    _quotation(_within(parent, "bq", **{"quote-source": cite}), block, writing, path)


def _pull_quote(parent: Element, block: tree.PullQuote, writing: Writing, path: str) -> None:
    _quotation(_within(parent, "bq", class_="pullquote"), block, writing, path)


def _quotation(element: Element, block: Any, writing: Writing, path: str) -> None:
    append_blocks(_within(element, "block"), block.children, writing, f"{path}.children")
    if block.attribution:
        append_inlines(_within(element, "credit"), block.attribution, writing, path)


def _preformatted(parent: Element, block: tree.Preformatted, writing: Writing, path: str) -> None:
    _within(parent, "pre", block.text, class_=f"language-{block.language}" if block.language else None)


def _table(parent: Element, block: tree.Table, writing: Writing, path: str) -> None:
    element = _within(parent, "table")
    if block.caption:
        append_inlines(_within(element, "caption"), block.caption, writing, path)
    for row in filter(None, block.rows):
        line = _within(element, "tr")
        for cell in row:
            _cell(line, cell, writing, path)


def _cell(parent: Element, cell: tree.Cell, writing: Writing, path: str) -> None:
    element = _within(
        parent,
        "th" if cell.header else "td",
        rowspan=cell.rowspan if cell.rowspan != 1 else None,
        colspan=cell.colspan if cell.colspan != 1 else None,
        align=cell.align,
    )
    append_inlines(element, cell.children, writing, path)


def _embed(parent: Element, block: tree.Embed, writing: Writing, path: str) -> None:
    """A paragraph with a link to the post or player."""
    url = _address(block.url, writing, f"{path}.url")
    if url is None:
        return
    if block.provider and block.provider != provider_of(url):
        writing.report(loss(f"{path}.provider", block.provider, writing.target))
    _within(_within(parent, "p", class_="embed"), "a", block.title or url, href=url)


def _horizontal_rule(parent: Element, block: tree.HorizontalRule, writing: Writing, path: str) -> None:
    _within(parent, "hr")


def _foreign(parent: Element, block: tree.Foreign, writing: Writing, path: str) -> None:
    writing.report(loss(path, block.markup, writing.target, f"it is a block of {block.format}"))


# --- media ---------------------------------------------------------------------------------------

_REFERENCED = {"url", "mime", "title", "alt", "width", "height", "duration", "credit", "copyright_notice"}
_SAID = _REFERENCED | {"caption", "creator.name", "lang", *MEDIA_METADATA.values()}


def _figure(parent: Element, block: tree.Figure, writing: Writing, path: str) -> None:
    """A picture or clip: facts that NITF has no attribute for are ``media-metadata``."""
    media = block.media
    element = _within(parent, "media", **{"media-type": block.media_type})
    creators = "; ".join(party.name for party in media.creator if party.name)
    for name, field in MEDIA_METADATA.items():
        value = getattr(media, field) if field != "creator" else creators
        if field in _ADDRESSES:
            value = _address(value, writing, f"{path}.media.{field}")
        if value:
            _within(element, "media-metadata", name=name, value=value)
    _reference(element, media, writing, path)
    caption = block.caption or ((media.caption,) if media.caption else ())
    if caption:
        append_inlines(_within(element, "media-caption", xml_lang=media.lang), caption, writing, path)
    if media.credit or creators:
        _within(element, "media-producer", media.credit or creators)
    if block.media not in writing.media:
        _media_losses(block, bool(caption), writing, f"{path}.media")


_ADDRESSES = frozenset({"license_url", "embed_url", "thumbnail"})


def _reference(parent: Element, media: Media, writing: Writing, path: str) -> None:
    sized = media.width is not None or media.height is not None
    duration = None if media.duration is None else decimal(media.duration)
    attributes = {
        "source": _address(media.url, writing, f"{path}.media.url"),
        "name": media.title,
        "mime-type": media.mime,
        "time": duration,
        "time-unit-of-measure": duration and "seconds",
        "source-credit": media.credit,
        "copyright": media.copyright_notice,
        "alternate-text": media.alt,
        "width": media.width,
        "height": media.height,
        "units": "pixels" if sized else None,
    }
    _within(parent, "media-reference", **attributes)


def _media_losses(block: tree.Figure, captioned: bool, writing: Writing, path: str) -> None:
    for place, value in leaves(path, block.media):
        name = plain_path(place[len(path) + 1 :])
        overruled = name == "caption" and block.caption and value != inline_text(block.caption)
        if name not in _SAID or overruled or (name == "lang" and not captioned):
            writing.report(loss(place, value, writing.target))


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

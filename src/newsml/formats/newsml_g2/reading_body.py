"""contentSet: the first text that newsml can read becomes the body; files become renditions.

Specification: NewsML-G2 2.35, InlineXMLType, InlineDataType, RemoteContentPropType.
"""

from __future__ import annotations

import re
from base64 import b64decode
from copy import deepcopy
from typing import Any

from lxml.etree import _Element as Element

from newsml.errors import ParseError
from newsml.formats.newsml_g2.draft import NAMESPACE
from newsml.formats.newsml_g2.elements import attributes_of, canonical, elements, name_of, words_of
from newsml.formats.newsml_g2.reading_fields import append, once, put
from newsml.formats.newsml_g2.reading_files import remote_content
from newsml.formats.newsml_g2.source import FORMAT, Source
from newsml.formats.newsml_g2.texts import plain
from newsml.markup import blocks_within, nitf, read_html
from newsml.markup.reading import Reading
from newsml.markup.unknown import prose_of
from newsml.model import Article
from newsml.model.body import paragraphs, word_count
from newsml.model.concepts import ForeignFragment
from newsml.xhtml import XHTML
from newsml.xml import XML_LANG, parse_xml

Block = dict[str, Any]

_HTML_ROOTS = frozenset(
    {
        "html", "body", "div", "section", "article", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table",
        "figure", "blockquote", "pre", "img", "video", "audio", "span",
    }
)  # fmt: skip
_LOOKS_LIKE_HTML = re.compile(
    r"</(?:p|div|h[1-6]|ul|ol|table|span|strong|em|b|i|a)\s*>|<(?:br|p|hr)\s*/?>", re.IGNORECASE
)
_WIDE_INDENT = re.compile(r"\n(?=\u3000)")
_NOT_PLAIN = re.compile(r"[^\S ]| {2}")
_OF_CONTENT = frozenset({"contenttype", "wordcount", "charcount"})
_OWN_FORM = "application/xhtml+xml"
"""What the writer writes unless it is told otherwise."""
_PLAIN_BLOCKS = frozenset(f"{{{XHTML}}}{name}" for name in ("p", "h2", "h3", "h4", "h5", "h6"))
_PLAIN_INLINES = frozenset(f"{{{XHTML}}}{name}" for name in ("em", "strong"))


def content_set(source: Source, element: Element) -> None:
    """The body and the files of the item; further alternatives of the text are kept."""
    for child in elements(element):
        read = _CONTENT.get(name_of(child)) if child.tag.startswith(f"{{{NAMESPACE}}}") else None
        if read is None:
            source.keep_original(child)
        else:
            source.property(child, read)
    source.rest(element, attributes_of(element))


def _events(element: Element) -> Element | None:
    """The set of events that is the content, if it is one."""
    found = elements(element)
    return found[0] if len(found) == 1 and found[0].tag == f"{{{NAMESPACE}}}events" else None


def _announced(source: Source, element: Element, events: Element) -> None:
    from newsml.formats.newsml_g2.reading_events import event

    if not once(source, element, "announced"):
        return
    found = []
    for child in elements(events):
        if name_of(child) == "event":
            found.append(event(source, child))
        else:
            source.keep(child)
    put(source, element, "announced", found)
    source.rest(events, attributes_of(events))
    source.rest(
        element, {name: value for name, value in attributes_of(element).items() if name != "contenttype"}
    )
    if not source.own_manner:
        source.odd()


def _inline_content(source: Source, element: Element) -> None:
    if (events := _events(element)) is not None:
        _announced(source, element, events)
        return
    if "body" in source.fields:
        source.keep(element)
        return
    frame = None if source.own_manner or not source.keeps else _frame(element)
    markup = (
        canonical(element if frame is None else frame) if source.keeps else ""
    )  # before reading changes it
    taken = _inline(source, element)
    source.rest(
        element, {name: value for name, value in attributes_of(element).items() if name not in _OF_CONTENT}
    )
    if not taken:
        source.keep_markup(element, markup if frame is None else canonical(element))
    elif not source.own_manner or source.is_odd() or element.get("contenttype") != _OWN_FORM:
        source.keep_markup(element, markup, "body")
    else:
        source.page = (element, markup)


_CONTENT = {"remoteContent": remote_content, "inlineXML": _inline_content, "inlineData": _inline_content}


def checked_page(source: Source, article: Article) -> Article:
    """The article; with its page as it was, if that is not what newsml would write, though all else is."""
    if source.page is None:
        return article
    element, markup = source.page
    title = element.find(f"{{{XHTML}}}html/{{{XHTML}}}head/{{{XHTML}}}title")
    counts = (str(word_count(article.body)), str(article.char_count()))
    titled = title is not None and not len(title) and (title.text or "") == (article.headline or "")
    if titled and (element.get("wordcount"), element.get("charcount")) == counts:
        return article
    kept = ForeignFragment(format=FORMAT, place=source.place(element), field="body", markup=markup)
    return article.model_copy(update={"foreign": (*article.foreign, kept)})


def _frame(element: Element) -> Element | None:
    """A page without its paragraphs, if these are so plain that they will be written as they were."""
    if element.items() != [("contenttype", "application/xhtml+xml")] or len(element) != 1:
        return None
    html = element[0]
    body = html[-1] if len(html) else None
    if (
        body is None
        or body.tag != f"{{{XHTML}}}body"
        or (body.text and body.text.strip())
        or not all(map(_is_plain, body))
    ):
        return None
    frame = deepcopy(element)
    inner: Any = frame[0][-1]
    del inner[:]
    return frame


def _is_plain(block: Element) -> bool:
    """Whether a block is a paragraph or heading without attributes, its text and emphasis in the usual form."""
    if block.tag not in _PLAIN_BLOCKS or block.attrib or (block.tail and block.tail.strip()):
        return False
    text = block.text or ""
    for child in block:
        inner = child.text
        if (
            child.tag not in _PLAIN_INLINES
            or child.attrib
            or len(child)
            or not inner
            or inner != inner.strip()
        ):
            return False
        text += inner + (child.tail or "")
    return bool(text) and text == text.strip() and not _NOT_PLAIN.search(text)


def _inline(source: Source, element: Element) -> bool:
    blocks = _xml(source, element) if name_of(element) == "inlineXML" else _data(source, element)
    if blocks:
        put(source, element, "body", blocks)
    return bool(blocks)


def _reading(source: Source) -> Reading:
    return Reading(source.report, source.options.file)


def _xml(source: Source, element: Element) -> list[Block]:
    roots = elements(element)
    mime = element.get("contenttype", "").lower()
    if not roots:
        text = words_of(element)
        return (
            _escaped_html(source, element, text) if _LOOKS_LIKE_HTML.search(text) else _text(plain(element))
        )
    root = roots[0]
    if nitf.is_nitf(root) or "nitf" in mime:
        return _nitf(source, root)
    if root.tag.startswith(f"{{{XHTML}}}") or name_of(root).lower() in _HTML_ROOTS:
        return _xhtml(source, element, root)
    return _unknown(source, root)


def _unknown(source: Source, root: Element) -> list[Block]:
    """The words of a vocabulary that newsml does not know, where it holds text."""
    reading = _reading(source)
    prose = prose_of(root, reading)
    what = f"inlineXML holds {name_of(root)}, which newsml does not know"
    if prose is None:
        source.say("UNKNOWN", "warning", root, f"{what}: it is kept for NewsML-G2 only", "body")
        return []
    blocks = prose.blocks
    if prose.headline is not None:
        words = plain(prose.headline)
        known = {item["text"] for item in source.fields.get("headlines", ())}
        if not known:
            append(source, root, "headlines", {"text": words})
            source.took_from_text(prose.headline)
        elif words not in known:
            blocks = [{"kind": "heading", "level": 2, "children": [words]}, *blocks]
    beside = f", without {prose.aside} elements beside them" if prose.aside else ""
    message = f"{what}: its words are read as paragraphs{beside}, its markup is kept"
    source.say("UNKNOWN", "warning", root, message, "body")
    if source.language == "und":
        _language_of(source, root)
    return blocks


def _xhtml(source: Source, element: Element, root: Element) -> list[Block]:
    start = element
    if name_of(root).lower() == "html" and len(elements(element)) == 1:
        bodies = [child for child in elements(root) if name_of(child).lower() == "body"]
        start = bodies[0] if len(bodies) == 1 else root
    if source.language == "und":
        _language_of(source, root)
    if not elements(start) and _LOOKS_LIKE_HTML.search(start.text or ""):
        return _escaped_html(source, start, start.text or "")
    reading = _reading(source)
    blocks = blocks_within(start, reading)
    reading.report_dropped()
    return blocks


def _escaped_html(source: Source, element: Element, text: str) -> list[Block]:
    """The blocks of HTML that stands as text, in CDATA or escaped, where elements are expected."""
    message = f"{name_of(element)} holds HTML as text, which is read as such"
    source.say("UNKNOWN", "info", element, message, "body")
    return read_html(text, source.report, source.options.file, source.line(element) or 1)


def _language_of(source: Source, root: Element) -> None:
    value = root.get(XML_LANG) or root.get("lang")
    if value:
        found = source.lang(root, {"lang": value}, "lang")
        if found:
            source.language = found


# --- NITF ----------------------------------------------------------------------------------------


def _nitf(source: Source, root: Element) -> list[Block]:
    head = nitf.head_of(root)
    if head is not None:
        _nitf_head(source, head)
    reading = _reading(source)
    blocks = nitf.blocks(deepcopy(root), reading)
    reading.report_dropped()
    return blocks


def _nitf_head(source: Source, head: Element) -> None:
    """What stands above the text: it fills what contentMeta does not say, and is kept if it says more."""
    known = {item["text"] for name in ("headlines", "summary") for item in source.fields.get(name, ())}
    known |= {source.fields[name]["text"] for name in ("byline", "dateline") if name in source.fields}
    for element in nitf.head_texts(head):
        words = plain(element)
        field = _HEAD_FIELDS.get(nitf.local(element))
        if not words or words in known:
            continue
        known.add(words)
        if field in ("byline", "dateline") and field not in source.fields:
            put(source, element, field, {"text": words})
        elif field == "headlines" and nitf.local(element) == "hl1" and not source.fields.get("headlines"):
            append(source, element, "headlines", {"text": words})
        elif field == "headlines" and nitf.local(element) == "hl2":
            append(source, element, "headlines", {"text": words, "role": "sub"})
        elif field == "summary" and not source.fields.get("summary"):
            append(source, element, "summary", {"text": words})
        else:
            source.keep(element)
            continue
        source.took_from_text(element)


_HEAD_FIELDS = {
    "hl1": "headlines",
    "hl2": "headlines",
    "byline": "byline",
    "dateline": "dateline",
    "abstract": "summary",
}


# --- text ----------------------------------------------------------------------------------------


def _data(source: Source, element: Element) -> list[Block]:
    text = words_of(element)
    mime = element.get("contenttype", "text/plain").lower().partition(";")[0].strip()
    said = element.get("encoding") or element.get("encodinguri")
    if (
        said
        and element.get("contenttype")
        and mime.startswith("text/")
        and (decoded := _decoded(said, text)) is not None
    ):
        text, said = decoded, None
    if not said and mime in _MARKUP_TYPES and text.lstrip().startswith("<"):
        return _markup(source, element, text, mime)
    if said or not mime.startswith("text/"):
        if text.strip():
            message = f"inlineData of {mime} is not text that newsml reads: it is kept for NewsML-G2 only"
            source.say("UNKNOWN", "warning", element, message, "body")
        return []
    if mime in ("text/html", "text/xhtml"):
        return read_html(text, source.report, source.options.file, source.line(element) or 1)
    if _LOOKS_LIKE_HTML.search(text):
        message = f"inlineData says that it is {mime}, but holds HTML, which is read as such"
        source.say("UNKNOWN", "info", element, message, "body")
        return read_html(text, source.report, source.options.file, source.line(element) or 1)
    return _text(text)


_MARKUP_TYPES = frozenset(
    {"application/xhtml+xml", "application/html", "application/nitf+xml", "text/nitf", "text/vnd.iptc.nitf"}
)


def _markup(source: Source, element: Element, text: str, mime: str) -> list[Block]:
    """The blocks of XHTML or NITF that stands as text."""
    if "nitf" not in mime:
        return read_html(text, source.report, source.options.file, source.line(element) or 1)
    try:
        root = parse_xml(text.strip().encode("utf-8", "replace"))
    except ParseError as error:
        message = (
            f"inlineData of {mime} cannot be read ({error.issues[0].message}): it is kept for NewsML-G2 only"
        )
        source.say("UNKNOWN", "warning", element, message, "body")
        return []
    reading = _reading(source)
    blocks = nitf.blocks(root, reading)
    reading.report_dropped()
    return blocks


def _decoded(encoding: str, text: str) -> str | None:
    """The words of text that is sent as base64; None if they are no UTF-8, or the encoding is another."""
    if re.split("[:/]", encoding)[-1].lower() != "base64":
        return None
    try:
        return b64decode("".join(text.split()), validate=True).decode()
    except ValueError:
        return None


def _text(text: str) -> list[Block]:
    # In Chinese and Japanese a line that starts with a wide space starts a paragraph.
    text = _WIDE_INDENT.sub("\n\n", text)
    return [{"kind": "paragraph", "children": list(block.children)} for block in paragraphs(text)]

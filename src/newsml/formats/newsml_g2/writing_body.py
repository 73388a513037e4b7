"""The text of an item as one of the alternatives of contentSet: XHTML, NITF or plain text.

Specification: NewsML-G2 2.35, InlineXMLType, InlineDataType.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from lxml.etree import _Element as Element

from newsml import xhtml
from newsml.formats.newsml_g2.draft import TARGET, Draft, g2
from newsml.issues import Issue, Report
from newsml.model import body as tree
from newsml.model.body import plain_text, walk, word_count


def _xhtml(content: Element, draft: Draft, report: Report) -> None:
    article = draft.article
    writing = xhtml.Writing(report, TARGET, _media(draft))
    frame = draft.originals.frame if draft.originals is not None else None
    if frame is not None:  # the page that an earlier item had around its paragraphs
        content.append(frame)
        xhtml.append_blocks(frame[0][-1], article.body, writing)
        return
    inline = g2(content, "inlineXML", contenttype="application/xhtml+xml", **_counts(draft))
    xhtml.document(inline, article.body, article.headline or "", article.language, writing)


def _nitf(content: Element, draft: Draft, report: Report) -> None:
    from newsml.markup import nitf_writing

    inline = g2(content, "inlineXML", contenttype=nitf_writing.MEDIA_TYPE, **_counts(draft))
    nitf_writing.document(inline, draft.article, xhtml.Writing(report, "NITF", _media(draft)))


def _plain(content: Element, draft: Draft, report: Report) -> None:
    """Paragraphs with empty lines between them; what is lost is said once for each kind of thing."""
    if text := plain_text(draft.article.body):
        g2(content, "inlineData", text, contenttype="text/plain", **_counts(draft))
    for message in _not_plain(draft.article.body):
        report(Issue("LOSS", "warning", "body", f"body: {message}"))


WRITERS: dict[str, Callable[[Element, Draft, Report], None]] = {
    "given": _xhtml,
    "xhtml": _xhtml,
    "nitf": _nitf,
    "plain": _plain,
}
"""What writes the body, by the value of the option ``body``."""


def _media(draft: Draft) -> tuple[Any, ...]:
    return (*draft.article.images, *draft.article.video, *draft.article.audio)


def _counts(draft: Draft) -> dict[str, int]:
    return {"wordcount": word_count(draft.article.body), "charcount": draft.article.char_count()}


# --- what plain text cannot carry ----------------------------------------------------------------

_LEFT_OUT = {
    "figure": "picture or clip", "embed": "embed", "pull_quote": "pull quote", "horizontal_rule": "rule",
    "foreign": "block of another format", "strike": "passage struck through",
}  # fmt: skip
_WORDS_ONLY = {
    "heading": "heading", "list": "list", "quote": "quotation", "table": "table", "emphasis": "emphasis",
    "strong": "strong emphasis", "link": "link", "code": "piece of code", "subscript": "subscript",
    "superscript": "superscript", "inline_quote": "quotation within a line", "entity": "marked mention",
    "language_span": "passage in another language or direction",
}  # fmt: skip
_ATTRIBUTES = ("role", "lang", "text_direction")


def _not_plain(blocks: tree.Blocks) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for node in walk(blocks):
        if isinstance(node, str):
            continue
        counts[node.kind] += 1
        if isinstance(node, tree.Paragraph):
            counts.update(name for name in _ATTRIBUTES if getattr(node, name))
    for kind, words in _LEFT_OUT.items():
        if counts[kind]:
            yield f"plain text leaves out: {words}{_times(counts[kind])}"
    for kind, words in _WORDS_ONLY.items():
        if counts[kind]:
            yield f"plain text keeps only the words of: {words}{_times(counts[kind])}"
    for name in _ATTRIBUTES:
        if counts[name]:
            yield f"plain text has no place for: {name} of a paragraph{_times(counts[name])}"


def _times(count: int) -> str:
    return f" ({count} times)" if count > 1 else ""

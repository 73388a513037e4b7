"""The parts of a video or audio clip that is an item of its own: schema.org Clip. https://schema.org/Clip."""

from __future__ import annotations

from newsml.model import Article
from newsml.model.concepts import TimeSpan
from newsml.model.item import ContentPart
from newsml.schemaorg import people, words
from newsml.schemaorg.media import digital_source
from newsml.schemaorg.people import parties
from newsml.schemaorg.scope import Node, Scope, is_in_language, one_line, one_or_many, present, web_url
from newsml.schemaorg.scoped_rights import add_rights

CARRIED = (
    "headlines.text", "headlines.role", "headlines.lang", "summary.text", "summary.lang", "time_spans.start",
    "time_spans.end", "time_spans.start_text", "time_spans.end_text", "time_spans.unit", "seq", "thumbnail.url",
    "language", "keywords", "content_created", "digital_source_type",
    *(f"authors.{name}" for name in people.CARRIED),
)  # fmt: skip
"""The fields of a part that `_clip` writes or reports itself."""


def has_part(article: Article, scope: Scope) -> list[Node]:
    """The clips of a clip, and what of the page readers pay for."""
    found = words.paid_parts(article, scope) if article.paywall or article.is_free is False else []
    for index, part in enumerate(article.content_parts):
        node = _clip(part, f"content_parts.{index}", article, scope)
        found += [node] if node else []
    return found


def _clip(part: ContentPart, path: str, article: Article, scope: Scope) -> Node | None:
    if article.item_type not in ("video", "audio"):
        scope.lost(path, part, "only parts of a video or audio clip are published")
        return None
    span = _span(part, path, article, scope)
    if span is None:
        scope.lost(path, part, "it does not say in seconds where it begins")
        return None
    node = {
        "@type": "Clip",
        **_words(part, path, scope),
        "startOffset": _number(span.start or 0.0),
        "endOffset": _number(span.end),
        "clipNumber": part.seq,
        "thumbnailUrl": _thumbnail(part, path, scope),
        "inLanguage": part.language if part.language not in ("und", scope.lang) else None,
        "dateCreated": scope.date(part.content_created),
        "keywords": list(part.keywords),
        "creator": one_or_many(parties(part.authors, f"{path}.authors", scope, "Person")),
        "digitalSourceType": digital_source(part.digital_source_type, f"{path}.digital_source_type", scope),
    }
    return add_rights(present(node), article, part.id, scope)


def _span(part: ContentPart, path: str, article: Article, scope: Scope) -> TimeSpan | None:
    """The first stretch in seconds; others are for other files, or are reported."""
    spans = [_in_seconds(span, part, article) for span in part.time_spans]
    told = [span for span in spans if span.start is not None or span.end is not None]
    for index, span in enumerate(spans):
        if told and (span.start, span.end) != (told[0].start, told[0].end):
            scope.lost(f"{path}.time_spans.{index}", span, "a Clip has one start and one end")
    return told[0] if told else None


def _in_seconds(span: TimeSpan, part: ContentPart, article: Article) -> TimeSpan:
    """The stretch; one that is counted in frames in seconds, where the file says how many there are in one."""
    start, end = span.start_text or "", span.end_text or ""
    rate = _frame_rate(span, part, article) if span.unit in ("frames", "editUnit") else None
    if rate is None or not start.isdecimal() or not end.isdecimal():
        return span
    return TimeSpan(start=round(int(start) / rate, 3), end=round(int(end) / rate, 3))


def _frame_rate(span: TimeSpan, part: ContentPart, article: Article) -> float | None:
    """Frames a second of the file that is meant; of all files, if they agree."""
    meant = [
        file
        for file in article.renditions
        if (span.rendition is None or file.name == span.rendition)
        and (not part.content_refs or file.id in part.content_refs)
    ]
    rates = {file.technical.frame_rate for file in meant if file.technical and file.technical.frame_rate}
    return next(iter(rates)) if len(rates) == 1 else None


def _number(seconds: float | None) -> int | float | None:
    return int(seconds) if seconds is not None and seconds == int(seconds) else seconds


def _words(part: ContentPart, path: str, scope: Scope) -> Node:
    """Name and description; a part without a headline is called by its description."""
    headline = part.main_headline
    name = one_line(headline.text) if headline else None
    for index, other in enumerate(part.headlines):
        if other is not headline or not is_in_language(other.lang, scope.lang):
            what = other if other is not headline else other.lang
            where = f"{path}.headlines.{index}" + ("" if other is not headline else ".lang")
            scope.lost(where, what, "a Clip has one name")
    summary = next(iter(part.summary), None)
    for index, text in enumerate(part.summary[1:], 1):
        scope.lost(f"{path}.summary.{index}", text, "a Clip has one description")
    if summary is not None and not is_in_language(summary.lang, scope.lang):
        scope.lost(f"{path}.summary.0.lang", summary.lang, f"JSON-LD has one language, here {scope.lang}")
    description = summary.text if summary else None
    if name is None and description is not None:
        return {"name": one_line(description)}
    return {"name": name, "description": description}


def _thumbnail(part: ContentPart, path: str, scope: Scope) -> str | None:
    found = None
    for index, file in enumerate(part.thumbnail):
        if found is None and web_url(file.url):
            found = file.url
        else:
            scope.lost(f"{path}.thumbnail.{index}.url", file.url, "one web address is enough for a thumbnail")
    return found

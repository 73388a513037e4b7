"""partMeta: the parts of the content, each with what is said of it alone.

Specification: NewsML-G2 2.35, partMeta, timeDelim, regionDelim; the calls stand in its order.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import concepts, content
from newsml.formats.newsml_g2.draft import Draft, g2
from newsml.formats.newsml_g2.extensions import ext_properties
from newsml.formats.newsml_g2.items import PART, report_rest, within
from newsml.formats.newsml_g2.local_ids import identify, refer
from newsml.model.concepts import Region, TimeSpan
from newsml.model.item import ContentPart
from newsml.vocabularies import iptc
from newsml.xml import decimal

UNITS = frozenset(
    {"seconds", "milliseconds", "frames", "editUnit", "normalPlayTime", "timeCode", "timeCodeDropFrame"}
)


def content_parts(root: Element, draft: Draft) -> None:
    """The parts of the item."""
    for path, part in draft.each(root, "content_parts"):
        _part(root, draft, part, path)


def inline_refs(root: Element, draft: Draft) -> None:
    """What is meant at certain places of the text."""
    for path, item in draft.each(root, "inline_refs"):
        if not item.id_refs:
            draft.lose(path, item.label() or item.uri or item.qcode, "NewsML-G2 demands to know where")
            continue
        element = concepts.concept(root, "inlineRef", draft, item, path, **concepts.weight(item))
        refer(draft, element, item.id_refs, f"{path}.id_refs", "idrefs")
        concepts.left_out(draft, item, path, ("role", "rel", "rank", *concepts.BAG, *concepts.LIFE))


def _part(root: Element, draft: Draft, item: ContentPart, path: str) -> None:
    element = g2(root, "partMeta", seq=item.seq, dir=item.text_direction)
    identify(draft, element, item.id, f"{path}.id", "partid")
    refer(draft, element, item.content_refs, f"{path}.content_refs", "contentrefs")
    part = within(draft, item, path)
    for where, icon in part.each(element, "thumbnail"):
        content.icon(element, part, icon, where)
    for index, span in enumerate(item.time_spans):
        _time_span(element, part, span, f"time_spans.{index}")
    if item.region is not None:
        _region(element, item.region)
    if item.role is not None:
        concepts.qualified(element, "role", part, item.role, "role")
    content.administration(element, part)
    content.about(element, part)
    ext_properties(element, "partMetaExtProperty", part, item.ext_properties)
    for index, signal in enumerate(item.signals):
        where = f"signals.{index}"
        concepts.concept(element, "signal", part, signal, where)
        concepts.left_out(part, signal, where, ("role", *concepts.WEIGHT, *concepts.BAG, *concepts.LIFE))
    for index, note in enumerate(item.ed_notes):
        concepts.with_role(element, "edNote", part, note, f"ed_notes.{index}")
    for index, link in enumerate(item.related):
        concepts.link(element, "link", part, link, f"related.{index}")
    report_rest(part, PART)


def _time_span(element: Element, draft: Draft, span: TimeSpan, path: str) -> None:
    """A stretch of the clip; NewsML-G2 demands both of its ends, and seconds where it can have them."""
    start, end, unit = span.start_text, span.end_text, span.unit
    if span.start is not None or span.end is not None:
        if span.end is None:
            draft.lose(path, span.start, "NewsML-G2 demands to know where it ends")
            return
        if span.start is None:
            draft.supplied(f"{path}.start", f"{path} says no start: it is written from 0 on")
        concepts.left_out(draft, span, path, ("start_text", "end_text", "unit"), "it is written in seconds")
        start, end, unit = decimal(span.start or 0.0), decimal(span.end), "seconds"
    if start is None or end is None:
        concepts.left_out(draft, span, path, type(span).model_fields, "NewsML-G2 demands start and end")
        return
    code, uri = draft.coded(unit, "timeunit", "timeunit", UNITS)
    rendition, rendition_uri = draft.coded(span.rendition, "rendition", "rnd", iptc.RENDITIONS)
    g2(
        element, "timeDelim", start=start, end=end, timeunit=code, timeunituri=uri, renditionref=rendition,
        renditionrefuri=rendition_uri,
    )  # fmt: skip


def _region(element: Element, region: Region) -> None:
    g2(element, "regionDelim", x=region.x, y=region.y, width=region.width, height=region.height)

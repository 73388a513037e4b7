"""planningItem in: what is planned, to whom it is assigned, and what was delivered.

Specification: NewsML-G2 2.35, newsCoverageSet, newsCoverage, planning, delivery.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import attributes_of, elements, name_of
from newsml.formats.newsml_g2.reading import ReadOptions
from newsml.formats.newsml_g2.reading_apart import language, part
from newsml.formats.newsml_g2.reading_concepts import link, party, take_dates
from newsml.formats.newsml_g2.reading_content import CONTENT_META
from newsml.formats.newsml_g2.reading_extensions import ext_as
from newsml.formats.newsml_g2.reading_fields import append, ext_into, once, text_into
from newsml.formats.newsml_g2.reading_items import class_into, item_of, parts_with
from newsml.formats.newsml_g2.reading_meta import ITEM_META
from newsml.formats.newsml_g2.reading_relations import linked_language
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.formats.newsml_g2.texts import date_value, one_line
from newsml.issues import Report
from newsml.model.planning import Planning

CLASSES = frozenset({"newscoverage"})
_PROPERTY = ext_as()
ITEM_CLASSES = frozenset(
    {"text", "picture", "video", "audio", "graphic", "animation", "animated", "composite", "data"}
)


def planning_of(
    root: Element, report: Report, options: ReadOptions, header: list[Element] | None = None
) -> Planning:
    """The plans of a planningItem element. Raises InvalidArticle for values that the model refuses."""
    return item_of(Planning, root, report, options, header, PLANNING)


def _coverage_set(source: Source, element: Element) -> None:
    for child in elements(element):
        if name_of(child) == "newsCoverage":
            source.property(child, _take_coverage)
        else:
            source.keep_original(child)
    source.rest(element, attributes_of(element))


def _take_coverage(source: Source, element: Element) -> None:
    if not source.own_manner:
        source.odd()
    append(source, element, "coverage", _coverage(source, element))


def _coverage(source: Source, element: Element) -> Fields:
    found: Fields = {}
    attributes = attributes_of(element)
    if "id" in attributes:
        found["id"] = attributes.pop("id")
    take_dates(source, element, attributes, found, modified="modified")
    for child in elements(element):
        if name_of(child) == "planning":
            found.setdefault("plans", []).append(_plan(source, child))
        elif name_of(child) == "delivery":
            _delivery(source, child, found)
        elif name_of(child) != "newsCoverageExtProperty" or not _PROPERTY(source, child, found):
            source.keep(child)
    source.rest(element, attributes)
    return found


def _delivery(source: Source, element: Element, found: Fields) -> None:
    for child in elements(element):
        attributes = attributes_of(child)
        item = link(source, child, attributes) if name_of(child) == "deliveredItemRef" else {}
        for name in ("rank", "size"):
            if item and (number := source.count(child, attributes, name)) is not None:
                item[name] = number
        if not item:
            source.keep(child)
            continue
        found.setdefault("delivered", []).append(item)
        source.rest(child, attributes, linked_language(source, child, item))
    source.rest(element, attributes_of(element))


# --- one plan ------------------------------------------------------------------------------------


def _plan(source: Source, element: Element) -> Fields:
    attributes = attributes_of(element)
    fields = part(source, elements(element), PLAN)
    take_dates(source, element, attributes, fields, coversfrom="covers_from", coversto="covers_to")
    source.rest(element, attributes)
    return fields


def _content_type(source: Source, element: Element) -> None:
    words = one_line(element.text or "")
    if not words or not once(source, element, "content_type"):
        if not words:
            source.keep(element)
        return
    source.fields["content_type"] = words
    source.rest(element, attributes_of(element))


def _count(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    if not once(source, element, "count_from"):
        return
    for name, field in (("rangefrom", "count_from"), ("rangeto", "count_to")):
        if (number := source.count(element, attributes, name)) is not None:
            source.fields[field] = number
    source.rest(element, attributes)


def _assigned(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    found = party(source, element, attributes)
    take_dates(source, element, attributes, found, coversfrom="covers_from", coversto="covers_to")
    if found:
        append(source, element, "assigned_to", found)
        source.rest(element, attributes)
    else:
        source.keep(element)


def _scheduled(source: Source, element: Element) -> None:
    if not once(source, element, "scheduled"):
        return
    when = date_value(source, element, "scheduled", element.text or "")
    if when is None:
        source.keep(element)
        return
    source.fields["scheduled"] = when
    attributes = attributes_of(element)
    limits = {"approxstart": "scheduled_earliest", "approxend": "scheduled_latest"}
    take_dates(source, element, attributes, source.fields, **limits)
    source.rest(element, attributes)


def _characteristics(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    found = {name: value for name, value in attributes.items() if "{" not in name}
    if not found or not once(source, element, "characteristics"):
        if not found:
            source.keep(element)
        return
    source.fields["characteristics"] = found
    source.rest(element, {name: value for name, value in attributes.items() if name not in found})


PLAN = {
    **{name: CONTENT_META[name] for name in (
        "genre", "keyword", "subject", "slugline", "headline", "dateline", "by", "creditline", "description",
        "urgency", "audience", "exclAudience",
    )},
    "language": language,
    "g2contentType": _content_type,
    "itemClass": class_into("ninat", ITEM_CLASSES),
    "itemCount": _count,
    "assignedTo": _assigned,
    "scheduled": _scheduled,
    "service": ITEM_META["service"],
    "edNote": text_into("ed_notes", many=True),
    "planningExtProperty": ext_into("ext_properties"),
    "newsContentCharacteristics": _characteristics,
}  # fmt: skip
PLANNING = parts_with({"newsCoverageSet": _coverage_set}, class_into("plinat", CLASSES))

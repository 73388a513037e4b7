"""partMeta: the parts of the content, each with what is said of it alone.

Specification: NewsML-G2 2.35, partMeta, timeDelim, regionDelim; NewsCodes timeunit.
"""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import attributes_of, elements
from newsml.formats.newsml_g2.reading_apart import language, part
from newsml.formats.newsml_g2.reading_content import CONTENT_META
from newsml.formats.newsml_g2.reading_fields import (
    Reader,
    append,
    concept_into,
    ext_into,
    link_into,
    once,
    text_into,
)
from newsml.formats.newsml_g2.reading_meta import ITEM_META
from newsml.formats.newsml_g2.reading_relations import concept
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.vocabularies import iptc
from newsml.xml import decimal

_KNOWN_UNITS = frozenset(
    {"seconds", "milliseconds", "frames", "editUnit", "normalPlayTime", "timeCode", "timeCodeDropFrame"}
)
_PLAY_TIME = re.compile(r"(?:(?:(\d{1,4}):)?(\d{1,2}):)?(\d{1,9}(?:\.\d{1,9})?)", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,15}", re.ASCII)


def part_meta(source: Source, element: Element) -> None:
    """One part of the content."""
    source.property(element, _part_meta)


def _part_meta(source: Source, element: Element) -> None:
    if not source.own_manner:
        source.odd()
    attributes = attributes_of(element)
    found: Fields = {}
    if attributes.get("partid", "").strip():
        found["id"] = attributes.pop("partid").strip()
    if (seq := source.count(element, attributes, "seq")) is not None:
        found["seq"] = seq
    if refs := attributes.get("contentrefs", "").split():
        found["content_refs"] = refs
        del attributes["contentrefs"]
    if attributes.get("dir") in ("ltr", "rtl"):
        found["text_direction"] = attributes.pop("dir")
    outer = source.text_language
    if (lang := source.lang(element, attributes)) is not None:
        source.text_language = lang if lang != source.language else None
        source.odd()
    found |= part(source, elements(element), PART)
    source.text_language = outer
    if found:
        append(source, element, "content_parts", found)
        source.rest(element, attributes)
    else:
        source.keep(element)


# --- where in the content ------------------------------------------------------------------------


def _time_span(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    found: Fields = {}
    if (name := source.word(element, attributes, "renditionref", "rnd", iptc.RENDITIONS)) is not None:
        found["rendition"] = name
    unit = source.word(element, attributes, "timeunit", "timeunit", _KNOWN_UNITS)
    if unit is not None and (code := unit.removeprefix(iptc.SCHEMES["timeunit"])) in _KNOWN_UNITS - {unit}:
        source.odd()
        unit = code
    times = {name: _seconds(attributes.get(name, ""), unit) for name in ("start", "end")}
    if None in times.values():
        for name in ("start", "end"):
            if attributes.get(name, "").strip():
                found[f"{name}_text"] = attributes.pop(name).strip()
        if unit is not None:
            found["unit"] = unit
    else:
        found |= times
        if unit != "seconds" or any(
            attributes[name] != decimal(value) for name, value in times.items() if value is not None
        ):
            source.odd()
        for name in times:
            del attributes[name]
    append(source, element, "time_spans", found)
    source.rest(element, attributes, elements(element))


def _seconds(said: str, unit: str | None) -> float | None:
    """Seconds of a play time, of seconds and of milliseconds; None where frames are counted, or nothing fits.

    Without a unit a time with colons is a play time: older versions demanded a unit, and senders left it out.
    """
    match = _PLAY_TIME.fullmatch(said.strip())
    if match is None or unit not in (None, "seconds", "milliseconds", "normalPlayTime"):
        return None
    if match[2] is not None:
        if unit in ("seconds", "milliseconds"):
            return None
        return int(match[1] or 0) * 3600 + int(match[2]) * 60 + float(match[3])
    if unit is None:
        return None
    return float(match[3]) / 1000 if unit == "milliseconds" else float(match[3])


def _region(source: Source, element: Element) -> None:
    if not once(source, element, "region"):
        return
    attributes = attributes_of(element)
    found: Fields = {}
    for name in ("x", "y", "width", "height"):
        value = attributes.get(name, "").strip()
        if _WHOLE.fullmatch(value) and (int(value) >= 0 or name in "xy"):
            found[name] = int(value)
            if attributes.pop(name) != str(found[name]):
                source.odd()
    source.fields["region"] = found
    source.rest(element, attributes, elements(element))


def inline_ref(source: Source, element: Element) -> None:
    """A concept that is meant at certain places of the text."""
    source.property(element, _inline_ref)


def _inline_ref(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    found = concept(source, element, attributes)
    if refs := attributes.pop("idrefs", "").split():
        found["id_refs"] = refs
    if not found:
        source.keep(element)
        return
    if not source.own_manner:
        source.odd()
    append(source, element, "inline_refs", found)
    source.rest(element, attributes)


PART: dict[str, Reader] = {
    **{name: read for name, read in CONTENT_META.items() if name != "contentMetaExtProperty"},
    "timeDelim": _time_span,
    "regionDelim": _region,
    "role": concept_into("role", many=False),
    "language": language,
    "signal": ITEM_META["signal"],
    "edNote": text_into("ed_notes", many=True),
    "link": link_into("related"),
    "partMetaExtProperty": ext_into("ext_properties"),
}

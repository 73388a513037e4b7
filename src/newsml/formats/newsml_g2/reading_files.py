"""Files of an item as renditions, or as the picture or clip that it is. NewsML-G2 2.35, RemoteContentPropType."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import Attributes, attributes_of, elements, name_of
from newsml.formats.newsml_g2.reading_durations import said_by_default, seconds_of
from newsml.formats.newsml_g2.reading_extensions import ext_as
from newsml.formats.newsml_g2.reading_fields import append
from newsml.formats.newsml_g2.reading_relations import digest
from newsml.formats.newsml_g2.reading_technical import alt_location, channel, technical
from newsml.formats.newsml_g2.source import MEDIA_LISTS, Fields, Source
from newsml.vocabularies import iptc


def names_rendition(element: Element) -> bool:
    return "rendition" in element.keys() or "renditionuri" in element.keys()  # noqa: SIM118 - lxml


def rendition(source: Source, element: Element) -> Fields:
    """One file, with its hashes; what is left over is kept."""
    attributes = attributes_of(element)
    found: Fields = {}
    if "id" in attributes:
        found["id"] = attributes.pop("id")
    if (name := source.word(element, attributes, "rendition", "rnd", iptc.RENDITIONS)) is not None:
        found["name"] = name
    if url := source.iri(element, attributes, "href"):
        found["url"] = url
    if attributes.get("residref", "").strip():
        found["residref"] = attributes.pop("residref")
    _file(source, element, attributes, found)
    left = [child for child in elements(element) if not _of_file(source, child, found)]
    source.rest(element, attributes, left)
    return found


def _file(source: Source, element: Element, attributes: Attributes, found: Fields) -> None:
    if mime := source.mime(element, attributes):
        found["mime"] = mime
    if (size := source.count(element, attributes, "size")) is not None:
        found["size"] = size
    if "title" in attributes:
        found["title"] = attributes.pop("title")
    found.update(dimensions(source, element, attributes))
    technical(source, element, attributes, found)


def dimensions(source: Source, element: Element, attributes: Attributes) -> dict[str, Any]:
    """Width and height in pixels, duration in seconds; in other units they are kept as they are."""
    found: dict[str, Any] = {}
    for name in ("width", "height"):
        unit = attributes.get(f"{name}unit", "pixels")
        if name in attributes and unit.rpartition(":")[2] == "pixels":
            value = source.count(element, attributes, name)
            if value is not None:
                found[name] = value
                said_by_default(source, attributes, f"{name}unit")
    if "duration" in attributes:
        seconds = seconds_of(source, element, attributes)
        if seconds is not None:
            found["duration"] = seconds
    return found


def _of_file(source: Source, element: Element, fields: Fields) -> bool:
    read = _FILE_PARTS.get(name_of(element))
    return read is not None and read(source, element, fields)


def alt_id(source: Source, element: Element) -> Fields:
    """Another identifier; nothing if it is empty."""
    attributes = attributes_of(element)
    words = (element.text or "").strip()
    if not words:
        return {}
    found: Fields = {"value": words}
    if words != element.text:
        source.odd()
    for name, field in (
        ("type", "scheme"),
        ("role", "role"),
        ("environment", "environment"),
        ("idformat", "format"),
    ):
        if (word := source.word(element, attributes, name)) is not None:
            found[field] = word
    if "version" in attributes:
        found["version"] = attributes.pop("version")
    source.rest(element, attributes, elements(element))
    return found


def _alt_id_of_file(source: Source, element: Element, fields: Fields) -> bool:
    if found := alt_id(source, element):
        fields.setdefault("alt_ids", []).append(found)
    return bool(found)


def _hash(source: Source, element: Element, fields: Fields) -> bool:
    if found := digest(source, element):
        fields.setdefault("hash", []).append(found)
    return bool(found)


_FILE_PARTS: dict[str, Callable[[Source, Element, Fields], bool]] = {
    "hash": _hash,
    "channel": channel,
    "altId": _alt_id_of_file,
    "altLoc": alt_location,
    "remoteContentExtProperty": ext_as(),
}


def remote_content(source: Source, element: Element) -> None:
    """A file of the content: the one that a media item is, or one of its renditions."""
    field = MEDIA_LISTS.get(source.fields.get("item_type", ""))
    if field and not names_rendition(element) and not source.has_file:
        _own_file(source, element)
    else:
        append(source, element, "renditions", rendition(source, element))


def _own_file(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    found = source.medium()
    source.has_file = True
    source.took_of_medium("file")
    if url := source.iri(element, attributes, "href"):
        found["url"] = url
    if "residref" in attributes:
        found["id"] = attributes.pop("residref")
    if "id" in attributes:
        found["local_id"] = attributes.pop("id")
    _file(source, element, attributes, found)
    source.rest(element, attributes, elements(element))

"""Links, pictures, video, audio and files as plain values under the model's names.

Specification: NewsML-G2 2.35, Link1Type with its hints (properties of the target item within the link),
RemoteContentPropType.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import reading_concepts as concepts
from newsml.formats.newsml_g2.elements import Attributes, attributes_of, elements, name_of
from newsml.formats.newsml_g2.media import ASSOCIATED, DESCRIPTION_ROLES
from newsml.formats.newsml_g2.reading_extensions import ext_as
from newsml.formats.newsml_g2.reading_fields import append, put
from newsml.formats.newsml_g2.reading_relations import digest
from newsml.formats.newsml_g2.reading_technical import alt_location, channel, technical
from newsml.formats.newsml_g2.source import MEDIA_LISTS, Fields, Source
from newsml.formats.newsml_g2.texts import date_value, one_line, plain
from newsml.model.values import is_iri, is_url
from newsml.vocabularies import iptc
from newsml.xml import XML_LANG

MEDIA_TEXTS = {"caption": "caption", "altText": "alt", "transcript": "transcript"}
"""Roles of descriptions and the fields of a picture or clip that they are."""
AUTHOR = frozenset({"author"})

_PLAY_TIME = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,2}):)?(\d{1,6}(?:\.\d{1,6})?)", re.ASCII)
_TIME_CODE = re.compile(
    r"(?P<hours>\d{1,3}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d)(?P<mark>[:;.])(?P<frames>\d{1,3})",
    re.ASCII,
)
_NUMBER_OF_FRAMES = re.compile(r"\d{1,3}(?:\.\d{1,6})?", re.ASCII)
_NTSC = 30000 / 1001
_TRUST = iptc.SCHEMES["trustindicator"]
_FIXED = {
    "irel:derivedFrom": "derived_from",
    "translationOf": "translation_of",  # our own word: IPTC has no relation for it
    "irel:previousVersion": "previous_version",
}


# --- links ---------------------------------------------------------------------------------------


def item_link(source: Source, element: Element) -> None:
    """A link of itemMeta: a picture or clip, a trust indicator, or a relation to an item or page."""
    attributes = attributes_of(element)
    rel = source.word(element, attributes, "rel")
    medium = _medium_of(element) if _illustrates(rel) else None
    if medium is not None:
        _media_link(source, element, attributes, medium)
        return
    role = iptc.resolve(rel) if rel else None
    if (role or rel or "").startswith(_TRUST):
        _trust_link(source, element, attributes, role or rel or "")
        return
    _relation(source, element, attributes, rel)


def _illustrates(rel: str | None) -> bool:
    """Whether a relation says that what is linked to goes with the text.

    That is ``irel:associatedWith``, and what senders call it themselves. ``irel:seeAlso`` leads the reader on to
    something else (NewsCodes itemrelation), also where that is a picture.
    """
    return rel == ASSOCIATED or re.split("[:/#]", rel or "")[-1].lower().replace("-", "") in _ILLUSTRATES


_ILLUSTRATES = frozenset(
    {
        "associatedwith", "illustrates", "illustratedby", "isillustratedby", "illustration", "haspicture", "hasimage",
        "hasphoto", "hasvideo", "hasaudio", "hasmedia", "picture", "photo", "image", "video", "audio", "mainimage",
        "mainpicture", "leadimage", "mainphoto", "embeddedimage", "embeddedvideo", "embeddedmedia",
    }
)  # fmt: skip


def _medium_of(element: Element) -> str | None:
    """Which list a linked picture or clip belongs to: by the class of the item, or else by the type of the file."""
    for child in elements(element):
        if name_of(child) == "itemClass":
            alias, _, code = child.get("qcode", "").partition(":")
            if alias == "ninat":
                return MEDIA_LISTS.get(code)
            uri = child.get("uri", "")
            return MEDIA_LISTS.get(uri[len(_CLASSES) :]) if uri.startswith(_CLASSES) else None
    return _BY_TYPE.get(element.get("contenttype", "").strip().lower().partition("/")[0])


_CLASSES = iptc.SCHEMES["ninat"]
_BY_TYPE = {"image": "images", "video": "video", "audio": "audio"}


def _trust_link(source: Source, element: Element, attributes: Attributes, role: str) -> None:
    found: Fields = {"role": role}
    if href := source.iri(element, attributes, "href"):
        found["href"] = href
    if "title" in attributes:
        found["title"] = attributes.pop("title")
    append(source, element, "trust_indicators", found)
    source.rest(element, attributes, elements(element))


def _relation(source: Source, element: Element, attributes: Attributes, rel: str | None) -> None:
    found: Fields = {} if rel is None else {"rel": rel}
    if href := source.iri(element, attributes, "href"):
        found["href"] = href
    for name in ("residref", "version", "title"):
        if name in attributes:
            found[name] = attributes.pop(name)
    if mime := source.mime(element, attributes):
        found["mime"] = mime
    left = [
        child
        for child in elements(element)
        if not _language(source, child, found) and not _title(source, child, found)
    ]
    if not found or ("href" in attributes and "residref" not in found):
        source.keep(element)
        return
    source.rest(element, attributes, left)
    field = _FIXED.get(rel or "", "related")
    if (rel is None and "reluri" not in element.keys()) or "lang" in found:  # noqa: SIM118
        source.odd()
    if field == "derived_from":
        append(source, element, field, found)
    elif field != "related" and field not in source.fields:
        put(source, element, field, found)
    else:
        append(source, element, "related", found)


def _title(source: Source, element: Element, fields: Fields) -> bool:
    """The title or headline of the target item, where the link itself has none."""
    words = plain(element)
    if name_of(element) not in ("title", "headline") or "title" in fields or not words:
        return False
    source.odd()
    fields["title"] = words
    return True


def _language(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    if name_of(element) != "language" or "lang" in fields or len(element):
        return False
    lang = source.lang(element, attributes, "tag")
    if lang is None or attributes:
        return False
    fields["lang"] = lang
    return True


# --- linked pictures and clips -------------------------------------------------------------------


def _media_link(source: Source, element: Element, attributes: Attributes, field: str) -> None:
    found: Fields = {}
    if not source.own_manner:
        source.odd()
    if href := source.iri(element, attributes, "href"):
        found["url"] = href
    if "residref" in attributes:
        found["id"] = attributes.pop("residref")
    if "id" in attributes:
        found["local_id"] = attributes.pop("id")
    if mime := source.mime(element, attributes):
        found["mime"] = mime
    if (size := source.count(element, attributes, "size")) is not None:
        found["size"] = size
    if "title" in attributes:
        found["title"] = attributes.pop("title")
    append(source, element, field, found)
    left = []
    for child in elements(element):
        take = HINTS.get(name_of(child))
        if take is None or not take(source, child, found):
            left.append(child)
    source.rest(element, attributes, left)


def _item_class(source: Source, element: Element, fields: Fields) -> bool:
    return (
        element.get("qcode") in ("ninat:picture", "ninat:video", "ninat:audio") and len(element.attrib) == 1
    )


def _alt_rep(source: Source, element: Element, fields: Fields) -> bool:
    address = (element.text or "").strip()
    if "embed_url" in fields or attributes_of(element) != {"contenttype": "text/html"} or not is_url(address):
        return False
    fields["embed_url"] = address
    return True


def _icon(source: Source, element: Element, fields: Fields) -> bool:
    href = element.get("href", "")
    if "thumbnail" in fields or len(element.attrib) != 1 or len(element) or not is_iri(href):
        return False
    fields["thumbnail"] = href
    return True


def _created(source: Source, element: Element, fields: Fields) -> bool:
    when = date_value(source, element, "content_created", element.text or "")
    if "created" in fields or element.attrib or when is None:
        return False
    fields["created"] = when
    return True


def _source_type(source: Source, element: Element, fields: Fields) -> bool:
    found = concepts.identity(source, element, attributes_of(element))
    if "digital_source_type" in fields or "uri" not in found or len(element):
        return False
    fields["digital_source_type"] = found["uri"]
    return True


def _creator(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    found = concepts.party(source, element, attributes, person=True)
    if found.get("role") == "author":
        del found["role"]
    source.rest(element, attributes)
    if found:
        fields.setdefault("creator", []).append(found)
    return bool(found)


def _credit(source: Source, element: Element, fields: Fields) -> bool:
    words = one_line(element.text or "")
    if "credit" in fields or not words or element.attrib or len(element):
        return False
    fields["credit"] = words
    return True


def _description(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    role = description_role(source, element, attributes)
    field = MEDIA_TEXTS.get(role or "")
    words = plain(element)
    if attributes.pop(XML_LANG, None):
        source.odd()
    if field is None or field in fields or attributes or not words:
        return False
    fields[field] = words
    return True


def description_role(source: Source, element: Element, attributes: Attributes) -> str | None:
    """The role of a description; IPTC's own by their code alone."""
    role = source.word(element, attributes, "role", "drol", DESCRIPTION_ROLES)
    code = re.split("[:/]", role)[-1] if role else None
    if code != role or (code == "summary" and not source.own_manner):
        source.odd()
    # The schemes of these roles have changed their names, and senders have their own: the code tells.
    return code if code in DESCRIPTION_ROLES or code in MEDIA_TEXTS else role


def _rights(source: Source, element: Element, fields: Fields) -> bool:
    left = []
    for child in elements(element):
        attributes = attributes_of(child)
        name = name_of(child)
        words = plain(child)
        if name == "copyrightNotice" and "copyright_notice" not in fields and words and not attributes:
            fields["copyright_notice"] = words
            continue
        rel = source.word(child, attributes, "rel") if name == "link" else None
        field = {"irel:rightspolicy": "license_url", "acquireLicense": "acquire_license_url"}.get(rel or "")
        href = attributes.pop("href", "")
        if field and field not in fields and not attributes and not len(child) and is_url(href):
            fields[field] = href
        else:
            left.append(child)
    source.rest(element, attributes_of(element), left)
    return True


def _files(source: Source, element: Element, fields: Fields) -> bool:
    """The hint contentSet: the size of the main file, and the other files."""
    link = element.getparent()
    main = None if link is None else link.get("href")
    left = []
    for child in elements(element):
        if name_of(child) != "remoteContent":
            left.append(child)
        elif not _names_rendition(child) and child.get("href") == main and not len(child):
            attributes = attributes_of(child)
            attributes.pop("href", None)
            fields.update(dimensions(source, child, attributes))
            technical(source, child, attributes, fields)
            source.rest(child, attributes)
        else:
            fields.setdefault("renditions", []).append(rendition(source, child))
    source.rest(element, attributes_of(element), left)
    return True


HINTS: dict[str, Callable[[Source, Element, Fields], bool]] = {
    "itemClass": _item_class,
    "altRep": _alt_rep,
    "icon": _icon,
    "contentCreated": _created,
    "digitalSourceType": _source_type,
    "creator": _creator,
    "language": _language,
    "title": _title,
    "headline": _title,
    "creditline": _credit,
    "description": _description,
    "rightsInfo": _rights,
    "contentSet": _files,
}


# --- files ---------------------------------------------------------------------------------------


def _names_rendition(element: Element) -> bool:
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
                _said_by_default(source, attributes, f"{name}unit")
    if "duration" in attributes:
        seconds = _seconds(source, element, attributes)
        if seconds is not None:
            found["duration"] = seconds
    return found


def _said_by_default(source: Source, attributes: Attributes, name: str) -> None:
    """Take a unit that the model has anyway; the writer leaves it out."""
    if attributes.pop(name, None) is not None:
        source.odd()


def _seconds(source: Source, element: Element, attributes: Attributes) -> float | None:
    """A duration in seconds, also one said in milliseconds, frames, or as normal play time (``00:02:05.5``)."""
    unit = attributes.get("durationunit", "seconds").rpartition(":")[2]
    said = attributes["duration"]
    found: float | None = None
    if unit == "normalPlayTime" and (match := _PLAY_TIME.fullmatch(said.strip())):
        hours, minutes, seconds = (float(part or 0) for part in match.groups())
        found = hours * 3600 + minutes * 60 + seconds
        del attributes["duration"]
        source.odd()
    elif unit in ("timeCode", "timeCodeDropFrame", "editUnit"):
        found = _of_frames(source, element, attributes, unit)
        if found is not None:
            del attributes["duration"]
            source.odd()
    elif unit in ("seconds", "milliseconds"):
        found = source.number(element, attributes, "duration")
        found = found / 1000 if found is not None and unit == "milliseconds" else found
    if found is None:
        return None
    if found < 0:
        attributes["duration"] = said
        source.wrong(element, "duration", said, "a number of seconds, 0 or more")
        return None
    _said_by_default(source, attributes, "durationunit")
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


def _of_frames(source: Source, element: Element, attributes: Attributes, unit: str) -> float | None:
    """A duration in seconds that is said in frames, or as a time code with frames; None if it is neither."""
    said, rate = attributes["duration"].strip(), frame_rate(attributes.get("videoframerate", ""))
    if unit == "editUnit":
        return round(int(said) / rate, 3) if said.isdecimal() and rate else None
    match = _TIME_CODE.fullmatch(said)
    if match is None:
        return None
    drop = unit == "timeCodeDropFrame" or match["mark"] in (";", ".")
    hours, minutes, seconds, frames = (int(match[name]) for name in ("hours", "minutes", "seconds", "frames"))
    found = duration_of(hours, minutes, seconds, frames, rate or (_NTSC if drop else None), drop=drop)
    if rate is None and frames and not drop:
        message = (
            f"duration {said!r}: the frames are not counted, for no videoframerate says how many a second has"
        )
        source.say("UNKNOWN", "info", element, message)
    return found


def frame_rate(said: str) -> float | None:
    """Frames a second; 29.97 and its like are what they stand for, 30000/1001."""
    if not _NUMBER_OF_FRAMES.fullmatch(said.strip()) or not (rate := float(said)):
        return None
    nominal = round(rate)
    return nominal * 1000 / 1001 if 0 < nominal - rate < 0.1 else rate


def duration_of(
    hours: int, minutes: int, seconds: int, frames: int, rate: float | None, *, drop: bool
) -> float:
    """Seconds of an SMPTE time code (ST 12-1): of each minute but the tenth, drop frame leaves two numbers out.

    >>> duration_of(0, 1, 0, 2, 30000 / 1001, drop=True), duration_of(0, 0, 10, 12, 25, drop=False)
    (60.06, 10.48)
    """
    whole = (hours * 60 + minutes) * 60 + seconds
    if rate is None:
        return float(whole)
    nominal = round(rate)
    count = whole * nominal + frames
    if drop and nominal % 30 == 0:
        passed = hours * 60 + minutes
        count -= nominal // 15 * (passed - passed // 10)
    return round(count / rate, 3)


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
    if field and not _names_rendition(element) and not source.has_file:
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

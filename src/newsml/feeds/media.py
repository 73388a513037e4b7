"""Files of an item: enclosures, Media RSS, and what players of podcasts say.

Specifications: RSS 2.0 (enclosure), Media RSS 1.5.1 (https://www.rssboard.org/media-rss).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from newsml.feeds.entry import Entry, absolute
from newsml.feeds.names import name_of
from newsml.feeds.texts import content_of, line_of, media_type, plain_of, text_in, words
from newsml.model.values import is_iri

Fields = dict[str, Any]

FIELD = {"image": "images", "video": "video", "audio": "audio"}
"""The field of the model for each medium."""
_SUFFIXES = {
    "jpg": "image", "jpeg": "image", "png": "image", "gif": "image", "webp": "image", "avif": "image", "svg": "image",
    "mp4": "video", "m4v": "video", "mov": "video", "webm": "video", "m3u8": "video", "mpg": "video", "avi": "video",
    "ogv": "video", "mp3": "audio", "m4a": "audio", "aac": "audio", "ogg": "audio", "oga": "audio", "opus": "audio",
    "wav": "audio", "flac": "audio",
}  # fmt: skip
_VIDEO = frozenset(
    {
        "application/x-shockwave-flash",
        "application/x-mpegurl",
        "application/vnd.apple.mpegurl",
        "application/dash+xml",
    }
)
"""Types of players and streams."""
_FIRMS = frozenset(
    {"provider", "agency", "source", "publisher", "owner", "distributor", "distribution company", "copyright holder",
     "producing company", "rights holder"}
)  # fmt: skip
"""Roles of those who are credited but made nothing."""
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2}(?:\.\d{1,6})?)")


def medium_of(said: str, mime: str | None, url: str | None) -> str:
    """``image``, ``video``, ``audio``, or nothing: as it is said, by media type, or by the name of the file."""
    if said in FIELD:
        return said
    kind = (mime or "").partition("/")[0]
    if kind in FIELD:
        return kind
    if (mime or "").partition(";")[0] in _VIDEO:
        return "video"
    if kind and said != "":
        return ""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return ""
    return _SUFFIXES.get(path.rpartition(".")[2].lower(), "") if not kind or kind == "application" else ""


def whole(text: str | None) -> int | None:
    """A whole number, as sizes are (``640`` or ``640px``); None for what is none."""
    found = re.fullmatch(r"\s*(\d{1,15})(?:\.0*)?(?:px)?\s*", text or "", re.ASCII)
    return int(found[1]) if found else None


def seconds(text: str | None) -> float | None:
    """A duration, in seconds or as ``h:mm:ss``; None for what is none."""
    said = (text or "").strip()
    if found := _CLOCK.fullmatch(said):
        return int(found[1] or 0) * 3600 + int(found[2]) * 60 + float(found[3])
    try:
        value = float(said) if len(said) < 30 else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _file(entry: Entry, element: Element, address: str | None, what: str) -> Fields | None:
    """Address, type and sizes of a file; None, and a report, where its address is none."""
    found: Fields = {}
    if address:
        url = absolute(address, element.base or entry.feed.base)
        if url is None and is_iri(address.strip()):
            url = address.strip()
        if url is None:
            entry.url(element, address, what)
            return None
        found["url"] = url
    if mime := media_type(element.get("type")):
        found["mime"] = mime
    size = whole(element.get("fileSize") or element.get("length"))
    if size:  # 0 is what is written where nobody knows
        found["size"] = size
    for name in ("width", "height"):
        if (number := whole(element.get(name))) is not None:
            found[name] = number
    if (duration := seconds(element.get("duration"))) is not None:
        found["duration"] = duration
    return found


def enclosure(entry: Entry, element: Element) -> bool:
    """A file that comes with the item: picture, clip, or any other as a link."""
    address = element.get("url") or element.get("href")
    if not address:
        return False
    found = _file(entry, element, address, "enclosure")
    if found is None:
        return False
    medium = medium_of("", found.get("mime"), found.get("url"))
    if title := words(element.get("title")):
        found["title"] = title
    if medium:
        entry.add_file(found | {"medium": medium})
        return True
    link = {"href": found["url"], "rel": "enclosure"}
    link |= {name: found[name] for name in ("mime", "title") if name in found}
    entry.append("related", link, element)
    if "size" in found:
        entry.keep(element, "related", ["length"])
    return True


# --- Media RSS -----------------------------------------------------------------------------------


def _content(entry: Entry, element: Element) -> bool:
    found = _one(entry, element)
    if found is None:
        return False
    _details(entry, element, found)
    if not found["medium"]:
        return _other_file(entry, element, found)
    entry.add_file(found)
    return True


def _one(entry: Entry, element: Element) -> Fields | None:
    """One ``media:content`` without what is said within it."""
    found = _file(entry, element, element.get("url"), "media:content")
    if found is None:
        return None
    said = (element.get("medium") or "").strip().lower()
    found["medium"] = medium_of(said, found.get("mime"), found.get("url"))
    if not found["medium"] and found.get("width") and "mime" not in found and not said:
        found["medium"] = "image"
    if (lang := element.get("lang")) and (tag := entry.language(element, lang)):
        found["lang"] = tag
    unread = [
        name
        for name in element.attrib
        if name not in _READ and not (name == "isDefault" or str(name).startswith("{"))
    ]
    if unread:
        entry.keep(element, "media", map(str, unread))
    return found


_READ = frozenset({"url", "type", "fileSize", "medium", "width", "height", "duration", "lang", "expression"})


def _other_file(entry: Entry, element: Element, found: Fields) -> bool:
    """A document or program: a link."""
    if "url" not in found:
        return False
    link = {"href": found["url"], "rel": "enclosure"}
    link |= {name: found[name] for name in ("mime", "title") if name in found}
    return entry.append("related", link, element)


def _group(entry: Entry, element: Element) -> bool:
    """Files of the same thing: the default, or the first, and its other forms as renditions."""
    files: list[tuple[Element, Fields]] = []
    for child in element:
        if name_of(child.tag) == ("media", "content"):
            found = _one(entry, child)
            if found is not None and found["medium"]:
                files.append((child, found))
            elif found is None or not _other_file(entry, child, found):
                entry.keep(child)
    if not files:
        holder: Fields = {"medium": ""}
        _details(entry, element, holder)
        if "embed_url" in holder:
            entry.media.append(holder | {"medium": "video"})
        elif holder.get("thumbnail"):
            entry.append("thumbnail", {"url": holder["thumbnail"]}, element)
        return True
    by_medium: dict[str, list[tuple[Element, Fields]]] = {}
    for child, found in files:
        by_medium.setdefault(found["medium"], []).append((child, found))
    for alike in by_medium.values():
        default = next((pair for pair in alike if pair[0].get("isDefault") == "true"), alike[0])
        child, main = default
        _details(entry, child, main)
        _details(entry, element, main)
        others = [_rendition(found) for other, found in alike if other is not child]
        if others:
            main["renditions"] = [*main.get("renditions", ()), *others]
        entry.add_file(main)
    return True


def _rendition(found: Fields) -> Fields:
    names = ("url", "mime", "size", "width", "height", "duration")
    return {name: found[name] for name in names if name in found}


def _details(entry: Entry, element: Element, found: Fields) -> None:
    """What is said within ``media:content`` or ``media:group`` of the file; what is said already stays."""
    for child in element:
        vocabulary, local = name_of(child.tag)
        if not local or (vocabulary, local) == ("media", "content"):
            continue
        take = (
            _DETAILS.get(local)
            if vocabulary == "media"
            else _DC_DETAILS.get(local)
            if vocabulary == "dc"
            else None
        )
        if take is None or not take(entry, child, found):
            entry.keep(child, "media", [local])


def _text_detail(name: str) -> Callable[[Entry, Element, Fields], bool]:
    def take(entry: Entry, element: Element, found: Fields) -> bool:
        text = _said(entry, element)
        return not text or found.setdefault(name, text) == text

    return take


def _said(entry: Entry, element: Element) -> str:
    """The words of a title or description: HTML where its type says so or, for others' feeds, where it looks so."""
    if element.get("type") in ("plain", "text") or entry.feed.own:
        return words(text_in(element))
    return plain_of(content_of(element))


def _credit(entry: Entry, element: Element, found: Fields) -> bool:
    """Who is to be credited: a role makes it a person who made it, none the credit as it should be shown."""
    text = line_of(element)
    role = (element.get("role") or "").strip().lower()
    if not text:
        return True
    if not role or role in _FIRMS:
        return bool(found.setdefault("credit", text) == text)
    person: Fields = {"name": text}
    if role not in ("author", "photographer", "creator"):
        person["role"] = role
    makers = found.setdefault("creator", [])
    if person not in makers:
        makers.append(person)
    return True


def _text(entry: Entry, element: Element, found: Fields) -> bool:
    """The words of a clip; of a picture, which says none, what is to be seen."""
    return _text_detail("alt" if found.get("medium") == "image" else "transcript")(entry, element, found)


def _thumbnail_detail(entry: Entry, element: Element, found: Fields) -> bool:
    url = absolute(element.get("url") or line_of(element), element.base or entry.feed.base)
    if url is None:
        return False
    if found.setdefault("thumbnail", url) != url:
        return False
    return not {"width", "height", "time"} & set(element.attrib)


def _license_detail(entry: Entry, element: Element, found: Fields) -> bool:
    url = absolute(element.get("href") or line_of(element), element.base or entry.feed.base)
    return url is not None and found.setdefault("license_url", url) == url


def _player_detail(entry: Entry, element: Element, found: Fields) -> bool:
    url = absolute(element.get("url") or line_of(element), element.base or entry.feed.base)
    return url is not None and found.setdefault("embed_url", url) == url


_DETAILS: dict[str, Callable[[Entry, Element, Fields], bool]] = {
    "title": _text_detail("title"), "description": _text_detail("caption"), "credit": _credit,
    "copyright": _text_detail("copyright_notice"), "text": _text,
    "thumbnail": _thumbnail_detail, "license": _license_detail, "player": _player_detail,
}  # fmt: skip
_DC_DETAILS: dict[str, Callable[[Entry, Element, Fields], bool]] = {
    "creator": lambda entry, element, found: _credit(entry, element, found),
    "rights": _text_detail("copyright_notice"),
}


def _thumbnail(entry: Entry, element: Element) -> bool:
    """A small picture of the item as a whole."""
    url = absolute(element.get("url") or line_of(element), element.base or entry.feed.base)
    if url is None:
        return False
    found: Fields = {"url": url}
    for name in ("width", "height"):
        if (number := whole(element.get(name))) is not None:
            found[name] = number
    return entry.append("thumbnail", found, element)


def _of_all(name: str) -> Callable[[Entry, Element], bool]:
    """What stands in the item beside its files is said of each of them."""

    def take(entry: Entry, element: Element) -> bool:
        entry.fields.setdefault("_of_media", []).append((name, element))
        return True

    return take


def finish_media(entry: Entry) -> None:
    """Put the files into their fields, with what was said of all of them."""
    shared = entry.fields.pop("_of_media", [])
    for _, element in shared[_MOST_SHARED:]:
        entry.keep(element)
    for name, element in shared[:_MOST_SHARED]:
        if not entry.media:
            if name == "player":
                found: Fields = {"medium": "video"}
                if _player_detail(entry, element, found):
                    entry.media.append(found)
                    continue
            entry.keep(element)
            continue
        taken = [_DETAILS[name](entry, element, media) for media in entry.media]
        if not any(taken):
            entry.keep(element, known=True)  # each file says something else itself
    for media in entry.media:
        entry.fields.setdefault(FIELD[media.pop("medium")], []).append(media)


_MOST_SHARED = 50
"""How much may be said of all files of an item."""


def itunes_duration(entry: Entry, element: Element) -> bool:
    """How long the clip of an episode is."""
    length = seconds(line_of(element))
    clip = next((media for media in entry.media if media["medium"] in ("audio", "video")), None)
    if length is None or clip is None:
        return False
    return bool(clip.setdefault("duration", length) == length)


def itunes_image(entry: Entry, element: Element) -> bool:
    """The picture of an episode."""
    url = absolute(
        element.get("href") or element.get("url") or line_of(element), element.base or entry.feed.base
    )
    if url is None:
        return False
    entry.add_file({"medium": "image", "url": url})
    return True


def files_of(fields: Fields) -> Iterator[tuple[str, Fields]]:
    """All pictures, videos and audio clips of some fields, each with its medium."""
    for medium, name in FIELD.items():
        for media in fields.get(name, ()):
            yield medium, media


MEDIA: dict[tuple[str, str], Callable[[Entry, Element], bool]] = {
    ("media", "content"): _content, ("media", "group"): _group, ("media", "thumbnail"): _thumbnail,
    ("media", "credit"): _of_all("credit"), ("media", "copyright"): _of_all("copyright"),
    ("media", "text"): _of_all("text"), ("media", "license"): _of_all("license"),
    ("media", "player"): _of_all("player"),
}  # fmt: skip

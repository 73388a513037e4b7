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
from newsml.feeds.mediadetails import DETAILS, read_details
from newsml.feeds.names import name_of
from newsml.feeds.texts import line_of, media_type, words
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
    found, more = _one(entry, element)
    if found is None:
        return False
    more += read_details(entry, element, found)
    if more:
        entry.keep(element, "media", dict.fromkeys(more))
    if not found["medium"]:
        return _other_file(entry, element, found)
    entry.add_file(found)
    return True


def _one(entry: Entry, element: Element) -> tuple[Fields | None, list[str]]:
    """One ``media:content`` without what is said within it, and the attributes that no field takes."""
    found = _file(entry, element, element.get("url"), "media:content")
    if found is None:
        return None, []
    said = (element.get("medium") or "").strip().lower()
    found["medium"] = medium_of(said, found.get("mime"), found.get("url"))
    if not found["medium"] and found.get("width") and "mime" not in found and not said:
        found["medium"] = "image"
    if (lang := element.get("lang")) and (tag := entry.language(element, lang)):
        found["lang"] = tag
    more = [name for name in map(str, element.attrib) if name not in READ and not name.startswith("{")]
    if element.get("expression", "full") != "full":
        more.append("expression")
    return found, more


READ = frozenset(
    {"url", "type", "fileSize", "medium", "width", "height", "duration", "lang", "expression", "isDefault"}
)
"""The attributes of ``media:content`` that are read."""


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
    more: list[str] = []
    for child in element:
        if name_of(child.tag) == ("media", "content"):
            found, rest = _one(entry, child)
            more += rest
            if found is not None and found["medium"]:
                files.append((child, found))
            elif found is None or not _other_file(entry, child, found):
                more.append("content")
    by_medium: dict[str, list[tuple[Element, Fields]]] = {}
    for child, found in files:
        by_medium.setdefault(found["medium"], []).append((child, found))
    for alike in by_medium.values():
        more += _main(entry, element, alike)
    if not files:
        more += _without_files(entry, element)
    if more:
        entry.keep(element, "media", dict.fromkeys(more))
    return True


def _main(entry: Entry, group: Element, alike: list[tuple[Element, Fields]]) -> list[str]:
    """Add the files of a group that are of one medium as one; what is not taken of it is named."""
    child, main = next((pair for pair in alike if pair[0].get("isDefault") == "true"), alike[0])
    more = read_details(entry, child, main) + read_details(entry, group, main)
    others = []
    for other, found in alike:
        if other is not child:
            others.append(_rendition(found))
            more += [name_of(part.tag)[1] for part in other if name_of(part.tag)[1]]
    if others:
        main["renditions"] = [*main.get("renditions", ()), *others]
    entry.add_file(main)
    return more


def _without_files(entry: Entry, group: Element) -> list[str]:
    """A group that has a player or a small picture alone."""
    holder: Fields = {"medium": ""}
    more = read_details(entry, group, holder)
    if "embed_url" in holder:
        entry.media.append(holder | {"medium": "video"})
    elif holder.get("thumbnail"):
        entry.append("thumbnail", {"url": holder["thumbnail"]}, group)
    return more


def _rendition(found: Fields) -> Fields:
    names = ("url", "mime", "size", "width", "height", "duration")
    return {name: found[name] for name in names if name in found}


def _thumbnail(entry: Entry, element: Element) -> bool:
    """A small picture of the item as a whole."""
    url = absolute(element.get("url") or line_of(element), element.base or entry.feed.base)
    if url is None:
        return False
    found: Fields = {"url": url}
    for name in ("width", "height"):
        if (number := whole(element.get(name))) is not None:
            found[name] = number
    if element.get("time"):
        entry.keep(element, "media", ["time"])
    return entry.append("thumbnail", found, element)


def of_files(name: str) -> Callable[[Entry, Element], bool]:
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
        take = DETAILS["media", name]
        found: Fields = {"medium": "video"}
        if entry.media:
            taken = [take(entry, element, media) for media in entry.media]
            if not any(taken):  # each file says something else itself, or no field takes all of it
                entry.keep(element, "media", [name])
        elif name == "player" and take(entry, element, found):
            entry.media.append(found)
        else:
            entry.keep(element)
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


def item_image(entry: Entry, element: Element) -> bool:
    """The picture of an item as some feeds have it: an address, or a child with one, as a channel has."""
    said = next((child for child in element if name_of(child.tag) == ("rss", "url")), element)
    url = absolute(said.get("url") or said.get("href") or line_of(said), said.base or entry.feed.base)
    if url is None or (len(element) and said is element):
        return not (len(element) or element.attrib or line_of(element))
    entry.add_file({"medium": "image", "url": url})
    return True


def files_of(fields: Fields) -> Iterator[tuple[str, Fields]]:
    """All pictures, videos and audio clips of some fields, each with its medium."""
    for medium, name in FIELD.items():
        for media in fields.get(name, ()):
            yield medium, media


MEDIA: dict[tuple[str, str], Callable[[Entry, Element], bool]] = {
    ("media", "content"): _content, ("media", "group"): _group, ("media", "thumbnail"): _thumbnail,
    ("media", "credit"): of_files("credit"), ("media", "copyright"): of_files("copyright"),
    ("media", "text"): of_files("text"), ("media", "license"): of_files("license"),
    ("media", "player"): of_files("player"),
}  # fmt: skip

OF_FILES = frozenset({("media", name) for name in ("credit", "copyright", "text", "license")})
"""What stands beside files and is said of them; without files it is kept."""

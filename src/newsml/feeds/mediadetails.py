"""What Media RSS says of a file within ``media:content`` and ``media:group``: titles, credits, rights, small pictures.

Specification: Media RSS 1.5.1, optional elements (https://www.rssboard.org/media-rss).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml.etree import _Element as Element

from newsml.feeds.entry import Entry, absolute
from newsml.feeds.names import name_of
from newsml.feeds.texts import content_of, line_of, plain_of, text_in, words
from newsml.xml import XML_LANG

Fields = dict[str, Any]

_FIRMS = frozenset(
    {"provider", "agency", "source", "publisher", "owner", "distributor", "distribution company", "copyright holder",
     "producing company", "publishing company", "rights holder"}
)  # fmt: skip
"""Roles of those who are credited but made nothing."""
EBU = "urn:ebu"
"""The scheme of roles where none is said."""


def read_details(entry: Entry, element: Element, found: Fields) -> list[str]:
    """Take in what is said within ``media:content`` or ``media:group`` of the file; what is said already stays.

    What no field takes, or not whole, is named.
    """
    more = []
    for child in element:
        name = name_of(child.tag)
        if not name[1] or name == ("media", "content"):
            continue
        take = DETAILS.get(name)
        if take is None or not take(entry, child, found):
            more.append(name[1])
    return more


def _text_detail(name: str) -> Callable[[Entry, Element, Fields], bool]:
    def take(entry: Entry, element: Element, found: Fields) -> bool:
        text = _said(entry, element)
        return not text or (found.setdefault(name, text) == text and _is_plain(element))

    return take


def _is_plain(element: Element, *known: str) -> bool:
    """Whether an element has no attribute but its type and those that are known."""
    return not set(map(str, element.attrib)) - {"type", XML_LANG, *known}


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
        return found.setdefault("credit", text) == text and not role and _is_plain(element, "role", "scheme")
    person: Fields = {"name": text}
    if role not in ("author", "photographer", "creator"):
        person["role"] = role
    makers = found.setdefault("creator", [])
    if person not in makers:
        makers.append(person)
    return _is_plain(element, "role", "scheme") and (element.get("scheme") or EBU).lower() == EBU


def _text(entry: Entry, element: Element, found: Fields) -> bool:
    """The words of a clip; of a picture, which says none, what is to be seen."""
    return _text_detail("alt" if found.get("medium") == "image" else "transcript")(entry, element, found)


def _thumbnail_detail(entry: Entry, element: Element, found: Fields) -> bool:
    url = absolute(element.get("url") or line_of(element), element.base or entry.feed.base)
    if url is None:
        return False
    if found.setdefault("thumbnail", url) != url:
        return False
    return _is_plain(element, "url")


def _license_detail(entry: Entry, element: Element, found: Fields) -> bool:
    url = absolute(element.get("href") or line_of(element), element.base or entry.feed.base)
    named = bool(element.get("href") and line_of(element))
    return url is not None and found.setdefault("license_url", url) == url and not named


def _player_detail(entry: Entry, element: Element, found: Fields) -> bool:
    url = absolute(element.get("url") or line_of(element), element.base or entry.feed.base)
    return url is not None and found.setdefault("embed_url", url) == url and _is_plain(element, "url")


DETAILS: dict[tuple[str, str], Callable[[Entry, Element, Fields], bool]] = {
    ("media", "title"): _text_detail("title"), ("media", "description"): _text_detail("caption"),
    ("media", "credit"): _credit, ("media", "copyright"): _text_detail("copyright_notice"), ("media", "text"): _text,
    ("media", "thumbnail"): _thumbnail_detail, ("media", "license"): _license_detail,
    ("media", "player"): _player_detail, ("dc", "creator"): _credit, ("dc", "rights"): _text_detail("copyright_notice"),
}  # fmt: skip
"""What each says of a file; a function says whether that is all it says."""

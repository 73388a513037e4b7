"""Links of itemMeta: a picture or clip, a trust indicator, or a relation to an item or page.

Specification: NewsML-G2 2.35, Link1Type; NewsCodes itemrelation.
"""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import Attributes, attributes_of, elements, name_of
from newsml.formats.newsml_g2.media import ASSOCIATED
from newsml.formats.newsml_g2.reading_fields import append, put
from newsml.formats.newsml_g2.reading_media import link_language, link_title, media_link
from newsml.formats.newsml_g2.source import MEDIA_LISTS, Fields, Source
from newsml.vocabularies import iptc

_TRUST = iptc.SCHEMES["trustindicator"]
_FIXED = {
    "irel:derivedFrom": "derived_from",
    "translationOf": "translation_of",  # our own word: IPTC has no relation for it
    "irel:previousVersion": "previous_version",
}


def item_link(source: Source, element: Element) -> None:
    """A link of itemMeta: a picture or clip, a trust indicator, or a relation to an item or page."""
    attributes = attributes_of(element)
    rel = source.word(element, attributes, "rel")
    medium = _medium_of(element) if _illustrates(rel) else None
    if medium is not None:
        media_link(source, element, attributes, medium)
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
        if not link_language(source, child, found) and not link_title(source, child, found)
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

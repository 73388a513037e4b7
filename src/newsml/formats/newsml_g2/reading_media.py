"""Linked pictures and clips, by the hints of the link. NewsML-G2 2.35, Link1Type: properties of the target item."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import reading_concepts as concepts
from newsml.formats.newsml_g2.elements import Attributes, attributes_of, elements, name_of
from newsml.formats.newsml_g2.media import DESCRIPTION_ROLES
from newsml.formats.newsml_g2.reading_fields import append
from newsml.formats.newsml_g2.reading_files import dimensions, names_rendition, rendition
from newsml.formats.newsml_g2.reading_technical import technical
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.formats.newsml_g2.texts import date_value, one_line, plain
from newsml.model.values import is_iri, is_url
from newsml.xml import XML_LANG

MEDIA_TEXTS = {"caption": "caption", "altText": "alt", "transcript": "transcript"}
"""Roles of descriptions and the fields of a picture or clip that they are."""
AUTHOR = frozenset({"author"})


def link_title(source: Source, element: Element, fields: Fields) -> bool:
    """The title or headline of the target item, where the link itself has none."""
    words = plain(element)
    if name_of(element) not in ("title", "headline") or "title" in fields or not words:
        return False
    source.odd()
    fields["title"] = words
    return True


def link_language(source: Source, element: Element, fields: Fields) -> bool:
    attributes = attributes_of(element)
    if name_of(element) != "language" or "lang" in fields or len(element):
        return False
    lang = source.lang(element, attributes, "tag")
    if lang is None or attributes:
        return False
    fields["lang"] = lang
    return True


def media_link(source: Source, element: Element, attributes: Attributes, field: str) -> None:
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
        elif not names_rendition(child) and child.get("href") == main and not len(child):
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
    "language": link_language,
    "title": link_title,
    "headline": link_title,
    "creditline": _credit,
    "description": _description,
    "rightsInfo": _rights,
    "contentSet": _files,
}

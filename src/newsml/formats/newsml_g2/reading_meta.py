"""itemMeta: the item as such. NewsML-G2 2.35, ItemManagementGroup. One function for each element."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import reading_concepts as concepts
from newsml.formats.newsml_g2.draft import GOOD_URI
from newsml.formats.newsml_g2.elements import attributes_of, elements
from newsml.formats.newsml_g2.meta import CLASSES_READ
from newsml.formats.newsml_g2.reading_fields import (
    Reader,
    append,
    concept_into,
    date_into,
    ext_into,
    line_into,
    link_into,
    once,
    party_into,
    put,
    take,
    text_into,
)
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.formats.newsml_g2.texts import date_value, one_line, text_fields
from newsml.model.values import is_iri, is_url

STATUSES = frozenset({"usable", "withheld", "canceled"})


def _code_of(element: Element, alias: str) -> tuple[str, str, bool]:
    """Code of a closed vocabulary, what the item said, and whether it said it in IPTC's own way."""
    qcode, uri = element.get("qcode", ""), element.get("uri", "")
    said = qcode or uri or element.get("literal", "") or (element.text or "").strip()
    code = re.split("[:/]", said)[-1].strip()
    return code, said, element.items() == [("qcode", f"{alias}:{code}")]


def _item_class(source: Source, element: Element) -> None:
    code, said, good = _code_of(element, "ninat")
    kind = CLASSES_READ.get(code) or CLASSES_READ.get(code.lower())
    if kind is None:
        source.wrong(element, "itemClass", said, "a class of news items, such as ninat:text")
        source.keep(element)
    elif once(source, element, "item_type"):
        put(source, element, "item_type", kind)
        source.rest(element, {}, elements(element))
        if good and kind == code:
            return
        source.odd()
        if said != f"ninat:{kind}":
            message = f"itemClass {said} is read as ninat:{kind}"
            source.say("UNKNOWN", "info", element, message, "item_type")


def _pub_status(source: Source, element: Element) -> None:
    code, said, good = _code_of(element, "stat")
    status = "canceled" if code.lower() == "cancelled" else code.lower()
    if status not in STATUSES:
        source.wrong(element, "pubStatus", said, "stat:usable, stat:withheld or stat:canceled")
        source.keep(element)
    elif once(source, element, "pub_status"):
        put(source, element, "pub_status", status)
        source.rest(element, {}, elements(element))
        if not good or status != code:
            source.odd()


def _embargoed(source: Source, element: Element) -> None:
    if not once(source, element, "embargoed_until"):
        return
    said = (element.text or "").strip()
    when = date_value(source, element, "embargoed_until", said) if said else "open"
    if when is None:
        # An embargo that cannot be read must not let the item out.
        source.odd()
        if "embargoed_until" not in source.fields.get("extra", {}).get("dates", {}):  # else it has been said
            message = f"embargoed {said!r} cannot be read: the item counts as embargoed without an end"
            source.say("DATE", "warning", element, message, "embargoed_until")
    put(source, element, "embargoed_until", when or "open")
    source.rest(element, attributes_of(element))


def _generator(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    words = one_line(element.text or "")
    if not words:
        source.keep(element)
        return
    found: Fields = {"name": words}
    if words != element.text:
        source.odd()
    if "versioninfo" in attributes:
        found["version"] = attributes.pop("versioninfo")
    if (role := source.word(element, attributes, "role")) is not None:
        found["role"] = role
    append(source, element, "generator", found)
    source.rest(element, attributes, elements(element))


def _ed_note(source: Source, element: Element) -> None:
    """A note to editors; one with newsml's own role ``correction`` is for readers."""
    attributes = attributes_of(element)
    value = text_fields(source, element, attributes)
    if value is None:
        return
    role = source.word(element, attributes, "role")
    if role == "correction":
        append(source, element, "corrections", {"text": value["text"]})
    else:
        append(source, element, "ed_notes", {**value, **({"role": role} if role is not None else {})})
    source.rest(element, attributes)


def _member_of(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    found = concepts.reference(source, element, attributes)
    fields: Fields = {}
    if series := found.get("uri") or found.get("literal") or found.get("qcode"):
        fields["id"] = series
    if title := found.get("name") or next(iter(found.get("names", {}).values()), None):
        fields["name"] = title
    if not fields:
        source.keep(element)
        return
    append(source, element, "series", fields)
    if "qcode" in found or "names" in found or "same_as" in found:
        source.odd()
    source.rest(element, attributes)


def _alt_rep(source: Source, element: Element) -> None:
    address = (element.text or "").strip() or element.get("href", "").strip()
    mime = element.get("contenttype", "")
    if (
        "canonical_url" in source.fields
        or mime.partition(";")[0].strip() != "text/html"
        or not is_url(address)
    ):
        _representation(source, element, "representations")
        return
    put(source, element, "canonical_url", address)
    if element.text != address or mime != "text/html" or "href" in element.keys():  # noqa: SIM118 - lxml
        source.odd()
    gone = ("contenttype", "href")
    source.rest(element, {name: value for name, value in attributes_of(element).items() if name not in gone})


def _representation(source: Source, element: Element, field: str) -> None:
    """The item in another form, or where it is stored."""
    address = (element.text or "").strip()
    if not is_iri(address):
        source.keep(element)
        return
    if address != element.text or not GOOD_URI.fullmatch(address):
        source.odd()
    attributes = attributes_of(element)
    found: Fields = {"url": address}
    if mime := source.mime(element, attributes):
        found["mime"] = mime
    if (size := source.count(element, attributes, "size")) is not None:
        found["size"] = size
    for name, part_of in (("representation", "kind"), ("accesstype", "access"), ("reposrole", "repository")):
        if (word := source.word(element, attributes, name)) is not None:
            found[part_of] = word
    append(source, element, field, found)
    source.rest(element, attributes, elements(element))


def _original(source: Source, element: Element) -> None:
    _representation(source, element, "original_representations")


def _hash(source: Source, element: Element) -> None:
    if found := concepts.digest(source, element):
        append(source, element, "hash", found)
    else:
        source.keep(element)


def _incoming_feed(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    found = concepts.identity(source, element, attributes)
    if found and (role := source.word(element, attributes, "role")) is not None:
        found["role"] = role
    take(source, element, "incoming_feeds", found, attributes, True)


def _link(source: Source, element: Element) -> None:
    from newsml.formats.newsml_g2.reading_links import item_link

    item_link(source, element)


ITEM_META: dict[str, Reader] = {
    "itemClass": _item_class,
    "provider": party_into("provider", many=False),
    "versionCreated": date_into("version_created"),
    "firstCreated": date_into("first_created"),
    "embargoed": _embargoed,
    "pubStatus": _pub_status,
    "role": concept_into("editorial_role", many=False),
    "fileName": line_into("file_name"),
    "generator": _generator,
    "profile": line_into("profile"),
    "service": concept_into("services"),
    "title": text_into("title", many=False),
    "edNote": _ed_note,
    "memberOf": _member_of,
    "signal": concept_into("signals"),
    "altRep": _alt_rep,
    "expires": date_into("expires", many=True),
    "instanceOf": concept_into("instance_of"),
    "deliverableOf": link_into("deliverable_of"),
    "hash": _hash,
    "origRep": _original,
    "incomingFeedId": _incoming_feed,
    "metadataCreator": party_into("metadata_creator", many=False, person=True),
    "link": _link,
    "itemMetaExtProperty": ext_into("item_ext_properties"),
}

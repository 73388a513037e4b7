"""hopHistory, pubHistory, itemMeta and rightsInfo: the item as such.

Specification: NewsML-G2 2.35, ItemManagementGroup, RightsInfoType. One function for each element.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import reading_concepts as concepts
from newsml.formats.newsml_g2.draft import GOOD_URI, NAMESPACE
from newsml.formats.newsml_g2.elements import Attributes, attributes_of, canonical, elements, name_of
from newsml.formats.newsml_g2.meta import CLASSES_READ
from newsml.formats.newsml_g2.reading_apart import part
from newsml.formats.newsml_g2.reading_extensions import ext_as, ext_property
from newsml.formats.newsml_g2.reading_relations import linked_language
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.formats.newsml_g2.texts import date_value, one_line, text_fields
from newsml.model.values import is_iri, is_url

Reader = Callable[[Source, Element], None]

STATUSES = frozenset({"usable", "withheld", "canceled"})
_SCOPES = frozenset({"content", "metadata"})
_PROPERTY = ext_as()
_NO_ROLE: frozenset[str] = frozenset()
_NAR = f"{{{NAMESPACE}}}"
_NAME = len(_NAR)


def within(source: Source, parent: Element, table: dict[str, Reader]) -> None:
    """Read the children by the table; what it does not name is kept, and so are the parent's own attributes."""
    for child in parent:
        tag = child.tag
        if type(tag) is str:
            read = table.get(tag[_NAME:]) if tag.startswith(_NAR) else None
            if read is None:
                source.keep_original(child)
            else:
                source.property(child, read)
        tail = child.tail
        if tail and not tail.isspace():
            source.stray(child, tail)
    text = parent.text
    if text and not text.isspace():
        source.stray(parent, text)
    if parent.attrib:
        source.rest(parent, attributes_of(parent))


def once(source: Source, element: Element, field: str) -> bool:
    """Whether a field is still free; a second element for it is kept."""
    if field in source.fields:
        source.keep(element)
        return False
    return True


def append(source: Source, element: Element, field: str, value: object) -> None:
    """Append a value to a field, and remember its line."""
    values = source.fields.setdefault(field, [])
    source.took(field, len(values))
    values.append(value)


def put(source: Source, element: Element, field: str, value: object) -> None:
    """Set a field, and remember its line."""
    source.fields[field] = value
    source.took(field)


def line_into(field: str) -> Reader:
    """A reader of a property that is one line of text."""

    def read(source: Source, element: Element) -> None:
        words = one_line(element.text or "")
        if words != element.text:
            source.odd()
        if words and once(source, element, field):
            put(source, element, field, words)
            source.rest(element, attributes_of(element), elements(element))
        elif not words:
            source.keep(element)

    return read


def text_into(field: str, many: bool, *, role: bool = True, href: bool = False) -> Reader:
    """A reader of a label or block with its language and role."""

    def read(source: Source, element: Element) -> None:
        if not many and not once(source, element, field):
            return
        attributes = attributes_of(element)
        value = text_fields(source, element, attributes)
        if value is None:
            return
        if role and (word := source.word(element, attributes, "role")) is not None:
            value["role"] = word
        if href and (address := source.iri(element, attributes, "href")) is not None:
            value["href"] = address
        if many:
            append(source, element, field, value)
        else:
            put(source, element, field, value)
        source.rest(element, attributes)

    return read


def date_into(field: str, many: bool = False) -> Reader:
    """A reader of a date; what cannot be read is kept as it was."""

    def read(source: Source, element: Element) -> None:
        if not many and not once(source, element, field):
            return
        found = date_value(source, element, field, element.text or "")
        if found is None:
            source.keep(element)
            return
        if many:
            append(source, element, field, found)
        else:
            put(source, element, field, found)
        source.rest(element, attributes_of(element), element)

    return read


def concept_into(field: str, many: bool = True) -> Reader:
    """A reader of a concept."""

    def read(source: Source, element: Element) -> None:
        if not many and not once(source, element, field):
            return
        attributes = attributes_of(element)
        found = concepts.concept(source, element, attributes)
        _take(source, element, field, found, attributes, many)

    return read


def _take(
    source: Source, element: Element, field: str, found: Fields, attributes: Attributes, many: bool
) -> None:
    """Put what was found where it belongs, and keep what no field takes."""
    if not found:
        source.keep(element)
        return
    if many:
        append(source, element, field, found)
    else:
        put(source, element, field, found)
    source.rest(element, attributes)


def party_into(field: str, many: bool, *, person: bool = False, unsaid: frozenset[str] = _NO_ROLE) -> Reader:
    """A reader of a person or organisation; a role of `unsaid` is what the field itself says."""

    def read(source: Source, element: Element) -> None:
        if not many and not once(source, element, field):
            return
        attributes = attributes_of(element)
        found = concepts.party(source, element, attributes, person)
        if found.get("role") in unsaid:
            del found["role"]
            if not source.own_manner:
                source.odd()
        _take(source, element, field, found, attributes, many)

    return read


def ext_into(field: str) -> Reader:
    """A reader of an extension property."""

    def read(source: Source, element: Element) -> None:
        attributes = attributes_of(element)
        _take(source, element, field, ext_property(source, element, attributes), attributes, True)

    return read


# --- histories -----------------------------------------------------------------------------------


def hop_history(source: Source, element: Element) -> None:
    """The stations on the item's way, in the order that ``seq`` says."""
    source.property(element, _hop_history)


def _hop_history(source: Source, element: Element) -> None:
    hops: list[tuple[int, Fields]] = []
    for index, hop in enumerate(elements(element)):
        if name_of(hop) == "hop":
            attributes = attributes_of(hop)
            seq = source.count(hop, attributes, "seq")
            if seq != len(hops) + 1:
                source.odd()
            hops.append((index if seq is None else seq, _hop(source, hop, attributes)))
            source.rest(hop, attributes)
        else:
            source.keep(hop)
    source.rest(element, attributes_of(element))
    found = [fields for _, fields in sorted(hops, key=lambda item: item[0])]
    if found:
        put(source, element, "hops", found)


def _hop(source: Source, hop: Element, attributes: Attributes) -> Fields:
    fields: Fields = {}
    if "timestamp" in attributes and (when := date_value(source, hop, "hops", attributes["timestamp"])):
        del attributes["timestamp"]
        fields["when"] = when
    for child in elements(hop):
        tag = name_of(child)
        if tag not in ("party", "action") or tag in fields:
            source.keep(child)
            continue
        own = attributes_of(child)
        found = concepts.reference(source, child, own)
        source.rest(child, own)
        if found:
            fields[tag] = found
    return fields


def pub_history(source: Source, element: Element) -> None:
    """When and where it was published."""
    source.property(element, _pub_history)


def _pub_history(source: Source, element: Element) -> None:
    for published in elements(element):
        if name_of(published) == "published":
            _published(source, published)
        else:
            source.keep(published)
    _publisher(source, element)
    source.rest(element, attributes_of(element))
    if "published" in source.fields or "publisher" in source.fields:
        source.took("published")


def _published(source: Source, element: Element) -> None:
    fields: Fields = {}
    attributes = attributes_of(element)
    channel = concepts.identity(source, element, attributes)
    for child in elements(element):
        tag = name_of(child)
        if tag == "timestamp" and "when" not in fields:
            when = date_value(source, child, "published", child.text or "")
            if when:
                fields["when"] = when
                source.rest(child, attributes_of(child))
                continue
        elif (tag == "name" and concepts.name(source, child, channel)) or (
            tag == "publishedExtProperty" and _PROPERTY(source, child, fields)
        ):
            continue
        source.keep(child)
    if channel:
        fields["channel"] = channel
    source.rest(element, attributes)
    if fields:
        append(source, element, "published", fields)
    else:
        source.keep(element)


def _publisher(source: Source, element: Element) -> None:
    """A channel without a time, before all others, is the publisher."""
    published = source.fields.get("published", [])
    if published and set(published[0]) == {"channel"} and all("channel" in item for item in published):
        put(source, element, "publisher", published.pop(0)["channel"])


# --- itemMeta ------------------------------------------------------------------------------------


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
    _take(source, element, "incoming_feeds", found, attributes, True)


def link_into(field: str) -> Reader:
    """A reader of a link to an item or a page."""

    def read(source: Source, element: Element) -> None:
        attributes = attributes_of(element)
        found = concepts.link(source, element, attributes)
        if not found:
            source.keep(element)
            return
        left = linked_language(source, element, found)
        append(source, element, field, found)
        source.rest(element, attributes, left)

    return read


def _link(source: Source, element: Element) -> None:
    from newsml.formats.newsml_g2.reading_media import item_link

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


# --- rightsInfo ----------------------------------------------------------------------------------


def rights_infos(source: Source, blocks: list[Element]) -> None:
    """The rights of the item, and those of some of it: one block is that of the whole item, at most."""
    whole = source.whole_rights
    said = [block for block in blocks if block.attrib or elements(block)]
    if whole is None:
        whole = min((block for block in said if "idrefs" not in block.keys()), key=_narrowness, default=None)  # noqa: SIM118 - lxml
    for block in blocks:
        if block is whole:
            rights_info(source, block)
        elif block in said:
            source.property(block, _scoped_rights)
        else:
            source.keep_original(block)


def _narrowness(block: Element) -> tuple[bool, bool, bool]:
    """How far a block of rights is from one for the whole item."""
    scope = block.get("scope", "") + block.get("scopeuri", "")
    of_metadata = scope.endswith("metadata") and "content" not in scope
    aspect = block.get("aspect", "") + block.get("aspecturi", "")
    return of_metadata, bool(scope or aspect), "validfrom" in block.keys() or "validto" in block.keys()  # noqa: SIM118


def _scoped_rights(source: Source, element: Element) -> None:
    if not source.own_manner:
        source.odd()
    attributes = attributes_of(element)
    found = part(source, elements(element), {**RIGHTS, "rightsInfoExtProperty": ext_into("ext_properties")})
    if scope := _rights_scope(source, element, attributes):
        found["rights_scope"] = scope
    if refs := attributes.pop("idrefs", "").split():
        found["id_refs"] = refs
    append(source, element, "scoped_rights", found)
    source.rest(element, attributes)


def rights_info(source: Source, element: Element) -> None:
    """The rights of the item."""
    if element.attrib:
        source.property(element, _rights_attributes)
    for child in elements(element):
        if (read := RIGHTS.get(name_of(child))) is None:
            source.keep_original(child)
        else:
            source.property(child, read)


def _rights_attributes(source: Source, element: Element) -> None:
    """What the rights cover. The block is kept whole by its children, so that only attributes are kept here."""
    attributes = attributes_of(element)
    scope = _rights_scope(source, element, attributes)
    if scope:
        put(source, element, "rights_scope", scope)
    source.rest(element, attributes)
    if source.is_odd():
        source.keep_shell(element, attributes_of(element), "rights_scope" if scope else None)
        source.settled()


def _rights_scope(source: Source, element: Element, attributes: Attributes) -> Fields:
    found: Fields = {}
    if scope := source.words(element, attributes, "scope", "riscope", _SCOPES, most=99):
        found["scope"] = scope
    if aspect := source.words(element, attributes, "aspect", most=99):
        found["aspect"] = aspect
    for name, field in (("validfrom", "valid_from"), ("validto", "valid_to")):
        if name in attributes and (
            when := date_value(source, element, f"rights_scope.{field}", attributes[name])
        ):
            found[field] = when
            del attributes[name]
    return found


def _rights_link(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    rel = source.word(element, attributes, "rel")
    field = {"irel:rightspolicy": "license_url", "acquireLicense": "acquire_license_url"}.get(rel or "")
    href = attributes.get("href", "").strip()
    if field is None or not is_url(href) or field in source.fields:
        link_into("rights_links")(source, element)
        return
    if attributes.pop("href") != href:
        source.odd()
    put(source, element, field, href)
    source.rest(element, attributes, elements(element))


def _rights_expression(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    found: Fields = {}
    if lang := source.iri(element, attributes, "langid"):
        found["lang"] = lang
    if name_of(element) == "rightsExpressionXML":
        markup = elements(element)
        if len(markup) != 1:
            source.keep(element)
            return
        found["data"] = canonical(markup[0])
        found["encoding"] = "application/xml"
        source.odd()
    else:
        found["data"] = element.text or ""
        if "enctype" in attributes:
            found["encoding"] = attributes.pop("enctype")
    if not found["data"].strip():
        source.keep(element)
        return
    append(source, element, "rights_expression", found)
    source.rest(element, attributes)


def uri_into(field: str) -> Reader:
    """A reader of a code of one vocabulary, which the model has as URI."""

    def read(source: Source, element: Element) -> None:
        attributes = attributes_of(element)
        found = concepts.identity(source, element, attributes)
        uri = found.get("uri")
        if uri is None and found.get("literal"):
            literal = found["literal"]
            uri = literal if is_iri(literal) and "//" in literal else None
        if uri is None or field in source.fields:
            source.keep(element)
            return
        if "qcode" in found or "literal" in found:
            source.odd()
        put(source, element, field, uri)
        source.rest(element, attributes, elements(element))

    return read


RIGHTS: dict[str, Reader] = {
    "accountable": party_into("accountable_person", many=False, person=True),
    "copyrightHolder": party_into("copyright_holder", many=False),
    "copyrightNotice": text_into("copyright_notice", many=True, href=True),
    "usageTerms": text_into("usage_terms", many=True, href=True),
    "link": _rights_link,
    "rightsExpressionXML": _rights_expression,
    "rightsExpressionData": _rights_expression,
    "dataMining": uri_into("data_mining"),
    "rightsInfoExtProperty": ext_into("rights_ext_properties"),
}

"""rightsInfo: the rights of an item, and those of some of it. NewsML-G2 2.35, RightsInfoType."""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import Attributes, attributes_of, canonical, elements, name_of
from newsml.formats.newsml_g2.reading_apart import part
from newsml.formats.newsml_g2.reading_fields import (
    Reader,
    append,
    ext_into,
    link_into,
    party_into,
    put,
    text_into,
    uri_into,
)
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.formats.newsml_g2.texts import date_value
from newsml.model.values import is_url

_SCOPES = frozenset({"content", "metadata"})


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

"""conceptItem, knowledgeItem, conceptSet, catalogItem and catalog in: concepts and the schemes they belong to.

Specification: NewsML-G2 2.35, conceptItem, knowledgeItem, schemeMeta, catalog, scheme.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml.etree import _Element as Element

from newsml.assemble import assemble
from newsml.errors import ContentError
from newsml.formats.newsml_g2.catalogues import read_catalogues
from newsml.formats.newsml_g2.elements import Attributes, attributes_of, canonical, elements, name_of
from newsml.formats.newsml_g2.reading import ReadOptions
from newsml.formats.newsml_g2.reading_events import entity
from newsml.formats.newsml_g2.reading_extensions import ext_as
from newsml.formats.newsml_g2.reading_fields import append, put
from newsml.formats.newsml_g2.reading_items import Kind, class_into, item_of, parts_with
from newsml.formats.newsml_g2.reading_relations import (
    NATURES,
    Child,
    any_name,
    children,
    relation_as,
    take_dates,
    take_word,
    text_as,
    text_value,
)
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.issues import Report
from newsml.model.catalog import Catalog
from newsml.model.knowledge import ConceptItem, ConceptScheme
from newsml.model.values import is_iri

CONCEPT_CLASSES = frozenset({"concept", "scheme"})
CATALOG_CLASSES = frozenset({"catalog"})


# --- concepts ------------------------------------------------------------------------------------


def concept_item_of(
    root: Element, report: Report, options: ReadOptions, header: list[Element] | None = None
) -> ConceptItem:
    """The concept of a conceptItem element. Raises InvalidArticle for values that the model refuses."""
    return item_of(ConceptItem, root, report, options, header, CONCEPT)


def _concept(source: Source, element: Element) -> None:
    source.property(element, _take_concept)


def _take_concept(source: Source, element: Element) -> None:
    _as_it_was(source)
    put(source, element, "concept", entity(source, element))


def _as_it_was(source: Source) -> None:
    """What another program wrote is kept as it was: it says the same in more ways than the writer does."""
    if not source.own_manner:
        source.odd()


def scheme_of(
    root: Element, report: Report, options: ReadOptions, header: list[Element] | None = None
) -> ConceptScheme:
    """The concepts and the scheme of a knowledgeItem element. Raises InvalidArticle, as `concept_item_of`."""
    return item_of(ConceptScheme, root, report, options, header, SCHEME_PARTS)


def concept_set_of(
    root: Element, report: Report, options: ReadOptions, header: list[Element] | None = None
) -> ConceptScheme:
    """The concepts of a conceptSet that stands for itself."""
    return bare(ConceptScheme, root, report, options, _take_set)


def _take_set(source: Source, element: Element) -> None:
    found = []
    for child in elements(element):
        if name_of(child) == "concept":
            found.append(entity(source, child))
        else:
            source.keep(child)
    put(source, element, "concepts", found)
    source.rest(element, attributes_of(element))


def _concept_set(source: Source, element: Element) -> None:
    for child in elements(element):
        if name_of(child) == "concept":
            source.property(child, _append_concept)
        else:
            source.keep_original(child)
    source.rest(element, attributes_of(element))


def _append_concept(source: Source, element: Element) -> None:
    _as_it_was(source)
    append(source, element, "concepts", entity(source, element))


# --- schemes -------------------------------------------------------------------------------------


def _scheme_meta(source: Source, element: Element) -> None:
    source.property(element, _take_scheme)


def _take_scheme(source: Source, element: Element) -> None:
    _as_it_was(source)
    attributes = attributes_of(element)
    found = _scheme(source, element, attributes, "preferredalias")
    if types := source.words(element, attributes, "concepttype", "cpnat", NATURES, most=99):
        found["concept_types"] = types
    put(source, element, "scheme", found)
    source.rest(element, attributes)


def _scheme(source: Source, element: Element, attributes: Attributes, alias: str) -> Fields:
    found: Fields = {}
    if (uri := source.iri(element, attributes, "uri")) is not None:
        found["uri"] = uri
    if attributes.get(alias):
        found["alias"] = attributes.pop(alias)
    _authority(source, element, attributes, found)
    take_dates(
        source,
        element,
        attributes,
        found,
        schemecreated="created",
        schememodified="modified",
        schemeretired="retired",
    )
    children(source, element, found, SCHEME)
    return found


def _authority(source: Source, element: Element, attributes: Attributes, found: Fields) -> None:
    if (authority := source.iri(element, attributes, "authority")) is not None:
        found["authority"] = authority
    take_word(source, element, attributes, found, "authoritystatus", "authority_status")


def _same(source: Source, element: Element, fields: Fields) -> bool:
    uri = (element.text or "").strip()
    if not is_iri(uri):
        return False
    fields.setdefault("same_as", []).append(uri)
    source.rest(element, attributes_of(element))
    return True


def _name(source: Source, element: Element, fields: Fields) -> bool:
    return any_name(source, element, fields, "names")


SCHEME: dict[str, Child] = {
    "sameAsScheme": _same,
    "name": _name,
    "definition": text_as("definitions"),
    "note": text_as("notes"),
    "related": relation_as("related"),
    "schemeMetaExtProperty": ext_as(),
}


# --- catalogs ------------------------------------------------------------------------------------


def catalog_item_of(
    root: Element, report: Report, options: ReadOptions, header: list[Element] | None = None
) -> Catalog:
    """The catalog of a catalogItem element. Raises InvalidArticle for values that the model refuses."""
    return item_of(Catalog, root, report, options, header, CATALOG, language=False)


def catalog_of(
    root: Element, report: Report, options: ReadOptions, header: list[Element] | None = None
) -> Catalog:
    """A catalog that stands for itself, as IPTC publishes its own."""
    return bare(Catalog, root, report, options, _take_catalog)


def _container(source: Source, element: Element) -> None:
    source.property(element, _take_container)


def _take_container(source: Source, element: Element) -> None:
    _as_it_was(source)
    for child in elements(element):
        if name_of(child) == "catalog" and "schemes" not in source.fields:
            _take_catalog(source, child)
        else:
            source.keep(child)
    source.rest(element, attributes_of(element))


def _take_catalog(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    fields = source.fields
    for name, field in (("url", "url"), ("additionalInfo", "additional_info")):
        if (iri := source.iri(element, attributes, name)) is not None:
            fields[field] = iri
    for name in ("guid", "version"):
        if attributes.get(name, "").strip():
            fields[{"guid": "catalog_id", "version": "catalog_version"}[name]] = attributes.pop(name).strip()
    _authority(source, element, attributes, fields)
    schemes: list[Fields] = []
    for child in elements(element):
        if name_of(child) == "scheme":
            own = attributes_of(child)
            schemes.append(_scheme(source, child, own, "alias"))
            source.rest(child, own)
        elif name_of(child) == "title" and (text := text_value(source, child)) is not None:
            fields.setdefault("titles", []).append(text)
        else:
            source.keep(child)
    source.rest(element, attributes)
    put(source, element, "schemes", schemes)


def bare(
    kind: type[Kind],
    root: Element,
    report: Report,
    options: ReadOptions,
    read: Callable[[Source, Element], None],
) -> Kind:
    """The item of a document that is no item but the content of one; kept as it was unless newsml wrote it."""
    from newsml.formats.newsml_g2.kinds import bare_element

    source = Source(root, report, options)
    read_catalogues(source, [])
    source.property(root, read)
    source.report_aliases()
    kept = bool(source.foreign)
    if not kept:
        source.keep_original(root, ("concepts" if name_of(root) == "conceptSet" else "schemes", None))
    item = assemble({**source.fields, "foreign": source.foreign}, report, options, source.places(), kind)
    plain = item.model_copy(update={"foreign": ()})
    try:
        same = _packed(bare_element(plain)) == _packed(root)
    except ContentError:
        same = False
    return plain if same else item


def _packed(root: Element) -> str:
    """The markup without the white space between elements."""
    packed = deepcopy(root)
    for element in packed.iter():
        element.tail = None
        if len(element) and not (element.text or "").strip():
            element.text = None
    return canonical(packed)


CONCEPT = parts_with({"concept": _concept}, class_into("cinat", CONCEPT_CLASSES))
SCHEME_PARTS = parts_with(
    {"conceptSet": _concept_set, "schemeMeta": _scheme_meta}, class_into("cinat", CONCEPT_CLASSES)
)
CATALOG = parts_with({"catalogContainer": _container}, class_into("catinat", CATALOG_CLASSES))

"""conceptItem, knowledgeItem, conceptSet, catalogItem and catalog out: concepts and schemes.

Specification: NewsML-G2 2.35, conceptItem, knowledgeItem, schemeMeta, catalog, scheme.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.etree import _Element as Element

from newsml.errors import ContentError
from newsml.formats.newsml_g2 import concepts, items
from newsml.formats.newsml_g2.content_parts import content_parts
from newsml.formats.newsml_g2.draft import Draft, g2
from newsml.formats.newsml_g2.events import entity
from newsml.formats.newsml_g2.extensions import ext_properties
from newsml.formats.newsml_g2.kinds import catalog_fields
from newsml.issues import Issue
from newsml.model.catalog import Catalog
from newsml.model.knowledge import AnyConcept, ConceptItem, ConceptScheme, Scheme
from newsml.model.references import Text

_ALIAS = re.compile(r"[A-Za-z_][\w.\-]*", re.ASCII)


def concept_item(root: Element, draft: Draft, item: ConceptItem) -> None:
    """What a concept item has beside the management of the item."""
    items.core_meta(root, draft)
    for path, concept in draft.one(root, "concept", item.concept):
        entity(root, draft, concept, path)


def concept_scheme(root: Element, draft: Draft, item: ConceptScheme) -> None:
    """What a knowledge item has beside the management of the item."""
    items.core_meta(root, draft, content_parts)
    if item.concepts:
        concept_set = g2(root, "conceptSet")
        _concepts(concept_set, draft, draft.each(concept_set, "concepts"))
    for path, scheme in draft.one(root, "scheme", item.scheme):
        _scheme_meta(root, draft, scheme, path)


def concept_set(parent: Element, draft: Draft, item: ConceptScheme) -> None:
    """A set of concepts that stands for itself."""
    for path, found in draft.one(parent, "concepts", item.concepts):
        _concepts(g2(parent, "conceptSet"), draft, ((f"{path}.{i}", each) for i, each in enumerate(found)))


def _concepts(parent: Element, draft: Draft, found: Iterable[tuple[str, AnyConcept]]) -> None:
    ids: set[str] = set()
    for path, concept in found:
        element = entity(parent, draft, concept, path)
        if concept.id is None:
            continue
        if _ALIAS.fullmatch(concept.id) and concept.id not in ids:
            ids.add(concept.id)
            element.set("id", concept.id)
        else:
            draft.lose(f"{path}.id", concept.id, "ids are names as XML has them, each once")


# --- schemes -------------------------------------------------------------------------------------


def _scheme_meta(parent: Element, draft: Draft, scheme: Scheme, path: str) -> None:
    uri = draft.iri(scheme.uri, f"{path}.uri")
    if uri is None:
        draft.lose(path, scheme.alias or "the scheme", "NewsML-G2 demands to know its URI")
        return
    types = [draft.coded(word, "concepttype", "cpnat", concepts.NATURES)[0] for word in scheme.concept_types]
    for index, (word, written) in enumerate(zip(scheme.concept_types, types, strict=True)):
        if written is None:
            draft.lose(f"{path}.concept_types.{index}", word, "only a QCode can stand here")
    element = g2(
        parent, "schemeMeta", None, uri=uri, preferredalias=scheme.alias, **_authority(draft, scheme, path),
        concepttype=" ".join(word for word in types if word) or None, **_dates(draft, scheme, path),
    )  # fmt: skip
    _words(element, draft, scheme, path)
    for index, other in enumerate(scheme.related):
        concepts.relation(element, "related", draft, other, f"{path}.related.{index}")
    ext_properties(element, "schemeMetaExtProperty", draft, scheme.ext_properties, f"{path}.ext_properties")


def _authority(draft: Draft, item: Scheme | Catalog, path: str) -> dict[str, str | None]:
    status, status_uri = draft.coded(item.authority_status, "authoritystatus")
    at = f"{path}.authority" if path else "authority"
    return {
        "authority": draft.iri(item.authority, at), "authoritystatus": status, "authoritystatusuri": status_uri,
    }  # fmt: skip


def _dates(draft: Draft, scheme: Scheme, path: str) -> dict[str, str | None]:
    return {
        f"scheme{name}": draft.full_date(getattr(scheme, name), f"{path}.{name}")
        for name in ("created", "modified", "retired")
    }


def _words(element: Element, draft: Draft, scheme: Scheme, path: str) -> None:
    for index, uri in enumerate(scheme.same_as):
        if written := draft.iri(uri, f"{path}.same_as.{index}"):
            g2(element, "sameAsScheme", written)
    concepts.more_names(element, draft, scheme.names, f"{path}.names")
    for tag, texts in (("definition", scheme.definitions), ("note", scheme.notes)):
        for index, text in enumerate(texts):
            concepts.with_role(element, tag, draft, text, f"{path}.{tag}s.{index}")


# --- catalogs ------------------------------------------------------------------------------------


def catalog_item(root: Element, draft: Draft, item: Catalog) -> None:
    """What a catalog item has beside the management of the item."""
    items.catalog_meta(root, draft)
    for _, given in draft.one(root, "schemes", catalog_fields(item)):
        _catalog(g2(root, "catalogContainer"), draft, item.model_copy(update=given))


def bare_catalog(parent: Element, draft: Draft, item: Catalog) -> None:
    """A catalog that stands for itself."""
    for _, given in draft.one(parent, "schemes", catalog_fields(item)):
        _catalog(parent, draft, item.model_copy(update=given))


def _catalog(parent: Element, draft: Draft, item: Catalog) -> None:
    version = item.catalog_version
    if version is not None and not re.fullmatch(r"\d{1,18}", version, re.ASCII):
        draft.lose("catalog_version", version, "a version is a whole number")
        version = None
    element = g2(
        parent, "catalog", None, additionalInfo=draft.iri(item.additional_info, "additional_info"),
        url=draft.iri(item.url, "url"), **_authority(draft, item, ""),
        guid=draft.iri(item.catalog_id, "catalog_id"), version=version,
    )  # fmt: skip
    title: Text
    for index, title in enumerate(item.titles):
        concepts.with_role(element, "title", draft, title, f"titles.{index}")
    for index, scheme in enumerate(item.schemes):
        _scheme(element, draft, scheme, f"schemes.{index}")
    if not len(element) or not element[-1].tag.endswith("}scheme"):
        message = "NewsML-G2 demands of a catalog one scheme at least, with its alias and its URI"
        raise ContentError(message, [Issue("SUPPLIED", "error", "schemes", message)])


def _scheme(parent: Element, draft: Draft, scheme: Scheme, path: str) -> None:
    uri = draft.iri(scheme.uri, f"{path}.uri")
    if uri is None or scheme.alias is None or not _ALIAS.fullmatch(scheme.alias):
        what = scheme.alias or scheme.uri or "a scheme"
        draft.lose(path, what, "NewsML-G2 demands an alias, which is a name as XML has them, and a URI")
        return
    element = g2(
        parent, "scheme", None, alias=scheme.alias, uri=uri, **_authority(draft, scheme, path),
        **_dates(draft, scheme, path),
    )  # fmt: skip
    _words(element, draft, scheme, path)
    concepts.left_out(
        draft, scheme, path, ("related", "concept_types", "ext_properties"), "a catalog has no place for it"
    )

"""Concepts as NewsML-G2 properties: identity, names, definitions, relations to other concepts.

Specification: NewsML-G2 2.35, flexible properties (FlexPropType, Flex1ConceptPropType …),
ConceptDefinitionGroup, ConceptRelationshipsGroup; the calls stand in the order of the standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import LIKE_QCODE, Draft, g2
from newsml.model.concepts import Bit, Concept, ExtProperty, ItemLink, Name, Place, Reference, Relation, Text
from newsml.model.values import Value

NATURES = frozenset({"abstract", "person", "organisation", "geoArea", "poi", "object", "event"})
_BLOCKS = frozenset(
    {
        "description", "edNote", "usageTerms", "copyrightNotice", "definition", "note", "registration", "access",
        "details",
    }
)  # fmt: skip
_TOKENS = re.compile(r"[A-Za-z0-9_.:\-]+( [A-Za-z0-9_.:\-]+)*")
_WITH_BAG = frozenset({"subject", "genre"})


def identity(draft: Draft, ref: Reference, path: str, *, literal: bool = True) -> dict[str, str]:
    """The identifying attributes: ``qcode`` and ``uri`` as far as they are known, else ``literal``.

    A QCode is written only if the item's catalogues resolve it.
    """
    found: dict[str, str] = {}
    uri = ref.uri or (ref.scheme + ref.code if ref.scheme and ref.code else None)
    if ref.qcode is not None:
        resolved = draft.resolved(ref.qcode, uri, ref.scheme)
        if resolved and uri in (None, resolved):
            found["qcode"] = ref.qcode
        elif uri:
            why = (
                f"it stands for {resolved}, the URI says otherwise" if resolved else "its scheme is not known"
            )
            draft.lose(f"{path}.qcode", ref.qcode, why)
    if uri is not None and "qcode" not in found and (written := draft.iri(uri, f"{path}.uri")):
        found["uri"] = written
    if not found and ref.qcode is not None and draft.known.elsewhere and LIKE_QCODE.fullmatch(ref.qcode):
        found["qcode"] = ref.qcode  # one of the catalogues that are not at hand may know it
    _halves_lost(draft, ref, uri, path)
    return found if found else _literal(draft, ref, path, literal)


def _literal(draft: Draft, ref: Reference, path: str, allowed: bool) -> dict[str, str]:
    text = ref.literal if ref.literal is not None else ref.qcode
    if text is None:
        return {}
    if not allowed:
        draft.lose(f"{path}.{'literal' if ref.literal is not None else 'qcode'}", text)
        return {}
    if ref.qcode is not None:
        why = "its scheme is in no catalogue; it is written as literal" if text == ref.qcode else ""
        draft.lose(f"{path}.qcode", ref.qcode, why)
    return {"literal": draft.line(text, f"{path}.literal")}


def _halves_lost(draft: Draft, ref: Reference, uri: str | None, path: str) -> None:
    """Report a literal beside a URI, and a scheme and code that do not make up the URI."""
    if ref.literal is not None and (uri or (ref.qcode and draft.resolved(ref.qcode, uri, ref.scheme))):
        draft.lose(f"{path}.literal", ref.literal, "the concept is identified by its URI or QCode")
    if uri is not None and (ref.scheme or "") + (ref.code or "") not in ("", uri):
        for name in ("scheme", "code"):
            value = getattr(ref, name)
            if value is not None and not (uri.startswith(value) if name == "scheme" else uri.endswith(value)):
                draft.lose(f"{path}.{name}", value, "the URI does not have it")
    elif uri is None and ref.qcode is None:
        for name in ("scheme", "code"):
            if (value := getattr(ref, name)) is not None:
                draft.lose(f"{path}.{name}", value, "scheme and code make a URI only together")


def names(element: Element, draft: Draft, ref: Reference, path: str) -> None:
    """The name in the language of the article, then the names that say their language."""
    if ref.name is not None:
        g2(element, "name", draft.line(ref.name, f"{path}.name"))
    for tag, text in ref.names.items():
        g2(element, "name", draft.line(text, f"{path}.names.{tag}"), xml_lang=tag)


def same_as(element: Element, draft: Draft, ref: Reference, path: str) -> None:
    """The URIs of the same concept in other vocabularies."""
    for index, uri in enumerate(ref.same_as):
        if written := draft.iri(uri, f"{path}.same_as.{index}"):
            g2(element, "sameAs", uri=written)


def type_of(draft: Draft, item: Concept | Relation | Bit, usual: str | None = None) -> dict[str, str | None]:
    """The attributes that say what kind of concept it is; `usual` where it says none itself."""
    if item.concept_type is None:
        return {"type": usual}
    qcode, uri = draft.coded(item.concept_type, "concepttype", "cpnat", NATURES)
    return {"type": qcode, "typeuri": uri}


def definitions(element: Element, draft: Draft, concept: Concept, path: str) -> None:
    """What a concept is called and what it means."""
    names(element, draft, concept, path)
    more_names(element, draft, concept.more_names, f"{path}.more_names")
    meanings(element, draft, concept, path)


def meanings(element: Element, draft: Draft, concept: Concept, path: str) -> None:
    """What a concept means."""
    if concept.definition is not None:
        block(element, "definition", concept.definition)
    for index, definition in enumerate(concept.definitions):
        with_role(element, "definition", draft, definition, f"{path}.definitions.{index}")
    for index, note in enumerate(concept.notes):
        with_role(element, "note", draft, note, f"{path}.notes.{index}")
    for index, facet in enumerate(concept.facets):
        relation(element, "facet", draft, facet, f"{path}.facets.{index}", least=True)
    for index, info in enumerate(concept.remote_info):
        link(element, "remoteInfo", draft, info, f"{path}.remote_info.{index}")
    hierarchy(element, draft, concept, path)


def hierarchy(element: Element, draft: Draft, concept: Concept, path: str) -> None:
    """The place of a concept in the tree of its scheme: names as XML has them."""
    for index, tokens in enumerate(concept.hierarchy):
        if _TOKENS.fullmatch(tokens):
            g2(element, "hierarchyInfo", tokens)
        else:
            draft.lose(f"{path}.hierarchy.{index}", tokens, "it is not a list of names as XML has them")


def more_names(element: Element, draft: Draft, items: tuple[Name, ...], path: str) -> None:
    """The names beside the usual ones."""
    for index, name in enumerate(items):
        where = f"{path}.{index}"
        part, part_uri = draft.coded(name.part, "namepart")
        g2(
            element, "name", draft.line(name.text, f"{where}.text"), xml_lang=name.lang,
            **roles(draft, name.role, "namerole"), part=part, parturi=part_uri, **validity(draft, name, where),
        )  # fmt: skip


def validity(draft: Draft, item: Name | Relation | ExtProperty, path: str) -> dict[str, str | None]:
    """From when to when something holds."""
    return {
        "validfrom": draft.full_date(item.valid_from, f"{path}.valid_from"),
        "validto": draft.full_date(item.valid_to, f"{path}.valid_to"),
    }


def relations(element: Element, draft: Draft, concept: Concept, path: str) -> None:
    """How a concept relates to others; the country of a place is a broader concept."""
    same_as(element, draft, concept, path)
    for index, same in enumerate(concept.equivalents):
        relation(element, "sameAs", draft, same, f"{path}.equivalents.{index}", least=True)
    for index, wider in enumerate(concept.broader):
        relation(element, "broader", draft, wider, f"{path}.broader.{index}")
    if isinstance(concept, Place):
        _country(element, draft, concept, path)
    for index, narrower in enumerate(concept.narrower):
        relation(element, "narrower", draft, narrower, f"{path}.narrower.{index}")
    for index, other in enumerate(concept.related):
        relation(element, "related", draft, other, f"{path}.related.{index}")


def _country(element: Element, draft: Draft, place: Place, path: str) -> None:
    code = place.country
    if code is not None:
        alias = {2: "iso3166-1a2", 3: "iso3166-1a3"}.get(len(code))
        if alias and code.isascii() and code.isalpha():
            g2(element, "broader", type="cpnat:geoArea", qcode=f"{alias}:{code.upper()}")
        else:
            draft.lose(f"{path}.country", code, "it is not an ISO 3166-1 code, such as NO or NOR")


def relation(
    parent: Element,
    tag: str,
    draft: Draft,
    item: Relation,
    path: str,
    *,
    least: bool = False,
    attributes: dict[str, str | None] | None = None,
) -> Element:
    """Another concept and how it relates; ``least``: a property that has names, and no more, within."""
    rel, rel_uri = draft.coded(item.rel, "rel") if tag != "sameAs" else (None, None)
    element = g2(
        parent, tag, None, **identity(draft, item, path), **type_of(draft, item), rel=rel, reluri=rel_uri,
        **_valued(draft, item, path, tag), **validity(draft, item, path), **(attributes or {}),
    )  # fmt: skip
    names(element, draft, item, path)
    if not least:
        same_as(element, draft, item, path)
    else:
        left_out(draft, item, path, ("same_as",))
    if tag == "sameAs":
        left_out(draft, item, path, ("rel",), "it is the same concept")
    if tag != "affiliation":
        left_out(draft, item, path, ("role",))
    return element


WEIGHT = ("relevance", "confidence", "rel", "rank")
BAG = ("bag", "main_concept", "facet_concepts")
LIFE = ("created", "modified", "retired")
"""Fields of a concept that not every property has a place for."""


def left_out(draft: Draft, item: Value, path: str, names: Iterable[str], why: str = "") -> None:
    """Report fields that this property has no place for."""
    for name in names:
        value = getattr(item, name)
        if value not in (None, ()):
            draft.lose(f"{path}.{name}", value, why)


def _valued(draft: Draft, item: Relation, path: str, tag: str) -> dict[str, Any]:
    """Rank and value, for the properties that have them."""
    found: dict[str, Any] = {}
    if item.rank is not None:
        if tag in ("broader", "narrower", "related", "mainConcept", "facetConcept"):
            found["rank"] = item.rank
        else:
            draft.lose(f"{path}.rank", item.rank)
    if tag == "related" and item.value is not None:
        unit, unit_uri = draft.coded(item.value_unit, "unit")
        found |= {"value": item.value, "valueunit": unit, "valueunituri": unit_uri}
        return found
    left_out(draft, item, path, ("value", "value_unit"))
    return found


def bags(element: Element, draft: Draft, concept: Concept, path: str) -> None:
    """The concepts that mean this one together, and those it is made of."""
    if concept.bag:
        bag = g2(element, "bag")
        for index, bit in enumerate(concept.bag):
            _bit(bag, draft, bit, f"{path}.bag.{index}")
    if concept.main_concept is not None:
        relation(element, "mainConcept", draft, concept.main_concept, f"{path}.main_concept")
    for index, facet in enumerate(concept.facet_concepts):
        relation(element, "facetConcept", draft, facet, f"{path}.facet_concepts.{index}")


def _bit(bag: Element, draft: Draft, bit: Bit, path: str) -> None:
    found = identity(draft, bit, path, literal=False)
    left_out(draft, bit, path, ("role", "name", "same_as"))
    for tag, text in bit.names.items():
        draft.lose(f"{path}.names.{tag}", text)
    g2(
        bag, "bit", None, **found, **type_of(draft, bit), significance=bit.significance,
        confidence=bit.confidence, relevance=bit.relevance,
    )  # fmt: skip


def link(parent: Element, tag: str, draft: Draft, item: ItemLink, path: str, **attributes: Any) -> Element:
    """A link to an item or a page."""
    rel, rel_uri = draft.coded(item.rel, "rel")
    element = g2(
        parent, tag, rel=rel, reluri=rel_uri, **attributes, href=draft.iri(item.href, f"{path}.href"),
        residref=item.residref, version=draft.positive(item.version, f"{path}.version"), contenttype=item.mime,
        title=item.title,
    )  # fmt: skip
    if item.lang is not None:
        g2(element, "language", tag=item.lang)
    return element


def reference(
    parent: Element, tag: str, draft: Draft, ref: Reference, path: str, **attributes: Any
) -> Element:
    """A property that has identity, names and sameAs only."""
    element = g2(parent, tag, None, **identity(draft, ref, path), **attributes)
    names(element, draft, ref, path)
    same_as(element, draft, ref, path)
    return element


def concept(parent: Element, tag: str, draft: Draft, item: Concept, path: str, **attributes: Any) -> Element:
    """A property with everything that describes a concept; further attributes are given by the caller."""
    own = type_of(draft, item, attributes.pop("type", None))
    element = g2(parent, tag, None, **identity(draft, item, path), **own, **attributes)
    definitions(element, draft, item, path)
    relations(element, draft, item, path)
    if tag in _WITH_BAG:
        bags(element, draft, item, path)
    return element


def qualified(parent: Element, tag: str, draft: Draft, item: Concept, path: str) -> Element | None:
    """A property that takes QCode, URI and names only; one without any of them is left out."""
    found = identity(draft, item, path, literal=False)
    if not found and item.name is None and not item.names:
        return None
    element = g2(parent, tag, None, **found)
    names(element, draft, item, path)
    return element


def weight(item: Concept) -> dict[str, int | None]:
    """Relevance and confidence, for properties that have them."""
    return {"confidence": item.confidence, "relevance": item.relevance}


def ranked(item: Concept) -> dict[str, int | None]:
    """The same with the rank, for subjects and genres."""
    return {**weight(item), "rank": item.rank}


def roles(
    draft: Draft, role: str | None, kind: str = "role", alias: str = "", known: frozenset[str] = frozenset()
) -> dict[str, str | None]:
    """The attributes ``role`` or ``roleuri`` of a word, QCode or IRI."""
    qcode, uri = draft.coded(role, kind, alias, known)
    return {"role": qcode, "roleuri": uri}


def with_role(parent: Element, tag: str, draft: Draft, value: Text, path: str) -> Element:
    """A text with its language and role."""
    return text(parent, tag, draft, value, path, **roles(draft, value.role))


def text(parent: Element, tag: str, draft: Draft, value: Text, path: str, **attributes: Any) -> Element:
    """A text with its language; of its markup only the words are written, which is reported."""
    draft.markup_lost(value, path)
    if tag in _BLOCKS:
        return block(parent, tag, value.text, xml_lang=value.lang, **attributes)
    return g2(parent, tag, draft.line(value.text, path), xml_lang=value.lang, **attributes)


def block(parent: Element, tag: str, text: str, **attributes: Any) -> Element:
    """A property whose text may have several lines: each line end is a ``br``."""
    first, *more = text.split("\n")
    element = g2(parent, tag, first, **attributes)
    for line in more:
        g2(element, "br").tail = line
    return element

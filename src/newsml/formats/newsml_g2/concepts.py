"""People, organisations, works and products as NewsML-G2 properties, and what an item asserts of its subjects.

Specification: NewsML-G2 2.35, FlexPartyPropType, personDetails, organisationDetails, objectDetails, AssertType.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import places
from newsml.formats.newsml_g2.draft import Draft, g2
from newsml.formats.newsml_g2.places import located, place
from newsml.formats.newsml_g2.relations import (
    BAG,
    LIFE,
    NATURES,
    WEIGHT,
    bags,
    block,
    concept,
    definitions,
    hierarchy,
    identity,
    left_out,
    link,
    meanings,
    more_names,
    names,
    qualified,
    ranked,
    reference,
    relation,
    relations,
    roles,
    same_as,
    text,
    type_of,
    weight,
    with_role,
)
from newsml.model.concepts import Concept, Event, Party, Place, Reference, Relation, Symbol, Thing
from newsml.vocabularies import iptc

__all__ = [
    "BAG",
    "LIFE",
    "NATURES",
    "ORGANISATION",
    "PERSON",
    "THING",
    "WEIGHT",
    "Asserted",
    "asserted",
    "author",
    "bags",
    "block",
    "concept",
    "definitions",
    "has_assert", "hierarchy",
    "identity",
    "left_out",
    "link",
    "local_literal",
    "located",
    "meanings",
    "more_names",
    "names",
    "party",
    "party_details",
    "party_roles",
    "place",
    "qualified",
    "ranked",
    "reference",
    "relation",
    "relations",
    "roles",
    "same_as",
    "symbols",
    "text",
    "thing_details",
    "type_of",
    "weight",
    "with_role",
]  # fmt: skip

PERSON = ("affiliation", "email", "url", "contacts", "born", "died")
ORGANISATION = ("affiliation", "email", "url", "contacts", "founded", "dissolved", "locations", "symbols")
THING = ("made", "ceased", "creators", "copyright_notice")
_PARTY_TYPES = {"person": "cpnat:person", "organisation": "cpnat:organisation"}


# --- people and organisations --------------------------------------------------------------------


def party(
    parent: Element, tag: str, draft: Draft, item: Party, path: str, person: bool, **attributes: Any
) -> Element:
    """A person or organisation; ``person`` tells which is meant where the party does not say it."""
    kind = _PARTY_TYPES.get(item.party_type or "")
    if kind is not None and item.concept_type not in (None, item.party_type):
        draft.lose(f"{path}.concept_type", item.concept_type, f"it is written as {kind}")
        item = item.model_copy(update={"concept_type": None})
    element = concept(parent, tag, draft, item, path, type=kind, **attributes)
    party_details(element, draft, item, path, person)
    return element


def author(parent: Element, tag: str, draft: Draft, item: Party, path: str, role: str | None) -> Element:
    """A creator or contributor with role and job title; a job title in words becomes an own code."""
    job = draft.own("jobtitle", item.job_title) if item.job_title else None
    uri = draft.iri(item.job_title_uri, f"{path}.job_title_uri")
    attributes = {**party_roles(draft, role), "jobtitle": job, "jobtitleuri": uri}
    return party(parent, tag, draft, item, path, True, **attributes)


def party_roles(draft: Draft, role: str | None) -> dict[str, str | None]:
    """The role of a party: one of IPTC's content production roles, or the sender's own."""
    return roles(draft, role, "partyrole", "cpprole", iptc.PARTY_ROLES)


def has_details(item: Party) -> bool:
    """Whether more is known of a person or organisation than what a concept says."""
    return any(getattr(item, name) not in (None, ()) for name in {*PERSON, *ORGANISATION})


def party_details(element: Element, draft: Draft, item: Party, path: str, person: bool) -> None:
    """What is known of a person or organisation, within personDetails or organisationDetails."""
    if not has_details(item):
        return
    is_person = item.party_type == "person" or (person and item.party_type is None)
    own, others = (PERSON, ORGANISATION) if is_person else (ORGANISATION, PERSON)
    for name in others:
        if name not in own and (value := getattr(item, name)) not in (None, ()):
            shown = ", ".join(s.symbol for s in item.symbols) if name == "symbols" else value
            who = "a person" if is_person else "an organisation"
            draft.lose(f"{path}.{name}", shown, f"{who} has no place for it")
    if not any(getattr(item, name) not in (None, ()) for name in own):
        return
    within = g2(element, "personDetails" if is_person else "organisationDetails")
    for tag in ("born", "died") if is_person else ("founded", "dissolved"):
        places.date(within, tag, draft, getattr(item, tag), f"{path}.{tag}")
    if not is_person:
        for index, where in enumerate(item.locations):
            inner = f"{path}.locations.{index}"
            located(within, "location", draft, where, inner)
            left_out(draft, where, inner, ("role", *WEIGHT, *BAG, *LIFE))
    for index, organisation in enumerate(item.affiliation):
        inner = f"{path}.affiliation.{index}"
        _affiliation(within, draft, organisation, inner)
    _contact(within, draft, item, path)
    places.contacts(within, draft, item.contacts, f"{path}.contacts")
    if not is_person:
        symbols(within, draft, item.symbols)


def _affiliation(parent: Element, draft: Draft, item: Relation, path: str) -> None:
    left_out(draft, item, path, ("rank", "rel", "value", "value_unit"))
    plain = item.model_copy(update={"rank": None, "rel": None, "value": None, "value_unit": None})
    relation(parent, "affiliation", draft, plain, path, attributes=party_roles(draft, item.role))


def _contact(parent: Element, draft: Draft, item: Party, path: str) -> None:
    if item.email or item.url:
        contact = g2(parent, "contactInfo")
        for address in item.email:
            g2(contact, "email", address)
        if written := draft.iri(item.url, f"{path}.url"):
            g2(contact, "web", written)


def symbols(parent: Element, draft: Draft, items: Iterable[Symbol]) -> None:
    """The symbols under which something is traded."""
    for symbol in items:
        coded: dict[str, str | None] = {}
        for name, value, kind in (
            ("symbolsrc", symbol.source, "symbolsource"),
            ("market", symbol.market, "market"),
            ("marketlabelsrc", symbol.exchange_source, "symbolsource"),
            ("type", symbol.symbol_type, "symboltype"),
        ):
            coded[name], coded[f"{name}uri"] = draft.coded(value, kind)
        g2(
            parent,
            "hasInstrument",
            symbol=symbol.symbol,
            marketlabel=symbol.exchange,
            rank=symbol.rank,
            **coded,
        )


# --- works and products --------------------------------------------------------------------------


def thing_details(element: Element, draft: Draft, item: Thing, path: str) -> None:
    """When and by whom a work or product was made."""
    if all(getattr(item, name) in (None, ()) for name in THING):
        return
    within = g2(element, "objectDetails")
    places.date(within, "created", draft, item.made, f"{path}.made")
    for index, creator in enumerate(item.creators):
        inner = f"{path}.creators.{index}"
        author(within, "creator", draft, creator, inner, creator.role)
        left_out(draft, creator, inner, (*WEIGHT, *BAG, *LIFE))
    for index, notice in enumerate(item.copyright_notice):
        where = f"{path}.copyright_notice.{index}"
        href = draft.iri(notice.href, f"{where}.href")
        text(within, "copyrightNotice", draft, notice, where, href=href, **roles(draft, notice.role))
    places.date(within, "ceasedToExist", draft, item.ceased, f"{path}.ceased")


# --- asserts -------------------------------------------------------------------------------------


Asserted = Party | Place | Event | Thing


def asserted(parent: Element, draft: Draft, item: Asserted, path: str) -> None:
    """An assert with what a subject has no place for; it is tied to the subject by the same identity."""
    if not has_assert(item):
        return
    element = _assert(parent, draft, item, path)
    if isinstance(item, Place):
        places.place_details(element, draft, item, path)
    elif isinstance(item, Event):
        from newsml.formats.newsml_g2.events import event_details

        event_details(element, draft, item, path)
    elif isinstance(item, Thing):
        thing_details(element, draft, item, path)
    else:
        person = path.startswith("people")
        if item.symbols:
            symbols(element, draft, item.symbols)
            item = item.model_copy(update={"symbols": ()})
        party_details(element, draft, item, path, person)


def _assert(parent: Element, draft: Draft, item: Asserted, path: str) -> Element:
    silent = Draft(draft.article, lambda issue: None)
    silent.schemes, silent.known = draft.schemes, draft.known
    element = g2(parent, "assert", None, **(identity(silent, item, path) or {"literal": local_literal(item)}))
    names(element, silent, item, path)
    return element


def local_literal(item: Reference) -> str:
    """What identifies, within the item, a concept that has only a name."""
    return " ".join((item.label() or "").split())


def has_assert(item: Concept) -> bool:
    """Whether something is known that a subject has no place for."""
    if isinstance(item, Place):
        return places.has_details(item)
    if isinstance(item, Event):
        from newsml.formats.newsml_g2.events import has_details as has_event_details

        return has_event_details(item)
    if isinstance(item, Thing):
        return any(getattr(item, name) not in (None, ()) for name in THING)
    return isinstance(item, Party) and has_details(item)

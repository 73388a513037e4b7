"""Concepts, people, organisations and places as NewsML-G2 properties: identity, names, relations, details.

Specification: NewsML-G2 2.35, flexible properties (FlexPropType, Flex1ConceptPropType, FlexPartyPropType …).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import LIKE_QCODE, Draft, g2
from newsml.model.concepts import Concept, Party, Place, Reference, Symbol, Text
from newsml.vocabularies import iptc
from newsml.xml import decimal

_BLOCKS = frozenset({"description", "edNote", "usageTerms", "copyrightNotice"})
_PARTY_TYPES = {"person": "cpnat:person", "organisation": "cpnat:organisation"}


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


def details(element: Element, draft: Draft, concept: Concept, path: str) -> None:
    """What describes a concept, in the order of the standard: names, definition, sameAs, broader."""
    names(element, draft, concept, path)
    if concept.definition is not None:
        block(element, "definition", concept.definition)
    if concept.same_as:
        same_as(element, draft, concept, path)
    for index, wider in enumerate(concept.broader):
        reference(element, "broader", draft, wider, f"{path}.broader.{index}")


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
    element = g2(parent, tag, None, **identity(draft, item, path), **attributes)
    details(element, draft, item, path)
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


def roles(
    draft: Draft, role: str | None, kind: str = "role", alias: str = "", known: frozenset[str] = frozenset()
) -> dict[str, str | None]:
    """The attributes ``role`` or ``roleuri`` of a word, QCode or IRI."""
    qcode, uri = draft.coded(role, kind, alias, known)
    return {"role": qcode, "roleuri": uri}


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


# --- people and organisations --------------------------------------------------------------------


def party(
    parent: Element, tag: str, draft: Draft, item: Party, path: str, person: bool, **attributes: Any
) -> Element:
    """A person or organisation; ``person`` tells which is meant where the party does not say it."""
    kind = _PARTY_TYPES.get(item.party_type or "")
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


def party_details(element: Element, draft: Draft, item: Party, path: str, person: bool) -> None:
    """Affiliation, web page, e-mail and symbols, within personDetails or organisationDetails."""
    if not (item.affiliation or item.email or item.url or item.symbols):
        return
    is_person = item.party_type == "person" or (person and item.party_type is None)
    if is_person and item.symbols:
        draft.lose(
            f"{path}.symbols", ", ".join(s.symbol for s in item.symbols), "a person has no place for it"
        )
        if not (item.affiliation or item.email or item.url):
            return
    within = g2(element, "personDetails" if is_person else "organisationDetails")
    for index, organisation in enumerate(item.affiliation):
        where = f"{path}.affiliation.{index}"
        attributes = party_roles(draft, organisation.role)
        reference(within, "affiliation", draft, organisation, where, **attributes)
    _contact(within, draft, item, path)
    if not is_person:
        symbols(within, draft, item.symbols)


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
        qcode, uri = draft.coded(symbol.symbol_type, "symboltype")
        g2(
            parent,
            "hasInstrument",
            symbol=symbol.symbol,
            marketlabel=symbol.exchange,
            type=qcode,
            typeuri=uri,
        )


# --- places --------------------------------------------------------------------------------------


def place(parent: Element, tag: str, draft: Draft, item: Place, path: str, **attributes: Any) -> Element:
    """A place, its country as broader concept."""
    element = concept(parent, tag, draft, item, path, **attributes)
    code = item.country
    if code is not None:
        alias = {2: "iso3166-1a2", 3: "iso3166-1a3"}.get(len(code))
        if alias and code.isascii() and code.isalpha():
            g2(element, "broader", type="cpnat:geoArea", qcode=f"{alias}:{code.upper()}")
        else:
            draft.lose(f"{path}.country", code, "it is not an ISO 3166-1 code, such as NO or NOR")
    return element


def position(element: Element, item: Place) -> None:
    """The point of a place on the map."""
    if item.geo is not None:
        within = g2(element, "geoAreaDetails")
        g2(within, "position", latitude=decimal(item.geo.latitude), longitude=decimal(item.geo.longitude))


def asserted(parent: Element, draft: Draft, item: Party | Place, path: str) -> None:
    """An assert with what a subject has no place for; it is tied to the subject by the same identity."""
    if not has_assert(item):
        return
    element = _assert(parent, draft, item, path)
    if isinstance(item, Place):
        position(element, item)
    else:
        person = path.startswith("people")
        if item.symbols:
            symbols(element, draft, item.symbols)
            item = item.model_copy(update={"symbols": ()})
        party_details(element, draft, item, path, person)


def _assert(parent: Element, draft: Draft, item: Party | Place, path: str) -> Element:
    silent = Draft(draft.article, lambda issue: None)
    silent.schemes, silent.known = draft.schemes, draft.known
    element = g2(parent, "assert", None, **(identity(silent, item, path) or {"literal": local_literal(item)}))
    names(element, silent, item, path)
    return element


def local_literal(item: Reference) -> str:
    """What identifies, within the item, a concept that has only a name."""
    return " ".join((item.label() or "").split())


def has_assert(item: Party | Place) -> bool:
    """Whether something is known that a subject has no place for."""
    if isinstance(item, Place):
        return item.geo is not None
    return bool(item.symbols or item.url or item.email or item.affiliation)

"""People and organisations: schema.org Person and Organization, one object for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from newsml.literals import spoken
from newsml.model import Article
from newsml.model.concepts import Party, Reference
from newsml.schemaorg import references
from newsml.schemaorg.references import has_name, identity, publisher_id, publisher_reference
from newsml.schemaorg.scope import Node, Scope, each_once, one_or_many, present, web_url
from newsml.vocabularies.schema_org import newscode

CARRIED = (
    *references.CARRIED, "party_type", "url", "job_title", "symbols.symbol", "symbols.exchange",
    "symbols.symbol_type",
    *(f"affiliation.{name}" for name in references.CARRIED),
)  # fmt: skip
"""The fields of a party that `party_node` writes or reports itself."""

NOBODY = frozenset({
    "", "-", "--", "–", "—", ".", "?", "admin", "administrator", "anonymous", "author", "editor", "n/a", "na",
    "none", "null", "root", "staff", "staff reporter", "staff writer", "unknown", "user", "webmaster",
})  # fmt: skip
"""Names that content systems put where nobody is named."""

AUTHOR_PAGES = ("journalistInfo", "biography")
"""The trust indicators that lead to a page about the author."""

TYPES = {"person": "Person", "organisation": "Organization"}


def party_node(party: Party, path: str, scope: Scope, default: str) -> Node | None:
    """The object for a person or organisation; ``default`` is the type of one that does not say which.

    A name is only the name: title, employer and address have their own properties.
    """
    if not has_name(party, scope):
        scope.lost(path, party, "it has no name")
        return None
    kind = TYPES.get(party.party_type or "", default)
    if party.party_type is None and (literal := spoken(party)) is not None:
        from newsml.people import is_organisation

        kind = "Organization" if is_organisation(literal) else kind
    known = identity(party, path, scope)
    employers, works_for = _affiliations(party, path, scope, kind)
    return present({
        "@type": "Corporation" if party.symbols and kind == "Organization" else kind,
        "@id": known.id,
        "name": known.name,
        "url": party.url or known.url,
        "jobTitle": _job_title(party, path, scope, kind),
        "affiliation": one_or_many(employers),
        "worksFor": works_for,
        "tickerSymbol": _symbols(party, path, scope, kind),
        "sameAs": one_or_many(known.same_as),
        "identifier": one_or_many(known.identifiers),
    })  # fmt: skip


def _job_title(party: Party, path: str, scope: Scope, kind: str) -> str | None:
    if party.job_title and kind != "Person":
        scope.lost(f"{path}.job_title", party.job_title, "only a person has a job")
        return None
    return party.job_title


def _affiliations(party: Party, path: str, scope: Scope, kind: str) -> tuple[list[Node], Node | None]:
    """The organisations a person belongs to; the publisher itself is the employer."""
    if not party.affiliation:
        return [], None
    if kind != "Person":
        scope.lost(f"{path}.affiliation", party.affiliation, "only a person belongs to an organisation")
        return [], None
    ours, others = None, []
    for index, one in enumerate(party.affiliation):
        if (
            scope.publisher
            and publisher_id(scope.publisher)
            and one.label(scope.lang) == scope.publisher.name
        ):
            ours = publisher_reference(scope.publisher)
        elif node := reference_node(one, f"{path}.affiliation.{index}", scope, "Organization"):
            others.append(node)
    return others, ours


def reference_node(reference: Reference, path: str, scope: Scope, kind: str) -> Node | None:
    """The object for something of which only the identity is known."""
    if not has_name(reference, scope):
        scope.lost(path, reference, "it has no name")
        return None
    known = identity(reference, path, scope)
    return present({
        "@type": kind,
        "@id": known.id,
        "name": known.name,
        "url": known.url,
        "sameAs": one_or_many(known.same_as),
        "identifier": one_or_many(known.identifiers),
    })  # fmt: skip


def _symbols(party: Party, path: str, scope: Scope, kind: str) -> object:
    if not party.symbols:
        return None
    if kind != "Organization":
        scope.lost(f"{path}.symbols", party.symbols, "only a company has ticker symbols")
        return None
    for index, symbol in enumerate(party.symbols):
        if symbol.symbol_type:
            scope.lost(
                f"{path}.symbols.{index}.symbol_type", symbol.symbol_type, "JSON-LD knows ticker symbols only"
            )
    return one_or_many(f"{s.exchange} {s.symbol}" if s.exchange else s.symbol for s in party.symbols)


def parties(of: Iterable[Party], path: str, scope: Scope, default: str) -> list[Node]:
    """The objects of all parties, in their order, those that name nobody reported."""
    found: list[Node] = []
    for index, party in enumerate(of):
        found += _one(party, f"{path}.{index}", scope, default)
    return each_once(found)


def is_nobody(party: Party, scope: Scope) -> bool:
    """Whether the name is a stopgap of a content system."""
    label = party.label(scope.lang)
    return label is not None and " ".join(label.casefold().split()) in NOBODY


def authors(article: Article, scope: Scope) -> list[Node] | None:
    """Every author, one object each. Without one, the publisher, where its site says it has no bylines."""
    found = parties(article.authors, "authors", scope, "Person") if article.authors else []
    if len(found) == 1 and "url" not in found[0] and (page := author_page(article, scope)):
        found[0]["url"] = page
    if found or scope.site is None or "no_bylines" not in scope.site.policies or scope.publisher is None:
        return found
    publisher = scope.publisher
    node = {
        "@type": "NewsMediaOrganization",
        "@id": publisher_id(publisher),
        "name": publisher.name,
        "url": publisher.url,
    }
    return [present(node)]


def contributors(role: str) -> Callable[[Article, Scope], object]:
    """The function that writes the contributors of one role."""

    def written(article: Article, scope: Scope) -> object:
        found: list[Node] = []
        for index, party in enumerate(article.contributors):
            if _property_of(party) != role:
                continue
            path = f"contributors.{index}"
            if party.role and role == "contributor":
                scope.lost(f"{path}.role", party.role, "schema.org has no property for this role")
            found += _one(party, path, scope, "Person")
        return one_or_many(found)

    return written


def _one(party: Party, path: str, scope: Scope, default: str) -> list[Node]:
    if is_nobody(party, scope):
        scope.lost(f"{path}.name", party.name, "it names nobody")
        return []
    node = party_node(party, path, scope, default)
    return [node] if node else []


def _property_of(party: Party) -> str:
    """The property for a contributor's role: ``cpprole:editor``, its address or the word alone."""
    word = re.split("[:/]", party.role or "")[-1].lower()
    if word == "editor" and party.party_type == "organisation":
        return "contributor"
    return word if word in ("editor", "translator", "sponsor", "funder") else "contributor"


def source_organisations(article: Article, scope: Scope) -> object:
    """Where the information comes from; schema.org wants an organisation here."""
    found = []
    for index, party in enumerate(article.info_sources):
        path = f"info_sources.{index}"
        if party.party_type == "person":
            scope.lost(path, party, "schema.org knows only organisations as sources")
        elif node := party_node(party, path, scope, "Organization"):
            found.append(node)
    return one_or_many(each_once(found))


def author_page(article: Article, scope: Scope) -> str | None:
    """The page about the only author that a trust indicator names."""
    if scope.options.profile == "core" or len(article.authors) != 1 or article.authors[0].url:
        return None
    for indicator in article.trust_indicators:
        if newscode(indicator.role, "trustindicator") in AUTHOR_PAGES and web_url(indicator.href):
            return indicator.href
    return None


def organisation_or_person(path: str, default: str = "Organization") -> Callable[[Article, Scope], object]:
    """The function that writes the party in one field of an article."""

    def written(article: Article, scope: Scope) -> Node | None:
        party: Party = getattr(article, path)
        if party is None:
            return None
        if scope.publisher and publisher_id(scope.publisher) and party.name == scope.publisher.name:
            _report_details(party, path, scope)
            return publisher_reference(scope.publisher)
        return party_node(party, path, scope, default)

    return written


def _report_details(party: Party, path: str, scope: Scope) -> None:
    publisher = scope.publisher
    if publisher is None:
        return
    said = (publisher.url, publisher.id, publisher.same_as, publisher_id(publisher))
    for name in sorted(party.model_fields_set - {"name", "party_type"}):
        value = getattr(party, name)
        if value and value not in said:
            scope.lost(f"{path}.{name}", value, "it is the publisher, whose own facts are written")

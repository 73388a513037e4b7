"""What an article is about and what it mentions: DefinedTerm, Person, Organization, Place, Event, Thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from newsml.model import Article
from newsml.model.concepts import Concept, Event, Party, Place
from newsml.schemaorg import references
from newsml.schemaorg.people import party_node, reference_node
from newsml.schemaorg.references import has_name, identity, meant_by, name_of, resolved
from newsml.schemaorg.scope import Node, Scope, each_once, is_entity, one_or_many, present, web_url
from newsml.vocabularies.schema_org import NEWSCODES, newscode

TERM_CARRIED = (*references.CARRIED, "definition")
PLACE_CARRIED = (
    *TERM_CARRIED,
    "geo.latitude",
    "geo.longitude",
    "country",
    *(f"broader.{name}" for name in references.CARRIED),
)

FIELDS = ("subjects", "people", "organisations", "places", "events", "objects")
TELLS_THE_TOPIC = frozenset({"subjects", "events"})
"""Where neither rel nor relevance is given: these are what the article is about, the others are mentioned."""


class Topic(NamedTuple):
    """A concept with its place in the article and whether the article is about it."""

    path: str
    concept: Concept
    is_about: bool


def about(article: Article, scope: Scope) -> list[Node]:
    """What the article is about, without places, which are its `content_location`."""
    _report_dropped(article, scope)
    found = [
        topic for topic in topics(article, scope) if topic.is_about and not isinstance(topic.concept, Place)
    ]
    return _nodes(_most_relevant(found, scope.options.about_limit, "about", scope), scope)


def mentions(article: Article, scope: Scope) -> list[Node]:
    """What the article only mentions."""
    found = [topic for topic in topics(article, scope) if not topic.is_about]
    return _nodes(_most_relevant(found, scope.options.mentions_limit, "mentions", scope), scope)


def content_location(article: Article, scope: Scope) -> object:
    """The places that the article is about."""
    found = [topic for topic in topics(article, scope) if topic.is_about and isinstance(topic.concept, Place)]
    return one_or_many(
        _nodes(_most_relevant(found, scope.options.about_limit, "contentLocation", scope), scope)
    )


def topics(article: Article, scope: Scope) -> list[Topic]:
    """All concepts of the article, each once: what it is about wins over what it mentions."""
    found: dict[object, Topic] = {}
    for name in FIELDS:
        for index, concept in enumerate(getattr(article, name)):
            topic = Topic(f"{name}.{index}", concept, is_about(concept, name, scope))
            key = _key(concept)
            if key not in found or (topic.is_about and not found[key].is_about):
                found[key] = topic
    return list(found.values())


def _report_dropped(article: Article, scope: Scope) -> None:
    """Report what `topics` passes over: relations of another kind, and concepts that come twice."""
    kept = {topic.path for topic in topics(article, scope)}
    for name in FIELDS:
        for index, concept in enumerate(getattr(article, name)):
            path = f"{name}.{index}"
            if path not in kept:
                scope.lost(path, _short(concept), "the article has it once already")
            elif concept.rel and relation(concept) is None:
                scope.lost(
                    f"{path}.rel", concept.rel, "an article is about a thing or mentions it, nothing else"
                )


def _key(concept: Concept) -> object:
    return concept.uri or concept.qcode or (type(concept), concept.name or concept)


def is_about(concept: Concept, field: str, scope: Scope) -> bool:
    """Whether the article is about a concept: as it says itself, by its relevance, else by its kind."""
    if word := relation(concept):
        return word == "about"
    if concept.relevance is not None:
        return concept.relevance >= scope.options.about_threshold
    return field in TELLS_THE_TOPIC


def relation(concept: Concept) -> str | None:
    """``about`` or ``mentions``, if the article says one of them."""
    word = re.split("[:/]", concept.rel)[-1] if concept.rel else None
    return word if word in ("about", "mentions") else None


def _most_relevant(found: list[Topic], limit: int, term: str, scope: Scope) -> list[Topic]:
    """The most relevant ones, in the order of the article; the others are reported.

    What cannot be told takes no place; it stays in the list, to be reported as such.
    """
    told = [at for at, topic in enumerate(found) if _is_told(topic.concept, topic.path, scope)]
    if len(told) <= limit:
        return found
    ranked = sorted(told, key=lambda at: -(found[at].concept.relevance or 0))
    gone = frozenset(ranked[limit:])
    for at in ranked[limit:]:
        topic = found[at]
        scope.lost(topic.path, _short(topic.concept), f"{term} takes the {limit} most relevant")
    return [topic for at, topic in enumerate(found) if at not in gone]


def _is_told(concept: Concept, path: str, scope: Scope) -> bool:
    """Whether there is something to say of a concept: a name, or for a term its address."""
    if has_name(concept, scope):
        return True
    is_term = not isinstance(concept, Party | Place | Event) and not path.startswith("objects")
    return is_term and bool(meant_by(concept))


def _short(concept: Concept) -> str | None:
    return concept.name or concept.uri or concept.qcode or concept.literal


def _nodes(found: Iterable[Topic], scope: Scope) -> list[Node]:
    nodes = (topic_node(topic.concept, topic.path, scope) for topic in found)
    return each_once(node for node in nodes if node)


def topic_node(concept: Concept, path: str, scope: Scope) -> Node | None:
    """The object for a concept, typed by what it is."""
    if isinstance(concept, Party):
        return party_node(concept, path, scope, "Person" if path.startswith("people") else "Organization")
    if isinstance(concept, Place):
        return place(concept, path, scope)
    if isinstance(concept, Event):
        return event(concept, path, scope)
    if path.startswith("objects"):
        return thing(concept, path, scope, "Thing", {})
    return defined_term(concept, path, scope)


def thing(concept: Concept, path: str, scope: Scope, kind: str, more: Node) -> Node | None:
    """The object for anything with a name."""
    if not has_name(concept, scope):
        scope.lost(path, concept, "it has no name")
        return None
    known = identity(concept, path, scope)
    return present({
        "@type": kind,
        "@id": known.id,
        "name": known.name,
        "url": known.url,
        "description": described(concept, path, scope),
        "sameAs": one_or_many(known.same_as),
        "identifier": one_or_many(known.identifiers),
        **more,
    })  # fmt: skip


def described(concept: Concept, path: str, scope: Scope) -> str | None:
    """The definition, which only the full profile has room for."""
    if concept.definition and scope.options.profile != "full":
        scope.lost(f"{path}.definition", concept.definition, "only the full profile takes definitions")
        return None
    return concept.definition


def place(concept: Place, path: str, scope: Scope) -> Node | None:
    """A Place, with its point, its country and the places around it."""
    geo, country = concept.geo, concept.country
    around = [reference_node(b, f"{path}.broader.{n}", scope, "Place") for n, b in enumerate(concept.broader)]
    return thing(concept, path, scope, "Place", {
        "geo": geo and {"@type": "GeoCoordinates", "latitude": geo.latitude, "longitude": geo.longitude},
        "address": country and {"@type": "PostalAddress", "addressCountry": country},
        "containedInPlace": one_or_many(node for node in around if node),
    })  # fmt: skip


def event(concept: Event, path: str, scope: Scope) -> Node | None:
    """An Event with its dates."""
    return thing(concept, path, scope, "Event", {
        "startDate": scope.date(concept.start),
        "endDate": scope.date(concept.end),
    })  # fmt: skip


def defined_term(concept: Concept, path: str, scope: Scope) -> Node | None:
    """A term of a vocabulary: name, code, the set it belongs to and its own page."""
    if not _is_told(concept, path, scope):
        unknown = f", and {references.UNKNOWN_CODE}: give its name or uri" if concept.qcode else ""
        scope.lost(path, concept, f"it has neither a name nor a web address{unknown}")
        return None
    known = identity(concept, path, scope)
    url = known.url or known.id or web_url(known.uri)
    if url and is_entity(url):
        url = None
    term_set, code = _term(concept, known.uri)
    return present({
        "@type": "DefinedTerm",
        "name": known.name,
        "description": described(concept, path, scope),
        "termCode": code,
        "inDefinedTermSet": term_set,
        "sameAs": one_or_many(iri for iri in known.same_as if iri != url),
        "url": url,
        "identifier": one_or_many(known.identifiers),
    })  # fmt: skip


def _term(concept: Concept, uri: str | None) -> tuple[str | None, str | None]:
    """Set and code of a term: as given, or the two parts of a NewsCodes address."""
    if concept.scheme and concept.code:
        return (concept.scheme if web_url(concept.scheme) else None), concept.code
    if uri and uri.startswith(NEWSCODES):
        head, _, code = uri.rpartition("/")
        return (f"{head}/", code) if head.count("/") == 4 else (None, None)
    return None, None


def genres(article: Article, scope: Scope) -> object:
    """The genres as terms."""
    found = (defined_term(genre, f"genres.{n}", scope) for n, genre in enumerate(article.genres))
    return one_or_many(node for node in found if node)


def location_created(article: Article, scope: Scope) -> object:
    """Where the article was written."""
    found = (place(one, f"located.{n}", scope) for n, one in enumerate(article.located))
    return one_or_many(node for node in found if node)


def content_warnings(article: Article, scope: Scope) -> object:
    """What readers are warned of: the signals of IPTC's content warnings; the others are for systems."""
    found = []
    for index, signal in enumerate(article.signals):
        path = f"signals.{index}"
        code = newscode(meant_by(signal), "contentwarning")
        if code is None:
            scope.lost(path, _short(signal), "it is an instruction to systems, not for readers")
        else:
            resolved(signal, path, scope)
            found.append(name_of(signal, path, scope) or code)
    return one_or_many(found)


def audiences(article: Article, scope: Scope) -> object:
    """For whom the article is; whom it is not for has no place on the web."""
    found = []
    for index, audience in enumerate(article.audiences):
        path = f"audiences.{index}"
        if audience.excluded:
            scope.lost(path, audience, "schema.org cannot say for whom an article is not")
        elif label := name_of(audience, path, scope):
            found.append({"@type": "Audience", "audienceType": label})
        else:
            scope.lost(path, audience, "it has no name")
    return one_or_many(found)

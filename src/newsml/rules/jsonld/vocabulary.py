"""JL3: types, properties and values as schema.org 30.0 has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from newsml.patterns import pattern
from newsml.rules.jsonld.checks import Found, jl_rule
from newsml.rules.jsonld.document import Document, Node, Place, as_list, literal, name_of
from newsml.rules.jsonld.words import absolute, is_json, is_web
from newsml.rules.registry import shown
from newsml.vocabularies import schema_terms as terms

_MOST_HINTS = 30
"""For how many unknown names of a document it is worked out what was meant."""


def _known_vocabulary(document: Document) -> Iterator[Node]:
    """The nodes whose terms are schema.org's, as far as their context says."""
    for node in document.nodes:
        if document.pieces[node.block].is_schema_org:
            yield node


class Hints:
    """What was meant by unknown names, for the first of them."""

    def __init__(self, of: str) -> None:
        self.of, self.left = of, _MOST_HINTS

    def nearest(self, name: str) -> str | None:
        """What was meant, for the first of the unknown names."""
        self.left -= 1
        return terms.nearest(name, of=self.of) if self.left >= 0 else None

    def __call__(self, name: str, types: Sequence[str] = ()) -> str:
        """The hint for a name; of the properties, only those that nodes of these types have."""
        near = self.nearest(name)
        if near and types and not any(terms.has_property(t, near) for t in types if terms.is_type(t)):
            near = None
        return f": did you mean {near}?" if near else ""


def _foreign(name: str) -> bool:
    """Whether a term is of another vocabulary: with a prefix, or an IRI."""
    return ":" in name


@jl_rule("JL301", "error")
def unknown_type(document: Document) -> Found:
    """Every type is one of schema.org.

    Why: JSON-LD knows no wrong words: a misspelt type becomes an address that nobody knows, and no consumer reads
    the node.
    See: schema.org 30.0, types; measured with PyLD and pyshacl.
    """
    hint = Hints("type")
    for node in _known_vocabulary(document):
        for index, name in enumerate(node.types):
            if terms.is_type(name) or _foreign(name) or name in document.pieces[node.block].defined:
                continue
            if "Quantity" in terms.ancestors(name):
                continue  # {"@type": "Distance", "name": "600 px"}
            if terms.is_data_type(name) or terms.is_member(name):
                yield (
                    node.at("@type", index),
                    f"{name} is no type of a node in schema.org, but a kind of plain value",
                )
            else:
                yield node.at("@type", index), f"{shown(name)} is no type of schema.org{hint(name)}"


def _has_unknown_type(node: Node) -> bool:
    return not node.types or any(not terms.is_type(name) for name in node.types)


@lru_cache(maxsize=4096)
def _is_known(name: str) -> bool:
    if terms.is_property(name) or _foreign(name):
        return True
    base, dash, end = name.rpartition("-")  # SearchAction: query-input
    return bool(dash) and end in ("input", "output") and (base == "query" or terms.is_property(base))


@jl_rule("JL302", "error")
def unknown_property(document: Document) -> Found:
    """Every property is one of schema.org, or has a prefix.

    Why: a misspelt property is dropped without a word by every consumer; ``headlne`` is no headline.
    See: schema.org 30.0, properties; measured with PyLD and pyshacl.
    """
    hint = Hints("property")
    for node in _known_vocabulary(document):
        for name in node.properties:
            if _is_known(name) or name in document.pieces[node.block].defined:
                continue
            yield node.at(name), f"{shown(name)} is no property of schema.org{hint(name, node.types)}"


@jl_rule("JL303", "warning", google="off")
def not_of_this_type(document: Document) -> Found:
    """A property belongs to one of the types of its node.

    Why: a consumer that reads an article does not look for properties of other things; the value was meant for another
    node, or the type is too general.
    See: schema.org 30.0, ``domainIncludes`` of the property.
    """
    for node in _known_vocabulary(document):
        if _has_unknown_type(node):
            continue
        allowed = terms.properties_of(*node.types)
        for name in node.properties:
            if name in allowed or not terms.is_property(name):
                continue
            if terms.superseded_by(name) or terms.domain_includes(name) == ("NewsArticle",):
                continue  # JL305, JL512
            domains = " or ".join(terms.domain_includes(name)[:3])
            yield node.at(name), f"{name} is a property of {domains}, not of {' and '.join(node.types)}"


@lru_cache(maxsize=4096)
def _expects(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The types of node and the kinds of plain value that a property takes."""
    found = terms.range_includes(name)
    kinds = frozenset(t for t in found if terms.is_type(t))
    return kinds, frozenset(found) - kinds


_ANYTHING = frozenset({"Thing", "Intangible", "StructuredValue"})


@jl_rule("JL304", "warning", google="off")
def wrong_kind_of_object(document: Document) -> Found:
    """An object is of a type that its property takes, and a text is a number where only numbers are.

    Why: a consumer that expects a Person does not read a WebPage, and one that expects a number no "350 words"; the
    value is lost.
    See: schema.org 30.0, ``rangeIncludes`` of the property.
    """
    for node in _known_vocabulary(document):
        parent = node.parent
        if parent is None or not terms.is_property(node.name) or _has_unknown_type(node):
            continue
        if (node.name == "editor" and "Organization" in node.kinds) or node.name == "author":
            continue  # JL607, JL602
        kinds, plain = _expects(node.name)
        if not node.kinds.isdisjoint(kinds | _ANYTHING - {"Thing"}) or "Thing" in kinds:
            continue
        if "URL" in plain and ("WebPage" in node.kinds or node.id is not None):
            continue
        if node.is_a("Role", "PropertyValueSpecification", "Enumeration"):
            continue
        if not kinds:
            yield node.at(), f"{node.name} takes {' or '.join(sorted(plain))}, not an object ({node.called})"
        else:
            yield node.at(), f"{node.name} takes {' or '.join(sorted(kinds))}, not {node.called}"
    for words in document.words_where(_takes_numbers):
        if words.text.strip() and not _NUMBER.fullmatch(words.text.strip()):
            yield words.place, f"{words.name} takes a number, not the text {shown(words.text, 40)}"


_NUMBER = pattern(r"[-+]?(?:\d[\d,. \u00a0\u202f']*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
"""Numbers as texts, as consumers read them: with or without marks between the thousands."""


@lru_cache(maxsize=2048)
def _takes_numbers(name: str) -> bool:
    """Whether a property takes numbers and nothing else."""
    return takes_only(name, "Integer", "Number", "Float")


@jl_rule("JL305", "warning", google="off")
def superseded(document: Document) -> Found:
    """No term is used that schema.org has replaced.

    Why: consumers drop the old word at some time, as they do with those that schema.org has given up.
    See: schema.org 30.0, ``supersededBy``.
    """
    for node in _known_vocabulary(document):
        for name in (*node.types, *node.properties):
            if replaced := terms.superseded_by(name):
                place = node.at(name) if name in node.properties else node.at("@type")
                yield place, f"{name} is replaced by {' and '.join(replaced)} in schema.org {terms.VERSION}"


@jl_rule("JL306", "info", google="off")
def pending(document: Document) -> Found:
    """It is known which terms are pending.

    Why: their meaning may still change. Many are in daily use all the same, and Google documents some (``creditText``,
    ``copyrightNotice``, ``acquireLicensePage``), so that this is no fault.
    See: schema.org, "How we work" (pending).
    """
    told: dict[str, Place] = {}
    for node in _known_vocabulary(document):
        for name in (*node.types, *node.properties):
            if name not in told and terms.is_pending(name):
                told[name] = node.at(name) if name in node.properties else node.at("@type")
    if told:
        names = list(told)
        said = ", ".join(names[:_MOST_NAMES]) + (
            f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        )
        be = "is a pending term" if len(names) == 1 else "are pending terms"
        may = f"{'it' if len(names) == 1 else 'they'} may stay, but the meaning may still change"
        yield told[names[0]], f"{said} {be} of schema.org {terms.VERSION}: {may}"


_MOST_NAMES = 12


@lru_cache(maxsize=2048)
def _enumeration_of(name: str) -> tuple[str, ...]:
    """The members of the enumerations that a property takes, if it takes nothing else."""
    kinds, plain = _expects(name)
    enumerations = [k for k in kinds if terms.is_enumeration(k)]
    if not enumerations or len(enumerations) < len(kinds) or plain - {"URL"}:
        return ()
    members = {m for kind in enumerations for m in terms.enumeration_members(kind)}
    return tuple(sorted(members)) if members else ()


@jl_rule("JL307", "error", google="warning")
def no_member(document: Document) -> Found:
    """The value of an enumeration is the address of one of its members.

    Why: ``InStock`` as a text is a text; only ``https://schema.org/InStock`` is the member. Values of other case
    are none.
    See: schema.org 30.0, Enumeration; measured with PyLD.
    """
    hint = Hints("member")
    for words in document.words_where(_enumeration_of):
        name, text = words.name, words.text.strip()
        members = _enumeration_of(name)
        if name == "digitalSourceType" or not text:
            continue
        said = name_of(text)
        if said != text and said in members:
            continue
        if said == text and is_web(text):
            continue  # a member of another vocabulary
        if said in members:
            yield words.place, f"{name} is {shown(text)}: write https://schema.org/{said}"
        else:
            near = hint.nearest(said)
            meant = near if near in members else members[0]
            yield (
                words.place,
                f"{name} is {shown(text)}, which is no member: write an address such as https://schema.org/{meant}",
            )


_ADDRESSABLE = frozenset(
    {"MediaObject", "ImageObject", "CreativeWork", "WebPage", "AudioObject", "VideoObject", "Clip", "WebSite"}
)
_CODES = frozenset(
    {"Country", "Language", "AdministrativeArea", "Duration", "EntryPoint", "Quantity", "DefinedTerm"}
)


@lru_cache(maxsize=2048)
def _takes_objects(name: str) -> bool:
    """Whether a property takes objects only, and not such that a code or name stands for."""
    kinds, plain = _expects(name)
    if plain or not kinds or name == "item" or kinds & _CODES:
        return False
    return terms.is_property(name) and not any(terms.is_enumeration(k) for k in kinds)


@jl_rule("JL308", "warning")
def text_for_an_object(document: Document) -> Found:
    """Where schema.org takes only objects, there is an object.

    Why: a text has no type: consumers cannot tell whether "Jane" is a person, a paper or a place, and have no page
    of hers.
    See: Google Search Central, "Article structured data" (author); schema.org 30.0, ``rangeIncludes``.
    """
    for words in document.words_where(_takes_objects):
        name, text = words.name, words.text.strip()
        if not text:
            continue
        kinds, _ = _expects(name)
        if absolute(text) and (is_web(text) or not kinds.isdisjoint(_ADDRESSABLE)):
            if kinds & _ADDRESSABLE or name not in ("author", "publisher", "creator", "editor"):
                continue
        kind = "Person" if "Person" in kinds and name != "publisher" else sorted(kinds)[0]
        if kind == "Person" and text == words.node.publisher:
            kind = "Organization"
        if is_json(text):
            yield (
                words.place,
                f"{name} is JSON in quotes, {shown(text, 40)}: write it as an object, without quotes",
            )
            continue
        example = f'{{"@type": "{kind}", "name": "…"}}'
        yield words.place, f"{name} is the text {shown(text, 40)}: give an object, {example}"


@jl_rule("JL309", "info", google="off")
def number_for_a_quantity(document: Document) -> Found:
    """Sizes are quantities, or numbers that everybody takes for pixels.

    Why: schema.org wants a QuantitativeValue for ``width`` and ``height``; a plain number is what all consumers of
    images read, so that this is only to be known.
    See: schema.org 30.0, ``width``, ``height``.
    """
    found = [
        (node, name)
        for node in document.nodes
        for name in _SIZES
        if name in node.properties
        and any(_is_number(literal(value)) for value in as_list(node.properties[name]))
    ]
    if found:
        node, name = found[0]
        often = f" ({len(found)} times)" if len(found) > 1 else ""
        message = (
            f"{name} is a plain number{often}, where schema.org wants a QuantitativeValue: it may stay, "
            "consumers read pixels"
        )
        yield node.at(name), message


_SIZES = ("width", "height", "depth", "weight")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@lru_cache(maxsize=2048)
def takes_only(name: str, *kinds: str) -> bool:
    """Whether a property takes plain values of these kinds and nothing else."""
    found = terms.range_includes(name)
    return bool(found) and all(kind in kinds for kind in found)


@lru_cache(maxsize=2048)
def takes(name: str, kind: str) -> bool:
    """Whether a property takes values of this kind."""
    return kind in terms.range_includes(name)


@jl_rule("JL401", "error")
def boolean_as_text(document: Document) -> Found:
    """Yes and no are ``true`` and ``false``, without quotes.

    Why: the text "False" is a text, and for many programs a text is true: paid articles become free.
    See: Google Search Central, "Subscription and paywalled content"; measured with PyLD.
    """
    for words in document.words_where(_is_boolean):
        text = words.text.strip()
        if name_of(text) in ("True", "False") and name_of(text) != text:
            continue  # https://schema.org/True
        value = "true" if text.casefold() in ("true", "yes", "1", "ja", "oui", "si", "sí") else "false"
        yield words.place, f"{words.name} is the text {shown(text)}: write {value}, without quotes"


def _is_boolean(name: str) -> bool:
    return takes_only(name, "Boolean")


def dated(document: Document) -> Iterator[tuple[Any, str]]:
    """The texts of properties that take dates and nothing else, each with its text."""
    for words in document.words_where(_is_date):
        yield words, words.text


def _is_date(name: str) -> bool:
    return takes_only(name, "Date", "DateTime")


__all__ = ["Hints", "dated", "takes", "takes_only"]

"""Rules on codes, IRIs and literals: which resolve, and which stand in the wrong attribute.

NewsML-G2 2.35 (QCodes; ``qcode``, ``uri``, ``literal``), RFC 3986, RFC 3987.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from newsml.model.values import is_iri
from newsml.rules.newsml_g2.checks import Attribute, Found, g2_rule
from newsml.rules.newsml_g2.item import ITEMS, Item, child, children, name_of
from newsml.rules.newsml_g2.names import CODED, CONCEPTS, UNITS
from newsml.rules.registry import shown
from newsml.vocabularies.iptc import PARTY_ROLES, RETIRED, SCHEMES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ADDRESS = re.compile(r"(?:https?|ftp|file|mailto|urn|tag|info|data):", re.IGNORECASE)
_PROTOCOLS = frozenset({"http", "https", "ftp", "file", "mailto", "urn", "tag", "info", "data"})
_TELLING = ("bag", "mainConcept")
"""What within a concept says which it is, beside its name."""
# What is told by its place, or by what it relates to.
_NAMELESS = frozenset({"bit", "dataMining", "related"})
_ONE_BY_ONE = 3
_NOT_EVEN_RELATIVE = re.compile(r"%(?![0-9A-Fa-f]{2})")
"""What the schema refuses by itself."""
_PLAIN_IRI = re.compile(r"(?:https?://|urn:|tag:)[\w.\-/:,#?=&;%~+@()!$*']+", re.ASCII)
"""Most that there are, told apart at once."""
# Elements whose attributes of these names are words of XHTML, or the sender's own.
_FREE = frozenset({"a", "span", "timestamp", "catalogContainer"})


def _near(alias: str, item: Item) -> str:
    near = [one for one in item.own_aliases if one.lower() == alias.lower()]
    if item.iptc_catalog is not None:
        near = near or _nearest(alias)
    return f"did you mean {near[0]}?" if near else "declare it in a catalog, or give the uri"


@lru_cache(maxsize=1024)
def _nearest(alias: str) -> list[str]:
    """The alias of the IPTC that looks most like it."""
    from difflib import get_close_matches

    alike = [one for one in SCHEMES if one.lower() == alias.lower()]
    return alike or get_close_matches(alias, SCHEMES, n=1, cutoff=0.8)


def _listed(codes: Iterable[str]) -> str:
    aliases = [code.partition(":")[0] for code in codes]
    return ", ".join(aliases[:8]) + (" …" if len(aliases) > 8 else "")


def _unresolved(item: Item) -> Found:
    """The first code of each alias that no catalogue at hand declares."""
    for alias, (code, element, _) in item.aliases.items():
        code_alone = code[len(alias) + 1 :]
        if item.scheme(alias) is None and code_alone[:2] != "//" and name_of(element) not in _FREE:
            yield element, code


@g2_rule("G2-CODE-ALIAS", "error", "@code", covers="CODE-UNKNOWN, UNKNOWN alias", nears="MODEL")
def alias_in_no_catalog(attributes: Iterable[Attribute], item: Item) -> Found:
    """The alias of a code is declared in a catalogue of the item.

    Why: "newstopics:4711" means something to its sender only. An alias that no catalogue declares passes the
    schema, and no receiver can tell the subject.
    See: NewsML-G2 2.35, QCodes and catalogs; IPTC catalogue 41.
    """
    if item.other_catalogs or (item.iptc_catalog is None and not item.own_aliases) or item.kind not in ITEMS:
        return
    found = list(_unresolved(item))
    if len(found) > _ONE_BY_ONE:
        names = _listed(code for _, code in found)
        yield (
            found[0][0],
            (
                f"code {shown(found[0][1])}: of its aliases, {len(found)} are in no catalogue of the item ({names}): "
                "refer to the provider's catalogue too, or declare them"
            ),
        )
        return
    for element, code in found:
        alias = code.partition(":")[0]
        yield (
            element,
            f"code {shown(code)}: the alias {alias} is in no catalogue of the item; {_near(alias, item)}",
        )


@g2_rule("G2-CODE-UNCHECKED", "info", "@code", covers="UNKNOWN alias")
def alias_elsewhere(attributes: Iterable[Attribute], item: Item) -> Found:
    """The catalogues of an item are at hand.

    Why: newsml fetches nothing. Whether an alias is declared in a catalogue elsewhere, and what its codes mean, it
    cannot tell.
    See: NewsML-G2 2.35, ``catalogRef``; newsml, docs/newsml-g2.md.
    """
    if not item.other_catalogs:
        return
    found = list(_unresolved(item))
    if found:
        names = _listed(code for _, code in found)
        yield (
            found[0][0],
            f"aliases not checked: {names}; they may be in {item.other_catalogs[0]}, which is not fetched",
        )


@g2_rule("G2-CODE-RETIRED", "warning", "@code", covers="CODE-RETIRED")
def alias_retired(attributes: Iterable[Attribute], item: Item) -> Found:
    """A code is of a vocabulary that is still kept.

    Why: IPTC retired ctrol in 2020 and isrol in 2021 in favour of cpprole. Receivers that check against today's
    lists take the role for unknown.
    See: IPTC catalogue 41 (schemeretired); NewsCodes contentprodpartyrole.
    """
    if item.aliases.keys().isdisjoint(RETIRED):
        return
    for value, element, name in attributes:
        for code in value.split():
            alias, _, rest = code.partition(":")
            if alias in RETIRED and alias not in item.own_aliases:
                better = RETIRED[alias] + (f":{rest}" if rest in PARTY_ROLES else "")
                yield element, f"{name} {shown(code)}: the vocabulary {alias} was retired, use {better}"


@g2_rule("G2-CODE-AS-URI", "error", "@iri", covers="CODE-AS-URI", nears="MODEL")
def code_in_uri(attributes: Iterable[Attribute], item: Item) -> Found:
    """A uri is an IRI, not a code.

    Why: "medtop:20000350" looks like a URI with the scheme medtop, so that the schema lets it pass. No program can
    resolve it, as nobody looks into a catalogue for a uri.
    See: NewsML-G2 2.35, ``uri`` against ``qcode``; RFC 3986 section 3.1.
    """
    for value, element, name in attributes:
        alias, _, code = value.partition(":")
        if not code or code.startswith("//") or _ADDRESS.match(value):
            continue
        scheme = item.scheme(alias) or SCHEMES.get(alias)
        if scheme is not None and name_of(element) != "scheme":
            other = "qcode" if name == "uri" else name.removesuffix("uri")
            yield element, f"{name} {shown(value)} is a code: write it as {other}, or as {scheme}{code}"


@g2_rule("G2-URI-AS-CODE", "error", "@code", nears="MODEL")
def uri_in_code(attributes: Iterable[Attribute], item: Item) -> Found:
    """A code is an alias and a code, not an IRI.

    Why: "http://…" fits the pattern of a code, with the alias http, so that the schema lets it pass. Receivers look
    for that alias and find none.
    See: NewsML-G2 2.35, ``qcode`` against ``uri``.
    """
    if item.aliases.keys().isdisjoint(_PROTOCOLS):
        return
    for value, element, name in attributes:
        if _ADDRESS.match(value) and name_of(element) not in _FREE:
            if value.partition(":")[0] in item.own_aliases:
                continue
            other = "uri" if name == "qcode" else f"{name}uri"
            yield element, f"{name} {shown(value)} is an IRI: write it as {other}"


@g2_rule("G2-URI-RELATIVE", "error", "@iri", nears="MODEL")
def uri_not_absolute(attributes: Iterable[Attribute], item: Item) -> Found:
    """A uri that names a concept is an absolute IRI.

    Why: "Oslo" or "/people/17" names something only where it was written. The schema takes any text without spaces.
    See: NewsML-G2 2.35, ``uri``; RFC 3987 section 2.2.
    """
    for value, element, name in attributes:
        if _PLAIN_IRI.fullmatch(value) or name_of(element) == "scheme":
            continue
        for uri in value.split() if " " in value else (value,):
            if not is_iri(uri) and not _NOT_EVEN_RELATIVE.search(uri):
                instead = " or as literal" if name == "uri" else ""
                yield (
                    element,
                    f"{name} {shown(uri)} is no absolute IRI: write one, such as https://agency.example/id/1{instead}",
                )


@g2_rule("G2-CODE-LITERAL", "warning", "@literal")
def code_in_literal(attributes: Iterable[Attribute], item: Item) -> Found:
    """A literal is a word of the item's own, not a code or an IRI.

    Why: literals are never resolved. A subject that is told as literal "medtop:04000000" is found by no one who
    looks for the Media Topic.
    See: NewsML-G2 2.35, ``literal`` (local to the item) against ``qcode`` and ``uri``.
    """
    for value, element, _ in attributes:
        alias, colon, code = value.partition(":")
        if not colon or not code or re.search(r"\s", value):
            continue
        if code.startswith("//") and is_iri(value):
            yield element, f"literal {shown(value)} is an IRI: write it as uri"
        elif item.scheme(alias) is not None:
            yield element, f"literal {shown(value)} is a code: write it as qcode"


@g2_rule("G2-CODE-OTHER-URI", "error", "@iri")
def code_and_uri_differ(attributes: Iterable[Attribute], item: Item) -> Found:
    """Where code and uri stand side by side, they name the same concept.

    Why: one receiver takes the code, the other the uri, and they file the story under two subjects.
    See: NewsML-G2 2.35, ``qcode`` and ``uri``.
    """
    for value, element, name in attributes:
        other = "qcode" if name == "uri" else name.removesuffix("uri")
        code = element.get(other)
        if not code or " " in code or " " in value or not is_iri(value):
            continue
        alias, _, rest = code.partition(":")
        scheme = item.scheme(alias)
        if (
            scheme is not None
            and _plain(scheme + rest) != _plain(value)
            and _plain(value).startswith(_plain(scheme))
        ):
            yield (
                element,
                f"{other} {code} is {scheme}{rest}, but {name} says {shown(value)}: correct one of them",
            )


def _plain(uri: str) -> str:
    return uri.partition("://")[2].removeprefix("www.") if uri.startswith("http") else uri


@g2_rule("G2-CODE-MISSING", "error", " ".join(CODED))
def neither_code_nor_uri(elements: Iterable[Element], item: Item) -> Found:
    """What is told by a code has one, or a uri.

    Why: ``itemClass`` or ``signal`` without either says nothing. The standard demands one of the two; the schema asks
    for neither, since either may stand.
    See: NewsML-G2 2.35 ("either the qcode or the uri attribute MUST be used").
    """
    for element in elements:
        name = name_of(element)
        code, uri = CODED[name]
        if not element.get(code) and not element.get(uri) and not _told_otherwise(element, name):
            if element.get("literal"):
                yield element, f"{name} has only a literal: give its {code} or {uri}"
            else:
                yield element, f"{name} has neither {code} nor {uri}: give one, or leave {name} out"


def _told_otherwise(element: Element, name: str) -> bool:
    """Whether an extension property has a type, which says what it is, or a service a name."""
    if name.endswith("ExtProperty"):
        return bool(element.get("type") or element.get("typeuri"))
    return name == "service" and child(element, "name") is not None


@g2_rule("G2-UNIT-MISSING", "warning", " ".join(UNITS))
def number_without_unit(elements: Iterable[Element], item: Item) -> Found:
    """A number that means nothing without its unit has one.

    Why: 4 of 5 stars is not 4 of 5 per cent, and a radius of 2 is a house or a county. The standard demands the unit
    by code or by uri; the schema asks for neither, since either may stand.
    See: NewsML-G2 2.35, ``rating``, ``userInteraction``, ``circle``, ``timeDelim``, ``hash``.
    """
    for element in elements:
        name = name_of(element)
        code, uri, meaning = UNITS[name]
        if not element.get(code) and not element.get(uri):
            yield element, f"{name} has neither {code} nor {uri}: say {meaning}"


@g2_rule("G2-PUBLISHED", "info", "published")
def published_nowhere(elements: Iterable[Element], item: Item) -> Found:
    """A publication says where.

    Why: the history is kept for corrections and for counting: whoever corrects must know which pages and papers have
    the old text.
    See: NewsML-G2 2.35, ``pubHistory/published`` (either the qcode or the uri attribute must be used).
    """
    for element in elements:
        if not element.get("qcode") and not element.get("uri") and not children(element, "name"):
            yield element, "published does not say where: add the uri of the channel, or its name"


@g2_rule("G2-CONCEPT-EMPTY", "warning", " ".join(CONCEPTS), covers="SUBJECT-EMPTY", nears="RIGHTS-MINING")
def concept_of_nothing(elements: Iterable[Element], item: Item) -> Found:
    """What stands for a person, place, subject … is identified or named.

    Why: an element with a role or a type only is counted, indexed and shown as an empty line.
    See: NewsML-G2 2.35, flexible properties (``qcode``, ``uri``, ``literal`` or a name).
    """
    for element in elements:
        if element.get("qcode") or len(element) or element.get("uri") or element.get("literal"):
            continue
        if (
            not element.get("value") and not (element.text or "").strip()
        ):  # text is said to be taken for the name
            name = name_of(element)
            yield (
                element,
                f"{name} has no qcode, uri, literal or name: say who or what it is, or leave it out",
            )


@g2_rule("G2-NAME-MISSING", "error", " ".join(CONCEPTS), nears="AUTHOR-NAME, SUBJECT-UNIDENTIFIED")
def details_without_name(elements: Iterable[Element], item: Item) -> Found:
    """What has neither code, uri nor literal has a name.

    Why: the name is then all that tells who or what is meant. A creator with an e-mail address and no name stands
    in no byline and no index.
    See: NewsML-G2 2.35, flexible properties (``name`` is needed where nothing else identifies).
    """
    for element in elements:
        if element.get("qcode") or not len(element) or element.get("uri") or element.get("literal"):
            continue
        # Most have a name, and it comes first.
        if child(element, "name") is not None or (element.text or "").strip():
            continue
        name = name_of(element)
        if name not in _NAMELESS and not children(element, *_TELLING):
            yield element, f"{name} has details, but no qcode, uri, literal or name: add the name"


@g2_rule(
    "G2-CONCEPT-LITERAL",
    "info",
    "provider copyrightHolder contributor infoSource subject located genre",
)
def literal_without_name(elements: Iterable[Element], item: Item) -> Found:
    """What is told by a literal alone has a name that people can read.

    Why: a literal is a key within the item, such as "p-17". Without a name, or a concept that tells more in an
    ``assert``, readers see the key.
    See: NewsML-G2 2.35, ``literal``, ``name``, ``assert``.
    """
    asserted = {one.get("literal") for one in item.all("assert")}
    for element in elements:
        literal = element.get("literal")
        if not literal or element.get("qcode") or element.get("uri") or literal in asserted:
            continue
        if not children(element, "name"):
            yield element, f"{name_of(element)} has the literal {shown(literal)} and no name: add the name"

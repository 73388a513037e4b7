"""Rules on catalogues: the aliases that codes are resolved by.

NewsML-G2 2.35 (``catalogRef``, ``catalog``, catalogItem), IPTC catalogues 32 to 41.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsml.rules.newsml_g2.checks import Attribute, Found, g2_rule
from newsml.rules.newsml_g2.item import IPTC_CATALOG, ITEMS, Item, children, name_of
from newsml.rules.registry import shown
from newsml.vocabularies.iptc import CATALOG_URL, SCHEMES
from newsml.vocabularies.newscodes import ALIAS_SINCE

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PROTOCOLS = frozenset({"http", "https", "urn", "tag", "ftp", "mailto", "file", "data", "info", "doi"})
# IPTC's own catalogue has one scheme whose codes begin with the slash, and two that lack it.
_WITHOUT_END = ("http://www.freebase.com", SCHEMES["cptdefrole"][:-1], SCHEMES["ednoterole"][:-1])


@g2_rule("G2-CATALOG-NONE", "error", "@code", covers="UNKNOWN alias")
def no_catalog(attributes: list[Attribute], item: Item) -> Found:
    """An item with codes says by which catalogue they are resolved.

    Why: "medtop:04000000" is short for an IRI, and only a catalogue tells which. Without one, a receiver may guess
    that IPTC's is meant, or refuse the item. Since 2.30 the schema no longer asks for it.
    See: NewsML-G2 2.35, ``catalogRef`` and ``catalog``; QCodes.
    """
    if item.kind not in ITEMS or item.all("catalogRef") or item.all("catalog"):
        return
    for value, element, name in attributes:
        if ":" in value and name_of(element) not in ("a", "span"):
            yield (
                element,
                (
                    f"{name} {shown(value)}, but the item names no catalogue: add catalogRef, such as {CATALOG_URL}"
                ),
            )
            return


@g2_rule("G2-CATALOG-ADDRESS", "error", "catalogRef")
def catalog_out_of_reach(elements: Iterable[Element], item: Item) -> Found:
    """A catalogue elsewhere can be fetched by its address.

    Why: "catalog.xml" or a path on the sender's disk is out of reach for everybody else, so that none of its codes
    can be resolved, ever.
    See: NewsML-G2 2.35, ``catalogRef/@href`` (a URL).
    """
    for element in elements:
        href = element.get("href", "").strip()
        if not href.lower().startswith(("http://", "https://")):
            yield (
                element,
                f"catalogRef {shown(href)} is no web address: give the one that the catalogue is published at",
            )


@g2_rule("G2-CATALOG-REPEATED", "warning", "catalogRef")
def same_catalog_twice(elements: list[Element], item: Item) -> Found:
    """An item refers to each catalogue once.

    Why: of two versions of one catalogue, receivers take the first or the last. A code that only the other one
    has, or that moved, then means something else.
    See: NewsML-G2 2.35, ``catalogRef``.
    """
    if len(elements) < 2:
        return
    seen: dict[str, str] = {}
    for element in elements:
        href = element.get("href", "").strip()
        key = "IPTC" if IPTC_CATALOG.match(href) else href
        if href and key in seen:
            yield (
                element,
                f"catalogRef {_last(href)} and {_last(seen[key])} are one catalogue: keep the newest",
            )
        seen.setdefault(key, href)


def _last(href: str) -> str:
    """The end of an address, which tells versions apart."""
    return shown(href.rpartition("/")[2] or href)


@g2_rule("G2-CATALOG-OLD", "warning", "@code")
def alias_came_later(attributes: Iterable[Attribute], item: Item) -> Found:
    """The IPTC catalogue that an item refers to has the aliases that the item uses.

    Why: IPTC adds aliases with each catalogue, and receivers resolve by the one that is named. A newer alias is
    unknown there.
    See: IPTC catalogues 32 to 41, http://www.iptc.org/std/catalog/.
    """
    number = item.iptc_catalog
    if not number or number >= max(ALIAS_SINCE.values()):
        return
    for alias, since in ALIAS_SINCE.items():
        if alias in item.aliases and since > number and alias not in item.own_aliases:
            yield (
                item.aliases[alias][1],
                (
                    f"alias {alias} came with IPTC catalogue {since}, and the item refers to {number}: "
                    f"refer to {CATALOG_URL}"
                ),
            )


@g2_rule("G2-SCHEME-REPEATED", "error", "catalog catalogContainer")
def alias_declared_twice(elements: Iterable[Element], item: Item) -> Found:
    """An alias stands for one scheme.

    Why: with two, each program takes the first or the last, and every code with that alias means two things.
    See: NewsML-G2 2.35, ``catalog/scheme``.
    """
    for catalog in elements:
        seen: dict[str, str] = {}
        for scheme in children(catalog, "scheme"):
            alias, uri = scheme.get("alias", ""), scheme.get("uri", "").strip()
            if alias in seen:
                what = "twice" if seen[alias] == uri else f"for {seen[alias]} and for {uri}"
                yield scheme, f"alias {shown(alias)} is declared {what}: keep one"
            seen.setdefault(alias, uri)


@g2_rule("G2-SCHEME-IPTC", "warning", "scheme")
def alias_of_the_iptc(elements: Iterable[Element], item: Item) -> Found:
    """An alias of the IPTC stands for the scheme that the IPTC gave it.

    Why: many receivers do not read catalogues and know IPTC's aliases by heart. With another scheme behind
    "medtop" or "stat", they read every code wrong.
    See: IPTC catalogue 41.
    """
    for element in elements:
        alias, uri = element.get("alias", ""), element.get("uri", "").strip()
        known = SCHEMES.get(alias)
        if known and uri.rstrip("/").lower() not in (
            known.rstrip("/").lower(),
            "https" + known.rstrip("/").lower()[4:],
        ):
            yield (
                element,
                f"alias {alias} is IPTC's for {known}, and stands here for {shown(uri)}: take another alias",
            )


@g2_rule("G2-SCHEME-ALIAS", "warning", "scheme")
def alias_like_a_protocol(elements: Iterable[Element], item: Item) -> Found:
    """An alias is not the name of a kind of address.

    Why: with an alias "urn" or "http", nobody can tell a code from an IRI.
    See: NewsML-G2 2.35, QCodes; IANA, "URI Schemes".
    """
    for element in elements:
        alias = element.get("alias", "")
        if alias.lower() in _PROTOCOLS:
            yield (
                element,
                f"alias {shown(alias)} is also how an IRI begins: take another, such as x-{alias.lower()}",
            )


@g2_rule("G2-SCHEME-URI", "error", "scheme", nears="MODEL")
def scheme_no_iri(elements: Iterable[Element], item: Item) -> Found:
    """The URI of a scheme is an absolute IRI.

    Why: put before a code, it must make the IRI of the concept. "newstopics/" makes one that exists nowhere.
    See: NewsML-G2 2.35, ``scheme/@uri``; RFC 3987.
    """
    from newsml.model.values import is_iri

    for element in elements:
        uri = element.get("uri", "").strip()
        if not is_iri(uri):
            example = f"https://agency.example/codes/{element.get('alias', '')}/"
            yield (
                element,
                f"uri {shown(uri)} of scheme {element.get('alias')} is no absolute IRI: write one, such as {example}",
            )


@g2_rule("G2-SCHEME-END", "warning", "scheme")
def scheme_runs_into_code(elements: Iterable[Element], item: Item) -> Found:
    """The URI of a scheme ends where a code can begin.

    Why: scheme and code are put together without anything between them. From "…/topics" and "sport" comes
    "…/topicssport", which names nothing.
    See: NewsML-G2 2.35, QCodes (scheme URI and code are concatenated).
    """
    for element in elements:
        uri = element.get("uri", "").strip()
        if uri[-1:].isalnum() and uri not in _WITHOUT_END:
            alias = element.get("alias", "")
            yield (
                element,
                f"uri {shown(uri)} of scheme {alias} ends in no / or #, so {alias}:a becomes {shown(uri + 'a')}",
            )

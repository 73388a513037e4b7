"""The catalogues of an item that is read: what its aliases stand for.

Specification: NewsML-G2 2.35, QCodes and catalogues. No catalogue is ever fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import NAMESPACE, catalogue_at
from newsml.formats.newsml_g2.elements import elements
from newsml.formats.newsml_g2.source import OWN, Source
from newsml.model.values import is_iri
from newsml.vocabularies import iptc

_CATALOG = f"{{{NAMESPACE}}}catalog"


def read_catalogues(source: Source, children: Iterable[Element]) -> None:
    """The aliases of the item: IPTC's catalogue where it refers to it, and those it declares itself."""
    elsewhere = ""
    said_none = True
    own: dict[str, str] = {}
    at_hand: list[Mapping[str, str]] = []
    for element in children:
        said_none = False
        if element.tag == _CATALOG:
            _declared(source, element, own)
        elif known := catalogue_at(element.get("href", "").strip(), source.options.catalogs):
            if known not in at_hand:
                at_hand.insert(0, known)
        else:
            elsewhere = elsewhere or element.get("href", "")
    if own or len(at_hand) > 1:
        source.aliases = {alias: uri for known in (*at_hand, own) for alias, uri in known.items()}
    elif at_hand:
        source.aliases = at_hand[0]
    if said_none:
        source.lenient = "the item names no catalogue"
    elif elsewhere:
        source.elsewhere = True
        source.lenient = f"the catalogue {elsewhere} is not fetched"


def in_own_manner(catalogues: list[Element]) -> bool:
    """Whether the catalogues are those that newsml writes: IPTC's latest, and one of newsml's own schemes."""
    references = [item for item in catalogues if item.tag != _CATALOG]
    if len(references) != 1 or references[0].items() != [("href", iptc.CATALOG_URL)] or len(references[0]):
        return False
    return all(
        set(scheme.keys()) == {"alias", "uri"} and not len(scheme) and scheme.get("uri", "").startswith(OWN)
        for catalog in catalogues
        if catalog is not references[0]
        for scheme in catalog
    )


def _declared(source: Source, catalog: Element, own: dict[str, str]) -> None:
    for scheme in elements(catalog):
        alias, uri = scheme.get("alias", "").strip(), scheme.get("uri", "").strip()
        if alias and is_iri(uri):
            own[alias] = uri
        else:
            source.wrong(scheme, "scheme", f"{alias} {uri}".strip(), "an alias and an absolute IRI")

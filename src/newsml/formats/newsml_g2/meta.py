"""hopHistory, pubHistory and itemMeta: the item as such.

Specification: NewsML-G2 2.35, AnyItemType, ItemManagementGroup; the calls stand in its order.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import concepts
from newsml.formats.newsml_g2.draft import Draft, g2
from newsml.formats.newsml_g2.media import media_links
from newsml.model.concepts import ItemLink, Party, Publication, Reference, Series
from newsml.model.values import is_iri

ITEM_CLASSES = {
    "text": "text",
    "picture": "picture",
    "video": "video",
    "audio": "audio",
    "graphic": "graphic",
    "animation": "animated",
    "composite": "composite",
    "data": "data",
    "live_blog": "text",
}


def hop_history(root: Element, draft: Draft) -> None:
    """The stations on the item's way."""
    hops = draft.article.hops
    if not hops:
        return
    history = g2(root, "hopHistory")
    for index, hop in enumerate(hops):
        path = f"hops.{index}"
        element = g2(history, "hop", seq=index + 1, timestamp=draft.full_date(hop.when, f"{path}.when"))
        if hop.party is not None:
            concepts.reference(element, "party", draft, hop.party, f"{path}.party")
        if hop.action is not None:
            _action(element, draft, hop.action, f"{path}.action")


def _action(parent: Element, draft: Draft, action: Reference, path: str) -> None:
    element = g2(parent, "action", None, **concepts.identity(draft, action, path, literal=False))
    concepts.names(element, draft, action, path)


def pub_history(root: Element, draft: Draft) -> None:
    """When and where it was published; a publication without a channel is the publisher's."""
    published = draft.article.published
    publisher = draft.article.publisher
    if publisher is not None and all(item.channel is not None for item in published):
        published = (Publication(), *published)
    if not published:
        return
    history = g2(root, "pubHistory")
    for index, item in enumerate(published):
        _published(history, draft, item, publisher, f"published.{index}")


def _published(parent: Element, draft: Draft, item: Publication, publisher: Party | None, path: str) -> None:
    channel = item.channel or publisher
    where = f"{path}.channel" if item.channel else "publisher"
    found = concepts.identity(draft, channel, where) if channel else {}
    element = g2(parent, "published", None, **found)
    if when := draft.date(item.when, f"{path}.when"):
        g2(element, "timestamp", when)
    if channel is not None:
        concepts.names(element, draft, channel, where)


def item_meta(root: Element, draft: Draft, version_created: str, provider: Party) -> Element:
    """The management of the item."""
    article = draft.article
    meta = g2(root, "itemMeta")
    g2(meta, "itemClass", qcode=f"ninat:{ITEM_CLASSES[article.item_type]}")
    if article.item_type == "live_blog":
        draft.lose("item_type", "live_blog", "it is written as an item of class text")
    concepts.party(meta, "provider", draft, provider, "provider", False)
    g2(meta, "versionCreated", version_created)
    if article.first_created is not None:
        g2(meta, "firstCreated", draft.time(article.first_created, "first_created"))
    if article.embargoed_until is not None:
        until = article.embargoed_until
        g2(meta, "embargoed", None if isinstance(until, str) else draft.time(until, "embargoed_until"))
    if article.pub_status is not None:
        g2(meta, "pubStatus", qcode=f"stat:{article.pub_status}")
    _management(meta, draft)
    _notes(meta, draft)
    _membership(meta, draft)
    _representations(meta, draft)
    _links(meta, draft)
    return meta


def _management(meta: Element, draft: Draft) -> None:
    article = draft.article
    if article.editorial_role is not None:
        concepts.qualified(meta, "role", draft, article.editorial_role, "editorial_role")
    if article.file_name is not None:
        g2(meta, "fileName", draft.line(article.file_name, "file_name"))
    for index, generator in enumerate(article.generator):
        name = draft.line(generator.name, f"generator.{index}.name")
        attributes = concepts.roles(draft, generator.role)
        g2(meta, "generator", name, versioninfo=generator.version, **attributes)
    if article.profile is not None:
        g2(meta, "profile", draft.line(article.profile, "profile"))
    for index, service in enumerate(article.services):
        concepts.qualified(meta, "service", draft, service, f"services.{index}")


def _notes(meta: Element, draft: Draft) -> None:
    """Title, notes to editors, and corrections, which NewsML-G2 knows only as signal and note."""
    article = draft.article
    if article.title is not None:
        concepts.text(
            meta, "title", draft, article.title, "title", **concepts.roles(draft, article.title.role)
        )
    for index, note in enumerate(article.ed_notes):
        concepts.text(meta, "edNote", draft, note, f"ed_notes.{index}", **concepts.roles(draft, note.role))
    for index, correction in enumerate(article.corrections):
        concepts.block(meta, "edNote", correction.text, role=draft.own("role", "correction"))
        if correction.when is not None:
            draft.lose(f"corrections.{index}.when", correction.when)


def _membership(meta: Element, draft: Draft) -> None:
    article = draft.article
    for index, series in enumerate(article.series):
        _series(meta, draft, series, f"series.{index}")
    for index, signal in enumerate(article.signals):
        concepts.concept(meta, "signal", draft, signal, f"signals.{index}")
    if article.corrections and all(signal.qcode != "sig:correction" for signal in article.signals):
        g2(meta, "signal", qcode="sig:correction")


def _series(meta: Element, draft: Draft, series: Series, path: str) -> None:
    uri = draft.iri(series.id, f"{path}.id") if series.id and is_iri(series.id) else None
    literal = draft.line(series.id, f"{path}.id") if series.id and not is_iri(series.id) else None
    element = g2(meta, "memberOf", uri=uri, literal=literal)
    if series.name is not None:
        g2(element, "name", draft.line(series.name, f"{path}.name"))


def _representations(meta: Element, draft: Draft) -> None:
    article = draft.article
    if url := draft.iri(article.canonical_url, "canonical_url"):
        g2(meta, "altRep", url, contenttype="text/html")
    for index, expires in enumerate(article.expires):
        if written := draft.full_date(expires, f"expires.{index}"):
            g2(meta, "expires", written)


def _links(meta: Element, draft: Draft) -> None:
    article = draft.article
    for index, link in enumerate(article.related):
        _link(meta, draft, link, f"related.{index}", link.rel or "irel:seeAlso")
    for index, link in enumerate(article.derived_from):
        _fixed_link(meta, draft, link, f"derived_from.{index}", "irel:derivedFrom")
    if article.translation_of is not None:
        _fixed_link(meta, draft, article.translation_of, "translation_of", "translationOf")
    if article.previous_version is not None:
        _fixed_link(meta, draft, article.previous_version, "previous_version", "irel:previousVersion")
    for index, trust in enumerate(article.trust_indicators):
        path = f"trust_indicators.{index}"
        role = draft.iri(trust.role, f"{path}.role")
        g2(meta, "link", reluri=role, href=draft.iri(trust.href, f"{path}.href"), title=trust.title)
    media_links(meta, draft)


def _fixed_link(meta: Element, draft: Draft, link: ItemLink, path: str, rel: str) -> None:
    """A link whose relation follows from the field it stands in."""
    if link.rel not in (None, rel):
        draft.lose(f"{path}.rel", link.rel, f"the relation is written as {rel}")
    _link(meta, draft, link, path, rel)


def _link(meta: Element, draft: Draft, link: ItemLink, path: str, rel: str) -> None:
    qcode, uri = draft.coded(rel, "rel")
    element = g2(
        meta,
        "link",
        rel=qcode,
        reluri=uri,
        href=draft.iri(link.href, f"{path}.href"),
        residref=link.residref,
        version=draft.positive(link.version, f"{path}.version"),
        contenttype=link.mime,
        title=link.title,
    )
    if link.lang is not None:
        g2(element, "language", tag=link.lang)

"""hopHistory, pubHistory and itemMeta: the item as such.

Specification: NewsML-G2 2.35, AnyItemType, ItemManagementGroup; the calls stand in its order.
"""

from __future__ import annotations

from datetime import datetime

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import concepts
from newsml.formats.newsml_g2.draft import Draft, g2
from newsml.formats.newsml_g2.extensions import ext_properties, ext_property
from newsml.formats.newsml_g2.media import media_links
from newsml.model.concepts import Hop, ItemLink, Party, Publication, Reference, Series
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

_CLASSES = {
    "ConceptItem": ("cinat", frozenset({"concept", "scheme"})),
    "ConceptScheme": ("cinat", frozenset({"concept", "scheme"})),
    "Catalog": ("catinat", frozenset({"catalog"})),
    "Planning": ("plinat", frozenset({"newscoverage"})),
}
"""Where kinds of items that are no news take their class from: alias and codes."""


CLASSES_READ = {
    **{code: kind for kind, code in reversed(ITEM_CLASSES.items())},
    "graphics": "graphic",
    "animation": "animation",
}  # fmt: skip
"""Item classes by code, with two words that senders use for them."""


def hop_history(root: Element, draft: Draft) -> None:
    """The stations on the item's way."""
    for _, hops in draft.one(root, "hops", draft.article.hops or None):
        _hops(g2(root, "hopHistory"), draft, hops)


def _hops(history: Element, draft: Draft, hops: tuple[Hop, ...]) -> None:
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
    article = draft.article
    given = (article.published, article.publisher)
    for _, (published, publisher) in draft.one(root, "published", given if any(given) else None):
        _history(root, draft, published, publisher)


def _history(
    root: Element, draft: Draft, published: tuple[Publication, ...], publisher: Party | None
) -> None:
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
    ext_properties(element, "publishedExtProperty", draft, item.ext_properties, f"{path}.ext_properties")


def item_meta(root: Element, draft: Draft, version_created: str | None, provider: Party | None) -> Element:
    """The management of the item; what is None stands there already as an earlier item had it."""
    meta = g2(root, "itemMeta")
    _item_class(meta, draft)
    management(meta, draft, version_created, provider)
    return meta


def management(
    meta: Element, draft: Draft, version_created: datetime | str | None, provider: Party | None
) -> None:
    """What itemMeta says after the class of the item; a link may say it of the item behind it."""
    article = draft.article
    for path, party in draft.one(meta, "provider", provider):
        concepts.party(meta, "provider", draft, party, path, False)
    for path, when in draft.one(meta, "version_created", version_created):
        g2(meta, "versionCreated", when if isinstance(when, str) else draft.time(when, path))
    for path, when in draft.one(meta, "first_created", article.first_created):
        g2(meta, "firstCreated", draft.time(when, path))
    for path, until in draft.one(meta, "embargoed_until", article.embargoed_until):
        g2(meta, "embargoed", None if isinstance(until, str) else draft.time(until, path))
    for _, status in draft.one(meta, "pub_status", article.pub_status):
        g2(meta, "pubStatus", qcode=f"stat:{status}")
    _management(meta, draft)
    _notes(meta, draft)
    _membership(meta, draft)
    _representations(meta, draft)
    _provenance(meta, draft)
    _links(meta, draft)
    for path, item in draft.each(meta, "item_ext_properties"):
        ext_property(meta, "itemMetaExtProperty", draft, item, path)


def _is_unknown_class(element: Element) -> bool:
    """Whether an item class is none that the model has, so that it says more than the model."""
    code = element.get("qcode", element.get("uri", "")).replace("/", ":").rpartition(":")[2]
    return code not in CLASSES_READ


def _item_class(meta: Element, draft: Draft) -> None:
    usual = type(draft.article).model_fields["item_type"].default
    if draft.article.item_type == usual and draft.has_whole("itemClass", _is_unknown_class):
        return
    for path, kind in draft.one(meta, "item_type", draft.article.item_type):
        if (other := _CLASSES.get(type(draft.article).__name__)) is not None:
            qcode, uri = draft.coded(kind, "itemclass", *other)
            g2(meta, "itemClass", qcode=qcode, uri=uri)
            continue
        g2(meta, "itemClass", qcode=f"ninat:{ITEM_CLASSES[kind]}")
        if kind == "live_blog":
            draft.lose(path, kind, "it is written as an item of class text")


def _management(meta: Element, draft: Draft) -> None:
    article = draft.article
    for path, role in draft.one(meta, "editorial_role", article.editorial_role):
        concepts.qualified(meta, "role", draft, role, path)
    for path, name in draft.one(meta, "file_name", article.file_name):
        g2(meta, "fileName", draft.line(name, path))
    for path, generator in draft.each(meta, "generator"):
        name = draft.line(generator.name, f"{path}.name")
        attributes = concepts.roles(draft, generator.role)
        g2(meta, "generator", name, versioninfo=generator.version, **attributes)
    for path, profile in draft.one(meta, "profile", article.profile):
        g2(meta, "profile", draft.line(profile, path))
    for path, service in draft.each(meta, "services"):
        concepts.qualified(meta, "service", draft, service, path)


def _notes(meta: Element, draft: Draft) -> None:
    """Title, notes to editors, and corrections, which NewsML-G2 knows only as signal and note."""
    article = draft.article
    for path, title in draft.one(meta, "title", article.title):
        concepts.text(meta, "title", draft, title, path, **concepts.roles(draft, title.role))
    for path, note in draft.each(meta, "ed_notes"):
        concepts.text(meta, "edNote", draft, note, path, **concepts.roles(draft, note.role))
    for path, correction in draft.each(meta, "corrections"):
        concepts.block(meta, "edNote", correction.text, role=draft.own("role", "correction"))
        if correction.when is not None:
            draft.lose(f"{path}.when", correction.when)


def _membership(meta: Element, draft: Draft) -> None:
    article = draft.article
    for path, series in draft.each(meta, "series"):
        _series(meta, draft, series, path)
    for path, kind in draft.each(meta, "instance_of"):
        concepts.concept(meta, "instanceOf", draft, kind, path)
    for path, signal in draft.each(meta, "signals"):
        concepts.concept(meta, "signal", draft, signal, path)
    if article.corrections and all(signal.qcode != "sig:correction" for signal in article.signals):
        g2(meta, "signal", qcode="sig:correction")


def _series(meta: Element, draft: Draft, series: Series, path: str) -> None:
    uri = draft.iri(series.id, f"{path}.id") if series.id and is_iri(series.id) else None
    literal = draft.line(series.id, f"{path}.id") if series.id and not is_iri(series.id) else None
    element = g2(meta, "memberOf", uri=uri, literal=literal)
    if series.name is not None:
        g2(element, "name", draft.line(series.name, f"{path}.name"))


def _delivery(meta: Element, draft: Draft) -> None:
    """Plan and digests."""
    for path, link in draft.each(meta, "deliverable_of"):
        concepts.link(meta, "deliverableOf", draft, link, path)
    for _, digest in draft.each(meta, "hash"):
        kind, kind_uri = draft.coded(digest.type, "hashtype")
        scope, scope_uri = draft.coded(digest.scope, "hashscope")
        g2(meta, "hash", digest.value, hashtype=kind, hashtypeuri=kind_uri, scope=scope, scopeuri=scope_uri)


def _provenance(meta: Element, draft: Draft) -> None:
    """Stores, feeds, and who wrote the metadata."""
    for path, form in draft.each(meta, "original_representations"):
        if url := draft.iri(form.url, f"{path}.url"):
            access, access_uri = draft.coded(form.access, "accesstype")
            store, store_uri = draft.coded(form.repository, "reposrole")
            g2(
                meta, "origRep", url, accesstype=access, accesstypeuri=access_uri, reposrole=store,
                reposroleuri=store_uri,
            )  # fmt: skip
            concepts.left_out(draft, form, path, ("mime", "size", "kind"))
    for path, feed in draft.each(meta, "incoming_feeds"):
        found = concepts.identity(draft, feed, path, literal=False)
        g2(meta, "incomingFeedId", None, **found, **concepts.roles(draft, feed.role, "feedrole"))
    for path, party in draft.one(meta, "metadata_creator", draft.article.metadata_creator):
        concepts.author(meta, "metadataCreator", draft, party, path, party.role)


def _representations(meta: Element, draft: Draft) -> None:
    article = draft.article
    for path, address in draft.one(meta, "canonical_url", article.canonical_url):
        if url := draft.iri(address, path):
            g2(meta, "altRep", url, contenttype="text/html")
    for path, form in draft.each(meta, "representations"):
        if url := draft.iri(form.url, f"{path}.url"):
            kind, kind_uri = draft.coded(form.kind, "representation")
            g2(
                meta, "altRep", url, contenttype=form.mime, size=form.size, representation=kind,
                representationuri=kind_uri,
            )  # fmt: skip
            concepts.left_out(draft, form, path, ("access", "repository"))
    _delivery(meta, draft)
    for path, expires in draft.each(meta, "expires"):
        if written := draft.full_date(expires, path):
            g2(meta, "expires", written)


def _links(meta: Element, draft: Draft) -> None:
    article = draft.article
    for path, link in draft.each(meta, "related"):
        _link(meta, draft, link, path, link.rel or "irel:seeAlso")
    for path, link in draft.each(meta, "derived_from"):
        _fixed_link(meta, draft, link, path, "irel:derivedFrom")
    for path, link in draft.one(meta, "translation_of", article.translation_of):
        _fixed_link(meta, draft, link, path, "translationOf")
    for path, link in draft.one(meta, "previous_version", article.previous_version):
        _fixed_link(meta, draft, link, path, "irel:previousVersion")
    for path, trust in draft.each(meta, "trust_indicators"):
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

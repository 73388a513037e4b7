"""contentMeta, asserts and contentSet: what the item is about, and its content.

Specification: NewsML-G2 2.35, ContentMetadataAfDType, AssertType, contentSet; the order of the calls is that
of the standard.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml import xhtml
from newsml.formats.newsml_g2 import concepts
from newsml.formats.newsml_g2.draft import TARGET, Draft, g2
from newsml.formats.newsml_g2.media import (
    DESCRIPTION_ROLES,
    media_creators,
    media_file,
    media_icon,
    media_losses,
    media_texts,
    own_medium,
    rendition,
    renditions,
)
from newsml.issues import Report
from newsml.model.body import word_count
from newsml.model.concepts import AltId, Audience, Concept, Party, Place, Rating, Rendition
from newsml.xml import decimal

_PARTIES_AND_PLACES = (
    ("people", "cpnat:person"),
    ("organisations", "cpnat:organisation"),
    ("places", "cpnat:geoArea"),
)
_OUTER = 5
"""Elements around the body: newsItem, contentSet, inlineXML, html, body."""
_THINGS = (("events", "cpnat:event"), ("objects", "cpnat:object"))


def content_meta(root: Element, draft: Draft) -> Element:
    """Everything about the content: first its administration, then its description."""
    meta = g2(root, "contentMeta")
    for index, icon in enumerate(draft.article.thumbnail):
        _icon(meta, draft, icon, f"thumbnail.{index}")
    own = own_medium(draft.article)
    if own is not None:
        media_icon(meta, draft, own[1], own[0])
    _administration(meta, draft)
    if own is not None:
        media_creators(meta, draft, own[1], own[0])
    _people_and_marks(meta, draft)
    _description(meta, draft)
    _texts(meta, draft)
    return meta


def _icon(meta: Element, draft: Draft, icon: Rendition, path: str) -> None:
    g2(meta, "icon", None, **rendition(draft, icon, path), width=icon.width, height=icon.height)
    if icon.duration is not None:
        draft.lose(f"{path}.duration", icon.duration)
    for index, digest in enumerate(icon.hash):
        draft.lose(f"{path}.hash.{index}", digest.value)


def _administration(meta: Element, draft: Draft) -> None:
    article = draft.article
    own = own_medium(article)
    created, source_type = article.content_created, article.digital_source_type
    if own is not None:
        path, media = own
        created, source_type = created or media.created, source_type or media.digital_source_type
        _overruled(draft, f"{path}.created", media.created, created)
        _overruled(draft, f"{path}.digital_source_type", media.digital_source_type, source_type)
        _overruled(draft, f"{path}.lang", media.lang, article.language)
        media_losses(draft, media, path)
    if article.urgency is not None:
        g2(meta, "urgency", str(article.urgency))
    if written := draft.date(created, "content_created"):
        g2(meta, "contentCreated", written)
    if written := draft.date(article.content_modified, "content_modified"):
        g2(meta, "contentModified", written)
    if uri := draft.iri(source_type, "digital_source_type"):
        g2(meta, "digitalSourceType", uri=uri)


def _overruled(draft: Draft, path: str, value: object, written: object) -> None:
    if value is not None and value != written:
        draft.lose(path, value, "the item itself says otherwise")


def _people_and_marks(meta: Element, draft: Draft) -> None:
    article = draft.article
    for index, place in enumerate(article.located):
        path = f"located.{index}"
        concepts.position(concepts.place(meta, "located", draft, place, path), place)
    for index, source in enumerate(article.info_sources):
        roles = concepts.party_roles(draft, source.role)
        concepts.party(meta, "infoSource", draft, source, f"info_sources.{index}", False, **roles)
    for index, author in enumerate(article.authors):
        concepts.author(meta, "creator", draft, author, f"authors.{index}", author.role or "author")
    for index, helper in enumerate(article.contributors):
        concepts.author(meta, "contributor", draft, helper, f"contributors.{index}", helper.role)
    for index, audience in enumerate(article.audiences):
        _audience(meta, draft, audience, f"audiences.{index}")
    for alt_id in article.alt_ids:
        _alt_id(meta, draft, alt_id)
    for index, rating in enumerate(article.ratings):
        _rating(meta, draft, rating, f"ratings.{index}")
    for interaction in article.interactions:
        qcode, uri = draft.coded(interaction.action, "interaction")
        g2(
            meta,
            "userInteraction",
            interactions=interaction.count,
            interactiontype=qcode,
            interactiontypeuri=uri,
        )


def _audience(meta: Element, draft: Draft, audience: Audience, path: str) -> None:
    significance = audience.significance
    if significance is not None and not 1 <= significance <= 9:
        draft.lose(f"{path}.significance", significance, "it goes from 1 to 9")
        significance = None
    tag = "exclAudience" if audience.excluded else "audience"
    attributes = {**concepts.weight(audience), "significance": significance}
    concepts.concept(meta, tag, draft, audience, path, **attributes)


def _alt_id(meta: Element, draft: Draft, alt_id: AltId) -> None:
    qcode, uri = draft.coded(alt_id.scheme, "idtype")
    g2(meta, "altId", alt_id.value, type=qcode, typeuri=uri, **concepts.roles(draft, alt_id.role, "idrole"))


def _rating(meta: Element, draft: Draft, rating: Rating, path: str) -> None:
    if rating.scale_min is None or rating.scale_max is None:
        draft.lose(path, rating.value, "NewsML-G2 demands the lowest and highest value of its scale")
        return
    value, low, high = decimal(rating.value), decimal(rating.scale_min), decimal(rating.scale_max)
    if value is None or low is None or high is None:
        draft.lose(path, rating.value, "it is not a number on a scale")
        return
    qcode, uri = draft.coded(rating.by, "rater")
    g2(meta, "rating", value=value, scalemin=low, scalemax=high, ratertype=qcode, ratertypeuri=uri)


# --- description ---------------------------------------------------------------------------------


def _description(meta: Element, draft: Draft) -> None:
    article = draft.article
    g2(meta, "language", tag=article.language)
    for index, genre in enumerate(article.genres):
        concepts.concept(meta, "genre", draft, genre, f"genres.{index}", **concepts.weight(genre))
    for index, keyword in enumerate(article.keywords):
        g2(meta, "keyword", draft.line(keyword, f"keywords.{index}"))
    for index, subject in enumerate(article.subjects):
        _subject(meta, draft, subject, f"subjects.{index}", "cpnat:abstract")
    for name, kind in _PARTIES_AND_PLACES:
        item: Party | Place
        for index, item in enumerate(getattr(article, name)):
            _named(meta, draft, item, f"{name}.{index}", kind)
    for name, kind in _THINGS:
        thing: Concept
        for index, thing in enumerate(getattr(article, name)):
            _subject(meta, draft, thing, f"{name}.{index}", kind)


def _subject(meta: Element, draft: Draft, item: Concept, path: str, kind: str) -> None:
    concepts.concept(meta, "subject", draft, item, path, type=kind, **concepts.weight(item))


def _named(meta: Element, draft: Draft, item: Party | Place, path: str, kind: str) -> None:
    """A person, organisation or place; one with only a name gets an identity for its assert."""
    if isinstance(item, Place):
        element = concepts.place(meta, "subject", draft, item, path, type=kind, **concepts.weight(item))
    else:
        kind = {"person": "cpnat:person", "organisation": "cpnat:organisation"}.get(
            item.party_type or "", kind
        )
        element = concepts.concept(meta, "subject", draft, item, path, type=kind, **concepts.weight(item))
    if concepts.has_assert(item) and not {"qcode", "uri", "literal"} & set(element.keys()):
        element.set("literal", concepts.local_literal(item))


def _texts(meta: Element, draft: Draft) -> None:
    article = draft.article
    for index, slug in enumerate(article.slugline):
        path = f"slugline.{index}"
        draft.markup_lost(slug, path)
        roles = concepts.roles(draft, slug.role)
        g2(
            meta,
            "slugline",
            draft.line(slug.text, path),
            xml_lang=slug.lang,
            separator=slug.separator,
            **roles,
        )
    for index, headline in enumerate(article.headlines):
        role = None if headline.role == "main" else headline.role
        roles = concepts.roles(draft, role, "headlinerole")
        concepts.text(meta, "headline", draft, headline, f"headlines.{index}", rank=headline.rank, **roles)
    if article.dateline is not None:
        roles = concepts.roles(draft, article.dateline.role)
        concepts.text(meta, "dateline", draft, article.dateline, "dateline", **roles)
    if article.byline is not None:
        concepts.text(
            meta, "by", draft, article.byline, "byline", **concepts.roles(draft, article.byline.role)
        )
    for index, credit in enumerate(article.credit_line):
        path = f"credit_line.{index}"
        draft.markup_lost(credit, path)
        g2(meta, "creditline", draft.line(credit.text, path), xml_lang=credit.lang)
    _descriptions(meta, draft)


def _descriptions(meta: Element, draft: Draft) -> None:
    article = draft.article
    own = own_medium(article)
    if own is not None:
        media_texts(meta, draft, own[1], own[0])
    for index, summary in enumerate(article.summary):
        roles = concepts.roles(draft, summary.role or "summary", "role", "drol", DESCRIPTION_ROLES)
        concepts.text(meta, "description", draft, summary, f"summary.{index}", **roles)
    if article.backstory is not None:
        qcode, uri = draft.coded(article.backstory.role, "role")
        both = " ".join(filter(None, (draft.own("role", "backstory"), qcode)))
        concepts.text(meta, "description", draft, article.backstory, "backstory", role=both, roleuri=uri)


# --- asserts and content -------------------------------------------------------------------------


def asserts(root: Element, draft: Draft) -> None:
    """What the subjects of the item have no place for: symbols, contacts, points on the map."""
    for name, _ in _PARTIES_AND_PLACES:
        item: Party | Place
        for index, item in enumerate(getattr(draft.article, name)):
            concepts.asserted(root, draft, item, f"{name}.{index}")


def content_set(root: Element, draft: Draft, report: Report) -> None:
    """The text as XHTML, and the files."""
    article = draft.article
    own = own_medium(article)
    if not article.body and not article.renditions and own is None:
        return
    content = g2(root, "contentSet")
    if article.body:
        words, characters = word_count(article.body), article.char_count()
        inline = g2(
            content, "inlineXML", contenttype="application/xhtml+xml", wordcount=words, charcount=characters
        )
        writing = xhtml.Writing(report, TARGET, (*article.images, *article.video, *article.audio))
        xhtml.document(inline, article.body, article.headline or "", article.language, writing)
    if own is not None:
        media_file(content, draft, own[1], own[0])
        if url := draft.iri(own[1].embed_url, f"{own[0]}.embed_url"):
            g2(content, "remoteContent", href=url, contenttype="text/html")
    renditions(content, draft, article.renditions, "renditions")

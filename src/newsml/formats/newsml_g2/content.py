"""contentMeta, asserts and contentSet: what the item is about, and its content.

Specification: NewsML-G2 2.35, ContentMetadataAfDType, AssertType, contentSet; the order of the calls is that
of the standard.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import concepts
from newsml.formats.newsml_g2.draft import Draft, g2
from newsml.formats.newsml_g2.extensions import ext_property
from newsml.formats.newsml_g2.local_ids import identify
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
from newsml.formats.newsml_g2.technical import characterise
from newsml.formats.newsml_g2.writing_body import WRITERS
from newsml.issues import Report
from newsml.model import Item
from newsml.model.concepts import AltId, Audience, Concept, Event, Party, Place, Rating, Rendition
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
    for path, small in draft.each(meta, "thumbnail"):
        icon(meta, draft, small, path)
    own = own_medium(draft.article)
    if own is not None:
        media_icon(meta, draft, own[1], own[0])
    _administration(meta, draft)
    if own is not None:
        media_creators(meta, draft, own[1], own[0])
    _people_and_marks(meta, draft)
    _description(meta, draft)
    _texts(meta, draft)
    _ext_properties(meta, draft)
    return meta


def _ext_properties(meta: Element, draft: Draft) -> None:
    for path, item in draft.each(meta, "content_ext_properties"):
        ext_property(meta, "contentMetaExtProperty", draft, item, path)


def hinted(element: Element, draft: Draft) -> None:
    """What a link says of the content of the item behind it."""
    for path, small in draft.each(element, "thumbnail"):
        icon(element, draft, small, path)
    administration(element, draft)
    about(element, draft)
    _ext_properties(element, draft)


def administration(element: Element, draft: Draft) -> None:
    """Who made it when, for whom, and its marks."""
    _administration(element, draft)
    _people_and_marks(element, draft)


def about(element: Element, draft: Draft) -> None:
    """What a part of an item is about, and its texts."""
    _description(element, draft)
    _texts(element, draft)


def icon(meta: Element, draft: Draft, file: Rendition, path: str) -> None:
    """A small picture that stands for the content."""
    element = g2(meta, "icon", None, **rendition(draft, file, path), width=file.width, height=file.height)
    identify(draft, element, file.id, f"{path}.id")
    characterise(element, draft, file.technical, f"{path}.technical")
    left = ("duration", "channels", "alt_ids", "alt_locations", "ext_properties")
    concepts.left_out(draft, file, path, left)
    for index, digest in enumerate(file.hash):
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
    for _, urgency in draft.one(meta, "urgency", article.urgency):
        g2(meta, "urgency", str(urgency))
    for path, when in draft.one(meta, "content_created", created):
        g2(meta, "contentCreated", draft.date(when, path))
    for path, when in draft.one(meta, "content_modified", article.content_modified):
        g2(meta, "contentModified", draft.date(when, path))
    for path, given in draft.one(meta, "digital_source_type", source_type):
        if uri := draft.iri(given, path):
            g2(meta, "digitalSourceType", uri=uri)


def _overruled(draft: Draft, path: str, value: object, written: object) -> None:
    if value is not None and value != written:
        draft.lose(path, value, "the item itself says otherwise")


def _people_and_marks(meta: Element, draft: Draft) -> None:
    unsaid = None if draft.sender_manner else "author"
    for path, place in draft.each(meta, "located"):
        concepts.located(meta, "located", draft, place, path)
    for path, source in draft.each(meta, "info_sources"):
        roles = concepts.party_roles(draft, source.role)
        concepts.party(meta, "infoSource", draft, source, path, False, **roles)
    for path, author in draft.each(meta, "authors"):
        concepts.author(meta, "creator", draft, author, path, author.role or unsaid)
    for path, helper in draft.each(meta, "contributors"):
        concepts.author(meta, "contributor", draft, helper, path, helper.role)
    for path, whom in draft.each(meta, "audiences"):
        audience(meta, draft, whom, path)
    for path, other in draft.each(meta, "alt_ids"):
        alt_id(meta, draft, other, path)
    for path, rating in draft.each(meta, "ratings"):
        _rating(meta, draft, rating, path)
    for _, interaction in draft.each(meta, "interactions"):
        qcode, uri = draft.coded(interaction.action, "interaction")
        g2(
            meta,
            "userInteraction",
            interactions=interaction.count,
            interactiontype=qcode,
            interactiontypeuri=uri,
        )


def audience(meta: Element, draft: Draft, item: Audience, path: str) -> None:
    """Whom the article is for, or not for."""
    significance = item.significance
    if significance is not None and not 1 <= significance <= 9:
        draft.lose(f"{path}.significance", significance, "it goes from 1 to 9")
        significance = None
    tag = "exclAudience" if item.excluded else "audience"
    attributes = {**concepts.weight(item), "significance": significance}
    concepts.concept(meta, tag, draft, item, path, **attributes)


def alt_id(meta: Element, draft: Draft, item: AltId, path: str) -> None:
    """An identifier in another system."""
    qcode, uri = draft.coded(item.scheme, "idtype")
    environment, environment_uri = draft.coded(item.environment, "idenvironment")
    form, form_uri = draft.coded(item.format, "idformat")
    g2(
        meta, "altId", item.value, type=qcode, typeuri=uri, **concepts.roles(draft, item.role, "idrole"),
        environment=environment, environmenturi=environment_uri, idformat=form, idformaturi=form_uri,
        version=item.version,
    )  # fmt: skip


def _rating(meta: Element, draft: Draft, rating: Rating, path: str) -> None:
    if rating.scale_min is None or rating.scale_max is None:
        draft.lose(path, rating.value, "NewsML-G2 demands the lowest and highest value of its scale")
        return
    value, low, high = decimal(rating.value), decimal(rating.scale_min), decimal(rating.scale_max)
    if value is None or low is None or high is None:
        draft.lose(path, rating.value, "it is not a number on a scale")
        return
    coded: dict[str, str | None] = {}
    for name, word in (
        ("ratertype", rating.by), ("scaleunit", rating.unit), ("valcalctype", rating.calculation),
        ("ratingtype", rating.type),
    ):  # fmt: skip
        coded[name], coded[f"{name}uri"] = draft.coded(word, "rater" if name == "ratertype" else name)
    g2(meta, "rating", value=value, scalemin=low, scalemax=high, raters=rating.raters, **coded)


# --- description ---------------------------------------------------------------------------------


def _description(meta: Element, draft: Draft) -> None:
    says = isinstance(draft.article, Item) or draft.article.language != "und"
    says = says and all(use.tag != draft.article.language for use in draft.article.languages)
    known = bool(draft.article.languages) or draft.has_original("contentMeta", "language")
    if says and (not draft.sender_manner or known):
        for _, tag in draft.one(meta, "language", draft.article.language):
            g2(meta, "language", tag=tag)
    for _, use in draft.each(meta, "languages"):
        g2(meta, "language", tag=use.tag, rank=use.rank, **concepts.roles(draft, use.role, "languagerole"))
    for path, genre in draft.each(meta, "genres"):
        concepts.concept(meta, "genre", draft, genre, path, **concepts.ranked(genre))
    for path, keyword in draft.each(meta, "keywords"):
        g2(meta, "keyword", draft.line(keyword, path))
    for path, subject in draft.each(meta, "subjects"):
        _subject(meta, draft, subject, path, None if draft.sender_manner else "cpnat:abstract")
    for name, kind in _PARTIES_AND_PLACES:
        item: Party | Place
        for path, item in draft.each(meta, name):
            _named(meta, draft, item, path, kind)
    for name, kind in _THINGS:
        thing: Concept
        for path, thing in draft.each(meta, name):
            _subject(meta, draft, thing, path, kind)


def _subject(meta: Element, draft: Draft, item: Concept, path: str, kind: str | None) -> None:
    element = concepts.concept(meta, "subject", draft, item, path, type=kind, **concepts.ranked(item))
    if concepts.has_assert(item) and not {"qcode", "uri", "literal"} & set(element.keys()):
        element.set("literal", concepts.local_literal(item))


def _named(meta: Element, draft: Draft, item: Party | Place, path: str, kind: str) -> None:
    """A person, organisation or place; one with only a name gets an identity for its assert."""
    if isinstance(item, Place):
        element = concepts.place(meta, "subject", draft, item, path, type=kind, **concepts.ranked(item))
    else:
        kind = {"person": "cpnat:person", "organisation": "cpnat:organisation"}.get(
            item.party_type or "", kind
        )
        element = concepts.concept(meta, "subject", draft, item, path, type=kind, **concepts.ranked(item))
    if concepts.has_assert(item) and not {"qcode", "uri", "literal"} & set(element.keys()):
        element.set("literal", concepts.local_literal(item))


def _texts(meta: Element, draft: Draft) -> None:
    article = draft.article
    for path, slug in draft.each(meta, "slugline"):
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
    for path, headline in draft.each(meta, "headlines"):
        role = None if headline.role == "main" else headline.role
        roles = concepts.roles(draft, role, "headlinerole")
        concepts.text(meta, "headline", draft, headline, path, rank=headline.rank, **roles)
    for path, dateline in draft.one(meta, "dateline", article.dateline):
        concepts.text(meta, "dateline", draft, dateline, path, **concepts.roles(draft, dateline.role))
    for path, byline in draft.one(meta, "byline", article.byline):
        concepts.text(meta, "by", draft, byline, path, **concepts.roles(draft, byline.role))
    for path, credit in draft.each(meta, "credit_line"):
        draft.markup_lost(credit, path)
        g2(meta, "creditline", draft.line(credit.text, path), xml_lang=credit.lang)
    _descriptions(meta, draft)


def _descriptions(meta: Element, draft: Draft) -> None:
    article = draft.article
    own = own_medium(article)
    if own is not None:
        media_texts(meta, draft, own[1], own[0])
    unsaid = None if draft.sender_manner else "summary"
    for path, summary in draft.each(meta, "summary"):
        roles = concepts.roles(draft, summary.role or unsaid, "role", "drol", DESCRIPTION_ROLES)
        concepts.text(meta, "description", draft, summary, path, **roles)
    for path, backstory in draft.one(meta, "backstory", article.backstory):
        qcode, uri = draft.coded(backstory.role, "role")
        both = " ".join(filter(None, (draft.own("role", "backstory"), qcode)))
        concepts.text(meta, "description", draft, backstory, path, role=both, roleuri=uri)


# --- asserts and content -------------------------------------------------------------------------


def asserts(root: Element, draft: Draft) -> None:
    """What the subjects of the item have no place for: symbols, contacts, points on the map."""
    for name, _ in (*_PARTIES_AND_PLACES, *_THINGS):
        item: concepts.Asserted
        for path, item in draft.each(root, name):
            if not draft.is_restored(path):  # of what stands as it was, nothing was asserted
                concepts.asserted(root, draft, item, path)


def content_set(root: Element, draft: Draft, report: Report, body: str = "given") -> None:
    """The text in one of the forms of `writing_body`, the events, and the files."""
    article = draft.article
    own = own_medium(article)
    content = g2(root, "contentSet")
    for _ in draft.one(content, "body", article.body or None):
        WRITERS[body](content, draft, report)
    for _, events in draft.one(content, "announced", article.announced or None):
        _announced(content, draft, events)
    if own is not None:
        media_file(content, draft, own[1], own[0])
        if url := draft.iri(own[1].embed_url, f"{own[0]}.embed_url"):
            g2(content, "remoteContent", href=url, contenttype="text/html")
    renditions(content, draft, article.renditions, "renditions")
    if not len(content):
        root.remove(content)


def _announced(content: Element, draft: Draft, found: tuple[Event, ...]) -> None:
    """A set of events as content of the item."""
    from newsml.formats.newsml_g2.events import event

    inline = g2(content, "inlineXML", contenttype="application/xml")
    events = g2(inline, "events")
    for index, item in enumerate(found):
        event(events, draft, item, f"announced.{index}")
    if not len(events):
        content.remove(inline)

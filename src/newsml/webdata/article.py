"""The article of a node: one table from property to the function that reads it, in the order they are read.

schema.org 30.0: https://schema.org/NewsArticle. The other way round: `newsml.schemaorg.article`.
"""

from __future__ import annotations

from newsml.issues import Report
from newsml.options import ReadOptions
from newsml.webdata import access, concepts, fields, media, parties, wording, works
from newsml.webdata.draft import Draft
from newsml.webdata.fields import Read
from newsml.webdata.graph import Graph, Node
from newsml.webdata.kind import take_id, take_kind, take_page
from newsml.webdata.values import text_of


def read_article(node: Node, graph: Graph, report: Report, options: ReadOptions) -> Draft:
    """What the node of an article says, as fields of the model; the rest is kept."""
    draft = Draft(node, graph, report, options)
    done: set[str] = set()
    for name in sorted(node.properties, key=_order):
        if name in done:
            continue
        if read := TERMS.get(name):
            read(draft, name)
        else:
            draft.unknown(name)
            draft.keep(name)
        done.add(name)
    take_page(draft)
    take_id(draft)
    take_kind(draft)
    return draft


def _order(name: str) -> int:
    return _ORDER.get(name, len(_ORDER))


def _media(field: str) -> Read:
    return lambda draft, name: media.media(draft, name, field)


def _contributors(role: str | None) -> Read:
    return lambda draft, name: parties.parties(draft, name, "contributors", "person", role)


def _party(field: str, default: str = "organisation") -> Read:
    return lambda draft, name: parties.party_field(draft, name, field, default)


def _linked(field: str, rel: str | None = None) -> Read:
    return lambda draft, name: works.links(draft, name, field, rel)


def _printed(key: str) -> Read:
    return lambda draft, name: works.printed(draft, name, key)


TERMS: dict[str, Read] = {
    "url": wording.url,
    "mainEntityOfPage": wording.url,
    "headline": wording.headline,
    "name": wording.name,
    "alternativeHeadline": fields.texts("headlines", "sub"),
    "description": fields.texts("summary"),
    "abstract": wording.abstract,
    "articleBody": wording.body,
    "text": wording.body,
    "inLanguage": wording.language_of,
    "datePublished": fields.dates("published"),
    "uploadDate": fields.dates("published"),
    "dateModified": fields.date("content_modified"),
    "dateCreated": fields.date("content_created"),
    "expires": fields.dates("expires"),
    "dateline": fields.text("dateline"),
    "articleSection": fields.words("section"),
    "genre": lambda draft, name: concepts.terms(draft, name, "genres"),
    "keywords": fields.words("keywords", split=True),
    "backstory": fields.text("backstory"),
    "author": lambda draft, name: parties.parties(draft, name, "authors", "person"),
    "creator": wording.creator,
    "editor": _contributors("editor"),
    "translator": _contributors("translator"),
    "contributor": _contributors(None),
    "sponsor": _contributors("sponsor"),
    "funder": _contributors("funder"),
    "publisher": _party("publisher"),
    "provider": _party("provider"),
    "sourceOrganization": lambda draft, name: parties.parties(draft, name, "info_sources", "organisation"),
    "accountablePerson": _party("accountable_person", "person"),
    "image": _media("images"),
    "thumbnailUrl": lambda draft, name: media.thumbnails(draft, name),
    "thumbnail": lambda draft, name: media.thumbnails(draft, name),
    "video": _media("video"),
    "audio": _media("audio"),
    "associatedMedia": lambda draft, name: media.files(draft, name, "renditions"),
    "about": lambda draft, name: concepts.topics(draft, name, "about"),
    "mentions": lambda draft, name: concepts.topics(draft, name, "mentions"),
    "contentLocation": lambda draft, name: concepts.places(draft, name, "places", "about"),
    "locationCreated": lambda draft, name: concepts.places(draft, name, "located"),
    "audience": access.audience,
    "isBasedOn": _linked("derived_from"),
    "citation": _linked("related"),
    "translationOfWork": lambda draft, name: works.one_link(draft, name, "translation_of"),
    "workTranslation": _linked("related", "translation"),
    "isPartOf": lambda draft, name: works.series(draft),
    "position": lambda draft, name: works.position(draft),
    "identifier": lambda draft, name: works.identifiers(draft),
    "version": lambda draft, name: fields.first(draft, name, "version", text_of),
    "creativeWorkStatus": wording.status,
    "copyrightHolder": _party("copyright_holder"),
    "copyrightYear": wording.year,
    "copyrightNotice": fields.texts("copyright_notice"),
    "creditText": fields.texts("credit_line"),
    "license": fields.link("license_url"),
    "acquireLicensePage": fields.link("acquire_license_url"),
    "usageInfo": access.usage,
    "conditionsOfAccess": access.usage,
    "digitalSourceType": access.digital_source,
    "publishingPrinciples": access.principles,
    "isAccessibleForFree": fields.flag("is_free"),
    "hasPart": access.parts,
    "speakable": access.speakable,
    "printEdition": _printed("edition"),
    "printSection": _printed("section"),
    "printPage": _printed("page"),
    "printColumn": _printed("column"),
    "interactionStatistic": lambda draft, name: works.interactions(draft),
    "correction": access.corrections,
    "liveBlogUpdate": lambda draft, name: works.live_updates(draft),
}  # fmt: skip
"""Property to reader, in the order in which they are read. What is not here is kept as it is."""

_ORDER = {name: at for at, name in enumerate(TERMS)}

"""The article node: one table, in the order in which its properties are written.

schema.org 30.0: https://schema.org/NewsArticle. Google: https://developers.google.com/search/docs/appearance/structured-data/article
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal, NamedTuple

from newsml.losses import Lost, is_carried, largest, loss, uncarried
from newsml.model import Article
from newsml.model.concepts import ForeignFragment
from newsml.schemaorg import clips, dates, media, people, publisher, relations, topics, words
from newsml.schemaorg.kept import FORMAT, kept_types, put_back
from newsml.schemaorg.kinds import Kind, kind_of, types_of
from newsml.schemaorg.scope import Node, Scope, is_blank, tidy
from newsml.vocabularies.schema_org import SAID_BY_TYPE

Profile = Literal["core", "news", "full"]
Domain = Literal["any", "article", "news", "live", "media"]
"""Which types have a property: all, all but media, NewsArticle, live blogs, media."""

KINDS: dict[Domain, tuple[Kind, ...]] = {
    "any": ("news", "article", "live", "media"),
    "article": ("news", "article", "live"),
    "news": ("news",),
    "live": ("live",),
    "media": ("media",),
}

CORE: tuple[Profile, ...] = ("core", "news", "full")
NEWS: tuple[Profile, ...] = ("news", "full")
FULL: tuple[Profile, ...] = ("full",)


class Property(NamedTuple):
    """One property: in which profiles, for which types, which fields of the model it takes, and its value."""

    term: str
    profiles: tuple[Profile, ...]
    domain: Domain
    takes: tuple[str, ...]
    """Dotted paths of the model. What no property of a profile takes is reported as not written."""
    value: Callable[[Article, Scope], object]


def of(field: str) -> Callable[[Article, Scope], object]:
    """The function that writes a field as it is."""

    def written(article: Article, scope: Scope) -> object:
        return getattr(article, field)

    return written


def within(field: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The dotted paths of some fields of a part."""
    return tuple(f"{field}.{name}" for name in names)


PARTY = people.CARRIED
LINK = ("href", "residref", "title", "version", "mime", "lang")
TEXT = ("text", "lang")
SITE = "site"
"""Stands among the fields for the publisher's own facts."""
INDICATOR = ("trust_indicators.role", "trust_indicators.href")
UPDATE = within("live_updates", ("id", "url", "when", "headline", "text", *within("authors", PARTY)))
TOPICS = (
    *within("subjects", (*topics.TERM_CARRIED, "rel")),
    *within("people", (*PARTY, "rel")),
    *within("organisations", (*PARTY, "rel")),
    *within("places", (*topics.PLACE_CARRIED, "rel")),
    *within("events", (*topics.TERM_CARRIED, "rel", "start", "end")),
    *within("objects", (*topics.TERM_CARRIED, "rel")),
)

PROPERTIES: tuple[Property, ...] = (
    Property("@id", CORE, "any", ("canonical_url", "id"), relations.node_id),
    Property("url", CORE, "any", ("canonical_url",), of("canonical_url")),
    Property("mainEntityOfPage", CORE, "any", ("canonical_url",), relations.web_page),
    Property("headline", CORE, "any", ("headlines.text", "headlines.role", "headlines.lang"),
             words.reported_headline),
    Property("name", CORE, "media", ("headlines.text",), words.headline),
    Property("alternativeHeadline", CORE, "any", ("headlines.text",), words.alternative_headlines),
    Property("description", CORE, "any", within("summary", TEXT), words.first_text("summary")),
    Property("articleBody", CORE, "any", ("body",), words.body),
    Property("inLanguage", CORE, "any", ("language",), lambda article, scope: scope.lang),
    Property("datePublished", CORE, "any", ("published.when", "first_created"),
             dates.reported_date_published),
    Property("uploadDate", CORE, "media", ("published.when", "first_created"), dates.date_published),
    Property("dateModified", CORE, "any", ("content_modified", "version_created"), dates.date_modified),
    Property("dateCreated", CORE, "any", ("content_created",), dates.date_created),
    Property("expires", CORE, "any", ("expires",), dates.expires),
    Property("coverageStartTime", CORE, "live", ("live_updates.when",), relations.coverage_start),
    Property("coverageEndTime", CORE, "live", ("live_updates.when",), relations.coverage_end),
    Property("dateline", CORE, "news", within("dateline", TEXT), words.only_text("dateline")),
    Property("articleSection", CORE, "article", ("section",), words.sections),
    Property("genre", CORE, "any", within("genres", topics.TERM_CARRIED), topics.genres),
    Property("keywords", CORE, "any", ("keywords",), words.keywords),
    Property("wordCount", FULL, "article", ("body",), words.word_count),
    Property("backstory", CORE, "article", within("backstory", TEXT), words.only_text("backstory")),
    Property("author", CORE, "article", (*within("authors", PARTY), SITE), people.authors),
    Property("creator", CORE, "media", within("authors", PARTY), people.authors),
    Property("editor", CORE, "any", within("contributors", (*PARTY, "role")), people.contributors("editor")),
    Property("translator", CORE, "any", ("contributors.role",), people.contributors("translator")),
    Property("contributor", CORE, "any", ("contributors.role",), people.contributors("contributor")),
    Property("sponsor", CORE, "any", ("contributors.role",), people.contributors("sponsor")),
    Property("funder", CORE, "any", ("contributors.role",), people.contributors("funder")),
    Property("publisher", CORE, "any", (*within("publisher", PARTY), SITE), publisher.publisher),
    Property("publisher", NEWS, "any", INDICATOR, publisher.publisher),
    Property("provider", CORE, "any", within("provider", PARTY), people.organisation_or_person("provider")),
    Property("sourceOrganization", CORE, "any", within("info_sources", PARTY), people.source_organisations),
    Property("accountablePerson", CORE, "any", within("accountable_person", PARTY),
             people.organisation_or_person("accountable_person", "Person")),
    Property("image", CORE, "any", (*within("images", media.CARRIED), "body"),
             media.media("images", "image", "ImageObject")),
    Property("thumbnailUrl", CORE, "any", ("thumbnail.url",), media.thumbnails),
    Property("video", CORE, "any", (*within("video", media.CARRIED), "body"),
             media.media("video", "video", "VideoObject")),
    Property("audio", CORE, "any", (*within("audio", media.CARRIED), "body"),
             media.media("audio", "audio", "AudioObject")),
    Property("associatedMedia", CORE, "article", within("renditions", media.FILE_CARRIED), media.other_files),
    Property("contentUrl", CORE, "media", ("renditions.url",), media.own_url),
    Property("width", CORE, "media", ("renditions.width",), media.own("width")),
    Property("height", CORE, "media", ("renditions.height",), media.own("height")),
    Property("duration", CORE, "media", ("renditions.duration",), media.own_duration),
    Property("encodingFormat", CORE, "media", ("renditions.mime",), media.own("mime")),
    Property("contentSize", CORE, "media", ("renditions.size",), media.own_size),
    Property("sha256", CORE, "media", ("renditions.hash",), media.own_digest),
    Property("encoding", CORE, "media", ("renditions.url",), media.own_other_files),
    Property("about", NEWS, "any", TOPICS, topics.about),
    Property("mentions", NEWS, "any", TOPICS, topics.mentions),
    Property("contentLocation", NEWS, "any", TOPICS, topics.content_location),
    Property("locationCreated", CORE, "any", within("located", topics.PLACE_CARRIED),
             topics.location_created),
    Property("contentRating", NEWS, "any", within("signals", topics.TERM_CARRIED), topics.content_warnings),
    Property("audience", CORE, "any", within("audiences", ("name", "names")), topics.audiences),
    Property("isBasedOn", CORE, "any", within("derived_from", LINK), relations.linked("derived_from")),
    Property("citation", CORE, "any", within("related", (*LINK, "rel")), relations.citations),
    Property("translationOfWork", CORE, "any", within("translation_of", LINK),
             relations.linked("translation_of", "NewsArticle")),
    Property("workTranslation", CORE, "any", within("related", LINK), relations.translations),
    Property("isPartOf", CORE, "any", ("series.id", "series.name"), relations.series),
    Property("position", CORE, "any", ("series.part",), relations.position),
    Property("identifier", CORE, "any", ("id", *within("alt_ids", ("value", "scheme", "role"))),
             relations.identifiers),
    Property("identifier", FULL, "any", ("slugline.text",), relations.identifiers),
    Property("version", CORE, "any", ("version",), of("version")),
    Property("creativeWorkStatus", FULL, "any", ("pub_status",), of("pub_status")),
    Property("copyrightHolder", NEWS, "any", within("copyright_holder", PARTY),
             people.organisation_or_person("copyright_holder")),
    Property("copyrightYear", NEWS, "any", ("copyright_year",), of("copyright_year")),
    Property("copyrightNotice", NEWS, "any", within("copyright_notice", TEXT),
             words.first_text("copyright_notice")),
    Property("creditText", NEWS, "any", within("credit_line", TEXT), words.first_text("credit_line")),
    Property("license", NEWS, "any", ("license_url",), of("license_url")),
    Property("acquireLicensePage", NEWS, "any", ("acquire_license_url",), of("acquire_license_url")),
    Property("usageInfo", NEWS, "any", ("usage_terms.href", SITE), words.usage_page),
    Property("conditionsOfAccess", FULL, "any", ("usage_terms.text",), words.conditions),
    Property("digitalSourceType", NEWS, "any", ("digital_source_type",), media.digital_source_of_article),
    Property("publishingPrinciples", NEWS, "any", INDICATOR, publisher.principles),
    Property("isAccessibleForFree", CORE, "any", ("is_free", "paywall"), words.is_free),
    Property("hasPart", CORE, "any", ("paywall",), words.paid_parts),
    Property("hasPart", CORE, "media", within("content_parts", clips.CARRIED), clips.has_part),
    Property("speakable", CORE, "article", ("speakable",), words.speakable),
    Property("printEdition", CORE, "news", ("print_edition.edition",), relations.printed("edition")),
    Property("printSection", CORE, "news", ("print_edition.section",), relations.printed("section")),
    Property("printPage", CORE, "news", ("print_edition.page",), relations.printed("page")),
    Property("printColumn", CORE, "news", ("print_edition.column",), relations.printed("column")),
    Property("interactionStatistic", FULL, "any", ("interactions",), relations.interactions),
    Property("sdDatePublished", FULL, "any", ("version_created",), dates.structured_data_date),
    Property("correction", NEWS, "any", ("corrections",), words.corrections),
    Property("liveBlogUpdate", CORE, "live", UPDATE, relations.live_updates),
)  # fmt: skip

CONTEXT = "https://schema.org"


def article_node(article: Article, scope: Scope) -> Node:
    """The node of an article, its properties in the order of the table; what has no place is reported."""
    types = types_of(article, scope.site)
    if types == ["NewsArticle"] and article.foreign:
        types = kept_types(article) or types
    kind = kind_of(types[0])
    rows, carried = plan(scope.options.profile, kind)
    given = article.model_fields_set | {SITE} if scope.site else article.model_fields_set
    single = len(types) == 1 or scope.options.type_style == "single"
    node: Node = {"@context": CONTEXT, "@type": types[0] if single else types}
    for term, roots, value in rows:
        if not roots.isdisjoint(given):
            found = value(article, scope)
            if not is_blank(found):
                node[term] = tidy(term, found)
    if article.is_media_item:
        media.add_own_medium(node, article, scope)
        media.report_without_file(node, scope)
    article = put_back(node, article, scope)
    _report_rest(article, kind, carried, scope)
    return node


def _report_rest(article: Article, kind: Kind, carried: frozenset[str], scope: Scope) -> None:
    """Report every field that no property of this profile takes."""
    profile = scope.options.profile
    lost = [
        Lost(path, value, _reason(plain, value, kind, profile))
        for path, plain, value in uncarried(article, carried)
        if (path, value) != ("pub_status", "usable")  # or it would not be there
        and value != ""
        and not (path == "item_type" and value in SAID_BY_TYPE)
        and not (scope.said and scope.has_said(path))
    ]
    for one in largest(article, lost):
        scope.report(loss(one.path, one.value, scope.target, one.why))


def _reason(path: str, value: object, kind: Kind, profile: Profile) -> str:
    if isinstance(value, ForeignFragment) and value.format == FORMAT:
        if profile == "core":
            return "the profile core leaves it out, -O profile=news writes it"
        return "what it belongs to is not written, or in another form"
    for wider in CORE[CORE.index(profile) + 1 :]:
        if is_carried(path, plan(wider, kind)[1]):
            return f"the profile {profile} leaves it out, -O profile={wider} writes it"
    return ""


Row = tuple[str, frozenset[str], Callable[[Article, Scope], object]]


@cache
def plan(profile: Profile, kind: Kind) -> tuple[tuple[Row, ...], frozenset[str]]:
    """The rows of the table for a profile and a kind of article, and the paths that they carry."""
    rows = [row for row in PROPERTIES if profile in row.profiles and kind in KINDS[row.domain]]
    taken: dict[str, set[str]] = {}
    for row in rows:
        taken.setdefault(row.term, set()).update(row.takes)
    values = {row.term: row.value for row in rows}
    planned = tuple(
        (term, frozenset(path.partition(".")[0] for path in paths), values[term])
        for term, paths in taken.items()
    )
    return planned, frozenset(path for paths in taken.values() for path in paths)

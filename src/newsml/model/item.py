"""What an article has in common with packages, concepts, plans and catalogs: all but the text.

The fields stand in groups, in the order in which newsml's JSON has them. Semantics: NewsML-G2 2.35, AnyItemType,
ContentMetadataAfDType.
"""

# No `from __future__ import annotations`: pydantic would have to evaluate 300 texts at start (5 ms of CPU).

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal

from newsml.model.concepts import (
    AltId,
    Audience,
    Concept,
    Correction,
    Event,
    EventDetails,
    ExtProperty,
    ForeignFragment,
    Generator,
    Hash,
    Headline,
    Hop,
    InlineRef,
    Interaction,
    ItemLink,
    LanguageUse,
    LinkedText,
    LiveUpdate,
    Media,
    Party,
    Place,
    PrintEdition,
    Publication,
    Rating,
    Reference,
    Region,
    Rendition,
    Representation,
    RightsExpression,
    RightsScope,
    Selectors,
    Series,
    Slugline,
    Text,
    Thing,
    TimeSpan,
    TrustIndicator,
)
from newsml.model.values import (
    EMPTY,
    AnyDate,
    Count,
    DateTime,
    Deferred,
    Embargo,
    Extra,
    Iri,
    LanguageTag,
    Urgency,
    Url,
    Value,
    Year,
)

ItemType = Literal[
    "text", "picture", "video", "audio", "graphic", "animation", "composite", "data", "live_blog"
]


class Management(Value):
    """The item as such: its identity, its versions, its way through the newsroom, its dates."""

    # Identity, versioning, workflow
    id: str | None = None
    """The identifier that stays the same through all versions: an IRI, or the sender's own text."""
    version: str | None = None
    """The version of the item, as the sender counts."""
    canonical_url: Url | None = None
    """The page of the article that others should link to."""
    alt_ids: Annotated[tuple[AltId, ...], Deferred()] = ()
    """Identifiers of the article in other systems."""
    item_type: ItemType = "text"
    """What kind of item it is."""
    profile: str | None = None
    """The sender's name for the template the item was made with."""
    provider: Annotated[Party | None, Deferred()] = None
    """Who sends the item out and answers for it: the agency, the newsroom."""
    publisher: Annotated[Party | None, Deferred()] = None
    """Who publishes it, where that is not the provider."""
    pub_status: Literal["usable", "withheld", "canceled"] | None = None
    """Whether it may be used; None means usable."""
    signals: Annotated[tuple[Concept, ...], Deferred()] = ()
    """Instructions to the receiver's system, such as update or correction."""
    editorial_role: Annotated[Concept | None, Deferred()] = None
    """The part the item plays in the editorial plan."""
    ed_notes: Annotated[tuple[Text, ...], Deferred()] = ()
    """Notes for editors, never for readers."""
    services: Annotated[tuple[Concept, ...], Deferred()] = ()
    """The services or wires that carry the item."""
    series: Annotated[tuple[Series, ...], Deferred()] = ()
    """The stories or series it belongs to."""
    generator: Annotated[tuple[Generator, ...], Deferred()] = ()
    """The programs that made the item."""
    file_name: str | None = None
    """The file name that the sender suggests."""
    hops: Annotated[tuple[Hop, ...], Deferred()] = ()
    """The stations on the item's way, the latest last."""
    instance_of: Annotated[tuple[Concept, ...], Deferred()] = ()
    """What it is one of: a column, a daily list …"""
    deliverable_of: Annotated[tuple[ItemLink, ...], Deferred()] = ()
    """The plan that it was delivered for."""
    representations: Annotated[tuple[Representation, ...], Deferred()] = ()
    """The item in other forms, beside its page."""
    original_representations: Annotated[tuple[Representation, ...], Deferred()] = ()
    """Where the item is stored as it was first."""
    hash: Annotated[tuple[Hash, ...], Deferred()] = ()
    """Digests of the item."""
    incoming_feeds: Annotated[tuple[Reference, ...], Deferred()] = ()
    """The feeds that it came in by."""
    metadata_creator: Annotated[Party | None, Deferred()] = None
    """Who wrote what is said of the item."""

    # Dates
    first_created: DateTime | None = None
    """When the first version of the item was made."""
    version_created: DateTime | None = None
    """When this version of the item was made."""
    content_created: AnyDate | None = None
    """When the content was made, as precisely as it is known."""
    content_modified: AnyDate | None = None
    """When the content was last changed."""
    published: Annotated[tuple[Publication, ...], Deferred()] = ()
    """When, and in which channels, it was published."""
    embargoed_until: Embargo | None = None
    """Not to be published before this time; ``open`` for an embargo without a known end."""
    expires: tuple[AnyDate, ...] = ()
    """When it should no longer be used."""


class Headings(Value):
    """What stands above and around the text."""

    # Text
    headlines: tuple[Headline, ...] = ()
    """All headlines; the main one has the role ``main`` or none."""
    title: Annotated[Text | None, Deferred()] = None
    """A working title for the desk; not for readers."""
    slugline: Annotated[tuple[Slugline, ...], Deferred()] = ()
    """The desk's name of the story."""
    byline: Text | None = None
    """The byline as it stands under the headline."""
    dateline: Text | None = None
    """Where, when and by whom, as it stands before the text."""
    credit_line: Annotated[tuple[Text, ...], Deferred()] = ()
    """Who is to be credited, as it should be printed."""
    summary: tuple[Text, ...] = ()
    """What it is about: teaser, abstract, meta description (told apart by role)."""

    @property
    def headline(self) -> str | None:
        """The text of the main headline: the first with the role ``main`` or without one, or None."""
        found = self.main_headline
        return found.text if found else None

    @property
    def main_headline(self) -> Headline | None:
        """The main headline: the first with the role ``main``, else the first without a role."""
        for headline in self.headlines:
            if headline.role == "main":
                return headline
        for headline in self.headlines:
            if headline.role is None:
                return headline
        return None


class Description(Value):
    """What is said of the content as a whole."""

    # Text
    language: LanguageTag = "und"
    """The language of the text; ``und`` where nobody said."""
    languages: Annotated[tuple[LanguageUse, ...], Deferred()] = ()
    """Further languages of the content, and all that say what they are used for."""
    text_direction: Literal["ltr", "rtl"] | None = None
    """The direction of the script."""
    genres: Annotated[tuple[Concept, ...], Deferred()] = ()
    """The kind of text: report, interview, opinion …"""
    keywords: tuple[str, ...] = ()
    """Free words, for search."""
    section: tuple[str, ...] = ()
    """The part of the site or paper it stands in."""
    backstory: Annotated[Text | None, Deferred()] = None
    """How the story was made and why, for readers."""


class Parties(Value):
    """Who made the content, and whom and what it is about."""

    # Parties and concepts
    authors: Annotated[tuple[Party, ...], Deferred()] = ()
    """Who wrote it, in the order of the byline."""
    contributors: Annotated[tuple[Party, ...], Deferred()] = ()
    """Who else worked on it, and how (role)."""
    info_sources: Annotated[tuple[Party, ...], Deferred()] = ()
    """Where the information comes from."""
    subjects: Annotated[tuple[Concept, ...], Deferred()] = ()
    """What it is about: topics, as a rule of a vocabulary such as IPTC Media Topics."""
    people: Annotated[tuple[Party, ...], Deferred()] = ()
    """People it is about, or mentions."""
    organisations: Annotated[tuple[Party, ...], Deferred()] = ()
    """Organisations it is about, or mentions."""
    places: Annotated[tuple[Place, ...], Deferred()] = ()
    """Places it is about, or mentions."""
    located: Annotated[tuple[Place, ...], Deferred()] = ()
    """Where it was written or taken."""
    events: Annotated[tuple[Event, ...], Deferred()] = ()
    """Events it is about."""
    objects: Annotated[tuple[Thing, ...], Deferred()] = ()
    """Works and products it is about, or mentions."""
    audiences: Annotated[tuple[Audience, ...], Deferred()] = ()
    """Whom it is for, or not for."""
    ratings: Annotated[tuple[Rating, ...], Deferred()] = ()
    """Ratings of the article."""
    interactions: Annotated[tuple[Interaction, ...], Deferred()] = ()
    """What readers did with it, and how often."""


class ContentPart(Parties, Description, Headings):
    """A part of the content, in time (a shot of a clip), in place (a face in a picture) or by its id, and what is
    said of it alone."""

    id: str | None = None
    """What other parts of the same item call it."""
    seq: Count | None = None
    """Its place among the parts."""
    content_refs: tuple[str, ...] = ()
    """The ids of the files or texts, or of other parts, that it is a part of."""
    time_spans: Annotated[tuple[TimeSpan, ...], Deferred()] = ()
    """The stretch of the clip; several where they differ by file."""
    region: Annotated[Region | None, Deferred()] = None
    """The rectangle of the picture."""
    role: Annotated[Concept | None, Deferred()] = None
    """What it is in the whole: a shot, a key frame …"""
    thumbnail: Annotated[tuple[Rendition, ...], Deferred()] = ()
    """Small pictures that stand for it."""
    urgency: Urgency | None = None
    content_created: AnyDate | None = None
    content_modified: AnyDate | None = None
    digital_source_type: Iri | None = None
    alt_ids: Annotated[tuple[AltId, ...], Deferred()] = ()
    signals: Annotated[tuple[Concept, ...], Deferred()] = ()
    ed_notes: Annotated[tuple[Text, ...], Deferred()] = ()
    related: Annotated[tuple[ItemLink, ...], Deferred()] = ()
    ext_properties: Annotated[tuple[ExtProperty, ...], Deferred()] = ()
    """Properties of the sender's own."""


class RightsStatement(Value):
    """Who holds the rights and what may be done: of the item, or of some of it."""

    # Rights, AI and trust
    copyright_holder: Annotated[Party | None, Deferred()] = None
    """Who holds the copyright."""
    copyright_year: Year | None = None
    """The year of the copyright."""
    copyright_notice: Annotated[tuple[LinkedText, ...], Deferred()] = ()
    """The copyright notice as it should be shown."""
    usage_terms: Annotated[tuple[LinkedText, ...], Deferred()] = ()
    """What may be done with it, in words."""
    license_url: Url | None = None
    """The page of the licence."""
    acquire_license_url: Url | None = None
    """The page where a licence can be had."""
    rights_links: Annotated[tuple[ItemLink, ...], Deferred()] = ()
    """Further pages and items on the rights."""
    rights_expression: Annotated[tuple[RightsExpression, ...], Deferred()] = ()
    """The rights in a language for machines (ODRL, RightsML, RSL)."""
    rights_scope: Annotated[RightsScope | None, Deferred()] = None
    """What the rights cover, where and when."""
    data_mining: Iri | None = None
    """Whether machines may learn from it: an IRI of the PLUS vocabulary."""


class ScopedRights(RightsStatement):
    """Rights of some of the item: of the files, texts and parts that ``id_refs`` names, or of what the scope says."""

    id_refs: tuple[str, ...] = ()
    """The ids of what the rights are for."""
    accountable_person: Annotated[Party | None, Deferred()] = None
    ext_properties: Annotated[tuple[ExtProperty, ...], Deferred()] = ()
    """Properties of the sender's own."""


class Rights(RightsStatement):
    """Who holds the rights, what may be done, whether it can be trusted."""

    # Rights, AI and trust
    digital_source_type: Iri | None = None
    """Whether a person or a machine made it: an IRI of IPTC's digital source types."""
    accountable_person: Annotated[Party | None, Deferred()] = None
    """Who answers for it before the law."""
    trust_indicators: Annotated[tuple[TrustIndicator, ...], Deferred()] = ()
    """Links that let readers judge the source."""
    corrections: Annotated[tuple[Correction, ...], Deferred()] = ()
    """Corrections, for readers."""
    is_free: bool | None = None
    """Whether everybody may read all of it; None where nobody said."""
    paywall: tuple[str, ...] = ()
    """CSS selectors of what only subscribers see."""
    scoped_rights: Annotated[tuple[ScopedRights, ...], Deferred()] = ()
    """Rights that hold for some of the item only; those of the whole stand in the fields above."""


class Links(Value):
    """Media that belong to the item, other items and pages."""

    # Media, links, other
    images: Annotated[tuple[Media, ...], Deferred()] = ()
    """Pictures that belong to the article; the first is the lead picture."""
    renditions: Annotated[tuple[Rendition, ...], Deferred()] = ()
    """The files of an item that is itself a picture, video or audio clip."""
    thumbnail: Annotated[tuple[Rendition, ...], Deferred()] = ()
    """Small pictures that stand for the item."""
    video: Annotated[tuple[Media, ...], Deferred()] = ()
    """Videos that belong to the article."""
    audio: Annotated[tuple[Media, ...], Deferred()] = ()
    """Audio clips that belong to the article."""
    related: Annotated[tuple[ItemLink, ...], Deferred()] = ()
    """Further items and pages."""
    derived_from: Annotated[tuple[ItemLink, ...], Deferred()] = ()
    """What it was made from."""
    translation_of: Annotated[ItemLink | None, Deferred()] = None
    """The item it is a translation of."""
    previous_version: Annotated[ItemLink | None, Deferred()] = None
    """The item that it replaces."""
    print_edition: Annotated[tuple[PrintEdition, ...], Deferred()] = ()
    """Where it stood in print."""
    live_updates: Annotated[tuple[LiveUpdate, ...], Deferred()] = ()
    """The entries of running coverage, as the sender orders them."""
    speakable: Annotated[Selectors | None, Deferred()] = None
    """The parts that suit reading aloud."""
    urgency: Urgency | None = None
    """1 is most urgent, 5 usual, 9 the sender's own."""
    event_details: Annotated[EventDetails | None, Deferred()] = None
    """The event that the item announces."""
    announced: Annotated[tuple[Event, ...], Deferred()] = ()
    """The events of a calendar or diary, whose details are what the item is there for."""


class Extensions(Value):
    """The parts of the content, and properties of the sender's own."""

    # Parts and properties of the sender's own
    content_parts: Annotated[tuple[ContentPart, ...], Deferred()] = ()
    """Parts of the content, each with what is said of it alone: the shots of a clip, regions of a picture."""
    inline_refs: Annotated[tuple[InlineRef, ...], Deferred()] = ()
    """What is meant at certain places of the text."""
    item_ext_properties: Annotated[tuple[ExtProperty, ...], Deferred()] = ()
    """Further properties of the item as such."""
    content_ext_properties: Annotated[tuple[ExtProperty, ...], Deferred()] = ()
    """Further properties of the content."""
    rights_ext_properties: Annotated[tuple[ExtProperty, ...], Deferred()] = ()
    """Further properties of the rights."""


class Remainder(Value):
    """What is nobody's field."""

    # What is nobody's field
    foreign: Annotated[tuple[ForeignFragment, ...], Deferred()] = ()
    """What the source held and no field takes; the writer of the same format puts it back."""
    extra: Extra = EMPTY
    """Values of your own, by name."""
    derived: tuple[str, ...] = ()
    """The fields that newsml inferred rather than read."""


class Item(Remainder, Extensions, Links, Rights, Parties, Description, Headings, Management):
    """An item of any kind."""

    called: ClassVar[str] = "an item"
    """What messages call it."""

    def content_part(self, id: str) -> ContentPart | None:
        """The part of this id."""
        return next((part for part in self.content_parts if part.id == id), None)

    def named(self, ids: Iterable[str]) -> Iterator[ContentPart | Media | Rendition]:
        """What ids name: parts, pictures, clips and files; what a part is a part of follows it.

        An id that names a text, or nothing, gives nothing.
        """
        known: dict[str, ContentPart | Media | Rendition] = {}
        media = (*self.images, *self.video, *self.audio)
        for file in (*self.renditions, *(file for medium in media for file in medium.renditions)):
            known |= {file.id: file} if file.id else {}
        for medium in media:
            known |= {medium.local_id: medium} if medium.local_id else {}
        known |= {part.id: part for part in self.content_parts if part.id}
        waiting = list(ids)
        while waiting:
            found = known.pop(waiting.pop(0), None)
            if found is not None:
                yield found
                waiting += found.content_refs if isinstance(found, ContentPart) else ()

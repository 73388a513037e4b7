"""What an article points at: concepts, people, places, events, media; who sent it, and on which way."""

# No `from __future__ import annotations`: pydantic would have to evaluate 300 texts at start (5 ms of CPU).

from typing import Annotated, Literal

from pydantic import Field

from newsml.model.locations import Address, Circle, Contact, ContactPoint, Geo, Line
from newsml.model.references import (
    Bit,
    Direction,
    Headline,
    ItemLink,
    LinkedText,
    Name,
    Number,
    Reference,
    Relation,
    Slugline,
    Text,
)
from newsml.model.technical import Channel, Technical
from newsml.model.values import (
    AnyDate,
    Count,
    DateTime,
    Deferred,
    Iri,
    LanguageTag,
    MediaType,
    Percent,
    Url,
    Value,
)

__all__ = [
    "Address", "AltId", "AltLocation", "Audience", "Bit", "Channel", "Circle", "Concept", "Contact", "ContactPoint",
    "Correction", "Direction", "Event", "EventDetails", "ExtProperty", "ForeignFragment", "Generator", "Geo", "Hash",
    "Headline", "Hop", "InlineRef", "Interaction", "ItemLink", "LanguageUse", "Line", "LinkedText", "LiveUpdate",
    "Media", "Name", "Number", "Party", "Place", "PrintEdition", "Publication", "Rating", "Recurrence", "Reference",
    "Region", "Relation", "Rendition", "Representation", "RightsExpression", "RightsScope", "Selectors", "Series",
    "Slugline", "Symbol", "Technical", "Text", "Thing", "TimeSpan", "TrustIndicator",
]  # fmt: skip


class Concept(Reference):
    """A subject, genre, service …: a reference with its weight, what it means, and its relations to others."""

    definition: str | None = None
    relevance: Percent | None = None
    confidence: Percent | None = None
    rank: Count | None = None
    """Its place among others, the first with the lowest number."""
    rel: str | None = None
    """``about`` or ``mentions`` where the sender says which."""
    broader: Annotated[tuple[Relation, ...], Deferred()] = ()
    concept_type: str | None = None
    """What kind of thing it is: ``abstract``, ``person``, ``organisation``, ``geoArea``, ``poi``, ``object``,
    ``event``, or the sender's own."""
    more_names: Annotated[tuple[Name, ...], Deferred()] = ()
    """Names beside the usual one of each language."""
    definitions: Annotated[tuple[Text, ...], Deferred()] = ()
    """Definitions that say their language or role."""
    notes: Annotated[tuple[Text, ...], Deferred()] = ()
    """What else is to be known of it."""
    narrower: Annotated[tuple[Relation, ...], Deferred()] = ()
    related: Annotated[tuple[Relation, ...], Deferred()] = ()
    equivalents: Annotated[tuple[Relation, ...], Deferred()] = ()
    """The same concept elsewhere, where more is said than its IRI."""
    facets: Annotated[tuple[Relation, ...], Deferred()] = ()
    """Qualities of the concept itself."""
    main_concept: Annotated[Relation | None, Deferred()] = None
    """What the subject is at heart, where facets narrow it."""
    facet_concepts: Annotated[tuple[Relation, ...], Deferred()] = ()
    bag: Annotated[tuple[Bit, ...], Deferred()] = ()
    """Concepts that mean this one together."""
    remote_info: Annotated[tuple[ItemLink, ...], Deferred()] = ()
    """Where more is said of it."""
    hierarchy: tuple[str, ...] = ()
    """Its place in the tree of its scheme, each the codes from the top down."""
    created: AnyDate | None = None
    """When it came into its scheme."""
    modified: AnyDate | None = None
    """When what is said of it was last changed."""
    retired: AnyDate | None = None
    """When it went out of use."""

    def label(self, lang: str | None = None) -> str | None:
        """The best name for readers of `lang`; where there are only names for a purpose, the one to display."""
        return super().label(lang) or _displayed(self.more_names, lang)


def _displayed(names: tuple[Name, ...], lang: str | None) -> str | None:
    """Of names for a purpose or of a form, the one for display, else the full one, else the first."""
    whole = [name for name in names if not name.part]
    if lang:
        base = lang.partition("-")[0]
        whole = [name for name in whole if (name.lang or lang).partition("-")[0] == base] or whole
    for code in ("display", "full", ""):
        for name in whole:
            if (name.role or "").endswith(code):
                return name.text
    return None


class Symbol(Value):
    """A symbol of a traded instrument, who gives it out, and the market."""

    symbol: str
    exchange: str | None = None
    symbol_type: str | None = None
    source: str | None = None
    market: str | None = None
    exchange_source: str | None = None
    rank: Count | None = None


class Place(Concept):
    """A place; ``country`` is an ISO 3166-1 code. An area has lines, circles and polygons, a point of interest
    an address, opening hours and contacts."""

    geo: Annotated[Geo | None, Deferred()] = None
    country: str | None = None
    founded: AnyDate | None = None
    dissolved: AnyDate | None = None
    lines: Annotated[tuple[Line, ...], Deferred()] = ()
    circles: Annotated[tuple[Circle, ...], Deferred()] = ()
    polygons: Annotated[tuple[Line, ...], Deferred()] = ()
    address: Annotated[Address | None, Deferred()] = None
    open_hours: Annotated[Text | None, Deferred()] = None
    capacity: Annotated[Text | None, Deferred()] = None
    contacts: Annotated[tuple[Contact, ...], Deferred()] = ()
    access: Annotated[tuple[Text, ...], Deferred()] = ()
    """How to get there."""
    details: Annotated[tuple[Text, ...], Deferred()] = ()
    """How to find it, there."""
    made: AnyDate | None = None
    """When it came to be."""
    ceased: AnyDate | None = None
    """When it ceased to be."""


class Party(Concept):
    """A person or an organisation."""

    party_type: Literal["person", "organisation"] | None = None
    url: Url | None = None
    job_title: str | None = None
    job_title_uri: Iri | None = None
    affiliation: Annotated[tuple[Relation, ...], Deferred()] = ()
    email: tuple[str, ...] = ()
    symbols: Annotated[tuple[Symbol, ...], Deferred()] = ()
    born: AnyDate | None = None
    died: AnyDate | None = None
    founded: AnyDate | None = None
    dissolved: AnyDate | None = None
    locations: Annotated[tuple[Place, ...], Deferred()] = ()
    """Where an organisation is."""
    contacts: Annotated[tuple[Contact, ...], Deferred()] = ()


class Thing(Concept):
    """A work or product: who made it, and when."""

    made: AnyDate | None = None
    ceased: AnyDate | None = None
    creators: Annotated[tuple[Party, ...], Deferred()] = ()
    copyright_notice: Annotated[tuple[LinkedText, ...], Deferred()] = ()


class Recurrence(Value):
    """When something happens again, or does not: a rule as in iCalendar (RFC 5545, section 3.3.10)."""

    freq: str | None = None
    interval: Count | None = None
    count: Count | None = None
    until: AnyDate | None = None
    by_second: str | None = None
    by_minute: str | None = None
    by_hour: str | None = None
    by_day: str | None = None
    by_month_day: str | None = None
    by_month: str | None = None
    by_year_day: str | None = None
    by_week: str | None = None
    by_set_position: str | None = None
    week_start: str | None = None


class Event(Concept):
    """Something that happens: when, where, who takes part, and how far that is sure."""

    start: AnyDate | None = None
    end: AnyDate | None = None
    start_confirmed: str | None = None
    """How sure the start is."""
    end_confirmed: str | None = None
    start_earliest: AnyDate | None = None
    start_latest: AnyDate | None = None
    end_earliest: AnyDate | None = None
    end_latest: AnyDate | None = None
    duration: str | None = None
    """How long it takes (ISO 8601, ``P2D``), where no end is said."""
    confirmed: str | None = None
    """How sure the dates are."""
    repeats: Annotated[tuple[Recurrence, ...], Deferred()] = ()
    repeats_on: tuple[AnyDate, ...] = ()
    except_repeats: Annotated[tuple[Recurrence, ...], Deferred()] = ()
    except_on: tuple[AnyDate, ...] = ()
    status: Annotated[Reference | None, Deferred()] = None
    """Whether it takes place, is put off, is cancelled …"""
    occurrence: Annotated[Reference | None, Deferred()] = None
    """How likely it is."""
    coverage_status: Annotated[Reference | None, Deferred()] = None
    """Whether the provider covers it."""
    registration: Annotated[tuple[Text, ...], Deferred()] = ()
    keywords: tuple[str, ...] = ()
    access_status: Annotated[tuple[Reference, ...], Deferred()] = ()
    requirements: Annotated[tuple[Concept, ...], Deferred()] = ()
    """What one needs to take part."""
    subjects: Annotated[tuple[Concept, ...], Deferred()] = ()
    locations: Annotated[tuple[Place, ...], Deferred()] = ()
    participants: Annotated[tuple[Party, ...], Deferred()] = ()
    organisers: Annotated[tuple[Party, ...], Deferred()] = ()
    contacts: Annotated[tuple[Contact, ...], Deferred()] = ()
    languages: tuple[LanguageTag, ...] = ()


class ExtProperty(Concept):
    """A property of the sender's own: what relates it to its carrier (``rel``), and a value, or a concept that is
    the value; ``concept_type`` says of what type."""

    value: str | None = None
    """The value, as text."""
    value_type: str | None = None
    """The data type of the value: a QName such as ``xs:decimal``."""
    value_unit: str | None = None
    valid_from: AnyDate | None = None
    valid_to: AnyDate | None = None


class InlineRef(Concept):
    """A concept that is meant at certain places of the text, which ``id_refs`` names."""

    id_refs: tuple[str, ...] = ()


class Audience(Concept):
    """Whom the article is for, or (``excluded``) not for."""

    significance: Count | None = None
    excluded: bool = False


class AltId(Value):
    """Another identifier of the article: scheme (IRI, domain or word), value, and what it is for."""

    value: str
    scheme: str | None = None
    role: str | None = None
    environment: str | None = None
    """The systems or the trade that it belongs to."""
    format: str | None = None
    """The form that it has."""
    version: str | None = None


class AltLocation(Value):
    """Another place where the same file is found."""

    url: Iri
    type: str | None = None
    role: str | None = None


class Representation(Value):
    """The item in another form, such as a page or a PDF, or where it is stored."""

    url: Iri
    mime: MediaType | None = None
    size: Count | None = None
    kind: str | None = None
    """What the form is for."""
    access: str | None = None
    """How it is reached."""
    repository: str | None = None
    """What the store is for."""


class LanguageUse(Value):
    """A language of the content, and what it is used for (role): spoken, subtitles …"""

    tag: LanguageTag
    role: str | None = None
    rank: Count | None = None


class Hash(Value):
    """A digest of a file: the algorithm's name (sha256) and its value in hex."""

    type: str
    value: str
    scope: str | None = None
    """What was digested."""


class Rendition(Value):
    """One file of a picture, video, audio clip or text: ``size`` in bytes, ``duration`` in seconds."""

    id: str | None = None
    """What other parts of the same item call it."""
    name: str | None = None
    url: Iri | None = None
    mime: MediaType | None = None
    size: Count | None = None
    width: Count | None = None
    height: Count | None = None
    duration: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    title: str | None = None
    hash: tuple[Hash, ...] = ()
    residref: str | None = None
    """The guid of the item that the file is, where it is one."""
    technical: Annotated[Technical | None, Deferred()] = None
    channels: Annotated[tuple[Channel, ...], Deferred()] = ()
    alt_ids: Annotated[tuple[AltId, ...], Deferred()] = ()
    alt_locations: Annotated[tuple[AltLocation, ...], Deferred()] = ()
    ext_properties: Annotated[tuple[ExtProperty, ...], Deferred()] = ()


class Media(Value):
    """A picture, video or audio clip: the main file, what is said about it, and its other files.

    ``width`` and ``height`` in pixels, ``size`` in bytes, ``duration`` in seconds.
    """

    id: str | None = None
    url: Iri | None = None
    embed_url: Url | None = None
    mime: MediaType | None = None
    width: Count | None = None
    height: Count | None = None
    size: Count | None = None
    duration: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    title: str | None = None
    caption: str | None = None
    alt: str | None = None
    credit: str | None = None
    creator: tuple[Party, ...] = ()
    copyright_notice: str | None = None
    license_url: Url | None = None
    acquire_license_url: Url | None = None
    digital_source_type: Iri | None = None
    role: str | None = None
    lang: LanguageTag | None = None
    created: AnyDate | None = None
    uploaded: DateTime | None = None
    thumbnail: Iri | None = None
    transcript: str | None = None
    renditions: tuple[Rendition, ...] = ()
    local_id: str | None = None
    """What other parts of the same item call it."""
    technical: Annotated[Technical | None, Deferred()] = None


class TimeSpan(Value):
    """A stretch of a clip, in seconds from its beginning.

    What cannot be told in seconds (time codes, frames) is in ``start_text`` and ``end_text``, in the ``unit``
    that the sender named. ``rendition`` names the file that is meant, where they differ.
    """

    start: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    end: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    start_text: str | None = None
    end_text: str | None = None
    unit: str | None = None
    rendition: str | None = None


class Region(Value):
    """A rectangle of a picture, in pixels from its upper left corner."""

    x: int | None = None
    y: int | None = None
    width: Count | None = None
    height: Count | None = None


class Series(Value):
    """A story or series that the article belongs to, with its part and the number of parts."""

    id: str | None = None
    name: str | None = None
    part: Count | None = None
    total: Count | None = None


class Generator(Value):
    """A program that made the item."""

    name: str
    version: str | None = None
    role: str | None = None


class Hop(Value):
    """A station on the item's way: who did what, and when (NewsML-G2 ``hop``)."""

    party: Reference | None = None
    action: Reference | None = None
    when: AnyDate | None = None


class Publication(Value):
    """When, and where, the article was published."""

    when: AnyDate | None = None
    channel: Reference | None = None
    ext_properties: Annotated[tuple[ExtProperty, ...], Deferred()] = ()


class Rating(Value):
    """A rating and its scale."""

    value: Number
    scale_min: Number | None = None
    scale_max: Number | None = None
    by: str | None = None
    unit: str | None = None
    """What the scale counts: stars …"""
    raters: Count | None = None
    """How many rated."""
    calculation: str | None = None
    """How one value was made of theirs."""
    type: str | None = None
    """What was rated."""


class Interaction(Value):
    """How often readers did something with the article."""

    count: Count
    action: str | None = None


class RightsExpression(Value):
    """A machine-readable statement of rights (ODRL, RightsML, RSL): language IRI, encoding, data."""

    lang: Iri | None = None
    encoding: str | None = None
    data: str


class RightsScope(Value):
    """What the rights statement covers, where, and from when to when."""

    scope: tuple[str, ...] = ()
    aspect: tuple[str, ...] = ()
    geography: tuple[str, ...] = ()
    valid_from: AnyDate | None = None
    valid_to: AnyDate | None = None


class TrustIndicator(Value):
    """A link that lets readers judge the source (IPTC trust indicators)."""

    role: Iri
    href: Iri | None = None
    title: str | None = None


class Correction(Value):
    """A correction for readers."""

    text: str
    when: AnyDate | None = None


class PrintEdition(Value):
    """Where the article stood in print."""

    publication: str | None = None
    edition: str | None = None
    issue: str | None = None
    section: str | None = None
    page: str | None = None
    column: str | None = None
    issn: str | None = None
    date: AnyDate | None = None


class LiveUpdate(Value):
    """One entry of running coverage."""

    id: str | None = None
    url: Url | None = None
    when: AnyDate | None = None
    headline: str | None = None
    text: str | None = None
    authors: tuple[Party, ...] = ()


class Selectors(Value):
    """Parts of the web page, by CSS selector or XPath."""

    css_selector: tuple[str, ...] = ()
    xpath: tuple[str, ...] = ()


class EventDetails(Value):
    """The event that the item announces."""

    status: str | None = None
    start: AnyDate | None = None
    end: AnyDate | None = None
    organiser: tuple[Party, ...] = ()
    location: tuple[Place, ...] = ()


class ForeignFragment(Value):
    """A piece of the source that no field takes, or that a field takes in part or in another form.

    ``place`` is its path in the source. ``field`` is the path of the field made of it, such as ``subjects.3``;
    ``more`` names what that field leaves out. Where the field still says what it said, the writer of the same
    format writes the markup; where the field was changed, it writes the change and keeps the rest.
    """

    __slots__ = (
        "read_as",
    )  # what the field said then, for the writer of the same format; no part of the value

    format: str
    place: str = ""
    field: str | None = None
    more: tuple[str, ...] = ()
    markup: str

    @property
    def is_about_form(self) -> bool:
        """Whether it is about the form of the source, not about the news: its version, its catalogues, its feed."""
        place = self.place.partition("[")[0]
        return place in ("newsMessage", "catalogRef", "catalog", "channel", "feed") or (
            place.endswith("Item") and "/" not in place
        )

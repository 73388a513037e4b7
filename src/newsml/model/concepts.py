"""The parts an article points at: text with its language, concepts, people, places, media, links."""

# No `from __future__ import annotations`: pydantic would have to evaluate 300 texts at start (5 ms of CPU).

from typing import Annotated, Literal

from pydantic import Field

from newsml.model.values import (
    EMPTY,
    AnyDate,
    Count,
    DateTime,
    Deferred,
    Iri,
    LanguageTag,
    MediaType,
    Names,
    Percent,
    Url,
    Value,
)

Direction = Literal["ltr", "rtl"]
Number = Annotated[float, Field(allow_inf_nan=False)]


class Text(Value):
    """Text for people: always plain, with its markup beside it where the sender used some."""

    text: str
    html: str | None = None
    role: str | None = None
    lang: LanguageTag | None = None


class Headline(Text):
    """A headline. `role` is ``main``, ``sub`` or the sender's own word; None counts as main."""

    rank: Count | None = None


class LinkedText(Text):
    """A notice with the page that explains it."""

    href: Iri | None = None


class Slugline(Text):
    """The desk's name of a story, with the character between its parts."""

    separator: str | None = None


class Reference(Value):
    """Something with an identity: by IRI, by code of a scheme, or only by words.

    A QCode (``medtop:20000350``) is kept as the sender wrote it beside the IRI it stands for
    (NewsML-G2 2.35 §5.3); ``scheme`` and ``code`` are the two halves of that IRI.
    """

    uri: Iri | None = None
    qcode: str | None = None
    scheme: Iri | None = None
    code: str | None = None
    literal: str | None = None
    name: str | None = None
    """The name in the language of the article."""
    names: Names = EMPTY
    """Names by BCP 47 language tag."""
    same_as: tuple[Iri, ...] = ()
    role: str | None = None

    def label(self, lang: str | None = None) -> str | None:
        """The best name for readers of `lang`: that language, its base language, the plain name, English, any."""
        if self.names and lang:
            for tag in (lang, lang.partition("-")[0]):
                if tag in self.names:
                    return self.names[tag]
        if self.name is not None:
            return self.name
        if self.names:
            return self.names.get("en") or next(iter(self.names.values()))
        return None


class Concept(Reference):
    """A subject, genre, service …: a reference with its weight and its place in a hierarchy."""

    definition: str | None = None
    relevance: Percent | None = None
    confidence: Percent | None = None
    rel: str | None = None
    """``about`` or ``mentions`` where the sender says which."""
    broader: Annotated[tuple[Reference, ...], Deferred()] = ()


class Symbol(Value):
    """A symbol of a traded instrument."""

    symbol: str
    exchange: str | None = None
    symbol_type: str | None = None


class Party(Concept):
    """A person or an organisation."""

    party_type: Literal["person", "organisation"] | None = None
    url: Url | None = None
    job_title: str | None = None
    job_title_uri: Iri | None = None
    affiliation: Annotated[tuple[Reference, ...], Deferred()] = ()
    email: tuple[str, ...] = ()
    symbols: Annotated[tuple[Symbol, ...], Deferred()] = ()


class Geo(Value):
    """A point, WGS 84 degrees."""

    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class Place(Concept):
    """A place; ``country`` is an ISO 3166-1 code."""

    geo: Annotated[Geo | None, Deferred()] = None
    country: str | None = None


class Event(Concept):
    """Something that happens, with its dates."""

    start: AnyDate | None = None
    end: AnyDate | None = None


class Audience(Concept):
    """Whom the article is for, or (``excluded``) not for."""

    significance: Count | None = None
    excluded: bool = False


class AltId(Value):
    """Another identifier of the article: scheme (IRI, domain or word), value, and what it is for."""

    value: str
    scheme: str | None = None
    role: str | None = None


class Hash(Value):
    """A digest of a file: the algorithm's name (sha256) and its value in hex."""

    type: str
    value: str


class Rendition(Value):
    """One file of a picture, video, audio clip or text: ``size`` in bytes, ``duration`` in seconds."""

    name: str | None = None
    url: Iri | None = None
    mime: MediaType | None = None
    size: Count | None = None
    width: Count | None = None
    height: Count | None = None
    duration: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    title: str | None = None
    hash: tuple[Hash, ...] = ()


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


class ItemLink(Value):
    """A relation to something else: its IRI (``href``) or its guid (``residref``), at least one of them."""

    rel: str | None = None
    href: Iri | None = None
    residref: str | None = None
    version: str | None = None
    title: str | None = None
    mime: MediaType | None = None
    lang: LanguageTag | None = None


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


class Rating(Value):
    """A rating and its scale."""

    value: Number
    scale_min: Number | None = None
    scale_max: Number | None = None
    by: str | None = None


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

    format: str
    place: str = ""
    field: str | None = None
    more: tuple[str, ...] = ()
    markup: str

    @property
    def is_about_form(self) -> bool:
        """Whether it is about the form of the source, not about the news: its version, its catalogues."""
        return self.place.partition("[")[0] in ("newsItem", "catalogRef", "catalog")

"""Text with its language, references by IRI, code or words, and what a reference says of its relation.

Semantics: NewsML-G2 2.35, label and block types, flexible properties, ConceptRelationshipsGroup.
"""

# No `from __future__ import annotations`: pydantic would have to evaluate 300 texts at start (5 ms of CPU).

from typing import Annotated, Literal

from pydantic import Field

from newsml.model.values import (
    EMPTY,
    AnyDate,
    Count,
    Iri,
    LanguageTag,
    MediaType,
    Names,
    Percent,
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


class Name(Value):
    """A further name: a short form, a name for a purpose (role), a part of a name such as the surname."""

    text: str
    lang: LanguageTag | None = None
    role: str | None = None
    part: str | None = None
    valid_from: AnyDate | None = None
    valid_to: AnyDate | None = None


class Relation(Reference):
    """Another concept, and how it relates to this one; a value where the relation has one, such as a height."""

    rel: str | None = None
    concept_type: str | None = None
    rank: Count | None = None
    value: str | None = None
    value_unit: str | None = None
    valid_from: AnyDate | None = None
    valid_to: AnyDate | None = None


class Bit(Reference):
    """A concept in a bag of them, which mean something together, and its share in that."""

    concept_type: str | None = None
    significance: Percent | None = None
    relevance: Percent | None = None
    confidence: Percent | None = None


class ItemLink(Value):
    """A relation to something else: its IRI (``href``) or its guid (``residref``), at least one of them."""

    rel: str | None = None
    href: Iri | None = None
    residref: str | None = None
    version: str | None = None
    title: str | None = None
    mime: MediaType | None = None
    lang: LanguageTag | None = None

"""Concepts as items of their own: one, or all of a scheme.

Semantics: NewsML-G2 2.35, conceptItem, knowledgeItem, conceptSet, schemeMeta.
"""

# No `from __future__ import annotations`: pydantic would have to evaluate 300 texts at start (5 ms of CPU).

from typing import Annotated, ClassVar

from pydantic import ConfigDict

from newsml.model.concepts import Event, ExtProperty, Party, Place, Thing
from newsml.model.item import Item
from newsml.model.references import Name, Relation, Text
from newsml.model.values import AnyDate, Deferred, Iri, Ordinal, Value


class AnyConcept(Party, Place, Thing, Event):
    """A concept of any kind, with all that is known of it; ``concept_type`` says what it is."""

    id: str | None = None
    """What other parts of the same item call it."""
    ext_properties: Annotated[tuple[ExtProperty, ...], Deferred()] = ()
    """Properties of the sender's own."""


class ConceptItem(Item):
    """One concept, sent as an item of its own: a topic, a person, an organisation, a place, a work, an event."""

    model_config = ConfigDict(title="ConceptItem")
    called: ClassVar[str] = "a concept"

    item_type: str = "concept"  # type: ignore[assignment]
    """What kind of item it is: ``concept``, or the sender's own."""
    concept: Annotated[AnyConcept | None, Deferred()] = None
    """The concept."""


class Scheme(Value):
    """A vocabulary: what its codes begin with, what it is called, who answers for it, since when it is there."""

    uri: Iri | None = None
    alias: str | None = None
    names: Annotated[tuple[Name, ...], Deferred()] = ()
    definitions: Annotated[tuple[Text, ...], Deferred()] = ()
    notes: Annotated[tuple[Text, ...], Deferred()] = ()
    related: Annotated[tuple[Relation, ...], Deferred()] = ()
    same_as: tuple[Iri, ...] = ()
    """Schemes with the same concepts."""
    concept_types: tuple[str, ...] = ()
    """What kinds of concepts it has."""
    authority: Iri | None = None
    authority_status: str | None = None
    created: AnyDate | None = None
    modified: AnyDate | None = None
    retired: AnyDate | None = None
    ext_properties: Annotated[tuple[ExtProperty, ...], Deferred()] = ()
    """Properties of the sender's own."""


class ConceptScheme(Item):
    """The concepts of a vocabulary, and the vocabulary itself."""

    model_config = ConfigDict(title="ConceptScheme")
    called: ClassVar[str] = "a concept scheme"

    item_type: str = "scheme"  # type: ignore[assignment]
    """What kind of item it is: ``scheme``, or the sender's own."""
    scheme: Annotated[Scheme | None, Deferred()] = None
    """The vocabulary."""
    concepts: Annotated[tuple[AnyConcept, ...], Deferred()] = ()
    """Its concepts, in the order of the sender."""
    part: Ordinal | None = None
    """Of a large scheme that is read in parts, which part this is, from 1: it has some of the concepts."""
    parts: Ordinal | None = None
    """How many parts there are; only the last one says so, which also has what stands behind the concepts."""

"""Planning: what the newsroom is going to deliver, to whom it is assigned, and what was delivered.

Semantics: NewsML-G2 2.35, planningItem, newsCoverage.
"""

# No `from __future__ import annotations`: pydantic would have to evaluate 300 texts at start (5 ms of CPU).

from typing import Annotated, ClassVar

from pydantic import ConfigDict

from newsml.model.concepts import Concept, ExtProperty, ItemLink, Party, Text
from newsml.model.item import Description, Headings, Item, Parties
from newsml.model.values import EMPTY, AnyDate, Count, Deferred, Extra, Urgency, Value


class Assignment(Party):
    """Who is to do it, and from when to when."""

    covers_from: AnyDate | None = None
    covers_to: AnyDate | None = None


class Plan(Parties, Description, Headings):
    """One thing that is planned: of what kind, how many, when, by whom, and what it will be about."""

    covers_from: AnyDate | None = None
    covers_to: AnyDate | None = None
    content_type: str | None = None
    """The kind of content, as a media type or in words."""
    item_type: str | None = None
    """What kind of item it will be: ``text``, ``picture`` …, or the sender's own."""
    count_from: Count | None = None
    """How many items are planned, at least."""
    count_to: Count | None = None
    """How many items are planned, at most."""
    assigned_to: Annotated[tuple[Assignment, ...], Deferred()] = ()
    scheduled: AnyDate | None = None
    """When it is to be delivered."""
    scheduled_earliest: AnyDate | None = None
    scheduled_latest: AnyDate | None = None
    services: Annotated[tuple[Concept, ...], Deferred()] = ()
    ed_notes: Annotated[tuple[Text, ...], Deferred()] = ()
    characteristics: Extra = EMPTY
    """What the files will be like: width, duration, words …, by the names of NewsML-G2."""
    urgency: Urgency | None = None
    ext_properties: Annotated[tuple[ExtProperty, ...], Deferred()] = ()
    """Properties of the sender's own."""


class Delivery(ItemLink):
    """An item that was delivered."""

    rank: Count | None = None
    size: Count | None = None


class Coverage(Value):
    """One piece of coverage: what is planned, and what of it was delivered."""

    id: str | None = None
    modified: AnyDate | None = None
    """When the plan was last changed."""
    plans: Annotated[tuple[Plan, ...], Deferred()] = ()
    delivered: Annotated[tuple[Delivery, ...], Deferred()] = ()
    ext_properties: Annotated[tuple[ExtProperty, ...], Deferred()] = ()
    """Properties of the sender's own."""


class Planning(Item):
    """What the provider is going to deliver about an event or a story."""

    model_config = ConfigDict(title="Planning")
    called: ClassVar[str] = "a plan"

    item_type: str = "newscoverage"  # type: ignore[assignment]
    """What kind of item it is: ``newscoverage``, or the sender's own."""
    coverage: Annotated[tuple[Coverage, ...], Deferred()] = ()
    """The coverage, piece by piece."""

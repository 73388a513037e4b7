"""Where people, organisations, places and events are and how they are reached.

Semantics: NewsML-G2 2.35, ContactInfoType, AddressType, geoAreaDetails, POIDetails.
"""

# No `from __future__ import annotations`: pydantic would have to evaluate 300 texts at start (5 ms of CPU).

from typing import Annotated

from pydantic import Field

from newsml.model.references import Number, Reference, Text
from newsml.model.values import Deferred, Value


class Address(Value):
    """A postal address, from the street up to the part of the world."""

    role: str | None = None
    lines: Annotated[tuple[Text, ...], Deferred()] = ()
    localities: Annotated[tuple[Reference, ...], Deferred()] = ()
    areas: Annotated[tuple[Reference, ...], Deferred()] = ()
    postal_code: str | None = None
    country: Annotated[Reference | None, Deferred()] = None
    world_region: Annotated[Reference | None, Deferred()] = None


class ContactPoint(Value):
    """One way to reach somebody: an address or a number, what it is for, and by which technology."""

    value: str
    role: str | None = None
    tech: str | None = None


class Contact(Value):
    """How to reach somebody, for one purpose (role)."""

    role: str | None = None
    emails: Annotated[tuple[ContactPoint, ...], Deferred()] = ()
    phones: Annotated[tuple[ContactPoint, ...], Deferred()] = ()
    faxes: Annotated[tuple[ContactPoint, ...], Deferred()] = ()
    messengers: Annotated[tuple[ContactPoint, ...], Deferred()] = ()
    pages: Annotated[tuple[ContactPoint, ...], Deferred()] = ()
    addresses: Annotated[tuple[Address, ...], Deferred()] = ()
    notes: Annotated[tuple[Text, ...], Deferred()] = ()


class Geo(Value):
    """A point, WGS 84 degrees where no other datum is said; the altitude in metres."""

    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    altitude: int | None = None
    datum: str | None = None


class Line(Value):
    """A line or the edge of an area, point by point."""

    points: tuple[Geo, ...]


class Circle(Value):
    """An area around a point."""

    centre: Geo
    radius: Number
    unit: str | None = None

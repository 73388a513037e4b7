"""Places as NewsML-G2 properties, and how people, organisations, places and events are reached.

Specification: NewsML-G2 2.35, geoAreaDetails, POIDetails, ContactInfoType, AddressType; the calls stand in the order of
the standard.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import Draft, g2
from newsml.formats.newsml_g2.relations import concept, reference, roles, with_role
from newsml.model.concepts import Address, Contact, ContactPoint, Geo, Line, Place, Reference
from newsml.xml import decimal

AREA = ("founded", "dissolved", "lines", "circles", "polygons")
POI = ("address", "open_hours", "capacity", "contacts", "access", "details", "made", "ceased")


def place(parent: Element, tag: str, draft: Draft, item: Place, path: str, **attributes: Any) -> Element:
    """A place, its country as broader concept."""
    return concept(parent, tag, draft, item, path, **attributes)


def located(parent: Element, tag: str, draft: Draft, item: Place, path: str, **attributes: Any) -> Element:
    """A place with its details."""
    element = place(parent, tag, draft, item, path, **attributes)
    place_details(element, draft, item, path)
    return element


def has_details(item: Place) -> bool:
    """Whether more is known of a place than what a concept says."""
    return item.geo is not None or any(getattr(item, name) not in (None, ()) for name in (*AREA, *POI))


def is_poi(item: Place) -> bool:
    """Whether it is a point of interest rather than an area."""
    said = any(getattr(item, name) not in (None, ()) for name in POI)
    return item.concept_type == "poi" or (item.concept_type != "geoArea" and said)


def place_details(element: Element, draft: Draft, item: Place, path: str) -> None:
    """The details of an area, or of a point of interest."""
    if not has_details(item):
        return
    poi = is_poi(item)
    for name in AREA if poi else POI:
        if (value := getattr(item, name)) not in (None, ()):
            why = f"the place is described as {'a point of interest' if poi else 'an area'}"
            draft.lose(f"{path}.{name}", value, why)
    if poi:
        _poi(element, draft, item, path)
    elif item.geo is not None or any(getattr(item, name) not in (None, ()) for name in AREA):
        _area(element, draft, item, path)


def _area(element: Element, draft: Draft, item: Place, path: str) -> None:
    within = g2(element, "geoAreaDetails")
    if item.geo is not None:
        _position(within, item.geo)
    date(within, "founded", draft, item.founded, f"{path}.founded")
    date(within, "dissolved", draft, item.dissolved, f"{path}.dissolved")
    for line in item.lines:
        _line(within, "line", line)
    for circle in item.circles:
        qcode, uri = draft.coded(circle.unit, "unit")
        drawn = g2(within, "circle", radius=decimal(circle.radius), radunit=qcode, radunituri=uri)
        _position(drawn, circle.centre)
    for polygon in item.polygons:
        _line(within, "polygon", polygon)


def _line(parent: Element, tag: str, line: Line) -> None:
    element = g2(parent, tag)
    for point in line.points:
        _position(element, point)


def _position(parent: Element, geo: Geo) -> None:
    g2(
        parent, "position", latitude=decimal(geo.latitude), longitude=decimal(geo.longitude),
        altitude=geo.altitude, gpsdatum=geo.datum,
    )  # fmt: skip


def date(parent: Element, tag: str, draft: Draft, value: Any, path: str) -> None:
    """A date of any precision, if it is known."""
    if written := draft.date(value, path):
        g2(parent, tag, written)


def _poi(element: Element, draft: Draft, item: Place, path: str) -> None:
    within = g2(element, "POIDetails")
    if item.geo is not None:
        _position(within, item.geo)
    if item.address is not None:
        _address(within, draft, item.address, f"{path}.address")
    if item.open_hours is not None:
        with_role(within, "openHours", draft, item.open_hours, f"{path}.open_hours")
    if item.capacity is not None:
        with_role(within, "capacity", draft, item.capacity, f"{path}.capacity")
    contacts(within, draft, item.contacts, f"{path}.contacts")
    for index, text in enumerate(item.access):
        with_role(within, "access", draft, text, f"{path}.access.{index}")
    for index, text in enumerate(item.details):
        with_role(within, "details", draft, text, f"{path}.details.{index}")
    date(within, "created", draft, item.made, f"{path}.made")
    date(within, "ceasedToExist", draft, item.ceased, f"{path}.ceased")


# --- contacts ------------------------------------------------------------------------------------


def contacts(parent: Element, draft: Draft, items: Iterable[Contact], path: str) -> None:
    """How somebody is reached."""
    for index, item in enumerate(items):
        _contact(parent, draft, item, f"{path}.{index}")


def _contact(parent: Element, draft: Draft, item: Contact, path: str) -> None:
    element = g2(parent, "contactInfo", None, **roles(draft, item.role))
    for tag, name, tech in (
        ("email", "emails", False),
        ("im", "messengers", True),
        ("phone", "phones", True),
        ("fax", "faxes", False),
    ):
        for index, way in enumerate(getattr(item, name)):
            _way(element, tag, draft, way, f"{path}.{name}.{index}", tech=tech)
    for index, page in enumerate(item.pages):
        if written := draft.iri(page.value, f"{path}.pages.{index}.value"):
            _way(element, "web", draft, page.model_copy(update={"value": written}), f"{path}.pages.{index}")
    for index, address in enumerate(item.addresses):
        _address(element, draft, address, f"{path}.addresses.{index}")
    for index, note in enumerate(item.notes):
        with_role(element, "note", draft, note, f"{path}.notes.{index}")


def _way(
    parent: Element, tag: str, draft: Draft, way: ContactPoint, path: str, *, tech: bool = False
) -> None:
    qcode, uri = draft.coded(way.tech, "tech") if tech else (None, None)
    if way.tech is not None and not tech:
        draft.lose(f"{path}.tech", way.tech)
    g2(parent, tag, draft.line(way.value, f"{path}.value"), **roles(draft, way.role), tech=qcode, techuri=uri)


def _address(parent: Element, draft: Draft, item: Address, path: str) -> None:
    element = g2(parent, "address", None, **roles(draft, item.role))
    for index, line in enumerate(item.lines):
        with_role(element, "line", draft, line, f"{path}.lines.{index}")
    for tag, name in (("locality", "localities"), ("area", "areas")):
        for index, part in enumerate(getattr(item, name)):
            reference(element, tag, draft, part, f"{path}.{name}.{index}", **roles(draft, part.role))
    _whole(element, "country", draft, item.country, f"{path}.country")
    if item.postal_code is not None:
        g2(element, "postalCode", draft.line(item.postal_code, f"{path}.postal_code"))
    _whole(element, "worldRegion", draft, item.world_region, f"{path}.world_region")


def _whole(parent: Element, tag: str, draft: Draft, part: Reference | None, path: str) -> None:
    if part is not None:
        reference(parent, tag, draft, part, path)
        if part.role is not None:
            draft.lose(f"{path}.role", part.role)

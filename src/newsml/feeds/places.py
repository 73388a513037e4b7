"""Where it happens: GeoRSS, in its simple form and with GML, and the W3C's vocabulary of points.

Specification: OGC 17-002r1 (GeoRSS), https://www.w3.org/2003/01/geo/.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml.etree import _Element as Element

from newsml.feeds.entry import Entry
from newsml.feeds.names import name_of
from newsml.feeds.texts import line_of

_NUMBERS = re.compile(r"[\s,]+")
MOST = 10_000
"""How many points a line may have."""


def points_of(text: str, *, dimensions: int = 2) -> list[dict[str, Any]] | None:
    """The points of a list of numbers, latitude first; None for what is no such list."""
    try:
        numbers = [float(part) for part in _NUMBERS.split(text.strip()) if part]
    except ValueError:
        return None
    if not numbers or len(numbers) % dimensions or len(numbers) > MOST * dimensions:
        return None
    found = []
    for index in range(0, len(numbers), dimensions):
        latitude, longitude = numbers[index : index + 2]
        if not (math.fabs(latitude) <= 90 and math.fabs(longitude) <= 180):
            return None
        found.append({"latitude": latitude, "longitude": longitude})
    return found


def _place(entry: Entry) -> dict[str, Any]:
    """The place of the entry: all that GeoRSS says is of one."""
    places = entry.fields.setdefault("places", [])
    if not places:
        places.append({})
    place: dict[str, Any] = places[0]
    return place


def _point(entry: Entry, element: Element) -> bool:
    found = points_of(line_of(element))
    if not found or len(found) != 1 or "geo" in entry.fields.get("places", [{}])[0]:
        return False
    _place(entry)["geo"] = found[0]
    return True


def _shape(name: str) -> Callable[[Entry, Element], bool]:
    def take(entry: Entry, element: Element) -> bool:
        found = points_of(line_of(element))
        if not found:
            return False
        _place(entry).setdefault(name, []).append({"points": found})
        return True

    return take


def _box(entry: Entry, element: Element) -> bool:
    found = points_of(line_of(element))
    if not found or len(found) != 2:
        return False
    _place(entry).setdefault("polygons", []).append({"points": corners(*found)})
    return True


def corners(low: dict[str, Any], high: dict[str, Any]) -> list[dict[str, Any]]:
    """The edge of a box, closed, counter-clockwise from its south-west corner."""
    south, west, north, east = low["latitude"], low["longitude"], high["latitude"], high["longitude"]
    edge = [(south, west), (south, east), (north, east), (north, west), (south, west)]
    return [{"latitude": latitude, "longitude": longitude} for latitude, longitude in edge]


def _circle(entry: Entry, element: Element) -> bool:
    text = line_of(element)
    centre, _, radius = text.rpartition(" ")
    found = points_of(centre)
    try:
        size = float(radius)
    except ValueError:
        return False
    if not found or len(found) != 1 or not math.isfinite(size):
        return False
    _place(entry).setdefault("circles", []).append({"centre": found[0], "radius": size, "unit": "m"})
    return True


def _name(entry: Entry, element: Element) -> bool:
    text = line_of(element)
    if text:
        place = _place(entry)
        if "name" in place:
            return bool(place["name"] == text)
        place["name"] = text
    return True


def _axis(name: str) -> Callable[[Entry, Element], bool]:
    """One coordinate of ``geo:lat`` and ``geo:long``: the other is beside it."""

    def take(entry: Entry, element: Element) -> bool:
        parent = element.getparent()
        if parent is None:
            return False
        if entry.axes is None or entry.axes[0] is not parent:
            entry.axes = parent, {name_of(child.tag): line_of(child) for child in parent}
        found = entry.axes[1]
        latitude, longitude = found.get(("geo", "lat"), ""), found.get(("geo", "long"), "")
        points = points_of(f"{latitude} {longitude}")
        if not points or len(points) != 1:
            return False
        place = _place(entry)
        return bool(place.setdefault("geo", points[0]) == points[0])

    return take


def _geo_point(entry: Entry, element: Element) -> bool:
    child = next((child for child in element if name_of(child.tag) == ("geo", "lat")), None)
    return child is not None and _axis("lat")(entry, child)


def _where(entry: Entry, element: Element) -> bool:
    shapes = [shape for shape in element if name_of(shape.tag)[1]]
    taken = [_gml(entry, shape) for shape in shapes]
    return bool(taken) and all(taken)


def _gml(entry: Entry, shape: Element) -> bool:
    kind = name_of(shape.tag)[1]
    lists = list(_lists(shape))
    points = [point for one in lists for point in one]
    if kind == "point" and len(points) == 1:
        return bool(_place(entry).setdefault("geo", points[0]) == points[0])
    if kind == "linestring" and len(points) > 1:
        _place(entry).setdefault("lines", []).append({"points": points})
    elif kind == "polygon" and points:
        rings = [ring for ring in shape.iter() if name_of(ring.tag)[1] == "linearring"]
        outer = [point for one in _lists(rings[0]) for point in one] if rings else points
        _place(entry).setdefault("polygons", []).append({"points": outer})
        return len(rings) < 2  # the model has no holes
    elif kind == "envelope" and len(lists) == 2:
        _place(entry).setdefault("polygons", []).append({"points": corners(lists[0][0], lists[1][0])})
    else:
        return False
    return True


def _lists(shape: Element) -> Iterator[list[dict[str, Any]]]:
    for child in shape.iter():
        kind = name_of(child.tag)[1]
        if kind in ("pos", "poslist", "lowercorner", "uppercorner", "coordinates"):
            dimensions = (
                child.get("srsDimension") or child.get("dimension") or shape.get("srsDimension") or "2"
            )
            found = points_of(line_of(child), dimensions=3 if dimensions == "3" else 2)
            if found:
                yield found


PLACES: dict[tuple[str, str], Callable[[Entry, Element], bool]] = {
    ("georss", "point"): _point, ("georss", "line"): _shape("lines"), ("georss", "polygon"): _shape("polygons"),
    ("georss", "box"): _box, ("georss", "circle"): _circle, ("georss", "where"): _where,
    ("georss", "featurename"): _name, ("geo", "lat"): _axis("lat"), ("geo", "long"): _axis("long"),
    ("geo", "point"): _geo_point, ("gml", "point"): _gml, ("gml", "linestring"): _gml, ("gml", "polygon"): _gml,
}  # fmt: skip

"""What an article is about and mentions: Person, Organization, Place, Event, DefinedTerm, Thing, or words."""

from __future__ import annotations

from typing import Any

from newsml.webdata.draft import Draft
from newsml.webdata.graph import Node
from newsml.webdata.parties import IDENTITY, expected_types, party, party_terms, reference
from newsml.webdata.values import iri, quiet_date, text_of, texts_of

_TERM = ("termCode", "inDefinedTermSet")


def topics(draft: Draft, name: str, rel: str) -> None:
    """Read the things of ``about`` or ``mentions`` into the fields for their kinds."""
    lost = []
    for value in draft.node.properties.get(name, ()):
        node = draft.graph.resolved(value) if isinstance(value, Node) else None
        if node is None:
            text = text_of(value)
            if not text:
                lost.append(value)
                continue
            own = iri(text)
            draft.add("subjects", {"uri": own, "rel": rel} if own else {"name": text, "rel": rel}, name)
            continue
        if not topic(draft, node, name, rel):
            lost.append(value)
    if lost:
        draft.keep(name, lost)


def topic(draft: Draft, node: Node, name: str, rel: str | None, field: str | None = None) -> bool:
    """Add the thing that a node is; False if nothing says what it is."""
    if field is None:
        field = _field_of(node)
    taken: tuple[str, ...]
    if field in ("people", "organisations"):
        found = party(draft, node, None)
        taken, types = (
            party_terms(node),
            expected_types(node, "organisation" if field == "organisations" else None),
        )
    elif field in ("places", "located"):
        found, taken = place(draft, node)
        types = ("Place",)
    else:
        found, taken = _thing(draft, node, field)
        types = {"events": ("Event",), "objects": ("Thing",)}.get(field, ("DefinedTerm",))
    if found and not found.get("name") and "uri" not in found and found.get("same_as"):
        found["uri"], *found["same_as"] = found["same_as"]
    if not found or not (found.get("name") or found.get("names") or found.get("uri")):
        return False
    if rel:
        found["rel"] = rel
    path = draft.add(field, found, name)
    draft.rest(path, name, node, taken, types)
    return True


def _field_of(node: Node) -> str:
    if node.is_a("Person"):
        return "people"
    if node.is_a("Organization"):
        return "organisations"
    if node.is_a("Place"):
        return "places"
    if node.is_a("Event"):
        return "events"
    if node.is_a("CreativeWork", "Product") and not node.is_a("DefinedTermSet"):
        return "objects"
    return "subjects"


def _identity(draft: Draft, node: Node) -> dict[str, Any]:
    """What identifies a concept: its page is the concept itself, or the same thing elsewhere."""
    found = reference(draft, node)
    if url := found.pop("url", None):
        if "uri" not in found:
            found["uri"] = url
        elif found["uri"] != url:
            found["same_as"] = list(dict.fromkeys([*found.get("same_as", ()), url]))
    return found


def _thing(draft: Draft, node: Node, field: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A topic, event or work."""
    found = _identity(draft, node)
    taken = [*IDENTITY, "description"]
    if definition := " ".join(texts_of(node.properties.get("description", []))):
        found["definition"] = definition
    if field == "events":
        for term, key in (("startDate", "start"), ("endDate", "end")):
            values = node.properties.get(term, [])
            if len(values) == 1 and (when := _date(draft, values[0])):
                found[key] = when
                taken.append(term)
    else:
        _take_term(node, found, taken)
    return found, tuple(taken)


def _take_term(node: Node, found: dict[str, Any], taken: list[str]) -> None:
    """Code and set of a term."""
    codes, sets = (node.properties.get(term, []) for term in _TERM)
    code = text_of(codes[0]) if len(codes) == 1 else None
    scheme = None
    if len(sets) == 1:
        scheme = iri(sets[0].id if isinstance(sets[0], Node) else text_of(sets[0]))
        if scheme is None and isinstance(sets[0], Node):
            scheme = iri(next(iter(texts_of(sets[0].properties.get("url", []))), None))
    if code and scheme:
        if found.get("uri") != scheme + code:
            found["scheme"], found["code"] = scheme, code
        taken += _TERM
    elif code and not found.get("name"):
        found["code"] = code


def _date(draft: Draft, value: Any) -> str | None:
    site = draft.options.site
    return quiet_date(value, site.time_zone if site else None)


def place(draft: Draft, node: Node) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A place, with its point, its country and the places around it."""
    found = _identity(draft, node)
    taken = list(IDENTITY)
    geo = node.properties.get("geo", [])
    if len(geo) == 1 and isinstance(geo[0], Node) and (point := _point(geo[0])):
        found["geo"] = point
        taken.append("geo")
    country, whole = _country(node)
    if country:
        found["country"] = country
        if whole:
            taken.append("address")
    around = [
        reference(draft, value)
        for value in node.properties.get("containedInPlace", ())
        if isinstance(value, Node)
    ]
    around = [{key: item for key, item in one.items() if key != "url"} for one in around if one.get("name")]
    if around:
        found["broader"] = around
        if len(around) == len(node.properties["containedInPlace"]):
            taken.append("containedInPlace")
    if not found.get("name") and not found.get("names"):
        parts = _address_words(node)
        if parts:
            found["name"] = parts
    return found, tuple(taken)


def _point(node: Node) -> dict[str, float] | None:
    numbers = []
    for term in ("latitude", "longitude"):
        text = next(iter(texts_of(node.properties.get(term, []))), "")
        try:
            numbers.append(float(text))
        except ValueError:
            return None
    latitude, longitude = numbers
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180) or set(node.properties) - {
        "latitude",
        "longitude",
    }:
        return None
    return {"latitude": latitude, "longitude": longitude}


def _country(node: Node) -> tuple[str | None, bool]:
    """The country of an address as an ISO code, and whether that is all the address says."""
    values = node.properties.get("address", [])
    if len(values) != 1 or not isinstance(values[0], Node):
        return None, False
    country = next(iter(texts_of(values[0].properties.get("addressCountry", []))), None)
    return country, set(values[0].properties) == {"addressCountry"}


def _address_words(node: Node) -> str | None:
    values = node.properties.get("address", [])
    if not values:
        return None
    if not isinstance(values[0], Node):
        return text_of(values[0])
    for term in ("addressLocality", "addressRegion", "addressCountry"):
        if found := next(iter(texts_of(values[0].properties.get(term, []))), None):
            return found
    return None


def places(draft: Draft, name: str, field: str, rel: str | None = None) -> None:
    """Read the places of a property into a field."""
    lost = []
    for value in draft.node.properties.get(name, ()):
        node = draft.graph.resolved(value) if isinstance(value, Node) else None
        more = {"rel": rel} if rel else {}
        if node is None:
            text = text_of(value)
            if text:
                draft.add(field, {"name": text, **more}, name)
        elif not topic(draft, node, name, rel, field):
            lost.append(value)
    if lost:
        draft.keep(name, lost)


def terms(draft: Draft, name: str, field: str) -> None:
    """Read the terms of a property (``genre``) into a field."""
    lost = []
    for value in draft.node.properties.get(name, ()):
        node = draft.graph.resolved(value) if isinstance(value, Node) else None
        if node is None:
            text = text_of(value)
            if text:
                own = iri(text)
                draft.add(field, {"uri": own} if own else {"name": text}, name)
        elif not topic(draft, node, name, None, field):
            lost.append(value)
    if lost:
        draft.keep(name, lost)

"""Events, and concepts of any kind, as NewsML-G2 has them.

Specification: NewsML-G2 2.35, eventDetails, ConceptType; recurrence as in RFC 5545, section 3.3.10.
"""

from __future__ import annotations

import re
from typing import Any

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import concepts, places
from newsml.formats.newsml_g2.draft import Draft, g2
from newsml.formats.newsml_g2.elements import RULE_PARTS
from newsml.formats.newsml_g2.extensions import ext_properties
from newsml.model.concepts import Concept, Event, Party, Recurrence, Reference
from newsml.model.knowledge import AnyConcept

FREQUENCIES = frozenset({"YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"})
EVENT = tuple(name for name in Event.model_fields if name not in Concept.model_fields)
_UNSAID = (*concepts.WEIGHT, *concepts.BAG, *concepts.LIFE)
_DURATION = re.compile(r"-?P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?", re.ASCII)

_WEEKDAY = re.compile(r"[-+]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_WEEK_START = re.compile("MO|TU|WE|TH|FR|SA|SU")
_RANGES = {
    "bysecond": (0, 59, False), "byminute": (0, 59, False), "byhour": (0, 23, False), "bymonth": (1, 12, False),
    "bymonthday": (1, 31, True), "byyearday": (1, 366, True), "byweekno": (1, 53, True), "bysetpos": (1, 366, True),
}  # fmt: skip


def has_details(item: Event) -> bool:
    """Whether more is known of an event than what a concept says."""
    return any(getattr(item, name) not in (None, ()) for name in EVENT)


# --- details -------------------------------------------------------------------------------------


def event_details(element: Element, draft: Draft, item: Event, path: str) -> None:
    """When, where and with whom it happens. Without a start NewsML-G2 has no place for any of it."""
    start = draft.date(item.start, f"{path}.start")
    if start is None:
        for name in EVENT:
            if (value := getattr(item, name)) not in (None, ()) and name != "start":
                draft.lose(f"{path}.{name}", value, "NewsML-G2 demands to know when the event starts")
        return
    details = g2(element, "eventDetails")
    _dates(details, start, draft, item, path)
    for tag, name in (
        ("eventStatus", "status"), ("occurStatus", "occurrence"), ("newsCoverageStatus", "coverage_status"),
    ):  # fmt: skip
        _status(details, tag, draft, getattr(item, name), f"{path}.{name}")
    for index, text in enumerate(item.registration):
        concepts.with_role(details, "registration", draft, text, f"{path}.registration.{index}")
    for index, keyword in enumerate(item.keywords):
        g2(details, "keyword", draft.line(keyword, f"{path}.keywords.{index}"))
    for index, status in enumerate(item.access_status):
        _status(details, "accessStatus", draft, status, f"{path}.access_status.{index}")
    _around(details, draft, item, path)


def _around(details: Element, draft: Draft, item: Event, path: str) -> None:
    """What it is about, where it is, who takes part."""
    for index, need in enumerate(item.requirements):
        where = f"{path}.requirements.{index}"
        role = concepts.roles(draft, need.role)
        concepts.concept(details, "participationRequirement", draft, need, where, **role)
        concepts.left_out(draft, need, where, _UNSAID)
    for index, subject in enumerate(item.subjects):
        where = f"{path}.subjects.{index}"
        concepts.concept(details, "subject", draft, subject, where, **concepts.weight(subject))
        concepts.left_out(draft, subject, where, ("role", "rel", *concepts.LIFE))
    for index, place in enumerate(item.locations):
        where = f"{path}.locations.{index}"
        places.located(details, "location", draft, place, where, **concepts.roles(draft, place.role))
        concepts.left_out(draft, place, where, _UNSAID)
    for tag, name in (("participant", "participants"), ("organiser", "organisers")):
        party: Party
        for index, party in enumerate(getattr(item, name)):
            where = f"{path}.{name}.{index}"
            roles = concepts.party_roles(draft, party.role)
            concepts.party(details, tag, draft, party, where, False, **roles)
            concepts.left_out(draft, party, where, (*_UNSAID, "job_title", "job_title_uri"))
    places.contacts(details, draft, item.contacts, f"{path}.contacts")
    for tag in item.languages:
        g2(details, "language", tag=tag)


def _status(parent: Element, tag: str, draft: Draft, status: Reference | None, path: str) -> None:
    if status is None:
        return
    found = concepts.identity(draft, status, path, literal=False)
    if found or status.name is not None or status.names:
        concepts.names(g2(parent, tag, None, **found), draft, status, path)
    concepts.left_out(draft, status, path, ("role", "same_as"))


# --- dates ---------------------------------------------------------------------------------------


def _dates(details: Element, start: str, draft: Draft, item: Event, path: str) -> None:
    dates = g2(details, "dates")
    g2(dates, "start", start, **_limits(draft, item, "start", path))
    end = draft.date(item.end, f"{path}.end")
    if end is not None:
        g2(dates, "end", end, **_limits(draft, item, "end", path))
        if item.duration is not None:
            draft.lose(f"{path}.duration", item.duration, "the event has an end")
    else:
        _duration(dates, draft, item, path)
    for index, when in enumerate(item.repeats_on):
        _day(dates, "rDate", draft, when, f"{path}.repeats_on.{index}")
    for index, rule in enumerate(item.repeats):
        _rule(dates, "rRule", draft, rule, f"{path}.repeats.{index}")
    for index, when in enumerate(item.except_on):
        _day(dates, "exDate", draft, when, f"{path}.except_on.{index}")
    for index, rule in enumerate(item.except_repeats):
        _rule(dates, "exRule", draft, rule, f"{path}.except_repeats.{index}")
    if item.confirmed is not None:
        qcode, uri = draft.coded(item.confirmed, "confirmation")
        g2(dates, "confirmation", qcode=qcode, uri=uri)


def _limits(draft: Draft, item: Event, name: str, path: str) -> dict[str, str | None]:
    qcode, uri = draft.coded(getattr(item, f"{name}_confirmed"), "confirmation")
    return {
        "approxstart": draft.date(getattr(item, f"{name}_earliest"), f"{path}.{name}_earliest"),
        "approxend": draft.date(getattr(item, f"{name}_latest"), f"{path}.{name}_latest"),
        "confirmationstatus": qcode,
        "confirmationstatusuri": uri,
    }


def _duration(dates: Element, draft: Draft, item: Event, path: str) -> None:
    good = item.duration is not None and _DURATION.fullmatch(item.duration) is not None
    if good:
        qcode, uri = draft.coded(item.end_confirmed, "confirmation")
        g2(dates, "duration", item.duration, confirmationstatus=qcode, confirmationstatusuri=uri)
    elif item.duration is not None:
        draft.lose(f"{path}.duration", item.duration, "it is not a duration such as P2D")
    for name in ("end_earliest", "end_latest", *(() if good else ("end_confirmed",))):
        if (value := getattr(item, name)) is not None:
            draft.lose(f"{path}.{name}", value, "the event has no end")


def _day(dates: Element, tag: str, draft: Draft, when: Any, path: str) -> None:
    if written := draft.full_date(when, path):
        g2(dates, tag, written)


def _rule(dates: Element, tag: str, draft: Draft, rule: Recurrence, path: str) -> None:
    """A rule of recurrence, its parts as iCalendar writes them; what is no such part is reported."""
    if rule.freq not in FREQUENCIES:
        draft.lose(path, rule.freq or "no frequency", "a rule needs one of " + ", ".join(sorted(FREQUENCIES)))
        return
    attributes: dict[str, Any] = {}
    for name, field in RULE_PARTS.items():
        value = getattr(rule, field)
        if value is None:
            continue
        if name == "until":
            attributes[name] = draft.full_date(value, f"{path}.until")
        elif name in ("interval", "count") and value < 1:
            draft.lose(f"{path}.{field}", value, "it counts from 1")
        elif name in ("freq", "interval", "count") or _fits(name, value):
            attributes[name] = value
        else:
            draft.lose(f"{path}.{field}", value, "it is no such part of a rule of iCalendar")
    g2(dates, tag, **attributes)


def _fits(name: str, value: str) -> bool:
    """Whether a part of a rule is a list that iCalendar knows."""
    parts = value.split()
    if name in ("byday", "wkst"):
        pattern = _WEEKDAY if name == "byday" else _WEEK_START
        return bool(parts) and all(pattern.fullmatch(part) for part in parts)
    low, high, signed = _RANGES[name]
    numbers = [int(part) for part in parts if re.fullmatch(r"-?\d{1,3}", part, re.ASCII)]
    return len(numbers) == len(parts) > 0 and all(
        low <= number <= high or (signed and low <= -number <= high) for number in numbers
    )


# --- concepts of any kind ------------------------------------------------------------------------


KINDS = {
    "person": ("a person", concepts.PERSON), "organisation": ("an organisation", concepts.ORGANISATION),
    "geoArea": ("an area", ("geo", *places.AREA)), "poi": ("a point of interest", ("geo", *places.POI)),
    "object": ("a thing", concepts.THING), "event": ("an event", EVENT),
}  # fmt: skip
"""What each kind of concept is called, and the fields of its details."""
_DETAILS = tuple(dict.fromkeys(name for _, names in KINDS.values() for name in names))
_NOT_OF_CONCEPTS = ("role", "relevance", "confidence", "rel", "job_title", "job_title_uri")


def entity(parent: Element, draft: Draft, item: AnyConcept, path: str) -> Element:
    """A concept with all that is known of it."""
    element = g2(parent, "concept", modified=draft.full_date(item.modified, f"{path}.modified"))
    _concept_id(element, draft, item, path)
    if item.concept_type is not None:
        qcode, uri = draft.coded(item.concept_type, "concepttype", "cpnat", concepts.NATURES)
        g2(element, "type", qcode=qcode, uri=uri)
    _name(element, draft, item, path)
    concepts.definitions(element, draft, item, path)
    concepts.relations(element, draft, item, path)
    kind = kind_of(item)
    if kind != "organisation":
        concepts.symbols(element, draft, item.symbols)
    _details(element, draft, item, kind, path)
    ext_properties(element, "conceptExtProperty", draft, item.ext_properties, f"{path}.ext_properties")
    why = "a concept that stands for itself has no place for it"
    concepts.left_out(draft, item, path, (*_NOT_OF_CONCEPTS, *concepts.BAG), why)
    return element


def event(parent: Element, draft: Draft, item: Event, path: str) -> None:
    """An event of a set of events."""
    if draft.date(item.start, f"{path}.start") is None:
        draft.lose(path, item.label() or "an event", "NewsML-G2 demands to know when an event starts")
        return
    element = g2(parent, "event")
    plain = item.model_copy(update={"hierarchy": (), "remote_info": ()})
    _name(element, draft, plain, path)
    concepts.definitions(element, draft, plain, path)
    concepts.relations(element, draft, plain, path)
    event_details(element, draft, plain, path)
    unsaid = ("uri", "qcode", "literal", "hierarchy", "remote_info", "concept_type", "role", *_UNSAID)
    concepts.left_out(draft, item, path, unsaid, "an event of a set has no place for it")


def _concept_id(element: Element, draft: Draft, item: AnyConcept, path: str) -> None:
    g2(
        element, "conceptId", None, **concepts.identity(draft, item, path, literal=False),
        created=draft.full_date(item.created, f"{path}.created"),
        retired=draft.full_date(item.retired, f"{path}.retired"),
    )  # fmt: skip


def _name(element: Element, draft: Draft, item: Concept, path: str) -> None:
    """A name where the concept has none, for NewsML-G2 demands one."""
    if item.name is None and not item.names and not item.more_names:
        shown = item.code or item.qcode or item.uri or item.literal or "unnamed"
        message = f"{path} has no name, which NewsML-G2 demands: {shown} is written"
        draft.supplied(f"{path}.name", message)
        g2(element, "name", draft.line(shown, f"{path}.name"))


def kind_of(item: AnyConcept) -> str | None:
    """What kind of thing a concept is: as it says, else by what is known of it."""
    if item.party_type is not None:
        return item.party_type
    if item.concept_type in KINDS:
        return item.concept_type
    for kind in ("organisation", "person", "geoArea", "poi", "object", "event"):
        if any(getattr(item, name) not in (None, ()) for name in KINDS[kind][1] if name != "symbols"):
            return kind
    return None


def _details(element: Element, draft: Draft, item: AnyConcept, kind: str | None, path: str) -> None:
    called, own = KINDS.get(kind or "", ("no such thing", ()))
    for name in _DETAILS:
        if name not in own and name != "symbols" and (value := getattr(item, name)) not in (None, ()):
            draft.lose(f"{path}.{name}", value, f"the concept is described as {called}")
    only = item.model_copy(update={name: _EMPTY[name] for name in _DETAILS if name not in own})
    if kind in ("person", "organisation"):
        party = only.model_copy(update={"party_type": kind})
        concepts.party_details(element, draft, party, path, kind == "person")
    elif kind in ("geoArea", "poi"):
        places.place_details(element, draft, only.model_copy(update={"concept_type": kind}), path)
    elif kind == "object":
        concepts.thing_details(element, draft, only, path)
    elif kind == "event":
        event_details(element, draft, only, path)


_EMPTY = {name: AnyConcept.model_fields[name].default for name in _DETAILS}

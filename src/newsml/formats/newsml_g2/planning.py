"""planningItem out: what is planned, to whom it is assigned, and what was delivered.

Specification: NewsML-G2 2.35, newsCoverageSet, newsCoverage, planning, delivery.
"""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import concepts, items
from newsml.formats.newsml_g2.content import audience
from newsml.formats.newsml_g2.draft import Draft, g2
from newsml.formats.newsml_g2.extensions import ext_properties
from newsml.formats.newsml_g2.meta import ITEM_CLASSES
from newsml.model.concepts import Concept, Party
from newsml.model.planning import Assignment, Coverage, Plan, Planning

_ID = re.compile(r"[A-Za-z_][\w.\-]*", re.ASCII)
_CLASSES = frozenset({*ITEM_CLASSES, "animated"}) - {"animation", "live_blog"}
_UNSAID = (*concepts.WEIGHT, *concepts.BAG, *concepts.LIFE, "job_title", "job_title_uri")
_OWN = frozenset(
    {
        "covers_from", "covers_to", "content_type", "item_type", "count_from", "count_to", "assigned_to", "scheduled",
        "scheduled_earliest", "scheduled_latest", "services", "ed_notes", "characteristics", "urgency", "audiences",
        "ext_properties",
    }
)  # fmt: skip
CHARACTERISTICS = frozenset(
    {
        "charcount", "wordcount", "linecount", "pagecount", "width", "height", "orientation", "colourdepth",
        "resolution", "duration", "audiobitrate", "audiosamplesize", "audiosamplerate", "videoavgbitrate",
        "videoframerate", "contenttype",
    }
)  # fmt: skip


def planning(root: Element, draft: Draft, item: Planning) -> None:
    """What a planning item has beside the management of the item."""
    items.core_meta(root, draft)
    if not item.coverage:
        return
    coverage_set = g2(root, "newsCoverageSet")
    ids: set[str] = set()
    for path, coverage in draft.each(coverage_set, "coverage"):
        _coverage(coverage_set, draft, coverage, path, ids)
    if not len(coverage_set):
        root.remove(coverage_set)


def _coverage(parent: Element, draft: Draft, item: Coverage, path: str, ids: set[str]) -> None:
    if not item.plans:
        draft.lose(path, item.id or "coverage", "NewsML-G2 demands a plan")
        return
    id = item.id
    if id is not None and (not _ID.fullmatch(id) or id in ids):
        draft.lose(f"{path}.id", id, "ids are names as XML has them, each once")
        id = None
    ids.update({id} if id is not None else ())
    modified = draft.full_date(item.modified, f"{path}.modified")
    element = g2(parent, "newsCoverage", None, id=id, modified=modified)
    for index, plan in enumerate(item.plans):
        _plan(element, draft, plan, f"{path}.plans.{index}")
    if item.delivered:
        delivery = g2(element, "delivery")
        for where, link, attributes in items.links(item.delivered, f"{path}.delivered"):
            concepts.link(delivery, "deliveredItemRef", draft, link, where, **attributes)
    ext_properties(element, "newsCoverageExtProperty", draft, item.ext_properties, f"{path}.ext_properties")


def _plan(parent: Element, draft: Draft, plan: Plan, path: str) -> None:
    element = g2(
        parent, "planning", None, coversfrom=draft.full_date(plan.covers_from, f"{path}.covers_from"),
        coversto=draft.full_date(plan.covers_to, f"{path}.covers_to"),
    )  # fmt: skip
    if plan.content_type is not None:
        g2(element, "g2contentType", plan.content_type)
    if plan.item_type is not None:
        word = ITEM_CLASSES.get(plan.item_type, plan.item_type)
        qcode, uri = draft.coded(word, "itemclass", "ninat", _CLASSES)
        g2(element, "itemClass", qcode=qcode, uri=uri)
    _count(element, draft, plan, path)
    for index, assignment in enumerate(plan.assigned_to):
        _assigned(element, draft, assignment, f"{path}.assigned_to.{index}")
    _scheduled(element, draft, plan, path)
    for index, service in enumerate(plan.services):
        _service(element, draft, service, f"{path}.services.{index}")
    items.texts(element, draft, plan, path, _OWN)
    for index, note in enumerate(plan.ed_notes):
        concepts.with_role(element, "edNote", draft, note, f"{path}.ed_notes.{index}")
    _characteristics(element, draft, plan, path)
    if plan.urgency is not None:
        g2(element, "urgency", str(plan.urgency))
    for excluded in (False, True):
        for index, whom in enumerate(plan.audiences):
            if whom.excluded is excluded:
                audience(element, draft, whom, f"{path}.audiences.{index}")
    ext_properties(element, "planningExtProperty", draft, plan.ext_properties, f"{path}.ext_properties")


def _count(element: Element, draft: Draft, plan: Plan, path: str) -> None:
    low, high = plan.count_from, plan.count_to
    if low is None and high is None:
        return
    if high is not None and high < 1:
        draft.lose(f"{path}.count_to", high, "it counts from 1")
        high = None
    if low is None or high is None:
        said = "one of them is not said: both are written alike"
        draft.supplied(f"{path}.count_{'from' if low is None else 'to'}", f"{path}: {said}")
    low, high = (high if low is None else low), (max(low or 1, 1) if high is None else high)
    g2(element, "itemCount", rangefrom=low, rangeto=high)


def _assigned(parent: Element, draft: Draft, item: Assignment, path: str) -> None:
    attributes = {
        **concepts.party_roles(draft, item.role),
        "coversfrom": draft.full_date(item.covers_from, f"{path}.covers_from"),
        "coversto": draft.full_date(item.covers_to, f"{path}.covers_to"),
    }
    party: Party = item
    concepts.party(parent, "assignedTo", draft, party, path, False, **attributes)
    concepts.left_out(draft, item, path, _UNSAID)


def _scheduled(parent: Element, draft: Draft, plan: Plan, path: str) -> None:
    when = draft.date(plan.scheduled, f"{path}.scheduled")
    if when is None:
        why = "it stands beside the date that is not said"
        concepts.left_out(draft, plan, path, ("scheduled_earliest", "scheduled_latest"), why)
        return
    g2(
        parent, "scheduled", when,
        approxstart=draft.date(plan.scheduled_earliest, f"{path}.scheduled_earliest"),
        approxend=draft.date(plan.scheduled_latest, f"{path}.scheduled_latest"),
    )  # fmt: skip


def _service(parent: Element, draft: Draft, service: Concept, path: str) -> None:
    concepts.qualified(parent, "service", draft, service, path)
    known = ("uri", "qcode", "scheme", "code", "name", "names", "literal")
    rest = (name for name in type(service).model_fields if name not in known)
    concepts.left_out(draft, service, path, rest)


def _characteristics(parent: Element, draft: Draft, plan: Plan, path: str) -> None:
    """What the files will be like; only what NewsML-G2 has a name and a form for."""
    attributes = {}
    for name, value in plan.characteristics.items():
        good = name in CHARACTERISTICS and (
            name in ("contenttype", "duration")
            or re.fullmatch(
                r"[1-9]\d{0,8}(\.\d+)?" if name == "videoframerate" else r"[1-9]\d{0,8}", str(value)
            )
        )
        if good:
            attributes[name] = str(value)
        else:
            draft.lose(f"{path}.characteristics.{name}", value)
    if attributes:
        g2(parent, "newsContentCharacteristics", **attributes)

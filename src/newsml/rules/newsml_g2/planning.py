"""Rules on plans: coverage that says what is planned, for when, and how much of it.

NewsML-G2 2.35 (planningItem, ``newsCoverage``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsml.rules.newsml_g2.checks import Found, g2_rule
from newsml.rules.newsml_g2.item import Item, child, children, name_of
from newsml.rules.newsml_g2.moments import before
from newsml.rules.registry import shown

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@g2_rule("G2-PLAN-NONE", "warning", "planningItem")
def plan_of_nothing(elements: Iterable[Element], item: Item) -> Found:
    """A planning item plans something.

    Why: desks read from it what will come. Without ``newsCoverage`` it says that nothing will.
    See: NewsML-G2 2.35, planningItem ``newsCoverageSet``.
    """
    for element in elements:
        if not item.all("newsCoverage"):
            yield element, "the planningItem has no newsCoverage: say what is planned"


@g2_rule("G2-PLAN-CLASS", "info", "planning")
def plan_of_no_kind(elements: Iterable[Element], item: Item) -> Found:
    """A coverage says what kind of thing is planned.

    Why: the picture desk looks for pictures. A plan for something of no kind is nobody's.
    See: NewsML-G2 2.35, ``newsCoverage/planning/itemClass`` (or ``g2contentType``).
    """
    for element in elements:
        if child(element, "itemClass") is None and child(element, "g2contentType") is None:
            yield (
                element,
                "the plan does not say of what kind the items will be: add itemClass, such as ninat:picture",
            )


@g2_rule("G2-PLAN-COUNT", "error", "itemCount")
def fewer_than_fewest(elements: Iterable[Element], item: Item) -> Found:
    """The least number of planned items is not above the most.

    Why: "from 5 to 2 pictures" reserves space for either. The two were swapped.
    See: NewsML-G2 2.35, ``itemCount`` with ``rangefrom`` and ``rangeto``.
    """
    for element in elements:
        low, high = element.get("rangefrom", "").strip(), element.get("rangeto", "").strip()
        if max(len(low), len(high)) > _DIGITS:
            continue
        if low.isdecimal() and high.isdecimal() and int(low) > int(high):
            yield element, f"itemCount goes from {low} to {high}: swap or correct them"


_DIGITS = 20


@g2_rule("G2-PLAN-APPROXIMATE", "error", "scheduled")
def range_backwards(elements: Iterable[Element], item: Item) -> Found:
    """The range around a planned time begins before it ends, with the time in it.

    Why: a story planned for noon, at the earliest at two, is expected by some at noon and by some at two.
    See: NewsML-G2 2.35, ``scheduled`` with ``approxstart`` and ``approxend``.
    """
    for element in elements:
        start, end = element.get("approxstart", ""), element.get("approxend", "")
        text = (element.text or "").strip()
        if before(end, start) or before(text, start) or before(end, text):
            given = ", ".join(one for one in (start and f"from {start}", end and f"to {end}") if one)
            yield element, f"scheduled {text} does not fit its range ({given}): correct one of them"


@g2_rule("G2-PLAN-DELIVERY", "warning", "deliveredItemRef")
def delivery_not_planned(elements: Iterable[Element], item: Item) -> Found:
    """An item that was delivered is of the kind that was planned.

    Why: a video that is delivered under a plan for a text leaves the text open, or closes it by mistake.
    See: NewsML-G2 2.35, ``newsCoverage/delivery`` and ``planning/itemClass``.
    """
    for element in elements:
        delivered = child(element, "itemClass")
        coverage = element.getparent()
        coverage = None if coverage is None else coverage.getparent()
        if delivered is None or coverage is None:
            continue
        planned = [
            one for plan in children(coverage, "planning") if (one := child(plan, "itemClass")) is not None
        ]
        said = item.code(delivered, "ninat")
        wanted = [item.code(one, "ninat") for one in planned]
        if said and wanted and None not in wanted and said not in wanted:
            yield (
                element,
                f"{said} was delivered, planned was {', '.join(map(str, wanted))}: correct one of them",
            )


@g2_rule("G2-PLAN-MESSAGE", "warning", "deliverableOf")
def deliverable_of_no_plan(elements: Iterable[Element], item: Item) -> Found:
    """An item that fulfils a plan of the same message names a coverage that the plan has.

    Why: the planning desk closes the coverage by this link. If the plan has no such coverage, it stays open.
    See: NewsML-G2 2.35, ``itemMeta/deliverableOf``; planningItem ``newsCoverage/@id``.
    """
    for element in elements:
        target = item.message.guids.get(element.get("residref", "")) if item.message else None
        if target is None:
            continue
        if name_of(target) != "planningItem":
            yield (
                element,
                f"deliverableOf {shown(element.get('residref'))} is a {name_of(target)}, no planningItem: correct it",
            )
            continue
        wanted = element.get("persistidref")
        if wanted and not any(one.get("id") == wanted for one in target.iter("{*}newsCoverage")):
            yield (
                element,
                f"deliverableOf asks for the coverage {shown(wanted)}, which the plan does not have: correct it",
            )

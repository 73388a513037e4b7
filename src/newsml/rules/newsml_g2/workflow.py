"""Rules on the life of an item: status, signals, the hops it took.

NewsML-G2 2.35 (``pubStatus``, ``signal``, ``edNote``, ``hopHistory``).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from newsml.rules.newsml_g2.checks import Found, g2_rule
from newsml.rules.newsml_g2.item import Item, children
from newsml.rules.newsml_g2.moments import before

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@g2_rule("G2-CANCEL-NOTE", "warning", "pubStatus", covers="STATUS-REASON")
def cancelled_without_a_word(elements: Iterable[Element], item: Item) -> Found:
    """A cancelled item says why.

    Why: a kill has legal weight. The desks that ran the story must know whether to correct, to apologise or only
    to wait, and the note for editors is the only place that tells them.
    See: NewsML-G2 2.35, ``pubStatus`` and ``edNote``.
    """
    for element in elements:
        if item.code(element, "stat") in ("canceled", "cancelled") and not any(
            (note.text or "").strip() or len(note) for note in item.all("edNote")
        ):
            yield element, "the item is cancelled, and no edNote says why: add one"


@g2_rule("G2-SIGNAL-VERSION", "info", "signal")
def update_of_nothing(elements: Iterable[Element], item: Item) -> Found:
    """An update or correction is a later version of the item that it changes.

    Why: as version 1 with a guid of its own it stands beside the wrong story, and does not replace it.
    See: NewsML-G2 2.35, ``signal`` and ``version``; NewsCodes signal.
    """
    if item.root.get("version", "1").strip() != "1":
        return
    for element in elements:
        code = item.code(element, "sig")
        if code in ("update", "correction"):
            yield (
                element,
                f"sig:{code}, but this is version 1: keep the guid of the item it changes, and count version up",
            )


@g2_rule("G2-HOP-SEQ", "warning", "hopHistory")
def hops_in_no_order(elements: Iterable[Element], item: Item) -> Found:
    """The hops of an item are numbered, each once.

    Why: who changed what after whom is what the history is for. Two hops with one number, or some without, leave
    it open.
    See: NewsML-G2 2.35, ``hopHistory/hop`` with ``seq``.
    """
    for element in elements:
        hops = children(element, "hop")
        seen: set[str] = set()
        for hop in hops:
            number = hop.get("seq", "").strip()
            if not number and len(hops) > 1:
                yield hop, f"the hop has no seq, and there are {len(hops)}: number them in their order"
            elif number and number in seen:
                yield hop, f"seq {number} is given to two hops: number them in their order"
            seen.add(number)


@g2_rule("G2-HOP-ORDER", "warning", "hopHistory")
def later_hop_is_earlier(elements: Iterable[Element], item: Item) -> Found:
    """A later hop has a later time.

    Why: the history is read as evidence of who had the item when. A time that runs backwards makes all of it
    worthless.
    See: NewsML-G2 2.35, ``hopHistory/hop`` with ``seq`` and ``timestamp``.
    """
    for element in elements:
        numbered = [
            (int(hop.get("seq", "")), hop)
            for hop in children(element, "hop")
            if hop.get("seq", "").strip().isdecimal() and hop.get("timestamp")
        ]
        numbered.sort(key=lambda pair: pair[0])
        for (_, earlier), (number, hop) in pairwise(numbered):
            if before(hop.get("timestamp", ""), earlier.get("timestamp", "")):
                yield (
                    hop,
                    (
                        f"hop {number} was at {hop.get('timestamp')}, before hop {earlier.get('seq')} at "
                        f"{earlier.get('timestamp')}: correct number or time"
                    ),
                )

"""Rules on the dates of an item: complete, possible, in order.

NewsML-G2 2.35 (dates, ``embargoed``), XML Schema part 2 (dateTime), RFC 3339.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from newsml.rules.newsml_g2.checks import Attribute, Found, g2_rule
from newsml.rules.newsml_g2.item import Item, child, name_of
from newsml.rules.newsml_g2.moments import before, lacks_zone, moment
from newsml.rules.newsml_g2.names import TIMES
from newsml.rules.registry import shown

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DEFAULTS = ("0001-01-01", "1899-12-30", "1900-01-01", "1970-01-01T00:00:00", "9999-12-31")
_TOLERANCE = timedelta(minutes=5)
_CLOCKS_DIFFER = timedelta(minutes=1)
_LIFE = {"died": "born", "dissolved": "founded", "ceasedToExist": "created"}
_FROM = {
    "validto": "validfrom",
    "coversto": "coversfrom",
    "modified": "created",
    "retired": "created",
    "schememodified": "schemecreated",
    "schemeretired": "schemecreated",
}


def _child_text(parent: Element | None, name: str) -> str:
    if parent is None:
        return ""
    found = child(parent, name)
    return "" if found is None else (found.text or "").strip()


def _almost(one: str, other: str) -> bool:
    """Whether two moments are as near as the clocks of two servers."""
    first, second = moment(one), moment(other)
    return first is not None and second is not None and abs(first - second) <= _CLOCKS_DIFFER


@g2_rule("G2-DATE-ZONE", "warning", f"{TIMES} @date", nears="ZONE")
def time_without_zone(values: Sequence[Element | Attribute], item: Item) -> Found:
    """A time has a time zone.

    Why: "14:30" is 26 different moments. The schema lets it pass, each receiver takes the zone of its own server,
    and an embargo ends hours early in one newsroom and late in the next.
    See: NewsML-G2 2.35, date and time values; RFC 3339 section 4.4.
    """
    for value in values:
        text, element, name = (
            value if isinstance(value, tuple) else ((value.text or "").strip(), value, name_of(value))
        )
        if lacks_zone(text):
            yield (
                element,
                f"{name} {shown(text)} has no time zone: add it, such as {text}+01:00, or Z for UTC",
            )


@g2_rule("G2-DATE-DEFAULT", "warning", TIMES, nears="DATE-YEAR, DATE-ORDER, DATE-VERSION")
def date_nobody_meant(elements: Iterable[Element], item: Item) -> Found:
    """A date was said by someone, not left over by a program.

    Why: 1970-01-01, 0001-01-01 and 9999-12-31 are what databases hold where they hold nothing. Valid to the
    schema, they sort the item to the end of the archive, or keep it on top for good.
    See: NewsML-G2 2.35, ``itemMeta`` (leave out what is not known).
    """
    for element in elements:
        text = (element.text or "").strip()
        # The content itself may be as old as any painting.
        odd = not "1600" <= text[:4] <= "2200" and name_of(element) != "contentCreated"
        if text and (odd or text.startswith(_DEFAULTS)):
            yield (
                element,
                (f"{name_of(element)} {shown(text)} stands for no date: give the date, or leave it out"),
            )


@g2_rule("G2-DATE-ORDER", "error", "versionCreated", covers="DATE-VERSION", nears="DATE-ORDER")
def version_before_first(elements: Iterable[Element], item: Item) -> Found:
    """No version is older than the first.

    Why: receivers replace an item by the one that was created later. With a version older than the first they
    keep the wrong one, mostly because two clocks or two time zones were mixed.
    See: NewsML-G2 2.35, ``versionCreated`` and ``firstCreated``.
    """
    first = item.text("firstCreated")
    for element in elements:
        text = (element.text or "").strip()
        if before(text, first) and not _almost(text, first):
            yield element, f"versionCreated {text} is before firstCreated {first}: correct one of them"


@g2_rule("G2-DATE-CONTENT", "error", "contentModified", nears="DATE-ORDER")
def modified_before_created(elements: Iterable[Element], item: Item) -> Found:
    """No content is changed before it was created.

    Why: the dates of the content are what readers see and search engines sort by. In the wrong order, both are
    doubted.
    See: NewsML-G2 2.35, ``contentCreated`` and ``contentModified``.
    """
    for element in elements:
        text, created = (element.text or "").strip(), _child_text(element.getparent(), "contentCreated")
        if before(text, created):
            yield element, f"contentModified {text} is before contentCreated {created}: correct one of them"


@g2_rule("G2-DATE-FUTURE", "error", "versionCreated firstCreated contentCreated sent", nears="DATE-FUTURE")
def in_the_future(elements: Iterable[Element], item: Item) -> Found:
    """What was created or sent was not so in the future.

    Why: the item stays on top of every list until that day comes. The sender's clock or time zone is wrong; what
    is to be held back has ``embargoed``.
    See: NewsML-G2 2.35, ``versionCreated``, ``embargoed``.
    """
    if item.now is None:
        return
    for element in elements:
        when = moment((element.text or "").strip())
        if when is not None and when > item.now + _TOLERANCE:
            yield element, f"{name_of(element)} {element.text} is in the future: check clock and time zone"


@g2_rule("G2-DATE-SENT", "warning", "versionCreated")
def sent_before_created(elements: Iterable[Element], item: Item) -> Found:
    """No item is sent before it was created.

    Why: the time of sending is what receivers measure delays and order messages by. A message that is older than
    its items was stamped by another clock, or copied from the last one.
    See: NewsML-G2 2.35, newsMessage ``header/sent``.
    """
    if item.message is None:
        return
    for element in elements:
        text = (element.text or "").strip()
        if before(item.message.sent, text):
            yield (
                element,
                f"versionCreated {text} is after the message was sent, {item.message.sent}: check both clocks",
            )


@g2_rule("G2-DATE-EXPIRES", "error", "expires", nears="DATE-EXPIRES, DATE-EXPIRED")
def expired_before_created(elements: Iterable[Element], item: Item) -> Found:
    """An item expires after it was created and after its embargo.

    Why: an item that expires before it may be used is never used, and receivers delete it on arrival.
    See: NewsML-G2 2.35, ``expires``, ``embargoed``.
    """
    for element in elements:
        text = (element.text or "").strip()
        for name in ("versionCreated", "embargoed"):
            if before(text, item.text(name)):
                yield element, f"expires {text} is before {name} {item.text(name)}: correct one of them"
                break


@g2_rule("G2-DATE-PERIOD", "error", "@date", nears="RIGHTS-PERIOD")
def period_backwards(attributes: Iterable[Attribute], item: Item) -> Found:
    """A period begins before it ends.

    Why: rights that end before they begin are never valid, and a concept that was retired before it was created
    was never in use. Start and end were swapped, or the year was mistyped.
    See: NewsML-G2 2.35, ``validfrom`` and ``validto``, ``created`` and ``retired``.
    """
    for value, element, name in attributes:
        start = _FROM.get(name)
        if start and before(value, element.get(start, "")):
            yield element, f"{name} {value} is before {start} {element.get(start)}: correct one of them"


@g2_rule("G2-DATE-EVENT", "error", "end", nears="DATE-EVENT")
def event_ends_before_start(elements: Iterable[Element], item: Item) -> Found:
    """An event ends after it starts.

    Why: calendars refuse it or show an event of minus three hours. Mostly the end lacks its time zone, or is of
    the year before.
    See: NewsML-G2 2.35, ``eventDetails/dates``.
    """
    for element in elements:
        text, start = (element.text or "").strip(), _child_text(element.getparent(), "start")
        if before(text, start):
            yield element, f"end {text} is before start {start}: correct one of them"


@g2_rule("G2-DATE-LIFE", "error", "died dissolved ceasedToExist")
def life_backwards(elements: Iterable[Element], item: Item) -> Found:
    """Nobody dies before being born, nothing ends before it began.

    Why: ages and obituaries are made from these dates. Two fields were swapped, or two persons mixed up.
    See: NewsML-G2 2.35, ``personDetails``, ``organisationDetails``, ``POIDetails``.
    """
    for element in elements:
        name, text = name_of(element), (element.text or "").strip()
        began = _child_text(element.getparent(), _LIFE[name])
        if before(text, began):
            yield element, f"{name} {text} is before {_LIFE[name]} {began}: correct one of them"


@g2_rule("G2-EMBARGO-OPEN", "warning", "embargoed", covers="DATE-EMBARGO-OPEN")
def embargo_without_end(elements: Iterable[Element], item: Item) -> Found:
    """An embargo without an end says to editors when it ends.

    Why: an empty ``embargoed`` means: until further notice. It is legal, but often an accident of a template, and
    without a note nobody knows what to wait for.
    See: NewsML-G2 2.35, ``embargoed`` (empty: no end) and ``edNote``.
    """
    if item.all("edNote"):
        return
    for element in elements:
        if not (element.text or "").strip():
            yield (
                element,
                "embargoed is empty, so the embargo never ends: give the time, or say in edNote what ends it",
            )


@g2_rule("G2-EMBARGO-OVER", "info", "embargoed", covers="DATE-EMBARGO-OVER")
def embargo_is_over(elements: Iterable[Element], item: Item) -> Found:
    """An embargo that has passed can go.

    Why: some receivers hold back whatever carries ``embargoed``, without a look at the time.
    See: NewsML-G2 2.35, ``embargoed``.
    """
    if item.now is None:
        return
    for element in elements:
        when = moment((element.text or "").strip())
        if when is not None and when < item.now:
            yield element, f"embargoed {element.text} has passed: leave it out of the next version"

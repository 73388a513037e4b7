"""Many items in one newsMessage, written item by item.

Specification: NewsML-G2 2.35, newsMessage: a header with the time of sending, and the items in an itemSet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from lxml import etree
from lxml.etree import _Element as Element

from newsml.errors import ContentError, ParseError, UsageError
from newsml.formats.newsml_g2.draft import NAMESPACE, NSMAP, TARGET, g2
from newsml.formats.newsml_g2.parts import scheme_in_parts
from newsml.formats.newsml_g2.serialising import piece
from newsml.formats.newsml_g2.versions import LATEST
from newsml.g2_grammar import later_than, place, version_of
from newsml.issues import Issue, Report
from newsml.losses import loss
from newsml.model import Item
from newsml.model.concepts import ForeignFragment
from newsml.model.parts import part_of, runs
from newsml.model.values import isoformat
from newsml.xml import parse_xml

if TYPE_CHECKING:
    from newsml.formats.newsml_g2.writing import WriteOptions

PLACE = "newsMessage"
"""Where a reader keeps the header of the message that an item came in."""

_NAR = f"{{{NAMESPACE}}}"
_PROPERTIES = {
    "sender": "sender", "transmit_id": "transmitId", "priority": "priority", "origin": "origin",
    "destination": "destination", "channel": "channel",
}  # fmt: skip
"""The options that are about the message, and their elements."""

Build = Callable[..., Element]
"""Item, report and options in; the element of the item out."""


def check_header(options: WriteOptions) -> None:
    """Raise UsageError for options about a message where none is written, or with a wrong value."""
    given = [name for name in _PROPERTIES if getattr(options, name) is not None]
    if given and not options.message:
        name = given[0]
        raise UsageError(
            f"option {name} of newsml-g2 is about a newsMessage: add message=yes, or leave it out"
        )
    if options.priority is not None and options.priority not in tuple("123456789"):
        raise UsageError(
            f"option priority of newsml-g2: {options.priority!r} is not a whole number from 1 to 9"
        )


def news_message(
    articles: Iterable[Item], report: Report, options: WriteOptions, item: Build, pretty: bool
) -> Iterator[bytes]:
    """The document, piece by piece: its header is that of the first article, or made from the options.

    An article that cannot be written is reported as an error, and the others are written. Raises ContentError
    if there is none.
    """
    line = b"\n" if pretty else b""
    kept: list[str] | None = None
    for index, run in enumerate(runs(articles)):
        article, headers = _without_header(next(run))
        build = partial(item, options=options)
        try:
            if part_of(article) is None:
                pieces = iter([piece(build(article, report), 2, pretty=pretty)])
            else:
                rest = (_without_header(part)[0] for part in run)
                pieces = scheme_in_parts(chain([article], rest), report, build, pretty, 2)
            pieces = chain([next(pieces)], pieces)
        except ContentError as error:
            which = article.id or f"article {index + 1}"
            for issue in error.issues:
                report(issue._replace(message=f"{which} is left out: {issue.message}"))
            continue
        if kept is None:
            kept = headers
            yield b'<?xml version="1.0" encoding="UTF-8"?>\n' + _start(headers) + line
            yield piece(_header(headers, article, report, options), 1, pretty=pretty)
            yield b"  <itemSet>\n" if pretty else b"<itemSet>"
        elif headers != kept:
            for markup in headers:
                path = f"{index}.foreign"
                report(loss(path, markup, TARGET, "the message has the header of its first item"))
        yield from pieces
    if kept is None:
        message = "there is no article for the newsMessage, which holds at least one item"
        raise ContentError(message, [Issue("SUPPLIED", "error", "", message)])
    yield (b"  </itemSet>\n" if pretty else b"</itemSet>") + b"</newsMessage>\n"


def _without_header(article: Item) -> tuple[Item, list[str]]:
    """The article without what it keeps of the message that it came in, and that."""
    headers = [fragment.markup for fragment in article.foreign if _is_header(fragment)]
    if not headers:
        return article, []
    foreign = tuple(fragment for fragment in article.foreign if not _is_header(fragment))
    return article.model_copy(update={"foreign": foreign}), headers


def _is_header(fragment: ForeignFragment) -> bool:
    return fragment.format == "newsml-g2" and fragment.place.partition("/")[0] == PLACE


# --- the header ----------------------------------------------------------------------------------


def _start(markups: list[str]) -> bytes:
    """The start tag of the message, with the attributes that it came with."""
    message = next((found for found in map(_element, markups) if _is_message(found)), None)
    if message is None:
        message = etree.Element(f"{_NAR}newsMessage", nsmap=NSMAP)
    message.text = None
    return etree.tostring(message).removesuffix(b"/>") + b">"


def _element(markup: str) -> Element | None:
    try:
        return parse_xml(markup.encode("utf-8", "replace"))
    except ParseError:
        return None


def _is_message(element: Element | None) -> bool:
    return element is not None and element.tag == f"{_NAR}newsMessage"


def _header(markups: list[str], article: Item, report: Report, options: WriteOptions) -> Element:
    header: Element | None = None
    for markup in markups:
        if _is_message(_element(markup)):
            continue
        found = _parsed(markup, report)
        if found is not None and header is None:
            header = found
        elif found is not None:
            report(loss("foreign", markup, TARGET, "a newsMessage has one header"))
    if header is None:
        header = etree.Element(f"{_NAR}header", nsmap=NSMAP)
    if header.find(f"{_NAR}sent") is None:
        sent = etree.Element(f"{_NAR}sent")
        sent.text = _sent(article, options, report)
        header.insert(0, sent)
    message = etree.Element(f"{_NAR}newsMessage", nsmap=NSMAP)
    message.append(header)  # which tells the grammar what the header is
    for name, tag in _PROPERTIES.items():
        if (value := getattr(options, name)) is not None:
            _set(header, tag, value)
    _as_of(header, options.version or LATEST, report)
    return header


def _parsed(markup: str, report: Report) -> Element | None:
    try:
        found = parse_xml(markup.encode("utf-8", "replace"))
    except ParseError as error:
        report(loss("foreign", markup, TARGET, error.issues[0].message))
        return None
    if found.tag != f"{_NAR}header":
        report(loss("foreign", markup, TARGET, "only a header stands before the items of a newsMessage"))
        return None
    return found


def _set(header: Element, tag: str, value: str) -> None:
    """The property with this value instead of those it has."""
    for element in header.findall(f"{_NAR}{tag}"):
        header.remove(element)
    place(header, g2(etree.Element("header"), tag, " ".join(value.split())))


def _sent(article: Item, options: WriteOptions, report: Report) -> str:
    """When it is sent: as told from outside, else when the first item was made."""
    for when in (options.stamp, options.now, article.version_created):
        if isinstance(when, datetime) and when.tzinfo is not None:
            found = isoformat(when.replace(microsecond=0))
            message = f"newsMessage: the time of sending, which NewsML-G2 demands, is {found}"
            report(Issue("SUPPLIED", "info", "", message))
            return found
    message = "newsMessage: NewsML-G2 demands the time of sending: give one with stamp= (--now)"
    raise ContentError(message, [Issue("SUPPLIED", "error", "", message)])


def _as_of(header: Element, version: str, report: Report) -> None:
    """Leave out, and report, what an older version lacks."""
    for later in list(later_than(header, version_of(version))):
        element: Any = later.element
        if later.attribute is not None:
            value = element.attrib.pop(later.attribute)
        else:
            value = "".join(element.itertext())
            element.getparent().remove(element)
        why = f"it came after NewsML-G2 {version}"
        report(loss(f"newsMessage/header/{etree.QName(element).localname}", value, TARGET, why))

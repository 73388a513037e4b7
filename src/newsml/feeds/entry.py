"""One entry of a feed while it is read: the fields of the model, what no field takes, and who hears of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote

from lxml import etree
from lxml.etree import _Element as Element

from newsml.assemble import sets
from newsml.dates import ReadDate
from newsml.errors import ParseError
from newsml.feeds.dates import feed_date
from newsml.feeds.html import joined
from newsml.feeds.names import name_of
from newsml.feeds.texts import Content, plain_of
from newsml.feeds.zones import Origin
from newsml.issues import Issue, Report
from newsml.markup import read_html
from newsml.model.body import paragraphs
from newsml.model.values import canonical_language, is_iri, is_url
from newsml.options import ReadOptions as CommonOptions

Severity = Literal["info", "warning", "error"]
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions(CommonOptions):
    """What the readers of feeds may be told."""

    description: Literal["auto", "summary", "body"] = "auto"
    """What the description of an item without a full text is: its summary, its body, or what it looks like."""
    bylines: bool = field(default=False, metadata={"internal": True})
    """Whether bylines are taken apart into people even if nothing else is derived."""


@dataclass(slots=True)
class Feed:
    """What is known of the feed as a whole, for all its entries."""

    format: str
    title: str
    """What the format is called in messages."""
    report: Report
    options: ReadOptions
    fields: Fields = field(default_factory=dict)
    """What entries take over where they do not say it themselves: ``language``, ``authors``, ``copyright_notice``."""
    publisher: Fields = field(default_factory=dict)
    base: str | None = None
    own: bool = False
    """Whether newsml wrote it: then a title is text, never HTML."""
    kept: list[str] = field(default_factory=list)
    """The markup of what stands in the channel, for the writer of the same format."""
    kept_size: int = 0
    """How many characters that has."""
    said: set[str] = field(default_factory=set)

    def keep(self, markup: str) -> None:
        """Keep the markup of what stands in the channel."""
        self.kept.append(markup)
        self.kept_size += len(markup)

    def origin(self, fields: Fields) -> Origin:
        """Who wrote an entry of these fields, as far as it tells what their zones mean."""
        site = self.options.site
        languages = fields.get("language"), self.fields.get("language"), site.language if site else None
        urls = fields.get("canonical_url"), self.publisher.get("url"), self.base
        zone = site.time_zone if site else None
        return Origin(tuple(filter(None, languages)), tuple(filter(None, urls)), zone)

    def say(
        self,
        rule: str,
        severity: Severity,
        message: str,
        line: int | None,
        path: str = "",
        once: str | None = None,
    ) -> None:
        """Report something; of what is the same, with ``once``, only the first in the feed."""
        if once is not None:
            if once in self.said:
                return
            self.said.add(once)
        self.report(Issue(rule, severity, path, message, self.options.file, line))


class Entry:
    """What is read of one entry. ``lines`` is how many lines of the document come before its markup."""

    __slots__ = (
        "_files", "_held", "axes", "base", "feed", "fields", "foreign", "lines", "links", "media", "place", "places",
    )  # fmt: skip

    def __init__(self, feed: Feed, lines: int = 0, place: str = "item") -> None:
        self.feed, self.lines, self.place = feed, lines, place
        self.fields: Fields = {}
        self.foreign: list[Fields] = []
        self.media: list[Fields] = []
        """Pictures, video, audio in the order found, each with its ``medium``."""
        self.places: dict[str, tuple[int | None, int | None]] = {}
        self.links: list[str] = []
        self.base = feed.base
        self.axes: tuple[Element, dict[tuple[str, str], str]] | None = None
        """The element whose children were last looked through for coordinates, and what they say, by name."""
        self._held: set[tuple[str, str]] = set()
        self._files: dict[tuple[str, str], Fields] = {}

    # --- what is found ---------------------------------------------------------------------------

    def line(self, element: Element) -> int:
        """The line of an element in the document."""
        sourceline: Any = element.sourceline
        return self.lines + int(sourceline or 1)

    def put(self, name: str, value: Any, element: Element | None = None) -> bool:
        """Set a field that is not set yet; False if it says something else already."""
        held = self.fields.get(name)
        if held is None:
            self.fields[name] = value
            if element is not None:
                self.places[name] = self.line(element), None
            return True
        return bool(held == value)

    def append(self, name: str, value: Any, element: Element | None = None) -> bool:
        """Add to a field that is a list; what is there already is not added again."""
        found = self.fields.setdefault(name, [])
        if self.feed.own or self.is_new(name, value):
            if element is not None:
                self.places[f"{name}.{len(found)}"] = self.line(element), None
            found.append(value)
        return True

    def is_new(self, name: str, value: Any) -> bool:
        """Whether a value is given for a field that is a list for the first time."""
        key = name, value if isinstance(value, str) else json.dumps(value, sort_keys=True)
        if key in self._held:
            return False
        self._held.add(key)
        return True

    def add_file(self, found: Fields) -> None:
        """Add a file, or what is new of one that is there: enclosure and media:content are mostly the same."""
        if not found.get("url"):
            self.media.append(found)
            return
        known = self._files.setdefault((found["url"], found["medium"]), found)
        if known is found:
            self.media.append(found)
            return
        for name, value in found.items():
            known.setdefault(name, value)

    def keep(
        self,
        element: Element,
        field_name: str | None = None,
        more: Iterable[str] = (),
        *,
        known: bool = False,
    ) -> None:
        """Keep an element for the writer of the same format; that it is kept is said once for each kind.

        ``known`` says that newsml has a field for it, and could not read this one, or had it from elsewhere.
        """
        if not self.feed.options.keep:
            return
        vocabulary, _ = name_of(element.tag)
        local = element.tag.rpartition("}")[2]
        prefix = f"{element.prefix}:" if element.prefix else ""
        fragment: Fields = {
            "format": self.feed.format,
            "place": f"{self.place}/{prefix}{local}",
            "markup": canonical(element),
        }
        if field_name:
            fragment |= {"field": field_name, "more": list(more)}
        self.foreign.append(fragment)
        what = f"{prefix}{local}" if vocabulary != "rss" else local
        why = "newsml has no field for it"
        if known:
            why = "it cannot be read, or another part of the entry says the same better"
        elif field_name:
            why = f"newsml has no field for its {', '.join(more) or 'rest'}"
        message = f"{what} is kept for {self.feed.title} only: {why}"
        self.say("UNKNOWN", "info", element, message, once=f"kept {known} {vocabulary} {local}")

    def say(
        self,
        rule: str,
        severity: Severity,
        element: Element | None,
        message: str,
        path: str = "",
        once: str | None = None,
    ) -> None:
        line = self.line(element) if element is not None else self.lines + 1
        self.feed.say(rule, severity, message, line, path, once)

    # --- kinds of values -------------------------------------------------------------------------

    def url(self, element: Element, address: str, what: str) -> str | None:
        """An absolute web address, seen from the base; None, and a report, for what is none."""
        found = absolute(address, element.base or self.feed.base)
        if found is None:
            self.say(
                "MODEL",
                "warning",
                element,
                f"{what} {_short(address)} is not a web address: it is kept as it is",
            )
        elif found != address.strip():
            self.say(
                "DERIVED", "info", element,
                f"{what} {_short(address)} is relative: read as {_short(found)}, as its base says",
                once=f"relative {what}",
            )  # fmt: skip
        return found

    def date(self, name: str, element: Element, text: str) -> str | None:
        """A date in the model's form; what cannot be read, or has no zone, is reported."""
        if not text or sets(self.feed.options, name):
            return None
        site = self.feed.options.site
        origin = self.feed.origin(self.fields)
        try:
            found: ReadDate = feed_date(text, site.time_zone if site else None, origin)
        except ValueError as error:
            self.say("DATE", "warning", element, f"{name}: {error}", name)
            return None
        if found.note:
            severity: Severity = "warning" if found.zone == "missing" else "info"
            self.say(
                "ZONE", severity, element, f"{name} {text!r}: {found.note}", name,
                once=f"zone {name} {found.note}",
            )  # fmt: skip
        if found.zone in ("applied", "missing"):
            extra = self.fields.setdefault("extra", {})
            extra.setdefault("dates", {})[name] = text
        return found.value

    def language(self, element: Element, text: str) -> str | None:
        """A language tag; one with an underscore is read."""
        for tag in (text.strip(), text.strip().replace("_", "-")):
            try:
                return canonical_language(tag)
            except ValueError as error:
                wrong = str(error)
        self.say("MODEL", "warning", element, wrong, "language", once=f"language {text}")
        return None

    def blocks(self, content: Content, element: Element) -> list[Any]:
        """The blocks of a text; what is nested too deep is reported, and its words taken."""
        if content.kind == "text":
            return list(paragraphs(content.value))
        base = element.base or self.feed.base or next(iter(self.links), None)
        try:
            blocks = read_html(
                content.value, self.feed.report, self.feed.options.file, self.line(element), base=base
            )
        except ParseError as error:
            for issue in error.issues:
                self.feed.report(issue)
            return list(paragraphs(plain_of(content)))
        return with_absolute_links(blocks, base) if base else blocks


def with_absolute_links(value: Any, base: str) -> Any:
    """The nodes of a body with the addresses of links as seen from a base."""
    if isinstance(value, list):
        return [with_absolute_links(item, base) for item in value]
    if not isinstance(value, dict):
        return value
    nodes = {key: with_absolute_links(item, base) for key, item in value.items()}
    href = nodes.get("href")
    if nodes.get("kind") == "link" and isinstance(href, str) and not is_iri(href):
        nodes["href"] = joined(base, href)
    return nodes


_NOT_IN_URLS = re.compile(r'[<>"{}|^`]')


def absolute(address: str, base: str | None) -> str | None:
    """A web address seen from a base, with its spaces escaped; None for what is none.

    >>> absolute("//example.org/a b", None)
    'https://example.org/a%20b'
    """
    text = address.strip()
    if not text:
        return None
    if is_url(text):
        return text
    text = "".join(text.split("\n")).strip().replace(" ", "%20").replace("\\", "/")
    if text.startswith("//"):
        text = f"https:{text}"
    if base and not is_iri(text):
        text = joined(base, text)
    text = _NOT_IN_URLS.sub(lambda found: quote(found[0]), text)
    return text if is_url(text) else None


def canonical(element: Element) -> str:
    """The markup of an element by itself, with the namespaces that it uses."""
    alone = deepcopy(element)
    alone.tail = None
    etree.cleanup_namespaces(alone)
    return etree.tostring(alone, encoding="unicode")


def _short(text: str) -> str:
    text = text.strip()
    return repr(text if len(text) <= 80 else text[:79] + "…")

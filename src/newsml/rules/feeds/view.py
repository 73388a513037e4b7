"""A feed or sitemap as rules see it: what each entry and the feed itself says, with its line, one entry at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml.etree import _Element as Element

from newsml.feeds.jsonstream import JsonMembers
from newsml.feeds.names import name_of
from newsml.feeds.stream import FEEDS, SITEMAPS, FeedParts
from newsml.feeds.texts import Content, content_of, line_of, plain_of

if TYPE_CHECKING:
    from typing import BinaryIO

    from newsml.issues import Report
    from newsml.site import Site

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ENTRIES = frozenset({"item", "entry", "url", "sitemap"})


MOST_ALIKE = 10_000
"""How many elements of one name an entry, or the feed itself, is looked at for."""


class Said(NamedTuple):
    """One statement: its text, its line, how it is called in the feed; the element, or the value of JSON."""

    text: str
    line: int
    name: str
    value: Any

    def attribute(self, name: str) -> str:
        """An attribute without white space around it; empty where there is none."""
        return str(self._get(name) or "").strip()

    def has(self, name: str) -> bool:
        return self._get(name) is not None

    def _get(self, name: str) -> Any:
        """An attribute, or a member of an object; of JSON, a value of any other kind may stand here too."""
        return self.value.get(name) if hasattr(self.value, "get") else None

    @property
    def content(self) -> Content:
        """What it says, as text or HTML."""
        if isinstance(self.value, Element):
            return content_of(self.value)
        return Content("html" if isinstance(self.value, str) else "text", self.text)


class Unit:
    """An entry, or the feed itself: what it says, by name (``rss:title``, ``atom:link``, ``title`` of JSON)."""

    def __init__(self, format: str, line: int, number: int = 0) -> None:
        self.format, self.line, self.number = format, line, number
        self.lines = 0
        """How many lines of the document come before its markup."""
        self.said: dict[str, list[Said]] = {}
        self.value: Any = None
        self._contents: dict[int, tuple[Said, Content]] = {}

    def add(self, element: Element, lines: int) -> None:
        """Take in what an element says."""
        tag: Any = element.tag
        key, name = _called(tag, element.prefix) if isinstance(tag, str) else ("", "")
        if not key:
            return
        line = lines + line_number(element)
        found = self.said.setdefault(key, [])
        if len(found) < MOST_ALIKE:
            found.append(Said(line_of(element), line, name, element))

    def all(self, *names: str) -> list[Said]:
        """What is said under any of these names, one name after the other."""
        return [said for name in names for said in self.said.get(name, ())]

    def first(self, *names: str) -> Said | None:
        """The first of what is said under these names."""
        return next(iter(self.all(*names)), None)

    def has(self, *names: str) -> bool:
        """Whether something that is not empty is said under one of these names."""
        return any(said.text for said in self.all(*names))

    @property
    def path(self) -> str:
        """Where the unit is in the feed."""
        if not self.number:
            return {"atom": "feed", "atom-0.3": "feed", "jsonfeed": "", "news-sitemap": "urlset"}.get(
                self.format, "channel"
            )
        names = {
            "atom": "feed/entry",
            "rss": "channel/item",
            "news-sitemap": "urlset/url",
            "atom-0.3": "feed/entry",
        }
        if self.format == "jsonfeed":
            return f"items/{self.number - 1}"
        return f"{names[self.format]}[{self.number}]"

    # --- what the formats have in common ---------------------------------------------------------

    @cached_property
    def title(self) -> Said | None:
        return self.first("rss:title", "atom:title", "title")

    @cached_property
    def dates(self) -> list[Said]:
        """All dates that are for readers."""
        return self.all(*_DATES)

    @cached_property
    def texts(self) -> list[Said]:
        """What may be HTML: description, summary, content."""
        return self.all(*_TEXTS)

    @cached_property
    def markup(self) -> list[tuple[Said, str]]:
        """The HTML that is there, each with what said it."""
        found = []
        for said in self.texts:
            content = self.content(said)
            if content.kind == "html" or said.name.endswith("encoded"):
                found.append((said, content.value))
        return found

    def content(self, said: Said) -> Content:
        """What a statement of this unit says, as text or HTML; looked at once for all rules."""
        known = self._contents.get(id(said))
        if known is None:
            known = self._contents[id(said)] = said, said.content
        return known[1]

    def plain(self, said: Said) -> str:
        """The words of a text that may be HTML."""
        return plain_of(self.content(said))

    @cached_property
    def addresses(self) -> list[Said]:
        """All addresses of pages and files that are not within texts; the text of each is the address."""
        found = []
        for name in _ADDRESSES:
            for said in self.said.get(name, ()):
                attribute = next(
                    (key for key in ("href", "url") if not isinstance(said.value, str) and said.has(key)), ""
                )
                text = said.attribute(attribute) if attribute else said.text
                if text or attribute:
                    found.append(said._replace(text=text))
        return found


_DATES = (
    "rss:pubdate", "atom:published", "atom:updated", "atom:issued", "atom:modified", "dc:date", "dcterms:modified",
    "dcterms:created", "dcterms:issued", "date_published", "date_modified", "rss:lastbuilddate",
    "news:publication_date", "sitemap:lastmod",
)  # fmt: skip
_TEXTS = (
    "content:encoded", "atom:content", "content_html", "rss:description", "atom:summary",
)  # fmt: skip
_ADDRESSES = (
    "rss:link", "atom:link", "rss:enclosure", "media:content", "media:thumbnail", "media:player", "rss:comments",
    "url", "external_url", "image", "banner_image", "home_page_url", "feed_url", "icon", "favicon", "rss:source",
)  # fmt: skip


class FeedView:
    """The feed as a whole, while its entries pass by."""

    def __init__(self, format: str, now: datetime | None, site: Site | None) -> None:
        self.format, self.now, self.site = format, now, site
        self.head = Unit(format, 1)
        self.root = self.version = ""
        self.namespaces: dict[str | None, str] = {}
        self.language_above: str | None = None
        """The language that ``xml:lang`` of the feed says."""
        self.has_items = False
        self.listed: set[str] = set()
        self.entries = self.news = 0
        self.ids: dict[str, int] = {}
        """The line where each id was first said."""
        self.hosts: dict[str, int] = {}
        self.publications: dict[str, int] = {}
        self.dates_of_ids: dict[str, str] = {}
        self.authorless: list[tuple[int, str]] = []
        """Line and place of the first entries that name no author."""
        self.authorless_count = 0
        self.size = 0

    def entries_of(
        self, stream: BinaryIO, report: Report, file: str | None, hear: Callable[[Any, str], None]
    ) -> Iterator[Unit]:
        """The entries, one after the other; what stands between them goes to `head`, and to ``hear`` as it comes."""
        counted = _Counted(stream, self)
        if self.format == "jsonfeed":
            yield from self._of_json(counted, report, file, hear)
        else:
            yield from self._of_xml(counted, report, file, hear)

    def _of_xml(
        self, stream: Any, report: Report, file: str | None, hear: Callable[[Any, str], None]
    ) -> Iterator[Unit]:
        parts = FeedParts(stream, report, file, SITEMAPS if self.format == "news-sitemap" else FEEDS)
        for part in parts:
            self.root, self.version = parts.root, parts.version
            element = part.element
            if not self.namespaces:
                self.namespaces = {**element.nsmap}
                self._tell_format(parts.root)
                above = [node.get(_LANG) for node in element.iterancestors() if node.get(_LANG)]
                self.language_above = above[0] if above else None
            local = name_of(element.tag)[1]
            if local not in ENTRIES or (local == "url" and self.format != "news-sitemap"):
                self.head.add(element, part.lines)
                hear(part, self.format)
                continue
            self.entries += 1
            unit = Unit(self.format, part.lines + line_number(element), self.entries)
            unit.value, unit.lines = element, part.lines
            for child in element:
                unit.add(child, part.lines)
                if name_of(child.tag) in _OPENED:
                    for inner in child.iterdescendants():
                        unit.add(inner, part.lines)
            yield unit
        self.root, self.version = parts.root, parts.version
        self._tell_format(parts.root)

    def _tell_format(self, root: str) -> None:
        """The format that the root shows, whatever the file was taken for."""
        if self.format != "news-sitemap":
            old = any("purl.org/atom/ns" in uri for uri in self.namespaces.values())
            kind = "rss" if root in ("rss", "rdf", "channel", "item") else "atom-0.3" if old else "atom"
            self.format = self.head.format = kind

    def _of_json(
        self, stream: Any, report: Report, file: str | None, hear: Callable[[Any, str], None]
    ) -> Iterator[Unit]:
        self.root = "json"
        members = JsonMembers(stream, report, file)
        for member in members:
            self.has_items = members.has_list
            if not member.is_item:
                self.head.said.setdefault(member.name, []).append(
                    _of_value(member.value, member.line, member.name)
                )
                hear(member, self.format)
                continue
            self.entries += 1
            unit = Unit(self.format, member.line, self.entries)
            unit.value = member.value
            if isinstance(member.value, dict):
                for name, value in member.value.items():
                    unit.said[name] = [_of_value(value, member.line, name)]
            yield unit
        self.has_items = members.has_list


class _Counted:
    """A stream whose bytes are counted while they are read."""

    def __init__(self, stream: BinaryIO, feed: FeedView) -> None:
        self._read, self._feed = stream.read, feed

    def read(self, size: int = -1) -> bytes:
        data = self._read(size)
        self._feed.size += len(data)
        return data


def line_number(element: Element) -> int:
    """The line of an element within its part."""
    sourceline: Any = element.sourceline
    return int(sourceline or 1)


@lru_cache(maxsize=256)
def _called(tag: str, prefix: str | None) -> tuple[str, str]:
    """How rules call an element, nothing if it has no name of its own, and how the feed does."""
    vocabulary, local = name_of(tag)
    before = f"{prefix}:" if prefix else ""
    return (f"{vocabulary}:{local}" if local else ""), f"{before}{tag.rpartition('}')[2]}"


_OPENED = frozenset({("news", "news"), ("news", "publication"), ("media", "group"), ("media", "content"),
                     ("image", "image"), ("video", "video"), ("georss", "where")})  # fmt: skip


def _of_value(value: Any, line: int, name: str) -> Said:
    text = value.strip() if isinstance(value, str) else "" if value is None else str(value)
    return Said(text, line, name, value)

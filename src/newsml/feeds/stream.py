"""A feed in XML, element by element: what stands in the channel and its items, each parsed by itself in flat memory.

Feeds are broken in all ways there are. What is meant is read and what was wrong is said: undeclared prefixes,
entities of HTML, document types, markup that is not closed. Nothing is fetched and no entity multiplies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from lxml import etree
from lxml.etree import _Element as Element

from newsml.errors import ParseError
from newsml.feeds.names import ATOM, PREFIXES, SITEMAP, name_of, vocabulary
from newsml.feeds.strangers import what_text_this_is, what_this_is
from newsml.issues import Issue, Report
from newsml.xml import plain_words
from newsml.xmlbytes import as_utf8, pieces
from newsml.xmlmend import mended
from newsml.xmlparts import Part, Parts

FEEDS = frozenset({"rss", "rdf", "feed", "channel", "item", "entry"})
SITEMAPS = frozenset({"urlset", "sitemapindex", "url"})

_SHELLS = b"rss|rdf|feed|channel|urlset|sitemapindex"
_ANY = rb"(?!(?i:" + _SHELLS + rb")[\s/>])[A-Za-z_][\w.\-]*"
_ENTRIES = rb"item|entry|Item|ITEM|Entry"
_SKIPPED = re.compile(rb"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_ROOT = re.compile(rb"<((?:[\w.\-]+:)?)([A-Za-z_][\w.\-]*)(?=[\s/>])([^<>]*)")
_VERSION = re.compile(rb"\bversion\s*=\s*[\"']\s*([^\"'<>]{0,40}?)\s*[\"']")
_ENTITY = re.compile(rb"<!ENTITY\s+([A-Za-z][\w.\-]{0,40})\s+(?:\"([^\"<%]{0,60})\"|'([^'<%]{0,60})')\s*>")
_PREFIX = re.compile(rb"(?:</?|\s)([A-Za-z_][\w.\-]*):[A-Za-z_][\w.\-]*(?=[\s=/>])")
_DECLARES = re.compile(rb"\sxmlns:([A-Za-z_][\w.\-]*)\s*=")
_LINE = re.compile(r" line \d+(?= and )")
_UNDEFINED_NAMESPACE = 201
_MOST_DOCTYPES = 20
_MEANT = {
    "rss": ("rss", "RSS", ""), "channel": ("rss", "RSS", ""), "feed": ("atom", "Atom", f"{{{ATOM}}}"),
    "urlset": ("sitemap", "sitemaps", f"{{{SITEMAP}}}"),
}  # fmt: skip
"""By root: its vocabulary, what it is called, and how the names of its elements begin."""
_PROLOG = 1024 * 1024
"""How far into a document its first tag is looked for."""


class FeedParts(Parts):
    """The elements of a feed, in its order: the children of the channel, the items.

    Iterating raises ParseError for what is no feed, or, with the roots of sitemaps, no sitemap.
    """

    def __init__(
        self, stream: BinaryIO, report: Report, file: str | None = None, roots: frozenset[str] = FEEDS
    ) -> None:
        self.root, self.version = "", ""
        self._roots, self._file, self._report = roots, file, report
        self._is_page = False
        self._entities: dict[bytes, bytes] = {}
        self._undeclared: set[bytes] = set()
        self._told: set[str] = set()
        chunks = as_utf8(pieces(stream), report, file)
        super().__init__(self._checked(chunks), ("item",), _ignore, report, file)
        self._loose = etree.XMLParser(
            recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
            encoding="utf-8",
        )  # fmt: skip

    def _look_for(self, names: Iterable[str], end: str = "") -> None:
        """Take all that stands in the channel for parts; only entries hold others like them."""
        self._next = re.compile(rb"<!--|<!\[CDATA\[|<\?|<((?:[\w.\-]+:)?(?:" + _ANY + rb"))(?=[\s/>])")
        entries = rb"url|sitemap" if "urlset" in self._roots else _ENTRIES
        self._tags = re.compile(rb"<!--|<!\[CDATA\[|<\?|<(/?)(?:[\w.\-]+:)?(?:" + entries + rb")(?=[\s/>])")

    # --- what comes before the first tag ---------------------------------------------------------

    def _checked(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The document without its document type, once it is known to be a feed."""
        rest = iter(chunks)
        head = b""
        for chunk in rest:
            head += chunk
            found = self._looked_at(head)
            if found is not None:
                yield found
                yield from rest
                return
            if len(head) > _PROLOG:
                break
        self._refuse(head)

    def _looked_at(self, head: bytes) -> bytes | None:
        at = doctypes = 0
        while True:
            if skipped := _SKIPPED.match(head, at):
                at = skipped.end()
            elif head[at : at + 9].upper() == b"<!DOCTYPE" and doctypes < _MOST_DOCTYPES:
                doctypes += 1
                end = _end_of_doctype(head, at)
                if end is None:
                    return None
                self._doctype(head[at:end], head.count(b"\n", 0, at) + 1)
                head = head[:at] + re.sub(rb"[^\n]", b" ", head[at:end]) + head[end:]
            else:
                break
        if head.startswith(b"<!--", at) or head.startswith(b"<?", at):
            return None  # it has no end yet
        root = _ROOT.match(head, at)
        if root is None or (root.end() == len(head)):
            return None if len(head) - at < _PROLOG and head[at : at + 1] == b"<" else self._refuse(head)
        self.root = root.group(2).decode().lower()
        if self.root not in self._roots:
            self.root = "html" if self._is_page else self.root
            raise ParseError.at(
                what_this_is(self.root, head, sitemap="urlset" in self._roots),
                self._file, head.count(b"\n", 0, at) + 1,
            )  # fmt: skip
        version = _VERSION.search(root.group(3))
        self.version = version.group(1).decode("utf-8", "replace") if version else ""
        return head

    def _refuse(self, head: bytes) -> Any:
        raise ParseError.at(what_text_this_is(head, sitemap="urlset" in self._roots), self._file, 1)

    def _doctype(self, declaration: bytes, line: int) -> None:
        name = declaration[9:200].split(b"[")[0].split()
        if name and name[0].rstrip(b">").lower() == b"html":
            self._is_page = True
            return
        for entity, one, other in _ENTITY.findall(declaration):
            value = one or other
            if len(self._entities) < 500 and not re.search(rb"&(?!#x?[0-9A-Fa-f]{1,6};)", value):
                self._entities[entity] = value
        what = "it is not read, and nothing that it points to is fetched"
        if b"[" in declaration and b"ENTITY" in declaration:
            what = "only short entities without others in them are read from it"
        self._say("info", f"the feed has a document type declaration (<!DOCTYPE …>): {what}", line)

    # --- one part --------------------------------------------------------------------------------

    def __iter__(self) -> Iterator[Part]:
        for part in super().__iter__():
            self._named(part.element, part.lines + 1)
            yield part

    def _named(self, element: Element, line: int) -> None:
        """Read names of a feed that puts itself into a namespace of its own, or of another kind of feed, as meant."""
        parent = element.getparent()
        around = parent.nsmap.get(None) if parent is not None else None
        meant = _MEANT.get(self.root)
        if around is None or meant is None or vocabulary(around) == meant[0]:
            return
        if around not in self._told:
            self._told.add(around)
            what = f"<{self.root}> is in the namespace {around[:100]!r}, which is not that of {meant[1]}"
            self._say("warning", f"{what}: it is read as {meant[1]}", line)
        start = f"{{{around}}}"
        for node in element.iter("{*}*"):
            if node.prefix is None and node.tag.startswith(start):
                node.tag = f"{meant[2]}{node.tag[len(start) :]}"

    def _parsed(
        self, length: int, data: bytes | None = None
    ) -> tuple[Element | None, etree.XMLSyntaxError | None]:
        element, error = self._once(length, data)
        if error is not None and getattr(error, "code", 0) == _UNDEFINED_NAMESPACE:
            window = self._bytes
            markup = window.data[window.at : window.at + length] if data is None else data
            if self._declare(markup):
                element, error = self._once(length, data)
        return element, error

    def _once(self, length: int, data: bytes | None) -> tuple[Element | None, etree.XMLSyntaxError | None]:
        if not self._undeclared:
            return super()._parsed(length, data)
        markup = self._bytes.data[self._bytes.at : self._bytes.at + length] if data is None else data
        try:
            root = etree.fromstring(self._wrapped(markup), self._parser)
        except etree.XMLSyntaxError as error:
            self._vain += length
            return None, error
        return self._within(root), None

    def _wrapped(self, markup: bytes) -> bytes:
        before, after, _ = self._outside.around
        used = self._undeclared.intersection(_PREFIX.findall(before + markup))
        names = b"".join(b' xmlns:%s="%s"' % (prefix, _namespace(prefix)) for prefix in sorted(used))
        return b"<newsml-part" + names + b">" + before + markup + after + b"</newsml-part>"

    def _within(self, root: Element) -> Element | None:
        element: Element | None = root
        for _ in range(self._outside.around[2] + 1):
            element = element[0] if element is not None and len(element) else None
        return element

    def _declare(self, markup: bytes) -> bool:
        """Whether there are prefixes that nobody declares, which from here on stand for what they mostly do."""
        before, _, _ = self._outside.around
        declared = set(_DECLARES.findall(before)) | set(_DECLARES.findall(markup)) | {b"xml", b"xmlns"}
        new = set(_PREFIX.findall(markup)) - declared - self._undeclared
        for prefix in sorted(new):
            name = prefix.decode()
            known = PREFIXES.get(name)
            how = f"read as {known}" if known else "its elements are kept as they are"
            self._say(
                "warning", f"the prefix {name} is not declared (xmlns:{name}=…): {how}", self._bytes.lines + 1
            )
        self._undeclared |= new
        return bool(new)

    def _exact_length(self) -> int:
        found = self._tags.match(self._bytes.data, self._bytes.at)
        return super()._exact_length() if found is not None else 0

    def _mended(self, length: int) -> tuple[Element | None, bytes]:
        window = self._bytes
        data = window.data[window.at : window.at + length]
        better, found = mended(data, self._entities)
        self._vain += length
        if found:
            element, _ = self._parsed(length, better)
            if element is not None:
                self._tell(data, found)
                return element, better
        return self._recovered(data, better, found), better

    def _recovered(self, data: bytes, better: bytes, found: list[tuple[int, str]]) -> Element | None:
        """An element whose tags do not match, as far as it can be read, which is reported."""
        self._declare(better)
        try:
            root = etree.fromstring(self._wrapped(better), self._loose)
        except etree.XMLSyntaxError:
            return None
        element = self._within(root) if root is not None else None
        if element is None or not len(element):
            return None
        self._tell(data, found)
        wrong: Any = self._loose.error_log
        first = next((entry for entry in wrong if entry.type != _UNDEFINED_NAMESPACE), None)
        why = plain_words(_LINE.sub("", first.message)) if first is not None else "not well-formed XML"
        line = self._bytes.lines + (first.line if first is not None else 1)
        self._say(
            "error",
            f"{why}: what can be read of this {name_of(element.tag)[1]} is, and it may lack something",
            line,
        )
        return element

    def _tell(self, data: bytes, found: list[tuple[int, str]]) -> None:
        for offset, message in found:
            self._say("warning", message, self._bytes.lines + data.count(b"\n", 0, offset) + 1)

    def _say(self, severity: Any, message: str, line: int) -> None:
        self._report(Issue("SYNTAX", severity, "", message, self._file, line))


def _ignore(name: str, attributes: dict[str, str] | None, line: int) -> None:
    """The root is known already."""


def _namespace(prefix: bytes) -> bytes:
    return PREFIXES.get(prefix.decode(), f"urn:x-undeclared:{prefix.decode()}").encode()


def _end_of_doctype(head: bytes, at: int) -> int | None:
    """Where a document type declaration ends, with what it declares itself; None if that is not in reach."""
    bracket, close = head.find(b"[", at), head.find(b">", at)
    if close < 0:
        return None
    if bracket < 0 or close < bracket:
        return close + 1
    end = re.compile(rb"\]\s*>").search(head, bracket)
    return end.end() if end else None


__all__ = ["FEEDS", "SITEMAPS", "FeedParts", "Part"]

"""A page taken apart once: its tokens, its tree, the data in it, the claims of its head and text."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from lxml.etree import _Element as Element

from newsml.formats.html.reading_claims import Claims
from newsml.formats.html.reading_credits import claim_credits
from newsml.formats.html.reading_dates import claim_address, claim_first_date
from newsml.formats.html.reading_items import MOST_VALUES, microdata, rdfa
from newsml.formats.html.reading_meta import claim_meta
from newsml.formats.html.reading_microformats import claim_microformats
from newsml.formats.html.reading_rights import claim_rights
from newsml.formats.html.reading_tree import MOST_ELEMENTS, has_too_many, tree_of
from newsml.formats.html.reading_visible import claim_visible
from newsml.html5 import Page
from newsml.html5.encoding import decode
from newsml.issues import Issue, Report
from newsml.webdata import Graph, Node, articles_of
from newsml.webdata.choosing import MEDIA
from newsml.webdata.loading import loaded
from newsml.webdata.values import page_key, texts_of, url_of, web

if TYPE_CHECKING:
    from newsml.formats.html.reading import ReadOptions

MOST_BLOCKS = 200
"""How many JSON-LD blocks are read."""
LARGEST_BLOCK = 10_000_000
"""The largest JSON-LD block that is read, in characters."""


class Data:
    """The articles that one syntax of schema.org data holds, and which of them the page is."""

    def __init__(self, kind: str, called: str, graph: Graph) -> None:
        self.kind, self.called, self.graph = kind, called, graph
        self.articles = articles_of(graph)
        self.lines: dict[int, int] = {}
        self.texts: list[str] = []

    def chosen(self, view: View) -> Node | None:
        """The article of the page: that of its address, of its heading, else the only one.

        A picture or clip is the article only where the page says that it is one; a list of others holds none.
        """
        found = [node for node in self.articles if node.is_a("Article") or view.is_own_medium(node)]
        if not found:
            return None
        scored = [(view.likeness(node), -at, node) for at, node in enumerate(found[:500])]
        score, _, best = max(scored, key=lambda entry: entry[:2])
        return best if score >= _SURE or len(found) <= _FEW else None


class View:
    """What a page holds."""

    def __init__(self, data: bytes, report: Report, options: ReadOptions) -> None:
        self.report, self.options = report, options
        header = f"text/html; charset={options.charset}" if options.charset else None
        self.page = Page(data, header)
        self.claims = Claims()
        claim_meta(self.page, self.claims, self.first_base)
        for title in self.page.elements("title")[:1]:
            self.claims.add("title", title.text, "title", "title", self.line_at(title.start))
        if self.root is not None:
            claim_visible(self.root, self.claims)
            claim_microformats(self.root, self.title, self.claims)
            claim_credits(self.root, self.text, self.page.meta, self.claims)
        claim_rights(self.page, self.root, self.claims, self.first_base, self._say_unread)
        claim_address(self.address, self.claims)
        if not self.claims.of("published") and self.root is not None and not self.json_ld.articles:
            claim_first_date(self.root, self.claims)

    @property
    def title(self) -> str:
        """What the ``title`` element says."""
        return str(next((claim.value for claim in self.claims.of("title")), ""))

    def _say_unread(self, message: str) -> None:
        self.say("UNKNOWN", "info", message)

    def line_at(self, offset: int) -> int:
        """The line of an offset in the file."""
        return self.page.line_and_column(offset)[0]

    @cached_property
    def text(self) -> str:
        """The whole page as text."""
        encoding = self.page.encoding
        return decode(self.page.data[encoding.bom :], encoding.name)

    @cached_property
    def root(self) -> Element | None:
        """The tree of the page."""
        root = tree_of(self.text, self.report, self.options.file)
        if root is not None and len(self.text) > 2 * MOST_ELEMENTS and has_too_many(root):
            message = f"the page has too many elements: only the first {MOST_ELEMENTS:,} are looked at"
            self.say("SYNTAX", "warning", message)
        return root

    # --- addresses -------------------------------------------------------------------------------

    @cached_property
    def first_base(self) -> str | None:
        """Where relative addresses are seen from: as told, or as ``base`` says, else the page's own address."""
        told = web(self.options.base) if self.options.base else None
        for tag in self.page.starts("base"):
            if found := web(self.page.attributes(tag).get("href", ""), told):
                return found
        if told:
            return told
        for found in (*self.page.linked("canonical"), *self.page.meta.get("og:url", [])):
            if url := web(found):
                return url
        return None

    @cached_property
    def address(self) -> str | None:
        """The address of the page: its canonical link, what OpenGraph says, or as told."""
        if claim := self.claims.best("canonical_url"):
            return str(claim.value)
        return web(self.options.base) if self.options.base else None

    @cached_property
    def is_media_page(self) -> bool:
        """Whether the page says of itself that it is there for a clip or picture, or nothing at all."""
        kinds = [str(claim.value).lower() for claim in self.claims.of("item_type")]
        says_nothing = not any(self.claims.of(field) for field in ("headline", "h1", "title"))
        return says_nothing or any(kind.startswith(("video", "music", "image", "photo")) for kind in kinds)

    def is_own_medium(self, node: Node) -> bool:
        """Whether a node is no picture or clip, or the one that the page is there for."""
        if not node.is_a(*MEDIA) or self.is_media_page:
            return True
        pages = [url_of(value) for value in node.properties.get("mainEntityOfPage", ())]
        address = self.address
        if address is not None and any(url and page_key(url) == page_key(address) for url in pages):
            return True
        # A clip within an article has a name; a headline, that of the page, has one that is the article.
        return bool(self._headings(node))

    def _headings(self, node: Node) -> set[str]:
        """The headline of a node, where the page has the same."""
        from newsml.formats.html.reading_headline import comparable

        return self._shown_headings & {comparable(t) for t in texts_of(node.properties.get("headline", []))}

    @cached_property
    def _shown_headings(self) -> set[str]:
        """The headings that the page shows, and what its head says is its headline."""
        from newsml.formats.html.reading_headline import comparable

        return {
            comparable(str(claim.value)) for field in ("h1", "headline") for claim in self.claims.of(field)
        }

    # --- data ------------------------------------------------------------------------------------

    @cached_property
    def json_ld(self) -> Data:
        """The JSON-LD of the page; what is wrong with a block does not take the others along."""
        graph = Graph(self.first_base)
        texts: list[str] = []
        for index, block in enumerate(self.page.blocks):
            texts.append("")
            if index >= MOST_BLOCKS or len(block.text) > LARGEST_BLOCK:
                self._say_left_out(index, block.start)
                if index >= MOST_BLOCKS:
                    break
                continue
            found = loaded(block.text)
            texts[-1] = found.text
            line = self.line_at(block.text_start)
            if not found.is_read:
                what = found.problems[-1].message if found.problems else "it cannot be read"
                self.say(
                    "SYNTAX",
                    "warning",
                    f"JSON-LD block {index + 1} is not JSON: {what}; it is left out",
                    line,
                )
                continue
            for what in found.mended:
                self.say(
                    "SYNTAX", "warning", f"JSON-LD block {index + 1}: {what}; strict readers refuse it", line
                )
            graph.add(found.value, index)
        data = Data("data", "JSON-LD", graph)
        data.texts = texts
        return data

    def _say_left_out(self, index: int, start: int) -> None:
        why = f"only {MOST_BLOCKS} blocks are read" if index >= MOST_BLOCKS else "it is larger than 10 MB"
        self.say("SYNTAX", "warning", f"JSON-LD block {index + 1} is left out: {why}", self.line_at(start))

    def say(self, rule: str, severity: Any, message: str, line: int | None = None, path: str = "") -> None:
        """Report a finding on the page."""
        self.report(Issue(rule, severity, path, message, self.options.file, line))

    @cached_property
    def embedded(self) -> list[Data]:
        """Microdata and RDFa, where they hold articles."""
        found = []
        if self.root is None:
            return []
        for kind, called, read in (("microdata", "microdata", microdata), ("rdfa", "RDFa", rdfa)):
            if not self.page.mentions("itemscope" if kind == "microdata" else "typeof"):
                continue
            items = read(self.root)
            if items.is_cut:
                self.say("SYNTAX", "warning", f"{called}: only the first {MOST_VALUES:,} values are read")
            graph = Graph(self.first_base)
            for item in items.roots:
                graph.add(item)
            data = Data(kind, called, graph)
            data.lines = items.lines
            if data.articles and any(node.is_a("CreativeWork") for node in data.articles):
                found.append(data)
        return found

    def likeness(self, node: Node) -> int:
        """How surely a node is the article of this page."""
        score = 0
        if address := self.address:
            urls = [url_of(v) for name in ("url", "mainEntityOfPage") for v in node.properties.get(name, ())]
            urls.append(web(node.id) if node.id else None)
            if any(url and page_key(url) == page_key(address) for url in urls):
                score += 8
        if self._headings(node):
            score += 4
        if "articleBody" in node.properties:
            score += 1
        if "datePublished" in node.properties and "headline" in node.properties:
            score += 1
        return score


_SURE = 4
"""As much likeness has what has the heading of the page, or its address."""
_FEW = 2
"""Of more articles than these, none of which is like the page, none is its own."""

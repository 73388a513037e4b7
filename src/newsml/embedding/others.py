"""What a page says of its article already, by other hands: JSON-LD without our mark, microdata, RDFa."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsml.embedding.patch import our_blocks
from newsml.html5 import Page

if TYPE_CHECKING:
    from newsml.rules.jsonld.document import Document, Node

_ARTICLE = re.compile(
    r"(?:https?://schema\.org/|schema:)?(?:\w*Article|\w*BlogPosting|SocialMediaPosting|Report)\Z"
)
_PUBLISHERS = ("Organization", "Person")


class Other(NamedTuple):
    """An article that somebody else marked up in the page."""

    kind: str
    how: str
    offset: int


class Known(NamedTuple):
    """The nodes of a page that an article can refer to, instead of saying them again: ``@id``, type and name."""

    publisher: dict[str, str] | None = None
    website: dict[str, str] | None = None
    page: dict[str, str] | None = None


class Others:
    """The markup of others in a page, looked at once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        ours = {block.start for block in our_blocks(page)}
        self.blocks = [block for block in page.blocks if block.start not in ours]
        self._document: Document | None = None

    @property
    def document(self) -> Document | None:
        """The JSON-LD of others; None where there is none."""
        if self._document is None and self.blocks:
            from newsml.rules.jsonld.document import Document

            self._document = Document([block.text for block in self.blocks])
        return self._document

    def articles(self, addresses: Sequence[str]) -> Iterator[Other]:
        """The articles of others in the page; of JSON-LD, those that do not say to be at another address."""
        if self.document is not None:
            told = {id(node) for node in self.document.news}
            for node in self.document.articles:
                if (id(node) in told or _is_titled(node, addresses)) and _may_be_at(node, addresses):
                    yield Other(node.called, "JSON-LD", self.blocks[node.block].start)
        yield from self._in_tags()

    def _in_tags(self) -> Iterator[Other]:
        page = self.page
        for attribute, how in (("itemtype", "microdata"), ("typeof", "RDFa")):
            if not page.mentions(attribute):
                continue
            for tag in page.seen:
                if tag.closing or tag.aside or attribute not in tag.raw.lower():
                    continue
                attributes = page.attributes(tag)
                inside = attributes.get("itemprop" if how == "microdata" else "property", "")
                kinds = [kind for kind in attributes.get(attribute, "").split() if _ARTICLE.match(kind)]
                if kinds and inside.lower() in ("", "mainentity"):
                    name = kinds[0].rpartition("/")[2].rpartition(":")[2]
                    yield Other(name, how, page.byte_offset(tag.start))

    def known(self, publisher: dict[str, object] | None, address: str | None) -> Known:
        """The nodes of the page for the publisher, the website and the page of an article.

        ``publisher`` is the node that would be written otherwise; a publisher of the same name, address or ``@id`` is
        the same. Where there is none to write, that of the website counts.
        """
        document = self.document
        if document is None:
            return Known()
        sites = [node for node in document.kind("WebSite") if _is_said(node)]
        website = sites[0] if len({node.id for node in sites}) == 1 else None
        found = None
        if publisher is not None:
            found = next(
                (n for n in document.kind(*_PUBLISHERS) if _is_said(n) and _same(n, publisher)), None
            )
        elif website is not None:
            found = next((n for _, n in document.nodes_of(website, "publisher") if _is_said(n)), None)
        pages = [n for n in document.kind("WebPage") if _is_said(n) and n.parent is None]
        return Known(
            _reference(found),
            _reference(website),
            _reference(next((n for n in pages if address and _may_be_at(n, [address])), None)),
        )


def _is_said(node: Node) -> bool:
    return node.id is not None and len(node.properties) > 1


def _reference(node: Node | None) -> dict[str, str] | None:
    if node is None or node.id is None:
        return None
    name = node.text("name")
    return {"@type": node.called, "@id": node.id, **({"name": name} if name else {})}


def _is_titled(node: Node, addresses: Sequence[str]) -> bool:
    """Whether a node that says little has a headline, and is no link to a page that may be another."""
    return bool(node.text("headline")) and (bool(addresses) or not node.has("url", "mainEntityOfPage"))


def _may_be_at(node: Node, addresses: Sequence[str]) -> bool:
    """Whether a node does not say that it is elsewhere."""
    from newsml.rules.jsonld.words import is_web, same_page

    own = [text for value in node.values("url") if isinstance(text := value, str)]
    for value in node.values("mainEntityOfPage"):
        text = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        own += [text] if isinstance(text, str) else []
    own = [text for text in own if is_web(text)]
    if not own or not addresses:
        return True
    return any(same_page(one, other) for one in own for other in addresses)


def _same(node: Node, publisher: dict[str, object]) -> bool:
    from newsml.rules.jsonld.words import comparable, is_web, same_page

    if node.id == publisher.get("@id"):
        return True
    url, own = publisher.get("url"), node.text("url")
    if isinstance(url, str) and is_web(url) and is_web(own) and same_page(url, own):
        return True
    name = publisher.get("name")
    return isinstance(name, str) and bool(name) and comparable(name) == comparable(node.text("name"))

"""Where an entry of a feed was taken from: its provider, or the publisher of another site.

Specifications: RSS 2.0 (source), RFC 4287 section 4.2.11 (atom:source).
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from newsml.feeds.draft import Draft
from newsml.feeds.head import Head
from newsml.feeds.names import ATOM, DC, name_of
from newsml.feeds.texts import content_of, line_of, plain_of
from newsml.issues import Issue
from newsml.model import Article
from newsml.model.concepts import Party
from newsml.xml import add, safe_parser


class Source(NamedTuple):
    """Who an entry is from: the field that says it, name and page."""

    field: str
    party: Party
    name: str | None
    url: str | None


def source_of(draft: Draft, head: Head, *, own: bool = False) -> Source | None:
    """The provider of an article; else its publisher, where that is not who publishes this feed; ``own`` is then a
    source too, if it is the provider.

    That a feed takes its title from the first article and holds others' too is reported once.
    """
    article = draft.article
    if article.provider is not None and (found := _source("provider", article.provider, article)):
        return found if own or not _is_own(article.provider, head) else None
    if article.publisher is None or _is_own(article.publisher, head):
        return None
    found = _source("publisher", article.publisher, article)
    if found is None or found.url is None:
        return None
    if not head.told and "source" not in head.said:
        head.said.add("source")
        message = (
            f"the feed takes title and page from its first article ({head.title}), and has others', such as one of "
            f"{found.name or found.url}: set publisher or feed in newsml.toml, or give -O title=… and -O link=…"
        )
        draft.report(Issue("SUPPLIED", "warning", "", message))
    return found


def _source(field: str, party: Party, article: Article) -> Source | None:
    name = party.label(article.language)
    return Source(field, party, name, party.url) if name or party.url else None


def _is_own(publisher: Party, head: Head) -> bool:
    """Whether a publisher or provider is that of the feed, by name or by the host of its page."""
    names = {name.casefold() for name in (head.title, head.publisher) if name}
    if publisher.name and " ".join(publisher.name.split()).casefold() in names:
        return True
    host = _host(publisher.url)
    return host is not None and host in (_host(head.link), _host(head.publisher_url))


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def take_publisher(draft: Draft, head: Head) -> bool:
    """Whether the feed itself says who published an article, by name and page: then the entry need not."""
    publisher = draft.article.publisher
    if publisher is None or publisher.name is None or (publisher.name, _page(publisher.url)) != head.says:
        return False
    draft.take("publisher.name", "publisher.url")
    return True


def _page(url: str | None) -> str:
    return (url or "").rstrip("/")


def publisher_element(parent: Element, draft: Draft, head: Head) -> None:
    """Who published it, where the feed does not say so."""
    if take_publisher(draft, head):
        return
    publisher = draft.article.publisher
    if publisher is not None and (text := draft.words("publisher.name", publisher.name)):
        add(parent, f"{{{DC}}}publisher", text)


def rss_source(item: Element, draft: Draft, head: Head) -> None:
    """The source as RSS has it, which must have an address."""
    source = source_of(draft, head, own=True)
    if source is not None and source.url is not None:
        add(item, "source", _name(source, draft), url=source.url)
        draft.take(f"{source.field}.url")


def atom_source(entry: Element, draft: Draft, source: Source) -> None:
    """The source as Atom has it: what an earlier feed said of it, else title and page."""
    kept = _kept_source(draft, source)
    if kept is not None:
        entry.append(kept)
        return
    element = add(entry, f"{{{ATOM}}}source")
    if name := _name(source, draft):
        add(element, f"{{{ATOM}}}title", name)
    if source.url:
        add(element, f"{{{ATOM}}}link", rel="alternate", href=source.url)
        draft.take(f"{source.field}.url")
    if source.field == "publisher":
        _of_its_feed(element, draft.article)


def _name(source: Source, draft: Draft) -> str | None:
    path = f"{source.field}.name"
    return draft.words(path if source.name == source.party.name else "", source.name)


def _kept_source(draft: Draft, source: Source) -> Element | None:
    """The element as an entry of Atom had it, where name and page are still what it says."""
    if source.field != "provider":
        return None
    for fragment in draft.article.foreign:
        if fragment.format != "atom" or fragment.field != "provider" or not fragment.place.endswith("source"):
            continue
        element = parsed(fragment.markup)
        if element is None or _said(element) != (source.name, source.url):
            continue
        draft.take("provider.name", "provider.url")
        if source.party == Party(name=source.name, url=source.url):
            draft.take("provider")
        return element
    return None


def _said(source: Element) -> tuple[str | None, str | None]:
    name = url = None
    for child in source:
        if name_of(child.tag) == ("atom", "title"):
            name = plain_of(content_of(child)) or None
        elif name_of(child.tag) == ("atom", "link") and (child.get("rel") or "alternate") == "alternate":
            url = child.get("href")
    return name, url


_COPIED = frozenset({"id", "updated", "rights"})


def _of_its_feed(source: Element, article: Article) -> None:
    """What the Atom feed that an article was read from said of itself: id, date, rights, its own address."""
    kept = next(
        (f.markup for f in article.foreign if f.format == "atom" and f.place == "feed" and not f.field), None
    )
    feed = parsed(f'<feed xmlns="{ATOM}">{kept}</feed>') if kept else None
    for child in feed if feed is not None else ():
        vocabulary, local = name_of(child.tag)
        if vocabulary != "atom":
            continue
        if local in _COPIED and line_of(child) and source.find(child.tag) is None:
            add(source, child.tag, line_of(child))
        elif local == "link" and child.get("rel") == "self" and child.get("href"):
            add(source, child.tag, rel="self", href=child.get("href"))


def parsed(markup: str) -> Element | None:
    """The element of some markup, None for what is none."""
    try:
        return etree.fromstring(markup, safe_parser())
    except (etree.XMLSyntaxError, ValueError):
        return None

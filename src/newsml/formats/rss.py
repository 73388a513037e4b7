"""RSS 2.0 with the modules that news readers know; all versions of RSS are read.

Specifications: https://www.rssboard.org/rss-specification, https://www.rssboard.org/rss-profile, RSS 1.0 (2000),
0.90 (1999), 0.91 to 0.94; modules content, Dublin Core, Media RSS 1.5.1, GeoRSS, PRISM, Atom links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import BinaryIO

from lxml import etree
from lxml.etree import _Element as Element

from newsml.feeds.channel import GENERATOR
from newsml.feeds.dates import rfc822
from newsml.feeds.draft import Draft, stable_id, without_controls_if_need_be
from newsml.feeds.head import NO_PAGE, Head, WriteOptions, head_of, kept_markup
from newsml.feeds.html import html_of
from newsml.feeds.listing import Listing
from newsml.feeds.mediakept import lay_over
from newsml.feeds.modules import (
    NAMESPACES,
    best_enclosure,
    dated,
    episode_elements,
    kept_elements,
    laid_out,
    link_elements,
    media_elements,
    moment,
    place_elements,
    valid,
)
from newsml.feeds.names import ATOM, CC, CONTENT, DC, DCTERMS, ITUNES, PRISM
from newsml.feeds.reading import ReadOptions, read_feed
from newsml.feeds.sources import publisher_element, rss_source
from newsml.issues import Report, ignore
from newsml.model import Article
from newsml.xml import add, xml_text

__all__ = ["ReadOptions", "WriteOptions", "read", "write"]

TARGET = "RSS"


def read(
    stream: BinaryIO, report: Report = ignore, *, options: ReadOptions = ReadOptions()
) -> Iterator[Article]:
    """The articles of a feed, one by one; an item that is wrong is reported, the rest goes on.

    Raises ParseError for what is no feed.
    """
    return read_feed(stream, report, options, "rss")


def write(
    articles: Iterable[Article], report: Report = ignore, *, options: WriteOptions = WriteOptions()
) -> Iterator[bytes]:
    """The feed, piece by piece. Embargoed, withheld and cancelled articles are reported and left out.

    Of several versions of an article the newest is listed (`newsml.feeds.listing`).
    """
    listing = Listing(report)
    found = listing.listed(articles, options.now)
    first = next(found, None)
    head = head_of(first, options, "rss", report)
    declared = "".join(f'\n  xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"{declared}>\n<channel>\n'.encode()
    if head.kept is not None:
        yield kept_markup(head.kept, f"<generator>{GENERATOR}</generator>")
    else:
        yield _channel(head)
    if first is not None:
        for article in chain((first,), found):
            yield from listing.put(article, _item(article, head, report, options))
    yield from listing.rest()
    yield b"</channel>\n</rss>\n"


# --- the channel ---------------------------------------------------------------------------------


def _channel(head: Head) -> bytes:
    channel = etree.Element("channel", nsmap=NAMESPACES)
    add(channel, "title", head.title)
    add(channel, "link", head.link or NO_PAGE)
    add(channel, "description", head.description)
    if head.url:
        add(channel, f"{{{ATOM}}}link", rel="self", type="application/rss+xml", href=head.url)
    if head.hub:
        add(channel, f"{{{ATOM}}}link", rel="hub", href=head.hub)
    if head.language:
        add(channel, "language", head.language)
    if head.copyright:
        add(channel, "copyright", head.copyright)
    if head.updated is not None:
        add(channel, "lastBuildDate", rfc822(head.updated))
    add(channel, "generator", GENERATOR)
    if head.ttl:
        add(channel, "ttl", str(head.ttl))
    if head.image and head.link:
        image = add(channel, "image")
        for name, value in (("url", head.image), ("title", head.title), ("link", head.link)):
            add(image, name, value)
    return laid_out(channel, "").removeprefix(b"\n")


# --- an item -------------------------------------------------------------------------------------


def _item(article: Article, head: Head, report: Report, options: WriteOptions) -> bytes:
    return without_controls_if_need_be(article, report, lambda one, to: _written(one, head, to, options))


def _written(article: Article, head: Head, report: Report, options: WriteOptions) -> bytes:
    draft = Draft(article, report, TARGET)
    item = etree.Element("item", nsmap=NAMESPACES)
    _title(item, draft)
    _identity(item, draft)
    _dates(item, draft)
    _people(item, draft)
    publisher_element(item, draft, head)
    _categories(item, draft)
    _texts(item, draft, options)
    _enclosure(item, draft)
    media_elements(item, draft)
    lay_over(item, draft, "rss")
    _rest(item, draft, head)
    place_elements(item, draft)
    link_elements(item, draft)
    kept_elements(item, draft, "rss")
    draft.report_rest()
    return b"<item>" + laid_out(item) + b"</item>\n"


def _title(item: Element, draft: Draft) -> None:
    if text := draft.headline():
        add(item, "title", text)


def _identity(item: Element, draft: Draft) -> None:
    article = draft.article
    if article.canonical_url:
        add(item, "link", article.canonical_url)
        draft.take("canonical_url")
    guid = stable_id(article)
    if article.id is None:
        draft.supplied(
            "id", f"guid {guid} is made from the article's {'address' if article.canonical_url else 'words'}"
        )
    else:
        draft.exact("id", article.id)
    add(item, "guid", guid, isPermaLink="true" if guid == article.canonical_url else "false")


def _dates(item: Element, draft: Draft) -> None:
    """The first publication; a date without a time as Dublin Core has it, since RSS always has a time."""
    if (found := draft.published()) is not None:
        path, when = found
        if isinstance(when, datetime):
            add(item, "pubDate", rfc822(when))
            if when.microsecond:
                draft.lost(path, when, "RSS has no fractions of a second")
        else:
            add(item, f"{{{DC}}}date", moment(when))
        draft.take(path)
    elif (made := draft.made()) is not None:
        add(item, "pubDate", rfc822(made))
        draft.supplied("published", "the article does not say it: pubDate is when it was made")
    dated(item, f"{{{DCTERMS}}}created", "content_created", draft)
    dated(item, f"{{{DCTERMS}}}modified", "content_modified", draft)
    valid(item, draft)


def _people(item: Element, draft: Draft) -> None:
    article = draft.article
    for name, tag in (("authors", "creator"), ("contributors", "contributor")):
        for index, party in enumerate(getattr(article, name)):
            if label := draft.label(f"{name}.{index}", party):
                add(item, f"{{{DC}}}{tag}", label)


def _categories(item: Element, draft: Draft) -> None:
    article = draft.article
    for index, keyword in enumerate(article.keywords):
        if text := draft.words(f"keywords.{index}", keyword):
            add(item, "category", text)
    for index, section in enumerate(article.section):
        if text := draft.words(f"section.{index}", section):
            add(item, "category", text)
            add(item, f"{{{PRISM}}}section", text)
    for index, subject in enumerate(article.subjects):
        path = f"subjects.{index}"
        text = draft.label(path, subject)
        if text is None:
            continue
        domain = subject.scheme or subject.uri
        add(item, "category", text, domain=domain)
        if domain is None:
            draft.supplied(
                "keywords", f"subject {text!r} is written as a category without a scheme, as keywords are"
            )
        elif subject.scheme:
            draft.take(f"{path}.scheme")


def _texts(item: Element, draft: Draft, options: WriteOptions) -> None:
    article = draft.article
    if article.summary and (text := draft.words("summary.0.text", article.summary[0].text)):
        add(item, "description", text)
    elif not article.headline:
        start = next((part for part in article.plain_text().split("\n\n") if part.strip()), None)
        if start and (text := " ".join(xml_text(start).split())):
            add(item, "description", text)
            draft.supplied(
                "summary", "an item needs a title or a description: its first paragraph is written as that"
            )
    if not article.body:
        return
    if not options.content:
        draft.lost("body", "the text", "-O content=no leaves it out")
        return
    element = add(item, f"{{{CONTENT}}}encoded")
    markup = html_of(article, draft.report, TARGET)
    element.text = etree.CDATA(markup) if "]]>" not in markup else markup


def _enclosure(item: Element, draft: Draft) -> None:
    media = best_enclosure(draft)
    if media is not None:
        add(item, "enclosure", url=media.url, length=media.size, type=media.mime)
    if any(ITUNES in fragment.markup for fragment in draft.article.foreign if fragment.format == "rss"):
        episode_elements(item, draft)


def _rest(item: Element, draft: Draft, head: Head) -> None:
    article = draft.article
    if article.language != (head.language or "und"):
        add(item, f"{{{DC}}}language", article.language)
    draft.take("language")
    if article.copyright_notice:
        text = draft.words("copyright_notice.0.text", article.copyright_notice[0].text)
        if text and text != head.copyright:
            add(item, f"{{{DC}}}rights", text)
    if article.license_url:
        add(item, f"{{{CC}}}license", article.license_url)
        draft.take("license_url")
    rss_source(item, draft, head)

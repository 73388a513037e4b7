"""Atom 1.0; Atom 0.3 is read too.

Specifications: RFC 4287 (The Atom Syndication Format), RFC 4946 (licence links), RFC 6721 (deleted entries).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, BinaryIO

from lxml import etree
from lxml.etree import _Element as Element

from newsml.feeds.channel import GENERATOR
from newsml.feeds.dates import midnight, rfc3339
from newsml.feeds.draft import Draft, iri_of, stable_iri, without_controls_if_need_be
from newsml.feeds.head import NO_PAGE, Head, WriteOptions, head_of, kept_markup
from newsml.feeds.html import html_of
from newsml.feeds.listing import Listing
from newsml.feeds.mediakept import lay_over
from newsml.feeds.modules import (
    NAMESPACES,
    best_enclosure,
    dated,
    kept_elements,
    laid_out,
    link_elements,
    media_elements,
    moment,
    place_elements,
    valid,
)
from newsml.feeds.names import ATOM, DCTERMS, PRISM, TOMBSTONES
from newsml.feeds.publishing import called
from newsml.feeds.reading import ReadOptions, read_feed
from newsml.feeds.sources import atom_source, parsed, publisher_element, source_of
from newsml.issues import Issue, Report, ignore
from newsml.model import Article
from newsml.model.concepts import Concept
from newsml.model.values import is_iri
from newsml.xml import add, xml_text

__all__ = ["ReadOptions", "WriteOptions", "read", "write"]

TARGET = "Atom"
_NAMES: Any = {
    None: ATOM,
    **{prefix: uri for prefix, uri in NAMESPACES.items() if prefix not in ("atom", "content")},
}
_NAMES["at"] = TOMBSTONES


def read(
    stream: BinaryIO, report: Report = ignore, *, options: ReadOptions = ReadOptions()
) -> Iterator[Article]:
    """The articles of a feed, one by one; an entry that is wrong is reported, the rest goes on.

    Raises ParseError for what is no feed.
    """
    return read_feed(stream, report, options, "atom")


def write(
    articles: Iterable[Article], report: Report = ignore, *, options: WriteOptions = WriteOptions()
) -> Iterator[bytes]:
    """The feed, piece by piece. What may not be published is reported and left out; what is cancelled is withdrawn.

    Of several versions of an article the newest is listed (`newsml.feeds.listing`).
    """
    waiting: list[bytes] = []
    listing = Listing(report)
    head: Head | None = None
    for article in articles:
        if listing.refuses(article, options.now):
            piece = _tombstone(article) if article.pub_status == "canceled" else b""
            if head is None:
                waiting.append(piece)
            else:
                yield from listing.put(None, piece)
            continue
        if (updated := _updated(article, options)) is None:
            message = (
                f"{called(article)} is left out of the feed: Atom demands when it was updated: give --now"
            )
            report(Issue("SUPPLIED", "error", "content_modified", message))
        elif listing.admits(article):
            if head is None:
                head = head_of(article, options, "atom", report)
                yield from _begun(head, updated, waiting)
            yield from listing.put(article, _entry(article, updated, head, report, options))
    if head is None:
        yield from _begun(head_of(None, options, "atom", report), options.stamp or options.now, waiting)
    yield from listing.rest()
    yield b"</feed>\n"


def _tombstone(article: Article) -> bytes:
    """The withdrawal of an article, so that readers drop it; only for one that they can tell, and know when."""
    when = article.version_created or article.content_modified
    if article.id is None or not is_iri(article.id) or not isinstance(when, datetime):
        return b""
    element = etree.Element(f"{{{TOMBSTONES}}}deleted-entry", nsmap={"at": TOMBSTONES})
    element.set("ref", article.id)
    element.set("when", rfc3339(when))
    for fragment in article.foreign:
        kept = parsed(fragment.markup) if fragment.place.startswith("feed/deleted-entry/") else None
        if kept is not None and fragment.format == "atom":
            element.append(kept)
    return (
        etree.tostring(element, encoding="utf-8").replace(f' xmlns:at="{TOMBSTONES}"'.encode(), b"") + b"\n"
    )


# --- the feed ------------------------------------------------------------------------------------


def _begun(head: Head, updated: datetime | None, waiting: list[bytes]) -> Iterator[bytes]:
    declared = "".join(f'\n  xmlns:{prefix}="{uri}"' for prefix, uri in _NAMES.items() if prefix)
    lang = f' xml:lang="{head.language}"' if head.language else ""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="{ATOM}"{lang}{declared}>\n'.encode()
    if head.kept is not None:
        yield kept_markup(head.kept, f"<generator>{GENERATOR}</generator>")
    else:
        yield _feed(head, head.updated or updated)
    yield from waiting


def _feed(head: Head, updated: datetime | None) -> bytes:
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap=_NAMES)
    _add(feed, "id", head.url or head.link or iri_of(head.title))
    _add(feed, "title", head.title)
    if head.description != head.title:
        _add(feed, "subtitle", head.description)
    _add(feed, "updated", rfc3339(updated) if updated else _NEVER)
    if head.url:
        _add(feed, "link", rel="self", type="application/atom+xml", href=head.url)
    _add(feed, "link", rel="alternate", type="text/html", href=head.link or NO_PAGE)
    if head.hub:
        _add(feed, "link", rel="hub", href=head.hub)
    for name, value in (("rights", head.copyright), ("icon", head.icon), ("logo", head.image)):
        if value:
            _add(feed, name, value)
    _add(feed, "generator", GENERATOR)
    return laid_out(feed, "").removeprefix(b"\n")


_NEVER = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated, if nobody says what time it is."""


def _add(parent: Element, name: str, text: str | None = None, /, **attributes: Any) -> Element:
    return add(parent, f"{{{ATOM}}}{name}", text, **attributes)


# --- an entry ------------------------------------------------------------------------------------


def _updated(article: Article, options: WriteOptions) -> datetime | None:
    """When the entry was last changed, as Atom demands: when it was changed, published or made."""
    published = next((one.when for one in article.published if one.when is not None), None)
    for found in (article.content_modified, published, article.version_created, article.first_created):
        if found is not None and (moment := midnight(found)) is not None:
            return moment
    return options.stamp


def _entry(article: Article, updated: datetime, head: Head, report: Report, options: WriteOptions) -> bytes:
    return without_controls_if_need_be(
        article, report, lambda one, to: _written(one, updated, head, to, options)
    )


def _written(article: Article, updated: datetime, head: Head, report: Report, options: WriteOptions) -> bytes:
    draft = Draft(article, report, TARGET)
    entry = etree.Element(f"{{{ATOM}}}entry", nsmap=_NAMES)
    _identity(entry, draft)
    _dates(entry, draft, updated)
    source = source_of(draft, head)
    publisher_element(entry, draft, head)
    _people(entry, draft, source.name if source is not None and source.name else head.title)
    _categories(entry, draft)
    _texts(entry, draft, head, options)
    _links(entry, draft)
    if source is not None:
        atom_source(entry, draft, source)
    media_elements(entry, draft)
    lay_over(entry, draft, "atom")
    place_elements(entry, draft)
    kept_elements(entry, draft, "atom")
    draft.report_rest()
    lang = "" if article.language == (head.language or "und") else f' xml:lang="{article.language}"'
    return f"<entry{lang}>".encode() + laid_out(entry) + b"</entry>\n"


def _identity(entry: Element, draft: Draft) -> None:
    article = draft.article
    draft.take("language")
    iri = stable_iri(article)
    _add(entry, "id", iri)
    if article.id is None:
        of = "address" if article.canonical_url else "words"
        draft.supplied("id", f"{iri} is made from the article's {of}")
    elif article.id == iri:
        draft.take("id")
    else:
        draft.lost("id", article.id, f"an id of Atom is an IRI: {iri} is made from it")
    _add(entry, "title", draft.headline() or "")


def _dates(entry: Element, draft: Draft, updated: datetime) -> None:
    article = draft.article
    _add(entry, "updated", rfc3339(updated))
    if article.content_modified == updated:
        draft.take("content_modified")
    elif article.content_modified is None:
        draft.supplied(
            "content_modified", "the article does not say it: updated is when it was published or made"
        )
        draft.take_moment(updated)
    else:
        draft.lost("content_modified", article.content_modified, "a date of Atom has a time: the day begins")
    if (found := draft.published()) is not None:
        path, when = found
        if isinstance(when, datetime):
            _add(entry, "published", rfc3339(when))
        else:
            add(entry, f"{{{DCTERMS}}}issued", moment(when))
        draft.take(path)
    dated(entry, f"{{{DCTERMS}}}created", "content_created", draft)
    valid(entry, draft)


def _people(entry: Element, draft: Draft, feed: str) -> None:
    """Authors and contributors; an entry without an author gets one, since the feed has none for all.

    ``feed`` is the title of the feed, or of that which the entry is from.
    """
    article = draft.article
    for name, tag in (("authors", "author"), ("contributors", "contributor")):
        for index, party in enumerate(getattr(article, name)):
            path = f"{name}.{index}"
            label = draft.label(path, party)
            if label is None:
                continue
            element = _add(entry, tag)
            _add(element, "name", label)
            if party.url:
                _add(element, "uri", party.url)
                draft.take(f"{path}.url")
    if entry.find(f"{{{ATOM}}}author") is None:
        byline = " ".join(xml_text(article.byline.text).split()) if article.byline else ""
        _add(_add(entry, "author"), "name", " ".join(xml_text(byline or feed).split()))
        what = "the byline" if byline else "the title of the feed"
        draft.supplied(
            "authors", f"an entry of Atom has an author, and the article names none: {what} is written"
        )


def _categories(entry: Element, draft: Draft) -> None:
    article = draft.article
    for index, keyword in enumerate(article.keywords):
        if text := draft.words(f"keywords.{index}", keyword):
            _add(entry, "category", term=text)
    for index, section in enumerate(article.section):
        if text := draft.words(f"section.{index}", section):
            _add(entry, "category", term=text)
            add(entry, f"{{{PRISM}}}section", text)
    for index, subject in enumerate(article.subjects):
        _subject(entry, subject, f"subjects.{index}", draft)


def _subject(entry: Element, subject: Concept, path: str, draft: Draft) -> None:
    """A subject by its code and scheme, else by its IRI, else by its name alone, as keywords are."""
    label = draft.label(path, subject)
    if subject.scheme and subject.code and (code := draft.words(f"{path}.code", subject.code)):
        _add(entry, "category", term=code, scheme=subject.scheme, label=label)
        draft.take(f"{path}.scheme")
        if subject.uri == f"{subject.scheme}{subject.code}":
            draft.take(f"{path}.uri")
        elif subject.uri is None:
            draft.supplied("subjects", f"the IRI of {code} is that of its scheme and its code")
    elif subject.uri:
        _add(entry, "category", term=subject.uri, label=label)
        draft.take(f"{path}.uri")
    elif label:
        _add(entry, "category", term=label, scheme=subject.scheme, label=label if subject.scheme else None)
        if subject.scheme:
            draft.take(f"{path}.scheme")
        else:
            draft.supplied(
                "keywords", f"subject {label!r} is written as a category without a scheme, as keywords are"
            )


def _texts(entry: Element, draft: Draft, head: Head, options: WriteOptions) -> None:
    article = draft.article
    if article.summary and (text := draft.words("summary.0.text", article.summary[0].text)):
        _add(entry, "summary", text)
    if article.body and not options.content:
        draft.lost("body", "the text", "-O content=no leaves it out")
    elif article.body:
        markup = html_of(article, draft.report, TARGET)
        element = _add(entry, "content", type="html")
        element.text = etree.CDATA(markup) if "]]>" not in markup else markup
    if not article.canonical_url and (not article.body or not options.content):
        said = article.summary[0].text if article.summary else article.headline or ""
        _add(entry, "content", " ".join(xml_text(said).split()))
        draft.supplied(
            "body", "an entry of Atom has a text or a page: its summary or title is written as the text"
        )
    if article.copyright_notice:
        text = draft.words("copyright_notice.0.text", article.copyright_notice[0].text)
        if text and text != head.copyright:
            _add(entry, "rights", text)


def _links(entry: Element, draft: Draft) -> None:
    article = draft.article
    if article.canonical_url:
        _add(entry, "link", rel="alternate", type="text/html", href=article.canonical_url)
        draft.take("canonical_url")
    if article.license_url:
        _add(entry, "link", rel="license", href=article.license_url)
        draft.take("license_url")
    media = best_enclosure(draft)
    if media is not None:
        _add(entry, "link", rel="enclosure", type=media.mime, length=media.size, href=media.url)
    link_elements(entry, draft)

"""News sitemaps: the addresses of the articles of the last two days, for search engines.

Specifications: https://www.sitemaps.org/protocol.html; Google, "News sitemaps" (1,000 articles a file, two days,
ISO 639 languages with zh-cn and zh-tw, the publication's name as Google News has it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import BinaryIO
from urllib.parse import urljoin

from lxml import etree
from lxml.etree import _Element as Element

from newsml.feeds.dates import midnight
from newsml.feeds.entry import ReadOptions
from newsml.feeds.listing import Listing, key_of
from newsml.feeds.modules import moment
from newsml.feeds.names import IMAGE, NEWS, SITEMAP
from newsml.feeds.publishing import called
from newsml.feeds.sitemaps import read_sitemap
from newsml.files import FileBreak
from newsml.issues import Issue, Report, ignore
from newsml.model import Article
from newsml.model.values import AnyDate, is_url
from newsml.options import WriteOptions as CommonOptions
from newsml.xml import add, xml_text

__all__ = ["ReadOptions", "WriteOptions", "iso_639", "read", "write"]

TARGET = "news sitemap"
MOST = 1000
"""Articles in one file."""
MOST_IMAGES = 1000
"""Pictures of one article."""
WINDOW = timedelta(days=2)
_NAMES = {None: SITEMAP, "news": NEWS, "image": IMAGE}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<urlset xmlns="{SITEMAP}"\n  xmlns:news="{NEWS}"\n  xmlns:image="{IMAGE}">\n'
).encode()
_TAIL = b"</urlset>\n"
_LATEST = datetime.max.replace(tzinfo=UTC)
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions(CommonOptions):
    """What the writer of news sitemaps may be told."""

    name: str | None = None
    """The name of the publication as Google News has it; else that of the site."""
    window: bool = True
    """Whether articles of more than two days are left out."""
    split: str | None = field(default=None, metadata={"internal": True})
    """The name of the file, without its suffix: then more than 1,000 articles go to several files with an index."""


def read(
    stream: BinaryIO, report: Report = ignore, *, options: ReadOptions = ReadOptions()
) -> Iterator[Article]:
    """The articles that a sitemap lists, one by one; those of an index are named, for nothing is fetched.

    Raises ParseError for what is no sitemap.
    """
    return read_sitemap(stream, report, options)


def write(
    articles: Iterable[Article], report: Report = ignore, *, options: WriteOptions = WriteOptions()
) -> Iterator[bytes]:
    """The sitemap, piece by piece; with ``split``, files with a `newsml.files.FileBreak` between them, the index last.

    Left out and reported is what may not be published, what is older than two days, and what lacks address,
    headline, language or time. Of an article, a sitemap has these and its pictures alone, which is said once.
    """
    count = files = left = 0
    for entry in _entries(articles, report, options):
        if count % MOST == 0:
            if files and options.split is None:
                left += 1
                continue
            if files:
                yield _TAIL
                yield FileBreak(f"{options.split}-{files + 1}")
            files += 1
            yield _HEAD
        count += 1
        yield entry
    if not files:
        yield _HEAD
    yield _TAIL
    if count:
        what = "address, times, publication, language, title and pictures"
        message = f"a {TARGET} names articles ({what}): it holds nothing else of them"
        report(Issue("LOSS", "info", "", message))
    if left:
        message = (
            f"{left} more are left out: a news sitemap holds {MOST}; with -o or -d they go to several files"
        )
        report(Issue("LOSS", "error", "", message))
    if files > 1:
        yield FileBreak(str(options.split))
        yield _index(files, options, report)


def _index(files: int, options: WriteOptions, report: Report) -> bytes:
    """The index of the files, which stand beside it."""
    site = options.site
    feed = site.feed if site else None
    here = (feed.urls.get("news-sitemap") if feed else None) or (
        site.publisher.url if site and site.publisher else None
    )
    if here is None:
        message = "an index needs the address of its sitemaps: set publisher.url in newsml.toml"
        report(Issue("SUPPLIED", "warning", "", message))
    root = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap={None: SITEMAP})  # type: ignore[dict-item]
    for number in range(1, files + 1):
        name = f"{options.split}-{number}.xml"
        element = add(root, f"{{{SITEMAP}}}sitemap")
        add(element, f"{{{SITEMAP}}}loc", urljoin(here, name) if here else name)
        if options.now is not None:
            add(element, f"{{{SITEMAP}}}lastmod", moment(options.now))
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


# --- one article ---------------------------------------------------------------------------------


def _entries(articles: Iterable[Article], report: Report, options: WriteOptions) -> Iterator[bytes]:
    """The entries; of several versions of an article the newest."""
    listing = Listing(report, TARGET)
    seen: dict[str, str | None] = {}
    for article in articles:
        if listing.refuses(article, options.now) is not None:
            continue
        entry = _entry(article, report, options, seen)
        if entry is not None and listing.admits(article):
            yield from listing.put(article, entry)
    yield from listing.rest()


def _entry(
    article: Article, report: Report, options: WriteOptions, seen: dict[str, str | None]
) -> bytes | None:
    """The entry of an article; None, and a report, for one that a news sitemap cannot have."""
    headline = " ".join(xml_text(article.headline or "").split())
    when = _first_published(article)
    name, language = _publication(article, options), iso_639(_language(article, options))
    missing = [
        (field_, what)
        for field_, what, value in (
            ("canonical_url", "address (canonical_url)", article.canonical_url),
            ("headlines", "headline", headline),
            ("published", "date of publication", when),
            ("publisher", "publication: set publisher.name in newsml.toml", name),
            ("language", "language", language),
        )
        if not value
    ]
    if missing:
        lacks = " and no ".join(what for _, what in missing)
        message = f"{called(article)} is left out of the {TARGET}: it has no {lacks}"
        report(Issue("SUPPLIED", "error", missing[0][0], message))
        return None
    assert when is not None
    if not _is_new(when, options):
        message = (
            f"{called(article)} is left out of the {TARGET}: {moment(when)} is not within the last two days"
        )
        report(Issue("LOSS", "info", "published", message))
        return None
    assert article.canonical_url is not None
    if seen.setdefault(article.canonical_url, key_of(article)) != key_of(article):
        message = f"{article.canonical_url} is listed already: it is not repeated"
        report(Issue("LOSS", "warning", "canonical_url", message))
        return None
    return _written(article, headline, when, str(name), str(language))


def _written(article: Article, headline: str, when: AnyDate, name: str, language: str) -> bytes:
    url = etree.Element(f"{{{SITEMAP}}}url", nsmap=_NAMES)  # type: ignore[arg-type]
    add(url, f"{{{SITEMAP}}}loc", article.canonical_url)
    if article.content_modified is not None:
        add(url, f"{{{SITEMAP}}}lastmod", moment(article.content_modified))
    news = add(url, f"{{{NEWS}}}news")
    publication = add(news, f"{{{NEWS}}}publication")
    add(publication, f"{{{NEWS}}}name", name)
    add(publication, f"{{{NEWS}}}language", language)
    add(news, f"{{{NEWS}}}publication_date", moment(when))
    add(news, f"{{{NEWS}}}title", headline)
    for media in article.images[:MOST_IMAGES]:
        if media.url and is_url(media.url):
            add(add(url, f"{{{IMAGE}}}image"), f"{{{IMAGE}}}loc", media.url)
    return _laid_out(url)


def _laid_out(url: Element) -> bytes:
    etree.indent(url)
    data = etree.tostring(url, encoding="utf-8")
    return b"<url>" + data[data.index(b">") + 1 :] + b"\n"


def _first_published(article: Article) -> AnyDate | None:
    """When it was first published, as a day at least; else when it was made."""
    found = [one.when for one in article.published if one.when is not None and midnight(one.when) is not None]
    if found:
        return min(found, key=lambda when: midnight(when) or _LATEST)
    return article.first_created or article.version_created


def _is_new(when: AnyDate, options: WriteOptions) -> bool:
    """Whether it is of the last two days, and not of the future; a day counts until it ends everywhere."""
    if options.now is None or not options.window:
        return True
    begin = midnight(when)
    if begin is None:
        return False
    oldest = options.now - WINDOW
    if isinstance(when, datetime):
        return oldest <= begin <= options.now
    return oldest - timedelta(days=1, hours=12) < begin <= options.now + timedelta(hours=14)


def _publication(article: Article, options: WriteOptions) -> str:
    """The name of the publication, without what stands in brackets after it."""
    site = options.site
    feed = site.feed if site else None
    names = [
        options.name,
        feed.news_name if feed else None,
        site.publisher.name if site and site.publisher else None,
    ]
    names += [
        party.label(article.language) for party in (article.publisher, article.provider) if party is not None
    ]
    found = next((name for name in names if name and name.strip()), "")
    return _BRACKETED.sub("", " ".join(xml_text(found).split()))


def _language(article: Article, options: WriteOptions) -> str:
    if article.language != "und":
        return article.language
    return (options.site.language if options.site else None) or "und"


def iso_639(tag: str) -> str | None:
    """The language of a BCP 47 tag as news sitemaps have it: ISO 639, but for Chinese; None for no language.

    >>> iso_639("pt-BR"), iso_639("zh-Hant-HK"), iso_639("und")
    ('pt', 'zh-tw', None)
    """
    parts = tag.lower().split("-")
    if parts[0] in ("und", "mul", "zxx", "x", "i") or not 2 <= len(parts[0]) <= 3:
        return None
    if parts[0] in ("zh", "cmn"):
        if "hant" in parts or ("hans" not in parts and {"tw", "hk", "mo"} & set(parts)):
            return "zh-tw"
        return "zh-cn"
    return parts[0]

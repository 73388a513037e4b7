"""What a feed that newsml writes says of itself: from the options, the settings of the site, the first article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from newsml.issues import Issue, Report
from newsml.jsontext import kept_json
from newsml.model import Article
from newsml.options import WriteOptions as CommonOptions
from newsml.site import FeedSettings
from newsml.xml import safe_parser, xml_text

NO_PAGE = "about:blank"
"""What stands where a feed must name its page and nobody said which it is; that is reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions(CommonOptions):
    """What the writers of feeds may be told."""

    title: str | None = None
    """The title of the feed; else the site's."""
    link: str | None = None
    """The page of the feed; else the site's."""
    feed_url: str | None = None
    """Where the feed can be fetched; else the site's ``feed.urls``."""
    content: bool = True
    """Whether the whole text is written, or the summary alone."""
    several: bool = field(default=False, metadata={"internal": True})
    """Whether the articles come from several inputs: then the feed is none of theirs."""


class Head(NamedTuple):
    """The feed as a whole. ``kept`` is what an earlier feed of this format said of itself, as markup."""

    title: str
    link: str | None
    description: str
    language: str | None
    copyright: str | None
    url: str | None
    hub: str | None
    ttl: int | None
    image: str | None
    icon: str | None
    updated: datetime | None
    kept: str | None
    publisher: str | None
    publisher_url: str | None
    told: bool
    """Whether options or settings say whose feed it is."""
    says: tuple[str, str]
    """Name and page of the publisher that a reader makes of title and link; the page without a slash at its end."""
    said: set[str]
    """What has been reported once for the feed."""


def head_of(first: Article | None, options: WriteOptions, format_name: str, report: Report) -> Head:
    """What the feed says of itself; what nobody said is reported."""
    site = options.site
    publisher = site.publisher if site else None
    settings = (site.feed if site else None) or FeedSettings()
    told = bool(options.title or options.link or settings.title or publisher)
    kept = None if told or first is None or options.several else kept_channel(first, format_name, report)
    title = options.title or settings.title or (publisher.name if publisher else None) or _title(first)
    link = (
        options.link
        or (str(settings.link) if settings.link else None)
        or (publisher.url if publisher else None)
    )
    if link is None and first is not None and first.publisher is not None and "publisher" in first.derived:
        link = first.publisher.url
    link = link or _origin(first)
    says = title, link or ""
    if (
        kept is not None
        and first is not None
        and first.publisher is not None
        and "publisher" in first.derived
    ):
        says = first.publisher.name or "", first.publisher.url or ""
    if link is None and kept is None:
        message = "the feed has no page: set publisher.url in newsml.toml, or give -O link=URL"
        report(Issue("SUPPLIED", "warning", "", message))
    first_language = first.language if first is not None and first.language != "und" else None
    description = settings.description or (publisher.description if publisher else None) or title
    image = settings.image or (publisher.logo.url if publisher and publisher.logo else None)
    return Head(
        title=_words(title),
        link=link,
        description=_words(description),
        language=first_language or (site.language if site else None),
        copyright=_words(site.copyright_notice) if site and site.copyright_notice else None,
        url=options.feed_url or settings.urls.get(format_name),  # type: ignore[call-overload]
        hub=settings.hub,
        ttl=settings.ttl,
        image=image,
        icon=settings.icon,
        updated=options.stamp,
        kept=kept,
        publisher=publisher.name if publisher else None,
        publisher_url=publisher.url if publisher else None,
        told=told,
        says=(_words(says[0]), says[1].rstrip("/")),
        said=set(),
    )


def _words(text: str) -> str:
    return " ".join(xml_text(text).split())


def _title(first: Article | None) -> str:
    """The name of who sends the first article, else the host of its page."""
    if first is not None:
        for party in (first.publisher, first.provider):
            name = party.label(first.language) if party is not None else None
            if name and _words(name):
                return name
        if host := urlsplit(_origin(first) or "").hostname:
            return host
    return "Articles"


def _origin(first: Article | None) -> str | None:
    """The start page of the site that the first article is on."""
    for url in () if first is None else (first.canonical_url, first.publisher and first.publisher.url):
        try:
            parts = urlsplit(url or "")
        except ValueError:
            continue
        if url and parts.netloc:
            return f"{parts.scheme}://{parts.netloc}/"
    return None


def kept_markup(kept: str, generator: str) -> bytes:
    """What an earlier feed said of itself, but for the program that made it; ``en_GB`` is written as a language tag."""
    kept = _UNDERSCORE.sub(r"\1-", _GENERATOR.sub("", kept))
    return f"{kept}{generator}\n".encode()


_UNDERSCORE = re.compile(r"(<(?:\w+:)?language>\s*[A-Za-z]{2,3})_(?=[A-Za-z0-9]{2,4}\s*<)")

_GENERATOR = re.compile(r"<(?:\w+:)?generator\b[^<>]*?(?:/>|>.*?</(?:\w+:)?generator>)", re.DOTALL)
_OLDER = ('"http://purl.org/rss/1.0/"', '/rdf/simple/0.9/"', '"http://purl.org/atom/ns#"')
"""Namespaces of versions that are not written: what a feed of these says of itself is said anew."""


def kept_channel(article: Article, format_name: str, report: Report) -> str | None:
    """What the feed that an article was read from said of itself, as markup; what cannot stand there is reported."""
    places = ("channel", "feed")
    found = [
        f.markup for f in article.foreign if f.format == format_name and f.place in places and not f.field
    ]
    if not found or any(old in found[0] for old in _OLDER):
        return None
    if not _can_stand(found[0], format_name):
        what = "a JSON object" if format_name == "jsonfeed" else "well-formed XML"
        message = f"what the feed said of itself is not written: as it was kept, it is not {what}"
        report(Issue("LOSS", "warning", "foreign", message))
        return None
    return found[0]


def _can_stand(kept: str, format_name: str) -> bool:
    """Whether what was kept is what a feed of this format can hold: an object of JSON, well-formed XML."""
    try:
        if format_name == "jsonfeed":
            return isinstance(kept_json(kept), dict)
        etree.fromstring(f"<kept>{kept}</kept>", safe_parser())
    except (ValueError, etree.XMLSyntaxError):
        return False
    return True

"""The publisher's own facts, from ``newsml.toml`` or ``[tool.newsml]``: what no article says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from newsml.model.concepts import Media, Party
from newsml.model.values import AnyDate, Count, Deferred, Iri, LanguageTag, Url, Value

PolicyName = Literal[
    "principles", "corrections", "ethics", "diversity", "coverage", "no_bylines", "unnamed_sources",
    "fact_checking", "feedback", "masthead", "ownership", "diversity_report",
]  # fmt: skip


ArticleType = Literal[
    "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle",
    "ReportageNewsArticle", "ReviewNewsArticle", "Article", "AdvertiserContentArticle", "SatiricalArticle",
    "Report", "ScholarlyArticle", "TechArticle", "SocialMediaPosting", "BlogPosting",
]  # fmt: skip
"""The types of schema.org that a text may have."""


class Publisher(Value):
    """The organisation that publishes the site (schema.org NewsMediaOrganization)."""

    name: str
    url: Url | None = None
    id: Iri | None = None
    """The ``@id`` of its node, where the site already has one; default ``{url}#organization``."""
    legal_name: str | None = None
    description: str | None = None
    logo: Annotated[Media | None, Deferred()] = None
    same_as: tuple[Iri, ...] = ()
    founded: AnyDate | None = None
    parent: str | None = None
    """The name of the organisation that owns it."""
    email: str | None = None
    """Where readers reach it, with ``phone`` and ``contact_url``."""
    phone: str | None = None
    contact_url: Url | None = None
    certificates: tuple[Url, ...] = ()
    """The pages of certificates, such as that of the Journalism Trust Initiative."""


FeedName = Literal["rss", "atom", "jsonfeed", "news-sitemap"]


class FeedSettings(Value):
    """What the feeds of a site say of themselves, where the publisher's name and address do not say it."""

    title: str | None = None
    """Default: the publisher's name."""
    link: Url | None = None
    """The page of the feed; default: the publisher's."""
    description: str | None = None
    """Default: the publisher's description, or the title."""
    urls: Mapping[FeedName, Url] = {}
    """Where each feed can be fetched, by format (``rel="self"``)."""
    hub: Url | None = None
    """The WebSub hub that tells of new articles."""
    image: Url | None = None
    """The picture of the feed; default: the publisher's logo."""
    icon: Url | None = None
    """A small square picture."""
    ttl: Count | None = None
    """How many minutes a feed may be kept before it is asked for again."""
    news_name: str | None = None
    """The publication's name as Google News has it, for news sitemaps; default: the publisher's name."""


class Site(Value):
    """Everything a publisher says once for all articles."""

    publisher: Publisher | None = None
    language: LanguageTag | None = None
    time_zone: str | None = None
    """An IANA name, such as Asia/Karachi: applied to times that give no zone, and reported."""
    provider: Annotated[Party | None, Deferred()] = None
    copyright_holder: Annotated[Party | None, Deferred()] = None
    copyright_notice: str | None = None
    license_url: Url | None = None
    acquire_license_url: Url | None = None
    usage_url: Url | None = None
    policies: Mapping[PolicyName, Url] = {}
    types: Mapping[str, ArticleType] = {}
    """schema.org type by genre: its IPTC code, QCode, IRI, the sender's code or name. A kind of NewsArticle stands
    beside NewsArticle, any other type instead of it."""
    sections: Mapping[str, Url] = {}
    """The page of each section, by its name as articles have it."""
    feed: Annotated[FeedSettings | None, Deferred()] = None
    """What its feeds say of themselves."""
    catalogs: tuple[str, ...] = ()
    """Files of catalogues of other providers, for the aliases of NewsML-G2; as seen from the settings file."""
    authors: Annotated[tuple[Party, ...], Deferred()] = ()
    profile: Literal["house", "google"] | None = None
    """How strict ``newsml validate`` is: ``house``, or ``google`` for what Google documents."""
    rules: Mapping[str, Literal["off", "info", "warning", "error"]] = {}
    """Severity by rule or group of rules: ``JL306 = "off"``, ``DATE = "error"``."""

    def author(self, name: str | None) -> Party | None:
        """What the site says about the author of this name."""
        if not name:
            return None
        wanted = " ".join(name.casefold().split())
        return next(
            (a for a in self.authors if a.name and " ".join(a.name.casefold().split()) == wanted), None
        )


def site_of(settings: Mapping[str, Any], file: str | None = None) -> Site:
    """The site these settings describe; ``publisher``, ``provider`` … may be given by name only.

    Raises `newsml.InvalidArticle` with one issue for every wrong setting.
    """
    from pydantic import ValidationError

    from newsml.errors import InvalidArticle
    from newsml.issues import Issue
    from newsml.model.build import issues_of, party

    fields = dict(settings)
    for name in ("publisher", "provider", "copyright_holder"):
        if isinstance(fields.get(name), str):
            fields[name] = party(fields[name])
    publisher = fields.get("publisher")
    if isinstance(publisher, Mapping) and isinstance(publisher.get("logo"), str):
        fields["publisher"] = {**publisher, "logo": {"url": publisher["logo"]}}
    if isinstance(fields.get("authors"), list):
        fields["authors"] = [party(author) for author in fields["authors"]]
    try:
        site = Site.model_validate(fields)
    except ValidationError as error:
        issues = [
            issue._replace(rule="SITE", message=_in_words_of_a_site(issue.path, issue.message))
            for issue in issues_of(error, file=file, places={}, fields=fields)
        ]
        raise InvalidArticle.of(issues) from error
    if site.time_zone and zone_of(site.time_zone) is None:
        message = f"time_zone {site.time_zone!r} is not an IANA time zone, such as Europe/Berlin"
        raise InvalidArticle.of([Issue("SITE", "error", "time_zone", message, file)])
    return site


def _in_words_of_a_site(path: str, message: str) -> str:
    if "is not a field" not in message:
        return message
    from difflib import get_close_matches

    kinds: dict[str, type[Value]] = {"publisher": Publisher, "feed": FeedSettings}
    kind = kinds.get(path.partition(".")[0], Site) if "." in path else Site
    near = get_close_matches(path.rpartition(".")[2], kind.model_fields, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(kind.model_fields)}"
    return f"{path} is not a setting of a site; {hint}"


def zone_of(name: str) -> Any:
    """The time zone of an IANA name, or None if there is none."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None

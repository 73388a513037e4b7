"""What an article belongs to and comes from: identifiers, series, sources, print, running coverage."""

from __future__ import annotations

import re
from collections.abc import Callable

from newsml.model import Article
from newsml.model.concepts import ItemLink, LiveUpdate
from newsml.schemaorg.dates import earliest, latest
from newsml.schemaorg.people import parties
from newsml.schemaorg.references import property_value
from newsml.schemaorg.scope import Node, Scope, one_line, one_or_many, present, web_url
from newsml.schemaorg.words import is_paid
from newsml.vocabularies.schema_org import ACTION

GUID = "newsml:guid"
TRANSLATION = frozenset({"translation", "hasTranslation", "workTranslation"})
"""What senders call the relation to a translation; IPTC has no code for it."""
SEE_ALSO = frozenset({None, "seeAlso", "irel:seeAlso", "http://cv.iptc.org/newscodes/itemrelation/seeAlso"})


def identifiers(article: Article, scope: Scope) -> list[Node]:
    """All identifiers. A ``urn:`` or ``tag:`` of the wire stays one: it never becomes an address."""
    found = [property_value(GUID, article.id)] if article.id else []
    found += [property_value(one.scheme or one.role, one.value) for one in article.alt_ids]
    for index, one in enumerate(article.alt_ids):
        if one.role and one.scheme:
            scope.lost(f"alt_ids.{index}.role", one.role, "the scheme of the identifier is written")
    if scope.options.profile == "full":
        found += [property_value("slugline", slug.text) for slug in article.slugline]
    return [one for one in found if one]


def linked(field: str, kind: str = "CreativeWork") -> Callable[[Article, Scope], object]:
    """The function that writes links to other works: by address, else by identifier."""

    def written(article: Article, scope: Scope) -> object:
        value = getattr(article, field)
        links = value if isinstance(value, tuple) else (value,)
        paths = [f"{field}.{n}" for n in range(len(links))] if isinstance(value, tuple) else [field]
        found = [
            linked_work(link, path, scope, kind) for link, path in zip(links, paths, strict=True) if link
        ]
        return one_or_many(node for node in found if node)

    return written


def citations(article: Article, scope: Scope) -> object:
    """The works that the article points at, without its translations."""
    found = [
        linked_work(link, f"related.{n}", scope, "CreativeWork")
        for n, link in enumerate(article.related)
        if not is_translation(link)
    ]
    return one_or_many(node for node in found if node)


def translations(article: Article, scope: Scope) -> object:
    """The translations of the article."""
    found = [
        linked_work(link, f"related.{n}", scope, "NewsArticle")
        for n, link in enumerate(article.related)
        if is_translation(link)
    ]
    return one_or_many(node for node in found if node)


def is_translation(link: ItemLink) -> bool:
    """Whether a related item is a translation of this one."""
    return re.split("[:/]", link.rel or "")[-1] in TRANSLATION


def linked_work(link: ItemLink, path: str, scope: Scope, kind: str) -> Node | None:
    """The object for another work; its relation is the property it stands in."""
    url = web_url(link.href)
    other = link.href if link.href and not url else None
    if not (url or other or link.residref or link.title):
        scope.lost(path, link, "it says neither where the other work is nor what it is called")
        return None
    if path.startswith("related.") and link.rel not in SEE_ALSO and not is_translation(link):
        scope.lost(f"{path}.rel", link.rel, "a related work is a citation, whatever its relation")
    return present({
        "@type": kind,
        "@id": url if kind == "NewsArticle" else None,
        "name": link.title,
        "url": url,
        "encodingFormat": link.mime,
        "inLanguage": link.lang,
        "identifier": one_or_many(value for value in (link.residref, other) if value),
        "version": link.version,
    })  # fmt: skip


def series(article: Article, scope: Scope) -> object:
    """The stories and series that the article is a part of."""
    found = []
    for index, one in enumerate(article.series):
        if not (one.name or one.id):
            scope.lost(f"series.{index}", one, "it has neither a name nor an id")
            continue
        url = web_url(one.id)
        identifier = None if url else one.id
        found.append(
            present({"@type": "CreativeWorkSeries", "@id": url, "name": one.name, "identifier": identifier})
        )
        if index and one.part is not None:
            scope.lost(f"series.{index}.part", one.part, "an article has one position only")
    return one_or_many(found)


def position(article: Article, scope: Scope) -> int | None:
    """The number of the article in its series."""
    return article.series[0].part if article.series else None


def printed(name: str) -> Callable[[Article, Scope], object]:
    """The function that writes one fact of the first print edition; other editions are reported once."""

    def written(article: Article, scope: Scope) -> str | None:
        editions = article.print_edition
        for index, other in enumerate(editions[1:], start=1):
            if value := getattr(other, name):
                scope.lost(f"print_edition.{index}.{name}", value, "there is room for one edition")
        first: str | None = getattr(editions[0], name) if editions else None
        return first

    return written


def live_updates(article: Article, scope: Scope) -> list[Node]:
    """The entries of running coverage."""
    return [_update(one, f"live_updates.{n}", article, scope) for n, one in enumerate(article.live_updates)]


_ANCHOR = re.compile(r"[A-Za-z][\w.\-]*")


def _update(update: LiveUpdate, path: str, article: Article, scope: Scope) -> Node:
    text = update.text
    if text and is_paid(article):
        scope.lost(
            f"{path}.text", text, "the article is behind a paywall, and articleBody would show it to everyone"
        )
        text = None
    anchor = update.id if update.id and _ANCHOR.fullmatch(update.id) and article.canonical_url else None
    node_id = web_url(update.id) or (f"{page_of(article)}#{anchor}" if anchor else None)
    return present({
        "@type": "BlogPosting",
        "@id": node_id,
        "url": update.url,
        "headline": one_line(update.headline) if update.headline else None,
        "articleBody": text.strip() if text else None,
        "datePublished": scope.date(update.when),
        "author": parties(update.authors, f"{path}.authors", scope, "Person"),
        "identifier": None if node_id or not update.id else property_value(None, update.id),
    })  # fmt: skip


def coverage_start(article: Article, scope: Scope) -> str | None:
    """When the first entry of running coverage was published."""
    dates = [update.when for update in article.live_updates if update.when is not None]
    return scope.date(earliest(dates)) if dates else None


def coverage_end(article: Article, scope: Scope) -> str | None:
    """When the last entry of running coverage was published, where it is over."""
    dates = [update.when for update in article.live_updates if update.when is not None]
    return scope.date(latest(dates)) if dates and scope.options.ended else None


def interactions(article: Article, scope: Scope) -> object:
    """How often readers did what; counts of unknown actions are reported."""
    found = []
    for index, one in enumerate(article.interactions):
        action = ACTION.get(re.split("[:/]", one.action or "")[-1].lower().removesuffix("action"))
        if action is None:
            scope.lost(f"interactions.{index}", one, f"the action is none of {', '.join(ACTION)}")
            continue
        kind = {"@type": action}
        found.append(
            {"@type": "InteractionCounter", "interactionType": kind, "userInteractionCount": one.count}
        )
    return one_or_many(found)


def page_of(article: Article) -> str | None:
    """The address of the article's page, without a fragment."""
    return article.canonical_url.partition("#")[0] if article.canonical_url else None


def node_id(article: Article, scope: Scope) -> str | None:
    """The ``@id`` of the article: on its page, or the guid where that is an address."""
    page = page_of(article)
    return f"{page}#article" if page else web_url(article.id)


def web_page(article: Article, scope: Scope) -> Node | None:
    """The page whose main thing the article is."""
    return {"@type": "WebPage", "@id": article.canonical_url} if article.canonical_url else None

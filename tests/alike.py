"""Articles in the one of their forms that a file tells apart, so that what was read can be compared."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from itertools import groupby
from typing import Any

from pydantic import BaseModel

from newsml.model import Article, body
from newsml.model.concepts import Reference
from newsml.model.values import is_iri, is_url
from newsml.vocabularies import iptc

RELATIONS = {
    "related": "irel:seeAlso",
    "derived_from": "irel:derivedFrom",
    "translation_of": "translationOf",
    "previous_version": "irel:previousVersion",
}
FEEDS = frozenset({"rss", "atom", "jsonfeed", "news-sitemap"})
KINDS = {"person": "people", "organisation": "organisations"}


POOLED = {
    "jsonld": (
        {"subjects", "objects"},
        {"people", "organisations"},
        {"images", "renditions"},
        {"content_modified", "version_created"},
        {"published", "first_created"},
    )
}
POOLED["html"] = POOLED["jsonld"]
for _name in FEEDS:
    POOLED[_name] = ({"published", "content_modified", "first_created", "version_created"},)
"""Fields that a format does not tell apart: what is said of one holds for both."""


NOT_COMPARED = {
    "html": {
        "headlines", "authors", "body", "byline", "paywall", "is_free", "credit_line", "copyright_notice",
        "text_direction", "images", "published", "trust_indicators", "related",
        "data_mining", "series", "print_edition", "usage_terms", "corrections", "contributors", "info_sources",
    }
}  # fmt: skip
"""Fields that a page shows in its own way; ``tests/test_html_reader.py`` compares the texts."""


def excused(reported: set[str], format_name: str) -> set[str]:
    """The fields that need not read back: those of which something is reported."""
    reported = reported | NOT_COMPARED.get(format_name, set())
    return reported.union(*(pool for pool in POOLED.get(format_name, ()) if pool & reported))


def alike(article: Article, format_name: str) -> dict[str, Any]:
    """The fields of an article, by name, as this format tells them apart."""
    if format_name in (*FEEDS, "jsonld", "html") and article.pub_status == "usable":
        article = article.model_copy(update={"pub_status": None})  # which means the same
    if format_name == "newsml-g2":
        article = _as_newsml_g2(article)
    if format_name in FEEDS:
        article = _as_feed(article)
    if format_name in ("jsonld", "html"):
        return _as_jsonld(article)
    fields = {name: getattr(article, name) for name in Article.model_fields}
    # A headline without a role is the main one.
    fields["headlines"] = [
        item.model_copy(update={"role": item.role or "main"}) for item in article.headlines
    ]
    fields["body"] = joined(article.body)
    return fields


def _as_feed(article: Article) -> Article:
    """What a feed says of itself is no part of the article, and what an article gets from it is named in `derived`."""
    foreign = tuple(
        item for item in article.foreign if item.place not in ("channel", "feed") and item.field is None
    )
    inherited = {name: None for name in ("publisher", "id") if name in article.derived}
    return article.model_copy(update={**inherited, "foreign": foreign})


def joined(value: Any) -> Any:
    """The value with strings that stand side by side as one, for a file has no seam between them."""
    if isinstance(value, BaseModel):
        return {name: joined(getattr(value, name)) for name in type(value).model_fields} | {"is": type(value)}
    if not isinstance(value, tuple):
        return value
    runs = [(kind, list(run)) for kind, run in groupby(value, key=type)]
    return [item for kind, run in runs for item in (["".join(run)] if kind is str else map(joined, run))]


def _as_newsml_g2(article: Article) -> Article:
    """NewsML-G2 has one form for a resolved code, for the publisher as a channel, for the role of an author."""
    fields = {name: _plain(getattr(article, name)) for name in article.model_fields_set - {"body", "derived"}}
    _published(fields)
    _parties(fields)
    # An element that says nothing is no value of the model, and is kept as it is.
    fields["foreign"] = [
        item for item in fields.get("foreign", []) if "/nar/2006-10-01/" not in item["markup"]
    ]
    fields["authors"] = [_unnamed(item, "author") for item in fields.get("authors", [])]
    for name in ("images", "video", "audio"):
        for item in fields.get(name, []):
            item["creator"] = [_unnamed(party, "author") for party in item.get("creator", [])]
    _trust(fields)
    for name, rel in RELATIONS.items():
        links = fields.get(name) or []
        for link in links if isinstance(links, list) else [links]:
            link["rel"] = None if link.get("rel") == rel else link.get("rel")
    fields["summary"] = [_unnamed(item, "summary") for item in fields.get("summary", [])]
    return Article.model_validate({**fields, "body": article.body})


def _plain(value: Any) -> Any:
    if isinstance(value, body.Node | str):
        return value
    if isinstance(value, BaseModel):
        fields = {name: _plain(getattr(value, name)) for name in value.model_fields_set}
        return _coded(fields) if isinstance(value, Reference) else fields
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _coded(fields: dict[str, Any]) -> dict[str, Any]:
    """A reference with its URI alone beside the QCode: scheme and code are its halves."""
    if str(fields.get("role")).startswith("cpprole:"):
        fields["role"] = fields["role"].partition(":")[2]
    halves = (fields.pop("scheme", None) or "", fields.pop("code", None) or "")
    resolved = iptc.resolve(fields.get("qcode") or "") or "".join(halves) * all(halves)
    return {**fields, "uri": fields.get("uri") or (resolved if is_iri(resolved) else None)}


def _unnamed(fields: dict[str, Any], role: str) -> dict[str, Any]:
    return {**fields, "role": None} if fields.get("role") == role else fields


def _published(fields: dict[str, Any]) -> None:
    publisher = fields.pop("publisher", None)
    if publisher is not None:
        known = ("uri", "qcode", "literal", "name", "names")
        channel = {name: publisher[name] for name in known if publisher.get(name)}
        published = fields.get("published", [])
        if all(item.get("channel") is not None for item in published):
            published = [{}, *published]
        fields["published"] = [
            {**item, "channel": item["channel"] if item.get("channel") is not None else channel}
            for item in published
        ]


def _trust(fields: dict[str, Any]) -> None:
    """A link whose relation is in no scheme of trust indicators is a link like others."""
    trust = fields.get("trust_indicators", [])
    own = [item for item in trust if not item["role"].startswith(iptc.SCHEMES["trustindicator"])]
    fields["trust_indicators"] = [item for item in trust if item not in own]
    links = [{"rel": item["role"], "href": item.get("href"), "title": item.get("title")} for item in own]
    fields["related"] = [*fields.get("related", []), *links]


def _parties(fields: dict[str, Any]) -> None:
    parties = [
        (KINDS.get(item.get("party_type") or "", name), item)
        for name in ("people", "organisations")
        for item in fields.pop(name, [])
    ]
    for kind, name in KINDS.items():
        fields[name] = [{**item, "party_type": kind} for where, item in parties if where == name]


# --- schema.org JSON-LD --------------------------------------------------------------------------

_TOPICS = ("subjects", "events", "objects", "genres", "places", "located")
_PEOPLE = ("people", "organisations", "authors", "contributors", "info_sources")
_ONE_PARTY = ("provider", "publisher", "accountable_person", "copyright_holder")
_CLIPS = {"images": "image", "video": "video", "audio": "audio"}
_TELLS_THE_TOPIC = ("subjects", "events")


def _as_jsonld(article: Article) -> dict[str, Any]:
    """JSON-LD has one form for what a thing is called and where it is on the web; a file of a picture is a picture."""
    fields = {name: getattr(article, name) for name in Article.model_fields}
    lang = article.language if article.language != "und" else None
    for name in (*_TOPICS, *_PEOPLE):
        fields[name] = _each_once(_known(one, name, lang) for one in fields[name])
    fields["subjects"] = sorted([*fields["subjects"], *fields.pop("objects")], key=repr)
    fields["people"] = sorted([*fields["people"], *fields.pop("organisations")], key=repr)
    fields["objects"] = fields["organisations"] = ()
    for name in _ONE_PARTY:
        fields[name] = _known(fields[name], name, lang) if fields[name] else None
    for name, kind in _CLIPS.items():
        fields[name] = _clips(article, name, kind)
    fields["published"] = _first_published(article)
    fields["keywords"], fields["section"] = _each_once(article.keywords), _each_once(article.section)
    fields["extra"] = {}
    for name in ("backstory", "dateline"):
        fields[name] = getattr(article, name) and getattr(article, name).text
    for name in ("summary", "credit_line", "copyright_notice"):
        fields[name] = [one.text for one in getattr(article, name)]
    fields["live_updates"] = [
        (one.id, one.url, one.when, one.headline, one.text, [author.name for author in one.authors])
        for one in article.live_updates
    ]
    for name in ("related", "derived_from", "translation_of"):
        links = getattr(article, name) or ()
        fields[name] = sorted(
            (_link(one) for one in (links if isinstance(links, tuple) else (links,))), key=repr
        )
    fields["alt_ids"] = [(one.scheme or one.role, one.value) for one in article.alt_ids]
    fields["interactions"] = [
        (one.count, _word(one.action).lower().removesuffix("action")) for one in article.interactions
    ]
    if article.is_media_item:
        urls = {one.url for one in article.renditions} | set(fields["images"])
        fields["renditions"] = fields["images"] = sorted(str(url) for url in urls)
    fields["content_modified"] = article.content_modified or article.version_created
    fields["corrections"] = sorted(article.corrections, key=repr)
    fields["version_created"] = fields["first_created"] = None
    fields["foreign"] = ()
    fields["signals"] = ()  # content warnings are words there, the other signals are reported
    fields["paywall"] = tuple(selector for selector in article.paywall if selector.strip())
    fields["is_free"] = article.is_free if article.is_free is not None or not fields["paywall"] else False
    main = article.main_headline
    others = _each_once(one.text for one in article.headlines if one is not main)
    fields["headlines"] = [
        main.text if main else None,
        [text for text in others if not main or text != main.text],
    ]
    return _as_text(fields)


def _each_once(values: Any) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if value is not None and value not in found:
            found.append(value)
    return found


def _known(one: Any, field: str, lang: str | None) -> Any:
    """What a thing is called and where it is; None for one without either, which is reported."""
    uri = one.uri or (one.scheme + one.code if one.scheme and one.code else None)
    uri = uri or (iptc.resolve(one.qcode) if one.qcode else None)
    web = {
        _entity(address)
        for address in (uri, *one.same_as, None if field in _ONE_PARTY else getattr(one, "url", None))
        if address
    }
    if not one.label(lang) and not (web and field in ("subjects", "genres")):
        return None
    rel = _word(one.rel) if field in _TOPICS or field in _PEOPLE[:2] else ""
    if (
        field not in ("genres", "located")
        and (field in _TOPICS or field in _PEOPLE[:2])
        and rel not in ("about", "mentions")
    ):
        is_about = one.relevance >= 50 if one.relevance is not None else field in _TELLS_THE_TOPIC
        rel = "about" if is_about else "mentions"
    role = _word(one.role).lower() if field == "contributors" else ""
    more = [getattr(one, name, None) for name in ("job_title", "geo", "country", "start", "end")]
    own = sorted(address for address in web if "#" not in address)
    return (one.label(lang), own, rel, role, more)


def _entity(address: str) -> str:
    """Wikidata calls a thing otherwise than the page about it."""
    return re.sub(r"https?://www\.wikidata\.org/(wiki|entity)/", "http://www.wikidata.org/entity/", address)


def _clips(article: Article, name: str, kind: str) -> list[Any]:
    """Where the pictures or clips are, those of the text after the others."""
    figures = [
        block.media for block in article.body if isinstance(block, body.Figure) and block.media_type == kind
    ]
    found = []
    for one in (*getattr(article, name), *figures):
        files = [file for file in one.renditions if is_url(file.url or "")]
        best = max(files, key=lambda file: (file.width or 0, file.size or 0)).url if files else None
        main = one.url if is_url(one.url or "") else best or (one.embed_url if kind != "image" else None)
        found += [main] if main else []
        found += [file.url for file in files if kind == "image"]
    return sorted(set(found))


def _first_published(article: Article) -> Any:
    dates = [one.when for one in article.published if one.when is not None]
    return min(dates, key=order) if dates else article.first_created


def order(date: Any) -> str:
    return str(date.astimezone(UTC)) if isinstance(date, datetime) else str(date)


def _link(one: Any) -> Any:
    """A link to another item: an IRI that is no web address is an identifier there."""
    url = one.href if one.href and one.href.lower().startswith("http") else None
    known = {one.residref, one.href if one.href != url else None} - {None}
    rel = "translation" if _word(one.rel).lower().endswith("translation") else ""
    return (url, sorted(known), rel, one.version, one.title, one.mime, one.lang)


def _word(name: str | None) -> str:
    """The code of an address or QCode, or the word itself."""
    return (name or "").rpartition("/")[2].rpartition(":")[2]


def _as_text(value: Any) -> Any:
    """Values whose texts are as consumers of the web read them: character references are what they stand for."""
    if isinstance(value, str):
        return unescape(unescape(value)).strip()
    if isinstance(value, list | tuple):
        return [_as_text(item) for item in value]
    if isinstance(value, BaseModel):
        return {name: _as_text(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {name: _as_text(item) for name, item in value.items()}
    return value

"""Articles in the one of their forms that a file tells apart, so that what was read can be compared."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from pydantic import BaseModel

from newsml.model import Article, body
from newsml.model.concepts import Reference
from newsml.model.values import is_iri
from newsml.vocabularies import iptc

RELATIONS = {
    "related": "irel:seeAlso",
    "derived_from": "irel:derivedFrom",
    "translation_of": "translationOf",
    "previous_version": "irel:previousVersion",
}
FEEDS = frozenset({"rss", "atom", "jsonfeed", "news-sitemap"})
KINDS = {"person": "people", "organisation": "organisations"}


def alike(article: Article, format_name: str) -> dict[str, Any]:
    """The fields of an article, by name, as this format tells them apart."""
    if format_name == "newsml-g2":
        article = _as_newsml_g2(article)
    if format_name in FEEDS:
        article = _as_feed(article)
    fields = {name: getattr(article, name) for name in Article.model_fields}
    # A headline without a role is the main one.
    fields["headlines"] = [
        item.model_copy(update={"role": item.role or "main"}) for item in article.headlines
    ]
    fields["body"] = joined(article.body)
    return fields


def _as_feed(article: Article) -> Article:
    """What a feed says of itself is no part of the article, and what an article gets from it is named in `derived`."""
    foreign = tuple(item for item in article.foreign if item.place not in ("channel", "feed"))
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

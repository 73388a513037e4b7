"""Articles as schema.org terms, for the formats that carry them: JSON-LD files and web pages."""

from __future__ import annotations

from newsml.issues import Report
from newsml.model import Article
from newsml.schemaorg.article import article_node
from newsml.schemaorg.fitting import fitted
from newsml.schemaorg.graph import graph_of
from newsml.schemaorg.scope import Node, Scope, WriteOptions
from newsml.schemaorg.serialize import serialized

__all__ = ["WriteOptions", "json_ld"]


def json_ld(article: Article, report: Report, options: WriteOptions, target: str = "JSON-LD") -> bytes:
    """The JSON-LD of an article, safe to stand inside a ``script`` element as it is.

    What schema.org has no place for, and what is not for the public, is reported. Whether the article may be
    published is not looked at: see `newsml.publication`. Raises ContentError for text that no page can carry, or
    for an article that is larger than the option ``max_size`` even without all that can be left out.
    """
    scope = scope_of(article, report, options, target)

    def whole(node: Node) -> bytes:
        shaped = graph_of(node, article, scope) if options.shape == "graph" else node
        return serialized(shaped, pretty=options.pretty)

    return fitted(article_node(article, scope), scope, whole)


def scope_of(article: Article, report: Report, options: WriteOptions, target: str = "JSON-LD") -> Scope:
    """What the parts of the writer need to know for one article."""
    publisher = options.site.publisher if options.site else None
    home = publisher.url if publisher and publisher.url else article.canonical_url
    lang = article.language if article.language != "und" else None
    return Scope(options, report, lang, home, target)

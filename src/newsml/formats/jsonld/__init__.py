"""schema.org JSON-LD for the public web, one node an article. https://schema.org/NewsArticle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsml.formats.jsonld.article import article_node
from newsml.formats.jsonld.graph import graph_of
from newsml.formats.jsonld.refusal import refuse_unpublishable
from newsml.formats.jsonld.scope import Scope, WriteOptions
from newsml.formats.jsonld.serialize import serialized
from newsml.issues import Report, ignore
from newsml.model import Article

__all__ = ["WriteOptions", "write"]


def write(
    articles: Iterable[Article], report: Report = ignore, *, options: WriteOptions = WriteOptions()
) -> Iterator[bytes]:
    """The JSON-LD of each article, safe to stand inside a ``script`` element as it is.

    What schema.org has no place for, and what is not for the public, is reported. Raises Refused for an
    embargoed, withheld or cancelled article; ContentError for text that no page can carry.
    """
    for article in articles:
        refuse_unpublishable(article, options.now)
        scope = scope_of(article, report, options)
        node = article_node(article, scope)
        if options.shape == "graph":
            node = graph_of(node, article, scope)
        yield serialized(node, pretty=options.pretty) + b"\n"


def scope_of(article: Article, report: Report, options: WriteOptions) -> Scope:
    """What the parts of the writer need to know for one article."""
    publisher = options.site.publisher if options.site else None
    home = publisher.url if publisher and publisher.url else article.canonical_url
    lang = article.language if article.language != "und" else None
    return Scope(options, report, lang, home)

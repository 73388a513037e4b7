"""Articles out of schema.org data, whatever its syntax: JSON-LD, microdata and RDFa come here as the same nodes.

Vocabulary: schema.org 30.0, https://schema.org/NewsArticle. JSON-LD 1.1: https://www.w3.org/TR/json-ld11/; contexts are
never fetched. What no field of the model takes is kept as JSON, and the writer of JSON-LD puts it back.
"""

from __future__ import annotations

from newsml.webdata.article import read_article
from newsml.webdata.choosing import articles_of
from newsml.webdata.graph import Graph, Node

__all__ = ["Graph", "Node", "articles_of", "read_article"]

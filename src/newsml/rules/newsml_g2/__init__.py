"""Rules of NewsML-G2 documents: what the schema lets through and the model no longer shows.

They look at the XML itself, for every kind of item (newsItem, packageItem, conceptItem, knowledgeItem,
planningItem, catalogItem, each item of a newsMessage). To add one: a function with ``@g2_rule`` in the module of
its theme, and ``tests/rules/<ID>/bad.xml`` and ``good.xml``.
"""

from __future__ import annotations

from newsml.rules.newsml_g2 import (  # noqa: F401 (importing them registers their rules)
    catalogs,
    codes,
    concepts,
    content,
    dates,
    identity,
    languages,
    links,
    packages,
    planning,
    rights,
    texts,
    times,
    vocabularies,
    workflow,
)
from newsml.rules.newsml_g2.checks import FORMAT, check_document, check_header, check_item

__all__ = ["FORMAT", "check_document", "check_header", "check_item"]

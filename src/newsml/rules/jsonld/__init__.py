"""Rules of schema.org JSON-LD, in files and in pages: the JSON, the graph, the vocabulary, and what makes news.

They look at the document itself, offline. To add one: a function with ``@jl_rule`` in the module of its group, and
``tests/rules/<ID>/bad.json`` and ``good.json`` (or ``.html``).
"""

from __future__ import annotations

from newsml.rules.jsonld import (  # noqa: F401 (importing them registers their rules)
    access,
    article,
    container,
    dates,
    graph,
    media,
    pages,
    people,
    rights,
    texts,
    vocabulary,
)
from newsml.rules.jsonld.checks import FORMATS, check_json_ld, check_page, faults

__all__ = ["FORMATS", "check_json_ld", "check_page", "faults"]

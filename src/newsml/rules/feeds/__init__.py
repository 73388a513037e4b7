"""Rules of feeds and sitemaps, on RSS, Atom, JSON Feed and news sitemaps, one entry at a time.

They say what the W3C's feed validator, the specifications and the large receivers ask for. To add one: a function with
``@fd_rule`` in the module of its group, and ``tests/rules/<ID>/bad.xml`` and ``good.xml`` (or ``.json``).
"""

from __future__ import annotations

from newsml.rules.feeds import (  # noqa: F401 (importing them registers their rules)
    dates,
    entries,
    files,
    jsonfeeds,
    sitemaps,
    texts,
    whole,
)
from newsml.rules.feeds.checks import FORMATS, check_feed

__all__ = ["FORMATS", "check_feed"]

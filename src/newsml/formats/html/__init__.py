"""HTML pages of articles: https://html.spec.whatwg.org/. Reader and writer are imported when first used."""

from __future__ import annotations

from newsml.late import late

__getattr__ = late(
    __name__,
    {"ReadOptions": "reading", "read": "reading", "WriteOptions": "writing_scope", "write": "writing"},
)

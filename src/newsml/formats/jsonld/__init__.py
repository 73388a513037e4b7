"""schema.org JSON-LD for the public web. https://schema.org/NewsArticle.

Reader and writer are imported when first used.
"""

from __future__ import annotations

from newsml.late import late

__getattr__ = late(
    __name__, {"ReadOptions": "reading", "read": "reading", "WriteOptions": "writing", "write": "writing"}
)

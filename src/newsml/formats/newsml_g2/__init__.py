"""NewsML-G2 2.35, power conformance. https://iptc.org/standards/newsml-g2/.

Reader and writer are imported when first used.
"""

from __future__ import annotations

from newsml.late import late

__getattr__ = late(
    __name__, {"ReadOptions": "documents", "read": "documents", "WriteOptions": "writing", "write": "writing"}
)

"""Plain text, as newsrooms, wires and scrapers have it: ``docs/text.md``.

Reader and writer are imported when first used.
"""

from __future__ import annotations

from newsml.late import late

__getattr__ = late(
    __name__, {"ReadOptions": "reading", "read": "reading", "WriteOptions": "writing", "write": "writing"}
)

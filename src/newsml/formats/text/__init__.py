"""Plain text, as newsrooms, wires and scrapers have it. See ``docs/formats/text.md``."""

from __future__ import annotations

from newsml.formats.text.reading import ReadOptions, read
from newsml.formats.text.writing import WriteOptions, write

__all__ = ["ReadOptions", "WriteOptions", "read", "write"]

"""Markdown (CommonMark, tables, footnotes) with YAML, TOML or JSON front matter. https://spec.commonmark.org/0.31.2/"""

from __future__ import annotations

from newsml.formats.markdown.read import ReadOptions, read
from newsml.formats.markdown.write import WriteOptions, write

__all__ = ["ReadOptions", "WriteOptions", "read", "write"]

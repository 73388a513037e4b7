"""An article's JSON-LD in a web page: as a safe string for templates, and put into pages that exist."""

from __future__ import annotations

from newsml.embedding.pages import Embedded, OnConflict, canonical_of, embed, is_embedded, put, unembed
from newsml.embedding.script import SafeHtml, jsonld_script

__all__ = [
    "Embedded",
    "OnConflict",
    "SafeHtml",
    "canonical_of",
    "embed",
    "is_embedded",
    "jsonld_script",
    "put",
    "unembed",
]

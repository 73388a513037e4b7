"""An article's JSON-LD in a web page: as a safe string for templates, and put into pages that exist."""

from __future__ import annotations

from newsml.embedding.script import SafeHtml, jsonld_script

__all__ = ["SafeHtml", "jsonld_script"]

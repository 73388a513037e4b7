"""newsml: move news between formats, through one validated model.

>>> import newsml
>>> article = newsml.loads(b"Headline: Bridge reopens\\n\\nThe bridge reopened on Friday.", "text")
>>> article.headline
'Bridge reopens'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from newsml.api import convert, dump, dumps, formats, load, load_all, loads, validate
    from newsml.embedding import embed, jsonld_script, unembed
    from newsml.errors import (
        ContentError,
        FileError,
        InvalidArticle,
        NewsmlError,
        ParseError,
        Refused,
        UsageError,
    )
    from newsml.issues import Issue
    from newsml.model import Article, Item
    from newsml.model.catalog import Catalog
    from newsml.model.knowledge import ConceptItem, ConceptScheme
    from newsml.model.package import Package
    from newsml.model.planning import Planning

# Imported on first use: `import newsml` loads neither pydantic nor lxml.
_HOMES = {
    "newsml.api": ("convert", "dump", "dumps", "load", "load_all", "loads", "validate"),
    "newsml.embedding": ("embed", "jsonld_script", "unembed"),
    "newsml.errors": (
        "ContentError", "FileError", "InvalidArticle", "NewsmlError", "ParseError", "Refused", "UsageError",
    ),
    "newsml.issues": ("Issue",),
    "newsml.model": ("Article", "Item"),
    "newsml.model.catalog": ("Catalog",),
    "newsml.model.knowledge": ("ConceptItem", "ConceptScheme"),
    "newsml.model.package": ("Package",),
    "newsml.model.planning": ("Planning",),
}  # fmt: skip
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Article",
    "Catalog",
    "ConceptItem",
    "ConceptScheme",
    "ContentError",
    "FileError",
    "InvalidArticle",
    "Issue",
    "Item",
    "NewsmlError",
    "Package",
    "ParseError",
    "Planning",
    "Refused",
    "UsageError",
    "convert",
    "dump",
    "dumps",
    "embed",
    "formats",
    "jsonld_script",
    "load",
    "load_all",
    "loads",
    "unembed",
    "validate",
]


def __getattr__(name: str) -> Any:
    if name == "formats":
        from importlib import import_module

        return import_module("newsml.formats")  # a package that can be called
    if name not in _HOME:
        raise AttributeError(f"module 'newsml' has no attribute {name!r}")
    from importlib import import_module

    home = import_module(_HOME[name])
    value = import_module("newsml.formats") if name == "formats" else getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])

"""HTML pages of articles: https://html.spec.whatwg.org/. Reader and writer are imported when first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_WHERE = {"ReadOptions": "reading", "read": "reading", "WriteOptions": "writing_scope", "write": "writing"}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)

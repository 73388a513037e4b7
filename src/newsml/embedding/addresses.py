"""Addresses and paths without what does not tell pages apart."""

from __future__ import annotations

import re
from urllib.parse import unquote


def url_key(url: str) -> str:
    """An address without what does not tell pages apart: scheme, ``www.``, query, fragment, index file, last slash.

    >>> url_key("https://www.Weekly.example/a/index.html?x#y")
    'weekly.example/a'
    """
    found = re.match(r"https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#]*)([^?#]*)", url.strip(), re.I)
    return found[1].lower() + "/" + path_key(found[2]) if found else path_key(url)


def path_key(path: str) -> str:
    """A path without slashes around it, ``index`` and suffix.

    >>> path_key("/a/b/index.html"), path_key("a/b.html"), path_key("/")
    ('a/b', 'a/b', '')
    """
    path = unquote(path).strip("/")
    path = re.sub(r"\.(?:html?|xhtml|md|markdown|txt|text|jsonl?|xml|g2|ndjson)$", "", path, flags=re.I)
    return re.sub(r"(?:^|/)_?index$", "", path)

"""Addresses and paths without what does not tell pages apart."""

from __future__ import annotations

import re
from urllib.parse import unquote

_URL = re.compile(r"https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#]*)([^?#]*)(?:\?([^#]*))?", re.I)
_SUFFIX = re.compile(r"\.(?:html?|xhtml|md|markdown|txt|text|jsonl?|xml|g2|ndjson)$", re.I)
_INDEX = re.compile(r"(?:^|/)index$", re.I)
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|xtor|at_\w+)(?:=|$)", re.I)


def url_key(url: str) -> str:
    """An address without scheme, ``www.``, fragment, index file, last slash and what counts readers.

    >>> url_key("https://www.Weekly.example/a/index.html?utm_source=x#y"), url_key("http://weekly.example/?p=12")
    ('weekly.example/a', 'weekly.example/?p=12')
    """
    found = _URL.match(url.strip())
    if found is None:
        return path_key(url)
    asked = [part for part in (found[3] or "").split("&") if part and not _TRACKING.match(part)]
    query = f"?{'&'.join(asked)}" if asked else ""
    return f"{found[1].lower()}/{path_key(found[2])}{query}"


def path_key(path: str) -> str:
    """A path without slashes around it, ``index`` and suffix; case and spaces as generators make paths of names.

    >>> path_key("/a/b/index.html"), path_key("a/My Story.md"), path_key("/")
    ('a/b', 'a/my-story', '')
    """
    path = unquote(path).strip("/").casefold().replace(" ", "-")
    return _INDEX.sub("", _SUFFIX.sub("", path))

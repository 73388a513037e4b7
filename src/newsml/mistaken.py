"""What a file is that is taken for another: what archives, pictures, feeds and data begin with, and what to do."""

from __future__ import annotations

import re

_UNPACK = "unpack it first"
_SAVE = "save what it says as text or HTML first"
_GIVE = "give the article that it belongs to"
_BINARY = (
    (b"\x1f\x8b", "data compressed with gzip", _UNPACK),
    (b"BZh", "data compressed with bzip2", _UNPACK),
    (b"\xfd7zXZ\x00", "data compressed with xz", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "data compressed with zstd", _UNPACK),
    (b"PK\x03\x04", "a ZIP archive, as are .docx, .odt and .epub", f"{_UNPACK}, or {_SAVE}"),
    (b"%PDF-", "a PDF", _SAVE),
    (b"\xd0\xcf\x11\xe0", "a document of an older Word", _SAVE),
    (b"{\\rtf", "an RTF document", _SAVE),
    (b"\x89PNG", "a picture", _GIVE),
    (b"\xff\xd8\xff", "a picture", _GIVE),
    (b"GIF8", "a picture", _GIVE),
)


def binary(head: bytes) -> str | None:
    """What a file is that is no text, by its first bytes, and what to do; None for all that newsml may read.

    >>> binary(b"\\x1f\\x8b\\x08")
    'this is not text but data compressed with gzip: unpack it first'
    """
    for mark, what, way_out in _BINARY:
        if head.startswith(mark):
            return f"this is not text but {what}: {way_out}"
    return None


_LOOKED_AT = 2048
_BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
_ROOTS = {
    "rss": ("an RSS feed", "rss"),
    "rdf:rdf": ("an RSS 1.0 feed, or other RDF", "rss"),
    "feed": ("an Atom feed", "atom"),
    "urlset": ("a sitemap", "news-sitemap"),
    "sitemapindex": ("an index of sitemaps", "news-sitemap"),
    "newsitem": ("NewsML-G2", "newsml-g2"),
    "newsmessage": ("NewsML-G2", "newsml-g2"),
}
_ROOT = (
    r"[\xef\xbb\xbf\xff\xfe\s]*+(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE rss[^>]*>\s*)*+<("
    + "|".join(_ROOTS)
    + r")\b"
)


def not_a_page(data: bytes) -> str | None:
    """What a file is that is no HTML page, and what to do; None for a page, whatever stands in it."""
    head = data[:_LOOKED_AT]
    if not data.strip():
        return "the file is empty"
    if what := binary(head):
        return what
    if b"<" not in data:
        if head.lstrip(_BLANK)[:1] in (b"{", b"["):
            return "this is JSON, not an HTML page: read it with --from jsonld, jsonfeed or json"
        return "this is not an HTML page: there is no tag in it"
    if _is_noise(head):
        return "this is not an HTML page but a binary file"
    start = head.replace(b"\0", b"").decode("latin-1")
    if found := re.match(_ROOT, start, re.DOTALL | re.IGNORECASE):
        what, name = _ROOTS[found[1].lower()]
        return f"this is {what}, not an HTML page: read it with --from {name}"
    return None


def _is_noise(head: bytes) -> bool:
    """Whether more than one byte in twenty is a control character, in what is not two bytes a character."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) > len(head) / 10:
        return False
    return len(head) - len(head.translate(None, _CONTROLS)) > len(head) / 20


_CONTROLS = bytes([*range(1, 9), *range(14, 27), *range(28, 32)])


def not_json(text: str) -> str | None:
    """What a text is that is no JSON but begins as HTML or XML do; None for all else.

    >>> not_json("<!-- saved --><html><head>")
    'this is HTML or XML, not JSON: read it with --from html'
    """
    if re.match(r"[\s\ufeff]*+(?:<!--.*?-->\s*)*+<(?:[a-z]|!doctype|\?xml)", text, re.DOTALL | re.IGNORECASE):
        return "this is HTML or XML, not JSON: read it with --from html"
    return None

"""The ``script`` element with an article's JSON-LD: https://html.spec.whatwg.org/multipage/scripting.html#data-block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsml.errors import UsageError
from newsml.issues import Report, ignore

if TYPE_CHECKING:
    from newsml.model import Item

MARK = "data-newsml"
"""The attribute that says which elements of a page newsml wrote, and may replace."""
ARTICLE = "article"
"""Its value on the block of an article."""
START = f'<script type="application/ld+json" {MARK}="{ARTICLE}" id="newsml-jsonld">'
_PLAIN = '<script type="application/ld+json">'
END = "</script>"

_NONCE = re.compile(r"[A-Za-z0-9+/_-]+={0,2}", re.ASCII)


class SafeHtml(str):
    """HTML that template languages put into a page as it is.

    ``__html__`` is what Jinja2 (MarkupSafe) and Django ask for; a text made of it, such as by ``+``, is plain again.
    """

    __slots__ = ()

    def __html__(self) -> SafeHtml:
        return self


def jsonld_script(
    article: Item, *, nonce: str | None = None, marked: bool = True, report: Report = ignore, **options: Any
) -> SafeHtml:
    """The article's JSON-LD as a ``script`` element, safe in any HTML, XHTML or AMP page and in CDATA of a feed.

    ``options`` are those of the format jsonld (``profile``, ``shape`` …) with ``pretty``, ``now`` and ``site``. The
    element is marked, so that `newsml.embed` replaces it later; unmarked, any number of them may stand in a page.
    ``nonce`` is for a Content-Security-Policy whose checker asks for one on every script: browsers do not execute a
    data block, and need none. Raises Refused for an article that is embargoed, withheld or cancelled; ContentError
    for text that no page can carry; UsageError for an option that there is not, or a nonce that is none.

    >>> script = newsml.jsonld_script(newsml.Article.build({"headline": "5 < 6 </script>"}))
    >>> script.partition(">")[0], "5 \\\\u003c 6 \\\\u003c/script\\\\u003e" in script
    ('<script type="application/ld+json" data-newsml="article" id="newsml-jsonld"', True)
    """
    start = START if marked else _PLAIN
    if nonce is not None:
        start = f'{start[:-1]} nonce="{_checked(nonce)}">'
    return SafeHtml(f"{start}{json_of(article, report, **options)}{END}")


def json_of(article: Item, report: Report = ignore, **options: Any) -> str:
    """The JSON of one article, without line end; ``options`` and errors as in `jsonld_script`."""
    from newsml.api import dumps

    return dumps(article, "jsonld", report=report, **options).decode().rstrip("\n")


def _checked(nonce: str) -> str:
    """The nonce. Raises UsageError unless it is one (Content Security Policy 3, ``base64-value``)."""
    if not _NONCE.fullmatch(nonce):
        raise UsageError(
            f"nonce {nonce!r} is none: a nonce is base64, such as secrets.token_urlsafe(16) gives"
        )
    return nonce

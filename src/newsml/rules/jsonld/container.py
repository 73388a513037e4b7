"""JL1: the script element and the JSON in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from newsml.jsonplaces import Problem, depth_of, read
from newsml.rules.jsonld.checks import Found, jl_rule
from newsml.rules.jsonld.document import MOST_NODES, Document, Piece, Place

_LARGE = 512 * 1024
_DEEP = 64
_WRAPPED = re.compile(r"\s*(?:/[/*]\s*)?(?:<!\[CDATA\[|<!--)")
_UNWRAPPED = re.compile(r"(?://|/\*)?\s*(?:\]\]>|-->)\s*(?:\*/)?\Z")
_TAIL = 60
_ENTITY = re.compile(r"&(?:quot|#34|#x22|amp|lt|#123);", re.I)
_BREAK_OUT = re.compile(r"<!--|</?script", re.I)
_UNSAFE = re.compile("[>&\u2028\u2029]")
_NOT_STRICT = frozenset({"syntax", "empty", "depth", "bom", "constant", "control"})

_MARKED_UP = re.compile(
    rb"""(?i:typeof|itemtype)\s{0,9}=\s{0,9}["']?[^"'>]{0,200}?(?:\b|News)(?:Article|(?:Live)?BlogPosting)\b"""
)
"""An article in microdata or RDFa."""


def _blocks(document: Document) -> Iterator[Piece]:
    return iter(document.pieces)


def _problems(document: Document, *kinds: str) -> Iterator[tuple[Piece, Problem]]:
    for piece in document.pieces:
        for problem in piece.reading.problems:
            if problem.kind in kinds:
                yield piece, problem


@jl_rule("JL101", "error")
def no_block(document: Document) -> Found:
    """A page that is checked has a JSON-LD block.

    Why: a search engine takes the facts of an article from its JSON-LD; a page that lost its block, for instance
    through a change of the template, looks the same to its readers.
    See: Google Search Central, "Introduction to structured data"; project decision.
    """
    page = document.page
    if page is None or document.pieces:
        return
    message = "no script of type application/ld+json in this page"
    kind = page.meta.get("og:type", [""])[0].lower()
    if _MARKED_UP.search(page.data):
        yield (
            Place(None),
            f"{message}, only an article in microdata or RDFa, which fewer tools read",
            "warning",
        )
    elif kind in ("news", "newsarticle") or page.meta.keys() & _PUBLISHED:
        yield Place(None), f"{message}, which looks like an article: add one (newsml writes it)", "error"
    elif kind == "article":
        yield Place(None), f"{message}, which calls itself an article: add one if it is news", "warning"
    else:
        yield Place(None), f"{message}: there is nothing to check", "info"


_PUBLISHED = frozenset({
    "article:published_time", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "pubdate",
    "publication_date", "cxenseparse:recs:publishtime", "last-modified-by-editor", "news_keywords",
})  # fmt: skip
"""What templates of news sites say in the head of an article."""


@jl_rule("JL102", "error")
def not_json(document: Document) -> Found:
    """The text is strict JSON.

    Why: a parser refuses the whole block for one comma too many, NaN, a comment or a raw line break in a text, and all
    that it says is lost. Some consumers mend it, others do not.
    See: RFC 8259; JSON-LD 1.1 section 3.1; extruct issue 84.
    """
    for piece, problem in _problems(document, *_NOT_STRICT):
        if not piece.reading.is_read and _decoded(piece) is not None:
            continue  # JL104 says it
        place = Place(piece.index, problem.pointer, problem.position)
        yield place, f"not valid JSON: {problem.message}"


@jl_rule("JL103", "error")
def repeated_key(document: Document) -> Found:
    """No key stands twice in one object.

    Why: parsers keep the first value, the last, or refuse; two consumers of one page then read different articles.
    See: RFC 7493 (I-JSON) section 2.3; RFC 8259 section 4.
    """
    for piece, problem in _problems(document, "repeated"):
        yield (
            Place(piece.index, problem.pointer, problem.position),
            f"{problem.message}; parsers keep different ones",
        )


@jl_rule("JL104", "error")
def encoded_json(document: Document) -> Found:
    """The JSON of a block is written as it is, not encoded for HTML and not wrapped.

    Why: the text of a script is not decoded by browsers: ``&quot;`` stays ``&quot;``, and the block is no JSON. CDATA
    and comments around it, made for XHTML, are read by few.
    See: WHATWG HTML, "Restrictions for contents of script elements"; extruct issues 143 and 208.
    """
    for piece in _blocks(document):
        how = None if piece.reading.is_read else _decoded(piece)
        if how is not None:
            yield Place(piece.index, "", 0), f"the JSON is {how}: write it as it is, with < as \\u003c"


def _decoded(piece: Piece) -> str | None:
    """In what way a text that is no JSON would be JSON."""
    text = piece.text
    if len(text) > 16 * _LARGE:
        return None
    if wrapped := _WRAPPED.match(text):
        inner = re.sub(r"\A\s*\*/", "", text[wrapped.end() :]).rstrip()
        at = max(0, len(inner) - _TAIL)
        inner = inner[:at] + _UNWRAPPED.sub("", inner[at:])
        if read(inner).is_read:
            return "wrapped in CDATA or a comment"
    if _ENTITY.search(text):
        once = unescape(text)
        if read(once).is_read:
            return "encoded for HTML (&quot; for quotes)"
        if _ENTITY.search(once) and read(unescape(once)).is_read:
            return "encoded for HTML twice (&amp;quot; for quotes)"
    return None


@jl_rule("JL105", "warning", google="info")
def type_with_parameters(document: Document) -> Found:
    """The type of the script is application/ld+json, in small letters, without parameters.

    Why: some extractors compare the attribute letter by letter and then find no block at all, without a word.
    See: WHATWG HTML, attribute ``type`` of script; measured with extruct 0.18.
    """
    for piece in _blocks(document):
        kind = piece.source.attributes.get("type", "") if piece.source else ""
        if piece.source and kind != "application/ld+json":
            place = Place(None, "", piece.source.start)
            yield place, f"the script has type {kind!r}: some extractors only know application/ld+json"


@jl_rule("JL106", "error")
def raw_less_than(document: Document) -> Found:
    """In a page, no ``<`` stands raw in the JSON.

    Why: ``</script`` ends the block wherever it stands, ``<!--`` with ``<script`` swallows the rest of the page.
    That is how texts of strangers get to run in a page. An error for these, a warning for any other ``<``.
    See: WHATWG HTML, "Restrictions for contents of script elements"; JSON-LD 1.1 section 7.2.
    """
    if document.page is None:
        return
    for piece in _blocks(document):
        position = piece.text.find("<")
        if position < 0:
            continue
        danger = _BREAK_OUT.search(piece.text, position)
        if not piece.reading.is_read and (not danger or _decoded(piece) is not None):
            continue  # JL102, JL104
        place = Place(piece.index, "", danger.start() if danger else position)
        if danger:
            yield place, f"raw {danger.group()} in the block: write every < as \\u003c", "error"
        else:
            yield (
                place,
                "raw < in the block: write it as \\u003c, so that no text can end the script",
                "warning",
            )


@jl_rule("JL107", "info")
def raw_others(document: Document) -> Found:
    """In a page, ``>``, ``&`` and the line separators of Unicode are written as escapes.

    Why: pages are put into feeds, XML and scripts; there these characters end or change what stands around them. JSON
    means the same with escapes.
    See: JSON-LD 1.1 section 7.2; ECMA-262 (line terminators); measured.
    """
    if document.page is None:
        return
    for piece in _blocks(document):
        if found := _UNSAFE.search(piece.text):
            name = f"U+{ord(found.group()):04X}"
            shown = found.group() if found.group() in ">&" else name
            place = Place(piece.index, "", found.start())
            yield (
                place,
                f"raw {shown} in the block: \\u{ord(found.group()):04x} is safe in XML and scripts too",
            )


@jl_rule("JL108", "error")
def half_characters(document: Document) -> Found:
    """Every text can be encoded: no half characters, no U+0000.

    Why: a lone surrogate cannot be written as UTF-8; databases and parsers stop at it or at U+0000, or cut the text.
    It comes from cutting a text in the middle of an emoji.
    See: RFC 8259 section 8.2; RFC 7493 section 2.1.
    """
    for piece, problem in _problems(document, "surrogate", "nul"):
        yield Place(piece.index, problem.pointer, problem.position), f"{problem.message}: remove it"


@jl_rule("JL109", "warning")
def oversized(document: Document) -> Found:
    """A block is smaller than 512 KB and nested less than 64 levels deep.

    Why: consumers have limits that they do not publish, and leave the block out. An article needs some 5 KB.
    See: project decision; Google Search Central, "Googlebot" (limit of the page).
    """
    for piece in _blocks(document):
        size = len(piece.text)
        if size > _LARGE and len(piece.text.encode("utf-8", "surrogatepass")) > _LARGE:
            yield (
                Place(piece.index, "", 0),
                f"the block has {size // 1024} KB: leave out lists and bodies of other pages",
            )
        elif piece.reading.is_read and depth_of(piece.text) > _DEEP:
            yield Place(piece.index, "", 0), f"the block nests more than {_DEEP} levels deep: flatten it"
    if document.too_many:
        message = f"more than {MOST_NODES} nodes: the first {MOST_NODES} were looked at, the others were not"
        yield Place(len(document.pieces) - 1, "", 0), message


_WRITES = re.compile(r"""createElement\(\s*["']script["']\s*\)""")


@jl_rule("JL110", "info")
def only_by_script(document: Document) -> Found:
    """JSON-LD stands in the page as it is delivered, not only after its scripts have run.

    Why: consumers that do not run scripts (most but the large search engines) never see it.
    See: Google Search Central, "Generate structured data with JavaScript".
    """
    page = document.page
    if page is None or document.pieces or not page.mentions("ld+json"):
        return
    for script, _ in page._scripts:
        text = page.text_of(script.end, script.text_end)
        if "application/ld+json" in text and (_WRITES.search(text) or "DOMContentLoaded" in text):
            message = "a script of the page writes JSON-LD later: put it into the page as delivered"
            yield Place(None, "", page.byte_offset(script.start)), message
            return

"""Rules on the titles and texts of entries."""

from __future__ import annotations

import re

from newsml.feeds.names import name_of
from newsml.feeds.texts import ENTITY, TAG, TWICE, Content, content_of, words
from newsml.model.values import is_iri
from newsml.rules.feeds.checks import ALL_FEEDS, Found, fd_rule
from newsml.rules.feeds.view import FeedView, Unit
from newsml.rules.registry import shown

_UNSAFE = re.compile(r"<(script|iframe|object|embed|applet|form|style|meta|link|base)\b", re.IGNORECASE)
_HANDLER = re.compile(r"<[a-z][^<>]*\s(on[a-z]{3,20})\s*=", re.IGNORECASE)
_CODE = re.compile(r"(?:href|src)\s*=\s*[\"']?\s*(javascript|vbscript|data:text)", re.IGNORECASE)
_CODE_SET = re.compile(r"=\s*[\"']?\s*(?:javascript|vbscript|data:text)", re.IGNORECASE)
"""What `_CODE` ends with: found much sooner, since it begins with one character."""
_ADDRESS = re.compile(
    r"<(?:a|img|video|audio|source)\b[^<>]*?\s(href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE
)
_DAMAGED = re.compile("\ufffd|Ã[\u0080-\u00bf©¨¤¶¼Ÿ]|â€[\u0080-\u00ff™œ\u009d“”]|Â[ «»©®°·]")


@fd_rule("FD301", "warning", ALL_FEEDS)
def title_markup(entry: Unit, feed: FeedView) -> Found:
    """A title is plain text.

    Why: half of the readers show tags and entities as they are, the others drop what looks like them; plain
    text both show alike.
    See: RSS Advisory Board, Best Practices Profile (title); JSON Feed 1.1, title ("plain text"); MSN
    Partner Hub.
    """
    said = entry.title
    if said is None:
        return
    html = entry.format == "atom" and said.attribute("type") in ("html", "xhtml")
    if (TAG.search(said.text) or _ENTITY.search(said.text)) and not html:
        yield said.line, f"the title {shown(said.text)} holds HTML: write it as plain text"


_ENTITY = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|amp|lt|gt|quot|nbsp|[lr][sd]quo|[mn]dash|hellip|[aeiou](?:acute|grave|circ|uml));",
    re.I,
)


@fd_rule("FD302", "warning", ALL_FEEDS)
def unsafe(entry: Unit, feed: FeedView) -> Found:
    """Texts hold no code.

    Why: scripts, frames, forms and handlers run in no careful reader, and are an attack in a careless one;
    many drop the whole text.
    See: RFC 4287 section 8.1; W3C Feed Validation Service, "should not contain script tag"; RSS 2.0 Security.
    """
    for said, markup in entry.markup:
        found = _UNSAFE.search(markup) or _HANDLER.search(markup)
        if not found and _CODE_SET.search(markup):
            found = _CODE.search(markup)
        if found:
            yield (
                said.line,
                f"the text of {said.name} holds {shown(found[1].lower())}, which no reader runs: leave it out",
            )


@fd_rule("FD303", "warning", ALL_FEEDS)
def relative_address(entry: Unit, feed: FeedView) -> Found:
    """Addresses within texts are absolute.

    Why: the text is shown on another site or in a program, where a path leads nowhere, so that links break
    and pictures are missing.
    See: W3C Feed Validation Service, "should not contain relative URL references"; RSS Advisory Board, Best
    Practices Profile.
    """
    for said, markup in entry.markup:
        if entry.format == "atom" and getattr(said.value, "base", None):
            continue
        for found in _ADDRESS.finditer(markup):
            value = (found[2] or found[3] or "").strip()
            if value and not value.startswith(("#", "//")) and not is_iri(value.replace(" ", "%20")):
                yield (
                    said.line,
                    f"the address {shown(value)} in the text of {said.name} is relative: write it whole",
                )
                break


@fd_rule("FD304", "info", ALL_FEEDS)
def same_text(entry: Unit, feed: FeedView) -> Found:
    """The summary is another text than the content and the title.

    Why: readers show both, one below the other; a summary is there to say in short what the text says at
    length.
    See: RFC 4287 section 4.2.13 (not the same as title or content); JSON Feed 1.1, summary.
    """
    summary = entry.first("rss:description", "atom:summary", "summary")
    if summary is None:
        return
    text = entry.plain(summary)
    content = entry.first("content:encoded", "atom:content", "content_html", "content_text")
    if not text:
        return
    if (
        content is not None
        and not _is_far_longer(entry.content(content), text)
        and entry.plain(content) == text
    ):
        yield summary.line, f"the summary says the same as {content.name}, word for word"
    elif entry.title is not None and words(entry.title.text) == text:
        yield summary.line, "the summary says the same as the title, word for word"


_HIDDEN = re.compile(r"<(?:script|style|title|head|[!?])", re.IGNORECASE)


def _is_far_longer(content: Content, text: str) -> bool:
    """Whether HTML is so much longer than a text that it cannot say the same, as is seen without parsing it."""
    markup = content.value
    if content.kind != "html" or len(markup) < 2 * len(text) or markup.count("<") != markup.count(">"):
        return False
    if _HIDDEN.search(markup):
        return False
    seen = _ANY_TAG.sub("", markup)
    return len("".join((ENTITY.sub("x", seen) if "&" in seen else seen).split())) > 2 * len(text)


_ANY_TAG = re.compile(r"<[^<>]*>")


@fd_rule("FD305", "warning", ALL_FEEDS)
def empty(entry: Unit, feed: FeedView) -> Found:
    """Title, description and content are not empty.

    Why: an element that is there and empty is mostly a field that the program did not find; readers show an
    empty line.
    See: W3C Feed Validation Service, "should not be blank".
    """
    for said in entry.all(
        "rss:title", "atom:title", "title", "rss:description", "content:encoded", "content_html"
    ):
        holds_more = not isinstance(said.value, str) and hasattr(said.value, "tag") and len(said.value)
        if not said.text and not holds_more and said.value is not None:
            yield said.line, f"{said.name} is empty"


@fd_rule("FD306", "warning", ALL_FEEDS)
def escaped_twice(entry: Unit, feed: FeedView) -> Found:
    """HTML is escaped once.

    Why: escaped twice it comes out as a page full of tags, which readers see instead of the text.
    See: RSS 2.0, "Encoding"; RFC 4287 section 3.1.1.2.
    """
    for said, markup in [*entry.markup, *((s, s.text) for s in entry.texts if not isinstance(s.value, str))]:
        if not TAG.search(markup) and len(TWICE.findall(markup)) > 1:
            yield said.line, f"the HTML of {said.name} is escaped twice: readers will show its tags"
            break


@fd_rule("FD307", "error", "atom")
def text_type(entry: Unit, feed: FeedView) -> Found:
    """The type of a text in Atom is text, html or xhtml.

    Why: text/html was that of Atom 0.3; in Atom 1.0 it is none for a title or a summary, so that readers
    fall back to plain text.
    See: RFC 4287 section 3.1.1.
    """
    for said in entry.all("atom:title", "atom:summary", "atom:rights"):
        kind = said.attribute("type")
        if kind and kind not in ("text", "html", "xhtml") and "purl.org" not in said.value.tag:
            yield said.line, f"the type {shown(kind)} of {said.name} is not text, html or xhtml"


@fd_rule("FD308", "error", "atom")
def xhtml_div(entry: Unit, feed: FeedView) -> Found:
    """XHTML in Atom stands in one div.

    Why: Atom demands the div, which is not part of the text; without it readers cannot tell where the text
    begins.
    See: RFC 4287 sections 3.1.1.3 and 4.1.3.3.
    """
    for said in entry.all("atom:title", "atom:summary", "atom:content", "atom:rights"):
        if said.attribute("type") != "xhtml":
            continue
        children = [name_of(child.tag) for child in said.value if isinstance(child.tag, str)]
        if children != [("xhtml", "div")] or (said.value.text or "").strip():
            yield said.line, f"{said.name} of type xhtml does not hold one div of XHTML"


@fd_rule("FD309", "warning", ALL_FEEDS)
def damaged(entry: Unit, feed: FeedView) -> Found:
    """Letters are what they were.

    Why: Ã© for é is UTF-8 that was read as something older and written again; no receiver can tell what it
    was.
    See: Unicode, U+FFFD REPLACEMENT CHARACTER; W3C, "Declaring character encodings".
    """
    texts = [entry.title] if entry.title is not None else []
    for said in [*texts, *entry.texts]:
        found = _DAMAGED.search(said.text)
        if found:
            near = said.text[max(found.start() - 15, 0) : found.end() + 15]
            yield said.line, f"letters of {said.name} were read in a wrong encoding: {shown(near)}"
            break


@fd_rule("FD310", "info", ALL_FEEDS)
def title_length(entry: Unit, feed: FeedView) -> Found:
    """A title is no longer than a headline.

    Why: aggregators cut it, MSN at 150 characters; what is longer is mostly a first paragraph in the wrong
    place.
    See: MSN Partner Hub (title of 21 to 150 characters).
    """
    said = entry.title
    if said is not None and len(said.text) > 150:
        yield said.line, f"the title has {len(said.text)} characters, where 150 are shown"


@fd_rule("FD311", "warning", "atom")
def content_type(entry: Unit, feed: FeedView) -> Found:
    """Content of Atom is of the type that it says.

    Why: tags in a text of type text are shown as they are, so that the reader sees markup instead of an
    article.
    See: RFC 4287 sections 3.1.1 and 4.1.3.
    """
    for said in entry.all("atom:content", "atom:summary"):
        kind = said.attribute("type")
        if kind in ("", "text") and len(TAG.findall(said.text)) > 1 and content_of(said.value).kind == "text":
            yield said.line, f'{said.name} holds HTML, and its type says text: write type="html"'

"""Titles, summaries and texts of an entry, and which of its descriptions is what."""

from __future__ import annotations

from typing import Any

from lxml.etree import _Element as Element

from newsml.feeds.boilerplate import without_fields, without_footer
from newsml.feeds.entry import Entry
from newsml.feeds.media import of_files
from newsml.feeds.names import name_of
from newsml.feeds.texts import BLOCK, Content, content_of, media_type, plain_of, text_in

LONG = 600
"""A description of more characters than this is the text itself."""


def take_title(entry: Entry, element: Element) -> bool:
    content = content_of(element) if not entry.feed.own or len(element) else Content("text", text_in(element))
    text = plain_of(content)
    if not text:
        return True
    headline: dict[str, Any] = {"text": text, "role": "main"}
    if content.kind == "html" and "<" in content.value:
        headline["html"] = content.value.strip()
    return entry.put("headlines", [headline], element)


def take_summary(entry: Entry, element: Element) -> bool:
    content = content_of(element) if not entry.feed.own or len(element) else Content("text", text_in(element))
    return _as_summary(entry, element, content)


def _as_summary(entry: Entry, element: Element, content: Content) -> bool:
    text = plain_of(content)
    if not text:
        return True
    if any(item["text"] == text for item in entry.fields.get("summary", ())):
        return True
    summary: dict[str, Any] = {"text": text}
    if content.kind == "html" and "<" in content.value:
        summary["html"] = content.value.strip()
    return entry.append("summary", summary, element)


def take_description(entry: Entry, element: Element) -> bool:
    """A description: the summary where there is a text; else, if it looks like the text itself, the body."""
    if entry.feed.own and not len(element):
        return _as_summary(entry, element, Content("text", text_in(element)))
    content = _own_words(entry, element, content_of(element))
    if "body" not in entry.fields and _is_body(entry, content):
        return _as_body(entry, element, content)
    return _as_summary(entry, element, content)


def _own_words(entry: Entry, element: Element, content: Content) -> Content:
    """A text without what WordPress or Drupal put around it, which is said once."""
    if content.kind != "html" or entry.feed.own:
        return content
    parent = element.getparent()
    link = parent.findtext("link") if parent is not None else None
    value = without_fields(without_footer(content.value.rstrip(), (link or "").strip()))
    if value == content.value.rstrip():
        return content
    message = (
        "what its system put around the text (title, author, date, a line that links to itself) is left out"
    )
    entry.say("DERIVED", "info", element, message, once="boilerplate")
    return Content("html", value)


def _is_body(entry: Entry, content: Content) -> bool:
    wanted = entry.feed.options.description
    if wanted != "auto":
        return wanted == "body"
    if len(content.value) > LONG and len(plain_of(content)) > LONG:
        return True
    return (
        content.kind == "html"
        and len(BLOCK.findall(content.value)) > 2
        and len(plain_of(content)) > LONG // 3
    )


def take_body(entry: Entry, element: Element) -> bool:
    if element.get("src"):
        return _content_elsewhere(entry, element)
    content = content_of(element)
    if name_of(element.tag)[0] in ("content", "xhtml") and content.kind == "text":
        content = Content("html", content.value)
    if content.kind not in ("html", "text"):
        return False
    content = _own_words(entry, element, content)
    if "body" in entry.fields and not plain_of(content):
        return True
    return _as_body(entry, element, content)


def _as_body(entry: Entry, element: Element, content: Content) -> bool:
    if "body" in entry.fields:
        return False
    blocks = entry.blocks(content, element)
    if blocks:
        entry.put("body", blocks, element)
    return True


def _content_elsewhere(entry: Entry, element: Element) -> bool:
    """Content that is a file of its own (RFC 4287 section 4.1.3.2): a picture, a clip, or a page."""
    kind = media_type(element.get("type")) or ""
    address = entry.url(element, element.get("src") or "", "content")
    if address is None:
        return False
    medium = kind.partition("/")[0]
    if medium in ("image", "video", "audio"):
        entry.add_file({"medium": medium, "url": address, "mime": kind})
        return True
    link = {"href": address, "rel": "content", **({"mime": kind} if kind else {})}
    return entry.append("related", link, element)


def take_duplicate_title(entry: Entry, element: Element) -> bool:
    """A title for players: the title, if there is no other."""
    held = entry.fields.get("headlines")
    return take_title(entry, element) if not held else held[0]["text"] == plain_of(content_of(element))


def take_later_text(entry: Entry, element: Element) -> bool:
    """A description for players: the summary, if there is no other."""
    if not entry.fields.get("summary"):
        return take_summary(entry, element)
    text = plain_of(content_of(element))
    return not text or any(item["text"] == text for item in entry.fields["summary"])


def take_media_title(entry: Entry, element: Element) -> bool:
    """A title beside the files: the item's own, if it has no other, or says the same; else that of its files."""
    return take_duplicate_title(entry, element) or (bool(entry.media) and of_files("title")(entry, element))


def take_media_text(entry: Entry, element: Element) -> bool:
    """A description beside the files: the summary, if the item has no text; else what is to be seen."""
    if not entry.fields.get("summary") and not (entry.media and entry.fields.get("body")):
        return take_summary(entry, element)
    return take_later_text(entry, element) or (bool(entry.media) and of_files("description")(entry, element))

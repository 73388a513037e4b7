"""Rules that only JSON Feed needs: names and kinds of its values."""

from __future__ import annotations

import re

from newsml.rules.feeds.checks import Found, fd_rule
from newsml.rules.feeds.view import FeedView, Unit
from newsml.rules.registry import shown

JSON = "jsonfeed"

_OF_FEED = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str, "user_comment": str,
    "next_url": str, "icon": str, "favicon": str, "authors": list, "author": dict, "language": str, "expired": bool,
    "hubs": list, "items": list,
}  # fmt: skip
_OF_ITEM = {
    "id": str, "url": str, "external_url": str, "title": str, "content_html": str, "content_text": str, "summary": str,
    "image": str, "banner_image": str, "date_published": str, "date_modified": str, "authors": list, "author": dict,
    "tags": list, "language": str, "attachments": list,
}  # fmt: skip
_KINDS = {str: "a text", list: "a list", dict: "an object", bool: "true or false"}


@fd_rule("FD501", "error", JSON, at="feed")
def version(head: Unit, feed: FeedView) -> Found:
    """A JSON Feed says its version, by its address.

    Why: the address is how a reader knows that some JSON is a feed, and which members to expect.
    See: JSON Feed 1.1, version.
    """
    said = head.first("version")
    known = ("https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1")
    if said is None:
        yield 1, f"the feed has no version: write {known[1]}"
    elif said.text not in known:
        yield said.line, f"the version {shown(said.text)} is not one of JSON Feed: write {known[1]}"


@fd_rule("FD502", "error", JSON, at="feed")
def items(head: Unit, feed: FeedView) -> Found:
    """A JSON Feed has a list of items.

    Why: it must be there even if it is empty; otherwise the reader cannot tell an empty feed from one that
    was cut.
    See: JSON Feed 1.1, items.
    """
    said = head.first("items")
    if said is not None:
        yield said.line, "items is not a list"
    elif not feed.entries and not feed.has_items:
        yield 1, "the feed has no items: write an empty list where there are none"


@fd_rule("FD503", "error", JSON)
def kinds(entry: Unit, feed: FeedView) -> Found:
    """Values of an item are of the kind that their member has.

    Why: a number as id, or one tag in place of a list, is what most readers in typed languages refuse, with
    the whole feed.
    See: JSON Feed 1.1, items.
    """
    if not isinstance(entry.value, dict):
        yield entry.line, "the item is not an object"
        return
    for name, kind in _OF_ITEM.items():
        value = entry.value.get(name)
        if value is not None and not isinstance(value, kind):
            number = " (some readers take a number, but it is to be a text)" if name == "id" else ""
            yield entry.line, f"{name} {shown(value)} is not {_KINDS[kind]}{number}"
    tags = entry.value.get("tags")
    if isinstance(tags, list) and not all(isinstance(tag, str) for tag in tags):
        yield entry.line, "a tag is not a text"


@fd_rule("FD504", "error", JSON, at="feed")
def kinds_of_feed(head: Unit, feed: FeedView) -> Found:
    """Values of a feed are of the kind that their member has.

    Why: as in the items, readers in typed languages refuse the whole feed for one value of another kind.
    See: JSON Feed 1.1, "Top-level".
    """
    for name, kind in _OF_FEED.items():
        said = head.first(name)
        if (
            said is not None
            and name != "items"
            and said.value is not None
            and not isinstance(said.value, kind)
        ):
            yield said.line, f"{name} {shown(said.value)} is not {_KINDS[kind]}"


@fd_rule("FD505", "error", JSON)
def content(entry: Unit, feed: FeedView) -> Found:
    """An item has a text, as HTML or plain.

    Why: JSON Feed demands content_html or content_text; a summary is there beside it, not instead.
    See: JSON Feed 1.1, content_html and content_text.
    """
    if isinstance(entry.value, dict) and not {"content_html", "content_text"} & set(entry.value):
        yield entry.line, "the item has no content_html and no content_text: it must have one of them"


@fd_rule("FD506", "warning", JSON)
def author(entry: Unit, feed: FeedView) -> Found:
    """Authors are a list, and each has a name, an address or a picture.

    Why: version 1.1 has authors in place of author, which readers of 1.1 need not read; an author who is
    nobody is shown as nothing.
    See: JSON Feed 1.1, authors.
    """
    if not isinstance(entry.value, dict):
        return
    if "author" in entry.value and "authors" not in entry.value:
        said = feed.head.first("version")
        if said is None or said.text.endswith("1.1"):
            yield entry.line, "author is of version 1: write authors, a list"
    authors = entry.value.get("authors")
    for one in authors if isinstance(authors, list) else ():  # FD503 says so of what is none
        if not isinstance(one, dict) or not any(one.get(name) for name in ("name", "url", "avatar")):
            yield entry.line, "an author has no name, url or avatar"


@fd_rule("FD507", "error", JSON)
def attachment(entry: Unit, feed: FeedView) -> Found:
    """An attachment has address and type, and numbers for its size and length.

    Why: both are demanded; a player that does not know the type does not fetch the file.
    See: JSON Feed 1.1, attachments.
    """
    for said in entry.all("attachments"):
        for one in said.value if isinstance(said.value, list) else ():
            if not isinstance(one, dict):
                yield said.line, "an attachment is not an object"
                continue
            missing = [name for name in ("url", "mime_type") if not one.get(name)]
            if missing:
                yield said.line, f"an attachment has no {' and no '.join(missing)}"
            for name in ("size_in_bytes", "duration_in_seconds"):
                value = one.get(name)
                if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
                    yield said.line, f"{name} {shown(value)} is not a number"


@fd_rule("FD508", "warning", JSON)
def unknown(entry: Unit, feed: FeedView) -> Found:
    """Members that JSON Feed does not have begin with an underscore.

    Why: a name without it may get a meaning in the next version, and is mostly one that was mistyped.
    See: JSON Feed 1.1, "Extensions".
    """
    if not isinstance(entry.value, dict):
        return
    from difflib import get_close_matches

    for name in entry.value:
        if name not in _OF_ITEM and not re.match(r"_[A-Za-z]", name):
            near = get_close_matches(name, _OF_ITEM, n=1)
            yield (
                entry.line,
                f"JSON Feed has no {shown(name)} in an item" + (f": did you mean {near[0]}?" if near else ""),
            )


@fd_rule("FD509", "warning", JSON, at="feed")
def unknown_of_feed(head: Unit, feed: FeedView) -> Found:
    """Members of a feed that JSON Feed does not have begin with an underscore.

    Why: as in the items, a name without it may get a meaning in the next version.
    See: JSON Feed 1.1, "Extensions".
    """
    from difflib import get_close_matches

    for name, found in head.said.items():
        if name not in _OF_FEED and not re.match(r"_[A-Za-z]", name):
            near = get_close_matches(name, _OF_FEED, n=1)
            yield (
                found[0].line,
                f"JSON Feed has no {shown(name)}" + (f": did you mean {near[0]}?" if near else ""),
            )

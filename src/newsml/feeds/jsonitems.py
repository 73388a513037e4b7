"""An item of a JSON Feed, and what it becomes: each member by name.

Specification: https://www.jsonfeed.org/version/1.1/ (and 1, whose ``author`` is one).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

from newsml.errors import ParseError
from newsml.feeds.dates import feed_date
from newsml.feeds.entry import Feed, Fields, Severity, absolute, with_absolute_links
from newsml.feeds.media import FIELD, medium_of
from newsml.feeds.texts import Content, media_type, plain_of, words
from newsml.markup import read_html
from newsml.model.body import paragraphs
from newsml.model.values import canonical_language, is_iri


class Item:
    """What is read of one item."""

    def __init__(self, feed: Feed, line: int) -> None:
        self.feed, self.line = feed, line
        self.fields: Fields = {}
        self.foreign: list[Fields] = []

    def text(self, name: str, value: Any) -> str | None:
        """A text; a number is read as one, and that is said."""
        if isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.say("MODEL", f"{name} {value} is a number where JSON Feed has a text", once=f"number {name}")
            return str(value)
        if value is not None:
            self.say("MODEL", f"{name} is not a text: it is kept as it is", once=f"text {name}")
        return None

    def url(self, name: str, value: Any) -> str | None:
        said = self.text(name, value)
        if not said or not said.strip():
            return None
        found = absolute(said, self.feed.base)
        if found is None:
            self.say("MODEL", f"{name} {said[:80]!r} is not a web address: it is kept as it is")
        return found

    def say(
        self, rule: str, message: str, severity: Any = "warning", path: str = "", once: str | None = None
    ) -> None:
        self.feed.say(rule, severity, message, self.line, path, once)

    def keep(self, name: str, value: Any) -> None:
        """Keep a member for the writer of JSON Feed; that is said once for each name."""
        if not self.feed.options.keep:
            return
        self.foreign.append({"format": "jsonfeed", "place": f"items/{name}", "markup": markup(value)})
        message = f"{name} is kept for JSON Feed only: newsml has no field for it"
        self.say("UNKNOWN", message, "info", once=f"kept {name}")


def markup(value: Any) -> str:
    """The JSON of a value, on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def read_item(feed: Feed, value: dict[str, Any], line: int) -> Item:
    """Take in all that an item says; what no field takes is kept."""
    item = Item(feed, line)
    for name, said in value.items():
        take = TAKES.get(name)
        if said is None:
            continue
        if take is None or not take(item, said):
            item.keep(name, said)
    for name, medium in (("image", "images"), ("banner_image", "images")):
        if name in value:
            _picture(item, name, value[name], medium)
    return item


def _id(item: Item, value: Any) -> bool:
    found = item.text("id", value)
    if found is None:
        return False
    if found.strip():
        item.fields["id"] = found.strip()
    return True


def _url(item: Item, value: Any) -> bool:
    found = item.url("url", value)
    if found is None:
        return False
    item.fields["canonical_url"] = found
    return True


def _external(item: Item, value: Any) -> bool:
    found = item.url("external_url", value)
    if found is None:
        return False
    item.fields.setdefault("related", []).append({"rel": "external", "href": found})
    return True


def _title(item: Item, value: Any) -> bool:
    found = item.text("title", value)
    if found is None:
        return False
    if words(found):
        item.fields["headlines"] = [{"text": words(found), "role": "main"}]
    return True


def _summary(item: Item, value: Any) -> bool:
    found = item.text("summary", value)
    if found is None:
        return False
    if words(found):
        item.fields["summary"] = [{"text": words(found)}]
    return True


def _html(item: Item, value: Any) -> bool:
    found = item.text("content_html", value)
    if found is None:
        return False
    base = item.feed.base
    try:
        blocks: list[Any] = read_html(found, item.feed.report, item.feed.options.file, item.line, base=base)
    except ParseError as error:
        for issue in error.issues:
            item.feed.report(issue)
        blocks = [*paragraphs(plain_of(Content("html", found)))]
    if blocks:
        item.fields["body"] = with_absolute_links(blocks, base) if base else blocks
    return True


def _text(item: Item, value: Any) -> bool:
    """The text without markup: the body where there is no HTML, which says the same and more."""
    found = item.text("content_text", value)
    if found is None:
        return False
    item.fields.setdefault("_text", found)
    return True


def _date(name: str) -> Callable[[Item, Any], bool]:
    def take(item: Item, value: Any) -> bool:
        said = item.text(name, value)
        if not said or not said.strip():
            return said is not None
        site = item.feed.options.site
        try:
            found = feed_date(said, site.time_zone if site else None, item.feed.origin(item.fields))
        except ValueError as error:
            item.say("DATE", f"{name}: {error}", path=name)
            return False
        if found.note:
            severity: Severity = "warning" if found.zone == "missing" else "info"
            item.say(
                "ZONE",
                f"{name} {said!r}: {found.note}",
                severity,
                path=name,
                once=f"zone {name} {found.note}",
            )
        if found.zone in ("applied", "missing"):
            item.fields.setdefault("extra", {}).setdefault("dates", {})[name] = said
        item.fields[name] = [{"when": found.value}] if name == "published" else found.value
        return True

    return take


def _authors(item: Item, value: Any) -> bool:
    people = value if isinstance(value, list) else [value]
    whole = True
    seen = {markup(party) for party in item.fields.get("authors", ())}
    for person in people:
        if isinstance(person, str):
            person = {"name": person}
        if not isinstance(person, dict):
            return False
        party: Fields = {}
        if isinstance(person.get("name"), str) and words(person["name"]):
            party["name"] = words(person["name"])
        if (url := person.get("url")) and (address := _author_page(item, url)):
            party |= address
        whole = whole and not set(person) - {"name", "url"}
        found = item.fields.setdefault("authors", [])
        if party and (key := markup(party)) not in seen:
            seen.add(key)
            found.append(party)
    if not whole:
        fragment = {"format": "jsonfeed", "place": "items/authors", "markup": markup(value)}
        item.foreign.append({**fragment, "field": "authors", "more": ["avatar"]})
        item.say("UNKNOWN", "the pictures of authors are kept for JSON Feed only", "info", once="kept avatar")
    return True


def _author_page(item: Item, url: Any) -> Fields:
    said = item.text("authors.url", url) or ""
    if said.startswith("mailto:") and "@" in said:
        return {"email": [said[7:]]}
    found = item.url("authors.url", said)
    return {"url": found} if found else {}


def _tags(item: Item, value: Any) -> bool:
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
        return False
    tags = [words(tag) for tag in value if tag.strip()]
    if tags:
        item.fields["keywords"] = tags
    return True


def _language(item: Item, value: Any) -> bool:
    tag = language_of(item.feed, value, item.line)
    if tag is None:
        return False
    item.fields["language"] = tag
    return True


def language_of(feed: Feed, value: Any, line: int) -> str | None:
    """A language tag; what is none is reported."""
    if not isinstance(value, str):
        return None
    try:
        return canonical_language(value.strip().replace("_", "-"))
    except ValueError as error:
        feed.say("MODEL", "warning", str(error), line, "language", once=f"language {value}")
        return None


def _picture_later(item: Item, value: Any) -> bool:
    """Read at the end, so that what attachments say of it comes first."""
    return isinstance(value, str)


def _picture(item: Item, name: str, value: Any, field: str) -> None:
    found = item.url(name, value)
    if found is None:
        if isinstance(value, str) and value.strip():
            item.keep(name, value)
        return
    images = item.fields.setdefault(field, [])
    media: Fields = {"url": found, **({"role": "banner"} if name == "banner_image" else {})}
    for index, known in enumerate(images):
        if known.get("url") == found:
            images[index] = {**known, **media}
            if name == "image":
                images.insert(0, images.pop(index))
            return
    images.insert(0, media) if name == "image" else images.append(media)


def _attachments(item: Item, value: Any) -> bool:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        return False
    for one in value:
        _attachment(item, one)
    return True


def _attachment(item: Item, one: dict[str, Any]) -> None:
    said = item.text("attachments.url", one.get("url"))
    url = absolute(said, item.feed.base) if said else None
    if url is None and said and is_iri(said):
        url = said
    if url is None:
        item.keep("attachments", [one])
        return
    media: Fields = {"url": url}
    if mime := media_type(str(one.get("mime_type") or "")):
        media["mime"] = mime
    if isinstance(one.get("title"), str) and words(one["title"]):
        media["title"] = words(one["title"])
    size, duration = one.get("size_in_bytes"), one.get("duration_in_seconds")
    if (
        isinstance(size, int | float)
        and not isinstance(size, bool)
        and 0 < size < math.inf
        and size == int(size)
    ):
        media["size"] = int(size)
    if isinstance(duration, int | float) and not isinstance(duration, bool) and 0 <= duration < math.inf:
        media["duration"] = float(duration)
    medium = medium_of("", media.get("mime"), url)
    if medium:
        item.fields.setdefault(FIELD[medium], []).append(media)
    else:
        link = {"rel": "enclosure", "href": url}
        link |= {name: media[name] for name in ("mime", "title") if name in media}
        item.fields.setdefault("related", []).append(link)
    rest = {key: item_ for key, item_ in one.items() if key not in _OF_ATTACHMENT}
    if rest:
        item.keep("attachments", [one])


_OF_ATTACHMENT = frozenset({"url", "mime_type", "title", "size_in_bytes", "duration_in_seconds"})

TAKES: dict[str, Callable[[Item, Any], bool]] = {
    "id": _id, "url": _url, "external_url": _external, "title": _title, "summary": _summary,
    "content_html": _html, "content_text": _text, "image": _picture_later, "banner_image": _picture_later,
    "date_published": _date("published"), "date_modified": _date("content_modified"),
    "author": _authors, "authors": _authors, "tags": _tags, "language": _language, "attachments": _attachments,
}  # fmt: skip

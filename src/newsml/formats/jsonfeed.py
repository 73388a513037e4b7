"""JSON Feed 1.1; version 1 is read too. https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any, BinaryIO

from newsml.feeds.dates import rfc3339
from newsml.feeds.draft import Draft, stable_id, without_controls_if_need_be
from newsml.feeds.entry import ReadOptions
from newsml.feeds.head import Head, WriteOptions, head_of
from newsml.feeds.html import html_of
from newsml.feeds.jsonitems import TAKES
from newsml.feeds.jsonreading import VERSION, read_json_feed
from newsml.feeds.listing import Listing
from newsml.feeds.sources import take_publisher
from newsml.feeds.texts import words
from newsml.issues import Report, ignore
from newsml.jsontext import kept_json
from newsml.model import Article
from newsml.model.concepts import Media
from newsml.model.values import PartialDate, is_url

__all__ = ["ReadOptions", "WriteOptions", "read", "write"]

TARGET = "JSON Feed"


def read(
    stream: BinaryIO, report: Report = ignore, *, options: ReadOptions = ReadOptions()
) -> Iterator[Article]:
    """The articles of a feed, one by one; an item that is wrong is reported, the rest goes on.

    Raises ParseError for what is not JSON, or no object.
    """
    return read_json_feed(stream, report, options)


# --- writing -------------------------------------------------------------------------------------


def write(
    articles: Iterable[Article], report: Report = ignore, *, options: WriteOptions = WriteOptions()
) -> Iterator[bytes]:
    """The feed, piece by piece. Embargoed, withheld and cancelled articles are reported and left out.

    Of several versions of an article the newest is listed (`newsml.feeds.listing`).
    """
    listing = Listing(report)
    found = listing.listed(articles, options.now)
    first = next(found, None)
    head = head_of(first, options, "jsonfeed", report)
    members = _kept(head.kept) if head.kept is not None else _feed(head)
    begun = json.dumps(members, ensure_ascii=False, indent=2)
    yield begun.removesuffix("\n}").encode("utf-8", "replace") + b',\n  "items": ['
    pieces = _pieces(listing, chain(() if first is None else (first,), found), head, report, options)
    for number, piece in enumerate(pieces):
        yield (b",\n" if number else b"\n") + piece
    yield b"\n  ]\n}\n"


def _pieces(
    listing: Listing, articles: Iterable[Article], head: Head, report: Report, options: WriteOptions
) -> Iterator[bytes]:
    for article in articles:
        yield from listing.put(article, _item(article, head, report, options))
    yield from listing.rest()


def _feed(head: Head) -> dict[str, Any]:
    said = {
        "version": VERSION,
        "title": head.title,
        "home_page_url": head.link,
        "feed_url": head.url,
        "description": head.description if head.description != head.title else None,
        "icon": head.image,
        "favicon": head.icon,
        "language": head.language,
        "hubs": [{"type": "WebSub", "url": head.hub}] if head.hub else None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _kept(kept: str) -> dict[str, Any]:
    """What an earlier feed said of itself, in this version."""
    said = kept_json(kept)
    said.pop("items", None)
    author = said.pop("author", None)
    if author is not None:
        said.setdefault("authors", [author])
    return {**said, "version": VERSION}


def _item(article: Article, head: Head, report: Report, options: WriteOptions) -> bytes:
    return without_controls_if_need_be(article, report, lambda one, to: _written(one, head, to, options))


def _written(article: Article, head: Head, report: Report, options: WriteOptions) -> bytes:
    draft = Draft(article, report, TARGET)
    item: dict[str, Any] = {"id": _identity(draft)}
    if article.canonical_url:
        item["url"] = article.canonical_url
        draft.take("canonical_url")
    _texts(item, draft, options)
    _dates(item, draft)
    _people(item, draft)
    _tags(item, draft)
    _language(item, draft, head)
    _links(item, draft)
    _files(item, draft)
    for index, fragment in enumerate(article.foreign):
        if fragment.format == "jsonfeed" and fragment.field is None and fragment.place.startswith("items/"):
            _put_back(item, fragment.place.partition("/")[2], fragment.markup, f"foreign.{index}", draft)
    take_publisher(draft, head)
    draft.report_rest()
    text = json.dumps(item, ensure_ascii=False, indent=2)
    return "".join(f"    {line}\n" for line in text.split("\n"))[:-1].encode("utf-8", "replace")


def _put_back(item: dict[str, Any], name: str, text: str, path: str, draft: Draft) -> None:
    if name in TAKES or name in item:
        return
    try:
        item[name] = kept_json(text)
    except ValueError:
        return
    draft.take(path)


def _identity(draft: Draft) -> str:
    article = draft.article
    found = stable_id(article)
    if article.id is None:
        of = "address" if article.canonical_url else "words"
        draft.supplied("id", f"{found} is made from the article's {of}")
    elif found == article.id:
        draft.take("id")
    return found


def _texts(item: dict[str, Any], draft: Draft, options: WriteOptions) -> None:
    article = draft.article
    if text := draft.headline():
        item["title"] = text
    if article.summary and (text := draft.words("summary.0.text", article.summary[0].text)):
        item["summary"] = text
    if article.body and options.content:
        item["content_html"] = html_of(article, draft.report, TARGET)
        return
    if article.body:
        draft.lost("body", "the text", "-O content=no leaves it out")
    item["content_text"] = item.get("summary") or item.get("title") or ""
    if item["content_text"]:
        draft.supplied("body", "an item of JSON Feed has a text: its summary or title is written as that")


def _dates(item: dict[str, Any], draft: Draft) -> None:
    article = draft.article
    if (found := draft.published()) is not None:
        _date(item, "date_published", *found, draft)
    elif (made := draft.made()) is not None:
        item["date_published"] = rfc3339(made)
        draft.supplied("published", "the article does not say it: date_published is when it was made")
    if article.content_modified is not None:
        _date(item, "date_modified", "content_modified", article.content_modified, draft)


def _date(item: dict[str, Any], name: str, path: str, when: Any, draft: Draft) -> None:
    """A date with its time, as RFC 3339 demands; a day begins at midnight, which is reported."""
    if isinstance(when, datetime):
        item[name] = rfc3339(when)
        draft.take(path)
    elif isinstance(when, PartialDate) and when.day is not None:
        item[name] = f"{when}T00:00:00Z"
        draft.lost(path, when, "a date of JSON Feed has a time: the day begins")


def _people(item: dict[str, Any], draft: Draft) -> None:
    found = []
    for index, party in enumerate(draft.article.authors):
        path = f"authors.{index}"
        name = draft.label(path, party)
        author = {"name": name, "url": party.url}
        if party.url:
            draft.take(f"{path}.url")
        if name or party.url:
            found.append({key: value for key, value in author.items() if value})
    _put_more(found, ("authors", "author"), ("name", "url"), draft)
    if found:
        item["authors"] = found


def _put_more(
    written: list[dict[str, Any]], names: tuple[str, ...], keys: tuple[str, ...], draft: Draft
) -> None:
    """Put back what an earlier feed said more of an author or attachment that it is still the same one."""
    for index, fragment in enumerate(draft.article.foreign):
        if fragment.format != "jsonfeed" or fragment.place.partition("/")[2] not in names:
            continue
        try:
            kept = kept_json(fragment.markup)
        except ValueError:
            continue
        said = [one for one in (kept if isinstance(kept, list) else [kept]) if isinstance(one, dict)]
        count = 0
        for one in said:
            key = next((key for key in keys if one.get(key)), None)
            target = next((new for new in written if key and new.get(key) == one[key]), None)
            if target is not None:
                count += 1
                target.update({name: value for name, value in one.items() if name not in target})
        if count == len(said):
            draft.take(f"foreign.{index}")
            if fragment.field:
                draft.restored.add(fragment.field)


def _tags(item: dict[str, Any], draft: Draft) -> None:
    """Keywords; sections and the names of subjects too, which are no keywords when read again."""
    article = draft.article
    tags = [text for i, word in enumerate(article.keywords) if (text := draft.words(f"keywords.{i}", word))]
    more = [*article.section, *(subject.label(article.language) or "" for subject in article.subjects)]
    added = [text for text in dict.fromkeys(map(words, more)) if text and text not in tags]
    if added:
        draft.supplied("keywords", f"sections and subjects are written as tags: {', '.join(added[:5])}")
    if tags or added:
        item["tags"] = [*tags, *added]


def _language(item: dict[str, Any], draft: Draft, head: Head) -> None:
    language = draft.article.language
    if language != (head.language or "und"):
        item["language"] = language
    draft.take("language")


def _links(item: dict[str, Any], draft: Draft) -> None:
    """The page that the item is about."""
    for index, link in enumerate(draft.article.related):
        if link.rel == "external" and link.href and is_url(link.href) and "external_url" not in item:
            item["external_url"] = link.href
            draft.take(f"related.{index}.href", f"related.{index}.rel")


def _files(item: dict[str, Any], draft: Draft) -> None:
    """The lead picture, and all files whose type is known as attachments."""
    article = draft.article
    attachments = []
    seen: set[str] = set()
    for name in ("images", "video", "audio"):
        for index, media in enumerate(getattr(article, name)):
            path = f"{name}.{index}"
            url = media.url
            if url is None or not is_url(url) or url in seen:
                continue
            if name == "images" and index == 0:
                item["image"] = url
                draft.take(f"{path}.url")
            elif name == "images" and media.role == "banner" and "banner_image" not in item:
                item["banner_image"] = url
                draft.take(f"{path}.url", f"{path}.role")
            if media.mime is not None:
                seen.add(url)
                attachments.append(_attachment(media, path, name, draft))
    _put_more(attachments, ("attachments",), ("url",), draft)
    if attachments:
        item["attachments"] = attachments


def _attachment(media: Media, path: str, name: str, draft: Draft) -> dict[str, Any]:
    found: dict[str, Any] = {"url": media.url, "mime_type": media.mime}
    medium = {"images": "image"}.get(name, name)
    draft.take(f"{path}.mime")
    if str(media.mime).startswith(medium):
        draft.take(f"{path}.url")
    else:
        draft.lost(f"{path}.mime", media.mime, f"an attachment of this type is not read as {medium}")
    if title := draft.words(f"{path}.title", media.title):
        found["title"] = title
    if media.size:
        found["size_in_bytes"] = media.size
        draft.take(f"{path}.size")
    if media.duration is not None:
        found["duration_in_seconds"] = (
            int(media.duration) if media.duration == int(media.duration) else media.duration
        )
        draft.take(f"{path}.duration")
    return found

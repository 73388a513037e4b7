"""Rules on entries: identity, links, people."""

from __future__ import annotations

import re

from newsml.feeds.names import name_of
from newsml.model.values import is_iri, is_url
from newsml.rules.feeds.checks import ALL_FEEDS, MOST, Found, fd_note, fd_rule
from newsml.rules.feeds.view import FeedView, Unit
from newsml.rules.registry import shown

# --- identity ------------------------------------------------------------------------------------


@fd_rule("FD201", "error", "rss atom")
def no_title(entry: Unit, feed: FeedView) -> Found:
    """An item of RSS has a title or a description, an entry of Atom a title.

    Why: there is nothing else that a reader could show in its list, so that it shows an empty line, or
    leaves the item out.
    See: RSS 2.0, elements of item; RFC 4287 section 4.1.2.
    """
    if entry.format == "atom":
        if entry.first("atom:title", "rss:title") is None:
            yield entry.line, "the entry has no title, which Atom demands"
    elif not entry.has("rss:title", "rss:description", "dc:title") and not entry.all("content:encoded"):
        yield entry.line, "the item has no title and no description: it must have one of them"


@fd_rule("FD202", "warning", "rss")
def no_guid(entry: Unit, feed: FeedView) -> Found:
    """An item has a guid.

    Why: without one readers tell items by address or title, so that a corrected headline comes up as news a
    second time.
    See: RSS 2.0, guid; RSS Advisory Board, Best Practices Profile; W3C Feed Validation Service, "item
    should contain a guid".
    """
    if feed.root != "rdf" and not entry.has("rss:guid"):
        yield (
            entry.line,
            'the item has no guid: give it its identifier, with isPermaLink="false" if that is no address',
        )


@fd_rule("FD203", "error", "atom jsonfeed")
def no_id(entry: Unit, feed: FeedView) -> Found:
    """An entry has an id.

    Why: both formats demand it; it is how a reader knows that an entry was changed and is not new, however
    often it is fetched.
    See: RFC 4287 sections 4.1.2 and 4.2.6; JSON Feed 1.1, id.
    """
    if entry.format == "jsonfeed" and not isinstance(entry.value, dict):
        return
    if not entry.has("atom:id", "rss:id", "id"):
        yield (
            entry.line,
            "the entry has no id: give it one that never changes, such as its first address or a tag: URI",
        )


@fd_rule("FD204", "error", "rss")
def permalink(entry: Unit, feed: FeedView) -> Found:
    """A guid that is no address says so.

    Why: unless isPermaLink is false a guid is the address of the item, and readers open it in place of the
    link.
    See: RSS 2.0, guid; W3C Feed Validation Service, "guid must be a full URL, unless isPermaLink attribute
    is false".
    """
    for said in entry.all("rss:guid"):
        value = said.attribute("isPermaLink")
        if value and value not in ("true", "false"):
            yield said.line, f"isPermaLink {shown(value)} is neither true nor false"
        elif said.text and value != "false" and not is_url(said.text):
            yield said.line, f'guid {shown(said.text)} is no web address: write isPermaLink="false"'


@fd_rule("FD205", "error", ALL_FEEDS)
def same_id(entry: Unit, feed: FeedView) -> Found:
    """No two entries have the same id.

    Why: readers take the second for a new version of the first, so that one of the two is never seen.
    See: RSS 2.0, guid; RFC 4287 section 4.1.1 (the same id only with another atom:updated); JSON Feed 1.1,
    id.
    """
    said = entry.first("rss:guid", "atom:id", "id")
    if said is None or not said.text:
        return
    key = said.text
    if entry.format == "atom":
        updated = entry.first("atom:updated")
        key = f"{key} {updated.text if updated else ''}"
    first = feed.ids.setdefault(key, said.line) if len(feed.ids) < _MOST_IDS else feed.ids.get(key, said.line)
    if first != said.line or key in feed.listed:
        yield said.line, f"the id {shown(said.text)} stands for another entry already (line {first})"
    if len(feed.listed) < _MOST_IDS:
        feed.listed.add(key)


_MOST_IDS = 500_000


@fd_rule("FD206", "error", "atom")
def id_is_iri(entry: Unit, feed: FeedView) -> Found:
    """The id of an entry is an absolute IRI.

    Why: only an IRI is the same all over the world; a number or a path is the id of something else in the
    next feed.
    See: RFC 4287 section 4.2.6; RFC 3987.
    """
    for said in entry.all("atom:id"):
        if said.text and not is_iri(said.text):
            yield (
                said.line,
                f"the id {shown(said.text)} is not an absolute IRI, such as tag:example.org,2025:1",
            )


@fd_rule("FD207", "info", ALL_FEEDS)
def no_link(entry: Unit, feed: FeedView) -> Found:
    """An entry has the address of its page.

    Why: without it the reader has nowhere to go for the whole story, and nothing that could be shared.
    See: RSS 2.0, link; RFC 4287 section 4.1.2; JSON Feed 1.1, url; MSN Partner Hub.
    """
    links = [said for said in entry.all("atom:link") if (said.attribute("rel") or "alternate") == "alternate"]
    guids = [
        said
        for said in entry.all("rss:guid")
        if said.attribute("isPermaLink") != "false" and is_url(said.text)
    ]
    if not links and not guids and not entry.has("rss:link", "url", "external_url"):
        yield entry.line, "the entry has no link to its page"


@fd_rule("FD208", "error", ALL_FEEDS)
def address(entry: Unit, feed: FeedView) -> Found:
    """Addresses are absolute.

    Why: a feed is read far from its site; what a path is relative to readers decide in their own ways, or
    not at all.
    See: RSS 2.0 ("must begin with an IANA-registered scheme"); W3C Feed Validation Service, "must be a full
    and valid URL".
    """
    for said in entry.addresses:
        based = entry.format == "atom" and getattr(said.value, "base", None)
        if not is_iri(said.text) and not based:
            yield (
                said.line,
                f"the address {shown(said.text)} of {said.name} is not absolute: write it with https://",
            )


@fd_rule("FD209", "error", "rss atom")
def repeated(entry: Unit, feed: FeedView) -> Found:
    """What an entry says once, it says once.

    Why: of two titles, dates or ids readers take the first or the last, each in its own way, so that nobody
    knows which holds.
    See: RFC 4287 section 4.1.2; RSS 2.0; W3C Feed Validation Service, "DuplicateElement".
    """
    names = ("title", "link", "description", "guid", "pubdate", "author", "comments", "source") if (
        entry.format == "rss"
    ) else ("id", "title", "updated", "published", "content", "summary", "rights", "source")  # fmt: skip
    for name in names:
        found = entry.all(f"{entry.format}:{name}")
        if len(found) > 1:
            yield (
                found[1].line,
                f"{found[1].name} stands {len(found)} times in this entry, and may stand once",
            )


# --- people --------------------------------------------------------------------------------------


@fd_rule("FD241", "warning", "rss")
def author_is_address(entry: Unit, feed: FeedView) -> Found:
    """The author of an item is an e-mail address; for a name there is dc:creator.

    Why: RSS says that author is an address; readers show a bare name as one that cannot be written to, or
    not at all.
    See: RSS 2.0, author; RSS Advisory Board, Best Practices Profile (dc:creator).
    """
    for said in entry.all("rss:author"):
        if said.text and "@" not in said.text:
            yield (
                said.line,
                f"author {shown(said.text)} is not an e-mail address: write the name as dc:creator",
            )


@fd_note("atom")
def note_author(entry: Unit, feed: FeedView) -> None:
    """Remember an entry that names no author: that of the feed may stand after it."""
    if entry.has("rss:author") or entry.all("atom:author") or feed.head.all("atom:author"):
        return
    source = entry.first("atom:source")
    if source is None or not any(name_of(child.tag)[1] == "author" for child in source.value):
        feed.authorless_count += 1
        if len(feed.authorless) <= MOST:
            feed.authorless.append((entry.line, entry.path))


@fd_rule("FD242", "error", "atom", at="feed")
def no_author(head: Unit, feed: FeedView) -> Found:
    """An entry of Atom has an author, or the feed has.

    Why: Atom demands that one of entry, source and feed says who is responsible for the text.
    See: RFC 4287 sections 4.1.1 (elements stand in any order) and 4.1.2.
    """
    if head.all("atom:author"):
        return
    for number in range(feed.authorless_count):
        line, path = feed.authorless[min(number, len(feed.authorless) - 1)]
        yield line, "the entry has no author, and the feed has none for all", "error", path


@fd_rule("FD243", "error", "atom")
def person(entry: Unit, feed: FeedView) -> Found:
    """A person of Atom has one name, and an e-mail address if any is one.

    Why: Atom demands the name; it is what readers show, and an address alone shows nobody.
    See: RFC 4287 section 3.2.
    """
    for said in entry.all("atom:author", "atom:contributor"):
        names = [child for child in said.value if name_of(child.tag)[1] == "name"]
        emails = [(child.text or "").strip() for child in said.value if name_of(child.tag)[1] == "email"]
        if len(names) != 1 or not (names[0].text or "").strip():
            what = "several names" if len(names) > 1 else "an empty name" if names else "no name"
            yield said.line, f"{said.name} has {what}, where it is to have one"
        for email in emails:
            if not re.fullmatch(r"[^@\s]+@[^@\s]+", email):
                yield said.line, f"{shown(email)} is not an e-mail address"

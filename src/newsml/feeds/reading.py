"""A feed in XML as articles, one after the other; RSS of all versions and Atom by the same tables.

feedparser was looked at and is not used: it holds the whole feed, turns markup into cleaned strings, drops what it
does not know, and says neither lines nor what it lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from lxml.etree import _Element as Element

from newsml.assemble import assemble
from newsml.errors import ContentError
from newsml.feeds.channel import read_channel_element
from newsml.feeds.elements import FIRST, KNOWN, LAST, TAKES, Take
from newsml.feeds.entry import Entry, Feed, ReadOptions
from newsml.feeds.links import atom_link
from newsml.feeds.media import finish_media
from newsml.feeds.names import RDF, name_of
from newsml.feeds.stream import FeedParts, Part
from newsml.feeds.texts import content_of, line_of, plain_of
from newsml.issues import Report
from newsml.model import Article
from newsml.xml import XML_LANG

__all__ = ["ReadOptions", "finished", "read_feed"]

ENTRIES = frozenset({("rss", "item"), ("atom", "entry"), ("rss", "entry"), ("atom", "item")})
DELETED = ("at", "deleted-entry")
_TITLES = {"rss": "RSS", "atom": "Atom"}


def read_feed(stream: BinaryIO, report: Report, options: ReadOptions, format_name: str) -> Iterator[Article]:
    """The articles of a feed. An item that is wrong is reported as an error; the rest goes on.

    Raises ParseError for what is no feed.
    """
    feed = Feed(format_name, _TITLES[format_name], report, options)
    parts = FeedParts(stream, report, options.file)
    shell = None
    for part in parts:
        name = name_of(part.element.tag)
        if name == DELETED:
            article = _deleted(feed, part)
            if article is not None:
                yield article
            continue
        if name not in ENTRIES:
            read_channel_element(feed, part)
            continue
        if shell is None:
            shell = _shell(feed, parts, part.element)
        entry = Entry(feed, part.lines, shell)
        read_entry(entry, part.element)
        article = finished(entry)
        if article is not None:
            yield article


def _deleted(feed: Feed, part: Part) -> Article | None:
    """The withdrawal of an entry (RFC 6721): a cancelled article with its id and when it was taken out."""
    element = part.element
    entry = Entry(feed, part.lines, "feed/deleted-entry")
    ref = (element.get("ref") or "").strip()
    if not ref:
        entry.say("MODEL", "warning", element, "a deleted-entry names no entry (ref): it is left out")
        return None
    entry.fields |= {"id": ref, "pub_status": "canceled"}
    when = entry.date("version_created", element, (element.get("when") or "").strip())
    if when is not None and "T" in when:
        entry.fields["version_created"] = when
    for child in element:
        name = name_of(child.tag)
        if name == ("at", "comment") and line_of(child):
            entry.append("ed_notes", {"text": plain_of(content_of(child))}, child)
        elif name[1] and not (name == ("atom", "link") and atom_link(entry, child)):
            entry.keep(child)
    return finished(entry)


def _shell(feed: Feed, parts: FeedParts, element: Element) -> str:
    """What the first entry shows of the feed: its format, where entries stand."""
    atom = name_of(element.tag)[1] == "entry"
    found = "atom" if atom else "rss"
    if found != feed.format:
        feed.say("SYNTAX", "info", f"the feed is {_TITLES[found]}, not {feed.title}, and is read as that", 1)
        feed.format, feed.title = found, _TITLES[found]
    return "feed/entry" if atom else "channel/item"


def read_entry(entry: Entry, element: Element) -> None:
    """Take in all that an entry says: first what others depend on, at the end what others say better."""
    about = element.get(f"{{{RDF}}}about")
    if about and about.strip():
        entry.fields["id"] = about.strip()
    _language(entry, element)
    children = []
    for child in element:
        name = name_of(child.tag)
        if name[1]:
            children.append((name, child))
    for table in (FIRST, TAKES, LAST):
        for name, child in children:
            take = table.get(name)
            if take is not None:
                _take(entry, child, take)
    for name, child in children:
        known = name in FIRST or name in TAKES or name in LAST
        if not known and (len(child) or child.attrib or (child.text or "").strip()):
            entry.keep(child)


def _take(entry: Entry, child: Element, take: Take) -> None:
    if not take(entry, child):
        entry.keep(child, known=name_of(child.tag) in KNOWN)


def _language(entry: Entry, element: Element) -> None:
    node: Element | None = element
    while node is not None:
        lang = node.get(XML_LANG)
        if lang:
            tag = entry.language(element, lang)
            if tag is not None:
                entry.fields["language"] = tag
            return
        node = node.getparent()


def finished(entry: Entry) -> Article | None:
    """The article of what was read; None, and a report, for values that the model refuses."""
    finish_media(entry)
    _inherited(entry)
    feed, fields = entry.feed, entry.fields
    _without_double_section(fields)
    if feed.kept:
        channel = {
            "format": feed.format,
            "place": entry.place.partition("/")[0],
            "markup": "".join(feed.kept),
        }
        fields["foreign"] = [channel, *entry.foreign]
    elif entry.foreign:
        fields["foreign"] = entry.foreign
    places = {**entry.places}
    try:
        return assemble(fields, feed.report, feed.options, places)
    except ContentError as error:
        for issue in error.issues:
            feed.report(issue if issue.line else issue._replace(line=entry.lines + 1))
        return None


def _inherited(entry: Entry) -> None:
    """What the feed, or the feed an entry was taken from, says for its entries; what is inferred is named."""
    fields, feed = entry.fields, entry.feed
    authors = fields.pop("_source_authors", None) or feed.fields.get("authors")
    rights = fields.pop("_source_rights", None)
    if authors and not fields.get("authors"):
        fields["authors"] = [dict(author) for author in authors]
    if "copyright_notice" not in fields:
        if rights:
            fields["copyright_notice"] = [{"text": rights}]
        elif feed.fields.get("copyright_notice"):
            fields["copyright_notice"] = feed.fields["copyright_notice"]
    if "language" not in fields and "language" in feed.fields:
        fields["language"] = feed.fields["language"]
    derived = list(dict.fromkeys(fields.pop("_derived", ())))
    if not feed.options.derive:
        return
    if "publisher" not in fields and "name" in feed.publisher:
        fields["publisher"] = dict(feed.publisher)
        derived.append("publisher")
        feed.say("DERIVED", "info", "publisher is the title of the feed", None, "publisher", once="publisher")
    if "id" not in fields and "canonical_url" in fields:
        fields["id"] = fields["canonical_url"]
        derived.append("id")
        feed.say(
            "DERIVED", "info", "id is the address of the article where the feed gives it none", entry.lines + 1, "id",
            once="id",
        )  # fmt: skip
    if derived:
        fields["derived"] = derived


def _without_double_section(fields: dict[str, object]) -> None:
    """A section stands as a category too, for readers that know no other: it is no keyword."""
    keywords, sections = fields.get("keywords"), fields.get("section")
    if not isinstance(keywords, list) or not isinstance(sections, list):
        return
    left = Counter(sections)
    kept = []
    for word in reversed(keywords):
        if left[word]:
            left[word] -= 1
        else:
            kept.append(word)
    if kept:
        fields["keywords"] = kept[::-1]
    else:
        del fields["keywords"]

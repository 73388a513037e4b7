"""A JSON Feed as articles, item by item. https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from newsml.assemble import assemble
from newsml.errors import ContentError, ParseError
from newsml.feeds.channel import MOST
from newsml.feeds.entry import Feed, ReadOptions, absolute
from newsml.feeds.jsonitems import TAKES, Item, language_of, markup, read_item
from newsml.feeds.jsonstream import JsonMembers, Member
from newsml.feeds.texts import words
from newsml.issues import Report
from newsml.model import Article
from newsml.model.body import paragraphs

TITLE = "JSON Feed"
VERSION = "https://jsonfeed.org/version/1.1"


def read_json_feed(stream: BinaryIO, report: Report, options: ReadOptions) -> Iterator[Article]:
    """The articles of a feed, one by one; an item that is wrong is reported, the rest goes on.

    Raises ParseError for what is not JSON, or no object.
    """
    feed = Feed("jsonfeed", TITLE, report, options)
    version, is_named = None, False
    for member in JsonMembers(stream, report, options.file):
        if not member.is_item:
            hear(feed, member)
            version = member.value if member.name == "version" else version
            is_named = is_named or member.name in ("version", "title")
        elif not isinstance(member.value, dict):
            feed.say("MODEL", "error", "an item is no object: it is left out", member.line)
        else:
            article = finished_item(read_item(feed, member.value, member.line))
            if article is not None:
                yield article
    if not is_named:
        raise ParseError.at("this is not a JSON Feed: it has no version and no title", options.file)
    if "jsonfeed.org/version/" not in str(version):
        message = f"version {version!r} is not one of JSON Feed, such as {VERSION}"
        feed.say("MODEL", "warning", message, 1)


def hear(feed: Feed, member: Member) -> None:
    """Take in what the feed says of itself."""
    name, value = member.name, member.value
    _keep(feed, member)
    if name == "items":
        feed.say("MODEL", "error", "items is not a list", member.line)
    elif name == "title" and isinstance(value, str) and words(value):
        feed.publisher["name"] = words(value)
    elif name == "home_page_url" and isinstance(value, str) and (url := absolute(value, None)):
        feed.publisher["url"] = url
        feed.base = url
    elif name == "feed_url" and isinstance(value, str):
        feed.base = feed.base or absolute(value, None)
    elif name == "language":
        if tag := language_of(feed, value, member.line):
            feed.fields["language"] = tag
    elif name in ("author", "authors"):
        of_all = Item(feed, member.line)
        if TAKES["authors"](of_all, value) and of_all.fields.get("authors"):
            feed.fields["authors"] = of_all.fields["authors"]


def _keep(feed: Feed, member: Member) -> None:
    if not feed.options.keep:
        return
    said = f"{markup(member.name)}: {markup(member.value)}"
    if feed.kept_size + len(said) <= MOST:
        feed.keep(said)
        return
    message = f"the feed says more than {MOST} characters of itself: {member.name} is not kept"
    feed.say("UNKNOWN", "warning", message, member.line)


def finished_item(item: Item) -> Article | None:
    """The article of what was read; None, and a report, for values that the model refuses."""
    feed, fields = item.feed, item.fields
    text = fields.pop("_text", None)
    if text and "body" not in fields:
        fields["body"] = list(paragraphs(text))
    for name in ("language", "authors"):
        if name not in fields and name in feed.fields:
            fields[name] = feed.fields[name]
    if feed.kept:
        channel = {"format": "jsonfeed", "place": "feed", "markup": f"{{{', '.join(feed.kept)}}}"}
        fields["foreign"] = [channel, *item.foreign]
    elif item.foreign:
        fields["foreign"] = item.foreign
    if feed.options.derive and "publisher" not in fields and feed.publisher.get("name"):
        fields["publisher"] = dict(feed.publisher)
        fields["derived"] = ["publisher"]
        feed.say("DERIVED", "info", "publisher is the title of the feed", None, "publisher", once="publisher")
    try:
        return assemble(fields, feed.report, feed.options, dict.fromkeys(fields, (item.line, None)))
    except ContentError as error:
        for issue in error.issues:
            feed.report(issue if issue.line else issue._replace(line=item.line))
        return None

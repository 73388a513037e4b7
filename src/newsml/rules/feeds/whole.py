"""Rules on what a feed says of itself."""

from __future__ import annotations

import re

from newsml.feeds.names import MEDIA
from newsml.model.values import canonical_language, is_iri, is_url
from newsml.rules.feeds.checks import ALL_FEEDS, Found, fd_rule
from newsml.rules.feeds.view import FeedView, Unit
from newsml.rules.registry import shown


@fd_rule("FD101", "error", ALL_FEEDS, at="feed")
def title(head: Unit, feed: FeedView) -> Found:
    """The feed has a title.

    Why: every reader lists its feeds by title, and all three formats demand one; a feed without it is shown
    by its address.
    See: RSS 2.0, required channel elements; RFC 4287 section 4.1.1; JSON Feed 1.1, title.
    """
    if not head.has("rss:title", "atom:title", "dc:title", "title"):
        said = head.title
        yield (
            said.line if said else 1,
            "the feed has no title: give it the name of the publication or the section",
        )


@fd_rule("FD102", "error", "rss", at="feed")
def channel_link(head: Unit, feed: FeedView) -> Found:
    """The channel has a link to its page.

    Why: RSS demands it; readers open it where the title of the feed is clicked, and relative addresses are
    seen from it.
    See: RSS 2.0, required channel elements.
    """
    link = next((said for said in head.all("rss:link") if said.text), None)
    if link is None:
        yield 1, "the channel has no link: give it the address of the page that the feed belongs to"
    elif not is_url(link.text):
        severity = "warning" if is_iri(link.text) else "error"
        yield link.line, f"the link of the channel, {shown(link.text)}, is not a web address", severity  # type: ignore[misc]


@fd_rule("FD103", "error", "rss", at="feed")
def channel_description(head: Unit, feed: FeedView) -> Found:
    """The channel has a description.

    Why: RSS demands it; directories of feeds show it under the title, and strict readers refuse the channel
    without it.
    See: RSS 2.0, required channel elements.
    """
    if not head.has("rss:description", "dc:description") and feed.root != "rdf":
        yield 1, "the channel has no description: say in a phrase what the feed is about"


@fd_rule("FD104", "error", "atom", at="feed")
def feed_id(head: Unit, feed: FeedView) -> Found:
    """An Atom feed has an id, which is an IRI.

    Why: the id tells readers that it is the same feed after its address has changed; Atom demands exactly
    one, and that it is absolute.
    See: RFC 4287 sections 4.1.1 and 4.2.6.
    """
    said = head.first("atom:id")
    if said is None or not said.text:
        yield (
            said.line if said else 1,
            "the feed has no id: give it its address, or a tag: or urn: of its own",
        )
    elif not is_iri(said.text):
        yield said.line, f"the id of the feed, {shown(said.text)}, is not an absolute IRI"


@fd_rule("FD105", "error", "atom", at="feed")
def feed_updated(head: Unit, feed: FeedView) -> Found:
    """An Atom feed says when it was updated.

    Why: Atom demands it; readers skip a feed that has not changed, and many take the absence for a broken
    feed.
    See: RFC 4287 sections 4.1.1 and 4.2.15.
    """
    if not head.has("atom:updated", "atom:modified"):
        yield (
            1,
            "the feed does not say when it was updated: write <updated> with the time of the newest change",
        )


@fd_rule("FD106", "info", ALL_FEEDS, at="feed")
def self_link(head: Unit, feed: FeedView) -> Found:
    """The feed says its own address.

    Why: a feed that is copied, cached or subscribed to by a file can be found again only by that address;
    WebSub needs it.
    See: W3C Feed Validation Service, "Missing atom:link with rel=self"; JSON Feed 1.1, feed_url.
    """
    links = [said for said in head.all("atom:link") if said.attribute("rel") == "self"]
    if not links and not head.has("feed_url"):
        way = "feed_url" if head.format == "jsonfeed" else 'a link with rel="self"'
        yield 1, f"the feed does not say its own address: add {way}"


@fd_rule("FD107", "warning", ALL_FEEDS, at="feed")
def self_address(head: Unit, feed: FeedView) -> Found:
    """The address that the feed says is its own is one, and its type is that of the feed.

    Why: subscribers follow it; one that is relative, or is said to be of another type, leads them away from
    the feed.
    See: RFC 4287 section 4.2.7; W3C Feed Validation Service, "Self reference doesn't match document
    location".
    """
    types = {"rss": "application/rss+xml", "atom": "application/atom+xml"}
    for said in head.all("atom:link"):
        if said.attribute("rel") != "self":
            continue
        href, kind = said.attribute("href"), said.attribute("type").partition(";")[0]
        if not is_url(href):
            yield said.line, f"the feed's own address, {shown(href)}, is not an absolute web address"
        elif kind and kind != types.get(head.format, kind) and not kind.endswith("/xml"):
            yield said.line, f"the feed's own type is given as {kind}, where {types[head.format]} is expected"
    for said in head.all("feed_url"):
        if not is_url(said.text):
            yield said.line, f"the feed's own address, {shown(said.text)}, is not an absolute web address"


@fd_rule("FD108", "warning", "rss atom jsonfeed news-sitemap", at="feed")
def hub(head: Unit, feed: FeedView) -> Found:
    """A feed with a hub says its own address, and the hub's is a web address.

    Why: a subscriber to the hub subscribes to the feed's own address, so that without it the hub is of no
    use to anybody.
    See: WebSub (W3C Recommendation 2018) section 4.
    """
    hubs = [said for said in head.all("atom:link") if said.attribute("rel") == "hub"]
    own = [said for said in head.all("atom:link") if said.attribute("rel") == "self"] or head.all("feed_url")
    for said in hubs:
        if not is_url(said.attribute("href")):
            yield said.line, f"the address of the hub, {shown(said.attribute('href'))}, is not a web address"
    for said in head.all("hubs"):
        for one in said.value if isinstance(said.value, list) else [said.value]:
            if not isinstance(one, dict) or not one.get("type") or not is_url(str(one.get("url"))):
                yield said.line, "a hub is an object with type and url, both of which it must have"
        hubs = [*hubs, said]
    if hubs and not own:
        yield hubs[0].line, "the feed names a hub but not its own address, to which hubs subscribe"


@fd_rule("FD109", "info", ALL_FEEDS, at="feed")
def feed_language(head: Unit, feed: FeedView) -> Found:
    """The feed says its language.

    Why: aggregators sort and offer news by language; without it they guess from a few headlines, and screen
    readers read it wrongly.
    See: RSS 2.0, language; RFC 4287 section 2 (xml:lang); JSON Feed 1.1, language.
    """
    if head.has("rss:language", "dc:language", "language"):
        return
    if feed.language_above is None:
        yield 1, "the feed does not say its language"


@fd_rule("FD110", "warning", ALL_FEEDS, at="feed")
def language_tag(head: Unit, feed: FeedView) -> Found:
    """The language of a feed is a BCP 47 tag.

    Why: en_GB or English means nothing to a receiver that looks for en-GB, so that the feed counts as one
    without language.
    See: BCP 47 (RFC 5646); RSS 2.0, language; RFC 4287 section 2.
    """
    for said in head.all("rss:language", "dc:language", "language"):
        yield from _tag(said.text, said.line)
    if feed.language_above:
        yield from _tag(feed.language_above, 1)


@fd_rule("FD111", "warning", ALL_FEEDS)
def language_of_entry(entry: Unit, feed: FeedView) -> Found:
    """The language of an entry is a BCP 47 tag.

    Why: as for the feed: a receiver cannot match what is no tag, and takes the entry to be in the language
    of the feed.
    See: BCP 47 (RFC 5646); Dublin Core, language; JSON Feed 1.1, language.
    """
    for said in entry.all("dc:language", "language"):
        yield from _tag(said.text, said.line)
    if entry.format != "jsonfeed" and (lang := entry.value.get(_XML_LANG)):
        yield from _tag(lang, entry.line)


_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _tag(text: str, line: int) -> Found:
    try:
        canonical_language(text)
    except ValueError:
        better = text.replace("_", "-")
        try:
            canonical_language(better)
        except ValueError:
            yield line, f"{shown(text)} is not a language tag, such as en or nb-NO"
        else:
            yield line, f"{shown(text)} is not a language tag: a hyphen parts it, as in {better}"


@fd_rule("FD112", "warning", "rss", at="feed")
def ttl(head: Unit, feed: FeedView) -> Found:
    """The time to live is a whole number of minutes, 1 or more.

    Why: readers wait that long before they ask again; what is no number is passed over, so that they ask as
    they like.
    See: RSS 2.0, ttl; W3C Feed Validation Service, "ttl must be an integer greater than or equal to 0".
    """
    for said in head.all("rss:ttl"):
        if not re.fullmatch(r"[1-9]\d{0,6}", said.text):
            yield said.line, f"ttl {shown(said.text)} is not a number of minutes, such as 60"


@fd_rule("FD113", "warning", "rss", at="feed")
def cloud(head: Unit, feed: FeedView) -> Found:
    """A cloud names host, port, path, procedure and protocol.

    Why: a reader that would like to be told of changes cannot subscribe if one of them is missing, and none
    can be guessed.
    See: RSS 2.0, cloud; RssCloud API.
    """
    wanted = ("domain", "port", "path", "registerProcedure", "protocol")
    for said in head.all("rss:cloud"):
        missing = [name for name in wanted if not said.has(name)]
        if missing:
            yield said.line, f"the cloud has no {', '.join(missing)}"
        elif not said.attribute("port").isdecimal():
            yield said.line, f"the port of the cloud, {shown(said.attribute('port'))}, is not a number"


@fd_rule("FD114", "warning", "rss", at="feed")
def channel_image(head: Unit, feed: FeedView) -> Found:
    """The picture of a channel has address, title and link, and is not too large.

    Why: readers show it 88 by 31 pixels unless it says otherwise, at most 144 by 400; without link and
    title it stands for nothing.
    See: RSS 2.0, image.
    """
    for said in head.all("rss:image"):
        found = {name_of_child(child): (child.text or "").strip() for child in said.value}
        missing = [name for name in ("url", "title", "link") if not found.get(name)]
        if missing and feed.root != "rdf":
            yield said.line, f"the picture of the channel has no {' and no '.join(missing)}"
        for name, most in (("width", 144), ("height", 400)):
            size = found.get(name, "")
            if size and not 0 < _whole(size) <= most:
                yield (
                    said.line,
                    f"the {name} of the channel's picture, {shown(size)}, is not between 1 and {most}",
                )


def _whole(text: str) -> int:
    """A number of few digits; -1 for any other text."""
    return int(text) if len(text) < _DIGITS and text.isdecimal() else -1


_DIGITS = 10


def name_of_child(element: object) -> str:
    tag = getattr(element, "tag", "")
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


@fd_rule("FD115", "error", "rss", at="feed")
def version(head: Unit, feed: FeedView) -> Found:
    """An RSS feed says a version that there is.

    Why: the version tells strict readers which elements to expect; without it they refuse the feed, or take
    it for something else.
    See: RSS 2.0, "required version attribute"; RSS 0.91 to 0.94.
    """
    known = ("2.0", "0.90", "0.91", "0.92", "0.93", "0.94", "2.0.0", "2.0.1")
    if feed.root != "rss":
        return
    if not feed.version:
        yield 1, 'the feed does not say its version: write <rss version="2.0">'
    elif feed.version not in known:
        yield 1, f"there is no RSS {shown(feed.version)}: 2.0 is the latest version"


@fd_rule("FD116", "info", ALL_FEEDS, at="feed")
def empty(head: Unit, feed: FeedView) -> Found:
    """The feed has entries.

    Why: an empty feed is allowed, but mostly it means that the program that makes it found nothing, and
    readers drop what they had.
    See: W3C Feed Validation Service, "channel should contain at least one item".
    """
    if not feed.entries:
        yield 1, "the feed has no entries"


@fd_rule("FD117", "error", "rss atom", at="feed")
def once(head: Unit, feed: FeedView) -> Found:
    """What a feed says once, it says once.

    Why: of two titles or two ids readers take the first or the last, each in its own way, so that nobody
    knows which holds.
    See: RFC 4287 section 4.1.1; RSS 2.0; W3C Feed Validation Service, "DuplicateElement".
    """
    names = ("title", "description", "language", "copyright", "pubdate", "lastbuilddate", "ttl", "generator", "docs",
             "cloud", "image", "id", "updated", "subtitle", "rights", "icon", "logo")  # fmt: skip
    for vocabulary in ("rss", "atom"):
        if vocabulary != head.format:
            continue
        for name in names:
            found = head.all(f"{vocabulary}:{name}")
            if len(found) > 1:
                yield (
                    found[1].line,
                    f"{found[1].name} stands {len(found)} times in the feed, and may stand once",
                )


@fd_rule("FD118", "warning", "rss atom", at="feed")
def namespaces(head: Unit, feed: FeedView) -> Found:
    """The namespaces of modules are spelt as they are defined.

    Why: a namespace without its final slash is another one, so that readers that compare it as they must
    see none of the pictures.
    See: Media RSS 1.5.1, "the trailing slash is part of the namespace"; Namespaces in XML 1.0 section 2.3.
    """
    known = {MEDIA, *_RIGHT}
    by_plain = {uri.rstrip("/#").lower(): uri for uri in known}
    for prefix, uri in feed.namespaces.items():
        right = by_plain.get(str(uri).rstrip("/#").lower().replace("https://", "http://"))
        if right is not None and uri not in known:
            yield 1, f"the namespace of {prefix or 'the feed'}, {uri}, is spelt wrongly: it is {right}"


_RIGHT = (
    "http://purl.org/rss/1.0/modules/content/", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
    "http://www.w3.org/2005/Atom", "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.georss.org/georss",
    "http://purl.org/rss/1.0/modules/slash/", "http://wellformedweb.org/CommentAPI/",
    "http://purl.org/rss/1.0/modules/syndication/",
)  # fmt: skip


@fd_rule("FD119", "warning", "rss", at="feed")
def skip(head: Unit, feed: FeedView) -> Found:
    """Hours and days to skip are hours and days.

    Why: readers do not ask in these hours; 24 or Mo is none of them, so that the whole list is passed over.
    See: RSS 2.0, skipHours and skipDays.
    """
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    for said in head.all("rss:skiphours", "rss:skipdays"):
        hours = said.name.lower().endswith("hours")
        for child in said.value:
            text = (child.text or "").strip()
            right = 0 <= _whole(text) < 24 if hours else text in days
            if isinstance(child.tag, str) and not right:
                what = "an hour from 0 to 23" if hours else "a day such as Monday"
                yield said.line, f"{shown(text)} in {said.name} is not {what}"


@fd_rule("FD120", "warning", "rss", at="feed")
def channel_people(head: Unit, feed: FeedView) -> Found:
    """Editor and webmaster of a channel are e-mail addresses.

    Why: both are there so that somebody can be written to; a name alone does not say where.
    See: RSS 2.0, managingEditor and webMaster; RSS Advisory Board, Best Practices Profile.
    """
    for said in head.all("rss:managingeditor", "rss:webmaster"):
        if said.text and "@" not in said.text:
            yield (
                said.line,
                f"{said.name} {shown(said.text)} is not an e-mail address, such as desk@example.org (Desk)",
            )


@fd_rule("FD121", "warning", "atom-0.3", at="feed")
def old_atom(head: Unit, feed: FeedView) -> Found:
    """An Atom feed is one of Atom 1.0.

    Why: Atom 0.3 was a draft of 2003; readers of today need not know it, and what they know differs in dates and types.
    See: RFC 4287; W3C Feed Validation Service, "Atom 0.3 is obsolete".
    """
    yield 1, "the feed is Atom 0.3, a draft of 2003: write Atom 1.0 (newsml convert --to atom)"

"""Rules on what comes with entries: files, places, categories, links."""

from __future__ import annotations

from newsml.feeds.media import medium_of
from newsml.feeds.names import name_of
from newsml.feeds.texts import media_type
from newsml.model.values import is_iri, is_url
from newsml.rules.feeds.checks import ALL_FEEDS, Found, fd_rule
from newsml.rules.feeds.view import FeedView, Unit
from newsml.rules.registry import shown


@fd_rule("FD261", "error", "rss")
def enclosure(entry: Unit, feed: FeedView) -> Found:
    """An enclosure has address, length and type.

    Why: RSS demands all three; players do not fetch a file whose type they do not know, and show its size
    before they do.
    See: RSS 2.0, enclosure.
    """
    for said in entry.all("rss:enclosure"):
        missing = [name for name in ("url", "length", "type") if not said.attribute(name)]
        if missing:
            yield said.line, f"the enclosure has no {' and no '.join(missing)}"
        elif not said.attribute("length").isdecimal():
            yield (
                said.line,
                f"the length of the enclosure, {shown(said.attribute('length'))}, is not a number of bytes",
            )


@fd_rule("FD262", "info", "rss")
def zero_length(entry: Unit, feed: FeedView) -> Found:
    """The length of an enclosure is that of its file.

    Why: 0 is what a program writes that did not look; players show it, and some take the file for empty.
    See: RSS 2.0, enclosure ("length says how big it is in bytes").
    """
    for said in entry.all("rss:enclosure"):
        if said.attribute("length").strip("0") == "" and said.attribute("length"):
            yield said.line, "the length of the enclosure is 0: write the size of the file in bytes"


@fd_rule("FD263", "error", ALL_FEEDS)
def mime(entry: Unit, feed: FeedView) -> Found:
    """Types of files are media types.

    Why: a player looks for audio/mpeg; mp3 or image/jpg; tells it nothing that it could compare.
    See: RFC 6838; RSS 2.0, enclosure; Media RSS 1.5.1; JSON Feed 1.1, mime_type.
    """
    for said in entry.all("rss:enclosure", "media:content", "atom:link"):
        kind = said.attribute("type")
        if kind and media_type(kind) is None:
            yield said.line, f"the type {shown(kind)} of {said.name} is not a media type, such as image/jpeg"
    for line, one in _attachments(entry):
        kind = str(one.get("mime_type") or "")
        if kind and media_type(kind) is None:
            yield line, f"the type {shown(kind)} of an attachment is not a media type, such as audio/mpeg"


@fd_rule("FD264", "warning", ALL_FEEDS)
def mime_of_file(entry: Unit, feed: FeedView) -> Found:
    """The type of a file is not another than its name and its medium say.

    Why: a player that trusts the type opens a picture as sound; one that trusts the name does the opposite.
    See: Media RSS 1.5.1, media:content (type, medium); RFC 6838.
    """
    found = [
        (s.line, s.attribute("url"), s.attribute("type"), s.attribute("medium"))
        for s in entry.all("rss:enclosure", "media:content")
    ]
    found += [
        (s.line, s.attribute("href"), s.attribute("type"), "")
        for s in entry.all("atom:link")
        if s.attribute("rel") == "enclosure"
    ]
    found += [
        (line, str(one.get("url") or ""), str(one.get("mime_type") or ""), "")
        for line, one in _attachments(entry)
    ]
    for line, url, kind, medium in found:
        by_name, by_type = medium_of("", None, url), medium_of("", kind.lower(), None)
        if by_type and by_name and by_type != by_name and {by_type, by_name} != {"audio", "video"}:
            yield line, f"the file {shown(url)} is said to be {kind}, and its name says {by_name}"
        elif medium in ("image", "audio", "video") and by_type and by_type != medium:
            yield line, f"the file {shown(url)} is said to be {kind}, and its medium {medium}"


def _attachments(entry: Unit) -> list[tuple[int, dict[str, object]]]:
    found = []
    for said in entry.all("attachments"):
        if isinstance(said.value, list):
            found += [(said.line, one) for one in said.value if isinstance(one, dict)]
    return found


@fd_rule("FD265", "warning", "rss")
def several_enclosures(entry: Unit, feed: FeedView) -> Found:
    """An item has one enclosure.

    Why: players take the first or the last of several, each in its own way; Media RSS is there for more
    files.
    See: RSS Advisory Board, Best Practices Profile ("support for more than one enclosure is inconsistent").
    """
    found = entry.all("rss:enclosure")
    if len(found) > 1:
        yield (
            found[1].line,
            f"the item has {len(found)} enclosures: give one, and the others as media:content",
        )


@fd_rule("FD266", "warning", "rss atom")
def medium(entry: Unit, feed: FeedView) -> Found:
    """The medium of a file is one of those that Media RSS has, and its sizes are numbers.

    Why: readers look for image, audio or video to know what to show; photo or 640px they pass over.
    See: Media RSS 1.5.1, media:content.
    """
    for said in entry.all("media:content"):
        word = said.attribute("medium")
        if word and word not in ("image", "audio", "video", "document", "executable"):
            yield said.line, f"medium {shown(word)} is not image, audio, video, document or executable"
        for name in ("width", "height", "fileSize"):
            if said.has(name) and not said.attribute(name).isdecimal():
                yield said.line, f"{name} {shown(said.attribute(name))} of media:content is not a number"


@fd_rule("FD267", "warning", "rss atom")
def media_address(entry: Unit, feed: FeedView) -> Found:
    """A file or small picture of Media RSS has an address.

    Why: without it there is nothing to show; media:content may leave it to a player, media:thumbnail has
    nothing else.
    See: Media RSS 1.5.1, media:content and media:thumbnail.
    """
    for said in entry.all("media:thumbnail"):
        if not said.attribute("url"):
            yield said.line, "media:thumbnail has no url"
    for said in entry.all("media:content"):
        players = [child for child in said.value if name_of(child.tag) == ("media", "player")]
        if not said.attribute("url") and not players and not entry.all("media:player"):
            yield said.line, "media:content has no url, and no media:player either"


@fd_rule("FD268", "error", "rss atom")
def coordinates(entry: Unit, feed: FeedView) -> Found:
    """Points are latitude and longitude, in degrees.

    Why: with longitude first, or a comma between, the place is in another part of the world or nowhere.
    See: OGC 17-002r1 (GeoRSS), georss:point.
    """
    from newsml.feeds.places import points_of

    for said in entry.all("georss:point", "georss:line", "georss:polygon", "georss:box"):
        if points_of(said.text) is None or "," in said.text:
            yield (
                said.line,
                f"{said.name} {shown(said.text)} is not latitude and longitude with spaces between",
            )


@fd_rule("FD269", "error", "rss atom")
def category(entry: Unit, feed: FeedView) -> Found:
    """A category says something.

    Why: Atom demands a term; an empty category is a word that nobody can search for, and mostly the trace
    of a template.
    See: RFC 4287 section 4.2.2; RSS 2.0, category.
    """
    for said in entry.all("atom:category"):
        if not said.attribute("term"):
            yield said.line, "the category has no term"
        elif said.attribute("scheme") and not is_iri(said.attribute("scheme")):
            yield (
                said.line,
                f"the scheme {shown(said.attribute('scheme'))} of a category is not an IRI",
                "warning",
            )
    for said in entry.all("rss:category"):
        if not said.text:
            yield said.line, "the category is empty", "warning"


@fd_rule("FD270", "error", "atom")
def link_has_address(entry: Unit, feed: FeedView) -> Found:
    """A link of Atom has its address in href.

    Why: Atom demands it; the text of the element, where RSS has the address, means nothing there.
    See: RFC 4287 section 4.2.7.
    """
    for said in entry.all("atom:link"):
        if not said.has("href"):
            yield (
                said.line,
                "the link has no href" + (": its address stands in its text" if is_url(said.text) else ""),
            )


@fd_rule("FD271", "error", "atom")
def alternate(entry: Unit, feed: FeedView) -> Found:
    """An entry of Atom without content has a link to its page.

    Why: Atom demands one of the two: without text and without address the entry leads to nothing.
    See: RFC 4287 section 4.1.2.
    """
    links = [said for said in entry.all("atom:link") if (said.attribute("rel") or "alternate") == "alternate"]
    if not links and not entry.all("atom:content", "content:encoded"):
        yield entry.line, 'the entry has no content and no link with rel="alternate"'

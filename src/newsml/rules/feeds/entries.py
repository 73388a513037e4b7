"""Rules on entries: identity, links, dates, people, files."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from newsml.feeds.dates import DAYS, RFC822, RFC822_STRICT, RFC3339, W3CDTF, feed_date
from newsml.feeds.media import medium_of
from newsml.feeds.names import name_of
from newsml.feeds.texts import media_type
from newsml.model.values import is_iri, is_url
from newsml.rules.feeds.checks import ALL_FEEDS, Found, fd_rule
from newsml.rules.feeds.view import FeedView, Said, Unit
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


# --- dates ---------------------------------------------------------------------------------------


@fd_rule("FD221", "error", ALL_FEEDS, covers="DATE, ZONE")
def date_form(entry: Unit, feed: FeedView) -> Found:
    """Dates are in the form that their element has.

    Why: pubDate is a date of RFC 822 with its time and zone, Atom and JSON Feed have RFC 3339, Dublin Core
    the W3C's profile of
    ISO 8601; in another form readers take the entry for as old as the day they saw it.
    See: RSS 2.0, pubDate; RFC 4287 section 3.3; JSON Feed 1.1, date_published; W3C NOTE-datetime.
    """
    for said in entry.dates:
        local = said.name.rpartition(":")[2].lower()
        if local in ("pubdate", "lastbuilddate"):
            right, form = RFC822_STRICT, "Fri, 25 Jul 2025 14:30:00 +0100"
        elif entry.format == "rss" or said.name.startswith("dc"):
            right, form = W3CDTF, "2025-07-25T14:30:00+01:00"
        else:
            right, form = RFC3339, "2025-07-25T14:30:00+01:00"
        if not right.fullmatch(said.text) or moment_of(said) is None:
            yield said.line, f"{said.name} {shown(said.text)} is not a date of its form, such as {form}"


def moment_of(said: Said) -> datetime | None:
    """The moment that a date says; a day begins at midnight; None for what is none."""
    try:
        value = feed_date(said.text).value
    except ValueError:
        return None
    if "T" in value:
        return datetime.fromisoformat(value)
    try:
        return (
            datetime.fromisoformat(f"{value}T00:00:00+00:00")
            if len(value) == 10
            else datetime(int(value[:4]), 1, 1, tzinfo=UTC)
        )
    except ValueError:
        return None


@fd_rule("FD222", "warning", "rss")
def weekday(entry: Unit, feed: FeedView) -> Found:
    """The day of the week is that of the date.

    Why: if the two contradict each other one of them is wrong, and nobody knows which; mostly the date was
    put together by hand.
    See: RFC 822 section 5.2.
    """
    for said in entry.all("rss:pubdate"):
        found, moment = RFC822.fullmatch(said.text), moment_of(said)
        if found and moment is not None and found["weekday"]:
            right = DAYS[moment.weekday()]
            if found["weekday"].title() != right and found["hour"] != "24":
                yield said.line, f"{shown(said.text)} is a {right}, not a {found['weekday']}"


@fd_rule("FD223", "warning", ALL_FEEDS)
def future(entry: Unit, feed: FeedView) -> Found:
    """No entry is from the future.

    Why: readers sort it to the top until its day comes, or hide it until then; mostly the time zone is wrong.
    See: MSN Partner Hub (publish date in the past); W3C Feed Validation Service, "ImplausibleDate".
    """
    if feed.now is None:
        return
    for said in entry.dates:
        moment = moment_of(said)
        if moment is not None and moment > feed.now + timedelta(minutes=10):
            yield said.line, f"{said.name} {shown(said.text)} is in the future: look at its time zone"


@fd_rule("FD224", "warning", ALL_FEEDS)
def implausible(entry: Unit, feed: FeedView) -> Found:
    """Dates are of the time in which there are feeds.

    Why: 1970, 1904 or the year 0 is what a program writes that has no date; readers sort the entry to the
    very end.
    See: W3C Feed Validation Service, "ImplausibleDate".
    """
    for said in entry.dates:
        moment = moment_of(said)
        if moment is not None and moment.year < 1990:
            yield said.line, f"{said.name} {shown(said.text)} is older than the web: the program had no date"


@fd_rule("FD225", "info", "rss jsonfeed")
def no_date(entry: Unit, feed: FeedView) -> Found:
    """An entry says when it was published.

    Why: readers sort by it; an entry without date is as old as the day on which it was first fetched, for
    each of them another.
    See: RSS 2.0, pubDate; JSON Feed 1.1, date_published; MSN Partner Hub (publish date is required).
    """
    if entry.format == "jsonfeed" and not isinstance(entry.value, dict):
        return
    if not entry.dates:
        yield entry.line, "the entry does not say when it was published"


@fd_rule("FD226", "error", "atom")
def no_updated(entry: Unit, feed: FeedView) -> Found:
    """An entry of Atom says when it was updated.

    Why: Atom demands it; readers compare it to know whether they have the latest version.
    See: RFC 4287 sections 4.1.2 and 4.2.15.
    """
    if not entry.has("atom:updated", "atom:modified", "rss:updated"):
        yield (
            entry.line,
            "the entry does not say when it was updated: without a change it is the time of publication",
        )


@fd_rule("FD227", "warning", ALL_FEEDS)
def order(entry: Unit, feed: FeedView) -> Found:
    """Nothing was changed before it was published.

    Why: one of the two dates is wrong, and readers that show both show nonsense; mostly one of them lost
    its time zone.
    See: RFC 4287 sections 4.2.9 and 4.2.15; JSON Feed 1.1, date_modified.
    """
    published = entry.first("rss:pubdate", "atom:published", "date_published")
    changed = entry.first("atom:updated", "dcterms:modified", "date_modified")
    if published is not None and changed is not None:
        one, two = moment_of(published), moment_of(changed)
        if one is not None and two is not None and "T" in changed.text and two < one:
            yield (
                changed.line,
                f"{changed.name} {shown(changed.text)} is before the publication, {shown(published.text)}",
            )


@fd_rule("FD228", "info", "rss")
def obsolete_date(entry: Unit, feed: FeedView) -> Found:
    """Dates have years of four digits, and an offset or GMT.

    Why: RFC 822 allows 25 for 2025 and EST for -0500, but its successors call both obsolete, and not all
    readers know them.
    See: RFC 5322 section 4.3; RSS 2.0 ("four-digit years are preferred").
    """
    for said in entry.all("rss:pubdate"):
        found = RFC822_STRICT.fullmatch(said.text) and RFC822.fullmatch(said.text)
        if found and (len(found["year"]) == 2 or (found["zone"] or "GMT").upper() not in ("GMT", "UT")):
            yield (
                said.line,
                f"{shown(said.text)} has an obsolete form: write year and offset with four digits",
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


@fd_rule("FD242", "error", "atom")
def no_author(entry: Unit, feed: FeedView) -> Found:
    """An entry of Atom has an author, or the feed has.

    Why: Atom demands that one of entry, source and feed says who is responsible for the text.
    See: RFC 4287 section 4.1.2.
    """
    if entry.has("atom:author", "rss:author") or entry.all("atom:author") or feed.head.all("atom:author"):
        return
    source = entry.first("atom:source")
    if source is None or not any(name_of(child.tag)[1] == "author" for child in source.value):
        yield entry.line, "the entry has no author, and the feed has none for all"


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


# --- files ---------------------------------------------------------------------------------------


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

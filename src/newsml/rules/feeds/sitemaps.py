"""Rules on sitemaps and news sitemaps."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

from newsml.feeds.dates import W3CDTF
from newsml.model.values import is_url
from newsml.rules.feeds.checks import Found, fd_rule
from newsml.rules.feeds.dates import moment_of
from newsml.rules.feeds.view import FeedView, Unit
from newsml.rules.registry import shown

SITEMAP = "news-sitemap"
MOST_NEWS, MOST_URLS, MOST_BYTES, MOST_IMAGES = 1000, 50_000, 50 * 1024 * 1024, 1000


@fd_rule("FD401", "error", SITEMAP)
def loc(entry: Unit, feed: FeedView) -> Found:
    """Every entry has an absolute address.

    Why: the address is what a sitemap is there for; a relative one, or none, makes search engines pass over
    the entry.
    See: sitemaps.org protocol, loc.
    """
    said = entry.first("sitemap:loc", "rss:loc")
    if said is None or not said.text:
        yield entry.line, "the entry has no loc: it says no address"
    elif not is_url(said.text):
        yield said.line, f"the address {shown(said.text)} is not an absolute web address"


@fd_rule("FD402", "warning", SITEMAP)
def same_loc(entry: Unit, feed: FeedView) -> Found:
    """No address is listed twice.

    Why: each counts towards the limit of the file, and of two dates or titles for one page nobody knows
    which holds.
    See: sitemaps.org protocol; Google, "News sitemaps" (one news:news for a url).
    """
    said = entry.first("sitemap:loc", "rss:loc")
    if said is None or not said.text:
        return
    if said.text in feed.ids:
        yield said.line, f"the address {shown(said.text)} is listed already (line {feed.ids[said.text]})"
    elif len(feed.ids) < 500_000:
        feed.ids[said.text] = said.line


@fd_rule("FD403", "warning", SITEMAP)
def other_host(entry: Unit, feed: FeedView) -> Found:
    """All addresses are of one host.

    Why: a sitemap may only speak for its own host; entries of another are passed over unless that host's
    robots.txt says otherwise.
    See: sitemaps.org protocol, "Sitemap file location" and "Cross submits".
    """
    said = entry.first("sitemap:loc", "rss:loc")
    if said is None or not is_url(said.text):
        return
    try:
        host = urlsplit(said.text).netloc.lower()
    except ValueError:
        return
    if not feed.hosts:
        feed.hosts[host] = said.line
    elif host not in feed.hosts:
        first = next(iter(feed.hosts))
        if len(feed.hosts) < 1000:
            feed.hosts[host] = said.line
        yield said.line, f"the host {host} is not that of the first entry, {first}"


@fd_rule("FD404", "error", SITEMAP)
def publication(entry: Unit, feed: FeedView) -> Found:
    """News have a publication with name and language.

    Why: Google demands both; without them the article is not taken for news at all.
    See: Google, "News sitemaps" (news:publication, news:name, news:language).
    """
    for said in entry.all("news:news"):
        missing = [name for name in ("name", "language") if not entry.has(f"news:{name}")]
        if missing:
            yield said.line, f"the publication has no {' and no '.join(missing)}"


@fd_rule("FD405", "error", SITEMAP)
def language(entry: Unit, feed: FeedView) -> Found:
    """The language of a publication is a code of ISO 639, but for Chinese.

    Why: Google takes two or three letters, and zh-cn or zh-tw; en-GB, which is right everywhere else, is no
    language there.
    See: Google, "News sitemaps" (news:language).
    """
    for said in entry.all("news:language"):
        if said.text and not re.fullmatch(r"[a-z]{2,3}|zh-cn|zh-tw", said.text):
            short = said.text.replace("_", "-").partition("-")[0].lower()
            better = f": write {short}" if re.fullmatch(r"[a-z]{2,3}", short) and short != "zh" else ""
            yield said.line, f"the language {shown(said.text)} is not ISO 639, zh-cn or zh-tw{better}"


@fd_rule("FD406", "error", SITEMAP)
def publication_date(entry: Unit, feed: FeedView) -> Found:
    """News say when they were published, as a day or with time and zone.

    Why: Google demands the date of the first publication; in another form the article has no date, and is
    not news.
    See: Google, "News sitemaps" (news:publication_date); W3C NOTE-datetime.
    """
    dates = entry.all("news:publication_date")
    for said in entry.all("news:news"):
        if not any(date.text for date in dates):
            yield said.line, "the news has no publication_date"
    for date in dates:
        if date.text and (not W3CDTF.fullmatch(date.text) or len(date.text) < 10 or moment_of(date) is None):
            yield (
                date.line,
                f"{shown(date.text)} is not a date such as 2025-07-25 or 2025-07-25T14:30:00+01:00",
            )


@fd_rule("FD407", "error", SITEMAP)
def title(entry: Unit, feed: FeedView) -> Found:
    """News have a title.

    Why: Google demands it, as it stands on the page, and shows it.
    See: Google, "News sitemaps" (news:title).
    """
    for said in entry.all("news:news"):
        if not entry.has("news:title"):
            yield said.line, "the news has no title"


@fd_rule("FD408", "warning", SITEMAP)
def old(entry: Unit, feed: FeedView) -> Found:
    """News are of the last two days.

    Why: Google takes no older ones from a news sitemap; they only use up its thousand places.
    See: Google, "News sitemaps" (articles created in the last two days).
    """
    if feed.now is None:
        return
    for said in entry.all("news:publication_date"):
        moment = moment_of(said)
        if moment is not None and moment < feed.now - timedelta(days=2 if "T" in said.text else 3):
            yield (
                said.line,
                f"published {said.text}, which is more than two days ago: take it out of the news sitemap",
            )


@fd_rule("FD409", "warning", SITEMAP)
def future(entry: Unit, feed: FeedView) -> Found:
    """Nothing is from the future.

    Why: search engines distrust a site whose dates are not yet; mostly the time zone is wrong.
    See: Google, "News sitemaps"; sitemaps.org protocol, lastmod.
    """
    if feed.now is None:
        return
    for said in entry.all("news:publication_date", "sitemap:lastmod"):
        moment = moment_of(said)
        if moment is not None and moment > feed.now + timedelta(minutes=10 if "T" in said.text else 14 * 60):
            yield said.line, f"{said.name} {shown(said.text)} is in the future: look at its time zone"


@fd_rule("FD410", "warning", SITEMAP)
def names(entry: Unit, feed: FeedView) -> Found:
    """All news of a sitemap are of one publication, whose name is that on Google News.

    Why: the name must be exactly the one that Google News knows; two spellings are two publications, of
    which one is unknown.
    See: Google, "News sitemaps" (news:name).
    """
    for said in entry.all("news:name"):
        if not said.text:
            continue
        wanted = feed.site.feed.news_name if feed.site and feed.site.feed else None
        if wanted and said.text != wanted:
            yield (
                said.line,
                f"the publication is called {shown(said.text)}, and on Google News {shown(wanted)} (newsml.toml)",
            )
        elif not feed.publications:
            feed.publications[said.text] = said.line
        elif said.text not in feed.publications:
            first = next(iter(feed.publications))
            if len(feed.publications) < 1000:
                feed.publications[said.text] = said.line
            yield said.line, f"the publication is called {shown(said.text)} here, and {shown(first)} before"


@fd_rule("FD411", "warning", SITEMAP)
def bracket(entry: Unit, feed: FeedView) -> Found:
    """The name of a publication has nothing in brackets.

    Why: Google News adds the bracketed part itself, (subscription) for instance; with it the name is not
    found.
    See: Google, "News sitemaps" (news:name, "omit anything in parentheses").
    """
    for said in entry.all("news:name"):
        if re.search(r"\([^()]*\)\s*$", said.text):
            yield said.line, f"the name {shown(said.text)} ends in brackets: leave these out"


@fd_rule("FD412", "warning", SITEMAP)
def title_with_name(entry: Unit, feed: FeedView) -> Found:
    """The title of news is the headline alone.

    Why: Google wants it without author, publication and date, which it has from elsewhere and shows beside
    it.
    See: Google, "News sitemaps" (news:title).
    """
    name = entry.first("news:name")
    for said in entry.all("news:title"):
        ending = re.search(r"\s[|\-\u2013\u2014\u00b7:]\s*([^|\u2013\u2014\u00b7]{2,60})$", said.text)
        if name is not None and name.text and ending and ending[1].strip().casefold() == name.text.casefold():
            yield (
                said.line,
                f"the title ends in the name of the publication, {shown(name.text)}: leave it out",
            )


@fd_rule("FD413", "info", SITEMAP)
def given_up(entry: Unit, feed: FeedView) -> Found:
    """Nothing is said that search engines no longer read.

    Why: Google has given up genres, keywords, stock_tickers and access in news sitemaps, and texts and
    licences of pictures.
    See: Google, "News sitemaps" and "Image sitemaps", "Deprecated tags".
    """
    found = entry.all(
        "news:genres", "news:keywords", "news:stock_tickers", "news:access", "news:geo_locations",
        "image:caption", "image:title", "image:license", "image:geo_location",
    )  # fmt: skip
    if found:
        yield (
            found[0].line,
            f"{', '.join(dict.fromkeys(said.name for said in found))}: Google no longer reads this",
        )


@fd_rule("FD414", "error", SITEMAP)
def lastmod(entry: Unit, feed: FeedView) -> Found:
    """The date of the last change is one.

    Why: search engines compare it to know what to fetch again; a wrong form makes them pass over it, in the
    end over all of them.
    See: sitemaps.org protocol, lastmod; W3C NOTE-datetime.
    """
    for said in entry.all("sitemap:lastmod"):
        if not W3CDTF.fullmatch(said.text) or moment_of(said) is None:
            yield (
                said.line,
                f"lastmod {shown(said.text)} is not a date such as 2025-07-25 or 2025-07-25T14:30:00+01:00",
            )


@fd_rule("FD415", "warning", SITEMAP)
def hints(entry: Unit, feed: FeedView) -> Found:
    """Priority and frequency are values that the protocol has.

    Why: what is none makes strict readers refuse the whole file; Google reads neither.
    See: sitemaps.org protocol, priority and changefreq.
    """
    words = ("always", "hourly", "daily", "weekly", "monthly", "yearly", "never")
    for said in entry.all("sitemap:priority"):
        if not re.fullmatch(r"0?\.\d+|[01](?:\.0+)?|0", said.text):
            yield said.line, f"priority {shown(said.text)} is not a number from 0.0 to 1.0"
    for said in entry.all("sitemap:changefreq"):
        if said.text not in words:
            yield said.line, f"changefreq {shown(said.text)} is none of {', '.join(words)}"


@fd_rule("FD416", "error", SITEMAP)
def too_many(entry: Unit, feed: FeedView) -> Found:
    """A news sitemap lists at most 1,000 articles, any sitemap 50,000 addresses.

    Why: search engines read up to the limit, or refuse the file; more go to several files with an index.
    See: Google, "News sitemaps"; sitemaps.org protocol, "Sitemap index files".
    """
    feed.news += bool(entry.all("news:news"))
    if feed.news == MOST_NEWS + 1 and entry.all("news:news"):
        yield entry.line, f"here the article no. {MOST_NEWS + 1} begins: write several files with an index"
    if entry.number == MOST_URLS + 1:
        yield entry.line, f"here the address no. {MOST_URLS + 1} begins: write several files with an index"


@fd_rule("FD417", "error", SITEMAP, at="feed")
def too_large(head: Unit, feed: FeedView) -> Found:
    """A sitemap is at most 50 MB large, before it is compressed.

    Why: search engines do not read a larger one.
    See: sitemaps.org protocol; Google, "Build and submit a sitemap".
    """
    if feed.size > MOST_BYTES:
        yield (
            1,
            f"the sitemap has {feed.size >> 20} MB, where {MOST_BYTES >> 20} are read: write several with an index",
        )


@fd_rule("FD418", "error", SITEMAP)
def images(entry: Unit, feed: FeedView) -> Found:
    """A picture has an address, and an entry at most 1,000 pictures.

    Why: without loc there is no picture; what is beyond the limit is not read.
    See: Google, "Image sitemaps" (image:loc, up to 1,000 images for a url).
    """
    found = entry.all("image:image")
    if len(found) > MOST_IMAGES:
        yield entry.line, f"the entry has {len(found)} pictures, where {MOST_IMAGES} are read"
    for said in found:
        locs = [(c.text or "").strip() for c in said.value if str(c.tag).endswith("}loc")]
        if not any(locs):
            yield said.line, "the picture has no loc"
        elif not is_url(locs[0]):
            yield said.line, f"the address {shown(locs[0])} of a picture is not an absolute web address"


@fd_rule("FD419", "error", SITEMAP, at="feed")
def namespace(head: Unit, feed: FeedView) -> Found:
    """A sitemap is in the namespace of the protocol.

    Why: without it the file is some other XML, and search engines say that it is no sitemap.
    See: sitemaps.org protocol, "XML tag definitions".
    """
    uri = feed.namespaces.get(None, "") if feed.entries else "http://www.sitemaps.org/schemas/sitemap/0.9"
    if not str(uri).startswith(
        ("http://www.sitemaps.org/schemas/sitemap/", "http://www.google.com/schemas/sitemap/")
    ):
        right = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        yield 1, f"the sitemap is not in its namespace: write <{feed.root} {right}>"

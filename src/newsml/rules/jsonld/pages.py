"""JP: does the JSON-LD say what the page says?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from newsml.html5 import Page
from newsml.rules.jsonld.checks import Found, jl_rule
from newsml.rules.jsonld.document import Document, Node, Place
from newsml.rules.jsonld.facts import authors_of
from newsml.rules.jsonld.media import images
from newsml.rules.jsonld.words import Moment, called, comparable, is_json, is_web, moment_of, same_page
from newsml.rules.registry import shown

MARKER = "data-newsml"


def _main(document: Document) -> tuple[Page, Node] | None:
    """The page and its one article; None where there is none, or several."""
    if document.page is None or not document.news:
        return None
    first = document.news[0]
    return document.page, first


def _addresses(node: Node) -> Iterator[tuple[Place, str, str]]:
    if is_web(url := node.text("url")):
        yield node.at("url"), "url", url
    for value in node.values("mainEntityOfPage"):
        text = (
            value
            if isinstance(value, str)
            else value.get("@id") or value.get("url")
            if isinstance(value, dict)
            else ""
        )
        if isinstance(text, str) and is_web(text):
            yield node.at("mainEntityOfPage"), "mainEntityOfPage", text


@jl_rule("JP001", "warning")
def other_address(document: Document) -> Found:
    """The canonical address of the page is that of the article.

    Why: two addresses for one article split what search engines know of it, and one of them may not be indexed.
    See: Google Search Central, "Specify a canonical URL" and "General structured data guidelines".
    """
    if not (main := _main(document)):
        return
    page, node = main
    canonical = next((u for u in page.linked("canonical") if is_web(u)), "")
    og = next((u for u in page.meta.get("og:url", []) if is_web(u)), "")
    known, called = (canonical, "the canonical link") if canonical else (og, "og:url")
    if not known:
        return
    found = list(_addresses(node))
    if found and not any(same_page(url, known) for _, _, url in found):
        place, name, url = found[0]
        yield place, f"{name} is {shown(url)}, {called} {shown(known)}: give both the same address"
    if canonical and og and not same_page(canonical, og):
        yield (
            Place(None),
            f"the canonical link is {shown(canonical)}, og:url {shown(og)}: give both the same address",
        )


@jl_rule("JP002", "warning")
def other_headline(document: Document) -> Found:
    """The headline of the data is that of the page.

    Why: what is marked up must be what readers see.
    See: Google Search Central, "General structured data guidelines" (content).
    """
    if not (main := _main(document)):
        return
    page, node = main
    headline = comparable(node.text("headline"))
    seen = [one.text for one in page.elements("h1") if comparable(one.text)]
    if not headline or not seen:
        return
    said = [
        *seen,
        *page.meta.get("og:title", []),
        *page.meta.get("twitter:title", []),
        *(one.text for one in page.elements("title")),
    ]
    others = [comparable(t) for t in said] + [comparable(node.text("alternativeHeadline"))]
    if any(headline in other or (len(other) > 12 and other in headline) for other in others if other):
        return
    longest = max(seen, key=len)
    if headline in comparable(page.visible_text):
        return
    yield (
        node.at("headline"),
        f"the headline is {shown(node.text('headline'))}, the page shows {shown(longest)}",
    )


@jl_rule("JP003", "warning")
def other_dates(document: Document) -> Found:
    """The dates of the data are those of the page.

    Why: a search engine that finds two dates trusts neither, and shows its own guess.
    See: Google Search Central, "Influence your byline dates".
    """
    if not (main := _main(document)):
        return
    page, node = main
    for name, key in (("datePublished", "article:published_time"), ("dateModified", "article:modified_time")):
        text = node.text(name)
        mine = moment_of(text) if text else None
        if mine is None:
            continue
        for other in page.meta.get(key, [])[:1]:
            if _other_time(mine, other):
                yield (
                    node.at(name),
                    f"{name} is {shown(text)}, {key} of the page {shown(other)}: give both the same time",
                )
    seen = [time for time in page.elements("time") if "pubdate" in time.attributes]
    text = node.text("datePublished")
    mine = moment_of(text) if text else None
    if mine and len(seen) == 1 and _other_time(mine, seen[0].attributes.get("datetime", "")):
        message = f"datePublished is {shown(text)}, the page shows {shown(seen[0].attributes['datetime'])}"
        yield node.at("datePublished"), f"{message}: give both the same time"


def _other_time(mine: Moment, other: str) -> bool:
    """Whether a text of the page is another time, beyond what zones and precision explain."""
    theirs = moment_of(other.strip().replace(" ", "T", 1))
    if theirs is None:
        return False
    gap = abs((theirs.start - mine.start).total_seconds())
    exact = theirs.has_time and mine.has_time and theirs.has_zone and mine.has_zone
    return gap > (3600 if exact else 2 * 86_400) and (
        exact or mine.start > theirs.end or theirs.start > mine.end
    )


@jl_rule("JP004", "warning")
def other_authors(document: Document) -> Found:
    """The authors of the data are those of the page.

    Why: what is marked up must be what readers see; a byline that nobody finds helps no author.
    See: Google Search Central, "Author markup best practices".
    """
    if not (main := _main(document)):
        return
    page, node = main
    names = [
        (node.at("author", i), v)
        for i, v in enumerate(node.values("author"))
        if isinstance(v, str) and not is_json(v)
    ]
    names += [(node.at("author", i), a.text("name")) for i, a in document.nodes_of(node, "author")]
    if not any(name.strip() for _, name in names):
        return
    text = comparable(page.visible_text)
    said = comparable(" ".join(authors_of(page)))
    for place, name in names[:_MOST_AUTHORS]:
        name = re.sub(r" ?\([^()]*\)\Z", "", called(name))  # initials, the agency
        key = comparable(name)
        if key and key not in text and key not in said and not _turned(name, text + said):
            yield (
                place,
                f"the author {shown(name)} is not named on the page: show the byline, or correct the data",
            )


_MOST_AUTHORS = 50
_MOST_IMAGES = 100
_LONGEST = 4096
"""Longer addresses are not compared."""


def _turned(name: str, text: str) -> bool:
    """Whether all words of a name occur, as in "Doe, Jane"."""
    parts = [comparable(part) for part in re.split(r"[\s,]+", name)]
    return all(part in text for part in parts if len(part) > 1)


def _file(url: str) -> str:
    return re.split(r"[?#]", url)[0].rpartition("/")[2].casefold()


@jl_rule("JP005", "warning", google="off")
def other_image(document: Document) -> Found:
    """The preview picture is one of the pictures of the article.

    Why: the card that is shared then shows what the search result shows.
    See: The Open Graph protocol (og:image); Google Search Central, "Get on Discover".
    """
    if not (main := _main(document)):
        return
    page, node = main
    said = page.meta.get("og:image", []) + page.meta.get("og:image:url", [])
    previews = [u for u in said if u and len(u) <= _LONGEST][:10]
    own = [url for _, url, _, _ in islice(images(document, node), _MOST_IMAGES) if url]
    own = [url for url in (*own, node.text("thumbnailUrl")) if len(url) <= _LONGEST]
    if not previews or not any(own):
        return
    for preview in previews:
        if any(preview == url or same_page(preview, url) or _near(preview, url) for url in own if url):
            return
    yield node.at("image"), f"og:image {shown(previews[0])} is not among the images of the article"


_SIZE = re.compile(
    r"^\d+px-|[-_.@](?:\d{2,4}x\d{2,4}|[whx]?\d{3,4}w?|\dx|e\d{10,13}|scaled|rotated|large|medium|small|thumb(?:nail)?)(?=[-_.@]|$)"
)
"""What content systems add to the name of a file for its sizes: ``-768x512``, ``_1200``, ``1200px-``, ``-scaled``."""


def _stem(url: str) -> str:
    """The name of the file without size and suffix."""
    name, before = re.sub(r"(?:\.[a-z]{3,4})+$", "", _file(url)), None
    while name != before:
        name, before = _SIZE.sub("", name), name
    return name


def _near(one: str, two: str) -> bool:
    """Whether two addresses seem to be sizes of one picture: the same file or folder, or a long number in both."""
    if _file(one) and (_file(one) == _file(two) or (len(_stem(one)) > 3 and _stem(one) == _stem(two))):
        return True
    folder = re.split(r"[?#]", one)[0].rpartition("/")[0]
    if len(folder.rpartition("/")[2]) > 15 and folder == re.split(r"[?#]", two)[0].rpartition("/")[0]:
        return True
    parts = {
        p for p in re.split(r"[^0-9A-Za-z]+", one.casefold()) if len(p) > 5 and any(c.isdigit() for c in p)
    }
    return any(p in two.casefold() for p in parts)


@jl_rule("JP006", "info")
def small_previews(document: Document) -> Found:
    """The page allows large previews of its pictures.

    Why: without ``max-image-preview:large`` an article is shown small in Discover.
    See: Google Search Central, "Robots meta tag" and "Get on Discover".
    """
    if not (main := _main(document)):
        return
    rules = ",".join(main[0].meta.get("robots", []) + main[0].meta.get("googlebot", [])).lower()
    if "max-image-preview" not in rules and "noindex" not in rules:
        yield Place(None), 'no max-image-preview: add <meta name="robots" content="max-image-preview:large">'


@jl_rule("JP007", "warning")
def hidden_page(document: Document) -> Found:
    """A page with the data of an article may be indexed.

    Why: ``noindex`` makes all of it useless; it may be left from a test system.
    See: Google Search Central, "Robots meta tag"; project decision.
    """
    if not (main := _main(document)):
        return
    for key in ("robots", "googlebot", "googlebot-news"):
        for rules in main[0].meta.get(key, []):
            if {"noindex", "none"} & {part.strip().lower() for part in rules.split(",")}:
                yield (
                    Place(None),
                    f'the page is {key}="{rules[:40]}" and has the JSON-LD of an article: one of the two is not meant',
                )
                return


@jl_rule("JP008", "warning", google="off")
def translations(document: Document) -> Found:
    """Translations are linked in the page and in the data.

    Why: ``hreflang`` shows the page in the reader's language; ``workTranslation`` says that both are one article.
    See: Google Search Central, "Localized versions of your page"; schema.org, ``workTranslation``; project decision.
    """
    if not (main := _main(document)):
        return
    page, node = main
    tags = {
        a.get("hreflang", "").strip().lower().split("-")[0]
        for rels, a in page.links
        if "alternate" in rels and a.get("hreflang")
    }
    tags -= {"x", ""}
    said = node.has("workTranslation", "translationOfWork")
    if said and not tags:
        name = "workTranslation" if node.has("workTranslation") else "translationOfWork"
        yield node.at(name), f'{name} without <link rel="alternate" hreflang="…"> in the page: add the links'
    elif len(tags) > 1 and not said and node.has("inLanguage"):
        languages = ", ".join(sorted(tags)[:5])
        yield node.at(), f"the page links translations ({languages}), the data has no workTranslation: add it"


@jl_rule("JP009", "error")
def marked_twice(document: Document) -> Found:
    """One block of the page carries our mark.

    Why: ``data-newsml`` says which block newsml wrote and replaces; with two, the older one stays for ever.
    See: docs/jsonld.md; project decision.
    """
    if document.page is None:
        return
    marks: dict[str, int] = {}
    for block in document.page.blocks:
        if MARKER in block.attributes:
            kind = block.attributes[MARKER]
            if marks.setdefault(kind, block.start) != block.start:
                yield (
                    Place(None, "", block.start),
                    f'a second block has {MARKER}="{kind[:40]}": remove one of them',
                )


@jl_rule("JP010", "warning", google="info")
def invisible(document: Document) -> Found:
    """What the data says of the article stands on the page.

    Why: data that readers cannot see is taken for an attempt to mislead. Headline and description are not looked
    at here.
    See: Google Search Central, "General structured data guidelines" (content).
    """
    if not (main := _main(document)):
        return
    page, node = main
    body = node.text("articleBody")
    if not body or len(body) < 40:
        return
    text = comparable(page.visible_text)
    sentences = [s for s in re.split(r"(?<=[.!?。])\s+", body) if 40 < len(s) < 400][:12]
    missing = [s for s in sentences if comparable(s) not in text]
    if sentences and len(missing) > len(sentences) // 2:
        yield node.at("articleBody"), f"articleBody is not what the page shows, such as {shown(missing[0])}"

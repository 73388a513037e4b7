"""JL8: paywalls, live blogs, speech, fact checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import islice

from newsml.rules.jsonld.checks import Found, jl_rule
from newsml.rules.jsonld.document import Document, Node, Place
from newsml.rules.jsonld.facts import is_nested
from newsml.rules.jsonld.words import host_of, is_web, moment_of
from newsml.rules.registry import shown


def _free(node: Node) -> bool | None:
    """What ``isAccessibleForFree`` says, also as a text."""
    for value in node.values("isAccessibleForFree"):
        if isinstance(value, bool):
            return value
        if isinstance(value, str):
            said = value.strip().casefold().rpartition("/")[2]
            return True if said == "true" else False if said in ("false", "no") else None
    return None


def _parts(document: Document, node: Node) -> Iterator[tuple[int, Node]]:
    for index, part in document.nodes_of(node, "hasPart"):
        if part.is_a("WebPageElement") or part.has("cssSelector", "isAccessibleForFree"):
            yield index, part


@jl_rule("JL801", "error")
def contradictory_paywall(document: Document) -> Found:
    """Where a part of an article is paid for, the article is.

    Why: with a free article and a paid part a search engine takes hidden text for deception (cloaking).
    See: Google Search Central, "Subscription and paywalled content".
    """
    for node in document.news:
        if _free(node) is False:
            continue
        for index, part in _parts(document, node):
            if _free(part) is False:
                said = "true" if _free(node) else "missing"
                yield (
                    node.at("hasPart", index),
                    f"a part is paid for, and isAccessibleForFree of the article is {said}: write false there",
                )
                break


@jl_rule("JL802", "warning")
def paid_part_unknown(document: Document) -> Found:
    """A paid article says which part is behind the wall.

    Why: otherwise a search engine cannot tell the paywall from hidden text.
    See: Google Search Central, "Subscription and paywalled content" (hasPart).
    """
    for node in document.news:
        if _free(node) is False and not any(True for _ in _parts(document, node)):
            yield (
                node.at("isAccessibleForFree"),
                "isAccessibleForFree is false without hasPart: name the class of the paid part",
            )


@jl_rule("JL803", "error")
def no_class_selector(document: Document) -> Found:
    """The selector of a paid part is a class.

    Why: Google takes only ``.class`` here, no ``#id``, no element.
    See: Google Search Central, "Subscription and paywalled content" (cssSelector).
    """
    for node in document.news:
        for _, part in _parts(document, node):
            for index, text in enumerate(part.values("cssSelector")):
                if isinstance(text, str) and not re.fullmatch(r"\.[^\s.#\[\]:>+~,]+", text.strip()):
                    yield (
                        part.at("cssSelector", index),
                        f"the selector {shown(text)} is no class: write one such as .paywall",
                    )


@jl_rule("JL804", "warning")
def selector_of_nothing(document: Document) -> Found:
    """A selector finds something on the page, and no part of what it finds again.

    Why: where the class was renamed, all of the text counts as free, or as hidden; paid parts within paid parts are
    not understood.
    See: Google Search Central, "Subscription and paywalled content" and "Speakable".
    """
    page = document.page
    if page is None:
        return
    nested = cache(partial(is_nested, page))
    for node in document.news[:_MOST_ARTICLES]:
        for _, part in islice(_parts(document, node), _MOST_PARTS):
            for place, text, name in _classes(part):
                if name not in page.classes:
                    yield place, f"nothing on the page has the class of the selector {shown(text)}"
                elif page.classes[name] > 1 and nested(name):
                    yield (
                        place,
                        f"the selector {shown(text)} finds an element within another: mark the outer one only",
                    )
        for _, part in document.nodes_of(node, "speakable"):
            for place, text, name in _classes(part):
                if name not in page.classes:
                    yield place, f"nothing on the page has the class of the selector {shown(text)}"


_MOST_ARTICLES, _MOST_PARTS = 10, 20


def _classes(part: Node) -> Iterator[tuple[Place, str, str]]:
    """The selectors of a part that are one class: place, selector, name of the class."""
    for index, text in enumerate(part.values("cssSelector")):
        if isinstance(text, str) and (found := re.fullmatch(r"\.([^\s.#\[\]:>+~,]+)", text.strip())):
            yield part.at("cssSelector", index), text, found[1]


@jl_rule("JL805", "error", google="warning")
def paid_text_leaks(document: Document) -> Found:
    """The text of a paid article does not stand in its JSON-LD.

    Why: everybody can read it there, and robots rules such as ``nosnippet`` do not protect it.
    See: Google Search Central, "Robots meta tag" (nosnippet and structured data); project decision.
    """
    for node in document.news:
        if _free(node) is False:
            for name in ("articleBody", "text"):
                body = node.text(name)
                message = f"the article is paid for, and {name} holds {len(body)} characters of it"
                if len(body.split()) > _TEASER or len(body) > 10 * _TEASER:
                    yield node.at(name), f"{message}: leave it out", "error"
                elif body:
                    yield (
                        node.at(name),
                        f"{message}: make sure that this part is free, or leave it out",
                        "warning",
                    )


_TEASER = 60
"""How many words of a paid article may be meant for everybody."""


@jl_rule("JL806", "warning")
def part_of_no_wall(document: Document) -> Found:
    """A part with a selector says whether it is free.

    Why: a WebPageElement in ``hasPart`` is there for the paywall; without ``isAccessibleForFree`` it says nothing.
    See: Google Search Central, "Subscription and paywalled content".
    """
    for node in document.news:
        for index, part in document.nodes_of(node, "hasPart"):
            if (
                part.is_a("WebPageElement")
                and (part.has("cssSelector") or part.types == ["WebPageElement"])
                and not part.has("isAccessibleForFree")
            ):
                yield (
                    node.at("hasPart", index),
                    "WebPageElement in hasPart without isAccessibleForFree: add it",
                )


@jl_rule("JL807", "warning", google="off")
def poor_live_blog(document: Document) -> Found:
    """A live blog says when it began, and holds its entries.

    Why: without them it is an article like any other.
    See: schema.org, LiveBlogPosting; project decision.
    """
    for node in document.kind("LiveBlogPosting"):
        if node.is_reference or not node.properties or len(node.properties) < 3:
            continue
        missing = [name for name in ("coverageStartTime", "liveBlogUpdate") if not node.has(name)]
        if missing:
            yield node.at(), f"LiveBlogPosting has no {' and no '.join(missing)}: add it"


def _updates(document: Document) -> Iterator[tuple[Node, int, Node]]:
    for node in document.kind("LiveBlogPosting"):
        for index, update in document.nodes_of(node, "liveBlogUpdate"):
            yield node, index, update


@jl_rule("JL808", "warning", google="off")
def update_unknown(document: Document) -> Found:
    """An entry of a live blog has a time and an address of its own.

    Why: otherwise the entries cannot be told apart, nor sorted, nor linked.
    See: nuxt-schema-org issue 44; schema.org, ``liveBlogUpdate``.
    """
    seen: set[tuple[int, str]] = set()
    for node, index, update in _updates(document):
        if not update.has("datePublished"):
            yield (
                node.at("liveBlogUpdate", index),
                "an entry of the live blog has no datePublished: add its time",
            )
            continue
        key = update.id or update.text("url")
        if key and (id(node), key) in seen:
            yield (
                node.at("liveBlogUpdate", index),
                f"two entries of the live blog have the address {shown(key)}: give each its own",
            )
        if key:
            seen.add((id(node), key))


@jl_rule("JL809", "warning", google="off")
def outside_coverage(document: Document) -> Found:
    """The entries of a live blog are within its times.

    Why: a live blog that is over and goes on is shown as over.
    See: schema.org, ``coverageStartTime``, ``coverageEndTime``; project decision.
    """
    for node, index, update in _updates(document):
        time = moment_of(update.text("datePublished"))
        start, end = moment_of(node.text("coverageStartTime")), moment_of(node.text("coverageEndTime"))
        if time and time.has_zone and start and time.end < start.start:
            yield (
                node.at("liveBlogUpdate", index),
                f"the entry of {shown(update.text('datePublished'))} is before coverageStartTime",
            )
        elif time and time.has_zone and end and end.end < time.start:
            yield (
                node.at("liveBlogUpdate", index),
                f"the entry of {shown(update.text('datePublished'))} is after coverageEndTime",
            )


@jl_rule("JL810", "warning")
def speakable_way(document: Document) -> Found:
    """What is to be read aloud is named by ``cssSelector`` or by ``xpath``.

    Why: with both or neither, a speaker does not know what to read. The term is ``xpath``; Google's pages write
    ``xPath``.
    See: Google Search Central, "Speakable"; schema.org 30.0, SpeakableSpecification.
    """
    for node in document.kind("SpeakableSpecification"):
        css, xpath = node.has("cssSelector"), node.has("xpath")
        if node.has("xPath"):
            yield node.at("xPath"), "xPath is spelt xpath in schema.org: rename it"
        elif css and xpath:
            yield node.at("xpath"), "SpeakableSpecification has cssSelector and xpath: choose one"
        elif not (css or xpath) and not node.is_reference:
            yield node.at(), "SpeakableSpecification has neither cssSelector nor xpath: add one"


@jl_rule("JL811", "info")
def speakable_language(document: Document) -> Found:
    """Speakable is for English pages.

    Why: Google supports it in English in the United States only; elsewhere it does no harm and no good.
    See: Google Search Central, "Speakable" (beta).
    """
    for node in document.news:
        language = node.text("inLanguage") or document.language
        if node.has("speakable") and language and not language.lower().startswith("en"):
            yield (
                node.at("speakable"),
                f"speakable on a page in {shown(language)}: Google reads English ones only",
            )


@jl_rule("JL812", "info")
def claim_review(document: Document) -> Found:
    """It is known that fact checks leave Google Search.

    Why: ClaimReview is being phased out there; other consumers still read it.
    See: Google Search Central, "Fact check (ClaimReview)" (notice of 2025).
    """
    for node in document.kind("ClaimReview"):
        yield node.at(), "ClaimReview is being phased out of Google Search: others still read it"
        return


@jl_rule("JL813", "error")
def poor_claim_review(document: Document) -> Found:
    """A fact check has the claim, the verdict in words, and a page of this site.

    Why: a fact check without them is read by no search engine and by no archive of fact checks.
    See: Google Search Central, "Fact check (ClaimReview)" (required properties).
    """
    for node in document.kind("ClaimReview"):
        if node.is_reference:
            continue
        missing = [name for name in ("claimReviewed", "url") if not node.has(name)]
        if not any(
            r.is_reference or r.has("alternateName") for _, r in document.nodes_of(node, "reviewRating")
        ):
            missing.append("reviewRating with alternateName")
        if missing:
            yield node.at(), f"ClaimReview has no {' and no '.join(missing)}: it is required"
        url, page = node.text("url"), document.page_url
        if is_web(url) and page and host_of(url).split(".")[-2:] != host_of(page).split(".")[-2:]:
            yield (
                node.at("url"),
                f"url of ClaimReview is on {host_of(url)}, the page on {host_of(page)}: they must be one domain",
            )


@jl_rule("JL814", "warning", google="info")
def ratings_on_news(document: Document) -> Found:
    """News has no stars.

    Why: ratings of an article are taken for an attempt to mislead; they are for products and recipes. How
    often it was read or shared (``interactionStatistic``, which newsml writes in the profile full alone) is no fault,
    but search engines show it of videos and posts only: an info.
    See: Google Search Central, "Review snippet" (supported types); project decision.
    """
    for node in document.news:
        if node.is_a("NewsArticle") and not node.is_a("Review"):
            for name in ("aggregateRating", "interactionCount"):
                if node.has(name):
                    yield node.at(name), f"{name} on {node.called}: leave it out, it is not for news"
            if node.has("interactionStatistic"):
                message = (
                    f"interactionStatistic on {node.called}: search engines show it of videos and posts only"
                )
                yield node.at("interactionStatistic"), message, "info"

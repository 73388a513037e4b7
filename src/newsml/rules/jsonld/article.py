"""JL5: what an article says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsml.rules.headlines import TAG
from newsml.rules.jsonld.checks import Found, jl_rule
from newsml.rules.jsonld.document import Document, Node
from newsml.rules.jsonld.words import absolute, comparable, is_web
from newsml.rules.registry import shown
from newsml.vocabularies import schema_terms as terms

_LONG = 110


@jl_rule("JL501", "error", google="warning")
def no_headline(document: Document) -> Found:
    """An article has a headline.

    Why: without it there is nothing to show in a list of news. Google only recommends it, the rule of the house
    asks for it.
    See: Google Search Central, "Article structured data"; project decision.
    """
    for node in document.news:
        if not node.has("headline"):
            hint = " (there is a name: headline is what news consumers read)" if node.has("name") else ""
            yield node.at(), f"{node.called} has no headline: add it{hint}"


@jl_rule("JL502", "info", google="off")
def long_headline(document: Document) -> Found:
    """A headline has no more than 110 characters.

    Why: Google has dropped the limit, older tools and many lists still cut there.
    See: Yoast, "Schema piece: Article"; unhead schema-org.
    """
    for node in document.news:
        if len(node.text("headline")) > _LONG:
            yield (
                node.at("headline"),
                f"the headline has {len(node.text('headline'))} characters: older tools cut at {_LONG}",
            )


@jl_rule("JL503", "warning")
def site_in_headline(document: Document) -> Found:
    """A headline is the title of the article, without the name of the site or section.

    Why: every list shows the source beside the headline; with the name in it, it stands there twice and the rest
    is cut.
    See: Google Search Central, "Article structured data" and "News sitemaps" (title).
    """
    for node in document.news:
        headline = node.text("headline")
        if not headline:
            continue
        folded, plain = headline.casefold(), comparable(headline)
        for name in _site_names(document, node):
            if plain == comparable(name):
                yield (
                    node.at("headline"),
                    f"the headline is the name of the site, {shown(name)}: give the title of the article",
                )
                break
            if folded.endswith(name.casefold()) and re.search(
                r"\s[-–—|·:]\s*\Z", headline[: -len(name)][-9:]
            ):
                yield (
                    node.at("headline"),
                    f"the headline ends with the name of the site, {shown(name)}: leave it out",
                )
                break
        else:
            if headline.casefold() in {
                s.casefold() for s in node.values("articleSection") if isinstance(s, str)
            }:
                yield (
                    node.at("headline"),
                    f"the headline is the section, {shown(headline)}: give the title of the article",
                )


_FEW = 5


def _site_names(document: Document, node: Node) -> Iterator[str]:
    for _, publisher in document.nodes_of(node, "publisher"):
        if publisher.text("name"):
            yield publisher.text("name")
    for site in document.kind("WebSite")[:_FEW]:
        if site.text("name"):
            yield site.text("name")
    if document.page:
        yield from (name for name in document.page.meta.get("og:site_name", [])[:_FEW] if name)
    if document.site and document.site.publisher:
        yield document.site.publisher.name


@jl_rule("JL504", "error", google="warning")
def no_date(document: Document) -> Found:
    """An article says when it was published.

    Why: news without a date is not news; consumers put it last or guess from the page.
    See: Google Search Central, "Article structured data"; project decision.
    """
    for node in document.news:
        if not node.has("datePublished"):
            yield node.at(), f"{node.called} has no datePublished: add the time of first publication"


@jl_rule("JL505", "warning")
def no_change(document: Document) -> Found:
    """A later version of an article says when it was changed.

    Why: a correction is only seen as one where the change has a time.
    See: Google Search Central, "Article structured data" (dateModified).
    """
    for node in document.news:
        found = re.match(r"v?(\d+)", str(next(iter(node.values("version")), "")))
        if found and int(found[1][:6]) > 1 and not node.has("dateModified"):
            yield node.at("version"), f"version {found[1]} has no dateModified: add the time of the change"


@jl_rule("JL506", "warning")
def no_image(document: Document) -> Found:
    """An article has a picture.

    Why: without one it is left out of carousels and of Discover.
    See: Google Search Central, "Article structured data" (image).
    """
    for node in document.news:
        if not node.has("image"):
            hint = " (thumbnailUrl is for videos)" if node.has("thumbnailUrl") else ""
            yield node.at(), f"{node.called} has no image: add the lead picture{hint}"


@jl_rule("JL507", "warning", google="off")
def no_language(document: Document) -> Found:
    """An article says its language, the same as the page does.

    Why: translation, speech and editions go by it. Where page and data differ, one of them is a template's default.
    See: schema.org, ``inLanguage``; WHATWG HTML, ``lang``; project decision.
    """
    for node in document.news:
        said = node.text("inLanguage")
        if not node.has("inLanguage"):
            hint = f", such as {document.language}" if document.language else ""
            yield node.at(), f"{node.called} has no inLanguage: add the language of its text{hint}"
        elif said and document.language and _first(said) != _first(document.language):
            message = f"inLanguage is {shown(said)}, the page says lang={shown(document.language)}"
            yield node.at("inLanguage"), message


_SAME = {
    "no": "nb",
    "nn": "nb",
    "iw": "he",
    "in": "id",
    "nob": "nb",
    "nor": "nb",
    "eng": "en",
    "deu": "de",
    "ger": "de",
}


def _first(tag: str) -> str:
    found = re.split("[-_]", tag.strip().casefold())[0]
    return _SAME.get(found, found)


@jl_rule("JL508", "warning", google="off")
def no_page(document: Document) -> Found:
    """An article says which page it is on.

    Why: copies of it in feeds and caches cannot be told from the original.
    See: Google Search Central, "Article structured data"; project decision.
    """
    for node in document.news:
        if not (
            node.has("url", "mainEntityOfPage")
            or (node.id and is_web(node.id))
            or node.name == "mainEntity"
            or _within_page(document, node)
        ):
            yield (
                node.at(),
                f"{node.called} has neither url nor mainEntityOfPage: add the address of its page",
            )


def _within_page(document: Document, node: Node) -> bool:
    return any(n.is_a("WebPage") for _, n in document.nodes_of(node, "isPartOf"))


@jl_rule("JL509", "warning", google="off")
def weak_description(document: Document) -> Found:
    """An article has a description of its own, not longer than a summary.

    Why: it stands under the headline in lists and previews; the headline again, or the whole text, helps nobody there.
    See: project decision; Google Search Central, "Snippets".
    """
    for node in document.news:
        text = node.text("description")
        if not node.has("description"):
            yield node.at(), f"{node.called} has no description: add a summary of one or two sentences"
        elif len(text) > 1000:
            yield (
                node.at("description"),
                f"the description has {len(text)} characters: a summary has up to 300",
            )
        elif _is_again(text, node.text("headline")):
            yield node.at("description"), "the description is the headline again: write a summary"


def _is_again(text: str, headline: str) -> bool:
    """Whether a description is the headline, but for signs and markup."""
    if not headline or abs(len(text) - len(headline)) > _SIGNS:
        return False
    return comparable(text) == comparable(headline) != ""


_SIGNS = 60
_CJK = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@jl_rule("JL510", "info", google="off")
def other_count(document: Document) -> Found:
    """``wordCount`` counts the words of ``articleBody``.

    Why: tools that estimate how long an article takes to read go by it.
    See: schema.org, ``wordCount``; project decision.
    """
    for node in document.news:
        count = next(iter(node.values("wordCount")), None)
        body = node.text("articleBody")
        if isinstance(count, str) and count.strip().isdecimal() and len(count) < 9:
            count = int(count)
        if not isinstance(count, int) or isinstance(count, bool) or not body or _CJK.search(body):
            continue
        words = len(TAG.sub(" ", body).split())
        if abs(words - count) > 0.2 * max(words, 1) and abs(words - count) > 10:
            yield node.at("wordCount"), f"wordCount is {count}, articleBody has {words} words"


_SCRIPT = re.compile(
    r"<(?:script|style|iframe)\b|\bfunction\s*\(|window\.\w+\s*=|\bvar \w+\s*="
    r"|\{\{|\[(?:caption|gallery|embed|vc_row)\b",
    re.I,
)


def _may_hold_script(body: str) -> bool:
    """Whether a text holds a sign that `_SCRIPT` asks for; quick on most texts."""
    return any(sign in body for sign in ("<", "{{", "=", "[")) or "function" in body


_BOILERPLATE = re.compile(
    r"(?:subscribe to (?:our|the) (?:daily |weekly |free )?newsletter|sign up (?:for|to) our"
    r"|click here to (?:subscribe|read)|all rights reserved"
    r"|accept (?:all )?cookies|enable javascript|abonnieren sie|abonnez-vous à|suscríbete a)",
    re.I,
)


@jl_rule("JL511", "warning")
def not_body_text(document: Document) -> Found:
    """``articleBody`` is the text of the article and nothing else.

    Why: it is quoted, translated and read aloud. Markup, scripts and calls to subscribe are then part of the article.
    See: Google Search Central, "General structured data guidelines"; schema.org, ``articleBody``.
    """
    for node in document.news:
        body = node.text("articleBody")
        if not body:
            continue
        if _may_hold_script(body) and (found := _SCRIPT.search(body)):
            yield (
                node.at("articleBody"),
                f"articleBody holds {shown(found.group(), 30)}: leave scripts and codes out",
            )
        elif "<" in body and (found := TAG.search(body)):
            yield (
                node.at("articleBody"),
                f"articleBody holds the tag {shown(found.group(), 30)}: write plain text",
            )
        elif _may_be_boilerplate(body) and (found := _BOILERPLATE.search(body)):
            yield (
                node.at("articleBody"),
                f"articleBody holds {shown(found.group(), 40)}: leave out what is not the article",
            )


def _may_be_boilerplate(body: str) -> bool:
    folded = body.casefold()
    return any(word in folded for word in _HINTS)


_HINTS = ("newsletter", "sign up", "click here", "all rights", "cookies", "javascript", "abonn", "suscr")
"""Words of which `_BOILERPLATE` asks for one."""


_PRINT = ("dateline", "printColumn", "printEdition", "printPage", "printSection")


@jl_rule("JL512", "warning", google="off")
def news_only(document: Document) -> Found:
    """``dateline`` and the place in print stand on a NewsArticle.

    Why: schema.org has them for NewsArticle only; on a BlogPosting or Article they are not read.
    See: schema.org 30.0, ``dateline``, ``printEdition``, ``printPage``, ``printSection``, ``printColumn``.
    """
    for node in document.nodes:
        if node.types and "NewsArticle" not in node.kinds and all(terms.is_type(t) for t in node.types):
            for name in _PRINT:
                if name in node.properties:
                    yield (
                        node.at(name),
                        f"{name} is for NewsArticle, this is {node.called}: change the type or leave it out",
                    )


@jl_rule("JL513", "warning", google="off")
def news_and_not_news(document: Document) -> Found:
    """Paid articles and satire are not typed as news.

    Why: schema.org has AdvertiserContentArticle and SatiricalArticle beside NewsArticle, not below it, so that
    readers of news do not take them for it.
    See: schema.org 30.0, AdvertiserContentArticle, SatiricalArticle.
    """
    for node in document.kind("NewsArticle"):
        for name in ("AdvertiserContentArticle", "SatiricalArticle"):
            if name in node.kinds:
                yield node.at("@type"), f"{name} is no NewsArticle: leave NewsArticle out"


@jl_rule("JL514", "warning", google="off")
def review_of_nothing(document: Document) -> Found:
    """A review says what it reviews.

    Why: ReviewNewsArticle is a Review, and a review without ``itemReviewed`` is dropped.
    See: schema.org 30.0, ReviewNewsArticle, ``itemReviewed``; Google Search Central, "Review snippet".
    """
    for node in document.kind("ReviewNewsArticle"):
        if not node.has("itemReviewed"):
            yield (
                node.at(),
                "ReviewNewsArticle without itemReviewed: say what is reviewed, or use NewsArticle",
            )


def _keys(document: Document, node: Node, name: str) -> Iterator[tuple[int, str, str]]:
    for index, thing in document.nodes_of(node, name):
        label = thing.text("name")
        key = thing.id or thing.text("sameAs") or thing.text("url") or comparable(label)
        if key:
            yield index, key, label or key


@jl_rule("JL515", "warning", google="off")
def about_and_mentions(document: Document) -> Found:
    """A topic stands either in ``about`` or in ``mentions``.

    Why: the difference is what the two are for: the matter of the article, and what else occurs in it.
    See: schema.org, ``about``, ``mentions``; project decision.
    """
    for node in document.news:
        about = {key for _, key, _ in _keys(document, node, "about")}
        for index, key, label in _keys(document, node, "mentions"):
            if key in about:
                yield (
                    node.at("mentions", index),
                    f"{shown(label)} stands in about and in mentions: choose one",
                )


@jl_rule("JL516", "info", google="off")
def ambiguous_topic(document: Document) -> Found:
    """A topic has an address that says which it is.

    Why: "Jordan" is a country, a river and a player; ``sameAs`` with Wikidata says which.
    See: schema.org, ``sameAs``; project decision.
    """
    for node in document.news:
        for name in ("about", "mentions"):
            for index, thing in document.nodes_of(node, name):
                if (
                    thing.text("name")
                    and not thing.id
                    and not thing.has("sameAs", "url", "identifier", "termCode")
                ):
                    label = shown(thing.text("name"))
                    message = f"{name} {label} has no sameAs, url or identifier: it may be several things"
                    yield node.at(name, index), message


_QCODE = re.compile(r"(?:medtop|subj|genre|stat|ninat|drol|hlrole|cpnat|prov|ninprov|sig|svc|iptccat|crol|cpprole|"
                    r"rnd|edrole|pers|org|geo|iso3166-1a2|isin|dpacat|dpatextgenre"
                    r"|afpattribute|nrol)[:][A-Za-z0-9_.-]+")  # fmt: skip


@jl_rule("JL517", "error")
def qcode_left(document: Document) -> Found:
    """No QCode of NewsML-G2 is left.

    Why: ``medtop:20000002`` means something only with the catalogue of the wire; on the web it is a word of no
    language.
    See: NewsML-G2 2.35, QCode; IPTC NewsCodes (addresses); measured.
    """
    for words in document.words:
        text = words.text.strip()
        if len(text) < 80 and ":" in text and _QCODE.fullmatch(text):
            yield (
                words.place,
                f"{words.name} is the QCode {shown(text)}: give a name, or the address it stands for",
            )


_NOT_WEB = re.compile(r"(?:urn|tag|info|newsml):", re.I)


@jl_rule("JL518", "warning", google="off")
def urn_for_an_address(document: Document) -> Found:
    """``url``, ``sameAs`` and ``isBasedOn`` lead to a page.

    Why: nobody can open a ``urn:`` or ``tag:``; it identifies, and ``identifier`` is the place for that.
    See: schema.org, ``identifier``; RFC 8141; RFC 4151.
    """
    for words in document.words_of("url", "sameAs", "isBasedOn", "mainEntityOfPage"):
        if absolute(words.text):
            if _NOT_WEB.match(words.text.strip()):
                yield words.place, f"{words.name} {shown(words.text)} is no address: put it into identifier"

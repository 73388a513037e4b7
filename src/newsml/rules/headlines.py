"""Rules on headlines: one, plain, on one line, and about the story rather than about the site.

NewsML-G2 2.35 (``headline``), Google Search Central "Article structured data" and "Title links".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsml.model import Article
from newsml.rules.registry import Context, Finding, rule, shown

HTML_NAMES = (
    "a|abbr|article|aside|b|bdi|bdo|big|blockquote|body|br|button|center|cite|code|dd|del|div|dl|dt|em|embed|"
    "figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|li|link|main|mark|"
    "meta|nav|object|ol|p|pre|q|s|samp|script|section|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|"
    "template|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|video|wbr"
)
TAG = re.compile(rf"<(?=[a-z/])/?(?:{HTML_NAMES})(?:\s[^<>]*|/)?>", re.IGNORECASE)
"""An HTML tag by a name that HTML has; ``3 < 5 > 2`` and ``<jane@example.org>`` are text."""

LONG = 110
_ABBREVIATION = re.compile(
    r"(?:\b\w|\b(?:Inc|Ltd|Corp|Co|Jr|Sr|St|No|vs|etc|bzw|usw|Nr|Mr|Mrs|Dr|AG|Mio|Mrd))\.$"
)
_PLACEHOLDERS = frozenset({
    "untitled", "no title", "title", "headline", "test", "test headline", "tk", "tbd", "tba", "n/a",
    "none", "null", "undefined", "-", "--", "...", "…", "draft", "new article", "ohne titel",
    "sans titre", "sin título",
})  # fmt: skip


@rule("HEADLINE-MISSING", "error")
def no_headline(article: Article, context: Context) -> Iterator[Finding]:
    """An article has a main headline.

    Why: lists, alerts, feeds and search results show the headline and often nothing else. A title is the
    name of the item for the desk (NewsML-G2 ``itemMeta/title``), and is not shown to readers.
    A picture or clip with a caption does without.
    See: NewsML-G2 2.35, ``contentMeta/headline``; Google Search Central, "Article structured data".
    """
    if article.main_headline is None and not _is_captioned(article):
        kind = (
            "only a title"
            if article.title
            else "only subordinate headlines"
            if article.headlines
            else "no headline"
        )
        yield Finding("headlines", f"{kind}: give one with the role main or without a role")


def _is_captioned(article: Article) -> bool:
    """Whether the item is a picture or clip that says what it shows."""
    if article.item_type not in ("picture", "graphic", "animation", "video", "audio"):
        return False
    return bool(article.summary) or any(
        medium.caption for medium in (*article.images, *article.video, *article.audio)
    )


@rule("HEADLINE-MAIN", "warning")
def several_main_headlines(article: Article, context: Context) -> Iterator[Finding]:
    """There is one main headline for each language.

    Why: receivers that have one place take the first or the last, each its own choice, so that the desk
    does not know under which headline the story runs.
    See: NewsML-G2 2.35, ``headline`` with ``role``; schema.org ``headline``.
    """
    if len(article.headlines) < 2:
        return
    seen: dict[str, str] = {}
    for index, headline in enumerate(article.headlines):
        if headline.role in (None, "main"):
            language = headline.lang or article.language
            if language in seen:
                message = (
                    f"main headlines {shown(seen[language], 40)} and {shown(headline.text, 40)}: "
                    "give all but one a role"
                )
                yield Finding(f"headlines.{index}", message)
            seen.setdefault(language, headline.text)


@rule("HEADLINE-EMPTY", "error")
def empty_headline(article: Article, context: Context) -> Iterator[Finding]:
    """A headline has words.

    Why: the schemas accept an empty element, and the story then stands in every list as a blank line
    that cannot be clicked.
    See: NewsML-G2 2.35, ``headline`` (the XSD allows an empty one); schema.org ``headline``.
    """
    for index, headline in enumerate(article.headlines):
        if not headline.text.strip():
            yield Finding(
                f"headlines.{index}.text",
                f"headline {shown(headline.text)} has no words: fill it or leave it out",
            )


@rule("HEADLINE-PLACEHOLDER", "warning")
def headline_is_a_placeholder(article: Article, context: Context) -> Iterator[Finding]:
    """A headline is not what the form had in it.

    Why: "Untitled" and "test" are written by editing systems and by people in a hurry, and go out in
    alerts that cannot be called back.
    See: Google Search Central, "Title links" (avoid "Untitled" and other placeholders).
    """
    for index, headline in enumerate(article.headlines):
        if headline.text.strip().casefold() in _PLACEHOLDERS:
            yield Finding(
                f"headlines.{index}.text",
                f"headline {shown(headline.text)} is a placeholder: write the real one",
            )


@rule("HEADLINE-MARKUP", "error")
def markup_in_headline(article: Article, context: Context) -> Iterator[Finding]:
    """A headline is plain text.

    Why: one receiver shows the tags, another drops the headline as invalid, and in a web page they run
    as code. Its marked-up form has a field of its own, html.
    See: NewsML-G2 2.35, ``headline`` (Label1Type); superdesk-core issue 271; schema.org ``headline``.
    """
    for index, headline in enumerate(article.headlines):
        tag = TAG.search(headline.text) if "<" in headline.text else None
        if tag:
            message = (
                f"headline {shown(headline.text)} holds markup {shown(tag[0])}: "
                "give plain text, and the markup as html"
            )
            yield Finding(f"headlines.{index}.text", message)


@rule("HEADLINE-NEWLINE", "warning")
def headline_on_several_lines(article: Article, context: Context) -> Iterator[Finding]:
    """A headline stands on one line.

    Why: a line break is a layout for one column width. Feeds and mail headers cut there or become
    invalid, and search engines index two halves.
    See: NewsML-G2 2.35, ``headline`` (the receiver breaks lines); RFC 5322 section 2.2.
    """
    for index, headline in enumerate(article.headlines):
        if len(headline.text.splitlines()) > 1:
            yield Finding(
                f"headlines.{index}.text",
                f"headline {shown(headline.text)} holds a line break: write it on one line",
            )


@rule("HEADLINE-LENGTH", "info")
def long_headline(article: Article, context: Context) -> Iterator[Finding]:
    """A main headline is at most 110 characters long.

    Why: result pages, alerts and cards cut longer ones, mostly in the middle of the news.
    See: Google Search Central, "Article structured data" (concise titles; 110 was its limit for years).
    """
    headline = article.headline
    if headline and len(headline) > LONG:
        yield Finding(
            _main(article),
            f"headline has {len(headline)} characters, and many places cut at {LONG}: shorten it",
        )


@rule("HEADLINE-STOP", "info")
def headline_ends_with_a_stop(article: Article, context: Context) -> Iterator[Finding]:
    """A headline has no full stop at its end.

    Why: newspapers set none. One mostly shows that the first sentence of the text slipped into the field.
    See: AP Stylebook and Guardian style guide, "headlines".
    """
    headline = article.headline
    if not headline or headline[-1:] not in ".。।۔":
        return
    if (
        not headline.endswith("..")
        and not _ABBREVIATION.search(headline)
        and not re.search(r"[.!?] ", headline)
    ):
        yield Finding(_main(article), f"headline {shown(headline)} ends with a full stop: leave it out")


@rule("HEADLINE-CAPS", "warning")
def headline_in_capitals(article: Article, context: Context) -> Iterator[Finding]:
    """A headline is not in capitals throughout.

    Why: names and acronyms cannot be told from words any more, screen readers spell them out, and no
    program can put the small letters back. Capitals are a matter of the page's style sheet.
    See: AP Stylebook, "headlines"; CSS Text Module Level 3 section 2.1 (text-transform).
    """
    headline = article.headline
    if headline and headline == headline.upper() and headline != headline.lower():
        words = [word for word in headline.split() if word != word.lower() and len(word) > 1]
        if len(words) >= 3:
            yield Finding(
                _main(article), f"headline {shown(headline)} is all capitals: write it as a sentence"
            )


@rule("HEADLINE-SITE", "warning")
def headline_names_the_site(article: Article, context: Context) -> Iterator[Finding]:
    """A headline does not end with the name of the site or section.

    Why: "… | Harbour Post" is the title of a browser window. Search engines add the site's name
    themselves, and a news sitemap with it is refused.
    See: Google Search Central, "Article structured data" and "News sitemaps" (without its name).
    """
    headline = article.headline
    if not headline:
        return
    site = context.site and context.site.publisher
    parties = [party.name for party in (article.publisher, article.provider) if party and party.name]
    for name in (*parties, *([site.name] if site else []), *article.section):
        head, tail = headline[: -len(name)].rstrip(), headline[-len(name) :]
        if (
            name
            and tail.casefold() == name.casefold()
            and head[-1:] in ("|", "-", "–", "—", "·", "•", "»", "/")
        ):
            yield Finding(
                _main(article), f"headline {shown(headline)} ends with the name {shown(name)}: leave it out"
            )
            return


def _main(article: Article) -> str:
    main = article.main_headline
    return next(f"headlines.{index}.text" for index, item in enumerate(article.headlines) if item is main)

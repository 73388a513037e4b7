"""Rules on what stands around the text: summary, slugline, dateline, keywords.

NewsML-G2 2.35 (``description``, ``slugline``, ``dateline``, ``keyword``), ninjs 3.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsml.model import Article
from newsml.model.body import Paragraph, inline_text
from newsml.rules.registry import Context, Finding, rule, shown

_MANY_KEYWORDS = 30
_LONG_SUMMARY = 1000


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, whatever their case, spaces and last stop."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(" .…").casefold()


def first_words(article: Article) -> tuple[str, str]:
    """Path and text of the first paragraph with words; empty if the body starts with something else."""
    for index, block in enumerate(article.body):
        if isinstance(block, Paragraph):
            text = inline_text(block.children)
            if text.strip():
                return f"body.{index}", text
    return "", ""


@rule("SUMMARY-MISSING", "info")
def no_summary(article: Article, context: Context) -> Iterator[Finding]:
    """An article has a summary.

    Why: teasers, result pages and feeds show it under the headline. Where it is missing they cut the
    first paragraph wherever their line ends.
    See: Google Search Central, "Control your snippets"; RSS 2.0 ``description``; ninjs 3.1 ``descriptions``.
    """
    if not article.summary:
        yield Finding("summary", "no summary: give one or two sentences for teasers and result pages")


@rule("SUMMARY-SAME", "warning")
def summary_is_the_headline(article: Article, context: Context) -> Iterator[Finding]:
    """A summary says more than the headline.

    Why: the same words twice, one under the other, look like a fault of the page, and search engines drop
    the summary.
    See: Google Search Central, "Control your snippets".
    """
    headline = article.headline
    for index, summary in enumerate(article.summary):
        if headline and same_words(summary.text, headline):
            yield Finding(
                f"summary.{index}.text",
                f"summary {shown(summary.text)} repeats the headline: say more, or leave it out",
            )


@rule("SUMMARY-EMPTY", "warning")
def empty_summary(article: Article, context: Context) -> Iterator[Finding]:
    """A summary has words.

    Why: an empty one stops a receiver from making its own out of the text, and the teaser stays blank.
    See: NewsML-G2 2.35, ``description``; schema.org ``description``.
    """
    for index, summary in enumerate(article.summary):
        if not summary.text.strip():
            yield Finding(
                f"summary.{index}.text",
                f"summary {shown(summary.text)} has no words: fill it or leave it out",
            )


@rule("SUMMARY-LONG", "info")
def long_summary(article: Article, context: Context) -> Iterator[Finding]:
    """A summary is short.

    Why: beyond a thousand characters it is the text itself. Teasers cut it, and a paid text leaks through
    the field that every reader may see.
    See: Google Search Central, "Control your snippets".
    """
    for index, summary in enumerate(article.summary):
        if len(summary.text) > _LONG_SUMMARY:
            yield Finding(
                f"summary.{index}.text",
                f"summary has {len(summary.text)} characters: cut it to one or two sentences",
            )


@rule("SLUG-LINE", "warning")
def slugline_on_several_lines(article: Article, context: Context) -> Iterator[Finding]:
    """A slugline stands on one line.

    Why: desks sort and join stories by the slugline as it stands. One with a line break matches no other,
    and makes NewsML-G2 invalid.
    See: NewsML-G2 2.35, ``slugline`` (normalized string).
    """
    for index, slug in enumerate(article.slugline):
        if "\n" in slug.text or "\r" in slug.text or "\t" in slug.text:
            yield Finding(
                f"slugline.{index}.text",
                f"slugline {shown(slug.text)} holds a line break or tab: write it on one line",
            )


# Without one of these the text only begins with the name of the place.
_AFTER_A_DATELINE = tuple("-–—:(,]】")


@rule("DATELINE-REPEATED", "info")
def dateline_in_the_body(article: Article, context: Context) -> Iterator[Finding]:
    """A dateline stands in its field or in the text, not in both.

    Why: the receiver prints the field before the text, and readers get "BERGEN, March 2 – BERGEN,
    March 2 –".
    See: NewsML-G2 2.35, ``dateline``; NITF 3.6 ``dateline``.
    """
    if article.dateline is None or not article.dateline.text.strip():
        return
    path, text = first_words(article)
    dateline = article.dateline.text.strip(" -–—:")
    start, rest = text.lstrip()[: len(dateline)], text.lstrip()[len(dateline) :].lstrip()
    if dateline and start.casefold() == dateline.casefold() and rest[:1] in _AFTER_A_DATELINE:
        yield Finding(path, f"the text starts with the dateline {shown(dateline)} again: leave it out there")


@rule("KEYWORD-LIST", "warning")
def keywords_in_one(article: Article, context: Context) -> Iterator[Finding]:
    """Each keyword stands for itself.

    Why: "ferry, harbour, strike" as one keyword is found by no one who looks for the harbour.
    See: schema.org ``keywords``; NewsML-G2 2.35, ``keyword`` (one for each element).
    """
    for index, keyword in enumerate(article.keywords):
        if any(mark in keyword for mark in (",", ";", "|", "\n", "،", "、")):
            yield Finding(
                f"keywords.{index}", f"keyword {shown(keyword)} holds several: give each on its own"
            )


@rule("KEYWORD-REPEATED", "info")
def keyword_twice(article: Article, context: Context) -> Iterator[Finding]:
    """A keyword is given once.

    Why: counts and weights made from keywords go wrong, and lists of them look careless.
    See: schema.org ``keywords``; NewsML-G2 2.35, ``keyword``.
    """
    if len(article.keywords) < 2:
        return
    seen: set[str] = set()
    for index, keyword in enumerate(article.keywords):
        key = keyword.strip().casefold()
        if key in seen:
            yield Finding(f"keywords.{index}", f"keyword {shown(keyword)} is given twice: leave one out")
        seen.add(key)


@rule("KEYWORD-MANY", "info")
def many_keywords(article: Article, context: Context) -> Iterator[Finding]:
    """Keywords are few.

    Why: a list of more than thirty says nothing of the story any more, and search engines take it for an
    attempt to be found under everything.
    See: Google Search Central, "Spam policies" (keyword stuffing).
    """
    if len(article.keywords) > _MANY_KEYWORDS:
        yield Finding(
            "keywords",
            f"{len(article.keywords)} keywords: keep those that the story is about, up to {_MANY_KEYWORDS}",
        )

"""Rules on who may read: paywalls and corrections that readers are owed.

Google Search Central "Subscription and paywalled content", IPTC signals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsml.model import Article
from newsml.rules.registry import Context, Finding, rule, shown

_CLASS = re.compile(r"\.[A-Za-z_-][\w-]*")
_CORRECTED = ("correction", "sig:correction")


@rule("PAYWALL-FREE", "error")
def paywall_around_a_free_text(article: Article, context: Context) -> Iterator[Finding]:
    """An article with a paywall is not free.

    Why: the two contradict each other. A search engine that is shown a text which readers do not get
    takes that for cloaking, unless is_free says false.
    See: Google Search Central, "Subscription and paywalled content" (isAccessibleForFree).
    """
    if article.paywall and article.is_free is not False:
        said = "is_free is true" if article.is_free else "nothing says that it is not free"
        yield Finding(
            "is_free",
            f"paywall {shown(', '.join(article.paywall))}, but {said}: "
            "set is_free to false, or leave paywall out",
        )


@rule("PAYWALL-CLASS", "warning")
def paywall_selector(article: Article, context: Context) -> Iterator[Finding]:
    """The paid part of the page is named by a class.

    Why: search engines understand .class selectors here and nothing else. With any other the whole page
    counts as paid, or as cloaked.
    See: Google Search Central, "Subscription and paywalled content" (only .class selectors).
    """
    for index, selector in enumerate(article.paywall):
        if not _CLASS.fullmatch(selector):
            yield Finding(
                f"paywall.{index}", f"selector {shown(selector)} is no single class: write it as .paid"
            )


@rule("PAYWALL-PART", "info")
def paid_but_which_part(article: Article, context: Context) -> Iterator[Finding]:
    """A paid article says which part of the page is paid.

    Why: otherwise a search engine that finds only the teaser takes it for the whole text, or the hidden
    text for a trick.
    See: Google Search Central, "Subscription and paywalled content" (hasPart, cssSelector).
    """
    if article.is_free is False and not article.paywall:
        yield Finding(
            "paywall",
            "is_free is false, but paywall names no part of the page: give its class, such as .paid",
        )


@rule("CORRECTION-TEXT", "warning")
def correction_without_text(article: Article, context: Context) -> Iterator[Finding]:
    """A corrected article tells its readers what was wrong.

    Why: the signal tells desks only. Readers who saw the error must learn of it, and codes of conduct
    want it said with the article.
    See: IPTC signal NewsCodes (sig:correction); schema.org ``correction``.
    """
    for index, signal in enumerate(article.signals):
        code = signal.qcode or (signal.uri or "").rpartition("/")[2]
        if code in _CORRECTED and not article.corrections:
            yield Finding(
                f"signals.{index}", f"signal {shown(code)}, but corrections is empty: say what was wrong"
            )


@rule("CORRECTION-EMPTY", "warning")
def empty_correction(article: Article, context: Context) -> Iterator[Finding]:
    """A correction has words.

    Why: an empty one says that something was wrong and hides what.
    See: schema.org ``correction`` and ``CorrectionComment``.
    """
    for index, correction in enumerate(article.corrections):
        if not correction.text.strip():
            yield Finding(
                f"corrections.{index}.text",
                f"correction {shown(correction.text)} has no words: say what was wrong",
            )


@rule("URGENCY-CLASS", "info")
def urgency_beyond_use(article: Article, context: Context) -> Iterator[Finding]:
    """An urgency is between 1 and 8.

    Why: NewsML-G2 allows 9 for "user defined", and no two systems define it alike. It neither ranks above
    nor below the others.
    See: NewsML-G2 2.35, ``urgency``; IPTC urgency NewsCodes; IPTC 7901.
    """
    if article.urgency == 9:
        yield Finding("urgency", "urgency 9 is user defined: use 1 (most urgent) to 8, or leave it out")


@rule("SPEAKABLE-WAY", "warning")
def two_ways_to_the_spoken_part(article: Article, context: Context) -> Iterator[Finding]:
    """What shall be read aloud is named by CSS selectors or by XPath, not by both or neither.

    Why: assistants take one of them; which one is not said anywhere, so that some read the wrong part.
    See: Google Search Central, "Speakable" (cssSelector or xpath); schema.org ``SpeakableSpecification``.
    """
    spoken = article.speakable
    if spoken is not None and bool(spoken.css_selector) == bool(spoken.xpath):
        both = (
            f"both {shown(spoken.css_selector[0])} and {shown(spoken.xpath[0])}"
            if spoken.xpath
            else "no selector"
        )
        yield Finding("speakable", f"speakable has {both}: give css_selector or xpath")

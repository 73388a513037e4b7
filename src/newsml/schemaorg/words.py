"""The text of an article: headlines, description, the text itself, notices; always plain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from newsml.issues import Issue
from newsml.model import Article
from newsml.model import body as body_tree
from newsml.model.body import Paragraph
from newsml.model.concepts import Text
from newsml.schemaorg.dates import order
from newsml.schemaorg.scope import Node, Scope, is_in_language, one_line, one_or_many, present, web_url


def headline(article: Article, scope: Scope) -> str | None:
    """The main headline, on one line."""
    main = article.main_headline
    return one_line(main.text) if main else None


def reported_headline(article: Article, scope: Scope) -> str | None:
    """The same; a language that is not the article's is reported."""
    main = article.main_headline
    if main is not None:
        _report_language(f"headlines.{article.headlines.index(main)}", main, scope)
    return headline(article, scope)


def _report_language(path: str, text: Text, scope: Scope) -> None:
    if text.lang and scope.lang is None:
        scope.lost(f"{path}.lang", text.lang, "JSON-LD has the language of the article, which says none")
    elif not is_in_language(text.lang, scope.lang):
        scope.lost(f"{path}.lang", text.lang, f"JSON-LD has one language, here {scope.lang}")


def alternative_headlines(article: Article, scope: Scope) -> object:
    """Sub-headlines and variants for readers of the same language; the others are reported."""
    main = article.main_headline
    found = []
    for index, other in enumerate(article.headlines):
        if other is main:
            continue
        path = f"headlines.{index}"
        if not is_in_language(other.lang, scope.lang):
            scope.lost(path, other.text, f"it is in {other.lang}")
            continue
        if other.role not in (None, "main", "sub"):
            scope.lost(f"{path}.role", other.role, "alternative headlines have no roles")
        found.append(one_line(other.text))
    return one_or_many(dict.fromkeys(text for text in found if text))


def first_text(field: str) -> Callable[[Article, Scope], object]:
    """The function that writes the first text of a field, in the language of the article if there is one."""

    def written(article: Article, scope: Scope) -> str | None:
        texts: tuple[Text, ...] = getattr(article, field)
        at = next((n for n, one in enumerate(texts) if is_in_language(one.lang, scope.lang)), 0)
        for index, one in enumerate(texts):
            if index != at:
                scope.lost(f"{field}.{index}", one.text, "there is room for one text")
        if not texts:
            return None
        _report_language(f"{field}.{at}", texts[at], scope)
        return texts[at].text.strip()

    return written


def only_text(field: str) -> Callable[[Article, Scope], object]:
    """The function that writes a field of one text."""

    def written(article: Article, scope: Scope) -> str | None:
        text: Text | None = getattr(article, field)
        if text is None:
            return None
        _report_language(field, text, scope)
        return one_line(text.text)

    return written


def is_paid(article: Article) -> bool:
    """Whether readers pay for the article, or for parts of it."""
    return article.is_free is False or (bool(article.paywall) and article.is_free is None)


def body(article: Article, scope: Scope) -> str | None:
    """The text, only where it is asked for and free; what it loses as plain text is reported."""
    if not article.body:
        return None
    if article.is_media_item:
        scope.report(
            Issue("LOSS", "warning", "body", "body is not written: a picture or clip has no articleBody")
        )
        return None
    if not scope.options.body:
        message = "body is not written: -O body=yes writes the plain text as articleBody"
        scope.report(Issue("LOSS", "info", "body", message))
        return None
    if is_paid(article):
        message = (
            "body is not written: the article is behind a paywall, and articleBody would show it to everyone"
        )
        scope.report(Issue("LOSS", "warning", "body", message))
        return None
    text = article.plain_text()
    _report_markup(article, scope)
    return text


def _report_markup(article: Article, scope: Scope) -> None:
    kinds = Counter(kind for node in article.walk() if type(node) is not str for kind in _markup(node))
    if kinds:
        counted = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
        message = f"the markup of body is not written ({counted}): articleBody is plain text"
        scope.report(Issue("LOSS", "warning", "body", message))


def _markup(node: body_tree.Node) -> Iterator[str]:
    if not isinstance(node, Paragraph):
        yield node.kind
        return
    for name in ("role", "lang", "text_direction"):
        if getattr(node, name):
            yield f"{name} of a paragraph"


def word_count(article: Article, scope: Scope) -> int | None:
    """The number of words of the text."""
    return article.word_count() or None


def sections(article: Article, scope: Scope) -> object:
    """The sections of the site."""
    return one_or_many(article.section)


def keywords(article: Article, scope: Scope) -> list[str]:
    """The keywords, always a list: consumers split text at commas, each in its own way."""
    return list(dict.fromkeys(word for word in map(one_line, article.keywords) if word))


def usage_page(article: Article, scope: Scope) -> str | None:
    """The page about the terms of use: the article's own, else the site's."""
    found = None
    for index, terms in enumerate(article.usage_terms):
        if terms.href and found is None and web_url(terms.href):
            found = terms.href
        elif terms.href:
            scope.lost(f"usage_terms.{index}.href", terms.href, "there is room for one web address")
    return found or (scope.site.usage_url if scope.site else None)


def conditions(article: Article, scope: Scope) -> str | None:
    """The terms of use in words."""
    return "\n".join(terms.text for terms in article.usage_terms if terms.text) or None


def corrections(article: Article, scope: Scope) -> object:
    """Corrections for readers, the oldest first; one without words corrects nothing."""
    for index, one in enumerate(article.corrections):
        if not one.text.strip():
            scope.lost(f"corrections.{index}", one, "it has no text")
    dated = sorted(
        (one for one in article.corrections if one.text.strip()),
        key=lambda one: (one.when is None, order(one.when) if one.when else ""),
    )
    return one_or_many(
        present(
            {"@type": "CorrectionComment", "text": one.text.strip(), "datePublished": scope.date(one.when)}
        )
        for one in dated
    )


def paid_parts(article: Article, scope: Scope) -> list[Node]:
    """The parts of the page that readers pay for."""
    if article.paywall and not is_paid(article):
        scope.lost("paywall", article.paywall, "the article says that it is free")
        return []
    return [
        {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": selector}
        for selector in article.paywall
        if selector.strip()
    ]


def is_free(article: Article, scope: Scope) -> bool | None:
    """Whether everyone may read the whole article."""
    return False if is_paid(article) else article.is_free


def speakable(article: Article, scope: Scope) -> Node | None:
    """The parts to read aloud: by CSS selector or by XPath, not both."""
    selectors = article.speakable
    if selectors is None:
        return None
    css, xpath = one_or_many(selectors.css_selector), one_or_many(selectors.xpath)
    if css and xpath:
        scope.lost("speakable.xpath", selectors.xpath, "CSS selectors or XPath, not both")
    if css:
        return {"@type": "SpeakableSpecification", "cssSelector": css}
    return {"@type": "SpeakableSpecification", "xpath": xpath} if xpath else None

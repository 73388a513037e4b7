"""Writing a page: a document that stands for itself, with the article, its metadata, its JSON-LD and a style sheet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache

from newsml.formats.html.writing_article import article_element, text_direction
from newsml.formats.html.writing_head import head
from newsml.formats.html.writing_losses import report_rest
from newsml.formats.html.writing_scope import TARGET, Scope, WriteOptions, other_words
from newsml.formats.html.writing_tags import (
    NOTHING,
    Markup,
    file_url,
    joined,
    lines,
    link_url,
    tag,
    unwritable,
)
from newsml.issues import Issue, Report, ignore
from newsml.model import Article
from newsml.model.body import Figure
from newsml.model.concepts import Selectors
from newsml.publication import refuse_unpublishable
from newsml.schemaorg import WriteOptions as JsonLdOptions
from newsml.schemaorg import json_ld, scope_of
from newsml.schemaorg.words import is_paid
from newsml.vocabularies.page_terms import policy_name
from newsml.vocabularies.page_words import page_words

MARK = "newsml-jsonld"


def write(
    articles: Iterable[Article], report: Report = ignore, *, options: WriteOptions = WriteOptions()
) -> Iterator[bytes]:
    """The page of each article, UTF-8. What neither readers see nor the JSON-LD says is reported.

    Raises Refused for an embargoed, withheld or cancelled article; ContentError for text that no page can carry.
    """
    for article in articles:
        refuse_unpublishable(article, options.now, TARGET)
        scope = scope_for(_in_its_language(article, options), report, options)
        article = scope.article
        if scope.lang is None:
            message = (
                "the page has no lang, which screen readers need: give -O lang=, or language in newsml.toml"
            )
            report(Issue("SUPPLIED", "warning", "language", message))
        element = _writable(article_element(scope), report)
        if options.fragment:
            report_rest(_for_this_page(element, scope), scope, None)
            page = element
        else:
            page = _page(element, scope)
        yield f"{page}\n".encode()


def _in_its_language(article: Article, options: WriteOptions) -> Article:
    """The article with the language that the option or the site says, where it says none itself (WCAG 2.2, 3.1.1)."""
    if article.language != "und":
        return article
    told = options.lang or (options.site.language if options.site else None)
    return article.model_copy(update={"language": told}) if told else article


def scope_for(article: Article, report: Report, options: WriteOptions) -> Scope:
    """What the parts of the writer need to know for one article."""
    lang = article.language if article.language != "und" else None
    words, words_lang = page_words(lang)
    other = words_lang if lang is None or lang.partition("-")[0] not in (words_lang, "no") else None
    return Scope(
        article=article,
        options=options,
        report=report,
        json_ld=scope_of(article, ignore, _json_ld_options(options)),
        words=words,
        words_lang=other,
        lang=lang,
        paywall=_paywall(article),
        in_the_text=_in_the_text(article),
        ids={MARK},
    )


def _in_the_text(article: Article) -> frozenset[str]:
    """The addresses of what the text shows by itself."""
    figures = (node.media for node in article.walk() if isinstance(node, Figure))
    return frozenset(url for media in figures if (url := media.url or media.embed_url))


def _json_ld_options(options: WriteOptions) -> JsonLdOptions:
    return JsonLdOptions(**{item.name: getattr(options, item.name) for item in fields(JsonLdOptions)})


_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")


def _paywall(article: Article) -> tuple[str, ...]:
    """The classes of the part that readers pay for: those of the article's selectors, ``paywall`` where it has none."""
    if not is_paid(article):
        return ()
    found = [match[1] for selector in article.paywall if (match := _CLASS.fullmatch(selector.strip()))]
    return tuple(dict.fromkeys(found)) or ("paywall",)


def _writable(text: Markup, report: Report) -> Markup:
    """The text without characters that no HTML file may hold; that they are left out is reported."""
    found = unwritable(text)
    if not found:
        return text
    named = ", ".join(f"U+{ord(character):04X}" for character in found[:5])
    report(Issue("LOSS", "warning", "", f"characters that HTML cannot hold are not written: {named}"))
    return Markup(text.translate(dict.fromkeys(map(ord, found))))


# --- the document --------------------------------------------------------------------------------


def _page(element: Markup, scope: Scope) -> Markup:
    """The document around an article."""
    style = _style(scope.options)
    data = _data(element, scope)
    headed = _writable(joined(head(scope), Markup("\n")), scope.report)
    body = lines(
        scope.word(scope.words.skip, "a", class_="skip", href="#newsml-article"),
        _writable(_masthead(scope) or NOTHING, ignore),
        tag("main", lines(element)),
        _writable(_colophon(scope) or NOTHING, ignore),
    )
    document = tag(
        "html",
        lines(
            tag("head", lines(headed, data, style)),
            tag("body", body),
        ),
        lang=scope.lang,
        dir=text_direction(scope),
    )
    return Markup(f"<!DOCTYPE html>\n{document}")


def _masthead(scope: Scope) -> Markup | None:
    """The name of the paper, which leads to its front page."""
    publisher = scope.site.publisher if scope.site else None
    name = (
        publisher.name
        if publisher
        else scope.article.publisher.label(scope.lang)
        if scope.article.publisher
        else None
    )
    if not name:
        return None
    url = link_url(
        publisher.url if publisher else scope.article.publisher.url if scope.article.publisher else None
    )
    return tag(
        "header", tag("a", name, href=url, rel="home") if url else tag("span", name), class_="masthead"
    )


def _colophon(scope: Scope) -> Markup | None:
    """The site's own line: copyright, and its policies."""
    site = scope.site
    if site is None:
        return None
    links = []
    for policy, url in site.policies.items():
        name, lang = policy_name(policy, scope.lang)
        links.append(tag("a", name, href=link_url(url), lang=other_words(lang, scope)))
    notice = site.copyright_notice
    if notice and any(one.text == notice for one in scope.article.copyright_notice):
        notice = None
    parts = [tag("span", notice) if notice else None, *links]
    return tag("footer", tag("p", joined(parts, Markup(" "))), class_="colophon") if any(parts) else None


# --- the style sheet -----------------------------------------------------------------------------


def _style(options: WriteOptions) -> Markup | None:
    if options.css == "none":
        return None
    if options.css == "inline":
        return Markup(f"<style>{style_sheet()}</style>")
    return tag("link", rel="stylesheet", href=file_url(options.css))


@cache
def style_sheet() -> str:
    """newsml's style sheet for articles, without comments and the spaces that CSS does not need."""
    from importlib.resources import files

    text = files(__package__).joinpath("page.css").read_text("utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};,>]) ?", r"\1", text).replace(";}", "}").replace(": ", ":").strip()


# --- JSON-LD -------------------------------------------------------------------------------------


def _data(element: Markup, scope: Scope) -> Markup | None:
    """The article's JSON-LD, its selectors those of this page; and what nothing on the page says is reported."""
    article = _for_this_page(element, scope)
    if not scope.has_json_ld:
        report_rest(article, scope, None)
        return None
    issues: list[Issue] = []
    data = json_ld(article, issues.append, _json_ld_options(scope.options), TARGET)
    report_rest(article, scope, issues)
    text = data.decode()
    if found := unwritable(text):
        text = text.translate({ord(character): json.dumps(character)[1:-1] for character in found})
    return Markup(f'<script type="application/ld+json" data-newsml="article" id="{MARK}">{text}</script>')


def _for_this_page(element: Markup, scope: Scope) -> Article:
    """The article with selectors of parts that this page has; others are reported."""
    article = scope.article
    update: dict[str, object] = {}
    if scope.paywall:
        update["paywall"] = tuple(f".{name}" for name in scope.paywall)
        for at, selector in enumerate(article.paywall):
            if selector.strip() not in update["paywall"]:  # type: ignore[operator]
                scope.lost(f"paywall.{at}", selector, "this page marks what is paid for by a class")
    if article.speakable is not None:
        update["speakable"] = _speakable(element, scope)
    return article.model_copy(update=update) if update else article


_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([A-Za-z_][\w-]*))?")


def _speakable(element: Markup, scope: Scope) -> Selectors | None:
    """The selectors of what to read aloud that find something here: simple ones of the article, else our own."""
    said = scope.article.speakable or Selectors()
    found = []
    for at, selector in enumerate(said.css_selector):
        if _finds(selector.strip(), element):
            found.append(selector.strip())
        else:
            scope.lost(f"speakable.css_selector.{at}", selector, "it finds nothing on this page")
    for at, path in enumerate(said.xpath):
        scope.lost(f"speakable.xpath.{at}", path, "it is for another page")
    own = [name for name in (".headline", ".summary") if _finds(name, element)]
    return Selectors(css_selector=tuple(dict.fromkeys(found or own)))


def _finds(selector: str, element: Markup) -> bool:
    """Whether an element of the article is selected by ``name``, ``.class``, ``#id`` or ``name.class``."""
    match = _SIMPLE.fullmatch(selector)
    if not selector or match is None:
        return False
    name, sign, word = match.groups()
    start = rf"<{name or '[a-z0-9]+'}(?=[ >])"
    if word is None:
        return re.search(start, element) is not None
    value = rf'class="(?:[^"]* )?{re.escape(word)}[ "]' if sign == "." else f'id="{re.escape(word)}"'
    return re.search(rf"{start}[^>]* {value}", element) is not None

"""What stands below the text: corrections, how it was made, topics, links, rights."""

from __future__ import annotations

from collections.abc import Iterable

from newsml.formats.html.writing_scope import Scope, other_language, text_element
from newsml.formats.html.writing_tags import Markup, file_url, joined, lines, link_url, tag
from newsml.model import Article
from newsml.model.concepts import Concept
from newsml.schemaorg.relations import is_translation
from newsml.schemaorg.scope import one_line
from newsml.vocabularies.directions import direction


def corrections(scope: Scope) -> Markup | None:
    """The corrections, in the order of the article."""
    entries = []
    for one in scope.article.corrections:
        if one.text.strip():
            when = scope.time(one.when) if one.when is not None else None
            entries.append(tag("p", joined((when, one.text.strip()), Markup(" "))))
    if not entries:
        return None
    heading = scope.heading(1, scope.plain_word(scope.words.corrections))
    return tag("section", lines(heading, *entries), class_="corrections")


def footer(scope: Scope) -> Markup | None:
    """All that stands below the text but for the corrections."""
    parts = [
        _backstory(scope), _topics(scope), _sources(scope), _related(scope), _languages(scope), _rights(scope),
    ]  # fmt: skip
    return tag("footer", lines(*parts)) if any(parts) else None


def _section(name: str, word: str, scope: Scope, *content: str | None) -> Markup:
    return tag("section", lines(scope.heading(1, scope.plain_word(word)), *content), class_=name)


def _backstory(scope: Scope) -> Markup | None:
    backstory = scope.article.backstory
    if backstory is None or not backstory.text.strip():
        return None
    return _section("backstory", scope.words.backstory, scope, text_element("p", backstory, scope))


def _topics(scope: Scope) -> Markup | None:
    """The topics and keywords, each once."""
    article = scope.article
    concepts: Iterable[Concept] = (
        *article.subjects,
        *article.people,
        *article.organisations,
        *article.places,
        *article.events,
    )
    names: dict[str, Markup] = {}
    for concept in concepts:
        if (label := one_line(concept.label(scope.lang) or "")) and label.casefold() not in names:
            names[label.casefold()] = tag("li", label)
    for word in map(one_line, article.keywords):
        if word and word.casefold() not in names:
            names[word.casefold()] = tag("li", word)
    if not names:
        return None
    return _section("topics", scope.words.topics, scope, tag("ul", lines(*names.values())))


def _sources(scope: Scope) -> Markup | None:
    found = []
    for party in scope.article.info_sources:
        name = party.label(scope.lang)
        if name:
            url = link_url(party.url)
            found.append(tag("li", tag("a", name, href=url) if url else name))
    return _section("sources", scope.words.sources, scope, tag("ul", lines(*found))) if found else None


def _related(scope: Scope) -> Markup | None:
    found = []
    for link in scope.article.related:
        url = link_url(link.href)
        if url and link.title and not is_translation(link):
            lang = other_language(link.lang, scope)
            found.append(
                tag("li", tag("a", link.title, href=url, hreflang=lang, lang=lang, dir=direction(lang)))
            )
    return _section("related", scope.words.related, scope, tag("ul", lines(*found))) if found else None


def _languages(scope: Scope) -> Markup | None:
    """The same article in other languages."""
    found = []
    for link in translations(scope.article):
        url = link_url(link[0])
        found.append(tag("li", tag("a", link[2] or link[1] or link[0], href=url, hreflang=link[1], lang=link[1],
                                   rel="alternate", dir=direction(link[1]))))  # fmt: skip
    return _section("languages", scope.words.languages, scope, tag("ul", lines(*found))) if found else None


def translations(article: Article) -> list[tuple[str, str | None, str | None]]:
    """Address, language and title of the article in other languages: its original and its translations."""
    links = [link for link in article.related if is_translation(link)]
    if article.translation_of is not None:
        links.insert(0, article.translation_of)
    return [(url, link.lang, link.title) for link in links if (url := file_url(link.href))]


def _rights(scope: Scope) -> Markup | None:
    """Credit line, copyright notice, licence."""
    article = scope.article
    parts = [
        text_element("span", text, scope, class_="credit-line")
        for text in article.credit_line
        if text.text.strip()
    ]
    for notice in article.copyright_notice:
        if notice.text.strip():
            url = link_url(notice.href)
            text = tag("a", notice.text.strip(), href=url) if url else notice.text.strip()
            lang = other_language(notice.lang, scope)
            parts.append(tag("span", text, class_="copyright", lang=lang, dir=direction(lang)))
    if (
        not article.copyright_notice
        and (holder := article.copyright_holder)
        and (name := holder.label(scope.lang))
    ):
        year = str(article.copyright_year) if article.copyright_year else None
        parts.append(tag("span", joined(("©", year, name), " "), class_="copyright"))
    url = link_url(article.acquire_license_url or article.license_url)
    if url:
        rel = "license" if not article.acquire_license_url else None
        parts.append(tag("a", scope.plain_word(scope.words.reuse), href=url, rel=rel, class_="reuse"))
    for indicator in article.trust_indicators:
        if indicator.title and (url := link_url(indicator.href)):
            parts.append(tag("a", indicator.title, href=url))
    return tag("p", joined(parts, Markup(" ")), class_="rights") if parts else None

"""What stands above the text: kicker, headline, standfirst, notices, byline, dates."""

from __future__ import annotations

from collections.abc import Iterator

from newsml.formats.html.writing_media import made_by_machine
from newsml.formats.html.writing_people import author, enumerated, name_of, with_links
from newsml.formats.html.writing_scope import Scope, other_language, other_words, text_element
from newsml.formats.html.writing_tags import Markup, joined, lines, link_url, tag
from newsml.model.body import block_texts
from newsml.model.concepts import Concept, Text
from newsml.schemaorg import dates
from newsml.schemaorg.kinds import genre_code, types_of
from newsml.schemaorg.scope import is_in_language, one_line
from newsml.schemaorg.words import is_paid
from newsml.vocabularies.directions import direction
from newsml.vocabularies.page_terms import GENRES, genre_name
from newsml.vocabularies.schema_org import newscode


def header(scope: Scope) -> Markup:
    """All that stands above the text but for the lead picture."""
    article = scope.article
    main = article.main_headline
    headline = None
    if main is not None:
        lang = other_language(main.lang, scope)
        headline = tag(f"h{scope.options.heading_level}", one_line(main.text), class_="headline",
                       lang=lang, dir=direction(lang))  # fmt: skip
    return tag(
        "header",
        lines(
            _kicker(scope), _series(scope), headline, *_subtitles(scope), _summary(scope), _notices(scope),
            _byline(scope), _dates(scope),
        ),
    )  # fmt: skip


def _kicker(scope: Scope) -> Markup | None:
    """The line above the headline: the article's own, the sections with their pages, the kind of text."""
    article = scope.article
    pages = scope.site.sections if scope.site else {}
    parts = [
        text_element("span", line, scope)
        for line in article.headlines
        if line.role == "kicker" and line.text.strip()
    ]
    for name in filter(str.strip, article.section):
        parts.append(tag("a", name, href=link_url(pages[name])) if name in pages else tag("span", name))
    if "AdvertiserContentArticle" in types_of(article, scope.site):
        parts.append(scope.word(scope.words.sponsored, class_="sponsored"))
    for genre in article.genres:
        if (code := genre_code(genre)) in GENRES:
            parts.append(_genre(code, genre.label(scope.lang), scope))
    return tag("p", joined(parts, Markup(" ")), class_="kicker") if parts else None


def _genre(code: str, label: str | None, scope: Scope) -> Markup:
    """A genre as the article names it, unless that is only its English name: then as readers of the language do."""
    if label and label.casefold().replace(" ", "_") != code.casefold():
        return tag("span", label, class_="genre")
    name, lang = genre_name(code, scope.lang)
    return tag("span", name, class_="genre", lang=other_words(lang, scope))


def _series(scope: Scope) -> Markup | None:
    """The series, with the number of the part and of all parts."""
    found = []
    for at, one in enumerate(scope.article.series):
        if not one.name:
            if one.total is not None:
                scope.lost(f"series.{at}.total", one.total, "the series has no name")
            continue
        count = "/".join(str(number) for number in (one.part, one.total) if number is not None)
        if one.part is None and one.total is not None:
            count = f"–/{one.total}"
        found.append(" ".join(part for part in (one.name, count) if part))
    return tag("p", " · ".join(found), class_="series") if found else None


def _subtitles(scope: Scope) -> Iterator[Markup]:
    """The sub-headlines; variants of the headline for other uses are for the head and the JSON-LD."""
    for other in scope.article.headlines:
        is_sub = other is not scope.article.main_headline and other.role == "sub"
        if is_sub and other.text.strip() and is_in_language(other.lang, scope.lang):
            yield text_element("p", other, scope, class_="subtitle")


def summary_of(scope: Scope) -> Text | None:
    """The summary for readers of the page: in its language, if there is one."""
    texts = [text for text in scope.article.summary if text.text.strip()]
    own = [text for text in texts if is_in_language(text.lang, scope.lang)]
    return next(iter(own or texts), None)


def _summary(scope: Scope) -> Markup | None:
    """The standfirst, unless the text begins with the same words."""
    summary = summary_of(scope)
    if summary is None:
        return None
    start = next(block_texts(scope.article.body, media=False), "")
    wanted = " ".join(summary.text.split()).rstrip("….")
    if " ".join(start.split()).startswith(wanted):
        return None
    return text_element("p", summary, scope, class_="summary")


def _notices(scope: Scope) -> Markup | None:
    """What readers should know before they read: warnings, that the text is paid for, that a machine made it."""
    article = scope.article
    warnings = [
        signal.label(scope.lang) or code
        for signal in article.signals
        if (code := newscode(_iri(signal), "contentwarning"))
    ]
    parts: list[Markup] = []
    if warnings:
        parts.append(
            tag(
                "p",
                joined((scope.plain_word(scope.words.contains), ": ", ", ".join(warnings))),
                class_="warning",
            )
        )
    if is_paid(article):
        parts.append(scope.word(scope.words.subscribers, "p", class_="for-subscribers"))
    if label := made_by_machine(article.digital_source_type, scope):
        parts.append(tag("p", label, class_="disclosure"))
    return joined(parts, Markup("\n")) if parts else None


def _iri(concept: Concept) -> str | None:
    if concept.uri or not concept.qcode:
        return concept.uri
    from newsml.vocabularies.iptc import resolve

    return resolve(concept.qcode)


def _byline(scope: Scope) -> Markup | None:
    """The byline as the article has it, else made of its authors; names of authors lead to their pages."""
    article = scope.article
    authors = [(name, author(party, name, scope)) for party in article.authors
               if (name := name_of(party, scope))]  # fmt: skip
    if article.byline is not None and article.byline.text.strip():
        text = article.byline.text.strip()
        missing = [linked for name, linked in authors if name.casefold() not in text.casefold()]
        lang = other_language(article.byline.lang, scope)
        said = with_links(text, authors)
        return tag("p", joined((said, *missing), ", "), class_="byline", lang=lang, dir=direction(lang))
    if not authors:
        return None
    names = enumerated([linked for _, linked in authors], scope)
    by = scope.plain_word(scope.words.by) if scope.words.by and not scope.words_lang else None
    return tag("p", joined((by, names), " "), class_="byline")


def _dates(scope: Scope) -> Markup | None:
    """When it was published and last changed, as the JSON-LD says it."""
    first, changed = dates.published(scope.article), None
    if dates.date_modified(scope.article, scope.json_ld):
        changed = scope.article.content_modified or scope.article.version_created
    parts = []
    if first is not None:
        parts.append(_dated(scope.words.published, "published", scope.time(first, class_="published"), scope))
    if changed is not None and changed != first:
        parts.append(_dated(scope.words.updated, "updated", scope.time(changed, class_="updated"), scope))
    return tag("p", joined(parts, Markup(" ")), class_="dates") if parts else None


def _dated(word: str, name: str, time: Markup, scope: Scope) -> Markup:
    return tag("span", joined((scope.plain_word(word), time), " "), class_=f"{name}-on")

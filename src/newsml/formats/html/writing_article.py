"""The article element: what stands above the text, the text, and what stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsml.formats.html.writing_body import Body
from newsml.formats.html.writing_media import FIELD, figure, made_by_machine
from newsml.formats.html.writing_scope import Scope, direction
from newsml.formats.html.writing_tags import Markup, escaped, file_url, joined, lines, link_url, tag
from newsml.model import Article
from newsml.model.body import Figure, Paragraph, block_texts
from newsml.model.concepts import Concept, LiveUpdate, Media, Party, Text
from newsml.schemaorg import dates
from newsml.schemaorg.kinds import genre_code, types_of
from newsml.schemaorg.people import is_nobody
from newsml.schemaorg.relations import is_translation
from newsml.schemaorg.scope import is_in_language, one_line
from newsml.schemaorg.words import is_paid
from newsml.vocabularies.schema_org import newscode

OWN_KIND = {"picture": "image", "graphic": "image", "video": "video", "animation": "video", "audio": "audio"}


def article_element(scope: Scope) -> Markup:
    """The whole article."""
    lead = lead_medium(scope)
    text = _body(scope)
    return tag(
        "article",
        lines(
            _header(scope),
            lead,
            text,
            _updates(scope),
            _gallery(scope),
            _corrections(scope),
            _footer(scope),
        ),
        id=scope.free_id("newsml-article"),
        lang=scope.lang if scope.options.fragment else None,
        dir=text_direction(scope) if scope.options.fragment else None,
    )


def text_direction(scope: Scope) -> str | None:
    """The direction of the page: the article's own, else that of its language where it is not the usual one."""
    said = scope.article.text_direction
    return said or ("rtl" if direction(scope.lang) == "rtl" else None)


# --- above the text ------------------------------------------------------------------------------


def _header(scope: Scope) -> Markup:
    article = scope.article
    main = article.main_headline
    headline = None
    if main is not None:
        lang = _other(main.lang, scope)
        headline = tag(f"h{scope.options.heading_level}", one_line(main.text), class_="headline",
                       lang=lang, dir=direction(lang))  # fmt: skip
    return tag(
        "header",
        lines(
            _kicker(scope), _series(scope), headline, *_subtitles(scope), _summary(scope), _notices(scope),
            _byline(scope), _dates(scope),
        ),
    )  # fmt: skip


def _other(lang: str | None, scope: Scope) -> str | None:
    """The language of a text, where it is not that of the page."""
    return lang if lang != scope.lang else None


def _text(name: str, text: Text, scope: Scope, **attributes: str | None) -> Markup:
    lang = _other(text.lang, scope)
    return tag(name, text.text.strip(), lang=lang, dir=direction(lang), **attributes)


def _kicker(scope: Scope) -> Markup | None:
    """The line above the headline: the article's own, the sections with their pages, the kind of text."""
    article = scope.article
    pages = scope.site.sections if scope.site else {}
    parts = [
        _text("span", line, scope)
        for line in article.headlines
        if line.role == "kicker" and line.text.strip()
    ]
    for name in filter(str.strip, article.section):
        parts.append(tag("a", name, href=link_url(pages[name])) if name in pages else tag("span", name))
    if "AdvertiserContentArticle" in types_of(article, scope.site):
        parts.append(scope.word(scope.words.sponsored, class_="sponsored"))
    for genre in article.genres:
        if genre_code(genre) in _SAID_GENRES and (label := genre.label(scope.lang)):
            parts.append(tag("span", label, class_="genre"))
    return tag("p", joined(parts, Markup(" ")), class_="kicker") if parts else None


_SAID_GENRES = frozenset({"Opinion", "Analysis", "Satire", "Review", "Interview", "Press_Release"})
"""Genres that readers should know of before they read."""


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
            yield _text("p", other, scope, class_="subtitle")


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
    return _text("p", summary, scope, class_="summary")


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
    authors = [(name, _author(party, name, scope)) for party in article.authors
               if (name := _name(party, scope))]  # fmt: skip
    if article.byline is not None and article.byline.text.strip():
        text = article.byline.text.strip()
        missing = [linked for name, linked in authors if name.casefold() not in text.casefold()]
        lang = _other(article.byline.lang, scope)
        said = _linked_names(text, authors)
        return tag("p", joined((said, *missing), ", "), class_="byline", lang=lang, dir=direction(lang))
    if not authors:
        return None
    names = _enumerated([linked for _, linked in authors], scope)
    by = scope.plain_word(scope.words.by) if scope.words.by and not scope.words_lang else None
    return tag("p", joined((by, names), " "), class_="byline")


def _name(party: Party, scope: Scope) -> str | None:
    label = one_line(party.label(scope.lang) or party.literal or "")
    return label if label and not is_nobody(party, scope.json_ld) else None


def author_url(party: Party, scope: Scope) -> str | None:
    """The page about an author: the article's own word, else the site's."""
    known = scope.site.author(party.name) if scope.site else None
    return link_url(party.url or (known.url if known else None))


def _author(party: Party, name: str, scope: Scope) -> Markup:
    url = author_url(party, scope)
    inner = (
        tag("a", name, href=url, rel="author", class_="author") if url else tag("span", name, class_="author")
    )
    if party.job_title and not scope.article.byline and len(scope.article.authors) == 1:
        return joined((inner, tag("span", party.job_title, class_="job")), Markup(" "))
    return inner


def _linked_names(text: str, authors: list[tuple[str, Markup]]) -> Markup:
    """The text with each name of an author replaced by its link, the longest first."""
    links = {name.casefold(): linked for name, linked in authors}
    if not links:
        return Markup(escaped(text))
    names = "|".join(re.escape(name) for name in sorted((name for name, _ in authors), key=len, reverse=True))
    parts = re.split(rf"(?<!\w)({names})(?!\w)", text, flags=re.IGNORECASE)
    return Markup("".join(links.get(part.casefold(), escaped(part)) for part in parts))


def _enumerated(names: list[Markup], scope: Scope) -> Markup:
    """Names in a row, with the language's word before the last."""
    if len(names) < 2:
        return joined(names)
    comma, last = _between_names(scope)
    return joined((joined(names[:-1], comma), names[-1]), last)


def _between_names(scope: Scope) -> tuple[str, str]:
    word = scope.words.and_
    if word == "、":
        return word, word
    if word == ",":
        return ", ", ", "
    if word in ("ו", "و") and (scope.lang or "")[:2] in ("he", "ar"):  # written together with what follows
        return ("، " if word == "و" else ", "), f" {word}"
    return ("، " if word in ("و", "اور") else ", "), f" {word} "


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


# --- media ---------------------------------------------------------------------------------------


def _in_the_text(article: Article) -> set[str]:
    """The addresses of what the text shows by itself."""
    figures = (node.media for node in article.walk() if isinstance(node, Figure))
    return {url for media in figures if (url := media.url or media.embed_url)}


def own_medium(article: Article) -> Media | None:
    """What an item that is a picture or clip shows: its own files, with its own words."""
    files = [file for file in article.renditions if file_url(file.url)]
    if not article.is_media_item or not files:
        return None
    best = max(files, key=lambda file: (file.width or 0, file.size or 0))
    thumbnail = next((file.url for file in article.thumbnail if file_url(file.url)), None)
    return Media(
        url=best.url,
        mime=best.mime,
        width=best.width,
        height=best.height,
        alt=article.headline,
        thumbnail=thumbnail,
        renditions=article.renditions,
    )


def lead_medium(scope: Scope) -> Markup | None:
    """The picture on top: the first one that the text does not show anyway; or the item itself."""
    article = scope.article
    if medium := own_medium(article):
        return figure(medium, OWN_KIND[article.item_type], "", scope, lead=True)
    found = lead_image(article)
    if found is None:
        return None
    at, media = found
    return figure(media, "image", f"images.{at}", scope, lead=True) or None


def lead_image(article: Article) -> tuple[int, Media] | None:
    """The lead picture and its place: the one with the role main, else the first; none that the text shows."""
    shown = _in_the_text(article)
    order = sorted(enumerate(article.images), key=lambda entry: entry[1].role not in ("main", "lead"))
    return next(((at, media) for at, media in order if media.url not in shown), None)


def _gallery(scope: Scope) -> Markup | None:
    """All other pictures and clips that belong to the article."""
    article = scope.article
    shown = _in_the_text(article)
    lead = lead_image(article)
    found: list[Markup] = []
    for kind, field in FIELD.items():
        for at, media in enumerate(getattr(article, field)):
            is_lead = field == "images" and own_medium(article) is None and lead is not None and lead[0] == at
            if not is_lead and (media.url or media.embed_url) not in shown:
                found.append(figure(media, kind, f"{field}.{at}", scope))
    found = [one for one in found if one]
    return tag("div", lines(*found), class_="media") if found else None


# --- the text ------------------------------------------------------------------------------------


def _body(scope: Scope) -> Markup | None:
    """The text; of one that readers pay for only its start, where that is asked for, and the place of the rest."""
    free = scope.free_blocks
    text = _text_of(scope)
    if free is None:
        return tag("div", text, class_=" ".join(("article-body", *scope.paywall))) if text else None
    _report_withheld("body", len(scope.article.body) - free, scope)
    rest = tag("div", scope.word(scope.words.subscribers, "p"), class_=" ".join(scope.paywall))
    return joined((tag("div", text, class_="article-body") if text else None, rest), Markup("\n"))


def _report_withheld(path: str, count: int, scope: Scope) -> None:
    if count > 0:
        scope.lost(path, f"{count} more", "readers pay for it, and a teaser was asked for")


def _text_of(scope: Scope) -> Markup:
    """The text; the dateline stands at the start of its first paragraph, or above it."""
    article = scope.article
    body = Body(scope)
    above = None
    if article.dateline is not None and (text := article.dateline.text.strip()):
        first = article.body[0] if article.body else None
        if next(block_texts(article.body, media=False), "").startswith(text):
            pass
        elif isinstance(first, Paragraph) and article.dateline.lang in (None, scope.lang):
            text = text if text[-1] in "—–-:,】)" else f"{text} –"
            body.start = joined((tag("span", text, class_="dateline"), " "))
        else:
            above = _text("p", article.dateline, scope, class_="dateline")
    return lines(above, body.blocks(article.body[: scope.free_blocks]))


def _updates(scope: Scope) -> Markup | None:
    """The entries of running coverage, as the sender orders them."""
    free = scope.free_blocks
    entries = [_update(one, scope) for one in scope.article.live_updates[:free]]
    if not entries:
        return None
    if free is not None:
        _report_withheld("live_updates", len(scope.article.live_updates) - free, scope)
    classes = " ".join(("updates", *(scope.paywall if free is None else ())))
    return tag(
        "section", lines(scope.heading(1, scope.plain_word(scope.words.updates)), *entries), class_=classes
    )


_ANCHOR = re.compile(r"[A-Za-z][\w.\-]*")


def _update(update: LiveUpdate, scope: Scope) -> Markup:
    wanted = update.id if update.id and _ANCHOR.fullmatch(update.id) else None
    names = [_author(party, name, scope) for party in update.authors if (name := _name(party, scope))]
    when = tag("p", _moment(update, scope), class_="when") if update.when is not None else None
    title = _update_headline(update, scope) if update.headline else None
    text = [tag("p", part.strip()) for part in re.split(r"\n\s*\n", update.text or "") if part.strip()]
    byline = tag("p", _enumerated(names, scope), class_="byline") if names else None
    return tag(
        "article",
        lines(when, title, *text, byline),
        class_="update",
        id=scope.free_id(wanted) if wanted else None,
    )


def _update_headline(update: LiveUpdate, scope: Scope) -> Markup:
    """The headline; it leads to the entry's own page where no time does."""
    text = Markup(escaped(one_line(update.headline or "")))
    url = link_url(update.url) if update.when is None else None
    return scope.heading(2, tag("a", text, href=url) if url and text else text)


def _moment(update: LiveUpdate, scope: Scope) -> Markup:
    """The time, in a link to the entry's own page where it has one."""
    assert update.when is not None
    time = scope.time(update.when)
    url = link_url(update.url)
    return tag("a", time, href=url) if url else time


# --- below the text ------------------------------------------------------------------------------


def _corrections(scope: Scope) -> Markup | None:
    entries = []
    for one in scope.article.corrections:
        if one.text.strip():
            when = scope.time(one.when) if one.when is not None else None
            entries.append(tag("p", joined((when, one.text.strip()), Markup(" "))))
    if not entries:
        return None
    heading = scope.heading(1, scope.plain_word(scope.words.corrections))
    return tag("section", lines(heading, *entries), class_="corrections")


def _footer(scope: Scope) -> Markup | None:
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
    return _section("backstory", scope.words.backstory, scope, _text("p", backstory, scope))


def _topics(scope: Scope) -> Markup | None:
    """The topics and keywords, each once; topics with a page on the site lead there."""
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
            lang = _other(link.lang, scope)
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
        _text("span", text, scope, class_="credit-line") for text in article.credit_line if text.text.strip()
    ]
    for notice in article.copyright_notice:
        if notice.text.strip():
            url = link_url(notice.href)
            text = tag("a", notice.text.strip(), href=url) if url else notice.text.strip()
            lang = _other(notice.lang, scope)
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

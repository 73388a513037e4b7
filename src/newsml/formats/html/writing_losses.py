"""What a page does not say: neither its text nor its head nor its JSON-LD."""

from __future__ import annotations

from newsml.formats.html.writing_head import machine_licences
from newsml.formats.html.writing_scope import TARGET, Scope
from newsml.formats.html.writing_tags import link_url
from newsml.issues import Issue
from newsml.losses import Lost, largest, loss, plain_path, uncarried
from newsml.model import Article
from newsml.schemaorg import dates
from newsml.schemaorg.relations import is_translation
from newsml.schemaorg.scope import is_in_language

BESIDE_JSON_LD = frozenset({
    "body", "byline.text", "byline.lang", "credit_line", "credit_line.text", "credit_line.lang",
    "copyright_notice", "copyright_notice.text", "copyright_notice.href", "copyright_notice.lang",
    "text_direction", "data_mining", "series.part", "series.total", "live_updates.text",
    "trust_indicators.title", "video.alt", "audio.alt", "images.transcript", "headlines.lang", "summary.lang",
    "dateline.lang", "backstory.lang", "info_sources.name", "info_sources.url", "published.when",
    "related.lang", "body.media.alt", "body.media.transcript",
})  # fmt: skip
"""Paths of what readers see, or the head says, where JSON-LD has no place."""


def report_rest(article: Article, scope: Scope, json_ld: list[Issue] | None) -> None:
    """Report what is not on the page. `json_ld` is what the page's JSON-LD could not carry, if it has one."""
    if json_ld is None:
        _report_without_json_ld(article, scope)
        return
    for issue in json_ld:
        if not (issue.rule == "LOSS" and (_is_shown(issue.path, article) or scope.has_said(issue.path))):
            scope.report(issue)


def _is_shown(path: str, article: Article) -> bool:
    """Whether readers see what the JSON-LD could not say."""
    plain = plain_path(path)
    if plain == "trust_indicators":
        indicator = article.trust_indicators[int(path.split(".")[1])]
        return bool(indicator.title and link_url(indicator.href))
    if plain == "info_sources":
        return True
    if plain.partition(".")[0] == "rights_links":
        at = path.split(".")[1:2]
        links = [article.rights_links[int(at[0])]] if at else article.rights_links
        return all(link in machine_licences(article) for link in links)
    return plain in BESIDE_JSON_LD


IN_THE_ARTICLE = frozenset({
    "headlines.text", "headlines.role", "headlines.lang", "byline.text", "byline.lang", "dateline.text",
    "dateline.lang", "credit_line.text", "credit_line.lang", "summary.text", "summary.lang", "backstory.text",
    "backstory.lang", "language", "text_direction", "published.when", "first_created", "content_modified",
    "version_created", "section", "keywords", "authors.name", "authors.url", "authors.job_title",
    "subjects.name", "people.name", "organisations.name", "places.name", "events.name", "info_sources.name",
    "info_sources.url", "corrections", "copyright_notice.text", "copyright_notice.href",
    "copyright_notice.lang", "live_updates.id", "live_updates.url", "live_updates.when",
    "live_updates.headline", "live_updates.text", "live_updates.authors.name", "live_updates.authors.url",
    "related.href", "related.title", "related.lang", "translation_of.href", "translation_of.title",
    "translation_of.lang", "series.name", "series.part", "series.total", "paywall", "speakable", "is_free",
    "acquire_license_url", "license_url", "trust_indicators.href", "trust_indicators.title", "pub_status",
    "images", "video", "audio",
})  # fmt: skip
IN_THE_HEAD = frozenset({"canonical_url", "expires", "data_mining"})


def _report_without_json_ld(article: Article, scope: Scope) -> None:
    carried = IN_THE_ARTICLE if scope.options.fragment else IN_THE_ARTICLE | IN_THE_HEAD
    if article.is_media_item:
        carried |= {"renditions", "item_type"}
    lost = [
        Lost(path, value)
        for path, _, value in uncarried(article, carried)
        if not scope.has_said(path)
        and not (path == "item_type" and value == "text")
        and not (path.startswith("rights_links.") and not scope.options.fragment and _is_shown(path, article))
    ]
    for one in largest(article, lost):
        scope.report(loss(one.path, one.value, TARGET))
    _report_unchosen(article, scope)


def _report_unchosen(article: Article, scope: Scope) -> None:
    """Report what there are several of, and readers see one."""
    for at, headline in enumerate(article.headlines):
        is_sub = headline.role == "sub" and is_in_language(headline.lang, scope.lang)
        if headline is not article.main_headline and not is_sub:
            scope.lost(f"headlines.{at}", headline, "readers see the headline and its sub-headlines")
    if article.byline or len(article.authors) > 1:
        for at, author in enumerate(article.authors):
            if author.job_title:
                scope.lost(f"authors.{at}.job_title", author.job_title, "readers see the names")
    for at, one in enumerate(article.published):
        if one.when is not None and one.when != dates.published(article):
            scope.lost(f"published.{at}.when", one.when, "only the first publication counts")
    for at, update in enumerate(article.live_updates):
        if update.url and not (update.when or update.headline):
            scope.lost(
                f"live_updates.{at}.url",
                update.url,
                "neither a time nor a headline leads there",
            )
        if update.id and update.id not in scope.ids:
            scope.lost(f"live_updates.{at}.id", update.id, "it cannot be the id of an element")
    for at, indicator in enumerate(article.trust_indicators):
        if not (indicator.title and link_url(indicator.href)):
            scope.lost(f"trust_indicators.{at}", indicator, "a link needs an address and a title")
    for at, link in enumerate(article.related):
        if not (link_url(link.href) and (link.title or is_translation(link))):
            scope.lost(f"related.{at}", link, "it has no web address, or no title")

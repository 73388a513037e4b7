"""The head of a page: what browsers, search engines and other sites are told.

OpenGraph: https://ogp.me/. Cards: https://developer.x.com/en/docs/x-for-websites/cards. Text and data mining: TDM
Reservation Protocol, https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/. Robots: Google Search
Central, "Robots meta tag".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsml.formats.html.writing_article import lead_image, own_medium
from newsml.formats.html.writing_foot import translations
from newsml.formats.html.writing_media import main_file
from newsml.formats.html.writing_people import author_url
from newsml.formats.html.writing_scope import Scope
from newsml.formats.html.writing_tags import Markup, file_url, link_url, tag
from newsml.formats.html.writing_top import summary_of
from newsml.model import Article
from newsml.model.body import Figure
from newsml.model.concepts import ItemLink, Media
from newsml.schemaorg import dates
from newsml.schemaorg.people import is_nobody
from newsml.schemaorg.scope import one_line, web_url


def head(scope: Scope) -> Iterator[Markup]:
    """The elements of the head, in their order, but for JSON-LD and style."""
    yield tag("meta", charset="utf-8")
    yield tag("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield tag("title", _title(scope))
    yield from _described(scope)
    yield from _links(scope)
    yield from _for_robots(scope)
    if scope.options.meta:
        yield from _open_graph(scope)
        yield from _card(scope)


def _title(scope: Scope) -> str:
    """The headline and the name of the site: a page must have a title."""
    name = scope.site.publisher.name if scope.site and scope.site.publisher else None
    headline = headline_of(scope)
    if headline and name:
        return f"{headline} | {name}"
    return headline or name or scope.article.id or "–"


def headline_of(scope: Scope) -> str:
    """The main headline on one line."""
    return one_line(scope.article.headline or "")


def _meta(name: str, content: str | None) -> Iterator[Markup]:
    if content and content.strip():
        yield tag("meta", name=name, content=content)


def _property(name: str, content: object) -> Iterator[Markup]:
    if content is not None and str(content).strip():
        yield tag("meta", property=name, content=str(content))


def _described(scope: Scope) -> Iterator[Markup]:
    summary = summary_of(scope)
    yield from _meta("description", one_line(summary.text) if summary else None)
    for party in scope.article.authors:
        name = one_line(party.label(scope.lang) or "")
        if name and not is_nobody(party, scope.json_ld):
            yield from _meta("author", name)
    yield from _meta("keywords", ", ".join(word for word in map(one_line, scope.article.keywords) if word))


RSL = "application/rsl+xml"


def machine_licences(article: Article) -> list[ItemLink]:
    """The licences in RSL that the article links to."""
    return [link for link in article.rights_links if link.mime == RSL and link_url(link.href)]


def _links(scope: Scope) -> Iterator[Markup]:
    article = scope.article
    if article.canonical_url:
        yield tag("link", rel="canonical", href=link_url(article.canonical_url))
    others = [(url, lang) for url, lang, _ in translations(article) if lang]
    if others and article.canonical_url and scope.lang:
        yield tag("link", rel="alternate", hreflang=scope.lang, href=link_url(article.canonical_url))
    for url, lang in others:
        yield tag("link", rel="alternate", hreflang=lang, href=url)
    if article.license_url:
        yield tag("link", rel="license", href=link_url(article.license_url))
    for link in machine_licences(article):
        yield tag("link", rel="license", type=RSL, href=link_url(link.href))


# --- robots --------------------------------------------------------------------------------------


def _for_robots(scope: Scope) -> Iterator[Markup]:
    """What may be done with the page: indexing, previews, the end of its use, learning from it."""
    directives = ["max-image-preview:large"] if scope.options.index else ["noindex"]
    ends = dates.expires(scope.article, scope.json_ld)
    if ends and len(ends) > 7:
        directives.append(f"unavailable_after:{ends}")
    mining = _mining(scope.article.data_mining)
    if mining in ("PROHIBITED", "PROHIBITED-AIMLTRAINING", "PROHIBITED-GENAIMLTRAINING",
                  "PROHIBITED-EXCEPTSEARCHENGINEINDEXING"):  # fmt: skip
        directives += ["noai", "noimageai"]
    yield from _meta("robots", ", ".join(directives))
    yield from _reservation(mining, scope)


def _mining(iri: str | None) -> str:
    """The code of the PLUS vocabulary, without ``DMI-``."""
    return (iri or "").rpartition("DMI-")[2].upper() if "DMI-" in (iri or "") else ""


def _reservation(mining: str, scope: Scope) -> Iterator[Markup]:
    """The reservation of rights against text and data mining, and the page with its terms. Never weaker than said."""
    iri = scope.article.data_mining
    if mining == "ALLOWED":
        yield from _meta("tdm-reservation", "0")
    elif mining.startswith("PROHIBITED"):
        yield from _meta("tdm-reservation", "1")
        policy = _policy(scope)
        yield from _meta("tdm-policy", policy)
        if mining not in ("PROHIBITED",):
            scope.note(
                "data_mining",
                f"data_mining ({mining}) is written as a reservation of all text and data mining",
            )
        if mining.startswith("PROHIBITED-SEE") and policy is None:
            scope.lost(
                "data_mining",
                iri,
                "it refers to terms, and no page with terms is known: give usage_terms.href",
            )
    elif iri is not None:
        scope.lost("data_mining", iri, "it says nothing of what may be done")


def _policy(scope: Scope) -> str | None:
    terms = next((url for one in scope.article.usage_terms if (url := web_url(one.href))), None)
    return terms or (scope.site.usage_url if scope.site else None) or scope.article.license_url


# --- cards ---------------------------------------------------------------------------------------

_OG_TYPES = {
    "video": "video.other",
    "animation": "video.other",
    "audio": "music.song",
    "picture": "image",
    "graphic": "image",
}
"""What the page is there for, where that is no text. OpenGraph has no type for pictures; image is what pages say."""
_LOCALE = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?-([A-Z]{2})")


def _open_graph(scope: Scope) -> Iterator[Markup]:
    article = scope.article
    publisher = scope.site.publisher if scope.site else None
    summary = summary_of(scope)
    yield from _property("og:type", _OG_TYPES.get(article.item_type, "article"))
    yield from _property("og:title", headline_of(scope))
    yield from _property("og:description", one_line(summary.text) if summary else None)
    yield from _property("og:url", article.canonical_url)
    yield from _property("og:site_name", publisher.name if publisher else None)
    if scope.lang and (locale := _LOCALE.fullmatch(scope.lang)):
        yield from _property("og:locale", f"{locale[1]}_{locale[2]}")
    yield from _preview(scope)
    yield from _clips(scope)
    yield from _property("article:published_time", dates.date_published(article, scope.json_ld))
    yield from _property("article:modified_time", dates.date_modified(article, scope.json_ld))
    yield from _property("article:expiration_time", dates.expires(article, scope.json_ld))
    for party in article.authors:
        yield from _property("article:author", author_url(party, scope))
    yield from _property("article:section", next((name for name in article.section if name.strip()), None))
    for word in map(one_line, article.keywords):
        yield from _property("article:tag", word)


def preview(scope: Scope) -> tuple[Media, str] | None:
    """The picture for previews, and its path: the lead picture, else the first within the text."""
    if (own := own_medium(scope.article)) and scope.article.item_type in ("picture", "graphic"):
        return own, ""
    if found := lead_image(scope):
        return found[1], ""
    for node in scope.article.walk():
        if isinstance(node, Figure) and node.media_type == "image":
            return node.media, ""
    return None


def _preview(scope: Scope) -> Iterator[Markup]:
    found = preview(scope)
    if found is None:
        return
    media, path = found
    url, width, height = main_file(media, "image", path, scope)
    if web_url(url):
        yield from _property("og:image", url)
        yield from _property("og:image:width", width)
        yield from _property("og:image:height", height)
        yield from _property("og:image:alt", media.alt)


def _clips(scope: Scope) -> Iterator[Markup]:
    for name, clips in (("video", scope.article.video), ("audio", scope.article.audio)):
        for media in clips:
            if web_url(media.url):
                yield from _property(f"og:{name}", file_url(media.url))
                yield from _property(f"og:{name}:type", media.mime)


def _card(scope: Scope) -> Iterator[Markup]:
    """The card; X reads title, text and picture from OpenGraph."""
    found = preview(scope)
    has_picture = found is not None and web_url(main_file(found[0], "image", found[1], scope)[0]) is not None
    yield from _meta("twitter:card", "summary_large_image" if has_picture else "summary")
    if account := _account(scope):
        yield from _meta("twitter:site", account)


_ACCOUNT = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/@?(\w{1,15})/?", re.ASCII)


def _account(scope: Scope) -> str | None:
    """The account of the publisher, as its site says it."""
    publisher = scope.site.publisher if scope.site else None
    found = (_ACCOUNT.fullmatch(iri) for iri in (publisher.same_as if publisher else ()))
    return next((f"@{one[1]}" for one in found if one), None)

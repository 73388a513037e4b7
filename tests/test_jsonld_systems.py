"""JSON-LD in the manner of content systems: what they mean is what is read, and it comes back in every profile and shape."""

from __future__ import annotations

import json
from typing import Any

import pytest

import newsml

HOME = "https://moor.example"
PAGE = f"{HOME}/2026/05/peat-fire/"
WHEN = {"datePublished": "2026-05-04T08:15:00+01:00", "dateModified": "2026-05-04T10:40:00+01:00"}
PUBLISHER = {"@type": "Organization", "@id": f"{HOME}/#organization", "name": "Moor Post", "url": f"{HOME}/"}
IRIS = {
    "@type": "Person",
    "@id": f"{HOME}/author/iris/#author",
    "name": "Iris Kell",
    "url": f"{HOME}/author/iris/",
}
PICTURE = {
    "@type": "ImageObject",
    "@id": f"{HOME}/f.jpg",
    "url": f"{HOME}/f.jpg",
    "width": "1600",
    "height": "900",
}
WEB_PAGE = {"@type": "WebPage", "@id": f"{PAGE}#webpage", "url": PAGE, "name": "Peat fire | Moor Post"}


def graph(article: dict[str, Any], *others: dict[str, Any]) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@graph": [{"@type": "NewsArticle", "headline": "Peat fire", **WHEN, **article}, *others],
    }


def flat(article: dict[str, Any]) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Peat fire",
        **WHEN,
        **article,
    }


ALL_LINKED = {
    "mainEntityOfPage": {"@id": f"{PAGE}#webpage"}, "isPartOf": {"@id": f"{PAGE}#webpage"},
    "publisher": {"@id": PUBLISHER["@id"]}, "image": {"@id": PICTURE["@id"]},
}  # fmt: skip
INLINE = {
    "mainEntityOfPage": {"@type": "WebPage", "@id": PAGE},
    "publisher": PUBLISHER,
    "image": [f"{HOME}/f.jpg"],
}
SYSTEMS: dict[str, dict[str, Any]] = {
    "yoast": graph(
        {**ALL_LINKED, "@id": f"{PAGE}#article", "keywords": ["Fire", "Moor"], "articleSection": ["Environment"],
         "mainEntityOfPage": {"@id": PAGE}, "author": [{"name": "Iris Kell", "@id": IRIS["@id"]}]},
        {**WEB_PAGE, "@id": PAGE}, PICTURE, PUBLISHER, IRIS,
    ),
    "rank math": graph(
        {**ALL_LINKED, "@id": f"{PAGE}#richSnippet", "keywords": "Fire,Moor", "articleSection": "Environment",
         "author": {"@id": IRIS["@id"], "name": "Iris Kell"}},
        WEB_PAGE, PICTURE, {**PUBLISHER, "@type": ["NewsMediaOrganization", "Organization"]}, IRIS,
    ),
    "all in one, page elsewhere": graph(
        {**ALL_LINKED, "author": {"@id": IRIS["@id"]}, "keywords": "Fire;Moor", "articleSection": "Environment"},
        PICTURE, PUBLISHER, IRIS,
    ),
    "brightspot": flat({**INLINE, "author": [{**IRIS, "name": "By Iris Kell"}], "keywords": ["Fire", "Moor"], "articleSection": "Environment"}),
    "arc": flat({**INLINE, "author": [IRIS], "creator": ["Iris Kell"], "keywords": ["Fire", "Moor"], "articleSection": ["Environment"],
                 "isAccessibleForFree": "False"}),
    "squarespace": flat({**INLINE, "author": "Iris Kell", "keywords": "Fire, Moor", "articleSection": "Environment"}),
    "next": [  # type: ignore[dict-item]
        {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": []},
        flat({**INLINE, "author": [IRIS], "keywords": "Fire, Moor", "articleSection": "Environment"}),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", SYSTEMS)
def test_what_is_meant_is_read(name: str) -> None:
    article = newsml.loads(json.dumps(SYSTEMS[name]), "jsonld", kind=newsml.Article)
    assert article.headline == "Peat fire"
    assert [one.name for one in article.authors] == ["Iris Kell"]
    assert article.canonical_url == PAGE
    assert article.publisher is not None
    assert article.publisher.name == "Moor Post"
    assert [one.url for one in article.images] == [f"{HOME}/f.jpg"]
    assert article.keywords == ("Fire", "Moor")
    assert article.section == ("Environment",)
    assert str(article.published[0].when) == "2026-05-04 08:15:00+01:00"
    assert article.is_free is (False if name == "arc" else None)


@pytest.mark.parametrize("name", SYSTEMS)
@pytest.mark.parametrize("shape", ["flat", "graph"])
@pytest.mark.parametrize("profile", ["core", "news", "full"])
def test_it_comes_back(name: str, shape: str, profile: str) -> None:
    article = newsml.loads(json.dumps(SYSTEMS[name]), "jsonld", kind=newsml.Article)
    again = newsml.loads(
        newsml.dumps(article, "jsonld", shape=shape, profile=profile), "jsonld", kind=newsml.Article
    )
    for field in (
        "headlines",
        "published",
        "content_modified",
        "section",
        "keywords",
        "is_free",
        "canonical_url",
    ):
        assert getattr(again, field) == getattr(article, field), field
    assert [one.name for one in again.authors] == [one.name for one in article.authors]
    assert [one.url for one in again.images] == [one.url for one in article.images]


def test_several_names_in_one_person() -> None:
    author = {
        "@type": "Person",
        "@id": f"{HOME}/user/4",
        "name": ["Iris Kell", "Omar Dunn"],
        "url": f"{HOME}/user/4",
    }
    article = newsml.loads(json.dumps(flat({"author": author})), "jsonld", kind=newsml.Article)
    assert [(one.name, one.url) for one in article.authors] == [
        ("Iris Kell", f"{HOME}/user/4"),
        ("Omar Dunn", None),
    ]


@pytest.mark.parametrize("name", ["By", "Byron Kell", "By Kell", "Von Trapp", "De Jong Anna", "byKell"])
def test_names_that_begin_like_a_byline(name: str) -> None:
    article = newsml.loads(
        json.dumps(flat({"author": {"@type": "Person", "name": name}})), "jsonld", kind=newsml.Article
    )
    assert [one.name for one in article.authors] == [name]


def test_an_author_who_is_the_publisher_is_a_person() -> None:
    both = {"@type": ["Person", "Organization"], "@id": f"{HOME}/#/me", "name": "Iris Kell"}
    source = graph({"author": {"@id": both["@id"]}, "publisher": {"@id": both["@id"]}}, both)
    article = newsml.loads(json.dumps(source), "jsonld", kind=newsml.Article)
    assert article.publisher is not None
    assert (article.authors[0].party_type, article.publisher.party_type) == ("person", "organisation")


def test_keywords_as_terms_and_as_words() -> None:
    term = {"@type": "DefinedTerm", "name": "Fire", "termCode": "f"}
    article = newsml.loads(json.dumps(flat({"keywords": [term, "Moor"]})), "jsonld", kind=newsml.Article)
    assert json.loads(newsml.dumps(article, "jsonld"))["keywords"] == [term, "Moor"]
    changed = article.model_copy(update={"keywords": ("Fire", "Peat")})
    assert json.loads(newsml.dumps(changed, "jsonld"))["keywords"] == ["Fire", "Peat"]


def test_a_locale_is_written_as_a_tag() -> None:
    article = newsml.loads(json.dumps(flat({"inLanguage": "en_GB"})), "jsonld", kind=newsml.Article)
    assert json.loads(newsml.dumps(article, "jsonld"))["inLanguage"] == "en-GB"


@pytest.mark.parametrize("id", [None, f"{PAGE}#article"])
def test_the_page_whose_main_thing_it_is(id: str | None) -> None:
    article = {"@type": "NewsArticle", "headline": "Peat fire", **WHEN, **({"@id": id} if id else {})}
    page = {"@context": "https://schema.org", "@type": "WebPage", "url": PAGE}
    assert (
        newsml.loads(json.dumps({**page, "mainEntity": article}), "jsonld", kind=newsml.Article).canonical_url
        == PAGE
    )
    if id:
        linked = [{**page, "mainEntity": {"@id": id}}, {"@context": "https://schema.org", **article}]
        assert newsml.loads(json.dumps(linked), "jsonld", kind=newsml.Article).canonical_url == PAGE

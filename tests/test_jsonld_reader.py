"""JSON-LD as publishers write it: every shape of the same facts, what is kept, what is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import newsml
from newsml import Article, Issue, ParseError, api
from newsml.webdata import Graph, articles_of
from newsml.webdata.loading import loaded

PAGE = "https://post.example/news/bridge"
FACTS: dict[str, Any] = {
    "headline": "Bridge reopens",
    "url": PAGE,
    "datePublished": "2025-07-25T08:00:00+01:00",
    "author": {"@type": "Person", "name": "Jane Doe"},
    "publisher": {"@type": "NewsMediaOrganization", "name": "The Post"},
}
NODE = {"@context": "https://schema.org", "@type": "NewsArticle", **FACTS}


def read(value: Any, report: list[Issue] | None = None, **options: Any) -> Article:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return newsml.loads(
        data, "jsonld", kind=Article, report=(report if report is not None else []).append, **options
    )


def all_of(value: Any) -> list[Any]:
    import io

    return list(api.read(io.BytesIO(json.dumps(value).encode()), None, "jsonld"))


def prefixed(names: dict[str, Any], prefix: str) -> dict[str, Any]:
    return {
        (name if name[0] == "@" else prefix + name): (prefixed(v, prefix) if isinstance(v, dict) else v)
        for name, v in names.items()
    }


def typed(value: Any, prefix: str) -> Any:
    """The same with every type under a prefix."""
    if isinstance(value, dict):
        return {k: prefix + v if k == "@type" else typed(v, prefix) for k, v in value.items()}
    return value


BARE = {"@type": "NewsArticle", **FACTS}
AUTHOR = {"@id": "#jane", "@type": "Person", "name": "Jane Doe"}
SHAPES = {
    "flat": NODE,
    "http": {**NODE, "@context": "http://schema.org"},
    "http with www and slash": {**NODE, "@context": "http://www.schema.org/"},
    "protocol relative": {**NODE, "@context": "//schema.org"},
    "no context": BARE,
    "a list": [NODE],
    "a list of lists": [[NODE]],
    "graph": {"@context": "https://schema.org", "@graph": [BARE]},
    "graph of one": {"@context": "https://schema.org", "@graph": BARE},
    "graph by id": {
        "@context": "https://schema.org",
        "@graph": [
            AUTHOR,
            {**BARE, "author": {"@id": "#jane"}, "publisher": {"@id": "#org"}},
            {"@type": "NewsMediaOrganization", "@id": "#org", "name": "The Post"},
        ],
    },
    "two blocks in a list, by id": [{**NODE, "author": {"@id": "#jane"}}, {"@context": "https://schema.org", **AUTHOR}],
    "main entity of a page": {"@context": "https://schema.org", "@type": "WebPage", "mainEntity": BARE},
    "main entity by id": {
        "@context": "https://schema.org",
        "@graph": [{"@type": "WebPage", "mainEntity": {"@id": "#a"}}, {**BARE, "@id": "#a"}],
    },
    "in a list of the page": {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "hasPart": [BARE],
    },
    "strings": {**NODE, "author": "Jane Doe", "publisher": "The Post"},
    "lists of one": {**NODE, "headline": ["Bridge reopens"], "author": [{"@type": ["Person"], "name": ["Jane Doe"]}]},
    "value objects": {**NODE, "headline": {"@value": "Bridge reopens"}},
    "language-tagged": {**NODE, "headline": {"@value": "Bridge reopens", "@language": "en"}},
    "sets and lists": {**NODE, "author": {"@list": [FACTS["author"]]}, "headline": {"@set": ["Bridge reopens"]}},
    "keywords of json": {**{k: v for k, v in NODE.items() if k != "@type"}, "type": "NewsArticle"},
    "full iris": typed(prefixed({k: v for k, v in NODE.items() if k != "@context"}, "http://schema.org/"), "http://schema.org/"),
    "prefix": {
        "@context": {"s": "https://schema.org/"},
        **typed(prefixed(BARE, "s:"), "s:"),
    },
    "vocab": {"@context": {"@vocab": "http://schema.org/"}, **BARE},
    "context with more": {"@context": ["https://schema.org", {"@language": "en"}], **BARE},
    "aliases": {
        "@context": {"@vocab": "https://schema.org/", "title": "headline", "kind": "@type", "by": {"@id": "author"}},
        "kind": "NewsArticle",
        "title": "Bridge reopens",
        "by": FACTS["author"],
        **{k: FACTS[k] for k in ("url", "datePublished", "publisher")},
    },
    "other letter case": {
        "@context": "https://schema.org", "@type": "newsarticle", "Headline": "Bridge reopens",
        "datepublished": FACTS["datePublished"], **{k: FACTS[k] for k in ("url", "author", "publisher")},
    },
    "subtype": {**NODE, "@type": ["NewsArticle", "ReportageNewsArticle"]},
    "blog posting": {**NODE, "@type": "BlogPosting"},
    "report": {**NODE, "@type": "Report"},
}  # fmt: skip


@pytest.mark.parametrize("value", SHAPES.values(), ids=SHAPES)
def test_every_shape_says_the_same(value: Any) -> None:
    article = read(value)
    assert article.headline == "Bridge reopens"
    assert article.canonical_url == PAGE
    assert str(article.published[0].when) == "2025-07-25 08:00:00+01:00"
    assert [author.name for author in article.authors] == ["Jane Doe"]
    assert article.publisher is not None
    assert article.publisher.name == "The Post"


@pytest.mark.parametrize("value", SHAPES.values(), ids=SHAPES)
def test_every_shape_is_written_as_the_same_facts(value: Any) -> None:
    written = json.loads(newsml.dumps(read(value), "jsonld"))
    assert written["headline"] == "Bridge reopens"
    assert written["author"][0]["name"] == "Jane Doe"
    assert written["publisher"]["@type"] in ("NewsMediaOrganization", "Organization")
    again = json.loads(newsml.dumps(read(written), "jsonld"))
    assert again == written


RICH = {
    **NODE,
    "@type": "BlogPosting",
    "name": "Another name",
    "timeRequired": "PT3M",
    "commentCount": 12,
    "http://purl.org/dc/terms/audience": "everybody",
    "author": [
        {
            "@type": "Person",
            "name": "Jane Doe",
            "knowsAbout": ["bridges"],
            "image": "https://post.example/jane.jpg",
        },
        {"@type": "Person", "name": "John Smith", "telephone": "+44 1"},
    ],
    "about": [
        {"@type": "City", "name": "Port Ellery", "population": 3},
        {"@type": "Thing", "name": "Bridges"},
    ],
    "image": {
        "@type": "ImageObject",
        "url": "https://post.example/b.jpg",
        "exifData": "x",
        "width": "1200px",
    },
    "hasPart": [{"@type": "CreativeWork", "name": "A part"}],
    "interactionStatistic": {
        "@type": "InteractionCounter",
        "interactionType": "https://schema.org/FollowAction",
    },
}


def test_what_no_field_takes_is_kept_and_put_back() -> None:
    article = read(RICH)
    written = json.loads(newsml.dumps(article, "jsonld"))
    assert written["@type"] == "BlogPosting"
    for term in ("name", "timeRequired", "commentCount", "http://purl.org/dc/terms/audience"):
        assert written[term] == RICH[term]
    assert written["author"][0]["knowsAbout"] == ["bridges"]
    assert written["author"][1]["telephone"] == "+44 1"
    assert written["image"][0]["exifData"] == "x"
    assert written["hasPart"] == RICH["hasPart"]
    assert written["interactionStatistic"]["interactionType"] == "https://schema.org/FollowAction"
    places = [written["contentLocation"]] if "contentLocation" in written else written["about"]
    assert {"@type": "City", "name": "Port Ellery", "population": 3}.items() <= places[0].items()


def test_what_is_kept_survives_newsml_json_and_is_reported_elsewhere() -> None:
    article = read(RICH)
    again = newsml.loads(newsml.dumps(article, "json"), "json", kind=Article)
    assert newsml.dumps(again, "jsonld") == newsml.dumps(article, "jsonld")
    issues: list[Issue] = []
    newsml.dumps(article, "text", report=issues.append)
    said = " ".join(issue.message for issue in issues if issue.rule == "LOSS")
    for term in ("timeRequired of jsonld", "commentCount of jsonld", "knowsAbout", "telephone"):
        assert term in said
    kept = " ".join(fragment.markup for fragment in article.foreign)
    for term in ("timeRequired", "commentCount", "knowsAbout", "telephone"):
        assert term in kept


def test_a_changed_field_keeps_the_rest_of_its_entry() -> None:
    article = read(RICH)
    changed = article.authors[0].model_copy(update={"job_title": "Editor"})
    article = article.model_copy(update={"authors": (changed, article.authors[1])})
    author = json.loads(newsml.dumps(article, "jsonld"))["author"][0]
    assert author["jobTitle"] == "Editor"
    assert author["knowsAbout"] == ["bridges"]


def test_several_articles() -> None:
    other = {**BARE, "headline": "Another", "url": "https://post.example/2"}
    articles = all_of({"@context": "https://schema.org", "@graph": [BARE, other]})
    assert [article.headline for article in articles] == ["Bridge reopens", "Another"]


def test_what_an_article_links_to_is_no_article() -> None:
    linked = {
        "@type": "NewsArticle",
        "headline": "Old",
        "url": "https://post.example/0",
        "datePublished": "2024",
    }
    for term in ("citation", "isBasedOn", "workTranslation", "relatedLink"):
        assert [a.headline for a in all_of({**NODE, term: [linked]})] == ["Bridge reopens"]
        by_id = [{**NODE, term: {"@id": "#old"}}, {"@context": "https://schema.org", "@id": "#old", **linked}]
        assert [a.headline for a in all_of(by_id)] == ["Bridge reopens"]


def test_a_live_blog() -> None:
    update = {"@type": "BlogPosting", "headline": "Now", "articleBody": "It is open.", "datePublished": "2025-07-25T09:00:00Z",
              "url": PAGE + "#1", "author": {"@type": "Person", "name": "Jane Doe", "telephone": "1"}}  # fmt: skip
    article = read(
        {
            **NODE,
            "@type": "LiveBlogPosting",
            "liveBlogUpdate": [update],
            "coverageEndTime": "2025-07-26T00:00:00Z",
        }
    )
    assert article.item_type == "live_blog"
    assert article.live_updates[0].text == "It is open."
    written = json.loads(newsml.dumps(article, "jsonld"))
    assert written["coverageEndTime"] == "2025-07-26T00:00:00Z"
    assert written["liveBlogUpdate"][0]["headline"] == "Now"


@pytest.mark.parametrize(
    ("type_", "item_type"), [("VideoObject", "video"), ("ImageObject", "picture"), ("AudioObject", "audio")]
)
def test_a_medium_is_an_item(type_: str, item_type: str) -> None:
    value = {"@context": "https://schema.org", "@type": type_, "name": "A clip", "contentUrl": "https://post.example/c",
             "uploadDate": "2025-07-25T08:00:00Z", "duration": "PT1M30S", "encodingFormat": "video/mp4"}  # fmt: skip
    article = read(value)
    assert (article.item_type, article.headline) == (item_type, "A clip")
    assert article.renditions[0].url == "https://post.example/c"


def test_texts_are_plain() -> None:
    article = read({**NODE, "headline": "&quot;Bridge&quot; &amp;amp; tram", "description": " A&nbsp;b "})
    assert article.headline == '"Bridge" & tram'
    assert article.summary[0].text == "A\xa0b"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("<p>Two boats<br>went <b>out</b>.</p>", "Two boats went out."),
        ("&lt;p&gt;Two boats &amp;amp; a raft.&lt;/p&gt;", "Two boats & a raft."),
        ("The <i>Gull</i> sinks", "The Gull sinks"),
        ("Less <than> more", None),
        ("a < b and b > c", None),
        ("if (a<b) then", None),
    ],
)
def test_markup_stands_beside_the_words_of_a_text(said: str, words: str | None) -> None:
    article = read({**NODE, "headline": said, "description": said})
    for text in (article.headlines[0], article.summary[0]):
        assert text.text == (words or said)
        assert (text.html is None) == (words is None)


def test_a_slugline_comes_back() -> None:
    article = Article.build({"headline": "Bridge", "slugline": ["BRIDGE", "TOWN"], "alt_ids": ["B-1"]})
    again = newsml.loads(newsml.dumps(article, "jsonld", profile="full"), "jsonld", kind=Article)
    assert again.slugline == article.slugline
    assert [one.value for one in again.alt_ids] == ["B-1"]


def test_a_body_has_paragraphs() -> None:
    assert len(read({**NODE, "articleBody": "One.\nTwo.\nThree."}).body) == 3
    assert len(read({**NODE, "articleBody": "One.\n\nTwo\nlines."}).body) == 2
    body = read({**NODE, "articleBody": "<p>One <b>bold</b>.</p><h2>Sub</h2><script>x()</script>"}).body
    assert [block.kind for block in body] == ["paragraph", "heading"]


DATES = {
    "2025-07-25T08:00:00.000+0200": "2025-07-25 08:00:00+02:00",
    "2025-07-25 08:00:00Z": "2025-07-25 08:00:00+00:00",
    "20250725T080000+0900": "2025-07-25 08:00:00+09:00",
    "2025-07-25T08:00:00+02:00[Europe/Berlin]": "2025-07-25 08:00:00+02:00",
    "2025-07-25": "2025-07-25",
    "Fri, 25 Jul 2025 08:00:00 GMT": "2025-07-25 08:00:00+00:00",
    1753430400000: "2025-07-25 08:00:00+00:00",
    1753430400: "2025-07-25 08:00:00+00:00",
}


@pytest.mark.parametrize(("said", "meant"), DATES.items())
def test_dates_as_they_are_written(said: Any, meant: str) -> None:
    assert str(read({**NODE, "datePublished": said}).published[0].when) == meant


def test_odd_values_are_said_and_kept() -> None:
    issues: list[Issue] = []
    value = {
        **NODE,
        "datePublished": "yesterday",
        "inLanguage": "English",
        "license": "all rights reserved",
        "headlne": "x",
    }
    article = read(value, issues)
    assert article.headline == "Bridge reopens"
    said = " ".join(map(str, issues))
    assert "[DATE]" in said
    assert "English" in said
    assert "did you mean headline?" in said
    written = json.loads(newsml.dumps(article, "jsonld"))
    for term in ("datePublished", "inLanguage", "license", "headlne"):
        assert written[term] == value[term]


def test_a_time_without_zone_is_a_day_and_goes_back_as_it_was() -> None:
    issues: list[Issue] = []
    article = read({**NODE, "datePublished": "2025-07-25T08:00:00"}, issues)
    assert str(article.published[0].when) == "2025-07-25"
    assert [issue.rule for issue in issues] == ["ZONE"]
    assert json.loads(newsml.dumps(article, "jsonld"))["datePublished"] == "2025-07-25T08:00:00"


def test_names_in_one_text() -> None:
    article = read({**NODE, "author": "Jane Doe, John Smith and Ana Lima"})
    assert [author.name for author in article.authors] == ["Jane Doe", "John Smith", "Ana Lima"]
    article = read({**NODE, "author": {"@type": "Person", "name": ["Jane Doe", "John Smith"]}})
    assert [author.name for author in article.authors] == ["Jane Doe", "John Smith"]
    article = read({**NODE, "author": "https://post.example/people/jane-doe"})
    assert (article.authors[0].name, article.authors[0].url) == (
        "Jane Doe",
        "https://post.example/people/jane-doe",
    )


def test_relative_addresses_are_seen_from_the_base() -> None:
    article = read({**NODE, "image": "/b.jpg"}, base=PAGE)
    assert article.images[0].url == "https://post.example/b.jpg"


# --- bad input -----------------------------------------------------------------------------------

MENDED = {
    "entity-encoded": json.dumps(NODE).replace('"', "&quot;"),
    "doubled": json.dumps(json.dumps(NODE)),
    "comments around": f"<!-- {json.dumps(NODE)} -->",
    "cdata": f"//<![CDATA[\n{json.dumps(NODE)}\n//]]>",
    "comma too many": json.dumps(NODE)[:-1] + ",}",
    "semicolon": json.dumps(NODE) + ";",
    "comment": '{\n// the article\n"@type": "NewsArticle", "headline": "Bridge reopens"}',
    "raw line break": json.dumps(NODE).replace("Bridge reopens", "Bridge\nreopens"),
    "byte order mark": "\ufeff" + json.dumps(NODE),
}


@pytest.mark.parametrize("text", MENDED.values(), ids=MENDED)
def test_small_faults_are_seen_through_and_said(text: str) -> None:
    issues: list[Issue] = []
    article = read(text.encode(), issues)
    assert " ".join((article.headline or "").split()) == "Bridge reopens"
    assert text[0] == "\ufeff" or "SYNTAX" in {issue.rule for issue in issues}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nothing"),
        ('{"@type": "NewsArticle", "headline": "Br', "not JSON"),
        ("{}", "no article in it"),
        ('{"@context": "https://schema.org", "@type": "Recipe", "name": "Soup"}', "it holds Recipe"),
        (
            '{"@context": "https://www.w3.org/ns/activitystreams", "type": "Article", "name": "x"}',
            "no article in it",
        ),
        ("[" * 5000, "nesting"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, said: str) -> None:
    with pytest.raises(ParseError, match=said):
        read(text.encode())


def test_cycles_end() -> None:
    nodes = [{**BARE, "@id": "#a", "isPartOf": {"@id": "#b"}, "author": {"@id": "#a"}},
             {"@id": "#b", "@type": "CreativeWorkSeries", "name": "B", "isPartOf": {"@id": "#a"}, "hasPart": {"@id": "#b"}}]  # fmt: skip
    article = all_of({"@context": "https://schema.org", "@graph": nodes})[0]
    assert article.headline == "Bridge reopens"


def test_no_context_is_fetched() -> None:
    issues: list[Issue] = []
    article = read({**NODE, "@context": ["https://schema.org", "https://elsewhere.example/c.jsonld"]}, issues)
    assert article.headline == "Bridge reopens"
    assert any("not fetched" in issue.message for issue in issues)


def test_a_graph_of_very_many_nodes_is_read_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsml.webdata.graph.MOST_NODES", 1000)
    issues: list[Issue] = []
    value = {
        "@context": "https://schema.org",
        "@graph": [BARE, *({"@type": "Thing", "name": str(n)} for n in range(2000))],
    }
    assert read(value, issues).headline == "Bridge reopens"
    assert any("too many objects" in issue.message for issue in issues)


# --- real pages ----------------------------------------------------------------------------------


def test_no_property_of_a_real_article_gets_lost(shared: Path) -> None:
    missing = []
    files = sorted((shared / "corpus" / "schema-org" / "real-world-jsonld").glob("*.json"))
    assert files
    for path in files:
        issues: list[Issue] = []
        articles = [
            a for a in newsml.load_all(path, "jsonld", report=issues.append) if isinstance(a, Article)
        ]
        graph = Graph()
        graph.add(loaded(path.read_text("utf-8")).value)
        for article, node in zip(articles, articles_of(graph), strict=True):
            if len(article.live_updates) > 100:
                continue  # more than a page may hold
            data = newsml.dumps(article, "jsonld", report=issues.append, profile="full", body=True)
            written = json.loads(data)
            said = {word for issue in issues for word in issue.path.replace(".", " ").split()}
            for term in node.properties.keys() - written.keys():
                if term not in SAID_OTHERWISE and not said & FIELDS.get(term, set()):
                    missing.append(f"{path.name}: {term}")
    assert not missing


SAID_OTHERWISE = {
    "name": "the same as the headline",
    "alternativeHeadline": "the same as the headline",
    "creator": "the same as the author",
    "isPartOf": "the page, not a series",
    "abstract": "the same as the description",
    "publishingPrinciples": "it is the publisher's own",
}
FIELDS = {"dateModified": {"content_modified"}, "articleBody": {"body"}}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"byline": "Gopal Sharma"}, "Gopal Sharma"),
        ({"byline": "By Gopal Sharma"}, "Gopal Sharma"),
        ({"givenName": "Gopal", "familyName": "Sharma", "byline": "G. Sharma"}, "Gopal Sharma"),
        ({"alternateName": "Gopal Sharma"}, "Gopal Sharma"),
        ({"legalName": "Gopal Sharma", "alternateName": "Go"}, "Gopal Sharma"),
        ({"name": " ", "byline": "Gopal Sharma"}, "Gopal Sharma"),
    ],
)
def test_a_person_without_name_is_called_otherwise(said: dict[str, Any], name: str) -> None:
    article = read({**NODE, "author": {"@type": "Person", **said}})
    assert [one.name for one in article.authors] == [name]
    (person,) = all_authors(newsml.dumps(article, "jsonld"))
    kept = {
        term: value for term, value in said.items() if value not in ("Gopal Sharma", "By Gopal Sharma", " ")
    }
    assert person["name"] == name
    assert kept.items() <= person.items()
    assert "byline" not in person or "givenName" in said


def all_authors(data: bytes) -> list[Any]:
    found = json.loads(data)["author"]
    return found if isinstance(found, list) else [found]


def test_an_inner_context_takes_terms_back() -> None:
    context = ["https://schema.org", {"title": "headline", "called": "https://schema.org/name"}]
    about = [
        {"@context": {"called": None}, "@type": "Thing", "called": "No", "name": "Tide"},
        {"@context": {"label": "name"}, "@type": "Thing", "label": "Wall"},
        {"@type": "Thing", "called": "Harbour"},
    ]
    article = read({"@context": context, "@type": "NewsArticle", "title": "Tide breaks wall", "about": about})
    assert article.main_headline is not None
    assert article.main_headline.text == "Tide breaks wall"
    assert [one.name for one in article.subjects] == ["Tide", "Wall", "Harbour"]


@pytest.mark.parametrize(
    ("language", "lang", "is_lost"), [("en", "fr", True), ("en", "en-GB", False), (None, "fr", True)]
)
def test_the_language_of_one_text_is_reported_as_lost(language: str | None, lang: str, is_lost: bool) -> None:
    said = {"@value": "Words", "@language": lang}
    article = read(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": said,
            "copyrightNotice": said,
            **({"inLanguage": language} if language else {}),
        }
    )
    issues: list[Issue] = []
    newsml.dumps(article, "jsonld", report=issues.append)
    lost = {issue.path for issue in issues if issue.rule == "LOSS"}
    assert lost == ({"headlines.0.lang", "copyright_notice.0.lang"} if is_lost else set())

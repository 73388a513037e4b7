"""schema.org JSON-LD as a graph: the same facts as the flat node, each thing once, every reference answered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import newsml
from newsml import Refused
from newsml.errors import InvalidArticle, UsageError
from newsml.formats import jsonld
from newsml.formats.jsonld import WriteOptions
from newsml.model import Article
from newsml.options import options_of
from newsml.site import site_of
from tests.test_samples import FOLDERS, sample

PROFILES = ("core", "news", "full")
OF_THE_PAGE = {"WebPage", "WebSite", "BreadcrumbList"}
PAGE = "https://gull.example/a/1"
SITE = {"publisher": {"name": "Gull", "url": "https://gull.example"}}


def written(article: Article, **options: Any) -> dict[str, Any]:
    (data,) = jsonld.write([article], options=WriteOptions(**options))
    found: dict[str, Any] = json.loads(data)
    return found


def graph(fields: dict[str, Any], site: dict[str, Any] | None = None, **options: Any) -> dict[str, Any]:
    """The nodes of an article by ``@id``."""
    article = Article.build({"headline": "Gulls return", "canonical_url": PAGE, "language": "en", **fields})
    given = site_of(site) if site else None
    nodes = written(article, shape="graph", site=given, **options)["@graph"]
    return {node.get("@id"): node for node in nodes}


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from objects(item)
    elif isinstance(value, list):
        for item in value:
            yield from objects(item)


CASES = [(folder, profile) for folder in FOLDERS for profile in PROFILES]


@pytest.mark.parametrize(
    ("folder", "profile"), CASES, ids=[f"{folder.name}-{profile}" for folder, profile in CASES]
)
def test_a_graph_says_what_the_flat_node_says(folder: Path, profile: str) -> None:
    here = sample(folder)
    options: dict[str, Any] = {"profile": profile, "site": here.site, "now": here.now}
    try:
        flat = written(here.article, **options)
    except Refused:
        pytest.skip("not for the public web")
    nodes = written(here.article, shape="graph", **options)["@graph"]
    known = {node["@id"]: node for node in nodes if "@id" in node}
    assert len(known) == sum("@id" in node for node in nodes)
    references = [set(found) for found in objects(nodes) if set(found) == {"@id"}]
    assert all(found["@id"] in known for found in objects(nodes) if set(found) == {"@id"}), references
    main = next(node for node in nodes if not OF_THE_PAGE & set(_types(node)))
    assert _inlined(main, known, flat) == _facts(flat)


def _types(node: dict[str, Any]) -> list[str]:
    found: Any = node["@type"]
    return found if isinstance(found, list) else [found]


def _inlined(main: dict[str, Any], known: dict[str, Any], flat: dict[str, Any]) -> Any:
    """The main node with the people, pictures and publisher back inside; of the page, as the flat node has it."""
    taken = {"publisher", "image", "author", "creator", "editor", "contributor", "translator"}
    found = {}
    for term, value in main.items():
        if term in ("mainEntityOfPage", "isPartOf"):
            if term in flat:
                found[term] = flat[term]
        elif term in taken | {"accountablePerson", "liveBlogUpdate"}:
            found[term] = _back(value, known)
        else:
            found[term] = value
    return _facts(found)


def _back(value: Any, known: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_back(item, known) for item in value]
    if not isinstance(value, dict):
        return value
    whole = known.get(value.get("@id"), value)
    return {term: _back(item, known) if term == "author" else item for term, item in whole.items()}


def _facts(value: Any) -> Any:
    """Without the names that nodes got for the graph, and without what only tells where an update's author is."""
    if isinstance(value, list):
        return [_facts(item) for item in value]
    if not isinstance(value, dict):
        return value
    bare = {term: _facts(item) for term, item in value.items() if term not in ("@id", "@context")}
    return {"name": bare["name"]} if bare.get("@type") == "Person" and "name" in bare else bare


def test_the_golden_of_the_specification(shared: Path) -> None:
    text = (shared / "spec" / "jsonld.md").read_text("utf-8")
    found = re.search(r"### 1\.8 .*?```json\n(.*?)```", text, re.DOTALL)
    assert found
    folder = Path(__file__).parents[1] / "samples" / "rente-nb"
    golden = json.loads((folder / "expected.jsonld").read_text("utf-8"))
    expected = json.loads(found[1])
    assert golden == expected
    assert list(golden) == list(expected)


def test_page_article_publisher_and_website_are_linked() -> None:
    found = graph({"images": [{"url": "https://gull.example/p.jpg"}]}, SITE)
    assert list(found) == [
        PAGE, f"{PAGE}#article", f"{PAGE}#primaryimage", "https://gull.example/#organization",
        "https://gull.example/#website",
    ]  # fmt: skip
    page, article = found[PAGE], found[f"{PAGE}#article"]
    assert page["primaryImageOfPage"] == {"@id": f"{PAGE}#primaryimage"}
    assert page["isPartOf"] == {"@id": "https://gull.example/#website"}
    assert article["isPartOf"] == article["mainEntityOfPage"] == {"@id": PAGE}
    assert article["publisher"] == {"@id": "https://gull.example/#organization"}


def test_a_series_stays_beside_the_page() -> None:
    article = graph({"series": [{"name": "Birds"}]})[f"{PAGE}#article"]
    assert article["isPartOf"] == [{"@id": PAGE}, {"@type": "CreativeWorkSeries", "name": "Birds"}]


def test_without_a_page_there_is_no_node_of_one() -> None:
    article = Article.build({"headline": "Gulls return", "authors": ["Ann Lee"]})
    (node,) = written(article, shape="graph")["@graph"]
    assert node["author"] == [{"@type": "Person", "name": "Ann Lee"}]


def test_a_person_is_one_node_however_often_it_is_named() -> None:
    update = {"when": "2025-05-01T10:00:00Z", "headline": "First", "authors": [{"name": "Ann Lee"}]}
    fields = {
        "item_type": "live_blog", "live_updates": [update],
        "authors": [{"name": "Ann Lee", "url": "https://gull.example/staff/ann"}],
    }  # fmt: skip
    found = graph(fields, SITE)
    reference = {"@type": "Person", "@id": "https://gull.example/staff/ann#person", "name": "Ann Lee"}
    article = found[f"{PAGE}#article"]
    assert article["author"] == [reference]
    assert article["liveBlogUpdate"][0]["author"] == [reference]
    assert found[reference["@id"]]["url"] == "https://gull.example/staff/ann"


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Åsa O'Neil-Löf", "asa-o-neil-lof"), ("李 雷", "%E6%9D%8E-%E9%9B%B7"), ("***", "%2A%2A%2A")],
)
def test_a_person_without_a_page_is_named_by_its_name(name: str, slug: str) -> None:
    found = graph({"contributors": [{"name": name, "role": "editor"}]}, SITE)
    assert f"https://gull.example/#/schema/person/{slug}" in found


def test_the_way_to_the_article_goes_through_sections_with_a_page() -> None:
    site = {**SITE, "sections": {"Nature": "https://gull.example/nature"}}
    found = graph({"section": ["Nature", "Coast"]}, site)
    steps = [(item["name"], item.get("item")) for item in found[f"{PAGE}#breadcrumb"]["itemListElement"]]
    assert steps == [
        ("Gull", "https://gull.example/"), ("Nature", "https://gull.example/nature"), ("Gulls return", None),
    ]  # fmt: skip


def test_a_picture_as_an_item_is_the_picture_of_its_page() -> None:
    fields = {"item_type": "picture", "renditions": [{"url": "https://gull.example/p.jpg", "width": 900}]}
    assert graph(fields)[PAGE]["primaryImageOfPage"] == {"@id": f"{PAGE}#article"}


# --- what a publisher says in newsml.toml, and options ---------------------------------------------


@pytest.mark.parametrize(
    ("genre", "types"),
    [
        ({"uri": "http://cv.iptc.org/newscodes/genre/Opinion"}, "Report"),
        ({"qcode": "genre:Analysis"}, ["NewsArticle", "OpinionNewsArticle"]),
        ({"uri": "https://gull.example/genres/kolumne"}, "BlogPosting"),
        ({"name": "Leitartikel"}, ["NewsArticle", "OpinionNewsArticle"]),
        ({"qcode": "genre:Background"}, ["NewsArticle", "BackgroundNewsArticle"]),
        ({"qcode": "genre:Press_Release"}, "NewsArticle"),
    ],
)
def test_the_site_has_the_last_word_on_types(genre: dict[str, str], types: Any) -> None:
    table = {
        "Opinion": "Report", "genre:Analysis": "OpinionNewsArticle", "Leitartikel": "OpinionNewsArticle",
        "https://gull.example/genres/kolumne": "BlogPosting", "Press_Release": "NewsArticle",
    }  # fmt: skip
    article = Article.build({"headline": "Gulls return", "genres": [genre]})
    assert written(article, site=site_of({"types": table}))["@type"] == types


def test_a_type_that_does_not_exist_is_an_error_of_the_settings() -> None:
    with pytest.raises(InvalidArticle, match=r"types\.Opinion 'OpinionNewsArtikel' is not one of"):
        site_of({"types": {"Opinion": "OpinionNewsArtikel"}})


def test_a_publisher_says_who_it_is() -> None:
    site = {
        "publisher": {
            **SITE["publisher"], "founded": "1894-03", "parent": "Seabird Press", "email": "desk@gull.example",
            "certificates": ["https://trust.example/gull"],
        }
    }  # fmt: skip
    article = Article.build({"headline": "Gulls return"})
    publisher = written(article, site=site_of(site))["publisher"]
    assert publisher["foundingDate"] == "1894-03"
    assert publisher["parentOrganization"] == {"@type": "Organization", "name": "Seabird Press"}
    assert publisher["contactPoint"] == {"@type": "ContactPoint", "email": "desk@gull.example"}
    assert publisher["hasCertification"] == [{"@type": "Certification", "url": "https://trust.example/gull"}]


@pytest.mark.parametrize("ended", [False, True])
def test_the_end_of_coverage_is_written_when_it_is_over(ended: bool) -> None:
    updates = [{"when": f"2025-05-01T{hour}:00:00Z", "headline": hour} for hour in ("12", "10")]
    article = Article.build({"headline": "Gulls", "item_type": "live_blog", "live_updates": updates})
    node = written(article, ended=ended)
    assert node["coverageStartTime"] == "2025-05-01T10:00:00Z"
    assert node.get("coverageEndTime") == ("2025-05-01T12:00:00Z" if ended else None)


def test_a_source_type_that_schema_org_lacks() -> None:
    uri = "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits"
    article = Article.build({"headline": "Gulls", "digital_source_type": uri})
    assert "digitalSourceType" not in written(article)
    assert written(article, dst="iptc-uri")["digitalSourceType"] == uri


def test_content_warnings_are_for_readers_and_other_signals_are_not() -> None:
    signals = [{"qcode": "cwarn:death", "name": "Death"}, {"qcode": "sig:update"}]
    article = Article.build({"headline": "Gulls", "signals": signals})
    issues: list[Any] = []
    (data,) = jsonld.write([article], issues.append, options=WriteOptions())
    assert json.loads(data)["contentRating"] == "Death"
    assert any(issue.path.startswith("signals.1") for issue in issues)
    assert not any(issue.path.startswith("signals.0") for issue in issues)


def test_translations_are_works_of_their_own() -> None:
    links = [
        {"rel": "translation", "href": "https://gull.example/ga/1", "lang": "ga"},
        {"rel": "irel:seeAlso", "href": "https://gull.example/a/2"},
    ]
    node = written(Article.build({"headline": "Gulls", "related": links}))
    assert node["workTranslation"]["inLanguage"] == "ga"
    assert node["citation"]["url"] == "https://gull.example/a/2"


def test_every_size_of_a_picture_says_its_rights() -> None:
    image = {
        "url": "https://gull.example/p.jpg", "credit": "Photo: Lee", "license_url": "https://gull.example/l",
        "renditions": [{"url": "https://gull.example/p-small.jpg"}],
    }  # fmt: skip
    for node in written(Article.build({"headline": "Gulls", "images": [image]}))["image"]:
        assert (node["creditText"], node["license"]) == ("Photo: Lee", "https://gull.example/l")


@pytest.mark.parametrize("name", ["about_limit", "mentions_limit"])
def test_limits_are_options(name: str) -> None:
    subjects = [{"name": f"S{n}", "rel": name.partition("_")[0]} for n in range(4)]
    options = options_of(WriteOptions, {name: "2"}, "jsonld")
    (data,) = jsonld.write([Article.build({"headline": "Gulls", "subjects": subjects})], options=options)
    assert len(json.loads(data)[name.partition("_")[0]]) == 2
    with pytest.raises(UsageError, match=f"{name} of jsonld: -1"):
        options_of(WriteOptions, {name: "-1"}, "jsonld")


ODD: list[dict[str, Any]] = [
    {"image": {"@type": "ImageObject", "url": "/media/gulls.jpg", "width": 710}},
    {"image": {"@type": "ImageObject"}},
    {"image": ["https://gull.example/a.jpg", {"@type": "ImageObject", "caption": "Gulls"}]},
    {"author": {"@type": "Person", "byline": "Ann Lee"}, "publisher": {"@id": "https://gull.example/#o"}},
    {"author": {"@type": "Person", "byline": "Ann Lee"}, "publisher": {"@id": PAGE, "name": "Gull"}},
    {"author": [{"@type": "Person", "name": "", "url": "https://gull.example/people/bo"}, "Cy"]},
    {"author": {"@type": "Person", "name": "Ann Lee"}, "editor": {"@type": "Person", "jobTitle": "Desk"}},
    {"editor": "Desk", "publisher": "Gull"},
    {"liveBlogUpdate": {"@type": "BlogPosting", "headline": "Landed", "author": {"jobTitle": "Reporter"}}},
    {"liveBlogUpdate": ["https://gull.example/a/1#u1", {"@type": "BlogPosting", "headline": "Landed"}]},
]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: json.dumps(odd)[:60])
def test_what_senders_give_in_another_form_has_its_place_in_a_graph(odd: dict[str, Any]) -> None:
    """What is kept of a source, names and addresses where objects belong, one where a list does, goes through."""
    node = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": "Gulls", "url": PAGE}
    article = newsml.loads(json.dumps({**node, **odd}), "jsonld", kind=Article)
    for profile in PROFILES:
        flat, graphed = (written(article, shape=form, profile=profile) for form in ("flat", "graph"))
        assert words(graphed) >= words(flat)


def words(value: Any) -> set[str]:
    return {text for node in objects(value) for one in node.values() for text in strings(one)}


def strings(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    return {text for one in value for text in strings(one)} if isinstance(value, list) else set()

"""What a page says in its own data and no field takes goes back into our block without its faults."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

import newsml
from newsml import api
from newsml.embedding import put, unembed
from newsml.html5 import Page
from newsml.issues import Issue
from newsml.rules.jsonld import faults
from newsml.site import Site, site_of
from tests import cli

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "html-pages"
HEAD = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Dunes move inland", "inLanguage": "en",
    "datePublished": "2026-05-04T07:00:00+02:00", "url": "https://dune.example/a",
    "author": {"@type": "Person", "name": "Ada Moor", "url": "https://dune.example/ada"},
}  # fmt: skip


def page_of(source: dict[str, Any]) -> bytes:
    block = json.dumps(source).replace("<", "\\u003c")
    return (
        f'<!DOCTYPE html>\n<title>Dunes</title>\n<script type="application/ld+json">{block}</script>'.encode()
    )


def again(
    source: dict[str, Any], *, all: bool = True, site: Site | None = None, shape: str = "flat"
) -> tuple[dict[str, Any], list[Issue]]:
    """The article of our block, of a page with this JSON-LD, and what was reported of faults."""
    page = page_of(source)
    (article,) = api.read(io.BytesIO(page), "page.html", "html", body="no")
    assert isinstance(article, newsml.Article)
    said: list[Issue] = []
    new = put(page, article, on_conflict="add", mend=all, report=said.append, site=site, shape=shape).page
    (block,) = [one for one in Page(new).blocks if one.attributes.get("data-newsml")]
    node = json.loads(block.text)
    main = next((one for one in node.get("@graph", ()) if "headline" in one), node)
    assert shape != "flat" or site or not [one for one in faults(block.text) if one.severity == "error"]
    return main, [
        one for one in said if one.rule == "LOSS" and ("written as" in one.message or " JL" in one.message)
    ]


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("commentCounter", 12, "JL302"),
        ("accessMode", {"@type": "Sight", "name": "sight"}, "JL301"),
        ("timeRequired", "7 minutes", "JL408"),
        ("discussionUrl", "/a#comments", "JL409"),
        ("isFamilyFriendly", "perhaps", "JL401"),
        ("temporal", {"@type": "Event", "name": "Ebb", "startDate": "May the 4th"}, "JL402"),
        ("comment", {"@type": "Comment", "text": "So.", "inLanguage": "English!"}, "JL411"),
    ],
)
@pytest.mark.parametrize("all", [True, False])
def test_a_fault_of_the_source_is_left_out_and_said(name: str, value: Any, rule: str, all: bool) -> None:
    source = {**HEAD, name: value}
    assert [one.rule for one in faults(json.dumps(source)) if one.severity == "error"]
    node, said = again(source, all=all)
    assert said, node
    assert any(f"is not written: {rule}, " in one.message for one in said), said
    assert node["headline"] == "Dunes move inland"
    assert node["author"][0]["name"] == "Ada Moor"


def test_what_is_right_beside_a_fault_stays() -> None:
    audience = {"@type": "PeopleAudience", "audienceType": "Walkers", "geoCode": 4}
    node, (said,) = again({**HEAD, "audience": audience})
    assert "geoCode" not in json.dumps(node["audience"])
    assert "Walkers" in json.dumps(node["audience"])
    assert said.severity == "warning"
    assert said.path == "audience.geoCode"


def test_one_type_of_several() -> None:
    comment = {"@type": ["Comment", "Chatter"], "text": "So."}
    node, _ = again({**HEAD, "comment": comment})
    assert node["comment"]["text"] == "So."
    assert "Chatter" not in json.dumps(node)


def test_yes_and_no_are_mended() -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paid", "name": "Rest"}
    node, (said,) = again({**HEAD, "isFamilyFriendly": "True"})
    assert node["isFamilyFriendly"] is True
    assert said.severity == "info"
    node, _ = again({**HEAD, "isAccessibleForFree": "False", "hasPart": part})
    assert json.dumps(node).count("false") == 2


def test_a_date_in_another_form_is_written_in_ours() -> None:
    node, (said,) = again({**HEAD, "datePublished": "2026-05-04 07:00:00.0"})
    assert node["datePublished"] in ("2026-05-04", "2026-05-04T07:00:00")
    assert "is written as" in said.message


def test_what_has_a_prefix_is_unknown_but_no_fault() -> None:
    source = {
        **HEAD,
        "@context": ["https://schema.org", {"dune": "https://dune.example/ns#"}],
        "dune:grain": "fine",
    }
    page = page_of(source)
    (article,) = api.read(io.BytesIO(page), "page.html", "html", body="no")
    assert isinstance(article, newsml.Article)
    assert b"grain" in put(page, article, on_conflict="add", mend=True).page.partition(b"data-newsml")[2]


def test_the_site_says_what_is_an_error() -> None:
    site = site_of(
        {"publisher": {"name": "Dune", "url": "https://dune.example/"}, "rules": {"JL408": "warning"}}
    )
    node, said = again({**HEAD, "timeRequired": "7 minutes"}, site=site)
    assert node["timeRequired"] == "7 minutes"
    assert not said


def test_what_the_article_itself_says_stays_unless_it_is_from_the_page() -> None:
    paid = {
        **HEAD,
        "isAccessibleForFree": False,
        "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": "main .paid"},
    }
    node, _ = again(paid)
    assert "cssSelector" not in json.dumps(node)
    assert node["isAccessibleForFree"] is False
    article = newsml.Article.build({"headline": "Dunes", "paywall": ["main .paid"], "is_free": False})
    assert b"main .paid" in newsml.embed(b"<!DOCTYPE html><title>Dunes</title>", article)


@pytest.mark.parametrize("source", [
    {"author": "Ada Moor"},
    {"author": [{"@type": "Person", "name": ""}, "Ada Moor", {"@id": "https://dune.example/#ada"}]},
    {"image": "https://dune.example/p.jpg"},
    {"image": [["https://dune.example/p.jpg"], {"url": "https://dune.example/q.jpg"}]},
    {"publisher": "Dune"},
    {"publisher": {"@id": "https://dune.example/#organization"}},
    {"creator": ["Ada", "Bo"], "editor": "Bo"},
    {"@type": "LiveBlogPosting", "liveBlogUpdate": "soon"},
    {"@type": "LiveBlogPosting", "liveBlogUpdate": ["soon", {"@type": "BlogPosting", "author": "Bo", "headline": "x"}]},
])  # fmt: skip
def test_graphs_of_odd_shapes(source: dict[str, Any]) -> None:
    node, _ = again({**HEAD, **source}, shape="graph")
    assert node["headline"] == "Dunes move inland"


def test_from_page(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_bytes(page_of({**HEAD, "commentCounter": 12}))
    how = ("embed", page, "--from-page", "--on-conflict", "add")
    assert "commentCounter (12) is not written: JL302" in cli.newsml(*how).err
    assert cli.newsml(*how, "--check").code == 0
    before = page.read_bytes()
    page.write_bytes(unembed(before))
    strict = cli.newsml(*how, "--loss", "error")
    assert (strict.code, page.read_bytes()) == (1, unembed(before))


def test_real_pages() -> None:
    pages = sorted(CORPUS.rglob("*.html"))[::3]
    if not pages:
        pytest.skip(f"{CORPUS} is not here")
    for at, path in enumerate(pages):
        data = unembed(path.read_bytes())
        (article,) = api.read(io.BytesIO(data), path.name, "html", body="no")
        assert isinstance(article, newsml.Article)
        new = put(data, article, on_conflict="add", mend=True, shape="graph" if at % 2 else "flat").page
        (block,) = [one for one in Page(new).blocks if one.attributes.get("data-newsml")]
        wrong = [one for one in faults(block.text) if one.severity == "error"]
        assert not wrong, path

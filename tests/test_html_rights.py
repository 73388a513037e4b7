"""What pages say of machines and licences is read, and pages that newsml writes say it again."""

from __future__ import annotations

from typing import Any

import pytest

import newsml
from newsml import embed
from newsml.html5 import Page
from newsml.issues import Issue

PLUS = "http://ns.useplus.org/ldf/vocab/DMI-"
HEAD = (
    '<!DOCTYPE html><html lang="en"><head><title>Dunes</title><meta property="og:title" content="Dunes move">'
)
CANONICAL = '<link rel="canonical" href="https://dune.example/a">'


def read(head: str, body: str = "<h1>Dunes move</h1>", issues: list[Issue] | None = None) -> newsml.Article:
    page = f"{HEAD}{CANONICAL}{head}</head><body>{body}"
    report = (issues if issues is not None else []).append
    return newsml.loads(page, "html", kind=newsml.Article, report=report)


def robots(text: str) -> str:
    return f'<meta name="robots" content="{text}">'


RESERVED = '<meta name="tdm-reservation" content="1">'
POLICY = '<meta name="tdm-policy" content="https://dune.example/tdm.json">'


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (RESERVED, "PROHIBITED"),
        (RESERVED + POLICY, "PROHIBITED-SEECONSTRAINT"),
        (RESERVED + POLICY + robots("noai"), "PROHIBITED"),
        ('<META NAME="TDM-Reservation" CONTENT=" 1 ">', "PROHIBITED"),
        ('<meta http-equiv="tdm-reservation" content="1">', "PROHIBITED"),
        ('<meta name="tdm-reservation" content="0">', "ALLOWED"),
        ('<meta name="tdm-reservation" content="0">' + robots("noai"), "PROHIBITED-AIMLTRAINING"),
        ('<meta name="tdm-reservation" content="yes">', None),
        (robots("max-image-preview:large, NoAI, noimageai"), "PROHIBITED-AIMLTRAINING"),
        (robots("noimageai"), None),
        (robots("index, follow"), None),
        ("", None),
    ],
)
def test_data_mining(head: str, code: str | None) -> None:
    article = read(head)
    assert article.data_mining == (f"{PLUS}{code}" if code else None)
    assert [one.href for one in article.usage_terms] == (
        ["https://dune.example/tdm.json"] if POLICY in head else []
    )


@pytest.mark.parametrize(
    "head",
    [RESERVED, RESERVED + POLICY, RESERVED + POLICY + robots("noai"), '<meta name="tdm-reservation" content="0">',
     '<link rel="license" href="https://dune.example/licence">',
     '<link rel="license" type="application/rsl+xml" href="https://dune.example/rsl.xml">',
     robots("unavailable_after: 2031-01-01T00:00:00+01:00")],
)  # fmt: skip
def test_pages_written_again_say_the_same(head: str) -> None:
    def said(page: Page) -> Any:
        names = ("tdm-reservation", "tdm-policy")
        links = [(a.get("href"), a.get("type")) for rels, a in page.links if "license" in rels]
        return [page.meta.get(name) for name in names], links

    article = read(head)
    issues: list[Issue] = []
    page = newsml.dumps(article, "html", report=issues.append)
    assert said(Page(page)) == said(Page(f"{HEAD}{head}".encode()))
    again = newsml.loads(page, "html", kind=newsml.Article)
    for field in ("data_mining", "usage_terms", "license_url", "rights_links", "expires"):
        assert getattr(again, field) == getattr(article, field), field
    assert not [one for one in issues if one.path.startswith(("rights_links", "expires", "license"))]


def test_the_end_of_its_use() -> None:
    for day in ("01-Jan-2031", "01-Jan-31"):
        head = robots(f"noarchive, unavailable_after: Wednesday, {day} 12:00:00 GMT, max-snippet:-1")
        assert str(read(head).expires[0]).startswith("2031-01-01")
    assert str(read(robots("max-snippet:-1, unavailable_after:2031-01-02")).expires[0]) == "2031-01-02"


def test_what_no_field_takes_is_said() -> None:
    issues: list[Issue] = []
    read(robots("noindex, nosnippet, max-snippet:-1"), "<h1>Dunes move</h1><p data-nosnippet>Dry.", issues)
    said = " ".join(one.message for one in issues if one.rule == "UNKNOWN")
    assert "robots says noindex, nosnippet" in said
    assert "data-nosnippet" in said
    issues.clear()
    read(robots("index, follow, max-image-preview:large, max-snippet:-1"), issues=issues)
    assert not [one for one in issues if one.rule == "UNKNOWN"]


def test_licences_in_the_text() -> None:
    body = '<h1>Dunes move</h1><figure><a rel="license" href="/p">x</a></figure><footer><a rel="license" href="/l">CC</a>'
    assert read("", body).license_url == "https://dune.example/l"
    assert read('<meta name="dcterms.license" content="https://dune.example/dc">', body).license_url == (
        "https://dune.example/dc"
    )
    assert read('<meta name="dcterms.rightsHolder" content="Dune Ltd">').copyright_holder == (
        newsml.Article.build({"copyright_holder": {"name": "Dune Ltd"}}).copyright_holder
    )


def test_embed_does_not_call_lost_what_the_head_says() -> None:
    page = f"{HEAD}{CANONICAL}{RESERVED}</head><body><h1>Dunes move</h1>".encode()
    issues: list[Issue] = []
    embed(page, read(RESERVED), report=issues.append)
    assert not [one for one in issues if one.path == "data_mining"]
    embed(f"{HEAD}</head>".encode(), read(RESERVED), report=issues.append)
    assert [one for one in issues if one.path == "data_mining"]

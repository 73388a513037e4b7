"""Whatever the texts of an article hold: nothing of them runs in its page, and the page stays whole.

The hostile texts of the specification and 2,000 made ones, in headline, names, addresses, captions and body, opened in a
real browser where there is one; and parsed as the HTML standard says in any case.
"""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import html5lib
import pytest

import newsml
from newsml import Article
from newsml.html5 import Page
from newsml.site import site_of
from tests import visits
from tests.hostile import ADDRESSES, BREAKOUTS, SCRIPTS, texts

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MADE = 2000
LAST = "© The last line"
SITE = site_of(
    {"publisher": {"name": "The Paper", "url": "https://paper.example/"}, "copyright_notice": LAST}
)

ELEMENTS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "link",
        "script",
        "style",
        "body",
        "header",
        "footer",
        "main",
        "article",
        "section",
        "div",
        "p",
        "span",
        "a",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figure",
        "figcaption",
        "img",
        "video",
        "audio",
        "source",
        "track",
        "details",
        "summary",
        "blockquote",
        "cite",
        "q",
        "aside",
        "ul",
        "ol",
        "li",
        "pre",
        "code",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "hr",
        "br",
        "em",
        "strong",
        "s",
        "sub",
        "sup",
        "time",
    ]
)
SCHEMES = frozenset({"http:", "https:", "mailto:", "tel:"})


def article(*given: str) -> Article:
    """An article with each text wherever text may stand, and as an address wherever it may be one."""
    return Article.model_validate({
        "id": given[0] or "x",
        "canonical_url": "https://a.example/1",
        "language": "en",
        "headlines": [{"text": " ".join(given)}, *({"text": t, "role": "sub"} for t in given),
                      *({"text": t, "role": "kicker"} for t in given)],
        "byline": {"text": given[0]},
        "dateline": {"text": given[-1]},
        "summary": [{"text": " ".join(given)}],
        "backstory": {"text": given[0]},
        "credit_line": [{"text": t} for t in given],
        "copyright_notice": [{"text": t} for t in given],
        "section": list(given),
        "keywords": list(given),
        "series": [{"name": t} for t in given],
        "authors": [{"name": t, "job_title": t} for t in given],
        "info_sources": [{"name": t} for t in given],
        "subjects": [{"name": t} for t in given],
        "signals": [{"uri": "http://cv.iptc.org/newscodes/contentwarning/death", "name": t} for t in given],
        "corrections": [{"text": t} for t in given],
        "related": [{"href": "https://a.example/2", "title": t} for t in given],
        "live_updates": [{"id": t, "headline": t, "text": t, "authors": [{"name": t}]} for t in given],
        "speakable": {"css_selector": given, "xpath": given},
        "is_free": False,
        "paywall": [f".{t}" for t in given],
        "images": [picture(t) for t in given],
        "video": [{**picture(given[0]), "url": "https://a.example/v.mp4"}],
        "body": [block for t in given for block in blocks(t)],
    })  # fmt: skip


def picture(text: str) -> dict[str, Any]:
    return {
        "url": "https://a.example/p.jpg", "alt": text, "title": text, "caption": text, "credit": text,
        "creator": [{"name": text}], "copyright_notice": text, "transcript": text,
    }  # fmt: skip


def blocks(text: str) -> list[dict[str, Any]]:
    """Every block and inline of the model with this text in every place."""
    words = [text, {"kind": "strong", "children": [text]}]
    paragraphs = [{"kind": "paragraph", "children": words}]
    return [
        {"kind": "paragraph", "role": text, "children": [
            *words,
            {"kind": "link", "href": text, "title": text, "rel": text, "children": [text]},
            {"kind": "link", "href": f"https://a.example/{text}", "children": [text]},
            {"kind": "code", "text": text},
            {"kind": "inline_quote", "cite": text, "children": [text]},
            {"kind": "entity", "entity_type": "date", "value": text, "identifiers": [[text, text]], "children": [text]},
        ]},
        {"kind": "heading", "level": 2, "children": words},
        {"kind": "list", "items": [paragraphs]},
        {"kind": "quote", "cite": text, "attribution": words, "children": paragraphs},
        {"kind": "pull_quote", "attribution": words, "children": paragraphs},
        {"kind": "preformatted", "language": text, "text": text},
        {"kind": "table", "caption": words, "rows": [[{"header": True, "children": words}], [{"children": words}]]},
        {"kind": "figure", "media": picture(text), "caption": words},
        {"kind": "embed", "url": "https://a.example/e", "provider": text, "title": text},
        {"kind": "foreign", "format": "html", "markup": text},
    ]  # fmt: skip


BATCH = 10
"""Texts in one page."""


@cache
def pages() -> list[tuple[tuple[str, ...], bytes]]:
    """Texts, and the page that holds them. JSON-LD refuses U+0000, so texts with it go without."""
    every = texts(MADE)
    return [
        (batch, page_of(*batch, jsonld=jsonld))
        for jsonld in (True, False)
        for batch in batched([text for text in every if ("\0" not in text) == jsonld])
    ]


def batched(found: list[str]) -> Iterator[tuple[str, ...]]:
    yield from (tuple(found[start : start + BATCH]) for start in range(0, len(found), BATCH))


def page_of(*given: str, jsonld: bool = True) -> bytes:
    return newsml.dumps(article(*given), "html", now=NOW, site=SITE, css="none", jsonld=jsonld)


def test_the_browser_tells_what_runs() -> None:
    bad = [f"<p>{script}</p>".encode() for script in SCRIPTS[:4]]
    found = visits.opened([*bad, b"<p>nothing</p>", b"<p><img src=/asked-for>"])
    assert set(found.ran) == {0, 1, 2, 3}
    assert "/asked-for" in found.asked
    assert found.pages[1]["handlers"]


def test_nothing_runs_and_the_pages_are_whole() -> None:
    visit = visits.opened([page for _, page in pages()])
    assert {pages()[number][0]: said for number, said in visit.ran.items()} == {}
    assert visit.asked == []
    assert sum(len(batch) for batch, _ in pages()) >= MADE
    compared = 0
    for (batch, page), found in zip(pages(), visit.pages, strict=True):
        check_page(batch, page, found)
        for data in map(json.loads, found["data"]):
            compared += len(batch)
            assert data == expected_data(data, *batch), batch
    assert compared > MADE * 0.9


def check_page(batch: tuple[str, ...], page: bytes, found: dict[str, Any]) -> None:
    """The page ends as it should, and holds nothing but elements, addresses and data of ours."""
    assert "error" not in found, (batch, found)
    assert found["handlers"] == [], batch
    assert found["refresh"] == 0, batch
    assert found["last"] == LAST, batch
    assert set(found["names"]) <= ELEMENTS, batch
    assert set(found["schemes"]) <= SCHEMES, batch
    assert found["scripts"] == len(found["data"]) == len(Page(page).blocks), batch


def expected_data(own: dict[str, Any], *batch: str) -> dict[str, Any]:
    """The JSON-LD of the article as the JSON-LD format writes it, but for the selectors, which are those of the page."""
    data: dict[str, Any] = json.loads(newsml.dumps(article(*batch), "jsonld", now=NOW, site=SITE))
    selectors = {term: own[term] for term in ("hasPart", "speakable") if term in own}
    return {name: value for name, value in data.items() if name not in ("hasPart", "speakable")} | selectors


# --- without a browser ----------------------------------------------------------------------------


def elements(page: bytes) -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # html5lib's own, of names that XML does not have
        tree = html5lib.parse(io.BytesIO(page), transport_encoding="utf-8", namespaceHTMLElements=False)
    return iter(tree.iter())


SAMPLED = [*BREAKOUTS, *SCRIPTS, *ADDRESSES, *texts(150)[-150:]]


@pytest.mark.parametrize("text", SAMPLED)
def test_a_parser_finds_only_what_was_written(text: str) -> None:
    scripts = 0
    for element in elements(page_of(text, jsonld="\0" not in text)):
        if not isinstance(element.tag, str):
            raise AssertionError(f"a comment in the page of {text!r}")
        assert element.tag in ELEMENTS, text
        scripts += element.tag == "script"
        for name, value in element.attrib.items():
            assert not name.startswith("on"), text
            assert name not in ("style", "srcdoc", "formaction", "action", "ping", "background"), text
            if name in ("href", "src", "cite", "poster"):
                assert scheme_of(value) in ("", "http", "https", "mailto", "tel"), (text, value)
    assert scripts <= 1


def scheme_of(url: str) -> str:
    """The scheme as the URL standard finds it: without spaces around and line ends within."""
    plain = "".join(c for c in url.strip("".join(map(chr, range(33)))) if c not in "\t\r\n")
    head, colon, _ = plain.partition(":")
    is_scheme = (
        colon
        and head[:1].isascii()
        and head[:1].isalpha()
        and all(c.isascii() and (c.isalnum() or c in "+-.") for c in head)
    )
    return head.lower() if is_scheme else ""

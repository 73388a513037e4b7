"""JSON-LD and pages as they should not be: what is wrong is said, nothing hangs, grows without bounds or reaches out."""

from __future__ import annotations

import io
import json
import random
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsml import api
from newsml.errors import NewsmlError
from newsml.issues import Issue
from newsml.validation import validate_bytes
from tests.cli import SOURCE, newsml
from tests.hang import ends

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
ARTICLE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "The ferry sails again",
    "datePublished": "2026-02-14T09:30:00+01:00",
    "author": {"@type": "Person", "name": "Liv Strand", "url": "https://a.example/liv"},
}
GOOD = json.dumps(ARTICLE)


def page(*blocks: str, before: str = "", after: str = "", kind: str = "application/ld+json") -> bytes:
    scripts = "".join(f'<script type="{kind}">{block}</script>' for block in blocks)
    text = f'<!DOCTYPE html><html lang="en"><head>{before}{scripts}</head><body><h1>The ferry</h1>{after}</body></html>'
    return text.encode("utf-8", "surrogatepass")


def findings(data: bytes, format_name: str) -> list[Issue]:
    """What is found in a file: an end in sight, a place and a short message for each."""
    with ends(15):
        issues = validate_bytes(data, "x", format_name)
    for issue in issues:
        assert issue.rule
        assert 10 < len(issue.message) < 700, issue.message[:800]
        assert len(issue.path) < 1_000_000
        assert "\n" not in issue.message
    assert len(issues) < 400
    return issues


def answer(data: bytes) -> str:
    """What the reader of JSON-LD makes of a file: how many articles, or its complaint."""
    issues: list[Issue] = []
    with ends(15):
        try:
            articles = list(api.read(io.BytesIO(data), "x", "jsonld", report=issues.append))
        except NewsmlError as error:
            complaint = str(error)
        else:
            complaint = f"{len(articles)} articles"
    assert 9 < len(complaint) < 1000
    for issue in issues:
        assert 10 < len(issue.message) < 1000
    return complaint


def rules(data: bytes, format_name: str = "html") -> dict[str, str]:
    """The first message of each rule."""
    found: dict[str, str] = {}
    for issue in findings(data, format_name):
        found.setdefault(issue.rule, issue.message)
    return found


# --- broken JSON ---------------------------------------------------------------------------------

LONG = json.dumps({**ARTICLE, "articleBody": "word " * 200_000})

BROKEN: dict[str, tuple[str, str, str]] = {
    "encoded for HTML": (GOOD.replace('"', "&quot;"), "JL104", "encoded for HTML"),
    "encoded, large": (LONG.replace('"', "&quot;"), "JL104", "encoded for HTML"),
    "encoded by number": (GOOD.replace('"', "&#34;"), "JL104", "encoded for HTML"),
    "encoded twice": (GOOD.replace('"', "&amp;quot;"), "JL104", "twice"),
    "in CDATA": (f"//<![CDATA[\n{GOOD}\n//]]>", "JL104", "wrapped"),
    "in CDATA, bare": (f"<![CDATA[{GOOD}]]>", "JL104", "wrapped"),
    "in CDATA, between comments": (f"/*<![CDATA[*/{GOOD}/*]]>*/", "JL104", "wrapped"),
    "in a comment": (f"<!--\n{GOOD}\n-->", "JL104", "wrapped"),
    "cut off": (GOOD[:-30], "JL102", "it ends within the text"),
    "cut off, large": (LONG[:-100], "JL102", "it ends within the text"),
    "cut off within a key": (GOOD[: GOOD.index("headl") + 3], "JL102", "it ends within the text"),
    "cut off after a value": (GOOD[:-1], "JL102", "it ends too early"),
    "twice": (GOOD + GOOD, "JL102", "something follows"),
    "twice with a comma": (f"{GOOD},{GOOD}", "JL102", "something follows"),
    "twice, large": (LONG + LONG, "JL102", "something follows"),
    "a comma too many": (GOOD[:-1] + ",}", "JL102", "a comma stands before"),
    "single quotes": (GOOD.replace('"', "'"), "JL102", "double quotes"),
    "typographic quotes": (GOOD.replace('"headline"', "“headline”"), "JL102", "straight quotes"),
    "a comment": (f"/* made by hand */{GOOD}", "JL102", "no comments"),
    "NaN": (GOOD[:-1] + ',"wordCount":NaN}', "JL102", "NaN"),
    "a raw line end": (GOOD.replace("ferry sails", "ferry\nsails"), "JL102", "line break"),
    "nothing": ("", "JL102", "nothing is in it"),
    "blanks": (" \n" * 100_000, "JL102", "nothing is in it"),
    "a function": ("window.x = 1;", "JL102", ""),
    "comments that do not end": ("/*" * 100_000, "JL102", "no comments"),
    "comments without a line end": ("//" * 100_000, "JL102", "no comments"),
    "quotes within a text without end": ('{"a":"' + '\\"' * 100_000, "JL102", "it ends within the text"),
    "ends of CDATA": ("]]>" * 60_000, "JL102", ""),
    "beginnings of CDATA": ("<![CDATA[" * 20_000, "JL102", ""),
    "commas and blanks": (f"{{{', ' * 60_000}", "JL102", ""),
    "null": ("null", "JL201", "neither an object"),
    "an empty array": ("[]", "JL201", "empty"),
    "100,000 levels": ("[" * 100_000 + "]" * 100_000, "JL102", "levels of nesting"),
    "100,000 levels without an end": ('{"a":' * 100_000, "JL102", "levels of nesting"),
    "600 levels": (GOOD[:-1] + ',"about":' + '{"a":[' * 300 + "]}" * 300 + "}", "JL102", "levels of nesting"),
    "70 levels": (GOOD[:-1] + ',"about":' + '{"@type":"Thing","about":[' * 35 + "]}" * 35 + "}", "JL109", "levels"),
    "a number without end": (GOOD[:-1] + ',"wordCount":' + "9" * 200_000 + "}", "JL102", "number"),
    "a key twice": (GOOD[:-1] + ',"headline":"Another"}', "JL103", "'headline'"),
    "a key 20,000 times": ("{" + ",".join(['"@type":"Thing"'] * 20_000) + "}", "JL103", "'@type'"),
    "half a character": (GOOD.replace("ferry", "ferry\\ud83d"), "JL108", "lone surrogate"),
    "half characters": (GOOD.replace("ferry", "\\udc00" * 100_000), "JL108", "lone surrogate"),
    "U+0000": (GOOD.replace("ferry", "fer\\u0000ry"), "JL108", "U+0000"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_json_is_told_by_its_kind_in_files_and_pages(name: str) -> None:
    text, rule, words = BROKEN[name]
    for data, format_name in ((text.encode(), "jsonld"), (page(text), "html")):
        found = rules(data, format_name)
        assert words in found[rule], found


def test_a_good_block_beside_a_broken_one_is_still_looked_at() -> None:
    issues = findings(page(GOOD[:-5], json.dumps({**ARTICLE, "headlne": "x"})), "html")
    assert {(issue.rule, issue.path) for issue in issues if issue.severity == "error"} == {
        ("JL102", "block 1"),
        ("JL302", "block 2 /headlne"),
    }


def test_numbers_beyond_all_measure() -> None:
    sizes = ',"width":1e99999,"height":-1E+400,"copyrightYear":1e-99999,"wordCount":123456789012345678901234567890}'
    assert "JL102" not in rules((GOOD[:-1] + sizes).encode(), "jsonld")


def test_a_byte_order_mark_in_a_block_is_no_json() -> None:
    assert "byte order mark" in rules(page("\ufeff" + GOOD))["JL102"]
    assert "JL102" not in rules(b"\xef\xbb\xbf" + page(GOOD))  # that of the page is fine


# --- where blocks are, and where none are --------------------------------------------------------

OUTSIDE = {
    "a comment": "<!-- {} -->",
    "a template": "<template>{}</template>",
    "noscript": "<noscript>{}</noscript>",
    "a text field": "<textarea>{}</textarea>",
    "the title": "<title>{}</title>",
    "a style": "<style>{}</style>",
    "another script": "<script>/* {} ",
    "an attribute": "<p title='{}'>",
    "a frame": "<iframe>{}</iframe>",
    "plain text": "<plaintext>{}",
}


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_no_browser_takes_for_a_block_is_none(name: str) -> None:
    wrong = f'<script type="application/ld+json">{json.dumps({**ARTICLE, "headlne": "x"})}</script>'
    data = f'<!DOCTYPE html><html lang="en"><body>{OUTSIDE[name].format(wrong)}'.encode()
    assert set(rules(data)) == {"JL101"}


@pytest.mark.parametrize(
    "kind", ["APPLICATION/LD+JSON", "application/ld+json; charset=utf-8", " application/ld+json "]
)
def test_types_that_browsers_take_for_json_ld(kind: str) -> None:
    found = rules(page(json.dumps({**ARTICLE, "headlne": "x"}), kind=kind))
    assert "JL302" in found
    assert repr(kind) in found["JL105"]


@pytest.mark.parametrize("kind", ["application/json", "ld+json", "text/ld+json", "application/ld+json5"])
def test_other_types_are_no_json_ld(kind: str) -> None:
    assert set(rules(page(GOOD, kind=kind))) == {"JL101"}


def test_the_same_block_twice() -> None:
    assert "described twice" in rules(page(GOOD, GOOD))["JL209"]


def test_a_block_that_its_own_text_ends() -> None:
    found = rules(page(json.dumps({**ARTICLE, "headline": "The </script ><b>ferry"})))
    assert "</script> stands in it" in found["JL102"]


@pytest.mark.parametrize("words", ["<!-- ferry", "<!--<script>", "<script"])
def test_a_block_with_a_raw_mark_of_markup(words: str) -> None:
    issues = findings(page(json.dumps({**ARTICLE, "headline": f"The {words}"})), "html")
    assert [issue.severity for issue in issues if issue.rule == "JL106"] == ["error"]


def test_a_block_without_an_end() -> None:
    data = page(GOOD).partition(b"</script>")[0]
    assert "JL102" not in rules(data)
    assert "JL506" in rules(data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_pages_in_other_encodings(encoding: str) -> None:
    declared = '<meta charset="windows-1252">' if encoding == "cp1252" else ""
    text = page(json.dumps({**ARTICLE, "headlne": "Fähre"}, ensure_ascii=False), before=declared).decode()
    (issue,) = [issue for issue in findings(text.encode(encoding), "html") if issue.rule == "JL302"]
    assert (issue.line, issue.column) == (1, text.index('"headlne"') + 1)


def test_a_page_of_another_encoding_than_it_says() -> None:
    text = page(json.dumps({**ARTICLE, "headline": "Fähre – “ja”"}, ensure_ascii=False)).decode()
    wrong = text.replace("<head>", '<head><meta charset="utf-8">').encode("cp1252")
    assert "U+FFFD" in rules(wrong)["JL417"]


# --- graphs --------------------------------------------------------------------------------------


def graph(nodes: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> bytes:
    return json.dumps({"@context": "https://schema.org", "@graph": list(nodes)}).encode()


def test_ids_in_a_circle() -> None:
    nodes = [
        {**ARTICLE, "@id": "https://a.example/a", "author": {"@id": "https://a.example/b"}},
        {"@type": "Person", "@id": "https://a.example/b", "name": "Liv", "worksFor": {"@id": "https://a.example/c"}},
        {"@type": "Organization", "@id": "https://a.example/c", "name": "C", "employee": {"@id": "https://a.example/b"},
         "parentOrganization": {"@id": "https://a.example/c"}},
        {"@type": "WebPage", "@id": "https://a.example/d", "mainEntity": {"@id": "https://a.example/a"},
         "isPartOf": {"@id": "https://a.example/d"}},
    ]  # fmt: skip
    assert "JL206" not in rules(graph(nodes), "jsonld")


MANY = 9_000
HOSTILE_GRAPHS: dict[str, bytes] = {
    "one id for all": graph({"@type": "VideoObject", "@id": "https://a.example/v", "name": f"n{n}"} for n in range(MANY)),
    "untyped, one id": graph({"@id": "https://a.example/v", "name": f"n{n}"} for n in range(MANY)),
    "references to one": graph({"@id": f"https://a.example/{n}", "@type": "Person", "knowz": {"@id": "https://a.example/1"}}
                               for n in range(MANY // 2)),
    "sites and articles": graph([*({"@type": "WebSite", "name": f"s{n}"} for n in range(MANY // 2)),
                                 *({**ARTICLE, "headline": f"The {n}"} for n in range(MANY // 4))]),
    "videos and articles": graph([*({"@type": "VideoObject", "contentUrl": f"https://a.example/v{n}"} for n in range(4000)),
                                  *({**ARTICLE, "url": f"https://a.example/{n}"} for n in range(4000))]),
    "pages and articles": graph([*({"@type": "WebPage", "mainEntity": {"@id": "https://a.example/1"}} for n in range(5000)),
                                 *({**ARTICLE} for n in range(4000))]),
    "unknown members": graph({"@type": "Offer", "availability": f"InStok{n}"} for n in range(MANY)),
    "unknown words": graph([{f"headln{n}": "x" for n in range(20_000)} | {"@type": "NewsArticle"}]),
    "unknown types": graph([{"@type": [f"NewsArtikel{n}" for n in range(20_000)], "name": "x"}]),
    "entries of a live blog": graph([{"@type": "LiveBlogPosting", "headline": "x", "coverageStartTime": "2026-01-01",
                                      "liveBlogUpdate": [{"@type": "BlogPosting", "articleBody": "a &amp; b"}] * 15_000}]),
    "pictures of an article": graph([{**ARTICLE, "image": [{"@type": "ImageObject", "url": f"https://a.example/{n}.jpg"}
                                                           for n in range(12_000)]}]),
    "values": graph([{**ARTICLE, "headline": [{"@value": "a", "@language": "en"}] * 50_000}]),
    "not what it should be": graph([{"@type": {"a": 1}, "@id": ["x"], "@graph": 7, "author": [[[{"@type": [None, 5]}]]],
                                     "image": True, "headline": {"@value": {"x": 1}}, "name": [None, {}, [], "", 0]}]),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_GRAPHS)
def test_graphs_that_look_for_the_square(name: str) -> None:
    data = HOSTILE_GRAPHS[name]
    assert findings(data, "jsonld")
    assert findings(page(data.decode()), "html")


@pytest.mark.parametrize("name", HOSTILE_GRAPHS)
def test_such_graphs_are_read_or_refused(name: str) -> None:
    assert answer(HOSTILE_GRAPHS[name])


@pytest.mark.parametrize("name", BROKEN)
def test_broken_json_is_read_or_refused(name: str) -> None:
    assert answer(BROKEN[name][0].encode())


LONG_TEXTS = {
    "blanks": "a" + " " * 50_000 + "b",
    "commas": "a, " * 20_000 + "b",
    "and": "a and " * 20_000 + "b",
    "parentheses": "a " + "()" * 20_000 + "b",
    "open parentheses": "(" * 40_000,
    "slashes": "https://a.example/" + "a/" * 30_000,
    "at signs": "https://" + "a@" * 30_000,
    "dots": "https://" + "a." * 30_000,
    "word characters": "a" * 100_000,
    "less-than signs": "<" * 30_000,
    "tags": "<b " * 20_000,
    "ampersands": "&#" * 50_000,
    "digits": "1" * 100_000,
    "a language": "en" + "-abcde" * 10_000,
    "a duration": "PT" + "1" * 50_000 + "X",
    "brackets of direction": "\u2067" * 50_000,
    "accents": "e" + "\u0301" * 50_000,
    "mojibake": "Ã" * 50_000,
    "selectors": ".a" * 30_000,
}
PLACES = (
    "headline", "description", "articleBody", "url", "datePublished", "inLanguage", "keywords", "license",
    "isAccessibleForFree", "digitalSourceType", "creativeWorkStatus", "@type", "@id", "@context",
)  # fmt: skip


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_long_texts_in_every_place(name: str) -> None:
    text = LONG_TEXTS[name]
    for place in PLACES:
        findings(json.dumps({**ARTICLE, place: text}).encode(), "jsonld")
    inner = {
        "author": {"@type": "Person", "name": text, "url": text},
        "publisher": {"@type": "Organization", "name": text, "logo": text},
        "image": {"@type": "ImageObject", "url": text, "width": text, "caption": text},
        "video": {"@type": "VideoObject", "duration": text, "uploadDate": text, "contentUrl": text},
        "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": text},
        "about": [{"@type": "Thing", "name": text, "sameAs": text}],
    }
    findings(page(json.dumps({**ARTICLE, **inner})), "html")


def test_a_long_language_tag_is_told_and_not_followed() -> None:
    tag = "en" + "-abcde" * 2000
    assert "12002 characters" in rules(json.dumps({**ARTICLE, "inLanguage": tag}).encode(), "jsonld")["JL411"]


# --- pages ---------------------------------------------------------------------------------------

SIZE = 200_000
HOSTILE_PAGES: dict[str, bytes] = {
    "a thousand blocks": page(*(json.dumps({**ARTICLE, "url": f"https://a.example/{n}"}) for n in range(1000))),
    "a thousand alike": page(*[GOOD] * 1000),
    "a thousand broken": page(*[GOOD[:-9]] * 1000, before="\n" * SIZE),
    "less-than signs": b"<" * (2 * SIZE) + page(GOOD),
    "a tag without end": b"<a " + b"x " * SIZE,
    "a value without end": b'<a x="' + b"y" * (2 * SIZE),
    "attributes": b"<a " + b"x=1 " * (SIZE // 2) + b">" + page(GOOD),
    "open elements": page(GOOD) + b"<div>" * (SIZE // 3),
    "closed elements": page(GOOD) + b"</div>" * (SIZE // 4),
    "comments": b"<!---->" * (SIZE // 4) + page(GOOD),
    "a comment without end": b"<!--" * (SIZE // 2) + page(GOOD),
    "declarations": page(GOOD) + b"<!x" * (SIZE // 2),
    "script in script": b"<script>" + b"<!--<script" * (SIZE // 8),
    "scripts": b"<script></script>" * (SIZE // 16) + page(GOOD),
    "a block of blocks": b'<script type="application/ld+json">' + b'{"a":1}' * (SIZE // 4),
    "SVG in SVG": page(GOOD) + b"<svg><desc>" * (SIZE // 8) + b"</svg>" * 10_000,
    "templates": page(GOOD) + b"<template>" * (SIZE // 8),
    "text fields": page(GOOD) + b"<textarea>" * (SIZE // 8),
    "character references": page(GOOD) + b"&amp" * (SIZE // 2),
    "headings": b"<h1>x" * (SIZE // 8) + page(GOOD),
    "times": b"<time pubdate>x" * (SIZE // 16) + page(GOOD),
    "metas": b'<meta property="og:image" content="https://a.example/p.jpg">' * 20_000
    + page(json.dumps({**ARTICLE, "image": [f"https://a.example/{n}.jpg" for n in range(5000)]})),
    "microdata": page(GOOD) + b'<div itemscope itemtype="https://schema.org/NewsArticle"><p itemprop=headline>' * 10_000,
    "item types": b"itemtype itemtype= itemtype=" * (SIZE // 8),
    "an item type without end": b'<p itemtype="' + b"x " * SIZE,
    "paid parts": page(json.dumps({**ARTICLE, "isAccessibleForFree": False, "hasPart": [
        {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": f".p{n % 10}"} for n in range(5000)]}))
    + b'<p class="p1"><i class="p2">' * 20_000,
    "authors": page(json.dumps({**ARTICLE, "author": [{"@type": "Person", "name": f"Name {n}"} for n in range(9000)]}))
    + b"<p>word</p>" * 20_000,
    "a body that is not there": page(json.dumps({**ARTICLE, "articleBody": "A sentence of more than forty letters, it is. " * 9000}))
    + b"<p>word</p>" * 20_000,
    "U+0000": b"\0" * SIZE + page(GOOD),
    "lines": b"\n" * (2 * SIZE) + page(*["{"] * 300),
    "UTF-16": (page(*[GOOD] * 300).decode() + "<p>word</p>" * 10_000).encode("utf-16"),
    "half a character": page('{"a":"\ud800"}'),
    "no text at all": bytes(range(256)) * 800,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_PAGES)
def test_hostile_pages(name: str) -> None:
    findings(HOSTILE_PAGES[name], "html")


LARGE = """
import resource, sys, json
from newsml.validation import validate_bytes
megabyte = 2**20
article = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "The ferry", "datePublished": "2026-02-14"}
block = b'<script type="application/ld+json">' + json.dumps(article).encode() + b"</script>"
body = json.dumps({**article, "articleBody": "word &amp; word " * (5 * megabyte // 15)}).encode()
million = b'{"@context":"https://schema.org","@graph":[' + b",".join([b'{"@type":"Thing"}'] * 1_000_000) + b"]}"
text = b"<!DOCTYPE html><html><body>" + b'<p class="a">word <b>word</b> &amp; word</p>\\n' * (20 * megabyte // 45) + block
limit = int(sys.argv[1]) * megabyte
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
resource.setrlimit(resource.RLIMIT_CPU, (240, 240))
for data, format_name in ((body, "jsonld"), (million, "jsonld"), (text, "html")):
    print(" ".join(sorted({issue.rule for issue in validate_bytes(data, None, format_name)})))
"""


def test_large_files_within_a_limit_of_memory() -> None:
    """5 SIZE of text, a million nodes and a page of 20 SIZE, in 1.5 GB of address space."""
    done = subprocess.run(
        [sys.executable, "-c", LARGE, "1500"],
        capture_output=True, text=True, check=False, timeout=600, env={"PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    body, million, text = done.stdout.splitlines()
    assert {"JL109", "JL414"} <= set(body.split())
    assert "JL109" in million.split()
    assert "JL506" in text.split()


# --- nothing reaches out -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "context",
    [
        "https://contexts.example/news.jsonld",
        ["https://schema.org", "http://127.0.0.1:9/context"],
        {"@import": "https://contexts.example/base.jsonld"},
        [{"@import": "file:///etc/passwd"}, "//contexts.example/x"],
    ],
)
def test_no_context_is_fetched(context: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Any:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    text = json.dumps({**ARTICLE, "@context": context, "image": "https://a.example/i.jpg"})
    assert {"JL201", "JL204", "JL202"} & rules(text.encode(), "jsonld").keys()
    findings(page(text, before='<link rel="canonical" href="https://a.example/x">'), "html")


# --- mutations -----------------------------------------------------------------------------------


def mutants(data: bytes, count: int, chance: random.Random) -> Iterator[bytes]:
    """The bytes with a few of them changed, cut, doubled or put elsewhere; the same on every run."""
    for _ in range(count):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            at, size = chance.randrange(len(changed) + 1), chance.choice((1, 1, 2, 8, 60))
            kind = chance.randrange(6)
            if kind == 0:
                changed[at : at + size] = chance.randbytes(size)
            elif kind == 1:
                del changed[at : at + size]
            elif kind == 2:
                changed[at:at] = changed[at : at + size]
            elif kind == 3:
                changed[at:at] = chance.choice(PIECES)
            elif kind == 4:
                changed[at : at + size] = changed[: at // 2][-size:]
            else:
                del changed[max(at, len(changed) // 2) :]
        yield bytes(changed)


PIECES = (
    b'"', b"'", b"\\", b"{", b"}", b"[", b"]", b",", b":", b"null", b"true", b"-", b"1e999", b"\\ud800", b"\\u0000", b"\0", b"\xff",
    b"\xed\xa0\x80", b"\xef\xbb\xbf", b"<!--", b"-->", b"<script", b"</script>", b"<template>", b"<svg>", b"<![CDATA[", b"&quot;",
    b'"@type":', b'"@id":', b'"@graph":[', b'"@context":', b'"@value":', b'"@list":', b'"@reverse":{', b'<meta charset="utf-16">',
    b"<p class=", b"\r", b"\n" * 50, b"[" * 300,
)  # fmt: skip


def seeds(folder: Path, *patterns: str, largest: int) -> list[Path]:
    found = (path for pattern in patterns for path in folder.glob(pattern))
    return sorted(path for path in found if 0 < path.stat().st_size < largest)


@pytest.mark.parametrize("seed", [1, 2])
def test_damaged_json_ld_is_always_answered(seed: int) -> None:
    chance = random.Random(seed)
    for path in seeds(ROOT / "samples", "*/expected.jsonld", largest=50_000):
        for data in mutants(path.read_bytes(), 12, chance):
            findings(data, "jsonld")
            answer(data)


def test_damaged_pages_are_always_answered() -> None:
    chance = random.Random(3)
    for path in seeds(ROOT / "tests" / "rules", "J*/*.html", largest=50_000):
        for data in mutants(path.read_bytes(), 4, chance):
            findings(data, "html")


def test_damaged_files_of_real_publishers_are_always_answered(shared: Path) -> None:
    chance = random.Random(4)
    corpus = shared / "corpus"
    for path in seeds(corpus / "schema-org", "*/*.json", "*/*.jsonld", "*/*/*.html", largest=60_000):
        format_name = "html" if path.suffix == ".html" else "jsonld"
        for data in mutants(path.read_bytes(), 2, chance):
            findings(data, format_name)
    for path in seeds(corpus / "html-pages", "*/*/*.html", largest=300_000):
        for data in mutants(path.read_bytes(), 2, chance):
            findings(data, "html")


# --- the command ---------------------------------------------------------------------------------


def test_the_command_says_what_is_wrong_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "cut.jsonld").write_text(GOOD[:-9])
    (tmp_path / "deep.jsonld").write_text("[" * 100_000)
    (tmp_path / "good.html").write_bytes(page(GOOD))
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "nul.html").write_bytes(b"\0" * 100)
    done = newsml("validate", *sorted(tmp_path.iterdir()))
    assert done.code == 1
    assert re.search(
        r"cut\.jsonld:1:\d+: error: not valid JSON: it ends within the text .*\[JL102\]", done.text
    )
    assert "deep.jsonld:1:1: error: not valid JSON: more than 200 levels" in done.text
    assert "5 files checked" in done.err

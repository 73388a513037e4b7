"""A page with the block: in its place, alone ours, everything else as it was; and back again to the byte."""

from __future__ import annotations

import gzip
import json
import random
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import newsml
from newsml.embedding import is_embedded
from newsml.html5 import Page
from newsml.site import site_of

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
SITE = site_of({"publisher": {"name": "Weekly", "url": "https://weekly.example/"}})
URL = "https://weekly.example/tide"
ARTICLE = newsml.Article.build({
    "headline": "Tide – “high” </script> é Ω 漢 🚢",
    "summary": "Water & wind",
    "canonical_url": URL,
    "authors": ["Åsa Öst"],
    "language": "nb-NO",
    "published": "2026-11-23T10:00:00+01:00",
    "keywords": ["sea", "harbour"],
    "section": ["Coast"],
    "images": [{"url": "https://weekly.example/a.jpg", "width": 1600, "height": 900, "alt": "A «wave»"}],
})  # fmt: skip
OTHER = newsml.Article.build({"headline": "Ebb", "canonical_url": URL, "language": "en"})
START = '<script type="application/ld+json" data-newsml="article" id="newsml-jsonld">'


def embed(page: bytes, article: newsml.Article = ARTICLE, **options: Any) -> bytes:
    return newsml.embed(page, article, site=SITE, **options)


def marked(page: str) -> bytes:
    """The page, its block as ``[B]``, to see where it stands."""
    data = embed(page.encode()).decode()
    start = data.index(START)
    return data.replace(data[start : data.index("</script>", start) + 9], "[B]").encode()


def block_of(page: bytes) -> dict[str, Any]:
    (block,) = [b for b in Page(page).blocks if b.attributes.get("data-newsml") == "article"]
    value: dict[str, Any] = json.loads(block.text)
    return value


def tree_of(page: bytes, encoding: str | None = None) -> list[tuple[str, ...]]:
    """What html5lib makes of a page, without our elements and without empty text: names and texts in order."""
    html5lib = pytest.importorskip("html5lib")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        extra = {"override_encoding": encoding} if encoding else {}
        tree = parser.parse(page, scripting=True, **extra)
    found: list[tuple[str, ...]] = []
    walk(tree, found)
    return found


def walk(node: Any, found: list[tuple[str, ...]]) -> None:
    ours = node.get("data-newsml") in ("article", "meta")
    if not ours:
        found.append((str(node.tag), *sorted(f"{k}={v}" for k, v in node.attrib.items())))
        add_text(node.text, found)
        for child in node:
            walk(child, found)
        found.append(("/",))
    add_text(node.tail, found)


def add_text(text: str | None, found: list[tuple[str, ...]]) -> None:
    words = " ".join((text or "").split())
    if words and found[-1][0] == "text":
        found[-1] = ("text", f"{found[-1][1]} {words}")
    elif words:
        found.append(("text", words))


# --- the place -----------------------------------------------------------------------------------

PLACES = {
    "end of head": ("<head><title>a</title></head><body>b", "<head><title>a</title>[B]</head><body>b"),
    "lines": (
        "<html>\n  <head>\n    <title>a</title>\n  </head>\n<body>",
        "<html>\n  <head>\n    <title>a</title>\n[B]\n  </head>\n<body>",
    ),
    "CRLF": ("<head>\r\n</head>\r\n", "<head>\r\n[B]\r\n</head>\r\n"),
    "CR": ("<head>\r</head>\r<p>", "<head>\r[B]\r</head>\r<p>"),
    "no head": ("<html><body class=x>\n<p>a", "<html><body class=x>[B]\n\n<p>a"),
    "head without tags": ("<!DOCTYPE html><title>a</title><p>b", "<!DOCTYPE html><title>a</title>[B]<p>b"),
    "head without end": ("<head><title>a</title><body>b", "<head><title>a</title>[B]<body>b"),
    "head ended by text": ("<title>a</title>\nb", "<title>a</title>\n[B]\nb"),
    "head ended by div": ("<head><meta name=a><div></head>", "<head><meta name=a>[B]<div></head>"),
    "head ended by br": ("<head></br></head>", "<head>[B]</br></head>"),
    "head ended by end of html": ("<html><title>a</title></html>", "<html><title>a</title>[B]</html>"),
    "nothing but head": ("<!doctype html><title>a</title>\n", "<!doctype html><title>a</title>\n[B]\n"),
    "only a part": ("<p>a", "[B]<p>a"),
    "several heads": ("<head></head><head></head><body>", "<head>[B]</head><head></head><body>"),
    "head in a comment": ("<head><!-- </head> --></head>", "<head><!-- </head> -->[B]</head>"),
    "head in a script": ("<head><script>'</head>'</script></head>", "<head><script>'</head>'</script>[B]</head>"),
    "head in an escaped script": (
        "<head><script><!--<script></script></head>--></script></head>",
        "<head><script><!--<script></script></head>--></script>[B]</head>",
    ),
    "head in a template": (
        "<head><template></head><p>x</template></head>",
        "<head><template></head><p>x</template>[B]</head>",
    ),
    "head in noscript": (
        "<head><noscript></head></noscript></head>",
        "<head><noscript></head></noscript>[B]</head>",
    ),
    "head in a title": ("<head><title></head></title></head>", "<head><title></head></title>[B]</head>"),
    "head in an attribute": ('<head><meta content="</head>"></head>', '<head><meta content="</head>">[B]</head>'),
    "svg in the body": ("<title>a</title><svg></head></svg>", "<title>a</title>[B]<svg></head></svg>"),
    "frameset": ("<html><frameset><frame></frameset></html>", "<html>[B]<frameset><frame></frameset></html>"),
    "frameset with head": ("<head></head><frameset></frameset>", "<head>[B]</head><frameset></frameset>"),
    "capitals": ("<HTML><HEAD></HEAD ><BODY>", "<HTML><HEAD>[B]</HEAD ><BODY>"),
    "AMP": ("<!doctype html><html ⚡><head></head>", "<!doctype html><html ⚡><head>[B]</head>"),
    "comment, then text": ("<!doctype html><!-- a -->b<p>", "<!doctype html><!-- a -->[B]b<p>"),
    "XHTML": (
        '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head></head>',
        '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head>[B]</head>',
    ),
    "byte order mark": ("\ufeff<head></head>", "\ufeff<head>[B]</head>"),
    "byte order mark, no head": ("\ufeff<p>a", "\ufeff[B]<p>a"),
    "front matter": (
        "---\ntitle: <b>a\n---\n<!DOCTYPE html>\n<head>\n</head>",
        "---\ntitle: <b>a\n---\n<!DOCTYPE html>\n<head>\n[B]\n</head>",
    ),
    "front matter of a part": ("---\n---\n<p>a", "---\n---\n[B]\n<p>a"),
    "custom element": ("<my-page>a", "[B]<my-page>a"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "expected"), PLACES.values(), ids=PLACES)
def test_place(page: str, expected: str) -> None:
    assert marked(page).decode() == expected
    data = embed(page.encode())
    assert tree_of(data, "utf-8") == tree_of(page.encode(), "utf-8")


NONE = {
    "script without end": ("<head>\n<script>a</head>", 2, 1, "<script> that begins here has no end"),
    "script that hides its end": ("<head><script><!--<script></script></head>", 1, 7, "<script>"),
    "title without end": ("<head><title>a</head><body>", 1, 7, "<title>"),
    "textarea before all": ("<textarea>a<head></head>", None, None, ""),
    "comment without end": ("<head><!-- a</head>", 1, 7, "a comment"),
    "tag without end": ('<html><head><meta content="', 1, 13, "a tag"),
    "template without end": ("<head>\n <template></head><body>", 2, 2, "<template>"),
    "style without end": ("<head><style>a</head><body>", 1, 7, "<style>"),
    "noscript without end": ("<head><noscript><body>", 1, 7, "<noscript>"),
    "our block without end": (f"<head>{START}{{}}", 1, 7, "our block"),
    "feed": ('<?xml version="1.0"?>\n<rss><channel><title>a</title></rss>', 2, 1, "its first element is <rss>"),
    "feed with HTML": ("<feed><content><p>a</p></content></feed>", 1, 1, "<feed>"),
    "picture": ("<svg></svg>", 1, 1, "<svg>"),
    "NITF": ("<nitf><head><title>a</title></head>", 1, 1, "<nitf>"),
    "JSON": ('{"body": "<p>a</p>"}', 1, 1, "begins with text"),
    "text": ("Tide at 5 < 6", 1, 1, "there is no tag"),
    "nothing": ("", 1, 1, "there is no tag"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "line", "column", "words"), NONE.values(), ids=NONE)
def test_no_place(page: str, line: int | None, column: int, words: str) -> None:
    if line is None:  # behind the place, it does no harm
        assert embed(page.encode()).startswith(START.encode())
        return
    with pytest.raises(newsml.ContentError) as error:
        embed(page.encode())
    (issue,) = error.value.issues
    assert (issue.rule, issue.line, issue.column) == ("EMBED", line, column)
    assert words in issue.message


def test_bytes_that_are_no_page() -> None:
    for data in (b"\x89PNG\r\n\x1a\n\0\0", b"\0" * 10, b"%PDF-1.4 <html"):
        with pytest.raises(newsml.ContentError):
            embed(data)


# --- ours, and only ours -------------------------------------------------------------------------


def test_replaced_where_it_stands() -> None:
    page = f'<head></head><body><p>a</p>\n  {START} {{"old": 1}} </script>\n<p>b'.encode()
    new = embed(page)
    before, _, rest = new.partition(START.encode())
    assert before == b"<head></head><body><p>a</p>\n  "
    assert rest.endswith(b"</script>\n<p>b")
    assert block_of(new)["headline"] == ARTICLE.headline


def test_attributes_of_the_block_stay() -> None:
    page = (
        b"<head><script nonce=abc type='application/ld+json' data-newsml=article class=x>{}</script></head>"
    )
    new = embed(page)
    assert new.startswith(
        b"<head><script nonce=abc type='application/ld+json' data-newsml=article class=x>{\"@context"
    )


@pytest.mark.parametrize(
    "other",
    [
        '<script type="application/ld+json">{"@type": "BreadcrumbList"}</script>',
        '<script type="application/ld+json" id="newsml-jsonld">{}</script>',
        '<script type="application/ld+json" data-newsml="video">{}</script>',
        '<script data-newsml="article">var a</script>',
        f"<template>{START}{{}}</script></template>",
        f"<!-- {START}{{}}</script> -->",
        f"<textarea>{START}{{}}</script></textarea>",
        f"<noscript>{START}{{}}</script></noscript>",
        f"<svg><style>{START}{{}}</script></style></svg>",
        '<script type="application/ld+json">{broken</script>',
    ],
)  # fmt: skip
def test_what_is_not_ours_stays(other: str) -> None:
    page = f"<!DOCTYPE html><head>{other if not other.startswith('<svg') else ''}</head><body>{other}<p>b".encode()
    new = embed(page)
    assert block_of(new)["headline"] == ARTICLE.headline
    assert newsml.unembed(new) == page
    assert newsml.unembed(page) == page


def test_two_blocks_of_ours_become_one() -> None:
    page = f"<head>{START}{{}}</script>\n{START}1</script>\n</head>".encode()
    new = embed(page)
    assert new.count(START.encode()) == 1
    assert new.endswith(b"</script>\n</head>")
    assert newsml.unembed(page) == b"<head></head>"


def test_another_article_replaces_the_first() -> None:
    page = b"<!DOCTYPE html>\n<title>a</title>\n<p>b"
    assert embed(embed(page), OTHER) == embed(page, OTHER)


XHTML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://x/xhtml1.dtd">\n'
    '<html xmlns="http://www.w3.org/1999/xhtml">\n<head>\n<title>a</title>\n</head>\n<body><p>b<br/></p></body>\n</html>\n'
)


def test_xhtml_stays_well_formed() -> None:
    from lxml import etree

    new = embed(XHTML.encode(), meta=True)
    tree = etree.fromstring(new, etree.XMLParser(resolve_entities=False, load_dtd=False))
    (script,) = tree.iter("{*}script")
    assert json.loads(script.text)["headline"] == ARTICLE.headline
    assert len([m for m in tree.iter("{*}meta") if m.get("data-newsml") == "meta"]) > 10
    assert newsml.unembed(new) == XHTML.encode()


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_indented_json_has_the_line_ends_of_the_page(newline: str) -> None:
    page = XHTML.replace("\n", newline).encode()
    new = embed(page, pretty=True)
    assert new.count(newline.encode()) > page.count(newline.encode()) + 10
    assert new.replace(b"\r\n", b"\n").count(b"\r") == (new.count(b"\r") if newline == "\r" else 0)
    assert b"\n" not in new.replace(b"\r\n", b"") or newline == "\n"
    assert embed(new, pretty=True) == new
    assert embed(new) == embed(page)
    assert newsml.unembed(new) == page


# --- encodings -----------------------------------------------------------------------------------


def page_in(encoding: str, bom: bytes = b"") -> bytes:
    text = "<html>\n<head>\n<meta charset={}>\n<title>Ø</title>\n</head>\n<body>Æ – É"
    return bom + text.format("utf-8" if bom else encoding).encode(encoding, "xmlcharrefreplace")


@pytest.mark.parametrize(
    ("page", "there"),
    [
        (page_in("utf-8"), "Tide – “high”"),
        (page_in("utf-16-le", b"\xff\xfe"), "漢 🚢"),
        (page_in("utf-16-be", b"\xfe\xff"), "漢 🚢"),
        (page_in("utf-8", b"\xef\xbb\xbf"), "漢 🚢"),
        (page_in("windows-1252"), "Tide – “high” \\u003c/script\\u003e é \\u03a9 \\u6f22 \\ud83d\\udea2"),
        (page_in("iso-8859-1"), "é \\u03a9"),
        (page_in("iso-8859-7"), "\\u00e9 Ω \\u6f22"),
        (page_in("shift_jis"), "\\u00e9 \\u03a9 \\u6f22"),
        (page_in("gb18030"), "\\u6f22 \\ud83d\\udea2"),
        (page_in("iso-2022-jp"), "\\u6f22"),
        (b"<title>a</title><p>b", "\\u2013"),
        ("<title>é é é é é é é é é</title><p>b".encode(), "\\u2013"),
    ],
)  # fmt: skip
def test_encodings(page: bytes, there: str) -> None:
    for meta in (None, True):
        new = embed(page, meta=meta)
        seen = Page(new)
        assert seen.encoding == Page(page).encoding
        assert there in seen.blocks[0].text
        assert block_of(new)["headline"] == ARTICLE.headline
        assert embed(new) == embed(new, meta=meta) == new
        assert newsml.unembed(new) == page
        if meta:
            assert "A «wave»" in seen.meta["og:image:alt"]


LATE = [
    "<html><head>\ufeff<!-- {} --><meta charset=utf-8><title>é</title></head><body>é",
    "<body><!-- {} --><meta http-equiv=content-type content='text/html; charset=utf-8'>é",
]


@pytest.mark.parametrize("page", LATE)
def test_a_page_that_says_its_encoding_late(page: str) -> None:
    """A byte order mark in the middle, of a file that was included, ends the head before the encoding is said."""
    data = page.format("x" * 900).encode()
    new = embed(data)
    assert Page(new).encoding == Page(data).encoding == ("utf-8", "meta", 0)
    assert new.index(b"utf-8") < new.index(START.encode())
    assert embed(new) == new
    assert newsml.unembed(new) == data
    assert tree_of(new, "utf-8") == tree_of(data, "utf-8")
    with pytest.raises(newsml.ContentError, match="declaration of the encoding"):
        embed(data, meta=True)


# --- the same article by others ------------------------------------------------------------------

THEIRS = '<script type="application/ld+json">{}</script>'
ARTICLES = {
    "JSON-LD": THEIRS.format('{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "a", "author": "b", "url": "' + URL + '"}'),
    "headline and address alone": THEIRS.format('{"@type": "NewsArticle", "headline": "a", "url": "' + URL + '"}'),
    "headline alone": THEIRS.format('{"@type": "NewsArticle", "headline": "a"}'),
    "graph": THEIRS.format('{"@graph": [{"@type": "WebPage"}, {"@type": "Article", "headline": "a", "author": "b", "name": "c"}]}'),
    "main entity": THEIRS.format('{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "headline": "a", "author": "b", "name": "c"}}'),
    "microdata": "<article itemscope itemtype='https://schema.org/NewsArticle'></article>",
    "RDFa": "<div vocab='https://schema.org/' typeof='NewsArticle'></div>",
    "RDFa with prefix": "<div typeof='schema:ReportageNewsArticle'></div>",
}  # fmt: skip


@pytest.mark.parametrize("theirs", ARTICLES.values(), ids=ARTICLES)
def test_conflict(theirs: str) -> None:
    page = f"<head>\n</head><body>\n{theirs}</body>".encode()
    issues: list[newsml.Issue] = []
    assert embed(page, report=issues.append) == page
    (issue,) = [i for i in issues if i.rule == "EMBED"]
    assert (issue.severity, issue.line, issue.column) == ("warning", 3, 1)
    assert "of another hand" in issue.message
    assert embed(page, on_conflict="replace-marked") == page
    with pytest.raises(newsml.ContentError, match="of another hand"):
        embed(page, on_conflict="fail")
    beside = embed(page, on_conflict="add")
    assert block_of(beside)["headline"] == ARTICLE.headline
    assert newsml.unembed(beside) == page
    assert embed(beside, OTHER) == beside
    assert block_of(embed(beside, OTHER, on_conflict="replace-marked"))["headline"] == "Ebb"


@pytest.mark.parametrize(
    "theirs",
    [
        THEIRS.format('{"@type": "NewsArticle", "headline": "a", "author": "b", "url": "https://weekly.example/other"}'),
        THEIRS.format('{"@type": "NewsArticle", "headline": "a", "url": "https://weekly.example/other"}'),
        THEIRS.format('{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "a", "url": "b", "name": "c"}]}'),
        THEIRS.format('{"@type": "WebSite", "@id": "https://weekly.example/#website", "name": "Weekly"}'),
        "<div itemscope itemtype='https://schema.org/Blog'><p itemprop=blogPost itemscope itemtype='https://schema.org/BlogPosting'>",
        "<template><article itemscope itemtype='https://schema.org/NewsArticle'></template>",
        "<div itemscope itemtype='https://schema.org/CreativeWork'>",
    ],
)  # fmt: skip
def test_no_conflict(theirs: str) -> None:
    page = f"<head></head><body>{theirs}</body>".encode()
    assert block_of(embed(page))["headline"] == ARTICLE.headline


def test_wrong_policy() -> None:
    with pytest.raises(newsml.UsageError, match="skip, add, replace-marked, fail"):
        embed(b"<p>", on_conflict="keep")


# --- what the page has already -------------------------------------------------------------------

GRAPH = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "@id": URL + "/", "url": URL + "/", "isPartOf": {"@id": "https://weekly.example/#website"}},
        {"@type": "WebSite", "@id": "https://weekly.example/#website", "name": "Weekly", "publisher": {"@id": "https://weekly.example/#org"}},
        {"@type": "Organization", "@id": "https://weekly.example/#org", "name": "Weekly", "url": "https://weekly.example/"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("shape", ["flat", "graph"])
def test_references_to_a_graph_of_the_page(shape: str) -> None:
    page = f"<head>{THEIRS.format(json.dumps(GRAPH))}</head>".encode()
    new = embed(page, shape=shape)
    value = block_of(new)
    nodes = value.get("@graph", [value])
    main = next(node for node in nodes if "headline" in node)
    assert main["publisher"] == {
        "@type": "Organization",
        "@id": "https://weekly.example/#org",
        "name": "Weekly",
    }
    assert main["isPartOf"] == main["mainEntityOfPage"] == {"@id": URL + "/"}
    assert not {"WebPage", "WebSite", "NewsMediaOrganization"} & {node["@type"] for node in nodes}
    assert embed(new, shape=shape) == new
    assert newsml.unembed(new) == page


def test_an_organisation_that_is_a_person_too() -> None:
    graph = [
        {
            "@type": ["Person", "Organization"],
            "@id": "https://weekly.example/#/person/1",
            "name": "weekly",
            "logo": {},
        }
    ]
    page = f"<head>{THEIRS.format(json.dumps({'@graph': graph}))}</head>".encode()
    assert block_of(embed(page))["publisher"] == {
        "@type": "Person", "@id": "https://weekly.example/#/person/1", "name": "weekly",
    }  # fmt: skip


def test_a_publisher_without_settings_is_that_of_the_website() -> None:
    page = f"<head>{THEIRS.format(json.dumps(GRAPH))}</head>".encode()
    assert block_of(newsml.embed(page, ARTICLE))["publisher"]["@id"] == "https://weekly.example/#org"


def test_another_publisher_is_not_taken_for_ours() -> None:
    graph = json.dumps(
        {
            "@type": "Organization",
            "@id": "https://bank.example/#org",
            "name": "Bank",
            "url": "https://bank.example/",
        }
    )
    page = f"<head>{THEIRS.format(graph)}</head>".encode()
    assert block_of(embed(page))["publisher"]["@id"] == "https://weekly.example/#organization"


def test_the_address_of_the_page() -> None:
    page = f"<head><link rel=canonical href={URL}></head>".encode()
    nowhere = ARTICLE.model_copy(update={"canonical_url": None})
    assert block_of(embed(page, nowhere))["url"] == URL
    issues: list[newsml.Issue] = []
    elsewhere = ARTICLE.model_copy(update={"canonical_url": "https://weekly.example/ebb"})
    assert block_of(embed(page, elsewhere, report=issues.append))["url"] == "https://weekly.example/ebb"
    assert "its address is https://weekly.example/tide" in next(
        i.message for i in issues if i.rule == "EMBED"
    )


# --- meta ----------------------------------------------------------------------------------------


def test_meta() -> None:
    page = b"<!DOCTYPE html>\n<html>\n<head>\n<meta charset=utf-8>\n<title>a</title>\n</head>\n<body>"
    new = embed(page, meta=True)
    seen = Page(new)
    assert seen.linked("canonical") == [URL]
    assert {name: values for name, values in seen.meta.items() if name != "viewport"} == {
        "description": ["Water & wind"], "robots": ["max-image-preview:large"], "og:type": ["article"],
        "og:title": [ARTICLE.headline], "og:description": ["Water & wind"], "og:url": [URL],
        "og:site_name": ["Weekly"], "og:locale": ["nb_NO"], "og:image": ["https://weekly.example/a.jpg"],
        "og:image:width": ["1600"], "og:image:height": ["900"], "og:image:alt": ["A «wave»"],
        "article:published_time": ["2026-11-23T10:00:00+01:00"], "article:section": ["Coast"],
        "article:tag": ["sea", "harbour"], "twitter:card": ["summary_large_image"],
    }  # fmt: skip
    assert new.index(b"og:type") < new.index(b"application/ld+json") < new.index(b"</head>")
    assert embed(new) == embed(new, meta=True) == new
    assert newsml.unembed(new) == page
    assert embed(new, meta=False) == embed(page)
    assert embed(new, OTHER) == embed(page, OTHER, meta=True)
    assert embed(embed(page), meta=True) != embed(page)
    assert newsml.unembed(embed(embed(page), meta=True)) == page


def test_meta_that_the_page_has_stays_the_only_one() -> None:
    page = (
        b"<head><title>a</title><link rel=canonical href=https://weekly.example/tide>"
        b"<meta name=robots content=noindex><meta property=og:image content=b.jpg><meta property='og:title' content=T></head>"
    )
    issues: list[newsml.Issue] = []
    new = embed(page, meta=True, report=issues.append)
    seen = Page(new)
    assert seen.linked("canonical") == [URL]
    assert seen.meta["robots"] == ["noindex"]
    assert seen.meta["og:image"] == ["b.jpg"]
    assert "og:image:alt" not in seen.meta
    assert ["og:title" in i.message for i in issues if i.rule == "EMBED"] == [True]


def test_meta_without_head_goes_before_the_body() -> None:
    new = embed(b"<html><body class=x><p>a", meta=True)
    assert new.index(b"</script>") < new.index(b"<body")


@pytest.mark.parametrize(
    ("mining", "said"),
    [
        ("DMI-ALLOWED", {"tdm-reservation": ["0"]}),
        ("DMI-PROHIBITED", {"tdm-reservation": ["1"], "tdm-policy": ["https://weekly.example/terms"]}),
        ("DMI-PROHIBITED-SEECONSTRAINT", {"tdm-reservation": ["1"], "tdm-policy": ["https://weekly.example/terms"]}),
        ("DMI-UNSPECIFIED", {}),
    ],
)  # fmt: skip
def test_data_mining(mining: str, said: dict[str, list[str]]) -> None:
    article = newsml.Article.build({
        "headline": "a", "data_mining": f"http://ns.useplus.org/ldf/vocab/{mining}",
        "usage_terms": [{"text": "b", "href": "https://weekly.example/terms"}],
    })  # fmt: skip
    seen = Page(newsml.embed(b"<head></head>", article, meta=True))
    assert {name: value for name, value in seen.meta.items() if name.startswith("tdm")} == said


def test_meta_cannot_break_out() -> None:
    article = newsml.Article.build({"headline": '"><script>alert(1)</script>', "summary": "'\"<b>\n&amp;"})
    new = newsml.embed(b"<head></head><body>", article, meta=True)
    assert Page(new).meta["og:title"] == [article.headline]
    assert Page(new).meta["description"] == ["'\"<b> &amp;"]
    assert [tag.name for tag in Page(new).seen].count("script") == 2


# --- never ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["withheld", "canceled"])
def test_never_what_must_not_be_published(status: str) -> None:
    article = ARTICLE.model_copy(update={"pub_status": status})
    with pytest.raises(newsml.Refused):
        embed(b"<p>a", article)


# --- any page ------------------------------------------------------------------------------------

PIECES = [
    "<!DOCTYPE html>", "<html>", "<html lang=en>", "<head>", "</head>", "<body>", "<body onload='a>b'>", "</body>",
    "</html>", "<title>", "</title>", "<meta charset=utf-8>", "<meta charset=windows-1252>", "<link rel=canonical href='https://weekly.example/x'>",
    "<script>", "</script>", "<script src=a></script>", "<!--", "-->", "<!-->", "<style>", "</style>", "<template>", "</template>",
    "<noscript>", "</noscript>", "<textarea>", "</textarea>", "<svg>", "</svg>", "<math>", "<![CDATA[", "]]>", "<frameset>",
    "<p>", "</p>", "<br>", "</br>", "<div>", "<table><tr>", "<select>", "<plaintext>", "text", "é", "漢", " ", "\n", "\r\n", "\r", "\t",
    "<?xml version='1.0'?>", "<p title='", "'", '"', ">", "<", "</", "<xmp>", "<iframe>", "</iframe>", START, "{}",
    '<meta data-newsml="meta">', '<script type="application/ld+json">{"@type":"NewsArticle","headline":"a","name":"b","url":"c"}</script>',
    "\0", "\f", "&lt;", "<base href=/>", "<a itemscope itemtype=http://schema.org/Article>",
]  # fmt: skip
PAGES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
STARTED = st.tuples(
    st.sampled_from(["<!DOCTYPE html>", "<html><head>", "<title>a</title>", "<body>\n"]), PAGES
).map("".join)


def holds(page: bytes, **options: Any) -> bool:
    """What is true of any page; whether the block could be put in."""
    try:
        new = embed(page, on_conflict="add", **options)
    except newsml.ContentError as error:
        told = [(issue.rule, bool(issue.line)) for issue in error.issues]
    else:
        told = []
    if told:
        assert told == [("EMBED", True)]
        return False
    assert block_of(new)["headline"] == ARTICLE.headline
    assert embed(new, on_conflict="add", **options) == new
    if not is_embedded(page):
        assert newsml.unembed(page) == page
        assert newsml.unembed(new) == page
    assert not is_embedded(newsml.unembed(new))
    return True


@settings(max_examples=250)
@given(
    page=PAGES | STARTED, encoding=st.sampled_from(["utf-8", "utf-8", "utf-16", "cp1252"]), meta=st.booleans()
)
@example(page="<body>\n<p>\r", encoding="utf-8", meta=True)
@example(page="<p>\r<body>\n", encoding="utf-8", meta=True)
@example(page=f"<head>{START}{{}}</script>\n</head>", encoding="utf-8", meta=True)
def test_any_page(page: str, encoding: str, meta: bool) -> None:
    # A meta ends the SVG that it stands in: taken out, what follows may be another page.
    assume("meta data-newsml" not in page or not ("<svg>" in page or "<math>" in page))
    data = page.encode(encoding, "replace")
    if holds(data, meta=meta) and "data-newsml" not in page and encoding == "utf-8":
        before = tree_if_any(data)
        assert before is None or tree_of(embed(data, on_conflict="add", meta=meta), "utf-8") == before


def tree_if_any(page: bytes) -> list[tuple[str, ...]] | None:
    """The tree; None where html5lib stumbles (over some framesets, and tags in tables in MathML)."""
    try:
        return tree_of(page, "utf-8")
    except AssertionError:
        return None


REAL = sorted((CORPUS / "html-pages").glob("**/*.html*"))


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_pages(path: Path) -> None:
    data = path.read_bytes()
    page = gzip.decompress(data) if path.suffix == ".gz" else data
    assert holds(page)
    assert holds(page, meta=True)
    dice = random.Random(path.name)
    for _ in range(6):
        start = dice.randrange(len(page))
        cut = page[:start] + page[start + dice.randrange(1, 400) :]
        holds(cut[: dice.choice([len(cut), start + 2000])])


def errors_in(page: bytes) -> set[tuple[str, str]]:
    return {
        (issue.rule, issue.message)
        for issue in newsml.validate(page, format="html", profile="house")
        if issue.severity == "error"
    }


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_no_new_error_in_real_pages(path: Path) -> None:
    page = path.read_bytes()
    for block in reversed(Page(page).blocks):  # ours takes the place of theirs
        page = page[: block.start] + page[block.end :]
    seen = Page(page)
    headline = next((one.text for one in seen.elements("h1") if one.text), "Tide")
    article = newsml.Article.build({
        "headline": headline, "authors": ["Jane Doe"], "language": seen.language or "en",
        "published": "2026-11-23T10:00:00+01:00", "images": [{"url": "https://weekly.example/a.jpg", "width": 1600, "height": 900}],
    })  # fmt: skip
    for meta in (False, True):
        new = embed(page, article, meta=meta, on_conflict="add")
        assert errors_in(new) - errors_in(page) == set()

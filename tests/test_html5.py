"""The tokenizer finds the JSON-LD blocks that browsers find, at their very bytes, in pages of any encoding and shape."""

from __future__ import annotations

import json
import random
import warnings
from pathlib import Path

import pytest

from newsml.html5 import Page, encoding_of, tags
from newsml.html5.encoding import charset_in, codec_of

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
OPEN = '<script type="application/ld+json">'
BLOCK = OPEN + "{}</script>"


def found(markup: str | bytes) -> list[str]:
    return [block.text for block in Page(markup).blocks]


def as_browsers(markup: str | bytes, encoding: str | None = None) -> list[str]:
    """The texts of the JSON-LD scripts in the tree that html5lib makes, scripting on."""
    html5lib = pytest.importorskip("html5lib")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"))
        extra = {"override_encoding": encoding} if isinstance(markup, bytes) else {}
        tree = parser.parse(markup, scripting=True, **extra)
    parents = {child: parent for parent in tree.iter() for child in parent}

    def inert(node: object) -> bool:
        while node is not None:
            if str(node.tag).endswith("}template"):  # type: ignore[attr-defined]
                return True
            node = parents.get(node)  # type: ignore[call-overload]
        return False

    xhtml = "{http://www.w3.org/1999/xhtml}script"
    return [
        "".join(node.itertext())
        for node in tree.iter(xhtml)
        if node.get("type", "").partition(";")[0].strip("\t\n\f\r ").lower() == "application/ld+json"
        and not inert(node)
    ]


CASES: dict[str, tuple[str, list[str]]] = {
    "plain": (BLOCK, ["{}"]),
    "type with parameter": ('<script type="application/ld+json; charset=utf-8">1</script>', ["1"]),
    "type in capitals": ("<SCRIPT TYPE=Application/LD+JSON>1</SCRIPT>", ["1"]),
    "type with references": ('<script type="application/ld&#43;json">1</script>', ["1"]),
    "other type": ("<script type='application/json'>1</script>", []),
    "type given twice": ("<script type=a type=application/ld+json>1</script>", []),
    "comment": (f"<!-- {BLOCK} -->", []),
    "comment that is closed at once": (f"<!-->{BLOCK}", ["{}"]),
    "comment that is closed at once, three": (f"<!--->{BLOCK}", ["{}"]),
    "comment with bang": (f"<!-- --!>{BLOCK}", ["{}"]),
    "comment without end": (f"<!-- {BLOCK}", []),
    "bogus comment": (f"<!x '>{BLOCK}", ["{}"]),
    "processing instruction": (f"<?xml a='>'?>{BLOCK}", ["{}"]),
    "end of nothing": (f"</>{BLOCK}</ {BLOCK}{BLOCK}", ["{}", "{}"]),
    "textarea": (f"<textarea>{BLOCK}</textarea>{BLOCK}", ["{}"]),
    "title": (f"<title>{BLOCK}</title>{BLOCK}", ["{}"]),
    "style": (f"<style>{BLOCK}</style>{BLOCK}", ["{}"]),
    "noscript": (f"<noscript>{BLOCK}</noscript>{BLOCK}", ["{}"]),
    "noscript in body": (f"<body><p><noscript>{BLOCK}</noscript>{BLOCK}", ["{}"]),
    "iframe": (f"<iframe>{BLOCK}</iframe>", []),
    "xmp": (f"<xmp>{BLOCK}</xmp >{BLOCK}", ["{}"]),
    "plaintext": (f"<plaintext>{BLOCK}</plaintext>{BLOCK}", []),
    "template": (f"<template><template>{BLOCK}</template>{BLOCK}</template>{BLOCK}", ["{}"]),
    "template without end": (f"<template>{BLOCK}", []),
    "end of template alone": (f"</template>{BLOCK}", ["{}"]),
    "attribute": (f"<p title='{BLOCK}'>{BLOCK}", ["{}"]),
    "attribute without quotes": (f'<p title=">{BLOCK}"><p title=a"b>{BLOCK}', ["{}"]),
    "quote in a name": (f"<p a\"b>{BLOCK}<p 'c'>{BLOCK}", ["{}", "{}"]),
    "no value": (f"<p a=>{BLOCK}<p =b>{BLOCK}<p a = >{BLOCK}", ["{}", "{}", "{}"]),
    "value without end": (f'<p title="{OPEN.replace(chr(34), "")}1</script>', []),
    "no space between": ("<script a='1'type='application/ld+json'x>1</script>", ["1"]),
    "slashes": ("<script/type=application/ld+json/>1</script>", []),
    "slash before": ('<script/type="application/ld+json"/>1</script>', ["1"]),
    "end tag with space": (OPEN + "1</script >2", ["1"]),
    "end tag with attributes": (OPEN + "1</script a='>'>" + BLOCK, ["1", "{}"]),
    "end tag without end": (OPEN + "1</script", ["1</script"]),
    "end tag with half a value": (OPEN + "1</script a='", ["1"]),
    "end tag of a longer name": (OPEN + "1</scripts></script>", ["1</scripts>"]),
    "no end": (OPEN + "1", ["1"]),
    "start in a comment": (OPEN + "<!--<script>1</script>2</script>3", ["<!--<script>1</script>2"]),
    "start in a comment, no end": (OPEN + "<!--<script>1</script>2", ["<!--<script>1</script>2"]),
    "comment within": (OPEN + "<!--1</script>2", ["<!--1"]),
    "comment within that ends": (OPEN + "<!--<script>--></script>2", ["<!--<script>-->"]),
    "comment within that is empty": (OPEN + "<!--><script></script>2", ["<!--><script>"]),
    "comment within, three": (OPEN + "<!---><script></script>2", ["<!---><script>"]),
    "comment within twice": (OPEN + "<!--<!--><script></script>2", ["<!--<!--><script>"]),
    "start of a longer name": (OPEN + "<!--<scripts></script>2", ["<!--<scripts>"]),
    "svg": (f"<svg><style>{BLOCK}</style><title>{BLOCK}</title></svg>{BLOCK}", ["{}", "{}"]),
    "svg script": (f"<svg>{BLOCK}</svg>", []),
    "svg that is empty": (f"<svg/>{BLOCK}", ["{}"]),
    "svg with CDATA": (f"<svg><![CDATA[</svg>{BLOCK}]]></svg>{BLOCK}", ["{}"]),
    "CDATA in HTML": (f"<![CDATA[>{BLOCK}]]>", ["{}"]),
    "svg with HTML": (f"<svg><foreignObject><textarea>{BLOCK}</textarea>{BLOCK}</svg>", ["{}"]),
    "svg left by a paragraph": (f"<svg><p><textarea>{BLOCK}</textarea>", []),
    "math": (f"<math><mi>{BLOCK}</mi>{BLOCK}</math>", ["{}"]),
    "math with HTML": (f"<math><annotation-xml encoding=text/html>{BLOCK}", ["{}"]),
    "math without HTML": (f"<math><annotation-xml>{BLOCK}", []),
    "after the end": (f"<html><body></body></html>{BLOCK}", ["{}"]),
    "NUL": (OPEN + "\0</script>", ["\0"]),
    "less-than": (f"<<p>1 < 2 {BLOCK} <3 </", ["{}"]),
    "letters beyond ASCII": ("<ſcript>" + BLOCK + OPEN + "é</ſcript></script>", ["{}", "é</ſcript>"]),
}


@pytest.mark.parametrize("name", CASES)
def test_blocks_as_browsers_find_them(name: str) -> None:
    markup, expected = CASES[name]
    assert found(markup) == expected
    if name not in ("NUL", "end tag without end", "end tag with half a value"):
        assert as_browsers(markup) == expected


PIECES = [
    OPEN, "</script>", "<!--", "-->", "--!>", "<script>", "<script", "</script", ">", "{}", "<", "'", '"', "=", " ",
    "<textarea>", "</textarea>", "<title>", "</title>", "<style>", "</style>", "<svg>", "</svg>", "<math>", "</math>",
    "<p a=", "<p a='", "</p>", "<![CDATA[", "]]>", "<!", "<?", "</", "/", "<noscript>", "</noscript>", "<xmp>", "</xmp>",
    "<mi>", "</mi>", "<desc>", "</desc>", "<g>", "</g>", "<iframe>", "</iframe>", "x", "\n",
]  # fmt: skip


def test_four_thousand_random_pages_as_browsers_read_them() -> None:
    rng = random.Random(4)
    for _ in range(4000):
        markup = "".join(rng.choices(PIECES, k=rng.randint(3, 14)))
        if markup.endswith("<") or "</script" in markup[-12:]:
            markup += "x>"
        assert found(markup) == as_browsers(markup), markup


def pages() -> list[Path]:
    return sorted(CORPUS.glob("html-pages/**/*.html")) + sorted(CORPUS.glob("schema-org/**/*.html"))


def test_real_pages_as_browsers_read_them() -> None:
    if not pages():
        pytest.skip(f"there are no pages here: {CORPUS}")
    count = 0
    for path in pages():
        data = path.read_bytes()
        if len(data) > 600_000:  # html5lib takes 4 s for a MB
            continue
        page = Page(data)
        again = as_browsers(data, page.encoding.name)
        assert [b.text.replace("\r\n", "\n") for b in page.blocks] == again, path
        for block in page.blocks:
            assert data[block.start : block.start + 7].lower() == b"<script"
            assert data[: block.end].lower().endswith((b"</script>", b"</script >"))
            inner = data[block.text_start : block.text_end].decode(page.encoding.name, "replace")
            assert inner == block.text
            count += 1
    assert count > 40


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1252", "shift_jis", "iso2022_jp", "gb18030"]
)
def test_places_in_any_encoding(encoding: str) -> None:
    words = "名前" if encoding in ("shift_jis", "iso2022_jp", "gb18030") else "né ü"
    label = {"cp1252": "windows-1252", "iso2022_jp": "iso-2022-jp"}.get(encoding, encoding)
    text = f'<meta charset="{label}">\n<p>{words}\n<b>{words}{OPEN}{{"a": "{words}"}}</script><i>'
    data = text.encode(encoding)
    if encoding.startswith("utf-16"):
        data = (b"\xff\xfe" if encoding.endswith("le") else b"\xfe\xff") + data
    page = Page(data)
    (block,) = page.blocks
    assert json.loads(block.text) == {"a": words}
    assert data[block.text_start : block.text_end].decode(encoding) == block.text
    assert data[block.end :].decode(encoding) == "<i>"
    assert page.line_and_column(block.start) == (3, 1 + len(f"<b>{words}"))
    assert page.char_offset(block.start) == text.index(OPEN)


@pytest.mark.parametrize(
    ("data", "content_type", "expected"),
    [
        (b"\xef\xbb\xbf<meta charset=koi8-r>", "text/html; charset=koi8-r", ("utf-8", "bom", 3)),
        (b"<meta charset=koi8-r>", 'text/html; charset="UTF-8"', ("utf-8", "header", 0)),
        (b"<meta charset=koi8-r>", "text/html", ("koi8-r", "meta", 0)),
        (b"<meta charset = 'Latin1'>", None, ("cp1252", "meta", 0)),
        (b"<META http-equiv=Content-Type content='text/html; charset=GB2312'>", None, ("gb18030", "meta", 0)),
        (b"<meta content='text/html; charset=koi8-r'>", None, ("cp1252", "default", 0)),
        (b"<meta charset=utf-16>", None, ("utf-8", "meta", 0)),
        (b"<meta charset=utf-7>\xe9", None, ("cp1252", "default", 0)),
        (b"<!-- <meta charset=koi8-r> --><meta charset=utf-8>", None, ("utf-8", "meta", 0)),
        (b"<p title='<meta charset=koi8-r>'><meta charset=utf-8>", None, ("utf-8", "meta", 0)),
        (b"<metadata charset=koi8-r><meta/charset=utf-8>", None, ("utf-8", "meta", 0)),
        (b"<meta charset=nonsense><meta charset=big5>", None, ("big5hkscs", "meta", 0)),
        (b"<?xml version='1.0' encoding='koi8-r'?><html>", None, ("koi8-r", "meta", 0)),
        (b" " * 1100 + b"<meta charset=koi8-r>", None, ("cp1252", "default", 0)),
        ("né".encode(), None, ("utf-8", "content", 0)),
        (b"n\xe9", None, ("cp1252", "default", 0)),
        (b"", None, ("cp1252", "default", 0)),
        (b"<!-", None, ("cp1252", "default", 0)),
    ],
)
def test_encoding_as_html_says(data: bytes, content_type: str | None, expected: tuple[str, str, int]) -> None:
    assert encoding_of(data, content_type) == expected


def test_labels_are_those_of_the_web() -> None:
    webencodings = pytest.importorskip("webencodings.labels")
    import webencodings as web

    wrong = []
    for label in webencodings.LABELS:
        ours = codec_of(label)
        theirs = web.lookup(label)
        if theirs.name in ("x-user-defined", "replacement", "hz-gb-2312", "iso-2022-kr", "iso-2022-cn"):
            continue
        if ours is None:
            wrong.append(label)
    assert wrong == []
    assert charset_in("text/html; charset = 'a b' ") == "a b"
    assert charset_in("charset=;") is None


def test_what_a_page_says() -> None:
    page = Page(
        '<!doctype html><html lang=nb><head><title>A &amp; B</title><meta property="og:title" content="X">'
        '<meta name=Robots content=noindex><link rel="canonical alternate" href=" https://a.example/ ">'
        '<body class="a b"><!-- <h1>no</h1> --><h1 id=h>Bridge <em>re</em>opens</h1><template><h1>no</h1></template>'
        "<p class='b'>Seen<script>unseen</script><style>unseen</style><time datetime=2026-02-14>Saturday</time>"
    )
    assert page.language == "nb"
    assert page.meta == {"og:title": ["X"], "robots": ["noindex"]}
    assert page.linked("canonical") == ["https://a.example/"]
    assert [one.text for one in page.elements("title", "h1")] == ["A & B", "Bridge re opens"]
    assert [one.attributes for one in page.elements("time")] == [{"datetime": "2026-02-14"}]
    assert page.visible_text == "Bridge re opens Seen Saturday"
    assert page.classes == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<!", "<", "</", "<script>", "<svg>", "<template>", "<p a='", "<p a=", OPEN, "<textarea>", "<a ", "<![CDATA[",
     "<svg><![CDATA[", "<script><!--<script>", "<svg><foreignObject>", "&amp", "<p " + "a " * 9 + ">", "</svg>", "<meta"],
)  # fmt: skip
def test_hostile_pages_take_one_pass(piece: str) -> None:
    page = Page(piece * (400_000 // len(piece)))
    assert isinstance(page.blocks, list)
    assert isinstance(page.visible_text, str)
    assert isinstance(page.meta, dict)
    assert sum(1 for _ in tags(page.view)) <= 400_000

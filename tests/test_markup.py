"""HTML into the body tree: what is kept, what is dropped and said, and that code never comes through."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from newsml import xhtml
from newsml.errors import NewsmlError, ParseError
from newsml.markup import read_html, read_inline_html, tidy
from newsml.markup.normal import normal_blocks
from newsml.model import Article


def blocks_of(text, **options):
    issues = []
    blocks = read_html(text, issues.append, "page.html", **options)
    Article.build({"body": blocks})
    return blocks, issues


def paragraph(*children, **fields):
    return {"kind": "paragraph", **fields, "children": list(children)}


KEPT = {
    "paragraphs": ("<p>One</p><p>Two</p>", [paragraph("One"), paragraph("Two")]),
    "spaces": (
        "<p> One \n <em> two</em>  </p>",
        [paragraph("One ", {"kind": "emphasis", "children": ["two"]})],
    ),
    "text alone": ("One<br><br>Two", [paragraph("One"), paragraph("Two")]),
    "line break": ("<p>One <br> two<br></p>", [paragraph("One", {"kind": "line_break"}, "two")]),
    "containers": ("<div>One<section><p>Two</p></section></div>", [paragraph("One"), paragraph("Two")]),
    "heading": ("<h3>A</h3>", [{"kind": "heading", "level": 3, "children": ["A"]}]),
    "link": (
        '<p><a href=" /a " title="T" rel="nofollow">x</a></p>',
        [paragraph({"kind": "link", "href": "/a", "title": "T", "rel": "nofollow", "children": ["x"]})],
    ),
    "looks": (
        "<p><b>a</b><i>b</i><u>c</u></p>",
        [paragraph({"kind": "strong", "children": ["a"]}, {"kind": "emphasis", "children": ["b"]}, "c")],
    ),
    "code": ("<p><kbd>a  b</kbd></p>", [paragraph({"kind": "code", "text": "a  b"})]),
    "quotation": (
        '<p><q cite="urn:x:1">a</q></p>',
        [paragraph({"kind": "inline_quote", "cite": "urn:x:1", "children": ["a"]})],
    ),
    "time": (
        '<p><time datetime="2025-07-25">Friday</time></p>',
        [paragraph({"kind": "entity", "entity_type": "date", "value": "2025-07-25", "children": ["Friday"]})],
    ),
    "entity": (
        '<p><span class="organization" data-uri="urn:x:1" data-identifiers="a%20b c">Acme</span></p>',
        [
            paragraph(
                {
                    "kind": "entity",
                    "entity_type": "organisation",
                    "uri": "urn:x:1",
                    "identifiers": [("a b", "c")],
                    "children": ["Acme"],
                }
            )
        ],
    ),
    "language": (
        '<p lang="fr" dir="ltr"><i lang="la">a</i></p>',
        [
            paragraph(
                {
                    "kind": "emphasis",
                    "children": [{"kind": "language_span", "lang": "la", "children": ["a"]}],
                },
                lang="fr",
                text_direction="ltr",
            )
        ],
    ),
    "ruby": ("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>", [paragraph("漢(かん)")]),
    "list": (
        '<ol start="3"><li>a<li><p>b</p><ul><li>c</ul></ol>',
        [
            {
                "kind": "list",
                "ordered": True,
                "start": 3,
                "items": [[paragraph("a")], [paragraph("b"), {"kind": "list", "items": [[paragraph("c")]]}]],
            }
        ],
    ),
    "block quote": (
        '<blockquote cite="https://e.org"><p>a</p><footer><cite>Ida</cite></footer></blockquote>',
        [{"kind": "quote", "cite": "https://e.org", "attribution": ["Ida"], "children": [paragraph("a")]}],
    ),
    "pull quote": (
        '<aside class="pull-quote"><p>a</p><cite>Ida</cite></aside>',
        [{"kind": "pull_quote", "attribution": ["Ida"], "children": [paragraph("a")]}],
    ),
    "preformatted": (
        '<pre><code class="language-py">a\n  b\n</code></pre>',
        [{"kind": "preformatted", "text": "a\n  b", "language": "py"}],
    ),
    "table": (
        (
            '<table><caption>C</caption><tr><th style="text-align:right">a<th>b</tr>'
            '<tr><td colspan="2"><p>x</p><p>y</p></td></tr></table>'
        ),
        [
            {
                "kind": "table",
                "caption": ["C"],
                "rows": [
                    [
                        {"header": True, "align": "right", "children": ["a"]},
                        {"header": True, "children": ["b"]},
                    ],
                    [{"colspan": 2, "children": ["x", {"kind": "line_break"}, "y"]}],
                ],
            }
        ],
    ),
    "figure": (
        (
            '<figure><img src="https://e.org/a.jpg" alt="A" width="640px">'
            '<figcaption>C <small class="credit">Ann</small></figcaption></figure>'
        ),
        [
            {
                "kind": "figure",
                "media": {"url": "https://e.org/a.jpg", "alt": "A", "width": 640, "credit": "Ann"},
                "caption": ["C"],
            }
        ],
    ),
    "picture in a sentence": (
        '<p>One <img src="https://e.org/a.jpg"> two</p>',
        [paragraph("One two"), {"kind": "figure", "media": {"url": "https://e.org/a.jpg"}}],
    ),
    "lazy picture": (
        '<img src="data:image/gif;base64,AA" data-src="https://e.org/a.jpg">',
        [{"kind": "figure", "media": {"url": "https://e.org/a.jpg"}}],
    ),
    "video": (
        '<video poster="https://e.org/p.jpg"><source src="https://e.org/a.mp4" type="video/mp4"></video>',
        [
            {
                "kind": "figure",
                "media_type": "video",
                "media": {
                    "url": "https://e.org/a.mp4",
                    "mime": "video/mp4",
                    "thumbnail": "https://e.org/p.jpg",
                },
            }
        ],
    ),
    "player": (
        '<iframe src="//www.youtube.com/embed/x" title="T"></iframe>',
        [{"kind": "embed", "url": "https://www.youtube.com/embed/x", "provider": "YouTube", "title": "T"}],
    ),
    "comment in a caption": (
        '<figure><img src="https://e.org/a.jpg"><figcaption><!-- x -->C</figcaption></figure>',
        [{"kind": "figure", "media": {"url": "https://e.org/a.jpg"}, "caption": ["C"]}],
    ),
    "tweet": (
        '<blockquote class="twitter-tweet"><a href="https://twitter.com/a/status/1">d</a></blockquote>',
        [{"kind": "embed", "url": "https://twitter.com/a/status/1", "provider": "X"}],
    ),
    "instagram": (
        '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/x/"></blockquote>',
        [{"kind": "embed", "url": "https://www.instagram.com/p/x/", "provider": "Instagram"}],
    ),
    "tiktok": (
        '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@a/video/1"></blockquote>',
        [{"kind": "embed", "url": "https://www.tiktok.com/@a/video/1", "provider": "TikTok"}],
    ),
    "foreign": (
        '<div><template class="foreign" data-format="nitf">&lt;x/&gt;</template></div>',
        [{"kind": "foreign", "format": "nitf", "markup": "<x/>"}],
    ),
    "whole page": (
        "<!DOCTYPE html><html><head><title>T</title></head><body><p>a</p></body></html>",
        [paragraph("a")],
    ),
    "XHTML": (
        '<p xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr">a<br/>b</p>',
        [paragraph("a", {"kind": "line_break"}, "b", lang="fr")],
    ),
    "nothing": ("<!-- x --><p>&nbsp;</p><ul></ul><em></em>", []),
}


@pytest.mark.parametrize(("text", "expected"), KEPT.values(), ids=KEPT)
def test_what_is_kept(text, expected):
    blocks, issues = blocks_of(text)
    assert blocks == expected
    assert issues == []
    assert normal_blocks(blocks) == blocks


DROPPED = {
    "words of a post": (
        '<blockquote class="twitter-tweet"><p>Hi</p><a href="https://twitter.com/a/status/1">d</a></blockquote>',
        "the words of a post are not kept",
        1,
    ),
    "script": ("<p>a</p>\n<script>alert(1)</script>", "<script> is never kept", 2),
    "javascript": ('<p><a href="java\tscript:alert(1)">a</a></p>', "can run code", 1),
    "entity in scheme": ('<p><a href="&#106;avascript&colon;alert(1)">a</a></p>', "can run code", 1),
    "control in scheme": ('<p><a href="\x01javascript:alert(1)">a</a></p>', "can run code", 1),
    "vbscript": ('<p><a href="VBScript:x">a</a></p>', "can run code", 1),
    "data": ('<p>a<img src="data:image/svg+xml,<svg onload=x>"></p>', "stands in the page", 1),
    "unknown": (
        "<p>a</p>\n\n<p><mark>b</mark> <mark>c</mark></p>",
        "<mark>: only its text is kept (2 times)",
        3,
    ),
    "svg": ("<p>a</p><svg><text>b</text></svg>", "<svg> is dropped", 1),
    "form": ("<p>a</p><input value=b>", "<input> is dropped", 1),
    "frame without address": ("<p>a</p><iframe srcdoc='<script>'></iframe>", "without an address", 1),
    "relative frame": ("<p>a</p><iframe src='/x'></iframe>", "not absolute", 1),
    "relative picture": ("<p>a</p><img src='a.jpg'>", "relative and kept as the file's id", 1),
    "language": ("<p lang=nb_NO>a</p>", "'nb_NO' is not a BCP 47", 1),
    "linked picture": ("<p>a</p><a href='/x'><img src='https://e.org/a.jpg'></a>", "around a picture", 1),
    "abbreviation": ("<p><abbr title='United'>U</abbr></p>", "title 'United' of <abbr>", 1),
    "aside": ("<aside>a</aside>", "<aside>", 1),
    "media with code": (
        "<p>a</p><img data-newsml-media='[1]' src='https://e.org/a'>",
        "not a JSON object",
        1,
    ),
}


@pytest.mark.parametrize(("text", "said", "line"), DROPPED.values(), ids=DROPPED)
def test_what_is_dropped_is_said(text, said, line):
    blocks, issues = blocks_of(text)
    assert blocks
    assert [issue.rule for issue in issues] == ["LOSS"]
    assert said in issues[0].message
    assert issues[0].line == line
    assert "alert" not in str(blocks)


def test_lines_are_those_of_the_file():
    _, issues = blocks_of("<p>a</p>\n<script>x</script>", line=10)
    assert issues[0].line == 11


def test_relative_addresses_are_completed_by_a_base():
    blocks, issues = blocks_of('<img src="a b.jpg">', base="https://e.org/news/1")
    assert blocks[0]["media"]["url"] == "https://e.org/news/a%20b.jpg"
    assert issues == []


def test_addresses_that_run_code_do_not_come_in_with_the_fields_of_a_file():
    blocks, _ = blocks_of("""<img data-newsml-media='{"url": "javascript:x", "role": "r"}'>""")
    assert blocks == [{"kind": "figure", "media": {"role": "r"}}]


@pytest.mark.parametrize("opened", ["<div>", "<p><em>", "<ul><li>", "<blockquote>", "<table><tr><td>", "<x>"])
@pytest.mark.parametrize("levels", [90, 240, 2000, 20_000])
def test_deep_nesting_is_flattened_or_refused(opened, levels):
    text = opened * (levels // opened.count("<")) + "deep"
    if levels < 240:
        assert "deep" in Article.build({"body": blocks_of(text)[0]}).plain_text()
        return
    said = ""
    try:
        said = Article.build({"body": blocks_of(text)[0]}).plain_text()
    except ParseError as error:
        said = error.message
    assert "deep" in said or "256 levels" in said


def test_ten_megabytes_on_one_line():
    blocks, _ = blocks_of("<p>" + "word " * 2_200_000 + "</p>")
    assert len(blocks[0]["children"][0]) == 10_999_999


WRITTEN = [
    paragraph(
        "a",
        {
            "kind": "entity",
            "entity_type": "person",
            "uri": "urn:x:1",
            "identifiers": [("a b", "c%")],
            "children": ["x"],
        },
        {"kind": "language_span", "lang": "nb-NO", "children": ["y"]},
        role="lead",
        lang="fr",
    ),
    {
        "kind": "figure",
        "media": {
            "url": "https://e.org/a.jpg",
            "alt": "A",
            "credit": "Ann",
            "id": "9",
            "creator": [{"name": "Z"}],
        },
        "caption": ["c"],
    },
    {
        "kind": "figure",
        "media_type": "video",
        "media": {"url": "https://e.org/a.mp4", "duration": 3, "embed_url": "https://e.org/p"},
    },
    {"kind": "quote", "attribution": ["I"], "children": [paragraph("q")]},
    {"kind": "pull_quote", "attribution": ["I"], "children": [paragraph("q")]},
    {"kind": "embed", "url": "https://e.org/e", "provider": "P", "title": "T"},
    {"kind": "preformatted", "text": "a\nb", "language": "py"},
    {"kind": "table", "caption": ["c"], "rows": [[{"header": True, "align": "right", "children": ["x"]}]]},
]


@pytest.mark.parametrize("block", WRITTEN, ids=lambda block: block["kind"])
def test_the_xhtml_that_newsml_writes_reads_back(block):
    article = Article.build({"body": [block]})
    body = etree.Element(f"{{{xhtml.XHTML}}}body", nsmap={None: xhtml.XHTML})
    xhtml.append_blocks(body, article.body, xhtml.Writing())
    blocks, _ = blocks_of(etree.tostring(body, encoding="unicode"))
    assert Article.build({"body": blocks}) == article


def test_inline_markup():
    assert read_inline_html("a <em>b</em>") == ["a ", {"kind": "emphasis", "children": ["b"]}]
    assert read_inline_html("<p>a</p><p>b</p>") == ["a", {"kind": "line_break"}, "b"]


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ([" a ", " b "], ["a b"]),
        ([{"kind": "emphasis", "children": [" "]}], []),
        (
            ["a", {"kind": "emphasis", "children": [" b ", {"kind": "line_break"}]}],
            ["a", {"kind": "emphasis", "children": [" b"]}],
        ),
        ([{"kind": "line_break"}, "a ", {"kind": "line_break"}, " b"], ["a", {"kind": "line_break"}, "b"]),
        ([{"kind": "code", "text": " a\nb "}], [{"kind": "code", "text": " a b "}]),
        (["\xa0"], []),
    ],
)
def test_normal_form_of_a_run(run, expected):
    assert tidy(run) == expected
    assert tidy(expected) == expected


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "em",
        "a",
        "span",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "figure",
        "img",
        "figcaption",
        "blockquote",
        "footer",
        "cite",
        "aside",
        "pre",
        "br",
        "iframe",
        "video",
        "x",
        "h1",
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' href="x:y"',
        ' src="/a"',
        " lang=x_",
        ' class="embed credit person pullquote"',
        ' start="-1"',
        " data-uri=x",
        ' colspan="99999999999"',
        " data-newsml-media='{\"url\":1}'",
        ' dir="up"',
    ]
)
MARKUP = st.lists(
    st.one_of(
        st.builds("<{}{}>".format, TAGS, ATTRIBUTES),
        st.builds("</{}>".format, TAGS),
        st.text(max_size=4),
        st.just("<![CDATA[<"),
    ),
    max_size=12,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(MARKUP)
def test_any_markup_gives_a_body_in_normal_form_or_an_error_of_ours(text):
    with suppress(NewsmlError):
        blocks = read_html(text)
        assert normal_blocks(blocks) == blocks
        Article.build({"body": blocks})

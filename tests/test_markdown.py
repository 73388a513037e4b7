"""Markdown as site generators have it: what its front matter means, what its text becomes, what is refused."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsml.errors import InvalidArticle, NewsmlError, ParseError
from newsml.formats.markdown import ReadOptions, read, write
from newsml.model import Article
from newsml.site import site_of
from tests.hang import ends


def article_of(text, **options):
    issues = []
    data = text if isinstance(text, bytes) else text.encode()
    [article] = read(io.BytesIO(data), issues.append, options=ReadOptions(file="a.md", **options))
    return article, issues


def fields_of(text, **options):
    article, _ = article_of(text, **options)
    return article.model_dump(mode="json", exclude_defaults=True)


def matter(text, body="Text."):
    return f"---\ntitle: T\n{text}\n---\n\n{body}\n"


def roundtrip(article):
    return next(read(io.BytesIO(b"".join(write([article])))))


MAIN = [{"text": "T", "role": "main"}]

# What stands in the front matter, and the fields it becomes.
MEANS = {
    "subtitle": ("deck: D", {"headlines": [*MAIN, {"text": "D", "role": "sub"}]}),
    "description": ("description: D", {"summary": [{"text": "D"}]}),
    "two summaries": ("description: D\ncustom_excerpt: E", {"summary": [{"text": "D"}, {"text": "E"}]}),
    "Hugo date": ("date: 2025-07-25T10:00:00+02:00", {"published": [{"when": "2025-07-25T10:00:00+02:00"}]}),
    "Astro date": ("pubDate: 2025-07-25", {"published": [{"when": "2025-07-25"}]}),
    "Ghost date": (
        'published_at: "2025-07-25T10:00:00.000Z"',
        {"published": [{"when": "2025-07-25T10:00:00Z"}]},
    ),
    "publishDate says more": (
        "date: 2025-07-24\npublishDate: 2025-07-25",
        {"published": [{"when": "2025-07-25"}], "content_created": "2025-07-24"},
    ),
    "year": ("date: 2025", {"published": [{"when": "2025"}]}),
    "lastmod": ("lastmod: 2025-07-26", {"content_modified": "2025-07-26"}),
    "Jekyll update": ("last_modified_at: 2025-07-26", {"content_modified": "2025-07-26"}),
    "expiry": ("expiryDate: 2026-01-01", {"expires": ["2026-01-01"]}),
    "embargo": ("embargo: 2025-07-25T10:00:00Z", {"embargoed_until": "2025-07-25T10:00:00Z"}),
    "draft": ("draft: true", {"pub_status": "withheld"}),
    "draft in words": ("draft: yes", {"pub_status": "withheld"}),
    "no draft": ("draft: false", {}),
    "Astro draft": ("isDraft: true", {"pub_status": "withheld"}),
    "Obsidian Publish": ("publish: false", {"pub_status": "withheld"}),
    "not published, as text": ("published: 'false'", {"pub_status": "withheld"}),
    "published, as text": ("published: yes\ndate: 2025-07-25", {"published": [{"when": "2025-07-25"}]}),
    "one draft is enough": ("status: published\npublished: no", {"pub_status": "withheld"}),
    "draft outweighs newsml": ("draft: true\nnewsml: {pub_status: usable}", {"pub_status": "withheld"}),
    "Docusaurus update": ("last_update: {date: 2025-07-26, author: Ida}", {"content_modified": "2025-07-26"}),
    "Jekyll draft": ("published: false", {"pub_status": "withheld"}),
    "status": ("status: published", {"pub_status": "usable"}),
    "author": ("author: Ida Moen", {"authors": [{"name": "Ida Moen"}]}),
    "author with mail": ("author: Ida <ida@e.org>", {"authors": [{"name": "Ida", "email": ["ida@e.org"]}]}),
    "authors": ("authors: [Ida, Ole]", {"authors": [{"name": "Ida"}, {"name": "Ole"}]}),
    "author in full": (
        "author: {name: Ida, url: 'https://e.org/ida', twitter: '@ida', bio: B, role: Editor}",
        {
            "authors": [
                {
                    "definition": "B",
                    "job_title": "Editor",
                    "name": "Ida",
                    "same_as": ["https://twitter.com/ida"],
                    "url": "https://e.org/ida",
                }
            ]
        },
    ),
    "tags": ("tags: [a, b]\nkeywords: b, c", {"keywords": ["a", "b", "c"]}),
    "Obsidian tags": ("tags: '#a #b/c'", {"keywords": ["a", "b/c"]}),
    "Docusaurus tags": ("tags: [a, {label: B, permalink: /b}, null, '']", {"keywords": ["a", "B"]}),
    "Hexo categories": ("categories: [[City, Council], News]", {"section": ["City", "Council", "News"]}),
    "Ghost's section": ("primary_tag: {name: City, slug: city}", {"section": ["City"]}),
    "Ghost's author": (
        "authors: [{name: Ida, slug: ida}, {name: Ole}]\nprimary_author: {name: Ida, website: 'https://e.org/i'}",
        {"authors": [{"name": "Ida", "url": "https://e.org/i"}, {"name": "Ole"}]},
    ),
    "Docusaurus author": (
        "authors:\n  - {name: Ida, socials: {x: ida, github: ida}, page: true}\n  - null",
        {"authors": [{"name": "Ida", "same_as": ["https://x.com/ida", "https://github.com/ida"]}]},
    ),
    "name in two parts": ("author: {first_name: Ida, last_name: Moen}", {"authors": [{"name": "Ida Moen"}]}),
    "author's page on the site": (
        "canonical: https://e.org/x\nauthor: {name: Ida, url: /ida}",
        {"canonical_url": "https://e.org/x", "authors": [{"name": "Ida", "url": "https://e.org/ida"}]},
    ),
    "Norwegian tag": ("tags: [no, 12, true]", {"keywords": ["no", "12", "true"]}),
    "categories": ("categories:\n  - News\n  - City", {"section": ["News", "City"]}),
    "slug": ("slug: bridge", {"slugline": [{"text": "bridge"}]}),
    "Norway": ("lang: no", {"language": "no"}),
    "canonical": ("canonical_url: https://e.org/1", {"canonical_url": "https://e.org/1"}),
    "url": ("url: https://e.org/1", {"canonical_url": "https://e.org/1"}),
    "path": ("url: /1", {"extra": {"url": "/1"}}),
    "id": ("guid: 12", {"id": "12"}),
    "rights": (
        "copyright: (c) E\nlicense: https://e.org/l",
        {"copyright_notice": [{"text": "(c) E"}], "license_url": "https://e.org/l"},
    ),
    "terms": ("license: CC0", {"usage_terms": [{"text": "CC0"}]}),
    "urgency": ("urgency: 3", {"urgency": 3}),
    "series": ("series: Bridges", {"series": [{"name": "Bridges"}]}),
    "source": ("source: Fjord News", {"provider": {"name": "Fjord News"}}),
    "image": (
        "image: https://e.org/a.jpg\nimage_alt: A",
        {"images": [{"url": "https://e.org/a.jpg", "alt": "A"}]},
    ),
    "cover": (
        "cover: {image: 'https://e.org/a.jpg', alt: A, caption: C, relative: true}",
        {"images": [{"url": "https://e.org/a.jpg", "caption": "C", "alt": "A"}]},
    ),
    "images": (
        "images: [https://e.org/a.jpg]\nthumbnail: https://e.org/b.jpg",
        {"images": [{"url": "https://e.org/a.jpg"}, {"url": "https://e.org/b.jpg"}]},
    ),
    "relative image": (
        "canonical: https://e.org/x/\nhero: a.jpg",
        {"canonical_url": "https://e.org/x/", "images": [{"url": "https://e.org/x/a.jpg"}]},
    ),
    "Ghost caption": (
        "feature_image: https://e.org/a.jpg\nfeature_image_caption: 'By <a href=\"https://e.org\">Jo &amp; Co</a>'",
        {"images": [{"url": "https://e.org/a.jpg", "caption": "By Jo & Co"}]},
    ),
    "image without scheme": ("image: //e.org/a.jpg", {"images": [{"url": "https://e.org/a.jpg"}]}),
    "pixels": (
        "image: {src: 'https://e.org/a.jpg', width: 800px}",
        {"images": [{"url": "https://e.org/a.jpg", "width": 800}]},
    ),
    "one picture twice": (
        "image: https://e.org/a.jpg\nthumbnail: {src: 'https://e.org/a.jpg', alt: A}",
        {"images": [{"url": "https://e.org/a.jpg", "alt": "A"}]},
    ),
    "Zola path": ("path: a/b", {"extra": {"path": "a/b"}}),
    "Hugo params": (
        "params: {author: Ida, mood: good}",
        {"authors": [{"name": "Ida"}], "extra": {"params": {"mood": "good"}}},
    ),
    "Zola taxonomies": ("taxonomies: {tags: [a], categories: [b]}", {"keywords": ["a"], "section": ["b"]}),
    "seo": ("seo: {title: S, description: D}", {"title": {"text": "S"}, "summary": [{"text": "D"}]}),
    "model field": ("subjects: [medtop:20000350]", {"subjects": [{"qcode": "medtop:20000350"}]}),
    "model JSON": ("newsml: {version: '2', headlines: [{text: N}]}", {"version": "2", "headlines": [*MAIN]}),
    "machinery": ("layout: post\nweight: 3", {"extra": {"layout": "post", "weight": 3}}),
    "empty values": ("tags: []\nauthor:\ndescription: ''", {}),
}


@pytest.mark.parametrize(("text", "expected"), MEANS.values(), ids=MEANS)
def test_what_front_matter_means(text, expected):
    article, issues = article_of(matter(text))
    fields = article.model_dump(mode="json", exclude_defaults=True)
    del fields["body"]
    assert fields == {"headlines": MAIN, **expected}
    assert [issue for issue in issues if issue.rule != "UNKNOWN"] == []
    assert roundtrip(article) == article


def test_toml_and_json_say_the_same_as_yaml():
    toml = '+++\ntitle = "T"\ndate = 2025-07-25T10:00:00Z\n[params]\nmood = 2025-07-25\n+++\nText.\n'
    json = '{"title": "T", "date": "2025-07-25T10:00:00Z",\n "params": {"mood": "2025-07-25"}}\n\nText.\n'
    yaml = "---\ntitle: T\ndate: 2025-07-25T10:00:00Z\nparams: {mood: 2025-07-25}\n---\nText.\n"
    assert article_of(toml)[0] == article_of(json)[0] == article_of(yaml)[0]


def test_unknown_names_are_kept_and_said():
    article, issues = article_of(
        matter("mood: good\nauthor: {name: Ida, shoe: 42}\ncover: {src: 'https://e.org/a', zoom: 2}")
    )
    assert article.extra == {
        "mood": "good",
        "author_details": {"author.shoe": 42},
        "image_details": {"cover.zoom": 2},
    }
    assert {(issue.rule, issue.severity, issue.line) for issue in issues} == {
        ("UNKNOWN", "info", 3),
        ("UNKNOWN", "info", 4),
        ("UNKNOWN", "info", 5),
    }


def test_what_is_said_twice_is_kept():
    article, issues = article_of(matter("lang: en\nlanguage: fr\nlicense: A\nlicence: A"))
    assert article.language == "en"
    assert article.extra == {"language": "fr"}
    assert "says again what lang says" in issues[0].message


WRONG = {
    "language": ("lang: nb_NO", "language 'nb_NO' is not a BCP 47", 3),
    "urgency": ("mood: x\nurgency: 12", "urgency 12 is not between 1 and 9", 4),
    "title": ("subtitle: {a: b}", "subtitle (an object) is not text", 3),
    "draft": ("draft: perhaps", "draft 'perhaps' is not true or false", 3),
    "image": ("image: 12", "image 12 is not an address", 3),
    "author's page": (
        "authors:\n  - Ole\n  - {name: Ida, url: ida}",
        "authors.1.url 'ida' is not an absolute web",
        5,
    ),
    "date": ("date: 2025-13-01", "published.0.when '2025-13-01' is not a year", 3),
    "yesterday": ("date: yesterday", "'yesterday'", 3),
    "canonical": ("canonical: /x", "canonical_url '/x' is not an absolute web", 3),
    "model JSON": ("newsml:\n  hedline: x", "hedline is not a field of an article", 4),
    "within model JSON": (
        "newsml:\n  urgency: 3\n  subjects:\n    - uri: not one",
        "subjects.0.uri 'not one' is not an absolute",
        6,
    ),
    "no model JSON": ("newsml: x", "newsml 'x' is not names of fields", 3),
    "review": ("status: review", "status 'review' is not draft or published", 3),
}


@pytest.mark.parametrize(("text", "said", "line"), WRONG.values(), ids=WRONG)
def test_wrong_values_say_where(text, said, line):
    with pytest.raises(InvalidArticle) as caught:
        article_of(matter(text))
    [issue] = caught.value.issues
    assert issue.rule == "MODEL"
    assert said in issue.message
    assert (issue.file, issue.line) == ("a.md", line)


LOST = {
    "code as picture": ("image: javascript:a()", {}, "image 'javascript:a()' is dropped"),
    "data as picture": ("image: data:image/png;base64,AA", {}, "is dropped: give the picture as a file"),
    "no address": ("image: {alt: A}", {}, "image gives no address of a picture"),
    "size in words": (
        "image: {src: 'https://e.org/a', height: auto}",
        {
            "images": [{"url": "https://e.org/a"}],
            "extra": {"image_details": {"image.height": "auto"}},
        },
        "image.height is no name",
    ),
    "Eleventy date": (
        "date: git Created",
        {"extra": {"date": "git Created"}},
        "for the site generator to find",
    ),
    "said twice": ("urgency: 3\nnewsml: {urgency: 4}", {"urgency": 4}, "newsml.urgency counts"),
}


@pytest.mark.parametrize(("text", "expected", "said"), LOST.values(), ids=LOST)
def test_what_is_not_taken_is_said(text, expected, said):
    article, [issue] = article_of(matter(text))
    fields = article.model_dump(mode="json", exclude_defaults=True)
    del fields["body"]
    assert fields == {"headlines": MAIN, **expected}
    assert said in issue.message
    assert issue.line in (3, 4)


def test_all_wrong_values_come_in_one_go():
    with pytest.raises(InvalidArticle) as caught:
        article_of(matter("lang: nb_NO\nurgency: 12\ndraft: perhaps"))
    assert len(caught.value.issues) == 3


REFUSED = {
    "empty": (b"", "empty", None),
    "blank": (b" \n\n", "empty", None),
    "binary": (b"\x00\x01\x02", "not text", None),
    "YAML cut off": (b"---\ntitle: x\n", "does not end", 1),
    "TOML cut off": (b'+++\ntitle = "x"\n', "does not end", 1),
    "JSON cut off": (b'{"title": "x"', "ends too early", None),
    "key twice": (b"---\na: 1\na: 2\n---\n", "given twice", 3),
    "key twice in JSON": (b'{"a": 1, "a": 2}\n\nx', "given twice", 1),
    "key twice in TOML": (b"+++\na = 1\na = 2\n+++\n", "not valid TOML", 3),
    "tag": (b"---\na: !!python/name:os.system\n---\n", "tag", 2),
    "list": (b"---\n- a\n---\n", "not names with values", 2),
    "deep quotes": (b">" * 2000 + b" a", "levels", None),
    "deep lists": (b"\n".join(b"  " * n + b"- a" for n in range(2000)), "levels", None),
    "deep HTML": (b"<div>" * 2000, "256 levels", None),
}


@pytest.mark.parametrize(("data", "said", "line"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_says_why(data, said, line):
    with pytest.raises(ParseError, match=said) as caught:
        article_of(data)
    assert line is None or caught.value.issues[0].line == line


def test_ten_megabytes_on_one_line():
    with ends():
        article, _ = article_of("# T\n\n" + "word " * 2_000_000)
    assert article.word_count() == 2_000_000


@pytest.mark.parametrize(
    ("text", "headline", "first"),
    [
        ("# A *b*\n\nText.", "A b", "Text."),
        ("A b\n===\n\nText.", "A b", "Text."),
        ("---\ntitle: A b\n---\n# A  b\n\nText.", "A b", "Text."),
        ("---\ntitle: T\n---\n# A b\n\nText.", "T", "A b"),
        ("---\ntitle: A\n---\n***\n", "A", None),
        ("---\n\nText.\n\n# A b\n", "A b", None),
        ("---\nText\n---\n\n# A b\n", "A b", None),
    ],
)
def test_headline(text, headline, first):
    article, issues = article_of(text)
    assert article.headline == headline
    assert article.derived == ()
    assert first is None or article.plain_text().split("\n")[0] == first
    assert issues == []


def test_a_missing_headline_is_derived_from_the_lead_and_said():
    article, issues = article_of("---\nlang: en\n---\n\nThe ferry is back. It had been away.\n")
    assert article.headline == "The ferry is back"
    assert article.derived == ("headlines",)
    assert [issue.rule for issue in issues] == ["DERIVED"]
    assert roundtrip(article) == article


def test_the_language_is_told_by_the_text_only_when_asked():
    pytest.importorskip("py3langid")
    text = "# Brua\n\nDet var mange mennesker som sto og ventet da den nye brua over fjorden ble åpnet på fredag."
    assert article_of(text)[0].language == "und"
    article, issues = article_of(text, detect_language=True)
    assert (article.language, article.derived) == ("nb", ("language",))
    assert [issue.rule for issue in issues] == ["DERIVED"]


def test_day_first_is_followed():
    assert fields_of(matter("date: 03/04/2025"), day_first="yes")["published"] == [{"when": "2025-04-03"}]


def test_nothing_is_derived_when_told_not_to():
    article, _ = article_of("The ferry is back.", derive=False)
    assert article.headlines == ()
    assert roundtrip(article) == article
    assert article_of("The ferry is back.", overlay=((("headline",), "H"),))[0].headline == "H"
    with pytest.raises(NewsmlError, match="strict"):
        article_of("The ferry is back.", strict=True)


def body_of(text, **options):
    article, issues = article_of(f"# T\n\n{text}", **options)
    return article.model_dump(mode="json", exclude_defaults=True).get("body", []), issues


FIGURE = {"kind": "figure", "media": {"url": "https://e.org/a.jpg", "alt": "A"}}


def test_pictures():
    assert body_of('![A](https://e.org/a.jpg "C")')[0] == [{**FIGURE, "caption": ["C"]}]
    assert body_of("One ![A](https://e.org/a.jpg) two.")[0] == [
        {"kind": "paragraph", "children": ["One two."]},
        FIGURE,
    ]
    relative, issues = body_of("![A](a.jpg)")
    assert relative == [{"kind": "figure", "media": {"id": "a.jpg", "alt": "A"}}]
    assert [issue.rule for issue in issues] == ["LOSS"]
    site = site_of({"publisher": {"name": "E", "url": "https://e.org/"}})
    assert body_of("![A](a.jpg)", site=site)[0] == [FIGURE]


def test_footnotes():
    blocks, issues = body_of("One[^n].\n\n[^n]: Note *a*.\n")
    assert blocks == [
        {
            "kind": "paragraph",
            "children": [
                "One",
                {"kind": "superscript", "children": [{"kind": "link", "href": "#fn1", "children": ["1"]}]},
                ".",
            ],
        },
        {
            "kind": "list",
            "ordered": True,
            "items": [
                [{"kind": "paragraph", "children": ["Note ", {"kind": "emphasis", "children": ["a"]}, "."]}]
            ],
        },
    ]
    assert issues == []


CODES = {
    "Hugo YouTube": (
        "{{< youtube abc >}}",
        {"kind": "embed", "url": "https://www.youtube.com/watch?v=abc", "provider": "YouTube"},
    ),
    "Hugo tweet": (
        '{{< tweet user="e" id="1" >}}',
        {"kind": "embed", "url": "https://twitter.com/e/status/1", "provider": "X"},
    ),
    "Hugo figure": (
        '{{< figure src="https://e.org/a.jpg" alt="A" caption="C" >}}',
        {**FIGURE, "caption": ["C"]},
    ),
    "Liquid include": (
        '{% include youtube.html id="abc" %}',
        {"kind": "embed", "url": "https://www.youtube.com/watch?v=abc", "provider": "YouTube"},
    ),
    "Obsidian picture": ("![[https://e.org/a.jpg|A]]", FIGURE),
    "unknown Hugo": (
        "{{< gallery a=1 >}}",
        {"kind": "foreign", "format": "hugo", "markup": "{{< gallery a=1 >}}"},
    ),
    "unknown Liquid": ("{% gallery %}", {"kind": "foreign", "format": "liquid", "markup": "{% gallery %}"}),
}


@pytest.mark.parametrize(("code", "block"), CODES.values(), ids=CODES)
def test_codes_of_site_generators(code, block):
    blocks, issues = body_of(code)
    assert blocks == [block]
    assert all("kept" in issue.message for issue in issues)
    assert body_of(f"`{code}`")[0] == [{"kind": "paragraph", "children": [{"kind": "code", "text": code}]}]


def test_codes_within_a_sentence_stay_text_and_are_said():
    blocks, issues = body_of("One.\n\nSee {{< ref a >}} and [[Page|words]].")
    assert blocks[1]["children"] == ["See {{< ref a >}} and words."]
    assert [(issue.rule, issue.line) for issue in issues] == [("LOSS", 5), ("LOSS", 5)]


def test_markup_in_the_text():
    blocks, issues = body_of("<div>\n\nOne *a*<sub>2</sub>\n\n</div>\n\n<script>\nalert(1)\n</script>\n")
    assert blocks == [
        {
            "kind": "paragraph",
            "children": [
                "One ",
                {"kind": "emphasis", "children": ["a"]},
                {"kind": "subscript", "children": ["2"]},
            ],
        }
    ]
    assert [(issue.message, issue.line) for issue in issues] == [("<script> is never kept", 9)]


def test_links_that_run_code_are_dropped():
    blocks, issues = body_of("[a](javascript:alert(1)) <javascript:b> [c](https://e.org/ü)")
    assert blocks[0]["children"] == [
        "a javascript:b ",
        {"kind": "link", "href": "https://e.org/ü", "children": ["c"]},
    ]
    assert {issue.rule for issue in issues} == {"LOSS"}


def test_what_is_written_is_what_people_would_write():
    article = Article.build(
        {
            "headline": "Bridge reopens",
            "subheadline": "After two years",
            "summary": "Short: very.",
            "language": "no",
            "published": "2025-07-25T10:00:00Z",
            "authors": ["Ida Moen", "Ole Li"],
            "keywords": ["bridge"],
            "version": "2",
            "images": [{"url": "https://e.org/a.jpg", "alt": "A"}],
            "pub_status": "withheld",
            "extra": {"mood": "good"},
            "body": [
                {
                    "kind": "paragraph",
                    "children": ["1. One ", {"kind": "strong", "children": ["two"]}, " a_b *c*."],
                },
                {
                    "kind": "list",
                    "items": [
                        [{"kind": "paragraph", "children": ["a"]}],
                        [{"kind": "paragraph", "children": ["b"]}],
                    ],
                },
                {"kind": "quote", "children": [{"kind": "paragraph", "children": ["Q"]}]},
                {"kind": "paragraph", "role": "lead", "children": ["L"]},
            ],
        }
    )
    assert (
        b"".join(write([article])).decode()
        == """\
---
title: Bridge reopens
subtitle: After two years
description: "Short: very."
date: 2025-07-25T10:00:00Z
draft: true
authors:
  - Ida Moen
  - Ole Li
tags:
  - bridge
lang: "no"
image:
  src: "https://e.org/a.jpg"
  alt: A
mood: good
newsml:
  version: "2"
---

1\\. One **two** a_b \\*c\\*.

- a
- b

> Q

<p class="lead">L</p>
"""
    )
    assert roundtrip(article) == article


EVERYTHING = {
    "extra that looks like front matter": {
        "extra": {"title": "x", "params": {"a": 1}, "a.b": 2, "<<": 3, "aB": 1, "a_b": 2}
    },
    "headlines of other roles": {"headlines": [{"text": "a"}, {"text": "b", "role": "kicker", "lang": "fr"}]},
    "odd authors": {"authors": [{"name": "Ida"}, {"name": "Ida", "qcode": "x:1"}]},
    "odd keywords": {"keywords": ["#a", "a", "a", " b", ""]},
    "dates": {
        "published": [{"when": "2025"}, {"when": "2025-07"}],
        "content_created": "2025-07-25",
        "first_created": "2025-07-25T10:00:00.123456+05:30",
        "embargoed_until": "open",
        "expires": ["2026"],
    },
    "texts": {
        "summary": [{"text": "a\nb", "html": "<p>a</p>"}],
        "byline": "By \x07 Ida",
        "slugline": [{"text": "a", "separator": "-"}],
        "copyright_notice": [{"text": "c", "href": "https://e.org"}],
        "ed_notes": ["a", "b"],
    },
    "media": {
        "images": [{"url": "https://e.org/a.jpg", "renditions": [{"name": "n"}]}],
        "video": ["https://e.org/v.mp4"],
    },
    "status": {"pub_status": "canceled", "item_type": "live_blog", "is_free": False, "derived": ["headline"]},
    "concepts": {
        "subjects": [{"qcode": "medtop:1", "names": {"en": "x", "fr": "y"}, "relevance": 50}],
        "section": ["A, B"],
    },
    "foreign": {"foreign": [{"format": "nitf", "markup": "<x>\n---\n</x>"}]},
}


@pytest.mark.parametrize("fields", EVERYTHING.values(), ids=EVERYTHING)
def test_every_field_survives(fields):
    article = Article.build({"headline": "T", "body": "Text.", **fields})
    assert roundtrip(article) == article


def test_what_cannot_be_carried_is_said():
    article = Article.build(
        {
            "headline": "T",
            "body": [
                {
                    "kind": "paragraph",
                    "children": ["a\x07b", {"kind": "link", "href": "javascript:x", "children": ["c"]}],
                }
            ],
        }
    )
    issues = []
    list(write([article], issues.append))
    assert [issue.rule for issue in issues] == ["LOSS", "LOSS"]


def test_the_same_article_gives_the_same_bytes():
    article, _ = article_of(matter("tags: [a]"))
    assert b"".join(write([article])) == b"".join(write([roundtrip(article)]))


LINES = st.sampled_from(
    [
        "---",
        "+++",
        "title: a",
        "# a",
        "> b",
        "- c",
        "{{< d >}}",
        "| a | b |",
        "|---|---|",
        "<div>",
        "</p>",
        "[^1]: x",
        "```",
        "![a](b)",
        "date: [",
        "{",
        '{"a": 1}',
        "authors: {a: 1}",
        "image: [[]]",
        "newsml: {body: 1}",
        "===",
        "\t",
        "",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES | st.text(max_size=6), max_size=12).map("\n".join) | st.text())
def test_any_text_gives_an_article_or_an_error_of_ours(text):
    try:
        article, _ = article_of(text.encode("utf-8", "replace"))
    except NewsmlError:
        return
    assert roundtrip(article) == article


def words(*children):
    return {"kind": "paragraph", "children": list(children)}


def strong(text):
    return words({"kind": "strong", "children": [text]})


# Beyond CommonMark: the text, its blocks, and what is said of it.
DIALECTS = {
    "call-out": ("> [!note]- Take *care*\n> Words.", [
        words({"kind": "strong", "children": ["Take ", {"kind": "emphasis", "children": ["care"]}]}),
        words("Words."),
    ], "<aside>"),
    "alert": ("> [!WARNING]\n> Words.", [words("Words.")], "<aside>"),
    "admonition": (":::tip[Care]\nWords.\n:::", [strong("Care"), words("Words.")], "makes a box"),
    "attributes": ("## Head {#id .x}\n\nWords.\n{: .lead }", [
        {"kind": "heading", "children": ["Head"]}, words("Words."),
    ], None),
    "picture's attributes": ("![A](https://e.org/a.jpg){width=300}", [FIGURE], None),
    "braces": ("a {b} {c=d} e", [words("a {b} {c=d} e")], None),
    "Obsidian comment": ("Words %%not for readers%% here.", [words("Words here.")], "is a comment"),
    "percent": ("50%% of 100%% done", [words("50%% of 100%% done")], None),
    "terms": ("Term\n: Meaning", [strong("Term"), words("Meaning")], None),
    "contents": ("[TOC]\n\n[[toc]]\n\nWords.", [words("Words.")], None),
    "MDX": ("import A from './a';\nimport './b.css'\n\nWords.", [words("Words.")], "is code (MDX)"),
    "import in prose": ("import \"x\" is a word", [words('import "x" is a word')], None),
    "Jekyll code": ("{% highlight ruby linenos %}\ndef *a*\n\nend\n{% endhighlight %}", [
        {"kind": "preformatted", "language": "ruby", "text": "def *a*\n\nend"},
    ], None),
    "Hugo code": ("{{< highlight go >}}\nx := 1\n{{< /highlight >}}", [
        {"kind": "preformatted", "language": "go", "text": "x := 1"},
    ], None),
    "lines of code": ("{{% notice %}}\nWords.\n{{% /notice %}}", [
        {"kind": "foreign", "format": "hugo", "markup": "{{% notice %}}"},
        words("Words."),
        {"kind": "foreign", "format": "hugo", "markup": "{{% /notice %}}"},
    ], None),
    "link by code": ('See [*a* b]({{< ref "a.md" >}}).', [
        words("See ", {"kind": "emphasis", "children": ["a"]}, " b."),
    ], "is for a site generator to make"),
    "link on the site": ("[a]({{ site.baseurl }}/x)", [
        words({"kind": "link", "href": "/x", "children": ["a"]}),
    ], None),
    "picture on the site": ('![A]({{ "https://e.org/a.jpg" | relative_url }})', [FIGURE], None),
    "Zola call": ('{{ youtube(id="abc") }}', [
        {"kind": "embed", "url": "https://www.youtube.com/watch?v=abc", "provider": "YouTube"},
    ], None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "said"), DIALECTS.values(), ids=DIALECTS)
def test_dialects(text, expected, said):
    blocks, issues = body_of(text)
    assert blocks == expected
    assert (said is None and issues == []) or (issues and all(said in issue.message for issue in issues))
    article, _ = article_of(f"# T\n\n{text}")
    assert roundtrip(article) == article


def test_own_keys_that_look_like_fields_come_back():
    article = Article.build({"headline": "T", "version": "2", "extra": {"Version": "x"}})
    assert roundtrip(article) == article


LITERAL = [
    'import "x"',
    "export const x = 1;",
    "%% a %%",
    "a {.b}",
    "{: b}",
    ":::tip",
    "[TOC]",
    "> [!note] a",
]


@pytest.mark.parametrize("text", LITERAL)
def test_text_that_looks_like_a_dialect_stays_text(text):
    article = Article.build({"headline": "T", "body": [{"kind": "paragraph", "children": [text]}]})
    assert roundtrip(article) == article


SLOW = {
    "pictures": "![a" * 30_000,
    "links": "[a" * 45_000,
    "brackets": "[" * 90_000,
    "wiki links": "[[" * 45_000,
    "code in links": "[`a" * 30_000,
    "endless code": "{% highlight a %}\n" * 5_000,
    "attributes": "{a=b " * 18_000,
    "long attributes": "{" + "a=b" * 30_000,
    "authors": f"---\nauthors: [{', '.join(f'a{n}' for n in range(4000))}]\n---\nText.",
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_no_input_takes_quadratic_time(text):
    with ends():
        article, issues = article_of(text)
    assert article.body
    assert len(issues) < 9


def test_brackets_without_end_are_said():
    article, issues = article_of("# T\n\n" + "![a" * 30_000)
    assert article.plain_text() == "![a" * 30_000
    assert "brackets [ have no end" in issues[-1].message

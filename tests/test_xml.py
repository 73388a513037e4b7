"""XML: no document can turn the parser against us, and what is wrong is said with its place."""

from __future__ import annotations

import contextlib
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsml import schemas, xhtml
from newsml.errors import ParseError
from newsml.issues import Issue
from newsml.model import Article
from newsml.schemas import json_schema_issues, readable, schema_text
from newsml.xml import add, decimal, parse_xml, xml_text

LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))

BAD: dict[str, tuple[bytes, str, int | None]] = {
    "empty": (b"", "empty", None),
    "blank": (b" \n ", "empty", None),
    "file entity": (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<a>&x;</a>', "DOCTYPE", 1),
    "billion laughs": (f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>'.encode(), "DOCTYPE", 1),
    "laughs in an attribute": (
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a b="&l9;"/>'.encode(),
        "DOCTYPE",
        1,
    ),
    "parameter entity": (
        b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://evil.example/p"> %p;]><a/>',
        "DOCTYPE",
        1,
    ),
    "external DTD with definitions": (
        b'<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "http://evil.example/a.dtd" [<!ENTITY x "y">]><a/>',
        "DOCTYPE",
        2,
    ),
    "an entity of an external DTD": (
        b'<!DOCTYPE a SYSTEM "http://evil.example/a.dtd">\n<a>&x;</a>',
        "x",
        2,
    ),
    "UTF-16 doctype": ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"), "DOCTYPE", 1),
    "doctype after 1 MB": (
        b"<!--" + b"x" * 1_100_000 + b'--><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        "DOCTYPE",
        None,
    ),
    "doctype in a far encoding": (
        b'<?xml version="1.0" encoding="gb2312"?><!DOCTYPE a []><a/>',
        "DOCTYPE",
        None,
    ),
    "truncated": (b"<a>\n <b>", "not well-formed", 2),
    "undefined entity": (b"<a>&nbsp;</a>", "nbsp", 1),
    "two roots": (b"<a/>\n<b/>", "Extra content", 2),
    "too deep": (b"<a>" * 300 + b"</a>" * 300, "more than 256 levels", 1),
    "far too deep": (b"<a>" * 200_000, "more than 256 levels", 1),
    "long text": (b"<a>" + b"x" * 10_500_000 + b"</a>", "10 million characters", 1),
    "long attribute": (b'<a b="' + b"x" * 10_500_000 + b'"/>', "10 MB", 1),
    "long comment": (b"<a><!--" + b"x" * 10_500_000 + b"--></a>", "10 MB", 1),
    "other encoding": (b'<?xml version="1.0" encoding="utf-16"?><a/>', "encoding", 1),
    "unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><a/>', "klingon", 1),
    "bytes": (b"<a>\xe9</a>", "encoding", 1),
    "NUL": (b"<a>\x00</a>", "0x0", 1),
    "text": (b"Bridge reopens", "not XML", 1),
    "JSON": (b'{"a": 1}', "not XML", 1),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_xml_is_refused_with_its_place(name: str) -> None:
    data, words, line = BAD[name]
    with pytest.raises(ParseError) as caught:
        parse_xml(data, "item.xml")
    (issue,) = caught.value.issues
    assert words in issue.message
    assert "XML_PARSE_HUGE" not in issue.message
    assert (issue.rule, issue.file, issue.line) == ("SYNTAX", "item.xml", line)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_declared_encodings_are_read(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    data = f'<?xml version="1.0" encoding="{declared}"?><a>Strømstad</a>'.encode(encoding)
    assert parse_xml(data).text == "Strømstad"


@given(st.binary(max_size=200))
def test_any_bytes_are_parsed_or_refused(data: bytes) -> None:
    with contextlib.suppress(ParseError):
        assert parse_xml(b"<a>" + data).tag == "a"


@given(st.text())
def test_xml_text_can_always_be_written(text: str) -> None:
    element = etree.Element("a")
    element.text = xml_text(text)
    assert "".join(parse_xml(etree.tostring(element)).itertext()) == xml_text(text)


def test_xml_text_keeps_what_xml_can_carry() -> None:
    assert xml_text("a\tb\nc\x85\u2028\U0001f309") == "a\tb\nc\x85\u2028\U0001f309"
    assert xml_text("a\x00b\x1b[c\ud800\uffff") == "ab[c"


def test_add_leaves_out_what_is_none() -> None:
    root = etree.Element("a")
    add(root, "b", "x", tag="en", class_="c", rank=None, xml_lang="nb", size=0)
    assert etree.tostring(root) == b'<a><b tag="en" class="c" xml:lang="nb" size="0">x</b></a>'


@pytest.mark.parametrize(
    ("number", "text"),
    [(12, "12"), (12.0, "12"), (1e-7, "0.0000001"), (-59.91, "-59.91"), (1e22, "10000000000000000000000")],
)
def test_decimal_has_no_exponent(number: float, text: str) -> None:
    assert decimal(number) == text


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_decimal_of_no_number(number: float) -> None:
    assert decimal(number) is None


# --- the body as XHTML ---------------------------------------------------------------------------

Block = dict[str, Any]


def markup(*blocks: Block) -> tuple[str, list[Issue]]:
    issues: list[Issue] = []
    html = xhtml.document(
        None, Article.build({"body": list(blocks)}).body, "", None, xhtml.Writing(issues.append)
    )
    text = etree.tostring(html[1], encoding="unicode")
    return text.removeprefix('<body xmlns="http://www.w3.org/1999/xhtml">').removesuffix("</body>"), issues


def paragraph(*children: Any) -> Block:
    return {"kind": "paragraph", "children": list(children)}


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            paragraph("Hello ", {"kind": "strong", "children": ["bold"]}, " tail"),
            "<p>Hello <strong>bold</strong> tail</p>",
        ),
        (paragraph({"kind": "strong", "children": ["Bold"]}, " first"), "<p><strong>Bold</strong> first</p>"),
        (paragraph("<script>"), "<p>&lt;script&gt;</p>"),
        (paragraph("a", "b", {"kind": "line_break"}, "c", "d"), "<p>ab<br/>cd</p>"),
        (
            paragraph(
                {
                    "kind": "entity",
                    "entity_type": "money",
                    "value": "12.5",
                    "unit": "NOK",
                    "children": ["12 kr"],
                }
            ),
            '<p><span class="money" data-value="12.5" data-unit="NOK">12 kr</span></p>',
        ),
        (
            paragraph(
                {
                    "kind": "entity",
                    "entity_type": "person",
                    "identifiers": [["a list", "1 %"]],
                    "children": ["K"],
                }
            ),
            '<p><span class="person" data-identifiers="a%20list 1%20%25">K</span></p>',
        ),
        (
            {"kind": "list", "ordered": True, "start": 0, "items": [[paragraph("x")]]},
            '<ol start="0"><li><p>x</p></li></ol>',
        ),
        (
            {"kind": "quote", "children": [paragraph("x")], "attribution": ["Kari"]},
            "<blockquote><p>x</p><footer><cite>Kari</cite></footer></blockquote>",
        ),
        (
            {"kind": "embed", "url": "https://s.example/1?a&b", "provider": "Social", "title": "A"},
            '<figure class="embed" data-provider="Social"><a href="https://s.example/1?a&amp;b">A</a></figure>',
        ),
        (
            {
                "kind": "figure",
                "media": {"alt": "A", "credit": "K", "caption": "C"},
            },
            '<figure><img alt="A"/><figcaption>C <small class="credit">K</small></figcaption></figure>',
        ),
        (
            {
                "kind": "table",
                "rows": [[{"header": True, "align": "right", "colspan": 2, "children": ["A"]}]],
            },
            '<table><tbody><tr><th colspan="2" style="text-align: right">A</th></tr></tbody></table>',
        ),
        ({"kind": "preformatted", "text": "a <\n b"}, "<pre>a &lt;\n b</pre>"),
    ],
)
def test_blocks(block: Block, expected: str) -> None:
    assert markup(block) == (expected, [])


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " \x01JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "blob:x",
    ],
)
def test_addresses_that_run_code_are_not_written(href: str) -> None:
    text, issues = markup(paragraph({"kind": "link", "href": href, "children": ["words"]}))
    assert text == "<p><span>words</span></p>"
    assert issues[0].path.startswith("body.0")


@pytest.mark.parametrize(
    "href", ["https://a.example/", "mailto:a@b.example", "tel:+4712345678", "/a:b", "#x", "", "?q=a:b"]
)
def test_other_addresses_are_kept(href: str) -> None:
    assert xhtml.safe_href(href)
    assert (
        markup(paragraph({"kind": "link", "href": href, "children": ["w"]}))[0]
        == f'<p><a href="{href}">w</a></p>'
    )


# --- schemas -------------------------------------------------------------------------------------


def test_schema_is_compiled_once() -> None:
    assert schemas.xml_schema("newsml-g2") is schemas.xml_schema("newsml-g2")


def test_schema_text() -> None:
    text = schema_text("newsml-g2")
    assert text is not None
    assert 'name="newsItem"' in text
    assert schema_text("text") is None


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (
            "Element '{urn:x}a': This element is not expected.",
            "a cannot stand here: nothing more is expected",
        ),
        (
            "Element '{urn:x}a': Missing child element(s). Expected is one of ( {urn:x}b, {urn:x}c ).",
            "a is not complete: b, c is missing",
        ),
        (
            "Element '{urn:x}a', attribute 'n': 'x' is not a valid value of the atomic type 'xs:integer'.",
            "n of a: 'x' is not a valid integer",
        ),
        ("Element 'a': The attribute 'guid' is required but missing.", "a lacks its attribute guid"),
        (
            "Element 'a': Character content other than whitespace is not allowed because the content type is 'element-only'.",
            "a holds elements only, and has text",
        ),
        (
            "Element 'a': Element content is not allowed, because the content type is empty.",
            "a is always empty, and has elements",
        ),
        (
            "Element 'a': Element content is not allowed, because the content type is a simple type definition.",
            "a holds text only, and has elements",
        ),
        ("Element 'a': '{x}' is not a valid value of the local union type.", "a: '{x}' is not valid"),
        (
            "Element '{urn:x}a', attribute 'd': [facet 'enumeration'] The value 'up' is not an element of the set {'ltr', 'rtl'}.",
            "d of a: 'up' is not one of 'ltr', 'rtl'",
        ),
        (
            "Element 'a': [facet 'maxInclusive'] The value '12' is greater than the maximum value allowed ('9').",
            "a: '12' is more than 9",
        ),
        ("Something else.", "Something else"),
    ],
)
def test_messages_are_readable(message: str, words: str) -> None:
    assert readable(message) == words


def test_json_schema_issues_have_their_place() -> None:
    issues = json_schema_issues({"urgency": 12}, "json", "a.json", {"urgency": (1, 13)})
    assert [(i.rule, i.path, i.file, i.line, i.column) for i in issues] == [
        ("SCHEMA", "urgency", "a.json", 1, 13)
    ]
    assert json_schema_issues({"urgency": 4}, "json") == []


@pytest.mark.parametrize(
    "declared", [b"", b" SYSTEM 'a>b'", b' PUBLIC "-//x//y" "http://evil.example/a.dtd"']
)
def test_a_document_type_that_defines_nothing_is_passed_over(declared: bytes) -> None:
    root = parse_xml(
        b'<?xml version="1.0"?>\n<!-- <!DOCTYPE b> -->\n<!DOCTYPE a' + declared + b">\n<a><b/></a>"
    )
    assert root[0].sourceline == 4

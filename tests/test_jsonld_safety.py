"""JSON-LD inside a page: whatever a text holds, the script element ends where it should."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import html

from newsml.errors import ContentError, Refused
from newsml.formats import jsonld
from newsml.formats.jsonld import WriteOptions
from newsml.model import Article
from newsml.schemaorg.serialize import serialized
from newsml.site import site_of
from tests.strategies import articles

ROOT = Path(__file__).parents[1]
SITE = site_of(
    {"publisher": {"name": "Weekly", "url": "https://weekly.example/"}, "time_zone": "Asia/Karachi"}
)
PAYLOADS = [
    "</script>", "</script >", "</script/>", "</SCRIPT\t>", "<!--<script>", "<!--", "-->", "]]>", "<script>",
    "AT&amp;T &lt;b&gt;", "\u2028\u2029", "\\u003c/script\\u003e", "\\", '"', "\x1b\x7f\x85",
    "&#60;/script&#62;", "<style>", "<![CDATA[", "\r\n\t", "\ufeff", "\U0001f6a2", "e\u0301",
]  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")) | st.lists(
    st.sampled_from(PAYLOADS)
).map("".join)
JSON = st.recursive(
    TEXT | st.booleans() | st.integers(-(2**53), 2**53),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><script type="application/ld+json">{}</script></head>'
    '<body><p id="after">After</p></body></html>'
)


def in_browser(page: str) -> tuple[list[str], list[str]]:
    """Scripts, and paragraphs after them, as the HTML standard's tokenizer sees them."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return [s.text for s in tree.iter("script")], [p.get("id") for p in tree.iter("p")]


def in_libxml2(page: str) -> tuple[list[str], list[str]]:
    """The same, as lxml sees them."""
    tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    return [s.text for s in tree.iter("script")], [p.get("id") for p in tree.iter("p")]


@given(node=st.dictionaries(TEXT, JSON, max_size=4), pretty=st.booleans())
@example(node={payload: payload for payload in PAYLOADS}, pretty=False)
@example(node={"headline": "".join(PAYLOADS)}, pretty=True)
def test_one_script_that_says_the_same_and_the_page_goes_on(node: dict[str, Any], pretty: bool) -> None:
    page = PAGE.format(serialized(node, pretty=pretty).decode())
    for seen in (in_browser, in_libxml2):
        scripts, paragraphs = seen(page)
        assert len(scripts) == 1
        assert json.loads(scripts[0]) == node
        assert paragraphs == ["after"]


@given(text=TEXT)
def test_no_character_that_markup_or_javascript_take_for_their_own(text: str) -> None:
    data = serialized({"headline": text}).decode()
    assert not set(data) & set("<>&\u2028\u2029\r\n")
    assert json.loads(data) == {"headline": text}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_text_of_an_article_is_safe(payload: str) -> None:
    text = f"a{payload}b"
    article = Article.build({
        "id": text, "version": text, "headlines": [{"text": text}, {"text": text, "role": "sub"}],
        "summary": [{"text": text}], "keywords": [text], "section": [text], "authors": [{"name": text}],
        "subjects": [{"name": text}], "body": [{"kind": "paragraph", "children": [text]}],
        "paywall": [text], "is_free": True, "canonical_url": "https://weekly.example/a?b=1&c=2",
        "images": [{"url": "https://weekly.example/p.jpg", "alt": text, "caption": text}],
    })  # fmt: skip
    data = b"".join(jsonld.write([article], options=WriteOptions(profile="full", body=True)))
    assert not set(data) & set(b"<>&")
    page = PAGE.format(data.decode())
    assert json.loads(in_browser(page)[0][0]) == json.loads(in_libxml2(page)[0][0]) == json.loads(data)


def test_an_address_keeps_its_ampersands() -> None:
    article = Article.build({"headline": "Gate", "canonical_url": "https://weekly.example/a?b=1&c=2"})
    data = b"".join(jsonld.write([article]))
    assert b"b=1\\u0026c=2" in data
    assert json.loads(data)["url"] == "https://weekly.example/a?b=1&c=2"


@pytest.mark.parametrize("bad", ["\0", chr(0xD800), chr(0xDFFF)])
def test_characters_that_no_file_can_carry(bad: str) -> None:
    with pytest.raises(ContentError) as error:
        serialized({"author": [{"name": f"Liv{bad}"}]})
    assert [(issue.rule, issue.path) for issue in error.value.issues] == [("JSONLD", "author.0.name")]
    assert f"U+{ord(bad):04X}" in error.value.message


def test_a_backslash_before_u0000_is_text() -> None:
    node = {"headline": "\\u0000"}
    assert json.loads(serialized(node)) == node


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_that_json_cannot_say_do_not_get_that_far(number: float) -> None:
    with pytest.raises(ContentError):
        Article.build(
            {"headline": "Gate", "places": [{"name": "X", "geo": {"latitude": number, "longitude": 1}}]}
        )


@cache
def schema() -> Draft202012Validator:
    """The schema that this project publishes."""
    return Draft202012Validator(
        json.loads((ROOT / "schemas" / "jsonld" / "article.schema.json").read_text("utf-8"))
    )


@pytest.mark.parametrize("profile", ["core", "news", "full"])
@given(article=articles)
def test_any_article_is_well_formed_or_refused(profile: Any, article: Article) -> None:
    options = WriteOptions(profile=profile, body=True, site=SITE, now=datetime(2026, 11, 24, tzinfo=UTC))
    outcome: Any
    try:
        outcome = b"".join(jsonld.write([article], options=options))
    except ContentError as error:
        outcome = error
    if isinstance(outcome, ContentError):
        rule = "REFUSED" if isinstance(outcome, Refused) else "JSONLD"
        assert [issue.rule for issue in outcome.issues] == [rule]
    else:
        assert [error.message for error in schema().iter_errors(json.loads(outcome))] == []

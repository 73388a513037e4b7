"""The script element for templates: safe as it is, in every template language that knows safe strings."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest

import newsml
from newsml.html5 import Page

ARTICLE = newsml.Article.build({
    "headline": 'Tide & "time" </script ><!--<script> wait',
    "canonical_url": "https://weekly.example/a?b=1&c=2",
    "authors": ["Åsa <b>O'Neil</b>"],
    "language": "en",
})  # fmt: skip
DATA = json.loads(newsml.dumps(ARTICLE, "jsonld"))
AROUND = "<!DOCTYPE html><html><head>{}</head><body><p id=after>After</p></body></html>"


def scripts(page: str) -> list[dict[str, Any]]:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    assert [p.get("id") for p in tree.iter("p")] == ["after"]
    return [json.loads(script.text) for script in tree.iter("script")]


def test_one_marked_block_that_says_what_the_format_says() -> None:
    script = newsml.jsonld_script(ARTICLE)
    assert scripts(AROUND.format(script)) == [DATA]
    (block,) = Page(AROUND.format(script)).blocks
    assert block.attributes == {
        "type": "application/ld+json", "data-newsml": "article", "id": "newsml-jsonld",
    }  # fmt: skip


def test_options_are_those_of_the_format() -> None:
    script = newsml.jsonld_script(ARTICLE, profile="core", shape="graph", pretty=True)
    assert "@graph" in scripts(AROUND.format(script))[0]
    assert "\n" in script
    with pytest.raises(newsml.UsageError, match="no option profil: did you mean profile"):
        newsml.jsonld_script(ARTICLE, profil="core")


def test_several_in_one_page() -> None:
    script = newsml.jsonld_script(ARTICLE, marked=False)
    assert scripts(AROUND.format(script + script)) == [DATA, DATA]
    assert "id=" not in script.partition(">")[0]


@pytest.mark.parametrize("nonce", ["R4nd0m+/=", "abc-_", "YWJj=="])
def test_nonce(nonce: str) -> None:
    page = AROUND.format(newsml.jsonld_script(ARTICLE, nonce=nonce))
    assert Page(page).blocks[0].attributes["nonce"] == nonce
    assert scripts(page) == [DATA]


@pytest.mark.parametrize("nonce", ["", '"', '"><script>alert(1)</script>', "a b", "===", "é", "a\n"])
def test_what_is_no_nonce(nonce: str) -> None:
    with pytest.raises(newsml.UsageError, match="nonce"):
        newsml.jsonld_script(ARTICLE, nonce=nonce)


@pytest.mark.parametrize("status", ["withheld", "canceled"])
def test_never_what_must_not_be_published(status: str) -> None:
    with pytest.raises(newsml.Refused):
        newsml.jsonld_script(newsml.Article.build({"headline": "Dam", "pub_status": status}))


def test_embargo() -> None:
    article = newsml.Article.build({"headline": "Dam", "embargoed_until": "2026-03-01T06:00:00Z"})
    with pytest.raises(newsml.Refused, match="nobody said what time it is"):
        newsml.jsonld_script(article)
    with pytest.raises(newsml.Refused, match="embargoed until"):
        newsml.jsonld_script(article, now=datetime(2026, 2, 28, tzinfo=UTC))
    assert "Dam" in newsml.jsonld_script(article, now=datetime(2026, 3, 2, tzinfo=UTC))


def test_another_item_is_said_to_be_one(samples: Path) -> None:
    package = newsml.load(samples / "lantern-package/item.xml", kind=newsml.Package)
    with pytest.raises(newsml.ContentError, match="holds articles"):
        newsml.jsonld_script(package)


def test_losses_are_reported() -> None:
    issues: list[newsml.Issue] = []
    newsml.jsonld_script(ARTICLE.model_copy(update={"urgency": 5}), report=issues.append)
    assert [issue.path for issue in issues if issue.rule == "LOSS"] == ["urgency"]


def test_what_is_made_of_it_is_no_longer_safe() -> None:
    script = newsml.jsonld_script(ARTICLE)
    assert hasattr(script, "__html__")
    for made in (script + "<b>", script.upper(), script[1:], script.replace("a", "<"), str(script)):
        assert not hasattr(made, "__html__")
    assert type(pickle.loads(pickle.dumps(script))) is type(script)


def test_markupsafe() -> None:
    from markupsafe import Markup, escape

    script = newsml.jsonld_script(ARTICLE)
    assert escape(script) == Markup(script) == Markup("{}").format(script) == Markup("%s") % script
    assert scripts(AROUND.format(Markup("\n").join([script]))) == [DATA]


@pytest.mark.parametrize("autoescape", [True, False])
def test_jinja2(autoescape: bool) -> None:
    from jinja2 import Environment

    template = Environment(autoescape=autoescape).from_string(AROUND.format("{{ jsonld }}"))
    assert scripts(template.render(jsonld=newsml.jsonld_script(ARTICLE))) == [DATA]


def test_django() -> None:
    from django.template import Context, Engine
    from django.utils.html import conditional_escape, format_html
    from django.utils.safestring import mark_safe

    script = newsml.jsonld_script(ARTICLE)
    template = Engine().from_string(AROUND.format("{{ jsonld }}"))
    assert scripts(template.render(Context({"jsonld": script}))) == [DATA]
    assert conditional_escape(script) == mark_safe(script) == format_html("{}", script) == script


def test_the_same_bytes_in_xml_and_cdata() -> None:
    from lxml import etree

    script = newsml.jsonld_script(ARTICLE)
    (element,) = etree.fromstring(f"<head>{script}</head>")
    assert json.loads(element.text) == DATA
    assert json.loads(etree.fromstring(f"<a><![CDATA[{script}]]></a>").text.split(">", 1)[1][:-9]) == DATA

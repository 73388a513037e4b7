"""Hostile texts in every field, in the block of a page: nothing runs, the page goes on, the block says what it said.

In real headless Chromium, and with html5lib, which follows the tokenizer of the HTML standard.
"""

from __future__ import annotations

import json
import random
import warnings
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest

import newsml
from newsml.html5 import Page
from newsml.model.values import is_url
from tests import browser
from tests.test_embed import ARTICLE, PIECES, REAL

RUN = "top.ran[name]=1,ran=1"
HOSTILE = [
    "</script>", "</script >", "</script/>", "</SCRIPT>", "<!--<script>", "<!--", "\u2028\u2029", "AT&amp;T &lt;b&gt;",
    f"</script><script>{RUN}</script>", f"</script ><script>{RUN}</script>", f"</script/><script>{RUN}</script>",
    f"</SCRIPT\t\n><script>{RUN}</script>", f"</script\f><img src=x onerror={RUN}>", f"<!--<script>{RUN}", "<!--<script>-->",
    f"--><script>{RUN}</script>", f"]]><script>{RUN}</script>", f"<![CDATA[</script><script>{RUN}//]]>",
    f"'\"><svg onload={RUN}>", f"\"-{RUN}-\"", f"javascript:{RUN}", f"\\u003c/script\\u003e\\u003cscript\\u003e{RUN}",
    f"&lt;/script&gt;&lt;script&gt;{RUN}", f"&#60;/script&#62;<script>{RUN}</script>", "</head></html>", "<plaintext>", "<textarea>",
    f"</title><script>{RUN}</script>", f"</style><script>{RUN}</script>", f"\"}}]}}</script><script>{RUN}</script>", "\\", '"', "\\\"",
    "{{7*7}}", "${7*7}", "<?php echo 1 ?>", "<%= 1 %>", "\u202e</script>", "\ufeff</script>", "\ufffe\uffff", "\x1b[31m</script>", "\x7f\x85",
    f"<base href=//evil.example><script src=x>{RUN}", "<meta http-equiv=refresh content=0;url=/gone>", "<frameset>", "\U0001f6a2</script>",
    f"<noscript><p title=\"</noscript><img src=x onerror={RUN}>\">", f"<math><mtext></script><script>{RUN}</script>", "ſcript</ſcript>", "</ſcript>",
]  # fmt: skip
"""Those of section 4.1 first, then what breaks out of scripts, attributes, comments, titles elsewhere."""

PARTS = [
    "<", "</", ">", "/", "script", "SCRIPT", "ScRiPt", "scrip", "\u017fcript", " ", "\t", "\n", "\f", "\r", "!", "!--", "--", "-->", "--!>", "-",
    "<!--", "<script>", "</script>", "</script ", "</script/", "<script ", f"<script>{RUN}</script>", f"<img src=x onerror={RUN}>",
    "]]>", "<![CDATA[", "&", "&lt;", "&gt;", "&amp;", "&#x3c;", "&quot;", "\\", "\\u003c", "\\\"", '"', "'", "`", "{", "}", "[", "]", ",", ":",
    "\u2028", "\u2029", "\u0085", "\u00a0", "\ufeff", "\u200b", "\u202e", "é", "Ω", "漢字", "\U0001f6a2", "e\u0301", "\x1b", "\x7f", "\x01",
    "</title>", "</head>", "<body>", "<svg>", "<style>", "</style>", "<textarea>", "<template>", "<plaintext>", f"javascript:{RUN}", f" onload={RUN} ",
    "data:text/html,", "a", "b", "0", "title", "head", "on", "=", "%3C", "%22", "?", "#", ";",
]  # fmt: skip
COUNT = 2000


class Case(NamedTuple):
    """A page with a block, what the block should say, and what the page holds."""

    text: list[str]
    page: bytes
    encoding: str
    said: dict[str, Any]


TOGETHER = 4
"""How many generated texts one page holds, so that the browser need not open 2,000."""


def groups() -> list[list[str]]:
    """The texts of each page: a hostile one alone, generated ones together."""
    dice = random.Random(20261123)
    generated = ["".join(dice.choices(PARTS, k=dice.randrange(1, 12))) for _ in range(COUNT)]
    together = [generated[at : at + TOGETHER] for at in range(0, COUNT, TOGETHER)]
    return [*([text] for text in HOSTILE), *together]


def article_of(texts: list[str]) -> newsml.Article:
    """An article that says these texts wherever a text or an address may stand."""
    addresses = [f"https://weekly.example/a?q={text}#{text}" for text in texts]
    urls = [url if is_url(url) else f"https://weekly.example/a?b=1&c='{quote(url)}'" for url in addresses]
    said = [f"a{text}b" for text in texts]
    return newsml.Article.build({
        "headlines": [{"text": said[0]}, *({"text": text, "role": "sub"} for text in said)],
        "summary": [{"text": text} for text in said], "dateline": {"text": said[0]}, "language": "en",
        "authors": [{"name": name, "url": url} for name, url in zip(said, urls, strict=True)],
        "contributors": [{"name": name} for name in said], "keywords": said, "section": said,
        "canonical_url": urls[0], "copyright_notice": [{"text": text} for text in said],
        "images": [{"url": url, "caption": text, "alt": text, "credit": text} for url, text in zip(urls, said, strict=True)],
        "subjects": [{"name": text} for text in said], "places": [{"name": text} for text in said],
        "body": [{"kind": "paragraph", "children": [text]} for text in said],
    })  # fmt: skip


HEAD = '<!DOCTYPE html><html lang=en><head><meta charset="{}"><title>t</title></head><body><p id=after>After</p><script>after=1</script></body></html>'
ENCODINGS = ("utf-8", "utf-8", "windows-1252", "utf-16-le", "shift_jis", "")


def in_page(article: newsml.Article, number: int) -> tuple[bytes, str]:
    """The article in a page: by `embed` in several encodings, or in a template."""
    if number % 3 == 2:
        script = newsml.jsonld_script(article, body=True, profile="full", pretty=number % 2 == 0)
        page = HEAD.format("utf-8").replace("</head>", f"{script}</head>")
        return page.encode(), "utf-8"
    encoding = ENCODINGS[number % len(ENCODINGS)]
    page = HEAD.format(encoding).replace('<meta charset="">', "")
    data = page.encode(encoding or "ascii")
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    new = newsml.embed(data, article, body=True, profile="full", meta=number % 2 == 0)
    assert newsml.unembed(new) == data
    return new, encoding or "windows-1252"


@cache
def cases() -> list[Case]:
    found = []
    for number, texts in enumerate(groups()):
        article = article_of(texts)
        page, encoding = in_page(article, number)
        said = json.loads(newsml.dumps(article, "jsonld", body=True, profile="full"))
        found.append(Case(texts, page, encoding, said))
    return found


NAMES = {"html", "head", "meta", "title", "link", "script", "body", "p"}
CHARSETS = {
    "utf-8": "UTF-8",
    "windows-1252": "windows-1252",
    "utf-16-le": "UTF-16LE",
    "shift_jis": "Shift_JIS",
}


def test_in_chromium(tmp_path: Path) -> None:
    control = HEAD.format("utf-8").replace("</head>", f"<script>{RUN}</script></head>")
    seen = browser.look([*(case.page for case in cases()), control.encode()], tmp_path)
    assert seen.pop()["ran"] == 1  # what runs is noticed
    for case, what in zip(cases(), seen, strict=True):
        assert "error" not in what, (case.text, what)
        assert what["ran"] is None, case.text
        assert what["charset"] == CHARSETS[case.encoding], case.text
        assert json.loads(what["block"]) == case.said, case.text
        assert (what["after"], what["mark"]) == ("After", 1), case.text
        assert set(what["names"]) == NAMES - ({"link"} if "link" not in what["names"] else set()), case.text
        assert what["names"].count("script") == 2, case.text
        assert what["names"].count("p") == what["names"].count("title") == 1, case.text
        assert what["handlers"] == [], case.text


def test_with_html5lib() -> None:
    html5lib = pytest.importorskip("html5lib")
    for case in cases():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = html5lib.parse(case.page, namespaceHTMLElements=False, override_encoding=case.encoding)
        scripts = list(tree.iter("script"))
        assert [node.get("data-newsml") for node in scripts] == ["article", None], case.text
        assert json.loads(scripts[0].text) == case.said, case.text
        assert [node.get("id") for node in tree.iter("p")] == ["after"], case.text
        assert {node.tag for node in tree.iter()} <= NAMES, case.text


def test_printable_texts_are_said_as_they_are() -> None:
    for case in cases()[: len(HOSTILE)]:
        (text,) = case.text
        if text.isprintable():
            said = case.said
            assert said["headline"] == said["articleBody"] == said["author"][0]["name"] == f"a{text}b"


def same(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether a page is the same as before, but for a block that says the headline."""
    assert "error" not in before
    assert "error" not in after
    said = json.loads(after["block"])["headline"]
    return (before["elements"], before["text"], said) == (after["elements"], after["text"], ARTICLE.headline)


def embedded(pages: list[bytes]) -> list[tuple[bytes, bytes]]:
    """Pages that take a block, each with what it is then."""
    found = []
    for number, page in enumerate(pages):
        with suppress(newsml.ContentError):
            found.append((page, newsml.embed(page, ARTICLE, on_conflict="add", meta=number % 3 == 0)))
    return found


def test_broken_pages_are_the_same_in_chromium(tmp_path: Path) -> None:
    """What newsml takes for the head of a page is its head: nothing moves, whatever tags are missing or lost."""
    dice = random.Random(8)
    starts = ["", "<!DOCTYPE html>", "<html><head>", "<title>a</title>", "<body>\n"]
    made = [dice.choice(starts) + "".join(dice.choices(PIECES, k=dice.randrange(14))) for _ in range(500)]
    pairs = embedded([b"\xef\xbb\xbf" + text.encode() for text in made if "data-newsml" not in text])
    assert len(pairs) > 200
    seen = browser.look([page for pair in pairs for page in pair], tmp_path)
    for pair, before, after in zip(pairs, seen[::2], seen[1::2], strict=True):
        assert same(before, after), pair[0]


def test_real_pages_are_the_same_in_chromium(tmp_path: Path) -> None:
    pages = [data for path in REAL if Page(data := path.read_bytes()).encoding.name == "utf-8"]
    if not pages:
        pytest.skip("the corpus of pages is not here")
    pairs = embedded(pages)
    assert len(pairs) == len(pages)
    seen = browser.look([page for pair in pairs for page in pair], tmp_path, parsed=True)
    for path, before, after in zip(REAL, seen[::2], seen[1::2], strict=False):
        assert same(before, after), path

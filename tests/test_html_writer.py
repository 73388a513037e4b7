"""HTML pages: valid, accessible, with what search engines and other sites are told, and nothing lost in silence."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings
from lxml import html as lxml_html
from lxml.html import HtmlElement

import newsml
from newsml import Article, ContentError, Refused, UsageError
from newsml.formats.html.writing import style_sheet
from newsml.formats.html.writing_scope import direction
from newsml.formats.html.writing_tags import link_url
from newsml.html5 import Page
from newsml.issues import Issue
from newsml.model import PartialDate
from newsml.site import Site, site_of
from newsml.vocabularies import page_terms, page_words
from newsml.vocabularies.page_words import date_for_readers
from tests import strategies
from tests.test_loss import PARTS, article_where, names_it

ROOT = Path(__file__).resolve().parents[1]
GOLDENS = sorted(ROOT.glob("samples/*/expected.html"))
NOW = datetime(2026, 1, 1, tzinfo=UTC)
BASE: dict[str, Any] = {
    "id": "urn:x-test:1",
    "canonical_url": "https://paper.example/1",
    "language": "en-GB",
    "headlines": [{"text": "Bridge reopens"}],
    "authors": [{"name": "Jane Doe"}],
    "first_created": "2025-08-01T10:00:00Z",
    "body": [{"kind": "paragraph", "children": ["It reopened on Friday."]}],
}
goldens = pytest.mark.parametrize("path", GOLDENS, ids=[path.parent.name for path in GOLDENS])


def page(fields: dict[str, Any] | None = None, issues: list[Issue] | None = None, **options: Any) -> str:
    """The page of the small article with further fields."""
    article = Article.model_validate({**BASE, **(fields or {})})
    report = (issues if issues is not None else []).append
    return newsml.dumps(article, "html", report=report, now=NOW, **options).decode()


def parsed(text: str) -> HtmlElement:
    root: HtmlElement = lxml_html.document_fromstring(
        text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8")
    )
    return root


def metas(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in parsed(text).iter("meta"):
        name = one.get("name") or one.get("property")
        if name:
            found.setdefault(name, []).append(one.get("content", ""))
    return found


def data(text: str) -> dict[str, Any]:
    (block,) = Page(text.encode()).blocks
    found: dict[str, Any] = json.loads(block.text)
    return found


def words_of(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def first(text: str, selector: str) -> HtmlElement | None:
    """The first element with a class, or of a name."""
    root = parsed(text)
    if selector.startswith("."):
        found = root.find_class(selector[1:])
        return found[0] if found else None
    return next(root.iter(selector), None)


# --- every page is valid and can be read by everyone ----------------------------------------------


def check_page(text: str) -> None:
    html5lib.HTMLParser(strict=True).parse(text)  # raises at the first parse error of the standard
    root = parsed(text)
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    check_headings(
        [int(e.tag[1]) for e in root.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)]
    )
    for image in root.iter("img"):
        assert image.get("alt") is not None
    for time in root.iter("time"):
        assert re.fullmatch(
            r"\d{4}(-\d\d){0,2}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)",
            time.get("datetime", ""),
        )
    for link in root.iter("a"):
        assert words_of(link) or link.get("aria-label")
    for cell in root.iter("th"):
        assert cell.get("scope") in ("col", "row")
    assert len(list(root.iter("main"))) == len(list(root.iter("title"))) == 1
    skip = root.find_class("skip")[0].get("href")
    assert root.get_element_by_id(skip[1:]).tag == "article"


def check_headings(levels: list[int]) -> None:
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


@goldens
def test_the_pages_of_the_samples_are_valid(path: Path) -> None:
    check_page(path.read_text("utf-8"))


@goldens
def test_the_pages_of_the_samples_pass_their_own_rules(path: Path) -> None:
    found = newsml.validate(path, profile="google")
    assert [str(issue) for issue in found if issue.severity == "error"] == []
    about_the_page = [issue for issue in found if issue.rule.startswith("JP")]
    assert [str(issue) for issue in about_the_page if issue.severity != "info"] == []


@pytest.mark.skipif(not os.environ.get("VNU_JAR"), reason="VNU_JAR names no vnu.jar (npm: vnu-jar)")
def test_the_nu_html_checker_finds_no_error() -> None:
    done = subprocess.run(
        ["java", "-jar", os.environ["VNU_JAR"], "--errors-only", "--also-check-css", *map(str, GOLDENS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""


@goldens
def test_readers_see_the_whole_text(path: Path) -> None:
    article = newsml.load(path.with_name("expected.json"), kind=Article)
    root = parsed(path.read_text("utf-8"))
    for struck in list(root.iter("s")):  # the plain text leaves out what is struck through
        struck.text = None
    shown = "".join(words_of(root).split())
    for paragraph in article.plain_text(media=True).split("\n\n"):
        assert "".join(paragraph.split()) in shown
    assert article.headline is not None
    assert "".join(article.headline.split()) in shown


def test_a_page_asks_for_nothing_but_the_article_s_own_media() -> None:
    text = page()
    assert not re.search(
        r"<(?:script(?! type=\"application/ld\+json\")|iframe|link rel=\"stylesheet\"|img|object|embed)", text
    )
    assert "url(" not in style_sheet()
    assert "@import" not in style_sheet()


# --- the style sheet ------------------------------------------------------------------------------


def test_the_style_sheet_is_small() -> None:
    assert len(style_sheet().encode()) < 6500


def test_a_tall_picture_keeps_its_shape() -> None:
    """Where the height of a picture is limited, its width is not squeezed into another shape."""
    pictures = re.search(r"[}]img,video\{(.*?)\}", style_sheet())
    assert pictures is not None
    assert {"max-height:90vh", "object-fit:contain"} <= set(pictures[1].split(";"))


def colours() -> dict[str, dict[str, str]]:
    """The colours of the two themes, by name."""
    light = re.search(r":root\{(.*?)\}", style_sheet())
    dark = re.search(r"\(prefers-color-scheme:dark\)\{:root\{(.*?)\}", style_sheet())
    assert light is not None
    assert dark is not None
    return {
        name: dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})", found[1]))
        for name, found in (("light", light), ("dark", dark))
    }


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "soft", "accent", "link"])
@pytest.mark.parametrize("ground", ["paper", "tint"])
def test_text_has_enough_contrast(theme: str, ink: str, ground: str) -> None:
    known = colours()[theme]
    low, high = sorted((luminance(known[ink]), luminance(known[ground])))
    assert (high + 0.05) / (low + 0.05) >= 4.5  # WCAG 2.2 AA, 1.4.3


def test_the_style_sheet_names_what_pages_have() -> None:
    """No class of the style sheet is a slip."""
    written = "\n".join(
        path.read_text("utf-8") for path in (ROOT / "src/newsml/formats/html").glob("writing*.py")
    )
    classes = set(re.findall(r"\.([a-z][a-z-]+)(?=[ .,:>{]|$)", re.sub(r"\{[^{}]*\}", "{}", style_sheet())))
    made = {"updated-on", "align-right", "align-center", "align-left"}
    unknown = {name for name in classes - made if name not in written}
    assert unknown == set()


# --- what the head says ---------------------------------------------------------------------------

SITE = site_of({
    "publisher": {"name": "The Paper", "url": "https://paper.example/", "same_as": ["https://x.com/the_paper"]},
    "usage_url": "https://paper.example/terms",
    "time_zone": "Europe/London",
    "sections": {"Local": "https://paper.example/local"},
    "authors": [{"name": "Jane Doe", "url": "https://paper.example/jane"}],
})  # fmt: skip


def test_the_head() -> None:
    image = {"url": "https://paper.example/i.jpg", "width": 1600, "height": 900, "alt": "A bridge"}
    text = page({"images": [image], "section": ["Local"], "keywords": ["bridge", "trams"], "summary": [{"text": "In short."}],
                 "content_modified": "2025-08-02T10:00:00Z"}, site=SITE)  # fmt: skip
    found = metas(text)
    assert words_of(parsed(text).find("head/title")) == "Bridge reopens | The Paper"
    assert found["description"] == found["og:description"] == ["In short."]
    assert found["og:type"] == ["article"]
    assert found["og:title"] == ["Bridge reopens"]
    assert found["og:url"] == ["https://paper.example/1"]
    assert found["og:locale"] == ["en_GB"]
    assert found["og:image"] == ["https://paper.example/i.jpg"]
    assert (found["og:image:width"], found["og:image:alt"]) == (["1600"], ["A bridge"])
    assert found["article:published_time"] == ["2025-08-01T11:00:00+01:00"] == [data(text)["datePublished"]]
    assert found["article:modified_time"] == ["2025-08-02T11:00:00+01:00"] == [data(text)["dateModified"]]
    assert found["article:author"] == ["https://paper.example/jane"]
    assert found["article:tag"] == ["bridge", "trams"]
    assert found["author"] == ["Jane Doe"]
    assert found["twitter:card"] == ["summary_large_image"]
    assert found["twitter:site"] == ["@the_paper"]
    assert found["robots"] == ["max-image-preview:large"]


@pytest.mark.parametrize(
    ("mining", "reservation", "policy", "noai"),
    [
        ("PROHIBITED", "1", True, True),
        ("PROHIBITED-AIMLTRAINING", "1", True, True),
        ("PROHIBITED-GENAIMLTRAINING", "1", True, True),
        ("PROHIBITED-EXCEPTSEARCHENGINEINDEXING", "1", True, True),
        ("PROHIBITED-SEECONSTRAINT", "1", True, False),
        ("ALLOWED", "0", False, False),
        ("UNSPECIFIED", None, False, False),
    ],
)
def test_data_mining(mining: str, reservation: str | None, policy: bool, noai: bool) -> None:
    issues: list[Issue] = []
    text = page({"data_mining": f"http://ns.useplus.org/ldf/vocab/DMI-{mining}"}, issues, site=SITE)
    found = metas(text)
    assert found.get("tdm-reservation") == ([reservation] if reservation else None)
    assert ("tdm-policy" in found) == policy
    assert ("noai" in found["robots"][0]) == noai
    assert any(issue.path == "data_mining" for issue in issues) == (mining not in ("PROHIBITED", "ALLOWED"))


def test_terms_that_nobody_knows_are_reported() -> None:
    issues: list[Issue] = []
    page({"data_mining": "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-SEECONSTRAINT"}, issues)
    assert any("usage_terms.href" in issue.message and issue.severity == "warning" for issue in issues)


def test_a_page_that_must_not_be_found() -> None:
    text = page(index=False)
    assert metas(text)["robots"] == ["noindex"]
    assert Page(text.encode()).blocks == []


def test_the_end_of_its_use_is_for_search_engines_too() -> None:
    assert metas(page({"expires": ["2035-10-20"]}))["robots"] == [
        "max-image-preview:large, unavailable_after:2035-10-20"
    ]


def test_translations_are_linked_both_ways() -> None:
    text = page(
        {"translation_of": {"href": "https://zeitung.example/1", "lang": "de", "title": "Die Brücke"}}
    )
    links = {
        (e.get("hreflang"), e.get("href")) for e in parsed(text).iter("link") if e.get("rel") == "alternate"
    }
    assert links == {("en-GB", "https://paper.example/1"), ("de", "https://zeitung.example/1")}
    found = first(text, ".languages")
    assert found is not None
    assert "Die Brücke" in words_of(found)
    assert newsml.validate(text.encode(), format="html") == [
        issue for issue in newsml.validate(text.encode(), format="html") if issue.rule != "JP008"
    ]


# --- what the article shows -----------------------------------------------------------------------


def test_the_byline_leads_to_its_authors() -> None:
    text = page({"byline": {"text": "By Jane Doe in Port Ellery"}}, site=SITE)
    byline = first(text, ".byline")
    assert byline is not None
    assert words_of(byline) == "By Jane Doe in Port Ellery"
    assert [link.get("href") for link in byline.iter("a")] == ["https://paper.example/jane"]


def test_an_author_whom_the_byline_forgets_is_named() -> None:
    byline = first(page({"byline": {"text": "By our staff"}}), ".byline")
    assert byline is not None
    assert words_of(byline) == "By our staff, Jane Doe"


def test_a_name_within_another_is_left_alone() -> None:
    text = page({"byline": {"text": "By Jane Doering and Jane Doe"}}, site=SITE)
    byline = first(text, ".byline")
    assert byline is not None
    assert [words_of(link) for link in byline.iter("a")] == ["Jane Doe"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "By A and B"), ("de", "Von A und B"), ("ja", "A、B"), ("ar", "بقلم A وB"), ("ur", "A اور B"),
        ("ko", "A, B"), ("nb", "Av A og B"), ("no", "Av A og B"), ("mi", "A and B"),
    ],
)  # fmt: skip
def test_bylines_of_several(language: str, expected: str) -> None:
    byline = first(page({"language": language, "authors": [{"name": "A"}, {"name": "B"}]}), ".byline")
    assert byline is not None
    assert words_of(byline) == expected


def test_the_dateline_opens_the_text() -> None:
    body = first(page({"dateline": {"text": "PORT ELLERY"}}), ".article-body")
    assert body is not None
    assert words_of(body) == "PORT ELLERY – It reopened on Friday."
    again = first(page({"dateline": {"text": "It reopened"}}), ".article-body")
    assert again is not None
    assert words_of(again) == "It reopened on Friday."


def test_a_text_that_begins_with_its_headline_shows_it_once() -> None:
    body = [{"kind": "heading", "level": 1, "children": ["Bridge  reopens"]}, *BASE["body"],
            {"kind": "heading", "children": ["Bridge reopens"]}]  # fmt: skip
    text = page({"body": body, "dateline": {"text": "PORT ELLERY"}})
    shown = first(text, ".article-body")
    assert shown is not None
    assert words_of(shown) == "PORT ELLERY – It reopened on Friday. Bridge reopens"


def test_a_summary_that_repeats_the_text_is_shown_once() -> None:
    text = page({"summary": [{"text": "It reopened on Friday."}]})
    assert first(text, ".summary") is None
    assert metas(text)["description"] == ["It reopened on Friday."]


def test_paid_text_is_marked_as_the_data_says() -> None:
    text = page({"is_free": False, "paywall": [".premium"]})
    assert data(text)["hasPart"][0]["cssSelector"] == ".premium"
    assert "premium" in first(text, ".article-body").get("class").split()  # type: ignore[union-attr]
    assert first(text, ".for-subscribers") is not None


def test_a_class_stands_once() -> None:
    text = page({"is_free": False, "paywall": [".article-body"]})
    assert first(text, ".article-body").get("class") == "article-body"  # type: ignore[union-attr]


@pytest.mark.parametrize("paywall", [[], ["#content > p"]])
def test_paid_text_has_a_class_in_any_case(paywall: list[str]) -> None:
    issues: list[Issue] = []
    text = page({"is_free": False, "paywall": paywall}, issues)
    assert data(text)["hasPart"] == [
        {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}
    ]
    assert first(text, ".paywall") is not None
    assert any(issue.path == "paywall.0" for issue in issues) == bool(paywall)


def test_a_teaser_keeps_the_paid_text_back() -> None:
    body = [{"kind": "paragraph", "children": [f"Paragraph {number}."]} for number in (1, 2, 3)]
    updates = [{"headline": f"Entry {number}", "text": f"Secret {number}"} for number in (1, 2)]
    issues: list[Issue] = []
    text = page({"is_free": False, "body": body, "live_updates": updates}, issues, teaser=1)
    check_page(text)
    assert "Paragraph 1." in text
    assert not re.search(r"Paragraph [23]|Secret 2|Entry 2<", text)
    assert data(text)["hasPart"][0]["cssSelector"] == ".paywall"
    assert [words_of(e) for e in parsed(text).find_class("paywall")] == ["For subscribers"]
    assert {issue.path for issue in issues} >= {"body", "live_updates"}
    assert "Paragraph 3." in page({"body": body}, teaser=1)  # nobody pays for it


def test_speakable_parts_are_parts_of_the_page() -> None:
    issues: list[Issue] = []
    text = page({"speakable": {"css_selector": [".headline", ".teaser"], "xpath": ["/html"]}}, issues)
    assert data(text)["speakable"]["cssSelector"] == ".headline"
    assert {issue.path for issue in issues} >= {"speakable.css_selector.1", "speakable.xpath.0"}
    assert data(page({"speakable": {"css_selector": [".teaser"]}}))["speakable"]["cssSelector"] == ".headline"


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("trainedAlgorithmicMedia", "Made with AI"),
        ("compositeWithTrainedAlgorithmicMedia", "Partly made with AI"),
        ("digitalCapture", ""),
    ],
)
def test_readers_are_told_what_a_machine_made(code: str, label: str) -> None:
    iri = f"http://cv.iptc.org/newscodes/digitalsourcetype/{code}"
    picture = {"url": "https://paper.example/i.jpg", "digital_source_type": iri}
    for fields in ({"digital_source_type": iri}, {"images": [picture]}):
        found = first(page(fields), ".made-by-machine")
        assert (words_of(found) if found is not None else "") == label


def test_pictures() -> None:
    files = [
        {"url": "https://paper.example/800.jpg", "width": 800, "height": 450},
        {"url": "https://paper.example/square.jpg", "width": 900, "height": 900},
    ]
    text = page({"images": [
        {"url": "https://paper.example/1600.jpg", "width": 1600, "height": 900, "alt": "A bridge", "renditions": files,
         "caption": "The bridge", "credit": "Lotte Farrow"},
        {"url": "https://paper.example/2.jpg"},
    ]})  # fmt: skip
    lead, other = parsed(text).iter("img")
    assert lead.get("srcset") == "https://paper.example/800.jpg 800w, https://paper.example/1600.jpg 1600w"
    assert (lead.get("width"), lead.get("height"), lead.get("loading")) == ("1600", "900", None)
    assert (other.get("loading"), other.get("alt")) == ("lazy", "")
    assert words_of(lead.getparent()) == "The bridge Lotte Farrow"


def test_a_picture_that_the_text_shows_is_shown_once() -> None:
    media = {"url": "https://paper.example/1.jpg"}
    text = page({"images": [media], "body": [{"kind": "figure", "media": media}]})
    assert text.count("<img") == 1


def test_an_item_that_is_a_picture_shows_it() -> None:
    text = page(
        {
            "item_type": "picture",
            "body": [],
            "renditions": [{"url": "https://paper.example/1.jpg", "width": 900}],
        }
    )
    assert [image.get("src") for image in parsed(text).iter("img")] == ["https://paper.example/1.jpg"]


def test_a_video_plays_videos_only() -> None:
    files = [
        {"url": "https://paper.example/v.mp4", "mime": "video/mp4", "width": 640},
        {"url": "https://paper.example/still.jpg", "mime": "image/jpeg", "width": 1920},
        {"url": "https://paper.example/script.pdf", "mime": "application/pdf"},
    ]
    text = page({"item_type": "video", "body": [], "renditions": files})
    (video,) = parsed(text).iter("video")
    assert [source.get("src") for source in video.iter("source")] == ["https://paper.example/v.mp4"]
    assert video.get("poster") == "https://paper.example/still.jpg"


def test_a_picture_comes_in_what_browsers_show() -> None:
    files = [{"url": "https://paper.example/p.tif", "mime": "image/tiff", "width": 6000},
             {"url": "https://paper.example/p.jpg", "mime": "image/jpeg", "width": 1600}]  # fmt: skip
    text = page({"item_type": "picture", "body": [], "renditions": files})
    assert [image.get("src") for image in parsed(text).iter("img")] == ["https://paper.example/p.jpg"]
    assert ".tif" not in first(text, "main").text_content() + str(metas(text))  # type: ignore[union-attr]


def test_videos_have_their_poster_captions_and_transcript() -> None:
    video = {
        "url": "https://paper.example/v.mp4", "mime": "video/mp4", "thumbnail": "https://paper.example/v.jpg",
        "transcript": "One.\n\nTwo.", "title": "The bridge",
        "renditions": [{"url": "https://paper.example/v.vtt", "mime": "text/vtt", "title": "English"},
                       {"url": "https://paper.example/v.webm", "mime": "video/webm"}],
    }  # fmt: skip
    text = page({"video": [video]})
    check_page(text)
    (player,) = parsed(text).iter("video")
    assert player.get("poster") == "https://paper.example/v.jpg"
    assert [source.get("type") for source in player.iter("source")] == ["video/mp4", "video/webm"]
    assert [track.get("src") for track in player.iter("track")] == ["https://paper.example/v.vtt"]
    details = first(text, "details")
    assert details is not None
    assert [words_of(p) for p in details.iter("p")] == ["One.", "Two."]


def test_embeds_are_links_unless_frames_are_asked_for() -> None:
    body = [{"kind": "embed", "url": "https://www.youtube.com/watch?v=abcdef12345", "title": "The bridge"},
            {"kind": "embed", "url": "https://elsewhere.example/player"}]  # fmt: skip
    assert not list(parsed(page({"body": body})).iter("iframe"))
    text = page({"body": body}, embeds="frame")
    check_page(text)
    (frame,) = parsed(text).iter("iframe")
    assert frame.get("src") == "https://www.youtube-nocookie.com/embed/abcdef12345"
    assert frame.get("title") == "The bridge"
    assert "allow-top-navigation" not in frame.get("sandbox")
    assert "https://elsewhere.example/player" in text


def test_headings_skip_no_level() -> None:
    issues: list[Issue] = []
    body = [{"kind": "heading", "level": level, "children": ["h"]} for level in (3, 3, 5, 2, 6, 1)]
    text = page({"body": body}, issues)
    check_page(text)
    levels = [
        element.tag
        for element in parsed(text).iter()
        if isinstance(element.tag, str) and re.fullmatch("h[1-6]", element.tag)
    ]
    assert levels[1:] == ["h2", "h3", "h4", "h2", "h3", "h2"]
    assert {issue.path for issue in issues} >= {
        "body.0.level",
        "body.2.level",
        "body.4.level",
        "body.5.level",
    }


def test_running_coverage_has_anchors() -> None:
    updates = [{"id": "u1", "headline": "One", "when": "2025-08-01T10:00:00Z"}, {"id": "u1", "headline": "Again"},
               {"id": "newsml-article", "headline": "Two"}]  # fmt: skip
    text = page({"item_type": "live_blog", "live_updates": updates})
    check_page(text)
    assert parsed(text).get_element_by_id("u1").tag == "article"
    assert data(text)["liveBlogUpdate"][0]["@id"] == "https://paper.example/1#u1"


# --- languages ------------------------------------------------------------------------------------


def test_every_language_has_the_names_of_genres_and_policies() -> None:
    table = page_terms.terms_by_language()
    assert set(table) == set(page_words._by_language()) - {"en"}
    for language, terms in table.items():
        assert all(terms.values()), language


@pytest.mark.parametrize(
    ("genre", "language", "said", "lang"),
    [
        ({"name": "Analysis"}, "nb-NO", "Analyse", None),
        ({"qcode": "genre:Opinion"}, "de", "Meinung", None),
        ({"name": "Kommentar", "qcode": "genre:Opinion"}, "no", "Kommentar", None),
        ({"qcode": "genre:Press_Release"}, "en-GB", "Press release", None),
        ({"name": "Opinion"}, "sw", "Opinion", "en"),
    ],
)
def test_genres_are_named_in_the_language_of_the_page(
    genre: dict[str, str], language: str, said: str, lang: str | None
) -> None:
    found = first(page({"genres": [genre], "language": language}), ".genre")
    assert found is not None
    assert (found.text, found.get("lang")) == (said, lang)


def test_policies_are_named_in_the_language_of_the_page() -> None:
    site = site_of({"publisher": {"name": "P"}, "policies": {
        "corrections": "https://p.example/c", "masthead": "https://p.example/m"
    }})  # fmt: skip
    found = first(page({"language": "de"}, site=site), ".colophon")
    assert found is not None
    assert [(a.text, a.get("lang")) for a in found.iter("a")] == [
        ("Umgang mit Fehlern", None),
        ("Masthead", "en"),
    ]


def test_a_page_without_language_is_reported() -> None:
    issues: list[Issue] = []
    page({"language": "und"}, issues)
    assert [issue.path for issue in issues if issue.rule == "SUPPLIED"] == ["language"]


def test_every_language_has_all_words() -> None:
    table = page_words._by_language()
    assert len(table) >= 25
    for language, words in table.items():
        missing = [name for name, word in words._asdict().items() if not word and name != "by"]
        assert missing == [], language


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "1 October 2025, 07:05"), ("en-US", "October 1, 2025, 7:05 a.m."), ("de", "1. Oktober 2025, 07:05"),
        ("fr", "1er octobre 2025, 07:05"), ("es", "1 de octubre de 2025, 07:05"), ("ru", "1 октября 2025, 07:05"),
        ("ja", "2025年10月1日 07:05"), ("ar", "1 أكتوبر 2025، 07:05"), ("hi", "1 अक्टूबर 2025, 07:05"),
        ("da", "1. oktober 2025, 07.05"), ("ko", "2025년 10월 1일 07:05"), ("th", "2025-10-01, 07:05"),
        (None, "2025-10-01, 07:05"),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(language: str | None, expected: str) -> None:
    assert date_for_readers(datetime(2025, 10, 1, 7, 5, tzinfo=UTC), language) == expected


def test_dates_are_as_precise_as_they_are_known() -> None:
    assert date_for_readers(PartialDate(2025), "de") == "2025"
    assert date_for_readers(PartialDate(2025, 10), "pl") == "październik 2025"
    assert date_for_readers(PartialDate(2025, 10, 3), "pl") == "3 października 2025"


def test_the_direction_of_a_page() -> None:
    assert 'dir="rtl"' in page({"language": "ur"}).split(">")[1]
    assert "dir=" not in page({"language": "fr"}).split(">")[1]
    assert 'dir="ltr"' in page({"language": "ur", "text_direction": "ltr"}).split(">")[1]
    assert direction("pa-Arab-PK") == "rtl"


def test_words_in_another_language_say_so() -> None:
    found = first(page({"language": "mi"}), ".published-on")
    assert found is not None
    assert 'lang="en"' in lxml_html.tostring(found, encoding="unicode")


# --- options --------------------------------------------------------------------------------------


def test_the_article_alone() -> None:
    text = page(fragment=True, heading_level=2)
    assert text.startswith('<article id="newsml-article" lang="en-GB">')
    assert text.endswith("</article>\n")
    assert "<h2" in text
    assert "<script" not in text
    html5lib.HTMLParser(strict=True).parseFragment(text)


def test_style_sheets() -> None:
    assert "<style>" in page()
    assert "style" not in page(css="none")
    assert '<link rel="stylesheet" href="/article.css">' in page(css="/article.css")
    for wrong in ("javascript:alert(1)", "blue", ""):
        with pytest.raises(UsageError, match="option css of html"):
            page(css=wrong)


def test_levels_of_headings() -> None:
    with pytest.raises(UsageError, match="heading_level of html: 7 is not between 1 and 4"):
        page(heading_level=7)


def test_the_data_may_be_left_out_or_be_a_graph() -> None:
    assert Page(page(jsonld=False).encode()).blocks == []
    assert "@graph" in data(page(shape="graph"))
    assert "og:title" not in metas(page(meta=False))


@pytest.mark.parametrize(
    "fields",
    [
        {"pub_status": "withheld"},
        {"pub_status": "canceled"},
        {"embargoed_until": "open"},
        {"embargoed_until": "2026-06-01T00:00:00Z"},
    ],
)
def test_what_is_not_for_the_public_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="HTML is for the public web"):
        page(fields)


@pytest.mark.parametrize(
    "options", [{"jsonld": False}, {"fragment": True}], ids=["no data", "the article alone"]
)
def test_nothing_is_lost_in_silence_without_the_data_either(options: dict[str, Any]) -> None:
    silent = []
    for part in PARTS:
        if part.name.split(".")[0] in ("derived", "foreign"):
            continue
        (one, issues), (two, more) = (written(article_where(part, value), options) for value in part.values)
        if one == two and not any(names_it(issue, part.name) for issue in (*issues, *more)):
            silent.append(part.name)
    assert silent == []


def written(article: Article, options: dict[str, Any]) -> tuple[bytes, list[Issue]]:
    issues: list[Issue] = []
    try:
        return newsml.dumps(article, "html", report=issues.append, now=NOW, **options), issues
    except Refused as error:
        return str(error).encode(), issues


def test_characters_that_html_cannot_hold_are_reported() -> None:
    issues: list[Issue] = []
    text = page({"body": [{"kind": "paragraph", "children": ["a\x07b\ufffec"]}]}, issues)
    assert "<p>abc</p>" in text
    assert any("U+0007, U+FFFE" in issue.message for issue in issues)


def test_a_page_says_nothing_of_the_time_it_was_made() -> None:
    assert page(stamp=NOW) == page(stamp=datetime(2027, 1, 1, tzinfo=UTC))


def test_a_site_is_named() -> None:
    site = Site.model_validate({"publisher": {"name": "The Paper"}})
    found = first(page(site=site), ".masthead")
    assert found is not None
    assert words_of(found) == "The Paper"


@pytest.mark.parametrize(
    ("given", "written_as"),
    [
        ("https://a.example/b c[1]?q=100%&r=%20", "https://a.example/b%20c%5B1%5D?q=100%25&r=%20"),
        ("http://[::1]/x", "http://[::1]/x"), ("/news/1", "/news/1"), ("#top", "#top"), ("?page=2", "?page=2"),
        ("mailto:a@b.example", "mailto:a@b.example"), ("tel:+47", "tel:+47"), ("https://例え.example/日", "https://例え.example/日"),
        (" JavaScript:x", None), ("java\nscript:x", None), ("data:text/html,x", None), ("urn:x:1", None), ("", None),
    ],
)  # fmt: skip
def test_addresses_of_links(given: str, written_as: str | None) -> None:
    assert link_url(given) == written_as


# --- any article ----------------------------------------------------------------------------------


@settings(max_examples=60)
@given(article=strategies.articles | strategies.bodied | strategies.ordinary)
def test_the_page_of_any_article_is_valid(article: Article) -> None:
    for options in ({"site": SITE}, {"jsonld": False, "heading_level": 3, "embeds": "frame"}):
        try:
            text = newsml.dumps(article, "html", now=NOW, **options).decode()
        except ContentError:
            continue  # embargoed, withdrawn, or a text that no page can carry
        html5lib.HTMLParser(strict=True).parse(text)
        ids = re.findall(r'<[a-z0-9]+(?: [a-z-]+(?:="[^"]*")?)*? id="([^"]*)"', text)
        assert len(ids) == len(set(ids))
        assert parsed(text).body.getchildren()[-1].tag in ("main", "footer")
        if "site" in options:
            assert data(text)["@context"] == "https://schema.org"


@pytest.mark.parametrize(
    ("item_type", "kind"),
    [("text", "article"), ("picture", "image"), ("video", "video.other"), ("audio", "music.song")],
)
def test_a_page_says_what_it_is_there_for(item_type: str, kind: str) -> None:
    text = page({"item_type": item_type, "body": []})
    assert metas(text)["og:type"] == [kind]
    assert newsml.loads(text.encode(), "html", kind=Article).item_type == item_type


def test_the_language_of_an_article_that_says_none() -> None:
    issues: list[Issue] = []
    text = page({"language": "und"}, issues)
    assert "<html>" in text
    assert any("no lang" in one.message for one in issues)
    issues.clear()
    assert '<html lang="nb-NO">' in page({"language": "und"}, issues, lang="NB-no")
    assert '"inLanguage":"nb-NO"' in page({"language": "und"}, lang="nb-NO")
    assert not any("no lang" in one.message for one in issues)
    site = site_of({"publisher": {"name": "Paper", "url": "https://paper.example/"}, "language": "cy"})
    assert '<html lang="cy">' in page({"language": "und"}, site=site)
    assert '<html lang="en-GB">' in page(lang="nb-NO", site=site)
    assert '<html lang="ar" dir="rtl">' in page({"language": "und"}, lang="ar")
    with pytest.raises(UsageError, match="not a language tag"):
        page(lang="English!")

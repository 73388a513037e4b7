"""The text of a page: its lead, the boxes that stand in it, paragraphs that the extractor left out."""

from __future__ import annotations

import pytest

import newsml
from newsml import Article
from newsml.issues import Issue

pytest.importorskip("trafilatura")

LEAD = "After two years the trams cross the harbour again, and the shops on Quay Street hope for their customers."
TEXT = (
    "The harbour bridge reopened on Friday after two years of repairs, and the first tram crossed it at dawn.",
    "The steel arch of 1931 had been closed since inspectors found cracks in eleven of its hangers, the council said.",
    "Shopkeepers on Quay Street, who lost a third of their customers, hung lanterns in their windows for the day.",
    "The repairs cost 34 million crowns, two million less than planned, because the old hangers could be welded again.",
    "Ferries that had carried the passengers since then will go on until the end of the month, the port authority said.",
)


def read(body: str, head: str = "", lang: str = "en") -> Article:
    text = f"<!DOCTYPE html><html lang='{lang}'><head><title>Bridge reopens</title>{head}</head><body>{body}</body></html>"
    return newsml.loads(text.encode(), "html", kind=Article)


def paragraphs(at: int = len(TEXT), box: str = "") -> str:
    texts = [f"<p>{text}</p>" for text in TEXT]
    return "\n".join([*texts[:at], box, *texts[at:]])


def body(article: Article) -> list[str]:
    return article.plain_text().split("\n\n")


LEADS = {
    "a header that holds the description": (
        f"<article><header><h1>Bridge reopens</h1><div class='x7'><p class='x8'>{LEAD}</p></div></header><div>{{}}</div></article>"
    ),
    "a subheading that is called so": (
        f"<article><div class='head'><h1>Bridge reopens</h1><h2 class='article-standfirst'>{LEAD}</h2></div><div>{{}}</div>"
        "</article>"
    ),
    "a holder that is called so": (
        f"<main><h1>Bridge reopens</h1><div class='story__summary'><p>{LEAD}</p></div><div class='body'>{{}}</div></main>"
    ),
}


@pytest.mark.parametrize("name", LEADS)
def test_the_lead_of_the_page_begins_the_text(name: str) -> None:
    article = read(LEADS[name].format(paragraphs()), f"<meta name='description' content='{LEAD}'>")
    assert body(article) == [LEAD, *TEXT]


NO_LEADS = {
    "of a picture": f"<article><h1>Bridge reopens</h1><div class='lead-caption'>{LEAD}</div><div>{{}}</div></article>",
    "of the site": f"<h1>Bridge reopens</h1><p class='site-description'>{LEAD}</p><article>{{}}</article>",
    "before the headline": f"<p class='teaser'>{LEAD}</p><article><h1>Bridge reopens</h1>{{}}</article>",
    "a few words": "<article><h1>Bridge reopens</h1><p class='subtitle'>Trams again</p><div>{}</div></article>",
}


@pytest.mark.parametrize("name", NO_LEADS)
def test_other_texts_are_no_lead(name: str) -> None:
    article = read(NO_LEADS[name].format(paragraphs()))
    assert not any(getattr(block, "role", None) == "lead" for block in article.body)
    assert LEAD not in article.plain_text()


def test_a_lead_that_the_text_begins_with_stands_there_once() -> None:
    head = f"<meta name='description' content='{TEXT[0][:60]}…'>"
    assert body(read(f"<article><h1>Bridge reopens</h1>{paragraphs()}</article>", head)) == list(TEXT)


BOX = "<p>Get the best stories of the harbour in your inbox every week, free of charge and without spam.</p>"
BOXES = {
    "newsletter": f"<div class='c-newsletter'><h3>Stay in touch</h3>{BOX}</div>",
    "related stories": f"<div class='article-related-links'><h3>More stories</h3>{BOX}</div>",
    "dialog": f"<div role='dialog'><h2>Your account</h2>{BOX}</div>",
    "hidden": f"<div style='display: none'>{BOX}</div>",
    "about the author": f"<div class='author-bio'>{BOX}</div>",
    "cookies": f"<section id='cookie-consent'>{BOX}</section>",
    "infobox": f"<div class='Infobox'><h3>What to know</h3>{BOX}</div>",
}


@pytest.mark.parametrize("name", BOXES)
@pytest.mark.parametrize("at", [2, len(TEXT)])
def test_boxes_leave_the_text(name: str, at: int) -> None:
    article = read(
        f"<article><h1>Bridge reopens</h1><div class='body'>{paragraphs(at, BOXES[name])}</div></article>"
    )
    assert body(article) == list(TEXT)


@pytest.mark.parametrize("called", ["share-wrapper", "promo", "related-page"])
def test_what_holds_the_story_is_no_box_whatever_it_is_called(called: str) -> None:
    article = read(f"<div class='{called}'><article><h1>Bridge reopens</h1>{paragraphs()}</article></div>")
    assert body(article) == list(TEXT)


def test_parts_behind_a_paywall_are_text() -> None:
    parts = "".join(f"<div class='paywall'><p>{text}</p></div>" for text in TEXT)
    assert body(read(f"<article><h1>Bridge reopens</h1>{parts}</article>")) == list(TEXT)


def test_dates_bylines_and_end_marks_around_the_text() -> None:
    article = read(
        f"<article><h1>Bridge reopens</h1><p>25 July 2025</p><p>By Jane Doe</p>{paragraphs()}<p>jane@post.example</p><p>(END)</p>"
        "</article>"
    )
    assert body(article) == list(TEXT)
    assert [one.label() for one in article.authors] == ["Jane Doe"]
    assert str(article.published[0].when) == "2025-07-25"


def said_of(page: str) -> list[str]:
    issues: list[Issue] = []
    newsml.loads(page.encode(), "html", kind=Article, report=issues.append)
    return [f"{issue.severity} {issue.message}" for issue in issues]


def test_a_page_in_which_no_text_is_found_is_reported() -> None:
    page = "<!DOCTYPE html><html lang='en'><head><title>Bridge reopens</title></head><body><h1>Bridge reopens</h1></body></html>"
    assert [one for one in said_of(page) if "no text of an article was found" in one and one[:7] == "warning"]
    assert not [one for one in said_of(page.replace("</h1>", "</h1>" + paragraphs())) if "body:" in one]


def test_what_the_extractor_fails_with_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def fail(*_: object, **__: object) -> None:
        raise ValueError("unlucky")

    monkeypatch.setattr(trafilatura, "extract", fail)
    page = f"<!DOCTYPE html><html lang='en'><head><title>Bridge reopens</title></head><body><h1>Bridge reopens</h1>{paragraphs()}"
    assert [one for one in said_of(page) if "the extractor failed (ValueError: unlucky)" in one]


def test_what_is_beyond_the_bounds_is_reported() -> None:
    values = "".join(f"<meta itemprop='keywords' content='k{n}'>" for n in range(50_010))
    page = f"<!DOCTYPE html><html lang='en'><head><title>Bridge reopens</title></head><body itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop='headline'>Bridge reopens</h1>{values}"
    assert [one for one in said_of(page) if "microdata: only the first 50,000 values are read" in one]
    many = "<!DOCTYPE html><title>Bridge reopens</title><h1>Bridge reopens</h1>" + "<br>" * 300_010
    assert [one for one in said_of(many) if "only the first 300,000 are looked at" in one]

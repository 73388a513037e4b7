"""Pages in the manner of content systems that say little or nothing in their head: what they show is read."""

from __future__ import annotations

from typing import NamedTuple

import pytest

import newsml
from newsml import Article
from newsml.calendars import in_common_calendar
from newsml.formats.html.reading_dates import date_in, day_is_first, days_of
from newsml.formats.html.reading_people import byline_people

pytest.importorskip("trafilatura")

TEXT = (
    "The harbour bridge reopened on Friday after two years of repairs, and the first tram crossed it at dawn.",
    "The steel arch of 1931 had been closed since inspectors found cracks in eleven of its hangers, the council said.",
    "Shopkeepers on Quay Street, who lost a third of their customers, hung lanterns in their windows for the day.",
)
P = "\n".join(f"<p>{text}</p>" for text in TEXT)


class Page(NamedTuple):
    """A page, and what is to be read of it."""

    body: str
    head: str = "<title>Bridge reopens</title>"
    lang: str = "en"
    headline: str = "Bridge reopens"
    authors: tuple[str, ...] = ("Jane Doe",)
    published: str | None = "2025-07-25"
    modified: str | None = None
    html: str = ""


PAGES = {
    "an old theme of WordPress: hAtom, and the blog's name as the heading": Page(
        "<h1 id='logo'><a href='/'>Harbour Blog</a></h1><div class='post-12 post type-post hentry category-news'>"
        "<h2 class='entry-title'><a href='/b' rel='bookmark'>Bridge reopens</a></h2><div class='entry-meta'>Posted on "
        "<abbr class='published updated' title='2025-07-25T08:00:00+0100'>last week</abbr> by <span class='author vcard'>"
        f"<a class='url fn n' href='/author/jdoe'>Jane Doe</a></span></div><div class='entry-content'>{P}</div></div>"
        "<ol id='comments'><li class='comment'><cite class='fn'>Some Troll</cite> <abbr class='published' "
        "title='2026-01-01'>x</abbr></li></ol>",
        "<title>Bridge reopens | Harbour Blog</title>",
    ),
    "hAtom of which several are listed: that of the title": Page(
        f"<div class='hentry'><h2 class='entry-title'>Bridge reopens</h2><span class='author vcard'>Jane Doe</span>"
        f"<abbr class='published' title='2025-07-25'>x</abbr><div class='entry-content'>{P}</div></div>"
        "<div class='hentry'><h2 class='entry-title'>Ferry sinks</h2><span class='author vcard'>Bo Lind</span>"
        "<abbr class='published' title='2024-01-01'>x</abbr></div>",
        "<title>Bridge reopens | Harbour Blog</title>",
    ),
    "hAtom with only a date of change": Page(
        "<article class='hentry'><h1 class='entry-title'>Bridge reopens</h1><span class='vcard author'><span class='fn'>"
        f"Jane Doe</span></span> <time class='updated' datetime='2025-07-25T08:00:00Z'>x</time>{P}</article>",
        modified="2025-07-25",
    ),
    "h-entry": Page(
        "<article class='h-entry'><h1 class='p-name'>Bridge reopens</h1><time class='dt-published' "
        "datetime='2025-07-25T08:00:00+01:00'>last week</time><time class='dt-updated' datetime='2025-07-26'>x</time>"
        "<span class='p-author h-card'><img class='u-photo' src='x.jpg'><a class='p-name u-url' href='/jane'>Jane Doe</a>"
        f"</span><div class='e-content'>{P}</div></article>",
        modified="2025-07-26",
    ),
    "Drupal 7: Dublin Core and SIOC in RDFa": Page(
        "<h1 id='site-name'>Harbour Post</h1><h1 class='title' id='page-title'>Bridge reopens</h1><div class='node' "
        "about='/b' typeof='sioc:Item foaf:Document'><span property='dc:title' content='Bridge reopens'></span><div "
        "class='submitted'><span property='dc:date dc:created' content='2025-07-25T08:00:00+01:00' rel='sioc:has_creator'>"
        "Submitted by <span class='username' about='/users/jane' typeof='sioc:UserAccount' property='foaf:name'>Jane Doe"
        f"</span> on Fri</span></div><div property='content:encoded'>{P}</div></div>",
        "<title>Bridge reopens | Harbour Post</title>",
        html=" xmlns:dc='http://purl.org/dc/terms/' xmlns:sioc='http://rdfs.org/sioc/ns#'",
    ),
    "no markup at all": Page(
        f"<table><tr><td><font size=5><b>Bridge reopens</b></font><br><br></td></tr><tr><td>{P}</td></tr></table>",
        "<title>Bridge reopens - The Harbour Post</title>",
        authors=(),
        published=None,
    ),
    "a byline with a date in it": Page(
        "<article><h1>Bridge reopens</h1><div class='c-byline'><span>By <span class='c-byline__item'><a href='/jane'>"
        "<span class='c-byline__author-name'>Jane Doe</span></a></span> and <span class='c-byline__item'><a href='/j'>John "
        "Smith</a></span></span><span class='c-byline__item'><time datetime='2025-07-25T08:00:00Z'>Jul 25, 2025, 8:00am "
        f"EDT</time></span></div>{P}</article>",
        authors=("Jane Doe", "John Smith"),
    ),
    "a byline and a title side by side": Page(
        "<article><h1>Bridge reopens</h1><div data-testid='byline-new'><span>Jane Doe</span><span>Transport correspondent"
        f"</span></div><p class='sc-x'>Published 25 July 2025, 08:00 BST</p>{P}</article>",
    ),
    "names that only link to the authors' pages": Page(
        f"<main><h1>Bridge reopens</h1><div class='x1'><a href='/author/jane-doe'>Jane Doe</a></div><div class='x2'>Jul 25, "
        f"2025</div><div>{P}</div></main>",
    ),
    "a line that begins with by": Page(
        f"<main><h1>Bridge reopens</h1><div class='x1'>By <a href='/j'>Jane Doe</a></div><div class='x2'>Updated: 26 July "
        f"2025</div><div class='x2'>Published: 25 July 2025</div><div>{P}</div></main>",
        modified="2025-07-26",
    ),
    "the date of today in the masthead": Page(
        "<div class='masthead'><div class='date'>Saturday, November 28, 2026</div><ul><li>News</li><li>Sport</li></ul></div>"
        f"<article><h1>Bridge reopens</h1><div class='byline'>Jane Doe</div><div class='date'>July 25, 2025</div>{P}"
        "</article><div class='teasers'><div><span class='date'>January 2, 2024</span></div></div>",
    ),
    "events with dates around a date that says what it is": Page(
        f"<article><h1>Bridge reopens</h1><ul><li><time datetime='2025-12-11'>11.12.</time> Concert</li></ul><div "
        f"class='author'>Jane Doe</div>{P}<div>Veröffentlicht am 25.07.2025 <span>Tags</span></div></article>",
        lang="de",
    ),
    "only a date of change": Page(
        f"<article><h1>Bridge reopens</h1><p class='author'>Jane Doe</p><span>Aktualisiert am </span><time "
        f"datetime='2025-07-25T15:49:00+02:00'>25.07.2025</time>{P}</article>",
        lang="de",
        modified="2025-07-25",
    ),
    "day and month in figures, the day first in this language": Page(
        f"<article><h1>Bridge reopens</h1><p class='author'>Jane Doe</p><div class='fecha'>03/04/2025</div>{P}</article>",
        lang="es",
        published="2025-04-03",
    ),
    "day and month in figures, the month first in this country": Page(
        f"<article><h1>Bridge reopens</h1><p class='author'>Jane Doe</p><div class='date'>03/04/2025</div>{P}</article>",
        lang="en-US",
        published="2025-03-04",
    ),
    "day and month in figures, and nobody knows": Page(
        f"<article><h1>Bridge reopens</h1><p class='author'>Jane Doe</p><div class='date'>03/04/2025</div>{P}</article>",
        published=None,
    ),
    "times that depend on when one looks": Page(
        f"<article><h1>Bridge reopens</h1><p class='author'>Jane Doe, 3 hours ago</p><div class='date'>2 hours ago</div>{P}"
        "</article>",
        published=None,
    ),
    "who took the picture is no author": Page(
        "<article><h1>Bridge reopens</h1><div class='story-img__author'>Photograph by Ed Marsh</div><div class='author'>"
        f"Photo: Bo Lind</div><div class='byline'>Jane Doe</div><div class='date'>25 July 2025</div>{P}</article>",
    ),
    "labels where names belong": Page(
        "<article><h1>Bridge reopens</h1><div class='authors'>Authors</div><div class='author'>Story by</div><div "
        f"class='author-name'>Jane Doe</div><div class='author'>View author page</div><div class='date'>25 July 2025</div>{P}"
        "</article>",
    ),
    "columnists in a menu": Page(
        "<ul class='main-menu'><li class='menu-item author'>Ian Bell</li><li class='menu-item author'>Yasmin Reed</li></ul>"
        f"<article><h1>Bridge reopens</h1><div class='byline'>Jane Doe</div><div class='date'>25 July 2025</div>{P}</article>",
    ),
    "AMP": Page(
        "<article><h1>Bridge reopens</h1><div class='amp-wp-meta amp-wp-byline'><span class='amp-wp-author author vcard'>"
        "Jane Doe</span></div><div class='amp-wp-meta'><time datetime='2025-07-25T00:00:00+00:00'>2 weeks ago</time></div>"
        f"{P}</article>",
        html=" amp",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_systems(name: str) -> None:
    page = PAGES[name]
    text = f"<!DOCTYPE html><html lang='{page.lang}'{page.html}><head>{page.head}</head><body>{page.body}</body></html>"
    article = newsml.loads(text.encode(), "html", kind=Article)
    assert article.headline == page.headline
    assert tuple(one.label() for one in article.authors) == page.authors
    assert [str(one.when)[:10] for one in article.published] == ([page.published] if page.published else [])
    assert (str(article.content_modified)[:10] if article.content_modified else None) == page.modified
    body = article.plain_text()
    assert all(paragraph in body for paragraph in TEXT)


def test_categories_and_tags_of_an_entry() -> None:
    text = (
        "<html lang='en'><body><article class='hentry'><h1 class='entry-title'>Bridge reopens</h1>"
        f"<div class='entry-content'>{P}</div><a rel='category tag' href='/n'>› News</a> <a rel='tag' href='/t'>Bridge</a>"
        " <a rel='tag' href='/t'>Harbour</a></article></body></html>"
    )
    article = newsml.loads(text.encode(), "html", kind=Article)
    assert article.section == ("News",)
    assert article.keywords == ("Bridge", "Harbour")


DATES = {
    "25 July 2025": "2025-07-25", "Friday, July 25, 2025": "2025-07-25", "Jul 25, 2025 8:00 AM ET": "2025-07-25",
    "Publié le 25/07/2025 à 08:30, mis à jour le 26/07/2025": "2025-07-25", "25 de julho de 2025 às 8h30": "2025-07-25",
    "2025. július 25. 08:30": "2025-07-25", "25 iulie 2025": "2025-07-25", "25 юли 2025": "2025-07-25",
    "25 Ιουλίου 2025": "2025-07-25", "25 জুলাই ২০২৫": "2025-07-25", "25 Tháng 7, 2025": "2025-07-25",
    "2025 m. liepos 25 d.": "2025-07-25", "2025. gada 25. jūlijs": "2025-07-25", "25 srpnja 2025": "2025-07-25",
    "25 ივლისი 2025": "2025-07-25", "25 հուլիսի 2025": "2025-07-25", "25 ஜூலை 2025": "2025-07-25",
    "Thứ sáu, 25/7/2025, 08:30 (GMT+7)": "2025-07-25", "입력 2025-07-25 08:30:12": "2025-07-25",
    "25 กรกฎาคม 2568": "2025-07-25", "25 ก.ค. 2568": "2025-07-25", "วันศุกร์ที่ 25 กรกฎาคม พ.ศ. 2568": "2025-07-25",
    "۳ مرداد ۱۴۰۴": "2025-07-25", "شنبه ۱ فروردین ۱۴۰۳": "2024-03-20", "1404/05/03": "2025-07-25",
    "令和7年7月25日": "2025-07-25", "平成元年1月8日": "1989-01-08", "民國114年7月25日": "2025-07-25",
    "2 hours ago": None, "il y a 2 jours": None, "3日前": None, "gestern, 14:30": None, "03/04/2025": None,
    "25 July": None, "Copyright 2019-2025": None, "Updated 8:30 AM": None,
}  # fmt: skip


@pytest.mark.parametrize("text", DATES)
def test_dates_as_pages_show_them(text: str) -> None:
    assert date_in(text) == DATES[text]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Published: 25 July 2025", ("published", "2025-07-25")),
        ("Last updated on 25 July 2025", ("modified", "2025-07-25")),
        ("Güncelleme: 25.07.2025", ("modified", "2025-07-25")),
        ("2025年7月25日 更新", ("modified", "2025-07-25")),
        ("On 25 July 2025 the bridge reopened", None),
        ("25 people were hurt", None),
    ],
)
def test_lines_that_are_a_date(text: str, found: tuple[str, str] | None) -> None:
    assert days_of(text) == ([found] if found else [])


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("es", True),
        ("en-GB", True),
        ("en-US", False),
        ("en", None),
        (None, None),
        ("de-AT", True),
        ("fil", None),
    ],
)
def test_the_order_of_day_and_month_where_a_language_is_written(
    language: str | None, first: bool | None
) -> None:
    assert day_is_first(language) is first


@pytest.mark.parametrize(
    "text", ["Meeting in room 2568", "Copyright 2025", "The year 1404/05 was cold", "民國"]
)
def test_other_calendars_leave_other_texts_alone(text: str) -> None:
    assert in_common_calendar(text) == text


BYLINES: dict[str, list[str]] = {
    "Jane Doe Jul 25, 2025": ["Jane Doe"],
    "Jane Doe · 5 min read": ["Jane Doe"],
    "By Jane Doe 25 May 2025": ["Jane Doe"],
    "Theresa May 3 hours ago": ["Theresa May"],
    "Jul 25, 2025": [],
    "Posted by": [],
    "Jane Doe has been our correspondent since 2007": [],
}


@pytest.mark.parametrize("text", BYLINES)
def test_names_before_dates_and_times(text: str) -> None:
    assert [one["name"] for one in byline_people(text)] == BYLINES[text]

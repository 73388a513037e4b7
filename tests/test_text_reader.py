"""Plain text: heads, headlines, bylines, datelines, layouts, endings. All texts are invented."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import newsml
from newsml import Article, Issue
from newsml.formats.text import ReadOptions, read
from newsml.formats.text.byline import byline_of
from newsml.formats.text.dateline import find_dateline
from newsml.formats.text.keys import keys
from newsml.headline import derive_headline
from newsml.people import spelt, split_people
from newsml.site import Site
from tests.hang import ends

BODY = "The tram reached the harbour at noon, and a brass band played.\n\nIt runs every hour."


def of(text: str | bytes, **options: Any) -> tuple[Article, list[Issue]]:
    issues: list[Issue] = []
    data = text.encode() if isinstance(text, str) else text
    return next(read(io.BytesIO(data), issues.append, options=ReadOptions(**options))), issues


def rules(issues: list[Issue]) -> list[str]:
    return [issue.rule for issue in issues]


def paragraphs(article: Article) -> list[str]:
    return article.plain_text().split("\n\n")


# --- the head ------------------------------------------------------------------------------------

HEADS = [
    ("HEADLINE: A tram", lambda a: a.headline, "A tram"),
    ("Hed: A tram", lambda a: a.headline, "A tram"),
    ("Titel: A tram", lambda a: a.headline, "A tram"),
    ("見出し：A tram", lambda a: a.headline, "A tram"),
    ("शीर्षक: A tram", lambda a: a.headline, "A tram"),
    ("**Title:** A tram", lambda a: a.headline, "A tram"),
    ("Deck: More", lambda a: [(h.role, h.text) for h in a.headlines][:1], [("sub", "More")]),
    ("Headline (seo): More", lambda a: [(h.role, h.text) for h in a.headlines][:1], [("seo", "More")]),
    ("Description: Short", lambda a: a.summary[0].text, "Short"),
    ("By: Ada Lunde", lambda a: (a.byline.text, a.authors[0].name), ("Ada Lunde", "Ada Lunde")),
    ("Authors: Ada Lunde; Bo Ek", lambda a: [p.name for p in a.authors], ["Ada Lunde", "Bo Ek"]),
    ("Editor: Ada Lunde", lambda a: [(p.name, p.role) for p in a.contributors], [("Ada Lunde", "editor")]),
    ("Contributors: Ada Lunde (desk)", lambda a: [(p.name, p.role) for p in a.contributors], [("Ada Lunde", "desk")]),
    ("Date: 25 July 2025", lambda a: str(a.published[0].when), "2025-07-25"),
    ("Modified: 2025-07-25", lambda a: str(a.content_modified), "2025-07-25"),
    ("Created: 2025-07", lambda a: str(a.content_created), "2025-07"),
    ("Sent: 2025-07-25T10:00Z", lambda a: a.version_created.isoformat(), "2025-07-25T10:00:00+00:00"),
    ("Expires: 2025-08-01", lambda a: str(a.expires[0]), "2025-08-01"),
    ("Agency: Lomm Wire", lambda a: a.provider.name, "Lomm Wire"),
    ("Source: Lomm Wire <https://lomm.example/>", lambda a: a.provider.uri, "https://lomm.example/"),
    ("City: Port Ellery", lambda a: a.located[0].name, "Port Ellery"),
    ("Dateline: ROME, 3 May 2024 (XYZ)", lambda a: (a.dateline.text, a.located[0].name, a.provider.name, str(a.content_created)),
     ("ROME, 3 May 2024 (XYZ)", "Rome", "XYZ", "2024-05-03")),
    ("Category: Local, Sea", lambda a: a.section, ("Local", "Sea")),
    ("Tags: #trams, #sea", lambda a: a.keywords, ("trams", "sea")),
    ("Keywords: trams, old; sea", lambda a: a.keywords, ("trams, old", "sea")),
    ("وسوم: ترام، بحر", lambda a: a.keywords, ("ترام", "بحر")),
    ("Topics: medtop:20000735, trams", lambda a: [(c.qcode, c.name) for c in a.subjects], [("medtop:20000735", None), (None, "trams")]),
    ("Slug: tram-opens", lambda a: a.slugline[0].text, "tram-opens"),
    ("Lang: nb-no", lambda a: a.language, "nb-NO"),
    ("Sprache: Deutsch", lambda a: a.language, "de"),
    ("GUID: urn:x:1", lambda a: a.id, "urn:x:1"),
    ("Canonical: https://lomm.example/1", lambda a: a.canonical_url, "https://lomm.example/1"),
    ("Copyright: © Lomm", lambda a: a.copyright_notice[0].text, "© Lomm"),
    ("Priority: 3", lambda a: a.urgency, 3),
    ("Editor's note: hold page 3", lambda a: a.ed_notes[0].text, "hold page 3"),
    ("Usage terms: no archive", lambda a: a.usage_terms[0].text, "no archive"),
    ("Status: draft", lambda a: a.pub_status, "withheld"),
    ("Version: 3", lambda a: a.version, "3"),
    ("Genre: feature", lambda a: a.genres[0].name, "feature"),
    ("Embargo: 2030-01-01T06:00Z", lambda a: a.embargoed_until.isoformat(), "2030-01-01T06:00:00+00:00"),
    ("Embargo: none", lambda a: a.embargoed_until, None),
    ("Summary: one\n  two\n\tthree", lambda a: a.summary[0].text, "one two three"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "look", "expected"), HEADS, ids=[case[0].split("\n")[0] for case in HEADS])
def test_keys_of_a_head(head: str, look: Any, expected: Any) -> None:
    article, _ = of(f"{head}\n\n{BODY}")
    assert look(article) == expected
    assert paragraphs(article) == BODY.split("\n\n")


@pytest.mark.parametrize("key", [key for key in keys() if key.kind != "extra"], ids=lambda key: key.name)
def test_every_key_goes_somewhere(key: Any) -> None:
    values = {"date": "2025-07-25T10:00Z", "dates": "2025-07-25", "published": "2025-07-25", "embargo": "open", "language": "en",
              "status": "usable", "image": "https://x.example/i.jpg"}  # fmt: skip
    own = {"Direction": "rtl", "Type": "text", "Urgency": "3", "URL": "https://x.example/1", "License": "https://x.example/l",
           "Copyright year": "2025"}  # fmt: skip
    value = own.get(key.name, values.get(key.kind, "Ada Lunde"))
    article, issues = of(f"Headline: A\n{key.name.upper()}: {value}\n\nText.")
    assert key.field in article.model_fields_set
    assert not [issue for issue in issues if issue.rule == "UNKNOWN"]


def test_images_with_their_words() -> None:
    article, _ = of(
        "Image: https://x.example/1.jpg\nCaption: One\nCredit: Bo Ek\nImage: https://x.example/2.jpg\nAlt: Two\n\nText."
    )
    assert [(i.url, i.caption, i.credit, i.alt) for i in article.images] == [
        ("https://x.example/1.jpg", "One", "Bo Ek", None), ("https://x.example/2.jpg", None, None, "Two")
    ]  # fmt: skip
    assert of("Credit: Lomm Wire\n\nText.")[0].credit_line[0].text == "Lomm Wire"


def test_unknown_keys_are_kept_and_reported() -> None:
    article, issues = of("Headline: A\nHeadlin: B\nWeather: fine\nWeather: dry\n\nText.")
    assert article.extra == {"Headlin": "B", "Weather": ("fine", "dry")}
    assert [(issue.rule, issue.severity, issue.line) for issue in issues] == [
        ("UNKNOWN", "warning", n) for n in (2, 3, 4)
    ]
    assert "did you mean headline?" in issues[0].message


@pytest.mark.parametrize(
    "text",
    [
        "Minister: we will rebuild the pier before winter\n\nThe minister spoke in Lomm.",
        "Minister: we will rebuild the pier.\n\nText.",
        "10:30 was when the tram came.\n\nText.",
        "https://lomm.example/1 is down.\n\nText.",
        '"Note": a word of many meanings.\n\nText.',
    ],
)
def test_prose_with_a_colon_is_no_head(text: str) -> None:
    article, issues = of(text)
    assert article.extra == {}
    assert "UNKNOWN" not in rules(issues)
    assert text.split("\n\n")[0].rstrip(".") in (article.headline or "") + article.plain_text()


def test_all_wrong_values_are_named_with_their_places() -> None:
    with pytest.raises(newsml.InvalidArticle) as caught:
        of("Headline: A\nUrgency: 12\nDate: yesterday\nURL: lomm\nLanguage: nb_NO\n\nText.", file="a.txt")
    found = {(issue.path, issue.line, issue.column) for issue in caught.value.issues}
    assert found == {
        ("urgency", 2, 10),
        ("published.0.when", 3, 7),
        ("canonical_url", 4, 6),
        ("language", 5, 11),
    }


def test_a_value_said_twice() -> None:
    article, issues = of("ID: urn:x:1\nID: urn:x:2\n\nText.")
    assert article.id == "urn:x:1"
    assert "TWICE" in rules(issues)


def test_a_date_before_the_text_on_the_same_line() -> None:
    article, _ = of(f" date 2025-07-25 {BODY}")
    assert str(article.published[0].when) == "2025-07-25"
    assert paragraphs(article) == BODY.split("\n\n")
    assert of(f"Date: 2025-07-25 {BODY}")[0] == article
    with pytest.raises(newsml.InvalidArticle, match="2025-99-99"):
        of("date 2025-99-99 The tram reached the harbour.")


def test_the_seed(shared: Path) -> None:
    issues: list[Issue] = []
    article = newsml.load(shared / "seed" / "article.txt", report=issues.append)
    assert article.headline == "Pakistan and Tajikistan have agreed to strengthen their defence cooperation"
    assert str(article.published[0].when) == "2025-07-25"
    assert len(article.body) == 5
    assert article.plain_text().startswith("Pakistan and Tajikistan")
    assert article.derived == ("headlines",)
    assert rules(issues) == ["DERIVED"]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_nothing_at_all(text: str) -> None:
    with pytest.raises(newsml.ParseError, match="no article in it"):
        of(text)


# --- embargoes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Embargo: 6 pm tonight\n\nText.", "Embargo: 2030-01-01\n\nText.", "EMBARGOED UNTIL FRIDAY\n\nA tram\n\nText.",
     "EMBARGOED\n\nA tram\n\nText.", "Sperrfrist: Freitag, 18 Uhr\n\nText.", "Embargo: 2030-01-01 06:00\n\nText."],
)  # fmt: skip
def test_an_embargo_that_cannot_be_read_holds(text: str) -> None:
    article, issues = of(text)
    assert article.embargoed_until == "open"
    assert "EMBARGO" in rules(issues)
    assert "embargo" in article.extra
    with pytest.raises(newsml.Refused):
        newsml.dumps(article, "jsonld")


@pytest.mark.parametrize(
    "line", ["EMBARGOED UNTIL 2030-01-01T06:00Z", "Under embargo until 1 January 2030, 06:00 UTC."]
)
def test_an_embargo_above_the_headline(line: str) -> None:
    article, _ = of(f"{line}\n\nA tram\n\n{BODY}")
    assert newsml.dumps(article).count(b"2030-01-01T06:00:00Z") == 1
    assert article.headline == "A tram"


@pytest.mark.parametrize("line", ["Embargo on steel ends", "Embargoed goods seized at the port"])
def test_news_about_embargoes_is_not_embargoed(line: str) -> None:
    article, _ = of(f"{line}\n\n{BODY}")
    assert (article.headline, article.embargoed_until) == (line, None)


def test_an_embargo_in_the_zone_of_the_site() -> None:
    article, _ = of("Embargo: 2030-01-01 06:00\n\nText.", site=Site(time_zone="Asia/Karachi"))
    assert article.embargoed_until.isoformat() == "2030-01-01T06:00:00+05:00"


# --- headline and byline -------------------------------------------------------------------------


def test_a_headline_line() -> None:
    article, issues = of(f"First tram crosses the bridge\n\n{BODY}")
    assert article.headline == "First tram crosses the bridge"
    assert paragraphs(article) == BODY.split("\n\n")
    assert article.derived == ()
    assert issues == []


def test_headline_subhead_and_byline_in_one_block() -> None:
    article, _ = of(
        f"First tram crosses\nthe bridge\nA band played\nBy ADA O'BRIEN-LEE and Bo Ek\nLomm Wire Staff\n\n{BODY}"
    )
    assert article.headline == "First tram crosses the bridge"
    assert [h.text for h in article.headlines[1:]] == ["A band played"]
    assert [(p.name, p.affiliation[0].name) for p in article.authors] == [
        ("Ada O'Brien-Lee", "Lomm Wire"),
        ("Bo Ek", "Lomm Wire"),
    ]
    assert article.byline.text == "By ADA O'BRIEN-LEE and Bo Ek, Lomm Wire Staff"


BYLINES = [
    ("By Jane Doe and John Smith, Staff Reporter", [("Jane Doe", None), ("John Smith", "Staff Reporter")]),
    ("By Jane Doe, Transport Correspondent, and John Smith", [("Jane Doe", "Transport Correspondent"), ("and John Smith", None)]),
    ("By Jane Doe, John Smith and Bo Ek, Staff Writers",
     [("Jane Doe", "Staff Writers"), ("John Smith", "Staff Writers"), ("Bo Ek", "Staff Writers")]),
    ("BY JANE DOE", [("Jane Doe", None)]),
    ("Von Käthe Brömmel und Jörg von Hagen", [("Käthe Brömmel", None), ("Jörg von Hagen", None)]),
    ("Par Élise Morin et Luc d'Arvor", [("Élise Morin", None), ("Luc d'Arvor", None)]),
    ("Por María Ruiz y José de la Cruz", [("María Ruiz", None), ("José de la Cruz", None)]),
    ("Di Anna Rossi e Marco Bianchi", [("Anna Rossi", None), ("Marco Bianchi", None)]),
    ("Av Kari Nordlie og Ola Berg", [("Kari Nordlie", None), ("Ola Berg", None)]),
    ("Door Jan van den Berg en Lies Smit", [("Jan van den Berg", None), ("Lies Smit", None)]),
    ("От Ефим Ладожский", [("Ефим Ладожский", None)]),
    ("بقلم ليلى الحداد", [("ليلى الحداد", None)]),
    ("記者：水無瀬 透", [("水無瀬 透", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "people"), BYLINES, ids=[case[0] for case in BYLINES])
def test_bylines(line: str, people: list[tuple[str, str | None]]) -> None:
    people = [(name.removeprefix("and "), title) for name, title in people]
    article, issues = of(f"First tram crosses the bridge\n\n{line}\n\n{BODY}", derive=True)
    assert [(person.name, person.job_title) for person in article.authors] == people
    if line.startswith("記者"):
        return
    assert article.byline.text == line
    assert article.derived == ("authors",)
    assert rules(issues) == ["DERIVED"]
    plain, _ = of(f"First tram crosses the bridge\n\n{line}\n\n{BODY}", derive=False)
    assert (plain.byline.text, plain.authors) == (line, ())


@pytest.mark.parametrize(
    "line",
    ["By noon the water had reached the quay", "Von der Leyen reist nach Lomm", "By Friday", "By law, no one may enter",
     "Par ailleurs, le tram roule", "Di notte il tram non passa", "De Gaulle revient"],
)  # fmt: skip
def test_what_only_begins_like_a_byline(line: str) -> None:
    assert byline_of(line) is None


def test_people_of_author_keys() -> None:
    people = split_people("Jane Doe, Staff Reporter <https://x.example/jane>; Lee <lee@x.example>")
    assert people == [
        {"name": "Jane Doe", "job_title": "Staff Reporter", "url": "https://x.example/jane"},
        {"name": "Lee", "email": ["lee@x.example"]},
    ]
    assert of("Author: Jane Doe and Bo Ek\n\nText.")[0].derived == ("headlines",)
    assert spelt("J.K. DOE") == "J.K. Doe"


def test_strict_allows_no_inference() -> None:
    with pytest.raises(newsml.ContentError, match="strict"):
        of(BODY, strict=True)
    given = of(BODY, strict=True, overlay=((("headline",), "Given"),))[0]
    assert (given.headline, given.derived) == ("Given", ())
    assert of(BODY, derive=False)[0].headlines == ()


# --- datelines -----------------------------------------------------------------------------------

DATELINES = [
    ("RAWALPINDI, July 25 (ISPR) - Text", "RAWALPINDI, July 25 (ISPR)", "RAWALPINDI", "ISPR", None),
    ("LONDON (Reuters) - Text", "LONDON (Reuters)", "LONDON", "Reuters", None),
    ("LONDON (Reuters) – Text", "LONDON (Reuters)", "LONDON", "Reuters", None),
    ("LONDON (Reuters)—Text", "LONDON (Reuters)", "LONDON", "Reuters", None),
    ("LONDON (Reuters): Text", "LONDON (Reuters)", "LONDON", "Reuters", None),
    ("Rom (dpa) - Text", "Rom (dpa)", "Rom", "dpa", None),
    ("BERLIN, 3. Mai (dpa/lby) - Text", "BERLIN, 3. Mai (dpa/lby)", "BERLIN", "dpa/lby", None),
    ("(ANSA) - Rome, October 11 - Text", "(ANSA) - Rome, October 11", "Rome", "ANSA", None),
    ("(ANSA) - Text goes on here", "(ANSA)", None, "ANSA", None),
    ("PARIS, 10 juil 2024 (AFP) - Text", "PARIS, 10 juil 2024 (AFP)", "PARIS", "AFP", "10 juil 2024"),
    (
        "BUENOS AIRES, Argentina (AP) _ Text",
        "BUENOS AIRES, Argentina (AP)",
        "BUENOS AIRES, Argentina",
        "AP",
        None,
    ),
    ("Rio de Janeiro (XW) -- Text", "Rio de Janeiro (XW)", "Rio de Janeiro", "XW", None),
    ("PORT ELLERY — Text", "PORT ELLERY", "PORT ELLERY", None, None),
    ("PARIS (France) - Text", "PARIS (France)", "PARIS", None, None),
    ("ЗЕЛЕНОГАЙ — Text", "ЗЕЛЕНОГАЙ", "ЗЕЛЕНОГАЙ", None, None),
    (
        "МОСКВА, 3 марта 2025 г. (ТАСС) — Text",
        "МОСКВА, 3 марта 2025 г. (ТАСС)",
        "МОСКВА",
        "ТАСС",
        "3 марта 2025 г.",
    ),
    ("القاهرة (الضفاف) - Text", "القاهرة (الضفاف)", "القاهرة", "الضفاف", None),
    ("बेलापुर (जनधारा) - Text", "बेलापुर (जनधारा)", "बेलापुर", "जनधारा", None),
    ("【潮見浜】Text", "潮見浜", "潮見浜", None, None),
]


@pytest.mark.parametrize(
    ("text", "said", "place", "agency", "day"), DATELINES, ids=[case[0] for case in DATELINES]
)
def test_datelines(text: str, said: str, place: str | None, agency: str | None, day: str | None) -> None:
    found = find_dateline(text)
    assert found is not None
    assert found[:4] == (said, place, agency, day)
    assert text[found.end :].startswith("Text")


@pytest.mark.parametrize(
    "text",
    ["Jane Doe - the mayor of Lomm - said so.", "The well-known mayor came.", "Minister: we will rebuild.", "It rained - again.",
     "Anna – wie immer pünktlich – kam.", "Prices rose (by 3%) - again.", "UN-backed talks began.", "- a bullet", "NOTE: this is new."],
)  # fmt: skip
def test_what_is_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


def test_a_dateline_is_taken_off_the_lead() -> None:
    article, _ = of(f"First tram crosses\n\nPORT ELLERY, 3 May 2024 (LW) - {BODY}")
    assert article.dateline.text == "PORT ELLERY, 3 May 2024 (LW)"
    assert article.located[0].name == "Port Ellery"
    assert article.provider.name == "LW"
    assert str(article.content_created) == "2024-05-03"
    assert paragraphs(article) == BODY.split("\n\n")
    assert of("PORT ELLERY, May 3 (LW) - The tram came.")[0].content_created is None, "no year is guessed"


# --- layouts -------------------------------------------------------------------------------------


def test_hard_wrapped_and_indented_wire_copy() -> None:
    text = "   The tram reached the\nharbour at noon on Fri-\nday, and a well-\nknown band played. Friday\n   It runs every\nhour.\n"
    assert paragraphs(of(text)[0]) == [
        "The tram reached the harbour at noon on Friday, and a well-known band played. Friday",
        "It runs every hour.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bus-\nund Bahnfahrer warten am Hafen auf die Fähre.", ["Bus- und Bahnfahrer warten am Hafen auf die Fähre."]),
        ("潮見浜鉄道は夜行\n列車を運転する。", ["潮見浜鉄道は夜行列車を運転する。"]),
        ("a  b\tc\xa0d.", ["a b c\xa0d."]),
        ("One sentence that is long enough to be one.\nAnother sentence that is long enough to be one.",
         ["One sentence that is long enough to be one.", "Another sentence that is long enough to be one."]),
        ("\r\n\r\nOne.\r\n\r\nTwo.\rThree.", ["One.", "Two. Three."]),
        ("One.\n \t \nTwo.", ["One.", "Two."]),
        ("\u200fنص\u200e عربي.", ["\u200fنص\u200e عربي."]),
    ],
)  # fmt: skip
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs(of(text)[0]) == expected


def test_lists() -> None:
    article, _ = of(
        "The tram stops here:\n\n- Quay\n- Market,\n  east side\n\n- School\n\nIn order:\n\n3. Quay\n4. Market"
    )
    kinds = [block.kind for block in article.body]
    assert kinds == ["paragraph", "list", "paragraph", "list"]
    assert [item[0].children for item in article.body[1].items] == [
        ("Quay",),
        ("Market, east side",),
        ("School",),
    ]
    assert (article.body[3].ordered, article.body[3].start) == (True, 3)


@pytest.mark.parametrize("mark", ["-30-", "###", "ends", "(END)", "- ends -", "Ende", "FIN", "# # #"])
def test_end_marks(mark: str) -> None:
    article, issues = of(f"A tram\n\n{BODY}\n\n{mark}\n")
    assert paragraphs(article) == BODY.split("\n\n")
    assert [(issue.rule, issue.line) for issue in issues] == [("END-MARK", 7)]


def test_credits_below_the_story() -> None:
    credit = "(Reporting by Ada Lunde in Lomm and Bo Ek; Editing by Sam Whit)"
    article, _ = of(f"A tram\n\n{BODY}\n\n{credit}\n\nEnds")
    assert [(p.name, p.role) for p in article.contributors] == [
        ("Ada Lunde", "reporter"), ("Bo Ek", "reporter"), ("Sam Whit", "editor")
    ]  # fmt: skip
    assert article.extra == {"sign_off": credit}
    assert paragraphs(article) == BODY.split("\n\n")


@pytest.mark.parametrize("sign", ["jd/js", "dpa ab cd", "(Reporting by the newsroom in Lomm)"])
def test_signs_that_name_nobody(sign: str) -> None:
    article, _ = of(f"A tram\n\n{BODY}\n\n{sign}")
    assert (article.body[-1].role, article.body[-1].children) == ("sign-off", (sign,))
    assert article.contributors == ()


# --- derived headlines ---------------------------------------------------------------------------

LEADS = [
    ("en", ("Growers in the valley have agreed to share a cold store during a meeting of both cooperatives in Almsworth on Thursday, "
     "the office said."), "Growers in the valley have agreed to share a cold store"),
    ("en", "Mr. Doe of St. Ives paid 3.5 million for the U.S. tram. He was glad.", "Mr. Doe of St. Ives paid 3.5 million for the U.S. tram"),
    ("en", "Will the tram come? Nobody knows.", "Will the tram come?"),
    ("de", ("Die Straßenbahn am Hafen fährt nach zwei Jahren Bauzeit wieder bis zur alten Werft, weil die Brücke früher als geplant fertig "
     "wurde und die Stadt zahlt."), "Die Straßenbahn am Hafen fährt nach zwei Jahren Bauzeit wieder bis zur alten Werft"),
    ("fr", ("Le tramway du port roule de nouveau jusqu'aux anciens chantiers navals après deux ans de travaux sur le pont qui traverse la "
     "baie."), "Le tramway du port roule de nouveau jusqu'aux anciens chantiers navals après deux ans de travaux sur le pont"),
    ("ja", "潮見浜鉄道は港町線で夜行列車を運転する。定員は64人。", "潮見浜鉄道は港町線で夜行列車を運転する"),
    ("und", "...", None),
    ("und", "x" * 300, None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "lead", "expected"), LEADS, ids=[case[1][:20] for case in LEADS])
def test_derived_headlines(language: str, lead: str, expected: str | None) -> None:
    assert derive_headline(lead, language) == expected
    assert derive_headline(lead) == expected, "the language is told by its small words"


def test_derived_headlines_are_short_and_end_in_words(samples: Path) -> None:
    for path in samples.glob("*/article.txt"):
        article = newsml.load(path, derive=False)
        for text in paragraphs(article):
            found = derive_headline(text, article.language)
            assert found
            assert len(found) <= 110
            assert text.startswith(found[:-1])


# --- language, encodings, size -------------------------------------------------------------------


def test_language_is_detected_only_when_asked() -> None:
    pytest.importorskip("py3langid")
    text = "Die Straßenbahn fährt wieder bis zur Werft.\n\nDas teilte die Stadt am Freitag mit, und alle freuten sich."
    assert of(text)[0].language == "und"
    article, issues = of(text, detect_language=True)
    assert article.language == "de"
    assert "language" in article.derived
    assert "DERIVED" in rules(issues)
    assert of(f"Language: en\n\n{text}", detect_language=True)[0].language == "en"
    assert of(text, detect_language=True, derive=False)[0].language == "und"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252", "latin-1"])
def test_encodings(encoding: str) -> None:
    text = "Titel: Fähre fährt früher\n\nDie Fähre über den Fjord fährt früher, für alle günstig."
    article, _ = of(text.encode(encoding))
    assert article.headline == "Fähre fährt früher"
    assert of(text.encode("cp1250"), encoding="cp1250")[0] == article


@pytest.mark.parametrize(
    "piece",
    ["a", "- ", "A ", "By ", "a: ", "(", "あ", "ab - cd-\n", "1. ", "a and ", " b\n", "\n\nx", "lo-\n", "“", "1", "LONDON, ", "【"],
)  # fmt: skip
@pytest.mark.parametrize("start", ["", "Author: ", "Date: ", "Headline: a\n", "Tags: "])
def test_time_is_linear(start: str, piece: str) -> None:
    data = (start + piece * (300_000 // len(piece))).encode()
    with ends(), suppress(newsml.NewsmlError):
        of(data)


# --- layouts of wires, scrapers, press releases --------------------------------------------------

STORY = "The harbour bridge reopened on Saturday after two years.\n\nTraffic was light, the city said."


def _front(article: Article) -> tuple[Any, ...]:
    day = str(article.published[0].when) if article.published else None
    return article.headline, [(p.name, p.job_title) for p in article.authors], day


FRONTS = [
    (f"Bridge reopens\nBy Jane Doe | March 3, 2025 | 10:15 AM EST\n\n{STORY}", ("Bridge reopens", [("Jane Doe", None)], "2025-03-03")),
    (f"Bridge reopens\nJane Doe\nPublished 3 May 2025, 14:05\n3 min read\n\n{STORY}", ("Bridge reopens", [("Jane Doe", None)], "2025-05-03")),
    (f"By Jane Doe\nBridge reopens at last\n\n{STORY}", ("Bridge reopens at last", [("Jane Doe", None)], None)),
    (f"Published: 3 May 2025\n\nBridge reopens\n\nBy Jane Doe, Editor\n\n{STORY}", ("Bridge reopens", [("Jane Doe", "Editor")], "2025-05-03")),
    (f"Bridge reopens\nBy Jane Doe\nStaff Writer\nMar 3, 2025\n\n{STORY}", ("Bridge reopens", [("Jane Doe", "Staff Writer")], "2025-03-03")),
    (f"Bridge reopens\nBy Staff Reporter\n\n{STORY}", ("Bridge reopens", [], None)),
    (f"Bridge reopens\nBy The Lomm Press\n\n{STORY}", ("Bridge reopens", [], None)),
    (f"Bridge reopens\nBy Jane Doe in Port Ellery, AFP\n\n{STORY}", ("Bridge reopens", [("Jane Doe", None)], None)),
    (f"Bridge reopens\nVon unserem Korrespondenten Karl Maier, Almstadt\n\n{STORY}", ("Bridge reopens", [("Karl Maier", None)], None)),
    (f"Bridge reopens\nPar Anne Le Goff (avec AFP)\nPublié le 3 mars 2025 à 14h05\n\n{STORY}", ("Bridge reopens", [("Anne Le Goff", None)], "2025-03-03")),
    (f"Bridge reopens\nPor Luis Ruiz | Madrid\n3 de marzo de 2025\n\n{STORY}", ("Bridge reopens", [("Luis Ruiz", None)], "2025-03-03")),
    (f"Bridge reopens\nMatti Virta\n3.3.2025 klo 14.05\n\n{STORY}", ("Bridge reopens", [("Matti Virta", None)], "2025-03-03")),
    (f"Bridge reopens\nOleh Budi Santoso\nSenin, 3 Maret 2025 14:05 WIB\n\n{STORY}", ("Bridge reopens", [("Budi Santoso", None)], "2025-03-03")),
    (f"Bridge reopens\nמאת: דנה כהן\n3 במרץ 2025\n\n{STORY}", ("Bridge reopens", [("דנה כהן", None)], "2025-03-03")),
    (f"Bridge reopens\n김민수 기자\n입력 2025.03.03 14:05\n\n{STORY}", ("Bridge reopens", [("김민수", None)], "2025-03-03")),
    (f"TRANSPORT\n\nHarbour bridge reopens today\n\nIt was closed\n\nBy Jane Doe\n\n{STORY}", ("Harbour bridge reopens today", [("Jane Doe", None)], None)),
    (f"Home > News > Local\n\nBridge reopens\n\n{STORY}", ("Bridge reopens", [], None)),
    (f"FOR IMMEDIATE RELEASE\nContact: Ann Bell\nPhone: 555\n\nBRIDGE REOPENS\n\n{STORY}", ("BRIDGE REOPENS", [], None)),
    (f"Headline: Bridge reopens\n\nBy: Jane Doe\nDate: 2025-03-03\n\n{STORY}", ("Bridge reopens", [("Jane Doe", None)], "2025-03-03")),
    (f"HEADLINE: Bridge reopens\nBODY:\n{STORY}", ("Bridge reopens", [], None)),
    (f"From: a@lomm.example\nTo: b@lomm.example\nSubject: Bridge reopens\n\n{STORY}", ("Bridge reopens", [], None)),
    (f"(Adds words of the mayor)\n\nBridge reopens\n\n{STORY}", ("Bridge reopens", [], None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FRONTS, ids=[case[0][:60] for case in FRONTS])
def test_what_stands_above_a_story(text: str, expected: tuple[Any, ...]) -> None:
    article, _ = of(text)
    assert _front(article) == expected
    assert paragraphs(article) == STORY.split("\n\n")


def test_a_dateline_with_a_date_is_no_byline() -> None:
    article, _ = of(
        "Bakery opens\n\nPORT ELLERY, Texas – March 3, 2025 – Lomm Foods opened a bakery.\n\nMore."
    )
    assert (article.byline, article.located[0].name) == (None, "Port Ellery, Texas")
    assert paragraphs(article) == ["Lomm Foods opened a bakery.", "More."]


MORE_DATELINES = [
    ("LOMM, Norway, March 3, 2025 /PRWire/ -- Text", "LOMM, Norway", "PRWire"),
    ("LOMM, Calif.--(FAST WIRE)--Text", "LOMM, Calif.", "FAST WIRE"),
    ("LOMM, Texas – March 3, 2025 – Text", "LOMM, Texas", None),
    ("Puerto Elera, 3 mar (EFE).- Text", "Puerto Elera", "EFE"),
    ("ПОРТ-ЭЛЕРИ, 3 марта. /ТАСС/. Text", "ПОРТ-ЭЛЕРИ", "ТАСС"),
    ("МОСКВА, 3 мар — РИА Новости. Text", "МОСКВА", "РИА Новости"),
    ("Port Ellery 3. března (ČTK) - Text", "Port Ellery", "ČTK"),
    ("नई दिल्ली, 3 मार्च (भाषा) Text", "नई दिल्ली", "भाषा"),
    ("(서울=연합뉴스) 김민수 기자 = Text", "서울", "연합뉴스"),
    ("【潮見浜共同】Text", "潮見浜", "共同"),
]


@pytest.mark.parametrize(
    ("text", "place", "agency"), MORE_DATELINES, ids=[case[0] for case in MORE_DATELINES]
)
def test_more_datelines(text: str, place: str, agency: str | None) -> None:
    found = find_dateline(text)
    assert found is not None
    assert (found.place, found.agency, text[found.end :]) == (place, agency, "Text")


@pytest.mark.parametrize(
    "line", ["URGENT - President resigns", "BREAKING — Bridge falls", "EILMELDUNG - Brücke offen"]
)
def test_an_alarm_is_no_place(line: str) -> None:
    assert find_dateline(line) is None
    assert of(f"{line}\n\n{STORY}")[0].headline == line


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("Lomm\t3\t1\nEllery\t2\t2", "Lomm 3 1\nEllery 2 2"),
        ("Flour: one pound\nWater: a cup", "Flour: one pound\nWater: a cup"),
        ("The tide comes in,\nthe tide goes out,\nthe bridge stands still\nand waits.",
         "The tide comes in,\nthe tide goes out,\nthe bridge stands still\nand waits."),
        ("– It is good, says Bo Ek.", "– It is good, says Bo Ek."),
        ("The harbour bridge reopened\non Saturday after two years\nof work.", "The harbour bridge reopened on Saturday after two years of work."),
    ],
)  # fmt: skip
def test_lines_broken_on_purpose(passage: str, expected: str) -> None:
    assert paragraphs(of(f"Bridge reopens\n\nIt is open.\n\n{passage}")[0])[1] == expected


def test_what_stands_below_a_story() -> None:
    article, _ = of(f"Bridge reopens\n\n{STORY}\n\n© 2025 Lomm Wire. All rights reserved.")
    assert article.copyright_notice[0].text.startswith("© 2025")
    article, _ = of(f"Bridge reopens\n\n{STORY}\n\n--\nAnn Bell\nLomm Foods")
    assert article.extra == {"sign_off": "Ann Bell\nLomm Foods"}
    article, _ = of(f"Bridge reopens\n\n{STORY}\n (Reporting by Ada Lunde; Editing by\nBo Ek)")
    assert [p.name for p in article.contributors] == ["Ada Lunde", "Bo Ek"]
    assert paragraphs(article) == STORY.split("\n\n")


ENCODED = [
    ("cp1251", "Мост в порту открылся в понедельник после двух лет ремонта, сообщил мэр города."),
    ("koi8-r", "Мост в порту открылся в понедельник после двух лет ремонта, сообщил мэр города."),
    ("iso8859-2", "Most portowy otwarto w poniedziałek po dwóch latach remontu. Goście pili herbatę i jeździli na łyżwach."),
    ("cp1250", "Most portowy otwarto w poniedziałek po dwóch latach remontu. Goście pili herbatę i jeździli na łyżwach."),
    ("iso8859-2", "Most v přístavu byl v pondělí znovu otevřen po dvou letech oprav, řekl starosta Žižkova, šlo o slavnost."),
    ("cp1254", "Liman köprüsü pazartesi günü iki yıllık onarımın ardından yeniden açıldı, şarkılar söylendi."),
    ("shift_jis", "港の橋は3日、2年間の修理を終えて再び開通した。市長は「うれしい」と話した。"),
    ("iso2022_jp", "港の橋は3日、2年間の修理を終えて再び開通した。市長は「うれしい」と話した。"),
    ("gb18030", "港口大桥周一在维修两年后重新开放，市长说交通平稳。许多居民来到码头观看。"),
    ("euc_kr", "항구 다리가 2년간의 보수 끝에 월요일 다시 개통했다고 시장이 밝혔다. 교통은 원활했다."),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "text"), ENCODED, ids=[f"{case[0]}-{case[1][:12]}" for case in ENCODED])
def test_encodings_told_by_their_bytes(encoding: str, text: str) -> None:
    article, issues = of(text.encode(encoding))
    assert article.plain_text() == text
    assert "ENCODING" in rules(issues)


def test_what_an_author_key_says_beside_names_is_kept():
    article = newsml.loads("Headline: A\nAuthor: Jane Doe, Lommposten\n\nText.", "text")
    assert [author.name for author in article.authors] == ["Jane Doe"]
    assert article.extra["authors_as_given"] == "Jane Doe, Lommposten"
    plain = newsml.loads("Headline: A\nAuthor: Jane Doe and Sam Poe, Staff Reporters\n\nText.", "text")
    assert plain.extra == {}

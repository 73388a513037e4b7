"""What an editor of a receiving newsroom must find in items such as agencies send them, and their way back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import newsml
from newsml.formats import newsml_g2
from newsml.issues import Issue
from newsml.model import Article
from tests.canonical import NAR, differences

FEEDS = Path(__file__).parent / "g2_feeds"
OPTIONS = newsml_g2.WriteOptions(stamp=datetime(2026, 1, 1, tzinfo=UTC))

EXPECTED: dict[str, dict[str, object]] = {
    "nordic_text": {  # an own catalogue, names for a purpose, notes and body with markup, places in asserts
        "headlines.0.text": "Fähre steckt im Eis der Förde fest",
        "byline.text": "Von Uwe Petersen",
        "ed_notes.0.text": "Notizblock Internet Hafenamt nla tt xx n1",
        "related.0.title": "Hafenamt Mitteilungen",
        "related.1.title": "Fähre im Eis",
        "places.0.more_names.0.text": "Deutschland",
        "places.0.broader.0.names.de": "Europa",
        "places.1.geo.latitude": 54.32,
        "places.1.address.country.names.de": "Deutschland",
        "body.9.kind": "paragraph",
    },
    "arabic_correction": {  # right to left, names in three languages, a picture with caption in a link
        "text_direction": "rtl",
        "signals.0.code": "correction",
        "headlines.0.text": "الميناء القديم يعيد فتح أبوابه",
        "headlines.1.lang": "en",
        "people.0.names.en": "Samir Aoun",
        "organisations.0.names.en": "Port Authority",
        "events.0.names.en": "Port reopening",
        "located.0.names.en": "Beirut",
        "images.0.caption": "الميناء القديم",
        "images.0.title": "The old harbour",
    },
    "japanese_plain": {  # plain text whose paragraphs begin with a wide space
        "dateline.text": "【札幌東都】",
        "headlines.1.role": "sub",
        "body.0.children.0": "新しい橋が一日、札幌市で開通した。",
        "body.1.children.0": "通勤時間は半分になるという。",
        "body.2.children.0": "市長は「長い間待っていた」と述べた。",
    },
    "base64_text": {
        "body.0.children.0": "Broen er åben.",
        "body.1.children.0": "Den åbnede i dag.",
    },
    "photo_renditions": {
        "item_type": "picture",
        "images.0.alt": "A player raises both arms.",
        "renditions.0.name": "highRes",
        "renditions.0.width": 4000,
        "renditions.0.hash.0.value": "b1946ac92492d2347c6235b4d2611184",
        "located.0.address.localities.0.name": "Port Ellery",
        "license_url": "https://images.example/license",
        "people.0.name": "Lee Park",
        "contributors.0.role": "descrWriter",
    },
    "first_version": {  # 2.0 in ISO 8859-1, old aliases, a time zone without colon
        "item_type": None,
        "pub_status": "usable",
        "version_created": "2008-04-05T09:00:00+02:00",
        "headlines.0.text": 'Aprì il museo dei "tram"',
        "summary.0": {"text": "Il museo è aperto."},
        "subjects.0.relevance": 80,
        "accountable_person.name": "Direttore",
        "body.1.children.0": "È gratis.",
    },
    "out_of_order": {  # prefixed, contentSet first, language with underscore, an embargo without a zone
        "language": "nb-NO",
        "headlines.0.text": "Broen er åpen",
        "embargoed_until": "open",
        "provider.literal": "NRD",
        "body.0.role": "lead",
        "body.2.children.0": "Mer.",
    },
    "web_page": {  # tables, lists, embeds, clips in the body; a picture and a page in links
        "canonical_url": "https://luz.example/nota/9",
        "headlines.0.text": "El puente abre al tráfico",
        "headlines.1.role": "sub",
        "images.0.credit": "LUZ/Ana Ruiz",
        "images.0.title": "Foto",
        "related.0.title": "La obra, en cifras",
        "people.0.name": "Ana Gómez",
        "objects.0.name": "Tren 5",
        "subjects.0.names.en": "construction",
        "body.4.rows.1.0.rowspan": 2,
        "body.8.media.mime": "video/mp4",
    },
    "kill": {
        "pub_status": "canceled",
        "embargoed_until": "open",
        "urgency": 1,
        "previous_version.version": "3",
        "signals.0.name": "KILL",
    },
    "wire_text": {
        "hops.0.party.name": "Desk",
        "published.0.channel.name": "Wire Online",
        "headlines.0.role": "main",
        "headlines.2.role": "apx:seo",
        "authors.0.email.0": "jroe@apx.example",
        "organisations.0.same_as.0": "http://www.wikidata.org/entity/Q193",
        "located.0.geo.longitude": -104.9,
        "derived_from.0.version": "1",
        "renditions.0.width": 512,
        "body.0.children.0": "DENVER (APX) — Floods hit.",
    },
}


@cache
def item(name: str) -> tuple[Article, dict[str, Any]]:
    """The item as it is read, and what JSON says of it."""
    article = next(iter(newsml.load_all(FEEDS / f"{name}.xml")))
    assert isinstance(article, Article)
    return article, json.loads(newsml.dumps(article, "json"))


def at(value: Any, path: str) -> Any:
    """The value at a dotted path; None where there is none."""
    for step in path.split("."):
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def test_every_feed_is_expected() -> None:
    assert {path.stem for path in FEEDS.glob("*.xml")} == set(EXPECTED)


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [(name, path, value) for name, fields in EXPECTED.items() for path, value in fields.items()],
)
def test_an_editor_finds(name: str, path: str, value: object) -> None:
    assert at(item(name)[1], path) == value


@pytest.mark.parametrize("name", EXPECTED)
def test_it_comes_back_as_it_was(name: str) -> None:
    article = newsml.loads(newsml.dumps(item(name)[0], "json"), "json")
    before = etree.parse(FEEDS / f"{name}.xml").getroot()
    before = before if before.tag != f"{NAR}newsMessage" else before.find(f"{NAR}itemSet/{NAR}newsItem")
    after = etree.fromstring(b"".join(newsml_g2.write([article], options=OPTIONS)))
    assert differences(before, after) == []


def test_a_date_that_goes_back_as_it_was_is_no_loss() -> None:
    losses: list[Issue] = []
    data = newsml.dumps(item("out_of_order")[0], "newsml-g2", report=losses.append)
    assert b">2019-03-01T12:00:00</" in data
    assert [issue.message for issue in losses if "dates" in issue.message] == []


def test_the_old_text_in_another_form_is_spoken_of_when_the_body_is_changed() -> None:
    article = item("web_page")[0]
    before: list[Issue] = []
    newsml.dumps(article, "newsml-g2", report=before.append)
    newsml.dumps(article, "newsml-g2", report=before.append, body="nitf")
    assert [issue.message for issue in before if "as it came in" in issue.message] == []
    after: list[Issue] = []
    newsml.dumps(article.model_copy(update={"body": article.body[:1]}), "newsml-g2", report=after.append)
    assert [issue.path for issue in after if "inlineData of text/plain has" in issue.message] == ["body"]


def test_a_place_whose_names_are_for_a_purpose_has_a_label() -> None:
    assert item("nordic_text")[0].places[0].label("de") == "Deutschland"


def test_a_photo_with_renditions_has_its_file_and_its_credit() -> None:
    found = {issue.rule for issue in newsml.validate(FEEDS / "photo_renditions.xml")}
    assert not found & {"MEDIA-SOURCE", "MEDIA-CREDIT"}


@pytest.mark.parametrize(
    "said",
    [
        '<pubStatus qcode="stat:Canceled"/>',
        "<pubStatus>cancelled</pubStatus>",
        '<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/CANCELED"/>',
    ],
)
def test_a_cancelled_item_is_never_taken_for_a_usable_one(said: str) -> None:
    text = (FEEDS / "kill.xml").read_text(encoding="utf-8")
    article = newsml.loads(text.replace('<pubStatus qcode="stat:cancelled"/>', said).encode(), "newsml-g2")
    assert article.pub_status == "canceled"

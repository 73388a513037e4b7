"""What an editor of a receiving newsroom must find in items such as agencies send them, and their way back."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import newsml
from newsml.formats import newsml_g2
from newsml.formats.newsml_g2.documents import into_namespace
from newsml.issues import Issue, ignore
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
        "body.9.url": "https://x.example/status/20",
        "body.10.media.id": "urn:newsml:nordlicht.example:20090101:230303-935-1",
        "body.10.media.credit": "Jo Behr/nla",
        "body.10.caption.0": "Fähre im Eis.",
        "body.11.kind": "paragraph",
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
    "video_shotlist": {  # video: script and shot list with their lines, time codes, own schemes that are not at hand
        "item_type": "video",
        "provider.literal": "rundschau.example",
        "ed_notes.0.text": "EDITORS PLEASE NOTE:\n- This edit replaces 3127\n- Contains flashing lights",
        "title.text": "RURITANIA-FLOOD/RIVER",
        "located.0.name": "STRELSAU, RURITANIA",
        "places.0.names.en": "Ruritania",
        "summary.0.text": "Bridges in Strelsau are shut.",
        "summary.1.text": (
            "SHOWS: STRELSAU, RURITANIA (MARCH 4, 2025) (RUNDSCHAU TV - Access all)\n\n1. WIDE OF RIVER\n"
            '2. (SOUNDBITE) (Ruritanian) MAYOR, ANNA HENTZAU, SAYING:\n"We shut the bridges at noon."\n'
            "3. VARIOUS OF SANDBAGS"
        ),
        "summary.2.text": "STORY: The river Eck rose two metres overnight.\n\nSchools stay closed on Wednesday.",
        "renditions.0.duration": 95.48,
        "renditions.1.duration": 60.06,
        "renditions.2.name": "thumbnail",
    },
    "newsroom_elements": {  # a newsroom system's own vocabulary for the text; the headline is only in it
        "headlines.0.text": "Nya bron i Lomme öppnar för trafik",
        "language": "sv-SE",
        "body.0.children.0": "Efter två år är bron klar. På tisdagen rullar de första bilarna.",
        "body.1.children.1.kind": "strong",
        "body.1.children.3.href": "https://kommunen.example/",
        "body.2.kind": "heading",
        "body.4.kind": "quote",
        "body.5": None,
        "item_ext_properties.0.value": "im://article/6c7f0f2e",
    },
    "photo_desk": {  # bare text in parties and subjects, HTML in CDATA, a thumbnail in base64, details in a subject
        "item_type": "picture",
        "provider.name": "Bildhaus Images",
        "copyright_holder.name": "Bildhaus Images",
        "version_created": "2024-06-11T21:04:00-04:00",
        "subjects.0.name": "Sport",
        "people.0.born": "1999-02-03",
        "contributors.0.name": "IQ",
        "usage_terms.0.text": "EDITORIAL USE ONLY - No model release",
        "images.0.caption": (
            "PORT TOWN, WESTLAND - JUNE 11: Tove Berg of Westland crosses the line.\n"
            "(Photo by Ida Quist/Bildhaus Images)"
        ),
        "keywords.1": "sailing boats",
        "renditions.0.hash.0.value": "0cc175b9c0f1b6a831c399e269772661",
        "located.0.broader.0.name": "Westland",
    },
    "custom_tags": {  # elements of the sender's own in the text, pictures that are linked in three ways
        "body.3.media.id": "urn:newsml:nordwest.example:20090101:260201-930-2",
        "body.3.caption.0": "Der Markt am Morgen.",
        "body.4.children.0": "Die Busse fahren vorerst nicht.",
        "body.5.provider": "YouTube",
        "body.6.url": "https://datawrapper.dwcdn.net/XyZ/1/",
        "images.0.title": "Markt im Schnee",
        "video.0.url": "https://cdn.nordwest.example/3.mp4",
        "related.0.rel": "irel:seeAlso",
        "related.0.title": "Rathaus",
    },
    "wrong_namespace": {
        "provider.name": "Haber Ajansı",
        "authors.0.name": "Elif Demir",
        "located.0.name": "ANKARA",
        "subjects.0.name": "Ekonomi",
        "subjects.0.uri": "http://cv.iptc.org/newscodes/subjectcode/04000000",
        "body.0.children.1.kind": "strong",
        "body.1.children.0": "Trafik normale döndü.",
    },
    "doctype_and_strange_parts": {  # a document type, Latin 1, a block in no namespace, roles in the sender's language
        "provider.literal": "LUSITANIA",
        "embargoed_until": "open",
        "headlines.0.role": "headlinerole:antetitulo",
        "headlines.1.role": "main",
        "headlines.2.role": "sub",
        "byline.text": "JS",
        "body.1.children.0": "O trânsito está normal, acrescentou.",
    },
    "cyrillic_wire": {  # windows-1251, some elements with a prefix
        "provider.name": "ВЕСТИ",
        "signals.0.code": "correction",
        "subjects.0.uri": "http://vesti.example/cv/rubric/transport",
        "subjects.0.broader.0.uri": "http://vesti.example/cv/rubric/economy",
        "organisations.0.name": "Минтранс",
        "body.1.children.0": "СИНЕГОРСК, 3 февраля. /ВЕСТИ/. Мост открыт для движения, сообщили в министерстве.",
    },
    "two_languages": {  # GB 18030, the text in Chinese and in English
        "provider.names.en": "News Society",
        "headlines.0.text": "新桥通车",
        "headlines.1.lang": "en",
        "located.0.names.zh-CN": "北江",
        "authors.0.names.zh-CN": "李明",
        "body.1.children.0": "　　市长说：“大家等了很久。”",
        "body.2": None,
    },
    "nitf_desk": {
        "pub_status": "withheld",
        "embargoed_until": "2020-01-02T05:00:00+01:00",
        "headlines.0.text": "Uvær stenger veier",
        "ed_notes.0.text": "Ny versjon: Rettet navn",
        "authors.1.uri": "nbperson://99",
        "places.0.geo.latitude": 61.5,
        "body.0.role": "lead",
        "body.2.kind": "heading",
        "body.4.rows.1.1.children.0": "Stengt",
        "body.5.media.credit": "Foto: Eva Ås / NB",
    },
    "compact_dates": {
        "version_created": "2026-01-05T09:15:00+09:00",
        "first_created": "2026-01-05T09:15:00+09:00",
        "content_created": "2026-01",
        "pub_status": "usable",
        "byline.text": "김하나 기자",
        "body.1.children.1.kind": "line_break",
        "renditions.0.title": "새 다리",
    },
    "details_in_subject": {
        "authors.0.email.0": "jana@ctv.example",
        "people.0.born": "1970-01-02",
        "people.0.affiliation.0.uri": "http://ctv.example/org/5",
        "organisations.0.founded": "1300",
        "places.0.confidence": 90,
        "body.0.children.0": "Lhota 11. listopadu (ČTV) - Most je otevřen.",
    },
    "pasted_html": {  # blocks out of order, escaped twice, empty elements, a language with an underscore
        "version": "01",
        "language": "en-IN",
        "pub_status": "usable",
        "embargoed_until": "open",
        "headlines.0.text": "Bridge & road reopen in Anandpur",
        "body.0.children.0.kind": "strong",
        "urgency": None,
    },
    "italian_photo_text": {
        "headlines.1.role": "sub",
        "series.0.name": "Estate 2022",
        "located.0.broader.0.code": "ITA",
        "subjects.0.confidence": 66,
        "subjects.0.relevance": None,
        "summary.0.text": "Riapre il ponte. Traffico regolare.",
        "related.0.rel": "irel:dependsOn",
        "thumbnail.0.url": "https://img.notizie.example/i.jpg",
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
    before = before if not before.tag.endswith("}newsMessage") else before.find("{*}itemSet/{*}newsItem")
    assert before is not None
    into_namespace(before, ignore, newsml_g2.ReadOptions(), set())
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


# --- what such items hold that is odd, one by one ------------------------------------------------


def reported(name: str) -> list[str]:
    found: list[Issue] = []
    list(newsml.load_all(FEEDS / f"{name}.xml", report=found.append))
    return [issue.message for issue in found]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "newsroom_elements",
            "inlineXML holds idf, which newsml does not know: its words are read as paragraphs",
        ),
        ("photo_desk", "copyrightHolder holds the text 'Bildhaus Images', which is read as its name"),
        ("photo_desk", "HTML as text in usageTerms"),
        ("wrong_namespace", "newsMessage is in the namespace http://iptc.org/std/NewsML-G2/2.9/"),
        ("doctype_and_strange_parts", "document type declaration (<!DOCTYPE …>) is passed over"),
        ("doctype_and_strange_parts", "itemMeta is in no namespace"),
    ],
)
def test_what_is_odd_is_reported(name: str, words: str) -> None:
    assert len([message for message in reported(name) if words in message]) == 1


def made(body: str = "", meta: str = "", item_meta: str = "") -> Article:
    """An item with this content."""
    text = (
        f'<newsItem xmlns="{NAR[1:-1]}" guid="urn:x:1" version="1" xml:lang="en">'
        '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"/>'
        f'<itemMeta><itemClass qcode="ninat:text"/>{item_meta}</itemMeta><contentMeta>{meta}</contentMeta>'
        f"<contentSet>{body}</contentSet></newsItem>"
    )
    return newsml.loads(text, "newsml-g2", kind=Article)


@pytest.mark.parametrize(
    "data",
    [
        '<sports-content xmlns="http://iptc.org/std/SportsML/"><team-stats score="3"><name>Lomme</name></team-stats></sports-content>',
        "<rows xmlns='urn:x'><row><cell>3</cell><cell>4</cell></row><row><cell>Lomme</cell><cell>2</cell></row></rows>",
        "<meta xmlns='urn:x'><owner>An owner with a long name in it</owner></meta>",
        "<empty xmlns='urn:x'/>",
    ],
)
def test_data_is_not_taken_for_text(data: str) -> None:
    assert made(f"<inlineXML>{data}</inlineXML>").body == ()


@pytest.mark.parametrize(
    ("markup", "kinds"),
    [
        (
            "<story><title>A title</title><para>Words that make a whole sentence here.</para></story>",
            ["paragraph"],
        ),
        (
            "<doc><txt>Here is a whole sentence.</txt><list><item>1</item><item>2</item></list><h2>A</h2><txt>B</txt></doc>",
            ["paragraph", "list", "heading", "paragraph"],
        ),
        ("<doc>Words that stand by themselves<br/>in the root of it.</doc>", ["paragraph"]),
        ("<text><p>新しい橋が一日、札幌市で開通した。</p></text>", ["paragraph"]),
    ],
)
def test_unknown_vocabularies_are_told_by_their_structure(markup: str, kinds: list[str]) -> None:
    article = made(
        f"<inlineXML>{markup.replace('>', ' xmlns=&quot;urn:x&quot;>'.replace('&quot;', chr(34)), 1)}</inlineXML>"
    )
    assert [block.kind for block in article.body] == kinds


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ('duration="00:01:35:12" durationunit="timeunit:timeCode" videoframerate="25"', 95.48),
        ('duration="00:10:00;00" durationunit="timeunit:timeCode" videoframerate="29.97"', 599.999),
        ('duration="00:01:00:00" durationunit="timeunit:timeCode" videoframerate="29.97"', 60.06),
        ('duration="01:00:00:00" durationunit="timeunit:timeCodeDropFrame"', 3599.996),
        ('duration="00:00:10:12" durationunit="timeunit:timeCode"', 10.0),
        ('duration="250" durationunit="timeunit:editUnit" videoframerate="25"', 10.0),
        ('duration="250" durationunit="timeunit:editUnit"', None),
        ('duration="1:2" durationunit="timeunit:timeCode" videoframerate="25"', None),
        ('duration="00:00:10:12" durationunit="timeunit:timeCode" videoframerate="0"', 10.0),
    ],
)
def test_durations_in_frames_are_seconds(said: str, seconds: float | None) -> None:
    article = made(f'<remoteContent href="https://x.example/1.mp4" rendition="rnd:web" {said}/>')
    assert article.renditions[0].duration == seconds
    again = newsml.dumps(article, "newsml-g2", stamp=datetime(2026, 1, 1, tzinfo=UTC))
    assert said.partition(" ")[0].encode() in again


@pytest.mark.parametrize(
    ("link", "field"),
    [
        ('rel="irel:associatedWith" contenttype="image/png"', "images"),
        ('rel="irel:associatedWith" contenttype="audio/mpeg"', "audio"),
        ('rel="irel:associatedWith" contenttype="text/html"', "related"),
        ('rel="irel:seeAlso" contenttype="image/png"', "related"),
        ('rel="x:illustration" contenttype="image/png"', "images"),
        ('reluri="http://x.example/rel/mainImage" contenttype="image/png"', "images"),
        ('contenttype="image/png"', "related"),
    ],
)
def test_linked_media_that_go_with_the_text(link: str, field: str) -> None:
    article = made(item_meta=f'<link href="https://x.example/1" {link}/>')
    found = {name for name in ("images", "audio", "video", "related") if getattr(article, name)}
    assert found == {field}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("SHOTLIST\n1. WIDE\n2. CLOSE", "SHOTLIST\n1. WIDE\n2. CLOSE"),
        (
            "A summary that was wrapped\n      by the program that wrote it.",
            "A summary that was wrapped by the program that wrote it.",
        ),
        ("One paragraph.\n\n\n\n  Another   one.", "One paragraph.\n\nAnother one."),
        ("00:00 Intro\n00:15 Mayor", "00:00 Intro\n00:15 Mayor"),
    ],
)
def test_lines_that_mean_something_are_kept(text: str, kept: str) -> None:
    assert made(meta=f"<description>{text}</description>").summary[0].text == kept


def test_a_document_type_that_defines_anything_is_refused() -> None:
    text = (FEEDS / "doctype_and_strange_parts.xml").read_bytes()
    for declared in (b'[<!ENTITY a "b">]', b"[ ]", b'SYSTEM "a.dtd" [<!ELEMENT a ANY>]'):
        with pytest.raises(newsml.NewsmlError, match="DOCTYPE"):
            newsml.loads(text.replace(b'SYSTEM "NewsItem.dtd"', declared), "newsml-g2")
    for declared in (b"", b'PUBLIC "-//x//>y" "https://x.example/a.dtd"', b"SYSTEM 'a.dtd'"):
        assert newsml.loads(text.replace(b'SYSTEM "NewsItem.dtd"', declared), "newsml-g2")
    told = newsml.loads(text.replace(b"Transportes", b"A&amp;B &a;"), "newsml-g2", kind=Article)
    assert told.headlines[0].text == "A&B &a;"


# --- what is said of them by validate ------------------------------------------------------------


def found_in(name: str, *rules: str) -> list[Issue]:
    return [issue for issue in newsml.validate(FEEDS / f"{name}.xml") if not rules or issue.rule in rules]


def test_a_time_without_zone_is_said_once() -> None:
    for name in ("out_of_order", "doctype_and_strange_parts"):
        spoken = [
            issue
            for issue in found_in(name)
            if "T12:00:00'" in issue.message or "T06:00:00'" in issue.message
        ]
        assert len(spoken) == 1, spoken


def test_unknown_aliases_are_one_line() -> None:
    for name in ("video_shotlist", "nitf_desk", "italian_photo_text"):
        assert len([message for message in reported(name) if message.startswith("alias ")]) == 1
    (message,) = [message for message in reported("nitf_desk") if message.startswith("alias ")]
    assert message == (
        "alias nbsrv and 2 more (nbgenre, nbgeo) are in no catalogue that newsml has; their codes are kept as they are"
    )


def test_aliases_that_items_of_a_message_share_are_said_once() -> None:
    one = (FEEDS / "nitf_desk.xml").read_text(encoding="utf-8").partition("?>")[2]
    text = f'<newsMessage xmlns="{NAR[1:-1]}"><header/><itemSet>{one}{one.replace(":9f1c", ":9f1d")}</itemSet></newsMessage>'
    found: list[Issue] = []
    assert len(list(newsml_g2.read(io.BytesIO(text.encode()), found.append))) == 2
    assert len([issue for issue in found if issue.message.startswith("alias ")]) == 1


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("newsroom_elements", "G2-CODE-MISSING"),  # extension properties with a type
        ("wrong_namespace", "G2-CONCEPT-EMPTY"),  # names as bare text, which the reader speaks of
        ("photo_desk", "HEADLINE-MISSING"),
    ],
)
def test_no_false_alarm(name: str, rule: str) -> None:
    assert found_in(name, rule) == []


def test_a_captioned_picture_needs_no_headline() -> None:
    text = (
        (FEEDS / "photo_desk.xml")
        .read_text(encoding="utf-8")
        .replace("<headline>Port Town Regatta - Day 2</headline>", "")
    )
    assert not [
        issue
        for issue in newsml.validate(text.encode(), format="newsml-g2")
        if issue.rule == "HEADLINE-MISSING"
    ]


# --- text that is sent in a way of its own -------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        '<inlineXML contenttype="text/html"><![CDATA[<p>One <b>two</b>.</p><p>Three</p>]]></inlineXML>',
        (
            '<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;.&lt;/p&gt;'
            "&lt;p&gt;Three&lt;/p&gt;</body></html></inlineXML>"
        ),
        (
            '<inlineData contenttype="application/xhtml+xml"><![CDATA[<html xmlns="http://www.w3.org/1999/xhtml"><body>'
            "<p>One <b>two</b>.</p><p>Three</p></body></html>]]></inlineData>"
        ),
        (
            '<inlineData contenttype="application/nitf+xml"><![CDATA[<nitf><body><body.content><p>One <em class="bold">two'
            "</em>.</p><p>Three</p></body.content></body></nitf>]]></inlineData>"
        ),
    ],
)
def test_markup_as_text_is_read_as_markup(body: str) -> None:
    article = made(body)
    assert [block.kind for block in article.body] == ["paragraph", "paragraph"]
    assert article.plain_text().split() == ["One", "two.", "Three"]
    again = newsml.loads(newsml.dumps(article, "json"), "json", kind=Article)
    assert (
        "CDATA" in body
        or "&lt;p&gt;" in newsml.dumps(again, "newsml-g2", stamp=datetime(2026, 1, 1, tzinfo=UTC)).decode()
    )


def test_nitf_as_text_that_is_broken_is_kept() -> None:
    assert (
        made('<inlineData contenttype="application/nitf+xml">&lt;nitf&gt;&lt;body&gt;</inlineData>').body
        == ()
    )


def test_midnight_may_be_written_at_the_end_of_a_day() -> None:
    article = made(item_meta="<versionCreated>2025-12-31T24:00:00+01:00</versionCreated>")
    assert str(article.version_created) == "2026-01-01 00:00:00+01:00"
    written = newsml.dumps(article, "newsml-g2")
    assert b"2025-12-31T24:00:00+01:00" in written

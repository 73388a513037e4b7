"""NewsML-G2 -> newsml JSON -> NewsML-G2 keeps all that a document says; a change is written, the rest is kept."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from newsml.errors import NewsmlError
from newsml.formats import json as newsml_json
from newsml.formats import newsml_g2
from newsml.formats.newsml_g2.kinds import READ
from newsml.issues import Issue
from newsml.model import Article
from newsml.model.body import Paragraph
from newsml.model.concepts import Concept, Headline
from newsml.xml import parse_xml
from tests.canonical import NAR, differences
from tests.g2_official import official_schema
from tests.mutations import mutants

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "newsml-g2"
OPTIONS = newsml_g2.WriteOptions(stamp=datetime(2026, 1, 1, tzinfo=UTC))
SUPPLIED = {
    "001_incomplete_file.xml": "it has no itemMeta: newsml supplies what the standard demands",
    "007_emptynewsmessage.xml": "its package has groups without ids",
    "LISTING_24_News_Message_conveying_a_complete_News_Package.xml": "its items hold nothing but dots",
}

ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:wire.example,2025:7" version="3"
 standard="NewsML-G2" standardversion="2.18" conformance="core" xml:lang="en-GB">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_35.xml"/>
<catalogRef href="https://wire.example/catalog.xml"/>
<catalog><scheme alias="desk" uri="https://wire.example/desk/"/></catalog>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="wire"/>
<versionCreated>2025-07-25T14:30:00.000+0500</versionCreated><pubStatus qcode="stat:usable"/>
<deliverableOf literal="plan-7"/></itemMeta>
<contentMeta><urgency>4</urgency><creator qcode="who:7" custom="x"><name>Siv Dahl</name></creator>
<language tag="en-GB"/>
<subject type="cpnat:abstract" qcode="medtop:20000735" how="howextr:person"><name>astronomy</name></subject>
<subject qcode="desk:science" why="why:direct"><name xml:lang="en">Science</name></subject>
<subject qcode="medtop:04000000"/>
<headline role="hrol:main">Comet <span>returns</span></headline><headline role="hrol:short">Comet</headline>
<x:mark xmlns:x="https://wire.example/x/">7</x:mark></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml" wordcount="2" id="b1"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>c</title><meta name="desk" content="7"/></head><body><p class="x">It returns.</p></body></html></inlineXML>
<inlineData contenttype="text/plain">It returns.</inlineData></contentSet></newsItem>"""


def articles_of(data: bytes) -> list[Article]:
    """The articles of a document, each by way of JSON."""
    found = newsml_g2.read(io.BytesIO(data))
    written = [b"".join(newsml_json.write([article])) for article in found]
    return [article for text in written for article in newsml_json.read(io.BytesIO(text))]


def written(article: Article) -> tuple[etree._Element, list[Issue]]:
    issues: list[Issue] = []
    return parse_xml(b"".join(newsml_g2.write([article], issues.append, options=OPTIONS))), issues


def changed(**changes: object) -> list[str]:
    """What changes in the document when the article is changed so."""
    (article,) = articles_of(ITEM.encode())
    root, _ = written(article.model_copy(update=changes))
    return differences(etree.fromstring(ITEM), root)


def corpus_items() -> Iterator[tuple[Path, etree._Element]]:
    """Each item of the corpus, of whatever kind, those within messages too, as a document of its own."""
    for path in sorted(CORPUS.rglob("*")):
        if not path.is_file():
            continue
        try:
            root = parse_xml(path.read_bytes())
        except NewsmlError:
            continue
        tags = [f"{NAR}{name}" for name in READ]
        for item in [root] if root.tag in tags else root.iter(*tags[:6]):
            yield path, item


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_every_item_of_the_corpus_comes_back_as_it_was() -> None:
    count, wrong = 0, []
    for path, item in corpus_items():
        data = etree.tostring(item, with_tail=False)
        (article,) = articles_of(data)
        root, issues = written(article)
        found = differences(parse_xml(data), root)
        count += 1
        if found and path.name not in SUPPLIED:
            wrong.append((path.name, found))
        lost = [issue for issue in issues if issue.rule == "LOSS"]
        if lost:
            wrong.append((path.name, [str(issue) for issue in lost]))
    assert count > 200
    assert not wrong


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_every_other_document_of_the_corpus_comes_back_as_it_was() -> None:
    """Messages whole, with their header; packages, concepts, vocabularies, catalogs and planning."""
    count, wrong = 0, []
    for path in sorted(CORPUS.rglob("*")):
        if not path.is_file() or "xsd" in path.parts:
            continue
        try:
            root = parse_xml(path.read_bytes())
        except NewsmlError:
            continue
        if not root.tag.startswith(NAR) or root.tag == f"{NAR}newsItem" or path.name in SUPPLIED:
            continue
        message = root.tag == f"{NAR}newsMessage"
        try:
            items = articles_of(path.read_bytes())
        except NewsmlError:
            continue  # a part of a document, without an item
        options = replace(OPTIONS, message=message)
        found = differences(root, parse_xml(b"".join(newsml_g2.write(items, options=options))))
        count += 1
        if found:
            wrong.append((path.name, found))
    assert count > 115
    assert not wrong


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_what_the_schema_lets_pass_comes_back_as_it_was() -> None:
    """Documents as nobody wrote them: damaged ones of the corpus that are still valid."""
    schema = official_schema("2.35")
    count, wrong = 0, []
    for name, data in mutants(4000, seed=7):
        if name.partition("#")[0].endswith("/expected.xml"):
            continue
        try:
            root = parse_xml(data)
        except NewsmlError:
            continue
        if root.tag == f"{NAR}newsItem" and schema.validate(root):
            count += 1
            (article,) = articles_of(data)
            found = differences(parse_xml(data), written(article)[0])
            if found:
                wrong.append((name, found))
    assert count > 200
    assert not wrong


def test_an_item_comes_back_as_it_was() -> None:
    assert changed() == []


def test_nothing_is_reported_of_what_returns() -> None:
    (article,) = articles_of(ITEM.encode())
    assert written(article)[1] == []


def test_a_changed_headline_keeps_its_role() -> None:
    (article,) = articles_of(ITEM.encode())
    new = Headline(text="Comet gone", role="main")
    root, _ = written(article.model_copy(update={"headlines": (new, *article.headlines[1:])}))
    found = root.find(f"{NAR}contentMeta/{NAR}headline")
    assert found is not None
    assert (found.get("role"), found.text, len(found)) == ("hrol:main", "Comet gone", 0)


def test_another_subject_and_one_less() -> None:
    (article,) = articles_of(ITEM.encode())
    first, second, third = article.subjects
    new = Concept.model_validate({"uri": "http://cv.iptc.org/newscodes/mediatopic/2", "qcode": "medtop:2"})
    assert [line[:24] for line in changed(subjects=(new, first, second, third))] == [
        "+ /newsItem/contentMeta/"
    ]
    assert [line[:24] for line in changed(subjects=(first, third))] == ["- /newsItem/contentMeta/"]


def test_a_changed_name_keeps_the_attributes_that_no_field_takes() -> None:
    (article,) = articles_of(ITEM.encode())
    first = article.subjects[0].model_copy(update={"name": "stars"})
    assert changed(subjects=(first, *article.subjects[1:])) == [
        "/newsItem/contentMeta/subject/name: text ('astronomy',) is now ('stars',)"
    ]


def test_a_changed_text_keeps_the_attributes_of_the_content() -> None:
    (article,) = articles_of(ITEM.encode())
    root, _ = written(article.model_copy(update={"body": (Paragraph(children=("It is gone.",)),)}))
    inline = root.find(f"{NAR}contentSet/{NAR}inlineXML")
    assert inline is not None
    assert (inline.get("id"), inline.get("wordcount")) == ("b1", "3")
    assert "It is gone." in "".join(inline.itertext())
    assert root.find(f"{NAR}contentSet/{NAR}inlineData") is not None


@pytest.mark.parametrize(
    ("field", "value", "path", "text"),
    [
        (
            "version_created",
            datetime(2026, 1, 2, tzinfo=UTC),
            "itemMeta/versionCreated",
            "2026-01-02T00:00:00Z",
        ),
        ("urgency", 1, "contentMeta/urgency", "1"),
        ("language", "nb", "contentMeta/language", None),
    ],
)
def test_changed_values(field: str, value: object, path: str, text: str | None) -> None:
    (article,) = articles_of(ITEM.encode())
    root, _ = written(article.model_copy(update={field: value}))
    (found,) = root.findall("/".join(f"{NAR}{step}" for step in path.split("/")))
    assert found.text == text
    if field == "language":
        assert found.get("tag") == "nb"


def test_values_may_be_taken_out() -> None:
    assert len(changed(urgency=None)) == 1
    assert len(changed(authors=())) == 1
    assert len(changed(provider=None)) == 1  # one is supplied


def test_the_version_and_identifier_of_the_next_version() -> None:
    assert changed(version="4", id="tag:wire.example,2025:8") == [
        "/newsItem/@guid: 'tag:wire.example,2025:7' is now 'tag:wire.example,2025:8'",
        "/newsItem/@version: '3' is now '4'",
    ]


def test_fragments_that_somebody_spoilt_are_reported() -> None:
    (article,) = articles_of(ITEM.encode())
    spoilt = [kept.model_copy(update={"markup": "<broken"}) for kept in article.foreign]
    root, issues = written(article.model_copy(update={"foreign": tuple(spoilt)}))
    assert root.find(f"{NAR}contentMeta/{NAR}headline") is not None
    assert {issue.path for issue in issues if issue.path.startswith("foreign")}


def test_fragments_that_say_something_else_are_reported() -> None:
    (article,) = articles_of(ITEM.encode())
    empty = '<subject xmlns="http://iptc.org/std/nar/2006-10-01/"/>'
    wrong = [
        kept.model_copy(update={"markup": empty}) if kept.field == "subjects.1" else kept
        for kept in article.foreign
    ]
    root, issues = written(article.model_copy(update={"foreign": tuple(wrong)}))
    assert len(root.findall(f"{NAR}contentMeta/{NAR}subject")) == 3
    index = next(index for index, kept in enumerate(wrong) if kept.field == "subjects.1")
    assert [issue.path for issue in issues if issue.rule == "LOSS"] == [f"foreign.{index}"]


@pytest.mark.parametrize(
    "changes",
    [
        lambda item: {},
        lambda item: {"urgency": 1, "version": "4"},
        lambda item: {"headlines": item.headlines[::-1]},
        lambda item: {"headlines": (Headline(text="Gone", role="main"), *item.headlines[1:])},
        lambda item: {"subjects": item.subjects[1:]},
        lambda item: {"subjects": (item.subjects[2].model_copy(update={"name": "law"}), *item.subjects[:2])},
        lambda item: {"authors": (), "language": "nb"},
        lambda item: {"body": (Paragraph(children=("It is gone.",)),)},
        lambda item: {"foreign": tuple(kept for kept in item.foreign if kept.field != "subjects.1")},
    ],
)
def test_an_edit_is_written_alike_whether_or_not_the_item_went_through_json(
    changes: Callable[[Article], dict[str, object]],
) -> None:
    """In memory, fragments know what their fields said; from JSON, they are read again."""
    (read,) = newsml_g2.read(io.BytesIO(ITEM.encode()))
    assert isinstance(read, Article)
    (loaded,) = articles_of(ITEM.encode())
    assert read == loaded
    direct, by_json = (written(item.model_copy(update=changes(item)))[0] for item in (read, loaded))
    assert etree.tostring(direct, method="c14n") == etree.tostring(by_json, method="c14n")


def test_values_from_outside_are_written_in_place_of_what_was_read() -> None:
    options = newsml_g2.ReadOptions(overlay=((("headline",), "Comet gone"), (("urgency",), 1)))
    (article,) = newsml_g2.read(io.BytesIO(ITEM.encode()), options=options)
    assert isinstance(article, Article)
    root, _ = written(article)
    assert root.findtext(f"{NAR}contentMeta/{NAR}headline") == "Comet gone"
    assert root.findtext(f"{NAR}contentMeta/{NAR}urgency") == "1"


def test_an_item_of_our_own_manner_is_read_again_by_the_catalogue_of_iptc() -> None:
    creators = [
        {"uri": "https://wire.example/who/1"},
        {"uri": "https://wire.example/who/2", "born": "2000-01-01T00:00:00.5Z"},
    ]
    page = "https://wire.example/terms"
    video = {"url": "https://wire.example/v.mp4", "alt": "The pier", "creator": creators, "license_url": page}
    article = Article.build(
        {"id": "urn:x:1", "version": "1", "provider": "wire", "corrections": "Not two.", "video": [video]}
    )
    (first,) = newsml_g2.read(io.BytesIO(etree.tostring(written(article)[0])))
    assert isinstance(first, Article)
    (second,) = newsml_g2.read(io.BytesIO(etree.tostring(written(first)[0])))
    assert second == first

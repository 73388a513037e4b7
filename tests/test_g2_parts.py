"""Parts of the content, rights of some of an item, extension properties: read, edited, written, in older versions."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import newsml
from newsml import Article, Issue
from newsml.formats import newsml_g2
from newsml.model.concepts import ExtProperty, TimeSpan
from newsml.model.item import ContentPart, ScopedRights
from newsml.model.knowledge import ConceptItem, ConceptScheme
from newsml.model.package import Package
from newsml.model.planning import Planning
from tests.canonical import NAR, differences
from tests.g2_official import official_schema

SAMPLE = Path(__file__).parents[1] / "samples" / "weir-night-video" / "article.xml"
HEAD = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1" standard="NewsML-G2"
 standardversion="2.35" conformance="power" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>"""
META = """<itemMeta><itemClass qcode="ninat:video"/><provider literal="p"/>
<versionCreated>2026-01-01T00:00:00Z</versionCreated></itemMeta><contentMeta><language tag="en"/></contentMeta>"""


def sample() -> Article:
    return newsml.load(SAMPLE, kind=Article, report=lambda issue: None)


def read(inner: str, rights: str = "") -> tuple[Article, list[Issue]]:
    issues: list[Issue] = []
    data = f"{HEAD}{rights}{META}{inner}</newsItem>".encode()
    return newsml.loads(data, "newsml-g2", kind=Article, report=issues.append), issues


def written(item: Any, **options: Any) -> tuple[etree._Element, list[Issue]]:
    issues: list[Issue] = []
    data = newsml.dumps(item, "newsml-g2", report=issues.append, **options)
    root = etree.fromstring(data)
    schema = official_schema(options.get("version", "2.35"))
    assert schema.validate(root), schema.error_log
    return root, issues


def lost(issues: list[Issue]) -> list[str]:
    return [issue.path for issue in issues if issue.rule == "LOSS"]


# --- parts ---------------------------------------------------------------------------------------


def test_parts_say_where_they_are_and_what_they_show() -> None:
    first, second = sample().content_parts
    assert (first.id, first.seq, first.headline) == ("crew-shot", 1, "The last gate is opened")
    assert first.time_spans == (TimeSpan(start=0, end=21.5),)
    assert [place.name for place in first.places] == ["Lokstad weir"]
    assert [author.name for author in second.authors] == ["Ebba Roos"]
    assert second.ed_notes[0].text == "Phone picture, upright; cropped."
    assert second.related[0].residref == "urn:newsml:lokstad.example:20251114:roos-raw"


def test_references_to_parts_and_files_resolve() -> None:
    article = sample()
    assert article.content_part("phone-shot") is article.content_parts[1]
    assert article.content_part("nobody") is None
    (rights,) = article.scoped_rights
    assert list(article.named(rights.id_refs)) == [
        article.renditions[1], article.content_parts[1], article.renditions[0],
    ]  # fmt: skip


def test_parts_that_refer_to_each_other_are_named_once() -> None:
    article = Article.build(
        {"content_parts": [{"id": "a", "content_refs": ["b"]}, {"id": "b", "content_refs": ["a"]}]}
    )
    assert [found.id for found in article.named(["a"]) if isinstance(found, ContentPart)] == ["a", "b"]


@pytest.mark.parametrize(
    ("delimiter", "expected"),
    [
        ('start="00:00:05.000" end="00:02:05.5" timeunit="timeunit:normalPlayTime"', (5, 125.5, None, None, None)),
        ('start="1:00:00" end="1:00:01" timeunit="timeunit:normalPlayTime"', (3600, 3601, None, None, None)),
        ('start="5" end="7.25" timeunit="timeunit:normalPlayTime"', (5, 7.25, None, None, None)),
        ('start="5" end="7" timeunit="timeunit:seconds"', (5, 7, None, None, None)),
        ('start="500" end="2500" timeunit="timeunit:milliseconds"', (0.5, 2.5, None, None, None)),
        ('start="00:01" end="00:02"', (1, 2, None, None, None)),
        ('start="5" end="7"', (None, None, "5", "7", None)),
        ('start="0" end="446" timeunit="timeunit:editUnit"', (None, None, "0", "446", "editUnit")),
        ('start="10:00:00:12" end="10:00:04:00" timeunit="timeunit:timeCode"',
         (None, None, "10:00:00:12", "10:00:04:00", "timeCode")),
        ('start="soon" end="00:02" timeunit="timeunit:normalPlayTime"', (None, None, "soon", "00:02", "normalPlayTime")),
        ('start="1" end="2" timeunituri="http://cv.iptc.org/newscodes/timeunit/seconds"', (1, 2, None, None, None)),
    ],
)  # fmt: skip
def test_times_are_seconds_or_as_they_were(delimiter: str, expected: tuple[object, ...]) -> None:
    article, _ = read(f"<partMeta><timeDelim {delimiter}/></partMeta>")
    (span,) = article.content_parts[0].time_spans
    assert (span.start, span.end, span.start_text, span.end_text, span.unit) == expected
    root, issues = written(article)
    assert lost(issues) == []
    assert (
        differences(
            etree.fromstring(f"{HEAD}{META}<partMeta><timeDelim {delimiter}/></partMeta></newsItem>"), root
        )
        == []
    )
    bare = article.model_copy(update={"foreign": ()})
    again = newsml.loads(
        newsml.dumps(bare, "newsml-g2", report=lambda issue: None), "newsml-g2", kind=Article
    )
    assert again.content_parts == article.content_parts


def test_regions_roles_and_languages_of_parts() -> None:
    article, _ = read(
        '<partMeta partid="a" xml:lang="fr" dir="ltr"><regionDelim x="-1" y="2" width="30" height="40"/>'
        '<role qcode="x:face"><name>visage</name></role><language tag="fr"/><headline>Un visage</headline>'
        '<headline xml:lang="de">Ein Gesicht</headline></partMeta>'
    )
    (part,) = article.content_parts
    assert part.region is not None
    assert (part.region.x, part.region.y, part.region.width, part.region.height) == (-1, 2, 30, 40)
    assert part.role is not None
    assert (part.role.qcode, part.role.name, part.role.names) == ("x:face", None, {"fr": "visage"})
    assert (part.language, part.text_direction) == ("fr", "ltr")
    assert [(one.text, one.lang) for one in part.headlines] == [("Un visage", "fr"), ("Ein Gesicht", "de")]
    assert article.headlines == ()


def test_a_changed_part_keeps_what_no_field_takes() -> None:
    article = sample()
    first = article.content_parts[0].model_copy(update={"time_spans": (TimeSpan(start=1, end=20),), "seq": 4})
    new = ContentPart(
        id="end", headlines=({"text": "The bridge closes"},), time_spans=({"start": 40, "end": 48},)
    )  # type: ignore[arg-type]
    root, issues = written(
        article.model_copy(update={"content_parts": (first, article.content_parts[1], new)})
    )
    assert lost(issues) == []
    parts = root.findall(f"{NAR}partMeta")
    assert [part.get("partid") for part in parts] == ["crew-shot", "phone-shot", "end"]
    assert [part.get("seq") for part in parts] == ["4", "2", None]
    delimiter = parts[0].find(f"{NAR}timeDelim")
    assert delimiter is not None
    assert dict(delimiter.attrib) == {"start": "1", "end": "20", "timeunit": "timeunit:seconds"}


def test_ids_stand_once_and_lead_somewhere() -> None:
    article = Article.build(
        {
            "id": "urn:x:1", "provider": "p", "version_created": "2026-01-01T00:00:00Z", "item_type": "video",
            "renditions": [
                {"id": "a", "url": "https://x.example/a"}, {"id": "a", "url": "https://x.example/b"},
                {"id": "no name", "url": "https://x.example/c"},
            ],
            "content_parts": [{"id": "a"}, {"id": "b", "content_refs": ["a", "c"]}, {"content_refs": ["c"]}],
            "scoped_rights": [{"id_refs": ["b", "d"], "license_url": "https://x.example/l"}],
        }
    )  # fmt: skip
    root, issues = written(article)
    assert sorted(lost(issues)) == [
        "content_parts.1.content_refs.1", "content_parts.2.content_refs.0", "renditions.0.id", "renditions.1.id", "renditions.2.id",
        "scoped_rights.0.id_refs.1",
    ]  # fmt: skip
    assert [part.get("partid") for part in root.findall(f"{NAR}partMeta")] == ["a", "b", None]
    assert [part.get("contentrefs") for part in root.findall(f"{NAR}partMeta")] == [None, "a", None]


def test_rights_of_nothing_are_not_said_of_the_whole_item() -> None:
    article = Article.build(
        {
            "id": "urn:x:1", "provider": "p", "version_created": "2026-01-01T00:00:00Z",
            "scoped_rights": [{"id_refs": ["gone"], "license_url": "https://x.example/l"}],
            "inline_refs": [{"name": "Comet", "literal": "c", "id_refs": ["gone"]}],
        }
    )  # fmt: skip
    root, issues = written(article)
    assert root.find(f"{NAR}rightsInfo") is None
    assert root.find(f"{NAR}inlineRef") is None
    assert lost(issues) == [
        "scoped_rights.0.id_refs.0",
        "scoped_rights.0",
        "inline_refs.0.id_refs.0",
        "inline_refs.0",
    ]


def test_a_time_span_without_an_end_is_reported() -> None:
    article = Article.build(
        {
            "id": "urn:x:1", "provider": "p", "version_created": "2026-01-01T00:00:00Z",
            "content_parts": [{"time_spans": [{"start": 3}, {"end": 5}, {"start_text": "x", "unit": "frames"}]}],
        }
    )  # fmt: skip
    root, issues = written(article)
    assert lost(issues) == [
        "content_parts.0.time_spans.0", "content_parts.0.time_spans.2.start_text", "content_parts.0.time_spans.2.unit",
    ]  # fmt: skip
    assert [one.get("start") for one in root.iter(f"{NAR}timeDelim")] == ["0"]


# --- rights of some of the item ------------------------------------------------------------------

ALL = "<rightsInfo><copyrightNotice>all</copyrightNotice></rightsInfo>"
SOME = '<rightsInfo idrefs="v"><copyrightNotice>some</copyrightNotice></rightsInfo>'
META_ONLY = '<rightsInfo scope="riscope:metadata"><copyrightNotice>metadata</copyrightNotice></rightsInfo>'
LATER = '<rightsInfo validfrom="2027-01-01"><copyrightNotice>later</copyrightNotice></rightsInfo>'
CONTENT = '<contentSet><remoteContent id="v" rendition="rnd:web" href="https://x.example/v"/></contentSet>'


@pytest.mark.parametrize(
    ("rights", "whole", "scoped"),
    [
        ([ALL, SOME], "all", ["some"]),
        ([SOME, ALL], "all", ["some"]),
        ([SOME], None, ["some"]),
        ([META_ONLY, ALL], "all", ["metadata"]),
        ([META_ONLY, LATER], "later", ["metadata"]),
        ([LATER, ALL, SOME], "all", ["later", "some"]),
        ([META_ONLY], "metadata", []),
        ([ALL, ALL], "all", ["all"]),
        (["<rightsInfo/>", ALL], "all", []),
    ],
)
def test_which_rights_are_those_of_the_whole(rights: list[str], whole: str | None, scoped: list[str]) -> None:
    article, _ = read(CONTENT, "".join(rights))
    assert (article.copyright_notice[0].text if article.copyright_notice else None) == whole
    assert [one.copyright_notice[0].text for one in article.scoped_rights] == scoped
    root, issues = written(article)
    assert lost(issues) == []
    assert differences(etree.fromstring(f"{HEAD}{''.join(rights)}{META}{CONTENT}</newsItem>"), root) == []


def test_changed_rights_of_some() -> None:
    article = sample()
    (rights,) = article.scoped_rights
    new = rights.model_copy(
        update={"data_mining": "http://ns.useplus.org/LDF/ldf-XMPSpecification#DMI-PROHIBITED"}
    )
    root, issues = written(
        article.model_copy(update={"scoped_rights": (new, ScopedRights(id_refs=("crew",)))})
    )
    assert lost(issues) == []
    blocks = root.findall(f"{NAR}rightsInfo")
    assert sorted(block.get("idrefs", "") for block in blocks) == ["", "crew", "phone phone-shot"]
    (mined,) = (block for block in blocks if block.find(f"{NAR}dataMining") is not None)
    assert mined.get("idrefs") == "phone phone-shot"
    root, _ = written(article.model_copy(update={"scoped_rights": ()}))
    assert len(root.findall(f"{NAR}rightsInfo")) == 1


def test_further_links_on_rights() -> None:
    rights = (
        '<rightsInfo><link rel="irel:rightspolicy" href="https://x.example/1"/>'
        '<link rel="irel:rightspolicy" href="https://x.example/2"/><link residref="urn:x:terms"/></rightsInfo>'
    )
    article, _ = read("", rights)
    assert article.license_url == "https://x.example/1"
    assert [link.href or link.residref for link in article.rights_links] == [
        "https://x.example/2",
        "urn:x:terms",
    ]
    root, _ = written(article.model_copy(update={"foreign": ()}))
    assert len(root.findall(f"{NAR}rightsInfo/{NAR}link")) == 3


# --- extension properties ------------------------------------------------------------------------


def test_extension_properties_of_an_item() -> None:
    article = sample()
    assert article.item_ext_properties == (
        ExtProperty(rel="https://lokstad.example/terms/edit", value="3", value_type="xs:integer"),
    )
    assert article.rights_ext_properties[0].value == "LP-77"
    assert article.renditions[1].ext_properties[0].value == "phone"
    assert article.content_parts[0].ext_properties[0].value == "natural"


@pytest.mark.parametrize("prefix", ["xs", "xsd", "x"])
def test_data_types_have_one_name_whatever_the_prefix(prefix: str) -> None:
    article, _ = read(
        f'<partMeta><partMetaExtProperty xmlns:{prefix}="http://www.w3.org/2001/XMLSchema" value="1"'
        f' valuedatatype="{prefix}:int"/></partMeta>'
    )
    (found,) = article.content_parts[0].ext_properties
    assert found.value_type == "xs:int"
    new = found.model_copy(update={"value": "2", "value_type": "xs:long"})
    part = article.content_parts[0].model_copy(update={"ext_properties": (new,), "seq": 1})
    root, issues = written(article.model_copy(update={"content_parts": (part,)}))
    assert lost(issues) == []
    (element,) = root.iter(f"{NAR}partMetaExtProperty")
    name, _, local = element.get("valuedatatype", "").partition(":")
    assert (element.nsmap[name], local, element.get("value")) == (
        "http://www.w3.org/2001/XMLSchema",
        "long",
        "2",
    )


def test_a_data_type_of_another_namespace_is_reported() -> None:
    article = Article.build(
        {
            "id": "urn:x:1", "provider": "p", "version_created": "2026-01-01T00:00:00Z",
            "item_ext_properties": [{"value": "1", "value_type": "acme:money"}],
        }
    )  # fmt: skip
    _, issues = written(article)
    assert lost(issues) == ["item_ext_properties.0.value_type"]


PROPERTY = '<{0} xmlns:xs="http://www.w3.org/2001/XMLSchema" rel="x:of" value="7" valuedatatype="xs:int" valueunit="x:u"><name>n</name></{0}>'
FOUND = {"rel": "x:of", "value": "7", "value_type": "xs:int", "value_unit": "x:u", "name": "n"}


def item(tag: str, inner: str, item_class: str) -> bytes:
    head = HEAD.replace("newsItem", tag)
    meta = META.replace("ninat:video", item_class)
    return f"{head}{meta}{inner}</{tag}>".encode()


@pytest.mark.parametrize(
    ("tag", "item_class", "inner", "of"),
    [
        ("packageItem", "ninat:composite",
         '<groupSet root="g"><group id="g" role="x:main">' + PROPERTY.format("groupExtProperty") + "</group></groupSet>",
         lambda one: one.groups[0]),
        ("conceptItem", "cinat:concept",
         '<concept><conceptId qcode="x:1"/><name>c</name>' + PROPERTY.format("conceptExtProperty") + "</concept>",
         lambda one: one.concept),
        ("knowledgeItem", "cinat:scheme",
         '<schemeMeta uri="https://x.example/">' + PROPERTY.format("schemeMetaExtProperty") + "</schemeMeta>",
         lambda one: one.scheme),
        ("planningItem", "plinat:newscoverage",
         '<newsCoverageSet><newsCoverage><planning><edNote>x</edNote>' + PROPERTY.format("planningExtProperty") +
         "</planning></newsCoverage></newsCoverageSet>", lambda one: one.coverage[0].plans[0]),
        ("planningItem", "plinat:newscoverage",
         "<newsCoverageSet><newsCoverage><planning/>" + PROPERTY.format("newsCoverageExtProperty") +
         "</newsCoverage></newsCoverageSet>", lambda one: one.coverage[0]),
    ],
)  # fmt: skip
def test_extension_properties_of_other_items(tag: str, item_class: str, inner: str, of: Any) -> None:
    data = item(tag, inner, item_class)
    (found,) = newsml_g2.read(io.BytesIO(data))
    assert isinstance(found, Package | ConceptItem | ConceptScheme | Planning)
    assert [one.model_dump(exclude_defaults=True) for one in of(found).ext_properties] == [FOUND]
    root, issues = written(found)
    assert lost(issues) == []
    assert differences(etree.fromstring(data), root) == []
    # By itself, without what is kept of the file:
    (again,) = newsml_g2.read(
        io.BytesIO(
            newsml.dumps(found.model_copy(update={"foreign": ()}), "newsml-g2", report=lambda issue: None)
        )
    )
    assert of(again).ext_properties[0].value == "7"


# --- older versions ------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["2.9", "2.12", "2.18", "2.23", "2.28", "2.35"])
@pytest.mark.parametrize("kept", [True, False])
def test_older_versions_leave_out_what_they_lack(version: str, kept: bool) -> None:
    article = sample()
    root, issues = written(article if kept else article.model_copy(update={"foreign": ()}), version=version)
    properties = [element for element in root.iter() if str(element.tag).endswith("ExtProperty")]
    assert len(properties) == (0 if version in ("2.9", "2.12") else 5)
    reported = " ".join(lost(issues))
    assert ("item_ext_properties" in reported) == (version in ("2.9", "2.12"))
    assert len(root.findall(f"{NAR}rightsInfo")) == 2
    assert len(root.findall(f"{NAR}partMeta")) == 2

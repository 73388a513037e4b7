"""NewsML-G2: every field is written or reported, and the official schema accepts what is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsml.errors import ContentError
from newsml.formats import newsml_g2
from newsml.formats.newsml_g2 import WriteOptions
from newsml.issues import Issue
from newsml.model import Article
from newsml.model.body import MAX_DEPTH
from newsml.model.concepts import Party
from newsml.options import WriteOptions as CommonOptions
from newsml.schemas import xml_schema, xsd_issues
from newsml.site import site_of
from newsml.vocabularies import iptc
from newsml.xml import parse_xml

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus" / "newsml-g2"
NS = {
    "g": "http://iptc.org/std/nar/2006-10-01/",
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.w3.org/ns/odrl/2/",
}
STAMP = WriteOptions(stamp=datetime(2025, 7, 25, 9, tzinfo=UTC))

CONCEPT = {
    "name": "Ports",
    "names": {"en": "ports", "nb": "havner"},
    "same_as": ["https://facts.example/ports"],
    "definition": "Where ships land.",
    "broader": [{"uri": "https://facts.example/transport", "name": "Transport"}],
}
WEIGHED = {**CONCEPT, "relevance": 80, "confidence": 90}
PARTY = {
    **CONCEPT,
    "party_type": "organisation",
    "url": "https://harbour.example/",
    "email": ["desk@harbour.example"],
    "affiliation": [{"uri": "https://group.example/", "name": "Group", "role": "producer"}],
    "symbols": [{"symbol": "HRB", "exchange": "Oslo", "symbol_type": "ticker"}],
}
AUTHOR = {
    **PARTY,
    "party_type": "person",
    "name": "Kari Strand",
    "uri": "https://harbour.example/kari",
    "role": "author",
    "symbols": [],
    "job_title": "Staff reporter",
    "job_title_uri": "https://jobs.example/reporter",
}
RENDITION = {
    "name": "web",
    "url": "https://img.example/a.jpg",
    "mime": "image/jpeg",
    "size": 1000,
    "width": 1600,
    "height": 900,
    "duration": 12.5,
    "title": "Bridge",
    "hash": [{"type": "sha256", "value": "00ff"}],
}
MEDIA = {
    "id": "urn:example:photo:9",
    "url": "https://img.example/b.jpg",
    "embed_url": "https://play.example/b",
    "mime": "image/jpeg",
    "width": 1600,
    "height": 900,
    "size": 90000,
    "duration": 9.5,
    "title": "The bridge",
    "caption": "The harbour bridge.",
    "alt": "A white bridge",
    "credit": "Kari Strand / Harbour News",
    "creator": [AUTHOR],
    "copyright_notice": "© Harbour News",
    "license_url": "https://img.example/licence",
    "acquire_license_url": "https://img.example/buy",
    "role": "main",
    "lang": "nb",
    "created": "2025-06",
    "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    "uploaded": "2025-07-25T10:00:00+02:00",
    "thumbnail": "https://img.example/b-small.jpg",
    "transcript": "Nobody speaks.",
    "renditions": [RENDITION],
}
TEXT = {"text": "Words", "html": "<b>Words</b>", "role": "note", "lang": "nb"}
WHEN = "2025-07-25T10:00:00+02:00"

EVERYTHING: dict[str, Any] = {
    "id": "urn:example:news:1",
    "version": "3",
    "canonical_url": "https://harbour.example/news/1",
    "alt_ids": [{"value": "12345", "scheme": "cms", "role": "internal"}],
    "item_type": "text",
    "profile": "text",
    "provider": {**PARTY, "uri": "https://harbour.example/#agency"},
    "publisher": {**PARTY, "uri": "https://harbour.example/#paper"},
    "pub_status": "usable",
    "signals": [{**WEIGHED, "qcode": "sig:update", "role": "r"}],
    "editorial_role": {"qcode": "erol:final", "name": "Final"},
    "ed_notes": [TEXT],
    "services": [{"qcode": "svc:home", "scheme": "https://svc.example/", **WEIGHED}],
    "series": [{"id": "bridge", "name": "The bridge", "part": 1, "total": 3}],
    "generator": [{"name": "desk", "version": "1.2", "role": "writer"}],
    "file_name": "a.xml",
    "hops": [
        {
            "party": {"uri": "https://harbour.example/", "name": "Harbour"},
            "action": {"qcode": "hopaction:created"},
            "when": WHEN,
        }
    ],
    "first_created": WHEN,
    "version_created": WHEN,
    "content_created": "2025-07",
    "content_modified": WHEN,
    "published": [
        {"when": "2025", "channel": {"uri": "https://harbour.example/#web", "name": "web"}},
        {"when": WHEN},
    ],
    "embargoed_until": WHEN,
    "expires": ["2025-08-01", WHEN, "2026"],
    "headlines": [
        {**TEXT, "role": None},
        {**TEXT, "role": "sub", "rank": 2},
        {**TEXT, "role": "https://roles.example/web"},
    ],
    "title": TEXT,
    "slugline": [{**TEXT, "separator": "-"}],
    "byline": TEXT,
    "dateline": TEXT,
    "credit_line": [TEXT],
    "summary": [{**TEXT, "role": "summary"}, TEXT],
    "backstory": TEXT,
    "language": "en",
    "text_direction": "ltr",
    "genres": [{**WEIGHED, "qcode": "genre:Analysis", "role": "r", "rel": "about", "literal": "analysis"}],
    "keywords": ["bridge", "har\nbour"],
    "section": ["Local"],
    "authors": [AUTHOR],
    "contributors": [{**AUTHOR, "role": "the one who helped"}],
    "info_sources": [{**PARTY, "role": "cpprole:originfo"}],
    "subjects": [
        {
            **WEIGHED,
            "qcode": "medtop:20000350",
            "uri": "http://cv.iptc.org/newscodes/mediatopic/20000350",
            "scheme": "http://cv.iptc.org/newscodes/mediatopic/",
            "code": "20000350",
            "rel": "about",
        },
        {"qcode": "local:7", "scheme": "https://codes.example/", "code": "7"},
        {"qcode": "nowhere:7", "name": "Seven"},
        {"literal": "a thing"},
    ],
    "people": [{**AUTHOR, "relevance": 3, "rel": "mentions"}],
    "organisations": [PARTY, {**PARTY, "qcode": "x:y", "uri": "urn:a:b"}],
    "places": [
        {**WEIGHED, "geo": {"latitude": 59.9, "longitude": -1e-7}, "country": "NO"},
        {"name": "Somewhere", "country": "Norway"},
    ],
    "located": [{**CONCEPT, "geo": {"latitude": 1, "longitude": 2}, "country": "NOR", "relevance": 1}],
    "events": [{**WEIGHED, "start": "2025-07-25", "end": WHEN}],
    "objects": [{**WEIGHED, "uri": "urn:example:boat"}],
    "audiences": [{**WEIGHED, "significance": 5}, {"name": "Children", "excluded": True, "significance": 12}],
    "ratings": [{"value": 4.5, "scale_min": 1, "scale_max": 5, "by": "readers"}, {"value": 3}],
    "interactions": [{"count": 10, "action": "shared"}],
    "copyright_holder": {**PARTY, "uri": "https://harbour.example/"},
    "copyright_year": 2025,
    "copyright_notice": [{**TEXT, "href": "https://harbour.example/c"}],
    "usage_terms": [{**TEXT, "href": "https://harbour.example/t"}],
    "license_url": "https://harbour.example/l",
    "acquire_license_url": "https://harbour.example/buy",
    "rights_expression": [
        {"lang": "https://rights.example/", "encoding": "application/json", "data": "{}"},
        {"lang": "https://rights.example/", "data": "none"},
        {"data": "unknown"},
    ],
    "rights_scope": {
        "scope": ["content", "https://scopes.example/a"],
        "aspect": ["any"],
        "geography": ["NO"],
        "valid_from": "2025-07-25",
        "valid_to": "2026",
    },
    "data_mining": "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
    "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits",
    "accountable_person": AUTHOR,
    "trust_indicators": [
        {
            "role": "http://cv.iptc.org/newscodes/trustindicator/correctionsPolicy",
            "href": "https://harbour.example/corrections",
            "title": "Corrections",
        }
    ],
    "corrections": [{"text": "It was Friday.", "when": WHEN}],
    "is_free": False,
    "paywall": [".paid"],
    "images": [MEDIA],
    "renditions": [RENDITION],
    "thumbnail": [{**RENDITION, "name": "thumbnail"}],
    "video": [{**MEDIA, "mime": "video/mp4"}],
    "audio": [{**MEDIA, "mime": "audio/mpeg"}],
    "related": [
        {"href": "https://harbour.example/0", "title": "Before", "mime": "text/html", "lang": "nb"},
        {"residref": "urn:example:news:0", "version": "2", "rel": "irel:processedFrom"},
    ],
    "derived_from": [{"residref": "urn:example:news:0", "version": "b", "rel": "other"}],
    "translation_of": {"href": "https://harbour.example/nb/1"},
    "previous_version": {"residref": "urn:example:news:1", "version": "2"},
    "print_edition": [{"publication": "Harbour News", "page": "3"}],
    "live_updates": [{"text": "It opened.", "when": WHEN}],
    "speakable": {"css_selector": ["h1"]},
    "urgency": 4,
    "event_details": {"status": "planned", "start": "2025-08-01"},
    "foreign": [
        {"format": "newsml-g2", "place": "itemMeta", "markup": '<x xmlns="urn:x">1</x>'},
        {
            "format": "newsml-g2",
            "place": "newsItem/contentMeta",
            "markup": '<contentMetaExtProperty xmlns="http://iptc.org/std/nar/2006-10-01/" literal="z"/>',
        },
        {
            "format": "newsml-g2",
            "place": "contentMeta",
            "markup": '<subject xmlns="http://iptc.org/std/nar/2006-10-01/"/>',
        },
        {"format": "newsml-g2", "place": "rightsInfo", "markup": "<broken"},
        {"format": "nitf", "place": "head", "markup": "<meta/>"},
    ],
    "extra": {"desk": {"colour": "red"}},
    "body": [
        {
            "kind": "paragraph",
            "role": "lead",
            "lang": "nb",
            "text_direction": "ltr",
            "children": [
                "The bridge ",
                {"kind": "strong", "children": ["re", {"kind": "emphasis", "children": ["opened"]}]},
                " on ",
                {"kind": "entity", "entity_type": "date", "value": "2025-07-25", "children": ["Friday"]},
                ", ",
                {
                    "kind": "entity",
                    "entity_type": "person",
                    "uri": "https://harbour.example/kari",
                    "identifiers": [["some list", "7"]],
                    "children": ["Kari Strand"],
                },
                {"kind": "line_break"},
                "wrote: ",
                {"kind": "inline_quote", "cite": "https://harbour.example/q", "children": ["at last"]},
                {"kind": "code", "text": "<b>"},
                {"kind": "subscript", "children": ["2"]},
                {"kind": "superscript", "children": ["3"]},
                {"kind": "strike", "children": ["never"]},
                {"kind": "language_span", "lang": "ar", "text_direction": "rtl", "children": ["جسر"]},
                {"kind": "link", "href": "/news/2", "title": "Two", "rel": "nofollow", "children": ["more"]},
                {"kind": "link", "href": "java\tscript:alert(1)", "children": ["trap"]},
            ],
        },
        {"kind": "heading", "level": 3, "children": ["Costs"]},
        {
            "kind": "list",
            "ordered": True,
            "start": 4,
            "items": [[{"kind": "paragraph", "children": ["four"]}]],
        },
        {"kind": "list", "items": [[{"kind": "paragraph", "children": ["point"]}]]},
        {
            "kind": "quote",
            "cite": "https://harbour.example/q",
            "attribution": ["The mayor"],
            "children": [{"kind": "paragraph", "children": ["Good."]}],
        },
        {"kind": "pull_quote", "children": [{"kind": "paragraph", "children": ["Good."]}]},
        {"kind": "preformatted", "text": "a  b\n c"},
        {"kind": "preformatted", "language": "sql", "text": "select 1"},
        {
            "kind": "table",
            "caption": ["Ships"],
            "rows": [
                [{"header": True, "colspan": 2, "children": ["Ship"]}],
                [{"align": "right", "rowspan": 1, "children": ["Aurora"]}, {"children": ["12"]}],
            ],
        },
        {
            "kind": "figure",
            "media": MEDIA,
            "caption": ["The bridge in ", {"kind": "strong", "children": ["July"]}],
        },
        {"kind": "figure", "media_type": "video", "media": {**MEDIA, "caption": None}},
        {
            "kind": "figure",
            "media_type": "audio",
            "media": {"url": "javascript:alert(1)", "caption": "A clip"},
        },
        {"kind": "embed", "url": "https://social.example/1", "provider": "Social", "title": "A post"},
        {"kind": "embed", "url": "javascript:alert(1)"},
        {"kind": "horizontal_rule"},
        {"kind": "foreign", "format": "html", "markup": "<marquee>x</marquee>"},
    ],
}

MINIMAL: dict[str, Any] = {"headline": "Bridge reopens", "body": "It reopened.", "provider": "Harbour News"}


def article(**changes: Any) -> Article:
    return Article.build({**EVERYTHING, **changes})


ARTICLES = {
    "everything": article(),
    "minimal": Article.build(MINIMAL),
    "nothing": Article.build({}),
    **{
        kind: article(item_type=kind)
        for kind in ("picture", "graphic", "animation", "video", "audio", "composite", "data")
    },
    "live": article(item_type="live_blog", embargoed_until="open", pub_status="withheld"),
    "rtl": Article.build({**MINIMAL, "language": "ar", "text_direction": "rtl"}),
    "odd characters": Article.build(
        {**MINIMAL, "headline": "a\x00b\x0b\ufffe", "keywords": "\x1b", "id": "g\x07"}
    ),
    "odd addresses": Article.build(
        {
            **MINIMAL,
            "canonical_url": "https://a.example/[1]?100%#a#b",
            "related": [{"href": "http://[::1/"}, {"href": "urn:x:%zz"}],
            "subjects": [{"uri": "http://a.example:port/"}],
        }
    ),
}


def written(item: Article, options: CommonOptions = STAMP) -> tuple[bytes, list[Issue]]:
    issues: list[Issue] = []
    data = b"".join(newsml_g2.write([item], issues.append, options=options))  # type: ignore[arg-type]
    return data, issues


def root_of(item: Article, options: CommonOptions = STAMP) -> Any:
    return parse_xml(written(item, options)[0])


def one(item: Article, path: str) -> Any:
    (found,) = root_of(item).xpath(path, namespaces=NS)
    return found


@pytest.fixture(scope="session")
def official() -> etree.XMLSchema:
    path = CORPUS / "xsd" / "NewsML-G2_2.35-spec-All-Power.xsd"
    if not path.exists():
        pytest.skip(f"the official schema is not here: {path}")
    return etree.XMLSchema(etree.parse(path))


@pytest.mark.parametrize("pretty", [False, True])
@pytest.mark.parametrize("name", ARTICLES)
def test_official_schema_accepts(name: str, pretty: bool, official: etree.XMLSchema) -> None:
    root = root_of(ARTICLES[name], WriteOptions(stamp=STAMP.stamp, pretty=pretty))
    assert official.validate(root), official.error_log


@pytest.mark.parametrize("name", ARTICLES)
def test_own_schema_accepts(name: str) -> None:
    assert xsd_issues(root_of(ARTICLES[name]), "newsml-g2") == []


@pytest.mark.parametrize("name", ARTICLES)
def test_every_qcode_resolves(name: str) -> None:
    root = root_of(ARTICLES[name])
    own = {scheme.get("alias") for scheme in root.iterfind("g:catalog/g:scheme", NS)}
    assert not own & set(iptc.SCHEMES)
    coded = {
        "qcode",
        "role",
        "rel",
        "type",
        "rendition",
        "jobtitle",
        "hashtype",
        "scope",
        "aspect",
        "ratertype",
        "interactiontype",
    }
    for element in root.iter("{http://iptc.org/std/nar/2006-10-01/}*"):
        for attribute in coded & set(element.keys()):
            for qcode in element.get(attribute).split():
                assert qcode.partition(":")[0] in own or iptc.resolve(qcode), qcode


@pytest.mark.parametrize("name", ARTICLES)
def test_same_article_same_bytes(name: str) -> None:
    again = Article.model_validate_json(ARTICLES[name].model_dump_json())
    assert written(ARTICLES[name]) == written(again)


# What another field says as well, so that leaving it out changes nothing.
REDUNDANT = {
    "subjects.0.scheme",
    "subjects.0.code",
    "subjects.1.code",
    "language",
    "item_type",
    "pub_status",
    "audiences.0.excluded",
    "people.0.party_type",
    "organisations.0.party_type",
    "organisations.1.party_type",
    "headlines.0.role",
    "authors.0.role",
    "summary.0.role",
    "version_created",
    "subjects.0.uri",
    *(f"{name}.0.creator.0.role" for name in ("images", "video", "audio")),
}


def leaf_paths(value: Any, path: str = "") -> list[str]:
    if isinstance(value, Mapping) and value:
        return [p for key, item in value.items() for p in leaf_paths(item, f"{path}.{key}" if path else key)]
    if isinstance(value, list) and value:
        return [p for index, item in enumerate(value) for p in leaf_paths(item, f"{path}.{index}")]
    return [] if value == [] else [path]


def buildable(path: str) -> bool:
    try:
        Article.build(without(EVERYTHING, path.split(".")))
    except ContentError:
        return False
    return True


def without(value: Any, parts: list[str]) -> Any:
    if isinstance(value, list):
        index = int(parts[0])
        changed = without(value[index], parts[1:]) if parts[1:] else None
        return [*value[:index], *([] if changed is None else [changed]), *value[index + 1 :]]
    if len(parts) == 1:
        return {key: item for key, item in value.items() if key != parts[0]}
    return {**value, parts[0]: without(value[parts[0]], parts[1:])}


LEAVES = [
    path
    for path in leaf_paths({name: value for name, value in EVERYTHING.items() if name != "body"})
    if path not in REDUNDANT and buildable(path)
]


@cache
def written_whole(item_type: str) -> tuple[bytes, list[Issue]]:
    return written(article(item_type=item_type))


@pytest.mark.parametrize("path", LEAVES)
@pytest.mark.parametrize("item_type", ["text", "picture"])
def test_no_field_is_lost_in_silence(path: str, item_type: str) -> None:
    fields = {**EVERYTHING, "item_type": item_type}
    less = Article.build(without(fields, path.split(".")))
    data, issues = written_whole(item_type)
    assert written(less)[0] != data or any(issue.path and path.startswith(issue.path) for issue in issues)


def test_nothing_is_reported_that_is_written() -> None:
    fields = {
        **MINIMAL,
        "id": "urn:example:1",
        "version": "1",
        "version_created": WHEN,
        "language": "en",
        "subjects": [{"qcode": "medtop:20000350", "name": "bank", "relevance": 80}],
        "keywords": ["a", "b"],
        "authors": [AUTHOR | {"symbols": []}],
        "urgency": 4,
    }
    assert written(Article.build(fields))[1] == []


# --- what the standard demands -------------------------------------------------------------------


def test_guid_is_given_or_made_from_the_content() -> None:
    item = Article.build(MINIMAL)
    guid = root_of(item).get("guid")
    assert guid.startswith("urn:uuid:")
    assert guid == root_of(item.model_copy(), WriteOptions(stamp=datetime(2030, 1, 1, tzinfo=UTC))).get(
        "guid"
    )
    assert guid != root_of(item.model_copy(update={"urgency": 1})).get("guid")
    assert root_of(article()).get("guid") == "urn:example:news:1"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"version_created": "2025-07-25T14:30:00+05:00", "content_modified": WHEN},
            "2025-07-25T14:30:00+05:00",
        ),
        ({"content_modified": WHEN, "first_created": "2020-01-01T00:00:00Z"}, WHEN),
        ({"content_modified": "2025-07-25", "published": WHEN}, WHEN),
        ({"content_created": "2025-07-25"}, "2025-07-25T09:00:00Z"),
        ({"version_created": "0001-01-01T00:00:00+23:59"}, "2025-07-25T09:00:00Z"),
        ({"version_created": "2025-07-25T14:30:00+14:30"}, "2025-07-25T00:00:00Z"),
    ],
)
def test_version_created_is_the_nearest_time(fields: dict[str, Any], expected: str) -> None:
    item = Article.build({**MINIMAL, **fields})
    assert one(item, "g:itemMeta/g:versionCreated").text == expected
    told = [issue.path for issue in written(item)[1] if issue.rule == "SUPPLIED"]
    assert ("version_created" in told) == (
        expected != fields.get("version_created", "")[:25]
    ) or "+14:30" in str(fields)


def test_no_time_is_invented() -> None:
    with pytest.raises(ContentError, match="stamp="):
        written(Article.build(MINIMAL), WriteOptions(now=datetime(2025, 1, 1, tzinfo=UTC)))


@pytest.mark.parametrize("version", ["b", "1.2", "0", "-1", "٣"])
def test_version_that_is_no_number(version: str) -> None:
    item = article(version=version)
    assert root_of(item).get("version") == "1"
    assert "version" in [issue.path for issue in written(item)[1]]


def test_provider_is_the_nearest_party() -> None:
    site = site_of({"publisher": {"name": "Site \x00News", "url": "https://site.example/"}})
    for fields, options, expected in (
        ({"publisher": "Paper"}, STAMP, "Paper"),
        ({"copyright_holder": "Holder"}, STAMP, "Holder"),
        ({"authors": [{"name": "Kari", "affiliation": [{"name": "Desk"}]}]}, STAMP, "Desk"),
        ({}, WriteOptions(stamp=STAMP.stamp, site=site), "Site News"),
    ):
        root = root_of(Article.build({"headline": "A", **fields}), options)
        assert root.findtext("g:itemMeta/g:provider/g:name", namespaces=NS) == expected


def test_no_provider_is_a_warning() -> None:
    issues = [i for i in written(Article.build({"headline": "A"}))[1] if i.path == "provider"]
    assert [issue.severity for issue in issues] == ["warning"]


# --- details -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "attributes", "lost"),
    [
        ({"qcode": "medtop:20000350"}, {"qcode": "medtop:20000350"}, []),
        ({"qcode": "medtop:1", "uri": "urn:a:b"}, {"uri": "urn:a:b"}, ["subjects.0.qcode"]),
        ({"qcode": "a:1", "scheme": "https://a.example/"}, {"qcode": "a:1"}, []),
        ({"qcode": "a:1", "uri": "https://a.example/1"}, {"qcode": "a:1"}, []),
        ({"qcode": "a:1", "uri": "urn:x"}, {"uri": "urn:x"}, ["subjects.0.qcode"]),
        ({"qcode": "a:1"}, {"literal": "a:1"}, ["subjects.0.qcode"]),
        ({"scheme": "https://a.example/", "code": "1"}, {"uri": "https://a.example/1"}, []),
        ({"scheme": "https://a.example/"}, {}, ["subjects.0.scheme"]),
        ({"code": "7"}, {}, ["subjects.0.code"]),
        ({"literal": "x", "uri": "urn:a:b"}, {"uri": "urn:a:b"}, ["subjects.0.literal"]),
        ({"uri": "urn:a:b", "scheme": "urn:c:", "code": "b"}, {"uri": "urn:a:b"}, ["subjects.0.scheme"]),
        ({"qcode": "1a:1", "scheme": "https://a.example/"}, {"literal": "1a:1"}, ["subjects.0.qcode"]),
    ],
)
def test_identity_of_a_concept(subject: dict[str, str], attributes: dict[str, str], lost: list[str]) -> None:
    item = Article.build({**MINIMAL, "subjects": [subject]})
    element = one(item, "g:contentMeta/g:subject")
    assert {k: v for k, v in element.attrib.items() if k != "type"} == attributes
    assert [issue.path for issue in written(item)[1] if issue.rule == "LOSS"] == lost


def test_an_alias_keeps_one_meaning() -> None:
    subjects = [
        {"qcode": "a:1", "scheme": "https://a.example/"},
        {"qcode": "a:1", "scheme": "https://b.example/"},
    ]
    root = root_of(Article.build({**MINIMAL, "subjects": subjects}))
    assert [s.get("uri") for s in root.iterfind("g:catalog/g:scheme", NS)] == ["https://a.example/"]
    assert root.xpath("string(g:contentMeta/g:subject[2]/@literal)", namespaces=NS) == "a:1"


def test_headline_roles() -> None:
    roles = [
        h.get("role") or h.get("roleuri") for h in root_of(article()).iterfind("g:contentMeta/g:headline", NS)
    ]
    assert roles == [None, "x-headlinerole:sub", "https://roles.example/web"]
    scheme = one(article(), "g:catalog/g:scheme[@alias='x-headlinerole']")
    assert scheme.get("uri") == "urn:x-newsml:headlinerole:"


def test_open_embargo_is_an_empty_element() -> None:
    assert one(ARTICLES["live"], "g:itemMeta/g:embargoed").text is None


def test_body_is_mixed_content_untouched_by_pretty() -> None:
    def text(options: WriteOptions) -> str:
        (paragraph,) = root_of(article(), options).xpath("(//h:p)[1]", namespaces=NS)
        return etree.tostring(paragraph, encoding="unicode", with_tail=False)

    assert text(STAMP) == text(WriteOptions(stamp=STAMP.stamp, pretty=True))
    assert "<strong>re<em>opened</em></strong> on <span" in text(STAMP)


def test_counts_are_those_of_the_model() -> None:
    inline = one(article(), "g:contentSet/g:inlineXML")
    assert (int(inline.get("wordcount")), int(inline.get("charcount"))) == (
        article().word_count(),
        article().char_count(),
    )


def test_no_code_in_the_body() -> None:
    data, issues = written(article())
    assert b"javascript" not in data.lower().replace(b"\t", b"")
    assert b"marquee" not in data
    assert {"body.0.href", "body.11.media.url", "body.13.url", "body.15"} <= {issue.path for issue in issues}


@pytest.mark.parametrize("kind", ["list", "quote", "pull_quote"])
def test_the_deepest_body_stays_within_what_parsers_read(kind: str) -> None:
    block: dict[str, Any] = {"kind": "paragraph", "children": ["deep"]}
    for _ in range(MAX_DEPTH - 1):
        block = {"kind": kind, "items": [[block]]} if kind == "list" else {"kind": kind, "children": [block]}
    item = Article.build({**MINIMAL, "id": "urn:example:deep", "body": [block]})
    assert xsd_issues(root_of(item), "newsml-g2") == []


def test_picture_in_the_text_and_among_the_images_loses_nothing() -> None:
    picture = {"url": "https://img.example/a.jpg", "caption": "C", "copyright_notice": "© Harbour News"}
    figure = {"kind": "figure", "media": picture}
    both = Article.build({**MINIMAL, "images": [picture], "body": [figure]})
    alone = Article.build({**MINIMAL, "body": [figure]})
    assert [i.path for i in written(both)[1] if i.rule == "LOSS"] == []
    assert [i.path for i in written(alone)[1] if i.rule == "LOSS"] == ["body.0.media.copyright_notice"]


def test_picture_item_has_its_file() -> None:
    item = ARTICLES["picture"]
    files = root_of(item).findall("g:contentSet/g:remoteContent", NS)
    assert [file.get("href") for file in files][:2] == [MEDIA["url"], RENDITION["url"]]
    assert one(item, "g:contentMeta/g:description[@role='drol:caption']").text == MEDIA["caption"]


def test_picture_of_a_text_is_a_link_with_hints() -> None:
    link = one(article(), "g:itemMeta/g:link[@residref='urn:example:photo:9'][@contenttype='image/jpeg']")
    assert link.get("rel") == "irel:associatedWith"
    assert link.findtext("g:description[@role='drol:caption']", namespaces=NS) == MEDIA["caption"]
    assert link.find("g:contentSet/g:remoteContent", NS).get("width") == "1600"


def test_symbols_and_points_are_asserted_of_the_same_concept() -> None:
    root = root_of(
        Article.build({**MINIMAL, "organisations": [{"name": "Harbour Co", "symbols": [{"symbol": "HCO"}]}]})
    )
    subject, claim = root.find("g:contentMeta/g:subject", NS), root.find("g:assert", NS)
    assert subject.get("literal") == claim.get("literal") == "Harbour Co"
    assert claim.find("g:hasInstrument", NS).get("symbol") == "HCO"


def test_odrl_is_written_as_xml() -> None:
    policy = '<o:Policy xmlns:o="http://www.w3.org/ns/odrl/2/" uid="urn:p:1"/>'
    item = article(rights_expression=[{"lang": "http://www.w3.org/ns/odrl/2/", "data": policy}])
    assert one(item, "g:rightsInfo/g:rightsExpressionXML/o:Policy").get("uid") == "urn:p:1"


def test_rsl_is_written_as_data_because_the_schema_knows_only_odrl() -> None:
    item = article(
        rights_expression=[
            {"lang": "urn:rsl", "data": '<rsl xmlns="urn:rsl"/>', "encoding": "application/xml"}
        ]
    )
    assert one(item, "g:rightsInfo/g:rightsExpressionData").text == '<rsl xmlns="urn:rsl"/>'


def test_data_mining_is_the_last_of_the_rights() -> None:
    assert root_of(article()).find("g:rightsInfo", NS)[-1].tag.endswith("dataMining")


def test_correction_is_signalled() -> None:
    assert one(article(), "g:itemMeta/g:signal[@qcode='sig:correction']") is not None


def test_foreign_fragments_return() -> None:
    root = root_of(article())
    assert root.find("g:itemMeta", NS)[-1].tag == "{urn:x}x"
    assert root.find("g:contentMeta", NS)[-1].get("literal") == "z"
    lost = {issue.path for issue in written(article())[1] if issue.path.startswith("foreign")}
    assert lost == {"foreign.3", "foreign.4"}


def test_characters_that_xml_has_not_are_left_out_and_reported() -> None:
    _, issues = written(ARTICLES["odd characters"])
    assert one(ARTICLES["odd characters"], "g:contentMeta/g:headline").text == "ab"
    assert [issue.path for issue in issues if "control characters" in issue.message] == [
        "id",
        "headlines.0.text",
        "keywords.0",
    ]
    assert len([issue for issue in issues if issue.path == "version"]) == 1


@given(st.text(max_size=30), st.text(max_size=12))
def test_any_text_gives_well_formed_xml(text: str, role: str) -> None:
    fields = {
        "headlines": [{"text": text, "role": role}],
        "keywords": [text],
        "body": [{"kind": "preformatted", "text": text}],
        "authors": [{"name": text, "job_title": role or None, "literal": text}],
    }
    item = Article.build({**MINIMAL, **fields})
    assert xsd_issues(root_of(item), "newsml-g2") == []


@given(st.from_regex(r"[a-z]{2,5}:(//)?[a-zA-Z0-9@:/?#\[\]%.ø]{1,20}", fullmatch=True))
def test_any_address_gives_a_valid_document(uri: str) -> None:
    item = Article.build({**MINIMAL, "subjects": [{"uri": uri}], "related": [{"href": uri, "rel": uri}]})
    assert xsd_issues(root_of(item), "newsml-g2") == []


def test_parties_are_told_apart() -> None:
    item = article(provider=Party(name="A", party_type="person", url="https://a.example/"))
    assert one(item, "g:itemMeta/g:provider/g:personDetails/g:contactInfo/g:web").text == "https://a.example/"


# --- our schema against the official one ---------------------------------------------------------


def damaged(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Copies of an item, each with one fault in the upper three levels, and what the fault is."""
    upper = [root, *root, *(child for part in root for child in part)]
    places = [root.getroottree().getpath(element) for element in upper if NS["g"] in element.tag]
    for place in places:
        for fault, damage in DAMAGES.items():
            copy = deepcopy(root)
            (element,) = copy.getroottree().xpath(place)
            if damage(element) is not False:
                yield f"{fault} {etree.QName(element).localname}", copy


def _swap(element: etree._Element) -> bool | None:
    following = element.getnext()
    if following is None:
        return False
    following.addnext(element)
    return None


def _drop(element: etree._Element) -> bool | None:
    parent = element.getparent()
    return False if parent is None else parent.remove(element)


def _repeat(element: etree._Element) -> bool | None:
    return False if element.getparent() is None else element.addnext(deepcopy(element))


def _each_attribute(value: str) -> Any:
    def damage(element: etree._Element) -> None:
        for name in element.attrib:
            element.set(name, value)

    return damage


def _without_attributes(element: etree._Element) -> None:
    element.attrib.clear()


def _unknown(name: str) -> Any:
    return lambda element: etree.SubElement(element, name) is None


DAMAGES: dict[str, Any] = {
    "swapped": _swap,
    "dropped": _drop,
    "twice": _repeat,
    "bare": _without_attributes,
    "empty attributes of": _each_attribute(""),
    "words in the attributes of": _each_attribute("a b"),
    "numbers in the attributes of": _each_attribute("-1.5"),
    "an unknown attribute of": lambda element: element.set("zz", "1"),
    "an element of no namespace in": _unknown("thing"),
    "text in": lambda element: setattr(element, "text", "x"),
}


@pytest.mark.parametrize("name", ["everything", "minimal"])
def test_own_schema_says_of_damaged_items_what_the_official_one_says(
    name: str, official: etree.XMLSchema
) -> None:
    own = xml_schema("newsml-g2")
    verdicts = {
        fault: (own.validate(root), official.validate(root))
        for fault, root in damaged(root_of(ARTICLES[name]))
    }
    assert sum(not accepted for _, accepted in verdicts.values()) > 50
    differing = {fault for fault, (ours, theirs) in verdicts.items() if ours != theirs}
    assert differing == set()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "<versionCreated>",
            "<firstCreated>2025-01-01T00:00:00Z</firstCreated><versionCreated>",
            "firstCreated is out of order in itemMeta: versionCreated must come before it",
        ),
        ("<urgency>4", "<urgency>12", "12"),
        (' guid="urn:example:news:1"', "", "newsItem lacks its attribute guid"),
        ("<itemMeta>", "<itemMeta><x/>", "NewsML-G2 has no element x; here may stand itemClass"),
        ("</contentMeta>", "<headline/></contentMeta>", "headline is out of order in contentMeta"),
        ('<language tag="en"/>', '<language tag="nb_NO"/>', "nb_NO"),
        ('qcode="ninat:text"', 'qcode="text"', "text"),
        ("<newsItem ", "<newsThing ", "does not begin with newsThing"),
    ],
)
def test_own_schema_refuses(old: str, new: str, message: str) -> None:
    data = written(article(), WriteOptions(pretty=True))[0].decode()
    assert old in data
    broken = data.replace(old, new, 1)
    if "newsThing" in new:
        broken = broken.replace("</newsItem>", "</newsThing>")
    issues = xsd_issues(parse_xml(broken.encode()), "newsml-g2", "a.xml")
    assert message in issues[0].message
    assert issues[0].rule == "SCHEMA"
    assert issues[0].file == "a.xml"
    assert issues[0].line


def test_the_guid_of_a_page_stays_when_its_text_changes() -> None:
    """A page has no guid of its own: its address gives it one, so that a later version of it is the same item."""
    page = Article.build({**MINIMAL, "id": None, "canonical_url": "https://gull.example/a/1"})
    later = page.model_copy(update={"urgency": 3})
    guids = {
        etree.fromstring(b"".join(newsml_g2.write([one], options=STAMP))).get("guid") for one in (page, later)
    }
    assert guids == {"urn:uuid:befd8f0e-e05b-5fb3-a52d-25f47f072dee"}

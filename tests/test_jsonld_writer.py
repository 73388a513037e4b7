"""schema.org JSON-LD: what is written, in which order, and what is reported."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from newsml.errors import Refused, UsageError
from newsml.formats import jsonld
from newsml.formats.jsonld import WriteOptions
from newsml.issues import Issue
from newsml.model import Article
from newsml.options import options_of
from newsml.site import site_of

ROOT = Path(__file__).parents[1]
VOCABULARY = ROOT.parent / "shared" / "corpus" / "schema-org" / "vocabulary-30.0"
needs_vocabulary = pytest.mark.skipif(not VOCABULARY.exists(), reason=f"{VOCABULARY} is not here")

SITE = site_of({
    "publisher": {
        "name": "Fjordavisen", "url": "https://fjordavisen.example/", "legal_name": "Fjordavisen AS",
        "logo": {"url": "https://fjordavisen.example/logo.png", "width": 600, "height": 60},
        "same_as": ["https://www.wikidata.org/wiki/Q900001"],
    },
    "policies": {
        "principles": "https://fjordavisen.example/principles",
        "corrections": "https://fjordavisen.example/corrections",
    },
    "time_zone": "Europe/Oslo",
})  # fmt: skip

STORY: dict[str, Any] = {
    "id": "tag:fjordavisen.example,2026:harbour/7",
    "version": "3",
    "canonical_url": "https://fjordavisen.example/a/7",
    "headline": "Harbour toll rises",
    "subheadline": "Council votes 12 to 9",
    "summary": "The toll goes up in May.",
    "language": "nb-NO",
    "published": ["2026-11-23T09:00:00Z"],
    "content_modified": "2026-11-23T10:04:00+01:00",
    "content_created": "2026-11-22",
    "dateline": "VIKSUND (Nordwire)",
    "section": "Økonomi",
    "genres": [{"uri": "http://cv.iptc.org/newscodes/genre/Analysis", "name": "Analysis"}],
    "keywords": ["toll"],
    "authors": [
        {
            "name": "Liv Strand",
            "uri": "https://fjordavisen.example/#/person/liv",
            "url": "https://fjordavisen.example/staff/liv",
            "job_title": "Reporter",
            "affiliation": [{"name": "Fjordavisen"}],
        }
    ],
    "provider": {"name": "Nordwire", "url": "https://nordwire.example/"},
    "images": [
        {
            "url": "https://fjordavisen.example/p.jpg", "width": 1600, "height": 900, "caption": "The gate",
            "credit": "Photo: Per Holm / Nordwire", "creator": [{"name": "Per Holm"}],
            "license_url": "https://fjordavisen.example/license",
            "acquire_license_url": "https://fjordavisen.example/buy",
            "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
        }
    ],
    "subjects": [
        {
            "qcode": "medtop:20000350", "name": "central bank", "relevance": 80,
            "same_as": ["https://www.wikidata.org/wiki/Q66344"],
        }
    ],
    "organisations": [{"name": "Port Board", "uri": "http://www.wikidata.org/entity/Q900002"}],
    "places": [
        {"name": "Viksund", "rel": "about", "uri": "https://www.wikidata.org/entity/Q900003",
         "geo": {"latitude": 59.91, "longitude": 10.75}}
    ],
    "derived_from": ["tag:nordwire.example,2026:1"],
    "copyright_holder": "Fjordavisen",
    "copyright_year": 2026,
    "copyright_notice": "© 2026 Fjordavisen AS",
    "credit_line": "Nordwire / Fjordavisen",
    "license_url": "https://fjordavisen.example/license",
    "usage_terms": [{"text": "Ask first.", "href": "https://fjordavisen.example/terms"}],
    "is_free": False,
    "paywall": ".paywall",
    "corrections": [{"text": "The vote was on Monday.", "when": "2026-11-23T10:04:00+01:00"}],
}  # fmt: skip

GOLDEN: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": ["NewsArticle", "AnalysisNewsArticle"],
    "@id": "https://fjordavisen.example/a/7#article",
    "url": "https://fjordavisen.example/a/7",
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://fjordavisen.example/a/7"},
    "headline": "Harbour toll rises",
    "alternativeHeadline": "Council votes 12 to 9",
    "description": "The toll goes up in May.",
    "inLanguage": "nb-NO",
    "datePublished": "2026-11-23T10:00:00+01:00",
    "dateModified": "2026-11-23T10:04:00+01:00",
    "dateCreated": "2026-11-22",
    "dateline": "VIKSUND (Nordwire)",
    "articleSection": "Økonomi",
    "genre": {
        "@type": "DefinedTerm",
        "name": "Analysis",
        "termCode": "Analysis",
        "inDefinedTermSet": "http://cv.iptc.org/newscodes/genre/",
        "url": "http://cv.iptc.org/newscodes/genre/Analysis",
    },
    "keywords": ["toll"],
    "author": [
        {
            "@type": "Person",
            "@id": "https://fjordavisen.example/#/person/liv",
            "name": "Liv Strand",
            "url": "https://fjordavisen.example/staff/liv",
            "jobTitle": "Reporter",
            "worksFor": {"@id": "https://fjordavisen.example/#organization"},
        }
    ],
    "publisher": {
        "@type": "NewsMediaOrganization",
        "@id": "https://fjordavisen.example/#organization",
        "name": "Fjordavisen",
        "legalName": "Fjordavisen AS",
        "url": "https://fjordavisen.example/",
        "logo": {
            "@type": "ImageObject",
            "contentUrl": "https://fjordavisen.example/logo.png",
            "width": 600,
            "height": 60,
        },
        "sameAs": ["http://www.wikidata.org/entity/Q900001"],
        "correctionsPolicy": "https://fjordavisen.example/corrections",
        "publishingPrinciples": "https://fjordavisen.example/principles",
    },
    "provider": {"@type": "Organization", "name": "Nordwire", "url": "https://nordwire.example/"},
    "image": [
        {
            "@type": "ImageObject",
            "contentUrl": "https://fjordavisen.example/p.jpg",
            "url": "https://fjordavisen.example/p.jpg",
            "width": 1600,
            "height": 900,
            "caption": "The gate",
            "creditText": "Photo: Per Holm / Nordwire",
            "creator": {"@type": "Person", "name": "Per Holm"},
            "license": "https://fjordavisen.example/license",
            "acquireLicensePage": "https://fjordavisen.example/buy",
            "digitalSourceType": "https://schema.org/DigitalCaptureDigitalSource",
        }
    ],
    "about": [
        {
            "@type": "DefinedTerm",
            "name": "central bank",
            "termCode": "20000350",
            "inDefinedTermSet": "http://cv.iptc.org/newscodes/mediatopic/",
            "sameAs": "http://www.wikidata.org/entity/Q66344",
            "url": "http://cv.iptc.org/newscodes/mediatopic/20000350",
        }
    ],
    "mentions": [
        {"@type": "Organization", "name": "Port Board", "sameAs": "http://www.wikidata.org/entity/Q900002"}
    ],
    "contentLocation": {
        "@type": "Place",
        "name": "Viksund",
        "sameAs": "http://www.wikidata.org/entity/Q900003",
        "geo": {"@type": "GeoCoordinates", "latitude": 59.91, "longitude": 10.75},
    },
    "isBasedOn": {"@type": "CreativeWork", "identifier": "tag:nordwire.example,2026:1"},
    "identifier": [
        {
            "@type": "PropertyValue",
            "propertyID": "newsml:guid",
            "value": "tag:fjordavisen.example,2026:harbour/7",
        }
    ],
    "version": "3",
    "copyrightHolder": {"@id": "https://fjordavisen.example/#organization"},
    "copyrightYear": 2026,
    "copyrightNotice": "© 2026 Fjordavisen AS",
    "creditText": "Nordwire / Fjordavisen",
    "license": "https://fjordavisen.example/license",
    "usageInfo": "https://fjordavisen.example/terms",
    "isAccessibleForFree": False,
    "hasPart": [{"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}],
    "correction": {
        "@type": "CorrectionComment",
        "text": "The vote was on Monday.",
        "datePublished": "2026-11-23T10:04:00+01:00",
    },
}

PERSON = {
    "name": "Ana Lovrić", "uri": "https://fjordavisen.example/staff/ana", "party_type": "person",
    "job_title": "Editor", "job_title_uri": "https://nordwire.example/job/1",
    "email": ["ana@fjordavisen.example"],
    "affiliation": [{"name": "Port Institute", "same_as": ["http://www.wikidata.org/entity/Q900004"]}],
    "same_as": ["https://www.wikidata.org/wiki/Q900005", "urn:staff:17"],
    "names": {"nb": "Ana Lovrić", "hr": "Ana Lovrić mlađa"}, "role": "cpprole:author",
}  # fmt: skip
COMPANY = {
    "name": "Viksund Havn", "party_type": "organisation", "uri": "urn:orgnr:999",
    "symbols": [{"symbol": "VIK", "exchange": "OSL", "symbol_type": "ticker"}],
}  # fmt: skip
CLIP = {
    "id": "clip-1", "url": "https://fjordavisen.example/v.mp4",
    "embed_url": "https://fjordavisen.example/player/1",
    "mime": "video/mp4", "duration": 3723.5, "title": "The gate opens", "caption": "Ships pass.",
    "alt": "Ships",
    "thumbnail": "https://fjordavisen.example/v.jpg", "transcript": "Here it opens.", "lang": "nb",
    "created": "2026-11-20", "role": "main", "size": 5000, "copyright_notice": "© Nordwire",
    "renditions": [
        {"name": "small", "url": "https://fjordavisen.example/v-s.mp4", "width": 640, "duration": 3723.5,
         "hash": [{"type": "sha256", "value": "ab12"}, {"type": "md5", "value": "cd34"}]},
    ],
}  # fmt: skip
EVERYTHING: dict[str, Any] = {
    **STORY,
    "is_free": True,
    "paywall": [],
    "body": [
        "Ships waited.",
        {"kind": "paragraph", "children": ["It ", {"kind": "strong", "children": ["opened"]}, "."]},
        {"kind": "figure", "media": {"url": "https://fjordavisen.example/in-text.jpg"},
         "caption": ["A crane"]},
    ],
    "alt_ids": [{"scheme": "https://fjordavisen.example/cms/", "value": "77", "role": "cms"}, "x-78"],
    "profile": "text", "pub_status": "usable",
    "publisher": {"name": "Another Paper", "url": "https://another.example/"},
    "signals": ["sig:correction"], "editorial_role": "erol:x", "ed_notes": ["Call Per before use"],
    "services": ["svc:north"], "series": [{"id": "urn:series:1", "name": "Tolls", "part": 2, "total": 5}],
    "generator": [{"name": "deskpad", "version": "1"}], "file_name": "toll.xml",
    "hops": [{"party": {"name": "Nordwire"}}],
    "first_created": "2026-11-22T08:00:00+01:00", "version_created": "2026-11-23T11:00:00+01:00",
    "published": [{"when": "2026-11-23T09:00:00Z", "channel": {"name": "web"}}, "2026-11-24"],
    "embargoed_until": "2026-11-23T08:00:00+01:00", "expires": ["2026-12-31", "2026-12-01T00:00:00Z"],
    "headlines": [
        {"text": "Harbour toll rises", "role": "main", "html": "Harbour <b>toll</b> rises", "rank": 1},
        {"text": "Toll up", "role": "short"}, {"text": "Maut steigt", "lang": "de"},
    ],
    "title": "toll 3 FINAL", "slugline": "NOR-TOLL", "byline": "By Liv Strand",
    "summary": ["The toll goes up in May.", "Again."], "text_direction": "ltr",
    "backstory": "We asked all 21 members.", "authors": [PERSON, "Staff"],
    "contributors": [
        {"name": "Ida Vik", "role": "cpprole:editor"}, {"name": "Jo Berg", "role": "translator"},
        {"name": "Toll Fund", "role": "sponsor", "party_type": "organisation"}, {"name": "Ola",
         "role": "camera"},
    ],
    "info_sources": [COMPANY, {"name": "A clerk", "party_type": "person"}],
    "subjects": [
        {"qcode": "medtop:20000350", "name": "central bank", "confidence": 70, "relevance": 80,
         "definition": "A bank for banks", "broader": [{"name": "economy"}]},
        {"qcode": "nowhere:1", "name": "tolls"}, {"name": "weather", "relevance": 10}, {"literal": "x1"},
        {"scheme": "https://fjordavisen.example/topics/", "code": "t1", "name": "ports"},
    ],
    "people": [{**PERSON, "rel": "about"}], "organisations": [COMPANY],
    "places": [
        {"name": "Viksund", "relevance": 90, "country": "NO", "geo": {"latitude": 59.9, "longitude": 10.75},
         "broader": [{"name": "Norway", "uri": "http://www.wikidata.org/entity/Q20"}]},
        {"name": "Sund", "rel": "mentions"},
    ],
    "located": [{"name": "Viksund", "country": "NO"}],
    "events": [{"name": "Council vote", "start": "2026-11-23", "end": "2026-11-24", "rel": "partOf"}],
    "objects": [{"name": "Toll gate", "literal": "gate-1"}],
    "audiences": [{"name": "Skippers"}, {"name": "Children", "excluded": True}],
    "ratings": [{"value": 4}], "interactions": [{"count": 7, "action": "share"}, {"count": 1,
    "action": "hug"}],
    "copyright_holder": {"name": "Nordwire", "party_type": "organisation"},
    "rights_expression": [{"data": "<o/>"}], "rights_scope": {"geography": ["NO"]},
    "data_mining": "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
    "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits",
    "acquire_license_url": "https://fjordavisen.example/buy",
    "accountable_person": {"name": "Rolf Dahl"},
    "trust_indicators": [
        {"role": "http://cv.iptc.org/newscodes/trustindicator/ethicsPolicy",
         "href": "https://fjordavisen.example/ethics", "title": "Ethics"},
        {"role": "http://cv.iptc.org/newscodes/trustindicator/editorialPolicy",
         "href": "https://nordwire.example/principles"},
        {"role": "http://cv.iptc.org/newscodes/trustindicator/pieceOfWorkInfo",
         "href": "https://fjordavisen.example/a/7/how"},
    ],
    "renditions": [{"name": "pdf", "url": "https://fjordavisen.example/a/7.pdf",
    "mime": "application/pdf", "size": 9}],
    "thumbnail": ["https://fjordavisen.example/t.jpg", "https://fjordavisen.example/t2.jpg"],
    "video": [CLIP], "audio": [{**CLIP, "url": "https://fjordavisen.example/a.mp3", "mime": "audio/mpeg"}],
    "related": [{"href": "https://fjordavisen.example/a/6", "title": "Before", "rel": "irel:follows"}],
    "translation_of": {"href": "https://nordwire.example/hr/1", "lang": "hr"},
    "previous_version": "tag:fjordavisen.example,2026:harbour/6",
    "print_edition": [
        {"edition": "Morning", "section": "A", "page": "3", "column": "2", "issn": "1234-5678"},
         {"page": "9"},
    ],
    "live_updates": [{"text": "Open", "when": "2026-11-23T10:01:00+01:00"}],
    "speakable": [".lead"], "urgency": 4,
    "event_details": {"status": "scheduled"}, "foreign": [{"format": "x", "markup": "<x/>"}],
    "extra": {"own": {"a": 1}},
}  # fmt: skip
NOW = datetime(2026, 11, 24, tzinfo=UTC)

BLOG = {
    "headline": "Harbour vote, live", "item_type": "live_blog",
    "canonical_url": "https://fjordavisen.example/live/1",
    "language": "en", "published": ["2026-11-23T08:00:00+01:00"], "dateline": "VIKSUND",
    "live_updates": [
        {"id": "u2", "headline": "It is\ncounted", "text": "12 to 9.", "when": "2026-11-23T10:01:00+01:00",
         "authors": [{"name": "Liv Strand"}], "url": "https://fjordavisen.example/live/1#u2"},
        {"id": "17:1", "text": "They vote.", "when": "2026-11-23T09:55:00+01:00"},
    ],
}  # fmt: skip
PICTURE = {
    "item_type": "picture", "headline": "The gate", "summary": "Ships pass the gate.",
    "authors": ["Per Holm"],
    "id": "urn:newsml:nordwire.example:p9", "published": ["2026-11-20"], "body": "A caption.",
    "renditions": [
        {"url": "https://nordwire.example/s.jpg", "width": 400},
        {"url": "https://nordwire.example/l.jpg", "width": 4000, "height": 3000, "mime": "image/jpeg",
         "size": 12345,
         "hash": [{"type": "SHA-256", "value": "ab"}]},
    ],
}  # fmt: skip
VIDEO = {
    "item_type": "video", "headline": "The gate opens", "published": ["2026-11-20T08:00:00+01:00"],
    "thumbnail": "https://nordwire.example/t.jpg",
    "renditions": [{"url": "https://nordwire.example/v.mp4", "duration": 65, "mime": "video/mp4"}],
}  # fmt: skip
AUDIO = {
    "item_type": "audio",
    "headline": "The gate, heard",
    "renditions": ["https://nordwire.example/a.mp3"],
}

STORIES = {
    "story": STORY, "everything": EVERYTHING, "blog": BLOG, "picture": PICTURE, "video": VIDEO,
    "audio": AUDIO,
    "bare": {"headline": "Bridge reopens"}, "advert": {"headline": "Buy a boat",
    "genres": ["genre:Sponsored"]},
}  # fmt: skip
PROFILES = ("core", "news", "full")


def written(fields: dict[str, Any] | Article, **options: Any) -> tuple[dict[str, Any], list[Issue]]:
    """The node of an article, and what was reported."""
    article = fields if isinstance(fields, Article) else Article.build(fields)
    issues: list[Issue] = []
    given = WriteOptions(**{"site": SITE, "now": NOW, **options})
    node: dict[str, Any] = json.loads(b"".join(jsonld.write([article], issues.append, options=given)))
    return node, issues


def node_of(fields: dict[str, Any], **options: Any) -> dict[str, Any]:
    """Only the node."""
    return written(fields, **options)[0]


def lost(issues: list[Issue]) -> dict[str, str]:
    """Path and message of every loss."""
    return {issue.path: issue.message for issue in issues if issue.rule == "LOSS"}


def test_golden_in_order() -> None:
    node = node_of(STORY)
    assert node == GOLDEN
    assert json.dumps(node) == json.dumps(GOLDEN)  # the order of the keys too


def test_only_what_is_meant_gets_lost() -> None:
    _, issues = written(STORY)
    assert lost(issues) == {
        "subjects.0.relevance": "subjects.0.relevance (80) is not written: JSON-LD has no place for it",
        "usage_terms.0.text": "usage_terms.0.text (Ask first.) is not written: "
        "the profile news leaves it out, -O profile=full writes it",
    }


@pytest.mark.parametrize("pretty", [True, False])
def test_bytes_are_the_same_every_time_and_end_with_a_line_end(pretty: bool) -> None:
    options = WriteOptions(site=SITE, now=NOW, pretty=pretty)
    first, second = (b"".join(jsonld.write([Article.build(STORY)], options=options)) for _ in range(2))
    assert first == second
    assert first.endswith(b"}\n")
    assert (b'\n  "@type"' in first) is pretty


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", STORIES)
def test_schema_accepts_everything_written(name: str, profile: str) -> None:
    node = node_of(STORIES[name], profile=profile, body=True)
    assert [error.message for error in schema().iter_errors(node)] == []
    graph = {"@context": node["@context"], "@graph": [{k: v for k, v in node.items() if k != "@context"}]}
    assert [error.message for error in schema().iter_errors(graph)] == []


@cache
def schema() -> Draft202012Validator:
    """The schema that this project publishes."""
    document = json.loads((ROOT / "schemas" / "jsonld" / "article.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(document)
    return Draft202012Validator(document)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("@context", None), ("@context", "https://example.org"), ("@context",
         {"@vocab": "https://schema.org/"}),
        ("@type", None), ("@type", "Recipe"), ("@type", []), ("@type", ["AnalysisNewsArticles"]),
        ("headline", ""), ("headline", 7), ("headline", ["two", "three"]), ("url", "/a/7"), ("url",
         "javascript:x()"),
        ("datePublished", "yesterday"), ("datePublished", "2026-13-01"), ("dateModified",
         "2026-11-23T25:00:00Z"),
        ("isAccessibleForFree", "False"), ("isAccessibleForFree", None), ("keywords", []), ("author",
         "Liv Strand"),
        ("author", [{"name": "Liv Strand"}]), ("author", [{"@type": "Thing", "name": "Liv"}]),
         ("publisher", "Fjord"),
        ("image", "p.jpg"), ("image.0.contentUrl", "data:image/png;base64,xx"), ("about", ["banks"]),
        ("image.0.digitalSourceType", "DigitalCapture"), ("hasPart.0.isAccessibleForFree", "false"),
        ("contentLocation.geo.latitude", 95), ("contentLocation.geo.latitude", "59"), ("copyrightYear",
         "2026"),
        ("speakable", {"@type": "SpeakableSpecification", "cssSelector": ".a", "xpath": "/b"}),
        ("inLanguage", "nb_NO"), ("video", [{"@type": "VideoObject", "duration": "1:23"}]),
    ],
)  # fmt: skip
def test_schema_rejects_damaged_copies(path: str, value: Any) -> None:
    node: Any = copy.deepcopy(GOLDEN)
    *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
    target = node
    for step in way:
        target = target[step]
    if value is None and path.startswith("@"):
        del target[last]
    else:
        target[last] = value
    assert not schema().is_valid(node)


def test_schema_accepts_graphs_and_what_it_does_not_know() -> None:
    site = {"@type": "WebSite", "@id": "https://fjordavisen.example/#site", "name": "Fjordavisen"}
    graph = {
        "@context": ["https://schema.org"],
        "@graph": [site, {"@type": "NewsArticle", "accessMode": "textual"}],
    }
    assert schema().is_valid(graph)
    assert not schema().is_valid({**graph, "@graph": [site]})


# --- against the vocabulary -----------------------------------------------------------------------


@cache
def vocabulary() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Types with all their ancestors, and properties with the types that have them."""
    graph = json.loads((VOCABULARY / "schemaorg-current-https.jsonld").read_text("utf-8"))["@graph"]

    def names(value: Any) -> set[str]:
        values = value if isinstance(value, list) else [value] if value else []
        return {item["@id"].removeprefix("schema:") for item in values}

    parents = {n["@id"][7:]: names(n.get("rdfs:subClassOf")) for n in graph if "rdfs:Class" in n["@type"]}
    domains = {
        n["@id"][7:]: names(n.get("schema:domainIncludes")) for n in graph if "rdf:Property" in n["@type"]
    }

    def ancestors(name: str) -> set[str]:
        return {name}.union(*(ancestors(parent) for parent in parents.get(name, ())))

    return {name: ancestors(name) for name in parents}, domains


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object within a JSON value."""
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            yield from nodes(item)


@needs_vocabulary
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", STORIES)
def test_every_property_belongs_to_its_type(name: str, profile: str) -> None:
    types, domains = vocabulary()
    for node in nodes(node_of(STORIES[name], profile=profile, body=True)):
        own = node.get("@type", [])
        kinds = set().union(*(types[kind] for kind in (own if isinstance(own, list) else [own])))
        for term in node.keys() - {"@context", "@type", "@id"}:
            assert domains[term] & kinds, f"{term} is no property of {own}"
        assert own or set(node) == {"@id"}


@needs_vocabulary
@pytest.mark.parametrize("name", STORIES)
def test_nothing_gets_lost_when_a_processor_expands_it(name: str) -> None:
    from pyld import jsonld as processor

    context = json.loads((VOCABULARY / "schemaorgcontext.jsonld").read_text("utf-8"))

    def loader(url: str, options: Any) -> dict[str, Any]:
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": context,
        }

    node = node_of(STORIES[name], profile="full", body=True)
    expanded = processor.expand(node, {"documentLoader": loader})
    wanted = {term for found in nodes(node) for term in found if not term.startswith("@")}
    iris = {term for found in nodes(expanded) for term in found if not term.startswith("@")}
    assert iris == {f"http://schema.org/{term}" for term in wanted}
    assert {iri.removeprefix("http://schema.org/") for iri in iris} <= vocabulary()[1].keys()


# --- losses ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [True, False])
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", ["everything", "blog", "picture"])
def test_without_a_field_the_bytes_change_or_an_issue_names_it(name: str, profile: str, body: bool) -> None:
    fields = json.loads(Article.build(STORIES[name]).model_dump_json(exclude_defaults=True))
    node, issues = written(fields, profile=profile, body=body)
    named = {issue.path.split(".")[0] for issue in issues}
    for field in fields:
        if field in named or field in ("item_type", "pub_status"):  # usable is what all is that is there
            continue
        less = {key: value for key, value in fields.items() if key != field}
        without = node_of(less, profile=profile, body=body)
        assert without != node, f"{field} is lost in silence"


@pytest.mark.parametrize("profile", PROFILES)
def test_a_loss_is_said_once(profile: str) -> None:
    paths = [
        issue.path for issue in written(EVERYTHING, profile=profile, body=True)[1] if issue.rule == "LOSS"
    ]
    assert len(paths) == len(set(paths))
    assert "trust_indicators.2" in paths or profile == "core"
    assert not any(path.startswith("trust_indicators.2.") for path in paths) or profile == "core"


@pytest.mark.parametrize("profile", PROFILES)
def test_what_is_internal_is_never_written(profile: str) -> None:
    text = json.dumps(node_of(EVERYTHING, profile=profile, body=True), ensure_ascii=False)
    for secret in (
        "Call Per",
        "ana@",
        "FINAL",
        "toll.xml",
        "deskpad",
        "medtop:",
        "By Liv Strand",
        "svc:",
        "null",
    ):
        assert secret not in text


# --- the parts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("genre", "types"),
    [
        ({"name": "Opinion"}, ["NewsArticle", "OpinionNewsArticle"]),
        ({"name": "From the Scene"}, ["NewsArticle", "ReportageNewsArticle"]),
        ({"qcode": "genre:Background"}, ["NewsArticle", "BackgroundNewsArticle"]),
        ({"uri": "https://fjordavisen.example/genre/Opinion"}, "NewsArticle"),
        ({"qcode": "genre:Satire"}, "SatiricalArticle"),
        ({"uri": "http://cv.iptc.org/newscodes/genre/Advertiser_Supplied"}, "AdvertiserContentArticle"),
        ({"scheme": "http://cv.iptc.org/newscodes/genre/", "code": "Press_Release"}, "Article"),
        ({"name": "Review"}, "NewsArticle"),
    ],
)
def test_the_genre_chooses_the_type(genre: dict[str, str], types: Any) -> None:
    assert node_of({"headline": "Vote", "genres": [genre]})["@type"] == types


def test_one_type_for_those_who_compare_text() -> None:
    assert node_of(STORY, type_style="single")["@type"] == "NewsArticle"


def test_what_only_news_has_is_reported_for_other_articles() -> None:
    node, issues = written({"headline": "Buy a boat", "genres": ["genre:Sponsored"], "dateline": "VIKSUND"})
    assert "dateline" not in node
    assert "dateline.text" in lost(issues)


def test_live_blog() -> None:
    node = node_of(BLOG)
    assert node["@type"] == "LiveBlogPosting"
    assert node["coverageStartTime"] == "2026-11-23T09:55:00+01:00"
    assert node["liveBlogUpdate"] == [
        {
            "@type": "BlogPosting",
            "@id": "https://fjordavisen.example/live/1#u2",
            "url": "https://fjordavisen.example/live/1#u2",
            "headline": "It is counted",
            "articleBody": "12 to 9.",
            "datePublished": "2026-11-23T10:01:00+01:00",
            "author": [{"@type": "Person", "name": "Liv Strand"}],
        },
        {
            "@type": "BlogPosting",
            "articleBody": "They vote.",
            "datePublished": "2026-11-23T09:55:00+01:00",
            "identifier": {"@type": "PropertyValue", "value": "17:1"},
        },
    ]


def test_live_updates_behind_a_paywall_keep_their_text() -> None:
    node, issues = written({**BLOG, "is_free": False})
    assert all("articleBody" not in update for update in node["liveBlogUpdate"])
    assert {"live_updates.0.text", "live_updates.1.text"} <= lost(issues).keys()


def test_a_picture_is_its_largest_file() -> None:
    node, issues = written(PICTURE)
    assert (node["@type"], node["name"], node["contentUrl"]) == (
        "ImageObject",
        "The gate",
        "https://nordwire.example/l.jpg",
    )
    assert (node["width"], node["height"], node["contentSize"], node["sha256"]) == (4000, 3000, "12345", "ab")
    assert node["encoding"]["contentUrl"] == "https://nordwire.example/s.jpg"
    assert node["creator"] == [{"@type": "Person", "name": "Per Holm"}]
    assert "body" in lost(issues)


def test_a_video_has_what_search_engines_require() -> None:
    node = node_of(VIDEO)
    wanted = {
        "name": "The gate opens",
        "thumbnailUrl": "https://nordwire.example/t.jpg",
        "duration": "PT1M5S",
    }
    assert wanted.items() <= node.items()
    assert node["uploadDate"] == "2026-11-20T08:00:00+01:00"


def test_a_clip_in_an_article_is_uploaded_when_the_article_is_published() -> None:
    node = node_of({**STORY, "video": [{"url": "https://fjordavisen.example/v.mp4", "duration": 3723.5}]})
    assert node["video"] == [
        {
            "@type": "VideoObject",
            "name": "Harbour toll rises",
            "contentUrl": "https://fjordavisen.example/v.mp4",
            "duration": "PT1H2M3.5S",
            "uploadDate": "2026-11-23T10:00:00+01:00",
        }
    ]


def test_all_sizes_of_a_picture_are_pictures() -> None:
    image = {"renditions": [{"url": f"https://fjordavisen.example/{w}.jpg", "width": w} for w in (400, 1600)]}
    node = node_of({"headline": "Gate", "images": [image]})
    assert [one["width"] for one in node["image"]] == [1600, 400]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "urn:x:1"])
def test_what_no_browser_may_follow_is_no_address(url: str) -> None:
    node, issues = written({
        "headline": "Gate", "images": [{"url": url}], "thumbnail": [{"url": url}], "related": [{"href": url}],
        "derived_from": [{"href": url}], "usage_terms": [{"text": "T", "href": url}],
        "subjects": [{"name": "s", "uri": url, "same_as": [url]}], "authors": [{"name": "A", "uri": url}],
        "alt_ids": [{"value": url}],
    })  # fmt: skip
    for found in nodes(node):
        addresses = ("url", "contentUrl", "sameAs", "thumbnailUrl", "usageInfo", "@id")
        assert not any(url in str(found.get(term)) for term in addresses)
    assert {"images.0.url", "thumbnail.0.url", "usage_terms.0.href"} <= lost(issues).keys()


@pytest.mark.parametrize(
    ("code", "member"),
    [
        ("computationalCapture", "https://schema.org/MultiFrameComputationalCaptureDigitalSource"),
        ("trainedAlgorithmicMedia", "https://schema.org/TrainedAlgorithmicMediaDigitalSource"),
        ("humanEdits", None),
        ("digitalCreation", None),
    ],
)
def test_digital_source_types(code: str, member: str | None) -> None:
    uri = f"http://cv.iptc.org/newscodes/digitalsourcetype/{code}"
    node, issues = written({"headline": "Gate", "digital_source_type": uri})
    assert node.get("digitalSourceType") == member
    assert ("digital_source_type" in lost(issues)) is (member is None)


@needs_vocabulary
def test_the_digital_source_types_are_members_of_the_enumeration() -> None:
    from newsml.vocabularies.schema_org import DIGITAL_SOURCE

    graph = json.loads((VOCABULARY / "schemaorg-current-https.jsonld").read_text("utf-8"))["@graph"]
    members = {n["@id"][7:] for n in graph if n["@type"] == "schema:IPTCDigitalSourceEnumeration"}
    assert set(DIGITAL_SOURCE.values()) == members


@pytest.mark.parametrize("name", ["admin", "Staff", "-", " STAFF  reporter", "webmaster"])
def test_an_author_who_is_nobody_is_not_written(name: str) -> None:
    node, issues = written({"headline": "Gate", "authors": [name]}, site=None)
    assert "author" not in node
    assert lost(issues)["authors.0.name"].endswith("it names nobody")


def test_nobody_is_invented_as_author() -> None:
    assert "author" not in node_of({"headline": "Gate"})


def test_a_site_without_bylines_is_the_author() -> None:
    site = site_of({"publisher": {"name": "Weekly", "url": "https://weekly.example"},
                    "policies": {"no_bylines": "https://weekly.example/nb"}})  # fmt: skip
    node = node_of({"headline": "Gate"}, site=site)
    assert node["author"] == [
        {
            "@type": "NewsMediaOrganization",
            "@id": "https://weekly.example/#organization",
            "name": "Weekly",
            "url": "https://weekly.example",
        }
    ]


def test_authors_keep_their_order_and_their_names() -> None:
    authors = [
        {"name": "Liv Strand", "same_as": ["https://www.wikidata.org/entity/Q900006"]},
        {"name": "Nordwire", "party_type": "organisation"},
    ]
    assert node_of({"headline": "Gate", "authors": authors})["author"] == [
        {"@type": "Person", "name": "Liv Strand", "sameAs": "http://www.wikidata.org/entity/Q900006"},
        {"@type": "Organization", "name": "Nordwire"},
    ]


def test_an_organisation_edits_nothing() -> None:
    fields = {
        "headline": "Gate",
        "contributors": [{"name": "Desk", "role": "editor", "party_type": "organisation"}],
    }
    node = node_of(fields)
    assert "editor" not in node
    assert node["contributor"] == {"@type": "Organization", "name": "Desk"}


def test_e_mail_is_never_published() -> None:
    author = {"name": "Ana", "email": ["ana@fjordavisen.example"], "uri": "mailto:ana@fjordavisen.example"}
    node, issues = written({"headline": "Gate", "authors": [author]})
    assert "ana@" not in json.dumps(node)
    assert {"authors.0.email.0", "authors.0.uri"} <= lost(issues).keys()


def test_the_publisher_of_the_article_where_no_site_says_it() -> None:
    node = node_of({"headline": "Gate", "publisher": "Weekly"}, site=None)
    assert node["publisher"] == {"@type": "NewsMediaOrganization", "name": "Weekly"}


def test_the_agency_is_not_the_publisher() -> None:
    assert "publisher" not in node_of({"headline": "Gate", "provider": "Nordwire"}, site=None)


def test_the_site_publishes_whatever_the_article_says() -> None:
    node, issues = written({"headline": "Gate", "publisher": "Weekly"})
    assert node["publisher"]["name"] == "Fjordavisen"
    assert "publisher.name" in lost(issues)


def test_trust_indicators_become_policies_of_the_publisher() -> None:
    role = "http://cv.iptc.org/newscodes/trustindicator/"
    indicators = [
        {"role": role + "ethicsPolicy", "href": "https://fjordavisen.example/ethics"},
        {"role": role + "correctionsPolicy", "href": "https://elsewhere.example/c"},
        {"role": role + "editorialPolicy", "href": "https://elsewhere.example/p"},
        {"role": role + "biography", "href": "https://fjordavisen.example/staff/ana"},
    ]
    node, issues = written({"headline": "Gate", "authors": ["Ana Lovrić"], "trust_indicators": indicators})
    assert node["publisher"]["ethicsPolicy"] == "https://fjordavisen.example/ethics"
    assert node["publisher"]["correctionsPolicy"] == "https://fjordavisen.example/corrections"
    assert node["publishingPrinciples"] == "https://elsewhere.example/p"
    assert node["author"][0]["url"] == "https://fjordavisen.example/staff/ana"
    assert lost(issues).keys() == {"trust_indicators.1"}


def test_a_code_nobody_knows_leaves_the_name() -> None:
    node, issues = written({"headline": "Gate", "subjects": [{"qcode": "nowhere:1", "name": "tolls"}]})
    assert node["about"] == [{"@type": "DefinedTerm", "name": "tolls"}]
    assert "nowhere:1" in lost(issues)["subjects.0.qcode"]


@pytest.mark.parametrize(
    ("concept", "place"),
    [
        ({"subjects": [{"name": "X"}]}, "about"),
        ({"subjects": [{"name": "X", "rel": "mentions"}]}, "mentions"),
        ({"subjects": [{"name": "X", "relevance": 49}]}, "mentions"),
        ({"people": [{"name": "X"}]}, "mentions"),
        ({"people": [{"name": "X", "relevance": 50}]}, "about"),
        ({"organisations": [{"name": "X", "relevance": 90, "rel": "mentions"}]}, "mentions"),
        ({"events": [{"name": "X"}]}, "about"),
        ({"objects": [{"name": "X"}]}, "mentions"),
        ({"places": [{"name": "X"}]}, "mentions"),
        ({"places": [{"name": "X", "rel": "about"}]}, "contentLocation"),
    ],
)
def test_about_or_mentioned(concept: dict[str, Any], place: str) -> None:
    node = node_of({"headline": "Gate", **concept})
    found = node[place] if isinstance(node[place], dict) else node[place][0]
    assert found["name"] == "X"
    assert {"about", "mentions", "contentLocation"} & node.keys() == {place}


def test_the_threshold_is_an_option() -> None:
    fields = {"headline": "Gate", "people": [{"name": "X", "relevance": 60}]}
    assert "about" in node_of(fields)
    assert "about" not in node_of(fields, about_threshold=61)


def test_no_concept_comes_twice() -> None:
    uri = "http://www.wikidata.org/entity/Q900007"
    fields = {"headline": "Gate", "subjects": [{"name": "X", "uri": uri, "rel": "mentions"}],
              "people": [{"name": "X", "uri": uri, "rel": "about"}]}  # fmt: skip
    node, issues = written(fields)
    assert "mentions" not in node
    assert [one["@type"] for one in node["about"]] == ["Person"]
    assert "subjects.0" in lost(issues)


def test_only_the_most_relevant_topics() -> None:
    subjects = [{"name": f"topic {n}", "relevance": 50 + n} for n in range(12)]
    people = [{"name": f"person {n}"} for n in range(22)]
    node, issues = written({"headline": "Gate", "subjects": subjects, "people": people})
    assert [one["name"] for one in node["about"]] == [f"topic {n}" for n in range(2, 12)]
    assert len(node["mentions"]) == 20
    assert {"subjects.0", "subjects.1", "people.20", "people.21"} <= lost(issues).keys()


def test_what_says_nothing_is_not_written() -> None:
    node = node_of({
        "headline": " ", "id": " ", "keywords": [" "], "section": [""], "authors": ["Liv\nStrand"],
        "paywall": [""],
        "is_free": False, "speakable": {"css_selector": [""]}, "subjects": [{"name": "\t"}], "alt_ids": [""],
    }, site=None)  # fmt: skip
    assert node == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "author": [{"@type": "Person", "name": "Liv Strand"}],
        "isAccessibleForFree": False,
    }


# --- text and dates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Harbour\ntoll\r\n rises", "Harbour toll rises"),
        ("« Le\u202fpont » ouvre\u00a0!", "« Le\u202fpont » ouvre\u00a0!"),
        ("AT&amp;T &lt;b&gt;", "AT&amp;T &lt;b&gt;"),
        ("one\u2028two", "one two"),
    ],
)
def test_a_headline_is_one_line_and_otherwise_untouched(text: str, line: str) -> None:
    assert node_of({"headline": text})["headline"] == line


@pytest.mark.parametrize("ugly", ["The\rgate ", "\x1cThe gate\r", "\tThe\t gate\n", " The  gate"])
def test_every_name_is_one_tidy_line(ugly: str) -> None:
    media = {"url": "https://img.example/a", "title": ugly, "credit": ugly}
    node = node_of({
        "headline": ugly,
        "subheadline": ugly,
        "authors": [{"name": ugly, "job_title": ugly, "affiliation": [{"name": ugly}]}],
        "related": [{"href": "https://a.example/", "title": ugly}],
        "derived_from": [{"title": ugly}],
        "series": [{"name": ugly}],
        "section": [ugly, "Culture"],
        "images": [media],
        "video": [media],
        "print_edition": [{"edition": ugly, "page": "7"}],
    })  # fmt: skip
    assert "The gate" in json.dumps(node)
    bent = [text for text in _texts(node) if "gate" in text and text != "The gate"]
    assert bent == []


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def test_the_text_is_written_only_where_asked_for() -> None:
    node, issues = written({"headline": "Gate", "body": "One.\n\nTwo."})
    assert "articleBody" not in node
    assert "-O body=yes" in lost(issues)["body"]
    node, issues = written({"headline": "Gate", "body": "One.\n\nTwo."}, body=True)
    assert node["articleBody"] == "One.\n\nTwo."
    assert "body" not in lost(issues)


@pytest.mark.parametrize(
    "paid", [{"is_free": False}, {"paywall": ".paid"}, {"is_free": False, "paywall": [".paid"]}]
)
def test_the_text_behind_a_paywall_is_never_written(paid: dict[str, Any]) -> None:
    node, issues = written({"headline": "Gate", "body": "One.", **paid}, body=True)
    assert "articleBody" not in node
    assert node["isAccessibleForFree"] is False
    assert "paywall" in lost(issues)["body"]


def test_a_free_article_has_no_paid_parts() -> None:
    node, issues = written({"headline": "Gate", "is_free": True, "paywall": ".paid"})
    assert node["isAccessibleForFree"] is True
    assert "hasPart" not in node
    assert "paywall" in lost(issues)


def test_words_are_counted_in_the_full_profile() -> None:
    assert node_of({"headline": "Gate", "body": "One two three."}, profile="full")["wordCount"] == 3


@pytest.mark.parametrize(
    ("fields", "published", "modified"),
    [
        ({"published": ["2026-11-24", "2026-11-23T08:00:00Z"]}, "2026-11-23T09:00:00+01:00", None),
        ({"published": ["2026"]}, "2026", None),
        ({"published": ["2026-07-01T08:00:00Z"]}, "2026-07-01T10:00:00+02:00", None),
        ({"first_created": "2026-11-23T08:00:00Z"}, "2026-11-23T09:00:00+01:00", None),
        ({"published": ["2026-11-23"], "version_created": "2026-11-23T12:00:00+01:00"},
         "2026-11-23", "2026-11-23T12:00:00+01:00"),
        ({"published": ["2026-11-23"], "content_modified": "2026-11",
         "version_created": "2026-11-24T12:00:00Z"},
         "2026-11-23", "2026-11"),
        ({"published": ["2026-11-23T10:00:00Z"], "version_created": "2026-11-23T09:00:00Z"},
         "2026-11-23T11:00:00+01:00", None),
    ],
)  # fmt: skip
def test_dates(fields: dict[str, Any], published: str, modified: str | None) -> None:
    node, issues = written({"headline": "Gate", **fields})
    assert node["datePublished"] == published
    assert node.get("dateModified") == modified
    if modified is None and "version_created" in fields:
        assert "version_created" in lost(issues)


@pytest.mark.parametrize(
    ("zone", "when"),
    [
        ("Europe/Berlin", "1850-06-01T12:00:00Z"),  # 53 minutes and 28 seconds before Greenwich
        ("America/New_York", "0001-01-01T00:00:00Z"),
        ("Asia/Tokyo", "9999-12-31T23:59:59Z"),
    ],
)
def test_times_that_a_zone_cannot_tell_stay_as_they_are(zone: str, when: str) -> None:
    site = site_of({"time_zone": zone})
    node = node_of(
        {"headline": "Gate", "published": [when, when], "corrections": [{"text": "C", "when": when}]},
        site=site,
    )
    assert node["datePublished"] == node["correction"]["datePublished"] == when


def test_without_a_zone_of_the_site_times_stay_as_they_are() -> None:
    node = node_of({"headline": "Gate", "published": ["2026-11-23T08:00:00Z"]}, site=None)
    assert node["datePublished"] == "2026-11-23T08:00:00Z"


def test_a_stand_in_for_the_date_of_publication_is_said() -> None:
    _, issues = written({"headline": "Gate", "first_created": "2026-11-23T08:00:00Z"})
    assert [(issue.rule, issue.severity, issue.path) for issue in issues] == [
        ("DERIVED", "info", "published")
    ]


# --- options and refusals -------------------------------------------------------------------------


def test_options_come_as_text_from_a_command_line() -> None:
    given = {"profile": "full", "body": "yes", "type_style": "single", "about_threshold": "70"}
    options = options_of(WriteOptions, given, "jsonld")
    assert (options.profile, options.body, options.type_style, options.about_threshold) == (
        "full",
        True,
        "single",
        70,
    )


@pytest.mark.parametrize(
    "given",
    [
        {"profile": "all"},
        {"body": "maybe"},
        {"about_threshold": "x"},
        {"about_threshold": 101},
        {"shape": "round"},
    ],
)
def test_options_that_do_not_exist(given: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        options_of(WriteOptions, given, "jsonld")


@pytest.mark.parametrize(
    ("fields", "now", "path"),
    [
        ({"pub_status": "withheld"}, NOW, "pub_status"),
        ({"pub_status": "canceled"}, NOW, "pub_status"),
        ({"embargoed_until": "open"}, NOW, "embargoed_until"),
        ({"embargoed_until": "2026-11-24T00:00:01Z"}, NOW, "embargoed_until"),
        ({"embargoed_until": "2001-01-01T00:00:00Z"}, None, "embargoed_until"),
    ],
)
def test_refusals(fields: dict[str, Any], now: datetime | None, path: str) -> None:
    article = Article.build({"headline": "Gate", **fields})
    with pytest.raises(Refused) as refused:
        list(jsonld.write([article], options=WriteOptions(now=now)))
    assert [(issue.rule, issue.severity, issue.path) for issue in refused.value.issues] == [
        ("REFUSED", "error", path)
    ]


def test_an_embargo_that_is_over() -> None:
    node, issues = written({"headline": "Gate", "embargoed_until": "2026-11-24T01:00:00+01:00"})
    assert "expires" not in node
    assert "embargoed_until" in lost(issues)

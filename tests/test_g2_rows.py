"""NewsML-G2, row by row of the crosswalk: each value, set alone, arrives where a receiver looks for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from lxml import etree

from newsml import Article
from newsml.formats import newsml_g2
from newsml.schemas import xsd_issues
from newsml.xml import parse_xml
from tests.conftest import SHARED

OFFICIAL = SHARED / "corpus" / "newsml-g2" / "xsd" / "NewsML-G2_2.35-spec-All-Power.xsd"
NS = {"g": "http://iptc.org/std/nar/2006-10-01/", "h": "http://www.w3.org/1999/xhtml"}
WHEN = "2025-07-25T10:00:00+02:00"
HOME = "https://harbour.example/"
TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
TRUST = "http://cv.iptc.org/newscodes/trustindicator/correctionsPolicy"
MINING = "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"
NEEDED: dict[str, Any] = {"provider": "Harbour News", "version_created": "2025-07-25T11:00:00Z"}


def named(uri: str, name: str = "Somebody", **more: Any) -> dict[str, Any]:
    return {"uri": HOME + uri, "name": name, **more}


def texts(*values: str) -> list[dict[str, str]]:
    return [{"text": value} for value in values]


def author(**more: Any) -> dict[str, Any]:
    return {"authors": [named("kari", "Kari Strand", **more)]}


def picture(**more: Any) -> dict[str, Any]:
    return {"item_type": "picture", "images": [{"url": HOME + "b.jpg", **more}]}


def file(**more: Any) -> dict[str, Any]:
    return {"item_type": "picture", "renditions": [{"url": HOME + "b.jpg", **more}]}


META, DESCRIBED, RIGHTS = "g:itemMeta", "g:contentMeta", "g:rightsInfo"
FILE = "g:contentSet/g:remoteContent"

# Number of the row, the fields, and what the paths lead to. Several values: in this order.
ROWS: list[tuple[str, dict[str, Any], dict[str, list[str]]]] = [
    ("1 id", {"id": "tag:harbour.example,2025:1"}, {"@guid": ["tag:harbour.example,2025:1"]}),
    ("2 version", {"version": "7"}, {"@version": ["7"]}),
    (
        "3 canonical_url",
        {"canonical_url": HOME + "1"},
        {f"{META}/g:altRep[@contenttype='text/html']": [HOME + "1"]},
    ),
    (
        "4 alt_ids",
        {"alt_ids": [{"value": "12", "scheme": HOME + "cms"}, {"value": "13", "scheme": "desk"}]},
        {
            f"{DESCRIBED}/g:altId": ["12", "13"],
            f"{DESCRIBED}/g:altId/@typeuri": [HOME + "cms"],
            f"{DESCRIBED}/g:altId/@type": ["x-idtype:desk"],
        },
    ),
    ("5 item_type", {"item_type": "graphic"}, {f"{META}/g:itemClass/@qcode": ["ninat:graphic"]}),
    ("5 animation", {"item_type": "animation"}, {f"{META}/g:itemClass/@qcode": ["ninat:animated"]}),
    ("6 profile", {"profile": "wire-text"}, {f"{META}/g:profile": ["wire-text"]}),
    (
        "7 standard",
        {},
        {"@standard": ["NewsML-G2"], "@standardversion": ["2.35"], "@conformance": ["power"]},
    ),
    (
        "8 provider",
        {"provider": named("agency", "Harbour News")},
        {f"{META}/g:provider/@uri": [HOME + "agency"], f"{META}/g:provider/g:name": ["Harbour News"]},
    ),
    (
        "9 publisher",
        {"publisher": named("paper", "The Paper")},
        {
            "g:pubHistory/g:published/@uri": [HOME + "paper"],
            "g:pubHistory/g:published/g:name": ["The Paper"],
        },
    ),
    ("10 pub_status", {"pub_status": "withheld"}, {f"{META}/g:pubStatus/@qcode": ["stat:withheld"]}),
    (
        "11 signals",
        {"signals": [{"qcode": "sig:update"}, named("s")]},
        {f"{META}/g:signal/@qcode": ["sig:update"], f"{META}/g:signal/@uri": [HOME + "s"]},
    ),
    (
        "12 editorial_role",
        {"editorial_role": {"qcode": "erol:HDL"}},
        {f"{META}/g:role/@qcode": ["erol:HDL"]},
    ),
    (
        "13 ed_notes",
        {"ed_notes": [{"text": "First", "role": "desk"}, {"text": "Second", "lang": "nb"}]},
        {
            f"{META}/g:edNote": ["First", "Second"],
            f"{META}/g:edNote[1]/@role": ["x-role:desk"],
            f"{META}/g:edNote[2]/@xml:lang": ["nb"],
        },
    ),
    (
        "14 services",
        {"services": [{"qcode": "svc:home", "scheme": HOME + "svc/", "name": "Home"}]},
        {
            f"{META}/g:service/@qcode": ["svc:home"],
            f"{META}/g:service/g:name": ["Home"],
            "g:catalog/g:scheme[@alias='svc']/@uri": [HOME + "svc/"],
        },
    ),
    (
        "15 series",
        {"series": [{"id": HOME + "story/7", "name": "The bridge"}, {"id": "ports"}]},
        {
            f"{META}/g:memberOf/@uri": [HOME + "story/7"],
            f"{META}/g:memberOf/g:name": ["The bridge"],
            f"{META}/g:memberOf/@literal": ["ports"],
        },
    ),
    (
        "16 generator",
        {"generator": [{"name": "Desk", "version": "8.2"}]},
        {f"{META}/g:generator": ["Desk"], f"{META}/g:generator/@versioninfo": ["8.2"]},
    ),
    ("17 file_name", {"file_name": "bridge.xml"}, {f"{META}/g:fileName": ["bridge.xml"]}),
    (
        "18 hops",
        {"hops": [{"party": named("a"), "action": {"qcode": "hopaction:created"}, "when": WHEN}, {}]},
        {
            "g:hopHistory/g:hop/@seq": ["1", "2"],
            "g:hopHistory/g:hop/g:party/@uri": [HOME + "a"],
            "g:hopHistory/g:hop/g:action/@qcode": ["hopaction:created"],
            "g:hopHistory/g:hop/@timestamp": [WHEN],
        },
    ),
    ("19 first_created", {"first_created": WHEN}, {f"{META}/g:firstCreated": [WHEN]}),
    ("20 version_created", {"version_created": WHEN}, {f"{META}/g:versionCreated": [WHEN]}),
    ("21 content_created", {"content_created": "2025-07"}, {f"{DESCRIBED}/g:contentCreated": ["2025-07"]}),
    ("22 content_modified", {"content_modified": WHEN}, {f"{DESCRIBED}/g:contentModified": [WHEN]}),
    (
        "23 published",
        {"published": [{"when": WHEN, "channel": named("web")}, {"when": "2025", "channel": named("app")}]},
        {
            "g:pubHistory/g:published/@uri": [HOME + "web", HOME + "app"],
            "g:pubHistory/g:published/g:timestamp": [WHEN, "2025"],
        },
    ),
    ("24 embargoed_until", {"embargoed_until": WHEN}, {f"{META}/g:embargoed": [WHEN]}),
    ("24 open embargo", {"embargoed_until": "open"}, {f"{META}/g:embargoed": [""]}),
    ("25 expires", {"expires": ["2025-08-01", WHEN]}, {f"{META}/g:expires": ["2025-08-01", WHEN]}),
    (
        "26 headline",
        {"headlines": [{"text": "Bridge reopens", "role": "main", "lang": "en-GB", "rank": 1}]},
        {
            f"{DESCRIBED}/g:headline[not(@role)]": ["Bridge reopens"],
            f"{DESCRIBED}/g:headline/@xml:lang": ["en-GB"],
            f"{DESCRIBED}/g:headline/@rank": ["1"],
        },
    ),
    (
        "27 subheadline",
        {"headlines": [{"text": "After two years", "role": "sub"}]},
        {
            f"{DESCRIBED}/g:headline[@role='x-headlinerole:sub']": ["After two years"],
            "g:catalog/g:scheme[@alias='x-headlinerole']/@uri": ["urn:x-newsml:headlinerole:"],
        },
    ),
    (
        "28 headline_variants",
        {"headlines": [{"text": "Bridge", "role": HOME + "roles/mobile"}]},
        {f"{DESCRIBED}/g:headline/@roleuri": [HOME + "roles/mobile"]},
    ),
    ("29 title", {"title": {"text": "BRIDGE v2"}}, {f"{META}/g:title": ["BRIDGE v2"]}),
    (
        "30 slugline",
        {"slugline": [{"text": "NOR-BRIDGE", "separator": "-"}]},
        {f"{DESCRIBED}/g:slugline": ["NOR-BRIDGE"], f"{DESCRIBED}/g:slugline/@separator": ["-"]},
    ),
    ("31 byline", {"byline": {"text": "By Kari Strand"}}, {f"{DESCRIBED}/g:by": ["By Kari Strand"]}),
    ("32 dateline", {"dateline": {"text": "PORT, July 25"}}, {f"{DESCRIBED}/g:dateline": ["PORT, July 25"]}),
    ("33 credit_line", {"credit_line": texts("HN", "KS")}, {f"{DESCRIBED}/g:creditline": ["HN", "KS"]}),
    (
        "34 summary",
        {"summary": [{"text": "It is open.", "lang": "en"}]},
        {f"{DESCRIBED}/g:description[@role='drol:summary']": ["It is open."]},
    ),
    (
        "35 body_html",
        {"body": "It reopened."},
        {
            "g:contentSet/g:inlineXML/@contenttype": ["application/xhtml+xml"],
            "g:contentSet/g:inlineXML/h:html/h:body/h:p": ["It reopened."],
        },
    ),
    ("37 word_count", {"body": "It reopened."}, {"g:contentSet/g:inlineXML/@wordcount": ["2"]}),
    ("38 char_count", {"body": "It reopened."}, {"g:contentSet/g:inlineXML/@charcount": ["12"]}),
    (
        "39 language",
        {"language": "nb-NO"},
        {f"{DESCRIBED}/g:language/@tag": ["nb-NO"], "@xml:lang": ["nb-NO"]},
    ),
    ("40 text_direction", {"text_direction": "rtl"}, {"@dir": ["rtl"]}),
    (
        "41 genres",
        {"genres": [{"uri": "http://cv.iptc.org/newscodes/genre/Analysis", "names": {"en": "Analysis"}}]},
        {
            f"{DESCRIBED}/g:genre/@uri": ["http://cv.iptc.org/newscodes/genre/Analysis"],
            f"{DESCRIBED}/g:genre/g:name[@xml:lang='en']": ["Analysis"],
        },
    ),
    ("42 keywords", {"keywords": ["bridge", "port"]}, {f"{DESCRIBED}/g:keyword": ["bridge", "port"]}),
    (
        "44 backstory",
        {"backstory": {"text": "We counted."}},
        {f"{DESCRIBED}/g:description[@role='x-role:backstory']": ["We counted."]},
    ),
    (
        "45 authors.name",
        {"authors": ["Kari Strand", "Ola Vik"]},
        {
            f"{DESCRIBED}/g:creator/g:name": ["Kari Strand", "Ola Vik"],
            f"{DESCRIBED}/g:creator/@role": ["cpprole:author", "cpprole:author"],
        },
    ),
    (
        "46 authors.url",
        author(url=HOME + "staff/kari"),
        {
            f"{DESCRIBED}/g:creator/@uri": [HOME + "kari"],
            f"{DESCRIBED}/g:creator/g:personDetails/g:contactInfo/g:web": [HOME + "staff/kari"],
        },
    ),
    (
        "47 authors.job_title",
        author(job_title="Chief reporter", job_title_uri=HOME + "jobs/1"),
        {
            f"{DESCRIBED}/g:creator/@jobtitle": ["x-jobtitle:Chief%20reporter"],
            f"{DESCRIBED}/g:creator/@jobtitleuri": [HOME + "jobs/1"],
        },
    ),
    (
        "48 authors.affiliation",
        author(affiliation=[named("paper", "The Paper")]),
        {
            f"{DESCRIBED}/g:creator/g:personDetails/g:affiliation/@uri": [HOME + "paper"],
            f"{DESCRIBED}/g:creator/g:personDetails/g:affiliation/g:name": ["The Paper"],
        },
    ),
    (
        "49 authors.email",
        author(email=["kari@harbour.example"]),
        {f"{DESCRIBED}/g:creator/g:personDetails/g:contactInfo/g:email": ["kari@harbour.example"]},
    ),
    (
        "50 contributors",
        {"contributors": [{"name": "Ola Vik", "role": "factChecker"}, {"name": "B", "role": "driver"}]},
        {f"{DESCRIBED}/g:contributor/@role": ["cpprole:factChecker", "x-partyrole:driver"]},
    ),
    (
        "51 info_sources",
        {"info_sources": [named("police", role="originfo")]},
        {
            f"{DESCRIBED}/g:infoSource/@uri": [HOME + "police"],
            f"{DESCRIBED}/g:infoSource/@role": ["cpprole:originfo"],
        },
    ),
    (
        "52 subjects",
        {"subjects": [{"qcode": "medtop:20000350", "names": {"en": "bank", "nb": "bank"}}]},
        {
            f"{DESCRIBED}/g:subject[@type='cpnat:abstract']/@qcode": ["medtop:20000350"],
            f"{DESCRIBED}/g:subject/g:name/@xml:lang": ["en", "nb"],
        },
    ),
    (
        "53 subjects.relevance",
        {"subjects": [named("s", relevance=80)]},
        {f"{DESCRIBED}/g:subject/@relevance": ["80"]},
    ),
    (
        "54 subjects.confidence",
        {"subjects": [named("s", confidence=0)]},
        {f"{DESCRIBED}/g:subject/@confidence": ["0"]},
    ),
    (
        "55 subjects.broader",
        {"subjects": [named("s", broader=[{"qcode": "medtop:04000000"}])]},
        {f"{DESCRIBED}/g:subject/g:broader/@qcode": ["medtop:04000000"]},
    ),
    (
        "56 same_as",
        {"subjects": [named("s", same_as=[HOME + "a", HOME + "b"])]},
        {f"{DESCRIBED}/g:subject/g:sameAs/@uri": [HOME + "a", HOME + "b"]},
    ),
    (
        "57 people",
        {"people": [named("p", relevance=9)]},
        {f"{DESCRIBED}/g:subject[@type='cpnat:person'][@relevance='9']/@uri": [HOME + "p"]},
    ),
    (
        "58 organisations",
        {"organisations": [named("o")]},
        {f"{DESCRIBED}/g:subject[@type='cpnat:organisation']/@uri": [HOME + "o"]},
    ),
    (
        "59 organisations.symbols",
        {"organisations": [named("o", symbols=[{"symbol": "HRB", "exchange": "Oslo"}])]},
        {
            f"g:assert[@uri='{HOME}o']/g:hasInstrument/@symbol": ["HRB"],
            "g:assert/g:hasInstrument/@marketlabel": ["Oslo"],
        },
    ),
    (
        "60 places",
        {"places": [named("l", country="NO")]},
        {
            f"{DESCRIBED}/g:subject[@type='cpnat:geoArea']/@uri": [HOME + "l"],
            f"{DESCRIBED}/g:subject/g:broader/@qcode": ["iso3166-1a2:NO"],
        },
    ),
    (
        "61 places.geo",
        {"places": [named("l", geo={"latitude": 59.91, "longitude": 10.75})]},
        {
            f"g:assert[@uri='{HOME}l']/g:geoAreaDetails/g:position/@latitude": ["59.91"],
            "g:assert/g:geoAreaDetails/g:position/@longitude": ["10.75"],
        },
    ),
    (
        "62 located",
        {"located": [named("l", "Port", geo={"latitude": -1, "longitude": 2})]},
        {
            f"{DESCRIBED}/g:located/@uri": [HOME + "l"],
            f"{DESCRIBED}/g:located/g:name": ["Port"],
            f"{DESCRIBED}/g:located/g:geoAreaDetails/g:position/@latitude": ["-1"],
        },
    ),
    (
        "63 events",
        {"events": [named("e", "Opening")]},
        {f"{DESCRIBED}/g:subject[@type='cpnat:event']/@uri": [HOME + "e"]},
    ),
    (
        "64 objects",
        {"objects": [{"literal": "ship-1", "name": "Aurora"}]},
        {f"{DESCRIBED}/g:subject[@type='cpnat:object'][@literal='ship-1']/g:name": ["Aurora"]},
    ),
    (
        "65 audiences",
        {"audiences": [named("a", significance=5), named("b", excluded=True)]},
        {
            f"{DESCRIBED}/g:audience/@significance": ["5"],
            f"{DESCRIBED}/g:audience/@uri": [HOME + "a"],
            f"{DESCRIBED}/g:exclAudience/@uri": [HOME + "b"],
        },
    ),
    (
        "66 ratings, interactions",
        {"ratings": [{"value": 4.5, "scale_min": 1, "scale_max": 5}], "interactions": [{"count": 10}]},
        {
            f"{DESCRIBED}/g:rating/@value": ["4.5"],
            f"{DESCRIBED}/g:rating/@scalemin": ["1"],
            f"{DESCRIBED}/g:rating/@scalemax": ["5"],
            f"{DESCRIBED}/g:userInteraction/@interactions": ["10"],
        },
    ),
    (
        "67 copyright_holder",
        {"copyright_holder": named("paper", "The Paper")},
        {
            f"{RIGHTS}/g:copyrightHolder/@uri": [HOME + "paper"],
            f"{RIGHTS}/g:copyrightHolder/g:name": ["The Paper"],
        },
    ),
    (
        "69 copyright_notice",
        {"copyright_notice": [{"text": "© HN", "href": HOME + "c"}, {"text": "© HA", "lang": "nb"}]},
        {
            f"{RIGHTS}/g:copyrightNotice": ["© HN", "© HA"],
            f"{RIGHTS}/g:copyrightNotice/@href": [HOME + "c"],
        },
    ),
    (
        "70 usage_terms",
        {"usage_terms": [{"text": "No resale.", "href": HOME + "t"}]},
        {f"{RIGHTS}/g:usageTerms": ["No resale."], f"{RIGHTS}/g:usageTerms/@href": [HOME + "t"]},
    ),
    (
        "71 license_url",
        {"license_url": HOME + "licence"},
        {f"{RIGHTS}/g:link[@rel='irel:rightspolicy']/@href": [HOME + "licence"]},
    ),
    (
        "72 acquire_license_url",
        {"acquire_license_url": HOME + "buy"},
        {f"{RIGHTS}/g:link[@rel='x-rel:acquireLicense']/@href": [HOME + "buy"]},
    ),
    (
        "73 rights_expression",
        {"rights_expression": [{"lang": HOME + "odrl", "encoding": "application/json", "data": "{}"}]},
        {
            f"{RIGHTS}/g:rightsExpressionData": ["{}"],
            f"{RIGHTS}/g:rightsExpressionData/@langid": [HOME + "odrl"],
            f"{RIGHTS}/g:rightsExpressionData/@enctype": ["application/json"],
        },
    ),
    (
        "74 rights_scope",
        {"rights_scope": {"scope": ["content"], "valid_from": "2025-07-25", "valid_to": WHEN}},
        {
            f"{RIGHTS}/@scope": ["riscope:content"],
            f"{RIGHTS}/@validfrom": ["2025-07-25"],
            f"{RIGHTS}/@validto": [WHEN],
        },
    ),
    ("75 data_mining", {"data_mining": MINING}, {f"{RIGHTS}/g:dataMining[last()]/@uri": [MINING]}),
    (
        "76 digital_source_type",
        {"digital_source_type": TYPES + "humanEdits"},
        {f"{DESCRIBED}/g:digitalSourceType/@uri": [TYPES + "humanEdits"]},
    ),
    (
        "77 accountable_person",
        {"accountable_person": {"name": "Greta Lund"}},
        {f"{RIGHTS}/g:accountable/g:name": ["Greta Lund"]},
    ),
    (
        "78 trust_indicators",
        {"trust_indicators": [{"role": TRUST, "href": HOME + "c", "title": "Corrections"}]},
        {
            f"{META}/g:link[@reluri='{TRUST}']/@href": [HOME + "c"],
            f"{META}/g:link/@title": ["Corrections"],
        },
    ),
    (
        "79 corrections",
        {"corrections": [{"text": "It was Friday."}]},
        {f"{META}/g:signal/@qcode": ["sig:correction"], f"{META}/g:edNote": ["It was Friday."]},
    ),
    ("81 images.url", picture(), {f"{FILE}/@href": [HOME + "b.jpg"]}),
    (
        "81 images.url of a text",
        {"images": [{"url": HOME + "b.jpg", "id": "urn:example:photo:9", "mime": "image/jpeg"}]},
        {
            f"{META}/g:link[@rel='irel:associatedWith']/@href": [HOME + "b.jpg"],
            f"{META}/g:link/@residref": ["urn:example:photo:9"],
            f"{META}/g:link/@contenttype": ["image/jpeg"],
            f"{META}/g:link/g:itemClass/@qcode": ["ninat:picture"],
        },
    ),
    (
        "82 images.width, height",
        picture(width=1600, height=900),
        {f"{FILE}/@width": ["1600"], f"{FILE}/@height": ["900"]},
    ),
    (
        "83 images.caption",
        picture(caption="The bridge."),
        {f"{DESCRIBED}/g:description[@role='drol:caption']": ["The bridge."]},
    ),
    (
        "84 images.alt",
        picture(alt="A white bridge"),
        {f"{DESCRIBED}/g:description[@role='x-role:altText']": ["A white bridge"]},
    ),
    (
        "85 images.creator",
        picture(creator=[{"name": "Kari Strand"}]),
        {f"{DESCRIBED}/g:creator[@role='cpprole:author']/g:name": ["Kari Strand"]},
    ),
    (
        "86 renditions.name",
        {"renditions": [{"name": name} for name in ("web", "highRes", "thumbnail", "own size")]},
        {f"{FILE}/@rendition": ["rnd:web", "rnd:highRes", "rnd:thumbnail", "x-rendition:own%20size"]},
    ),
    ("87 renditions.mime", file(mime="image/jpeg"), {f"{FILE}/@contenttype": ["image/jpeg"]}),
    ("88 renditions.size", file(size=1000), {f"{FILE}/@size": ["1000"]}),
    ("89 renditions.duration", file(duration=12.5), {f"{FILE}/@duration": ["12.5"]}),
    (
        "90 renditions.hash",
        file(hash=[{"type": "sha256", "value": "00ff"}]),
        {f"{FILE}/g:hash": ["00ff"], f"{FILE}/g:hash/@hashtype": ["x-hashtype:sha256"]},
    ),
    (
        "91 thumbnail",
        {"thumbnail": [{"name": "thumbnail", "url": HOME + "s.jpg"}]},
        {
            f"{DESCRIBED}/g:icon/@href": [HOME + "s.jpg"],
            f"{DESCRIBED}/g:icon/@rendition": ["rnd:thumbnail"],
        },
    ),
    (
        "92 video",
        {"item_type": "video", "video": [{"url": HOME + "v.mp4", "renditions": [{"url": HOME + "w.mp4"}]}]},
        {f"{FILE}/@href": [HOME + "v.mp4", HOME + "w.mp4"]},
    ),
    (
        "93 related",
        {
            "related": [
                {"href": HOME + "0", "title": "Before"},
                {"rel": "irel:processedFrom", "residref": "x"},
            ]
        },
        {
            f"{META}/g:link[@rel='irel:seeAlso']/@href": [HOME + "0"],
            f"{META}/g:link[@rel='irel:seeAlso']/@title": ["Before"],
            f"{META}/g:link[@rel='irel:processedFrom']/@residref": ["x"],
        },
    ),
    (
        "94 derived_from",
        {"derived_from": [{"residref": "urn:example:0", "version": "2"}]},
        {
            f"{META}/g:link[@rel='irel:derivedFrom']/@residref": ["urn:example:0"],
            f"{META}/g:link/@version": ["2"],
        },
    ),
    (
        "95 translation_of",
        {"translation_of": {"href": HOME + "nb/1", "lang": "nb"}},
        {
            f"{META}/g:link[@rel='x-rel:translationOf']/@href": [HOME + "nb/1"],
            f"{META}/g:link/g:language/@tag": ["nb"],
        },
    ),
    (
        "96 previous_version",
        {"id": "urn:example:1", "previous_version": {"residref": "urn:example:1", "version": "2"}},
        {f"{META}/g:link[@rel='irel:previousVersion']/@version": ["2"]},
    ),
    ("100 urgency", {"urgency": 9}, {f"{DESCRIBED}/g:urgency": ["9"]}),
]

IDS = [row[0] for row in ROWS]


@cache
def official() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(OFFICIAL))


def written(fields: Mapping[str, Any]) -> bytes:
    return b"".join(newsml_g2.write([Article.build({**NEEDED, **fields})]))


def values(root: etree._Element, path: str) -> list[str]:
    found = root.xpath(path, namespaces={**NS, "xml": "http://www.w3.org/XML/1998/namespace"})
    return [item if isinstance(item, str) else "".join(item.itertext()) for item in found]


@pytest.mark.parametrize(("row", "fields", "paths"), ROWS, ids=IDS)
def test_the_value_arrives_where_it_is_looked_for(
    row: str, fields: dict[str, Any], paths: dict[str, list[str]]
) -> None:
    root = parse_xml(written(fields))
    assert {path: values(root, path) for path in paths} == paths


@pytest.mark.parametrize(("row", "fields", "paths"), ROWS, ids=IDS)
def test_the_item_declares_every_alias_it_uses(
    row: str, fields: dict[str, Any], paths: dict[str, list[str]]
) -> None:
    root = parse_xml(written(fields))
    declared = set(values(root, "g:catalog/g:scheme/@alias"))
    codes = " ".join(values(root, "//@qcode | //@role | //@rel | //@type | //@jobtitle | //@rendition"))
    own = {code.partition(":")[0] for code in codes.split() if code.startswith("x-")}
    assert own <= declared
    assert {alias for alias in declared if alias.startswith("x-")} <= own | {
        code.partition(":")[0] for code in " ".join(values(root, "//@*")).split()
    }


@pytest.mark.parametrize(("row", "fields", "paths"), ROWS, ids=IDS)
def test_both_schemas_accept_the_item(row: str, fields: dict[str, Any], paths: dict[str, list[str]]) -> None:
    root = parse_xml(written(fields))
    assert xsd_issues(root, "newsml-g2") == []
    if OFFICIAL.exists():
        assert official().validate(root), official().error_log


def test_the_numbers_are_those_of_the_crosswalk() -> None:
    numbers = {int(name.partition(" ")[0]) for name in IDS}
    without = {36, 43, 68, 80, 97, 98, 99, 101}
    assert numbers | without == set(range(1, 102))
    assert not numbers & without

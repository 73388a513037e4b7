"""JSON-LD: the parts of a clip, and rights that hold for one picture, file or part."""

from __future__ import annotations

import json
from typing import Any

import newsml
from newsml import Article, Issue
from newsml.losses import is_carried

BASE: dict[str, Any] = {
    "id": "urn:x:1", "provider": "The provider", "headline": "Night at the weir", "language": "en",
    "published": "2025-11-14T23:45:00+01:00", "item_type": "video",
    "renditions": [{"id": "v", "url": "https://x.example/v.mp4"}, {"id": "w", "url": "https://x.example/w.mp4", "size": 9}],
}  # fmt: skip


def written(**fields: Any) -> tuple[dict[str, Any], list[str]]:
    lost: list[str] = []

    def report(issue: newsml.Issue) -> None:
        lost.extend([issue.path] if issue.rule == "LOSS" else [])

    return json.loads(newsml.dumps(Article.build({**BASE, **fields}), "jsonld", report=report)), lost


def test_a_part_of_a_video_is_a_clip() -> None:
    node, lost = written(
        content_parts=[
            {
                "seq": 2, "headlines": [{"text": "The gate"}], "summary": [{"text": "At the winch."}], "keywords": ["gate"],
                "time_spans": [{"start": 3, "end": 9.5}], "thumbnail": [{"url": "https://x.example/t.jpg"}],
                "authors": [{"name": "Arvid Lund"}], "language": "nb", "content_created": "2025-11-14",
            }
        ]
    )  # fmt: skip
    assert node["hasPart"] == [
        {
            "@type": "Clip", "name": "The gate", "description": "At the winch.", "startOffset": 3, "endOffset": 9.5,
            "clipNumber": 2, "thumbnailUrl": "https://x.example/t.jpg", "inLanguage": "nb", "dateCreated": "2025-11-14",
            "keywords": ["gate"], "creator": {"@type": "Person", "name": "Arvid Lund"},
        }
    ]  # fmt: skip
    assert not [path for path in lost if path.startswith("content_parts")]


def test_what_is_no_clip_is_reported() -> None:
    region = {"region": {"x": 1, "y": 2, "width": 3, "height": 4}}
    frames = {"time_spans": [{"start_text": "0", "end_text": "99", "unit": "frames"}]}
    several = {
        "headlines": [{"text": "a"}, {"text": "b"}],
        "summary": [{"text": "c"}, {"text": "d"}],
        "time_spans": [{"end": 4}, {"start": 5, "end": 6}, {"start": 0, "end": 4, "rendition": "web"}],
        "thumbnail": [{"url": "https://x.example/1.jpg"}, {"url": "https://x.example/2.jpg"}],
    }
    node, lost = written(content_parts=[region, frames, several])
    (clip,) = node["hasPart"]
    assert (clip["name"], clip["startOffset"], clip["endOffset"]) == ("a", 0, 4)
    assert set(lost) >= {
        "content_parts.0", "content_parts.1", "content_parts.2.headlines.1", "content_parts.2.summary.1",
        "content_parts.2.time_spans.1", "content_parts.2.thumbnail.1.url",
    }  # fmt: skip


def test_frames_are_seconds_where_the_file_says_how_many() -> None:
    files = [
        {"id": "v", "name": "web", "url": "https://x.example/v.mp4", "technical": {"frame_rate": 25}},
        {"id": "w", "name": "tv", "url": "https://x.example/w.mp4", "technical": {"frame_rate": 50}},
    ]
    spans = [
        {"start_text": "50", "end_text": "100", "unit": "frames", "rendition": "web"},
        {"start_text": "100", "end_text": "200", "unit": "editUnit", "rendition": "tv"},
        {"start_text": "00:00:02:00", "end_text": "00:00:04:00", "unit": "timeCode"},
    ]
    part = {"headlines": [{"text": "a"}], "time_spans": spans}
    node, lost = written(renditions=files, content_parts=[part])
    assert (node["hasPart"][0]["startOffset"], node["hasPart"][0]["endOffset"]) == (2, 4)
    assert "content_parts.0.time_spans.2" in lost
    unclear = {
        "headlines": [{"text": "a"}],
        "time_spans": [{"start_text": "1", "end_text": "2", "unit": "frames"}],
    }
    node, lost = written(renditions=files, content_parts=[unclear])
    assert "hasPart" not in node
    assert "content_parts.0" in lost


def test_parts_of_a_text_or_a_picture_are_reported() -> None:
    part = {"id": "p", "headlines": [{"text": "a"}], "time_spans": [{"start": 0, "end": 4}]}
    for item_type in ("text", "picture"):
        node, lost = written(item_type=item_type, content_parts=[part])
        assert "hasPart" not in node
        assert any(path in lost for path in ("content_parts", "content_parts.0"))


RIGHTS = {
    "copyright_holder": {"name": "Ebba Roos", "party_type": "person"},
    "copyright_notice": ["© Ebba Roos"],
    "license_url": "https://x.example/licence",
}
SAID = {
    "copyrightHolder": {"@type": "Person", "name": "Ebba Roos"},
    "copyrightNotice": "© Ebba Roos",
    "license": "https://x.example/licence",
}


def test_rights_of_a_file_and_of_a_part() -> None:
    part = {"id": "p", "headlines": [{"text": "a"}], "time_spans": [{"start": 0, "end": 4}]}
    node, lost = written(scoped_rights=[{"id_refs": ["v", "p"], **RIGHTS}], content_parts=[part])
    assert "copyrightHolder" not in node
    assert node["encoding"].items() >= SAID.items()
    assert node["hasPart"][0].items() >= SAID.items()
    assert not [path for path in lost if path.startswith("scoped_rights")]


def test_rights_of_a_picture_of_an_article() -> None:
    picture = {"local_id": "i", "url": "https://x.example/i.jpg", "license_url": "https://x.example/own"}
    other = {"url": "https://x.example/j.jpg"}
    node, lost = written(
        item_type="text", images=[picture, other], scoped_rights=[{"id_refs": ["i"], **RIGHTS}]
    )
    first, second = node["image"]
    assert first.items() >= {**SAID, "license": "https://x.example/own"}.items()
    assert "copyrightHolder" not in second
    assert not [path for path in lost if path.startswith("scoped_rights")]


def test_rights_for_a_time_or_of_nothing_published_are_reported() -> None:
    limited = {"id_refs": ["w"], "rights_scope": {"valid_to": "2026-01-01"}, **RIGHTS}
    nowhere = {"id_refs": ["text-1"], **RIGHTS}
    node, lost = written(scoped_rights=[limited, nowhere])
    assert "copyrightHolder" not in node
    for index in (0, 1):
        assert is_carried(f"scoped_rights.{index}.license_url", frozenset(lost))
        assert is_carried(f"scoped_rights.{index}.id_refs.0", frozenset(lost))


def test_extension_properties_are_reported() -> None:
    _, lost = written(
        item_ext_properties=[{"rel": "x:a", "value": "1"}],
        content_ext_properties=[{"rel": "x:b", "value": "2"}],
    )
    assert {"item_ext_properties", "content_ext_properties"} <= set(lost)


# --- what has no name, or only a literal ----------------------------------------------------------


def said_of(article: Article) -> tuple[dict[str, Any], list[Issue]]:
    issues: list[Issue] = []
    return json.loads(newsml.dumps(article, "jsonld", report=issues.append)), issues


def test_a_literal_that_reads_as_a_name_is_one() -> None:
    """Agencies name authors and holders by a literal alone (NewsML-G2 2.35, flexible properties)."""
    article = Article.build({
        "headline": "Gulls return", "authors": [{"literal": "Ann Lee"}, {"literal": "crew-4"}, {"literal": "Reuters"}],
        "copyright_holder": {"literal": "Gull Press"},
    })  # fmt: skip
    node, issues = said_of(article)
    assert node["author"] == [
        {"@type": "Person", "name": "Ann Lee"},
        {"@type": "Organization", "name": "Reuters"},
    ]
    assert node["copyrightHolder"]["name"] == "Gull Press"
    assert [issue.path for issue in issues if issue.rule == "DERIVED"] == [
        "authors.0",
        "authors.2",
        "copyright_holder",
    ]
    assert [issue.path for issue in issues if issue.rule == "LOSS"] == ["authors.1"]


def test_what_cannot_be_told_takes_no_place_among_topics_and_is_reported_once() -> None:
    codes = [{"qcode": f"own:{number}"} for number in range(12)]
    article = Article.build({"headline": "Gulls return", "subjects": [*codes, {"name": "birds"}]})
    node, issues = said_of(article)
    assert [term["name"] for term in node["about"]] == ["birds"]
    lost = [issue for issue in issues if issue.path.startswith("subjects")]
    assert [issue.path for issue in lost] == [f"subjects.{number}" for number in range(12)]
    assert all("give its name or uri" in issue.message for issue in lost)


def test_what_looks_the_same_stands_once() -> None:
    """Two codes of one name, two roles of one source: readers see one."""
    article = Article.build({
        "headline": "Gulls return", "subjects": [{"qcode": "a:1", "name": "birds"}, {"qcode": "b:2", "name": "birds"}],
        "info_sources": [{"name": "Gull Press", "role": "x:prov"}, {"name": "Gull Press", "role": "x:dist"}],
    })  # fmt: skip
    node, _ = said_of(article)
    assert node["about"] == [{"@type": "DefinedTerm", "name": "birds"}]
    assert node["sourceOrganization"] == {"@type": "Organization", "name": "Gull Press"}

"""The terms of schema.org are those of the release, and what the writer uses is among them."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsml.schemaorg.article import PROPERTIES
from newsml.vocabularies import schema_org
from newsml.vocabularies import schema_terms as terms

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src" / "newsml" / "vocabularies" / "schema_terms.txt"
RELEASE = ROOT.parent / "shared" / "corpus" / "schema-org" / "vocabulary-30.0"


@pytest.fixture(scope="module")
def graph() -> dict[str, dict[str, Any]]:
    path = RELEASE / "schemaorg-current-https.jsonld"
    if not path.exists():
        pytest.skip(f"the release of schema.org is not here: {path}")
    nodes = json.loads(path.read_text("utf-8"))["@graph"]
    return {node["@id"].removeprefix("schema:"): node for node in nodes}


def ids(value: Any) -> set[str]:
    values = value if isinstance(value, list) else [value] if value else []
    return {v["@id"].removeprefix("schema:") for v in values if v["@id"].startswith("schema:")}


def test_every_term_of_the_release_is_there(graph: dict[str, dict[str, Any]]) -> None:
    wrong = []
    for name, node in graph.items():
        if "meta.schema.org" in str(node.get("schema:isPartOf")) or ":" in name:
            continue
        if node["@type"] == "rdf:Property":
            found = terms.domain_includes(name), terms.range_includes(name)
            said = ids(node.get("schema:domainIncludes")), ids(node.get("schema:rangeIncludes"))
            wrong += [name] if tuple(map(set, found)) != said or not terms.is_property(name) else []
        elif node["@type"] == "rdfs:Class":
            wrong += [name] if set(terms.parents(name)) != ids(node.get("rdfs:subClassOf")) else []
        wrong += [name] if set(terms.superseded_by(name)) != ids(node.get("schema:supersededBy")) else []
        wrong += [name] if terms.is_pending(name) != ("pending" in str(node.get("schema:isPartOf"))) else []
    assert wrong == []


def test_the_table_is_as_the_script_writes_it() -> None:
    if not RELEASE.exists():
        pytest.skip(f"the release of schema.org is not here: {RELEASE}")
    code = (
        "import sys, pathlib; sys.path.insert(0, 'scripts'); import schema_org_terms as s;"
        "s.TARGET = pathlib.Path(sys.argv[2]); raise SystemExit(s.main(sys.argv[1:2]))"
    )
    target = TABLE.with_name("schema_terms.again")
    try:
        subprocess.run([sys.executable, "-c", code, str(RELEASE), str(target)], cwd=ROOT, check=True)
        assert target.read_bytes() == TABLE.read_bytes()
    finally:
        target.unlink(missing_ok=True)


def test_the_table_is_small() -> None:
    assert len(gzip.compress(TABLE.read_bytes())) < 32_000


def test_kinds() -> None:
    assert terms.is_type("NewsArticle")
    assert not terms.is_type("Text")
    assert not terms.is_type("InStock")
    assert {name for name in ("Text", "URL", "Date", "Boolean", "Float") if terms.is_data_type(name)} == {
        "Text", "URL", "Date", "Boolean", "Float",
    }  # fmt: skip
    assert terms.is_enumeration("IPTCDigitalSourceEnumeration")
    assert not terms.is_enumeration("NewsArticle")
    assert "DigitalCaptureDigitalSource" in terms.enumeration_members("IPTCDigitalSourceEnumeration")
    assert terms.ancestors("Nonsense") == frozenset()
    assert not terms.has_property("AdvertiserContentArticle", "dateline")
    assert terms.has_property("NewsMediaOrganization", "logo")


@pytest.mark.parametrize(
    ("wrong", "of", "right"),
    [
        ("headlne", "property", "headline"),
        ("datepublished", "property", "datePublished"),
        ("datePublish", "property", "datePublished"),
        ("autor", "property", "author"),
        ("NewArticle", "type", "NewsArticle"),
        ("Peson", "type", "Person"),
        ("instock", "member", "InStock"),
        ("x" * 100_000, "property", None),
        ("", "property", None),
        ("qqqqqq", "type", None),
    ],
)
def test_what_was_meant(wrong: str, of: str, right: str | None) -> None:
    assert terms.nearest(wrong, of=of) == right


def test_the_writer_uses_terms_of_the_release() -> None:
    kinds = {*schema_org.TYPE_OF_ITEM.values(), *schema_org.SUBTYPE_OF_GENRE.values()}
    kinds |= {*schema_org.TYPE_INSTEAD_OF_NEWS.values(), *schema_org.ACTION.values()}
    kinds |= schema_org.NEWS_TYPES | schema_org.MEDIA_TYPES
    assert {kind for kind in kinds if not terms.is_type(kind)} == set()
    sources = set(schema_org.DIGITAL_SOURCE.values())
    assert sources <= set(terms.enumeration_members("IPTCDigitalSourceEnumeration"))
    policies = {*schema_org.POLICY.values(), *schema_org.TRUST_INDICATOR.values()}
    assert {name for name in policies if not terms.has_property("NewsMediaOrganization", name)} == set()
    assert all(terms.is_a(kind, "NewsArticle") for kind in schema_org.NEWS_TYPES)
    named = {one.term for one in PROPERTIES}
    assert {name for name in named if not name.startswith("@") and not terms.is_property(name)} == set()

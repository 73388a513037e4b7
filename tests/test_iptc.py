"""The IPTC catalogue: aliases to URIs and back, the same as in the catalogue itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsml.vocabularies import iptc
from newsml.vocabularies.iptc import SCHEMES, qcode_for, resolve

CATALOGS = Path(__file__).parents[1].parent / "shared" / "corpus" / "newsml-g2" / "catalogs"
WITHOUT_SLASH = {"cptdefrole", "ednoterole"}


@pytest.mark.parametrize("version", range(32, 42))
def test_aliases_are_those_of_the_catalogue(version: int) -> None:
    path = CATALOGS / f"catalog.IPTC-G2-Standards_{version}.xml"
    if not path.exists():
        pytest.skip(f"the catalogue is not here: {path}")
    found = {scheme.get("alias"): scheme.get("uri") for scheme in etree.parse(path).iter("{*}scheme")}
    for alias in WITHOUT_SLASH & set(found):
        found[alias] += "/"
    assert found.items() <= SCHEMES.items()
    if version == 41:
        assert found == SCHEMES
        assert path.name in iptc.CATALOG_URL
        retired = {
            scheme.get("alias")
            for scheme in etree.parse(path).iter("{*}scheme")
            if scheme.get("schemeretired")
        }
        assert retired == set(iptc.RETIRED)


@pytest.mark.parametrize(
    ("qcode", "uri"),
    [
        ("medtop:20000350", "http://cv.iptc.org/newscodes/mediatopic/20000350"),
        ("medtop:a:b", "http://cv.iptc.org/newscodes/mediatopic/a:b"),
        ("ednoterole:x", "http://cv.iptc.org/newscodes/ednoterole/x"),
        ("cptdefrole:x", "http://cv.iptc.org/newscodes/conceptdefinitionrole/x"),
        ("freebase:/m/0abc", "http://www.freebase.com/m/0abc"),
        ("skos:broader", "http://www.w3.org/2004/02/skos/core#broader"),
        ("wikidata:Q585", "http://www.wikidata.org/entity/Q585"),
        ("dbpedia:AC/DC", "http://dbpedia.org/resource/AC/DC"),
        ("plus:DMI-PROHIBITED", "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"),
        ("isrol:originfo", "http://cv.iptc.org/newscodes/infosourcerole/originfo"),
    ],
)
def test_resolve_and_back(qcode: str, uri: str) -> None:
    assert resolve(qcode) == uri
    assert qcode_for(uri) == qcode


@pytest.mark.parametrize(
    "qcode", ["hlrole:sub", "crol:author", "medtop", "medtop:", "medtop: 1", ":x", "", "MEDTOP:1"]
)
def test_what_does_not_resolve(qcode: str) -> None:
    assert resolve(qcode) is None


@pytest.mark.parametrize(
    "uri",
    [
        "http://cv.iptc.org/newscodes/mediatopic/",
        "http://cv.iptc.org/newscodes/nothing/1",
        "urn:x",
        "",
        "https://a.example/1",
    ],
)
def test_what_has_no_qcode(uri: str) -> None:
    assert qcode_for(uri) is None


@given(st.sampled_from(sorted(SCHEMES)), st.from_regex(r"[A-Za-z0-9._/:\-]+", fullmatch=True))
def test_every_qcode_comes_back(alias: str, code: str) -> None:
    uri = resolve(f"{alias}:{code}")
    assert uri is not None
    back = qcode_for(uri)
    assert back is not None
    assert resolve(back) == uri


def test_codes_are_listed_once() -> None:
    for codes in (iptc.DIGITAL_SOURCE_TYPES, iptc.DATA_MINING):
        assert len(set(codes)) == len(codes)
    assert set(iptc.RETIRED) | set(iptc.RETIRED.values()) <= set(SCHEMES)

"""The rules of NewsML-G2 documents: each finds its bad sample, leaves its good one alone, and is said once."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from newsml.issues import Issue
from newsml.rules import RULES, Context, Rule
from newsml.rules.newsml_g2 import check_document
from newsml.rules.newsml_g2.checks import GROUPS
from newsml.rules.newsml_g2.moments import before, lacks_zone
from newsml.schemas import xsd_issues
from newsml.validation import validate_bytes
from newsml.vocabularies.iptc import SCHEMES
from newsml.vocabularies.newscodes import ALIAS_SINCE, CLOSED, LACKING, NEWEST, POWER

SAMPLES = Path(__file__).parent / "rules"
SHARED = Path(__file__).parents[1].parent / "shared" / "corpus" / "newsml-g2"
OURS = [rule for rule in RULES.values() if rule.format == "newsml-g2"]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAR = "http://iptc.org/std/nar/2006-10-01/"


def sample(id: str, name: str) -> bytes:
    return (SAMPLES / id / f"{name}.xml").read_bytes()


def found(data: bytes, now: datetime | None = NOW) -> list[Issue]:
    return check_document(etree.fromstring(data), now, "item.xml")


def rules_of(data: bytes | str) -> list[str]:
    return [issue.rule for issue in found(data.encode() if isinstance(data, str) else data)]


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_bad_sample_is_found(one: Rule) -> None:
    assert {issue.rule for issue in found(sample(one.id, "bad"))} == {one.id}, "its own rule, and no other"


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_good_sample_is_left_alone(one: Rule) -> None:
    assert [str(issue) for issue in found(sample(one.id, "good"))] == []


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_message_is_for_a_person(one: Rule) -> None:
    data = sample(one.id, "bad")
    lines = data.decode().splitlines()
    for issue in found(data):
        assert re.fullmatch(r"[^\n]{20,400}", issue.message), "one line, and not just a word"
        assert not issue.message.endswith(".")
        assert issue.severity == one.severity
        assert issue.file == "item.xml"
        assert issue.line is not None
        name = issue.path.rpartition("/")[2].partition("[")[0]
        assert f"<{name}" in lines[issue.line - 1]


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_schema_sees_nothing_wrong(one: Rule) -> None:
    for name in ("bad", "good"):
        assert [str(issue) for issue in xsd_issues(etree.fromstring(sample(one.id, name)), "newsml-g2")] == []


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_official_schema_sees_nothing_wrong(one: Rule) -> None:
    if one.id == "G2-RIGHTSML":
        pytest.skip("the schema of the IPTC wants that of ODRL beside it")
    path = SHARED / "xsd" / "NewsML-G2_2.35-spec-All-Power.xsd"
    if not path.exists():
        pytest.skip(f"the schema is not here: {path}")
    for name in ("bad", "good"):
        assert xsd_issues(etree.fromstring(sample(one.id, name)), str(path)) == []


def test_there_are_rules_on_every_kind_of_item() -> None:
    assert len(OURS) >= 60
    kinds = {etree.QName(etree.fromstring(sample(one.id, "bad"))).localname for one in OURS}
    assert kinds == {
        "newsItem", "packageItem", "conceptItem", "knowledgeItem", "catalogItem", "planningItem", "newsMessage",
    }  # fmt: skip


# --- with the schema, the reader and the rules of the model --------------------------------------


def validated(data: bytes, **choice: list[str]) -> list[Issue]:
    return validate_bytes(data, "item.xml", context=Context(now=NOW), **choice)


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_nothing_is_said_twice_of_one_place(one: Rule) -> None:
    issues, good = validated(sample(one.id, "bad")), validated(sample(one.id, "good"))
    usual = {issue.rule for issue in good}
    places = {issue.line for issue in issues if issue.rule == one.id}
    assert places
    twice = {issue.rule for issue in issues if issue.line in places and issue.line != 2} - {one.id} - usual
    assert twice == set()


def test_what_is_covered_is_said_where_the_rule_is_not_asked_for() -> None:
    for covering, covered in (
        ("G2-GUID-IRI", "ID-IRI"),
        ("G2-CODE-ALIAS", "CODE-UNKNOWN"),
        ("G2-CODE-AS-URI", "CODE-AS-URI"),
        ("G2-CANCEL-NOTE", "STATUS-REASON"),
        ("G2-MINING-VALUE", "RIGHTS-MINING"),
        ("G2-HEADLINE-MAIN", "HEADLINE-MAIN"),
    ):
        data = sample(covering, "bad")
        assert {covering, covered} & {issue.rule for issue in validated(data)} == {covering}
        assert covered in {issue.rule for issue in validated(data, ignore=[covering])}
        assert {issue.rule for issue in validated(data, select=[covered])} == {covered}


def test_what_is_covered_exists() -> None:
    for one in OURS:
        for head in (*one.covers, *one.nears):
            assert head.split()[0] in RULES, one.id


def test_a_group_is_chosen_by_its_beginning() -> None:
    data = sample("G2-DATE-ORDER", "bad")
    assert {issue.rule for issue in validated(data, select=["G2"])} == {"G2-DATE-ORDER"}
    assert {issue.rule for issue in validated(data, select=["g2-date"])} == {"G2-DATE-ORDER"}
    assert not any(issue.rule.startswith("G2") for issue in validated(data, ignore=["G2"]))


def test_an_alias_of_a_catalogue_elsewhere_is_no_error() -> None:
    issues = validated(sample("G2-CODE-UNCHECKED", "bad"))
    assert not {"CODE-UNKNOWN", "UNKNOWN"} & {issue.rule for issue in issues}


def test_other_formats_have_no_rules_of_newsml_g2() -> None:
    issues = validate_bytes(b'{"headlines": [{"text": "Lamp lit"}], "id": "17"}', "item.json")
    assert "ID-IRI" in {issue.rule for issue in issues}
    assert not any(issue.rule.startswith("G2") for issue in issues)


# --- hard cases ----------------------------------------------------------------------------------


def item(inner: str, kind: str = "newsItem", catalog: str = "", namespace: str = NAR) -> str:
    catalog = (
        catalog or '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>'
    )
    return (
        f'<{kind} xmlns="{namespace}" guid="tag:a.example,2026:1" version="2" standard="NewsML-G2" xml:lang="en" '
        f'standardversion="2.35" conformance="power">{catalog}{inner}</{kind}>'
    )


def test_each_item_of_a_message_has_its_own_catalogue() -> None:
    own = '<catalog><scheme alias="x" uri="https://a.example/x/"/></catalog>'
    subject = '<contentMeta><subject qcode="x:1"/></contentMeta>'
    message = (
        f'<newsMessage xmlns="{NAR}"><header><sent>2026-02-01T00:00:00Z</sent></header><itemSet>'
        f"{item(subject, catalog=own)}{item(subject).replace(',2026:1', ',2026:2')}</itemSet></newsMessage>"
    )
    assert rules_of(message) == ["G2-CODE-ALIAS"]


def test_a_prefix_makes_no_difference() -> None:
    plain = sample("G2-CODE-AS-URI", "bad").decode()
    prefixed = re.sub(r"<(/?)(?=[a-z])", r"<\1g2:", plain).replace("xmlns=", "xmlns:g2=")
    assert rules_of(prefixed) == rules_of(plain)


@pytest.mark.parametrize("namespace", ["", "http://iptc.org/std/newsml/2006-10-01/"])
def test_items_of_a_wrong_namespace_are_checked_too(namespace: str) -> None:
    assert rules_of(item("<contentMeta><headline/></contentMeta>", namespace=namespace)) == ["G2-TEXT-EMPTY"]


def test_content_of_other_standards_is_not_looked_at() -> None:
    html = '<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><a href="b.html" rel="x y"/></body></html></inlineXML>'
    assert rules_of(item(f"<contentSet>{html}</contentSet>")) == []


def test_many_unknown_aliases_are_one_finding() -> None:
    subjects = "".join(f'<subject qcode="{alias}:1"/>' for alias in ("cl", "pos", "loc", "prod"))
    issues = found(item(f"<contentMeta>{subjects}</contentMeta>").encode())
    assert [issue.rule for issue in issues] == ["G2-CODE-ALIAS"]
    assert "cl, pos, loc, prod" in issues[0].message


def test_a_list_of_codes_is_looked_at_one_by_one() -> None:
    party = '<contentMeta><creator uri="https://a.example/1" role="cpprole:author nope:x"/></contentMeta>'
    assert rules_of(item(party)) == ["G2-CODE-ALIAS"]
    assert rules_of(item(party.replace("nope:x", "cpprole:editor"))) == []


def test_the_case_of_an_alias_counts() -> None:
    (issue,) = found(item('<contentMeta><subject qcode="Medtop:04000000"/></contentMeta>').encode())
    assert "did you mean medtop?" in issue.message


def test_dates_of_two_zones_are_one_order() -> None:
    for first, severity in (("11:00:00+02:00", []), ("10:00:00+00:00", ["G2-DATE-ORDER"])):
        dates = f"<versionCreated>2026-02-01T10:05:00+01:00</versionCreated><firstCreated>2026-02-01T{first}</firstCreated>"
        assert rules_of(item(f"<itemMeta>{dates}</itemMeta>")) == severity


def test_two_clocks_may_differ_by_seconds() -> None:
    dates = "<versionCreated>2026-02-01T10:05:00Z</versionCreated><firstCreated>2026-02-01T10:05:02Z</firstCreated>"
    assert rules_of(item(f"<itemMeta>{dates}</itemMeta>")) == []


@pytest.mark.parametrize(
    ("one", "other", "early"),
    [
        ("2025", "2026-01-01", True),
        ("2026", "2026-01-01", False),
        ("2026-01-01", "2026-01-01T10:00:00Z", False),
        ("2026-01-01T10:00:00Z", "2026-01-01T10:00:00+01:00", False),
        ("2026-01-01T09:00:00", "2026-01-02T08:00:00Z", True),
        ("2026-01-01Z", "2026-01-02+01:00", True),
        ("yesterday", "2026-01-01", False),
        ("", "2026-01-01", False),
        ("-0044-03-15", "2026", False),
    ],
)
def test_dates_are_compared_as_far_as_they_go(one: str, other: str, early: bool) -> None:
    assert before(one, other) is early
    assert not (early and before(other, one))


@pytest.mark.parametrize(
    "text", ["2026-02-01", "2026", "2026-02-01T10:00:00Z", "2026-02-01T10:00:00.123+05:30", ""]
)
def test_what_needs_no_zone(text: str) -> None:
    assert not lacks_zone(text)


def test_without_a_clock_nothing_is_late() -> None:
    for id in ("G2-DATE-FUTURE", "G2-EMBARGO-OVER"):
        assert found(sample(id, "bad"), None) == []


@pytest.mark.parametrize("kind", ["rss", "newsml", "concept"])
def test_other_documents_have_no_findings(kind: str) -> None:
    assert rules_of(f"<{kind}><headline/></{kind}>") == []


_ALL = [etree.fromstring(sample(one.id, name)) for one in OURS for name in ("bad", "good")]


@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_no_value_is_too_strange(data: st.DataObject) -> None:
    root = etree.fromstring(etree.tostring(data.draw(st.sampled_from(_ALL))))
    strange = st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
    )
    usual = st.sampled_from(
        ["", " ", "0", "-1", "9" * 40, "x:y", ":", "::", "http:", "1e999", "nan", "2026-02-30T25:61:61"]
    )
    for element in list(root.iter("*")):
        if data.draw(st.integers(0, 5)) == 0:
            element.text = data.draw(strange | usual)
        for name in list(element.attrib):
            if data.draw(st.integers(0, 5)) == 0:
                element.set(name, data.draw(strange | usual))
    assert all(issue.message and issue.rule in RULES for issue in check_document(root, NOW))


def test_a_deep_circle_of_concepts_ends() -> None:
    concepts = "".join(
        f'<concept><conceptId uri="https://a.example/{n}"/><name>{n}</name>'
        f'<broader uri="https://a.example/{(n + 1) % 3000}"/></concept>'
        for n in range(3000)
    )
    assert rules_of(item(f"<conceptSet>{concepts}</conceptSet>", "knowledgeItem")) == ["G2-CONCEPT-CIRCLE"]


# --- what newsml writes, and the facts -----------------------------------------------------------


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.parents[1].glob("samples/*/expected.xml")), ids=lambda p: p.parent.name
)
def test_what_newsml_writes_is_right(path: Path) -> None:
    issues = found(path.read_bytes(), datetime(2030, 1, 1, tzinfo=UTC))
    assert [str(issue) for issue in issues if issue.severity == "error"] == []


def test_watched_names_are_of_the_standard() -> None:
    path = SHARED / "xsd" / "NewsML-G2_2.35-spec-All-Power.xsd"
    if not path.exists():
        pytest.skip(f"the schema is not here: {path}")
    names = {element.get("name") for element in etree.parse(path).iter("{*}element")}
    assert {name for name in GROUPS if not name.startswith("@")} - names == set()
    assert names >= POWER


def test_no_version_has_what_it_is_said_to_lack() -> None:
    versions = sorted(SHARED.glob("xsd/NewsML-G2_2.*-spec-All-Power.xsd"))
    if not versions:
        pytest.skip(f"the schemas are not here: {SHARED / 'xsd'}")
    for path in versions:
        minor = int(path.name.split("_2.")[1].split("-")[0])
        names = {element.get("name") for element in etree.parse(path).iter("{*}element")}
        for name, last in LACKING.items():
            assert name not in names or minor > last, (path.name, name)
            assert name in names or minor < NEWEST


def test_no_catalogue_has_an_alias_before_its_time() -> None:
    catalogs = sorted(SHARED.glob("catalogs/*.xml"))
    if not catalogs:
        pytest.skip(f"the catalogues are not here: {SHARED / 'catalogs'}")
    for path in catalogs:
        number = int(path.stem.rpartition("_")[2])
        aliases = {scheme.get("alias") for scheme in etree.parse(path).iter("{*}scheme")}
        assert {alias for alias in SCHEMES if ALIAS_SINCE.get(alias, 0) <= number} == aliases


def test_closed_vocabularies_are_of_the_iptc() -> None:
    assert set(CLOSED) <= set(SCHEMES)
    path = SHARED.parent / "newscodes" / "observed" / "qcodes-in-official-iptc-files.csv"
    if not path.exists():
        pytest.skip(f"the codes are not here: {path}")
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    assert [(row[0], row[2]) for row in rows if row[0] in CLOSED and row[2] not in CLOSED[row[0]]] == []


@pytest.mark.parametrize(
    ("href", "rule"),
    [
        ("http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml", "G2-CODE-ALIAS"),
        ("https://iptc.org/std/catalog/catalog.IPTC-G2-Standards_3.xml", "G2-CODE-ALIAS"),
        ("http://www.iptc.org/std/catalog/catalog.IPTC-Sports_1.xml", "G2-CODE-UNCHECKED"),
        ("http://mirror.example/catalog.IPTC-G2-Standards_41.xml", "G2-CODE-UNCHECKED"),
    ],
)
def test_only_the_catalogue_of_the_g2_standards_is_at_hand(href: str, rule: str) -> None:
    subject = '<contentMeta><subject qcode="spfixt:stats"/></contentMeta>'
    assert rules_of(item(subject, catalog=f'<catalogRef href="{href}"/>')) == [rule]


def test_a_facetted_subject_needs_no_name() -> None:
    subject = (
        '<subject><mainConcept qcode="medtop:20001071"/><facetConcept qcode="aspfacetvalue:women"/></subject>'
    )
    assert rules_of(item(f"<contentMeta>{subject}</contentMeta>")) == []


def test_nothing_is_left_out_where_all_is_on_one_line() -> None:
    data = sample("G2-LINK-SELF", "bad")
    assert "LINK-SELF" not in {issue.rule for issue in validated(data)}
    assert {"LINK-SELF", "G2-LINK-SELF"} <= {issue.rule for issue in validated(data.replace(b"\n", b""))}


def test_a_status_of_a_catalogue_elsewhere_is_not_judged() -> None:
    elsewhere = '<catalogRef href="https://agency.example/catalog.xml"/>'
    status = '<itemMeta><pubStatus qcode="mystat:usable"/></itemMeta>'
    assert rules_of(item(status, catalog=elsewhere)) == ["G2-CODE-UNCHECKED"]


@pytest.mark.parametrize(
    "tag", ["en", "nb-NO", "zh-Hant-TW", "es-419", "de-1996", "sr-Latn", "und", "gsw-CH", "x-house"]
)
def test_languages_that_are_fine(tag: str) -> None:
    assert rules_of(item("", catalog="<catalog/>").replace('xml:lang="en"', f'xml:lang="{tag}"')) == []

"""Our schema of NewsML-G2 against the official one: the same verdict on every document, good or damaged, and better words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from newsml.g2_grammar import NAMESPACE
from newsml.schemas import xml_schema, xsd_issues
from tests.g2_official import CORPUS, corpus_files, official_schema
from tests.grown import grown
from tests.mutations import differences, mutants, sources

TESTS = CORPUS / "iptc-unit-tests"
COUNT = 3000
"""Of damaged documents; `python -m tests.mutations` looks at 20,000."""


@pytest.fixture(scope="module")
def damaged() -> list[tuple[str, bytes]]:
    return list(mutants(COUNT, seed=1))


def trees(paths: list[Path]) -> Iterator[tuple[str, etree._Element]]:
    for path in paths:
        try:
            yield f"{path.parent.name}/{path.name}", etree.parse(path).getroot()
        except etree.XMLSyntaxError:
            continue


# --- Verdicts ------------------------------------------------------------------------------------------------------


def test_every_document_of_the_corpus(shared: Path) -> None:
    own, official = xml_schema("newsml-g2"), official_schema("2.35", odrl=True)
    found = [(name, own.validate(root), official.validate(root)) for name, root in trees(corpus_files())]
    assert len(found) > 270
    assert [name for name, ours, theirs in found if ours != theirs] == []


def test_the_tests_of_the_iptc(shared: Path) -> None:
    """Of 151 documents that should pass the two with ODRL are refused by the bare official schema, not by ours."""
    own, official = xml_schema("newsml-g2"), official_schema("2.35")
    good = [root for _, root in trees(sorted(TESTS.glob("*/should_pass/*.xml")))]
    bad = [root for _, root in trees(sorted(TESTS.glob("*/should_fail/*.xml")))]
    assert (len(good), len(bad)) == (151, 10)
    assert sum(map(official.validate, good)) == 149
    assert sum(map(own.validate, good)) == 151
    refused = [own.validate(root) for root in bad]
    assert refused.count(False) == 5
    assert refused == [official.validate(root) for root in bad]


def test_what_the_grammar_allows_the_official_schema_allows(shared: Path) -> None:
    own, official = xml_schema("newsml-g2"), official_schema("2.35")
    refused = []
    for name, data in grown(1200, seed=7):
        assert own.validate(etree.fromstring(data)), f"{name}: {own.error_log[0]}"
        if not official.validate(etree.fromstring(data)) and b"rightsExpressionXML" not in data:
            refused.append(f"{name}: {official.error_log[0]}")
    assert refused == []


def test_damaged_documents(damaged: list[tuple[str, bytes]], shared: Path) -> None:
    found = differences(damaged)
    assert sum(map(len, found.values())) <= COUNT / 1000
    assert set(found) <= {"within ODRL"}


def test_damage_is_the_same_for_the_same_seed(damaged: list[tuple[str, bytes]]) -> None:
    assert list(mutants(50, seed=1)) == damaged[:50]
    assert list(mutants(50, seed=2)) != damaged[:50]
    assert len(sources()) > 300


# --- Words -----------------------------------------------------------------------------------------------------------

RAW = re.compile(
    r"\{http|\{urn|\{'|This element is|is not expected|Expected is|content is not allowed|content type|\[facet|atomic|union type"
    r"|list type|is required but missing|attribute '|Element '|declaration available|nillable|not as NewsML-G2 wants|another value"
)


def test_messages_are_in_a_person_s_words(damaged: list[tuple[str, bytes]]) -> None:
    own, said = xml_schema("newsml-g2"), 0
    for name, data in damaged:
        root = etree.fromstring(data)
        issues = xsd_issues(root, "newsml-g2", "a.xml")
        assert bool(issues) == (not own.validate(etree.fromstring(data))), name
        for issue in issues:
            said += 1
            words = re.sub(r"'[^']*'", "''", issue.message)  # what the document says is not ours
            assert not RAW.search(words), f"{name}: {issue.message}"
            assert issue.line, name
            assert issue.path.startswith(etree.QName(root).localname), name
            assert len(issue.message) < 420, f"{name}: {issue.message}"
    assert said > COUNT / 2


ITEM = (
    f'<newsItem xmlns="{NAMESPACE}" standard="NewsML-G2" standardversion="2.35" guid="urn:x:1">\n<itemMeta>\n'
    '<itemClass qcode="ninat:text"/>\n<provider qcode="nprov:X"/>\n'
    "<versionCreated>2026-05-04T09:30:00+02:00</versionCreated>\n</itemMeta>\n<contentMeta>\n<urgency>4</urgency>\n"
    '<language tag="nb"/>\n<headline>Storm</headline>\n</contentMeta>\n<contentSet>\n<inlineXML/>\n</contentSet>\n</newsItem>'
)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("<provider ", "<provder ", 4, "provder is not known in itemMeta; did you mean provider?"),
        ("<provider ", "<planet ", 4, "NewsML-G2 has no element planet; here may stand provider"),
        (
            '<provider qcode="nprov:X"/>\n', "", 4,
            "itemMeta lacks provider, which must stand before versionCreated",
        ),
        (
            '<itemClass qcode="ninat:text"/>\n<provider qcode="nprov:X"/>',
            '<provider qcode="nprov:X"/>\n<itemClass qcode="ninat:text"/>', 3,
            "provider is out of order in itemMeta: itemClass must come before it",
        ),
        ("</itemMeta>", "<firstCreated>2026-05-04T09:30:00Z</firstCreated><role/><pubStatus/></itemMeta>", 6,
         "pubStatus is out of order in itemMeta: it must come before role"),
        ("<urgency>4</urgency>", "<urgency>4</urgency>\n<urgency>5</urgency>", 9,
         "contentMeta has more than one urgency; one is allowed"),
        ("</itemMeta>", "<headline/></itemMeta>", 6,
         ("headline cannot stand in itemMeta, but in partMeta, contentMeta, newsCoverage or planning; here may stand firstCreated, "
         "embargoed, pubStatus, role, fileName, generator, profile, service, title, edNote, memberOf …")),
        ("<urgency>4", "<urgency>12", 8, "urgency: '12' is not valid; expected is a whole number from 1 to 9"),
        ("<urgency>4", "<urgency>", 8, "urgency is empty; expected is a whole number from 1 to 9"),
        ("+02:00", "+0200", 5,
         ("versionCreated: '2026-05-04T09:30:00+0200' is not valid; expected is a date with time, as in "
         "2026-05-04T09:30:00+02:00 (the zone needs a colon: +02:00)")),
        ("T09:30:00+02:00", "", 5,
         "versionCreated: '2026-05-04' is not valid; expected is a date with time, as in 2026-05-04T09:30:00+02:00 (the time is missing)"),
        ("nprov:X", "Reuters", 4,
         "qcode of provider: 'Reuters' is not valid; expected is a scheme alias, a colon and a code, as in medtop:04000000"),
        ("nprov:X", "", 4,
         "qcode of provider is empty; expected is a scheme alias, a colon and a code, as in medtop:04000000"),
        (' tag="nb"', "", 9, "language lacks its attribute tag: a language tag, as in en-GB"),
        (' guid="urn:x:1"', "", 1, "newsItem lacks its attribute guid"),
        (' tag="nb"', ' tag="nb" lang="nb"', 9, "language has no attribute lang; of its own it has tag, role, roleuri and rank"),
        ("<headline>", '<headline lang="nb">', 10, "headline has no attribute lang; did you mean xml:lang?"),
        ("<headline>", '<headline Role="a:b">', 10, "headline has no attribute Role; did you mean role?"),
        ("<itemMeta>", "<itemMeta>text", 2,
         ("itemMeta holds elements only: it may hold itemClass, provider, versionCreated, firstCreated, embargoed, pubStatus, role, "
         "fileName, generator, profile, service …; found is the text 'text'")),
        ("<urgency>4", "<urgency><b/>4", 8, "urgency holds text only (a whole number from 1 to 9); found is the element b"),
        ("<inlineXML/>", '<inlineXML><a xmlns="urn:a"/><b xmlns="urn:a"/></inlineXML>', 13,
         "inlineXML has more than one element; one is allowed"),
        ("<headline>", '<headline xmlns="">', 10, "headline in contentMeta is in no namespace; elements of NewsML-G2 are in " + NAMESPACE),
        ("<urgency>4", '<x xmlns="urn:own"/><urgency>4', 8,
         "urgency is out of order in contentMeta: it must come before elements of other namespaces such as x"),
        ("<itemClass ", '<x xmlns="urn:own"/><itemClass ', 3,
         "x of the namespace urn:own cannot stand here in itemMeta: itemClass, provider and versionCreated must come before it"),
        ("<language ", ('<contentCreated xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true">2026</contentCreated>'
         "<language "), 9, "contentCreated has an xsi:nil, which NewsML-G2 has no use for; leave it out"),
        ('<language tag="nb"/>', '<icon href="http://x.org/i">i</icon><language tag="nb"/>', 9,
         "icon is out of order in contentMeta: it must come before urgency"),
        ("<contentMeta>", '<contentMeta id="a">\n<icon id="a"/>', 8,
         "id of icon: 'a' is the id of another element already; each id stands once in a document"),
        ("newsItem", "newsitem", 1, "a document of NewsML-G2 does not begin with newsitem; did you mean newsItem?"),
        (NAMESPACE, NAMESPACE[:-1], 1,
         f"newsItem is in the namespace {NAMESPACE[:-1]}; NewsML-G2 is in {NAMESPACE}"),
    ],
)  # fmt: skip
def test_a_message_says_what_was_found_and_what_may_stand_there(
    old: str, new: str, line: int, words: str
) -> None:
    assert old in ITEM
    data = ITEM.replace(old, new) if old == "newsItem" else ITEM.replace(old, new, 1)
    issues = xsd_issues(etree.fromstring(data), "newsml-g2", "a.xml")
    assert (issues[0].message, issues[0].line) == (words, line)


def test_the_item_itself_is_valid(shared: Path) -> None:
    assert xsd_issues(etree.fromstring(ITEM), "newsml-g2") == []
    assert official_schema("2.35").validate(etree.fromstring(ITEM))


def test_paths_with_prefixes() -> None:
    data = (
        ITEM.replace("<newsItem xmlns=", "<g:newsItem xmlns:g=")
        .replace("</", "</g:")
        .replace("<headline>", "<g:headline>")
    )
    data = re.sub(
        r"<(itemMeta|itemClass|provider|versionCreated|contentMeta|urgency|language|contentSet|inlineXML)",
        r"<g:\1",
        data,
    )
    data = data.replace("g:newsItem>", "g:newsItem>").replace(
        "</g:headline>", "</g:headline><g:headline x='1'/>"
    )
    (issue,) = xsd_issues(etree.fromstring(data), "newsml-g2")
    assert issue.path == "newsItem/contentMeta/headline[2]"
    assert issue.message.startswith("headline has no attribute x; of its own it has role")

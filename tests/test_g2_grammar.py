"""The grammar of NewsML-G2: its notation, its answers about places, and its facts against the official schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from newsml import g2_grammar
from newsml.g2_grammar import NAMESPACE, Grammar, Shape, grammar, shape_at, shape_of, version_of
from newsml.g2_versions import demands
from newsml.schemas import schemas_folder
from tests.g2_official import CORPUS, VERSIONS, Official, Type, corpus_files, official, official_schema

TEXT = (schemas_folder() / "newsml-g2" / "grammar.txt").read_text("utf-8")


def parsed(xml: str) -> etree._Element:
    return etree.fromstring(re.sub(r"^<(\w+)", rf'<\1 xmlns="{NAMESPACE}"', xml))


def new(name: str) -> etree._Element:
    return etree.Element(f"{{{NAMESPACE}}}{name}")


def names(parent: etree._Element) -> list[str]:
    return [etree.QName(child).localname if isinstance(child.tag, str) else "#" for child in parent]


# --- The file ----------------------------------------------------------------------------------------------------


def test_every_name_in_the_file_leads_somewhere() -> None:
    facts = grammar()
    for shape in all_shapes(facts):
        assert not shape.text or shape.text in facts.values, shape.name
        for attribute in shape.attributes.values():
            assert attribute.value in facts.values, f"{shape.name} {attribute.name}"
        for child in shape.children.values():
            assert facts.shape(child.shape)
    assert set(facts.roots) <= set(facts.elements)


def test_no_shape_is_idle() -> None:
    facts = grammar()
    used = {child.shape for shape in all_shapes(facts) for child in shape.children.values()}
    used |= {entry.like for entry in facts.entries()}
    assert set(facts.shapes) - used == set()


def test_every_value_says_what_it_expects() -> None:
    facts = grammar()
    used = {attribute.value for shape in all_shapes(facts) for attribute in shape.attributes.values()}
    used |= {shape.text for shape in all_shapes(facts) if shape.text}
    assert [name for name in sorted(used) if not facts.values[name].words] == []


def all_shapes(facts: Grammar) -> Iterator[Shape]:
    yield from (shape for name in facts.elements if (shape := facts.alone(name)))
    yield from (facts.shape(name) for name in facts.shapes)


def test_a_notation_of_one_s_own() -> None:
    facts = Grammar(
        "twins @2.18\nvalue line: string ~ text\n"
        "attributes marks\n    has id=line role=code@2.20\n"
        "shape box\n    has marks@2.12 size!=line\n    foreign none\n    holds lid=lid? (<other> | thing@2.30)*\n"
        "shape lid\n    text line\n"
        "element thing\n    like box\n    holds lid=lid+\n"
    )
    thing = facts.alone("thing")
    assert thing is not None
    assert thing.foreign == "none"
    assert [tuple(a) for a in thing.attributes.values()] == [
        ("id", "line", False, (2, 12)),
        ("role", "qcode", False, (2, 20)),
        ("roleuri", "iri", False, (2, 20)),
        ("size", "line", True, (1, 9)),
    ]
    assert [tuple(child) for child in thing.children.values()] == [
        ("lid", "lid", 0, (1, 9), False, False),
        ("thing", "element thing", 1, (2, 30), False, True),
    ]
    assert thing.wildcards == {"other": 1}


# --- Places --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("newsItem/contentMeta/subject/related/related", "second-relation"),
        ("newsItem/contentSet/remoteContent/channel", "content-channel"),
        ("newsMessage/header/channel", "header-channel"),
        ("newsMessage/itemSet/newsItem/itemMeta", "element itemMeta"),
        ("conceptItem/contentMeta", "concept-meta"),
        ("newsItem/assert/headline", "element headline"),
        ("newsItem/contentMeta/language/name", "line-of-text"),
        ("newsItem/contentMeta/genre/name", "element name"),
        ("newsItem/contentSet/inlineXML/sports-content/team/name", "element name"),
    ],
)
def test_what_an_element_is_depends_on_its_place(path: str, name: str) -> None:
    root = node = new(path.split("/")[0])
    for step in path.split("/")[1:]:
        node = etree.SubElement(node, f"{{{NAMESPACE}}}{step}")
    shape = shape_of(node)
    assert shape is not None
    assert shape.name == name
    assert shape is shape_at(*path.split("/"))
    assert root is not node


def test_what_is_not_of_newsml_g2_has_no_shape() -> None:
    root = parsed("<newsItem><!-- note --><other xmlns='urn:x'/><planet/></newsItem>")
    assert [shape_of(child) for child in root] == [None, None, None]
    assert g2_grammar.allowed_children(root[1]) == {}
    assert g2_grammar.allowed_attributes(root[2]) == {}


def test_place_puts_a_child_where_the_grammar_wants_it() -> None:
    item = parsed("<itemMeta/>")
    for name in (
        "link",
        "itemClass",
        "pubStatus",
        "provider",
        "versionCreated",
        "link",
        "title",
        "firstCreated",
    ):
        g2_grammar.place(item, new(name))
    g2_grammar.place(item, etree.Element("{urn:x}own"))
    g2_grammar.place(item, new("itemMetaExtProperty"))
    assert names(item) == [
        "itemClass", "provider", "versionCreated", "firstCreated", "pubStatus", "title", "link", "link",
        "itemMetaExtProperty", "own",
    ]  # fmt: skip


def test_place_keeps_to_the_end_where_there_is_no_order() -> None:
    label = parsed("<headline>Storm <span>over</span> Bergen</headline>")
    g2_grammar.place(label, new("a"))
    g2_grammar.place(label, new("planet"))
    assert names(label) == ["span", "a", "planet"]
    foreign = etree.Element("{urn:x}own")
    g2_grammar.place(foreign, new("name"))
    assert names(foreign) == ["name"]


def test_foreign_children_of_a_topic_stand_before_its_bag() -> None:
    topic = parsed("<subject><name>Oslo</name><bag/></subject>")
    g2_grammar.place(topic, etree.Element("{urn:x}own"))
    g2_grammar.place(topic, new("broader"))
    assert names(topic) == ["name", "broader", "own", "bag"]


def test_place_among_children_out_of_order() -> None:
    meta = parsed("<itemMeta><title/><itemClass/><title/></itemMeta>")
    g2_grammar.place(meta, new("provider"))
    assert names(meta) == ["title", "itemClass", "provider", "title"]


def test_sort_children() -> None:
    meta = parsed(
        "<itemMeta>\n  <title>a</title>\n  <!-- who -->\n  <provider/>\n  <planet/>\n  <itemClass/>\n  <title>b</title>\n"
        "</itemMeta>"
    )
    assert g2_grammar.sort_children(meta)
    assert names(meta) == ["itemClass", "#", "provider", "planet", "title", "title"]
    assert meta.xpath("string(*[local-name()='title'][1])") == "a"
    assert [child.tail for child in meta] == ["\n  "] * 5 + ["\n"]
    assert not g2_grammar.sort_children(meta)


def test_sort_children_leaves_text_with_markup_alone() -> None:
    label = parsed("<headline>One <span>two</span> <a>three</a></headline>")
    assert not g2_grammar.sort_children(label)


def test_since_in_its_place() -> None:
    item = parsed('<newsItem><itemMeta><itemClass uri="http://x/y"/><expires id="a"/></itemMeta></newsItem>')
    klass, expires = item[0]
    assert g2_grammar.since(item) == (1, 9)
    assert g2_grammar.since(klass, "uri") == (2, 11)
    assert g2_grammar.since(expires) == (2, 17)
    assert g2_grammar.since(expires, "id") == (2, 17)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert g2_grammar.since(item, lang) == (1, 9)


def test_what_an_older_version_lacks() -> None:
    item = parsed(
        '<newsItem><rightsInfo><dataMining uri="http://x/y"/></rightsInfo><itemMeta><itemClass qcode="a:b" creatoruri="c"/>'
        '<pubStatus qcode="a:b" how="d:e"/></itemMeta></newsItem>'
    )
    late = [
        (g2_grammar.own_name(found.element), found.attribute)
        for found in g2_grammar.later_than(item, (2, 12))
    ]
    assert late == [("dataMining", None), ("itemClass", "creatoruri")]
    assert list(g2_grammar.later_than(item, g2_grammar.LATEST)) == []


@pytest.mark.parametrize("text", ["2", "2.x", "", "2.3.4"])
def test_what_is_no_version(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        version_of(text)


# --- Against the official schemas ------------------------------------------------------------------------------------

# What 2.35 no longer allows, and attributes that single elements had a little before all others did.
# Ours is the later mark, so that what is written is valid in any case.
EARLIER = {
    "why": {"bit", "audience", "exclAudience", "genre", "inline", "inlineRef", "subject", "topic"},
}
GONE = {"event-coverage", "named-value", "party", "second-relation", "third-relation"}


@pytest.mark.parametrize("version", VERSIONS)
def test_elements_and_attributes_of_each_version(version: str, shared: Path) -> None:
    """Same names, mandatory attributes (of 2.35) and order as the official schema of that version."""
    differences = [
        (name, *rest)
        for name, *rest in differing(official(version), version)
        if not (version in ("1.9", "2.9") and is_known(name, *rest))
    ]
    assert differences == []


def is_known(shape: str, name: str, verdict: str) -> bool:
    return verdict == "only theirs" and (
        shape in GONE or shape.removeprefix("element ") in EARLIER.get(name, ())
    )


def differing(theirs: Official, version: str) -> Iterator[tuple[str, str, str]]:
    facts, limit = grammar(), version_of(version)
    seen: set[tuple[str, Type]] = set()
    waiting = [
        (shape, theirs.type_of(name))
        for name in facts.elements.keys() & theirs.elements
        if (shape := facts.alone(name))
    ]
    while waiting:
        shape, kind = waiting.pop()
        if (shape.name, kind) in seen:
            continue
        seen.add((shape.name, kind))
        known = theirs.facts(kind)
        attributes = {name: found for name, found in shape.attributes.items() if found.since <= limit}
        children = {name: found for name, found in shape.children.items() if found.since <= limit}
        for ours, others in ((attributes, known.attributes), (children, known.children)):
            yield from ((shape.name, name, "only ours") for name in ours.keys() - others.keys())
            yield from ((shape.name, name, "only theirs") for name in others.keys() - ours.keys())
        if version == "2.35":
            for name, required in known.attributes.items():
                if name in attributes and attributes[name].required != required:
                    yield shape.name, name, "mandatory"
        ranks = [children[name].rank for name in known.order if name in children]
        if ranks != sorted(ranks):
            yield shape.name, " ".join(known.order), "order"
        waiting += [
            (facts.shape(children[name].shape), known.children[name])
            for name in children.keys() & known.children.keys()
        ]


def test_the_same_elements_may_stand_alone(shared: Path) -> None:
    assert set(grammar().elements) == official("2.35").elements


def test_the_tests_of_each_version_use_what_it_has(shared: Path) -> None:
    """The IPTC's tests come by version, so they show what a version between two schemas already had."""
    early = {"why", "how", "roleuri"}
    wrong = []
    for path in sorted((CORPUS / "iptc-unit-tests").glob("[2]*/should_pass/*.xml")):
        version = version_of(path.parts[-3])
        for found in g2_grammar.later_than(etree.parse(path).getroot(), version):
            if found.attribute not in early:
                wrong.append((path.name, found.element.tag, found.attribute, found.since))
    assert wrong == []


@pytest.mark.parametrize("version", ["2.9", "2.12", "2.18", "2.23", "2.28"])
def test_without_what_is_new_a_document_is_valid_to_the_older_schema(version: str, shared: Path) -> None:
    """Or it is not, and `demands` says why."""
    now, then, older = official_schema("2.35"), official_schema(version), version_of(version)
    verdicts = {}
    for path in corpus_files():
        root = etree.parse(path, etree.XMLParser(recover=True)).getroot()
        if not now.validate(root) or g2_grammar.since(root) > older:
            continue
        for found in list(g2_grammar.later_than(root, older)):
            parent = found.element.getparent()
            if found.attribute:
                del found.element.attrib[found.attribute]
            elif parent is not None:
                parent.remove(found.element)
        again = etree.fromstring(etree.tostring(root))
        verdicts[str(path.relative_to(CORPUS))] = (
            then.validate(again),
            [found.message for found in demands(again, older)],
        )
    assert sum(valid for valid, _ in verdicts.values()) > 230
    wrong = {Path(name).name for name, (valid, asked) in verdicts.items() if valid == bool(asked)}
    assert wrong <= ANYTHING_GOES


# Its properties stand within a link, where the older schema did not look at them.
ANYTHING_GOES = {"CR00172_extension_properties_itemmeta.xml"}


def test_the_tests_of_each_version_keep_to_its_demands(shared: Path) -> None:
    asked = {
        (path.name, found.message)
        for path in sorted((CORPUS / "iptc-unit-tests").glob("[2]*/should_pass/*.xml"))
        for found in demands(etree.parse(path).getroot(), version_of(path.parts[-3]))
        if path.name not in ANYTHING_GOES
    }
    assert asked == set()


def test_what_older_versions_asked_for() -> None:
    item = parsed(
        '<newsItem><hopHistory><hop timestamp="2026-05-04"/></hopHistory><itemMeta><itemClass uri="http://x/y"/></itemMeta>'
        '<partMeta><timeDelim timeunit="a:b"/><timeDelim timeunit="a:b"/></partMeta>'
        '<contentSet><remoteContent duration="00:01"/></contentSet></newsItem>'
    )
    found = [(g2_grammar.own_name(demand.element), demand.message) for demand in demands(item, (2, 12))]
    assert found == [
        ("newsItem", "before 2.30 newsItem needed a catalogRef or a catalog"),
        ("hop", "before 2.28 timestamp of hop was a date with time, as in 2026-05-04T09:30:00+02:00"),
        ("itemClass", "before 2.20 itemClass needed its attribute qcode"),
        ("partMeta", "before 2.18 partMeta had one timeDelim at most"),
        ("remoteContent", "before 2.14 duration of remoteContent was a whole number from 0, as in 1280"),
    ]
    group = parsed('<group id="a" role="b:c"><own xmlns="urn:x"/></group>')
    packet = parsed('<groupSet root="a"/>')
    packet.append(group)
    assert [(demand.name, demand.until) for demand in demands(packet, (2, 9))] == [("{urn:x}own", (2, 10))]
    assert list(demands(item, (2, 35))) == []

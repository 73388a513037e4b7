"""What the writer of NewsML-G2 may be told: the body, the identifiers, the version, one message for all."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from lxml import etree

import newsml
from newsml.errors import ContentError, UsageError
from newsml.formats import newsml_g2
from newsml.formats.newsml_g2 import ReadOptions, WriteOptions
from newsml.g2_grammar import later_than, version_of
from newsml.issues import Issue
from newsml.model import Article, Item
from newsml.model.catalog import Catalog
from newsml.model.knowledge import ConceptScheme
from newsml.options import options_of
from newsml.vocabularies import iptc
from tests import cli
from tests.strategies import ordinary
from tests.test_newsml_g2_writer import ARTICLES, EVERYTHING, MINIMAL, NS, STAMP

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT.parent / "shared" / "corpus" / "newsml-g2" / "xsd"
SAMPLES = sorted(
    path
    for path in (ROOT / "samples").glob("*/expected.json")
    if b"urn:x-newsml:article:" in path.read_bytes()
)
OLDER = ("2.9", "2.12", "2.18", "2.23", "2.28")
VERSIONS = (*OLDER, "2.35")
HTML = {"h": "http://www.w3.org/1999/xhtml", "n": "http://iptc.org/std/NITF/2006-10-18/", **NS}


def written(*articles: Article, **changes: Any) -> tuple[bytes, list[Issue]]:
    issues: list[Issue] = []
    options = replace(STAMP, **changes)
    return b"".join(newsml_g2.write(articles, issues.append, options=options)), issues


def root_of(*articles: Article, **changes: Any) -> Any:
    return etree.fromstring(written(*articles, **changes)[0])


def read_all(data: bytes) -> list[Article]:
    return list(newsml_g2.read(io.BytesIO(data), options=ReadOptions()))


def lost(issues: list[Issue]) -> list[str]:
    return [str(issue) for issue in issues if issue.rule == "LOSS"]


def article(**fields: Any) -> Article:
    plain = {name: value for name, value in MINIMAL.items() if f"{name}s" not in fields}
    return Article.build({**plain, "id": "urn:example:news:1", **fields})


@cache
def official(version: str) -> Any:
    path = SCHEMAS / f"NewsML-G2_{version}-spec-All-Power.xsd"
    if not path.exists():
        pytest.skip(f"the schema of NewsML-G2 {version} is not there: ../shared/corpus/newsml-g2/xsd")
    return etree.XMLSchema(file=str(path))


def assert_valid(root: Any, version: str) -> None:
    schema = official(version)
    assert schema.validate(root), schema.error_log.last_error


@cache
def samples() -> tuple[Article, ...]:
    return tuple(newsml.load(str(path)) for path in SAMPLES)


# --- wrong usage ---------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["2.7", "2.36", "3.0", "2.08", "2", "2.9.1", "", "latest", "٢.٩"])
def test_a_version_that_newsml_does_not_write(version: str) -> None:
    message = f"{version} is not a version that newsml writes: 2.9 to 2.35"
    with pytest.raises(UsageError, match=re.escape(message)):
        options_of(WriteOptions, {"version": version}, "newsml-g2")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"body": "html"}, "option body of newsml-g2: 'html' is not one of given, xhtml, nitf, plain"),
        ({"prefer": "literal"}, "option prefer of newsml-g2: 'literal' is not one of given, qcode, uri"),
        ({"message": "perhaps"}, "option message of newsml-g2: 'perhaps' is not yes or no"),
        ({"sender": "desk"}, "option sender of newsml-g2 is about a newsMessage: add message=yes"),
        ({"message": "yes", "priority": "10"}, "option priority of newsml-g2: '10' is not a whole number from 1 to 9"),
    ],
)  # fmt: skip
def test_a_value_that_an_option_does_not_take(given: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        options_of(WriteOptions, given, "newsml-g2")


def test_wrong_usage_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Bridge reopens\n\nIt reopened on Friday.\n")
    done = cli.newsml("convert", path, "--to", "newsml-g2", "-O", "version=2.7")
    assert done.code == 2
    assert "2.7 is not a version that newsml writes: 2.9 to 2.35" in done.err


# --- body ----------------------------------------------------------------------------------------

BODY: list[dict[str, Any]] = [
    {"kind": "paragraph", "role": "lead", "children": ["The bridge ", {"kind": "strong", "children": ["reopened"]}]},
    {"kind": "heading", "children": ["Repairs"]},
    {"kind": "figure", "media": {"url": "https://img.example/a.jpg"}},
    {"kind": "paragraph", "children": ["It took ", {"kind": "emphasis", "children": ["two"]}, " years."]},
]  # fmt: skip


def test_body_as_nitf() -> None:
    before = article(body=BODY, headlines=[{"text": "Bridge reopens"}], byline={"text": "By Kari Strand"})
    data, issues = written(before, body="nitf")
    assert not lost(issues)
    root = etree.fromstring(data)
    inline = root.find("g:contentSet/g:inlineXML", HTML)
    assert inline.get("contenttype") == "application/nitf+xml"
    assert (inline.get("wordcount"), inline.get("charcount")) == ("8", str(before.char_count()))
    assert inline.findtext("n:nitf/n:head/n:title", namespaces=HTML) == "Bridge reopens"
    assert inline.findtext(".//n:p[@lede='true']/n:em[@class='bold']", namespaces=HTML) == "reopened"
    (after,) = read_all(data)
    assert after.body == before.body
    assert after.headline == before.headline
    assert after.byline == before.byline


def test_body_as_plain_text() -> None:
    data, issues = written(article(body=BODY), body="plain")
    inline = etree.fromstring(data).find("g:contentSet/g:inlineData", HTML)
    assert inline.get("contenttype") == "text/plain"
    assert inline.text == "The bridge reopened\n\nRepairs\n\nIt took two years."
    assert lost(issues) == [
        "warning: body: plain text leaves out: picture or clip [LOSS]",
        "warning: body: plain text keeps only the words of: heading [LOSS]",
        "warning: body: plain text keeps only the words of: emphasis [LOSS]",
        "warning: body: plain text keeps only the words of: strong emphasis [LOSS]",
        "warning: body: plain text has no place for: role of a paragraph [LOSS]",
    ]


def test_each_kind_of_loss_is_said_once() -> None:
    links = [{"kind": "link", "href": f"https://a.example/{n}", "children": ["x"]} for n in range(3)]
    _, issues = written(article(body=[{"kind": "paragraph", "children": links}]), body="plain")
    assert lost(issues) == ["warning: body: plain text keeps only the words of: link (3 times) [LOSS]"]


def test_plain_paragraphs_come_back() -> None:
    body = [{"kind": "paragraph", "children": [words]} for words in ("One & one.", "Two <two>.")]
    before = article(body=body)
    data, issues = written(before, body="plain")
    assert not lost(issues)
    assert read_all(data)[0].body == before.body


def test_without_words_there_is_no_plain_text() -> None:
    data, _ = written(article(body=BODY[2:3]), body="plain")
    assert etree.fromstring(data).find("g:contentSet", HTML) is None


@pytest.mark.parametrize("wanted", ["given", "xhtml", "nitf", "plain"])
@pytest.mark.parametrize("had", ["xhtml", "nitf", "plain"])
def test_an_item_that_was_read_gets_the_body_that_is_asked_for(had: str, wanted: str) -> None:
    (item,) = read_all(written(article(body=BODY), body=had)[0])
    root = root_of(item, body=wanted)
    assert_valid(root, "2.35")
    (inline,) = root.find("g:contentSet", HTML)
    assert inline.get("contenttype") == TYPES[had if wanted == "given" else wanted]
    assert "It took two" in " ".join("".join(inline.itertext()).split())


TYPES = {"xhtml": "application/xhtml+xml", "nitf": "application/nitf+xml", "plain": "text/plain"}


@pytest.mark.parametrize("body", ["xhtml", "nitf", "plain"])
@pytest.mark.parametrize("name", ARTICLES)
def test_each_body_is_valid(name: str, body: str) -> None:
    assert_valid(root_of(ARTICLES[name], body=body), "2.35")


# --- identifiers ---------------------------------------------------------------------------------

SUBJECTS = [
    {"qcode": "medtop:20000350", "name": "A"},
    {"uri": "http://cv.iptc.org/newscodes/mediatopic/20000351", "name": "B"},
    {"qcode": "facts:ports", "uri": "https://facts.example/ports", "name": "C"},
    {"uri": "https://facts.example/roads", "name": "D"},
    {"uri": "https://other.example/x", "name": "E"},
    {"literal": "ferries"},
]


def identities(root: Any) -> list[dict[str, str]]:
    names = ("qcode", "uri", "literal")
    return [
        {name: item.get(name) for name in names if item.get(name)}
        for item in root.iterfind("g:contentMeta/g:subject", NS)
    ]


def test_identifiers_as_the_article_has_them() -> None:
    root = root_of(article(subjects=SUBJECTS))
    assert identities(root) == [
        {"qcode": "medtop:20000350"},
        {"uri": "http://cv.iptc.org/newscodes/mediatopic/20000351"},
        {"qcode": "facts:ports"},
        {"uri": "https://facts.example/roads"},
        {"uri": "https://other.example/x"},
        {"literal": "ferries"},
    ]


def test_qcodes_where_one_is_known() -> None:
    root = root_of(article(subjects=SUBJECTS), prefer="qcode")
    assert identities(root) == [
        {"qcode": "medtop:20000350"},
        {"qcode": "medtop:20000351"},
        {"qcode": "facts:ports"},
        {"qcode": "facts:roads"},
        {"uri": "https://other.example/x"},
        {"literal": "ferries"},
    ]
    assert root.find("g:catalog/g:scheme[@alias='facts']", NS).get("uri") == "https://facts.example/"


def test_uris_wherever_the_scheme_is_known() -> None:
    root = root_of(article(subjects=SUBJECTS, pub_status="usable", urgency=3), prefer="uri")
    assert identities(root) == [
        {"uri": "http://cv.iptc.org/newscodes/mediatopic/20000350"},
        {"uri": "http://cv.iptc.org/newscodes/mediatopic/20000351"},
        {"uri": "https://facts.example/ports"},
        {"uri": "https://facts.example/roads"},
        {"uri": "https://other.example/x"},
        {"literal": "ferries"},
    ]
    status = root.find("g:itemMeta/g:pubStatus", NS)
    assert dict(status.attrib) == {"uri": "http://cv.iptc.org/newscodes/pubstatusg2/usable"}
    assert root.find("g:catalog", NS) is None


def test_everything_as_uris_has_no_code_and_no_scheme() -> None:
    root = root_of(Article.build(EVERYTHING), prefer="uri")
    assert_valid(root, "2.35")
    left = {
        (name, value) for item in root.iter() for name, value in item.attrib.items() if QCODE.fullmatch(value)
    }
    assert left == {("jobtitle", "x-jobtitle:Staff%20reporter")}  # its URI is another, and both are kept
    assert [scheme.get("alias") for scheme in root.iterfind("g:catalog/g:scheme", NS)] == ["x-jobtitle"]


QCODE = re.compile(rf"(?:{'|'.join(map(re.escape, iptc.SCHEMES))}|x-\w+):(?!//)\S+")


@pytest.mark.parametrize("prefer", ["qcode", "uri"])
@pytest.mark.parametrize("name", ARTICLES)
def test_the_same_concepts_in_other_words(name: str, prefer: str) -> None:
    given, _ = written(ARTICLES[name])
    other, _ = written(ARTICLES[name], prefer=prefer)
    assert_valid(etree.fromstring(other), "2.35")

    def uris(data: bytes) -> list[tuple[str | None, ...]]:
        (found,) = read_all(data)
        concepts = (*found.subjects, *found.people, *found.organisations, *found.places, *found.genres)
        return [(item.uri, item.literal, item.name) for item in concepts]

    assert uris(other) == uris(given)


def test_words_of_our_own_come_back_from_their_uris() -> None:
    """Roles, job titles and names of files that have no code are the same words again."""
    (given,) = read_all(written(Article.build(EVERYTHING))[0])
    (again,) = read_all(written(Article.build(EVERYTHING), prefer="uri")[0])
    for field in ("headlines", "ed_notes", "alt_ids", "hash", "interactions", "ratings"):
        assert getattr(again, field) == getattr(given, field), field
    titled = article(authors=[{"name": "Ann Lee", "job_title": "Staff reporter"}])
    (again,) = read_all(written(titled, prefer="uri")[0])
    assert (again.authors[0].job_title, again.authors[0].job_title_uri) == ("Staff reporter", None)


# --- versions ------------------------------------------------------------------------------------


@pytest.mark.parametrize("prefer", ["given", "qcode", "uri"])
@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_written_is_valid_to_that_version(version: str, prefer: str) -> None:
    for item in (*ARTICLES.values(), Article.build(EVERYTHING), *samples()):
        root = root_of(item, version=version, prefer=prefer)
        assert root.get("standardversion") == version
        assert_valid(root, version)


@pytest.mark.parametrize("minor", range(9, 36))
def test_nothing_is_younger_than_the_version(minor: int) -> None:
    version = f"2.{minor}"
    root = root_of(Article.build(EVERYTHING), version=version)
    assert not list(later_than(root, version_of(version)))


@pytest.mark.parametrize("version", OLDER)
@given(item=ordinary)
def test_any_article_is_valid_to_an_older_version(item: Article, version: str) -> None:
    item = item.model_copy(update={"version_created": datetime(2025, 7, 25, tzinfo=UTC)})
    assert_valid(root_of(item, version=version), version)


def words_of(root: Any) -> Iterator[str]:
    for element in root.iter(etree.Element):
        yield from (text.strip() for text in (element.text, element.tail) if text and text.strip())


@pytest.mark.parametrize("version", OLDER)
def test_no_word_is_lost_in_silence(version: str) -> None:
    whole = Article.build(EVERYTHING)
    now, before = root_of(whole), root_of(whole, version=version)
    said = "\n".join(lost(written(whole, version=version)[1]))
    for word in set(words_of(now)) - set(words_of(before)):
        assert word[:20] in said or word[:20] in "".join(map(str, before.xpath("//@literal"))), word


def test_a_loss_names_field_place_and_version() -> None:
    _, issues = written(article(data_mining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"), version="2.28")
    assert [str(issue) for issue in issues if issue.path == "data_mining"] == [
        (
            "warning: data_mining: rightsInfo/dataMining (http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED) is not written: "
            "it came with NewsML-G2 2.34, after 2.28 [LOSS]"
        )
    ]


def test_a_list_in_the_loss_is_counted_as_in_the_item_of_today() -> None:
    _, issues = written(article(expires=["2025-08-01", "2025-08-02"]), version="2.9")
    places = [issue.message.split(" ")[1] for issue in issues if issue.path == "expires"]
    assert places == ["itemMeta/expires[1]", "itemMeta/expires[2]"]


LATER = {
    "license_url": "https://gull.example/l",
    "acquire_license_url": "https://gull.example/buy",
    "rights_links": [{"href": "https://gull.example/press"}],
    "scoped_rights": [{"id_refs": ["p"], "license_url": "https://gull.example/l2"}],
    "published": [{"when": "2025-08-01T10:00:00Z"}],
    "publisher": {"name": "Gull"},
    "original_representations": [{"url": "https://store.gull.example/1"}],
    "incoming_feeds": [{"uri": "https://gull.example/feed"}],
    "metadata_creator": {"name": "Ann Lee"},
    "trust_indicators": [
        {"role": "http://cv.iptc.org/newscodes/trustindicator/correctionsPolicy",
         "href": "https://gull.example/corrections", "title": "Corrections"}
    ],
    "derived_from": [{"href": "https://gull.example/0", "title": "Alert"}],
    "translation_of": {"href": "https://gull.example/ga", "title": "Faoileáin"},
    "related": [{"href": "https://gull.example/2", "title": "Terns"}],
    "organisations": [{"name": "Gull plc", "symbols": [{"symbol": "GULL", "exchange": "XLON"}]}],
}  # fmt: skip


@pytest.mark.parametrize("field", LATER)
def test_what_came_later_is_reported_at_its_field(field: str) -> None:
    """In the words of the model, so that a program finds it: ``rights_links``, not ``rightsInfo/link[3]``."""
    _, issues = written(article(**LATER), version="2.9")
    assert field in {issue.path.partition(".")[0] for issue in issues if issue.rule == "LOSS"}


@pytest.mark.parametrize("sample", ["house-catalog", "lantern-package", "regatta-planning", "port-topics"])
def test_other_items_name_their_fields_too(sample: str) -> None:
    (source,) = (ROOT / "samples" / sample).glob("item.*")
    item = newsml.load(source)
    issues: list[Issue] = []
    newsml.dumps(item, "newsml-g2", report=issues.append, version="2.15" if "catalog" in sample else "2.9")
    paths = {issue.path for issue in issues if issue.rule == "LOSS"}
    assert paths
    assert paths <= set(type(item).model_fields)


def test_the_same_of_many_elements_is_said_once() -> None:
    schemes = [
        {"uri": f"https://gull.example/cv/{n}/", "alias": f"s{n}", "created": "2025-08-01"} for n in range(9)
    ]
    item = Catalog(id="urn:x-gull:catalog", schemes=schemes)
    issues: list[Issue] = []
    newsml.dumps(
        item, "newsml-g2", report=issues.append, stamp=datetime(2025, 8, 1, tzinfo=UTC), version="2.28"
    )
    said = [issue.message for issue in issues if issue.path == "schemes"]
    why = "is not written: it came with NewsML-G2 2.29, after 2.28"
    assert said == [
        f"schemes: catalogContainer/catalog/scheme/@schemecreated (2025-08-01, 2025-08-01 and 7 more) {why}"
    ]


def test_uris_were_qcodes_before_there_were_uris() -> None:
    data, issues = written(article(subjects=SUBJECTS), version="2.9")
    root = etree.fromstring(data)
    assert not lost(issues)
    assert [next(iter(item)) for item in identities(root)] == ["qcode"] * 5 + ["literal"]
    (before,), (after,) = read_all(written(article(subjects=SUBJECTS))[0]), read_all(data)
    assert [item.uri for item in after.subjects] == [item.uri for item in before.subjects]


def test_a_uri_without_a_scheme_of_its_own_is_a_literal() -> None:
    root = root_of(article(subjects=[{"uri": "https://facts.example/", "name": "Facts"}]), version="2.9")
    assert identities(root) == [{"literal": "https://facts.example/"}]


def test_an_item_without_a_class_was_a_text_all_along() -> None:
    data = root_of(article())
    data.find("g:itemMeta/g:itemClass", NS).attrib.clear()
    (item,) = read_all(etree.tostring(data))
    old, issues = written(item, version="2.18")
    assert_valid(etree.fromstring(old), "2.18")
    assert "itemMeta/itemClass is written as ninat:text: before 2.20" in "".join(lost(issues))


CORPUS = SCHEMAS.parent


@cache
def items_of_others() -> list[Item]:
    """The items of the corpus that are valid to 2.35 when they are written again."""
    found: list[Item] = []
    for path in sorted(CORPUS.rglob("*.xml")):
        if not {"xsd", "catalogs"} & set(path.parts):
            with suppress(ContentError):
                found.extend(read_all(path.read_bytes()))
    return [item for item in found if official("2.35").validate(root_of(item))]


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not there: ../shared/corpus/newsml-g2")
@pytest.mark.parametrize("version", VERSIONS)
def test_items_of_others_are_valid_to_an_older_version(version: str) -> None:
    assert len(items_of_others()) > 150
    for item in items_of_others():
        if isinstance(item, Catalog) and item.id and version in ("2.9", "2.12"):
            continue  # refused: see below
        assert_valid(root_of(item, version=version), version)
        assert_valid(root_of(item, version=version, prefer="uri", body="nitf"), version)


def test_a_kind_of_item_that_came_later_is_refused() -> None:
    item = Catalog.model_validate(
        {
            "id": "urn:example:catalog",
            "provider": {"name": "X"},
            "schemes": [{"alias": "a", "uri": "https://a.example/"}],
        }
    )
    with pytest.raises(ContentError, match="catalogItem came with"):
        root_of(item, version="2.12")


def test_a_concept_without_an_identity_is_left_out_whole_where_one_was_demanded() -> None:
    """Its id is what must stand; the name alone would not be valid."""
    item = ConceptScheme.model_validate(
        {
            "id": "urn:example:scheme",
            "version_created": "2025-10-01T08:00:00Z",
            "provider": {"name": "X"},
            "concepts": [
                {"qcode": "medtop:20000735", "name": "astronomy"},
                {"name": "left out"},
            ],
        }
    )
    data, issues = written(item, version="2.12")
    assert b"astronomy" in data
    assert b"left out" not in data
    assert any("conceptId" in issue.message and "is not written" in issue.message for issue in issues)
    assert_valid(etree.fromstring(data), "2.12")


def test_the_newest_version_loses_nothing() -> None:
    whole = Article.build(EVERYTHING)
    assert written(whole, version="2.35") == written(whole)


# --- messages ------------------------------------------------------------------------------------

HEADER = (
    '<header xmlns="http://iptc.org/std/nar/2006-10-01/"><sent>2025-07-25T12:00:00+02:00</sent>'
    "<sender>agency.example</sender><transmitId>tid-7</transmitId><priority>4</priority>"
    '<timestamp role="received">2025-07-25T12:00:01+02:00</timestamp></header>'
)


def two() -> tuple[Article, Article]:
    return article(headlines=[{"text": "One"}]), article(id="urn:example:news:2", headlines=[{"text": "Two"}])


def with_header(item: Article, header: str = HEADER) -> Article:
    fragment = {"format": "newsml-g2", "place": "newsMessage", "markup": header}
    return Article.build({**item.model_dump(exclude_unset=True), "foreign": [fragment]})


@pytest.mark.parametrize("pretty", [False, True])
@pytest.mark.parametrize("version", VERSIONS)
def test_all_articles_in_one_message(version: str, pretty: bool) -> None:
    items = (*ARTICLES.values(), *samples())
    data, _ = written(*items, message=True, version=version, pretty=pretty)
    root = etree.fromstring(data)
    assert root.tag == f"{{{NS['g']}}}newsMessage"
    assert len(root.findall("g:itemSet/g:newsItem", NS)) == len(items)
    assert_valid(root, version)


def test_items_are_the_same_as_alone() -> None:
    message = root_of(*two(), message=True)
    for inside, item in zip(message.iterfind("g:itemSet/g:newsItem", NS), two(), strict=True):
        assert etree.tostring(inside, method="c14n", exclusive=True) == etree.tostring(
            root_of(item), method="c14n", exclusive=True
        )


def test_the_header_says_what_the_options_say() -> None:
    data, issues = written(
        *two(), message=True, sender="desk.example", transmit_id="t 1", priority="2", origin="o", channel="c",
        destination="d",
    )  # fmt: skip
    header = etree.fromstring(data).find("g:header", NS)
    assert [(etree.QName(item).localname, item.text) for item in header] == [
        ("sent", "2025-07-25T09:00:00Z"), ("sender", "desk.example"), ("transmitId", "t 1"), ("priority", "2"),
        ("origin", "o"), ("destination", "d"), ("channel", "c"),
    ]  # fmt: skip
    assert "the time of sending, which NewsML-G2 demands, is 2025-07-25T09:00:00Z" in str(issues)
    assert_valid(etree.fromstring(data), "2.35")


def test_without_a_time_from_outside_it_was_sent_when_its_first_item_was_made() -> None:
    first = article(version_created="2025-07-24T10:00:00+02:00")
    assert (
        root_of(first, message=True, stamp=None).findtext("g:header/g:sent", namespaces=NS)
        == "2025-07-24T10:00:00+02:00"
    )


def test_a_header_that_came_with_the_articles_is_put_back() -> None:
    data, issues = written(*map(with_header, two()), message=True)
    header = etree.fromstring(data).find("g:header", NS)
    assert etree.tostring(header, method="c14n") == etree.tostring(etree.fromstring(HEADER), method="c14n")
    assert not lost(issues)


def test_options_win_over_the_header_that_came() -> None:
    header = root_of(with_header(two()[0]), message=True, sender="desk.example").find("g:header", NS)
    assert [item.text for item in header][:3] == ["2025-07-25T12:00:00+02:00", "desk.example", "tid-7"]


def test_another_header_is_reported() -> None:
    first, second = two()
    other = HEADER.replace("tid-7", "tid-8")
    _, issues = written(with_header(first), with_header(second, other), message=True)
    assert "the message has the header of its first item" in "".join(lost(issues))


@pytest.mark.parametrize("header", ["<broken", '<other xmlns="urn:x"/>', "<header><sent/></header>"])
def test_a_header_that_is_none_is_reported(header: str) -> None:
    data, issues = written(with_header(two()[0], header), message=True)
    assert_valid(etree.fromstring(data), "2.35")
    assert len(lost(issues)) == 1


def test_a_message_without_articles_is_refused() -> None:
    with pytest.raises(ContentError, match="there is no article for the newsMessage"):
        written(message=True)


def test_it_is_written_item_by_item() -> None:
    taken: list[int] = []

    def endless() -> Iterator[Article]:
        for number in range(1_000_000):
            taken.append(number)
            yield two()[0]

    chunks = newsml_g2.write(endless(), options=replace(STAMP, message=True))
    seen = b""
    while seen.count(b"</newsItem>") < 3:
        seen += next(chunks)
    assert len(taken) == 3


def test_message_to_lines_and_back(tmp_path: Path) -> None:
    first, lines, second = (tmp_path / name for name in ("a.xml", "a.jsonl", "b.xml"))
    first.write_bytes(written(*map(with_header, two()), message=True)[0])
    assert cli.newsml("convert", first, "-o", lines).code == 0
    assert len(lines.read_bytes().splitlines()) == 2
    done = cli.newsml("convert", lines, "--to", "newsml-g2", "-O", "message=yes", "-o", second)
    assert (done.code, done.err) == (0, "")
    assert second.read_bytes() == first.read_bytes()


TEXT = "{0} reopens\n\nIt reopened on Friday.\n"


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.txt" for name in ("bridge", "ferry")]
    for path in paths:
        path.write_text(TEXT.format(path.stem.title()))
    return paths


def headlines(data: bytes) -> list[str | None]:
    return [item.headline for item in read_all(data)]


@pytest.mark.parametrize("to_file", [False, True])
def test_several_inputs_make_one_message(tmp_path: Path, texts: list[Path], to_file: bool) -> None:
    output = tmp_path / "message.xml"
    place = ("-o", output) if to_file else ()
    done = cli.newsml("convert", *texts, "--to", "newsml-g2", "-O", "message=yes", *place)
    assert done.code == 0, done.err
    data = output.read_bytes() if to_file else done.out
    assert headlines(data) == ["Bridge reopens", "Ferry reopens"]
    assert f"{texts[1]}: info:" in done.err


def test_an_input_that_cannot_be_read_is_left_out_of_the_message(tmp_path: Path, texts: list[Path]) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    done = cli.newsml(
        "convert", texts[0], broken, tmp_path / "none.txt", texts[1], "--to", "newsml-g2", "-O", "message=yes"
    )
    assert done.code == 3
    assert headlines(done.out) == ["Bridge reopens", "Ferry reopens"]
    assert str(broken) in done.err
    assert "2 of 4 inputs converted" in done.err


def test_the_message_never_overwrites_an_input(tmp_path: Path, texts: list[Path]) -> None:
    first = tmp_path / "a.xml"
    first.write_bytes(written(two()[0])[0])
    done = cli.newsml(
        "convert", texts[0], first, "--to", "newsml-g2", "-O", "message=yes", "-o", first, "--force"
    )
    assert done.code == 3
    assert "this is the input: name another file" in done.err


def test_into_a_folder_each_input_is_a_message(tmp_path: Path, texts: list[Path]) -> None:
    lines = tmp_path / "two.jsonl"
    lines.write_bytes(newsml.dumps(two()[0], "jsonl") + newsml.dumps(two()[1], "jsonl"))
    folder = tmp_path / "out"
    folder.mkdir()
    done = cli.newsml("convert", lines, texts[0], "--to", "newsml-g2", "-O", "message=yes", "-d", folder)
    assert done.code == 0, done.err
    assert headlines((folder / "two.xml").read_bytes()) == ["One", "Two"]
    assert headlines((folder / "bridge.xml").read_bytes()) == ["Bridge reopens"]


def test_several_articles_without_the_option_are_told_of_it(tmp_path: Path, texts: list[Path]) -> None:
    done = cli.newsml("convert", *texts, "--to", "newsml-g2")
    assert done.code == 2
    assert "give a folder with -d, or -O message=yes for one file with all of them" in done.err


def test_the_library_writes_many_into_a_message() -> None:
    data = b"".join(newsml.api.write(two(), "newsml-g2", message=True, stamp=STAMP.stamp))
    assert headlines(data) == ["One", "Two"]


def test_an_article_that_cannot_be_written_does_not_take_the_others_along() -> None:
    first = article(version_created="2025-07-24T10:00:00+02:00")
    dateless = Article.build({"id": "urn:dateless", "headline": "Bridge reopens", "provider": "Harbour News"})
    issues: list[Issue] = []
    options = newsml_g2.WriteOptions(message=True, now=STAMP.stamp)
    data = b"".join(newsml_g2.write([first, dateless, first], issues.append, options=options))
    assert [item.get("guid") for item in etree.fromstring(data).iter("{*}newsItem")] == [first.id, first.id]
    (error,) = [issue for issue in issues if issue.severity == "error"]
    assert error.message.startswith("urn:dateless is left out: version_created")

"""Items that are no articles: packages, concepts, schemes, catalogs, plans; their samples, and the corpus.

A sample is a folder with ``item.*`` and what it becomes, ``expected.*``; ``NEWSML_ACCEPT=1 pytest`` writes them again.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import newsml
from newsml import ContentError, Issue, api
from newsml.formats import FORMATS, Format, by_name, newsml_g2
from newsml.losses import plain_path, set_fields
from newsml.model import KINDS, Article, Item, all_kinds, schema_id
from newsml.model.catalog import Catalog
from newsml.model.knowledge import ConceptItem, ConceptScheme
from newsml.model.package import Package, joined
from newsml.model.planning import Planning
from newsml.modeljson import dumped
from newsml.validation import validate_bytes
from tests.strategies import Maker, words
from tests.test_newsml_g2_writer import STAMP

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "newsml-g2"
ACCEPT = bool(os.environ.get("NEWSML_ACCEPT"))
FOLDERS = sorted(path.parent for path in ROOT.glob("samples/*/item.*"))
HOLDING = [format_ for format_ in FORMATS if format_.items]
REFUSING = [format_ for format_ in FORMATS if format_.writes and not format_.items]
OTHER_KINDS = [kind for kind in all_kinds() if kind is not Article]

folders = pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
case = pytest.mark.parametrize(
    ("folder", "format_"),
    [(folder, format_) for folder in FOLDERS for format_ in HOLDING],
    ids=[f"{folder.name}-{format_.name}" for folder in FOLDERS for format_ in HOLDING],
)


def sample(folder: Path) -> Item:
    (source,) = folder.glob("item.*")
    return newsml.load(source)


def written(item: Item, format_: Format) -> tuple[bytes, list[Issue]]:
    issues: list[Issue] = []
    options: dict[str, Any] = {"pretty": format_.name != "jsonl"}
    return newsml.dumps(item, format_.name, report=issues.append, **options), issues


@case
def test_becomes_the_golden(folder: Path, format_: Format) -> None:
    data, issues = written(sample(folder), format_)
    path = folder / f"expected{format_.suffixes[0]}"
    if ACCEPT:
        path.write_bytes(data)
    assert data.decode() == path.read_text("utf-8")
    assert [str(issue) for issue in issues] == []


@case
def test_golden_is_valid_and_comes_back(folder: Path, format_: Format) -> None:
    data = (folder / f"expected{format_.suffixes[0]}").read_bytes()
    found = validate_bytes(data, f"expected{format_.suffixes[0]}", format_.name)
    assert [str(issue) for issue in found if issue.severity == "error"] == []
    assert without_foreign(newsml.loads(data, format_.name)) == without_foreign(sample(folder))


def without_foreign(item: Item) -> Item:
    return item.model_copy(update={"foreign": ()})


@cache
def official_schema() -> Any:
    from lxml import etree

    return etree.XMLSchema(file=str(CORPUS / "xsd" / "NewsML-G2_2.35-spec-All-Power.xsd"))


@folders
def test_official_schema_accepts_the_golden(folder: Path, shared: Path) -> None:
    from lxml import etree

    tree = etree.parse(folder / "expected.xml")
    assert official_schema().validate(tree), official_schema().error_log


@pytest.mark.parametrize("format_", REFUSING, ids=[format_.name for format_ in REFUSING])
def test_formats_for_articles_say_so(format_: Format) -> None:
    item = sample(ROOT / "samples" / "lantern-package")
    with pytest.raises(ContentError, match="holds articles, and this is a package: write it as newsml-g2"):
        newsml.dumps(item, format_.name)


def test_every_kind_has_a_sample() -> None:
    assert {type(sample(folder)) for folder in FOLDERS} == set(OTHER_KINDS)


# --- what is read --------------------------------------------------------------------------------


def test_a_package_says_its_members() -> None:
    package = newsml.load(ROOT / "samples" / "lantern-package" / "item.xml", kind=Package)
    assert package.root_group is not None
    assert package.root_group.mode == "seq"
    text, first, second, concept = package.members()
    assert text.hint is not None
    assert (text.residref, text.version, text.hint.item_type) == (
        "urn:newsml:northwire.example:20251108:lantern-text", "3", "text",
    )  # fmt: skip
    assert text.hint.headline == "Ten thousand lanterns on the river"
    assert first.hint is not None
    assert (first.hint.summary[0].text, first.hint.summary[0].role) == (
        "The river at nine in the evening.", "caption",
    )  # fmt: skip
    assert (first.size, second.title) == (2480133, "Children at the landing stage")
    assert concept.concept is not None
    assert concept.concept.qcode == "medtop:20000038"


def test_groups_that_hold_each_other_are_followed_once() -> None:
    groups = [
        {"id": "a", "members": [{"group": "b"}]},
        {"id": "b", "members": [{"group": "a"}, {"href": "urn:x:y"}]},
    ]
    package = Package.model_validate({"groups": groups})
    assert [member.href for member in package.members()] == ["urn:x:y"]


def test_the_members_of_a_message_are_joined_up() -> None:
    text = Article.build({"id": "urn:a:text", "version": "2", "headline": "Bridge"})
    older = Article.build({"id": "urn:a:text", "version": "1", "headline": "Old"})
    members = [{"residref": "urn:a:text", "version": "2"}, {"residref": "urn:a:other"}]
    package = Package.model_validate({"id": "urn:a:p", "groups": [{"id": "g", "members": members}]})
    found = list(joined([package, older, text]))
    assert [item.id for item in found] == ["urn:a:p", "urn:a:text", "urn:a:text"]
    assert isinstance(found[0], Package)
    assert [member.item for member in found[0].members()] == [text, None]
    back = newsml.loads(dumped(found[0]), "json")
    assert back == found[0]


def test_concepts_say_all_that_is_known() -> None:
    scheme = newsml.load(ROOT / "samples" / "port-topics" / "item.xml", kind=ConceptScheme)
    dredging, fairway, person, organisation, area, tower = scheme.concepts
    assert scheme.scheme is not None
    assert (scheme.scheme.alias, scheme.scheme.names[0].text) == ("port", "Port topics")
    assert dredging.names == {"en": "dredging", "nb": "mudring"}
    assert (dredging.concept_type, dredging.id, str(dredging.modified)) == ("abstract", "c1", "2025-09-30")
    assert dredging.definitions[0].text == "Taking silt out of harbours."
    assert (dredging.related[0].rel, dredging.related[0].qcode) == ("skos:related", "port:fairway")
    assert str(fairway.retired) == "2025-09-30"
    assert str(person.born) == "1971-04"
    assert person.contacts[0].addresses[0].postal_code == "5003"
    assert str(person.affiliation[0].valid_from) == "2018-01-01"
    assert str(organisation.founded) == "1868"
    assert area.circles[0].radius == 2.5
    assert (tower.open_hours and tower.open_hours.text, str(tower.made)) == ("daily 10 to 18", "1881")


def test_an_event_says_when_and_where() -> None:
    item = newsml.load(ROOT / "samples" / "regatta-event" / "item.xml", kind=ConceptItem)
    event = item.concept
    assert event is not None
    assert str(event.start) == "2025-06-14 09:00:00+00:00"
    assert event.repeats[0].by_day == "2SA"
    assert event.occurrence is not None
    assert event.occurrence.name == "Planned, occurs certainly"
    assert event.locations[0].geo is not None
    assert event.organisers[0].party_type == "organisation"
    assert event.languages == ("nb", "en")


def test_a_plan_says_who_does_what() -> None:
    item = newsml.load(ROOT / "samples" / "regatta-planning" / "item.xml", kind=Planning)
    text, pictures = item.coverage
    (plan,) = text.plans
    assert (plan.item_type, plan.count_from, plan.count_to, plan.urgency) == ("text", 2, 3, 3)
    assert (plan.assigned_to[0].name, plan.assigned_to[0].role) == ("Mona Strand", "correspondent")
    assert plan.headline == "Winner of the regatta"
    assert text.delivered[0].residref == "urn:newsml:northwire.example:20250614:regatta-winner"
    assert pictures.plans[0].audiences[0].significance == 3


def test_another_kind_than_wanted_is_said() -> None:
    with pytest.raises(ContentError, match="holds a package, where an article is expected"):
        newsml.load(ROOT / "samples" / "lantern-package" / "item.xml", kind=Article)


def test_a_catalog_alone_has_no_id_and_stays_alone() -> None:
    data = (ROOT / "samples" / "house-catalog" / "expected.xml").read_bytes()
    catalog = newsml.loads(data, "newsml-g2", kind=Catalog)
    assert b"<catalog " in data
    assert b"catalogItem" not in data
    assert catalog.foreign == ()
    named = catalog.model_copy(update={"id": "urn:x:c", "version_created": catalog.version_created})
    with pytest.raises(ContentError, match="demands the date and time of this version"):
        newsml.dumps(named, "newsml-g2")


def test_a_catalog_without_schemes_is_refused() -> None:
    with pytest.raises(ContentError, match="one scheme at least"):
        newsml.dumps(Catalog.model_validate({"titles": [{"text": "None"}]}), "newsml-g2")


# --- JSON ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", OTHER_KINDS, ids=[kind.__name__ for kind in OTHER_KINDS])
def test_an_empty_item_of_each_kind_comes_back_from_json(kind: type[Item]) -> None:
    data = dumped(kind())
    assert json.loads(data) == {"$schema": schema_id(kind)}
    assert newsml.loads(data, "json") == kind()
    assert newsml.loads(data) == kind()


def test_a_field_of_another_kind_is_refused_by_name() -> None:
    with pytest.raises(newsml.InvalidArticle, match="body is not a field of a package"):
        newsml.loads(b'{"$schema": "urn:x-newsml:package:1", "body": []}', "json")


def test_schemas_know_the_kinds() -> None:
    from newsml.schemas import json_schema_validator

    for kind in KINDS[1:]:
        validator = json_schema_validator(kind)
        assert validator.is_valid({"$schema": f"urn:x-newsml:{kind}:1"})
        assert not validator.is_valid({"no_field": 1})


FULL = Maker(words, full=True)


@pytest.mark.parametrize("kind", OTHER_KINDS, ids=[kind.__name__ for kind in OTHER_KINDS])
def test_any_item_survives_json(kind: type[Item]) -> None:
    @given(FULL.instances(kind))
    def survives(item: Item) -> None:
        assert newsml.loads(dumped(item), "json") == item

    survives()


@pytest.mark.parametrize("kind", OTHER_KINDS, ids=[kind.__name__ for kind in OTHER_KINDS])
def test_any_item_is_valid_newsml_g2_and_what_is_lost_is_said(kind: type[Item], shared: Path) -> None:
    from lxml import etree

    @given(FULL.instances(kind))
    def valid(item: Item) -> None:
        issues: list[Issue] = []
        try:
            data = b"".join(newsml_g2.write([item], issues.append, options=STAMP))
        except ContentError:
            return
        root = etree.fromstring(data)
        assert official_schema().validate(root), official_schema().error_log
        newsml.loads(data, "newsml-g2")

    valid()


# --- the corpus ----------------------------------------------------------------------------------


def corpus() -> Iterator[Path]:
    for path in sorted(CORPUS.rglob("*")) if CORPUS.is_dir() else ():
        if path.is_file() and path.suffix not in (".xsd", ".py", ".md", ".json", ".txt"):
            yield path


@cache
def corpus_items() -> tuple[tuple[Path, Item], ...]:
    found = []
    for path in corpus():
        try:
            items = list(api.load_all(path, "newsml-g2"))
        except newsml.NewsmlError:
            continue
        found += [(path, item) for item in items if not isinstance(item, Article)]
    return tuple(found)


def test_all_other_items_of_the_corpus_are_read(shared: Path) -> None:
    kinds = [type(item).__name__ for _, item in corpus_items()]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "Catalog": 21, "ConceptItem": 21, "ConceptScheme": 18, "Package": 31, "Planning": 14,
    }  # fmt: skip


def test_items_of_the_corpus_survive_json(shared: Path) -> None:
    for path, item in corpus_items():
        assert newsml.loads(dumped(item), "json") == item, path


def test_items_of_the_corpus_are_written_valid_and_come_back(shared: Path) -> None:
    """By their fields alone; what no field takes is put back by another test."""
    from lxml import etree

    for path, item in corpus_items():
        issues: list[Issue] = []
        plain = without_foreign(item)
        try:
            data = b"".join(newsml_g2.write([plain], issues.append, options=STAMP))
        except ContentError:
            continue
        assert official_schema().validate(etree.fromstring(data)), (path, official_schema().error_log)
        again = dict(set_fields(newsml.loads(data, "newsml-g2")))
        said = {issue.path.partition(".")[0] for issue in issues} | {
            "id",
            "version",
            "provider",
            "foreign",
            "groups",
        }
        missing = [
            field
            for field, value in set_fields(plain)
            if again.get(field) != value
            and field.partition(".")[0] not in said
            and plain_path(field).rpartition(".")[2] not in ("scheme", "code")
        ]
        assert missing == [], path


def test_message_of_packages_and_articles_is_read_in_order() -> None:
    package = (ROOT / "samples" / "lantern-package" / "item.xml").read_text().partition("?>")[2]
    head = '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2025-11-08T21:15:00Z</sent></header>'
    found = list(
        api.read(io.BytesIO(f"{head}<itemSet>{package}</itemSet></newsMessage>".encode()), None, "newsml-g2")
    )
    assert [type(item) for item in found] == [Package]
    assert by_name("newsml-g2").items


def test_join_is_an_option_of_the_reader() -> None:
    package = (ROOT / "samples" / "lantern-package" / "item.xml").read_text().partition("?>")[2]
    text = Article.build(
        {
            "id": "urn:newsml:northwire.example:20251108:lantern-text",
            "version": "3",
            "version_created": "2025-11-08T21:00:00Z",
            "provider": "Northwire",
            "headline": "Ten thousand lanterns on the river",
        }
    )
    article = newsml.dumps(text, "newsml-g2").decode().partition("?>")[2]
    head = '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2025-11-08T21:15:00Z</sent></header>'
    message = f"{head}<itemSet>{package}{article}</itemSet></newsMessage>".encode()
    found = list(api.read(io.BytesIO(message), None, "newsml-g2", join=True))
    assert isinstance(found[0], Package)
    members = list(found[0].members())
    assert members[0].item == found[1]
    assert members[1].item is None
    data, issues = written(found[0], by_name("newsml-g2"))
    assert b"lantern-text" in data
    assert "groups.0.members.0.item" in {issue.path for issue in issues}

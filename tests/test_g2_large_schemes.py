"""A knowledgeItem that is too large to be read at once: in parts, in flat memory, and put together again."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

import newsml
from newsml import api, xmlslices
from newsml.errors import UsageError
from newsml.formats.newsml_g2 import documents
from newsml.issues import Issue
from newsml.model.knowledge import ConceptScheme
from newsml.model.parts import runs
from tests.canonical import differences
from tests.cli import SOURCE
from tests.cli import newsml as command

NAR = "http://iptc.org/std/nar/2006-10-01/"
HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<knowledgeItem xmlns="{NAR}" guid="urn:x:topics" version="3" standard="NewsML-G2" standardversion="2.29"
    conformance="power" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_32.xml"/>
<catalog><scheme alias="ex" uri="http://example.org/topics/"/></catalog>
<itemMeta><itemClass qcode="cinat:scheme"/><provider uri="http://example.org/"/>
<versionCreated>2026-01-01T00:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><urgency>77</urgency><language tag="en"/></contentMeta>
<conceptSet>
"""
TAIL = """</conceptSet>
<schemeMeta uri="http://example.org/topics/" preferredalias="ex"><name xml:lang="en">Topics</name></schemeMeta>
</knowledgeItem>
"""


def concept(number: int, inside: str = "") -> str:
    """A concept of four lines, of which some have what newsml keeps as it was."""
    extra = f'<note role="x:y">Note {number}</note>' if number % 3 == 0 else ""
    return (
        f'<concept id="c{number}">\n<conceptId qcode="ex:{number}" created="2020-01-01T00:00:00"/>\n'
        f'<type qcode="cpnat:abstract"/><name xml:lang="en">Topic {number}</name>{inside}\n'
        f'{extra}<broader qcode="ex:{number // 2}"/></concept>\n'
    )


def scheme(count: int, *extra: str) -> str:
    return HEAD + "".join(concept(number) for number in range(1, count + 1)) + "".join(extra) + TAIL


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a short text passes."""
    monkeypatch.setattr(documents, "_WHOLE", 500)
    monkeypatch.setattr(xmlslices, "WHOLE", 2000)
    monkeypatch.setattr(xmlslices, "MOST", 4)


def parts_of(text: str, **options: object) -> tuple[list[ConceptScheme], list[Issue]]:
    issues: list[Issue] = []
    stream = io.BytesIO(text.encode())
    found = list(api.read(stream, "k.xml", "newsml-g2", report=issues.append, **options))
    return [item for item in found if isinstance(item, ConceptScheme)], issues


def codes(*parts: ConceptScheme) -> list[str]:
    return [concept.code or "" for part in parts for concept in part.concepts]


def numbers(last: int) -> list[str]:
    return [str(number) for number in range(1, last + 1)]


def whole(text: str, monkeypatch: pytest.MonkeyPatch) -> ConceptScheme:
    with monkeypatch.context() as context:
        context.setattr(xmlslices, "WHOLE", 1 << 20)
        (found,), _ = parts_of(text)
    assert found.part is None
    return found


def test_a_large_scheme_comes_in_parts() -> None:
    parts, _ = parts_of(scheme(10))
    assert [(part.part, part.parts, len(part.concepts)) for part in parts] == [
        (1, None, 4),
        (2, None, 4),
        (3, 3, 2),
    ]
    assert codes(*parts) == numbers(10)
    assert {part.id for part in parts} == {"urn:x:topics"}
    assert {part.version_created for part in parts} == {parts[0].version_created}
    assert [part.scheme is not None for part in parts] == [False, False, True]


def test_a_small_one_comes_whole() -> None:
    (only,), _ = parts_of(scheme(2))
    assert (only.part, only.parts) == (None, None)


def test_load_puts_the_parts_together(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "topics.xml"
    path.write_text(scheme(10))
    loaded = newsml.load(path)
    expected = whole(scheme(10), monkeypatch)
    assert loaded.model_copy(update={"foreign": ()}) == expected.model_copy(update={"foreign": ()})
    fields = [kept.field for kept in loaded.foreign if kept.field]
    assert [field for field in fields if field.startswith("concepts.")] == [
        f"concepts.{n}" for n in range(10)
    ]


def test_what_is_said_of_the_head_is_said_once() -> None:
    _, issues = parts_of(scheme(20))
    assert [issue.line for issue in issues if "77" in issue.message] == [8]


def test_lines_are_those_of_the_file() -> None:
    text = scheme(9, concept(10, '<sameAs qcode="nowhere"/>'), concept(11)) + "<!-- -->"
    text = text.replace('uri="http://example.org/topics/" preferred', 'uri="nothing" preferred')
    _, issues = parts_of(text)
    lines = text.splitlines()
    for words in ("nowhere", "nothing"):
        told = [issue.line for issue in issues if words in issue.message]
        assert told
        assert all(line and words in lines[line - 1] for line in told)


def test_places_are_those_of_the_file() -> None:
    places: list[dict[str, tuple[int | None, int | None]]] = []
    parts_of(scheme(10), locate=lambda found: places.append(dict(found)))
    lines = scheme(10).splitlines()
    for found in places:
        for field, (line, _) in found.items():
            if field.startswith("concepts."):
                assert "<concept " in lines[(line or 0) - 1]


@pytest.mark.parametrize("target", ["json", "newsml-g2", "jsonl"])
def test_formats_of_one_item_put_them_together(
    target: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = scheme(10)
    issues: list[Issue] = []
    data = newsml.convert(text.encode(), from_="newsml-g2", to=target, report=issues.append)
    assert not [issue for issue in issues if issue.rule == "LOSS"]
    if target == "json":
        monkeypatch.setattr(xmlslices, "WHOLE", 1 << 20)
        assert newsml.loads(data, "json") == api.joined(parts_of(text)[0]).model_copy(
            update={"foreign": newsml.loads(data, "json").foreign}
        )
        data = newsml.convert(data, from_="json", to="newsml-g2")
    elif target == "jsonl":
        assert len(data.splitlines()) == 3
        data = newsml.convert(data, from_="jsonl", to="newsml-g2")
    assert not differences(etree.fromstring(text.encode()), etree.fromstring(data))


@pytest.mark.parametrize("pretty", [False, True])
def test_json_of_parts_is_that_of_the_whole(pretty: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    text = scheme(10)
    data = newsml.convert(text.encode(), from_="newsml-g2", to="json", pretty=pretty)
    expected = json.loads(newsml.dumps(whole(text, monkeypatch), "json"))
    found = json.loads(data)
    for value in (found, expected):
        for kept in value["foreign"]:
            kept["place"] = ""
        value["foreign"].sort(key=str)
    assert found == expected
    if pretty:
        assert data == json.dumps(json.loads(data), ensure_ascii=False, indent=2).encode() + b"\n"


def test_pretty_newsml_g2_is_indented_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    text = scheme(10)
    one = newsml.dumps(whole(text, monkeypatch), "newsml-g2", pretty=True)
    assert newsml.convert(text.encode(), from_="newsml-g2", to="newsml-g2", pretty=True) == one


def test_words_without_a_code_are_declared_once() -> None:
    text = scheme(10).replace("cpnat:abstract", "x-kind:thing", 1)
    text = text.replace("<catalog>", '<catalog><scheme alias="x-kind" uri="urn:x-newsml:concepttype:"/>')
    data = newsml.convert(text.encode(), from_="newsml-g2", to="newsml-g2")
    root = etree.fromstring(data)
    used = {code.partition(":")[0] for code in root.xpath("//@qcode")}
    declared = set(root.xpath("//*[local-name()='scheme']/@alias"))
    assert used - declared <= {"cinat", "stat", "cpnat"}


def test_within_a_message_and_beside_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    inner = scheme(10).partition("?>")[2]
    other = '<newsItem guid="urn:x:1" version="1" xml:lang="en"><contentMeta><headline>One</headline></contentMeta></newsItem>'
    text = (
        f'<newsMessage xmlns="{NAR}"><header><sent>2026-01-01T00:00:00Z</sent></header><itemSet>{other}{inner}{inner}'
        f"{other.replace('x:1', 'x:2')}</itemSet></newsMessage>"
    )
    path = tmp_path / "m.xml"
    path.write_text(text)
    found = list(newsml.load_all(path))
    assert [[item.id for item in run] for run in runs(found)] == [
        ["urn:x:1"], ["urn:x:topics"] * 3, ["urn:x:topics"] * 3, ["urn:x:2"],
    ]  # fmt: skip
    data = newsml.convert(path, to="newsml-g2", message=True, stamp=found[1].version_created)
    root = etree.fromstring(data)
    items = root.find(f"{{{NAR}}}itemSet")
    assert items is not None
    assert [len(item.findall(f".//{{{NAR}}}concept")) for item in items] == [0, 10, 10, 0]
    assert not differences(etree.fromstring(scheme(10).encode()), items[1])


def test_a_broken_concept_is_left_out_alone() -> None:
    text = scheme(6, concept(7, "<note>"), concept(8), concept(9))
    parts, issues = parts_of(text)
    assert codes(*parts) == [*numbers(6), "8", "9"]
    (error,) = [issue for issue in issues if issue.severity == "error"]
    assert error.rule == "SYNTAX"
    assert error.line is not None
    assert 33 <= error.line <= 37


def test_a_scheme_that_is_cut() -> None:
    text = scheme(10)
    cut = text[: text.index("ex:10") + 5]
    parts, issues = parts_of(cut)
    assert codes(*parts) == numbers(9)
    assert parts[-1].parts == len(parts)
    assert any("left out" in issue.message for issue in issues)
    assert any("ends early" in issue.message for issue in issues)


def test_comments_and_foreign_elements_among_the_concepts() -> None:
    text = HEAD
    for number in range(1, 9):
        text += f"<!-- {concept(99)} -->\n{concept(number)}"
    text += concept(9) + "<x:y xmlns:x='urn:x'/>" + concept(10) + TAIL
    parts, issues = parts_of(text)
    assert codes(*parts) == numbers(10)
    assert parts[-1].scheme is not None
    assert not [issue for issue in issues if issue.severity == "error"]


def test_concepts_that_stand_alone() -> None:
    text = (
        f'<conceptSet xmlns="{NAR}">' + "".join(concept(number) for number in range(1, 11)) + "</conceptSet>"
    )
    parts, _ = parts_of(text)
    assert [concept.qcode for part in parts for concept in part.concepts] == [f"ex:{n}" for n in range(1, 11)]
    data = newsml.convert(text.encode(), from_="newsml-g2", to="newsml-g2")
    assert not differences(etree.fromstring(text.encode()), etree.fromstring(data))


def test_a_part_that_is_missing_is_reported() -> None:
    lines = newsml.convert(scheme(10).encode(), from_="newsml-g2", to="jsonl").splitlines(keepends=True)
    issues: list[Issue] = []
    data = newsml.convert(lines[0] + lines[2], from_="jsonl", to="newsml-g2", report=issues.append)
    assert data.count(b"<concept ") == 6
    assert ["part 2 of scheme" in issue.message for issue in issues if issue.rule == "LOSS"] == [True]
    issues.clear()
    newsml.convert(lines[0], from_="jsonl", to="newsml-g2", report=issues.append)
    assert ["the last part" in issue.message for issue in issues if issue.rule == "LOSS"] == [True]


def test_two_schemes_in_one_file_are_not_one(tmp_path: Path) -> None:
    path = tmp_path / "two.xml"
    inner = scheme(10).partition("?>")[2]
    path.write_text(f'<newsMessage xmlns="{NAR}"><header/><itemSet>{inner}{inner}</itemSet></newsMessage>')
    with pytest.raises(UsageError, match="more than one"):
        newsml.load(path)
    with pytest.raises(UsageError, match="one article a file"):
        newsml.convert(path, to="json")


# --- memory, by the command line ------------------------------------------------------------------

PEAK = """
import sys
from newsml import xmlslices
from newsml.cli import run
xmlslices.WHOLE = xmlslices.SLICE = 100_000
code = run(sys.argv[1:])
status = open("/proc/self/status").read()
print(status[status.index("VmHWM"):].splitlines()[0], file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="measured as Linux counts it")
@pytest.mark.parametrize("target", ["jsonl", "json", "newsml-g2"])
def test_memory_stays_flat(target: str, tmp_path: Path) -> None:
    """From file to file; three times as large a scheme must not show. Read at once, 1 MB takes some 50 MB."""
    peaks = []
    for count in (2000, 6000):
        path, out = tmp_path / f"{count}.xml", tmp_path / f"{count}.{target}"
        path.write_text(scheme(count))
        done = subprocess.run(
            [sys.executable, "-c", PEAK, "convert", str(path), "--to", target, "-q", "-o", str(out)],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            check=True,
        )
        assert out.read_bytes().count(b"Topic ") >= count
        peaks.append(int(done.stderr.split()[-2]) * 1024)
    assert peaks[1] - peaks[0] < 8_000_000, peaks


def test_with_the_command_line_to_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "topics.xml"
    path.write_text(scheme(10))
    done = command("convert", path, "--to", "json", "-d", tmp_path)
    assert done.code == 0, done.err
    assert len(json.loads((tmp_path / "topics.json").read_text())["concepts"]) == 10

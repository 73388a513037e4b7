"""NewsML-G2 messages item by item: the same articles however they come in, flat memory, broken items alone left out."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsml.errors import ContentError
from newsml.formats.newsml_g2 import read
from newsml.formats.newsml_g2.reading import ReadOptions
from newsml.issues import Issue
from newsml.model import Article
from tests.cli import SOURCE
from tests.cli import newsml as command

NAR = "http://iptc.org/std/nar/2006-10-01/"
XMLNS = f'xmlns="{NAR}"'


def item(number: int, body: str = "<p>Text.</p>", *, xmlns: str = "", prefix: str = "") -> str:
    """An item of four lines."""
    p = prefix
    return (
        f'<{p}newsItem {xmlns} guid="urn:x:{number}" version="1" standard="NewsML-G2" xml:lang="en">\n'
        f"<{p}contentMeta><{p}headline>Number {number}</{p}headline></{p}contentMeta>\n"
        f'<{p}contentSet><{p}inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
        f"</{p}inlineXML></{p}contentSet>\n</{p}newsItem>"
    )


def message(*items: str, head: str = "<header><sent>2025-07-25T08:00:00Z</sent></header>") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<newsMessage {XMLNS}>\n{head}\n<itemSet>\n'
        + "\n".join(items)
        + "\n</itemSet>\n</newsMessage>\n"
    )


class Drip(io.BytesIO):
    """A stream that gives little at a time, as a pipe may."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self.most = size

    def read(self, size: int | None = -1) -> bytes:
        return super().read(self.most)


def read_all(data: bytes | str, size: int = 0) -> tuple[list[Article], list[Issue]]:
    issues: list[Issue] = []
    content = data.encode() if isinstance(data, str) else data
    stream = Drip(content, size) if size else io.BytesIO(content)
    articles = list(read(stream, issues.append, options=ReadOptions(file="m.xml")))
    return articles, issues


def ids(articles: list[Article]) -> list[str | None]:
    return [article.id for article in articles]


def errors(issues: list[Issue]) -> list[Issue]:
    return [issue for issue in issues if issue.severity == "error"]


def urns(*numbers: int) -> list[str]:
    return [f"urn:x:{number}" for number in numbers]


SHAPES = {
    "plain": message(item(1), item(2), item(3)),
    "several sets": message(item(1), "</itemSet><itemSet>", item(2), item(3)),
    "no set": message("</itemSet>", item(1), item(2), item(3), "<itemSet>"),
    "prefixed": (
        f"<n:newsMessage xmlns:n='{NAR}'><n:header/><n:itemSet>"
        + "".join(item(number, prefix="n:") for number in (1, 2, 3))
        + "</n:itemSet></n:newsMessage>"
    ),
    "own namespaces": message(*(item(number, xmlns=XMLNS) for number in (1, 2, 3))),
    "commented out": message(item(1), f"<!-- {item(9)} <newsItem> -->", item(2), "<?x <newsItem?>", item(3)),
    "item in CDATA": message(item(1, "<p><![CDATA[</newsItem><newsItem>]]></p>"), item(2), item(3)),
    "item in a comment": message(item(1, f"<!-- {item(9)} -->"), item(2, "<!-- </newsItem> -->"), item(3)),
    "item in an item": message(item(1, f"<div>{item(9, xmlns=XMLNS)}</div>"), item(2), item(3)),
    "angle in an attribute": message(
        item(1).replace("<newsItem ", "<newsItem rendition='a > b' "), item(2), item(3)
    ),
    "space in the end tag": message(item(1).replace("</newsItem>", "</newsItem \n>"), item(2), item(3)),
    "no line ends": message(item(1), item(2), item(3)).replace("\n", " "),
    "CRLF": message(item(1), item(2), item(3)).replace("\n", "\r\n"),
    "a long tail": message(item(1), item(2), item(3)) + "<!--" + "x" * 300_000 + "-->",
    "a long head": message(item(1), item(2), item(3), head="<!--" + "x\n" * 300_000 + "--><header/>"),
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("size", [0, 7, 1000])
def test_items_are_found(name: str, size: int) -> None:
    if size == 7 and "long" in name:
        size = 70_000
    articles, issues = read_all(SHAPES[name], size)
    assert ids(articles) == urns(1, 2, 3)
    assert not errors(issues)


@pytest.mark.parametrize("size", [0, 61, 1000, 65_536, 262_144])
def test_no_item_is_passed_over_where_pieces_meet(size: int) -> None:
    articles, issues = read_all(b"".join(chunks(700_000 if size > 1000 else 60_000)), size)
    assert ids(articles) == urns(*range(1, len(articles) + 1))
    assert len(articles) > 10
    assert not issues


def test_empty_items_and_other_kinds_keep_their_place() -> None:
    empty = '<newsItem guid="urn:x:1"/>'
    articles, issues = read_all(
        message(empty, '<eventsMLItem guid="p"/>', item(2), "<eventsMLItem>\n</eventsMLItem>")
    )
    assert ids(articles) == urns(1, 2)
    told = [(issue.message.split()[0], issue.line) for issue in errors(issues)]
    assert told == [("eventsMLItem", 6), ("eventsMLItem", 11)]


def test_lines_are_those_of_the_file() -> None:
    odd = item(2).replace("<headline>", "<urgency>99</urgency><headline>")
    data = message(item(1), item(3), odd, odd)
    whole = [issue.line for issue in read_all(data)[1] if "99" in issue.message]
    assert whole == [14, 18]
    assert [issue.line for issue in read_all(data, 50)[1] if "99" in issue.message] == whole
    places: list[dict[str, tuple[int | None, int | None]]] = []
    options = ReadOptions(locate=lambda found: places.append(dict(found)))
    list(read(io.BytesIO(data.encode()), options=options))
    assert [found[""][0] for found in places] == [5, 9, 13, 17]


def test_the_header_goes_with_every_item() -> None:
    articles, _ = read_all(message(item(1), item(2)))
    for article in articles:
        (kept,) = [fragment.markup for fragment in article.foreign if fragment.place == "newsMessage/header"]
        assert "<sent>2025-07-25T08:00:00Z</sent>" in kept


def test_a_message_read_whole_or_large_gives_the_same() -> None:
    one = message(item(1, "<p>Østfold &amp; <b>x</b></p>"))
    small = read_all(item(1, "<p>Østfold &amp; <b>x</b></p>", xmlns=XMLNS))[0][0]
    large = read_all(
        item(1, "<p>Østfold &amp; <b>x</b></p>", xmlns=XMLNS) + "<!--" + " " * 2_000_000 + "-->"
    )[0][0]
    wrapped = read_all(one)[0][0]
    assert small == large
    assert small.body == wrapped.body


# --- what is broken ------------------------------------------------------------------------------

BROKEN = {
    "wrong end tag": (item(2, "<p>Text.</b>"), "left out.*tag mismatch", 11),
    "open element": (item(2, "<p>Text."), "left out.*tag mismatch", 11),
    "no end tag": (item(2).replace("</newsItem>", ""), "left out", None),
    "cut in a tag": (item(2)[:150], "left out", None),
    "open comment": (item(2, "<!-- "), "left out", None),
    "open CDATA": (item(2, "<p><![CDATA[ "), "left out", None),
    "open quote": (item(2).replace('version="1"', 'version="1'), "left out", None),
    "undeclared prefix": (item(2, "<p/>").replace("<contentMeta>", "<x:contentMeta>"), "left out", None),
    "doubled attribute": (item(2).replace("version=", "guid='x' version="), "left out", 9),
    "a bare angle": (item(2, "<p>1 < 2</p>"), "left out", 11),
    "300 levels": (item(2, "<div>" * 300 + "</div>" * 300), "left out.*256 levels", 11),
    "11 MB of text": (item(2, "<p>" + "x" * 11_000_000 + "</p>"), "left out.*10 million", 11),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("size", [0, 500])
def test_a_broken_item_is_left_out_alone(name: str, size: int) -> None:
    import re

    markup, words, line = BROKEN[name]
    if size and len(markup) > 100_000:
        size = 100_000
    articles, issues = read_all(message(item(1), markup, item(3), item(4)), size)
    assert ids(articles) == urns(1, 3, 4)
    (issue,) = errors(issues)
    assert re.search(words, issue.message), issue.message
    assert "urn:x:2" in issue.message
    assert issue.rule == "SYNTAX"
    assert issue.file == "m.xml"
    assert issue.line is not None
    assert 9 <= issue.line <= 17
    assert line is None or issue.line == line


def test_the_last_item_cut() -> None:
    whole = message(item(1), item(2), item(3))
    for cut in range(whole.index("urn:x:3"), whole.index("</itemSet>"), 5):
        articles, issues = read_all(whole[:cut])
        wanted = urns(1, 2, 3) if "</newsItem>" in whole[whole.index("urn:x:3") : cut] else urns(1, 2)
        assert ids(articles) == wanted
        assert errors(issues)
    articles, issues = read_all(whole[: whole.index("</itemSet>")])
    assert ids(articles) == urns(1, 2, 3)
    (issue,) = errors(issues)
    assert "the file ends early, within itemSet" in issue.message
    assert issue.line == 17


def test_cut_before_any_item() -> None:
    whole = message(item(1))
    for cut in (0, 5, 45, 120, whole.index("urn:x:1") + 20):
        with pytest.raises(ContentError) as caught:
            read_all(whole[:cut])
        assert caught.value.issues[-1].line or cut == 0


def test_what_is_broken_between_items() -> None:
    articles, issues = read_all(message(item(1), "</oops>", item(2)))
    assert ids(articles) == urns(1, 2)
    (issue,) = errors(issues)
    assert "mismatched tag" in issue.message
    assert issue.line == 9


def test_values_that_the_model_refuses_leave_out_one_item() -> None:
    articles, issues = read_all(message(item(1), item(2).replace("urn:x:2", "x" * 10), item(3)))
    assert ids(articles)[0] == "urn:x:1"
    assert ids(articles)[-1] == "urn:x:3"
    assert len(articles) == 3 or errors(issues)


def test_convert_writes_the_others_and_ends_with_1(tmp_path: Path) -> None:
    path = tmp_path / "m.xml"
    path.write_text(message(item(1), item(2, "<p>"), item(3)))
    for arguments in ([path], ["--from", "newsml-g2", "-"]):
        done = command("convert", *arguments, "--to", "jsonl", stdin=path.read_bytes())
        assert done.code == 1
        assert [json.loads(line)["id"] for line in done.out.splitlines()] == urns(1, 3)
        assert "error: newsItem urn:x:2 (lines 9 to 12" in done.err
    out = tmp_path / "out.jsonl"
    path.write_text(message(item(1), item(2))[:-60])
    assert command("convert", path, "-o", out).code == 1
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == urns(1)


def test_several_documents_in_one_file() -> None:
    one = f'<?xml version="1.0" encoding="UTF-8"?>\n{item(1, xmlns=XMLNS)}\n'
    two = f'\ufeff<?xml version="1.0" encoding="UTF-8"?>\n{message(item(2), item(3)).partition("?>")[2]}'
    for text in (one + two, two + one, one + one.replace("x:1", "x:2") + two):
        articles, issues = read_all(text)
        assert {article.id for article in articles} >= set(urns(1, 2, 3))
        assert not errors(issues)
        assert any("several XML documents" in issue.message for issue in issues)


# --- memory --------------------------------------------------------------------------------------


def chunks(size: int) -> Iterator[bytes]:
    head, _, tail = message("|").partition("|")
    yield head.encode()
    written = 0
    number = 0
    while written < size:
        number += 1
        data = item(number, "<p>Text of some length, so that it counts.</p>" * 100).encode()
        written += len(data)
        yield data
    yield tail.encode()


PEAK = """
import sys
from newsml.cli import run
code = run(sys.argv[1:])
status = open("/proc/self/status").read()
print(status[status.index("VmHWM"):].splitlines()[0], file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="measured as Linux counts it")
def test_memory_stays_flat(tmp_path: Path) -> None:
    """The CLI from file to JSON Lines; 5 MB of message must not show against 1 MB."""
    peaks = []
    for size in (1_000_000, 5_000_000):
        path = tmp_path / f"{size}.xml"
        with path.open("wb") as stream:
            stream.writelines(chunks(size))
        done = subprocess.run(
            [sys.executable, "-c", PEAK, "convert", str(path), "--to", "jsonl", "-q"],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            check=True,
        )
        written = [json.loads(line)["id"] for line in done.stdout.splitlines()]
        assert written == urns(*range(1, path.read_bytes().count(b"<newsItem") + 1))
        peaks.append(int(done.stderr.split()[-2]) * 1024)
    assert peaks[1] - peaks[0] < 3_000_000, peaks
    assert max(peaks) < 150_000_000


def test_nothing_is_read_before_it_is_asked_for() -> None:
    data = b"".join(chunks(20_000_000))
    stream = io.BytesIO(data)
    first = next(iter(read(stream)))
    assert first.id == "urn:x:1"
    assert stream.tell() < 3_000_000

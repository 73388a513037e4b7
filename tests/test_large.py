"""`newsml validate` of large NewsML-G2: item by item, in flat memory, with what it finds in the same file as a whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import newsml
from newsml import large, xmlslices
from newsml.formats.newsml_g2 import documents
from newsml.issues import Issue
from newsml.rules import Context
from tests.cli import SOURCE
from tests.cli import newsml as command
from tests.test_g2_large_schemes import concept, scheme

NAR = "http://iptc.org/std/nar/2006-10-01/"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ITEM = """<newsItem guid="urn:x:{}" version="1" standard="NewsML-G2" standardversion="2.29" conformance="power" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_32.xml"/>
<itemMeta><itemClass qcode="ninat:text"/><provider uri="http://example.org/"/>
<versionCreated>2026-01-01T00:00:00Z</versionCreated></itemMeta>
<contentMeta>{}<headline>Number &lt;b&gt;{}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>Text that goes on for some words.</p></body></html></inlineXML></contentSet>
</newsItem>
"""


def message(count: int, odd: str = "<urgency>99</urgency>") -> str:
    items = "".join(ITEM.format(n, odd if n % 3 == 0 else "", n) for n in range(1, count + 1))
    head = "<header>\n<sent>2025-12-31T00:00:00Z</sent>\n<priority>12</priority></header>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<newsMessage xmlns="{NAR}">\n{head}\n<itemSet>\n{items}</itemSet>\n</newsMessage>\n'


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a short text passes."""
    monkeypatch.setattr(documents, "_WHOLE", 500)
    monkeypatch.setattr(large, "LARGE", 1000)
    monkeypatch.setattr(xmlslices, "WHOLE", 1000)
    monkeypatch.setattr(xmlslices, "MOST", 4)


def told(text: str | bytes, **options: object) -> list[Issue]:
    data = text.encode() if isinstance(text, str) else text
    found = newsml.validate(data, format="newsml-g2", context=Context(now=NOW), **options)
    return [issue for issue in found if issue.rule != "LARGE"]


def plain(issues: list[Issue]) -> list[tuple[str, int | None, str]]:
    return sorted((issue.rule, issue.line, issue.message) for issue in issues)


TEXTS = {
    "a message": message(9),
    "a message on few lines": message(9).replace(">\n<", "><"),
    "a message with a wrong element": message(9, "<headlines/>"),
    "a vocabulary": scheme(11, concept(12, "<nonsense/>")).replace(
        "2020-01-01T00:00:00", "2020-01-01T00:00:00Z"
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_is_found_as_in_the_whole(
    name: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    whole = told(TEXTS[name])
    assert whole
    request.getfixturevalue("small")
    assert plain(told(TEXTS[name])) == plain(whole)


@pytest.mark.usefixtures("small")
def test_it_says_what_is_not_seen() -> None:
    found = newsml.validate(message(9).encode(), format="newsml-g2")
    (notice,) = [issue for issue in found if issue.rule == "LARGE"]
    assert notice.severity == "info"
    assert "G2-GUID-REPEATED" in notice.message


@pytest.mark.usefixtures("small")
def test_a_broken_item_does_not_hide_the_others() -> None:
    found = told(message(9).replace("<p>Text", "<p><b>Text", 1))
    assert [issue.rule for issue in found if issue.severity == "error" and "left out" in issue.message] == [
        "SYNTAX"
    ]
    assert len([issue for issue in found if "99" in issue.message]) == len(
        [issue for issue in told(message(9)) if "99" in issue.message]
    )


@pytest.mark.usefixtures("small")
def test_select_and_reports_of_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "m.xml"
    path.write_text(message(9))
    done = command("validate", path, "--report", "json", "--select", "HEADLINE")
    (entry,) = json.loads(done.out)["files"]
    assert (entry["file"], entry["format"], entry["valid"]) == (str(path), "newsml-g2", False)
    assert len(entry["issues"]) == 9
    text = command("validate", "-", "--from", "newsml-g2", "--select", "HEADLINE", stdin=path.read_bytes())
    assert len(text.out.splitlines()) == 9
    assert text.code == 1
    assert (
        json.loads(command("validate", path, "--report", "json", "--select", "DEAD-LINKS").out or "null")
        is None
    )


PEAK = """
import sys
from newsml import large, xmlslices
from newsml.cli import run
large.LARGE = xmlslices.WHOLE = xmlslices.SLICE = 100_000
code = run(sys.argv[1:])
status = open("/proc/self/status").read()
print(status[status.index("VmHWM"):].splitlines()[0], file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="measured as Linux counts it")
@pytest.mark.parametrize(
    ("make", "counts", "report"), [(message, (1200, 3600), "json"), (scheme, (6000, 12_000), "text")]
)
def test_memory_stays_flat(
    make: Callable[[int], str], counts: tuple[int, int], report: str, tmp_path: Path
) -> None:
    """Findings included: from 1.2 MB on, a larger file must not show. Read at once, 1 MB takes some 50 MB."""
    peaks = []
    for count in counts:
        path = tmp_path / f"{count}.xml"
        path.write_text(make(count))
        done = subprocess.run(
            [sys.executable, "-c", PEAK, "validate", "--report", report, str(path)],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            check=False,
        )
        assert done.returncode == 1
        peaks.append(int(done.stderr.split()[-2]) * 1024)
    assert peaks[1] - peaks[0] < 10_000_000, peaks

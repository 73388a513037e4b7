"""What `newsml validate` prints: lines, a summary, JSON, SARIF and JUnit, for any file and any name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree

from newsml.issues import Issue
from newsml.rules import RULES
from tests.cli import newsml

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>%s
<script type="application/ld+json">
{
\t"@context": "https://schema.org",
\t"@type": "NewsArticle",
\t"headlne": "Fähre fährt wieder – “ja”",
\t"about": [{"@type": "Thing", "nme": "Fähre"}]
}
</script>
</head><body><h1>The ferry</h1></body></html>
"""
ENCODINGS = {
    "utf-8": ("utf-8", '<meta charset="utf-8">'),
    "utf-8 with a mark": ("utf-8-sig", ""),
    "utf-16": ("utf-16", ""),
    "windows-1252": ("cp1252", '<meta charset="windows-1252">'),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page one.html").write_bytes((PAGE % "").encode())
    (tmp_path / "æ&<.html").write_bytes(b"<!DOCTYPE html><title>Nothing</title>")
    (tmp_path / "cut.jsonld").write_bytes(b'{"@context": "https://schema.org", "@type": "News\x07Art')
    return tmp_path


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ENCODINGS)
def test_block_pointer_line_and_column_in_every_encoding(name: str, line_end: str, tmp_path: Path) -> None:
    encoding, meta = ENCODINGS[name]
    path = tmp_path / "page.html"
    path.write_bytes((PAGE % meta).replace("\n", line_end).encode(encoding))
    lines = newsml("validate", path, "--select", "JL302", cwd=tmp_path).text.splitlines()
    assert lines == [
        f"{path}:8:2: error: block 1 /headlne: 'headlne' is no property of schema.org: did you mean headline? [JL302]",
        f"{path}:9:31: error: block 1 /about/0/nme: 'nme' is no property of schema.org: did you mean name? [JL302]",
    ]


def test_only_pointers_stand_before_a_message() -> None:
    assert str(Issue("X", "error", "/a/0", "wrong", "f", 1, 2)) == "f:1:2: error: /a/0: wrong [X]"
    assert str(Issue("X", "error", "headlines.0", "wrong", "f", 1, 2)) == "f:1:2: error: wrong [X]"


def test_sarif_has_rules_places_and_the_names_of_files(folder: Path) -> None:
    done = newsml("validate", folder, "--report", "sarif", cwd=folder.parent)
    log = json.loads(done.text)
    (run,) = log["runs"]
    rules: list[dict[str, Any]] = run["tool"]["driver"]["rules"]
    assert (log["version"], done.code) == ("2.1.0", 1)
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (place,) = result["locations"]
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert Path(unquote(uri).removeprefix("file://")).is_file()
        assert place["physicalLocation"]["region"]["startLine"] >= 1
    assert {rule["id"] for rule in rules} == {result["ruleId"] for result in run["results"]}
    (found,) = [r for r in run["results"] if "nme" in r["message"]["text"]]
    assert found["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "block 1 /about/0/nme"}]
    assert found["locations"][0]["physicalLocation"]["region"] == {"startLine": 9, "startColumn": 31}


@pytest.mark.parametrize(("fail_on", "least"), [("error", 2), ("warning", 1)])
def test_junit_has_a_case_for_each_file_and_a_failure_for_what_counts(
    folder: Path, fail_on: str, least: int
) -> None:
    arguments = ("validate", folder, "--fail-on", fail_on, "--report")
    found = json.loads(newsml(*arguments, "json").text)["files"]
    root = etree.fromstring(newsml(*arguments, "junit").out)
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert set(cases) == {file["file"] for file in found}
    for file in found:
        counts = [i for i in file["issues"] if ("info", "warning", "error").index(i["severity"]) >= least]
        failures = cases[file["file"]].findall("failure")
        assert [failure.get("type") for failure in failures] == [issue["rule"] for issue in counts]
        assert all(failure.text for failure in failures)


def test_the_summary_has_a_line_for_each_rule(folder: Path) -> None:
    files = json.loads(newsml("validate", folder, "--report", "json").text)["files"]
    done = newsml("validate", folder, "--report", "summary")
    head, *lines = done.text.splitlines()
    assert head.split()[:4] == ["rule", "severity", "files", "findings"]
    told = {line.split()[0]: [int(n) for n in line.split()[2:4]] for line in lines}
    rules = {issue["rule"] for file in files for issue in file["issues"]}
    assert told == {
        rule: [
            sum(any(i["rule"] == rule for i in file["issues"]) for file in files),
            sum(i["rule"] == rule for file in files for i in file["issues"]),
        ]
        for rule in rules
    }
    assert all(RULES[line.split()[0]].title.replace("``", "") in line for line in lines)
    ranks = [("error", "warning", "info").index(line.split()[1]) for line in lines]
    assert ranks == sorted(ranks)
    assert "3 files checked" in done.err


@pytest.mark.parametrize("report", ["text", "summary", "json", "sarif", "junit", "github"])
def test_nothing_to_say_is_said_well(report: str, tmp_path: Path) -> None:
    path = tmp_path / "fine.jsonld"
    path.write_text('{"@context": "https://schema.org", "@type": "Thing", "name": "A ferry"}')
    done = newsml("validate", path, "--report", report)
    assert done.code == 0
    if report in ("json", "sarif"):
        json.loads(done.text)
    elif report == "junit":
        assert len(etree.fromstring(done.out).findall("testsuite/testcase")) == 1
    else:
        assert done.text == ""
        assert "1 file checked: 0 findings" in done.err


def test_of_many_findings_the_most_frequent_are_named(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.jsonld").write_text(
            '{"@context": "http://schema.org", "@type": "NewsArtikel"}'
        )
    done = newsml("validate", tmp_path, "--report", "text")
    assert "most often" not in done.err, "120 findings can be read"
    for number in range(60, 120):
        (tmp_path / f"{number}.jsonld").write_text(
            '{"@context": "http://schema.org", "@type": "NewsArtikel"}'
        )
    done = newsml("validate", tmp_path, "--report", "text")
    assert "most often JL301 in 120, JL202 in 120" in done.err


def test_github_shows_each_finding_at_its_line(folder: Path) -> None:
    files = json.loads(newsml("validate", folder, "--report", "json").text)["files"]
    done = newsml("validate", folder, "--report", "github")
    lines = done.text.splitlines()
    issues = [(file["file"], issue) for file in files for issue in file["issues"]]
    assert len(lines) == len(issues)
    for line, (file, issue) in zip(lines, issues, strict=True):
        level = {"info": "notice"}.get(issue["severity"], issue["severity"])
        assert line.startswith(f"::{level} file={file},")
        assert f",title={issue['rule']}::" in line
        assert f",line={issue['line']}," in line or not issue["line"]
        assert line.endswith(issue["message"].replace("%", "%25"))
    assert done.code == 1


def test_github_keeps_odd_names_whole(tmp_path: Path) -> None:
    path = tmp_path / "50%, a:b.jsonld"
    path.write_text('{"@context": "https://schema.org", "@type": "NewsArticel"}')
    (line,) = newsml(
        "validate", path.name, "--select", "JL3", "--report", "github", cwd=tmp_path
    ).text.splitlines()
    assert line.startswith(
        "::error file=50%25%2C a%3Ab.jsonld,line=1,col=36,title=JL301::/@type: 'NewsArticel'"
    )

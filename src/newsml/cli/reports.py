"""How `newsml validate` prints what it finds: lines for people, a summary, JSON, SARIF 2.1.0, JUnit, GitHub.

All are written as the findings come, so that a file of any size, or a folder of any number of files, needs no memory.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, ClassVar, Protocol

import click

from newsml.cli.messages import note, say
from newsml.issues import Issue

REPORTS = ("text", "summary", "json", "sarif", "junit", "github")
RANK = {"info": 0, "warning": 1, "error": 2}


class Printer(Protocol):
    """What takes the findings of a run, file by file."""

    def begin(self, entry: dict[str, Any]) -> None:
        """A file follows: its name and format, and whether it is ``valid`` where that is known before."""

    def issue(self, issue: Issue) -> None:
        """A finding of the file."""

    def end(self) -> None:
        """The file is done."""

    def close(self) -> None:
        """All files are done."""


def printer(report: str, fail_on: str) -> Printer:
    """The printer for a value of ``--report``; ``fail_on`` is the severity from which a finding counts."""
    if report == "json":
        return Json()
    if report == "sarif":
        return Sarif()
    if report == "junit":
        return Junit(RANK[fail_on])
    if report == "github":
        return GitHub()
    return Summary() if report == "summary" else Text()


class Count:
    """How many files and findings there are, and of which rules."""

    def __init__(self) -> None:
        self.files = self.wrong = 0
        self.valid = True
        self.findings: Counter[tuple[str, str]] = Counter()
        self.spread: Counter[tuple[str, str]] = Counter()
        self._here: set[tuple[str, str]] = set()

    def begin(self, entry: dict[str, Any]) -> None:
        self.files += 1
        self.valid = entry.get("valid", True)

    def issue(self, issue: Issue) -> None:
        self.valid = self.valid and issue.severity != "error"
        key = issue.severity, issue.rule
        self.findings[key] += 1
        self._here.add(key)

    def end(self) -> None:
        self.wrong += not self.valid
        self.spread.update(self._here)
        self._here.clear()

    def line(self) -> str:
        """One line about all files."""
        count = self.findings.total()
        files = "1 file" if self.files == 1 else f"{self.files} files"
        findings = "1 finding" if count == 1 else f"{count} findings"
        return f"{files} checked: {findings}, {self.wrong} with errors"


class Text:
    """Findings for people, a line each, as they come."""

    def __init__(self) -> None:
        self.count = Count()

    def begin(self, entry: dict[str, Any]) -> None:
        self.count.begin(entry)

    def issue(self, issue: Issue) -> None:
        self.count.issue(issue)
        say(issue, err=False)

    def end(self) -> None:
        self.count.end()

    def close(self) -> None:
        note(self.count.line())
        if self.count.findings.total() > _MANY and self.count.files > 1:
            often = [(n, rule) for (severity, rule), n in self.count.spread.items() if severity != "info"]
            told = ", ".join(f"{rule} in {n}" for n, rule in sorted(often, reverse=True)[:_MOST])
            if told:
                note(f"most often {told}; --report summary lists the rules")


_MANY, _MOST = 200, 5
"""From how many findings on the rules found most often are named, and how many of them."""


class Summary:
    """One line a rule, the worst and most frequent first, for folders of pages."""

    def __init__(self) -> None:
        self.count = Count()

    def begin(self, entry: dict[str, Any]) -> None:
        self.count.begin(entry)

    def issue(self, issue: Issue) -> None:
        self.count.issue(issue)

    def end(self) -> None:
        self.count.end()

    def close(self) -> None:
        from newsml.rules import RULES

        rows = sorted(self.count.spread.items(), key=lambda row: (-RANK[row[0][0]], -row[1], row[0][1]))
        width = max((len(rule) for (_, rule), _ in rows), default=4)
        if rows:
            click.echo(f"{'rule':{width}}  severity  files  findings  what is expected")
        for (severity, rule), files in rows:
            title = RULES[rule].title.replace("``", "")
            found = self.count.findings[severity, rule]
            click.echo(f"{rule:{width}}  {severity:8}  {files:5}  {found:8}  {title}".rstrip())
        note(self.count.line())


class Json:
    """The findings as one JSON object, written as they come; nothing of a file that ends in wrong usage."""

    def __init__(self) -> None:
        self._before = '{\n  "files": [\n'
        self._begun = self._valid = True
        self._entry: dict[str, Any] = {}

    def begin(self, entry: dict[str, Any]) -> None:
        self._valid = entry.pop("valid", True)
        self._entry, self._begun = entry, False

    def _begin(self) -> str:
        """What stands before an issue, or before the end of the list."""
        if self._begun:
            return ","
        fields = "".join(
            f"      {json.dumps(name)}: {json.dumps(self._entry[name])},\n" for name in self._entry
        )
        click.echo(f'{self._before}    {{\n{fields}      "issues": [', nl=False)
        self._before, self._begun = ",\n", True
        return ""

    def issue(self, issue: Issue) -> None:
        self._valid = self._valid and issue.severity != "error"
        text = json.dumps(_plain(issue), ensure_ascii=True, indent=2).replace("\n", "\n        ")
        click.echo(f"{self._begin()}\n        {text}", nl=False)

    def end(self) -> None:
        close = "\n      ]" if self._begin() else "]"
        click.echo(f'{close},\n      "valid": {json.dumps(self._valid)}\n    }}', nl=False)

    def close(self) -> None:
        none = self._before.startswith("{")
        click.echo('{\n  "files": []\n}' if none else "\n  ]\n}")


def _plain(issue: Issue) -> dict[str, Any]:
    fields = ("rule", "severity", "message", "path", "line", "column")
    return {name: getattr(issue, name) for name in fields}


_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {"error": "error", "warning": "warning", "info": "note"}


class Sarif:
    """SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as code scanning services read it."""

    def __init__(self) -> None:
        self._before = (
            f'{{"version": "2.1.0", "$schema": {json.dumps(_SARIF)}, "runs": [\n'
            '{"columnKind": "unicodeCodePoints", "results": ['
        )
        self._file: str | None = None
        self._rules: dict[str, int] = {}

    def begin(self, entry: dict[str, Any]) -> None:
        self._file = entry.get("file")

    def issue(self, issue: Issue) -> None:
        index = self._rules.setdefault(issue.rule, len(self._rules))
        place: dict[str, Any] = {}
        if file := issue.file or self._file:
            place["physicalLocation"] = {"artifactLocation": {"uri": _uri(file)}, **_region(issue)}
        if issue.path:
            place["logicalLocations"] = [{"fullyQualifiedName": issue.path}]
        result = {
            "ruleId": issue.rule,
            "ruleIndex": index,
            "level": _LEVEL[issue.severity],
            "message": {"text": issue.message},
            **({"locations": [place]} if place else {}),
        }
        click.echo(f"{self._before}\n{json.dumps(result)}", nl=False)
        self._before = ","

    def end(self) -> None:
        """Nothing stands after a file."""

    def close(self) -> None:
        from newsml import __version__
        from newsml.rules import RULES

        head = "" if self._before == "," else self._before
        rules = [
            {
                "id": id,
                "shortDescription": {"text": RULES[id].title},
                "fullDescription": {"text": RULES[id].doc},
                "defaultConfiguration": {"level": _LEVEL[RULES[id].severity]},
            }
            for id in self._rules
        ]
        driver = {"name": "newsml", "semanticVersion": __version__, "rules": rules}
        click.echo(f'{head}],\n"tool": {{"driver": {json.dumps(driver)}}}}}]}}')


def _region(issue: Issue) -> dict[str, Any]:
    if issue.line is None:
        return {}
    column = {} if issue.column is None else {"startColumn": issue.column}
    return {"region": {"startLine": issue.line, **column}}


def _uri(file: str) -> str:
    """A file's name as a URI reference, relative where the name is."""
    from urllib.parse import quote

    name = file.replace("\\", "/")
    return ("file://" if name.startswith("/") else "") + quote(
        name, safe="/:<>" if name == "<stdin>" else "/"
    )


class Junit:
    """JUnit XML, as build servers show it: a test case a file, a failure for what counts."""

    def __init__(self, least: int) -> None:
        self.least = least
        self._file = ""
        self._failed: list[str] = []
        self._begun = False

    def begin(self, entry: dict[str, Any]) -> None:
        if not self._begun:
            click.echo(
                '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n<testsuite name="newsml validate">'
            )
        self._begun = True
        self._file, self._failed = str(entry.get("file") or "<stdin>"), []

    def issue(self, issue: Issue) -> None:
        if RANK[issue.severity] >= self.least:
            kind, message = _attribute(issue.rule), _attribute(issue.message)
            self._failed.append(f"<failure type={kind} message={message}>{_text(str(issue))}</failure>")

    def end(self) -> None:
        name = f"<testcase classname={_attribute('newsml.validate')} name={_attribute(self._file)}"
        inner = "\n".join(self._failed)
        click.echo(f"{name}>\n{inner}\n</testcase>" if inner else f"{name}/>")

    def close(self) -> None:
        if not self._begun:
            click.echo(
                '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n<testsuite name="newsml validate">'
            )
        click.echo("</testsuite>\n</testsuites>")


class GitHub:
    """Commands of GitHub's workflows, which show each finding at its line of a pull request.

    https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions.
    """

    _LEVEL: ClassVar = {"error": "error", "warning": "warning", "info": "notice"}

    def __init__(self) -> None:
        self.count = Count()
        self._file = ""

    def begin(self, entry: dict[str, Any]) -> None:
        self.count.begin(entry)
        self._file = str(entry.get("file") or "")

    def issue(self, issue: Issue) -> None:
        self.count.issue(issue)
        places = {
            "file": issue.file or self._file,
            "line": issue.line,
            "col": issue.column,
            "title": issue.rule,
        }
        said = ",".join(f"{name}={_property(str(value))}" for name, value in places.items() if value)
        message = f"{issue.path}: {issue.message}" if issue.path else issue.message
        click.echo(f"::{self._LEVEL[issue.severity]} {said}::{_data(message)}")

    def end(self) -> None:
        self.count.end()

    def close(self) -> None:
        note(self.count.line())


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_NO_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # 7 ms to compile: when it is needed


def _text(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(re.sub(_NO_XML, "\ufffd", text))


def _attribute(text: str) -> str:
    from xml.sax.saxutils import quoteattr

    return quoteattr(re.sub(_NO_XML, "\ufffd", text))

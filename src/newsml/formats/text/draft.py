"""What is collected of one text: fields under the model's names, their places, and whom to tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from newsml.issues import Issue, Report, Severity
from newsml.options import ReadOptions as CommonOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions(CommonOptions):
    """What the reader of text may be told."""

    encoding: str | None = None
    """The encoding of the file, such as windows-1252; else told by its bytes."""
    day_first: Literal["unknown", "yes", "no"] = "unknown"
    """Whether 03/04/2025 is the third of April."""
    detect_language: bool = False
    """Whether to tell the language by the text where the head does not say it (needs newsml[detect])."""


@dataclass(slots=True)
class Draft:
    """An article in the making."""

    report: Report
    options: ReadOptions
    fields: dict[str, Any] = field(default_factory=dict)
    places: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    noted: bool = False
    """Whether the people of a byline in the head were looked for."""
    as_written: bool = False
    """Whether the body says that it is to be taken as it is."""

    def put(self, name: str, value: Any, line: int, column: int | None = None) -> None:
        """Set a field that has one value; where it was said before, the first counts and that is reported."""
        if name in self.fields:
            self.tell(
                "TWICE",
                "warning",
                name,
                f"{name} is given again, as {value!r}: the first counts",
                line,
                column,
            )
            return
        self.fields[name] = value
        self.places[name] = (line, column)

    def add(self, name: str, value: Any, line: int, column: int | None = None) -> None:
        """Append to a field that has many values."""
        values = self.fields.setdefault(name, [])
        self.places[f"{name}.{len(values)}"] = (line, column)
        self.places.setdefault(name, (line, column))
        values.append(value)

    def keep(self, name: str, value: Any) -> None:
        """Keep under ``extra`` what no field takes; said again, it becomes a list."""
        extra = self.fields.setdefault("extra", {})
        if name not in extra:
            extra[name] = value
        elif isinstance(extra[name], list):
            extra[name].append(value)
        else:
            extra[name] = [extra[name], value]

    def tell(
        self,
        rule: str,
        severity: Severity,
        path: str,
        message: str,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        """Report an issue of this file."""
        self.report(Issue(rule, severity, path, message, self.options.file, line, column))

    def derived(self, name: str) -> None:
        """Say in the article that a field was inferred."""
        self.fields.setdefault("derived", []).append(name)

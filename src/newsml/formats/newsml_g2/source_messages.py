"""What the reader of an item says: each finding with the line of its element."""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import line_of, name_of
from newsml.issues import Issue, Report, Severity
from newsml.options import ReadOptions


class Messages:
    """The listener of one item, and what has been said to it."""

    __slots__ = ("_said", "options", "report")

    report: Report
    options: ReadOptions
    _said: set[str]

    def line(self, element: Element) -> int | None:
        """The line of an element in the file."""
        return line_of(element)

    def say(
        self, rule: str, severity: Severity, element: Element, message: str, path: str = "", *, once: str = ""
    ) -> None:
        """Report something about an element; with ``once``, only the first time in this item."""
        if once:
            if once in self._said:
                return
            self._said.add(once)
        self.report(Issue(rule, severity, path, message, self.options.file, self.line(element)))

    def wrong(self, element: Element, what: str, value: str, expected: str) -> None:
        """Report a value that no field takes; it is kept as it was."""
        shown = value if len(value) <= 60 else value[:57] + "..."
        message = f"{what} {shown!r} is not {expected}; it is kept for NewsML-G2 only"
        self.say("MODEL", "warning", element, message)

    def stray(self, element: Element, text: str) -> None:
        """Report text where only elements may stand: nothing can keep it."""
        shown = " ".join(text.split())
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        message = f"text {shown!r} stands among elements, near {name_of(element)}: it is left out"
        self.say("UNKNOWN", "warning", element, message)

"""The text of a page, read once: first what the lines around it say of the story, later its blocks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from newsml.creditlines import writers_in
from newsml.formats.html.reading_body import (
    body_of,
    extracted,
    has_extractor,
    is_own,
    is_too_large,
    likeness,
    marked_text,
    shrunk,
)
from newsml.formats.html.reading_credits import people_named
from newsml.formats.html.reading_headline import comparable
from newsml.formats.html.reading_text import Story
from newsml.formats.html.reading_view import View
from newsml.issues import Report

if TYPE_CHECKING:
    from newsml.formats.html.reading import ReadOptions

TEXT = "text of the page"
"""How this source is called."""
_SHORT = 0.5
_UNLIKE = 0.6


class PageText:
    """The text of a page, where it is wanted and can be had."""

    def __init__(self, view: View, report: Report, options: ReadOptions) -> None:
        self.view, self.report, self.options = view, report, options
        self._blocks: list[str] | None = None
        self._failures: list[str] = []
        self._is_too_large = False

    def read(self, told: str | None, headlines: list[str]) -> None:
        """Find the text, and note what the lines above and below it say of the story.

        ``told`` is what the data of the page says the text is.
        """
        root = self.view.root
        if self.options.body != "auto" or root is None or not has_extractor() or is_own(root):
            return
        self._is_too_large = is_too_large(page := shrunk(self.view.text))
        if self._is_too_large or not (found := extracted(page, told, self._failures.append)):
            return
        story = Story(found, headlines)
        self._blocks = story.blocks
        self._claim(story)

    def _claim(self, story: Story) -> None:
        claims = self.view.claims
        claims.add("authors", people_named(story.authors), TEXT, "visible")
        for credit in story.credits:
            claims.add("credits", credit, TEXT, "visible")
        for field, day in story.dates:
            claims.add(field, day, TEXT, "visible")
        if not story.blocks or claims.of("people") or claims.of("authors"):
            return
        pairs = [(block, story.blocks[-1]) for block in story.blocks[:2]]
        writers = next((found for pair in pairs if (found := writers_in(*pair))), [])
        claims.add("authors", people_named(writers), TEXT, "visible")
        if comparable(story.blocks[-1]) == comparable("".join(writers)):
            self._blocks = story.blocks[:-1]

    def body(
        self, told: str | None, base: str | None, summaries: Iterable[str]
    ) -> list[dict[str, Any]] | None:
        """The blocks of the text; None where the data says it better, or nothing does, which is reported."""
        root = self.view.root
        if self.options.body != "auto" or root is None:
            return None
        if (own := marked_text(root, base, self.options.file)) is not None:
            return own
        if self._blocks is None:
            self._say_why_not(told)
            return None
        text = "\n".join(self._blocks)
        if told and len(text) < len(told) * _SHORT and likeness(text, told) < _UNLIKE:
            return None
        found = body_of(root, self._blocks, base, self.report, self.options.file, summaries)
        if not found:
            self._say_why_not(told)
        return found

    def _say_why_not(self, told: str | None) -> None:
        say = self.view.say
        if not has_extractor():
            what = "its JSON-LD says it" if told else "the text is left out"
            how = "to read the text of pages install newsml[web] (pip install 'newsml[web]')"
            say("LOSS", "info" if told else "warning", f"body: {what}; {how}", None, "body")
        elif self._is_too_large:
            say("LOSS", "warning", "body: the page is too large to look for its text", None, "body")
        elif self._failures:
            message = f"body: the extractor failed ({self._failures[0]})"
            say("LOSS", "info" if told else "warning", f"{message}; {_else(told)}", None, "body")
        elif not told:
            message = "body: no text of an article was found in the page; the text is left out"
            say(
                "LOSS",
                "warning",
                f"{message}: it may be a list, behind a login, or made by scripts",
                None,
                "body",
            )


def _else(told: str | None) -> str:
    """What becomes of the text that the page itself did not give."""
    return (
        "the text is what its data says"
        if told
        else "the text is left out; give it beside the page as a file"
    )

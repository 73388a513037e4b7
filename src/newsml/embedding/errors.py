"""What is said of a page, with the place in it."""

from __future__ import annotations

from newsml.errors import ContentError
from newsml.html5 import Page
from newsml.issues import Issue, Severity


def issue_at(page: Page, offset: int, severity: Severity, message: str) -> Issue:
    """A finding at an offset into the bytes of a page."""
    line, column = page.line_and_column(offset)
    return Issue("EMBED", severity, "", message, None, line, column)


def refused(page: Page, offset: int, message: str) -> ContentError:
    """The error of a page that nothing can be put into."""
    return ContentError(message, [issue_at(page, offset, "error", message)])

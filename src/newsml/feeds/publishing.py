"""What must not be in a feed now: embargoed, withheld and cancelled articles."""

from __future__ import annotations

from newsml.issues import Issue, Report
from newsml.model import Article


def leave_out(article: Article, reason: tuple[str, str], report: Report, target: str) -> None:
    """Report an article that may not be published; ``reason`` is what `newsml.publication.why_not` says."""
    field, why = reason
    report(Issue("REFUSED", "error", field, f"{called(article)} is left out of the {target}: {why}"))


def called(article: Article) -> str:
    """What a message calls an article: by its id, its address or its headline."""
    name = article.id or article.canonical_url or article.headline or "an article without id and headline"
    return name if len(name) <= 100 else f"{name[:99]}…"

"""What must not be in a feed now: embargoed, withheld and cancelled articles."""

from __future__ import annotations

from newsml.issues import Issue, Report
from newsml.model import Article


def leave_out(article: Article, reason: tuple[str, str], report: Report, target: str) -> None:
    """Report an article that may not be published; ``reason`` is what `newsml.publication.why_not` says.

    A mere notice that something was withdrawn, as feeds have it, holds nothing that could be published.
    """
    field, why = reason
    is_notice = article.pub_status == "canceled" and not (
        article.headlines or article.body or article.summary
    )
    message = f"{called(article)} is left out of the {target}: {why}"
    if is_notice:
        message = f"{called(article)} is withdrawn: it is not in the {target}"
    report(Issue("REFUSED", "info" if is_notice else "error", field, message))


def called(article: Article) -> str:
    """What a message calls an article: by its id, its address or its headline."""
    name = article.id or article.canonical_url or article.headline or "an article without id and headline"
    return name if len(name) <= 100 else f"{name[:99]}…"

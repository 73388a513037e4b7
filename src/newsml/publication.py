"""What must not be on the public web now: embargoed, withheld and cancelled articles."""

from __future__ import annotations

from datetime import datetime

from newsml.errors import Refused
from newsml.issues import Issue
from newsml.model import Article
from newsml.model.values import isoformat


def refuse_unpublishable(article: Article, now: datetime | None, target: str = "JSON-LD") -> None:
    """Raise Refused, saying why, unless the article may be published at `now`.

    Without `now` no embargo with a date is known to be over.
    """
    if found := why_not(article, now):
        path, why = found
        message = f"{why}; {target} is for the public web"
        raise Refused(message, [Issue("REFUSED", "error", path, message)])


def why_not(article: Article, now: datetime | None) -> tuple[str, str] | None:
    """The field that forbids to publish an article at `now`, and why; None if it may be published.

    Without `now` no embargo with a date is known to be over.
    """
    if article.pub_status == "withheld":
        return "pub_status", "the article is withheld (a draft counts as withheld): set pub_status to usable"
    if article.pub_status == "canceled":
        return "pub_status", "the article is cancelled and must not be published"
    until = article.embargoed_until
    if until is None:
        return None
    if not isinstance(until, datetime):
        return "embargoed_until", "the article is under an embargo without an end"
    said = f"the article is embargoed until {isoformat(until)}"
    if now is None:
        return "embargoed_until", f"{said}, and nobody said what time it is: give --now"
    return (
        ("embargoed_until", f"{said}, now is {isoformat(now.replace(microsecond=0))}")
        if until > now
        else None
    )

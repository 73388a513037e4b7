"""What must not be on the public web now: embargoed, withheld and cancelled articles."""

from __future__ import annotations

from datetime import datetime

from newsml.errors import Refused
from newsml.issues import Issue
from newsml.model import Article
from newsml.model.values import isoformat


def refuse_unpublishable(article: Article, now: datetime | None) -> None:
    """Raise Refused, saying why, unless the article may be published at `now`.

    Without `now` no embargo with a date is known to be over.
    """
    if article.pub_status == "withheld":
        raise _refused(
            "pub_status", "the article is withheld (a draft counts as withheld): set pub_status to usable"
        )
    if article.pub_status == "canceled":
        raise _refused("pub_status", "the article is cancelled and must not be published")
    until = article.embargoed_until
    if until is None:
        return
    if not isinstance(until, datetime):
        raise _refused("embargoed_until", "the article is under an embargo without an end")
    if now is None:
        why = (
            f"the article is embargoed until {isoformat(until)}, and nobody said what time it is: give --now"
        )
        raise _refused("embargoed_until", why)
    if until > now:
        raise _refused(
            "embargoed_until", f"the article is embargoed until {isoformat(until)}, now is {isoformat(now)}"
        )


def _refused(path: str, why: str) -> Refused:
    message = f"{why}; JSON-LD is for the public web"
    return Refused(message, [Issue("REFUSED", "error", path, message)])

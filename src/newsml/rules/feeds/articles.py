"""The rules of the model on entries of feeds: those that hold of a value wherever it stands.

An entry is mostly a summary of its page. Rules that ask what a whole article has (a headline, a body, a credit for each
picture), how it is told apart everywhere, or what only its page shows, are not asked; nor those of which a rule of
feeds says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from newsml.feeds.channel import read_channel_element
from newsml.feeds.entry import Entry, Feed, ReadOptions
from newsml.feeds.jsonitems import read_item
from newsml.feeds.jsonreading import finished_item
from newsml.feeds.jsonreading import hear as hear_member
from newsml.feeds.reading import finished, read_entry
from newsml.feeds.sitemaps import read_url
from newsml.issues import Issue
from newsml.model import Article
from newsml.model.build import place_of

if TYPE_CHECKING:
    from newsml.rules.feeds.view import Unit
    from newsml.rules.registry import Context

ASKED = (
    "AUTHOR-BY", "AUTHOR-CONTACT", "AUTHOR-JOINED", "AUTHOR-PLACEHOLDER", "AUTHOR-REPEATED", "AUTHOR-TITLE",
    "BODY-EMBED", "BODY-HEADLINE", "BODY-LINK", "BODY-MARKUP", "BODY-NOTE",
    "CODE-AS-URI", "CODE-HTTPS", "CODE-MEDIATOPIC", "CODE-RETIRED", "CODE-UNKNOWN", "CODE-WIKIDATA",
    "DATE-EXPIRED", "DATE-EXPIRES", "DATE-OFFSET",
    "HEADLINE-CAPS", "HEADLINE-PLACEHOLDER", "HEADLINE-SITE", "KEYWORD-LIST", "KEYWORD-REPEATED", "LANG-SCRIPT",
    "MEDIA-ALT-CAPTION", "MEDIA-ALT-FILE", "MEDIA-FORMAT", "MEDIA-HTTPS", "MEDIA-LOCAL", "MEDIA-PAGE",
    "MEDIA-REPEATED", "PLACE-COUNTRY", "PLACE-ZERO", "RIGHTS-LICENSE-PAGE",
    "SUBJECT-REPEATED",
    "TEXT-BIDI", "TEXT-ENTITY", "TEXT-INVISIBLE", "TEXT-NFC", "TEXT-PLACEHOLDER", "TEXT-PRIVATE",
    "URL-HTTPS", "URL-LOCAL",
)  # fmt: skip
"""The rules of the model that are asked of entries."""
_NOT_ASKED = {
    "news-sitemap": frozenset({"HEADLINE-SITE", "LANG-SCRIPT"}),  # FD412; a title may be names alone
    "jsonfeed": frozenset({"BODY-HEADLINE"}),  # where there is no text, the title is written as that
}
_SAID_BETTER = {
    "FD301": frozenset({"TEXT-ENTITY"}), "FD306": frozenset({"TEXT-ENTITY", "BODY-MARKUP"}),
    "FD311": frozenset({"BODY-MARKUP"}), "FD208": frozenset({"URL-LOCAL", "MEDIA-LOCAL"}),
}  # fmt: skip
"""What a rule of feeds that found something in an entry says better there."""
_TITLES = {
    "rss": "RSS",
    "atom": "Atom",
    "atom-0.3": "Atom",
    "jsonfeed": "JSON Feed",
    "news-sitemap": "sitemaps",
}


class Articles:
    """The entries of one feed as articles, each looked at by the rules of the model."""

    def __init__(self, format: str, context: Context | None, file: str | None) -> None:
        self._context, self._file = context, file
        self._places: dict[str, tuple[int | None, int | None]] = {}
        self._reported: list[Issue] = []
        options = ReadOptions(file=file, derive=False, bylines=True, keep=False, locate=self._places.update)
        self._feed = Feed(format, _TITLES[format], self._reported.append, options)

    def hear(self, said: Any, format: str) -> None:
        """Take in what the feed says of itself, a part or member, since some of it holds for its entries."""
        if format == "jsonfeed":
            hear_member(self._feed, said)
        elif format != "news-sitemap":
            read_channel_element(self._feed, said)

    def found(self, unit: Unit, said: Iterable[str] = ()) -> Iterator[Issue]:
        """What the rules find in an entry, of which those of feeds in ``said`` found something.

        The line is that of the part, as far as the reader says it, else that of the entry.
        """
        from newsml.rules import check

        self._places.clear()
        self._reported.clear()
        article = self._article(unit)
        if article is None:
            yield from (issue for issue in self._reported if issue.severity == "error")
            return
        without = _NOT_ASKED.get(unit.format, frozenset()).union(
            *(_SAID_BETTER.get(rule, ()) for rule in said)
        )
        for issue in check(article, context=self._context, select=ASKED, without=without):
            line, _ = place_of(issue.path, self._places)
            yield issue._replace(path=f"{unit.path}/{issue.path}", file=self._file, line=line or unit.line)

    def _article(self, unit: Unit) -> Article | None:
        if unit.format == "jsonfeed":
            if not isinstance(unit.value, dict):
                return None
            return finished_item(read_item(self._feed, unit.value, unit.line))
        entry = Entry(self._feed, unit.lines, unit.path)
        if unit.format == "news-sitemap":
            read_url(entry, unit.value)
        else:
            read_entry(entry, unit.value)
        return finished(entry)

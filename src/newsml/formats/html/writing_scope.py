"""What every part of the writer of pages needs to know besides its own piece of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from newsml.errors import UsageError
from newsml.formats.html.writing_tags import Markup, escaped, file_url, tag
from newsml.issues import Issue, Report
from newsml.losses import leaves, loss
from newsml.model import Article
from newsml.model.concepts import Media, Text
from newsml.model.values import PartialDate, canonical_language
from newsml.schemaorg import WriteOptions as JsonLdOptions
from newsml.schemaorg.scope import Scope as JsonLdScope
from newsml.site import Site
from newsml.vocabularies.directions import direction
from newsml.vocabularies.page_words import PageWords, date_for_readers, language_code

TARGET = "HTML"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions(JsonLdOptions):
    """How a page is written; the options of its JSON-LD are those of jsonld."""

    fragment: bool = False
    """Only the article element, for a page of your own: without head, JSON-LD and style sheet."""
    css: str = "inline"
    """inline: newsml's style sheet in the page; none; or the address of yours."""
    jsonld: bool = True
    """Whether the page holds the article's JSON-LD."""
    meta: bool = True
    """Whether the head has OpenGraph and Twitter cards."""
    index: bool = True
    """Whether search engines may show the page; no writes noindex, and no JSON-LD."""
    heading_level: int = 1
    """The level of the headline, 1 to 4; the headings of the text follow below it."""
    lang: str = ""
    """The language of articles that say none, a BCP 47 tag; else that of the site."""
    embeds: Literal["link", "frame"] = "link"
    """What becomes of posts and players of others: a link, or a frame for those of known services."""

    teaser: int = 0
    """Of an article that readers pay for, how many blocks of the text and entries are written; 0 is all of it."""

    def __post_init__(self) -> None:
        JsonLdOptions.__post_init__(self)
        if self.teaser < 0:
            raise UsageError(f"option teaser of html: {self.teaser} is less than 0")
        if self.lang:
            try:
                object.__setattr__(self, "lang", canonical_language(self.lang))
            except ValueError as error:
                message = f"option lang of html: {self.lang!r} is not a language tag, such as en or nb-NO"
                raise UsageError(message) from error
        if not 1 <= self.heading_level <= 4:
            raise UsageError(f"option heading_level of html: {self.heading_level} is not between 1 and 4")
        if self.css not in ("inline", "none") and (
            ("/" not in self.css and "." not in self.css) or not file_url(self.css)
        ):
            raise UsageError(
                f"option css of html: {self.css!r} is not inline, none or the address of a style sheet"
            )


_FINER = re.compile(r"(\.\d{3})\d+")


@dataclass(frozen=True, slots=True)
class Scope:
    """The article, the options and the listener, with the words that the page says of itself."""

    article: Article
    options: WriteOptions
    report: Report
    json_ld: JsonLdScope
    """For what pages and JSON-LD say alike: dates, authors."""
    words: PageWords
    words_lang: str | None
    """The language of the words, where it is not that of the page."""
    lang: str | None
    paywall: tuple[str, ...] = ()
    """The classes of the part that readers pay for."""
    in_the_text: frozenset[str] = frozenset()
    """The addresses of what the text shows by itself."""
    ids: set[str] = field(default_factory=set)
    """The ids that are taken."""
    said: set[str] = field(default_factory=set)
    """Where a loss is reported already."""

    @property
    def site(self) -> Site | None:
        """The publisher's own facts."""
        return self.options.site

    @property
    def has_json_ld(self) -> bool:
        """Whether the page holds JSON-LD, which says more than readers see."""
        return self.options.jsonld and self.options.index and not self.options.fragment

    @property
    def free_blocks(self) -> int | None:
        """How many blocks and entries are written; None for all."""
        return (self.options.teaser or None) if self.paywall else None

    def is_in_json_ld(self, media: Media, path: str) -> bool:
        """Whether the page's JSON-LD describes a picture or clip that stands at this path."""
        if not self.has_json_ld or not path.startswith("body."):
            return self.has_json_ld
        others = (*self.article.images, *self.article.video, *self.article.audio)
        return path.count(".") == 2 and all(media.url != other.url for other in others)

    def has_said(self, path: str) -> bool:
        """Whether the loss of a value, or of what it is in, is reported already."""
        while path and path not in self.said:
            path = path.rpartition(".")[0]
        return bool(path)

    def lost(self, path: str, value: Any, why: str = "") -> None:
        """Report a value, with everything in it, as not written."""
        path = path.removeprefix(".")
        self.said.add(path)
        shown = ", ".join(str(leaf) for _, leaf in leaves("", value))
        self.report(loss(path, shown, TARGET, why))

    def note(self, path: str, message: str) -> None:
        """Say something of lesser weight."""
        self.report(Issue("LOSS", "info", path, message))

    def word(self, text: str, name: str = "span", /, **attributes: str | None) -> Markup:
        """A word of the page's own in an element, which says its language if that is not the page's."""
        return tag(name, text, lang=self.words_lang, **attributes)

    def plain_word(self, text: str) -> Markup:
        """The same as text, in an element only where its language must be said."""
        return tag("span", text, lang=self.words_lang) if self.words_lang else Markup(escaped(text))

    def heading(self, below: int, text: Markup, **attributes: str | None) -> Markup:
        """A heading so many levels below the headline."""
        return tag(f"h{min(6, self.options.heading_level + below)}", text, **attributes)

    def free_id(self, wanted: str) -> str | None:
        """The id, if no other element of the page has it."""
        if wanted in self.ids:
            return None
        self.ids.add(wanted)
        return wanted

    def time(self, value: datetime | PartialDate, /, **attributes: str | None) -> Markup:
        """A date as readers write it, with its exact form for machines."""
        exact = self.json_ld.date(value)
        if isinstance(value, datetime) and exact is not None:
            value = datetime.fromisoformat(exact)
        known_zone = self.site is not None and self.site.time_zone is not None
        text = date_for_readers(value, self.lang, zone=not known_zone)
        # HTML has milliseconds at most (section 2.3.5.4).
        return tag("time", text, datetime=_FINER.sub(r"\1", exact or ""), **attributes)


def other_language(lang: str | None, scope: Scope) -> str | None:
    """The language of a text, where it is not that of the page."""
    return lang if lang != scope.lang else None


def other_words(lang: str, scope: Scope) -> str | None:
    """The language of words of the page's own, where it is not that of the page."""
    return lang if language_code(scope.lang) != lang else None


def text_element(name: str, text: Text, scope: Scope, **attributes: str | None) -> Markup:
    """An element with a text, which says its language where that is not the page's."""
    lang = other_language(text.lang, scope)
    return tag(name, text.text.strip(), lang=lang, dir=direction(lang), **attributes)

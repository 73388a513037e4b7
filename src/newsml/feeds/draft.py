"""One entry while it is written: what of the article has found its place, so that the rest can be reported."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from newsml.controls import without_controls
from newsml.issues import Issue, Report
from newsml.literals import spoken
from newsml.losses import Lost, largest, leaves, loss, uncarried
from newsml.model import Article
from newsml.model.concepts import ForeignFragment, Reference
from newsml.model.values import AnyDate, is_iri
from newsml.xml import xml_text

_NONE: frozenset[str] = frozenset()
_FEEDS = frozenset({"rss", "atom", "jsonfeed"})


class Draft:
    """An article, and the paths of what has been written of it. ``target`` is what messages call the format."""

    __slots__ = ("article", "report", "restored", "taken", "target")

    def __init__(self, article: Article, report: Report, target: str) -> None:
        self.article, self.report, self.target = article, report, target
        self.taken: set[str] = set()
        self.restored: set[str] = set()
        """The fields of which all is written again that they left out when they were read."""

    def take(self, *paths: str) -> None:
        """These have found their place as they are."""
        self.taken.update(paths)

    def words(self, path: str, text: str | None) -> str | None:
        """The text for one line; it counts as written unless characters of it cannot be: spaces are no words."""
        if text is None:
            return None
        plain = " ".join(xml_text(text).split())
        if plain == " ".join(text.split()):
            self.taken.add(path)
        return plain or None

    def exact(self, path: str, text: str | None) -> str | None:
        """An address or identifier, written as it is."""
        if text is None:
            return None
        plain = xml_text(text).strip()
        if plain == text:
            self.taken.add(path)
        return plain or None

    def label(self, path: str, thing: Reference) -> str | None:
        """The name of somebody or something for one line: its own, else the one for readers of the article."""
        own = self.words(f"{path}.name", thing.name)
        found = own or " ".join(xml_text(thing.label(self.article.language) or "").split())
        return found or self._literal(path, thing)

    def _literal(self, path: str, thing: Reference) -> str | None:
        literal = spoken(thing)
        if literal is not None and (name := self.words(f"{path}.literal", literal)):
            self.report(Issue("DERIVED", "info", path, f"{path}: the literal {name} is taken for the name"))
            return name
        return None

    def headline(self) -> str | None:
        """The main headline for one line."""
        main = self.article.main_headline
        if main is None:
            return None
        index = next(index for index, headline in enumerate(self.article.headlines) if headline is main)
        text = self.words(f"headlines.{index}.text", main.text)
        if text:
            self.take(f"headlines.{index}.role")
        return text

    def published(self) -> tuple[str, AnyDate] | None:
        """The path and the date of the first publication that says one."""
        for index, one in enumerate(self.article.published):
            if one.when is not None:
                return f"published.{index}.when", one.when
        return None

    def made(self) -> datetime | None:
        """When the item was made, for one of which nobody says when it was published."""
        article = self.article
        if (made := article.first_created or article.version_created) is None:
            return None
        self.take_moment(made)
        return made

    def take_moment(self, moment: datetime) -> None:
        """The dates of the item that say this moment have found their place."""
        for name in ("first_created", "version_created"):
            if getattr(self.article, name) == moment:
                self.take(name)

    def supplied(self, path: str, message: str) -> None:
        """Say that something is written which the article does not say."""
        self.report(Issue("SUPPLIED", "info", path, f"{path}: {message}"))

    def lost(self, path: str, value: Any, why: str) -> None:
        """Report one value, which then is not reported again."""
        self.taken.add(path)
        self.report(loss(path, value, self.target, why))

    def report_rest(self) -> None:
        """Report all that has not found a place, one line for each field."""
        missing: dict[str, list[tuple[str, Any]]] = {}
        kept: list[Lost] = []
        for path, _, value in uncarried(self.article, _NONE):
            if path in self.restored or (path, value) == ("pub_status", "usable"):  # or it would not be there
                continue
            if isinstance(value, ForeignFragment):
                if value.format not in _FEEDS or not self._is_taken(path):
                    kept.append(Lost(path, value))
            elif not self._is_taken(path):
                missing.setdefault(path.partition(".")[0], []).append((path, value))
        if self.article.extra and not any(leaves("extra", self.article.extra)):  # nothing but empty lists
            missing["extra"] = [("extra", "empty values")]
        for name, found in missing.items():
            if len(found) == 1:
                self.report(loss(*found[0], self.target))
                continue
            paths = ", ".join(path for path, _ in found[:4]) + (" …" if len(found) > 4 else "")
            message = f"{len(found)} values of {name} ({paths}) are not written: {self.target} has no place for them"
            self.report(Issue("LOSS", "warning", name, message))
        for one in largest(self.article, kept):
            self.report(loss(one.path, one.value, self.target, one.why))

    def _is_taken(self, path: str) -> bool:
        while path:
            if path in self.taken:
                return True
            path = path.rpartition(".")[0]
        return False


def stable_id(article: Article) -> str:
    """An identifier that is always the same for the same article: its id, its address, else made from its words.

    >>> stable_id(Article.build({"id": "urn:x:1"}))
    'urn:x:1'
    """
    if article.id and xml_text(article.id).strip():
        return xml_text(article.id).strip()
    if article.canonical_url:
        return article.canonical_url
    first = article.published[0].when if article.published else article.version_created
    said = f"{article.headline or article.plain_text()}\n{first or ''}"
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, said)}"


def stable_iri(article: Article) -> str:
    """The same, as an IRI: an id that is none is put into a URN (RFC 4122, version 5)."""
    found = stable_id(article)
    return found if is_iri(found) else iri_of(found)


def iri_of(words: str) -> str:
    """The UUID of some words, as a URN (RFC 4122, version 5): always the same for the same words."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, words)}"


_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:x-newsml:feeds")


def without_controls_if_need_be(
    article: Article, report: Report, write: Callable[[Article, Report], bytes]
) -> bytes:
    """What is written of an article; where it holds characters that XML cannot carry, without these."""
    issues: list[Issue] = []
    try:
        data = write(article, issues.append)
    except ValueError:  # lxml refuses such characters
        issues.clear()
        data = write(without_controls(article, issues.append), issues.append)
    for issue in issues:
        report(issue)
    return data

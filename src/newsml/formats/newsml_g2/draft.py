"""One newsItem in the making: its elements, its codes and their schemes, and who hears about losses."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from lxml.etree import _Element as Element

from newsml.issues import Issue, Report, Severity
from newsml.losses import loss
from newsml.model import Article, PartialDate
from newsml.model.concepts import Text
from newsml.model.values import date_text, isoformat
from newsml.vocabularies import iptc
from newsml.xml import add

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
TARGET = "NewsML-G2"
NSMAP: Any = {None: NAMESPACE}

_NAR = f"{{{NAMESPACE}}}"
_OWN = "urn:x-newsml:"
_NCNAME = re.compile(r"[A-Za-z_][\w.\-]*", re.ASCII)
_IRI_LIKE = re.compile(r"(?:https?|urn|tag|info|doi|ark|ftp):\S+", re.IGNORECASE)
_GOOD_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*:"
    r"(?://(?:[^/?#@:\[\]%]*@)?[^/?#@:\[\]%]*(?::\d{0,5})?(?=[/?#]|$)|(?!//))"
    r"(?:[^#\[\]%]|%[0-9A-Fa-f]{2})*(?:#(?:[^#\[\]%]|%[0-9A-Fa-f]{2})*)?"
)


def g2(parent: Element, tag: str, text: str | None = None, /, **attributes: Any) -> Element:
    """Append an element of the NewsML-G2 namespace; attributes that are None are left out."""
    return add(parent, _NAR + tag, text, **attributes)


class Draft:
    """What the writers of the parts share: the article, the report, the schemes declared so far."""

    __slots__ = ("_report", "article", "schemes")

    def __init__(self, article: Article, report: Report) -> None:
        self.article = article
        self.schemes: dict[str, str] = {}
        """The item's own catalogue: aliases that the IPTC catalogue does not have, and their schemes."""
        self._report = report

    def lose(self, path: str, value: object, why: str = "") -> None:
        """Report what is not written."""
        self._report(loss(path, value, TARGET, why))

    def supplied(self, path: str, message: str, severity: Severity = "info") -> None:
        """Report a value that the standard demands and the article does not have."""
        self._report(Issue("SUPPLIED", severity, path, message))

    # --- codes -----------------------------------------------------------------------------------

    def coded(
        self, word: str | None, kind: str, alias: str = "", known: frozenset[str] = frozenset()
    ) -> tuple[str | None, str | None]:
        """QCode and URI, one of which is None, for a role, a relation, a type …

        A QCode of the IPTC catalogue and an IRI are written as they are; a `known` code gets its `alias`; any
        other word becomes a code of newsml's own scheme for this kind, which the item then declares.
        """
        if not word:
            return None, None
        if iptc.resolve(word):
            return word, None
        if word in known:
            return f"{alias}:{word}", None
        if _IRI_LIKE.fullmatch(word) and _GOOD_URI.fullmatch(word):
            return None, word
        return self.own(kind, word), None

    def own(self, kind: str, word: str) -> str:
        """A QCode of newsml's own scheme for this kind of word: ``x-headlinerole:sub``."""
        self.schemes[f"x-{kind}"] = f"{_OWN}{kind}:"
        return f"x-{kind}:{quote(word, safe='')}"

    def resolved(self, qcode: str, uri: str | None, scheme: str | None) -> str | None:
        """The URI of a QCode. A scheme that only the concept says is declared."""
        standard = iptc.resolve(qcode)
        if standard:
            return standard
        alias, _, code = qcode.partition(":")
        if not scheme and uri and uri.endswith(code) and uri != code:
            scheme = uri[: -len(code)]
        if not scheme or not code or not _NCNAME.fullmatch(alias) or re.search(r"\s", code):
            return None
        if (
            alias in iptc.SCHEMES
            or self.schemes.get(alias, scheme) != scheme
            or not _GOOD_URI.fullmatch(scheme)
        ):
            return None
        self.schemes[alias] = scheme
        return scheme + code

    # --- values ----------------------------------------------------------------------------------

    def iri(self, value: str | None, path: str) -> str | None:
        """The IRI as xs:anyURI accepts it: brackets, stray percent and number signs are encoded."""
        if value is None or _GOOD_URI.fullmatch(value):
            return value
        head, mark, fragment = value.partition("#")
        encoded = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", head + mark + fragment.replace("#", "%23"))
        encoded = encoded.replace("[", "%5B").replace("]", "%5D")
        if _GOOD_URI.fullmatch(encoded):
            return encoded
        self.lose(path, value, "it is not an address that XML Schema accepts")
        return None

    def line(self, text: str, path: str) -> str:
        """The text on one line, as most properties of NewsML-G2 demand."""
        if "\n" not in text and "\t" not in text and "\r" not in text:
            return text
        message = f"{path}: line breaks and tabs are written as spaces: {TARGET} has one line for it"
        self._report(Issue("LOSS", "warning", path, message))
        return " ".join(text.split())

    def date(self, value: datetime | PartialDate | None, path: str) -> str | None:
        """A date of any precision."""
        if value is None:
            return None
        return self.time(value, path) if isinstance(value, datetime) else date_text(value)

    def full_date(self, value: datetime | PartialDate | None, path: str) -> str | None:
        """A date with a day, with or without a time; a year or month alone is reported."""
        if isinstance(value, PartialDate) and value.day is None:
            self.lose(path, value, "this property takes a full date, and the day is not known")
            return None
        return self.date(value, path)

    def time(self, value: datetime, path: str) -> str | None:
        """A date and time with the zone the article gives; a zone XML Schema does not know becomes UTC."""
        text = isoformat(value)
        offset = value.utcoffset()
        if offset is None or (abs(seconds := int(offset.total_seconds())) <= 50400 and seconds % 60 == 0):
            return text
        try:
            return isoformat(value.astimezone(UTC))
        except OverflowError:
            self.lose(path, text, "its time zone is more than 14 hours from UTC")
            return None

    def positive(self, value: str | None, path: str) -> str | None:
        """A version number; anything but a whole number from 1 on is reported."""
        if value is None or re.fullmatch(r"[1-9][0-9]{0,17}", value):
            return value
        self.lose(path, value, "a version is a whole number, 1 or more")
        return None

    def markup_lost(self, text: Text, path: str) -> None:
        """Report the markup of a text of which only the words are written."""
        if text.html is not None:
            self.lose(f"{path}.html", text.html, "only its words are written")

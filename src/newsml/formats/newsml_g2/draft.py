"""One newsItem in the making: its elements, its codes and their schemes, and who hears about losses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from lxml.etree import _Element as Element

from newsml.catalogs import Catalog
from newsml.formats.newsml_g2.merging import keep_attributes, merged
from newsml.g2_grammar import sort_children
from newsml.issues import Issue, Report, Severity, ignore
from newsml.losses import loss
from newsml.model import Article, PartialDate
from newsml.model.concepts import Text
from newsml.model.values import date_text, isoformat
from newsml.vocabularies import iptc
from newsml.xml import add

if TYPE_CHECKING:
    from newsml.formats.newsml_g2.local_ids import Mark
    from newsml.formats.newsml_g2.originals import Original, Originals

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
TARGET = "NewsML-G2"
NSMAP: Any = {None: NAMESPACE}
STANDARD = {"standard": "NewsML-G2", "standardversion": "2.35", "conformance": "power"}
"""What the writer says of the standard, on the item."""

_NAR = f"{{{NAMESPACE}}}"
_OWN = "urn:x-newsml:"
CATALOGUES = frozenset({f"{{{NAMESPACE}}}catalogRef", f"{{{NAMESPACE}}}catalog"})
IPTC_CATALOGUES = re.compile(r"https?://(?:www\.)?iptc\.org/std/catalog/", re.IGNORECASE)
LIKE_QCODE = re.compile(r"[A-Za-z_][\w.\-]*:[^\s/][^\s]*", re.ASCII)
_OWN_ALIAS = re.compile(r'["\s](x-[a-z]+):')
_NCNAME = re.compile(r"[A-Za-z_][\w.\-]*", re.ASCII)
_IRI_LIKE = re.compile(r"(?:https?|urn|tag|info|doi|ark|ftp):\S+", re.IGNORECASE)
GOOD_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*:"
    r"(?://(?:[^/?#@:\[\]%]*@)?[^/?#@:\[\]%]*(?::\d{0,5})?(?=[/?#]|$)|(?!//))"
    r"(?:[^#\[\]%]|%[0-9A-Fa-f]{2})*(?:#(?:[^#\[\]%]|%[0-9A-Fa-f]{2})*)?"
)


def container_name(element: Element) -> str:
    """The name of a block of the item; nothing for the item itself."""
    name = str(element.tag).rpartition("}")[2]
    return "" if name.endswith("Item") else name


def catalogue_at(href: str, catalogs: Iterable[Catalog]) -> Mapping[str, str] | None:
    """The aliases of a catalogue that an item refers to, if it is at hand in a file or IPTC's."""
    for catalog in catalogs:
        if catalog.is_at(href):
            return catalog.schemes
    return iptc.SCHEMES if IPTC_CATALOGUES.match(href) else None


class Catalogues:
    """The catalogues that an item refers to: IPTC's, those within it, and others that are not at hand."""

    __slots__ = ("declared", "elsewhere", "iptc")

    def __init__(self, elements: list[Element] | None, catalogs: Iterable[Catalog] = ()) -> None:
        self.declared: dict[str, str] = {}
        self.elsewhere = False
        """Whether there are others, which may know any alias."""
        self.iptc = elements is None
        for element in elements or ():
            if element.tag == f"{_NAR}catalog":
                schemes = ((item.get("alias"), item.get("uri")) for item in element)
                self.declared.update((alias, uri) for alias, uri in schemes if alias and uri)
            elif (known := catalogue_at(element.get("href", "").strip(), catalogs)) is iptc.SCHEMES:
                self.iptc = True
            elif known:
                self.declared = {**known, **self.declared}
            else:
                self.elsewhere = True

    def resolve(self, qcode: str) -> str | None:
        """The URI of a QCode; None if no catalogue at hand has its alias."""
        if self.declared:
            alias, _, code = qcode.partition(":")
            if alias in self.declared and code:
                return self.declared[alias] + code
        return iptc.resolve(qcode) if self.iptc else None

    def has(self, alias: str) -> bool:
        """Whether an alias stands for something already."""
        return alias in self.declared or (self.iptc and alias in iptc.SCHEMES)


def g2(parent: Element, tag: str, text: str | None = None, /, **attributes: Any) -> Element:
    """Append an element of the NewsML-G2 namespace; attributes that are None are left out."""
    return add(parent, _NAR + tag, text, **attributes)


def own_schemes(markups: Iterable[str]) -> dict[str, str]:
    """The schemes of newsml's own that fragments use: these are in no catalogue that is kept."""
    aliases = {alias for markup in markups if "x-" in markup for alias in _OWN_ALIAS.findall(markup)}
    return {alias: f"{_OWN}{alias[2:]}:" for alias in sorted(aliases)}


class Draft:
    """What the writers of the parts share: the article, the report, the schemes declared so far."""

    __slots__ = ("_report", "article", "ids", "known", "originals", "refs", "restored", "schemes")

    def __init__(
        self,
        article: Article,
        report: Report,
        originals: Originals | None = None,
        catalogs: tuple[Catalog, ...] = (),
        schemes: dict[str, str] | None = None,
    ) -> None:
        self.article = article
        self.schemes: dict[str, str] = {} if schemes is None else schemes
        """The item's own catalogue: aliases that no other catalogue of the item has, and their schemes."""
        self.originals = originals
        self.known = Catalogues(originals.catalogues if originals and originals.shells else None, catalogs)
        self.ids: list[Mark] = []
        self.refs: list[Mark] = []
        self.restored: list[str] = []
        """The paths of values that are written as an earlier item had them."""
        self._report = report

    @property
    def sender_manner(self) -> bool:
        """Whether the article was read from NewsML-G2 that another program wrote."""
        return self.originals is not None and "newsItem" in self.originals.shells

    def is_restored(self, path: str) -> bool:
        """Whether a path is that of a value, or a part of one, that stands as an earlier item had it."""
        return any(path == done or path.startswith(f"{done}.") for done in self.restored)

    # --- values in turn --------------------------------------------------------------------------

    def each(self, parent: Element, field: str) -> Iterable[tuple[str, Any]]:
        """Path and value of each member of a field that is to be written to `parent`; see `one`."""
        values = getattr(self.article, field)
        if not values:
            return ()
        pairs = [(f"{field}.{index}", value) for index, value in enumerate(values)]
        if self.originals is None:
            return pairs
        return chain.from_iterable(self.one(parent, path, value) for path, value in pairs)

    def one(self, parent: Element, path: str, value: Any) -> Iterable[tuple[str, Any]]:
        """Path and value, if it is to be written; not if it stands as it was in an earlier item.

        What was changed is given twice, once as it was, so that the change can be laid over the earlier form.
        """
        return () if value is None else self._one(parent, path, value)

    def _one(self, parent: Element, path: str, value: Any) -> Iterator[tuple[str, Any]]:
        originals = self.originals
        if originals is not None and originals.stands_in_text(path, value):
            self.restored.append(path)
            return
        found = originals.take(container_name(parent), path) if originals is not None else ()
        if not found:
            yield path, value
        elif not found[0].changed:
            for original in found:
                original.element.tail = None
                parent.append(original.element)
            self.restored.append(path)
            for alias, uri in own_schemes(original.fragment.markup for original in found).items():
                if not self.known.has(alias):
                    self.schemes[alias] = uri
        else:
            yield from self._changed(parent, path, value, found)

    def has_whole(self, name: str, such: Callable[[Element], bool] = lambda element: True) -> bool:
        """Whether an earlier item had a property of this name, and such a one, that no field took."""
        return self.originals is not None and self.originals.has_whole(name, such)

    def has_original(self, container: str, path: str) -> bool:
        """Whether an earlier item had this value, in this block."""
        return self.originals is not None and (container, path) in self.originals.linked

    def _changed(
        self, parent: Element, path: str, value: Any, found: Sequence[Original]
    ) -> Iterator[tuple[str, Any]]:
        start = len(parent)
        report, self._report = self._report, ignore
        yield path, found[0].before
        self._report = report
        before = list(parent)[start:]
        for element in before:
            parent.remove(element)
        yield path, value
        for original in found:
            old = next((item for item in before if item.tag == original.element.tag), None)
            new = next((item for item in list(parent)[start:] if item.tag == original.element.tag), None)
            if old is None or new is None:
                continue
            if path == "body":
                keep_attributes(original.element, new)
            else:
                parent.replace(new, merged(original.element, old, new))
                sort_children(original.element)

    def report(self, issue: Issue) -> None:
        """Report an issue."""
        self._report(issue)

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
        if self.known.resolve(word):
            return word, None
        if word in known:
            return f"{alias}:{word}", None
        if _IRI_LIKE.fullmatch(word) and GOOD_URI.fullmatch(word):
            return None, word
        if self.known.elsewhere and LIKE_QCODE.fullmatch(word):
            return word, None
        return self.own(kind, word), None

    def own(self, kind: str, word: str) -> str:
        """A QCode of newsml's own scheme for this kind of word: ``x-headlinerole:sub``."""
        self.schemes[f"x-{kind}"] = f"{_OWN}{kind}:"
        return f"x-{kind}:{quote(word, safe='')}"

    def resolved(self, qcode: str, uri: str | None, scheme: str | None) -> str | None:
        """The URI of a QCode. A scheme that only the concept says is declared."""
        standard = self.known.resolve(qcode)
        if standard:
            return standard
        alias, _, code = qcode.partition(":")
        if not scheme and uri and uri.endswith(code) and uri != code:
            scheme = uri[: -len(code)]
        if not scheme or not code or not _NCNAME.fullmatch(alias) or re.search(r"\s", code):
            return None
        if (
            self.known.has(alias)
            or self.schemes.get(alias, scheme) != scheme
            or not GOOD_URI.fullmatch(scheme)
        ):
            return None
        self.schemes[alias] = scheme
        return scheme + code

    # --- values ----------------------------------------------------------------------------------

    def iri(self, value: str | None, path: str) -> str | None:
        """The IRI as xs:anyURI accepts it: brackets, stray percent and number signs are encoded."""
        if value is None or GOOD_URI.fullmatch(value):
            return value
        head, mark, fragment = value.partition("#")
        encoded = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", head + mark + fragment.replace("#", "%23"))
        encoded = encoded.replace("[", "%5B").replace("]", "%5D")
        if GOOD_URI.fullmatch(encoded):
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
        if value is None or re.fullmatch(r"0*[1-9][0-9]{0,17}", value):
            return value
        self.lose(path, value, "a version is a whole number, 1 or more")
        return None

    def markup_lost(self, text: Text, path: str) -> None:
        """Report the markup of a text of which only the words are written."""
        if text.html is not None:
            self.lose(f"{path}.html", text.html, "only its words are written")

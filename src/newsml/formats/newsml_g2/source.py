"""One newsItem being read: its catalogues, its values as the model takes them, and what no field takes.

Nothing is shared between items: each has its own aliases (NewsML-G2 2.35, QCodes and catalogues). A property
that a field does not take whole, or that says it in another form than the writer would, is kept as it was,
with the field that it was read to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import GOOD_URI, LIKE_QCODE, NAMESPACE
from newsml.formats.newsml_g2.elements import (
    Attributes,
    attributes_of,
    canonical,
    canonical_tag,
    line_of,
    name_of,
    plain_name,
)
from newsml.issues import Issue, Report, Severity
from newsml.model.values import canonical_language, is_iri
from newsml.options import ReadOptions
from newsml.vocabularies import iptc
from newsml.xml import XML_LANG, decimal

Fields = dict[str, Any]

FORMAT = "newsml-g2"
OWN = "urn:x-newsml:"

CORRECTED = "sig:correction"
_ALIASES = 12
"""How many aliases a message lists."""
MEDIA_LISTS = {
    "picture": "images",
    "graphic": "images",
    "animation": "images",
    "video": "video",
    "audio": "audio",
}
"""The list of the model that the picture or clip of a media item stands in, by class of item."""

_WITHOUT_TEXT = frozenset(
    f"{{{NAMESPACE}}}{name}"
    for name in (
        "icon",
        "itemClass",
        "language",
        "link",
        "pubStatus",
        "rating",
        "remoteContent",
        "userInteraction",
    )
)
_RESOLVED = frozenset({"qcode", "uri", "scheme", "code"})
_NAR = f"{{{NAMESPACE}}}"
_MEDIA_TYPE = re.compile(
    r"[A-Za-z0-9][\w!#$&^.+\-]*/[A-Za-z0-9][\w!#$&^.+\-]*(?:; ?[\w\-]+=[\w.\-]+)*", re.ASCII
)
_WHOLE = re.compile(r"\d{1,24}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)


class Source:
    """What the readers of the parts share: the report, the aliases, and where to keep what is left over."""

    __slots__ = (
        "_at", "_form", "_medium", "_more", "_places", "_property", "_said", "_unknown_aliases", "_whole",
        "aliases", "elsewhere",
        "fields", "foreign", "has_file", "keeps", "language", "lenient", "marks", "options", "own_manner",
        "page", "renumbered", "report", "root", "text_language", "whole_rights",
    )  # fmt: skip

    def __init__(self, root: Element, report: Report, options: ReadOptions, keeps: bool = True) -> None:
        self.root = root
        self.keeps = keeps
        """Whether what no field takes is kept; not where only the values are asked for."""
        self.report = report
        self.options = options
        self.fields: Fields = {}
        self.foreign: list[Fields] = []
        self.marks: list[tuple[Element, str, int | None]] = []
        """The properties read, each with the field and the index in it that it was read to."""
        self.page: tuple[Element, str] | None = None
        """The text as newsml itself would write it, as far as that is known before the article is built."""
        self.own_manner = True
        """Whether all around the properties is as newsml itself would write it."""
        self.aliases: Mapping[str, str] = {}
        self.lenient = ""
        """Why aliases that no catalogue at hand declares are taken for IPTC's; empty where they are not."""
        self.elsewhere = False
        """Whether the item refers to catalogues that are not at hand, and may know any alias."""
        self.language = "und"
        self.text_language: str | None = None
        """The language of texts that say none, where it is not the article's."""
        self.whole_rights: Element | None = None
        """The block of rights that is the whole item's; None where that has to be told."""
        self.has_file = False
        """Whether the file that a media item is has been read."""
        self.renumbered = False
        """Whether values stand at another index than the fragments say that were read to them."""
        self._medium: Fields | None = None
        self._said: set[str] = set()
        self._unknown_aliases: dict[str, Element] = {}
        """The aliases that no catalogue at hand has, each with the first element that uses it."""
        self._places: dict[tuple[Element, str], dict[Element, str]] = {}
        """The path of each child of an element that has a certain name, where one was asked for."""
        self._property: Element | None = None
        self._at: tuple[str, int | None] | None = None
        self._more: list[str] = []
        self._form = False
        self._whole = False

    # --- properties ------------------------------------------------------------------------------

    def property(self, element: Element, read: Callable[[Source, Element], object]) -> None:
        """Read one property; keep it as it was if a field does not take all of it in the form that it has."""
        self._property, self._at, self._whole, self._form = element, None, False, False
        if self._more:
            self._more = []
        read(self, element)
        text = element.text
        if text and element.tag in _WITHOUT_TEXT and not text.isspace():
            self._more.append("text")
        if self._at is not None:
            self.marks.append((element, *self._at))
        if self._more or self._form or self._whole:
            self.keep_original(element, self._at, self._more)
        self._property = None

    def took(self, field: str, index: int | None = None) -> None:
        """Remember the field that the property at hand is read to, and its index if that is a list."""
        self._at = (field, index)

    def took_from_text(self, element: Element) -> None:
        """Remember that what was just taken stands in the text itself, above the body."""
        self.keep_original(element, self._at)
        self._at = None

    def odd(self) -> None:
        """Remember that the property says what it says in another form than the writer would."""
        self._form = True

    def is_odd(self) -> bool:
        """Whether the property at hand has to be kept."""
        return self._form or self._whole or bool(self._more)

    def settled(self) -> None:
        """The property at hand is kept already, by its own reader."""
        self._form = self._whole = False
        self._more = []

    def more(self, what: str) -> None:
        """Remember a part of the property that no field takes."""
        self._more.append(what)

    # --- the picture or clip that a media item is ------------------------------------------------

    def medium(self) -> Fields:
        """The fields of the picture or clip that the item is."""
        if self._medium is None:
            self._medium = {}
        return self._medium

    def put_medium_first(self) -> None:
        """Put it before the pictures or clips that the item links to."""
        field = MEDIA_LISTS.get(self.fields.get("item_type", ""))
        if self._medium is not None and field:
            linked = self.fields.get(field, [])
            self.fields[field] = [self._medium, *linked]
            for fragment in self.foreign:
                name, _, index = fragment.get("field", "").partition(".")
                if name == field and index.isdigit():
                    fragment["field"] = f"{field}.{int(index) + 1}"

    def took_of_medium(self, part: str) -> None:
        """Remember that the property is read to a part of the picture or clip that the item is."""
        field = MEDIA_LISTS.get(self.fields.get("item_type", ""), "")
        self._at = (f"{field}.0.{part}", None)

    def forget_own_signal(self) -> None:
        """Take out the signal that corrections bring with them on the way out."""
        signals = self.fields.get("signals", [])
        kept = [signal for signal in signals if set(signal) - _RESOLVED or signal.get("qcode") != CORRECTED]
        if len(kept) < len(signals):
            self.fields["signals"] = kept
            self.renumbered = True

    def places(self) -> Places:
        """The line of every field that was read."""
        return Places(self)

    # --- messages --------------------------------------------------------------------------------

    def line(self, element: Element) -> int | None:
        """The line of an element in the file."""
        return line_of(element)

    def say(
        self, rule: str, severity: Severity, element: Element, message: str, path: str = "", *, once: str = ""
    ) -> None:
        """Report something about an element; with ``once``, only the first time in this item."""
        if once:
            if once in self._said:
                return
            self._said.add(once)
        self.report(Issue(rule, severity, path, message, self.options.file, self.line(element)))

    def wrong(self, element: Element, what: str, value: str, expected: str) -> None:
        """Report a value that no field takes; it is kept as it was."""
        shown = value if len(value) <= 60 else value[:57] + "..."
        message = f"{what} {shown!r} is not {expected}; it is kept for NewsML-G2 only"
        self.say("MODEL", "warning", element, message)

    def stray(self, element: Element, text: str) -> None:
        """Report text where only elements may stand: nothing can keep it."""
        shown = " ".join(text.split())
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        message = f"text {shown!r} stands among elements, near {name_of(element)}: it is left out"
        self.say("UNKNOWN", "warning", element, message)

    # --- what is left over -----------------------------------------------------------------------

    def keep(self, element: Element) -> None:
        """Keep an element that no field takes: with the property that it is within, or by itself."""
        if element is self._property:
            self._whole = True
        elif self._property is not None:
            self._more.append(name_of(element))
        else:
            self.keep_original(element)

    def rest(self, element: Element, attributes: Attributes, children: Iterable[Element] = ()) -> None:
        """Keep what is left of an element: attributes and children that no field takes."""
        if attributes:
            if self._property is None:
                self.keep_shell(element, attributes)
            else:
                of = "" if element is self._property else f"{name_of(element)}/"
                self._more += [f"{of}@{plain_name(name)}" for name in attributes]
        for child in children:
            if type(child.tag) is str:
                self.keep(child)

    def keep_original(
        self, element: Element, at: tuple[str, int | None] | None = None, more: list[str] | None = None
    ) -> None:
        """Keep an element as it was, with the field that it was read to and what that leaves out."""
        if not self.keeps:
            return
        kept: Fields = {"format": FORMAT, "place": self.place(element)}
        if at is not None:
            kept["field"] = at[0] if at[1] is None else f"{at[0]}.{at[1]}"
            if more:
                kept["more"] = list(dict.fromkeys(more))
        kept["markup"] = canonical(element)
        self.foreign.append(kept)

    def keep_mention(self, field: str, index: int) -> None:
        """Keep the property that was read to this place, unless it is kept already."""
        path = f"{field}.{index}"
        if any(kept.get("field") == path for kept in self.foreign):
            return
        for element, name, position in self.marks:
            if name == field and position == index:
                self.keep_original(element, (name, position))
                return

    def keep_shell(self, element: Element, attributes: Attributes, field: str | None = None) -> None:
        """Keep attributes of an element whose children are read one by one."""
        if not self.keeps:
            return
        kept: Fields = {"format": FORMAT, "place": self.place(element)}
        if field:
            kept["field"] = field
        kept["more"] = [f"@{plain_name(name)}" for name in attributes] or ["@"]
        kept["markup"] = canonical_tag(element, attributes)
        self.foreign.append(kept)

    def keep_markup(self, element: Element, markup: str, field: str | None = None) -> None:
        """Keep the property in this form, as what was read to the field."""
        if self.keeps:
            kept: Fields = {"format": FORMAT, "place": self.place(element)}
            if field:
                kept["field"] = field
                if self._more:
                    kept["more"] = list(dict.fromkeys(self._more))
            kept["markup"] = markup
            self.foreign.append(kept)
        self.settled()

    def keep_at(self, place: str, element: Element) -> None:
        """Keep an element from outside the item."""
        name = name_of(element)
        kept: Fields = {"format": FORMAT, "place": place if name == place else f"{place}/{name}"}
        if name == place:
            kept["more"] = [f"@{plain_name(attribute)}" for attribute in attributes_of(element)]
        kept["markup"] = canonical(element)
        self.foreign.append(kept)

    def place(self, element: Element) -> str:
        """The path of an element within its item: ``contentMeta/subject[3]``."""
        if element is self.root:
            return "newsItem"
        parent = element.getparent()
        if parent is None:
            return name_of(element)
        key = (parent, element.tag)
        known = self._places.get(key)
        if known is None:
            known = self._places[key] = _places(parent, element, self._within(parent))
        return known.get(element) or self._within(parent) + name_of(element)

    def _within(self, parent: Element) -> str:
        return "" if parent is self.root else f"{self.place(parent)}/"

    # --- codes -----------------------------------------------------------------------------------

    def scheme(self, alias: str, element: Element) -> str | None:
        """The scheme of an alias; what cannot be told is noted for `report_aliases`."""
        found = self.aliases.get(alias)
        if found is not None:
            return found
        for catalog in self.options.catalogs:
            if alias in catalog.schemes:
                message = f"alias {alias} is taken from {catalog.file}, to which the item does not refer"
                self.say("UNKNOWN", "info", element, message, once=f"aliases of {catalog.file}")
                self._form = True
                return catalog.schemes[alias]
        if self.lenient and alias in iptc.SCHEMES:
            message = f"alias {alias} is taken as IPTC's: {self.lenient}"
            self.say("UNKNOWN", "info", element, message, once="IPTC's aliases")
            self._form = True
            return iptc.SCHEMES[alias]
        self._unknown_aliases.setdefault(alias, element)
        return None

    def report_aliases(self) -> None:
        """Report the aliases that no catalogue at hand has: all of the item in one line."""
        found, self._unknown_aliases = self._unknown_aliases, {}
        if not found:
            return
        first, *others = found
        what = f"{first} is in no catalogue that newsml has; its codes are"
        if others:
            listed = ", ".join(others[:_ALIASES]) + (" …" if len(others) > _ALIASES else "")
            what = f"{first} and {len(others)} more ({listed}) are in no catalogue that newsml has; their codes are"
        self.say("UNKNOWN", "warning", found[first], f"alias {what} kept as they are")

    def resolved(self, qcode: str, element: Element) -> tuple[str, str] | None:
        """Scheme and code of a QCode; the code may hold colons. None if it cannot be resolved."""
        alias, colon, code = qcode.partition(":")
        if not alias or not colon or not code:
            self.wrong(element, "qcode", qcode, "an alias, a colon and a code, such as medtop:20000350")
            return None
        scheme = self.scheme(alias, element)
        return None if scheme is None else (scheme, code)

    def word(
        self,
        element: Element,
        attributes: Attributes,
        name: str,
        alias: str = "",
        known: frozenset[str] = frozenset(),
    ) -> str | None:
        """A role, relation or type, from its QCode or URI, as the model has it: the inverse of `Draft.coded`.

        Where there are several, the first is taken and the others are left over.
        """
        if name not in attributes and f"{name}uri" not in attributes:
            return None
        words = self.words(element, attributes, name, alias, known)
        return words[0] if words else None

    def words(
        self,
        element: Element,
        attributes: Attributes,
        name: str,
        alias: str = "",
        known: frozenset[str] = frozenset(),
        most: int = 1,
    ) -> list[str]:
        """Up to `most` roles; see `word`."""
        found: list[str] = []
        for key in (name, f"{name}uri"):
            value = attributes.get(key)
            if value is None:
                continue
            taken, left = value.split(), []
            if len(taken) != 1 or found:
                left = taken[most - len(found) :]
                del taken[most - len(found) :]
                self._form = True
            if key == name:
                taken = [_qcode_word(self, item, element, alias, known) for item in taken]
            elif not value.startswith("http") or [value] != taken or not GOOD_URI.fullmatch(value):
                self._form = True
            found += taken
            if left:
                attributes[key] = " ".join(left)
            else:
                del attributes[key]
        return found

    # --- values ----------------------------------------------------------------------------------

    def iri(self, element: Element, attributes: Attributes, name: str) -> str | None:
        """An IRI, or None; what is none stays among the attributes, and is reported."""
        value = attributes.get(name)
        if value is None:
            return None
        found = value.strip()
        if not is_iri(found):
            if found:
                self.wrong(element, name, value, "an absolute IRI, such as https://example.org/a")
            return None
        del attributes[name]
        if found != value or not GOOD_URI.fullmatch(value):
            self._form = True
        return found

    def count(
        self, element: Element, attributes: Attributes, name: str, high: int | None = None
    ) -> int | None:
        """A whole number, or None; see `iri`."""
        value = attributes.get(name)
        if value is None:
            return None
        if not _WHOLE.fullmatch(value.strip()) or (high is not None and int(value) > high):
            limit = "0 or more" if high is None else f"from 0 to {high}"
            self.wrong(element, name, value, f"a whole number, {limit}")
            return None
        del attributes[name]
        number = int(value)
        if str(number) != value:
            self._form = True
        return number

    def number(self, element: Element, attributes: Attributes, name: str) -> float | None:
        """A decimal number, or None; see `iri`."""
        value = attributes.get(name)
        if value is None:
            return None
        if not _NUMBER.fullmatch(value.strip()):
            self.wrong(element, name, value, "a number")
            return None
        del attributes[name]
        number = float(value)
        if decimal(number) != value:
            self._form = True
        return number

    def mime(self, element: Element, attributes: Attributes, name: str = "contenttype") -> str | None:
        """A media type, or None; see `iri`."""
        value = attributes.get(name)
        if value is None:
            return None
        if not _MEDIA_TYPE.fullmatch(value.strip()):
            if value.strip():
                self.wrong(element, name, value, "a media type, such as image/jpeg")
            return None
        del attributes[name]
        found = value.strip()
        if found != value:
            self._form = True
        return found

    def lang(self, element: Element, attributes: Attributes, name: str = XML_LANG) -> str | None:
        """A language tag, or None; see `iri`."""
        value = attributes.get(name)
        if value is None:
            return None
        try:
            found = canonical_language(value.strip())
        except ValueError as error:
            if value.strip():
                self.say("MODEL", "warning", element, f"{error}; it is kept for NewsML-G2 only")
            return None
        del attributes[name]
        if found != value:
            self._form = True
        return found


class Places(Mapping[str, tuple[int | None, int | None]]):
    """The line of every field that was read, looked up when somebody asks for one."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @cached_property
    def _lines(self) -> dict[str, tuple[int | None, int | None]]:
        found: dict[str, tuple[int | None, int | None]] = {"": (line_of(self._source.root), None)}
        for element, field, index in self._source.marks:
            found[field if index is None else f"{field}.{index}"] = (line_of(element), None)
        return found

    def __getitem__(self, path: str) -> tuple[int | None, int | None]:
        return self._lines[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def _qcode_word(source: Source, qcode: str, element: Element, alias: str, known: frozenset[str]) -> str:
    prefix, _, code = qcode.partition(":")
    if not code:
        source.odd()
        return qcode
    scheme = source.scheme(prefix, element)
    if scheme is None:
        if not source.elsewhere or not LIKE_QCODE.fullmatch(qcode):
            source.odd()
        return qcode
    if scheme.startswith(OWN):
        return unquote(code)
    if prefix == alias and code in known:
        return code
    uri = scheme + code
    if iptc.resolve(qcode) == uri:
        return qcode
    source.odd()
    return uri if is_iri(uri) else qcode


def _places(parent: Element, element: Element, within: str) -> dict[Element, str]:
    """The path of every child that is called like this one; of several, each has its place among them."""
    path = within + name_of(element)
    same = list(parent.iterchildren(element.tag))
    if len(same) == 1:
        return {element: path}
    return {child: f"{path}[{index}]" for index, child in enumerate(same, 1)}

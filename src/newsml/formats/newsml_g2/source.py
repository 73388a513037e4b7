"""One newsItem being read: its catalogues, its values as the model takes them, and what no field takes.

Nothing is shared between items: each has its own aliases (NewsML-G2 2.35, QCodes and catalogues).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import NAMESPACE, NSMAP
from newsml.issues import Issue, Report, Severity
from newsml.model.values import canonical_language, is_iri
from newsml.options import ReadOptions
from newsml.vocabularies import iptc
from newsml.xml import XML_LANG

Attributes = dict[str, str]
Fields = dict[str, Any]

FORMAT = "newsml-g2"
OWN = "urn:x-newsml:"
IPTC_CATALOGUES = re.compile(r"https?://(?:www\.)?iptc\.org/std/catalog/", re.IGNORECASE)

CORRECTED = "sig:correction"
MEDIA_LISTS = {
    "picture": "images",
    "graphic": "images",
    "animation": "images",
    "video": "video",
    "audio": "audio",
}
"""The list of the model that the picture or clip of a media item stands in, by class of item."""

_RESOLVED = frozenset({"qcode", "uri", "scheme", "code"})
_NAR = f"{{{NAMESPACE}}}"
_MEDIA_TYPE = re.compile(
    r"[A-Za-z0-9][\w!#$&^.+\-]*/[A-Za-z0-9][\w!#$&^.+\-]*(?:; ?[\w\-]+=[\w.\-]+)*", re.ASCII
)
_WHOLE = re.compile(r"\d{1,18}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)


def name_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attributes_of(element: Element) -> Attributes:
    """The attributes of an element as a dict of their own, from which the readers take what they read."""
    attributes: Any = element.attrib
    return dict(attributes)


def words_of(element: Element) -> str:
    """All text within an element."""
    words: Any = element.itertext()
    return "".join(words)


def line_of(element: Element) -> int | None:
    """The line of an element in the file."""
    line: Any = element.sourceline
    return None if line is None else int(line)


def canonical(element: Element) -> str:
    """The markup of an element as canonical XML, with the namespaces that it uses."""
    try:
        return etree.tostring(element, method="c14n", exclusive=True, with_comments=False).decode()
    except etree.C14NError:  # a namespace that is no absolute IRI, such as xmlns:x="www.example.org"
        return etree.tostring(element, encoding="unicode", with_tail=False)


def elements(parent: Element) -> list[Element]:
    """The child elements, without comments and processing instructions."""
    return [child for child in parent if type(child.tag) is str]


class Source:
    """What the readers of the parts share: the report, the aliases, and where to keep what is left over."""

    __slots__ = (
        "_medium", "_positions", "_said", "_used", "aliases", "fields", "foreign", "has_file", "language", "lenient",
        "options", "places", "report", "root", "text_language",
    )  # fmt: skip

    def __init__(self, root: Element, report: Report, options: ReadOptions) -> None:
        self.root = root
        self.report = report
        self.options = options
        self.fields: Fields = {}
        self.places: dict[str, tuple[int | None, int | None]] = {"": (self.line(root), None)}
        self.foreign: list[dict[str, str]] = []
        self.aliases: dict[str, str] = {}
        self.lenient = ""
        """Why aliases that no catalogue at hand declares are taken for IPTC's; empty where they are not."""
        self.language = "und"
        self.text_language: str | None = None
        """The language of texts that say none, where it is not the article's."""
        self.has_file = False
        """Whether the file that a media item is has been read."""
        self._medium: Fields | None = None
        self._said: set[str] = set()
        self._used: set[str] = set()
        self._positions: dict[Element, dict[Element, str]] = {}

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

    def forget_own_signal(self) -> None:
        """Take out the signal that corrections bring with them on the way out."""
        signals = self.fields.get("signals", [])
        kept = [signal for signal in signals if set(signal) - _RESOLVED or signal.get("qcode") != CORRECTED]
        if len(kept) < len(signals):
            self.fields["signals"] = kept

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

    # --- what is left over -----------------------------------------------------------------------

    def keep(self, element: Element) -> None:
        """Keep an element that no field takes, at its place."""
        parent = element.getparent()
        self._keep(element, "newsItem" if parent is None else self.place(parent))

    def rest(self, element: Element, attributes: Attributes, children: Iterable[Element] = ()) -> None:
        """Keep what is left of an element: attributes and children that no field takes."""
        if attributes:
            shell = etree.Element(element.tag, nsmap=NSMAP)
            for name, value in attributes.items():
                shell.set(name, value)
            self._keep(shell, self.place(element))
        for child in children:
            self._keep(child, self.place(element))

    def keep_at(self, place: str, element: Element) -> None:
        """Keep an element from outside the item."""
        self._keep(element, place)

    def keep_role(self, place: str, role: str) -> None:
        """Keep the role of an element that the model has under another name."""
        shell = etree.Element(_NAR + place.rpartition("/")[2], nsmap=NSMAP)
        shell.set("role", role)
        self._keep(shell, place)

    def _keep(self, element: Element, place: str) -> None:
        self.foreign.append({"format": FORMAT, "place": place, "markup": canonical(element)})

    def place(self, element: Element) -> str:
        """The path of an element within its item: ``contentMeta/subject[3]``."""
        steps: list[str] = []
        step: Element | None = element
        while step is not None and step is not self.root:
            parent = step.getparent()
            steps.append(name_of(step) if parent is None else self._position(parent, step))
            step = parent
        return "/".join(reversed(steps)) or "newsItem"

    def _position(self, parent: Element, element: Element) -> str:
        known = self._positions.get(parent)
        if known is None:
            known = self._positions[parent] = _positions(parent)
        return known.get(element) or name_of(element)

    # --- codes -----------------------------------------------------------------------------------

    def scheme(self, alias: str, element: Element) -> str | None:
        """The scheme of an alias; what cannot be told is reported once for each alias."""
        found = self.aliases.get(alias)
        if found is not None:
            self._used.add(alias)
            return found
        if self.lenient and alias in iptc.SCHEMES:
            message = f"alias {alias} is taken as IPTC's: {self.lenient}"
            self.say("UNKNOWN", "info", element, message, once="IPTC's aliases")
            return iptc.SCHEMES[alias]
        message = f"alias {alias} is in no catalogue that newsml has; its codes are kept as they are"
        self.say("UNKNOWN", "warning", element, message, once=f"alias {alias}")
        return None

    def unused(self) -> list[str]:
        """Aliases that no code of the item needed."""
        return [alias for alias in self.aliases if alias not in self._used]

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
            given = value.split()
            taken, left = given[: most - len(found)], given[most - len(found) :]
            if key == name:
                taken = [_qcode_word(self, item, element, alias, known) for item in taken]
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
        return int(value)

    def number(self, element: Element, attributes: Attributes, name: str) -> float | None:
        """A decimal number, or None; see `iri`."""
        value = attributes.get(name)
        if value is None:
            return None
        if not _NUMBER.fullmatch(value.strip()):
            self.wrong(element, name, value, "a number")
            return None
        del attributes[name]
        return float(value)

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
        return value.strip()

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
        return found


def _qcode_word(source: Source, qcode: str, element: Element, alias: str, known: frozenset[str]) -> str:
    prefix, _, code = qcode.partition(":")
    if not code:
        return qcode
    scheme = source.scheme(prefix, element)
    if scheme is None:
        return qcode
    if scheme.startswith(OWN):
        return unquote(code)
    if prefix == alias and code in known:
        return code
    uri = scheme + code
    return qcode if iptc.resolve(qcode) == uri or not is_iri(uri) else uri


def _positions(parent: Element) -> dict[Element, str]:
    counts: dict[str, int] = {}
    found: dict[Element, str] = {}
    for child in elements(parent):
        name = name_of(child)
        counts[name] = counts.get(name, 0) + 1
        found[child] = f"{name}[{counts[name]}]"
    return {
        child: step if counts[step.partition("[")[0]] > 1 else step.partition("[")[0]
        for child, step in found.items()
    }


# --- catalogues ----------------------------------------------------------------------------------


def read_catalogues(source: Source, children: Iterable[Element]) -> None:
    """The aliases of the item: IPTC's catalogue where it refers to it, and those it declares itself."""
    elsewhere = ""
    said_none = True
    for element in children:
        said_none = False
        if element.tag == f"{_NAR}catalog":
            _declared(source, element)
        elif IPTC_CATALOGUES.match(element.get("href", "").strip()):
            source.aliases = {**iptc.SCHEMES, **source.aliases}
            source.rest(
                element,
                {name: value for name, value in attributes_of(element).items() if name != "href"},
                element,
            )
        else:
            elsewhere = elsewhere or element.get("href", "")
            source.keep(element)
    if said_none:
        source.lenient = "the item names no catalogue"
    elif elsewhere:
        source.lenient = f"the catalogue {elsewhere} is not fetched"


def _declared(source: Source, catalog: Element) -> None:
    for scheme in elements(catalog):
        alias, uri = scheme.get("alias", "").strip(), scheme.get("uri", "").strip()
        if alias and is_iri(uri):
            source.aliases[alias] = uri
        else:
            source.wrong(scheme, "scheme", f"{alias} {uri}".strip(), "an alias and an absolute IRI")
            source.keep(scheme)


def keep_unused(source: Source, catalogs: Iterable[Element]) -> None:
    """Keep schemes that no code needed, and what is said of schemes: the writer declares the others anew."""
    unused = set(source.unused())
    for catalog in catalogs:
        for scheme in elements(catalog):
            more = set(attributes_of(scheme)) - {"alias", "uri"} or len(scheme)
            if more or scheme.get("alias", "") in unused:
                source.keep(scheme)

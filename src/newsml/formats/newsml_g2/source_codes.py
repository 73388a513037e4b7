"""QCodes and the aliases of one item. NewsML-G2 2.35, QCodes and catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import GOOD_URI, LIKE_QCODE
from newsml.formats.newsml_g2.elements import Attributes
from newsml.formats.newsml_g2.source_values import Values
from newsml.model.values import is_iri
from newsml.vocabularies import iptc

OWN = "urn:x-newsml:"
_ALIASES = 12
"""How many aliases a message lists."""


class Codes(Values):
    """The catalogues of an item. Nothing is shared between items: each has its own aliases."""

    __slots__ = ("_unknown_aliases", "aliases", "elsewhere", "lenient")

    aliases: Mapping[str, str]
    lenient: str
    """Why aliases that no catalogue at hand declares are taken for IPTC's; empty where they are not."""
    elsewhere: bool
    """Whether the item refers to catalogues that are not at hand, and may know any alias."""
    _unknown_aliases: dict[str, Element]
    """The aliases that no catalogue at hand has, each with the first element that uses it."""

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
                taken = [own_word(item) or item for item in taken]
            found += taken
            if left:
                attributes[key] = " ".join(left)
            else:
                del attributes[key]
        return found


def own_word(uri: str) -> str | None:
    """The word that a URI of newsml's own schemes stands for: ``urn:x-newsml:headlinerole:sub`` for ``sub``."""
    if not uri.startswith(OWN):
        return None
    return unquote(uri[len(OWN) :].partition(":")[2]) or None


def _qcode_word(source: Codes, qcode: str, element: Element, alias: str, known: frozenset[str]) -> str:
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

"""The same identifiers in other words: QCodes as URIs, URIs as QCodes, in a finished item.

Specification: NewsML-G2 2.35, QCodes and URIs: ``qcode`` and ``uri``, ``role`` and ``roleuri`` … are alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import GOOD_URI, NAMESPACE, g2
from newsml.g2_grammar import Shape, own_name, shape_of, tag_of
from newsml.vocabularies import iptc

_NAR = f"{{{NAMESPACE}}}"
_CODES = frozenset({"qcode", "qcodes"})
_SCHEME_OF = re.compile(r"(\S*[/#:=])([^\s/#:=]+)")


class Identifiers:
    """The codes of one item and the schemes that it declares."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.schemes = {
            scheme.get("alias", ""): scheme.get("uri", "")
            for scheme in root.iterfind(f"{_NAR}catalog/{_NAR}scheme")
        }

    # --- codes and their schemes -----------------------------------------------------------------

    def uri_of(self, qcode: str) -> str | None:
        """What a QCode stands for; None if that is not known, or no URI."""
        alias, _, code = qcode.partition(":")
        scheme = self.schemes.get(alias) or iptc.SCHEMES.get(alias)
        uri = scheme + code if scheme and code else ""
        return uri if GOOD_URI.fullmatch(uri) else None

    def qcode_of(self, uri: str) -> str | None:
        """The QCode of a URI in a scheme of the item or of the IPTC catalogue."""
        own = [
            (len(scheme), alias)
            for alias, scheme in self.schemes.items()
            if scheme and uri.startswith(scheme) and len(uri) > len(scheme)
        ]
        if own:
            length, alias = max(own)
            return f"{alias}:{uri[length:]}"
        return iptc.qcode_for(uri)

    def declared(self, uri: str) -> str | None:
        """The QCode of a URI, whose scheme is declared if need be: all up to its last part."""
        known = self.qcode_of(uri)
        match = _SCHEME_OF.fullmatch(uri)
        if known or match is None or ("//" not in match[1].rstrip("/") and match[1].endswith("/")):
            return known
        alias = next(name for name in map("s{}".format, range(1, 10_000)) if name not in self.schemes)
        self.schemes[alias] = match[1]
        g2(self._catalog(), "scheme", alias=alias, uri=match[1])
        return f"{alias}:{match[2]}"

    def _catalog(self) -> Element:
        found = self.root.find(f"{_NAR}catalog")
        if found is None:
            found = self.root.makeelement(f"{_NAR}catalog")
            self.root.insert(len(self.root.findall(f"{_NAR}catalogRef")), found)
        return found

    # --- the whole item --------------------------------------------------------------------------

    def prefer_uris(self) -> None:
        """Write URIs for all codes whose scheme is known; schemes without codes are declared no longer."""
        used = self._used()
        for element, name, twin, one in self._pairs():
            uris = [self.uri_of(code) or "" for code in element.get(name, "").split()]
            if not uris or not all(uris):
                continue
            given = element.get(twin, "").split()
            if one and given and given != uris:
                continue  # it says two things, and both are kept
            del element.attrib[name]
            element.set(twin, " ".join(dict.fromkeys([*given, *uris])))
        self._forget(used - self._used())

    def prefer_qcodes(self) -> None:
        """Write QCodes for all URIs of known schemes."""
        for element, name, twin, one in self._pairs():
            self.as_qcode(element, name, twin, one=one)

    def as_qcode(
        self, element: Element, name: str, twin: str, *, one: bool = True, declare: bool = False
    ) -> None:
        """Write the URIs of the attribute `twin` as QCodes of `name`, as far as that can be."""
        uris = element.get(twin, "").split()
        codes = element.get(name, "").split()
        known = {self.uri_of(code) for code in codes}
        if one and codes and known != set(uris):
            return
        left = []
        for uri in uris:
            code = self.declared(uri) if declare else self.qcode_of(uri)
            if uri not in known and code is None:
                left.append(uri)
            elif uri not in known and code is not None:
                codes.append(code)
        if len(left) == len(uris):
            return
        element.set(name, " ".join(codes))
        if left:
            element.set(twin, " ".join(left))
        else:
            del element.attrib[twin]

    def _pairs(self) -> Iterator[tuple[Element, str, str, bool]]:
        """Each element with an attribute for codes and its twin for URIs, and whether they take one only."""
        for element, shape in shaped(self.root):
            for name in tuple(shape.attributes):
                twin = twin_of(name, shape)
                if twin and (name in element.attrib or twin in element.attrib):
                    yield element, name, twin, shape.attributes[name].value == "qcode"

    def _used(self) -> set[str]:
        """The aliases of the codes of the item."""
        return {
            code.partition(":")[0]
            for element, shape in shaped(self.root)
            for name, attribute in shape.attributes.items()
            if attribute.value in _CODES
            for code in element.get(name, "").split()
        }

    def _forget(self, aliases: set[str]) -> None:
        for catalog in self.root.findall(f"{_NAR}catalog"):
            for scheme in catalog.findall(f"{_NAR}scheme"):
                if scheme.get("alias") in aliases:
                    catalog.remove(scheme)
            if not len(catalog):
                self.root.remove(catalog)


def twin_of(name: str, shape: Shape) -> str | None:
    """The attribute that says by URI what this one says by QCode."""
    attribute = shape.attributes.get(name)
    if attribute is None or attribute.value not in _CODES:
        return None
    twin = "uri" if name == "qcode" else f"{name}uri"
    return twin if twin in shape.attributes else None


def shaped(element: Element, shape: Shape | None = None) -> Iterator[tuple[Element, Shape]]:
    """An element and all within it that the grammar knows, with what they are there."""
    shape = shape or shape_of(element)
    if shape is None:
        return
    yield element, shape
    for child in element:
        name = own_name(child) if tag_of(child) else ""
        inner = shape.child(name) if name else None
        if inner is not None:
            yield from shaped(child, inner)

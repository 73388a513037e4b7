"""Attributes as plain values: addresses, numbers, media types, languages. NewsML-G2 2.35, data types."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import GOOD_URI
from newsml.formats.newsml_g2.elements import Attributes
from newsml.formats.newsml_g2.source_messages import Messages
from newsml.model.values import canonical_language, is_iri
from newsml.xml import XML_LANG, decimal

_MEDIA_TYPE = re.compile(
    r"[A-Za-z0-9][\w!#$&^.+\-]*/[A-Za-z0-9][\w!#$&^.+\-]*(?:; ?[\w\-]+=[\w.\-]+)*", re.ASCII
)
_WHOLE = re.compile(r"\d{1,24}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)


class Values(Messages):
    """Values out of the attributes of an item. What is read is taken from the attributes, what cannot be read stays."""

    __slots__ = ("_form",)

    _form: bool
    """Whether the property at hand says what it says in another form than the writer would."""

    def odd(self) -> None:
        """Remember that the property says what it says in another form than the writer would."""
        self._form = True

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

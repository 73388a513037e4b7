"""What no field takes, kept as it was, with the field that it was read to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Self

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import NAMESPACE
from newsml.formats.newsml_g2.elements import (
    Attributes,
    attributes_of,
    canonical,
    canonical_tag,
    name_of,
    plain_name,
)
from newsml.formats.newsml_g2.source_codes import Codes

Fields = dict[str, Any]

FORMAT = "newsml-g2"

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


class Kept(Codes):
    """One property after the other, and what is left over of each.

    A property that a field does not take whole, or that says it in another form than the writer would, is kept as it
    was, with the field that it was read to.
    """

    __slots__ = ("_at", "_more", "_places", "_property", "_whole", "foreign", "keeps", "marks", "root")

    root: Element
    keeps: bool
    """Whether what no field takes is kept; not where only the values are asked for."""
    foreign: list[Fields]
    marks: list[tuple[Element, str, int | None]]
    """The properties read, each with the field and the index in it that it was read to."""
    _property: Element | None
    _at: tuple[str, int | None] | None
    _more: list[str]
    _whole: bool
    _places: dict[tuple[Element, str], dict[Element, str]]
    """The path of each child of an element that has a certain name, where one was asked for."""

    # --- properties ------------------------------------------------------------------------------

    def property(self, element: Element, read: Callable[[Self, Element], object]) -> None:
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


def _places(parent: Element, element: Element, within: str) -> dict[Element, str]:
    """The path of every child that is called like this one; of several, each has its place among them."""
    path = within + name_of(element)
    same = list(parent.iterchildren(element.tag))
    if len(same) == 1:
        return {element: path}
    return {child: f"{path}[{index}]" for index, child in enumerate(same, 1)}

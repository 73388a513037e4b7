"""An item as an older version of NewsML-G2 has it: said in the words of that version, or left out and reported.

Specification: NewsML-G2 2.9 to 2.35; which version brought what is told by the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from newsml.errors import ContentError, UsageError
from newsml.formats.newsml_g2.draft import NAMESPACE
from newsml.formats.newsml_g2.elements import name_of
from newsml.formats.newsml_g2.identifiers import Identifiers, shaped, twin_of
from newsml.formats.newsml_g2.origins import field_of
from newsml.g2_grammar import (
    Later,
    allowed_attributes,
    allowed_children,
    attribute_name,
    later_than,
    shape_of,
    since,
    version_of,
)
from newsml.g2_versions import Demand, demands
from newsml.issues import Issue, Report
from newsml.vocabularies.iptc import CATALOG_URL

FIRST, LATEST = "2.9", "2.35"

_TEXT = "ninat:text"
_GROUP = "urn:x-newsml:role:group"
"""The role of a group that has none, in versions that demand one: what is in it must not be left out."""
_COUNTS = frozenset({"wordcount", "charcount", "linecount"})
"""What the writer counts itself."""


def check_version(text: str) -> None:
    """Raise UsageError for what is no version that newsml writes."""
    if not re.fullmatch(r"2\.[1-9]\d?", text, re.ASCII) or not (
        version_of(FIRST) <= version_of(text) <= version_of(LATEST)
    ):
        message = f"{text} is not a version that newsml writes: {FIRST} to {LATEST}"
        raise UsageError(f"option version of newsml-g2: {message}")


def older(root: Element, text: str, report: Report) -> None:
    """Make an item one of this older version. Raises ContentError for a kind of item that it does not have."""
    came = since(root)
    if came > version_of(text):
        name = etree.QName(root).localname
        message = f"{name} came with NewsML-G2 {came[0]}.{came[1]}: it cannot be written as {text}"
        raise ContentError(message, [Issue("LOSS", "error", "", message)])
    if root.get("guid") is not None:  # a catalog by itself says no version
        root.set("standardversion", text)
    _Aging(root, text, report).run()


class _Aging:
    """One item on its way to an older version."""

    def __init__(self, root: Element, text: str, report: Report) -> None:
        self.root, self.text, self.version, self.report = root, text, version_of(text), report
        self.identifiers = Identifiers(root)
        self.elements = [element for element, _ in shaped(root)]
        self.places = {element: _place(element) for element in self.elements}
        """Where each element stands in the item of today."""
        self.said: list[_Said] = []

    def run(self) -> None:
        for later in list(later_than(self.root, self.version)):
            self._without(later)
        for demand in list(demands(self.root, self.version)):
            if any(item is self.root for item in (demand.element, *demand.element.iterancestors())):
                self._meet(demand)
        for issue in _issues(self.said):
            self.report(issue)

    # --- what came later -------------------------------------------------------------------------

    def _without(self, later: Later) -> None:
        brought = ".".join(map(str, later.since))
        why = f"is not written: it came with NewsML-G2 {brought}, after {self.text}"
        if later.attribute is None:
            self._say(later.element, None, why)
            _take_out(later.element)
        elif not self._said_otherwise(later.element, later.attribute):
            if later.attribute not in _COUNTS:
                self._say(later.element, later.attribute, why)
            if later.attribute in later.element.attrib:
                del later.element.attrib[later.attribute]
            if _lacks(later.element) and not _must_stand(later.element):
                _take_out(later.element)

    def _said_otherwise(self, element: Element, twin: str) -> bool:
        """Write the URI of an attribute that came later as the QCode or literal that was there before."""
        shape = shape_of(element)
        names = [name for name in shape.attributes if twin_of(name, shape) == twin] if shape else []
        if shape is None or not names or shape.attributes[names[0]].since > self.version:
            return False
        one = shape.attributes[names[0]].value == "qcode"
        self.identifiers.as_qcode(element, names[0], twin, one=one, declare=True)
        if twin not in element.attrib:
            return True
        known = set(map(self.identifiers.uri_of, element.get(names[0], "").split()))
        if set(element.get(twin, "").split()) <= known:
            del element.attrib[twin]
            return True
        literal = shape.attributes.get("literal")
        free = not {"qcode", "literal"} & set(element.attrib)
        if twin == "uri" and free and literal and literal.since <= self.version:
            element.set("literal", element.attrib.pop(twin))
            return True
        return False

    # --- what older versions demanded ------------------------------------------------------------

    def _meet(self, demand: Demand) -> None:
        """Give an element what this version demanded of it; else leave out what it refused, and say so."""
        element, name = demand.element, demand.name
        if name in element.attrib:
            self._in_old_form(element, name, demand)
        elif name in allowed_attributes(element):
            self._with_code(element, name, demand)
        elif name == "catalogRef":
            element.insert(0, element.makeelement(f"{{{NAMESPACE}}}catalogRef", {"href": CATALOG_URL}))
        else:
            children = element.findall(name if name.startswith("{") else f"{{{NAMESPACE}}}{name}")
            for child in children if name.startswith("{") else children[1:]:
                self._say(child, None, f"is not written: {demand.message}")
                _take_out(child)

    def _with_code(self, element: Element, name: str, demand: Demand) -> None:
        twin = "uri" if name == "qcode" else f"{name}uri"
        self.identifiers.as_qcode(element, name, twin, declare=True)
        if name in element.attrib:
            return
        must = self._supplied(element, name)
        if must is not None:
            self._say(element, None, f"is written as {must}: {demand.message}")
            element.set(name, must)
            return
        self._say(element, None, f"is not written: {demand.message}")
        concept = element.getparent() if name_of(element) == "conceptId" else None
        _take_out(element if concept is None else concept)  # a concept cannot stand without its id

    def _supplied(self, element: Element, name: str) -> str | None:
        """What an attribute gets that a version demanded of an element that must stand."""
        kind = name_of(element)
        if kind == "group" and name == "role":
            return self.identifiers.declared(_GROUP)
        if kind == "group" and name == "id":
            taken = {found.get("id") for found in self.root.iter()}
            return next(word for number in count(1) if (word := f"g{number}") not in taken)
        return _TEXT if kind == "itemClass" else None

    def _in_old_form(self, element: Element, name: str, demand: Demand) -> None:
        value = element.get(name, "")
        if name == "duration" and re.fullmatch(r"\d+\.\d+", value, re.ASCII):
            rounded = f"{float(value):.0f}"
            self._say(element, name, f"is written as {rounded}: {demand.message}")
            element.set(name, rounded)
        else:
            self._say(element, name, f"is not written: {demand.message}")
            del element.attrib[name]

    # --- what is reported ------------------------------------------------------------------------

    def _say(self, element: Element, attribute: str | None, what: str) -> None:
        place = self.places.get(element) or _place(element)
        name = attribute_name(attribute) if attribute else None
        where = "/".join(filter(None, (place, f"@{name}" if name else "")))
        value = element.get(attribute) if attribute else _shown(element)
        self.said.append(_Said(field_of(element, name), where, value or "", what))


class _Said(NamedTuple):
    """What becomes of one element or attribute: its field, its place in the item of today, its words."""

    field: str
    where: str
    value: str
    what: str

    @property
    def kind(self) -> tuple[str, str, str]:
        return self.field, re.sub(r"\[\d+\]", "", self.where), self.what


_MANY = 4
"""From so many on, the same of elements that stand side by side is said once."""


def _issues(said: Iterable[_Said]) -> Iterator[Issue]:
    kinds: dict[tuple[str, str, str], list[_Said]] = {}
    for one in said:
        kinds.setdefault(one.kind, []).append(one)
    for (field, plain, what), alike in kinds.items():
        if len(alike) >= _MANY:
            first, second, *more = (_short(one.value) for one in alike)
            yield _issue(field, plain, f"{first}, {second} and {len(more)} more", what)
        else:
            for one in alike:
                yield _issue(field, one.where, _short(one.value), what)


def _issue(field: str, where: str, shown: str, what: str) -> Issue:
    message = f"{f'{field}: ' if field else ''}{where}{f' ({shown})' if shown else ''} {what}"
    return Issue("LOSS", "warning", field or where, message)


def _lacks(element: Element) -> bool:
    """Whether an element says nothing any more, or lacks what it must have."""
    needed = (name for name, found in allowed_attributes(element).items() if found.required)
    return any(name not in element.attrib for name in needed) or _is_empty(element)


def _take_out(element: Element) -> None:
    """Take out an element, and those around it that say nothing without it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
    if _is_empty(parent) and not _must_stand(parent):
        _take_out(parent)


def _must_stand(element: Element) -> bool:
    parent = element.getparent()
    child = allowed_children(parent).get(name_of(element)) if parent is not None else None
    return child is None or child.required


def _is_empty(element: Element) -> bool:
    return not len(element) and not element.attrib and not (element.text or "").strip()


# --- what is reported ----------------------------------------------------------------------------


def _place(element: Element) -> str:
    """The path of an element in its item: ``contentMeta/subject[2]``."""
    steps = []
    node: Element | None = element
    while node is not None and (parent := node.getparent()) is not None:
        same = [item for item in parent if item.tag == node.tag]
        steps.append(name_of(node) + (f"[{same.index(node) + 1}]" if len(same) > 1 else ""))
        node = parent
    return "/".join(reversed(steps))


def _shown(element: Element) -> str:
    """What an element says: its words, or else its attributes."""
    texts = [item.text.strip() for item in element.iter() if item.text and item.text.strip()]
    if texts:
        return " ".join(" ".join(texts).split())
    return ", ".join(value for item in element.iter() for value in map(str, item.attrib.values()))


def _short(value: str) -> str:
    return value if len(value) <= 60 else value[:57] + "..."

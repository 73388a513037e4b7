"""Microdata and RDFa Lite of schema.org, as the objects that JSON-LD would have.

https://html.spec.whatwg.org/multipage/microdata.html, https://www.w3.org/TR/rdfa-lite/. Both are walked once; an
object that holds itself is cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from lxml.etree import _Element as Element

from newsml.formats.html.reading_tree import attribute, elements, line_of, shown

_ADDRESS = {
    "a": "href", "area": "href", "link": "href", "audio": "src", "embed": "src", "iframe": "src", "img": "src",
    "source": "src", "track": "src", "video": "src", "object": "data",
}  # fmt: skip
_SCHEMA = re.compile(r"https?://(?:www\.)?schema\.org/?#?", re.IGNORECASE)
_LONGEST = 20_000
MOST_VALUES = 50_000


class Items(NamedTuple):
    """The objects that stand by themselves, and the line of each object, by its identity."""

    roots: list[dict[str, Any]]
    lines: dict[int, int]
    is_cut: bool = False
    """Whether there were more values than are read."""


def microdata(root: Element) -> Items:
    """The items of a page."""
    return _collected(root, _microdata_of, _Refs(root))


def rdfa(root: Element) -> Items:
    """The objects that RDFa says, where their vocabulary is schema.org."""
    return _collected(root, _rdfa_of, None)


class _Said(NamedTuple):
    """What one element says: the properties it is a value of, and the object it begins."""

    names: list[str]
    item: dict[str, Any] | None


Reader = Callable[[Element], _Said | None]


class _Refs:
    """What ``itemref`` refers to."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._by_id: dict[str, Element] | None = None

    def of(self, element: Element) -> list[Element]:
        wanted = attribute(element, "itemref").split()
        if not wanted:
            return []
        if self._by_id is None:
            self._by_id = {}
            for one in elements(self.root):
                if (name := attribute(one, "id")) and name not in self._by_id:
                    self._by_id[name] = one
        return [self._by_id[name] for name in wanted[:50] if name in self._by_id]


def _collected(root: Element, read: Reader, refs: _Refs | None) -> Items:
    roots: list[dict[str, Any]] = []
    lines: dict[int, int] = {}
    owners: dict[Element, dict[str, Any]] = {}
    referred: list[tuple[Element, dict[str, Any]]] = []
    holders: dict[int, dict[str, Any]] = {}
    count = 0
    is_cut = False
    for element in elements(root):
        said = read(element)
        if said is None or _in_template(element):
            continue
        count += 1
        if count > MOST_VALUES:
            is_cut = True
            break
        owner = _owner(element, owners)
        if said.item is not None:
            owners[element] = said.item
            if line := line_of(element):
                lines[id(said.item)] = line
            if refs is not None:
                referred += [(one, said.item) for one in refs.of(element)]
        value: Any = said.item if said.item is not None else None
        if said.names and owner is not None:
            value = value if value is not None else _value(element)
            _add(owner, said.names, value)
            if said.item is not None:
                holders[id(said.item)] = owner
        elif said.item is not None:
            roots.append(said.item)
    for element, item in referred[:200]:
        _take_referred(element, item, read, owners, holders)
    return Items([item for item in roots if len(item) > 1 and id(item) not in holders], lines, is_cut)


def _in_template(element: Element) -> bool:
    return next(element.iterancestors("template"), None) is not None


def _owner(element: Element, owners: dict[Element, dict[str, Any]]) -> dict[str, Any] | None:
    """The object that an element stands in."""
    parent = element.getparent()
    steps = 0
    while parent is not None and steps < _DEEPEST:
        if parent in owners:
            return owners[parent]
        parent = parent.getparent()
        steps += 1
    return None


_DEEPEST = 400


def _take_referred(
    element: Element,
    item: dict[str, Any],
    read: Reader,
    owners: dict[Element, dict[str, Any]],
    holders: dict[int, dict[str, Any]],
) -> None:
    """Give an object the properties that stand elsewhere in the page; each object gets one holder, never itself."""
    for count, one in enumerate(element.iter("*")):
        if count > _MOST_REFERRED:
            break
        said = read(one)
        if (
            said is None
            or not said.names
            or ((owner := _owner(one, owners)) is not None and owner is not item)
        ):
            continue
        inner = owners.get(one)
        if inner is None:
            _add(item, said.names, _value(one))
        elif (
            id(inner) not in holders
            and not _is_held(item, inner, holders)
            and not _is_held(inner, item, holders)
        ):
            holders[id(inner)] = item
            _add(item, said.names, inner)


_MOST_REFERRED = 2000


def _is_held(item: dict[str, Any], by: dict[str, Any], holders: dict[int, dict[str, Any]]) -> bool:
    """Whether an object stands in another, however deep."""
    found: dict[str, Any] | None = item
    while found is not None:
        if found is by:
            return True
        found = holders.get(id(found))
    return False


def _add(owner: dict[str, Any], names: list[str], value: Any) -> None:
    if value is None or value == "" or value is owner:
        return
    for name in names:
        if name not in owner:
            owner[name] = value
        elif isinstance(owner[name], list):
            owner[name].append(value)
        else:
            owner[name] = [owner[name], value]


def _value(element: Element) -> str:
    """The value of an element that is a property: an address, a time, what ``content`` says, else its text."""
    tag = str(element.tag)
    if element.get("content") is not None:
        return attribute(element, "content")
    if tag in _ADDRESS and element.get(_ADDRESS[tag]):
        return attribute(element, _ADDRESS[tag])
    if tag == "img" and element.get("data-src"):
        return attribute(element, "data-src")
    if tag in ("data", "meter") and element.get("value") is not None:
        return attribute(element, "value")
    if element.get("datetime"):
        return attribute(element, "datetime")
    if tag == "meta":
        return ""
    return shown(element, _LONGEST)


def _microdata_of(element: Element) -> _Said | None:
    names = [_SCHEMA.sub("", name) for name in attribute(element, "itemprop").split()]
    item: dict[str, Any] | None = None
    if element.get("itemscope") is not None:
        item = {"@type": [_SCHEMA.sub("", t) for t in attribute(element, "itemtype").split()]}
        if element.get("itemid"):
            item["@id"] = attribute(element, "itemid")
    return _Said(names, item) if names or item is not None else None


def _rdfa_of(element: Element) -> _Said | None:
    said = element.get("property") or element.get("rel") if element.get("typeof") else element.get("property")
    names = list(_terms(element, (said or "").split()))
    types = list(_terms(element, attribute(element, "typeof").split()))
    item: dict[str, Any] | None = None
    if types:
        item = {"@type": types}
        address = attribute(element, "resource") or attribute(element, "about") or attribute(element, "href")
        if address:
            item["@id"] = address
    return _Said(names, item) if names or item is not None else None


def _terms(element: Element, words: list[str]) -> Iterator[str]:
    """The names of schema.org among some words: in full, with its prefix, or plain where it is the vocabulary."""
    is_schema: bool | None = None
    for word in words:
        if _SCHEMA.match(word):
            yield _SCHEMA.sub("", word)
        elif word.startswith("schema:"):
            yield word[len("schema:") :]
        elif ":" not in word:
            is_schema = _is_schema(element) if is_schema is None else is_schema
            if is_schema:
                yield word


def _is_schema(element: Element | None) -> bool:
    steps = 0
    while element is not None and steps < _DEEPEST:
        vocab = element.get("vocab")
        if vocab is not None:
            return bool(_SCHEMA.fullmatch(vocab.strip()))
        element = element.getparent()
        steps += 1
    return False

"""A change laid over an element as it was: what newsml makes of the value before, and of the value now."""

from __future__ import annotations

from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

_NAR = "{http://iptc.org/std/nar/2006-10-01/}"


def merged(original: Element, before: Element, now: Element) -> Element:
    """The original with the changes that lead from `before` to `now`, both as newsml writes them."""
    changed = {name for name in {*before.keys(), *now.keys()} if now.get(name) != before.get(name)}
    for group in _TOGETHER:
        if changed & group:
            changed |= group
    for name in changed:
        value = now.get(name)
        if value is None:
            original.attrib.pop(name, "")
        else:
            original.set(name, _in_scope(value, original) if name == "valuedatatype" else value)
    if _mixed(before) != _mixed(now):
        keep = [child for child in original if not _is_text_child(child)]
        original.text = now.text
        del original[:]
        for child in [*(item for item in now if _is_text_child(item)), *keep]:
            original.append(child)
    _merge_children(original, before, now)
    return original


def _in_scope(name: str, element: Element) -> str:
    """The name of a type with the prefix that its namespace has there."""
    prefix, _, local = name.rpartition(":")
    known = {space: other for other, space in element.nsmap.items()}
    other = known.get("http://www.w3.org/2001/XMLSchema", prefix)
    return f"{other}:{local}" if other else local


_TOGETHER = tuple(
    frozenset({*names, unit, f"{unit}uri"})
    for *names, unit in (
        ("start", "end", "timeunit"), ("duration", "durationunit"), ("width", "widthunit"), ("height", "heightunit"),
        ("value", "valueunit"),
    )
)  # fmt: skip
"""Values and the unit that they are in: where one changes, all are as newsml writes them."""
_OF_CONTENT = frozenset(
    {"contenttype", "contenttypevariant", "wordcount", "charcount", "linecount", "encoding"}
)


def keep_attributes(original: Element, now: Element) -> None:
    """Give new content the attributes that the earlier had, but for those that describe the content itself."""
    for name, value in original.items():
        if name not in _OF_CONTENT and name not in now.keys():  # noqa: SIM118 - lxml
            now.set(name, value)


_TEXT_CHILDREN = frozenset(f"{_NAR}{name}" for name in ("a", "br", "span", "ruby", "inline"))


def _is_text_child(element: Element) -> bool:
    return element.tag in _TEXT_CHILDREN


def _mixed(element: Element) -> list[Any]:
    """The text of an element with the markup within it."""
    inner = [etree.tostring(child) for child in element if _is_text_child(child)]
    return [(element.text or "").strip() if len(element) else element.text, *inner]


def _merge_children(original: Element, before: Element, now: Element) -> None:
    old, new = _by_form(before), _by_form(now)
    kept = _by_form(original)
    for form, child in old.items():
        if form in new:
            continue
        twin = kept.get(form)
        if twin is None:
            twin = _twin(original, child)
        successor = next(
            (item for key, item in new.items() if key not in old and item.tag == child.tag), None
        )
        if twin is not None and successor is not None:
            del new[_form(successor)]
            merged(twin, child, successor)
        elif twin is not None:
            original.remove(twin)
    for form, child in new.items():
        if form not in old:
            child.tail = None
            original.append(child)


def _twin(parent: Element, child: Element) -> Element | None:
    """The only child of the same name, which says the same in another way."""
    found = [item for item in parent if item.tag == child.tag]
    return found[0] if len(found) == 1 else None


def _by_form(element: Element) -> dict[bytes, Element]:
    children = [child for child in element if type(child.tag) is str]
    return {_form(child): child for child in children if not _is_text_child(child)}


def _form(element: Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_comments=False).strip()

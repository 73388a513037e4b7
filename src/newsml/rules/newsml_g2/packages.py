"""Rules on packages: a root, groups that exist, no circle.

NewsML-G2 2.35 (``groupSet``, ``group``, ``groupRef``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsml.rules.newsml_g2.checks import Found, g2_rule
from newsml.rules.newsml_g2.item import Item, children, name_of
from newsml.rules.registry import shown

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def _groups(group_set: Element) -> dict[str, Element]:
    return {id: group for group in children(group_set, "group") if (id := group.get("id", ""))}


def _inner(group: Element) -> list[str]:
    return [ref.get("idref", "").strip() for ref in children(group, "groupRef")]


def _names(groups: dict[str, Element]) -> str:
    return ", ".join(groups) or "none has an id"


@g2_rule("G2-GROUP-ROOT", "error", "groupSet")
def no_root_group(elements: Iterable[Element], item: Item) -> Found:
    """The root of a package is one of its groups.

    Why: receivers begin to unpack at the root. If no group has that id, they find an empty package.
    See: NewsML-G2 2.35, ``groupSet/@root``.
    """
    for element in elements:
        groups, root = _groups(element), element.get("root", "").strip()
        if root and root not in groups:
            yield element, f"root {shown(root)} is the id of no group: the groups are {_names(groups)}"


@g2_rule("G2-GROUP-REF", "error", "groupSet")
def reference_to_no_group(elements: Iterable[Element], item: Item) -> Found:
    """A group that a package refers to exists.

    Why: what the sender put into the missing group is not shown.
    See: NewsML-G2 2.35, ``groupRef/@idref`` (the id of a group of the same package).
    """
    for element in elements:
        groups = _groups(element)
        for group in children(element, "group"):
            for ref in children(group, "groupRef"):
                if ref.get("idref", "").strip() not in groups:
                    id = shown(ref.get("idref", ""))
                    yield ref, f"groupRef {id} is the id of no group: the groups are {_names(groups)}"


@g2_rule("G2-GROUP-CIRCLE", "error", "groupSet")
def group_within_itself(elements: Iterable[Element], item: Item) -> Found:
    """No group is a part of itself.

    Why: a package is a tree. Programs that unpack a circle do so until their memory is full.
    See: NewsML-G2 2.35, packageItem (hierarchy of groups).
    """
    for element in elements:
        groups = _groups(element)
        for id, group in groups.items():
            if _reaches(groups, id, id):
                yield (
                    group,
                    f"group {shown(id)} is a part of itself (by {', '.join(_inner(group))}): take one groupRef out",
                )
                break


def _reaches(groups: dict[str, Element], start: str, goal: str) -> bool:
    waiting, seen = list(_inner(groups[start])), set()
    while waiting:
        id = waiting.pop()
        if id == goal:
            return True
        if id in groups and id not in seen:
            seen.add(id)
            waiting += _inner(groups[id])
    return False


@g2_rule("G2-GROUP-LOST", "warning", "groupSet")
def group_nobody_reaches(elements: Iterable[Element], item: Item) -> Found:
    """Every group can be reached from the root.

    Why: what no group refers to is not unpacked, so that the stories in it are never seen.
    See: NewsML-G2 2.35, ``groupSet/@root`` and ``groupRef``.
    """
    for element in elements:
        groups, root = _groups(element), element.get("root", "").strip()
        if root not in groups:
            continue
        for id, group in groups.items():
            if id != root and not _reaches(groups, root, id):
                yield (
                    group,
                    f"group {shown(id)} is reached from nowhere: refer to it from {root}, or take it out",
                )


@g2_rule("G2-GROUP-EMPTY", "warning", "group")
def group_of_nothing(elements: Iterable[Element], item: Item) -> Found:
    """A group has members.

    Why: an empty group is shown as an empty box, or the page waits for what was meant to be in it.
    See: NewsML-G2 2.35, ``group`` (the schema takes it empty).
    """
    for element in elements:
        if not children(element, "itemRef", "groupRef", "conceptRef"):
            yield (
                element,
                f"group {shown(element.get('id', ''))} has no member: add one, or take the group out",
            )


@g2_rule("G2-GROUP-REPEATED", "warning", "group")
def member_twice(elements: Iterable[Element], item: Item) -> Found:
    """An item stands once in a group.

    Why: it is shown twice, and in a sequence the counting is wrong.
    See: NewsML-G2 2.35, ``group/itemRef``.
    """
    for element in elements:
        seen: set[tuple[str | None, ...]] = set()
        for ref in children(element, "itemRef", "groupRef"):
            key = tuple(map(ref.get, ("residref", "href", "idref", "version")))
            if any(key) and key in seen:
                yield (
                    ref,
                    f"{name_of(ref)} {shown(next(filter(None, key)))} stands twice in this group: keep one",
                )
            seen.add(key)


@g2_rule("G2-MESSAGE-EMPTY", "warning", "newsMessage")
def message_of_nothing(elements: Iterable[Element], item: Item) -> Found:
    """A message carries items.

    Why: an envelope with nothing in it, or with elements that are no items, is counted as delivered.
    See: NewsML-G2 2.35, newsMessage ``itemSet``.
    """
    for element in elements:
        if item.message is not None and not item.message.items:
            yield element, "the newsMessage holds no item: put one into itemSet, or do not send it"

"""packageItem out: groups and their members.

Specification: NewsML-G2 2.35, groupSet, group, itemRef; ids are names as XML has them, each once in an item.
"""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import concepts, items
from newsml.formats.newsml_g2.content_parts import content_parts
from newsml.formats.newsml_g2.draft import Draft, g2
from newsml.formats.newsml_g2.extensions import ext_properties
from newsml.model.package import Group, Member, Package

MODES = frozenset({"seq", "alt", "bag"})
_ID = re.compile(r"[A-Za-z_][\w.\-]*", re.ASCII)


def package(root: Element, draft: Draft, item: Package) -> None:
    """What a package has beside the management of the item."""
    items.core_meta(root, draft, content_parts)
    if not item.groups:
        _no_groups(draft, item)
        return
    ids = _ids(item, draft)
    group_set = g2(root, "groupSet", root=_root(draft, item, ids))
    for path, group in draft.each(group_set, "groups"):
        _group(group_set, draft, group, path, ids)


def _no_groups(draft: Draft, item: Package) -> None:
    if item.root is not None:
        draft.lose("root", item.root, "the package has no groups")


def _ids(item: Package, draft: Draft) -> dict[str, str]:
    """The id that each group is written with: its own if XML takes it and no other group has it."""
    found: dict[str, str] = {}
    for index, group in enumerate(item.groups):
        good = group.id is not None and _ID.fullmatch(group.id) and group.id not in found
        written = group.id if good and group.id else _free(index, item)
        if group.id is not None and not good:
            draft.lose(
                f"groups.{index}.id", group.id, f"it is written as {written}: ids are names, each once"
            )
        found[f"\0{index}"] = written
        if group.id is not None:
            found.setdefault(group.id, written)
    return found


def _free(index: int, item: Package) -> str:
    name = f"g{index + 1}"
    while any(group.id == name for group in item.groups):
        name += "_"
    return name


def _root(draft: Draft, item: Package, ids: dict[str, str]) -> str | None:
    if item.root is None:
        return next(iter(ids.values()))
    if item.root not in ids and draft.sender_manner:
        return item.root  # as an earlier item had it
    if item.root not in ids:
        first = next(iter(ids.values()))
        draft.lose("root", item.root, f"no group has this id; {first} is written")
        return first
    return ids[item.root]


def _group(parent: Element, draft: Draft, group: Group, path: str, ids: dict[str, str]) -> None:
    index = int(path.rpartition(".")[2])
    mode, mode_uri = draft.coded(group.mode, "groupmode", "pgrmod", MODES)
    element = g2(
        parent, "group", None, id=ids[f"\0{index}"],
        **concepts.roles(draft, group.role, "grouprole"), mode=mode, modeuri=mode_uri,
    )  # fmt: skip
    for number, title in enumerate(group.titles):
        concepts.with_role(element, "title", draft, title, f"{path}.titles.{number}")
    for number, signal in enumerate(group.signals):
        where = f"{path}.signals.{number}"
        concepts.concept(element, "signal", draft, signal, where)
        concepts.left_out(draft, signal, where, _UNSAID)
    for number, note in enumerate(group.ed_notes):
        concepts.with_role(element, "edNote", draft, note, f"{path}.ed_notes.{number}")
    for number, member in enumerate(group.members):
        _member(element, draft, member, f"{path}.members.{number}", ids)
    ext_properties(element, "groupExtProperty", draft, group.ext_properties, f"{path}.ext_properties")


_UNSAID = ("role", *concepts.WEIGHT, *concepts.BAG, *concepts.LIFE)
_LINK = ("rel", "href", "residref", "version", "title", "mime", "lang", "rank", "size", "hint")


def _member(parent: Element, draft: Draft, member: Member, path: str, ids: dict[str, str]) -> None:
    if member.group is not None:
        _group_ref(parent, draft, member, path, ids)
    elif member.concept is not None:
        _concept_ref(parent, draft, member, path)
    else:
        attributes = {"rank": member.rank, "size": member.size}
        element = concepts.link(parent, "itemRef", draft, member, path, **attributes)
        if member.hint is not None:
            items.hints(element, draft, member.hint, f"{path}.hint")
    if member.item is not None:
        draft.lose(
            f"{path}.item", member.item.id or "", "it is an item of its own: write it beside the package"
        )


def _group_ref(parent: Element, draft: Draft, member: Member, path: str, ids: dict[str, str]) -> None:
    assert member.group is not None
    why = "the member is a group"
    if member.group in ids:
        g2(parent, "groupRef", idref=ids[member.group])
    else:
        draft.lose(f"{path}.group", member.group, "no group has this id")
    concepts.left_out(draft, member, path, (*_LINK, "concept"), why)


def _concept_ref(parent: Element, draft: Draft, member: Member, path: str) -> None:
    """A concept, of which NewsML-G2 takes identity and names here."""
    concept = member.concept
    assert concept is not None
    where = f"{path}.concept"
    element = g2(
        parent,
        "conceptRef",
        None,
        **concepts.identity(draft, concept, where),
        **concepts.type_of(draft, concept),
    )
    concepts.names(element, draft, concept, where)
    concepts.more_names(element, draft, concept.more_names, f"{where}.more_names")
    concepts.hierarchy(element, draft, concept, where)
    known = {
        "uri",
        "qcode",
        "scheme",
        "code",
        "literal",
        "name",
        "names",
        "more_names",
        "hierarchy",
        "concept_type",
    }
    concepts.left_out(
        draft, concept, where, (name for name in type(concept).model_fields if name not in known)
    )
    concepts.left_out(draft, member, path, _LINK, "the member is a concept")

"""Packages: items put together for a purpose, in groups that may hold groups.

Semantics: NewsML-G2 2.35, packageItem, groupSet.
"""

# No `from __future__ import annotations`: pydantic would have to evaluate 300 texts at start (5 ms of CPU).

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from pydantic import ConfigDict

from newsml.model.article import Article
from newsml.model.concepts import Concept, ExtProperty, ItemLink, Text
from newsml.model.item import (
    Description,
    Extensions,
    Headings,
    Item,
    ItemType,
    Links,
    Management,
    Parties,
    Rights,
)
from newsml.model.values import Count, Deferred, Value


class Hint(Extensions, Links, Rights, Parties, Description, Headings, Management):
    """What a package says about one of its members, beside the member itself."""

    item_type: ItemType | None = None  # type: ignore[assignment]
    """What kind of item it is."""


class Member(ItemLink):
    """A member of a group: an item (``residref``, ``href``), another group (``group``), or a concept."""

    group: str | None = None
    """The id of the group that is meant."""
    concept: Annotated[Concept | None, Deferred()] = None
    """The concept that is meant."""
    rank: Count | None = None
    size: Count | None = None
    hint: Annotated[Hint | None, Deferred()] = None
    """What the package says about the item."""
    item: Annotated[Article | None, Deferred()] = None
    """The item itself, where it was joined up."""


class Group(Value):
    """A part of a package: what it is for (role), how its members belong together (mode), and its members."""

    id: str | None = None
    role: str | None = None
    mode: str | None = None
    """``seq`` in this order, ``alt`` one of them, ``bag`` all of them, or the sender's own."""
    titles: Annotated[tuple[Text, ...], Deferred()] = ()
    signals: Annotated[tuple[Concept, ...], Deferred()] = ()
    ed_notes: Annotated[tuple[Text, ...], Deferred()] = ()
    members: Annotated[tuple[Member, ...], Deferred()] = ()
    """What it holds, in this order."""
    ext_properties: Annotated[tuple[ExtProperty, ...], Deferred()] = ()
    """Properties of the sender's own."""


class Package(Item):
    """Items put together: a topic with its pictures, a slide show, the top ten."""

    model_config = ConfigDict(title="Package")
    called: ClassVar[str] = "a package"

    item_type: ItemType = "composite"
    """What kind of item it is."""
    root: str | None = None
    """The id of the group to begin with; None for the first."""
    groups: Annotated[tuple[Group, ...], Deferred()] = ()
    """All groups; which belongs into which, their members say."""

    @property
    def root_group(self) -> Group | None:
        """The group to begin with."""
        wanted = next((group for group in self.groups if group.id == self.root), None)
        return wanted or next(iter(self.groups), None)

    def group(self, id: str | None) -> Group | None:
        """The group of this id."""
        return next((group for group in self.groups if id is not None and group.id == id), None)

    def members(self) -> Iterator[Member]:
        """The items and concepts of the package in their order, groups within groups followed, each group once."""
        seen: set[int] = set()
        waiting = [iter(self.root_group.members if self.root_group else ())]
        while waiting:
            member = next(waiting[-1], None)
            if member is None:
                waiting.pop()
            elif member.group is None:
                yield member
            elif (group := self.group(member.group)) is not None and id(group) not in seen:
                seen.add(id(group))
                waiting.append(iter(group.members))

    def joined(self, items: Iterable[Item]) -> "Package":
        """The package with those of these items that are its members, by id and, where it is said, by version."""
        known = {(item.id, version): item for item in items for version in (item.version, None)}
        groups = [
            group.model_copy(update={"members": tuple(_joined(member, known) for member in group.members)})
            for group in self.groups
        ]
        return self.model_copy(update={"groups": tuple(groups)})


def _joined(member: Member, known: dict[tuple[str | None, str | None], Item]) -> Member:
    found = known.get((member.residref, member.version)) if member.residref else None
    return member.model_copy(update={"item": found}) if isinstance(found, Article) else member


def joined(items: Iterable[Item]) -> Iterator[Item]:
    """The items in their order, the packages among them with their members joined up; all are held for that."""
    held = list(items)
    for item in held:
        yield item.joined(held) if isinstance(item, Package) else item

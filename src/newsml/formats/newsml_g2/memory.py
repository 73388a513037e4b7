"""What a field said when a fragment was read to it: known as long as item and fragment stay in memory.

A writer that finds the value with the fragment need not read the fragment again to see whether the field was
changed. JSON does not carry it, nor do copies of a fragment, for their markup may be another.
"""

from __future__ import annotations

from typing import Any

from newsml.formats.newsml_g2.kinds import catalog_fields
from newsml.model import Item
from newsml.model.concepts import ForeignFragment

_FILE = ("id", "local_id", "url", "mime", "size", "title", "width", "height", "duration", "technical")


def remember(item: Item) -> None:
    """Give each fragment of an item that was just read the value of its field."""
    for fragment in item.foreign:
        field = fragment.field
        if field is not None and (value := value_at(item, *split(field))) is not None:
            object.__setattr__(fragment, "read_as", value)


def recalled(fragment: ForeignFragment) -> Any:
    """The value that the field of a fragment had when it was read; None if that is not known."""
    return getattr(fragment, "read_as", None)


def split(path: str) -> tuple[str, int | None]:
    """The field of a path, and the index in it, if there is one."""
    field, _, index = path.rpartition(".")
    return (field, int(index)) if index.isdigit() else (path, None)


def value_at(item: Item, field: str, index: int | None) -> Any:
    """The value at a path; None if there is none."""
    name, dot, part = field.partition(".")
    value = getattr(item, name, None)
    if dot:  # a part of the picture or clip that the item is
        medium = value[0] if value else None
        if medium is None:
            return None
        part = part.partition(".")[2]
        if part == "file":
            return medium.model_copy(
                update={name: None for name in type(medium).model_fields if name not in _FILE}
            )
        return getattr(medium, part, None)
    if name == "schemes":
        return catalog_fields(item)
    if name == "published":
        return (item.published, item.publisher)
    if index is None:
        return value
    return value[index] if value and index < len(value) else None

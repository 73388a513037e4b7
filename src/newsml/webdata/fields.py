"""Readers of one property that are the same for many: texts, words, dates, addresses, yes and no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from newsml.webdata.draft import Draft
from newsml.webdata.graph import Node
from newsml.webdata.values import flag_of, text_object, texts_of, url_of

Read = Callable[[Draft, str], None]


def text(field: str) -> Read:
    """One text; more of them are kept."""

    def read(draft: Draft, name: str) -> None:
        values = draft.node.properties[name]
        found = text_object(values[0])
        if found is None or field in draft.fields:
            draft.keep(name)
            return
        draft.put(field, found, name)
        if values[1:]:
            draft.keep(name, values[1:])

    return read


def texts(field: str, role: str | None = None) -> Read:
    """All texts; ``role`` is that of each."""

    def read(draft: Draft, name: str) -> None:
        known = {one["text"] for one in draft.fields.get(field, ())}
        for value in draft.node.properties[name]:
            found = text_object(value)
            if found is None:
                draft.keep(name, [value])
                continue
            if role:
                found["role"] = role
            if found["text"] not in known:
                known.add(found["text"])
                draft.add(field, found, name)

    return read


def words(field: str, *, split: bool = False) -> Read:
    """Plain words: a list, or one text with commas."""

    def read(draft: Draft, name: str) -> None:
        values = draft.node.properties[name]
        found = texts_of(values)
        if split and len(found) == 1:
            sign = next((sign for sign in ",;，；、|" if sign in found[0]), None)
            found = [word.strip() for word in found[0].split(sign)] if sign else found
        known = set(draft.fields.get(field, ()))
        for word in dict.fromkeys(word for word in found if word):
            if word not in known:
                draft.add(field, word, name)
        if any(isinstance(v, Node) and set(v.properties) - {"name"} for v in values):
            draft.keep(name, values, field=field)

    return read


def date(field: str) -> Read:
    """The first value as a date; others are kept."""

    def read(draft: Draft, name: str) -> None:
        values = draft.node.properties[name]
        if field in draft.fields:
            draft.keep(name)
            return
        if found := draft.date(field, values[0], name):
            draft.put(field, found, name)
        if values[1:]:
            draft.keep(name, values[1:])

    return read


def dates(field: str) -> Read:
    """All values as dates; of the publication the first."""

    def read(draft: Draft, name: str) -> None:
        for value in draft.node.properties[name]:
            if found := draft.date(field, value, name):
                entry: Any = {"when": found} if field == "published" else found
                if field == "published" and draft.fields.get(field):
                    if draft.fields[field][0]["when"] != found:
                        draft.keep(name, [value])
                    continue
                draft.add(field, entry, name)

    return read


def first(draft: Draft, name: str, field: str, read: Callable[[Any], Any]) -> None:
    """One value, as ``read`` makes it; what cannot be read, and further values, are kept."""
    first, *others = draft.node.properties[name]
    found = read(first)
    if found is None or field in draft.fields:
        draft.keep(name)
        return
    draft.put(field, found, name)
    if others:
        draft.keep(name, others)


def flag(field: str) -> Read:
    """Yes or no."""

    def read(draft: Draft, name: str) -> None:
        first(draft, name, field, flag_of)

    return read


def link(field: str) -> Read:
    """One web address; what says more is kept beside it."""

    def read(draft: Draft, name: str) -> None:
        values = draft.node.properties[name]
        found = url_of(values[0], draft.base)
        draft.put(field, found, name)
        if found is None:
            draft.keep(name)
        elif len(values) > 1 or (isinstance(values[0], Node) and len(values[0].properties) > 1):
            draft.keep(name, field=field)

    return read

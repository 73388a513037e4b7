"""Who wrote it: the forms in which RSS, Dublin Core and Atom name people."""

from __future__ import annotations

import re
from typing import Any

from lxml.etree import _Element as Element

from newsml.feeds.entry import Entry, Feed, absolute
from newsml.feeds.names import name_of
from newsml.feeds.texts import line_of, words

_EMAIL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.\-]{0,200}[A-Za-z0-9])?"
_EMAIL_NAME = re.compile(rf"(?:mailto:)?({_EMAIL})\s*(?:\(([^()]*(?:\([^()]*\)[^()]*)*)\))?")
_NAME_EMAIL = re.compile(rf"\"?([^<>\"]*?)\"?\s*(?:<|\(|\[)(?:mailto:)?({_EMAIL})(?:>|\)|\])")
_BETWEEN = re.compile(r"(?<=[)>\w])\s*[,;]\s+(?=[^\s,;])")

Party = dict[str, Any]


def person_of(text: str) -> Party:
    """The person that ``jane@example.org (Jane Doe)``, ``Jane Doe <jane@example.org>`` or ``Jane Doe`` names."""
    said = words(text)
    if len(said) > 500:
        return {"name": said}
    if found := _EMAIL_NAME.fullmatch(said):
        name = words(found[2])
        return {"name": name, "email": [found[1]]} if name else {"email": [found[1]]}
    if found := _NAME_EMAIL.fullmatch(said):
        name = words(found[1])
        return {"name": name, "email": [found[2]]} if name else {"email": [found[2]]}
    return {"name": said} if said else {}


def people_of(text: str) -> list[Party]:
    """The people of a list of addresses, ``jane@example.org (Jane Doe), john@example.org (John Roe)``; else one."""
    said = words(text)
    parts = _BETWEEN.split(said) if len(said) <= 2000 else []
    if len(parts) > 1 and all(_EMAIL_NAME.fullmatch(part) or _NAME_EMAIL.fullmatch(part) for part in parts):
        return [person_of(part) for part in parts]
    return [person_of(said)]


def atom_person(element: Element, feed: Feed) -> tuple[Party, bool]:
    """The person of an Atom person construct, and whether that is all it says."""
    person: Party = {}
    whole = not element.attrib
    for child in element:
        vocabulary, local = name_of(child.tag)
        if local and vocabulary not in ("atom", "rss"):
            whole = False
            continue
        text = line_of(child) if local else ""
        if not text:
            continue
        if local == "name":
            person["name"] = text
        elif local == "email":
            person["email"] = [text.removeprefix("mailto:")]
        elif local in ("uri", "url", "homepage"):
            address = absolute(text, element.base or feed.base)
            if address:
                person["url"] = address
            whole = whole and bool(address)
        else:
            whole = False
    if not person and (text := line_of(element)):
        person = person_of(text)
    return person, whole


def same_person(one: Party, other: Party) -> bool:
    """Whether two ways to name somebody mean the same one."""
    name, email = one.get("name"), one.get("email")
    return bool((name and name == other.get("name")) or (email and email == other.get("email")))


_MOST_COMPARED = 200
"""With how many people another one is compared."""


def add_author(entry: Entry, person: Party, element: Element, name: str = "authors") -> bool:
    """Add somebody, or what is new of somebody who is there."""
    if not person:
        return True
    for known in entry.fields.get(name, ())[:_MOST_COMPARED]:
        if same_person(known, person):
            for key, value in person.items():
                known.setdefault(key, value)
            return True
    return entry.append(name, person, element)

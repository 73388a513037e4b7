"""Who is behind an entry: authors and bylines, publisher, rights, and the feed that it was taken from."""

from __future__ import annotations

import re
from typing import Any

from lxml.etree import _Element as Element

from newsml.feeds.entry import Entry
from newsml.feeds.names import RDF, name_of
from newsml.feeds.people import add_author, atom_person, people_of, person_of
from newsml.feeds.texts import content_of, line_of, plain_of
from newsml.people import looks_like_names, split_people


def take_author(entry: Entry, element: Element) -> bool:
    if name_of(element.tag)[0] == "atom" or any(name_of(child.tag)[1] == "name" for child in element):
        return _atom_party(entry, element, "authors")
    taken = [add_author(entry, one, element) for one in people_of(plain_of(content_of(element)))]
    return all(taken)


def take_creator(entry: Entry, element: Element) -> bool:
    if entry.feed.own:
        text = line_of(element)
        return not text or entry.append("authors", {"name": text}, element)
    text = plain_of(content_of(element))
    return _byline(entry, element, text) or add_author(entry, person_of(text), element)


_BY = re.compile(r"(?:by|von|par|por|door|av|af)\s+(?=\S)", re.IGNORECASE)


def _byline(entry: Entry, element: Element, text: str) -> bool:
    """Whether a name is a byline, ``By Jane Doe and John Roe``, of which the people are made, if they may be."""
    options = entry.feed.options
    if not (options.derive or options.bylines) or "@" in text or len(text) > 300:
        return False
    names = _BY.sub("", text, count=1) if _BY.match(text) else text
    people = split_people(names) if looks_like_names(names) else _with_notes(names)
    if not people or (len(people) == 1 and names == text):
        return False
    entry.put("byline", {"text": text}, element)
    for person in people:
        add_author(entry, person, element)
    message = f"the authors are made of the byline {text[:80]!r}"
    entry.say("DERIVED", "info", element, message, "authors", once="byline")
    entry.fields.setdefault("_derived", []).append("authors")
    return True


_NOTE = re.compile(r"\s*\([^()]{1,30}\)")


def _with_notes(names: str) -> list[Any]:
    """Several people of whom more is said in brackets: ``Jane Doe (now) and John Roe (earlier)``."""
    plain = _NOTE.sub("", names).strip()
    people = split_people(plain) if plain != names and looks_like_names(plain) else []
    return people if len(people) > 1 else []


def take_contributor(entry: Entry, element: Element) -> bool:
    if name_of(element.tag)[0] == "atom":
        return _atom_party(entry, element, "contributors")
    return add_author(entry, person_of(line_of(element)), element, "contributors")


def _atom_party(entry: Entry, element: Element, name: str) -> bool:
    person, whole = atom_person(element, entry.feed)
    if person:
        add_author(entry, person, element, name)
        if not whole:
            entry.keep(element, name, ["more of a person"])
    return True


def take_publisher(entry: Entry, element: Element) -> bool:
    name = line_of(element)
    return not name or entry.put("publisher", {"name": name}, element)


def take_rights(entry: Entry, element: Element) -> bool:
    text = plain_of(content_of(element)) if not entry.feed.own else line_of(element)
    return not text or entry.put("copyright_notice", [{"text": text}], element)


def take_license(entry: Entry, element: Element) -> bool:
    address = element.get(f"{{{RDF}}}resource") or element.get("href") or line_of(element)
    found = entry.url(element, address, "licence")
    return found is not None and entry.put("license_url", found, element)


def take_source(entry: Entry, element: Element) -> bool:
    """The feed that an item was taken from: who sent it first."""
    name, address = line_of(element), element.get("url") or ""
    party: dict[str, Any] = {"name": name} if name else {}
    url = entry.url(element, address, "source") if address else None
    if address and url is None:
        return False
    if url:
        party["url"] = url
    return not party or entry.put("provider", party, element)


def take_atom_source(entry: Entry, element: Element) -> bool:
    """The feed that an entry was taken from (RFC 4287 section 4.2.11); all it says beside name and page is kept."""
    party: dict[str, Any] = {}
    more = []
    for child in element:
        vocabulary, local = name_of(child.tag)
        if vocabulary != "atom":
            more.append(local or "comment")
        elif local == "title" and line_of(child):
            party["name"] = plain_of(content_of(child))
        elif local == "link" and (child.get("rel") or "alternate") == "alternate" and child.get("href"):
            url = entry.url(child, child.get("href") or "", "source")
            if url:
                party["url"] = url
        else:
            more.append(local)
            if local == "author" and "authors" not in entry.fields:
                person, _ = atom_person(child, entry.feed)
                entry.fields.setdefault("_source_authors", []).append(person)
            elif local == "rights":
                entry.fields.setdefault("_source_rights", plain_of(content_of(child)))
    if party and not entry.put("provider", party, element):
        return False
    if more:
        entry.keep(element, "provider" if party else None, more)
    return True


def take_itunes_author(entry: Entry, element: Element) -> bool:
    if not entry.fields.get("authors"):
        return add_author(entry, person_of(line_of(element)), element)
    return any(person.get("name") == line_of(element) for person in entry.fields["authors"])

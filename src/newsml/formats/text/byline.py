"""Bylines: ``By Jane Doe and John Smith, Staff Reporter``, in many languages."""

from __future__ import annotations

import re
from typing import Any

from newsml.assemble import inferred, sets
from newsml.bylines import MARKS, STAFF, bare_names, byline_of
from newsml.formats.text.draft import Draft
from newsml.patterns import pattern
from newsml.people import (
    describe,
    has_title,
    is_description,
    is_organisation,
    spelt,
    split_people,
)  # fmt: skip

_ADDRESS = pattern(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_FOR = pattern(
    r"(?:special (?:to|for)|for|für|pour|para|per|voor|för|for) (?:the )?[^\W\d_a-z].{1,60}", re.IGNORECASE
)
_PLACE = pattern(r"(?:in |aus |à |en |a )?[^\W\d_a-z][^\d.:;!?]{1,30}")


def is_below_byline(line: str) -> bool:
    """Whether a line below a byline says more of its people: title, agency, address or place."""
    text = line.strip(MARKS)
    if not text or len(text) > 80 or text.endswith((".", "!", "?", ":")) or byline_of(text):
        return False
    if _ADDRESS.fullmatch(text) or (_FOR.fullmatch(text) and len(text.split()) <= 7):
        return True
    if any(map(str.isdecimal, text)):
        return False
    if is_description(text) and len(text.split()) <= 6 and (text[0].isupper() or text.islower()):
        return has_title(text) or is_organisation(text)
    return text.isupper() and len(text.split()) <= 3 and _PLACE.fullmatch(text) is not None


def take_byline(
    lines: list[str], line: int, draft: Draft, *, from_head: bool = False, below: bool = False
) -> None:
    """Take a byline and the lines below it (title, agency) into the draft: as it is, and as authors.

    The split into authors is reported as inferred, unless the byline stands in a head.
    """
    if below:
        _take_below(lines, line, draft)
        return
    shown = ", ".join(part.strip(MARKS) for part in lines)
    draft.fields["byline"] = {"text": shown}
    draft.places.setdefault("byline", (line, None))
    if sets(draft.options, "authors") or (not draft.options.derive and not from_head):
        return
    names = byline_of(lines[0]) or (lines[0].strip() if from_head or bare_names(lines[0]) else "")
    people = [] if STAFF.fullmatch(names) else split_people(names)
    for description in lines[1:]:
        _describe(people, description.strip(MARKS))
    people = [person for person in people if not _is_agency(person["name"], draft, line)]
    for person in people:
        draft.add("authors", {**person, "name": spelt(person["name"])}, line)
    if people and not from_head:
        draft.derived("authors")
        named = "; ".join(person["name"] for person in draft.fields["authors"])
        inferred(
            "authors",
            f"authors {named!r} are taken from the byline {shown!r}",
            draft.report,
            draft.options,
            line,
        )


def _describe(people: list[dict[str, Any]], text: str) -> None:
    """What a line below the names says: an address, a title, an agency; a place says nothing of the people."""
    if _ADDRESS.fullmatch(text):
        for person in people[:1] if len(people) == 1 else ():
            person["email"] = [*person.get("email", ()), text]
    elif has_title(text) or is_organisation(text) or _FOR.fullmatch(text):
        describe(people, text)


def _take_below(lines: list[str], line: int, draft: Draft) -> None:
    """Lines below a byline that the draft already has."""
    texts = [part.strip(MARKS) for part in lines]
    byline = draft.fields["byline"]
    byline["text"] = ", ".join([byline["text"], *texts])
    for text in texts if "authors" in draft.fields else ():
        _describe(draft.fields["authors"], text)


def _is_agency(name: str, draft: Draft, line: int) -> bool:
    """Whether a byline names an agency and no person; it is then the provider of the story."""
    if not is_organisation(name) or not (len(name.split()) == 1 or name.lower().startswith("the ")):
        return False
    if "provider" not in draft.fields:
        draft.put("provider", {"name": name.removeprefix("The ").removeprefix("the ")}, line)
    return True

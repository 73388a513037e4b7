"""Bylines: ``By Jane Doe and John Smith, Staff Reporter``, in many languages."""

from __future__ import annotations

import re
from typing import Any

from newsml.assemble import inferred, sets
from newsml.formats.text.draft import Draft
from newsml.patterns import pattern
from newsml.people import (
    describe,
    has_title,
    is_description,
    is_organisation,
    looks_like_names,
    spelt,
    split_people,
)  # fmt: skip

_BY = pattern(
    r"[\s*_–—-]{0,4}(?:(?:(?i:written by|reported by|words by|text by|story by|texte? de|texto de|testo di|от автора)"
    r"|by|By|BY|von|Von|VON|par|Par|PAR|por|Por|POR|av|Av|AV|af|Af|AF|di|Di|DI|door|Door|DOOR|przez|Przez|от|От|ОТ|від|Від|ВІД|de|De|aut\.|Aut\.|yazan|Yazan"
    r"|oleh|Oleh|OLEH|napsal|Napsal|napsala)(?:\s*[:：]\s*|\s+)"
    r"|(?:(?i:author|autorin|autor|auteur|autore|författare|forfatter|автор|المؤلف|كتب|تحریر|लेखक|記者|作者|记者|文"
    r"|מאת|निज संवाददाता|penulis|kirjoittaja|text|teksti?)\s*[:：/／]\s*)"
    r"|(?:بقلم|كتبت|از قلم|מאת)(?:\s*[:：]\s*|\s+))(\S.{0,158})|([가-힣]{2,4} 기자)"
)
_MARKS = " \t*_=<>|"
_STAFF = pattern(
    r"(?:a |our )?(?:staff|news|web|own)\b.*|editorial .*"
    r"|redaktion|die redaktion|la rédaction|redacción|redazione|redação",
    re.IGNORECASE,
)


def byline_of(line: str) -> str | None:
    """The names in a byline, or None for a line that is none."""
    if len(line) > 170:
        return None
    found = _BY.fullmatch(line.strip(_MARKS))
    if not found:
        return None
    names = (found[1] or found[2].removesuffix(" 기자")).strip(_MARKS)
    return names if looks_like_names(names) or _STAFF.fullmatch(names) else None


_ADDRESS = pattern(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_FOR = pattern(
    r"(?:special (?:to|for)|for|für|pour|para|per|voor|för|for) (?:the )?[^\W\d_a-z].{1,60}", re.IGNORECASE
)
_PLACE = pattern(r"(?:in |aus |à |en |a )?[^\W\d_a-z][^\d.:;!?]{1,30}")


def bare_names(text: str) -> bool:
    """Whether a text is names and nothing else: two to four words with capitals each, and no agency."""
    words = text.split()
    if not 2 <= len(words) <= 8 or len(text) > 70 or any(mark in text for mark in '.!?:;"0123456789'):
        return False
    return (
        looks_like_names(text)
        and not is_organisation(text)
        and all(
            2 <= len(person["name"].split()) <= 4
            and not person["name"].lower().startswith(("the ", "la ", "el ", "die "))
            for person in split_people(text)
        )
    )


def is_below_byline(line: str) -> bool:
    """Whether a line below a byline says more of its people: title, agency, address or place."""
    text = line.strip(_MARKS)
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
    shown = ", ".join(part.strip(_MARKS) for part in lines)
    draft.fields["byline"] = {"text": shown}
    draft.places.setdefault("byline", (line, None))
    if sets(draft.options, "authors") or (not draft.options.derive and not from_head):
        return
    names = byline_of(lines[0]) or (lines[0].strip() if from_head or bare_names(lines[0]) else "")
    people = [] if _STAFF.fullmatch(names) else split_people(names)
    for description in lines[1:]:
        _describe(people, description.strip(_MARKS))
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
    texts = [part.strip(_MARKS) for part in lines]
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

"""Bylines: ``By Jane Doe and John Smith, Staff Reporter``, in many languages."""

from __future__ import annotations

import re

from newsml.assemble import inferred, sets
from newsml.formats.text.draft import Draft
from newsml.formats.text.people import describe, looks_like_names, spelt, split_people
from newsml.patterns import pattern

_BY = pattern(
    r"[\s*_–—-]{0,4}(?:(?:(?i:written by|reported by|words by|text by|story by|texte? de|texto de|testo di|от автора)"
    r"|by|By|BY|von|Von|VON|par|Par|PAR|por|Por|POR|av|Av|AV|af|Af|AF|di|Di|DI|door|Door|DOOR|przez|Przez|от|От|ОТ|від|Від|ВІД|de|De|aut\.|Aut\.|yazan|Yazan)(?:\s*[:：]\s*|\s+)"
    r"|(?:(?i:author|autorin|autor|auteur|autore|författare|forfatter|автор|المؤلف|كتب|تحریر|लेखक|記者|作者|记者|文)\s*[:：/／]\s*)"
    r"|(?:بقلم|كتبت|از قلم)(?:\s*[:：]\s*|\s+))(\S.{0,158})"
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
    names = found[1].strip(_MARKS)
    return names if looks_like_names(names) or _STAFF.fullmatch(names) else None


def take_byline(lines: list[str], line: int, draft: Draft, *, from_head: bool = False) -> None:
    """Take a byline and the lines below it (title, agency) into the draft: as it is, and as authors.

    The split into authors is reported as inferred, unless the byline stands in a head.
    """
    shown = ", ".join(part.strip(_MARKS) for part in lines)
    draft.fields["byline"] = {"text": shown}
    draft.places.setdefault("byline", (line, None))
    if sets(draft.options, "authors") or (not draft.options.derive and not from_head):
        return
    names = byline_of(lines[0]) or (lines[0].strip() if from_head else "")
    people = [] if _STAFF.fullmatch(names) else split_people(names)
    for description in lines[1:]:
        describe(people, description.strip(_MARKS))
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

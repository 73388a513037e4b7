"""Bylines in many languages: ``By Jane Doe and John Smith, Staff Reporter``."""

from __future__ import annotations

import re

from newsml.patterns import pattern
from newsml.people import is_organisation, looks_like_names, split_people

_BY = pattern(
    r"[\s*_–—-]{0,4}(?:(?:(?i:written by|reported by|words by|text by|story by|texte? de|texto de|testo di|от автора)"
    r"|by|By|BY|von|Von|VON|par|Par|PAR|por|Por|POR|av|Av|AV|af|Af|AF|di|Di|DI|door|Door|DOOR|przez|Przez|от|От|ОТ|від|Від|ВІД|de|De|aut\.|Aut\.|yazan|Yazan"
    r"|oleh|Oleh|OLEH|napsal|Napsal|napsala)(?:\s*[:：]\s*|\s+)"
    r"|(?:(?i:author|autorin|autor|auteur|autore|författare|forfatter|автор|المؤلف|كتب|تحریر|लेखक|記者|作者|记者|文"
    r"|מאת|निज संवाददाता|penulis|kirjoittaja|text|teksti?)\s*[:：/／]\s*)"
    r"|(?:بقلم|كتبت|از قلم|מאת)(?:\s*[:：]\s*|\s+))(\S.{0,158})|([가-힣]{2,4} 기자)"
)
MARKS = " \t*_=<>|"
STAFF = pattern(
    r"(?:a |our )?(?:staff|news|web|own)\b.*|editorial .*"
    r"|redaktion|die redaktion|la rédaction|redacción|redazione|redação",
    re.IGNORECASE,
)


def byline_of(line: str) -> str | None:
    """The names in a byline, or None for a line that is none."""
    if len(line) > 170:
        return None
    found = _BY.fullmatch(line.strip(MARKS))
    if not found:
        return None
    names = (found[1] or found[2].removesuffix(" 기자")).strip(MARKS)
    return names if looks_like_names(names) or STAFF.fullmatch(names) else None


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

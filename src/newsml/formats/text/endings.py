"""What stands below a story: end marks (``-30-``), credits (``(Reporting by …)``), initials of the desk."""

from __future__ import annotations

import re
from typing import Any

from newsml.patterns import pattern
from newsml.people import people_of_credit

END_MARKS = frozenset({
    "-30-", "30", "--30--", "— 30 —", "– 30 –", "- 30 -", "-0-", "###", "##", "# # #", "####",
    "-end-", "- end -", "--end--", "-ends-", "- ends -",
    "ends", "end", "(end)", "(ends)", "[end]", "/end/", "end/", "ends.", "ende", "(ende)", "- ende -", "-ende-",
    "fin", "(fin)", "- fin -", "-fin-", "fine", "(fine)", "fim", "(fim)", "einde", "slut", "slutt",
    "koniec", "конец", "кінець", "(конец)", "(кінець)", "انتهى", "(انتهى)", "(终)", "(完)", "完", "(了)",
    "（完）", "（终）", "（了）", "nnnn", "zczc", "xxx", "-xxx-", "end of text",
    "end of document", "loppu", "son", "סוף", "selesai", "(끝)", "끝", "/////", "***", "* * *",
})  # fmt: skip
"""What ends a story, in small letters. Stars end it only as the last line, where they divide nothing."""

_ROLES = (
    (("additional reporting", "reporting", "reported", "bericht", "mitarbeit", "reportage"), "reporter"),
    (("writing", "written", "text", "rédaction"), "writer"),
    (("editing", "edited", "redaktion", "redigiert", "édité", "edición", "editado", "editing by"), "editor"),
    (("compiled", "compilation"), "compiler"),
    (("translation", "translated", "übersetzung", "traduction"), "translator"),
    (("photography", "photos", "photo", "graphics", "graphic", "video"), "photographer"),
)
_CREDIT = pattern(
    r"(additional reporting|reporting|reported|writing|written|editing|edited|compiled|compilation|translated"
    r"|translation|photography|photos?"
    r"|redaktion|bericht|mitarbeit|übersetzung|édité|rédaction|reportage|edición|editado)"
    r"(?: and (editing|writing|reporting))?\s*(?:by|von|par|por|:)\s*:?\s*(.+)",
    re.IGNORECASE | re.DOTALL,
)
_INITIALS = pattern(
    r"[(\[]?[a-zäöü]{2,4}(?:/[a-zäöü]{2,5}){1,4}[)\]]?"
    r"|(?:dpa|afp|apa|sda|epd|kna|sid|ap|afx)(?:[ /-][a-z]{2,4}){1,6}"
    r"|/[a-zæøåäö]{2,10}/"
    r"|[a-zäöü]{2,4}(?:/ ?[a-zäöü]{2,5}){1,4}/?|\((?:PAP|APA|SDA|TT|NTB|STT|ANSA|EFE|ČTK|AFP|AP)\)\.?"
)


def is_end_mark(line: str) -> bool:
    """Whether a line only says that the story ends."""
    words = " ".join(line.lower().split())
    return len(words) <= 16 and words in END_MARKS


def credits_of(text: str) -> list[dict[str, Any]] | None:
    """The people of a credit such as ``(Reporting by A; Editing by B)``; None if it is none or not clear."""
    inner = text.strip()
    if len(inner) > 600 or (not (bracketed := inner[:1] in "([" and inner[-1:] in ")]") and len(inner) > 160):
        return None
    inner = inner[1:-1] if bracketed else inner
    people: list[dict[str, Any]] = []
    for part in filter(None, map(str.strip, re.split(r";|(?<=[a-z])\. (?=[A-Z])", inner))):
        found = _CREDIT.fullmatch(part)
        if not found or (not bracketed and found.group(1)[0].islower()):
            return None
        names = people_of_credit(" ".join(found[3].split()))
        if not names or not all(map(_is_name, names)):
            return None
        for role in filter(None, map(_role, (found[1], found[2] or ""))):
            people.extend({"name": name, "role": role} for name in names)
    return people or None


def _is_name(text: str) -> bool:
    return text[0].isupper() and len(text.split()) <= 5


def _role(word: str) -> str | None:
    small = word.lower()
    return next((role for words, role in _ROLES if small in words), None)


_COPYRIGHT = pattern(
    r"(?:©|\(c\)\s|copyright\b).{0,40}(?:\d{4}|\bdpa\b|reserved|vorbehalten|réservés|reservados|riservati).{0,160}"
    r"|(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    r"|tutti i diritti riservati|todos os direitos reservados).{0,80}",
    re.IGNORECASE,
)


def is_copyright(text: str) -> bool:
    """Whether a last paragraph is a notice of copyright."""
    return len(text) <= 220 and _COPYRIGHT.fullmatch(text) is not None


def is_sign_off(text: str) -> bool:
    """Whether a last paragraph only signs: initials of the desk, or a credit whose people are not clear."""
    line = text.strip()
    if len(line) <= 30 and _INITIALS.fullmatch(line):
        return True
    return len(line) <= 300 and line[:1] == "(" and line[-1:] == ")" and _CREDIT.match(line[1:-1]) is not None

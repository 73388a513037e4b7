"""One line above a story: ``By Jane Doe | March 3, 2025 | 10:15 AM``, ``Published 3 May 2025, 14:05``."""

from __future__ import annotations

import re

from newsml.bylines import bare_names, byline_of
from newsml.dates import read_date, take_date
from newsml.formats.text.byline import take_byline
from newsml.formats.text.draft import Draft
from newsml.formats.text.head import entry_of, take_entry
from newsml.patterns import pattern

_UPDATED = (
    r"(?:last )?updated|(?:last )?modified|aktualisiert|geändert|mis(?:e)? à jour|actualizado|aggiornato|atualizado"
    r"|bijgewerkt|uppdaterad|oppdatert|opdateret|päivitetty|zaktualizowano|aktualizacja|aktualizováno|обновлено"
    r"|оновлено|güncelle(?:n)?me(?: tarihi)?|آخر تحديث|تحديث|عודכן|עודכן|수정|更新(?:时间)?|diperbarui"
)
_PUBLISHED = (
    r"(?:first )?published|posted|issued|date|datum|stand|veröffentlicht|erstellt|publiée?|publicado|pubblicato"
    r"|gepubliceerd"
    r"|publicerad|publisert|udgivet|julkaistu|opublikowano|publikováno|опубликовано|опубліковано"
    r"|yayın(?:lan)?ma(?: tarihi)?"
    r"|yayın tarihi|تاريخ النشر|نشر(?: في)?|प्रकाशित|פורסם|입력|등록|发布时间|发布|公開|配信|diterbitkan|terbit"
)
_DATED = pattern(
    rf"(?:(?:(?P<updated>{_UPDATED})|(?:{_PUBLISHED}))(?:\s+(?:on|at|am|le|el|il|em|op|den|kl\.?))?\s*[:：]?\s*)?"
    r"(?P<date>[^:：]{0,30}\d.{0,60})",
    re.IGNORECASE,
)
_READING = pattern(
    r"\d{1,3}[ -]?(?:min(?:ute|uten|utes|uti|uter|utter|utos)?\.?) (?:read|lesezeit|de lecture|de lectura|di lettura"
    r"|de leitura"
    r"|leestijd|lästid|lesetid|czytania|чтения)|(?:lesezeit|reading time|temps de lecture|tiempo de lectura|leestijd)"
    r"\s*:?\s*\d{1,3} min\w*\.?",
    re.IGNORECASE,
)
_CLOCK = pattern(
    r"(?:at |um |à |kl\.? )?\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?(?:Uhr|[A-Z]{2,5}|[+-]\d\d:?\d\d))?",
    re.IGNORECASE,
)
_BETWEEN = pattern(
    rf"\s*[|•·]\s*|\s+[–—]\s+|\s+-\s+(?=\d)|[,;.]?\s+(?=(?:{_UPDATED})\b.{{0,12}}\d)|\s+(?=(?:来源|來源|作者|记者)[:：])",
    re.IGNORECASE,
)
LONGEST = 170


def is_free(draft: Draft) -> bool:
    """Whether nothing said yet who wrote the story."""
    return "byline" not in draft.fields and "authors" not in draft.fields


def front_of(line: str, after: str, draft: Draft) -> list[str] | None:
    """The parts of a line above a story, each with its kind before it; None for a line of another kind."""
    if not line or len(line) > LONGEST:
        return None
    parts = [part for part in _BETWEEN.split(line.strip(" \t*_")) if part]
    if not parts:
        return None
    kinds = list(map(_kind, _with_times(parts)))
    free = is_free(draft)
    first = kinds[0][0]
    if first == "byline":
        return [f"{kind} {part}" for kind, part in kinds] if free else None
    if first in ("published", "content_modified", "reading_time", "entry"):
        return (
            [f"{kind} {part}" for kind, part in kinds] if all(kind != "rest" for kind, _ in kinds) else None
        )
    if not free or "headlines" not in draft.fields or line.endswith(".") or not bare_names(parts[0]):
        return None
    if any(kind == "rest" and len(part.split()) > 4 for kind, part in kinds):
        return None
    dated = [kind for kind, _ in kinds[1:] if kind in ("published", "content_modified")]
    if dated or (len(kinds) == 1 and after and _is_dated(after)):
        return [f"byline {parts[0]}", *(f"{kind} {part}" for kind, part in kinds[1:])]
    return None


def _with_times(parts: list[str]) -> list[str]:
    """The parts, a time of day joined to the date before it."""
    joined = parts[:1]
    for part in parts[1:]:
        if _CLOCK.fullmatch(part) and any(map(str.isdecimal, joined[-1])):
            joined[-1] += f" {part}"
        else:
            joined.append(part)
    return joined


def _is_dated(line: str) -> bool:
    parts = _with_times([part for part in _BETWEEN.split(line.strip(" \t*_")) if part])
    return bool(parts) and len(line) <= LONGEST and _kind(parts[0])[0] in ("published", "content_modified")


def _kind(part: str) -> tuple[str, str]:
    """What a part of a line is, and its text."""
    if byline_of(part):
        return "byline", part
    if _READING.fullmatch(part):
        return "reading_time", part
    if any(map(str.isdecimal, part)) and (found := _DATED.fullmatch(part)):
        date = found["date"].strip(" .")
        try:
            read_date(date)
        except ValueError:
            pass
        else:
            return ("content_modified" if found["updated"] else "published"), date
    entry = entry_of(part, 1) if ":" in part or "：" in part else None
    if (
        entry
        and entry.value
        and entry.key
        and entry.key.field in ("provider", "located", "section", "authors", "byline")
    ):
        return "entry", part
    return "rest", part


def apply_front(front: list[str], number: int, draft: Draft) -> None:
    """Put the parts of a line into the draft."""
    rest = [part.partition(" ")[2] for part in front[1:] if part.startswith("rest ")]
    for kind, _, text in (part.partition(" ") for part in front):
        if kind == "byline":
            take_byline([text, *rest], number, draft)
        elif kind == "reading_time":
            draft.keep("reading_time", text)
        elif kind == "entry" and (entry := entry_of(text, number)):
            take_entry(entry, draft)
        elif kind in ("published", "content_modified"):
            _date(kind, text, number, draft)


def _date(field: str, text: str, number: int, draft: Draft) -> None:
    if field in draft.fields:
        draft.keep("date_line", text)
        return
    value = take_date(field, text, draft.fields, draft.report, draft.options, number)
    if value is None:
        return
    if field == "published":
        draft.add("published", {"when": value}, number)
    else:
        draft.put(field, value, number)

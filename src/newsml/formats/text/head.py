"""The head of a text: ``Key: value`` lines from the very top, and what they say to the model."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from newsml.dates import read_date, take_date
from newsml.formats.text.dateline import find_dateline, spelt_place
from newsml.formats.text.draft import Draft
from newsml.formats.text.keys import Key, key_of, language_names, nearest_key
from newsml.patterns import pattern
from newsml.people import identity, split_people, unsaid


class Entry(NamedTuple):
    """One entry of a head: the key as written, what newsml takes it for, and the value."""

    name: str
    key: Key | None
    value: str
    line: int
    column: int


_LINE = pattern(r"([^\s:：=<>{}\[\]\"“”][^:：\n{}\"“”]{0,39}?)[ \t\xa0]*[:：](?:[ \t\xa0]+|$|(?=[^/\s]))")
_DATE_AND_TEXT = pattern(
    r"\s*(date|datum|fecha|data|дата|published)\s*:?[ \t]+"
    r"(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)[ \t]+(?=\S.{8})",
    re.IGNORECASE,
)
_EMBARGO_LINE = pattern(
    r"\W{0,3}(?:(?:strictly )?embargoed?(?: until| till| for release(?: until| at)?| to|:)|under embargo(?: until|:)"
    r"|embargoed\W{0,3}$|not for (?:publication|release|broadcast)(?: or \w+)? (?:before|until)|sperrfrist\b:?(?: bis)?"
    r"|sous embargo(?: jusqu[’']au|:)|embargad[oa] hasta"
    r"|эмбарго до|ембарго до)[ :]*(.*?)\W{0,3}$",
    re.IGNORECASE,
)
AS_WRITTEN = "as written"
"""The value of the key ``Body`` that says: take the body as it is, look for nothing in it."""

MAX_ENTRIES = 500


def take_head(lines: list[str], draft: Draft) -> int:
    """Read the head into the draft; how many lines it has, 0 for a text without one."""
    start = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    entries, end = _entries(lines, start)
    known = sum(entry.key is not None or _is_body(entry) for entry in entries)
    draft.as_written = any(map(_is_body, entries))
    sure = draft.as_written or (known and entries[0].key is not None and entries[0].key.kind == "headline")
    names = {entry.name.lower() for entry in entries}
    sure = bool(sure or ("subject" in names and names & {"from", "to"}))
    if not sure and (not known or known * 2 < len(entries)):
        return 0
    for entry in _of_mail(entries):
        take_entry(entry, draft)
    return end


def _entries(lines: list[str], start: int) -> tuple[list[Entry], int]:
    """The lines from the top that have the form of a head."""
    entries: list[Entry] = []
    values: list[list[str]] = []
    index = start
    while index < len(lines) and len(entries) < MAX_ENTRIES:
        line = lines[index]
        if entries and line[:1] in " \t" and line.strip():
            values[-1].append(line.strip())
        elif (entry := entry_of(line.lstrip("\u200e\u200f"), index + 1)) and not (
            entries and begins_body(entry)
        ):
            entries.append(entry)
            values.append([entry.value])
        else:
            break
        index += 1
    for number, lines_of in enumerate(values):
        if len(lines_of) > 1:
            entries[number] = entries[number]._replace(value="\n".join(lines_of))
    return entries, index


def entry_of(line: str, number: int) -> Entry | None:
    """The entry that a line is, or None for a line that is none."""
    found = _LINE.match(line[:120].lstrip())
    if not found:
        return None
    indent = len(line) - len(line.lstrip())
    name = found[1].strip("* ")
    column = indent + found.end()
    value = line[column:].strip()
    if found[1].startswith("**"):
        value = value.removeprefix("**").strip()
    key = key_of(name)
    if key is None and not _may_be_key(name, value):
        return None
    return Entry(name, key, value, number, column + 1)


def _may_be_key(name: str, value: str) -> bool:
    """Whether an unknown word before a colon may be a key, rather than somebody who speaks."""
    return len(name.split()) <= 3 and len(value) <= 200 and not any(mark in name for mark in ",;!?.")


_BODY_KEYS = frozenset(
    {"body", "text", "story", "article", "content", "article body", "body text", "full text"}
)


def begins_body(entry: Entry) -> bool:
    """Whether an entry only says that the text follows: ``Body:``."""
    return entry.name.lower().strip("* ") in _BODY_KEYS and not _is_body(entry)


def without_body_key(text: str) -> str:
    """The text below a head, without a ``Body:`` before it."""
    found = _BODY_KEY.match(text)
    return text[: found.start(1)] + text[found.end() :] if found else text


_BODY_KEY = pattern(
    r"\s*((?:body|text|story|article|content|article body|body text|full text)[ \t]*(?::[ \t]*|(?=\n)))",
    re.IGNORECASE,
)


def take_entries(lines: list[str], number: int, draft: Draft) -> bool:
    """Take lines that go on with a head after an empty line: each has a known key, or most do and the first."""
    found = [entry_of(line, number + index) for index, line in enumerate(lines)]
    if len(lines) > 40 or not all(entry and len(entry.value) <= 300 for entry in found):
        return False
    entries = [entry for entry in found if entry]
    if not entries[0].key or 2 * sum(entry.key is not None for entry in entries) <= len(entries):
        return False
    for entry in entries:
        take_entry(entry, draft)
    return True


def _is_body(entry: Entry) -> bool:
    return entry.name.lower() == "body" and entry.value.lower() == AS_WRITTEN


# --- what the entries say ------------------------------------------------------------------------


def _of_mail(entries: list[Entry]) -> list[Entry]:
    """The entries; in the head of a mail the subject is the headline."""
    names = {entry.name.lower() for entry in entries}
    if (
        "subject" not in names
        or not names & {"from", "to"}
        or any(_has(entry, "headline") for entry in entries)
    ):
        return entries
    headline = key_of("headline")
    return [entry._replace(key=headline) if entry.name.lower() == "subject" else entry for entry in entries]


def _has(entry: Entry, kind: str) -> bool:
    return entry.key is not None and entry.key.kind == kind


def take_entry(entry: Entry, draft: Draft) -> None:
    """Put what an entry says into the draft."""
    if _is_body(entry):
        return
    if not draft.as_written:
        if "\n" in entry.value:
            entry = entry._replace(value=entry.value.replace("\n", " "))
    else:
        entry = entry._replace(
            value="\n".join("" if line == "." else line for line in entry.value.split("\n"))
        )
    if entry.key is None:
        near = nearest_key(entry.name)
        hint = f" (did you mean {near}?)" if near else ""
        message = f"{entry.name!r} is not a key that newsml knows{hint}: its value is kept in extra"
        draft.tell("UNKNOWN", "warning", f"extra.{entry.name}", message, entry.line, 1)
        draft.keep(entry.name, entry.value)
    elif entry.value:
        TAKE[entry.key.kind](entry, entry.key, draft)


def _one(entry: Entry, key: Key, draft: Draft) -> None:
    draft.put(key.field, entry.value, entry.line, entry.column)


def _text(entry: Entry, key: Key, draft: Draft) -> None:
    draft.put(key.field, {"text": entry.value}, entry.line, entry.column)


def _texts(entry: Entry, key: Key, draft: Draft) -> None:
    draft.add(key.field, {"text": entry.value}, entry.line, entry.column)


def _headline(entry: Entry, key: Key, draft: Draft) -> None:
    draft.add(key.field, {"text": entry.value, "role": key.role}, entry.line, entry.column)


def _words(entry: Entry, key: Key, draft: Draft) -> None:
    for word in split_words(entry.value):
        draft.add(key.field, word, entry.line, entry.column)


def split_words(value: str) -> list[str]:
    """The words of a list: between semicolons, else between commas."""
    if value[:1] == "[" and value[-1:] == "]":
        value = value[1:-1]
    marks = ";；" if ";" in value or "；" in value else ",،、，"
    for mark in marks[1:]:
        value = value.replace(mark, marks[0])
    return [word.strip(" \t#") or word.strip() for word in value.split(marks[0]) if word.strip()]


def _names(entry: Entry, key: Key, draft: Draft) -> None:
    draft.add(key.field, {"name": entry.value}, entry.line, entry.column)


def _party(entry: Entry, key: Key, draft: Draft) -> None:
    draft.put(key.field, identified(entry.value), entry.line, entry.column)


def _concepts(entry: Entry, key: Key, draft: Draft) -> None:
    from newsml.model.build import concept

    for words in split_words(entry.value):
        value = identified(words) if "<" in words else concept(words)
        draft.add(key.field, value, entry.line, entry.column)


def _places(entry: Entry, key: Key, draft: Draft) -> None:
    words = split_words(entry.value) if ";" in entry.value or key.field == "places" else [entry.value]
    for word in words:
        draft.add(key.field, identified(word), entry.line, entry.column)


_IDENTIFIED = pattern(r"(.*?)\s*<([^<>\s]+)>", re.DOTALL)


def identified(text: str) -> dict[str, Any]:
    """A name with its identifier in angle brackets: ``Example Agency <https://agency.example/>``."""
    found = _IDENTIFIED.fullmatch(text)
    if not found:
        return {"name": text}
    known = identity(found[2])
    if "url" in known:
        known = {"uri": known["url"]}
    return {"name": found[1], **known} if found[1] else known


def _parties(entry: Entry, key: Key, draft: Draft) -> None:
    people = split_people(entry.value.replace("\n", "; "))
    if unsaid(entry.value, people):
        draft.keep(f"{key.field}_as_given", entry.value)
    for person in people:
        if key.role:
            person["role"] = key.role
        elif key.field == "contributors" and (found := _WITH_ROLE.fullmatch(person["name"])):
            person.update(name=found[1], role=found[2])
        draft.add(key.field, person, entry.line, entry.column)


_WITH_ROLE = pattern(r"(\S.*?)\s*\(([^()]{2,30})\)")


def _kept(entry: Entry, key: Key, draft: Draft) -> None:
    draft.keep("sign_off", entry.value)


def _byline(entry: Entry, key: Key, draft: Draft) -> None:
    draft.put("byline", {"text": entry.value}, entry.line, entry.column)


def _dateline(entry: Entry, key: Key, draft: Draft) -> None:
    draft.put("dateline", {"text": entry.value}, entry.line, entry.column)


def _date(entry: Entry, key: Key, draft: Draft) -> None:
    value = take_date(key.field, entry.value, draft.fields, draft.report, draft.options, entry.line)
    if value is not None:
        draft.put(key.field, value, entry.line, entry.column)


def _published(entry: Entry, key: Key, draft: Draft) -> None:
    value = take_date("published", entry.value, draft.fields, draft.report, draft.options, entry.line)
    if value is not None:
        draft.add("published", {"when": value}, entry.line, entry.column)


def _dates(entry: Entry, key: Key, draft: Draft) -> None:
    value = take_date(key.field, entry.value, draft.fields, draft.report, draft.options, entry.line)
    if value is not None:
        draft.add(key.field, value, entry.line, entry.column)


def _language(entry: Entry, key: Key, draft: Draft) -> None:
    value = language_names().get(entry.value.lower(), entry.value)
    draft.put("language", value, entry.line, entry.column)


_STATUS = {
    "draft": "withheld", "hold": "withheld", "held": "withheld", "on hold": "withheld",
    "published": "usable", "final": "usable",
    "killed": "canceled", "kill": "canceled", "cancelled": "canceled", "withdrawn": "canceled",
}  # fmt: skip


def _status(entry: Entry, key: Key, draft: Draft) -> None:
    word = entry.value.lower()
    draft.put("pub_status", _STATUS.get(word, word), entry.line, entry.column)


def _image(entry: Entry, key: Key, draft: Draft) -> None:
    draft.add("images", {"url": entry.value}, entry.line, entry.column)


def _of_image(name: str) -> Callable[[Entry, Key, Draft], None]:
    """What goes to the picture named last; to one without an address if there is none."""

    def take(entry: Entry, key: Key, draft: Draft) -> None:
        images = draft.fields.get("images")
        if not images or name in images[-1]:
            draft.add("images", {name: entry.value}, entry.line, entry.column)
        else:
            images[-1][name] = entry.value

    return take


def _credit(entry: Entry, key: Key, draft: Draft) -> None:
    """A credit is that of the picture named just before; else the line of the article."""
    images = draft.fields.get("images")
    if images and "credit" not in images[-1] and entry.name.lower() == "credit":
        images[-1]["credit"] = entry.value
    else:
        draft.add("credit_line", {"text": entry.value}, entry.line, entry.column)


def _extra(entry: Entry, key: Key, draft: Draft) -> None:
    from newsml.errors import ParseError
    from newsml.jsontext import parse_json

    try:
        value = parse_json(entry.value)
    except ParseError:
        value = None
    if isinstance(value, dict):
        for name, item in value.items():
            draft.keep(name, item)
    else:
        draft.keep(entry.name, entry.value)


# --- embargoes -----------------------------------------------------------------------------------

_NO_EMBARGO = frozenset({
    "none", "no", "nil", "-", "--", "–", "—", "n/a", "lifted", "kein", "keine", "keiner", "aucun", "ninguno",
    "nessuno", "нет", "немає",
})  # fmt: skip


def _embargo(entry: Entry, key: Key, draft: Draft) -> None:
    if entry.value.lower().strip(" .") not in _NO_EMBARGO:
        take_embargo(entry.value, draft, entry.line, entry.column)


def take_embargo(said: str, draft: Draft, line: int, column: int | None = None) -> None:
    """An embargo; one whose end cannot be read holds until somebody lifts it, so that nothing leaks."""
    from newsml.assemble import sets

    if sets(draft.options, "embargoed_until"):
        return
    options = draft.options
    zone = options.site.time_zone if options.site else None
    value, why = "open", "it says no end"
    if said and said.lower() not in ("open", "yes", "true"):
        try:
            found = read_date(
                said.rstrip("."), zone=zone, day_first={"yes": True, "no": False}.get(options.day_first)
            )
            value = found.value if found.zone in ("said", "applied") else "open"
            why = "it says no time of day with a time zone"
            if found.zone == "applied":
                draft.tell(
                    "ZONE", "info", "embargoed_until", f"embargoed_until {said!r}: {found.note}", line, column
                )
        except ValueError as error:
            why = str(error)
    if value == "open" and said.lower() != "open":
        draft.keep("embargo", said)
        message = (
            f"embargo {said!r}: {why}; held until it is lifted. Write its end as 2025-07-25T18:00:00+02:00"
        )
        draft.tell("EMBARGO", "warning", "embargoed_until", message, line, column)
    draft.put("embargoed_until", value, line, column)


def take_embargo_line(line: str, number: int, draft: Draft) -> bool:
    """Whether a line says that the story is embargoed; then the draft says so too."""
    found = _EMBARGO_LINE.fullmatch(line.strip()) if len(line) <= 200 else None
    if not found:
        return False
    if "embargoed_until" not in draft.fields:
        take_embargo(found[1], draft, number)
    return True


def take_leading_date(text: str, draft: Draft) -> str:
    """The text without a date that stands before it on the same line: ``date 2025-07-25 The bridge …``."""
    found = _DATE_AND_TEXT.match(text[:200])
    if not found:
        return text
    line = text.count("\n", 0, found.start(2)) + 1
    value = take_date("published", found[2], draft.fields, draft.report, draft.options, line)
    if value is not None:
        draft.add("published", {"when": value}, line, found.start(2) - text.rfind("\n", 0, found.start(2)))
    skipped = text[: found.end()]
    return "\n" * skipped.count("\n") + text[found.end() :]


def place_of_dateline(text: str) -> tuple[str | None, str | None, str | None]:
    """Place, agency and date of a dateline that stands alone."""
    found = find_dateline(f"{text} - .")
    if found is not None:
        return found.place and spelt_place(found.place), found.agency, found.date
    return None, None, None


TAKE: dict[str, Callable[[Entry, Key, Draft], None]] = {
    "one": _one, "text": _text, "texts": _texts, "headline": _headline, "words": _words, "names": _names,
    "party": _party, "parties": _parties, "concepts": _concepts, "places": _places, "byline": _byline,
    "dateline": _dateline, "date": _date, "dates": _dates, "published": _published, "language": _language,
    "status": _status, "embargo": _embargo, "image": _image, "caption": _of_image("caption"),
    "alt": _of_image("alt"), "photo credit": _of_image("credit"), "credit": _credit, "extra": _extra, "kept": _kept,
}  # fmt: skip

"""Datelines: where a story was written, when, and by which agency. ``ROME, Oct. 11 (XYZ) - The …``."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsml.patterns import pattern


class Dateline(NamedTuple):
    """A dateline: as written, its place, its agency, its date if it says the year; and where the text goes on."""

    text: str
    place: str | None
    agency: str | None
    date: str | None
    end: int


REACH = 140
"""A dateline ends within as many characters."""

_DASH = pattern(
    r"(?<=[\s)）])(?:--|[-–—―−_])\s+|\s*[—–―]\s*|(?<=\))\s*\.?[:.\-–—]\s+|(?<=\))\s*--\s*|(?<=/)\.?\s+(?!-)|:\s+(?![(（])"
)
_AGENCY = pattern(r"\s*(?:--)?[(（]([^()（）]{2,40})[)）]\s*|\s*/([^/\d]{2,30})/\s*")
_FIRST_AGENCY = pattern(r"[(（]([^()（）]{2,40})[)）]\s*(?:--|[-–—―−])\s*")
_BRACKETED = pattern(r"【([^【】]{1,40})】\s*")
_CHINESE = pattern(
    r"([\u4e00-\u9fff]{2,5}社)([\u4e00-\u9fff]{2,6}?)(\d{1,2}月\d{1,2}日)[电電]\s*"
    r"(?:[(（][^()（）]{2,30}[)）])?\s*"
)
_JAPANESE = ("共同通信", "共同", "時事通信", "時事", "ロイター", "AFP", "新華社")
_KOREAN = pattern(r"[(（]([가-힣, ]{2,20})=([^()（）]{2,20})[)）]\s*(?:[^=\n]{2,30}=\s*)?")
_NO_CAPITALS = pattern(
    r"([^\W\d_a-zA-ZÀ-ӿ][^\d,،:()\n]{1,30})(?:[,،]\s*(\d{1,2}\s[^\d\s(),]{2,12}))?:?\s*\(([^()\d]{2,24})\)[:।]?\s+(?=[^\s\-–—])"
)
_AGENCY_AFTER = pattern(
    r"(РИА Новости|ТАСС|Интерфакс|Укринформ|Укрінформ|УНІАН|Reuters|AFP|dpa|Sputnik)\.?\s*[.:—–-]?\s+"
)
_DATE_AFTER = pattern(r"([^–—()]{6,24}?)\s*(?:[–—]|--|\s-)\s*")
_KNOWN_AGENCIES = frozenset({
    "reuters", "dpa", "afp", "ap", "apa", "sda", "sid", "kna", "epd", "ats", "pap", "ansa", "efe", "lusa", "tass",
    "interfax", "xinhua", "bloomberg", "kyodo", "jiji", "upi", "bernama", "antara", "pti", "ani", "app", "irna",
    "ntb", "ritzau", "tt", "stt", "belga", "anp", "mti", "ctk", "čtk", "tanjug", "hina", "cna", "yonhap", "afx",
    "thomson", "рейтер", "тасс", "риа", "интерфакс", "укринформ", "укрінформ",
})  # fmt: skip
_SMALL = frozenset({
    "de", "la", "le", "les", "del", "della", "di", "da", "do", "dos", "das", "el", "al", "am", "an", "der", "den",
    "im", "in", "bei", "ob", "a.d.", "v.", "d.", "h.", "sur", "sous", "en", "les-bains", "y", "e", "and", "of",
    "the", "upon", "on", "i", "na", "und",
})  # fmt: skip
_NUMBER = pattern(r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?|\d{4}")


def find_dateline(text: str) -> Dateline | None:
    """The dateline that a text begins with, or None."""
    head = text[:REACH]
    first = head[:1]
    if first == "【" and (found := _BRACKETED.match(head)):
        place, _, agency = found[1].partition("=") if "=" in found[1] else found[1].partition("＝")
        place = re.split(r"[、,，]|\s+\d", place)[0]
        if not agency and (ending := next((name for name in _JAPANESE if place.endswith(name)), "")):
            place, agency = place.removesuffix(ending), ending
        return Dateline(found[1], place.strip() or None, agency.strip() or None, None, found.end())
    if first in "(（" and (found := _KOREAN.match(head)):
        return Dateline(found.group().strip(), found[1], found[2].strip(), None, found.end())
    if first in "(（" and (found := _FIRST_AGENCY.match(head)) and is_agency(found[1]):
        return _after_agency(head, found)
    if "社" in head[:8] and (found := _CHINESE.match(head)):
        return Dateline(found.group().strip(), found[2], found[1], None, found.end())
    if not (first.isalpha() or first in "'‘’\""):
        return None
    for dash in _DASH.finditer(head):
        if dash.end() < len(text) and (found_ := _of_head(head[: dash.start()], dash.group(), dash.end())):
            return _extended(head, found_) if found_.end < len(text) else found_
        if dash.start() > 90:
            break
    if (
        "(" in head
        and (bare := _NO_CAPITALS.match(head))
        and (bare[2] or ":" in bare[0])
        and not any(map(str.islower, bare[1]))
    ):
        return Dateline(bare.group().strip(" :।"), bare[1].strip(), bare[3].strip(), None, bare.end())
    return None


def _extended(head: str, found: Dateline) -> Dateline:
    """The dateline with what goes on after its dash: ``PORT ELLERY, Texas – March 3, 2025 – The …``."""
    if found.agency is None and (named := _AGENCY_AFTER.match(head, found.end)):
        return found._replace(text=head[: named.end(1)], agency=named[1], end=named.end())
    if _has_date(found.text.partition(",")[2]) and any(map(str.isdecimal, found.text)):
        return found
    after = _DATE_AFTER.match(head, found.end)
    if after is None or not _is_date(after[1].replace(",", " , ").split(), alone=True):
        return found
    date = after[1] if re.search(r"(?<!\d)\d{4}(?!\d)", after[1]) else None
    return found._replace(text=head[: after.end(1)], date=date, end=after.end())


def _after_agency(head: str, agency: re.Match[str]) -> Dateline | None:
    """``(XYZ) - Rome, October 11 - The …``; or only ``(XYZ) - The …``."""
    rest = head[agency.end() :]
    for dash in _DASH.finditer(rest):
        place, date = _place_and_date(rest[: dash.start()])
        if place is not None and dash.start() <= 60:
            end = agency.end() + dash.end()
            return Dateline(head[: agency.end() + dash.start()].strip(), place, agency[1].strip(), date, end)
        break
    return Dateline(head[: agency.end()].strip(" -–—―−\t"), None, agency[1].strip(), None, agency.end())


def _of_head(segment: str, dash: str, end: int) -> Dateline | None:
    """The dateline in what stands before a dash."""
    rest, agency = segment, None
    if found := _AGENCY.search(segment):
        named = found[1] or found[2]
        if is_agency(named) or found[2]:
            agency = named.strip()
        rest = f"{segment[: found.start()]} {segment[found.end() :]}".strip()
    if len(rest) > 80:
        return None
    place, date = _place_and_date(rest)
    if place is None:
        return None
    town = place.partition(",")[0]
    if is_alarm(place):
        return None
    capitals = town.isupper() and sum(map(str.isalpha, town)) >= 3
    dated = rest != place and _has_date(rest)
    if dash.strip() == ":" and not (agency or (capitals and dated)):
        return None
    if not (agency or dated or capitals):
        return None
    return Dateline(segment.strip(), place, agency, date, end)


_ALARMS = frozenset({
    "urgent", "breaking", "breaking news", "flash", "alert", "bulletin", "update", "updated", "exclusive", "correction",
    "corrected", "developing", "live", "watch", "video", "photos", "opinion", "analysis", "explainer", "factbox",
    "interview", "eilmeldung", "eil", "korrektur", "exklusiv", "urgente", "última hora", "alerte", "exclusif",
    "ultim'ora", "spoed", "pilne", "срочно", "молния", "терміново", "son dakika", "عاجل", "速報", "快讯", "속보",
    "advisory", "note", "recap", "roundup", "snap",
})  # fmt: skip


def is_alarm(text: str) -> bool:
    """Whether words say what kind of story this is (``URGENT``), not where it was written."""
    return text.strip(" :!*").lower() in _ALARMS


def is_agency(text: str) -> bool:
    """Whether words in brackets name an agency: known, or with capitals as agencies have them."""
    words = text.strip()
    first = words.partition("/")[0].split()
    if not first or len(words) > 30 or len(words.split()) > 4:
        return False
    if first[0].lower() in _KNOWN_AGENCIES or any(
        part.lower() in _KNOWN_AGENCIES for part in words.split("/")
    ):
        return True
    if not any(character.isupper() or character.islower() for character in words):
        return not any(character.isdecimal() for character in words)  # a script without capitals
    if words.islower():
        return len(words) in (3, 4) and words.isalpha() and words.isascii()
    return sum(map(str.isupper, words)) >= 2


def _place_and_date(text: str) -> tuple[str | None, str | None]:
    """The place, and the date if it says a year; no place if the words are not those of a dateline."""
    from newsml.vocabularies.calendar import is_weekday, month_number

    words = text.replace(",", " , ").replace("،", " , ").split()
    date_from = len(words)
    for index, word in enumerate(words):
        dates = _NUMBER.fullmatch(word) or month_number(word) or is_weekday(word)
        if index and dates and _is_date(words[index:], words[index - 1] == ","):
            date_from = index
            break
    place_words = words[:date_from]
    while place_words and (
        place_words[-1] == "," or place_words[-1].lower() in ("den", "le", "el", "il", "of")
    ):
        place_words.pop()
    place = " ".join(place_words).replace(" ,", ",")
    if not _is_place(place):
        return None, None
    said = " ".join(words[date_from:]).replace(" ,", ",")
    return place, said if re.search(r"(?<!\d)\d{4}(?!\d)", said) else None


def _is_date(words: list[str], alone: bool) -> bool:
    """Whether words are a date: with a number, or ``alone`` after a comma."""
    from newsml.vocabularies.calendar import is_weekday, month_number

    named = numbered = False
    for word in words:
        if month_number(word) or is_weekday(word):
            named = True
        elif _NUMBER.fullmatch(word):
            numbered = True
        elif word != "," and word.lower() not in ("de", "of", "den", "г.", "года", "р.", "року"):
            return False
    return named and (numbered or alone)


def _has_date(text: str) -> bool:
    return any(character.isdecimal() for character in text) or "," in text


def _is_place(text: str) -> bool:
    words = text.replace(",", " ").split()
    if not words or len(words) > 7 or len(text) > 60 or any(character.isdecimal() for character in text):
        return False
    if any(mark in text for mark in '.!?;:"') and not re.search(
        r"(?:\b\w{1,5}\.\s*)+$|St\. |v\. d\. |a\.d\.", text
    ):
        return False
    if words[0][0].islower():
        return False
    return all(
        not word[0].islower() or word.lower() in _SMALL for word in re.split(r"[\s/]+", " ".join(words))
    )


def spelt_place(place: str) -> str:
    """The name of a place in capitals as maps have it: ``PORT ELLERY`` is Port Ellery."""
    town, comma, rest = place.partition(",")
    if not town.isupper() or len(town) < 4:
        return place
    words = ["-".join(map(str.capitalize, word.split("-"))).replace("i̇", "i") for word in town.split()]
    small = [word.lower() if word.lower() in _SMALL and index else word for index, word in enumerate(words)]
    return " ".join(small) + comma + rest

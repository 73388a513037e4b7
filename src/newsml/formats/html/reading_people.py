"""The authors that a page names: bylines and meta elements as content systems fill them, cleaned and split."""

from __future__ import annotations

import re
from typing import Any

from newsml.bylines import STAFF, byline_of
from newsml.patterns import pattern
from newsml.people import (
    has_title,
    is_eastern_name,
    is_eastern_organisation,
    is_organisation,
    looks_like_names,
    split_people,
)
from newsml.vocabularies.link_labels import is_link_label
from newsml.webdata.values import plain, web

NOBODY = frozenset({
    "", "-", "admin", "administrator", "anonymous", "author", "authors", "editor", "n/a", "none", "null", "root",
    "unknown", "user", "super user", "superuser", "guest author", "webmaster", "staff", "web", "redaktion", "redaction",
    "guest", "default", "true", "false", "undefined", "test", "by", "von", "par", "por", "di", "da", "av", "af", "am",
    "on", "in", "published by", "posted by", "written by", "story by", "reported by", "view author page", "#auteur",
    "author page", "view all posts", "see author's posts", "autor", "auteur", "autore",
})  # fmt: skip
"""Names that content systems put where nobody is named."""

_CODE = pattern(r"\s*[(\[]\s*[\w./-]{1,6}\.?\s*[)\]]\s*$")
_LEADING = pattern(
    r"^(?:(?:an? (?:article|analysis|commentary|story|report|interview)|ein \w+|une? \w+)"
    r" (?:by|von|par|de|di|por)"
    r"|penulis|muhabir|oprac\.|(?:written|reported|story|words|text|posted|published|article|contributed|edited|compiled)\s+by|by|von|par|por"
    r"|di|door|av|af|od|przez|от|від|de|texte?|text|autor(?:in|es)?|auteurs?|author|reporter|reporting by|記者|作者"
    r"|编辑|編輯|文)\s*(?:[:：/]\s*|\s+)",
    re.IGNORECASE,
)
_UPPER_BY = pattern(r"^(?:BY|VON|PAR|POR)\s+")
_TAIL = pattern(
    r"\s*(?:[|•·]|\s[-–—]\s|\s@|\s+(?:published|updated|posted|aktualisiert|stand|publié|mis à jour)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_WITH = pattern(r"\s+(?:avec|mit|with|con|com|med|met)\s+(?:[A-Z]{2,6}|dpa|agen\w+)\b.*$")
_DATE_TAIL = pattern(r",?\s*(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}:\d\d).*$", re.DOTALL)
_FIGURE = pattern(r"(?:^|[\s,|(•·–—-])\d+\S*\s*([^\W\d_]*)")
_BEFORE_DATES = frozenset({"on", "am", "le", "el", "il", "op", "den", "at", "de", "of", "the", "vom"})
_EMAIL = pattern(r"\(?\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*\)?")
_HANDLE = pattern(r"@\w{1,30}")
_SUFFIX = pattern(r",\s*(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq|mba)\.?$", re.IGNORECASE)
_SLUG = pattern(r"[a-zà-ÿ]+(?:-[a-zà-ÿ]+){1,3}")
_DIGITS = pattern(r"[\d\W_]+")


def people_of(values: list[str]) -> list[dict[str, Any]]:
    """The authors in the values of a source, each once; nothing that names nobody."""
    found: dict[str, dict[str, Any]] = {}
    for value in values:
        for one in people_in(value):
            found.setdefault(one["name"].casefold(), one)
    return list(found.values())


def people_in(text: str) -> list[dict[str, Any]]:
    """The authors in one text: ``By Jane Doe and John Smith, Transport Correspondent``; an address is a page.

    >>> [one["name"] for one in people_in("By JANE DOE, John Smith (jsm) and Ana Lima")]
    ['JANE DOE', 'John Smith', 'Ana Lima']
    """
    text = " ".join(plain(text).split())
    if len(text) > _LONGEST:
        return []
    if web(text):
        return []  # the page of an author, or a profile elsewhere: no name
    emails = _EMAIL.findall(text)
    text = _EMAIL.sub(" ", text)
    text = _TAIL.sub("", _DATE_TAIL.sub("", text)).strip(" ,;|/•·-–—")
    text = _LEADING.sub("", _UPPER_BY.sub("", text)).strip()
    names_nobody = text.casefold() in NOBODY or STAFF.fullmatch(text) or is_link_label(text)
    if not text or names_nobody or _HANDLE.fullmatch(text) or _DIGITS.fullmatch(text):
        return []
    if _SLUG.fullmatch(text):
        return [{"name": " ".join(word.capitalize() for word in text.split("-")), "party_type": "person"}]
    parts = [text]
    if ";" in text or "/" in text or "\u3001" in text:
        parts = [part for part in re.split(r"\s*[;\u3001]\s*|\s+/\s+|(?<=[a-z])/(?=[A-Z])", text) if part]
    found = [one for part in parts for one in _names(part)]
    if len(emails) == 1 and len(found) == 1:
        found[0]["email"] = [emails[0].strip("() ")]
    return found


_LONGEST = 300


def _names(text: str) -> list[dict[str, Any]]:
    text = clean_name(text)
    if not text or text.casefold() in NOBODY or is_link_label(text):
        return []
    if re.search(r",|&|\s(?:and|und|et|y|e|og|och|en|и)\s", text) and looks_like_names(text):
        return [
            {**one, "name": clean_name(one["name"])} for one in split_people(text) if clean_name(one["name"])
        ]
    if "," in text:
        first, _, rest = text.partition(",")
        if has_title(rest) and len(first.split()) <= 5:
            return [{"name": first.strip(), "job_title": rest.strip()}]
        listed = [part.strip() for part in text.split(",") if part.strip()]
        if all(1 <= len(part.split()) <= 4 and part[0].isupper() for part in listed):
            return [{"name": clean_name(part)} for part in listed]
    return [{"name": text}]


def told_apart_people(one: dict[str, Any]) -> list[dict[str, Any]]:
    """The people that a party of the data is: its name may be a byline, with several of them."""
    name = str(one.get("name") or "")
    if not name or one.get("party_type") == "organisation":
        return [one]
    if _SUFFIX.search(name):
        return [{**one, "name": clean_name(name)}]
    found = (
        people_in(name)
        if _LEADING.match(name) or re.search(r"[,;&(]|\s(?:and|und|et|y|e|og|och)\s", name)
        else []
    )
    if not found or not all(_is_plausible(person["name"]) for person in found):
        return [{**one, "name": clean_name(name)}]
    if len(found) == 1:
        return [{**one, **found[0]}]
    if not are_people(found):
        return [one]
    return [{"party_type": "person", **person} for person in found]


def clean_name(name: str) -> str:
    """A name without the sign of its owner behind it: ``Jane Doe (jdo)``."""
    name = " ".join(name.split()).strip(" ,;|•·")
    return _CODE.sub("", name) if _CODE.search(name) and " " in _CODE.sub("", name) else name


def byline_people(text: str) -> list[dict[str, Any]]:
    """The people of a line that stands as a byline in the page; nothing where it names none."""
    text = without_agency(_before_figures(" ".join(text.split()))).strip(" ,;|/•·-–—")
    if not text or len(text) > _LONGEST or STAFF.fullmatch(text) or is_link_label(text):
        return []
    names = byline_of(text)
    if names is None:
        stripped = _TAIL.sub("", _DATE_TAIL.sub("", _LEADING.sub("", _UPPER_BY.sub("", text)))).strip(
            " ,;|•·-–—"
        )
        if not stripped or len(stripped.split()) > 12:
            return []
        people = people_in(text)
        return [one for one in people if _is_plausible(one["name"])]
    return [one for one in people_in(names) if _is_plausible(one["name"])]


def without_agency(byline: str) -> str:
    """A byline without the agency that helped: ``Par Anne Durand avec AFP``."""
    return _WITH.sub("", byline)


def _before_figures(text: str) -> str:
    """What stands before the date, the time or the minutes of reading behind a name: ``Jane Doe Jul 25, 2025``."""
    found = _FIGURE.search(text)
    if not found:
        return text
    from newsml.vocabularies.calendar import is_weekday, month_number

    words = text[: found.start()].split()
    is_month_before = (
        not month_number(found[1]) and re.search(r"(?:19|20)\d\d", text[found.start() :]) is not None
    )
    while words and (
        (word := words[-1].strip(",.|").casefold()) in _BEFORE_DATES
        or is_weekday(word)
        or (is_month_before and month_number(word))
    ):
        words.pop()
    return " ".join(words)


def is_somebody(one: dict[str, Any]) -> bool:
    """Whether a party of the data has a name that can be one: no stopgap, no caption."""
    name = str(one.get("name") or next(iter(one.get("names", {}).values()), "")).strip()
    return (
        name.casefold() not in NOBODY
        and not is_link_label(name)
        and not name.startswith(("(", "{", "["))
        and len(name) <= _LONGEST_NAME
    )


_LONGEST_NAME = 100


def are_people(found: list[dict[str, Any]]) -> bool:
    """Whether all names are those of people: two words or more that begin large, and no organisation."""
    return all(
        (len(one["name"].split()) > 1 or is_eastern_name(one["name"]))
        and looks_like_names(one["name"])
        and not is_organisation(one["name"])
        and "." not in one["name"].rpartition(" ")[2][:-1]
        for one in found
    )


_HOST = pattern(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)


def is_publication(name: str) -> bool:
    """Whether a name is that of a site or a paper: an address, or a word that papers of the East end in."""
    return _HOST.fullmatch(name) is not None or is_eastern_organisation(name)


def _is_plausible(name: str) -> bool:
    words = name.split()
    is_sentence = len(words) > 2 and name[0].isupper() and not looks_like_names(name)
    return (
        not is_sentence
        and not has_title(name)
        and 1 <= len(words) <= 5
        and len(name) <= 60
        and not any(c in name for c in ":：!?<>{}[]=")
        and any(c.isalpha() for c in name)
    )

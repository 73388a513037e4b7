"""Names of people as bylines give them: split from each other, job titles and employers kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from newsml.patterns import pattern

_AND = pattern(
    r"\s+(?:and|und|et|y|e|ed|og|och|en|i|и|та|і|ja|ve|&|और|اور)\s+|\s+و\s*(?=\S)|\s*[・、،؛]\s*|\s*&\s*"
)
_LEADING_AND = pattern(r"^(?:and|und|et|y|e|ed|og|och|en|i|и|та|і|&)\s+")
_ELIDED = pattern(r"(?:d|l|dell|dall|o|al|el)['’-][^\W\d_]", re.IGNORECASE)
_IDENTIFIED = pattern(r"(.*?)\s*<([^<>\s]+)>\s*")
_IN_PLACE = pattern(r"\s+(?:in|aus|à|en|a|da|i|в)\s+(?=[^\W\d_]).*$")
_PARTICLES = frozenset({
    "de", "der", "den", "van", "von", "zu", "zur", "du", "da", "das", "dos", "del", "della", "di", "la", "le", "el",
    "al", "bin", "ibn", "ben", "abu", "ter", "ten", "af", "av", "und", "vom", "y", "e", "i", "d'", "l'", "of",
    "the", "jr", "jr.", "sr.", "ii", "iii",
})  # fmt: skip
_TITLE = pattern(
    r"\b(?:correspondents?|reporters?|editors?|writers?|staff|columnists?|analysts?|producers?|contributors?|chief|bureau|journalists?"
    r"|freelancers?|photographers?|critics?|redakteur(?:in)?|korrespondent(?:in|en)?|reporterin|chefredakteur(?:in)?|redaktion|volontär(?:in)?"
    r"|correspondant(?:e|s)?|envoyée?s?|journaliste|rédact(?:eur|rice)|redactora?|corresponsal|enviad[oa]|periodista|inviat[oa]|corrispondente"
    r"|redattore|redattrice|repórter|jornalista|correspondente|verslaggever|redacteur|journalist|korrespondent|reportrar|dziennikarz"
    r"|корреспондент|редактор|обозреватель|кореспондент|оглядач)\b",
    re.IGNORECASE,
)
_ORGANISATION = pattern(
    r"\b(?:press|news|agency|wire|times|post|courier|herald|tribune|gazette|journal|telegraph|chronicle|observer|radio|tv|television"
    r"|service|network|media|agentur|zeitung|presse|agence|agencia|agenzia|agência|agentschap|byrå|reuters|bloomberg|afp|dpa|ap|efe|ansa|tass"
    r"|xinhua|upi|pa|apa|sda|tt|ntb|ritzau|pap|interfax|bbc|cnn)\b",
    re.IGNORECASE,
)


def split_people(text: str) -> list[dict[str, Any]]:
    """The people that a byline names, as the model has parties: ``Jane Doe and John Smith, Staff Reporter``."""
    people: list[dict[str, Any]] = []
    for group in filter(None, (_OUR.sub("", part.strip(), count=1) for part in text.split(";"))):
        people.extend(_group(group))
    return people


def unsaid(text: str, people: list[dict[str, Any]]) -> bool:
    """Whether the text holds a name that none of the people found in it has: a place, a paper."""
    said = str(people)
    return any(word[0].isupper() and word not in said for word in re.findall(r"[^\W\d_]{2,}", text))


def _group(text: str) -> list[dict[str, Any]]:
    people: list[dict[str, Any]] = []
    identified = _IDENTIFIED.fullmatch(text)
    if identified:
        text = identified[1]
    for part in filter(
        None, (_LEADING_AND.sub("", part.strip()) for part in text.replace("，", ",").split(","))
    ):
        if (
            people
            and " " not in part.strip()
            and " " in people[-1]["name"]
            and part[:1].isupper()
            and not (is_description(part))
        ):
            # After a title it is the employer, after the bare name a place, which says nothing of the person.
            if "job_title" in people[-1]:
                people[-1].setdefault("affiliation", []).append({"name": part.strip()})
            continue
        if people and is_description(part):
            _describe(people, part)
        else:
            people.extend(map(_person, filter(None, map(str.strip, _AND.split(part)))))
    if identified and people:
        people[-1].update(identity(identified[2]))
    return people


def _person(text: str) -> dict[str, Any]:
    """One person, without the agency or the place that stands after the name: ``Jane Doe in Lomm``."""
    name = _FROM_PLACE.sub("", _WITH_AGENCY.sub("", text)) or text
    if works := _WORKS_FOR.fullmatch(name):
        return {
            "name": works[1],
            "affiliation": [{"name": works[2].removeprefix("the ").removeprefix("The ")}],
        }
    return {"name": name}


def has_title(text: str) -> bool:
    """Whether a text says what somebody does: ``Transport Correspondent``."""
    return _TITLE.search(text) is not None


def is_organisation(text: str) -> bool:
    """Whether a text names an agency or a paper."""
    return _ORGANISATION.search(text) is not None or is_eastern_organisation(text)


_EASTERN_PAPER = pattern(
    r"(?:网|網|社|报|報|新闻|新聞|通信|通訊|电视台|電視台|频道|頻道|客户端|编辑部|編集部|報道局|オンライン|デジタル|ニュース|放送|テレビ"
    r"|닷컴|뉴스|일보|신문|방송|통신|경제|매일|타임스|편집부)$"
)
_EASTERN_NAME = pattern(
    r"[\u4e00-\u9fff]{2,4}|[가-힣]{2,4}"
    r"|[\u4e00-\u9fff々ヶ\u3040-\u30ff]{2,4}[ \u3000]?[\u4e00-\u9fff々\u3040-\u30ff]{1,5}"
)


def is_eastern_organisation(text: str) -> bool:
    """Whether a Chinese, Japanese or Korean text ends as the names of agencies and papers do."""
    return _EASTERN_PAPER.search(text.strip()) is not None


def is_eastern_name(text: str) -> bool:
    """Whether a text can be the name of somebody in Chinese, Japanese or Korean."""
    return _EASTERN_NAME.fullmatch(text.strip()) is not None and not is_eastern_organisation(text)


def is_description(text: str) -> bool:
    """Whether a part after a comma says what the person is, rather than naming another."""
    if _TITLE.search(text) or _ORGANISATION.search(text):
        return True
    return any(_is_small(word) for name in _AND.split(text) for word in name.split())


def _is_small(word: str) -> bool:
    """Whether a word begins small though it is no particle of a name: ``d'Arvor`` is large."""
    return word[0].islower() and word.lower() not in _PARTICLES and not _ELIDED.match(word)


def _describe(people: list[dict[str, Any]], text: str) -> None:
    plural = text.lower().rstrip(".").endswith(("reporters", "writers", "correspondents", "editors"))
    describe(people if plural else people[-1:], text)


_FOR = pattern(r"^(?:special (?:to|for)|for|für|pour|para|voor) (?=[^\W\d_a-z]|the )(?:the )?", re.IGNORECASE)
_WITH_AGENCY = pattern(r"\s*\((?:mit|with|avec|con|com|med|met|с)\s[^()]{2,40}\)$", re.IGNORECASE)
_FROM_PLACE = pattern(r"(?<=[^\W\d_]{2})\s+(?:in|aus|à)\s+(?=[A-ZÀ-Ý])[^,;]{2,40}$")
_WORKS_FOR = pattern(r"(.{3,60}?\S)\s+(?:for|für|pour|voor)\s+((?:[Tt]he )?[A-ZÀ-Ý][^,;]{1,50})")
_OUR = pattern(
    r"(?:unser\w* |onze |notre |nuestr\w |nostro |vår )(?:\S+ )??(?:mitarbeiter\w*|redakteur\w*|korrespondent\w*"
    r"|reporter\w*|redacteur|correspondante?|corresponsal|verslaggever|inviato)\s+(?=\S)",
    re.IGNORECASE,
)
_STAFF_OF = pattern(r"(.{3,}?)\s+(?:staff(?: writers?| reporters?)?|writers?)", re.IGNORECASE)


def describe(people: list[dict[str, Any]], text: str) -> None:
    """Say what these people are: their job title, or whom they work for."""
    staff = _STAFF_OF.fullmatch(text)
    employer = _FOR.sub("", staff[1] if staff else text)
    outside = employer != text and not staff
    for person in people:
        if outside or (_ORGANISATION.search(employer) and not _TITLE.search(employer)):
            person["affiliation"] = [*person.get("affiliation", ()), {"name": employer}]
        else:
            person["job_title"] = ", ".join(filter(None, [person.get("job_title"), text]))


def identity(text: str) -> dict[str, Any]:
    """What stands in angle brackets after a name: a page, an e-mail address, an IRI or a code."""
    if "@" in text and "/" not in text and ":" not in text:
        return {"email": [text]}
    if re.match(r"https?://", text, re.IGNORECASE):
        return {"url": text}
    return {"uri": text} if text.startswith(("urn:", "tag:", "geo:")) else {"qcode": text}


def looks_like_names(text: str) -> bool:
    """Whether a line after ``By`` names people: all words begin large, but for particles and titles after a comma."""
    if (
        len(text) > 160
        or text.endswith(("!", "?", ":"))
        or (text.endswith(".") and not text.endswith(("r.", "II.")))
    ):
        return False
    first = _WITH_AGENCY.sub("", _OUR.sub("", re.split(r"[,;]", text)[0]))
    if _FROM_PLACE.search(first):
        first = _FROM_PLACE.sub("", first)
    elif works := _WORKS_FOR.fullmatch(first):
        first = works[1]
    names = [name.split() for name in _AND.split(first) if name.strip()]
    if not names or len(text.split()) > 16:
        return False
    if not any(character.isupper() or character.islower() for character in text):
        return len(text.split()) <= 8  # a script without capitals
    return all(_is_name(words) for words in names) and not first[0].islower()


def _is_name(words: Sequence[str]) -> bool:
    large = [word for word in words if word[0].isupper() or _ELIDED.match(word)]
    small = [word for word in words if not word[0].isupper() and (_is_small(word) or not word[0].isalpha())]
    alone = len(words) == 1 and bool(_ORGANISATION.search(words[0]))
    return not small and (len(large) >= 2 or alone) and not any(word.isdecimal() for word in words)


def spelt(name: str) -> str:
    """A name in capitals as it is written elsewhere: ``O'BRIEN-LEE`` is O'Brien-Lee; other names stay."""
    if not name.isupper() or len(name) < 5:
        return name
    words = [
        word if "." in word else "".join(map(str.capitalize, re.split(r"([-'’])", word)))
        for word in name.split()
    ]
    return " ".join(
        word.lower() if word.lower() in _PARTICLES and index else word for index, word in enumerate(words)
    )


def people_of_credit(text: str) -> list[str]:
    """The names in ``Adaeze Brandt in Millbrook and Luis Ferrante in Harrow Ferry``."""
    names: list[str] = []
    for part in re.split(r"\s*,\s*|\s+(?:and|und|et|y|e|og|och|en|и)\s+", text):
        name = _IN_PLACE.sub("", part.strip(" .")).strip()
        if name and len(name.split()) <= 5:
            names.append(name)
    return names

"""The dates that a page shows: which of them is that of the article, and whether it came out or was changed then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from newsml.calendars import in_common_calendar
from newsml.dates import read_date
from newsml.formats.html.reading_claims import Claims
from newsml.formats.html.reading_tree import attribute, elements, is_aside, line_of, shown

_SAID = ("datetime", "content", "title", "data-datetime", "data-date", "data-published", "data-pubdate")
_PUBLISHED = re.compile(r"publi|posted|created|entry-date|pub-?date|issued", re.IGNORECASE)
_MODIFIED = re.compile(r"modif|updat", re.IGNORECASE)
_CAME_OUT = (
    r"publi[cs]h?\w*|publié\w*|publica\w*|pubblicat\w*|posted|created|veröffentlicht|erschienen|erstellt|gepubliceerd"
    r"|geplaatst|publicerad|publisert|udgivet|offentliggjort|julkaistu|opublikowan\w*|zverejnen\w*|vydáno|publikov\w*"
    r"|közzétéve|megjelent|yayın\w*|oluştur\w*|опублик\w*|опублік\w*|публик\w*|δημοσι\w*|פורסם|نشرت?|تاريخ النشر"
    r"|منتشر\w*|انتشار|प्रकाशित|เผยแพร่|đăng|terbit|diterbitkan|发布\w*|發布\w*|发表\w*|發表\w*|刊登|公開\w*|配信|掲載"
    r"|입력|등록|승인"
)
_CHANGED = (
    r"(?:last )?(?:updat\w*|modif\w*|edited|changed)|aktuali[sz]\w*|stand|geändert|mise? à jour|màj|actualiza\w*"
    r"|aggiorna\w*|atualiza\w*|bijgewerkt|gewijzigd|uppdatera\w*|oppdatert|opdateret|päivitetty|muokattu|zaktualizowan\w*"
    r"|frissít\w*|módosít\w*|güncelle\w*|обновл\w*|изменен\w*|оновлен\w*|ενημερ\w*|עודכן"
    r"|(?:آخر )?تحديث|به[\u200c ]?روز\w*|अपडेट\w*|अद्यतन|อัปเดต|cập nhật|diperbarui|更新\w*|최종\s?수정|수정"
)
_LABEL = re.compile(rf"(?<!\w)(?:(?P<out>{_CAME_OUT})|(?P<changed>{_CHANGED}))(?!\w)", re.IGNORECASE)
_IN_TEXT = (
    re.compile(r"(?<!\d)(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?(?!\d)"),
    re.compile(r"(?<!\d)(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./]\s*(20\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(20\d\d)\s*년\s*(\d{1,2})\s*월\s*(\d{1,2})\s*일"),
)
_MONTH = r"[^\W\d_][^\s\d,;:()|/]{1,16}"
_IN_WORDS = (
    re.compile(
        rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.|º|er|-го)?\s+)?(?:of |de |del )?{_MONTH},?\s+"
        r"(?:(?:de|del|of)\s+)?(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?20\d\d"
    ),
    re.compile(rf"20\d\d[.,]?\s+(?:[^\W\d_]{{1,5}}\.?\s+)?{_MONTH}\s+\d{{1,2}}\.?"),
    re.compile(rf"20\d\d[.,]?\s+(?:[^\W\d_]{{1,5}}\.?\s+)?\d{{1,2}}\.\s+{_MONTH}"),
)
_VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?(20\d\d)", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|\D|$)")
_IN_SOURCE = re.compile(r"(?<!\d)20\d\d[年./-]\d{1,2}[月./-]\d{1,2}(?!\d)")
_LONGEST = 200
_BEFORE = 4
"""How much farther what stands before the headline is than what stands after it."""


_NEARER = 10
"""How much nearer a date counts that the page says to be that of the article."""


class Dated(NamedTuple):
    """An element that is called a date, what it is called, and how many elements stand before it; or a text by it."""

    element: Element
    source: str
    at: int
    text: str = ""


def claim_dates(found: list[Dated], heading: int | None, claims: Claims) -> None:
    """Note the dates that elements show, the nearest to the headline first: the masthead may say today's."""
    first = _order_of(claims)
    said = [(one, date) for one in found if not is_aside(one.element) for date in _said_by(one, first)]
    if heading is not None:
        said.sort(key=lambda pair: _distance(pair[0].at, heading) / (_NEARER if pair[1].is_labelled else 1))
    for one, date in said:
        claims.add(date.field, date.value, one.source, "visible", line_of(one.element))


def _order_of(claims: Claims) -> bool | None:
    language = claims.best("language")
    return day_is_first(str(language.value)) if language else None


def says_when(text: str | None) -> bool:
    """Whether a text is a date with the word that the article came out then, or was changed."""
    if not text or len(text) > 2 * _MOST_OF_LINE or not any(sign.isdecimal() for sign in text):
        return False
    return _LABEL.match(text.strip(_AROUND)) is not None and bool(days_of(" ".join(text.split())))


def _distance(at: int, heading: int) -> int:
    return at - heading if at >= heading else (heading - at) * _BEFORE


class _Said(NamedTuple):
    """A date, what it is of, and whether the page says so."""

    field: str
    value: str
    is_labelled: bool


def _said_by(dated: Dated, day_first: bool | None) -> Iterator[_Said]:
    """The dates of an element, and whether the article came out or was changed then."""
    if dated.text:
        found = days_of(" ".join(dated.text.split()), day_first)
        yield from (_Said(field, day, is_labelled=True) for field, day in found)
        return
    element = dated.element
    text = shown(element, _LONGEST)
    named = ((name, attribute(element, name)) for name in _SAID)
    said = next(
        (value for name, value in named if value and (name == "datetime" or date_in(value, day_first))), ""
    )
    called = f"{attribute(element, 'class')} {attribute(element, 'itemprop')} {attribute(element, 'id')}"
    is_changed = _MODIFIED.search(called) is not None and not _PUBLISHED.search(called)
    is_out = _PUBLISHED.search(called) is not None or element.get("pubdate") is not None
    if said and (element.tag == "time" or date_in(said, day_first)):
        label = _label_in(text) or _label_in(_text_before(element))
        field = "modified" if is_changed or (label == "changed" and not is_out) else "published"
        yield _Said(field, said, is_out or label == "out")
        return
    labels = list(_LABEL.finditer(text))
    parts = [(label.lastgroup, label.end()) for label in labels] or [(_label_in(_text_before(element)), 0)]
    ends = [label.start() for label in labels[1:]] + [len(text)]
    if labels and (value := date_in(text[: labels[0].start()], day_first)):
        yield _Said("modified" if is_changed else "published", value, is_out)
    for (label, start), end in zip(parts, ends, strict=True):
        if value := date_in(text[start:end], day_first):
            field = "modified" if label == "changed" or (is_changed and label != "out") else "published"
            yield _Said(field, value, is_out or label == "out")


def _label_in(text: str) -> str | None:
    found = _LABEL.search(text) if len(text) <= _LONGEST else None
    return found.lastgroup if found else None


def _text_before(element: Element) -> str:
    """The words right before an element: ``Updated: <time>``."""
    before = element.getprevious()
    if before is not None:
        text = (before.tail or "").strip() or (shown(before, 60) if len(before) == 0 else "")
    else:
        parent = element.getparent()
        text = (parent.text or "").strip() if parent is not None else ""
    return text[-40:]


def day_is_first(language: str | None) -> bool | None:
    """Whether 03/04/2025 is of April where this language is written; None where both orders are in use."""
    primary, _, region = (language or "").lower().partition("-")
    if region.endswith(("us", "ph")):
        return False
    if not primary or primary in ("fil", "tl") or (primary == "en" and region[-2:] not in _DAY_FIRST):
        return None
    return True


_DAY_FIRST = frozenset(
    {"gb", "uk", "ie", "au", "nz", "in", "za", "pk", "bd", "lk", "ng", "ke", "gh", "sg", "my", "hk", "mt"}
)
"""Countries that write English with the day first."""


def date_in(text: str, day_first: bool | None = None) -> str | None:
    """The date that a text holds, if it is one or says one in figures or words; its order is never guessed."""
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST or not any(c.isdecimal() for c in text):
        return None
    text = in_common_calendar(text)
    try:
        return read_date(text, day_first=day_first).value
    except ValueError:
        pass
    if found := _IN_TEXT[0].search(text) or _IN_TEXT[2].search(text):
        return _day(found[1], found[2], found[3])
    if found := _VIETNAMESE.search(text):
        return _day(found[3], found[2], found[1])
    if found := _IN_TEXT[1].search(text):
        first, second = int(found[1]), int(found[2])
        if first > 12 or "." in found[0]:
            return _day(found[3], found[2], found[1])
        if second > 12 or day_first is False:
            return _day(found[3], found[1], found[2])
        return _day(found[3], found[2], found[1]) if day_first else None
    for part in (part for pattern in _IN_WORDS for part in pattern.findall(text)):
        try:
            value = read_date(part).value
        except ValueError:
            continue
        if len(value) >= len("2025-07-25"):
            return value
    return None


def days_of(line: str, day_first: bool | None = None) -> list[tuple[str, str]]:
    """The dates of a line that is dates and their labels, each with ``published`` or ``modified``."""
    if len(line) > 2 * _MOST_OF_LINE or not any(sign.isdecimal() for sign in line):
        return []
    line = line.strip(_AROUND)
    labels = list(_LABEL.finditer(line))
    if labels and not any(sign.isdecimal() for sign in line[labels[-1].end() :]):
        labels = []  # 2025年7月25日 更新: the label stands behind its date
    if labels and (labels[0].start() == 0 or _day_alone(line[: labels[0].start()], day_first)):
        starts = [0] * (labels[0].start() > 0) + [label.end() for label in labels]
        ends = [label.start() for label in labels if label.start()] + [len(line)]
        fields = ["published"] * (labels[0].start() > 0)
        fields += ["modified" if label.lastgroup == "changed" else "published" for label in labels]
        found = [
            (field, value)
            for field, start, end in zip(fields, starts, ends, strict=True)
            if end - start <= _MOST_OF_LINE and (value := date_in(line[start:end], day_first))
        ]
        if found:
            return found
    value = _day_alone(_LABEL.sub(" ", line), day_first) if len(line) <= _MOST_OF_LINE else None
    return [("modified" if _label_in(line) == "changed" else "published", value)] if value else []


def _day_alone(text: str, day_first: bool | None) -> str | None:
    """The day of a text that is a date and nothing else."""
    bare = text.strip(_AROUND)
    for said in (bare, re.sub(r"^(?:le|el|on|am)\s", "", bare)):
        try:
            found = read_date(in_common_calendar(said), day_first=day_first).value
        except ValueError:
            continue
        if len(found) >= len("2025-07-25"):
            return found
    return None


_AROUND = " :：|,;.()[]【】-–—·•\n\t"
_MOST_OF_LINE = 70


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return read_date(f"{year}-{int(month):02}-{int(day):02}").value
    except ValueError:
        return None


def claim_address(url: str | None, claims: Claims) -> None:
    """Note the date in the address of the page."""
    if (
        url
        and (found := _IN_ADDRESS.search(url.partition("?")[0]))
        and (day := _day(found[1], found[2], found[3]))
    ):
        claims.add("published", day, "address of the page", "url")


def claim_first_date(root: Element, claims: Claims) -> None:
    """Note the first date in figures that the page shows after its headline, where nothing else says one."""
    heading = next((e for e in root.iter("h1")), None)
    seen = heading is None
    since, first = 0, _order_of(claims)
    for count, element in enumerate(elements(root)):
        if count > _MOST_LOOKED_AT:
            return
        since += seen
        if heading is not None and 0 < since < _NEAR and element.tag not in ("script", "style", "a"):
            for text in (element.text, element.tail):
                days = days_of(_first_part(text), first) if text else []
                if days and not is_aside(element):
                    for field, value in days:
                        claims.add(field, value, "text of the page", "visible", line_of(element))
                    return
        if element is heading:
            seen = True
        if seen and element.tag not in ("script", "style"):
            for text in (element.text, element.tail):
                if (
                    text
                    and len(text) < 2 * _LONGEST
                    and (figures := _IN_SOURCE.search(text))
                    and (day := date_in(figures[0]))
                ):
                    claims.add("published", day, "text of the page", "visible", line_of(element))
                    return


def _first_part(text: str) -> str:
    """A line up to the sign that parts the date from the name: ``25. Juli 2025 | Jana Müller``."""
    return re.split(r"\s[|•·]\s", " ".join(text.split()), maxsplit=1)[0] if len(text) <= _LONGEST else ""


_MOST_LOOKED_AT = 20_000
_NEAR = 120

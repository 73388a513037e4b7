"""What readers see of an article: headings, byline, dates; found by what the elements are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.etree import _Element as Element

from newsml.dates import read_date
from newsml.formats.html.reading_claims import Claims
from newsml.formats.html.reading_credits import credits_of, people_named
from newsml.formats.html.reading_people import byline_people
from newsml.formats.html.reading_tree import attribute, elements, is_aside, line_of, shown

_BYLINE = re.compile(
    r"(?:^|[-_\s])(?:by-?lines?(?:__?\w+)?|author(?:s|-?name|__name|-list|-names)?|autor(?:en|es|in)?|auteurs?|autore|writer|writtenby|"
    r"article-?author(?:s|__name)?|post-?author|entry-author|contributor-?name|redacteur|journalist|forfatter|skribent|yazar|vcard)(?:$|[-_\s])",
    re.IGNORECASE,
)
_NOT_BYLINE = re.compile(
    r"comment|related|teaser|footer|promo|sidebar|recommend|newsletter|share|social|bio|about|avatar|image|photo|caption|credit|shimmer|date|time",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:^|[-_\s])(?:date(?:line|time|published|-published|publication)?|publish(?:ed|date|ed-date)?|pub-?date|pubtime|time(?:stamp)?|posted(?:-on)?|"
    r"article-?date|entry-date|datum|fecha|data|veröffentlicht)(?:$|[-_\s])",
    re.IGNORECASE,
)
_IN_TEXT = (
    re.compile(r"(?<!\d)(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?(?!\d)"),
    re.compile(r"(?<!\d)(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./]\s*(20\d\d)(?!\d)"),
)
_IN_ADDRESS = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|\D|$)")


def claim_visible(root: Element, claims: Claims) -> None:
    """Note headings, bylines and dates that the page shows."""
    bylines: list[tuple[Element, str]] = []
    dates: list[tuple[Element, str]] = []
    headings = 0
    for element in elements(root):
        tag = element.tag
        if tag == "h1" and headings < _MOST:
            if text := shown(element, 600):
                headings += 1
                claims.add("h1", text, "h1", "visible", line_of(element))
                last = _last_part(element)
                if last and len(last) < len(text):
                    claims.add("h1 tail", last, "h1", "visible", line_of(element))
        elif tag == "time":
            if len(dates) < _MOST:
                dates.append((element, "time"))
        elif tag in ("meta", "link", "script", "style"):
            continue
        else:
            called = f"{attribute(element, 'class')} {attribute(element, 'id')} {attribute(element, 'data-testid')}"
            rel = attribute(element, "rel")
            if len(bylines) < _MOST and (
                rel == "author" or (_BYLINE.search(called) and not _NOT_BYLINE.search(called))
            ):
                bylines.append((element, "rel=author" if rel == "author" else f"class {called.split()[0]}"))
            elif called.strip() and len(dates) < _MOST and _DATE.search(called):
                dates.append((element, f"class {called.split()[0]}"))
    _claim_bylines(bylines, claims)
    _claim_dates(dates, claims)


_MOST = 60
_MOST_PARTS = 200


def _last_part(heading: Element) -> str:
    """The text of the last element within a heading that has one."""
    inner = list(islice(heading.iterdescendants("*"), _MOST_PARTS))
    return next((text for one in reversed(inner) if (text := shown(one, 600))), "")


def _claim_bylines(found: list[tuple[Element, str]], claims: Claims) -> None:
    """The people of the first byline that names some; those of a list of authors together."""
    inner = _innermost(found)
    people: list[dict[str, Any]] = []
    where: tuple[Element, str] | None = None
    for element, source in inner:
        if is_aside(element):
            continue
        named = _people_of_line(shown(element, 400))
        if not named:
            continue
        if where is not None and not _stand_together(where[0], element):
            break
        where = where or (element, source)
        people += [one for one in named if all(one["name"] != other["name"] for other in people)]
    if people and where and len(people) <= 12:
        claims.add("authors", people, where[1], "visible", line_of(where[0]))


def _people_of_line(text: str) -> list[dict[str, Any]]:
    """The authors of a byline; of one that says who edited or where it is from, none of those."""
    if credits := credits_of(text):
        return people_named([name for one in credits if one.role == "author" for name in one.names])
    return byline_people(text)


def _innermost(found: list[tuple[Element, str]]) -> list[tuple[Element, str]]:
    """The elements that hold no other of them which names somebody."""
    holders: set[Element] = set()
    known = {element for element, _ in found}
    for element, _ in found:
        parent = element.getparent()
        steps = 0
        while parent is not None and steps < 12:
            if parent in known and _people_of_line(shown(element, 400)):
                holders.add(parent)
            parent = parent.getparent()
            steps += 1
    return [(element, source) for element, source in found if element not in holders]


def _stand_together(one: Element, other: Element) -> bool:
    """Whether two elements have an ancestor near to both."""
    if one.getparent() is other.getparent():
        return True
    near = set(_ancestors(one, 4))
    return any(parent in near for parent in _ancestors(other, 4))


def _ancestors(element: Element, most: int) -> Iterator[Element]:
    parent = element.getparent()
    for _ in range(most):
        if parent is None or parent.tag in ("body", "main", "article", "html"):
            return
        yield parent
        parent = parent.getparent()


def _claim_dates(found: list[tuple[Element, str]], claims: Claims) -> None:
    for element, source in found:
        if is_aside(element):
            continue
        said = attribute(element, "datetime") if element.tag == "time" else ""
        text = shown(element, 200)
        itemprop = attribute(element, "itemprop").lower()
        field = (
            "modified"
            if "modified" in itemprop or re.search(r"modif|updat", f"{element.get('class', '')}", re.I)
            else "published"
        )
        value = said or date_in(text)
        if value:
            claims.add(field, value, source, "visible", line_of(element))


def date_in(text: str) -> str | None:
    """The date that a text holds, if it is one or says one in figures or words; never a guess of the order."""
    text = " ".join(text.split())
    if not text or len(text) > 200 or not any(c.isdigit() for c in text):
        return None
    try:
        return read_date(text).value
    except ValueError:
        pass
    if found := _IN_TEXT[0].search(text):
        return _day(found[1], found[2], found[3])
    if found := _IN_TEXT[1].search(text):
        first, second = int(found[1]), int(found[2])
        if first > 12 or "." in found[0]:
            return _day(found[3], found[2], found[1])
        if second > 12:
            return _day(found[3], found[1], found[2])
        return None
    for part in re.findall(
        r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+)?[^\W\d_]{3,12}\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?20\d\d", text
    ):
        try:
            value = read_date(part).value
        except ValueError:
            continue
        if len(value) >= len("2025-07-25"):
            return value
    return None


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


_IN_SOURCE = re.compile(r"(?<!\d)20\d\d[年./-]\d{1,2}[月./-]\d{1,2}(?!\d)")


def claim_first_date(root: Element, claims: Claims) -> None:
    """Note the first date in figures that the page shows after its headline, where nothing else says one."""
    heading = next((e for e in root.iter("h1")), None)
    seen = heading is None
    for count, element in enumerate(elements(root)):
        if count > _MOST_LOOKED_AT:
            return
        if element is heading:
            seen = True
        if seen and element.tag not in ("script", "style"):
            for text in (element.text, element.tail):
                if (
                    text
                    and len(text) < 400
                    and (found := _IN_SOURCE.search(text))
                    and (day := date_in(found[0]))
                ):
                    claims.add("published", day, "text of the page", "visible", line_of(element))
                    return


_MOST_LOOKED_AT = 20_000

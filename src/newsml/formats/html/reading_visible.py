"""What readers see of an article: headings, byline, dates; found by what the elements are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.etree import _Element as Element

from newsml.formats.html.reading_claims import Claims
from newsml.formats.html.reading_credits import credits_of, people_named
from newsml.formats.html.reading_dates import Dated, claim_dates, says_when
from newsml.formats.html.reading_headline import comparable
from newsml.formats.html.reading_people import are_people, byline_people
from newsml.formats.html.reading_tree import attribute, elements, is_aside, line_of, shown
from newsml.people import has_title
from newsml.vocabularies.link_labels import is_link_label

_BYLINE = re.compile(
    r"(?:^|[-_\s])(?:by-?lines?(?:__?\w+)?|author(?:s|-?name|__name|-list|-names)?|autor(?:en|es|in)?|auteurs?|autore|writer|writtenby|"
    r"article-?author(?:s|__name)?|post-?author|entry-author|contributor-?name|redacteur|journalist|forfatter|skribent|yazar|vcard"
    r"|firma|signature|muhabir|szerz[oő]|kirjoittaja|penulis|reporter|contributors?|posted-by|post-by)(?:$|[-_\s])",
    re.IGNORECASE,
)
_NOT_BYLINE = re.compile(
    r"comment|related|teaser|footer|promo|sidebar|recommend|newsletter|share|social|bio|about|avatar|image|img|photo|caption|credit|shimmer|date|time",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:^|[-_\s])(?:date(?:line|time|published|-published|publication)?|publish(?:ed|date|ed-date)?|pub-?date|pubtime|time(?:stamp)?|posted(?:-on)?|"
    r"(?:article|entry|post|news)-?(?:date|time)|dt-published|dt-updated|updated|modified|datum|fecha|data"
    r"|veröffentlicht|tarih|tanggal|waktu)(?:$|[-_\s])",
    re.IGNORECASE,
)
_OF_AUTHOR = re.compile(
    r"/(?:authors?|autor(?:en|es|a)?|auteurs?|autori?|journalists?|contributors?|columnists?|writers?"
    r"|reporters?|redakteure?|redacteurs?|yazar(?:lar)?|penulis|skribent|avtor|avtory)[/=]",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\s*(?:(?:by|von|par|por|di|da|door|av|af|od|przez|oleh|written by|reported by|от|від|بقلم|מאת)\b"
    r"|(?:text[oe]?|autor(?:in)?|автор)\s*:)",
    re.IGNORECASE,
)
_NO_CONTENT = frozenset({"meta", "link", "script", "style"})
_MOST = 60
_NEAR = 150
"""How many elements after the headline a byline may stand that is not called one."""


class _Seen:
    """What the elements of a page are called, in their order."""

    def __init__(self) -> None:
        self.headings: list[Element] = []
        self.first_heading: int | None = None
        self.bylines: list[tuple[Element, str]] = []
        self.links: list[tuple[Element, str]] = []
        self.lines: list[tuple[Element, str]] = []
        self.dates: list[Dated] = []


def claim_visible(root: Element, claims: Claims) -> None:
    """Note headings, bylines and dates that the page shows."""
    seen = _Seen()
    for at, element in enumerate(elements(root)):
        _look_at(element, at, seen)
    if seen.headings:
        _claim_headings(seen, claims)
    else:
        _claim_untagged_heading(root, claims)
    for bylines in (seen.bylines, seen.links, seen.lines):
        if not any(claim.kind == "visible" for claim in claims.of("authors")):
            _claim_bylines(bylines, claims)
    claim_dates(seen.dates, seen.first_heading, claims)


def _look_at(element: Element, at: int, seen: _Seen) -> None:
    tag = element.tag
    if tag in _NO_CONTENT:
        return
    if tag == "h1":
        if len(seen.headings) < _MOST:
            seen.headings.append(element)
            seen.first_heading = at if seen.first_heading is None else seen.first_heading
        return
    called = f"{attribute(element, 'class')} {attribute(element, 'id')} {attribute(element, 'data-testid')}"
    rel = attribute(element, "rel").lower().split()
    is_byline = "author" in rel or (_BYLINE.search(called) and not _NOT_BYLINE.search(called))
    if tag == "time":
        if len(seen.dates) < _MOST:
            seen.dates.append(Dated(element, "time", at))
    elif is_byline:
        if len(seen.bylines) < _MOST:
            source = "rel=author" if "author" in rel else f"class {called.split()[0]}"
            seen.bylines.append((element, source))
    elif len(seen.dates) < _MOST and (called.strip() and _DATE.search(called)):
        seen.dates.append(Dated(element, f"class {called.split()[0]}", at))
    elif len(seen.dates) < _MOST and (said := next(filter(says_when, (element.text, element.tail)), None)):
        seen.dates.append(Dated(element, "text of the page", at, said))
    elif seen.first_heading is not None and at - seen.first_heading < _NEAR:
        if tag == "a" and _OF_AUTHOR.search(attribute(element, "href")):
            seen.links.append((element, "link to the author"))
        elif element.text and len(element.text) < _LONGEST_LINE and _BY.match(element.text):
            seen.lines.append((element, "byline"))


_LONGEST_LINE = 160


def _claim_headings(seen: _Seen, claims: Claims) -> None:
    title = comparable(" ".join(str(claim.value) for claim in claims.of("title")))
    for element in sorted(seen.headings, key=lambda one: _rank(one, title)):
        if text := shown(element, 600):
            claims.add("h1", text, "h1", "visible", line_of(element))
            last = _last_part(element)
            if last and len(last) < len(text):
                claims.add("h1 tail", last, "h1", "visible", line_of(element))


_MOST_PARTS = 200


def _last_part(heading: Element) -> str:
    """The text of the last element within a heading that has one."""
    inner = list(islice(heading.iterdescendants("*"), _MOST_PARTS))
    return next((text for one in reversed(inner) if (text := shown(one, 600))), "")


def _claim_untagged_heading(root: Element, claims: Claims) -> None:
    """Note what the page shows of its title in letters of its own, where it has no heading: its longest part."""
    titles = [str(claim.value) for claim in claims.of("title")]
    title = comparable(titles[0]) if titles else ""
    best: tuple[int, Element, str] | None = None
    for element in islice(elements(root), _MOST_LOOKED_AT) if title else ():
        if (
            element.tag not in _LARGE
            or next(islice(element.iterdescendants("*"), _MOST_INNER, None), None) is not None
        ):
            continue
        if 0 < len(text := shown(element, 300)) < 300:
            own = comparable(text)
            if own != title and len(own) >= _SHORTEST and (title.startswith(own) or title.endswith(own)):
                best = max(best or (0, element, text), (len(own), element, text), key=lambda one: one[0])
    if best and len(best[2].split()) > 1:
        claims.add("h1", best[2], str(best[1].tag), "visible", line_of(best[1]))


_LARGE = frozenset(
    {"h2", "h3", "h4", "b", "strong", "font", "big", "td", "div", "p", "span", "legend", "center"}
)
_SHORTEST = 8
_MOST_LOOKED_AT = 20_000
_MOST_INNER = 12

_OF_SITE = re.compile(r"(?:^|[-_\s])(?:site|logo|brand|masthead|menu)(?:$|[-_\s])", re.IGNORECASE)


def _rank(heading: Element, title: str) -> int:
    """How far a heading is from being that of the article: the title has it; a logo, or one of a box, it is not."""
    parent = heading.getparent()
    near = [heading] if parent is None else [heading, parent]
    called = " ".join(f"{attribute(one, 'class')} {attribute(one, 'id')}" for one in near)
    leads_home = any(_HOME.fullmatch(attribute(link, "href")) for link in heading.iter("a"))
    if leads_home or _OF_SITE.search(called) or any(one.tag in _ASIDE for one in heading.iterancestors()):
        return 2
    own = comparable(shown(heading, 600))
    return 0 if own and own in title else 1


_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+)?")
_ASIDE = frozenset({"nav", "footer", "aside"})


def _claim_bylines(found: list[tuple[Element, str]], claims: Claims) -> None:
    """The people of the first byline that names some; those of a list of authors together."""
    inner = _innermost(found)
    people: list[dict[str, Any]] = []
    where: tuple[Element, str] | None = None
    for element, source in inner:
        if is_aside(element):
            continue
        named = _people_of_element(element, source)
        if not named:
            continue
        if where is not None and not _stand_together(where[0], element):
            break
        where = where or (element, source)
        people += [one for one in named if all(one["name"] != other["name"] for other in people)]
    if people and where and len(people) <= 12:
        claims.add("authors", people, where[1], "visible", line_of(where[0]))


def _people_of_element(element: Element, source: str) -> list[dict[str, Any]]:
    """The authors that an element names as a whole, else those that its parts name one by one."""
    text = _without_labels(element)
    found = _people_of_line(text)
    if source in ("link to the author", "byline"):
        found = found or _people_of_line(element.text or "")
        return found if found and are_people(found) else []
    if len(element) == 0 or len(text) > _LONGEST_LINE:
        return found
    parts = _people_of_parts(element)
    return parts if not found or _are_run_together(found, parts) else found


def _are_run_together(whole: list[dict[str, Any]], parts: list[dict[str, Any]]) -> bool:
    """Whether names, or a name and its title, stand in one name only because nothing is between their elements."""
    for one in whole:
        rest = str(one["name"])
        for part in parts:
            rest = rest.replace(part["name"], " ")
        if (
            rest != one["name"]
            and (not rest.strip() or has_title(rest))
            and len(one["name"]) > len(parts[0]["name"])
        ):
            return True
    return False


def _people_of_parts(element: Element) -> list[dict[str, Any]]:
    """The people that the parts of an element name one by one, each with the title that follows."""
    named: list[dict[str, Any]] = []
    for part in element.itertext():
        people = _people_of_line(str(part)) if len(part) < _LONGEST_LINE else []
        if people and are_people(people):
            named += people
        elif named and has_title(str(part)) and "job_title" not in named[-1]:
            named[-1]["job_title"] = " ".join(str(part).split()).strip(" ,|")
    return named


def _without_labels(element: Element) -> str:
    """The text of a byline without its links and buttons that are no names: contact, profile, follow."""
    text = shown(element, 400)
    for inner in islice(element.iter("a", "button"), _MOST_PARTS):
        if inner is not element and is_link_label(label := shown(inner, 100)):
            before, found, after = text.rpartition(label)
            text = " ".join(f"{before} {after}".split()) if found else text
    return text


def _people_of_line(text: str) -> list[dict[str, Any]]:
    """The authors of a byline; of one that says who edited or where it is from, none of those."""
    if _OF_PICTURE.match(text):
        return []
    if credits := credits_of(text):
        return people_named([name for one in credits if one.role == "author" for name in one.names])
    return byline_people(text)


_OF_PICTURE = re.compile(
    r"\s*(?:©|(?:photo|foto|bild|image|illustration|grafi[ck]|video)\w*\s*(?:by\b|:|von\b))", re.IGNORECASE
)


def _innermost(found: list[tuple[Element, str]]) -> list[tuple[Element, str]]:
    """The elements that hold no other of them which names somebody."""
    holders: set[Element] = set()
    known = {element for element, _ in found}
    for element, _ in found:
        parent = element.getparent()
        steps = 0
        while parent is not None and steps < 12:
            if parent in known and _people_of_line(_without_labels(element)):
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

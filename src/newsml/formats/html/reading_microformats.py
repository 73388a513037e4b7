"""Articles that only class names or old RDFa mark: hAtom and h-entry (https://microformats.org/wiki/h-entry).

These are the themes of WordPress and Blogger; Dublin Core and SIOC terms in the text are what Drupal 7 writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.etree import _Element as Element

from newsml.formats.html.reading_claims import Claims
from newsml.formats.html.reading_dates import date_in
from newsml.formats.html.reading_headline import comparable
from newsml.formats.html.reading_people import byline_people
from newsml.formats.html.reading_tree import attribute, elements, is_aside, line_of, shown

_ROOTS = frozenset({"hentry", "h-entry"})
_TITLES = frozenset({"entry-title", "p-name"})
_KIND = "microformats"
_MOST = 40
_LONGEST = 500
_MOST_WITHIN = 5_000
_TERMS = {
    "dc:title": "headline", "dcterms:title": "headline", "dct:title": "headline",
    "dc:created": "published", "dc:date": "published", "dc:issued": "published", "dcterms:created": "published",
    "dcterms:issued": "published", "dcterms:date": "published", "dct:issued": "published", "dct:created": "published",
    "dc:modified": "modified", "dcterms:modified": "modified", "dct:modified": "modified",
    "dc:creator": "authors", "dcterms:creator": "authors", "dct:creator": "authors",
}  # fmt: skip


def claim_microformats(root: Element, title: str, claims: Claims) -> None:
    """Note what the entry says that the page is there for: the only one, or that of the page's title."""
    entries: list[Element] = []
    terms: list[Element] = []
    for element in elements(root):
        if len(entries) < _MOST and not _ROOTS.isdisjoint(_classes(element)) and not is_aside(element):
            entries.append(element)
        elif len(terms) < _LONGEST and ":" in attribute(element, "property") and element.tag != "meta":
            terms.append(element)
    entry = _chosen(entries, title)
    if entry is not None:
        _claim_entry(entry, claims)
    _claim_terms(terms, title, claims)


def _classes(element: Element) -> list[str]:
    return attribute(element, "class").lower().split()


def _chosen(entries: list[Element], title: str) -> Element | None:
    """The entry of the page; none where several are listed and the title names no single one of them."""
    outer = [
        one
        for one in entries
        if not any(other is not one and other in one.iterancestors() for other in entries)
    ]
    if len(outer) == 1:
        return outer[0]
    named = [
        one
        for one in outer
        if (heading := _first(one, _TITLES)) is not None and _is_in_title(shown(heading, _LONGEST), title)
    ]
    return named[0] if len(named) == 1 else None


def _is_in_title(text: str, title: str) -> bool:
    own = comparable(text)
    return bool(own) and own in comparable(title)


def _first(entry: Element, names: frozenset[str]) -> Element | None:
    return next((one for one in _own(entry) if not names.isdisjoint(_classes(one))), None)


def _own(entry: Element) -> Iterator[Element]:
    """The elements of an entry that are not of an entry, a card or a comment within it."""
    for element in islice(entry.iterdescendants("*"), _MOST_WITHIN):
        if not _is_inner(element, entry):
            yield element


def _is_inner(element: Element, entry: Element) -> bool:
    for parent in element.iterancestors():
        if parent is entry:
            return False
        names = _classes(parent)
        if not _ROOTS.isdisjoint(names) or "h-card" in names or any("comment" in name for name in names):
            return True
    return False


def _claim_entry(entry: Element, claims: Claims) -> None:
    people: list[dict[str, Any]] = []
    keywords: list[str] = []
    where: Element | None = None
    dates: dict[str, Element] = {}
    for element in _own(entry):
        names = _classes(element)
        if not _TITLES.isdisjoint(names):
            text = shown(element, _LONGEST)
            if text and all(claim.kind != _KIND for claim in claims.of("headline")):
                claims.add("headline", text, names[0], _KIND, line_of(element))
        elif "p-author" in names or ("author" in names and ("vcard" in names or "h-card" in names)):
            where = where if where is not None else element
            people += [one for one in _author(element) if one not in people]
        elif "published" in names or "dt-published" in names:
            dates.setdefault("published", element)
        elif "updated" in names or "dt-updated" in names:
            dates.setdefault("modified", element)
        elif "p-summary" in names or "entry-summary" in names:
            if text := shown(element, 2000):
                claims.add("summary", text, names[0], _KIND, line_of(element))
        elif "p-category" in names or attribute(element, "rel").lower() == "tag":
            keywords += [word for word in [shown(element, 100)] if word and word not in keywords]
        elif "category" in attribute(element, "rel").lower().split():
            claims.add(
                "section", shown(element, 100).strip(" ›»>/|,❤"), "rel=category", _KIND, line_of(element)
            )
    if "modified" in dates:  # hAtom: what does not say when it came out did when it was last changed
        dates.setdefault("published", dates["modified"])
    for field, element in dates.items():
        if value := _moment(element):
            claims.add(field, value, _classes(element)[0], _KIND, line_of(element))
    claims.add("authors", people, "author of the entry", _KIND, line_of(where) if where is not None else None)
    claims.add("keywords", keywords[:_MOST], "rel=tag", _KIND)


def _author(element: Element) -> list[dict[str, Any]]:
    """The people of a card: what is called a name in it, else its text."""
    names = [
        one
        for one in element.iter("*")
        if not {"fn", "p-name"}.isdisjoint(_classes(one)) and one is not element
    ]
    parts = [shown(one, 200) for one in names] or [shown(element, 200)]
    return [one for part in parts for one in byline_people(part)]


def _moment(element: Element) -> str | None:
    """The date of an element, as ``datetime``, the title of an ``abbr``, or a value class says it."""
    for one in (element, *element.iter("time", "abbr", "span", "data")):
        for name in ("datetime", "title", "value", "content"):
            if (said := attribute(one, name)) and (one is element or name != "content") and date_in(said):
                return said
    return date_in(shown(element, 200))


def _claim_terms(found: list[Element], title: str, claims: Claims) -> None:
    """Note the terms of Dublin Core in the text, and the ``foaf:name`` of who made it; nothing of a list."""
    said: dict[str, list[tuple[str, str, Element]]] = {}
    for element in found:
        if is_aside(element) or any("comment" in name for name in _classes(element)):
            continue
        for term in attribute(element, "property").lower().split():
            field = _TERMS.get(term) or (
                "authors" if term in ("foaf:name", "sioc:name") and _made(element) else None
            )
            if field:
                value = attribute(element, "content") or shown(element, _LONGEST)
                said.setdefault(field, []).append((term, value, element))
    titles = said.get("headline", [])
    if len(titles) > 1:
        titles = [one for one in titles if _is_in_title(one[1], title)][:1]
        if not titles:
            return
    for field, values in said.items():
        term, value, element = (titles or values)[0] if field == "headline" else values[0]
        if field == "authors":
            claims.add(field, byline_people(value), term, _KIND, line_of(element))
        elif field == "headline" or date_in(value):
            claims.add(field, value, term, _KIND, line_of(element))


def _made(element: Element) -> bool:
    """Whether an element stands for the creator of what is around it."""
    for count, one in enumerate((element, *element.iterancestors())):
        if count > _STEPS:
            return False
        rel = attribute(one, "rel").lower()
        if "has_creator" in rel or "dc:creator" in rel or "dcterms:creator" in rel:
            return True
    return False


_STEPS = 3

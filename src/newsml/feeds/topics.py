"""What an entry is about: categories, keywords, subjects, sections."""

from __future__ import annotations

from typing import Any

from lxml.etree import _Element as Element

from newsml.feeds.entry import Entry
from newsml.feeds.names import RDF, name_of
from newsml.feeds.texts import content_of, line_of, plain_of, words
from newsml.model.values import is_iri


def take_category(entry: Entry, element: Element) -> bool:
    vocabulary, _ = name_of(element.tag)
    if vocabulary == "atom":
        return _term(entry, element)
    text = line_of(element) if entry.feed.own else plain_of(content_of(element))
    domain = (element.get("domain") or "").strip()
    if not text:
        return True
    if is_iri(domain):
        return entry.append("subjects", {"name": text, "scheme": domain}, element)
    taken = _keyword(entry, text, element)
    if domain:
        entry.keep(element, "keywords", ["domain"])
    return taken


def _keyword(entry: Entry, text: str, element: Element) -> bool:
    found = entry.fields.setdefault("keywords", [])
    if entry.feed.own or entry.is_new("keywords", text):
        found.append(text)
        entry.places.setdefault("keywords", (entry.line(element), None))
    return True


def _term(entry: Entry, element: Element) -> bool:
    """A category of Atom: a word, or a code of a scheme with its name (RFC 4287 section 4.2.2)."""
    term, scheme = (element.get("term") or "").strip(), (element.get("scheme") or "").strip()
    label = words(element.get("label")) or None
    if not term:
        return not (text := line_of(element)) or _keyword(entry, label or text, element)
    if not scheme and is_iri(term):
        return entry.append("subjects", {"uri": term, **({"name": label} if label else {})}, element)
    if not is_iri(scheme):
        if scheme:
            entry.keep(element, "keywords", ["scheme"])
        if label and label != term:
            return entry.append("subjects", {"code": term, "name": label}, element)
        return _keyword(entry, words(term), element)
    subject: dict[str, Any] = {"scheme": scheme}
    if (label is None and not entry.feed.own) or (entry.feed.own and label == term):
        subject["name"] = words(term)
    elif scheme[-1] in "/#:=" and is_iri(f"{scheme}{term}"):
        subject |= {"code": term, "uri": f"{scheme}{term}"}
    else:
        subject["code"] = term
    if is_iri(term):
        subject = {"uri": term, "scheme": scheme}
    if label:
        subject["name"] = label
    return entry.append("subjects", subject, element)


def take_subject(entry: Entry, element: Element) -> bool:
    """A topic of Dublin Core; in RSS 1.0 it may be a resource of a taxonomy."""
    resource = element.get(f"{{{RDF}}}resource") or ""
    text = line_of(element)
    if is_iri(resource) and not text:
        return entry.append("subjects", {"uri": resource}, element)
    return not text or _keyword(entry, text, element)


def take_keywords(entry: Entry, element: Element) -> bool:
    for word in line_of(element).split(","):
        if word.strip():
            _keyword(entry, word.strip(), element)
    return True


def take_section(entry: Entry, element: Element) -> bool:
    text = line_of(element)
    if text:
        entry.fields.setdefault("section", []).append(text)
    return True

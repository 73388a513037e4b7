"""Identifiers and addresses of an entry: what it is called, where it stands, what it is related to."""

from __future__ import annotations

from typing import Any

from lxml.etree import _Element as Element

from newsml.feeds.entry import Entry
from newsml.feeds.media import enclosure
from newsml.feeds.texts import media_type, text_in, words
from newsml.model.values import is_url


def take_guid(entry: Entry, element: Element) -> bool:
    text = (element.text or "").strip()
    if not text:
        return True
    said = next(
        (value for name, value in element.attrib.items() if str(name).lower() == "ispermalink"), "true"
    )
    if said.strip().lower() != "false" and is_url(text):
        entry.links.append(text)
        entry.fields.setdefault("canonical_url", text)
        entry.feed.said.add("permalinks")
    return entry.put("id", text, element)


def take_id(entry: Entry, element: Element) -> bool:
    text = (element.text or "").strip()
    return not text or entry.put("id", text, element)


def take_rss_link(entry: Entry, element: Element) -> bool:
    href = element.get("href")
    if href is not None:
        return atom_link(entry, element)
    text = "".join((element.text or "").split()) if element.text else ""
    if not text:
        return not element.attrib
    return _canonical(entry, element, (element.text or "").strip())


def _canonical(entry: Entry, element: Element, address: str, *, wins: bool = False) -> bool:
    found = entry.url(element, address, "link")
    if found is None:
        return False
    entry.links.append(found)
    held = entry.fields.get("canonical_url")
    if wins or held is None or held == entry.fields.get("id") != found:
        entry.fields["canonical_url"] = found
        entry.places["canonical_url"] = entry.line(element), None
        return True
    return bool(held == found)


def take_original_link(entry: Entry, element: Element) -> bool:
    """The address of the article where that of the item only counts readers (``feedburner:origLink``)."""
    return _canonical(entry, element, text_in(element), wins=True)


def atom_link(entry: Entry, element: Element) -> bool:
    """A link, by what it is to the entry (RFC 4287 section 4.2.7)."""
    rel = (element.get("rel") or "alternate").strip().lower().rpartition("/")[2] or "alternate"
    href = element.get("href") or ""
    kind = (element.get("type") or "").lower()
    if rel in ("alternate", "canonical"):
        lang = element.get("hreflang")
        if (not kind or "html" in kind) and not (
            rel == "alternate" and "canonical_url" in entry.fields and lang
        ):
            return _canonical(entry, element, href, wins=rel == "canonical") or _related(
                entry, element, "related"
            )
        return _related(entry, element, "related")
    if rel == "enclosure":
        return enclosure(entry, element)
    if rel == "license":
        address = entry.url(element, href, "licence")
        return address is not None and entry.put("license_url", address, element)
    return rel in ("related", "via") and _related(
        entry, element, "related" if rel == "related" else "derived_from"
    )


def _related(entry: Entry, element: Element, name: str) -> bool:
    address = entry.url(element, element.get("href") or "", "link")
    if address is None:
        return False
    link: dict[str, Any] = {"href": address}
    rel = (element.get("rel") or "alternate").strip()
    if rel not in ("related", "via"):
        link["rel"] = rel
    if title := words(element.get("title")):
        link["title"] = title
    if mime := media_type(element.get("type")):
        link["mime"] = mime
    if (lang := element.get("hreflang")) and (tag := entry.language(element, lang)):
        link["lang"] = tag
    return entry.append(name, link, element)

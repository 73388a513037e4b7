"""The elements of an item or entry, and what each becomes: RSS of all versions, Atom, Dublin Core, and modules.

A function of the tables takes an element into the entry and says whether it did; what none takes is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element as Element

from newsml.feeds.credits import (
    take_atom_source,
    take_author,
    take_contributor,
    take_creator,
    take_itunes_author,
    take_license,
    take_publisher,
    take_rights,
    take_source,
)
from newsml.feeds.entry import Entry
from newsml.feeds.entrytexts import (
    take_body,
    take_description,
    take_duplicate_title,
    take_later_text,
    take_media_text,
    take_media_title,
    take_summary,
    take_title,
)
from newsml.feeds.links import atom_link, take_guid, take_id, take_original_link, take_rss_link
from newsml.feeds.media import MEDIA, enclosure, item_image, itunes_duration, itunes_image
from newsml.feeds.places import PLACES
from newsml.feeds.texts import line_of
from newsml.feeds.topics import take_category, take_keywords, take_section, take_subject

Take = Callable[[Entry, Element], bool]


def _expires(entry: Entry, element: Element) -> bool:
    """When an item goes out of use: alone, or as the end of a period (DCMI Period)."""
    text = line_of(element)
    found = re.search(r"\bend\s*=\s*([^;]+)", text)
    value = entry.date("expires", element, (found[1] if found else text).strip())
    return value is not None and entry.put("expires", [value], element) and "start=" not in text


def _date_field(name: str) -> Take:
    def take(entry: Entry, element: Element) -> bool:
        value = entry.date(name, element, line_of(element))
        if value is None:
            return not line_of(element)
        if name == "published":
            return entry.put(name, [{"when": value}], element)
        return entry.put(name, value, element)

    return take


def _language(entry: Entry, element: Element) -> bool:
    text = line_of(element)
    tag = entry.language(element, text) if text else None
    return not text or (tag is not None and entry.put("language", tag, element))


def _status(entry: Entry, element: Element) -> bool:
    """Whether the item may still be shown (Media RSS): ``deleted`` and ``blocked`` ones must not be."""
    status = {"deleted": "canceled", "blocked": "withheld"}.get((element.get("state") or "").strip().lower())
    return status is not None and entry.put("pub_status", status, element) and not element.get("reason")


def _nothing(entry: Entry, element: Element) -> bool:
    """What only repeats what another part says."""
    return True


FIRST: dict[tuple[str, str], Take] = {
    ("content", "encoded"): take_body, ("xhtml", "body"): take_body, ("xhtml", "div"): take_body,
    ("atom", "content"): take_body, ("rss", "fulltext"): take_body, ("rss", "fullitem"): take_body,
    ("rss", "body"): take_body, ("rss", "content"): take_body,
    ("yandex", "full-text"): take_body, ("turbo", "content"): take_body,
    ("prism", "section"): take_section,
}  # fmt: skip
"""What is read before all else, for others depend on it."""

TAKES: dict[tuple[str, str], Take] = {
    ("rss", "guid"): take_guid, ("atom", "id"): take_id, ("rss", "id"): take_id,
    ("rss", "link"): take_rss_link, ("atom", "link"): atom_link, ("feedburner", "origlink"): take_original_link,
    ("rss", "title"): take_title, ("atom", "title"): take_title,
    ("rss", "description"): take_description, ("atom", "summary"): take_summary, ("rss", "summary"): take_summary,
    ("rss", "author"): take_author, ("atom", "author"): take_author, ("dc", "creator"): take_creator,
    ("dc", "author"): take_creator,
    ("atom", "contributor"): take_contributor, ("dc", "contributor"): take_contributor,
    ("prism", "expirationdate"): _expires, ("dcterms", "valid"): _expires,
    ("dcterms", "creator"): take_creator, ("dcterms", "contributor"): take_contributor,
    ("dc", "publisher"): take_publisher, ("dcterms", "publisher"): take_publisher,
    ("rss", "pubdate"): _date_field("published"), ("atom", "published"): _date_field("published"),
    ("rss", "published"): _date_field("published"),
    ("atom", "issued"): _date_field("published"), ("dcterms", "issued"): _date_field("published"),
    ("atom", "updated"): _date_field("content_modified"), ("atom", "modified"): _date_field("content_modified"),
    ("rss", "updated"): _date_field("content_modified"),
    ("dcterms", "modified"): _date_field("content_modified"),
    ("prism", "modificationdate"): _date_field("content_modified"),
    ("atom", "created"): _date_field("content_created"), ("dcterms", "created"): _date_field("content_created"),
    ("rss", "category"): take_category, ("atom", "category"): take_category,
    ("dc", "subject"): take_subject, ("dcterms", "subject"): take_subject,
    ("itunes", "keywords"): take_keywords, ("media", "keywords"): take_keywords, ("prism", "keyword"): take_subject,
    ("rss", "tags"): take_keywords,
    ("dc", "rights"): take_rights, ("atom", "rights"): take_rights, ("atom", "copyright"): take_rights,
    ("rss", "copyright"): take_rights,
    ("dcterms", "rights"): take_rights, ("cc", "license"): take_license, ("dcterms", "license"): take_license,
    ("dc", "language"): _language, ("dcterms", "language"): _language, ("rss", "language"): _language,
    ("rss", "source"): take_source, ("atom", "source"): take_atom_source,
    ("rss", "enclosure"): enclosure, ("rss", "image"): item_image, ("media", "status"): _status,
    **MEDIA, **PLACES,
}  # fmt: skip
"""What is read in the order of the item."""

LAST: dict[tuple[str, str], Take] = {
    ("dc", "title"): take_duplicate_title, ("media", "title"): take_media_title,
    ("itunes", "title"): take_duplicate_title,
    ("prism", "publicationdate"): _date_field("published"), ("dc", "date"): _date_field("published"),
    ("dc", "description"): take_later_text, ("media", "description"): take_media_text,
    ("itunes", "summary"): take_later_text,
    ("itunes", "subtitle"): take_later_text, ("dcterms", "abstract"): take_later_text,
    ("googleplay", "description"): take_later_text,
    ("itunes", "author"): take_itunes_author, ("googleplay", "author"): take_itunes_author,
    ("itunes", "duration"): itunes_duration, ("itunes", "image"): itunes_image,
    ("prism", "url"): lambda entry, element: line_of(element) in entry.links,
    ("dc", "identifier"): lambda entry, element: line_of(element) in (entry.fields.get("id"), *entry.links),
    ("rdf", "type"): _nothing,
}  # fmt: skip
"""What is read at the end: what only counts where nothing better says it."""

BESIDE: dict[tuple[str, str], str] = {
    ("dc", "title"): "headlines", ("media", "title"): "headlines", ("itunes", "title"): "headlines",
    ("dc", "description"): "summary", ("media", "description"): "summary", ("itunes", "summary"): "summary",
    ("itunes", "subtitle"): "summary", ("dcterms", "abstract"): "summary", ("googleplay", "description"): "summary",
    ("itunes", "author"): "authors", ("googleplay", "author"): "authors", ("itunes", "duration"): "",
    ("prism", "url"): "", ("dc", "identifier"): "", ("media", "status"): "",
}  # fmt: skip
"""What is kept because a field says something else already, and goes back where that field is there."""

KNOWN = frozenset({*FIRST, *TAKES, *LAST}) - {("atom", "link"), ("atom", "source")}
"""What newsml reads and writes itself; a link may be of a kind that no field takes."""

"""The elements of an item or entry, and what each becomes: RSS of all versions, Atom, Dublin Core, and modules.

A function of the tables takes an element into the entry and says whether it did; what none takes is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml.etree import _Element as Element

from newsml.feeds.entry import Entry
from newsml.feeds.media import MEDIA, enclosure, itunes_duration, itunes_image, of_files
from newsml.feeds.names import RDF, name_of
from newsml.feeds.people import add_author, atom_person, person_of
from newsml.feeds.places import PLACES
from newsml.feeds.texts import BLOCK, Content, content_of, line_of, media_type, plain_of, text_in, words
from newsml.model.values import is_iri, is_url
from newsml.people import looks_like_names, split_people

Take = Callable[[Entry, Element], bool]

LONG = 600
"""A description of more characters than this is the text itself."""


# --- identity ------------------------------------------------------------------------------------


def _guid(entry: Entry, element: Element) -> bool:
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


def _id(entry: Entry, element: Element) -> bool:
    text = (element.text or "").strip()
    return not text or entry.put("id", text, element)


def _rss_link(entry: Entry, element: Element) -> bool:
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


def _original_link(entry: Entry, element: Element) -> bool:
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


# --- text ----------------------------------------------------------------------------------------


def _title(entry: Entry, element: Element) -> bool:
    content = content_of(element) if not entry.feed.own or len(element) else Content("text", text_in(element))
    text = plain_of(content)
    if not text:
        return True
    headline: dict[str, Any] = {"text": text, "role": "main"}
    if content.kind == "html" and "<" in content.value:
        headline["html"] = content.value.strip()
    return entry.put("headlines", [headline], element)


def _summary(entry: Entry, element: Element) -> bool:
    content = content_of(element) if not entry.feed.own or len(element) else Content("text", text_in(element))
    return _as_summary(entry, element, content)


def _as_summary(entry: Entry, element: Element, content: Content) -> bool:
    text = plain_of(content)
    if not text:
        return True
    if any(item["text"] == text for item in entry.fields.get("summary", ())):
        return True
    summary: dict[str, Any] = {"text": text}
    if content.kind == "html" and "<" in content.value:
        summary["html"] = content.value.strip()
    return entry.append("summary", summary, element)


def _description(entry: Entry, element: Element) -> bool:
    """A description: the summary where there is a text; else, if it looks like the text itself, the body."""
    if entry.feed.own and not len(element):
        return _as_summary(entry, element, Content("text", text_in(element)))
    content = content_of(element)
    if "body" not in entry.fields and _is_body(entry, content):
        return _as_body(entry, element, content)
    return _as_summary(entry, element, content)


def _is_body(entry: Entry, content: Content) -> bool:
    wanted = entry.feed.options.description
    if wanted != "auto":
        return wanted == "body"
    if len(content.value) > LONG and len(plain_of(content)) > LONG:
        return True
    return (
        content.kind == "html"
        and len(BLOCK.findall(content.value)) > 2
        and len(plain_of(content)) > LONG // 3
    )


def _body(entry: Entry, element: Element) -> bool:
    if element.get("src"):
        return _content_elsewhere(entry, element)
    content = content_of(element)
    if name_of(element.tag)[0] in ("content", "xhtml") and content.kind == "text":
        content = Content("html", content.value)
    if content.kind not in ("html", "text"):
        return False
    if "body" in entry.fields and not plain_of(content):
        return True
    return _as_body(entry, element, content)


def _as_body(entry: Entry, element: Element, content: Content) -> bool:
    if "body" in entry.fields:
        return False
    blocks = entry.blocks(content, element)
    if blocks:
        entry.put("body", blocks, element)
    return True


def _content_elsewhere(entry: Entry, element: Element) -> bool:
    """Content that is a file of its own (RFC 4287 section 4.1.3.2): a picture, a clip, or a page."""
    kind = media_type(element.get("type")) or ""
    address = entry.url(element, element.get("src") or "", "content")
    if address is None:
        return False
    medium = kind.partition("/")[0]
    if medium in ("image", "video", "audio"):
        entry.add_file({"medium": medium, "url": address, "mime": kind})
        return True
    link = {"href": address, "rel": "content", **({"mime": kind} if kind else {})}
    return entry.append("related", link, element)


# --- people, dates, subjects, rights -------------------------------------------------------------


def _author(entry: Entry, element: Element) -> bool:
    if name_of(element.tag)[0] == "atom" or any(name_of(child.tag)[1] == "name" for child in element):
        return _atom_party(entry, element, "authors")
    return add_author(entry, person_of(plain_of(content_of(element))), element)


def _creator(entry: Entry, element: Element) -> bool:
    if entry.feed.own:
        text = line_of(element)
        return not text or entry.append("authors", {"name": text}, element)
    text = plain_of(content_of(element))
    return _byline(entry, element, text) or add_author(entry, person_of(text), element)


_BY = re.compile(r"(?:by|von|par|por|door|av|af)\s+(?=\S)", re.IGNORECASE)


def _byline(entry: Entry, element: Element, text: str) -> bool:
    """Whether a name is a byline, ``By Jane Doe and John Roe``, of which the people are made, if they may be."""
    if not entry.feed.options.derive or "@" in text or len(text) > 300:
        return False
    names = _BY.sub("", text, count=1) if _BY.match(text) else text
    people = split_people(names) if looks_like_names(names) else []
    if not people or (len(people) == 1 and names == text):
        return False
    entry.put("byline", {"text": text}, element)
    for person in people:
        add_author(entry, person, element)
    message = f"the authors are made of the byline {text[:80]!r}"
    entry.say("DERIVED", "info", element, message, "authors", once="byline")
    entry.fields.setdefault("_derived", []).append("authors")
    return True


def _expires(entry: Entry, element: Element) -> bool:
    """When an item goes out of use: alone, or as the end of a period (DCMI Period)."""
    text = line_of(element)
    found = re.search(r"\bend\s*=\s*([^;]+)", text)
    value = entry.date("expires", element, (found[1] if found else text).strip())
    return value is not None and entry.put("expires", [value], element) and "start=" not in text


def _contributor(entry: Entry, element: Element) -> bool:
    if name_of(element.tag)[0] == "atom":
        return _atom_party(entry, element, "contributors")
    return add_author(entry, person_of(line_of(element)), element, "contributors")


def _atom_party(entry: Entry, element: Element, name: str) -> bool:
    person, whole = atom_person(element, entry.feed)
    if person:
        add_author(entry, person, element, name)
        if not whole:
            entry.keep(element, name, ["more of a person"])
    return True


def _publisher(entry: Entry, element: Element) -> bool:
    name = line_of(element)
    return not name or entry.put("publisher", {"name": name}, element)


def _date_field(name: str) -> Take:
    def take(entry: Entry, element: Element) -> bool:
        value = entry.date(name, element, line_of(element))
        if value is None:
            return not line_of(element)
        if name == "published":
            return entry.put(name, [{"when": value}], element)
        return entry.put(name, value, element)

    return take


def _category(entry: Entry, element: Element) -> bool:
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


def _subject(entry: Entry, element: Element) -> bool:
    """A topic of Dublin Core; in RSS 1.0 it may be a resource of a taxonomy."""
    resource = element.get(f"{{{RDF}}}resource") or ""
    text = line_of(element)
    if is_iri(resource) and not text:
        return entry.append("subjects", {"uri": resource}, element)
    return not text or _keyword(entry, text, element)


def _keywords(entry: Entry, element: Element) -> bool:
    for word in line_of(element).split(","):
        if word.strip():
            _keyword(entry, word.strip(), element)
    return True


def _section(entry: Entry, element: Element) -> bool:
    text = line_of(element)
    if text:
        entry.fields.setdefault("section", []).append(text)
    return True


def _rights(entry: Entry, element: Element) -> bool:
    text = plain_of(content_of(element)) if not entry.feed.own else line_of(element)
    return not text or entry.put("copyright_notice", [{"text": text}], element)


def _license(entry: Entry, element: Element) -> bool:
    address = element.get(f"{{{RDF}}}resource") or element.get("href") or line_of(element)
    found = entry.url(element, address, "licence")
    return found is not None and entry.put("license_url", found, element)


def _language(entry: Entry, element: Element) -> bool:
    text = line_of(element)
    tag = entry.language(element, text) if text else None
    return not text or (tag is not None and entry.put("language", tag, element))


def _source(entry: Entry, element: Element) -> bool:
    """The feed that an item was taken from: who sent it first."""
    name, address = line_of(element), element.get("url") or ""
    party: dict[str, Any] = {"name": name} if name else {}
    url = entry.url(element, address, "source") if address else None
    if address and url is None:
        return False
    if url:
        party["url"] = url
    return not party or entry.put("provider", party, element)


def _atom_source(entry: Entry, element: Element) -> bool:
    """The feed that an entry was taken from (RFC 4287 section 4.2.11); all it says beside name and page is kept."""
    party: dict[str, Any] = {}
    more = []
    for child in element:
        vocabulary, local = name_of(child.tag)
        if vocabulary != "atom":
            more.append(local or "comment")
        elif local == "title" and line_of(child):
            party["name"] = plain_of(content_of(child))
        elif local == "link" and (child.get("rel") or "alternate") == "alternate" and child.get("href"):
            url = entry.url(child, child.get("href") or "", "source")
            if url:
                party["url"] = url
        else:
            more.append(local)
            if local == "author" and "authors" not in entry.fields:
                person, _ = atom_person(child, entry.feed)
                entry.fields.setdefault("_source_authors", []).append(person)
            elif local == "rights":
                entry.fields.setdefault("_source_rights", plain_of(content_of(child)))
    if party and not entry.put("provider", party, element):
        return False
    if more:
        entry.keep(element, "provider" if party else None, more)
    return True


def _itunes_author(entry: Entry, element: Element) -> bool:
    if not entry.fields.get("authors"):
        return add_author(entry, person_of(line_of(element)), element)
    return any(person.get("name") == line_of(element) for person in entry.fields["authors"])


def _duplicate_title(entry: Entry, element: Element) -> bool:
    """A title for players: the title, if there is no other."""
    held = entry.fields.get("headlines")
    return _title(entry, element) if not held else held[0]["text"] == plain_of(content_of(element))


def _later_text(entry: Entry, element: Element) -> bool:
    """A description for players: the summary, if there is no other."""
    if not entry.fields.get("summary"):
        return _summary(entry, element)
    text = plain_of(content_of(element))
    return not text or any(item["text"] == text for item in entry.fields["summary"])


def _media_title(entry: Entry, element: Element) -> bool:
    """A title beside the files: the item's own, if it has no other, or says the same; else that of its files."""
    return _duplicate_title(entry, element) or (bool(entry.media) and of_files("title")(entry, element))


def _media_text(entry: Entry, element: Element) -> bool:
    """A description beside the files: the summary, if the item has no text; else what is to be seen."""
    if not entry.fields.get("summary") and not (entry.media and entry.fields.get("body")):
        return _summary(entry, element)
    return _later_text(entry, element) or (bool(entry.media) and of_files("description")(entry, element))


def _status(entry: Entry, element: Element) -> bool:
    """Whether the item may still be shown (Media RSS): ``deleted`` and ``blocked`` ones must not be."""
    status = {"deleted": "canceled", "blocked": "withheld"}.get((element.get("state") or "").strip().lower())
    return status is not None and entry.put("pub_status", status, element) and not element.get("reason")


def _nothing(entry: Entry, element: Element) -> bool:
    """What only repeats what another part says."""
    return True


FIRST: dict[tuple[str, str], Take] = {
    ("content", "encoded"): _body, ("xhtml", "body"): _body, ("xhtml", "div"): _body, ("atom", "content"): _body,
    ("rss", "fulltext"): _body, ("rss", "fullitem"): _body, ("rss", "body"): _body, ("rss", "content"): _body,
    ("prism", "section"): _section,
}  # fmt: skip
"""What is read before all else, for others depend on it."""

TAKES: dict[tuple[str, str], Take] = {
    ("rss", "guid"): _guid, ("atom", "id"): _id, ("rss", "id"): _id,
    ("rss", "link"): _rss_link, ("atom", "link"): atom_link, ("feedburner", "origlink"): _original_link,
    ("rss", "title"): _title, ("atom", "title"): _title,
    ("rss", "description"): _description, ("atom", "summary"): _summary, ("rss", "summary"): _summary,
    ("rss", "author"): _author, ("atom", "author"): _author, ("dc", "creator"): _creator, ("dc", "author"): _creator,
    ("atom", "contributor"): _contributor, ("dc", "contributor"): _contributor,
    ("prism", "expirationdate"): _expires, ("dcterms", "valid"): _expires,
    ("dcterms", "creator"): _creator, ("dcterms", "contributor"): _contributor,
    ("dc", "publisher"): _publisher, ("dcterms", "publisher"): _publisher,
    ("rss", "pubdate"): _date_field("published"), ("atom", "published"): _date_field("published"),
    ("rss", "published"): _date_field("published"),
    ("atom", "issued"): _date_field("published"), ("dcterms", "issued"): _date_field("published"),
    ("atom", "updated"): _date_field("content_modified"), ("atom", "modified"): _date_field("content_modified"),
    ("rss", "updated"): _date_field("content_modified"),
    ("dcterms", "modified"): _date_field("content_modified"),
    ("prism", "modificationdate"): _date_field("content_modified"),
    ("atom", "created"): _date_field("content_created"), ("dcterms", "created"): _date_field("content_created"),
    ("rss", "category"): _category, ("atom", "category"): _category,
    ("dc", "subject"): _subject, ("dcterms", "subject"): _subject,
    ("itunes", "keywords"): _keywords, ("media", "keywords"): _keywords, ("prism", "keyword"): _subject,
    ("rss", "tags"): _keywords,
    ("dc", "rights"): _rights, ("atom", "rights"): _rights, ("atom", "copyright"): _rights,
    ("rss", "copyright"): _rights,
    ("dcterms", "rights"): _rights, ("cc", "license"): _license, ("dcterms", "license"): _license,
    ("dc", "language"): _language, ("dcterms", "language"): _language, ("rss", "language"): _language,
    ("rss", "source"): _source, ("atom", "source"): _atom_source,
    ("rss", "enclosure"): enclosure, ("media", "status"): _status,
    **MEDIA, **PLACES,
}  # fmt: skip
"""What is read in the order of the item."""

LAST: dict[tuple[str, str], Take] = {
    ("dc", "title"): _duplicate_title, ("media", "title"): _media_title, ("itunes", "title"): _duplicate_title,
    ("prism", "publicationdate"): _date_field("published"), ("dc", "date"): _date_field("published"),
    ("dc", "description"): _later_text, ("media", "description"): _media_text, ("itunes", "summary"): _later_text,
    ("itunes", "subtitle"): _later_text, ("dcterms", "abstract"): _later_text,
    ("googleplay", "description"): _later_text,
    ("itunes", "author"): _itunes_author, ("googleplay", "author"): _itunes_author,
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

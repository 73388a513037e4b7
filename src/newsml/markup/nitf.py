"""NITF into the body tree: each element becomes the HTML element that says the same, which is then read.

Specification: NITF 3.6, https://iptc.org/standards/nitf/ (body.head, body.content, body.end). It stands here
because NewsML-G2 carries NITF bodies too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from lxml import etree
from lxml.etree import _Element as Element

from newsml.markup.flow import blocks_within
from newsml.markup.media import provider_of
from newsml.markup.reading import XML_LANG, Reading, child, classes, text_of
from newsml.model.values import is_iri, is_url

Block = dict[str, Any]

NAMESPACE = "http://iptc.org/std/NITF/2006-10-18/"
VERSION = "-//IPTC//DTD NITF 3.6//EN"
MEDIA_METADATA = {
    "id": "id", "creator": "creator", "license": "license_url", "embed": "embed_url", "thumbnail": "thumbnail",
    "digitalsourcetype": "digital_source_type", "size": "size", "transcript": "transcript",
}  # fmt: skip
"""Names of ``media-metadata`` for facts that NITF has no attribute for, and the fields they are in."""


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments."""
    tag: Any = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def is_nitf(element: Element) -> bool:
    """Whether an element is the root of NITF, or its body."""
    name = local(element)
    if name == "nitf" or name.startswith("body."):
        return True
    return name == "body" and any(local(item).startswith("body.") for item in element)


def _part(root: Element, name: str) -> Element | None:
    return next((item for item in root.iter() if local(item) == name), None)


def head_of(root: Element) -> Element | None:
    """``body.head``: what stands above the text."""
    return _part(root, "body.head")


def head_texts(head: Element) -> list[Element]:
    """The elements of ``body.head`` that hold its texts: headlines one by one, all others as they are."""
    found: list[Element] = []
    for item in head:
        if local(item) in ("hedline", "headline"):
            found.extend(line for line in item if local(line))
        elif local(item):
            found.append(item)
    return found


def blocks(root: Element, reading: Reading) -> list[Block]:
    """The blocks of ``body.content``, and of ``body.end`` as a sign-off. The elements are changed on the way."""
    content = _part(root, "body.content")
    end = _part(root, "body.end")
    found: list[Block] = []
    for part in (root if content is None and end is None else content, end):
        if part is not None:
            _into_html(part)
            found.extend(blocks_within(part, reading))
    return found


# --- elements ------------------------------------------------------------------------------------

_ENTITIES = {
    "person": "person", "location": "location", "org": "org", "event": "event", "object.title": "object",
    "function": "function", "num": "number", "money": "money",
}  # fmt: skip
_SAME = frozenset(
    {
        "p", "a", "br", "q", "table", "caption", "col", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th", "ul",
        "ol", "li", "dl", "dt", "dd", "hr", "sub", "sup",
    }
)  # fmt: skip
_NAMES = {
    "block": "div", "credit": "footer", "hl1": "h2", "note": "div",
    "tagline": "p", "bibliography": "p", "datasource": "p", "copyrite": "p", "dateline": "p", "byline": "p",
    "abstract": "div", "nitf-table": "div", "ednote": "p", "series": "template", "alt-code": "template",
    "media-metadata": "template", "nitf-table-metadata": "template", "custom-table": "div",
}  # fmt: skip
_ROLES = {"tagline": "signoff", "dateline": "dateline", "byline": "byline", "fn": "footnote", "note": "note"}


def _into_html(part: Element) -> None:
    named = [(element, local(element)) for element in part.iter()]  # their names change on the way
    for element, name in named:
        if name and element is not part:
            ELEMENTS.get(name, _plain)(element, name)
    part.tag = "div"
    part.attrib.clear()


def _set(element: Element, tag: str, **attributes: str | None) -> None:
    """Make it the HTML element, with these attributes only; its language stays."""
    lang = element.get(XML_LANG) or element.get("lang")
    element.attrib.clear()
    element.tag = tag
    if lang:
        element.set("lang", lang)
    for name, value in attributes.items():
        if value:
            element.set(name.rstrip("_").replace("_", "-"), value)


def _plain(element: Element, name: str) -> None:
    if name in _ENTITIES:
        _entity(element, name)
    else:
        _set(element, _NAMES.get(name, "span"), class_=_ROLES.get(name))


def _same(element: Element, name: str) -> None:
    kept = {
        key: element.get(key)
        for key in ("href", "title", "rel", "cite", "colspan", "rowspan", "align", "start")
    }
    kept["cite"] = kept["cite"] or element.get("quote-source")
    kept["start"] = kept["start"] or element.get("seqnum")
    _set(element, _NAMES.get(name, name), **kept)


def _heading(element: Element, name: str) -> None:
    level = next((word for word in classes(element) if re.fullmatch("h[1-6]", word)), "h2")
    _set(element, level)


def _preformatted(element: Element, name: str) -> None:
    language = re.search(r"(?:^|\s)language-(\S+)", element.get("class") or "")
    _set(element, "pre", data_language=language[1] if language else None)


def _quotation(element: Element, name: str) -> None:
    """A quotation; a source that is no address is credited."""
    source = element.get("quote-source") or ""
    address = re.match(r"https?://|urn:", source)
    pulled = "pullquote" if "pullquote" in classes(element) else None
    if source and not address and child(element, "credit", "footer") is None:
        etree.SubElement(element, "footer").text = source
    _set(element, "blockquote", cite=source if address else None, class_=pulled)


def _paragraph(element: Element, name: str) -> None:
    lead = "lead" if element.get("lede", "").lower() == "true" else None
    words = (element.get("class") or "").lower()
    link = child(element, "a")
    if words == "embed" and len(element) == 1 and link is not None:
        _set(element, "figure", class_=words, data_provider=provider_of(link.get("href", "")))
        return
    _set(element, "p", class_=" ".join(filter(None, (lead, words))), dir=element.get("dir"))


def _footnote(element: Element, name: str) -> None:
    inner = any(local(item) in ("p", "body.content", "ul", "ol", "table", "div") for item in element)
    _set(element, "div" if inner else "p", class_=None if inner else "footnote")


def _emphasis(element: Element, name: str) -> None:
    marked = next(iter(sorted(classes(element) & {"code", "sub", "sup"})), "em")
    strong = "bold" in (element.get("class") or "").lower()
    _set(element, "strong" if strong else marked)


def _number(element: Element, name: str) -> None:
    """A number; one that is only raised or lowered is no mention."""
    only = len(element) == 1 and not element.text and not element[0].tail
    if only and local(element[0]) in ("sub", "sup"):
        _set(element, "span")
    else:
        _entity(element, name)


def _language(element: Element, name: str) -> None:
    _set(element, "span", lang=element.get("iso.lang") or element.get("lang"))


def _entity(element: Element, name: str) -> None:
    """A mention; NITF identifies it by a value of a list: ``idsrc`` and ``value``."""
    pairs = [
        (
            element.get("idsrc") or element.get("code-source"),
            element.get("value") or element.get("location-code"),
        )
    ]
    pairs += [(item.get("idsrc"), item.get("value")) for item in element if local(item) == "alt-code"]
    uri = next((value for source, value in pairs if source == "uri" and is_iri(value or "")), None)
    pairs = [pair for pair in pairs if pair != ("uri", uri)]
    identifiers = " ".join(f"{_token(source)} {_token(value)}" for source, value in pairs if source and value)
    kind = _ENTITIES[name]
    number = (text_of(element).strip() if kind == "number" else None) or None
    value = number if number and re.fullmatch(r"-?\d+(\.\d+)?", number, re.ASCII) else None
    unit = element.get("unit") or element.get("units")
    _set(
        element,
        "span",
        class_=kind,
        data_uri=uri,
        data_identifiers=identifiers,
        data_unit=unit if kind in ("money", "number") else None,
        data_value=value,
    )


def _token(text: str) -> str:
    return re.sub(r"[\s%]", lambda match: quote(match[0], safe=""), text)


def _date(element: Element, name: str) -> None:
    norm = element.get("norm") or ""
    value = re.sub(r"^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?$", _extended, norm.strip())
    _set(element, "time" if value else "span", datetime=value, class_=None if value else "date")


def _extended(match: re.Match[str]) -> str:
    year, month, day, hour, minute, second, zone = match.groups()
    date = f"{year}-{month}-{day}"
    if hour is None:
        return date
    offset = zone if zone in (None, "Z") else f"{zone[:3]}:{zone[3:]}"
    return f"{date}T{hour}:{minute}:{second or '00'}{offset or ''}"


def _address(element: Element, name: str) -> None:
    value = element.get("value") or text_of(element).strip()
    good = re.match(r"https?://|mailto:", value or "")
    _set(element, "a" if good else "span", href=value if good else None)


# --- media ---------------------------------------------------------------------------------------

_TAGS = {"image": "img", "photo": "img", "graphic": "img", "video": "video", "audio": "audio"}


def _media(element: Element, name: str) -> None:
    """A picture or clip with its caption and producer: a figure of its first file."""
    kind = _TAGS.get((element.get("media-type") or "image").lower())
    reference = child(element, "media-reference")
    captions = [item for item in element if local(item) == "media-caption"]
    facts = _facts(element)
    producers = [item for item in element if local(item) == "media-producer"]
    made_by = facts.pop("creator", None)
    _set(element, "figure")
    if reference is not None and kind:
        given: Any = reference.attrib
        given = dict(given)
        if made_by and not given.get("source-credit"):
            _without(element, producers, made_by)
        if given.get("copyright"):
            facts["copyright_notice"] = given["copyright"]
        alt = "alt" if kind == "img" else "aria_label"
        _set(reference, kind, src=given.get("source"), title=given.get("name"),
             width=given.get("width"), height=given.get("height"), data_type=given.get("mime-type"),
             data_duration=_seconds(given), data_creator=made_by,
             data_newsml_media=json.dumps(facts, ensure_ascii=False) if facts else None,
             **{alt: given.get("alternate-text")})  # fmt: skip
        credit = given.get("source-credit")
        words = (reference.text or "").strip()
        reference.text = None
        _caption(element, captions, producers, credit, words)
    else:
        _caption(element, captions, producers, None, "")


def _facts(element: Element) -> dict[str, str]:
    """What ``media-metadata`` says, under the names of the model; values that it would refuse are left."""
    facts: dict[str, str] = {}
    for item in element:
        field = (
            MEDIA_METADATA.get((item.get("name") or "").lower()) if local(item) == "media-metadata" else None
        )
        value = item.get("value") or ""
        if field and value and _FITS.get(field, bool)(value):
            facts[field] = value
    return facts


_FITS: dict[str, Callable[[str], bool]] = {
    "license_url": is_url,
    "embed_url": is_url,
    "thumbnail": is_iri,
    "digital_source_type": is_iri,
    "size": lambda value: re.fullmatch(r"\d{1,18}", value, re.ASCII) is not None,
}


def _without(figure: Element, producers: list[Element], names: str) -> None:
    """Take out the producers that are the creators, so that they do not become the credit too."""
    for item in list(producers):
        if " ".join(text_of(item).split()) == names:
            producers.remove(item)
            figure.remove(item)


def _seconds(given: dict[str, str]) -> str | None:
    unit = (given.get("time-unit-of-measure") or "").lower()
    value = (given.get("time") or "").strip()
    return value if unit.startswith("sec") and re.fullmatch(r"\d+(\.\d+)?", value, re.ASCII) else None


def _caption(
    figure: Element, captions: list[Element], producers: list[Element], credit: str | None, words: str
) -> None:
    if not captions and not producers and not credit and not words:
        return
    holder = etree.SubElement(figure, "figcaption")
    if words:
        paragraph = etree.SubElement(holder, "p")
        paragraph.text = words
    for item in captions:
        item.tail = None
        _set(item, "div")
        holder.append(item)
    names = [" ".join(text_of(item).split()) for item in producers]
    for item in producers:
        figure.remove(item)
    if credit and credit not in names:
        names.append(credit)
    if names:
        small = etree.SubElement(holder, "small")
        small.set("class", "credit")
        small.text = " / ".join(filter(None, names))


def _done(element: Element, name: str) -> None:
    """Made over with the media that holds it."""


ELEMENTS: dict[str, Callable[[Element, str], None]] = {
    **dict.fromkeys(_SAME, _same),
    "p": _paragraph,
    "fn": _footnote,
    "bq": _quotation,
    "hl2": _heading,
    "pre": _preformatted,
    "num": _number,
    "em": _emphasis,
    "lang": _language,
    "chron": _date,
    "virtloc": _address,
    "media": _media,
    "media-reference": _done,
    "media-caption": _done,
    "media-producer": _done,
}

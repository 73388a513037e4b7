"""Labels, blocks and dates of NewsML-G2, as texts and dates of the model.

Specification: NewsML-G2 2.35, label and block types (text with ``a``, ``span``, ``ruby``, ``inline`` and
``br``), DateTimePropType, TruncatedDateTimePropType.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from lxml.etree import _Element as Element

from newsml.dates import take_date
from newsml.formats.newsml_g2.elements import Attributes, elements, name_of
from newsml.formats.newsml_g2.source import Source
from newsml.model.values import PartialDate, isoformat
from newsml.xml import XML_LANG

_SPACES = re.compile(r"[ \t\r\n]+")
_AROUND_BREAK = re.compile(r" *\n *")
_SAFE = re.compile(r"(?:https?|mailto|tel|ftp|urn|tag):|[^:]*$|[^:]*[/?#]", re.IGNORECASE)

_BLOCKS = frozenset(
    {
        "p", "div", "section", "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt",
        "dd", "table", "tr", "td", "th", "blockquote", "pre",
    }
)  # fmt: skip
"""Elements of XHTML that stand by themselves: their words do not run into those beside them."""

# The forms that the model takes as they stand.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII)
_AS_WRITTEN = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-](?!00:00)\d\d:\d\d))?)?)?", re.ASCII
)
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_ZONED_DAY = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_NO_COLON = re.compile(r"[Tt]\d\d:\d\d.*[+-]\d{4}", re.ASCII)
_MOMENTS = frozenset({"first_created", "version_created", "embargoed_until"})


# --- text ----------------------------------------------------------------------------------------


def one_line(text: str) -> str:
    """The text with each run of white space as one space."""
    if "\n" not in text and "  " not in text and "\t" not in text and "\r" not in text:
        return text.strip(" ")
    return _SPACES.sub(" ", text).strip(" ")


def plain(element: Element) -> str:
    """The text of an element, its markup left out; a ``br`` is a line end."""
    if not len(element):
        return one_line(element.text or "")
    parts: list[str] = []
    _collect(element, parts)
    text = "".join(_SPACES.sub(" ", part) if part != "\n" else part for part in parts)
    return _AROUND_BREAK.sub("\n", re.sub(" {2,}", " ", text)).strip(" \n")


def in_lines(element: Element) -> str | None:
    """The text of a block whose line ends mean something, line by line; None for text that is wrapped anyhow.

    They do in scripts, shot lists and dope sheets, told by their role, and where the lines are numbered, headed
    (``SHOWS:``), or parted by empty ones.
    """
    said = element.text
    if not said or "\n" not in said or len(element) or name_of(element) not in _IN_LINES:
        return None
    lines = [one_line(line) for line in said.strip().splitlines()]
    if len(lines) < 2:
        return None
    role = re.split("[:/#]", element.get("role") or element.get("roleuri") or "")[-1].lower()
    listed = sum(bool(_LISTED.match(line)) for line in lines)
    if not (_LINED_ROLES.search(role) or listed > 1 or "" in lines or element.get(_SPACE) == "preserve"):
        return None
    return re.sub("\n{3,}", "\n\n", "\n".join(lines))


_IN_LINES = frozenset({"description", "edNote", "note", "accessNote"})
_LINED_ROLES = re.compile(r"script|shot|dope|storyline|story-line|rundown|locator|timeline|timecode|lyrics")
_LISTED = re.compile(
    r"\s*(?:\d{1,3}[.)]|[-–—•*+]+\s|\d\d:\d\d|\d{4}\s|\[?[A-Z][A-Z /\-]{2,40}:)"
)  # 1. and -, 00:12, SHOWS:
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _collect(element: Element, parts: list[str]) -> None:
    parts.append(_not_break(element.text))
    for child in element:
        name = name_of(child) if type(child.tag) is str else ""
        if name == "br":
            parts.append("\n")
        elif name == "rt" and not any(name_of(item) == "rp" for item in elements(element)):
            parts.append("(")
            _collect(child, parts)
            parts.append(")")
        elif name in _BLOCKS:
            parts.append(" ")
            _collect(child, parts)
            parts.append(" ")
        elif name:
            _collect(child, parts)
        parts.append(_not_break(child.tail))


def _not_break(text: str | None) -> str:
    return " " if text == "\n" else text or ""


def markup(element: Element) -> str | None:
    """The text with its markup as HTML, if it has more than line breaks: links, spans and ruby, nothing else."""
    if all(name_of(item) == "br" for item in element.iterdescendants() if type(item.tag) is str):
        return None
    parts: list[str] = []
    _mark_up(element, parts)
    return _SPACES.sub(" ", "".join(parts)).strip(" ")


def _mark_up(element: Element, parts: list[str]) -> None:
    parts.append(_escaped(element.text))
    for child in element:
        name = name_of(child) if type(child.tag) is str else ""
        if name == "br":
            parts.append("<br>")
        elif name in ("a", "span", "ruby", "rb", "rt", "rp", "inline"):
            tag = "span" if name == "inline" else name
            href = child.get("href", "").strip()
            address = f' href="{_escaped(href)}"' if name == "a" and href and _SAFE.match(href) else ""
            parts.append(f"<{tag}{address}>")
            _mark_up(child, parts)
            parts.append(f"</{tag}>")
        elif name in _BLOCKS:
            parts.append(" ")
            _mark_up(child, parts)
            parts.append(" ")
        elif name:
            _mark_up(child, parts)
        parts.append(_escaped(child.tail))


def _escaped(text: str | None) -> str:
    if not text:
        return ""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def text_fields(source: Source, element: Element, attributes: Attributes) -> dict[str, Any] | None:
    """Text, markup and language of a label or block; None, and the element is kept, if it holds no text."""
    lines = in_lines(element)
    text = lines or plain(element)
    if ("<" in text or "&" in text) and (words := _unpasted(source, element, text)):
        text = words
    if not text:
        source.keep(element)
        return None
    fields: dict[str, Any] = {"text": text}
    if text != element.text or len(element) or lines:
        source.odd()
    if len(element) and (html := markup(element)) is not None:
        fields["html"] = html
    if XML_LANG in attributes and (lang := source.lang(element, attributes)):
        fields["lang"] = lang
    elif source.text_language:
        fields["lang"] = source.text_language
        source.odd()
    return fields


_PASTED = re.compile(
    r"</(?:p|div|span|b|i|u|em|strong|a|font|h[1-6]|li|ul|ol|sup|sub)\s*>|<(?:br|p)\s*/?>", re.IGNORECASE
)
_ESCAPED_TWICE = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)


def _unpasted(source: Source, element: Element, text: str) -> str | None:
    """The words of HTML that was pasted as text, or of text that was escaped twice; None for text as it should be."""
    if len(element):
        return None
    if _PASTED.search(text):
        from newsml.markup import parse_html

        words = plain(parse_html(text))
        what = f"HTML as text in {name_of(element)}: the words of it are read"
    elif _ESCAPED_TWICE.search(text):
        from html import unescape

        words, what = (
            one_line(unescape(text).replace("\xa0", " ")),
            f"escaped twice in {name_of(element)}: it is read as it was meant",
        )
    else:
        return None
    source.say("UNKNOWN", "info", element, what)
    source.odd()
    return words


# --- dates ---------------------------------------------------------------------------------------


def date_value(source: Source, element: Element, field: str, said: str) -> str | None:
    """A date in the model's form; None, and a report, for what is none or has a time without a zone."""
    text = said.strip()
    if "T24:00:00" in text and (midnight := _next_day(text)) is not None:
        source.odd()
        return midnight
    if _is_good(text, field):
        if not _AS_WRITTEN.fullmatch(said):
            source.odd()
        return text
    source.odd()
    if not text:
        source.say("DATE", "warning", element, f"{name_of(element)} is empty: it is left out", field)
        return None
    if (zoned := _ZONED_DAY.fullmatch(text)) and field not in _MOMENTS and _is_good(zoned[1], field):
        _remember(source, field, text)
        message = f"{field} {text!r}: of a day with a time zone only the day is kept"
        source.say("ZONE", "info", element, message, field)
        return zoned[1]
    if _NO_COLON.search(text):
        message = f"{field} {text!r}: XML Schema wants a colon in the time zone, such as +01:00"
        source.say("DATE", "info", element, message, field)
    found = take_date(field, text, source.fields, source.report, source.options, source.line(element))
    if isinstance(found, str) and _is_good(found, field):
        return found
    if (
        found == text
        and field in _MOMENTS
        and re.match(r"\d{4}-\d\d-\d\d", text)
        and not _HAS_ZONE.search(text)
    ):
        _remember(source, field, text)
        what = "has no time zone and is left out"
        if field == "embargoed_until":
            what = "has no time zone: the item counts as embargoed without an end"
        message = f"{field} {text!r} {what}; give it one, or set time_zone of the site"
        source.say("ZONE", "warning", element, message, field)
    return None


def _next_day(text: str) -> str | None:
    """The moment that XML Schema also writes as 24:00:00 of the day before."""
    try:
        found = datetime.fromisoformat(_MIDNIGHT.sub("T00:00:00", text.upper()))
        return isoformat(found + timedelta(days=1)) if found.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


_MIDNIGHT = re.compile(r"T24:00:00(?:\.0+)?")
_HAS_ZONE = re.compile(r"(?:[Zz]|[+-]\d\d:?\d\d)$")


def _is_good(text: str, field: str) -> bool:
    try:
        if _MOMENT.fullmatch(text):
            datetime.fromisoformat(text.upper())
            return True
        if field not in _MOMENTS and _DAY.fullmatch(text):
            PartialDate.parse(text)
            return True
    except ValueError:
        pass
    return False


def _remember(source: Source, field: str, text: str) -> None:
    source.fields.setdefault("extra", {}).setdefault("dates", {})[field] = text

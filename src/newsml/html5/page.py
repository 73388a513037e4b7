"""A page: its JSON-LD blocks, and what its head and text say, with places in the bytes of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from html import unescape
from typing import NamedTuple

from newsml.html5.encoding import decode, encoding_of
from newsml.html5.tokens import ESCAPABLE, RAW, Tag, attributes_of, tags

JSON_LD = "application/ld+json"

_STATEFUL = frozenset({"utf-16-le", "utf-16-be", "iso2022_jp"})
"""Encodings in which bytes that look like ASCII may be part of another character."""


class Block(NamedTuple):
    """A JSON-LD block: a ``script`` of type application/ld+json, with places as offsets into the bytes of the page.

    ``start`` and ``end`` enclose the whole element, ``text_start`` and ``text_end`` what it holds.
    """

    start: int
    end: int
    text_start: int
    text_end: int
    text: str
    attributes: dict[str, str]
    closed: bool = True


class Text(NamedTuple):
    """The text of an element, with spaces as a browser shows them, and where the element starts."""

    text: str
    start: int
    attributes: dict[str, str]


def is_json_ld(type: str) -> bool:
    """Whether a script of this type is JSON-LD: its MIME essence counts, in any case.

    >>> is_json_ld(" Application/LD+JSON; charset=utf-8"), is_json_ld("application/json")
    (True, False)
    """
    return type.partition(";")[0].strip("\t\n\f\r ").lower() == JSON_LD


class Page:
    """A page, looked at when asked. ``data`` is the file; ``content_type`` the header it came with, if known."""

    def __init__(self, data: bytes | str, content_type: str | None = None) -> None:
        if isinstance(data, str):
            data, content_type = data.encode("utf-8", "surrogatepass"), "text/html; charset=utf-8"
        self.data = data
        self.encoding = encoding_of(data, content_type)
        self._last = 0, self.encoding.bom
        """The position in the view that was last asked for, and its offset."""

    @cached_property
    def view(self) -> str:
        """The page as the tokenizer sees it: one character a byte, but for encodings where that would mislead."""
        if self._stateful:
            return decode(self.data[self.encoding.bom :], self.encoding.name)
        return self.data.decode("latin-1")

    @property
    def _stateful(self) -> bool:
        return self.encoding.name in _STATEFUL

    # --- places ----------------------------------------------------------------------------------

    def byte_offset(self, position: int) -> int:
        """The offset in the file of a position in the view."""
        if not self._stateful:
            return position
        start, offset = self._last if self._last[0] <= position else (0, self.encoding.bom)
        if not self.encoding.name.startswith("utf-16"):  # an encoding with states is looked at from its start
            start, offset = 0, self.encoding.bom
        offset += len(self.view[start:position].encode(self.encoding.name, "surrogatepass"))
        self._last = position, offset
        return offset

    def text_of(self, start: int, end: int) -> str:
        """The text between two positions of the view."""
        if self._stateful:
            return self.view[start:end]
        return decode(self.data[start:end], self.encoding.name)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, in characters, of an offset in the file."""
        if self._stateful:
            before = decode(self.data[self.encoding.bom : offset], self.encoding.name)
            return before.count("\n") + 1, len(before) - before.rfind("\n")
        start = self.data.rfind(b"\n", 0, offset) + 1
        if not start:
            start = self.encoding.bom
        return self.data.count(b"\n", 0, offset) + 1, len(
            decode(self.data[start:offset], self.encoding.name)
        ) + 1

    def char_offset(self, offset: int) -> int:
        """How many characters stand before an offset in the file, without a byte order mark."""
        return len(decode(self.data[self.encoding.bom : offset], self.encoding.name))

    def mentions(self, *words: str) -> bool:
        """Whether the page holds one of these words, in small letters, in any case: a quick look before a long one."""
        folded = self.view.lower()
        return any(word in folded for word in words)

    # --- what it holds ---------------------------------------------------------------------------

    def tags(self) -> Iterator[Tag]:
        """The tags of the page, places in the view."""
        return tags(self.view)

    @cached_property
    def blocks(self) -> list[Block]:
        """The JSON-LD blocks of the page, in order; none of a template, a comment, a text."""
        if self._stateful:
            if "ld+json" not in self.view.lower():
                return []
        elif not _LD_JSON.search(self.data):
            return []
        return list(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        scripts = self._scripts
        for script, closing in scripts:
            attributes = self.attributes(script)
            if not is_json_ld(attributes.get("type", "")):
                continue
            text = self.text_of(script.end, script.text_end)
            places = script.start, script.end, script.text_end, closing.end if closing else len(self.view)
            start, text_start, text_end, end = map(self.byte_offset, places)
            yield Block(start, end, text_start, text_end, text, attributes, closing is not None)

    @cached_property
    def _scripts(self) -> list[tuple[Tag, Tag | None]]:
        """The scripts of the page, each with its end tag, if that is there."""
        found: list[tuple[Tag, Tag | None]] = []
        waiting: Tag | None = None
        for tag in self.seen:
            if waiting is not None:
                if not waiting.aside:
                    found.append((waiting, tag))
                waiting = None
            if tag.name == "script" and not tag.closing and not tag.foreign:
                waiting = tag
        if waiting is not None and not waiting.aside:
            found.append((waiting, None))
        return found

    @cached_property
    def seen(self) -> list[Tag]:
        """All tags, kept."""
        return list(self.tags())

    def attributes(self, tag: Tag) -> dict[str, str]:
        """The attributes of a tag, decoded."""
        if not tag.raw:
            return {}
        if self._stateful or tag.raw.isascii():
            return attributes_of(tag.raw)
        return attributes_of(decode(tag.raw.encode("latin-1"), self.encoding.name))

    def starts(self, *names: str) -> Iterator[Tag]:
        """The start tags of these names that are part of the page."""
        wanted = frozenset(names)
        for tag in self.seen:
            if tag.name in wanted and not tag.closing and not tag.aside:
                yield tag

    @cached_property
    def language(self) -> str:
        """The ``lang`` of the page; empty where it says none."""
        html = next(self.starts("html"), None)
        attributes = self.attributes(html) if html else {}
        return (attributes.get("lang") or attributes.get("xml:lang") or "").strip()

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """The contents of the ``meta`` elements by ``name``, ``property`` or ``http-equiv``, in lower case."""
        found: dict[str, list[str]] = {}
        for tag in self.starts("meta"):
            attributes = self.attributes(tag)
            content = attributes.get("content")
            if content is None:
                continue
            for key in ("name", "property", "http-equiv"):
                for name in attributes.get(key, "").lower().split():
                    found.setdefault(name, []).append(content.strip())
        return found

    @cached_property
    def links(self) -> list[tuple[frozenset[str], dict[str, str]]]:
        """The ``link`` elements: what they are (``rel``, in lower case), and their attributes."""
        found = []
        for tag in self.starts("link"):
            attributes = self.attributes(tag)
            found.append((frozenset(attributes.get("rel", "").lower().split()), attributes))
        return found

    def linked(self, rel: str) -> list[str]:
        """Where the links of this kind lead, as they stand."""
        return [a["href"].strip() for rels, a in self.links if rel in rels and a.get("href", "").strip()]

    def elements(self, *names: str) -> list[Text]:
        """The texts of the elements of these names, for those that do not hold each other (h1, title, time)."""
        found: list[Text] = []
        seen = self.seen
        wanted = frozenset(names)
        for index, tag in enumerate(seen):
            if tag.name in wanted and not (tag.closing or tag.aside or tag.foreign):
                text = self._text_from(index, tag.name)
                found.append(Text(text, self.byte_offset(tag.start), self.attributes(tag)))
        return found

    def _text_from(self, index: int, name: str) -> str:
        start = self.seen[index]
        if name in ESCAPABLE or name in RAW:
            return _spaced(unescape(self.text_of(start.end, start.text_end)))
        pieces: list[str] = []
        position = start.end
        for tag in self.seen[index + 1 : index + _MOST_TAGS]:
            if not tag.aside:
                pieces.append(self.text_of(position, tag.start))
            position = tag.text_end
            if tag.name == name:
                break
        return _shown("".join(pieces) if len(pieces) < 2 else " ".join(pieces))

    @cached_property
    def visible_text(self) -> str:
        """What a reader of the page may see: the text of its body, outside scripts, styles and templates."""
        pieces: list[str] = []
        position = 0
        hidden = 0
        for tag in self.seen:
            if not hidden and not tag.aside and tag.start > position:
                pieces.append(self.text_of(position, tag.start))
            if tag.name == "head":
                hidden = 0 if tag.closing else 1
            elif tag.name == "body":
                hidden = 0
            if tag.name == "textarea" and not tag.closing:
                pieces.append(self.text_of(tag.end, tag.text_end))
            position = tag.text_end
        if not self.seen or not self.seen[-1].nothing_more:
            pieces.append(self.text_of(position, len(self.view)))
        return _shown(" ".join(pieces))

    @cached_property
    def classes(self) -> dict[str, int]:
        """How many elements of the page have each class."""
        found: dict[str, int] = {}
        for one in _CLASS.finditer(self.view):
            for name in set(unescape(one[1] or one[2] or one[3] or "").split()):
                found[name] = found.get(name, 0) + 1
        return found


_MOST_TAGS = 400
_LD_JSON = re.compile(rb"ld(?:\+|&#43;|&#x2b;|&plus;)json", re.I)
_CLASS = re.compile(r"""[\s"'/]class\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.I)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_DECLARATION = re.compile(r"<[!?/][^>]*(?:>|\Z)")


def _shown(markup: str) -> str:
    if "<" in markup:
        markup = _DECLARATION.sub(" ", _COMMENT.sub(" ", markup))
    return _spaced(unescape(markup) if "&" in markup else markup)


def _spaced(text: str) -> str:
    return " ".join(text.split())

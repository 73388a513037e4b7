"""The tags of a page, as the tokenizer of HTML finds them: https://html.spec.whatwg.org/multipage/parsing.html#tokenization.

Comments, scripts with their escaped states, raw text, ``textarea`` and ``title``, ``plaintext``, CDATA within SVG and
MathML, ``template``: what stands there is text, or belongs to another document, and holds no tag of the page. Scripting
is on, as in a browser, so that ``noscript`` is text. It takes one pass, whatever the page holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

_SPACE = "\\t\\n\\f\\r "
_ATTRIBUTES = (
    rf"(?:[{_SPACE}/]*+[^{_SPACE}/>][^{_SPACE}/>=]*+"
    rf"""(?:[{_SPACE}]*+=[{_SPACE}]*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^{_SPACE}>"'][^{_SPACE}>]*+|(?=>)|\Z))?+)*+"""
)
_MARKUP = re.compile(
    rf"<(?:(/?)([a-zA-Z][^{_SPACE}/>]*+)({_ATTRIBUTES})([{_SPACE}/]*+)(>|\Z)|(!--)|([!?]|/(?!\Z)))"
)
_ATTRIBUTE = re.compile(
    rf"[{_SPACE}/]*+([^{_SPACE}/>][^{_SPACE}/>=]*+)"
    rf"""(?:[{_SPACE}]*+=[{_SPACE}]*+(?:"([^"]*+)"|'([^']*+)'|([^{_SPACE}>"'][^{_SPACE}>]*+)?+))?+"""
)
_COMMENT_END = re.compile(r"--!?>")
_SCRIPT = re.compile(rf"<!--|-->|<(/?)script(?=[{_SPACE}/>])", re.I | re.A)

RAW = frozenset({"style", "xmp", "iframe", "noembed", "noframes", "noscript", "script"})
"""Elements whose content is text as it stands."""
ESCAPABLE = frozenset({"textarea", "title"})
"""Elements whose content is text with character references."""
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
"""Elements without end tag."""
_TEXT = RAW | ESCAPABLE
_FOREIGN = frozenset({"svg", "math"})
_HTML_WITHIN = {
    "svg": frozenset({"foreignobject", "desc", "title"}),
    "math": frozenset({"mi", "mo", "mn", "ms", "mtext"}),
}
"""Elements of SVG and MathML that hold HTML again."""
_LEAVES_FOREIGN = frozenset(
    re.findall(
        r"\w+",
        "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu "
        "meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var",
    )
)
"""Start tags of HTML that end the SVG or MathML they stand in."""
_SPECIAL = _TEXT | _FOREIGN | {"template", "plaintext"}


class Tag(NamedTuple):
    """A start or end tag: its name in lower case, where it begins and ends, and what it holds.

    ``raw`` is the text of its attributes, ``text_end`` where the raw text after a start tag such as ``script`` ends
    (equal to ``end`` for other tags). ``aside`` is true within a ``template``, whose content is not part of the page,
    ``foreign`` within SVG or MathML, ``nothing_more`` where the page ends before that raw text does.
    """

    name: str
    closing: bool
    start: int
    end: int
    raw: str
    text_end: int
    aside: bool = False
    foreign: bool = False
    nothing_more: bool = False

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes: names in lower case, values without character references; the first of each name."""
        return attributes_of(self.raw)


def attributes_of(raw: str) -> dict[str, str]:
    """The attributes in the text of a tag."""
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(raw):
        name, double, single, bare = one.groups()
        name = name.lower()
        if name not in found:
            value = double or single or bare or ""
            found[name] = unescape(value) if "&" in value else value
    return found


def tags(text: str) -> Iterator[Tag]:
    """The tags of a page, in order. ``text`` may be its bytes read as Latin-1: only ASCII decides what is a tag."""
    return _Tokens(text).run()


class _Open(NamedTuple):
    """An open element of SVG or MathML: which of the two, and whether it holds HTML again."""

    name: str
    root: str
    holds_html: bool


class _Tokens:
    """One pass over a page; what it has to remember is where it is in SVG, MathML and templates."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.foreign: list[_Open] = []
        self.names: dict[str, int] = {}
        self.templates = 0

    def run(self) -> Iterator[Tag]:
        text, search, special = self.text, _MARKUP.search, _SPECIAL
        position: int | None = 0
        new = tuple.__new__
        while position is not None and (found := search(text, position)):
            slash, name, raw, _, closed, comment, bogus = found.groups()
            start, end = found.span()
            if name is None:
                position = self.after_other(start, end, comment, bogus)
                continue
            if not closed:
                return
            position = end
            name = name.lower()
            if name not in special and not self.foreign:
                yield new(Tag, (name, bool(slash), start, end, raw, end, self.templates > 0, False, False))
                continue
            tag = self.special_tag(found, name)
            yield tag
            if tag.nothing_more:
                return
            position = tag.text_end

    def after_other(self, start: int, end: int, comment: str | None, bogus: str) -> int | None:
        """Where the text goes on after a comment, a doctype or what is none; None where it does not."""
        if comment:
            if self.text.startswith(">", end):
                return end + 1
            if self.text.startswith("->", end):
                return end + 2
            found = _COMMENT_END.search(self.text, end)
            return found.end() if found else None
        if bogus == "!" and self.within_foreign() and self.text.startswith("[CDATA[", end):
            close = self.text.find("]]>", end)
            return close + 3 if close >= 0 else None
        close = self.text.find(">", start)
        return close + 1 if close >= 0 else None

    def within_foreign(self) -> bool:
        return bool(self.foreign) and not self.foreign[-1].holds_html

    def push(self, name: str, root: str, holds_html: bool = False) -> None:
        self.foreign.append(_Open(name, root, holds_html))
        self.names[name] = self.names.get(name, 0) + 1

    def pop(self) -> str:
        name = self.foreign.pop().name
        self.names[name] -= 1
        return name

    def special_tag(self, found: re.Match[str], name: str) -> Tag:
        """A tag that changes how the page is read, or that stands in SVG or MathML."""
        closing, raw = bool(found[1]), found[3]
        start, end = found.span()
        empty = found[4].endswith("/")
        if self.foreign and self.in_foreign(name, closing, raw, empty):
            return Tag(name, closing, start, end, raw, end, self.templates > 0, True)
        aside = self.templates > 0
        if closing:
            if name == "template":
                self.templates = max(0, self.templates - 1)
            return Tag(name, True, start, end, raw, end, self.templates > 0)
        if name in _FOREIGN:
            if not empty:
                self.push(name, name)
            return Tag(name, False, start, end, raw, end, aside, True)
        if name == "template":
            self.templates += 1
        elif name == "plaintext":
            return Tag(name, False, start, end, raw, len(self.text), aside, False, True)
        elif name in _TEXT:
            stop = self.script_end(end) if name == "script" else self.raw_end(name, end)
            text_end = len(self.text) if stop is None else stop
            return Tag(name, False, start, end, raw, text_end, aside, False, stop is None)
        return Tag(name, False, start, end, raw, end, aside)

    def in_foreign(self, name: str, closing: bool, raw: str, empty: bool) -> bool:
        """Whether the tag is one of SVG or MathML; the elements of them that are open afterwards."""
        if closing:
            if self.names.get(name):
                while self.pop() != name:
                    pass
                return True
            if self.within_foreign() and (name in ("p", "br") or name in _LEAVES_FOREIGN):
                self.leave_foreign()
            return False
        if not self.within_foreign():  # HTML within foreignObject and the like
            return False
        if name in _LEAVES_FOREIGN or (
            name == "font" and attributes_of(raw).keys() & {"color", "face", "size"}
        ):
            self.leave_foreign()
            return False
        if not empty:
            root = name if name in _FOREIGN else self.foreign[-1].root
            holds_html = name in _HTML_WITHIN[root] or (
                name == "annotation-xml"
                and attributes_of(raw).get("encoding", "").lower() in ("text/html", "application/xhtml+xml")
            )
            self.push(name, root, holds_html)
        return True

    def leave_foreign(self) -> None:
        """Close the elements of SVG and MathML up to the HTML around them."""
        while self.within_foreign():
            self.pop()

    def script_end(self, position: int) -> int | None:
        """Where the text of a script ends: a comment in it may hide end tags (script data escaped states)."""
        escaped = double = False
        while found := _SCRIPT.search(self.text, position):
            sign = found.group()
            position = found.end()
            if sign == "<!--":
                escaped = True
                position = found.start() + 2
            elif sign == "-->":
                escaped = double = False
            elif not found[1]:
                double = escaped
            elif double:
                double = False
            else:
                return found.start()
        return None

    def raw_end(self, name: str, position: int) -> int | None:
        found = _end_of(name).search(self.text, position)
        return found.start() if found else None


@lru_cache(maxsize=16)
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[{_SPACE}/>])", re.I | re.A)

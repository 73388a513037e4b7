"""Where in a page a block goes: at the end of the head, else at the start of the body.

What is head and what is body is decided as browsers do ("before html" to "after head",
https://html.spec.whatwg.org/multipage/parsing.html#the-before-head-insertion-mode): the tags may be missing, a ``div``
or a word ends the head too. A script may stand at every such place; within a ``frameset`` it may not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsml.embedding.errors import refused
from newsml.embedding.script import MARK
from newsml.html5 import Page, Tag

_OF_HEAD = frozenset(
    re.findall(r"\w+", "base basefont bgsound link meta title noscript noframes style script template")
)
_HTML = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption "
        "center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset "
        "figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img "
        "input ins kbd label legend li link main map mark menu meta meter nav noframes noscript object ol p picture "
        "pre progress q s samp script search section select slot small source span strike strong style sub summary "
        "sup table tbody td template textarea tfoot th thead time title tr tt u ul var video wbr",
    )
)
_OTHER = re.compile(r"<!--(?:-?>|.*?--!?>)|<(?:!(?!--)|[?/])[^>]*>", re.S)
_DOCTYPE = re.compile(
    r"(?:[\t\n\f\r ]|<!--(?:-?>|.*?--!?>)|<\?[^>]*>)*+<!doctype[\t\n\f\r ]+html\b", re.I | re.S
)
_NO_TEXT = re.compile(r"(?:[\t\n\f\r ]++|<!--(?:-?>|.*?--!?>)|<(?:!(?!--)|[?/])[^>]*>)*+", re.S)
_OPENED = re.compile(r"<(?:!--|[!?/a-zA-Z])")
_FRONT_MATTER = re.compile(r"---[ \t]*(?:\r\n?|\n).*?(?<=[\r\n])---[ \t]*(?:\r\n?|\n)", re.S)
_BOM = "\u00ef\u00bb\u00bf"


class Place(NamedTuple):
    """A position in the view of a page for a ``script``, and one for what must stand in the head."""

    script: int
    head: int


def place_of(page: Page) -> Place:
    """The place for a block. Raises ContentError where nothing can be put in safely."""
    return _Walk(page, _start(page)).place()


def place_behind_encoding(page: Page) -> Place | None:
    """The place behind the ``meta`` that declares the encoding, for pages where that stands in the body.

    A stray word is enough for that, such as a byte order mark in the middle of the page.
    """
    for tag in page.tags():
        if tag.name == "frameset" or tag.nothing_more:
            return None
        if tag.name != "meta" or tag.closing or tag.aside:
            continue
        attributes = page.attributes(tag)
        if "charset" in attributes or attributes.get("http-equiv", "").lower() == "content-type":
            return Place(tag.end, tag.end)
    return None


def _start(page: Page) -> int:
    """Where the page begins: behind a byte order mark that the view shows, and the front matter of a source."""
    start = len(_BOM) if page.encoding.bom and page.view.startswith(_BOM) else 0
    front = _FRONT_MATTER.match(page.view, start)
    return front.end() if front else start


class _Walk:
    """The way through the head of a page to its end."""

    def __init__(self, page: Page, start: int) -> None:
        self.page = page
        self.floor = start
        """Up to where there is neither text nor a tag that ends the head."""
        self.last = start
        """Where the last tag ended."""
        self.has_head = False
        self.template: Tag | None = None

    def place(self) -> Place:
        start = self.floor
        for tag in self.page.tags():  # no further than to the place
            if tag.start < start:
                continue
            if self.template is None and self.is_text_before(tag.start):
                return Place(self.floor, self.floor)
            if (found := self.take(tag)) is not None:
                return found
            if tag.nothing_more:
                raise self.unclosed(tag.start, f"<{tag.name}>")
            self.floor = self.last = tag.text_end
        return self.at_the_end()

    def take(self, tag: Tag) -> Place | None:
        """The place, if this tag ends the head."""
        if self.template is not None:
            if tag.name == "template" and tag.closing and not tag.aside:
                self.template = None
            return None
        if tag.closing:
            if tag.name in ("head", "body", "html", "br"):
                return self.before(tag)
            return None
        if tag.name == "html":
            return None
        if tag.name == "head" or tag.name in _OF_HEAD:
            self.has_head = True
            if tag.name == "template":
                self.template = tag
            return None
        if tag.name == "body" and not self.has_head:
            return Place(tag.end, self.before(tag).head)
        return self.before(tag)

    def before(self, tag: Tag) -> Place:
        """The place before a tag: on a line of its own, if the tag begins its line."""
        view = self.page.view
        last = max(view.rfind("\n", self.last, tag.start), view.rfind("\r", self.last, tag.start))
        begins_line = last >= 0 and not view[last + 1 : tag.start].strip(" \t")
        at = last + 1 if begins_line else tag.start
        return Place(at, at)

    def is_text_before(self, stop: int) -> bool:
        """Whether a word stands before this position; `floor` is then where it begins."""
        found = _NO_TEXT.match(self.page.view, self.floor, stop)
        self.floor = found.end() if found else self.floor
        return self.floor < stop

    def at_the_end(self) -> Place:
        """The place in a page that is nothing but a head."""
        view = self.page.view
        if self.template is not None:
            raise self.unclosed(self.template.start, "<template>")
        if self.is_text_before(len(view)) and (opened := _OPENED.match(view, self.floor)):
            raise self.unclosed(self.floor, "a comment" if opened[0] == "<!--" else "a tag")
        return Place(self.floor, self.floor)

    def unclosed(self, position: int, what: str) -> Exception:
        return refused(
            self.page,
            self.page.byte_offset(position),
            f"{what} that begins here has no end: nothing can stand behind it, mend the page",
        )


def refuse_other(page: Page) -> None:
    """Raise ContentError for what is no HTML page: a feed, JSON, a picture, plain text."""
    view, start = page.view, _start(page)
    first: Tag | None = None
    tag: Tag | None = None
    for one in page.tags():
        if one.start < start:
            continue
        first = first or one
        if not one.closing and MARK not in one.raw:
            tag = one
            break
    before = view[start : first.start if first else len(view)]
    if _DOCTYPE.match(before):
        return
    if tag is None:
        raise refused(page, page.byte_offset(start), "this is no HTML page: there is no tag in it")
    if tag.name in ("html", "head", "body", "frameset"):
        return
    head = before.lstrip()
    if head.startswith("<?xml") or (tag.name not in _HTML and "-" not in tag.name) or ":" in tag.name:
        where = page.byte_offset(tag.start)
        raise refused(page, where, f"this is no HTML page: its first element is <{tag.name[:40]}>")
    if _OTHER.sub("", head).strip():
        raise refused(page, page.byte_offset(start), "this is no HTML page: it begins with text")

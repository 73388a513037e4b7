"""The elements of a page: parsed with lxml, whatever its size and faults; looked at a bounded number of times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree, html
from lxml.etree import _Element as Element

from newsml.issues import Issue, Report

MOST_ELEMENTS = 300_000
"""How many elements of a page are looked at."""
_LARGE = 9_000_000
"""libxml2 takes no text above 10 MB without its switch for huge documents."""
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_DECLARED = re.compile(r"\s*<\?xml[^>]*\?>")
UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "svg", "iframe", "object", "select"}
)
"""Elements whose text readers of the page do not see."""


def tree_of(text: str, report: Report, file: str | None) -> Element | None:
    """The ``html`` element of a page; None, reported, for one that nests too deep to be made a tree."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=len(text) > _LARGE, remove_comments=True, remove_pis=True
    )
    declared = _DECLARED.match(text)
    data = _NO_TEXT.sub("\ufffd", text[declared.end() :] if declared else text).encode()
    try:
        root = html.document_fromstring(data, parser=parser, ensure_head_body=True)
    except (etree.LxmlError, ValueError):
        return None
    for entry in parser.error_log:
        if "depth" in entry.message:
            message = "elements nest too deep: what lies deeper is not read"
            report(Issue("SYNTAX", "warning", "", message, file, entry.line))
            break
    return root


def elements(root: Element) -> Iterator[Element]:
    """The elements of the page in order, up to a bound."""
    for count, element in enumerate(root.iter(etree.Element)):
        if count >= MOST_ELEMENTS:
            return
        yield element


def has_too_many(root: Element) -> bool:
    """Whether the page has more elements than are looked at."""
    return next(islice(root.iter(etree.Element), MOST_ELEMENTS, None), None) is not None


def attribute(element: Element, name: str) -> str:
    """An attribute, trimmed; empty if it is not there."""
    return (element.get(name) or "").strip()


def shown(element: Element, most: int = 100_000) -> str:
    """The text of an element as readers see it, on one line."""
    parts: list[str] = []
    size = 0
    for text in _texts(element):
        parts.append(text)
        size += len(text)
        if size > most:
            break
    return " ".join("".join(parts).split())


_APART = frozenset(
    {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "ul", "ol", "tr", "td", "section", "header", "footer"}
)


def _texts(element: Element) -> Iterator[str]:
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        hidden = _is_hidden(node)
        if event == "start":
            if hidden and node is not element:
                continue
            if node.tag in _APART:
                yield " "
            if node.text and not _within_hidden(node, element):
                yield node.text
        elif node is not element:
            if node.tag in _APART:
                yield " "
            if node.tail and not _within_hidden(node.getparent(), element):
                yield node.tail


def _is_hidden(node: Element) -> bool:
    return node.tag in UNSEEN or node.get("hidden") is not None or node.get("aria-hidden") == "true"


def _within_hidden(node: Element | None, top: Element) -> bool:
    while node is not None:
        if _is_hidden(node) and node is not top:
            return True
        if node is top:
            return False
        node = node.getparent()
    return False


_ASIDE = frozenset({"aside", "footer", "nav"})
_BESIDE = re.compile(
    r"comment|related|recommend|sidebar|(?:^|[-_\s])(?:menu|nav|navbar|navigation)(?:$|[-_\s])", re.IGNORECASE
)


def is_aside(element: Element) -> bool:
    """Whether an element stands beside the story: in a footer, a list of related stories, among comments."""
    node: Element | None = element
    steps = 0
    while node is not None and steps < 30:
        if node.tag in _ASIDE:
            return True
        called = f"{node.get('class', '')} {node.get('id', '')}"
        if steps and node.tag not in ("body", "html", "main", "article") and _BESIDE.search(called):
            return True
        node = node.getparent()
        steps += 1
    return False


def line_of(element: Element) -> int | None:
    """The line that an element is on, as far as the parser knows."""
    line: Any = element.sourceline
    return line if isinstance(line, int) and line > 0 else None

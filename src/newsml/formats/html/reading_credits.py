"""Credit lines of a page: who wrote, edited or translated, and the source, where the page shows them as such a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.etree import _Element as Element

from newsml.creditlines import LONGEST, Credit, credit_line, korean_byline
from newsml.formats.html.reading_claims import Claims
from newsml.formats.html.reading_tree import attribute, elements, is_aside, line_of, shown

_HINT = re.compile(
    "[编編](?:辑|輯|：|:)|记者|記者|作者|来源|來源|稿源|撰文|采写|文[/／|｜]|取材|기자|출처|聞き手"
)
_CALLED = re.compile(
    r"(?:^|[-_\s])(?:source|origin|authors?|byline|editors?|edit|credits?|sign-?off|kaynak|zdroj|fonte|fuente|quelle|bron|kilde)(?:$|[-_\s])",
    re.IGNORECASE,
)
_LINES = frozenset(
    {
        "p",
        "div",
        "li",
        "td",
        "section",
        "header",
        "footer",
        "dd",
        "dt",
        "h2",
        "h3",
        "h4",
        "h5",
        "center",
        "address",
    }
)
_MOST = 12
_SIGN = re.compile(r"\w\s*[:：]")
_NEAR = 80
"""How many elements after the headline every line with a colon is looked at."""
_LISTED = 3
"""More lines of one label than these are a list of other stories."""


def claim_credits(root: Element, page: str, meta: dict[str, list[str]], claims: Claims) -> None:
    """Note what the credit lines after the headline say, and ``meta`` elements of editor and source."""
    _claim_meta(meta, claims)
    is_hinted = _HINT.search(page) is not None
    found: list[tuple[Element, list[Credit]]] = []
    seen: set[Element] = set()
    heading = next(root.iter("h1"), None)
    is_after = heading is None
    since = 0
    for element in elements(root):
        if element is heading:
            is_after = True
        if not is_after or element.tag in ("script", "style", "a", "title") or len(found) > _MOST:
            continue
        since += 1
        called = f"{attribute(element, 'class')} {attribute(element, 'id')}"
        hinted = is_hinted and any(
            len(text) <= LONGEST and _HINT.search(text) for text in _own_texts(element)
        )
        is_labelled = since < _NEAR and any(
            len(text) <= LONGEST and _SIGN.search(text) for text in _own_texts(element)
        )
        if not hinted and not is_labelled and not (called.strip() and _CALLED.search(called)):
            continue
        for line in (_line(element), element):
            if line in seen or line.tag in ("body", "html"):
                continue
            seen.add(line)
            if (
                (credits := credits_of(shown(line, LONGEST + 1)))
                and not is_aside(line)
                and not _is_of_picture(line)
            ):
                found.append((line, credits))
                break
    _claim(found, claims)


_PICTURE = re.compile(r"caption|figure|gallery|image|photo|picture|video", re.IGNORECASE)


def _is_of_picture(line: Element) -> bool:
    """Whether a line says where a picture is from, not the story."""
    near = (line, *islice(line.iterancestors(), 3))
    return any(
        one.tag in ("figure", "figcaption") or _PICTURE.search(attribute(one, "class")) for one in near
    )


def _claim_meta(meta: dict[str, list[str]], claims: Claims) -> None:
    for role in ("source", "editor"):
        for value in meta.get(role, ())[:1]:
            label = "来源：" if role == "source" else "编辑："
            for one in credit_line(value) or (_EAST_SIGN.search(value) and credit_line(label + value)) or ():
                claims.add("credits", one, role, "meta")


_EAST_SIGN = re.compile("[\u4e00-\u9fff\u3040-\u30ff가-힣]")


def credits_of(text: str) -> list[Credit] | None:
    """What a line of the page says of people and sources; None for one that is no credit line."""
    if found := credit_line(text):
        return found
    names = korean_byline(text)
    return [Credit("author", names)] if names else None


def people_named(names: list[str]) -> list[dict[str, Any]]:
    """Parties of these names."""
    return [{"name": name} for name in names]


def _claim(found: list[tuple[Element, list[Credit]]], claims: Claims) -> None:
    lines: dict[str, set[tuple[str, ...]]] = {}
    for _, credits in found:
        for one in credits:
            lines.setdefault(one.role, set()).add(tuple(one.names))
    for element, credits in found:
        for one in credits:
            if len(lines[one.role]) > _LISTED:
                continue
            field = "authors" if one.role == "author" else "credits"
            value = people_named(one.names) if one.role == "author" else one
            claims.add(field, value, "credit line", "visible", line_of(element))


def _own_texts(element: Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tail:
            yield child.tail


def _line(element: Element) -> Element:
    """The block that an element stands in."""
    node: Element | None = element
    for _ in range(4):
        if node is None or node.tag in _LINES:
            break
        node = node.getparent()
    return element if node is None else node

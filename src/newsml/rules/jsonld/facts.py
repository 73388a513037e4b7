"""What a page says of its article outside JSON-LD, for comparison: microdata and RDFa, times, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsml.html5 import Page
from newsml.html5.tokens import VOID

_ARTICLE = re.compile(r"(?:https?://schema\.org/)?(?:\w*Article|\w*BlogPosting|Report)\Z")
_WANTED = frozenset({"headline", "datePublished", "dateModified"})


def marked_up(page: Page) -> dict[str, tuple[str, int]]:
    """Headline and dates of the first article in the microdata or RDFa Lite of a page, each with its place."""
    if page.mentions("itemtype", "typeof") and page.mentions("itemprop", "property"):
        return dict(_facts(page))
    return {}


def _facts(page: Page) -> Iterator[tuple[str, tuple[str, int]]]:
    stack: list[tuple[str, str]] = []  # open elements that matter: name, kind of item they begin or stand in
    articles = 0
    said: set[str] = set()
    for index, tag in enumerate(page.seen):
        if tag.closing:
            _close(stack, tag.name)
            continue
        raw = tag.raw.lower()
        if "item" not in raw and "typeof" not in raw and "property" not in raw:
            if tag.name not in VOID and stack:
                stack.append((tag.name, stack[-1][1]))
            continue
        attributes = page.attributes(tag)
        kind = attributes.get("itemtype") or attributes.get("typeof") or ""
        scope = "itemscope" in attributes or "typeof" in attributes
        name = (
            attributes.get("itemprop")
            or (attributes.get("property", "") if tag.name != "meta" or stack else "")
        ).split()
        inside = stack[-1][1] if stack else ""
        names = {n.removeprefix("schema:") for n in name}
        if inside == "article" and articles == 1 and not scope:
            for one in (names & _WANTED) - said:
                said.add(one)
                text = (
                    attributes.get("content")
                    or attributes.get("datetime")
                    or page._text_from(index, tag.name)
                )
                yield one, (" ".join(text.split()), page.byte_offset(tag.start))
        if tag.name in VOID:
            continue
        if scope:
            is_article = any(_ARTICLE.match(k) for k in kind.split()) and not name
            articles += is_article
            stack.append((tag.name, "article" if is_article else "other"))
        elif stack:
            stack.append((tag.name, inside))


def _close(stack: list[tuple[str, str]], name: str) -> None:
    for back in range(1, min(len(stack), 40) + 1):
        if stack[-back][0] == name:
            del stack[-back:]
            return


_ENDS_ITSELF = frozenset(["p", "li", "dt", "dd", "tr", "td", "th", "option"])
"""Elements that end where the next of them begins, without an end tag."""


def is_nested(page: Page, name: str) -> bool:
    """Whether an element with a class stands within another of that class."""
    open_: list[tuple[str, bool]] = []
    within = 0
    for tag in page.seen:
        if tag.closing:
            for back in range(1, min(len(open_), 60) + 1):
                if open_[-back][0] == tag.name:
                    within -= sum(marked for _, marked in open_[-back:])
                    del open_[-back:]
                    break
            continue
        if tag.aside or tag.name in VOID:
            continue
        if tag.name in _ENDS_ITSELF and open_ and open_[-1][0] == tag.name:
            within -= open_.pop()[1]
        marked = name in tag.raw and name in page.attributes(tag).get("class", "").split()
        if marked and within:
            return True
        open_.append((tag.name, marked))
        within += marked
    return False


def authors_of(page: Page) -> list[str]:
    """The authors that the head of a page names (``meta`` author, article:author), as they stand."""
    found = [
        *page.meta.get("author", []),
        *page.meta.get("article:author", []),
        *page.meta.get("parsely-author", []),
    ]
    return [name for name in found if name and not name.startswith(("http://", "https://", "/"))]

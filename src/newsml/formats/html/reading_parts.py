"""The parts of a page's text put right: without boxes that stand in it, with its lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from lxml.etree import _Element as Element

from newsml.formats.html.reading_headline import comparable
from newsml.formats.html.reading_tree import attribute, elements, is_aside, shown

Part = Element | str

_BOX = re.compile(
    r"(?:^|[-_\s])(?:modal|dialog|popup|newsletters?|sign-?up|related\w*|recirc\w*|recommend\w*"
    r"|most-?(?:read|popular|viewed)|carousel|story-?(?:card|collection)|promo\w*|cookies?|consent|gdpr|shar(?:e|ing)|social"
    r"|comments?|breadcrumbs?|advert\w*|infobox|read-?(?:more|also|next)|more-?(?:on|from|stories)|also-?read|author-?bio"
    r"|about-?(?:the-?)?author)(?:$|[-_\s])",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:^|[-_\s])(?:lead|lede|leadtext|intro|introduction|standfirst|stand-first|sub-?title|sub-?head(?:line)?|deck?|excerpt|summary"
    r"|chapo|chapeau|entradilla|bajada|sommario|catenaccio|ingress|vorspann|perex|zajawka|abstract|strapline|preamble"
    r"|desc|description|sapo|spot)(?:$|[-_\s])",
    re.IGNORECASE,
)
_LEADS = frozenset({"p", "h2", "h3", "div", "span", "strong"})
_MOST_OF_BOX = 0.3
"""What holds more of the text than this is no box in it."""
_LONGEST_IN_BOX = 500
_LONGEST_LEAD, _SHORTEST_LEAD = 700, 40
_NEAR = 600
_DEEP = 12
_LOOKED_AT = 12


def without_boxes(parts: list[Part]) -> list[Part]:
    """The parts without those of boxes: newsletters, related stories, dialogs, what is hidden."""
    known = [part for part in parts if not isinstance(part, str) and part.tag != "figure"]
    sizes = {part: len("".join(map(str, part.itertext()))) for part in known}
    whole = sum(sizes.values()) or 1
    held: Counter[Element] = Counter()
    for part in known:
        for holder in islice(part.iterancestors(), _DEEP):
            held[holder] += sizes[part]

    def is_boxed(part: Element) -> bool:
        if sizes[part] > _LONGEST_IN_BOX:
            return False
        near = (part, *islice(part.iterancestors(), _DEEP))
        return any(_is_box(one) and held.get(one, sizes[part]) <= whole * _MOST_OF_BOX for one in near)

    return [part for part in parts if isinstance(part, str) or part not in sizes or not is_boxed(part)]


def _is_box(element: Element) -> bool:
    if element.get("hidden") is not None or attribute(element, "role") in (
        "dialog",
        "alertdialog",
        "navigation",
    ):
        return True
    if re.search(r"display\s*:\s*none", attribute(element, "style")):
        return True
    called = f"{attribute(element, 'class')} {attribute(element, 'id')}"
    return element.tag not in ("body", "main", "article", "html") and _BOX.search(called) is not None


def lead_of(root: Element, parts: list[Part], summaries: Iterable[str]) -> Element | None:
    """The lead between the headline and the text, where the page shows one that the text does not begin with.

    It has the words of a summary of the page, or is called a lead.
    """
    first = next((part for part in parts if not isinstance(part, str) and part.tag != "figure"), None)
    heading = next(root.iter("h1"), None)
    if first is None or heading is None:
        return None
    said = [text for summary in summaries if len(text := comparable(summary.rstrip(" .…"))) >= _SHORTEST_LEAD]
    texts = [comparable(part if isinstance(part, str) else shown(part, 2000)) for part in parts[:_LOOKED_AT]]
    known, opening = "".join(texts), next(filter(None, texts), "")
    around = set(first.iterancestors())
    called: Element | None = None
    seen = 0
    for element in elements(root):
        seen += element is heading or seen > 0
        if element is first or seen > _NEAR:
            break
        if not seen or element.tag not in _LEADS or element in around:
            continue
        if _is_beside(element) or _holds_blocks(element):
            continue
        text = shown(element, _LONGEST_LEAD + 1)
        own = comparable(text)
        if len(text) > _LONGEST_LEAD or len(own) < _SHORTEST_LEAD or own in known or own.startswith(opening):
            continue
        if any(own.startswith(one) or one.startswith(own) for one in said):
            return element
        if called is None and _is_called_lead(element, around) and len(text.split()) > _DEEP / 2:
            called = element
    return called


_OF_PICTURE = re.compile(r"caption|image|img|photo|picture|figure|gallery|video|credit|embed", re.IGNORECASE)


def _holds_blocks(element: Element) -> bool:
    inner = list(islice(element.iterdescendants("*"), _DEEP))
    return len(inner) == _DEEP or any(
        one.tag in ("p", "div", "ul", "ol", "table", "section", "h2", "h3") for one in inner
    )


def _is_beside(element: Element) -> bool:
    """Whether an element is of a picture, or beside the story."""
    near = (element, *islice(element.iterancestors(), 1))
    return any(
        one.tag in ("figure", "figcaption", "picture", "blockquote")
        or _OF_PICTURE.search(attribute(one, "class"))
        for one in near
    ) or is_aside(element)


_OF_SITE = re.compile(r"(?:site|blog|page|nav|menu|author|user|product)[-_]", re.IGNORECASE)


def _is_called_lead(element: Element, around: set[Element]) -> bool:
    parent = element.getparent()
    names = [attribute(one, "class") for one in (element, parent) if one is not None and one not in around]
    return any(_LEAD.search(name) for name in names) and not any(
        _BOX.search(name) or _OF_SITE.search(name) for name in names
    )

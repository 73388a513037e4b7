"""The text of a page: which of it is the article, an extractor says; what its parts are, the page's own markup.

Extractor: trafilatura (Apache-2.0), of the extra ``newsml[web]``. Markup is read by `newsml.markup`.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from itertools import islice
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from newsml.errors import ParseError
from newsml.formats.html.reading_parts import lead_of, without_boxes
from newsml.formats.html.reading_tree import elements, shown
from newsml.issues import Report, ignore

_LARGEST = 4_000_000
"""Pages of more characters, without scripts and pictures in them, are not given to the extractor."""
_LARGE = 1_000_000
_SILENCE = logging.NullHandler()
_HEAVY = re.compile(r"<(script|style|svg)\b|<!--|(?<=[\"'(])data:[^\"')\s]{500,}+", re.IGNORECASE)
_END_OF = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "svg")
} | {"": re.compile("-->")}  # fmt: skip
_BLOCKS = frozenset(
    {
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "blockquote",
        "pre",
        "div",
        "td",
        "dd",
        "dt",
        "section",
        "article",
        "span",
    }
)
_HOLDERS = frozenset({"div", "section", "article", "td", "span", "li", "blockquote"})
_OF_TEXT = frozenset({"p", "li", "h2", "h3", "h4", "blockquote"})
_WORDS = re.compile(r"\w+")
_WAYS: tuple[dict[str, Any], ...] = ({"favor_precision": True}, {}, {"favor_recall": True})


def has_extractor() -> bool:
    """Whether the extractor is installed."""
    try:
        import trafilatura
    except ImportError:  # it is not there, or a part of it is not
        return False
    return bool(trafilatura)


def shrunk(text: str) -> str:
    """A large page without its scripts, styles and the pictures that stand in it."""
    return "".join(_light(text)) if len(text) > _LARGE else text


def _light(text: str) -> Iterator[str]:
    """What is between the parts that weigh much. What does not end stays; its end is looked for once."""
    position = 0
    endless: set[str] = set()
    for found in _HEAVY.finditer(text):
        start, end = found.span()
        if start < position:
            continue
        if found[0][:5].lower() != "data:":
            name = (found[1] or "").lower()
            close = None if name in endless else _END_OF[name].search(text, end)
            if close is None:
                endless.add(name)
                continue
            end = close.end()
        yield text[position:start]
        position = end
    yield text[position:]


def is_too_large(text: str) -> bool:
    """Whether a page is too large for the extractor."""
    return len(text) > _LARGEST


def extracted(text: str, told: str | None, failed: Callable[[str], None]) -> list[str]:
    """The blocks of text of the article in a page. ``told`` is what its data says the text is, to choose by.

    ``failed`` is told what the extractor failed with.
    """
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "justext"):  # what they log is for their makers
        logging.getLogger(name).addHandler(_SILENCE)
    best: str | None = None
    for options in _WAYS:
        try:
            found = trafilatura.extract(text, include_comments=False, include_formatting=False, **options)
        except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError, MemoryError) as error:
            found = None
            failed(f"{type(error).__name__}: {error}"[:_LONGEST_ERROR].rstrip(": "))
        if found and (best is None or (told and likeness(found, told) > likeness(best, told) + _BETTER)):
            best = found
        if best and (not told or likeness(best, told) > _ALIKE):
            break
    return [line.strip() for line in (best or "").split("\n") if line.strip()]


_LONGEST_ERROR = 120
_ALIKE = 0.9
_BETTER = 0.02


def likeness(one: str, other: str) -> float:
    """How alike two texts are in their words, from 0 to 1 (F1)."""
    first, second = Counter(_WORDS.findall(one.casefold())), Counter(_WORDS.findall(other.casefold()))
    shared = sum((first & second).values())
    return 2 * shared / (sum(first.values()) + sum(second.values())) if shared else 0.0


def marked_text(root: Element, base: str | None, file: str | None) -> list[dict[str, Any]] | None:
    """The blocks of a page that newsml itself has written, whose text is marked; None for other pages."""
    from newsml.markup import blocks_within
    from newsml.markup.reading import Reading

    article = _own(root)
    if article is None:
        return None
    divs = (one for one in article.iter("div") if "article-body" in (one.get("class") or "").split())
    text = next(divs, None)
    for dateline in (
        [one for one in text.iter("span") if one.get("class") == "dateline"] if text is not None else ()
    ):
        dateline.text = None
        dateline.tail = (dateline.tail or "").lstrip()
    return list(_safe(text, Reading(ignore, file, 1, base), blocks_within)) if text is not None else []


def is_own(root: Element) -> bool:
    """Whether newsml itself has written a page."""
    return _own(root) is not None


def _own(root: Element) -> Element | None:
    return next((one for one in root.iter("article") if one.get("id") == OWN), None)


OWN = "newsml-article"
"""The ``id`` of the article in pages that newsml writes."""


def body_of(
    root: Element,
    blocks: list[str],
    base: str | None,
    report: Report,
    file: str | None,
    summaries: Iterable[str] = (),
) -> list[dict[str, Any]]:
    """The blocks of the body: the elements of the page that hold these texts, with their markup, and the pictures
    between them. A text that no element holds alone is a paragraph. The lead that the page shows is the first."""
    wanted = [_plain(block) for block in blocks]
    places = _places(root, set(wanted))
    result: list[Element | str] = []
    used: set[Element] = set()
    for text, block in zip(wanted, blocks, strict=True):
        found = next((one for one in places.get(text, ()) if one not in used), None)
        if found is None:
            result.append(block.lstrip("- ") if block.startswith("- ") else block)
        else:
            used.add(found)
            result.append(found)
    parts = without_boxes(_with_pictures(root, result))
    lead = lead_of(root, parts, summaries)
    body = _read(parts, base, report, file)
    return body if lead is None else [*_as_lead(_read([lead], base, report, file)), *body]


def _as_lead(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        if block["kind"] in ("paragraph", "heading"):
            yield {"kind": "paragraph", "role": "lead", "children": block["children"]}


def _plain(text: str) -> str:
    return "".join(_WORDS.findall(text.casefold()))


def _places(root: Element, wanted: set[str]) -> dict[str, list[Element]]:
    """The innermost elements that hold each of the texts and nothing else."""
    found: dict[str, list[Element]] = {}
    longest = max((len(text) for text in wanted), default=0) * 3 + 200
    for element in elements(root):
        if element.tag not in _BLOCKS:
            continue
        text = _short_text(element, longest)
        if text is None:
            continue
        key = _plain(text)
        if key in wanted:
            listed = found.setdefault(key, [])
            if listed and _is_within(element, listed[-1]):
                if listed[-1].tag in _HOLDERS and not (element.tag == "span" and listed[-1].tag in _OF_TEXT):
                    listed[-1] = element
            else:
                listed.append(element)
    return found


def _short_text(element: Element, longest: int) -> str | None:
    """The text of an element; None for one with much more than is looked for."""
    size = 0
    parts: list[str] = []
    for part in element.itertext():
        size += len(part)
        if size > longest:
            return None
        parts.append(str(part))
    return "".join(parts)


def _is_within(inner: Element, outer: Element) -> bool:
    node: Element | None = inner
    for _ in range(_MOST_LEVELS):
        if node is None:
            return False
        if node is outer:
            return True
        node = node.getparent()
    return False


_MOST_LEVELS = 30


def _with_pictures(root: Element, parts: list[Element | str]) -> list[Element | str]:
    """The parts, with the figures that stand between them in the page."""
    known = [part for part in parts if not isinstance(part, str)]
    if len(known) < 2:
        return parts
    holders = {holder for one in known for holder in islice(one.iterancestors(), _MOST_LEVELS)} | {*known}
    order = {element: at for at, element in enumerate(elements(root))}
    if any(one not in order for one in known):
        return parts
    first, last = min(order[one] for one in known), max(order[one] for one in known)
    figures = [
        element
        for element, at in order.items()
        if first < at < last and element.tag == "figure" and element not in holders and _holds_medium(element)
    ][:100]
    if not figures:
        return parts
    result: list[Element | str] = []
    waiting = [
        (order[one], one)
        for one in figures
        if not any(_is_within(one, other) for other in figures if other is not one)
    ]
    for part in parts:
        if not isinstance(part, str):
            while waiting and waiting[0][0] < order[part]:
                result.append(waiting.pop(0)[1])
        result.append(part)
    return result


def _holds_medium(element: Element) -> bool:
    return any(True for _ in element.iter("img", "video", "audio", "picture"))


def _read(
    parts: list[Element | str], base: str | None, report: Report, file: str | None
) -> list[dict[str, Any]]:
    """The blocks of the parts; items of one list stand together."""
    from newsml.markup import blocks_within
    from newsml.markup.reading import Reading

    reading = Reading(ignore, file, 1, base)
    holder = etree.Element("div")
    blocks: list[dict[str, Any]] = []
    lists: Element | None = None
    owner: Element | None = None

    def flush() -> None:
        nonlocal lists, owner
        if lists is not None:
            blocks.extend(_safe(lists, reading, blocks_within))
        lists = owner = None

    for part in parts:
        if isinstance(part, str):
            flush()
            blocks.append({"kind": "paragraph", "children": [part]})
            continue
        parent = part.getparent()
        if part.tag == "li" and parent is not None:
            if owner is not parent:
                flush()
                lists, owner = etree.Element("div"), parent
                etree.SubElement(lists, parent.tag if parent.tag in ("ol", "ul") else "ul")
            if lists is not None:
                lists[0].append(_copied(part))
            continue
        flush()
        if part.tag == "figure":
            blocks.extend(_figure(part, reading))
            continue
        for child in list(holder):
            holder.remove(child)
        holder.append(
            _copied(
                part, "p" if part.tag in ("div", "section", "article", "td", "dd", "dt", "span") else None
            )
        )
        if parent is not None and parent.tag == "blockquote" and part.tag == "p":
            quote = etree.Element("blockquote")
            quote.append(holder[0])
            holder.append(quote)
        blocks.extend(_safe(holder, reading, blocks_within))
    flush()
    return _merged(blocks)


_LATER = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-url",
    "data-srcset",
    "data-lazy-srcset",
    "srcset",
)
"""Where pictures that scripts load have their address."""


def _figure(element: Element, reading: Any) -> Iterator[dict[str, Any]]:
    """The picture or clip of a figure with its caption; what is neither stays out of the text."""
    from newsml.markup import blocks_within

    figure: Element = copy(element)
    figure.tail = None
    for image in figure.iter("img"):
        _give_address(image, figure)
    holder = etree.Element("div")
    holder.append(figure)
    found = list(_safe(holder, reading, blocks_within))
    media = [block for block in found if block["kind"] in ("figure", "embed")]
    words = [block["children"] for block in found if block["kind"] == "paragraph"]
    if len(media) == 1 and words and media[0]["kind"] == "figure" and not media[0].get("caption"):
        media[0]["caption"] = words[0]
    yield from media


def _give_address(image: Element, figure: Element) -> None:
    """Put the address that a script would put there into ``src``."""
    src = image.get("src") or ""
    if src and not src.startswith(("data:", "about:")):
        return
    named = [image.get(name) for name in _LATER]
    named += [source.get("srcset") or source.get("data-srcset") for source in figure.iter("source")]
    for value in named:
        if value and (first := value.split(",")[0].split()) and not first[0].startswith("data:"):
            image.set("src", first[0])
            return


def _copied(element: Element, tag: str | None = None) -> Element:
    found: Element = copy(element)
    found.tail = None
    if tag is not None and not any(
        child.tag in _BLOCKS - {"span"} for child in found.iter("*") if child is not found
    ):
        found.tag = tag
    return found


def _safe(
    holder: Element, reading: Any, read: Callable[[Element, Any], list[dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    try:
        yield from read(holder, reading)
    except (ParseError, RecursionError):
        if text := shown(holder):
            yield {"kind": "paragraph", "children": [text]}


def _merged(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks, quotations that follow each other as one."""
    result: list[dict[str, Any]] = []
    for block in blocks:
        if block["kind"] == "foreign":
            continue
        before = result[-1] if result else None
        if (
            before
            and block["kind"] == before["kind"] == "quote"
            and not block.get("attribution")
            and not before.get("attribution")
        ):
            before["children"] = [*before["children"], *block["children"]]
        else:
            result.append(block)
    return result

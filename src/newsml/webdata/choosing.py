"""Which nodes of a document are its articles: not what they link to, quote, or are made of."""

from __future__ import annotations

from collections.abc import Iterator

from newsml.webdata.graph import Found, Graph, Node

MEDIA = ("VideoObject", "AudioObject", "ImageObject", "PodcastEpisode", "Clip", "TVEpisode", "RadioEpisode")
_PAGES = ("WebPage", "WebSite", "Collection", "ItemList", "Blog", "ListItem")
_MAIN = frozenset({"mainEntity", "subjectOf", "@reverse", "about"})
_HELD = frozenset({"mainEntity", "hasPart", "blogPost", "blogPosts", "itemListElement", "item", "subjectOf"})
"""Properties of pages and lists that hold the articles of the page."""


def articles_of(graph: Graph) -> list[Node]:
    """The articles, in the order of the document, each once.

    Those that stand by themselves or are the main entity of a page; else those that a page or list holds; else
    pictures, clips and episodes; else a page or work that has a headline, or a name and a text.
    """
    articles = [found for found in graph.found if found.node.is_a("Article")]
    for candidates in (
        [found for found in articles if _is_main(found, _MAIN)],
        [found for found in articles if _is_main(found, _HELD)],
        [found for found in articles if found.parent is None or not found.parent.node.is_a("Article")],
        [
            found
            for found in graph.found
            if found.node.is_a(*MEDIA) and _is_main(found, frozenset({"mainEntity"}))
        ],
        [found for found in graph.found if found.node.is_a("CreativeWork") and _is_page_of_text(found)],
    ):
        if nodes := list(_worth_reading(candidates, graph)):
            return nodes
    return []


def _is_main(found: Found, ways: frozenset[str]) -> bool:
    """Whether a node stands by itself, or is what a page that does is there for."""
    parent = found.parent
    while parent is not None:
        if found.name not in ways or not (parent.node.is_a(*_PAGES) or not parent.node.types):
            return False
        found, parent = parent, parent.parent
    return True


def _is_page_of_text(found: Found) -> bool:
    properties = found.node.properties
    return found.parent is None and (
        "headline" in properties
        or ("name" in properties and bool({"articleBody", "text"} & properties.keys()))
    )


def _worth_reading(candidates: list[Found], graph: Graph) -> Iterator[Node]:
    """The nodes, whole and each once, without parts of others and without those that only link to a page."""
    seen: set[str] = set()
    whole: list[Node] = []
    parts: list[Node] = []
    for found in candidates:
        id = found.node.id
        if id in seen:
            continue
        if id:
            seen.add(id)
        if graph.referred(found.node) - _MAIN - _HELD - {"mainEntityOfPage"}:
            parts.append(graph.resolved(found.node))
            continue
        whole.append(graph.resolved(found.node))
    whole = whole or parts  # each is part of another: a circle
    rich = [node for node in whole if len(node.properties) > _LINK]
    yield from rich or whole


_LINK = 2
"""As many properties has what is only a link: a name and an address."""

"""What an article belongs to and comes from: identifiers, series, other works, print, running coverage, counts."""

from __future__ import annotations

from typing import Any

from newsml.vocabularies.schema_org import ACTION
from newsml.webdata.draft import Draft
from newsml.webdata.graph import Node
from newsml.webdata.parties import parties_in
from newsml.webdata.values import count_of, iri, language, media_type, plain, text_of, texts_of, url_of, web

GUID = "newsml:guid"
SLUGLINE = "slugline"
"""What newsml calls the desk's name of a story among the identifiers."""
_ACTIONS = {type_: word for word, type_ in ACTION.items()}
_SERIES = ("CreativeWorkSeries", "Periodical", "Season", "CreativeWorkSeason", "Collection")


def identifiers(draft: Draft) -> None:
    """The identifiers of the article; the guid of a wire is its id, its slugline one."""
    lost = []
    for value in draft.node.properties.get("identifier", ()):
        scheme = None
        if isinstance(value, Node):
            text = next(iter(texts_of(value.properties.get("value", []))), None)
            scheme = next(iter(texts_of(value.properties.get("propertyID", []))), None)
            if text is None or set(value.properties) - {"value", "propertyID"}:
                lost.append(value)
                continue
        else:
            text = text_of(value)
        if scheme == GUID:
            draft.put("id", text, "identifier")
        elif scheme == SLUGLINE and text:
            draft.add("slugline", {"text": text}, "identifier")
        elif text:
            draft.add(
                "alt_ids", {"value": text, "scheme": scheme} if scheme else {"value": text}, "identifier"
            )
    if lost:
        draft.keep("identifier", lost)


def links(draft: Draft, name: str, field: str, rel: str | None = None) -> None:
    """Read other works into a list of links; what has neither address nor name is kept."""
    lost = []
    for value in draft.node.properties.get(name, ()):
        found, whole = link(draft, value)
        if found is None:
            lost.append(value)
            continue
        if rel:
            found["rel"] = rel
        path = draft.add(field, found, name)
        if isinstance(value, Node) and not whole:
            draft.rest(path, name, draft.graph.resolved(value), _LINKED, _LINK_TYPES)
    if lost:
        draft.keep(name, lost)


def one_link(draft: Draft, name: str, field: str) -> None:
    """Read another work into a field that holds one link."""
    values = draft.node.properties.get(name, [])
    found, whole = link(draft, values[0]) if values else (None, True)
    if found is None:
        draft.keep(name)
        return
    draft.put(field, found, name)
    if not whole:
        draft.rest(field, name, draft.graph.resolved(values[0]), _LINKED, _LINK_TYPES)
    if values[1:]:
        draft.keep(name, values[1:])


_LINKED = ("name", "url", "encodingFormat", "inLanguage", "identifier", "version")
_LINK_TYPES = ("CreativeWork", "NewsArticle")


def link(draft: Draft, value: Any) -> tuple[dict[str, Any] | None, bool]:
    """The link to another work, and whether it says all."""
    if not isinstance(value, Node):
        text = plain(value).strip() if isinstance(value, str) else ""
        if not text:
            return None, True
        url = web(text, draft.base if "/" in text and " " not in text else None) or iri(text)
        return ({"href": url} if url else {"title": text}), True
    node = draft.graph.resolved(value)
    result: dict[str, Any] = {}
    others = [one for v in node.properties.get("identifier", ()) if (one := text_of(v))]
    if url := url_of(node, draft.base):
        result["href"] = url
    elif len(others) > 1 and (address := iri(others[-1])):
        result["href"] = address
        others.pop()
    if others:
        result["residref"] = others[0]
    if (title := text_of(node)) and node.properties.keys() & {"name", "headline", "text"}:
        result["title"] = title
    if version := next(iter(texts_of(node.properties.get("version", []))), None):
        result["version"] = version
    if lang := language(next(iter(texts_of(node.properties.get("inLanguage", []))), "")):
        result["lang"] = lang
    if mime := media_type(node.properties.get("encodingFormat", [None])[0]):
        result["mime"] = mime
    if not result.keys() & {"href", "residref", "title"}:
        return None, True
    simple = set(node.properties) <= set(_LINKED) and len(others) < 2 and set(node.types) <= set(_LINK_TYPES)
    return result, simple


def series(draft: Draft) -> None:
    """The series that the article is part of; pages and sites are none, other works are kept."""
    lost = []
    for value in draft.node.properties.get("isPartOf", ()):
        node = draft.graph.resolved(value) if isinstance(value, Node) else None
        if node is None:
            lost.append(value)
        elif node.is_a("WebPage", "WebSite") or (not node.types and not node.properties):
            if node.properties.keys() - {"url", "name", "id"} and not draft.graph.referred(node) - {
                "isPartOf"
            }:
                lost += [] if node is not value and node.id else [value]
        elif node.is_a(*_SERIES):
            _one_series(draft, node)
        else:
            lost.append(value)
    if lost:
        draft.keep("isPartOf", lost)


def _one_series(draft: Draft, node: Node) -> None:
    own = web(node.id) if node.id else None
    result: dict[str, Any] = {}
    if (
        id := own
        or next(iter(texts_of(node.properties.get("identifier", []))), None)
        or url_of(node, draft.base)
    ):
        result["id"] = id
    if name := next(iter(texts_of(node.properties.get("name", []))), None):
        result["name"] = name
    if result:
        path = draft.add("series", result, "isPartOf")
        draft.rest(
            path,
            "isPartOf",
            node,
            ("name", "identifier", *(() if own else ("url",))),
            ("CreativeWorkSeries",),
        )


def position(draft: Draft) -> None:
    """The number of the article in its series."""
    part = count_of(draft.node.properties["position"][0])
    found = draft.fields.get("series")
    if found and part is not None:
        found[0]["part"] = part
    else:
        draft.keep("position")


def printed(draft: Draft, name: str, key: str) -> None:
    """One fact of where the article stood in print."""
    first, *others = draft.node.properties[name]
    if text := text_of(first):
        editions = draft.fields.setdefault("print_edition", [{}])
        editions[0][key] = text
    if lost := others if text else [first, *others]:
        draft.keep(name, lost)


def live_updates(draft: Draft) -> None:
    """The entries of running coverage."""
    lost = []
    for value in draft.node.properties.get("liveBlogUpdate", ()):
        if not isinstance(value, Node):
            lost.append(value)
            continue
        node = draft.graph.resolved(value)
        found, taken = _update(draft, node)
        if not found:
            lost.append(value)
            continue
        path = draft.add("live_updates", found, "liveBlogUpdate")
        draft.rest(path, "liveBlogUpdate", node, taken, ("BlogPosting",))
    if lost:
        draft.keep("liveBlogUpdate", lost)


def _update(draft: Draft, node: Node) -> tuple[dict[str, Any], list[str]]:
    result: dict[str, Any] = {}
    taken: list[str] = []

    def take(term: str, key: str, value: Any) -> None:
        if value and key not in result:
            result[key] = value
            taken.append(term)

    def first(term: str) -> Any:
        return node.properties.get(term, [None])[0]

    page, _, anchor = (node.id or "").partition("#")
    own = draft.fields.get("canonical_url", "").partition("#")[0]
    if node.id:
        result["id"] = anchor if anchor and page == own else node.id
    else:
        take("identifier", "id", _plain_identifier(first("identifier")))
    take("url", "url", url_of(first("url"), draft.base) if isinstance(first("url"), str) else None)
    for term in ("headline", "name"):
        take(term, "headline", text_of(first(term)) if not isinstance(first(term), Node) else None)
    for term in ("articleBody", "text"):
        take(term, "text", text_of(first(term)) if not isinstance(first(term), Node) else None)
    for term in ("datePublished", "dateCreated"):
        if term in node.properties and "when" not in result:
            take(term, "when", draft.quiet(first(term)))
    people = [
        (p, whole) for v in node.properties.get("author", ()) for p, whole in parties_in(draft, v, "person")
    ]
    if people:
        result["authors"] = [found for found, _ in people]
        if all(whole is None or set(whole.properties) <= {"name", "url", "sameAs"} for _, whole in people):
            taken.append("author")
    if result.get("headline") == text_of(first("name")):
        taken.append("name")
    return result, taken


def _plain_identifier(value: Any) -> str | None:
    if isinstance(value, Node):
        return text_of(value.properties["value"][0]) if set(value.properties) == {"value"} else None
    return text_of(value)


def interactions(draft: Draft) -> None:
    """How often readers did what; counts of other actions are kept."""
    lost = []
    for value in draft.node.properties.get("interactionStatistic", ()):
        node = draft.graph.resolved(value) if isinstance(value, Node) else None
        kinds = node.properties.get("interactionType", []) if node else []
        count = count_of(node.properties.get("userInteractionCount", [None])[0]) if node else None
        said = kinds[0].types if kinds and isinstance(kinds[0], Node) else texts_of(kinds)
        word = _ACTIONS.get((said[0] if said else "").rpartition("/")[2])
        if node is None or count is None or word is None or len(node.properties) > 2:
            lost.append(value)
        else:
            draft.add("interactions", {"count": count, "action": word}, "interactionStatistic")
    if lost:
        draft.keep("interactionStatistic", lost)

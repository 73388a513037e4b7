"""The JSON-LD of an article with references to what the page says already (Organization, WebSite, WebPage)."""

from __future__ import annotations

from typing import Any

from newsml.embedding.others import Known, Others

Node = dict[str, Any]


def with_references(value: Node, others: Others, address: str | None) -> Node:
    """The node, or graph, without copies of what the page has under an ``@id`` of its own."""
    graph = value.get("@graph")
    nodes: list[Node] = graph if isinstance(graph, list) else [value]
    main = next((node for node in nodes if "headline" in node or "publisher" in node), nodes[0])
    publisher = _resolved(main.get("publisher"), nodes)
    known = others.known(publisher, address)
    if not any(known):
        return value
    renamed: dict[str, str] = {}
    if known.publisher is not None:
        if publisher is not None and "@id" in publisher:
            renamed[publisher["@id"]] = known.publisher["@id"]
        main["publisher"] = dict(known.publisher)
    if known.page is not None:
        renamed |= _ids(nodes, "WebPage", known.page["@id"])
    if known.website is not None:
        renamed |= _ids(nodes, "WebSite", known.website["@id"])
    _link(main, nodes, known)
    here = set(renamed.values())
    kept = [node for node in nodes if node is main or node.get("@id") not in renamed]
    if known.page is not None:
        kept = [node for node in kept if node.get("@type") != "BreadcrumbList"]
    kept = [_renamed(node, renamed, here, top=True) for node in kept]
    if isinstance(graph, list):
        return {**value, "@graph": kept}
    return kept[0]


def _resolved(node: Any, nodes: list[Node]) -> Node | None:
    if not isinstance(node, dict):
        return None
    id = node.get("@id")
    return next((one for one in nodes if id is not None and one.get("@id") == id and len(one) > 2), node)


def _ids(nodes: list[Node], kind: str, id: str) -> dict[str, str]:
    return {node["@id"]: id for node in nodes if node.get("@type") == kind and "@id" in node}


def _link(main: Node, nodes: list[Node], known: Known) -> None:
    """Say what the article is part of, where that is said nowhere yet."""
    if len(nodes) > 1 and known.page is None:
        return
    whole = known.page or known.website
    if whole is None:
        return
    if known.page is not None and "mainEntityOfPage" in main:
        main["mainEntityOfPage"] = {"@id": known.page["@id"]}
    part = {"@id": whole["@id"]}
    if (said := main.get("isPartOf")) is None:
        main["isPartOf"] = part
    elif len(nodes) == 1:
        main["isPartOf"] = [part, *(said if isinstance(said, list) else [said])]


def _renamed(value: Any, ids: dict[str, str], here: set[str], *, top: bool = False) -> Any:
    """The value with these ids for others; what the page says of them is not said again."""
    if isinstance(value, list):
        return [_renamed(one, ids, here) for one in value]
    if not isinstance(value, dict):
        return value
    node = {name: _renamed(one, ids, here) for name, one in value.items()}
    id = node.get("@id")
    if isinstance(id, str) and id in ids:
        node["@id"] = ids[id]
    if not top and node.get("@id") in here:
        return {name: one for name, one in node.items() if name in ("@id", "@type", "name")}
    return node

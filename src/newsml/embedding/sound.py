"""JSON-LD without the faults of its source: what newsml's rules call an error is mended, or left out and reported.

What a page says and no field of the model takes is kept, and goes back into the page as it was; in a block that
newsml marks as its own, its faults would be newsml's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from newsml.issues import Issue, Report
from newsml.rules import Context, adjusted
from newsml.rules.jsonld import faults
from newsml.site import Site

Node = dict[str, Any]
Path = tuple[str | int, ...]

STANDING = (("@context",), ("headline",), ("datePublished",), ("publisher",), ("publisher", "name"))
"""What an article cannot do without: a fault in it that is not the source's is for the newsroom to see."""
FACTS_MISSING = frozenset({"JL709", "JL813"})
"""Rules that ask for facts which an object lacks: what it has is right, and stays."""
_ROUNDS = 6


def sound(
    node: Node, plain: Callable[[], Node], report: Report, site: Site | None, *, all: bool = False
) -> Node:
    """The node, or graph, without what the rules call an error; what was changed or left out is reported.

    ``plain`` gives the same without what is kept of the source: what is the same there is the article's own, and stays
    unless ``all`` is asked for. The severities of the site's settings count. A node without faults is given back as it
    is.
    """
    own: Node | None = None
    for _ in range(_ROUNDS):
        if not (found := _faults(node, site)):
            break
        own = own or plain()
        changed: Node = json.loads(json.dumps(node))
        for path, fault in found:
            is_own = _is_same(node, own, path)
            if is_own and (not all or _stands(node, path)):
                continue
            _mend(changed, path, fault, None if is_own or _is_in_list(path) else _at(own, path), report)
        if changed == node:
            break
        node = changed
    return node


def _faults(node: Node, site: Site | None) -> list[tuple[Path, Issue]]:
    """The faults that leaving out can mend, one for each place, the last in the document first."""
    rules = faults(json.dumps(node, ensure_ascii=False), context=Context(site=site))
    profile = (site.profile if site else None) or "house"
    places: dict[Path, Issue] = {}
    for issue in adjusted(rules, profile, site.rules if site else None):
        if issue.severity == "error" and issue.rule not in FACTS_MISSING:
            path = _path(node, issue.path)
            if path:
                places.setdefault(path, issue)
    paths = [path for path in places if not any(path[:end] in places for end in range(len(path)))]
    return [(path, places[path]) for path in sorted(paths, key=_order, reverse=True)]


def _order(path: Path) -> list[tuple[bool, str | int]]:
    return [(isinstance(step, str), step) for step in path]


def _path(node: Any, pointer: str) -> Path | None:
    """The steps of a JSON Pointer. The only type of an object, if it is none, is a fault of the object."""
    steps: list[str | int] = []
    above: list[Any] = []
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(node, list) and name.isdigit() and int(name) < len(node):
            steps.append(int(name))
            node = node[int(name)]
        elif isinstance(node, dict) and name in node:
            steps.append(name)
            node = node[name]
        else:
            return None
        above.append(node)
    if "@type" in steps and (steps[-1] == "@type" or len(above[-2]) == 1):
        steps = steps[: steps.index("@type")]
    return tuple(steps)


def _stands(node: Node, path: Path) -> bool:
    """Whether it is a node of the graph, or what the article cannot do without."""
    if path[:1] == ("@graph",):
        node, path = node["@graph"][path[1]] if path[1:] else {}, path[2:]
    return not path or (path in STANDING and "headline" in node)


def _is_in_list(path: Path) -> bool:
    inner = path[2:] if path[:1] == ("@graph",) else path
    return any(isinstance(step, int) for step in inner)


def _at(node: Any, path: Path) -> Any:
    """The value at a place; None where there is none."""
    for step in path:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return None
    return node


def _is_same(node: Any, plain: Any, path: Path) -> bool:
    """Whether the same stands at the same place of the other."""
    found = _at(plain, path)
    return found is not None and bool(found == _at(node, path))


_BOOLEANS = {"true": True, "false": False}


def _mend(node: Any, path: Path, fault: Issue, own: Any, report: Report) -> None:
    """Write yes and no as such, and what must stand in our form; take the rest out, with what is empty without it."""
    above = list(_ways(node, path))
    parent, step = above[-1]
    value, name = parent[step], ".".join(map(str, path))
    text = json.dumps(value, ensure_ascii=False)
    text = text if len(text) <= 60 else f"{text[:57]}..."
    word = value.rpartition("/")[2].lower() if isinstance(value, str) else ""
    if fault.rule == "JL401" and word in _BOOLEANS:
        parent[step] = _BOOLEANS[word]
        report(Issue("LOSS", "info", name, f"{name} ({text}) is written as {word}, without quotes"))
        return
    if own is not None:
        parent[step] = own
        report(
            Issue(
                "LOSS", "info", name, f"{name} ({text}) is written as {json.dumps(own, ensure_ascii=False)}"
            )
        )
        return
    report(Issue("LOSS", "warning", name, f"{name} ({text}) is not written: {fault.rule}, {fault.message}"))
    for parent, step in reversed(above):
        del parent[step]
        if parent.keys() - {"@type"} if isinstance(parent, dict) else parent:
            return


def _ways(node: Any, path: Path) -> Iterator[tuple[Any, str | int]]:
    for step in path:
        yield node, step
        node = node[step]

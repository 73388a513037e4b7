"""What was read from JSON-LD and no field takes, put back: whole properties, and what entries of a field left out."""

from __future__ import annotations

from typing import Any

from newsml.jsontext import kept_json
from newsml.model import Article
from newsml.model.concepts import ForeignFragment
from newsml.schemaorg.scope import Node, Scope

FORMAT = "jsonld"
_SAID_BY_SOURCE = frozenset({"coverageStartTime", "coverageEndTime", "mainEntityOfPage", "wordCount"})
"""Properties that newsml works out itself: what the source said of them comes first."""
_TOPICS = ("about", "mentions", "contentLocation")
"""Where a topic may stand: newsml puts a place that the article is about into contentLocation."""
_KNOWN_BY = ("@id", "url", "contentUrl", "embedUrl", "name", "headline", "termCode", "cssSelector")


def kept_types(article: Article) -> list[str]:
    """The types that the source gave the article, where they are not those that newsml gives."""
    for fragment in article.foreign:
        if fragment.format == FORMAT and fragment.place.endswith("/@type"):
            found = _content(fragment).get("@type")
            return [found] if isinstance(found, str) else [t for t in found or () if isinstance(t, str)]
    return []


def put_back(node: Node, article: Article, scope: Scope) -> Article:
    """Put into the node what is kept of its source; the article without the fragments that found their place."""
    if scope.options.profile == "core" or not any(one.format == FORMAT for one in article.foreign):
        return article
    rest = tuple(one for one in article.foreign if one.format != FORMAT or not _restored(node, one))
    return article.model_copy(update={"foreign": rest})


def _restored(node: Node, fragment: ForeignFragment) -> bool:
    content = _content(fragment)
    for name, value in content.items():
        if name == "@type":
            return True
        if fragment.more:
            places = _TOPICS if name in _TOPICS else (name,)
            target = next((one for term in places if (one := _same(node.get(term), value))), None)
            if target is None:
                return False
            for more in fragment.more:
                if more in value and (more == "@type" or more not in target):
                    target[more] = value[more]
        elif fragment.field is not None:
            if name in node and _still_says(name, node[name], value):
                node[name] = value
        elif name in _SAID_BY_SOURCE or name not in node:
            node[name] = value
        elif node[name] != value:
            node[name] = _joined(node[name], value)
    return bool(content)


def _content(fragment: ForeignFragment) -> dict[str, Any]:
    try:
        found = kept_json(fragment.markup)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _joined(one: Any, other: Any) -> list[Any]:
    """The values that newsml writes, and those that were kept beside them."""
    found = list(one) if isinstance(one, list) else [one]
    return found + [value for value in (other if isinstance(other, list) else [other]) if value not in found]


def _same(written: Any, kept: Any) -> Node | None:
    """Of what was written, the object that is the kept one."""
    if not isinstance(kept, dict):
        return None
    candidates = [
        one for one in (written if isinstance(written, list) else [written]) if isinstance(one, dict)
    ]
    for key in _KNOWN_BY:
        if key in kept:
            for one in candidates:
                if one.get(key) == kept[key] or (key == "contentUrl" and one.get("url") == kept[key]):
                    return one
    if "@id" in kept:
        for one in candidates:
            same = one.get("sameAs")
            if kept["@id"] == same or (isinstance(same, list) and kept["@id"] in same):
                return one
    return candidates[0] if len(candidates) == 1 and not set(_KNOWN_BY) & kept.keys() else None


def _still_says(name: str, written: Any, kept: Any) -> bool:
    """Whether what was kept says in its form what is written, so that no change is undone by it."""
    if isinstance(written, str) and isinstance(kept, str):
        # A date with its time, of which a field has the day; of a language the tag is the better form.
        return kept.startswith(written) or (name != "inLanguage" and not written[:4].isdigit())
    if name not in _WORDS:
        return True
    said = [_word(one) for one in (kept if isinstance(kept, list) else [kept])]
    return said == (written if isinstance(written, list) else [written])


_WORDS = frozenset({"keywords", "articleSection"})


def _word(value: Any) -> Any:
    return " ".join(str(value.get("name")).split()) if isinstance(value, dict) else value

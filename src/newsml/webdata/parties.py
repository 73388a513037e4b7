"""People and organisations: schema.org Person and Organization, or their names alone."""

from __future__ import annotations

import json
import re
from typing import Any

from newsml.people import looks_like_names, split_people
from newsml.vocabularies.schema_org import NEWSCODES, POLICY_INDICATOR
from newsml.webdata.draft import Draft
from newsml.webdata.graph import Node
from newsml.webdata.values import iri, lang_of, plain, text_of, texts_of, url_of, web

IDENTITY = ("name", "url", "sameAs", "identifier")
_NAMED_BY = ("byline", "legalName", "alternateName")
"""What names a party that has no name; ``byline`` is no property of schema.org, but senders write it."""
_TAKEN = (*IDENTITY, "jobTitle", "affiliation", "worksFor", "email", "tickerSymbol")


def parties(draft: Draft, name: str, field: str, default: str | None, role: str | None = None) -> None:
    """Read the people and organisations of a property into a field."""
    lost = []
    known = {_key(one) for one in draft.fields.get(field, ())}
    for value in draft.node.properties.get(name, ()):
        people = parties_in(draft, value, default)
        if not people:
            lost.append(value)
        for found, node in people:
            if role:
                found["role"] = role
            if (key := _key(found)) in known:
                continue
            known.add(key)
            path = draft.add(field, found, name)
            if node is not None:
                draft.rest(path, name, node, party_terms(node), expected_types(node, default))
    if lost:
        draft.keep(name, lost)


def _key(party: dict[str, Any]) -> str:
    """The same for parties of which the same is said."""
    return json.dumps(party, sort_keys=True)


def party_field(draft: Draft, name: str, field: str, default: str | None = "organisation") -> None:
    """Read the one person or organisation of a property; further ones are kept."""
    values = draft.node.properties.get(name, [])
    found = [(party, node, value) for value in values for party, node in parties_in(draft, value, default)]
    if not found:
        draft.keep(name)
        return
    party, node, _ = found[0]
    draft.put(field, party, name)
    if node is not None:
        draft.rest(
            field,
            name,
            node,
            (*party_terms(node), *_policies(draft, node, field)),
            expected_types(node, default, is_publisher=field == "publisher"),
        )
    others = [value for _, _, value in found[1:]]
    if others and draft.fields.get(field) is party:
        draft.keep(name, [value for value in others if value is not found[0][2]])


def _policies(draft: Draft, node: Node, field: str) -> tuple[str, ...]:
    """The policies of a publisher, read as trust indicators."""
    if field != "publisher":
        return ()
    taken = []
    for term, code in POLICY_INDICATOR.items():
        values = node.properties.get(term, [])
        url = url_of(values[0], draft.base) if len(values) == 1 else None
        if url and not (isinstance(values[0], Node) and len(values[0].properties) > 1):
            draft.add(
                "trust_indicators", {"role": f"{NEWSCODES}trustindicator/{code}", "href": url}, "publisher"
            )
            taken.append(term)
    return tuple(taken)


def parties_in(draft: Draft, value: Any, default: str | None) -> list[tuple[dict[str, Any], Node | None]]:
    """The parties that a value is: a node is one, a text may name several."""
    if isinstance(value, Node):
        node = draft.graph.resolved(value)
        names = texts_of(node.properties.get("name", []))
        if (
            len(names) > 1
            and set(node.properties) == {"name"}
            and not any(map(lang_of, node.properties["name"]))
        ):
            kind = (
                "organisation" if node.is_a("Organization") else "person" if node.is_a("Person") else default
            )
            return [({"name": name, "party_type": kind} if kind else {"name": name}, None) for name in names]
        found = party(draft, node, default)
        if found is None:
            return []
        # Drupal's metatags put all authors of an article into one person.
        others = names[1:] if found.get("party_type") == "person" and "names" not in found else []
        return [(found, node), *(({"name": name, "party_type": "person"}, None) for name in others)]
    text = text_of(value)
    return [(found, None) for found in named(text, default)] if text else []


def named(text: str, default: str | None = None) -> list[dict[str, Any]]:
    """The parties in a text: one name, or several as bylines have them; an address is that of a page.

    >>> [party["name"] for party in named("Jane Doe and John Smith")]
    ['Jane Doe', 'John Smith']
    """
    text = " ".join(text.split())
    if default != "organisation":
        text = _BY.sub("", text)
    kind = {"party_type": default} if default else {}
    if address := web(text):
        return [{"name": _slug_name(address) or address, "url": address, **kind}]
    if default != "organisation" and ";" in text:
        return [one for part in text.split(";") if part.strip() for one in named(part, default)]
    if default != "organisation" and _SEVERAL.search(text) and looks_like_names(text):
        return [{**found, **kind} for found in split_people(text)]
    return [{"name": text, **kind}]


_BY = re.compile(r"^\s*(?:By|BY|by)\s+(?=\S+\s+\S)")
"""What stands before names in bylines. Other languages have words that names begin with too: ``Von``, ``De``."""
_SEVERAL = re.compile(r"[,;&、،]|\s(?:and|und|et|y|e|og|och|en|и)\s")


def _slug_name(address: str) -> str | None:
    """The name in the address of a person's page: ``…/author/jane-doe``."""
    last = address.rstrip("/").rpartition("/")[2]
    words = re.split(r"[-_.+]|%20", last)
    if 2 <= len(words) <= 4 and all(word.isalpha() for word in words):
        return " ".join(word.capitalize() for word in words)
    return None


def party(draft: Draft, node: Node, default: str | None) -> dict[str, Any] | None:
    """The party that a node is; None if nothing says who."""
    result = reference(draft, node)
    if not result.get("name") and not result.get("names"):
        _, other = _other_name(node)
        if not other and node.id and "/" in node.id:
            other = _slug_name(node.id.partition("#")[0]) or ""
        if not other:
            return None
        result["name"] = other
    is_both = node.is_a("Organization") and node.is_a(
        "Person"
    )  # the only author of a blog, as Yoast writes it
    kind = "organisation" if node.is_a("Organization") else "person" if node.is_a("Person") else default
    kind = (default or kind) if is_both else kind
    if kind:
        result["party_type"] = kind
    if kind != "organisation":
        if "name" in result:
            result["name"] = _BY.sub("", result["name"])
        if titles := texts_of(node.properties.get("jobTitle", [])):
            result["job_title"] = ", ".join(titles)
        employers = [
            found
            for term in ("affiliation", "worksFor")
            for value in node.properties.get(term, ())
            if (found := affiliation(draft, value))
        ]
        if employers:
            result["affiliation"] = employers
    if symbols := texts_of(node.properties.get("tickerSymbol", [])):
        result["symbols"] = [_symbol(text) for text in symbols]
    if emails := [e.removeprefix("mailto:") for e in texts_of(node.properties.get("email", [])) if "@" in e]:
        result["email"] = emails
    return result


def _other_name(node: Node) -> tuple[str | None, str]:
    """What a party without a name is called, and the property that says it; None for given and family name."""
    parts = [value for term in ("givenName", "familyName") for value in node.properties.get(term, ())]
    if whole := " ".join(texts_of(parts)):
        return None, whole
    for term in _NAMED_BY:
        for text in texts_of(node.properties.get(term, [])):
            return term, text
    return None, ""


def affiliation(draft: Draft, value: Any) -> dict[str, Any] | None:
    """The organisation that somebody belongs to."""
    if isinstance(value, Node):
        found = reference(draft, draft.graph.resolved(value))
        if url := found.pop("url", None):
            found.setdefault("uri", url)
        return found if found.get("name") or found.get("names") else None
    text = text_of(value)
    return {"name": text} if text else None


def _symbol(text: str) -> dict[str, Any]:
    exchange, _, symbol = text.rpartition(" ")
    return {"exchange": exchange, "symbol": symbol} if exchange else {"symbol": text}


def reference(draft: Draft, node: Node) -> dict[str, Any]:
    """What identifies a thing: name, IRI, page, the same thing elsewhere."""
    result: dict[str, Any] = {}
    names = node.properties.get("name", [])
    by_lang = {lang: str(text_of(value)) for value in names if (lang := lang_of(value)) and text_of(value)}
    if len(by_lang) > 1:
        result["names"] = by_lang
    if (name := next(iter(texts_of(names)), None)) and len(by_lang) < 2:
        result["name"] = name
    if node.id and (own := iri(node.id)):
        result["uri"] = own
    url = next((u for v in node.properties.get("url", ()) if (u := url_of(v, draft.base))), None)
    if url:
        result["url"] = url
    same = [found for value in node.properties.get("sameAs", ()) if (found := _same(value, draft.base))]
    for value in node.properties.get("identifier", ()):
        _identifier(value, result, same)
    if same:
        result["same_as"] = list(dict.fromkeys(same))
    return result


def _same(value: Any, base: str | None) -> str | None:
    if isinstance(value, Node):
        return url_of(value, base)
    text = plain(value).strip() if isinstance(value, str) else None
    return web(text, base) or iri(text) if text else None


def _identifier(value: Any, result: dict[str, Any], same: list[str]) -> None:
    """An identifier: an IRI is the same thing elsewhere, a value with a scheme is its code."""
    if isinstance(value, Node):
        text = next(iter(texts_of(value.properties.get("value", []))), None)
        scheme = iri(next(iter(texts_of(value.properties.get("propertyID", []))), None))
    else:
        text, scheme = text_of(value), None
    if text and (found := iri(text)):
        same.append(found)
    elif text and scheme and "code" not in result:
        result["scheme"], result["code"] = scheme, text


def party_terms(node: Node) -> tuple[str, ...]:
    """The properties of a party that the model takes, each in whole."""
    taken = [term for term in _TAKEN if term != "identifier" or _has_simple_identifier(node)]
    if node.is_a("Organization"):
        taken = [term for term in taken if term not in ("jobTitle", "affiliation", "worksFor")]
    if not texts_of(node.properties.get("name", [])):
        term, name = _other_name(node)
        if term in ("byline", "alternateName") and len(node.properties[term]) == 1 and name:
            taken.append(term)
    for term in ("affiliation", "worksFor"):
        for value in node.properties.get(term, ()):
            if isinstance(value, Node) and any(name not in IDENTITY for name in value.properties):
                taken = [one for one in taken if one != term]
    return tuple(taken)


def _has_simple_identifier(node: Node) -> bool:
    values = node.properties.get("identifier", [])
    result: dict[str, Any] = {}
    same: list[str] = []
    for value in values:
        _identifier(value, result, same)
    return len(same) + ("code" in result) == len(values)


def expected_types(node: Node, default: str | None, *, is_publisher: bool = False) -> tuple[str, ...]:
    """The type that the writer gives to a party."""
    if node.types == ["NewsMediaOrganization"] and is_publisher:
        return ("NewsMediaOrganization",)
    if node.is_a("Organization"):
        return ("Corporation",) if node.properties.get("tickerSymbol") else ("Organization",)
    return ("Person",) if default != "organisation" or node.is_a("Person") else ("Organization", "Thing")

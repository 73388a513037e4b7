"""What may be done with the article, who pays for which part, what was corrected: readers of one property each."""

from __future__ import annotations

from typing import Any

from newsml.vocabularies.schema_org import NEWSCODES
from newsml.webdata import media
from newsml.webdata.draft import Draft
from newsml.webdata.fields import first
from newsml.webdata.graph import Node
from newsml.webdata.values import flag_of, texts_of, url_of

_POLICY = f"{NEWSCODES}trustindicator/editorialPolicy"


def usage(draft: Draft, name: str) -> None:
    """Terms of use: the page of them, and their words."""
    values = draft.node.properties[name]
    entries = draft.fields.setdefault("usage_terms", [{}])
    if name == "conditionsOfAccess":
        entries[0]["text"] = "\n".join(texts_of(values))
        return
    found = url_of(values[0], draft.base)
    if found is None or len(values) > 1 or (isinstance(values[0], Node) and len(values[0].properties) > 1):
        draft.keep(name)
    if found:
        entries[0].update({"text": "", "href": found})
    if not any(entries):
        del draft.fields["usage_terms"]


def principles(draft: Draft, name: str) -> None:
    """The editorial policy of this article."""
    values = draft.node.properties[name]
    found = url_of(values[0], draft.base) if len(values) == 1 else None
    if found and not any(one["role"] == _POLICY for one in draft.fields.get("trust_indicators", ())):
        draft.add("trust_indicators", {"role": _POLICY, "href": found}, name)
    elif not any(one.get("href") == found for one in draft.fields.get("trust_indicators", ())):
        draft.keep(name)


def digital_source(draft: Draft, name: str) -> None:
    """How the content was made, by IPTC's vocabulary."""
    first(draft, name, "digital_source_type", media.digital_source)


def parts(draft: Draft, name: str) -> None:
    """The parts that readers pay for; other parts are kept."""
    lost = []
    for value in draft.node.properties[name]:
        selectors = texts_of(value.properties.get("cssSelector", [])) if isinstance(value, Node) else []
        free = [flag_of(v) for v in value.properties.get("isAccessibleForFree", ())] if selectors else []
        if (
            isinstance(value, Node)
            and selectors
            and False in free
            and draft.fields.get("is_free") is not True
        ):
            for selector in selectors:
                draft.add("paywall", selector, name)
        else:
            lost.append(value)
    if lost:
        draft.keep(name, lost)


def speakable(draft: Draft, name: str) -> None:
    """What to read aloud, by CSS selectors or XPath."""
    values = draft.node.properties[name]
    value = values[0]
    if isinstance(value, Node) and len(values) == 1:
        css, xpath = (
            texts_of(value.properties.get("cssSelector", [])),
            texts_of(value.properties.get("xpath", [])),
        )
        if (css or xpath) and not (css and xpath) and not set(value.properties) - {"cssSelector", "xpath"}:
            draft.put("speakable", {"css_selector": css} if css else {"xpath": xpath}, name)
            return
    draft.keep(name)


def corrections(draft: Draft, name: str) -> None:
    """Corrections for readers; one without words is kept."""
    lost = []
    for value in draft.node.properties[name]:
        text = texts_of(value.properties.get("text", [])) if isinstance(value, Node) else texts_of([value])
        if not text or (isinstance(value, Node) and set(value.properties) - {"text", "datePublished"}):
            lost.append(value)
            continue
        entry: dict[str, Any] = {"text": text[0]}
        if isinstance(value, Node) and "datePublished" in value.properties:
            if when := draft.quiet(value.properties["datePublished"][0]):
                entry["when"] = when
            else:
                lost.append(value)
                continue
        draft.add("corrections", entry, name)
    if lost:
        draft.keep(name, lost)


def audience(draft: Draft, name: str) -> None:
    """For whom the article is."""
    lost = []
    for value in draft.node.properties[name]:
        words = (
            texts_of(value.properties.get("audienceType", []))
            if isinstance(value, Node)
            else texts_of([value])
        )
        if len(words) == 1 and not (isinstance(value, Node) and len(value.properties) > 1):
            draft.add("audiences", {"name": words[0]}, name)
        else:
            lost.append(value)
    if lost:
        draft.keep(name, lost)

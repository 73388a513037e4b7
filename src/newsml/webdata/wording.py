"""What the article is called, what it says, where and in which language: readers of one property each."""

from __future__ import annotations

import re
from typing import Any

from newsml.webdata import parties
from newsml.webdata.draft import Draft
from newsml.webdata.fields import first, texts
from newsml.webdata.graph import Node
from newsml.webdata.values import flag_of, language, text_object, text_of, texts_of, url_of

_STATUSES = frozenset({"usable", "withheld", "canceled"})


def headline(draft: Draft, name: str) -> None:
    """The headline; further texts are sub-headlines."""
    values = draft.node.properties[name]
    found = [text_object(value) for value in values]
    main = next((one for one in found if one), None)
    if main is None or draft.fields.get("headlines"):
        draft.keep(name)
        return
    draft.add("headlines", {**main, "role": "main"}, name)
    for other in found:
        if other and other["text"] != main["text"]:
            draft.add("headlines", {**other, "role": "sub"}, name)


def name(draft: Draft, name: str) -> None:
    """The name is the headline where there is none; else it says the same, or is kept."""
    headlines = draft.fields.get("headlines")
    if not headlines:
        headline(draft, name)
        return
    known = {" ".join(one["text"].split()) for one in headlines}
    other = [v for v in draft.node.properties[name] if " ".join((text_of(v) or "").split()) not in known]
    if other:
        draft.keep(name, other)


def abstract(draft: Draft, name: str) -> None:
    if draft.fields.get("summary"):
        known = {one["text"] for one in draft.fields["summary"]}
        if other := [value for value in draft.node.properties[name] if text_of(value) not in known]:
            draft.keep(name, other)
    else:
        texts("summary")(draft, name)


def body(draft: Draft, name: str) -> None:
    """The text of the article; another one is kept."""
    text = "\n\n".join(texts_of(draft.node.properties[name]))
    if "body" in draft.fields or not text:
        if text and " ".join(text.split()) != " ".join(draft.fields.get("body", "").split()):
            draft.keep(name)
        return
    draft.put("body", text, name)


def language_of(draft: Draft, name: str) -> None:
    """The language by its tag; what is none, or more than one, is kept."""
    values = draft.node.properties[name]
    for value in values:
        said = [value]
        if isinstance(value, Node):
            said = [*value.properties.get("alternateName", ()), *value.properties.get("name", ())]
        for text in texts_of(said):
            if tag := language(text):
                draft.put("language", tag, name)
    if "language" not in draft.fields:
        draft.say(
            "UNKNOWN",
            "warning",
            "language",
            f"inLanguage {text_of(values[0])!r} is not a language tag; it is kept",
        )
        draft.keep(name)
    elif len(values) > 1 or draft.fields["language"] != text_of(values[0]):
        draft.keep(name, field="language")


def url(draft: Draft, name: str) -> None:
    """The address of the page. Where a second property says another one, that is kept."""
    values = draft.node.properties[name]
    found = [(value, _page_of(draft, value)) for value in values]
    urls = [url for _, url in found if url]
    if urls:
        draft.put("canonical_url", urls[0], name)
    known = draft.fields.get("canonical_url")
    other = [value for value, url in found if url is None or url != known or _says_more(value)]
    if other and not (name == "mainEntityOfPage" and all(flag_of(value) for value in other)):
        draft.keep(name, other)


def _page_of(draft: Draft, value: Any) -> str | None:
    """The address of a page. The ``@id`` that content systems give its node, ``…/#webpage``, is none; its url is."""
    if not isinstance(value, Node):
        return url_of(value, draft.base)
    node = draft.graph.resolved(value)
    found = url_of(node, draft.base)
    is_said = any(isinstance(one, str) for one in node.properties.get("url", ()))
    if found and not is_said and _NODE_OF_PAGE.search(found):
        return found.partition("#")[0]
    return found


_NODE_OF_PAGE = re.compile(r"#/?(?:schema/)?web-?page/?$", re.IGNORECASE)


def _says_more(value: Any) -> bool:
    """Whether a page has more to it than its address; a page that is a node of its own is not the article's."""
    return (
        isinstance(value, Node) and bool(set(value.properties) - {"url", "name"}) and not value.is_reference
    )


def year(draft: Draft, name: str) -> None:
    """The year of the copyright; what says more is kept."""
    text = str(text_of(draft.node.properties[name][0]) or "")
    found = re.match(r"(\d{4})(?!\d)|[1-9]\d{0,2}$", text)
    if found:
        draft.put("copyright_year", int(found[0]), name)
    if not found or len(text) > 4:
        draft.keep(name)
    elif others := draft.node.properties[name][1:]:
        draft.keep(name, others)


def status(draft: Draft, name: str) -> None:
    """The status, where it is one of NewsML-G2."""
    first(draft, name, "pub_status", _status_of)


def _status_of(value: Any) -> str | None:
    text = (text_of(value) or "").lower()
    return text if text in _STATUSES else None


def creator(draft: Draft, name: str) -> None:
    """The creator is the author where no author is given; else it says the same, or is kept."""
    if not draft.fields.get("authors"):
        parties.parties(draft, name, "authors", "person")
        return
    known = {one.get("name") for one in draft.fields["authors"]}
    if other := [value for value in draft.node.properties[name] if text_of(value) not in known]:
        draft.keep(name, other)

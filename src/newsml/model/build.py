"""From what a reader collected to an `Article`: short forms spelt out, wrong values named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar, overload

from pydantic import ValidationError

from newsml.errors import InvalidArticle
from newsml.issues import Issue
from newsml.model.article import Article
from newsml.model.body import MAX_DEPTH, depth, paragraphs
from newsml.model.item import Item
from newsml.model.values import is_iri

Places = Mapping[str, tuple[int | None, int | None]]
Shape = Callable[[Any], Any]

# Tuples, because `isinstance(value, str | int)` makes a new union each time.
_SCALARS = (str, int, float, date)
_LISTS = (list, tuple)
_NESTING = (list, tuple, dict, Mapping)

_QCODE = re.compile(r"[A-Za-z][\w.\-]{0,30}:[^\s/][^\s]*")


def text(value: Any) -> Any:
    """``"words"`` is ``{"text": "words"}``."""
    return {"text": _plain(value)} if _is_scalar(value) else value


def concept(value: Any) -> Any:
    """An IRI, a QCode or a name is a concept identified by it."""
    if not _is_scalar(value):
        return value
    words = _plain(value)
    if not isinstance(words, str) or " " in words:
        return {"name": words}
    if re.match(r"https?://|urn:|tag:", words) and is_iri(words):
        return {"uri": words}
    if _QCODE.fullmatch(words):
        return {"qcode": words}
    return {"name": words}


def party(value: Any) -> Any:
    """A name is a person or organisation of that name."""
    return {"name": _plain(value)} if _is_scalar(value) else value


def media(value: Any) -> Any:
    """An address is the picture, video or clip that is found there; its creators may be given by name."""
    if isinstance(value, dict) and "creator" in value:
        return {**value, "creator": many(party)(value["creator"])}
    return {"url": value} if isinstance(value, str) else value


def rendition(value: Any) -> Any:
    return {"url": value} if isinstance(value, str) else value


def link(value: Any) -> Any:
    """An http address is followed, anything else is the guid of an item."""
    if not isinstance(value, str):
        return value
    return {"href": value} if re.match(r"https?://", value, re.IGNORECASE) else {"residref": value}


def publication(value: Any) -> Any:
    return {"when": value} if isinstance(value, str | date) else value


def scalar_text(value: Any) -> Any:
    """Numbers of YAML and TOML (``version: 3``, ``section: 2025``) are meant as text."""
    return _plain(value)


def _named(key: str) -> Shape:
    return lambda value: {key: _plain(value)} if _is_scalar(value) else value


def _is_scalar(value: Any) -> bool:
    return type(value) is str or (isinstance(value, _SCALARS) and not isinstance(value, bool))


def _plain(value: Any) -> Any:
    if isinstance(value, str | bool) or not _is_scalar(value):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def many(shape: Shape) -> Shape:
    """One value stands for a list of one; each element may have a short form."""

    def shaped(value: Any) -> Any:
        if isinstance(value, _LISTS):
            return [shape(item) for item in value]
        return [shape(value)]

    return shaped


def _body(value: Any) -> Any:
    if isinstance(value, str):
        return paragraphs(value)
    if isinstance(value, _LISTS):
        return [paragraphs(item)[0] if isinstance(item, str) and item.strip() else item for item in value]
    return value


def _dates(value: Any) -> Any:
    return list(value) if isinstance(value, _LISTS) else [value]


def _like_an_item(value: Any) -> Any:
    """A part of an item has the short forms of the fields that it shares with items."""
    return shaped(value) if isinstance(value, Mapping) else value


SHAPES: dict[str, Shape] = {
    "id": scalar_text, "version": scalar_text, "profile": scalar_text, "file_name": scalar_text,
    "title": text, "byline": text, "dateline": text, "backstory": text,
    "headlines": many(text), "ed_notes": many(text), "credit_line": many(text), "summary": many(text),
    "slugline": many(text), "copyright_notice": many(text), "usage_terms": many(text),
    "keywords": many(scalar_text), "section": many(scalar_text), "paywall": many(scalar_text),
    "derived": many(scalar_text),
    "provider": party, "publisher": party, "copyright_holder": party, "accountable_person": party,
    "metadata_creator": party, "incoming_feeds": many(concept), "instance_of": many(concept),
    "deliverable_of": many(link), "representations": many(rendition), "original_representations": many(rendition),
    "languages": many(_named("tag")),
    "authors": many(party), "contributors": many(party), "info_sources": many(party),
    "people": many(concept), "organisations": many(concept),
    "subjects": many(concept), "genres": many(concept), "signals": many(concept), "services": many(concept),
    "places": many(concept), "located": many(concept), "events": many(concept), "objects": many(concept),
    "audiences": many(concept), "editorial_role": concept,
    "images": many(media), "video": many(media), "audio": many(media),
    "renditions": many(rendition), "thumbnail": many(rendition),
    "related": many(link), "derived_from": many(link), "translation_of": link, "previous_version": link,
    "published": many(publication), "expires": _dates,
    "alt_ids": many(_named("value")), "series": many(_named("name")), "generator": many(_named("name")),
    "corrections": many(_named("text")), "interactions": many(_named("count")), "ratings": many(_named("value")),
    "live_updates": many(_named("text")), "speakable": lambda v: {"css_selector": many(scalar_text)(v)}
    if isinstance(v, str | list | tuple) else v,
    "body": _body, "content_parts": many(_like_an_item), "scoped_rights": many(_like_an_item),
}  # fmt: skip

ALIASES = frozenset({"headline", "subheadline", "body_text"})
"""Names that are no fields but may be given: the main headline, a sub-headline, the body as text."""


def field_names(kind: type[Item] = Article) -> list[str]:
    """The names a caller may set: the fields of the model and the aliases."""
    return [*kind.model_fields, *sorted(ALIASES)]


def unknown_field(name: str, kind: type[Item] = Article) -> str:
    """The message for a field the model does not have, with the nearest name it has."""
    from difflib import get_close_matches

    near = get_close_matches(name, field_names(kind), n=1, cutoff=0.6)
    hint = f"; did you mean {near[0]}?" if near else "; `newsml schema json` lists the fields"
    return f"{name} is not a field of {kind.called}{hint}"


def shaped(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with short forms spelt out and aliases in their places."""
    result: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in ALIASES:
            shape = SHAPES.get(name)
            result[name] = shape(value) if shape and value is not None else value
    if fields.get("headline") is not None:
        rest = [h for h in result.get("headlines", ()) if not _is_main(h)]
        result["headlines"] = [_with_role(text(fields["headline"]), "main"), *rest]
    if fields.get("subheadline") is not None:
        subs = [_with_role(item, "sub") for item in many(text)(fields["subheadline"])]
        result["headlines"] = [*result.get("headlines", ()), *subs]
    if "body_text" in fields and "body" not in fields:
        result["body"] = _body(fields["body_text"])
    return result


def _is_main(headline: Any) -> bool:
    role = headline.get("role") if isinstance(headline, Mapping) else getattr(headline, "role", None)
    return role in (None, "main")


def _with_role(value: Any, role: str) -> Any:
    return {"role": role, **value} if isinstance(value, Mapping) else value


def build(fields: Mapping[str, Any], *, file: str | None, places: Places) -> Article:
    """See `Article.build`."""
    refuse_surrogates(fields, file=file, places=places)
    given = {name: value for name, value in fields.items() if value is not None}
    return validated(shaped(given), file=file, places=places)


def refuse_surrogates(
    fields: Mapping[str, Any], *, file: str | None = None, places: Places | None = None
) -> None:
    """Raise InvalidArticle for texts that hold half of a character.

    Decoded text has none; JSON escapes, the command line and other programs can bring them.
    """
    if paths := list(_surrogates(fields, "")):
        message = "holds a lone surrogate (half of a character), which no file can carry: take it out"
        raise InvalidArticle.of(
            Issue("MODEL", "error", path, f"{path} {message}", file, *place_of(path, places or {}))
            for path in paths
        )


Kind = TypeVar("Kind", bound=Item)


@overload
def validated(
    fields: Mapping[str, Any], *, file: str | None = ..., places: Places | None = ...
) -> Article: ...
@overload
def validated(
    fields: Mapping[str, Any], kind: type[Kind], *, file: str | None = ..., places: Places | None = ...
) -> Kind: ...
def validated(
    fields: Mapping[str, Any],
    kind: type[Item] = Article,
    *,
    file: str | None = None,
    places: Places | None = None,
) -> Item:
    """The item of spelt-out fields; InvalidArticle with one issue for every wrong value."""
    if depth_of(fields.get("body")) > 4 * MAX_DEPTH:  # a node is up to four levels of JSON
        issue = Issue("MODEL", "error", "body", f"body nests more than {MAX_DEPTH} levels: flatten it", file)
        raise InvalidArticle.of([issue])
    try:
        item = kind.model_validate(fields)
    except ValidationError as error:
        raise InvalidArticle.of(
            issues_of(error, file=file, places=places or {}, fields=fields, kind=kind)
        ) from error
    if isinstance(item, Article) and depth(item.body) > MAX_DEPTH:
        issue = Issue("MODEL", "error", "body", f"body nests more than {MAX_DEPTH} levels: flatten it", file)
        raise InvalidArticle.of([issue])
    return item


_SURROGATE = re.compile("[\ud800-\udfff]")


def _surrogates(value: Any, path: str) -> Iterable[str]:
    """The paths of texts that hold half of a character."""
    if isinstance(value, str):
        if not value.isascii() and _SURROGATE.search(value):
            yield path
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _surrogates(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, _LISTS):
        for index, item in enumerate(value):
            yield from _surrogates(item, f"{path}.{index}")


def depth_of(value: Any) -> int:
    """How deep lists and objects nest, told without recursion."""
    deepest, level = 0, [value]
    while level:
        inner: list[Any] = []
        for item in level:
            if isinstance(item, _LISTS):
                inner.extend(item)
            elif isinstance(item, Mapping):
                inner.extend(item.values())
        level = [item for item in inner if type(item) is not str and isinstance(item, _NESTING)]
        deepest += 1
        if deepest > 4 * MAX_DEPTH:
            break
    return deepest


def issues_of(
    error: ValidationError,
    *,
    file: str | None,
    places: Places,
    fields: Mapping[str, Any],
    kind: type[Item] = Article,
) -> Iterable[Issue]:
    """One issue for each wrong field, in the words of the sender."""
    seen: set[str] = set()
    for detail in error.errors(include_url=False, include_context=True):
        path = ".".join(str(part) for part in detail["loc"] if part != "[key]")
        if path in seen:
            continue
        seen.add(path)
        line, column = place_of(path, places)
        yield Issue("MODEL", "error", path, message_of(dict(detail), path, kind), file, line, column)


def place_of(path: str, places: Places) -> tuple[int | None, int | None]:
    """Line and column of the longest known part of a path."""
    parts = path.split(".")
    for end in range(len(parts), 0, -1):
        if found := places.get(".".join(parts[:end])):
            return found
    return places.get("", (None, None))


def message_of(detail: Mapping[str, Any], path: str, kind: type[Item] = Article) -> str:
    """What is wrong with one value: field, value, expectation."""
    what = detail["type"]
    if what == "extra_forbidden":
        return unknown_field(path, kind) if "." not in path else f"{path} is not a field here"
    if what == "missing":
        return f"{path} is missing"
    return f"{path} {shown(detail.get('input'))} {_EXPECTATIONS.get(what, _fallback)(detail)}"


def shown(value: Any) -> str:
    """A value for a message: short, quoted if it is text."""
    if isinstance(value, str):
        return repr(value) if len(value) <= 60 else repr(value[:57] + "...")
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "(an object)"
    if isinstance(value, _LISTS):
        return "(a list)"
    return f"({type(value).__name__})"


def _fallback(detail: Mapping[str, Any]) -> str:
    message = str(detail["msg"])
    return f"is not accepted: {message[:1].lower()}{message[1:]}"


_EXPECTATIONS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "newsml": lambda d: str(d["msg"]),
    "string_type": lambda d: "is not text",
    "string_unicode": lambda d: "holds a lone surrogate, which no file can carry",
    "literal_error": lambda d: f"is not one of {d['ctx']['expected']}",
    "greater_than_equal": lambda d: f"is less than {d['ctx']['ge']:g}",
    "less_than_equal": lambda d: f"is more than {d['ctx']['le']:g}",
    "bool_parsing": lambda d: "is not true or false",
    "bool_type": lambda d: "is not true or false",
    "int_type": lambda d: "is not a whole number",
    "int_parsing": lambda d: "is not a whole number",
    "int_from_float": lambda d: "is not a whole number",
    "float_type": lambda d: "is not a number",
    "float_parsing": lambda d: "is not a number",
    "finite_number": lambda d: "is not a finite number",
    "tuple_type": lambda d: "is not a list",
    "dict_type": lambda d: "is not an object",
    "model_type": lambda d: "is not an object with the fields of this part",
    "model_attributes_type": lambda d: "is not an object with the fields of this part",
}

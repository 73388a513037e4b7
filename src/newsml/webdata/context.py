"""What the names in a JSON-LD document mean: ``@context`` with prefixes, ``@vocab`` and terms of its own.

JSON-LD 1.1, sections 4.1 and 9.15. A context that is an address is never fetched: it is schema.org's, or unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

_ROOT = re.compile(
    r"(?:https?:)?//(?:www\.)?schema\.org(?:/(?:docs/jsonldcontext\.json(?:ld)?)?|#)?", re.IGNORECASE
)
_SCHEMA = re.compile(r"(?:https?:)?(?://)?(?:www\.)?schema\.org\b.*", re.IGNORECASE)
_TERM = re.compile(r"(?:https?://(?:www\.)?schema\.org/#?|schema:)", re.IGNORECASE)
_KEYWORDS = {"type": "@type", "id": "@id"}
"""What schema.org's own context calls these keywords."""

UNKNOWN = "_:"
"""Stands before names that no context at hand explains."""

_NOTHING: Mapping[str, Any] = {}
_GONE: Any = object()
"""What a term means that an inner context takes back."""


class Layers(Mapping[str, Any]):
    """The terms of a context over those of the one around it, which is shared and not copied.

    >>> inner = Layers({"a": "x"}, {"a": "y", "b": "z"})
    >>> inner["a"], inner["b"], "c" in inner
    ('x', 'z', False)
    """

    __slots__ = ("outer", "own")

    def __init__(self, own: dict[str, Any], outer: Mapping[str, Any]) -> None:
        self.own, self.outer = own, outer

    def _found(self, key: object) -> Any:
        layer: Mapping[str, Any] = self
        while isinstance(layer, Layers):
            if key in layer.own:
                return layer.own[key]
            layer = layer.outer
        return layer.get(key, _GONE)  # type: ignore[call-overload]

    def __contains__(self, key: object) -> bool:
        return self._found(key) is not _GONE

    def __getitem__(self, key: str) -> Any:
        found = self._found(key)
        if found is _GONE:
            raise KeyError(key)
        return found

    def get(self, key: str, default: Any = None) -> Any:
        """What the key means, or the default."""
        found = self._found(key)
        return default if found is _GONE else found

    def __iter__(self) -> Iterator[str]:
        seen = dict.fromkeys([*self.outer, *self.own])
        return (key for key in seen if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return True


def _layered(own: dict[str, Any], outer: Mapping[str, Any]) -> Mapping[str, Any]:
    """The outer terms with what an inner context says otherwise."""
    new = {key: meant for key, meant in own.items() if outer.get(key, _GONE) != meant}
    if not new:
        return outer
    return Layers(new, outer) if outer else {key: meant for key, meant in new.items() if meant is not _GONE}


class Context(NamedTuple):
    """How names are read: the vocabulary of plain names, prefixes and terms, the language of texts."""

    vocab: str | None = ""
    """The namespace of plain names; empty for schema.org, None where nobody knows."""
    terms: Mapping[str, str | None] = _NOTHING
    by_language: Mapping[str, bool] = _NOTHING
    """Terms whose values are objects from language to text."""
    language: str | None = None
    base: str | None = None

    @property
    def is_plain(self) -> bool:
        """Whether no context has said anything so far."""
        return self.vocab == "" and not (self.terms or self.by_language or self.language or self.base)

    def name(self, key: str) -> str | None:
        """The name of a key: a keyword, a term of schema.org without namespace, any other as an IRI.

        None for a key that the context makes meaningless.

        >>> Context().name("schema:headline"), Context(None).name("headline")
        ('headline', '_:headline')
        """
        if key[:1] == "@":
            return key
        if key in self.terms:
            meant = self.terms[key]
            if meant is None or meant[:1] == "@":
                return meant
            return self._named(meant)
        if self.vocab == "" and key in _KEYWORDS:
            return _KEYWORDS[key]
        return self._named(key)

    def _named(self, term: str) -> str:
        if ":" in term:
            found = _TERM.match(term)
            return term[found.end() :] if found else self.expanded(term)
        if self.vocab is None:
            return UNKNOWN + term
        return self.vocab + term

    def expanded(self, iri: str) -> str:
        """An IRI with the prefix, if it has one that the context explains, in full."""
        full = iri
        seen: set[str] = set()
        while True:  # prefixes are explained by others, and in a broken context by each other
            prefix, colon, rest = full.partition(":")
            meant = self.terms.get(prefix)
            if not colon or rest.startswith("//") or meant is None or prefix in seen:
                break
            seen.add(prefix)
            full = meant + rest
        found = _TERM.match(full) if full != iri else None
        return full[found.end() :] if found else full


def context_of(value: Any, outer: Context, unknown: Callable[[str], None]) -> Context:
    """The context that a ``@context`` makes of the one around it; ``unknown`` is told what would have to be fetched."""
    found = outer
    for one in _merged(value) if isinstance(value, list) else [value]:
        if one is None:
            found = Context()
        elif isinstance(one, str):
            if _SCHEMA.fullmatch(one.strip()):
                found = found._replace(vocab="")
            else:
                unknown(one)
                if found.is_plain:
                    found = found._replace(vocab=None)
        elif isinstance(one, dict):
            found = _of_object(one, found)
    return found


def _merged(listed: list[Any]) -> Iterator[Any]:
    """The contexts of a list; objects that follow one another as one."""
    for are_objects, some in groupby(listed, lambda one: isinstance(one, dict)):
        if are_objects:
            merged: dict[str, Any] = {}
            for one in some:
                merged.update(one)
            yield merged
        else:
            yield from some


def contexts(value: Any, unknown: Callable[[str], None]) -> Context:
    """The context of a whole document. One that names schema.org among others is schema.org's."""
    listed = value if isinstance(value, list) else [value]
    found = context_of(value, Context(), unknown)
    if any(isinstance(one, str) and _SCHEMA.fullmatch(one.strip()) for one in listed) and found.vocab is None:
        return found._replace(vocab="")
    return found


def _of_object(value: Mapping[str, Any], outer: Context) -> Context:
    terms: dict[str, Any] = {}
    by_language: dict[str, bool] = {}
    vocab, language, base = outer.vocab, outer.language, outer.base
    for key, meant in value.items():
        if key == "@vocab":
            vocab = None if meant is None else _vocabulary(str(meant))
        elif key == "@language":
            language = meant if isinstance(meant, str) else None
        elif key == "@base":
            base = meant if isinstance(meant, str) else None
        elif key[:1] == "@":
            continue
        elif isinstance(meant, dict):
            target = meant.get("@id", key)
            terms[key] = target if isinstance(target, str) else None
            if terms[key] == key and ":" not in key:
                terms[key] = _GONE
            container = meant.get("@container")
            if container == "@language" or (isinstance(container, list) and "@language" in container):
                by_language[key] = True
        elif meant is None or isinstance(meant, str):
            terms[key] = _GONE if meant == key else meant
    known = _layered(terms, outer.terms)
    found = Context(vocab, known, _layered(by_language, outer.by_language), language, base)
    return found._replace(vocab=_explained(found, vocab))


def _vocabulary(text: str) -> str:
    return "" if _ROOT.fullmatch(text.strip()) else text


def _explained(context: Context, vocab: str | None) -> str | None:
    """A vocabulary that is named by a prefix (``"@vocab": "schema:"``)."""
    if vocab and vocab.endswith(":") and vocab[:-1] in context.terms:
        return _vocabulary(context.terms[vocab[:-1]] or "")
    return "" if vocab == "schema:" else vocab

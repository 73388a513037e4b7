"""Nothing is lost in silence: with another value of a field the bytes change, or an issue names the field.

Asked of every field of the model, down to the parts of its parts, for every format that newsml writes. The
articles are small, so that no other field says the same.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

import pytest

import newsml
from newsml import Article, Refused
from newsml.formats import FORMATS
from newsml.issues import Issue
from newsml.losses import Lost, largest, plain_path, set_fields
from newsml.model import body, values
from newsml.model.body import BLOCK_KINDS, KINDS
from newsml.model.values import Value
from tests.strategies import hints

NOW = datetime(2026, 1, 1, tzinfo=UTC)
RICH = Path(__file__).resolve().parents[1] / "samples" / "observatory-full" / "article.json"
WRITING = [format_.name for format_ in FORMATS if format_.writes and format_.name != "news-sitemap"]
"""All but the one that names articles and does not hold them."""

OPTIONS: dict[str, dict[str, Any]] = {"jsonld": {"body": True}}
"""What makes a format carry most."""

LOSSY: dict[str, dict[str, str]] = {
    "jsonld": {
        "derived": "bookkeeping of newsml, not content",
        "foreign.field": "it says that the field has all of it",
    },
    "html": {
        "derived": "bookkeeping of newsml, not content",
        "foreign.field": "it says that the field has all of it",
    },
    "newsml-g2": {
        "derived": "bookkeeping of newsml, not content",
        "foreign.field": "it says that the field has all of it",
    },
    "text": {"foreign.field": "it says that the field has all of it"},
    "atom": {
        "derived": "bookkeeping of newsml, not content",
        "foreign.field": "it says that the field has all of it",
    },
    "jsonfeed": {
        "derived": "bookkeeping of newsml, not content",
        "foreign.field": "it says that the field has all of it",
    },
    "news-sitemap": {
        name: "a sitemap names articles and does not hold them, which is said once of all fields"
        for name in Article.model_fields
        if name not in ("canonical_url", "content_modified")
    },
    "rss": {
        "derived": "bookkeeping of newsml, not content",
        "foreign.field": "it says that the field has all of it",
    },
}
"""Fields a format drops without a word, each with the reason."""


def _mark(hint: Any) -> int:
    return id(hint.__metadata__[0])


EXAMPLES: dict[int, tuple[Any, Any]] = {
    _mark(values.DateTime): ("2025-08-01T10:00:00Z", "2025-08-02T11:00:00Z"),
    _mark(values.AnyDate): ("2025-08-01", "2025-08-02"),
    _mark(values.Embargo): ("2025-08-01T10:00:00Z", "2025-08-02T11:00:00Z"),
    _mark(values.LanguageTag): ("pt", "pl"),
    _mark(values.Iri): ("https://loss.example/one", "https://loss.example/two"),
    _mark(values.Url): ("https://loss.example/three", "https://loss.example/four"),
    _mark(values.MediaType): ("image/webp", "image/avif"),
    _mark(values.Percent): (71, 72),
    _mark(values.Urgency): (7, 8),
    _mark(values.Count): (3, 2),
    _mark(values.Ordinal): (3, 2),
    _mark(values.Year): (2019, 2018),
    _mark(values.Extra): ({"loss": "one"}, {"loss": "two"}),
    _mark(values.Names): ({"pt": "um"}, {"pt": "dois"}),
}
SPECIAL: dict[str, tuple[Any, Any]] = {
    "pub_status": ("withheld", "usable"),
    "subjects.rel": ("about", "mentions"),
}
"""Values that mean something, where the type alone does not say so."""

BASE: dict[str, Any] = {
    "id": "urn:x-test:1",
    "version_created": "2025-08-01T10:00:00Z",
    "provider": {"name": "The provider"},
    "headlines": [{"text": "A headline", "role": "main"}],
    "language": "en",
}


class Part(NamedTuple):
    """One field somewhere in the model: the fields that lead to it, and two values for it."""

    path: tuple[str, ...]
    values: tuple[Any, Any]

    @property
    def name(self) -> str:
        return ".".join(self.path)


def two_values(hint: Any) -> tuple[Any, Any]:
    """Two different values of an annotation, in their JSON form."""
    if get_origin(hint) is Annotated:
        return EXAMPLES.get(_mark(hint)) or two_values(get_args(hint)[0])
    args = [arg for arg in get_args(hint) if arg is not NoneType]
    if get_origin(hint) is Literal:
        return args[-1], args[0]
    if get_origin(hint) is tuple:
        first, second = two_values(args[0])
        return [first], [second]
    if args:
        return two_values(args[0])
    if isinstance(hint, type) and issubclass(hint, Value):
        return an_object(hint, 0), an_object(hint, 1)
    return {str: ("loss one", "loss two"), bool: (True, False), int: (3, 2), float: (1.5, 2.5)}[hint]


def an_object(kind: type[Value], which: int = 0) -> dict[str, Any]:
    """An object with its required fields, or with what it is known by."""
    required = [name for name, field in kind.model_fields.items() if field.is_required()]
    known_by = next((name for name in ("name", "url", "href", "when") if name in kind.model_fields), None)
    names = required or [known_by or next(iter(kind.model_fields))]
    return {name: two_values(hints(kind)[name])[which] for name in names}


def value_class(hint: Any) -> tuple[type[Value] | None, bool]:
    """The class of the model that an annotation holds, if any, and whether it holds a list of them."""
    if isinstance(hint, type):
        return (hint, False) if issubclass(hint, Value) else (None, False)
    many = get_origin(hint) is tuple
    for arg in get_args(hint):
        kind, inner = value_class(arg)
        if kind:
            return kind, many or inner
    return None, False


def parts(kind: type[Value] = Article, above: tuple[str, ...] = (), levels: int = 3) -> Iterator[Part]:
    """All fields of a class and of the classes within, but for the body."""
    for name, hint in hints(kind).items():
        if (*above, name) == ("body",):
            continue
        path = (*above, name)
        yield Part(path, SPECIAL.get(".".join(path)) or two_values(hint))
        inner, _ = value_class(hint)
        if inner and levels > 1:
            yield from parts(inner, path, levels - 1)


@cache
def rich() -> dict[str, Any]:
    """The sample that has every field, as plain JSON."""
    article = newsml.load(RICH)
    data: dict[str, Any] = article.model_dump(mode="json", exclude_defaults=True)
    return data


def article_where(part: Part, value: Any) -> Article:
    """The small article with one value in its place; a list gets one entry more for it."""
    article = copy.deepcopy(BASE)
    owner: Any = article
    kind: type[Value] = Article
    for step in part.path[:-1]:
        inner, many = value_class(hints(kind)[step])
        assert inner is not None
        kind = inner
        if many:
            owner.setdefault(step, []).append(an_object(kind))
            owner = owner[step][-1]
        else:
            owner = owner.setdefault(step, an_object(kind))
    owner[part.path[-1]] = value
    return Article.model_validate(article)


def written(article: Article, format_name: str) -> tuple[bytes, list[Issue]]:
    """The bytes, or why there are none; and the issues."""
    issues: list[Issue] = []
    try:
        data = newsml.dumps(
            article, format_name, report=issues.append, now=NOW, **OPTIONS.get(format_name, {})
        )
    except Refused as error:
        return str(error).encode(), issues
    return data, issues


def names_it(issue: Issue, name: str) -> bool:
    """Whether an issue is about a part, something within it or something that it is in."""
    path = plain_path(issue.path)
    return path != "" and (f"{path}.".startswith(f"{name}.") or f"{name}.".startswith(f"{path}."))


PARTS = list(parts())


@pytest.mark.parametrize("format_name", WRITING)
def test_no_field_is_lost_in_silence(format_name: str) -> None:
    silent = [part.name for part in PARTS if not is_known(part, format_name) and is_lost(part, format_name)]
    assert not silent, f"{format_name} drops {len(silent)} fields without a word: {', '.join(silent)}"


def is_known(part: Part, format_name: str) -> bool:
    return any(f"{part.name}.".startswith(f"{name}.") for name in LOSSY.get(format_name, {}))


def is_lost(part: Part, format_name: str) -> bool:
    (one, issues), (two, more) = (written(article_where(part, value), format_name) for value in part.values)
    return one == two and not any(names_it(issue, part.name) for issue in (*issues, *more))


@pytest.mark.parametrize("format_name", WRITING)
def test_known_losses_are_still_lost(format_name: str) -> None:
    for name in LOSSY.get(format_name, {}):
        assert all(is_lost(part, format_name) for part in PARTS if part.name == name), (
            f"{name} is carried now: take it out of LOSSY"
        )


def test_the_rich_sample_has_every_field() -> None:
    article = newsml.load(RICH)
    assert set(Article.model_fields) - article.model_fields_set == set()
    kinds = {node.kind for node in article.walk() if not isinstance(node, str)}
    assert kinds == set(KINDS)


# --- the body -------------------------------------------------------------------------------------

PLAIN = {"kind": "paragraph", "children": ["Plain text before and after."]}


class Markup(NamedTuple):
    """A body with some markup, and the same without it."""

    name: str
    present: dict[str, Any]
    absent: list[Any]


def markups() -> Iterator[Markup]:
    """Every block of the sample, each time without one piece of its markup."""
    for block in rich()["body"]:
        if block != {"kind": "paragraph", "children": block.get("children")}:
            yield Markup(block["kind"], block, plainly(block))
        for steps, owner in objects_of(block):
            yield from without_attributes(block, steps, owner)
            if steps and owner.get("kind") not in (None, *BLOCK_KINDS):
                absent = copy.deepcopy(block)
                unwrap(absent, steps)
                yield Markup(f"{block['kind']} > {owner['kind']}", block, [absent])


def plainly(block: dict[str, Any]) -> list[Any]:
    """The words of a block as paragraphs."""
    article = Article.model_validate({"body": [block]})
    return [
        {"kind": "paragraph", "children": [text]}
        for text in article.plain_text(media=True).split("\n\n")
        if text
    ]


def objects_of(
    value: Any, steps: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    if isinstance(value, dict):
        yield steps, value
        for name, item in value.items():
            yield from objects_of(item, (*steps, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from objects_of(item, (*steps, index))


def without_attributes(
    block: dict[str, Any], steps: tuple[str | int, ...], owner: dict[str, Any]
) -> Iterator[Markup]:
    for name in owner:
        kind = KINDS.get(owner.get("kind", ""), body.Cell)
        if name == "kind" or (name in kind.model_fields and kind.model_fields[name].is_required()):
            continue
        absent = copy.deepcopy(block)
        place: Any = absent
        for step in steps:
            place = place[step]
        del place[name]
        yield Markup(f"{owner.get('kind', steps[-1] if steps else '')}.{name}", block, [absent])


def unwrap(block: Any, steps: tuple[str | int, ...]) -> None:
    """Put what an inline holds in its place."""
    for step in steps[:-1]:
        block = block[step]
    node = block[steps[-1]]
    block[steps[-1] : steps[-1] + 1] = node.get("children") or [node.get("text", " ")]


MARKUPS = list(markups())


@pytest.mark.parametrize("format_name", WRITING)
def test_no_markup_is_lost_in_silence(format_name: str) -> None:
    silent = [markup.name for markup in MARKUPS if markup_is_lost(markup, format_name)]
    assert not silent, f"{format_name} drops {', '.join(silent)} without a word"


def markup_is_lost(markup: Markup, format_name: str) -> bool:
    present, absent = (article_with(blocks) for blocks in ([markup.present], markup.absent))
    data, issues = written(present, format_name)
    if any(issue.path.split(".")[0] == "body" for issue in issues):
        return False
    return data == written(absent, format_name)[0]


def article_with(blocks: list[Any]) -> Article:
    return Article.model_validate({**BASE, "body": [PLAIN, *blocks, PLAIN]})


def test_every_kind_of_node_is_asked_about() -> None:
    asked = {name for markup in MARKUPS for name in markup.name.split(" > ")}
    assert asked >= set(KINDS) - {"paragraph"}


# --- one line for one value ----------------------------------------------------------------------


def lost_of(article: Article, *kept: str, why: dict[str, str] | None = None) -> list[Lost]:
    """What is said where all is lost but for the paths named."""
    reasons = why or {}
    gone = [(path, value) for path, value in set_fields(article) if path not in kept]
    return list(largest(article, [Lost(path, value, reasons.get(path, "")) for path, value in gone]))


def test_a_value_that_is_lost_as_a_whole_is_one_loss() -> None:
    signals = [
        {"qcode": "sig:update", "uri": "https://wire.example/s/update"},
        {"name": "Kill", "rel": "about"},
    ]
    article = Article.build(
        {
            "signals": signals,
            "is_free": False,
            "section": ["Town", "Sea"],
            "hops": [{"party": {"name": "Wire"}}],
        }
    )
    assert lost_of(article) == [
        Lost("signals", "https://wire.example/s/update, Kill"),
        Lost("hops.0.party.name", "Wire"),
        Lost("section", "Town, Sea"),
        Lost("is_free", False),
    ]
    assert lost_of(article, "signals.1.rel") == [
        Lost("signals.0", "https://wire.example/s/update"),
        Lost("signals.1.name", "Kill"),
        Lost("hops.0.party.name", "Wire"),
        Lost("section", "Town, Sea"),
        Lost("is_free", False),
    ]


def test_losses_for_different_reasons_are_different_losses() -> None:
    article = Article.build({"signals": [{"qcode": "sig:update", "name": "Update"}]})
    assert lost_of(article, why={"signals.0.name": "names are not carried"}) == [
        Lost("signals.0.qcode", "sig:update"),
        Lost("signals.0.name", "Update", "names are not carried"),
    ]

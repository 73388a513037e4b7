"""Hypothesis strategies: any article the model allows, made from the model's own annotations."""

from __future__ import annotations

import string
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from newsml.model import Article, PartialDate, body, values
from newsml.model.body import BLOCK_KINDS, INLINE_KINDS, KINDS
from newsml.model.values import Value

Strategy = SearchStrategy[Any]

# Text as newsrooms have it, and text as nobody wants it.
TRICKY = (
    "", " ", "\n", "a\n\nb", "\t", "<b>bold</b>", "&amp; &lt;", "</script><script>", "]]>", "--", "---",
    "+++", "\\", '"', "'", "*", "_x_", "`", "# no heading", "1. no list", "- no list", "> no quote",
    "| a | b |", "[x](y)", "![x](y)", "key: value", "null", "true", "2025-07-25", "0", "\u200f\u202eabc",
    "\u00ad", "\u00a0", "\u2028", "\ufeff", "\x00", "\x07", "é", "e\u0301", "日本語", "ﷺ", "🗞️", "𝕏", "-30-",
    "###", "Headline: x", "By Jane Doe",
)  # fmt: skip
text = st.text(max_size=20) | st.sampled_from(TRICKY) | st.text(string.ascii_letters + " .,\n", max_size=40)
# Letters with what newsrooms put between them, and with what formats take for markup.
words = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzÀéßñøšДжعनमि東京ー", min_size=1, max_size=6)
    | st.sampled_from(
        ["*a*", "_b_", "`c`", "<d>", "&amp;", "[e](f)", "#", "-", "1.", "|", ">", "g:", "'h'", '"i"', "\\"]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)

offsets = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
zones = st.just(UTC) | offsets | st.sampled_from([ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kathmandu")])
aware = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=zones)  # noqa: DTZ001
partial = st.dates().flatmap(
    lambda day: st.sampled_from(
        [PartialDate(day.year), PartialDate(day.year, day.month), PartialDate(day.year, day.month, day.day)]
    )
)
tags = st.sampled_from(
    ["en", "de-AT", "nb-NO", "zh-Hant-TW", "ar", "es-419", "sr-Latn", "und", "de-1996", "x-desk", "EN-gb"]
)
urls = st.sampled_from(
    [
        "https://example.org/a",
        "http://example.org",
        "https://例え.example/日本?q=1&r=a#f",
        "HTTPS://EXAMPLE.ORG/",
    ]
)
iris = urls | st.sampled_from(
    ["urn:newsml:example.org:1", "tag:example.org,2025:1", "http://cv.iptc.org/newscodes/mediatopic/1"]
)
media_types = st.sampled_from(
    ["image/jpeg", "IMAGE/PNG", "text/html; charset=utf-8", "application/vnd.x+json"]
)
floats = st.floats(allow_nan=False, allow_infinity=False)


def _mark(hint: Any) -> Any:
    return hint.__metadata__[0]


# The value types are told by the object in their annotation.
BY_MARK: dict[int, Strategy] = {
    id(_mark(values.DateTime)): aware,
    id(_mark(values.AnyDate)): aware | partial,
    id(_mark(values.Embargo)): aware | st.just("open"),
    id(_mark(values.LanguageTag)): tags,
    id(_mark(values.Iri)): iris,
    id(_mark(values.Url)): urls,
    id(_mark(values.MediaType)): media_types,
    id(_mark(values.Percent)): st.integers(0, 100),
    id(_mark(values.Urgency)): st.integers(1, 9),
    id(_mark(values.Count)): st.integers(0, 2**70),
    id(_mark(values.Ordinal)): st.integers(1, 100),
    id(_mark(values.Year)): st.integers(1, 9999),
}
CONTENT = ("children", "items", "rows")
LEAVES = ("paragraph", "preformatted", "embed", "horizontal_rule", "foreign")


@cache
def hints(kind: type[Value]) -> dict[str, Any]:
    """The annotations of a class of the model, with their marks."""
    found = get_type_hints(kind, include_extras=True)
    return {name: found[name] for name in kind.model_fields if get_origin(found[name]) is not ClassVar}


def holds_parts(hint: Any) -> bool:
    """Whether an annotation holds classes of the model."""
    if isinstance(hint, type) and issubclass(hint, Value):
        return True
    return any(holds_parts(arg) for arg in get_args(hint))


class Maker:
    """Strategies for all parts of the model; with ``full``, what can hold something holds something."""

    def __init__(self, text: Strategy, *, full: bool) -> None:
        self.text, self.least = text, int(full)
        self.made: dict[tuple[Any, int], Strategy] = {}
        inner = st.none() | st.booleans() | st.integers() | floats | text
        self.json = st.recursive(
            inner,
            lambda leaf: st.lists(leaf, max_size=3) | st.dictionaries(text, leaf, max_size=3),
            max_leaves=6,
        )

    def of_hint(self, hint: Any, depth: int) -> Strategy:
        """Any value of an annotation; `depth` is how many levels of nodes may follow."""
        origin, args = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self.of_annotated(hint, depth)
        if origin in (Union, UnionType):
            return st.one_of(*(self.of_hint(arg, depth) for arg in args))
        if hint is NoneType:
            return st.none()
        if origin is Literal:
            return st.sampled_from(args)
        if origin is tuple and args[-1] is Ellipsis:
            entry = st.deferred(lambda: self.of_hint(args[0], depth))
            if self.least and args[0] is body.Inline:
                return st.builds(
                    lambda first, rest, last: (first, *rest, last),
                    self.text,
                    st.lists(entry, max_size=2),
                    self.text,
                )
            return st.lists(entry, min_size=self.least, max_size=3).map(tuple)
        if origin is tuple:
            return st.tuples(*(self.of_hint(arg, depth) for arg in args))
        if issubclass(hint, Value):
            return self.instances(hint, depth if issubclass(hint, body.Node) else depth - 1)
        return {str: self.text, bool: st.booleans(), float: floats, int: st.integers(-(10**4), 10**4)}[hint]

    def of_annotated(self, hint: Any, depth: int) -> Strategy:
        """Any value of an annotation with marks."""
        mark, plain = _mark(hint), get_args(hint)[0]
        if id(mark) in BY_MARK:
            return BY_MARK[id(mark)]
        if mark is _mark(values.Extra):
            return st.dictionaries(self.text, self.json, min_size=self.least, max_size=3)
        if mark is _mark(values.Names):
            return st.dictionaries(tags, self.text, min_size=self.least, max_size=3)
        if mark is _mark(body.Inline):
            return self.inlines(depth)
        if mark is _mark(body.Block):
            return self.blocks(depth)
        limits = getattr(mark, "metadata", ())
        low = next((item.ge for item in limits if hasattr(item, "ge")), None)
        high = next((item.le for item in limits if hasattr(item, "le")), None)
        if plain is int:
            return st.integers(low, 10**6 if high is None else high)
        if plain is float:
            return st.floats(low, high, allow_nan=False, allow_infinity=False)
        return self.of_hint(plain, depth)

    def inlines(self, depth: int) -> Strategy:
        kinds = sorted(INLINE_KINDS) if depth > 0 else ["code", "line_break"]
        return self.text | st.sampled_from(kinds).flatmap(lambda kind: self.instances(KINDS[kind], depth - 1))

    def blocks(self, depth: int) -> Strategy:
        kinds = sorted(BLOCK_KINDS) if depth > 0 else LEAVES
        return st.sampled_from(kinds).flatmap(lambda kind: self.instances(KINDS[kind], depth - 1))

    def instances(self, kind: type[Value], depth: int = 3) -> Strategy:
        """Any object of a class of the model, with a handful of its fields set."""
        if (kind, depth) not in self.made:
            self.made[kind, depth] = self.new(kind, depth)
        return self.made[kind, depth]

    def new(self, kind: type[Value], depth: int) -> Strategy:
        fields = hints(kind)
        always = CONTENT if self.least else ()
        required = [name for name in fields if kind.model_fields[name].is_required() or name in always]
        optional = [name for name in fields if name not in required]
        if depth <= 0 and not issubclass(kind, body.Node):
            optional = [name for name in optional if not holds_parts(fields[name])]
        least = self.least if kind is not Article and not required else 0
        some = st.lists(st.sampled_from(optional), unique=True, min_size=least, max_size=6)
        chosen = some if optional else st.just([])

        @st.composite
        def build(draw: Callable[[Strategy], Any]) -> Any:
            names = [*required, *draw(chosen)]
            made = {name: draw(self.of_hint(fields[name], depth)) for name in names}
            if kind is body.LanguageSpan and self.least:
                made["lang"] = draw(tags)  # without it the span says nothing
            if self.least and kind is body.List and "start" in made:
                made["ordered"] = True  # an unordered list counts from nothing
            return kind(**made)

        return build().filter(lambda made: made != kind()) if least and optional else build()

    def bodied(self) -> Strategy:
        """Articles with a body."""
        trees = st.lists(self.blocks(3), max_size=4).map(tuple)
        return st.builds(
            lambda article, tree: article.model_copy(update={"body": tree}), self.instances(Article), trees
        )


ANY = Maker(text, full=False)

articles = ANY.instances(Article)
"""Any article: six fields of any kind at a time, so that examples stay readable."""

bodied = ANY.bodied()
"""Any article with a body."""

ordinary = Maker(words, full=True).bodied()
"""Articles in which whatever can hold text holds some, on one line and without control characters."""

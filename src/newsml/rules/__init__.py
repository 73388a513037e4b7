"""The checks: what no schema sees, from a headline that holds markup to an embargo that was broken.

A rule looks at the model, so that every format is checked by the same rules. To add one: a function with
``@rule(id, severity)`` in the module of its group, and ``tests/rules/<ID>/bad.json`` and ``good.json``.
What only the document of a format shows is looked at by rules of that format (`newsml.rules.newsml_g2`), which are
imported when a document of that format comes, or when all rules are asked for (`RULES`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

from newsml.decoding import decode
from newsml.errors import ParseError, UsageError
from newsml.issues import Issue, Severity
from newsml.model import Article
from newsml.rules import (  # noqa: F401 (importing them registers their rules)
    access,
    body,
    concepts,
    dates,
    headlines,
    identity,
    language,
    links,
    media,
    notices,
    people,
    rights,
    summary,
    text,
)
from newsml.rules.registry import TABLE, Check, Context, Finding, Rule, wanted
from newsml.rules.settings import PROFILES, adjusted

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

RULES: Mapping[str, Rule]
"""All rules by id, the notices last."""

_OWN = {
    "newsml-g2": "newsml_g2",
    "jsonld": "jsonld",
    "html": "jsonld",
    "rss": "feeds",
    "atom": "feeds",
    "jsonfeed": "feeds",
    "news-sitemap": "feeds",
}
"""The modules with the rules of formats."""


def __getattr__(name: str) -> Any:
    if name == "RULES":
        return _all()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@lru_cache(maxsize=1)
def _all() -> Mapping[str, Rule]:
    for format_name in _OWN:
        rules_of(format_name)
    return dict(sorted(TABLE.items(), key=lambda pair: (pair[1].function is None, pair[0])))


def rules_of(format_name: str) -> list[Rule]:
    """The rules of documents of this format."""
    if format_name in _OWN:
        import_module(f"newsml.rules.{_OWN[format_name]}")
    return [one for one in TABLE.values() if format_name in (one.format, *one.others)]


def check(
    article: Article,
    *,
    context: Context | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    without: frozenset[str] = frozenset(),
) -> list[Issue]:
    """What the rules find in an article; ``select`` and ``ignore`` name rules or groups of them.

    Rules whose ids are in ``without`` are left out as well. Raises UsageError for a name that no rule has.

    >>> article = Article.build({"headline": "Bridge <b>reopens</b>"})
    >>> [issue.rule for issue in check(article, select=["HEADLINE"])]
    ['HEADLINE-MARKUP']
    """
    around = context or Context()
    found: list[Issue] = []
    for id, severity, function in _chosen(tuple(select), tuple(ignore), without):
        for path, message in function(article, around):
            found.append(Issue(id, severity, path, message))
    return found


def check_web(
    data: bytes, format_name: str, *, context: Context | None = None, file: str | None = None
) -> list[Issue]:
    """What the rules find in a JSON-LD file (``jsonld``) or a page (``html``). Raises ParseError for no text."""
    from newsml.mistaken import not_a_page, not_json
    from newsml.rules import jsonld

    if format_name == "html":
        if what := not_a_page(data):
            raise ParseError.at(what, file)
        return jsonld.check_page(data, context=context, file=file)
    decoded = decode(data, file=file)
    if what := not_json(decoded):
        raise ParseError.at(what, file, 1)
    return jsonld.check_json_ld(decoded, context=context, file=file)


def check_feed(
    stream: BinaryIO, format_name: str, *, context: Context | None = None, file: str | None = None
) -> Iterator[Issue]:
    """What the rules find in a feed or sitemap, and what is wrong with its form, entry by entry.

    Raises ParseError for what is no feed.
    """
    from newsml.rules import feeds

    return feeds.check_feed(stream, format_name, context=context, file=file)


def check_tree(
    root: Element, format_name: str, *, context: Context | None = None, file: str | None = None
) -> list[Issue]:
    """What the rules of a format find in a document of that format; none for a format without rules of its own."""
    if format_name != "newsml-g2":
        return []
    from newsml.rules import newsml_g2

    return newsml_g2.check_document(root, context.now if context else None, file)


def rule(id: str) -> Rule:
    """The rule of this id. Raises UsageError, with the nearest id, if there is none."""
    try:
        return TABLE.get(id.upper()) or _all()[id.upper()]
    except KeyError:
        raise UsageError(_unknown(id, list(_all()))) from None


def check_names(names: Iterable[str]) -> None:
    """Raises UsageError, with the nearest name, for one that neither a rule nor a group of rules has."""
    for name in names:
        if not any(any(wanted(id, (name,), ()) for id in known()) for known in (lambda: TABLE, _all)):
            raise UsageError(_unknown(name, [*_all(), *(one.group for one in _all().values())]))


@lru_cache(maxsize=64)
def _chosen(
    select: tuple[str, ...], ignore: tuple[str, ...], without: frozenset[str]
) -> tuple[tuple[str, Severity, Check], ...]:
    check_names((*select, *ignore))
    return tuple(
        (r.id, r.severity, r.function)
        for r in sorted(TABLE.values(), key=lambda one: one.id)
        if r.function and r.format is None and r.id not in without and wanted(r.id, select, ignore)
    )


def _unknown(name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.upper(), known, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]}?" if near else "newsml rules lists all"
    return f"there is no rule {name}: {hint}"


__all__ = [
    "PROFILES", "RULES", "Context", "Finding", "Rule", "adjusted", "check", "check_feed", "check_names",
    "check_tree", "check_web", "rule", "rules_of", "wanted",
]  # fmt: skip

"""What `newsml validate` does with one file: well-formed, then the format's schema, then the rules."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from newsml import api
from newsml.decoding import decode
from newsml.errors import ContentError, UsageError
from newsml.formats import Format
from newsml.issues import Issue
from newsml.jsontext import parse_json, positions
from newsml.model import Article

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from newsml.rules import Context
    from newsml.site import Site

Places = dict[str, tuple[int | None, int | None]]
Check = Callable[["Article", "Context"], list[Issue]]
"""What finds the issues of an article."""


def validate_bytes(
    data: bytes,
    name: str | None,
    format: str | None = None,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    context: Context | None = None,
    schema_file: str | None = None,
    profile: str | None = None,
    **options: Any,
) -> list[Issue]:
    """All findings on one file, in the order of the file. ``select`` and ``ignore`` name rules or groups of them.

    ``schema_file`` is used in place of newsml's own schema, ``profile`` (``house``, ``google``) in place of the site's;
    ``options`` go to the reader. Raises UsageError for an unknown format, rule, profile or option, FileError for a
    schema that cannot be read.
    """
    sieve = Sieve(select, ignore, profile, options.get("site") or (context.site if context else None))
    found = [*sieve.wrong]
    format_name = ""
    try:
        format_, _ = api.format_of_stream(io.BytesIO(data), name, format)
        format_name = format_.name
        check = partial(sieve.check, format_name)
        for issue in findings(data, name, format_, context, schema_file, options, check):
            found.append(issue)
    except ContentError as error:
        found.extend(error.issues)
    return sieve.sifted(found, format_name, lambda: crowded(data))


class Sieve:
    """Which findings are wanted, and how much each counts. Raises UsageError for an unknown rule or profile."""

    def __init__(
        self, select: Sequence[str], ignore: Sequence[str], profile: str | None, site: Site | None
    ) -> None:
        from newsml.rules import check_names

        check_names((*select, *ignore))
        self._select, self._ignore = select, ignore
        self._profile, self._own, self.wrong = _levels(profile, site)

    def check(self, format_name: str, article: Article, context: Context) -> list[Issue]:
        """What those rules of the model find that count here: not those of which rules of the format say more."""
        from newsml.rules import check

        said = _covered(format_name, tuple(self._select), tuple(self._ignore)).rules
        return check(article, context=context, select=self._select, ignore=self._ignore, without=said)

    def sifted(
        self, found: Sequence[Issue], format_name: str, crowded: Callable[[], Collection[int]]
    ) -> list[Issue]:
        """The findings as they are wanted, in the order of the file."""
        from newsml.rules import adjusted, wanted

        chosen = found
        if self._select or self._ignore:
            chosen = [issue for issue in found if wanted(issue.rule, self._select, self._ignore)]
        return sorted(
            adjusted(
                once(chosen, crowded, format_name, self._select, self._ignore), self._profile, self._own
            ),
            key=lambda issue: (issue.line or 0, issue.column or 0),
        )


def _levels(profile: str | None, site: Site | None) -> tuple[str, Mapping[str, str], list[Issue]]:
    """The profile, the severities that a site sets, and what is wrong with them. Raises UsageError for no profile."""
    from newsml.rules import PROFILES, check_names

    name = profile or (site.profile if site else None) or "house"
    if name not in PROFILES:
        raise UsageError(f"there is no profile {name}: {' and '.join(PROFILES)} are known")
    own = site.rules if site else {}
    wrong = []
    for rule in own:
        try:
            check_names([rule])
        except UsageError as error:
            wrong.append(Issue("SITE", "error", f"rules.{rule}", f"newsml.toml: {error}"))
    return name, own, wrong


def findings(
    data: bytes,
    name: str | None,
    format_: Format,
    context: Context | None,
    schema_file: str | None,
    options: dict[str, Any],
    check: Check,
) -> Iterator[Issue]:
    """The findings of one file whose format is known. May raise ContentError for what ends the look."""
    if schema_file and not format_.media_type.endswith(("xml", "json", "jsonl")):
        raise UsageError(f"--schema is for XML and JSON, and {name or 'the data'} is {format_.name}")
    if format_.name in ("jsonld", "html") and not schema_file:
        from newsml.rules import check_web

        yield from check_web(data, format_.name, context=context, file=name)
        return
    if format_.name in FEEDS:
        yield from _feed_findings(data, name, format_, context)
        return
    if format_.media_type.endswith("xml"):
        from newsml.xml import parse_xml

        root = parse_xml(data, name)
        yield from _xml_findings(root, name, format_, context, schema_file)
        if format_.name == "newsml-g2":
            options = {**options, "tree": root}
    said: set[int | None] = set()
    if format_.media_type.endswith(("json", "jsonl")):
        for issue in _json_findings(data, name, format_, schema_file):
            said.add(issue.line if format_.many else None)
            yield issue
    if format_.reads and None not in said:
        for issue in _article_findings(data, name, format_, context, options, check):
            if issue.line not in said:  # of a line that broke the schema, the reader says the same again
                yield issue


def once(
    issues: Sequence[Issue],
    crowded: Callable[[], Collection[int]],
    format_name: str,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Iterator[Issue]:
    """The issues without those that a rule of the format, or the schema, says better; see `newsml.rules.registry`."""
    from newsml.rules import rule as rule_of

    about = {
        (other, issue.line, value)
        for issue in issues
        if issue.rule == "SCHEMA" and (value := _value_in(issue))
        for other in _OF_VALUES
    }
    near = {(other, issue.line) for issue in issues for other in rule_of(issue.rule).nears}
    if near and any((issue.rule, issue.line) in near for issue in issues):
        full = crowded()
        near = {(other, line) for other, line in near if line not in full}
        about |= {
            (other, issue.line, value)
            for issue in issues
            if issue.line in full and (value := _value_in(issue))
            for other in rule_of(issue.rule).nears
        }
    covered = _covered(format_name, tuple(select), tuple(ignore))
    for issue in issues:
        if (issue.rule, issue.line) in near or (
            about and (issue.rule, issue.line, _value_in(issue)) in about
        ):
            continue
        if not covered.says(issue):
            yield issue


def _value_in(issue: Issue) -> str:
    """The value that a finding speaks of, as it quotes it; nothing if it quotes none."""
    found = _QUOTED.search(issue.message)
    return found.group(1) if found else ""


_QUOTED = re.compile(r"'([^']+)'")
_OF_VALUES = ("DATE", "MODEL", "ZONE")
"""What readers say of values, which the schema has said if it speaks of the same one."""


def crowded(data: bytes) -> set[int]:
    """The lines that hold so many tags that two findings of one line need not be about the same."""
    return {number for number, line in enumerate(data.split(b"\n"), 1) if line.count(b"<") > _TAGS}


_TAGS = 8


class _Covered(NamedTuple):
    """What the rules of a format say better: whole rules, and notices by the words they begin with."""

    rules: frozenset[str]
    notices: dict[str, tuple[str, ...]]

    def says(self, issue: Issue) -> bool:
        return issue.rule in self.rules or (
            issue.rule in self.notices and issue.message.startswith(self.notices[issue.rule])
        )


@lru_cache(maxsize=64)
def _covered(format_name: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> _Covered:
    from newsml.rules import rules_of, wanted

    rules: set[str] = set()
    notices: dict[str, tuple[str, ...]] = {}
    for rule in rules_of(format_name):
        if wanted(rule.id, select, ignore):
            for head in rule.covers:
                id, _, words = head.partition(" ")
                if words:
                    notices[id] = (*notices.get(id, ()), f"{words} ")
                else:
                    rules.add(id)
    return _Covered(frozenset(rules), notices)


FEEDS = frozenset({"rss", "atom", "jsonfeed", "news-sitemap"})
"""Formats of many entries, each of which is looked at as it comes."""


def _feed_findings(
    data: bytes, name: str | None, format_: Format, context: Context | None
) -> Iterator[Issue]:
    """What the rules find in a feed; of the rules of the model, all but those on what only whole articles have."""
    from newsml.rules import check_feed

    yield from check_feed(io.BytesIO(data), format_.name, context=context, file=name)


def _xml_findings(
    root: Element, name: str | None, format_: Format, context: Context | None, schema_file: str | None
) -> Iterator[Issue]:
    from newsml.rules import check_tree
    from newsml.schemas import xsd_issues

    yield from xsd_issues(root, schema_file or format_.name, name)
    yield from check_tree(root, format_.name, context=context, file=name)


def _json_findings(
    data: bytes, name: str | None, format_: Format, schema_file: str | None
) -> Iterator[Issue]:
    from newsml.schemas import json_schema_for, json_schema_issues

    if not format_.many:
        text = decode(data, file=name)
        value = parse_json(text, file=name)
        schema = schema_file or json_schema_for(value, format_.name)
        yield from json_schema_issues(value, schema, name, lambda: positions(text))
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            text = decode(line.strip(), file=name)
            value = parse_json(text, file=name, first_line=number) if text else {}
        except ContentError:
            continue  # not well-formed: the reader says so
        schema = schema_file or json_schema_for(value, format_.name)
        for issue in json_schema_issues(value, schema, name):
            yield issue._replace(line=number)


def _article_findings(
    data: bytes,
    name: str | None,
    format_: Format,
    context: Context | None,
    options: dict[str, Any],
    check: Check,
) -> Iterator[Issue]:
    from newsml.rules import Context as RuleContext

    reported: list[Issue] = []
    places: Places = {}
    articles = api.read(
        io.BytesIO(data),
        name,
        format_.name,
        report=reported.append,
        locate=places.update,
        keep=False,
        **options,
    )
    rules_context = context or RuleContext(site=options.get("site"))
    try:
        for article in articles:
            yield from reported
            reported.clear()
            if isinstance(article, Article):
                yield from located(check(article, rules_context), places, name)
            places.clear()
    except ContentError as error:
        yield from reported
        yield from error.issues
        return
    yield from reported


def located(issues: Sequence[Issue], places: Places, name: str | None) -> Iterator[Issue]:
    """The issues with file, line and column, as far as the reader said where each field stands."""
    from newsml.model.build import place_of

    for issue in issues:
        line, column = place_of(issue.path, places)
        yield issue._replace(file=name, line=line, column=column)

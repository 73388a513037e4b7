"""What `newsml validate` does with a file of any size: large NewsML-G2 and feeds go item by item, in flat memory."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any, BinaryIO

from newsml import api
from newsml.errors import ContentError
from newsml.issues import Issue
from newsml.model import Article
from newsml.validation import FEEDS, Places, Sieve, crowded, located, validate_bytes
from newsml.xml_places import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from newsml.rules import Context
    from newsml.xmlparts import Part

LARGE = 8 * 1024 * 1024
"""How many bytes a file may have to be looked at as a whole."""
_FORMAT = "newsml-g2"
_ONCE_AN_ITEM = frozenset({"G2-CODE-ALIAS", "G2-CODE-UNCHECKED", "G2-CATALOG-OLD"})
"""What is said once of each alias of an item."""
_OF_THE_WHOLE = frozenset({"G2-ASSERT"})
"""What a slice of an item cannot tell."""
_ALIAS = re.compile(r"\balias (\S+)")
_NOT_SEEN = (
    "the file has more than {} MB and is looked at item by item: not seen are guids and concepts that stand twice, "
    "ids that are in several slices of a vocabulary, concepts in a circle, and links between the items of the message "
    "(G2-GUID-REPEATED, G2-CONCEPT-REPEATED, G2-CONCEPT-CIRCLE, G2-LINK-MESSAGE, G2-LINK-VERSION, G2-PLAN-MESSAGE)"
)


def validate_stream(
    stream: BinaryIO,
    name: str | None,
    format: str | None = None,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    context: Context | None = None,
    schema_file: str | None = None,
    profile: str | None = None,
    **options: Any,
) -> Iterator[Issue]:
    """All findings on one file, in its order, as they come; the arguments are those of `validate_bytes`."""
    head = stream.read(LARGE + 1)
    kind = _large(head, name, format) if len(head) > LARGE else None
    if kind is None:
        data = head + stream.read() if len(head) > LARGE else head
        yield from validate_bytes(
            data, name, format, select=select, ignore=ignore, context=context, schema_file=schema_file,
            profile=profile, **options,
        )  # fmt: skip
        return
    sieve = Sieve(select, ignore, profile, options.get("site") or (context.site if context else None))
    whole = io.BufferedReader(api.Again(head, stream))
    del head
    if kind in FEEDS:
        yield from _feed(whole, kind, name, context, sieve)
        return
    checker = _Checker(name, context, schema_file)
    told = Issue("LARGE", "info", "", _NOT_SEEN.format(LARGE >> 20), name)
    yield from sieve.sifted([*sieve.wrong, told], _FORMAT, set)
    for found, full in checker.items(whole, options):
        yield from sieve.sifted(found, _FORMAT, lambda full=full: full)  # type: ignore[misc]


def _large(head: bytes, name: str | None, format: str | None) -> str | None:
    """The format of a file that is not small, if its items can be looked at one by one."""
    try:
        found, _ = api.format_of_stream(io.BytesIO(head[:65536]), name, format)
    except ContentError:
        return None
    return found.name if found.name == _FORMAT or found.name in FEEDS else None


def _feed(
    stream: BinaryIO, format_name: str, name: str | None, context: Context | None, sieve: Sieve
) -> Iterator[Issue]:
    """What is found in a feed, as it comes."""
    from newsml.rules import check_feed

    yield from sieve.sifted(sieve.wrong, format_name, set)
    try:
        for issue in check_feed(stream, format_name, context=context, file=name):
            yield from sieve.sifted([issue], format_name, set)
    except ContentError as error:
        yield from sieve.sifted(error.issues, format_name, set)


class _Checker:
    """One large file being looked at: what was found of late, and the header of the message."""

    def __init__(self, name: str | None, context: Context | None, schema_file: str | None) -> None:
        from newsml.rules import Context as RuleContext

        self._name = name
        self._context = context or RuleContext()
        self._schema = schema_file or _FORMAT
        self._found: list[Issue] = []
        self._crowded: set[int] = set()
        self._header: Part | None = None
        self._told_of_message = False
        self._said: set[str] = set()
        """What was said of an item that comes in slices, by rules that say it once."""

    def items(self, stream: BinaryIO, options: dict[str, Any]) -> Iterator[tuple[list[Issue], set[int]]]:
        """What is found in each item, and the lines of it that are crowded."""
        from newsml.rules import check

        places: Places = {}
        articles = api.read(
            stream,
            self._name,
            _FORMAT,
            report=self._report,
            locate=places.update,
            inspect=self._inspect,
            keep=False,
            **options,
        )
        try:
            for article in articles:
                if isinstance(article, Article):
                    self._found += located(check(article, context=self._context), places, self._name)
                places.clear()
                yield self._taken()
        except ContentError as error:
            self._found += error.issues
        yield self._taken()

    def _report(self, issue: Issue) -> None:
        self._found.append(issue)

    def _taken(self) -> tuple[list[Issue], set[int]]:
        taken = self._found, self._crowded
        self._found, self._crowded = [], set()
        return taken

    def _inspect(self, part: Part) -> None:
        """Schema and rules of one item; of what is around them with the first."""
        from newsml.rules.newsml_g2 import check_item
        from newsml.schemas import xsd_issues

        element = part.element
        self._crowded |= {part.line(line) for line in crowded(part.markup)}
        message = _message(element)
        if name_of(element) == "header" and message is not None:
            self._header = self._header or part
            return
        if message is not None and self._header is not None:
            message.insert(0, deepcopy(self._header.element))
        if message is not None and not self._told_of_message:
            self._told_of_message = True
            self._look_around(message)
        issues = xsd_issues(element, self._schema, self._name)
        issues += check_item(element, message, self._context.now, self._name)
        for issue in issues:
            if self._is_new(issue, part):
                self._found.append(issue._replace(line=issue.line and part.line(issue.line)))

    def _is_new(self, issue: Issue, part: Part) -> bool:
        """Whether a finding is not one that an earlier slice of the same item had too."""
        if not part.number:
            return True
        if part.number == 1:
            self._said.clear()
        if issue.rule in _OF_THE_WHOLE:
            return False
        if issue.rule in _ONCE_AN_ITEM:
            alias = _ALIAS.search(issue.message)
            key = f"{issue.rule} {alias.group(1) if alias else ''}"
            if key in self._said:
                return False
            self._said.add(key)
        return issue.line is None or not part.is_said_before(issue.line)

    def _look_around(self, message: Element) -> None:
        """Schema and rules of the message without its items."""
        from newsml.rules.newsml_g2 import check_header
        from newsml.schemas import xsd_issues

        within = {f"{name_of(message)}/{name_of(child)}/" for child in message if name_of(child) == "itemSet"}
        issues = xsd_issues(message, self._schema, self._name)
        issues = [issue for issue in issues if not any(issue.path.startswith(start) for start in within)]
        for issue in (*issues, *check_header(message, self._context.now, self._name)):
            known = self._header is not None and "header" in issue.path and issue.line
            line = self._header.line(issue.line or 1) if known and self._header is not None else None
            self._found.append(issue._replace(line=line))


def _message(element: Element) -> Element | None:
    """The newsMessage that an item or a header stands in."""
    for found in element.iterancestors():
        if name_of(found) == "newsMessage":
            return found
    return None

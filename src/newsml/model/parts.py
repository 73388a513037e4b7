"""Large items in parts: a concept scheme of which each part has some of the concepts, one after the other.

`newsml.formats.newsml_g2.documents` reads them, so that memory stays flat; formats of one item put them together again.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from newsml.issues import Issue, Report
from newsml.model.concepts import ForeignFragment
from newsml.model.item import Item

if TYPE_CHECKING:
    from newsml.model.knowledge import AnyConcept

_CONCEPTS = "concepts."


def part_of(item: Item) -> int | None:
    """Which part of a large item this is, from 1; None for an item that is whole."""
    found: int | None = getattr(item, "part", None)  # a scheme alone has it
    return found


def concepts_of(item: Item) -> "tuple[AnyConcept, ...]":
    """The concepts of a part."""
    found: tuple[AnyConcept, ...] = getattr(item, "concepts", ())
    return found


def is_last(item: Item) -> bool:
    """Whether no part follows this one."""
    return getattr(item, "parts", None) is not None


def runs(items: Iterable[Item]) -> Iterator[Iterator[Item]]:
    """The items, those that are parts of one item together; nothing is held but the item that is looked at.

    As with `itertools.groupby`, a run is to be read before the next is asked for.

    >>> from newsml.model.knowledge import ConceptScheme
    >>> [[scheme.part for scheme in run] for run in runs([ConceptScheme(part=1), ConceptScheme(part=2, parts=2)])]
    [[1, 2]]
    """
    count = 0
    before: Item | None = None

    def which(item: Item) -> int:
        nonlocal count, before
        if not _continues(item, before):
            count += 1
        before = item
        return count

    for _, run in groupby(items, which):
        yield run


def _continues(item: Item, before: Item | None) -> bool:
    number = part_of(item)
    previous = part_of(before) if before is not None else None
    if before is None or number is None or previous is None or is_last(before):
        return False
    return number > previous and (item.id, item.version) == (before.id, before.version)


def joined(run: Iterable[Item]) -> Item:
    """The whole item of its parts; an item that is whole, or a part that is alone, as it is."""
    items = list(run)
    if len(items) == 1:
        return items[0]
    concepts: list[object] = []
    foreign: list[ForeignFragment] = []
    for part in items:
        foreign += fragments_of_concepts(part, len(concepts))
        concepts += concepts_of(part)
    last = items[-1]
    return without_concepts(last).model_copy(
        update={"concepts": tuple(concepts), "foreign": (*other_fragments(last), *foreign)}
    )


def without_concepts(item: Item) -> Item:
    """What the last part says of the whole item."""
    return item.model_copy(
        update={"concepts": (), "foreign": other_fragments(item), "part": None, "parts": None}
    )


def other_fragments(item: Item) -> tuple[ForeignFragment, ...]:
    """What is kept of the item that does not belong to one of its concepts."""
    return tuple(kept for kept in item.foreign if not _is_of_concepts(kept))


def _is_of_concepts(kept: ForeignFragment) -> bool:
    return kept.field is not None and f"{kept.field}.".startswith(_CONCEPTS)


def fragments_of_concepts(item: Item, before: int) -> Iterator[ForeignFragment]:
    """What is kept of the concepts of a part, as it counts with `before` concepts in the parts before."""
    for kept in item.foreign:
        if _is_of_concepts(kept):
            yield kept.model_copy(update={"field": later(kept.field or "", before)}) if before else kept


def later(path: str, before: int) -> str:
    """A path that begins with ``concepts.0``, counted with `before` concepts before.

    >>> later("concepts.3.names.en", 1000)
    'concepts.1003.names.en'
    """
    if not path.startswith(_CONCEPTS):
        return path
    index, dot, rest = path.removeprefix(_CONCEPTS).partition(".")
    return f"{_CONCEPTS}{int(index) + before}{dot}{rest}" if index.isdigit() else path


def checked(run: Iterable[Item], report: Report) -> Iterator[Item]:
    """The parts of a run; a gap between them, or the lack of the last, is reported."""
    expected, last = 1, True
    for item in run:
        number = part_of(item) or expected
        if number != expected:
            lacking = f"part {expected}" if number == expected + 1 else f"parts {expected} to {number - 1}"
            report(
                Issue(
                    "LOSS",
                    "warning",
                    "part",
                    f"{lacking} of scheme {item.id or ''} did not come: its concepts are not written",
                )
            )
        expected, last = number + 1, is_last(item)
        yield item
    if not last:
        report(
            Issue(
                "LOSS",
                "warning",
                "parts",
                f"the last part of the scheme did not come: it ends with part {expected - 1}",
            )
        )

"""A knowledgeItem out of a scheme that comes in parts: its concepts are written one after the other, in flat memory.

The frame of the item is that of the last part, which has what stands behind the concepts; until then they are set
aside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree
from lxml.etree import _Element as Element

from newsml.errors import ContentError
from newsml.files import spool
from newsml.formats.newsml_g2.draft import NAMESPACE, g2
from newsml.formats.newsml_g2.serialising import piece, serialised
from newsml.g2_grammar import place
from newsml.issues import Issue, Report
from newsml.model import Item
from newsml.model.parts import checked, concepts_of, is_last, later

_SET = f"{{{NAMESPACE}}}conceptSet"
_HERE = "newsml-concepts"
"""The processing instruction in whose place the concepts stand."""

Build = Callable[..., Element]
"""Item, report and the schemes that are declared already in; the element of the item out."""


def scheme_in_parts(
    parts: Iterable[Item], report: Report, build: Build, pretty: bool, level: int = 0
) -> Iterator[bytes]:
    """The item, piece by piece: a document, or an element `level` levels deep. Raises ContentError as `build` does."""
    frame: Element | None = None
    schemes: dict[str, str] = {}
    count = 0
    with spool() as aside:
        for part in checked(parts, report):
            frame = build(_alone(part), _counted(report, count, all=is_last(part)), schemes=schemes)
            for concept in list(_concept_set(frame)):
                aside.write(piece(concept, level + 2 - (frame.tag == _SET), pretty=pretty))
                _concept_set(frame).remove(concept)
            count += len(concepts_of(part))
        if frame is None:
            raise ContentError("there is no part of the scheme", [])
        start, end = _halves(frame, level, pretty)
        yield start
        yield from aside.read_all()
        yield end


def _alone(part: Item) -> Item:
    return part.model_copy(update={"part": None, "parts": None})


def _concept_set(root: Element) -> Element:
    """The set that the concepts stand in: of an item whose last part has none, a new one."""
    if root.tag == _SET:
        return root
    found = root.find(_SET)
    if found is None:
        found = g2(etree.Element(root.tag), "conceptSet")
        place(root, found)
    return found


def _counted(report: Report, before: int, *, all: bool) -> Report:
    """A report that counts the concepts of the whole item; of the item itself it tells if `all` is to be told."""

    def counted(issue: Issue) -> None:
        if issue.path.startswith("concepts."):
            path = later(issue.path, before)
            report(issue._replace(path=path, message=issue.message.replace(issue.path, path)))
        elif all:
            report(issue)

    return counted


def _halves(frame: Element, level: int, pretty: bool) -> tuple[bytes, bytes]:
    """What is written before the concepts, and what behind them."""
    concepts = _concept_set(frame)
    concepts.text = None
    concepts.append(etree.ProcessingInstruction(_HERE, ""))
    whole = piece(frame, level, pretty=pretty) if level else serialised(frame, pretty)
    start, mark, end = whole.partition(f"<?{_HERE} ?>".encode())
    assert mark
    return (start.rstrip(b" "), end.lstrip(b"\n")) if pretty else (start, end)

"""NewsML-G2 documents in: the newsItem of a document, or each of a newsMessage, in their order and in flat memory.

Specification: https://iptc.org/standards/newsml-g2/, newsMessage and itemSet. What is within one item reads
`newsml.formats.newsml_g2.reading`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from lxml import etree
from lxml.etree import _Element as Element

from newsml.errors import ContentError, ParseError
from newsml.formats.newsml_g2.draft import NAMESPACE, NSMAP
from newsml.formats.newsml_g2.elements import line_of, name_of
from newsml.formats.newsml_g2.kinds import READ
from newsml.formats.newsml_g2.reading import ReadOptions
from newsml.formats.newsml_g2.strangers import what_text_this_is, what_this_is
from newsml.issues import Issue, Report, ignore
from newsml.model import Item
from newsml.options import ReadOptions as CommonOptions
from newsml.xml import parse_xml
from newsml.xmlbytes import as_utf8, is_plain_utf8, pieces
from newsml.xmlparts import Part
from newsml.xmlslices import SlicedParts

__all__ = ["ReadOptions", "read"]

OTHER_ITEMS = frozenset({"eventsMLItem"})
_ITEMS = OTHER_ITEMS | READ.keys()
SLICED = {"knowledgeItem": "concept", "conceptSet": "concept"}
"""The items that come in slices if they are large, and what a slice has some of."""
_WHOLE = 1024 * 1024
"""Up to this size, a document of one item is parsed at once."""

_WRAPPED = (b"newsMessage", b"<!DOCTYPE")
"""Signs of a document that is more than one item."""

_MOST_KNOWN = 10_000
Places = Mapping[str, tuple[int | None, int | None]]


def read(
    stream: BinaryIO, report: Report = ignore, *, options: ReadOptions = ReadOptions()
) -> Iterator[Item]:
    """Each item of a document: of an item alone, or of a newsMessage, in its order.

    A knowledgeItem of more than 2 MB comes as several schemes, each with some of its concepts (`part`, `parts`).
    An item that cannot be read is reported as an error, and the others are read. Raises ContentError if there is
    no item that can be read.
    """
    found = _items(stream, report, options)
    if options.join:
        from newsml.model.package import joined

        found = joined(found)
    yield from found


def _items(stream: BinaryIO, report: Report, options: ReadOptions) -> Iterator[Item]:
    head = stream.read(_WHOLE)
    if len(head) < _WHOLE and is_plain_utf8(head) and not _is_wrapped(head):
        try:
            root = parse_xml(head, options.file) if options.tree is None else options.tree
        except ParseError:
            pass  # what can be read of it, and what is wrong, comes out below
        else:
            if name_of(root) != "newsMessage":
                if options.inspect is not None:
                    options.inspect(Part(root, 0, head))
                yield _item(root, [], report, options, set())
                return
    yield from _Document(report, options).articles(pieces(stream, head))


def _is_wrapped(head: bytes) -> bool:
    return any(head.find(sign, 0, 4096) >= 0 for sign in _WRAPPED)


def _item(root: Element, header: list[Element], report: Report, options: ReadOptions, said: set[str]) -> Item:
    into_namespace(root, report, options, said)
    name = name_of(root)
    reader = READ.get(name)
    if reader is None or not root.tag.startswith(f"{{{NAMESPACE}}}"):
        raise _error(line_of(root), options, _not_an_article(name, root.tag, root.get("version")))
    return reader(root, report, options, header)


def _not_an_article(name: str, tag: str, version: str | None = None) -> str:
    if name in OTHER_ITEMS and tag.startswith(f"{{{NAMESPACE}}}"):
        return f"{name} is not read yet: newsml reads newsItem, also several in a newsMessage"
    return what_this_is(name, version)


def _error(line: int | None, options: CommonOptions, message: str) -> ContentError:
    issue = Issue("UNKNOWN", "error", "", message, options.file, line)
    return ContentError(str(issue), [issue])


def into_namespace(root: Element, report: Report, options: CommonOptions, said: set[str]) -> None:
    """Put an item that is in no namespace, or in a wrong one, into that of NewsML-G2, and say so once."""
    namespace, _, name = str(root.tag).rpartition("}")
    if name not in _OURS:
        return
    if namespace != f"{{{NAMESPACE}":
        _moved(root, namespace, report, options, said)
    for child in list(root):
        if type(child.tag) is str and not child.tag.startswith(f"{{{NAMESPACE}}}"):
            namespace, _, name = child.tag.rpartition("}")
            if name in _BLOCKS and (not namespace or "iptc.org/" in namespace):
                _moved(child, namespace, report, options, said)


_BLOCKS = frozenset(
    {
        "catalogRef", "catalog", "hopHistory", "pubHistory", "rightsInfo", "itemMeta", "contentMeta", "partMeta",
        "assert", "contentSet", "groupSet", "conceptSet", "schemeMeta", "newsCoverageSet", "inlineRef", "derivedFrom",
        "concept",
    }
)  # fmt: skip


def _moved(top: Element, namespace: str, report: Report, options: CommonOptions, said: set[str]) -> None:
    """Put an element, and what is in the same namespace within it, into that of NewsML-G2."""
    _say_namespace(name_of(top), namespace[1:], line_of(top), report, options, said)
    for element in top.iter():
        if type(element.tag) is str and element.tag.rpartition("}")[0] == namespace:
            element.tag = f"{{{NAMESPACE}}}{name_of(element)}"


_OURS = _ITEMS | {"newsMessage", "header"}


def _say_namespace(
    name: str, namespace: str, line: int | None, report: Report, options: CommonOptions, said: set[str]
) -> None:
    if namespace not in said:
        said.add(namespace)
        what = f"the namespace {namespace}" if namespace else "no namespace"
        message = f"{name} is in {what}; NewsML-G2 is in {NAMESPACE}, and it is read as such"
        report(Issue("UNKNOWN", "warning", "", message, options.file, line))


def _shell(name: str, attributes: Mapping[str, str]) -> Element:
    """An element with its attributes alone; those of undeclared prefixes are left out."""
    shell = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap=NSMAP)
    for key, value in attributes.items():
        prefix, colon, local = key.rpartition(":")
        space = (
            "http://www.w3.org/XML/1998/namespace" if prefix == "xml" else attributes.get(f"xmlns:{prefix}")
        )
        if key != "xmlns" and prefix != "xmlns" and (space or not colon):
            shell.set(f"{{{space}}}{local}" if colon else local, value)
    return shell


# --- messages, large files, and what is broken -----------------------------------------------------


class _Document:
    """One document being read item by item: its header, and what was wrong before the first article."""

    def __init__(self, report: Report, options: ReadOptions) -> None:
        self._told = report
        self._options = options
        self._known: set[str] = set()
        """What was said of the aliases of one item, and need not be said of the next."""
        self._header: list[Element] = []
        self._said: set[str] = set()
        self._errors: list[Issue] = []
        self._found = False

    def _report(self, issue: Issue) -> None:
        """Report, but not again what several items of the document have in common."""
        if issue.rule == "UNKNOWN" and issue.message.startswith("alias "):
            if issue.message in self._known:
                return
            if len(self._known) < _MOST_KNOWN:
                self._known.add(issue.message)
        self._told(issue)

    def articles(self, chunks: Iterator[bytes]) -> Iterator[Item]:
        """The articles. What is wrong is reported; what leaves none at all is raised."""
        text = self._xml(as_utf8(chunks, self._report, self._options.file))
        for part in self._parts(text):
            article = self._article(part)
            if article is not None:
                self._tell()
                self._found = True
                yield article
        if self._found:
            return
        if not self._errors:
            raise _error(1, self._options, "the newsMessage holds no item")
        raise ContentError("\n".join(map(str, self._errors)), self._errors)

    def _parts(self, text: Iterator[bytes]) -> Iterator[Part]:
        """The header and the items; what ends the reading of them is noted like what is wrong with one."""
        try:
            yield from SlicedParts(
                text, _ITEMS | {"header"}, self._root, self._note, self._options.file, SLICED
            )
        except ContentError as error:
            for issue in error.issues:
                self._note(issue)

    def _xml(self, text: Iterator[bytes]) -> Iterator[bytes]:
        """The text, if it is XML at all."""
        first = next(text, b"")
        other = what_text_this_is(first)
        if other:
            raise ParseError.at(other, self._options.file, 1 if first else None)
        yield first
        yield from text

    def _article(self, part: Part) -> Item | None:
        root = part.element
        if self._options.inspect is not None:
            self._options.inspect(part)
        report, options = shifted(self._report, self._options, part)
        if name_of(root) == "header" and root.getparent() is not None:
            into_namespace(root, report, options, self._said)
            self._header.append(root)
            return None
        try:
            item = _item(root, self._header, report, options, self._said)
        except ContentError as error:
            for issue in error.issues:
                self._note(issue._replace(line=issue.line and part.line(issue.line)))
            return None
        if part.number:
            return item.model_copy(update={"part": part.number, "parts": part.number if part.last else None})
        return item

    def _root(self, name: str, attributes: dict[str, str] | None, line: int) -> None:
        """Refuse a document that is something else."""
        prefix, _, local = name.rpartition(":")
        if attributes is None and local in _OURS:
            return
        attributes = attributes or {}
        namespace = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
        if local not in ("newsMessage", *SLICED):
            raise _error(line, self._options, what_this_is(local, attributes.get("version")))
        if namespace != NAMESPACE:
            _say_namespace(local, namespace, line, self._report, self._options, self._said)
        message = _shell(local, attributes)
        if local == "newsMessage" and len(message.attrib):
            self._header.append(message)

    def _note(self, issue: Issue) -> None:
        """An issue that ends the reading of an item; those before the first article may end that of all."""
        if self._found or issue.severity != "error":
            self._report(issue)
        else:
            self._errors.append(issue)

    def _tell(self) -> None:
        for issue in self._errors:
            self._report(issue)
        self._errors.clear()


def shifted(report: Report, options: ReadOptions, part: Part) -> tuple[Report, ReadOptions]:
    """The report and the options for an item that was parsed by itself: lines are those of the document.

    What a slice says again of that which the slices before it have too is not reported again.
    """
    if not part.lines and not part.number:
        return report, options
    tell = options.locate

    def shift(issue: Issue) -> None:
        if issue.line is None:
            report(issue)
        elif not part.is_said_before(issue.line):
            report(issue._replace(line=part.line(issue.line)))

    if tell is None:
        return shift, options

    def locate(places: Places) -> None:
        tell({path: (line and part.line(line), column) for path, (line, column) in places.items()})

    return shift, replace(options, locate=locate)

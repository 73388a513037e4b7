"""What an article contains, for the rules: its words, its nodes and its codes, collected in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from newsml.model import Article
from newsml.model.body import Code, Embed, Figure, Link, Node, Paragraph, Preformatted, nested
from newsml.model.concepts import Reference


class Words(NamedTuple):
    """One text and where it stands."""

    path: str
    text: str


Kind = TypeVar("Kind", bound=Node)

_TEXTS = (
    "headlines", "slugline", "credit_line", "summary", "copyright_notice", "usage_terms", "corrections",
    "ed_notes",
)  # fmt: skip
_TEXT = ("title", "byline", "dateline", "backstory")
_STRINGS = ("keywords", "section")
_REFERENCES = (
    "authors", "contributors", "info_sources", "subjects", "people", "organisations", "places", "located",
    "events", "objects", "genres", "services", "signals", "audiences",
)  # fmt: skip
_REFERENCE = ("provider", "publisher", "copyright_holder", "accountable_person", "editorial_role")
_MEDIA = ("images", "video", "audio")
_MEDIA_TEXT = ("title", "caption", "alt", "credit", "copyright_notice", "transcript")


class Contents:
    """The words, nodes and codes of one article.

    ``fields`` are headlines, names, captions …; ``body`` the strings of the body under the path of their
    block; ``code`` what is computer text, where markup and spaces mean themselves. ``readable`` and
    ``joined`` are all of these in one, without and with code: a quick look tells most rules that they
    have nothing to do.
    """

    __slots__ = (
        "_nodes",
        "article",
        "body",
        "code",
        "fields",
        "joined",
        "printable",
        "readable",
        "references",
    )

    def __init__(self, article: Article) -> None:
        values = article.__dict__
        self.article = article
        self.references = list(_references(values))
        self.fields = list(_fields(values))
        for path, item in self.references:
            if item.name or item.names:
                self.fields.extend(_names(path, item))
        self.body: list[Words] = []
        self.code: list[Words] = []
        self._nodes: dict[type[Node], list[tuple[str, Any]]] = {}
        for index, block in enumerate(article.body):
            self._read_block(f"body.{index}", block)
        # A bar between them: it is printable, no space, and belongs to no pattern that rules look for.
        self.readable = "|".join([words.text for part in (self.fields, self.body) for words in part])
        self.joined = (
            "|".join([self.readable, *(words.text for words in self.code)]) if self.code else self.readable
        )
        self.printable = self.joined.isprintable()

    def people_read(self) -> Iterator[Words]:
        """All texts but code."""
        yield from self.fields
        yield from self.body

    def all(self) -> Iterator[Words]:
        """All texts, code too."""
        yield from self.people_read()
        yield from self.code

    def nodes(self, kind: type[Kind]) -> list[tuple[str, Kind]]:
        """Path of the outermost block and node, for every node of a kind (but paragraphs) in the body."""
        return self._nodes.get(kind, [])

    def _read_block(self, path: str, block: Any) -> None:
        if type(block) is Paragraph:
            for child in block.children:
                if type(child) is str:
                    self.body.append(Words(path, child))
                else:
                    self._read(path, child)
        else:
            self._read(path, block)

    def _read(self, path: str, start: Any) -> None:
        stack: list[Any] = [start]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                self.body.append(Words(path, node))
                continue
            self._nodes.setdefault(type(node), []).append((path, node))
            if isinstance(node, Code | Preformatted):
                self.code.append(Words(path, node.text))
            elif isinstance(node, Figure):
                self.fields.extend(_some(f"{path}.media", node.media.__dict__, _MEDIA_TEXT))
            elif isinstance(node, Link | Embed) and node.title:
                self.body.append(Words(path, node.title))
            stack.extend(reversed(list(nested(node))))


def _references(values: dict[str, Any]) -> Iterator[tuple[str, Reference]]:
    for name in _REFERENCES:
        if values[name]:
            for index, item in enumerate(values[name]):
                yield f"{name}.{index}", item
                for other, broader in enumerate(item.broader):
                    yield f"{name}.{index}.broader.{other}", broader
    for name in _REFERENCE:
        if values[name] is not None:
            yield name, values[name]


def _fields(values: dict[str, Any]) -> Iterator[Words]:
    for name in _TEXTS:
        for index, item in enumerate(values[name]):
            yield Words(f"{name}.{index}.text", item.text)
    for name in _TEXT:
        if values[name] is not None:
            yield Words(f"{name}.text", values[name].text)
    for name in _STRINGS:
        for index, text in enumerate(values[name]):
            yield Words(f"{name}.{index}", text)
    for name in _MEDIA:
        for index, item in enumerate(values[name]):
            yield from _some(f"{name}.{index}", item.__dict__, _MEDIA_TEXT)
    for index, item in enumerate(values["live_updates"]):
        yield from _some(f"live_updates.{index}", item.__dict__, ("headline", "text"))
    for index, item in enumerate(values["series"]):
        yield from _some(f"series.{index}", item.__dict__, ("name",))


def _names(path: str, item: Reference) -> Iterator[Words]:
    if item.name:
        yield Words(f"{path}.name", item.name)
    for tag, name in item.names.items():
        yield Words(f"{path}.names.{tag}", name)
    job = getattr(item, "job_title", None)
    if job:
        yield Words(f"{path}.job_title", job)


def _some(path: str, values: dict[str, Any], names: Iterable[str]) -> Iterator[Words]:
    for name in names:
        if values[name]:
            yield Words(f"{path}.{name}", values[name])

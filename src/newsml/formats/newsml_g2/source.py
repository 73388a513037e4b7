"""One newsItem being read: its catalogues, its values as the model takes them, and what no field takes.

Nothing is shared between items. A `Source` says what it finds (`source_messages`), takes values out of attributes
(`source_values`), resolves codes (`source_codes`), and keeps what is left over (`source_kept`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import line_of
from newsml.formats.newsml_g2.source_codes import OWN
from newsml.formats.newsml_g2.source_kept import FORMAT, Fields, Kept
from newsml.issues import Report
from newsml.options import ReadOptions

__all__ = ["CORRECTED", "FORMAT", "MEDIA_LISTS", "OWN", "Fields", "Places", "Source"]

CORRECTED = "sig:correction"
MEDIA_LISTS = {
    "picture": "images",
    "graphic": "images",
    "animation": "images",
    "video": "video",
    "audio": "audio",
}
"""The list of the model that the picture or clip of a media item stands in, by class of item."""

_RESOLVED = frozenset({"qcode", "uri", "scheme", "code"})


class Source(Kept):
    """What the readers of the parts share: the report, the aliases, and where to keep what is left over."""

    __slots__ = (
        "_medium", "fields", "has_file", "language", "own_manner", "page", "renumbered", "text_language",
        "whole_rights",
    )  # fmt: skip

    def __init__(self, root: Element, report: Report, options: ReadOptions, keeps: bool = True) -> None:
        self.root = root
        self.keeps = keeps
        self.report = report
        self.options = options
        self.fields: Fields = {}
        self.foreign = []
        self.marks = []
        self.page: tuple[Element, str] | None = None
        """The text as newsml itself would write it, as far as that is known before the article is built."""
        self.own_manner = True
        """Whether all around the properties is as newsml itself would write it."""
        self.aliases = {}
        self.lenient = ""
        self.elsewhere = False
        self.language = "und"
        self.text_language: str | None = None
        """The language of texts that say none, where it is not the article's."""
        self.whole_rights: Element | None = None
        """The block of rights that is the whole item's; None where that has to be told."""
        self.has_file = False
        """Whether the file that a media item is has been read."""
        self.renumbered = False
        """Whether values stand at another index than the fragments say that were read to them."""
        self._medium: Fields | None = None
        self._said = set()
        self._unknown_aliases = {}
        self._places = {}
        self._property = None
        self._at = None
        self._more = []
        self._form = False
        self._whole = False

    def medium(self) -> Fields:
        """The fields of the picture or clip that the item is."""
        if self._medium is None:
            self._medium = {}
        return self._medium

    def put_medium_first(self) -> None:
        """Put it before the pictures or clips that the item links to."""
        field = MEDIA_LISTS.get(self.fields.get("item_type", ""))
        if self._medium is not None and field:
            linked = self.fields.get(field, [])
            self.fields[field] = [self._medium, *linked]
            for fragment in self.foreign:
                name, _, index = fragment.get("field", "").partition(".")
                if name == field and index.isdigit():
                    fragment["field"] = f"{field}.{int(index) + 1}"

    def took_of_medium(self, part: str) -> None:
        """Remember that the property is read to a part of the picture or clip that the item is."""
        field = MEDIA_LISTS.get(self.fields.get("item_type", ""), "")
        self._at = (f"{field}.0.{part}", None)

    def forget_own_signal(self) -> None:
        """Take out the signal that corrections bring with them on the way out."""
        signals = self.fields.get("signals", [])
        kept = [signal for signal in signals if set(signal) - _RESOLVED or signal.get("qcode") != CORRECTED]
        if len(kept) < len(signals):
            self.fields["signals"] = kept
            self.renumbered = True

    def places(self) -> Places:
        """The line of every field that was read."""
        return Places(self)


class Places(Mapping[str, tuple[int | None, int | None]]):
    """The line of every field that was read, looked up when somebody asks for one."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @cached_property
    def _lines(self) -> dict[str, tuple[int | None, int | None]]:
        found: dict[str, tuple[int | None, int | None]] = {"": (line_of(self._source.root), None)}
        for element, field, index in self._source.marks:
            found[field if index is None else f"{field}.{index}"] = (line_of(element), None)
        return found

    def __getitem__(self, path: str) -> tuple[int | None, int | None]:
        return self._lines[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

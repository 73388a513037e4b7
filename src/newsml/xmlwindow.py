"""What is in memory of a large document: what has been read of it and not been done with."""

from __future__ import annotations

from collections.abc import Iterable


class Window:
    """What is in memory of the document: what has been read and not been done with."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self.data = b""
        self.at = 0
        """What is before is done with."""
        self.base = 0
        """What was in the document before `data`."""
        self.lines = 0
        """The line ends before `at`."""
        self._shifted = 0

    def more(self) -> bool:
        """Read on, about as much again as is held; False if there is no more. Places move by `shifted`."""
        found: list[bytes] = []
        size, wanted = 0, len(self.data) - self.at
        for chunk in self._chunks:
            found.append(chunk)
            size += len(chunk)
            if size and size >= wanted:
                break
        self._shifted = self.at if size else 0
        if not size:
            return False
        self.base += self.at
        self.data = b"".join((self.data[self.at :], *found))
        self.at = 0
        return True

    def shifted(self) -> int:
        """By how much the places moved when `more` was read."""
        return self._shifted

    def find(self, wanted: bytes, start: int, most: int) -> int | None:
        """The place of `wanted`, read as far as need be, but not more than `most`."""
        while (place := self.data.find(wanted, start)) < 0:
            start = max(start, len(self.data) - len(wanted) + 1)
            if len(self.data) - self.at > most or not self.more():
                return None
            start -= self._shifted
        return place

    def advance(self, end: int) -> None:
        """Be done with what is before a place."""
        self.lines += self.data.count(b"\n", self.at, end)
        self.at = end

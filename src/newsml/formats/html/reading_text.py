"""The text of a page as the story has it: without the lines above and below it that say who made it, and when."""

from __future__ import annotations

import re

from newsml.bylines import byline_of
from newsml.creditlines import LONGEST, Credit
from newsml.formats.html.reading_credits import credits_of
from newsml.formats.html.reading_dates import days_of
from newsml.formats.html.reading_headline import comparable
from newsml.formats.html.reading_people import byline_people, without_agency

_ABOVE, _BELOW = 5, 8
_SHORT = 80
_REST = 240
_END_MARKS = frozenset(
    {
        "(end)",
        "（完）",
        "(完)",
        "完",
        "（了）",
        "(끝)",
        "끝",
        "-30-",
        "###",
        "<end>",
        "ends",
        "(ends)",
        "ende",
        "fin",
    }
)
_ADDRESS = re.compile(r"[(（\[]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)）\]]?")
_HANGING = re.compile(r"^(?:--|—|–|[*•])\s*(?=(?:By|Von|Par|Por|Di|Da|Af|Av|Door)\s)")


class Story:
    """The blocks of a story, and what the lines above and below them say."""

    def __init__(self, blocks: list[str], headlines: list[str]) -> None:
        self.authors: list[str] = []
        self.credits: list[Credit] = []
        self.dates: list[tuple[str, str]] = []
        self._headlines = {comparable(headline) for headline in headlines}
        self.blocks = self._without_tail(self._without_head(blocks))

    def _without_head(self, blocks: list[str]) -> list[str]:
        """The blocks without headlines, bylines, dates and credit lines above the first paragraph."""
        kept: list[str] = []
        for at, block in enumerate(blocks):
            if at == _ABOVE or len(block) > LONGEST:
                return [*kept, *blocks[at:]]
            if not self._takes(block) and not self._takes_date(block):
                kept.append(block)
        return kept

    def _without_tail(self, blocks: list[str]) -> list[str]:
        """The blocks without credit lines, end marks and addresses below the last paragraph."""
        first = max(len(blocks) - _BELOW, 1)
        kept = blocks[:first]
        for at, block in enumerate(blocks[first:], first):
            if not self._takes(block):
                kept.append(block)
                continue
            after = blocks[at + 1 :]
            if all(len(one) <= _SHORT for one in after) and sum(map(len, after)) <= _REST:
                kept += [one for one in after if not self._takes(one) and len(one) > _SHORT]
                break
        while len(kept) > 1 and (kept[-1].casefold() in _END_MARKS or _ADDRESS.fullmatch(kept[-1])):
            kept.pop()
        return kept

    def _takes(self, block: str) -> bool:
        """Whether a block says nothing but who made the story, or what it is called; who did is noted."""
        if len(block) > LONGEST:
            return False
        if comparable(block) in self._headlines:
            return True
        if found := credits_of(block):
            for one in found:
                if one.role == "author":
                    self.authors += one.names
                else:
                    self.credits.append(one)
            return True
        line = without_agency(_HANGING.sub("", block))
        if byline_of(line) is None:
            return False
        named = [one["name"] for one in byline_people(line)]
        self.authors += named
        return bool(named)

    def _takes_date(self, block: str) -> bool:
        days = days_of(block)
        self.dates += days
        return bool(days)

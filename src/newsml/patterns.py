"""Regular expressions that cost nothing until they are used: compiling fifty takes longer than reading an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any


class LazyPattern:
    """A regular expression, compiled when one of its methods is first asked for."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source, self.given = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.source, self.given)
        for method in ("match", "fullmatch", "search", "sub", "split", "finditer", "findall"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


if TYPE_CHECKING:

    def pattern(source: str, flags: int = 0) -> re.Pattern[str]: ...

else:
    pattern = LazyPattern

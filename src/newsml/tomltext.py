"""TOML as people write it for articles: front matter, sidecars, ``--meta``. https://toml.io/en/v1.0.0"""

from __future__ import annotations

import re
from typing import Any

from newsml.errors import ParseError

MAX_DEPTH = 200
"""How many levels of arrays and tables are read; deeper is refused, with a message."""

Places = dict[str, tuple[int | None, int | None]]

_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_KEY = re.compile(
    r"""[ \t]*((?:[\w-]+|"[^"\\\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\\\n]*"|'[^'\n]*'))*)[ \t]*="""
)
_TABLE = re.compile(r"[ \t]*\[(\[?)[ \t]*([^\[\]\n]+?)[ \t]*\]\]?")


def parse_toml(text: str, file: str | None = None, first_line: int = 1) -> tuple[dict[str, Any], Places]:
    """The table of a TOML text, and line and column of its keys by dotted path.

    Dates and times are `datetime` objects. Raises ParseError with line and column for what is not TOML
    (a key given twice is not) and for more than 200 levels.
    """
    import tomllib

    try:
        value = tomllib.loads(text)
    except RecursionError as error:
        raise _too_deep(file, first_line) from error
    except ValueError as error:  # TOMLDecodeError, and int() of more digits than Python converts
        raise _syntax_error(str(error), text, file, first_line) from error
    if _depth_exceeds(value):
        raise _too_deep(file, first_line)
    return value, _places(text, first_line)


def _too_deep(file: str | None, first_line: int) -> ParseError:
    return ParseError.at(f"more than {MAX_DEPTH} levels of nesting: no article needs them", file, first_line)


def _depth_exceeds(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        inner = [part for item in level for part in (item.values() if isinstance(item, dict) else item)]
        level = [part for part in inner if isinstance(part, dict | list)]
        if not level:
            return False
    return True


def _syntax_error(message: str, text: str, file: str | None, first_line: int) -> ParseError:
    where = _WHERE.search(message)
    said = _WHERE.sub("", message)
    said = said[:1].lower() + said[1:]
    if where is None:
        return ParseError.at(f"not valid TOML: {said}", file, first_line)
    if where.group(1) is None:
        return ParseError.at(f"not valid TOML: {said}", file, text.rstrip("\n").count("\n") + first_line)
    return ParseError.at(
        f"not valid TOML: {said}", file, int(where.group(1)) + first_line - 1, int(where.group(2))
    )


def _places(text: str, first_line: int) -> Places:
    places: Places = {}
    table, within = "", None
    counts: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), first_line):
        if within is None:
            if header := _TABLE.match(line):
                table = _dotted(header.group(2))
                if header.group(1):
                    counts[table] = counts.get(table, -1) + 1
                    table = f"{table}.{counts[table]}"
                places.setdefault(table, (number, line.index("[") + 1))
            elif key := _KEY.match(line):
                path = _dotted(key.group(1))
                places.setdefault(f"{table}.{path}" if table else path, (number, key.start(1) + 1))
        within = _within_string(line, within)
    return places


def _dotted(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))


def _within_string(line: str, within: str | None) -> str | None:
    """The quotes of the multi-line string that is open after this line."""
    for quotes in re.findall(r"\"\"\"|'''", line):
        if within is None:
            within = quotes
        elif within == quotes:
            within = None
    return within

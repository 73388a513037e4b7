"""Where in a page the fields of its article come from, and what they say, for people."""

from __future__ import annotations

from typing import Any

from newsml.formats.html.reading_view import Data, View
from newsml.webdata.draft import Draft


def lines_of(data: Data, draft: Draft, view: View) -> dict[str, int]:
    """The line in the page of each field that a source says."""
    from newsml.jsonplaces import Lines, places

    if data.kind != "data":
        line = data.lines.get(id(draft.node.raw))
        return dict.fromkeys(draft.places, line) if line else {}
    found: dict[str, int] = {}
    wanted: dict[int, dict[str, list[str]]] = {}
    for path, place in draft.places.items():
        wanted.setdefault(place.block, {}).setdefault(place.pointer, []).append(path)
    for block, pointers in wanted.items():
        if block >= len(data.texts):
            continue
        text, start = data.texts[block], view.page.blocks[block].text_start
        first = view.line_at(start)
        offsets = places(text, set(pointers))
        lines = Lines(text)
        for pointer, offset in offsets.items():
            found.update(dict.fromkeys(pointers[pointer], first + lines.of(offset)[0] - 1))
    return found


def shown_value(value: Any) -> str:
    if isinstance(value, list):
        value = "; ".join(str(one.get("name", "")) if isinstance(one, dict) else str(one) for one in value)
    text = str(value)
    return repr(text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…")


_MOST_SHOWN = 90


def words_of(value: Any) -> Any:
    """The words of a field, for people."""
    if isinstance(value, list):
        return "; ".join(str(words_of(one)) for one in value)
    if isinstance(value, dict):
        return next(
            (value[key] for key in ("text", "name", "url", "when", "href", "uri", "value") if key in value),
            "…",
        )
    return value

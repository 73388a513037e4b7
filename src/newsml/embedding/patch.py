"""A page with our elements put in, replaced or taken out; every other byte stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsml.embedding.bytes import encoded, html_escape, json_escape, newline_of
from newsml.embedding.errors import refused
from newsml.embedding.place import Place, place_behind_encoding, place_of, refuse_other
from newsml.embedding.script import ARTICLE, END, MARK, START
from newsml.html5 import Block, Page

META = "meta"
"""The value of our mark on ``meta`` and ``link`` elements."""


class Span(NamedTuple):
    """An element of ours: offsets into the bytes of the page."""

    start: int
    end: int


class Edit(NamedTuple):
    """Bytes that stand in the place of others."""

    start: int
    end: int
    data: bytes


def our_blocks(page: Page) -> list[Block]:
    """The JSON-LD blocks of the page that carry our mark."""
    return [block for block in page.blocks if block.attributes.get(MARK) == ARTICLE]


def our_meta(page: Page) -> list[Span]:
    """The ``meta`` and ``link`` elements of the page that carry our mark."""
    if MARK.encode(page.encoding.name) not in page.data:
        return []
    return [
        Span(page.byte_offset(tag.start), page.byte_offset(tag.end))
        for tag in page.starts("meta", "link")
        if MARK in tag.raw and page.attributes(tag).get(MARK) == META
    ]


def with_block(page: Page, json: str, meta: Sequence[str] | None = None) -> bytes:
    """The page with this JSON as its block, and with these elements as the only ones of ours.

    ``meta`` None leaves such elements as they are. Raises ContentError for a page that nothing can be put into.
    """
    if not our_blocks(page):
        refuse_other(page)
    for ascii_only, place in _ways(page, meta):
        edits = _edits(page, json, meta, ascii_only, place)
        data = _applied(page.data, edits)
        if not edits or _is_as_wanted(data, page):
            return data
    raise refused(
        page,
        0,
        "a block would stand before the declaration of the encoding, and hide it: "
        'put <meta charset="…"> into the first lines of the head',
    )


def _ways(page: Page, meta: Sequence[str] | None) -> Iterator[tuple[bool, Place | None]]:
    """How to put a block in, the best way first: whether in ASCII alone, and where, if it has no place yet.

    A block of other characters may make the page look as if it were of another encoding; before the declaration of
    the encoding it may move that out of sight.
    """
    place = place_of(page) if meta is not None or not our_blocks(page) else None
    yield False, place
    yield True, place
    if not meta and (behind := place_behind_encoding(page)) is not None:
        yield False, behind
        yield True, behind


def _is_as_wanted(data: bytes, before: Page) -> bool:
    """Whether a page is in the encoding of the one before, and browsers find our block in it, whole and alone."""
    page = Page(data)
    if page.encoding != before.encoding:
        return False
    if len(our_blocks(before)) > 1:
        return [block.closed for block in our_blocks(page)] == [True]
    for tag in page.tags():
        marked = tag.name == "script" and MARK in tag.raw and page.attributes(tag).get(MARK) == ARTICLE
        if marked and not (tag.closing or tag.aside or tag.foreign):
            return not tag.nothing_more
    return False


def without_ours(data: bytes) -> bytes:
    """The page without any element of ours, as it was before they were put in."""
    if MARK.encode() not in data and b"\0" not in data:
        return data
    page = Page(data)
    for block in our_blocks(page):
        _check_closed(page, block)
    spans = [Span(block.start, block.end) for block in our_blocks(page)] + our_meta(page)
    newline = newline_of(page).encode(page.encoding.name)
    return _applied(data, [_removal(page, span, newline) for span in spans])


def _edits(
    page: Page, json: str, meta: Sequence[str] | None, ascii_only: bool, place: Place | None
) -> list[Edit]:
    newline = newline_of(page)
    end = newline.encode(page.encoding.name)

    def bytes_of_json(text: str) -> bytes:
        return encoded(text.replace("\n", newline), page, json_escape, ascii_only=ascii_only)

    blocks = our_blocks(page)
    edits: list[Edit] = []
    for block in blocks:
        _check_closed(page, block)
    if meta is not None and place is not None:
        edits += _meta_edits(page, meta, page.byte_offset(place.head), ascii_only)
    if not blocks and place is not None:
        at = page.byte_offset(place.head if meta else place.script)
        data = bytes_of_json(f"{START}{json}{END}") + end
        edits.append(Edit(at, at, data))
    else:
        first, *others = blocks
        edits.append(Edit(first.text_start, first.text_end, bytes_of_json(json)))
        edits += [_removal(page, Span(block.start, block.end), end) for block in others]
    return [edit for edit in edits if page.data[edit.start : edit.end] != edit.data]


def _meta_edits(page: Page, meta: Sequence[str], place: int, ascii_only: bool) -> list[Edit]:
    """The edits that leave these elements, together, where the first of ours stands, else at the place."""
    newline = newline_of(page)
    text = "".join(element + newline for element in meta)
    data = encoded(text, page, html_escape, ascii_only=ascii_only)
    spans = our_meta(page)
    if not spans:
        return [Edit(place, place, data)] if data else []
    removals = [_removal(page, span, newline.encode(page.encoding.name)) for span in spans]
    start, end = removals[0].start, removals[-1].end
    if page.data[start:end] == b"".join(page.data[one.start : one.end] for one in removals):
        return [Edit(start, end, data)]
    return [removals[0]._replace(data=data), *removals[1:]]


def _removal(page: Page, span: Span, newline: bytes) -> Edit:
    """The edit that takes an element out, with the line end that was put in behind it."""
    follows = newline and page.data.startswith(newline, span.end)
    return Edit(span.start, span.end + (len(newline) if follows else 0), b"")


def _check_closed(page: Page, block: Block) -> None:
    if not block.closed:
        raise refused(page, block.start, "our block that begins here has no </script>: mend the page")


def _applied(data: bytes, edits: Sequence[Edit]) -> bytes:
    pieces: list[bytes] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [data[position : edit.start], edit.data]
        position = edit.end
    pieces.append(data[position:])
    return b"".join(pieces)

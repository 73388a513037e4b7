"""HTML and XHTML into the body tree, through an allow-list: what it does not name is not kept, and said.

Specification: HTML Living Standard, https://html.spec.whatwg.org/multipage/. Everything comes out as plain
values under the model's names; addresses are of schemes that only locate or name; code is never kept.
"""

from __future__ import annotations

import re
from typing import Any, cast

from lxml import etree, html
from lxml.etree import _Element as Element

from newsml.errors import ParseError
from newsml.issues import Report, ignore
from newsml.markup.flow import blocks_within
from newsml.markup.inlines import tidy
from newsml.markup.reading import Reading

__all__ = ["blocks_within", "parse_html", "read_html", "read_inline_html", "tidy"]

MAX_ELEMENTS = 256
"""How many levels of elements are read (libxml2's own limit)."""

# libxml2 takes no buffer above 10 MB without its "huge" switch, which also lifts the nesting limit to 2048.
_LARGE = 9_000_000
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


def read_html(
    text: str,
    report: Report = ignore,
    file: str | None = None,
    line: int = 1,
    *,
    base: str | None = None,
) -> list[dict[str, Any]]:
    """The blocks of an HTML document or fragment, as plain values of the body tree.

    ``line`` is where the text begins in the file, ``base`` the address that relative addresses are seen from.
    What is not kept is reported (rule LOSS). Raises ParseError for more than 256 levels of elements.
    """
    if not text.strip():
        return []
    reading = Reading(report, file, line, base)
    blocks = blocks_within(parse_html(text, file, line), reading)
    reading.report_dropped()
    return blocks


def read_inline_html(
    text: str, report: Report = ignore, file: str | None = None, line: int = 1, *, base: str | None = None
) -> list[Any]:
    """The text and inline nodes of a fragment; line breaks stand between its paragraphs."""
    inlines: list[Any] = []
    for block in read_html(text, report, file, line, base=base):
        if inlines:
            inlines.append({"kind": "line_break"})
        inlines.extend(block.get("children", ()) if block["kind"] in ("paragraph", "heading") else ())
    return tidy(inlines)


def parse_html(text: str, file: str | None = None, line: int = 1) -> Element:
    """The ``body`` element of an HTML text; nothing is fetched, no entity multiplies. Raises ParseError."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=len(text) > _LARGE, remove_pis=True)
    data = _NO_TEXT.sub("\ufffd", text).encode()
    try:
        root = html.document_fromstring(data, parser=parser)
    except etree.ParserError:  # nothing but comments
        return cast("Element", html.Element("body"))
    except etree.LxmlError as error:
        raise ParseError.at(f"not HTML: {error}", file, line) from error
    for entry in parser.error_log:
        if "depth" in entry.message:
            place = line + entry.line - 1
            raise ParseError.at(f"elements nest more than {MAX_ELEMENTS} levels: flatten them", file, place)
        if entry.level_name == "FATAL":
            raise ParseError.at(f"not HTML: {entry.message.strip()}", file, line + entry.line - 1)
    body = root.find("body")
    return cast("Element", html.Element("body") if body is None else body)

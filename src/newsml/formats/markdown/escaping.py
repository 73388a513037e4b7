"""Text as Markdown and as HTML, so that it reads back as the same text. https://spec.commonmark.org/0.31.2/#backslash-escapes"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from urllib.parse import quote

from newsml.decoding import CONTROLS

# Characters that readers of files take away or take for line ends: written as references.
INVISIBLE = re.compile("[\xad\u2028\u2029\ufeff]")
_NOT_IN_HTML = re.compile("[\xad\u2028\u2029\ufeff\n\r\t`]")

_ALWAYS = re.compile(r"[\\`*\[\]<~^]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_BRACE = re.compile(r"\{|%(?=%)")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(
    r"^(?:(#{1,6})(?=\s|$)|([>|:=])|([-+])(?=\s|$|[-+])|(\d{1,9})([.)])(?=\s|$))", re.MULTILINE
)
SCRIPT_LINE = re.compile(
    r"""import[ \t](?:[\w$*{}, \t]{1,500}[ \t]from[ \t]+)?["'][^"'\n]*["'];?"""
    r"""|export[ \t]+(?:const|let|var)[ \t][^\n]*;"""
)
"""A line of MDX that is code, not text: https://mdxjs.com/docs/what-is-mdx/#esm."""
_EDGE = re.compile(r"\A[^\S \n]+|[^\S \n]+\Z|\A\s*[\x1c-\x1f]|[\x1c-\x1f]\s*\Z")


def readable(text: str) -> str:
    """The text without control characters, which no Markdown file can carry."""
    return CONTROLS.sub("", text.replace("\x85", " "))


def reference(character: str) -> str:
    """A numeric character reference."""
    return f"&#{ord(character)};"


def _references(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: "".join(map(reference, found.group())), text)


def escape_text(text: str) -> str:
    """Text of a sentence; starts of lines and ends of blocks are for `escape_lines`."""
    text = _REFERENCE.sub(r"\\&", _ALWAYS.sub(r"\\\g<0>", readable(text)))
    text = _BRACE.sub(r"\\\g<0>", _UNDERSCORE.sub(r"\\_", text))
    return _references(text, INVISIBLE)


def escape_edges(markdown: str) -> str:
    """Spaces other than the usual one at the ends of a block, which Markdown parsers would strip."""
    return _references(markdown, _EDGE)


def escape_lines(markdown: str) -> str:
    """The Markdown of a paragraph, none of whose lines begins another block."""
    lines = _LINE_START.sub(_escaped_start, escape_edges(markdown)).split("\n")
    return "\n".join(
        f"{reference(line[0])}{line[1:]}" if SCRIPT_LINE.fullmatch(line) else line for line in lines
    )


def _escaped_start(found: re.Match[str]) -> str:
    hashes, sign, bullet, number, point = found.groups()
    if number:
        return f"{number}\\{point}"
    return f"\\{hashes or sign or bullet}"


def escape_html(text: str) -> str:
    """Text within HTML, on one line."""
    return _references(escape(readable(text), quote=False), _NOT_IN_HTML)


def attribute(text: str) -> str:
    """The value of an attribute, with its quotes, on one line."""
    return f'"{_references(escape(readable(text)), _NOT_IN_HTML)}"'


def token(text: str) -> str:
    """Text without spaces, so that a list of them can be told apart again."""
    return re.sub(r"[\s%\x00-\x1f]", lambda found: quote(found[0]), text) or "%"


def is_word_edge(character: str) -> bool:
    """Whether Markdown's emphasis may begin or end at this character, whatever stands around it."""
    return unicodedata.category(character)[0] in "LNM"

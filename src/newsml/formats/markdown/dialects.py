"""What writers of Markdown use beyond CommonMark: call-outs, lines of code, attributes, comments; and its limits.

https://help.obsidian.md/callouts, https://docs.github.com/en/get-started/writing-on-github (alerts),
https://kramdown.gettalong.org/syntax.html#inline-attribute-lists, https://gohugo.io/shortcodes/highlight/.
"""

from __future__ import annotations

import re
from html import escape
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from newsml.formats.markdown.escaping import SCRIPT_LINE
from newsml.formats.markdown.shortcodes import code_at

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

BRACKETS = "brackets"
"""How much was searched in vain for the end of brackets, in markdown-it's environment."""
MAX_SEARCHED = 50_000_000
"""How many characters are searched in vain: after that a bracket is a bracket."""
DROPPED = "dropped"
"""What is not kept, in markdown-it's environment: what to say, and the words in the text."""

_CALLOUT = re.compile(r"\[!([\w-]+)(?:\|[^\]\n]*)?\][+-]?[ \t]*([^\n]*)(?:\n|$)")
_ATTRIBUTE = r"""(?:[#.][\w:.#-]+|[\w-]+=(?:"[^"{}\n]*"|'[^'{}\n]*'|[\w%.-]+))"""
_ATTRIBUTES = re.compile(rf"\{{(?::[^{{}}\n]*|[ \t]*{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*[ \t]*)\}}")
_BOX = re.compile(r":{3,}(?:[ \t]*\{?\.?([\w-]+)[^\[\]\n]{0,200}?(?:\[([^\]\n]*)\])?)?\}?[ \t]*")
_CONTENTS = re.compile(r"\[\[?_?TOC_?\]?\]", re.IGNORECASE)
_COMMENT = re.compile(r"%%(?!%)[^%]{1,2000}%%(?!%)")
_HIGHLIGHT = re.compile(r"\{(?:\{[<%]|%)-?[ \t]*highlight\b[ \t]*([\w+#.-]*)[^\n]*")
_END_OF_HIGHLIGHT = re.compile(
    r"\{\{[<%][ \t]*/[ \t]*highlight[ \t]*[%>]\}\}|\{%-?[ \t]*endhighlight[ \t]*-?%\}"
)


def dialects(md: MarkdownIt) -> None:
    """The markdown-it plugin."""
    before: Any = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("fence", "newsml_highlight", _highlight, before)
    md.block.ruler.before("fence", "newsml_marker_line", _marker_line, before)
    md.block.ruler.before("fence", "newsml_code_line", _code_line, before)
    md.core.ruler.after("block", "newsml_callouts", _callouts)
    md.inline.ruler.before("escape", "newsml_attributes", _attributes)
    md.inline.ruler.before("escape", "newsml_comment", _comment)
    md.inline.ruler.before("link", "newsml_code_link", _code_link)
    md.helpers = _bounded(md.helpers)


def _bounded(helpers: Any) -> Any:
    """The helpers of markdown-it whose search for the end of a bracket has a limit (it is quadratic)."""

    def label(state: StateInline, start: int, disable_nested: bool = False) -> int:
        searched = state.env.setdefault(BRACKETS, 0)
        if searched > MAX_SEARCHED:
            return -1
        end = int(helpers.parseLinkLabel(state, start, disable_nested))
        if end < 0:
            state.env[BRACKETS] = searched + state.posMax - start
        return end

    return SimpleNamespace(
        parseLinkLabel=label,
        parseLinkDestination=helpers.parseLinkDestination,
        parseLinkTitle=helpers.parseLinkTitle,
    )


# --- blocks --------------------------------------------------------------------------------------


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _code_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that is a code of a site generator and nothing else: a block of its own."""
    line = _line(state, start)
    if not line.startswith(("{{", "{%")) or state.is_code_block(start) or code_at(line) != line:
        return False
    if not silent:
        state.line = start + 1
        _paragraph(state, line, start)
    return True


def _marker_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line without words for readers: of a box (``:::tip``), a table of contents, an import (MDX)."""
    line = _line(state, start)
    if not line.startswith((":::", "[", "import", "export")) or state.is_code_block(start):
        return False
    is_code = SCRIPT_LINE.fullmatch(line) is not None
    box = _BOX.fullmatch(line)
    if not (is_code or box or _CONTENTS.fullmatch(line)):
        return False
    if not silent:
        state.line = start + 1
        if is_code:
            _drop(state.env, f"{line[:60]!r} is code (MDX) and not kept", line)
        elif box and box[1]:
            _drop(state.env, f"{line[:60]!r} makes a box: what is in it is kept as part of the text", line)
            if box[2]:
                _paragraph(state, f"<strong>{box[2]}</strong>", start)
    return True


def _drop(env: Any, message: str, words: str) -> None:
    env.setdefault(DROPPED, []).append((message, words))


def _paragraph(state: StateBlock, text: str, line: int) -> None:
    for kind, nesting in (("paragraph_open", 1), ("inline", 0), ("paragraph_close", -1)):
        token = state.push(kind, "p" if nesting else "", nesting)  # type: ignore[arg-type]
        token.map = [line, line + 1]
    state.tokens[-2].content, state.tokens[-2].children = text, []


def _highlight(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``{% highlight ruby %}`` … ``{% endhighlight %}`` and Hugo's: preformatted text."""
    found = _HIGHLIGHT.fullmatch(_line(state, start)) if not state.is_code_block(start) else None
    if found is None:
        return False
    endless = state.env.setdefault("endless", set())
    lines = range(start + 1, end if end not in endless else start)
    stop = next((number for number in lines if _END_OF_HIGHLIGHT.fullmatch(_line(state, number))), None)
    if stop is None:
        endless.add(end)
        return False
    if not silent:
        token = state.push("fence", "code", 0)
        token.info, token.map = found[1], [start, stop + 1]
        token.content = state.getLines(start + 1, stop, state.sCount[start], True)
        state.line = stop + 1
    return True


def _callouts(state: StateCore) -> None:
    """``> [!note] Title``: no quotation, but a box beside the text; its kind is dropped, its title is strong."""
    tokens: list[Token] = []
    opened: list[Token] = []
    for token in state.tokens:
        tokens.append(token)
        if token.type == "blockquote_open":
            opened.append(token)
        elif token.type == "blockquote_close":
            token.tag = opened.pop().tag
        elif token.type == "inline" and [t.type for t in tokens[-3:-1]] == [
            "blockquote_open",
            "paragraph_open",
        ]:
            if (found := _CALLOUT.match(token.content)) is None:
                continue
            opened[-1].tag = "aside"
            token.content = token.content[found.end() :]
            tokens[-2:-2] = _title(found[2].strip(), tokens[-2])
    state.tokens = tokens


def _title(words: str, paragraph: Token) -> list[Token]:
    if not words:
        return []
    parts = [paragraph.copy(), paragraph.copy(), paragraph.copy()]
    for part, kind, nesting in zip(
        parts, ("paragraph_open", "inline", "paragraph_close"), (1, 0, -1), strict=True
    ):
        part.type, part.nesting = kind, nesting  # type: ignore[assignment]
    parts[1].content, parts[1].children = f"<strong>{words}</strong>", []
    return parts


# --- within a line -------------------------------------------------------------------------------


def _attributes(state: StateInline, silent: bool) -> bool:
    """``{: .lead }``, ``{#id}``, ``{width=300}`` at the end of a line: for the looks, without words."""
    if state.src[state.pos] != "{" or not (found := _ATTRIBUTES.match(state.src, state.pos, state.posMax)):
        return False
    if not found.group().startswith("{:") and state.src[found.end() : found.end() + 1] not in ("", "\n"):
        return False
    state.pos = found.end()
    return True


def _comment(state: StateInline, silent: bool) -> bool:
    """``%%…%%``, a comment of Obsidian: not for readers."""
    if state.src[state.pos] != "%" or (state.pos and not state.src[state.pos - 1].isspace()):
        return False
    if not (found := _COMMENT.match(state.src, state.pos, state.posMax)):
        return False
    if not silent:
        _drop(state.env, f"{found.group()[:60]!r} is a comment (Obsidian) and not kept", found.group())
    state.pos = found.end()
    return True


_CODED = re.compile(r"(!?)\[([^\[\]\n]{0,500})\]\((?=[^()\n]{0,500}\{[{%])")
_SITE = re.compile(r"\{\{-?\s*site\.(?:base)?url\s*-?\}\}")
_PATH = re.compile(
    r"""\{\{-?\s*["']([^"'{}]+)["']\s*\|\s*(?:relative_url|absolute_url|url|absURL|relURL)\s*-?\}\}"""
)


def _code_link(state: StateInline, silent: bool) -> bool:
    """``[words]({{< ref "a.md" >}})``: a link whose address the site generator makes; the words stay."""
    found = _CODED.match(state.src, state.pos, state.posMax)
    end = _end_of_address(state.src, found.end(), state.posMax) if found else None
    if found is None or end is None:
        return False
    if not silent:
        address = state.src[found.end() : end]
        plain = _PATH.sub(r"\1", _SITE.sub("", address))
        _push(state, found[1] == "!", found[2], plain if "{" not in plain and plain else None, address)
    state.pos = end + 1
    return True


def _push(state: StateInline, picture: bool, words: str, address: str | None, said: str) -> None:
    if address is None:
        message = f"address {said[:60]!r} is for a site generator to make: the words are kept without it"
        _drop(state.env, message, said)
    if picture and address:
        markup = f'<img src="{escape(address)}" alt="{escape(words)}">'
        state.push("html_inline", "", 0).content = markup
        return
    if address:
        state.push("link_open", "a", 1).attrs = {"href": address}
    start, stop, state.pos = state.pos, state.posMax, state.pos + 1
    state.posMax = start + 1 + len(words)
    state.md.inline.tokenize(state)
    state.pos, state.posMax = start, stop
    if address:
        state.push("link_close", "a", -1)


def _end_of_address(text: str, start: int, end: int) -> int | None:
    position = start
    while position < end and text[position] not in "()\n":
        code = code_at(text, position) if text[position] == "{" else None
        position += len(code) if code else 1
    return position if position < end and text[position] == ")" else None

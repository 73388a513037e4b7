"""Codes of site generators within Markdown: Hugo shortcodes, Liquid and Nunjucks tags, Obsidian links.

https://gohugo.io/content-management/shortcodes/, https://jekyllrb.com/docs/liquid/,
https://help.obsidian.md/embeds. Where it is clear what a code shows (a clip, a post, a picture) it becomes
that. Another one is kept: in a paragraph of its own as a foreign block, within a sentence as text, which is
reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_ENDS = {"{{<": ">}}", "{{%": "%}}", "{%": "%}", "{{": "}}"}
LONGEST = 2000
"""No code is longer than this, so that a text full of braces is not searched again and again."""
_WIKI = re.compile(r"(!?)\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]*))?\]\]")
_ARGUMENT = re.compile(r"""(?:([\w-]+)=)?(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|`([^`]*)`|([^\s"']+))""")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)$", re.IGNORECASE)

UNKNOWN = "codes"
"""Where the codes that are kept as text are listed in markdown-it's environment."""


def shortcodes(md: MarkdownIt) -> None:
    """The markdown-it plugin."""
    md.inline.ruler.before("escape", "newsml_code", _code)
    md.inline.ruler.before("link", "newsml_wiki", _wiki)


def _code(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(("{{", "{%"), state.pos):
        return False
    code = code_at(state.src, state.pos)
    if code is None:
        return False
    if not silent:
        markup = _markup(code)
        if markup is None and code == state.src.strip():
            markup = foreign(code)
        if markup is None:
            state.env.setdefault(UNKNOWN, []).append(code)
            state.push("text", "", 0).content = code
        else:
            state.push("html_inline", "", 0).content = markup
    state.pos += len(code)
    return True


def code_at(text: str, start: int = 0) -> str | None:
    """The code that begins at a position of a text."""
    for begin, end in _ENDS.items():
        if text.startswith(begin, start):
            found = text.find(end, start + len(begin), start + LONGEST)
            if found >= 0:
                return text[start : found + len(end)]
    return None


def kind_of(code: str) -> str:
    """Whose code it is: ``hugo`` or ``liquid``."""
    return "hugo" if code.startswith(("{{<", "{{%")) else "liquid"


def _wiki(state: StateInline, silent: bool) -> bool:
    match = _WIKI.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        embedded, target, words = match.groups()
        if embedded and _PICTURE.search(target):
            alt = words if words and not re.fullmatch(r"[\dx]+", words) else None
            state.push("html_inline", "", 0).content = element("img", {"src": target, "alt": alt})
        else:
            state.env.setdefault(UNKNOWN, []).append(match.group())
            state.push("text", "", 0).content = words or target
    state.pos = match.end()
    return True


def foreign(code: str) -> str:
    """A code that newsml does not know, as the element that keeps it."""
    return f'<template class="foreign" data-format="{kind_of(code)}">{escape(code)}</template>'


Show = Callable[[dict[str, str], list[str]], str | None]
"""What a code's named and positional arguments show, as HTML; None if they say too little."""


def is_known(code: str) -> bool:
    """Whether it is clear what a code shows."""
    return _markup(code) is not None


def _markup(code: str) -> str | None:
    """The HTML of a code that is known, or None."""
    inside = code.strip("{}<>%-/ \n")
    if call := re.fullmatch(r"([\w-]+)\((.*)\)", inside, re.DOTALL):  # Zola
        inside = f"{call[1]} {call[2]}"
    name, _, rest = inside.partition(" ")
    named, positional = _arguments(rest)
    if name == "include" and positional:
        name = positional.pop(0).rpartition("/")[2].removesuffix(".html")
    show = _SHOWN.get(name.lower())
    return show(named, positional) if show else None


def _arguments(text: str) -> tuple[dict[str, str], list[str]]:
    named: dict[str, str] = {}
    positional: list[str] = []
    for key, *values in _ARGUMENT.findall(text):
        value = re.sub(r"\\(.)", r"\1", next((value for value in values if value), ""))
        if key:
            named[key.lower()] = value.rstrip(",")
        elif value != ",":
            positional.append(value)
    return named, positional


def element(tag: str, attributes: dict[str, str | None]) -> str:
    """A start tag with the attributes that are set."""
    written = [f' {name}="{escape(value)}"' for name, value in attributes.items() if value]
    return f"<{tag}{''.join(written)}>"


def _embedded(pattern: str, *keys: str) -> Show:
    def show(named: dict[str, str], positional: list[str]) -> str | None:
        value = next((named[key] for key in keys if key in named), None) or next(iter(positional), None)
        if not value:
            return None
        url = value if value.startswith(("https://", "http://")) else pattern.format(value)
        if not url.startswith("http"):
            return None
        return f"{element('iframe', {'src': url, 'title': named.get('title')})}</iframe>"

    return show


def _tweet(named: dict[str, str], positional: list[str]) -> str | None:
    user = named.get("user", "i")
    return _embedded(f"https://twitter.com/{user}/status/{{}}", "id")(named, positional)


def _figure(named: dict[str, str], positional: list[str]) -> str | None:
    src = next(
        (named[key] for key in ("src", "url", "image", "path", "file", "image_path") if named.get(key)), None
    )
    src = src or next(iter(positional), None)
    if not src:
        return None
    words = next((named[key] for key in ("caption", "title") if named.get(key)), "")
    picture = element("img", {"src": src, "alt": named.get("alt") or _second(positional), **_sizes(named)})
    credit = named.get("attr") or named.get("credit")
    marked = f' <small class="credit">{escape(credit)}</small>' if credit else ""
    caption = f"<figcaption>{escape(words)}{marked}</figcaption>" if words or marked else ""
    return f"<figure>{picture}{caption}</figure>"


def _second(positional: list[str]) -> str | None:
    """The words beside an address: ``{% image "a.jpg", "A bridge" %}``."""
    return positional[1] if len(positional) > 1 and " " in positional[1] else None


def _sizes(named: dict[str, str]) -> dict[str, str | None]:
    return {name: named.get(name) for name in ("width", "height")}


_SHOWN = {
    "youtube": _embedded("https://www.youtube.com/watch?v={}", "id", "video_id"),
    "vimeo": _embedded("https://vimeo.com/{}", "id"),
    "instagram": _embedded("https://www.instagram.com/p/{}/", "id"),
    "tweet": _tweet, "twitter": _tweet, "x": _tweet,
    "embed": _embedded("{}", "url", "src"), "iframe": _embedded("{}", "src", "url"),
    "figure": _figure, "image": _figure, "img": _figure,
}  # fmt: skip

"""Markdown into an article: front matter, headline, and the text by way of the HTML that it stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from newsml.assemble import assemble, inferred, sets
from newsml.decoding import clean_text, decode
from newsml.errors import InvalidArticle, ParseError
from newsml.formats.markdown.front_matter import FrontMatter, split
from newsml.formats.markdown.shortcodes import UNKNOWN, shortcodes
from newsml.formats.markdown.steps import base_of
from newsml.issues import Issue, Report, ignore
from newsml.model import Article
from newsml.model.body import plain_text
from newsml.options import ReadOptions as CommonOptions

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_NESTING = 100
"""How many levels of quotations and lists are read; deeper is refused, with a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions(CommonOptions):
    """What the Markdown reader may be told."""

    encoding: str | None = None
    """The encoding of the file, where it is known."""
    day_first: Literal["unknown", "yes", "no"] = "unknown"
    """Whether 03/04/2025 is the third of April."""
    detect_language: bool = False
    """Whether to tell the language by the text where the front matter does not say it (needs newsml[detect])."""


def read(
    stream: BinaryIO, report: Report = ignore, *, options: ReadOptions = ReadOptions()
) -> Iterator[Article]:
    """The one article of the stream.

    Raises ParseError for front matter that cannot be read, InvalidArticle with a place for every wrong value.
    """
    text = decode(stream.read(), report, file=options.file, encoding=options.encoding)
    text = clean_text(text, report, file=options.file)
    if not text.strip():
        raise ParseError.at("the file is empty: expected an article", options.file)
    values, places, rest, line = split(text, options.file)
    matter = FrontMatter(values, places, report, options)
    matter.read()
    blocks = _body(rest, line, matter)
    if blocks or "body" not in matter.fields:
        matter.fields["body"] = blocks
    if options.derive:
        _derive(matter, detect_language=options.detect_language)
    yield _built(matter)


def _built(matter: FrontMatter) -> Article:
    try:
        article = assemble(matter.fields, matter.report, matter.options, matter.found)
    except InvalidArticle as error:
        raise InvalidArticle.of([*matter.issues, *error.issues]) from error
    if matter.issues:
        raise InvalidArticle.of(matter.issues)
    return article


def _derive(matter: FrontMatter, *, detect_language: bool) -> None:
    """What may be told by the text: its language if that is asked for, and a headline if there is none."""
    fields, options = matter.fields, matter.options
    wants_language = detect_language and "language" not in fields and not sets(options, "language")
    has_headline = fields.get("headline") or "headlines" in fields or sets(options, "headline", "headlines")
    if not fields["body"] or (has_headline and not wants_language):
        return
    from newsml.model.build import validated

    text = plain_text(validated({"body": fields["body"]}, file=options.file).body)
    if wants_language:
        _derive_language(text, matter)
    if not has_headline:
        _derive_headline(text.partition("\n\n")[0], matter)


def _derive_language(text: str, matter: FrontMatter) -> None:
    from newsml.language import detect

    if language := detect(text):
        matter.fields["language"] = language
        _derived("language", f"language {language} is told by the text", matter)


def _derive_headline(lead: str, matter: FrontMatter) -> None:
    from newsml.headline import derive_headline

    if headline := derive_headline(lead, str(matter.fields.get("language") or "und")):
        matter.fields["headline"] = headline
        _derived("headlines", f"headline {headline!r} is derived from the lead", matter)


def _derived(name: str, message: str, matter: FrontMatter) -> None:
    matter.fields["derived"] = [*matter.fields.get("derived", ()), name]
    inferred(name, message, matter.report, matter.options)


# --- the text ------------------------------------------------------------------------------------


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough, footnotes and codes of site generators; addresses as written."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    from newsml.formats.markdown.dialects import dialects

    md = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING})
    md.enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
    md.use(shortcodes).use(dialects)
    for rule, html in (
        ("footnote_caption", lambda renderer, tokens, index, options, env: str(tokens[index].meta["id"] + 1)),
        ("footnote_block_open", lambda *_: "<ol>\n"),
        ("footnote_block_close", lambda *_: "</ol>\n"),
        ("footnote_anchor", lambda *_: ""),
    ):
        md.add_render_rule(rule, html)
    md.add_render_rule("image", _picture)
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # the allow-list of markup says what may stay
    return md


def _picture(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """A picture; what Markdown calls its title is, in articles, the caption."""
    from html import escape

    title = str(tokens[index].attrs.pop("title", ""))
    shown = str(renderer.image(tokens, index, options, env))
    return f"<figure>{shown}<figcaption>{escape(title)}</figcaption></figure>" if title.strip() else shown


def _body(text: str, first_line: int, matter: FrontMatter) -> list[dict[str, Any]]:
    from newsml.markup import read_html

    if not text.strip():
        return []
    file = matter.options.file
    env: dict[str, Any] = {}
    try:
        tokens = parser().parse(text, env)
        _check_nesting(tokens, file, first_line)
        tokens = _without_headline(tokens, matter)
        html, lines = _html(tokens, env, first_line)
    except RecursionError as error:
        raise ParseError.at(
            f"more than {MAX_NESTING} levels of nesting: flatten them", file, first_line
        ) from error
    _report_codes(env, text, first_line, matter)
    _report_dropped(env, text, first_line, matter)
    return read_html(
        html, _by_source_line(matter.report, lines), file, base=base_of(matter.fields, matter.options)
    )


def _check_nesting(tokens: Sequence[Token], file: str | None, first_line: int) -> None:
    for token in tokens:
        if token.level >= MAX_NESTING - 1:
            line = first_line + token.map[0] if token.map else first_line
            message = f"more than {MAX_NESTING - 1} levels of quotations and lists: flatten them"
            raise ParseError.at(message, file, line)


def _without_headline(tokens: list[Token], matter: FrontMatter) -> list[Token]:
    """The tokens without a first heading of level 1 that is the headline, or repeats it."""
    fields = matter.fields
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1" and token.level == 0:
            words = _words(tokens[index + 1])
            given = _given_headline(fields)
            if given is None and "headlines" not in fields and words:
                fields["headline"] = words
                line = (token.map or [0])[0]
                matter.found["headlines"] = (line, 1)
            elif given is None or given.split() != words.split():
                return tokens
            return tokens[:index] + tokens[index + 3 :]
    return tokens


def _given_headline(fields: Mapping[str, Any]) -> str | None:
    if isinstance(fields.get("headline"), str):
        return str(fields["headline"])
    for headline in fields.get("headlines") or ():
        if isinstance(headline, Mapping) and headline.get("role") in (None, "main"):
            return str(headline.get("text"))
    return None


def _words(inline: Token) -> str:
    """The text of a heading."""
    parts = []
    for token in inline.children or ():
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append("".join(child.content for child in token.children or ()))
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def _html(tokens: Sequence[Token], env: Any, first_line: int) -> tuple[str, tuple[list[int], list[int]]]:
    """The HTML of the tokens, and which line of it comes from which line of the file."""
    md = parser()
    parts: list[str] = []
    made, source = [1], [first_line]
    chunk: list[Token] = []
    for token in tokens:
        chunk.append(token)
        if token.level == 0 and token.nesting <= 0:
            part = md.renderer.render(chunk, md.options, env)
            parts.append(part)
            made.append(made[-1] + part.count("\n"))
            start = next((item.map[0] for item in chunk if item.map), None)
            source[-1] = source[-1] if start is None else first_line + start
            source.append(source[-1])
            chunk = []
    return "".join(parts), (made, source)


def _by_source_line(report: Report, lines: tuple[list[int], list[int]]) -> Report:
    made, source = lines

    def reported(issue: Issue) -> None:
        if issue.line is not None:
            index = bisect_right(made, issue.line) - 1
            issue = issue._replace(line=source[index] + issue.line - made[index])
        report(issue)

    return reported


def _report_codes(env: Mapping[str, Any], text: str, first_line: int, matter: FrontMatter) -> None:
    for code in dict.fromkeys(env.get(UNKNOWN, ())):
        line = first_line + text.count("\n", 0, max(text.find(code), 0))
        message = f"{code[:60]!r} is a code of a site generator that newsml does not know: kept as text"
        matter.report(Issue("LOSS", "warning", "body", message, matter.options.file, line))


def _report_dropped(env: Mapping[str, Any], text: str, first_line: int, matter: FrontMatter) -> None:
    from newsml.formats.markdown.dialects import BRACKETS, DROPPED, MAX_SEARCHED

    for message, words in env.get(DROPPED, ()):
        line = first_line + text.count("\n", 0, max(text.find(words), 0))
        matter.report(Issue("LOSS", "warning", "body", message, matter.options.file, line))
    if env.get(BRACKETS, 0) > MAX_SEARCHED:
        message = (
            "so many brackets [ have no end that those after them are read as text, links too: close them"
        )
        matter.report(Issue("LOSS", "warning", "body", message, matter.options.file, first_line))

"""From drafts to articles: the text as blocks, values the model refuses left out, lines for what is asked where."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from newsml.assemble import assemble
from newsml.errors import InvalidArticle, ParseError
from newsml.issues import Issue, Report
from newsml.model import Article
from newsml.model.build import Places, place_of, shaped
from newsml.options import ReadOptions

_BLOCKS = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|li|blockquote|figure|br|table)\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"\n[ \t]*\n")


def body_blocks(text: str, report: Report, options: ReadOptions, base: str | None = None) -> Any:
    """The text of an article as blocks: paragraphs, or what its markup says where it has some."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _BLOCKS.search(text):
        from newsml.markup import read_html

        try:
            return read_html(text, report, options.file, base=base)
        except ParseError:
            text = _BLOCKS.sub("\n\n", text)
    return text if _BREAK.search(text) else text.replace("\n", "\n\n")


def finished(
    fields: dict[str, Any], report: Report, options: ReadOptions, places: Callable[[], Places]
) -> Article:
    """The article of collected fields. A value that the model does not take is left out, with a word."""
    if isinstance(body := fields.get("body"), str):
        fields["body"] = body_blocks(body, report, options)
    fields = shaped(fields)
    known: Places = places() if options.locate is not None else {}
    # What assemble reports is said once, by the try that succeeds.
    for _ in range(_TRIES):
        said: list[Issue] = []
        try:
            article = assemble(fields, said.append, options, known)
        except InvalidArticle as error:
            # From the last on, so that what is taken out of a list moves nothing that is still to be taken out.
            dropped = [issue for issue in reversed(error.issues) if dropped_at(fields, issue.path)][::-1]
            if not dropped:
                raise
            known = known or places()
            for issue in dropped:
                line, column = place_of(issue.path, known)
                report(
                    Issue(
                        issue.rule,
                        "warning",
                        issue.path,
                        f"{issue.message}; it is left out",
                        issue.file,
                        line,
                        column,
                    )
                )
            continue
        for issue in said:
            report(issue)
        return article
    return assemble(fields, report, options, known)


_TRIES = 8


def dropped_at(fields: dict[str, Any], path: str) -> bool:
    """Take the value at a dotted path out of the fields; whether there was one."""
    parts = path.split(".")
    if parts[0] not in fields:
        return False
    target: Any = fields
    for part in parts[:-1]:
        if isinstance(target, list) and part.isdigit() and int(part) < len(target):
            target = target[int(part)]
        else:
            target = target.get(part) if isinstance(target, dict) else None
        if not isinstance(target, list | dict):
            del fields[parts[0]]
            return True
    last = parts[-1]
    if isinstance(target, dict) and last in target:
        del target[last]
    elif isinstance(target, list) and last.isdigit() and int(last) < len(target):
        del target[int(last)]
    else:
        del fields[parts[0]]
    return True

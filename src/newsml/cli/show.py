"""``newsml show``: an article as a person likes to read it in a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from newsml.cli.inputs import Input, inputs_of, readable_suffixes, refuse_empty, told_time
from newsml.cli.messages import complain
from newsml.cli.shared import catalog_option
from newsml.errors import FileError, NewsmlError

if TYPE_CHECKING:
    from rich.console import Console

    from newsml.issues import Issue
    from newsml.model import Item


@click.command(short_help="Show what newsml understood of an article.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--from", "from_", metavar="FORMAT", help="The format of the files; else told by name and content."
)
@click.option(
    "--site", "site_file", metavar="FILE", help="The publisher's settings; else the nearest newsml.toml."
)
@catalog_option
@click.option("--now", metavar="TIME", help="The present, for rules on dates; else the clock.")
def show(
    files: tuple[str, ...],
    from_: str | None,
    site_file: str | None,
    catalogs: tuple[str, ...],
    now: str | None,
) -> int:
    """Show articles: what newsml understood of head and body, and its findings."""
    from newsml.cli.settings import Sites, catalogs_of, present
    from newsml.rules import Context

    refuse_empty(site=site_file)
    sites, told, known = Sites(site_file), told_time(now), catalogs_of(catalogs)
    console = _console()
    worst = 0
    for item in inputs_of(files, readable_suffixes()):
        if isinstance(item, FileError):
            complain(item)
            worst = max(worst, item.exit_code)
            continue
        try:
            site = sites.near(item.folder)
            context = Context(now=present(told), site=site)
            worst = max(worst, _show(console, item, from_, context, known))
        except NewsmlError as error:
            complain(error)
            worst = max(worst, error.exit_code)
    return worst


def _console() -> Console:
    from rich.console import Console

    class Paper(Console):
        """A console that leaves it to the command what a closed pipe means."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Paper(
        highlight=False,
        no_color=bool(os.environ.get("NO_COLOR")),
        soft_wrap=sys.stdout is None or not sys.stdout.isatty(),
    )


def _show(console: Console, item: Input, from_: str | None, context: Any, catalogs: Any) -> int:
    """Show the articles of one file; 1 if some of it could not be read."""
    from io import BytesIO

    from newsml import api
    from newsml.model import Article
    from newsml.rules import check

    found: list[Issue] = []
    broken = False
    data = item.read()
    name = item.name if item.path else None
    for article in api.read(
        BytesIO(data), name, from_, report=found.append, site=context.site, catalogs=catalogs
    ):
        broken = broken or any(issue.severity == "error" for issue in found)
        _item(console, article)
        if isinstance(article, Article):
            found.extend(issue._replace(file=item.name) for issue in check(article, context=context))
        _findings(console, found)
        found.clear()
    _findings(console, found)
    return int(broken or any(issue.severity == "error" for issue in found))


def _item(console: Console, article: Item) -> None:
    from rich.markup import escape
    from rich.rule import Rule
    from rich.table import Table

    console.print(Rule(f"[bold]{escape(_safe(title_of(article)))}[/bold]", align="left"))
    head = Table.grid(padding=(0, 2))
    head.add_column(style="cyan", no_wrap=True)
    head.add_column()
    for name, text in head_of(article):
        head.add_row(name, escape(_safe(text)))
    console.print(head)
    console.print()
    for text in body_of(article):
        console.print(escape(_safe(text)))
        console.print()


def _findings(console: Console, issues: list[Issue]) -> None:
    from rich.markup import escape

    colours = {"error": "red", "warning": "yellow", "info": "cyan"}
    for issue in issues:
        word = f"[{colours[issue.severity]}]{issue.severity}[/]"
        line = f"line {issue.line}: " if issue.line else ""
        console.print(f"{word}: {line}{escape(_safe(issue.message))} {escape(f'[{issue.rule}]')}")


def title_of(item: Item) -> str:
    """The headline, else what kind of item it is."""
    if item.headline is not None:
        return item.headline
    return "(no headline)" if item.called == "an article" else f"({item.called})"


def head_of(article: Item) -> Iterator[tuple[str, str]]:
    """Name and text of each set field that is short enough to be read in a table."""
    from newsml.losses import set_fields

    for path, value in set_fields(article):
        text = str(value)
        yield path + (" (derived)" if path.split(".")[0] in article.derived else ""), text[:300]


def body_of(article: Item) -> Iterator[str]:
    """The blocks of the body as text."""
    from newsml.model import Article
    from newsml.model.body import Heading, block_texts

    if not isinstance(article, Article):
        return
    for block in article.body:
        mark = "#" * block.level + " " if isinstance(block, Heading) else ""
        for text in block_texts((block,)):
            yield mark + text


def _safe(text: str) -> str:
    """The text without control characters that a terminal would obey."""
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)

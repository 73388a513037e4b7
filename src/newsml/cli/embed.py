"""``newsml embed`` and ``newsml unembed``: an article's JSON-LD into its page, and out again."""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from newsml.cli.inputs import inputs_of, refuse_empty
from newsml.cli.shared import catalog_option
from newsml.errors import FileError

if TYPE_CHECKING:
    from newsml.cli.embed_job import Result
    from newsml.cli.embed_output import Output
    from newsml.cli.inputs import Input

PAGES = (".html", ".htm", ".xhtml")

_OUTPUT = (
    click.option("--check", is_flag=True, help="Write nothing; exit code 1 if a page would change. For CI."),
    click.option("--dry-run", is_flag=True, help="Write nothing; say what would be done."),
    click.option("--diff", is_flag=True, help="Write nothing; show the changes."),
    click.option("-o", "--out", "file", metavar="FILE", help="Where the one page goes; - is standard output."),
    click.option("-d", "--directory", metavar="DIR", help="The folder that the pages go to; else their own files."),
    click.option(
        "--report", type=click.Choice(["text", "json"]), default="text", help="How to say what was done."
    ),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
)  # fmt: skip


def _output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_OUTPUT):
        command = option(command)
    return command


@click.command()
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@click.option(
    "--article",
    "articles",
    multiple=True,
    metavar="FILE",
    help="The article, or a folder or file with those of the pages; may be repeated.",
)
@click.option("--from-page", is_flag=True, help="Take the article from the page itself.")
@click.option("--map", "map_file", metavar="FILE", help="Which article each page has: CSV, TOML, YAML, JSON.")
@click.option(
    "--on-conflict",
    type=click.Choice(["skip", "add", "replace-marked", "fail"]),
    default="skip",
    show_default=True,
    help="If others have marked up the article in the page.",
)
@click.option(
    "--meta/--no-meta", default=None, help="Put canonical, OpenGraph and other meta in; or take ours out."
)
@click.option("--withdraw", is_flag=True, help="Take the block out where the article must not be published.")
@click.option(
    "--from", "from_", metavar="FORMAT", help="What the articles are; else told by name and content."
)
@click.option(
    "-O", "options", multiple=True, metavar="KEY=VALUE", help="An option of JSON-LD, or of the reader."
)
@click.option(
    "--site", "site_file", metavar="FILE", help="The publisher's settings; else the nearest newsml.toml."
)
@catalog_option
@click.option("--pretty", is_flag=True, help="Indent the JSON.")
@click.option(
    "--loss",
    type=click.Choice(["warn", "error", "ignore"]),
    default="warn",
    show_default=True,
    help="What to do about what JSON-LD cannot carry.",
)
@click.option("--now", metavar="TIME", help="The present, for embargoes; else the clock.")
@_output_options
def embed(
    pages: tuple[str, ...],
    articles: tuple[str, ...],
    from_page: bool,
    map_file: str | None,
    on_conflict: Any,
    meta: bool | None,
    withdraw: bool,
    from_: str | None,
    options: tuple[str, ...],
    site_file: str | None,
    catalogs: tuple[str, ...],
    pretty: bool,
    loss: str,
    now: str | None,
    check: bool,
    dry_run: bool,
    diff: bool,
    file: str | None,
    directory: str | None,
    report: str,
    quiet: bool,
) -> int:
    """Put an article's JSON-LD into its page, or renew it.

    PAGE is a file, a folder, a pattern, or - for standard input. Only the block that newsml marked is replaced; the
    rest of the page stays as it is, to the byte.

    \b
    newsml embed page.html --article article.md
    newsml embed public --article content
    newsml embed public --article content --check
    """
    from newsml.cli.embed_job import EmbedJob
    from newsml.cli.embed_output import Output

    refuse_empty(article="" if "" in articles else None, map=map_file, site=site_file)
    output = Output(check, dry_run, diff, file, directory)
    items: list[Input | FileError] = list(inputs_of(pages, PAGES))
    output.expect(items, report=report == "json")
    job = EmbedJob(
        articles=articles, from_page=from_page, map_file=map_file, output=output, from_=from_, options=options,
        site_file=site_file, catalogs=catalogs, on_conflict=on_conflict, meta=meta, withdraw=withdraw,
        pretty=pretty, loss=loss, now=now, quiet=quiet or report == "json",
    )  # fmt: skip
    worst = job.failed_articles()
    if job.has_no_article:
        return worst
    must = not any(os.path.isdir(name) or _is_pattern(name) for name in pages)
    for item in items:
        worst = max(worst, job.run(item, must=must).code)
    job.say_notes()
    _tell(job.results, report, output, quiet)
    return worst


def _is_pattern(name: str) -> bool:
    return glob.has_magic(name) and not os.path.exists(name)


@click.command()
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@_output_options
def unembed(
    pages: tuple[str, ...],
    check: bool,
    dry_run: bool,
    diff: bool,
    file: str | None,
    directory: str | None,
    report: str,
    quiet: bool,
) -> int:
    """Take out of pages what newsml embed put in.

    PAGE is a file, a folder, a pattern, or - for standard input. What others put in stays.
    """
    from newsml.cli.embed_output import Output
    from newsml.cli.unembed_job import UnembedJob

    output = Output(check, dry_run, diff, file, directory)
    items: list[Input | FileError] = list(inputs_of(pages, PAGES))
    output.expect(items, report=report == "json")
    job = UnembedJob(output, quiet or report == "json")
    worst = max((job.run(item).code for item in items), default=0)
    _tell(job.results, report, output, quiet)
    return worst


def _tell(results: list[Result], report: str, output: Output, quiet: bool) -> None:
    """The report for a program, or the last line for a person."""
    from newsml.cli.embed_job import summary_of
    from newsml.cli.messages import note

    if report == "json":
        told = [
            {
                "page": one.page, "article": one.article, "result": one.result,
                "issues": [
                    {name: getattr(issue, name) for name in ("rule", "severity", "message", "file", "line", "column")}
                    for issue in one.issues
                ],
            }
            for one in results
        ]  # fmt: skip
        click.echo(json.dumps({"pages": told}, ensure_ascii=True, indent=2))
    elif not quiet:
        note(summary_of(results, output.writes))

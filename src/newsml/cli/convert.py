"""``newsml convert``: from any format newsml reads to any it writes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from newsml.cli.inputs import inputs_of, readable_suffixes, refuse_empty
from newsml.cli.messages import complain, note
from newsml.cli.shared import catalog_option
from newsml.errors import FileError

if TYPE_CHECKING:
    from newsml.cli.inputs import Input
    from newsml.cli.job import Job


@click.command(short_help="Write articles in other formats.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--to",
    "targets",
    multiple=True,
    metavar="FORMAT",
    help="What to write; may be repeated. Else told by the name given with -o.",
)
@click.option("--from", "from_", metavar="FORMAT", help="What the input is; else told by name and content.")
@click.option("-o", "--output", metavar="FILE", help="The file to write; else standard output.")
@click.option("-d", "--directory", metavar="DIR", help="The folder to write to, one file for each article.")
@click.option(
    "-O", "options", multiple=True, metavar="KEY=VALUE", help="An option of the reader or the writer."
)
@click.option(
    "--type-style",
    type=click.Choice(["array", "single"]),
    help="The same as -O type_style=…: all types of an article in JSON-LD, or the first alone.",
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="FIELD=VALUE",
    help="A value that wins over the file's: headline=…, authors.0.url=…; repeat for a list.",
)
@click.option(
    "--meta", "metas", multiple=True, metavar="FILE", help="Such values from a YAML, TOML or JSON file."
)
@click.option("--sidecar", is_flag=True, help="Such values from article.meta.yaml beside article.txt.")
@click.option(
    "--site", "site_file", metavar="FILE", help="The publisher's settings; else the nearest newsml.toml."
)
@catalog_option
@click.option("--pretty", is_flag=True, help="Indent the output.")
@click.option("--no-derive", is_flag=True, help="Infer nothing: no headline from the lead, no language.")
@click.option("--strict", is_flag=True, help="An inference is an error.")
@click.option(
    "--loss",
    type=click.Choice(["warn", "error", "ignore"]),
    default="warn",
    show_default=True,
    help="What to do about what the target cannot carry.",
)
@click.option("--losses", "losses_file", metavar="FILE", help="Write what got lost to a JSON file.")
@click.option("--now", metavar="TIME", help="The present, for embargoes and for times a standard demands.")
@click.option("--explain", is_flag=True, help="Say which part of the input each field is from.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def convert(
    inputs: tuple[str, ...],
    targets: tuple[str, ...],
    from_: str | None,
    output: str | None,
    directory: str | None,
    options: tuple[str, ...],
    type_style: str | None,
    settings: tuple[str, ...],
    metas: tuple[str, ...],
    sidecar: bool,
    site_file: str | None,
    catalogs: tuple[str, ...],
    pretty: bool,
    no_derive: bool,
    strict: bool,
    loss: str,
    losses_file: str | None,
    now: str | None,
    explain: bool,
    force: bool,
    quiet: bool,
) -> int:
    """Convert articles to other formats.

    INPUT is a file, a folder, a pattern, or - for standard input. What the target cannot carry and what
    newsml had to infer is said on standard error. `newsml formats` lists the formats.

    \b
    newsml convert article.txt --to jsonld --pretty
    newsml convert article.md -o article.html
    newsml convert feed.xml --to jsonl -o articles.jsonl
    newsml convert 'in/*.xml' --to jsonld --to html -d out
    newsml convert - --from text --to json < article.txt
    """
    from newsml.cli.job import Job

    if type_style is not None:
        options = (*options, f"type_style={type_style}")
    job = Job(
        targets=targets, from_=from_, output=output, directory=directory, options=options, settings=settings,
        metas=metas, sidecar=sidecar, site_file=site_file, pretty=pretty, derive=not no_derive, strict=strict,
        loss=loss, now=now, force=force, quiet=quiet, explain=explain,
        list_losses=losses_file is not None, catalogs=catalogs,
    )  # fmt: skip
    refuse_empty(losses=losses_file)
    items = list(inputs_of(inputs, readable_suffixes()))
    job.expect(len(items))
    worst = 0
    first = next((item for item in items if not isinstance(item, FileError)), None)
    if job.together and first is not None:
        worst = job.run_together(watched(items, quiet), first)
    else:
        for item in watched(items, quiet):
            worst = max(worst, _one(job, item))
    if losses_file is not None:
        job.write_losses(losses_file)
    if len(items) > 1 and not quiet:
        note(job.summary(len(items)))
    return worst


def _one(job: Job, item: Input | FileError) -> int:
    if isinstance(item, FileError):
        complain(item)
        job.failed += 1
        return item.exit_code
    return job.run(item)


def watched(items: list[Input | FileError], quiet: bool) -> Iterator[Input | FileError]:
    """The items, with a progress bar where a person is waiting for many of them."""
    if len(items) < 3 or quiet or sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description="converting", console=Console(stderr=True), transient=True)

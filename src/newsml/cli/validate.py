"""``newsml validate``: what is wrong with these files?"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from newsml.cli.inputs import all_suffixes, inputs_of, refuse_empty, told_time
from newsml.cli.reports import RANK, REPORTS, printer
from newsml.cli.shared import catalog_option
from newsml.errors import ContentError, FileError, NewsmlError
from newsml.files import file_error
from newsml.issues import Issue

if TYPE_CHECKING:
    from newsml.cli.inputs import Input
    from newsml.site import Site

Result = tuple[dict[str, Any], Iterable[Issue], int]
"""What the report says of one file, its issues, and the exit code of reading it."""

_HEAD = 4096


@click.command(short_help="Say what is wrong with files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--from", "from_", metavar="FORMAT", help="The format of the files; else told by name and content."
)
@click.option("--report", type=click.Choice(REPORTS), default="text", help="How to print the findings.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="From which severity the exit code is 1.",
)
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules, or groups of them (DATE).")
@click.option("--ignore", multiple=True, metavar="RULE", help="Without these rules, or groups of them.")
@click.option(
    "--profile",
    type=click.Choice(["house", "google"]),
    help="How strict: house, or google for what Google documents; else newsml.toml says.",
)
@click.option("-O", "options", multiple=True, metavar="KEY=VALUE", help="An option of the format's reader.")
@click.option(
    "--site", "site_file", metavar="FILE", help="The publisher's settings; else the nearest newsml.toml."
)
@click.option(
    "--schema", "schema_file", metavar="FILE", help="An XSD or JSON Schema to use instead of newsml's own."
)
@catalog_option
@click.option("--now", metavar="TIME", help="The present, for rules on dates; else the clock.")
def validate(
    files: tuple[str, ...],
    from_: str | None,
    report: str,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str | None,
    options: tuple[str, ...],
    site_file: str | None,
    schema_file: str | None,
    catalogs: tuple[str, ...],
    now: str | None,
) -> int:
    """Check files: well-formed, then the schema of their format, then the rules.

    FILE is a file, a folder, a pattern, or - for standard input. Exit code 1 if something is found that counts, 3 if
    a file cannot be read. `newsml rule ID` explains a finding by the ID in its brackets.

    \b
    newsml validate page.html
    newsml validate public --select JL,JP --report summary
    newsml validate feed.xml --fail-on warning
    """
    from newsml.cli.settings import check_options, pairs_of
    from newsml.formats import FORMATS, by_name, reader

    refuse_empty(site=site_file, schema=schema_file)
    format_ = by_name(from_) if from_ else None
    pairs = pairs_of(options)
    if pairs:
        readable = [format_] if format_ else [known for known in FORMATS if known.reads]
        check_options(pairs, [reader(known).ReadOptions for known in readable], from_ or "validate")
    checker = _Checker(
        format_.name if format_ else None,
        _split(select),
        _split(ignore),
        site_file,
        schema_file,
        now,
        pairs,
        catalogs,
        profile,
    )
    out = printer(report, fail_on)
    worst = 0
    for item in inputs_of(files, all_suffixes()):
        for entry, issues, code in checker.results(item):
            out.begin(entry)
            worst = max(worst, code)
            for issue in issues:
                worst = max(worst, int(RANK[issue.severity] >= RANK[fail_on]))
                out.issue(issue)
            out.end()
    out.close()
    return worst


class _Checker:
    """The settings of one run."""

    def __init__(self, format_: str | None, select: list[str], ignore: list[str], site_file: str | None,
                 schema_file: str | None, now: str | None, options: dict[str, str],
                 catalogs: tuple[str, ...], profile: str | None) -> None:  # fmt: skip
        from newsml.cli.settings import Sites, catalogs_of, present

        self.catalogs = catalogs_of(catalogs)
        self.format, self.select, self.ignore, self.options = format_, select, ignore, options
        self.schema_file, self.profile = schema_file, profile
        self.sites = Sites(site_file)
        self.now = present(told_time(now))
        self._last: NewsmlError | None = None

    def results(self, item: Input | FileError) -> Iterator[Result]:
        """What the report says of one file, and before it, once, of settings near it that are wrong."""
        if isinstance(item, FileError):
            yield _unread(item)
            return
        try:
            with item.opened() as stream:
                yield from self._opened(item, stream)
        except FileError as error:
            yield _unread(error)
        except BrokenPipeError:
            raise
        except OSError as error:
            yield _unread(file_error(item.name, "read", error))

    def _opened(self, item: Input, stream: BinaryIO) -> Iterator[Result]:
        from newsml.api import Again

        head = stream.read(_HEAD)
        site = None
        try:
            site = self.sites.near(item.folder)
        except (ContentError, FileError) as error:
            if error is not self._last:
                yield _unread(error)
            self._last = error
        whole = io.BufferedReader(Again(head, stream))
        yield {"file": item.name, "format": self.told(head, item)}, self.issues(head, whole, item, site), 0

    def told(self, head: bytes, item: Input) -> str | None:
        from newsml.formats import detect

        found = detect(item.name if item.path else None, head)
        return self.format or (found.name if found else None)

    def issues(self, head: bytes, stream: BinaryIO, item: Input, site: Site | None) -> Iterator[Issue]:
        from newsml.cli.settings import reading_options
        from newsml.formats import by_name
        from newsml.large import validate_stream
        from newsml.rules import Context

        told = self.told(head, item)
        yield from (
            issue if issue.file else issue._replace(file=item.name)
            for issue in validate_stream(
                stream,
                item.name if item.path else None,
                self.format,
                select=self.select,
                ignore=self.ignore,
                context=Context(now=self.now, site=site),
                schema_file=self.schema_file,
                profile=self.profile,
                site=site,
                catalogs=self.catalogs,
                **reading_options(self.options, by_name(told) if told else None),
            )
        )


def _unread(error: FileError | ContentError) -> Result:
    """The result for a file that could not be taken in."""
    return {"file": error.issues[0].file, "format": None, "valid": False}, list(error.issues), error.exit_code


def _split(names: tuple[str, ...]) -> list[str]:
    return [name.strip() for part in names for name in part.split(",") if name.strip()]

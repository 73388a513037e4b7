"""The command ``newsml``: arguments in, the library called, bytes and messages out.

Heavy libraries are imported by the commands that need them, so that ``newsml --help`` stays quick.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Any

import click

from newsml import __version__
from newsml.cli.convert import convert
from newsml.cli.describe import completion, formats, rule, rules, schema
from newsml.cli.embed import embed, unembed
from newsml.cli.messages import complain
from newsml.cli.show import show
from newsml.cli.validate import validate
from newsml.errors import NewsmlError
from newsml.files import file_error

EPILOG = "Exit codes: 0 fine; 1 problems in the content, or refused; 2 wrong usage; 3 a file cannot be read or written."


class Commands(click.Group):
    """The group of commands, which knows what it means that standard output takes nothing more."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they are met, not that of the alphabet."""
        return list(self.commands)

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:  # where `newsml --help` prints
        with _output():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: click.Context) -> Any:
        with _output():
            return super().invoke(ctx)


@contextmanager
def _output() -> Iterator[None]:
    """Whoever closes our output early has seen enough (`newsml … | head`): no error. A full disk is one."""
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError as error:
        _drop_output()
        raise click.exceptions.Exit(0) from error
    except OSError as error:
        _drop_output()
        raise file_error(error.filename or "<stdout>", "write", error) from error


def _drop_output() -> None:
    """Let what is still to be written, at the latest when Python ends, go nowhere."""
    with suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="newsml %(version)s")
def cli() -> None:
    """Move news between formats, and check it on the way.

    \b
    newsml convert article.txt --to jsonld
    newsml validate page.html
    newsml embed public --article content
    newsml COMMAND --help
    """


for command in (convert, validate, show, embed, unembed, formats, rules, rule, schema, completion):
    cli.add_command(command)


def main() -> None:
    """Run the command line; every way out has its exit code, none a traceback."""
    # A short life with few cycles: collecting seldom, and not once more at the end, saves a quarter of its CPU.
    gc.set_threshold(100_000, 50, 50)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a terminal of another encoding is no reason to stop
    code = run()
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str] | None = None) -> int:
    """The exit code of one command line."""
    try:
        result = cli.main(args=arguments, prog_name="newsml", standalone_mode=False)
    except click.exceptions.Exit as error:
        return int(error.exit_code)
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        return 2
    except click.Abort:
        return 130
    except NewsmlError as error:
        complain(error)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    return result if isinstance(result, int) else 0

"""``newsml formats``, ``rules``, ``rule``, ``schema`` and ``completion``: what newsml knows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from newsml.errors import UsageError
from newsml.formats import FORMATS, by_name

if TYPE_CHECKING:
    from newsml.rules import Rule


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def formats(as_json: bool) -> None:
    """List the formats that newsml reads and writes."""
    if as_json:
        rows = [
            {key: value for key, value in f._asdict().items() if key not in ("module", "marks")}
            for f in FORMATS
        ]
        click.echo(json.dumps(rows, indent=2))
        return
    width = max(len(f.name) for f in FORMATS)
    for f in FORMATS:
        does = " ".join(
            word if has else " " * len(word) for word, has in (("reads", f.reads), ("writes", f.writes))
        )
        click.echo(f"{f.name:<{width}}  {does}  {f.title} ({' '.join(f.suffixes)})")


@click.command(short_help="List the rules of validate, or those of a group.")
@click.argument("groups", nargs=-1, metavar="[GROUP]...")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def rules(groups: tuple[str, ...], as_json: bool) -> None:
    """List the rules of `newsml validate`: all, or those of groups such as HEADLINE, JL4, FD."""
    from newsml.rules import check_names

    check_names(groups)
    found = _members(groups)
    if as_json:
        rows = [{"id": r.id, "severity": r.severity, "title": r.title} for r in found]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    _list(found)


def _members(groups: Sequence[str]) -> list[Rule]:
    from newsml.rules import RULES, wanted

    return [one for one in RULES.values() if wanted(one.id, groups, ())]


def _list(found: Iterable[Rule]) -> None:
    width = max(len(one.id) for one in found)
    for one in found:
        click.echo(f"{one.id:<{width}}  {one.severity:<7}  {one.title}")


@click.command(short_help="Explain one rule.")
@click.argument("rule_id", metavar="ID")
def rule(rule_id: str) -> None:
    """Explain one rule: what it looks for, why, and where that is written. Of a group, list its rules."""
    from newsml.rules import RULES
    from newsml.rules import rule as look_up

    if rule_id.upper() not in RULES and (members := _members([rule_id])):
        _list(members)
        return
    found = look_up(rule_id)
    click.echo(f"{found.id} ({found.severity})\n")
    click.echo(found.doc)


@click.command(short_help="Print newsml's own schema of a format.")
@click.argument("format_name", metavar="FORMAT")
def schema(format_name: str) -> None:
    """Print newsml's own schema of a format, or of a kind of item: package, concept, scheme, catalog, planning."""
    from newsml.model import KINDS
    from newsml.schemas import schema_text

    name = format_name if format_name in KINDS[1:] else by_name(format_name).name
    text = schema_text(name)
    if text is None:
        raise UsageError(f"{name} has no schema: it is checked by its reader and the rules")
    click.echo(text, nl=not text.endswith("\n"))


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for a shell.

    \b
    newsml completion bash > ~/.local/share/bash-completion/completions/newsml
    """
    from click.shell_completion import get_completion_class

    from newsml.cli import cli

    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(f"{shell} is not a shell that newsml completes for")
    click.echo(kind(cli, {}, "newsml", "_NEWSML_COMPLETE").source())

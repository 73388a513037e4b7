"""``newsml formats``, ``rules``, ``rule``, ``schema`` and ``completion``: what newsml knows."""

from __future__ import annotations

import json

import click

from newsml.errors import UsageError
from newsml.formats import FORMATS, by_name


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


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def rules(as_json: bool) -> None:
    """List the rules of `newsml validate`."""
    from newsml.rules import RULES

    if as_json:
        rows = [{"id": r.id, "severity": r.severity, "title": r.title} for r in RULES.values()]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    width = max(map(len, RULES))
    for r in RULES.values():
        click.echo(f"{r.id:<{width}}  {r.severity:<7}  {r.title}")


@click.command()
@click.argument("rule_id", metavar="ID")
def rule(rule_id: str) -> None:
    """Explain one rule: what it looks for, why, and where that is written."""
    from newsml.rules import RULES
    from newsml.rules import rule as look_up

    members = [known for known in RULES if known.startswith(f"{rule_id.upper()}-")]
    if members and rule_id.upper() not in RULES:
        raise UsageError(f"{rule_id.upper()} is a group of rules; name one: {', '.join(members)}")
    found = look_up(rule_id)
    click.echo(f"{found.id} ({found.severity})\n")
    click.echo(found.doc)


@click.command()
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

    For bash: newsml completion bash > ~/.local/share/bash-completion/completions/newsml
    """
    from click.shell_completion import get_completion_class

    from newsml.cli import cli

    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(f"{shell} is not a shell that newsml completes for")
    click.echo(kind(cli, {}, "newsml", "_NEWSML_COMPLETE").source())

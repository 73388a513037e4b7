"""Imports point one way, and no format imports another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src"

# From the ground up: a module may import from its own line and the lines above it.
# What is not named is support.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"issues"}),
    frozenset({"errors"}),
    frozenset({"model"}),
    frozenset({"(support)"}),
    frozenset({"formats", "rules"}),
    frozenset({"api", "validation", "large"}),
    frozenset({"embedding"}),
    frozenset({"cli", "__main__"}),
)
NAMED = {name: rank for rank, names in enumerate(LAYERS) for name in names}
SIBLINGS = {"formats", "rules"}


def modules() -> dict[str, Path]:
    found = {}
    for path in sorted(SOURCE.glob("newsml/**/*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def part(module: str) -> str:
    """``formats`` of newsml.formats.text."""
    return module.split(".")[1] if "." in module else ""


def rank(module: str) -> int:
    return NAMED.get(part(module), NAMED["(support)"])


def format_of(module: str) -> str:
    """``text`` of newsml.formats.text.reader; nothing for the table itself."""
    pieces = module.split(".")
    return pieces[2] if pieces[:2] == ["newsml", "formats"] and len(pieces) > 2 else ""


def imported(tree: ast.Module, module: str) -> Iterator[tuple[str, int]]:
    """The modules of newsml that a module imports anywhere, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names if is_ours(alias.name))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: a relative import"
            if is_ours(node.module or ""):
                yield from ((target_of(node.module or "", alias.name), node.lineno) for alias in node.names)


def is_ours(name: str) -> bool:
    return name.split(".")[0] == "newsml"


def target_of(package: str, name: str) -> str:
    """``from newsml.formats import json`` is an import of newsml.formats.json."""
    return f"{package}.{name}" if f"{package}.{name}" in MODULES else package


def at_start(tree: ast.Module) -> ast.Module:
    """Only what runs when the module is imported."""
    return ast.Module([node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)], [])


def parsed(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


@pytest.mark.parametrize("module", [name for name in MODULES if name != "newsml"])
def test_imports_point_one_way(module: str) -> None:
    for target, line in imported(parsed(module), module):
        if target == "newsml":
            continue
        place = f"{module}:{line} imports {target}"
        assert rank(target) <= rank(module), place
        if part(module) in SIBLINGS and part(target) in SIBLINGS:
            assert part(module) == part(target), place


@pytest.mark.parametrize("module", [name for name in MODULES if format_of(name)])
def test_no_format_imports_another(module: str) -> None:
    for target, line in imported(parsed(module), module):
        if part(target) == "formats":
            assert format_of(target) == format_of(module), f"{module}:{line} imports {target}"


def test_no_module_needs_itself_to_start() -> None:
    needs = {
        name: {target for target, _ in imported(at_start(parsed(name)), name)} - {name} for name in MODULES
    }
    while ready := [name for name, targets in needs.items() if not targets & needs.keys() - {"newsml"}]:
        for name in ready:
            del needs[name]
    assert not needs, f"import each other: {sorted(needs)}"


def test_layers_are_of_this_project() -> None:
    tops = {part(name) for name in MODULES}
    assert set(NAMED) - {"(support)"} <= tops

"""What README and docs show on a terminal is what comes out: every ``console`` block runs.

A line that begins with ``$`` is a command, with what follows a backslash at its end; the lines below it are
its output, standard error included. ``...`` alone on a line stands for any number of lines, within a line for
any text. A comment before the block says more: ``<!-- exit 1 -->`` that the last command ends with that code,
``<!-- not run -->`` that the block is only to be read (installing, say).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [path for path in (ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))) if path.exists()]
BLOCK = re.compile(
    r"(?:^<!-- (?P<says>exit (?P<code>\d)|not run) -->\n+)?^```console\n(?P<text>.*?)^```$", re.M | re.S
)


class Block(NamedTuple):
    """One block of a page."""

    page: str
    line: int
    text: str
    exit_code: int

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def blocks() -> Iterator[Block]:
    for path in PAGES:
        page = path.read_text("utf-8")
        for match in BLOCK.finditer(page):
            if match["says"] != "not run":
                line = page.count("\n", 0, match.start("text")) + 1
                yield Block(str(path.relative_to(ROOT)), line, match["text"], int(match["code"] or 0))


def commands(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a block, each with the output it is said to have."""
    for part in re.split(r"^\$ ", text.replace("\\\n", "\\\n\0"), flags=re.M)[1:]:
        command, _, output = re.sub(r"\\\n\0", "\0", part).partition("\n")
        yield command.replace("\0", " "), output


def pattern(output: str) -> re.Pattern[str]:
    """What an output with wildcards stands for."""
    lines = [
        r"(?:.*\n)*?"
        if line.strip() == "..."
        else ".*".join(map(re.escape, line.rstrip().split("..."))) + r"[ ]*\n"
        for line in output.splitlines()
    ]
    return re.compile("".join(lines))


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which `newsml` is the one under test."""
    place = tmp_path_factory.mktemp("bin")
    command = place / "newsml"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newsml "$@"\n')
    command.chmod(0o755)
    path = os.pathsep.join([str(place), str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    source = str(ROOT / "src")
    plain = {
        "PYTHONPATH": source,
        "PYTHONIOENCODING": "utf-8",
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
    }
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return {**kept, **plain, "PATH": path}


@pytest.mark.skipif(sys.platform == "win32", reason="the pages show a POSIX shell")
@pytest.mark.parametrize("block", list(blocks()), ids=str)
def test_block(block: Block, tmp_path: Path, environment: dict[str, str]) -> None:
    for name in ("samples", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    steps = list(commands(block.text))
    assert steps, f"{block}: no line begins with $"
    for command, output in steps:
        done = run(command, tmp_path, environment)
        if output:
            assert pattern(output).fullmatch(done.stdout), f"{block}: $ {command}\n{done.stdout}"
        expected = block.exit_code if command == steps[-1][0] else 0
        assert done.returncode == expected, f"{block}: $ {command}\n{done.stdout}"


def run(command: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, shell=True, cwd=folder, env=environment, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("page", [path.name for path in PAGES if path.name == "README.md"])
def test_the_readme_shows_the_main_job(page: str) -> None:
    shown = [command for block in blocks() if block.page == page for command, _ in commands(block.text)]
    assert any(command.startswith("newsml convert") for command in shown)
    assert any(command.startswith("newsml validate") for command in shown)


@pytest.mark.parametrize(
    ("shown", "real", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("a\n...\n", "a\n", True),
        ("took ... s\n", "took 0.31 s\n", True),
        ("a\n", "a\nb\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_wildcards(shown: str, real: str, same: bool) -> None:
    assert bool(pattern(shown).fullmatch(real)) is same


def test_a_command_goes_on_after_a_backslash() -> None:
    text = "$ newsml convert a.txt \\\n    --to json\n{}\n$ true\n"
    assert list(commands(text)) == [("newsml convert a.txt      --to json", "{}\n"), ("true", "")]

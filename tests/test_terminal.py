"""What a person at a terminal sees: a progress bar, colours, and neither of them in a file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import SOURCE

pty = pytest.importorskip("pty", reason="this system has no terminals to test with")


def at_terminal(arguments: list[str], cwd: Path, **environment: str) -> tuple[int, str]:
    """Exit code and what a terminal got on stderr; stdout goes elsewhere."""
    ours, theirs = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    env |= {"PYTHONPATH": str(SOURCE), "TERM": "xterm-256color", "COLUMNS": "100", **environment}
    process = subprocess.Popen(
        [sys.executable, "-m", "newsml", *arguments],
        cwd=cwd,
        env=env,
        stderr=theirs,
        stdout=subprocess.DEVNULL,
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so at the end
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    return process.wait(60), seen.decode("utf-8", "replace")


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    for number in range(5):
        (tmp_path / f"{number}.json").write_text('{"headlines": [{"text": "One"}], "urgency": 3}')
    return tmp_path


def test_many_inputs_have_a_progress_bar(batch: Path) -> None:
    code, seen = at_terminal(["convert", "*.json", "--to", "jsonl", "-d", "out"], batch)
    assert code == 0
    assert "converting" in seen
    assert "5 of 5" in seen
    assert len(list((batch / "out").iterdir())) == 5
    assert "converting" not in at_terminal(["convert", "0.json", "--to", "jsonl"], batch)[1]


def test_messages_have_colours_unless_no_color_is_set(batch: Path) -> None:
    arguments = ["convert", "0.json", "--to", "jsonld"]
    assert "\x1b[" in at_terminal(arguments, batch)[1]
    plain = at_terminal(arguments, batch, NO_COLOR="1")[1]
    assert "[LOSS]" in plain
    assert "\x1b[" not in plain

"""Run the command line as a user does: in a process of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from unittest import mock

SOURCE = Path(__file__).parents[1] / "src"


class Outcome(NamedTuple):
    """What a command left behind."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


def newsml(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, **environment: str
) -> Outcome:
    """The outcome of one `newsml` command; a traceback fails the test at once."""
    env = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "NO_COLOR")}
    env |= {"PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8", **environment}
    done = subprocess.run(
        [sys.executable, "-m", "newsml", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=env,
        timeout=120,
        check=False,
    )
    err = done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in err, err
    return Outcome(done.returncode, done.stdout, err)


def newsml_here(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> Outcome:
    """The same within this process: quicker, for tests of what a command says and does to files."""
    from newsml.cli import run

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    source = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8", newline="")
    with (
        contextlib.chdir(cwd or Path.cwd()),
        mock.patch.object(sys, "stdin", source),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
    ):
        code = run([str(argument) for argument in arguments])
        out.flush()
        err.flush()
    return Outcome(code, out.buffer.getvalue(), err.buffer.getvalue().decode())  # type: ignore[attr-defined]

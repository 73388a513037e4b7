"""What starts quickly stays quick: heavy libraries are imported by what needs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src"
TEXT = """\
Headline: Bridge reopens
By: Jane Doe
Date: 2025-07-25T08:00:00Z
Language: en

It reopened on Friday.
"""
HEAVY = ("pydantic", "lxml", "jsonschema", "yaml", "rich", "markdown_it", "langcodes", "charset_normalizer")
MODEL_ONLY = tuple(name for name in HEAVY if name != "pydantic")

CASES = {
    "import newsml": ("import newsml", (*HEAVY, "click")),
    "the names of the library": ("import newsml; dir(newsml); newsml.__version__", (*HEAVY, "click")),
    "errors": ("import newsml; newsml.NewsmlError; newsml.Issue", (*HEAVY, "click")),
    "newsml --help": ("from newsml.cli import run; run(['--help'])", HEAVY),
    "newsml --version": ("from newsml.cli import run; run(['--version'])", HEAVY),
    "newsml formats": (
        "from newsml.cli import run; run(['formats'])",
        tuple(n for n in HEAVY if n != "rich"),
    ),
    "text to JSON-LD": (
        "import newsml, sys; sys.stdout.buffer.write(newsml.convert(sys.argv[1], to='jsonld'))",
        (*MODEL_ONLY, "click"),
    ),
    "newsml convert": (
        "from newsml.cli import run; run(['convert', sys.argv[1], '--to', 'jsonld'])",
        MODEL_ONLY,
    ),
    "text to JSON": (
        "import newsml, sys; sys.stdout.buffer.write(newsml.convert(sys.argv[1], to='json'))",
        (*MODEL_ONLY, "click"),
    ),
}

# Told at the end, on stderr's last line, so that what the command prints is not taken for it.
TELL = "\nimport sys\nprint('LOADED', *sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"


@pytest.mark.parametrize(("code", "unwanted"), CASES.values(), ids=CASES)
def test_does_not_import(code: str, unwanted: tuple[str, ...], tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT)
    done = subprocess.run(
        [sys.executable, "-c", "import sys\n" + code + TELL, str(article)],
        capture_output=True, text=True, cwd=tmp_path, check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    loaded = set(done.stderr.splitlines()[-1].removeprefix("LOADED ").split())
    assert "newsml" in loaded
    assert not loaded & set(unwanted)

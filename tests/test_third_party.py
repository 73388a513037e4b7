"""Formats of other packages: found through the entry-point group ``newsml.formats``, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import SOURCE, newsml

MODULE = """
from newsml.formats import Format
from newsml.options import WriteOptions

FORMAT = Format("shout", "Loud text", "loud", (".shout",), "text/x-shout", reads=False)


def write(articles, report=lambda issue: None, *, options=WriteOptions()):
    for article in articles:
        yield article.headline.upper().encode() + b"!\\n"
"""


@pytest.fixture
def installed(tmp_path: Path) -> str:
    """A package as pip leaves it; the path to give to Python."""
    place = tmp_path / "site"
    info = place / "loud-1.0.dist-info"
    info.mkdir(parents=True)
    (place / "loud.py").write_text(MODULE)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[newsml.formats]\nshout = loud:FORMAT\n")
    return f"{SOURCE}:{place}"


def test_a_format_of_another_package_is_found_by_name(tmp_path: Path, installed: str) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"headlines": [{"text": "Ferry opens"}]}')
    done = newsml("convert", path, "--to", "shout", PYTHONPATH=installed)
    assert (done.code, done.out) == (0, b"FERRY OPENS!\n")
    assert newsml("convert", path, "--to", "shout").code == 2
    backwards = newsml("convert", path, "--from", "shout", "--to", "json", PYTHONPATH=installed)
    assert backwards.code == 2
    assert "does not read shout" in backwards.err

"""What an installed newsml has: schemas, types, its command; and what the pages show in Python runs."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import newsml
from newsml.schemas import JSON, XSD

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this checkout."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


@pytest.mark.parametrize("name", sorted({*XSD.values(), *JSON.values()}))
def test_the_schemas_travel_with_the_package(wheel: zipfile.ZipFile, name: str) -> None:
    assert wheel.read(f"newsml/_schemas/{name}") == (ROOT / "schemas" / name).read_bytes()


def test_every_module_and_the_mark_of_types_are_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    source = ROOT / "src"
    expected = {path.relative_to(source).as_posix() for path in source.glob("newsml/**/*.py")}
    assert expected | {"newsml/py.typed"} <= set(wheel.namelist())


def test_nothing_else_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    folders = {name.partition("/")[0] for name in wheel.namelist()}
    assert folders == {"newsml", f"newsml-{newsml.__version__}.dist-info"}


def test_the_command_is_installed(wheel: zipfile.ZipFile) -> None:
    entries = wheel.read(f"newsml-{newsml.__version__}.dist-info/entry_points.txt").decode()
    assert "newsml = newsml.cli:main" in entries


def test_an_unpacked_wheel_finds_its_schemas(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    command = [
        sys.executable,
        "-m",
        "newsml",
        "validate",
        str(ROOT / "samples/observatory-full/article.json"),
    ]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_version_is_in_the_changelog() -> None:
    heads = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert heads[0] == "Unreleased"
    assert heads[1] == newsml.__version__


def test_make_installs_all_tools_of_the_dev_group() -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not installed")
    command = [make, "--always-make", "--dry-run", "VENV=.nowhere", "test"]
    shown = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=30).stdout
    for tool in PROJECT["dependency-groups"]["dev"]:
        assert f'"{tool}"' in shown


# --- what the pages show in Python ---------------------------------------------------------------

PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
EXAMPLES = [
    pytest.param(match[1], id=f"{path.name}-{number}")
    for path in PAGES
    for number, match in enumerate(
        re.finditer(r"^```python\n(.*?)^```$", path.read_text("utf-8"), re.M | re.S), 1
    )
]


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_runs(code: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", "PATH": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (
        done.stdout == "".join(f"{line}\n" for line in re.findall(r"^# ?> (.*)$", code, re.M))
        or "> " not in code
    )

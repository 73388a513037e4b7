"""How quick newsml is, against the floor of what it stands on, side by side in one run.

    make bench                                   # or: python benchmarks/bench.py
    python benchmarks/bench.py --quick           # a rough look

Cold start is the CPU time (user and system) of whole processes, the best of several rounds in which the
commands take turns, so that a machine that slows down slows all of them. Throughput is the CPU time of one
process on one core. Ratios can be compared between machines; milliseconds cannot.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import newsml  # noqa: E402

SAMPLE = ROOT / "samples" / "harbour-bridge" / "article.txt"
OTHER = ROOT.parent / "shared" / "seed" / "article.txt"
STAMP = datetime(2025, 7, 25, tzinfo=UTC)

FLOOR = """
import click, lxml.etree, pydantic
class Item(pydantic.BaseModel):
    headline: str
Item(headline="x")
"""


class Row(NamedTuple):
    """One line of a table; `aim` is the ratio to the floor that is wanted, where one is set."""

    name: str
    arguments: Sequence[str]
    aim: float | None = None


# --- cold start ----------------------------------------------------------------------------------

COLD = (
    Row("python -c pass", ("-c", "pass")),
    Row("floor: click, lxml, pydantic, one model", ("-c", FLOOR)),
    Row("import newsml", ("-c", "import newsml")),
    Row("newsml --help", ("-m", "newsml", "--help"), 0.5),
    Row("newsml convert --to jsonld", ("-m", "newsml", "convert", str(SAMPLE), "--to", "jsonld"), 1.4),
    Row("newsml convert --to newsml-g2", ("-m", "newsml", "convert", str(SAMPLE), "--to", "newsml-g2")),
    Row("newsml validate", ("-m", "newsml", "validate", str(SAMPLE))),
)


def child_seconds(arguments: Sequence[str]) -> float:
    """The CPU time of one Python process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "0"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode
    command = [sys.executable, *arguments]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def cold_start(rounds: int) -> None:
    best = {row.name: float("inf") for row in COLD}
    for turn in range(rounds + 1):
        for row in COLD:
            seconds = child_seconds(row.arguments)
            if turn:  # the first round warms the disk and writes the bytecode
                best[row.name] = min(best[row.name], seconds)
    floor = best[COLD[1].name]
    print(f"\nCold start, CPU time of the process, best of {rounds}\n")
    print(f"{'':<42}{'ms':>8}{'floor':>9}   aim")
    for row in COLD:
        aim = f"   <= {row.aim:g}" if row.aim else ""
        print(f"{row.name:<42}{best[row.name] * 1000:>8.0f}{best[row.name] / floor:>8.2f}x{aim}")


# --- throughput ----------------------------------------------------------------------------------


def per_second(work: Callable[[], object], seconds: float, rounds: int = 5) -> float:
    """How often the work can be done in a second of CPU time, the best of some rounds."""
    work()
    started = time.process_time()
    work()
    once = max(time.process_time() - started, 1e-6)
    times = max(1, int(seconds / rounds / once))
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        for _ in range(times):
            work()
        best = min(best, (time.process_time() - started) / times)
    return 1 / best


def works(path: Path) -> Iterable[tuple[str, Callable[[], object], str | None]]:
    """What is timed on one article: a name, the work, the name of its floor."""
    from lxml import etree

    from newsml.model import Article
    from newsml.rules import check

    data = path.read_bytes()
    article = newsml.loads(data, "text")
    fields = article.model_dump()
    linked = json.loads(newsml.dumps(article, "jsonld"))
    g2 = newsml.dumps(article, "newsml-g2", stamp=STAMP)
    own = newsml.dumps(article, "json")

    yield (
        "floor: model_validate + json.dumps",
        lambda: (Article.model_validate(fields), json.dumps(linked)),
        None,
    )
    yield "text -> jsonld", partial(newsml.convert, data, from_="text", to="jsonld"), "floor: model"
    yield "read text", partial(newsml.loads, data, "text"), "floor: model"
    yield "write jsonld", partial(newsml.dumps, article, "jsonld"), None
    yield "floor: lxml parse + serialise", lambda: etree.tostring(etree.fromstring(g2)), None
    yield (
        "text -> newsml-g2",
        partial(newsml.convert, data, from_="text", to="newsml-g2", stamp=STAMP),
        "floor: lxml",
    )
    yield "write newsml-g2", partial(newsml.dumps, article, "newsml-g2", stamp=STAMP), "floor: lxml"
    yield "floor: json.loads + json.dumps", lambda: json.dumps(json.loads(own)), None
    yield "read json", partial(newsml.loads, own, "json"), "floor: json"
    yield "write json", partial(newsml.dumps, article, "json"), "floor: json"
    yield "all rules", partial(check, article), None


def throughput(path: Path, seconds: float) -> None:
    size = len(path.read_bytes())
    print(f"\n{path.parent.name}/{path.name}, {size} bytes: articles a second on one core\n")
    print(f"{'':<42}{'a second':>10}{'floor':>9}")
    found: dict[str, float] = {}
    for name, work, floor in works(path):
        found[name] = rate = per_second(work, seconds)
        base = next((found[known] for known in found if floor and known.startswith(floor)), None)
        print(f"{name:<42}{rate:>10.0f}" + (f"{base / rate:>8.1f}x" if base else ""))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a rough look")
    quick = parser.parse_args().quick
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    print(f"newsml {newsml.__version__}, Python {platform.python_version()}, {machine}")
    cold_start(rounds=3 if quick else 15)
    for path in (SAMPLE, OTHER):
        if path.exists():
            throughput(path, seconds=0.2 if quick else 2.0)
    print("\nfloor: how many times the CPU time of the floor above it; text -> jsonld aims at 2500 a second")


if __name__ == "__main__":
    main()

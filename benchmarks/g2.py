"""How quick newsml is with NewsML-G2, against lxml, the official XSD and PyPI's newsmlg2, side by side in one run.

    python benchmarks/g2.py                      # the news items of ../shared/corpus, and a message of 200 MB
    python benchmarks/g2.py --files FOLDER       # other files
    python benchmarks/g2.py --megabytes 1000     # a message and a vocabulary of 1 GB

CPU time of one process on one core, the best of several rounds in which the contenders take turns. The floor is to
parse and to serialise the same bytes with lxml.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from lxml import etree  # noqa: E402

import newsml  # noqa: E402
from newsml.errors import NewsmlError  # noqa: E402
from newsml.formats import json as newsml_json  # noqa: E402
from newsml.formats import jsonld, newsml_g2  # noqa: E402
from newsml.modeljson import dumped  # noqa: E402
from newsml.validation import validate_bytes  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus" / "newsml-g2"
XSD = CORPUS / "xsd"
NAR = "{http://iptc.org/std/nar/2006-10-01/}"
NOW = datetime(2026, 1, 1, tzinfo=UTC)

Work = Callable[[bytes], object]


class Row(NamedTuple):
    """One contender; `aim` is how many times the time of `of` it may take."""

    name: str
    work: Work
    aim: float | None = None
    of: str = "floor"


def news_items(folder: Path) -> list[bytes]:
    """The files whose root element is newsItem, and that newsml reads."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        data = path.read_bytes()
        with contextlib.suppress(etree.XMLSyntaxError, NewsmlError):
            if etree.fromstring(data).tag == f"{NAR}newsItem":
                list(newsml_g2.read(io.BytesIO(data)))
                found.append(data)
    return found


def floor(data: bytes) -> object:
    return etree.tostring(etree.fromstring(data))


def read(data: bytes) -> list[newsml.Article]:
    return list(newsml_g2.read(io.BytesIO(data)))


def to_json(data: bytes) -> object:
    return [dumped(article) for article in read(data)]


def to_jsonld(data: bytes) -> object:
    """Items that must not be public are refused, which is part of the work."""
    options = jsonld.WriteOptions(now=NOW)
    with contextlib.suppress(NewsmlError):
        return list(jsonld.write(read(data), options=options))
    return None


def to_g2(data: bytes) -> object:
    return list(newsml_g2.write(read(data), options=newsml_g2.WriteOptions(stamp=NOW)))


def by_json(data: bytes) -> object:
    """There and back with newsml JSON between, which does not know what fields said when they were read."""
    loaded = [item for item in map(dumped, read(data)) for item in newsml_json.read(io.BytesIO(item))]
    return list(newsml_g2.write(loaded, options=newsml_g2.WriteOptions(stamp=NOW)))


def validate(data: bytes) -> object:
    return validate_bytes(data, None, "newsml-g2")


def official() -> Work | None:
    """The official XSD alone, if it is here."""
    found = sorted(XSD.rglob("*2.35*All-Power*.xsd"))
    if not found:
        return None
    schema = etree.XMLSchema(etree.parse(str(found[0])))
    return lambda data: schema.validate(etree.fromstring(data))


class Nowhere(io.TextIOBase):
    """Where what another library prints goes."""

    def write(self, text: str) -> int:
        return len(text)


def other_library() -> tuple[Work, Work] | None:
    """PyPI's newsmlg2, if it is installed: to parse, and to parse and write."""
    try:
        from NewsMLG2.document import NewsMLG2Document
    except ImportError:
        return None

    def parse(data: bytes) -> Any:
        with contextlib.redirect_stdout(
            Nowhere()
        ):  # it prints a warning for every catalogue that it does not fetch
            return NewsMLG2Document(data)

    def write(data: bytes) -> object:
        return etree.tostring(parse(data).to_xml())

    return parse, write


def rows() -> Iterator[Row]:
    yield Row("floor", floor)
    yield Row("bare parse", etree.fromstring)
    yield Row("newsml: read", read, 4)
    yield Row("newsml: read + newsml JSON", to_json, 3.8)
    yield Row("newsml: read + JSON-LD", to_jsonld)
    yield Row("newsml: read + NewsML-G2", to_g2, 8)
    yield Row("newsml: read + JSON + read + NewsML-G2", by_json)
    schema = official()
    if schema is not None:
        yield Row("official XSD alone", schema)
    yield Row("newsml: validate (schema and rules)", validate, 4, "official XSD alone")
    other = other_library()
    if other is not None:
        yield Row("newsmlg2: parse", other[0])
        yield Row("newsmlg2: parse + to_xml", other[1])


def seconds(work: Work, items: list[bytes]) -> float:
    """The CPU time for all items; what the work refuses counts like the rest."""
    started = time.process_time()
    for data in items:
        work(data)
    return time.process_time() - started


def compare(items: list[bytes], rounds: int) -> None:
    size = sum(map(len, items)) / len(items)
    print(f"\n{len(items)} files with a newsItem, {size / 1024:.1f} KB on average; microseconds an item\n")
    contenders = list(rows())
    best: dict[str, float] = {}
    failed: dict[str, int] = {}
    for row in contenders:
        failed[row.name] = sum(not _works(row.work, data) for data in items)
    for turn in range(rounds):
        for row in contenders:
            if turn and best[row.name] > 3:  # a contender that takes minutes is run once
                continue
            usable = items if not failed[row.name] else [data for data in items if _works(row.work, data)]
            spent = seconds(row.work, usable) * len(items) / max(len(usable), 1)
            best[row.name] = min(best.get(row.name, spent), spent)
    print(f"{'':<40}{'µs':>9}{'floor':>9}   aim")
    for row in contenders:
        micro = best[row.name] / len(items) * 1e6
        aim = ""
        if row.aim and row.of in best:
            of = "" if row.of == "floor" else f" of the {row.of}: {best[row.name] / best[row.of]:.2f}x"
            aim = f"   <= {row.aim:g}x{of}"
        note = f"   ({failed[row.name]} files refused)" if failed[row.name] else ""
        print(f"{row.name:<40}{micro:>9.0f}{best[row.name] / best['floor']:>8.2f}x{aim}{note}")
    if "newsmlg2: parse" in best:
        print(
            f"\nnewsml reads {best['newsmlg2: parse'] / best['newsml: read']:.0f} times as fast as newsmlg2 parses"
        )


def _works(work: Work, data: bytes) -> bool:
    try:
        work(data)
    except Exception:
        return False
    return True


# --- large files -------------------------------------------------------------------------------

PEAK = """
import sys, time
from newsml.cli import run
started = time.process_time()
code = run(["convert", sys.argv[1], "--to", "jsonl", "--quiet"])
spent = time.process_time() - started
status = open("/proc/self/status").read()
peak = status[status.index("VmHWM"):].split()[1]
print(code, peak, spent, file=sys.stderr)
"""


def large_message(megabytes: int) -> None:
    """A message as large as asked for, from file to JSON Lines."""
    item = newsml.dumps(
        newsml.load(ROOT / "samples" / "harbour-bridge" / "article.txt"), "newsml-g2", stamp=NOW
    )
    item = item.partition(b"?>")[2]
    head = f'<newsMessage xmlns="{NAR[1:-1]}"><header/><itemSet>\n'.encode()
    count = megabytes * 1_000_000 // len(item) + 1
    items = (item.replace(b'guid="', f'guid="urn:newsml:example:{n}:'.encode(), 1) for n in range(count))
    peak_of("newsMessage", "items", head, items, b"</itemSet></newsMessage>\n", count, megabytes)


def large_scheme(megabytes: int) -> None:
    """A vocabulary as large as asked for, the concepts of a sample again and again, from file to JSON Lines."""
    data = (ROOT / "samples" / "port-topics" / "item.xml").read_bytes()
    start, end = data.index(b"<concept "), data.rindex(b"</concept>") + len(b"</concept>")
    concepts = data[start:end]
    count = megabytes * 1_000_000 // len(concepts) + 1
    repeated = (re.sub(rb'(conceptId [^>]*?qcode="[^"]*)', rb"\1-%d" % n, concepts) for n in range(count))
    each = concepts.count(b"<concept ")
    peak_of("knowledgeItem", "concepts", data[:start], repeated, data[end:], count * each, megabytes)


def peak_of(
    kind: str, what: str, head: bytes, pieces: Iterator[bytes], tail: bytes, count: int, megabytes: int
) -> None:
    """What the command line takes for a large file: its peak memory, its time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.xml")
        with path.open("wb") as stream:
            stream.write(head)
            stream.writelines(pieces)
            stream.write(tail)
        done = subprocess.run(
            [sys.executable, "-c", PEAK, str(path)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip
    code, peak, spent = done.stderr.split()[-3:]
    if int(code):
        sys.exit(f"converting the {kind} ended with {int(code)}")
    print(
        f"\na {kind} of {megabytes} MB, {count} {what}, to JSON Lines: {int(peak) / 1024:.0f} MB resident at most "
        f"(aim: 150), {float(spent):.0f} s of CPU, {count / float(spent):.0f} {what} a second"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=Path, default=CORPUS, help="the folder with the files")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--megabytes", type=int, default=200, help="the size of the large files; 0: none")
    asked = parser.parse_args()
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    versions = f"lxml {etree.__version__}, libxml2 {'.'.join(map(str, etree.LIBXML_VERSION))}"
    print(f"newsml {newsml.__version__}, Python {platform.python_version()}, {versions}, {machine}")
    items = news_items(asked.files) if asked.files.is_dir() else []
    if items:
        compare(items, asked.rounds)
    else:
        print(f"\nno newsItem in {asked.files}: name a folder with --files")
    if asked.megabytes and sys.platform == "linux":
        large_message(asked.megabytes)
        large_scheme(asked.megabytes)


if __name__ == "__main__":
    main()

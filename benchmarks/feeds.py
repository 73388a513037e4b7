"""How quick newsml is with feeds, against lxml and feedparser, side by side in one run; and how much memory it needs.

    python benchmarks/feeds.py                     # a feed of 500 articles, and one of 200 MB
    python benchmarks/feeds.py --megabytes 500     # a larger one

CPU time of one process on one core, the best of several rounds in which the contenders take turns. The floor is to
parse and to serialise the same bytes with lxml. feedparser is measured if it is installed (``pip install feedparser``).
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from lxml import etree  # noqa: E402

from newsml import Article, api  # noqa: E402
from newsml.rules import Context, check_feed  # noqa: E402

NOW = datetime(2026, 1, 2, tzinfo=UTC)
TEXT = (
    "The sea wall at Wrenholt held through the night, and the cottages behind it stayed dry, said the harbour master. "
    "Some forty people had spent it in the school. The wall dates from 1931 and was last repaired after the flood of "
    "1987; the council has put aside two million marks for a new one, which is to be half a metre higher."
)
FORMATS = ("rss", "atom", "jsonfeed", "news-sitemap")


class Row(NamedTuple):
    """One contender."""

    name: str
    work: Callable[[], object]


def articles(count: int) -> list[Article]:
    """Articles as newsrooms have them: four paragraphs, two authors, a picture, a link."""
    return [
        Article.build(
            {
                "id": f"tag:wrenholt.example,2026:{number}",
                "canonical_url": f"https://wrenholt.example/news/{number}",
                "headline": f"Sea wall holds through the night, no. {number}",
                "summary": "The wall held, and the cottages behind it stayed dry.",
                "authors": ["Ines Marlow", "Ivo Brandt"],
                "published": (NOW - timedelta(minutes=number)).isoformat(),
                "content_modified": (NOW - timedelta(minutes=number - 5)).isoformat(),
                "keywords": ["floods", "Wrenholt"],
                "publisher": "The Wrenholt Post",
                "language": "en",
                "images": [
                    {"url": f"https://wrenholt.example/{number}.jpg", "mime": "image/jpeg", "size": 81234,
                     "width": 1600, "height": 900, "caption": "The wall on Sunday", "credit": "Ivo Brandt"}
                ],
                "body": [
                    {"kind": "paragraph", "children": [TEXT, {"kind": "link", "href": "https://wrenholt.example/wall",
                                                               "children": ["More"]}]},
                    *({"kind": "paragraph", "children": [TEXT]} for _ in range(3)),
                ],
            }
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


def best(rows: list[Row], rounds: int) -> dict[str, float]:
    """CPU seconds of each, the best of the rounds."""
    found: dict[str, float] = {}
    for _ in range(rounds):
        for row in rows:
            begun = time.process_time()
            row.work()
            found[row.name] = min(found.get(row.name, 1e9), time.process_time() - begun)
    return found


def floor(data: bytes) -> object:
    return etree.tostring(etree.fromstring(data))


def rows_of(format_name: str, data: bytes, given: list[Article]) -> list[Row]:
    """Floor, newsml, and feedparser where it reads the format."""

    def read() -> None:
        for _ in api.read(io.BytesIO(data), None, format_name):
            pass

    def write() -> None:
        for _ in api.write(given, format_name, now=NOW):
            pass

    def validate() -> None:
        for _ in check_feed(io.BytesIO(data), format_name, context=Context(now=NOW)):
            pass

    base = (lambda: json.dumps(json.loads(data))) if format_name == "jsonfeed" else (lambda: floor(data))
    rows = [Row("floor", base), Row("read", read), Row("write", write), Row("validate", validate)]
    if format_name in ("rss", "atom"):
        try:
            import feedparser
        except ImportError:
            return rows
        rows.append(Row("feedparser: parse", lambda: feedparser.parse(data)))
    return rows


PEAK = """
import sys
sys.path.insert(0, sys.argv[1])
from newsml import api
from newsml.rules import check_feed
with open(sys.argv[2], "rb") as stream:
    if sys.argv[3] == "validate":
        count = sum(1 for _ in check_feed(stream, sys.argv[4]))
    else:
        count = sum(map(len, api.write(api.read(stream, None, sys.argv[4]), sys.argv[3])))
status = open("/proc/self/status").read()
print(count, next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


def peak(path: Path, what: str, format_name: str) -> int:
    """The most resident memory, in KB, of a process that does this with a file."""
    command = [sys.executable, "-c", PEAK, str(ROOT / "src"), str(path), what, format_name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout.split()[1])


def large(format_name: str, given: list[Article], megabytes: int, folder: Path) -> Path:
    """A feed of this size, of the same articles again and again."""
    path = folder / f"large.{format_name}"
    size = megabytes << 20

    def again():  # type: ignore[no-untyped-def]
        for number in itertools.count():
            for article in given:
                yield article.model_copy(update={"id": f"{article.id}:{number}"})

    with path.open("wb") as stream:
        for piece in api.write(again(), format_name, now=NOW):
            stream.write(piece)
            if stream.tell() > size:
                break
        stream.write({"rss": b"</channel></rss>", "atom": b"</feed>", "jsonfeed": b"]}"}[format_name])
    return path


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    given = articles(500)
    print(f"Python {platform.python_version()}, {platform.machine()}; a feed of {len(given)} articles\n")
    print("| format | | µs an entry | floor |\n| --- | --- | --- | --- |")
    for format_name in FORMATS:
        data = b"".join(api.write(given, format_name, now=NOW))
        entries = data.count(b"<url>") if format_name == "news-sitemap" else len(given)
        times = best(rows_of(format_name, data, given), arguments.rounds)
        for name, seconds in times.items():
            print(
                f"| {format_name} | {name} | {seconds / entries * 1e6:,.0f} | {seconds / times['floor']:.1f}x |"
            )
    if not Path("/proc/self/status").exists():
        return
    print("\n| format | size | | most memory |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for format_name in ("rss", "atom", "jsonfeed"):
            for megabytes in (arguments.megabytes // 10, arguments.megabytes):
                path = large(format_name, given, megabytes, Path(folder))
                for what in (format_name, "validate"):
                    kilobytes = peak(path, what, format_name)
                    name = "read and write" if what == format_name else what
                    print(
                        f"| {format_name} | {megabytes} MB | {name} | {kilobytes / 1024:.0f} MB |", flush=True
                    )
                path.unlink()


if __name__ == "__main__":
    main()

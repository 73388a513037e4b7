"""How quick newsml is with JSON-LD and pages, against JSON and HTML alone, PyLD and extruct, side by side in one run.

    python benchmarks/jsonld.py                  # our samples, and the blocks and pages of ../shared/corpus
    python benchmarks/jsonld.py --pages FOLDER   # other pages
    pip install extruct                          # for the comparison; it is in no list of ours

CPU time of one process on one core, the best of several rounds in which the contenders take turns.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from lxml import html  # noqa: E402

import newsml  # noqa: E402
from newsml.formats import jsonld  # noqa: E402
from newsml.formats.html import writing as html_writing  # noqa: E402
from newsml.rules import Context  # noqa: E402
from newsml.validation import validate_bytes  # noqa: E402

SAMPLES = ROOT / "samples"
CORPUS = ROOT.parent / "shared" / "corpus"
BLOCKS = CORPUS / "schema-org" / "real-world-jsonld"
CONTEXT = CORPUS / "schema-org" / "vocabulary-30.0" / "schemaorgcontext.jsonld"
PAGES = CORPUS / "html-pages"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
AROUND = Context(now=NOW)
LARGE = 100_000
"""Live blogs with hundreds of entries are no ordinary documents: blocks from this size on are left out."""

Work = Callable[[Any], object]


class Row(NamedTuple):
    """One contender; `aim` is how many a second, or how many milliseconds each, are wanted."""

    name: str
    work: Work
    aim: str = ""


def check_block(data: bytes) -> object:
    return validate_bytes(data, None, "jsonld", context=AROUND)


def check_page(data: bytes) -> object:
    return validate_bytes(data, None, "html", context=AROUND)


def put_in(data: bytes) -> object:
    return newsml.embed(data, TIDE, on_conflict="add")


def put_in_and_out(data: bytes) -> object:
    return newsml.unembed(newsml.embed(data, TIDE, on_conflict="add", meta=True))


TIDE = newsml.Article.build({"headline": "Tide", "authors": ["Jane Doe"], "language": "en"})


def expanding() -> Work | None:
    """PyLD's expansion, with the context of schema.org from a file."""
    try:
        from pyld import jsonld as pyld
    except ImportError:
        return None
    if not CONTEXT.exists():
        return None
    document = {
        "contextUrl": None,
        "documentUrl": "https://schema.org",
        "document": json.loads(CONTEXT.read_bytes()),
    }
    options = {"documentLoader": lambda url, _: {**document, "documentUrl": url}}
    return lambda data: pyld.expand(json.loads(data), options)


def extracting(*syntaxes: str) -> Work | None:
    """extruct, for some syntaxes or all."""
    try:
        import extruct
    except ImportError:
        return None
    asked = {"syntaxes": list(syntaxes)} if syntaxes else {}
    return lambda data: extruct.extract(data.decode("utf-8", "replace"), **asked)


def compare(rows: Sequence[Row | None], items: Sequence[Any], rounds: int) -> None:
    """The time of each contender for each item; what it cannot take is left out for it, and counted."""
    best: dict[str, float] = {}
    present = [row for row in rows if row is not None]
    usable = {row.name: [item for item in items if _works(row.work, item)] for row in present}
    for _ in range(rounds):
        for row in present:
            started = time.process_time()
            for item in usable[row.name]:
                row.work(item)
            spent = (time.process_time() - started) / max(len(usable[row.name]), 1)
            best[row.name] = min(best.get(row.name, spent), spent)
    floor = best[present[0].name]
    print(f"{'':<44}{'ms each':>9}{'a second':>10}{'floor':>8}   aim")
    for row in present:
        spent, refused = best[row.name], len(items) - len(usable[row.name])
        note = f"   ({refused} refused)" if refused else ""
        print(f"{row.name:<44}{spent * 1e3:>9.2f}{1 / spent:>10,.0f}{spent / floor:>7.1f}x   {row.aim}{note}")


def _works(work: Work, item: Any) -> bool:
    try:
        work(item)
    except Exception:  # whatever another library does with it
        return False
    return True


def _row(name: str, work: Work | None, aim: str = "") -> Row | None:
    return Row(name, work, aim) if work else None


def documents() -> list[bytes]:
    """What newsml writes for its samples, and blocks of real pages."""
    paths = [*sorted(SAMPLES.glob("*/expected.jsonld")), *sorted(BLOCKS.glob("*.json"))]
    return [data for path in paths if len(data := path.read_bytes()) < LARGE]


def made_page(size: int) -> bytes:
    """A page of a size: the JSON-LD of a sample, and markup as templates make it."""
    block = (SAMPLES / "harbour-bridge" / "expected.jsonld").read_text("utf-8")
    part = (
        '<div class="teaser teaser--small" data-id="7"><a href="/2025/06/x" class="teaser__link"><h3>The ferry sails'
        '</h3><img src="/i/7.jpg" alt="A ferry" width="320" height="180"></a><p>After nine weeks.</p></div>\n'
    )
    page = f'<!DOCTYPE html><html lang="en"><head><script type="application/ld+json">{block}</script></head><body>'
    return (page + part * ((size - len(page)) // len(part))).encode()


def writers() -> list[Row]:
    def of(**options: Any) -> Work:
        asked = jsonld.WriteOptions(now=NOW, **options)
        return lambda article: b"".join(jsonld.write([article], options=asked))

    def page(**options: Any) -> Work:
        asked = html_writing.WriteOptions(now=NOW, **options)
        return lambda article: b"".join(html_writing.write([article], options=asked))

    nodes = {id(article): json.loads(of()(article)) for article in ARTICLES}  # type: ignore[call-overload]
    return [
        Row(
            "floor: json.dumps of the same",
            lambda article: json.dumps(nodes[id(article)], ensure_ascii=False),
        ),
        Row("newsml: write (flat, news)", of()),
        Row("newsml: write (graph)", of(shape="graph")),
        Row("newsml: write (full, with body)", of(profile="full", body=True)),
        Row("newsml: write the page", page()),
        Row("newsml: write the article element alone", page(fragment=True)),
    ]


ARTICLES: list[Any] = []


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=Path, default=PAGES, help="a folder with pages")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    print(f"newsml {newsml.__version__}, Python {platform.python_version()}, {machine}")

    blocks = documents()
    size = sum(map(len, blocks)) / len(blocks)
    print(f"\n{len(blocks)} JSON-LD documents, {size / 1000:.1f} KB on average\n")
    compare(
        [
            Row("floor: json.loads", json.loads),
            Row("newsml: validate, all rules", check_block, ">= 1,000 a second"),
            _row("PyLD: expand", expanding()),
        ],
        blocks,
        asked.rounds,
    )

    pages = (
        [path.read_bytes() for path in sorted(asked.pages.rglob("*.html"))] if asked.pages.is_dir() else []
    )
    for name, items in (
        ("a made page of 200 KB", [made_page(200_000)] * 5),
        (f"{len(pages)} real pages", pages),
    ):
        if not items:
            continue
        print(f"\n{name}, {sum(map(len, items)) / len(items) / 1000:.0f} KB on average\n")
        compare(
            [
                Row("floor: parse with lxml.html", html.document_fromstring),
                Row("newsml: validate, all rules", check_page, "<= 60 ms for 200 KB"),
                Row("newsml: embed", put_in),
                Row("newsml: embed --meta, then unembed", put_in_and_out),
                _row("extruct: JSON-LD", extracting("json-ld")),
                _row(
                    "extruct: JSON-LD, microdata, OpenGraph, RDFa",
                    extracting("json-ld", "microdata", "opengraph", "rdfa"),
                ),
            ],
            items,
            max(1, asked.rounds // 2),
        )

    for path in sorted(SAMPLES.glob("*/expected.json")):
        item = newsml.loads(path.read_bytes(), "json")
        if isinstance(item, newsml.Article) and _works(lambda one: list(jsonld.write([one])), item):
            ARTICLES.append(item)
    print(f"\n{len(ARTICLES)} articles of our samples to JSON-LD\n")
    compare(writers(), ARTICLES * 5, asked.rounds)


if __name__ == "__main__":
    main()

"""How well `newsml` reads web pages, beside trafilatura alone: pages of 35 publishers with the values they should give.

    python benchmarks/pages.py [--wrong] [FOLDER]

FOLDER holds, for each publisher, ``NAME.json`` with the expected values of its pages by version (title, authors,
publishing_date, body) and the pages ``NAME_DATE.html``. Which version a page is, is told by its text.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT.parent / "shared" / "corpus" / "html-pages" / "fundus"
_WORDS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]|\w+")


class Case(NamedTuple):
    """A page and what it should give."""

    path: Path
    title: str
    authors: list[str]
    date: str
    body: str


class Found(NamedTuple):
    """What was read of a page."""

    title: str
    authors: list[str]
    date: str
    body: str


def spaced(text: str) -> str:
    return " ".join(unescape(text).split())


def cases(folder: Path) -> list[Case]:
    """The pages with their expected values."""
    found = []
    for expected in sorted(folder.glob("**/*.json")):
        versions = json.loads(expected.read_text("utf-8"))
        for page in sorted(expected.parent.glob(f"{expected.stem}_*.html")):
            text = spaced(re.sub("<[^>]+>", " ", page.read_text("utf-8", "replace")))
            best = max(versions.values(), key=lambda version: _hits(version, text))
            found.append(Case(page, spaced(best.get("title") or ""), best.get("authors") or [],
                              str(best.get("publishing_date") or ""), body_of(best)))  # fmt: skip
    return found


def _hits(version: dict[str, Any], text: str) -> int:
    paragraphs = [
        p for section in (version.get("body") or {}).get("sections", []) for p in section["paragraphs"]
    ]
    title = 3 if spaced(version.get("title") or "\0") in text else 0
    return title + sum(spaced(paragraph)[:40] in text for paragraph in paragraphs[:10])


def body_of(version: dict[str, Any]) -> str:
    body = version.get("body") or {}
    parts = list(body.get("summary") or [])
    for section in body.get("sections", []):
        parts += [*section["headline"], *section["paragraphs"]]
    return "\n".join(parts)


def f1(one: str, other: str) -> float:
    """How alike two texts are in their words."""
    first, second = Counter(_WORDS.findall(one.casefold())), Counter(_WORDS.findall(other.casefold()))
    shared = sum((first & second).values())
    return 2 * shared / (sum(first.values()) + sum(second.values())) if shared else 0.0


def of_newsml(data: bytes) -> Found:
    import newsml

    article = newsml.loads(data, "html", kind=newsml.Article)
    when = article.published[0].when if article.published else None
    return Found(spaced(article.headline or ""), [a.label() or "" for a in article.authors], str(when or ""),
                 article.plain_text())  # fmt: skip


def of_trafilatura(data: bytes) -> Found:
    import trafilatura

    found = trafilatura.bare_extraction(data, with_metadata=True, include_comments=False)
    if found is None:
        return Found("", [], "", "")
    authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return Found(spaced(found.title or ""), authors, found.date or "", found.text or "")


def same_day(said: str, expected: str) -> bool:
    """Whether two dates are of the same day, in the zone of either."""
    if said[:10] == expected[:10]:
        return True
    try:
        return (
            datetime.fromisoformat(said).astimezone(UTC).date()
            == datetime.fromisoformat(expected).astimezone(UTC).date()
        )
    except ValueError:
        return False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--wrong", action="store_true", help="say what was read otherwise")
    options = parser.parse_args()
    pages = cases(options.folder)
    if not pages:
        print(f"no pages in {options.folder}", file=sys.stderr)
        return 1
    print(f"{len(pages)} pages        headline   day      authors  body F1  CPU seconds")
    for name, read in (("newsml", of_newsml), ("trafilatura", of_trafilatura)):
        scores = {"title": 0, "date": 0, "authors": 0}
        bodies = []
        start = time.process_time()
        for case in pages:
            found = read(case.path.read_bytes())
            right = {
                "title": found.title == case.title,
                "date": same_day(found.date, case.date) if case.date else not found.date,
                "authors": {a.casefold() for a in found.authors} == {a.casefold() for a in case.authors},
            }
            bodies.append(f1(found.body, case.body))
            for key, is_right in right.items():
                scores[key] += is_right
                if options.wrong and not is_right:
                    print(f"  {case.path.stem} {key}: {getattr(found, key)!r}, not {getattr(case, key)!r}")
            if options.wrong and bodies[-1] < 0.9:
                print(f"  {case.path.stem} body: {bodies[-1]:.2f}")
        cells = [f"{scores[key] / len(pages):8.1%}" for key in ("title", "date", "authors")]
        body = sum(bodies) / len(bodies)
        print(f"{name:14s} {' '.join(cells)} {body:8.4f}  {time.process_time() - start:8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

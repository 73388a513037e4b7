"""What `newsml validate` says of real pages: findings by rule and errors by page, to be judged by hand.

    python benchmarks/alarms.py                      # the pages of ../shared/corpus
    python benchmarks/alarms.py FOLDER... --each     # others, with every error
    python benchmarks/alarms.py --profile google

The verdicts stand in false-alarms.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import newsml  # noqa: E402
from newsml.issues import Issue  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus"
PAGES = [CORPUS / "html-pages", CORPUS / "schema-org" / "real-world-jsonld"]
RANK = ("error", "warning", "info")


def documents(folders: list[Path]) -> Iterator[tuple[Path, str]]:
    """The pages and JSON-LD files, each with its format; what lies beside a page as ``.json`` is no JSON-LD."""
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.suffix in (".html", ".htm"):
                yield path, "html"
            elif path.suffix == ".jsonld" or (path.suffix == ".json" and "jsonld" in path.parent.name):
                yield path, "jsonld"


def table(found: dict[Path, list[Issue]]) -> Iterator[str]:
    """How many documents and findings each rule has."""
    pages: Counter[tuple[str, str]] = Counter()
    findings: Counter[tuple[str, str]] = Counter()
    for issues in found.values():
        findings.update((issue.severity, issue.rule) for issue in issues)
        pages.update({(issue.severity, issue.rule) for issue in issues})
    for severity, rule in sorted(pages, key=lambda key: (RANK.index(key[0]), -pages[key], key[1])):
        share = 100 * pages[severity, rule] / len(found)
        yield f"| {rule} | {severity} | {pages[severity, rule]} | {share:.0f} % | {findings[severity, rule]} |"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, default=PAGES)
    parser.add_argument("--each", action="store_true", help="print every error")
    parser.add_argument("--profile", default="house", choices=["house", "google"])
    arguments = parser.parse_args()
    found = {
        path: newsml.validate(path, format=format_, profile=arguments.profile)
        for path, format_ in documents(arguments.folders)
    }
    if not found:
        sys.exit(f"no pages in {', '.join(map(str, arguments.folders))}")
    if arguments.each:
        for path, issues in found.items():
            for issue in issues:
                if issue.severity == "error":
                    print(
                        f"{path.name}:{issue.line}:{issue.column} {issue.rule} [{issue.path}] {issue.message}"
                    )
    print("| rule | severity | documents | share | findings |\n| --- | --- | --- | --- | --- |")
    print("\n".join(table(found)))
    counts = {
        severity: [sum(i.severity == severity for i in issues) for issues in found.values()]
        for severity in RANK
    }
    print(f"\n{len(found)} documents; on average " + ", ".join(
        f"{sum(each) / len(found):.1f} of severity {severity} (most {max(each)}, none on {each.count(0)})"
        for severity, each in counts.items()
    ))  # fmt: skip


if __name__ == "__main__":
    main()

"""The samples as web pages, with a page of contents, for a browser: python scripts/gallery.py [FOLDER]."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

import newsml
from newsml import Article

ROOT = Path(__file__).resolve().parents[1]
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>newsml: the samples as pages</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem }}
</style>
</head>
<body>
<h1>The samples as pages</h1>
<ul>
{entries}
</ul>
</body>
</html>
"""


def main(arguments: list[str]) -> int:
    """Write the pages and their contents; say where."""
    folder = Path(arguments[0]) if arguments else ROOT / "build" / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for golden in sorted(ROOT.glob("samples/*/expected.html")):
        name = golden.parent.name
        (folder / f"{name}.html").write_bytes(golden.read_bytes())
        article = newsml.load(golden.with_name("expected.json"), kind=Article)
        link = f'<a href="{name}.html" lang="{article.language}" dir="auto">{escape(article.headline or name)}</a>'
        entries.append(f"<li>{link} ({name})</li>")
    (folder / "index.html").write_text(PAGE.format(entries="\n".join(entries)), "utf-8")
    print(f"{folder / 'index.html'}: {len(entries)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Write what can be told from the code: the model's JSON Schema, the tables of the docs and the README.

python scripts/generate.py          # write
python scripts/generate.py --check  # exit 1 and name the files that are not as they would be written
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

from article_schema import article_schema, other_schemas  # noqa: E402
from g2_fields import kept_table  # noqa: E402
from newsml_g2_xsd import newsml_g2_xsd  # noqa: E402
from pages import (  # noqa: E402
    format_table,
    formats_page,
    key_table,
    model_page,
    property_table,
    rules_page,
)


def schema_text() -> str:
    return json.dumps(article_schema(), indent=2, ensure_ascii=False) + "\n"


def filled(name: str, mark: str, table: Callable[[], str]) -> Callable[[], str]:
    """A page written by hand, with a table between ``<!-- mark:begin -->`` and ``<!-- mark:end -->``."""
    between = re.compile(f"(<!-- {mark}:begin -->\n).*?(<!-- {mark}:end -->)", re.S)

    def page() -> str:
        text = (ROOT / name).read_text("utf-8")
        return between.sub(lambda match: f"{match[1]}{table()}{match[2]}", text)

    return page


def written(schema: object) -> Callable[[], str]:
    return lambda: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


GENERATED: dict[str, Callable[[], str]] = {
    **{name: written(schema) for name, schema in other_schemas().items()},
    "schemas/article/article.schema.json": schema_text,
    "schemas/newsml-g2/newsml-g2.xsd": newsml_g2_xsd,
    "docs/model.md": model_page,
    "docs/formats.md": formats_page,
    "docs/rules.md": rules_page,
    "docs/text.md": filled("docs/text.md", "keys", key_table),
    "docs/jsonld.md": filled("docs/jsonld.md", "properties", property_table),
    "docs/newsml-g2.md": filled("docs/newsml-g2.md", "kept", kept_table),
    "README.md": filled("README.md", "formats", format_table),
}


def stale() -> list[str]:
    """The files that are missing or not as they would be written."""
    return [name for name, text in GENERATED.items() if current(name) != text()]


def current(name: str) -> str | None:
    path = ROOT / name
    return path.read_text("utf-8") if path.exists() else None


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 if all is written, or as it would be."""
    wanting = stale()
    if list(arguments) == ["--check"]:
        for name in wanting:
            print(f"{name} is not up to date: run python scripts/generate.py", file=sys.stderr)
        return 1 if wanting else 0
    for name in wanting:
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(GENERATED[name](), encoding="utf-8")
        print(f"wrote {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

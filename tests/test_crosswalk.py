"""Every row of the crosswalk of the standards has a place in the model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

from newsml import Article
from newsml.model.values import Value
from tests.strategies import hints

# Rows whose name in the crosswalk is not the path of a field. Empty: derived, not stored.
ROWS = {
    "standard": "",
    "story / series": "series",
    "headline": "headlines",
    "subheadline": "headlines",
    "headline_variants{}": "headlines.role",
    "body_html": "body",
    "body_text": "body",
    "word_count": "",
    "char_count": "",
    "subjects[] (topics)": "subjects",
    "ratings / interactions": "ratings interactions",
    "rights_scope / validity": "rights_scope rights_scope.valid_to",
    "is_free / paywall": "is_free paywall",
    "images[].width/height": "images.width images.height",
    "print edition": "print_edition",
}


def path_of(name: str) -> str:
    return name.replace("[]", "").replace("concept.", "subjects.")


def test_every_row_of_the_crosswalk_has_a_field(shared: Path) -> None:
    rows = json.loads((shared / "spec" / "crosswalk.json").read_text("utf-8"))
    assert len(rows) == 101
    for row in rows:
        for path in ROWS.get(row["model"], path_of(row["model"])).split():
            assert has_field(Article, path.split(".")), f"row {row['n']}: {row['model']}"


def has_field(kind: type[Value], path: list[str]) -> bool:
    if path[0] not in kind.model_fields:
        return False
    return len(path) == 1 or any(has_field(part, path[1:]) for part in parts(hints(kind)[path[0]]))


def parts(hint: Any) -> list[type[Value]]:
    """The classes of the model that an annotation names."""
    if isinstance(hint, type):
        return [hint] if issubclass(hint, Value) else []
    return [kind for arg in get_args(hint) for kind in parts(arg)]


def test_rows_that_occur_many_times_are_lists(shared: Path) -> None:
    rows = json.loads((shared / "spec" / "crosswalk.json").read_text("utf-8"))
    for row in rows:
        path = ROWS.get(row["model"], path_of(row["model"]))
        if row["card_type"].startswith("0..n") and path in Article.model_fields and path != "speakable":
            assert Article.model_fields[path].default == (), f"row {row['n']}: {row['model']}"

"""What `scripts/generate.py` writes is up to date, and the model's JSON Schema says what the model says."""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from newsml.errors import InvalidArticle
from newsml.model import Article
from newsml.model.body import KINDS
from newsml.model.build import validated
from newsml.schemas import json_schema_for, json_schema_validator

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import generate  # noqa: E402
from article_schema import article_schema, field_docs, model_classes  # noqa: E402

SCHEMA = article_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
SAMPLE = json.loads((ROOT / "samples" / "observatory-full" / "article.json").read_text("utf-8"))


@pytest.mark.parametrize("name", generate.GENERATED)
def test_what_is_generated_is_up_to_date(name: str) -> None:
    assert generate.current(name) == generate.GENERATED[name](), f"{name}: run python scripts/generate.py"


def test_check_names_what_is_not_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = {"docs/page.md": lambda: "new\n"}
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "GENERATED", page)
    assert generate.main(["--check"]) == 1
    assert "docs/page.md" in capsys.readouterr().err
    assert generate.main([]) == 0
    assert (tmp_path / "docs/page.md").read_text("utf-8") == "new\n"
    assert generate.main(["--check"]) == 0


# --- the schema of the model ---------------------------------------------------------------------


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """All schemas of objects with named fields, at any depth; conditions (`if`) close nothing."""
    if isinstance(schema, list):
        for item in schema:
            yield from objects(item)
    elif isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema and "allOf" not in schema:
            yield schema
        for key, item in schema.items():
            if key != "if":
                yield from objects(item)


def test_it_is_a_schema_that_knows_every_class() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    named = {model.__name__ for model in model_classes()} - {"Article"}
    assert set(SCHEMA["$defs"]) == named | {"Inline", "Block"}


def test_every_object_is_closed() -> None:
    found = list(objects(SCHEMA))
    assert len(found) == len(model_classes())
    assert all(part["additionalProperties"] is False for part in found)


def test_every_reference_is_there() -> None:
    text = json.dumps(SCHEMA)
    wanted = {piece.partition('"')[0] for piece in text.split('"#/$defs/')[1:]}
    assert wanted == set(SCHEMA["$defs"]), "defined and referred to"
    assert "newsml:" not in text.replace("urn:x-newsml:", "")


def test_every_part_and_field_of_an_article_is_described() -> None:
    assert [name for name, part in SCHEMA["$defs"].items() if not part.get("description")] == []
    assert [name for name in Article.model_fields if name not in field_docs(Article)] == []


OWN_JSON = sorted(path for path in ROOT.glob("samples/*/*.json") if ".feed" not in path.suffixes)


@pytest.mark.parametrize("path", OWN_JSON, ids=lambda path: path.parent.name)
def test_what_newsml_writes_is_valid(path: Path) -> None:
    value = json.loads(path.read_text("utf-8"))
    validator = json_schema_validator(json_schema_for(value, "json"))
    assert list(validator.iter_errors(value)) == []


def verdicts(value: dict[str, Any]) -> tuple[bool, bool]:
    """Whether the schema and the model accept a value."""
    plain = {name: item for name, item in value.items() if name != "$schema"}
    try:
        validated(copy.deepcopy(plain))
    except InvalidArticle:
        return VALIDATOR.is_valid(value), False
    return VALIDATOR.is_valid(value), True


def damaged(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[str, Any]]:
    """The value with one thing wrong, for every place: a foreign field, or another type."""
    if isinstance(value, dict):
        yield f"{path} has a field too many", {**value, "no_field": "x"}
        for key, item in value.items():
            for what, changed in damaged(item, (*path, key)):
                yield what, {**value, key: changed}
    elif isinstance(value, list):
        yield f"{path} is text instead of a list", "x"
        for index, item in enumerate(value):
            for what, changed in damaged(item, (*path, index)):
                yield what, [*value[:index], changed, *value[index + 1 :]]
    else:
        yield f"{path} is a list", [value]
        yield f"{path} is an object", {"text": value}
        if not isinstance(value, bool | int | float):
            yield f"{path} is a number", 7.5


@pytest.mark.parametrize("name", [name for name in SAMPLE if name not in ("extra", "$schema")])
def test_a_damaged_field_is_refused_by_both(name: str) -> None:
    found = {what: verdicts(value) for what, value in damaged({name: SAMPLE[name]})}
    assert {what: both for what, both in found.items() if both != (False, False)} == {}


REMOVED = ["id", "headlines", "language", "provider", "body", "images", "derived"]


@pytest.mark.parametrize("name", REMOVED)
def test_a_field_left_out_is_accepted_by_both(name: str) -> None:
    assert verdicts({key: item for key, item in SAMPLE.items() if key != name}) == (True, True)


@pytest.mark.parametrize(
    ("field", "value", "good"),
    [
        ("urgency", 1, True),
        ("urgency", 0, False),
        ("urgency", 10, False),
        ("urgency", True, False),
        ("urgency", None, True),
        ("copyright_year", 2025, True),
        ("copyright_year", 0, False),
        ("language", "nb-NO", True),
        ("language", "zh-Hant-TW", True),
        ("language", "i-klingon", True),
        ("language", "x-house", True),
        ("language", "nb_NO", False),
        ("language", "", False),
        ("language", "en-", False),
        ("version_created", "2025-07-25T14:30:00+05:00", True),
        ("version_created", "2025-07-25T14:30:00.123Z", True),
        ("version_created", "2025-07-25T14:30Z", True),
        ("version_created", "2025-07-25T14:30:00", False),
        ("version_created", "2025-07-25", False),
        ("version_created", "2025-13-01T00:00:00Z", False),
        ("version_created", "yesterday", False),
        ("content_created", "2025", True),
        ("content_created", "2025-07", True),
        ("content_created", "2025-07-25", True),
        ("content_created", "2025-7", False),
        ("content_created", "2025-13", False),
        ("content_created", "25.07.2025", False),
        ("embargoed_until", "open", True),
        ("embargoed_until", "2025-07-25T14:30:00Z", True),
        ("embargoed_until", "soon", False),
        ("canonical_url", "https://example.org/ü?a=b#c", True),
        ("canonical_url", "HTTPS://example.org", True),
        ("canonical_url", "ftp://example.org/", False),
        ("canonical_url", "https:///nowhere", False),
        ("canonical_url", "https://example.org/a b", False),
        ("data_mining", "urn:x:1", True),
        ("data_mining", "no iri", False),
        ("item_type", "video", True),
        ("item_type", "film", False),
        ("is_free", False, True),
        ("is_free", "maybe", False),
        ("keywords", ["a", "b"], True),
        ("keywords", ["a", None], False),
        ("headlines", [{"text": "A"}], True),
        ("headlines", [{"role": "main"}], False),
        ("headlines", ["A"], False),
        ("subjects", [{"names": {"en": "Port", "de": "Hafen"}, "relevance": 100}], True),
        ("subjects", [{"names": {"e_n": "Port"}}], False),
        ("subjects", [{"relevance": 101}], False),
        ("images", [{"url": "https://example.org/a.jpg", "mime": "image/jpeg"}], True),
        ("images", [{"mime": "jpeg"}], False),
        ("places", [{"geo": {"latitude": 90, "longitude": -180}}], True),
        ("places", [{"geo": {"latitude": 90.5, "longitude": 0}}], False),
        ("extra", {"desk": {"any": [1, None, "x"]}}, True),
        ("extra", ["x"], False),
        ("body", [{"kind": "paragraph", "children": ["a", {"kind": "strong", "children": ["b"]}]}], True),
        ("body", [{"kind": "paragraph", "children": [{"kind": "paragraph"}]}], False),
        ("body", [{"kind": "strong"}], False),
        ("body", [{"kind": "script"}], False),
        ("body", [{"children": ["no kind"]}], False),
        ("body", ["text"], False),
        ("body", [{"kind": "heading", "level": 7}], False),
        ("body", [{"kind": "list", "items": [[{"kind": "paragraph"}]]}], True),
        ("body", [{"kind": "list", "items": [{"kind": "paragraph"}]}], False),
        ("body", [{"kind": "figure"}], False),
        ("body", [{"kind": "figure", "media": {"url": "https://example.org/a.jpg"}}], True),
        ("body", [{"kind": "table", "rows": [[{"colspan": 0}]]}], False),
    ],
)
def test_schema_and_model_say_the_same(field: str, value: Any, good: bool) -> None:
    assert verdicts({field: value}) == (good, good)


def test_text_that_looks_like_a_number_is_read_but_not_valid() -> None:
    # The reader is kind to hand-made files; the schema describes what newsml itself writes.
    assert verdicts({"urgency": "4"}) == (False, True)


@pytest.mark.parametrize("kind", KINDS)
def test_every_node_has_its_kind(kind: str) -> None:
    part = SCHEMA["$defs"][KINDS[kind].__name__]
    assert part["properties"]["kind"] == {"const": kind}
    assert "kind" in part["required"]


def test_another_model_is_not_accepted() -> None:
    assert VALIDATOR.is_valid({"$schema": SCHEMA["$id"]})
    assert not VALIDATOR.is_valid({"$schema": "urn:x-newsml:article:2"})

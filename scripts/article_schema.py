"""The JSON Schemas of the model (2020-12), one for each kind of item, out of its classes and docstrings."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from newsml.model import Article, Item, all_kinds, schema_id
from newsml.model.body import BLOCK_KINDS, INLINE_KINDS, KINDS, Cell
from newsml.model.package import Package

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DESCRIPTION = "A news item as newsml's own JSON has it; fields at their defaults are left out."

# The order in which a person wants to read a schema; pydantic's own changes between its releases.
ORDER = (
    "$schema", "$id", "$ref", "title", "description", "type", "const", "enum", "pattern", "minimum",
    "maximum", "propertyNames", "properties", "required", "minItems", "maxItems", "prefixItems", "items",
    "if", "then", "allOf", "anyOf", "default", "additionalProperties", "$defs",
)  # fmt: skip


class _Quiet(GenerateJsonSchema):
    # The default of `names` and `extra` is an empty object, which needs no words.
    ignored_warning_kinds = {"skipped-choice", "non-serializable-default"}


def article_schema() -> dict[str, Any]:
    """The schema of an article."""
    return item_schema(Article, DESCRIPTION)


def item_schema(kind: type[Item], description: str) -> dict[str, Any]:
    """The whole schema of a kind of item, every part of it closed to unknown fields."""
    nodes = tuple(KINDS.values()) if kind in (Article, Package) else ()
    classes: tuple[type[BaseModel], ...] = (kind, *nodes)
    _, found = models_json_schema([(model, "validation") for model in classes], schema_generator=_Quiet)
    parts = {name: tidied(part) for name, part in found["$defs"].items()}
    for model in {*model_classes(), *other_classes()}:
        if model.__name__ in parts:
            describe(parts[model.__name__], model)
    for node in nodes:
        name_kind(parts[node.__name__], node.kind)
    article = parts.pop(kind.__name__)
    own = {"const": schema_id(kind), "description": "Which model: so that a later release can read the file."}
    article["properties"] = {"$schema": own, **article["properties"]}
    head = {"$schema": DIALECT, "$id": schema_id(kind), "title": kind.__name__}
    defs = {**(unions() if nodes else {}), **parts}
    whole: dict[str, Any] = ordered({**head, **article, "description": description, "$defs": defs})
    return whole


def other_schemas() -> dict[str, dict[str, Any]]:
    """The schemas of the other kinds of items, by the name of their file."""
    found = {}
    for kind in all_kinds():
        if kind is not Article:
            name = schema_id(kind).split(":")[-2]
            description = f"{kind.called[0].upper()}{kind.called[1:]} as newsml's own JSON has it."
            found[f"schemas/items/{name}.schema.json"] = item_schema(kind, description)
    return found


def unions() -> dict[str, Any]:
    """What may stand among inlines, and what among blocks: by its kind, so that a finding names one thing."""
    return {
        "Inline": {
            "description": "Text, or a node within a line.",
            "type": ["string", "object"],
            "if": {"type": "object"},
            "then": by_kind(INLINE_KINDS),
        },
        "Block": {"description": "A block of the body.", "type": "object", **by_kind(BLOCK_KINDS)},
    }


def by_kind(kinds: set[str]) -> dict[str, Any]:
    nodes = {kind: node.__name__ for kind, node in KINDS.items() if kind in kinds}
    return {
        "properties": {"kind": {"enum": list(nodes)}},
        "required": ["kind"],
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"$ref": f"#/$defs/{name}"},
            }
            for kind, name in nodes.items()
        ],
    }


def name_kind(part: dict[str, Any], kind: str) -> None:
    part["properties"] = {"kind": {"const": kind}, **part.get("properties", {})}
    part["required"] = ["kind", *part.get("required", ())]


def describe(part: dict[str, Any], model: type[BaseModel]) -> None:
    part["description"] = one_line(inspect.getdoc(model) or "")
    for name, text in field_docs(model).items():
        if name in part.get("properties", {}):
            part["properties"][name] = {**part["properties"][name], "description": text}


def tidied(schema: Any) -> Any:
    """Without the titles that repeat the names, without empty defaults, the union of nodes by name."""
    if isinstance(schema, list):
        return [tidied(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$comment" in schema:
        return {"$ref": f"#/$defs/{schema['$comment'].removeprefix('newsml:').capitalize()}"}
    properties = {name: tidied(part) for name, part in schema.get("properties", {}).items()}
    left = ("title", "properties", "default")
    kept = {key: tidied(value) for key, value in schema.items() if key not in left}
    if schema.get("default") not in (None, [], {}):
        kept["default"] = schema["default"]
    return shortened({**kept, "properties": properties} if properties else kept)


def shortened(schema: dict[str, Any]) -> dict[str, Any]:
    """A type or nothing in one schema instead of two."""
    either = schema.get("anyOf", ())
    if len(either) != 2 or either[1] != {"type": "null"} or "type" not in either[0] or "enum" in either[0]:
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**rest, **either[0], "type": [either[0]["type"], "null"]}


def ordered(schema: Any) -> Any:
    """The schema with its keywords in the order above; what is named by the model keeps its own order."""
    if isinstance(schema, list):
        return [ordered(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    named = ("properties", "$defs")
    return {
        key: {name: ordered(part) for name, part in schema[key].items()}
        if key in named
        else ordered(schema[key])
        for key in sorted(schema, key=lambda key: ORDER.index(key) if key in ORDER else len(ORDER))
    }


# --- what the classes say about themselves -------------------------------------------------------


def model_classes() -> list[type[BaseModel]]:
    """The article, the parts it points at, and the nodes of the body."""
    from newsml.model import concepts, item, locations, references, technical

    parts = [
        part
        for module in (references, locations, technical, concepts)
        for part in vars(module).values()
        if inspect.isclass(part) and issubclass(part, BaseModel) and part.__module__ == module.__name__
    ]
    return [Article, *parts, item.ContentPart, item.ScopedRights, Cell, *KINDS.values()]


def other_classes() -> list[type[BaseModel]]:
    """The other kinds of items, and the parts that only they have."""
    from newsml.model import catalog, knowledge, package, planning

    found = [
        item
        for module in (package, knowledge, catalog, planning)
        for item in vars(module).values()
        if inspect.isclass(item) and issubclass(item, BaseModel) and item.__module__ == module.__name__
    ]
    kinds = all_kinds()
    return [*(item for item in found if item in kinds), *(item for item in found if item not in kinds)]


class Field(NamedTuple):
    """A field as its class declares it, with the comment that heads its group."""

    group: str
    name: str
    type: ast.expr
    default: ast.expr | None
    doc: str


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields that a class declares itself."""
    source = textwrap.dedent(inspect.getsource(model))
    lines = source.splitlines()
    body = ast.parse(source).body[0].body  # type: ignore[attr-defined]
    return tuple(
        Field(heading(lines, node.lineno), node.target.id, node.annotation, node.value, docstring(following))
        for node, following in zip(body, [*body[1:], None], strict=True)
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.target.id != "kind"
        and not ast.unparse(node.annotation).startswith("ClassVar")
    )


def heading(lines: list[str], number: int) -> str:
    comments = (line.strip() for line in reversed(lines[: number - 1]))
    return next((line.removeprefix("# ") for line in comments if line.startswith("# ")), "")


def docstring(node: ast.stmt | None) -> str:
    value = node.value if isinstance(node, ast.Expr) else None
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return one_line(inspect.cleandoc(value.value))
    return ""


def field_docs(model: type[BaseModel]) -> dict[str, str]:
    """The docstrings under the fields of a class and of those it is made from."""
    return {field.name: field.doc for base in ancestry(model) for field in fields_of(base) if field.doc}


def ancestry(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The class and those it is made from, the oldest first."""
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base.__module__.startswith("newsml.model") and base.model_fields:
            yield base


def one_line(text: str) -> str:
    """The first paragraph of a docstring, as plain text."""
    return " ".join(text.partition("\n\n")[0].split()).replace("``", "`")

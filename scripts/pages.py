"""The generated pages of the docs: the model, the formats, the rules. Written by `scripts/generate.py`."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from itertools import groupby
from typing import Any, get_args

from article_schema import Field, ancestry, docstring, fields_of, model_classes, one_line, other_classes
from pydantic import BaseModel

from newsml.formats import FORMATS, Format, reader, writer
from newsml.formats.text.keys import key_names, keys
from newsml.model import Article, Item
from newsml.model import concepts as concepts_module
from newsml.model import item as item_module
from newsml.model.body import BLOCK_KINDS, KINDS, Node
from newsml.options import own_names
from newsml.rules import RULES, Rule
from newsml.schemaorg.article import PROPERTIES, Property

NOTE = "<!-- Written by scripts/generate.py: change the code, then run it. -->\n"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


# --- the model -----------------------------------------------------------------------------------

VALUES = (
    ("text", "any text, without half characters (lone surrogates)"),
    ("DateTime", "a date and time with a time zone: `2025-07-25T14:30:00+05:00`"),
    ("AnyDate", "a date as precisely as it is known: `2025`, `2025-07`, `2025-07-25`, or a DateTime"),
    ("Embargo", "a DateTime, or `open`"),
    ("LanguageTag", "a BCP 47 language tag: `en`, `nb-NO`, `zh-Hant`"),
    ("Iri", "an absolute IRI: `https://…`, `urn:…`, `tag:…`"),
    ("Url", "an absolute http or https address"),
    ("MediaType", "a media type: `image/jpeg`"),
    ("Percent", "0 to 100"),
    ("Urgency", "1 to 9"),
    ("Count", "a whole number, 0 or more"),
    ("Ordinal", "a whole number, 1 or more"),
    ("Year", "1 to 9999"),
    ("Names", "an object from LanguageTag to text"),
    ("Extra", "an object of your own"),
)

WORDS = {"str": "text", "int": "whole number", "float": "number", "bool": "yes or no", "Number": "number"}
WORDS |= {"Inlines": "Inline", "Blocks": "Block"}


def model_page() -> str:
    """All fields of the model, by group, then the parts they hold and the nodes of the body."""
    return "\n".join([NOTE + MODEL_HEAD, *_article_tables(), *_other_tables(), *_part_tables()])


MODEL_HEAD = """# The model

One class, `newsml.Article`, is what every reader makes and every writer takes. This is its whole field list.
The same as JSON Schema: `newsml schema json`, or [this file](../schemas/article/article.schema.json).

How many: 0..1 is at most one, 0..n a list, 1 exactly one. In Python a missing value is `None`, an empty
list `()`.
"""


BODY_HEAD = """Text is a string; every other node is an object with its `kind` and its fields:

    {"kind": "paragraph", "children": ["The bridge ", {"kind": "strong", "children": ["reopened"]}, "."]}
"""


def _article_tables() -> Iterator[str]:
    found_fields = (field for base in ancestry(Article) for field in fields_of(base))
    for group, found in groupby(found_fields, key=lambda field: field.group):
        rows = [field_row(field) for field in found]
        yield f"## {group}\n"
        yield table(("field", "type", "how many", "what it says"), rows)


OTHER_HEAD = """## Other items

Packages, concepts, schemes, catalogs and plans are items too, with classes of their own. Each has all the fields above
but `body`, and its own. See [Other items](items.md).
"""


def _other_tables() -> Iterator[str]:
    yield OTHER_HEAD
    for model in other_classes():
        if issubclass(model, Item):
            yield f"### {model.__name__}\n"
            yield f"{one_line(inspect.getdoc(model) or '')}\n"
            yield table(("field", "type", "how many", "what it says"), own_rows(model))
        else:
            yield from _part(model)


def _part_tables() -> Iterator[str]:
    classes = [model for model in model_classes() if model is not Article]
    yield "## Values\n"
    yield table(("type", "what it takes"), VALUES)
    yield "## Parts\n"
    for model in classes:
        if not issubclass(model, Node):
            yield from _part(model)
    yield "## The body\n"
    yield BODY_HEAD
    for title, blocks in (("Blocks", True), ("Inlines", False)):
        yield f"### {title}\n"
        for kind, node in KINDS.items():
            if (kind in BLOCK_KINDS) is blocks:
                yield from _part(node, f"`{kind}`")


def _part(model: type[BaseModel], title: str | None = None) -> Iterator[str]:
    bases = [base for base in model.__bases__ if issubclass(base, BaseModel) and base.model_fields]
    yield f"{'####' if title else '###'} {title or model.__name__}\n"
    yield f"{one_line(inspect.getdoc(model) or '')}\n"
    if bases:
        yield f"All of {', '.join(map(_base_link, reversed(bases)))}, and:\n"
    if rows := own_rows(model):
        width = 4 if any(row[-1] for row in rows) else 3
        yield table(("field", "type", "how many", "what it says")[:width], (row[:width] for row in rows))


def _base_link(base: type[BaseModel]) -> str:
    """A class with a link to its part of the page; a group of the fields of items by its first heading."""
    if base.__module__ == item_module.__name__:
        group = fields_of(base)[0].group
        anchor = re.sub(r"[^\w\- ]", "", group.lower()).replace(" ", "-")
        return f"[{group}](#{anchor})"
    return f"[{base.__name__}](#{base.__name__.lower()})"


def field_row(field: Field) -> tuple[str, ...]:
    return f"`{field.name}`", *type_words(field.type, field.default), field.doc


def own_rows(model: type[BaseModel]) -> list[tuple[str, ...]]:
    return [field_row(field) for field in fields_of(model)]


def type_words(annotation: ast.expr, default: ast.expr | None) -> tuple[str, str]:
    """A field's type for people, and how many values it takes."""
    source = ast.unparse(annotation)
    source = re.sub(r"Annotated\[(.+), (?:Deferred\(\)|Field\(.*?\))\]", r"\1", source)
    source, optional = re.subn(r" \| None$", "", source)
    source, many = re.subn(r"^tuple\[(.*), \.\.\.\]$", r"\1", source)
    single = not many and source not in ("Inlines", "Blocks")
    how_many = "0..n" if not single else "0..1" if optional or default is not None else "1"
    return linked(source, within=bool(many)), how_many


def linked(source: str, *, within: bool) -> str:
    """A type by name, with a link to the part of that name; ``within`` a list, nodes are a list of lists."""
    if inner := re.fullmatch(r"tuple\[(\w+), \.\.\.\]", source):
        return "list of " + linked(inner[1], within=True)
    if pair := re.fullmatch(r"tuple\[(\w+), \1\]", source):
        return "pair of " + linked(pair[1], within=True)
    if choices := _choices(source):
        return ", ".join(f"`{choice}`" for choice in choices)
    name = WORDS.get(source, source)
    if within and source in ("Inlines", "Blocks"):
        return f"list of {name}"
    known = {model.__name__ for model in (*model_classes(), *other_classes())}
    return f"[{name}](#{name.lower()})" if name in known else name


def _choices(source: str) -> tuple[str, ...]:
    if source.startswith("Literal["):
        return tuple(ast.literal_eval(f"({source[8:-1]},)"))
    for module in (item_module, concepts_module):
        if found := get_args(getattr(module, source, None)):
            return tuple(choice for choice in found if isinstance(choice, str))
    return ()


# --- formats -------------------------------------------------------------------------------------


def format_table() -> str:
    """The table of the README."""
    rows = [(f"`{f.name}`", f.title, _does(f), "any number" if f.many else "one") for f in FORMATS]
    return table(("name", "format", "newsml", "articles a file"), rows)


def _does(format_: Format) -> str:
    return " and ".join(word for word, has in (("reads", format_.reads), ("writes", format_.writes)) if has)


def formats_page() -> str:
    """The formats with their names, files and options."""
    return "\n".join([NOTE + FORMATS_HEAD, *(_format(format_) for format_ in FORMATS)])


FORMATS_HEAD = """# Formats

Give a format by its name with `--from` and `--to`. Without `--from` it is told by the name of the file and
its first bytes. An option goes with `-O name=value`; in Python it is a keyword argument of `newsml.load`,
`dumps` and `convert`.
"""


def _format(format_: Format) -> str:
    lines = [f"## {format_.title}\n\n`{format_.name}`: newsml {_does(format_)} it. ", *_facts(format_), "\n"]
    if options := list(_options(format_)):
        lines += ["\n", table(("option", "for", "values", "default", "meaning"), options)]
    return "".join(lines)


def _facts(format_: Format) -> Iterator[str]:
    suffixes = ", ".join(f"`{suffix}`" for suffix in format_.suffixes)
    yield f"Files: {suffixes}. Media type: `{format_.media_type}`."
    if format_.many:
        yield " A file holds any number of articles."
    if format_.public:
        yield " For the public web: an embargoed, withheld or canceled article is refused."


def _options(format_: Format) -> Iterator[tuple[str, ...]]:
    kinds: list[tuple[str, type[Any]]] = []
    if format_.reads:
        kinds.append(("reading", reader(format_).ReadOptions))
    if format_.writes:
        kinds.append(("writing", writer(format_).WriteOptions))
    for purpose, kind in kinds:
        docs = option_docs(kind)
        for field in fields(kind):
            if field.name in own_names(kind):
                default = "" if field.default in (MISSING, None) else f"`{_shown(field.default)}`"
                values = option_values(str(field.type))
                yield f"`{field.name}`", purpose, values, default, docs.get(field.name, "")


def option_values(type_: str) -> str:
    if type_.startswith("Literal["):
        return ", ".join(f"`{choice}`" for choice in ast.literal_eval(f"({type_[8:-1]},)"))
    plain = type_.removesuffix(" | None")
    return {"bool": "`yes`, `no`", "str": "text", "int": "whole number"}.get(plain, plain)


def _shown(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def option_docs(kind: type[Any]) -> dict[str, str]:
    """The docstrings under the fields of a dataclass."""
    body = ast.parse(inspect.cleandoc(inspect.getsource(kind))).body
    inner = body[-1].body  # type: ignore[attr-defined]
    return {
        node.target.id: docstring(following)
        for node, following in zip(inner, [*inner[1:], None], strict=True)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }


def key_table() -> str:
    """The keys of the head of a text, with their English names."""
    names: dict[str, list[str]] = {}
    for name, key in key_names().items():
        if name.isascii() and name != key.name.lower():
            names.setdefault(key.name, []).append(name)
    rows = [
        (
            key.name,
            f"`{key.field}`" + (f" ({key.role})" if key.role else ""),
            ", ".join(names.get(key.name, ())[:6]),
        )
        for key in keys()
    ]
    return table(("key", "field", "also, among others"), rows)


def property_table() -> str:
    """The properties of JSON-LD, the fields they are made from and the profiles that have them."""
    rows = []
    for term, found in grouped(PROPERTIES):
        roots = dict.fromkeys(path.partition(".")[0] for row in found for path in row.takes)
        names = ", ".join("newsml.toml" if name == "site" else f"`{name}`" for name in roots)
        rows.append((f"`{term}`", names, domains({row.domain for row in found}), found[0].profiles[0]))
    return table(("property", "from", "of", "profile"), rows)


def grouped(properties: Iterable[Property]) -> Iterable[tuple[str, list[Property]]]:
    """The rows of each property, in their order."""
    found: dict[str, list[Property]] = {}
    for row in properties:
        found.setdefault(row.term, []).append(row)
    return found.items()


def domains(kinds: set[str]) -> str:
    return "all" if "any" in kinds else ", ".join(sorted(kinds))


# --- rules ---------------------------------------------------------------------------------------


def rules_page() -> str:
    """All rules by group: a list, then each with its reasons."""
    return "\n".join([NOTE + RULES_HEAD, *(_group(name, list(found)) for name, found in _grouped())])


RULES_HEAD = """# Rules

What `newsml validate` looks for beyond the schema of a format. `newsml rules` lists them,
`newsml rule ID` shows one; `--select` and `--ignore` take ids and names of groups. A *warning* does not
change the exit code unless `--fail-on warning` is given; *info* never does.
"""


def _grouped() -> Iterator[tuple[str, Iterable[Rule]]]:
    yield from groupby(sorted(RULES.values(), key=lambda rule: rule.group), key=lambda rule: rule.group)


def _group(name: str, rules: list[Rule]) -> str:
    rows = [(f"[{rule.id}](#{rule.id.lower()})", rule.severity, rule.title) for rule in rules]
    return "\n".join([f"## {name}\n", table(("rule", "severity", "expects"), rows), *map(_rule, rules)])


def _rule(rule: Rule) -> str:
    return f"### {rule.id}\n\n*{rule.severity}*\n\n{markdown(rule.doc)}\n"


def markdown(doc: str) -> str:
    """A docstring as Markdown: code in single ticks, tags shown, the sources in a paragraph of their own."""
    text = doc.strip().replace("``", "`").replace("\nSee:", "\n\nSee:")
    pieces = re.split(r"(`[^`\n]*`)", text)
    return "".join(piece if piece.startswith("`") else piece.replace("<", "&lt;") for piece in pieces)


__all__ = ["format_table", "formats_page", "key_table", "model_page", "property_table", "rules_page"]

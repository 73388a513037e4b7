"""newsml's own JSON form of an article or another item, as the formats json (one) and jsonl (one a line) use it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from newsml.assemble import overlaid
from newsml.errors import InvalidArticle, ParseError
from newsml.files import spool
from newsml.issues import Report
from newsml.jsontext import parse_json, positions
from newsml.model import KINDS, MODEL_VERSION, SCHEMA_ID, Article, Item, kind_called, schema_id
from newsml.model.build import place_of, refuse_surrogates, validated
from newsml.model.parts import checked, concepts_of, fragments_of_concepts, other_fragments, without_concepts
from newsml.options import ReadOptions

if TYPE_CHECKING:
    from newsml.model.values import Value


def article_of(text: str, report: Report, options: ReadOptions, first_line: int = 1) -> Item:
    """The item of one JSON text that starts at a line of the file: of the kind that ``$schema`` says, or an article."""
    value = parse_json(text, file=options.file, first_line=first_line)
    if not isinstance(value, dict):
        raise ParseError.at("this is not an article: expected a JSON object", options.file, first_line, 1)
    kind = kind_of(value.pop("$schema", None), text, options, first_line)
    if options.locate is not None:
        options.locate(positions(text, first_line))
    try:
        if "\\u" in text:
            refuse_surrogates(value, file=options.file)
        item = validated(value, kind, file=options.file)
    except InvalidArticle as error:
        places = positions(text, first_line)
        raise InvalidArticle.of(
            issue._replace(line=place[0], column=place[1])
            for issue in error.issues
            for place in [place_of(issue.path, places)]
        ) from error
    return overlaid(item, report, options)


def kind_of(schema: Any, text: str, options: ReadOptions, first_line: int) -> type[Item]:
    """The kind of item that ``$schema`` says; JSON of another kind, or of a later release, is refused with words."""
    if schema is None:
        return Article
    prefix, _, version = str(schema).rpartition(":")
    urn, _, name = prefix.rpartition(":")
    if urn != SCHEMA_ID.rsplit(":", 2)[0] or name not in KINDS:
        message = f"$schema {schema!r} is not newsml's JSON ({SCHEMA_ID})"
    elif not version.isdigit() or int(version) > MODEL_VERSION:
        message = (
            f"written by a later newsml (model {version}, this one knows {MODEL_VERSION}): update newsml"
        )
    else:
        return kind_called(name)
    line, column = place_of("$schema", positions(text, first_line))
    raise ParseError.at(message, options.file, line, column, "$schema")


def dumped(article: Item, *, pretty: bool = False) -> bytes:
    """The JSON object of an item, on one line unless `pretty`."""
    data = article.model_dump_json(exclude_defaults=True)
    head = f'{{"$schema":"{schema_id(type(article))}"'
    data = head + (data[1:] if data == "{}" else "," + data[1:])
    if pretty:
        data = json.dumps(json.loads(data), ensure_ascii=False, indent=2)
    return data.encode()


def dumped_parts(parts: Iterable[Item], report: Report, *, pretty: bool = False) -> Iterator[bytes]:
    """The JSON object of an item that comes in parts, piece by piece: no part is held when the next is there."""
    last: Item | None = None
    count = kept = 0
    between, indent = (b",\n", "    ") if pretty else (b",", "")
    start, end = (b"\n", b"\n  ") if pretty else (b"", b"")
    with spool() as foreign:
        for part in checked(parts, report):
            if last is None:
                yield _opening(part, pretty)
            last = part
            for fragment in fragments_of_concepts(part, count):
                foreign.write((between if kept else start) + _member(fragment, indent))
                kept += 1
            for concept in concepts_of(part):
                yield (between if count else start) + _member(concept, indent)
                count += 1
        if last is None:
            return
        yield end + b"]"
        for fragment in other_fragments(last):
            foreign.write((between if kept else start) + _member(fragment, indent))
            kept += 1
        if kept:
            yield b',\n  "foreign": [' if pretty else b',"foreign":['
            yield from foreign.read_all()
            yield end + b"]"
        rest = dumped(without_concepts(last).model_copy(update={"foreign": ()}), pretty=pretty)
        rest = rest.partition(b",")[2] or b"\n}" if pretty else rest.partition(b",")[2] or b"}"
        yield (b"," if len(rest) > 2 else b"") + rest + b"\n"


def _opening(item: Item, pretty: bool) -> bytes:
    schema = f'"$schema":{" " if pretty else ""}"{schema_id(type(item))}"'
    return (f'{{\n  {schema},\n  "concepts": [' if pretty else f'{{{schema},"concepts":[').encode()


def _member(value: Value, indent: str) -> bytes:
    """A member of a list, on one line, or indented."""
    data = value.model_dump_json(exclude_defaults=True)
    if indent:
        data = json.dumps(json.loads(data), ensure_ascii=False, indent=2)
        data = indent + data.replace("\n", f"\n{indent}")
    return data.encode()

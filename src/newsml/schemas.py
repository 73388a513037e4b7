"""The schemas that newsml writes itself, and checking with them. Nothing is ever fetched.

They stand in ``schemas/`` of a checkout and in ``newsml/_schemas`` of an installed package.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsml.errors import FileError
from newsml.files import read_bytes
from newsml.issues import Issue
from newsml.model import KINDS
from newsml.model.build import place_of

if TYPE_CHECKING:
    from jsonschema.protocols import Validator
    from lxml.etree import XMLSchema
    from lxml.etree import _Element as Element

Places = Mapping[str, tuple[int | None, int | None]]

XSD = {"newsml-g2": "newsml-g2/newsml-g2.xsd"}
JSON = {
    "json": "article/article.schema.json",
    "jsonl": "article/article.schema.json",
    "jsonld": "jsonld/article.schema.json",
    **{kind: f"items/{kind}.schema.json" for kind in KINDS if kind != "article"},
}
"""newsml's own schemas by format, and by kind of item for those that are no articles."""


def json_schema_for(value: Any, format_name: str) -> str:
    """The name of the schema for a JSON value: that of its kind, if it says one in ``$schema``."""
    said = value.get("$schema") if isinstance(value, Mapping) else None
    kind = (
        str(said).split(":")[-2] if str(said).startswith("urn:x-newsml:") and str(said).count(":") > 2 else ""
    )
    return kind if kind in JSON and format_name in ("json", "jsonl") else format_name


@cache
def schemas_folder() -> Path:
    """Where the schemas are. Raises FileError if the installation lacks them."""
    here = Path(__file__).resolve().parent
    for folder in (here / "_schemas", here.parent.parent / "schemas"):
        if (folder / "newsml-g2").is_dir():
            return folder
    raise FileError("newsml's schemas are missing: install the package again")


def schema_text(format_name: str) -> str | None:
    """The text of newsml's own schema of a format; None for a format that has none."""
    name = (XSD | JSON).get(format_name)
    return read_bytes(schemas_folder() / name).decode() if name else None


# --- XML -----------------------------------------------------------------------------------------


@cache
def xml_schema(name: str) -> XMLSchema:
    """The compiled XSD of a format, or of a file that the user names. Raises FileError."""
    from lxml import etree

    path = str(schemas_folder() / XSD[name]) if name in XSD else name
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.XMLSchema(etree.fromstring(read_bytes(path), parser, base_url=path))
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError) as error:
        raise _unusable(path, str(error)) from error


def _unusable(path: str, why: str) -> FileError:
    issue = Issue("FILE", "error", "", f"cannot be used as a schema: {' '.join(why.split())}", path)
    return FileError(str(issue), [issue])


def xsd_issues(tree: Element, name: str, file: str | None = None) -> list[Issue]:
    """What a schema (of a format, or a file of the user's) finds wrong with a document, in its order."""
    schema = xml_schema(name)
    if schema.validate(tree):
        return []
    errors: Any = schema.error_log
    if name == "newsml-g2":
        return _newsml_g2_issues(tree, list(errors), file)
    return [_xsd_issue(error, file) for error in errors]


def _newsml_g2_issues(tree: Element, errors: list[Any], file: str | None) -> list[Issue]:
    from newsml.g2_messages import faults
    from newsml.xml_places import line_of

    return [
        Issue("SCHEMA", "error", fault.path, fault.message, file, line_of(fault.element))
        for fault in faults(tree, errors)
    ]


def _xsd_issue(error: Any, file: str | None) -> Issue:
    path = _dotted(error.path or "")
    return Issue(
        "SCHEMA", "error", path, readable(error.message), file, error.line or None, error.column or None
    )


def _dotted(xpath: str) -> str:
    """``/*/*[3]/*[2]`` of libxml2 says nothing to people; a path with names is kept."""
    return "" if "*" in xpath else xpath


def readable(message: str) -> str:
    """A message of libxml2 without namespaces and XML Schema jargon.

    >>> readable("Element '{urn:x}date': This element is not expected. Expected is ( {urn:x}title ).")
    'date cannot stand here; expected is title'
    """
    plain = re.sub(r"\{[^{}\s']*\}(?=[\w*])", "", " ".join(message.split())).rstrip(".")
    match = re.match(r"Element '([^']*)'(?:, attribute '([^']*)')?: (.*)", plain)
    if not match:
        return plain
    element, attribute, rest = match.groups()
    subject = f"{attribute} of {element}" if attribute else element
    for pattern, words in _WORDS:
        found = re.fullmatch(pattern, rest)
        if found:
            return words.format(*found.groups(), subject=subject, element=element)
    return f"{subject}: {rest}"


_FACET = r"\[facet '\w+'\] The value '(.*)' "
_TYPE = r"'(.*)' is not a valid value of the (?:\w+ )?(?:\w+ )?type '(?:xs:)?(.*?)'"
_EXPECTED = r" Expected is (?:one of )?\( (.*?) \)"
_WORDS = (
    (r"This element is not expected\." + _EXPECTED, "{subject} cannot stand here; expected is {0}"),
    (r"This element is not expected", "{subject} cannot stand here: nothing more is expected"),
    (r"Missing child element\(s\)\." + _EXPECTED, "{subject} is not complete: {0} is missing"),
    (r"Character content other than .*", "{subject} holds elements only, and has text"),
    (r"Character content is not allowed.*", "{subject} is always empty, and has text"),
    (r"Element content is not allowed.* empty", "{subject} is always empty, and has elements"),
    (r"Element content is not allowed.*", "{subject} holds text only, and has elements"),
    (r"The element is not 'nillable'", "{subject} must not be nil"),
    (r"The attribute '(.*?)' is required but missing", "{subject} lacks its attribute {0}"),
    (r"The attribute '(.*?)' is not allowed", "{element} has no attribute {0}"),
    (_TYPE, "{subject}: '{0}' is not a valid {1}"),
    (r"'(.*)' is not a valid value of the .*", "{subject}: '{0}' is not valid"),
    (_FACET + r"is not accepted by the pattern '(.*)'", "{subject}: '{0}' is not like {1}"),
    (_FACET + r"is not an element of the set \{(.*)\}", "{subject}: '{0}' is not one of {1}"),
    (_FACET + r"is less than .*\('(.*)'\)", "{subject}: '{0}' is less than {1}"),
    (_FACET + r"is greater than .*\('(.*)'\)", "{subject}: '{0}' is more than {1}"),
    (r"\[facet '.*?'\] (.*?)", "{subject}: {0}"),
    (r"No matching global declaration .*", "a document of this format does not begin with {subject}"),
)  # fmt: skip


# --- JSON ----------------------------------------------------------------------------------------


@cache
def json_schema_validator(name: str) -> Validator:
    """The compiled JSON Schema of a format, or of a file that the user names. Raises FileError."""
    import json

    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError
    from jsonschema.validators import validator_for
    from referencing.jsonschema import EMPTY_REGISTRY

    path = str(schemas_folder() / JSON[name]) if name in JSON else name
    try:
        schema = json.loads(read_bytes(path))
        kind = validator_for(schema, default=Draft202012Validator)
        if name not in JSON:
            kind.check_schema(schema)
    except (ValueError, RecursionError, SchemaError) as error:
        raise _unusable(path, getattr(error, "message", str(error))) from error
    # Without a registry of its own, jsonschema would fetch what a schema refers to.
    return kind(schema, format_checker=kind.FORMAT_CHECKER, registry=EMPTY_REGISTRY)


def json_schema_issues(
    value: Any, name: str, file: str | None = None, places: Places | Callable[[], Places] | None = None
) -> list[Issue]:
    """What a JSON Schema finds wrong with a value; `places` says line and column by dotted path."""
    from referencing.exceptions import Unresolvable

    try:
        errors = list(json_schema_validator(name).iter_errors(value))
    except (Unresolvable, RecursionError, re.error) as error:
        raise _unusable(name, str(error) or type(error).__name__) from error
    if not errors:
        return []
    known = (places() if callable(places) else places) or {}
    return [issue for error in errors for issue in _json_issues(error, file, known)]


def _json_issues(error: Any, file: str | None, places: Places) -> Iterator[Issue]:
    from jsonschema.exceptions import best_match

    error = best_match(_of_the_same_type(error)) or error
    path = ".".join(map(str, error.absolute_path))
    if error.validator in ("additionalProperties", "unevaluatedProperties"):
        yield from _unknown_members(error, path, file, places)
        return
    line, column = place_of(path, places)
    yield Issue("SCHEMA", "error", path, _json_message(error, path), file, line, column)


def _unknown_members(error: Any, path: str, file: str | None, places: Places) -> Iterator[Issue]:
    """The members the schema does not have, each with the nearest that it has."""
    from difflib import get_close_matches

    known = sorted(error.schema.get("properties", ()))
    for name in error.instance:
        if name in known:
            continue
        near = get_close_matches(name, known, n=1)
        hint = (
            f"did you mean {near[0]}?"
            if near
            else f"known are {', '.join(known[:12])}{' …' * (len(known) > 12)}"
        )
        inner = f"{path}.{name}" if path else name
        message = f"{inner} is not known here; {hint}"
        yield Issue("SCHEMA", "error", inner, message, file, *place_of(inner, places))


def _of_the_same_type(error: Any) -> list[Any]:
    """The errors within an `anyOf`: of its branches, those for a value of this type, if there are any."""
    wrong_type = {
        inner.schema_path[0]
        for inner in error.context
        if inner.validator == "type" and inner.absolute_path == error.absolute_path
    }
    return [inner for inner in error.context if inner.schema_path[0] not in wrong_type] or error.context


def _json_message(error: Any, path: str) -> str:
    """What is wrong, in a person's words: the place first, the value, what was expected."""
    words = _SAID.get(error.validator)
    text = words(error.instance, error.validator_value) if words else error.message
    shown = text if len(text) <= 200 else f"{text[:120]}… {text[-60:]}"
    return f"{path}: {shown}" if path else shown


def _quoted(value: Any) -> str:
    import json

    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."


_TYPES = {
    "string": "text", "array": "a list", "object": "an object", "integer": "a whole number", "number": "a number",
    "boolean": "true or false", "null": "null",
}  # fmt: skip


def _types(expected: Any) -> str:
    return " or ".join(_TYPES[name] for name in ([expected] if isinstance(expected, str) else expected))


_SAID: dict[str, Callable[[Any, Any], str]] = {
    "type": lambda value, expected: f"{_quoted(value)} is not {_types(expected)}",
    "const": lambda value, expected: f"{_quoted(value)} is not {_quoted(expected)}",
    "enum": lambda value, expected: f"{_quoted(value)} is not one of {', '.join(map(_quoted, expected))}",
    "minimum": lambda value, expected: f"{_quoted(value)} is less than {expected}",
    "maximum": lambda value, expected: f"{_quoted(value)} is more than {expected}",
    "minItems": lambda value, expected: f"this list has fewer entries than {expected}",
    "minLength": lambda value, expected: "this is empty: leave it out",
}

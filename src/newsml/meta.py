"""Metadata from outside the article: ``--set``, ``--meta``, sidecars, and the site's settings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from newsml.assemble import check_names
from newsml.errors import ParseError, UsageError
from newsml.files import read_bytes
from newsml.issues import Issue, Report, ignore
from newsml.options import Assignment
from newsml.site import Site, site_of

LIST_START = re.compile(r"\s*[\[{]")


def load_settings(path: str | Path, data: bytes | None = None) -> dict[str, Any]:
    """The values of a YAML, TOML or JSON file, told apart by suffix.

    Raises FileError, or ParseError with the place of what is wrong.
    """
    file = str(path)
    text = _utf8(read_bytes(path) if data is None else data, file)
    suffix = Path(file).suffix.lower()
    value: Any
    if suffix == ".json":
        from newsml.jsontext import parse_json

        value = parse_json(text, file=file)
    elif suffix == ".toml":
        from newsml.tomltext import parse_toml

        value, _ = parse_toml(text, file=file)
    elif suffix in (".yaml", ".yml"):
        from newsml.yamltext import parse_yaml

        value, _ = parse_yaml(text, file=file)
    else:
        raise UsageError(f"{file}: settings are read from .yaml, .toml or .json files")
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ParseError.at("expected names with values (a mapping)", file)
    return value


def _utf8(data: bytes, file: str) -> str:
    from newsml.decoding import decode

    return decode(data, file=file)


def assignments_of(settings: Mapping[str, Any], file: str | None = None) -> tuple[Assignment, ...]:
    """The assignments of a metadata file; a dotted name (``authors.0.url``) is a path.

    Raises UsageError for a name that is none, or that the model does not have, with the name of the file.
    """
    try:
        found = tuple((path_of(str(name)), plain_dates(value)) for name, value in settings.items())
        check_names(found)
    except UsageError as error:
        issue = Issue("MODEL", "error", "", error.message, file)
        raise UsageError(str(issue), [issue]) from error
    return found


def path_of(dotted: str) -> tuple[str | int, ...]:
    """``authors.0.url`` as path. Raises UsageError for an empty part and for a number no list goes up to."""
    parts = dotted.strip().split(".")
    if not all(parts):
        raise UsageError(f"{dotted!r} is not a name such as headline or authors.0.url")
    numbers = [part.isascii() and part.isdigit() for part in parts]
    if any(number and len(part) > 9 for part, number in zip(parts, numbers, strict=True)):
        raise UsageError(f"{shortened(dotted)}: no list is so long")
    return tuple(int(part) if number else part for part, number in zip(parts, numbers, strict=True))


def shortened(text: str) -> str:
    """A text for a message."""
    return text if len(text) <= 60 else text[:59] + "…"


def settings_of(pairs: Iterable[str]) -> tuple[Assignment, ...]:
    """The assignments of ``name=value`` texts; a name given again makes a list.

    A value that starts with ``[`` or ``{`` is read as JSON.
    """
    collected: dict[str, list[Any]] = {}
    for pair in pairs:
        if not pair.isascii() and any("\ud800" <= c <= "\udfff" for c in pair):
            raise UsageError(f"--set {pair!a}: this is not UTF-8, which the command line takes")
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--set {pair}: expected name=value, such as --set headline='Bridge reopens'")
        collected.setdefault(name.strip(), []).append(_value(name, value))
    return tuple(
        (path_of(name), values if len(values) > 1 else values[0]) for name, values in collected.items()
    )


def _value(name: str, text: str) -> Any:
    if not LIST_START.match(text):
        return {"true": True, "false": False}.get(text, text) if name.strip() == "is_free" else text
    from newsml.jsontext import parse_json

    try:
        return parse_json(text)
    except ParseError:
        return text  # a headline may well begin with a bracket


def plain_dates(value: Any) -> Any:
    """Dates of TOML and YAML in the text form that the model reads."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain_dates(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain_dates(item) for item in value]
    return value


def sidecar_of(path: str | Path) -> Path | None:
    """The file ``article.meta.yaml`` (or .yml, .toml, .json) beside ``article.txt``, if there is one."""
    source = Path(path)
    for suffix in (".yaml", ".yml", ".toml", ".json"):
        candidate = source.with_name(f"{source.stem}.meta{suffix}")
        if os.path.isfile(candidate):  # `Path.is_file` raises for a name that is too long
            return candidate
    return None


def find_site(start: str | Path, report: Report = ignore) -> Site | None:
    """The site described by the nearest ``newsml.toml`` or ``[tool.newsml]`` upwards from a folder, if any."""
    folder = Path(start).resolve()
    for place in (folder, *folder.parents):
        settings = place / "newsml.toml"
        if settings.is_file():
            return load_site(settings)
        project = place / "pyproject.toml"
        if project.is_file() and b"[tool.newsml" in read_bytes(project):
            return load_site(project)
    return None


def load_site(path: str | Path) -> Site:
    """The site of a settings file. Raises FileError, ParseError or InvalidArticle naming every wrong setting."""
    settings = load_settings(path)
    if Path(path).name == "pyproject.toml":
        settings = _table(_table(settings, "tool"), "newsml")
    inner = settings.get("site")
    if isinstance(inner, dict):
        settings = {**inner, **{name: value for name, value in settings.items() if name != "site"}}
    site = site_of(plain_dates(settings), str(path))
    if not site.catalogs:
        return site
    folder = Path(path).resolve().parent
    return site.model_copy(update={"catalogs": tuple(_from(folder, name) for name in site.catalogs)})


def _from(folder: Path, name: str) -> str:
    """A catalogue's file as seen from the settings; there may be its address before it."""
    address, equals, file = name.rpartition("=")
    return name if os.path.exists(name) and os.path.isabs(name) else f"{address}{equals}{folder / file}"


def _table(settings: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = settings.get(name)
    return value if isinstance(value, dict) else {}

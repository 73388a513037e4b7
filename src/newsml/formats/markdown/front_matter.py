"""Front matter: the values before the text, under the names that site generators give them.

https://gohugo.io/content-management/front-matter/, https://jekyllrb.com/docs/front-matter/,
https://www.11ty.dev/docs/data-frontmatter/, https://docs.astro.build/en/guides/markdown-content/,
https://ghost.org/docs/admin-api/, https://help.obsidian.md/properties. The key ``newsml`` holds fields of the
model as newsml's own JSON has them; fields of the model are also understood under their own names.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from newsml.errors import ParseError
from newsml.formats.markdown.names import MACHINERY, NESTED, plain_key
from newsml.issues import Issue, Report
from newsml.model.article import Article
from newsml.model.build import shown
from newsml.options import ReadOptions

Places = dict[str, tuple[int | None, int | None]]


# --- finding it ----------------------------------------------------------------------------------

_FENCES = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}


def split(text: str, file: str | None) -> tuple[Mapping[str, Any], Places, str, int]:
    """The values of the front matter, their places, the text after it and its first line.

    Raises ParseError for front matter that does not end or is not what it begins as.
    """
    start = len(text) - len(text.lstrip(" \t\n"))
    first = text.count("\n", 0, start) + 1
    head = text[start:].partition("\n")[0].rstrip()
    if head in _FENCES:
        return _fenced(text, start, first, head, file)
    if re.match(r"\{\s*[\"}]", text[start:]):
        return _json(text, start, first, file)
    return {}, {}, text, 1


def _fenced(
    text: str, start: int, first: int, fence: str, file: str | None
) -> tuple[Mapping[str, Any], Places, str, int]:
    begin = text.find("\n", start) + 1 or len(text)
    end = _FENCES[fence].search(text, begin)
    if end is None:
        if fence == "---" and not re.match(r"[\w\"'-]+[ \t]*:", text[begin:]):
            return {}, {}, text, 1  # a rule, not a front matter
        raise ParseError.at(f"the front matter does not end: a line {fence} is missing", file, first, 1)
    inside = text[begin : end.start()]
    values: Any
    if fence == "---":
        from newsml.yamltext import parse_yaml

        values, places = parse_yaml(inside, file, first + 1)
    else:
        from newsml.tomltext import parse_toml

        values, places = parse_toml(inside, file, first + 1)
    if isinstance(values, str) and "\n" not in values:
        return {}, {}, text, 1  # text between two rules
    if values is not None and not isinstance(values, dict):
        raise ParseError.at("the front matter is not names with values, such as title: …", file, first + 1, 1)
    return values or {}, places, text[end.end() :], text.count("\n", 0, end.end()) + 1


def _json(text: str, start: int, first: int, file: str | None) -> tuple[Mapping[str, Any], Places, str, int]:
    from newsml.jsontext import parse_json, positions

    try:
        _, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        end = len(text)
    inside = text[start:end]
    return (
        parse_json(inside, file=file, first_line=first),
        positions(inside, first),
        text[end:],
        text.count("\n", 0, end) + 1,
    )


# --- what it says --------------------------------------------------------------------------------


@dataclass(slots=True)
class FrontMatter:
    """What front matter says, under the names of the model."""

    values: Mapping[str, Any]
    places: Places
    report: Report
    options: ReadOptions
    fields: dict[str, Any] = field(default_factory=dict)
    found: Places = field(default_factory=dict)
    """Line and column by path of the model."""
    extra: dict[str, Any] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    """Values that are wrong in a way the model would not say in the sender's words."""
    names: dict[str, tuple[str, Any]] = field(default_factory=dict)
    """Path within the front matter and value by plain name, for what is not used yet."""
    sorted_paths: list[str] = field(default_factory=list)
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The name of the mapping and the key within it, by path."""

    def read(self) -> None:
        """Fill `fields`, `found`, `extra` and `issues`."""
        from newsml.formats.markdown.steps import STEPS

        own = self.values.get("newsml")
        if own is not None and not isinstance(own, Mapping):
            self.wrong("newsml", own, "names of fields with their values", "newsml")
        nested = {key: value for key, value in self.values.items() if _is_nested(key, value)}
        for key, value in self.values.items():
            if key not in nested and key != "newsml":
                self._note_as(plain_key(key), "", key, value)
        for key, inside in nested.items():
            for name, value in inside.items():
                plain = plain_key(str(name))
                self._note_as(
                    "seotitle" if (key, plain) == ("seo", "title") else plain, key, str(name), value
                )
        for step in STEPS:
            step(self)
        if isinstance(own, Mapping):
            self._own_fields(own)
        self._rest()
        if self.extra:
            self.fields["extra"] = {**self.extra, **_mapping(self.fields.get("extra"))}

    def _note_as(self, plain: str, outer: str, key: str, value: Any) -> None:
        path = f"{outer}.{key}" if outer else key
        self.parts[path] = (outer, key)
        if plain in self.names:
            self._again(path, value, self.names[plain][0])
        else:
            self.names[plain] = (path, value)

    def _own_fields(self, own: Mapping[str, Any]) -> None:
        for name, value in own.items():
            if name == "pub_status" and self.fields.get(name) == "withheld":
                continue  # what is a draft by any name is not published
            path, given = self.names.get(plain_key(name), ("", None))
            if path == name:
                del self.names[plain_key(name)]
            if name in self.fields or (path == name and given is not None and given != value):
                self._counts(name)
            self.fields[name] = value
            self.found.pop(name, None)
            self.place(f"newsml.{name}", name)

    def _counts(self, name: str) -> None:
        message = f"newsml.{name} counts; what the front matter says beside it is not used"
        at = self.at(f"newsml.{name}")
        self.report(Issue("UNKNOWN", "warning", name, message, self.options.file, *at))

    def _rest(self) -> None:
        """What no step has taken: fields of the model by their own names, and the user's own."""
        for plain, (path, value) in self.names.items():
            outer, key = self.parts[path]
            if key in Article.model_fields and not outer and key not in self.fields and value is not None:
                self.put(key, value, path)
                continue
            self._keep(path, value)
            if plain not in MACHINERY:
                self._unknown(path, "is no name that newsml knows")

    def unread(self, path: str, value: Any, why: str) -> None:
        """Keep a value that says nothing to newsml, and say so."""
        self._keep(path, value)
        self._unknown(path, why)

    def _again(self, path: str, value: Any, first: str) -> None:
        self._keep(path, value)
        self._unknown(path, f"says again what {first} says")

    def _unknown(self, path: str, why: str) -> None:
        message = f"{path} {why}; it is kept in extra"
        self.report(Issue("UNKNOWN", "info", f"extra.{path}", message, self.options.file, *self.at(path)))

    def _keep(self, path: str, value: Any) -> None:
        outer, key = self.parts[path]
        inside = self.extra.setdefault(outer, {}) if outer else self.extra
        inside[key] = plain_value(value)

    # what the steps are made of

    def taken(self, names: Iterable[str]) -> list[tuple[str, Any]]:
        """Path and value under each of these plain names, in this order; they count as used."""
        found = [self.names.pop(name) for name in names if name in self.names]
        return [(path, value) for path, value in found if value is not None and value not in ("", [], {})]

    def first(self, names: Iterable[str]) -> list[tuple[str, Any]]:
        """The first of these, as a list of one, or none; what others say differently is kept in `extra`."""
        found = self.taken(names)
        for path, value in found[1:]:
            if value != found[0][1]:
                self._again(path, value, found[0][0])
        return found[:1]

    def listed(self, names: Iterable[str]) -> list[tuple[str, Any]]:
        """Path and value of each entry under these names, whether it is one value or a list."""
        result: list[tuple[str, Any]] = []
        for path, value in self.taken(names):
            if isinstance(value, list | tuple):
                result.extend((f"{path}.{index}", item) for index, item in enumerate(value))
            else:
                result.append((path, value))
        return result

    def detail(self, group: str, path: str, value: Any) -> None:
        """Keep a value from within an author or a picture that no field takes."""
        self.extra.setdefault(group, {})[path] = plain_value(value)
        message = f"{path} is no name that newsml knows; it is kept in extra"
        self.report(Issue("UNKNOWN", "info", f"extra.{group}", message, self.options.file, *self.at(path)))

    def put(self, name: str, value: Any, path: str, target: str | None = None) -> None:
        """Set a field, and say where its value stands."""
        self.fields[name] = value
        self.place(path, target or name)

    def place(self, path: str, target: str) -> None:
        """Say that a path of the model comes from a path of the front matter, with all that is within."""
        self.found.setdefault(target, self.at(path))
        for place in self._within(path):
            self.found.setdefault(f"{target}{place[len(path) :]}", self.places[place])

    def _within(self, path: str) -> list[str]:
        """The paths within a path."""
        if not self.sorted_paths:
            self.sorted_paths = sorted(self.places)
        start, end = (bisect_left(self.sorted_paths, f"{path}{sign}") for sign in "./")
        return self.sorted_paths[start:end]

    def at(self, path: str) -> tuple[int | None, int | None]:
        """Line and column of a path of the front matter."""
        while path and path not in self.places:
            path = path.rpartition(".")[0]
        return self.places.get(path, (1, None))

    def wrong(self, path: str, value: Any, expected: str, target: str) -> None:
        """Note a value that is not what its name promises."""
        message = f"{path} {shown(value)} is not {expected}"
        self.issues.append(Issue("MODEL", "error", target, message, self.options.file, *self.at(path)))

    def text(self, path: str, value: Any, target: str) -> str | None:
        """Text; numbers, dates and booleans were meant as text where text is expected."""
        if isinstance(value, str | int | float | date | time):
            return str(plain_value(value)) if not isinstance(value, bool) else str(value).lower()
        self.wrong(path, value, "text", target)
        return None


def _is_nested(key: str, value: Any) -> bool:
    return isinstance(value, Mapping) and plain_key(key) in NESTED


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def plain_value(value: Any) -> Any:
    """A value as JSON has it: dates of TOML become text."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(item) for item in value]
    return value


def as_list(value: Any) -> list[Any]:
    """A list, or one value as a list of one."""
    return list(value) if isinstance(value, list | tuple) else [value]

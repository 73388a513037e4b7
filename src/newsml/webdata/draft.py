"""What is read of one article so far: fields of the model, what is kept of the source, where each came from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from newsml.issues import Issue, Report
from newsml.options import ReadOptions
from newsml.vocabularies import schema_terms as terms
from newsml.webdata.graph import Graph, Node, Place, kept_value
from newsml.webdata.values import day_of, moment, quiet_date

FORMAT = "jsonld"
"""What fragments of schema.org data are called, whatever syntax they had."""


_HINTS = 30
"""For how many unknown names of an article it is worked out what was meant."""
_LONGEST = 80


class Draft:
    """The fields of one article, collected from its node."""

    def __init__(self, node: Node, graph: Graph, report: Report, options: ReadOptions) -> None:
        self.node, self.graph, self.report, self.options = node, graph, report, options
        self.fields: dict[str, Any] = {}
        self.places: dict[str, Place] = {}
        self.sources: dict[str, str] = {}
        """The property that each field is from."""
        self.base = graph.base
        self._hints = _HINTS

    # --- fields ----------------------------------------------------------------------------------

    def put(self, field: str, value: Any, name: str) -> None:
        """Set a field, unless it is set or there is nothing to set."""
        if value is not None and field not in self.fields:
            self.fields[field] = value
            self._from(field, name)

    def add(self, field: str, value: Any, name: str) -> str:
        """Add an entry to a list; its path."""
        entries = self.fields.setdefault(field, [])
        entries.append(value)
        path = f"{field}.{len(entries) - 1}"
        self._from(field, name)
        self._from(path, name)
        return path

    def next(self, field: str) -> str:
        """The path of the next entry of a list."""
        return f"{field}.{len(self.fields.get(field, ()))}"

    def _from(self, path: str, name: str) -> None:
        self.places.setdefault(path, self.node.place_of(name))
        self.sources.setdefault(path, name)

    # --- what is kept ----------------------------------------------------------------------------

    def keep(self, name: str, values: Iterable[Any] | None = None, *, field: str | None = None) -> None:
        """Keep a property, or some values of it, as it is; ``field`` is where the same is said in our form."""
        listed = self.node.properties.get(name, []) if values is None else list(values)
        plain = [found for value in listed if (found := kept_value(name, value, self.base)) is not None]
        if plain:
            is_list = isinstance(self.node.raw.get(self.node.keys.get(name, name)), list)
            self._keep(name, plain if len(plain) > 1 or is_list else plain[0], field, ())

    def keep_types(self, types: list[str]) -> None:
        """Keep the types of the article, where newsml would write others."""
        self._keep("@type", types if len(types) > 1 else types[0], None, ())

    def rest(self, path: str, name: str, node: Node, taken: Iterable[str], types: Iterable[str] = ()) -> None:
        """Keep what an entry of a field leaves out of its node: properties, and a type that is not of ``types``."""
        known = frozenset(taken)
        more = [term for term in node.properties if term not in known]
        if types and node.types and not (len(node.types) == 1 and node.types[0] in frozenset(types)):
            more.insert(0, "@type")
        if more:
            self._keep(name, node.json(), path, tuple(more))

    def _keep(self, name: str, value: Any, field: str | None, more: tuple[str, ...]) -> None:
        pointer = self.node.place_of(name).pointer if name[:1] != "@" else f"{self.node.place.pointer}/@type"
        fragment: dict[str, Any] = {
            "format": FORMAT,
            "place": pointer,
            "markup": _text({name: value}),
        }
        if field is not None:
            fragment["field"] = field
        if more:
            fragment["more"] = more
        self.fields.setdefault("foreign", []).append(fragment)

    # --- findings --------------------------------------------------------------------------------

    def say(self, rule: str, severity: Any, path: str, message: str) -> None:
        """Report a finding."""
        self.report(Issue(rule, severity, path, message, self.options.file))

    def unknown(self, name: str) -> None:
        """Report a name that is no property of schema.org."""
        if ":" in name or terms.is_property(name):
            return
        self._hints -= 1
        near = terms.nearest(name) if self._hints >= 0 else None
        hint = f"; did you mean {near}?" if near else ""
        name = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
        self.say("UNKNOWN", "warning", name, f"{name} is not a property of schema.org; it is kept{hint}")

    def quiet(self, value: Any) -> str | None:
        """A date without a word about it; None for one that cannot be read in whole."""
        site = self.options.site
        return quiet_date(value, site.time_zone if site else None)

    def date(self, field: str, value: Any, name: str) -> str | None:
        """A date in the form of the model; one that cannot be read, or has no zone, is reported and kept."""
        site = self.options.site
        try:
            found = moment(value, site.time_zone if site else None)
        except ValueError as error:
            self.say("DATE", "warning", field, f"{name} {error}; it is left out")
            self.keep(name, [value])
            return None
        if found is None:
            return None
        if found.note:
            severity = "info" if found.zone == "applied" else "warning"
            self.say("ZONE", severity, field, f"{name} {day_of(value)!r}: {found.note}")
            if found.zone != "applied":
                self.keep(name, [value], field=field)
        return found.value


def _text(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=True)
    return text.encode("utf-8", "replace").decode()

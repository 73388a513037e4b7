"""Restate the terms of a release of schema.org as the table that newsml.vocabularies.schema_terms reads.

python scripts/schema_org_terms.py RELEASE_FOLDER

The folder holds ``schemaorg-current-https.jsonld`` and ``versions.json`` of the release (https://schema.org,
CC BY-SA 3.0). Names and how they hang together are taken, no descriptions.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "src" / "newsml" / "vocabularies" / "schema_terms.txt"

HEAD = """\
# Terms of schema.org, release {version} ({date}): which types, properties and members there are.
# Source: https://schema.org/version/{version}/schemaorg-current-https.jsonld. schema.org is under CC BY-SA 3.0,
# https://schema.org/docs/terms.html; these are its names and relations, none of its descriptions.
# Written by scripts/schema_org_terms.py. A line: mark, name, then parts that `=`, `@`, `<`, `>` begin.
# Marks: ~ pending, none otherwise. = parents of a type, or types that a member is of; @ the types that have a
# property; < what a property takes; > what replaces the term.
"""

PENDING = "https://pending.schema.org"
OUTSIDE = "https://meta.schema.org"


def ids(value: Any) -> list[str]:
    """The schema.org names that a property of the release file points to."""
    values = value if isinstance(value, list) else [value] if value else []
    return sorted(v["@id"].removeprefix("schema:") for v in values if v["@id"].startswith("schema:"))


def kinds(node: dict[str, Any]) -> list[str]:
    value = node["@type"]
    return value if isinstance(value, list) else [value]


def line(node: dict[str, Any], *parts: tuple[str, list[str]]) -> str:
    mark = "~" if node.get("schema:isPartOf", {}) == {"@id": PENDING} else ""
    replaced = (">", ids(node.get("schema:supersededBy")))
    words = [f"{sign}{','.join(names)}" for sign, names in (*parts, replaced) if names]
    return " ".join([mark + node["@id"].removeprefix("schema:"), *words])


def lines(graph: list[dict[str, Any]]) -> Iterator[str]:
    """The sections, each sorted by name."""
    sections: dict[str, list[str]] = defaultdict(list)
    for node in graph:
        if not node["@id"].startswith("schema:") or node.get("schema:isPartOf", {}) == {"@id": OUTSIDE}:
            continue
        of = kinds(node)
        if "rdfs:Class" in of:
            section = "data types" if is_data_type(node, graph) else "types"
            sections[section].append(line(node, ("=", ids(node.get("rdfs:subClassOf")))))
        elif "rdf:Property" in of:
            parts = (
                ("@", ids(node.get("schema:domainIncludes"))),
                ("<", ids(node.get("schema:rangeIncludes"))),
            )
            sections["properties"].append(line(node, *parts))
        else:
            sections["members"].append(line(node, ("=", [k.removeprefix("schema:") for k in of])))
    for name in ("data types", "types", "properties", "members"):
        yield f"[{name}]"
        yield from sorted(sections[name], key=lambda text: text.lstrip("~"))


def is_data_type(node: dict[str, Any], graph: list[dict[str, Any]]) -> bool:
    """Whether a class is schema:DataType, one of its instances, or a subclass of one."""
    by_id = {n["@id"]: n for n in graph}
    while node:
        if node["@id"] == "schema:DataType" or "schema:DataType" in kinds(node):
            return True
        parents = ids(node.get("rdfs:subClassOf"))
        node = by_id.get(f"schema:{parents[0]}", {}) if parents else {}
    return False


def main(arguments: Sequence[str]) -> int:
    """Write the table."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    versions = json.loads((folder / "versions.json").read_text("utf-8"))
    version = versions["schemaversion"]
    graph = json.loads((folder / "schemaorg-current-https.jsonld").read_text("utf-8"))["@graph"]
    head = HEAD.format(version=version, date=versions["releaseLog"][version])
    TARGET.write_text(head + "\n".join(lines(graph)) + "\n", "utf-8")
    print(f"wrote {TARGET}: {len(graph)} terms of {version}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

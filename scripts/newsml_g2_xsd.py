"""The XSD of NewsML-G2 that newsml ships, from the grammar in ``schemas/newsml-g2/grammar.txt``.

Specification: XML Schema 1.0, https://www.w3.org/TR/xmlschema-1/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from newsml.g2_grammar import NAMESPACE, Entry, Grammar, Part, grammar

HEAD = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<!-- Written by scripts/generate.py from grammar.txt: change that. -->
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{NAMESPACE}" targetNamespace="{NAMESPACE}" \
elementFormDefault="qualified" version="2.35">
<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>
"""
SIGNATURE = "http://www.w3.org/2000/09/xmldsig#"
WILDCARDS = {"other": "##other", "any": "##any", "item": NAMESPACE, "signature": SIGNATURE}
OCCURS = {
    "": {},
    "?": {"minOccurs": "0"},
    "*": {"minOccurs": "0", "maxOccurs": "unbounded"},
    "+": {"maxOccurs": "unbounded"},
}
FOREIGN = {
    "": {"namespace": "##other", "processContents": "lax"},
    "known": {"namespace": "##other"},
    "unchecked": {"namespace": "##other", "processContents": "skip"},
    "plain": {"namespace": "##local", "processContents": "lax"},
}


def newsml_g2_xsd() -> str:
    """The schema as text, one line a node."""
    facts = grammar()
    lines = [
        *(line for name, value in facts.values.items() for line in simple_type(facts, name, value.rule)),
        *(line for entry in facts.attributes.values() for line in attribute_group(entry)),
        *(line for entry in facts.groups.values() for line in group(facts, entry)),
        *(line for entry in facts.shapes.values() for line in complex_type(facts, entry, entry.name)),
        *(line for entry in facts.elements.values() for line in element(facts, entry)),
    ]
    return HEAD + "\n".join(lines) + "\n</xs:schema>\n"


def node(tag: str, inner: Iterable[str] = (), /, **attributes: str) -> Iterator[str]:
    """An element of XML Schema, what is in it indented."""
    start = f"<xs:{tag}" + "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    lines = [f" {line}" for line in inner]
    if lines:
        yield start + ">"
        yield from lines
        yield f"</xs:{tag}>"
    else:
        yield start + "/>"


# --- Values ------------------------------------------------------------------------------------------------------


def simple_type(facts: Grammar, name: str, rule: str) -> Iterator[str]:
    if not is_built_in(facts, name):
        yield from node("simpleType", restriction(facts, rule), name=name)


def is_built_in(facts: Grammar, name: str) -> bool:
    return re.fullmatch(r"\w+", facts.values[name].rule) is not None


def type_name(facts: Grammar, name: str) -> str:
    """A value's type: that of XML Schema if the grammar adds nothing to it."""
    return f"xs:{facts.values[name].rule}" if is_built_in(facts, name) else name


def restriction(facts: Grammar, rule: str) -> Iterator[str]:
    base, how, rest = (*rule.split(" ", 2), "")[:3]
    if base == "either":
        return node("union", memberTypes=" ".join(type_name(facts, part) for part in rule.split()[1:]))
    if base == "list":
        return node("list", itemType=type_name(facts, rest))
    if base == "some":
        least_one = [
            *node("simpleType", node("list", itemType=type_name(facts, rest))),
            *node("minLength", value="1"),
        ]
        return node("restriction", least_one)
    return node("restriction", facets(how, rest), base=f"xs:{base}")


def facets(how: str, rest: str) -> Iterator[str]:
    if how == "like":
        yield from node("pattern", value=rest)
    elif how == "from":
        least, most = rest.split(" to ")
        yield from node("minInclusive", value=least)
        yield from node("maxInclusive", value=most)
    else:
        for word in rest.split():
            yield from node("enumeration", value=word.strip('"'))


# --- Attributes ----------------------------------------------------------------------------------------------------


def attribute_group(entry: Entry) -> Iterator[str]:
    return node("attributeGroup", attributes(entry.has), name=entry.name)


def attributes(has: str) -> Iterator[str]:
    facts = grammar()
    for word in has.split():
        name = re.match(r"[\w-]+", word)
        if "=" not in word and name:
            yield from node("attributeGroup", ref=name[0])
            continue
        for attribute in facts.listed(word):
            if attribute.name.startswith("xml:"):
                yield from node("attribute", ref=attribute.name)
                continue
            use = {"use": "required"} if attribute.required else {}
            yield from node("attribute", name=attribute.name, type=type_name(facts, attribute.value), **use)


# --- Elements ------------------------------------------------------------------------------------------------------


def group(facts: Grammar, entry: Entry) -> Iterator[str]:
    return node("group", node("sequence", parts(facts.parts(entry.holds))), name=entry.name)


def element(facts: Grammar, entry: Entry) -> Iterator[str]:
    if entry.like and not (entry.has or entry.holds or entry.foreign):
        return node("element", name=entry.name, type=entry.like)
    return node("element", complex_type(facts, entry), name=entry.name)


def complex_type(facts: Grammar, entry: Entry, name: str = "") -> Iterator[str]:
    """The type of a shape, all that it has by `like` written out."""
    shape = facts.shape(name) if name else facts.shape(f"element {entry.name}")
    allowed = [*attributes(" ".join(step.has for step in lineage(facts, entry)))]
    if shape.foreign != "none":
        allowed += node("anyAttribute", **FOREIGN[shape.foreign])
    if shape.text:
        extension = node("extension", allowed, base=type_name(facts, shape.text))
        inner = node("simpleContent", extension)
    else:
        content = [*node("sequence", parts(shape.content))] if shape.content else []
        inner = iter([*content, *allowed])
    return node(
        "complexType", inner, **({"name": name} if name else {}), **({"mixed": "true"} if shape.mixed else {})
    )


def lineage(facts: Grammar, entry: Entry) -> list[Entry]:
    """The shapes an entry is like, the first ancestor first, and the entry itself."""
    return [*(lineage(facts, facts.shapes[entry.like]) if entry.like else []), entry]


def parts(content: Iterable[Part]) -> Iterator[str]:
    for part in content:
        occurs = OCCURS[part.times]
        if part.kind == "group":
            yield from node("group", ref=part.name, **occurs)
        elif part.kind == "wildcard":
            yield from node("any", namespace=WILDCARDS[part.name], processContents="lax", **occurs)
        elif part.kind in ("choice", "sequence"):
            yield from node(part.kind, parts(part.parts), **occurs)
        elif part.shape == f"element {part.name}":
            yield from node("element", ref=part.name, **occurs)
        else:
            yield from node("element", name=part.name, type=part.shape, **occurs)

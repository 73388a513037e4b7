"""Damaged documents of NewsML-G2, by the thousand, the same for the same seed.

    for name, data in mutants(2000, seed=1): ...

    python -m tests.mutations --count 20000        # compares the verdicts of our schema and the official one
    python -m tests.mutations --count 50 --write /tmp/mutants

The sources are the corpus beside the checkout, where it is, our samples, and documents grown from the grammar.
"""

from __future__ import annotations

import argparse
import copy
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

from lxml import etree

from newsml.g2_grammar import NAMESPACE, grammar, shape_of
from newsml.xml_places import Places
from tests.conftest import ROOT
from tests.g2_official import corpus_files, official_schema
from tests.grown import grown

TAG = f"{{{NAMESPACE}}}"
XML = "{http://www.w3.org/XML/1998/namespace}"
VALUES = (
    "", " ", "x", "12", "0", "-1", "+7", "1.5", "1e3", "101", "9", "10", "99999999999999999999", "true", "1", "yes",
    "medtop:04000000", "medtop:", ":x", "a:b c:d", "a b", " a:b ", "a:b:c", "http://x.org/a", "http://x.org/a b", "http://[",
    "%zz", "urn:x:y", "#part", "2026-05-04", "2026-05-04T09:30:00Z", "2026-05-04T09:30:00+02:00", "2026-05-04T09:30:00+0200",
    "2026-05-04T09:30:00", "2026-13-04", "2026-02-30", "2026-05", "2026", "--05", "--05-04", "---04", "04.05.2026", "PT1H30M",
    "P", "ltr", "rtl", "progressive", "en", "en-GB", "en_GB", "12345678901", "tlhhh-x", "line\nbreak", "tab\there", "Ærø ", "2.35",
    "2", "MO TU", "-1FR", "MONTHLY", "-366", "0 59", "60", "DEPR", "RCONT", "NMSG", "a.b-c_d", "1abc", "part1", "preserve",
)  # fmt: skip
FOREIGN = (
    "{urn:x-foreign}thing",
    "{http://www.w3.org/1999/xhtml}p",
    "{http://www.w3.org/2000/09/xmldsig#}Signature",
    "thing",
)

Damage = Callable[[etree._Element, Random], bool]


@cache
def sources() -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of every well-formed document: the corpus, our samples, and some grown from the grammar."""
    files = [*corpus_files(), *sorted(ROOT.glob("samples/*/expected.xml"))]
    found = [(f"{path.parent.name}/{path.name}", path.read_bytes()) for path in files]
    # What grows within rightsExpressionXML is no ODRL, so the official schema refuses it to begin with.
    found += [
        (name, data)
        for name, data in grown(3 * len(grammar().elements))
        if b"rightsExpressionXML" not in data
    ]
    return tuple(
        (name, data) for name, data in found if _root(data) is not None and NAMESPACE.encode() in data
    )


def _root(data: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def mutants(count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Name of the source with what was done to it, and the damaged document, `count` times."""
    random = Random(seed)
    trees = [(name, root) for name, data in sources() if (root := _root(data)) is not None]
    made = 0
    while made < count:
        name, source = random.choice(trees)
        root = copy.deepcopy(source)
        done = [
            damage.__name__
            for damage in random.choices(DAMAGES, k=random.choice((1, 1, 1, 2, 3)))
            if damage(root, random)
        ]
        data = etree.tostring(root, encoding="utf-8")
        if done and _root(data) is not None:  # libxml2 refuses to read a wrong xml:id
            made += 1
            yield f"{name}#{made}:{'+'.join(done)}", data


# --- Damages: each changes the tree in place, and says whether it could ----------------------------------------------


def pick(root: etree._Element, random: Random, inner: bool = True) -> etree._Element | None:
    nodes = [node for node in root.iter("*") if not inner or node is not root]
    return random.choice(nodes) if nodes else None


def picked_attribute(root: etree._Element, random: Random) -> tuple[etree._Element, str] | None:
    pairs = [(node, name) for node in root.iter("*") for name in node.attrib]
    return random.choice(pairs) if pairs else None


def remove(node: etree._Element) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def drop_element(root: etree._Element, random: Random) -> bool:
    node = pick(root, random)
    if node is None:
        return False
    remove(node)
    return True


def double_element(root: etree._Element, random: Random) -> bool:
    node = pick(root, random)
    if node is None:
        return False
    node.addnext(copy.deepcopy(node))
    return True


def swap_elements(root: etree._Element, random: Random) -> bool:
    node = pick(root, random)
    other = node.getnext() if node is not None else None
    if node is None or other is None:
        return False
    other.addnext(node)
    return True


def move_element(root: etree._Element, random: Random) -> bool:
    node = pick(root, random)
    parent = node.getparent() if node is not None else None
    if node is None or parent is None or len(parent) < 2:
        return False
    parent.remove(node)
    parent.insert(random.randrange(len(parent) + 1), node)
    return True


def rename_element(root: etree._Element, random: Random) -> bool:
    node = pick(root, random, inner=random.random() > 0.05)
    if node is None:
        return False
    local = etree.QName(node).localname
    near = [f"{TAG}{name}" for name in siblings_of(node)]
    node.tag = random.choice(
        [
            *near,
            f"{TAG}{local}s",
            f"{{urn:x-foreign}}{local}",
            local,
            *(f"{TAG}{name}" for name in all_names()),
        ]
    )
    return True


def graft_element(root: etree._Element, random: Random) -> bool:
    parent, node = pick(root, random, inner=False), pick(root, random)
    if parent is None or node is None:
        return False
    parent.insert(random.randrange(len(parent) + 1), copy.deepcopy(node))
    return True


def add_element(root: etree._Element, random: Random) -> bool:
    parent = pick(root, random, inner=False)
    assert parent is not None
    shape = shape_of(parent)
    known = list(shape.children) if shape else []
    tag = random.choice(
        [*FOREIGN, *(f"{TAG}{name}" for name in known * 3), *(f"{TAG}{name}" for name in all_names()[:20])]
    )
    node = etree.Element(tag)
    if random.random() < 0.5:
        node.text = random.choice(VALUES)
    parent.insert(random.randrange(len(parent) + 1), node)
    return True


def drop_attribute(root: etree._Element, random: Random) -> bool:
    found = picked_attribute(root, random)
    if not found:
        return False
    del found[0].attrib[found[1]]
    return True


def add_attribute(root: etree._Element, random: Random) -> bool:
    node = pick(root, random, inner=False)
    assert node is not None
    shape = shape_of(node)
    known = [name.replace("xml:", XML) for name in shape.attributes] if shape else []
    name = random.choice(
        [
            *known * 2,
            *all_attributes(),
            f"{XML}space",
            f"{XML}base",
            f"{XML}id",
            "{urn:x-foreign}note",
            "planet",
        ]
    )
    node.set(name, random.choice(VALUES))
    return True


def rename_attribute(root: etree._Element, random: Random) -> bool:
    found = picked_attribute(root, random)
    if not found:
        return False
    node, name = found
    node.set(
        random.choice([name.rpartition("}")[2].upper(), name + "s", *all_attributes()[:5]]),
        node.attrib.pop(name),
    )
    return True


def spoil_attribute(root: etree._Element, random: Random) -> bool:
    found = picked_attribute(root, random)
    if not found:
        return False
    found[0].set(found[1], random.choice(VALUES))
    return True


def spoil_text(root: etree._Element, random: Random) -> bool:
    nodes = [node for node in root.iter("*") if len(node) == 0 and (node.text or "").strip()]
    if not nodes:
        return False
    random.choice(nodes).text = random.choice(VALUES)
    return True


def add_text(root: etree._Element, random: Random) -> bool:
    node = pick(root, random, inner=False)
    assert node is not None
    if len(node) and random.random() < 0.5:
        node[-1].tail = random.choice(VALUES)
    else:
        node.text = (node.text or "") + random.choice(VALUES)
    return True


DAMAGES: tuple[Damage, ...] = (
    drop_element, double_element, swap_elements, move_element, rename_element, graft_element, add_element,
    drop_attribute, add_attribute, rename_attribute, spoil_attribute, spoil_text, add_text,
)  # fmt: skip


@cache
def all_names() -> list[str]:
    facts = grammar()
    names = {name for entry in facts.elements for name in (entry, *grammar_children(entry))}
    return sorted(names)


def grammar_children(name: str) -> list[str]:
    shape = grammar().alone(name)
    return list(shape.children) if shape else []


def siblings_of(node: etree._Element) -> list[str]:
    parent = node.getparent()
    shape = shape_of(parent) if parent is not None else None
    return list(shape.children) if shape else []


@cache
def all_attributes() -> list[str]:
    facts = grammar()
    return sorted(
        {attribute.name for entry in facts.attributes.values() for attribute in facts.listed(entry.has)}
        - {"xml:lang"}
    )


# --- Comparing two schemas -------------------------------------------------------------------------------------------

ODRL = "http://www.w3.org/ns/odrl/2/"


def differences(documents: Iterable[tuple[str, bytes]]) -> dict[str, list[str]]:
    """The documents on which our schema and the official one, with ODRL, disagree: names by the reason."""
    from newsml.schemas import xml_schema

    ours, theirs = xml_schema("newsml-g2"), official_schema("2.35", odrl=True)
    found: dict[str, list[str]] = {}
    for name, data in documents:
        # Each schema gets a tree of its own, for validating leaves ids behind.
        mine, other = etree.fromstring(data), etree.fromstring(data)
        accepted = ours.validate(mine)
        if accepted != theirs.validate(other):
            error = (theirs if accepted else ours).error_log[0]
            found.setdefault(reason(accepted, error, other), []).append(name)
    return found


def reason(accepted: bool, error: etree._LogEntry, root: etree._Element) -> str:
    """Why the other schema refuses: ours takes ODRL as foreign content, whatever is in it."""
    node: etree._Element | None = Places(root).element(error.path or "")
    while accepted and node is not None:
        if etree.QName(node).namespace == ODRL:
            return "within ODRL"
        node = node.getparent()
    return f"{'accepted' if accepted else 'refused'} by ours alone: {error.message}"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="write the documents into this folder, compare nothing")
    options = parser.parse_args(arguments)
    documents = mutants(options.count, options.seed)
    if options.write:
        options.write.mkdir(parents=True, exist_ok=True)
        for index, (_, data) in enumerate(documents):
            (options.write / f"{index:06}.xml").write_bytes(data)
        return 0
    found = differences(documents)
    differing = sum(map(len, found.values()))
    print(f"{options.count} documents, agreement {100 * (1 - differing / options.count):.3f} %")
    for why, names in sorted(found.items(), key=lambda item: -len(item[1])):
        print(f"{len(names):5} {why}, as in {names[0]}")
    return 0 if differing <= options.count / 1000 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Valid documents of NewsML-G2 grown from the grammar, so that what no feed at hand uses is looked at too.

    for name, data in grown(500, seed=1): ...

Each begins with one of the elements that may stand alone, in turn; the texts mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

from lxml import etree

from newsml.g2_grammar import TAG, XML_TAG, Part, Shape, grammar

DEPTH = 6
FOREIGN = "{urn:x-foreign}"
VALID: dict[str, tuple[str, ...]] = {
    "string": ("text", "", "two words", "line\nbreak"), "line": ("text", "two words", ""), "iri": ("http://example.org/a", "urn:x:y", "#a"),
    "iris": ("http://example.org/a urn:x:y", ""), "qcode": ("medtop:04000000", "x:Ærø/1:2"), "qcodes": ("a:b", "a:b c:d", ""),
    "idref": ("part1",), "idrefs": ("part1 part2",), "boolean": ("true", "false", "1", "0"), "whole": ("12", "-3", "+7"),
    "amount": ("0", "1280"), "ordinal": ("1", "3"), "percent": ("0", "100"), "one-to-nine": ("1", "9", " 4 "), "decimal": ("48.2", "-1"),
    "double": ("2.5", "1e3", "INF"), "tag": ("en", "nb-NO"), "tag-or-nothing": ("en-GB", ""), "tokens": ("a b.c", "x"), "prefix": ("medtop",),
    "qname": ("string",), "uri": ("http://example.org/a",), "version": ("2.35",), "direction": ("ltr", " rtl "), "scan": ("interlaced",),
    "catalog-flag": ("DEPR-SCH",), "channel-flag": ("RCONT",), "header-flag": ("NMSG",), "facet-flag": ("DEPR",),
    "moment": ("2026-05-04T09:30:00Z", "2026-05-04T09:30:00.5+02:00", "2026-05-04T09:30:00"), "moment-or-nothing": ("", "2026-05-04T09:30:00Z"),
    "day-or-moment": ("2026-05-04", "2026-05-04T09:30:00Z"), "partial": ("2026", "2026-05", "2026-05-04", "2026-05-04T09:30:00Z"),
    "approximate": ("2026-05", "--05", "--05-04", "---04", "2026"), "duration": ("PT1H30M", "P1Y"), "frequency": ("MONTHLY",),
    "weekday": ("MO", "SU"), "sixtieths": ("0 59",), "hours": ("0 23",), "months": ("1 12",), "weekdays": ("MO -1FR",),
    "days-of-month": ("1 31 -1",), "weeks-of-year": ("53 -53",), "days-of-year": ("366 -366",),
}  # fmt: skip


def grown(count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of `count` valid documents."""
    facts = grammar()
    names = list(facts.elements)
    for index in range(count):
        name = names[index % len(names)]
        shape = facts.alone(name)
        assert shape is not None
        yield (
            f"grown/{name}#{index}",
            etree.tostring(_Gardener(Random(f"{seed} {index}")).element(name, shape, 0)),
        )


class _Gardener:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.ids = 0

    def element(self, name: str, shape: Shape, depth: int) -> etree._Element:
        node = etree.Element(f"{TAG}{name}")
        for attribute in shape.attributes.values():
            if attribute.required or self.random.random() < 3 / (3 + len(shape.attributes)):
                node.set(attribute.name.replace("xml:", XML_TAG), self.value(attribute.value))
        if shape.foreign == "" and self.random.random() < 0.1:
            node.set(f"{FOREIGN}note", "text")
        if shape.foreign == "plain" and self.random.random() < 0.2:
            node.set("whatever", "text")
        if shape.text:
            node.text = self.value(shape.text)
        node.extend(self.children(shape.content, depth))
        if shape.mixed:
            node.text = "words "
        return node

    def value(self, kind: str) -> str:
        if kind == "id":
            self.ids += 1
            return f"part{self.ids}"
        return self.random.choice(VALID[kind])

    def children(self, parts: Iterable[Part], depth: int) -> Iterator[etree._Element]:
        for part in parts:
            if part.kind == "group":
                yield from self.children(grammar().parts(grammar().groups[part.name].holds), depth)
                continue
            for _ in range(self.times(part.times, depth)):
                yield from self.one(part, depth)

    def times(self, times: str, depth: int) -> int:
        if times in ("", "+"):
            return 1 + (times == "+" and self.random.random() < 0.3)
        if depth >= DEPTH:
            return 0
        wanted = int(self.random.random() < 1.2 / (depth + 1.5))
        return wanted and self.random.choice((1, 1, 2, 3) if times == "*" else (1,))

    def one(self, part: Part, depth: int) -> Iterator[etree._Element]:
        if part.kind == "choice":
            yield from self.children([self.random.choice(part.parts)], depth)
        elif part.kind == "sequence":
            yield from self.children(part.parts, depth)
        elif part.kind == "element":
            yield self.element(part.name, grammar().shape(part.shape), depth + 1)
        else:
            yield self.wild(part.name, depth)

    def wild(self, kind: str, depth: int) -> etree._Element:
        facts = grammar()
        name = self.random.choice(list(facts.elements)) if kind == "any" and depth < 3 else "catalogContainer"
        shape = facts.alone(name)
        assert shape is not None
        if kind == "item" or (kind == "any" and depth < 3):
            return self.element(name, shape, depth + 2)
        if kind == "signature":
            return etree.Element("{http://www.w3.org/2000/09/xmldsig#}Signature")
        return etree.Element(f"{FOREIGN}thing", {"some": "text"})

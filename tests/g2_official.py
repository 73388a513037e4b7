"""The official XSDs of NewsML-G2, read into names: what each type has, for comparison with our grammar."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

from tests.conftest import SHARED

XSD = "{http://www.w3.org/2001/XMLSchema}"
CORPUS = SHARED / "corpus" / "newsml-g2"
VERSIONS = {
    "1.9": "NAR_1.9",
    "2.9": "NewsML-G2_2.9",
    "2.12": "NewsML-G2_2.12",
    "2.18": "NewsML-G2_2.18",
    "2.23": "NewsML-G2_2.23",
    "2.28": "NewsML-G2_2.28",
    "2.35": "NewsML-G2_2.35",
}

Type = etree._Element | None
"""A complexType; None for an element whose type is simple."""


def path_of(version: str) -> Path:
    return CORPUS / "xsd" / f"{VERSIONS[version]}-spec-All-Power.xsd"


class Facts:
    """What a type has: attributes with whether they are mandatory, children with their types, names in order."""

    def __init__(self) -> None:
        self.attributes: dict[str, bool] = {}
        self.children: dict[str, Type] = {}
        self.order: list[str] = []


class Official:
    def __init__(self, version: str) -> None:
        root = etree.parse(path_of(version)).getroot()
        self.named = {
            (node.tag.removeprefix(XSD), node.get("name")): node for node in root if isinstance(node.tag, str)
        }
        self.elements = {name for kind, name in self.named if kind == "element"}
        self._facts: dict[Type, Facts] = {}

    def type_of(self, name: str) -> Type:
        return self._type(self.named["element", name])

    def _type(self, element: etree._Element) -> Type:
        if element.get("ref"):
            return self.type_of(element.get("ref"))
        return self.named.get(("complexType", element.get("type")), element.find(f"{XSD}complexType"))

    def facts(self, kind: Type) -> Facts:
        if kind not in self._facts:
            found = self._facts[kind] = Facts()
            if kind is not None:
                self._walk(kind, found)
        return self._facts[kind]

    def _walk(self, node: etree._Element, found: Facts) -> None:
        for child in node.iterchildren(f"{XSD}*"):
            word = child.tag.removeprefix(XSD)
            if word == "extension":
                base = self.facts(self.named.get(("complexType", child.get("base"))))
                found.attributes.update(base.attributes)
                found.children.update(base.children)
                found.order += base.order
                self._walk(child, found)
            elif word in ("sequence", "choice", "complexContent", "simpleContent"):
                self._walk(child, found)
            elif word in ("group", "attributeGroup"):
                self._walk(self.named[word, child.get("ref")], found)
            elif word == "element":
                name = child.get("name") or child.get("ref")
                found.children[name] = self._type(child)
                found.order.append(name)
            elif word == "attribute":
                found.attributes[child.get("name") or child.get("ref")] = child.get("use") == "required"


@cache
def official(version: str) -> Official:
    return Official(version)


@cache
def official_schema(version: str, odrl: bool = False) -> etree.XMLSchema:
    """The compiled XSD of a version; with `odrl` the one that knows the elements of ODRL too."""
    path = CORPUS / "xsd" / f"G2-multi-schema-{version}.xsd" if odrl else path_of(version)
    return etree.XMLSchema(etree.parse(path))


def corpus_files() -> list[Path]:
    """All documents of NewsML-G2 in the corpus, broken ones too."""
    skipped = {"xsd"}
    return sorted(
        path
        for path in CORPUS.rglob("*")
        if path.is_file()
        and path.relative_to(CORPUS).parts[0] not in skipped
        and b"http://iptc.org/std/nar/2006-10-01/" in path.read_bytes()[:4000]
    )

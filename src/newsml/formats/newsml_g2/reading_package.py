"""packageItem in: its groups, and the members of each.

Specification: NewsML-G2 2.35, groupSet, group, Link1Type.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import attributes_of, elements, name_of
from newsml.formats.newsml_g2.meta import CLASSES_READ
from newsml.formats.newsml_g2.reading import ReadOptions
from newsml.formats.newsml_g2.reading_apart import language, part
from newsml.formats.newsml_g2.reading_concepts import concept, link, take_word
from newsml.formats.newsml_g2.reading_content import CONTENT_META
from newsml.formats.newsml_g2.reading_extensions import ext_as
from newsml.formats.newsml_g2.reading_fields import append, once
from newsml.formats.newsml_g2.reading_items import item_of, parts_with
from newsml.formats.newsml_g2.reading_meta import ITEM_META
from newsml.formats.newsml_g2.reading_relations import linked_language, text_value
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.issues import Report
from newsml.model.package import Package

MODES = frozenset({"seq", "alt", "bag"})
_PROPERTY = ext_as()


def package_of(
    root: Element, report: Report, options: ReadOptions, header: list[Element] | None = None
) -> Package:
    """The package of a packageItem element. Raises InvalidArticle for values that the model refuses."""
    return item_of(Package, root, report, options, header, PACKAGE)


def _group_set(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    if root := attributes.get("root", "").strip():
        del attributes["root"]
        source.fields["root"] = root
    for child in elements(element):
        if name_of(child) == "group":
            source.property(child, _take_group)
        else:
            source.keep_original(child)
    source.rest(element, attributes)


def _take_group(source: Source, element: Element) -> None:
    if not source.own_manner:
        source.odd()
    append(source, element, "groups", _group(source, element))


def _group(source: Source, element: Element) -> Fields:
    attributes = attributes_of(element)
    found: Fields = {}
    if "id" in attributes:
        found["id"] = attributes.pop("id")
    take_word(source, element, attributes, found, "role")
    if (mode := source.word(element, attributes, "mode", "pgrmod", MODES)) is not None:
        found["mode"] = mode
    source.rest(element, attributes)
    for child in elements(element):
        name = name_of(child)
        if name in ("title", "edNote") and (text := text_value(source, child)) is not None:
            found.setdefault("titles" if name == "title" else "ed_notes", []).append(text)
        elif name in ("signal", "conceptRef"):
            _concept(source, child, found, name)
        elif name == "groupRef" and child.get("idref"):
            attributes = attributes_of(child)
            found.setdefault("members", []).append({"group": attributes.pop("idref")})
            source.rest(child, attributes, elements(child))
        elif name == "groupExtProperty" and _PROPERTY(source, child, found):
            pass
        elif name == "itemRef" and (member := _member(source, child)):
            found.setdefault("members", []).append(member)
        else:
            source.keep(child)
    return found


def _concept(source: Source, element: Element, found: Fields, name: str) -> None:
    attributes = attributes_of(element)
    meant = concept(source, element, attributes)
    if not meant:
        source.keep(element)
        return
    if name == "signal":
        found.setdefault("signals", []).append(meant)
    else:
        found.setdefault("members", []).append({"concept": meant})
    source.rest(element, attributes)


def _member(source: Source, element: Element) -> Fields:
    """An item by its guid or address, with what the package says about it."""
    attributes = attributes_of(element)
    found = link(source, element, attributes)
    for name in ("rank", "size"):
        if (number := source.count(element, attributes, name)) is not None:
            found[name] = number
    if not found:
        return found
    source.rest(element, attributes)
    left = linked_language(source, element, found)
    hint = part(source, left, _HINT)
    if "class" in hint:
        hint["item_type"] = hint.pop("class")
    if hint:
        found["hint"] = hint
    return found


def _hinted_class(source: Source, element: Element) -> None:
    """The class of the item behind a link, set aside so that its texts are not read as those of a picture."""
    alias, _, code = element.get("qcode", "").partition(":")
    if (
        alias != "ninat"
        or code not in CLASSES_READ
        or len(element.attrib) != 1
        or not once(source, element, "class")
    ):
        source.keep(element)
        return
    source.fields["class"] = CLASSES_READ[code]
    source.rest(element, {}, elements(element))


_HINT = {**ITEM_META, **CONTENT_META, "language": language, "itemClass": _hinted_class}
PACKAGE = parts_with({"groupSet": _group_set})

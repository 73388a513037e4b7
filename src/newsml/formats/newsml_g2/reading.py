"""NewsML-G2 in: each newsItem of a document as an article.

Specification: https://iptc.org/standards/newsml-g2/, versions NAR 1.x and 2.x, core and power, told by the
elements rather than by the version that the document claims. One function for each element, in tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from lxml.etree import _Element as Element

from newsml.assemble import assemble, sets
from newsml.formats.newsml_g2.catalogues import in_own_manner, read_catalogues
from newsml.formats.newsml_g2.draft import NAMESPACE, STANDARD
from newsml.formats.newsml_g2.elements import Attributes, attributes_of, elements, name_of
from newsml.formats.newsml_g2.memory import remember
from newsml.formats.newsml_g2.reading_asserts import read_asserts
from newsml.formats.newsml_g2.reading_body import checked_page, content_set
from newsml.formats.newsml_g2.reading_content import CONTENT_META, main_headline
from newsml.formats.newsml_g2.reading_content_parts import inline_ref, part_meta
from newsml.formats.newsml_g2.reading_fields import Reader, within
from newsml.formats.newsml_g2.reading_history import hop_history, pub_history
from newsml.formats.newsml_g2.reading_meta import ITEM_META
from newsml.formats.newsml_g2.reading_rights import rights_info, rights_infos
from newsml.formats.newsml_g2.source import Source
from newsml.issues import Report
from newsml.model import Article, Item
from newsml.model.values import canonical_language
from newsml.options import ReadOptions as CommonOptions
from newsml.xml import XML_LANG
from newsml.xmlparts import Part

__all__ = ["PARTS", "ReadOptions", "article_of", "finished", "read_parts"]

Kind = TypeVar("Kind", bound=Item)

_NAR = f"{{{NAMESPACE}}}"
_LANGUAGE = f"{_NAR}language"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions(CommonOptions):
    """What the reader of NewsML-G2 may be told."""

    inspect: Callable[[Part], None] | None = field(default=None, metadata={"internal": True})
    """Told each part of a document, header or item, before it is read."""
    tree: Element | None = field(default=None, metadata={"internal": True})
    """The document as `newsml.xml.parse_xml` gives it, where it was parsed already; reading changes it."""
    join: bool = False
    """Whether packages come with those articles of the same message that are their members; all are held for that."""


# --- one item ------------------------------------------------------------------------------------


def article_of(
    root: Element, report: Report, options: ReadOptions, header: list[Element] | None = None
) -> Article:
    """The article of a newsItem element. Raises InvalidArticle for values that the model refuses."""
    source = Source(root, report, options, options.keep)
    read_parts(source)
    for element in header or ():
        source.keep_at("newsMessage", element)
    return _finished(source)


def read_parts(source: Source, table: Mapping[str, Reader] | None = None, *, language: bool = True) -> None:
    """Read everything within the item into the fields of the source, by the table of the blocks that its kind has.

    ``language`` says whether items of the kind say the language of their content.
    """
    parts: dict[str, list[Element]] = {}
    for child in elements(source.root):
        if child.tag.startswith(_NAR):
            parts.setdefault(name_of(child), []).append(child)
        else:
            parts.setdefault("", []).append(child)
    _head(source, parts, language)
    for name, read_part in (table or PARTS).items():
        found = parts.pop(name, [])
        if name == "rightsInfo":
            rights_infos(source, found)
            continue
        for index, element in enumerate(found):
            if not element.attrib and not elements(element):
                source.keep_original(element)
            elif index == 0 or name in _REPEATED:
                read_part(source, element)
            else:
                _second(source, element)
    read_asserts(source, parts.pop("assert", []))
    for others in parts.values():
        for element in others:
            source.keep_original(element)


def _second(source: Source, element: Element) -> None:
    """Keep a block that stands for the second time: what each says would be lost in one."""
    message = f"a second {name_of(element)} is kept for NewsML-G2 only: what each covers would be lost in one"
    source.say("UNKNOWN", "info", element, message)
    source.keep_original(element)


def _head(source: Source, parts: dict[str, list[Element]], language: bool) -> None:
    """Catalogues, attributes and language: what the rest is read by."""
    root = source.root
    catalogues = [*parts.pop("catalogRef", ()), *parts.pop("catalog", ())]
    read_catalogues(source, catalogues)
    attributes = attributes_of(root)
    guid = attributes.get("guid", "").strip()
    if guid:
        source.fields["id"] = guid
    version = attributes.get("version", "").strip()
    if version:
        source.fields["version"] = version
    if attributes.get("dir") in ("ltr", "rtl"):
        source.fields["text_direction"] = attributes["dir"]
    of_item = _languages(source, parts.get("contentMeta", ()), language)
    unusual = _unusual(source, attributes)
    source.own_manner = of_item and not unusual and in_own_manner(catalogues)
    if not source.own_manner:
        said = {name: attributes[name] for name in (*STANDARD, XML_LANG) if name in attributes}
        source.keep_shell(root, said | unusual)
        for catalogue in catalogues:
            source.keep_original(catalogue)


def _unusual(source: Source, attributes: Attributes) -> Attributes:
    """The attributes of an item that the writer would write in another way, or not at all."""
    usual = {
        "guid": source.fields.get("id"), "version": source.fields.get("version"),
        "dir": source.fields.get("text_direction"), XML_LANG: source.language, **STANDARD,
    }  # fmt: skip
    return {name: value for name, value in attributes.items() if usual.get(name) != value}


def _languages(source: Source, metas: list[Element] | tuple[Element, ...], usual: bool) -> bool:
    """The article is in the language of its content; what says no language is in that of the item.

    Says whether both name the same one in the same way.
    """
    of_item = _tag(source, source.root, source.root.get(XML_LANG))
    of_content = said = None
    for meta in metas:
        found = next(meta.iterchildren(_LANGUAGE), None)
        if found is not None:
            said = found.get("tag")
            of_content = _tag(source, found, said)
            break
    source.language = of_content or of_item or "und"
    if of_item and of_content and of_item != of_content:
        source.text_language = of_item
    if said is None and not usual:
        return of_item == source.root.get(XML_LANG)
    return said == of_item == source.root.get(XML_LANG)


def _tag(source: Source, element: Element, value: str | None) -> str | None:
    """A language tag; one with an underscore is read, and what is none reported."""
    if not value or not value.strip():
        return None
    for tag in (value.strip(), value.strip().replace("_", "-")):
        try:
            found = canonical_language(tag)
        except ValueError as error:
            source.say("MODEL", "warning", element, str(error), "language", once=f"language {tag}")
        else:
            return found
    return None


def _item_meta(source: Source, element: Element) -> None:
    within(source, element, ITEM_META)


def _content_meta(source: Source, element: Element) -> None:
    within(source, element, CONTENT_META)


_REPEATED = frozenset({"partMeta", "inlineRef"})
PARTS: dict[str, Reader] = {
    "hopHistory": hop_history, "pubHistory": pub_history, "itemMeta": _item_meta, "contentMeta": _content_meta,
    "partMeta": part_meta, "inlineRef": inline_ref, "rightsInfo": rights_info, "contentSet": content_set,
}  # fmt: skip


def _finished(source: Source) -> Article:
    return finished(Article, source)


def finished(kind: type[Kind], source: Source) -> Kind:
    """The item of what was read; what no field took goes with it."""
    fields, options = source.fields, source.options
    if not sets(options, "headline", "headlines"):
        main_headline(source)
    fields["language"] = source.language
    source.put_medium_first()
    source.report_aliases()
    if fields.get("corrections"):
        source.forget_own_signal()
    if source.foreign:
        fields["foreign"] = source.foreign
    item = assemble(fields, source.report, options, source.places(), kind)
    if source.page is not None and source.keeps and isinstance(item, Article):
        item = cast("Kind", checked_page(source, item))
    if not options.overlay and options.site is None and not source.renumbered:
        remember(item)  # values from outside are not what the fragments say
    return item

"""The kinds of items that NewsML-G2 knows: the element of each, how it is read, how its content is written.

Specification: NewsML-G2 2.35, AnyItemType. A module is imported when an item of its kind turns up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import NAMESPACE, NSMAP, Draft
from newsml.issues import Report, ignore
from newsml.model import Item

if TYPE_CHECKING:
    from newsml.formats.newsml_g2.reading import ReadOptions

Read = Callable[[Element, Report, "ReadOptions", "list[Element] | None"], Item]
"""Element, report, options and the header of the message (or None) in; the item out. Raises ContentError."""


class Kind(NamedTuple):
    """One kind of item: its element, the module and names of what reads it, the same of what writes it."""

    tag: str
    reading: tuple[str, str, str] = ("", "", "")
    writing: tuple[str, str] = ("", "")
    left_out: frozenset[str] = frozenset()
    """Fields of items that this kind has no place for."""
    own: frozenset[str] = frozenset()
    """Fields that this kind has beside those of all items, which its writer carries or reports."""
    bare: tuple[str, str, str] = ("", "", "")
    """The element of content that stands for itself, and the names of what reads and writes it."""


_CORE = frozenset({"genres", "dateline", "byline", "credit_line", "backstory"})
_NOT_OF_CATALOGS = _CORE | {
    "urgency", "digital_source_type", "thumbnail", "located", "info_sources", "audiences", "ratings", "interactions",
    "keywords", "subjects", "people", "organisations", "places", "events", "objects", "slugline", "headlines",
    "summary",
}  # fmt: skip
_MEDIA_CONTENT = frozenset({"renditions", "announced"})
_PARTS = frozenset({"content_parts"})

KINDS: dict[str, Kind] = {
    "Article": Kind("newsItem", ("reading", "article_of", "PARTS"), ("content", "news")),
    "Package": Kind(
        "packageItem", ("reading_package", "package_of", "PACKAGE"), ("package", "package"), _MEDIA_CONTENT,
        frozenset({"root", "groups"}),
    ),
    "ConceptItem": Kind(
        "conceptItem", ("reading_knowledge", "concept_item_of", "CONCEPT"), ("knowledge", "concept_item"),
        _MEDIA_CONTENT | _CORE | _PARTS, frozenset({"concept"}),
    ),
    "ConceptScheme": Kind(
        "knowledgeItem", ("reading_knowledge", "scheme_of", "SCHEME_PARTS"), ("knowledge", "concept_scheme"),
        _MEDIA_CONTENT | _CORE, frozenset({"scheme", "concepts", "part", "parts"}),
        ("conceptSet", "concept_set_of", "concept_set"),
    ),
    "Catalog": Kind(
        "catalogItem", ("reading_knowledge", "catalog_item_of", "CATALOG"), ("knowledge", "catalog_item"),
        _MEDIA_CONTENT | _NOT_OF_CATALOGS | _PARTS | {"content_ext_properties", "languages", "inline_refs"},
        frozenset({
            "titles", "url", "additional_info", "authority", "authority_status", "catalog_id", "catalog_version",
            "schemes",
        }),
        ("catalog", "catalog_of", "bare_catalog"),
    ),
    "Planning": Kind(
        "planningItem", ("reading_planning", "planning_of", "PLANNING"), ("planning", "planning"),
        _MEDIA_CONTENT | _CORE | _PARTS, frozenset({"coverage"}),
    ),
}  # fmt: skip
"""By the name of the model's class."""


def kind_of(item: Item) -> Kind:
    """The kind of an item."""
    return KINDS[type(item).__name__]


def parts_of(kind: Kind) -> Mapping[str, Any]:
    """The table of the blocks that items of a kind have."""
    module, _, name = kind.reading
    found: Mapping[str, Any] = getattr(_module(module), name)
    return found


def content_writer(kind: Kind) -> Callable[[Element, Draft, Any], None]:
    """The function that writes what a kind of item has beside the management of the item."""
    module, name = kind.writing
    found: Callable[[Element, Draft, Any], None] = getattr(_module(module), name)
    return found


@cache
def _module(name: str) -> Any:
    return import_module(f"newsml.formats.newsml_g2.{name}")


def _reader(module: str, name: str) -> Read:
    def read(
        root: Element, report: Report, options: ReadOptions, header: list[Element] | None = None
    ) -> Item:
        found: Item = getattr(_module(module), name)(root, report, options, header)
        return found

    return read


READ: dict[str, Read] = {kind.tag: _reader(*kind.reading[:2]) for kind in KINDS.values()} | {
    kind.bare[0]: _reader(kind.reading[0], kind.bare[1]) for kind in KINDS.values() if kind.bare[0]
}
"""How the items of a document are read, by the name of their element."""


def catalog_fields(item: Any) -> dict[str, Any]:
    """The fields of a catalog that NewsML-G2 has in one element."""
    return {name: getattr(item, name) for name in sorted(KINDS["Catalog"].own)}


# --- content that stands for itself --------------------------------------------------------------

_OF_ITEMS = ("id", "version", "provider", "version_created", "first_created", "hops", "published")


def is_bare(item: Item) -> bool:
    """Whether an item has nothing but its content, and so is written as a catalog or a set of concepts alone."""
    kind = kind_of(item)
    if not kind.bare[0] or any(getattr(item, name) not in (None, ()) for name in _OF_ITEMS):
        return False
    return type(item).__name__ == "Catalog" or getattr(item, "scheme", None) is None


def bare_original(item: Item) -> Element | None:
    """The catalog or set of concepts as it was read, where the item still says the same."""
    from newsml.formats.newsml_g2.reading import ReadOptions
    from newsml.xml import parse_xml

    kind = kind_of(item)
    for fragment in item.foreign:
        if fragment.format == "newsml-g2" and fragment.place == "newsItem":
            element = parse_xml(fragment.markup.encode("utf-8", "replace"))
            again = READ[kind.bare[0]](element, ignore, ReadOptions(), None)
            if all(getattr(again, name) == getattr(item, name) for name in kind.own):
                return element
    return None


def bare_element(item: Item, draft: Draft | None = None) -> Element:
    """The catalog or set of concepts alone."""
    kind = kind_of(item)
    holder = etree.Element(f"{{{NAMESPACE}}}newsItem", nsmap=NSMAP)
    write = getattr(_module(kind.writing[0]), kind.bare[2])
    write(holder, draft or Draft(item, ignore), item)  # type: ignore[arg-type]
    found = holder[0]
    root = etree.Element(found.tag, nsmap=NSMAP)
    for name, value in found.items():
        root.set(name, value)
    root.text = found.text
    for child in list(found):
        root.append(child)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["xs"])
    return root

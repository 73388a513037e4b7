"""The model: `Article`, the other kinds of items, the body tree and the values."""

from importlib import import_module

from newsml.model.article import MODEL_VERSION, SCHEMA_ID, Article
from newsml.model.item import Item
from newsml.model.values import PartialDate

_KINDS = {
    "article": ("article", "Article"),
    "package": ("package", "Package"),
    "concept": ("knowledge", "ConceptItem"),
    "scheme": ("knowledge", "ConceptScheme"),
    "catalog": ("catalog", "Catalog"),
    "planning": ("planning", "Planning"),
}
KINDS = tuple(_KINDS)
"""The kinds of items, as the ``$schema`` of newsml's JSON names them."""


def kind_called(name: str) -> type[Item]:
    """The class of a kind of item; its module is imported when it is first used."""
    module, found = _KINDS[name]
    kind: type[Item] = getattr(import_module(f"newsml.model.{module}"), found)
    return kind


def all_kinds() -> list[type[Item]]:
    """The classes of all kinds of items."""
    return [kind_called(name) for name in _KINDS]


def schema_id(kind: type[Item]) -> str:
    """What newsml's JSON says of a kind of item in its ``$schema``: ``urn:x-newsml:package:1``."""
    name = next(name for name, (_, found) in _KINDS.items() if found == kind.__name__)
    return f"urn:x-newsml:{name}:{MODEL_VERSION}"


__all__ = [
    "KINDS", "MODEL_VERSION", "SCHEMA_ID", "Article", "Item", "PartialDate", "all_kinds", "kind_called", "schema_id",
]  # fmt: skip

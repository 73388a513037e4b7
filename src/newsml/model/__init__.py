"""The model: `Article`, its body tree and its values."""

from newsml.model.article import MODEL_VERSION, SCHEMA_ID, Article
from newsml.model.item import Item
from newsml.model.values import PartialDate

__all__ = ["MODEL_VERSION", "SCHEMA_ID", "Article", "Item", "PartialDate"]

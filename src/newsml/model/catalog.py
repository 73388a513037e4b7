"""Catalogs: what the aliases of codes stand for.

Semantics: NewsML-G2 2.35, catalogItem, catalog, scheme.
"""

# No `from __future__ import annotations`: pydantic would have to evaluate 300 texts at start (5 ms of CPU).

from typing import Annotated, ClassVar

from pydantic import ConfigDict

from newsml.model.item import Item
from newsml.model.knowledge import Scheme
from newsml.model.references import Text
from newsml.model.values import Deferred, Iri


class Catalog(Item):
    """The schemes that codes are taken from, each with its alias."""

    model_config = ConfigDict(title="Catalog")
    called: ClassVar[str] = "a catalog"

    item_type: str = "catalog"  # type: ignore[assignment]
    """What kind of item it is: ``catalog``, or the sender's own."""
    titles: Annotated[tuple[Text, ...], Deferred()] = ()
    """What the catalog is called."""
    url: Iri | None = None
    """Where it is found."""
    additional_info: Iri | None = None
    """Where more is said about it."""
    authority: Iri | None = None
    """Who answers for its schemes."""
    authority_status: str | None = None
    catalog_id: str | None = None
    """The identifier of the catalog itself, through all its versions."""
    catalog_version: str | None = None
    schemes: Annotated[tuple[Scheme, ...], Deferred()] = ()
    """The schemes, each with an alias and its URI."""

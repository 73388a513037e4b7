"""Rights that hold for one picture, clip or file of an article: said of that object."""

from __future__ import annotations

from newsml.losses import uncarried
from newsml.model import Article
from newsml.model.item import ScopedRights
from newsml.schemaorg import people
from newsml.schemaorg.people import party_node
from newsml.schemaorg.scope import Node, Scope, present

_WRITTEN = ("copyright_holder", "copyright_notice", "license_url", "acquire_license_url")


def rights_of(article: Article, id: str | None, scope: Scope) -> Node:
    """The properties that rights say of what has this id within the item; empty where none do.

    Rights for a time, a region or the metadata alone are left out, and reported: schema.org cannot limit them.
    """
    found: Node = {}
    for index, rights in enumerate(article.scoped_rights if id is not None else ()):
        if id in rights.id_refs and not _is_limited(rights):
            said = _said(rights, f"scoped_rights.{index}", scope)
            found = {**said, **found}
            if said:
                scope.said.add(f"scoped_rights.{index}.id_refs.{rights.id_refs.index(id)}")
    return found


def add_rights(node: Node, article: Article, id: str | None, scope: Scope) -> Node:
    """The object with the rights that are said of it alone, where it has not said its own."""
    return {
        **node,
        **{term: value for term, value in rights_of(article, id, scope).items() if term not in node},
    }


def _is_limited(rights: ScopedRights) -> bool:
    scope = rights.rights_scope
    if scope is None:
        return False
    of_content = all(word.endswith("content") for word in scope.scope)
    return not of_content or bool(scope.aspect or scope.geography or scope.valid_from or scope.valid_to)


def _said(rights: ScopedRights, path: str, scope: Scope) -> Node:
    holder = rights.copyright_holder
    first = not scope.has_said(f"{path}.copyright_holder")
    if holder is not None and first:
        for where, _, value in uncarried(holder, frozenset(people.CARRIED)):
            scope.lost(f"{path}.copyright_holder.{where}", value, "")
    notices = rights.copyright_notice
    node = present(
        {
            "copyrightHolder": holder
            and party_node(holder, f"{path}.copyright_holder", scope, "Organization"),
            "copyrightNotice": notices[0].text if notices else None,
            "license": rights.license_url,
            "acquireLicensePage": rights.acquire_license_url,
        }
    )
    if notices:
        scope.said.add(f"{path}.copyright_notice.0.text")
    scope.said.update(f"{path}.{name}" for name in _WRITTEN if name != "copyright_notice")
    return node

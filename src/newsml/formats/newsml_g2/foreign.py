"""Fragments of an earlier NewsML-G2 item that no field takes, put back where they stood."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from newsml.errors import ParseError
from newsml.formats.newsml_g2.draft import NAMESPACE, Draft
from newsml.model.concepts import ForeignFragment
from newsml.xml import parse_xml

_EXTENSIONS = {"itemMeta": "itemMetaExtProperty", "contentMeta": "contentMetaExtProperty"}


def put_back(root: Element, draft: Draft) -> None:
    """Append to itemMeta, contentMeta and rightsInfo their extensions; what cannot be put back is reported.

    Extensions are elements of other namespaces, ``itemMetaExtProperty`` and ``contentMetaExtProperty``; their
    place is at the end, so that they never break the order of the standard.
    """
    for index, fragment in enumerate(draft.article.foreign):
        why = _put_back(root, fragment)
        if why:
            draft.lose(f"foreign.{index}", fragment.markup, why)


def _put_back(root: Element, fragment: ForeignFragment) -> str:
    """Put one fragment back; the reason if that cannot be."""
    if fragment.format != "newsml-g2":
        return f"it is a piece of {fragment.format}"
    name = fragment.place.replace("/", " ").split()[-1:]
    parent = root.find(f"{{{NAMESPACE}}}{name[0]}") if name else None
    if parent is None or name[0] not in ("itemMeta", "contentMeta", "rightsInfo"):
        return f"newsml cannot put it back at {fragment.place or 'its place'}"
    try:
        element = parse_xml(fragment.markup.encode("utf-8", "replace"))
    except ParseError as error:
        return error.issues[0].message
    kind = etree.QName(element)
    if kind.namespace == NAMESPACE:
        if kind.localname != _EXTENSIONS.get(name[0]):
            return f"newsml cannot put {kind.localname} back in its order"
        _before_extensions(parent, element)
    elif kind.namespace is None:
        return "it is in no namespace, which NewsML-G2 does not allow here"
    else:
        parent.append(element)
    return ""


def _before_extensions(parent: Element, element: Element) -> None:
    """Insert an extension property before the elements of other namespaces, which come last."""
    position = next(
        (index for index, child in enumerate(parent) if not child.tag.startswith(f"{{{NAMESPACE}}}")),
        len(parent),
    )
    parent.insert(position, element)

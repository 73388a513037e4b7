"""The parts of an earlier NewsML-G2 item that no field took: attributes of its blocks, whole properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import NAMESPACE, STANDARD, Draft, g2
from newsml.formats.newsml_g2.elements import CONTAINERS, attributes_of, name_of
from newsml.fragments import told_fragments
from newsml.issues import Issue
from newsml.vocabularies.iptc import CATALOG_URL
from newsml.xml import XML_LANG

if TYPE_CHECKING:
    from newsml.formats.newsml_g2.originals import Original


def restored_head(root: Element, draft: Draft) -> None:
    """The catalogues that the item refers to, and the attributes that it had."""
    originals = draft.originals
    if originals is None or not draft.sender_manner:
        g2(root, "catalogRef", href=CATALOG_URL)
        return
    for catalogue in originals.catalogues:
        root.append(catalogue)
    shell = originals.shells["newsItem"]
    for name in STANDARD:
        if name not in shell.keys():  # noqa: SIM118 - lxml
            del root.attrib[name]
    for name, value in attributes_of(shell).items():
        if name != "guid" or not draft.article.id or value.strip() == draft.article.id:
            root.set(name, value)
    if XML_LANG not in shell.keys() and (  # noqa: SIM118 - lxml
        draft.article.language == "und" or draft.has_original("contentMeta", "language")
    ):
        del root.attrib[XML_LANG]


def unsaid_language(root: Element, draft: Draft) -> None:
    """Leave the language to the text that says it, where the item did so and its text stands as it was."""
    shell = draft.originals.shells.get("newsItem") if draft.originals is not None else None
    content = root.find(_tag("contentSet"))
    if shell is None or content is None or not draft.is_restored("body") or XML_LANG not in root.attrib:
        return
    if XML_LANG in shell.attrib or draft.article.language == "und":
        return
    said = {item.get(XML_LANG) or item.get("lang") for item in content.iter()}
    if draft.article.language in said:
        del root.attrib[XML_LANG]


def put_back(root: Element, draft: Draft) -> None:
    """Put back what no field took, each piece in the order of the standard; report what cannot be put back."""
    originals = draft.originals
    if originals is None:
        return
    for name, shell in originals.shells.items():
        if name not in ("newsItem", "newsMessage") and (
            shell.tag != _tag("rightsInfo") or originals.scope_unchanged
        ):
            block = _block(root, name)
            for key, value in shell.items():
                block.set(key, value)
    for original in originals.whole:
        if originals.body_changed and original.container == "contentSet":
            _warn_of_old_text(original, draft)
        _place(root, original)
    for left in originals.linked.values():
        for original in left:
            if not original.changed:
                _place(root, original)
                draft.restored.append(original.path or "")
    foreign = draft.article.foreign
    lost = ((f"foreign.{index}", foreign[index], why) for index, why in originals.lost)
    for one in told_fragments(lost):
        draft.lose(one.path, one.words, one.why)


def _warn_of_old_text(original: Original, draft: Draft) -> None:
    name = name_of(original.element)
    if name in ("inlineXML", "inlineData"):
        kind = original.element.get("contenttype", "another form")
        message = (
            f"body was changed, but {name} of {kind} has the text as it came in, and goes back with it: "
            "take it out of foreign if it is the same story"
        )
        draft.report(Issue("LOSS", "warning", "body", message))


def _place(root: Element, original: Original) -> None:
    from newsml.g2_grammar import place

    parent = _block(root, original.container) if original.container in CONTAINERS else root
    original.element.tail = None
    place(parent, original.element)


def _block(root: Element, name: str) -> Element:
    """A block of the item, which is made if it is not there."""
    from newsml.g2_grammar import place

    block = root.find(_tag(name))
    if block is None:
        block = root.makeelement(_tag(name))
        place(root, block)
    return block


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


_TIDIED = frozenset(map(_tag, CONTAINERS[1:]))


def tidy(root: Element, draft: Draft) -> None:
    """Take out blocks that stayed empty, where the item had none."""
    if draft.originals is None or not draft.sender_manner:
        return
    kept = [original.element for original in draft.originals.whole]
    for block in list(root):
        empty = not len(block) and not block.attrib and not (block.text or "").strip()
        if empty and block.tag in _TIDIED and all(block is not element for element in kept):
            root.remove(block)

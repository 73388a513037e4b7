"""Rules on language tags: registered, in use, and said at all.

BCP 47 (RFC 5646), IANA Language Subtag Registry, NewsML-G2 2.35 (xml:lang, ``language``).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from newsml.model.values import canonical_language
from newsml.rules.language import in_use, is_registered
from newsml.rules.newsml_g2.checks import Attribute, Found, g2_rule
from newsml.rules.newsml_g2.item import ITEMS, Item
from newsml.rules.newsml_g2.names import XML_LANG
from newsml.rules.registry import shown

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@lru_cache(maxsize=512)
def _canonical(tag: str) -> str | None:
    """The tag as BCP 47 writes it; None for what is none."""
    try:
        return canonical_language(tag)
    except ValueError:
        return None


@lru_cache(maxsize=512)
def _fault(tag: str) -> str | None:
    """What is wrong with a well-formed tag: not registered."""
    canonical = _canonical(tag)
    if canonical is None:
        return None
    return None if is_registered(canonical) and is_registered(_kept_case(tag)) else canonical


def _kept_case(tag: str) -> str:
    language, dash, rest = tag.partition("-")
    return language.lower() + dash + rest.upper() if len(rest) == 2 else _canonical(tag) or tag


@lru_cache(maxsize=512)
def _better(tag: str) -> str | None:
    """The tag in use today in place of one that was replaced."""
    language, dash, rest = tag.partition("-")
    if not 2 <= len(language) <= 3 or _fault(tag):
        return None
    new = in_use(language.lower()) + dash + rest
    return new if new.lower() != tag.lower() else None


@g2_rule("G2-LANG-REGISTERED", "warning", "@lang", covers="LANG-REGISTERED", nears="MODEL")
def unregistered_language(attributes: Iterable[Attribute], item: Item) -> Found:
    """A language tag is made of registered parts.

    Why: "xx" and "en-UK" are well-formed, so that the schema accepts them, and mean nothing: software falls back to
    its default. A country's code is not its language's (jp is Japan, ja Japanese).
    See: RFC 5646 section 2.2.9 (valid tags); IANA Language Subtag Registry.
    """
    said: set[str] = set()
    for tag, element, name in attributes:
        if tag and tag not in said and _fault(tag):
            said.add(tag)
            what = "xml:lang" if name == XML_LANG else name
            yield (
                element,
                f"{what} {shown(tag)} is not registered: see the IANA registry, such as en-GB, nb-NO, ja",
            )


@g2_rule("G2-LANG-REPLACED", "info", "@lang", covers="LANG-REPLACED")
def replaced_language(attributes: Iterable[Attribute], item: Item) -> Found:
    """A language tag is the one in use today.

    Why: iw, in and sh were replaced decades ago, and swe is the long form of what BCP 47 writes sv. Programs that
    compare tags as text do not find Hebrew under iw.
    See: RFC 5646 section 4.5 and 2.2.1 (shortest code); IANA Language Subtag Registry.
    """
    said: set[str] = set()
    for tag, element, name in attributes:
        if tag in said or not tag:
            continue
        said.add(tag)
        if better := _better(tag):
            what = "xml:lang" if name == XML_LANG else name
            yield element, f"{what} {tag} was replaced by {better}: use that"


@g2_rule("G2-LANG-ITEM", "info", " ".join(ITEMS), nears="LANG-UNKNOWN")
def item_without_language(elements: Iterable[Element], item: Item) -> Found:
    """An item says the language of its texts.

    Why: headline, names and notes are in the language of the item, if they say no other. Where nobody says it, each
    receiver takes its own.
    See: NewsML-G2 2.35, xml:lang of the item; ``contentMeta/language`` is that of the content.
    """
    for element in elements:
        if element.get(XML_LANG):
            continue
        for name in ("headline", "title", "description", "name", "slugline"):
            texts = item.all(name)
            if texts and not any(_said(text, element) for text in texts):
                yield (
                    element,
                    f'no xml:lang says the language of the {name}: add it to the {item.kind}, such as xml:lang="en"',
                )
                break


def _said(element: Element | None, root: Element) -> bool:
    while element is not None and element is not root:
        if element.get(XML_LANG):
            return True
        element = element.getparent()
    return False

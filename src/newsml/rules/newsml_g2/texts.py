"""Rules on texts: there, plain, and one main headline.

NewsML-G2 2.35 (label and block types, ``headline``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsml.rules.newsml_g2.checks import Found, g2_rule
from newsml.rules.newsml_g2.item import Item, name_of, words_of
from newsml.rules.newsml_g2.names import TEXTS, XML_LANG
from newsml.rules.registry import shown

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HTML = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|span|strong|sub|sup|table|td|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MAIN = re.compile(r"(?:^|[:/])main$", re.IGNORECASE)


@g2_rule("G2-TEXT-EMPTY", "warning", TEXTS, nears="HEADLINE-EMPTY, SUMMARY-EMPTY, UNKNOWN")
def empty_text(elements: Iterable[Element], item: Item) -> Found:
    """An element for a text has one.

    Why: an empty headline is shown as an empty headline: a line to click on that nobody sees. The template had a
    field that nobody filled in.
    See: NewsML-G2 2.35, label and block types (every such element may be left out).
    """
    for element in elements:
        text = element.text
        if (text is None or text.isspace()) and not len(element) and not element.get("href"):
            yield element, f"{name_of(element)} is empty: write the text, or leave the element out"


@g2_rule(
    "G2-TEXT-HTML", "warning", TEXTS, covers="UNKNOWN HTML as text", nears="HEADLINE-MARKUP, TEXT-MARKUP"
)
def html_as_text(elements: Iterable[Element], item: Item) -> Found:
    """Texts hold no HTML that was pasted as text.

    Why: readers see the tags. What looks like markup in the editor arrives as "&lt;b&gt;"; the standard has elements
    of its own for it (``a``, ``span``, ``br``).
    See: NewsML-G2 2.35, label and block types.
    """
    for element in elements:
        text = element.text
        if text and "<" in text and (found := _HTML.search(text)):
            yield (
                element,
                f"{name_of(element)} {shown(text, 40)} holds the tag {found[0]} as text: take the tags out",
            )


@g2_rule("G2-TEXT-ENTITY", "warning", TEXTS, covers="UNKNOWN escaped twice", nears="TEXT-ENTITY")
def entity_as_text(elements: Iterable[Element], item: Item) -> Found:
    """Texts hold characters, not their names in HTML.

    Why: the text was escaped twice, and readers see "Tom &amp;amp; Ann" as "Tom &amp; Ann".
    See: XML 1.0 section 4.6; HTML Standard section 13.5.
    """
    for element in elements:
        text = element.text
        if text and "&" in text and (found := _ENTITY.search(text)):
            yield (
                element,
                f"{name_of(element)} {shown(text, 40)} holds {found[0]} as text: it was escaped twice",
            )


_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)


@g2_rule("G2-HEADLINE-MAIN", "warning", "headline", covers="HEADLINE-MAIN")
def several_main_headlines(elements: list[Element], item: Item) -> Found:
    """There is one main headline for each language.

    Why: a headline without a role is the main one. Receivers that have one place take the first or the last, so that
    the desk does not know under which headline the story runs.
    See: NewsML-G2 2.35, ``headline`` with ``role`` and xml:lang.
    """
    if len(elements) < 2:
        return
    seen: dict[tuple[object, ...], str] = {}
    for element in elements:
        role = element.get("role") or element.get("roleuri")
        if role and not _MAIN.search(role):
            continue
        key = (element.getparent(), element.get(XML_LANG, "").lower(), bool(role))
        words = words_of(element)
        if key in seen:
            yield (
                element,
                f"headlines {shown(seen[key], 40)} and {shown(words, 40)}: give all but one a role, or a language",
            )
        seen.setdefault(key, words)


@g2_rule("G2-NAME-REPEATED", "info", "name")
def name_given_twice(elements: list[Element], item: Item) -> Found:
    """A thing has one name in each language and role.

    Why: of two names without a difference, receivers show the first, the last or both. Other names have a role, and
    parts of a name a ``part``.
    See: NewsML-G2 2.35, ``name`` with xml:lang, ``role``, ``part``.
    """
    if len(elements) < 2:
        return
    for element in elements:
        earlier = element.getprevious()
        while earlier is not None and earlier.tag == element.tag:
            if dict(earlier.items()) == dict(element.items()):
                words = shown(words_of(element), 40)
                yield (
                    element,
                    f"name {words} stands beside another of the same language and role: give it a role",
                )
                break
            earlier = earlier.getprevious()


@g2_rule("G2-EMAIL", "warning", "email")
def no_email_address(elements: Iterable[Element], item: Item) -> Found:
    """An e-mail address is one.

    Why: programs make a link of it. A name, a web address or two addresses with a comma make one that leads nowhere.
    See: NewsML-G2 2.35, ``contactInfo/email``; RFC 5322 section 3.4.1.
    """
    for element in elements:
        text = (element.text or "").strip()
        if text and not _EMAIL.fullmatch(text):
            yield element, f"email {shown(text)} is no e-mail address: write one, such as desk@agency.example"


_EMAIL = re.compile(r"(?:mailto:)?[^\s@,;<>]+@[^\s@,;<>]+")


@g2_rule("G2-WEB", "warning", "web", nears="MODEL")
def no_web_address(elements: Iterable[Element], item: Item) -> Found:
    """A web address is absolute.

    Why: "www.agency.example" is taken for a file beside the page that shows it, and the link is dead.
    See: NewsML-G2 2.35, ``contactInfo/web``; RFC 3986 section 4.3.
    """
    for element in elements:
        text = (element.text or "").strip()
        if text and ("://" not in text or any(character.isspace() for character in text)):
            yield element, f"web {shown(text)} is no absolute web address: write https://{text.split()[-1]}"

"""What a feed says of itself, and what of that holds for its entries."""

from __future__ import annotations

from typing import Any

from lxml.etree import _Element as Element

from newsml.feeds.entry import Feed, absolute, canonical
from newsml.feeds.names import name_of
from newsml.feeds.people import atom_person
from newsml.feeds.stream import Part
from newsml.feeds.texts import content_of, line_of, plain_of, text_in
from newsml.model.values import canonical_language

GENERATOR = "newsml"
"""What newsml calls itself in the feeds that it writes."""
MOST = 200_000
"""How many characters of a channel are kept."""
_NOT_KEPT = frozenset({("rss", "items"), ("at", "deleted-entry")})


def read_channel_element(feed: Feed, part: Part) -> None:
    """Take in what a child of the channel says."""
    element = part.element
    name = name_of(element.tag)
    take = _TAKES.get(name)
    if take is not None:
        take(feed, element)
    _inherit(feed, element)
    if name in _NOT_KEPT or not feed.options.keep:
        return
    if feed.kept_size > MOST:
        feed.say(
            "UNKNOWN", "warning", f"the channel says more than {MOST} characters of itself: the rest is not kept",
            part.lines + 1, once="channel",
        )  # fmt: skip
        return
    feed.keep(canonical(element))


def _inherit(feed: Feed, element: Element) -> None:
    """Base and language as the ancestors of what stands in the channel say them."""
    parent = element.getparent()
    if parent is None:
        return
    if "language" not in feed.fields:
        lang = next((node.get(_LANG) for node in (parent, *parent.iterancestors()) if node.get(_LANG)), None)
        if lang:
            _language_of(feed, lang)


_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _language_of(feed: Feed, text: str) -> None:
    for tag in (text.strip(), text.strip().replace("_", "-")):
        try:
            feed.fields["language"] = canonical_language(tag)
        except ValueError as error:
            wrong = str(error)
        else:
            return
    feed.say("MODEL", "warning", wrong, None, "language", once=f"language {text}")


def _title(feed: Feed, element: Element) -> None:
    text = text_in(element) if feed.own else plain_of(content_of(element))
    if text.strip():
        feed.publisher.setdefault("name", " ".join(text.split()))


def _link(feed: Feed, element: Element) -> None:
    rel = (element.get("rel") or "alternate").lower()
    address = element.get("href") or line_of(element)
    if rel == "self":
        feed.base = feed.base or absolute(address, element.base)
    if rel != "alternate":
        return
    url = absolute(address, element.base or feed.base)
    if url is not None:
        feed.publisher.setdefault("url", url)
        if element.get("href") is None:
            feed.base = feed.base or url


def _language(feed: Feed, element: Element) -> None:
    if text := line_of(element):
        _language_of(feed, text)


def _author(feed: Feed, element: Element) -> None:
    """The author of an Atom feed is that of the entries that name none (RFC 4287 section 4.2.1)."""
    person, _ = atom_person(element, feed)
    if person:
        feed.fields.setdefault("authors", []).append(person)


def _rights(feed: Feed, element: Element) -> None:
    """The copyright of the channel is that of what is in it (RFC 4287 section 4.2.10)."""
    text = text_in(element).strip() if feed.own else plain_of(content_of(element))
    if text:
        feed.fields.setdefault("copyright_notice", [{"text": " ".join(text.split())}])


def _generator(feed: Feed, element: Element) -> None:
    feed.own = line_of(element) == GENERATOR


_TAKES: dict[tuple[str, str], Any] = {
    ("rss", "title"): _title, ("atom", "title"): _title, ("dc", "title"): _title,
    ("rss", "link"): _link, ("atom", "link"): _link,
    ("rss", "language"): _language, ("dc", "language"): _language, ("atom", "author"): _author,
    ("rss", "copyright"): _rights, ("dc", "rights"): _rights, ("atom", "rights"): _rights,
    ("atom", "copyright"): _rights,
    ("rss", "generator"): _generator, ("atom", "generator"): _generator,
}  # fmt: skip

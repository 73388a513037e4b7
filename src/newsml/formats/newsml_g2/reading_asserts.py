"""What an item asserts of its subjects, laid over their first mention.

Specification: NewsML-G2 2.35, AssertType: any property may stand in an assert; it is tied to a subject by identity.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.elements import attributes_of, elements, name_of
from newsml.formats.newsml_g2.reading_concepts import PARTY, THING, instrument
from newsml.formats.newsml_g2.reading_events import EVENT
from newsml.formats.newsml_g2.reading_places import PLACE
from newsml.formats.newsml_g2.reading_relations import CONCEPT, Child, identity
from newsml.formats.newsml_g2.source import Fields, Source
from newsml.formats.newsml_g2.texts import plain

_OF_PARTY: dict[str, Child] = {**PARTY, "hasInstrument": instrument}
_ASSERTED = ("people", "organisations", "places", "located", "subjects", "events", "objects", "genres")
_TAKES: dict[str, dict[str, Child]] = {
    "people": _OF_PARTY, "organisations": _OF_PARTY, "places": PLACE, "located": PLACE, "events": EVENT,
    "objects": THING,
}  # fmt: skip


Mention = tuple[str, int, Fields]
"""A concept that the item names: field, index, and what is known of it."""


def read_asserts(source: Source, asserts: list[Element]) -> None:
    """Lay what the item asserts of a concept over its first mention."""
    if not asserts:
        return
    known = _by_identity(source.fields)

    def read(source: Source, element: Element) -> None:
        identified = identity(_Silent(source), element, attributes_of(element))
        key = identified.get("uri") or identified.get("qcode") or identified.get("literal")
        mentions = known.get(key, []) if key else []
        if mentions:
            mention = _meant(element, mentions)
            mentions.remove(mention)
            field, index, fields = mention
            source.took(field, index)
            source.keep_mention(field, index)
            source.odd()
            _assert(source, element, fields, field)
        else:
            source.keep(element)

    for element in asserts:
        source.property(element, read)


def _meant(element: Element, mentions: list[Mention]) -> Mention:
    """The mention that has a field for what is asserted; the first if none has."""
    said = {name_of(child) for child in elements(element)}
    return next(
        (mention for mention in mentions if said <= _TAKES.get(mention[0], CONCEPT).keys()), mentions[0]
    )


class _Silent(Source):
    """The same item, for a second look that reports nothing again."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.root, lambda issue: None, source.options)
        self.aliases, self.lenient, self.elsewhere = source.aliases, source.lenient, source.elsewhere


def _by_identity(fields: Fields) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for field in _ASSERTED:
        for index, item in enumerate(fields.get(field, ())):
            for key in ("uri", "qcode", "literal"):
                if key in item:
                    found.setdefault(item[key], []).append((field, index, item))
    return found


def _assert(source: Source, element: Element, item: Fields, path: str) -> None:
    attributes = {
        key: value for key, value in attributes_of(element).items() if key not in ("qcode", "uri", "literal")
    }
    left = []
    takes = _TAKES.get(path, CONCEPT)
    for child in elements(element):
        tag = name_of(child)
        if tag == "name" and _has_name(source, child, item):
            continue
        if tag not in takes or not takes[tag](source, child, item):
            left.append(child)
    source.rest(element, attributes, left)
    label = item.get("name") or next(iter(item.get("names", {}).values()), "")
    if "uri" not in item and "qcode" not in item and item.get("literal") == " ".join(label.split()):
        del item["literal"]  # the writer identifies by its name what has nothing else


def _has_name(source: Source, element: Element, item: Fields) -> bool:
    lang = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    words = plain(element)
    return words == (item.get("names", {}).get(lang) if lang else item.get("name"))

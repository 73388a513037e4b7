"""contentMeta and contentSet: what the item is about, and its content.

Specification: NewsML-G2 2.35, ContentMetadataAfDType, contentSet. One function for each element.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import reading_concepts as concepts
from newsml.formats.newsml_g2.elements import attributes_of, elements
from newsml.formats.newsml_g2.reading_apart import language_use
from newsml.formats.newsml_g2.reading_fields import (
    Reader,
    append,
    concept_into,
    date_into,
    ext_into,
    party_into,
    put,
    text_into,
    uri_into,
)
from newsml.formats.newsml_g2.reading_files import alt_id, rendition
from newsml.formats.newsml_g2.reading_media import AUTHOR, MEDIA_TEXTS, description_role
from newsml.formats.newsml_g2.source import MEDIA_LISTS, Fields, Source
from newsml.formats.newsml_g2.texts import one_line, text_fields

_MAIN = frozenset(
    {
        "main", "title", "headline", "mainheadline", "maintitle", "main-headline", "head", "hl1", "h1", "headline1",
        "titel", "titre", "titolo", "titulo", "título", "tytul", "tytuł", "titulek", "otsikko", "rubrik", "overskrift",
        "ueberschrift", "überschrift", "hauptzeile", "schlagzeile",
    }
)  # fmt: skip
_SUB = frozenset(
    {
        "sub", "subtitle", "subheadline", "subheading", "sub-headline", "subhead", "deck", "dek", "hl2", "headline2",
        "untertitel", "unterzeile", "soustitre", "sous-titre", "sottotitolo", "subtitulo", "subtítulo", "podtytul",
        "podtytuł", "podtitulek", "alaotsikko", "underrubrik", "undertittel", "undertitel",
    }
)  # fmt: skip
_KINDS = {
    "person": "people", "organisation": "organisations", "geoArea": "places", "poi": "places",
    "event": "events", "object": "objects", "abstract": "subjects",
}  # fmt: skip


_TAKES = {"people": concepts.PARTY, "organisations": concepts.PARTY, "places": concepts.PLACE}


# --- administration ------------------------------------------------------------------------------


def _urgency(source: Source, element: Element) -> None:
    words = (element.text or "").strip()
    if "urgency" in source.fields or words not in {"1", "2", "3", "4", "5", "6", "7", "8", "9"}:
        if "urgency" not in source.fields:
            source.wrong(element, "urgency", words, "a number from 1 to 9")
        source.keep(element)
        return
    if words != element.text:
        source.odd()
    put(source, element, "urgency", int(words))
    source.rest(element, attributes_of(element))


def _located(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    found = concepts.concept(source, element, attributes, concepts.PLACE)
    if found:
        append(source, element, "located", found)
        source.rest(element, attributes)
    else:
        source.keep(element)


def _audience(source: Source, element: Element, excluded: bool = False) -> None:
    attributes = attributes_of(element)
    found = concepts.concept(source, element, attributes)
    if (significance := source.count(element, attributes, "significance")) is not None:
        found["significance"] = significance
    if excluded:
        found["excluded"] = True
    append(source, element, "audiences", found)
    source.rest(element, attributes)


def _excluded(source: Source, element: Element) -> None:
    _audience(source, element, excluded=True)


def _alt_id(source: Source, element: Element) -> None:
    if found := alt_id(source, element):
        append(source, element, "alt_ids", found)
    else:
        source.keep(element)


def _rating(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    found: Fields = {}
    for name, field in (("value", "value"), ("scalemin", "scale_min"), ("scalemax", "scale_max")):
        if (number := source.number(element, attributes, name)) is not None:
            found[field] = number
    if "value" not in found:
        source.keep(element)
        return
    if (rater := source.word(element, attributes, "ratertype")) is not None:
        found["by"] = rater
    for name, field in (("scaleunit", "unit"), ("valcalctype", "calculation"), ("ratingtype", "type")):
        if (word := source.word(element, attributes, name)) is not None:
            found[field] = word
    if (raters := source.count(element, attributes, "raters")) is not None:
        found["raters"] = raters
    append(source, element, "ratings", found)
    source.rest(element, attributes, elements(element))


def _interaction(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    count = source.count(element, attributes, "interactions")
    if count is None:
        source.keep(element)
        return
    found: Fields = {"count": count}
    if (action := source.word(element, attributes, "interactiontype")) is not None:
        found["action"] = action
    append(source, element, "interactions", found)
    source.rest(element, attributes, elements(element))


def _icon(source: Source, element: Element) -> None:
    append(source, element, "thumbnail", rendition(source, element))


# --- description ---------------------------------------------------------------------------------


def _language(source: Source, element: Element) -> None:
    """The first says the language of the article, which the reader knows already; others, and what each is for."""
    if "language" not in source.fields:
        put(source, element, "language", source.language)
        if not {"role", "roleuri", "rank"} & attributes_of(element).keys():
            if not source.own_manner:
                source.odd()
            left = {name: value for name, value in attributes_of(element).items() if name != "tag"}
            source.rest(element, left, elements(element))
            return
    language_use(source, element)


def _keyword(source: Source, element: Element) -> None:
    words = one_line(element.text or "")
    if not words:
        source.keep(element)
        return
    if words != element.text:
        source.odd()
    append(source, element, "keywords", words)
    source.rest(element, attributes_of(element), elements(element))


def _subject(source: Source, element: Element) -> None:
    """A topic, person, organisation, place, event or thing, told apart by the type of the concept."""
    attributes = attributes_of(element)
    kind = concepts.concept_type(source, element, attributes)
    field = _KINDS.get(kind or "", "subjects")
    if kind in _KINDS and kind != "poi":
        if attributes.pop("type", None) != f"cpnat:{kind}":
            attributes.pop("typeuri", None)
            source.odd()
        elif kind == "abstract" and not source.own_manner:
            source.odd()
    elif source.own_manner and not {"type", "typeuri"} & attributes.keys():
        source.odd()  # the writer would say that it is abstract
    take = _TAKES.get(field, concepts.CONCEPT)
    found = concepts.concept(source, element, attributes, take)
    if not found:
        source.keep(element)
        return
    if field in ("people", "organisations"):
        found["party_type"] = kind
    append(source, element, field, found)
    source.rest(element, attributes)


# --- texts ---------------------------------------------------------------------------------------


def _slugline(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    value = text_fields(source, element, attributes)
    if value is None:
        return
    if "separator" in attributes:
        value["separator"] = attributes.pop("separator")
    if (role := source.word(element, attributes, "role")) is not None:
        value["role"] = role
    append(source, element, "slugline", value)
    source.rest(element, attributes)


def _headline(source: Source, element: Element) -> None:
    attributes = attributes_of(element)
    value = text_fields(source, element, attributes)
    if value is None:
        return
    if "rank" in attributes and (rank := source.count(element, attributes, "rank")) is not None:
        value["rank"] = rank
    if (role := source.word(element, attributes, "role")) is not None:
        value["role"] = role
        code = role.rpartition("/")[2].rpartition(":")[2].lower()
        plain = "main" if code in _MAIN else "sub" if code in _SUB else None
        if plain and role != plain:
            # Roles of headlines are each sender's own: the plain ones are told by their code.
            value["role"] = plain
            source.odd()
    append(source, element, "headlines", value)
    source.rest(element, attributes)


def main_headline(source: Source) -> None:
    """The main headline: the first without a role; where all have one and none is the main one, the first."""
    headlines = source.fields.get("headlines", [])
    if not headlines or any(item.get("role") == "main" for item in headlines):
        return
    unnamed = next((item for item in headlines if "role" not in item), None)
    if unnamed is not None:
        unnamed["role"] = "main"
    else:
        message = f"no headline is the main one; the first is taken, whose role is {headlines[0]['role']}"
        source.say("UNKNOWN", "info", source.root, message, "headlines.0")
        source.keep_mention("headlines", 0)
        headlines[0]["role"] = "main"


def _description(source: Source, element: Element) -> None:
    """A summary; the caption of a media item; a backstory."""
    attributes = attributes_of(element)
    value = text_fields(source, element, attributes)
    if value is None:
        return
    role = description_role(source, element, attributes)
    own = MEDIA_TEXTS.get(role or "") if source.fields.get("item_type") in MEDIA_LISTS else None
    if role == "backstory" and "backstory" not in source.fields:
        if (role := source.word(element, attributes, "role")) is not None:
            value["role"] = role
        put(source, element, "backstory", value)
    elif own and own not in source.medium():
        source.medium()[own] = value["text"]
        if set(value) > {"text"}:
            source.odd()
        source.took_of_medium(own)
    else:
        if role not in (None, "summary"):
            value["role"] = role
        append(source, element, "summary", value)
    source.rest(element, attributes)


CONTENT_META: dict[str, Reader] = {
    "urgency": _urgency,
    "contentCreated": date_into("content_created"),
    "contentModified": date_into("content_modified"),
    "digitalSourceType": uri_into("digital_source_type"),
    "icon": _icon,
    "located": _located,
    "infoSource": party_into("info_sources", many=True),
    "creator": party_into("authors", many=True, person=True, unsaid=AUTHOR),
    "contributor": party_into("contributors", many=True, person=True),
    "audience": _audience,
    "exclAudience": _excluded,
    "altId": _alt_id,
    "rating": _rating,
    "userInteraction": _interaction,
    "language": _language,
    "genre": concept_into("genres"),
    "keyword": _keyword,
    "subject": _subject,
    "slugline": _slugline,
    "headline": _headline,
    "dateline": text_into("dateline", many=False),
    "by": text_into("byline", many=False),
    "creditline": text_into("credit_line", many=True, role=False),
    "description": _description,
    "contentMetaExtProperty": ext_into("content_ext_properties"),
}

"""The fields of the model that a newsItem has a place for, as dotted paths; everything else is reported."""

from __future__ import annotations

from collections.abc import Iterable

from newsml.formats.newsml_g2.concepts import THING
from newsml.formats.newsml_g2.events import EVENT
from newsml.formats.newsml_g2.places import AREA, POI


def _of(names: Iterable[str], parts: Iterable[str]) -> set[str]:
    return {f"{name}.{part}" for name in names for part in parts}


_TEXT = {"text", "html", "lang"}
_REFERENCE = {"uri", "qcode", "scheme", "code", "literal", "name", "names", "same_as"}
_NAMED = _REFERENCE - {"literal", "same_as"}
_BAG = {"bag", "main_concept", "facet_concepts"}
_CONCEPT = _REFERENCE | {
    "definition", "definitions", "notes", "facets", "remote_info", "hierarchy", "more_names", "equivalents", "broader",
    "narrower", "related", "concept_type",
}  # fmt: skip
_WEIGHED = _CONCEPT | {"relevance", "confidence"}
_PARTY = _CONCEPT | {
    "party_type", "url", "email", "symbols", "affiliation", "born", "died", "founded", "dissolved", "locations",
    "contacts",
}  # fmt: skip
_PLACE = {"geo", "country", *AREA, *POI}
_AUTHOR = _PARTY | {"role", "job_title", "job_title_uri"}
_MEDIA = {
    "id", "url", "embed_url", "mime", "width", "height", "size", "duration", "title", "caption", "alt",
    "credit", "copyright_notice", "license_url", "acquire_license_url", "digital_source_type", "role",
    "lang", "created", "uploaded", "thumbnail", "transcript", "renditions", "local_id",
    "technical",
} | _of(["creator"], _AUTHOR)  # fmt: skip

WHOLE = {
    "id", "version", "canonical_url", "alt_ids", "item_type", "profile", "pub_status", "generator",
    "file_name", "first_created", "version_created", "content_created", "content_modified", "embargoed_until",
    "expires", "headlines", "slugline", "title", "byline", "dateline", "summary", "ed_notes", "backstory",
    "language", "text_direction", "keywords", "copyright_year", "copyright_notice",
    "usage_terms", "license_url",
    "acquire_license_url", "rights_expression", "data_mining", "digital_source_type", "trust_indicators",
    "corrections", "renditions", "thumbnail", "related", "derived_from", "translation_of", "previous_version",
    "urgency", "ratings", "interactions", "announced", "foreign", "rights_links", "scoped_rights", "languages",
    "deliverable_of", "representations", "original_representations", "hash", "inline_refs", "content_parts",
    "item_ext_properties", "content_ext_properties", "rights_ext_properties",
}  # fmt: skip
"""Fields that the writer carries, or reports by itself part by part."""

CARRIED: frozenset[str] = frozenset(
    WHOLE
    | _of(["provider", "publisher", "copyright_holder", "accountable_person"], _PARTY)
    | _of(["signals"], _CONCEPT)
    | _of(["series"], {"id", "name"})
    | _of(["editorial_role", "services"], _NAMED)
    | _of(["hops"], {"when"})
    | _of(["hops.party"], _REFERENCE)
    | _of(["hops.action"], _NAMED)
    | _of(["published"], {"when", "ext_properties"})
    | _of(["published.channel"], _REFERENCE - {"same_as"})
    | _of(["credit_line"], _TEXT)
    | _of(["instance_of"], _CONCEPT)
    | _of(["incoming_feeds"], {"uri", "qcode", "scheme", "code", "role"})
    | _of(["metadata_creator"], _AUTHOR)
    | _of(["genres", "subjects"], _WEIGHED | _BAG | {"rank"})
    | _of(["events"], _WEIGHED | _BAG | {"rank"} | set(EVENT))
    | _of(["objects"], _WEIGHED | _BAG | {"rank"} | set(THING))
    | _of(["authors", "contributors"], _AUTHOR)
    | _of(["info_sources"], _PARTY | {"role"})
    | _of(["people", "organisations"], _PARTY | _WEIGHED | _BAG | {"rank"})
    | _of(["places"], _WEIGHED | _BAG | {"rank"} | _PLACE)
    | _of(["located"], _CONCEPT | _PLACE)
    | _of(["audiences"], _WEIGHED | {"significance", "excluded"})
    | _of(["rights_scope"], {"scope", "aspect", "valid_from", "valid_to"})
    | _of(["images", "video", "audio"], _MEDIA)
) - _of(["publisher"], _PARTY - (_REFERENCE - {"same_as"}))

WHY = {
    "event_details": "an event that the item announces belongs in a Concept Item",
    "section": "sections belong to the publisher's site; NewsML-G2 has subjects and services",
    "live_updates": "the entries of running coverage are items of their own in NewsML-G2",
}
"""Reasons that say more than that there is no place."""

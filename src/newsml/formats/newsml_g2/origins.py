"""From which field of the model an element of an item comes, as far as that can be told."""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import NAMESPACE
from newsml.formats.newsml_g2.elements import name_of
from newsml.vocabularies import iptc

_FIELDS = {
    "@guid": "id", "@version": "version", "@lang": "language", "@dir": "text_direction",
    "hopHistory": "hops", "pubHistory": "published", "rightsInfo/accountable": "accountable_person",
    "rightsInfo/copyrightHolder": "copyright_holder", "rightsInfo/copyrightNotice": "copyright_notice",
    "rightsInfo/usageTerms": "usage_terms", "rightsInfo/link": "rights_links", "rightsInfo/dataMining": "data_mining",
    "rightsInfo/rightsExpressionData": "rights_expression", "rightsInfo/rightsExpressionXML": "rights_expression",
    "rightsInfo/rightsInfoExtProperty": "rights_ext_properties", "rightsInfo": "rights_scope",
    "itemMeta/itemClass": "item_type", "itemMeta/provider": "provider", "itemMeta/versionCreated": "version_created",
    "itemMeta/firstCreated": "first_created", "itemMeta/embargoed": "embargoed_until",
    "itemMeta/pubStatus": "pub_status", "itemMeta/role": "editorial_role", "itemMeta/fileName": "file_name",
    "itemMeta/generator": "generator", "itemMeta/profile": "profile", "itemMeta/service": "services",
    "itemMeta/title": "title", "itemMeta/edNote": "ed_notes", "itemMeta/memberOf": "series",
    "itemMeta/instanceOf": "instance_of", "itemMeta/signal": "signals", "itemMeta/altRep": "representations",
    "itemMeta/deliverableOf": "deliverable_of", "itemMeta/hash": "hash", "itemMeta/expires": "expires",
    "itemMeta/origRep": "original_representations", "itemMeta/incomingFeedId": "incoming_feeds",
    "itemMeta/metadataCreator": "metadata_creator", "itemMeta/link": "related",
    "itemMeta/itemMetaExtProperty": "item_ext_properties",
    "contentMeta/urgency": "urgency", "contentMeta/contentCreated": "content_created",
    "contentMeta/contentModified": "content_modified", "contentMeta/digitalSourceType": "digital_source_type",
    "contentMeta/located": "located", "contentMeta/infoSource": "info_sources", "contentMeta/creator": "authors",
    "contentMeta/contributor": "contributors", "contentMeta/audience": "audiences",
    "contentMeta/exclAudience": "audiences", "contentMeta/altId": "alt_ids", "contentMeta/rating": "ratings",
    "contentMeta/userInteraction": "interactions", "contentMeta/icon": "thumbnail", "contentMeta/language": "languages",
    "contentMeta/genre": "genres", "contentMeta/keyword": "keywords", "contentMeta/subject": "subjects",
    "contentMeta/slugline": "slugline", "contentMeta/headline": "headlines", "contentMeta/dateline": "dateline",
    "contentMeta/by": "byline", "contentMeta/creditline": "credit_line", "contentMeta/description": "summary",
    "contentMeta/contentMetaExtProperty": "content_ext_properties", "inlineRef": "inline_refs",
    "contentSet/remoteContent": "renditions", "contentSet": "body", "partMeta": "content_parts",
    "groupSet": "groups", "newsCoverageSet": "coverage", "newsCoverage": "coverage", "concept": "concept",
    "conceptSet": "concepts", "schemeMeta": "scheme",
    "catalogContainer/catalog/scheme": "schemes", "catalogContainer/catalog/title": "titles",
    "catalogContainer/catalog/@url": "url", "catalogContainer/catalog/@additionalInfo": "additional_info",
    "catalogContainer/catalog/@authority": "authority",
    "catalogContainer/catalog/@authoritystatus": "authority_status",
    "catalogContainer/catalog/@guid": "catalog_id", "catalogContainer/catalog/@version": "catalog_version",
}  # fmt: skip
"""The field by the path of the element within its item; the longest that fits is taken."""

_WITHIN = {"catalog": ["catalogContainer", "catalog"], "conceptSet": ["conceptSet"]}
"""Where an element stands that may also stand for itself."""

_LISTS = {
    "cpnat:person": "people", "cpnat:organisation": "organisations", "cpnat:geoArea": "places",
    "cpnat:event": "events", "cpnat:object": "objects", "ninat:picture": "images", "ninat:video": "video",
    "ninat:audio": "audio",
}  # fmt: skip
_TRUST = (iptc.SCHEMES["trustindicator"], "trustindicator:")
_RELATIONS = {
    "derivedFrom": "derived_from",
    "translationOf": "translation_of",
    "previousVersion": "previous_version",
}
_POLICIES = {"rightspolicy": "license_url", "acquireLicense": "acquire_license_url"}


def field_of(element: Element, attribute: str | None = None) -> str:
    """The field of the model that an element, or an attribute of it, comes from, as far as that can be told.

    ``attribute`` is its name without a namespace. An entry of one of the model's lists is told by the list alone,
    for several lists may stand in one.
    """
    steps = [element, *element.iterancestors()][-2::-1]
    root = steps[0].getparent() if steps else element
    if steps and name_of(steps[0]) == "assert":
        return _asserted(steps[0])
    names = _WITHIN.get(name_of(root) if root is not None else "", []) + [name_of(step) for step in steps]
    if attribute is not None:
        names.append(f"@{attribute}")
    found = next((_FIELDS[path] for path in _paths(names) if path in _FIELDS), "")
    if names[:1] == ["rightsInfo"] and _is_of_some(steps[0]):
        return "scoped_rights"
    return _told_apart(steps, found) if len(steps) > 1 else found


def _asserted(element: Element) -> str:
    """The field of the concept that an assert says more of."""
    known = [(name, element.get(name)) for name in ("qcode", "uri", "literal") if name in element.attrib]
    for other in element.itersiblings(preceding=True):
        for one in other.iter():
            if any(one.get(name) == value for name, value in known) and (field := field_of(one)):
                return field
    return ""


def _paths(names: list[str]) -> list[str]:
    """The whole path, then the shorter ones."""
    return ["/".join(names[:count]) for count in range(len(names), 0, -1)]


def _is_of_some(rights: Element) -> bool:
    """Whether rights are those of some of the item: they follow others of it, or name what they are for."""
    before = rights.getprevious()
    return rights.get("idrefs") is not None or (before is not None and name_of(before) == "rightsInfo")


def _told_apart(steps: list[Element], field: str) -> str:
    """The field of those that stand in one element, told by its type, class or relation."""
    told = steps[1]
    if field == "subjects":
        return _LISTS.get(told.get("type") or "", field)
    if field == "related":
        item_class = told.find(f"{{{NAMESPACE}}}itemClass")
        if item_class is not None:
            return _LISTS.get(item_class.get("qcode") or "", field)
        if any(value.startswith(_TRUST) for value in map(str, told.attrib.values())):
            return "trust_indicators"
        return _RELATIONS.get(_word(told), field)
    if field == "rights_links":
        return _POLICIES.get(_word(told), field)
    if field == "representations" and told.get("contenttype") == "text/html" and len(told.attrib) == 1:
        return "canonical_url"
    return field


def _word(link: Element) -> str:
    """The relation of a link, without its scheme."""
    return (link.get("rel") or link.get("reluri") or "").rpartition(":")[2].rpartition("/")[2]

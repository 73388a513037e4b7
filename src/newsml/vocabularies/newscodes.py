"""Closed IPTC vocabularies: the codes of which a receiver's programs depend, and facts of the NewsML-G2 versions.

Source: https://cv.iptc.org/newscodes/ as of 2026-11 (codes), the schemas of NAR 1.9 and NewsML-G2 2.9 to 2.35
(what each version has), IPTC catalogues 32 to 41 (when an alias came).
"""

from __future__ import annotations

CLOSED: dict[str, frozenset[str]] = {
    alias: frozenset(codes.split())
    for alias, codes in {
        "ninat": "animation audio composite data graphic picture text video",
        "cinat": "concept scheme",
        "plinat": "newscoverage",
        "catinat": "catalog",
        "stat": "usable withheld canceled",
        "pgrmod": "bag seq alt",
        "ncostat": "int notdec notint onreq",
        "eocstat": "eos0 eos1 eos2 eos3 eos4 eos5 eos6",
    }.items()
}
"""The codes of vocabularies that are complete, by alias."""

CLASSES: dict[str, str] = {
    "newsItem": "ninat",
    "packageItem": "ninat",
    "conceptItem": "cinat",
    "knowledgeItem": "cinat",
    "planningItem": "plinat",
    "catalogItem": "catinat",
}
"""The vocabulary of ``itemClass`` by kind of item."""

DETAILS: dict[str, str] = {
    "event": "eventDetails",
    "person": "personDetails",
    "organisation": "organisationDetails",
    "geoArea": "geoAreaDetails",
    "poi": "POIDetails",
    "object": "objectDetails",
}
"""The details that a concept of a type of ``cpnat`` may have."""

NEWEST = 35
"""The minor number of the newest version, 2.35."""

LACKING: dict[str, int] = {
    "eventStatus": 34,
    "dataMining": 33,
    "digitalSourceType": 32,
    "derivedFromValue": 27,
    "metadataCreator": 27,
    "pubHistory": 23,
    "facetConcept": 23,
    "mainConcept": 23,
    **dict.fromkeys(("incomingFeedId", "origRep", "rightsExpressionData", "rightsExpressionXML", "worldRegion"), 18),
    **dict.fromkeys(("catalogItem", "newsContentCharacteristics", "schemeMeta"), 12),
    **dict.fromkeys(("circle", "hasInstrument", "polygon", "rating", "sameAsScheme", "userInteraction"), 9),
}  # fmt: skip
"""Elements that came late, and the minor number of the last version 2.x that is known to lack them."""

_POWER = """
    altId altLoc altRep assert bag exclAudience generator hasInstrument incomingFeedId inlineRef instanceOf
    memberOf newsCoverageStatus origRep partMeta profile rating regionDelim rightsExpressionData
    rightsExpressionXML ruby signal timeDelim userInteraction
"""
POWER: frozenset[str] = frozenset(_POWER.split())
"""Elements that the level of conformance "power" has and "core" lacks."""

ALIAS_SINCE: dict[str, int] = {
    "fisymtype": 33,
    **dict.fromkeys(("imgregrole", "imgregtype"), 35),
    "trustindicator": 36,
    **dict.fromkeys(("figi", "parasport"), 37),
    **dict.fromkeys(("authoritystatus", "ticker"), 38),
    **dict.fromkeys(("geonameshttps", "tone"), 39),
    **dict.fromkeys(
        (
            "googletopicsv1", "googletopicsv2", "iabadproduct10", "iabadproduct20", "iabaudience10", "iabcontent20",
            "iabcontent21", "iabcontent22", "iabcontent30", "iso3166-2",
        ),
        40,
    ),
    "plus": 41,
}  # fmt: skip
"""Aliases that came after IPTC catalogue 32, and the first catalogue that has them."""

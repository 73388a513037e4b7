"""Which attributes and elements of NewsML-G2 hold a code, an address, a date, a text (NewsML-G2 2.35).

Specification: https://iptc.org/standards/newsml-g2/.
"""

from __future__ import annotations

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_CODES = """
    accesstype aspect audiochannels audiocodec authoritystatus colourindicator colourspace concepttype
    confirmationstatus creator derivedfrom durationunit encoding environment format hashtype heightunit how
    idformat interactiontype jobtitle layoutorientation market marketlabelsrc mode part pubconstraint qcode
    radunit ratertype ratingtype rel rendition renditionref reposrole representation residrefformat role
    scaleunit scope severity symbolsrc target tech timeunit type valcalctype valueunit videocodec
    videodefinition videoscaling why widthunit
"""
_DATES = """
    coversfrom coversto created generated modified retired schemecreated schememodified schemeretired until
    validfrom validto
"""
_CONCEPTS = """
    accountable affiliation assignedTo audience bit broader contributor copyrightHolder country creator
    dataMining digitalSourceType exclAudience facetConcept genre infoSource instanceOf located location
    mainConcept memberOf metadataCreator narrower organiser participant party provider related subject
    worldRegion
"""
_CODED = """
    accessStatus action confirmation conceptId eventStatus itemClass newsCoverageStatus occurStatus pubStatus
    role service signal type
"""
_EXTENSIONS = """
    conceptExtProperty contentMetaExtProperty groupExtProperty headerExtProperty itemMetaExtProperty
    newsCoverageExtProperty partMetaExtProperty planningExtProperty publishedExtProperty
    remoteContentExtProperty rightsInfoExtProperty schemeMetaExtProperty
"""

CODES = _CODES.split()

ATTRIBUTE_KINDS: dict[str, str] = {
    **dict.fromkeys(CODES, "@code"),
    **dict.fromkeys(["uri", *(f"{name}uri" for name in CODES)], "@iri"),
    **dict.fromkeys(("href", "url", "authority", "additionalInfo"), "@href"),
    **dict.fromkeys(_DATES.split(), "@date"),
    **dict.fromkeys((XML_LANG, "tag", "hreflang"), "@lang"),
    **dict.fromkeys(("idref", "idrefs", "contentrefs", "original", "sourceidref"), "@idref"),
    **dict.fromkeys(("guidref", "hreftype"), "@old"),
    "literal": "@literal",
    "residref": "@residref",
    "contenttype": "@contenttype",
}
"""What the value of an attribute is, for the attributes that rules look at."""

CONCEPTS = _CONCEPTS.split()
"""Elements that stand for a concept: named by qcode, uri or literal, or told by a name within."""

CODED = {
    **dict.fromkeys(_CODED.split(), ("qcode", "uri")),
    **dict.fromkeys(_EXTENSIONS.split(), ("rel", "reluri")),
    "group": ("role", "roleuri"),
}
"""Elements that must have one of two attributes, though the schema asks for neither."""

UNITS = {
    "circle": ("radunit", "radunituri", "the unit of the radius, such as dimensionunit:km"),
    "hash": ("hashtype", "hashtypeuri", "the algorithm, such as hashtype:MD5"),
    "rating": ("scaleunit", "scaleunituri", "the unit of the scale, such as rscaleunit:star"),
    "timeDelim": ("timeunit", "timeunituri", "the unit, such as timeunit:normalPlayTime"),
    "userInteraction": (
        "interactiontype",
        "interactiontypeuri",
        "what was counted, such as useracttype:retweets",
    ),
}
"""The same for elements whose value means nothing without its unit; and what the attribute says."""

_LABELS = "by capacity creditline dateline fileName headline keyword line name openHours slugline title"
_BLOCKS = "access copyrightNotice definition description details edNote note registration usageTerms"

TEXTS = f"{_LABELS} {_BLOCKS}"
"""Elements that are texts for people: a line, or paragraphs."""

TIMES = "contentCreated contentModified embargoed expires firstCreated sent timestamp versionCreated"
"""Elements that are a date and time."""

LINKS = ("deliverableOf", "deliveredItemRef", "itemRef", "link", "remoteInfo")
"""Elements that point to an item or a page."""

"""IPTC facts: the schemes of the IPTC catalogue and the codes that a writer needs.

Source: IPTC catalogue for the G2 standards, version 41 of 2025-04-30
(http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml), whose aliases include all of versions
32 to 40; the codes of single vocabularies from https://cv.iptc.org/newscodes/ as of 2026-11, the PLUS codes
from http://ns.useplus.org/ldf/vocab/.
"""

from __future__ import annotations

import re
from functools import lru_cache

CATALOG_URL = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
NEWSCODES = "http://cv.iptc.org/newscodes/"

# alias, or alias:name where the scheme's name in the URI differs. The catalogue gives cptdefrole and
# ednoterole without the final slash; the URIs of their codes have one, so they are resolved with it.
_NEWSCODE_SCHEMES = """
    acdc:audiocodec altidrole aoprop:aoproperty app:application aspfacet:asportfacet
    aspfacetvalue:asportfacetvalue authoritystatus catinat:catinature chprop:characteristicsproperty
    cinat:cinature ciprol:contactinfopartrole colin:colourindicator colsp:colorspace conf:confidence
    cpnat:cpnature cpprole:contentprodpartyrole cptdefrole:conceptdefinitionrole
    cptnoterole:conceptnoterole crel:conceptrelation ctech:commtech ctrol:contributorrole
    cwarn:contentwarning digsrctype:digitalsourcetype dimensionunit drol:descriptionrole dummy
    ecirol:eventcontactinforole edconf:eventdateconfirm ednoterole encd:encoding
    entityprop:entityproperty eocstat:eventoccurstatus eorol:eventorganiserrole
    eprol:eventparticipantrole eregrol:eventregrole erol:edrole
    fisymtype:financialinstrumentsymboltype frmt:format gen:generic genre hashscope hashtype
    hatarget:hopactiontarget hopaction howextr:howextracted howpr:howpresent ikos
    imgregrole:imageregionrole imgregtype:imageregiontype impt:importance irel:itemrelation
    irep:itemrepresentation isrol:infosourcerole ivqu:videoqualifier lbtyp:labeltype loctyp:location
    loutorient:layoutorientation lrol:languagerole medtop:mediatopic medtype:mediatype1
    mtyp:mediatype ncostat:newscoveragestatus ninat:ninature nityp:newsitemtype nmsig:newsmsgsignal
    not:notation nprod:newsproduct nprov:newsprovider nprt:namepart nrol:namerole oito:ofinterestto
    pgrmod:pkggroupmode plinat:plinature prio:priority prodgenre:productgenre prop:property
    prov:provider pst1:status1 rcalctype rel:relevance riaspect rightsprop:rightsproperty riscope
    rnd:rendition role1 rscaleunit rtype:ratertype scn:scene sev:severity sig:signal
    sov:videoscaling squ:subjectqualifier stat:pubstatusg2 subj:subjectcode timeunit tone
    tpctyp:topictype trustindicator urgy:urgency useracttype:useractiontype valfmt:valueformat
    vcdc:videocodec videodef:videodefinition why:whypresent wldreg:worldregion
"""

SCHEMES: dict[str, str] = {
    **{
        alias: f"{NEWSCODES}{name or alias}/"
        for alias, _, name in (entry.partition(":") for entry in _NEWSCODE_SCHEMES.split())
    },
    "a1312cat": "http://cvx.iptc.org/anpa1312-category/",
    "a1312prio": "http://cvx.iptc.org/anpa1312-priority/",
    "a1312svc": "http://cvx.iptc.org/anpa1312-servicelevel/",
    "a1312vers": "http://cvx.iptc.org/anpa1312-version/",
    "bcp47": "http://cvx.iptc.org/bcp47/",
    "cusip": "http://cvx.iptc.org/cusip/",
    "dbpedia": "http://dbpedia.org/resource/",
    "figi": "http://cvx.iptc.org/figi/",
    "freebase": "http://www.freebase.com",
    "geonames": "http://sws.geonames.org/",
    "geonameshttps": "https://sws.geonames.org/",
    "gics": "http://cvx.iptc.org/gics/",
    "googletopicsv1": "http://cvx.iptc.org/googletopicsv1/",
    "googletopicsv2": "http://cvx.iptc.org/googletopicsv2/",
    "iabadproduct10": "http://cvx.iptc.org/iabadproduct10/",
    "iabadproduct20": "http://cvx.iptc.org/iabadproduct20/",
    "iabaudience10": "http://cvx.iptc.org/iabaudience10/",
    "iabcontent20": "http://cvx.iptc.org/iabcontent20/",
    "iabcontent21": "http://cvx.iptc.org/iabcontent21/",
    "iabcontent22": "http://cvx.iptc.org/iabcontent22/",
    "iabcontent30": "http://cvx.iptc.org/iabcontent30/",
    "isin": "http://cvx.iptc.org/isin/",
    "iso3166-1a2": "http://cvx.iptc.org/iso3166-1a2/",
    "iso3166-1a3": "http://cvx.iptc.org/iso3166-1a3/",
    "iso3166-2": "http://cvx.iptc.org/iso3166-2/",
    "iso4217a": "http://cvx.iptc.org/iso4217a/",
    "iso4217n": "http://cvx.iptc.org/iso4217n/",
    "mb-artist": "http://musicbrainz.org/artist/",
    "mb-label": "http://musicbrainz.org/label/",
    "mb-recording": "http://musicbrainz.org/recording/",
    "mb-release": "http://musicbrainz.org/release/",
    "mb-releasegroup": "http://musicbrainz.org/release-group/",
    "mb-work": "http://musicbrainz.org/work/",
    "mic": "http://cvx.iptc.org/iso10383-mic/",
    "parasport": "http://cvx.iptc.org/parasport/",
    "plus": "http://ns.useplus.org/ldf/vocab/",
    "secst": "http://cvx.iptc.org/secst/",
    "sedol": "http://cvx.iptc.org/sedol/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "ticker": "http://cvx.iptc.org/ticker/",
    "tidm": "http://cvx.iptc.org/tidm/",
    "wikidata": "http://www.wikidata.org/entity/",
}
"""Scheme URI by alias: a code appended to it is the URI of the concept."""

RETIRED: dict[str, str] = {"ctrol": "cpprole", "isrol": "cpprole"}
"""Schemes that IPTC retired (2020-05, 2021-05), and their successor."""

_ALIASES = {uri: alias for alias, uri in SCHEMES.items()}
_QCODE = re.compile(r"([^\s:]+):(\S+)")

DIGITAL_SOURCE_TYPES: tuple[str, ...] = (
    "digitalCapture", "computationalCapture", "negativeFilm", "positiveFilm", "print", "minorHumanEdits",
    "humanEdits", "compositeCapture", "algorithmicallyEnhanced", "dataDrivenMedia", "digitalArt",
    "digitalCreation", "virtualRecording", "compositeSynthetic", "trainedAlgorithmicMedia",
    "compositeWithTrainedAlgorithmicMedia", "algorithmicMedia", "screenCapture", "composite",
)  # fmt: skip
"""Codes of ``digsrctype``: what a picture or text was made from, by whom or what."""

DATA_MINING: tuple[str, ...] = (
    "DMI-UNSPECIFIED", "DMI-ALLOWED", "DMI-PROHIBITED", "DMI-PROHIBITED-AIMLTRAINING",
    "DMI-PROHIBITED-GENAIMLTRAINING", "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
    "DMI-PROHIBITED-SEECONSTRAINT", "DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR",
    "DMI-PROHIBITED-SEELINKEDRIGHTSEXPR",
)  # fmt: skip
"""PLUS codes for data mining; their URIs are these after the scheme ``plus``."""

PARTY_ROLES: frozenset[str] = frozenset(
    {
        "author", "cameraOperator", "contentEditor", "contentSource", "correspondent", "descrWriter",
        "distributor", "editor", "factChecker", "genAIPromptWriter", "imgSupplier", "interviewee",
        "mediaOffice", "metadataEditor", "origcont", "originfo", "producer", "spokesperson",
    }
)  # fmt: skip
"""Codes of ``cpprole``: what a person or organisation did for the content."""

RENDITIONS: frozenset[str] = frozenset({"highRes", "thumbnail", "web"})
"""Codes of ``rnd`` that IPTC's own examples use."""


def resolve(qcode: str) -> str | None:
    """The URI that a QCode of the IPTC catalogue stands for; None for an alias that it does not have.

    >>> resolve("medtop:20000350")
    'http://cv.iptc.org/newscodes/mediatopic/20000350'
    """
    return _resolve_short(qcode) if len(qcode) <= _SHORT else _resolve(qcode)


_SHORT = 100
"""Longer codes do not repeat, and would only take up memory."""


def _resolve(qcode: str) -> str | None:
    match = _QCODE.fullmatch(qcode)
    scheme = SCHEMES.get(match[1]) if match else None
    return scheme + match[2] if match and scheme else None


_resolve_short = lru_cache(maxsize=1024)(_resolve)


def qcode_for(uri: str) -> str | None:
    """The QCode of a URI, if one of the schemes of the IPTC catalogue has it.

    >>> qcode_for("http://cv.iptc.org/newscodes/genre/Analysis")
    'genre:Analysis'
    """
    schemes = [scheme for scheme in _ALIASES if uri.startswith(scheme) and len(uri) > len(scheme)]
    if not schemes or re.search(r"\s", uri):
        return None
    scheme = max(schemes, key=len)
    return f"{_ALIASES[scheme]}:{uri[len(scheme) :]}"

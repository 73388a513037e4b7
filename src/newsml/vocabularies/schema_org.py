"""Where newsroom terms go in schema.org: facts, each with the source and the day it was looked up.

Source: schema.org release 30.0 (2026-03-19), https://schema.org/docs/releases.html, looked up 2026-11-23.
The left sides are IPTC NewsCodes, https://cv.iptc.org/newscodes/ (CC BY 4.0), of the same day.
"""

from __future__ import annotations

NEWSCODES = "http://cv.iptc.org/newscodes/"

TYPE_OF_ITEM: dict[str, str] = {
    "text": "NewsArticle",
    "composite": "NewsArticle",
    "data": "NewsArticle",
    "live_blog": "LiveBlogPosting",
    "picture": "ImageObject",
    "graphic": "ImageObject",
    "video": "VideoObject",
    "animation": "VideoObject",
    "audio": "AudioObject",
}
"""schema.org type by the class of the item."""

SAID_BY_TYPE = frozenset({"text", "live_blog", "picture", "video", "audio"})
"""The classes that the type alone tells; the others share the type of one of these."""

SUBTYPE_OF_GENRE: dict[str, str] = {
    "Analysis": "AnalysisNewsArticle",
    "Background": "BackgroundNewsArticle",
    "Behind_the_Story": "BackgroundNewsArticle",
    "Opinion": "OpinionNewsArticle",
    "Actuality": "ReportageNewsArticle",
    "From_the_Scene": "ReportageNewsArticle",
    "Help_Us_to_Report": "AskPublicNewsArticle",
}
"""A type that a genre (``genre:``) adds to NewsArticle. IPTC publishes no such table: this is our reading.

Review is not here: schema.org wants to know what a ReviewNewsArticle reviews.
"""

TYPE_INSTEAD_OF_NEWS: dict[str, str] = {
    "Advertiser_Supplied": "AdvertiserContentArticle",
    "Sponsored": "AdvertiserContentArticle",
    "Satire": "SatiricalArticle",
    "Press_Release": "Article",
}
"""A genre whose items schema.org does not count as news: its type stands instead of NewsArticle."""

NEWS_TYPES = frozenset({"NewsArticle", "ReviewNewsArticle", *SUBTYPE_OF_GENRE.values()})
"""NewsArticle and what is a kind of it."""
MEDIA_TYPES = frozenset({"ImageObject", "VideoObject", "AudioObject"})

DIGITAL_SOURCE: dict[str, str] = {
    "digitalCapture": "DigitalCaptureDigitalSource",
    "computationalCapture": "MultiFrameComputationalCaptureDigitalSource",
    "negativeFilm": "NegativeFilmDigitalSource",
    "positiveFilm": "PositiveFilmDigitalSource",
    "print": "PrintDigitalSource",
    "minorHumanEdits": "MinorHumanEditsDigitalSource",
    "digitalArt": "DigitalArtDigitalSource",
    "dataDrivenMedia": "DataDrivenMediaDigitalSource",
    "trainedAlgorithmicMedia": "TrainedAlgorithmicMediaDigitalSource",
    "algorithmicMedia": "AlgorithmicMediaDigitalSource",
    "algorithmicallyEnhanced": "AlgorithmicallyEnhancedDigitalSource",
    "screenCapture": "ScreenCaptureDigitalSource",
    "virtualRecording": "VirtualRecordingDigitalSource",
    "composite": "CompositeDigitalSource",
    "compositeCapture": "CompositeCaptureDigitalSource",
    "compositeSynthetic": "CompositeSyntheticDigitalSource",
    "compositeWithTrainedAlgorithmicMedia": "CompositeWithTrainedAlgorithmicMediaDigitalSource",
}
"""Member of IPTCDigitalSourceEnumeration by code of ``digitalsourcetype``.

humanEdits and digitalCreation (2024-09-17) have no member in 30.0; minorHumanEdits and digitalArt, which
they replaced, are narrower and do not stand for them.
"""

TRUST_INDICATOR: dict[str, str] = {
    "editorialPolicy": "publishingPrinciples",
    "feedbackPolicy": "actionableFeedbackPolicy",
    "correctionsPolicy": "correctionsPolicy",
    "ethicsPolicy": "ethicsPolicy",
    "editorialDiversityPolicy": "diversityPolicy",
    "coveragePolicy": "missionCoveragePrioritiesPolicy",
    "noBylinesPolicy": "noBylinesPolicy",
    "unnamedSourcesPolicy": "unnamedSourcesPolicy",
    "factCheckingPolicy": "verificationFactCheckingPolicy",
    "masthead": "masthead",
    "ownershipFundingInfo": "ownershipFundingInfo",
}
"""Property of the publisher by code of ``trustindicator`` (2025-09-30). Our reading, near IPTC's
Publisher Info 0.1.0 (draft of 2025-10-15)."""

POLICY: dict[str, str] = {
    "feedback": "actionableFeedbackPolicy",
    "corrections": "correctionsPolicy",
    "diversity": "diversityPolicy",
    "diversity_report": "diversityStaffingReport",
    "ethics": "ethicsPolicy",
    "masthead": "masthead",
    "coverage": "missionCoveragePrioritiesPolicy",
    "no_bylines": "noBylinesPolicy",
    "ownership": "ownershipFundingInfo",
    "principles": "publishingPrinciples",
    "unnamed_sources": "unnamedSourcesPolicy",
    "fact_checking": "verificationFactCheckingPolicy",
}
"""Property of NewsMediaOrganization by the name of the policy in a site's settings, in output order."""

ACTION: dict[str, str] = {
    "comment": "CommentAction",
    "like": "LikeAction",
    "listen": "ListenAction",
    "read": "ReadAction",
    "share": "ShareAction",
    "view": "ViewAction",
    "watch": "WatchAction",
}
"""Type of action that an InteractionCounter counts, by the word for it."""


def newscode(uri: str | None, scheme: str) -> str | None:
    """The code of an IPTC NewsCodes address of this scheme; None for any other address.

    >>> newscode("http://cv.iptc.org/newscodes/genre/Analysis", "genre")
    'Analysis'
    """
    if not uri:
        return None
    _, found, rest = uri.partition("://cv.iptc.org/newscodes/")
    name, _, code = rest.partition("/")
    return code if found and name == scheme and code else None


POLICY_INDICATOR: dict[str, str] = {term: code for code, term in TRUST_INDICATOR.items()}
"""Code of ``trustindicator`` by the publisher's property."""

IPTC_SOURCE: dict[str, str] = {member: code for code, member in DIGITAL_SOURCE.items()}
"""Code of ``digitalsourcetype`` by member of IPTCDigitalSourceEnumeration."""

GENRE_OF_TYPE: dict[str, str] = {
    "AnalysisNewsArticle": "Analysis",
    "BackgroundNewsArticle": "Background",
    "OpinionNewsArticle": "Opinion",
    "ReportageNewsArticle": "Actuality",
    "AskPublicNewsArticle": "Help_Us_to_Report",
    "AdvertiserContentArticle": "Sponsored",
    "SatiricalArticle": "Satire",
}
"""The genre that a type of article says, where nothing else does."""

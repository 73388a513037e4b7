"""JSON-LD as its receivers read it: the faults that they report, looked for in everything newsml writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import newsml
from newsml import Article
from newsml.errors import NewsmlError
from newsml.formats import jsonld
from newsml.formats.jsonld import WriteOptions
from newsml.issues import Issue, Report, ignore
from newsml.meta import load_site
from newsml.site import site_of
from newsml.vocabularies.iptc import SCHEMES
from tests import strategies
from tests.test_jsonld_writer import PROFILES, SITE, STORIES

NOW = datetime(2030, 1, 1, tzinfo=UTC)
SAMPLES = Path(__file__).parents[1] / "samples"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# schema.org 30.0, as far as news needs it: https://schema.org/docs/full.html
TYPES = _words("""
    NewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle ReportageNewsArticle
    ReviewNewsArticle AskPublicNewsArticle LiveBlogPosting BlogPosting Article AdvertiserContentArticle
    SatiricalArticle Report ImageObject VideoObject AudioObject MediaObject NewsMediaOrganization Organization
    Corporation Person Place Event Thing DefinedTerm CreativeWork CreativeWorkSeries WebPage WebPageElement
    SpeakableSpecification CorrectionComment PropertyValue PostalAddress GeoCoordinates Audience
    InteractionCounter CommentAction LikeAction ListenAction ReadAction ShareAction ViewAction WatchAction
    Dataset Collection WebSite BreadcrumbList ListItem ContactPoint Certification Clip
""")
DATES = _words("""
    datePublished dateModified dateCreated expires uploadDate startDate endDate coverageStartTime
    coverageEndTime sdDatePublished foundingDate
""")
ADDRESSES = _words("""
    url contentUrl embedUrl thumbnailUrl sameAs license acquireLicensePage usageInfo publishingPrinciples
    correctionsPolicy ethicsPolicy verificationFactCheckingPolicy actionableFeedbackPolicy diversityPolicy
    diversityStaffingReport missionCoveragePrioritiesPolicy noBylinesPolicy unnamedSourcesPolicy
    ownershipFundingInfo masthead digitalSourceType item
""")
OBJECTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ["author", "publisher", "provider", "creator", "contributor", "translator", "sponsor", "funder"],
        frozenset({"Person", "Organization", "Corporation", "NewsMediaOrganization"}),
    ),
    "copyrightHolder": frozenset({"Person", "Organization", "Corporation"}),
    "sourceOrganization": frozenset({"Organization", "Corporation"}),
    "affiliation": frozenset({"Organization"}),
    "worksFor": frozenset({"Organization"}),
    "editor": frozenset({"Person"}),
    "accountablePerson": frozenset({"Person"}),
    "mainEntityOfPage": frozenset({"WebPage"}),
    "contentLocation": frozenset({"Place"}),
    "locationCreated": frozenset({"Place"}),
    "containedInPlace": frozenset({"Place"}),
    "geo": frozenset({"GeoCoordinates"}),
    "address": frozenset({"PostalAddress"}),
    "audience": frozenset({"Audience"}),
    "genre": frozenset({"DefinedTerm"}),
    "about": frozenset({"DefinedTerm", "Person", "Organization", "Corporation", "Event", "Thing"}),
    "mentions": frozenset(
        {"DefinedTerm", "Person", "Organization", "Corporation", "Event", "Thing", "Place"}
    ),
    "image": frozenset({"ImageObject"}),
    "logo": frozenset({"ImageObject"}),
    "video": frozenset({"VideoObject"}),
    "audio": frozenset({"AudioObject"}),
    "associatedMedia": frozenset({"MediaObject"}),
    "encoding": frozenset({"ImageObject", "VideoObject", "AudioObject", "MediaObject"}),
    "isPartOf": frozenset({"CreativeWorkSeries", "WebPage", "WebSite"}),
    "workTranslation": frozenset({"NewsArticle"}),
    "primaryImageOfPage": frozenset({"ImageObject"}),
    "breadcrumb": frozenset({"BreadcrumbList"}),
    "itemListElement": frozenset({"ListItem"}),
    "parentOrganization": frozenset({"Organization"}),
    "contactPoint": frozenset({"ContactPoint"}),
    "hasCertification": frozenset({"Certification"}),
    "isBasedOn": frozenset({"CreativeWork"}),
    "citation": frozenset({"CreativeWork"}),
    "translationOfWork": frozenset({"NewsArticle"}),
    "hasPart": frozenset({"WebPageElement", "Clip"}),
    "speakable": frozenset({"SpeakableSpecification"}),
    "correction": frozenset({"CorrectionComment"}),
    "interactionStatistic": frozenset({"InteractionCounter"}),
    "liveBlogUpdate": frozenset({"BlogPosting"}),
    "interactionType": frozenset({t for t in TYPES if t.endswith("Action")}),
}
WORDS = _words("""
    headline alternativeHeadline name description articleBody articleSection backstory dateline inLanguage
    keywords caption transcript creditText copyrightNotice conditionsOfAccess creativeWorkStatus version
    printEdition printSection printPage printColumn encodingFormat contentSize sha256 jobTitle legalName
    tickerSymbol termCode inDefinedTermSet propertyID value audienceType addressCountry text cssSelector
    xpath identifier duration timeRequired contentRating email telephone
""")
NUMBERS = _words("""
    width height wordCount copyrightYear position latitude longitude userInteractionCount startOffset endOffset clipNumber
""")
BOOLEANS = frozenset({"isAccessibleForFree"})
KEYWORDS = frozenset({"@context", "@type", "@id", "@graph"})
TERMS = DATES | ADDRESSES | OBJECTS.keys() | WORDS | NUMBERS | BOOLEANS | KEYWORDS

_DATE = re.compile(
    r"\d{4}(-\d\d(-\d\d)?)?|\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)", re.ASCII
)
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_DURATION = re.compile(r"PT(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?(e\+\d+)?S)?", re.ASCII)
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_QCODE = re.compile(rf"({'|'.join(map(re.escape, SCHEMES))}):\S+")


def many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def kinds(node: dict[str, Any]) -> list[str]:
    return many(node.get("@type", []))


def walk(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, f"{path}.{index}")
    elif isinstance(value, dict):
        yield path, value
        for term, item in value.items():
            yield from walk(item, f"{path}.{term}" if path else term)


def faults(data: bytes) -> list[str]:
    """What is wrong with a block of JSON-LD."""
    text = data.decode("utf-8")
    found = [f"raw U+{ord(mark):04X}" for mark in "<>&\u2028\u2029\0" if mark in text]
    root = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    if root.get("@context") != "https://schema.org":
        found.append("no canonical context")
    for path, node in walk(root):
        found += [f"{path}: {fault}" for fault in _node_faults(node)]
    found += _identity_faults(root)
    return found + [fault for node in root.get("@graph", [root]) for fault in _article_faults(node)]


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len({key for key, _ in pairs}) == len(pairs), "a key twice"
    return dict(pairs)


def _no_constant(word: str) -> Any:
    raise AssertionError(f"{word} is no JSON")


def _node_faults(node: dict[str, Any]) -> Iterator[str]:
    if "@type" not in node and set(node) not in ({"@id"}, {"@context", "@graph"}):
        yield "no type and no reference"
    if unknown := set(kinds(node)) - TYPES:
        yield f"unknown type {unknown}"
    if unknown := node.keys() - TERMS:
        yield f"unknown property {unknown}"
    if "@id" in node and not _ADDRESS.fullmatch(node["@id"]):
        yield f"@id {node['@id']!r}"
    for term, value in node.items():
        if term not in ("@context", "@graph"):
            for one in many(value):
                yield from _value_faults(term, one, node)
    yield from _kind_faults(node)


def _value_faults(term: str, value: Any, node: dict[str, Any]) -> Iterator[str]:
    if value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip()):
        yield f"{term} is empty"
    if term in OBJECTS:
        allowed = OBJECTS[term]
        if not isinstance(value, dict):
            yield f"{term} is {value!r} rather than an object"
        elif "@type" in value and not set(kinds(value)) <= allowed:
            yield f"{term} is a {value['@type']}"
    elif term in DATES and not _DATE.fullmatch(value):
        yield f"{term} {value!r} is no date"
    elif term in ADDRESSES and not _ADDRESS.fullmatch(value):
        yield f"{term} {value!r} is no address"
    elif term in NUMBERS and (not isinstance(value, int | float) or isinstance(value, bool)):
        yield f"{term} {value!r} is no number"
    elif term in BOOLEANS and not isinstance(value, bool):
        yield f"{term} {value!r} is neither true nor false"
    if isinstance(value, str):
        yield from _text_faults(term, value, node)


def _text_faults(term: str, value: str, node: dict[str, Any]) -> Iterator[str]:
    if term == "duration" and not _DURATION.fullmatch(value):
        yield f"duration {value!r}"
    if term == "inLanguage" and not _TAG.fullmatch(value):
        yield f"inLanguage {value!r}"
    if term in ("headline", "name", "alternativeHeadline") and (value != value.strip() or "\n" in value):
        yield f"{term} {value!r} is not one tidy line"
    if term == "digitalSourceType" and not re.fullmatch(r"https://schema\.org/\w+DigitalSource", value):
        yield f"digitalSourceType {value!r}"
    if term in ("identifier", "termCode", "inDefinedTermSet", "@id") and _QCODE.fullmatch(value):
        yield f"{term} {value!r} is a QCode"


def _kind_faults(node: dict[str, Any]) -> Iterator[str]:
    own = set(kinds(node))
    if own & {"Person", "Organization", "Corporation", "NewsMediaOrganization"} and not node.get("name"):
        yield "nobody: no name"
    if "ImageObject" in own and not {"contentUrl", "url"} & node.keys():
        yield "a picture without a file"
    if own & {"VideoObject", "AudioObject"} and not {"contentUrl", "embedUrl"} & node.keys():
        yield "a clip without a file or player"
    if "SpeakableSpecification" in own and len({"cssSelector", "xpath"} & node.keys()) != 1:
        yield "one locator is needed"
    if own & {"CorrectionComment"} and "text" not in node:
        yield "a correction without text"
    if "NewsArticle" in own and own & {"AdvertiserContentArticle", "SatiricalArticle"}:
        yield "no news"
    if {"dateline", "printPage", "printSection", "printEdition", "printColumn"} & node.keys() and not any(
        kind.endswith("NewsArticle") for kind in own
    ):
        yield f"{own} has no dateline and no place in print"


def _identity_faults(root: dict[str, Any]) -> Iterator[str]:
    known: dict[str, dict[str, Any]] = {}
    for path, node in walk(root):
        if "@id" in node and "@type" in node:
            first = known.setdefault(node["@id"], {})
            for term in node.keys() & first.keys() - {"@type", "sameAs", "identifier"}:
                if node[term] != first[term]:
                    yield f"{path}: {node['@id']} has two values of {term}"
            first.update(node)
    for path, node in walk(root):
        if set(node) == {"@id"} and node["@id"] not in known:
            yield f"{path}: nothing on the page is {node['@id']}"


def _article_faults(root: dict[str, Any]) -> Iterator[str]:
    published, modified = root.get("datePublished", ""), root.get("dateModified", "")
    if "T" in published and "T" in modified and _instant(modified) < _instant(published):
        yield "modified before it was published"
    for item in many(root.get("hasPart", [])):
        if item.get("isAccessibleForFree") is False and root.get("isAccessibleForFree") is not False:
            yield "paid parts in a free article"
    if root.get("isAccessibleForFree") is False and "articleBody" in root:
        yield "paid text for everyone"
    about = {json.dumps(one, sort_keys=True) for one in many(root.get("about", []))}
    if about & {json.dumps(one, sort_keys=True) for one in many(root.get("mentions", []))}:
        yield "the same in about and mentions"


def _instant(value: str) -> datetime:
    return datetime.fromisoformat(value)


def written(article: Article, report: Report = ignore, **options: Any) -> bytes:
    return b"".join(jsonld.write([article], report, options=WriteOptions(**{"now": NOW, **options})))


@pytest.mark.parametrize("site", [SITE, None], ids=["site", "no site"])
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", STORIES)
def test_no_receiver_finds_a_fault(name: str, profile: str, site: Any) -> None:
    article = Article.build(STORIES[name])
    for body in (True, False):
        for style, shape in (("array", "flat"), ("single", "flat"), ("array", "graph")):
            data = written(article, site=site, profile=profile, body=body, type_style=style, shape=shape)
            assert faults(data) == []


ARTICLES = sorted(
    path for path in SAMPLES.glob("*/expected.json") if b"urn:x-newsml:article:" in path.read_bytes()
)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.parent.name)
def test_no_receiver_finds_a_fault_in_the_samples(path: Path) -> None:
    article = newsml.loads(path.read_bytes(), "json")
    settings = path.parent / "newsml.toml"
    site = load_site(settings) if settings.exists() else None
    for profile in PROFILES:
        for shape in ("flat", "graph"):
            assert faults(written(article, profile=profile, body=True, shape=shape, site=site)) == []


@given(strategies.articles)
def test_no_receiver_finds_a_fault_in_any_article(article: Article) -> None:
    for profile, shape in (("core", "flat"), ("news", "graph"), ("full", "flat"), ("full", "graph")):
        issues: list[Issue] = []
        try:
            data = written(article, issues.append, site=SITE, profile=profile, body=True, shape=shape)
        except NewsmlError:
            continue  # embargoed, withdrawn, or a text that no file can carry
        lacks_file = any(issue.rule == "JSONLD" and issue.path == "renditions" for issue in issues)
        assert [one for one in faults(data) if not (lacks_file and "without a file" in one)] == []


@pytest.mark.parametrize(
    ("item_type", "field", "more"),
    [
        ("picture", "images", {}),
        ("graphic", "images", {"caption": "The gate"}),
        ("video", "video", {"embed_url": "https://play.example/1"}),
        ("audio", "audio", {"duration": 94}),
    ],
)
def test_a_media_item_is_its_first_medium(item_type: str, field: str, more: dict[str, Any]) -> None:
    files = [{"url": "https://img.example/a", "width": 1600, **more}, {"url": "https://img.example/b"}]
    node = json.loads(written(Article.build({"item_type": item_type, "headline": "The gate", field: files})))
    assert node["contentUrl"] == "https://img.example/a"
    assert node["width"] == 1600
    inner = {"images": "image"}.get(field, field)
    assert [one["contentUrl"] for one in node[inner]] == ["https://img.example/b"]


def test_what_a_media_item_says_twice_is_reported() -> None:
    issues: list[newsml.Issue] = []
    article = Article.build(
        {
            "item_type": "picture",
            "headline": "The gate",
            "summary": "A gate.",
            "images": [{"url": "https://img.example/a", "title": "gate-7", "alt": "An iron gate"}],
        }
    )
    node = json.loads(b"".join(jsonld.write([article], issues.append, options=WriteOptions(now=NOW))))
    assert node["name"] == "The gate"
    assert node["description"] == "A gate."
    assert {issue.path for issue in issues} == {"images.0.title", "images.0.alt"}


BROKEN: list[tuple[str, Any, str]] = [
    ("@context", "http://schema.org/", "context"),
    ("headlne", "Typo", "unknown property"),
    ("@type", "NewsArtikel", "unknown type"),
    ("author", ["Jane"], "rather than an object"),
    ("author", [{"@type": "Person"}], "nobody"),
    ("author", [{"name": "Jane"}], "no type"),
    ("datePublished", "2025-06-14T07:30:00", "no date"),
    ("datePublished", "yesterday", "no date"),
    ("dateModified", "2025-06-14T07:29:00+02:00", "before"),
    ("url", "/news/1", "no address"),
    ("url", "urn:example:1", "no address"),
    ("keywords", [""], "empty"),
    ("headline", "Two\nlines", "tidy"),
    ("inLanguage", "nb_NO", "inLanguage"),
    ("digitalSourceType", "https://schema.org/Photo", "digitalSourceType"),
    ("isAccessibleForFree", "False", "neither"),
    ("about", [{"@type": "DefinedTerm", "termCode": "medtop:20000350"}], "QCode"),
    ("provider", {"@id": "https://nobody.example/#x"}, "nothing on the page"),
    ("image", [{"@type": "ImageObject", "name": "x"}], "without a file"),
    ("editor", {"@type": "Organization", "name": "Desk"}, "editor is"),
]


@pytest.mark.parametrize(("term", "value", "fault"), BROKEN)
def test_the_check_itself_finds_faults(term: str, value: Any, fault: str) -> None:
    node = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "x",
        "datePublished": "2025-06-14T07:30:00+02:00",
    }
    assert faults(json.dumps(node).encode()) == []
    assert any(fault in found for found in faults(json.dumps({**node, term: value}).encode()))


def test_the_site_itself_has_no_fault() -> None:
    site = site_of({"publisher": {"name": "The Paper"}, "policies": {"ethics": "https://p.example/e"}})
    assert faults(written(Article.build({"headline": "x"}), site=site)) == []


@pytest.mark.parametrize(
    ("item_type", "is_told"), [("picture", True), ("live_blog", True), ("graphic", False), ("data", False)]
)
def test_a_class_that_the_type_tells_is_no_loss(item_type: str, is_told: bool) -> None:
    issues: list[newsml.Issue] = []
    article = Article.build({"item_type": item_type, "headline": "The gate"})
    b"".join(jsonld.write([article], issues.append, options=WriteOptions(now=NOW)))
    assert [issue.path for issue in issues if issue.rule == "LOSS"] == ([] if is_told else ["item_type"])

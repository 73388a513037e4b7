"""What files are like, and what else an item says of itself: read, edited, written, in older versions."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

import newsml
from newsml import Article
from newsml.formats.newsml_g2.technical import CHARACTERISTICS
from newsml.model.concepts import LanguageUse, Rendition
from newsml.model.technical import Technical
from tests.canonical import NAR, differences
from tests.test_g2_parts import HEAD, META, lost, read, written

VALUES: dict[str, tuple[str, Any]] = {
    "count": ("12", 12), "ordinal": ("3", 3), "text": ("16:9", "16:9"), "bool": ("true", True), "number": ("29.97", 29.97),
    "date": ("2026-05-04T09:30:00Z", "2026-05-04T09:30:00Z"), "scan": ("interlaced", "interlaced"), "word": ("x:a", "x:a"),
}  # fmt: skip


def fresh(article: Article) -> Article:
    """The article without what is kept of its file, written and read again."""
    bare = article.model_copy(update={"foreign": ()})
    return newsml.loads(newsml.dumps(bare, "newsml-g2", report=lambda issue: None), "newsml-g2", kind=Article)


@pytest.mark.parametrize("row", CHARACTERISTICS, ids=lambda row: row.attribute)
def test_each_characteristic_of_a_file(row: Any) -> None:
    said, value = VALUES[row.kind]
    given = {row.attribute: said}
    if row.field in ("width", "height", "duration"):
        given[f"{row.attribute}unit"] = "x:inches"
    if row.field in ("width_unit", "height_unit", "duration_unit"):
        given[row.attribute.removesuffix("unit")] = "2"
    attributes = " ".join(f'{name}="{text}"' for name, text in given.items())
    inner = f'<contentSet><remoteContent rendition="rnd:web" href="https://x.example/v" {attributes}/></contentSet>'
    article, _ = read(inner)
    (file,) = article.renditions
    assert file.technical is not None
    found = file.technical.model_dump(mode="json", exclude_defaults=True)
    assert found[row.field] == value
    root, issues = written(article)
    assert lost(issues) == []
    assert differences(etree.fromstring(f"{HEAD}{META}{inner}</newsItem>"), root) == []
    assert fresh(article).renditions[0].technical is not None


@pytest.mark.parametrize(
    "attribute", ['videoframerate="many"', 'videovbr="maybe"', 'audiobitrate="0"', 'videoscan="both"', 'generated="soon"']
)  # fmt: skip
def test_what_is_no_value_is_kept(attribute: str) -> None:
    inner = f'<contentSet><remoteContent rendition="rnd:web" href="https://x.example/v" {attribute}/></contentSet>'
    article, _ = read(inner)
    assert article.renditions[0].technical is None
    data = newsml.dumps(article, "newsml-g2", report=lambda issue: None)
    assert differences(etree.fromstring(f"{HEAD}{META}{inner}</newsItem>"), etree.fromstring(data)) == []


FILE = """<contentSet><remoteContent rendition="rnd:web" residref="urn:x:file" size="7">
<channel chnlid="2" type="x:audio" role="x:voice" language="fr" audiobitrate="128"/>
<altId type="x:store" environment="x:archive" idformat="x:number" version="3">77</altId>
<altLoc type="x:mirror" role="x:fast">https://mirror.example/v</altLoc>
<hash hashtype="x:md5" scope="x:content">0cc1</hash></remoteContent></contentSet>"""


def test_channels_and_other_places_of_a_file() -> None:
    article, _ = read(FILE)
    (file,) = article.renditions
    assert file.residref == "urn:x:file"
    assert [one.model_dump(exclude_defaults=True) for one in file.channels] == [
        {"number": 2, "type": "x:audio", "role": "x:voice", "lang": "fr", "technical": {"audio_bitrate": 128}}
    ]
    assert file.alt_ids[0].model_dump(exclude_defaults=True) == {
        "value": "77", "scheme": "x:store", "environment": "x:archive", "format": "x:number", "version": "3",
    }  # fmt: skip
    assert file.alt_locations[0].url == "https://mirror.example/v"
    assert (file.hash[0].type, file.hash[0].scope) == ("x:md5", "x:content")
    assert differences(etree.fromstring(f"{HEAD}{META}{FILE}</newsItem>"), written(article)[0]) == []
    again = fresh(article).renditions[0]
    assert (again.channels, again.alt_ids, again.hash) != ((), (), ())


def test_a_changed_file_keeps_the_rest() -> None:
    article, _ = read(FILE)
    new = article.renditions[0].model_copy(update={"size": 8, "technical": Technical(frame_rate=25)})
    root, issues = written(article.model_copy(update={"renditions": (new,)}))
    assert lost(issues) == []
    (file,) = root.iter(f"{NAR}remoteContent")
    assert (file.get("size"), file.get("videoframerate")) == ("8", "25")
    assert len(file) == 4


def test_the_misspelt_role_of_another_place_is_read_and_not_written() -> None:
    inner = FILE.replace('role="x:fast"', 'roleruri="https://x.example/fast"')
    article, _ = read(inner)
    assert article.renditions[0].alt_locations[0].role == "https://x.example/fast"
    assert differences(etree.fromstring(f"{HEAD}{META}{inner}</newsItem>"), written(article)[0]) == []
    _, issues = written(article.model_copy(update={"foreign": ()}))
    assert "renditions.0.alt_locations.0.role" in lost(issues)


def test_a_width_in_pixels_and_in_inches_is_said_once() -> None:
    file = Rendition(
        url="https://x.example/v", width=100, technical=Technical(width=4, width_unit="x:inches")
    )
    article, _ = read("")
    root, issues = written(article.model_copy(update={"renditions": (file,)}))
    (element,) = root.iter(f"{NAR}remoteContent")
    assert element.get("width") == "100"
    assert "renditions.0.technical.width" in lost(issues)


MANAGED = """<itemMeta><itemClass qcode="ninat:text"/><provider literal="p"/><versionCreated>2026-01-01T00:00:00Z</versionCreated>
<memberOf literal="s"/><instanceOf qcode="x:column"><name>Column</name></instanceOf><signal qcode="sig:update"/>
<altRep contenttype="text/html">https://x.example/page</altRep>
<altRep contenttype="application/pdf" size="9" representation="x:print">https://x.example/page.pdf</altRep>
<deliverableOf residref="urn:x:plan"/><hash hashtype="x:md5" scope="x:content">0cc1</hash><expires>2027-01-01</expires>
<origRep accesstype="x:inhouse" reposrole="x:archive">https://store.example/1</origRep>
<incomingFeedId qcode="x:feed" role="x:text"/><metadataCreator literal="m" role="cpprole:metadataEditor"><name>Ida Norell</name></metadataCreator>
</itemMeta>"""


def managed() -> Article:
    data = f"{HEAD}{MANAGED}<contentMeta><language tag='en'/></contentMeta></newsItem>".encode()
    return newsml.loads(data, "newsml-g2", kind=Article, report=lambda issue: None)


def test_what_an_item_says_of_itself() -> None:
    article = managed()
    assert article.instance_of[0].name == "Column"
    assert article.canonical_url == "https://x.example/page"
    assert article.representations[0].model_dump(exclude_defaults=True) == {
        "url": "https://x.example/page.pdf", "mime": "application/pdf", "size": 9, "kind": "x:print",
    }  # fmt: skip
    assert article.deliverable_of[0].residref == "urn:x:plan"
    assert (article.hash[0].value, article.hash[0].scope) == ("0cc1", "x:content")
    assert (article.original_representations[0].access, article.original_representations[0].repository) == (
        "x:inhouse", "x:archive",
    )  # fmt: skip
    assert (article.incoming_feeds[0].qcode, article.incoming_feeds[0].role) == ("x:feed", "x:text")
    assert article.metadata_creator is not None
    assert (article.metadata_creator.name, article.metadata_creator.role) == (
        "Ida Norell",
        "metadataEditor",
    )


@pytest.mark.parametrize("version", ["2.9", "2.12", "2.18", "2.23", "2.28", "2.35"])
@pytest.mark.parametrize("kept", [True, False])
def test_it_is_written_in_every_version(version: str, kept: bool) -> None:
    article = managed()
    root, issues = written(article if kept else article.model_copy(update={"foreign": ()}), version=version)
    assert (root.find(f"{NAR}itemMeta/{NAR}metadataCreator") is None) == (
        version < "2.28" or version == "2.9"
    )
    assert ("metadata" in " ".join(issue.message for issue in issues)) == (
        version < "2.28" or version == "2.9"
    )


# --- languages, ranks, ratings -------------------------------------------------------------------


def about(inner: str) -> Article:
    meta = META.replace('<language tag="en"/>', inner)
    return newsml.loads(
        f"{HEAD}{meta}</newsItem>".encode(), "newsml-g2", kind=Article, report=lambda issue: None
    )


@pytest.mark.parametrize(
    ("inner", "language", "uses"),
    [
        ('<language tag="en"/>', "en", []),
        ('<language tag="fr"/><language tag="de"/>', "fr", [("de", None)]),
        ('<language tag="fr" role="x:spoken"/><language tag="de" role="x:subtitles"/>', "fr",
         [("fr", "x:spoken"), ("de", "x:subtitles")]),
        ('<language tag="fr" role="x:spoken"><name>French</name></language>', "fr", [("fr", "x:spoken")]),
    ],
)  # fmt: skip
def test_languages_and_what_they_are_for(
    inner: str, language: str, uses: list[tuple[str, str | None]]
) -> None:
    article = about(inner)
    assert article.language == language
    assert [(use.tag, use.role) for use in article.languages] == uses
    root, _ = written(article)
    meta = META.replace('<language tag="en"/>', inner)
    before = etree.fromstring(f"{HEAD}{meta}</newsItem>")
    assert differences(before, root) == []
    assert [(use.tag, use.role) for use in fresh(article).languages] == uses


def test_a_changed_language() -> None:
    article = about('<language tag="fr" role="x:spoken"/><language tag="de" role="x:subtitles"/>')
    changed = (LanguageUse(tag="fr", role="https://x.example/written"), article.languages[1])
    root, _ = written(article.model_copy(update={"languages": changed}))
    found = [
        (one.get("tag"), one.get("role") or one.get("roleuri"))
        for one in root.findall(f"{NAR}contentMeta/{NAR}language")
    ]
    assert found == [("fr", "https://x.example/written"), ("de", "x:subtitles")]
    root, _ = written(article.model_copy(update={"language": "it"}))
    found = [(one.get("tag"), one.get("role")) for one in root.findall(f"{NAR}contentMeta/{NAR}language")]
    assert sorted(found, key=str) == [("de", "x:subtitles"), ("fr", "x:spoken"), ("it", None)]


def test_ranks_and_ratings() -> None:
    inner = (
        '<language tag="en"/><rating value="4" scalemin="1" scalemax="5" scaleunit="x:stars" raters="30" valcalctype="x:mean"'
        ' ratertype="x:readers" ratingtype="x:style"/><subject qcode="x:s" rank="2"/><genre qcode="x:g" rank="1"/>'
    )
    article = about(inner)
    (rating,) = article.ratings
    assert (rating.unit, rating.raters, rating.calculation, rating.by, rating.type) == (
        "x:stars", 30, "x:mean", "x:readers", "x:style",
    )  # fmt: skip
    assert (article.subjects[0].rank, article.genres[0].rank) == (2, 1)
    again = fresh(article)
    assert (again.subjects[0].rank, again.ratings[0].raters) == (2, 30)


def test_what_is_meant_in_the_text() -> None:
    inner = (
        '<inlineRef idrefs="w1" qcode="x:comet" confidence="80"><name>Comet</name></inlineRef><contentSet><inlineXML'
        ' contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>'
        '<p>The <span id="w1">comet</span> returns.</p></body></html></inlineXML></contentSet>'
    )
    article, _ = read(inner)
    (meant,) = article.inline_refs
    assert (meant.name, meant.confidence, meant.id_refs) == ("Comet", 80, ("w1",))
    root, issues = written(article)
    assert lost(issues) == []
    assert differences(etree.fromstring(f"{HEAD}{META}{inner}</newsItem>"), root) == []

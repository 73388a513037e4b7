"""A message with a package and its members, as video and text agencies send them together: read, joined, checked."""

from __future__ import annotations

import newsml
from newsml.model import Article
from newsml.model.package import Package

MESSAGE = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
<header><sent>2025-03-04T18:30:00Z</sent><catalogRef href="http://xml.rundschau.example/cv/catalog-g2.xml"/><transmitId>tag:rundschau.example,2025:msg:1</transmitId><priority>3</priority>
<origin>RTV</origin><channel role="r:feed">WNE</channel></header>
<itemSet>
<packageItem guid="tag:rundschau.example,2025:snep_1" version="7" standard="NewsML-G2" standardversion="2.18" conformance="power" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_24.xml"/>
<itemMeta><itemClass qcode="icls:composite"/><provider literal="rundschau.example"/><versionCreated>2025-03-04T18:29:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><headline>Ruritania floods</headline><subject qcode="N2:FLOOD"/></contentMeta>
<groupSet root="root">
<group id="root" role="group:root" mode="pgrmod:bag"><groupRef idref="main"/><groupRef idref="side"/></group>
<group id="main" role="group:main" mode="pgrmod:seq">
<itemRef residref="tag:rundschau.example,2025:text_1" version="2" contenttype="application/vnd.iptc.g2.newsitem+xml"><itemClass qcode="icls:text"/><provider literal="rundschau.example"/><versionCreated>2025-03-04T18:20:00Z</versionCreated><headline>Bridges shut</headline></itemRef>
<itemRef residref="tag:rundschau.example,2025:pic_1" contenttype="application/vnd.iptc.g2.newsitem+xml"/></group>
<group id="side" role="group:sidebar" mode="pgrmod:alt"><itemRef residref="tag:rundschau.example,2025:elsewhere"/></group>
</groupSet></packageItem>
<newsItem guid="tag:rundschau.example,2025:text_1" version="2" standard="NewsML-G2" standardversion="2.18" conformance="power" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_24.xml"/>
<itemMeta><itemClass qcode="icls:text"/><provider literal="rundschau.example"/><versionCreated>2025-03-04T18:20:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><headline>Bridges shut</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p>STRELSAU (Rundschau) - Bridges are shut.</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="tag:rundschau.example,2025:pic_1" version="1" standard="NewsML-G2" standardversion="2.18" conformance="power" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_24.xml"/>
<itemMeta><itemClass qcode="icls:picture"/><provider literal="rundschau.example"/><versionCreated>2025-03-04T18:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><creator role="cRole:photographer" qcode="phot:X1"/><description role="descRole:caption">A bridge in Strelsau.</description></contentMeta>
<contentSet><remoteContent rendition="rend:baseImage" href="https://x.example/1.jpg" contenttype="image/jpeg" width="3500" height="2333" size="1"/></contentSet></newsItem>
</itemSet></newsMessage>
"""


def test_the_package_and_its_members_are_read_and_joined() -> None:
    import io

    from newsml.formats import newsml_g2

    options = newsml_g2.ReadOptions(join=True)
    package, text, picture = newsml_g2.read(io.BytesIO(MESSAGE.encode()), options=options)
    assert isinstance(package, Package)
    assert isinstance(text, Article)
    assert isinstance(picture, Article)
    assert package.headline == "Ruritania floods"
    assert [group.mode for group in package.groups] == ["bag", "seq", "alt"]
    members = list(package.members())
    assert [member.residref for member in members] == [
        "tag:rundschau.example,2025:text_1", "tag:rundschau.example,2025:pic_1", "tag:rundschau.example,2025:elsewhere",
    ]  # fmt: skip
    assert [member.item.id if member.item else None for member in members] == [text.id, picture.id, None]
    assert picture.images[0].caption == "A bridge in Strelsau."
    assert picture.contributors == ()
    assert picture.authors[0].role == "cRole:photographer"


def test_validate_says_each_thing_once() -> None:
    found = newsml.validate(MESSAGE.encode(), format="newsml-g2")
    assert not [issue for issue in found if issue.rule in ("HEADLINE-MISSING", "SCHEMA")]
    assert len([issue for issue in found if "elsewhere" in issue.message]) == 1
    assert not [issue for issue in found if issue.rule == "UNKNOWN" and "alias" in issue.message]


def test_what_the_schema_says_of_a_value_the_reader_does_not_say_again() -> None:
    text = MESSAGE.replace(
        "2025-03-04T18:20:00Z</versionCreated><pubStatus",
        "2025-03-04T18:20:00+0000</versionCreated><pubStatus",
    )
    text = text.replace(
        "<contentMeta><headline>Bridges shut", "<contentMeta><urgency>77</urgency><headline>Bridges shut"
    )
    found = newsml.validate(text.encode(), format="newsml-g2")
    for value in ("18:20:00+0000'", "'77'"):
        assert [issue.rule for issue in found if value in issue.message] == ["SCHEMA"]

"""NewsML-G2 as it should not be: what can be read is read, what is wrong is said, nothing hangs or reaches out."""

from __future__ import annotations

import contextlib
import io
import random
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsml.errors import ContentError, NewsmlError
from newsml.formats import FORMATS
from newsml.formats.newsml_g2 import read, write
from newsml.formats.newsml_g2.reading import ReadOptions
from newsml.formats.newsml_g2.strangers import READABLE, what_text_this_is, what_this_is
from newsml.issues import Issue
from newsml.model import Article
from newsml.validation import validate_bytes
from tests.hang import ends
from tests.test_g2_stream import XMLNS, errors, item, message, read_all

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "newsml-g2"
TEXT = "Blåbærsyltetøy – «godt» på brød"


def document(text: str = TEXT, encoding: str = "", *, root: str = XMLNS, version: str = "") -> str:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>\n' if encoding else ""
    return (
        f'{declaration}<newsItem {root} guid="urn:x:1" version="1" {version} xml:lang="nb">\n'
        f"<contentMeta><headline>H</headline></contentMeta>\n<contentSet><inlineXML>"
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{text}</p></body></html>'
        f"</inlineXML></contentSet></newsItem>"
    )


def one(data: bytes | str) -> tuple[Article, list[Issue]]:
    (article,), issues = read_all(data)
    return article, issues


# --- encodings -----------------------------------------------------------------------------------

ENCODINGS: dict[str, tuple[bytes, str | None]] = {
    "UTF-8": (document(encoding="UTF-8").encode(), None),
    "UTF-8, nothing declared": (document().encode(), None),
    "UTF-8 with a mark": (document(encoding="UTF-8").encode("utf-8-sig"), None),
    "UTF-16": (document(encoding="UTF-16").encode("utf-16"), None),
    "UTF-16, nothing declared": (document().encode("utf-16"), None),
    "UTF-16 without a mark": (document(encoding="UTF-16").encode("utf-16-le"), "without a byte order mark"),
    "big-endian without a mark": (document().encode("utf-16-be"), "without a byte order mark"),
    "UTF-32": (document(encoding="UTF-32").encode("utf-32"), None),
    "windows-1252": (document(encoding="windows-1252").encode("cp1252"), None),
    "windows-1252 as Latin-1": (document(encoding="ISO-8859-1").encode("cp1252"), "it is windows-1252"),
    "windows-1252 as UTF-8": (document(encoding="UTF-8").encode("cp1252"), "0xE5 is not utf-8"),
    "windows-1252, nothing declared": (document().encode("cp1252"), "0xE5 is not utf-8"),
    "windows-1252 as ASCII": (document(encoding="us-ascii").encode("cp1252"), "it is windows-1252"),
    "UTF-8 as UTF-16": (document(encoding="UTF-16").encode(), "says that it is UTF-16, but it is not"),
    "UTF-8 as Latin-1": (document(encoding="iso-8859-1").encode(), "but it is UTF-8"),
    "UTF-8 as windows-1252": (document(encoding="windows-1252").encode(), "but it is UTF-8"),
    "UTF-16 as UTF-8": (document(encoding="UTF-8").encode("utf-16"), "its mark says utf-16"),
    "UTF-8 with a mark as Latin-1": (document(encoding="iso-8859-1").encode("utf-8-sig"), "its mark says utf-8"),
    "an unknown encoding": (document(encoding="klingon").encode(), "'klingon' is not known"),
    "no encoding at all": (document(encoding="").replace("<newsItem", '<?xml version="1.0" encoding=""?><newsItem')
                           .encode(), "'' is not known"),
    "a codec that is no encoding": (document(encoding="unicode_escape").encode(), "is not known"),
    "UTF-7": (document(encoding="UTF-7").encode(), "'UTF-7' is not known"),
}  # fmt: skip


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("far", [False, True])
def test_encodings_as_declared_or_as_they_are(name: str, far: bool) -> None:
    data, words = ENCODINGS[name]
    if far and b"\x00" not in data:  # the letters only come after the first piece
        data = data.replace(b"<contentMeta>", b"<!--" + b" " * 1_200_000 + b"-->\n<contentMeta>")
    article, issues = one(data)
    assert TEXT in article.plain_text()
    assert [issue.rule for issue in issues if issue.rule != "UNKNOWN"] == (["ENCODING"] if words else [])
    assert words is None or any(words in issue.message for issue in issues)


def test_encodings_mixed_in_one_file() -> None:
    data = (
        message(item(1, "<p>Ærlig|</p>"), item(2, "<p>Ærlig</p>"))
        .encode()
        .replace(b"|", "æøå–".encode("cp1252"))
    )
    articles, issues = read_all(data)
    assert [article.plain_text().strip().split("\n")[-1] for article in articles] == ["Ærligæøå–", "Ærlig"]
    (issue,) = [issue for issue in issues if issue.rule == "ENCODING"]
    assert issue.line == 7
    assert issue.severity == "warning"


def test_cyrillic_that_says_it_is_utf8() -> None:
    text = "Мост снова открыт после двух лет ремонта, сообщает городская администрация. " * 3
    article, issues = one(document(text, "UTF-8").encode("cp1251"))
    assert "Мост снова открыт" in article.plain_text()
    assert "read as cp1251" in issues[0].message


def test_letters_cut_where_pieces_meet() -> None:
    for size in (1, 3, 64):
        for data in (document(encoding="UTF-16").encode("utf-16"), document().encode()):
            (article,), _ = read_all(data, size)
            assert TEXT in article.plain_text()


# --- characters and small mistakes ---------------------------------------------------------------

MENDED: dict[str, tuple[bytes, str, str]] = {
    "NUL": (document("a\x00b").encode(), "ab", "U+0000"),
    "control characters": (document("a\x0bb\x1ac\x1b").encode(), "abc", "U+000B"),
    "white space before the declaration": (b" \n\n" + document("a", "UTF-8").encode(), "a", "white space"),
    "two marks": (b"\xef\xbb\xbf\xef\xbb\xbf" + document("a", "UTF-8").encode(), "a", ""),
    "a mark after white space": (b"\n\xef\xbb\xbf" + document("a", "UTF-8").encode(), "a", ""),
    "an entity of HTML": (document("a&nbsp;b&eacute;").encode(), "a\xa0bé", "&nbsp; is an entity of HTML"),
    "a bare ampersand": (document("AT&T & Co; R&D;").encode(), "AT&T & Co; R&D;", "& stands for itself"),
    "an entity of nobody": (document("a&company;").encode(), "a&company;", "nobody declares"),
    "a control character by number": (document("a&#11;b&#x0;").encode(), "ab", "no character that XML has"),
    "no character": (document("a\uffffb").encode(), "ab", "no characters, removed"),
}


@pytest.mark.parametrize("name", MENDED)
def test_small_mistakes_are_mended_and_said(name: str) -> None:
    data, text, words = MENDED[name]
    article, issues = one(data)
    assert article.plain_text().strip().split("\n")[-1] == text
    assert not errors(issues)
    assert not words or any(words in issue.message for issue in issues)
    (first,), _ = read_all(message(data.decode().lstrip(" \n\ufeff").partition("?>\n")[2] or data.decode()))
    assert first.plain_text() == article.plain_text()


def test_mended_lines_are_those_of_the_file() -> None:
    _, issues = read_all(message(item(1), item(2, "<p>a\n&nbsp;b</p>")))
    assert [issue.line for issue in issues if "nbsp" in issue.message] == [12]


def test_cdata_is_not_mended() -> None:
    article, _ = one(document("&nbsp;<![CDATA[&nbsp; & <b>]]>"))
    assert "&nbsp; & <b>" in article.plain_text()


def test_a_mark_in_the_middle_of_a_text_is_text() -> None:
    article, issues = one(document("a\ufeffb"))
    assert "a" in article.plain_text()
    assert not errors(issues)


# --- attacks -------------------------------------------------------------------------------------

NAR_ITEM = f'<newsItem {XMLNS} guid="urn:x:1">&x;</newsItem>'
ATTACKS: dict[str, str] = {
    "file entity": f'<!DOCTYPE newsItem [<!ENTITY x SYSTEM "file:///etc/passwd">]>{NAR_ITEM}',
    "web entity": f'<!DOCTYPE newsItem [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>{NAR_ITEM}',
    "parameter entity": f'<!DOCTYPE newsItem [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>{NAR_ITEM}',
    "laughs": '<!DOCTYPE newsItem [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + f"<!ENTITY x '&j;'>]>{NAR_ITEM}",
    "quadratic": f"<!DOCTYPE newsItem [<!ENTITY x '{'x' * 100_000}'>]>" + NAR_ITEM.replace("&x;", "&x;" * 10_000),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
@pytest.mark.parametrize("shape", ["whole", "message", "large", "utf-16", "second document"])
def test_attacks_are_refused(name: str, shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    markup = ATTACKS[name]
    data = markup.encode()
    if shape == "message":
        opened = (
            f"]><newsMessage {XMLNS}><newsItem" if "]><" in markup else f"><newsMessage {XMLNS}><newsItem"
        )
        data = markup.replace("]><newsItem" if "]><" in markup else "><newsItem", opened, 1).encode()
        data += b"</newsMessage>"
    elif shape == "large":
        data = b"<!--" + b" " * 1_200_000 + b"-->" + data
    elif shape == "utf-16":
        data = markup.encode("utf-16")
    elif shape == "second document":
        data = item(1, xmlns=XMLNS).encode() + data
    if shape == "second document":
        with ends():
            articles, issues = read_all(data)
        assert [article.id for article in articles] == ["urn:x:1"]
        assert "DOCTYPE" in errors(issues)[0].message
    else:
        with ends(), pytest.raises(ContentError, match="DOCTYPE"):
            read_all(data)


@pytest.mark.parametrize("shape", ["whole", "large", "utf-16", "second document"])
def test_a_document_type_elsewhere_is_not_fetched(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: 1 / 0)
    data = f'<!DOCTYPE newsItem SYSTEM "http://127.0.0.1:9/x.dtd">{item(1, xmlns=XMLNS)}'.encode()
    if shape == "large":
        data = b"<!--" + b" " * 1_200_000 + b"-->" + data
    elif shape == "utf-16":
        data = data.decode().encode("utf-16")
    elif shape == "second document":
        data = item(2, xmlns=XMLNS).encode() + data
    with ends():
        articles, issues = read_all(data)
    assert articles[-1].id == "urn:x:1"
    assert ["passed over" in issue.message for issue in issues if "DOCTYPE" in issue.message] == [True]
    assert not errors(issues)


def test_schema_locations_are_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: 1 / 0)
    where = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a http://127.0.0.1:9/a.xsd"'
    article, issues = one(document("a", root=f"{XMLNS} {where}"))
    assert article.id == "urn:x:1"
    assert not errors(issues)


def test_2000_levels_are_refused_with_words() -> None:
    deep = document("<b>" * 2000 + "</b>" * 2000)
    for data in (deep, message(deep)):
        with pytest.raises(ContentError, match="256 levels"):
            read_all(data)


def test_5_mb_of_text_are_read() -> None:
    article, _ = one(document("word " * 1_000_000))
    assert len(article.plain_text()) > 4_900_000


HOSTILE: dict[str, Callable[[int], str]] = {
    "items without end": lambda n: message("<newsItem>" * n),
    "items without end but one": lambda n: message("<newsItem>" * n + "</newsItem>"),
    "open comments": lambda n: message("<newsItem><!--" * n),
    "open comments between": lambda n: message("<!-- <x " * n + item(1)),
    "CDATA without end": lambda n: message("<newsItem><![CDATA[" * n + "</newsItem>"),
    "instructions": lambda n: message("<newsItem><?a" * n + "</newsItem>"),
    "ends without items": lambda n: message("</newsItem>" * n),
    "open tags": lambda n: message("<newsItem a='" * n),
    "ampersands": lambda n: document("&" * n),
    "angles": lambda n: message("<" * n),
    "documents": lambda n: item(1, xmlns=XMLNS) * (n // 100),
    "levels": lambda n: message("<itemSet>" * n),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_bounded(name: str) -> None:
    """What makes a reader begin again and again, 10,000 times: trying each to the end would take minutes."""
    data = HOSTILE[name](10_000)
    with ends(), contextlib.suppress(ContentError):
        read_all(data)


# --- other documents -----------------------------------------------------------------------------

OTHERS = {
    "RSS": ('<rss version="2.0"><channel/></rss>', "an RSS feed"),
    "RSS 1.0": ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "RDF"),
    "Atom": ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "an Atom feed"),
    "HTML": ("<!DOCTYPE html>\n<html><body><p>One<br>two</body></html>", "an HTML page"),
    "HTML in capitals": ("<HTML><BODY><P>One<BR>two</BODY></HTML>", "an HTML page"),
    "SVG": ('<svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG picture"),
    "SVG with a doctype": ('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>', "an SVG picture"),
    "NITF": ("<nitf><head/></nitf>", "NITF"),
    "NITF with a doctype": ('<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf/>', "NITF"),
    "NewsML 1": ('<!DOCTYPE NewsML SYSTEM "NewsML_1.2.dtd"><NewsML Version="1.2"/>', "NewsML 1"),
    "SportsML": ("<sports-content/>", "SportsML"),
    "ninjs": ('{"uri": "urn:x", "headline": "H"}', "ninjs"),
    "JSON": ("[1]", "JSON"),
    "text": ("Bridge reopens\n\nText.", "not XML"),
    "other XML": ("<catalogue/>", "its root element is catalogue"),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_other_documents_are_called_by_their_name(name: str, encoding: str) -> None:
    markup, words = OTHERS[name]
    with pytest.raises(ContentError, match=re.escape(words)) as caught:
        read_all(markup.encode(encoding))
    (issue,) = caught.value.issues
    assert issue.line in (1, 2)


def test_the_way_out_names_formats_that_newsml_reads() -> None:
    named = {"rss", "atom", "news-sitemap", "html", "newsml-1", "nitf", "ninjs", "json"}
    assert {format_.name for format_ in FORMATS if format_.reads} & named == READABLE
    assert "--from json" in str(what_text_this_is(b'{"a": 1}'))
    assert "does not read" in what_this_is("rss") or "--from rss" in what_this_is("rss")


@pytest.mark.parametrize(
    "namespace",
    [
        "", 'xmlns="https://iptc.org/std/nar/2006-10-01/"', 'xmlns="http://iptc.org/std/nar/2006-10-01"',
        'xmlns="http://www.iptc.org/std/nar/2006-10-01/"', 'xmlns="http://iptc.org/std/nar/2006-01-01/"',
        'xmlns="urn:newsml:iptc.org:20021018:newsml:18"',
    ],
)  # fmt: skip
def test_namespaces_that_are_not_quite_right(namespace: str) -> None:
    for data in (
        document("a", root=namespace),
        message(item(1)).replace(f"<newsMessage {XMLNS}", f"<newsMessage {namespace}"),
        message(item(1, xmlns=namespace or 'xmlns=""')),
    ):
        article, issues = one(data)
        assert article.id == "urn:x:1"
        assert article.headline
        said = [issue for issue in issues if "it is read as such" in issue.message]
        assert len(said) == 1


@pytest.mark.parametrize("version", ["1.0", "1.2", "2.0", "2.9", "2.35", "9.9", "G2", ""])
def test_all_versions_are_read_by_what_they_hold(version: str) -> None:
    article, issues = one(document("a", version=f'standard="NewsML-G2" standardversion="{version}"'))
    assert article.headline == "H"
    assert not errors(issues)


# --- any bytes -----------------------------------------------------------------------------------


def survives(data: bytes) -> None:
    """Reading, writing and checking raise nothing but our own errors."""
    with contextlib.suppress(NewsmlError):
        for article in list(read(io.BytesIO(data), options=ReadOptions(file="a.xml"))):
            b"".join(write([article]))


SEEDS = [document(encoding="UTF-8").encode(), message(item(1), item(2)).encode()]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_bytes_put_anywhere(data: st.DataObject) -> None:
    seed = data.draw(st.sampled_from(SEEDS))
    at = data.draw(st.integers(0, len(seed)))
    skip = data.draw(st.integers(0, 30))
    put = data.draw(
        st.binary(max_size=6) | st.sampled_from([b"<!--", b"]]>", b"<![CDATA[", b"<newsItem>", b"&a;"])
    )
    survives(seed[:at] + put + seed[at + skip :])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    survives(data)


def corpus() -> list[Path]:
    return sorted(path for path in CORPUS.rglob("*") if path.is_file() and path.stat().st_size < 40_000)


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them flipped, cut out, doubled or swapped."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if len(found) < 10:
            break
        at, size = chance.randrange(len(found)), chance.randint(1, 60)
        match chance.randrange(6):
            case 0:
                found[at] ^= 1 << chance.randrange(8)
            case 1:
                del found[at : at + size]
            case 2:
                found[at:at] = found[at : at + size]
            case 3:
                other = chance.randrange(len(found))
                found[at : at + size], found[other : other + size] = (
                    found[other : other + size],
                    found[at : at + size],
                )
            case 4:
                found[at:at] = bytes(chance.randrange(256) for _ in range(3))
            case _:
                del found[at:]
    return bytes(found)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
@pytest.mark.parametrize("share", range(4))
def test_spoiled_files_of_the_corpus(share: int) -> None:
    chance = random.Random(20061001 + share)
    paths = corpus()[share::4]
    for path in paths:
        data = path.read_bytes()
        for _ in range(4):
            wrong = spoiled(data, chance)
            with ends():
                survives(wrong)
        if chance.random() < 0.1:
            assert isinstance(validate_bytes(spoiled(data, chance), path.name, "newsml-g2"), list)

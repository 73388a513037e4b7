"""Catalogues of other providers from files: bare ones, catalogItems, by address, by name, and as a last resort."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import newsml
from newsml.catalogs import Catalog, load_catalogs
from newsml.errors import ContentError, FileError
from newsml.issues import Issue
from tests.cli import newsml as command

NAR = "http://iptc.org/std/nar/2006-10-01/"
HREF = "http://acme.example/catalogs/acme_7.xml"
ACME = "http://cv.acme.example/topics/"
IPTC = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"


def bare(uri: str = ACME, attributes: str = "", xmlns: str = f'xmlns="{NAR}"') -> str:
    return (
        f'<catalog {xmlns} {attributes}><scheme alias="acme" uri="{uri}"/><scheme alias="" uri=""/></catalog>'
    )


CATALOG_ITEM = (
    f'<catalogItem xmlns="{NAR}" guid="urn:acme:catalog" version="7"><itemMeta/><catalogContainer>'
    f"{bare(attributes=f'url=&quot;{HREF}&quot;'.replace('&quot;', chr(34)), xmlns='')}</catalogContainer></catalogItem>"
)


def item(*references: str, catalog: str = "") -> bytes:
    links = "".join(f'<catalogRef href="{href}"/>' for href in references)
    return (
        f'<newsItem xmlns="{NAR}" guid="urn:x:1" version="1" standard="NewsML-G2" standardversion="2.35" '
        f'conformance="power" xml:lang="en">{links}{catalog}<itemMeta><itemClass qcode="ninat:text"/>'
        '<provider qcode="nprov:ACME"/><versionCreated>2025-07-25T08:00:00Z</versionCreated></itemMeta>'
        '<contentMeta><subject qcode="acme:bridges"/><subject qcode="acme:repairs"/><headline>H</headline>'
        "</contentMeta></newsItem>"
    ).encode()


def file(folder: Path, text: str, name: str = "acme.xml") -> str:
    path = folder / name
    path.write_text(text)
    return str(path)


def subject(data: bytes, *catalogs: str | Catalog) -> tuple[str | None, list[Issue]]:
    issues: list[Issue] = []
    article = newsml.loads(data, "newsml-g2", report=issues.append, catalogs=catalogs)
    return article.subjects[0].uri, [issue for issue in issues if "acme" in issue.message]


def test_without_the_file_the_alias_is_kept_and_said_once() -> None:
    uri, issues = subject(item(IPTC, HREF))
    assert uri is None
    (issue,) = issues
    assert "alias acme is in no catalogue" in issue.message


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (bare(attributes=f'url="{HREF}"'), "other.xml"),
        (bare(attributes=f'url="http://a.example/ {HREF}"'), "other.xml"),
        (bare(), "acme_7.xml"),
        (bare(xmlns=""), "acme_7.xml"),
        (CATALOG_ITEM, "other.xml"),
    ],
)
def test_a_file_stands_for_the_reference(tmp_path: Path, text: str, name: str) -> None:
    assert subject(item(IPTC, HREF), file(tmp_path, text, name)) == (ACME + "bridges", [])


def test_an_address_given_with_the_file(tmp_path: Path) -> None:
    path = file(tmp_path, bare())
    assert subject(item(IPTC, HREF), f"{HREF}={path}") == (ACME + "bridges", [])
    assert subject(item(IPTC, "http://a.example/?v=1"), f"http://a.example/?v=1={path}")[1] == []


def test_guid_of_a_catalog_item(tmp_path: Path) -> None:
    assert subject(item("urn:acme:catalog"), file(tmp_path, CATALOG_ITEM)) == (ACME + "bridges", [])


def test_the_last_resort_is_said_once(tmp_path: Path) -> None:
    path = file(tmp_path, bare())
    for references in ((IPTC,), (IPTC, "http://elsewhere.example/c.xml"), ()):
        uri, issues = subject(item(*references), path)
        assert uri == ACME + "bridges"
        (issue,) = issues
        assert issue.severity == "info"
        assert f"alias acme is taken from {path}" in issue.message


def test_the_item_has_the_last_word(tmp_path: Path) -> None:
    own = '<catalog><scheme alias="acme" uri="http://own.example/"/></catalog>'
    assert subject(item(HREF, catalog=own), f"{HREF}={file(tmp_path, bare())}") == (
        "http://own.example/bridges",
        [],
    )


def test_a_file_may_stand_for_an_older_catalogue_of_iptc(tmp_path: Path) -> None:
    assert subject(item(IPTC), f"{IPTC}={file(tmp_path, bare())}")[0] == ACME + "bridges"


def test_a_known_alias_is_not_declared_anew(tmp_path: Path) -> None:
    catalogs = (f"{HREF}={file(tmp_path, bare())}",)
    article = newsml.loads(item(IPTC, HREF), "newsml-g2", catalogs=catalogs)
    written = newsml.dumps(article, "newsml-g2", catalogs=catalogs)
    assert b"<scheme" not in written
    assert written.count(b"<catalogRef") == 2
    assert b'<subject qcode="acme:bridges"/>' in written
    fields = json.loads(newsml.dumps(article, "json"))
    fields["subjects"].append({"qcode": "acme:tunnels", "uri": ACME + "tunnels"})
    more = newsml.loads(json.dumps(fields), "json")
    written = newsml.dumps(more, "newsml-g2", catalogs=catalogs)
    assert b"<scheme" not in written
    assert b'qcode="acme:tunnels"' in written


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        (None, FileError, "no such file"),
        ("<rss/>", ContentError, "holds no catalog"),
        ("<catalog>", ContentError, "not well-formed"),
        ("", ContentError, "empty"),
        (
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><catalog>&x;</catalog>',
            ContentError,
            "DOCTYPE",
        ),
    ],
)
def test_files_that_are_no_catalogue(
    tmp_path: Path, text: str | None, error: type[Exception], words: str
) -> None:
    path = str(tmp_path / "none.xml") if text is None else file(tmp_path, text)
    with pytest.raises(error, match=words):
        load_catalogs([path])
    (tmp_path / "a.xml").write_bytes(item())
    for arguments in (("convert", "--to", "json"), ("validate",), ("show",)):
        done = command(arguments[0], tmp_path / "a.xml", *arguments[1:], "--catalog", path)
        assert done.code == (3 if text is None else 1)
        assert words in done.err


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    path = file(tmp_path, bare())
    assert load_catalogs([path])[0].schemes == {"acme": ACME}
    file(tmp_path, bare("http://changed.example/longer/"))
    assert load_catalogs([path])[0].schemes == {"acme": "http://changed.example/longer/"}


def test_on_the_command_line_and_in_the_settings(tmp_path: Path) -> None:
    path = file(tmp_path, bare())
    source = tmp_path / "in" / "a.xml"
    source.parent.mkdir()
    source.write_bytes(item(IPTC, HREF))

    def uri(*arguments: str) -> str | None:
        done = command("convert", source, "--to", "json", "-q", *arguments, cwd=source.parent)
        assert done.code == 0, done.err
        found = json.loads(done.out)["subjects"][0].get("uri")
        assert found is None or isinstance(found, str)
        return found

    assert uri() is None
    assert uri("--catalog", path) == ACME + "bridges"
    assert uri("--catalog", f"{HREF}={path}") == ACME + "bridges"
    (tmp_path / "newsml.toml").write_text(f'catalogs = ["acme.xml", "{HREF}=acme.xml"]\n')
    assert uri() == ACME + "bridges"
    done = command("validate", source)
    assert "alias acme" not in done.text
    (tmp_path / "newsml.toml").write_text('catalogs = ["gone.xml"]\n')
    done = command("convert", source, "--to", "json")
    assert done.code == 3
    assert str(tmp_path / "gone.xml") in done.err
    empty = command("convert", source, "--to", "json", "--catalog", "")
    assert empty.code == 2

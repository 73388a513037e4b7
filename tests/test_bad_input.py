"""What bad input gets: a clear message, the right exit code, no traceback, and nothing half-written.

`tests.cli.newsml` fails on any traceback.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import SOURCE, newsml

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9))
    + "]><newsItem>&j;</newsItem>"
)
YAML_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)

# name, content, command, what the message says; exit code 1 throughout
CONTENT = [
    ("empty.txt", b"", "convert", "no article|empty"),
    ("blank.txt", b" \n\n\t\n", "convert", "no article|empty"),
    ("empty.json", b"", "convert", "empty"),
    ("empty.md", b"", "convert", "no article|empty"),
    ("binary.txt", bytes(range(256)) * 20, "convert", "not text"),
    ("photo.txt", b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 500, "convert", "not text"),
    ("cut.json", b'{"headlines": [{"text": "On', "convert", "ends too early|not valid JSON"),
    ("cut.jsonl", b'{"headlines": [{"text": "One"}]}\n{"headl', "convert", "not valid JSON"),
    ("cut.md", b"---\ntitle: [One\n---\nText", "convert", "cut.md:"),
    ("cut-toml.md", b"+++\ntitle = \"One\n+++\nText", "convert", "cut-toml.md:2"),
    ("cut.xml", b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta>', "validate", "cut.xml:1"),
    ("open.md", b"---\ntitle: One\nText", "convert", "front matter|---"),
    ("twice.json", b'{"id": "a",\n "id": "b"}', "convert", "twice.json:2:2: error: key 'id' is given twice"),
    ("twice.md", b"---\ntitle: One\nlang: en\ntitle: Two\n---\nText", "convert", "twice.md:4"),
    ("bomb.md", f"---\n{YAML_BOMB}---\nText".encode(), "convert", "bomb.md:"),
    ("tag.md", b"---\ntitle: !!python/object/apply:os.system [ls]\n---\nText", "convert", "tag"),
    ("deep.json", b'{"extra": ' + b'{"a": ' * 2000 + b"1" + b"}" * 2001, "convert", "levels of nesting"),
    ("deep-list.json", b'{"body": ' + b"[" * 2000 + b"]" * 2000 + b"}", "convert", "levels of nesting"),
    ("deep.xml", b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>" + b"<a>" * 2000 + b"</a>" * 2000
     + b"</newsItem>", "validate", "levels|deep|nest"),
    ("xxe.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><newsItem>&x;</newsItem>', "validate",
     "DTD|DOCTYPE|entit"),
    ("laughs.xml", LAUGHS.encode(), "validate", "DTD|DOCTYPE|entit"),
    ("dtd.xml", b'<!DOCTYPE newsItem SYSTEM "http://example.org/x.dtd"><newsItem/>', "validate", "DTD|DOCTYPE"),
    ("surrogate.json", b'{"id": "a\\ud800b"}', "convert", "surrogate"),
    ("list.json", b"[1, 2]", "convert", "expected a JSON object"),
    ("nan.json", b'{"extra": {"a": NaN}}', "convert", "NaN is not JSON"),
    ("later.json", b'{"$schema": "urn:x-newsml:article:99"}', "convert", "update newsml"),
    ("month.json", b'{"version_created": "2025-13-01T00:00:00Z"}', "convert", "2025-13-01"),
    ("word.json", b'{"version_created": "yesterday"}', "convert", "'yesterday' is not a date"),
    ("zero.json", b'{"content_created": "0000"}', "convert", "'0000' is not a year"),
    ("number.json", b'{"version_created": 1700000000}', "convert", "is not a date and time"),
    ("lang.json", b'{"language": "nb_NO"}', "convert", "nb_NO.*underscore"),
    ("month.txt", b"Headline: A\nDate: 2025-13-01\n\nText.", "convert", "month.txt:2.*2025-13-01"),
    ("word.txt", b"Headline: A\nDate: yesterday\n\nText.", "convert", "word.txt:2.*yesterday"),
    ("zero.txt", b"Headline: A\nDate: 0000\n\nText.", "convert", "zero.txt:2.*0000"),
    ("lang.txt", b"Headline: A\nLanguage: nb_NO\n\nText.", "convert", "lang.txt:2.*nb_NO"),
    ("lang.md", b"---\ntitle: A\nlang: nb_NO\n---\nText.", "convert", "lang.md:3.*nb_NO"),
    ("what.xyz", b"something", "convert", "--from"),
    ("not-utf16.txt", b"\xff\xfea", "convert", "utf-16"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "command", "message"), CONTENT, ids=[case[0] for case in CONTENT]
)
def test_bad_content(tmp_path: Path, name: str, content: bytes, command: str, message: str) -> None:
    import re

    (tmp_path / name).write_bytes(content)
    target = ["--to", "json"] if command == "convert" else []
    done = newsml(command, name, *target, cwd=tmp_path)
    said = done.err + (done.text if command == "validate" else "")
    assert done.code == 1, said
    assert re.search(message, said), said
    if command == "convert":
        assert done.out == b"" or name == "cut.jsonl"  # its first line is whole
        assert newsml("validate", name, cwd=tmp_path).code == 1


def test_nul_in_json_is_kept_from_xml_and_pages(tmp_path: Path) -> None:
    path = tmp_path / "nul.json"
    path.write_text('{"id": "urn:x:1", "headlines": [{"text": "a\\u0000b"}], "provider": {"name": "X"}}')
    refused = newsml("convert", path, "--to", "jsonld")
    assert refused.code == 1
    assert "U+0000" in refused.err
    assert b"\x00" not in newsml("convert", path, "--to", "newsml-g2").out


def test_unreadable_missing_and_vanishing_files(tmp_path: Path) -> None:
    gone = newsml("convert", tmp_path / "gone.txt", "--to", "json")
    assert (gone.code, gone.out) == (3, b"")
    assert "no such file" in gone.err
    assert newsml("validate", tmp_path / "gone.txt").code == 3
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    done = newsml("convert", tmp_path, "--to", "jsonl")
    assert done.code == 3
    assert "dangling.txt" in done.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    done = newsml("convert", path, "--to", "json")
    assert done.code == 3
    assert "permission denied" in done.err


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    # Reading /proc/self/mem from its start is an input/output error, for root too.
    done = newsml("convert", "/proc/self/mem", "--from", "text", "--to", "json", cwd=tmp_path)
    assert done.code == 3
    assert "cannot read" in done.err


def test_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    for command in (["convert", tmp_path, "--to", "jsonl"], ["validate", tmp_path], ["show", tmp_path]):
        done = newsml(*command)
        assert done.code == 3
        assert "no article in this folder" in done.err + done.text


def test_unknown_format_says_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    done = newsml("convert", "a.txt", "--to", "json-lb", cwd=tmp_path)
    assert done.code == 2
    assert "did you mean json" in done.err
    assert newsml("validate", "a.txt", "--from", "nitff", cwd=tmp_path).code == 2


@pytest.mark.parametrize("suffix", ["toml", "yaml", "json"])
def test_truncated_meta(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "a.txt").write_text("Headline: A\n\nText.")
    (tmp_path / f"m.{suffix}").write_text('a = "b\n' if suffix == "toml" else '{"a": [1,\n')
    done = newsml("convert", "a.txt", "--to", "json", "--meta", f"m.{suffix}", cwd=tmp_path)
    assert (done.code, done.out) == (1, b"")
    assert f"m.{suffix}:" in done.err


def test_ten_megabytes_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("The harbour was closed again on Friday. " * 262_144)
    done = newsml("convert", path, "--to", "json")
    assert done.code == 0
    assert len(done.out) > 10_000_000
    markdown = newsml("convert", "-", "--from", "markdown", "--to", "json", stdin=path.read_bytes())
    assert markdown.code == 0
    assert len(markdown.out) > 10_000_000


def test_two_thousand_quotes_in_markdown(tmp_path: Path) -> None:
    path = tmp_path / "deep.md"
    path.write_text("> " * 2000 + "text\n")
    done = newsml("convert", path, "--to", "json")
    assert done.code in (0, 1)
    assert "level" in done.err or "nest" in done.err
    if done.code == 0:
        assert b"text" in done.out
    html = tmp_path / "deep-html.md"
    html.write_text("<div>" * 2000 + "text" + "</div>" * 2000)
    assert newsml("convert", html, "--to", "json").code in (0, 1)


def test_no_external_entity_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cr3t-w0rd")
    (tmp_path / "x.xml").write_text(
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">&x;</newsItem>'
    )
    done = newsml("validate", "x.xml", cwd=tmp_path)
    assert "s3cr3t" not in done.err + done.text


def test_output_folder_missing_or_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Headline: A\n\nText.")
    for arguments in (["-d", tmp_path / "none"], ["-o", tmp_path / "none" / "a.json"], ["-d", path]):
        done = newsml("convert", path, "--to", "json", *arguments)
        assert done.code == 3, arguments
        assert done.err


def test_output_folder_read_only(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Headline: A\n\nText.")
    # /proc takes no new files, not even from root.
    done = newsml("convert", path, "-o", "/proc/newsml-test.json")
    assert done.code == 3
    assert "cannot write" in done.err


def _with_small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def test_disk_full_leaves_nothing_half_written(tmp_path: Path) -> None:
    """A file size limit fails the write as a full disk does: an OSError in the middle of the file."""
    source = tmp_path / "in"
    source.mkdir()
    path = source / "a.json"
    path.write_text(json.dumps({"headlines": [{"text": "One"}], "extra": {"a": "x" * 20_000}}))
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.json").write_text("precious")
    done = subprocess.run(
        [sys.executable, "-m", "newsml", "convert", str(path), "-o", str(out / "a.json"), "--force"],
        capture_output=True, env=os.environ | {"PYTHONPATH": str(SOURCE)}, preexec_fn=_with_small_files, check=False,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert b"cannot write" in done.stderr
    assert b"Traceback" not in done.stderr
    assert [entry.name for entry in out.iterdir()] == ["a.json"]
    assert (out / "a.json").read_text() == "precious"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_full_device_as_standard_output(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Headline: A\n\nText.")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newsml", "convert", str(path), "--to", "json"],
            stdout=full, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(SOURCE)}, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert b"no space left" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ('{"$ref": "http://schemas.example/a.json"}', "Unresolvable"),
        ('{"$ref": "#"}', "recursion"),
        ('{"properties": {"id": {"pattern": "["}}}', "regex"),
    ],
)
def test_schema_that_cannot_be_used(tmp_path: Path, schema: str, message: str) -> None:
    (tmp_path / "a.json").write_text('{"id": "urn:x:1", "headlines": [{"text": "A"}]}')
    (tmp_path / "schema.json").write_text(schema)
    done = newsml("validate", "a.json", "--from", "json", "--schema", "schema.json", cwd=tmp_path)
    assert done.code == 3
    assert "schema.json: error: cannot be used as a schema: " in done.err
    assert message in done.err


def test_schema_for_what_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A\n\nText.")
    done = newsml("validate", "a.txt", "--schema", "nothing.xsd", cwd=tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert "--schema is for XML and JSON, and a.txt is text" in done.err


@pytest.mark.parametrize("text", ["tool = 3 # [tool.newsml]\n", "[tool]\nnewsml = 3 # [tool.newsml]\n"])
def test_pyproject_without_the_table(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    (tmp_path / "a.txt").write_text("A\n\nText.")
    assert newsml("convert", "a.txt", "--to", "json", cwd=tmp_path).code == 0


@pytest.mark.parametrize("command", ["convert --to json", "validate", "show"])
def test_name_that_is_too_long(tmp_path: Path, command: str) -> None:
    done = newsml(*command.split(), "x" * 300 + ".txt", cwd=tmp_path)
    assert done.code == 3
    assert "cannot read: file name too long" in done.err + done.text


def test_name_with_a_line_end_stays_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "new\nline.txt").write_text("A\n\nText.")
    done = newsml("validate", ".", "--select", "SUMMARY", cwd=tmp_path)
    assert done.text.startswith("new\\nline.txt: info: no summary")
    assert done.text.count("\n") == 1


def test_encoding_that_does_not_exist_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A\n\nText.")
    done = newsml("convert", "a.txt", "--to", "json", "-O", "encoding=windows-1525", cwd=tmp_path)
    assert done.code == 2
    assert "encoding 'windows-1525' is not one that Python knows" in done.err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["--help", "rules", "schema json", "show a.txt", "validate a.txt"])
def test_full_device_as_standard_output_of_any_command(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text("A <b>\n\nText.")
    env = os.environ | {"PYTHONPATH": str(SOURCE)}
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newsml", *command.split()],
            stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, env=env, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.endswith(b"<stdout>: error: cannot write: no space left on device [FILE]\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_messages_that_cannot_be_written_do_not_cost_the_result(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A\n\nText.")
    env = os.environ | {"PYTHONPATH": str(SOURCE)}
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newsml", "convert", "a.txt", "--to", "jsonld", "-o", "a.jsonld"],
            stderr=full, cwd=tmp_path, env=env, check=False,
        )  # fmt: skip
    assert done.returncode == 0
    assert json.loads((tmp_path / "a.jsonld").read_text())["@type"] == "NewsArticle"

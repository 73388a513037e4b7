"""The command line: where results and messages go, what is overwritten, which exit code comes back."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import SOURCE, newsml

ARTICLE = """Headline: Ferry line opens early
Published: 2025-05-02T08:00:00+02:00
Language: en
Urgency: 4

The new ferry line across the Lomm fjord opened on Friday, two weeks before the date that was planned.

The first boat carried 140 people, the harbour office said.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_result_goes_to_stdout_and_messages_to_stderr(article: Path) -> None:
    done = newsml("convert", article, "--to", "jsonld")
    assert done.code == 0
    assert json.loads(done.out)["headline"] == "Ferry line opens early"
    assert "urgency" in done.err
    assert "[LOSS]" in done.err


def test_quiet_says_nothing_but_errors(article: Path) -> None:
    assert newsml("convert", article, "--to", "jsonld", "--quiet").err == ""


def test_target_is_told_by_the_output_name(article: Path) -> None:
    assert newsml("convert", article, "-o", article.with_suffix(".jsonl")).code == 0
    assert json.loads(article.with_suffix(".jsonl").read_bytes())["urgency"] == 4


def test_several_formats_into_a_folder(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = newsml("convert", article, "--to", "jsonld", "--to", "json", "--to", "newsml-g2", "-d", out)
    assert done.code == 0, done.err
    assert sorted(path.name for path in out.iterdir()) == ["ferry.json", "ferry.jsonld", "ferry.xml"]


def test_several_formats_without_a_folder_is_wrong_usage(article: Path) -> None:
    done = newsml("convert", article, "--to", "jsonld", "--to", "json")
    assert done.code == 2
    assert "-d" in done.err


def test_nothing_is_overwritten_without_force(article: Path, tmp_path: Path) -> None:
    target = tmp_path / "ferry.json"
    target.write_text("precious")
    done = newsml("convert", article, "-o", target)
    assert done.code == 3
    assert "--force" in done.err
    assert target.read_text() == "precious"
    assert newsml("convert", article, "-o", target, "--force").code == 0
    assert json.loads(target.read_bytes())["urgency"] == 4


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    source.write_text('{"headlines": [{"text": "One"}]}')
    done = newsml("convert", source, "-o", source, "--force")
    assert done.code == 3
    assert json.loads(source.read_bytes()) == {"headlines": [{"text": "One"}]}


def test_folders_globs_and_output_names(tmp_path: Path) -> None:
    news = tmp_path / "news" / "local"
    news.mkdir(parents=True)
    (news / "a.txt").write_text(ARTICLE)
    (news / "b.md").write_text("---\ntitle: Two\n---\n\nText.\n")
    (news.parent / "c.json").write_text('{"headlines": [{"text": "Three"}]}')
    (news / "photo.jpg").write_bytes(b"\xff\xd8")
    out = tmp_path / "out"
    out.mkdir()
    done = newsml("convert", tmp_path / "news", "--to", "jsonl", "-d", out)
    assert done.code == 0, done.err
    assert sorted(str(p.relative_to(out)) for p in out.rglob("*.jsonl")) == [
        "c.jsonl",
        "local/a.jsonl",
        "local/b.jsonl",
    ]
    assert "3 of 3" in done.err
    globbed = newsml("convert", "news/**/*.txt", "--to", "json", cwd=tmp_path)
    assert json.loads(globbed.out)["urgency"] == 4


def test_output_names_never_leave_the_folder(tmp_path: Path) -> None:
    inner = tmp_path / "in" / "deep"
    inner.mkdir(parents=True)
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "in" / "a.txt").write_text(ARTICLE)
    assert newsml("convert", Path("..") / "a.txt", "--to", "json", "-d", out, cwd=inner).code == 0
    assert [path.name for path in out.iterdir()] == ["a.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_two_inputs_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "a.md").write_text("---\ntitle: Other\n---\nText\n")
    out = tmp_path / "out"
    out.mkdir()
    done = newsml("convert", "a.txt", "a.md", "--to", "json", "-d", out, "--force", cwd=tmp_path)
    assert done.code == 3
    assert "made from a.txt" in done.err
    assert json.loads((out / "a.json").read_bytes())["urgency"] == 4


def test_a_bad_file_does_not_stop_the_batch(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "good.json").write_text('{"headlines": [{"text": "One"}]}')
    done = newsml("convert", "bad.json", "gone.json", "good.json", "--to", "jsonl", cwd=tmp_path)
    assert done.code == 3
    assert "bad.json:1:2: error" in done.err
    assert "gone.json: error: cannot read" in done.err
    assert json.loads(done.out)["headlines"] == [{"text": "One"}]


def test_stdin_and_stdout(tmp_path: Path) -> None:
    done = newsml("convert", "-", "--from", "text", "--to", "json", stdin=ARTICLE.encode(), cwd=tmp_path)
    assert json.loads(done.out)["headlines"][0]["text"] == "Ferry line opens early"
    assert newsml("validate", "-", "--from", "json", stdin=b"{", cwd=tmp_path).code == 1


def test_values_from_outside_win(article: Path, tmp_path: Path) -> None:
    meta = tmp_path / "more.yaml"
    meta.write_text("urgency: 2\nsection: Transport\nkeywords: [ferry, fjord]\n")
    (tmp_path / "ferry.meta.yaml").write_text("urgency: 9\nbyline: By Ada Lunde\n")
    done = newsml(
        "convert", article, "--to", "json", "--sidecar", "--meta", meta,
        "--set", "headline=Set outside", "--set", "authors=[{\"name\": \"Ada Lunde\"}]",
        "--set", "authors.0.url=https://example.org/ada", "--set", "section=Local", "--set", "section=Sea",
    )  # fmt: skip
    value = json.loads(done.out)
    assert value["headlines"][0]["text"] == "Set outside"
    assert value["urgency"] == 2
    assert value["byline"]["text"] == "By Ada Lunde"
    assert value["keywords"] == ["ferry", "fjord"]
    assert value["section"] == ["Local", "Sea"]
    assert value["authors"] == [{"name": "Ada Lunde", "url": "https://example.org/ada"}]


def test_a_wrong_value_in_the_file_is_mended_from_outside(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE.replace("Urgency: 4", "Urgency: 12"))
    wrong = newsml("convert", "a.txt", "--to", "json", cwd=tmp_path)
    assert wrong.code == 1
    assert "a.txt:4: error: urgency '12' is not between 1 and 9 [MODEL]" in wrong.err.replace(":10:", ":")
    assert wrong.out == b""
    assert json.loads(newsml("convert", path, "--to", "json", "--set", "urgency=3").out)["urgency"] == 3


def test_the_site_is_found_upwards_and_named(article: Path, tmp_path: Path) -> None:
    (tmp_path / "newsml.toml").write_text(
        'language = "nb"\n[publisher]\nname = "Lommposten"\nurl = "https://lommposten.example/"\n'
    )
    value = json.loads(newsml("convert", article, "--to", "jsonld").out)
    assert value["publisher"]["name"] == "Lommposten"
    assert value["inLanguage"] == "en"  # the file wins over the site
    other = tmp_path / "other.toml"
    other.write_text('[publisher]\nname = "Other"\n')
    value = json.loads(newsml("convert", article, "--to", "jsonld", "--site", other).out)
    assert value["publisher"]["name"] == "Other"
    other.write_text('publisher = 3\ncolour = "red"\n')
    wrong = newsml("convert", article, "--to", "jsonld", "--site", other)
    assert wrong.code == 1
    assert "colour" in wrong.err
    assert "other.toml" in wrong.err


def test_embargo_refuses_public_formats_only(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"headlines": [{"text": "One"}], "embargoed_until": "2030-01-01T00:00:00Z"}')
    refused = newsml("convert", path, "--to", "jsonld", "--now", "2029-12-31T23:59:59Z")
    assert (refused.code, refused.out) == (1, b"")
    assert "2030-01-01" in refused.err
    assert newsml("convert", path, "--to", "jsonld", "--now", "2030-01-01T00:00:01Z").code == 0
    assert newsml("convert", path, "--to", "jsonl").code == 0


@pytest.mark.parametrize(("status", "word"), [("withheld", "withheld"), ("canceled", "cancelled")])
def test_withheld_and_cancelled_are_refused(tmp_path: Path, status: str, word: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"headlines": [{"text": "One"}], "pub_status": status}))
    done = newsml("convert", path, "--to", "jsonld")
    assert (done.code, done.out) == (1, b"")
    assert word in done.err


def test_losses(article: Path, tmp_path: Path) -> None:
    losses = tmp_path / "losses.json"
    assert newsml("convert", article, "--to", "jsonld", "--losses", losses).code == 0
    entries = json.loads(losses.read_bytes())["losses"]
    assert [(entry["path"], entry["severity"]) for entry in entries] == [
        ("body", "info"),
        ("urgency", "warning"),
    ]
    assert entries[0]["format"] == "jsonld"
    assert newsml("convert", article, "--to", "jsonld", "--loss", "ignore").err == ""
    target = tmp_path / "out.jsonld"
    done = newsml("convert", article, "-o", target, "--loss", "error")
    assert done.code == 1
    assert not target.exists()
    assert newsml("convert", article, "--to", "jsonld", "--loss", "error").out == b""
    # The body is left out of JSON-LD on purpose: that alone is no loss that counts.
    article.write_text(ARTICLE.replace("Urgency: 4\n", ""))
    assert newsml("convert", article, "--to", "jsonld", "--loss", "error").code == 0


def test_derivation_can_be_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "The new ferry line opened on Friday, two weeks early. It carried many people across the fjord.\n"
    )
    guessed = newsml("convert", path, "--to", "json")
    assert json.loads(guessed.out)["derived"] == ["headlines"]
    assert "[DERIVED]" in guessed.err
    assert "headlines" not in json.loads(newsml("convert", path, "--to", "json", "--no-derive").out)
    strict = newsml("convert", path, "--to", "json", "--strict")
    assert (strict.code, strict.out) == (1, b"")
    given = newsml("convert", path, "--to", "json", "--strict", "--set", "headline=Ferry opens")
    assert given.code == 0


def test_no_time_is_invented(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"id": "urn:x:1", "headlines": [{"text": "One"}]}')
    os.utime(path, (1_700_000_000, 1_700_000_000))
    done = newsml("convert", path, "--to", "newsml-g2")
    assert b"<versionCreated>2023-11-14T22:13:20Z</versionCreated>" in done.out
    assert "2023-11-14" in done.err
    assert (
        b"2001-09-09T01:46:40Z"
        in newsml("convert", path, "--to", "newsml-g2", SOURCE_DATE_EPOCH="1000000000").out
    )
    assert (
        b"2026-02-03T04:05:06+01:00"
        in newsml("convert", path, "--to", "newsml-g2", "--now", "2026-02-03T04:05:06+01:00").out
    )
    assert newsml("convert", path, "--to", "newsml-g2").out == done.out
    piped = newsml("convert", "-", "--from", "json", "--to", "newsml-g2", stdin=path.read_bytes())
    assert piped.code == 1
    assert "--now" in piped.err


def test_validate_reports_place_and_rule(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{\n  "headlines": [{"text": "One"}],\n  "urgency": 12\n}\n')
    done = newsml("validate", "a.json", cwd=tmp_path)
    assert done.code == 1
    assert done.text.startswith("a.json:3:3: error: ")
    assert "[SCHEMA]" in done.text
    report = json.loads(newsml("validate", "a.json", "--report", "json", cwd=tmp_path).out)
    [file] = report["files"]
    assert (file["file"], file["format"], file["valid"]) == ("a.json", "json", False)
    [issue] = file["issues"]
    assert (issue["rule"], issue["severity"], issue["path"]) == ("SCHEMA", "error", "urgency")
    assert (issue["line"], issue["column"]) == (3, 3)
    assert issue["message"] == "urgency: 12 is more than 9"


def test_validate_of_what_is_not_well_formed(tmp_path: Path) -> None:
    for name, text in {"a.json": "{", "b.xml": "<newsItem>", "c.jsonld": "[1,"}.items():
        (tmp_path / name).write_text(text)
        report = json.loads(newsml("validate", name, "--report", "json", cwd=tmp_path).out)
        [issue] = report["files"][0]["issues"]
        assert issue["rule"] == ("JL102" if name == "c.jsonld" else "SYNTAX"), name
        assert issue["line"] == 1, name


def test_validate_fail_on_select_ignore(article: Path) -> None:
    assert newsml("validate", article).code == 0
    assert newsml("validate", article, "--fail-on", "warning").code == 1
    report = json.loads(newsml("validate", article, "--report", "json").out)["files"][0]
    rules = {issue["rule"] for issue in report["issues"]}
    assert len(rules) > 1
    one = sorted(rules)[0]
    picked = json.loads(newsml("validate", article, "--report", "json", "--select", one).out)["files"][0]
    assert {issue["rule"] for issue in picked["issues"]} == {one}
    left = json.loads(newsml("validate", article, "--report", "json", "--ignore", one).out)["files"][0]
    assert {issue["rule"] for issue in left["issues"]} == rules - {one}


def test_what_newsml_writes_is_valid(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    formats = ["text", "markdown", "jsonld", "newsml-g2", "json", "jsonl"]
    assert (
        newsml("convert", article, *(part for name in formats for part in ("--to", name)), "-d", out).code
        == 0
    )
    done = newsml("validate", out, "--report", "json")
    assert done.code == 0, done.text
    assert len(json.loads(done.out)["files"]) == len(formats)


def test_validate_with_a_schema_of_the_user(tmp_path: Path) -> None:
    schema = tmp_path / "house.json"
    schema.write_text('{"type": "object", "required": ["canonical_url"]}')
    path = tmp_path / "a.json"
    path.write_text('{"headlines": [{"text": "One"}]}')
    done = newsml("validate", path, "--schema", schema)
    assert done.code == 1
    assert "canonical_url" in done.text


def test_describing_commands() -> None:
    assert "newsml-g2" in newsml("formats").text
    assert {row["name"] for row in json.loads(newsml("formats", "--json").out)} >= {"text", "jsonld"}
    listed = json.loads(newsml("rules", "--json").out)
    assert len(listed) >= 40
    assert listed[0]["id"] in newsml("rules").text
    explained = newsml("rule", listed[0]["id"].lower())
    assert explained.text.startswith(listed[0]["id"])
    assert len(explained.text) > 100
    unknown = newsml("rule", "NOPE-NOPE")
    assert unknown.code == 2
    assert json.loads(newsml("schema", "json").out)["$id"].startswith("urn:x-newsml:article:")
    assert newsml("schema", "newsml-g2").out.lstrip().startswith(b"<")
    assert newsml("schema", "text").code == 2
    assert newsml("--version").text.startswith("newsml ")
    for shell in ("bash", "zsh", "fish"):
        assert "_NEWSML_COMPLETE" in newsml("completion", shell).text


def test_show_reads_like_an_article(article: Path) -> None:
    done = newsml("show", article)
    assert done.code == 0
    assert "Ferry line opens early" in done.text
    assert "two weeks before" in done.text
    assert "\x1b[" not in done.text
    assert newsml("show", article.with_name("gone.txt")).code == 3


def test_colours_only_for_people(article: Path) -> None:
    assert "\x1b[" not in newsml("convert", article, "--to", "jsonld").err


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_bytes(b'{"headlines": [{"text": "One of very many headlines"}]}\n' * 20_000)
    command = (
        f'"{sys.executable}" -m newsml convert "{path}" --to jsonl | head -n 1; echo "${{PIPESTATUS[0]}}"'
    )
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, env=os.environ | {"PYTHONPATH": str(SOURCE)}, check=True
    )
    assert done.stdout.splitlines()[-1] == b"0"
    assert done.stderr == b""


def test_wrong_usage_exits_2(article: Path) -> None:
    for arguments in (
        ["convert", article],
        ["convert", article, "--to", "jsonn"],
        ["convert", article, "--to", "json", "--set", "headlin=x"],
        ["convert", article, "--to", "json", "--set", "headline"],
        ["convert", article, "--to", "json", "-O", "nope=1"],
        ["convert", article, "--to", "jsonld", "-O", "profile=huge"],
        ["convert", article, "--to", "json", "--now", "yesterday"],
        ["convert", article, "--to", "json", "--set", "authors.5.name=x"],
        ["convert", article, "--to", "json", "-o", "a", "-d", "b"],
        ["convert", article, article, "--to", "json"],
        ["nonsense"],
    ):
        assert newsml(*arguments).code == 2, arguments


def test_unknown_field_says_the_nearest(article: Path) -> None:
    assert "did you mean headline?" in newsml("convert", article, "--to", "json", "--set", "headlin=x").err


def test_a_terminal_of_another_encoding_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "ünï.txt"
    path.write_text("Headline: Übersetzung 東京\nUrgency: 3\n\nText ü.\n", "utf-8")
    shown = newsml("show", path, PYTHONIOENCODING="ascii")
    assert shown.code == 0
    assert b"\\xdcbersetzung" in shown.out
    converted = newsml("convert", path, "--to", "jsonld", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert json.loads(converted.out)["headline"] == "Übersetzung 東京"


def test_closed_standard_streams(article: Path) -> None:
    command = f'"{sys.executable}" -m newsml convert'
    env = os.environ | {"PYTHONPATH": str(SOURCE)}
    for line, code in (
        (f'{command} "{article}" --to json >&-', 3),
        (f"{command} - --from text --to json <&-", 3),
        (f'{command} "{article}" --to jsonld 2>&-', 0),
        (f'"{sys.executable}" -m newsml validate "{article}" >&- 2>&-', 0),
    ):
        done = subprocess.run(["bash", "-c", line], capture_output=True, env=env, check=False)
        assert done.returncode == code, line
        assert b"Traceback" not in done.stderr, line


def test_an_unknown_setting_of_a_site_says_the_nearest(article: Path, tmp_path: Path) -> None:
    (tmp_path / "newsml.toml").write_text(
        'langage = "en"\n[publisher]\nname = "X"\nlogoo = "https://e.org/l.png"\n'
    )
    done = newsml("convert", article, "--to", "jsonld")
    assert done.code == 1
    assert "langage is not a setting of a site; did you mean language?" in done.err
    assert "did you mean logo?" in done.err


def test_an_unknown_member_is_found_at_its_key(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{\n  "headlnes": []\n}\n')
    done = newsml("validate", "a.json", cwd=tmp_path)
    assert done.text == "a.json:2:3: error: headlnes is not known here; did you mean headlines? [SCHEMA]\n"


@pytest.mark.parametrize(
    ("switches", "name"),
    [
        (["--to", "json", "-o", ""], "-o"),
        (["--to", "json", "-d", ""], "-d"),
        (["--to", "json", "--meta", ""], "--meta"),
        (["--to", "json", "--losses", ""], "--losses"),
        (["--to", "json", "--site", ""], "--site"),
        (["", "--to", "json"], "a file to read"),
    ],
)
def test_an_empty_name_is_not_the_folder_we_are_in(article: Path, switches: list[str], name: str) -> None:
    done = newsml("convert", article, *switches, cwd=article.parent)
    assert done.code == 2
    assert f"the name of {name} is empty" in done.err
    assert done.out == b""
    assert list(article.parent.iterdir()) == [article]


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("headline.x=1", "headline has no parts"),
        ("authors.-1.url=https://e.org/", "say which entry, such as authors.0.url"),
        ("authors.4.name=Jo", "the list has 1 entry here; the next is 1"),
        (f"authors.{'9' * 5000}.name=Jo", "no list is so long"),
    ],
)
def test_a_path_that_leads_nowhere(article: Path, setting: str, message: str) -> None:
    done = newsml("convert", article, "--to", "json", "--set", "authors.0=Jo", "--set", setting)
    assert done.code == 2
    assert message in done.err
    assert done.out == b""


def test_an_entry_of_a_list_has_its_short_form(article: Path) -> None:
    done = newsml(
        "convert", article, "--to", "json", "--set", "authors.0=Mira Okoye",
        "--set", "authors.0.url=https://e.org/mira", "--set", "published.0=2025-05-03",
    )  # fmt: skip
    fields = json.loads(done.out)
    assert fields["authors"] == [{"name": "Mira Okoye", "url": "https://e.org/mira"}]
    assert fields["published"] == [{"when": "2025-05-03"}]


def test_nothing_takes_a_value_away(article: Path, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("urgency: null\n")
    done = newsml("convert", article, "--to", "json", "--meta", tmp_path / "m.yaml", "--set", "published=")
    assert done.code == 0
    assert not {"urgency", "published"} & json.loads(done.out).keys()


def test_a_wrong_sidecar_names_itself_and_the_batch_goes_on(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(ARTICLE)
    (tmp_path / "a.meta.yaml").write_text("hedline: x\n")
    (tmp_path / "out").mkdir()
    done = newsml("convert", ".", "--to", "json", "-d", "out", "--sidecar", "-q", cwd=tmp_path)
    assert done.code == 2
    assert done.err.startswith("a.meta.yaml: error: hedline is not a field of an article; did you mean")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b.json"]
    meta = newsml("convert", "b.txt", "--to", "json", "--meta", "a.meta.yaml", cwd=tmp_path)
    assert (meta.code, meta.err[:13]) == (2, "a.meta.yaml: ")


def test_the_style_of_types_has_a_switch(article: Path) -> None:
    genre = (
        "--set",
        "genres.0.qcode=genre:Analysis",
        "--set",
        "genres.0.uri=http://cv.iptc.org/newscodes/genre/Analysis",
    )
    for style, types in (("array", ["NewsArticle", "AnalysisNewsArticle"]), ("single", "NewsArticle")):
        done = newsml("convert", article, "--to", "jsonld", "--type-style", style, *genre)
        assert json.loads(done.out)["@type"] == types
    assert newsml("convert", article, "--to", "text", "--type-style", "single").code == 2


def test_an_option_of_one_reader_among_many_inputs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Headline: A\nLanguage: en\nDate: 03/04/2025\n\nText.\n")
    (tmp_path / "b.json").write_text('{"headlines": [{"text": "B"}]}')
    done = newsml("convert", "a.txt", "b.json", "--to", "jsonl", "-O", "day_first=yes", cwd=tmp_path)
    assert done.code == 0
    assert json.loads(done.out.splitlines()[0])["published"] == [{"when": "2025-04-03"}]
    assert newsml("validate", "a.txt", "b.json", "-O", "day_first=yes", cwd=tmp_path).code == 0
    wrong = newsml("convert", "a.txt", "b.json", "--to", "jsonl", "-O", "day_frist=yes", cwd=tmp_path)
    assert (wrong.code, wrong.out) == (2, b"")
    assert "did you mean day_first?" in wrong.err


@pytest.mark.parametrize("name", ["site", "select", "context", "overlay", "report", "name", "data", "format"])
def test_validate_takes_no_option_of_its_own_making(article: Path, name: str) -> None:
    done = newsml("validate", article, "-O", f"{name}=x")
    assert done.code == 2
    assert f"validate has no option {name}" in done.err


def test_wrong_settings_of_a_folder_are_said_once(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(ARTICLE)
    (tmp_path / "newsml.toml").write_text('langage = "en"\n')
    done = newsml("convert", ".", "--to", "jsonl", "-q", cwd=tmp_path)
    assert done.code == 1
    assert done.err.count("langage") == 1
    report = newsml("validate", ".", "--report", "json", cwd=tmp_path)
    assert report.code == 1
    files = json.loads(report.out)["files"]
    assert [(Path(file["file"]).name, file["valid"]) for file in files] == [
        ("newsml.toml", False), ("a.txt", True), ("b.txt", True), ("c.txt", True),
    ]  # fmt: skip


def test_the_shape_of_the_json_report(article: Path, tmp_path: Path) -> None:
    (tmp_path / "wrong.json").write_text('{"urgency": 12}')
    done = newsml("validate", article, "wrong.json", "nothing.txt", "--report", "json", cwd=tmp_path)
    assert done.code == 3
    report = json.loads(done.out)
    assert report.keys() == {"files"}
    assert [file["format"] for file in report["files"]] == ["text", "json", None]
    for file in report["files"]:
        assert list(file) == ["file", "format", "issues", "valid"]
        for issue in file["issues"]:
            assert list(issue) == ["rule", "severity", "message", "path", "line", "column"]


def test_a_table_site_is_as_good_as_none(article: Path, tmp_path: Path) -> None:
    (tmp_path / "newsml.toml").write_text(
        '[site]\ncopyright_notice = "© Lomm"\n[publisher]\nname = "The Lomm Post"\n'
    )
    written = json.loads(newsml("convert", article, "--to", "jsonld").out)
    assert written["publisher"]["name"] == "The Lomm Post"
    assert written["copyrightNotice"] == "© Lomm"


def test_an_output_that_is_a_link_or_a_device(article: Path, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to("real.json")
    assert newsml("convert", article, "-o", "link.json", "-q", cwd=tmp_path).code == 0
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").stat().st_size > 100
    assert newsml("convert", article, "--to", "json", "-o", os.devnull, "-q").code == 0


def test_a_group_of_rules_lists_its_rules() -> None:
    done = newsml("rule", "headline")
    assert done.code == 0
    assert done.text.startswith("HEADLINE-CAPS")
    assert newsml("rules", "headline").text == done.text
    assert {line.split()[0][:3] for line in newsml("rule", "JL4").text.splitlines()} == {"JL4"}
    some = json.loads(newsml("rules", "JL4", "FD5", "--json").out)
    assert {row["id"][:3] for row in some} == {"JL4", "FD5"}
    assert newsml("rules", "JX").code == 2


def test_help_begins_with_what_is_used_most() -> None:
    done = newsml("--help")
    assert re.findall(r"^  (\w+)  ", done.text.partition("Commands:")[2], re.M)[:4] == [
        "convert", "validate", "show", "embed"
    ]  # fmt: skip
    assert "..." not in done.text.partition("Commands:")[2]


def test_show_ends_with_1_for_what_it_cannot_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"headlines": [{"text": "A"}]}\n{oops\n')
    done = newsml("show", path)
    assert done.code == 1
    assert "not valid JSON" in done.text


@pytest.mark.parametrize("command", ["--help", "show ferry.txt", "rules"])
def test_a_reader_that_stops_early(article: Path, command: str) -> None:
    line = f'"{sys.executable}" -m newsml {command} | true; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, cwd=article.parent,
        env=os.environ | {"PYTHONPATH": str(SOURCE)}, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == (b"0\n", b"")


def test_source_date_epoch_lifts_no_embargo(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"headlines": [{"text": "One"}], "embargoed_until": "2200-01-01T00:00:00Z"}')
    late = "7289568000"  # the year 2200, December
    assert newsml("convert", path, "--to", "jsonld", SOURCE_DATE_EPOCH=late).code == 1
    assert newsml("convert", path, "--to", "jsonld", "--now", "2200-12-31T00:00:00Z").code == 0

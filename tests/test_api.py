"""The public functions: what they promise, and what they say when it cannot be done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import newsml
from newsml.issues import Issue

SOURCE = Path(__file__).resolve().parents[1] / "src"
TEXT = b"Headline: Bridge reopens\nLanguage: en\n\nIt reopened on Friday.\n"
JSON = b'{"headlines": [{"text": "Bridge reopens"}], "language": "en"}'


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_bytes(TEXT)
    return path


def test_every_public_name_is_there() -> None:
    for name in newsml.__all__:
        assert getattr(newsml, name) is not None
    assert set(newsml.__all__) <= set(dir(newsml))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lood'"):
        _ = newsml.lood  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "first", ["newsml.formats()", "newsml.loads", "import newsml.formats.json", "newsml.Article"]
)
def test_formats_can_be_called_whatever_came_first(first: str) -> None:
    code = f"import newsml; {first}; import newsml.formats.jsonl; "
    code += "print(len(newsml.formats()), newsml.formats.by_name('md').name)"
    env = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env)
    assert done.stdout.split() == [str(len(newsml.formats())), "markdown"], done.stderr


def test_load_tells_the_format_by_name(text_file: Path) -> None:
    article = newsml.load(text_file)
    assert (article.headline, article.language) == ("Bridge reopens", "en")
    assert newsml.load(str(text_file), "text") == article


def test_loads_takes_bytes_and_text() -> None:
    assert newsml.loads(JSON, "json") == newsml.loads(JSON.decode(), "json")


def test_loads_tells_the_format_by_content() -> None:
    assert newsml.loads(JSON).headline == "Bridge reopens"
    assert newsml.loads(TEXT).headline == "Bridge reopens"


def test_dump_and_load(tmp_path: Path) -> None:
    article = newsml.loads(JSON, "json")
    newsml.dump(article, tmp_path / "a.json")
    assert newsml.load(tmp_path / "a.json") == article
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_dump_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonld"
    path.write_text("old")
    withheld = newsml.loads(b'{"headlines": [{"text": "Bridge reopens"}], "pub_status": "withheld"}', "json")
    with pytest.raises(newsml.Refused):
        newsml.dump(withheld, path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.jsonld"]


def test_dump_to_a_name_that_tells_nothing(tmp_path: Path) -> None:
    with pytest.raises(newsml.UsageError, match="does not tell the format"):
        newsml.dump(newsml.loads(JSON, "json"), tmp_path / "article")


def test_convert_from_a_path_and_from_bytes(text_file: Path) -> None:
    assert newsml.convert(text_file, to="json") == newsml.convert(TEXT, from_="text", to="json")


def test_convert_reports_guesses() -> None:
    issues: list[Issue] = []
    newsml.convert(
        b"The harbour bridge reopened on Friday after two years.",
        from_="text",
        to="json",
        report=issues.append,
    )
    assert "DERIVED" in {issue.rule for issue in issues}


def test_convert_takes_options_of_both_sides() -> None:
    pretty = newsml.convert(TEXT, from_="text", to="json", pretty=True, derive=False)
    assert pretty.startswith(b'{\n  "$schema"')


def test_an_option_that_nobody_has() -> None:
    with pytest.raises(newsml.UsageError, match="json has no option colour"):
        newsml.convert(TEXT, from_="text", to="json", colour="red")


def test_load_all_streams_articles(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_bytes(JSON + b"\n\n" + JSON.replace(b"Bridge", b"Tunnel") + b"\n")
    assert [a.headline for a in newsml.load_all(path)] == ["Bridge reopens", "Tunnel reopens"]
    with pytest.raises(newsml.UsageError, match="more than one article: use load_all"):
        newsml.load(path)


def test_a_wrong_line_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_bytes(JSON + b'\n{"urgency": 12}\n{"urgency"\n' + JSON + b"\n")
    issues: list[Issue] = []
    assert len(list(newsml.load_all(path, report=issues.append))) == 2
    assert [(i.line, i.rule) for i in issues] == [(2, "MODEL"), (3, "SYNTAX")]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("empty.json", b"", "empty"),
        ("picture.txt", bytes(range(256)) * 20, "not text"),
        ("cut.json", JSON[:-5], "ends too early"),
        ("twice.json", b'{"language": "en",\n "language": "de"}', "given twice"),
        ("list.json", b"[]", "expected a JSON object"),
        ("later.json", b'{"$schema": "urn:x-newsml:article:99"}', "later newsml"),
        ("other.json", b'{"$schema": "https://iptc.example/ninjs"}', "not newsml's JSON"),
        ("deep.json", b'{"body": ' + b"[" * 2000 + b"]" * 2000 + b"}", "levels of nesting"),
        ("nan.json", b'{"ratings": [{"value": NaN}]}', "NaN is not JSON"),
        ("article.docx", b"PK", "cannot tell the format"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_what_bad_files_get(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(newsml.ParseError, match=says) as caught:
        newsml.load(path)
    assert str(path) in str(caught.value)
    assert caught.value.exit_code == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(newsml.FileError, match=r"gone\.txt.*cannot read: no such file") as caught:
        newsml.load(tmp_path / "gone.txt")
    assert caught.value.exit_code == 3


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(newsml.FileError, match="it is a folder"):
        newsml.load(tmp_path)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read and write everything"
)
def test_a_folder_that_takes_no_file(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(newsml.FileError, match="cannot write"):
        newsml.dump(newsml.loads(JSON, "json"), tmp_path / "a.json")


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(newsml.FileError, match="cannot write"):
        newsml.dump(newsml.loads(JSON, "json"), tmp_path / "nowhere" / "a.json")


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(newsml.UsageError, match="did you mean jsonld") as caught:
        newsml.dumps(newsml.Article(), "jsonlod")
    assert caught.value.exit_code == 2


def test_validate_gives_issues_and_no_exception(tmp_path: Path) -> None:
    path = tmp_path / "wrong.json"
    path.write_text('{\n  "urgency": 12\n}')
    found = newsml.validate(path)
    assert [(issue.rule, issue.line) for issue in found if issue.severity == "error"] == [("SCHEMA", 2)]


def test_errors_can_be_sent_to_another_process() -> None:
    import pickle

    with pytest.raises(newsml.InvalidArticle) as caught:
        newsml.loads(b'{"urgency": 12}', "json")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.issues, type(copy)) == (
        str(caught.value),
        caught.value.issues,
        newsml.InvalidArticle,
    )

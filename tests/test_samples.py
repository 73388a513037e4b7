"""Every sample becomes in every format what its goldens say; ``NEWSML_ACCEPT=1 pytest`` writes them again.

A sample is a folder: the input ``article.*``; where it has them a sidecar ``article.meta.*``, the site
``newsml.toml`` and ``options.toml`` (``now``, and a table of options by format); the goldens ``expected.*``.
"""

from __future__ import annotations

import io
import json
import os
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from newsml import Article, ContentError, Issue, Refused, api
from newsml.formats import FORMATS, Format, by_name
from newsml.meta import assignments_of, load_settings, load_site, sidecar_of
from newsml.site import Site
from newsml.validation import validate_bytes
from tests.alike import FEEDS, alike, excused
from tests.test_loss import LOSSY

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = sorted(path.parent for path in ROOT.glob("samples/*/article.*") if ".meta" not in path.suffixes)
ACCEPT = bool(os.environ.get("NEWSML_ACCEPT"))
NOW = datetime(2026, 1, 1, tzinfo=UTC)
WRITING = [format_ for format_ in FORMATS if format_.writes]
PRETTY = ("json", "jsonld", "html", "newsml-g2")
READ_BACK = [format_ for format_ in WRITING if format_.reads]

KEEP_FOREIGN = ("json", "jsonl", "markdown", "newsml-g2")
FROM_SITE = {
    name: {"publisher", "trust_indicators", "usage_terms", "copyright_holder", "provider"}
    for name in ("jsonld", "html")
}
"""Fields that a public format says more of, or otherwise, where the site's settings do."""

CASES = [(folder, format_) for folder in FOLDERS for format_ in WRITING]
case = pytest.mark.parametrize(
    ("folder", "format_"), CASES, ids=[f"{folder.name}-{format_.name}" for folder, format_ in CASES]
)
folders = pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])


class Sample(NamedTuple):
    """What one folder says, read."""

    source: Path
    article: Article
    reading: tuple[Issue, ...]
    reader: dict[str, Any]
    site: Site | None
    options: dict[str, Any]

    @property
    def now(self) -> datetime:
        now = self.options.get("now", NOW)
        assert isinstance(now, datetime)
        return now

    def writer(self, format_: Format) -> dict[str, Any]:
        """The options that a format is written with."""
        common = {"now": self.now, "stamp": self.now, "site": self.site, "pretty": format_.name in PRETTY}
        if format_.name == "news-sitemap" and self.article.published:  # which lists what is new
            first = self.article.published[0].when
            if isinstance(first, datetime):
                common["now"] = first + timedelta(hours=1)
        return {**common, **self.options.get(format_.name, {})}


@cache
def sample(folder: Path) -> Sample:
    """The sample of a folder, read as `newsml convert --sidecar` reads it."""
    (source,) = (path for path in folder.glob("article.*") if ".meta" not in path.suffixes)
    sidecar = sidecar_of(source)
    site = load_site(folder / "newsml.toml") if (folder / "newsml.toml").exists() else None
    options = (
        tomllib.loads((folder / "options.toml").read_text()) if (folder / "options.toml").exists() else {}
    )
    overlay = assignments_of(load_settings(sidecar)) if sidecar else ()
    reader = {"site": site, "overlay": overlay, **options.get("read", {})}
    issues: list[Issue] = []
    with source.open("rb") as stream:
        article = api.only(api.read(stream, source.name, report=issues.append, **reader), source.name)
    return Sample(source, article, tuple(issues), reader, site, options)


def written(folder: Path, format_: Format) -> tuple[bytes | None, list[Issue]]:
    """The sample in a format, or None if it is refused; and the issues."""
    here = sample(folder)
    issues: list[Issue] = []
    try:
        data = b"".join(api.write([here.article], format_.name, report=issues.append, **here.writer(format_)))
    except Refused as error:
        return None, [*issues, *error.issues]
    if any(issue.severity == "error" for issue in issues):  # a feed leaves it out
        return None, issues
    return data, issues


def golden(folder: Path, format_: Format) -> Path:
    return folder / f"expected{format_.suffixes[0]}"


def read_back(data: bytes, format_: Format) -> Article:
    return api.only(api.read(io.BytesIO(data), None, format_.name), "the golden")


@case
def test_becomes_the_golden(folder: Path, format_: Format) -> None:
    data, _ = written(folder, format_)
    path = golden(folder, format_)
    if ACCEPT:
        path.unlink(missing_ok=True)
        if data is not None:
            path.write_bytes(data)
    if data is None:
        assert not path.exists(), f"{format_.name} refuses this article, yet there is {path.name}"
        return
    assert path.exists(), f"{path} is missing: NEWSML_ACCEPT=1 writes it"
    assert data.decode() == path.read_bytes().decode()


@folders
def test_has_these_issues(folder: Path) -> None:
    found = "".join(f"{line}\n" for line in issue_lines(folder))
    path = folder / "expected.issues.txt"
    if ACCEPT:
        path.write_text(found, "utf-8")
    assert path.exists(), f"{path} is missing: NEWSML_ACCEPT=1 writes it"
    assert found == path.read_text("utf-8")


def issue_lines(folder: Path) -> Iterator[str]:
    """What is said when the sample is read, checked and written, step by step."""
    from newsml.rules import Context, check

    here = sample(folder)
    yield from (f"read: {issue}" for issue in here.reading)
    yield from (
        f"check: {issue}" for issue in check(here.article, context=Context(now=here.now, site=here.site))
    )
    for format_ in WRITING:
        yield from sorted(f"{format_.name}: {issue}" for issue in written(folder, format_)[1])


@case
def test_golden_is_valid(folder: Path, format_: Format) -> None:
    path = golden(folder, format_)
    if not path.exists():
        assert written(folder, format_)[0] is None
        return
    # A wire item may have no time of publication: the rule of the house, JL504, is for the site that publishes it.
    found = validate_bytes(path.read_bytes(), path.name, format_.name, profile="google")
    lacking = {"MEDIA-ITEM"} if format_.name == "text" else set()  # plain text has no place for files
    assert [str(issue) for issue in found if issue.severity == "error" and issue.rule not in lacking] == []


@pytest.mark.parametrize("format_", READ_BACK, ids=[format_.name for format_ in READ_BACK])
@folders
def test_reading_the_golden_gives_the_article_back(folder: Path, format_: Format) -> None:
    article = sample(folder).article
    data, issues = written(folder, format_)
    if data is None:
        assert format_.public
        pytest.skip("refused: see expected.issues.txt")
    again = read_back(data, format_)
    if not issues and not format_.public:
        assert again == article
    lost = {issue.path.split(".")[0] for issue in issues}
    if format_.name not in KEEP_FOREIGN:
        lost.add("foreign")  # what is reported of it is reported at the fields that it belongs to
    if sample(folder).site:
        lost |= FROM_SITE.get(format_.name, set())
    found, expected = alike(again, format_.name), alike(article, format_.name)
    for name in set(Article.model_fields) - excused(lost, format_.name) - set(LOSSY.get(format_.name, ())):
        assert found[name] == expected[name], name


@pytest.mark.parametrize("name", ["json", "jsonl", "markdown"])
@folders
def test_writing_again_changes_nothing(folder: Path, name: str) -> None:
    format_ = by_name(name)
    path = golden(folder, format_)
    options = sample(folder).writer(format_)
    once = path.read_bytes()
    assert b"".join(api.write([read_back(once, format_)], format_.name, **options)) == once


@folders
def test_official_schema_accepts_the_newsml_g2(folder: Path, shared: Path) -> None:
    from lxml import etree

    schema = official_schema(shared / "corpus" / "newsml-g2" / "xsd" / "NewsML-G2_2.35-spec-All-Power.xsd")
    tree = etree.parse(golden(folder, by_name("newsml-g2")))
    assert schema.validate(tree), schema.error_log


@cache
def official_schema(path: Path) -> Any:
    from lxml import etree

    return etree.XMLSchema(file=str(path))


@folders
def test_json_ld_expands_without_a_dropped_term(folder: Path, shared: Path) -> None:
    from pyld import jsonld as processor

    path = golden(folder, by_name("jsonld"))
    if not path.exists():
        pytest.skip("refused: see expected.issues.txt")
    context = shared / "corpus" / "schema-org" / "vocabulary-30.0" / "schemaorgcontext.jsonld"
    document = json.loads(context.read_text("utf-8"))

    def loader(url: str, options: Any) -> dict[str, Any]:
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": document,
        }

    node = json.loads(path.read_text("utf-8"))
    wanted = {f"http://schema.org/{term}" for term in terms(node)}
    assert terms(processor.expand(node, {"documentLoader": loader})) == wanted


def terms(value: Any) -> set[str]:
    """All names of properties in a JSON-LD document."""
    if isinstance(value, list):
        return {term for item in value for term in terms(item)}
    if isinstance(value, dict):
        own = {name for name in value if not name.startswith("@")}
        return own | {term for item in value.values() for term in terms(item)}
    return set()


FEED_SAMPLES = sorted(ROOT.glob("samples/*/feed.*"))
FEED_TARGETS = ("jsonl", *sorted(FEEDS))


@pytest.mark.parametrize("format_name", FEED_TARGETS)
@pytest.mark.parametrize("source", FEED_SAMPLES, ids=lambda source: source.parent.name)
def test_a_feed_becomes_the_golden(source: Path, format_name: str) -> None:
    """A feed of several articles, in all formats that hold several; what is said of it stands beside."""
    format_ = by_name(format_name)
    now = datetime(2025, 10, 8, 12, tzinfo=UTC)
    issues: list[Issue] = []
    with source.open("rb") as stream:
        read = api.read(stream, source.name, report=issues.append)
        options = {"now": now, "stamp": now} if format_name != "jsonl" else {}
        data = b"".join(api.write(read, format_name, report=issues.append, **options))
    said = "".join(f"{issue}\n" for issue in issues)
    for path, content in (
        (golden(source.parent, format_), data),
        (source.parent / f"expected.{format_name}.txt", said.encode()),
    ):
        if ACCEPT:
            path.write_bytes(content)
        assert path.read_bytes().decode() == content.decode(), path


def test_there_are_enough_samples() -> None:
    articles = [sample(folder).article for folder in FOLDERS]
    assert len({article.language.split("-")[0] for article in articles}) >= 7
    assert len({script_of(article.plain_text()) for article in articles if article.body}) >= 4
    assert {sample(folder).source.suffix for folder in FOLDERS} >= {".txt", ".md", ".json"}


def script_of(text: str) -> str:
    """The script most letters of a text belong to, as Unicode's names of the letters say."""
    import unicodedata

    scripts = [unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()]
    return max(set(scripts), key=scripts.count)


def test_a_failing_sample_says_so(tmp_path: Path) -> None:
    (tmp_path / "article.json").write_text('{"urgency": 12}')
    with pytest.raises(ContentError, match=r"article\.json:1:2: error: urgency 12"):
        sample(tmp_path)

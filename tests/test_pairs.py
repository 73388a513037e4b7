"""From every sample to every format and back: each value is there again, somewhere, or an issue names it.

`test_samples` compares field by field and excuses a field as soon as one of its parts is reported; here every leaf
is asked for, and only an issue about the leaf, or about what it is in, excuses it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsml import Article, Refused, api
from newsml.formats import FORMATS, Format
from newsml.losses import is_carried, leaves, lost_fragments, plain_path
from newsml.model.concepts import Reference
from newsml.vocabularies import iptc
from tests.alike import RELATIONS
from tests.test_samples import FEED_SAMPLES, FOLDERS, sample

BACK = [format_ for format_ in FORMATS if format_.reads and format_.writes and format_.name != "news-sitemap"]
OPTIONS: dict[str, list[dict[str, Any]]] = {
    "jsonld": [{"profile": "core"}, {"shape": "graph"}, {"profile": "full", "body": True}],
    "newsml-g2": [{}, {"version": "2.9"}, {"version": "2.18"}, {"body": "nitf"}, {"body": "plain"}, {"prefer": "qcode"}],
}  # fmt: skip

SILENT: dict[str, dict[str, str]] = {
    "jsonld": {
        "scoped_rights.id_refs": "the rights stand at the file or part itself",
        "content_parts.time_spans": "frames are seconds there",
        "renditions.duration": "PT1M1S of a further file, which is kept as it is",
        "interactions.action": "actions have schema.org's names",
        "signals.uri": "what readers are warned of is said in words",
    },
    "rss": {"subjects.uri": "a category has its scheme and, for want of a name, its code as text"},
    "atom": {"subjects.uri": "a category has its scheme and, for want of a name, its code as text"},
}
SILENT["html"] = {
    **{path: why for path, why in SILENT["jsonld"].items() if path != "interactions.action"},
    "byline": "the names, titles and pages of the authors are shown, where there are some",
    "copyright_notice.href": "the notice is a link, and a link in a foot says not what it is",
    "text_direction": "ltr is what a page has that says nothing",
    "trust_indicators.title": "the link has it, and its address tells what it is",
}
"""What is neither there again nor named, by format and path, with the reason: it is there in another form."""


def silent(article: Article, format_: Format, **options: Any) -> Iterator[str]:
    """The paths of what is lost on the way to a format and back without a word."""
    issues: list[Any] = []
    try:
        data = b"".join(api.write([article], format_.name, report=issues.append, **options))
    except Refused:
        return
    if any(issue.severity == "error" for issue in issues):
        return
    again = api.only(api.read(io.BytesIO(data), None, format_.name, report=issues.append), "what was written")
    there = {value for _, value in said(again, format_)}
    kept = " ".join(fragment.markup for fragment in again.foreign)
    named = frozenset(issue.path for issue in issues)
    known = frozenset(SILENT.get(format_.name, {}))
    for path, value in said(article, format_):
        if value in there or is_carried(path, named) or is_carried(plain_path(path), known):
            continue
        if value.removesuffix(".0") not in kept:  # where no field takes it, the source is kept
            yield f"{path}: {value}"


def said(article: Any, format_: Format) -> Iterator[tuple[str, str]]:
    """Path and value of every leaf but the body's, each value in one of the forms that mean the same."""
    for name in sorted(article.model_fields_set - {"body", "derived", "foreign"}):
        value = getattr(article, name)
        if value != type(article).model_fields[name].default:
            for path, leaf in leaves(name, _with_uris(value)):
                if (form := _form(path, leaf)) is not None:
                    yield path, form
    own = "jsonld" if format_.name == "html" else format_.name
    for path, _, fragment in lost_fragments(article.foreign, kept=own):
        yield path, f"{fragment.place} {fragment.more}"


def _with_uris(value: Any) -> Any:
    """The value with the address that a code of IPTC stands for, instead of the code."""
    if isinstance(value, tuple):
        return tuple(map(_with_uris, value))
    if isinstance(value, Reference):
        uri = value.uri or (value.scheme + value.code if value.scheme and value.code else None)
        uri = uri or (iptc.resolve(value.qcode) if value.qcode else None)
        if uri:
            return value.model_copy(update={"uri": uri, "qcode": None, "scheme": None, "code": None})
    return value


def _form(path: str, value: Any) -> str | None:
    field = path.partition(".")[0]
    if path.startswith("extra.dates."):
        return None  # how the source wrote a date; test_text_writer asks for it
    if value is None or value == RELATIONS.get(field) or (path, value) == ("pub_status", "usable"):
        return None
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    text = " ".join(str(value).split())
    text = re.sub(r"^https?://www\.wikidata\.org/(?:wiki|entity)/", "wikidata:", text)
    if path.endswith("role"):
        text = re.sub(r"^(?:cpprole:|http://cv\.iptc\.org/newscodes/contentprodpartyrole/)", "", text)
        if text in ("main", "author", "summary"):
            return None  # which it is where nothing else is said
    return text


def cases() -> Iterator[Any]:
    for format_ in BACK:
        for options in OPTIONS.get(format_.name, [{}]):
            named = "-".join([format_.name, *map(str, options.values())])
            yield pytest.param(format_, options, id=named)


@pytest.mark.parametrize(("format_", "options"), list(cases()))
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_value_of_a_sample_is_lost_in_silence(
    folder: Path, format_: Format, options: dict[str, Any]
) -> None:
    here = sample(folder)
    common = {"now": here.now, "stamp": here.now}
    assert list(silent(here.article, format_, **common, **options)) == []


@pytest.mark.parametrize(("format_", "options"), list(cases()))
@pytest.mark.parametrize("source", FEED_SAMPLES, ids=lambda source: source.parent.name)
def test_no_value_of_an_entry_is_lost_in_silence(
    source: Path, format_: Format, options: dict[str, Any]
) -> None:
    now = datetime(2025, 10, 8, 12, tzinfo=UTC)
    with source.open("rb") as stream:
        for article in api.read(stream, source.name):
            assert isinstance(article, Article)
            assert list(silent(article, format_, now=now, stamp=now, **options)) == []


@pytest.mark.parametrize("name", SILENT)
def test_what_is_known_to_be_silent_still_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = SILENT[name]
    monkeypatch.setitem(SILENT, name, {})
    (format_,) = (one for one in BACK if one.name == name)
    found = set()
    for here in map(sample, FOLDERS):
        for options in OPTIONS.get(name, [{}]):
            lost = silent(here.article, format_, now=here.now, stamp=here.now, **options)
            found |= {plain_path(one.partition(": ")[0]) for one in lost}
    assert {path for path in known if not any(is_carried(one, frozenset({path})) for one in found)} == set()

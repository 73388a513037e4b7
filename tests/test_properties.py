"""What holds for any article and for any bytes."""

from __future__ import annotations

import copy
import io
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

import newsml
from newsml import Article, ContentError, NewsmlError, api
from newsml.formats import FORMATS
from newsml.model.body import Node
from tests.alike import alike, excused
from tests.strategies import articles, bodied, ordinary
from tests.test_loss import LOSSY

SOURCE = Path(__file__).resolve().parents[1] / "src"
READING = [format_.name for format_ in FORMATS if format_.reads]
WRITING = [format_.name for format_ in FORMATS if format_.writes]
READ_BACK = [format_.name for format_ in FORMATS if format_.writes and format_.reads]
LOSSLESS = ["json", "jsonl"]


@pytest.mark.parametrize("format_name", LOSSLESS)
@given(article=bodied)
def test_any_article_survives(format_name: str, article: Article) -> None:
    data = newsml.dumps(article, format_name)
    assert newsml.loads(data, format_name) == article
    assert newsml.dumps(newsml.loads(data, format_name), format_name) == data


@given(article=bodied)
def test_any_article_survives_pretty(article: Article) -> None:
    assert newsml.loads(newsml.dumps(article, "json", pretty=True), "json") == article


@given(article=bodied)
def test_any_article_can_be_pickled_copied_and_hashed(article: Article) -> None:
    for again in (
        pickle.loads(pickle.dumps(article)),
        copy.deepcopy(article),
        copy.copy(article),
        article.model_copy(),
    ):
        assert again == article
        assert hash(again) == hash(article)
    assert article.model_copy(update={"id": "another"}) != article


@given(article=bodied)
def test_any_body_can_be_walked_and_counted(article: Article) -> None:
    assert all(isinstance(node, str | Node) for node in article.walk())
    assert article.char_count() == len(article.plain_text())
    assert article.word_count() <= article.char_count()
    assert len(article.plain_text(media=True)) >= article.char_count()


@pytest.mark.parametrize("format_name", WRITING)
@given(article=bodied)
def test_any_article_is_written_or_refused_and_always_alike(format_name: str, article: Article) -> None:
    assert outcome(article, format_name) == outcome(article.model_copy(deep=True), format_name)


def outcome(article: Article, format_name: str) -> bytes | str:
    try:
        return newsml.dumps(article, format_name)
    except ContentError as error:  # embargoed, or text that the format cannot hold
        return str(error)


@pytest.mark.parametrize("format_name", READ_BACK)
@given(article=ordinary)
def test_what_is_not_reported_reads_back(format_name: str, article: Article) -> None:
    issues: list[newsml.Issue] = []
    try:
        data = newsml.dumps(article, format_name, report=issues.append)
    except ContentError:
        return
    if any(issue.severity == "error" for issue in issues):  # a feed leaves it out
        return
    again = newsml.loads(data, format_name, derive=False)
    reported = {issue.path.split(".")[0] for issue in issues} | set(LOSSY.get(format_name, ()))
    expected, found = alike(article, format_name), alike(again, format_name)
    for name in set(Article.model_fields) - excused(reported, format_name):
        assert found[name] == expected[name], name


@settings(max_examples=3, phases=[Phase.generate])
@given(batch=st.lists(articles, min_size=5, max_size=5))
def test_bytes_do_not_depend_on_the_hash_seed(batch: list[Article]) -> None:
    assert dumped_elsewhere(batch, "1") == dumped_elsewhere(batch, "2")


def dumped_elsewhere(batch: list[Article], seed: str) -> bytes:
    """All formats of all articles, from a process with another hash seed."""
    code = (
        "import pickle, sys, newsml\n"
        "for article in pickle.load(sys.stdin.buffer):\n"
        "    for format in filter(lambda one: one.writes, newsml.formats()):\n"
        "        try: sys.stdout.buffer.write(newsml.dumps(article, format.name))\n"
        "        except newsml.ContentError as error: sys.stdout.buffer.write(str(error).encode())\n"
    )
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(batch), capture_output=True, env=env, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


# What files hold that went wrong on the way, and the beginnings of what they might have been.
PIECES = (
    b"", b"\x00", b"\xff", b"\xfe\xff\x00a", b"\xff\xfea\x00", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3",
    b"\r", b"\r\n", b"\n\n", b"{", b"}", b"[", b"]", b'"', b"{}", b"null", b"1e999", b"NaN", b'{"$schema":',
    b'{"body":[{"kind":"list","items":[[', b'"\\ud800"', b'{"headlines":[{"text":"a"}]}',
    b'{"extra":{"a":1e400}}', b'{"urgency":', b'{"language":"nb_NO"}', b'{"is_free":2}', b"---\n", b"+++\n",
    b"title: x\n", b"title: [", b"date: 2025-13-01\n", b"date: 0000-00-00\n", b"date = 2025-07-25\n",
    b"a: &a [*a]\n", b"x: !!python/object:os.system\n", b"<<: *x\n", b"? ", b"draft: true\n",
    b"image: {url: 7}\n", b"tags: 12\n", b"lang: nb_NO\n", b"title: 2025-01-01\n", b"# h\n", b"> " * 40,
    b"- " * 40, b"| a |\n|---|\n| b | c |\n", b"[^1]: x\n", b"[^1]", b"![a](b \"c\")",
    b"<iframe src=\"//x\">", b"<!--", b"<script>", b"```\n", b"~~", b"**", b"&#0;", b"&#xD800;", b"&nbsp;",
    b"<svg/onload=x>", b"[a](javascript:x)", b"Headline: ", b"By ", b"Date: yesterday\n",
    b"date 2025-07-25 ", b" date 2025-99-99 x", b"LONDON (X) - ", b"(X) - Rom, 3. Mai - ", b"-30-\n",
    b"###\n", b"Urgency: 12\n", b"ID: \n", b"Language: e\n", b"URL: no\n", b"Embargo: open\n", b"Image: \n",
    b"By: ;,and\n", b"Key : v\n", b"\t  indented\n", "–„“”é日本ع\u200f\u202e".encode(),
    b"\x93quoted\x94 \x96 \xe4", b"\x1b$B",
    b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
)  # fmt: skip
any_bytes = st.lists(st.sampled_from(PIECES) | st.binary(max_size=12), max_size=10).map(b"".join)


@pytest.mark.parametrize("format_name", READING)
@settings(max_examples=150)
@given(data=any_bytes)
@example(data=b'{"body": ' + b'[{"kind":"quote","children":' * 500 + b"[" + b"]" * 501 + b"}]" * 500 + b"}")
@example(data=b"> " * 3000 + b"deep")
@example(data=b"[" * 5000)
@example(data=b"a" * 200_000)
@example(data=b"---\n" + b"a: [" * 3000 + b"\n---\n")
@example(data=b'{"urgency": ' + b"9" * 5000 + b"}")
def test_any_bytes_are_an_article_or_our_error(format_name: str, data: bytes) -> None:
    for article in articles_or_complaint(data, format_name):
        assert newsml.loads(newsml.dumps(article, "json"), "json") == article


def articles_or_complaint(data: bytes, format_name: str | None) -> list[Article]:
    """The articles of some bytes; none where newsml says what is wrong with them."""
    try:
        return list(api.read(io.BytesIO(data), None, format_name))
    except NewsmlError as error:
        complaint = str(error)
    assert complaint
    return []


@given(data=any_bytes)
def test_any_bytes_of_no_known_format(data: bytes) -> None:
    assert all(isinstance(article, Article) for article in articles_or_complaint(data, None))


@given(data=any_bytes)
@pytest.mark.parametrize("format_name", [format_.name for format_ in FORMATS])
def test_validate_always_answers(format_name: str, data: bytes) -> None:
    for issue in newsml.validate(data, format=format_name):
        assert issue.rule
        assert issue.message

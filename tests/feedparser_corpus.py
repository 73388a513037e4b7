"""The expectations of feedparser's tests, asked of newsml's model.

Each file says in a comment what is expected, as a Python expression over ``feed`` and ``entries``. Its comparisons are
taken apart; those on something that the model has are asked, the others are named with the reason.
"""

from __future__ import annotations

import ast
import html
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from newsml.errors import NewsmlError
from newsml.feeds.channel import read_channel_element
from newsml.feeds.entry import Feed, ReadOptions
from newsml.feeds.names import name_of
from newsml.feeds.stream import FeedParts
from newsml.feeds.texts import Content, plain_of
from newsml.formats import rss
from newsml.issues import Issue
from newsml.model import Article

_EXPECTED = re.compile(r"Expect:\s*(.*?)\s*-->", re.DOTALL)


class Question(NamedTuple):
    """One comparison: the steps that lead to a value, and the value."""

    path: tuple[Any, ...]
    value: Any


def expectation(data: bytes) -> str | None:
    """The expression in the comment at the top of a file."""
    for encoding in ("utf-8", "utf-16", "utf-32", "latin-1"):
        try:
            found = _EXPECTED.search(data[:6000].decode(encoding, "ignore"))
        except UnicodeError:
            continue
        if found:
            return found[1]
    return None


def questions(expression: str) -> Iterator[Question | str]:
    """The comparisons of an expression; for what is no such comparison, its text."""
    try:
        tree = ast.parse(" ".join(expression.split()), mode="eval").body
    except (SyntaxError, ValueError):
        yield expression
        return
    parts = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    for part in parts:
        text = ast.unparse(part)
        if text in ("not bozo", "bozo", "1"):
            continue
        if not (isinstance(part, ast.Compare) and isinstance(part.ops[0], ast.Eq) and len(part.ops) == 1):
            yield text
            continue
        try:
            yield Question(_path(part.left), ast.literal_eval(part.comparators[0]))
        except ValueError:
            yield text


def _path(node: ast.expr) -> tuple[Any, ...]:
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Subscript):
        return (*_path(node.value), ast.literal_eval(node.slice))
    raise ValueError(ast.unparse(node))


class Read(NamedTuple):
    """What newsml made of a file."""

    feed: Feed
    articles: list[Article]
    issues: list[Issue]


def read(data: bytes) -> Read | None:
    """The feed and its articles; None for what newsml refuses."""
    issues: list[Issue] = []
    feed = Feed("rss", "RSS", issues.append, ReadOptions())
    try:
        for part in FeedParts(io.BytesIO(data), issues.append):
            if name_of(part.element.tag)[1] not in ("item", "entry"):
                read_channel_element(feed, part)
        articles = list(rss.read(io.BytesIO(data), issues.append, options=ReadOptions(derive=False)))
    except NewsmlError:
        return None
    return Read(feed, articles, issues)


class Unasked(Exception):
    """The model has no such thing: the reason."""


def answer(found: Read, path: tuple[Any, ...]) -> Any:
    """What the model says where feedparser has this path. Raises Unasked."""
    if path[:1] == ("entries",) and len(path) > 2:
        if path[1] >= len(found.articles):
            return None
        return _of_entry(found.articles[path[1]], path[2], path[3:])
    if path[:1] == ("feed",) and len(path) > 1:
        return _of_feed(found.feed, path[1], path[2:])
    raise Unasked("about feedparser itself (version, encoding, namespaces)")


def _of_feed(feed: Feed, name: str, rest: tuple[Any, ...]) -> Any:
    if name in ("title", "link", "language", "rights", "copyright") and not rest:
        notice = feed.fields.get("copyright_notice") or [{"text": None}]
        return {
            "title": feed.publisher.get("name"), "link": feed.publisher.get("url"),
            "language": feed.fields.get("language"), "rights": notice[0]["text"], "copyright": notice[0]["text"],
        }[name]  # fmt: skip
    raise Unasked("the feed as a whole: kept as it is, no field of an article")


def _of_entry(article: Article, name: str, rest: tuple[Any, ...]) -> Any:
    if name in _DATES and not rest:
        return _DATES[name](article)
    if name.endswith("_detail") and name != "author_detail":
        if rest != ("value",):
            raise Unasked("base, language and type of a text by itself")
        name, rest = name.removesuffix("_detail"), ()
    if name in _SINGLE and not rest:
        return _SINGLE[name](article)
    if name == "content" and rest[1:] == ("value",):
        return article.plain_text() or (article.summary[0].text if article.summary else None)
    people = {
        "author_detail": article.authors[:1],
        "authors": article.authors,
        "contributors": article.contributors,
    }
    if name in people:
        steps = rest if name != "author_detail" else (0, *rest)
        if len(steps) != 2:
            raise Unasked("a person as feedparser writes it")
        party = people[name][steps[0]] if steps[0] < len(people[name]) else None
        key = {"name": "name", "email": "email", "href": "url", "url": "url"}[steps[1]]
        value = getattr(party, key, None)
        return value[0] if isinstance(value, tuple) and value else value or None
    if name == "tags" and len(rest) == 2:
        return _tag(article, *rest)
    if name == "enclosures" and len(rest) == 2:
        files = (*article.audio, *article.video, *article.images)
        if rest[0] >= len(files):
            raise Unasked("a file that is no picture, video or audio clip is a link")
        return {"url": files[rest[0]].url, "href": files[rest[0]].url, "length": str(files[rest[0]].size or ""),
                "type": files[rest[0]].mime}[rest[1]]  # fmt: skip
    raise Unasked(f"entries: {name}")


def _tag(article: Article, index: int, key: str) -> Any:
    words = [{"term": word} for word in article.keywords]
    words += [
        {"term": s.code or s.uri or s.name, "scheme": s.scheme, "label": s.name} for s in article.subjects
    ]
    if index >= len(words):
        return None
    return words[index].get(key)


def _marked(text: Any) -> Any:
    return None if text is None else text.html or text.text


_SINGLE: dict[str, Any] = {
    "title": lambda a: _marked(a.main_headline),
    "link": lambda a: a.canonical_url,
    "id": lambda a: a.id,
    "guid": lambda a: a.id,
    "summary": lambda a: _marked(a.summary[0]) if a.summary else a.plain_text() or None,
    "description": lambda a: _marked(a.summary[0]) if a.summary else a.plain_text() or None,
    "author": lambda a: _as_feedparser(a.authors[0]) if a.authors else None,
    "rights": lambda a: a.copyright_notice[0].text if a.copyright_notice else None,
    "copyright": lambda a: a.copyright_notice[0].text if a.copyright_notice else None,
    "language": lambda a: a.language,
    "category": lambda a: a.keywords[0] if a.keywords else a.subjects[0].name if a.subjects else None,
    "publisher": lambda a: a.publisher.name if a.publisher else None,
    "license": lambda a: a.license_url,
}


def _as_feedparser(party: Any) -> str:
    if party.name and party.email:
        return f"{party.name} ({party.email[0]})"
    return str(party.name or party.email[0])


def _moment(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else str(value) if value is not None else None


_DATES: dict[str, Any] = {
    "published_parsed": lambda a: _moment(a.published[0].when) if a.published else None,
    "updated_parsed": lambda a: _moment(a.content_modified or (a.published[0].when if a.published else None)),
    "created_parsed": lambda a: _moment(a.content_created),
}


def same(found: Any, wanted: Any) -> bool:
    """Whether both say the same words, or the same moment."""
    if isinstance(wanted, tuple) and isinstance(found, datetime):
        return found.timetuple()[:6] == wanted[:6]
    if isinstance(wanted, tuple) and isinstance(found, str):
        return [int(part) for part in found.split("-")] == list(wanted[: found.count("-") + 1])
    if isinstance(wanted, str) and isinstance(found, str):
        return plain(wanted) in (plain(found), re.sub(r"\s+", "", found))
    return bool(found == wanted or (found is None and wanted in ("", None)))


def plain(text: str) -> str:
    """The words of a text: expectations are HTML, fields mostly are not."""
    return re.sub(r"\s+", "", html.unescape(plain_of(Content("html", text))))


def files(shared: Path) -> list[Path]:
    folder = shared / "corpus" / "feeds" / "feedparser"
    return sorted(path for path in folder.rglob("*.xml") if "encoding" not in path.parts)

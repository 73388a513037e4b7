"""Putting an article's JSON-LD into a page, and taking it out again."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from newsml.embedding.addresses import url_key
from newsml.embedding.errors import issue_at, refused
from newsml.embedding.head import meta_of
from newsml.embedding.others import Others
from newsml.embedding.patch import META, our_blocks, our_meta, with_block, without_ours
from newsml.embedding.references import with_references
from newsml.embedding.script import MARK, json_of
from newsml.errors import UsageError
from newsml.html5 import Page
from newsml.issues import Issue, Report, ignore
from newsml.model.values import is_url
from newsml.schemaorg.scope import MAX_SIZE

if TYPE_CHECKING:
    from newsml.model import Article

OnConflict = Literal["skip", "add", "replace-marked", "fail"]


class Embedded(NamedTuple):
    """A page, and whether it was left as it is because others have marked up the article in it."""

    page: bytes
    left: bool = False


def embed(
    page: bytes,
    article: Article,
    *,
    on_conflict: OnConflict = "skip",
    meta: bool | None = None,
    report: Report = ignore,
    **options: Any,
) -> bytes:
    """The page with the article's JSON-LD: in the place of our marked block, else at the end of the head.

    Every other byte stays as it is, and a second time changes nothing. Where another tool has marked up the article in
    the page, ``on_conflict`` says what is done: ``skip`` leaves the page as it is, ``replace-marked`` does so unless
    our block is there, ``add`` puts our block beside theirs, ``fail`` is a ContentError.

    ``meta`` true puts canonical link, OpenGraph and further ``meta`` elements into the head, for what the page does not
    say itself; false takes those of ours out; None only keeps those of ours up to date. ``options`` are those of the
    format jsonld, with ``now`` and ``site``. Raises Refused for an article that must not be published; ContentError for
    what is no page, or one that nothing can be put into safely.

    >>> page = b"<!DOCTYPE html><title>Bridge</title><p>It reopened."
    >>> new = newsml.embed(page, newsml.Article.build({"headline": "Bridge"}))
    >>> new.count(b'data-newsml="article"'), newsml.unembed(new) == page
    (1, True)
    """
    return put(page, article, on_conflict=on_conflict, meta=meta, report=report, **options).page


def put(
    page: bytes,
    article: Article,
    *,
    on_conflict: OnConflict = "skip",
    meta: bool | None = None,
    report: Report = ignore,
    mend: bool = False,
    **options: Any,
) -> Embedded:
    """`embed`, and whether there was a conflict that kept it from doing anything.

    ``mend`` leaves out all that the rules call an error, not only what is kept of the article's source.
    """
    if on_conflict not in get_args(OnConflict):
        raise UsageError(f"on_conflict {on_conflict!r} is not one of {', '.join(get_args(OnConflict))}")
    view = Page(page)
    article = _at_its_address(article, view, report)
    others = Others(view)
    if _conflicts(view, others, article, on_conflict, report):
        return Embedded(page, left=True)
    wanted: list[str] | None = None
    if meta is not None or our_meta(view):
        wanted = meta_of(article, view, report, **options) if meta is not False else []
    return Embedded(_within_size(view, article, others, wanted, report, mend, options))


def _within_size(
    view: Page,
    article: Article,
    others: Others,
    wanted: list[str] | None,
    report: Report,
    mend: bool,
    options: dict[str, Any],
) -> bytes:
    """The page with a block that is as small as the option ``max_size`` says, also where the page's encoding, or its
    form, makes ``\\uXXXX`` of characters."""
    asked = limit = int(options.get("max_size", MAX_SIZE))
    while True:
        issues: list[Issue] = []
        text = _json(article, others, issues.append, mend, {**options, "max_size": limit})
        page = with_block(view, text, wanted)
        size = len(our_blocks(Page(page))[0].text.encode()) if limit and len(text) * 6 > asked * 1024 else 0
        if size <= asked * 1024 or limit <= 1:
            break
        limit = max(1, min(limit - 1, limit * asked * 1024 // size))
    for issue in issues:
        if not (issue.rule == "LOSS" and _is_said(issue.path, view, wanted)):
            report(issue)
    return page


def _is_said(path: str, page: Page, meta: list[str] | None) -> bool:
    """Whether the head of the page says what JSON-LD has no place for: data mining, licences for machines."""
    if path == "data_mining":
        words = ",".join(page.meta.get("robots", ())).lower()
        return (
            "tdm-reservation" in page.meta
            or "noai" in words
            or any("tdm-reservation" in one for one in meta or ())
        )
    return path.partition(".")[0] == "rights_links" and bool(page.linked("license"))


def _json(article: Article, others: Others, report: Report, mend: bool, options: dict[str, Any]) -> str:
    """The JSON of the article for this page: without the faults of its source, with references to what is there."""
    text = json_of(article, report, **options)
    kept = any(one.format == "jsonld" for one in article.foreign)
    if not (kept or mend or others.blocks):
        return text
    node = written = json.loads(text)
    if kept or mend:
        from newsml.embedding.sound import sound

        own = article.model_copy(update={"foreign": ()})
        node = sound(node, lambda: json.loads(json_of(own, **options)), report, options.get("site"), all=mend)
    if others.blocks:
        node = with_references(node, others, article.canonical_url)
    elif node is written:
        return text
    from newsml.schemaorg.serialize import serialized

    return serialized(node, pretty=bool(options.get("pretty"))).decode()


def unembed(page: bytes) -> bytes:
    """The page without what `embed` put in: as it was before, to the byte.

    Raises ContentError where our block has no end.
    """
    return without_ours(page)


def is_embedded(page: bytes) -> bool:
    """Whether a block or another element of ours is in the page."""
    view = Page(page)
    return bool(our_blocks(view) or our_meta(view))


def _at_its_address(article: Article, page: Page, report: Report) -> Article:
    """The article with the address that the page says is its own, if it says none itself."""
    own = canonical_of(page)
    if own is None:
        return article
    if article.canonical_url is None:  # `model_copy` checks nothing
        if not is_url(own):
            return article
        return article.model_copy(update={"canonical_url": own})
    if url_key(own) != url_key(article.canonical_url):
        message = (
            f"the page says that its address is {own}, the article says {article.canonical_url}: "
            "give both the same, or another article"
        )
        report(issue_at(page, 0, "warning", message)._replace(line=None, column=None))
    return article


def canonical_of(page: Page) -> str | None:
    """The address that the page says is its own: the canonical link, else ``og:url``; without those of ours."""
    if not _ADDRESS.search(page.view):
        return None
    other: str | None = None
    for tag in page.tags():  # no further than to the link
        if tag.closing or tag.aside or tag.name not in ("link", "meta"):
            continue
        attributes = page.attributes(tag)
        if attributes.get(MARK) == META:
            continue
        if "canonical" in attributes.get("rel", "").lower().split():
            url = attributes.get("href", "").strip()
            if _WEB.match(url):
                return url
        elif (
            other is None
            and "og:url" in (attributes.get("property", "") + attributes.get("name", "")).lower()
        ):
            url = attributes.get("content", "").strip()
            other = url if _WEB.match(url) else None
    return other


_ADDRESS = re.compile("canonical|og:url", re.I)
_WEB = re.compile("https?://", re.I)


def _conflicts(page: Page, others: Others, article: Article, on_conflict: OnConflict, report: Report) -> bool:
    """Whether the page is to be left as it is, because others have marked up the article in it."""
    addresses = [url for url in (article.canonical_url, canonical_of(page)) if url]
    other = next(others.articles(addresses), None)
    if other is None or on_conflict == "add":
        return False
    what = f"the page has {other.kind} of another hand ({other.how})"
    if on_conflict == "fail":
        raise refused(page, other.offset, f"{what}: take it out, or give --on-conflict add")
    if on_conflict == "replace-marked" and our_blocks(page):
        return False
    way_out = "take it out, or put ours beside it with --on-conflict add"
    report(issue_at(page, other.offset, "warning", f"{what}: the page is left as it is; {way_out}"))
    return True

"""The body as HTML for feeds: only elements of the body tree, so no script, no frame, no handler.

Specification: HTML Living Standard, https://html.spec.whatwg.org/multipage/syntax.html.
"""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urljoin

from lxml import etree
from lxml.etree import _Element as Element
from pydantic import BaseModel, ValidationError

from newsml import xhtml
from newsml.errors import ParseError
from newsml.issues import Issue, Report
from newsml.losses import loss
from newsml.markup import read_html
from newsml.model import Article
from newsml.model import body as tree
from newsml.model.body import walk
from newsml.model.values import is_iri
from newsml.xml import XML_LANG


def html_of(article: Article, report: Report, target: str) -> str:
    """The HTML of the body, one block a line. What cannot be read again as it is, is reported."""
    issues: list[Issue] = []
    div = etree.Element(f"{{{xhtml.XHTML}}}div", nsmap=xhtml.NSMAP)
    media = (*article.images, *article.video, *article.audio)
    xhtml.append_blocks(div, article.body, xhtml.Writing(issues.append, target, media))
    if article.canonical_url:
        _make_absolute(div, article.canonical_url, issues.append)
    plain(div)
    markup = "\n".join(etree.tostring(block, encoding="unicode", with_tail=False) for block in div)
    if not issues and not _is_simple(article) and not _reads_back(article, markup):
        issues.append(loss("body", "its form", target, "a part of it is not told from its looks there"))
    for issue in issues:
        report(issue)
    return markup


def _is_simple(article: Article) -> bool:
    """Whether the body has nothing but what is always read again as it was written."""
    return all(
        type(node) in _SIMPLE and not getattr(node, "role", None)
        for node in walk(article.body)
        if not isinstance(node, str)
    )


_SIMPLE = frozenset({tree.Paragraph, tree.Heading, tree.Emphasis, tree.Strong, tree.Link, tree.LineBreak})


def _reads_back(article: Article, markup: str) -> bool:
    try:
        again = Article.model_validate({"body": read_html(markup)})
    except (ParseError, ValidationError):
        return False
    return bool(_joined(again.body) == _joined(article.body))


def _joined(value: Any) -> Any:
    """The nodes as plain values, texts that stand side by side as one."""
    if isinstance(value, BaseModel):
        return type(value), {name: _joined(getattr(value, name)) for name in type(value).model_fields}
    if not isinstance(value, tuple):
        return value
    found: list[Any] = []
    for item in value:
        if isinstance(item, str) and found and isinstance(found[-1], str):
            found[-1] += item
        else:
            found.append(_joined(item))
    return found


def _make_absolute(div: Element, page: str, report: Report) -> None:
    """Relative addresses as seen from the page of the article: a feed stands elsewhere."""
    first = None
    for element in div.iter(*_LINKING):
        for name in ("href", "src", "cite", "poster"):
            value = element.get(name)
            if value is not None and not is_iri(value):
                absolute = joined(page, value)
                if absolute != value:
                    element.set(name, absolute)
                    first = first or value
    if first is not None:
        message = f"body: relative addresses, such as {first!r}, are written as seen from the article's page"
        report(Issue("SUPPLIED", "info", "body", message))


_LINKING = tuple(f"{{{xhtml.XHTML}}}{name}" for name in ("a", "img", "video", "audio", "q", "blockquote"))


def joined(base: str, address: str) -> str:
    """An address as seen from a base; as it is where that is no address."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


def plain(root: Element) -> None:
    """Make XHTML such that its markup is HTML as well: without namespaces, every element but the empty ones closed."""
    for element in root.iter():
        tag: Any = element.tag
        if not isinstance(tag, str):
            continue
        name = tag.rpartition("}")[2]
        element.tag = name = name if ":" not in name else "span"  # what a broken feed makes of its prefixes
        for attribute in [key for key in element.attrib if str(key).startswith("{")]:
            value = element.attrib.pop(attribute)
            if attribute == XML_LANG:
                element.set("lang", cast("str", value))
        if not len(element) and not element.text and name not in _VOID:
            element.text = ""
    etree.cleanup_namespaces(root)

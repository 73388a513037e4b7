"""NewsML-G2 documents in: the newsItem of a document, or each of a newsMessage, in their order.

Specification: https://iptc.org/standards/newsml-g2/, newsMessage and itemSet. What is within one item reads
`newsml.formats.newsml_g2.reading`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml.etree import _Element as Element

from newsml.errors import ContentError, InvalidArticle
from newsml.formats.newsml_g2.draft import NAMESPACE
from newsml.formats.newsml_g2.reading import ReadOptions, article_of
from newsml.formats.newsml_g2.source import elements, line_of, name_of
from newsml.issues import Issue, Report, ignore
from newsml.model import Article
from newsml.options import ReadOptions as CommonOptions
from newsml.xml import parse_xml

__all__ = ["ReadOptions", "read"]

OTHER_ITEMS = frozenset(
    {"packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem", "catalog", "eventsMLItem"}
)
_OTHER_XML = {
    "rss": "an RSS feed", "feed": "an Atom feed", "html": "an HTML page", "svg": "an SVG picture",
    "NewsML": "NewsML 1", "nitf": "NITF", "sports-content": "SportsML", "urlset": "a sitemap",
    "xmpmeta": "XMP metadata", "newsMessage": "a message",
}  # fmt: skip


def read(
    stream: BinaryIO, report: Report = ignore, *, options: ReadOptions = ReadOptions()
) -> Iterator[Article]:
    """Each newsItem of a document: of a newsItem, or of a newsMessage, in its order.

    Items of other kinds are reported; a document that holds no newsItem raises ContentError. In a message, an
    item that cannot be read is reported, and the others are read.
    """
    root = parse_xml(stream.read(), options.file)
    _into_namespace(root, report, options)
    name = name_of(root)
    if name == "newsItem":
        yield article_of(root, report, options)
    elif name == "newsMessage":
        yield from _message(root, report, options)
    else:
        raise _error(root, options, _not_an_article(root))


def _not_an_article(root: Element) -> str:
    name = name_of(root)
    if root.tag.startswith(f"{{{NAMESPACE}}}") and name in OTHER_ITEMS:
        return f"{name} is not read yet: newsml reads newsItem, also several in a newsMessage"
    what = _OTHER_XML.get(name)
    if what:
        return f"this is {what}, not NewsML-G2 (its root element is {name})"
    return f"this is not NewsML-G2: its root element is {name}, where newsItem or newsMessage is expected"


def _error(element: Element, options: CommonOptions, message: str) -> ContentError:
    issue = Issue("UNKNOWN", "error", "", message, options.file, line_of(element))
    return ContentError(str(issue), [issue])


def _into_namespace(root: Element, report: Report, options: CommonOptions) -> None:
    """Put an item that is in no namespace, or in a wrong one, into that of NewsML-G2, and say so."""
    namespace, brace, name = str(root.tag).rpartition("}")
    if namespace == f"{{{NAMESPACE}" or name not in {"newsItem", "newsMessage", *OTHER_ITEMS}:
        return
    said = f"the namespace {namespace[1:]}" if brace else "no namespace"
    message = f"{name} is in {said}; NewsML-G2 is in {NAMESPACE}, and it is read as such"
    report(Issue("UNKNOWN", "warning", "", message, options.file, line_of(root)))
    for element in root.iter():
        if type(element.tag) is str and element.tag.rpartition("}")[0] == namespace:
            element.tag = f"{{{NAMESPACE}}}{name_of(element)}"


# --- messages ------------------------------------------------------------------------------------


def _message(root: Element, report: Report, options: ReadOptions) -> Iterator[Article]:
    """The articles of a newsMessage."""
    header = [child for child in elements(root) if name_of(child) == "header"]
    items = [item for child in elements(root) if name_of(child) == "itemSet" for item in elements(child)]
    items += [child for child in elements(root) if name_of(child) == "newsItem"]
    errors: list[Issue] = []
    count = 0
    for item in items:
        if name_of(item) != "newsItem":
            errors.extend(_error(item, options, _not_an_article(item)).issues)
            report(errors[-1]._replace(severity="warning"))
            continue
        try:
            article = article_of(item, report, options, header)
        except InvalidArticle as error:
            errors.extend(error.issues)
            for issue in error.issues:
                report(issue)
            continue
        count += 1
        yield article
    if not count:
        if errors:
            raise ContentError("\n".join(map(str, errors)), errors)
        raise _error(root, options, "the newsMessage holds no item")

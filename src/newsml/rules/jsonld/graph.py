"""JL2: contexts, types, identifiers and what leads where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsml.rules.jsonld.checks import Found, jl_rule
from newsml.rules.jsonld.document import Document, Node, Piece, Place
from newsml.rules.jsonld.words import absolute, comparable, same_page
from newsml.rules.registry import shown
from newsml.vocabularies import schema_terms as terms

_SCHEMA = re.compile(
    r"https?://(?:www\.)?schema\.org(?:/?|/docs/jsonldcontext\.jsonld?|/version/latest/schemaorg[\w.-]*)#?\Z",
    re.I,
)


def _contexts(piece: Piece) -> Iterator[tuple[str, Any]]:
    """Each context of the top of a block, with its pointer."""
    for pointer, value in piece.contexts:
        if isinstance(value, list):
            yield from ((f"{pointer}/{index}", one) for index, one in enumerate(value))
        else:
            yield pointer, value


def _names_schema_org(value: Any) -> bool:
    if isinstance(value, str):
        return bool(_SCHEMA.match(value.strip())) or value.strip() in (
            "schema.org",
            "//schema.org",
            "schema.org/",
        )
    if isinstance(value, dict):
        return any(isinstance(v, str) and "schema.org" in v for v in value.values())
    return False


@jl_rule("JL201", "error")
def no_context(document: Document) -> Found:
    """Each block has a ``@context`` that is schema.org's.

    Why: without it, ``headline`` is a key like any other: a processor drops all of it, and the block says nothing.
    See: JSON-LD 1.1 section 3.1; schema.org, "Getting started".
    """
    for piece in document.pieces:
        if not piece.reading.is_read:
            continue
        if not isinstance(piece.reading.value, dict | list):
            yield (
                Place(piece.index),
                "the block is neither an object nor an array: nothing can be read from it",
            )
        elif piece.reading.value == []:
            yield Place(piece.index), "the array is empty: nothing can be read from it"
        elif not piece.has_context and piece.roots:
            yield piece.roots[0].at(), 'no @context: put "@context": "https://schema.org" at the top'
        elif piece.has_context and not any(_names_schema_org(value) for _, value in _contexts(piece)):
            pointer, value = next(_contexts(piece), ("/@context", None))
            message = f"the context {shown(value)} is not schema.org's: write https://schema.org"
            yield Place(piece.index, pointer), message


_IN_A_LIST = "the context is a list: write https://schema.org alone, which every consumer knows"


@jl_rule("JL202", "warning", google="off")
def other_context(document: Document) -> Found:
    """The context is the text ``https://schema.org``.

    Why: it is what every consumer documents. Other spellings are known to some only; ``@vocab`` with https expands to
    other terms than those of schema.org (an error).
    See: schema.org, "Frequently asked questions" (https); measured with PyLD.
    """
    for piece in document.pieces:
        for pointer, value in _contexts(piece):
            if value == "https://schema.org" or not _names_schema_org(value):
                continue
            place = Place(piece.index, pointer)
            if isinstance(value, dict):
                vocab = value.get("@vocab")
                if isinstance(vocab, str) and vocab.startswith("https://schema.org"):
                    message = (
                        f"@vocab {shown(vocab)} expands to other terms than schema.org's: write "
                        f"https://schema.org as context"
                    )
                    yield place, message, "error"
                elif isinstance(vocab, str) and "schema.org" in vocab:
                    yield place, f"@vocab {shown(vocab)}: write https://schema.org as context"
            elif isinstance(value, str):
                yield place, f"the context is {shown(value)}: write https://schema.org"
        for pointer, value in piece.contexts:
            strings = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
            if strings == ["https://schema.org"]:  # of others, JL204 says more
                yield Place(piece.index, pointer), _IN_A_LIST


@jl_rule("JL203", "error", google="warning")
def untyped(document: Document) -> Found:
    """Every node has an ``@type``.

    Why: consumers choose what to read by the type; a node without one is passed over, with all that hangs on it.
    See: Google Search Central, "General structured data guidelines"; JSON-LD 1.1 section 3.5.
    """
    typed = {node.id for node in document.nodes if node.id and node.types}
    for node in document.nodes:
        if node.types or node.is_reference or not node.properties or node.name in ("@reverse", "@nest"):
            continue
        if node.name == "item" and (node.id is not None or node.has("url")):
            continue  # BreadcrumbList, as Google documents it
        if node.name == "author" and node.parent is not None and "Article" in node.parent.kinds:
            continue  # JL602
        if ":" in node.name or not document.pieces[node.block].has_context:
            continue
        if "@type" in node.value and node.value["@type"] not in (None, "", []):
            yield node.at(), f"the @type {shown(node.value['@type'])} is no text: name a type of schema.org"
            continue
        if node.id in typed:
            continue
        where = f"the value of {node.name}" if node.name else "this node"
        expected = [t for t in terms.range_includes(node.name) if terms.is_type(t)]
        hint = f", such as {expected[0]}" if expected else ""
        yield node.at(), f"{where} has no @type: name one{hint}"


@jl_rule("JL204", "error")
def remote_context(document: Document) -> Found:
    """No other context has to be fetched.

    Why: what the terms mean then depends on a server, and on the day. Nothing is fetched here, so that the terms
    of that context are not checked.
    See: JSON-LD 1.1 section 7.1 (security of remote contexts); project decision.
    """
    for piece in document.pieces:
        for pointer, value in _contexts(piece):
            if isinstance(value, str) and absolute(value) and not _SCHEMA.match(value.strip()):
                message = f"the context {shown(value)} would have to be fetched, and was not: its terms are not checked"
                yield Place(piece.index, pointer), message


@jl_rule("JL205", "warning", google="off")
def odd_id(document: Document) -> Found:
    """An ``@id`` is an absolute https address.

    Why: a relative one means something else on every page and in every copy of it; one with spaces is no IRI.
    See: JSON-LD 1.1 section 3.3; RFC 3987; project decision.
    """
    told: set[str] = set()
    for node in document.nodes:
        id = node.id
        if (
            id is None
            or id in told
            or id.startswith("_:")
            or (id.startswith(("https://", "http://")) and " " not in id)
        ):
            continue
        told.add(id)
        if not id.strip():
            yield node.at(), "the @id is empty: give the address of the node, or leave it out"
        elif re.search(r"\s", id):
            yield node.at(), f"the @id {shown(id)} has a space in it"
        elif id.startswith("#"):
            yield node.at(), f"the @id {shown(id)} is relative: put the address of the page before it"
        elif not absolute(id):
            yield node.at(), f"the @id {shown(id)} is relative: write an absolute https address"
        else:
            yield node.at(), f"the @id {shown(id)} is no web address: put it into identifier"


_OUTSIDE = frozenset(
    ["sameAs", "url", "license", "mainEntityOfPage", "isPartOf", "about", "mentions", "subjectOf", "potentialAction",
     "inDefinedTermSet", "additionalType", "item", "archivedAt", "usageInfo", "acquireLicensePage", "isBasedOn",
     "citation", "publishingPrinciples", "identifier", "hasPart", "image", "contentUrl", "logo", "genre", "mainEntity",
     "translationOfWork", "workTranslation", "target", "discussionUrl"]
)  # fmt: skip
"""Properties where an address of something elsewhere is what is meant."""


@jl_rule("JL206", "warning", google="off")
def dangling(document: Document) -> Found:
    """A reference leads to a node of the page.

    Why: no consumer fetches an ``@id``; an author of whom only the ``@id`` is there has no name.
    See: JSON-LD 1.1 section 4.1 (node references); wordpress-seo issue 22203.
    """
    for node in document.nodes:
        if not node.is_reference or node.parent is None or node.name in _OUTSIDE:
            continue
        if node.id not in document.by_id:
            yield (
                node.at(),
                f"{node.name} refers to {shown(node.id)}, which is not on the page: add the node, or a name",
            )


@jl_rule("JL207", "error")
def conflicting(document: Document) -> Found:
    """Nodes with one ``@id`` do not contradict each other.

    Why: they are one thing. Two plugins that both describe the publisher give it two names, and consumers choose.
    What breadcrumbs call a page is a label, and does not count.
    See: JSON-LD 1.1 API section 4.6 (node map); woocommerce issue 22440.
    """
    for id, found in document.by_id.items():
        nodes = [node for node in found if not _is_crumb(node)] if len(found) > 1 else found
        if len(nodes) < 2:
            continue
        first = nodes[0]
        for other in nodes[1:]:
            for name in ("name", "headline", "url", "datePublished", "dateModified"):
                one, two = first.properties.get(name), other.properties.get(name)
                if isinstance(one, str) and isinstance(two, str) and not _alike(name, one, two):
                    message = f"{name} of {shown(id)} is {shown(two, 40)} here and {shown(one, 40)} elsewhere"
                    yield other.at(name), message
                    break


def _is_crumb(node: Node) -> bool:
    return node.name == "item" and node.parent is not None and node.parent.is_a("ListItem")


def _alike(name: str, one: str, two: str) -> bool:
    if name == "url":
        return same_page(one, two)
    if name.startswith("date"):
        return one[:10] == two[:10]
    return comparable(one) == comparable(two)


def _claims(document: Document) -> dict[str, list[Node]]:
    """The articles by the page that they say to be the main thing of."""
    found: dict[str, list[Node]] = {}
    for node in document.articles:
        for value in node.values("mainEntityOfPage"):
            url = value if isinstance(value, str) else ""
            if isinstance(value, dict):
                url = str(value.get("@id") or value.get("url") or "")
            found.setdefault(url.rstrip("/").partition("#")[0], []).append(node)
            break
    return found


@jl_rule("JL208", "warning")
def several_main(document: Document) -> Found:
    """One article is the main thing of a page.

    Why: where two say so, a consumer takes either; the second often comes from another plugin, with other dates.
    See: schema.org, ``mainEntityOfPage``; next-seo issue 846.
    """
    for url, nodes in _claims(document).items():
        others = [
            n
            for n in nodes[1:]
            if _identity(n) != _identity(nodes[0]) and (n.id is None or n.id != nodes[0].id)
        ]
        for node in others:
            what = f"the page {shown(url)}" if url else "the page"
            yield node.at(), f"{node.called} is a second article that says to be the main thing of {what}"


def _identity(node: Node) -> tuple[str, str]:
    return " ".join(node.types), node.text("url").rstrip("/") or comparable(node.text("headline"))


@jl_rule("JL209", "warning")
def duplicate(document: Document) -> Found:
    """No node stands twice on a page.

    Why: two nodes of one type and address without ``@id`` are two things: search tools then count two articles, and
    warn of the one that says less.
    See: JSON-LD 1.1 API section 4.6; nuxt-schema-org issue 137.
    """
    seen: dict[tuple[str, str], Node] = {}
    for node in document.nodes:
        if node.id is not None or node.parent is not None or not node.types:
            continue
        url = node.text("url") or (node.text("headline") if "Article" in node.kinds else "")
        if not url:
            continue
        key = " ".join(node.types), url.rstrip("/")
        if key in seen:
            yield node.at(), f"{node.called} {shown(url)} is described twice without @id: keep one"
        else:
            seen[key] = node


@jl_rule("JL210", "info")
def not_linked(document: Document) -> Found:
    """In a graph with a WebPage, the article is linked to it.

    Why: otherwise nothing says that the page is about the article; it could be one of many on it.
    See: schema.org, ``mainEntityOfPage``, ``isPartOf``; Yoast, "Schema piece: Article".
    """
    pages = [n for n in document.kind("WebPage") if n.parent is None]
    if not pages:
        return
    entities = {
        id(child)
        for page in pages
        for name in ("mainEntity", "hasPart")
        for _, child in document.nodes_of(page, name)
    }
    for node in document.news:
        if node.parent is None and not node.has("isPartOf", "mainEntityOfPage") and id(node) not in entities:
            yield node.at(), f"{node.called} is not linked to the WebPage: add mainEntityOfPage or isPartOf"


@jl_rule("JL211", "warning")
def microdata_differs(document: Document) -> Found:
    """Microdata or RDFa of the page says of the article what its JSON-LD says.

    Why: consumers read both. Two headlines or dates for one article make them trust neither.
    See: Google Search Central, "General structured data guidelines" (up-to-date, not misleading).
    """
    if document.page is None or not document.news:
        return
    from newsml.rules.jsonld.facts import marked_up

    article = document.news[0]
    for name, (text, offset) in marked_up(document.page).items():
        said = article.text(name)
        if said and text and not _alike(name, said, text) and not (name == "headline" and text in said):
            message = (
                f"{name} is {shown(text, 40)} in the markup of the page and {shown(said, 40)} in the JSON-LD"
            )
            yield Place(None, "", offset), message

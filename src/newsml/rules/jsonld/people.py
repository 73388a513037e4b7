"""JL6: authors, editors and the publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsml.rules.jsonld.checks import Found, jl_rule
from newsml.rules.jsonld.document import Document, Node, Place
from newsml.rules.jsonld.media import pixels
from newsml.rules.jsonld.words import called, comparable, host_of, is_json
from newsml.rules.people import BY, CONTACT, PLACEHOLDERS, TITLES, joins
from newsml.rules.registry import shown
from newsml.vocabularies import schema_terms as terms
from newsml.vocabularies.schema_org import POLICY


def _authors(document: Document) -> Iterator[tuple[Node, Place, Node]]:
    """Each author of an article that is an object, with the article and the place."""
    for node in document.news:
        for index, author in document.nodes_of(node, "author"):
            yield node, node.at("author", index), author


def _names(document: Document) -> Iterator[tuple[Node, Place, str, Node | None]]:
    """Each name of an author, as text or in an object, as readers see it (JL414 says what is encoded)."""
    for node in document.news:
        for index, value in enumerate(node.values("author")):
            if isinstance(value, str) and (name := called(value)) and not is_json(value):
                yield node, node.at("author", index), name, None
    for node, place, author in _authors(document):
        if name := called(author.text("name")):
            yield node, author.at("name") if author.parent is node else place, name, author


def _is_person(author: Node | None) -> bool:
    return author is None or not author.is_a("Organization")


@jl_rule("JL601", "warning")
def no_author(document: Document) -> Found:
    """An article says who wrote it.

    Why: search engines and readers judge a text by its author. Where no person is named, the newsroom can stand.
    See: Google Search Central, "Article structured data" (author).
    """
    for node in document.news:
        if not node.has("author"):
            hint = " (creator is for works in general)" if node.has("creator") else ""
            yield (
                node.at(),
                f"{node.called} has no author: add a Person, or the newsroom as Organization{hint}",
            )


@jl_rule("JL602", "warning")
def author_of_no_type(document: Document) -> Found:
    """An author is a Person or an Organization.

    Why: consumers show a person with a byline, an organization as a source; of a Thing they know neither.
    See: Google Search Central, "Author markup best practices".
    """
    for _, place, author in _authors(document):
        if author.is_reference or any(not terms.is_type(t) for t in author.types):
            continue
        if not author.is_a("Person", "Organization", "Role"):
            said = f"is a {author.called}" if author.types else "has no @type"
            yield place, f"the author {said}: write Person or Organization"


@jl_rule("JL603", "error", google="warning")
def author_without_name(document: Document) -> Found:
    """An author has a name.

    Why: nothing is shown of one without; some tools stop at it and drop the other authors too.
    See: Google Search Central, "Author markup best practices"; wordpress-seo issue 13315; trafilatura issue 362.
    """
    for _, place, author in _authors(document):
        if author.is_reference or author.is_a("Role") or not (author.types or author.properties):
            continue
        if not author.has("name"):
            hint = (
                " (givenName and familyName are there: put them together)" if author.has("familyName") else ""
            )
            yield place, f"the author has no name: add it{hint}"


@jl_rule("JL604", "warning")
def joined_names(document: Document) -> Found:
    """Each author is an object of its own.

    Why: "Jane Doe and John Smith" becomes one person of that name, and neither has written anything.
    See: Google Search Central, "Author markup best practices"; trafilatura issue 103.
    """
    for _, place, name, author in _names(document):
        if _is_person(author) and joins(name):
            yield place, f"the author {shown(name)} names several people: give one object each"


@jl_rule("JL605", "warning")
def more_than_a_name(document: Document) -> Found:
    """The name of an author is the name only.

    Why: "By Jane Doe, reporter" is looked up as it stands and found nowhere; "admin" wrote nothing.
    See: Google Search Central, "Author markup best practices" (only the author's name); wordpress-seo.
    """
    for node, place, name, author in _names(document):
        if not _is_person(author):
            if name.casefold() in ("admin", "administrator", "root", "null", "undefined"):
                yield place, f"the author {shown(name)} is a placeholder: name the newsroom"
            continue
        folded = name.casefold()
        publishers = {comparable(p.text("name")) for _, p in document.nodes_of(node, "publisher")} - {""}
        if folded in PLACEHOLDERS or re.search(r"\bstaff\b", folded):
            yield (
                place,
                f"the author {shown(name)} is a placeholder: name the person, or the newsroom as Organization",
            )
        elif CONTACT.search(name):
            yield place, f"the author {shown(name)} holds an address: write the name only"
        elif (found := BY.match(name)) and _is_by(found, name):
            yield (
                place,
                f"the author {shown(name)} begins with {found.group().strip()!r}: write the name only",
            )
        elif comparable(name) in publishers and author is not None:
            yield place, f"the author {shown(name)} is the publisher: type it as Organization"
        elif (found := TITLES.search(name)) and not joins(name) and (" " in name.strip()):
            yield place, f"the author {shown(name)} holds the title {found.group()!r}: put it into jobTitle"


def _is_by(found: re.Match[str], name: str) -> bool:
    """Whether a name begins with "by", and not with a particle such as "da" or "von"."""
    word = found.group().strip(" :").casefold()
    return (
        ":" in found.group()
        or word in ("by", "text", "texte", "words")
        or word.endswith(" by")
        or not word.isascii()
        or (
            word in ("av", "af", "por", "par", "door", "von") and name[:1].isupper() and len(name.split()) > 2
        )
    )


@jl_rule("JL606", "warning")
def author_unknown(document: Document) -> Found:
    """An author has a page of their own, or is known elsewhere.

    Why: names are not unique; ``url`` or ``sameAs`` says which Jane Doe it is.
    See: Google Search Central, "Author markup best practices" (url, sameAs).
    """
    for _, place, author in _authors(document):
        if (
            author.has("name")
            and not author.has("url", "sameAs", "mainEntityOfPage")
            and not author.is_a("Role")
        ):
            yield (
                place,
                f"the author {shown(author.text('name'))} has neither url nor sameAs: add the author's page",
            )


@jl_rule("JL607", "warning", google="off")
def editor_is_no_person(document: Document) -> Found:
    """An editor is a person.

    Why: schema.org takes only a Person here; an organization that edits is the publisher or ``sourceOrganization``.
    See: schema.org 30.0, ``editor``.
    """
    for node in document.kind("CreativeWork"):
        for index, editor in document.nodes_of(node, "editor"):
            if editor.is_a("Organization"):
                yield node.at("editor", index), "editor is an Organization: name the person, or leave it out"


@jl_rule("JL608", "info", google="off")
def personal_data(document: Document) -> Found:
    """It is known where mail addresses and telephones of people are published.

    Why: they are read by machines and stay in caches; the person should have agreed.
    See: GDPR article 6; project decision.
    """
    for _, place, author in _authors(document):
        for name in ("email", "telephone", "faxNumber", "address"):
            if author.has(name) and author.is_a("Person"):
                yield (
                    place,
                    f"{name} of the author {shown(author.text('name'))} is published: make sure that it may be",
                )


@jl_rule("JL609", "warning", google="off")
def no_publisher(document: Document) -> Found:
    """An article names its publisher.

    Why: it is the source that lists and answers name.
    See: Yoast, "Schema piece: Article"; Google Search Central, "Organization"; project decision.
    """
    for node in document.news:
        if not node.has("publisher"):
            yield node.at(), f"{node.called} has no publisher: add the organization with name and logo"
        for index, publisher in document.nodes_of(node, "publisher"):
            if not publisher.is_reference and not publisher.has("name"):
                yield node.at("publisher", index), "the publisher has no name: add it"


_LOGO = 112


@jl_rule("JL610", "warning")
def no_logo(document: Document) -> Found:
    """The publisher has a logo of at least 112 by 112 pixels.

    Why: it stands beside the article in search and in lists of sources; a smaller one is not used.
    See: Google Search Central, "Organization structured data" (logo).
    """
    for node in document.news:
        for index, publisher in document.nodes_of(node, "publisher"):
            if publisher.is_reference or not publisher.is_a("Organization"):
                continue
            if not publisher.has("logo", "image"):
                yield (
                    node.at("publisher", index),
                    "the publisher has no logo: add one of at least 112 by 112 pixels",
                )
            for _, logo in document.nodes_of(publisher, "logo"):
                width, height = pixels(logo)
                if width and height and (width < _LOGO or height < _LOGO) and max(width, height) < 5 * _LOGO:
                    yield (
                        logo.at(),
                        f"the logo has {width:g} by {height:g} pixels: at least 112 by 112 are used",
                    )


@jl_rule("JL611", "info", google="off")
def no_trust(document: Document) -> Found:
    """The publisher is a NewsMediaOrganization with links to its policies.

    Why: trust programmes and platforms read who owns a paper, how it corrects, and what it stands for.
    See: IPTC Publisher Info 0.1.0 (draft); schema.org, NewsMediaOrganization; The Trust Project.
    """
    told: set[int] = set()
    for node in document.news:
        for index, publisher in document.nodes_of(node, "publisher"):
            if (
                publisher.is_reference
                or id(publisher) in told
                or not publisher.is_a("Organization", "Person")
            ):
                continue
            told.add(id(publisher))
            if publisher.is_a("Person"):
                yield (
                    node.at("publisher", index),
                    "the publisher is a Person: if it is a paper or its house, write NewsMediaOrganization",
                )
                continue
            if "NewsMediaOrganization" not in publisher.kinds:
                yield (
                    node.at("publisher", index),
                    f"the publisher is a plain {publisher.called}: NewsMediaOrganization has links to policies",
                )
            elif not publisher.has(*POLICY.values()):
                yield (
                    node.at("publisher", index),
                    "the publisher has no link to a policy: add publishingPrinciples and others",
                )


@jl_rule("JL612", "warning", google="off")
def agency_as_publisher(document: Document) -> Found:
    """The publisher is who runs the site, not the agency that wrote the text.

    Why: with the agency's name on another's host, readers and engines are told a wrong source.
    See: schema.org, ``publisher``, ``provider``; project decision.
    """
    for node in document.news:
        host = host_of(node.text("url") or document.page_url)
        names = {
            comparable(p.text("name"))
            for name in ("provider", "sourceOrganization")
            for _, p in document.nodes_of(node, name)
        }
        for index, publisher in document.nodes_of(node, "publisher"):
            other = host_of(publisher.text("url"))
            if (
                comparable(publisher.text("name")) in names - {""}
                and host
                and other
                and not _related(host, other)
            ):
                label = shown(publisher.text("name"))
                message = (
                    f"the publisher {label} is the agency, the page is on {host}: name who runs the site"
                )
                yield node.at("publisher", index), message


def _related(one: str, two: str) -> bool:
    return one.split(".")[-2:] == two.split(".")[-2:]

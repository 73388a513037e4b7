"""The shape ``graph``: page, article, publisher, website, people and pictures as nodes of their own.

JSON-LD 1.1, section 4.9 (``@graph``). The names of nodes follow what content systems write: ``{page}#article``,
``{home}#organization``, ``{home}#website``, ``{page}#primaryimage``, ``{home}#/schema/person/{name}``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import quote

from newsml.model import Article
from newsml.schemaorg.references import publisher_id
from newsml.schemaorg.relations import page_of
from newsml.schemaorg.scope import Node, Scope, present, same_host

_PEOPLE = ("author", "creator", "editor", "translator", "contributor", "accountablePerson")
_OF_THE_PAGE = ("inLanguage", "datePublished", "dateModified")


def graph_of(node: Node, article: Article, scope: Scope) -> Node:
    """The graph of a flat node: the same facts, each thing once, linked by ``@id``."""
    main = {name: value for name, value in node.items() if name != "@context"}
    if "liveBlogUpdate" in main:
        entries = _listed(main["liveBlogUpdate"])
        main["liveBlogUpdate"] = [dict(entry) if isinstance(entry, dict) else entry for entry in entries]
    page = page_of(article)
    nodes = [main, *_pictures(main, page), *_people(main, scope), *_publisher(main, scope)]
    if page is not None:
        nodes = [_web_page(main, page, article, scope), *nodes, *_trail(main, page, article, scope)]
    if site := _web_site(scope):
        nodes.append(site)
    return {"@context": node["@context"], "@graph": nodes}


def _web_page(main: Node, page: str, article: Article, scope: Scope) -> Node:
    """The page; the article becomes part of it."""
    of_the_page = {"@id": page}
    series = _listed(main.pop("isPartOf", None))
    links = {"mainEntityOfPage": of_the_page, "isPartOf": [of_the_page, *series] if series else of_the_page}
    rest = {name: value for name, value in main.items() if name not in links}
    head = {name: rest.pop(name) for name in ("@type", "@id", "url") if name in rest}
    main.clear()
    main.update(head | links | rest)
    pictures = _listed(main.get("image"))
    is_picture = main["@type"] == "ImageObject"
    return present({
        "@type": "WebPage",
        "@id": page,
        "url": page,
        "name": main.get("headline"),
        "isPartOf": _reference(_web_site(scope)),
        "primaryImageOfPage": _reference(main if is_picture else pictures[0] if pictures else None),
        **{name: main.get(name) for name in _OF_THE_PAGE},
        "breadcrumb": {"@id": f"{page}#breadcrumb"} if _sections(article, scope) else None,
    })  # fmt: skip


def _reference(node: Any) -> Node | None:
    return {"@id": node["@id"]} if isinstance(node, dict) and "@id" in node else None


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _pictures(main: Node, page: str | None) -> list[Node]:
    """The pictures as nodes; the article refers to them. What the sender gave as an address alone stays one."""
    if page is None or "image" not in main:
        return []
    found: list[Node] = []
    shown: list[Any] = []
    for index, picture in enumerate(_listed(main["image"])):
        if isinstance(picture, dict) and "@type" in picture:
            name = "primaryimage" if not index else f"image-{index + 1}"
            found.append({"@type": picture["@type"], "@id": f"{page}#{name}", **picture})
            shown.append(_reference(found[-1]))
        else:
            shown.append(picture)
    main["image"] = shown
    return found


def _people(main: Node, scope: Scope) -> list[Node]:
    """The people who made the article as nodes; a reference says the name too, for those who follow none."""
    found: dict[str, Node] = {}
    entries = [entry for entry in main.get("liveBlogUpdate", ()) if isinstance(entry, dict)]
    for node in (main, *entries):
        for term in _PEOPLE:
            value = node.get(term)
            named = [_named(person, found, scope) for person in _listed(value)]
            if value is not None:
                node[term] = named if isinstance(value, list) else named[0]
    return list(found.values())


def _named(person: Any, found: dict[str, Node], scope: Scope) -> Any:
    """The reference to a person; what is none, or has no name, stands as it is: a name alone, an ``@id`` alone."""
    if not isinstance(person, dict) or person.get("@type") != "Person" or "name" not in person:
        return person
    name = person.get("@id") or _same_name(person, found) or _person_id(person, scope)
    if name is None:
        return person
    known = {"@type": "Person", "@id": name, **person}
    if found.setdefault(name, known) != known:
        found[name] = {**known, **found[name]}
    return {"@type": "Person", "@id": name, "name": person["name"]}


def _same_name(person: Node, found: dict[str, Node]) -> str | None:
    """The node of the same name, for a person of whom nothing but the name is said."""
    if set(person) != {"@type", "name"}:
        return None
    return next((name for name, known in found.items() if known["name"] == person["name"]), None)


def _person_id(person: Node, scope: Scope) -> str | None:
    """A name for the node of a person: its page on this site, else one made of its name."""
    url = person.get("url")
    if url and "#" not in url and same_host(url, scope.home):
        return f"{url}#person"
    home = _home(scope)
    return f"{home}#/schema/person/{_slug(person['name'])}" if home else None


def _slug(name: str) -> str:
    """A name as part of an address.

    >>> _slug("Åsa  O'Neil-Löf")
    'asa-o-neil-lof'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return quote(re.sub(r"[\W_]+", "-", plain).strip("-") or name)


def _publisher(main: Node, scope: Scope) -> list[Node]:
    """The publisher as a node, where it has a name that others can refer to."""
    publisher = main.get("publisher")
    if not isinstance(publisher, dict) or "@id" not in publisher:
        return []
    main["publisher"] = {"@id": publisher["@id"]}
    if authors := _listed(main.get("author")):
        main["author"] = [_as_publisher(author, publisher) for author in authors]
    return [publisher]


def _as_publisher(author: Any, publisher: Node) -> Any:
    """An author who is the publisher, as a reference to it that says the name too."""
    if isinstance(author, dict) and author.get("@id") == publisher["@id"] and "name" in author:
        return {name: publisher[name] for name in ("@id", "@type", "name") if name in publisher}
    return author


def _home(scope: Scope) -> str | None:
    publisher = scope.publisher
    if publisher is None or publisher.url is None:
        return None
    home = publisher.url.partition("#")[0]
    return f"{home}/" if home.count("/") == 2 else home


def _web_site(scope: Scope) -> Node | None:
    """The website of the publisher."""
    home = _home(scope)
    if home is None or scope.publisher is None or scope.site is None:
        return None
    return present({
        "@type": "WebSite",
        "@id": f"{home}#website",
        "url": home,
        "name": scope.publisher.name,
        "inLanguage": scope.site.language,
        "publisher": {"@id": publisher_id(scope.publisher)},
    })  # fmt: skip


def _sections(article: Article, scope: Scope) -> list[tuple[str, str]]:
    """The sections of the article that have a page of their own."""
    known = scope.site.sections if scope.site else {}
    return [(name, known[name]) for name in article.section if name in known]


def _trail(main: Node, page: str, article: Article, scope: Scope) -> list[Node]:
    """The way from the home page to the article."""
    sections = _sections(article, scope)
    if not sections:
        return []
    steps = [*sections, (str(main.get("headline") or page), None)]
    if (home := _home(scope)) and scope.publisher:
        steps.insert(0, (scope.publisher.name, home))
    return [{
        "@type": "BreadcrumbList",
        "@id": f"{page}#breadcrumb",
        "itemListElement": [
            present({"@type": "ListItem", "position": at, "name": name, "item": url})
            for at, (name, url) in enumerate(steps, start=1)
        ],
    }]  # fmt: skip

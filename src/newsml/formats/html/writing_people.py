"""Names of authors as readers see them, with the pages they lead to."""

from __future__ import annotations

import re

from newsml.formats.html.writing_scope import Scope
from newsml.formats.html.writing_tags import Markup, escaped, joined, link_url, tag
from newsml.model.concepts import Party
from newsml.schemaorg.people import is_nobody
from newsml.schemaorg.scope import one_line


def name_of(party: Party, scope: Scope) -> str | None:
    """The name for readers, unless it is a stopgap of a content system."""
    label = one_line(party.label(scope.lang) or party.literal or "")
    return label if label and not is_nobody(party, scope.json_ld) else None


def author_url(party: Party, scope: Scope) -> str | None:
    """The page about an author: the article's own word, else the site's."""
    known = scope.site.author(party.name) if scope.site else None
    return link_url(party.url or (known.url if known else None))


def author(party: Party, name: str, scope: Scope) -> Markup:
    """The name, in a link to the page about the author where there is one; the job of an only author."""
    url = author_url(party, scope)
    inner = (
        tag("a", name, href=url, rel="author", class_="author") if url else tag("span", name, class_="author")
    )
    if party.job_title and not scope.article.byline and len(scope.article.authors) == 1:
        return joined((inner, tag("span", party.job_title, class_="job")), Markup(" "))
    return inner


def with_links(text: str, authors: list[tuple[str, Markup]]) -> Markup:
    """The text with each name of an author replaced by its link, the longest first."""
    links = {name.casefold(): linked for name, linked in authors}
    if not links:
        return Markup(escaped(text))
    names = "|".join(re.escape(name) for name in sorted((name for name, _ in authors), key=len, reverse=True))
    parts = re.split(rf"(?<!\w)({names})(?!\w)", text, flags=re.IGNORECASE)
    return Markup("".join(links.get(part.casefold(), escaped(part)) for part in parts))


def enumerated(names: list[Markup], scope: Scope) -> Markup:
    """Names in a row, with the language's word before the last."""
    if len(names) < 2:
        return joined(names)
    comma, last = _between_names(scope)
    return joined((joined(names[:-1], comma), names[-1]), last)


def _between_names(scope: Scope) -> tuple[str, str]:
    word = scope.words.and_
    if word == "、":
        return word, word
    if word == ",":
        return ", ", ", "
    if word in ("ו", "و") and (scope.lang or "")[:2] in ("he", "ar"):  # written together with what follows
        return ("، " if word == "و" else ", "), f" {word}"
    return ("، " if word in ("و", "اور") else ", "), f" {word} "

"""The types of an article: by the class of the item, its genres, and what the site says of genres."""

from __future__ import annotations

from typing import Literal

from newsml.model import Article
from newsml.model.concepts import Concept
from newsml.site import Site
from newsml.vocabularies.schema_org import (
    MEDIA_TYPES,
    NEWS_TYPES,
    SUBTYPE_OF_GENRE,
    TYPE_INSTEAD_OF_NEWS,
    TYPE_OF_ITEM,
    newscode,
)

Kind = Literal["news", "article", "live", "media"]

_BY_GENRE = {**SUBTYPE_OF_GENRE, **TYPE_INSTEAD_OF_NEWS}
_GENRE_NAMES = {code.lower(): code for code in _BY_GENRE}


def types_of(article: Article, site: Site | None = None) -> list[str]:
    """The schema.org types: the documented one first, then what the genre adds or puts in its place."""
    first = TYPE_OF_ITEM[article.item_type]
    if first != "NewsArticle":
        return [first]
    said = [type_ for genre in article.genres if (type_ := _type_of(genre, site))]
    for type_ in said:
        if type_ not in NEWS_TYPES:
            return [type_]
    return list(dict.fromkeys([first, *said]))


def _type_of(genre: Concept, site: Site | None) -> str | None:
    """The type for a genre: as the site's own table says, else as newsml reads the IPTC code."""
    code = genre_code(genre)
    if site is not None and site.types:
        for key in (genre.uri, genre.qcode, code, genre.code, genre.name, genre.literal):
            if key and key in site.types:
                return site.types[key]
    return _BY_GENRE.get(code or "")


def kind_of(type_name: str) -> Kind:
    """What the table of properties calls a type."""
    if type_name in NEWS_TYPES:
        return "news"
    if type_name in MEDIA_TYPES:
        return "media"
    return "live" if type_name == "LiveBlogPosting" else "article"


def genre_code(genre: Concept) -> str | None:
    """The IPTC code of a genre: by its address, its QCode, or the English name where that is all there is."""
    if genre.uri:
        return newscode(genre.uri, "genre")
    if genre.qcode:
        from newsml.vocabularies.iptc import resolve

        return newscode(resolve(genre.qcode), "genre")
    if genre.scheme and genre.code:
        return newscode(genre.scheme + genre.code, "genre")
    return _GENRE_NAMES.get((genre.name or "").lower().replace(" ", "_"))

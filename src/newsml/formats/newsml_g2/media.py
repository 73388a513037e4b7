"""Pictures, video and audio: as files of a media item, or as links with hints of what is behind them.

Specification: NewsML-G2 2.35, RemoteContentPropType; "Hint and Extension Point" of link: properties of the
target item may stand within the link.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import concepts
from newsml.formats.newsml_g2.draft import Draft, g2
from newsml.formats.newsml_g2.extensions import ext_properties
from newsml.formats.newsml_g2.local_ids import identify
from newsml.formats.newsml_g2.technical import characterise, locations
from newsml.model import Article, Item
from newsml.model.concepts import Media, Rendition
from newsml.vocabularies import iptc
from newsml.xml import decimal

ASSOCIATED = "irel:associatedWith"
DESCRIPTION_ROLES = frozenset({"caption", "summary"})

_LISTS = (("images", "picture"), ("video", "video"), ("audio", "audio"))
_OWN_LIST = {
    "picture": "images",
    "graphic": "images",
    "animation": "images",
    "video": "video",
    "audio": "audio",
}
_CAPTION = "drol:caption"


def own_medium(article: Item) -> tuple[str, Media] | None:
    """Path and value of the picture or clip that a media item is: the first of its kind. None for a text."""
    name = _OWN_LIST.get(article.item_type) if isinstance(article, Article) else None
    media: tuple[Media, ...] = getattr(article, name) if name else ()
    return (f"{name}.0", media[0]) if media else None


def media_links(meta: Element, draft: Draft) -> None:
    """A link for each picture and clip, except the one that a media item is."""
    article = draft.article
    own = own_medium(article)
    for name, item_class in _LISTS:
        media: Media
        for index, media in enumerate(getattr(article, name)):
            if own is None or own[0] != f"{name}.{index}":
                for path, linked in draft.one(meta, f"{name}.{index}", media):
                    _media_link(meta, draft, linked, item_class, path)


def _media_link(meta: Element, draft: Draft, media: Media, item_class: str, path: str) -> None:
    link = g2(
        meta,
        "link",
        rel=ASSOCIATED,
        href=draft.iri(media.url, f"{path}.url"),
        residref=media.id,
        contenttype=media.mime,
        size=media.size,
        title=media.title,
    )
    identify(draft, link, media.local_id, f"{path}.local_id")
    g2(link, "itemClass", qcode=f"ninat:{item_class}")
    if url := draft.iri(media.embed_url, f"{path}.embed_url"):
        g2(link, "altRep", url, contenttype="text/html")
    media_icon(link, draft, media, path)
    if created := draft.date(media.created, f"{path}.created"):
        g2(link, "contentCreated", created)
    if uri := draft.iri(media.digital_source_type, f"{path}.digital_source_type"):
        g2(link, "digitalSourceType", uri=uri)
    media_creators(link, draft, media, path)
    if media.lang is not None:
        g2(link, "language", tag=media.lang)
    media_texts(link, draft, media, path)
    _hinted_rights(link, draft, media, path)
    _hinted_files(link, draft, media, path)
    media_losses(draft, media, path)


def _hinted_rights(link: Element, draft: Draft, media: Media, path: str) -> None:
    from newsml.formats.newsml_g2.rights import media_rights

    if media.copyright_notice is not None or media.license_url or media.acquire_license_url:
        rights = g2(link, "rightsInfo")
        media_rights(
            rights, draft, media.copyright_notice, media.license_url, media.acquire_license_url, path
        )


def _hinted_files(link: Element, draft: Draft, media: Media, path: str) -> None:
    given = (media.width, media.height, media.duration, media.technical)
    sized = any(value is not None for value in given)
    if not sized and not media.renditions:
        return
    content = g2(link, "contentSet")
    if sized:
        element = g2(content, "remoteContent", href=link.get("href"), **_dimensions(media, path, draft))
        characterise(element, draft, media.technical, f"{path}.technical")
    renditions(content, draft, media.renditions, f"{path}.renditions")


# --- parts that a media item has in its own contentMeta ------------------------------------------


def media_icon(parent: Element, draft: Draft, media: Media, path: str) -> None:
    """The thumbnail of a picture or clip."""
    if url := draft.iri(media.thumbnail, f"{path}.thumbnail"):
        g2(parent, "icon", href=url)


def media_creators(parent: Element, draft: Draft, media: Media, path: str) -> None:
    """Who took the picture or made the clip."""
    for index, creator in enumerate(media.creator):
        where = f"{path}.creator.{index}"
        concepts.author(parent, "creator", draft, creator, where, creator.role or "author")


def media_texts(parent: Element, draft: Draft, media: Media, path: str) -> None:
    """Credit, caption, alternative text and transcript; NewsML-G2 has roles for the caption only."""
    if media.credit is not None:
        g2(parent, "creditline", draft.line(media.credit, f"{path}.credit"))
    for _, caption in draft.one(parent, f"{path}.caption", media.caption):
        concepts.block(parent, "description", caption, role=_CAPTION)
    for _, alt in draft.one(parent, f"{path}.alt", media.alt):
        concepts.block(parent, "description", alt, role=draft.own("role", "altText"))
    for _, transcript in draft.one(parent, f"{path}.transcript", media.transcript):
        concepts.block(parent, "description", transcript, role=draft.own("role", "transcript"))


def media_losses(draft: Draft, media: Media, path: str) -> None:
    """Report what neither link nor contentMeta can carry."""
    for name in ("role", "uploaded"):
        if (value := getattr(media, name)) is not None:
            draft.lose(f"{path}.{name}", value)


# --- files ---------------------------------------------------------------------------------------


def media_file(content: Element, draft: Draft, media: Media, path: str) -> None:
    """The main file of a media item and its other files."""
    parts = ("id", "local_id", "url", "mime", "size", "title", "width", "height", "duration", "technical")
    if not draft.sender_manner or any(getattr(media, part) is not None for part in parts):
        for _, file in draft.one(content, f"{path}.file", media):
            element = g2(
                content,
                "remoteContent",
                href=draft.iri(file.url, f"{path}.url"),
                residref=file.id,
                contenttype=file.mime,
                size=file.size,
                title=file.title,
                **_dimensions(file, path, draft),
            )
            identify(draft, element, file.local_id, f"{path}.local_id")
            characterise(element, draft, file.technical, f"{path}.technical")
    renditions(content, draft, media.renditions, f"{path}.renditions")


def renditions(content: Element, draft: Draft, files: tuple[Rendition, ...], path: str) -> None:
    """Each file of the content, with its hashes."""
    for index, given in enumerate(files):
        for where, file in draft.one(content, f"{path}.{index}", given):
            attributes = {**rendition(draft, file, where), **_dimensions(file, where, draft)}
            element = g2(content, "remoteContent", None, **attributes)
            identify(draft, element, file.id, f"{where}.id")
            characterise(element, draft, file.technical, f"{where}.technical")
            locations(element, draft, file, where)
            for digest in file.hash:
                qcode, uri = draft.coded(digest.type, "hashtype")
                scope, scope_uri = draft.coded(digest.scope, "hashscope")
                coded = {"hashtype": qcode, "hashtypeuri": uri, "scope": scope, "scopeuri": scope_uri}
                g2(element, "hash", digest.value, **coded)
            ext_properties(
                element, "remoteContentExtProperty", draft, file.ext_properties, f"{where}.ext_properties"
            )


def rendition(draft: Draft, file: Rendition, path: str) -> dict[str, str | int | None]:
    """The attributes that say which file it is, and of what kind."""
    qcode, uri = draft.coded(file.name, "rendition", "rnd", iptc.RENDITIONS)
    return {
        "href": draft.iri(file.url, f"{path}.url"),
        "residref": file.residref,
        "rendition": qcode,
        "renditionuri": uri,
        "contenttype": file.mime,
        "size": file.size,
        "title": file.title,
    }


def _dimensions(file: Media | Rendition, path: str, draft: Draft) -> dict[str, str | int | None]:
    duration = None if file.duration is None else decimal(file.duration)
    return {"width": file.width, "height": file.height, "duration": duration}

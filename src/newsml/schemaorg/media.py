"""Pictures, video and audio: schema.org ImageObject, VideoObject, AudioObject."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from newsml.issues import Issue
from newsml.model import Article
from newsml.model.body import Figure
from newsml.model.concepts import Media, Rendition
from newsml.schemaorg import people
from newsml.schemaorg.dates import date_published
from newsml.schemaorg.people import parties
from newsml.schemaorg.scope import Node, Scope, one_or_many, present, web_url
from newsml.schemaorg.scoped_rights import add_rights
from newsml.vocabularies.schema_org import DIGITAL_SOURCE, TYPE_OF_ITEM, newscode

FILE_CARRIED = ("url", "mime", "width", "height", "size", "duration", "hash")
CARRIED = (
    "id", "url", "embed_url", "mime", "width", "height", "size", "duration", "title", "caption", "alt",
    "credit", "copyright_notice", "license_url", "acquire_license_url", "digital_source_type", "lang",
    "created", "uploaded", "thumbnail", "transcript", *(f"creator.{name}" for name in people.CARRIED),
    *(f"renditions.{name}" for name in FILE_CARRIED),
)  # fmt: skip
"""The fields of a picture, video or audio clip that `media_node` writes or reports itself."""

RIGHTS = ("creditText", "creator", "copyrightHolder", "copyrightNotice", "license", "acquireLicensePage")
"""What holds for every file of a picture, and is said of each: Google looks at each ImageObject by itself."""

ENUMERATION = "https://schema.org/"


def media(field: str, figure_kind: str, kind: str) -> Callable[[Article, Scope], object]:
    """The function that writes one of the media fields, and after it the figures of that kind in the text."""

    def written(article: Article, scope: Scope) -> list[Node]:
        found: list[Node] = []
        seen: set[str | None] = set()
        own = own_medium(article)
        for index, item in enumerate(getattr(article, field)):
            if item is own:
                continue
            found += media_nodes(item, f"{field}.{index}", article, scope, kind)
            seen.add(item.url)
        for index, block in enumerate(article.body):
            if isinstance(block, Figure) and block.media_type == figure_kind and block.media.url not in seen:
                seen.add(block.media.url)
                found += media_nodes(block.media, f"body.{index}.media", article, scope, kind)
        return found

    return written


def media_nodes(item: Media, path: str, article: Article, scope: Scope, kind: str) -> list[Node]:
    """The object of a picture or clip; a picture's other files follow, each an object of its own."""
    files = [(f"{path}.renditions.{n}", file) for n, file in enumerate(item.renditions)]
    if not web_url(item.url) and (best := best_file(files)):
        files.remove(best)
        node = media_node(item, path, article, scope, kind, best[1])
    else:
        node = media_node(item, path, article, scope, kind, None)
    if node is None:
        return []
    node = add_rights(node, article, item.local_id, scope)
    others = [_with_rights(file, where, article, scope, kind) for where, file in files]
    if kind == "ImageObject":
        rights = {term: node[term] for term in RIGHTS if term in node}
        return [node, *({**other, **rights, **other} for other in others if other)]
    if others := [other for other in others if other]:
        node["encoding"] = one_or_many(others)
    return [node]


def best_file(files: Iterable[tuple[str, Rendition]]) -> tuple[str, Rendition] | None:
    """The largest file that a browser can reach."""
    reachable = [entry for entry in files if web_url(entry[1].url)]
    return max(reachable, key=lambda entry: (entry[1].width or 0, entry[1].size or 0), default=None)


def media_node(
    item: Media, path: str, article: Article, scope: Scope, kind: str, file: Rendition | None
) -> Node | None:
    """The object of a picture or clip; None, reported, where a browser can reach none of its files."""
    url = web_url(item.url) or (file.url if file else None)
    if item.url and not web_url(item.url):
        scope.lost(f"{path}.url", item.url, "only web addresses (http, https) are published")
    embed = item.embed_url if kind != "ImageObject" else None
    if item.embed_url and not embed:
        scope.lost(f"{path}.embed_url", item.embed_url, "a picture has no player")
    if not url and not embed:
        scope.lost(path, item.model_copy(update={"url": None, "embed_url": None}), "it has no web address")
        return None
    is_image = kind == "ImageObject"
    return present({
        "@type": kind,
        "name": item.title or (None if is_image else article.headline),
        "contentUrl": url,
        "url": url if is_image else None,
        "embedUrl": embed,
        "width": item.width or (file.width if file else None),
        "height": item.height or (file.height if file else None),
        "duration": _duration(item, path, scope, kind, file),
        "thumbnailUrl": _thumbnail(item, path, scope),
        "uploadDate": scope.date(item.uploaded) or (None if is_image else date_published(article, scope)),
        **_text(item, path, scope, kind),
        "creditText": item.credit,
        "creator": one_or_many(parties(item.creator, f"{path}.creator", scope, "Person")),
        "copyrightNotice": item.copyright_notice,
        "license": item.license_url,
        "acquireLicensePage": item.acquire_license_url,
        "digitalSourceType": digital_source(item.digital_source_type, f"{path}.digital_source_type", scope),
        "encodingFormat": item.mime or (file.mime if file else None),
        "contentSize": _size(item.size or (file.size if file else None)),
        "sha256": _sha256(file, f"{path}.renditions.{item.renditions.index(file)}", scope) if file else None,
        "dateCreated": scope.date(item.created),
        "inLanguage": item.lang,
        "identifier": item.id and {"@type": "PropertyValue", "value": item.id},
    })  # fmt: skip


def _text(item: Media, path: str, scope: Scope, kind: str) -> Node:
    """What is said about it. schema.org has no alternative text: a picture's goes into its description."""
    transcript = item.transcript if kind != "ImageObject" else None
    if item.transcript and not transcript:
        scope.lost(f"{path}.transcript", item.transcript, "a picture has no transcript")
    if kind != "VideoObject":
        return {"caption": item.caption, "description": item.alt, "transcript": transcript}
    if item.caption and item.alt and item.alt != item.caption:
        scope.lost(f"{path}.alt", item.alt, "a video has one description, its caption")
    return {"description": item.caption or item.alt, "transcript": transcript}


def _thumbnail(item: Media, path: str, scope: Scope) -> str | None:
    url = web_url(item.thumbnail)
    if item.thumbnail and not url:
        scope.lost(f"{path}.thumbnail", item.thumbnail, "only web addresses (http, https) are published")
    return url


def _duration(item: Media, path: str, scope: Scope, kind: str, file: Rendition | None) -> str | None:
    seconds = item.duration if item.duration is not None else (file.duration if file else None)
    if seconds is not None and kind == "ImageObject":
        scope.lost(f"{path}.duration", seconds, "a picture has no duration")
        return None
    return duration(seconds)


def _with_rights(file: Rendition, path: str, article: Article, scope: Scope, kind: str) -> Node | None:
    """The object of one file, with the rights that hold for it alone."""
    node = file_node(file, path, scope, _file_kind(kind))
    return add_rights(node, article, file.id, scope) if node else None


def _file_kind(kind: str) -> str:
    """What another file of a clip is: not a clip of its own, of which a name and a thumbnail would be asked."""
    return kind if kind == "ImageObject" else "MediaObject"


def file_node(file: Rendition, path: str, scope: Scope, kind: str) -> Node | None:
    """The object of one file of a picture, clip or document."""
    if not web_url(file.url):
        scope.lost(path, file, "it has no web address")
        return None
    is_image = kind == "ImageObject"
    if file.duration is not None and is_image:
        scope.lost(f"{path}.duration", file.duration, "a picture has no duration")
    return present({
        "@type": kind,
        "contentUrl": file.url,
        "url": file.url if is_image else None,
        "width": file.width,
        "height": file.height,
        "duration": None if is_image else duration(file.duration),
        "encodingFormat": file.mime,
        "contentSize": _size(file.size),
        "sha256": _sha256(file, path, scope),
    })  # fmt: skip


def _size(size: int | None) -> str | None:
    return str(size) if size is not None else None


def _sha256(file: Rendition, path: str, scope: Scope) -> str | None:
    found = None
    for index, digest in enumerate(file.hash):
        if digest.type.lower().replace("-", "").rpartition(":")[2] == "sha256" and found is None:
            found = digest.value
        else:
            scope.lost(f"{path}.hash.{index}", digest, "schema.org knows SHA-256 digests only")
    return found


def duration(seconds: float | None) -> str | None:
    """ISO 8601: ``PT1H2M3S``.

    >>> duration(3723)
    'PT1H2M3S'
    """
    if seconds is None:
        return None
    minutes, rest = divmod(round(seconds, 3), 60)
    hours, minutes = divmod(int(minutes), 60)
    parts = [f"{hours}H" if hours else "", f"{minutes}M" if minutes else ""]
    rest = round(rest, 3)
    if rest or not any(parts):
        parts.append(f"{rest:g}S")
    return "PT" + "".join(parts)


def digital_source(uri: str | None, path: str, scope: Scope) -> str | None:
    """The member of schema.org's enumeration for an IPTC digital source type; one it lacks is reported,
    or, with ``dst=iptc-uri``, written as IPTC's IRI."""
    if uri is None:
        return None
    member = DIGITAL_SOURCE.get(newscode(uri, "digitalsourcetype") or "")
    if member is None:
        if scope.options.dst == "iptc-uri" and web_url(uri):
            return uri
        scope.lost(path, uri, "schema.org 30.0 has no member for it in its digital source types")
        return None
    return ENUMERATION + member


def digital_source_of_article(article: Article, scope: Scope) -> str | None:
    """The digital source type of the whole item."""
    return digital_source(article.digital_source_type, "digital_source_type", scope)


def thumbnails(article: Article, scope: Scope) -> str | None:
    """The address of the first thumbnail; the others are reported."""
    found = None
    for index, file in enumerate(article.thumbnail):
        if found is None and web_url(file.url):
            found = file.url
        else:
            scope.lost(f"thumbnail.{index}.url", file.url, "one web address is enough for a thumbnail")
    return found


def other_files(article: Article, scope: Scope) -> object:
    """The files of the item itself, such as a PDF of the page."""
    found = (
        _with_rights(file, f"renditions.{n}", article, scope, "MediaObject")
        for n, file in enumerate(article.renditions)
    )
    return one_or_many(node for node in found if node)


# --- a picture, video or audio clip that is an item of its own -----------------------------------


def own_file(article: Article) -> Rendition | None:
    """The file that is the item: the largest that a browser can reach."""
    best = best_file([("", file) for file in article.renditions])
    return best[1] if best else None


_OWN_LIST = {"ImageObject": "images", "VideoObject": "video", "AudioObject": "audio"}
_FIELD = {
    "name": "title", "description": "alt", "contentUrl": "url", "embedUrl": "embed_url", "thumbnailUrl":
    "thumbnail", "uploadDate": "uploaded", "creditText": "credit", "copyrightNotice": "copyright_notice",
    "license": "license_url", "acquireLicensePage": "acquire_license_url", "dateCreated": "created",
    "digitalSourceType": "digital_source_type", "inLanguage": "lang", "identifier": "id",
}  # fmt: skip
"""The field of `Media` that a term is written from, where the item itself may have the same term."""


def own_medium(article: Article) -> Media | None:
    """The picture or clip that a media item without files of its own is: the first of its kind."""
    if not article.is_media_item or own_file(article) is not None:
        return None
    found: tuple[Media, ...] = getattr(article, _OWN_LIST[TYPE_OF_ITEM[article.item_type]])
    return found[0] if found else None


def add_own_medium(node: Node, article: Article, scope: Scope) -> None:
    """Put what is known of the picture or clip on the item that it is; the item's own word comes first."""
    medium = own_medium(article)
    if medium is None:
        return
    kind = TYPE_OF_ITEM[article.item_type]
    path = f"{_OWN_LIST[kind]}.0"
    nodes = media_nodes(medium, path, article, scope, kind)
    for term, value in (nodes[0] if nodes else {}).items():
        if term == "identifier":
            node[term] = [*node.get(term, ()), value]
        elif node.setdefault(term, value) != value and (field := _FIELD.get(term)):
            _overruled(medium, field, path, scope)
    if nodes[1:]:
        node["encoding"] = one_or_many(nodes[1:])


def report_without_file(node: Node, scope: Scope) -> None:
    """Report a picture or clip that no browser can show: consumers pass over it."""
    if not {"contentUrl", "embedUrl"} & node.keys():
        message = f"the {node['@type']} has no file with a web address: give one in renditions"
        scope.report(Issue("JSONLD", "warning", "renditions", message))


def _overruled(medium: Media, field: str, path: str, scope: Scope) -> None:
    field = "caption" if field == "alt" and not medium.alt else field
    if (value := getattr(medium, field)) is not None:
        scope.lost(f"{path}.{field}", value, "the item itself says otherwise")


def own(field: str) -> Callable[[Article, Scope], object]:
    """The function that writes one fact of the item's own file."""

    def written(article: Article, scope: Scope) -> object:
        file = own_file(article)
        return getattr(file, field) if file else None

    return written


own_url = own("url")


def own_duration(article: Article, scope: Scope) -> str | None:
    """How long the item's own file plays."""
    file = own_file(article)
    return duration(file.duration) if file else None


def own_size(article: Article, scope: Scope) -> str | None:
    """The bytes of the item's own file."""
    file = own_file(article)
    return _size(file.size) if file else None


def own_digest(article: Article, scope: Scope) -> str | None:
    """The SHA-256 digest of the item's own file."""
    file = own_file(article)
    return _sha256(file, f"renditions.{article.renditions.index(file)}", scope) if file else None


def own_other_files(article: Article, scope: Scope) -> object:
    """The other files of the item."""
    best = own_file(article)
    kind = TYPE_OF_ITEM[article.item_type]
    files = [(n, file) for n, file in enumerate(article.renditions) if file is not best]
    found = (_with_rights(file, f"renditions.{n}", article, scope, kind) for n, file in files)
    return one_or_many(node for node in found if node)

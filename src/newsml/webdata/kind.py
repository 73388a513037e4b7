"""The kind of the article by its type, its own file, and its id: read when all properties are."""

from __future__ import annotations

from newsml.vocabularies.schema_org import GENRE_OF_TYPE, NEWS_TYPES, NEWSCODES, SUBTYPE_OF_GENRE
from newsml.webdata import media
from newsml.webdata.draft import Draft
from newsml.webdata.graph import Node
from newsml.webdata.values import url_of

_ITEM_TYPES = (
    ("LiveBlogPosting", "live_blog"),
    ("ImageObject", "picture"),
    ("VideoObject", "video"),
    ("AudioObject", "audio"),
    ("PodcastEpisode", "audio"),
    ("RadioEpisode", "audio"),
    ("TVEpisode", "video"),
    ("Clip", "video"),
)
_WRITTEN = {
    "live_blog": "LiveBlogPosting",
    "picture": "ImageObject",
    "video": "VideoObject",
    "audio": "AudioObject",
}


def take_kind(draft: Draft) -> None:
    """The class of the item, and the genre where the type alone says it; types that newsml would not write are kept."""
    node = draft.node
    kind = "text"
    if not node.is_a("Article"):
        kind = next((item for type_, item in _ITEM_TYPES if node.is_a(type_)), "text")
    elif node.is_a("LiveBlogPosting"):
        kind = "live_blog"
    if kind != "text":
        draft.fields["item_type"] = kind
    if kind in ("picture", "video", "audio"):
        _take_file(draft, _WRITTEN[kind])
    written = [_WRITTEN.get(kind, "NewsArticle")]
    for type_ in node.types:
        genre = GENRE_OF_TYPE.get(type_)
        if genre and kind == "text":
            if not _says_type(draft, type_):
                concept = {"uri": f"{NEWSCODES}genre/{genre}", "name": genre.replace("_", " ")}
                draft.fields.setdefault("genres", []).append(concept)
                draft.sources[f"genres.{len(draft.fields['genres']) - 1}"] = "@type"
            written = [*written, type_] if type_ in NEWS_TYPES else [type_]
    if node.types and node.types != written and node.types != written[1:]:
        draft.keep_types(node.types)


def _says_type(draft: Draft, type_: str) -> bool:
    codes = {code for code, kind in SUBTYPE_OF_GENRE.items() if kind == type_} | {GENRE_OF_TYPE[type_]}
    for genre in draft.fields.get("genres", ()):
        said = (genre.get("uri") or "").rpartition("/")[2] or genre.get("code") or genre.get("name") or ""
        if str(said).replace(" ", "_") in codes:
            return True
    return False


def _take_file(draft: Draft, kind: str) -> None:
    """The file of a picture or clip that is an item of its own; its texts are the item's."""
    media.own_file(draft, kind)
    known = {"contentUrl", "url", "encodingFormat", "width", "height", "contentSize", "duration", "sha256"}
    if draft.fields.get("renditions") or draft.fields.get("video") or draft.fields.get("audio"):
        taken = {name for name in known if name in draft.node.properties} | {"embedUrl"}
        kept = draft.fields.get("foreign", [])
        draft.fields["foreign"] = [f for f in kept if f["place"].rpartition("/")[2] not in taken]
        if not draft.fields["foreign"]:
            del draft.fields["foreign"]


def take_id(draft: Draft) -> None:
    """The ``@id`` of the article is its id where nothing else is, unless it is only a name on its own page."""
    node_id = draft.node.id
    if not node_id or node_id.startswith(("_:", "#")):
        return
    page = (draft.fields.get("canonical_url") or "").partition("#")[0]
    if page and node_id.partition("#")[0].rstrip("/") == page.rstrip("/"):
        return
    if (url := url_of(node_id)) and not page and "#" not in url:
        draft.put("canonical_url", url, "@id")
        return
    draft.put("id", node_id, "@id")


_FEW = 500
"""In a graph of more nodes it is not looked for the page whose main thing the article is."""


def take_page(draft: Draft) -> None:
    """The address of the page that names the article as its main thing, where the article says none itself."""
    if "canonical_url" in draft.fields or len(draft.graph.found) > _FEW:
        return
    for found in draft.graph.found:
        page = found.node
        if page.is_a("WebPage") and any(
            _is_the_article(draft, one) for one in page.properties.get("mainEntity", ())
        ):
            draft.put("canonical_url", url_of(page, draft.base), "mainEntity")
            return


def _is_the_article(draft: Draft, value: object) -> bool:
    if not isinstance(value, Node):
        return False
    return value.id == draft.node.id if value.id is not None else value.raw is draft.node.raw

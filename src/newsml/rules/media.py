"""Rules on pictures, video and audio: can they be found, seen, described and credited.

WCAG 2.2, IPTC Photo Metadata Standard, Google Search Central "Article", "Image metadata", "Video".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsml.model import Article
from newsml.model.body import Figure
from newsml.model.concepts import Media
from newsml.rules.identity import is_local
from newsml.rules.registry import Context, Finding, rule, shown

_SMALL = 50_000
_UNSHOWN = re.compile(r"\.(tiff?|hei[cf]|psd|pdf|eps|ai|raw|nef|cr2|dng)(?:[?#]|$)", re.IGNORECASE)
_OWN = {
    "picture": "images.0", "graphic": "images.0", "animation": "images.0", "video": "video.0", "audio": "audio.0",
}  # fmt: skip
"""Where the picture or clip that an item is stands; files, authors and credit may be said of the item."""
_UNSHOWN_TYPES = frozenset({
    "image/tiff", "image/heic", "image/heif", "image/vnd.adobe.photoshop", "application/pdf",
    "application/postscript",
})  # fmt: skip


def _list(article: Article, *names: str) -> Iterator[tuple[str, Media]]:
    for name in names:
        for index, item in enumerate(article.__dict__[name]):
            yield f"{name}.{index}", item


def _pictures(article: Article, context: Context) -> Iterator[tuple[str, Media]]:
    yield from _list(article, "images")
    for path, figure in context.contents(article).nodes(Figure):
        if figure.media_type == "image":
            yield f"{path}.media", figure.media


def _all(article: Article, context: Context) -> Iterator[tuple[str, Media]]:
    yield from _list(article, "images", "video", "audio")
    for path, figure in context.contents(article).nodes(Figure):
        yield f"{path}.media", figure.media


def _name(item: Media) -> str:
    """The picture or clip by its address or title; one that has neither is the item itself."""
    known = item.url or item.embed_url or item.title or item.id
    return shown(known) if known else "of this item"


@rule("MEDIA-SOURCE", "error")
def media_without_file(article: Article, context: Context) -> Iterator[Finding]:
    """A picture, video or audio clip has an address.

    Why: what remains is a frame with a caption. ninjs and NewsML-G2 demand a file, and a page shows a
    broken picture.
    See: NewsML-G2 2.35, ``remoteContent``; Google Search Central, "Image metadata" (contentUrl).
    """
    for path, item in _all(article, context):
        if not (
            item.url
            or item.embed_url
            or item.id
            or any(r.url for r in item.renditions)
            or (path == _OWN.get(article.item_type) and any(r.url for r in article.renditions))
        ):
            yield Finding(
                path, f"media {shown(item.title or item.caption or '')} has no url: give it or leave it out"
            )


@rule("MEDIA-LOCAL", "error")
def media_nobody_reaches(article: Article, context: Context) -> Iterator[Finding]:
    """A picture, video or audio clip can be fetched by others.

    Why: file:, blob: and localhost exist on the sender's machine only. It works there, and nowhere else.
    See: RFC 6761 (special-use domain names); RFC 8089 (file URIs).
    """
    for path, item in _all(article, context):
        if item.url and (is_local(item.url) or item.url[:5].lower() == "blob:"):
            yield Finding(
                f"{path}.url", f"address {shown(item.url)} leads nowhere for others: give the public one"
            )


@rule("MEDIA-HTTPS", "warning")
def media_without_tls(article: Article, context: Context) -> Iterator[Finding]:
    """Media come by https.

    Why: browsers load http pictures in an https page only after changing the address, and http video and
    audio not at all.
    See: W3C Mixed Content; Google Search Central, "Image best practices".
    """
    for path, item in _all(article, context):
        if item.url and item.url[:5].lower() == "http:":
            yield Finding(f"{path}.url", f"address {shown(item.url)} is http: give the https address")


@rule("MEDIA-ALT", "warning")
def picture_without_alt(article: Article, context: Context) -> Iterator[Finding]:
    """A picture has a text for those who do not see it.

    Why: a screen reader says "image" or spells out the file's name. In the European Union and elsewhere
    the text is a duty.
    See: WCAG 2.2 success criterion 1.1.1; IPTC Photo Metadata 2023.1, Alt Text; Directive (EU) 2019/882.
    """
    for path, item in _pictures(article, context):
        if not (item.alt or "").strip() and item.role != "decorative":
            yield Finding(f"{path}.alt", f"picture {_name(item)} has no alt text: say what it shows")


@rule("MEDIA-ALT-CAPTION", "info")
def alt_repeats_caption(article: Article, context: Context) -> Iterator[Finding]:
    """The alt text says what the caption does not.

    Why: a screen reader reads both, one after the other. The caption tells who and when, the alt text
    what there is to see.
    See: HTML Standard section 4.8.4.4 (alt text); IPTC Photo Metadata 2023.1, Alt Text.
    """
    for path, item in _pictures(article, context):
        if item.alt and item.caption and item.alt.strip().casefold() == item.caption.strip().casefold():
            yield Finding(
                f"{path}.alt", f"alt text {shown(item.alt)} is the caption: say what the picture shows"
            )


@rule("MEDIA-ALT-FILE", "warning")
def alt_is_a_file_name(article: Article, context: Context) -> Iterator[Finding]:
    """The alt text is not a file name.

    Why: "IMG_2041.jpg" is read aloud letter by letter. The content system filled the field so that no
    check complains.
    See: WCAG 2.2 technique F30 (text alternatives that are not alternatives).
    """
    for path, item in _pictures(article, context):
        if item.alt and re.fullmatch(
            r"\S+\.(?:jpe?g|png|gif|webp|avif|tiff?|heic)|(?:IMG|DSC|DSCF)[_-]?\d+", item.alt, re.IGNORECASE
        ):
            yield Finding(
                f"{path}.alt", f"alt text {shown(item.alt)} is the name of a file: say what the picture shows"
            )


@rule("MEDIA-CREDIT", "info")
def picture_without_credit(article: Article, context: Context) -> Iterator[Finding]:
    """A picture says whose it is.

    Why: photographers have a right to be named, and agencies bill pictures that were used without credit.
    Search engines show licence and creator only if one of the fields is there.
    See: IPTC Photo Metadata Standard 2023.1, Credit Line; Google Search Central, "Image metadata".
    """
    for path, item in _pictures(article, context):
        if path == _OWN.get(article.item_type) and (article.credit_line or article.authors):
            continue
        if not (item.credit or item.creator or item.copyright_notice):
            yield Finding(
                f"{path}.credit", f"picture {_name(item)} has no credit: name the photographer and the source"
            )


@rule("MEDIA-SMALL", "warning")
def small_picture(article: Article, context: Context) -> Iterator[Finding]:
    """The pictures of an article have at least 50 000 pixels.

    Why: below that Google does not use them at all, and on a high-resolution screen they are a blur. It
    is mostly the thumbnail that was taken for the picture.
    See: Google Search Central, "Article structured data" (image: width times height at least 50,000).
    """
    for path, item in _list(article, "images"):
        if item.width and item.height and item.width * item.height < _SMALL:
            yield Finding(
                path, f"picture {_name(item)} has {item.width} × {item.height} pixels: give a larger one"
            )


@rule("MEDIA-FORMAT", "warning")
def picture_that_browsers_do_not_show(article: Article, context: Context) -> Iterator[Finding]:
    """A picture is in a format that browsers show.

    Why: TIFF, HEIC, PSD and PDF are for the production. On a page they are an empty frame, and search
    engines skip them.
    See: Google Search Central, "Image best practices" (supported formats); HTML Standard section 4.8.3.
    """
    for path, item in _pictures(article, context):
        ending = _UNSHOWN.search(item.url or "")
        if item.mime in _UNSHOWN_TYPES or (ending and not item.mime):
            yield Finding(
                path,
                f"picture {_name(item)} is {item.mime or (ending and ending[1])}, "
                "which browsers do not show: give JPEG, PNG or WebP",
            )


@rule("MEDIA-PAGE", "warning")
def media_is_a_page(article: Article, context: Context) -> Iterator[Finding]:
    """The address of a file is not the address of a page.

    Why: a player that is given a page plays nothing. The page with the player belongs into embed_url.
    See: Google Search Central, "Video structured data" (contentUrl must be the file, embedUrl the player).
    """
    for path, item in _all(article, context):
        if item.url and (item.url == article.canonical_url or (item.mime or "").startswith("text/html")):
            yield Finding(
                f"{path}.url",
                f"address {shown(item.url)} is a page, not a file: put a player's page into embed_url",
            )


@rule("MEDIA-REPEATED", "info")
def picture_twice(article: Article, context: Context) -> Iterator[Finding]:
    """The same picture is given once.

    Why: galleries show it twice, and crops of one picture are renditions of it, not pictures of their own.
    See: Google Search Central, "Article structured data"; NewsML-G2 2.35, ``remoteContent``.
    """
    for name in ("images", "video", "audio"):
        seen: set[str] = set()
        for path, item in _list(article, name):
            if item.url and item.url in seen:
                yield Finding(path, f"{_name(item)} is given twice: leave one out")
            seen.add(item.url or "")


@rule("MEDIA-VIDEO", "warning")
def video_that_is_not_found(article: Article, context: Context) -> Iterator[Finding]:
    """A video has a title, a thumbnail and the time of its upload.

    Why: without all three Google lists no video, and players show a black frame.
    See: Google Search Central, "Video structured data" (name, thumbnailUrl, uploadDate are required).
    """
    for path, item in _list(article, "video"):
        missing = [name for name in ("title", "thumbnail", "uploaded") if not getattr(item, name)]
        if missing:
            yield Finding(path, f"video {_name(item)} has no {' and no '.join(missing)}: add it")


@rule("MEDIA-ITEM", "error")
def picture_item_without_picture(article: Article, context: Context) -> Iterator[Finding]:
    """A picture, video or audio item holds its file.

    Why: the item is about the file and has nothing else to give. Receivers file it and find out when they
    want to print it.
    See: NewsML-G2 2.35, ``contentSet/remoteContent``; ninjs 3.1 ``renditions``.
    """
    if article.is_media_item and not (article.renditions or article.images or article.video or article.audio):
        yield Finding("renditions", f"a {article.item_type} item without a file: give renditions")


@rule("MEDIA-RENDITION", "warning")
def renditions_of_one_name(article: Article, context: Context) -> Iterator[Finding]:
    """Each rendition of an item has a name of its own.

    Why: receivers ask for "web" or "highRes" and take the first. With two of one name it is chance which
    one is printed.
    See: NewsML-G2 2.35, ``rendition``; IPTC rendition NewsCodes; ninjs 3.1 ``renditions``.
    """
    if len(article.renditions) < 2:
        return
    seen: set[str] = set()
    for index, item in enumerate(article.renditions):
        if item.name and f"{item.name} {item.mime}" in seen:
            yield Finding(
                f"renditions.{index}.name", f"two renditions are called {shown(item.name)}: name them apart"
            )
        seen.add(f"{item.name} {item.mime}")

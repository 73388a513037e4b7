"""JL7: pictures, videos and sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsml.rules.jsonld.checks import Found, jl_rule
from newsml.rules.jsonld.document import Document, Node, Place, literal
from newsml.rules.jsonld.words import is_web, moment_of, page_of
from newsml.rules.registry import shown

_SMALL = 50_000
_WIDE, _LARGE = 1200, 300_000
_RATIOS = (16 / 9, 4 / 3, 1.0)


def number(value: Any) -> float | None:
    """A size: a number, a text such as "1200px", or a QuantitativeValue of pixels."""
    value = literal(value)
    if isinstance(value, dict):
        value = value.get("value")
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if 0 < value < 1e6 else None
    if isinstance(value, str) and (found := re.fullmatch(r"\s*(\d{1,6}(?:\.\d{1,3})?)\s*(?:px)?\s*", value)):
        return float(found[1]) or None
    return None


def pixels(image: Node) -> tuple[float | None, float | None]:
    """Width and height of an image, as far as they are said."""
    return number(image.properties.get("width")), number(image.properties.get("height"))


def address(image: Node) -> str:
    """Where the file of an image or video is."""
    return (
        image.text("contentUrl")
        or image.text("url")
        or (image.id if image.id and is_web(image.id) else "")
        or ""
    )


def images(document: Document, node: Node) -> Iterator[tuple[Place, str, float | None, float | None]]:
    """The pictures of a node: place, address, size."""
    for index, value in enumerate(node.values("image")):
        if isinstance(value, str):
            yield node.at("image", index), value.strip(), None, None
    for index, image in document.nodes_of(node, "image"):
        yield node.at("image", index), address(image), *pixels(image)


@jl_rule("JL701", "warning")
def small_image(document: Document) -> Found:
    """A picture has at least 50,000 pixels.

    Why: smaller ones are not shown beside an article.
    See: Google Search Central, "Article structured data" (image: width times height).
    """
    for node in document.news:
        for place, _, width, height in images(document, node):
            if width and height and width * height < _SMALL:
                yield (
                    place,
                    f"the image has {width:g} by {height:g} pixels: at least 50,000 in all are needed",
                )


@jl_rule("JL702", "warning")
def no_large_image(document: Document) -> Found:
    """One picture is at least 1200 pixels wide.

    Why: only with such a one is an article shown large in Discover. Where no size is said, nothing is known.
    See: Google Search Central, "Get on Discover" (large images).
    """
    for node in document.news:
        sizes = [(width, height) for _, _, width, height in images(document, node)]
        known = [(w, h) for w, h in sizes if w and h]
        if sizes and len(known) == len(sizes) and not any(w >= _WIDE and w * h > _LARGE for w, h in known):
            widest = max(w for w, _ in known)
            lack = (
                f"the widest image has {widest:g} pixels: give one of at least {_WIDE}"
                if widest < _WIDE
                else f"no image is {_WIDE} pixels wide and has more than {_LARGE:,} in all: give a higher one"
            )
            yield node.at("image"), lack


@jl_rule("JL703", "info")
def few_ratios(document: Document) -> Found:
    """The picture is there in three shapes: 16:9, 4:3 and 1:1.

    Why: each place where an article is shown takes another; without the crop the program cuts for itself.
    See: Google Search Central, "Article structured data" (image: aspect ratios).
    """
    for node in document.news:
        sizes = [(w, h) for _, _, w, h in images(document, node)]
        if not sizes or any(not (w and h) for w, h in sizes):
            continue
        shapes = {ratio for w, h in sizes for ratio in _RATIOS if w and h and abs(w / h / ratio - 1) <= 0.02}
        if len(shapes) < len(_RATIOS):
            yield (
                node.at("image"),
                f"the image is there in {len(shapes)} of the shapes 16:9, 4:3 and 1:1: add the others",
            )


_UNSUPPORTED = re.compile(r"\.(tiff?|heic|heif|psd|pdf|eps|ai|raw|indd)(?:[?#]|\Z)", re.I)


@jl_rule("JL704", "warning")
def image_format(document: Document) -> Found:
    """A picture is in a format that browsers show.

    Why: TIFF, HEIC, PSD and PDF are for editors; search engines leave such a picture out.
    See: Google Search Central, "Image SEO best practices" (supported formats).
    """
    for node in document.nodes:
        if "image" in node.properties or "thumbnailUrl" in node.properties:
            found = [*((p, u) for p, u, _, _ in images(document, node))]
            found += [
                (node.at("thumbnailUrl", i), v)
                for i, v in enumerate(node.values("thumbnailUrl"))
                if isinstance(v, str)
            ]
            for place, url in found:
                if kind := _UNSUPPORTED.search(url):
                    yield (
                        place,
                        f"the image {shown(url)} is a {kind[1].upper()} file: give JPEG, PNG, WebP, AVIF or SVG",
                    )


@jl_rule("JL705", "warning")
def image_without_file(document: Document) -> Found:
    """An ImageObject says where its file is.

    Why: without ``contentUrl`` or ``url`` there is nothing to show.
    See: Google Search Central, "Image metadata" (contentUrl); schema.org, ImageObject.
    """
    elsewhere = {
        node.id for node in document.kind("ImageObject") if node.id and node.has("contentUrl", "url")
    }
    for node in document.kind("ImageObject"):
        if (
            node.is_reference
            or node.has("contentUrl", "url", "embedUrl")
            or (node.id and is_web(node.id) and not node.properties)
        ):
            continue
        if node.id not in elsewhere:
            yield node.at(), "ImageObject has neither contentUrl nor url: say where the file is"


@jl_rule("JL706", "info")
def image_without_rights(document: Document) -> Found:
    """An image with a file says who made it or whose it is.

    Why: creator, creditText, copyrightNotice or license make it eligible for the credits and the badge in image search.
    See: Google Search Central, "Image metadata".
    """
    for node in document.kind("ImageObject"):
        if (
            node.name != "logo"
            and node.has("contentUrl")
            and not node.has("creator", "creditText", "copyrightNotice", "license")
        ):
            yield (
                node.at(),
                "ImageObject has none of creator, creditText, copyrightNotice and license: add the credit",
            )


@jl_rule("JL707", "info")
def license_without_way(document: Document) -> Found:
    """A licensed picture says where a licence can be had.

    Why: the badge in image search leads to that page, and so do readers who want to buy the picture.
    See: Google Search Central, "Image metadata" (acquireLicensePage).
    """
    for node in document.kind("ImageObject"):
        if node.has("license") and not node.has("acquireLicensePage"):
            yield node.at("license"), "license without acquireLicensePage: add the page where one can be had"


@jl_rule("JL708", "warning")
def logo_as_image(document: Document) -> Found:
    """The picture of an article is not the logo.

    Why: a generic picture says nothing of the article, and is not shown in Discover.
    See: Google Search Central, "Get on Discover".
    """
    for node in document.news:
        logos = set()
        for _, publisher in document.nodes_of(node, "publisher"):
            logos |= {v for v in publisher.values("logo") if isinstance(v, str)}
            logos |= {address(logo) for _, logo in document.nodes_of(publisher, "logo")}
        for place, url, _, _ in images(document, node):
            if url and url in logos:
                yield (
                    place,
                    f"the image {shown(url)} is the logo of the publisher: give the picture of the article",
                )


_ELSEWHERE = frozenset({
    "itemReviewed", "mediaItemAppearance", "appearance", "firstAppearance", "isBasedOn", "citation", "mentions",
    "about", "subjectOf", "originalMediaLink",
})  # fmt: skip
"""Properties whose videos are spoken of and need not be on the page."""


def _is_elsewhere(node: Node) -> bool:
    above: Node | None = node
    while above is not None:
        if above.name in _ELSEWHERE:
            return True
        above = above.parent
    return False


def _videos(document: Document) -> Iterator[Node]:
    for node in document.kind("VideoObject"):
        if _is_elsewhere(node):
            continue
        if node.properties and (node.id is None or node is document.fullest.get(node.id)):
            yield node


@jl_rule("JL709", "error")
def poor_video(document: Document) -> Found:
    """A video has a name, a thumbnail and the time it was uploaded.

    Why: Google requires the three; without one the video is not shown.
    See: Google Search Central, "Video structured data" (required properties).
    """
    for node in _videos(document):
        missing = [name for name in ("name", "thumbnailUrl", "uploadDate") if not node.has(name)]
        if missing:
            yield node.at(), f"VideoObject has no {' and no '.join(missing)}: Google requires it"


@jl_rule("JL710", "warning")
def video_without_file(document: Document) -> Found:
    """A video says where its file or player is.

    Why: without ``contentUrl`` or ``embedUrl`` a search engine cannot make sure that there is a video.
    See: Google Search Central, "Video structured data" (contentUrl, embedUrl).
    """
    for node in _videos(document):
        if not node.has("contentUrl", "embedUrl"):
            yield node.at(), "VideoObject has neither contentUrl nor embedUrl: say where the video is"


@jl_rule("JL711", "warning")
def regions_both_ways(document: Document) -> Found:
    """A video lists the regions where it may be seen, or those where not.

    Why: with both, consumers disagree on the regions in neither list.
    See: Google Search Central, "Video structured data" (regionsAllowed, ineligibleRegion).
    """
    for node in document.kind("VideoObject"):
        if node.has("regionsAllowed") and node.has("ineligibleRegion"):
            yield (
                node.at("ineligibleRegion"),
                "regionsAllowed and ineligibleRegion are both there: choose one",
            )


_PAGE = re.compile(r"\.(?:html?|php|aspx?|jsp)(?:[?#]|\Z)", re.I)


@jl_rule("JL712", "warning")
def page_for_a_file(document: Document) -> Found:
    """``contentUrl`` of a video or sound is the file.

    Why: a player that loads a page of HTML plays nothing; for the player there is ``embedUrl``.
    See: Google Search Central, "Video structured data" (contentUrl).
    """
    pages = {page_of(url) for url in (document.page_url, *(n.text("url") for n in document.news)) if url}
    for node in document.kind("VideoObject", "AudioObject"):
        url = node.text("contentUrl")
        if not url:
            continue
        if _PAGE.search(url) or page_of(url) in pages:
            yield (
                node.at("contentUrl"),
                f"contentUrl {shown(url)} is a page: give the file, and the player as embedUrl",
            )
        elif node.text("encodingFormat").lower().startswith("text/html"):
            yield (
                node.at("encodingFormat"),
                "encodingFormat is text/html: give the file of the video, and the player as embedUrl",
            )


@jl_rule("JL713", "warning")
def upload_without_zone(document: Document) -> Found:
    """``uploadDate`` is a time with an offset.

    Why: without zone Googlebot takes its own, and the video is from another day.
    See: Google Search Central, "Video structured data" (uploadDate).
    """
    for node in document.kind("MediaObject"):
        text = node.text("uploadDate")
        moment = moment_of(text) if text else None
        if moment and moment.has_time and not moment.has_zone:
            yield node.at("uploadDate"), f"uploadDate {shown(text)} has no offset: write it with one"

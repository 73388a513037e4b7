"""Pictures, video, audio and what is embedded, as figures with their captions and credits.

https://html.spec.whatwg.org/multipage/embedded-content.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsml.formats.html.writing_scope import Scope
from newsml.formats.html.writing_tags import NOTHING, Markup, file_url, joined, lines, link_url, tag
from newsml.losses import leaves, plain_path
from newsml.model import body as tree
from newsml.model.body import inline_text
from newsml.model.concepts import Media, Rendition
from newsml.vocabularies.directions import direction
from newsml.vocabularies.schema_org import newscode

_SHOWN = frozenset({
    "url", "title", "caption", "alt", "credit", "creator.name", "copyright_notice", "license_url",
    "acquire_license_url", "transcript",
})  # fmt: skip
_SHOWN_OF = {
    "image": _SHOWN | {"width", "height", "renditions.url", "renditions.width", "renditions.height"},
    "video": _SHOWN | {"width", "height", "mime", "thumbnail", "renditions.url", "renditions.mime"},
    "audio": _SHOWN | {"mime", "renditions.url", "renditions.mime"},
}
"""The fields of a picture or clip that a figure always shows, or reports itself."""

UNSAFE = "a page loads files from web addresses only (http, https)"
FIELD = {"image": "images", "video": "video", "audio": "audio"}


def figure(
    media: Media,
    kind: str,
    path: str,
    scope: Scope,
    *,
    caption: Markup | None = None,
    inlines: tree.Inlines = (),
    lead: bool = False,
) -> Markup:
    """A picture or clip with what stands beside it; nothing, reported, where a browser can reach none of its files.

    ``caption`` stands for the medium's own, where the text of the article has one, made of ``inlines``.
    """
    shown = FIGURES[kind](media, path, scope, lead)
    if not shown:
        scope.lost(path, media, UNSAFE)
        return NOTHING
    if caption is None and media.caption:
        caption = tag("span", media.caption, class_="caption")
    elif caption is not None:
        caption = tag("span", caption, class_="caption")
    transcript = _transcript(media, scope) if media.transcript else None
    text = joined((caption, *_sources(media, path, scope), transcript), " ")
    lang = media.lang if media.lang != scope.lang else None
    parts = [shown, tag("figcaption", text, lang=lang, dir=direction(lang)) if text else None]
    if not scope.is_in_json_ld(media, path):
        report_media(media, kind, path, scope, caption=inlines)
    return tag("figure", lines(*parts), class_=f"{kind} lead" if lead else kind)


def _sources(media: Media, path: str, scope: Scope) -> Iterator[Markup]:
    """Credit or creator, copyright, licence, and whether a machine made it."""
    credit = media.credit or ", ".join(party.name for party in media.creator if party.name)
    if credit:
        yield tag("span", credit, class_="credit")
    if media.credit:
        for party in media.creator:
            if party.name and party.name not in media.credit:
                yield tag("span", party.name, class_="credit")
    if media.copyright_notice and media.copyright_notice != credit:
        yield tag("span", media.copyright_notice, class_="copyright")
    if url := media.acquire_license_url or media.license_url:
        rel = "license" if url == media.license_url else None
        yield tag("a", scope.plain_word(scope.words.reuse), href=link_url(url), rel=rel, class_="reuse")
    if media.license_url and media.acquire_license_url and not scope.has_json_ld:
        scope.lost(f"{path}.license_url", media.license_url, "the page where a licence can be had is linked")
    if label := made_by_machine(media.digital_source_type, scope):
        yield label


def made_by_machine(digital_source: str | None, scope: Scope) -> Markup | None:
    """What readers are told of a work that a machine made, or made a part of (IPTC digital source types)."""
    word = {
        "trainedAlgorithmicMedia": scope.words.ai,
        "compositeWithTrainedAlgorithmicMedia": scope.words.ai_partly,
        "compositeSynthetic": scope.words.ai_partly,
        "algorithmicallyEnhanced": scope.words.ai_partly,
    }.get(newscode(digital_source, "digitalsourcetype") or "")
    return scope.word(word, class_="made-by-machine") if word else None


def _transcript(media: Media, scope: Scope) -> Markup:
    summary = tag("summary", scope.plain_word(scope.words.transcript))
    text = [tag("p", part) for part in re.split(r"\n\s*\n", media.transcript or "") if part.strip()]
    return tag("details", lines(summary, *text), class_="transcript")


# --- pictures ------------------------------------------------------------------------------------


def _image(media: Media, path: str, scope: Scope, lead: bool) -> Markup:
    url, width, height = main_file(media, "image", path, scope)
    if url is None:
        return NOTHING
    sizes = _sizes(media, url, width, height, path, scope)
    return tag(
        "img",
        src=url,
        srcset=", ".join(sizes) or None,
        sizes="(min-width: 62em) 60em, 100vw"
        if sizes and lead
        else "(min-width: 44em) 42em, 100vw"
        if sizes
        else None,
        width=width,
        height=height,
        alt=media.alt or "",
        title=media.title if media.title != media.alt else None,
        loading=None if lead else "lazy",
        fetchpriority="high" if lead else None,
        decoding="async",
    )


def main_file(media: Media, kind: str, path: str, scope: Scope) -> tuple[str | None, int | None, int | None]:
    """Address, width and height of the file to show: the main one, else the largest that a browser can reach."""
    if url := file_url(media.url):
        return url, media.width, media.height
    if media.url and path:
        scope.lost(f"{path}.url", media.url, UNSAFE)
    reachable = [file for file in media.renditions if file_url(file.url) and suits(file, kind)]
    best = max(reachable, key=lambda file: (file.width or 0, file.size or 0), default=None)
    if best is None:
        return None, None, None
    return file_url(best.url), media.width or best.width, media.height or best.height


_WEB_IMAGES = frozenset({"jpeg", "jpg", "pjpeg", "png", "gif", "webp", "avif", "svg+xml", "apng", "bmp"})
"""What browsers show; Google lists the same (TIFF, PSD and HEIC are not among them)."""


def suits(file: Rendition, kind: str) -> bool:
    """Whether a browser can show a file as a picture, video or audio clip, as far as its media type says."""
    if file.mime is None:
        return True
    major, _, minor = file.mime.partition(";")[0].partition("/")
    return major == kind and (kind != "image" or minor in _WEB_IMAGES)


def _sizes(
    media: Media, url: str, width: int | None, height: int | None, path: str, scope: Scope
) -> list[str]:
    """The other files of a picture as a ``srcset``: those of the same shape, by width."""
    found = {width: url} if width else {}
    for at, file in enumerate(media.renditions):
        source = file_url(file.url)
        if source is None and (file.url or not scope.has_json_ld):
            scope.lost(f"{path}.renditions.{at}", file, UNSAFE)
        if source is None:
            continue
        if source == url and file.width == width:
            continue
        if (
            suits(file, "image")
            and width
            and file.width
            and not _is_crop(file, width, height)
            and "," not in source[-1:]
        ):
            found.setdefault(file.width, source)
        elif not scope.has_json_ld:
            scope.lost(f"{path}.renditions.{at}", file, "its shape is another, or is not said")
    return [f"{source} {size}w" for size, source in sorted(found.items())] if len(found) > 1 else []


def _is_crop(file: Rendition, width: int, height: int | None) -> bool:
    """Whether a file shows another part of the picture: its shape is another, by more than 2 %."""
    if not (height and file.height and file.width):
        return bool(height) != bool(file.height)
    return abs(file.width / file.height - width / height) > 0.02 * width / height


# --- clips ---------------------------------------------------------------------------------------


def _clip(name: str, media: Media, path: str, scope: Scope) -> Markup:
    """A player of the browser's own, with every file it may choose from; a link where there is only a page."""
    url, width, height = main_file(media, name, path, scope)
    if url is None:
        return _player(media, scope)
    sources = [tag("source", src=url, type=media.mime)]
    tracks: list[Markup] = []
    for at, file in enumerate(media.renditions):
        source = file_url(file.url)
        if source is None and (file.url or not scope.has_json_ld):
            scope.lost(f"{path}.renditions.{at}", file, UNSAFE)
        if source is None or source == url:
            continue
        if file.mime == "text/vtt":
            lang = media.lang or scope.lang
            tracks.append(
                tag("track", kind="captions", src=source, srclang=lang, label=file.title or file.name or lang)
            )
        elif suits(file, name):
            sources.append(tag("source", src=source, type=file.mime))
        elif not scope.has_json_ld:
            scope.lost(f"{path}.renditions.{at}", file, f"it is no {name}")
    is_video = name == "video"
    return tag(
        name,
        joined([*sources, *tracks, _fallback(media, url)]),
        controls=True,
        preload="none" if is_video and media.thumbnail else "metadata",
        playsinline=is_video,
        poster=file_url(media.thumbnail) if is_video else None,
        width=width if is_video else None,
        height=height if is_video else None,
        title=media.title,
        aria_label=media.alt or media.title or media.caption,
    )


def _fallback(media: Media, url: str) -> Markup:
    return tag("a", media.title or url, href=url)


def _player(media: Media, scope: Scope) -> Markup:
    url = link_url(media.embed_url)
    if url is None:
        return NOTHING
    if frame := _frame(url, media.title, scope):
        return frame
    return tag("a", media.title or media.alt or url, href=url, class_="player")


def _video(media: Media, path: str, scope: Scope, lead: bool) -> Markup:
    return _clip("video", media, path, scope)


def _audio(media: Media, path: str, scope: Scope, lead: bool) -> Markup:
    return _clip("audio", media, path, scope)


FIGURES = {"image": _image, "video": _video, "audio": _audio}


# --- what others show ----------------------------------------------------------------------------


def embed(block: tree.Embed, path: str, scope: Scope) -> Markup:
    """A post or player from elsewhere: a link to it, or, where asked for, a frame of a service that is known."""
    url = link_url(block.url)
    if url is None:
        scope.lost(
            f"{path}.url", block.url, "only http, https, mailto, tel and relative addresses are written"
        )
        return NOTHING
    frame = _frame(url, block.title, scope)
    link = tag("a", block.title or url, href=url)
    provider = tag("figcaption", block.provider) if block.provider else None
    return tag("figure", lines(frame or link, provider), class_="embed")


# Where services show what an address of theirs is about: pattern, address of the frame, its shape.
_SERVICES = (
    (r"https://(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/|live/)([\w-]{6,20}).*",
     r"https://www.youtube-nocookie.com/embed/\1"),
    (r"https://youtu\.be/([\w-]{6,20}).*", r"https://www.youtube-nocookie.com/embed/\1"),
    (r"https://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d+).*", r"https://player.vimeo.com/video/\1?dnt=1"),
    (r"https://(?:www\.)?dailymotion\.com/(?:embed/)?video/(\w+).*", r"https://geo.dailymotion.com/player.html?video=\1"),
    (r"https://open\.spotify\.com/(?:embed/)?(episode|show|track|album|playlist)/(\w+).*",
     r"https://open.spotify.com/embed/\1/\2"),
    (r"https://datawrapper\.dwcdn\.net/(\w+)/?(\d*)/?.*", r"https://datawrapper.dwcdn.net/\1/\2"),
    (r"https://(?:flo\.uri\.sh|public\.flourish\.studio)/(visualisation|story)/(\d+).*", r"https://flo.uri.sh/\1/\2/embed"),
)  # fmt: skip


def _frame(url: str, title: str | None, scope: Scope) -> Markup | None:
    """A frame of a service that is known, which may run its own code but reach nothing of the page."""
    if scope.options.embeds != "frame":
        return None
    for pattern, player in _SERVICES:
        if found := re.fullmatch(pattern, url):
            return tag(
                "iframe",
                src=found.expand(player),
                title=title or url,
                loading="lazy",
                allowfullscreen=True,
                referrerpolicy="strict-origin-when-cross-origin",
                sandbox="allow-scripts allow-same-origin allow-popups allow-presentation",
            )
    return None


def report_media(media: Media, kind: str, path: str, scope: Scope, *, caption: tree.Inlines = ()) -> None:
    """Report what a figure does not show of a picture or clip."""
    shown = set(_SHOWN_OF[kind])
    if made_by_machine(media.digital_source_type, scope):
        shown.add("digital_source_type")
    if (
        caption
        or media.caption
        or media.credit
        or media.copyright_notice
        or any(p.name for p in media.creator)
    ):
        shown.add("lang")
    if kind != "image" and not file_url(media.url):
        shown.add("embed_url")
    for place, value in leaves(path, media):
        name = plain_path(place[len(path) + 1 :])
        if name == "caption" and caption and value != inline_text(caption):
            scope.lost(place, value, "the text of the article has a caption of its own")
        elif name == "renditions.title" and media.renditions[int(place.split(".")[-2])].mime == "text/vtt":
            continue
        elif name not in shown and not scope.has_said(place):
            scope.lost(place, value)

"""Pictures, clips, social posts and players in markup: addresses and words, never code."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from newsml.markup.reading import Reading, child, classes, descendants, is_safe, tag_of, text_of, whole_number
from newsml.model.values import is_url

Block = dict[str, Any]

PROVIDERS = {
    "youtube.com": "YouTube", "youtube-nocookie.com": "YouTube", "youtu.be": "YouTube", "vimeo.com": "Vimeo",
    "dailymotion.com": "Dailymotion", "twitter.com": "X", "x.com": "X", "instagram.com": "Instagram",
    "tiktok.com": "TikTok", "facebook.com": "Facebook", "fb.watch": "Facebook", "threads.net": "Threads",
    "threads.com": "Threads", "bsky.app": "Bluesky", "reddit.com": "Reddit", "t.me": "Telegram",
    "telegram.org": "Telegram", "linkedin.com": "LinkedIn", "pinterest.com": "Pinterest",
    "spotify.com": "Spotify", "soundcloud.com": "SoundCloud",
    "datawrapper.de": "Datawrapper", "dwcdn.net": "Datawrapper",
    "flourish.studio": "Flourish", "infogram.com": "Infogram", "ted.com": "TED", "twitch.tv": "Twitch",
}  # fmt: skip
"""Names of providers (as their oEmbed answers give them) by host."""

# Class of the post's element -> where it says its address.
_POSTS = {
    "twitter-tweet": (), "twitter-video": (), "instagram-media": ("data-instgrm-permalink",),
    "tiktok-embed": ("cite",), "fb-post": ("data-href",), "fb-video": ("data-href",), "bluesky-embed": (),
    "text-post-media": ("data-text-post-permalink",), "reddit-embed-bq": (), "reddit-card": (),
    "mastodon-embed": ("data-embed-url",), "imgur-embed-pub": (),
}  # fmt: skip

_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file")


def provider_of(url: str) -> str | None:
    """The name of the provider of a post or player: of its own, or else its host."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    parts = host.removeprefix("www.").split(".")
    for start in range(len(parts) - 1):
        if name := PROVIDERS.get(".".join(parts[start:])):
            return name
    return ".".join(parts) or None


def embed(url: str, provider: str | None = None, title: str | None = None) -> Block:
    """An embed block; the provider is told by the address unless given."""
    block: Block = {"kind": "embed", "url": url}
    if name := provider or provider_of(url):
        block["provider"] = name
    if title:
        block["title"] = title
    return block


def social_post(element: Element, reading: Reading) -> Block | None:
    """The embed that an element of a social network's code stands for, if it is such an element."""
    post = next((_POSTS[word] for word in classes(element) if word in _POSTS), None)
    if post is None:
        return None
    addresses = [element.get(name, "") for name in post]
    addresses += [link.get("href", "") for link in reversed(descendants(element, "a"))]
    url = next((address.strip() for address in addresses if is_url(address.strip())), None)
    if url and "".join(text_of(item) for item in descendants(element, "p")).strip():
        reading.drop(element, "the words of a post are not kept, only its address")
    return embed(url) if url else None


def linked_embed(element: Element, reading: Reading) -> Block | None:
    """``<figure class="embed" data-provider="…"><a href="…">title</a></figure>``, as newsml writes it."""
    if "embed" not in classes(element) or len(element) != 1 or tag_of(element[0]) != "a":
        return None
    url, _ = reading.address(element[0], "href")
    if url is None:
        return None
    title = text_of(element[0])
    block: Block = {"kind": "embed", "url": url}
    if provider := element.get("data-provider"):
        block["provider"] = provider
    if title and title != url:
        block["title"] = title
    return block


def frame(element: Element, reading: Reading) -> list[Block]:
    """A frame or plug-in: its address and title, if it has an absolute address."""
    names = ("data",) if tag_of(element) == "object" else ("src", *_LAZY)
    for name in names:
        if not element.get(name) or element.get(name) == "about:blank":
            continue
        url, relative = reading.address(element, name)
        if url:
            return [embed(url, None, element.get("title"))]
        if relative:
            reading.lost(element, f"<{tag_of(element)}> {relative!r} is dropped: its address is not absolute")
            return []
    reading.drop(element, f"<{tag_of(element)}> without an address is dropped")
    return []


def image(element: Element, reading: Reading) -> list[Block]:
    """A picture. Data within the page is no address: the one of a lazy loader is taken, or it is reported."""
    media: Block = {}
    sources = [name for name in ("src", *_LAZY) if element.get(name, "").strip()]
    real = [name for name in sources if not element.get(name, "").strip().lower().startswith("data:")]
    if real:
        _locate(media, element, real[0], reading)
    elif sources:
        reading.lost(element, "picture whose data stands in the page is dropped: give it as a file")
        return []
    for name in ("alt", "title"):
        if text := element.get(name):
            media[name] = text
    _sizes(media, element)
    _facts(media, element, reading)
    return [{"kind": "figure", "media": media}] if media or element.get("data-newsml-media") else []


_CUSTOM = (
    ("image", ("image", "img", "picture", "photo", "bild", "foto", "graphic", "graphics", "infographic")),
    ("video", ("video", "clip", "player")),
    ("audio", ("audio", "podcast")),
)
_NAMED_BY = (
    "src",
    "href",
    "data-src",
    "url",
    "ref",
    "uri",
    "idref",
    "residref",
    "guid",
    "guidref",
    "data-id",
    "id",
)


def custom(element: Element, reading: Reading) -> Block | None:
    """The picture, clip or post that an element of a sender's own stands for, told by its name: ``dnl-image``.

    None if it is called otherwise, or has neither address nor id. What it names need not be an address.
    """
    words = tag_of(element).split("-")[1:]
    kind = next((kind for kind, names in _CUSTOM if any(word.endswith(names) for word in words)), None)
    name = next((name for name in _NAMED_BY if element.get(name, "").strip()), None)
    if name is None:
        return None
    url, other = reading.address(element, name)
    if kind is None:
        posts = (
            url is not None
            and url.startswith("http")
            and any("embed" in word or "chart" in word for word in words)
        )
        return embed(url, None, element.get("title")) if posts and url else None
    found: Block = {}
    if url is not None and url.startswith(("http:", "https:")):
        found["url"] = url
    elif url or other:
        found["id"] = url or other
    else:
        return None
    for attribute, field in (
        ("alt", "alt"),
        ("title", "title"),
        ("credit", "credit"),
        ("creditline", "credit"),
    ):
        if text := element.get(attribute):
            found[field] = text
    _sizes(found, element)
    block: Block = {"kind": "figure", "media": found}
    return block if kind == "image" else {**block, "media_type": kind}


def clip(element: Element, reading: Reading) -> list[Block]:
    """A video or audio clip: the first file it names."""
    kind = tag_of(element)
    media: Block = {}
    for source in [element, *descendants(element, "source")]:
        if source.get("src"):
            _locate(media, source, "src", reading)
            if mime := source.get("type", "").partition(";")[0].strip():
                media["mime"] = mime
            break
    poster, _ = reading.address(element, "poster")
    if poster:
        media["thumbnail"] = poster
    player = child(element, "a")  # the player's page, for readers whose browser does not play it
    if player is not None and is_url(player.get("href", "")):
        media["embed_url"] = player.get("href")
    for name, attribute in (("title", "title"), ("alt", "aria-label")):
        if text := element.get(attribute):
            media[name] = text
    _sizes(media, element)
    _facts(media, element, reading)
    if not media and not element.get("data-newsml-media"):
        reading.drop(element, f"<{kind}> without an address is dropped")
        return []
    return [{"kind": "figure", "media_type": kind, "media": media}]


def _locate(media: Block, element: Element, name: str, reading: Reading) -> None:
    url, relative = reading.address(element, name)
    if url:
        media["url"] = url
    elif relative:
        # The model wants addresses that mean the same everywhere: a file's name is only its name.
        media["id"] = relative
        reading.drop(element, f"address {relative[:60]!r} is relative and kept as the file's id only")


def _sizes(media: Block, element: Element) -> None:
    for name in ("width", "height"):
        if (number := whole_number(element, name)) is not None:
            media[name] = number


def _facts(media: Block, element: Element, reading: Reading) -> None:
    """What newsml's own XHTML says of a file beside its address."""
    for name, attribute in (("id", "data-id"), ("mime", "data-type"), ("license_url", "data-license")):
        if value := element.get(attribute):
            media[name] = value
    if creators := element.get("data-creator"):
        media["creator"] = [{"name": name} for name in creators.split("; ")]
    if duration := element.get("data-duration"):
        media["duration"] = duration
    if fields := element.get("data-newsml-media"):
        try:
            given = json.loads(fields)
        except (ValueError, RecursionError):
            given = None
        if isinstance(given, dict):
            media.update(_without_code(given))
        else:
            reading.lost(element, "data-newsml-media is dropped: it is not a JSON object")


_ADDRESSES = frozenset({"url", "embed_url", "thumbnail", "license_url", "acquire_license_url", "uri", "href"})


def _without_code(value: Any) -> Any:
    """The fields of a file without addresses that could run code."""
    if isinstance(value, list):
        return [_without_code(item) for item in value]
    if isinstance(value, dict):
        return {
            key: _without_code(item) for key, item in value.items() if key not in _ADDRESSES or is_safe(item)
        }
    return value


def credited(figures: Iterable[Block], credit: str) -> None:
    """Say whose pictures these are, where they do not say so themselves."""
    for block in figures:
        block["media"].setdefault("credit", credit)

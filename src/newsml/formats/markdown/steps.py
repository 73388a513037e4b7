"""From the values of the front matter to the fields of the model: one step for each part of the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urljoin

from newsml.formats.markdown import names
from newsml.formats.markdown.front_matter import FrontMatter, as_list, plain_value
from newsml.issues import Issue
from newsml.model.values import is_iri, is_url
from newsml.options import ReadOptions


def identity(matter: FrontMatter) -> None:
    for known, target in (
        (names.LANGUAGES, "language"),
        (names.CANONICAL, "canonical_url"),
        (names.IDS, "id"),
        (names.SLUGS, "slugline"),
    ):
        for path, value in matter.first(known):
            matter.put(target, matter.text(path, value, target), path)
    for name in names.ADDRESSES:
        path, value = matter.names.get(name, ("", None))
        if isinstance(value, str) and is_url(value) and "canonical_url" not in matter.fields:
            del matter.names[name]
            matter.put("canonical_url", value, path)


def headlines(matter: FrontMatter) -> None:
    for path, value in matter.first(names.TITLES):
        if (words := matter.text(path, value, "headlines")) is not None:
            matter.put("headline", words, path, "headlines")
    subs = [matter.text(path, value, "headlines") for path, value in matter.listed(names.SUBTITLES)]
    if any(subs):
        matter.fields["subheadline"] = list(dict.fromkeys(words for words in subs if words))
    for path, value in matter.first(names.WEB_TITLES):
        matter.put("title", matter.text(path, value, "title"), path)


def summaries(matter: FrontMatter) -> None:
    found = matter.listed(names.DESCRIPTIONS)
    texts = [words for path, value in found if (words := matter.text(path, value, "summary"))]
    if texts:
        matter.put("summary", list(dict.fromkeys(texts)), found[0][0])


def dates(matter: FrontMatter) -> None:
    if (
        "created" not in matter.names
        and len(given := [name for name in names.PUBLISHED if name in matter.names]) > 1
    ):
        matter.names.setdefault("created", matter.names.pop(given[-1]))  # date, beside publishDate
    for known, target in (
        (names.CREATED, "content_created"),
        (names.PUBLISHED, "published"),
        (names.MODIFIED, "content_modified"),
        (names.EXPIRES, "expires"),
        (names.EMBARGO, "embargoed_until"),
    ):
        for path, value in matter.first(known):
            said = value.get("date") if isinstance(value, Mapping) else value
            if isinstance(said, str) and said.lower() in _BY_GENERATOR:
                matter.unread(path, value, "is for the site generator to find out")
            else:
                _date(matter, target, path, said)


_BY_GENERATOR = frozenset({"last modified", "created", "git last modified", "git created"})
"""What Eleventy writes for a date that stands elsewhere: https://www.11ty.dev/docs/dates/."""


def _date(matter: FrontMatter, target: str, path: str, value: Any) -> None:
    """Set a date field; `take_date` says what is odd about the value."""
    from newsml.dates import take_date

    line, _ = matter.at(path)
    if target == "embargoed_until" and value == "open":
        found = value
    else:
        found = take_date(target, value, matter.fields, matter.report, matter.options, line)
    if found is not None:
        matter.put(target, [found] if target in ("published", "expires") else found, path)


_YES = frozenset({"true", "yes", "on", "1"})
_NO = frozenset({"false", "no", "off", "0"})


def status(matter: FrontMatter) -> None:
    """Whether the article is public; that one name says it is not outweighs all others."""
    for name in names.PUBLIC:
        path, value = matter.names.get(name, ("", None))
        if (word := str(value).lower()) in _YES | _NO:
            del matter.names[name]
            if word in _NO:
                matter.put("pub_status", "withheld", path)
    for path, value in matter.taken(names.DRAFTS):
        is_status = names.plain_key(path.rpartition(".")[2]) == "status"
        word = str(value).lower()
        if word in _YES or (is_status and word in ("draft", "private", "pending", "scheduled")):
            matter.put("pub_status", "withheld", path)
        elif is_status and word in ("published", "publish"):
            matter.fields.setdefault("pub_status", "usable")
        elif word not in _NO:
            matter.wrong(path, value, "draft or published" if is_status else "true or false", "pub_status")


def labels(matter: FrontMatter) -> None:
    for known, target in ((names.TAGS, "keywords"), (names.SECTIONS, "section")):
        found = matter.taken(known)
        words = [word for path, value in found for word in _labels(matter, path, value, target)]
        if words:
            matter.put(target, list(dict.fromkeys(words)), found[0][0])


def _labels(matter: FrontMatter, path: str, value: Any, target: str) -> list[str]:
    """Labels of a list, or of one text with commas between them; Obsidian writes ``#`` before each."""
    words: list[str] = []
    for item in _flat(value):
        named = item
        if isinstance(item, Mapping):
            named = next((item[key] for key in ("name", "title", "label") if key in item), item)
        text = matter.text(path, named, target)
        if text is None:
            continue
        parts = [text]
        if not isinstance(value, list | tuple):
            parts = re.split(r"[,\s]+" if text.lstrip().startswith("#") else ",", text)
        words += [part.strip().removeprefix("#").strip() for part in parts]
    return [word for word in words if word]


def _flat(value: Any) -> list[Any]:
    """The entries of a list, of lists within it too (Hexo), without empty ones."""
    if not isinstance(value, list | tuple):
        return [value]
    return [part for item in value if item not in (None, "") for part in _flat(item)]


def authors(matter: FrontMatter) -> None:
    parties: list[dict[str, Any]] = []
    for path, value in matter.listed(names.AUTHORS):
        party = author(matter, path, value) if value not in (None, "") else None
        known = next((other for other in parties if party and party.get("name") == other.get("name")), None)
        if known is not None and party:
            known.update({key: item for key, item in party.items() if key not in known})
        elif party:
            matter.place(path, f"authors.{len(parties)}")
            parties.append(party)
    if parties:
        matter.fields["authors"] = parties


def author(matter: FrontMatter, path: str, value: Any) -> dict[str, Any] | None:
    """One author: a name (``Ida Moen <ida@example.org>``), or a mapping."""
    if not isinstance(value, Mapping):
        words = matter.text(path, value, "authors")
        if words is None:
            return None
        match = re.fullmatch(r"(.+?)\s*<([^<>@\s]+@[^<>@\s]+)>", words)
        return {"name": match[1], "email": [match[2]]} if match else {"name": words}
    party: dict[str, Any] = {}
    for key, item in _whole_name(value).items():
        plain = names.plain_key(str(key))
        if item is None or item == "":
            continue
        if plain in names.AUTHOR:
            name = names.AUTHOR[plain]
            party.setdefault(name, as_list(item) if name == "email" else plain_value(item))
        elif plain in names.PROFILES and isinstance(item, str):
            party.setdefault("same_as", []).append(_profile(plain, item))
        elif plain in names.SOCIAL:
            party.setdefault("same_as", []).extend(_profiles(matter, f"{path}.{key}", item))
        elif plain not in names.AUTHOR_MACHINERY:
            matter.detail("author_details", f"{path}.{key}", item)
    address, base = party.get("url"), base_of(matter.fields, matter.options)
    if isinstance(address, str) and not is_iri(address) and base:
        party["url"] = completed(address, base) or address
    return party


def _whole_name(value: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """An author whose name stands in two parts, with the whole of it."""
    parts = {names.plain_key(str(key)): key for key in value}
    if "name" in parts or not {"firstname", "lastname"} <= set(parts):
        return value
    first, last = parts["firstname"], parts["lastname"]
    rest = {key: item for key, item in value.items() if key not in (first, last)}
    return {"name": f"{value[first]} {value[last]}".strip(), **rest}


def _profiles(matter: FrontMatter, path: str, value: Any) -> list[Any]:
    """Addresses in a list, or by the name of the network."""
    if not isinstance(value, Mapping):
        return as_list(value)
    found = []
    for key, item in value.items():
        plain = names.plain_key(str(key))
        if isinstance(item, str) and (is_iri(item) or plain in names.PROFILES):
            found.append(_profile(plain, item))
        elif item:
            matter.detail("author_details", f"{path}.{key}", item)
    return found


def _profile(network: str, value: str) -> str:
    return value if is_iri(value) else names.PROFILES[network].format(value.removeprefix("@"))


def images(matter: FrontMatter) -> None:
    medias: list[dict[str, Any]] = []
    for name in names.IMAGES:
        if name == "featured" and not isinstance(matter.names.get(name, ("", ""))[1], str | Mapping):
            continue  # a switch of the site generator
        found = matter.listed((name,))
        beside = [
            (part, *words) for part in names.BESIDE_IMAGES for words in matter.taken((f"{name}{part}",))
        ]
        for path, value in found:
            media = image(matter, path, value)
            for part, place, words in beside:
                if media is not None:
                    media.setdefault(part, _words(matter.text(place, words, "images")))
            same = next((other for other in medias if media and _same(media, other)), None)
            if same is not None and media:
                same.update({key: item for key, item in media.items() if key not in same})
            elif media:
                matter.place(path, f"images.{len(medias)}")
                medias.append(media)
    if medias:
        matter.fields["images"] = medias


def _words(text: str | None) -> str | None:
    """The words of a caption; Ghost's may hold HTML."""
    if text is None or not re.search(r"</?[A-Za-z]|&\w+;", text):
        return text
    from newsml.markup import parse_html
    from newsml.markup.reading import text_of

    return re.sub(r"\s+", " ", text_of(parse_html(text))).strip() or None


def _same(media: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return (media.get("url"), media.get("id")) == (other.get("url"), other.get("id"))


def image(matter: FrontMatter, path: str, value: Any) -> dict[str, Any] | None:
    """A picture: its address, or a mapping."""
    if isinstance(value, str):
        return located(matter, path, {"url": value})
    if not isinstance(value, Mapping):
        matter.wrong(path, value, "an address, or a mapping with src and alt", "images")
        return None
    media: dict[str, Any] = {}
    for key, item in value.items():
        plain = names.plain_key(str(key))
        if plain in names.IMAGE:
            if item is not None and item != "":
                _image_field(matter, media, names.IMAGE[plain], f"{path}.{key}", plain_value(item))
        elif plain not in names.IMAGE_MACHINERY:
            matter.detail("image_details", f"{path}.{key}", item)
    if media and not media.get("url"):
        message = f"{path} gives no address of a picture: it is dropped"
        matter.report(Issue("LOSS", "warning", "images", message, matter.options.file, *matter.at(path)))
        return None
    return located(matter, path, media) if media else None


def _image_field(matter: FrontMatter, media: dict[str, Any], name: str, path: str, value: Any) -> None:
    if name in ("width", "height") and isinstance(value, str):
        pixels = re.fullmatch(r"(\d{1,9})(?:px)?", value.strip(), re.ASCII)
        if pixels is None:
            matter.detail("image_details", path, value)
            return
        value = int(pixels[1])
    media.setdefault(name, value)


def located(matter: FrontMatter, path: str, media: dict[str, Any]) -> dict[str, Any] | None:
    """The picture with an absolute address; a relative one that nothing completes is kept as its id."""
    from newsml.markup.reading import is_safe

    address = media.get("url")
    if not is_safe(address) and isinstance(address, str):
        message = f"{path} {address[:60]!r} is dropped: give the picture as a file, with its web address"
        matter.report(Issue("LOSS", "warning", "images", message, matter.options.file, *matter.at(path)))
        return None
    if isinstance(address, str) and address.startswith("//"):
        address = f"https:{address}"
    if not isinstance(address, str) or is_iri(address):
        return {**media, "url": address}
    if absolute := completed(address, base_of(matter.fields, matter.options)):
        return {**media, "url": absolute}
    message = (
        f"{path} {address!r} is relative: kept as the picture's id; give canonical_url or the site's url"
    )
    matter.report(Issue("LOSS", "warning", "images", message, matter.options.file, *matter.at(path)))
    return {"id": address, **{key: item for key, item in media.items() if key != "url"}}


def completed(address: str, base: str | None) -> str | None:
    """The absolute address that a relative one stands for, seen from `base`."""
    if base is None:
        return None
    try:
        absolute = urljoin(base, address.replace(" ", "%20"))
    except ValueError:  # a broken IPv6 address
        return None
    return absolute if is_iri(absolute) else None


def base_of(fields: Mapping[str, Any], options: ReadOptions) -> str | None:
    """What relative addresses are seen from: the article's own address, or the publisher's."""
    for path, value in options.overlay:
        if path == ("canonical_url",) and isinstance(value, str):
            return value
    canonical = fields.get("canonical_url")
    if isinstance(canonical, str) and is_url(canonical):
        return canonical
    publisher = options.site.publisher if options.site else None
    return publisher.url if publisher else None


def lines(matter: FrontMatter) -> None:
    for name, target in (("copyright", "copyright_notice"), ("byline", "byline"), ("dateline", "dateline")):
        for path, value in matter.taken((name,)):
            matter.put(target, matter.text(path, value, target), path)
    for path, value in matter.first(names.LICENSES):
        target = "license_url" if isinstance(value, str) and is_url(value) else "usage_terms"
        matter.put(target, matter.text(path, value, target), path)
    notes = matter.listed(names.NOTES)
    texts = [words for path, value in notes if (words := matter.text(path, value, "ed_notes"))]
    if texts:
        matter.put("ed_notes", texts, notes[0][0])


def belongings(matter: FrontMatter) -> None:
    for path, value in matter.taken(("series",)):
        matter.put("series", [plain_value(item) for item in as_list(value)], path)
    for path, value in matter.first(names.SOURCES):
        matter.put("provider", plain_value(value), path)


STEPS: tuple[Callable[[FrontMatter], None], ...] = (
    identity, headlines, summaries, status, dates, labels, authors, images, lines, belongings,
)  # fmt: skip

"""Pictures, video and audio: schema.org ImageObject, VideoObject, AudioObject, or their addresses alone."""

from __future__ import annotations

from typing import Any

from newsml.vocabularies.schema_org import IPTC_SOURCE, NEWSCODES
from newsml.webdata.draft import Draft
from newsml.webdata.graph import Node
from newsml.webdata.parties import named, party
from newsml.webdata.values import (
    bytes_of,
    count_of,
    iri,
    language,
    media_type,
    quiet_date,
    seconds_of,
    text_of,
    url_of,
    web,
)

_DIGITAL = f"{NEWSCODES}digitalsourcetype/"
_OURS = {"images": "ImageObject", "video": "VideoObject", "audio": "AudioObject"}


def media(draft: Draft, name: str, field: str) -> None:
    """Read the pictures or clips of a property into a field; what has no address is kept as it is."""
    lost = []
    by_url: dict[str, dict[str, Any]] = {}
    for one in draft.fields.get(field, ()):
        by_url.setdefault(one.get("url") or "", one)
    for value in draft.node.properties.get(name, ()):
        node = draft.graph.resolved(value) if isinstance(value, Node) else None
        found, taken = _medium(draft, node, field) if node else (_by_address(value, draft), ())
        if found is None:
            lost.append(value)
            continue
        url = found.get("url")
        known = by_url.setdefault(url, found) if url else found
        if known is not found:
            known.update({key: item for key, item in found.items() if key not in known})
            continue
        path = draft.add(field, found, name)
        if node is not None:
            draft.rest(path, name, node, taken, (_OURS.get(field, "MediaObject"),))
    if lost:
        draft.keep(name, lost)


def _by_address(value: Any, draft: Draft) -> dict[str, Any] | None:
    url = url_of(value, draft.base)
    return {"url": url} if url else None


def _medium(draft: Draft, node: Node, field: str) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """The picture or clip that a node is, and the properties that it takes."""
    taken: dict[str, str] = {}
    result: dict[str, Any] = {}
    base = draft.base
    zone = draft.options.site.time_zone if draft.options.site else None

    def take(term: str, key: str, value: Any) -> None:
        if value is not None and value != "" and result.setdefault(key, value) == value:
            taken[term] = key

    def first(term: str) -> Any:
        values = node.properties.get(term, [])
        return values[0] if len(values) == 1 else None

    def text(term: str, key: str) -> None:
        value = first(term)
        if not isinstance(value, Node):
            take(term, key, text_of(value))

    _addresses(node, base, field, take)
    if not {"url", "embed_url"} & result.keys():
        return None, ()
    text("name", "title")
    text("caption", "caption")
    text("description", "caption" if field == "video" else "alt")
    text("creditText", "credit")
    text("copyrightNotice", "copyright_notice")
    text("transcript", "transcript")
    for term, key in (("license", "license_url"), ("acquireLicensePage", "acquire_license_url")):
        value = first(term)
        if not (isinstance(value, Node) and len(value.properties) > 1):
            take(term, key, url_of(value, base))
    for term in ("width", "height"):
        take(term, term, count_of(first(term)))
    take("contentSize", "size", bytes_of(first("contentSize")))
    if field != "images":
        take("duration", "duration", seconds_of(first("duration")))
    take("encodingFormat", "mime", media_type(first("encodingFormat")))
    take("inLanguage", "lang", language(text_of(first("inLanguage")) or ""))
    thumbnail = first("thumbnailUrl")
    take("thumbnailUrl", "thumbnail", url_of(thumbnail, base) if isinstance(thumbnail, str) else None)
    take("digitalSourceType", "digital_source_type", digital_source(first("digitalSourceType")))
    take("identifier", "id", _identifier(first("identifier")))
    for term, key in (("dateCreated", "created"), ("uploadDate", "uploaded")):
        if value := quiet_date(first(term), zone, whole=key == "uploaded"):
            take(term, key, value)
    _creators(draft, node, take)
    _files(draft, node, result, taken)
    return result, tuple(taken)


def _addresses(node: Node, base: str | None, field: str, take: Any) -> None:
    """Where the file is, or its player."""
    content = [u for v in node.properties.get("contentUrl", ()) if isinstance(v, str) and (u := web(v, base))]
    url = [u for v in node.properties.get("url", ()) if isinstance(v, str) and (u := web(v, base))]
    embed = [u for v in node.properties.get("embedUrl", ()) if isinstance(v, str) and (u := web(v, base))]
    if len(content) == 1:
        take("contentUrl", "url", content[0])
    elif content:
        take("", "url", content[0])
    if (url and field == "images") or (url and not content and not embed):
        take("url", "url", url[0])
    if embed and field != "images":
        take("embedUrl", "embed_url", embed[0])
    if (
        field == "images"
        and not content
        and not url
        and node.id
        and (own := web(node.id, base))
        and "#" not in own
    ):
        take("", "url", own)


def _identifier(value: Any) -> str | None:
    if isinstance(value, Node):
        if set(value.properties) == {"value"}:
            return text_of(value.properties["value"][0])
        return None
    return text_of(value)


def _creators(draft: Draft, node: Node, take: Any) -> None:
    found: list[dict[str, Any]] = []
    simple = True
    for term in ("creator", "author"):
        values = node.properties.get(term, [])
        if not values or found:
            continue
        for value in values:
            if isinstance(value, Node):
                whole = draft.graph.resolved(value)
                one = party(draft, whole, "person")
                simple = simple and set(whole.properties) <= {"name", "url", "sameAs"} and one is not None
                found += [one] if one else []
            elif text := text_of(value):
                found += named(text, "person")
        if found:
            take(term if simple else "", "creator", found)


def _files(draft: Draft, node: Node, result: dict[str, Any], taken: dict[str, str]) -> None:
    """The other files of a clip (``encoding``)."""
    values = node.properties.get("encoding", [])
    files = [_file(v, draft.base) if isinstance(v, Node) else None for v in values]
    whole = [file for file in files if file]
    if whole:
        result["renditions"] = [file for file, _ in whole]
        if all(file and file[1] for file in files):
            taken["encoding"] = "renditions"


def _file(node: Node, base: str | None) -> tuple[dict[str, Any], bool] | None:
    """One file of a clip or document, and whether that is all that is said of it."""
    url = url_of(node, base)
    if url is None:
        return None
    values: dict[str, Any] = {}
    for term, key, read in (
        ("encodingFormat", "mime", media_type), ("width", "width", count_of), ("height", "height", count_of),
        ("contentSize", "size", bytes_of), ("duration", "duration", seconds_of), ("name", "title", text_of),
    ):  # fmt: skip
        found = [read(value) for value in node.properties.get(term, ())]
        if len(found) == 1 and found[0] is not None:
            values[key] = found[0]
    known = {
        "contentUrl",
        "url",
        "encodingFormat",
        "width",
        "height",
        "contentSize",
        "duration",
        "name",
        "sha256",
    }
    digest = node.properties.get("sha256", [])
    if len(digest) == 1 and isinstance(digest[0], str):
        values["hash"] = [{"type": "sha256", "value": str(digest[0])}]
    return {"url": url, **values}, set(node.properties) <= known


def files(draft: Draft, name: str, field: str) -> None:
    """Read files (``associatedMedia``, ``encoding``) as renditions of the item; what is none is kept."""
    lost = []
    for value in draft.node.properties.get(name, ()):
        node = draft.graph.resolved(value) if isinstance(value, Node) else None
        found = _file(node, draft.base) if node else None
        if found is None or node is None or node.is_a("ImageObject", "VideoObject", "AudioObject"):
            lost.append(value)
            continue
        path = draft.add(field, found[0], name)
        if not found[1]:
            known = (
                "contentUrl",
                "url",
                "encodingFormat",
                "width",
                "height",
                "contentSize",
                "duration",
                "sha256",
            )
            draft.rest(path, name, node, known)
    if lost:
        draft.keep(name, lost)


def own_file(draft: Draft, kind: str) -> None:
    """The file that a picture or clip, read as an item of its own, is."""
    node, base = draft.node, draft.base
    found = _file(node, base)
    content = next((u for v in node.properties.get("contentUrl", ()) if (u := url_of(v, base))), None)
    if found and content:
        draft.add("renditions", {**found[0], "url": content}, "contentUrl")
        draft.fields["renditions"][0].pop("title", None)
    for value in node.properties.get("embedUrl", ()):
        if (url := url_of(value, base)) and not content:
            draft.add(
                {"ImageObject": "images", "AudioObject": "audio"}.get(kind, "video"),
                {"embed_url": url},
                "embedUrl",
            )


def digital_source(value: Any) -> str | None:
    """The IPTC digital source type for a member of schema.org's enumeration, or for IPTC's own IRI."""
    text = url_of(value) or text_of(value) or ""
    member = text.rpartition("/")[2]
    if "cv.iptc.org" in text:
        return iri(text.replace("https://cv.iptc.org", "http://cv.iptc.org"))
    code = IPTC_SOURCE.get(member) or IPTC_SOURCE.get(f"{member}DigitalSource")
    return _DIGITAL + code if code else None


def thumbnails(draft: Draft, name: str) -> None:
    """Small pictures that stand for the item."""
    lost = []
    known = {file.get("url") for file in draft.fields.get("thumbnail", ())}
    for value in draft.node.properties.get(name, ()):
        node = draft.graph.resolved(value) if isinstance(value, Node) else None
        url = url_of(node or value, draft.base)
        if url is None:
            lost.append(value)
            continue
        if url in known:
            continue
        known.add(url)
        path = draft.add("thumbnail", {"url": url}, name)
        if node is not None:
            draft.rest(path, name, node, ("url", "contentUrl"))
    if lost:
        draft.keep(name, lost)

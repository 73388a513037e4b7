"""What RSS and Atom feeds carry by modules: files, places, dates and rights, written the same way in both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from newsml.feeds.draft import Draft
from newsml.feeds.elements import BESIDE, KNOWN
from newsml.feeds.media import FIELD, OF_FILES
from newsml.feeds.mediadetails import EBU
from newsml.feeds.names import ATOM, CC, CONTENT, DC, DCTERMS, GEORSS, ITUNES, MEDIA, PRISM, name_of
from newsml.model.concepts import Geo, Media, Place, Rendition
from newsml.model.values import PartialDate, is_url, isoformat
from newsml.xml import add, decimal, safe_parser

NAMESPACES: Any = {
    "content": CONTENT, "dc": DC, "dcterms": DCTERMS, "media": MEDIA, "atom": ATOM, "georss": GEORSS, "prism": PRISM,
    "creativeCommons": CC,
}  # fmt: skip
_MOST_DIGITS = 15


def moment(value: Any) -> str:
    """A date of any precision in the form of the W3C (https://www.w3.org/TR/NOTE-datetime)."""
    return str(value) if isinstance(value, PartialDate) else isoformat(value)


def dated(parent: Element, tag: str, name: str, draft: Draft) -> None:
    """A date of the article, as precise as it is."""
    value = getattr(draft.article, name)
    if value is not None:
        add(parent, tag, moment(value))
        draft.take(name)


def valid(parent: Element, draft: Draft) -> None:
    """Until when the article may be used, as the end of a period (DCMI Period)."""
    if draft.article.expires:
        add(parent, f"{{{DCTERMS}}}valid", f"end={moment(draft.article.expires[0])}; scheme=W3C-DTF")
        draft.take("expires.0")


# --- files ---------------------------------------------------------------------------------------


def media_elements(parent: Element, draft: Draft) -> None:
    """Pictures, videos and audio clips as Media RSS; one with several files as a group."""
    for medium, name in FIELD.items():
        seen: set[str] = set()
        for index, media in enumerate(getattr(draft.article, name)):
            if media.url is not None and media.url not in seen:
                seen.add(media.url)
                _file(parent, medium, media, f"{name}.{index}", draft)
    for index, rendition in enumerate(draft.article.thumbnail):
        if rendition.url is not None and is_url(rendition.url):
            path = f"thumbnail.{index}"
            element = add(parent, f"{{{MEDIA}}}thumbnail", url=rendition.url)
            draft.take(f"{path}.url")
            _numbers(element, rendition, ("width", "height"), path, draft)


def _file(parent: Element, medium: str, media: Media, path: str, draft: Draft) -> None:
    group = add(parent, f"{{{MEDIA}}}group") if media.renditions else parent
    element = _content(group, medium, media, path, draft)
    if media.renditions:
        element.set("isDefault", "true")
        for index, rendition in enumerate(media.renditions):
            if rendition.url is not None:
                _content(group, medium, rendition, f"{path}.renditions.{index}", draft)
    _details(element, media, path, draft)


def _content(parent: Element, medium: str, file: Media | Rendition, path: str, draft: Draft) -> Element:
    element = add(parent, f"{{{MEDIA}}}content", url=file.url)
    draft.take(f"{path}.url")
    if file.size and len(str(file.size)) <= _MOST_DIGITS:
        element.set("fileSize", str(file.size))
        draft.take(f"{path}.size")
    if file.mime:
        element.set("type", file.mime)
        draft.take(f"{path}.mime")
    element.set("medium", medium)
    _numbers(element, file, ("duration", "width", "height"), path, draft)
    if isinstance(file, Media) and file.lang:
        element.set("lang", file.lang)
        draft.take(f"{path}.lang")
    return element


def _numbers(element: Element, file: Any, names: Iterable[str], path: str, draft: Draft) -> None:
    for name in names:
        value = getattr(file, name)
        text = decimal(value) if isinstance(value, float) else str(value)
        if value is not None and text is not None and len(text) <= _MOST_DIGITS:
            element.set(name, text)
            draft.take(f"{path}.{name}")


def _details(element: Element, media: Media, path: str, draft: Draft) -> None:
    """What is said of a file, in the order of the specification."""
    if title := draft.words(f"{path}.title", media.title):
        add(element, f"{{{MEDIA}}}title", title, type="plain")
    caption = draft.words(f"{path}.caption", media.caption)
    if caption:
        add(element, f"{{{MEDIA}}}description", caption, type="plain")
    if media.thumbnail and is_url(media.thumbnail):
        add(element, f"{{{MEDIA}}}thumbnail", url=media.thumbnail)
        draft.take(f"{path}.thumbnail")
    if credit := draft.words(f"{path}.credit", media.credit):
        add(element, f"{{{MEDIA}}}credit", credit)
    for index, maker in enumerate(media.creator):
        if maker.name and (name := draft.words(f"{path}.creator.{index}.name", maker.name)):
            add(element, f"{{{MEDIA}}}credit", name, role=maker.role or "author", scheme=EBU)
            draft.take(f"{path}.creator.{index}.role")
    if notice := draft.words(f"{path}.copyright_notice", media.copyright_notice):
        add(element, f"{{{MEDIA}}}copyright", notice)
    if media.embed_url:
        add(element, f"{{{MEDIA}}}player", url=media.embed_url)
        draft.take(f"{path}.embed_url")
    name = "alt" if path.startswith("images") else "transcript"
    if words := draft.words(f"{path}.{name}", getattr(media, name)):
        add(element, f"{{{MEDIA}}}text", words, type="plain")
    if media.license_url:
        add(element, f"{{{MEDIA}}}license", href=media.license_url, type="text/html")
        draft.take(f"{path}.license_url")


def best_enclosure(draft: Draft) -> Media | None:
    """The file that comes with the item: audio or video first, for players; it must say its type and size."""
    article = draft.article
    for media in (*article.audio, *article.video, *article.images):
        if media.url and is_url(media.url) and media.mime and media.size:
            return media
    return None


def episode_elements(parent: Element, draft: Draft) -> None:
    """Length and picture of an episode, as players of podcasts read them: they know no Media RSS."""
    article = draft.article
    clip = next((media for media in (*article.audio, *article.video) if media.duration is not None), None)
    length = decimal(clip.duration) if clip is not None and clip.duration is not None else None
    picture = next((image.url for image in article.images if image.url and is_url(image.url)), None)
    if length is not None and len(length) <= _MOST_DIGITS:
        etree.SubElement(parent, f"{{{ITUNES}}}duration", nsmap={"itunes": ITUNES}).text = length
    if picture is not None and (article.audio or article.video):
        etree.SubElement(parent, f"{{{ITUNES}}}image", {"href": picture}, {"itunes": ITUNES})


# --- places --------------------------------------------------------------------------------------


def place_elements(parent: Element, draft: Draft) -> None:
    """The first place as GeoRSS, which has one for an item."""
    place = draft.article.places[0] if draft.article.places else None
    if place is None:
        return
    if name := draft.words("places.0.name", place.name):
        add(parent, f"{{{GEORSS}}}featurename", name)
    if place.geo is not None and (point := _point(place.geo)):
        add(parent, f"{{{GEORSS}}}point", point)
        draft.take("places.0.geo.latitude", "places.0.geo.longitude")
    _shapes(parent, place, draft)


def _shapes(parent: Element, place: Place, draft: Draft) -> None:
    for tag, name in (("line", "lines"), ("polygon", "polygons")):
        for index, line in enumerate(getattr(place, name)):
            points = [_point(geo) for geo in line.points]
            if points and all(points) and not any(geo.altitude or geo.datum for geo in line.points):
                add(parent, f"{{{GEORSS}}}{tag}", " ".join(map(str, points)))
                draft.take(f"places.0.{name}.{index}")
    for index, circle in enumerate(place.circles):
        radius = decimal(circle.radius)
        centre = _point(circle.centre)
        plain = circle.unit == "m" and not (circle.centre.altitude or circle.centre.datum)
        if plain and centre and radius and len(radius) < 25:
            add(parent, f"{{{GEORSS}}}circle", f"{centre} {radius}")
            draft.take(f"places.0.circles.{index}")


def _point(geo: Geo) -> str | None:
    latitude, longitude = decimal(geo.latitude), decimal(geo.longitude)
    return f"{latitude} {longitude}" if latitude is not None and longitude is not None else None


# --- links and what was kept ---------------------------------------------------------------------


def link_elements(parent: Element, draft: Draft) -> None:
    """Further pages, and what it was made from, as links of Atom."""
    for name, usual in (("related", "related"), ("derived_from", "via")):
        for index, link in enumerate(getattr(draft.article, name)):
            path = f"{name}.{index}"
            if link.href is None or not is_url(link.href):
                continue
            element = add(
                parent, f"{{{ATOM}}}link", rel=usual, type=link.mime, hreflang=link.lang, href=link.href
            )
            draft.take(f"{path}.href", f"{path}.mime", f"{path}.lang")
            if title := draft.words(f"{path}.title", link.title):
                element.set("title", title)


def kept_elements(parent: Element, draft: Draft, format_name: str) -> None:
    """What an earlier feed of the same format said and newsml does not know goes back.

    Not so markup of pages, and not what newsml knows and could not read: it would be wrong again. What another part
    of the item says too, such as a title for players, goes back beside that part.
    """
    for index, fragment in enumerate(draft.article.foreign):
        if fragment.format != format_name or fragment.field or fragment.is_about_form:
            continue
        try:
            element = etree.fromstring(fragment.markup, safe_parser())
        except (etree.XMLSyntaxError, ValueError):
            continue
        page = any(name_of(node.tag)[0] == "xhtml" for node in element.iter())
        if not page and _goes_back(name_of(element.tag), draft):
            parent.append(element)
            draft.take(f"foreign.{index}")


def _goes_back(name: tuple[str, str], draft: Draft) -> bool:
    if name in BESIDE:
        field = BESIDE[name]
        return not field or bool(getattr(draft.article, field))
    if name in OF_FILES:
        return not any(getattr(draft.article, field) for field in FIELD.values())
    return name not in KNOWN


def laid_out(element: Element, indent: str = "  ") -> bytes:
    """What is within an element, each child on a line; the namespaces are declared around it."""
    element.text = f"\n{indent}"
    for child in element:
        child.tail = f"\n{indent}"
    if len(element):
        element[-1].tail = "\n"
    data = etree.tostring(element, encoding="utf-8")
    return data[data.index(b">") + 1 : data.rindex(b"<")]

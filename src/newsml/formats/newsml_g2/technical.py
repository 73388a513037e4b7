"""The technical characteristics of files, their channels and other locations, as NewsML-G2 has them.

Specification: NewsML-G2 2.35, NewsContentAttributes, NewsContentCharacteristics, ChannelType, altLoc.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2.draft import Draft, g2
from newsml.g2_grammar import allowed_attributes
from newsml.model.concepts import AltLocation, Rendition
from newsml.model.technical import Channel, Technical
from newsml.xml import decimal


class Characteristic(NamedTuple):
    """A field of `Technical`, its attribute, and what kind of value that has."""

    field: str
    attribute: str
    kind: Literal["count", "ordinal", "word", "text", "bool", "number", "date", "scan"]


CHARACTERISTICS = tuple(
    Characteristic(*row)
    for row in (
        ("characters", "charcount", "count"), ("words", "wordcount", "count"), ("lines", "linecount", "count"),
        ("pages", "pagecount", "count"), ("width", "width", "count"), ("width_unit", "widthunit", "word"),
        ("height", "height", "count"), ("height_unit", "heightunit", "word"), ("orientation", "orientation", "count"),
        ("layout", "layoutorientation", "word"), ("resolution", "resolution", "ordinal"),
        ("colour_space", "colourspace", "word"), ("colour_indicator", "colourindicator", "word"),
        ("colour_depth", "colourdepth", "count"),
        ("duration", "duration", "text"), ("duration_unit", "durationunit", "word"),
        ("video_codec", "videocodec", "word"), ("video_bitrate", "videoavgbitrate", "ordinal"),
        ("video_variable_bitrate", "videovbr", "bool"), ("frame_rate", "videoframerate", "number"),
        ("scan", "videoscan", "scan"),
        ("aspect_ratio", "videoaspectratio", "text"), ("sampling", "videosampling", "text"),
        ("scaling", "videoscaling", "word"),
        ("definition", "videodefinition", "word"), ("audio_codec", "audiocodec", "word"),
        ("audio_bitrate", "audiobitrate", "ordinal"), ("audio_variable_bitrate", "audiovbr", "bool"),
        ("audio_sample_size", "audiosamplesize", "ordinal"), ("audio_sample_rate", "audiosamplerate", "ordinal"),
        ("audio_channels", "audiochannels", "word"), ("format", "format", "word"),
        ("mime_variant", "contenttypevariant", "text"), ("generator", "generator", "text"),
        ("generated", "generated", "date"), ("has_content", "hascontent", "bool"),
    )
)  # fmt: skip
"""In the order of the model."""


def characterise(element: Element, draft: Draft, technical: Technical | None, path: str) -> None:
    """Give an element the characteristics that it may have; others are reported."""
    if technical is None:
        return
    allowed = allowed_attributes(element)
    for field, attribute, kind in CHARACTERISTICS:
        value = getattr(technical, field)
        if value is None:
            continue
        written = _written(draft, attribute, kind, value, f"{path}.{field}")
        name = f"{attribute}uri" if kind == "word" and written and written[0] == "uri" else attribute
        if name not in allowed:
            draft.lose(f"{path}.{field}", value)
        elif element.get(attribute) is not None or element.get(f"{attribute}uri") is not None:
            draft.lose(f"{path}.{field}", value, "it is said in pixels or seconds")
        elif written is not None:
            element.set(name, written[1])


def _written(draft: Draft, attribute: str, kind: str, value: object, path: str) -> tuple[str, str] | None:
    """How a value is written, after ``uri`` or ``as`` it is; None, reported, where it cannot be."""
    if kind == "word":
        qcode, uri = draft.coded(str(value), attribute)
        return ("uri", uri) if uri else ("as", qcode) if qcode else None
    if kind == "bool":
        return "as", "true" if value else "false"
    if kind == "number":
        number = decimal(float(str(value)))
        if number is None:
            draft.lose(path, value, "it is not a number")
        return ("as", number) if number is not None else None
    if kind == "date":
        date = draft.full_date(value, path)  # type: ignore[arg-type]
        return ("as", date) if date is not None else None
    text = str(value)
    return "as", draft.line(text, path) if kind == "text" else text


def locations(element: Element, draft: Draft, file: Rendition, path: str) -> None:
    """The channels of a file, its other identifiers, and where else it is found."""
    from newsml.formats.newsml_g2.content import alt_id

    for index, channel in enumerate(file.channels):
        _channel(element, draft, channel, f"{path}.channels.{index}")
    for index, other in enumerate(file.alt_ids):
        alt_id(element, draft, other, f"{path}.alt_ids.{index}")
    for index, location in enumerate(file.alt_locations):
        _location(element, draft, location, f"{path}.alt_locations.{index}")


def _channel(parent: Element, draft: Draft, channel: Channel, path: str) -> None:
    kind, kind_uri = draft.coded(channel.type, "channeltype")
    role, role_uri = draft.coded(channel.role, "channelrole")
    element = g2(
        parent, "channel", chnlid=channel.number, type=kind, typeuri=kind_uri, role=role, roleuri=role_uri,
        language=channel.lang,
    )  # fmt: skip
    characterise(element, draft, channel.technical, f"{path}.technical")


def _location(parent: Element, draft: Draft, location: AltLocation, path: str) -> None:
    url = draft.iri(location.url, f"{path}.url")
    if url is None:
        return
    kind, kind_uri = draft.coded(location.type, "locationtype")
    role, uri = draft.coded(location.role, "locationrole")
    if uri is not None:  # the schema misspells the attribute for it, and a correction is under way
        draft.lose(f"{path}.role", uri, "only a QCode can stand here")
    g2(parent, "altLoc", url, type=kind, typeuri=kind_uri, role=role)

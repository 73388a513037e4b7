"""What a file is like: its length in words, its colours, how its sound and its moving pictures are coded.

Semantics: NewsML-G2 2.35, newsContentCharacteristics, channel.
"""

# No `from __future__ import annotations`: pydantic would have to evaluate 300 texts at start (5 ms of CPU).

from typing import Annotated, Literal

from newsml.model.references import Number
from newsml.model.values import AnyDate, Count, Deferred, LanguageTag, Ordinal, Value


class Technical(Value):
    """The technical characteristics of a file; codes are those of IPTC's vocabularies or the sender's own.

    Bit rates in kilobits a second, sample rates in hertz.
    """

    characters: Count | None = None
    words: Count | None = None
    lines: Count | None = None
    pages: Count | None = None
    width: Count | None = None
    """The width in another unit than pixels."""
    width_unit: str | None = None
    height: Count | None = None
    height_unit: str | None = None
    orientation: Count | None = None
    """How a picture has to be turned to stand upright, 1 to 8 as in EXIF."""
    layout: str | None = None
    """Portrait, landscape …"""
    resolution: Ordinal | None = None
    """Dots an inch."""
    colour_space: str | None = None
    colour_indicator: str | None = None
    """In colour or not."""
    colour_depth: Count | None = None
    """Bits a pixel."""
    duration: str | None = None
    """How long it takes, where that cannot be told in seconds: frames, a time code."""
    duration_unit: str | None = None
    video_codec: str | None = None
    video_bitrate: Ordinal | None = None
    video_variable_bitrate: bool | None = None
    frame_rate: Annotated[Number, Deferred()] | None = None
    """Frames a second."""
    scan: Literal["progressive", "interlaced"] | None = None
    aspect_ratio: str | None = None
    sampling: str | None = None
    scaling: str | None = None
    definition: str | None = None
    """Standard, high …"""
    audio_codec: str | None = None
    audio_bitrate: Ordinal | None = None
    audio_variable_bitrate: bool | None = None
    audio_sample_size: Ordinal | None = None
    audio_sample_rate: Ordinal | None = None
    audio_channels: str | None = None
    """Mono, stereo …"""
    format: str | None = None
    """The format, where more is known of it than its media type."""
    mime_variant: str | None = None
    generator: str | None = None
    """The program that made the file."""
    generated: AnyDate | None = None
    """When the file was made."""
    has_content: bool | None = None
    """Whether the file is there and has something in it."""


class Channel(Value):
    """One channel of the file: its number, what it carries (type), what for (role), in which language."""

    number: Ordinal | None = None
    type: str | None = None
    role: str | None = None
    lang: LanguageTag | None = None
    technical: Annotated[Technical | None, Deferred()] = None

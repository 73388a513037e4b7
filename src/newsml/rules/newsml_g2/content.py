"""Rules on the content of an item: its renditions, what they say of themselves, and what is in them.

NewsML-G2 2.35 (``contentSet``, ``remoteContent``, ``inlineXML``, ``inlineData``), IANA media types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsml.rules.newsml_g2.checks import Attribute, Found, g2_rule
from newsml.rules.newsml_g2.item import Item, children, name_of
from newsml.rules.registry import shown

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MEDIA_TYPE = re.compile(r"[A-Za-z0-9][\w!#$&^.+\-]*/[A-Za-z0-9][\w!#$&^.+\-]*(?:\s*;.*)?", re.ASCII)
_TYPO = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/tif": "image/tiff",
    "audio/mp3": "audio/mpeg",
    "video/mp3": "audio/mpeg",
    "text/text": "text/plain",
    "text/txt": "text/plain",
    "application/xhtml": "application/xhtml+xml",
    "text/xhtml": "application/xhtml+xml",
    "application/nitf": "application/nitf+xml",
    "text/nitf": "application/nitf+xml",
}
_FAMILIES = {
    "picture": ("image", "application"),
    "graphic": ("image", "application", "model", "text"),
    "animation": ("image", "video", "application", "text"),
    "video": ("video", "image", "application"),
    "audio": ("audio", "application"),
}
_XHTML = "http://www.w3.org/1999/xhtml"
_LENGTHS = {
    "md5": 32,
    "sha1": 40,
    "sha-1": 40,
    "sha224": 56,
    "sha256": 64,
    "sha-256": 64,
    "sha384": 96,
    "sha512": 128,
}
_HEX = re.compile(r"[0-9a-fA-F]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_\-]+={0,2}")
_TAGS = re.compile(r"<(?:p|div|br|h[1-6]|html|body|table|ul|ol|strong|em|span|a)\b[^<>]*>", re.IGNORECASE)
_PIXELS = 100_000


def _class(item: Item) -> str:
    for element in item.all("itemClass"):
        return item.code(element, "ninat") or ""
    return ""


def _says(element: Element, name: str) -> bool:
    return bool(element.get(name) or element.get(f"{name}uri"))


@g2_rule("G2-CONTENT-NOWHERE", "error", "remoteContent icon", nears="MEDIA-SOURCE, MEDIA-ITEM")
def content_without_address(elements: Iterable[Element], item: Item) -> Found:
    """A file that an item refers to has an address or an id.

    Why: the description of a picture without the picture cannot be printed. The schema asks for neither.
    See: NewsML-G2 2.35, ``remoteContent`` (``href`` or ``residref``).
    """
    for element in elements:
        if not (element.get("href") or element.get("residref") or element.get("guidref")) and not len(
            element
        ):
            yield element, f"{name_of(element)} has neither href nor residref: say where the file is"


@g2_rule("G2-RENDITION-NONE", "warning", "contentSet")
def renditions_without_names(elements: Iterable[Element], item: Item) -> Found:
    """Where there are several files of one content, each says which rendition it is.

    Why: a receiver looks for the thumbnail or the high resolution by its code. Without one it takes the first file,
    and prints a thumbnail.
    See: NewsML-G2 2.35, ``contentSet`` (alternative renditions) and ``rendition``; NewsCodes rendition.
    """
    for element in elements:
        files = children(element, "remoteContent")
        if len(files) < 2:
            continue
        nameless = [one for one in files if not _says(one, "rendition")]
        if nameless and len({one.get("contenttype") for one in files}) < len(files):
            yield (
                nameless[0],
                f"{len(nameless)} of {len(files)} remoteContent have no rendition: say which each is, such as rnd:web",
            )


@g2_rule("G2-RENDITION-REPEATED", "info", "contentSet", covers="MEDIA-RENDITION")
def rendition_twice(elements: Iterable[Element], item: Item) -> Found:
    """Each rendition of an item has a name of its own, or another type.

    Why: a receiver that asks for "rnd:web" gets one of two, and cannot tell them apart.
    See: NewsML-G2 2.35, ``rendition``.
    """
    for element in elements:
        seen: set[tuple[str | None, ...]] = set()
        for one in children(element) if len(element) > 1 else ():
            if not _says(one, "rendition"):
                continue
            said = one.get("rendition") or one.get("renditionuri")
            key = (
                said,
                *map(
                    one.get,
                    (
                        "contenttype",
                        "format",
                        "width",
                        "height",
                        "videoaspectratio",
                        "language",
                        "colourindicator",
                        "videoavgbitrate",
                        "audiobitrate",
                    ),
                ),
            )
            if key in seen:
                yield one, f"rendition {said} is given to two files of the same kind: name each differently"
            seen.add(key)


@g2_rule("G2-RENDITION-TYPE", "info", "remoteContent")
def file_without_type(elements: Iterable[Element], item: Item) -> Found:
    """A file says its media type.

    Why: receivers choose what they can use before they fetch it. By the end of its name alone they cannot tell, for
    many addresses have none.
    See: NewsML-G2 2.35, ``remoteContent/@contenttype``; IANA media types.
    """
    for element in elements:
        if (
            not element.get("contenttype")
            and not _says(element, "format")
            and (element.get("href") or element.get("residref"))
        ):
            yield element, "remoteContent has no contenttype: add the media type, such as image/jpeg"


@g2_rule("G2-RENDITION-SIZE", "info", "remoteContent")
def file_without_size(elements: Iterable[Element], item: Item) -> Found:
    """A file says how large it is.

    Why: with the size in bytes, receivers see a download that broke off, and can leave out what is too large.
    See: NewsML-G2 2.35, ``remoteContent/@size``.
    """
    for element in elements:
        size = element.get("size")
        if size is not None and size.strip().strip("0") == "" and size.strip():
            yield element, "size is 0 bytes: correct it, or leave it out"
        elif size is None and element.get("href"):
            yield element, "remoteContent has no size: add the number of bytes"


@g2_rule("G2-RENDITION-PIXELS", "warning", "remoteContent icon")
def sizes_nobody_prints(elements: Iterable[Element], item: Item) -> Found:
    """Width and height are given both, and are the size of a picture.

    Why: a layout is made from both before the file is there. One alone, a 0 or a million pixels breaks it.
    See: NewsML-G2 2.35, ``width`` and ``height`` (default unit: pixels for pictures).
    """
    for element in elements:
        width, height = element.get("width"), element.get("height")
        if width is None and height is None:
            continue
        name = name_of(element)
        if width is None or height is None:
            if not _says(element, "widthunit") and not _says(element, "heightunit") and _is_image(element):
                given, lacks = ("width", "height") if height is None else ("height", "width")
                yield element, f"{name} has a {given} and no {lacks}: give both"
            continue
        for side, value in (("width", width), ("height", height)):
            if (
                value.strip().isdecimal()
                and not 0 < int(value) <= _PIXELS
                and not _says(element, f"{side}unit")
            ):
                yield (
                    element,
                    f"{side} {value} of {name} is no size of a picture: correct it, or leave it out",
                )


def _is_image(element: Element) -> bool:
    return name_of(element) == "icon" or element.get("contenttype", "").startswith("image/")


@g2_rule("G2-CONTENT-CLASS", "warning", "remoteContent")
def file_of_another_class(elements: Iterable[Element], item: Item) -> Found:
    """The files of an item are of its class.

    Why: an item of class picture goes to the picture system. A video in it is not played there, and not found by
    those who look for video.
    See: NewsML-G2 2.35, ``itemClass`` and ``contenttype``; NewsCodes ninature.
    """
    families = _FAMILIES.get(_class(item))
    if families is None:
        return
    for element in elements:
        family = element.get("contenttype", "").strip().lower().partition("/")[0]
        if family and family not in families and family not in ("text", "multipart"):
            yield (
                element,
                f"contenttype {element.get('contenttype')} in an item of class {_class(item)}: correct one of them",
            )


@g2_rule("G2-CONTENTTYPE", "warning", "@contenttype", nears="MODEL")
def no_media_type(attributes: Iterable[Attribute], item: Item) -> Found:
    """A contenttype is a registered media type.

    Why: "jpeg" or "image/jpg" is in no list, so that a receiver does not know what to open the file with, or refuses
    it.
    See: NewsML-G2 2.35, ``contenttype`` (an IANA media type); RFC 6838; IANA, "Media Types".
    """
    for value, element, _ in attributes:
        plain = value.strip().lower()
        if plain and not _MEDIA_TYPE.fullmatch(value.strip()):
            yield element, f"contenttype {shown(value)} is no media type: write one, such as image/jpeg"
        elif plain in _TYPO:
            yield element, f"contenttype {shown(value)} is not registered: write {_TYPO[plain]}"


@g2_rule("G2-INLINE-TYPE", "warning", "inlineXML")
def other_xml_than_said(elements: Iterable[Element], item: Item) -> Found:
    """The XML within an item is what its contenttype says.

    Why: a receiver picks its reader by the type. A page of XHTML that says it is NITF comes out empty.
    See: NewsML-G2 2.35, ``inlineXML/@contenttype``.
    """
    for element in elements:
        said = element.get("contenttype", "").strip().lower()
        root = next(iter(children(element)), None)
        if root is None:
            continue
        what = "application/xhtml+xml" if str(root.tag).startswith(f"{{{_XHTML}}}") else ""
        what = "application/nitf+xml" if name_of(root) == "nitf" else what
        if said and (
            (what and "nitf" in said) != (what == "application/nitf+xml") if what else "html" in said
        ):
            found = what or f"an element {name_of(root)} that is no XHTML"
            yield element, f"contenttype {said}, but inlineXML holds {found}: correct one of them"


@g2_rule("G2-INLINE-EMPTY", "warning", "inlineXML inlineData", nears="BODY-EMPTY, UNKNOWN")
def nothing_inline(elements: Iterable[Element], item: Item) -> Found:
    """Inline content has content.

    Why: the story is where the receiver looks for it, and it is empty. A text that is elsewhere has
    ``remoteContent``.
    See: NewsML-G2 2.35, ``inlineXML`` and ``inlineData``.
    """
    for element in elements:
        if not (element.text or "").strip() and not children(element):
            yield element, f"{name_of(element)} is empty: put the content in, or leave it out"


@g2_rule("G2-INLINE-HTML", "warning", "inlineData", nears="UNKNOWN, BODY-MARKUP, TEXT-MARKUP")
def html_in_plain_text(elements: Iterable[Element], item: Item) -> Found:
    """Plain text is plain.

    Why: a receiver that is told text/plain shows the tags to its readers.
    See: NewsML-G2 2.35, ``inlineData/@contenttype``.
    """
    for element in elements:
        text = element.text or ""
        said = element.get("contenttype", "").strip().lower().partition(";")[0]
        if said in ("", "text/plain") and "<" in text and (found := _TAGS.search(text)):
            yield (
                element,
                f'inlineData is {said or "plain text"} and holds {shown(found[0], 30)}: say contenttype="text/html"',
            )


@g2_rule("G2-INLINE-BASE", "error", "inlineData", nears="UNKNOWN, MODEL")
def not_base64(elements: Iterable[Element], item: Item) -> Found:
    """Inline data that says it is Base64 can be decoded.

    Why: one character that does not belong there, and the picture is lost.
    See: NewsML-G2 2.35, ``inlineData/@encoding``; RFC 4648 section 4.
    """
    for element in elements:
        said = (element.get("encoding") or element.get("encodinguri") or "").lower()
        if not said.endswith("base64") or not element.text:
            continue
        data = "".join(element.text.split())
        if len(data) % 4 or not re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", data):
            yield (
                element,
                "inlineData says encoding base64, and its text is not: encode it, or leave encoding out",
            )


@g2_rule("G2-HASH", "error", "hash")
def hash_of_wrong_form(elements: Iterable[Element], item: Item) -> Found:
    """A hash has the form of its algorithm.

    Why: a receiver compares it with that of the file it got. "hash-value", or an MD5 that is said to be a SHA-256,
    never fits, so that every file is taken for damaged.
    See: NewsML-G2 2.35, ``hash/@hashtype``; NewsCodes hashtype; RFC 1321, FIPS 180-4.
    """
    for element in elements:
        text = (element.text or "").strip()
        said = element.get("hashtype") or element.get("hashtypeuri") or ""
        length = _LENGTHS.get(re.split(r"[:/]", said)[-1].lower())
        if not text:
            yield element, "hash is empty: write the value, or leave it out"
        elif (
            length
            and not (_HEX.fullmatch(text) and len(text) == length)
            and not _is_base64_hash(text, length)
        ):
            yield element, f"hash {shown(text)} is none of {said}, which has {length} hexadecimal digits"


def _is_base64_hash(text: str, length: int) -> bool:
    octets = length // 2
    return _BASE64.fullmatch(text) is not None and len(text.rstrip("=")) == -(-octets * 4 // 3)


@g2_rule("G2-RENDITION-ORIENTATION", "warning", "remoteContent")
def sides_against_orientation(elements: Iterable[Element], item: Item) -> Found:
    """The sides of a picture agree with the orientation that is said.

    Why: a page for a horizontal picture is made up before the file arrives. If the code says horizontal and the
    numbers vertical, it has to be made up again.
    See: NewsML-G2 2.35, ``layoutorientation``; NewsCodes layoutorientation.
    """
    for element in elements:
        code = item.code(element, "loutorient", "layoutorientation")
        width, height = element.get("width", ""), element.get("height", "")
        if (
            code in ("horizontal", "vertical")
            and width.isdecimal()
            and height.isdecimal()
            and element.get("orientation", "1") in "1234"
        ):
            wide = int(width) - int(height)
            if wide and (wide > 0) != (code == "horizontal"):
                yield (
                    element,
                    f"layoutorientation {code}, but the picture is {width} by {height}: correct one of them",
                )

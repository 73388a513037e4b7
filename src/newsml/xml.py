"""XML in and out, by lxml: parsing that no document can turn against us, and building element by element.

Specification: Extensible Markup Language (XML) 1.0, https://www.w3.org/TR/xml/.
"""

from __future__ import annotations

import re
import threading
from decimal import Decimal
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from newsml.errors import ParseError

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MAX_DEPTH = 256
"""libxml2's own limit on nested elements."""

# XML 1.0 section 2.2: what is no Char. Lone surrogates are none either.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_PLAIN = (
    ("start tag expected", "this is not XML: it does not begin with a tag"),
    ("blank needed here", "the XML declaration gives an encoding that the file is not in, or is misspelt"),
    ("comment too big", "one comment is longer than 10 MB; remove it"),
    ("excessive depth", f"elements are nested more than {MAX_DEPTH} levels deep, which no news item needs"),
    ("text node", "one piece of text is longer than 10 million characters; send it as a file of its own"),
    (
        "buffer size",
        "one tag, comment or attribute is longer than 10 MB; send such data as a file of its own",
    ),
    ("huge", "one part of it is larger than 10 MB; send such data as a file of its own"),
    ("amplification", "its entities multiply themselves; write the text itself instead"),
    ("resource limit", "it is larger than the XML parser allows; send large data as a file of its own"),
)


def safe_parser(encoding: str | None = None) -> etree.XMLParser:
    """A parser that expands no entity, opens no file and fetches nothing, within libxml2's limits of size."""
    return etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, dtd_validation=False,
        encoding=encoding,
    )  # fmt: skip


_threads = threading.local()


def _parser() -> etree.XMLParser:
    """The parser of this thread: a new one costs a tenth of what a short item takes."""
    parser: etree.XMLParser | None = getattr(_threads, "parser", None)
    if parser is None:
        parser = _threads.parser = safe_parser()
    return parser


def parse_xml(data: bytes, file: str | None = None) -> Element:
    """The root element of an XML document.

    A document type declaration that defines anything is refused, so no entity is expanded, no file opened, no
    address fetched; one that only names the document type, or a file elsewhere, is passed over. Raises ParseError
    with line and column, limits said in plain words.
    """
    if not data or data.isspace():
        raise ParseError.at("the file is empty", file)
    doubtful = PLAIN_PROLOG.match(data) is None
    if doubtful:
        data = _past_doctype(data, file)
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise ParseError.at(
            plain_words(error.msg or str(error)), file, line or None, column or None
        ) from error
    except (ValueError, LookupError) as error:
        raise ParseError.at(f"not XML: {error}", file) from error
    if doubtful and root.getroottree().docinfo.internalDTD is not None:
        raise ParseError.at(DOCTYPE, file)
    return root


DOCTYPE = (
    "a document type declaration (<!DOCTYPE …>) with definitions is not accepted, for it can define entities and "
    "point to other files: remove it"
)
PASSED_DOCTYPE = (
    "the document type declaration (<!DOCTYPE …>) is passed over: nothing that it names is fetched"
)


PLAIN_PROLOG = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml\s(?:[^>]*?encoding\s*=\s*[\"']utf-?8[\"']|(?![^>]*encoding))[^>]*>)?\s*<[a-z_]",
    re.IGNORECASE,
)
"""Nothing before the root element but a declaration, in an encoding in which markup is seen as it is."""


_BARE_DOCTYPE = re.compile(rb"<!DOCTYPE(?:[^\"'<>\[\]]|\"[^\"<]*\"|'[^'<]*')*>")


_BEFORE_DOCTYPE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)


def without_doctype(data: bytes) -> bytes:
    """The start of a document with blanks in place of a document type declaration that defines nothing."""
    before = _BEFORE_DOCTYPE.match(data)
    found = _BARE_DOCTYPE.match(data, before.end() if before else 0)
    if found is None:
        return data
    return data[: found.start()] + re.sub(rb"[^\n]", b" ", found.group()) + data[found.end() :]


class _Doctype(Exception):
    """Carries the place of a document type declaration out of the parser's callback, and whether it defines things."""


class _RootReached(Exception):
    """The prolog is over: nothing that follows can be a document type declaration."""


def _past_doctype(data: bytes, file: str | None) -> bytes:
    """Read the prolog alone, so that a declaration is refused, or blanked, before any parser acts on it."""
    from xml.parsers import expat  # writers do without

    prolog = expat.ParserCreate()

    def doctype(name: str, system: str | None, public: str | None, defines: bool) -> None:
        raise _Doctype(defines)

    def root(*_: object) -> None:
        raise _RootReached

    prolog.StartDoctypeDeclHandler = doctype
    prolog.StartElementHandler = root
    try:
        prolog.Parse(data[:_PROLOG], False)
    except _Doctype as found:
        if not found.args[0]:
            return without_doctype(data)
        raise ParseError.at(DOCTYPE, file, prolog.CurrentLineNumber, prolog.CurrentColumnNumber + 1) from None
    except (_RootReached, expat.ExpatError, ValueError, LookupError):
        pass  # what is wrong with it, lxml says
    return data


_PROLOG = 1_000_000


def plain_words(message: str) -> str:
    """The parser's message; where that is obscure, in words that say what to do."""
    lower = message.lower()
    for mark, words in _PLAIN:
        if mark in lower:
            return words
    said = " ".join(re.sub(r", line \d+, column \d+$", "", message[:2000].strip()).split())
    return "not well-formed XML: " + (said if len(said) <= 200 else said[:199] + "…")


def xml_text(text: str) -> str:
    """The text without the characters that XML cannot carry (control characters, lone surrogates)."""
    return _NOT_XML.sub("", text)


def decimal(value: float) -> str | None:
    """The number as XML Schema's decimal has it: no exponent; None for infinity and what is no number.

    >>> decimal(12.0), decimal(1e-7)
    ('12', '0.0000001')
    """
    number = Decimal(repr(value))
    return f"{number:f}".removesuffix(".0") if number.is_finite() else None


def add(parent: Element, tag: str, text: str | None = None, /, **attributes: Any) -> Element:
    """Append an element; attributes that are None are left out, ``xml_lang`` is ``xml:lang``.

    >>> etree.tostring(add(etree.Element("a"), "name", "Oslo", xml_lang="nb"))
    b'<name xml:lang="nb">Oslo</name>'
    """
    element = etree.SubElement(parent, tag)
    if text is not None:
        element.text = text
    for name, value in attributes.items():
        if value is not None:
            element.set(XML_LANG if name == "xml_lang" else name.rstrip("_"), str(value))
    return element

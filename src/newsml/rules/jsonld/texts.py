"""JL4: addresses, languages and texts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newsml.rules.headlines import TAG
from newsml.rules.jsonld.checks import Found, jl_rule
from newsml.rules.jsonld.document import Document, Words, as_list
from newsml.rules.jsonld.vocabulary import takes, takes_only
from newsml.rules.jsonld.words import absolute, host_of, is_web
from newsml.rules.language import in_use, is_registered
from newsml.rules.registry import shown
from newsml.rules.text import garbled_part, known_entity, open_direction
from newsml.vocabularies import schema_terms as terms

_URL_ONLY = ("URL",)
_ADDRESSES = frozenset({
    "url", "contentUrl", "embedUrl", "thumbnailUrl", "image", "logo", "sameAs", "license", "mainEntityOfPage",
    "discussionUrl", "archivedAt", "acquireLicensePage", "usageInfo",
})  # fmt: skip
_LOCAL = re.compile(
    r"https?://(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]|10\.\d+\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|169\.254\.\d+\.\d+|192\.168\.\d+\.\d+"
    r"|[^/]*\.(?:local|internal|localhost))(?:[:/?#]|\Z)",
    re.I,
)


_USUAL = re.compile(
    r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,18}(?<!\.local)(?<!\.internal)(?<!\.localhost)(?:[/?#][!-~]*)?"
)
"""Addresses that need no second look."""


@lru_cache(maxsize=1024)
def _is_address(name: str) -> bool:
    return name in _ADDRESSES or takes_only(name, *_URL_ONLY)


@jl_rule("JL409", "error", google="warning")
def no_address(document: Document) -> Found:
    """An address is absolute, and one that others can open.

    Why: JSON-LD travels without its page: a relative address leads nowhere; ``javascript:``, ``data:`` and
    addresses of the editor's own computer lead nowhere safe.
    See: Google Search Central, "Article structured data"; RFC 3986 section 4.3; project decision.
    """
    for words in document.words_where(_is_address):
        name, text = words.name, words.text
        if _USUAL.fullmatch(text):
            continue
        bare = text.strip()
        if not bare:
            continue
        if is_web(bare):
            if re.search(r"\s", bare):
                yield words.place, f"{name} {shown(bare)} has a space in it: write %20"
            elif _LOCAL.match(bare):
                yield (
                    words.place,
                    f"{name} {shown(bare)} leads to a computer of your own: give the public address",
                )
            elif not host_of(bare):
                yield words.place, f"{name} {shown(bare)} has no host: give an absolute https address"
        elif absolute(bare):
            scheme = bare.partition(":")[0].lower()
            if scheme in ("javascript", "file", "blob", "vbscript", "about") or (
                scheme == "data" and name != "image"
            ):
                yield words.place, f"{name} begins with {scheme}: give an absolute https address"
            elif scheme == "data":
                yield words.place, f"{name} holds the picture itself (data:): give the address of a file"
        elif name in ("license", "usageInfo") or (terms.range_includes(name) and takes(name, "Text")):
            continue  # JL905, JL906
        elif not _is_words(name, bare):
            yield words.place, f"{name} {shown(bare)} is relative: give an absolute https address"
        elif takes_only(name, *_URL_ONLY):
            yield words.place, f"{name} {shown(bare)} is no address: give an absolute https address"


def _is_words(name: str, text: str) -> bool:
    """Whether a text is words rather than a relative address."""
    return not text.startswith(("/", "#", "?", ".")) and (" " in text or not re.search(r"[./]", text))


@jl_rule("JL410", "warning", google="off")
def http_on_https(document: Document) -> Found:
    """Addresses of a https page are https too.

    Why: browsers refuse pictures by http there, and two addresses for one page split what is known of it.
    See: W3C, "Mixed Content"; project decision.
    """
    secure = document.page_url or next((n.text("url") for n in document.news if n.text("url")), "")
    if not secure.startswith("https://"):
        return
    for words in document.words_where(_is_address):
        if words.text.startswith("http://") and words.name != "sameAs":
            if host_of(words.text) not in (
                "schema.org",
                "wikidata.org",
                "purl.org",
                "w3.org",
                "cv.iptc.org",
                "data.bnf.fr",
            ):
                yield words.place, f"{words.name} {shown(words.text)} is http on a https page: write https"


_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+|i-[a-z]+",
    re.I,
)
_LONG_TAG = 100


def _tags(document: Document) -> list[Words]:
    return [words for words in document.words_of("inLanguage") if words.text.strip()]


@jl_rule("JL411", "error", google="warning")
def no_language_tag(document: Document) -> Found:
    """A language is a BCP 47 tag.

    Why: "nb_NO" is the name of a locale, "Norwegian" a word; programs that choose a voice or an edition know neither.
    See: BCP 47 (RFC 5646) section 2.1; schema.org, ``inLanguage``.
    """
    for words in _tags(document):
        text = words.text.strip()
        if len(text) > _LONG_TAG:
            yield (
                words.place,
                f"inLanguage has {len(text)} characters: write a language tag such as en or nb-NO",
            )
            continue
        if _TAG.fullmatch(text) and (len(text.partition("-")[0]) < 4 or text[:2].lower() in ("x-", "i-")):
            continue
        if "_" in text and _TAG.fullmatch(text.replace("_", "-")):
            yield words.place, f"inLanguage {shown(text)} is a locale: write {text.replace('_', '-')}"
        elif not is_web(text):
            yield words.place, f"inLanguage {shown(text)} is no language tag: write one such as en or nb-NO"


@jl_rule("JL412", "warning", google="off")
def other_language_tag(document: Document) -> Found:
    """A language tag is registered, and written as the registry writes it.

    Why: consumers compare letter by letter: ``en-UK``, ``EN-us`` and ``eng`` match no setting of a reader.
    See: BCP 47 (RFC 5646) sections 2.1.1 and 4.5; IANA Language Subtag Registry.
    """
    for words in _tags(document):
        text = words.text.strip()
        if len(text) > _LONG_TAG or not _TAG.fullmatch(text) or len(text.partition("-")[0]) > 3:
            continue
        usual = _usual(text)
        if not is_registered(usual):
            yield words.place, f"inLanguage {shown(text)} is not in the registry of languages: check it"
        elif (now := in_use(usual)) != text:
            yield words.place, f"inLanguage {shown(text)}: write {now}"


@lru_cache(maxsize=256)
def _usual(tag: str) -> str:
    parts = tag.split("-")
    found = [parts[0].lower()]
    for part in parts[1:]:
        found.append(
            part.upper()
            if len(part) == 2
            else part.title()
            if len(part) == 4 and part.isalpha()
            else part.lower()
        )
    return "-".join(found)


# --- texts ---------------------------------------------------------------------------------------


@lru_cache(maxsize=2048)
def _is_prose(name: str) -> bool:
    """Whether a property is a text that people read."""
    return takes(name, "Text") and name not in _NOT_PROSE and "URL" not in terms.range_includes(name)


_NOT_PROSE = frozenset({
    "identifier", "propertyID", "value", "cssSelector", "xpath", "email", "telephone", "sha256", "encodingFormat",
    "query", "urlTemplate", "articleBody", "text", "potentialAction",
})  # fmt: skip


@jl_rule("JL413", "warning")
def markup_in_text(document: Document) -> Found:
    """Texts hold no HTML.

    Why: a search engine shows ``<b>`` as it stands, or drops the text. Markup belongs into the page.
    See: json-ld-syntax issue 498; Google Search Central, "Article structured data"; project decision.
    """
    for words in document.words:
        if "<" in words.text and _is_prose(words.name) and (found := TAG.search(words.text)):
            yield words.place, f"{words.name} holds the tag {shown(found.group(), 30)}: write plain text"


@jl_rule("JL414", "warning")
def entity_in_text(document: Document) -> Found:
    """Texts hold characters, not their names in HTML.

    Why: Google decodes ``&amp;`` once, others not at all, so that each shows another headline. An ``&`` in JSON is
    written as ``&`` or \\u0026.
    See: json-ld-syntax issues 498 and 499; next-seo issue 954.
    """
    for words in document.words:
        if "&" not in words.text:
            continue
        found = known_entity(words.text)
        if found and not (is_web(words.text) and found[0] != "&amp;"):
            yield words.place, f"{words.name} holds {found[0]}: write the character itself"


_NOTHING = frozenset({"undefined", "null", "none", "-", "–", "n/a", "nan", "[object object]", "."})


@jl_rule("JL415", "warning", google="off")
def empty_value(document: Document) -> Found:
    """A property that says nothing is left out.

    Why: an empty headline is a wrong headline to some consumers, and "undefined" or what is left of a template,
    ``{{ title }}``, is shown to readers.
    See: project decision; Google Rich Results Test (warnings on empty fields).
    """
    for node in document.nodes:
        for name, value in node.properties.items():
            if value is None or value == "" or value == [] or value == {}:
                said = "null" if value is None else "empty"
                yield node.at(name), f"{name} is {said}: leave it out"
            elif isinstance(value, str):
                if _LEFT_OVER.match(value):
                    yield node.at(name), f"{name} is {shown(value)}: a template has not filled it in"
                    continue
                if len(value) > _SHORT and not value.isspace():
                    continue
                bare = value.strip()
                if not bare or (
                    bare.casefold() in _NOTHING and not takes(name, "Boolean") and takes(name, "Text")
                ):
                    yield node.at(name), f"{name} is {shown(value)}: leave it out"
            elif isinstance(value, list) and any(one is None or one == "" for one in value):
                index = next(i for i, one in enumerate(value) if one is None or one == "")
                yield node.at(name, index), f"{name} has an empty value: leave it out"


_SHORT = 20
_LEFT_OVER = re.compile(r"\s*(?:\{\{[^{}]*\}\}|\{%[^%]*%\}|\$\{[^{}]*\}|<%[^%]*%>|%%\w+%%)\s*\Z")
"""What templates of Jinja, Twig, Liquid, Hugo, JavaScript, ERB and Yoast leave of a value that they were not given."""


_SPACES = re.compile(r"\A\s|\s\Z|[ \xa0]{2}|[\n\r\t]")


@jl_rule("JL416", "warning", google="off")
def stray_spaces(document: Document) -> Found:
    """Headlines and names have single spaces, and none around them.

    Why: two names that differ in a space are two people to a program that counts articles by author.
    See: project decision.
    """
    for words in document.words_of("headline", "name", "alternativeHeadline", "legalName"):
        if found := _SPACES.search(words.text):
            if not words.text.strip():
                continue
            where = (
                "a line break"
                if found.group() in "\n\r"
                else "a tab"
                if found.group() == "\t"
                else "a space too many"
            )
            yield (
                words.place,
                f"{words.name} {shown(words.text.strip())} has {where}: write it with single spaces",
            )


@jl_rule("JL417", "warning", google="off")
def suspicious_characters(document: Document) -> Found:
    """Letters are composed, directions are ended, nothing was lost.

    Why: decomposed letters do not match in a search; an open direction turns around what follows; U+FFFD is a lost
    letter.
    See: Unicode Standard Annexes #15 (NFC) and #9; WHATWG Encoding Standard section 4.1.
    """
    for words in document.beyond_ascii:
        text = words.text
        if "\ufffd" in text:
            yield words.place, f"{words.name} holds U+FFFD: a character was lost, look at the source"
        elif found := open_direction(text):
            yield words.place, f"{words.name}: {found} is not ended: close it or remove it"
        elif not is_web(text) and not unicodedata.is_normalized("NFC", text):
            yield (
                words.place,
                f"{words.name} {shown(text, 40)} is not in normal form C: write letters with their accents as one",
            )


@jl_rule("JL418", "error")
def wrong_decoding(document: Document) -> Found:
    """Texts were decoded as what they were written in.

    Why: "Ã¦" and "â€™" are UTF-8 that someone read as Windows-1252: names are misspelt on every page that shows them.
    See: WHATWG Encoding Standard section 4; W3C, "Declaring character encodings in HTML".
    """
    for words in document.beyond_ascii:
        if part := garbled_part(words.text):
            yield (
                words.place,
                f"{words.name} holds {part!r}: UTF-8 that was read as Windows-1252; decode the source as UTF-8",
            )


@jl_rule("JL419", "warning", google="off")
def keywords_in_one(document: Document) -> Found:
    """Keywords are a list, and not too many.

    Why: a text is one keyword to those who do not split it; from the thirtieth on, no consumer looks.
    See: schema.org, ``keywords``; project decision.
    """
    for node in document.kind("CreativeWork"):
        value = node.properties.get("keywords")
        if value is None:
            continue
        parts = [p for one in as_list(value) if isinstance(one, str) for p in one.split(",") if p.strip()]
        if isinstance(value, str) and re.search(r"[;|]", value):
            yield node.at("keywords"), f"keywords are one text {shown(value, 40)}: give a list of texts"
        elif isinstance(value, str) and len(parts) == 1 and len(value.split()) > 8:
            yield (
                node.at("keywords"),
                f"keywords are one text without commas, {shown(value, 40)}: give a list of texts",
            )
        elif len(parts) > 30:
            yield node.at("keywords"), f"there are {len(parts)} keywords: thirty of the best are enough"

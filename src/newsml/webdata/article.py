"""The article of a node: one table from property to the function that reads it, in the order they are read.

schema.org 30.0: https://schema.org/NewsArticle. The other way round: `newsml.schemaorg.article`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from newsml.issues import Report
from newsml.options import ReadOptions
from newsml.vocabularies.schema_org import GENRE_OF_TYPE, NEWS_TYPES, NEWSCODES, SUBTYPE_OF_GENRE
from newsml.webdata import concepts, media, parties, works
from newsml.webdata.draft import Draft
from newsml.webdata.graph import Graph, Node
from newsml.webdata.values import (
    flag_of,
    language,
    text_object,
    text_of,
    texts_of,
    url_of,
)

Read = Callable[[Draft, str], None]

_STATUSES = frozenset({"usable", "withheld", "canceled"})
_POLICY = f"{NEWSCODES}trustindicator/editorialPolicy"


def read_article(node: Node, graph: Graph, report: Report, options: ReadOptions) -> Draft:
    """What the node of an article says, as fields of the model; the rest is kept."""
    draft = Draft(node, graph, report, options)
    done: set[str] = set()
    for name in sorted(node.properties, key=_order):
        if name in done:
            continue
        if read := TERMS.get(name):
            read(draft, name)
        else:
            draft.unknown(name)
            draft.keep(name)
        done.add(name)
    _take_id(draft)
    _take_kind(draft)
    return draft


def _order(name: str) -> int:
    return _ORDER.get(name, len(_ORDER))


# --- readers of one property ---------------------------------------------------------------------


def _text(field: str) -> Read:
    """One text; more of them are kept."""

    def read(draft: Draft, name: str) -> None:
        values = draft.node.properties[name]
        found = text_object(values[0])
        if found is None or field in draft.fields:
            draft.keep(name)
            return
        draft.put(field, found, name)
        if values[1:]:
            draft.keep(name, values[1:])

    return read


def _texts(field: str, role: str | None = None) -> Read:
    def read(draft: Draft, name: str) -> None:
        known = {one["text"] for one in draft.fields.get(field, ())}
        for value in draft.node.properties[name]:
            found = text_object(value)
            if found is None:
                draft.keep(name, [value])
                continue
            if role:
                found["role"] = role
            if found["text"] not in known:
                known.add(found["text"])
                draft.add(field, found, name)

    return read


def _headline(draft: Draft, name: str) -> None:
    values = draft.node.properties[name]
    found = [text_object(value) for value in values]
    main = next((one for one in found if one), None)
    if main is None or draft.fields.get("headlines"):
        draft.keep(name)
        return
    draft.add("headlines", {**main, "role": "main"}, name)
    for other in found:
        if other and other["text"] != main["text"]:
            draft.add("headlines", {**other, "role": "sub"}, name)


def _name(draft: Draft, name: str) -> None:
    """The name is the headline where there is none; else it says the same, or is kept."""
    headlines = draft.fields.get("headlines")
    if not headlines:
        _headline(draft, name)
        return
    known = {" ".join(one["text"].split()) for one in headlines}
    other = [v for v in draft.node.properties[name] if " ".join((text_of(v) or "").split()) not in known]
    if other:
        draft.keep(name, other)


def _abstract(draft: Draft, name: str) -> None:
    if draft.fields.get("summary"):
        known = {one["text"] for one in draft.fields["summary"]}
        if other := [value for value in draft.node.properties[name] if text_of(value) not in known]:
            draft.keep(name, other)
    else:
        _texts("summary")(draft, name)


def _words(field: str, *, split: bool = False) -> Read:
    """Plain words: a list, or one text with commas."""

    def read(draft: Draft, name: str) -> None:
        values = draft.node.properties[name]
        found = texts_of(values)
        if split and len(found) == 1 and "," in found[0]:
            found = [word.strip() for word in found[0].split(",")]
        known = set(draft.fields.get(field, ()))
        for word in dict.fromkeys(word for word in found if word):
            if word not in known:
                draft.add(field, word, name)
        if rich := [v for v in values if isinstance(v, Node) and set(v.properties) - {"name"}]:
            draft.keep(name, rich, field=field)

    return read


def _body(draft: Draft, name: str) -> None:
    text = "\n\n".join(texts_of(draft.node.properties[name]))
    if "body" in draft.fields or not text:
        if text and " ".join(text.split()) != " ".join(draft.fields.get("body", "").split()):
            draft.keep(name)
        return
    draft.put("body", text, name)


def _language(draft: Draft, name: str) -> None:
    values = draft.node.properties[name]
    for value in values:
        said = [value]
        if isinstance(value, Node):
            said = [*value.properties.get("alternateName", ()), *value.properties.get("name", ())]
        for text in texts_of(said):
            if tag := language(text):
                draft.put("language", tag, name)
    if "language" not in draft.fields:
        draft.say(
            "UNKNOWN",
            "warning",
            "language",
            f"inLanguage {text_of(values[0])!r} is not a language tag; it is kept",
        )
        draft.keep(name)
    elif len(values) > 1 or draft.fields["language"] != text_of(values[0]):
        draft.keep(name, field="language")


def _date(field: str) -> Read:
    def read(draft: Draft, name: str) -> None:
        values = draft.node.properties[name]
        if field in draft.fields:
            draft.keep(name)
            return
        if found := draft.date(field, values[0], name):
            draft.put(field, found, name)
        if values[1:]:
            draft.keep(name, values[1:])

    return read


def _dates(field: str) -> Read:
    def read(draft: Draft, name: str) -> None:
        for value in draft.node.properties[name]:
            if found := draft.date(field, value, name):
                entry: Any = {"when": found} if field == "published" else found
                if field == "published" and draft.fields.get(field):
                    if draft.fields[field][0]["when"] != found:
                        draft.keep(name, [value])
                    continue
                draft.add(field, entry, name)

    return read


def _url(draft: Draft, name: str) -> None:
    """The address of the page. Where a second property says another one, that is kept."""
    values = draft.node.properties[name]
    found = [(value, url_of(value, draft.base)) for value in values]
    urls = [url for _, url in found if url]
    if urls:
        draft.put("canonical_url", urls[0], name)
    known = draft.fields.get("canonical_url")
    other = [value for value, url in found if url is None or url != known or _says_more(value)]
    if other and not (name == "mainEntityOfPage" and all(flag_of(value) for value in other)):
        draft.keep(name, other)


def _says_more(value: Any) -> bool:
    """Whether a page has more to it than its address; a page that is a node of its own is not the article's."""
    return (
        isinstance(value, Node) and bool(set(value.properties) - {"url", "name"}) and not value.is_reference
    )


def _first(draft: Draft, name: str, field: str, read: Callable[[Any], Any]) -> None:
    """One value, as ``read`` makes it; what cannot be read, and further values, are kept."""
    first, *others = draft.node.properties[name]
    found = read(first)
    if found is None or field in draft.fields:
        draft.keep(name)
        return
    draft.put(field, found, name)
    if others:
        draft.keep(name, others)


def _flag(field: str) -> Read:
    def read(draft: Draft, name: str) -> None:
        _first(draft, name, field, flag_of)

    return read


def _link(field: str) -> Read:
    """One web address; what says more is kept beside it."""

    def read(draft: Draft, name: str) -> None:
        values = draft.node.properties[name]
        found = url_of(values[0], draft.base)
        draft.put(field, found, name)
        if found is None:
            draft.keep(name)
        elif len(values) > 1 or (isinstance(values[0], Node) and len(values[0].properties) > 1):
            draft.keep(name, field=field)

    return read


def _usage(draft: Draft, name: str) -> None:
    values = draft.node.properties[name]
    entries = draft.fields.setdefault("usage_terms", [{}])
    if name == "conditionsOfAccess":
        entries[0]["text"] = "\n".join(texts_of(values))
        return
    found = url_of(values[0], draft.base)
    if found is None or len(values) > 1 or (isinstance(values[0], Node) and len(values[0].properties) > 1):
        draft.keep(name)
    if found:
        entries[0].update({"text": "", "href": found})
    if not any(entries):
        del draft.fields["usage_terms"]


def _year(draft: Draft, name: str) -> None:
    text = str(text_of(draft.node.properties[name][0]) or "")
    found = re.match(r"(\d{4})(?!\d)|[1-9]\d{0,2}$", text)
    if found:
        draft.put("copyright_year", int(found[0]), name)
    if not found or len(text) > 4:
        draft.keep(name)
    elif others := draft.node.properties[name][1:]:
        draft.keep(name, others)


def _status(draft: Draft, name: str) -> None:
    _first(draft, name, "pub_status", _status_of)


def _status_of(value: Any) -> str | None:
    text = (text_of(value) or "").lower()
    return text if text in _STATUSES else None


def _principles(draft: Draft, name: str) -> None:
    values = draft.node.properties[name]
    found = url_of(values[0], draft.base) if len(values) == 1 else None
    if found and not any(one["role"] == _POLICY for one in draft.fields.get("trust_indicators", ())):
        draft.add("trust_indicators", {"role": _POLICY, "href": found}, name)
    elif not any(one.get("href") == found for one in draft.fields.get("trust_indicators", ())):
        draft.keep(name)


def _digital_source(draft: Draft, name: str) -> None:
    _first(draft, name, "digital_source_type", media.digital_source)


def _parts(draft: Draft, name: str) -> None:
    """The parts that readers pay for; other parts are kept."""
    lost = []
    for value in draft.node.properties[name]:
        selectors = texts_of(value.properties.get("cssSelector", [])) if isinstance(value, Node) else []
        free = [flag_of(v) for v in value.properties.get("isAccessibleForFree", ())] if selectors else []
        if (
            isinstance(value, Node)
            and selectors
            and False in free
            and draft.fields.get("is_free") is not True
        ):
            for selector in selectors:
                draft.add("paywall", selector, name)
        else:
            lost.append(value)
    if lost:
        draft.keep(name, lost)


def _speakable(draft: Draft, name: str) -> None:
    values = draft.node.properties[name]
    value = values[0]
    if isinstance(value, Node) and len(values) == 1:
        css, xpath = (
            texts_of(value.properties.get("cssSelector", [])),
            texts_of(value.properties.get("xpath", [])),
        )
        if (css or xpath) and not (css and xpath) and not set(value.properties) - {"cssSelector", "xpath"}:
            draft.put("speakable", {"css_selector": css} if css else {"xpath": xpath}, name)
            return
    draft.keep(name)


def _corrections(draft: Draft, name: str) -> None:
    lost = []
    for value in draft.node.properties[name]:
        text = texts_of(value.properties.get("text", [])) if isinstance(value, Node) else texts_of([value])
        if not text or (isinstance(value, Node) and set(value.properties) - {"text", "datePublished"}):
            lost.append(value)
            continue
        entry: dict[str, Any] = {"text": text[0]}
        if isinstance(value, Node) and "datePublished" in value.properties:
            if when := draft.quiet(value.properties["datePublished"][0]):
                entry["when"] = when
            else:
                lost.append(value)
                continue
        draft.add("corrections", entry, name)
    if lost:
        draft.keep(name, lost)


def _audience(draft: Draft, name: str) -> None:
    lost = []
    for value in draft.node.properties[name]:
        words = (
            texts_of(value.properties.get("audienceType", []))
            if isinstance(value, Node)
            else texts_of([value])
        )
        if len(words) == 1 and not (isinstance(value, Node) and len(value.properties) > 1):
            draft.add("audiences", {"name": words[0]}, name)
        else:
            lost.append(value)
    if lost:
        draft.keep(name, lost)


def _creator(draft: Draft, name: str) -> None:
    """The creator is the author where no author is given; else it says the same, or is kept."""
    if not draft.fields.get("authors"):
        parties.parties(draft, name, "authors", "person")
        return
    known = {one.get("name") for one in draft.fields["authors"]}
    if other := [value for value in draft.node.properties[name] if text_of(value) not in known]:
        draft.keep(name, other)


def _media(field: str) -> Read:
    return lambda draft, name: media.media(draft, name, field)


def _contributors(role: str | None) -> Read:
    return lambda draft, name: parties.parties(draft, name, "contributors", "person", role)


def _party(field: str, default: str = "organisation") -> Read:
    return lambda draft, name: parties.party_field(draft, name, field, default)


def _linked(field: str, rel: str | None = None) -> Read:
    return lambda draft, name: works.links(draft, name, field, rel)


def _printed(key: str) -> Read:
    return lambda draft, name: works.printed(draft, name, key)


def _copied(draft: Draft, name: str) -> None:
    """A fact that newsml works out itself when it writes: kept as it is."""
    draft.keep(name)


TERMS: dict[str, Read] = {
    "url": _url,
    "mainEntityOfPage": _url,
    "headline": _headline,
    "name": _name,
    "alternativeHeadline": _texts("headlines", "sub"),
    "description": _texts("summary"),
    "abstract": _abstract,
    "articleBody": _body,
    "text": _body,
    "inLanguage": _language,
    "datePublished": _dates("published"),
    "uploadDate": _dates("published"),
    "dateModified": _date("content_modified"),
    "dateCreated": _date("content_created"),
    "expires": _dates("expires"),
    "dateline": _text("dateline"),
    "articleSection": _words("section"),
    "genre": lambda draft, name: concepts.terms(draft, name, "genres"),
    "keywords": _words("keywords", split=True),
    "backstory": _text("backstory"),
    "author": lambda draft, name: parties.parties(draft, name, "authors", "person"),
    "creator": _creator,
    "editor": _contributors("editor"),
    "translator": _contributors("translator"),
    "contributor": _contributors(None),
    "sponsor": _contributors("sponsor"),
    "funder": _contributors("funder"),
    "publisher": _party("publisher"),
    "provider": _party("provider"),
    "sourceOrganization": lambda draft, name: parties.parties(draft, name, "info_sources", "organisation"),
    "accountablePerson": _party("accountable_person", "person"),
    "image": _media("images"),
    "thumbnailUrl": lambda draft, name: media.thumbnails(draft, name),
    "thumbnail": lambda draft, name: media.thumbnails(draft, name),
    "video": _media("video"),
    "audio": _media("audio"),
    "associatedMedia": lambda draft, name: media.files(draft, name, "renditions"),
    "about": lambda draft, name: concepts.topics(draft, name, "about"),
    "mentions": lambda draft, name: concepts.topics(draft, name, "mentions"),
    "contentLocation": lambda draft, name: concepts.places(draft, name, "places", "about"),
    "locationCreated": lambda draft, name: concepts.places(draft, name, "located"),
    "audience": _audience,
    "isBasedOn": _linked("derived_from"),
    "citation": _linked("related"),
    "translationOfWork": lambda draft, name: works.one_link(draft, name, "translation_of"),
    "workTranslation": _linked("related", "translation"),
    "isPartOf": lambda draft, name: works.series(draft),
    "position": lambda draft, name: works.position(draft),
    "identifier": lambda draft, name: works.identifiers(draft),
    "version": lambda draft, name: _first(draft, name, "version", text_of),
    "creativeWorkStatus": _status,
    "copyrightHolder": _party("copyright_holder"),
    "copyrightYear": _year,
    "copyrightNotice": _texts("copyright_notice"),
    "creditText": _texts("credit_line"),
    "license": _link("license_url"),
    "acquireLicensePage": _link("acquire_license_url"),
    "usageInfo": _usage,
    "conditionsOfAccess": _usage,
    "digitalSourceType": _digital_source,
    "publishingPrinciples": _principles,
    "isAccessibleForFree": _flag("is_free"),
    "hasPart": _parts,
    "speakable": _speakable,
    "printEdition": _printed("edition"),
    "printSection": _printed("section"),
    "printPage": _printed("page"),
    "printColumn": _printed("column"),
    "interactionStatistic": lambda draft, name: works.interactions(draft),
    "correction": _corrections,
    "liveBlogUpdate": lambda draft, name: works.live_updates(draft),
}  # fmt: skip
"""Property to reader, in the order in which they are read. What is not here is kept as it is."""

_ORDER = {name: at for at, name in enumerate(TERMS)}


# --- the article as a whole ----------------------------------------------------------------------

_ITEM_TYPES = (
    ("LiveBlogPosting", "live_blog"),
    ("ImageObject", "picture"),
    ("VideoObject", "video"),
    ("AudioObject", "audio"),
    ("PodcastEpisode", "audio"),
    ("RadioEpisode", "audio"),
    ("TVEpisode", "video"),
    ("Clip", "video"),
)
_WRITTEN = {
    "live_blog": "LiveBlogPosting",
    "picture": "ImageObject",
    "video": "VideoObject",
    "audio": "AudioObject",
}
_OWN_FILE = (
    "width",
    "height",
    "duration",
    "encodingFormat",
    "contentSize",
    "sha256",
    "contentUrl",
    "embedUrl",
)


def _take_kind(draft: Draft) -> None:
    """The class of the item, and the genre where the type alone says it; types that newsml would not write are kept."""
    node = draft.node
    kind = "text"
    if not node.is_a("Article"):
        kind = next((item for type_, item in _ITEM_TYPES if node.is_a(type_)), "text")
    elif node.is_a("LiveBlogPosting"):
        kind = "live_blog"
    if kind != "text":
        draft.fields["item_type"] = kind
    if kind in ("picture", "video", "audio"):
        _take_file(draft, _WRITTEN[kind])
    written = [_WRITTEN.get(kind, "NewsArticle")]
    for type_ in node.types:
        genre = GENRE_OF_TYPE.get(type_)
        if genre and kind == "text":
            if not _says_type(draft, type_):
                concept = {"uri": f"{NEWSCODES}genre/{genre}", "name": genre.replace("_", " ")}
                draft.fields.setdefault("genres", []).append(concept)
                draft.sources[f"genres.{len(draft.fields['genres']) - 1}"] = "@type"
            written = [*written, type_] if type_ in NEWS_TYPES else [type_]
    if node.types and node.types != written and node.types != written[1:]:
        draft.keep_types(node.types)


def _says_type(draft: Draft, type_: str) -> bool:
    codes = {code for code, kind in SUBTYPE_OF_GENRE.items() if kind == type_} | {GENRE_OF_TYPE[type_]}
    for genre in draft.fields.get("genres", ()):
        said = (genre.get("uri") or "").rpartition("/")[2] or genre.get("code") or genre.get("name") or ""
        if str(said).replace(" ", "_") in codes:
            return True
    return False


def _take_file(draft: Draft, kind: str) -> None:
    """The file of a picture or clip that is an item of its own; its texts are the item's."""
    media.own_file(draft, kind)
    known = {"contentUrl", "url", "encodingFormat", "width", "height", "contentSize", "duration", "sha256"}
    if draft.fields.get("renditions") or draft.fields.get("video") or draft.fields.get("audio"):
        taken = {name for name in known if name in draft.node.properties} | {"embedUrl"}
        kept = draft.fields.get("foreign", [])
        draft.fields["foreign"] = [f for f in kept if f["place"].rpartition("/")[2] not in taken]
        if not draft.fields["foreign"]:
            del draft.fields["foreign"]


def _take_id(draft: Draft) -> None:
    """The ``@id`` of the article is its id where nothing else is, unless it is only a name on its own page."""
    node_id = draft.node.id
    if not node_id or node_id.startswith(("_:", "#")):
        return
    page = (draft.fields.get("canonical_url") or "").partition("#")[0]
    if page and node_id.partition("#")[0].rstrip("/") == page.rstrip("/"):
        return
    if (url := url_of(node_id)) and not page and "#" not in url:
        draft.put("canonical_url", url, "@id")
        return
    draft.put("id", node_id, "@id")

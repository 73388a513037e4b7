"""An article as Markdown: front matter in YAML under the names site generators know, then the text.

What has no such name stands under ``newsml``, as newsml's own JSON has it, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from newsml.decoding import CONTROLS
from newsml.formats.markdown.body import markdown_blocks
from newsml.formats.markdown.names import is_free_key, plain_key
from newsml.issues import Issue, Report, ignore
from newsml.losses import loss
from newsml.markup.normal import normal_blocks
from newsml.model import Article
from newsml.model.body import Link, depth, walk
from newsml.options import WriteOptions as CommonOptions
from newsml.xhtml import safe_href
from newsml.yamltext import Plain, dump_yaml

DEEP = 25
"""More levels than this are written, but Markdown readers may not follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions(CommonOptions):
    """What the Markdown writer may be told."""


def write(
    articles: Iterable[Article], report: Report = ignore, *, options: WriteOptions = WriteOptions()
) -> Iterator[bytes]:
    """The article as Markdown, UTF-8. It reads back equal, but for spaces that do not show.

    What that means for the body is said in `newsml.markup.normal`.
    """
    for article in articles:
        fields = article.model_dump(mode="json", exclude_defaults=True)
        blocks = normal_blocks(fields.pop("body", ()))
        report_lost(article, report)
        yield f"---\n{dump_yaml(matter_of(article, fields))}---\n".encode()
        for block in blocks:
            if (
                block["kind"] == "heading"
                and block.get("level") == 1
                and _is_taken_for_headline(article, block)
            ):
                block["html"] = True
        if blocks:
            yield f"\n{markdown_blocks(blocks)}\n".encode()


def _is_taken_for_headline(article: Article, block: dict[str, Any]) -> bool:
    words = inline_text_of(block["children"])
    return (article.headline or "").split() == words.split()


def inline_text_of(children: Iterable[Any]) -> str:
    """The text of a run of inlines given as plain values."""
    parts = []
    for child in children:
        if isinstance(child, str):
            parts.append(child)
        else:
            parts.append(
                child.get("text") or (inline_text_of(child["children"]) if "children" in child else " ")
            )
    return "".join(parts)


def report_lost(article: Article, report: Report) -> None:
    """Say what Markdown cannot carry: control characters, addresses that run code, very deep nesting."""
    if depth(article.body) > DEEP:
        report(
            Issue(
                "LOSS",
                "warning",
                "body",
                f"the body nests more than {DEEP} levels: Markdown readers may flatten it",
            )
        )
    for node in article.walk():
        words = node if isinstance(node, str) else getattr(node, "text", getattr(node, "markup", ""))
        if CONTROLS.search(words):
            report(
                loss("body", repr(words), "Markdown", "control characters cannot stand in a Markdown file")
            )
        address = None if isinstance(node, str) else getattr(node, "href", getattr(node, "url", None))
        if address and not safe_href(address):
            report(loss("body", address, "Markdown", "an address of this kind can run code"))
        if isinstance(node, Link) and any(isinstance(inner, Link) for inner in walk(node.children)):
            report(loss("body", node.href, "Markdown", "a link cannot stand within a link"))


# --- front matter --------------------------------------------------------------------------------


def matter_of(article: Article, fields: dict[str, Any]) -> dict[str, Any]:
    """The front matter for these fields, which are the model's JSON without the body."""
    if article.headline is None:
        fields.setdefault("headlines", [])
    matter: dict[str, Any] = {}
    for step in STEPS:
        step(matter, fields)
    for name, value in _own_keys(fields.get("extra", {})).items():
        matter[name] = value
        del fields["extra"][name]
    if not fields.get("extra", True):
        del fields["extra"]
    if fields:
        matter["newsml"] = fields
    return matter


def _headlines(matter: dict[str, Any], fields: dict[str, Any]) -> None:
    first, *rest = fields["headlines"] or [{}]
    subs = [headline.get("text") for headline in rest]
    if first != {"text": first.get("text"), "role": "main"} or not first["text"]:
        return
    if any(headline != {"text": headline["text"], "role": "sub"} for headline in rest) or not _distinct(subs):
        return
    matter["title"] = first["text"]
    if subs:
        matter["subtitle"] = subs if len(subs) > 1 else subs[0]
    del fields["headlines"]


def _distinct(words: list[Any]) -> bool:
    return all(words) and len(set(words)) == len(words)


def _texts(name: str, key: str) -> Any:
    """A list of one text, or one text, as plain text under a usual key."""

    def step(matter: dict[str, Any], fields: dict[str, Any]) -> None:
        value = fields.get(name)
        text = value[0] if isinstance(value, list) and len(value) == 1 else value
        if isinstance(text, dict) and set(text) == {"text"} and text["text"]:
            matter[key] = text["text"]
            del fields[name]

    return step


def _value(name: str, key: str) -> Any:
    def step(matter: dict[str, Any], fields: dict[str, Any]) -> None:
        if fields.get(name) not in (None, ""):
            matter[key] = fields.pop(name)

    return step


def _date(name: str, key: str) -> Any:
    def step(matter: dict[str, Any], fields: dict[str, Any]) -> None:
        value = fields.get(name)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, dict) and set(value) == {"when"}:
            value = value["when"]
        if isinstance(value, str):
            matter[key] = Plain(value)
            del fields[name]

    return step


def _draft(matter: dict[str, Any], fields: dict[str, Any]) -> None:
    if fields.get("pub_status") == "withheld":
        matter["draft"] = True
        del fields["pub_status"]


_AUTHOR = {"name": "name", "job_title": "job_title", "url": "url", "email": "email", "definition": "bio"}


def _authors(matter: dict[str, Any], fields: dict[str, Any]) -> None:
    parties = fields.get("authors", [])
    names = [party.get("name") for party in parties]
    if not parties or not _distinct(names) or not all(set(party) <= set(_AUTHOR) for party in parties):
        return
    if any(value == "" for party in parties for value in party.values()):
        return
    listed = [_author(party) for party in parties]
    matter["author" if len(listed) == 1 else "authors"] = listed[0] if len(listed) == 1 else listed
    del fields["authors"]


def _author(party: dict[str, Any]) -> Any:
    if set(party) == {"name"} and "<" not in party["name"]:
        return party["name"]
    return {_AUTHOR[name]: value for name, value in party.items()}


def _labels(name: str, key: str) -> Any:
    def step(matter: dict[str, Any], fields: dict[str, Any]) -> None:
        words = fields.get(name, [])
        if (
            words
            and _distinct(words)
            and all(word == word.strip().removeprefix("#").strip() for word in words)
        ):
            matter[key] = words
            del fields[name]

    return step


def _named(name: str, key: str) -> Any:
    def step(matter: dict[str, Any], fields: dict[str, Any]) -> None:
        value = fields.get(name)
        single = value[0] if isinstance(value, list) and len(value) == 1 else value
        if isinstance(single, dict) and set(single) == {"name"} and single["name"]:
            matter[key] = single["name"]
            del fields[name]

    return step


_IMAGE = {"url": "src", "alt": "alt", "caption": "caption", "credit": "credit", "title": "title",
          "width": "width", "height": "height"}  # fmt: skip


def _images(matter: dict[str, Any], fields: dict[str, Any]) -> None:
    medias = fields.get("images", [])
    if not medias or not _distinct([media.get("url") for media in medias]):
        return
    if not all(set(media) <= set(_IMAGE) and "" not in media.values() for media in medias):
        return
    listed = [_image(media) for media in medias]
    matter["image" if len(listed) == 1 else "images"] = listed[0] if len(listed) == 1 else listed
    del fields["images"]


def _image(media: dict[str, Any]) -> Any:
    return media["url"] if set(media) == {"url"} else {_IMAGE[name]: value for name, value in media.items()}


STEPS = (
    _headlines, _texts("summary", "description"),
    _date("published", "date"), _date("content_modified", "lastmod"), _date("content_created", "created"),
    _date("expires", "expiryDate"), _date("embargoed_until", "embargo"), _draft,
    _authors, _texts("byline", "byline"), _texts("dateline", "dateline"), _named("provider", "source"),
    _labels("section", "categories"), _labels("keywords", "tags"), _named("series", "series"),
    _texts("slugline", "slug"), _value("language", "lang"), _value("canonical_url", "canonical_url"),
    _value("id", "id"), _value("urgency", "urgency"), _images, _texts("copyright_notice", "copyright"),
    _value("license_url", "license"), _texts("ed_notes", "note"),
)  # fmt: skip


def _own_keys(extra: dict[str, Any]) -> dict[str, Any]:
    """The user's own values that may stand at the top of the front matter and be read as what they are."""
    plain = [plain_key(name) for name in extra]
    return {
        name: value
        for name, value in extra.items()
        if plain.count(plain_key(name)) == 1 and is_free_key(name, value)
    }

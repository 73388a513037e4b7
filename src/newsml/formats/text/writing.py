"""Writing plain text: a head of ``Key: value`` lines, an empty line, the body in paragraphs.

What is written is read again, and whatever does not come back equal is reported as lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from newsml.decoding import clean_text
from newsml.errors import NewsmlError
from newsml.formats.text.draft import ReadOptions
from newsml.formats.text.head import AS_WRITTEN
from newsml.formats.text.keys import Key, key_of, keys
from newsml.formats.text.reading import article_of
from newsml.issues import Report, ignore
from newsml.losses import Lost, largest, loss, lost_fragments, set_fields
from newsml.model import Article
from newsml.model.body import Block, List, Paragraph, inline_text, plain_text
from newsml.model.values import date_text, thawed
from newsml.options import WriteOptions as CommonOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions(CommonOptions):
    """What the writer of text may be told: nothing of its own."""


def write(
    articles: Iterable[Article], report: Report = ignore, *, options: WriteOptions = WriteOptions()
) -> Iterator[bytes]:
    """The article as plain text, UTF-8: what it says reads back equal; what it cannot say is reported."""
    for article in articles:
        text, back = _readable(article)
        _report_losses(article, back, report)
        yield text.encode("utf-8")


def _readable(article: Article) -> tuple[str, Article | None]:
    """The text of an article, and what a reader makes of it.

    The body is marked as written only where it would else be taken for something more (a byline, a list).
    """
    head, body = list(_head(article)), _body(article)
    plain = _joined(head, body)
    back = _read_back(plain)
    if (plain.strip() and not body) or (back is not None and _same(article, back)):
        return plain, back
    marked = _joined([*head, ("Body", AS_WRITTEN)], body)
    return marked, _read_back(marked)


def _joined(head: list[tuple[str, str]], body: str) -> str:
    lines = [_folded(name, value) for name, value in head]
    parts = ["\n".join(lines), body]
    return "\n\n".join(part for part in parts if part) + "\n"


def _folded(name: str, value: str) -> str:
    """One entry of the head; further lines of its value are indented, an empty one is a full stop."""
    name = " ".join(clean_text(name).split())
    first, *more = clean_text(value).strip().split("\n")
    return "\n".join([f"{name}: {first.strip()}".rstrip(), *(f"  {line.strip() or '.'}" for line in more)])


def _read_back(text: str) -> Article | None:
    try:
        return article_of(clean_text(text), ignore, ReadOptions())
    except NewsmlError:
        return None


def _same(article: Article, back: Article) -> bool:
    names = article.model_fields_set | back.model_fields_set
    return all(_comparable(getattr(article, name)) == _comparable(getattr(back, name)) for name in names)


def _comparable(value: Any) -> Any:
    """A value in which a headline without a role is the main one."""
    if isinstance(value, tuple) and value and hasattr(value[0], "rank"):
        return tuple(
            item.model_copy(update={"role": "main"}) if item.role is None else item for item in value
        )
    return value


# --- losses --------------------------------------------------------------------------------------


def _report_losses(article: Article, back: Article | None, report: Report) -> None:
    kept = dict(set_fields(back)) if back is not None else {}
    changed = [
        Lost(path, value)
        for path, value in set_fields(article)
        if not path.startswith("foreign.") and (path not in kept or kept[path] != value)
    ]
    changed.extend(Lost(path, value) for path, _, value in lost_fragments(article.foreign))
    for one in largest(article, changed):
        report(loss(one.path, one.value, "text"))
    if article.derived != (back.derived if back is not None else ()):
        report(loss("derived", ", ".join(article.derived), "text"))
    body = back.body if back is not None else ()
    if body != article.body:
        _report_body(article.body, body, report)


def _report_body(blocks: tuple[Block, ...], back: tuple[Block, ...], report: Report) -> None:
    lasting = set(back)
    reported = {path: (kind, why) for path, kind, why in _reported(blocks, lasting)}
    for path, (kind, why) in reported.items():
        report(loss(path, kind, "text", why))
    others = [index for index, block in enumerate(blocks) if block not in lasting]
    if not reported or any(f"body.{index}" not in reported for index in others):
        why = "spaces and empty paragraphs of text do not last"
        report(loss("body", f"{len(blocks)} blocks, {len(back)} read back", "text", why))


def _reported(blocks: tuple[Block, ...], lasting: set[Block]) -> Iterator[tuple[str, str, str]]:
    """Path, kind and reason of every part of a body that plain text has no form for."""
    for index, block in enumerate(blocks):
        path = f"body.{index}"
        if not isinstance(block, Paragraph | List):
            shown = any(plain_text((block,), media=True))
            why = "plain text keeps only its words" if shown else "plain text has no place for it"
            yield path, block.kind, why
        elif marks := {child.kind for child in _children(block) if not isinstance(child, str)} - _KEPT_MARKS:
            why = "plain text keeps only the words"
            if "strike" in marks:
                why += ", and not those that are struck through"
            yield path, f"marks in a {block.kind}", why
        elif block not in lasting and (said := _said_of(block)):
            yield path, said, "plain text keeps only the words"


_KEPT_MARKS = {"line_break"}


def _said_of(block: Any) -> str:
    """What a list is, or what is said of a paragraph."""
    if isinstance(block, List):
        return block.kind
    names = [name for name in ("role", "lang", "text_direction") if getattr(block, name) is not None]
    return f"{', '.join(names)} of a {block.kind}" if names else ""


def _children(block: Any) -> Iterator[Any]:
    if isinstance(block, List):
        for item in block.items:
            for inner in item:
                yield from _children(inner) if isinstance(inner, Paragraph | List) else (inner,)
    else:
        yield from block.children


# --- the head ------------------------------------------------------------------------------------


def _head(article: Article) -> Iterator[tuple[str, str]]:
    images_done = False
    for key in keys():
        if key.kind in ("image", "caption", "alt", "photo credit"):
            if not images_done:
                yield from _images(article)
            images_done = True
            continue
        if key.field not in article.model_fields_set:
            continue
        value = getattr(article, key.field)
        if value is None or value == ():
            continue
        for text in GIVE[key.kind](value, key):
            if text.strip():
                yield key.name, text
    for headline in article.headlines:
        if headline.role not in (None, "main", "sub", "kicker") and headline.text.strip():
            yield f"Headline ({headline.role})", headline.text
    yield from _extra(article)


def _images(article: Article) -> Iterator[tuple[str, str]]:
    for image in article.images:
        for name, value in (
            ("Image", image.url), ("Caption", image.caption), ("Alt", image.alt), ("Photo credit", image.credit)
        ):  # fmt: skip
            if value and value.strip():
                yield name, value


def _extra(article: Article) -> Iterator[tuple[str, str]]:
    """The unknown keys of a head as they were; what else is kept in extra as JSON."""
    rest: dict[str, Any] = {}
    for name, value in article.extra.items():
        if name == "sign_off" and isinstance(value, str):
            yield "Sign-off", value
        elif isinstance(value, str) and _is_plain_entry(name, value):
            yield name, value
        else:
            rest[name] = thawed(value)
    if rest:
        import json

        yield "Extra", json.dumps(rest, ensure_ascii=True)


def _is_plain_entry(name: str, value: str) -> bool:
    """Whether a head with this entry reads back as it is."""
    from newsml.formats.text.head import entry_of

    if key_of(name) is not None or "\n" in value:
        return False
    entry = entry_of(f"{name}: {value}", 1)
    return entry is not None and (entry.name, entry.key, entry.value) == (name, None, value)


def _as_one(value: Any, key: Key) -> Iterable[str]:
    return [str(value)]


def _as_nothing(value: Any, key: Key) -> Iterable[str]:
    return []


def _as_text(value: Any, key: Key) -> Iterable[str]:
    return [value.text]


def _as_texts(values: Any, key: Key) -> Iterable[str]:
    return [value.text for value in values]


def _as_headlines(values: Any, key: Key) -> Iterable[str]:
    return [value.text for value in values if (value.role or "main") == key.role]


def _as_words(values: Any, key: Key) -> Iterable[str]:
    return [_listed(list(values))]


def _listed(words: list[str]) -> str:
    """Words with commas between them, or semicolons where a word has a comma."""
    if not any(mark in word for word in words for mark in ",،、，"):
        return ", ".join(words)
    return "; ".join(words) + (";" if len(words) == 1 else "")


def _as_names(values: Any, key: Key) -> Iterable[str]:
    return [value.name or "" for value in values]


def _as_date(value: Any, key: Key) -> Iterable[str]:
    return [date_text(value)]


def _as_dates(values: Any, key: Key) -> Iterable[str]:
    return [date_text(value) for value in values]


def _as_published(values: Any, key: Key) -> Iterable[str]:
    return [date_text(value.when) for value in values if value.when is not None]


def _as_embargo(value: Any, key: Key) -> Iterable[str]:
    return [value if isinstance(value, str) else date_text(value)]


def _as_party(value: Any, key: Key) -> Iterable[str]:
    return [_identified(value, value.uri or value.qcode)]


def _as_concepts(values: Any, key: Key) -> Iterable[str]:
    return [_listed([_identified(value, value.uri or value.qcode) for value in values])]


def _as_places(values: Any, key: Key) -> Iterable[str]:
    if key.field == "located":
        return [_identified(value, value.uri or value.qcode) for value in values]
    return _as_concepts(values, key)


def _as_parties(values: Any, key: Key) -> Iterable[str]:
    """All people of a field under one key, so that their order lasts."""
    return ["; ".join(filter(None, map(_person, values)))] if key.role is None else []


def _person(value: Any) -> str:
    """``Jane Doe, Staff Reporter <https://example.org/jane>``; with a role ``Sam Whitlock (editor)``."""
    called = value.name or value.label() or value.literal
    name = f"{called} ({value.role})" if called and value.role else called
    shown = ", ".join(
        filter(None, [name, value.job_title, *(employer.name for employer in value.affiliation)])
    )
    return _with_identity(shown, value.url or next(iter(value.email), None) or value.uri or value.qcode)


def _identified(value: Any, identity: str | None) -> str:
    return _with_identity(value.name or value.label() or value.literal or "", identity)


def _with_identity(name: str, identity: str | None) -> str:
    return f"{name} <{identity}>".strip() if identity else name


GIVE: dict[str, Callable[[Any, Key], Iterable[str]]] = {
    "one": _as_one, "text": _as_text, "texts": _as_texts, "headline": _as_headlines, "words": _as_words,
    "names": _as_names, "party": _as_party, "parties": _as_parties, "concepts": _as_concepts, "places": _as_places,
    "byline": _as_text, "dateline": _as_text, "date": _as_date, "dates": _as_dates, "published": _as_published,
    "language": _as_one, "status": _as_one, "embargo": _as_embargo, "credit": _as_texts, "extra": _as_nothing,
    "kept": _as_nothing,
}  # fmt: skip


# --- the body ------------------------------------------------------------------------------------


def _body(article: Article) -> str:
    return "\n\n".join(filter(None, map(_block, article.body)))


def _block(block: Any) -> str:
    if isinstance(block, List):
        return "\n".join(_items(block))
    if isinstance(block, Paragraph):
        lines = clean_text(inline_text(block.children)).split("\n")
        return "\n".join(filter(None, (line.strip(" \t") for line in lines)))
    return clean_text(plain_text((block,), media=True))


def _items(block: List) -> Iterator[str]:
    for number, item in enumerate(block.items, start=block.start):
        bullet = f"{number}. " if block.ordered else "- "
        lines = clean_text(plain_text(item, media=True)).split("\n")
        yield bullet + "\n".join([lines[0], *(f"  {line}" for line in lines[1:] if line.strip())])

"""What items of other kinds than newsItem have in common, written; and parts of an item that are written like items.

Specification: NewsML-G2 2.35, ContentMetadataAcDType, ContentMetadataCatType, Link1Type (hints).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from lxml.etree import _Element as Element

from newsml.formats.newsml_g2 import concepts, content, meta, places
from newsml.formats.newsml_g2.carried import CARRIED
from newsml.formats.newsml_g2.draft import Draft, g2
from newsml.formats.newsml_g2.events import EVENT
from newsml.issues import Issue
from newsml.losses import Lost, largest, uncarried

if TYPE_CHECKING:
    from newsml.model import Article

_DETAILS = frozenset(
    f"{name}.{part}"
    for name in ("people", "organisations", "places", "events", "objects")
    for part in (
        *concepts.PERSON,
        *concepts.ORGANISATION,
        *concepts.THING,
        *places.AREA,
        *places.POI,
        *EVENT,
        "geo",
    )
)
"""What stands in an assert, which only whole items have."""
_NOT_HINTED = frozenset(
    {
        "hops",
        "published",
        "copyright_notice",
        "usage_terms",
        "license_url",
        "acquire_license_url",
        "copyright_year",
        "rights_links",
        "scoped_rights",
        "rights_ext_properties",
        "content_parts",
    }
)


def _of(carried: Iterable[str], leave: frozenset[str]) -> frozenset[str]:
    return frozenset(path for path in carried if path.partition(".")[0] not in leave) - _DETAILS


_RIGHTS = frozenset(
    {"copyright_holder", "accountable_person", "rights_expression", "rights_scope", "data_mining"}
)
HINTED = _of(CARRIED, _NOT_HINTED | _RIGHTS | {"id", "version", "publisher", "renditions", "announced"})
"""The fields that a link may say of the item behind it."""
_ABOUT = frozenset(
    {
        "headlines", "slugline", "byline", "dateline", "credit_line", "summary", "backstory", "language", "languages",
        "genres",
        "keywords", "subjects", "people", "organisations", "places", "events", "objects",
    }
)  # fmt: skip
ABOUT = frozenset(path for path in _of(CARRIED, frozenset()) if path.partition(".")[0] in _ABOUT)
"""The fields that say what a part of an item is about."""
_ADMINISTERED = frozenset(
    {
        "content_created", "content_modified", "digital_source_type", "urgency", "thumbnail", "located", "info_sources",
        "authors", "contributors", "audiences", "alt_ids", "ratings", "interactions",
    }
)  # fmt: skip
PART = frozenset(
    {
        "id", "seq", "content_refs", "time_spans", "region", "text_direction", "signals", "ed_notes", "related",
        "ext_properties", *(f"role.{name}" for name in ("uri", "qcode", "scheme", "code", "name", "names")),
        *(path for path in _of(CARRIED, frozenset()) if path.partition(".")[0] in _ABOUT | _ADMINISTERED),
    }
)  # fmt: skip
"""The fields that a part of the content has a place for."""
_OF_RIGHTS = _RIGHTS | {
    "copyright_notice", "usage_terms", "license_url", "acquire_license_url", "rights_links", "copyright_year",
}  # fmt: skip
SCOPED = frozenset(
    {
        "id_refs", "ext_properties",
        *(path for path in _of(CARRIED, frozenset()) if path.partition(".")[0] in _OF_RIGHTS),
    }
)  # fmt: skip
"""The fields that the rights of some of an item have a place for."""


def core_meta(root: Element, draft: Draft, parts: Callable[[Element, Draft], None] | None = None) -> None:
    """contentMeta, the parts of the content where the kind has them, and what is asserted of its subjects."""
    from newsml.formats.newsml_g2.content_parts import inline_refs

    content.content_meta(root, draft)
    if parts is not None:
        parts(root, draft)
    content.asserts(root, draft)
    inline_refs(root, draft)


def catalog_meta(root: Element, draft: Draft) -> None:
    """The contentMeta of a catalog: dates, makers, other identifiers."""
    meta = g2(root, "contentMeta")
    article = draft.article
    for path, when in draft.one(meta, "content_created", article.content_created):
        g2(meta, "contentCreated", draft.date(when, path))
    for path, when in draft.one(meta, "content_modified", article.content_modified):
        g2(meta, "contentModified", draft.date(when, path))
    unsaid = None if draft.sender_manner else "author"
    for path, author in draft.each(meta, "authors"):
        concepts.author(meta, "creator", draft, author, path, author.role or unsaid)
    for path, helper in draft.each(meta, "contributors"):
        concepts.author(meta, "contributor", draft, helper, path, helper.role)
    for path, alt_id in draft.each(meta, "alt_ids"):
        content.alt_id(meta, draft, alt_id, path)
    if not len(meta):
        root.remove(meta)


# --- parts that are written like items -----------------------------------------------------------


def within(draft: Draft, value: object, path: str) -> Draft:
    """A draft for a part of the item at a path, which shares its catalogues and its report."""

    def report(issue: Issue) -> None:
        message = issue.message
        if issue.path and message.startswith(issue.path):
            message = f"{path}.{message}"
        draft.report(issue._replace(path=f"{path}.{issue.path}" if issue.path else path, message=message))

    found = Draft(cast("Article", value), report)
    found.schemes, found.known = draft.schemes, draft.known
    found.ids, found.refs = draft.ids, draft.refs
    return found


def hints(element: Element, draft: Draft, hint: Any, path: str) -> None:
    """What is said about an item beside a link to it."""
    part = within(draft, hint, path)
    if hint.item_type is not None:
        g2(element, "itemClass", qcode=f"ninat:{meta.ITEM_CLASSES[hint.item_type]}")
    meta.management(element, part, hint.version_created, hint.provider)
    content.hinted(element, part)
    report_rest(part, HINTED | {"item_type"})


def texts(element: Element, draft: Draft, value: object, path: str, own: frozenset[str]) -> None:
    """What a part of the item is about, and its texts."""
    part = within(draft, value, path)
    content.about(element, part)
    report_rest(part, ABOUT | own)


def report_rest(part: Draft, carried: frozenset[str]) -> None:
    """Report what a part of an item holds and has no place for."""
    lost = (Lost(path, value) for path, _, value in uncarried(part.article, carried))
    for one in largest(part.article, lost):
        part.lose(one.path, one.value)


def links(items: tuple[Any, ...], path: str) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Path, link and further attributes of links that have a rank and a size."""
    for index, item in enumerate(items):
        yield f"{path}.{index}", item, {"rank": item.rank, "size": item.size}

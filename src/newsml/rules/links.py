"""Rules on relations to other items: they lead somewhere, and not to the article itself.

NewsML-G2 2.35 (``itemMeta/link``), ninjs 3.1 (``associations``), IPTC item relation NewsCodes.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsml.model import Article
from newsml.model.concepts import ItemLink
from newsml.rules.registry import Context, Finding, rule, shown


def _links(article: Article) -> Iterator[tuple[str, ItemLink]]:
    for name in ("related", "derived_from"):
        for index, link in enumerate(getattr(article, name)):
            yield f"{name}.{index}", link
    for name in ("translation_of", "previous_version"):
        link = getattr(article, name)
        if link is not None:
            yield name, link


@rule("LINK-TARGET", "error")
def link_to_nothing(article: Article, context: Context) -> Iterator[Finding]:
    """A link to another item names the item.

    Why: without address and guid nobody can follow it, and NewsML-G2 has no way to write it.
    See: NewsML-G2 2.35, ``link`` (href or residref); Link1Type.
    """
    for path, link in _links(article):
        if not link.href and not link.residref:
            yield Finding(
                path, f"link {shown(link.title or link.rel or '')} names no item: give href or residref"
            )


@rule("LINK-SELF", "warning")
def link_to_itself(article: Article, context: Context) -> Iterator[Finding]:
    """An article is not related to itself.

    Why: "read also" offers what the reader has just read, and programs that follow sources or versions go
    round in a circle.
    See: NewsML-G2 2.35, ``link``; IPTC item relation NewsCodes.
    """
    for path, link in _links(article):
        own = {article.id, article.canonical_url} - {None}
        target = link.residref if link.residref in own else link.href if link.href in own else None
        older = path == "previous_version" and link.version != article.version
        if target and not older:
            yield Finding(path, f"link {shown(target)} leads to the article itself: leave it out")


@rule("LINK-REPEATED", "info")
def link_twice(article: Article, context: Context) -> Iterator[Finding]:
    """The same item is linked once for one reason.

    Why: readers see the same line twice under "related".
    See: NewsML-G2 2.35, ``link`` with ``rel``.
    """
    if len(article.related) < 2:
        return
    seen: set[tuple[str | None, str | None]] = set()
    for index, link in enumerate(article.related):
        key = (link.rel, link.href or link.residref)
        if key[1] and key in seen:
            yield Finding(f"related.{index}", f"link {shown(key[1])} is given twice: leave one out")
        seen.add(key)


@rule("SERIES-PART", "warning")
def part_beyond_the_last(article: Article, context: Context) -> Iterator[Finding]:
    """A part of a series is one of its parts.

    Why: "part 4 of 3" is printed as it stands, and programs that fill a list of three drop the fourth.
    See: NewsML-G2 2.35, ``memberOf``; schema.org ``position``.
    """
    for index, series in enumerate(article.series):
        if series.part is not None and (
            series.part == 0 or (series.total is not None and series.part > series.total)
        ):
            of = f" of {series.total}" if series.total is not None else ""
            yield Finding(
                f"series.{index}.part",
                f"part {series.part}{of} does not exist: parts count from 1 to the total",
            )

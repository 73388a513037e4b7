"""What an earlier NewsML-G2 item said in its own way, put back where the article still says the same.

A fragment that was read to a field is read again: where the field still has that value, the fragment is
written instead of what newsml would make of it; where the field was changed, the change is laid over the
fragment; where the value is gone, so is the fragment. Fragments that no field took return to their places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from newsml.catalogs import Catalog
from newsml.errors import InvalidArticle, ParseError
from newsml.formats.newsml_g2.draft import CATALOGUES, NAMESPACE, NSMAP, g2, own_schemes
from newsml.formats.newsml_g2.elements import CONTAINERS, name_of
from newsml.formats.newsml_g2.kinds import kind_of, parts_of
from newsml.formats.newsml_g2.memory import recalled, split, value_at
from newsml.formats.newsml_g2.reading import read_parts
from newsml.formats.newsml_g2.source import FORMAT, Source
from newsml.formats.newsml_g2.texts import plain
from newsml.issues import ignore
from newsml.model import Article, Item
from newsml.model.build import shaped, validated
from newsml.model.concepts import ForeignFragment, Headline, Reference
from newsml.options import ReadOptions
from newsml.vocabularies.iptc import CATALOG_URL
from newsml.xhtml import XHTML
from newsml.xml import XML_LANG, parse_xml

_FORMS = {"application/xhtml+xml": "xhtml", "application/nitf+xml": "nitf", "text/plain": "plain"}
_IDENTITY = ("uri", "qcode", "literal")


@dataclass(slots=True)
class Original:
    """One fragment: its element, the path of the field it was read to, and what became of that field."""

    element: Element
    container: str
    field: str | None
    fragment: ForeignFragment
    path: str | None = None
    """Where the value stands in the article now; None where it is gone."""
    before: Any = None
    """The value that the fragment has."""
    changed: bool = False


class Originals:
    """The fragments of an article, sorted by what is done with them."""

    def __init__(self, article: Item, body: str = "given", catalogs: tuple[Catalog, ...] = ()) -> None:
        self.article = article
        self._reading = ReadOptions(catalogs=catalogs)
        self.shells: dict[str, Element] = {}
        self.catalogues: list[Element] = []
        self.whole: list[Original] = []
        self.frame: Element | None = None
        self.scope_unchanged = False
        self._scope: ForeignFragment | None = None
        """The fragment that holds the attributes of rightsInfo."""
        self.above: list[tuple[str, str]] = []
        """Field and words of what stands above the body, within the text."""
        self.body_unchanged = False
        self.body_changed = False
        self.lost: list[tuple[int, str]] = []
        """Index of a fragment that cannot be put back, and the reason."""
        self.linked: dict[tuple[str, str], list[Original]] = {}
        """By container and path in the article."""
        fields = [found for found in self._sorted() if found.field]
        if fields or "rightsInfo" in self.shells:
            self._align(fields)
        for original in fields:
            if original.path is not None:
                self.linked.setdefault((original.container, original.path), []).append(original)
        if body != "given":
            self._only_body(body)

    def _sorted(self) -> Iterable[Original]:
        foreign = self.article.foreign
        together = _parsed_together([item.markup for item in foreign if item.format == FORMAT])
        for index, fragment in enumerate(foreign):
            if fragment.format != FORMAT:
                continue  # reported with all that has no place
            if together is not None:
                element = next(together)
            else:
                try:
                    element = parse_xml(fragment.markup.encode("utf-8", "replace"))
                except ParseError as error:
                    self.lost.append((index, error.issues[0].message))
                    continue
            original = Original(element, container_of(fragment.place, element), fragment.field, fragment)
            if original.container.startswith("contentSet/") and original.field:
                self.above.append((split(original.field)[0], plain(element)))
                continue
            if original.container == "newsMessage":
                why = "it is of the message that the item came in, and is written with message=yes"
                self.lost.append((index, why))
            elif fragment.more and (fragment.field in (None, "rights_scope")):
                self.shells[fragment.place.partition("[")[0]] = element
                if fragment.place.startswith("rightsInfo"):
                    self._scope = fragment
            elif element.tag in CATALOGUES and not original.container:
                self.catalogues.append(element)
            elif fragment.field == "body" and _is_frame(element):
                self.frame = element
            else:
                if not fragment.field:
                    self.whole.append(original)
                yield original

    def _align(self, originals: list[Original]) -> None:
        """Find the value of each fragment in the article as it is now."""
        article = self.article
        now: dict[str, str] = {}
        if not self._recall(originals) and not self._read_again(originals, now):
            self._lose(originals)
            return
        for original in originals:
            if original.before is not None:
                path = now.get(str(original.field)) or _unchanged(article, original, set(now.values()))
                if path is not None:
                    original.path = now[str(original.field)] = path
        claimed = set(now.values())
        for original in originals:
            path = original.field
            if original.path is None and path and path not in claimed and _is_changed(article, original):
                original.path, original.changed = path, True
        self.body_unchanged = "body" in now
        self.body_changed = "body" not in now and any(original.field == "body" for original in originals)

    def _recall(self, originals: list[Original]) -> bool:
        """Whether the value that each fragment was read to is still in memory; if so, it is taken from there."""
        scope = recalled(self._scope) if self._scope is not None and self._scope.field else None
        if any(recalled(original.fragment) is None for original in originals) or (
            scope is None and self._scope is not None and self._scope.field
        ):
            return False
        for original in originals:
            original.before = recalled(original.fragment)
        self.scope_unchanged = scope == self.article.rights_scope
        return True

    def _read_again(self, originals: list[Original], now: dict[str, str]) -> bool:
        """Read the fragments again, for the value of each; False if they cannot be read."""
        source = _read_again(self.article, originals, self.shells, self.catalogues, self._reading)
        try:
            before = validated(shaped(source.fields), type(self.article))
        except InvalidArticle:
            return False
        self.scope_unchanged = before.rights_scope == self.article.rights_scope
        places = {id(element): (field, index) for element, field, index in source.marks}
        for original in originals:
            field = str(original.field)
            at = places.get(id(original.element))
            if at is None:
                self._lose([original])
            elif at[0] != split(field)[0]:  # alone it is taken for something else
                original.path = now[field] = field
            else:
                original.before = value_at(before, *at)
                if at[0] == "body":  # reading changes the elements of a text
                    original.element = parse_xml(original.fragment.markup.encode("utf-8", "replace"))
        return True

    def _lose(self, originals: list[Original]) -> None:
        """Have it reported that fragments say nothing that a reader understands: somebody spoilt them."""
        indexes = {id(fragment): index for index, fragment in enumerate(self.article.foreign)}
        why = "it cannot be read as what its field says"
        self.lost += [(indexes[id(original.fragment)], why) for original in originals]

    def _only_body(self, wanted: str) -> None:
        """Forget a text in another form than the one wanted."""
        for original in self.linked.get(("contentSet", "body"), ()):
            if _FORMS.get(original.element.get("contenttype", "")) != wanted:
                del self.linked["contentSet", "body"]
                self.body_unchanged = False
                break
        if wanted != "xhtml":
            self.frame = None

    def stands_in_text(self, path: str, value: Any) -> bool:
        """Whether a headline or byline stands in the text itself, above the body, and will stand there again."""
        if not self.above or not self.body_unchanged:
            return False
        field = split(path)[0]
        return any(field == name and value.text == words for name, words in self.above)

    def take(self, container: str, path: str) -> list[Original]:
        """The originals that a value has in this container, each given once."""
        return self.linked.pop((container, path), [])

    def has_whole(self, name: str, such: Callable[[Element], bool] = lambda element: True) -> bool:
        """Whether a property of this name is kept that no field took."""
        tag = f"{{{NAMESPACE}}}{name}"
        return any(original.element.tag == tag and such(original.element) for original in self.whole)


def _parsed_together(markups: list[str]) -> Iterator[Element] | None:
    """The elements of all fragments, parsed in one go; None where each has to be looked at by itself.

    To parse them one by one takes four times as long.
    """
    try:
        around = parse_xml(f"<all>{'<?next?>'.join(markups)}</all>".encode())
    except (ParseError, UnicodeEncodeError):
        return None
    nodes = list(around)
    found = nodes[::2]  # one element, a mark, one element: no fragment can take a part of another for its own
    if len(found) != len(markups) or around.text or any(node.tail for node in nodes):
        return None
    if any(type(node.tag) is not str for node in found) or any(type(n.tag) is str for n in nodes[1::2]):
        return None
    return iter(found)


def container_of(place: str, element: Element) -> str:
    """The element around a place, without positions: ``contentMeta`` of ``contentMeta/subject[3]``.

    A place that ends in the name of a block is that of the block, if the element is something else.
    """
    around, last = _around(place)
    return last if last in CONTAINERS and name_of(element) != last else around


@lru_cache(maxsize=1024)
def _around(place: str) -> tuple[str, str]:
    """What a place stands in, and its last step, both without positions."""
    around, _, last = re.sub(r"\[\d+\]", "", place).strip("/").removeprefix("newsItem/").rpartition("/")
    return around, last


def _is_frame(element: Element) -> bool:
    body = element[0][-1] if len(element) == 1 and len(element[0]) else None
    return (
        body is not None
        and body.tag == f"{{{XHTML}}}body"
        and not len(body)
        and not (body.text or "").strip()
    )


# --- what the fragments say ----------------------------------------------------------------------


def _read_again(
    article: Item,
    originals: list[Original],
    shells: dict[str, Element],
    catalogues: list[Element],
    reading: ReadOptions,
) -> Source:
    """An item of these fragments alone, read as the whole item was."""
    kind = kind_of(article)
    root = etree.Element(f"{{{NAMESPACE}}}{kind.tag}", nsmap=NSMAP)
    shell = shells.get("newsItem")
    root.set(XML_LANG, (shell.get(XML_LANG) if shell is not None else None) or article.language)
    if shell is None:  # an item in newsml's own manner
        g2(root, "catalogRef", href=CATALOG_URL)
    for catalogue in catalogues:
        root.append(catalogue)
    if own := own_schemes(original.fragment.markup for original in originals):
        catalog = g2(root, "catalog")
        for alias, uri in own.items():
            g2(catalog, "scheme", alias=alias, uri=uri)
    known = parts_of(kind)
    parts = {name: g2(root, name) for name in CONTAINERS if name in known}
    for name, value in shells["rightsInfo"].items() if "rightsInfo" in shells else ():
        parts["rightsInfo"].set(name, value)
    named = {name_of(original.element) for original in originals}
    of_news = isinstance(article, Article) or kind.tag == "packageItem"
    if "itemClass" not in named and of_news:
        g2(
            parts["itemMeta"],
            "itemClass",
            qcode=f"ninat:{_CLASSES.get(article.item_type, article.item_type)}",
        )
    says_language = any(original.field == "language" for original in originals)
    if not says_language and kind.tag != "catalogItem":
        g2(parts["contentMeta"], "language", tag=article.language)
    if "contentSet" in parts and not any(str(found.field).endswith(".file") for found in originals):
        g2(parts["contentSet"], "remoteContent")  # so that none of the others is taken for the file itself
    for original in originals:
        (parts.get(original.container, root)).append(original.element)
    source = Source(root, ignore, reading, keeps=False)
    source.whole_rights = parts.get("rightsInfo")
    read_parts(source, known, language=kind.tag != "catalogItem")
    source.put_medium_first()
    return source


_CLASSES = {"animation": "animated", "live_blog": "text"}


def _unchanged(article: Item, original: Original, claimed: set[str]) -> str | None:
    """The path at which the article has the value of a fragment, nearest to where it was read to."""
    path = str(original.field)
    field, index = split(path)
    if path not in claimed and _same(value_at(article, field, index), original.before, field):
        return path
    if index is None:
        return None
    for position, value in enumerate(getattr(article, field, ())):
        other = f"{field}.{position}"
        if other not in claimed and _same(value, original.before, field):
            return other
    return None


def _is_changed(article: Item, original: Original) -> bool:
    """Whether the article has, at the place of a fragment, the same thing with another value."""
    field, index = split(str(original.field))
    now, before = value_at(article, field, index), original.before
    if now is None or before is None:
        return False
    if index is None:
        return True
    if isinstance(now, Headline):
        return (now.role or "main") == (before.role or "main")
    names = _IDENTITY if isinstance(now, Reference) else getattr(now, "model_fields_set", ())
    return any(
        getattr(now, name) is not None and getattr(now, name) == getattr(before, name) for name in names
    )


def _same(now: Any, before: Any, field: str) -> bool:
    if now == before:
        return now is not None
    if field == "headlines" and now is not None and before is not None and now.role == "main":
        # Which headline is the main one is told by all of them.
        return bool(now.model_copy(update={"role": before.role}) == before)
    return False

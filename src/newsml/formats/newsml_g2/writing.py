"""NewsML-G2 2.35, power conformance: an article as a newsItem.

Specification: https://iptc.org/standards/newsml-g2/. Words for which IPTC has no code (roles of headlines,
job titles …) become codes of newsml's own schemes, ``urn:x-newsml:…``, which the item itself declares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

from lxml import etree
from lxml.etree import _Element as Element

from newsml.controls import without_controls
from newsml.errors import ContentError
from newsml.formats.newsml_g2.carried import CARRIED, WHY
from newsml.formats.newsml_g2.content import content_set
from newsml.formats.newsml_g2.content_parts import content_parts
from newsml.formats.newsml_g2.draft import CATALOGUES, NAMESPACE, NSMAP, STANDARD, TARGET, Draft, g2
from newsml.formats.newsml_g2.elements import name_of
from newsml.formats.newsml_g2.identifiers import Identifiers
from newsml.formats.newsml_g2.items import core_meta
from newsml.formats.newsml_g2.kinds import Kind, bare_element, bare_original, content_writer, is_bare, kind_of
from newsml.formats.newsml_g2.local_ids import settle
from newsml.formats.newsml_g2.message import check_header, news_message
from newsml.formats.newsml_g2.meta import hop_history, item_meta, pub_history
from newsml.formats.newsml_g2.parts import scheme_in_parts
from newsml.formats.newsml_g2.restoring import put_back, restored_head, tidy, unsaid_language
from newsml.formats.newsml_g2.rights import rights_info
from newsml.formats.newsml_g2.serialising import serialised
from newsml.formats.newsml_g2.versions import LATEST, check_version, older
from newsml.issues import Issue, Report, ignore
from newsml.losses import Lost, largest, loss, lost_fragments, uncarried
from newsml.model import Article, Item
from newsml.model.concepts import Party, Reference
from newsml.model.parts import part_of, runs
from newsml.modeljson import dumped
from newsml.options import WriteOptions as CommonOptions
from newsml.xml import XML_LANG, xml_text

if TYPE_CHECKING:
    from newsml.formats.newsml_g2.originals import Originals


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions(CommonOptions):
    """What the writer of NewsML-G2 may be told."""

    CONTAINER: ClassVar[str] = "-O message=yes"

    version: str | None = None
    """The version to write, from 2.9 to 2.35; what it lacks is said in its own way, or reported.

    None is 2.35, or what the item that was read said of itself.
    """
    body: Literal["given", "xhtml", "nitf", "plain"] = "given"
    """How the text is written: XHTML or NITF 3.6 in `inlineXML`, plain text in `inlineData`.

    ``given`` is XHTML, or what the item that was read had.
    """
    prefer: Literal["given", "qcode", "uri"] = "given"
    """Which identifiers of concepts, roles and types are written: those given, QCodes where one is known, or URIs."""
    message: bool = False
    """Whether all articles go into one newsMessage."""
    sender: str | None = None
    """Who sends the newsMessage."""
    transmit_id: str | None = None
    """The identifier of the newsMessage."""
    origin: str | None = None
    """Where the newsMessage comes from."""
    destination: str | None = None
    """Whom the newsMessage is for."""
    channel: str | None = None
    """The channel that the newsMessage belongs to."""
    priority: str | None = None
    """The priority of the newsMessage, from 1 (highest) to 9."""

    def __post_init__(self) -> None:
        if self.version is not None:
            check_version(self.version)
        check_header(self)

    @property
    def one_container(self) -> bool:
        """Whether any number of articles go into one file."""
        return self.message


def write(
    articles: Iterable[Item], report: Report = ignore, *, options: WriteOptions = WriteOptions()
) -> Iterator[bytes]:
    """Each article as a newsItem document, UTF-8.

    Raises ContentError for an article without any date if `options` has no ``stamp`` either: NewsML-G2
    demands one, and none is invented.
    """
    if options.message:
        yield from news_message(articles, report, options, item_element, options.pretty)
        return
    for run in runs(articles):
        first = next(run)
        if part_of(first) is None:
            yield serialised(item_element(first, report, options), options.pretty)
        else:
            build = partial(item_element, options=options)
            yield from scheme_in_parts(chain([first], run), report, build, options.pretty)


def item_element(
    article: Item, report: Report, options: WriteOptions, schemes: dict[str, str] | None = None
) -> Element:
    """The element of an item of any kind: a newsItem for an article.

    ``schemes`` are aliases that are declared already; those that the item needs are added to them.
    """
    issues: list[Issue] = []
    try:
        root, draft = _built(article, article, issues.append, options, schemes)
    except ValueError:  # lxml refuses characters that XML cannot carry
        issues.clear()
        cleaned = without_controls(article, issues.append)
        root, draft = _built(cleaned, article, issues.append, options, schemes)
    for issue in issues:
        if not draft.is_restored(issue.path):
            report(issue)
    _as_wanted(root, options, report, article.publisher)
    return root


def _built(
    item: Item,
    original: Item,
    report: Report,
    options: WriteOptions,
    schemes: dict[str, str] | None = None,
) -> tuple[Element, Draft]:
    kind = kind_of(item)
    article = cast(
        "Article", without(item, kind.left_out)
    )  # the writers of the parts take any kind of item for one
    if is_bare(item):
        draft = Draft(article, report, None, options.catalogs, schemes)
        return _bare(item, draft, report), draft
    originals = _originals(item, options) if item.foreign else None
    draft = Draft(article, report, originals, options.catalogs, schemes)
    root = etree.Element(f"{{{NAMESPACE}}}{kind.tag}", nsmap=NSMAP)
    root.set("guid", _guid(draft, original))
    if (version := _version(draft)) is not None:
        root.set("version", version)
    for name, value in STANDARD.items():
        root.set(name, value)
    root.set(XML_LANG, article.language)
    if article.text_direction:
        root.set("dir", article.text_direction)
    restored_head(root, draft)
    hop_history(root, draft)
    pub_history(root, draft)
    rights_info(root, draft)
    item_meta(root, draft, _version_created(draft, options), _provider(draft, options))
    if isinstance(item, Article):
        core_meta(root, draft, content_parts)
        content_set(root, draft, report, options.body)
        unsaid_language(root, draft)
    else:
        content_writer(kind)(root, draft, article)
    put_back(root, draft)
    settle(root, draft)
    _own_catalog(root, draft)
    tidy(root, draft)
    _report_losses(item, draft, report, kind)
    return root, draft


def _originals(item: Item, options: WriteOptions) -> Originals:
    from newsml.formats.newsml_g2.originals import Originals  # which needs the whole reader

    return Originals(item, options.body, options.catalogs)


def without(item: Item, names: Iterable[str]) -> Item:
    """The item without fields that its kind has no place for."""
    fields = type(item).model_fields
    return item.model_copy(update={name: fields[name].default for name in names if name in fields})


def _bare(item: Item, draft: Draft, report: Report) -> Element:
    """A catalog or a set of concepts by itself, with the schemes that its codes need nowhere to be declared."""
    try:
        original = bare_original(item)
    except ContentError:
        original = None
    root = bare_element(item, draft) if original is None else original
    for index, fragment in enumerate(item.foreign if original is None else ()):
        draft.lose(f"foreign.{index}", fragment, "what was read of it has changed")
    for alias, uri in sorted(draft.schemes.items()):
        message = (
            f"the alias {alias} ({uri}) cannot be declared in a {name_of(root)} alone: give the item an id"
        )
        report(Issue("LOSS", "warning", "", message))
    own = kind_of(item).own | {"foreign", "item_type", "language"}
    why = f"a {name_of(root)} that stands for itself has no place for it"
    for one in largest(item, (Lost(path, value, why) for path, _, value in uncarried(item, own))):
        report(loss(one.path, one.value, TARGET, one.why))
    return root


def _as_wanted(root: Element, options: WriteOptions, report: Report, publisher: Party | None = None) -> None:
    """Identifiers and version as the options say."""
    if options.prefer != "given":
        identifiers = Identifiers(root)
        (identifiers.prefer_uris if options.prefer == "uri" else identifiers.prefer_qcodes)()
    if options.version == LATEST and root.get("guid") is not None:
        root.set("standardversion", LATEST)
    elif options.version is not None and options.version != LATEST:
        history = root.find(_PUB_HISTORY)
        older(root, options.version, report)
        if publisher is not None and history is not None and root.find(_PUB_HISTORY) is None:
            named = publisher.label() or publisher.uri or publisher.qcode
            report(loss("publisher", named, f"NewsML-G2 {options.version}"))


_PUB_HISTORY = f"{{{NAMESPACE}}}pubHistory"


def _own_catalog(root: Element, draft: Draft) -> None:
    """Declare the schemes that the IPTC catalogue does not have."""
    if draft.schemes:
        catalog = etree.Element(f"{{{NAMESPACE}}}catalog")
        for alias, uri in sorted(draft.schemes.items()):
            g2(catalog, "scheme", alias=alias, uri=uri)
        first = next((index for index, child in enumerate(root) if child.tag not in CATALOGUES), len(root))
        root.insert(first, catalog)


def _report_losses(article: Item, draft: Draft, report: Report, kind: Kind) -> None:
    lacking = kind.left_out
    carried = CARRIED | kind.own if lacking or kind.own else CARRIED
    if lacking:
        carried = frozenset(path for path in carried if path.partition(".")[0] not in lacking)
    lost = []
    for path, plain, value in uncarried(article, carried, frozenset(draft.restored)):
        if plain.startswith("extra.dates") and any(str(value) in part.markup for part in article.foreign):
            continue  # a date as its sender wrote it, which goes back in the element that it came in
        if not draft.is_restored(path):
            lost.append(Lost(path, value, WHY.get(plain) or WHY.get(plain.partition(".")[0], "")))
    lost.extend(Lost(path, value) for path, _, value in lost_fragments(article.foreign, kept="newsml-g2"))
    for one in largest(article, lost):
        report(loss(one.path, one.value, TARGET, one.why))


# --- what the standard demands -------------------------------------------------------------------


def _guid(draft: Draft, original: Item) -> str:
    if draft.article.id:
        return draft.article.id
    from uuid import NAMESPACE_URL, uuid5

    address = draft.article.canonical_url  # which stays where the content changes
    guid = uuid5(NAMESPACE_URL, address or dumped(original).decode()).urn
    of = "address" if address else "content"
    draft.supplied("id", f"the article has no id; its guid is made from its {of}: {guid}")
    return guid


def _version(draft: Draft) -> str | None:
    if draft.article.version is None:
        if draft.sender_manner:
            return None
        draft.supplied("version", "the article has no version, which to NewsML-G2 means version 1")
    return draft.positive(draft.article.version, "version") or "1"


def _version_created(draft: Draft, options: WriteOptions) -> str | None:
    """The time of this version: the article's own, else the nearest it has, else one given from outside.

    None where an earlier item had one that could not be read.
    """
    article = draft.article
    if article.version_created is None and draft.has_whole("versionCreated"):
        return None
    candidates: list[tuple[str, Any]] = [
        ("version_created", article.version_created),
        ("content_modified", article.content_modified),
        *(("published", item.when) for item in article.published),
        ("first_created", article.first_created),
        ("content_created", article.content_created),
        ("the time given for such cases, or that of the file", options.stamp),
    ]
    for name, value in candidates:
        if isinstance(value, datetime) and value.tzinfo is not None:
            written = draft.time(value, name)
            if written:
                if name != "version_created":
                    message = (
                        f"the article has no version_created, which NewsML-G2 demands: {written} is {name}"
                    )
                    draft.supplied("version_created", message)
                return written
    message = (
        "version_created: NewsML-G2 demands the date and time of this version, and the article has "
        "no date with a time: give one, such as --set version_created=2025-07-25T14:30:00+05:00, "
        "or stamp= (--now)"
    )
    raise ContentError(message, [Issue("SUPPLIED", "error", "version_created", message)])


def _provider(draft: Draft, options: WriteOptions) -> Party | None:
    """Who provides the item: the article's own word, else the nearest party it names, else the site.

    None where an earlier item had one that says nothing.
    """
    article = draft.article
    if article.provider is None and draft.has_whole("provider"):
        return None
    if article.provider is not None:
        return article.provider
    for name, found in (
        ("publisher", article.publisher),
        ("copyright_holder", article.copyright_holder),
        ("the affiliation of the author", _affiliation(article)),
        ("the site's provider", options.site.provider if options.site else None),
        ("the site's publisher", _site_publisher(options)),
    ):
        if found is not None:
            label = found.label(article.language) or found.uri or found.qcode
            draft.supplied(
                "provider", f"the article has no provider, which NewsML-G2 demands: {label} is {name}"
            )
            return found
    message = (
        "NewsML-G2 demands a provider, and the article names none: give one with --set provider=... or --site"
    )
    draft.supplied("provider", message, "warning")
    return Party(literal="unknown")


def _affiliation(article: Article) -> Party | None:
    for author in article.authors:
        for organisation in author.affiliation:
            said = organisation.model_dump(include=set(Reference.model_fields) - {"role"})
            return Party.model_validate({**said, "party_type": "organisation"})
    return None


def _site_publisher(options: WriteOptions) -> Party | None:
    publisher = options.site.publisher if options.site else None
    if publisher is None:
        return None
    return Party(
        uri=publisher.id, name=xml_text(publisher.name), url=publisher.url, party_type="organisation"
    )

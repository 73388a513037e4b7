"""What every part of the JSON-LD writer needs to know besides its own piece of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any, Literal

from newsml.errors import UsageError
from newsml.issues import Report
from newsml.losses import leaves, loss
from newsml.model.values import PartialDate, is_url, isoformat
from newsml.options import WriteOptions as CommonOptions
from newsml.site import Publisher, Site, zone_of

TARGET = "JSON-LD"

MAX_SIZE = 512
"""KB; an article without its text has 2 to 6."""

Node = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions(CommonOptions):
    """How schema.org JSON-LD is written."""

    shape: Literal["flat", "graph"] = "flat"
    """flat: one node with all others inside it; graph: page, article, publisher, website, people and pictures, each
    a node of its own, linked by ``@id``."""
    profile: Literal["core", "news", "full"] = "news"
    """core: text, dates, people, media; news: also topics, rights, trust; full: all there is a term for."""
    body: bool = False
    """Whether the text goes in as articleBody; never that of an article that readers pay for."""
    type_style: Literal["array", "single"] = "array"
    """array: NewsArticle and its subtype; single: the first of them, for consumers that compare text."""
    about_threshold: int = 50
    """From which relevance on a topic is what the article is about, rather than mentioned."""
    about_limit: int = 10
    """How many topics, and how many places, the article is about at most; the most relevant are taken."""
    mentions_limit: int = 20
    """How many concepts are mentioned at most."""
    dst: Literal["omit", "iptc-uri"] = "omit"
    """What becomes of a digital source type that schema.org has no member for: left out, or IPTC's own IRI."""
    ended: bool = False
    """Whether running coverage is over: its end is then the time of the last entry."""
    max_size: int = MAX_SIZE
    """How many KB it has at most; beyond, the oldest entries of running coverage become shorter and go, and the ends of
    long lists. 0 is no limit."""

    def __post_init__(self) -> None:
        if not 0 <= self.about_threshold <= 100:
            raise UsageError(
                f"option about_threshold of jsonld: {self.about_threshold} is not between 0 and 100"
            )
        for name in ("about_limit", "mentions_limit", "max_size"):
            if (limit := getattr(self, name)) < 0:
                raise UsageError(f"option {name} of jsonld: {limit} is less than 0")


@dataclass(frozen=True, slots=True)
class Scope:
    """The options, the listener and the language for one article."""

    options: WriteOptions
    report: Report
    lang: str | None
    home: str | None
    """An address of the site that publishes the article: what lies there has its ``@id`` there."""

    target: str = TARGET
    """What messages call the output."""
    said: set[str] = field(default_factory=set)
    """Where a loss is reported already."""

    def lost(self, path: str, value: Any, why: str) -> None:
        """Report a value, with everything in it, as not written."""
        self.said.add(path)
        shown = ", ".join(str(leaf) for _, leaf in leaves("", value))
        self.report(loss(path, shown, self.target, why))

    def has_said(self, path: str) -> bool:
        """Whether the loss of a value, or of what it is in, is reported already."""
        while path:
            if path in self.said:
                return True
            path = path.rpartition(".")[0]
        return False

    @property
    def site(self) -> Site | None:
        """The publisher's own facts."""
        return self.options.site

    @property
    def publisher(self) -> Publisher | None:
        """The site's publisher."""
        return self.options.site.publisher if self.options.site else None

    def date(self, value: datetime | PartialDate | None) -> str | None:
        """The ISO 8601 form, a time in the site's zone; as precise as the source, never more."""
        if isinstance(value, datetime):
            site = self.options.site
            if site is not None and site.time_zone:
                value = _local(value, site.time_zone)
            return isoformat(value)
        return str(value) if value is not None else None


def _local(value: datetime, zone: str) -> datetime:
    try:
        local = value.astimezone(_zone(zone))
    except OverflowError:  # the first or last day that datetime can tell
        return value
    offset = local.utcoffset()
    # Zones of the 19th century have offsets with seconds, which ISO 8601 cannot write.
    return local if offset is not None and offset.seconds % 60 == 0 else value


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo | None:
    zone: tzinfo | None = zone_of(name)
    return zone


def present(node: Mapping[str, Any]) -> Node:
    """The node without what is not known, its labels tidy: no null, no empty text, list or object is ever written."""
    return {key: tidy(key, value) for key, value in node.items() if not is_blank(value)}


LABELS = frozenset({
    "headline", "alternativeHeadline", "name", "legalName", "jobTitle", "articleSection", "audienceType",
    "tickerSymbol", "contentRating", "creditText", "printEdition", "printSection", "printPage", "printColumn",
})  # fmt: skip
"""What is shown on one line."""


def tidy(term: str, value: Any) -> Any:
    """A label on one line, without blanks around it or two in a row; everything else as it is."""
    if term not in LABELS:
        return value
    if isinstance(value, str):
        return one_line(value)
    return (
        [one_line(one) if isinstance(one, str) else one for one in value]
        if isinstance(value, list)
        else value
    )


def is_blank(value: Any) -> bool:
    """Whether a value says nothing."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or (isinstance(value, _CONTAINERS) and not value)


_CONTAINERS = (list, dict)


def one_or_many(values: Iterable[Any]) -> Any:
    """Nothing, the one value, or the list."""
    found = [value for value in values if not is_blank(value)]
    return found if len(found) > 1 else next(iter(found), None)


def each_once(nodes: Iterable[Node]) -> list[Node]:
    """The objects without those that say the same as an earlier one."""
    found: list[Node] = []
    for node in nodes:
        if node not in found:
            found.append(node)
    return found


def one_line(text: str) -> str:
    """The text without line ends, tabs and double blanks; other spaces, such as the French narrow one, stay.

    >>> one_line("A gate\\r\\nopens  slowly ")
    'A gate opens slowly'
    """
    lines = text.splitlines()
    line = text.strip() if len(lines) <= 1 else " ".join(line.strip() for line in lines if line.strip())
    return _BLANKS.sub(" ", line) if "  " in line or "\t" in line else line


_BLANKS = re.compile(r"[ \t]*\t[ \t]*|  +")


def web_url(iri: str | None) -> str | None:
    """The address if a browser may follow it: http or https, nothing else."""
    return iri if iri and is_url(iri) else None


_WIKIDATA = re.compile(
    r"https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/(?:Special:EntityData/)?(Q[1-9][0-9]*)", re.ASCII
)


def entity_iri(iri: str) -> str:
    """The IRI of what a Wikidata page is about: its official form has http. Others stay as they are."""
    found = _WIKIDATA.fullmatch(iri) if "wikidata.org" in iri else None
    return f"http://www.wikidata.org/entity/{found[1]}" if found else iri


def is_entity(iri: str) -> bool:
    """Whether an address is Wikidata's for the thing itself, which belongs into ``sameAs``."""
    return entity_iri(iri).startswith("http://www.wikidata.org/entity/")


def same_host(first: str, second: str | None) -> bool:
    """Whether two web addresses are of one site."""
    return second is not None and _host(first) == _host(second)


def _host(url: str) -> str:
    return re.split("[/?#]", url.partition("://")[2], maxsplit=1)[0].lower()


def is_in_language(tag: str | None, wanted: str | None) -> bool:
    """Whether text marked so is for readers of the wanted language; unmarked text is."""
    return tag is None or wanted is None or tag.partition("-")[0] == wanted.partition("-")[0]

"""Rules on what an article is called: its id, version, address, provider and status.

NewsML-G2 2.35 (guid, version, provider, pubStatus), RFC 3987 (IRI), RFC 6596 (canonical address).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from newsml.model import Article
from newsml.model.values import is_iri
from newsml.rules.registry import Context, Finding, rule, shown

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|msclkid", re.IGNORECASE)
_LOCAL = re.compile(
    r"localhost|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+"
    r"|0\.0\.0\.0|::1|.*\.(?:localhost|local|internal|lan|test|invalid)"
)


def host_of(address: str) -> str:
    """The host name of a web address in small letters, or nothing where there is none to be told."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def is_local(address: str) -> bool:
    """Whether only the sender's own machine or network can follow the address."""
    return address.lower().startswith("file:") or _LOCAL.fullmatch(host_of(address)) is not None


@rule("ID-MISSING", "warning")
def no_id(article: Article, context: Context) -> Iterator[Finding]:
    """An article has an id.

    Why: updates, corrections and kills find the article by its id, and nothing else. Without one the
    receiver keeps every version as a new story.
    See: NewsML-G2 2.35, ``guid`` (required); ninjs 3.1, ``uri`` (required).
    """
    if not article.id:
        yield Finding(
            "id",
            "no id: give one that stays the same for all versions, such as urn:newsml:example.org:2026:1",
        )


@rule("ID-SPACES", "error")
def id_with_spaces(article: Article, context: Context) -> Iterator[Finding]:
    """An id holds no spaces.

    Why: the schemas let "hello world" pass as a guid, but receivers trim, fold or encode spaces each in
    their own way, and then two versions of one story no longer match.
    See: RFC 3987 section 2.2; NewsML-G2 2.35, ``guid``.
    """
    if article.id and any(map(str.isspace, article.id)):
        yield Finding("id", f"id {shown(article.id)} holds spaces: write it without, such as with hyphens")


@rule("ID-IRI", "warning")
def id_not_an_iri(article: Article, context: Context) -> Iterator[Finding]:
    """An id is an IRI, so that no other provider can use the same.

    Why: a bare number of a content system is unique only there. An aggregator that takes two providers
    gets two articles of the same id, and one of them overwrites the other.
    See: NewsML-G2 2.35, ``guid`` (globally unique, persistent); ninjs 3.1, ``uri`` (format uri).
    """
    if article.id and not any(map(str.isspace, article.id)) and not is_iri(article.id):
        yield Finding(
            "id",
            f"id {shown(article.id)} is not an IRI: "
            "put your domain before it, such as tag:example.org,2026:1",
        )


@rule("ID-PAGE", "info")
def id_is_another_page(article: Article, context: Context) -> Iterator[Finding]:
    """An id that is a web address is the address of the article.

    Why: whoever follows the id lands on a page, and takes it for the article's own. Two addresses for
    one article split its links and its statistics.
    See: RFC 6596; schema.org ``url`` and ``@id``.
    """
    id_, page = article.id, article.canonical_url
    if id_ and page and id_ != page and id_.lower().startswith(("http://", "https://")):
        message = (
            f"id {shown(id_)} is a web address, but not canonical_url {shown(page)}: "
            "use that one, or an id that is no page"
        )
        yield Finding("id", message)


@rule("ID-VERSION", "warning")
def version_not_a_number(article: Article, context: Context) -> Iterator[Finding]:
    """A version is a whole number from 1 up.

    Why: a receiver takes the highest version for the newest. It cannot compare "2.1-final" with "3", and
    NewsML-G2 cannot carry it.
    See: NewsML-G2 2.35, ``version`` (xs:positiveInteger).
    """
    version = article.version
    if version is not None and not (version.isascii() and version.isdigit() and int(version[:9]) > 0):
        yield Finding(
            "version", f"version {shown(version)} is not a whole number from 1 up: count the versions 1, 2, 3"
        )


@rule("ID-ALTERNATE", "warning")
def repeated_alternative_id(article: Article, context: Context) -> Iterator[Finding]:
    """An alternative id says something that no other id says.

    Why: the same id twice, or the id of the article again, makes receivers count two articles where there
    is one, and mostly means that the sender filled the wrong field.
    See: NewsML-G2 2.35, ``altId``; ninjs 3.1, ``altIds``.
    """
    seen: set[tuple[str | None, str]] = set()
    for index, other in enumerate(article.alt_ids):
        key = (other.scheme, other.value)
        if other.value == article.id:
            yield Finding(
                f"alt_ids.{index}",
                f"alternative id {shown(other.value)} is the id of the article: leave it out",
            )
        elif key in seen:
            yield Finding(
                f"alt_ids.{index}", f"alternative id {shown(other.value)} is given twice: leave one out"
            )
        seen.add(key)


@rule("ID-PROVIDER", "warning")
def no_provider(article: Article, context: Context) -> Iterator[Finding]:
    """An article says who provides it.

    Why: rights, corrections and payments go by the provider, and NewsML-G2 demands one. A receiver of
    several feeds cannot tell whose story it is.
    See: NewsML-G2 2.35, ``itemMeta/provider`` (required).
    """
    site = context.site
    if (
        article.provider is None
        and article.publisher is None
        and not (site and (site.provider or site.publisher))
    ):
        yield Finding(
            "provider", "no provider: name the agency or newsroom, in the article or once in newsml.toml"
        )


@rule("URL-HTTPS", "warning")
def page_without_tls(article: Article, context: Context) -> Iterator[Finding]:
    """The address of the article is https.

    Why: http and https are two addresses to a search engine and to a cache, and a browser warns of the
    first. The canonical one should be the one that readers end at.
    See: RFC 6596; Google Search Central, "Consolidate duplicate URLs".
    """
    if article.canonical_url and article.canonical_url[:5].lower() == "http:":
        yield Finding(
            "canonical_url", f"canonical_url {shown(article.canonical_url)} is http: give the https address"
        )


@rule("URL-FRAGMENT", "warning")
def page_with_fragment(article: Article, context: Context) -> Iterator[Finding]:
    """The address of the article is the page, not a place within it.

    Why: what follows # is never sent to the server, so that several articles share one address, and
    search engines cut it off.
    See: RFC 3986 section 3.5; RFC 6596.
    """
    if article.canonical_url and "#" in article.canonical_url:
        yield Finding(
            "canonical_url",
            f"canonical_url {shown(article.canonical_url)} has a fragment: leave out # and what follows",
        )


@rule("URL-TRACKING", "warning")
def page_with_tracking(article: Article, context: Context) -> Iterator[Finding]:
    """The address of the article carries no campaign parameters.

    Why: utm_source and its kin say where one reader came from. In the canonical address they credit every
    reader to that campaign and make one more address of the same page.
    See: RFC 6596; Google Search Central, "Consolidate duplicate URLs".
    """
    url = article.canonical_url
    if not url or "?" not in url:
        return
    query = url.partition("#")[0].partition("?")[2]
    names = [name for name, _ in parse_qsl(query, keep_blank_values=True) if _TRACKING.fullmatch(name)]
    if names:
        yield Finding(
            "canonical_url",
            f"canonical_url {shown(url)} carries {', '.join(names)}: give the address without",
        )


@rule("URL-LOCAL", "error")
def page_nobody_reaches(article: Article, context: Context) -> Iterator[Finding]:
    """The address of the article can be reached by its readers.

    Why: localhost, a private network or a test host means that the article left the staging system with
    its address. Every link that a receiver makes is dead.
    See: RFC 6761 (special-use domain names); RFC 1918 (private addresses).
    """
    if article.canonical_url and is_local(article.canonical_url):
        yield Finding(
            "canonical_url",
            f"canonical_url {shown(article.canonical_url)} leads nowhere for readers: "
            "give the public address",
        )


@rule("STATUS-REASON", "info")
def cancelled_without_a_word(article: Article, context: Context) -> Iterator[Finding]:
    """A cancelled article says why.

    Why: a kill has legal weight. The desks that ran the story must know whether to correct, to apologise
    or only to wait, and the note for editors is the only place that tells them.
    See: NewsML-G2 2.35, ``pubStatus`` and ``edNote``.
    """
    if article.pub_status == "canceled" and not article.ed_notes:
        yield Finding("ed_notes", "the article is cancelled, but no note for editors says why: add one")

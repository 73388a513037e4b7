"""Rules on authors: people with a name each, and nothing else in it.

Google Search Central "Article structured data" (author markup), NewsML-G2 2.35 (``creator``, ``by``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsml.model import Article
from newsml.model.concepts import Party
from newsml.rules.registry import Context, Finding, rule, shown

BY = re.compile(
    r"(?:by|von|par|por|da|di|door|av|af|od|przez|text|texte|words"
    r"|reporting by|written by|story by)\s*:?\s+(?=\w)"
    r"|(?:بقلم|من|от|автор)\s*:?\s+(?=\w)",
    re.IGNORECASE,
)
_PARTICLES = frozenset({"von", "da", "di", "par", "por", "af", "av", "od", "door"})
_JOINED = re.compile(r"\s+(?:and|und|et|y|e|og|och|ja|en|i|und)\s+|\s*[&/;|]\s*|\s+with\s+", re.IGNORECASE)
CONTACT = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w+|https?://|www\.|(?<!\w)@\w{2,}", re.IGNORECASE)
PLACEHOLDERS = frozenset({
    "admin", "administrator", "editor", "staff", "user", "root", "author", "guest", "newsroom",
    "redaksjon", "redaktion", "redaction", "rédaction", "redacción", "redazione", "webmaster",
    "web desk", "news desk", "newsdesk", "n/a", "none", "null", "unknown", "undefined", "anonymous",
    "test", "wordpress", "editorial team", "staff reporter", "staff writer",
})  # fmt: skip
TITLES = re.compile(
    r"\b(?:reporter|correspondent|editor|writer|journalist|columnist|photographer|producer|bureau chief|"
    r"korrespondent(?:in)?|redakteur(?:in)?|reporterin|journaliste|correspondant|rédact(?:eur|rice)|redactor[a]?|periodista|"
    r"corresponsal|giornalista|redattore|journalistin?|redaktør)\b",
    re.IGNORECASE,
)
_SUFFIXES = frozenset(
    {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d.", "esq", "esq.", "obe", "mbe"}
)


def _named(article: Article) -> Iterator[tuple[int, Party, str]]:
    for index, author in enumerate(article.authors):
        name = (author.label(article.language) or "").strip()
        if name:
            yield index, author, name


def _is_person(party: Party) -> bool:
    return party.party_type != "organisation"


@rule("AUTHOR-NONE", "info")
def no_author(article: Article, context: Context) -> Iterator[Finding]:
    """An article says who wrote it.

    Why: readers judge a text by its author, and so do search engines. Where no person is named, the
    newsroom can stand.
    See: Google Search Central, "Article structured data" ; IPTC, "Expressing Trust and Credibility".
    """
    if not article.authors and article.byline is None and not article.is_media_item:
        yield Finding("authors", "no author: name the person, or the newsroom as an organisation")


@rule("AUTHOR-BYLINE", "info")
def byline_without_authors(article: Article, context: Context) -> Iterator[Finding]:
    """People named in the byline are also authors.

    Why: a byline is a line of print. Programs that look for the author (author pages, rights, search) see
    only the authors, and "By Mira Holm in Oslo" cannot be taken apart for certain.
    See: NewsML-G2 2.35, ``by`` and ``creator``; Google Search Central, "Author markup best practices".
    """
    if article.byline is not None and article.byline.text.strip() and not article.authors:
        yield Finding(
            "authors", f"byline {shown(article.byline.text)}, but no authors: give each person as an author"
        )


@rule("AUTHOR-NAME", "warning")
def author_without_name(article: Article, context: Context) -> Iterator[Finding]:
    """An author has a name.

    Why: an author that is only a code or an address is an empty place on the page, and programs that read
    the name stop with an error.
    See: Google Search Central, "Author markup best practices" (name is required); trafilatura issue 362.
    """
    for index, author in enumerate(article.authors):
        if not (author.label(article.language) or "").strip():
            known = author.uri or author.qcode or author.literal or author.url or ""
            yield Finding(
                f"authors.{index}.name",
                f"author {shown(known)} has no name: give it"
                if known
                else "an author has no name: give it or leave it out",
            )


@rule("AUTHOR-JOINED", "warning")
def several_people_in_one(article: Article, context: Context) -> Iterator[Finding]:
    """Each author stands for one person.

    Why: "Jane Doe and John Smith" becomes one person of that name, with an author page of their own and
    none of the work of either.
    See: Google Search Central, "Author markup best practices"; trafilatura issue 103.
    """
    for index, author, name in _named(article):
        if _is_person(author) and joins(name):
            yield Finding(
                f"authors.{index}.name",
                f"author {shown(name)} names several people: give each as an author of their own",
            )


def joins(name: str) -> bool:
    """Whether a name is that of several people."""
    name = " ".join(name.split())
    joint = _JOINED.search(name)
    if joint:
        left, right = name[: joint.start()], name[joint.end() :]
        # "Ortega y Gasset" is one name: a joint of one letter needs a full name on both sides.
        return bool(left and right) and (
            len(joint[0].strip()) != 1 or not joint[0].strip().isalpha() or (" " in left and " " in right)
        )
    parts = [part.strip() for part in name.split(",")]
    return len(parts) > 1 and all(
        " " in part and not TITLES.search(part) and part.casefold() not in _SUFFIXES for part in parts
    )


@rule("AUTHOR-BY", "warning")
def name_with_by(article: Article, context: Context) -> Iterator[Finding]:
    """An author's name does not begin with "by".

    Why: the page writes "By" itself, and readers get "By By Jane Doe". The author's other texts stand
    under another name.
    See: Google Search Central, "Author markup best practices" (only the name).
    """
    for index, _, name in _named(article):
        found = BY.match(name)
        # "Da Silva" and "von Amsberg" are names: as a particle the word is followed by one part only.
        if found and not (found[0].strip().casefold() in _PARTICLES and " " not in name[found.end() :]):
            yield Finding(
                f"authors.{index}.name",
                f"author {shown(name)} begins with {shown(found[0].strip())}: give only the name",
            )


@rule("AUTHOR-TITLE", "warning")
def name_with_job(article: Article, context: Context) -> Iterator[Finding]:
    """An author's name does not hold the job.

    Why: "Jane Doe, Chief Editor" is another person than "Jane Doe" to every index, and a new one after
    each promotion. The job has a field of its own, job_title.
    See: Google Search Central, "Author markup best practices" (jobTitle); NewsML-G2 2.35, ``jobtitle``.
    """
    for index, _, name in _named(article):
        head, comma, tail = (
            name.partition(",")
            if "," in name
            else name.partition(" (")
            if " (" in name
            else name.partition(" - ")
        )
        if comma and head.strip() and TITLES.search(tail):
            job = tail.strip(" )")
            yield Finding(
                f"authors.{index}.name",
                f"author {shown(name)} holds the job {shown(job)}: put it into job_title",
            )


@rule("AUTHOR-CONTACT", "warning")
def name_with_address(article: Article, context: Context) -> Iterator[Finding]:
    """An author's name holds no e-mail or web address.

    Why: it is printed above the story and harvested by senders of spam. The fields email and url are
    written only where they belong.
    See: Google Search Central, "Author markup best practices"; schema.org ``Person``.
    """
    for index, _, name in _named(article):
        found = CONTACT.search(name)
        if found:
            yield Finding(
                f"authors.{index}.name", f"author {shown(name)} holds an address: put it into email or url"
            )


@rule("AUTHOR-PLACEHOLDER", "warning")
def author_is_an_account(article: Article, context: Context) -> Iterator[Finding]:
    """An author is a person or a newsroom, not an account.

    Why: "admin" is what the content system calls whoever pressed the button. It tells readers that nobody
    answers for the text.
    See: Google Search Central, "Author markup best practices"; Yoast SEO, author settings.
    """
    for index, author, name in _named(article):
        if name.casefold() in PLACEHOLDERS and _is_person(author):
            yield Finding(
                f"authors.{index}.name",
                f"author {shown(name)} is an account, not a name: "
                "give the person, or the newsroom as an organisation",
            )


@rule("AUTHOR-PUBLISHER", "info")
def publisher_as_person(article: Article, context: Context) -> Iterator[Finding]:
    """A newsroom as the author is marked as an organisation.

    Why: otherwise it is written as a person called "Harbour Post", which search engines and author pages
    then look for.
    See: Google Search Central, "Author markup best practices" (use the right type).
    """
    site = context.site and context.site.publisher
    names = {party.name.casefold() for party in (article.provider, article.publisher) if party and party.name}
    if site:
        names.add(site.name.casefold())
    for index, author, name in _named(article):
        if name.casefold() in names and author.party_type != "organisation":
            yield Finding(
                f"authors.{index}", f"author {shown(name)} is the publisher: give party_type organisation"
            )


@rule("AUTHOR-REPEATED", "warning")
def author_twice(article: Article, context: Context) -> Iterator[Finding]:
    """An author is given once.

    Why: the name is printed twice, fees are counted twice, and mostly another person was meant by the
    second.
    See: NewsML-G2 2.35, ``creator``; schema.org ``author``.
    """
    if len(article.authors) < 2:
        return
    seen: set[tuple[str, str | None]] = set()
    for index, author, name in _named(article):
        key = (" ".join(name.casefold().split()), author.role)
        if key in seen:
            yield Finding(f"authors.{index}", f"author {shown(name)} is given twice: leave one out")
        seen.add(key)

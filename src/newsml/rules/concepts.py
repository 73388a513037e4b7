"""Rules on subjects, places and whatever else is told by a code: codes that resolve, names that tell.

NewsML-G2 2.35 section 5.3 (QCodes), IPTC catalogue 41, IPTC Media Topics, ISO 3166-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsml.model import Article
from newsml.rules.registry import Context, Finding, rule, shown
from newsml.vocabularies.iptc import NEWSCODES, RETIRED, SCHEMES, resolve

_MEDIA_TOPIC = re.compile(r"https?://cv\.iptc\.org/newscodes/mediatopic/(.*)")
_WIKIDATA = re.compile(r"https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity|page)/(Q\d+)/?")
_WIKIDATA_IRI = "http://www.wikidata.org/entity/"
_SUBJECTS_MANY = 25


@rule("CODE-UNKNOWN", "error")
def unresolved_code(article: Article, context: Context) -> Iterator[Finding]:
    """A code can be resolved to the concept it stands for.

    Why: "newstopics:4711" means something to its sender only. An alias that no catalogue declares passes
    the XSD, and no receiver can tell the subject.
    See: NewsML-G2 2.35 section 5.3 (QCodes and catalogs); IPTC catalogue 41.
    """
    for path, item in context.contents(article).references:
        if item.qcode and not item.uri and not item.scheme and resolve(item.qcode) is None:
            alias = item.qcode.partition(":")[0]
            message = (
                f"code {shown(item.qcode)}: the alias {shown(alias)} is in no catalogue; give the uri too"
            )
            yield Finding(f"{path}.qcode", message)


@rule("CODE-RETIRED", "warning")
def retired_scheme(article: Article, context: Context) -> Iterator[Finding]:
    """A code is of a vocabulary that is still kept.

    Why: IPTC retired ctrol in 2020 and isrol in 2021 in favour of cpprole. Receivers that check against
    today's lists take the role for unknown.
    See: IPTC catalogue 41; IPTC NewsCodes, contentprodpartyrole.
    """
    for path, item in context.contents(article).references:
        for name, code in (("qcode", item.qcode), ("role", item.role)):
            alias = code.partition(":")[0] if code and ":" in code else ""
            if alias in RETIRED:
                yield Finding(
                    f"{path}.{name}",
                    f"{shown(code)}: the vocabulary {alias} was retired, use {RETIRED[alias]}",
                )


@rule("CODE-AS-URI", "error")
def code_in_uri(article: Article, context: Context) -> Iterator[Finding]:
    """A uri is an IRI, not a code.

    Why: "medtop:20000350" looks like a URI with the scheme medtop, so that every schema lets it pass. No
    program can resolve it, as in that field nobody looks into a catalogue.
    See: NewsML-G2 2.35 section 5.3 (uri against qcode); RFC 3986 section 3.1; ninjs 3.1 ``uri``.
    """
    for path, item in context.contents(article).references:
        for name, value in (
            ("uri", item.uri),
            *((f"same_as.{i}", same) for i, same in enumerate(item.same_as)),
        ):
            if value and value.partition(":")[0] in SCHEMES:
                yield Finding(
                    f"{path}.{name}",
                    f"{name.partition('.')[0]} {shown(value)} is a code: "
                    f"write it as qcode, or as {resolve(value)}",
                )


@rule("CODE-WIKIDATA", "info")
def other_form_of_wikidata(article: Article, context: Context) -> Iterator[Finding]:
    """A Wikidata concept is told by the IRI that Wikidata gives it.

    Why: the address of the page and the https form name the same thing to a person, but to programs that
    compare IRIs they are other concepts. The IRI begins with http and never changes.
    See: Wikidata, "Data access" (concept URIs).
    """
    for path, item in context.contents(article).references:
        for name, value in (
            ("uri", item.uri),
            *((f"same_as.{i}", same) for i, same in enumerate(item.same_as)),
        ):
            found = _WIKIDATA.match(value) if value and "wikidata" in value else None
            if found and value != _WIKIDATA_IRI + found[1]:
                yield Finding(
                    f"{path}.{name}",
                    f"{shown(value)} is not the IRI of the concept: write {_WIKIDATA_IRI}{found[1]}",
                )


@rule("CODE-MEDIATOPIC", "error")
def media_topic_that_is_none(article: Article, context: Context) -> Iterator[Finding]:
    """A Media Topic has eight digits.

    Why: Media Topics run from 01000000 (arts) on. Where a program took the code for a number, its zero
    at the start is gone, and the code names nothing.
    See: IPTC Media Topics, https://cv.iptc.org/newscodes/mediatopic/.
    """
    for path, item in context.contents(article).references:
        code = item.qcode[7:] if item.qcode and item.qcode.startswith("medtop:") else None
        found = _MEDIA_TOPIC.match(item.uri) if item.uri and "/mediatopic/" in item.uri else None
        code, name = (code, "qcode") if code is not None else (found and found[1], "uri")
        if code is not None and not re.fullmatch(r"\d{8}", code, re.ASCII):
            yield Finding(
                f"{path}.{name}",
                f"Media Topic {shown(code)} has not eight digits: look it up, such as medtop:20000350",
            )


@rule("CODE-HTTPS", "info")
def https_newscode(article: Article, context: Context) -> Iterator[Finding]:
    """A NewsCode is told by the IRI that IPTC gives it, which begins with http.

    Why: the https form opens in a browser, but as the name of a concept it is another one. Receivers that
    map codes by their IRI do not find it.
    See: IPTC NewsCodes Guidelines (concept URIs begin with http://cv.iptc.org/newscodes/).
    """
    for path, item in context.contents(article).references:
        if item.uri and item.uri.startswith("https://cv.iptc.org/newscodes/"):
            yield Finding(
                f"{path}.uri",
                f"{shown(item.uri)} is not the IRI of the code: write {NEWSCODES}{item.uri[30:]}",
            )


@rule("SUBJECT-NONE", "info")
def no_subject(article: Article, context: Context) -> Iterator[Finding]:
    """An article says what it is about.

    Why: desks filter, archives find and pages link by subject. Keywords do the work in one language only.
    See: NewsML-G2 2.35, ``subject``; IPTC Media Topics.
    """
    if not article.subjects and not article.keywords:
        yield Finding("subjects", "no subjects and no keywords: give a Media Topic, such as medtop:20000350")


@rule("SUBJECT-EMPTY", "warning")
def subject_that_says_nothing(article: Article, context: Context) -> Iterator[Finding]:
    """A subject, person, place … has an identity or a name.

    Why: an empty object passes the schemas. On a page it is a tag without words, in an index a concept
    that everything belongs to.
    See: ninjs 3.1 ``subjects`` (accepts {}); NewsML-G2 2.35, FlexPropType.
    """
    for path, item in context.contents(article).references:
        if not path.startswith("authors.") and not (
            item.uri or item.qcode or item.code or item.literal or item.name or item.names or item.same_as
        ):
            yield Finding(path, f"{path} has neither uri, qcode nor name: fill it or leave it out")


@rule("SUBJECT-REPEATED", "warning")
def subject_twice(article: Article, context: Context) -> Iterator[Finding]:
    """A subject is given once.

    Why: doubled subjects mostly come from a uri and a qcode of the same concept. Relevance and statistics
    count them twice.
    See: NewsML-G2 2.35, ``subject``; IPTC Media Topics guidelines.
    """
    if len(article.subjects) < 2:
        return
    seen: set[str] = set()
    for index, subject in enumerate(article.subjects):
        key = (
            subject.uri
            or (subject.qcode and (resolve(subject.qcode) or subject.qcode))
            or (subject.name or "").casefold()
        )
        if key and key in seen:
            yield Finding(
                f"subjects.{index}", f"subject {shown(subject.name or key)} is given twice: leave one out"
            )
        seen.add(key)


@rule("SUBJECT-UNIDENTIFIED", "info")
def subject_by_words_only(article: Article, context: Context) -> Iterator[Finding]:
    """A subject has an identity, not only a name.

    Why: "Mercury" is a planet, a metal and a newspaper. A code or a Wikidata IRI says which, in every
    language.
    See: NewsML-G2 2.35, ``subject`` (literal against qcode and uri); schema.org ``about``.
    """
    for index, subject in enumerate(article.subjects):
        if subject.name and not (subject.uri or subject.qcode or subject.code or subject.same_as):
            yield Finding(
                f"subjects.{index}",
                f"subject {shown(subject.name)} has only a name: add a Media Topic or a Wikidata IRI",
            )


@rule("SUBJECT-NAMELESS", "info")
def subject_without_name(article: Article, context: Context) -> Iterator[Finding]:
    """A subject has a name that people can read.

    Why: nothing is looked up when a page is made. A code without a name is left out of tags and search
    results, or stands there as a number.
    See: NewsML-G2 2.35, ``subject/name``; schema.org ``DefinedTerm``.
    """
    for index, subject in enumerate(article.subjects):
        code = subject.uri or subject.qcode
        if code and not (subject.name or subject.names):
            yield Finding(f"subjects.{index}.name", f"subject {shown(code)} has no name: add it for readers")


@rule("SUBJECT-MANY", "info")
def many_subjects(article: Article, context: Context) -> Iterator[Finding]:
    """Subjects are few.

    Why: with more than 25 the story turns up under everything, and a desk's filter is of no use. Broader
    topics follow from the narrower ones.
    See: IPTC Media Topics guidelines (choose the most specific that fit).
    """
    if len(article.subjects) > _SUBJECTS_MANY:
        yield Finding(
            "subjects", f"{len(article.subjects)} subjects: keep the most specific, up to {_SUBJECTS_MANY}"
        )


@rule("SUBJECT-RELEVANCE", "info")
def relevance_for_some(article: Article, context: Context) -> Iterator[Finding]:
    """Either all subjects have a relevance or none.

    Why: a receiver that sorts by it puts those without at the top or at the bottom, each as it likes, and
    the story's main subject may be the one without.
    See: NewsML-G2 2.35, ``relevance`` (percentage, no default).
    """
    rated = sum(1 for subject in article.subjects if subject.relevance is not None)
    if 0 < rated < len(article.subjects):
        yield Finding(
            "subjects",
            f"{rated} of {len(article.subjects)} subjects have a relevance: give it to all or to none",
        )


@rule("SUBJECT-BROADER", "warning")
def broader_than_itself(article: Article, context: Context) -> Iterator[Finding]:
    """No concept is broader than itself.

    Why: programs that climb the hierarchy to its top go round for ever.
    See: NewsML-G2 2.35, ``broader``; SKOS Reference section 8.6.
    """
    for index, subject in enumerate(article.subjects):
        for other, broader in enumerate(subject.broader):
            if (broader.uri and broader.uri == subject.uri) or (
                broader.qcode and broader.qcode == subject.qcode
            ):
                message = (
                    f"subject {shown(subject.name or broader.uri or broader.qcode)} "
                    "is its own broader subject: leave that out"
                )
                yield Finding(f"subjects.{index}.broader.{other}", message)


@rule("PLACE-COUNTRY", "warning")
def country_that_is_no_code(article: Article, context: Context) -> Iterator[Finding]:
    """A country is a code of ISO 3166-1, in capitals.

    Why: "Norway", "no" and "NOR" are one country to a person and three to a filter; small letters are
    language codes. UK and EL are not codes of ISO, GB and GR are.
    See: ISO 3166-1; NewsML-G2 2.35, ``POIDetails`` and ``country``.
    """
    for name in ("places", "located"):
        for index, place in enumerate(getattr(article, name)):
            country = place.country
            if country and (not re.fullmatch(r"[A-Z]{2,3}", country, re.ASCII) or country in ("UK", "EL")):
                yield Finding(
                    f"{name}.{index}.country",
                    f"country {shown(country)} is not a code of ISO 3166-1: write it as NO or NOR",
                )


@rule("PLACE-ZERO", "warning")
def place_in_the_gulf_of_guinea(article: Article, context: Context) -> Iterator[Finding]:
    """A place is not at 0° 0°.

    Why: there is only water. Programs write 0, 0 where they know no place, and maps fill up with stories
    off the coast of Africa.
    See: RFC 7946 section 3.1.1 (position); ISO 6709.
    """
    for name in ("places", "located"):
        for index, place in enumerate(getattr(article, name)):
            if place.geo and place.geo.latitude == 0 == place.geo.longitude:
                yield Finding(
                    f"{name}.{index}.geo",
                    f"place {shown(place.name or '')} lies at 0, 0: give its position or none",
                )

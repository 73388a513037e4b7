"""Rules on rights: who holds them, what may be done, what a machine made.

NewsML-G2 2.35 (``rightsInfo``), PLUS (data mining), IPTC Digital Source Type and Trust Indicator NewsCodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsml.model import Article
from newsml.model.values import date_text
from newsml.rules.dates import before, surely_before
from newsml.rules.registry import Context, Finding, rule, shown
from newsml.vocabularies.iptc import DATA_MINING, DIGITAL_SOURCE_TYPES, NEWSCODES, SCHEMES

_PLUS = SCHEMES["plus"]
_RETIRED_SOURCES = {
    "minorHumanEdits": "humanEdits",
    "digitalArt": "digitalCreation",
    "softwareImage": "digitalCreation",
}
_MACHINE_MADE = ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "compositeSynthetic")
_DISCLOSED = re.compile(
    r"\bA\.?I\b|\bKI\b|\bIA\b|artificial|künstlich|generated|algorit|machine|automat", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def newscode(iri: str, scheme: str) -> str | None:
    """The code of an IRI of this IPTC scheme (http or https), or None for another IRI."""
    for start in (NEWSCODES, "https" + NEWSCODES[4:]):
        if iri.startswith(f"{start}{scheme}/"):
            return iri[len(start) + len(scheme) + 1 :]
    return None


def _mining(article: Article, ending: str) -> bool:
    return article.data_mining is not None and article.data_mining.endswith(ending)


@rule("RIGHTS-HOLDER", "info")
def nobody_holds_the_rights(article: Article, context: Context) -> Iterator[Finding]:
    """An article says whose it is.

    Why: an archive that cannot tell the holder may not reuse the text, and one that does so anyway has no
    one to ask.
    See: NewsML-G2 2.35, ``rightsInfo/copyrightHolder``; schema.org ``copyrightHolder``.
    """
    site = context.site
    said = article.copyright_holder or article.copyright_notice
    if not said and not (site and (site.copyright_holder or site.copyright_notice)):
        yield Finding(
            "copyright_holder",
            "no copyright holder and no notice: name one, in the article or once in newsml.toml",
        )


@rule("RIGHTS-YEAR", "warning")
def two_copyright_years(article: Article, context: Context) -> Iterator[Finding]:
    """The year of the notice is the copyright year.

    Why: two years contradict each other about when protection began. Mostly the notice is a template that
    nobody touched since New Year.
    See: schema.org ``copyrightYear``; Universal Copyright Convention, article III.
    """
    if article.copyright_year is None:
        return
    for index, notice in enumerate(article.copyright_notice):
        years = _YEAR.findall(notice.text)
        if (
            years
            and str(article.copyright_year) not in years
            and not min(years) < str(article.copyright_year) < max(years)
        ):
            message = (
                f"notice {shown(notice.text)}, but copyright_year {article.copyright_year}: "
                "correct one of them"
            )
            yield Finding(f"copyright_notice.{index}.text", message)


@rule("RIGHTS-LINK", "warning")
def rights_link_that_is_no_page(article: Article, context: Context) -> Iterator[Finding]:
    """The page that explains rights can be opened.

    Why: a licensee clicks it. mailto: and javascript: are no terms, and a urn: is known to its sender only.
    See: NewsML-G2 2.35, ``copyrightNotice`` and ``usageTerms`` (href); schema.org ``usageInfo``.
    """
    for name in ("copyright_notice", "usage_terms"):
        for index, text in enumerate(getattr(article, name)):
            if text.href and not _WEB.match(text.href):
                yield Finding(
                    f"{name}.{index}.href", f"link {shown(text.href)} is no web page: give an https address"
                )


@rule("RIGHTS-LICENSE-PAGE", "warning")
def license_is_the_article(article: Article, context: Context) -> Iterator[Finding]:
    """The licence is a page of its own.

    Why: pointing to the article itself or to an image gives no terms at all, and the badge that pictures
    can be licensed is not shown.
    See: Google Search Central, "Image metadata" (license); schema.org ``license``.
    """
    for name in ("license_url", "acquire_license_url"):
        url = getattr(article, name)
        if url and (
            url == article.canonical_url or re.search(r"\.(?:jpe?g|png|webp|gif|avif)$", url, re.IGNORECASE)
        ):
            yield Finding(name, f"{name} {shown(url)} is not a page with terms: give one, or leave it out")


@rule("RIGHTS-MINING", "error")
def data_mining_not_plus(article: Article, context: Context) -> Iterator[Finding]:
    """Data mining is said by a value of PLUS.

    Why: crawlers and licensing systems know nine values. Any other, "no" or one with a wrong prefix,
    counts as nothing said, so that a reservation is lost.
    See: PLUS Coalition, LDF vocabulary, Data Mining; NewsML-G2 2.34, ``rightsInfo/dataMining``.
    """
    value = article.data_mining
    if value and not (value.startswith(_PLUS) and value[len(_PLUS) :] in DATA_MINING):
        yield Finding(
            "data_mining",
            f"data_mining {shown(value)} is no value of PLUS: write it as {_PLUS}{DATA_MINING[2]}",
        )


@rule("RIGHTS-MINING-TERMS", "error")
def constraint_not_said(article: Article, context: Context) -> Iterator[Finding]:
    """Where data mining is "prohibited, see constraint", the terms of use say the constraint.

    Why: the value refers to a text. Without it nobody knows what is allowed, and no schema notices.
    See: PLUS, DMI-PROHIBITED-SEECONSTRAINT; NewsML-G2 2.34, ``dataMining`` with ``usageTerms``.
    """
    if _mining(article, "-SEECONSTRAINT") and not any(
        terms.text.strip() or terms.href for terms in article.usage_terms
    ):
        yield Finding(
            "usage_terms",
            "data_mining says SEECONSTRAINT, but there are no usage_terms: write the constraint there",
        )


@rule("RIGHTS-MINING-EXPRESSION", "error")
def expression_not_there(article: Article, context: Context) -> Iterator[Finding]:
    """Where data mining is "prohibited, see embedded rights expression", there is one.

    Why: the value refers to a machine-readable statement within the item. Without it the exception that
    was sold to one customer cannot be proved.
    See: PLUS, DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR; NewsML-G2 2.35, ``rightsExpressionXML``.
    """
    if _mining(article, "-SEEEMBEDDEDRIGHTSEXPR") and not article.rights_expression:
        yield Finding(
            "rights_expression",
            "data_mining says SEEEMBEDDEDRIGHTSEXPR, but there is no rights_expression: add it",
        )


@rule("RIGHTS-MINING-LINK", "error")
def linked_rights_not_there(article: Article, context: Context) -> Iterator[Finding]:
    """Where data mining is "prohibited, see linked rights expression", there is a link.

    Why: the value refers to a page. Without its address no crawler can read what is permitted.
    See: PLUS, DMI-PROHIBITED-SEELINKEDRIGHTSEXPR; NewsML-G2 2.35, ``rightsInfo/link``.
    """
    linked = article.license_url or any(
        text.href for text in (*article.usage_terms, *article.copyright_notice)
    )
    if _mining(article, "-SEELINKEDRIGHTSEXPR") and not linked:
        yield Finding(
            "license_url", "data_mining says SEELINKEDRIGHTSEXPR, but there is no link: give license_url"
        )


def _sources(article: Article) -> Iterator[tuple[str, str]]:
    if article.digital_source_type:
        yield "digital_source_type", article.digital_source_type
    for name in ("images", "video", "audio"):
        for index, item in enumerate(getattr(article, name)):
            if item.digital_source_type:
                yield f"{name}.{index}.digital_source_type", item.digital_source_type


@rule("RIGHTS-SOURCE", "warning")
def unknown_source_type(article: Article, context: Context) -> Iterator[Finding]:
    """What a thing was made with is said by an IPTC code.

    Why: platforms label pictures and texts made by machines according to it. A value of one's own is
    ignored, and what should be labelled is not.
    See: IPTC Digital Source Type, https://cv.iptc.org/newscodes/digitalsourcetype/.
    """
    for path, iri in _sources(article):
        code = newscode(iri, "digitalsourcetype")
        if code not in DIGITAL_SOURCE_TYPES and code not in _RETIRED_SOURCES:
            example = f"{NEWSCODES}digitalsourcetype/digitalCapture"
            yield Finding(
                path,
                f"digital source type {shown(iri)} is not in the IPTC list: choose one, such as {example}",
            )


@rule("RIGHTS-SOURCE-RETIRED", "warning")
def retired_source_type(article: Article, context: Context) -> Iterator[Finding]:
    """The IPTC code is still in use.

    Why: minorHumanEdits and digitalArt were replaced in 2024 by codes that mean a little more. New
    software does not list them any longer.
    See: IPTC Digital Source Type, changes of 2024-09.
    """
    for path, iri in _sources(article):
        code = newscode(iri, "digitalsourcetype")
        if code in _RETIRED_SOURCES:
            yield Finding(
                path,
                f"digital source type {code} was retired: "
                f"use {NEWSCODES}digitalsourcetype/{_RETIRED_SOURCES[code]}",
            )


@rule("RIGHTS-AI", "info")
def machine_made_without_a_word(article: Article, context: Context) -> Iterator[Finding]:
    """Readers are told what a machine made.

    Why: the code reaches programs only. In many places the law or the house rules want words that readers
    see, in the credit, the byline or the caption.
    See: Regulation (EU) 2024/1689, article 50; IPTC, guidance on synthetic media.
    """
    if _is_machine_made(article.digital_source_type):
        seen = [*article.credit_line, *article.summary, *([article.byline] if article.byline else ())]
        names = [author.name for author in article.authors]
        if not _disclosed(*(text.text for text in seen), *names, article.plain_text()):
            message = (
                "made by a machine, but no words say so: add a credit_line such as 'Text generated by AI'"
            )
            yield Finding("credit_line", message)
    for name in ("images", "video", "audio"):
        for index, item in enumerate(getattr(article, name)):
            told = _disclosed(item.credit, item.caption, item.title)
            if not told and _is_machine_made(item.digital_source_type):
                message = "made by a machine, but neither credit nor caption says so: add it"
                yield Finding(f"{name}.{index}.credit", message)


def _is_machine_made(iri: str | None) -> bool:
    return iri is not None and newscode(iri, "digitalsourcetype") in _MACHINE_MADE


def _disclosed(*texts: str | None) -> bool:
    return any(text and _DISCLOSED.search(text) for text in texts)


@rule("RIGHTS-PERIOD", "error")
def rights_end_before_they_begin(article: Article, context: Context) -> Iterator[Finding]:
    """Rights begin before they end.

    Why: as it stands nothing may be used at any time, or a receiver that looks at one end only uses it
    for ever.
    See: NewsML-G2 2.35, ``rightsInfo`` (validfrom, validto).
    """
    scope = article.rights_scope
    if scope and scope.valid_from and scope.valid_to and before(scope.valid_to, scope.valid_from):
        message = (
            f"rights end {date_text(scope.valid_to)}, before they begin "
            f"{date_text(scope.valid_from)}: correct one of them"
        )
        yield Finding("rights_scope.valid_to", message)


@rule("RIGHTS-OVER", "warning")
def rights_are_over(article: Article, context: Context) -> Iterator[Finding]:
    """The rights have not ended.

    Why: what is published after the period was bought for may cost damages.
    See: NewsML-G2 2.35, ``rightsInfo`` (validto).
    """
    end = article.rights_scope.valid_to if article.rights_scope else None
    if end and surely_before(end, context.now):
        yield Finding(
            "rights_scope.valid_to", f"the rights ended {date_text(end)}: do not publish it, or renew them"
        )


@rule("TRUST-ROLE", "warning")
def unknown_trust_role(article: Article, context: Context) -> Iterator[Finding]:
    """A trust indicator has a role of the IPTC list.

    Why: platforms that weigh trust find a policy by its role. One that nobody else uses is not found.
    See: IPTC Trust Indicator NewsCodes, https://cv.iptc.org/newscodes/trustindicator/.
    """
    for index, indicator in enumerate(article.trust_indicators):
        code = newscode(indicator.role, "trustindicator")
        if not code or not re.fullmatch("[a-z][A-Za-z]+", code):
            example = f"{NEWSCODES}trustindicator/correctionsPolicy"
            yield Finding(
                f"trust_indicators.{index}.role",
                f"role {shown(indicator.role)} is not IPTC's: write it as {example}",
            )


@rule("TRUST-LINK", "warning")
def trust_without_page(article: Article, context: Context) -> Iterator[Finding]:
    """A trust indicator leads to the page that it promises.

    Why: a policy that cannot be read is a claim. Whoever checks it finds nothing and counts it against
    the publisher.
    See: IPTC, "Expressing Trust and Credibility Information"; ninjs 3.1 ``trustIndicators`` (href).
    """
    for index, indicator in enumerate(article.trust_indicators):
        if not indicator.href or not _WEB.match(indicator.href):
            shown_href = shown(indicator.href or "")
            yield Finding(
                f"trust_indicators.{index}.href",
                f"link {shown_href} is no page: give the address of the policy",
            )

"""rightsInfo: who holds the rights, what may be done, for how long, by whom.

Specification: NewsML-G2 2.35, RightsInfoType; dataMining is the last of its properties (since 2.34).
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element as Element

from newsml.errors import ParseError
from newsml.formats.newsml_g2 import concepts
from newsml.formats.newsml_g2.draft import Draft, g2
from newsml.formats.newsml_g2.extensions import ext_properties, ext_property
from newsml.formats.newsml_g2.items import SCOPED, report_rest, within
from newsml.formats.newsml_g2.local_ids import refer
from newsml.formats.newsml_g2.media import own_medium
from newsml.model.concepts import RightsExpression, RightsScope
from newsml.model.item import ScopedRights
from newsml.xml import parse_xml

POLICY = "irel:rightspolicy"
ODRL = "http://www.w3.org/ns/odrl/2/"

_SCOPES = frozenset({"content", "metadata"})


def rights_info(root: Element, draft: Draft) -> None:
    """The rights of the item, and of the picture or clip that a media item is; after them those of some of it."""
    article = draft.article
    scope = article.rights_scope
    rights = g2(root, "rightsInfo", None, **(_scope(draft, scope) if scope else {}))
    _words(rights, draft)
    medium = own_medium(article)
    if medium is not None:
        path, media = medium
        media_rights(
            rights, draft, media.copyright_notice, media.license_url, media.acquire_license_url, path
        )
    for path, item in draft.each(rights, "rights_ext_properties"):
        ext_property(rights, "rightsInfoExtProperty", draft, item, path)
    _for_machines(rights, draft)
    if not (len(rights) or rights.attrib or draft.sender_manner):
        root.remove(rights)
    for path, some in draft.each(root, "scoped_rights"):
        _scoped(root, draft, some, path)


def _scoped(root: Element, draft: Draft, rights: ScopedRights, path: str) -> None:
    """The rights of some of the item."""
    part = within(draft, rights, path)
    scope = rights.rights_scope
    element = g2(root, "rightsInfo", None, **(_scope(part, scope) if scope else {}))
    refer(draft, element, rights.id_refs, f"{path}.id_refs", "idrefs")
    _words(element, part)
    ext_properties(element, "rightsInfoExtProperty", part, rights.ext_properties)
    _for_machines(element, part)
    report_rest(part, SCOPED)


def _words(rights: Element, draft: Draft) -> None:
    """Holders, notices, terms and links."""
    article = draft.article
    _holders(rights, draft)
    _notices(rights, "copyrightNotice", draft, "copyright_notice")
    _notices(rights, "usageTerms", draft, "usage_terms")
    policy_links(rights, draft, article.license_url, article.acquire_license_url, "")
    for path, link in draft.each(rights, "rights_links"):
        concepts.link(rights, "link", draft, link, path)


def _for_machines(rights: Element, draft: Draft) -> None:
    """Expressions of rights, and whether machines may learn from it."""
    for path, expression in draft.each(rights, "rights_expression"):
        _expression(rights, draft, expression, path)
    for path, mining in draft.one(rights, "data_mining", draft.article.data_mining):
        if uri := draft.iri(mining, path):
            g2(rights, "dataMining", uri=uri)


def _scope(draft: Draft, scope: RightsScope) -> dict[str, str | None]:
    scopes = [draft.coded(word, "rightsscope", "riscope", _SCOPES) for word in scope.scope]
    aspects = [draft.coded(word, "rightsaspect") for word in scope.aspect]
    return {
        "scope": _joined(qcode for qcode, _ in scopes),
        "scopeuri": _joined(uri for _, uri in scopes),
        "aspect": _joined(qcode for qcode, _ in aspects),
        "aspecturi": _joined(uri for _, uri in aspects),
        "validfrom": draft.full_date(scope.valid_from, "rights_scope.valid_from"),
        "validto": draft.full_date(scope.valid_to, "rights_scope.valid_to"),
    }


def _joined(words: Iterable[str | None]) -> str | None:
    return " ".join(word for word in words if word) or None


def _holders(rights: Element, draft: Draft) -> None:
    article = draft.article
    for path, person in draft.one(rights, "accountable_person", article.accountable_person):
        if person.party_type == "organisation":
            draft.lose(f"{path}.party_type", "organisation", "NewsML-G2 holds a person accountable")
            person = person.model_copy(update={"party_type": None})
        concepts.party(rights, "accountable", draft, person, path, True)
    for path, holder in draft.one(rights, "copyright_holder", article.copyright_holder):
        concepts.party(rights, "copyrightHolder", draft, holder, path, False)
    if article.copyright_year is not None:
        draft.lose(
            "copyright_year", article.copyright_year, "the year can only stand in the copyright notice"
        )


def _notices(rights: Element, tag: str, draft: Draft, field: str) -> None:
    for path, notice in draft.each(rights, field):
        href = draft.iri(notice.href, f"{path}.href")
        concepts.text(rights, tag, draft, notice, path, href=href, **concepts.roles(draft, notice.role))


def policy_links(
    rights: Element, draft: Draft, license_url: str | None, acquire_url: str | None, path: str
) -> None:
    """Links to the licence and to where one can be had."""
    for where, address in draft.one(rights, f"{path}license_url", license_url):
        if href := draft.iri(address, where):
            g2(rights, "link", rel=POLICY, href=href)
    for where, address in draft.one(rights, f"{path}acquire_license_url", acquire_url):
        if href := draft.iri(address, where):
            g2(rights, "link", rel=draft.own("rel", "acquireLicense"), href=href)


def media_rights(
    rights: Element,
    draft: Draft,
    notice: str | None,
    license_url: str | None,
    acquire_url: str | None,
    path: str,
) -> None:
    """The rights of a picture or clip."""
    if notice is not None:
        concepts.block(rights, "copyrightNotice", notice)
    policy_links(rights, draft, license_url, acquire_url, f"{path}.")


def _expression(rights: Element, draft: Draft, expression: RightsExpression, path: str) -> None:
    """A statement for machines: ODRL in XML as XML, everything else as data.

    The official schema demands to know the elements of rightsExpressionXML, and knows only ODRL.
    """
    if expression.lang is None:
        draft.lose(path, expression.data, "NewsML-G2 demands to know its language (an IRI)")
        return
    lang = draft.iri(expression.lang, f"{path}.lang")
    markup = _odrl(expression.data)
    if markup is not None:
        g2(rights, "rightsExpressionXML", langid=lang).append(markup)
        if expression.encoding not in (None, "application/xml", "text/xml"):
            draft.lose(f"{path}.encoding", expression.encoding, "it is written as XML")
        return
    if expression.encoding is None:
        draft.supplied(
            f"{path}.encoding", "the encoding of the rights expression is not said; text/plain is written"
        )
    g2(
        rights,
        "rightsExpressionData",
        expression.data,
        langid=lang,
        enctype=expression.encoding or "text/plain",
    )


def _odrl(data: str) -> Element | None:
    if not data.lstrip().startswith("<"):
        return None
    try:
        root = parse_xml(data.encode())
    except (ParseError, UnicodeEncodeError):
        return None
    return root if root.tag.startswith(f"{{{ODRL}}}") else None

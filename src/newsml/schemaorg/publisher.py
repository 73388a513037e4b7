"""The publisher: schema.org NewsMediaOrganization, from the site's settings or the article's own field."""

from __future__ import annotations

from newsml.model import Article
from newsml.model.concepts import Media
from newsml.schemaorg.people import AUTHOR_PAGES, author_page, party_node
from newsml.schemaorg.references import publisher_id
from newsml.schemaorg.scope import Node, Scope, entity_iri, present, web_url
from newsml.site import Publisher, Site
from newsml.vocabularies.schema_org import POLICY, TRUST_INDICATOR, newscode


def publisher(article: Article, scope: Scope) -> Node | None:
    """The node of the publisher with its policies. The site says who it is; nobody else is taken for it."""
    site = scope.site
    node: Node | None = None
    if site is not None and site.publisher is not None:
        node = _node_of_site(site.publisher, site, scope)
        _report_other(article, site.publisher, scope)
    elif article.publisher is not None:
        node = party_node(article.publisher, "publisher", scope, "NewsMediaOrganization")
        if node and article.publisher.party_type != "person":
            node["@type"] = "NewsMediaOrganization"
    if article.trust_indicators and scope.options.profile != "core":
        _add_indicators(article, node, scope)
    return node


def _node_of_site(known: Publisher, site: Site, scope: Scope) -> Node:
    policies = site.policies if scope.options.profile != "core" else {}
    return present({
        "@type": "NewsMediaOrganization",
        "@id": publisher_id(known),
        "name": known.name,
        "legalName": known.legal_name,
        "url": known.url,
        "description": known.description,
        "logo": _logo(known.logo),
        "sameAs": [entity_iri(iri) for iri in known.same_as if web_url(iri)],
        "foundingDate": scope.date(known.founded),
        "parentOrganization": known.parent and {"@type": "Organization", "name": known.parent},
        "contactPoint": _contact(known),
        "hasCertification": [{"@type": "Certification", "url": url} for url in known.certificates],
        **{term: policies.get(name) for name, term in POLICY.items()},  # type: ignore[call-overload]
    })  # fmt: skip


def _contact(known: Publisher) -> Node | None:
    ways = present({"email": known.email, "telephone": known.phone, "url": known.contact_url})
    return {"@type": "ContactPoint", **ways} if ways else None


def _logo(logo: Media | None) -> Node | None:
    if logo is None or not web_url(logo.url):
        return None
    return present({
        "@type": "ImageObject",
        "contentUrl": logo.url,
        "width": logo.width,
        "height": logo.height,
        "caption": logo.caption or logo.alt,
    })  # fmt: skip


def _report_other(article: Article, site_publisher: Publisher, scope: Scope) -> None:
    other = article.publisher
    if other is None:
        return
    said = (
        site_publisher.name,
        site_publisher.url,
        site_publisher.id,
        site_publisher.same_as,
        "organisation",
    )
    for name in sorted(other.model_fields_set):
        value = getattr(other, name)
        if value and value not in said:
            scope.lost(f"publisher.{name}", value, "the site's settings say who publishes")


def _add_indicators(article: Article, node: Node | None, scope: Scope) -> None:
    """Put the trust indicators on the publisher, unless its site says otherwise; report the others."""
    page = author_page(article, scope)
    for index, indicator in enumerate(article.trust_indicators):
        code = newscode(indicator.role, "trustindicator") or ""
        term = TRUST_INDICATOR.get(code)
        url = web_url(indicator.href)
        if node is not None and term and url and node.setdefault(term, url) == url:
            continue
        if term == "publishingPrinciples" and url and url == own_principles(article):
            continue
        if url and page == url and code in AUTHOR_PAGES:
            continue
        scope.lost(f"trust_indicators.{index}", indicator, "schema.org has no property for it here")


def own_principles(article: Article) -> str | None:
    """The editorial policy that a trust indicator of the article names."""
    for indicator in article.trust_indicators:
        if newscode(indicator.role, "trustindicator") == "editorialPolicy" and web_url(indicator.href):
            return indicator.href
    return None


def principles(article: Article, scope: Scope) -> str | None:
    """The editorial policy of the article where it is not the publisher's own."""
    url = own_principles(article)
    site = scope.site
    if site is not None and site.publisher is not None:
        return url if site.policies.get("principles", url) != url else None
    return None if article.publisher is not None else url

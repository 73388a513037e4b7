"""What a page says of its rights and of machines: data mining, robots, licences.

TDM Reservation Protocol, https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/. Robots: Google Search
Central, "Robots meta tag specifications". RSL 1.0, https://rslstandard.org/rsl. The other way round: `writing_head`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml.etree import _Element as Element

from newsml.formats.html.reading_claims import Claims
from newsml.formats.html.reading_tree import attribute, line_of
from newsml.html5 import Page
from newsml.webdata.values import plain, web

PLUS = "http://ns.useplus.org/ldf/vocab/DMI-"
RSL = "application/rsl+xml"
_ROBOTS = ("robots", "googlebot", "googlebot-news", "bingbot", "news")
_AFTER = re.compile(r"unavailable_after\s*:\s*(.+?)\s*(?=,\s*(?:no|max-|index|follow|all\b|none\b)|$)", re.I)
_RFC_850 = re.compile(r"(?:[A-Za-z]+,\s*)?(\d{1,2})-([A-Za-z]{3})-(\d\d(?:\d\d)?)\b")
_UNREAD = frozenset(
    {"noindex", "none", "nosnippet", "noarchive", "nocache", "noimageindex", "noimageai", "notranslate"}
)
"""What forbids something, and has no field in the model."""

Say = Callable[[str], None]


def claim_rights(page: Page, root: Element | None, claims: Claims, base: str | None, say: Say) -> None:
    """Note what a page says of its rights. What no field takes, and forbids something, is said."""
    directives = list(_directives(page))
    words = {word for word, _ in directives}
    _claim_mining(page, claims, base, "noai" in words)
    for word, text in directives:
        if word == "unavailable_after" and (found := _AFTER.search(text)):
            # RFC 850, which Google names, has hyphens in the day, and years of two figures.
            day = _RFC_850.sub(lambda m: f"{m[1]} {m[2]} {m[3] if len(m[3]) > 2 else f'20{m[3]}'}", found[1])
            claims.add("expires", day, "robots unavailable_after", "meta")
    if unread := sorted(words & _UNREAD - ({"noimageai"} if "noai" in words else set())):
        say(f"robots says {', '.join(unread)}, which no field takes; pages that newsml writes do not say so")
    if page.mentions("data-nosnippet"):
        say("data-nosnippet marks parts that must not be shown in search results; no field takes that")
    _claim_licences(page, root, claims, base)
    for name in ("dcterms.rightsholder", "dc.rights.rightsholder"):
        for value in page.meta.get(name, ())[:1]:
            claims.add(
                "copyright_holder", {"name": " ".join(plain(value).split())} if value else None, name, "meta"
            )


def _directives(page: Page) -> Iterator[tuple[str, str]]:
    """The directives for robots in lower case, each with the whole text that it stands in."""
    for name in _ROBOTS:
        for content in page.meta.get(name, ()):
            for part in content.split(","):
                yield (
                    part.partition(":")[0].strip().lower().replace("-", "_" if "unavail" in part else "-"),
                    content,
                )


def _claim_mining(page: Page, claims: Claims, base: str | None, no_ai: bool) -> None:
    """The reservation of rights against text and data mining; without one, that nobody may train on the page."""
    reserved = next((value for value in page.meta.get("tdm-reservation", ())), "").strip()
    policy = next((url for value in page.meta.get("tdm-policy", ()) if (url := web(value, base))), None)
    if reserved == "1":
        code = "PROHIBITED-SEECONSTRAINT" if policy and not no_ai else "PROHIBITED"
        claims.add("data_mining", PLUS + code, "tdm-reservation", "meta")
        claims.add("tdm_policy", policy, "tdm-policy", "meta")
    elif no_ai:
        claims.add("data_mining", f"{PLUS}PROHIBITED-AIMLTRAINING", "robots noai", "meta")
    elif reserved == "0":
        claims.add("data_mining", f"{PLUS}ALLOWED", "tdm-reservation", "meta")


def _claim_licences(page: Page, root: Element | None, claims: Claims, base: str | None) -> None:
    for rels, attributes in page.links:
        url = web(attributes.get("href", ""), base)
        if url is None or "license" not in rels:
            continue
        if attributes.get("type", "").strip().lower() == RSL:
            claims.add("rights_links", {"rel": "license", "href": url, "mime": RSL}, "link license", "link")
        else:
            claims.add("license_url", url, "link license", "link")
    for name in ("dcterms.license", "dc.rights.license"):
        for value in page.meta.get(name, ())[:1]:
            claims.add("license_url", web(value, base), name, "dublin core")
    for element in root.iter("a") if root is not None and page.mentions("license") else ():
        if "license" in attribute(element, "rel").lower().split() and not _is_of_a_picture(element):
            claims.add(
                "license_url",
                web(attribute(element, "href"), base),
                "rel=license",
                "visible",
                line_of(element),
            )
            return


def _is_of_a_picture(element: Element) -> bool:
    """Whether a link stands in what has a licence of its own: a figure, a thing beside the article."""
    return any(parent.tag in ("figure", "figcaption", "aside") for parent in element.iterancestors())

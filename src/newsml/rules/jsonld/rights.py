"""JL9: sources of pictures, licences, and what must not get out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsml.rules.jsonld.checks import Found, jl_rule
from newsml.rules.jsonld.document import Document, Words, name_of
from newsml.rules.jsonld.vocabulary import Hints
from newsml.rules.jsonld.words import absolute, is_web, moment_of
from newsml.rules.registry import shown
from newsml.vocabularies import schema_terms as terms
from newsml.vocabularies.schema_org import DIGITAL_SOURCE, POLICY

_CV = re.compile(r"https?://cv\.iptc\.org/newscodes/digitalsourcetype/(\w+)\Z")
_RETIRED = {"minorHumanEdits": "humanEdits", "digitalArt": "digitalCreation"}
_WITHOUT_MEMBER = frozenset({"humanEdits", "digitalCreation"})
_AI = frozenset({"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "algorithmicallyEnhanced",
                 "compositeSynthetic", "algorithmicMedia"})  # fmt: skip


def _sources(document: Document) -> Iterator[tuple[Words, str | None]]:
    """The digital source types, each with its IPTC code if it is an address of IPTC's."""
    for words in document.words_of("digitalSourceType"):
        if words.text.strip():
            found = _CV.match(words.text.strip())
            yield words, found[1] if found else None


@jl_rule("JL901", "error")
def unknown_source_type(document: Document) -> Found:
    """``digitalSourceType`` is the address of a member of schema.org's enumeration.

    Why: a text or another address is no member, and nobody learns that the picture was made by AI. A code of IPTC
    that has a member is a warning.
    See: schema.org 30.0, IPTCDigitalSourceEnumeration; IPTC NewsCodes, Digital Source Type.
    """
    hint = Hints("member")
    for words, code in _sources(document):
        members = terms.enumeration_members("IPTCDigitalSourceEnumeration")
        text = words.text.strip()
        said = name_of(text)
        if code in _RETIRED or code in _WITHOUT_MEMBER:
            continue
        if code in DIGITAL_SOURCE:
            message = f"digitalSourceType is IPTC's address: write https://schema.org/{DIGITAL_SOURCE[code]}"
            yield words.place, message, "warning"
        elif said == text or said not in members:
            near = (hint.nearest(said) or "") if len(said) < 80 else ""
            code_of = DIGITAL_SOURCE.get(
                said, near if near in members else "TrainedAlgorithmicMediaDigitalSource"
            )
            yield (
                words.place,
                f"digitalSourceType {shown(text)} is no member: write an address such as https://schema.org/{code_of}",
                "error",
            )


@jl_rule("JL902", "warning", google="off")
def retired_source_type(document: Document) -> Found:
    """No digital source type is used that IPTC has retired.

    Why: ``minorHumanEdits`` and ``digitalArt`` were replaced on 2024-09-17 by wider terms.
    See: IPTC NewsCodes, Digital Source Type.
    """
    for words, code in _sources(document):
        if code in _RETIRED:
            yield words.place, f"{code} was retired on 2024-09-17: IPTC has {_RETIRED[code]} now"


@jl_rule("JL903", "warning", google="off")
def source_type_without_member(document: Document) -> Found:
    """The digital source type has a member in schema.org.

    Why: schema.org 30.0 lacks ``humanEdits`` and ``digitalCreation``; their IPTC addresses are no members, and are
    dropped.
    See: schema.org 30.0, IPTCDigitalSourceEnumeration; IPTC NewsCodes, Digital Source Type.
    """
    for words, code in _sources(document):
        if code in _WITHOUT_MEMBER:
            yield (
                words.place,
                f"schema.org {terms.VERSION} has no member for {code}: consumers drop it, say it in the page too",
            )


_SAYS_AI = re.compile(
    r"\b(?:AI|A\.I\.|KI|IA|artificial intelligence|generated|künstliche[rn]? Intelligenz"
    r"|intelligence artificielle|synthetic|Midjourney|DALL)\b",
    re.I,
)


@jl_rule("JL904", "info", google="off")
def not_disclosed(document: Document) -> Found:
    """What was made with AI says so to readers too.

    Why: a property in the code of a page is seen by nobody; the caption or credit is.
    See: IPTC, "Guidance on AI metadata"; EU AI Act article 50; project decision.
    """
    for words, code in _sources(document):
        node = words.node
        name = name_of(words.text.strip()).removesuffix("DigitalSource")
        name = code or name[:1].lower() + name[1:]
        if name in _AI and not any(
            _SAYS_AI.search(node.text(p))
            for p in ("caption", "creditText", "description", "name", "copyrightNotice")
        ):
            yield (
                words.place,
                f"digitalSourceType is {name}, and no caption or credit says so: tell the readers",
            )


@jl_rule("JL905", "warning")
def license_is_text(document: Document) -> Found:
    """A licence is the address of its page.

    Why: "All rights reserved" is no licence; the badge in image search needs a page to lead to.
    See: Google Search Central, "Image metadata" (license); schema.org, ``license``.
    """
    for words in document.words_of("license"):
        if words.text.strip() and not is_web(words.text.strip()):
            text = words.text.strip()
            yield (
                words.place,
                f"license {shown(text)} is no address: give the page of the licence, and rights as copyrightNotice",
            )


@jl_rule("JL906", "warning", google="off")
def usage_is_text(document: Document) -> Found:
    """Terms of use are an address; sentences stand in ``conditionsOfAccess``.

    Why: schema.org takes a page or a CreativeWork for ``usageInfo``; a sentence there is dropped.
    See: schema.org 30.0, ``usageInfo``, ``conditionsOfAccess``.
    """
    for words in document.words_of("usageInfo"):
        if words.text.strip() and not absolute(words.text.strip()):
            yield (
                words.place,
                f"usageInfo is the text {shown(words.text, 40)}: give an address, or use conditionsOfAccess",
            )


_RESERVED = re.compile(
    r"DMI-PROHIBITED|\bno (?:text and )?data[- ]mining|tdm-reservation|opt[- ]out of (?:AI"
    r"|TDM)|not be used (?:for|to) train",
    re.I,
)


@jl_rule("JL907", "info", google="off")
def reservation_lost(document: Document) -> Found:
    """A reservation against data mining is said in a form that machines read.

    Why: in the European Union only a machine-readable one counts; a sentence in a notice does not.
    See: Directive (EU) 2019/790 article 4; TDMRep; IPTC and PLUS, Data Mining.
    """
    for words in document.words_of("copyrightNotice", "conditionsOfAccess", "creditText"):
        if _RESERVED.search(words.text):
            node = words.node
            page = document.page
            if node.has("usageInfo") or (page and ({"tdm-reservation", "tdm-policy"} & page.meta.keys())):
                continue
            yield (
                words.place,
                f"{words.name} reserves data mining, and usageInfo is missing: add the page of the terms",
            )


_LEAK = re.compile(
    r"\b(?:embargo(?:ed)? (?:until|till|for)|not for (?:publication|release) (?:before"
    r"|until)|editors?[' ’]?s?[: ]+(?:please|note to)|note to editors?|"
    r"for internal use(?: only)?|nur zur internen|sperrfrist(?: bis)?\s*:|achtung "
    r"redaktionen|sperrvermerk|attention editors|"
    r"notes? aux? rédacteurs?|nota (?:a los|para) (?:los )?editores|eds?: (?:adds?|updates?"
    r"|corrects?|recasts?|resends?)\b|"
    r"\((?:adds?|updates?|recasts?) (?:byline|quotes?|details|background|paragraphs?)\))", re.I)  # fmt: skip
_SIGNS = ("@", "embargo", "not for", "note", "nota ", "editor", "intern", "sperr", "achtung", "ed:", "eds:", "(add",
          "(update", "(recast")  # fmt: skip


def _may_leak(text: str) -> bool:
    """Whether a text holds a word that `_LEAK` or `_DESK` asks for; quick on most texts."""
    folded = text.lower()
    return any(sign in folded for sign in _SIGNS)


_DESK = re.compile(
    r"\b(?:desk|newsdesk|redaktion|redaksjon|slot|intern|internal|dispatch|planning)@[\w-]+(?:\.[\w-]+)+",
    re.I,
)
_PUBLIC = frozenset(
    {"articleBody", "text", "url", "keywords", "sameAs", "commentText", "reviewBody", "transcript"}
)


@jl_rule("JL908", "error", google="warning")
def note_leaks(document: Document) -> Found:
    """No note to editors gets out.

    Why: embargoes, notes and mail addresses of desks are for the newsroom; in the JSON-LD of a page all the world
    reads them.
    See: NewsML-G2 2.35, ``edNote``; project decision.
    """
    candidates = [w for w in document.words if len(w.text) >= 12 and w.name not in _PUBLIC]
    if not _may_leak("\n".join([words.text for words in candidates])):
        return
    for words in candidates:
        if not words.node.is_a("CreativeWork"):
            continue
        found = _LEAK.search(words.text) if len(words.text) < 4000 else None
        if found is None and "@" in words.text and words.name not in ("email",):
            found = _DESK.search(words.text)
        if found:
            yield (
                words.place,
                f"{words.name} holds {shown(found.group())}: a note for the newsroom, take it out",
            )


_WITHHELD = frozenset({"withheld", "canceled", "cancelled", "embargoed", "killed"})


@jl_rule("JL909", "error", google="warning")
def not_to_be_published(document: Document) -> Found:
    """What is embargoed, withheld or cancelled is not published.

    Why: JSON-LD is for the public web: machines read it within minutes, and what was withdrawn stays in their answers.
    See: NewsML-G2 2.35, ``pubStatus``, ``embargoed``; project decision.
    """
    for node in document.kind("CreativeWork"):
        status = node.text("creativeWorkStatus").casefold()
        word = re.split(r"[:/]", status)[-1]
        if word in _WITHHELD:
            yield (
                node.at("creativeWorkStatus"),
                f"creativeWorkStatus is {shown(word)}: such an article must not be published",
            )
        available = node.text("embargoed") or node.text("embargoDate")
        moment = moment_of(available) if available else None
        if moment and document.now and moment.start > document.now:
            yield (
                node.at(),
                f"the article is embargoed until {shown(available)}: it must not be published yet",
            )


@jl_rule("JL910", "warning", google="off")
def trust_link(document: Document) -> Found:
    """A link to a policy is an absolute address.

    Why: programmes that list trusted media follow it from anywhere; a relative one or a sentence leads nowhere.
    See: IPTC Publisher Info 0.1.0 (draft); IPTC NewsCodes, Trust Indicator.
    """
    for words in document.words_of(*POLICY.values()):
        if words.text.strip() and not is_web(words.text.strip()):
            if words.name == "ownershipFundingInfo" and " " in words.text.strip():
                continue  # takes a text
            yield (
                words.place,
                f"{words.name} {shown(words.text)} is no absolute address: write https and the host",
            )


_CORRECTED = re.compile(
    r"\b(?:correction|corrected|clarification|berichtig(?:t|ung)|korrigiert|rettelse|corrección|rectificati(?:f|on)|correzione)\b",
    re.I,
)


@jl_rule("JL911", "info", google="off")
def correction_unsaid(document: Document) -> Found:
    """A corrected article has its correction as data.

    Why: copies, archives and fact checkers find corrections by ``correction``, not by a word in a headline.
    See: schema.org, ``correction``, CorrectionComment; IPTC NewsCodes, Signal (``sig:correction``).
    """
    for node in document.news:
        if node.has("correction"):
            continue
        for name in ("headline", "alternativeHeadline", "description"):
            found = re.match(rf"\W*(?:{_CORRECTED.pattern})\s*[:–—\-(]", node.text(name), re.I)
            if found:
                yield (
                    node.at(name),
                    f"the {name} speaks of a correction, and there is no correction: add its text as CorrectionComment",
                )
                break

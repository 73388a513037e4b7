"""One article out of all that a page says: the most trusted source of each field, the others heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsml.formats.html.reading_claims import Claim, differing
from newsml.formats.html.reading_credits import people_named
from newsml.formats.html.reading_headline import chosen, comparable, spelt, told_apart, without_site
from newsml.formats.html.reading_origins import lines_of, shown_value, words_of
from newsml.formats.html.reading_pagetext import TEXT, PageText
from newsml.formats.html.reading_people import (
    are_people,
    clean_name,
    is_publication,
    is_somebody,
    people_of,
    told_apart_people,
)
from newsml.formats.html.reading_view import Data, View
from newsml.issues import Report
from newsml.vocabularies.directions import direction
from newsml.webdata import read_article
from newsml.webdata.draft import Draft
from newsml.webdata.values import moment, page_key

if TYPE_CHECKING:
    from newsml.formats.html.reading import ReadOptions

Origin = tuple[str, int | None]
"""A source, and its line."""


class Merging:
    """The fields of the article of a page, and where each comes from."""

    def __init__(self, view: View, report: Report, options: ReadOptions) -> None:
        self.view, self.report, self.options = view, report, options
        self.claims = view.claims
        self.fields: dict[str, Any] = {}
        self._origins: dict[str, Origin] = {}
        self._drafts: list[tuple[Data, Draft]] = []
        self._lines: dict[str, int] | None = None
        self._text = PageText(view, report, options)

    # --- where from ------------------------------------------------------------------------------

    def put(self, field: str, value: Any, source: str, line: int | None = None) -> None:
        """Set a field, and say where it is from."""
        if value not in (None, "", [], {}):
            self.fields[field] = value
            self._origins[field] = (source, line)

    def origins(self) -> dict[str, str]:
        """The source of each field, with its line, for people."""
        lines = self.lines()
        found = {}
        for path in self.fields:
            if path in ("foreign", "extra", "derived"):
                continue
            source, _ = self._origins.get(path, ("the page", None))
            line = lines.get(path)
            where = f"{source}, line {line}" if line else source
            found[path] = (
                where if path == "body" else f"{shown_value(words_of(self.fields[path]))} from {where}"
            )
        return found

    def lines(self) -> dict[str, int]:
        """The line of each field, as far as it is known."""
        if self._lines is None:
            self._lines = {}
            for data, draft in reversed(self._drafts):
                self._lines.update(lines_of(data, draft, self.view))
            for path, (source, line) in self._origins.items():
                if line is not None:
                    self._lines[path] = line
                elif not source.startswith(("JSON-LD", "microdata", "RDFa")):
                    self._lines.pop(path, None)
        return self._lines

    @property
    def has_data(self) -> bool:
        """Whether data of the page has an article."""
        return bool(self._drafts)

    # --- fields ----------------------------------------------------------------------------------

    def merge(self) -> None:
        """Merge all sources."""
        self._take_data()
        self._headline()
        self._text.read(self._told, [one["text"] for one in self.fields.get("headlines", ())])
        self._authors()
        self._credits()
        self._dates()
        self._address()
        self._rest()
        self._body()

    def _take_data(self) -> None:
        """The fields of the article of the JSON-LD, else of microdata or RDFa; of the others what it leaves open."""
        sources = [data for data in (self.view.json_ld, *self.view.embedded) if data.articles]
        for data in sources:
            node = data.chosen(self.view)
            if node is None:
                if len(data.articles) > _LINK:
                    count = len(data.articles)
                    self.view.say(
                        "UNKNOWN",
                        "info",
                        f"the {data.called} of the page lists {count} articles, none of them its own",
                    )
                continue
            draft = read_article(
                node, data.graph, self.report if not self._drafts else lambda issue: None, self.options
            )
            self._drafts.append((data, draft))
            self._claim(data, draft)
            self._fill(data, draft)
            others = len([one for one in data.articles if len(one.properties) > _LINK]) - 1
            if others > 0 and len(self._drafts) == 1:
                more = f"{others} more articles" if others > 1 else "another article"
                self.view.say(
                    "UNKNOWN",
                    "info",
                    f"the {data.called} of the page holds {more}: read is that of the page itself",
                )

    def _fill(self, data: Data, draft: Draft) -> None:
        is_first = len(self._drafts) == 1
        for field, value in draft.fields.items():
            if (
                field in self.fields
                or field in _MERGED
                or (not is_first and field in ("foreign", "trust_indicators", "item_type"))
            ):
                continue
            self.fields[field] = value
            name = draft.sources.get(field) or draft.sources.get(f"{field}.0") or ""
            self._origins[field] = (f"{data.called} {name}".strip(), None)

    def _claim(self, data: Data, draft: Draft) -> None:
        """Note what the data says of the fields that are weighed against other sources."""
        lines = lines_of(data, draft, self.view)
        names = draft.sources
        page = next((one.node for one in data.graph.found if one.node.is_a("WebPage")), None)
        for field, term in (("published", "datePublished"), ("modified", "dateModified")) if page else ():
            for value in page.properties.get(term, ())[:1] if page else ():
                self.claims.add(field, value, f"{data.called} WebPage {term}", "meta")

        def claim(field: str, value: Any, path: str) -> None:
            name = names.get(path) or names.get(f"{path}.0") or ""
            self.claims.add(field, value, f"{data.called} {name}".strip(), data.kind, lines.get(path))

        fields = draft.fields
        for headline in fields.get("headlines", ())[:1]:
            claim("headline", headline["text"], "headlines")
        if people := [one for one in fields.get("authors", ()) if is_somebody(one)]:
            claim("people", people, "authors")
        for one in fields.get("published", ())[:1]:
            claim("published", one["when"], "published")
        claim("modified", fields.get("content_modified"), "content_modified")
        claim("canonical_url", fields.get("canonical_url"), "canonical_url")
        claim("language", fields.get("language"), "language")
        claim("images", (fields.get("images") or [None])[0], "images")

    def _site_names(self) -> list[str]:
        """What the site is called: as it says itself, its publisher, its host."""
        names = [str(claim.value) for claim in self.claims.of("publisher") if claim.kind != "copyright"]
        publisher = self.fields.get("publisher")
        if isinstance(publisher, dict) and publisher.get("name"):
            names.append(publisher["name"])
        if self.view.address:
            host = page_key(self.view.address).partition("/")[0].partition(":")[0]
            names += [host, host.rpartition(".")[0], host.partition(".")[0], *host.split(".")[-3:-1]]
        return [name for name in names if len(name) > 1]

    def _headline(self) -> None:
        names = self._site_names()

        def cleaned(claims: list[Claim]) -> list[Claim]:
            return [
                claim._replace(value=" ".join(without_site(str(claim.value), names).split()))
                for claim in claims
            ]

        raw = [
            claim
            for claim in self.claims.of("headline")
            if comparable(str(claim.value)) not in {comparable(n) for n in names}
        ]
        titles, shown = self.claims.of("title"), self.claims.of("h1")
        data = [claim for claim in raw if claim.kind in _DATA]
        agreed = next((c for c in data if any(c.value == o.value for o in raw if o.kind not in _DATA)), None)
        named = [*data, *cleaned([c for c in raw if c.kind not in _DATA])]
        found = (
            told_apart(named, shown, self.claims.of("h1 tail"))
            or agreed
            or chosen(named, cleaned(titles), shown)
        )
        if found is None:
            return
        if agreed is None:
            found = spelt(found, [*named, *cleaned(titles), *shown])
        if found.kind == "title":
            found = cleaned([found])[0]
        others = [one for one in self.fields.get("headlines", ()) if one.get("role") == "sub"]
        draft_main = next(
            (one for _, draft in self._drafts for one in draft.fields.get("headlines", ())[:1]), None
        )
        main = {"text": str(found.value), "role": "main"}
        if draft_main and draft_main.get("text") == main["text"]:
            main = dict(draft_main)
        subs = [
            one
            for _, draft in self._drafts[:1]
            for one in draft.fields.get("headlines", ())[1:]
            if one.get("role") == "sub"
        ]
        self.put("headlines", [main, *(others or subs)], found.source, found.line)
        previews = cleaned([claim for claim in raw if claim.kind == "opengraph"])
        mine = comparable(str(found.value))
        others_say = [  # with a kicker before it, or without, it is the same headline
            claim
            for claim in [*data, *previews, *shown[:1]]
            if mine not in (its := comparable(str(claim.value))) and its not in mine
        ]
        self._differ(
            "JP002", "headlines", found, others_say, lambda v: comparable(without_site(str(v), names))
        )

    def _authors(self) -> None:
        """The people of the data; else of the byline or ``meta``, whichever names people."""
        found: list[tuple[list[dict[str, Any]], Claim]] = [
            (claim.value, claim) for claim in self.claims.of("people")
        ]
        site = {comparable(name) for name in self._site_names()}
        for claim in self.claims.of("authors"):
            people = claim.value if claim.kind in _SHOWN else people_of(claim.value)
            people = [one for one in people if not _is_address(one["name"])]
            if people:
                found.append((people, claim))
        if not found:
            return

        def is_site(people: list[dict[str, Any]]) -> bool:
            return all(
                comparable(_name(one)) in site
                or one.get("party_type") == "organisation"
                or (one.get("party_type") != "person" and is_publication(_name(one)))
                for one in people
            )

        named = [(p, c) for p, c in found if c is found[0][1] or are_people(p)]
        named = [(people, claim) for people, claim in named if not is_site(people)]
        people, claim = (named or found)[0]
        if named and found[0] not in named and claim.kind not in (*_DATA, *_SHOWN, "meta", "opengraph"):
            people, claim = found[0]
        cleaned = [split for one in people for split in told_apart_people(one)]
        kinds = {
            comparable(_name(one)): one
            for _, draft in self._drafts
            for one in draft.fields.get("authors", ())
        }
        complete = [{**kinds.get(comparable(_name(one)), {}), **one} for one in cleaned]
        self.put("authors", complete, claim.source, claim.line)
        others = [o._replace(value=value) for value, o in found if o.kind != "twitter" and not is_site(value)]
        claim = claim._replace(value=people)
        self._differ(
            "JP004", "authors", claim, others, lambda v: {comparable(clean_name(_name(o))) for o in v}
        )

    def _dates(self) -> None:
        for field, target in (("published", "published"), ("modified", "content_modified")):
            dated = [(claim, when) for claim in self.claims.of(field) if (when := self._when(claim))]
            if not dated and field == "published":  # the only date of the page is that of its last change
                dated = [
                    (c, w) for c in self.claims.of("modified") if c.kind in _SHOWN and (w := self._when(c))
                ]
            if not dated:
                continue
            claim, when = dated[0]
            if len(when) == _DAY:  # the same day, with its time, from another source
                claim, when = next(
                    ((c, w) for c, w in dated if len(w) > _DAY and w[:_DAY] == when), (claim, when)
                )
            first = self._drafts[0][1].fields if self._drafts else {}
            if not first.get(target) or (target == "published" and first[target][0]["when"] != when):
                self.fields.pop(target, None)
            self.put(target, [{"when": when}] if target == "published" else when, claim.source, claim.line)
            others = [c._replace(value=w) for c, w in dated if c.kind not in ("visible", "url")]
            self._differ("JP003", target, claim._replace(value=when), others, lambda v: str(v)[:_DAY])

    def _when(self, claim: Claim) -> str | None:
        site = self.options.site
        try:
            found = moment(claim.value, site.time_zone if site else None)
        except ValueError:
            return None
        return found.value if found and len(found.value) >= _DAY else None

    def _address(self) -> None:
        claim = self.claims.best("canonical_url")
        if claim is None:
            if self.view.address:
                self.put("canonical_url", self.view.address, "-O base")
            return
        own = self.fields.get("canonical_url")
        self.put("canonical_url", claim.value, claim.source, claim.line)
        if own and own != claim.value and own != self.fields.get("id"):
            self._differ("JP001", "canonical_url", claim, self.claims.of("canonical_url"), page_key)

    def _differ(self, rule: str, path: str, claim: Claim, others: list[Claim], key: Any) -> None:
        """Report the sources that say something else."""
        for other in differing(claim, others, key):
            said = (
                f"{claim.source} says {shown_value(claim.value)}, {other.source} {shown_value(other.value)}"
            )
            message = f"{path}: {said}; the first is taken"
            self.view.say(rule, "info", message, other.line, path)

    def _rest(self) -> None:
        """The fields that the first source fills."""
        best = self.claims.best
        if "language" not in self.fields or (best("language") and best("language").kind == "element"):  # type: ignore[union-attr]
            self._simple("language", "language")
        if "summary" not in self.fields and (claim := best("summary")):
            self.put("summary", [{"text": claim.value}], claim.source, claim.line)
        if not self.fields.get("section"):
            found = self.claims.listed("section")
            self.put(
                "section",
                list(dict.fromkeys(str(c.value) for c in found))[:5],
                found[0].source if found else "",
                found[0].line if found else None,
            )
        if not self.fields.get("keywords") and (claim := best("keywords")):
            self.put("keywords", claim.value, claim.source, claim.line)
        if not self.fields.get("publisher"):
            claim = next((c for c in self.claims.of("publisher") if c.kind != "copyright"), None)
            if claim:
                self.put(
                    "publisher", {"name": claim.value, "party_type": "organisation"}, claim.source, claim.line
                )
        if not self.fields.get("copyright_notice") and (claim := best("copyright")):
            self.put("copyright_notice", [{"text": claim.value}], claim.source, claim.line)
        self._rights()
        claim = best("text_direction")
        usual = direction(self.fields.get("language")) or "ltr"
        if "text_direction" not in self.fields and claim and claim.value != usual:
            self.put("text_direction", claim.value, claim.source, claim.line)
        tier = best("content_tier")
        if "is_free" not in self.fields and tier and str(tier.value).lower() in ("free", "locked", "metered"):
            self.put("is_free", str(tier.value).lower() == "free", tier.source, tier.line)
        self._images()
        self._translations()

    def _rights(self) -> None:
        """Licences, data mining, and the end of its use."""
        best = self.claims.best
        self._simple("license_url", "license_url")
        self._simple("data_mining", "data_mining")
        self._simple("copyright_holder", "copyright_holder")
        if (claim := best("rights_links")) and "rights_links" not in self.fields:
            self.put("rights_links", [claim.value], claim.source, claim.line)
        if (claim := best("tdm_policy")) and not any(
            t.get("href") for t in self.fields.get("usage_terms", ())
        ):
            terms = [*self.fields.get("usage_terms", ()), {"text": "", "href": claim.value}]
            self.put("usage_terms", terms, claim.source, claim.line)
        if "expires" not in self.fields and (claim := best("expires")) and (when := self._when(claim)):
            self.put("expires", [when], claim.source, claim.line)

    def _translations(self) -> None:
        """The pages of other languages that the head links to."""
        linked = [*self.fields.get("related", ()), self.fields.get("translation_of") or {}]
        known = {link.get("href") for link in linked}
        own = str(self.fields.get("language", "")).partition("-")[0]
        found = [claim.value for claim in self.claims.of("translations")]
        found = [v for v in found if v["lang"].partition("-")[0] != own and v["href"] not in known]
        if found:
            self.fields["related"] = [*self.fields.get("related", ()), *found[:_MOST_LINKED]]
            self._origins.setdefault("related", ("link alternate", None))

    def _simple(self, field: str, claimed: str) -> None:
        if (claim := self.claims.best(claimed)) and (field not in self.fields or claimed == "language"):
            self.put(field, claim.value, claim.source, claim.line)

    def _images(self) -> None:
        """The pictures of the data; else those of the previews, each once, without the logo of the site."""
        if self.fields.get("images"):
            return
        found: dict[str, dict[str, Any]] = {}
        first: Claim | None = None
        for claim in self.claims.of("images"):
            if not isinstance(claim.value, dict) or "url" not in claim.value:
                continue
            first = first or claim
            if claim.kind == first.kind:
                found.setdefault(claim.value["url"], {}).update(claim.value)
        if found and first:
            self.put("images", list(found.values()), first.source, first.line)

    @property
    def _base(self) -> str | None:
        """Where the addresses of the text are seen from."""
        return self.view.first_base or self.fields.get("canonical_url")

    # --- text ------------------------------------------------------------------------------------

    def _credits(self) -> None:
        """The sources and the people besides the authors whom credit lines name."""
        known = {
            comparable(_name(one))
            for field in ("authors", "contributors", "info_sources")
            for one in self.fields.get(field, ())
        }
        for claim in self.claims.of("credits"):
            role, names = claim.value
            field = "info_sources" if role == "source" else "contributors"
            if role == "reporter" and not self.fields.get("authors"):
                field = "authors"
            new = [name for name in dict.fromkeys(names) if comparable(name) not in known]
            known.update(map(comparable, new))
            if role == "source":
                added = [{"name": name, "party_type": "organisation"} for name in new]
            elif field == "authors":
                added = people_named(new)
            else:
                added = [{"name": name, "role": role} for name in new]
            if added:
                self.fields[field] = [*self.fields.get(field, ()), *added]
                self._origins.setdefault(field, (claim.source, claim.line))

    @property
    def _told(self) -> str | None:
        """The text that the data of the page says."""
        own = self.fields.get("body")
        return own if isinstance(own, str) else None

    def _body(self) -> None:
        if self.options.body == "no":
            self.fields.pop("body", None)
            return
        summaries = [str(claim.value) for claim in self.claims.of("summary")]
        summaries += [one["text"] for one in self.fields.get("summary", ())]
        self.put("body", self._text.body(self._told, self._base, summaries), TEXT)


_MERGED = frozenset({"headlines", "authors", "published", "content_modified"})
_DATA = ("data", "microdata", "rdfa")
_SHOWN = ("microformats", "visible")
_LINK = 2
_MOST_LINKED = 100
_DAY = len("2025-07-25")


def _name(one: dict[str, Any]) -> str:
    return str(one.get("name") or next(iter((one.get("names") or {}).values()), ""))


def _is_address(name: str) -> bool:
    return "://" in name or name.startswith(("www.", "/", "@"))

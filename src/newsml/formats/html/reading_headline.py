"""The headline of a page: what its data, its previews, its title and its text call it, weighed against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsml.formats.html.reading_claims import Claim

_SEPARATOR = re.compile(r"\s+[|–—·»›:~•-]\s+|\s*[|｜]\s*|：|\s*--\s*|\s+[-–—]{1,2}(?=\S)|\s+:: |_")
_SIGNS = re.compile(r"[\W_]+")


def comparable(text: str) -> str:
    """A headline for comparison: signs and case do not count."""
    return _SIGNS.sub("", text).casefold()


def without_site(title: str, names: Iterable[str]) -> str:
    """A title without the name of the site that stands at its end, or at its start.

    >>> without_site("Bridge reopens | News | The Post", ["The Post", "post.example"])
    'Bridge reopens'
    """
    if len(title) > _LONGEST_TITLE:
        return title
    known = {comparable(name) for name in names if name}
    known |= {name.removeprefix("the").removeprefix("www") for name in known}
    known.discard("")
    title = _without_date(title)
    spans = [found.span() for found in _SEPARATOR.finditer(title)]
    for start, end in spans:
        if _is_site(title[end:], known) and title[:start].strip():
            # What stands between the headline and the site is a section: one or two words.
            head = title[:start].rstrip()
            while (shorter := _without_section(head)) != head:
                head = shorter
            return head
    for _, end in reversed(spans[:1]):
        start = spans[0][0]
        if _is_site(title[:start], known) and title[end:].strip():
            return title[end:].strip()
    return title


def _without_date(title: str) -> str:
    """A title without the day that stands last in it, after a separator: ``Bridge reopens | DW | 19.01.2020``."""
    last = next(reversed([found.span() for found in _SEPARATOR.finditer(title)]), None)
    return title[: last[0]].rstrip() if last and _DAY.fullmatch(title[last[1] :].strip()) else title


_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日")


def _is_site(part: str, known: set[str]) -> bool:
    own = comparable(part)
    if not own or len(part) > 60:
        return False
    if any(len(name) >= _LONG_NAME and own.startswith(name) and len(own) <= 2 * len(name) for name in known):
        return True
    return (
        own in known
        or own.removeprefix("the") in known
        or any(
            len(name) > 3 and (own == name + more or own == more + name)
            for name in known
            for more in (
                "com",
                "news",
                "online",
                "de",
                "fr",
                "couk",
                "at",
                "ch",
                "es",
                "it",
                "nl",
                "org",
                "net",
                "digital",
            )
        )
    )


def _without_section(head: str) -> str:
    found = list(_SEPARATOR.finditer(head))
    if found:
        start, end = found[-1].span()
        section = head[end:].strip()
        if (
            found[-1].group().strip() in ("-", "|", "–", "—", "·", "»", "›")
            and len(section.split()) == 1
            and len(head[:start].split()) >= 4
        ):
            return head[:start].rstrip()
    return head


_KICKER = re.compile(r"(.{2,60}?)\s*(?::|\s[-–—|]|\s\+\+)\s+(.+)", re.DOTALL)


def without_kicker(text: str) -> str | None:
    """What follows a kicker: ``Ferries: Bridge reopens``; None where there is none."""
    found = _KICKER.fullmatch(text)
    return found[2] if found else None


def chosen(claims: list[Claim], titles: list[Claim], shown: list[Claim]) -> Claim | None:
    """The headline among what is claimed (data, previews), the title of the page, and the headings that it shows.

    Of two that differ, the one believed is that which others repeat; and of two that differ in a kicker, the data's.
    """
    named = [claim for claim in claims if comparable(str(claim.value))]
    if not named:
        return next((claim for claim in [*shown, *titles] if comparable(str(claim.value))), None)
    found = _believed(named, titles, shown)
    if found.kind in _DATA:
        return found
    # What follows the heading of the page in a preview is a section, an author or the site.
    return next((claim for claim in shown if _goes_on(str(found.value), str(claim.value))), found)


_DATA = ("data", "microdata", "rdfa")


def _goes_on(title: str, heading: str) -> bool:
    """Whether a title is a heading of several words, and then something else."""
    return (
        len(heading.split()) > _WORDS
        and comparable(title) != comparable(heading)
        and _begins(title, comparable(heading))
    )


def _believed(named: list[Claim], titles: list[Claim], shown: list[Claim]) -> Claim:
    votes: dict[str, float] = {}
    for claim in [*named, *shown]:
        key = comparable(str(claim.value))
        votes[key] = votes.get(key, 0) + _WEIGHTS.get(claim.kind, 1)
    for key in votes:  # a title says the headline, and may say the section and the site after it
        if any(_begins(str(title.value), key) for title in titles):
            votes[key] += _WEIGHTS["title"]
    data = next((claim for claim in named if claim.kind in _DATA), None)
    preview = next((claim for claim in named if claim.kind == "opengraph"), None)
    if data is None or preview is None or comparable(str(data.value)) == comparable(str(preview.value)):
        return data or _most(named, votes)
    return data if votes[comparable(str(data.value))] >= votes[comparable(str(preview.value))] else preview


_WEIGHTS = {
    "data": 1.5,
    "microdata": 1.5,
    "rdfa": 1.5,
    "opengraph": 1,
    "twitter": 0.25,
    "title": 2,
    "visible": 1,
    "meta": 0.5,
    "parsely": 0.5,
    "dublin core": 0.5,
}


def _begins(title: str, key: str) -> bool:
    """Whether a title is the headline, or the headline and then something else."""
    if comparable(title) == key:
        return True
    return len(title) <= _LONGEST_TITLE and any(
        comparable(title[: found.start()]) == key for found in _SEPARATOR.finditer(title)
    )


def told_apart(claims: list[Claim], shown: list[Claim], tails: list[Claim]) -> Claim | None:
    """The headline where two of the sources tell it from the kicker before it.

    The preview may say it in slightly other words: then it is believed unless the card for Twitter repeats it, which
    a text made for social networks does.
    """
    data = next((claim for claim in claims if claim.kind in _DATA), None)
    preview = next((claim for claim in claims if claim.kind == "opengraph"), None)
    if shared := _shared_tail(preview, shown, tails):
        return shared
    tail = without_kicker(str(data.value)) if data and preview else None
    if preview is None or tail is None:
        return None
    if comparable(tail) == comparable(str(preview.value)):
        return preview
    card = next((claim for claim in claims if claim.kind == "twitter"), None)
    is_social = card is not None and comparable(str(card.value)) == comparable(str(preview.value))
    return preview if not is_social and _is_reworded(str(preview.value), tail) else None


def _is_reworded(text: str, other: str) -> bool:
    """Whether a text is another one in slightly other words: three of four words stand there too."""
    words, others = set(_words(text)), set(_words(other))
    return len(words) >= _FEW and len(words & others) >= _SHARED * len(words)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


_WORD = re.compile(r"\w+")
_FEW = 4
_SHARED = 0.75


def spelt(claim: Claim, others: list[Claim]) -> Claim:
    """The claim in the spelling that most sources give it: quotes, dashes and case differ."""
    mine = comparable(str(claim.value))
    same = [claim, *(one for one in others if one != claim and comparable(str(one.value)) == mine)]
    votes: dict[str, float] = {}
    for one in same:
        votes[str(one.value)] = votes.get(str(one.value), 0) + _WEIGHTS.get(one.kind, 1)
    best = max(votes, key=lambda text: (votes[text], text == claim.value))
    return next(one for one in same if one.value == best)


def _most(named: list[Claim], votes: dict[str, float]) -> Claim:
    return max(named, key=lambda claim: votes[comparable(str(claim.value))])


def _shared_tail(preview: Claim | None, shown: list[Claim], tails: list[Claim]) -> Claim | None:
    """The headline that stands after two different kickers, in the preview and on the page."""
    tail = without_kicker(str(preview.value)) if preview else None
    if preview is None or tail is None or len(tail.split()) <= _WORDS:
        return None
    if any(comparable(str(claim.value)) == comparable(str(preview.value)) for claim in shown):
        return None
    for claim in shown:
        other = without_kicker(str(claim.value))
        if other and comparable(tail) == comparable(other):
            return claim._replace(value=other)
    return next((claim for claim in tails if comparable(str(claim.value)) == comparable(tail)), None)


_LONGEST_TITLE = 1000
"""In a longer one no name of a site is looked for."""
_WORDS = 2
_LONG_NAME = 6

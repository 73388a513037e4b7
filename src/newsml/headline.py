"""A headline for a text that has none: as much of its lead as reads as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsml.patterns import pattern

LIMIT = 110
"""Characters of a headline at most; what search results and alerts show."""
EAST_ASIAN_LIMIT = 55
"""The same for Chinese and Japanese, whose characters are twice as wide."""
SHORTEST = 32
"""A cut that leaves less says too little."""

_EAST_ASIAN = pattern("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_SENTENCE_END = pattern(r"([.!?…؟۔।])[\"'”’»“)\]]*(?=\s|$)|[。！？][」』”）]*")
_ABBREVIATED = pattern(
    r"(?:^|[\s(\"'“‘„«.])(?:[^\W\d_]|\d{1,3}|Mr|Mrs|Ms|Dr|Prof|St|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Pres|Rev|Hon|Jr|Sr|Inc|Ltd|Co"
    r"|Corp|No|Nos|Nr|vs|etc|approx|bzw|usw|ca|Mio|Mrd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Okt|Dez|Str|Sr|Sra|Mme|Mlle|M|tys|mln"
    r"|mld|ул|г|им|тыс|млн|млрд|U\.S|a\.m|p\.m|e\.g|i\.e|z\.B|u\.a|d\.h)\.$",
    re.IGNORECASE,
)
_CLOSED = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "“", "「": "」", "『": "』", "（": "）", "【": "】"}
_OPENS_SPEECH = frozenset({
    "that", "dass", "daß", "que", "qu'il", "qu'elle", "qu'un", "qu'une", "che", "att", "at", "dat", "że",
    "že", "že,", "что", "що", "ki", "bahwa", "että",
})  # fmt: skip
_SPEAKS = frozenset({
    "said", "says", "told", "announced", "confirmed", "warned", "added", "reported", "claimed", "believes",
    "hopes", "agreed", "sagte", "teilte", "erklärte", "mitgeteilt", "kündigte", "annoncé", "déclaré",
    "affirmé", "indiqué", "dijo", "anunció", "afirmó", "informó", "disse", "anunciou", "afirmou",
    "informou", "detto", "annunciato", "zei", "meldde", "sade", "säger", "sa", "sier", "sagde", "siger",
    "powiedział", "poinformował", "oznámil", "oznámila", "oznámilo", "řekl", "řekla", "uvedl", "uvedla",
    "заявил", "сообщил", "сообщила", "заявила", "повідомив", "заявив", "mengatakan", "sanoi", "kertoi",
    "ilmoitti",
})  # fmt: skip
_TRAILING = " \t\xa0,;:،؛–—-−/&+(“„«「『（"
_WORD = pattern(r"\S+")


def derive_headline(lead: str, language: str = "und") -> str | None:
    """The beginning of the lead that reads as a headline, or None if there is none.

    The first sentence if it is short enough; else whole words up to the end of a phrase, at most 110
    characters, never ending in an article, a preposition, a conjunction or an auxiliary verb.

    >>> derive_headline("The ferry is back. It had been away for a year.", "en")
    'The ferry is back'
    """
    text = " ".join(lead[: 4 * LIMIT].split())
    if not any(character.isalnum() for character in text):
        return None
    if _EAST_ASIAN.search(text[:40]):
        return _east_asian(text)
    sentence = _first_sentence(text, LIMIT)
    if sentence is not None:
        return sentence or None
    if len(text) <= LIMIT:
        return text.rstrip(_TRAILING) or None
    return _cut(text, language)


def _first_sentence(text: str, limit: int) -> str | None:
    """The first sentence without its full stop, if it is at most `limit` long; other end marks stay."""
    for end in _SENTENCE_END.finditer(text, 0, min(len(text), limit + 4)):
        mark = end.start()
        if text[mark] == "." and (
            _ABBREVIATED.search(text, max(0, mark - 12), mark + 1) or _goes_on(text, end.end())
        ):
            continue
        sentence = text[:mark] + text[mark + 1 : end.end()] if text[mark] in ".।۔。" else text[: end.end()]
        sentence = sentence.strip()
        if _is_balanced(sentence):
            return sentence if len(sentence) <= limit else None
    return None


def _goes_on(text: str, end: int) -> bool:
    """Whether the next word begins small: then the full stop was no end of a sentence."""
    return text[end : end + 2].strip().islower()


def _east_asian(text: str) -> str | None:
    sentence = _first_sentence(text, EAST_ASIAN_LIMIT)
    if sentence:
        return sentence
    if len(text) <= EAST_ASIAN_LIMIT:
        return text.rstrip("、，,；;：: ")
    part = text[: EAST_ASIAN_LIMIT + 1]
    cut = max(part.rfind(mark) for mark in "、，,；;： ")
    return part[:cut].rstrip("、，,；;： ") if cut >= 8 else None


def _cut(text: str, language: str) -> str | None:
    from newsml.vocabularies.words import likely_words, words_of

    words = words_of(language) or likely_words(text)
    spans = [match.span() for match in _WORD.finditer(text, 0, LIMIT + 1)]
    spans = [span for span in spans if span[1] <= LIMIT]
    if spans and spans[-1][1] == LIMIT and len(text) > LIMIT and text[LIMIT] not in " \t":
        spans.pop()
    if not spans:
        return None
    tokens = [text[start:end] for start, end in spans]
    keys = [token.strip("\"'“”‘’„«»()[],;:").lower() for token in tokens]
    following = _WORD.search(text, spans[-1][1])
    next_key = following.group().strip(",;:").lower() if following else ""
    for end in (
        *_clause_ends(tokens, [*keys, next_key], words.clause),
        *_phrase_ends([*keys, next_key], words),
    ):
        found = _finished(text, spans, keys, end, words.small)
        if found is not None and len(found) >= SHORTEST and _is_balanced(found):
            return found
    return _finished(text, spans, keys, len(tokens), words.small)


def _clause_ends(tokens: list[str], keys: list[str], clause: frozenset[str]) -> Iterator[int]:
    """Where a clause ends, the last first: before a word that opens the next, after a comma or at a dash."""
    for index in range(len(tokens), 1, -1):
        before = tokens[index - 1]
        if before[0].isdecimal() and tokens[index - 2][-1] == ",":  # a name and an age
            continue
        if keys[index] in _OPENS_SPEECH and _SPEAKS.intersection(keys[max(0, index - 4) : index]):
            continue
        if keys[index] in clause or before[-1] in ",;:،؛" or before in ("–", "—", "-"):
            yield index


def _phrase_ends(keys: list[str], words: object) -> Iterator[int]:
    """Where a phrase ends, the last first: before a preposition, unless the phrase before it is but a word."""
    prepositions: frozenset[str] = words.preposition  # type: ignore[attr-defined]
    places = [index for index in range(2, len(keys)) if keys[index] in prepositions]
    for index in reversed(places):
        if any(index - 2 <= other < index for other in places):
            continue
        if keys[index - 1].endswith(("ed", "ing")) or _SPEAKS.intersection(keys[index - 2 : index]):
            continue
        yield index


def _finished(
    text: str, spans: list[tuple[int, int]], keys: list[str], end: int, small: frozenset[str]
) -> str | None:
    """The first words up to `end`, without small words and marks that would hang there."""
    while end > 0 and (
        not keys[end - 1] or keys[end - 1] in small or not any(c.isalnum() for c in keys[end - 1])
    ):
        end -= 1
    if end < 2:
        return None
    found = text[: spans[end - 1][1]].rstrip(_TRAILING)
    return found.rstrip(".") if found.endswith(".") and not _ABBREVIATED.search(found) else found


def _is_balanced(text: str) -> bool:
    """Whether every bracket and quotation mark that opens also closes."""
    if text.count('"') % 2:
        return False
    return all(text.count(opening) <= text.count(closing) for opening, closing in _CLOSED.items())

"""Names that stand where a sender has no identifier: NewsML-G2 lets a party be told by a literal alone."""

from __future__ import annotations

from newsml.model.concepts import Party, Reference

_MOST_WORDS = 6
_OF_CODES = frozenset("_:/@#\\|=<>")
_NOBODY = frozenset({"unknown", "none", "no name", "no data available", "not available", "not applicable"})


def spoken(reference: Reference) -> str | None:
    """The literal of a person or organisation that has no name, where it reads as one; None for what looks like a code.

    >>> spoken(Party(literal="Thomson Reuters"))
    'Thomson Reuters'
    >>> [spoken(Party(literal=text)) for text in ("crew-4", "reuters.com", "No-Data-Available", "P1")]
    [None, None, None, None]
    """
    if reference.literal is None or not isinstance(reference, Party) or reference.label():
        return None
    return reference.literal.strip() if _reads_as_name(reference.literal) else None


def _reads_as_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS or text.strip().lower() in _NOBODY:
        return False
    if not words[0][0].isalpha() or words[0][0].islower():
        return False
    if any(character.isdigit() or character in _OF_CODES for character in text):
        return False
    return len(words) > 1 or words[0].isalpha()

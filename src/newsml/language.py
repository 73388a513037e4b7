"""The language of a text that does not say it, if asked for: with py3langid (``pip install 'newsml[detect]'``)."""

from __future__ import annotations

from functools import cache
from typing import Any

from newsml.errors import UsageError

SAMPLE = 4000
"""Characters that are looked at."""
SURE = 0.8
"""How likely, of 1, a language must be to be named."""


@cache
def _identifier() -> Any:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError as error:
        message = "detect_language needs py3langid: install it with  pip install 'newsml[detect]'"
        raise UsageError(message) from error
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str) -> str | None:
    """The BCP 47 tag of the language the text is most likely in; None if that is not clear.

    Raises UsageError if py3langid is not installed.
    """
    identifier = _identifier()
    if not any(character.isalpha() for character in text[:SAMPLE]):
        return None
    language, likelihood = identifier.classify(text[:SAMPLE])
    if likelihood < SURE:
        return None
    return "nb" if language == "no" else str(language)

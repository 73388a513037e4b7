"""In which direction languages and scripts are written. Scripts: ISO 15924."""

from __future__ import annotations

from typing import Literal

_RIGHT_TO_LEFT = frozenset({
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "prs", "ps", "sd", "syr", "ug", "ur", "yi",
})  # fmt: skip
RIGHT_TO_LEFT_SCRIPTS = frozenset({
    "Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa",
})  # fmt: skip


def direction(tag: str | None) -> Literal["ltr", "rtl"] | None:
    """The direction of a language's script, by its BCP 47 tag; None where the tag says nothing.

    >>> direction("ur"), direction("az-Arab"), direction("ar-Latn"), direction("und")
    ('rtl', 'rtl', 'ltr', None)
    """
    if not tag or tag.partition("-")[0] in ("und", "zxx", "mul", "x"):
        return None
    language, *rest = tag.split("-")
    script = next((part for part in rest[:2] if len(part) == 4 and part.isalpha()), None)
    if script is not None:
        return "rtl" if script.title() in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if language.lower() in _RIGHT_TO_LEFT else "ltr"

"""Rules on language: is it said, does it exist, and does the text agree with it.

BCP 47 (RFC 5646), the IANA Language Subtag Registry, UAX #9 (writing direction).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import name as character_name

from newsml.model import Article
from newsml.rules.registry import Context, Finding, rule, shown
from newsml.vocabularies.directions import RIGHT_TO_LEFT_SCRIPTS

# Tags made of these need no look into the registry, which takes 60 ms to load.
_USUAL_WORDS = """
    und ar bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km
    kn ko lt lv mk ml mn mr ms mt my nb ne nl nn no pa pl ps pt ro ru se si sk sl sq sr sv sw ta te th
    tr uk ur uz vi zh
"""
_REGION_WORDS = """
    AE AR AT AU BE BR CA CH CL CN CO CZ DE DK EE EG ES FI FR GB GR HK HU IE IL IN IQ IR IS IT JP KE KR
    LB LT LU LV MA MX MY NG NL NO NZ PE PH PK PL PT QA RO RS RU SA SE SG TH TR TW UA US VE VN ZA
"""
_USUAL = frozenset(_USUAL_WORDS.split())
_USUAL_REGIONS = frozenset(_REGION_WORDS.split())
_REPLACED = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "sh": "sr-Latn"}
_SCRIPTS = {
    "ARABIC": "Arab", "HEBREW": "Hebr", "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek",
    "DEVANAGARI": "Deva", "THAI": "Thai", "HANGUL": "Kore", "HIRAGANA": "Jpan", "KATAKANA": "Jpan",
    "CJK": "Hani", "BENGALI": "Beng", "TAMIL": "Taml", "TELUGU": "Telu", "GEORGIAN": "Geor",
    "ARMENIAN": "Armn", "GUJARATI": "Gujr", "SYRIAC": "Syrc", "THAANA": "Thaa", "ETHIOPIC": "Ethi",
    "KHMER": "Khmr", "MYANMAR": "Mymr", "SINHALA": "Sinh", "GURMUKHI": "Guru",
}  # fmt: skip
# The one script of languages that are written in no other; languages with several are not here.
_LATIN_WORDS = """
    ca cs cy da de en es et eu fi fr ga gl hr hu id is it lt lv mt nb nl nn no pl pt ro se sk sl sq sv tr vi
"""
_SCRIPT_OF = {
    **dict.fromkeys(_LATIN_WORDS.split(), "Latn"),
    **dict.fromkeys(["ar", "fa", "ur", "ps", "ckb"], "Arab"),
    **dict.fromkeys(["bg", "mk", "ru", "uk", "be"], "Cyrl"),
    **dict.fromkeys(["hi", "mr", "ne"], "Deva"),
    "he": "Hebr", "yi": "Hebr", "el": "Grek", "th": "Thai", "ko": "Kore", "ja": "Jpan", "bn": "Beng",
    "ta": "Taml", "te": "Telu", "ka": "Geor", "hy": "Armn", "gu": "Gujr", "dv": "Thaa", "am": "Ethi",
    "km": "Khmr", "my": "Mymr", "si": "Sinh", "zh": "Hani",
}  # fmt: skip
_LONGEST_TAG = 200
_EAST_ASIAN = frozenset({"Hani", "Jpan", "Kore"})


def script_of(tag: str) -> str | None:
    """The script that the tag says or implies, or None where the language has several."""
    language, *rest = tag.split("-")
    said = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    if said:
        return "Hani" if said in ("Hans", "Hant") else said
    return _SCRIPT_OF.get(language)


def script_of_text(text: str) -> str | None:
    """The script that most letters of the text are in, or None if no letter tells."""
    letters = [character for character in text[:600] if character.isalpha()]
    if not letters:
        return None
    first, count = Counter(map(_script, letters)).most_common(1)[0]
    return first if count * 3 > len(letters) * 2 else None


@lru_cache(maxsize=4096)
def _script(letter: str) -> str | None:
    return _SCRIPTS.get(character_name(letter, "").partition(" ")[0].partition("-")[0])


@lru_cache(maxsize=256)
def is_registered(tag: str) -> bool:
    """Whether every part of a well-formed tag stands in the registry."""
    language, _, region = tag.partition("-")
    if language in _USUAL and (not region or region in _USUAL_REGIONS):
        return True
    if len(tag) > _LONGEST_TAG:
        return False
    import langcodes

    # langcodes takes UK for GB, as CLDR does; the registry has only GB.
    return "UK" not in tag.split("-") and langcodes.tag_is_valid(tag)


@lru_cache(maxsize=256)
def in_use(tag: str) -> str:
    """The tag with its language as it is written today: ``he`` for ``iw``, ``sv`` for ``swe``."""
    language, dash, rest = tag.partition("-")
    if len(language) == 2:
        return _REPLACED.get(language, language) + dash + rest
    import langcodes

    shorter = langcodes.standardize_tag(language) if is_registered(language) else language
    return (shorter if len(shorter) == 2 else language) + dash + rest


def _tags(article: Article) -> Iterator[tuple[str, str]]:
    yield "language", article.language
    for name in ("headlines", "summary", "slugline", "copyright_notice", "usage_terms", "ed_notes"):
        for index, text in enumerate(getattr(article, name)):
            if text.lang:
                yield f"{name}.{index}.lang", text.lang
    for index, block in enumerate(article.body):
        lang = getattr(block, "lang", None)
        if lang:
            yield f"body.{index}.lang", lang


@rule("LANG-UNKNOWN", "warning")
def no_language(article: Article, context: Context) -> Iterator[Finding]:
    """An article says its language.

    Why: search, translation, hyphenation, speech and every desk's filter go by it. A receiver that is not
    told takes its own.
    See: NewsML-G2 2.35, ``language`` and xml:lang (required on the item); WCAG 2.2 success criterion 3.1.1.
    """
    if article.language == "und":
        yield Finding(
            "language", "the language is not known (und): give it, such as en, or once in newsml.toml"
        )


@rule("LANG-REGISTERED", "warning")
def unregistered_language(article: Article, context: Context) -> Iterator[Finding]:
    """A language tag is made of registered parts.

    Why: "xx" and "en-UK" are well-formed, so that every schema accepts them, and mean nothing: software
    falls back to its default. A country's code is not its language's (jp is Japan, ja Japanese).
    See: RFC 5646 section 2.2.9 (valid tags); IANA Language Subtag Registry.
    """
    for path, tag in _tags(article):
        if not is_registered(tag):
            yield Finding(
                path, f"language {tag} is not registered: see the IANA registry, such as en-GB, nb-NO, ja"
            )


@rule("LANG-REPLACED", "info")
def replaced_language(article: Article, context: Context) -> Iterator[Finding]:
    """A language tag is the one in use today.

    Why: iw, in and sh were replaced decades ago, and swe is the long form of what BCP 47 writes sv.
    Programs that compare tags as text do not find Hebrew under iw.
    See: RFC 5646 section 4.5 and 2.2.1 (shortest code); IANA Language Subtag Registry.
    """
    for path, tag in _tags(article):
        better = tag if tag in _USUAL else in_use(tag)
        if better != tag:
            yield Finding(path, f"language {tag} was replaced by {better}: use that")


@rule("LANG-DIRECTION", "warning")
def direction_against_language(article: Article, context: Context) -> Iterator[Finding]:
    """The writing direction is that of the language.

    Why: with the wrong one, full stops, brackets and numbers stand at the wrong end of every line, and a
    mixed sentence changes its meaning.
    See: UAX #9; HTML Standard section 3.2.6.4 (dir).
    """
    script = script_of(article.language) if article.text_direction else None
    if script and (script in RIGHT_TO_LEFT_SCRIPTS) != (article.text_direction == "rtl"):
        right = "rtl" if script in RIGHT_TO_LEFT_SCRIPTS else "ltr"
        message = (
            f"text_direction {article.text_direction}, but {article.language} is written {right}: "
            "correct one of them"
        )
        yield Finding("text_direction", message)


@rule("LANG-HEADLINE", "warning")
def headline_in_another_language(article: Article, context: Context) -> Iterator[Finding]:
    """The main headline is in the language of the article.

    Why: lists for one language show it among the others, and a screen reader pronounces it by the wrong
    rules. A translated headline stands beside the original, not in its place.
    See: NewsML-G2 2.35, ``headline`` with xml:lang; WCAG 2.2 success criterion 3.1.2.
    """
    main = article.main_headline
    if main is None or not main.lang or article.language == "und":
        return
    own = article.language.partition("-")[0]
    mains = [item for item in article.headlines if item.role in (None, "main")]
    if not any((item.lang or article.language).partition("-")[0] == own for item in mains):
        message = (
            f"headline {shown(main.text, 40)} is in {main.lang}, "
            f"the article in {article.language}: add one in {own}"
        )
        yield Finding("headlines", message)


@rule("LANG-SCRIPT", "warning")
def text_in_another_script(article: Article, context: Context) -> Iterator[Finding]:
    """The text is written in the script of its language.

    Why: an Arabic text marked as English is found by no one who searches Arabic, and is laid out from the
    wrong side. The template's language was left in place.
    See: RFC 5646 section 3.1.9 (Suppress-Script); UAX #24.
    """
    said = script_of(article.language)
    if said is None or said not in _SCRIPTS.values() or not article.headlines:
        return
    text = article.headlines[0].text
    if said == "Latn" and text.isascii():
        return
    text += " " + " ".join(words.text for words in context.contents(article).body[:3])
    found = script_of_text(text)
    if found and found != said and not {found, said} <= _EAST_ASIAN:
        yield Finding(
            "language",
            f"language {article.language}, but the text is in another script ({found}): correct the language",
        )


@rule("LANG-TRANSLATION", "warning")
def translated_into_itself(article: Article, context: Context) -> Iterator[Finding]:
    """A translation is in another language than its original.

    Why: alternate-language links are made from it, and a page that is its own translation makes search
    engines drop all of them. The language of the original was copied into the translation.
    See: NewsML-G2 2.35, ``link``; Google Search Central, "Localized versions".
    """
    original = article.translation_of
    if original and original.lang and original.lang == article.language != "und":
        yield Finding(
            "translation_of.lang",
            f"the original is in {original.lang}, as the translation: correct one of them",
        )

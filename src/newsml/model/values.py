"""The value types of the model: dates, language tags, IRIs, numbers with a range.

Each accepts the JSON form and its own Python form, and refuses everything else with a message that
names what was expected. Standards: RFC 3339 and ISO 8601 (dates), BCP 47 (language), RFC 3987 (IRI),
RFC 6838 (media types).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache, lru_cache
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, cast

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class Value(BaseModel):
    """A part of an article: immutable, comparable, hashable, without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, hide_input_in_errors=True)


def _expected(what: str) -> NoReturn:
    raise PydanticCustomError("newsml", "is not {expected}", {"expected": what})


# --- dates ---------------------------------------------------------------------------------------

_DATETIME = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:?\d\d)", re.ASCII
)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)

_DAY = "(0[1-9]|[12][0-9]|3[01])"
_MONTH = "(0[1-9]|1[0-2])"
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?"
_OFFSET = "([Zz]|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])"
# Patterns rather than formats: whether a validator looks at `format` depends on what else is installed.
_DATETIME_JSON = {"type": "string", "pattern": f"^[0-9]{{4}}-{_MONTH}-{_DAY}[Tt ]{_TIME}{_OFFSET}$"}
_PARTIAL_JSON = {"type": "string", "pattern": f"^[0-9]{{4}}(-{_MONTH}(-{_DAY})?)?$"}

DATETIME_EXPECTED = "a date and time with a time zone, such as 2025-07-25T14:30:00+05:00"
DATE_EXPECTED = "a year, a month, a date or a date and time with a time zone, such as 2025-07-25"


def _datetime_text(value: object) -> object:
    if isinstance(value, str):
        if not _DATETIME.fullmatch(value):
            _expected(DATETIME_EXPECTED)
        try:
            return datetime.fromisoformat(value.upper())
        except ValueError:
            _expected(DATETIME_EXPECTED)
    if not isinstance(value, datetime) or value.utcoffset() is None:
        _expected(DATETIME_EXPECTED)
    return _with_plain_offset(value)


def _with_plain_offset(value: datetime) -> datetime:
    """The same instant with an offset that ISO 8601 can write, in place of the rules of a zone."""
    offset = value.utcoffset()
    if type(value.tzinfo) is timezone and offset is not None and not offset % timedelta(minutes=1):
        return value
    if offset is None or offset % timedelta(minutes=1):  # local mean time, before zones
        try:
            return value.astimezone(UTC)
        except OverflowError:
            _expected(DATETIME_EXPECTED)
    return value.replace(tzinfo=timezone(offset), fold=0)


class _DateTimeSchema:
    """An aware datetime: no number, no bare date, no local time is taken for one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # Without a serialization of its own: pydantic's is the form of `isoformat`, and four times as fast.
        return core_schema.no_info_plain_validator_function(_datetime_text)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(_DATETIME_JSON)


def isoformat(value: datetime) -> str:
    """The ISO 8601 form of an aware datetime, with its own offset; ``Z`` is written for UTC."""
    text = value.isoformat()
    return text[:-6] + "Z" if text.endswith("+00:00") else text


class PartialDate:
    """A date as precisely as it is known: a year, a year and month, or a full date; never padded.

    >>> PartialDate.parse("2025-07")
    PartialDate('2025-07')
    >>> PartialDate(2025, 7, 25).date()
    datetime.date(2025, 7, 25)
    """

    __slots__ = ("day", "month", "year")
    year: int
    month: int | None
    day: int | None

    def __init__(self, year: int, month: int | None = None, day: int | None = None) -> None:
        if day is not None and month is None:
            raise ValueError("a day needs a month")
        date(
            year, 1 if month is None else month, 1 if day is None else day
        )  # raises ValueError for what no calendar has
        object.__setattr__(self, "year", year)
        object.__setattr__(self, "month", month)
        object.__setattr__(self, "day", day)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2025``, ``2025-07`` or ``2025-07-25``; anything else is a ValueError."""
        match = _PARTIAL.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a date such as 2025, 2025-07 or 2025-07-25")
        year, month, day = (int(part) if part else None for part in match.groups())
        return cls(year or 0, month, day)

    def date(self) -> date | None:
        """The calendar date, or None if only the year or month is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a PartialDate does not change")

    def __str__(self) -> str:
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])

    def __repr__(self) -> str:
        return f"PartialDate({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash((self.year, self.month, self.day))

    def __reduce__(self) -> tuple[type[PartialDate], tuple[int, int | None, int | None]]:
        return (PartialDate, (self.year, self.month, self.day))


def _any_date(value: object) -> object:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime) and value.utcoffset() is not None:
        return _with_plain_offset(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return PartialDate(value.year, value.month, value.day)
    if isinstance(value, str):
        try:
            if _PARTIAL.fullmatch(value):
                return PartialDate.parse(value)
            if _DATETIME.fullmatch(value):
                return datetime.fromisoformat(value.upper())
        except ValueError:
            pass
    return _expected(DATE_EXPECTED)


def date_text(value: datetime | PartialDate) -> str:
    """The ISO 8601 form of either kind of date."""
    return isoformat(value) if isinstance(value, datetime) else str(value)


class _AnyDateSchema:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _any_date,
            serialization=core_schema.plain_serializer_function_ser_schema(date_text, when_used="json"),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [_PARTIAL_JSON, _DATETIME_JSON]}


def _embargo(value: object) -> object:
    if value == "open":
        return value
    if isinstance(value, str) and not _DATETIME.fullmatch(value):
        _expected(f'{DATETIME_EXPECTED}, or "open" for an embargo without an end')
    return _datetime_text(value)


class _EmbargoSchema:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _embargo,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda value: value if isinstance(value, str) else isoformat(value), when_used="json"
            ),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"const": "open"}, _DATETIME_JSON]}


# --- text with a syntax --------------------------------------------------------------------------

# The usual form, already in canonical case; everything else goes to langcodes (57 ms to import).
_PLAIN_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?", re.ASCII)
_TAG_CHARACTERS = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", re.ASCII)
_LONGEST_TAG = 200
"""More than any registered tag and its private parts have; RFC 5646 section 4.4.1 asks for 35."""
TAG_EXPECTED = "a BCP 47 language tag, such as en, nb-NO or zh-Hant (a hyphen, no underscore)"


@lru_cache(maxsize=512)
def canonical_language(tag: str) -> str:
    """The tag in canonical case (``nb-no`` becomes ``nb-NO``).

    Raises ValueError if it is not well-formed by BCP 47 (RFC 5646 section 2.1); an underscore is not.
    """
    if _PLAIN_TAG.fullmatch(tag):
        return tag
    if len(tag) > _LONGEST_TAG:
        raise ValueError(f"{tag[:20]!r}… has {len(tag)} characters and is not {TAG_EXPECTED}")
    if not _TAG_CHARACTERS.fullmatch(tag):
        raise ValueError(f"{tag!r} is not {TAG_EXPECTED}")
    import langcodes

    try:
        return langcodes.Language.get(tag, normalize=False).to_tag()
    except ValueError as error:
        raise ValueError(f"{tag!r} is not {TAG_EXPECTED}") from error


def _language(value: str) -> str:
    try:
        return canonical_language(value)
    except ValueError:
        return _expected(TAG_EXPECTED)


_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>"{}|\\^`\x00-\x20\x7f-\x9f]+')
_URL = re.compile(
    r'https?://[^\s<>"{}|\\^`/?#\x00-\x20\x7f-\x9f]+[^\s<>"{}|\\^`\x00-\x20\x7f-\x9f]*', re.IGNORECASE
)
_MEDIA_TYPE = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+\-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+\-]*"
    r'(?:[ \t]*;[ \t]*[A-Za-z0-9!#$&^_.+\-]+=(?:[A-Za-z0-9!#$&^_.+\-]+|"[^"\\\r\n]*"))*'
)


def is_iri(text: str) -> bool:
    """Whether the text is an absolute IRI (RFC 3987 section 2.2, without a look at the scheme's own rules)."""
    return _is_short_iri(text) if len(text) <= _SHORT else _IRI.fullmatch(text) is not None


_SHORT = 200
"""Longer addresses do not repeat, and would only take up memory."""


@lru_cache(maxsize=512)
def _is_short_iri(text: str) -> bool:
    return _IRI.fullmatch(text) is not None


def is_url(text: str) -> bool:
    """Whether the text is an absolute http or https URL."""
    return _URL.fullmatch(text) is not None


def is_media_type(text: str) -> bool:
    """Whether the text is a media type (RFC 6838)."""
    return _MEDIA_TYPE.fullmatch(text) is not None


def _iri(value: str) -> str:
    return value if is_iri(value) else _expected("an absolute IRI, such as https://example.org/a or urn:x:1")


def _url(value: str) -> str:
    return (
        value if is_url(value) else _expected("an absolute web address, such as https://example.org/news/1")
    )


def _media_type(value: str) -> str:
    if not is_media_type(value):
        _expected("a media type, such as image/jpeg")
    essence, semicolon, parameters = value.partition(";")
    return essence.lower() + semicolon + parameters


class _Checked:
    """Text that a function checks and may canonicalise."""

    def __init__(self, check: Any, json_schema: dict[str, Any]) -> None:
        self.check = check
        self.json_schema = json_schema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, core_schema.str_schema(strict=True))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.json_schema)


class _WholeNumber:
    """An integer in a range; digits in text are read, true and 1.5 are not numbers of anything."""

    def __init__(self, low: int, high: int | None, expected: str) -> None:
        self.low, self.high, self.expected = low, high, expected

    def __call__(self, value: object) -> int:
        if isinstance(value, str) and re.fullmatch(r"\d{1,18}", value, re.ASCII):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or value < self.low:
            _expected(self.expected)
        if self.high is not None and value > self.high:
            _expected(self.expected)
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        limits = {"minimum": self.low} if self.high is None else {"minimum": self.low, "maximum": self.high}
        return {"type": "integer", **limits}


DateTime = Annotated[datetime, _DateTimeSchema()]
AnyDate = Annotated[datetime | PartialDate, _AnyDateSchema()]
Embargo = Annotated[datetime | str, _EmbargoSchema()]
_TAG_JSON = {"type": "string", "pattern": "^([A-Za-z]{2,8}|[ixIX]-[A-Za-z0-9]{1,8})(-[A-Za-z0-9]{1,8})*$"}

LanguageTag = Annotated[str, _Checked(_language, _TAG_JSON)]
Iri = Annotated[str, _Checked(_iri, {"type": "string", "pattern": f"^{_IRI.pattern}$"})]
Url = Annotated[
    str, _Checked(_url, {"type": "string", "pattern": f"^[Hh][Tt][Tt][Pp][Ss]?{_URL.pattern[6:]}$"})
]
MediaType = Annotated[str, _Checked(_media_type, {"type": "string", "pattern": f"^{_MEDIA_TYPE.pattern}$"})]
Percent = Annotated[int, _WholeNumber(0, 100, "between 0 and 100")]
Urgency = Annotated[int, _WholeNumber(1, 9, "between 1 and 9")]
Count = Annotated[int, _WholeNumber(0, None, "a whole number, 0 or more")]
Ordinal = Annotated[int, _WholeNumber(1, None, "a whole number, 1 or more")]
Year = Annotated[int, _WholeNumber(1, 9999, "a year, such as 2025")]


# --- mappings ------------------------------------------------------------------------------------


class FrozenDict(dict[str, Any]):
    """A dict that does not change, all the way down, and can therefore be hashed."""

    def __init__(self, items: Mapping[str, Any] = {}) -> None:
        super().__init__({key: frozen(value) for key, value in items.items()})

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[FrozenDict], tuple[dict[str, Any]]]:
        return (FrozenDict, (dict(self),))

    def __copy__(self) -> FrozenDict:
        return self

    def __deepcopy__(self, memo: object) -> FrozenDict:
        return self

    def _unchangeable(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a part of an article does not change: make a copy with model_copy(update=…)")

    __setitem__ = __delitem__ = __ior__ = _unchangeable
    clear = pop = popitem = setdefault = update = _unchangeable


def frozen(value: Any) -> Any:
    """The immutable form of a JSON value: lists become tuples, objects `FrozenDict`."""
    if isinstance(value, FrozenDict):
        return value
    if isinstance(value, Mapping):
        return FrozenDict(value)
    if isinstance(value, list | tuple):
        return tuple(map(frozen, value))
    return value


def thawed(value: Any) -> Any:
    """The plain JSON form of a frozen value."""
    if isinstance(value, Mapping):
        return {key: thawed(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [thawed(item) for item in value]
    return value


def _json_value(value: object) -> object:
    if value is None or isinstance(value, bool | int | str):
        if isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value):
            _expected("text without lone surrogates")
        return value
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            _expected("a number that JSON can carry")
        return value
    if isinstance(value, Mapping):
        return {_json_key(key): _json_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_json_value(item) for item in value)
    return _expected("text, a number, true, false, null, a list or an object")


def _json_key(key: object) -> str:
    if not isinstance(key, str) or any("\ud800" <= c <= "\udfff" for c in key):
        _expected("an object whose keys are text")
    return key


class _ExtraSchema:
    """Any JSON object, frozen."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def check(value: object) -> FrozenDict:
            if not isinstance(value, Mapping):
                _expected("an object")
            return FrozenDict(cast("dict[str, Any]", _json_value(value)))

        return core_schema.no_info_plain_validator_function(
            check, serialization=core_schema.plain_serializer_function_ser_schema(thawed)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "object"}


class _NamesSchema:
    """Names by language: an object from BCP 47 tag to text, frozen."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            FrozenDict,
            core_schema.dict_schema(
                core_schema.no_info_after_validator_function(_language, core_schema.str_schema(strict=True)),
                core_schema.str_schema(strict=True),
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(dict),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "object",
            "propertyNames": {"pattern": _TAG_JSON["pattern"]},
            "additionalProperties": {"type": "string"},
        }


Extra = Annotated[Mapping[str, Any], _ExtraSchema()]
Names = Annotated[Mapping[str, str], _NamesSchema()]
EMPTY = FrozenDict()


# --- rare parts ----------------------------------------------------------------------------------


@cache
def _adapter(source: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(source)


class _Built:
    """The validator of a rare part, built at the first value and then at hand without a search for it."""

    __slots__ = ("source", "validate")

    def __init__(self, source: Any) -> None:
        self.source = source
        self.validate: Any = self._build

    def _build(self, value: object) -> Any:
        # Without the adapter's own method, which costs as much again as the validation of a short part.
        self.validate = _adapter(self.source).validator.validate_python
        return self.validate(value)


class Deferred:
    """Marks a rare field: its validator is built when a value turns up, not when newsml starts.

    Measured: the whole schema of the model costs more to build than converting one article.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        built = _Built(source)

        def check(value: object) -> Any:
            if value is None or value == ():
                return value
            return built.validate(value)

        # Without a serialization of its own: pydantic asks the class of the value, in one go with the rest.
        return core_schema.no_info_plain_validator_function(check, metadata={"deferred": source})

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        # As an element of a tuple, because pydantic refers to a model by name only from within another type.
        source = schema["metadata"]["deferred"]
        within = handler(_adapter(GenericAlias(tuple, (source, ...))).core_schema)
        items: dict[str, Any] = within["items"]
        return items

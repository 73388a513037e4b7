"""Dates of other calendars as the Gregorian ones: Buddhist, Minguo, Japanese eras, the Solar Hijri of Iran.

Facts: the Thai year is 543 ahead (since 1941), Minguo counts from 1911, Reiwa from May 2019, Heisei from January 1989.
The Persian year begins at the March equinox, its months have 31 days six times, then 30.
"""

from __future__ import annotations

from datetime import date, timedelta

from newsml.patterns import pattern

_ERA = pattern(r"(令和|平成)\s*(\d{1,2}|元)\s*年")
_ERAS = {"令和": 2018, "平成": 1988}
_MINGUO = pattern(r"(?:民國|民国|中華民國)\s*(\d{2,3})\s*年")
_THAI = pattern(r"[\u0e00-\u0e7f]")
_THAI_YEAR = pattern(r"(?:พ\.?\s?ศ\.?\s*)?(?<!\d)(25[4-9]\d|260\d)(?!\d)")
_THAI_FIGURES = pattern(r"(?<!\d)(\d{1,2})/(\d{1,2})/(25[4-9]\d|260\d)(?!\d)")
_PERSIAN_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_PERSIAN = pattern(
    rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(_PERSIAN_MONTHS)}|امرداد)(?:\s*ماه)?[\s،]+(1[34]\d\d)(?!\d)"
)
_PERSIAN_FIGURES = pattern(r"(?<!\d)(1[34]\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_LEAP = frozenset({1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412})
"""Years of 366 days."""
_FIRST, _LAST = 1371, 1415
"""Years above are of the Islamic calendar, where they stand on pages of today."""


def in_common_calendar(text: str) -> str:
    """A text whose date is of another calendar with the Gregorian date in its place; any other as it is.

    >>> in_common_calendar("令和7年7月25日"), in_common_calendar("25 กรกฎาคม 2568")
    ('2025年7月25日', '25 กรกฎาคม 2025')
    """
    if not text.isascii():
        text = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)
        text = _ERA.sub(lambda m: f"{_ERAS[m[1]] + (1 if m[2] == '元' else int(m[2]))}年", text)
        text = _MINGUO.sub(lambda m: f"{int(m[1]) + 1911}年", text)
        if _THAI.search(text):
            text = _THAI_FIGURES.sub(lambda m: f"{int(m[3]) - 543}-{int(m[2]):02}-{int(m[1]):02}", text)
            text = _THAI_YEAR.sub(lambda m: str(int(m[1]) - 543), text)
        text = _PERSIAN.sub(lambda m: _gregorian(int(m[3]), _persian_month(m[2]), int(m[1])) or m[0], text)
    return _PERSIAN_FIGURES.sub(lambda m: _gregorian(int(m[1]), int(m[2]), int(m[3])) or m[0], text)


def _persian_month(name: str) -> int:
    return 5 if name == "امرداد" else _PERSIAN_MONTHS.index(name) + 1


def _gregorian(year: int, month: int, day: int) -> str | None:
    """The day of the Persian calendar as an ISO date, for the years 1371 to 1415 (1992 to 2037)."""
    if not (_FIRST <= year <= _LAST and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    days = (month - 1) * 31 - max(month - 7, 0) + day - 1
    return (_new_year(year) + timedelta(days=days)).isoformat()


def _new_year(year: int) -> date:
    """The first day of a Persian year: 1 Farvardin 1371 was 21 March 1992."""
    leaps = sum(1 for one in _LEAP if _FIRST <= one < year)
    return date(1992, 3, 21) + timedelta(days=365 * (year - _FIRST) + leaps)

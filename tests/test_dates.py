"""Dates as people write them: what is read, what is refused and why, what happens to zones."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from newsml.dates import read_date, take_date
from newsml.formats.text import ReadOptions
from newsml.issues import Issue
from newsml.model.values import PartialDate
from newsml.site import Site

DAYS = [
    ("2025", "2025"),
    ("2025-07", "2025-07"),
    ("2025-07-25", "2025-07-25"),
    ("20250725", "2025-07-25"),
    ("2025/07/25", "2025-07-25"),
    ("2025-7-5", "2025-07-05"),
    ("25.07.2025", "2025-07-25"),
    ("25. 7. 2025", "2025-07-25"),
    ("25/12/2025", "2025-12-25"),
    ("12/25/2025", "2025-12-25"),
    ("05/05/2025", "2025-05-05"),
    ("July 25, 2025", "2025-07-25"),
    ("Friday, July 25th, 2025", "2025-07-25"),
    ("25 July 2025", "2025-07-25"),
    ("Sept. 3, 2025", "2025-09-03"),
    ("Mar 3, 2026", "2026-03-03"),
    ("May 2025", "2025-05"),
    ("10 juil 2024", "2024-07-10"),
    ("vendredi 10 juillet 2024", "2024-07-10"),
    ("1er août 2024", "2024-08-01"),
    ("Freitag, den 3. Mai 2025", "2025-05-03"),
    ("martes 3 de marzo de 2026", "2026-03-03"),
    ("sexta-feira, 1 de maio de 2026", "2026-05-01"),
    ("venerdì 3 maggio 2024", "2024-05-03"),
    ("3 mei 2024", "2024-05-03"),
    ("3 maj 2024", "2024-05-03"),
    ("3. desember 2024", "2024-12-03"),
    ("5 października 2024 r.", "2024-10-05"),
    ("3 марта 2025 г.", "2025-03-03"),
    ("7 червня 2025 року", "2025-06-07"),
    ("25 يوليو 2025", "2025-07-25"),
    ("٢٥ يوليو ٢٠٢٥", "2025-07-25"),
    ("25 جولائی 2025", "2025-07-25"),
    ("11 अगस्त 2025", "2025-08-11"),
    ("2025年12月1日(月)", "2025-12-01"),
    ("2025年7月", "2025-07"),
]
MOMENTS = [
    ("2025-07-25T14:30Z", "2025-07-25T14:30:00+00:00"),
    ("2025-07-25 14:30:05.25 +0500", "2025-07-25T14:30:05.250000+05:00"),
    ("20250725T143000Z", "2025-07-25T14:30:00+00:00"),
    ("Fri, 25 Jul 2025 14:30:00 GMT", "2025-07-25T14:30:00+00:00"),
    ("Fri, 25 Jul 2025 14:30:00 +0200 (CEST)", "2025-07-25T14:30:00+02:00"),
    ("25 July 2025 14:30 UTC", "2025-07-25T14:30:00+00:00"),
    ("July 25, 2025, 6:30 p.m. UTC", "2025-07-25T18:30:00+00:00"),
    ("25 July 2025, 12 am UTC", "2025-07-25T00:00:00+00:00"),
    ("25/12/2025 6 pm GMT+1", "2025-12-25T18:00:00+01:00"),
    ("2025-07-25 18:00 −05:00", "2025-07-25T18:00:00-05:00"),
    ("2025-07-25 14:30 Europe/Berlin", "2025-07-25T14:30:00+02:00"),
    ("2025-12-25T14:30:00[Europe/Berlin]", "2025-12-25T14:30:00+01:00"),
    ("25 juillet 2025, 14h30 UTC", "2025-07-25T14:30:00+00:00"),
    ("2025年7月25日 14:30+0900", "2025-07-25T14:30:00+09:00"),
]
WITHOUT_ZONE = [
    "2025-07-25 14:30", "2025-07-25T14:30:00", "July 25, 2025 at 2:30 pm", "25.7.2025, 14:30 Uhr", "25.07.2025 14.30 Uhr",
    "25 juil. 2025 à 14h30", "Fri Jul 25 14:30:00 2025", "2025年7月25日 午後2時30分",
]  # fmt: skip
REFUSED = [
    ("", "is not a date"),
    ("yesterday", "write the day itself"),
    ("heute", "write the day itself"),
    ("0000", "not a date of the calendar"),
    ("2025-13-01", "not a date of the calendar"),
    ("31 February 2025", "not a date of the calendar"),
    ("2025-07-25 25:00", "no time of day"),
    ("13 pm 1 May 2025", "no 13 pm"),
    ("2025-07-25T14:30:00+99:00", "offset of a day or more"),
    ("03/04/2025", "2025-04-03 or 2025-03-04.*day_first"),
    ("25/07/25", "year of two digits"),
    ("July 25", "no year"),
    ("14:30", "no date"),
    ("6 pm", "no date"),
    ("May 2025 14:30 UTC", "a time but no day"),
    ("2025-07-25 14:30 Mars/Olympus", "Mars/Olympus, which does not exist"),
    ("Minister says 2025", "'Minister' is not understood"),
    ("1 May 2 June 2025", "is not a date"),
    ("x" * 500, "is not a date"),
]


@pytest.mark.parametrize(("said", "value"), DAYS)
def test_days(said: str, value: str) -> None:
    assert read_date(said, zone="Asia/Karachi") == (value, None, "")
    PartialDate.parse(value)


@pytest.mark.parametrize(("said", "value"), MOMENTS)
def test_moments(said: str, value: str) -> None:
    assert read_date(said, zone="Asia/Karachi") == (value, "said", "")


@pytest.mark.parametrize("said", WITHOUT_ZONE)
def test_a_time_without_zone(said: str) -> None:
    assert read_date(said)[:2] == ("2025-07-25", "missing")
    assert read_date(said, zone="Asia/Karachi")[:2] == ("2025-07-25T14:30:00+05:00", "applied")


@pytest.mark.parametrize(("said", "why"), REFUSED, ids=[case[0][:30] for case in REFUSED])
def test_what_is_not_clear_is_refused(said: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_date(said)


def test_the_order_of_day_and_month_is_told() -> None:
    assert read_date("03/04/2025", day_first=True).value == "2025-04-03"
    assert read_date("03/04/2025", day_first=False).value == "2025-03-04"


def taken(value: Any, field: str = "published", **given: Any) -> tuple[Any, dict[str, Any], list[Issue]]:
    fields: dict[str, Any] = {}
    issues: list[Issue] = []
    return take_date(field, value, fields, issues.append, ReadOptions(**given), 3), fields, issues


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2025, 7, 25), "2025-07-25"),
        (datetime(2025, 7, 25, 14, 30, tzinfo=UTC), "2025-07-25T14:30:00+00:00"),
        (2025, "2025"),
        ("25 July 2025", "2025-07-25"),
        (None, None),
        ("", None),
        (True, True),
        ([1], [1]),
    ],
)
def test_dates_of_other_readers(value: Any, expected: Any) -> None:
    found, fields, issues = taken(value)
    assert found == expected
    assert (fields, issues) == ({}, [])


def test_the_zone_of_the_site_is_applied_and_reported() -> None:
    found, fields, issues = taken(datetime(2025, 7, 25, 14, 30), site=Site(time_zone="Asia/Karachi"))  # noqa: DTZ001
    assert found == "2025-07-25T14:30:00+05:00"
    assert fields == {"extra": {"dates": {"published": "2025-07-25T14:30:00"}}}
    assert [(issue.rule, issue.severity, issue.line) for issue in issues] == [("ZONE", "info", 3)]


def test_without_a_zone_only_the_day_is_kept() -> None:
    found, fields, issues = taken("2025-07-25 14:30")
    assert found == "2025-07-25"
    assert fields["extra"]["dates"]["published"] == "2025-07-25 14:30"
    assert [(issue.rule, issue.severity) for issue in issues] == [("ZONE", "warning")]
    assert taken("2025-07-25 14:30", "version_created")[0] == "2025-07-25 14:30", "for the model to refuse"


def test_a_wrong_date_goes_to_the_model_with_a_reason() -> None:
    found, _, issues = taken("03/04/2025")
    assert found == "03/04/2025"
    assert issues[0].rule == "DATE"
    assert "day_first" in issues[0].message
    assert taken("03/04/2025", day_first="yes")[0] == "2025-04-03"


def test_a_date_from_outside_is_not_looked_at() -> None:
    assert taken("yesterday", overlay=((("published",), "2025-01-01"),)) == (None, {}, [])


@pytest.mark.parametrize("zone", ["EST", "(CST)", "WIB"])
def test_a_short_name_of_a_zone_is_not_guessed(zone: str) -> None:
    found = read_date(f"25 Jul 2025 14:30 {zone}", zone="Asia/Karachi")
    assert found[:2] == ("2025-07-25", "missing")
    assert zone.strip("()") in found.note


@pytest.mark.parametrize(
    "text", ["3. března 2025", "3. maaliskuuta 2025", "3 במרץ 2025", "Senin, 3 Maret 2025", "Mar 3, 2025"]
)
def test_months_of_more_languages(text: str) -> None:
    assert read_date(text).value == "2025-03-03"

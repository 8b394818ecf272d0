"""Values as people write them: read as they stand, or refused; nothing is turned into something else."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from frontdesk.tables.lengths import parse_duration
from frontdesk.tables.values import (
    moments_meant,
    parse_clock,
    parse_date,
    parse_local,
    parse_moment,
    parse_number,
    written,
)

NEW_YORK = ZoneInfo("America/New_York")
ARABIC_TWELVE = "\u0661\u0662"


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("-3", -3), (" 0.50 ", Decimal("0.5")), ("4.0", 4)])
def test_a_number_is_read_as_it_is_written(text: str, number: int | Decimal) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["1_000", "1e3", "1,5", "0x10", "Infinity", "NaN", "", "-", ARABIC_TWELVE])
def test_what_only_a_program_would_take_for_a_number_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        parse_number(text)


def test_digits_of_other_scripts_are_no_length_clock_or_date() -> None:
    for read, text in ((parse_duration, "%s days"), (parse_clock, "%s:00"), (parse_date, "2026-%s-01")):
        with pytest.raises(ValueError, match=ARABIC_TWELVE):
            read(text % ARABIC_TWELVE)


@pytest.mark.parametrize("text", ["08:00", "08:00:30", "00:00:01", "24:00"])
def test_a_clock_time_keeps_its_seconds(text: str) -> None:
    assert written(parse_clock(text)) == text


@pytest.mark.parametrize("text", ["08:00:60", "08:00:3", "08:00:30.5", "24:00:00"])
def test_what_no_clock_shows_is_no_clock_time(text: str) -> None:
    with pytest.raises(ValueError, match="is not a clock time"):
        parse_clock(text)


def test_a_date_with_a_time_of_day_is_what_a_calendar_and_a_clock_show() -> None:
    assert parse_local("2026-03-02T14:30") == datetime(2026, 3, 2, 14, 30)
    assert parse_local("2026-03-08 02:30") == datetime(2026, 3, 8, 2, 30)
    assert [written(parse_local(one)) for one in ("2026-03-02 14:30", "2026-03-02 14:30:15")] == [
        "2026-03-02 14:30",
        "2026-03-02 14:30:15",
    ]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("2026-03-02", "names no hour; write it like '2026-03-02 09:00'"),
        ("2026-02-30", "is not a date"),
        ("2026-02-30 14:30", "is not a date"),
        ("2026-03-02 14:30-05:00", "without a zone"),
        ("2026-03-02 24:00", "write 00:00 of the day after"),
        ("1799-12-31 10:00", "is that a slip of the keyboard"),
        ("tomorrow", "is not a date"),
    ],
)
def test_what_is_no_date_with_a_time_of_day_is_refused_with_what_to_write(text: str, cause: str) -> None:
    with pytest.raises(ValueError, match=cause):
        parse_local(text)


@pytest.mark.parametrize("text", ["20260302", "2026-W10-1", "2026-3-2", "1799-12-31", "2300-01-01"])
def test_a_date_is_written_one_way_and_in_a_year_that_can_be_meant(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        parse_date(text)


def test_an_hour_is_read_on_the_clock_that_is_given_unless_it_names_one() -> None:
    assert parse_moment("2026-03-02 10:00", NEW_YORK) == datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
    assert parse_moment("2026-03-02T10:00+01:00", NEW_YORK) == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert parse_moment("2026-11-01 01:30-05:00", NEW_YORK) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("2026-03-08 02:30", "does not exist, as the clocks are set forward then: 01:30 and 03:30 are beside it"),
        ("2026-11-01 01:30", "write '2026-11-01 01:30-04:00' or '2026-11-01 01:30-05:00'"),
        ("2026-03-05", "names no hour; write it like '2026-03-05 09:00'"),
        ("20260305", "names no hour"),
        ("2026-W10-4", "names no hour"),
        ("1799-12-31 10:00", "is that a slip of the keyboard"),
        ("tomorrow 10:00", "is not a date and time"),
    ],
)
def test_what_is_no_hour_of_any_clock_or_of_two_is_refused_with_what_to_write(text: str, cause: str) -> None:
    with pytest.raises(ValueError, match=cause) as refused:
        parse_moment(text, NEW_YORK)
    assert str(refused.value).startswith(f"'{text}'")


@pytest.mark.parametrize(
    ("text", "hours"), [("2026-03-08 02:00", []), ("2026-03-08 03:00", [7]), ("2026-11-01 01:59", [5, 6])]
)
def test_the_hours_that_a_clock_shows_never_or_twice_are_none_or_two(text: str, hours: list[int]) -> None:
    assert [one.hour for one in moments_meant(text, NEW_YORK)] == hours

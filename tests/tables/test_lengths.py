"""Lengths of time: read, written, and counted from a moment on somebody's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from frontdesk.tables.lengths import (
    BusinessLength,
    CalendarLength,
    Length,
    at_least,
    is_before,
    later,
    parse_duration,
    parse_length,
    unsigned,
    with_more,
    written_length,
)
from frontdesk.tables.opening import Span

NEW_YORK, CHICAGO = ZoneInfo("America/New_York"), ZoneInfo("America/Chicago")


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("3 months", CalendarLength(3)),
        ("1 year", CalendarLength(12)),
        ("1 year 2 months", CalendarLength(14)),
        ("1 month, 2 weeks", CalendarLength(1, timedelta(weeks=2))),
        ("1 day 2 hours", timedelta(days=1, hours=2)),
        ("0 months", timedelta()),
        ("1 business day", BusinessLength(days=1)),
        ("2 business days", BusinessLength(days=2)),
        ("0 business days", BusinessLength(days=0)),
        ("4 business hours", BusinessLength(time=timedelta(hours=4))),
        ("0 business hours", BusinessLength()),
        ("90 business minutes", BusinessLength(time=timedelta(minutes=90))),
    ],
)
def test_months_and_years_are_lengths_beside_the_others(text: str, length: Length) -> None:
    assert parse_length(text) == length
    assert parse_length(written_length(length)) == length


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("month", "is not a length of time"),
        ("1.5 months", "is not a length of time"),
        ("2 business weeks", "is not a length of time"),
        ("1 business day 2 hours", "is not a length of time"),
        ("1 day 2 business hours", "is not a length of time"),
        ("99999 business days", "longer than a hundred years"),
        ("3 moons", "is not a length of time"),
        ("", "is not a length of time"),
        ("101 years", "longer than a hundred years"),
        ("1201 months", "longer than a hundred years"),
        ("100 years 30 days", "longer than a hundred years"),
        ("999999999999999 weeks", "longer than a hundred years"),
    ],
)
def test_what_is_no_length_is_refused(text: str, cause: str) -> None:
    with pytest.raises(ValueError, match=cause):
        parse_length(text)


def test_where_a_length_has_to_be_always_as_long_months_are_refused() -> None:
    with pytest.raises(ValueError, match="'2 months' is not always as long, and has to be here; write it in days"):
        parse_duration("2 months")


@pytest.mark.parametrize(
    ("at", "length", "then"),
    [
        ("2026-01-31 09:00", "1 month", "2026-02-28 09:00"),
        ("2028-01-31 09:00", "1 month", "2028-02-29 09:00"),
        ("2028-02-29 09:00", "1 year", "2029-02-28 09:00"),
        ("2028-02-29 09:00", "4 years", "2032-02-29 09:00"),
        ("2026-11-30 09:00", "3 months", "2027-02-28 09:00"),
        ("2026-03-31 09:00", "1 month 1 day", "2026-05-01 09:00"),
        # the hour of the clock stays, over both changes of it
        ("2026-02-10 09:00", "1 month", "2026-03-10 09:00"),
        ("2026-10-15 09:00", "1 month", "2026-11-15 09:00"),
        ("2026-10-15 23:30", "1 month 2 weeks", "2026-11-29 23:30"),
        # an hour that the night leaves out is an hour later; one that it has twice is the first
        ("2026-02-08 02:30", "1 month", "2026-03-08 03:30"),
        ("2026-10-01 01:30", "1 month", "2026-11-01 01:30"),
        # hours beside months are elapsed time
        ("2026-10-01 00:30", "1 month 3 hours", "2026-11-01 02:30"),
        # and a duration is elapsed time, whatever its days
        ("2026-10-31 09:00", "1 day", "2026-11-01 08:00"),
    ],
)
def test_months_are_counted_on_the_calendar_of_the_zone(at: str, length: str, then: str) -> None:
    start, end = (datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC) for text in (at, then))
    assert later(start, parse_length(length), NEW_YORK) == end


@pytest.mark.parametrize(
    ("at", "length", "then"),
    [
        ("2026-03-31 09:00", "1 month", "2026-02-28 09:00"),
        ("2026-01-15 09:00", "2 months", "2025-11-15 09:00"),
        ("2026-04-10 09:00", "1 month 1 day 2 hours", "2026-03-09 07:00"),
    ],
)
def test_a_negative_length_goes_back(at: str, length: str, then: str) -> None:
    start, end = (datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC) for text in (at, then))
    back = -parse_length(length)
    assert later(start, back, NEW_YORK) == end
    assert is_before(back)
    assert unsigned(back) == parse_length(length)


@pytest.mark.parametrize("length", ["1 month", "5 months", "1 year", "1 month 3 days", "30 days"])
def test_no_length_is_shorter_than_its_least(length: str) -> None:
    starts = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(4 * 366)]
    taken = [later(start, parse_length(length), UTC) - start for start in starts]
    assert at_least(parse_length(length)) <= min(taken)


@dataclass(frozen=True)
class Office:
    """Open on weekdays from 8 to 18, on the clock of Chicago."""

    zone: ZoneInfo = CHICAGO

    def spans(self, day: date) -> tuple[Span, ...]:
        return () if day.weekday() > 4 else (Span(time(8), time(18)),)


@pytest.mark.parametrize(
    ("at", "length", "found"),
    [
        ("2026-03-05 22:15", "1 business day", "2026-03-06 22:15"),
        ("2026-03-06 22:15", "1 business day", "2026-03-09 22:15"),
        ("2026-03-07 02:30", "1 business day", "2026-03-09 02:30"),
        ("2026-03-07 10:00", "0 business days", "2026-03-09 10:00"),
        ("2026-03-06 18:30", "1 business hour", "2026-03-09 09:30"),
        ("2026-03-06 18:30", "45 business minutes", "2026-03-09 09:15"),
        ("2026-03-06 10:00", "0 business hours", "2026-03-06 10:00"),
        ("2026-03-06 08:59", "0 business hours", "2026-03-06 09:00"),
    ],
)
def test_business_time_goes_by_the_hours_of_the_office_and_a_business_day_keeps_the_hour_of_the_contact(
    at: str, length: str, found: str
) -> None:
    start = datetime.fromisoformat(at).replace(tzinfo=NEW_YORK)
    assert later(start, parse_length(length), NEW_YORK, Office()) == datetime.fromisoformat(found).replace(
        tzinfo=NEW_YORK
    )


def test_business_time_goes_back_as_well() -> None:
    monday = datetime(2026, 3, 9, 10, tzinfo=NEW_YORK)
    back = [later(monday, -parse_length(one), NEW_YORK, Office()) for one in ("1 business day", "2 business hours")]
    assert back == [datetime(2026, 3, 6, 10, tzinfo=NEW_YORK), datetime(2026, 3, 6, 18, tzinfo=NEW_YORK)]
    assert is_before(-parse_length("1 business day"))
    assert not is_before(parse_length("1 business hour"))


def test_of_business_days_a_day_more_is_a_business_day_more() -> None:
    assert with_more(BusinessLength(days=2), timedelta(days=1)) == BusinessLength(days=3)
    assert with_more(BusinessLength(days=2), timedelta()) == BusinessLength(days=2)


def test_business_time_takes_as_long_at_the_least_as_if_it_were_open_all_the_time() -> None:
    assert at_least(BusinessLength(days=2)) == timedelta(days=2)
    assert at_least(BusinessLength(time=timedelta(hours=3))) == timedelta(hours=3)


def test_without_hours_there_is_no_business_time() -> None:
    with pytest.raises(ValueError, match="counted by the practice's calendar, and it has none"):
        later(datetime(2026, 3, 9, 10, tzinfo=NEW_YORK), BusinessLength(days=1), NEW_YORK)

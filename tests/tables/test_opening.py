"""Time counted by when something is open, on one clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from frontdesk.tables.opening import Span, is_open_at, open_day, open_time, openings, overlapping, without

NEW_YORK = ZoneInfo("America/New_York")
MORNING, AFTERNOON = Span(time(8), time(12)), Span(time(13), time(18))


@dataclass(frozen=True)
class Office:
    """Open on weekdays from 8 to 12 and from 13 to 18; closed on 9 and 10 March 2026."""

    zone: ZoneInfo = NEW_YORK

    def spans(self, day: date) -> tuple[Span, ...]:
        return () if day.weekday() > 4 or day in (date(2026, 3, 9), date(2026, 3, 10)) else (MORNING, AFTERNOON)


@dataclass(frozen=True)
class Night:
    """Open through every night, also that in which the clocks change."""

    zone: ZoneInfo = NEW_YORK

    def spans(self, day: date) -> tuple[Span, ...]:
        return (Span(time(), time(4)), Span(time(22), time.max))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [("2026-03-02 07:59", False), ("2026-03-02 08:00", True), ("2026-03-02 12:00", False), ("2026-03-07 10:00", False)],
)
def test_it_is_open_from_an_hour_up_to_another(at: str, is_open: bool) -> None:
    assert is_open_at(Office(), local(at)) is is_open


@pytest.mark.parametrize(
    ("day", "number", "found"),
    [
        ("2026-03-02", 1, "2026-03-03"),
        ("2026-03-06", 1, "2026-03-11"),  # Friday; Monday and Tuesday are closed
        ("2026-03-07", 1, "2026-03-11"),
        ("2026-03-07", 0, "2026-03-11"),
        ("2026-03-06", 0, "2026-03-06"),
        ("2026-03-11", -1, "2026-03-06"),
        ("2026-03-08", -2, "2026-03-05"),
        ("2026-03-02", 10, "2026-03-18"),
    ],
)
def test_open_days_are_counted_from_the_day_after(day: str, number: int, found: str) -> None:
    assert open_day(Office(), date.fromisoformat(day), number) == date.fromisoformat(found)


@pytest.mark.parametrize(
    ("at", "hours", "found"),
    [
        ("2026-03-02 09:00", 2, "2026-03-02 11:00"),
        ("2026-03-02 11:00", 2, "2026-03-02 14:00"),
        ("2026-03-06 17:30", 1, "2026-03-11 08:30"),
        ("2026-03-02 11:00", 1, "2026-03-02 13:00"),  # the first moment after it has been open for so long
        ("2026-03-02 09:30", 0, "2026-03-02 09:30"),
        ("2026-03-02 12:30", 0, "2026-03-02 13:00"),
        ("2026-03-07 12:30", 0, "2026-03-11 08:00"),
        ("2026-03-02 09:00", 18, "2026-03-04 09:00"),
        ("2026-03-03 09:00", -2, "2026-03-02 17:00"),
        ("2026-03-11 08:00", -9, "2026-03-06 08:00"),
    ],
)
def test_open_hours_are_counted_while_it_is_open(at: str, hours: int, found: str) -> None:
    assert open_time(Office(), local(at), timedelta(hours=hours)) == local(found)


def test_the_hour_that_is_left_out_in_a_night_was_not_open_and_the_one_that_comes_twice_was_twice() -> None:
    assert open_time(Night(), local("2026-03-07 22:00"), timedelta(hours=4.5)) == local("2026-03-08 03:30")
    assert open_time(Night(), local("2026-10-31 22:00"), timedelta(hours=6)) == local("2026-11-01 03:00")


def test_it_opens_and_closes_in_order_first_whichever_closes_later() -> None:
    found = list(islice(openings(Office(), local("2026-03-06 12:30")), 2))
    assert found == [
        (local("2026-03-06 13:00"), local("2026-03-06 18:00")),
        (local("2026-03-11 08:00"), local("2026-03-11 12:00")),
    ]


@pytest.mark.parametrize(
    ("closed", "left"),
    [
        (Span(time(12), time(13)), (MORNING, AFTERNOON)),
        (Span(time(10), time(14)), (Span(time(8), time(10)), Span(time(14), time(18)))),
        (Span(time(9), time(10)), (Span(time(8), time(9)), Span(time(10), time(12)), AFTERNOON)),
        (Span(time(), time.max), ()),
    ],
)
def test_closed_hours_are_taken_off(closed: Span, left: tuple[Span, ...]) -> None:
    assert without((MORNING, AFTERNOON), [closed]) == left


def test_hours_that_overlap_or_stand_in_another_order_are_told() -> None:
    assert not overlapping((MORNING, AFTERNOON))
    assert overlapping((AFTERNOON, MORNING))
    assert overlapping((MORNING, Span(time(11), time(14))))


def test_hours_are_written_as_a_ruleset_writes_them() -> None:
    assert [str(one) for one in (MORNING, Span(time(22), time.max))] == ["08:00..12:00", "22:00..24:00"]

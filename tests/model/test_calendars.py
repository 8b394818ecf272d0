"""When a calendar is open: its week, the days that are unlike it, and whose it is."""

from __future__ import annotations

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from frontdesk.model.calendars import EVERY_DAY, LAST, PRACTICE, Calendar, Calendars, Days, Monthly, Yearly
from frontdesk.tables.opening import ALL_DAY, Span

UTC = ZoneInfo("UTC")
DAY, SHORT = Span(time(8), time(18)), Span(time(8), time(12))
MONDAY = date(2026, 3, 2)


def a_calendar(name: str, *days: Days, practitioner: str = "", site: str = "", line: str = "") -> Calendar:
    return Calendar(name, name, UTC, {"monday": (DAY,)}, days, practitioner, site, line=line)


@pytest.mark.parametrize(
    ("days", "open_at"),
    [
        ((), (DAY,)),
        ((Days("closed", {MONDAY: "Closed"}),), ()),
        ((Days("short", {MONDAY: "Short"}, hours=(SHORT,)),), (SHORT,)),
        ((Days("short", {MONDAY: ""}, hours=(SHORT,)), Days("closed", {MONDAY: ""})), (SHORT,)),
        ((Days("closed", {MONDAY: ""}), Days("short", {MONDAY: ""}, hours=(SHORT,))), ()),
        (
            (Days("noon", {MONDAY: ""}, hours=None, closed=(Span(time(12), time(13)),)),),
            (SHORT, Span(time(13), time(18))),
        ),
        ((Days("one", found={MONDAY: "Founders"}),), ()),
        ((Days("one", closed_on={MONDAY: (Span(time(12), time.max),)}),), (SHORT,)),
        ((Days("spring", yearly=(Yearly((3, 1), (3, 31)),)),), ()),
        ((Days("winter", yearly=(Yearly((12, 20), (1, 6)),)),), (DAY,)),
    ],
)
def test_of_several_rows_with_a_day_the_first_says_its_hours(days: tuple[Days, ...], open_at: tuple[Span, ...]) -> None:
    assert a_calendar("one", *days).spans(MONDAY) == open_at


def test_a_weekday_without_hours_is_closed() -> None:
    assert a_calendar("one").spans(date(2026, 3, 3)) == ()
    assert Calendar("all", "All", UTC, EVERY_DAY).spans(date(2026, 3, 3)) == ALL_DAY


@pytest.mark.parametrize(
    ("day", "is_in"),
    [("2026-12-20", True), ("2027-01-06", True), ("2028-02-29", False), ("2026-12-19", False), ("2027-01-07", False)],
)
def test_a_stretch_of_every_year_may_run_over_its_end(day: str, is_in: bool) -> None:
    assert (date.fromisoformat(day) in Yearly((12, 20), (1, 6))) is is_in


@pytest.mark.parametrize(
    ("monthly", "words", "days"),
    [
        (Monthly(1), "1", ["01-01", "02-01", "03-01", "04-01"]),
        (Monthly(15), "15", ["01-15", "02-15", "03-15", "04-15"]),
        # a month without a 31st has its last day instead; 2028 has a 29 February
        (Monthly(31), "31", ["01-31", "02-29", "03-31", "04-30"]),
        (Monthly(1, "tuesday"), "first tuesday", ["01-04", "02-01", "03-07", "04-04"]),
        (Monthly(4, "saturday"), "fourth saturday", ["01-22", "02-26", "03-25", "04-22"]),
        (Monthly(LAST, "saturday"), "last saturday", ["01-29", "02-26", "03-25", "04-29"]),
    ],
)
def test_a_day_of_every_month_is_told_by_its_number_or_by_its_weekday(
    monthly: Monthly, words: str, days: list[str]
) -> None:
    from_january = (date(2028, 1, 1) + timedelta(days=number) for number in range(121))
    assert [f"{day:%m-%d}" for day in from_january if monthly.has(day)] == days
    assert str(monthly) == words


def test_a_calendar_is_open_on_days_of_every_month_unless_a_row_before_closes_them() -> None:
    opened = Days("first", monthly=(Monthly(1, "tuesday"),), hours=(SHORT,))
    summer = Days("summer", yearly=(Yearly((7, 1), (8, 31)),))
    calendar = Calendar("one", "one", UTC, {}, (summer, opened))
    of_2026 = (date(2026, 1, 1) + timedelta(days=number) for number in range(365))
    assert [f"{day:%m-%d}" for day in of_2026 if calendar.spans(day)] == [
        "01-06", "02-03", "03-03", "04-07", "05-05", "06-02", "09-01", "10-06", "11-03", "12-01",
    ]  # fmt: skip


def test_a_visit_goes_by_its_site_or_else_by_the_practice_and_by_who_sees_people() -> None:
    every = [a_calendar(PRACTICE), a_calendar("island", site="island"), a_calendar("crane", practitioner="Dr. Crane")]
    calendars = Calendars({one.id: one for one in every})
    assert [one.id for one in calendars.of_visit("", "")] == ["practice"]
    assert [one.id for one in calendars.of_visit("quay", "Dr. Crane")] == ["practice", "crane"]
    assert [one.id for one in calendars.of_visit("island", "Dr. Lee")] == ["island"]


def test_holidays_close_the_practice_but_not_on_days_of_which_its_calendar_says_something() -> None:
    short = Days("short", {MONDAY: ""}, hours=(SHORT,))
    other = date(2026, 3, 9)
    calendars = Calendars({PRACTICE: a_calendar(PRACTICE, short)}).closed_besides({MONDAY: "One", other: "Two"})
    assert calendars.practice is not None
    assert [calendars.practice.spans(day) for day in (MONDAY, other)] == [(SHORT,), ()]
    assert Calendars().closed_besides({MONDAY: "One"}) == Calendars()


def test_public_holidays_are_told_from_other_days_that_are_closed() -> None:
    public = Days("public", found={MONDAY: "Founders"}, are_holidays=True)
    calendar = a_calendar("one", public, Days("file", found={date(2026, 3, 9): "Training"}))
    assert [calendar.is_holiday(date(2026, 3, day)) for day in (2, 9, 16)] == [True, False, False]


def test_a_line_goes_by_its_own_calendars_and_else_by_that_of_the_practice() -> None:
    practice, desk, night, crane = (
        a_calendar(PRACTICE),
        a_calendar("desk", line="desk"),
        a_calendar("night", line="desk"),
        a_calendar("crane", practitioner="Dr. Crane"),
    )
    every = Calendars({one.id: one for one in (practice, desk, night, crane)})
    assert every.of_line("desk") == (desk, night)
    assert every.of_line("surgery") == every.of_line("") == (practice,)
    assert Calendars({"desk": desk}).of_line("surgery") == ()

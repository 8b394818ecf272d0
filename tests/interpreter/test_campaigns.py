"""When steps fall: the delay arithmetic of the vendors, on the contact's calendar, across changes of the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from frontdesk.interpreter.campaigns import (
    Run,
    begun,
    came_too_late,
    done_by_name,
    moved,
    next_round,
    started_over,
    step_due,
    taken_over,
    to_come,
    visited,
    with_done,
)
from frontdesk.model import Base, Campaign, CampaignStep, Delay, OnDays
from frontdesk.model.calendars import Calendar, Days, Monthly
from frontdesk.names import CampaignId, ContactId, MessageId, StepId
from frontdesk.records import Appointment, Enrolment
from frontdesk.tables import CalendarLength, Length
from frontdesk.tables.opening import ALL_DAY

NEW_YORK = ZoneInfo("America/New_York")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


def a_step(base: Base, at: str = "", **length: int) -> CampaignStep:
    delay = Delay(base, timedelta(**length), time.fromisoformat(at) if at else None)
    return CampaignStep(StepId("step"), delay, MessageId("hello"))


VISIT = Appointment(1, ContactId(1), local("2026-09-10 15:00"))


def before(**length: int) -> CampaignStep:
    return a_step(Base.BEFORE_APPOINTMENT, "", **length)


def after(**length: int) -> CampaignStep:
    return a_step(Base.AFTER_APPOINTMENT, "", **length)


def from_start(**length: int) -> CampaignStep:
    return a_step(Base.START, "", **length)


def on(**length: int) -> CampaignStep:
    return a_step(Base.PREVIOUS, "", **length)


def due(step: CampaignStep, started: str, previous: str = "", visit: Appointment | None = None) -> datetime | None:
    return step_due(step, local(started), local(previous or started), visit, NEW_YORK)


@pytest.mark.parametrize(
    ("step", "started", "previous", "falls"),
    [
        # domain.md 1.6: 08:00 and 15 minutes is 08:15
        (a_step(Base.START, "08:00", minutes=15), "2026-09-01 07:00", "", "2026-09-01 08:15"),
        # too late for today: tomorrow
        (a_step(Base.START, "08:00", minutes=15), "2026-09-01 09:00", "", "2026-09-02 08:15"),
        # domain.md 7.5, case 5: two days after, then four more days, at the step's own clock time
        (a_step(Base.PREVIOUS, "08:00", days=2), "2026-08-31 09:00", "2026-09-01 08:15", "2026-09-03 08:00"),
        (a_step(Base.PREVIOUS, "08:00", days=4), "2026-08-31 09:00", "2026-09-03 08:00", "2026-09-07 08:00"),
        # without a clock time it is elapsed time
        (a_step(Base.START, minutes=10), "2026-09-01 23:55", "", "2026-09-02 00:05"),
        # the first step has no step before it
        (a_step(Base.PREVIOUS, days=1), "2026-09-01 09:00", "", "2026-09-02 09:00"),
    ],
)
def test_a_delay_counts_from_its_base(step: CampaignStep, started: str, previous: str, falls: str) -> None:
    assert due(step, started, previous) == local(falls)


@pytest.mark.parametrize(
    ("length", "at", "started", "falls"),
    [
        (CalendarLength(1), "", "2026-01-31 09:00", "2026-02-28 09:00"),
        (CalendarLength(6), "08:00", "2026-08-31 09:00", "2027-02-28 08:00"),
        (CalendarLength(1, timedelta(days=1)), "08:00", "2026-01-31 09:00", "2026-03-01 08:00"),
    ],
)
def test_a_step_can_come_months_after_its_base(length: CalendarLength, at: str, started: str, falls: str) -> None:
    delay = Delay(Base.START, length, time.fromisoformat(at) if at else None)
    assert due(CampaignStep(StepId("step"), delay, MessageId("hello")), started) == local(falls)


def test_a_step_can_come_months_before_a_visit() -> None:
    delay = Delay(Base.BEFORE_APPOINTMENT, CalendarLength(1), time(8))
    step = CampaignStep(StepId("step"), delay, MessageId("hello"))
    assert due(step, "2026-01-01 09:00", visit=VISIT) == local("2026-08-10 08:00")


def test_whole_days_keep_the_clock_time_when_summer_time_begins() -> None:
    step = a_step(Base.START, "08:00", days=1)
    assert due(step, "2026-03-07 12:00") == local("2026-03-08 08:00")


def test_hours_are_elapsed_time_when_summer_time_begins() -> None:
    step = a_step(Base.START, hours=24)
    assert due(step, "2026-03-07 12:00") == local("2026-03-08 13:00")


def test_a_clock_time_that_does_not_exist_that_night_is_an_hour_later() -> None:
    step = a_step(Base.START, "02:30", days=1)
    falls = due(step, "2026-03-07 12:00")
    assert falls == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert f"{falls.astimezone(NEW_YORK):%H:%M}" == "03:30"


def test_a_clock_time_that_comes_twice_is_the_first() -> None:
    step = a_step(Base.START, "01:30", days=1)
    assert due(step, "2026-10-31 12:00") == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("step", "falls"),
    [
        (a_step(Base.BEFORE_APPOINTMENT, "10:00", days=1), "2026-09-09 10:00"),
        (a_step(Base.BEFORE_APPOINTMENT, hours=2), "2026-09-10 13:00"),
        (a_step(Base.AFTER_APPOINTMENT, days=1), "2026-09-11 15:00"),
    ],
)
def test_a_step_can_count_from_the_appointment(step: CampaignStep, falls: str) -> None:
    assert due(step, "2026-09-01 09:00", visit=VISIT) == local(falls)


def a_run(
    *steps: tuple[str, CampaignStep], visit: Appointment | None = VISIT, done: Mapping[str, str] | None = None
) -> Run:
    """A run that started on 1 September at 9; *done* says since when which of its steps are over."""
    campaign = Campaign(CampaignId("c"), "C", tuple(replace(step, id=StepId(name)) for name, step in steps))
    over = {StepId(name): local(at) for name, at in (done or {}).items()}
    enrolment = Enrolment(1, ContactId(1), campaign.id, local("2026-09-01 09:00"), over, appointment=1)
    return Run(campaign, enrolment, visit, NEW_YORK)


def falls(run: Run) -> list[tuple[str, str]]:
    """What is to come, in order, on the clock of New York."""
    return [(fall.step.id, f"{fall.due.astimezone(NEW_YORK):%m-%d %H:%M}") for fall in to_come(run)]


def test_steps_go_by_time_whatever_their_place_in_the_list() -> None:
    run = a_run(
        ("near", before(hours=2)), ("far", before(days=2)), ("thanks", after(days=1)), ("hello", from_start(days=1))
    )
    assert falls(run) == [
        ("hello", "09-02 09:00"), ("far", "09-08 15:00"), ("near", "09-10 13:00"), ("thanks", "09-11 15:00")
    ]  # fmt: skip


def test_steps_of_the_same_instant_go_by_their_place_in_the_list() -> None:
    run = a_run(("unconfirmed", before(days=1)), ("confirmed", before(hours=24)))
    assert [name for name, _ in falls(run)] == ["unconfirmed", "confirmed"]


def test_what_counts_from_the_step_before_counts_from_that_in_the_list() -> None:
    run = a_run(("last", from_start(days=5)), ("first", from_start(days=1)), ("second", on(days=1)))
    assert falls(run) == [("first", "09-02 09:00"), ("second", "09-03 09:00"), ("last", "09-06 09:00")]


def test_it_counts_from_when_that_step_was_done() -> None:
    run = a_run(("first", from_start(days=1)), ("second", on(days=1)), done={"first": "2026-09-04 08:00"})
    assert falls(run) == [("second", "09-05 08:00")]


def test_a_step_that_counts_on_an_appointment_never_falls_without_one() -> None:
    run = a_run(("thanks", after(days=1)), ("hello", on(days=1)), visit=None)
    assert falls(run) == [("hello", "09-02 09:00")]


def test_a_step_before_a_visit_whose_time_has_passed_at_the_start_is_left_out() -> None:
    run = a_run(("hello", from_start(days=0)), ("week", before(days=7)), ("more", on(days=1)), ("day", before(days=1)))
    started = begun(run, local("2026-09-08 09:00"))
    assert falls(replace(run, enrolment=started)) == [
        ("hello", "09-01 09:00"), ("more", "09-02 09:00"), ("day", "09-09 15:00")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("started", "after", "again"),
    [
        # the clock is put back: the day has 25 hours, and the next round starts at the same hour all the same
        ("2026-10-31 09:00", timedelta(days=1), "2026-11-01 09:00"),
        ("2026-11-01 00:30", timedelta(days=1), "2026-11-02 00:30"),
        # it is put forward: the day has 23 hours
        ("2026-03-07 23:30", timedelta(days=1), "2026-03-08 23:30"),
        ("2026-03-08 09:00", timedelta(hours=24), "2026-03-09 09:00"),
        ("2026-02-10 10:00", timedelta(days=30), "2026-03-12 10:00"),
        # hours are elapsed time
        ("2026-10-31 09:00", timedelta(hours=36), "2026-11-01 20:00"),
        ("2026-03-07 23:30", timedelta(hours=12), "2026-03-08 12:30"),
        # a month of the calendar is a round as well
        ("2026-02-10 10:00", CalendarLength(1), "2026-03-10 10:00"),
        ("2026-01-31 10:00", CalendarLength(1), "2026-02-28 10:00"),
        # an hour that the night leaves out is an hour later
        ("2026-03-07 02:30", timedelta(days=1), "2026-03-08 03:30"),
        # one that it has twice is the first
        ("2026-10-31 01:30", timedelta(days=1), "2026-11-01 01:30"),
    ],
)
def test_a_campaign_starts_over_at_the_hour_of_its_start_also_when_the_clock_changes(
    started: str, after: Length, again: str
) -> None:
    run = a_run(("hello", from_start(days=0)), done={"hello": started})
    run = replace(run, enrolment=replace(run.enrolment, started_at=local(started), appointment=None))
    over = started_over(run, after)
    assert (over.started_at, over.done, over.cycle) == (local(again), {}, 1)


@pytest.mark.parametrize("started", ["2026-10-25 23:30", "2026-10-25 00:30", "2026-03-01 23:30", "2026-03-01 00:30"])
def test_who_is_greeted_every_day_is_greeted_once_on_each_day_of_a_clock_change(started: str) -> None:
    run = a_run(("hello", from_start(days=0)))
    run = replace(run, enrolment=replace(run.enrolment, started_at=local(started)))
    greeted = []
    for _ in range(14):
        greeted += [at.partition(" ")[0] for _, at in falls(run)]
        run = replace(run, enrolment=started_over(run, timedelta(days=1)))
    first = datetime.fromisoformat(started)
    assert greeted == [f"{first + timedelta(days=day):%m-%d}" for day in range(14)]


MIXED = (
    ("hello", from_start(days=0)),
    ("week", before(days=7)),
    ("prepare", on(days=1)),
    ("day", before(days=1)),
    ("thanks", after(days=1)),
)
WEEK_DONE = {"hello": "2026-09-01 09:00", "week": "2026-09-03 15:00", "prepare": "2026-09-04 15:00"}


@pytest.mark.parametrize(
    ("to", "done", "coming"),
    [
        # later: what was done before the visit is to come again, and what counts from it; nothing else is
        (
            "2026-09-20 15:00",
            WEEK_DONE,
            [("week", "09-13 15:00"), ("prepare", "09-14 15:00"), ("day", "09-19 15:00"), ("thanks", "09-21 15:00")],
        ),
        # a few days later: the week before is over for the new time as well
        ("2026-09-11 15:00", WEEK_DONE, [("day", "09-10 15:00"), ("thanks", "09-12 15:00")]),
        # to tomorrow: the day before has passed, and is over
        ("2026-09-06 09:00", WEEK_DONE, [("thanks", "09-07 09:00")]),
        # what counts from the start goes on as it was
        ("2026-09-06 09:00", {}, [("hello", "09-01 09:00"), ("prepare", "09-02 09:00"), ("thanks", "09-07 09:00")]),
    ],
)
def test_what_counts_on_a_visit_is_counted_anew_when_it_moves(
    to: str, done: Mapping[str, str], coming: list[tuple[str, str]]
) -> None:
    run = a_run(*MIXED, visit=replace(VISIT, at=local(to)), done=done)
    again = moved(run, local("2026-09-05 12:00"))
    assert (falls(replace(run, enrolment=again)), again.cycle) == (coming, 1)


def test_a_finished_run_has_done_what_counts_from_the_start_also_if_an_earlier_store_did_not_say_so() -> None:
    run = a_run(
        ("hello", from_start(days=0)), ("day", before(days=1)), visit=replace(VISIT, at=local("2026-09-20 15:00"))
    )
    ended = replace(run, enrolment=replace(run.enrolment, ended_at=local("2026-09-09 15:00"), ended_because="finished"))
    again = moved(ended, local("2026-09-10 09:00"), finished=True)
    assert again.ended_at is None
    assert falls(replace(run, enrolment=again)) == [("day", "09-19 15:00")]


def test_once_a_visit_is_over_only_what_comes_after_it_is_left() -> None:
    run = a_run(*MIXED, done={"hello": "2026-09-01 09:00"})
    assert falls(replace(run, enrolment=visited(run))) == [("prepare", "09-04 15:00"), ("thanks", "09-11 15:00")]


def test_steps_that_an_earlier_store_kept_by_their_number_are_known_by_name() -> None:
    run = a_run(*MIXED, done={"0": "2026-09-03 15:00", "1": "2026-09-03 15:00"})
    assert [name for name, _ in falls(run)] == ["prepare", "day", "thanks"]
    assert set(done_by_name(run.campaign, run.enrolment)) == {"hello", "week"}


def test_new_rules_keep_what_is_done_and_new_steps_come_where_their_time_lies_ahead() -> None:
    was = a_run(("hello", from_start(days=0)), ("more", on(days=3)), done={"0": "2026-09-01 09:00"})
    new = a_run(
        ("early", from_start(days=1)),
        ("hello", from_start(days=0)),
        ("between", on(days=1)),
        ("more", on(days=3)),
        ("late", from_start(days=9)),
    )
    run = replace(was, campaign=new.campaign)
    going_on = taken_over(run, was, local("2026-09-03 12:00"))
    assert falls(replace(run, enrolment=going_on)) == [("more", "09-04 09:00"), ("late", "09-10 09:00")]


@pytest.mark.parametrize(
    ("steps", "late"),
    [
        ((before(days=7), before(days=2)), True),
        # meant to go out together: an e-mail and a text
        ((before(hours=26), before(hours=25, minutes=30)), False),
        # what comes after the visit, or counts from the start, is never given up for something later
        ((from_start(days=1), before(days=2)), False),
        # the later one is not due yet
        ((before(days=2), before(minutes=1)), False),
    ],
)
def test_of_reminders_that_are_late_together_only_the_last_goes_out(
    steps: tuple[CampaignStep, CampaignStep], late: bool
) -> None:
    coming = to_come(a_run(*zip(("first", "second"), steps, strict=True)))
    assert came_too_late(coming, local("2026-09-10 12:00")) is late


def newsletter_days(*monthly: Monthly) -> Calendar:
    return Calendar("days", "Days", NEW_YORK, {}, (Days("days", monthly=monthly, hours=ALL_DAY),))


TUESDAYS = newsletter_days(Monthly(1, "tuesday"))
"""In 2026 they are 1 September, 6 October, 3 November and 1 December."""
MAIL = ("mail", a_step(Base.START, "08:00"))
CALL = ("call", a_step(Base.PREVIOUS, "09:00", days=2))


def on_days(
    *steps: tuple[str, CampaignStep],
    since: str = "2026-09-01 09:00",
    days: Calendar = TUESDAYS,
    zone: ZoneInfo = NEW_YORK,
) -> Run:
    """A run of a campaign on dates of the practice, which somebody came into at that time."""
    run = a_run(*steps, visit=None)
    enrolment = replace(run.enrolment, started_at=local(since), appointment=None)
    return replace(
        run, campaign=replace(run.campaign, repeat=OnDays("days")), enrolment=enrolment, days=days, zone=zone
    )


def rounds(run: Run, number: int, late: timedelta = timedelta()) -> list[tuple[str, str]]:
    """What so many rounds do, each step taken when it falls, or so much *late*."""
    taken = []
    for _ in range(number):
        while coming := to_come(run):
            taken += falls(run)[:1]
            run = replace(run, enrolment=with_done(run, coming[0].step, coming[0].due))
            over = coming[0].due + late
        again = next_round(run, over)
        assert again is not None
        run = replace(run, enrolment=again)
    return taken


@pytest.mark.parametrize(
    ("since", "first"),
    [
        ("2026-08-05 09:00", "09-01 08:00"),
        ("2026-09-01 07:59", "09-01 08:00"),
        ("2026-09-01 08:00", "09-01 08:00"),
        # its hour has passed: not tomorrow, but on the next day of the calendar
        ("2026-09-01 08:01", "10-06 08:00"),
        ("2026-09-02 00:00", "10-06 08:00"),
    ],
)
def test_a_campaign_on_days_of_a_calendar_begins_on_the_next_of_them(since: str, first: str) -> None:
    assert falls(on_days(MAIL, since=since)) == [("mail", first)]


def test_each_round_comes_on_the_next_day_and_its_steps_count_from_that_day() -> None:
    assert rounds(on_days(MAIL, CALL), 3) == [
        ("mail", "10-06 08:00"), ("call", "10-08 09:00"),
        ("mail", "11-03 08:00"), ("call", "11-05 09:00"),
        ("mail", "12-01 08:00"), ("call", "12-03 09:00"),
    ]  # fmt: skip


def test_of_a_round_with_a_step_that_has_passed_nobody_gets_the_rest() -> None:
    noon = ("noon", a_step(Base.START, "12:00"))
    assert falls(on_days(MAIL, noon, since="2026-10-06 10:00")) == [("mail", "11-03 08:00"), ("noon", "11-03 12:00")]


def test_days_that_pass_while_a_round_lasts_begin_none() -> None:
    late = ("late", a_step(Base.START, "08:00", days=40))
    assert rounds(on_days(MAIL, late), 2) == [
        ("mail", "10-06 08:00"), ("late", "11-15 08:00"), ("mail", "12-01 08:00"), ("late", "01-10 08:00"),
    ]  # fmt: skip


def test_rounds_that_were_missed_are_not_made_up_for() -> None:
    assert rounds(on_days(MAIL), 2, late=timedelta(days=40)) == [("mail", "10-06 08:00"), ("mail", "12-01 08:00")]


def test_a_day_of_the_calendar_is_a_day_on_the_clock_of_the_contact() -> None:
    honolulu = on_days(MAIL, zone=ZoneInfo("Pacific/Honolulu"))
    assert [f"{fall.due.astimezone(honolulu.zone):%m-%d %H:%M}" for fall in to_come(honolulu)] == ["09-01 08:00"]
    assert rounds(honolulu, 2) == [("mail", "09-01 14:00"), ("mail", "10-06 14:00")]


def test_a_campaign_on_every_day_comes_once_on_each_when_the_clock_changes() -> None:
    every_day = newsletter_days(*map(Monthly, range(1, 32)))
    night = ("night", from_start(hours=0))
    for step, at in ((MAIL, "08:00"), (night, "00:00")):
        taken = rounds(on_days(step, since="2026-10-30 12:00", days=every_day), 4)
        assert [when for _, when in taken] == [f"10-31 {at}", f"11-01 {at}", f"11-02 {at}", f"11-03 {at}"]


FIFTEENTH = newsletter_days(Monthly(15))


@pytest.mark.parametrize(
    ("was", "now", "comes"),
    [
        # it waits for 6 October, and from 20 September on for a 15th
        (on_days(MAIL), "2026-09-20 12:00", "10-15 08:00"),
        # nothing was done for weeks: what was due by the rules before still is, once
        (on_days(MAIL), "2026-10-20 12:00", "09-15 08:00"),
        # it would have come 30 days after the start, and never for a day that is over
        (
            replace(on_days(("mail", a_step(Base.START, "08:00", days=30))), days=None),
            "2026-09-20 12:00",
            "10-15 08:00",
        ),
    ],
)
def test_under_new_rules_who_waits_waits_for_a_day_that_lies_ahead(was: Run, now: str, comes: str) -> None:
    if was.days is None:
        was = replace(was, campaign=replace(was.campaign, repeat=timedelta(days=30)))
    run = replace(on_days(MAIL, days=FIFTEENTH), enrolment=was.enrolment)
    assert falls(replace(run, enrolment=taken_over(run, was, local(now)))) == [("mail", comes)]


@pytest.mark.parametrize("late", [timedelta(), timedelta(minutes=20), timedelta(hours=6)])
def test_on_the_day_on_which_a_round_ends_none_begins_whenever_the_worker_ran(late: timedelta) -> None:
    twice = newsletter_days(Monthly(5), Monthly(15))
    ends_early = on_days(
        ("mail", a_step(Base.START, "09:00")), ("call", a_step(Base.START, "08:30", days=10)), days=twice
    )
    assert rounds(ends_early, 2, late) == [
        ("mail", "09-05 09:00"),
        ("call", "09-15 08:30"),
        ("mail", "10-05 09:00"),
        ("call", "10-15 08:30"),
    ]


def test_who_had_it_this_month_has_it_once_though_the_hour_is_another_now() -> None:
    was = on_days(MAIL)
    done = with_done(was, to_come(was)[0].step, to_come(was)[0].due)
    waiting = next_round(replace(was, enrolment=done), local("2026-10-06 08:00"))
    assert waiting is not None
    run = replace(on_days(("mail", a_step(Base.START, "10:00"))), enrolment=waiting)
    now = local("2026-10-06 09:00")
    assert falls(replace(run, enrolment=taken_over(run, replace(was, enrolment=waiting), now))) == [
        ("mail", "11-03 10:00")
    ]


def test_a_round_that_has_begun_keeps_its_day_under_another_calendar() -> None:
    was = on_days(MAIL, CALL)
    begun_one = with_done(was, to_come(was)[0].step, to_come(was)[0].due)
    run = replace(on_days(MAIL, CALL, days=FIFTEENTH), enrolment=begun_one)
    going_on = taken_over(run, replace(was, enrolment=begun_one), local("2026-10-07 12:00"))
    assert rounds(replace(run, enrolment=going_on), 2)[:2] == [("call", "10-08 09:00"), ("mail", "10-15 08:00")]


def test_what_waited_for_a_day_begins_on_that_day_when_rules_have_no_days_any_more() -> None:
    was = on_days(MAIL)
    plain = replace(was, campaign=replace(was.campaign, repeat=None), days=None)
    assert falls(replace(plain, enrolment=taken_over(plain, was, local("2026-09-20 12:00")))) == [
        ("mail", "10-06 08:00")
    ]
    assert next_round(plain, local("2026-10-06 08:00")) is None

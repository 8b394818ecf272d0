"""When steps fall: the delay arithmetic of the vendors, on the contact's calendar, across changes of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from frontdesk.interpreter.campaigns import first_step_from, step_due
from frontdesk.model import Base, Campaign, CampaignStep, Delay
from frontdesk.names import CampaignId, ContactId, MessageId, StepId
from frontdesk.records import Appointment, Enrolment

NEW_YORK = ZoneInfo("America/New_York")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


def a_step(base: Base, at: str = "", **length: int) -> CampaignStep:
    delay = Delay(base, timedelta(**length), time.fromisoformat(at) if at else None)
    return CampaignStep(StepId("step"), delay, MessageId("hello"))


def an_enrolment(started: str, previous: str = "") -> Enrolment:
    return Enrolment(
        1, ContactId(1), CampaignId("c"), local(started), previous_at=local(previous) if previous else None
    )


@pytest.mark.parametrize(
    ("step", "started", "previous", "due"),
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
def test_a_delay_counts_from_its_base(step: CampaignStep, started: str, previous: str, due: str) -> None:
    assert step_due(step, an_enrolment(started, previous), None, NEW_YORK) == local(due)


def test_whole_days_keep_the_clock_time_when_summer_time_begins() -> None:
    step = a_step(Base.START, "08:00", days=1)
    assert step_due(step, an_enrolment("2026-03-07 12:00"), None, NEW_YORK) == local("2026-03-08 08:00")


def test_hours_are_elapsed_time_when_summer_time_begins() -> None:
    step = a_step(Base.START, hours=24)
    assert step_due(step, an_enrolment("2026-03-07 12:00"), None, NEW_YORK) == local("2026-03-08 13:00")


def test_a_clock_time_that_does_not_exist_that_night_is_an_hour_later() -> None:
    step = a_step(Base.START, "02:30", days=1)
    due = step_due(step, an_enrolment("2026-03-07 12:00"), None, NEW_YORK)
    assert due == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert f"{due.astimezone(NEW_YORK):%H:%M}" == "03:30"


def test_a_clock_time_that_comes_twice_is_the_first() -> None:
    step = a_step(Base.START, "01:30", days=1)
    assert step_due(step, an_enrolment("2026-10-31 12:00"), None, NEW_YORK) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("step", "due"),
    [
        (a_step(Base.BEFORE_APPOINTMENT, "10:00", days=1), "2026-09-09 10:00"),
        (a_step(Base.BEFORE_APPOINTMENT, hours=2), "2026-09-10 13:00"),
        (a_step(Base.AFTER_APPOINTMENT, days=1), "2026-09-11 15:00"),
    ],
)
def test_a_step_can_count_from_the_appointment(step: CampaignStep, due: str) -> None:
    visit = Appointment(1, ContactId(1), local("2026-09-10 15:00"))
    assert step_due(step, an_enrolment("2026-09-01 09:00"), visit, NEW_YORK) == local(due)


def test_a_step_before_an_appointment_that_has_passed_is_left_out() -> None:
    steps = (a_step(Base.BEFORE_APPOINTMENT, days=7), a_step(Base.BEFORE_APPOINTMENT, days=1))
    visit = Appointment(1, ContactId(1), local("2026-09-10 15:00"))
    campaign = Campaign(CampaignId("c"), "C", steps)
    now = local("2026-09-08 09:00")
    found = first_step_from(campaign, an_enrolment("2026-09-08 09:00"), 0, visit, NEW_YORK, now)
    assert found == (1, local("2026-09-09 15:00"))


def test_a_step_that_counts_on_an_appointment_is_left_out_without_one() -> None:
    campaign = Campaign(CampaignId("c"), "C", (a_step(Base.AFTER_APPOINTMENT, days=1),))
    started = an_enrolment("2026-09-01 09:00")
    assert first_step_from(campaign, started, 0, None, NEW_YORK, started.started_at) is None

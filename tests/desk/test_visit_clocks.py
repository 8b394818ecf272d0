"""Rules on the time of a visit: each visit has its own clock, which moves with it and stops when it is cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.names import AppointmentState, ContactId, State
from frontdesk.records import DueKind
from frontdesk.tables.lengths import Length
from frontdesk.worker import play, work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act

SAID = "Ana Example has not confirmed"
"""What Harbour tells the staff eight weeks before a visit, at nine, unless it is confirmed."""
DAY, AHEAD = timedelta(days=1), 8 * 7


@pytest.fixture
def practice() -> Practice:
    return a_practice(HARBOUR)


def a_visit(practice: Practice, in_days: int, name: str = "Ana Example") -> ContactId:
    """Somebody with a visit so many days from now."""
    ana = a_contact(practice, "enquiry/new", name=name)
    desk.book(an_act(practice), ana, MONDAY + (AHEAD + in_days) * DAY)
    return ana


def told(practice: Practice, days: float) -> list[datetime]:
    """When staff were told, on the practice's clock, once so many days have passed."""
    play(practice, Carrier(), MONDAY + timedelta(days=days))
    zone = practice.ruleset.zone
    return [one.at.astimezone(zone) for one in practice.store.notices() if one.text == SAID]


def test_it_happens_for_each_visit_on_the_day_and_at_the_hour_that_the_rule_says(practice: Practice) -> None:
    ana = a_visit(practice, 10)
    desk.book(an_act(practice), ana, MONDAY + (AHEAD + 12) * DAY)
    found = told(practice, 30)
    assert [(one.date(), f"{one:%H:%M}") for one in found] == [
        ((MONDAY + days * DAY).date(), "09:00") for days in (10, 12)
    ]


def test_a_visit_that_is_confirmed_or_cancelled_before_is_quiet(practice: Practice) -> None:
    ana = a_visit(practice, 10)
    desk.become(an_act(practice), ana, AppointmentState.CONFIRMED)
    ben = a_visit(practice, 10)
    desk.become(an_act(practice), ben, AppointmentState.CANCELLED)
    assert told(practice, 30) == []
    assert not [due for due in practice.store.scheduled(ben) if due.kind is DueKind.VISIT]


def test_a_visit_that_is_moved_has_its_new_time_and_may_ring_again(practice: Practice) -> None:
    ana = a_visit(practice, 10)
    assert len(told(practice, 11)) == 1
    desk.reschedule(an_act(practice, 11 * DAY), ana, MONDAY + (AHEAD + 20) * DAY)
    assert [one.date() for one in told(practice, 30)] == [(MONDAY + days * DAY).date() for days in (10, 20)]


def test_what_has_passed_when_a_visit_becomes_known_never_happens(practice: Practice) -> None:
    a_visit(practice, -1)
    assert told(practice, 30) == []


def late(practice: Practice, by: Length | None) -> Practice:
    """The practice, where that may happen so late."""
    timers = {name: replace(one, at_most_late=by) for name, one in practice.ruleset.timers.items()}
    return Practice(replace(practice.ruleset, timers=timers), practice.store)


@pytest.mark.parametrize(
    ("by", "in_days", "times"),
    [(None, -50, 1), (2 * DAY, -1, 1), (2 * DAY, -3, 0), (None, -AHEAD - 1, 0), (None, 5, 0)],
)
def test_what_has_passed_rings_at_once_where_the_rule_says_how_late_it_may_be(
    practice: Practice, by: Length | None, in_days: int, times: int
) -> None:
    practice = late(practice, by)
    ana = a_contact(practice, "enquiry/new", name="Ana Example")
    anyway = replace(an_act(practice), anyway=True)
    desk.book(anyway, ana, MONDAY + (AHEAD + in_days) * DAY)
    assert len(told(practice, 0)) == times


def test_a_visit_that_is_moved_inside_the_span_rings_at_once(practice: Practice) -> None:
    practice = late(practice, None)
    ana = a_visit(practice, 10)
    assert told(practice, 0) == []
    desk.reschedule(an_act(practice), ana, MONDAY + 3 * DAY)
    assert len(told(practice, 30)) == 1


def test_a_cancellation_that_was_a_mistake_sets_the_clock_again(practice: Practice) -> None:
    ana = a_visit(practice, 10)
    desk.become(an_act(practice), ana, AppointmentState.CANCELLED)
    desk.put_right(an_act(practice, DAY), ana)
    assert len(told(practice, 30)) == 1


def test_a_word_said_while_the_worker_slept_loses_nothing(practice: Practice) -> None:
    ana = a_visit(practice, 10)
    late = an_act(practice, 11 * DAY)
    desk.set_preferences(late, ana, do_not_contact=True)
    work(practice, Carrier(), late.now)
    assert len([one for one in practice.store.notices() if one.text == SAID]) == 1


def test_the_clock_of_a_visit_goes_with_it_when_two_contacts_are_merged_and_parted(practice: Practice) -> None:
    ana, other = a_contact(practice, "enquiry/new", name="Ana Example"), a_visit(practice, 10, "Anna Example")
    desk.merge(an_act(practice), ana, other)
    assert [due.contact for due in practice.store.scheduled(ana) if due.kind is DueKind.VISIT] == [ana]
    desk.unmerge(an_act(practice), other)
    assert [due.contact for due in practice.store.scheduled(other) if due.kind is DueKind.VISIT] == [other]
    assert not [due for due in practice.store.scheduled(ana) if due.kind is DueKind.VISIT]


def test_a_choice_that_can_still_be_corrected_does_not_swallow_it(practice: Practice) -> None:
    ana = a_visit(practice, 10)
    zone = practice.ruleset.zone
    nine = datetime.combine((MONDAY + 10 * DAY).astimezone(zone).date(), time(9), zone)
    choosing = an_act(practice, nine - timedelta(minutes=1) - MONDAY)
    desk.set_status(choosing, ana, State("enquiry/wrong"), desk.Extras(note="a vendor"))
    assert len(told(practice, 12)) == 1

"""Which visits are of one day: each by the calendar of its place, of one contact or of all who share a phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from frontdesk import desk
from frontdesk.desk import Act, Practice
from frontdesk.desk.sameday import of_the_day
from frontdesk.names import AppointmentState, ContactId, MergedFor
from support import MONDAY, a_contact, a_practice, an_act

NOON = MONDAY + timedelta(days=7, hours=4)


def booked(practice: Practice, person: ContactId, after: timedelta = timedelta()) -> int:
    return desk.book(an_act(practice), person, NOON + after).number or 0


def beside(act: Act, visit: int, merged_for: MergedFor = MergedFor.CONTACT) -> list[int]:
    return [one.id for one in of_the_day(act, act.store.appointment(visit), merged_for)]


def test_the_other_visits_of_that_day_are_found_and_none_of_another_day() -> None:
    practice = a_practice("health-system")
    ana = a_contact(practice, "lead/new")
    first, second, _ = (booked(practice, ana, timedelta(hours=hours)) for hours in (0, 3, 24))
    assert beside(an_act(practice), first) == [second]
    assert beside(an_act(practice), second) == [first]


def test_a_visit_that_will_not_take_place_or_is_past_is_left_out() -> None:
    practice = a_practice("health-system")
    ana = a_contact(practice, "lead/new")
    first, second, third = (booked(practice, ana, timedelta(hours=hours)) for hours in (0, 1, 2))
    desk.become(an_act(practice), ana, AppointmentState.CANCELLED, second)
    assert beside(an_act(practice), first) == [third]
    assert beside(replace(an_act(practice), now=NOON + timedelta(hours=1)), third) == []


def test_those_who_share_a_phone_are_found_only_where_the_phone_is_what_counts() -> None:
    practice = a_practice("health-system")
    ana, ben = a_contact(practice, "lead/new"), a_contact(practice, "lead/new", name="Ben Example")
    other = a_contact(practice, "lead/new", name="Cleo Example", cell="5550102")
    first, second, _ = booked(practice, ana), booked(practice, ben), booked(practice, other)
    assert beside(an_act(practice), first) == []
    assert beside(an_act(practice), first, MergedFor.PHONE) == [second]

"""Which visit is meant: the one that is named, the only one that can be meant, or a question."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import AppointmentError, Practice, WhichVisitError
from frontdesk.desk.visits import About, clock_of, local_hour, meant, named_visit, told_apart
from frontdesk.names import AppointmentState, ContactId
from support import HARBOUR, MONDAY, a_contact, a_practice, an_act

DAY = timedelta(days=1)
TWO = "several visits can be meant: 1: 2026-03-12 11:00 \\(A-1\\); 2: 2026-03-19 11:00 \\(A-2\\); nothing was done"


@pytest.fixture
def practice() -> Practice:
    """Tom, contact 1, who is on Eastern time like the practice, has a visit on the 12th and one on the 19th."""
    practice = a_practice("dental")
    tom = a_contact(practice, "patient/active", name="Tom Twice")
    desk.book(an_act(practice), tom, MONDAY + 10 * DAY, reference="A-1")
    desk.book(an_act(practice), tom, MONDAY + 17 * DAY, reference="A-2")
    return practice


TOM = ContactId(1)


@pytest.mark.parametrize("named", [2, "2", " 2 ", "A-2", "2026-03-19", "2026-03-19 11:00", "2026-03-19T15:00Z"])
def test_a_visit_is_named_by_its_number_its_reference_its_day_or_its_hour(practice: Practice, named: str | int) -> None:
    desk.become(an_act(practice), TOM, AppointmentState.CANCELLED, named)
    assert [one.state for one in practice.store.appointments(TOM)] == ["booked", "cancelled"]


@pytest.mark.parametrize("state", ["confirmed", "cancelled", "kept", "missed"])
def test_of_two_that_can_be_meant_none_is_chosen_but_asked_which(practice: Practice, state: str) -> None:
    with pytest.raises(WhichVisitError, match=TWO) as asked:
        desk.become(an_act(practice), TOM, AppointmentState(state))
    assert [one.id for one in asked.value.visits] == [1, 2]
    assert {one.state for one in practice.store.appointments(TOM)} == {AppointmentState.BOOKED}


def test_a_move_too_asks_which(practice: Practice) -> None:
    with pytest.raises(WhichVisitError, match=TWO):
        desk.reschedule(an_act(practice), TOM, MONDAY + 30 * DAY)
    desk.reschedule(an_act(practice), TOM, MONDAY + 30 * DAY, "A-1")
    assert [one.id for one in practice.store.appointments(TOM)] == [2, 1]


def test_what_is_to_come_is_cancelled_and_what_was_is_kept(practice: Practice) -> None:
    between = an_act(practice, 12 * DAY)
    assert meant(between, TOM, "", About.OVER).id == 1
    assert meant(between, TOM, "", About.COMING).id == 2
    the_day = an_act(practice, 10 * DAY - timedelta(hours=3))
    assert meant(the_day, TOM, "", About.OVER).id == 1, "it is kept from the morning of its day on"
    with pytest.raises(WhichVisitError):
        meant(the_day, TOM, "", About.COMING)


def test_what_is_left_is_meant_where_nothing_is_on_the_other_side(practice: Practice) -> None:
    desk.become(an_act(practice), TOM, AppointmentState.CANCELLED, 2)
    assert meant(an_act(practice), TOM, "", About.OVER).id == 1
    assert meant(an_act(practice, 30 * DAY), TOM, "", About.COMING).id == 1


def test_who_has_no_open_visit_is_told_and_a_name_that_means_none_too(practice: Practice) -> None:
    nobody = a_contact(practice, "patient/active", name="Nora None", cell="5550102")
    with pytest.raises(AppointmentError, match="no appointment that is still open; book one first"):
        meant(an_act(practice), nobody, "", About.COMING)
    with pytest.raises(AppointmentError, match="no visit of this contact is called '9'; there is 1: 2026-03-12 11:00"):
        meant(an_act(practice), TOM, 9, About.COMING)
    with pytest.raises(AppointmentError, match="no visit of this contact is called '1'; there is none"):
        meant(an_act(practice), nobody, 1, About.COMING)


def test_a_day_with_two_visits_is_asked_about_unless_one_is_over(practice: Practice) -> None:
    desk.book(an_act(practice), TOM, MONDAY + 10 * DAY + timedelta(hours=2))
    with pytest.raises(WhichVisitError):
        meant(an_act(practice), TOM, "2026-03-12", About.COMING)
    desk.become(an_act(practice), TOM, AppointmentState.CANCELLED, 1)
    assert meant(an_act(practice), TOM, "2026-03-12", About.COMING).id == 3
    assert named_visit(an_act(practice), TOM, 1).state is AppointmentState.CANCELLED


def test_what_is_over_is_not_said_again(practice: Practice) -> None:
    desk.become(an_act(practice), TOM, AppointmentState.CANCELLED, 1)
    with pytest.raises(AppointmentError, match="appointment 1 is cancelled already; book a new one, or put it right"):
        meant(an_act(practice), TOM, 1, About.OVER)


def test_a_visit_elsewhere_is_told_and_named_on_its_own_clock() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    desk.book(an_act(practice), ana, MONDAY + DAY, details=desk.VisitDetails(site="island"))
    (visit,) = practice.store.appointments(ana)
    assert local_hour(an_act(practice), visit) == "2026-03-03 09:00 America/Chicago"
    assert told_apart(an_act(practice), visit) == "1: 2026-03-03 09:00 America/Chicago"
    assert meant(an_act(practice), ana, "2026-03-03 09:00", About.COMING) == visit
    assert clock_of(an_act(practice), ana).key == "America/Chicago"

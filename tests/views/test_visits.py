"""The visits of a contact, those of a day, and the history of one."""

from __future__ import annotations

from datetime import date

import pytest

from frontdesk import desk, views
from frontdesk.names import AppointmentState
from frontdesk.records import NoSuchRecordError
from support import HARBOUR, MONDAY, a_contact, a_practice, an_act
from views.looking import DAY, Played


def test_a_visit_says_when_what_became_of_it_and_what_is_known(played: Played) -> None:
    first, second = views.visits(played.act, played.ana)
    assert (first.number, first.at, first.reference, first.known) == (1, MONDAY + 4 * DAY, "V-1", {"surgery": "yes"})
    assert (first.name, first.zone) == ("Ana Example", "Europe/Lisbon")
    assert (second.at, second.state) == (MONDAY + 9 * DAY, "confirmed")
    assert views.visit(played.act, 2) == second
    assert views.visits(played.act, played.ben) == ()


def test_a_visit_that_does_not_exist_is_told(played: Played) -> None:
    with pytest.raises(NoSuchRecordError, match="there is no appointment number 9"):
        views.visit(played.act, 9)


def test_the_calendar_is_of_what_is_expected_of_a_day_or_of_everything(played: Played) -> None:
    def numbers(**asked: object) -> list[int]:
        return [one.number for one in views.calendar(played.act, **asked)]  # type: ignore[arg-type]

    assert numbers() == [2]
    assert numbers(every=True) == [1, 2]
    assert numbers(day=date(2026, 3, 6)) == [1]
    assert numbers(day=date(2026, 3, 7)) == []
    assert numbers(contact=played.ben, every=True) == []


def test_what_is_cancelled_is_not_expected_and_belongs_to_its_day() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "client/visiting")
    desk.book(an_act(practice), ana, MONDAY + DAY)
    desk.become(an_act(practice), ana, AppointmentState.CANCELLED)
    assert views.calendar(an_act(practice)) == ()
    assert [one.state for one in views.calendar(an_act(practice), day=date(2026, 3, 3))] == ["cancelled"]


def test_a_visit_belongs_to_the_day_of_its_own_clock() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "client/visiting")
    late = MONDAY + 13 * DAY / 24  # 4 in the morning of Tuesday in Lisbon, 22:00 on Monday in Chicago
    desk.book(an_act(practice), ana, late, details=desk.VisitDetails(site="island"))
    act = an_act(practice)
    assert [one.zone for one in views.calendar(act, day=date(2026, 3, 2))] == ["America/Chicago"]
    assert views.calendar(act, day=date(2026, 3, 3)) == ()


def test_the_history_of_a_visit_is_what_was_said_of_it_and_what_followed(played: Played) -> None:
    found = views.visit_history(played.act, 2)
    assert found.visit == views.visit(played.act, 2)
    assert [entry.kind for entry in found.history] == [
        "appointment booked",
        "event",
        "appointment confirmed",
        "event",
    ]
    assert [entry.kind for entry in views.visit_history(played.act, 1).history][-2:] == [
        "appointment rescheduled",
        "event",
    ]


def test_the_visits_of_somebody_in_a_hidden_status_come_only_where_they_are_asked_for() -> None:
    practice = a_practice(HARBOUR.with_name("vendors"))
    act, vendor = an_act(practice), a_contact(practice, "lead/vendor")
    desk.book(act, vendor, MONDAY + DAY)
    assert views.calendar(act) == ()
    assert [one.name for one in views.calendar(act, hidden=True)] == ["Ana Example"]
    assert [one.name for one in views.calendar(act, contact=vendor)] == ["Ana Example"]

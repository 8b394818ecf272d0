"""The history that counts are taken from: read where a count is declared, of one person, and as it was put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk.histories import history_of, lost_last
from frontdesk.desk.practice import Act
from frontdesk.desk.situations import facts_of
from frontdesk.events import AppointmentMissed, OutcomeLogged
from frontdesk.facts import NO_HISTORY
from frontdesk.names import AppointmentState, ContactId, MessageId, MessageKind, OutcomeId
from frontdesk.worker import work
from support import HARBOUR, LAKESIDE, MONDAY, Carrier, a_contact, a_practice, an_act

NO_ANSWER = OutcomeId("no_answer")


class AnswersNothing:
    """A store of which nothing may be asked."""

    def __getattr__(self, name: str) -> object:
        pytest.fail(f"{name} was asked")


def test_where_no_count_is_declared_nothing_is_read() -> None:
    practice = replace(a_practice(HARBOUR), store=AnswersNothing())  # type: ignore[arg-type]
    assert history_of(Act(practice, MONDAY), ContactId(1)) is NO_HISTORY


def test_what_is_decided_right_after_something_counts_it() -> None:
    practice = a_practice(LAKESIDE)
    ana = a_contact(practice, "lead/new")
    for day in range(3):
        desk.log_contact(an_act(practice, timedelta(days=day)), ana, desk.ContactLog(NO_ANSWER, close=True))
    act = an_act(practice, timedelta(days=3))
    assert facts_of(act, practice.store.contact(ana))["not_reached_in_a_row"] == 3
    assert facts_of(act, practice.store.contact(ana), event=OutcomeLogged(NO_ANSWER))["not_reached_in_a_row"] == 4
    noticed = [one.text for one in practice.store.notices()]
    assert noticed == [f"{practice.store.contact(ana).name} was not reached, however often."]


def test_a_message_that_left_is_counted_from_then_on() -> None:
    practice = a_practice(LAKESIDE)
    ana = a_contact(practice, "patient/active", email="ana@example.com")
    desk.send(an_act(practice), ana, MessageId("news"), MessageKind.BULK)
    assert facts_of(an_act(practice), practice.store.contact(ana))["news_this_week"] == 0
    work(practice, Carrier(), MONDAY)
    (left,) = history_of(an_act(practice), ana).messages
    assert (left.message, left.kind, left.channel) == ("news", "bulk", "email")
    for days, wanted in ((0, 1), (6, 1), (7, 0)):
        known = facts_of(an_act(practice, timedelta(days=days)), practice.store.contact(ana))
        assert known["news_this_week"] == wanted


def test_what_was_said_of_a_visit_by_mistake_did_not_happen() -> None:
    practice = a_practice(LAKESIDE)
    ana = a_contact(practice, "patient/active")
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=3))
    later = an_act(practice, timedelta(days=3, hours=1))
    for state in (AppointmentState.MISSED, AppointmentState.KEPT):
        desk.become(later, ana, state)
        kinds = [one.event.kind for one in history_of(later, ana).events]
        assert kinds == ["appointment_booked", f"appointment_{state}"]
        desk.put_right(later, ana)
        assert [one.event.kind for one in history_of(later, ana).events] == ["appointment_booked"]
    desk.become(later, ana, AppointmentState.MISSED)
    assert history_of(later, ana).events[-1].event == AppointmentMissed(1)


def test_two_who_are_one_person_have_one_history_and_two_again_their_own() -> None:
    practice = a_practice(LAKESIDE)
    ana, anna = a_contact(practice, "lead/new"), a_contact(practice, "lead/new")
    for minutes, who in enumerate((ana, anna, ana)):
        act = an_act(practice, timedelta(minutes=minutes))
        desk.log_contact(act, who, desk.ContactLog(NO_ANSWER, close=True))
    act = an_act(practice, timedelta(hours=1))
    desk.merge(act, ana, anna)
    assert facts_of(act, practice.store.contact(ana))["not_reached_in_a_row"] == 3
    desk.unmerge(act, anna)
    assert [facts_of(act, practice.store.contact(who))["not_reached_in_a_row"] for who in (ana, anna)] == [2, 1]


def test_the_visit_that_is_lost_last_is_the_one_of_which_it_was_said_last() -> None:
    practice = a_practice(LAKESIDE)
    ana = a_contact(practice, "lead/new")
    late, soon = (desk.book(an_act(practice), ana, MONDAY + timedelta(days=days)).number for days in (9, 5))

    def lost() -> int | None:
        found = lost_last(an_act(practice), ana, practice.store.appointments(ana))
        return None if found is None else found.id

    assert lost() is None
    desk.become(an_act(practice, timedelta(hours=1)), ana, AppointmentState.CANCELLED, late or 0)
    desk.become(an_act(practice, timedelta(hours=2)), ana, AppointmentState.CANCELLED, soon or 0)
    assert lost() == soon
    desk.put_right(an_act(practice, timedelta(hours=3)), ana, soon or 0)
    assert lost() == late
    desk.put_right(an_act(practice, timedelta(hours=4)), ana, late or 0)
    assert lost() is None

"""A visit becomes something by a rule only where it is sure which is meant; else the staff are told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.reacting import BACK, THERE, on, reacting
from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.effects import AskToReschedule, CancelAppointment, ConfirmAppointment, Effect, SendMessage
from frontdesk.journal import AppointmentBecame
from frontdesk.names import PLAIN_FOLLOW_UP, AppointmentState, ContactId, MessageId
from frontdesk.worker import work
from support import MONDAY, Carrier, a_contact, an_act


def entered(*then: Effect) -> Practice:
    """Harbour, where this follows whenever somebody becomes a client that waits, and confirming is answered."""
    return reacting(
        on("event_state", THERE, *then), on("event", "appointment_confirmed", SendMessage(MessageId("thanks")))
    )


def settle(practice: Practice, contact: ContactId) -> None:
    extras = desk.Extras(follow_up_at=MONDAY + timedelta(days=7))
    desk.set_status(an_act(practice), contact, THERE, extras)
    work(practice, Carrier(), MONDAY + timedelta(hours=1))


def states(practice: Practice, contact: ContactId) -> list[AppointmentState]:
    return [one.state for one in practice.store.appointments(contact)]


@pytest.mark.parametrize(
    ("effect", "state"),
    [(ConfirmAppointment(), AppointmentState.CONFIRMED), (CancelAppointment(), AppointmentState.CANCELLED)],
)
def test_the_only_visit_ahead_is_the_one_that_a_rule_means(effect: Effect, state: AppointmentState) -> None:
    practice = entered(effect)
    ana = a_contact(practice, BACK)
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=3))
    settle(practice, ana)
    assert states(practice, ana) == [state]
    assert practice.store.notices() == []


@pytest.mark.parametrize(("visits", "told"), [(0, "no visit lies ahead"), (2, "several visits lie ahead")])
def test_where_none_or_several_lie_ahead_the_staff_are_told_and_nothing_is_changed(visits: int, told: str) -> None:
    practice = entered(ConfirmAppointment())
    ana = a_contact(practice, BACK)
    for number in range(visits):
        desk.book(an_act(practice), ana, MONDAY + timedelta(days=3 + number))
    settle(practice, ana)
    assert set(states(practice, ana)) <= {AppointmentState.BOOKED}
    assert [told in one.text for one in practice.store.notices()] == [True]


def test_a_visit_that_is_confirmed_already_is_not_confirmed_again() -> None:
    practice = entered(ConfirmAppointment())
    ana = a_contact(practice, BACK)
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=3))
    desk.become(an_act(practice), ana, AppointmentState.CONFIRMED)
    settle(practice, ana)
    became = [one for one in practice.store.journal() if isinstance(one.said, AppointmentBecame)]
    assert (len(became), len(practice.store.messages(ana))) == (1, 1)
    assert practice.store.notices() == []


def test_a_rule_about_a_visit_that_is_over_changes_nothing_and_the_staff_are_told() -> None:
    practice = reacting(on("event", "appointment_missed", ConfirmAppointment()))
    ana = a_contact(practice, BACK)
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=3))
    desk.become(an_act(practice), ana, AppointmentState.MISSED)
    assert states(practice, ana) == [AppointmentState.MISSED]
    (notice,) = practice.store.notices()
    assert notice.text == "a rule wants visit 1 confirmed, and it is missed already: please look"


def test_confirming_by_a_rule_is_an_event_that_other_rules_follow() -> None:
    practice = entered(ConfirmAppointment())
    ana = a_contact(practice, BACK)
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=3))
    settle(practice, ana)
    assert [one.message for one in practice.store.messages(ana)] == ["thanks"]


def test_asking_to_reschedule_gives_one_follow_up_tells_the_staff_and_leaves_the_visit() -> None:
    practice = reacting(on("event", "message_received", AskToReschedule("{name} wrote '{reply}'")))
    ana = a_contact(practice, BACK)
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=3))
    for words in ("Another day?", "Or not at all"):
        desk.receive(an_act(practice), "5550101", words)
    assert [one.task for one in practice.store.tasks(ana)] == [PLAIN_FOLLOW_UP]
    assert [one.text for one in practice.store.notices()] == [
        "Ana Example wrote 'Another day?'",
        "Ana Example wrote 'Or not at all'",
    ]
    assert states(practice, ana) == [AppointmentState.BOOKED]

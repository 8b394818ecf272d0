"""Campaigns at work: steps follow the appointment that they are about, and stop with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from frontdesk import desk
from frontdesk.desk import Act
from frontdesk.hookspecs import Refused
from frontdesk.names import AppointmentState, MessageState, OutcomeId, State
from frontdesk.records import DueKind
from frontdesk.worker import play, work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act


def test_reminders_move_with_the_appointment_and_vanish_with_it() -> None:
    practice = a_practice("aesthetics")
    contact = a_contact(practice, "lead/scheduled")
    desk.book(an_act(practice), contact, MONDAY + timedelta(days=5))
    (before,) = [due for due in practice.store.scheduled(contact) if due.kind == "step"]
    desk.reschedule(an_act(practice, timedelta(hours=1)), contact, MONDAY + timedelta(days=6))
    (after,) = [due for due in practice.store.scheduled(contact) if due.kind == "step"]
    assert after.at - before.at == timedelta(days=1)
    desk.become(an_act(practice, timedelta(hours=2)), contact, AppointmentState.CANCELLED)
    assert practice.store.scheduled(contact) == []


def test_a_visit_that_is_moved_is_reminded_of_again() -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    ana = a_contact(practice, "client/waiting")
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=3))
    play(practice, carrier, MONDAY + timedelta(days=2, hours=12))
    assert len(carrier.carried) == 1
    desk.reschedule(an_act(practice, timedelta(days=2, hours=13)), ana, MONDAY + timedelta(days=10))
    play(practice, carrier, MONDAY + timedelta(days=9, hours=12))
    assert len(carrier.carried) == 2
    assert "March 12" in carrier.carried[1].body


def test_a_reminder_that_comes_after_the_appointment_is_not_sent() -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    ana = a_contact(practice, "client/waiting")
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=2))
    work(practice, carrier, MONDAY + timedelta(days=2, minutes=1))
    left_out = [entry.data["step"] for entry in practice.store.journal(contact=ana) if entry.kind == "step left out"]
    assert (left_out, carrier.carried) == (["before"], [])


def test_rules_judge_by_what_has_settled_while_a_choice_can_be_corrected() -> None:
    practice = a_practice("aesthetics")
    ana = a_contact(practice, "lead/dead")
    desk.set_status(an_act(practice), ana, State("lead/contacted"))
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=10))
    assert practice.store.enrolments(ana) == []
    desk.undo(an_act(practice), ana)
    assert practice.store.contact(ana).state == "lead/dead"


def test_the_last_message_of_a_run_that_has_no_more_steps_is_withdrawn_when_the_campaign_ends() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "client/moved")
    desk.book(an_act(practice), contact, MONDAY + timedelta(days=3))
    step = practice.store.next_due()
    assert step is not None
    work(practice, Carrier(lambda outgoing: Refused("busy", retry=True)), step.at)
    (run,) = practice.store.enrolments(contact)
    with practice.store.transaction():
        practice.store.save_enrolment(replace(run, ended_at=step.at, ended_because="finished"))
        practice.store.unschedule(DueKind.STEP, contact)
    refused = desk.ContactLog(OutcomeId("refused"), close=True, note="No.")
    desk.log_contact(Act(practice, step.at), contact, refused)
    (message,) = practice.store.messages(contact)
    assert (message.state, message.campaign) == (MessageState.WITHDRAWN, "visit")
    assert [one for one in practice.store.scheduled(contact) if one.kind is DueKind.SEND] == []

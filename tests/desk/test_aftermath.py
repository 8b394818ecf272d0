"""What was said of a visit by mistake is put right: what came of it is taken back, or told where it has left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desk.reacting import on, reacting
from frontdesk import desk
from frontdesk.desk import AppointmentError, ContactLog, Practice, WhichVisitError, messages
from frontdesk.desk.histories import history_of
from frontdesk.effects import CancelTask, CompleteTask, Effect, NoteFact, OpenTask, SetStatus
from frontdesk.journal import AppointmentPutRight, BroughtAbout
from frontdesk.names import (
    AppointmentState,
    ContactId,
    MessageId,
    MessageKind,
    OutcomeId,
    Progress,
    State,
    StatusId,
    TaskId,
    Timing,
)
from frontdesk.records import Appointment, DueKind, Message
from frontdesk.worker import play
from support import HARBOUR, LAKESIDE, MONDAY, Carrier, a_contact, a_practice, an_act

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
CANCELLED, CONFIRMED, KEPT, MISSED = (AppointmentState(word) for word in ("cancelled", "confirmed", "kept", "missed"))
ANA = ContactId(1)


def dental(booked_in: timedelta = 3 * DAY) -> Practice:
    """A practice that reminds two days and two hours before, and follows up what is cancelled or missed."""
    practice = a_practice("dental")
    a_contact(practice, "patient/active")
    desk.book(an_act(practice), ANA, MONDAY + booked_in)
    return practice


def running(practice: Practice) -> list[str]:
    return [one.campaign for one in practice.store.enrolments(ANA)]


def states(practice: Practice) -> list[tuple[str, str]]:
    return [(one.message, str(one.state)) for one in practice.store.messages(ANA)]


def test_a_visit_cancelled_by_mistake_is_reminded_of_again_and_not_followed_up() -> None:
    practice = dental()
    desk.become(an_act(practice), ANA, CANCELLED)
    assert running(practice) == ["canceled_appointment"]
    said = desk.put_right(an_act(practice, HOUR), ANA).said
    assert said == (
        "appointment 1 is booked again, not cancelled; the campaign Canceled Appointment Follow-up ended; "
        "the campaign Appointment Reminders goes on"
    )
    assert running(practice) == ["appointment_reminders"]
    play(practice, Carrier(), MONDAY + 4 * DAY)
    assert states(practice) == [("reminder_email", "sent"), ("reminder_text", "sent")]


def test_what_waits_is_withdrawn_and_what_has_left_is_told() -> None:
    practice = dental(HOUR)
    desk.become(an_act(practice, 2 * HOUR), ANA, MISSED)
    play(practice, Carrier(), MONDAY + DAY + 3 * HOUR)
    assert ("canceled_text", "sent") in states(practice)
    said = desk.put_right(an_act(practice, 2 * DAY), ANA).said
    assert "the message canceled_text has left on 2026-03-03 12:00" in said
    assert running(practice) == []


def test_a_message_of_it_that_waits_for_its_hour_never_leaves() -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    a_contact(practice, "client/visiting", email="ana@example.com")
    desk.book(an_act(practice), ANA, MONDAY + HOUR)
    desk.become(an_act(practice, 2 * HOUR), ANA, KEPT)
    said = desk.put_right(an_act(practice, 2 * HOUR), ANA).said
    assert "the message thanks was withdrawn" in said
    assert "the status is Client - Visiting again, not Client - On leave" in said
    play(practice, carrier, MONDAY + 3 * HOUR)
    assert [one.state for one in practice.store.messages(ANA) if one.enrolment is None] == ["withdrawn"]
    assert practice.store.contact(ANA).settled == State("client/visiting")


def test_a_task_that_nobody_took_up_is_closed_and_one_that_somebody_did_stays() -> None:
    for touched, told, left in ((False, "task 1 was closed", 0), (True, "task 1 was taken up and stays open", 1)):
        practice = a_practice(HARBOUR)
        a_contact(practice, "client/visiting")
        desk.book(an_act(practice), ANA, MONDAY + HOUR)
        desk.become(an_act(practice, 2 * HOUR), ANA, MISSED)
        if touched:
            desk.log_contact(
                an_act(practice, 3 * HOUR), ANA, ContactLog(OutcomeId("not_reached"), MONDAY + DAY, task=1)
            )
        assert told in desk.put_right(an_act(practice, 4 * HOUR), ANA).said
        assert len(practice.store.tasks(ANA)) == left


def test_a_task_that_it_closed_is_open_again() -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, "client/visiting")
    desk.log_contact(an_act(practice), ANA, ContactLog(OutcomeId("reached"), MONDAY + 9 * DAY))
    desk.book(an_act(practice), ANA, MONDAY + DAY)
    desk.become(an_act(practice), ANA, CANCELLED)
    assert practice.store.tasks(ANA) == []
    assert "task 1 is open again, with its follow-up date" in desk.put_right(an_act(practice), ANA).said
    (task,) = practice.store.tasks(ANA)
    assert (task.id, task.closed_at, task.closed_because) == (1, None, "")


def test_a_message_that_it_withdrew_waits_again() -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, "client/visiting")
    desk.book(an_act(practice), ANA, MONDAY + 2 * DAY)
    (run,) = practice.store.enrolments(ANA)
    reminder = Message(
        0,
        ANA,
        MessageId("reminder"),
        "run",
        MessageKind.CAMPAIGN,
        Timing.SCHEDULED,
        MONDAY + HOUR,
        enrolment=run.id,
        campaign=run.campaign,
    )
    with practice.store.transaction():
        messages.queue(an_act(practice), reminder)
    desk.become(an_act(practice), ANA, CANCELLED)
    assert states(practice) == [("reminder", "withdrawn")]
    desk.put_right(an_act(practice), ANA)
    assert states(practice) == [("reminder", "waiting")]
    assert [one.id for one in practice.store.enrolments(ANA)] == [run.id]
    play(practice, Carrier(), MONDAY + 2 * HOUR)
    assert states(practice) == [("reminder", "sent")]


def test_where_nothing_was_said_since_a_visit_was_booked_or_moved_there_is_nothing_to_put_right() -> None:
    practice = dental()
    with pytest.raises(AppointmentError, match="nothing was said of a visit of this contact since it was booked"):
        desk.put_right(an_act(practice), ANA)
    desk.become(an_act(practice), ANA, CONFIRMED)
    desk.put_right(an_act(practice), ANA)
    desk.reschedule(an_act(practice), ANA, MONDAY + 4 * DAY)
    with pytest.raises(AppointmentError, match="nothing was said of appointment 1 since it was booked or moved"):
        desk.put_right(an_act(practice), ANA, 1)


def test_a_run_stays_ended_where_the_status_changed_since_and_it_is_told() -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, "client/visiting")
    desk.book(an_act(practice), ANA, MONDAY + 9 * DAY)
    desk.become(an_act(practice), ANA, CANCELLED)
    desk.set_status(an_act(practice, HOUR), ANA, State("enquiry/new"))
    play(practice, Carrier(), MONDAY + DAY)
    said = desk.put_right(an_act(practice, 2 * DAY), ANA).said
    assert "the campaign Visit, which it ended, stays ended" in said
    assert "visit" not in running(practice)


def test_the_reminders_of_a_visit_go_on_beside_those_of_another_that_was_booked_since() -> None:
    practice = dental()
    desk.become(an_act(practice), ANA, CANCELLED)
    desk.book(an_act(practice), ANA, MONDAY + 20 * DAY)
    assert "the campaign Appointment Reminders goes on" in desk.put_right(an_act(practice, HOUR), ANA, 1).said
    assert len([one for one in running(practice) if one == "appointment_reminders"]) == 2


def test_it_is_what_it_was_before_and_can_be_put_right_once_for_each_thing_said() -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, "client/visiting")
    desk.book(an_act(practice), ANA, MONDAY + DAY)
    desk.become(an_act(practice), ANA, CONFIRMED)
    desk.become(an_act(practice), ANA, CANCELLED)
    assert desk.put_right(an_act(practice), ANA).said.startswith("appointment 1 is confirmed again, not cancelled")
    assert desk.put_right(an_act(practice), ANA).said.startswith("appointment 1 is booked again, not confirmed")
    for named in ("", 1):
        with pytest.raises(AppointmentError, match="said last is put right already: appointment 1 is booked"):
            desk.put_right(an_act(practice), ANA, named)
    right = [entry.said for entry in practice.store.journal() if isinstance(entry.said, AppointmentPutRight)]
    assert right == [
        AppointmentPutRight(1, CANCELLED, CONFIRMED),
        AppointmentPutRight(1, CONFIRMED, AppointmentState.BOOKED),
    ]


def test_what_was_said_before_a_move_is_no_more_to_be_put_right() -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, "client/visiting")
    desk.book(an_act(practice), ANA, MONDAY + DAY)
    desk.become(an_act(practice), ANA, CONFIRMED)
    desk.reschedule(an_act(practice), ANA, MONDAY + 2 * DAY)
    with pytest.raises(AppointmentError, match="nothing was said"):
        desk.put_right(an_act(practice), ANA)


def test_of_two_that_were_said_something_of_it_is_asked_which() -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, "client/visiting")
    for days in (1, 2):
        desk.book(an_act(practice), ANA, MONDAY + days * DAY)
        desk.become(an_act(practice), ANA, CONFIRMED, days)
    with pytest.raises(WhichVisitError):
        desk.put_right(an_act(practice), ANA)
    desk.put_right(an_act(practice), ANA, 2)
    found: list[Appointment] = practice.store.appointments(ANA)
    assert [one.state for one in found] == ["confirmed", "booked"]


def test_what_came_of_it_is_written_down_by_number_and_nothing_where_nothing_came() -> None:
    practice = dental()
    desk.become(an_act(practice), ANA, CONFIRMED)
    desk.become(an_act(practice), ANA, CANCELLED)
    desk.send(an_act(practice), ANA, MessageId("canceled_text"))
    brought = [entry.said for entry in practice.store.journal() if isinstance(entry.said, BroughtAbout)]
    assert brought == [BroughtAbout(1, CANCELLED, started=(2,), ended=(1,))]


def kept(*effects: Effect) -> Practice:
    """Harbour, where this and no more follows when a visit was kept, with somebody who has a visit."""
    practice = reacting(on("event", "appointment_kept", *effects))
    a_contact(practice, "client/visiting")
    desk.book(an_act(practice), ANA, MONDAY + HOUR)
    return practice


def test_the_status_is_what_it_was_with_all_that_goes_with_it_also_after_a_final_one() -> None:
    practice = kept(SetStatus(State("client/waiting")))
    before = practice.store.contact(ANA)
    status = practice.ruleset.statuses[StatusId("waiting")]
    final = {**practice.ruleset.statuses, StatusId("waiting"): replace(status, final=True)}
    practice = Practice(replace(practice.ruleset, statuses=final), practice.store)
    desk.become(an_act(practice, 2 * HOUR), ANA, KEPT)
    assert practice.store.contact(ANA).settled == State("client/waiting")
    said = desk.put_right(an_act(practice, 4 * HOUR), ANA).said
    assert "the status is Client - Visiting again, not Client - On leave" in said
    assert practice.store.contact(ANA) == before
    clocks = [one.at for one in practice.store.scheduled(ANA) if one.kind is DueKind.TIMER]
    assert clocks == [MONDAY + 5 * DAY], "the time in the status counts from when they entered it"


def test_a_status_that_somebody_changed_since_stays_and_is_told() -> None:
    practice = kept(SetStatus(State("client/waiting")))
    desk.become(an_act(practice, 2 * HOUR), ANA, KEPT)
    desk.book(an_act(practice, 3 * HOUR), ANA, MONDAY + 9 * DAY)
    desk.set_status(an_act(practice, 3 * HOUR), ANA, State("client/visiting"))
    play(practice, Carrier(), MONDAY + 4 * HOUR)
    now = practice.store.contact(ANA)
    said = desk.put_right(an_act(practice, 5 * HOUR), ANA, 1).said
    assert "changed by it from Client - Visiting to Client - On leave: choose another if that is wrong" in said
    assert practice.store.contact(ANA) == now


@pytest.mark.parametrize("effect", [CancelTask, CompleteTask])
def test_a_task_that_is_open_again_is_as_far_as_it_was(effect: Callable[[TaskId], Effect]) -> None:
    practice = kept(effect(TaskId("follow_up")))
    desk.log_contact(an_act(practice), ANA, ContactLog(OutcomeId("reached"), MONDAY + 9 * DAY))
    (before,) = practice.store.tasks(ANA)
    desk.become(an_act(practice, 2 * HOUR), ANA, KEPT)
    (closed,) = practice.store.tasks(ANA, open_only=False)
    assert closed.progress != before.progress
    desk.put_right(an_act(practice, 3 * HOUR), ANA)
    (again,) = practice.store.tasks(ANA)
    assert again.progress == before.progress


MISS = on("event", "appointment_missed", NoteFact("weight", "87"), NoteFact("surgery", "yes"))


def test_facts_that_it_noted_are_again_what_they_were_of_the_contact_and_of_the_visit() -> None:
    practice = reacting(MISS)
    a_contact(practice, "client/visiting")
    desk.note_facts(an_act(practice), ANA, {"weight": 12, "species": frozenset({"cat"})})
    desk.book(an_act(practice), ANA, MONDAY + HOUR)
    desk.become(an_act(practice, 2 * HOUR), ANA, MISSED)
    assert practice.store.contact(ANA).facts["weight"] == 87
    said = desk.put_right(an_act(practice, 3 * HOUR), ANA).said
    assert said == (
        "appointment 1 is booked again, not missed; 'Surgery' is unknown again, not yes; "
        "'Weight in kilograms' is 12 again, not 87"
    )
    assert dict(practice.store.contact(ANA).facts) == {"weight": 12, "species": frozenset({"cat"})}
    assert dict(practice.store.appointment(1).facts) == {}


def test_a_fact_that_somebody_changed_since_stays_and_is_told() -> None:
    practice = reacting(MISS)
    a_contact(practice, "client/visiting")
    desk.book(an_act(practice), ANA, MONDAY + HOUR)
    desk.become(an_act(practice, 2 * HOUR), ANA, MISSED)
    desk.note_facts(an_act(practice, 3 * HOUR), ANA, {"weight": 5})
    said = desk.put_right(an_act(practice, 4 * HOUR), ANA).said
    assert "'Weight in kilograms' was noted by it as 87 and is changed since: it stays 5" in said
    assert practice.store.contact(ANA).facts["weight"] == 5


def test_a_fact_that_the_rules_do_not_know_any_more_is_told() -> None:
    practice = reacting(MISS)
    a_contact(practice, "client/visiting")
    desk.book(an_act(practice), ANA, MONDAY + HOUR)
    desk.become(an_act(practice, 2 * HOUR), ANA, MISSED)
    facts = {name: fact for name, fact in practice.ruleset.facts.items() if name != "surgery"}
    later = Practice(replace(practice.ruleset, facts=facts), practice.store)
    said = desk.put_right(an_act(later, 3 * HOUR), ANA).said
    assert "'surgery', which was noted by it as yes, is no fact any more" in said


@pytest.mark.parametrize(("by_hand", "counted"), [(False, 0), (True, 1)])
def test_a_task_that_rules_opened_and_closed_for_it_counts_no_more_unless_somebody_worked_on_it(
    by_hand: bool, counted: int
) -> None:
    practice, kind = a_practice(LAKESIDE), TaskId("missed_again")
    closing = () if by_hand else (CompleteTask(kind),)
    row = on("event", "appointment_missed", OpenTask(kind), *closing)
    practice = Practice(
        replace(practice.ruleset, consequences=replace(practice.ruleset.consequences, rows=(row,))), practice.store
    )
    a_contact(practice, "patient/active")
    desk.book(an_act(practice), ANA, MONDAY + HOUR)
    desk.become(an_act(practice, 2 * HOUR), ANA, MISSED)
    if by_hand:
        desk.end_by_hand(an_act(practice, 3 * HOUR), 1, Progress.DONE, "")
    assert [one.task for one in history_of(an_act(practice, 3 * HOUR), ANA).tasks] == [kind]
    said = desk.put_right(an_act(practice, 4 * HOUR), ANA).said
    assert ("task 1, which was closed already, counts no more" in said) is not by_hand
    assert len(history_of(an_act(practice, 4 * HOUR), ANA).tasks) == counted

"""The correction window: a choice shows at once, settles after the window, and leaves no trace when taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import Extras
from frontdesk.events import StatusEntered
from frontdesk.interpreter.statuses import ChoiceError, NotOfferedError
from frontdesk.journal import Happened
from frontdesk.model import UnknownNameError
from frontdesk.names import ReasonId, State
from frontdesk.records import DueKind
from frontdesk.worker import play, work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act

NO_SHOW = State("free_screen/no_show")


SCHEDULED = State("free_screen/scheduled")


@pytest.mark.parametrize(
    ("seconds", "settled"),
    [(4 * 60 + 59, False), (5 * 60, False), (5 * 60 + 1, True)],
    ids=["4:59", "5:00", "5:01"],
)
def test_a_choice_settles_after_five_minutes_and_not_at_them(seconds: int, settled: bool) -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.set_status(an_act(practice), contact, NO_SHOW)
    work(practice, Carrier(), MONDAY + timedelta(seconds=seconds))
    record = practice.store.contact(contact)
    assert record.state == NO_SHOW
    assert (record.settled == NO_SHOW) is settled
    assert bool(practice.store.enrolments(contact)) is settled


@pytest.mark.parametrize(("seconds", "possible"), [(299, True), (300, True), (301, False)])
def test_undo_works_up_to_the_end_of_the_window(seconds: int, possible: bool) -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.set_status(an_act(practice), contact, NO_SHOW)
    later = an_act(practice, timedelta(seconds=seconds))
    if possible:
        desk.undo(later, contact)
        assert practice.store.contact(contact).choice is None
        assert practice.store.next_due() is None
    else:
        with pytest.raises(ChoiceError, match="nothing can be undone"):
            desk.undo(later, contact)


def test_choosing_the_settled_status_again_takes_the_choice_back_without_a_trace() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.set_status(an_act(practice), contact, NO_SHOW)
    answer = desk.set_status(an_act(practice, timedelta(minutes=2)), contact, SCHEDULED)
    play(practice, Carrier(), MONDAY + timedelta(days=3))
    assert "nothing else happened" in answer.said
    assert practice.store.messages(contact) == []
    assert [entry.kind for entry in practice.store.journal(contact=contact)] == ["status chosen", "status chosen"]


def test_a_second_choice_starts_the_window_again_and_only_it_counts() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.set_status(an_act(practice), contact, NO_SHOW)
    desk.set_status(an_act(practice, timedelta(minutes=4)), contact, State("free_screen/canceled"))
    work(practice, Carrier(), MONDAY + timedelta(minutes=6))
    assert practice.store.contact(contact).settled == SCHEDULED
    work(practice, Carrier(), MONDAY + timedelta(minutes=10))
    assert practice.store.contact(contact).settled == "free_screen/canceled"
    assert practice.store.enrolments(contact, running=False) == []


def test_what_a_choice_triggers_is_judged_from_the_last_settled_state() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.set_status(an_act(practice), contact, NO_SHOW)
    desk.set_status(an_act(practice, timedelta(minutes=1)), contact, State("initial_evaluation/scheduled"))
    work(practice, Carrier(), MONDAY + timedelta(minutes=10))
    (happened,) = [one.said for one in practice.store.journal(contact=contact) if one.kind == "event"]
    assert isinstance(happened, Happened)
    assert happened.event == StatusEntered(State("initial_evaluation/scheduled"), SCHEDULED)


def test_a_status_that_is_not_offered_is_refused_with_the_list_of_those_that_are() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    with pytest.raises(NotOfferedError, match="is not offered after 'Free Screen - Scheduled'") as refused:
        desk.set_status(an_act(practice), contact, State("graduated/graduated"))
    assert NO_SHOW in refused.value.offers
    assert practice.store.contact(contact).choice is None


def test_a_refusal_names_the_fact_that_would_offer_the_status() -> None:
    practice = a_practice(HARBOUR.with_name("vendors"))
    contact = a_contact(practice, "lead/on_hold")
    words = "the offer 'again' asks for 'has been': patient/any, and 'has been' is lead"
    with pytest.raises(NotOfferedError, match=words):
        desk.set_status(an_act(practice), contact, State("patient/active"))


def test_a_date_that_a_status_requires_must_lie_ahead_whoever_means_it() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    act = replace(an_act(practice), anyway=True)
    with pytest.raises(ChoiceError, match="asks for a follow-up date that lies ahead, and 2026-03-02 14:00 has passed"):
        desk.set_status(act, contact, State("enquiry/waiting"), Extras(follow_up_at=MONDAY - timedelta(hours=1)))
    desk.set_status(act, contact, State("enquiry/waiting"), Extras(follow_up_at=MONDAY + timedelta(hours=1)))
    assert practice.store.contact(contact).state == "enquiry/waiting"


@pytest.mark.parametrize(
    ("extras", "words"),
    [
        (Extras(), "asks for a reason"),
        (Extras(reason=ReasonId("other")), "asks for a note"),
        (Extras(reason=ReasonId("other"), note="  "), "asks for a note"),
    ],
)
def test_a_lost_lead_needs_its_reason(extras: Extras, words: str) -> None:
    practice = a_practice("aesthetics")
    contact = a_contact(practice, "lead/contacted")
    with pytest.raises(ChoiceError, match=words):
        desk.set_status(an_act(practice), contact, State("lead/dead"), extras)


def test_a_reason_that_is_not_on_the_list_is_refused() -> None:
    practice = a_practice("aesthetics")
    contact = a_contact(practice, "lead/contacted")
    with pytest.raises(UnknownNameError, match="did you mean 'insurance'"):
        desk.set_status(an_act(practice), contact, State("lead/dead"), Extras(reason=ReasonId("insurence")))


def test_a_reason_that_is_archived_is_refused_and_those_in_use_are_named() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    with pytest.raises(ChoiceError, match="the reason 'We were closed' is archived; give one that is in use: '"):
        desk.set_status(an_act(practice), contact, State("enquiry/moved"), Extras(reason=ReasonId("closed")))


def test_no_message_leaves_while_a_choice_can_be_corrected() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.set_status(an_act(practice), contact, NO_SHOW)
    work(practice, Carrier(), MONDAY + timedelta(minutes=6))
    (step,) = (due for due in practice.store.scheduled(contact) if due.kind is DueKind.STEP)
    just_before = step.at - timedelta(minutes=1)
    desk.set_status(desk.Act(practice, just_before), contact, State("free_screen/unresponsive"))
    carrier = Carrier()
    work(practice, carrier, step.at)
    assert carrier.carried == []
    play(practice, carrier, step.at + timedelta(minutes=10))
    assert len(carrier.carried) == 1

"""What follows on what people said: later if it cannot be now, and never at the cost of what was said."""

from __future__ import annotations

from datetime import timedelta

from desk.reacting import BACK, DESK, on, reacting
from frontdesk import desk
from frontdesk.desk import Act, Practice
from frontdesk.effects import SendMessage
from frontdesk.names import MessageId, State
from frontdesk.records import DueKind, StoreError
from frontdesk.testing.watching import watched
from frontdesk.worker import work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act


def test_a_rule_that_fails_for_one_of_those_on_the_number_costs_the_others_nothing() -> None:
    practice = reacting(on("event", "message_received", SendMessage(MessageId("thanks"))))
    ana, ben = a_contact(practice, BACK), a_contact(practice, BACK, name="Ben Example")

    def gone(name: str) -> None:
        if name == "add_message" and not practice.store.messages():
            raise StoreError("the store is in use")

    desk.receive(Act(Practice(practice.ruleset, watched(practice.store, gone)), MONDAY), "5550101", "Thank you")
    waiting = [due.kind for contact in (ana, ben) for due in practice.store.scheduled(contact)]
    assert waiting.count(DueKind.REACT) == 2
    work(practice, Carrier(), MONDAY)
    assert {one.contact for one in practice.store.messages()} == {ana, ben}


def test_what_waits_to_be_reacted_to_is_not_held_back_by_a_choice() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")

    def gone(name: str) -> None:
        if name == "entry":
            raise StoreError("the store is in use")

    broken = Practice(practice.ruleset, watched(practice.store, gone))
    answer = desk.receive(Act(broken, MONDAY), "5550101", "STOP", DESK)
    assert "what the rules make of it is done later: the store is in use" in answer.said
    desk.set_status(an_act(practice), contact, State("enquiry/wrong"), desk.Extras(note="a vendor"))
    work(practice, Carrier(), MONDAY + timedelta(seconds=1))
    assert [note.text for note in practice.store.notes(contact)] == ["Ana said: stop"]

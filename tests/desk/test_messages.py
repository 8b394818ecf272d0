"""The outbox as the desk uses it: a text is about the visit at hand, and goes when its campaign goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import messages
from frontdesk.names import ContactId, MessageKind, MessageState, State
from frontdesk.records import Contact
from frontdesk.worker import play, work
from support import MONDAY, Carrier, a_contact, a_practice, an_act
from worker.sending import REMINDER


def test_a_text_sent_by_hand_is_about_the_next_appointment() -> None:
    practice, carrier = a_practice("aesthetics"), Carrier()
    contact = a_contact(practice, "lead/contacted")
    desk.book(an_act(practice), contact, MONDAY + timedelta(days=10))
    desk.send(an_act(practice), contact, REMINDER, MessageKind.MANUAL)
    work(practice, carrier, MONDAY)
    assert [one.body.partition(",")[0] for one in carrier.carried] == [f"{practice.ruleset.label}: see you on Thursday"]


def test_a_message_that_a_campaign_has_waiting_is_withdrawn_with_it() -> None:
    practice, carrier = a_practice(), Carrier()
    contact = a_contact(practice)
    desk.set_status(an_act(practice), contact, State("free_screen/no_show"))
    play(practice, carrier, MONDAY + timedelta(hours=24))
    desk.set_status(an_act(practice, timedelta(hours=25)), contact, State("free_screen/pending"))
    play(practice, carrier, MONDAY + timedelta(days=20))
    assert all(one.state is not MessageState.WAITING for one in practice.store.messages(contact))
    assert [one.body[:40] for one in carrier.carried][1:] == []


@pytest.mark.parametrize(
    ("contact", "filled"),
    [
        ({"name": "Fern, Ada"}, "Dear Ada / Ada Fern / you / Fern"),
        ({"name": "Dr. Ada Fern"}, "Dear Ada / Ada Fern / Dr. / Fern"),
        ({"name": "Mary Ann"}, "Dear Mary Ann / Mary Ann / you / all"),
        ({"name": "Bob Fern", "given": "Robert", "family": "Fern"}, "Dear Robert / Bob Fern / you / Fern"),
        ({"name": "https://evil.example/pay?id=1"}, "Dear  /  / you / all"),
        ({"name": "Pay Evil.Com", "given": "Pay", "family": "Evil.Com"}, "Dear  /  / you / all"),
    ],
)
def test_a_text_greets_by_what_is_certain_and_never_carries_a_link(contact: dict[str, str], filled: str) -> None:
    practice = a_practice()
    with practice.store.transaction():
        plain = Contact(ContactId(0), "", practice.ruleset.initial, MONDAY)
        (number,) = practice.store.add_contacts([replace(plain, **contact)])  # type: ignore[arg-type]
    text = "Dear {first_name} / {name} / {salutation|you} / {last_name|all}"
    assert messages.filled(an_act(practice), number, text) == filled

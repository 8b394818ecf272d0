"""What is handed to a channel: the message with its fields filled in, and what cannot be handed over at all."""

from __future__ import annotations

from datetime import timedelta

from frontdesk import desk
from frontdesk.hookspecs import Refused
from frontdesk.names import MessageKind, MessageState
from frontdesk.worker import play, work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act
from worker.sending import REMINDER, sent_to


def test_an_accepted_message_is_sent_with_its_fields_filled_in() -> None:
    practice, carrier = a_practice(), Carrier()
    message = sent_to(practice, a_contact(practice), carrier)
    assert (message.state, message.channel, message.reference) == (
        MessageState.SENT,
        "text",
        carrier.carried[0].message_id,
    )
    assert carrier.carried[0].body.startswith("Riverside Physical Therapy: your visit is booked, Ana.")
    assert carrier.carried[0].to == "5550101"


def test_a_text_that_names_an_appointment_is_not_sent_with_a_hole_in_it() -> None:
    practice, carrier = a_practice("aesthetics"), Carrier()
    contact = a_contact(practice, "lead/contacted")
    desk.send(an_act(practice), contact, REMINDER, MessageKind.MANUAL)
    work(practice, carrier, MONDAY)
    message = practice.store.messages(contact)[-1]
    assert (message.state, message.reason) == (
        MessageState.SKIPPED,
        "the text names an appointment, and there is none",
    )
    assert carrier.carried == []


def test_a_reminder_held_back_until_after_the_appointment_is_skipped() -> None:
    practice = a_practice(HARBOUR)
    carrier = Carrier(lambda outgoing: Refused("busy", retry=True))
    ana = a_contact(practice, "client/waiting")
    desk.book(an_act(practice), ana, MONDAY + timedelta(hours=41))
    play(practice, carrier, MONDAY + timedelta(hours=40))
    work(practice, carrier, MONDAY + timedelta(hours=42))
    (reminder,) = practice.store.messages(ana)
    assert len(carrier.carried) > 1
    assert (reminder.state, reminder.reason) == (
        MessageState.SKIPPED,
        "it was for before the appointment, and that time has passed",
    )

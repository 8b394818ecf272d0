"""Sending one message and letting the worker run, for the tests of all that may become of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.names import ChannelId, ContactId, Handover, MessageId, MessageKind
from frontdesk.records import Message
from frontdesk.worker import work
from support import MONDAY, Carrier, an_act

WELCOME = MessageId("visit_booked")
REMINDER = MessageId("visit_reminder")


def sent_to(practice: Practice, contact: ContactId, carrier: Carrier, *, later: timedelta = timedelta()) -> Message:
    """Send one message to *contact* and let the worker run; returns what became of it."""
    answer = desk.send(an_act(practice), contact, WELCOME, MessageKind.AUTOMATION)
    work(practice, carrier, MONDAY + later)
    assert answer.number is not None
    return practice.store.messages(contact)[-1]


def claim(practice: Practice) -> bool:
    """A worker marks message 1 as being sent."""
    with practice.store.transaction():
        return practice.store.claim_message(1, ChannelId("text"), "5550101", MONDAY)


def hand_over(practice: Practice) -> None:
    """A worker claims message 1, writes down that it hands it over, and is heard of no more."""
    assert claim(practice)
    with practice.store.transaction():
        practice.store.save_message(replace(practice.store.message(1), handover=Handover.BEGUN))

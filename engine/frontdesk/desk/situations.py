"""What is true now, gathered from the store for the interpreter."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from frontdesk.desk import consents
from frontdesk.desk.histories import history_of, lost_last
from frontdesk.desk.practice import Act
from frontdesk.events import Event
from frontdesk.facts import NOTHING_UNDER_WAY, OF_VISITS, UNDER_WAY, UnderWay, appointment_facts, contact_facts
from frontdesk.interpreter.delivery import Situation
from frontdesk.model import MessageText
from frontdesk.names import (
    ContactId,
    LineId,
    MessageId,
    MessageKind,
    Purpose,
    Timing,
)
from frontdesk.records import Appointment, Contact, Message
from frontdesk.tables import Value

_UNKNOWN_TEXT = MessageText(MessageId(""), Purpose.TREATMENT, {})
"""Stands for the text of a message that the rules do not know any more."""
_FAR_ENOUGH = timedelta(days=8)
"""A day more than the longest stretch that a rule on frequency looks back on."""


def has_appointment(act: Act, contact: ContactId) -> bool:
    """Whether an appointment of the contact lies ahead."""
    return act.store.next_appointment(contact, act.now) is not None


def at_hand(act: Act, contact: ContactId, appointment: int | None) -> Appointment | None:
    """The appointment that something is about: the one named, else the next one."""
    return act.store.next_appointment(contact, act.now) if appointment is None else act.store.appointment(appointment)


def under_way(act: Act, contact: ContactId) -> UnderWay:
    """What goes on for the contact, as far as some rule asks."""
    found, read = NOTHING_UNDER_WAY, act.ruleset.read
    if not UNDER_WAY.isdisjoint(read):
        running = frozenset(one.campaign for one in act.store.enrolments(contact))
        found = replace(found, campaigns=running, tasks=act.store.tasks(contact))
    if not OF_VISITS.isdisjoint(read):
        visits = act.store.appointments(contact)
        found = replace(found, visits=visits, lost=lost_last(act, contact, visits))
    return found


def facts_of(
    act: Act, contact: Contact, appointment: Appointment | None = None, event: Event | None = None
) -> dict[str, Value]:
    """The facts of the scopes ``contact`` and ``appointment``, at an *event* if it is one that asks."""
    return appointment_facts(
        act.ruleset,
        contact,
        appointment,
        act.now,
        has_appointment=has_appointment(act, contact.id),
        under_way=under_way(act, contact.id),
        history=history_of(act, contact.id, event),
    )


def contact_facts_of(act: Act, contact: Contact) -> dict[str, Value]:
    """The facts of the scope ``contact`` alone."""
    return contact_facts(
        act.ruleset,
        contact,
        act.now,
        has_appointment=has_appointment(act, contact.id),
        under_way=under_way(act, contact.id),
        history=history_of(act, contact.id),
    )


def line_of(act: Act, text: MessageText) -> LineId:
    """The line that a message leaves from: its own, else the practice's first."""
    return text.line or next(iter(act.ruleset.lines), LineId("main"))


def leaves_from(act: Act, message: Message) -> LineId:
    """The line that a stored message leaves from: as it was queued, or as its text says once that line is gone."""
    text = act.ruleset.messages.get(message.message) or _UNKNOWN_TEXT
    return message.line if message.line is not None and message.line in act.ruleset.lines else line_of(act, text)


def situation_of(act: Act, contact: Contact, message: Message) -> Situation:
    """Everything that deciding about a stored message needs."""
    text = act.ruleset.messages.get(message.message) or _UNKNOWN_TEXT
    line = leaves_from(act, message)
    appointment = act.store.appointment(message.appointment) if message.appointment is not None else None
    return situation(
        act, contact, text, message.kind, message.timing, appointment, message.campaign or "", line, message.step or ""
    )


def situation(
    act: Act,
    contact: Contact,
    text: MessageText,
    kind: MessageKind,
    timing: Timing,
    appointment: Appointment | None,
    campaign: str,
    line: LineId | None = None,
    step: str = "",
) -> Situation:
    """Everything that deciding about a message, real or thought of, needs; without a *line*, from that of its text."""
    line = line or line_of(act, text)
    numbers = dict.fromkeys(contact.numbers)
    keep = [one for one in act.ruleset.channels.values() if one.consent]
    asked = dict.fromkeys(address for address, _ in consents.places(contact, keep))
    return Situation(
        contact,
        text,
        kind,
        timing,
        act.now,
        appointment,
        campaign,
        line,
        [said for address in asked for said in consents.recorded(act, address)],
        shared_phone=any(map(act.store.is_shared, numbers)),
        has_appointment=has_appointment(act, contact.id),
        sent=act.store.sent_since(contact.id, act.now - _FAR_ENOUGH),
        step=step,
        under_way=under_way(act, contact.id),
        history=history_of(act, contact.id),
    )

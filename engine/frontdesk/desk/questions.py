"""What was asked of the people on a number, and has not been answered: gathered from the store for the interpreter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frontdesk.desk import messages
from frontdesk.desk.languages import spoken_to
from frontdesk.desk.practice import Act
from frontdesk.desk.situations import leaves_from
from frontdesk.interpreter.questions import Asked, still_open
from frontdesk.model.templates import NUMBER_FIELD, fields_of
from frontdesk.names import AppointmentState, ContactId, LineId, MessageState, Question
from frontdesk.records import Message

_LEFT = (MessageState.SENT, MessageState.UNKNOWN)


def open_on(act: Act, number: str, line: LineId | None) -> tuple[Asked, ...]:
    """What is open on *number* and was asked from *line*, or from any where none is named; a visit is asked of once."""
    return tuple(one for person in act.store.contacts_on_number(number) for one in _open_of(act, person, number, line))


def visits_asked(act: Act, asked: Iterable[Asked], about: ContactId) -> str:
    """The visits that were asked about, for what is kept of *about*: "Ana Fern on Monday, March 2 at 10:00 (visit 3)".

    Those of somebody else bear the number of the contact and no name, which would stay there when they are erased.
    """
    return "; ".join(_told(act, one.contact, one.appointment, about) for one in asked if one.appointment is not None)


def _told(act: Act, contact: ContactId, number: int, about: ContactId) -> str:
    whose, of = ("{name}", "") if contact == about else ("a visit", f" of contact {contact}")
    text = f"{whose} on {{appointment_date}} at {{appointment_time}} (visit {{visit_number}}{of})"
    return messages.filled(act, contact, text, number)


def _open_of(act: Act, person: ContactId, number: str, line: LineId | None) -> Iterator[Asked]:
    asking = dict(_asking(act, person, number, line))
    if not asking:
        return
    for one in still_open(act.store.journal(contact=person), asking, act.now, act.ruleset.consent.open_for):
        if one.appointment is None or _waits(act, one.appointment):
            yield one


def _waits(act: Act, number: int) -> bool:
    visit = act.store.appointment(number)
    return visit.state is AppointmentState.BOOKED and visit.at > act.now


def _asking(act: Act, person: ContactId, number: str, line: LineId | None) -> Iterator[tuple[int, Asked]]:
    """The messages that left to this number and ask something, and what they ask."""
    for message in act.store.messages(person, states=_LEFT):
        text = act.ruleset.messages.get(message.message)
        if text is None or text.asks is None or message.address != number:
            continue
        if line is not None and leaves_from(act, message) != line:
            continue
        if text.asks is Question.OPT_IN:
            yield message.id, Asked(person, text.asks)
        elif message.appointment is not None:
            yield message.id, Asked(person, text.asks, message.appointment, _names_number(act, message))


def _names_number(act: Act, message: Message) -> bool:
    if message.part_of is not None or messages.told_in(act, message):
        return True  # a text that tells several visits tells their numbers
    text = act.ruleset.messages[message.message]
    content = text.content.get(message.channel) if message.channel else None
    if content is None:
        return False
    said = content.said_in(spoken_to(act, message, content))
    return any(mark.name == NUMBER_FIELD for mark in fields_of(said.body))

"""The outbox as the desk uses it: queueing a message once per run, withdrawing it, filling in its fields."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol
from zoneinfo import ZoneInfo

from frontdesk.desk.practice import Act, Answer, once
from frontdesk.desk.situations import at_hand, line_of
from frontdesk.events import Event, appointment_of
from frontdesk.facts import own_facts, visit_zone, zone_city, zone_of
from frontdesk.journal import MessageQueued
from frontdesk.model import Content, Ruleset, Scope, UnknownNameError
from frontdesk.model.sites import Sites
from frontdesk.model.speech import Speech, speech_of
from frontdesk.model.templates import (
    NUMBER_FIELD,
    PRACTICE_ADDRESS,
    VISIT_DETAILS,
    VISIT_FIELDS,
    VISITS,
    fields_of,
    fill,
)
from frontdesk.names import (
    CampaignId,
    ChannelId,
    ContactId,
    Language,
    LineId,
    MessageId,
    MessageKind,
    MessageState,
    StepId,
    Timing,
    phase_of,
)
from frontdesk.records import Appointment, Contact, Due, DueKind, Message
from frontdesk.strangers import link_in
from frontdesk.tables import written

MAY_LEAVE = (MessageState.WAITING, MessageState.SENDING, MessageState.UNKNOWN)
"""What may still leave: it waits, or is with a channel that may answer that it did not leave for now."""
IN_ANOTHER = (MessageState.SENDING, MessageState.UNKNOWN, MessageState.SENT)
"""States of a part that its whole tells, or has told."""
NO_VISIT = "the text names an appointment, and there is none"
"""Why a text that would have a hole in it does not leave."""


def queue(act: Act, message: Message) -> int | None:
    """Put a message into the outbox, due at its time; ``None`` when its run has one already: never a second."""
    text = act.ruleset.messages[message.message]
    number = act.store.add_message(replace(message, line=message.line or line_of(act, text)))
    if number is not None:
        act.store.schedule(Due(message.due_at, DueKind.SEND, message.contact, number))
    return number


def send_now(act: Act, contact: ContactId, message: MessageId, cause: Event, because: str) -> None:
    """Send *message* at once as an automation, as the effect of a rule on *cause*."""
    entry = act.record(contact, MessageQueued(message, because=because))
    run = f"event {entry}"
    queue(act, _at_once(act, contact, message, MessageKind.AUTOMATION, run, appointment_of(cause)))


def send(act: Act, contact: ContactId, message: MessageId, kind: MessageKind = MessageKind.MANUAL) -> Answer:
    """Staff send *message*. Raises UnknownNameError for a message that the ruleset does not have."""
    if message not in act.ruleset.messages:
        raise UnknownNameError("message", message, list(act.ruleset.messages))

    def do() -> Answer:
        act.store.contact(contact)
        entry = act.record(contact, MessageQueued(message, kind=kind))
        number = queue(act, _at_once(act, contact, message, kind, f"request {act.request or entry}", None))
        return Answer(contact, f"'{message}' goes out as soon as the rules allow it", number)

    return once(act, ("send", contact, message, kind), do)


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody who wrote is answered: by which channel, to which address, from which line."""

    message: MessageId
    channel: ChannelId
    address: str
    line: LineId


def reply(act: Act, contact: ContactId, to_send: Reply, run: str) -> None:
    """Answer a keyword the way that it came in: the one message that an opt-out does not stop.

    Source: 47 CFR 64.1200(a)(12), domain.md 6.1 and 6.3.
    """
    answer = _at_once(act, contact, to_send.message, MessageKind.MANUAL, run, None)
    way = replace(answer, channel=to_send.channel, address=to_send.address, line=to_send.line)
    queue(act, replace(way, is_reply=True))


def withdraw(
    act: Act, contact: ContactId, enrolment: int, because: str, steps: Container[StepId] | None = None
) -> frozenset[StepId]:
    """Take back what a run of a campaign has in the outbox, all or that of *steps*; return the steps that waited."""
    own = (one for one in act.store.messages(contact, states=MAY_LEAVE) if one.enrolment == enrolment)
    withdrawn = [one for one in own if steps is None or one.step in steps]
    for message in withdrawn:
        take_back(act, message, because)
    return frozenset(one.step for one in withdrawn if one.step and one.state is MessageState.WAITING)


def withdraw_campaign(
    act: Act, contact: ContactId, campaign: CampaignId | None, because: str, appointment: int | None = None
) -> None:
    """Take back what runs of a campaign, or of any, still have in the outbox.

    What happened to an *appointment* leaves alone what runs of other visits have there.
    """
    for message in act.store.messages(contact, states=MAY_LEAVE):
        known = act.ruleset.campaigns.get(message.campaign) if message.campaign else None
        elsewhere = known is not None and known.of_a_visit and appointment not in (None, message.appointment)
        if message.campaign is not None and campaign in (None, message.campaign) and not elsewhere:
            take_back(act, message, because)


def withdraw_about(act: Act, contact: ContactId, appointment: int, because: str) -> None:
    """Take back whatever was to be said of an appointment that will not take place."""
    for message in act.store.messages(contact, states=MAY_LEAVE):
        if message.appointment == appointment:
            take_back(act, message, because)


def take_back(act: Act, message: Message, because: str) -> None:
    """Withdraw a message that waits; one that is with its channel, or was, ends as the channel says and never again.

    It cannot be called back from there: if it left, it is sent, and if it did not, it is withdrawn (decisions/0032).
    """
    if message.state is MessageState.WAITING:
        act.store.save_message(replace(message, state=MessageState.WITHDRAWN, reason=because, ended_at=act.now))
        act.store.unschedule(DueKind.SEND, message.contact, message.id)
    elif message.state in MAY_LEAVE and not message.taken_back:  # the first reason stays
        act.store.save_message(replace(message, taken_back=because))


def wait_again(act: Act, message: Message) -> None:
    """Let a withdrawn message wait again, as if it had not been withdrawn."""
    act.store.save_message(replace(message, state=MessageState.WAITING, reason="", ended_at=None))
    act.store.schedule(Due(message.due_at, DueKind.SEND, message.contact, message.id))


def filled(
    act: Act,
    contact: ContactId,
    template: str,
    appointment: int | None = None,
    quoted: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Fill in the ``{field}`` marks of a text that a rule writes down; *quoted* is what it may quote of a reply."""
    record = act.store.contact(contact)
    return fill(template, {**fields(act, record, at_hand(act, contact, appointment)), **quoted})


def fields(
    act: Act,
    contact: Contact,
    appointment: Appointment | None,
    line_number: str = "",
    language: Language | None = None,
) -> Mapping[str, str]:
    """The fields that messages may use, days and hours in *language*; nothing else of a contact can get into a text."""
    ruleset, zone = act.ruleset, zone_of(act.ruleset, contact)
    own = {
        **own_facts(ruleset, Scope.CONTACT, contact.facts, act.now, zone),
        **own_facts(ruleset, Scope.APPOINTMENT, appointment.facts if appointment else {}, act.now, zone),
    }
    called = contact.called
    return {
        **_details(ruleset, appointment),
        **{name: written(value) for name, value in own.items()},
        "name": "" if link_in(called.whole) else called.whole,
        "first_name": contact.first_name,
        "salutation": called.salutation,
        "last_name": "" if link_in(called.family) else called.family,
        "practice": ruleset.label,
        PRACTICE_ADDRESS: ruleset.address,
        "status": ruleset.status_name(contact.state),
        "phase": ruleset.phases[phase_of(contact.state)].label,
        "line_number": line_number,
        **_appointment_fields(ruleset, appointment, zone, speech_of(language)),
    }


def names_a_visit(content: Content) -> bool:
    """Whether a text would have a hole in it without an appointment."""
    marks = (*fields_of(content.subject), *fields_of(content.body))
    return any(mark.name in VISIT_FIELDS and not mark.instead for mark in marks)


def told_in(act: Act, message: Message) -> list[Message]:
    """The parts that leave, or left, in a message; one that waits again or was withdrawn since is none of them."""
    return [one for one in act.store.parts_of(message.id) if one.state in IN_ANOTHER]


class AboutAVisit(Protocol):
    """What is about a visit of a contact, or about none: a message, or a question that is open."""

    @property
    def contact(self) -> ContactId:
        """Whose."""

    @property
    def appointment(self) -> int | None:
        """The visit."""


def visits_in_words(act: Act, told: Collection[AboutAVisit], language: Language | None = None) -> str:
    """The visits that messages or open questions are about, by time, with their numbers, by which a reply can name one.

    "Thursday, March 12 at 10:00 (no. 12) and at 14:00 (no. 13)"; of several people, each with the first name.
    """
    about = [(act.store.appointment(one.appointment), one.contact) for one in told if one.appointment is not None]
    several, said, day = len({contact for _, contact in about}) > 1, list[str](), ""
    speech = speech_of(language)
    for visit, person in sorted(about, key=lambda one: (one[0].at, one[0].id)):
        contact = act.store.contact(person)
        told_of = _appointment_fields(act.ruleset, visit, zone_of(act.ruleset, contact), speech)
        date = told_of["appointment_date"]
        when = speech.moment(date if date != day else "", told_of["appointment_time"])
        said.append(speech.number(f"{contact.first_name} {when}" if several else when, visit.id))
        day = date
    return speech.listed(said)


def _appointment_fields(
    ruleset: Ruleset, appointment: Appointment | None, contact: ZoneInfo, speech: Speech
) -> dict[str, str]:
    """When it is, on the clock of where it is; that clock is named to a *contact* who lives by another."""
    if appointment is None:
        return dict.fromkeys(VISIT_FIELDS, "")
    zone = visit_zone(ruleset, appointment)
    local = appointment.at.astimezone(zone)
    differs = local.utcoffset() != appointment.at.astimezone(contact).utcoffset()
    date, clock = speech.date(local.date()), speech.hour(f"{local:%H:%M}", zone_city(zone) if differs else "")
    fields = {"appointment_date": date, "appointment_time": clock, NUMBER_FIELD: str(appointment.id)}
    return {**fields, VISITS: speech.moment(date, clock)}


def _details(ruleset: Ruleset, appointment: Appointment | None) -> dict[str, str]:
    if appointment is None:
        return dict.fromkeys(VISIT_DETAILS, "")
    site = ruleset.part(Sites).sites.get(appointment.site)
    values = (
        appointment.practitioner,
        site.label if site else appointment.site,
        site.address if site else "",
        appointment.type,
    )
    return dict(zip(VISIT_DETAILS, values, strict=True))


def _at_once(
    act: Act, contact: ContactId, message: MessageId, kind: MessageKind, run: str, appointment: int | None
) -> Message:
    return Message(0, contact, message, run, kind, Timing.INSTANT, act.now, appointment=appointment)

"""The catalogue of facts: what is true now, by name, with the values each may have.

One place says which facts the engine computes and in which scope they exist; the practice's own facts join them.
Computes the facts of a contact, an appointment and an event; those of a message need rules and so live in
``interpreter.delivery``.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from frontdesk.events import KEYWORDS, REPORTS, AttemptsReached, Event, EventKind
from frontdesk.model import Fact, Ruleset, Scope
from frontdesk.names import (
    DO_NOT_CONTACT,
    NOT_SENT,
    PLAIN_FOLLOW_UP,
    AppointmentState,
    ChannelId,
    LineType,
    MessageKind,
    PhoneKind,
    State,
    StatusKind,
    Timing,
    phase_of,
    status_of,
)
from frontdesk.records import Appointment, Contact, Task
from frontdesk.tables import COUNT, UNKNOWN, YES_NO, Domain, Listed, Members, Scale, ScaleKind, Text, Value

PURPOSES = ("treatment", "operations", "marketing", "billing")
"""Why a message is sent (domain.md 6.6)."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CONSENT_BASES = ("none", "express", "written")

DAYS_UNTIL = Scale(ScaleKind.NUMBER, may_be_unknown=True, whole=True)
"""Days until a date that need not be known: negative once it has passed."""

WIDENS: Mapping[Scope, Scope | None] = {
    Scope.PRACTICE: None,
    Scope.CONTACT: Scope.PRACTICE,
    Scope.APPOINTMENT: Scope.CONTACT,
    Scope.TASK: Scope.CONTACT,
    Scope.MESSAGE: Scope.APPOINTMENT,
    Scope.SENDING: Scope.MESSAGE,
    Scope.EVENT: Scope.APPOINTMENT,
}
"""Each scope holds its own facts and those of the scope it widens."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of a ruleset that facts take as values."""

    phases: Sequence[str]
    statuses: Sequence[str]
    states: Sequence[str]
    channels: Sequence[str]
    consented: Sequence[str]
    """The channels for which consent is kept."""
    outcomes: Sequence[str]
    reasons: Sequence[str]
    campaigns: Sequence[str]
    tasks: Sequence[str]
    messages: Sequence[str]
    timers: Sequence[str]


def catalogue(words: Vocabulary) -> list[Fact]:
    """Return every fact that the engine computes, in the order in which ``frontdesk facts`` lists them."""
    numbers = tuple(str(kind) for kind in PhoneKind)
    methods = (*words.channels, NOT_SENT)
    return [
        *_contact_facts(words),
        _fact("appointment_state", Scope.APPOINTMENT, _maybe(AppointmentState), "what has become of the appointment"),
        _fact("days_to_visit", Scope.APPOINTMENT, DAYS_UNTIL, "whole days until the appointment"),
        *_message_facts(words, numbers, methods),
        *_sending_facts(words),
        _fact("task", Scope.TASK, Listed((*words.tasks, PLAIN_FOLLOW_UP, "none")), "the kind of the task"),
        _fact("outcome", Scope.TASK, Listed(tuple(words.outcomes)), "what came of the contact"),
        _fact(
            "next",
            Scope.TASK,
            Listed(("follow_up", "close", "none")),
            "a follow-up date is set, a close asked, or neither",
        ),
        *_event_facts(words),
    ]


def _fact(name: str, of: Scope, domain: Domain, means: str, default: Value | None = None) -> Fact:
    return Fact(name, of, domain, name.replace("_", " "), means, default)


def _maybe(values: Iterable[str]) -> Listed:
    return Listed(tuple(values), may_be_unknown=True)


def _contact_facts(words: Vocabulary) -> list[Fact]:
    contact = Scope.CONTACT
    return [
        _fact("phase", contact, Listed(tuple(words.phases)), "the phase of the contact"),
        _fact("status", contact, Listed(tuple(words.statuses)), "the status of the contact, in whichever phase"),
        _fact("state", contact, Listed(tuple(words.states)), "phase and status together, written phase/status"),
        _fact("status_kind", contact, Listed(tuple(StatusKind)), "what the status means for the follow-up"),
        _fact("has_been", contact, Members((*words.phases, *words.states)), "the phases and states ever settled in"),
        _fact("days_in_status", contact, COUNT, "whole days since the status was entered"),
        _fact("attempts", contact, COUNT, "contact attempts counted since the last reset"),
        _fact("last_outcome", contact, _maybe(words.outcomes), "the outcome logged last"),
        _fact("lost_reason", contact, _maybe(words.reasons), "why the lead was lost"),
        _fact("has_appointment", contact, YES_NO, "an appointment lies ahead"),
        _fact("consent_basis", contact, Listed(CONSENT_BASES), "on what consent messages rest", "express"),
        _fact("region", contact, Text(), "the state or province of the contact's address, such as FL"),
    ]


def _message_facts(words: Vocabulary, numbers: tuple[str, ...], methods: tuple[str, ...]) -> list[Fact]:
    of = Scope.MESSAGE
    sources = (*methods, DO_NOT_CONTACT)
    chosen = (*numbers, NOT_SENT)
    return [
        _fact("message", of, Listed(tuple(MessageKind)), "the kind of message", MessageKind.AUTOMATION),
        _fact("purpose", of, Listed(PURPOSES), "why the message is sent", "operations"),
        _fact(
            "timing", of, Listed(tuple(Timing)), "answers an event at once, or was planned for a time", Timing.INSTANT
        ),
        _fact("campaign", of, _maybe((*words.campaigns, "none")), "the campaign that sends the message"),
        *(_fact(f"has_{name}", of, YES_NO, f"the message has content for {name}") for name in words.channels),
        _fact("about_appointment", of, YES_NO, "the message is about an appointment"),
        _fact("appointment_number", of, Listed(chosen), "the number that the EMR sent for this appointment"),
        _fact("appointment_method", of, Listed(sources), "the method that the EMR sent for this appointment"),
        _fact("emr_number", of, Listed(chosen), "the number that the EMR sent for the patient"),
        _fact("emr_method", of, Listed(sources), "the method that the EMR sent for the patient"),
        _fact("emr_do_not_contact", of, YES_NO, "the EMR says Do Not Contact"),
        _fact("facesheet_number", of, Listed(chosen), "the number that staff set by hand"),
        _fact("facesheet_method", of, Listed(sources), "the method that staff set by hand"),
        _fact("facesheet_do_not_contact", of, YES_NO, "staff set Do Not Contact"),
        _fact("preferred_number", of, Listed(chosen), "the number that counts, after the sources are weighed"),
        _fact("preferred_method", of, Listed(methods), "the method that counts, after the sources are weighed"),
        _fact("do_not_contact", of, YES_NO, "whether Do Not Contact counts, after the sources are weighed"),
        *(_fact(kind, of, Listed(tuple(LineType)), f"what the {kind} number can take") for kind in numbers),
        _fact("destination", of, Listed(tuple(LineType)), "what the number that the message goes to can take"),
        _fact("email", of, Listed(("on_file", "invalid", "missing")), "whether there is an e-mail address"),
        *(
            _fact(
                f"{name}_consent",
                of,
                Listed(("opted_in", "opted_out", "unknown")),
                f"consent to {name}, for the number and the line",
            )
            for name in words.consented
        ),
        _fact("shared_phone", of, YES_NO, "somebody else has the same number"),
        _fact("sent_today", of, COUNT, "messages sent to the contact today"),
        _fact("sent_this_week", of, COUNT, "messages sent to the contact in the last 7 days"),
        _fact("exempt_sent_today", of, COUNT, "the same, only those that rest on no consent"),
        _fact("exempt_sent_this_week", of, COUNT, "the same for 7 days"),
    ]


def _sending_facts(words: Vocabulary) -> list[Fact]:
    return [
        _fact("channel", Scope.SENDING, Listed(tuple(words.channels)), "the channel that the delivery table chose"),
        _fact("local_time", Scope.SENDING, Scale(ScaleKind.TIME), "the clock where the contact is"),
        _fact("weekday", Scope.SENDING, Listed(WEEKDAYS), "the day of the week where the contact is"),
        _fact("holiday", Scope.SENDING, YES_NO, "the practice keeps a holiday that day"),
    ]


@dataclass(frozen=True, slots=True)
class EventFact:
    """A fact of events: the field that it reads of whichever events have it, and the values that it may have."""

    name: str
    field: str
    domain: Callable[[Vocabulary], Domain]
    means: str


EVENT_FACTS = (
    EventFact("event", "kind", lambda _: Listed(tuple(EventKind)), "what happened"),
    EventFact("event_state", "state", lambda words: _maybe(words.states), "the state entered or lasted in"),
    EventFact("previous_state", "previous", lambda words: _maybe(words.states), "the settled state before"),
    EventFact("event_outcome", "outcome", lambda words: _maybe(words.outcomes), "the outcome logged"),
    EventFact("timer", "timer", lambda words: _maybe(words.timers), "the trigger whose time has come"),
    EventFact("received", "received", lambda _: Text(), "the reply, in lower case"),
    EventFact("keyword", "keyword", lambda _: _maybe(KEYWORDS), "what kind of keyword the reply is"),
    EventFact("report", "report", lambda _: _maybe(REPORTS), "what is said of a message afterwards"),
    EventFact(
        "stopped_by",
        "stopped_by",
        lambda _: Text(),
        "the row that skipped the message: of delivery.yaml, or of windows.yaml",
    ),
    EventFact("event_message", "message", lambda words: _maybe(words.messages), "the message reported on"),
    EventFact("event_campaign", "campaign", lambda words: _maybe(words.campaigns), "the campaign that finished"),
    EventFact(
        "event_task",
        "task",
        lambda words: _maybe((*words.tasks, PLAIN_FOLLOW_UP)),
        "the task that is overdue or expired",
    ),
)
"""What rows may ask of an event; what its kind does not say is unknown."""


def _event_facts(words: Vocabulary) -> list[Fact]:
    return [_fact(one.name, Scope.EVENT, one.domain(words), one.means) for one in EVENT_FACTS]


def scopes_of(facts: Iterable[Fact]) -> dict[Scope, dict[str, Domain]]:
    """Return, for each scope, every fact that exists there."""
    declared = list(facts)
    scopes: dict[Scope, dict[str, Domain]] = {}
    for scope in Scope:
        reach: set[Scope] = set()
        widened: Scope | None = scope
        while widened is not None:
            reach.add(widened)
            widened = WIDENS[widened]
        scopes[scope] = {fact.name: fact.domain for fact in declared if fact.of in reach}
    return scopes


def days_until(name: str) -> str:
    """The name of the number fact that goes with every own date fact, since rows do not compare two facts."""
    return f"days_until_{name}"


def zone_of(ruleset: Ruleset, contact: Contact | None) -> ZoneInfo:
    """The zone whose clock counts: the contact's, else the practice's."""
    return ZoneInfo(contact.zone if contact and contact.zone else ruleset.time_zone)


def practice_facts(ruleset: Ruleset) -> dict[str, Value]:
    """The practice's own facts about itself."""
    return {
        fact.name: _or_unknown(fact.default)
        for fact in ruleset.facts.values()
        if fact.own and fact.of is Scope.PRACTICE
    }


def contact_facts(
    ruleset: Ruleset, contact: Contact, now: datetime, *, has_appointment: bool = False
) -> dict[str, Value]:
    """What is true of a contact at *now*, over the scope ``contact``; names that the rules do not have are unknown."""
    facts = state_facts(ruleset, contact.state)
    been = [state for state in contact.been | {contact.settled} if state in ruleset.states]
    facts |= {
        "has_been": frozenset({*been, *(phase_of(state) for state in been)}),
        "days_in_status": max((now - contact.state_since).days, 0),
        "attempts": contact.attempts,
        "last_outcome": _known(contact.last_outcome, ruleset.outcomes),
        "lost_reason": _known(contact.lost_reason, ruleset.reasons),
        "has_appointment": yes_no(has_appointment),
        "consent_basis": contact.consent_basis or ruleset.consent.basis_default,
        "region": contact.region or UNKNOWN,
        **practice_facts(ruleset),
        **own_facts(ruleset, Scope.CONTACT, contact.facts, now, zone_of(ruleset, contact)),
    }
    return facts


def state_facts(ruleset: Ruleset, state: State) -> dict[str, Value]:
    """The facts that a state alone decides."""
    status = status_of(state)
    return {"phase": phase_of(state), "status": status, "state": state, "status_kind": ruleset.statuses[status].kind}


def appointment_facts(
    ruleset: Ruleset, appointment: Appointment | None, now: datetime, zone: ZoneInfo
) -> dict[str, Value]:
    """What is true of the appointment at hand, if there is one."""
    if appointment is None:
        return {
            "appointment_state": UNKNOWN,
            "days_to_visit": UNKNOWN,
            **own_facts(ruleset, Scope.APPOINTMENT, {}, now, zone),
        }
    return {
        "appointment_state": appointment.state,
        "days_to_visit": (appointment.at.astimezone(zone).date() - now.astimezone(zone).date()).days,
        **own_facts(ruleset, Scope.APPOINTMENT, appointment.facts, now, zone),
    }


def task_facts(ruleset: Ruleset, task: Task | None, now: datetime, zone: ZoneInfo) -> dict[str, Value]:
    """What is true of the task at hand, if there is one."""
    return {"task": task.task if task else "none", **own_facts(ruleset, Scope.TASK, {}, now, zone)}


def event_facts(event: Event) -> dict[str, Value]:
    """What is true of an event, over the scope ``event``; what its kind does not say is unknown.

    The attempts that were reached are those that were counted then, whatever the contact's count is now.
    """
    facts: dict[str, Value] = {one.name: getattr(event, one.field, None) or UNKNOWN for one in EVENT_FACTS}
    return facts | {"attempts": event.attempts} if isinstance(event, AttemptsReached) else facts


def own_facts(
    ruleset: Ruleset, of: Scope, recorded: Mapping[str, Value], now: datetime, zone: ZoneInfo
) -> dict[str, Value]:
    """The practice's own facts of one kind of thing: what is recorded, else the default, else unknown."""
    facts: dict[str, Value] = {}
    for fact in ruleset.facts.values():
        if not fact.own or fact.of is not of or fact.name in facts:
            continue
        value = recorded.get(fact.name)
        if value is None or value not in fact.domain:
            value = _or_unknown(fact.default)  # a value that an earlier version of the rules knew is none any more
        facts[fact.name] = value
        if isinstance(fact.domain, Scale) and fact.domain.kind is ScaleKind.DATE:
            distance = (value - now.astimezone(zone).date()).days if isinstance(value, date) else UNKNOWN
            facts[days_until(fact.name)] = distance
    return facts


def yes_no(truth: bool) -> str:
    """The word of the language for a truth value."""
    return "yes" if truth else "no"


def content_facts(channels: Iterable[ChannelId], content: Iterable[ChannelId]) -> dict[str, Value]:
    """For which channels a message has content."""
    present = set(content)
    return {f"has_{channel}": yes_no(channel in present) for channel in channels}


def _or_unknown(value: Value | None) -> Value:
    return UNKNOWN if value is None else value


def _known(name: str | None, names: Container[str]) -> Value:
    return name if name is not None and name in names else UNKNOWN

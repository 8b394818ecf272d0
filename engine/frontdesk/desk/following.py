"""Carrying out what follows an event: every effect in order, and the events that those bring about in turn.

Runs inside the caller's transaction, so that an event and all that follows it are kept or lost together.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import assert_never

from frontdesk.addresses import same_number
from frontdesk.desk import becoming, campaigns, consents, keywords, messages, own_facts, tasks, timers
from frontdesk.desk.practice import Act
from frontdesk.desk.situations import at_hand, facts_of
from frontdesk.effects import (
    AddNote,
    AnswerReply,
    AskToReschedule,
    CancelAppointment,
    CancelTask,
    CloseTask,
    CompleteTask,
    ConfirmAppointment,
    Effect,
    EndCampaign,
    NoteFact,
    NotifyStaff,
    OpenTask,
    OptIn,
    OptOut,
    ReassignTask,
    ResetAttempts,
    ResetHasBeen,
    SendMessage,
    SetFollowUp,
    SetStatus,
    StartCampaign,
)
from frontdesk.events import Event, MessageReceived, StatusEntered, appointment_of
from frontdesk.facts import zone_of
from frontdesk.interpreter import statuses
from frontdesk.interpreter.consequences import (
    LONGEST_CHAIN,
    Consequence,
    ReactionLoopError,
    consequences,
    read_for_consequences,
)
from frontdesk.journal import Followed, Happened, StatusUndone
from frontdesk.names import (
    PLAIN_FOLLOW_UP,
    AppointmentState,
    ChannelId,
    Consent,
    ConsentSource,
    ContactId,
    Keyword,
    LineId,
    Recipient,
    State,
    TaskId,
)
from frontdesk.records import Choice
from frontdesk.tables import later, written


def happen(
    act: Act,
    contact: ContactId,
    event: Event,
    at: datetime | None = None,
    quoted: Mapping[str, str] = MappingProxyType({}),
) -> frozenset[TaskId]:
    """Let *event* happen to *contact*; *at* is when it took place, from which delays count (default: now).

    *quoted* is what rules on a reply may quote of it. Returns the kinds of tasks that rules opened, or found open.
    Raises ReactionLoopError when rules set each other off without end; nothing is kept then.
    """
    waiting = deque([event])
    carried: list[Consequence] = []
    for _ in range(LONGEST_CHAIN):
        if not waiting:
            return frozenset(_opened(one.effect for one in carried))
        for consequence, cause in _decide(act, contact, waiting.popleft(), at or act.now, quoted):
            carried.append(consequence)
            waiting.extend(_carry_out(act, contact, consequence, cause, at or act.now, quoted))
    if waiting:
        raise ReactionLoopError(tuple(one.row for one in carried))
    return frozenset(_opened(one.effect for one in carried))


def let_happen_alone(act: Act, contact: ContactId, event: Event, at: datetime) -> frozenset[TaskId]:
    """Let *event* happen with its clocks and no rule follow it: what would follow could not be carried out."""
    if isinstance(event, StatusEntered):
        timers.state_entered(act, contact, event.state, at)
    act.record(contact, Happened(event, {}, ()))
    return frozenset()


def _opened(effects: Iterable[Effect]) -> Iterator[TaskId]:
    for effect in effects:
        match effect:
            case OpenTask(task):
                yield task
            case SetFollowUp(_, task):
                yield task or PLAIN_FOLLOW_UP


def _decide(
    act: Act, contact: ContactId, event: Event, at: datetime, quoted: Mapping[str, str]
) -> list[tuple[Consequence, Event]]:
    if isinstance(event, StatusEntered):
        timers.state_entered(act, contact, event.state, at)
    settled = replace(act.store.contact(contact), choice=None)  # what a pending choice brings waits until it settles
    facts = facts_of(act, settled, at_hand(act, contact, appointment_of(event)), event)
    following = consequences(act.ruleset, facts, event)
    read = {name: written(facts[name]) for name in read_for_consequences(act.ruleset) if name in facts}
    told = map(followed, following, _to_whom(act, contact, event, following, quoted))
    act.record(contact, Happened(event, read, tuple(told)))
    return [(consequence, event) for consequence in following]


def _to_whom(
    act: Act, contact: ContactId, event: Event, following: Iterable[Consequence], quoted: Mapping[str, str]
) -> Iterator[str]:
    """Whom each effect goes to that names them by a field; nothing where an effect before it notes a fact anew."""
    known = True
    for effect in (one.effect for one in following):
        known = known and not isinstance(effect, NoteFact)
        to = effect.to if isinstance(effect, OpenTask | ReassignTask | NotifyStaff) else None
        is_field = to is not None and "{" in to
        yield messages.filled(act, contact, to or "", appointment_of(event), quoted) if is_field and known else ""


def followed(consequence: Consequence, to: str = "") -> Followed:
    """One effect as the journal keeps it: what, the row that said so, and whom it went to where a field says that."""
    return Followed(consequence.effect, consequence.row.id, consequence.row.where.short, to)


def _carry_out(  # noqa: C901 - one match per sum type lets the type checker prove that no effect is forgotten
    act: Act, contact: ContactId, consequence: Consequence, cause: Event, at: datetime, quoted: Mapping[str, str]
) -> list[Event]:
    effect, because = consequence.effect, f"{consequence.row.id} ({consequence.row.where.short})"
    visit = appointment_of(cause)
    filled = partial(messages.filled, act, contact, appointment=visit, quoted=quoted)
    match effect:
        case SetStatus():
            return _set_status(act, contact, effect, at, because)
        case StartCampaign(campaign):
            return campaigns.start(act, contact, campaign, at, visit)
        case EndCampaign(campaign):
            campaigns.end(act, contact, campaign, because, visit)
        case OpenTask(task, to, type_, priority):
            tasks.open_task(act, contact, task, at, tasks.Wanted(filled(to or ""), type_, priority))
        case CloseTask(task) | CompleteTask(task) | CancelTask(task):
            tasks.close_tasks(act, contact, task, because, effect.progress)
        case ReassignTask(task, to):
            tasks.reassign(act, contact, task, filled(to))
        case SetFollowUp(delay, task):
            zone = zone_of(act.ruleset, act.store.contact(contact))
            tasks.ask_follow_up(act, contact, task, later(at, delay, zone, act.ruleset.open_hours))
        case SendMessage(message):
            messages.send_now(act, contact, message, cause, because)
        case AnswerReply(message):
            keywords.answer(act, contact, message, cause, because)
        case OptIn(channel):
            _set_consent(act, contact, cause, channel, Consent.OPTED_IN)
        case OptOut(channel):
            _set_consent(act, contact, cause, channel, Consent.OPTED_OUT)
        case ConfirmAppointment():
            return becoming.become_by_rule(act, contact, visit, AppointmentState.CONFIRMED)
        case CancelAppointment():
            return becoming.become_by_rule(act, contact, visit, AppointmentState.CANCELLED)
        case AskToReschedule(text):
            tasks.open_task(act, contact, PLAIN_FOLLOW_UP, at)
            act.store.add_notice(contact, act.now, filled(text))
        case AddNote(text):
            act.store.add_note(contact, act.now, act.by, filled(text))
        case NotifyStaff(text, to):
            act.store.add_notice(contact, act.now, filled(text), filled(to or ""))
        case NoteFact():
            own_facts.note_by_rule(act, contact, visit, effect, at)
        case ResetHasBeen(states):
            _forget_been(act, contact, states)
        case ResetAttempts():
            act.store.save_contact(replace(act.store.contact(contact), attempts=0))
        case _:
            assert_never(effect)
    return []


def _set_status(act: Act, contact: ContactId, effect: SetStatus, at: datetime, because: str) -> list[Event]:
    before = act.store.contact(contact)
    state = before.settled_before if effect.state is None else effect.state
    if state is None or state not in act.ruleset.states:
        told = f"a rule wants {before.name} back where they were before, and nobody knows where: please choose a status"
        act.store.add_notice(contact, act.now, told)
        return []
    entered, event = statuses.enter(act.ruleset, replace(before, choice=None), state, at)
    if event is None:
        return []
    if before.choice:
        _overrule(act, contact, before.choice, entered.state, because)
    if effect.reason:
        entered = replace(entered, lost_reason=effect.reason)
    act.store.save_contact(entered)
    timers.forget_settling(act, contact)
    return [event]


def _forget_been(act: Act, contact: ContactId, states: Collection[State] | None) -> None:
    record = act.store.contact(contact)
    gone = record.been if states is None else frozenset(states)
    act.store.save_contact(replace(record, been=record.been - gone | {record.settled}))


def _overrule(act: Act, contact: ContactId, choice: Choice, state: State, because: str) -> None:
    """A rule outruns a choice that has not settled: the choice goes and the staff are told; its note stays."""
    act.record(contact, StatusUndone(choice.state, state))
    if choice.note and choice.logged is None:
        act.store.add_note(contact, choice.at, choice.by, choice.note)
    chosen, now = map(act.ruleset.status_label, (choice.state, state))
    does_not_hold = f"'{chosen}', chosen by {choice.by}, does not hold"
    told = f"{does_not_hold}: the rule {because} says '{now}'; choose again if it is wrong"
    act.told.append(told)
    act.store.add_notice(contact, act.now, told)


def _set_consent(act: Act, contact: ContactId, cause: Event, channel: ChannelId, value: Consent) -> None:
    """Consent by a rule for every address; where it reads a reply, it says what the own words on that number mean.

    What came in on none of the practice's lines, and a keyword that refuses, means no consent to anything. Agreeing is
    of the contact's own addresses, and of the one that it was written from.
    """
    person, by = act.store.contact(contact), [act.ruleset.channels[channel]]
    every, theirs = consents.places(person, by), consents.places_of(person, by, Recipient.PATIENT)
    where = every if value is Consent.OPTED_OUT else theirs
    by_rule = consents.ConsentSaid(value, ConsentSource.RULE)
    if not isinstance(cause, MessageReceived):
        consents.write(act, contact, where, consents.lines_of(act.ruleset, None), by_rule)
        return
    lines = consents.lines_of(act.ruleset, LineId(cause.line) if cause.line else None)
    agrees = value is Consent.OPTED_OUT or (cause.line and cause.keyword is not Keyword.OUT)
    same = same_number(cause.number, act.ruleset.country) if agrees else ""
    own = [place for place in every if place[0] == same]
    consents.write(act, contact, own, lines, replace(by_rule, source=ConsentSource.REPLY, words=cause.received))
    consents.write(act, contact, [place for place in where if place not in own], lines, by_rule)

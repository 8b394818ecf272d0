"""Whom other rules would touch today: every contact who would be offered, sent or left something else.

Decides with both versions from the store as it stands, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from frontdesk.desk import campaigns
from frontdesk.desk.practice import Act, Practice
from frontdesk.desk.situations import at_hand, facts_of, situation
from frontdesk.facts import zone_of
from frontdesk.interpreter.attempts import suggestion
from frontdesk.interpreter.campaigns import taken_over, to_come
from frontdesk.interpreter.delivery import route
from frontdesk.interpreter.offers import offered
from frontdesk.interpreter.reasons import are_asked_by, may_be_given
from frontdesk.keeping import Store
from frontdesk.model import Ruleset
from frontdesk.names import NO_CHANNEL, ContactId, MessageId, MessageKind, MessageState, Timing
from frontdesk.records import Contact, Enrolment


@dataclass(frozen=True, slots=True)
class Touched:
    """A contact whom other rules would touch, and how, in words. Only the number: a report may leave the practice."""

    contact: ContactId
    how: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Both:
    before: Act
    after: Act


@dataclass(frozen=True, slots=True)
class _Sending:
    kind: MessageKind
    timing: Timing
    appointment: int | None
    campaign: str


def touched(store: Store, now: datetime, before: Ruleset, after: Ruleset) -> Iterator[Touched]:
    """Every contact of *store* whom the change from *before* to *after* would touch at *now*."""
    both = _Both(Act(Practice(before, store), now), Act(Practice(after, store), now))
    for contact in store.all_contacts():
        how = tuple(_how(both, contact))
        if how:
            yield Touched(contact.id, how)


def _how(both: _Both, contact: Contact) -> Iterator[str]:
    ruleset = both.after.ruleset
    if contact.state not in both.before.ruleset.states:
        return
    moved = _moved(ruleset, contact)
    if moved is None:
        yield f"is in '{contact.state}', which is gone"
        return
    if moved.state != contact.state:
        yield f"moves from '{contact.state}' to '{moved.state}'"
    yield from _chosen(both, contact, moved)
    for enrolment in both.before.store.enrolments(contact.id):
        yield from _enrolled(both, contact, moved, enrolment)
    for message in both.before.store.messages(contact.id, states=(MessageState.WAITING,)):
        heir = ruleset.moved.messages.get(message.message, message.message)
        if heir is None or heir not in ruleset.messages:
            yield f"does not get '{message.message}', which waits"
        else:
            words = f"the waiting '{message.message}'"
            sending = _Sending(message.kind, message.timing, message.appointment, message.campaign or "")
            yield from _routed(both, (contact, moved), (message.message, heir), sending, words)


def _moved(ruleset: Ruleset, contact: Contact) -> Contact | None:
    """The contact as it is under *ruleset*, or ``None`` when its status has no heir there."""
    heirs = ruleset.moved.statuses
    settled = heirs.get(contact.settled, contact.settled)
    choice = contact.choice and replace(contact.choice, state=heirs.get(contact.choice.state, contact.choice.state))
    if settled not in ruleset.states or (choice and choice.state not in ruleset.states):
        return None
    been = frozenset(heirs.get(state, state) for state in contact.been)
    return replace(contact, settled=settled, choice=choice, been=been)


def _chosen(both: _Both, contact: Contact, moved: Contact) -> Iterator[str]:
    """What the drop-down offers and suggests."""
    names = []
    reasons = []
    suggested = []
    for act, one in ((both.before, contact), (both.after, moved)):
        facts = facts_of(act, one)
        known = {name: value for name, value in facts.items() if name in act.ruleset.offers.known}
        names.append({offer.state for offer in offered(act.ruleset, known)})
        suggested.append(suggestion(act.ruleset, known))
        reasons.append({*may_be_given(act.ruleset, (known,))})
    if gained := names[1] - names[0]:
        yield f"is offered {', '.join(sorted(gained))}"
    if lost := names[0] - names[1]:
        yield f"is no longer offered {', '.join(sorted(lost))}"
    asks = any(are_asked_by(both.after.ruleset, state) for state in names[0] & names[1])
    in_both = both.before.ruleset.reasons.keys() & both.after.ruleset.reasons.keys() if asks else frozenset()
    for reason in sorted((reasons[1] - reasons[0]) & in_both):
        yield f"may be given the reason {reason}"
    for reason in sorted((reasons[0] - reasons[1]) & in_both):
        yield f"may no longer be given the reason {reason}"
    was, now = (one.state if one else "nothing" for one in suggested)
    if was != now:
        yield f"is suggested {now}, was {was}"


def _enrolled(both: _Both, contact: Contact, moved: Contact, enrolment: Enrolment) -> Iterator[str]:
    """The next step of a campaign: whether there is one, when, and how its message goes."""
    ruleset = both.after.ruleset
    heir = ruleset.moved.campaigns.get(enrolment.campaign, enrolment.campaign)
    was = both.before.ruleset.campaigns.get(enrolment.campaign)
    if was is None:
        return
    if heir is None or heir not in ruleset.campaigns:
        yield f"the campaign '{enrolment.campaign}' ends"
        return
    before = campaigns.run_of(both.before, both.before.ruleset, was, enrolment)
    after = campaigns.run_of(both.after, ruleset, ruleset.campaigns[heir], enrolment)
    due = next(iter(to_come(before)), None)
    if due is None:
        return
    now = {one.step.id: one for one in to_come(replace(after, enrolment=taken_over(after, before, both.after.now)))}
    if due.step.id not in now:
        yield f"the step '{due.step.id}' of '{enrolment.campaign}' is left out"
        return
    same = now[due.step.id]
    if due.due != same.due:
        was_on, is_on = _on(ruleset, due.due), _on(ruleset, same.due)
        yield f"the step '{due.step.id}' of '{enrolment.campaign}' falls on {is_on}, was {was_on}"
    if due.step.send and same.step.send:
        sending = _Sending(was.message_kind, Timing.SCHEDULED, enrolment.appointment, enrolment.campaign)
        words = f"the next message of '{enrolment.campaign}'"
        yield from _routed(both, (contact, moved), (due.step.send, same.step.send), sending, words)


def _on(ruleset: Ruleset, at: datetime) -> str:
    return f"{at.astimezone(zone_of(ruleset, None)):%Y-%m-%d %H:%M}"


def _routed(
    both: _Both,
    contacts: tuple[Contact, Contact],
    messages: tuple[MessageId, MessageId],
    sending: _Sending,
    words: str,
) -> Iterator[str]:
    """How one message would go out now: by which channel, or not at all."""
    found = []
    for act, contact, message in zip((both.before, both.after), contacts, messages, strict=True):
        text = act.ruleset.messages[message]
        visit = None if sending.appointment is None else at_hand(act, contact.id, sending.appointment)
        about = situation(act, contact, text, sending.kind, sending.timing, visit, sending.campaign)
        chosen = route(act.ruleset, about)
        found.append(chosen.channel.id if chosen.channel else NO_CHANNEL)
    if found[0] != found[1]:
        yield f"{words} goes by {found[1]}, was {found[0]}"
